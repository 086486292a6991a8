//! Creates the views where the tables are, for people and programs that query them with SQL.

use std::path::Path;

use super::{Live, Named, all, find, live_sql, tables};
use crate::scope::Words;
use crate::source::{Relations, sqlite};
use crate::sql::{Dialect, Scoped, expand, parameters};
use crate::{Error, ErrorKind, Result};

/// What marks a view as created here: it is replaced when its definition changes, and others are left alone.
const MARK: &str = "/* adoxide */";

/// The views that can be created over these tables, each behind those that it reads: name and query.
///
/// # Errors
/// When a definition is wrong.
pub fn definitions(dialect: Dialect, relations: &Relations) -> Result<Vec<(String, String)>> {
    let mut views = Vec::new();
    for table in tables().map(Live::of).filter(|live| relations.has(live.table)) {
        views.push((format!("v_{}", table.table), live_sql(table, dialect, relations)));
    }
    let mut waiting: Vec<_> = all().iter().collect();
    // Each round creates those whose views are there, until nothing is left or what is left lacks a table.
    loop {
        let before = waiting.len();
        let mut still = Vec::new();
        for view in waiting {
            let expanded = expand(view.sql.trim(), &Scoped { dialect, scope: None })?;
            let missing: Vec<_> =
                expanded.views.iter().filter(|name| !views.iter().any(|(known, _)| known == *name)).collect();
            let optional = |name: &&String| {
                name.strip_prefix("v_").is_some_and(|table| view.optional.iter().any(|known| known == table))
            };
            if !missing.iter().all(optional) {
                still.push(view);
                continue;
            }
            let empty: Vec<String> = missing
                .into_iter()
                .filter_map(|name| match find(name).ok()? {
                    Named::Live(table) => {
                        Some(format!("{name} as ({})", live_sql(table, dialect, relations)))
                    }
                    Named::Written(_) => None,
                })
                .collect();
            let sql = parameters(&expanded.sql, |name| {
                let value = Words::default().parameter(name);
                let value = value.ok_or_else(|| {
                    Error::new(ErrorKind::Definition, format!("the view `{}` has a parameter", view.name))
                })?;
                Ok(dialect.literal(name, &value))
            })?;
            let sql = match (empty.join(", ").as_str(), sql.strip_prefix("with ")) {
                ("", _) => sql,
                (empty, Some(body)) => format!("with {empty}, {body}"),
                (empty, None) => format!("with {empty} {sql}"),
            };
            views.push((view.name.clone(), sql));
        }
        if still.is_empty() || still.len() == before {
            return Ok(views);
        }
        waiting = still;
    }
}

/// Creates the views in a SQLite file, or replaces those that are of another version. Returns how many were written.
///
/// # Errors
/// When the file can't be written.
pub fn install(path: &Path) -> Result<usize> {
    let mut connection = sqlite::writable(path)?;
    let fault = |error: rusqlite::Error| sqlite::fault(path, &error);
    let change =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fault)?;
    let relations = sqlite::relations(&change).map_err(fault)?;
    let wanted = definitions(Dialect::Sqlite, &relations)?;
    let mut statement =
        change.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").map_err(fault)?;
    let there = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let there = there.and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(fault)?;
    drop(statement);
    let mut written = 0;
    for (name, text) in &there {
        let is_wanted = wanted.iter().any(|(wanted, sql)| wanted == name && *text == create(name, sql));
        if text.contains(MARK) && !is_wanted {
            change.execute_batch(&format!("DROP VIEW {}", Dialect::Sqlite.quoted(name))).map_err(fault)?;
            written += 1;
        }
    }
    for (name, sql) in &wanted {
        let text = create(name, sql);
        match there.iter().find(|(known, _)| known == name) {
            Some((_, known)) if *known == text => {}
            // Somebody's own.
            Some((_, known)) if !known.contains(MARK) => {}
            _ => {
                change.execute_batch(&text).map_err(fault)?;
                written += 1;
            }
        }
    }
    change.commit().map_err(fault)?;
    Ok(written)
}

fn create(name: &str, sql: &str) -> String {
    format!("CREATE VIEW {} AS {MARK} {sql}", Dialect::Sqlite.quoted(name))
}
