//! The SQL of a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use rusqlite::Connection;

use super::row::sql_type;
use crate::destination::Range;
use crate::destination::stored::{DELETED, SYNCED};
use crate::{Error, ErrorKind, Scope, ScopeValue, Table};

/// The statements of one table. Parameters `?1` to `?n` are the columns of a batch, in order.
pub(super) struct Layout {
    /// Puts a row in, if there is none of its key. `?n+1` is the time.
    pub(super) insert: String,
    /// Finds the row of a key: its rowid, whether it is deleted, whether it differs.
    pub(super) find: String,
    /// Replaces a row. `?n+1` is the time, `?n+2` the rowid.
    pub(super) update: String,
    /// Finds the rowid of a key that is not deleted; the columns of the key are `?1`, `?2` …
    pub(super) find_key: String,
    /// Marks a row as deleted. `?1` is the time, `?2` the rowid.
    pub(super) mark: String,
    /// Removes a row. `?1` is the rowid.
    pub(super) remove: String,
}

/// A name as SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    parts.into_iter().collect::<Vec<_>>().join(between)
}

impl Layout {
    pub(super) fn new(table: &Table) -> Self {
        let name = quoted(table.name());
        let columns: Vec<_> = table.schema().fields().iter().map(|field| field.name().as_str()).collect();
        let numbered = || columns.iter().zip(1_usize..);
        let is_key = |column: &str| table.key().contains(&column);
        let (time, rowid) = (columns.len() + 1, columns.len() + 2);
        let names = joined(columns.iter().map(|column| quoted(column)), ", ");
        let parameters = joined((1..=time).map(|at| format!("?{at}")), ", ");
        let same_key = numbered().filter(|(column, _)| is_key(column));
        let same_key = joined(same_key.map(|(column, at)| format!("{} = ?{at}", quoted(column))), " AND ");
        let others: Vec<_> = numbered().filter(|(column, _)| !is_key(column)).collect();
        let differs = if others.is_empty() {
            "0".to_owned()
        } else {
            let left = joined(others.iter().map(|(column, _)| quoted(column)), ", ");
            let right = joined(others.iter().map(|(_, at)| format!("?{at}")), ", ");
            format!("({left}) IS NOT ({right})")
        };
        let assign = joined(others.iter().map(|(column, at)| format!("{} = ?{at}, ", quoted(column))), "");
        let key = table.key().iter().zip(1_usize..).map(|(column, at)| format!("{} = ?{at}", quoted(column)));
        Self {
            insert: format!(
                "INSERT INTO {name} ({names}, \"{SYNCED}\") VALUES ({parameters}) ON CONFLICT DO NOTHING"
            ),
            find: format!("SELECT rowid, \"{DELETED}\" IS NOT NULL, {differs} FROM {name} WHERE {same_key}"),
            update: format!(
                "UPDATE {name} SET {assign}\"{SYNCED}\" = ?{time}, \"{DELETED}\" = NULL WHERE rowid = ?{rowid}"
            ),
            find_key: format!(
                "SELECT rowid FROM {name} WHERE {} AND \"{DELETED}\" IS NULL",
                joined(key, " AND ")
            ),
            mark: format!(
                "UPDATE {name} SET \"{DELETED}\" = ?1, \"{SYNCED}\" = ?1 WHERE rowid = ?2 AND \"{DELETED}\" IS NULL"
            ),
            remove: format!("DELETE FROM {name} WHERE rowid = ?1"),
        }
    }
}

/// The statement that finds the rows of a range that are not deleted, but for those that are kept, each with its value
/// in a column, and its parameters.
pub(super) fn rows_in(
    table: &Table,
    range: &Range,
    keep: &[Scope],
    column: Option<(&str, &Option<RangeInclusive<i64>>)>,
) -> (String, Vec<ScopeValue>) {
    let value = column.map_or_else(|| "NULL".to_owned(), |(column, _)| quoted(column));
    let mut sql = format!("SELECT rowid, {value} FROM {} WHERE \"{DELETED}\" IS NULL", quoted(table.name()));
    let mut values = Vec::new();
    // Writing to a string can't fail.
    for (column, value) in range.scope.values() {
        values.push(value.clone());
        let _ = write!(sql, " AND {} = ?{}", quoted(column), values.len());
    }
    if let Some((column, Some(within))) = column {
        values.extend([within.start(), within.end()].map(|end| ScopeValue::Integer(*end)));
        let _ = write!(sql, " AND {} BETWEEN ?{} AND ?{}", quoted(column), values.len() - 1, values.len());
    }
    for (path, value) in &range.places {
        values.push(ScopeValue::Text(value.clone()));
        let _ = write!(sql, " AND {} = ?{}", place(path), values.len());
    }
    // Those of the same columns in one parameter: there may be more of them than a statement has room for.
    let mut kept: BTreeMap<Vec<&str>, Vec<Vec<serde_json::Value>>> = BTreeMap::new();
    for scope in keep {
        let (columns, row) = scope.values().iter().map(|(column, value)| (*column, json(value))).unzip();
        kept.entry(columns).or_default().push(row);
    }
    for (columns, rows) in kept {
        if columns.is_empty() {
            sql.push_str(" AND FALSE");
            continue;
        }
        values.push(ScopeValue::Text(serde_json::Value::from(rows).to_string()));
        let members = joined((0..columns.len()).map(|at| format!("value ->> {at}")), ", ");
        let columns = joined(columns.into_iter().map(quoted), ", ");
        let _ = write!(
            sql,
            " AND (({columns}) IN (SELECT {members} FROM json_each(?{}))) IS NOT TRUE",
            values.len()
        );
    }
    (sql, values)
}

fn json(value: &ScopeValue) -> serde_json::Value {
    match value {
        ScopeValue::Text(text) => text.as_str().into(),
        ScopeValue::Integer(integer) => (*integer).into(),
    }
}

/// The statement that puts a text in a place of the rows of a range that are not deleted and have another one there.
/// The text and the time come first.
pub(super) fn set_in(
    table: &Table,
    range: &Range,
    path: &[&str],
    is_some: bool,
) -> (String, Vec<ScopeValue>) {
    let (column, inner) = path.split_first().map_or(("", path), |(column, inner)| (*column, inner));
    let (name, column, old) = (quoted(table.name()), quoted(column), place(path));
    let (new, has_place) = match inner {
        [] => ("?1".to_owned(), "TRUE".to_owned()),
        inner => {
            let path = json_path(inner);
            let new = if is_some {
                format!("json_set({column}, '{path}', ?1)")
            } else {
                format!("json_remove({column}, '{path}')")
            };
            (new, format!("{column} IS NOT NULL"))
        }
    };
    let mut sql = format!(
        "UPDATE {name} SET {column} = {new}, \"{SYNCED}\" = ?2 \
         WHERE \"{DELETED}\" IS NULL AND {has_place} AND {old} IS NOT ?1"
    );
    let mut values = Vec::new();
    let scoped = range.scope.values().iter().map(|(column, value)| (quoted(column), value.clone()));
    let placed = range.places.iter().map(|(path, value)| (place(path), ScopeValue::Text(value.clone())));
    for (place, value) in scoped.chain(placed) {
        values.push(value);
        // Writing to a string can't fail.
        let _ = write!(sql, " AND {place} = ?{}", values.len() + 2);
    }
    (sql, values)
}

fn json_path(names: &[&str]) -> String {
    let names = joined(names.iter().map(|name| format!(".\"{name}\"")), "");
    format!("${}", names.replace('\'', "''"))
}

/// A place in a row as SQL: a column, or something in the JSON of one.
fn place(path: &[&str]) -> String {
    match path {
        [] => "NULL".to_owned(),
        [column] => quoted(column),
        [column, inner @ ..] => format!("{} ->> '{}'", quoted(column), json_path(inner)),
    }
}

/// The statements that make a table, or add the columns that it lacks.
pub(super) fn ddl(connection: &Connection, table: &Table) -> Result<Vec<String>, CreateError> {
    if let Some(key) = table.key().iter().find(|key| table.schema().index_of(key).is_err()) {
        let message = format!("table `{}` has no column `{key}` for its key", table.name());
        return Err(Error::new(ErrorKind::Contract, message).into());
    }
    let mut wanted = Vec::new();
    for field in table.schema().fields() {
        wanted.push((field.name().as_str(), sql_type(field)?));
    }
    wanted.extend([(SYNCED, "TEXT"), (DELETED, "TEXT")]);

    let mut columns = connection.prepare("SELECT name, type, pk FROM pragma_table_info(?1)")?;
    let there = columns.query_map([table.name()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
    })?;
    let there = there.collect::<Result<Vec<_>, _>>()?;
    let name = quoted(table.name());
    if there.is_empty() {
        let mut sql = format!("CREATE TABLE {name} (");
        for (column, kind) in &wanted {
            let never_null = table.key().contains(column) || *column == SYNCED;
            let never_null = if never_null { " NOT NULL" } else { "" };
            let _ = write!(sql, "{} {kind}{never_null}, ", quoted(column));
        }
        let key = joined(table.key().iter().map(|column| quoted(column)), ", ");
        let _ = write!(sql, "PRIMARY KEY ({key}))");
        return Ok(vec![sql]);
    }

    let mut key: Vec<_> = there.iter().filter(|(.., at)| *at > 0).collect();
    key.sort_by_key(|(.., at)| *at);
    if !key.iter().map(|(column, ..)| column.as_str()).eq(table.key().iter().copied()) {
        return Err(CreateError::Incompatible(format!("the key of table `{}` is another one", table.name())));
    }
    let mut added = Vec::new();
    for (column, kind) in wanted {
        match there.iter().find(|(name, ..)| name == column) {
            Some((_, there, _)) if there == kind => {}
            Some((_, there, _)) => {
                return Err(CreateError::Incompatible(format!(
                    "column `{column}` of table `{}` is {there} and not {kind}",
                    table.name()
                )));
            }
            None => added.push(format!("ALTER TABLE {name} ADD COLUMN {} {kind}", quoted(column))),
        }
    }
    Ok(added)
}

/// Why a table could not be made.
pub(super) enum CreateError {
    /// What is there can't be turned into what is wanted.
    Incompatible(String),
    /// SQLite says no.
    Sqlite(rusqlite::Error),
    /// The table itself is wrong.
    Other(Error),
}

impl From<rusqlite::Error> for CreateError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Error> for CreateError {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}
