// Pull requests: what the client says is compared with what git says of a clone, and with plain requests.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { Readable } = require("node:stream");
const {
    CommentThreadStatus, CommentType, GitAsyncOperationStatus, GitPullRequestMergeStrategy, GitPullRequestQueryType,
    GitStatusState, PullRequestAsyncStatus, PullRequestStatus,
} = require("azure-devops-node-api/interfaces/GitInterfaces");
const { check, equal, contains, refused, git, gitUrl, refsOf } = require("../shared/checks.js");
const { connection, newProject, rest, until } = require("./session.js");

const NAME = "Ziehen 8";
const CLONE = "pulls";
const REVIEWERS_POLICY = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
const made = {};
let repos, policies, items;

const here = (...given) => git(CLONE, ...given);
const lines = (...given) => here(...given).split("\n").filter((line) => line !== "");
const ids = (things) => things.map(({ id }) => id);
const numbers = (requests) => requests.map(({ pullRequestId }) => pullRequestId);
const plain = (path) => rest(`${NAME}/_apis/git/repositories/${made.repository}/${path}`);
const moved = (change, id = made.id) => repos.updatePullRequest(change, made.repository, id, NAME);

/** Pushes a branch with a commit that writes a file; the commit. */
function pushed(branch, file, content, start = "origin/main") {
    here("fetch", "--quiet", "origin");
    if (start !== null) here("checkout", "--quiet", "-B", branch, start);
    fs.writeFileSync(path.join(CLONE, file), content);
    here("add", "--all");
    here("commit", "--quiet", "--message", `Write ${file}`);
    here("push", "--quiet", "origin", `HEAD:refs/heads/${branch}`);
    return here("rev-parse", "HEAD");
}

/** Waits until the merge was tried. */
function merged(id) {
    const { NotSet, Queued } = PullRequestAsyncStatus;
    const isDone = ({ mergeStatus }) => ![NotSet, Queued].includes(mergeStatus);
    return until("the merge", () => repos.getPullRequestById(id), isDone);
}

async function opened(branch, title, more = {}) {
    const refs = { sourceRefName: `refs/heads/${branch}`, targetRefName: "refs/heads/main" };
    const request = await repos.createPullRequest({ ...refs, title, ...more }, made.repository, NAME);
    return merged(request.pullRequestId);
}

async function completed(request, mergeStrategy, more = {}) {
    const { lastMergeSourceCommit, pullRequestId } = request;
    const completionOptions = { mergeStrategy, ...more };
    await moved({ status: PullRequestStatus.Completed, lastMergeSourceCommit, completionOptions }, pullRequestId);
    const isDone = ({ status }) => status === PullRequestStatus.Completed;
    return until("the completion", () => repos.getPullRequestById(pullRequestId), isDone);
}

check("pull requests: a project, a repository, a clone", async () => {
    made.project = await newProject(NAME, "Agile");
    repos = await connection.getGitApi();
    policies = await connection.getPolicyApi();
    items = await connection.getWorkItemTrackingApi();
    made.repository = (await repos.getRepository(NAME, NAME)).id;
    made.me = (await connection.connect()).authenticatedUser.id;
    git(".", "clone", "--quiet", gitUrl(NAME, NAME), CLONE);
    here("checkout", "--quiet", "-b", "main");
    made.first = pushed("main", "readme.md", "one\ntwo\n", null);
});

check("createPullRequest with labels and work items", async () => {
    const title = { op: "add", path: "/fields/System.Title", value: "For a pull request" };
    const item = await items.createWorkItem({}, [title], NAME, "Task");
    made.source = pushed("topic", "a.txt", "a\n");
    const more = { description: "Why", labels: [{ name: "first" }], workItemRefs: [{ id: String(item.id) }] };
    const request = await opened("topic", "Über one", more);
    made.id = request.pullRequestId;
    equal("merge", request.mergeStatus, PullRequestAsyncStatus.Succeeded);
    equal("by git", refsOf(NAME, NAME)[`refs/pull/${made.id}/merge`], request.lastMergeCommit.commitId);
    const seen = await rest(`_apis/git/pullrequests/${made.id}`);
    equal("by a plain request", [seen.title, seen.description, seen.status], ["Über one", "Why", "active"]);
    const references = await repos.getPullRequestWorkItemRefs(made.repository, made.id, NAME);
    equal("work items", ids(references), [String(item.id)]);
    const linked = (await rest(`_apis/wit/workitems/${item.id}?$expand=relations`)).relations;
    equal("the other way", linked.map(({ url }) => url), [request.artifactId]);
    await refused("twice", 409, () => opened("topic", "Again"));
    equal("none", await repos.getPullRequestById(999_999), null);
});

check("getPullRequests, getPullRequestsByProject", async () => {
    pushed("other", "b.txt", "b\n");
    const other = await opened("other", "Other", { isDraft: true });
    const every = numbers(await repos.getPullRequests(made.repository, { status: PullRequestStatus.All }, NAME));
    equal("all", every, [other.pullRequestId, made.id]);
    const pages = [0, 1].map((skip) => repos.getPullRequestsByProject(NAME, {}, undefined, skip, 1));
    equal("pages", (await Promise.all(pages)).flatMap(numbers), every);
    const by = async (criteria) => numbers(await repos.getPullRequestsByProject(NAME, criteria));
    equal("source", await by({ sourceRefName: "refs/heads/other" }), [other.pullRequestId]);
    equal("closed", await by({ status: PullRequestStatus.Completed }), []);
    await moved({ status: PullRequestStatus.Abandoned }, other.pullRequestId);
    equal("abandoned", await by({ status: PullRequestStatus.Abandoned }), [other.pullRequestId]);
    await moved({ status: PullRequestStatus.Active }, other.pullRequestId);
    equal("again", (await plain(`pullrequests/${other.pullRequestId}`)).status, "active");
});

check("reviewers and votes", async () => {
    await repos.createPullRequestReviewer({ vote: 5 }, made.repository, made.id, made.me, NAME);
    const { value } = await plain(`pullrequests/${made.id}/reviewers`);
    equal("by a plain request", value.map(({ id, vote }) => [id, vote]), [[made.me, 5]]);
    await repos.deletePullRequestReviewer(made.repository, made.id, made.me, NAME);
    equal("left", await repos.getPullRequestReviewers(made.repository, made.id, NAME), []);
});

check("threads and comments", async () => {
    const at = { filePath: "/a.txt", rightFileStart: { line: 1, offset: 1 }, rightFileEnd: { line: 1, offset: 2 } };
    const comments = [{ content: "Why?", commentType: CommentType.Text, parentCommentId: 0 }];
    const wanted = { comments, status: CommentThreadStatus.Active, threadContext: at };
    const thread = await repos.createThread(wanted, made.repository, made.id, NAME);
    const path = [made.repository, made.id, thread.id];
    const reply = await repos.createComment({ content: "So", parentCommentId: 1 }, ...path, NAME);
    await repos.updateComment({ content: "Just so" }, ...path, reply.id, NAME);
    await repos.createLike(...path, reply.id, NAME);
    equal("liked by", ids(await repos.getLikes(...path, reply.id, NAME)), [made.me]);
    await repos.updateThread({ status: CommentThreadStatus.Fixed }, ...path, NAME);
    const seen = await plain(`pullrequests/${made.id}/threads/${thread.id}`);
    equal("by a plain request", [seen.status, seen.threadContext.filePath, seen.comments.map(({ content }) => content)],
        ["fixed", "/a.txt", ["Why?", "Just so"]]);
    await repos.deleteComment(...path, reply.id, NAME);
    const known = (await repos.getThreads(made.repository, made.id, NAME)).find(({ id }) => id === thread.id);
    equal("deleted", known.comments.map(({ isDeleted }) => isDeleted ?? false), [false, true]);
});

check("iterations, changes, commits", async () => {
    here("checkout", "--quiet", "topic");
    made.source = pushed("topic", "c.txt", "c\n", null);
    const look = () => repos.getPullRequestIterations(made.repository, made.id, NAME);
    const iterations = await until("the second iteration", look, (seen) => seen.length === 2);
    equal("source", iterations[1].sourceRefCommit.commitId, made.source);
    const changes = async (compareTo) => {
        const path = [made.repository, made.id, 2, NAME, undefined, undefined, compareTo];
        const { changeEntries } = await repos.getPullRequestIterationChanges(...path);
        return changeEntries.map(({ item }) => item.path).sort();
    };
    equal("all", await changes(), ["/a.txt", "/c.txt"]);
    equal("since the first", await changes(1), ["/c.txt"]);
    const commits = await repos.getPullRequestCommits(made.repository, made.id, NAME);
    equal("commits", commits.map(({ commitId }) => commitId), lines("rev-list", "origin/main..topic"));
    await merged(made.id);
});

check("statuses, labels, properties, attachments", async () => {
    const status = { state: GitStatusState.Succeeded, context: { name: "tests", genre: "ci" } };
    await repos.createPullRequestStatus(status, made.repository, made.id, NAME);
    equal("status", (await plain(`pullrequests/${made.id}/statuses`)).value.map(({ state }) => state), ["succeeded"]);
    await repos.createCommitStatus(status, made.source, made.repository, NAME);
    equal("of a commit", (await repos.getStatuses(made.source, made.repository, NAME))[0].context.genre, "ci");
    await repos.createPullRequestLabel({ name: "später" }, made.repository, made.id, NAME);
    await repos.deletePullRequestLabels(made.repository, made.id, "first", NAME);
    const labels = await repos.getPullRequestLabels(made.repository, made.id, NAME);
    equal("labels", labels.map(({ name }) => name), ["später"]);
    const patch = [{ op: "add", path: "/Fabrikam.Colour", value: "green" }];
    await repos.updatePullRequestProperties({}, patch, made.repository, made.id, NAME);
    const { value } = await plain(`pullrequests/${made.id}/properties`);
    equal("property", value["Fabrikam.Colour"].$value, "green");
    await repos.createAttachment({}, Readable.from([Buffer.from("bytes")]), "a.bin", made.repository, made.id, NAME);
    const files = await repos.getAttachments(made.repository, made.id, NAME);
    equal("attachments", files.map(({ displayName }) => displayName), ["a.bin"]);
});

check("a policy blocks a completion", async () => {
    const scope = [{ repositoryId: made.repository, refName: "refs/heads/main", matchKind: "exact" }];
    const settings = { minimumApproverCount: 1, creatorVoteCounts: true, scope };
    const wanted = { isEnabled: true, isBlocking: true, type: { id: REVIEWERS_POLICY }, settings };
    const policy = await policies.createPolicyConfiguration(wanted, NAME);
    contains("all", ids(await policies.getPolicyConfigurations(NAME)), policy.id);
    const { lastMergeSourceCommit } = await merged(made.id);
    await moved({ status: PullRequestStatus.Completed, lastMergeSourceCommit });
    const isDone = ({ mergeStatus }) => mergeStatus === PullRequestAsyncStatus.RejectedByPolicy;
    await until("the refusal", () => merged(made.id), isDone);
    equal("main, by git", refsOf(NAME, NAME)["refs/heads/main"], made.first);
    const artifact = `vstfs:///CodeReview/CodeReviewId/${made.project.id}/${made.id}`;
    const evaluations = await policies.getPolicyEvaluations(NAME, artifact);
    equal("evaluations", evaluations.map(({ configuration }) => configuration.id), [policy.id]);
    await policies.deletePolicyConfiguration(NAME, policy.id);
    equal("none", [...await policies.getPolicyConfigurations(NAME)], []);
});

check("complete by each strategy", async () => {
    const { NoFastForward, Squash, Rebase, RebaseMerge } = GitPullRequestMergeStrategy;
    made.done = await completed(await merged(made.id), NoFastForward, { deleteSourceBranch: true });
    here("fetch", "--quiet", "--prune", "origin");
    equal("parents", here("log", "-1", "--format=%P", "origin/main"), `${made.first} ${made.source}`);
    equal("the branch", refsOf(NAME, NAME)["refs/heads/topic"], undefined);
    const parents = { [Squash]: [1], [Rebase]: [1, 1], [RebaseMerge]: [2, 1, 1] };
    for (const strategy of [Squash, Rebase, RebaseMerge]) {
        pushed(`by/${strategy}`, `${strategy}1`, "1\n", "origin/main~1");
        pushed(`by/${strategy}`, `${strategy}2`, "2\n", null);
        const before = here("rev-parse", "origin/main");
        await completed(await opened(`by/${strategy}`, `By ${strategy}`), strategy);
        here("fetch", "--quiet", "origin");
        const seen = lines("log", "--format=%P", `${before}..origin/main`).map((line) => line.split(" ").length);
        equal(`parents by ${strategy}`, seen, parents[strategy]);
        equal(`files by ${strategy}`, lines("diff", "--name-only", before, "origin/main"),
            [`${strategy}1`, `${strategy}2`]);
    }
});

check("a conflict", async () => {
    pushed("clash1", "readme.md", "this\n");
    pushed("clash2", "readme.md", "that\n");
    await completed(await opened("clash1", "This"), GitPullRequestMergeStrategy.Squash);
    equal("status", (await opened("clash2", "That")).mergeStatus, PullRequestAsyncStatus.Conflicts);
});

check("getPullRequestQuery, createCherryPick, createRevert, getMergeBases", async () => {
    const merge = made.done.lastMergeCommit.commitId;
    const queries = [{ items: [merge], type: GitPullRequestQueryType.LastMergeCommit }];
    const { results } = await repos.getPullRequestQuery({ queries }, made.repository, NAME);
    equal("by commit", results.map((result) => numbers(result[merge])), [[made.id]]);
    here("fetch", "--quiet", "origin");
    const picked = pushed("pick", "picked.txt", "p\n", made.first);
    const onto = { ontoRefName: "refs/heads/main", repository: { id: made.repository } };
    const isDone = ({ status }) => [GitAsyncOperationStatus.Completed, GitAsyncOperationStatus.Failed].includes(status);
    const pick = await repos.createCherryPick({ generatedRefName: "refs/heads/picked",
        source: { commitList: [{ commitId: picked }] }, ...onto }, NAME, made.repository);
    await until("the pick", () => repos.getCherryPick(NAME, pick.cherryPickId, made.repository), isDone);
    const revert = await repos.createRevert({ generatedRefName: "refs/heads/reverted",
        source: { pullRequestId: made.id }, ...onto }, NAME, made.repository);
    await until("the revert", () => repos.getRevert(NAME, revert.revertId, made.repository), isDone);
    here("fetch", "--quiet", "origin");
    equal("picked", lines("diff", "--name-only", "origin/main", "origin/picked"), ["picked.txt"]);
    equal("reverted", lines("diff", "--name-only", "origin/main", "origin/reverted"), ["a.txt", "c.txt"]);
    const ends = [here("rev-parse", "origin/pick"), here("rev-parse", "origin/main")];
    const bases = await repos.getMergeBases(made.repository, ...ends, NAME);
    equal("merge bases", bases.map(({ commitId }) => commitId), lines("merge-base", "--all", ...ends));
});
