use adoxide_api::git::meta;

use super::{Column, Cost, Table, boolean, integer, list, map, record, tables, text, timestamp};
use crate::Connector::{Commits, Repos};
use crate::Ingestion::{Append, Cdc};
use crate::feed::{default_branch, history};

tables! {
    /// The commits that were ever pushed, on whatever branch, whether it still exists or not.
    #[rest = "git/commits/get-commits"]
    pub static COMMITS = commit(Table::new("commits", Append, &["repository_id", "commitId"]))
        .by_repository()
        .connector(Repos)
        .reads(&meta::GET_PUSH_COMMITS)
        .reads(&meta::GET_COMMITS)
        .reads(&meta::GET_COMMITS_BATCH)
        .reads(&meta::GET_PUSHES)
        .fed_by(&history::FEED)
        .column(integer("pushId").at(&["push", "pushId"]), "The push that it came with: `pushes.pushId`. Of a commit that was pushed again, the one that was read last");

    /// The files that each commit changed, compared with its first parent.
    #[rest = "git/commits/get-changes"]
    pub static COMMIT_CHANGES = Table::new("commit_changes", Append, &["repository_id", "commitId", "path"])
        .by_repository()
        .given(text("commitId"), "The commit: `commits.commitId`")
        .connector(Repos)
        .optional()
        .costs(Cost::Each("commit".into()))
        .reads(&meta::GET_CHANGES)
        .reads(&meta::GET_PUSHES)
        .reads(&meta::GET_PUSH_COMMITS)
        .reads(&meta::GET_COMMITS)
        .fed_by(&history::FEED)
        .column(text("changeType"), "add, edit, delete, rename, …; several are separated by commas")
        .column(
            record(
                "item",
                [
                    text("path"),
                    text("objectId"),
                    text("originalObjectId"),
                    text("gitObjectType"),
                    boolean("isFolder"),
                    text("url"),
                ],
            ),
            "The file or folder: its path, and the SHA-1 of its content before and after",
        )
        .column(text("sourceServerItem"), "Path before a rename; null otherwise")
        .column(text("path").at(&["item", "path"]), "Path in the repository, from `/`");

    /// What lists of commits leave out: the parents, the tree, and the whole message.
    #[rest = "git/commits/get"]
    pub static COMMIT_DETAILS = Table::new("commit_details", Append, &["repository_id", "commitId"])
        .by_repository()
        .connector(Repos)
        .optional()
        .costs(Cost::Each("commit".into()))
        .reads(&meta::GET_COMMIT)
        .reads(&meta::GET_PUSHES)
        .reads(&meta::GET_PUSH_COMMITS)
        .reads(&meta::GET_COMMITS)
        .fed_by(&history::FEED)
        .column(text("commitId"), "SHA-1 of the commit: `commits.commitId`")
        .column(list("parents", text("item")), "SHA-1 of the parents, the first one first: `commits.commitId`")
        .column(text("treeId"), "SHA-1 of its tree")
        .column(text("comment"), "The whole message");

    /// The commits of the default branch of each repository as it is now. A commit that is no longer in its branch is
    /// deleted.
    #[rest = "git/commits/get-commits"]
    pub static DEFAULT_BRANCH_COMMITS =
        commit(Table::new("default_branch_commits", Cdc, &["repository_id", "commitId"]))
            .by_repository()
            .connector(Commits)
            .by_connector()
            .reads(&meta::GET_COMMITS)
            .fed_by(&default_branch::FEED);
}

/// The columns of a commit.
fn commit(table: Table) -> Table {
    table
        .column(text("commitId"), "SHA-1 of the commit")
        .column(person("author"), "Who wrote it, and when, as the commit says: name, email, date")
        .column(person("committer"), "Who committed it, and when, as the commit says: name, email, date")
        .column(
            text("comment"),
            "The message, or its beginning if `commentTruncated`: `commit_details.comment`",
        )
        .column(
            boolean("commentTruncated"),
            "Whether `comment` is only the beginning of the message; null if not",
        )
        .column(
            map("changeCounts", integer("value")),
            "How many files it changed, by `Add`, `Edit` and `Delete`",
        )
        .column(
            list("parents", text("item")),
            "SHA-1 of the parents; mostly null, as lists leave them out: `commit_details.parents`",
        )
        .column(
            text("treeId"),
            "SHA-1 of its tree; mostly null, as lists leave it out: `commit_details.treeId`",
        )
        .column(text("url"), "Address of the commit in the REST API")
        .column(text("remoteUrl"), "Address of the commit in the web portal")
}

/// Who a commit says it is by, and when: whatever stood in the clock and the settings of some machine.
pub(super) fn person(name: &'static str) -> Column {
    record(name, [text("name"), text("email"), timestamp("date")])
}
