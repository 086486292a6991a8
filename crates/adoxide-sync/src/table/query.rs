use std::sync::LazyLock;

use super::{Ingestion, Table, boolean, identity, list, record, text, timestamp};

/// The queries and their folders: the tree as rows, with `parent_id`, the id of the folder.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/queries/list>
pub static QUERIES: LazyLock<Table> = LazyLock::new(|| {
    let field = || ["referenceName", "name", "url"].map(text);
    let sent = vec![
        text("id"),
        text("name"),
        text("path"),
        boolean("isFolder"),
        boolean("hasChildren"),
        boolean("isPublic"),
        boolean("isInvalidSyntax"),
        text("queryType"),
        text("wiql"),
        list("columns", &record("item", field())),
        list("sortColumns", &record("item", [record("field", field()), boolean("descending")])),
        identity("createdBy"),
        timestamp("createdDate"),
        identity("lastModifiedBy"),
        timestamp("lastModifiedDate"),
        text("url"),
        text("parent_id"),
    ];
    Table::new("queries", Ingestion::Snapshot, &["project_id", "id"], sent).by_project()
});
