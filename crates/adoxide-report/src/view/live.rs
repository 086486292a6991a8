//! The live rows of a table: what its declaration says, as SQL.

use std::collections::BTreeSet;

use adoxide_sync::Table;
use adoxide_sync::arrow_schema::{DataType, Field};
use adoxide_sync::table::is_json;

use super::Live;
use crate::source::Relations;
use crate::sql::Dialect;

/// The columns that destinations add.
const DELETED: &str = "_deletedAt";
const SYNCED: &str = "_syncedAt";

/// Every table that a sync can write: each has a view of its live rows, `v_` and its name.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    adoxide_sync::table::all()
}

/// The query of a view with the live rows of a table. A column that the table of an earlier version lacks is null; a
/// table that is not there has no rows.
pub(crate) fn sql(live: Live, dialect: Dialect, relations: &Relations) -> String {
    let Live { table, fields } = live;
    let there = relations.has(table);
    let mut columns = Vec::new();
    let mut taken = BTreeSet::new();
    // What stands in the row itself goes before what is in an object of it.
    let plain =
        fields.iter().filter(|field| !is_object(field)).chain(fields.iter().filter(|field| is_object(field)));
    for field in plain {
        let known = there && relations.has_column(table, field.name());
        leaves(field, &mut Vec::new(), &mut |path, field| {
            let name = path.iter().map(|part| snake(part)).collect::<Vec<_>>().join("_");
            if !taken.insert(name.clone()) {
                return;
            }
            let value =
                if known { value(dialect, path, Kind::of(field)) } else { absent(dialect, Kind::of(field)) };
            columns.push(format!("{value} as {}", dialect.quoted(&name)));
        });
        // The object itself, for those who want it whole, unless something in it has its name.
        if is_object(field) && taken.insert(snake(field.name())) {
            let whole = if known { dialect.quoted(field.name()) } else { absent(dialect, Kind::Json) };
            columns.push(format!("{whole} as {}", dialect.quoted(&snake(field.name()))));
        }
    }
    let synced = if there { dialect.quoted(SYNCED) } else { absent(dialect, Kind::Instant) };
    columns.push(format!("{synced} as synced_at"));
    let from = if there {
        // With its schema: a query may have something of its own under the same name.
        let schema = relations.schema().map_or_else(String::new, |schema| dialect.quoted(schema) + ".");
        let (table, deleted) = (dialect.quoted(table), dialect.quoted(DELETED));
        format!("from {schema}{table} where {deleted} is null")
    } else {
        "where 1 = 0".to_owned()
    };
    format!("select {} {from}", columns.join(", "))
}

/// `isMaintenance` as `is_maintenance`, `_links` as `links`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let characters: Vec<char> = name.trim_start_matches('_').chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let after_lower =
            at > 0 && (characters[at - 1].is_lowercase() || characters[at - 1].is_ascii_digit());
        let begins_word = at > 0
            && characters[at - 1].is_uppercase()
            && characters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && (after_lower || begins_word) {
            out.push('_');
        }
        out.extend(character.to_lowercase());
    }
    out
}

fn is_object(field: &Field) -> bool {
    matches!(field.data_type(), DataType::Struct(_))
}

/// Calls for each value that is in a column: the column itself, or what is in its object, however deep.
fn leaves<'a>(field: &'a Field, path: &mut Vec<&'a str>, each: &mut impl FnMut(&[&str], &Field)) {
    path.push(field.name());
    match field.data_type() {
        DataType::Struct(fields) => fields.iter().for_each(|field| leaves(field, path, each)),
        _ => each(path, field),
    }
    path.pop();
}

/// What stands for a column that is not there.
fn absent(dialect: Dialect, kind: Kind) -> String {
    format!("cast(null as {})", kind.sql(dialect))
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Integer,
    Number,
    Flag,
    Instant,
    Json,
}

impl Kind {
    fn of(field: &Field) -> Self {
        match field.data_type() {
            _ if is_json(field) => Self::Json,
            DataType::Int64 => Self::Integer,
            DataType::Float64 => Self::Number,
            DataType::Boolean => Self::Flag,
            DataType::Timestamp(..) => Self::Instant,
            DataType::List(_) | DataType::Map(..) | DataType::Struct(_) => Self::Json,
            _ => Self::Text,
        }
    }

    fn sql(self, dialect: Dialect) -> &'static str {
        match (dialect, self) {
            (Dialect::Sqlite, Self::Integer | Self::Flag) => "integer",
            (Dialect::Sqlite, Self::Number) => "real",
            (Dialect::Sqlite, _) | (Dialect::Postgres, Self::Text) => "text",
            (Dialect::Postgres, Self::Integer) => "bigint",
            (Dialect::Postgres, Self::Flag) => "boolean",
            (Dialect::Postgres, Self::Number) => "double precision",
            (Dialect::Postgres, Self::Instant) => "timestamptz",
            (Dialect::Postgres, Self::Json) => "jsonb",
        }
    }
}

/// A value at a place in a row: a column, or something in the object of one.
fn value(dialect: Dialect, path: &[&str], kind: Kind) -> String {
    let (column, inner) = match path {
        [column, inner @ ..] => (dialect.quoted(column), inner),
        [] => return "null".to_owned(),
    };
    if inner.is_empty() {
        return column;
    }
    match dialect {
        Dialect::Sqlite => {
            let path =
                inner.iter().fold(String::new(), |path, name| path + ".\"" + name + "\"").replace('\'', "''");
            let arrow = if kind == Kind::Json { "->" } else { "->>" };
            format!("{column} {arrow} '${path}'")
        }
        Dialect::Postgres => {
            let path = inner.join(",").replace('\'', "''");
            let arrow = if kind == Kind::Json { "#>" } else { "#>>" };
            let value = format!("{column} {arrow} '{{{path}}}'");
            match kind {
                Kind::Text | Kind::Json => value,
                kind => format!("cast({value} as {})", kind.sql(dialect)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_one_style() {
        for (name, expected) in [
            ("pullRequestId", "pull_request_id"),
            ("_links", "links"),
            ("repository_id", "repository_id"),
            ("jobTimeoutInMinutes", "job_timeout_in_minutes"),
            ("isGVFSEnabled", "is_gvfs_enabled"),
            ("URL", "url"),
            ("sha1Hash", "sha1_hash"),
        ] {
            assert_eq!(snake(name), expected);
        }
    }
}
