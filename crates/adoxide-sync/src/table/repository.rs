use adoxide_api::git::meta;

use super::{Column, Table, boolean, identity, integer, record, tables, text, timestamp};
use crate::Connector::Repos;
use crate::Ingestion::Snapshot;
use crate::feed::repository::{DELETED, FEED};

tables! {
    /// The Git repositories, also those that are disabled.
    #[rest = "git/repositories/list"]
    pub static REPOSITORIES = Table::new("repositories", Snapshot, &["id"])
        .in_project(&["project", "id"])
        .project_name_at(&["project", "name"])
        .connector(Repos)
        .reads(&meta::GET_REPOSITORIES)
        .reads(&meta::GET_REPOSITORY_WITH_PARENT)
        .fed_by(&FEED)
        .column(text("id"), "Id of the repository, a UUID: `repository_id` of other tables")
        .column(text("name"), "Name, unique within the project; it may change")
        .column(text("url"), "Address of the repository in the REST API")
        .column(project(), "The project that it is in: `projects.id`, its name and state")
        .column(text("defaultBranch"), "Full name of the default branch (`refs/heads/main`); null while it is empty")
        .column(integer("size"), "Size, in bytes, compressed")
        .column(text("remoteUrl"), "Address to clone from over HTTPS")
        .column(text("sshUrl"), "Address to clone from over SSH")
        .column(text("webUrl"), "Address in the web portal")
        .column(boolean("isDisabled"), "Whether it is disabled: nothing in it can be read")
        .column(boolean("isInMaintenance"), "Whether it is in maintenance: nothing in it can be read for now")
        .column(boolean("isFork"), "Whether it is a fork; null if it isn't")
        .column(
            record("parentRepository", [text("id"), text("name"), text("url"), project()]),
            "The repository that it was forked from: `repositories.id`; null if it isn't a fork",
        )
        .column(
            record(
                "_links",
                ["self", "project", "web", "ssh", "commits", "refs", "pullRequests", "items", "pushes"]
                    .map(|link| record(link, [text("href")])),
            ),
            "Addresses of what belongs to it",
        );

    /// The repositories that were deleted. One in the recycle bin can be restored, and leaves this table if it is; of
    /// the others no more is known than this.
    #[rest = "git/repositories/get-deleted-repositories"]
    pub static DELETED_REPOSITORIES = Table::new("deleted_repositories", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Repos)
        .reads(&meta::GET_DELETED_REPOSITORIES)
        .reads(&meta::GET_RECYCLE_BIN_REPOSITORIES)
        .fed_by(&DELETED)
        .column(text("id"), "Id of the repository: its deleted row in `repositories` has the same")
        .column(text("name"), "Name when it was deleted")
        .column(timestamp("createdDate"), "When it was created")
        .column(timestamp("deletedDate"), "When it was deleted")
        .column(identity("deletedBy"), "Who deleted it")
        .column(boolean("isInRecycleBin"), "Whether it can still be restored");
}

fn project() -> Column {
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
