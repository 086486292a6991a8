use std::sync::LazyLock;

use arrow_schema::FieldRef;

use super::commit::person;
use super::{Ingestion, Table, boolean, identity, integer, list, record, text, timestamp};

/// The pull requests.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-requests-by-project>
pub static PULL_REQUESTS: LazyLock<Table> = LazyLock::new(|| {
    let options = [
        text("mergeStrategy"),
        text("mergeCommitMessage"),
        boolean("deleteSourceBranch"),
        boolean("squashMerge"),
        boolean("bypassPolicy"),
        text("bypassReason"),
        boolean("transitionWorkItems"),
        boolean("triggeredByAutoComplete"),
        list("autoCompleteIgnoreConfigIds", &integer("item")),
    ];
    let fork = [text("name"), text("url"), record("repository", [text("id"), text("name"), text("url")])];
    let sent = vec![
        integer("pullRequestId"),
        integer("codeReviewId"),
        text("status"),
        identity("createdBy"),
        timestamp("creationDate"),
        timestamp("closedDate"),
        identity("closedBy"),
        text("title"),
        text("description"),
        text("sourceRefName"),
        text("targetRefName"),
        boolean("isDraft"),
        text("mergeStatus"),
        text("mergeFailureType"),
        text("mergeFailureMessage"),
        text("mergeId"),
        commit("lastMergeSourceCommit"),
        commit("lastMergeTargetCommit"),
        commit("lastMergeCommit"),
        identity("autoCompleteSetBy"),
        record("completionOptions", options),
        timestamp("completionQueueTime"),
        boolean("supportsIterations"),
        boolean("hasMultipleMergeBases"),
        record("forkSource", fork),
        text("artifactId"),
        text("url"),
    ];
    Table::new("pull_requests", Ingestion::Cdc, &["repository_id", "pullRequestId"], sent)
        .take(text("repository_id"), &["repository", "id"])
        .by_project()
});

fn commit(name: &str) -> FieldRef {
    record(name, [text("commitId"), text("url")])
}

/// A table of what pull requests have.
fn part(name: &'static str, key: &'static [&'static str], sent: Vec<FieldRef>) -> Table {
    Table::new(name, Ingestion::Cdc, key, sent)
        .by_project()
        .given(text("repository_id"))
        .given(integer("pullRequestId"))
}

/// Who is asked to review, and how they voted: 10 approved, 5 approved with suggestions, 0 not yet, -5 waits for the
/// author, -10 rejected. `votedFor` names the groups that a vote counts for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-reviewers/list>
pub static PULL_REQUEST_REVIEWERS: LazyLock<Table> = LazyLock::new(|| {
    let group = [text("id"), text("displayName"), text("uniqueName"), text("reviewerUrl"), integer("vote")];
    let sent = vec![
        text("id"),
        text("displayName"),
        text("uniqueName"),
        text("descriptor"),
        text("url"),
        text("imageUrl"),
        text("reviewerUrl"),
        integer("vote"),
        boolean("isRequired"),
        boolean("hasDeclined"),
        boolean("isFlagged"),
        boolean("isReapprove"),
        boolean("isContainer"),
        list("votedFor", &record("item", group)),
    ];
    part("pull_request_reviewers", &["repository_id", "pullRequestId", "id"], sent)
});

/// The labels of pull requests.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-labels/list>
pub static PULL_REQUEST_LABELS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![text("id"), text("name"), boolean("active"), text("url")];
    part("pull_request_labels", &["repository_id", "pullRequestId", "id"], sent)
});

/// The threads of comments on pull requests, those too that the service makes when somebody votes or pushes:
/// `properties`, JSON, say what happened.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-threads/list>
pub static PULL_REQUEST_THREADS: LazyLock<Table> = LazyLock::new(|| {
    let place = |name| record(name, [integer("line"), integer("offset")]);
    let context = [
        text("filePath"),
        place("leftFileStart"),
        place("leftFileEnd"),
        place("rightFileStart"),
        place("rightFileEnd"),
    ];
    let compared = [integer("firstComparingIteration"), integer("secondComparingIteration")];
    let sent = vec![
        integer("id"),
        timestamp("publishedDate"),
        timestamp("lastUpdatedDate"),
        text("status"),
        record("threadContext", context),
        record(
            "pullRequestThreadContext",
            [integer("changeTrackingId"), record("iterationContext", compared)],
        ),
        boolean("isDeleted"),
    ];
    part("pull_request_threads", &["repository_id", "pullRequestId", "id"], sent)
        .take_json("properties", &["properties"])
});

/// The comments in the threads. One that was deleted stays, without its text.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-threads/list>
pub static PULL_REQUEST_COMMENTS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        integer("id"),
        integer("parentCommentId"),
        identity("author"),
        text("content"),
        timestamp("publishedDate"),
        timestamp("lastUpdatedDate"),
        timestamp("lastContentUpdatedDate"),
        text("commentType"),
        boolean("isDeleted"),
        list("usersLiked", &identity("item")),
        integer("thread_id"),
    ];
    part("pull_request_comments", &["repository_id", "pullRequestId", "thread_id", "id"], sent)
});

/// What was pushed to pull requests, from 1: each iteration is a new state of the source.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-iterations/list>
pub static PULL_REQUEST_ITERATIONS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        integer("id"),
        text("description"),
        identity("author"),
        timestamp("createdDate"),
        timestamp("updatedDate"),
        commit("sourceRefCommit"),
        commit("targetRefCommit"),
        commit("commonRefCommit"),
        boolean("hasMoreCommits"),
        text("reason"),
        record("push", [integer("pushId"), timestamp("date")]),
        text("oldTargetRefName"),
        text("newTargetRefName"),
    ];
    part("pull_request_iterations", &["repository_id", "pullRequestId", "id"], sent)
});

/// The files that an iteration differs in from where its branch began.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-iteration-changes/get>
pub static PULL_REQUEST_ITERATION_CHANGES: LazyLock<Table> = LazyLock::new(|| {
    let item = ["path", "objectId", "originalObjectId", "url"].map(text);
    let sent = vec![
        integer("changeTrackingId"),
        integer("changeId"),
        text("changeType"),
        record("item", item),
        text("originalPath"),
    ];
    let key = &["repository_id", "pullRequestId", "iteration_id", "changeTrackingId"];
    part("pull_request_iteration_changes", key, sent).given(integer("iteration_id"))
});

/// The commits of pull requests.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-commits/get-pull-request-commits>
pub static PULL_REQUEST_COMMITS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("commitId"),
        person("author"),
        person("committer"),
        text("comment"),
        boolean("commentTruncated"),
        text("url"),
    ];
    part("pull_request_commits", &["repository_id", "pullRequestId", "commitId"], sent)
});

/// The work items that pull requests are linked with, by their numbers.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-work-items/list>
pub static PULL_REQUEST_WORK_ITEMS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![integer("id"), text("url")];
    part("pull_request_work_items", &["repository_id", "pullRequestId", "id"], sent)
});

/// What other services say of pull requests. A status is never changed: the last of a context counts.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-statuses/list>
pub static PULL_REQUEST_STATUSES: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        integer("id"),
        integer("iterationId"),
        text("state"),
        text("description"),
        record("context", [text("name"), text("genre")]),
        timestamp("creationDate"),
        timestamp("updatedDate"),
        identity("createdBy"),
        text("targetUrl"),
    ];
    part("pull_request_statuses", &["repository_id", "pullRequestId", "id"], sent)
        .take_json("properties", &["properties"])
});

/// What the policies of a branch say of pull requests. `context` is JSON of the policy's type.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/evaluations/list>
pub static POLICY_EVALUATIONS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("evaluationId"),
        text("artifactId"),
        text("status"),
        timestamp("startedDate"),
        timestamp("completedDate"),
    ];
    part("policy_evaluations", &["repository_id", "pullRequestId", "evaluationId"], sent)
        .take(integer("configuration_id"), &["configuration", "id"])
        .take(boolean("isBlocking"), &["configuration", "isBlocking"])
        .take_json("context", &["context"])
});

/// The policies of projects. `settings` is JSON of the policy's type.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/policy/configurations/list>
pub static POLICY_CONFIGURATIONS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        integer("id"),
        integer("revision"),
        record("type", [text("id"), text("displayName"), text("url")]),
        boolean("isEnabled"),
        boolean("isBlocking"),
        boolean("isDeleted"),
        boolean("isEnterpriseManaged"),
        identity("createdBy"),
        timestamp("createdDate"),
        text("url"),
    ];
    Table::new("policy_configurations", Ingestion::Snapshot, &["project_id", "id"], sent)
        .take_json("settings", &["settings"])
        .by_project()
});
