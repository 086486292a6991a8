//! What operations presuppose and recordings do not show, as data: `given.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// What some operations need to be asked.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The operations' names in the catalog, or events' types; `build.*` is every one that begins so.
    operations: Vec<String>,
    /// The states, by name, that come before.
    #[serde(default)]
    needs: Vec<String>,
    /// Values of the query, where the recording has none.
    #[serde(default)]
    pub query: BTreeMap<String, String>,
    /// The request's body, where the recording has none.
    #[serde(default)]
    pub body: Value,
    /// Requests that bring the emulator to the state before.
    #[serde(default)]
    pub before: Vec<Step>,
}

/// Steps that several operations need.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    name: String,
    steps: Vec<Step>,
}

/// A request of the owner that must succeed.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// `METHOD path`, or `METHOD host path`; the path begins below the organization.
    pub send: String,
    #[serde(default)]
    pub body: Value,
    /// Each thing that the recording shows is made so: its JSON, or what this JSON pointer leads to in it, is the body,
    /// with the members of `body` in their places. What is refused is left out.
    pub like: Option<String>,
    /// Names for parts of the answer, as JSON pointers; an argument of the path of that name takes the value. A
    /// pointer with `*` (`/workItems/*/id`) offers each value of a list.
    #[serde(default)]
    pub bind: BTreeMap<String, String>,
    /// How many seconds pass afterwards.
    #[serde(default)]
    pub advance: u64,
    /// The status that receivers of service hooks answer with, if what happened is delivered afterwards.
    pub deliver: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    state: Vec<State>,
    given: Vec<Given>,
}

/// All that `given.toml` says.
pub struct Givens(Vec<Given>);

impl Givens {
    /// Reads the file.
    pub fn read() -> Result<Self, String> {
        let file: File =
            toml::from_str(include_str!("given.toml")).map_err(|error| format!("given.toml: {error}"))?;
        let mut givens = file.given;
        for given in &mut givens {
            for name in given.needs.iter().rev() {
                let state = file.state.iter().find(|state| state.name == *name);
                let state = state.ok_or_else(|| format!("given.toml: there is no state `{name}`"))?;
                given.before.splice(..0, state.steps.iter().cloned());
            }
        }
        Ok(Self(givens))
    }

    /// What an operation needs: the entry that names it, else one whose pattern it fits.
    pub fn of(&self, operation: &str) -> Given {
        let fits =
            |pattern: &String| pattern.strip_suffix('*').is_some_and(|head| operation.starts_with(head));
        let named = self.0.iter().find(|given| given.operations.iter().any(|name| name == operation));
        let found = named.or_else(|| self.0.iter().find(|given| given.operations.iter().any(fits)));
        found.cloned().unwrap_or_default()
    }
}

/// A text with the values of its `{names}`.
pub fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// JSON with the values of its `{names}`; a text that is `{#name}` becomes the number.
pub fn fill_json(json: &Value, values: &BTreeMap<String, String>) -> Value {
    match json {
        Value::String(text) => {
            let number = text.strip_prefix("{#").and_then(|rest| rest.strip_suffix('}'));
            let number = number.and_then(|name| values.get(name)?.parse::<i64>().ok());
            number.map_or_else(|| Value::String(fill(text, values)), Value::from)
        }
        Value::Array(items) => items.iter().map(|item| fill_json(item, values)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (fill(name, values), fill_json(value, values)));
            fields.collect::<serde_json::Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_file_is_of_operations_that_exist() {
        let known: Vec<&str> = adoxide_api::catalog().map(|meta| meta.id).collect();
        for given in Givens::read().unwrap().0 {
            for name in given.operations.iter().filter(|name| !name.contains('-')) {
                let head = name.trim_end_matches('*');
                assert!(known.iter().any(|id| id == name || head != name && id.starts_with(head)), "{name}");
            }
        }
    }
}
