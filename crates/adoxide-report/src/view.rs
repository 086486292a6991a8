//! Views: the live rows of each table under plain names, and facts that are computed from them.
//!
//! `v_pull_requests` has the rows of `pull_requests` that are not deleted, objects taken apart and all names in
//! `snake_case`: it follows from the declaration of the table. `v_pull_request_facts` and others are written by hand,
//! in `view/*.toml`, each in one place. Metrics and checks read views and nothing else.

mod install;
mod live;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use adoxide_sync::Table;
use serde::Deserialize;

pub use self::install::{definitions, install};
pub use self::live::tables;

const FILES: [&str; 3] = [
    include_str!("view/pull_request.toml"),
    include_str!("view/build.toml"),
    include_str!("view/work_item.toml"),
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
    Live(&'static Table),
    Written(&'static View),
}

pub(crate) fn find(name: &str) -> Option<Named> {
    if let Some(view) = all().iter().find(|view| view.name == name) {
        return Some(Named::Written(view));
    }
    let table = name.strip_prefix("v_")?;
    tables().find(|known| known.name() == table).map(Named::Live)
}

pub(crate) use self::live::sql as live_sql;
