//! Checks: what is looked for, why, and how to mend it.
//!
//! A check is data, in `audit/check/*.toml`, in one place: what it reads, which scopes that takes, and what can't be
//! checked follow from its query. The query answers with a row for each finding: the organization, the name of the
//! project, the name and the id of the resource, what tells several findings of one resource apart, and a sentence
//! that goes on behind the name of the resource. A check for secrets has the value that may be one as a seventh.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::resource::{self, Kind};
use crate::{Error, ErrorKind, Result, Value, sql, view};

const FILES: [&str; 12] = [
    include_str!("check/organization.toml"),
    include_str!("check/user.toml"),
    include_str!("check/token.toml"),
    include_str!("check/project.toml"),
    include_str!("check/repository.toml"),
    include_str!("check/pipeline.toml"),
    include_str!("check/endpoint.toml"),
    include_str!("check/library.toml"),
    include_str!("check/environment.toml"),
    include_str!("check/agent.toml"),
    include_str!("check/access.toml"),
    include_str!("check/acceptance.toml"),
];

/// A check.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check {
    /// Its id, which stays: `REP-001`.
    pub id: String,
    /// What is wrong, in a few words.
    pub title: String,
    /// The group that it belongs to: `Repositories`.
    pub group: String,
    /// How bad it is.
    pub severity: Severity,
    /// What its findings are about.
    pub kind: &'static Kind,
    /// Why it matters.
    pub why: String,
    /// How to mend it in the web portal.
    pub fix: String,
    /// How to mend it on the command line.
    pub command: Option<String>,
    /// Its parameters with their default values.
    pub parameters: BTreeMap<String, Parameter>,
    /// Whether its query answers with values that may be secrets.
    pub(crate) secret: bool,
    pub(crate) query: Option<CheckQuery>,
}

/// How a check is computed.
#[derive(Debug)]
pub(crate) struct CheckQuery {
    /// The table whose rows are looked at.
    pub(crate) over: String,
    /// The tables that it can do without.
    pub(crate) optional: Vec<String>,
    pub(crate) sql: String,
}

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// To be tidied up.
    Low,
    /// To be planned.
    Medium,
    /// To be mended now.
    High,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// `high`, `medium` or `low`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|severity| severity.as_str() == text).ok_or_else(|| {
            Error::new(ErrorKind::Invalid, format!("expected high, medium or low, got `{text}`"))
        })
    }
}

/// The value of a parameter of a check.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Parameter {
    /// A whole number.
    Number(i64),
    /// Words, in lower case where they are compared with names.
    Words(Vec<String>),
}

impl Parameter {
    pub(crate) fn value(&self) -> Value {
        match self {
            Self::Number(number) => Value::Integer(*number),
            Self::Words(words) => Value::list(words),
        }
    }

    /// Whether the other one is a value of the same kind.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Number(_), Self::Number(_)) | (Self::Words(_), Self::Words(_)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: String,
    check: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    title: String,
    severity: Severity,
    resource: String,
    over: Option<String>,
    why: String,
    fix: String,
    command: Option<String>,
    #[serde(default)]
    parameters: BTreeMap<String, Parameter>,
    #[serde(default)]
    optional: Vec<String>,
    #[serde(default)]
    secret: bool,
    sql: Option<String>,
}

static ALL: LazyLock<Vec<Check>> = LazyLock::new(|| {
    crate::definition::parse(&FILES, |file: File| {
        let group = file.group;
        file.check.into_iter().map(|entry| entry.check(&group)).collect()
    })
});

impl Entry {
    fn check(self, group: &str) -> Check {
        let query = match (self.over, self.sql) {
            (Some(over), Some(sql)) => Some(CheckQuery { over, optional: self.optional, sql }),
            _ => None,
        };
        Check {
            id: self.id,
            title: self.title,
            group: group.to_owned(),
            severity: self.severity,
            kind: resource::find(&self.resource),
            why: self.why,
            fix: self.fix,
            command: self.command,
            parameters: self.parameters,
            secret: self.secret,
            query,
        }
    }
}

/// Every check, by group.
pub fn all() -> &'static [Check] {
    &ALL
}

/// The check of an id, in any letter case.
///
/// # Errors
/// When there is none.
pub fn find(id: &str) -> Result<&'static Check> {
    all().iter().find(|check| check.id.eq_ignore_ascii_case(id)).ok_or_else(|| {
        Error::new(ErrorKind::NotFound, format!("no such check: `{id}`"))
            .help("`adox audit checks` lists them")
    })
}

/// The checks that a pattern names: an id, a group of ids such as `REP`, or the name of a group.
///
/// # Errors
/// When it names none.
pub fn select(pattern: &str) -> Result<Vec<&'static Check>> {
    let wanted = pattern.trim_end_matches(['*', '-']).to_lowercase();
    let is_wanted = |check: &&Check| {
        let id = check.id.to_lowercase();
        id == wanted
            || id.split_once('-').is_some_and(|(prefix, _)| prefix == wanted)
            || check.group.to_lowercase() == wanted
    };
    let found: Vec<_> = all().iter().filter(is_wanted).collect();
    if found.is_empty() { Err(find(pattern).err().unwrap_or_else(|| none(pattern))) } else { Ok(found) }
}

fn none(pattern: &str) -> Error {
    Error::new(ErrorKind::NotFound, format!("no such check: `{pattern}`"))
}

impl Check {
    /// The tables that it reads.
    pub fn tables(&self) -> BTreeSet<&'static str> {
        let Some(query) = &self.query else { return BTreeSet::new() };
        let mut tables = sql::needs(&query.sql).map(|needs| needs.tables).unwrap_or_default();
        if let Ok(view::Named::Live(live)) = view::find(&format!("v_{}", query.over)) {
            tables.insert(live.table);
        }
        tables
    }

    /// The scopes that a token needs for what it reads.
    pub fn scopes(&self) -> BTreeSet<&'static str> {
        self.tables().into_iter().flat_map(view::scopes).collect()
    }

    /// Its parameters, some of them with other values than by default.
    pub(crate) fn given(&self, set: Option<&BTreeMap<String, Parameter>>) -> BTreeMap<String, Value> {
        let value =
            |name: &String, default: &Parameter| set.and_then(|set| set.get(name)).unwrap_or(default).value();
        self.parameters.iter().map(|(name, default)| (name.clone(), value(name, default))).collect()
    }
}
