//! Groups of tables that one credential is made for.

use std::fmt;

use crate::Table;
use crate::table::{self, Selection};

/// A group of tables by what they are about, and by the credential that they need: a token may be good for some
/// connectors and not for others. Each [`Table`] names the connectors that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Connector {
    /// Work items, and the teams, boards and processes around them.
    Boards,
    /// Pipelines and builds.
    Pipelines,
    /// Repositories and pull requests.
    Repos,
    /// The commits of pull requests.
    PullCommits,
    /// The commits of default branches.
    Commits,
    /// People, groups and licences.
    People,
    /// How an organization is set up and who may do what: permissions, policies, service hooks, extensions, feeds, the
    /// audit log.
    Governance,
}

impl Connector {
    /// Every connector.
    pub const ALL: [Self; 7] = [
        Self::Boards,
        Self::Pipelines,
        Self::Repos,
        Self::PullCommits,
        Self::Commits,
        Self::People,
        Self::Governance,
    ];

    /// Its name: `boards`, `pipelines`, `repos`, `pull-commits`, `commits`, `people`, `governance`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Boards => "boards",
            Self::Pipelines => "pipelines",
            Self::Repos => "repos",
            Self::PullCommits => "pull-commits",
            Self::Commits => "commits",
            Self::People => "people",
            Self::Governance => "governance",
        }
    }

    /// The tables that it fills: those that belong to it, without those that are only read when they are named.
    pub fn tables(self) -> impl Iterator<Item = &'static Table> {
        table::all()
            .filter(move |table| table.connectors().contains(&self) && table.selection() != Selection::ByName)
    }
}

impl fmt::Display for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
