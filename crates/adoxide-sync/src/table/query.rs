use adoxide_api::wit::meta;

use super::{Column, Table, boolean, identity, list, record, tables, text, timestamp};
use crate::Connector::Boards;
use crate::Ingestion::Snapshot;
use crate::feed::query::FEED;

tables! {
    /// The queries and their folders: the tree as rows.
    #[rest = "wit/queries/list"]
    pub static QUERIES = Table::new("queries", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Boards)
        .reads(&meta::GET_QUERIES)
        .reads(&meta::GET_QUERY)
        .fed_by(&FEED)
        .column(text("id"), "Id of the query or folder, a UUID")
        .column(text("name"), "Name, unique within its folder")
        .column(text("path"), "Path from the root folder on, separated by slashes: `Shared Queries/Bugs`")
        .column(boolean("isFolder"), "Whether it is a folder; null for a query")
        .column(boolean("hasChildren"), "Whether there is anything in the folder; null for a query")
        .column(boolean("isPublic"), "Whether it is a shared one")
        .column(boolean("isInvalidSyntax"), "Whether its text can't be understood any more; null if it can")
        .column(text("queryType"), "flat, tree or oneHop")
        .column(text("wiql"), "Text of the query, in WIQL")
        .column(list("columns", record("item", field())), "The fields that it shows: `fields.referenceName`")
        .column(
            list("sortColumns", record("item", [record("field", field()), boolean("descending")])),
            "The fields that it sorts by",
        )
        .column(identity("createdBy"), "Who created it")
        .column(timestamp("createdDate"), "When it was created")
        .column(identity("lastModifiedBy"), "Who last changed it")
        .column(timestamp("lastModifiedDate"), "When it was last changed")
        .column(text("url"), "Address of the query in the REST API")
        .given(text("parent_id"), "The folder that it is in: `id` of this table; null for a root folder");
}

fn field() -> [Column; 3] {
    ["referenceName", "name", "url"].map(text)
}
