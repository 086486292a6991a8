//! Filters of JSON: jq and templates, as users of gh know them, and JMESPath, as users of az know it. Templates are those
//! of Jinja, which people write for Ansible and dbt, too.

use std::fmt::Write as _;

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use jiff::Timestamp;
use serde_json::Value;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::time::relative;
use crate::error::{Error, Result};

/// A filter that was read.
pub enum Filter {
    /// jq: any number of results.
    Jq(String, Box<Program>),
    /// JMESPath: one result.
    Jmespath(jmespath::Expression<'static>),
    /// A template: one text.
    Template(String),
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

    /// Reads a template.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn template(text: &str) -> Result<Self> {
        templates(Timestamp::now()).template_from_str(text).map_err(|error| wrong_template(&error))?;
        Ok(Self::Template(text.to_owned()))
    }

    /// Whether each result is printed on its own, strings without quotes.
    pub fn is_raw(&self) -> bool {
        matches!(self, Self::Jq(..) | Self::Template(_))
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
            Self::Template(text) => {
                let name = if document.is_array() { "items" } else { "item" };
                let written = templates(Timestamp::now())
                    .render_str(text, std::collections::BTreeMap::from([(name, document)]))
                    .map_err(|error| wrong_template(&error))?;
                // The line end is that of the output.
                Ok(vec![written.strip_suffix('\n').unwrap_or(&written).into()])
            }
        }
    }
}

/// What templates can use besides what Jinja has.
fn templates(now: Timestamp) -> minijinja::Environment<'static> {
    let mut templates = minijinja::Environment::new();
    templates.set_keep_trailing_newline(true);
    // What is null or not there is empty, as in tables.
    templates.set_formatter(|out, state, value| {
        if value.is_none() || value.is_undefined() {
            return Ok(());
        }
        minijinja::escape_formatter(out, state, value)
    });
    templates.add_filter("timeago", move |time: &str| relative(time, now));
    templates.add_filter("truncate", shortened);
    templates
}

/// A text in at most so many columns, with an ellipsis where it is cut.
fn shortened(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut columns = 0;
    let kept = text.chars().take_while(|one| {
        columns += one.width().unwrap_or(0);
        columns < most
    });
    kept.collect::<String>() + "…"
}

fn wrong_template(error: &minijinja::Error) -> Error {
    let place = error.line().map(|line| format!(" in line {line}")).unwrap_or_default();
    let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    Error::usage(format!("--template: {}{detail}{place}", error.kind()))
        .help("as in '{% for pr in items %}{{ pr.title }} {{ pr.creationDate | timeago }}{{ \"\\n\" }}{% endfor %}'")
        .help("`items` is the list, `item` the one thing; see https://jinja.palletsprojects.com/templates")
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

    #[test]
    fn a_template_is_written_with_what_is_there() {
        let document = json!([
            { "id": 1, "title": "A long title of something", "at": "2020-01-31T12:00:00Z", "by": null },
            { "id": 2, "title": "<b> & co", "at": "9999-01-01T00:00:00Z", "by": "Ada" },
        ]);
        let written =
            |template: &str, document: &Value| Filter::template(template).unwrap().apply(document).unwrap();
        let template = "{% for one in items %}{{ one.id }}: {{ one.title | truncate(10) }} [{{ one.by }}{{ one.no }}]\n{% endfor %}";
        assert_eq!(written(template, &document), [json!("1: A long ti… []\n2: <b> & co [Ada]")]);
        assert_eq!(written("{{ item.at | timeago }}", &document[1]), [json!("never")]);
        assert_eq!(written("{{ items | length }}", &document), [json!("2")]);
        for (template, says) in [
            ("{% for x in items %}", "--template: syntax error: "),
            ("{{ items | nosuch }}", "--template: unknown filter: filter nosuch is unknown in line 1"),
        ] {
            let error = match Filter::template(template) {
                Err(error) => error,
                Ok(filter) => filter.apply(&document).unwrap_err(),
            };
            assert!(error.message().starts_with(says), "{}", error.message());
        }
    }
}
