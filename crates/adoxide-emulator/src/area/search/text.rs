//! The words of a search, and where they are in a text.

/// What is looked for: all of some words, `OR` between alternatives, `NOT` before what must not be there, quotes
/// around phrases, `*` and `?` for letters, `field:` before words that are of a field.
#[derive(Debug)]
pub(super) struct Terms {
    alternatives: Vec<Vec<Term>>,
}

#[derive(Debug)]
struct Term {
    is_negated: bool,
    field: Option<String>,
    /// In small letters.
    pattern: String,
}

/// A place in a text: the first character and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub start: usize,
    pub len: usize,
}

/// The words between blanks; what is in quotes is one.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted) = (Vec::new(), String::new(), false);
    for char in text.chars() {
        match char {
            '"' => is_quoted = !is_quoted,
            char if char.is_whitespace() && !is_quoted => words.push(std::mem::take(&mut word)),
            '(' | ')' if !is_quoted => {}
            char => word.push(char),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a text is as a pattern says, with `*` for any letters and `?` for one. The time is bounded by the product
/// of the lengths: patterns and texts come from elsewhere.
fn is_like(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut from) = (0, 0);
    // The last star, and where in the text what follows it was tried.
    let mut star = None;
    while from < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(char) if *char == '?' || *char == text[from] => {
                at += 1;
                from += 1;
            }
            _ => {
                let Some((place, tried)) = star else { return false };
                star = Some((place, tried + 1));
                at = place + 1;
                from = tried + 1;
            }
        }
    }
    pattern[at..].iter().all(|char| *char == '*')
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

impl Term {
    /// Where it is in a text: whole words, or words that begin so if `is_prefix` says that they do.
    fn places(&self, text: &[char], is_prefix: bool) -> Vec<Place> {
        let pattern: Vec<char> = self.pattern.chars().collect();
        let mut places = Vec::new();
        let mut start = 0;
        while start < text.len() {
            if !is_word(text[start]) || (start > 0 && is_word(text[start - 1])) {
                start += 1;
                continue;
            }
            let end =
                text[start..].iter().position(|char| !is_word(*char)).map_or(text.len(), |len| start + len);
            let word = &text[start..end];
            let found = if pattern.iter().any(|char| !is_word(*char) && !matches!(char, '*' | '?')) {
                // A phrase, or a name with dots and dashes.
                text[start..].starts_with(&pattern).then_some(pattern.len())
            } else if is_prefix && word.starts_with(&pattern) {
                Some(word.len())
            } else {
                is_like(&pattern, word).then_some(word.len())
            };
            places.extend(found.map(|len| Place { start, len }));
            start = end;
        }
        places
    }
}

impl Terms {
    /// Reads what is searched for.
    pub fn parse(text: &str) -> Self {
        let mut alternatives = vec![Vec::<Term>::new()];
        let mut is_negated = false;
        for word in words(text) {
            match word.as_str() {
                "OR" => alternatives.push(Vec::new()),
                "AND" => {}
                "NOT" => is_negated = true,
                word => {
                    let (field, pattern) = match word.split_once(':') {
                        Some((field, rest)) if !rest.is_empty() && field.chars().all(is_word) => {
                            (Some(field), rest)
                        }
                        _ => (None, word),
                    };
                    let term = Term {
                        is_negated: std::mem::take(&mut is_negated),
                        field: field.map(str::to_lowercase),
                        pattern: pattern.to_lowercase(),
                    };
                    if let Some(terms) = alternatives.last_mut() {
                        terms.push(term);
                    }
                }
            }
        }
        alternatives.retain(|terms| !terms.is_empty());
        Self { alternatives }
    }

    /// Whether something is found: `texts` are its texts, `field` tells whether a value of a field is so, and none
    /// for a field that is not known.
    pub fn find(&self, texts: &[&str], is_prefix: bool, field: impl Fn(&str, &str) -> Option<bool>) -> bool {
        let texts: Vec<Vec<char>> = texts.iter().map(|text| text.to_lowercase().chars().collect()).collect();
        self.alternatives.iter().any(|terms| {
            terms.iter().all(|term| {
                let known = term.field.as_deref().and_then(|name| field(name, &term.pattern));
                let is_there = known
                    .unwrap_or_else(|| texts.iter().any(|text| !term.places(text, is_prefix).is_empty()));
                is_there != term.is_negated
            })
        })
    }

    /// Where the words are in a text, from its beginning.
    pub fn places(&self, text: &str, is_prefix: bool) -> Vec<Place> {
        let text: Vec<char> = text.to_lowercase().chars().collect();
        let terms = self.alternatives.iter().flatten().filter(|term| !term.is_negated);
        let mut places: Vec<_> = terms.flat_map(|term| term.places(&text, is_prefix)).collect();
        places.sort_by_key(|place| place.start);
        places.dedup();
        places
    }

    /// The text with the words marked; none if there are none in it.
    pub fn highlight(&self, text: &str) -> Option<String> {
        let places = self.places(text, true);
        let mut marked = String::new();
        let mut open = None;
        for (index, char) in text.chars().enumerate() {
            if open == Some(index) {
                marked.push_str("</highlighthit>");
                open = None;
            }
            if let Some(place) = places.iter().find(|place| place.start == index).filter(|_| open.is_none()) {
                marked.push_str("<highlighthit>");
                open = Some(index + place.len);
            }
            marked.push(char);
        }
        if open.is_some() {
            marked.push_str("</highlighthit>");
        }
        (!places.is_empty()).then_some(marked)
    }
}

/// Text without the tags of HTML.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for char in html.chars() {
        match char {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                text.push(' ');
            }
            char if !is_tag => text.push(char),
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> bool {
        Terms::parse(query).find(&[text], false, |_, _| None)
    }

    #[test]
    fn words_are_whole_and_all_of_them_must_be_there() {
        assert!(found("retry policy", "The policy of a RETRY"));
        assert!(!found("retry", "retrying"));
        assert!(found("retr*", "retrying") && found("r?try", "retry") && found("*t*y", "retry"));
        assert!(!found("r*x", "retry") && !found("r?y", "retry"));
        assert!(found("\"retry policy\"", "a retry policy.") && !found("\"retry policy\"", "policy retry"));
        assert!(found("none OR retry", "retry") && !found("retry NOT policy", "retry policy"));
    }

    #[test]
    fn fields_are_asked_for_by_name() {
        let terms = Terms::parse("ext:rs main");
        let of =
            |wanted: &'static str| move |name: &str, value: &str| (name == "ext").then_some(value == wanted);
        assert!(terms.find(&["fn main()"], false, of("rs")));
        assert!(!terms.find(&["fn main()"], false, of("js")));
    }

    #[test]
    fn what_is_found_is_marked() {
        let terms = Terms::parse("cart");
        let marked = terms.highlight("Carts and a cart");
        assert_eq!(
            marked.as_deref(),
            Some("<highlighthit>Carts</highlighthit> and a <highlighthit>cart</highlighthit>")
        );
        assert_eq!(terms.highlight("none"), None);
        assert_eq!(terms.places("a cart", false), [Place { start: 2, len: 4 }]);
        assert_eq!(plain("<div>One <b>two</b></div>"), "One  two");
    }
}
