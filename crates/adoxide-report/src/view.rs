//! Views: the live rows of each table under plain names, and facts that are computed from them.
//!
//! `v_pull_requests` has the rows of `pull_requests` that are not deleted, objects taken apart and all names in
//! `snake_case`: it follows from the declaration of the table. `v_pull_request_facts` and others are written by hand,
//! in `view/*.toml`, each in one place. Metrics and checks read views and nothing else.

mod expected;
mod install;
mod live;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use adoxide_sync::Table;
use adoxide_sync::arrow_schema::Fields;
use serde::Deserialize;

use crate::{Error, ErrorKind, Result};

pub use self::expected::{Expected, expected};
pub use self::install::{definitions, install};
pub(crate) use self::live::snake;
pub use self::live::tables;

const FILES: [&str; 5] = [
    include_str!("view/pull_request.toml"),
    include_str!("view/build.toml"),
    include_str!("view/work_item.toml"),
    include_str!("view/delivery.toml"),
    include_str!("view/audit.toml"),
];

/// A view that is written by hand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its name, which begins with `v_`.
    pub name: String,
    /// What a row is.
    pub about: String,
    /// The tables that it can do without: where one was never synced, it is as if it had no rows.
    #[serde(default)]
    pub optional: Vec<String>,
    /// Whether it takes long: its rows are kept while a report is made, where the source can do that.
    #[serde(default)]
    pub keep: bool,
    /// The query, in the SQL of this crate.
    pub sql: String,
    /// Its columns with their meaning.
    pub columns: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct File {
    view: Vec<View>,
}

static ALL: LazyLock<Vec<View>> = LazyLock::new(|| crate::definition::parse(&FILES, |file: File| file.view));

/// The views that are written by hand.
pub fn all() -> &'static [View] {
    &ALL
}

/// What a name that begins with `v_` stands for.
pub(crate) enum Named {
    Live(Live),
    Written(&'static View),
}

/// The live rows of a table.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    pub(crate) table: &'static str,
    pub(crate) fields: &'static Fields,
}

impl Live {
    pub(crate) fn of(table: &'static Table) -> Self {
        Self { table: table.name(), fields: table.schema().fields() }
    }
}

/// # Errors
/// When there is no such view.
pub(crate) fn find(name: &str) -> Result<Named> {
    if let Some(view) = all().iter().find(|view| view.name == name) {
        return Ok(Named::Written(view));
    }
    let none = || Error::new(ErrorKind::Definition, format!("there is no view `{name}`"));
    let table = name.strip_prefix("v_").ok_or_else(none)?;
    let declared = tables().find(|known| known.name() == table).map(Live::of);
    let expected = || {
        let known = expected().find(|known| known.name == table)?;
        Some(Live { table: &known.name, fields: &known.fields })
    };
    declared.or_else(expected).map(Named::Live).ok_or_else(none)
}

pub(crate) use self::live::sql as live_sql;

/// The columns of a table, as they are stored.
pub(crate) fn columns(table: &str) -> Vec<&'static str> {
    match find(&format!("v_{table}")) {
        Ok(Named::Live(live)) => live.fields.iter().map(|field| field.name().as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The scopes of a token that may read a table: each operation that reads it needs one of them.
pub(crate) fn scopes(table: &str) -> Vec<&'static str> {
    match tables().find(|known| known.name() == table) {
        Some(table) => {
            table.operations().iter().filter_map(|operation| operation.scopes.first().copied()).collect()
        }
        None => expected()
            .filter(|known| known.name == table)
            .filter_map(|known| known.scope.as_deref())
            .collect(),
    }
}
