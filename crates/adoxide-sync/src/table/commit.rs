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

/// Who a commit says it is by, and when: whatever was in the clock and the settings of some machine.
fn person(name: &str) -> FieldRef {
    record(name, [text("name"), text("email"), timestamp("date")])
}
