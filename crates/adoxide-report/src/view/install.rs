//! Creates the views where the tables are, for people and programs that query them with SQL.

#[cfg(feature = "postgres")]
use std::collections::BTreeMap;
#[cfg(feature = "postgres")]
use std::fmt::Write as _;
use std::path::Path;

use adoxide_sync::destination::Location;
#[cfg(feature = "postgres")]
use adoxide_sync::destination::postgres::{self, Address};
#[cfg(feature = "postgres")]
use sha2::{Digest as _, Sha256};

use super::{Live, Named, all, find, live_sql, tables};
use crate::scope::Words;
#[cfg(feature = "postgres")]
use crate::source::{Postgres, Source as _, Statement, Value};
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

/// Creates the views where the tables are, or replaces those that are of another version. Returns how many were written
/// or dropped; none where a destination has no views.
///
/// Views of somebody else with the same name are left alone. In PostgreSQL each view has a comment, and all are
/// replaced together, as some read others.
///
/// # Errors
/// When the database can't be written; in PostgreSQL also when somebody's own view reads one that has to be replaced.
pub fn install(location: &Location) -> Result<usize> {
    match location {
        Location::Sqlite(path) => in_sqlite(path),
        #[cfg(feature = "postgres")]
        Location::Postgres(address) => in_postgres(address),
        _ => Ok(0),
    }
}

fn in_sqlite(path: &Path) -> Result<usize> {
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

/// What marks a view of PostgreSQL as created here: its comment ends with this and a digest of what it was made from.
#[cfg(feature = "postgres")]
const DIGEST: &str = "\n\nadoxide ";

#[cfg(feature = "postgres")]
fn in_postgres(address: &Address) -> Result<usize> {
    let source = Postgres::open(address)?;
    let relations = source.relations()?;
    let mut wanted = definitions(Dialect::Postgres, &relations)?;
    let there: BTreeMap<String, Option<String>> = {
        let sql = "SELECT c.relname::text, obj_description(c.oid, 'pg_class') FROM pg_class c \
             JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1::text AND c.relkind = 'v'";
        let statement =
            Statement { sql: sql.to_owned(), parameters: vec![Value::Text(address.schema().to_owned())] };
        let named =
            source.rows(&statement)?.into_iter().filter_map(|row| match <[Value; 2]>::try_from(row) {
                Ok([Value::Text(name), comment]) => Some((name, comment.text().map(str::to_owned))),
                _ => None,
            });
        named.collect()
    };
    let is_ours = |comment: &Option<String>| comment.as_ref().is_some_and(|comment| comment.contains(DIGEST));
    // Somebody's own.
    wanted.retain(|(name, _)| there.get(name).is_none_or(is_ours));
    let comments: Vec<String> = wanted.iter().map(|(name, sql)| comment(name, sql)).collect();
    let ours: Vec<&String> =
        there.iter().filter(|(_, comment)| is_ours(comment)).map(|(name, _)| name).collect();
    let same = |((name, _), comment): (&(String, String), &String)| {
        there.get(name).is_some_and(|known| known.as_ref() == Some(comment))
    };
    if ours.len() == wanted.len() && wanted.iter().zip(&comments).all(same) {
        return Ok(0);
    }
    let quoted = |name: &str| Dialect::Postgres.quoted(name);
    let mut sql = String::new();
    if !ours.is_empty() {
        // One statement: the order in which they read each other does not matter.
        let names: Vec<_> = ours.iter().map(|name| quoted(name)).collect();
        let _ = writeln!(sql, "DROP VIEW {};", names.join(", "));
    }
    for ((name, query), comment) in wanted.iter().zip(&comments) {
        let comment = literal(comment);
        let _ = writeln!(sql, "CREATE VIEW {0} AS {query};\nCOMMENT ON VIEW {0} IS {comment};", quoted(name));
        if let Ok(Named::Written(view)) = find(name) {
            for (column, about) in &view.columns {
                let about = literal(about);
                let _ = writeln!(sql, "COMMENT ON COLUMN {}.{} IS {about};", quoted(name), quoted(column));
            }
        }
    }
    postgres::define(address, &sql).map_err(|error| Error::new(ErrorKind::Source, error.to_string()))?;
    Ok(wanted.len() + ours.iter().filter(|name| !wanted.iter().any(|(wanted, _)| wanted == **name)).count())
}

/// A text as SQL, without the type that an expression would need.
#[cfg(feature = "postgres")]
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// What a view is, and what it was made from.
#[cfg(feature = "postgres")]
fn comment(name: &str, sql: &str) -> String {
    let about = match find(name) {
        Ok(Named::Live(live)) => {
            let table = tables().find(|table| table.name() == live.table);
            let about = table.map_or("", |table| table.description());
            format!("The rows of {} that are not deleted. {about}", live.table)
        }
        Ok(Named::Written(view)) => view.about.clone(),
        Err(_) => String::new(),
    };
    let digest = Sha256::digest(format!("{about}\n{sql}").as_bytes());
    let mut comment = format!("{}{DIGEST}", about.trim_end());
    for byte in digest.iter().take(16) {
        // Writing to a string can't fail.
        let _ = write!(comment, "{byte:02x}");
    }
    comment
}
