"""Pull requests and what goes with them: what the client says is compared with what git says of a clone, and with
plain requests."""

import io
import os
from types import SimpleNamespace

from azure.devops.v7_1.git.models import (
    Comment,
    CommentPosition,
    CommentThreadContext,
    GitAsyncRefOperationParameters,
    GitAsyncRefOperationSource,
    GitCommitRef,
    GitImportGitSource,
    GitImportRequest,
    GitImportRequestParameters,
    GitMergeParameters,
    GitPullRequest,
    GitPullRequestCommentThread,
    GitPullRequestCompletionOptions,
    GitPullRequestQuery,
    GitPullRequestQueryInput,
    GitPullRequestSearchCriteria,
    GitPullRequestStatus,
    GitRefFavorite,
    GitRefUpdate,
    GitRepository,
    GitRepositoryCreateOptions,
    GitStatus,
    GitStatusContext,
    IdentityRef,
    IdentityRefWithVote,
    JsonPatchOperation,
    ResourceRef,
    TeamProjectReference,
    WebApiCreateTagRequestData,
)
from azure.devops.v7_1.policy.models import PolicyConfiguration

from boards import create, held, refusal
from checks import PROJECT as SEED
from checks import check, contains, equal, git, git_lines, git_url, refs_of, rest, with_token
from session import clients, core, new_project, until

repos, policies = clients.get_git_client(), clients.get_policy_client()
made = SimpleNamespace()
NAME, REPOSITORY, CLONE = "Ziehen 7", "Ziehen 7", "pulls"
STATUS_POLICY = "cbdc66da-9728-4af8-aada-9a5a32e4a226"
REVIEWERS_POLICY = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd"


def here(*arguments):
    return git(*arguments, cwd=CLONE)


def plain(path):
    """What a plain request tells of the repository."""
    return rest(f"{NAME}/_apis/git/repositories/{made.repository}/{path}")


def pushed(branch, files, start="origin/main"):
    """Pushes a branch with a commit that writes files; the commit."""
    here("fetch", "--quiet", "origin")
    here("checkout", "--quiet", "-B", branch, start)
    return pushed_more(branch, files)


def pushed_more(branch, files):
    for name, content in files.items():
        with open(os.path.join(CLONE, name), "w", encoding="utf-8") as file:
            file.write(content)
    here("add", "--all")
    here("commit", "--quiet", "--message", f"Write {', '.join(files)}")
    here("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
    return here("rev-parse", "HEAD")


def opened(branch, title, **more):
    wanted = GitPullRequest(source_ref_name=f"refs/heads/{branch}", target_ref_name="refs/heads/main",
                            title=title, **more)
    request = repos.create_pull_request(wanted, made.repository, NAME)
    return merged(request.pull_request_id)


def merged(id):
    """Waits until the merge was tried."""
    return until(f"the merge of {id}", lambda: repos.get_pull_request_by_id(id, NAME),
                 lambda request: request.merge_status not in ("queued", "notSet"))


def completed(request, strategy, **options):
    """Asks for completion and waits for it."""
    options = GitPullRequestCompletionOptions(merge_strategy=strategy, **options)
    change = GitPullRequest(status="completed", last_merge_source_commit=request.last_merge_source_commit,
                            completion_options=options)
    repos.update_pull_request(change, made.repository, request.pull_request_id, NAME)
    return until("the completion", lambda: repos.get_pull_request_by_id(request.pull_request_id),
                 lambda seen: seen.status == "completed")


def ids(commits):
    return [commit.commit_id for commit in commits]


def numbers(requests):
    return [request.pull_request_id for request in requests]


@check("pull requests: a project, a repository, a clone")
def _():
    made.project = new_project(NAME, "Agile")
    made.repository = repos.get_repository(REPOSITORY, NAME).id
    git("clone", "--quiet", with_token(git_url(NAME, REPOSITORY)), CLONE)
    here("checkout", "--quiet", "-b", "main")
    made.first = pushed_more("main", {"readme.md": "one\ntwo\nthree\n", "b.txt": "b\n"})
    teams = core.get_teams(SEED["name"])
    people = {member.identity.id: member.identity for team in teams
              for member in core.get_team_members_with_extended_properties(SEED["name"], team.id)}
    made.me = clients.get_location_client().get_connection_data().authenticated_user.id
    made.other = next(person for id, person in people.items() if id != made.me)


@check("create_pull_request with reviewers, labels, work items")
def _():
    made.item = create("Task", "For a pull request")
    made.source = pushed("topic/one", {"a.txt": "a\n", "readme.md": "one\nTWO\nthree\n"})
    request = opened("topic/one", "Über one", description="Why", is_draft=False,
                     reviewers=[IdentityRefWithVote(id=made.other.id)],
                     labels=[WebApiCreateTagRequestData(name="first")],
                     work_item_refs=[ResourceRef(id=str(made.item.id))])
    made.id = request.pull_request_id
    equal("status", (request.status, request.merge_status, request.is_draft), ("active", "succeeded", False))
    equal("ends", (request.last_merge_source_commit.commit_id, request.last_merge_target_commit.commit_id),
          (made.source, made.first))
    seen = rest(f"_apis/git/pullrequests/{made.id}")
    equal("by a plain request", (seen["title"], seen["description"]), ("Über one", "Why"))
    equal("reviewers", [person["id"] for person in seen["reviewers"]], [made.other.id])
    equal("labels", [label["name"] for label in seen["labels"]], ["first"])
    refs = refs_of(NAME, REPOSITORY)
    equal("the merge, by git", refs.get(f"refs/pull/{made.id}/merge"), request.last_merge_commit.commit_id)
    references = repos.get_pull_request_work_item_refs(made.repository, made.id, NAME)
    equal("work items", [reference.id for reference in references], [str(made.item.id)])
    relation = held(made.item.id, "?$expand=relations")["relations"][0]
    equal("the other way", (relation["rel"], relation["url"]), ("ArtifactLink", request.artifact_id))
    refusal("twice", lambda: opened("topic/one", "Again"), part="TF401179")
    refusal("from nowhere", lambda: opened("none", "None"))


@check("get_pull_request, get_pull_requests, by project, suggestions")
def _():
    request = repos.get_pull_request(made.repository, made.id, NAME, include_commits=True, include_work_item_refs=True)
    equal("commits", ids(request.commits), git_lines("rev-list", "origin/main..origin/topic/one", cwd=CLONE))
    equal("work items", [reference.id for reference in request.work_item_refs], [str(made.item.id)])
    for number in (2, 3):
        pushed(f"topic/{number}", {f"{number}.txt": f"{number}\n"})
        opened(f"topic/{number}", f"Number {number}", is_draft=number == 3)
    every = numbers(repos.get_pull_requests(made.repository, GitPullRequestSearchCriteria(status="all"), NAME))
    equal("all", every, sorted(every, reverse=True))
    equal("pages", [id for skip in range(3) for id in numbers(repos.get_pull_requests_by_project(
        NAME, GitPullRequestSearchCriteria(status="active"), top=1, skip=skip))], every)
    for what, criteria, expected in (
        ("source", {"source_ref_name": "refs/heads/topic/one"}, [made.id]),
        ("target", {"target_ref_name": "refs/heads/none"}, []),
        ("reviewer", {"reviewer_id": made.other.id}, [made.id]),
        ("creator", {"creator_id": made.me}, every),
        ("closed", {"status": "completed"}, []),
    ):
        seen = repos.get_pull_requests_by_project(NAME, GitPullRequestSearchCriteria(**criteria))
        equal(what, numbers(seen), expected)


@check("update_pull_request: title, draft, abandoned, active again")
def _():
    repos.update_pull_request(GitPullRequest(title="Better", description="Said"), made.repository, made.id, NAME)
    repos.update_pull_request(GitPullRequest(is_draft=True), made.repository, made.id, NAME)
    seen = plain(f"pullrequests/{made.id}")
    equal("by a plain request", (seen["title"], seen["description"], seen["isDraft"]), ("Better", "Said", True))
    repos.update_pull_request(GitPullRequest(is_draft=False), made.repository, made.id, NAME)
    for status in ("abandoned", "active"):
        repos.update_pull_request(GitPullRequest(status=status), made.repository, made.id, NAME)
        equal(status, plain(f"pullrequests/{made.id}")["status"], status)
    merged(made.id)
    refusal("none", lambda: repos.get_pull_request_by_id(999_999))


@check("reviewers: add, vote, reset, remove")
def _():
    voted = repos.create_pull_request_reviewer(IdentityRefWithVote(id=made.me, vote=5), made.repository, made.id,
                                               made.me, NAME)
    equal("vote", voted.vote, 5)
    votes = {person["id"]: person["vote"] for person in plain(f"pullrequests/{made.id}/reviewers")["value"]}
    equal("votes", votes, {made.me: 5, made.other.id: 0})
    refusal("for somebody else", lambda: repos.create_pull_request_reviewer(
        IdentityRefWithVote(id=made.other.id, vote=10), made.repository, made.id, made.other.id, NAME))
    repos.update_pull_request_reviewer(IdentityRefWithVote(is_flagged=True), made.repository, made.id, made.other.id,
                                       NAME)
    seen = repos.get_pull_request_reviewer(made.repository, made.id, made.other.id, NAME)
    equal("flagged", seen.is_flagged, True)
    repos.update_pull_request_reviewers([IdentityRefWithVote(id=made.me, vote=0)], made.repository, made.id, NAME)
    equal("reset", repos.get_pull_request_reviewer(made.repository, made.id, made.me, NAME).vote, 0)
    repos.delete_pull_request_reviewer(made.repository, made.id, made.other.id, NAME)
    equal("left", [person.id for person in repos.get_pull_request_reviewers(made.repository, made.id, NAME)], [made.me])
    repos.create_pull_request_reviewers([IdentityRef(id=made.other.id)], made.repository, made.id, NAME)
    equal("again", len(plain(f"pullrequests/{made.id}/reviewers")["value"]), 2)


@check("threads and comments: create, reply, edit, like, resolve, delete")
def _():
    at = CommentThreadContext(file_path="/readme.md", right_file_start=CommentPosition(line=2, offset=1),
                              right_file_end=CommentPosition(line=2, offset=4))
    thread = repos.create_thread(GitPullRequestCommentThread(
        comments=[Comment(content="Why so loud?", comment_type="text", parent_comment_id=0)], status="active",
        thread_context=at), made.repository, made.id, NAME)
    seen = plain(f"pullrequests/{made.id}/threads/{thread.id}")
    equal("where", (seen["threadContext"]["filePath"], seen["threadContext"]["rightFileStart"]),
          ("/readme.md", {"line": 2, "offset": 1}))
    reply = repos.create_comment(Comment(content="It is", parent_comment_id=1, comment_type="text"), made.repository,
                                 made.id, thread.id, NAME)
    repos.update_comment(Comment(content="It is important"), made.repository, made.id, thread.id, reply.id, NAME)
    equal("edited", repos.get_comment(made.repository, made.id, thread.id, reply.id, NAME).content, "It is important")
    repos.create_like(made.repository, made.id, thread.id, reply.id, NAME)
    likes = repos.get_likes(made.repository, made.id, thread.id, reply.id, NAME)
    equal("liked by", [person.id for person in likes], [made.me])
    repos.delete_like(made.repository, made.id, thread.id, reply.id, NAME)
    equal("no more", repos.get_likes(made.repository, made.id, thread.id, reply.id, NAME), [])
    repos.update_thread(GitPullRequestCommentThread(status="fixed"), made.repository, made.id, thread.id, NAME)
    equal("status", repos.get_pull_request_thread(made.repository, made.id, thread.id, NAME).status, "fixed")
    repos.delete_comment(made.repository, made.id, thread.id, reply.id, NAME)
    left = [(comment.id, bool(comment.is_deleted))
            for comment in repos.get_comments(made.repository, made.id, thread.id, NAME)]
    equal("deleted", left, [(1, False), (reply.id, True)])
    texts = [one for one in repos.get_threads(made.repository, made.id, NAME)
             if any(comment.comment_type == "text" for comment in one.comments)]
    equal("threads of people", [one.id for one in texts], [thread.id])


@check("iterations, their changes and commits")
def _():
    here("checkout", "--quiet", "topic/one")
    made.source = pushed_more("topic/one", {"c.txt": "c\n"})
    iterations = until("the second iteration", lambda: repos.get_pull_request_iterations(
        made.repository, made.id, NAME), lambda seen: len(seen) == 2)
    equal("sources", iterations[1].source_ref_commit.commit_id, made.source)
    one = repos.get_pull_request_iteration(made.repository, made.id, 1, NAME)
    equal("common", one.common_ref_commit.commit_id, here("merge-base", "origin/main", "topic/one"))
    changes = repos.get_pull_request_iteration_changes(made.repository, made.id, 2, NAME)
    equal("all", sorted((entry.additional_properties["item"]["path"], entry.additional_properties["changeType"])
                        for entry in changes.change_entries),
          [("/a.txt", "add"), ("/c.txt", "add"), ("/readme.md", "edit")])
    since = repos.get_pull_request_iteration_changes(made.repository, made.id, 2, NAME, compare_to=1)
    equal("since the first", [entry.additional_properties["item"]["path"] for entry in since.change_entries],
          ["/c.txt"])
    commits = ids(repos.get_pull_request_iteration_commits(made.repository, made.id, 2, NAME))
    equal("commits of it", commits, [made.source])
    equal("of the pull request", ids(repos.get_pull_request_commits(made.repository, made.id, NAME)),
          git_lines("rev-list", "main..topic/one", cwd=CLONE))
    merged(made.id)


@check("statuses of a pull request, of an iteration, of a commit")
def _():
    def status(state):
        return GitPullRequestStatus(state=state, description="d", context=GitStatusContext(name="tests", genre="ci"),
                                    target_url="https://ci.example/1")
    one = repos.create_pull_request_status(status("pending"), made.repository, made.id, NAME)
    two = repos.create_pull_request_iteration_status(status("succeeded"), made.repository, made.id, 2, NAME)
    seen = [(item["id"], item["state"]) for item in plain(f"pullrequests/{made.id}/statuses")["value"]]
    equal("all", sorted(seen), [(one.id, "pending"), (two.id, "succeeded")])
    equal("one", repos.get_pull_request_status(made.repository, made.id, one.id, NAME).context.genre, "ci")
    equal("of the iteration", [item.id for item in repos.get_pull_request_iteration_statuses(
        made.repository, made.id, 2, NAME)], [two.id])
    repos.delete_pull_request_status(made.repository, made.id, one.id, NAME)
    equal("left", [item.id for item in repos.get_pull_request_statuses(made.repository, made.id, NAME)], [two.id])
    for state in ("pending", "succeeded"):
        repos.create_commit_status(GitStatus(state=state, context=GitStatusContext(name="build", genre="ci")),
                                   made.source, made.repository, NAME)
    equal("of a commit", len(repos.get_statuses(made.source, made.repository, NAME)), 2)
    latest = repos.get_statuses(made.source, made.repository, NAME, latest_only=True)
    equal("the latest", [item.state for item in latest], ["succeeded"])


@check("labels, properties, attachments")
def _():
    label = repos.create_pull_request_label(WebApiCreateTagRequestData(name="später"), made.repository, made.id, NAME)
    equal("one", repos.get_pull_request_label(made.repository, made.id, label.id, NAME).name, "später")
    repos.delete_pull_request_labels(made.repository, made.id, "first", NAME)
    equal("labels", [one.name for one in repos.get_pull_request_labels(made.repository, made.id, NAME)], ["später"])
    repos.update_pull_request_properties([JsonPatchOperation(op="add", path="/Fabrikam.Colour", value="green")],
                                         made.repository, made.id, NAME)
    seen = repos.get_pull_request_properties(made.repository, made.id, NAME)
    equal("a property", seen["value"]["Fabrikam.Colour"]["$value"], "green")
    content = bytes(range(256)) * 10
    repos.create_attachment(io.BytesIO(content), "every.bin", made.repository, made.id, NAME)
    equal("attachments", [one.display_name for one in repos.get_attachments(made.repository, made.id, NAME)],
          ["every.bin"])
    down = b"".join(repos.get_attachment_content("every.bin", made.repository, made.id, NAME))
    equal("content", down == content, True)
    repos.delete_attachment("every.bin", made.repository, made.id, NAME)
    equal("deleted", repos.get_attachments(made.repository, made.id, NAME), [])


# Policies.

def policy(type, **settings):
    scope = [{"repositoryId": made.repository, "refName": "refs/heads/main", "matchKind": "exact"}]
    return PolicyConfiguration(is_enabled=True, is_blocking=True, type={"id": type},
                               settings={"scope": scope, **settings})


@check("policies: create, block a completion and a push, evaluations, update, delete")
def _():
    contains("types", [kind.id for kind in policies.get_policy_types(NAME)], REVIEWERS_POLICY)
    wanted = policy(REVIEWERS_POLICY, minimumApproverCount=1, creatorVoteCounts=True)
    created = policies.create_policy_configuration(wanted, NAME)
    equal("by a plain request", rest(f"{NAME}/_apis/policy/configurations/{created.id}")["settings"]
          ["minimumApproverCount"], 1)
    equal("of a branch", [one.id for one in repos.get_policy_configurations(
        NAME, made.repository, "refs/heads/main").policy_configurations], [created.id])
    artifact = f"vstfs:///CodeReview/CodeReviewId/{made.project.id}/{made.id}"
    evaluation = policies.get_policy_evaluations(NAME, artifact)[0]
    equal("evaluation", (evaluation.configuration.id, evaluation.status in ("queued", "running")), (created.id, True))
    request = merged(made.id)
    change = GitPullRequest(status="completed", last_merge_source_commit=request.last_merge_source_commit)
    repos.update_pull_request(change, made.repository, made.id, NAME)
    until("the refusal", lambda: merged(made.id), lambda seen: seen.merge_status == "rejectedByPolicy")
    equal("still active", plain(f"pullrequests/{made.id}")["status"], "active")
    moved = GitRefUpdate(name="refs/heads/main", old_object_id=made.first, new_object_id=made.source)
    result = repos.update_refs([moved], made.repository, NAME)[0]
    equal("a push", (result.success, refs_of(NAME, REPOSITORY)["refs/heads/main"]), (False, made.first))
    repos.create_pull_request_reviewer(IdentityRefWithVote(id=made.me, vote=10), made.repository, made.id, made.me,
                                       NAME)
    equal("approved", policies.get_policy_evaluation(NAME, evaluation.evaluation_id).status, "approved")
    wanted.settings["minimumApproverCount"] = 2
    policies.update_policy_configuration(wanted, NAME, created.id)
    equal("revisions", [one.settings["minimumApproverCount"] for one in
                        policies.get_policy_configuration_revisions(NAME, created.id)], [2, 1])
    policies.delete_policy_configuration(NAME, created.id)
    equal("none", policies.get_policy_configurations(NAME), [])


# Completion, by git.

@check("complete: noFastForward")
def _():
    request = merged(made.id)
    made.done = completed(request, "noFastForward", delete_source_branch=True, transition_work_items=False,
                          merge_commit_message="All of one")
    here("fetch", "--quiet", "--prune", "origin")
    equal("parents", here("log", "-1", "--format=%P", "origin/main"), f"{made.first} {made.source}")
    equal("message", here("log", "-1", "--format=%B", "origin/main").strip(), "All of one")
    equal("where main is", made.done.last_merge_commit.commit_id, here("rev-parse", "origin/main"))
    equal("the branch", "refs/heads/topic/one" in refs_of(NAME, REPOSITORY), False)
    equal("closed by", made.done.closed_by.id, made.me)
    change = GitPullRequest(status="abandoned")
    refusal("abandon it", lambda: repos.update_pull_request(change, made.repository, made.id, NAME))


@check("complete: squash, rebase, rebaseMerge")
def _():
    for strategy in ("squash", "rebase", "rebaseMerge"):
        here("fetch", "--quiet", "origin")
        behind = here("rev-parse", "origin/main~1")
        pushed(f"by/{strategy}", {f"{strategy}1": "1\n"}, start=behind)
        pushed_more(f"by/{strategy}", {f"{strategy}2": "2\n"})
        before = here("rev-parse", "origin/main")
        request = opened(f"by/{strategy}", f"By {strategy}")
        done = completed(request, strategy)
        here("fetch", "--quiet", "origin")
        equal(f"{strategy}: main", done.last_merge_commit.commit_id, here("rev-parse", "origin/main"))
        parents = [line.split() for line in git_lines("log", "--format=%P", f"{before}..origin/main", cwd=CLONE)]
        equal(f"{strategy}: parents", [len(line) for line in parents],
              {"squash": [1], "rebase": [1, 1], "rebaseMerge": [2, 1, 1]}[strategy])
        equal(f"{strategy}: files", git_lines("diff", "--name-only", before, "origin/main", cwd=CLONE),
              [f"{strategy}1", f"{strategy}2"])
    here("fsck", "--strict", "--no-dangling")


@check("a conflict")
def _():
    here("fetch", "--quiet", "origin")
    pushed("clash", {"readme.md": "quite another\n"}, start=made.first)
    request = opened("clash", "Clash")
    equal("merge status", request.merge_status, "conflicts")
    change = GitPullRequest(status="completed", last_merge_source_commit=request.last_merge_source_commit)
    repos.update_pull_request(change, made.repository, request.pull_request_id, NAME)
    equal("asked again", merged(request.pull_request_id).merge_status, "conflicts")
    equal("not merged", "quite another" in here("show", "origin/main:readme.md"), False)
    equal("still active", plain(f"pullrequests/{request.pull_request_id}")["status"], "active")


@check("set auto-complete")
def _():
    created = policies.create_policy_configuration(policy(REVIEWERS_POLICY, minimumApproverCount=1,
                                                          creatorVoteCounts=True), NAME)
    pushed("auto", {"auto.txt": "a\n"})
    request = opened("auto", "By itself")
    number = request.pull_request_id
    change = GitPullRequest(auto_complete_set_by=IdentityRef(id=made.me),
                            completion_options=GitPullRequestCompletionOptions(merge_strategy="squash"))
    seen = repos.update_pull_request(change, made.repository, number, NAME)
    equal("set by", (seen.auto_complete_set_by.id, seen.status), (made.me, "active"))
    repos.create_pull_request_reviewer(IdentityRefWithVote(id=made.me, vote=10), made.repository, number, made.me, NAME)
    until("the completion", lambda: repos.get_pull_request_by_id(number), lambda seen: seen.status == "completed")
    here("fetch", "--quiet", "origin")
    equal("by git", here("show", "origin/main:auto.txt"), "a")
    policies.delete_policy_configuration(NAME, created.id)


@check("get_pull_request_query: by commit")
def _():
    merge = made.done.last_merge_commit.commit_id
    asked = [GitPullRequestQueryInput(items=[merge], type="lastMergeCommit"),
             GitPullRequestQueryInput(items=[made.source], type="commit")]
    answer = repos.get_pull_request_query(GitPullRequestQuery(queries=asked), made.repository, NAME)
    seen = [{commit: [request.pull_request_id for request in requests] for commit, requests in result.items()}
            for result in answer.results]
    equal("results", seen, [{merge: [made.id]}, {made.source: [made.id]}])


# Operations on references.

def operation(look, id):
    return until("the operation", lambda: look(NAME, id, made.repository),
                 lambda seen: seen.status not in ("queued", "inProgress"))


@check("cherry-pick and revert")
def _():
    parameters = dict(onto_ref_name="refs/heads/main", repository=GitRepository(id=made.repository))
    pushed("pick", {"picked.txt": "p\n"}, start=made.first)
    picked = here("rev-parse", "HEAD")
    started = repos.create_cherry_pick(GitAsyncRefOperationParameters(
        generated_ref_name="refs/heads/picked", source=GitAsyncRefOperationSource(
            commit_list=[GitCommitRef(commit_id=picked)]), **parameters), NAME, made.repository)
    equal("cherry-pick", operation(repos.get_cherry_pick, started.cherry_pick_id).status, "completed")
    here("fetch", "--quiet", "origin")
    equal("parent", here("rev-parse", "origin/picked~1"), here("rev-parse", "origin/main"))
    equal("files", git_lines("diff", "--name-only", "origin/main", "origin/picked", cwd=CLONE), ["picked.txt"])
    equal("by name", repos.get_cherry_pick_for_ref_name(NAME, made.repository, "refs/heads/picked").cherry_pick_id,
          started.cherry_pick_id)
    started = repos.create_revert(GitAsyncRefOperationParameters(
        generated_ref_name="refs/heads/reverted", source=GitAsyncRefOperationSource(pull_request_id=made.id),
        **parameters), NAME, made.repository)
    equal("revert", operation(repos.get_revert, started.revert_id).status, "completed")
    here("fetch", "--quiet", "origin")
    equal("files", git_lines("diff", "--name-only", "origin/main", "origin/reverted", cwd=CLONE),
          ["a.txt", "c.txt", "readme.md"])


@check("create_merge_request")
def _():
    ours, theirs = here("rev-parse", "origin/main"), here("rev-parse", "origin/pick")
    started = repos.create_merge_request(GitMergeParameters(comment="Both", parents=[ours, theirs]), NAME,
                                         made.repository)
    seen = until("the merge", lambda: repos.get_merge_request(NAME, made.repository, started.merge_operation_id),
                 lambda seen: seen.status not in ("queued", "inProgress"))
    equal("status", seen.status, "completed")
    commit = repos.get_commit(seen.detailed_status.merge_commit_id, made.repository, NAME)
    equal("parents", commit.parents, [ours, theirs])


@check("forks: create, list, a pull request from one")
def _():
    source = GitRepository(id=made.repository, project=TeamProjectReference(id=made.project.id))
    fork = repos.create_repository(GitRepositoryCreateOptions(
        name="fork", parent_repository=source, project=TeamProjectReference(id=made.project.id)), NAME)
    until("the fork", lambda: refs_of(NAME, "fork"), lambda refs: "refs/heads/main" in refs)
    equal("by git", refs_of(NAME, "fork")["refs/heads/main"], refs_of(NAME, REPOSITORY)["refs/heads/main"])
    seen = repos.get_repository_with_parent(fork.id, True, NAME)
    equal("parent", (seen.is_fork, seen.parent_repository.id), (True, made.repository))
    forks = repos.get_forks(made.repository, fork_collection(), NAME)
    equal("forks", [one.id for one in forks], [fork.id])


def fork_collection():
    return rest("_apis/projectcollections")["value"][0]["id"]


@check("import from another repository")
def _():
    target = repos.create_repository(GitRepositoryCreateOptions(name="imported"), NAME)
    source = with_token(git_url(NAME, REPOSITORY))
    started = repos.create_import_request(GitImportRequest(parameters=GitImportRequestParameters(
        git_source=GitImportGitSource(url=source))), NAME, target.id)
    seen = until("the import", lambda: repos.get_import_request(NAME, target.id, started.import_request_id),
                 lambda seen: seen.status not in ("queued", "inProgress"))
    equal("status", seen.status, "completed")
    equal("by git", refs_of(NAME, "imported")["refs/heads/main"], refs_of(NAME, REPOSITORY)["refs/heads/main"])


@check("favorites of references")
def _():
    favorite = repos.create_favorite(GitRefFavorite(name="refs/heads/main", repository_id=made.repository, type="ref"),
                                     NAME)
    equal("all", [one.name for one in repos.get_ref_favorites(NAME, made.repository)], ["refs/heads/main"])
    equal("one", repos.get_ref_favorite(NAME, favorite.id).repository_id, made.repository)
    repos.delete_ref_favorite(NAME, favorite.id)
    equal("none", repos.get_ref_favorites(NAME, made.repository), [])
