use adoxide_api::wit::meta;

use super::{Table, boolean, integer, record, tables, text, timestamp};
use crate::Connector::Boards;
use crate::Ingestion::Snapshot;
use crate::feed::classification::FEED;

tables! {
    /// The areas of each project: the tree as rows.
    #[rest = "wit/classification-nodes/get-root-nodes"]
    pub static AREAS = nodes(Table::new("areas", Snapshot, &["project_id", "identifier"]))
        .given(text("tree_path"), "Path as work items have it: `work_items.areaPath`");

    /// The iterations of each project: the tree as rows.
    #[rest = "wit/classification-nodes/get-root-nodes"]
    pub static ITERATIONS = nodes(Table::new("iterations", Snapshot, &["project_id", "identifier"]))
        .given(text("tree_path"), "Path as work items have it: `work_items.iterationPath`")
        .column(
            record("attributes", [timestamp("startDate"), timestamp("finishDate")]),
            "First and last day of the iteration; null where none were set",
        );
}

fn nodes(table: Table) -> Table {
    table
        .by_project()
        .connector(Boards)
        .reads(&meta::GET_ROOT_NODES)
        .fed_by(&FEED)
        .column(integer("id"), "Number of the node, unique within the organization")
        .column(text("identifier"), "Id of the node, a UUID")
        .column(text("name"), "Name of the node, unique among its siblings")
        .column(text("structureType"), "area or iteration")
        .column(boolean("hasChildren"), "Whether there are nodes below it")
        .column(text("path"), "Path with the kind of the tree in it: `\\Shop\\Area\\Web`")
        .column(text("url"), "Address of the node in the REST API")
        .given(integer("parent_id"), "The node above: `id` of this table; null for the root")
}
