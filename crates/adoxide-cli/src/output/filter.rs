//! Filters of JSON: jq, as users of gh know it, and JMESPath, as users of az know it.

use std::fmt::Write as _;

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use serde_json::Value;

use crate::error::{Error, Result};

/// A filter that was read.
pub enum Filter {
    /// jq: any number of results.
    Jq(String, Box<Program>),
    /// JMESPath: one result.
    Jmespath(jmespath::Expression<'static>),
}

type Program = jaq_core::compile::Filter<jaq_core::Native<data::JustLut<Val>>>;

impl Filter {
    /// Reads an expression of jq.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn jq(expression: &str) -> Result<Self> {
        let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let funs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
        let arena = Arena::default();
        let modules = Loader::new(defs)
            .load(&arena, File { code: expression, path: () })
            .map_err(|errors| wrong_jq(expression, &load_errors(&errors)))?;
        let program = Compiler::default()
            .with_funs(funs)
            .compile(modules)
            .map_err(|errors| wrong_jq(expression, &undefined(&errors)))?;
        Ok(Self::Jq(expression.to_owned(), Box::new(program)))
    }

    /// Reads an expression of JMESPath.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn jmespath(expression: &str) -> Result<Self> {
        jmespath::compile(expression).map(Self::Jmespath).map_err(|error| {
            let reason = error.reason.to_string();
            let reason = reason.lines().next().unwrap_or_default().to_owned();
            Error::usage(format!("--query: expected a JMESPath expression, got `{expression}`: {reason}"))
                .help(format!("the mistake is at character {}", error.offset + 1))
                .help("as in \"[].{id:id, name:name}\"; see https://jmespath.org")
        })
    }

    /// Whether each result is printed on its own, strings without quotes.
    pub fn is_jq(&self) -> bool {
        matches!(self, Self::Jq(..))
    }

    /// Filters a document.
    ///
    /// # Errors
    /// When the expression does not fit the document.
    pub fn apply(&self, document: &Value) -> Result<Vec<Value>> {
        match self {
            Self::Jq(expression, program) => run_jq(expression, program, document),
            Self::Jmespath(expression) => {
                let found = expression.search(document).map_err(|error| {
                    let reason = error.reason.to_string();
                    Error::usage(format!("--query: {}", reason.lines().next().unwrap_or_default()))
                })?;
                let found = serde_json::to_value(&found)
                    .map_err(|error| Error::failed(format!("--query: the result is not JSON: {error}")))?;
                Ok(vec![found])
            }
        }
    }
}

fn run_jq(expression: &str, program: &Program, document: &Value) -> Result<Vec<Value>> {
    let bytes = serde_json::to_vec(document).map_err(|error| wrong_jq(expression, &error.to_string()))?;
    let input = read::parse_single(&bytes).map_err(|error| wrong_jq(expression, &error.to_string()))?;
    let context = Ctx::<data::JustLut<Val>>::new(&program.lut, Vars::new([]));
    program
        .id
        .run((context, input))
        .map(unwrap_valr)
        .map(|result| {
            let value = result.map_err(|error| Error::failed(format!("--jq: {error}")))?;
            // Not all that jq can make is JSON: NaN and infinity are null there.
            Ok(serde_json::from_str(&value.to_string()).unwrap_or(Value::Null))
        })
        .collect()
}

fn wrong_jq(expression: &str, reason: &str) -> Error {
    Error::usage(format!("--jq: expected a jq expression, got `{expression}`: {reason}"))
        .help("as in '.[] | .title'; see https://jqlang.org/manual")
}

type LoadErrors<'a> = jaq_core::load::Errors<&'a str, ()>;

fn load_errors(errors: &LoadErrors<'_>) -> String {
    use jaq_core::load::Error::{Io, Lex, Parse};

    let mut text = String::new();
    for (_, error) in errors {
        // Writing to a string can't fail.
        let _ = match error {
            Io(errors) => errors.iter().try_for_each(|(path, why)| write!(text, "{path}: {why}; ")),
            Lex(errors) => errors.iter().try_for_each(|(expected, got)| {
                write!(text, "expected {}, got {}; ", expected.as_str(), found(got))
            }),
            Parse(errors) => errors.iter().try_for_each(|(expected, got)| {
                write!(text, "expected {}, got {}; ", expected.as_str(), found(got))
            }),
        };
    }
    text.trim_end_matches("; ").to_owned()
}

fn found(rest: &str) -> String {
    if rest.is_empty() { "its end".to_owned() } else { format!("`{rest}`") }
}

fn undefined(errors: &jaq_core::compile::Errors<&str, ()>) -> String {
    let names = errors.iter().flat_map(|(_, errors)| errors);
    let names: Vec<_> = names.map(|(name, kind)| format!("undefined {} `{name}`", kind.as_str())).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn jq_has_any_number_of_results_and_jmespath_one() {
        let document = json!([{ "id": 1, "name": "a" }, { "id": 2, "name": "b" }]);
        let jq = Filter::jq(".[] | .name").unwrap();
        assert_eq!(jq.apply(&document).unwrap(), [json!("a"), json!("b")]);
        let big = Filter::jq(".[0]").unwrap().apply(&json!([12_345_678_901_234_567_u64])).unwrap();
        assert_eq!(big, [json!(12_345_678_901_234_567_u64)]);
        let jmespath = Filter::jmespath("[?id > `1`].{n: name}").unwrap();
        assert_eq!(jmespath.apply(&document).unwrap(), [json!([{ "n": "b" }])]);
    }

    #[test]
    fn an_expression_that_cannot_be_read_says_where() {
        let message = |error: Error| error.message().to_owned();
        let jq = |expression| message(Filter::jq(expression).err().unwrap());
        assert_eq!(
            jq(".[] | nosuch"),
            "--jq: expected a jq expression, got `.[] | nosuch`: undefined filter `nosuch`"
        );
        assert!(jq(".[").starts_with("--jq: expected a jq expression, got `.[`: expected"), "{}", jq(".["));
        let error = Filter::jmespath("[].{").err().unwrap();
        assert!(error.message().starts_with("--query: expected a JMESPath expression"), "{error:?}");
    }
}
