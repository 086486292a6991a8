//! Names of the wire as names of Rust.

/// `endpointSASUri` → `endpoint_sas_uri`, `_links` → `links`, `$top` → `top`.
pub fn snake(name: &str) -> String {
    words(name).iter().map(|word| word.to_lowercase()).collect::<Vec<_>>().join("_")
}

/// `artifactsPackageTypes` → `ArtifactsPackageTypes`, `edit, rename` → `EditRename`.
pub fn pascal(name: &str) -> String {
    let capital = |word: &String| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    words(name).iter().map(capital).collect()
}

/// A field or argument, with `r#` where Rust has a keyword of that name.
pub fn field(name: &str) -> String {
    let name = snake(name);
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        "type" | "abstract" | "ref" | "in" | "match" | "override" | "default" | "final" | "move"
        | "static" | "where" | "use" | "as" | "for" | "loop" | "mod" | "pub" | "return" | "struct"
        | "enum" | "fn" | "if" | "else" | "const" | "continue" | "break" | "box" | "priv" | "yield"
        | "async" | "await" | "try" | "dyn" | "virtual" | "macro" | "trait" | "true" | "false" | "impl"
        | "let" | "extern" | "unsafe" | "while" | "do" | "become" | "gen" | "typeof" | "unsized" | "mut" => {
            match name.as_str() {
                // Words that are keywords only in places that a field is not in.
                "default" => name,
                _ => format!("r#{name}"),
            }
        }
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => format!("n{name}"),
        _ => name,
    }
}

/// An enum's variant.
pub fn variant(value: &str) -> String {
    let name = pascal(value);
    match name.as_str() {
        "Other" => "OtherValue".to_owned(),
        "Self" => "SelfValue".to_owned(),
        "" => "Empty".to_owned(),
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => format!("N{name}"),
        _ => name,
    }
}

/// Splits at case changes and at everything that is no letter or digit. A run of capitals is one word, but
/// for its last letter if a small one follows: `SASUri` is `SAS`, `Uri`; `supportsTFVC` ends in `TFVC`.
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = vec![String::new()];
    for (index, &char) in chars.iter().enumerate() {
        if !char.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = index.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(index + 1);
        let starts = char.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase)
            });
        if starts {
            words.push(String::new());
        }
        words.last_mut().expect("there is always one").push(char);
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (wire, rust) in [
            ("endpointSASUri", "endpoint_sas_uri"),
            ("supportsTFVC", "supports_tfvc"),
            ("_links", "links"),
            ("searchCriteria.$top", "search_criteria_top"),
            ("GetPullRequests", "get_pull_requests"),
            ("agentInteractiveUI", "agent_interactive_ui"),
        ] {
            assert_eq!(snake(wire), rust);
        }
        assert_eq!(field("type"), "r#type");
        assert_eq!(variant("$whenChanged"), "WhenChanged");
        assert_eq!(variant("edit, rename"), "EditRename");
    }
}
