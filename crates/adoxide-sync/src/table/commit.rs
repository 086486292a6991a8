use std::sync::LazyLock;

use arrow_schema::FieldRef;

use super::{Ingestion, Table, boolean, integer, list, map, record, text, timestamp};

/// The commits that were ever pushed, on whatever branch, whether it is still there or not.
///
/// `comment` is the beginning of the message if `commentTruncated` says so. `changeCounts` counts files by what
/// happened to them.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/commits/get-commits>
pub static COMMITS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("commitId"),
        person("author"),
        person("committer"),
        text("comment"),
        boolean("commentTruncated"),
        map("changeCounts", &integer("value")),
        list("parents", &text("item")),
        text("treeId"),
        text("url"),
        text("remoteUrl"),
    ];
    Table::new("commits", Ingestion::Append, &["repository_id", "commitId"], sent).by_repository()
});

/// The files that the commits changed, compared with their first parents. It takes a request for each commit.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/commits/get-changes>
pub static COMMIT_CHANGES: LazyLock<Table> = LazyLock::new(|| {
    let item = [
        text("path"),
        text("objectId"),
        text("originalObjectId"),
        text("gitObjectType"),
        boolean("isFolder"),
        text("url"),
    ];
    let sent = vec![text("changeType"), record("item", item), text("sourceServerItem")];
    Table::new("commit_changes", Ingestion::Append, &["repository_id", "commitId", "path"], sent)
        .take(text("path"), &["item", "path"])
        .by_repository()
        .given(text("commitId"))
        .optional()
});

/// The commits of the default branches as they are now. A commit that is no longer in its branch is gone. It is only
/// read when it is asked for: those that were pushed to any branch are in `commits`.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/commits/get-commits>
pub static DEFAULT_BRANCH_COMMITS: LazyLock<Table> = LazyLock::new(|| {
    let sent = COMMITS.sent().fields().iter().cloned().collect();
    let key = &["repository_id", "commitId"];
    Table::new("default_branch_commits", Ingestion::Cdc, key, sent).by_repository().optional()
});

/// Who a commit says it is by, and when: whatever was in the clock and the settings of some machine.
pub(super) fn person(name: &str) -> FieldRef {
    record(name, [text("name"), text("email"), timestamp("date")])
}
