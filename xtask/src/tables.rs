//! `cargo xtask tables`: what each table holds, where it comes from and what it costs, written to `docs/TABLES.md`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use adoxide_sync::table::{SYNC_FAULTS, SYNC_RUNS, SYNC_TABLES, all, type_name};
use adoxide_sync::{Connector, Ingestion, Table, scope_name};

const PAGE: &str = "docs/TABLES.md";

const HEAD: &str = "\
# Tables

Written by `cargo xtask tables` from the declarations in `crates/adoxide-sync/src/table/`; `adox query --tables TABLE`
shows the same. What a sync of each table costs and sees is said there too.

Each row has `organization`, and where it belongs to a project or repository also `project_id`, `project_name` and
`repository_id`. Columns are named as the service names its members; columns with an underscore are added. Every
destination adds `_syncedAt`, when the row was last written, and `_deletedAt`, when it was found to be gone at the source.

**Keys** are never null. Objects, lists and maps are nested columns in Arrow, Parquet and Delta Lake, `jsonb` in PostgreSQL
and JSON in a text column of SQLite: `project ->> 'name'`. Timestamps are UTC, to the microsecond.

**Ingestion**: *snapshot*, all rows are read each time and what is missing is deleted; *cdc*, only what changed is read,
deletions included; *append*, only what is new is read, and a row never changes.
";

/// Writes the page; with `check`, writes nothing and fails if it would change.
pub fn run(root: &Path, check: bool) -> Result<(), String> {
    let path = root.join(PAGE);
    let page = page();
    if !check {
        println!("tables: {} tables, {} columns", all().count(), all().flat_map(Table::all_columns).count());
        return fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()));
    }
    if fs::read_to_string(&path).unwrap_or_default() != page {
        return Err(format!("{PAGE} is stale; run `cargo xtask tables`"));
    }
    Ok(())
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    let own: [&'static Table; 3] = [&SYNC_RUNS, &SYNC_TABLES, &SYNC_FAULTS];
    page.push_str("\n| connector | tables |\n|---|---|\n");
    for connector in Connector::ALL {
        let of = all().filter(|table| table.connectors().contains(&connector));
        let names: Vec<_> = of.map(|table| format!("[{0}](#{0})", table.name())).collect();
        let _ = writeln!(page, "| {connector} | {} |", names.join(", "));
    }
    let names: Vec<_> = own.iter().map(|table| format!("[{0}](#{0})", table.name())).collect();
    let _ = writeln!(page, "| every sync | {} |", names.join(", "));
    page.push_str("\n## How they join\n\n");
    page.push_str("The tables that are read by default; each section names all joins of its table.\n\n");
    page.push_str("```mermaid\nerDiagram\n");
    for line in diagram() {
        let _ = writeln!(page, "    {line}");
    }
    page.push_str("```\n");
    for table in all().chain(own) {
        section(&mut page, table);
    }
    page
}

/// The joins of the tables that are read by default, but for those to projects and people, which nearly all have.
fn diagram() -> BTreeSet<String> {
    let is_shown = |table: &Table| table.selection() == adoxide_sync::Selection::ByDefault;
    let mut lines = BTreeSet::new();
    for table in all().filter(|table| is_shown(table)) {
        for join in table.joins() {
            let everywhere = ["projects", "users", "groups"].contains(&join.table.name());
            if is_shown(join.table) && !everywhere && join.table != table {
                lines.insert(format!("{} ||--o{{ {} : \"\"", join.table.name(), table.name()));
            }
        }
    }
    lines
}

fn section(page: &mut String, table: &'static Table) {
    let _ = write!(page, "\n## {}\n\n{}\n\n", table.name(), table.description().replace('\n', " "));
    if let Some(reference) = table.reference() {
        let operations: Vec<_> =
            table.operations().iter().map(|operation| format!("`{}`", operation.id)).collect();
        let from = match table.parent_table() {
            _ if !operations.is_empty() => operations.join(", "),
            Some(parent) => format!("in the rows of `{}`", parent.name()),
            None => String::new(),
        };
        let _ = writeln!(page, "- **From** {from} ([reference]({reference}))");
        let scopes: BTreeSet<_> = table
            .operations()
            .iter()
            .filter_map(|operation| operation.scopes.last())
            .map(|scope| scope_name(scope))
            .collect();
        if !scopes.is_empty() {
            let _ = writeln!(page, "- **Scopes** {}", scopes.into_iter().collect::<Vec<_>>().join(", "));
        }
        let _ =
            writeln!(page, "- **Read** {}, for each {}: {}", table.read_when(), table.unit(), table.cost());
    }
    let fresh = match table.ingestion() {
        Ingestion::Snapshot => "all rows each time",
        Ingestion::Cdc => "only what changed",
        Ingestion::Append => "only what is new",
    };
    let _ = writeln!(page, "- **Ingestion** {}: {fresh}", table.ingestion().as_str());
    if let Some(unseen) = table.not_seen() {
        let _ = writeln!(page, "- **Not seen** until `adox sync --full`: {unseen}");
    }
    let _ = writeln!(
        page,
        "- **Key** {}",
        table.key().iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
    );
    let joins = table.joins();
    if !joins.is_empty() {
        let joins: BTreeSet<_> = joins
            .into_iter()
            .map(|join| format!("`{}` → [{1}](#{1}) `{2}`", join.column, join.table.name(), join.of))
            .collect();
        let _ = writeln!(page, "- **Joins** {}", joins.into_iter().collect::<Vec<_>>().join("; "));
    }
    page.push_str("\n| column | type | meaning |\n|---|---|---|\n");
    for column in table.all_columns() {
        let meaning = column.description().replace('|', "\\|");
        let _ = writeln!(page, "| `{}` | {} | {meaning} |", column.name(), type_name(column.field()));
    }
}
