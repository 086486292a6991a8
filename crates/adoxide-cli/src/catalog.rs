//! The operations of the REST API, for people: found by any spelling of their names, with their parameters.

use adoxide::api::wire::{Effect, Host, OpMeta, Paging};
use http::Method;

use crate::error::{Error, Result};

/// One argument of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name as the service spells it: `repositoryId`, `$top`, `searchCriteria.status`.
    pub name: &'static str,
    /// Where it goes.
    pub place: Place,
    /// Whether the operation can't be sent without it.
    pub required: bool,
}

/// Where an argument goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
    /// A header of the request.
    Header,
}

impl Parameter {
    /// Its name as a flag: `repository-id`, `top`, `search-criteria.status`.
    pub fn flag(self) -> String {
        let mut flag = String::with_capacity(self.name.len() + 4);
        for char in self.name.chars() {
            if char.is_ascii_uppercase() {
                if !flag.is_empty() && !flag.ends_with(['-', '.']) {
                    flag.push('-');
                }
                flag.push(char.to_ascii_lowercase());
            } else if char == '_' {
                // A flag does not begin with a hyphen.
                flag.push_str(if flag.is_empty() { "" } else { "-" });
            } else if char != '$' {
                flag.push(char);
            }
        }
        flag
    }

    /// Whether this is its name, in any spelling.
    pub fn is_called(self, name: &str) -> bool {
        folded(self.name) == folded(name)
    }
}

/// The arguments of an operation: those of the path, then those of the query and the headers.
pub fn parameters(operation: &'static OpMeta) -> Vec<Parameter> {
    let path = operation.template.split('/').filter_map(|segment| {
        let inner = segment.get(segment.find('{')? + 1..segment.find('}')?)?;
        let name = inner.trim_end_matches(['?', '*']);
        Some(Parameter { name, place: Place::Path, required: !inner.contains('?') })
    });
    let of = |names: &'static [&'static str], place, required| {
        names.iter().map(move |name| Parameter { name, place, required })
    };
    path.chain(of(operation.required, Place::Query, true))
        .chain(of(operation.optional, Place::Query, false))
        .chain(of(operation.headers, Place::Header, false))
        .collect()
}

/// Whether what was typed is a path or a URL, and no name of an operation.
pub fn is_path(target: &str) -> bool {
    target.contains('/')
}

/// The letters of a name without what people spell differently.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_lowercase())
}

fn folded(name: &str) -> String {
    letters(name).collect()
}

/// The name of an operation without its area.
fn own_name(operation: &OpMeta) -> &'static str {
    operation.id.rsplit('.').next().unwrap_or(operation.id)
}

/// Whether this is a name, or the end of it from the beginning of a word on.
fn ends_with(id: &str, end: &str) -> bool {
    let starts = id.char_indices().filter(|(at, _)| *at == 0 || id[..*at].ends_with(['.', '_']));
    starts.map(|(at, _)| &id[at..]).any(|rest| letters(rest).eq(end.chars()))
}

/// The operation of this name: in any spelling, with or without its area.
///
/// # Errors
/// When there is none, with those that may be meant; or several, with their names.
pub fn find(name: &str) -> Result<&'static OpMeta> {
    let wanted = folded(name);
    let is_whole = |operation: &OpMeta| letters(operation.id).eq(wanted.chars());
    let is_own = |operation: &OpMeta| letters(own_name(operation)).eq(wanted.chars());
    let is_end = |operation: &OpMeta| ends_with(operation.id, &wanted);
    let ways: [&dyn Fn(&OpMeta) -> bool; 3] = [&is_whole, &is_own, &is_end];
    for way in ways {
        let found: Vec<_> = adoxide::api::catalog().filter(|operation| way(operation)).collect();
        match found[..] {
            [] => {}
            [operation] => return Ok(operation),
            _ => {
                let names: Vec<_> = found.iter().map(|operation| operation.id).collect();
                return Err(Error::usage(format!("several operations are called `{name}`"))
                    .help(format!("write one of {}", names.join(", "))));
            }
        }
    }
    Err(unknown(name, &wanted))
}

fn unknown(name: &str, wanted: &str) -> Error {
    let mut near: Vec<_> = adoxide::api::catalog()
        .map(|operation| {
            let whole = strsim::jaro_winkler(&folded(operation.id), wanted);
            (whole.max(strsim::jaro_winkler(&folded(own_name(operation)), wanted)), operation.id)
        })
        .filter(|(likeness, _)| *likeness > 0.85)
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
    let error = Error::usage(format!("there is no operation `{name}`"));
    let error = if near.is_empty() {
        error
    } else {
        let names: Vec<_> = near.iter().take(3).map(|(_, id)| *id).collect();
        error.help(format!("maybe it is {}", names.join(" or ")))
    };
    error.help(
        "`adox api --list WORDS` finds operations by words; what is not in the catalog is called by its path, \
         such as _apis/connectionData",
    )
}

/// Words that say what is done, and the methods of HTTP that do it.
static VERBS: [(&str, &[Method]); 14] = [
    ("list", &[Method::GET]),
    ("get", &[Method::GET]),
    ("show", &[Method::GET]),
    ("read", &[Method::GET]),
    ("find", &[Method::GET, Method::POST]),
    ("create", &[Method::POST, Method::PUT]),
    ("add", &[Method::POST, Method::PUT, Method::PATCH]),
    ("new", &[Method::POST, Method::PUT]),
    ("update", &[Method::PATCH, Method::PUT, Method::POST]),
    ("edit", &[Method::PATCH, Method::PUT, Method::POST]),
    ("change", &[Method::PATCH, Method::PUT, Method::POST]),
    ("set", &[Method::PATCH, Method::PUT, Method::POST]),
    ("delete", &[Method::DELETE]),
    ("remove", &[Method::DELETE]),
];

/// Words that tell no operation from another.
const FILLERS: [&str; 10] = ["a", "all", "an", "by", "for", "in", "of", "on", "the", "to"];

/// Whether a word is in the name or the path of an operation: in the singular too, and a verb as its method.
fn has_word(operation: &OpMeta, name: &str, word: &str) -> bool {
    let is_in = |word: &str| name.contains(word);
    let singular = match word {
        _ if word.len() < 4 => None,
        _ if word.ends_with("ies") => word.strip_suffix("ies"),
        _ => word.strip_suffix('s'),
    };
    let does = || VERBS.iter().any(|(verb, methods)| *verb == word && methods.contains(&operation.method));
    is_in(word) || singular.is_some_and(is_in) || does()
}

/// The operations that have all these words in their names or paths; where none has, those that have the most of them, if
/// that is more than half.
pub fn search(words: &[String]) -> Vec<&'static OpMeta> {
    let words: Vec<_> = words.iter().flat_map(|words| words.split_whitespace()).map(folded).collect();
    let words: Vec<_> = words.iter().filter(|word| !FILLERS.contains(&word.as_str())).collect();
    let mut most = words.len() / 2 + 1;
    let mut found: Vec<&'static OpMeta> = Vec::new();
    for operation in adoxide::api::catalog() {
        let name = format!("{} {}", folded(operation.id), folded(operation.template));
        let count = words.iter().filter(|word| has_word(operation, &name, word)).count();
        if count > most {
            found.clear();
            most = count;
        }
        if count == most || words.is_empty() {
            found.push(operation);
        }
    }
    found.sort_by_key(|operation| operation.id);
    found
}

/// What the catalog knows about an operation, for people.
pub fn describe(operation: &'static OpMeta) -> String {
    let mut lines = vec![
        operation.id.to_owned(),
        format!("{} {}/{}", operation.method, base(operation), operation.template),
        format!("Version {}", operation.api_version),
    ];
    if !operation.scopes.is_empty() {
        lines.push(format!("Scope {}", operation.scopes.join(" or ")));
    }
    if let Some(consumes) = operation.consumes {
        lines.push(format!("Body: {consumes}"));
    }
    if !operation.produces.is_empty() {
        lines.push(format!("Response: {}", operation.produces.join(" or ")));
    }
    lines.push(match operation.effect {
        Effect::Read => "Read-only".to_owned(),
        Effect::Idempotent => "Changes something; idempotent".to_owned(),
        Effect::Unsafe => "Changes something; not idempotent".to_owned(),
    });
    match operation.paging {
        Paging::None => {}
        Paging::Limit { top } => lines.push(format!("A list of at most {top}, without pagination")),
        _ => lines.push("A paginated list: --paginate fetches all pages".to_owned()),
    }
    if operation.deprecated {
        lines.push("Deprecated: Microsoft advises against using it".to_owned());
    }
    let parameters = parameters(operation);
    if !parameters.is_empty() {
        lines.extend([String::new(), "Parameters, as --FLAG VALUE or NAME=VALUE:".to_owned()]);
    }
    for parameter in parameters {
        let needed = if parameter.required { ", required" } else { "" };
        let place = match parameter.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
        };
        let name =
            if parameter.flag() == parameter.name { String::new() } else { format!("{}, ", parameter.name) };
        lines.push(format!("  --{:<30} {name}{place}{needed}", parameter.flag()));
    }
    lines.join("\n")
}

fn base(operation: &OpMeta) -> String {
    let host: Host = operation.host;
    let organization = if host.in_organization() { "/{organization}" } else { "" };
    format!("https://{}{organization}", host.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_found_by_any_spelling_of_its_name_or_its_end() {
        for name in [
            "git.get_repositories",
            "Git.GetRepositories",
            "git-get-repositories",
            "get_repositories",
            "getRepositories",
        ] {
            assert_eq!(find(name).unwrap().id, "git.get_repositories", "{name}");
        }
    }

    #[test]
    fn every_operation_is_found_by_its_own_name() {
        for operation in adoxide::api::catalog() {
            assert_eq!(find(operation.id).unwrap().id, operation.id);
        }
    }

    #[test]
    fn a_name_that_is_wrong_or_not_enough_says_what_can_be_meant() {
        let error = find("get_repositoris").unwrap_err();
        assert!(error.hints()[0].contains("git.get_repositories"), "{error:?}");
        let error = find("repositories").unwrap_err();
        assert!(error.message().contains("several") || error.message().contains("no operation"), "{error:?}");
    }

    #[test]
    fn flags_read_as_people_write_them() {
        let flag = |name| Parameter { name, place: Place::Query, required: false }.flag();
        assert_eq!(flag("repositoryId"), "repository-id");
        assert_eq!(flag("$top"), "top");
        assert_eq!(flag("searchCriteria.itemVersion.version"), "search-criteria.item-version.version");
        assert_eq!(flag("If-Match"), "if-match");
    }

    #[test]
    fn the_parameters_of_an_operation() {
        let parameters = parameters(find("git.get_refs").unwrap());
        let project = parameters.iter().find(|parameter| parameter.name == "project").unwrap();
        assert_eq!((project.place, project.required), (Place::Path, false));
        let repository = parameters.iter().find(|parameter| parameter.is_called("repository_id")).unwrap();
        assert_eq!((repository.place, repository.required), (Place::Path, true));
        assert!(
            parameters.iter().any(|parameter| parameter.name == "$top" && parameter.place == Place::Query)
        );
    }
}
