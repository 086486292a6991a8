//! The tables of a file.

use rusqlite::Connection;
use serde_json::Value;

use crate::args::Format;
use crate::error::Result;
use crate::output::{Layout, Rows, Written};
use crate::printer::Printer;

/// The tables of a file, with their columns.
pub struct Tables(Vec<Table>);

struct Table {
    name: String,
    columns: Vec<String>,
    /// Rows that are there at the source.
    rows: i64,
    /// Rows that are gone there and were kept.
    deleted: i64,
}

impl Tables {
    /// The tables that are not there for the program itself.
    pub fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut names = connection.prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view') \
             AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        )?;
        let names = names.query_map([], |row| row.get::<_, String>(0))?;
        let mut tables = Vec::new();
        for name in names {
            let name = name?;
            let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
            let columns =
                columns.query_map([&name], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
            let quoted = name.replace('"', "\"\"");
            let gone =
                if columns.iter().any(|column| column == "_deletedAt") { "count(_deletedAt)" } else { "0" };
            let sql = format!("SELECT count(*) - {gone}, {gone} FROM \"{quoted}\"");
            let (rows, deleted) = connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            tables.push(Table { name, columns, rows, deleted });
        }
        Ok(Self(tables))
    }

    /// Writes a row for each table.
    pub fn write(&self, layout: Layout, printer: &Printer) -> Result<Written> {
        let format = layout.format;
        let mut rows = Rows::new(printer.paged(&layout), layout, ["table", "rows", "deleted", "columns"]);
        for table in &self.0 {
            let columns = match format {
                Format::Json | Format::Jsonl => table.columns.clone().into(),
                _ => Value::from(table.columns.join(", ")),
            };
            rows.row(&[table.name.clone().into(), table.rows.into(), table.deleted.into(), columns])?;
        }
        rows.finish()
    }

    /// What may be meant by a table that is not there.
    pub fn instead_of(&self, name: &str) -> Vec<String> {
        if self.0.is_empty() {
            return vec!["there are no tables in it yet; `adox sync` makes them".to_owned()];
        }
        let names: Vec<_> = self.0.iter().map(|table| table.name.as_str()).collect();
        likely(name, &names, "the tables are")
    }

    /// What may be meant by a column that is not there, in the tables that the SQL names.
    pub fn columns_instead_of(&self, name: &str, sql: &str) -> Vec<String> {
        let name = name.rsplit('.').next().unwrap_or(name).trim_matches('"');
        let lower = sql.to_lowercase();
        let words: Vec<_> = lower.split(|char: char| !char.is_alphanumeric() && char != '_').collect();
        let named = self.0.iter().filter(|table| words.contains(&table.name.to_lowercase().as_str()));
        named
            .flat_map(|table| {
                let columns: Vec<_> = table.columns.iter().map(String::as_str).collect();
                likely(name, &columns, &format!("the columns of {} are", table.name))
            })
            .collect()
    }
}

/// The name that is meant, if one is near; and all of them.
fn likely(name: &str, names: &[&str], all: &str) -> Vec<String> {
    let near = names
        .iter()
        .map(|known| (strsim::jaro_winkler(&known.to_lowercase(), &name.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    let near = near.map(|(_, known)| format!("maybe it is {known}"));
    near.into_iter().chain([format!("{all} {}", names.join(", "))]).collect()
}
