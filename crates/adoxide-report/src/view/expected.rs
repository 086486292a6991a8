//! Tables that checks read and that no sync writes yet.
//!
//! Their checks are complete: they say that they were not checked for as long as there is no such table. A table that
//! `adoxide-sync` declares is known from there, and an entry here of the same name has no effect.

use std::collections::HashMap;
use std::sync::LazyLock;

use adoxide_sync::arrow_schema::{DataType, Field, Fields, TimeUnit};
use serde::Deserialize;

/// A table that is not declared yet.
#[derive(Debug)]
pub struct Expected {
    /// Its name.
    pub name: String,
    /// The scope of a token that may read it; none if it is not read from the service.
    pub scope: Option<String>,
    pub(crate) fields: Fields,
}

impl Expected {
    /// The names of its columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.name().as_str())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    scope: Option<String>,
    #[serde(default)]
    project: bool,
    columns: toml::Table,
}

static ALL: LazyLock<Vec<Expected>> = LazyLock::new(|| {
    let files = [include_str!("expected.toml")];
    crate::definition::parse(&files, |entries: HashMap<String, Entry>| {
        let mut tables: Vec<_> = entries.into_iter().map(|(name, entry)| declared(name, entry)).collect();
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        tables
    })
});

/// The tables that checks read and that `adoxide-sync` does not declare, by name.
pub fn expected() -> impl Iterator<Item = &'static Expected> {
    ALL.iter().filter(|table| !super::tables().any(|declared| declared.name() == table.name))
}

fn declared(name: String, entry: Entry) -> Expected {
    let project: &[&str] = if entry.project { &["project_id", "project_name"] } else { &[] };
    let given = ["organization"].iter().chain(project).map(|name| Field::new(*name, DataType::Utf8, true));
    let fields = given.chain(entry.columns.iter().map(|(name, kind)| field(name, kind))).collect();
    Expected { name, scope: entry.scope, fields }
}

fn field(name: &str, kind: &toml::Value) -> Field {
    let kind = match kind {
        toml::Value::Table(members) => {
            let members: Vec<_> = members.iter().map(|(name, kind)| field(name, kind)).collect();
            DataType::Struct(members.into())
        }
        kind => match kind.as_str() {
            Some("integer") => DataType::Int64,
            Some("flag") => DataType::Boolean,
            Some("instant") => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Some("json") => {
                let json = adoxide_sync::table::json("json");
                return Field::new(name, DataType::Utf8, true).with_metadata(json.field().metadata().clone());
            }
            Some("text") => DataType::Utf8,
            _ => {
                debug_assert!(false, "the column `{name}` has no type");
                DataType::Utf8
            }
        },
    };
    Field::new(name, kind, true)
}
