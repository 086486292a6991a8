//! What is in a database, and what it lacks.

use std::collections::HashMap;

use tokio_postgres::error::Error as PgError;

use super::layout::{Layout, quoted};
use super::link::{Link, Param};
use super::writer::meta;
use super::{Address, LAYOUT, META, STATE};
use crate::destination::Notes;
use crate::{Error, ErrorKind};

/// What was found of a schema.
pub(super) struct Found {
    /// The version of its layout; none if nothing was committed to it.
    pub(super) layout: Option<i32>,
    /// Whether it can be written.
    pub(super) is_replica: bool,
}

/// The oldest version of the server that is supported.
const OLDEST: i32 = 13;

/// What answers an error of the server, or why the database is refused.
type Answer<T> = Result<Result<T, Error>, PgError>;

/// Looks whether a database can hold tables, and whose a schema is.
pub(super) async fn look(link: &Link, address: &Address) -> Answer<Found> {
    let found = match read(link, address).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    if found.is_replica {
        let message = format!("`{address}` is a replica that can only be read; name the primary server");
        return Ok(Err(Error::new(ErrorKind::Destination, message)));
    }
    let sql = "SELECT current_user::text, n.oid IS NOT NULL, \
         CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE') \
         ELSE has_schema_privilege(n.oid, 'CREATE') AND has_schema_privilege(n.oid, 'USAGE') END, \
         has_database_privilege(current_database(), 'TEMPORARY') \
         FROM (SELECT) AS one LEFT JOIN pg_namespace n ON n.nspname = $1::text";
    let rows = link.rows(sql, &[Param::Text(address.schema.clone())]).await?;
    if let Some(row) = rows.first() {
        let (user, is_there): (String, bool) = (row.try_get(0)?, row.try_get(1)?);
        let (user, schema) = (quoted(&user), quoted(&address.schema));
        let grant = if !row.try_get::<_, bool>(3)? {
            Some(format!("use temporary tables; run GRANT TEMPORARY ON DATABASE … TO {user}"))
        } else if row.try_get(2)? {
            None
        } else if is_there {
            Some(format!("create tables in the schema; run GRANT USAGE, CREATE ON SCHEMA {schema} TO {user}"))
        } else {
            Some(format!("create the schema; run CREATE SCHEMA {schema} AUTHORIZATION {user}"))
        };
        if let Some(grant) = grant {
            let message = format!("the user of `{address}` may not {grant} as an administrator");
            return Ok(Err(Error::new(ErrorKind::Destination, message)));
        }
    }
    Ok(Ok(found))
}

/// Reads whose a schema is.
async fn read(link: &Link, address: &Address) -> Answer<Found> {
    let sql = format!(
        "SELECT current_setting('server_version_num')::integer, pg_encoding_to_char(d.encoding)::text, \
         pg_is_in_recovery(), \
         EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
           WHERE n.nspname = $1::text AND c.relname = '{META}'), \
         (SELECT min(c.relname::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
           WHERE n.nspname = $1::text AND c.relkind IN ('r', 'p', 'v', 'm', 'f')) \
         FROM pg_database d WHERE d.datname = current_database()"
    );
    let rows = link.rows(&sql, &[Param::Text(address.schema.clone())]).await?;
    let Some(row) = rows.first() else {
        let message = format!("`{address}` does not name its database");
        return Ok(Err(Error::new(ErrorKind::Destination, message)));
    };
    let version: i32 = row.try_get(0)?;
    if version / 10_000 < OLDEST {
        let message =
            format!("the server of `{address}` is version {}; {OLDEST} or later is needed", version / 10_000);
        return Ok(Err(Error::new(ErrorKind::NotADestination, message)));
    }
    let encoding: String = row.try_get(1)?;
    if encoding != "UTF8" {
        let message = format!(
            "the database of `{address}` has the encoding {encoding}; create one with ENCODING 'UTF8'"
        );
        return Ok(Err(Error::new(ErrorKind::NotADestination, message)));
    }
    let is_replica = row.try_get(2)?;
    let (is_ours, other): (bool, Option<String>) = (row.try_get(3)?, row.try_get(4)?);
    if !is_ours {
        return Ok(match other {
            None => Ok(Found { layout: None, is_replica }),
            Some(other) => Err(Error::new(
                ErrorKind::NotADestination,
                format!(
                    "the schema of `{address}` holds tables of another program (`{other}`); name another one with \
                     ?schema="
                ),
            )),
        });
    }
    let rows = link.rows(&format!("SELECT layout FROM {}.\"{META}\"", quoted(&address.schema)), &[]).await?;
    let layout: i32 = rows.first().map(|row| row.try_get(0)).transpose()?.unwrap_or(0);
    if layout > LAYOUT {
        return Ok(Err(Error::new(
            ErrorKind::NewerVersion,
            format!(
                "`{address}` was written by a newer version of adoxide (its layout is {layout}, this one knows \
                 {LAYOUT}); update adoxide, or sync into another schema"
            ),
        )));
    }
    if layout < 1 {
        let message = format!("`{address}` was altered by another program; sync into another schema");
        return Ok(Err(Error::new(ErrorKind::Incompatible, message)));
    }
    Ok(Ok(Found { layout: Some(layout), is_replica }))
}

/// What makes a schema one of ours.
pub(super) fn create(address: &Address) -> String {
    let schema = quoted(&address.schema);
    // Who may use a schema need not have the right to create one.
    format!(
        "DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = {}) THEN CREATE SCHEMA {schema}; END IF; \
         END $do$; {}",
        super::layout::literal(&address.schema),
        meta(address)
    )
}

/// The notes of a schema.
pub(super) async fn notes(link: &Link, address: &Address) -> Result<Notes, PgError> {
    let sql = format!("SELECT key, value FROM {}.\"{STATE}\"", quoted(&address.schema));
    let rows = link.rows(&sql, &[]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// The notes of a schema that others may be writing to; empty if it is not there.
pub(super) async fn peek(address: &Address) -> Result<Notes, Error> {
    let mut link = Link::open(address).await?;
    let read = async {
        link.run("BEGIN READ ONLY").await?;
        match read(&link, address).await? {
            Ok(Found { layout: Some(_), .. }) => notes(&link, address).await.map(Ok),
            Ok(Found { layout: None, .. }) => Ok(Ok(Notes::new())),
            Err(refused) => Ok(Err(refused)),
        }
    };
    let notes = match read.await {
        Ok(notes) => notes,
        Err(error) => Err(link.fault(error).await),
    };
    link.close().await;
    notes
}

/// A value of the catalog is of another type than it should be.
pub(super) fn unreadable(address: &Address, error: &PgError) -> Error {
    Error::new(ErrorKind::Incompatible, format!("`{address}` was altered by another program: {error}"))
}

/// One table that is there.
#[derive(Default)]
struct Relation {
    kind: String,
    about: Option<String>,
    /// The columns: name, type, description.
    columns: Vec<(String, String, Option<String>)>,
    /// The columns of the primary key.
    key: Vec<String>,
    /// What is noted at the index of long keys.
    long_key: Option<String>,
}

/// What makes the tables that are not there, and adds the columns that are missing. Notes in the layouts how tables
/// keep their keys.
pub(super) async fn compare(link: &Link, address: &Address, layouts: &mut [Layout]) -> Answer<Vec<String>> {
    let relations = relations(link, address).await?;
    let mut pending = Vec::new();
    for layout in layouts {
        let Some(there) = relations.get(&layout.name) else {
            pending.push(layout.create());
            continue;
        };
        match compare_one(layout, there) {
            Ok(sql) => pending.extend(sql),
            Err(what) => {
                let message = format!(
                    "`{address}` was written by another version of adoxide: {what}; sync into another schema"
                );
                return Ok(Err(Error::new(ErrorKind::Incompatible, message)));
            }
        }
    }
    Ok(Ok(pending))
}

fn compare_one(layout: &mut Layout, there: &Relation) -> Result<Vec<String>, String> {
    let table = layout.table.name();
    if there.kind != "r" && there.kind != "p" {
        return Err(format!("`{table}` is not a table"));
    }
    let wanted = layout.table.key();
    let long: Option<Vec<String>> = there.long_key.as_deref().and_then(|key| serde_json::from_str(key).ok());
    if let Some(long) = long.filter(|_| there.key.is_empty()) {
        if !long.iter().eq(wanted) {
            return Err(format!("the key of table `{table}` is another one"));
        }
        layout.has_long_keys = true;
    } else {
        let key = wanted.iter().filter_map(|key| layout.columns.iter().find(|column| column.source == *key));
        if !key.map(|column| column.name.clone()).eq(there.key.iter().map(|name| quoted(name))) {
            return Err(format!("the key of table `{table}` is another one"));
        }
    }
    let mut pending = Vec::new();
    for column in &layout.columns {
        match there.columns.iter().find(|(name, ..)| quoted(name) == column.name) {
            Some((_, kind, about)) if kind == column.kind => {
                if about.as_deref().unwrap_or_default() != column.about {
                    pending.push(layout.comment_on(&column.name, &column.about));
                }
            }
            Some((name, kind, _)) => {
                return Err(format!("column `{name}` of table `{table}` is {kind} and not {}", column.kind));
            }
            None => pending.push(layout.add(column)),
        }
    }
    for (name, _) in Layout::own() {
        match there.columns.iter().find(|(known, ..)| known == name) {
            Some((_, kind, _)) if kind == "timestamp with time zone" => {}
            _ => return Err(format!("table `{table}` has no column `{name}` of timestamps with time zone")),
        }
    }
    if there.about.as_deref().unwrap_or_default() != layout.table.description().trim() {
        pending.push(layout.comment_on_table());
    }
    pending.retain_mut(|sql| {
        *sql = sql.trim_start_matches("; ").to_owned();
        !sql.is_empty()
    });
    Ok(pending)
}

/// The tables of a schema by their names as SQL.
async fn relations(link: &Link, address: &Address) -> Result<HashMap<String, Relation>, PgError> {
    let sql = "SELECT c.relname::text, c.relkind::text, obj_description(c.oid, 'pg_class'), \
         ARRAY(SELECT a.attname::text FROM pg_index x, unnest(x.indkey::int2[]) WITH ORDINALITY AS k(number, place) \
           JOIN pg_attribute a ON a.attnum = k.number WHERE x.indrelid = c.oid AND x.indisprimary \
           AND a.attrelid = c.oid ORDER BY k.place), \
         (SELECT obj_description(x.indexrelid, 'pg_class') FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
           WHERE x.indrelid = c.oid AND x.indisunique AND NOT x.indisprimary \
           AND obj_description(x.indexrelid, 'pg_class') LIKE '[%' LIMIT 1), \
         a.attname::text, format_type(a.atttypid, a.atttypmod)::text, col_description(c.oid, a.attnum) \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
         WHERE n.nspname = $1::text AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY c.oid, a.attnum";
    let mut relations: HashMap<String, Relation> = HashMap::new();
    for row in link.rows(sql, &[Param::Text(address.schema.clone())]).await? {
        let name: String = row.try_get(0)?;
        let name = format!("{}.{}", quoted(&address.schema), quoted(&name));
        let relation = relations.entry(name).or_default();
        if relation.columns.is_empty() {
            relation.kind = row.try_get(1)?;
            relation.about = row.try_get(2)?;
            relation.key = row.try_get(3)?;
            relation.long_key = row.try_get(4)?;
        }
        if let Some(column) = row.try_get(5)? {
            relation.columns.push((column, row.try_get(6)?, row.try_get(7)?));
        }
    }
    Ok(relations)
}

/// The name of the constraint of a primary key; none if it can't be read, or is not there yet.
pub(super) async fn primary_key(link: &Link, address: &Address, layout: &Layout) -> Option<String> {
    let sql = "SELECT i.relname::text, quote_ident(n.nspname) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
         JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE x.indisprimary AND n.nspname = $1::text AND c.relname = $2::text";
    let name = super::layout::short(layout.table.name()).into_owned();
    let params = [Param::Text(address.schema.clone()), Param::Text(name)];
    link.rows(sql, &params).await.ok()?.first()?.try_get(0).ok()
}
