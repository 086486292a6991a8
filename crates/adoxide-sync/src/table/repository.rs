use std::sync::LazyLock;

use arrow_schema::FieldRef;

use super::{Derived, Ingestion, Table, boolean, identity, integer, record, text, timestamp};

/// The Git repositories, disabled ones too.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/repositories/list>
pub static REPOSITORIES: LazyLock<Table> = LazyLock::new(|| {
    let links = ["self", "project", "web", "ssh", "commits", "refs", "pullRequests", "items", "pushes"];
    let sent = vec![
        text("id"),
        text("name"),
        text("url"),
        project(),
        text("defaultBranch"),
        integer("size"),
        text("remoteUrl"),
        text("sshUrl"),
        text("webUrl"),
        boolean("isDisabled"),
        boolean("isInMaintenance"),
        boolean("isFork"),
        record("parentRepository", [text("id"), text("name"), text("url"), project()]),
        record("_links", links.map(|link| record(link, [text("href")]))),
    ];
    Table::new("repositories", Ingestion::Snapshot, &["id"], sent)
        .derive("project_name", Derived::Text(&["project", "name"]))
        .in_project(&["project", "id"])
});

/// The repositories that were deleted. One in the recycle bin can be restored, and leaves this table if it is; of the
/// others no more is known than this.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/repositories/get-deleted-repositories>
pub static DELETED_REPOSITORIES: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("id"),
        text("name"),
        timestamp("createdDate"),
        timestamp("deletedDate"),
        identity("deletedBy"),
        boolean("isInRecycleBin"),
    ];
    Table::new("deleted_repositories", Ingestion::Snapshot, &["project_id", "id"], sent).by_project()
});

fn project() -> FieldRef {
    record(
        "project",
        [
            text("id"),
            text("name"),
            text("url"),
            text("state"),
            integer("revision"),
            text("visibility"),
            timestamp("lastUpdateTime"),
        ],
    )
}
