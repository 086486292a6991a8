use std::sync::LazyLock;

use super::{Ingestion, Table, boolean, identity, text};

/// The refs of the repositories: branches, tags, and those of pull requests.
///
/// They are read when something was pushed. A lock is set without a push, so `isLocked` is as of the last one; and so
/// are the merges for trial of pull requests, `refs/pull/7/merge`: `lastMergeCommit` of `pull_requests` is as it is
/// now.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/refs/list>
pub static REFS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("name"),
        text("objectId"),
        text("peeledObjectId"),
        identity("creator"),
        boolean("isLocked"),
        identity("isLockedBy"),
        text("url"),
    ];
    Table::new("refs", Ingestion::Snapshot, &["repository_id", "name"], sent).by_repository()
});
