use std::sync::LazyLock;

use arrow_schema::FieldRef;

use super::{Derived, Ingestion, Table, boolean, integer, record, text, timestamp};

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
