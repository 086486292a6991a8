//! The SQL of a table.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use arrow_schema::{DataType, Field, TimeUnit};

use super::link::Param;
use crate::destination::nul::without_nul;
use crate::destination::{Deletion, Range, is_json};
use crate::{Error, ErrorKind, Scope, ScopeValue, Table};

/// The column of the time of the sync that wrote a row.
pub(super) const SYNCED: &str = "_syncedAt";
/// The column of the time of the sync that found a row gone.
pub(super) const DELETED: &str = "_deletedAt";
/// How long a name may be, in bytes.
const NAME: usize = 63;
/// A time that is sent as text.
const TIME: &str = "::text::timestamptz";

/// One table, as it is in the database.
#[derive(Clone)]
pub(super) struct Layout {
    pub(super) table: &'static Table,
    /// The name with its schema, as SQL.
    pub(super) name: String,
    /// The table that rows are brought in, as SQL.
    pub(super) stage: String,
    pub(super) columns: Vec<Column>,
    /// The index of the keys when they are too long for a primary key, without its schema, as SQL.
    pub(super) long_key: String,
    /// Whether that index is in place of the primary key.
    pub(super) has_long_keys: bool,
}

/// One column.
#[derive(Clone)]
pub(super) struct Column {
    /// The name of the column in Arrow.
    pub(super) source: &'static str,
    /// The name in the database, as SQL.
    pub(super) name: String,
    /// The type in the database.
    pub(super) kind: &'static str,
    pub(super) is_json: bool,
    pub(super) is_key: bool,
    pub(super) about: String,
}

/// A name as SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as SQL.
pub(super) fn literal(text: &str) -> String {
    let text = without_nul(text).replace('\'', "''");
    if text.contains('\\') { format!("E'{}'", text.replace('\\', "\\\\")) } else { format!("'{text}'") }
}

/// A name that is not too long: the beginning of one that is, and a number of all of it.
pub(super) fn short(name: &str) -> Cow<'_, str> {
    if name.len() <= NAME {
        return Cow::Borrowed(name);
    }
    let mut end = NAME - 9;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    Cow::Owned(format!("{}_{:08x}", &name[..end], hash(name)))
}

/// FNV-1a: the same in every version, as names and locks depend on it.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    parts.into_iter().collect::<Vec<_>>().join(between)
}

/// How a column is stored.
fn kind(field: &Field) -> Result<&'static str, Error> {
    match field.data_type() {
        DataType::Utf8 if is_json(field) => Ok("jsonb"),
        DataType::Utf8 => Ok("text"),
        DataType::Timestamp(TimeUnit::Microsecond, _) => Ok("timestamp with time zone"),
        DataType::Struct(_) | DataType::List(_) | DataType::Map(..) => Ok("jsonb"),
        DataType::Int64 => Ok("bigint"),
        DataType::Boolean => Ok("boolean"),
        DataType::Float64 => Ok("double precision"),
        other => {
            let message =
                format!("column `{}` is of type {other}, which PostgreSQL tables don't hold", field.name());
            Err(Error::new(ErrorKind::Contract, message))
        }
    }
}

impl Layout {
    /// The layout of a table in a schema. Its stage has this name.
    pub(super) fn new(table: &'static Table, schema: &str, stage: &str) -> Result<Self, Error> {
        let contract =
            |what: String| Error::new(ErrorKind::Contract, format!("table `{}` {what}", table.name()));
        if let Some(key) = table.key().iter().find(|key| table.schema().index_of(key).is_err()) {
            return Err(contract(format!("has no column `{key}` for its key")));
        }
        let mut columns: Vec<Column> = Vec::new();
        for (field, column) in table.schema().fields().iter().zip(table.all_columns()) {
            let is_key = table.key().contains(&field.name().as_str());
            let kind = kind(field)?;
            if is_key && !matches!(kind, "text" | "bigint") {
                return Err(contract(format!(
                    "has the column `{}` in its key, which is {kind}",
                    field.name()
                )));
            }
            let name = quoted(&short(field.name()));
            if columns.iter().any(|known| known.name == name) {
                return Err(contract(format!("has two columns whose names begin as `{}`", field.name())));
            }
            columns.push(Column {
                source: column.name(),
                name,
                kind,
                is_json: kind == "jsonb",
                is_key,
                about: column.description().to_owned(),
            });
        }
        Ok(Self {
            table,
            name: format!("{}.{}", quoted(schema), quoted(&short(table.name()))),
            stage: format!("pg_temp.{}", quoted(stage)),
            columns,
            long_key: quoted(&short(&format!("{}_long_key", table.name()))),
            has_long_keys: false,
        })
    }

    /// The columns of the key, in its order.
    fn key(&self) -> impl Iterator<Item = &Column> {
        self.table.key().iter().filter_map(|key| self.columns.iter().find(|column| column.source == *key))
    }

    fn others(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| !column.is_key)
    }

    fn column(&self, name: &str) -> Result<&Column, Error> {
        self.columns.iter().find(|column| column.source == name).ok_or_else(|| {
            Error::new(ErrorKind::Contract, format!("table `{}` has no column `{name}`", self.table.name()))
        })
    }

    fn names(&self, of: &str) -> String {
        joined(self.columns.iter().map(|column| format!("{of}{}", column.name)), ", ")
    }

    /// Whether a row and one that is brought have the same key.
    fn same_key(&self) -> String {
        let pairs = self.key().map(|Column { name, kind, .. }| {
            let pair = format!("t.{name} = s.{name}");
            // So that the index is used.
            if self.has_long_keys && *kind == "text" {
                format!("md5(t.{name}) = md5(s.{name}) AND {pair}")
            } else {
                pair
            }
        });
        joined(pairs, " AND ")
    }

    /// What makes the table.
    pub(super) fn create(&self) -> String {
        let columns = self.columns.iter().map(|column| {
            format!("{} {}{}, ", column.name, column.kind, if column.is_key { " NOT NULL" } else { "" })
        });
        let key = joined(self.key().map(|column| column.name.clone()), ", ");
        let mut sql = format!(
            "CREATE TABLE {} ({}\"{SYNCED}\" timestamp with time zone NOT NULL, \
             \"{DELETED}\" timestamp with time zone, PRIMARY KEY ({key}))",
            self.name,
            joined(columns, "")
        );
        sql.push_str(&self.comment_on_table());
        for column in &self.columns {
            sql.push_str(&self.comment_on(&column.name, &column.about));
        }
        for (column, about) in Self::own() {
            sql.push_str(&self.comment_on(&quoted(column), about));
        }
        sql
    }

    /// What adds a column.
    pub(super) fn add(&self, column: &Column) -> String {
        let Column { name, kind, about, .. } = column;
        format!("ALTER TABLE {} ADD COLUMN {name} {kind}{}", self.name, self.comment_on(name, about))
    }

    /// The columns that every table has.
    pub(super) fn own() -> [(&'static str, &'static str); 2] {
        [
            (SYNCED, "The time of the sync that wrote the row"),
            (DELETED, "The time of the sync that found the row deleted at the source; null if it is there"),
        ]
    }

    pub(super) fn comment_on_table(&self) -> String {
        let about = self.table.description().trim();
        let about = if about.is_empty() { String::new() } else { literal(about) };
        if about.is_empty() { about } else { format!("; COMMENT ON TABLE {} IS {about}", self.name) }
    }

    /// What describes a column; nothing if there is nothing to say.
    pub(super) fn comment_on(&self, column: &str, about: &str) -> String {
        if about.is_empty() {
            return String::new();
        }
        format!("; COMMENT ON COLUMN {}.{column} IS {}", self.name, literal(about))
    }

    /// What replaces the primary key by an index that takes keys of any length.
    pub(super) fn lengthen(&mut self, schema: &str, primary: &str) -> String {
        self.has_long_keys = true;
        let columns = self.key().map(|column| match column.kind {
            "text" => format!("md5({})", column.name),
            _ => column.name.clone(),
        });
        let key = serde_json::Value::from(self.table.key().to_vec()).to_string();
        format!(
            "ALTER TABLE {name} DROP CONSTRAINT {primary}; CREATE UNIQUE INDEX {index} ON {name} ({columns}); \
             COMMENT ON INDEX {schema}.{index} IS {key}",
            name = self.name,
            primary = quoted(primary),
            index = self.long_key,
            columns = joined(columns, ", "),
            schema = quoted(schema),
            key = literal(&key),
        )
    }

    /// What makes the table that rows are brought in. It is there for as long as the session is.
    pub(super) fn make_stage(&self) -> String {
        let columns = self.columns.iter().map(|column| format!(", {} {}", column.name, column.kind));
        format!(
            "CREATE TEMP TABLE IF NOT EXISTS {} (\"_row\" integer, \"_step\" integer{}) ON COMMIT DELETE ROWS",
            self.stage.trim_start_matches("pg_temp."),
            joined(columns, "")
        )
    }

    /// What brings rows.
    pub(super) fn copy(&self) -> String {
        format!("COPY {} (\"_row\", \"_step\", {}) FROM STDIN BINARY", self.stage, self.names(""))
    }

    /// Finds out what the rows that were brought are, and changes those that are there with other values: for each step,
    /// how many are new, how many were deleted, and how many are changed. The rows that are new are still to be
    /// [added](Self::insert). Rows with the same values are only read: nothing is written for them. `$1` is the time.
    ///
    /// One join finds all that, where `INSERT … ON CONFLICT` would lock each row that is unchanged, and write that down.
    pub(super) fn update(&self) -> String {
        let Self { name, stage, .. } = self;
        let same_key = self.same_key();
        let first = self.key().next().map_or("NULL", |column| &column.name);
        let others: Vec<_> = self.others().collect();
        let differs = if others.is_empty() {
            "FALSE".to_owned()
        } else {
            let side = |of: &str| joined(others.iter().map(|column| format!("{of}.{}", column.name)), ", ");
            format!("ROW({}) IS DISTINCT FROM ROW({})", side("t"), side("s"))
        };
        let assign = joined(others.iter().map(|column| format!("{0} = s.{0}, ", column.name)), "");
        format!(
            "WITH hit AS MATERIALIZED (\
               SELECT s.\"_row\" AS hit_row, s.\"_step\" AS step, \
                 CASE WHEN t.{first} IS NULL THEN 0 WHEN t.\"{DELETED}\" IS NOT NULL THEN 1 ELSE 2 END AS what \
               FROM {stage} s LEFT JOIN {name} t ON {same_key} \
               WHERE t.{first} IS NULL OR t.\"{DELETED}\" IS NOT NULL OR {differs}\
             ), changed AS (\
               UPDATE {name} t SET {assign}\"{SYNCED}\" = $1{TIME}, \"{DELETED}\" = NULL \
               FROM hit JOIN {stage} s ON s.\"_row\" = hit.hit_row WHERE hit.what > 0 AND {same_key}\
             ) SELECT step, count(*) FILTER (WHERE what = 0), count(*) FILTER (WHERE what = 1), \
               count(*) FILTER (WHERE what = 2) FROM hit GROUP BY step"
        )
    }

    /// Adds the rows that were brought and are not there. `$1` is the time.
    pub(super) fn insert(&self, all_are_new: bool) -> String {
        let Self { name, stage, .. } = self;
        let new = if all_are_new {
            String::new()
        } else {
            format!(" WHERE NOT EXISTS (SELECT FROM {name} t WHERE {})", self.same_key())
        };
        format!(
            "INSERT INTO {name} ({}, \"{SYNCED}\") SELECT {}, $1{TIME} FROM {stage} s{new}",
            self.names(""),
            self.names("s.")
        )
    }

    /// The keys as rows of `s`, from lists that are parameters.
    fn listed(&self, params: &mut Vec<Param>, lists: Vec<Param>) -> String {
        let lists = self.key().zip(lists).map(|(column, list)| {
            params.push(list);
            format!("${}::{}[]", params.len(), column.kind)
        });
        let lists = joined(lists, ", ");
        let names = joined(self.key().map(|column| column.name.clone()), ", ");
        format!("unnest({lists}) AS s({names})")
    }

    /// Deletes the rows with these keys: a list for each column of the key.
    pub(super) fn delete(&self, deletion: Deletion, at: &str, lists: Vec<Param>) -> (String, Vec<Param>) {
        let mut params = Vec::new();
        let (head, with) = self.removal(deletion, at, &mut params);
        let keys = self.listed(&mut params, lists);
        (format!("{head} {with} {keys} WHERE t.\"{DELETED}\" IS NULL AND {}", self.same_key()), params)
    }

    /// The beginning of a statement that deletes, and the word before other tables.
    fn removal(&self, deletion: Deletion, at: &str, params: &mut Vec<Param>) -> (String, &'static str) {
        match deletion {
            Deletion::Mark => {
                params.push(Param::Text(at.to_owned()));
                let set = format!("\"{DELETED}\" = $1{TIME}, \"{SYNCED}\" = $1{TIME}");
                (format!("UPDATE {} t SET {set}", self.name), "FROM")
            }
            Deletion::Remove => (format!("DELETE FROM {} t", self.name), "USING"),
        }
    }

    /// Deletes the rows of a range that were not seen, but for those that are kept.
    pub(super) fn delete_unseen(
        &self,
        deletion: Deletion,
        at: &str,
        range: &Range,
        keep: &[Scope],
        seen: Option<Vec<Param>>,
    ) -> Result<(String, Vec<Param>), Error> {
        let mut params = Vec::new();
        let (mut sql, _) = self.removal(deletion, at, &mut params);
        self.push_range(&mut sql, &mut params, range)?;
        for scope in keep {
            sql.push_str(" AND NOT (TRUE");
            for (column, value) in scope.values() {
                let equal = self.equal(column, value, "IS NOT DISTINCT FROM", &mut params)?;
                let _ = write!(sql, " AND {equal}");
            }
            sql.push(')');
        }
        if let Some(seen) = seen {
            let keys = self.listed(&mut params, seen);
            let _ = write!(sql, " AND NOT EXISTS (SELECT FROM {keys} WHERE {})", self.same_key());
        }
        Ok((sql, params))
    }

    /// Deletes the rows of a range by whether their value in a column is among these. A row without a value is not
    /// deleted.
    pub(super) fn delete_by_value(
        &self,
        deletion: Deletion,
        at: &str,
        range: &Range,
        by: &ByValue<'_>,
    ) -> Result<(String, Vec<Param>), Error> {
        let mut params = Vec::new();
        let (mut sql, _) = self.removal(deletion, at, &mut params);
        self.push_range(&mut sql, &mut params, range)?;
        let column = self.column(by.column)?;
        let name = &column.name;
        let list = match column.kind {
            "bigint" => Param::Integers(by.values.iter().filter_map(integer).collect()),
            // What is an integer is not among texts.
            _ => Param::Texts(by.values.iter().filter_map(text).collect()),
        };
        let value = if matches!(column.kind, "bigint" | "text") {
            format!("t.{name}")
        } else {
            format!("t.{name}::text")
        };
        let _ = write!(sql, " AND t.{name} IS NOT NULL");
        if let Some(within) = by.within {
            if column.kind != "bigint" {
                let what = format!("column `{}` of `{}` has no integers", by.column, self.table.name());
                return Err(Error::new(ErrorKind::Contract, what));
            }
            params.extend([*within.start(), *within.end()].map(Param::Integer));
            let _ = write!(sql, " AND t.{name} BETWEEN ${} AND ${}", params.len() - 1, params.len());
        }
        let kind = if matches!(list, Param::Integers(_)) { "bigint" } else { "text" };
        params.push(list);
        let not = if by.is_among { "" } else { "NOT " };
        let _ = write!(
            sql,
            " AND {not}EXISTS (SELECT FROM unnest(${}::{kind}[]) AS s(value) WHERE s.value = {value})",
            params.len()
        );
        Ok((sql, params))
    }

    /// Puts a text in one place of the rows of a range that have another one there.
    pub(super) fn set(
        &self,
        at: &str,
        range: &Range,
        path: &[&str],
        value: Option<&ScopeValue>,
    ) -> Result<(String, Vec<Param>), Error> {
        let (column, inner) = path.split_first().map_or(("", path), |(column, inner)| (*column, inner));
        let name = &self.column(column)?.name;
        let text = value.map(ToString::to_string).unwrap_or_default();
        let mut params = vec![Param::Text(without_nul(&text).into_owned()), Param::Text(at.to_owned())];
        let given = match value {
            Some(ScopeValue::Text(_)) => "$1::text",
            Some(ScopeValue::Integer(_)) => "$1::text::bigint",
            // A parameter that no expression names has no type.
            None => "NULLIF($1::text, $1::text)",
        };
        let (new, has_place) = match inner.split_last() {
            None if value.is_none() => ("NULL".to_owned(), String::new()),
            None => (given.to_owned(), String::new()),
            Some((_, parents)) => (
                match value {
                    Some(_) => format!("jsonb_set(t.{name}, {}, to_jsonb({given}))", array(inner)),
                    None => format!("t.{name} #- {}", array(inner)),
                },
                // Only there is a place for it.
                format!(" AND jsonb_typeof(t.{name} #> {}) = 'object'", array(parents)),
            ),
        };
        let mut sql = format!("UPDATE {} t SET {name} = {new}, \"{SYNCED}\" = $2{TIME}", self.name);
        self.push_range(&mut sql, &mut params, range)?;
        let known = self.place(path)?;
        let given = if value.is_some() { "$1::text" } else { given };
        let _ = write!(sql, "{has_place} AND {known} IS DISTINCT FROM {given}");
        Ok((sql, params))
    }

    /// The rows of a range that are not deleted.
    fn push_range(&self, sql: &mut String, params: &mut Vec<Param>, range: &Range) -> Result<(), Error> {
        let _ = write!(sql, " WHERE t.\"{DELETED}\" IS NULL");
        for (column, value) in range.scope.values() {
            let equal = self.equal(column, value, "=", params)?;
            let _ = write!(sql, " AND {equal}");
        }
        for (path, value) in &range.places {
            params.push(Param::Text(without_nul(value).into_owned()));
            let _ = write!(sql, " AND {} = ${}::text", self.place(path)?, params.len());
        }
        Ok(())
    }

    fn equal(
        &self,
        column: &str,
        value: &ScopeValue,
        operator: &str,
        params: &mut Vec<Param>,
    ) -> Result<String, Error> {
        let Column { name, kind, .. } = self.column(column)?;
        let (param, cast) = match (value, *kind) {
            (ScopeValue::Text(value), "text") => (Param::Text(without_nul(value).into_owned()), "::text"),
            (ScopeValue::Text(value), "timestamp with time zone") => (Param::Text(value.clone()), TIME),
            (ScopeValue::Integer(value), "bigint") => (Param::Integer(*value), "::bigint"),
            // One kind of value never equals another.
            _ => return Ok("FALSE".to_owned()),
        };
        params.push(param);
        Ok(format!("t.{name} {operator} ${}{cast}", params.len()))
    }

    /// A place in a row, as text: a column, or something in the JSON of one.
    fn place(&self, path: &[&str]) -> Result<String, Error> {
        let (column, inner) = path.split_first().map_or(("", path), |(column, inner)| (*column, inner));
        let column = self.column(column)?;
        Ok(match inner {
            [] if column.kind == "text" => format!("t.{}", column.name),
            [] => format!("t.{}::text", column.name),
            inner => format!("t.{} #>> {}", column.name, array(inner)),
        })
    }
}

/// By which values rows are deleted.
pub(super) struct ByValue<'a> {
    pub(super) column: &'a str,
    pub(super) within: Option<&'a RangeInclusive<i64>>,
    pub(super) values: &'a [ScopeValue],
    /// Whether those are deleted that have one of them, or those that have none.
    pub(super) is_among: bool,
}

fn integer(value: &ScopeValue) -> Option<i64> {
    match value {
        ScopeValue::Integer(integer) => Some(*integer),
        ScopeValue::Text(_) => None,
    }
}

fn text(value: &ScopeValue) -> Option<String> {
    match value {
        ScopeValue::Text(text) => Some(without_nul(text).into_owned()),
        ScopeValue::Integer(_) => None,
    }
}

/// A list of names as SQL.
fn array(names: &[&str]) -> String {
    format!("ARRAY[{}]::text[]", joined(names.iter().map(|name| literal(name)), ", "))
}
