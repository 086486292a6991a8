use std::sync::LazyLock;

use super::{Ingestion, Table, identity, integer, list, record, text, timestamp};

/// The pushes, with the refs that each of them moved. A ref that was made comes from, and one that was deleted
/// goes to, an object id of zeros.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pushes/list>
pub static PUSHES: LazyLock<Table> = LazyLock::new(|| {
    let update = record("item", ["repositoryId", "name", "oldObjectId", "newObjectId"].map(text));
    let sent = vec![
        integer("pushId"),
        timestamp("date"),
        identity("pushedBy"),
        list("refUpdates", &update),
        text("url"),
    ];
    Table::new("pushes", Ingestion::Append, &["repository_id", "pushId"], sent).by_repository()
});
