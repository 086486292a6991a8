//! Queries of a PostgreSQL database.

use std::collections::BTreeMap;

use adoxide_sync::destination::postgres::{Address, Reader, Value as Cell};
use serde_json::Value;

use crate::args::{Format, OutputArgs, QueryArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;

/// The tables that are not there for the program itself, and their columns.
const COLUMNS: &str = "SELECT c.relname::text AS \"table\", a.attname::text AS \"column\", \
     format_type(a.atttypid, a.atttypmod) AS \"type\", col_description(c.oid, a.attnum) AS \"description\" \
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid \
     WHERE n.nspname = $1::text AND c.relkind IN ('r', 'p', 'v', 'm') AND left(c.relname, 1) <> '_' \
     AND a.attnum > 0 AND NOT a.attisdropped AND ($2::text IS NULL OR lower(c.relname) = lower($2::text)) \
     ORDER BY c.relname, a.attnum";

/// Queries a database with SQL, or with a command that begins with a dot; without any, lists its tables.
pub fn run(args: &QueryArgs, address: &Address, sql: Option<&str>, printer: &Printer) -> Result<Exit> {
    let reader = Reader::open(address)?;
    let layout = args.output.layout(printer)?;
    let schema = || Cell::Text(address.schema().to_owned());
    let sql = sql.map(str::trim).filter(|sql| sql.trim_end_matches(';').trim() != ".tables");
    let Some(sql) = sql else { return tables(args, &reader, printer) };
    let answer = if sql.starts_with('.') {
        let mut words = sql.trim_end_matches(';').split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some(".schema"), table, None) => {
                let table = table.map_or(Cell::Null, |table| Cell::Text(table.to_owned()));
                reader.query(COLUMNS, &[schema(), table], None)?
            }
            _ => {
                return Err(Error::usage(format!("`{sql}` is not SQL"))
                    .help("commands with a dot are .tables and .schema [TABLE]"));
            }
        }
    } else {
        if sql.is_empty() {
            return Err(Error::usage("there is no SQL").help("such as SELECT count(*) FROM repositories"));
        }
        reader.query(sql, &[], None)?
    };
    let mut rows = Rows::new(printer.paged(&layout), layout, answer.columns().to_vec());
    for row in answer {
        let row: Vec<_> = row?.into_iter().map(value).collect();
        rows.row(&row)?;
    }
    printer.about(rows.finish()?);
    Ok(Exit::Ok)
}

/// Writes the rows of a query of the program's own.
pub fn ask(address: &Address, sql: &str, output: &OutputArgs, printer: &Printer) -> Result<()> {
    let reader = Reader::open(address)?;
    let layout = output.layout(printer)?;
    let answer = reader.query(sql, &[], None)?;
    let mut rows = Rows::new(printer.paged(&layout), layout, answer.columns().to_vec());
    for row in answer {
        let row: Vec<_> = row?.into_iter().map(value).collect();
        rows.row(&row)?;
    }
    printer.about(rows.finish()?);
    Ok(())
}

/// Writes a row for each table: how many rows it has, how many of them are deleted, and its columns.
fn tables(args: &QueryArgs, reader: &Reader, printer: &Printer) -> Result<Exit> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let schema = Cell::Text(reader.address().schema().to_owned());
    for row in reader.query(COLUMNS, &[schema, Cell::Null], None)? {
        let mut cells = row?.into_iter();
        if let (Some(Cell::Text(table)), Some(Cell::Text(column))) = (cells.next(), cells.next()) {
            columns.entry(table).or_default().push(column);
        }
    }
    let layout = args.output.layout(printer)?;
    let format = layout.format;
    let mut rows = Rows::new(printer.paged(&layout), layout, ["table", "rows", "deleted", "columns"]);
    for (table, columns) in columns {
        let is_synced = columns.iter().any(|column| column == "_deletedAt");
        let gone = if is_synced { "count(\"_deletedAt\")" } else { "0" };
        let sql = format!("SELECT count(*) - {gone}, {gone} FROM \"{}\"", table.replace('"', "\"\""));
        let mut row = vec![Value::from(table)];
        for counts in reader.query(&sql, &[], None)? {
            row.extend(counts?.into_iter().map(value));
        }
        row.push(match format {
            Format::Json | Format::Jsonl => columns.into(),
            _ => columns.join(", ").into(),
        });
        rows.row(&row)?;
    }
    printer.about(rows.finish()?);
    Ok(Exit::Ok)
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Boolean(flag) => flag.into(),
        Cell::Integer(number) => number.into(),
        // Infinity is not JSON.
        Cell::Number(number) => {
            serde_json::Number::from_f64(number).map_or(number.to_string().into(), Value::Number)
        }
        // As from SQLite, where it is text.
        Cell::Text(text) | Cell::Json(text) => text.into(),
        _ => Value::Null,
    }
}
