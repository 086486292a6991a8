use std::sync::LazyLock;

use super::{Ingestion, Table, boolean, integer, record, text, timestamp};

/// The areas of the projects: the tree as rows, with `parent_id`, the number of the node above.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/classification-nodes/get-root-nodes>
pub static AREAS: LazyLock<Table> = LazyLock::new(|| nodes("areas"));

/// The iterations of the projects: the tree as rows, with `parent_id`, the number of the node above.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/classification-nodes/get-root-nodes>
pub static ITERATIONS: LazyLock<Table> = LazyLock::new(|| nodes("iterations"));

fn nodes(name: &'static str) -> Table {
    let sent = vec![
        integer("id"),
        text("identifier"),
        text("name"),
        text("structureType"),
        boolean("hasChildren"),
        record("attributes", [timestamp("startDate"), timestamp("finishDate")]),
        text("path"),
        text("url"),
        integer("parent_id"),
    ];
    Table::new(name, Ingestion::Snapshot, &["project_id", "identifier"], sent).by_project()
}
