//! What a table is, and what its columns mean: `adox query --tables TABLE`.

use std::collections::BTreeSet;

use adoxide_sync::table::{self, SYNC_FAULTS, SYNC_RUNS, SYNC_TABLES, type_name};
use adoxide_sync::{Table, scope_name};
use serde_json::Value;

use crate::args::{Format, OutputArgs};
use crate::error::Result;
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;

/// The table of this name that a sync can fill.
pub fn known(name: &str) -> Option<&'static Table> {
    let own: [&'static Table; 3] = [&SYNC_RUNS, &SYNC_TABLES, &SYNC_FAULTS];
    table::all().chain(own).find(|table| table.name().eq_ignore_ascii_case(name))
}

/// A row for each table that a sync can fill: when it is read, from what, and what it is.
pub fn all(output: &OutputArgs, printer: &Printer) -> Result<Exit> {
    let layout = output.layout(printer)?;
    let mut rows = Rows::new(printer.paged(&layout), layout, ["table", "read", "for each", "meaning"]);
    for table in table::all() {
        let meaning = table.description().replace('\n', " ");
        let meaning = meaning.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned();
        rows.row(&[
            table.name().into(),
            table.read_when().into(),
            table.unit().to_string().into(),
            meaning.into(),
        ])?;
    }
    printer.about(rows.finish()?);
    Ok(Exit::Ok)
}

/// The SQL for the columns of a table or view that the program does not know. One that is not there is named by the
/// error of the statement.
pub fn columns_of(name: &str) -> String {
    let (text, quoted) = (name.replace('\'', "''"), name.replace('"', "\"\""));
    format!(
        "SELECT name AS \"column\", type FROM pragma_table_info('{text}') \
         WHERE (SELECT count(*) FROM (SELECT 1 FROM \"{quoted}\" LIMIT 0)) = 0"
    )
}

/// A row for each column, and around it what the table is.
pub fn show(table: &'static Table, output: &OutputArgs, printer: &Printer) -> Result<Exit> {
    printer.say(format_args!("{}: {}\n", table.name(), table.description().replace('\n', " ")));
    let layout = output.layout(printer)?;
    let for_people = !matches!(layout.format, Format::Json | Format::Jsonl);
    let mut rows = Rows::new(printer.paged(&layout), layout, ["column", "type", "key", "meaning"]);
    for column in table.all_columns() {
        let is_key = table.key().contains(&column.name());
        let key = if for_people { Value::from(if is_key { "key" } else { "" }) } else { is_key.into() };
        rows.row(&[
            column.name().into(),
            type_name(column.field()).into(),
            key,
            column.description().into(),
        ])?;
    }
    let written = rows.finish()?;
    printer.about(written);
    for line in about(table) {
        printer.say(format_args!("{line}"));
    }
    Ok(Exit::Ok)
}

/// Where it comes from, when it is read, what it costs, what a sync does not see, and what it joins with.
fn about(table: &'static Table) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |name: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{name:10} {text}"));
        }
    };
    let operations: Vec<_> = table.operations().iter().map(|operation| operation.id).collect();
    line("from", operations.join(", "));
    line("reference", table.reference().unwrap_or_default().to_owned());
    let scopes: BTreeSet<_> = table
        .operations()
        .iter()
        .filter_map(|operation| operation.scopes.last())
        .map(|scope| scope_name(scope))
        .collect();
    line("scopes", scopes.into_iter().collect::<Vec<_>>().join(", "));
    if table.reference().is_some() {
        line("read", format!("{}, for each {}: {}", table.read_when(), table.unit(), table.cost()));
    }
    line("ingestion", table.ingestion().as_str().to_owned());
    line("not seen", table.not_seen().map(|what| format!("until --full: {what}")).unwrap_or_default());
    let joins: BTreeSet<_> = table
        .joins()
        .into_iter()
        .map(|join| format!("{} = {}.{}", join.column, join.table.name(), join.of))
        .collect();
    line("joins", joins.into_iter().collect::<Vec<_>>().join(", "));
    lines
}
