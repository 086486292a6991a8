//! Version descriptors: which commit of a repository is meant.

use std::fmt;

use git2::{Oid, Repository as Git};
use serde_json::Value;

use super::subject::Subject;
use crate::base::choice;
use crate::git::peel_to_commit;
use crate::handler::Call;
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::world::repository::Repository;

/// What names a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VersionType {
    Branch,
    Tag,
    Commit,
}

/// What is meant in place of the named version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VersionOptions {
    None,
    /// The commit that last changed the item before this one.
    PreviousChange,
    FirstParent,
}

const TYPES: [(&str, i64, VersionType); 3] =
    [("branch", 0, VersionType::Branch), ("tag", 1, VersionType::Tag), ("commit", 2, VersionType::Commit)];

const OPTIONS: [(&str, i64, VersionOptions); 3] = [
    ("none", 0, VersionOptions::None),
    ("previousChange", 1, VersionOptions::PreviousChange),
    ("firstParent", 2, VersionOptions::FirstParent),
];

/// A version descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Descriptor {
    pub kind: VersionType,
    /// None for the default branch.
    pub version: Option<String>,
    pub options: VersionOptions,
}

impl Descriptor {
    /// The default branch.
    pub const DEFAULT: Self =
        Self { kind: VersionType::Branch, version: None, options: VersionOptions::None };

    fn new(kind: Option<&str>, version: Option<&str>, options: Option<&str>) -> Result<Self, Fault> {
        let fault = |name, value: &str| Fault::invalid_parameter(name, value);
        Ok(Self {
            kind: kind.map_or(Ok(VersionType::Branch), |kind| {
                choice(kind, &TYPES).ok_or_else(|| fault("versionType", kind))
            })?,
            version: version.filter(|version| !version.is_empty()).map(str::to_owned),
            options: options.map_or(Ok(VersionOptions::None), |options| {
                choice(options, &OPTIONS).ok_or_else(|| fault("versionOptions", options))
            })?,
        })
    }

    /// The descriptor of query parameters: `PREFIX.version` and so on, or the older names.
    pub fn of_query(call: &Call, prefix: &str) -> Result<Self, Fault> {
        let get = |name: &str| {
            let long = format!("{prefix}.{name}");
            call.query.any(&[&long]).or_else(|| call.query.any(&[name]))
        };
        Self::new(get("versionType"), get("version"), get("versionOptions"))
    }

    /// The descriptor of parameters named like `baseVersion`, `baseVersionType`, `baseVersionOptions`, or
    /// `baseVersionDescriptor.baseVersion` as some clients write them.
    pub fn of_prefixed_query(call: &Call, prefix: &str) -> Result<Self, Fault> {
        let get = |suffix: &str| {
            let plain = format!("{prefix}Version{suffix}");
            let dotted = format!("{prefix}VersionDescriptor.{plain}");
            let short = format!("{prefix}VersionDescriptor.version{suffix}");
            call.query
                .any(&[&plain])
                .or_else(|| call.query.any(&[&dotted]))
                .or_else(|| call.query.any(&[&short]))
        };
        Self::new(get("Type"), get(""), get("Options"))
    }

    /// The descriptor of a body's field; none if it is not there.
    pub fn of_body(body: Option<&Value>) -> Result<Option<Self>, Fault> {
        let Some(body) = body.filter(|body| body.is_object()) else {
            return Ok(None);
        };
        let field = |pointer: &str| {
            text(body, pointer)
                .map(str::to_owned)
                .or_else(|| body.pointer(pointer)?.as_i64().map(|n| n.to_string()))
        };
        let (kind, options) = (field("/versionType"), field("/versionOptions"));
        Self::new(kind.as_deref(), text(body, "/version"), options.as_deref()).map(Some)
    }

    /// The object that a name of the world leads to; none if only git knows (a commit).
    pub fn named_object(&self, repository: &Repository) -> Option<Oid> {
        match (self.kind, &self.version) {
            (VersionType::Branch, Some(name)) => repository.tip(&format!("refs/heads/{name}")),
            (VersionType::Branch, None) => repository.tip(repository.default_branch.as_deref()?),
            (VersionType::Tag, Some(name)) => repository.tip(&format!("refs/tags/{name}")),
            (VersionType::Tag, None) => None,
            (VersionType::Commit, Some(id)) => super::subject::object_id(id),
            (VersionType::Commit, None) => repository.tip(repository.default_branch.as_deref()?),
        }
    }

    /// The commit that is meant.
    ///
    /// # Errors
    /// A 404 when there is none; another when nothing was asked for and there is no branch at all.
    pub fn resolve(&self, git: &Git, subject: &Subject, object: Option<Oid>) -> Result<Oid, Fault> {
        if object.is_none() && self.version.is_none() {
            return Err(Fault::no_branches(&subject.name));
        }
        let commit = object.and_then(|object| peel_to_commit(git, object));
        let commit = commit.ok_or_else(|| self.unresolvable(subject))?;
        match self.options {
            VersionOptions::FirstParent => commit.parent_id(0).map_err(|_| self.unresolvable(subject)),
            _ => Ok(commit.id()),
        }
    }

    pub fn unresolvable(&self, subject: &Subject) -> Fault {
        Fault::unresolvable(&self.to_string(), &subject.name)
    }

    /// The part of an item's URL that says which version it is of.
    pub fn as_query(&self) -> String {
        let version = self.version.as_ref().map(|version| {
            format!(
                "&version={}",
                percent_encoding::utf8_percent_encode(version, percent_encoding::NON_ALPHANUMERIC)
            )
        });
        let kind = self.kind_name();
        format!("versionType={kind}{}&versionOptions=None", version.unwrap_or_default())
    }

    fn kind_name(&self) -> &'static str {
        match self.kind {
            VersionType::Branch => "Branch",
            VersionType::Tag => "Tag",
            VersionType::Commit => "Commit",
        }
    }
}

/// As error messages have it: `<Branch: main >`, with what the options are behind the blank.
impl fmt::Display for Descriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let options = match self.options {
            VersionOptions::None => "",
            VersionOptions::PreviousChange => "PreviousChange",
            VersionOptions::FirstParent => "FirstParent",
        };
        write!(f, "<{}: {} {options}>", self.kind_name(), self.version.as_deref().unwrap_or_default())
    }
}
