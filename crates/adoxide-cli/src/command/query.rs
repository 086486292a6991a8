//! `adox query`.

mod describe;
pub mod postgres;
mod tables;

use std::fmt::Write as _;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use adoxide_sync::Location;
use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use serde_json::Value;

use self::tables::Tables;
use crate::args::QueryArgs;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Layout, Rows, Written};
use crate::printer::Printer;
use crate::settings;

/// Asks the tables.
pub fn run(args: &QueryArgs, printer: &Printer) -> Result<Exit> {
    // Without a name, all tables are listed.
    let table = args.tables.as_deref().filter(|table| !table.is_empty());
    if let Some(table) = table.and_then(describe::known) {
        return describe::show(table, &args.output, printer);
    }
    let location = settings::location(args.database.as_deref(), &args.profile)?;
    let sql = match args.sql.as_deref() {
        None => None,
        Some("-") => {
            let mut sql = String::new();
            let read = std::io::stdin().read_to_string(&mut sql);
            read.map_err(|error| Error::usage(format!("the SQL can't be read from stdin: {error}")))?;
            Some(sql)
        }
        Some(sql) => Some(sql.to_owned()),
    };
    let sql = match (sql, table) {
        // A table or view that somebody else has made.
        (None, Some(table)) => Some(describe::columns_of(table)),
        (sql, _) => sql,
    };
    let path = match location {
        Location::Sqlite(path) => path,
        Location::Postgres(address) => return postgres::run(args, &address, sql.as_deref(), printer),
        other => return Err(settings::cannot_query(&other)),
    };
    let sql = match sql {
        Some(sql) if sql.trim_start().starts_with('.') => dot(sql.trim())?,
        sql => sql,
    };
    if sql.is_none() && !path.exists() {
        printer.say(format_args!(
            "There is no file `{}` yet: the tables that a sync can fill.\n",
            path.display()
        ));
        return describe::all(&args.output, printer);
    }
    let connection = open(&path)?;
    let layout = args.output.layout(printer)?;
    let written = match sql {
        Some(sql) => ask(&connection, &path, &sql, printer.paged(&layout), layout)?,
        None => Tables::read(&connection).map_err(|error| fault(&path, &error))?.write(layout, printer)?,
    };
    printer.about(written);
    Ok(Exit::Ok)
}

/// What the shell of SQLite does for a command with a dot, as SQL; none for the list of the tables.
fn dot(command: &str) -> Result<Option<String>> {
    let mut words = command.trim_end_matches(';').split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(".tables"), None, None) => Ok(None),
        (Some(".schema"), table, None) => {
            let of = table.map(|table| format!(" AND tbl_name LIKE '{}'", table.replace('\'', "''")));
            Ok(Some(format!(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL{} ORDER BY name",
                of.unwrap_or_default()
            )))
        }
        _ => Err(Error::usage(format!("`{command}` is not SQL"))
            .help("commands with a dot are .tables and .schema [TABLE]")),
    }
}

/// Opens a SQLite file for reading, and for nothing else.
pub fn open(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::failed(format!("there is no file `{}`", path.display()))
            .help("`adox sync` makes it, `adox demo` one to try, and --database names another"));
    }
    let connect = |file: &Path, flags: OpenFlags| -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "query_only", true)?;
        // No statement reaches another file.
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    // Opened for writing, so that SQLite can take away the files that it keeps beside this one while it is open.
    let opened = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).or_else(|error| {
        let cannot_write = |error: &rusqlite::Error| {
            matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
        };
        if !cannot_write(&error) {
            return Err(error);
        }
        connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).or_else(|error| {
            // In a folder that can't be written, it has to be told that nobody else writes there.
            if cannot_write(&error) && !beside(path, "-wal").exists() {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                return connect(&immutable(path), flags);
            }
            Err(error)
        })
    });
    opened.map_err(|error| fault(path, &error))
}

/// A file that SQLite keeps beside its database.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn immutable(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = "file://".to_owned();
    for byte in absolute.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b':' => uri.push(byte.into()),
            byte if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            // Writing to a string can't fail.
            byte => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    (uri + "?immutable=1").into()
}

/// Runs one query and writes its rows.
pub fn ask(
    connection: &Connection,
    path: &Path,
    sql: &str,
    out: impl Write,
    layout: Layout,
) -> Result<Written> {
    let mut statements = rusqlite::Batch::new(connection, sql);
    let wrong = |error: rusqlite::Error| explain(connection, path, sql, &error);
    let mut next = || statements.next().map_err(&wrong);
    let Some(mut statement) = next()? else {
        return Err(Error::usage("there is no SQL").help("such as SELECT count(*) FROM repositories"));
    };
    if let Ok(Some(_)) | Err(_) = next() {
        return Err(Error::usage("there is more than one statement").help("ask one after the other"));
    }
    if !statement.readonly() || statement.column_count() == 0 {
        return Err(Error::usage("the statement reads nothing")
            .help("`adox query` only reads; what changes a file has to be done with other tools"));
    }
    let columns: Vec<_> = statement.column_names().map(str::to_owned).collect();
    let count = columns.len();
    let mut rows = Rows::new(out, layout, columns);
    let mut found = statement.query([]).map_err(wrong)?;
    while let Some(row) = found.next().map_err(wrong)? {
        let values = (0..count).map(|column| row.get_ref(column).map(value));
        rows.row(&values.collect::<Result<Vec<_>, _>>().map_err(wrong)?)?;
    }
    rows.finish()
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        // Infinity is not JSON.
        ValueRef::Real(number) => {
            serde_json::Number::from_f64(number).map_or(number.to_string().into(), Value::Number)
        }
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        // As SQL writes it.
        ValueRef::Blob(bytes) => {
            let mut text = "X'".to_owned();
            for byte in bytes {
                let _ = write!(text, "{byte:02X}");
            }
            (text + "'").into()
        }
    }
}

/// An error of the file.
fn fault(path: &Path, error: &rusqlite::Error) -> Error {
    let shown = path.display();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::failed(format!("`{shown}` is not an SQLite database")),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::failed(format!("another program is changing `{shown}`"))
                .help("try again when it has finished")
        }
        _ if path.is_dir() => Error::failed(format!("`{shown}` is a folder")).help("name a file in it"),
        _ => Error::failed(format!("`{shown}` can't be read: {}", text(error))),
    }
}

fn text(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

/// An error of a statement: what SQLite says, and what there is in its place.
fn explain(connection: &Connection, path: &Path, sql: &str, error: &rusqlite::Error) -> Error {
    use rusqlite::ffi::{SQLITE_ERROR, SQLITE_INTERRUPT};

    let code = error.sqlite_error().map_or(SQLITE_ERROR, |error| error.extended_code & 0xff);
    if !matches!(code, SQLITE_ERROR | SQLITE_INTERRUPT) {
        return fault(path, error);
    }
    let text = text(error);
    let wrong = Error::usage(format!("the SQL can't be run: {text}"));
    let Ok(tables) = Tables::read(connection) else {
        return wrong;
    };
    if let Some(name) = text.strip_prefix("no such table: ") {
        return tables.instead_of(name).into_iter().fold(wrong, Error::help);
    }
    if let Some(name) = text.strip_prefix("no such column: ") {
        let name = name.split(" - ").next().unwrap_or(name);
        return tables.columns_instead_of(name, sql).into_iter().fold(wrong, Error::help);
    }
    wrong
}
