use adoxide_api::git::meta;

use super::{Table, boolean, identity, tables, text};
use crate::Connector::Repos;
use crate::Ingestion::Snapshot;
use crate::feed::history::FEED;

tables! {
    /// The refs of the repositories: branches, tags, and those of pull requests.
    ///
    /// They are read when something was pushed. A lock is set without a push, so `isLocked` is as of the last push; and
    /// so are the test merges of pull requests, `refs/pull/7/merge`: `pull_requests.lastMergeCommit` is current.
    #[rest = "git/refs/list"]
    pub static REFS = Table::new("refs", Snapshot, &["repository_id", "name"])
        .by_repository()
        .connector(Repos)
        .reads(&meta::GET_REFS)
        .reads(&meta::GET_PUSHES)
        .fed_by(&FEED)
        .column(text("name"), "Full name: `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`")
        .column(text("objectId"), "SHA-1 of what it points to: `commits.commitId`, or that of an annotated tag")
        .column(text("peeledObjectId"), "SHA-1 of the commit that an annotated tag points to; null otherwise")
        .column(identity("creator"), "Who created it")
        .column(boolean("isLocked"), "Whether it is locked; null if it isn't")
        .column(identity("isLockedBy"), "Who locked it")
        .column(text("url"), "Address of the ref in the REST API");
}
