use std::sync::LazyLock;

use super::{Ingestion, Table, integer, text, timestamp};

/// The projects, those too that are being made or deleted.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/core/projects/list>
pub static PROJECTS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("id"),
        text("name"),
        text("description"),
        text("url"),
        text("state"),
        integer("revision"),
        text("visibility"),
        timestamp("lastUpdateTime"),
        text("abbreviation"),
    ];
    Table::new("projects", Ingestion::Snapshot, &["id"], sent).in_project(&["id"])
});
