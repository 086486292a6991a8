use std::sync::LazyLock;

use super::{Ingestion, Table, integer, record, text, timestamp};

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

/// What the projects are made of: their process, their version control and their default team. It takes a request for
/// each project.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/core/projects/get>
pub static PROJECT_CAPABILITIES: LazyLock<Table> = LazyLock::new(|| {
    let process = ["templateName", "templateTypeId"].map(text);
    let control = ["sourceControlType", "gitEnabled", "tfvcEnabled"].map(text);
    Table::new("project_capabilities", Ingestion::Snapshot, &["project_id"], vec![])
        .take(record("processTemplate", process), &["capabilities", "processTemplate"])
        .take(record("versioncontrol", control), &["capabilities", "versioncontrol"])
        .take(record("defaultTeam", ["id", "name", "url"].map(text)), &["defaultTeam"])
        .by_project()
        .optional()
});
