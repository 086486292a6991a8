use adoxide_api::{git, policy};

use super::commit::person;
use super::{Column, Table, boolean, identity, integer, json, list, record, tables, text, timestamp};
use crate::Connector::{PullCommits, Repos};
use crate::Ingestion::{Cdc, Snapshot};
use crate::feed::pull_request::FEED;

tables! {
    /// The pull requests. Those that are active are read in each sync, the others when they are closed.
    #[rest = "git/pull-requests/get-pull-requests-by-project"]
    pub static PULL_REQUESTS = Table::new("pull_requests", Cdc, &["repository_id", "pullRequestId"])
        .by_project()
        .connector(Repos)
        .reads(&git::meta::GET_PULL_REQUESTS_BY_PROJECT)
        .query("searchCriteria.status", "all")
        .reads(&git::meta::GET_PULL_REQUEST)
        .reads(&git::meta::GET_PULL_REQUEST_BY_ID)
        .fed_by(&FEED)
        .unseen("what happens to a pull request more than two weeks after it was closed, such as a late comment or label")
        .column(integer("pullRequestId"), "Number of the pull request, unique within the organization")
        .column(integer("codeReviewId"), "Number of its code review; the same as `pullRequestId`")
        .column(text("status"), "active, completed or abandoned")
        .column(identity("createdBy"), "Who created it: its author")
        .column(timestamp("creationDate"), "When it was created")
        .column(timestamp("closedDate"), "When it was completed or abandoned; null while it is active")
        .column(identity("closedBy"), "Who completed or abandoned it; null while it is active")
        .column(text("title"), "Title")
        .column(text("description"), "Description, in Markdown")
        .column(text("sourceRefName"), "Full name of the branch that is merged")
        .column(text("targetRefName"), "Full name of the branch that it is merged into")
        .column(boolean("isDraft"), "Whether it is a draft")
        .column(text("mergeStatus"), "Of the last test merge: succeeded, conflicts, queued, rejectedByPolicy, failure or notSet")
        .column(text("mergeFailureType"), "Why the last merge failed: caseSensitive, objectTooLarge, unknown or none")
        .column(text("mergeFailureMessage"), "Why the last merge failed, in words")
        .column(text("mergeId"), "Id of the last merge job, a UUID")
        .column(reference("lastMergeSourceCommit"), "End of the source branch in the last merge: `commits.commitId`")
        .column(reference("lastMergeTargetCommit"), "End of the target branch in the last merge: `commits.commitId`")
        .column(reference("lastMergeCommit"), "The commit that the last merge made; of a completed one, where it was merged")
        .column(identity("autoCompleteSetBy"), "Who set it to complete on its own; null if nobody did")
        .column(
            record(
                "completionOptions",
                [
                    text("mergeStrategy"),
                    text("mergeCommitMessage"),
                    boolean("deleteSourceBranch"),
                    boolean("squashMerge"),
                    boolean("bypassPolicy"),
                    text("bypassReason"),
                    boolean("transitionWorkItems"),
                    boolean("triggeredByAutoComplete"),
                    list("autoCompleteIgnoreConfigIds", integer("item")),
                ],
            ),
            "How it is to be completed: strategy (noFastForward, squash, rebase, rebaseMerge), message, policies bypassed",
        )
        .column(timestamp("completionQueueTime"), "When its completion was queued")
        .column(boolean("supportsIterations"), "Whether it has iterations: all but very old ones")
        .column(boolean("hasMultipleMergeBases"), "Whether its branches have several merge bases")
        .column(
            record(
                "forkSource",
                [text("name"), text("url"), record("repository", [text("id"), text("name"), text("url")])],
            ),
            "The ref and repository of its source, if that is a fork; null otherwise",
        )
        .column(text("artifactId"), "Address for links from work items (`vstfs:///Git/PullRequestId/…`)")
        .column(text("url"), "Address of the pull request in the REST API")
        .column(text("repository_id").at(&["repository", "id"]), "The repository of its target: `repositories.id`");

    /// Who is asked to review each pull request, and how they voted.
    #[rest = "git/pull-request-reviewers/list"]
    pub static PULL_REQUEST_REVIEWERS =
        part(Table::within(&PULL_REQUESTS, "reviewers", "pull_request_reviewers", &["repository_id", "pullRequestId", "id"]))
            .column(text("id"), "Id of the person or group")
            .column(text("displayName"), "Name of the person or group")
            .column(text("uniqueName"), "Name that they sign in with, mostly an email address")
            .column(text("descriptor"), "Descriptor: `users.descriptor` or `groups.descriptor`")
            .column(text("url"), "Address of the identity in the REST API")
            .column(text("imageUrl"), "Address of their picture")
            .column(text("reviewerUrl"), "Address of the reviewer in the REST API")
            .column(
                integer("vote"),
                "10 approved, 5 approved with suggestions, 0 no vote, -5 waits for the author, -10 rejected",
            )
            .column(boolean("isRequired"), "Whether their approval is required; null if it isn't")
            .column(boolean("hasDeclined"), "Whether they declined to review")
            .column(boolean("isFlagged"), "Whether they are flagged for attention")
            .column(boolean("isReapprove"), "Whether the vote is the same as before the last push")
            .column(boolean("isContainer"), "Whether it is a group; null for a person")
            .column(
                list(
                    "votedFor",
                    record(
                        "item",
                        [text("id"), text("displayName"), text("uniqueName"), text("reviewerUrl"), integer("vote")],
                    ),
                ),
                "The groups that the vote counts for",
            );

    /// The labels of each pull request: its tags in the web portal.
    #[rest = "git/pull-request-labels/list"]
    pub static PULL_REQUEST_LABELS =
        part(Table::within(&PULL_REQUESTS, "labels", "pull_request_labels", &["repository_id", "pullRequestId", "id"]))
            .column(text("id"), "Id of the label, a UUID: the same on every pull request of the project")
            .column(text("name"), "Name of the label")
            .column(boolean("active"), "Whether it is set");

    /// The threads of comments on each pull request, also those that the service makes when somebody votes or pushes:
    /// `properties` says what happened.
    #[rest = "git/pull-request-threads/list"]
    pub static PULL_REQUEST_THREADS = part(Table::child_of(
        &PULL_REQUESTS,
        "pull_request_threads",
        &["repository_id", "pullRequestId", "id"],
    ))
        .reads(&git::meta::GET_THREADS)
        .column(integer("id"), "Number of the thread, unique within the pull request")
        .column(timestamp("publishedDate"), "When it was started")
        .column(timestamp("lastUpdatedDate"), "When it, or a comment in it, was last changed")
        .column(text("status"), "active, fixed, wontFix, closed, byDesign, pending or unknown; null for those of the service")
        .column(
            record(
                "threadContext",
                [
                    text("filePath"),
                    place("leftFileStart"),
                    place("leftFileEnd"),
                    place("rightFileStart"),
                    place("rightFileEnd"),
                ],
            ),
            "The file and lines that it is about, before (left) and after (right) the change; null for the whole",
        )
        .column(
            record(
                "pullRequestThreadContext",
                [
                    integer("changeTrackingId"),
                    record(
                        "iterationContext",
                        [integer("firstComparingIteration"), integer("secondComparingIteration")],
                    ),
                ],
            ),
            "The iterations that were compared when it was started",
        )
        .column(boolean("isDeleted"), "Whether all of its comments were deleted")
        .column(
            json("properties"),
            "What the service says happened, by `CodeReviewThreadType`: VoteUpdate, RefUpdate, ReviewersUpdate, …",
        )
        .column(
            json("identities"),
            "The people that `properties` names by number (`CodeReviewVotedByIdentity`), by that number",
        );

    /// The comments in the threads. One that was deleted stays, without its text.
    #[rest = "git/pull-request-threads/list"]
    pub static PULL_REQUEST_COMMENTS = part(Table::within(
        &PULL_REQUEST_THREADS,
        "comments",
        "pull_request_comments",
        &["repository_id", "pullRequestId", "thread_id", "id"],
    ))
        .parent(integer("thread_id"), "id", "The thread: `pull_request_threads.id`")
        .column(integer("id"), "Number of the comment, unique within its thread, from 1")
        .column(integer("parentCommentId"), "The comment that it answers; 0 if it starts the thread")
        .column(identity("author"), "Who wrote it")
        .column(text("content"), "Text, in Markdown; null if it was deleted")
        .column(timestamp("publishedDate"), "When it was published")
        .column(timestamp("lastUpdatedDate"), "When it, or its likes, last changed")
        .column(timestamp("lastContentUpdatedDate"), "When its text last changed")
        .column(text("commentType"), "text for what people write, system for what the service does, codeChange")
        .column(boolean("isDeleted"), "Whether it was deleted")
        .column(list("usersLiked", identity("item")), "Who liked it");

    /// What was pushed to each pull request: an iteration is a state of its source, numbered from 1.
    #[rest = "git/pull-request-iterations/list"]
    pub static PULL_REQUEST_ITERATIONS = part(Table::child_of(
        &PULL_REQUESTS,
        "pull_request_iterations",
        &["repository_id", "pullRequestId", "id"],
    ))
        .reads(&git::meta::GET_PULL_REQUEST_ITERATIONS)
        .column(integer("id"), "Number of the iteration, from 1")
        .column(text("description"), "Message of the push, mostly of its last commit")
        .column(identity("author"), "Who pushed")
        .column(timestamp("createdDate"), "When it was pushed")
        .column(timestamp("updatedDate"), "When it was last changed")
        .column(reference("sourceRefCommit"), "End of the source: `commits.commitId`")
        .column(reference("targetRefCommit"), "End of the target then: `commits.commitId`")
        .column(reference("commonRefCommit"), "The merge base of both: `commits.commitId`")
        .column(boolean("hasMoreCommits"), "Whether it has more commits than were listed")
        .column(text("reason"), "Why there is an iteration: push, forcePush, create, rebase, retarget, …")
        .column(record("push", [integer("pushId"), timestamp("date")]), "The push: `pushes.pushId`")
        .column(text("oldTargetRefName"), "The target before it was changed; null if it wasn't")
        .column(text("newTargetRefName"), "The target after it was changed; null if it wasn't");

    /// The files that differ in each iteration from the merge base.
    #[rest = "git/pull-request-iteration-changes/get"]
    pub static PULL_REQUEST_ITERATION_CHANGES = part(Table::child_of(
        &PULL_REQUEST_ITERATIONS,
        "pull_request_iteration_changes",
        &["repository_id", "pullRequestId", "iteration_id", "changeTrackingId"],
    ))
        .parent(integer("iteration_id"), "id", "The iteration: `pull_request_iterations.id`")
        .reads(&git::meta::GET_PULL_REQUEST_ITERATION_CHANGES)
        .query("$top", "2000")
        .column(integer("changeTrackingId"), "Number of the file within the pull request, the same in each iteration")
        .column(integer("changeId"), "Number of the change within the iteration")
        .column(text("changeType"), "add, edit, delete, rename, …; several are separated by commas")
        .column(
            record("item", ["path", "objectId", "originalObjectId", "url"].map(text)),
            "The file: its path, and the SHA-1 of its content before and after",
        )
        .column(text("originalPath"), "Path before a rename; null otherwise");

    /// The commits of each pull request.
    #[rest = "git/pull-request-commits/get-pull-request-commits"]
    pub static PULL_REQUEST_COMMITS = part(Table::child_of(
        &PULL_REQUESTS,
        "pull_request_commits",
        &["repository_id", "pullRequestId", "commitId"],
    ))
        .only_connector(PullCommits)
        .reads(&git::meta::GET_PULL_REQUEST_COMMITS)
        .query("$top", "500")
        .column(text("commitId"), "SHA-1 of the commit: `commits.commitId`")
        .column(person("author"), "Who wrote it, and when, as the commit says: name, email, date")
        .column(person("committer"), "Who committed it, and when, as the commit says: name, email, date")
        .column(text("comment"), "The message, or its beginning if `commentTruncated`")
        .column(boolean("commentTruncated"), "Whether `comment` is only the beginning of the message; null if not")
        .column(text("url"), "Address of the commit in the REST API");

    /// The work items that each pull request is linked with.
    #[rest = "git/pull-request-work-items/list"]
    pub static PULL_REQUEST_WORK_ITEMS = part(Table::within(
        &PULL_REQUESTS,
        "workItemRefs",
        "pull_request_work_items",
        &["repository_id", "pullRequestId", "id"],
    ))
        .column(integer("id"), "The work item: `work_items.id`")
        .column(text("url"), "Address of the work item in the REST API");

    /// What other services report on each pull request. A status never changes: the last of a context counts.
    #[rest = "git/pull-request-statuses/list"]
    pub static PULL_REQUEST_STATUSES = part(Table::child_of(
        &PULL_REQUESTS,
        "pull_request_statuses",
        &["repository_id", "pullRequestId", "id"],
    ))
        .reads(&git::meta::GET_PULL_REQUEST_STATUSES)
        .column(integer("id"), "Number of the status, unique within the pull request")
        .column(integer("iterationId"), "The iteration that it is about; null for the whole pull request")
        .column(text("state"), "pending, succeeded, failed, error, notApplicable, partiallySucceeded or notSet")
        .column(text("description"), "What it says")
        .column(record("context", [text("name"), text("genre")]), "What reported it: the last status of a context counts")
        .column(timestamp("creationDate"), "When it was reported")
        .column(timestamp("updatedDate"), "When it was last changed")
        .column(identity("createdBy"), "Who reported it")
        .column(text("targetUrl"), "Address of the details, outside of Azure DevOps as a rule")
        .column(json("properties"), "Properties that were reported with it");

    /// What the branch policies say about each pull request.
    #[rest = "policy/evaluations/list"]
    pub static POLICY_EVALUATIONS = part(Table::child_of(
        &PULL_REQUESTS,
        "policy_evaluations",
        &["repository_id", "pullRequestId", "evaluationId"],
    ))
        .reads(&policy::meta::GET_POLICY_EVALUATIONS)
        .query("artifactId", "vstfs:///CodeReview/CodeReviewId/{project_id}/{pullRequestId}")
        .query("$top", "100")
        .column(text("evaluationId"), "Id of the evaluation, a UUID")
        .column(text("artifactId"), "Address of the code review (`vstfs:///CodeReview/CodeReviewId/…`)")
        .column(text("status"), "queued, running, approved, rejected, notApplicable or broken")
        .column(timestamp("startedDate"), "When it was started")
        .column(timestamp("completedDate"), "When it completed; null until then")
        .column(
            integer("configuration_id").at(&["configuration", "id"]),
            "The policy: `policy_configurations.id`",
        )
        .column(boolean("isBlocking").at(&["configuration", "isBlocking"]), "Whether it keeps the pull request from being completed")
        .column(json("context"), "Details, by the type of the policy: such as the build, or the reviewers");

    /// The branch policies of each project.
    #[rest = "policy/configurations/list"]
    pub static POLICY_CONFIGURATIONS = Table::new("policy_configurations", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Repos)
        .reads(&policy::meta::GET_POLICY_CONFIGURATIONS)
        .shared()
        .query("$top", "100")
        .column(integer("id"), "Number of the policy, unique within the organization")
        .column(integer("revision"), "Revision: grows with each change")
        .column(
            record("type", [text("id"), text("displayName"), text("url")]),
            "What it demands: Minimum number of reviewers, Build, Required reviewers, …",
        )
        .column(boolean("isEnabled"), "Whether it is enabled")
        .column(boolean("isBlocking"), "Whether pull requests can't be completed against it")
        .column(boolean("isDeleted"), "Whether it was deleted")
        .column(boolean("isEnterpriseManaged"), "Whether it is managed outside of the project")
        .column(identity("createdBy"), "Who last changed it")
        .column(timestamp("createdDate"), "When it was last changed")
        .column(text("url"), "Address of the policy in the REST API")
        .column(json("settings"), "Settings, by its type; `scope` says for which repositories and branches");
}

/// A table of what pull requests have.
fn part(table: Table) -> Table {
    table
        .parent(
            text("repository_id"),
            "repository_id",
            "The repository of the pull request: `repositories.id`",
        )
        .parent(integer("pullRequestId"), "pullRequestId", "The pull request: `pull_requests.pullRequestId`")
}

fn reference(name: &'static str) -> Column {
    record(name, [text("commitId"), text("url")])
}

fn place(name: &'static str) -> Column {
    record(name, [integer("line"), integer("offset")])
}
