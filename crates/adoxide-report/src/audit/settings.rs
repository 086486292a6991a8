//! The settings of an audit: risks that were accepted, and parameters of checks.
//!
//! ```toml
//! [[accept]]
//! check = "REP-001"
//! resource = "Storefront/sandbox-*"
//! reason = "Experiments: nothing is deployed from there"
//! by = "ada@example.com"
//! until = 2027-03-01
//!
//! [parameters.REP-007]
//! days = 365
//! ```

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::check::{self, Check, Parameter};
use crate::{Error, ErrorKind, Result};

/// How many days a risk can be accepted for.
pub const LONGEST: i32 = 180;

/// What is accepted, and how checks are parameterized.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub(super) acceptances: Vec<Acceptance>,
    pub(super) parameters: BTreeMap<String, BTreeMap<String, Parameter>>,
}

/// A risk that somebody has accepted until some day.
#[derive(Clone, Debug)]
pub(super) struct Acceptance {
    pub(super) check: &'static Check,
    /// The resource: `*` stands for anything.
    pub(super) resource: String,
    pub(super) reason: String,
    pub(super) by: String,
    /// The last day.
    pub(super) until: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<Spanned<Entry>>,
    #[serde(default)]
    parameters: BTreeMap<String, BTreeMap<String, Parameter>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    check: String,
    resource: String,
    reason: String,
    by: String,
    until: toml::Value,
}

impl Settings {
    /// Reads a file of settings, as of this day. The place is its name, for messages.
    ///
    /// # Errors
    /// When it is not TOML, when something in it is unknown, missing or empty, or when a risk is accepted for too long.
    pub fn parse(text: &str, place: &str, today: Date) -> Result<Self> {
        let wrong = |message: String| Error::new(ErrorKind::Invalid, message);
        let file: File = toml::from_str(text).map_err(|error| {
            wrong(format!("`{place}` can't be read: {}", error.to_string().trim_end().replace('\n', "\n  ")))
                .help("an acceptance has check, resource, reason, by and until")
        })?;
        let mut acceptances = Vec::with_capacity(file.accept.len());
        for entry in file.accept {
            let line = 1 + text.get(..entry.span().start).unwrap_or_default().matches('\n').count();
            let acceptance = entry.into_inner().acceptance(today);
            acceptances.push(acceptance.map_err(|error| error.at(&format!("{place}:{line}")))?);
        }
        let mut parameters = BTreeMap::new();
        for (id, set) in file.parameters {
            let check = check::find(&id).map_err(|error| error.at(place))?;
            for (name, value) in &set {
                known(check, name, value).map_err(|error| error.at(place))?;
            }
            parameters.insert(check.id.clone(), set);
        }
        Ok(Self { acceptances, parameters })
    }
}

/// Whether a check has this parameter, for a value of this kind.
fn known(check: &Check, name: &str, value: &Parameter) -> Result<()> {
    let wrong = |message: String| Error::new(ErrorKind::Invalid, message);
    let Some(default) = check.parameters.get(name) else {
        let names: Vec<_> = check.parameters.keys().map(String::as_str).collect();
        let error = wrong(format!("the check {} has no parameter `{name}`", check.id));
        return Err(if names.is_empty() {
            error
        } else {
            error.help(format!("it has {}", names.join(", ")))
        });
    };
    if default.is_like(value) {
        return Ok(());
    }
    let expected = match default {
        Parameter::Number(_) => "a whole number",
        Parameter::Words(_) => "a list of words",
    };
    Err(wrong(format!("the parameter `{name}` of {} is not {expected}", check.id)))
}

impl Entry {
    fn acceptance(self, today: Date) -> Result<Acceptance> {
        let wrong = |message: String| Error::new(ErrorKind::Invalid, message);
        let check = check::find(&self.check)?;
        for (name, text) in [("resource", &self.resource), ("reason", &self.reason), ("by", &self.by)] {
            if text.trim().is_empty() {
                return Err(wrong(format!("the acceptance of {} has an empty `{name}`", check.id)));
            }
        }
        let text = match &self.until {
            toml::Value::Datetime(day) => day.to_string(),
            toml::Value::String(day) => day.clone(),
            other => format!("{other:?}"),
        };
        let until: Date = text.parse().map_err(|_| {
            wrong(format!("`until` of the acceptance of {} is not a day: `{text}`", check.id))
                .help("write it as 2027-03-01")
        })?;
        let last = today.checked_add(jiff::Span::new().days(LONGEST)).unwrap_or(Date::MAX);
        if until > last {
            return Err(wrong(format!("{} is accepted until {until}, longer than {LONGEST} days", check.id))
                .help(format!("{last} is the last day today")));
        }
        let Self { resource, reason, by, .. } = self;
        Ok(Acceptance { check, resource, reason, by, until })
    }
}

impl Acceptance {
    /// Whether it is for a finding of this check about this resource.
    pub(super) fn is_for(&self, check: &Check, resource: &str) -> bool {
        self.check.id == check.id && glob(&self.resource.to_lowercase(), &resource.to_lowercase())
    }
}

/// Whether a text is what a pattern says, in which `*` stands for any characters.
fn glob(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let mut parts = rest.split('*').collect::<Vec<_>>();
    let Some(last) = parts.pop() else { return true };
    for part in parts {
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    text.len() >= last.len() && text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 30);

    fn parse(text: &str) -> Result<Settings> {
        Settings::parse(text, "audit.toml", TODAY)
    }

    #[test]
    fn acceptances_and_parameters_are_read() {
        let text = r#"
            [[accept]]
            check = "rep-001"
            resource = "Shop/sandbox-*"
            reason = "Experiments"
            by = "ada@example.com"
            until = 2027-05-29

            [[accept]]
            check = "ORG-003"
            resource = "fabrikam"
            reason = "Needed"
            by = "ada@example.com"
            until = "2026-12-31"

            [parameters.REP-007]
            days = 365

            [parameters.ENV-002]
            production = ["live"]
        "#;
        let settings = parse(text).unwrap();
        let [first, second] = &settings.acceptances[..] else { panic!("two acceptances") };
        assert!(first.is_for(check::find("REP-001").unwrap(), "shop/Sandbox-1"));
        assert!(!first.is_for(check::find("REP-001").unwrap(), "shop/web"));
        assert!(!first.is_for(check::find("REP-002").unwrap(), "shop/sandbox-1"));
        assert_eq!(second.until, date(2026, 12, 31));
        assert_eq!(settings.parameters["REP-007"]["days"], Parameter::Number(365));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let accept = |check: &str, reason: &str, until: &str| {
            format!(
                "\n[[accept]]\ncheck = \"{check}\"\nresource = \"a\"\nreason = \"{reason}\"\nby = \"b\"\nuntil = {until}\n"
            )
        };
        for (text, expected) in [
            (accept("NOPE-1", "r", "2026-12-01"), "audit.toml:2: no such check: `NOPE-1`"),
            (
                accept("REP-001", " ", "2026-12-01"),
                "audit.toml:2: the acceptance of REP-001 has an empty `reason`",
            ),
            (
                accept("REP-001", "r", "\"soon\""),
                "audit.toml:2: `until` of the acceptance of REP-001 is not a day: `soon`",
            ),
            (accept("REP-001", "r", "\"2026-02-30\""), "is not a day: `2026-02-30`"),
            (
                accept("REP-001", "r", "2027-06-01"),
                "REP-001 is accepted until 2027-06-01, longer than 180 days",
            ),
            ("[[accept]]\ncheck = \"REP-001\"".to_owned(), "missing field `resource`"),
            ("[[accept]]\nuntil = 2026-13-01".to_owned(), "can't be read"),
            ("[parameters.REP-007]\nweeks = 1".to_owned(), "the check REP-007 has no parameter `weeks`"),
            (
                "[parameters.REP-007]\ndays = [\"a\"]".to_owned(),
                "the parameter `days` of REP-007 is not a whole number",
            ),
            ("[paramters]".to_owned(), "unknown field `paramters`"),
        ] {
            let error = parse(&text).unwrap_err();
            assert!(error.to_string().contains(expected), "expected {expected}, got {error}");
        }
    }

    #[test]
    fn patterns_match_whole_names() {
        for (pattern, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("*", "", true),
            ("a*", "abc", true),
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("ab*bc", "abc", false),
            ("*b*", "abc", true),
            ("a**c", "abc", true),
            ("*/web", "shop/web", true),
            ("*/web", "shop/web2", false),
        ] {
            assert_eq!(glob(pattern, text), expected, "{pattern} and {text}");
        }
    }
}
