"""Repositories, pull requests and their policies: every public member of these classes is used once, and what it did
is looked for in what plain requests and git say."""

import time
from pathlib import Path
from types import SimpleNamespace

from pyado import raw
from pyado.exceptions import AzureDevOpsError, AzureDevOpsNotFoundError
from pyado.oop.repos import policy_types
from pyado.oop.repos.branch import Branch
from pyado.oop.repos.commit import Commit
from pyado.oop.repos.file_change import AddFile, DeleteFile, EditFile, RenameFile
from pyado.oop.repos.policy import PolicyConfiguration
from pyado.oop.repos.project_repos import ProjectRepos
from pyado.oop.repos.pull_request import PullRequest
from pyado.oop.repos.repository import Repository
from pyado.oop.repos.tag import Tag
from pyado.raw import (
    GitPushCommit, PullRequestSearchCriteria, PullRequestStatus, PullRequestStatusState, PullRequestThreadStatus,
    PullRequestVote, RecursionLevel,
)

from checks import (
    PROJECT as held, ZERO, Mismatch, check, equal, git, git_bytes, git_lines, git_url, raises, refs_of, rest,
    with_token,
)
from session import known, organization, used, watch

TYPED = [kind for kind in policy_types.BasePolicyModel.__subclasses__() if kind.__module__ == policy_types.__name__]
CLASSES = [
    ProjectRepos, Repository, Branch, Tag, Commit, PullRequest, PolicyConfiguration, policy_types.BasePolicyModel,
    AddFile, EditFile, DeleteFile, RenameFile,
]
project = organization.get_project(held["name"])
NAME = "by-pyado"
#: How many public members these classes have.
COUNT = 193
REPOSITORY = f"{held['name']}/_apis/git/repositories/{NAME}"
made = SimpleNamespace()


def told(path):
    """What a plain request tells of something below the repository."""
    return rest(f"{REPOSITORY}{path}")


def pull_request(path=""):
    """The pull request as a plain request tells it."""
    return told(f"/pullrequests/{made.request.id}{path}")


def local(*arguments):
    """Asks git in the clone."""
    return git("-c", "core.quotePath=false", *arguments, cwd=NAME)


def until(what, look, is_done):
    for _ in range(200):
        seen = look()
        if is_done(seen):
            return seen
        time.sleep(0.05)
    raise Mismatch(f"{what}: expected an end, saw {seen}")


def same(what, many, expected, key):
    """What two members list, one of them lazily, is the same, and as expected."""
    for how, seen in zip(("iter", "list"), many):
        equal(f"{what} ({how})", sorted(key(one) for one in seen), sorted(expected))


@check("ProjectRepos: repositories, by list, name and id")
def _():
    for kind in CLASSES:
        watch(kind)
    made.id = rest(f"{held['name']}/_apis/git/repositories", "POST", {"name": NAME})["id"]
    repos = project.repos
    there = [one["name"] for one in rest(f"{held['name']}/_apis/git/repositories")["value"]]
    same("repositories", (repos.iter_repositories(), repos.list_repositories()), there, lambda one: one.name)
    made.one = repos.get_repository(NAME)
    equal("one object", repos.get_repository_by_id(made.one.id) is made.one, True)
    raises("none", KeyError, lambda: repos.get_repository("nothing"))
    one = made.one
    equal("id", str(one.id), made.id)
    equal("its place", (one.project is project, one.org is organization), (True, True))
    equal("URL", (str(one.web_url), str(one.api_call.url).endswith(made.id)), (git_url(held["name"], NAME), True))
    equal("empty", one.default_branch, None)
    raises("no commit", AzureDevOpsNotFoundError, one.get_default_branch_commit)


@check("Repository: pushes with every change of a file")
def _():
    Path("text.txt").write_text("from a file\n", encoding="utf-8")
    Path("every.bin").write_bytes(bytes(range(256)))
    first = GitPushCommit(comment="First", changes=[change.to_git_change() for change in (
        AddFile("/readme.md", "# By pyado\n"), AddFile("/src/a.txt", "a\n"), AddFile("/src/b.txt", b"b\n"),
        AddFile("/from/text.txt", Path("text.txt")), AddFile("/from/every.bin", Path("every.bin")),
    )])
    update = raw.GitPushRefUpdate(name="refs/heads/main", old_object_id=ZERO)
    pushed = made.one.push_commits([update], [first])
    git("clone", "--quiet", with_token(git_url(held["name"], NAME)), NAME)
    equal("pushed", str(pushed.commits[0].commit_id), local("rev-parse", "HEAD"))
    equal("bytes", git_bytes("show", "HEAD:from/every.bin", cwd=NAME), bytes(range(256)))
    made.one.refresh()
    equal("default branch", str(made.one.info.default_branch), "refs/heads/main")
    update = made.one.make_ref_update("main")
    equal("where it is", str(update.old_object_id), local("rev-parse", "HEAD"))
    made.one.commit("main", "Second", [
        EditFile("/readme.md", "# By pyado, again\n"), DeleteFile("/src/b.txt"), RenameFile("/src/a.txt", "/src/c.txt"),
    ])
    made.one.commit_file_upsert("main", "/new.txt", "new\n", "Third")
    made.one.commit_file_upsert("main", "/new.txt", "newer\n", "Fourth")
    made.one.commit_file_rename("main", "/new.txt", "/moved.txt", "Fifth")
    made.one.commit_file_delete("main", "/from/text.txt", "Sixth")
    local("pull", "--quiet")
    equal("commits", git_lines("log", "--reverse", "--format=%s", cwd=NAME),
          ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"])
    equal("files", git_lines("ls-files", cwd=NAME), ["from/every.bin", "moved.txt", "readme.md", "src/c.txt"])
    equal("content", git_bytes("show", "HEAD:moved.txt", cwd=NAME), b"newer\n")


@check("Repository: branches and references")
def _():
    one, head = made.one, local("rev-parse", "HEAD")
    one.create_branch("topic", head)
    one.create_branch("other/topic", local("rev-parse", "HEAD~2"))
    branches = {name: at for name, at in refs_of(held["name"], NAME).items() if name.startswith("refs/heads/")}
    pairs = [f"{name} {at}" for name, at in branches.items()]
    same("references", (one.iter_refs(name_filter="heads/"), one.list_refs(name_filter="heads/")), pairs,
         lambda ref: f"{ref.name} {ref.object_id}")
    same("branches", (one.iter_branches(), one.list_branches()), pairs,
         lambda branch: f"{branch.full_name} {branch.commit_id}")
    repos = project.repos
    same("of the project", (repos.iter_branches(NAME), repos.list_branches(NAME)), list(branches),
         lambda branch: branch.full_name)
    equal("head", str(one.get_branch_head("topic")), head)
    equal("there", (one.check_branch_exists("topic"), one.check_branch_exists("nothing")), (True, False))
    equal("ancestors", (one.is_ancestor(local("rev-parse", "HEAD~2"), head),
                        one.is_ancestor(head, local("rev-parse", "HEAD~2"))), (True, False))
    statistics = one.get_statistics("other/topic")
    equal("statistics", (statistics.ahead_count, statistics.behind_count), (0, 2))
    other = next(branch for branch in one.iter_branches() if branch.name == "other/topic")
    equal("its reference", (other.ref.name, other.repo is one), ("refs/heads/other/topic", True))
    equal("its commit", str(other.get_commit().sha), local("rev-parse", "HEAD~2"))
    other.delete()
    one.delete_branch("topic")
    equal("left", [name for name in refs_of(held["name"], NAME) if name.startswith("refs/heads/")], ["refs/heads/main"])


@check("Tag: light and annotated")
def _():
    one, head = made.one, local("rev-parse", "HEAD")
    one.create_git_tag("light", head)
    heavy = one.create_annotated_tag("heavy", "With words", local("rev-parse", "HEAD~1"))
    seen = refs_of(held["name"], NAME)
    equal("as git sees them", (seen["refs/tags/light"], seen["refs/tags/heavy"], seen["refs/tags/heavy^{}"]),
          (head, str(heavy.object_id), local("rev-parse", "HEAD~1")))
    repos = project.repos
    for many in ((one.iter_git_tags(), one.list_git_tags()), (repos.iter_git_tags(NAME), repos.list_git_tags(NAME))):
        same("tags", many, ["heavy", "light"], lambda tag: tag.name)
    tags = {tag.name: tag for tag in one.list_git_tags()}
    equal("name and place", (tags["light"].full_name, tags["light"].ref.name, tags["light"].repo is one),
          ("refs/tags/light", "refs/tags/light", True))
    equal("light", (str(tags["light"].get_commit().sha), tags["light"].get_annotated_info()), (head, None))
    equal("annotated", tags["heavy"].get_annotated_info().message, "With words")
    equal("its object", str(tags["heavy"].commit_id), str(heavy.object_id))
    tags["light"].delete()
    one.delete_git_tag("heavy", tags["heavy"].commit_id)
    equal("left", [name for name in refs_of(held["name"], NAME) if name.startswith("refs/tags/")], [])
    one.create_git_tag("v1", head)


@check("Repository: files and items, by branch, commit, tag and reference")
def _():
    one, head, old = made.one, local("rev-parse", "HEAD"), local("rev-parse", "HEAD~5")
    equal("by branch", one.get_file_by_branch("/readme.md", "main"), "# By pyado, again\n")
    equal("by commit", one.get_file_by_commit("/readme.md", old), "# By pyado\n")
    equal("bytes", (one.get_file_bytes_by_branch("/from/every.bin"), one.get_file_bytes_by_commit("/nothing", head)),
          (bytes(range(256)), None))
    kinds = (
        ("branch", {"branch": "main"}, "main", one.iter_items, one.list_items),
        ("commit", {"commit": head}, head, one.iter_items_by_commit, one.list_items_by_commit),
        ("tag", {"tag": "v1"}, "v1", one.iter_items_by_tag, one.list_items_by_tag),
        ("ref", {"ref": "refs/heads/main"}, "refs/heads/main", one.iter_items_by_ref, one.list_items_by_ref),
    )
    for kind, options, version, iterate, listed in kinds:
        full = {"recursion_level": RecursionLevel.FULL}
        many = (iterate("/", **options, **full), listed("/", **options, **full))
        files = ([item for item in items if not item.is_folder] for items in many)
        same(kind, files, ["/" + path for path in git_lines("ls-files", cwd=NAME)], lambda item: item.path)
        item = getattr(one, f"get_item_by_{kind}")("/moved.txt", version)
        equal(kind, item.object_id, local("rev-parse", "HEAD:moved.txt"))
        there = getattr(one, f"check_file_exists_by_{kind}")
        equal(kind, (there("/moved.txt", version), there("/nothing", version)), (True, False))


@check("Commit: what it says, changes, statuses")
def _():
    one, head = made.one, local("rev-parse", "HEAD")
    same("commits", (one.iter_commits(), one.list_commits(branch="main")), git_lines("rev-list", "main", cwd=NAME),
         lambda commit: str(commit.sha))
    same("by commit", (one.iter_commits_by_commit(head), one.list_commits_by_commit(head, top=10)),
         git_lines("rev-list", "main", cwd=NAME), lambda commit: str(commit.sha))
    same("by tag", (one.iter_commits_by_tag("v1"), one.list_commits_by_tag("v1")),
         git_lines("rev-list", "main", cwd=NAME), lambda commit: str(commit.sha))
    commit = one.get_commit(local("rev-parse", "HEAD~4"))
    commit.refresh()
    log = lambda what: local("log", "-1", f"--format={what}", "HEAD~4")
    equal("author", (commit.author_name, commit.author_email), (log("%an"), log("%ae")))
    equal("committer", (commit.committer_name, commit.committer_email), (log("%cn"), log("%ce")))
    equal("dates", (int(commit.author_date.timestamp()), int(commit.committer_date.timestamp())),
          (int(log("%at")), int(log("%ct"))))
    equal("message and id", (commit.message, str(commit.info.commit_id)), ("Second", str(commit.sha)))
    equal("place", (commit.repo is one, commit.project is project, commit.org is organization), (True, True, True))
    changed = ["/readme.md", "/src/a.txt", "/src/b.txt", "/src/c.txt"]
    diff = lambda call: call(local("rev-parse", "HEAD~5"), local("rev-parse", "HEAD~4"))
    same("changes", (commit.iter_changes(), commit.list_changes()), changed, lambda change: change.item.path)
    same("difference", (diff(one.iter_commit_diff), diff(one.list_commit_diff)), changed, lambda change: change.item.path)
    equal("file", commit.get_file("/src/c.txt"), "a\n")
    status = {"state": "succeeded", "context": {"name": "lint", "genre": "ci"}}
    rest(f"{REPOSITORY}/commits/{commit.sha}/statuses", "POST", status)
    # Plain requests for a commit carry no statuses, and so neither does it.
    equal("statuses", commit.list_statuses(), [])
    equal("last", str(one.get_last_commit_touching_file("/src/c.txt", head)), str(commit.sha))
    equal("default branch", str(one.get_default_branch_commit().sha), head)
    equal("no pull request", commit.get_pull_request(), None)


@check("Repository: access control lists")
def _():
    namespace = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87"
    token = f"repoV2/{project.id}/{made.id}"
    entry = {"token": token, "merge": True, "accessControlEntries": [
        {"descriptor": rest("_apis/connectionData?api-version=7.1-preview")["authenticatedUser"]["descriptor"],
         "allow": 16, "deny": 0}]}
    rest(f"_apis/accesscontrolentries/{namespace}", "POST", entry)
    lists = made.one.list_acl()
    equal("tokens", [one.token for one in lists], [token])


@check("Repository: merges, cherry-picks and reverts as operations")
def _():
    one = made.one
    one.create_branch("left", local("rev-parse", "HEAD~1"))
    one.commit("left", "Left", [AddFile("/left.txt", "left\n")])
    one.create_branch("clash", local("rev-parse", "HEAD~5"))
    one.commit("clash", "Clash", [EditFile("/readme.md", "otherwise\n")])
    head = local("rev-parse", "main")
    started = one.start_merge(one.get_branch_head("left"), head, comment="For a trial")
    done = until("merge", lambda: one.get_merge_status(started.merge_operation_id),
                 lambda seen: seen.status not in ("queued", "inProgress"))
    equal("merge", str(done.status), "completed")
    commit = told(f"/commits/{done.detailed_status.merge_commit_id}")
    equal("its message", commit["comment"], "For a trial")
    equal("feasible", (one.check_merge_feasible(one.get_branch_head("left"), head),
                       one.check_merge_feasible(one.get_branch_head("clash"), head)), (True, False))
    # What it sends is not what the service takes: the source is missing.
    raises("cherry-pick", AzureDevOpsError, lambda: one.start_cherry_pick("main", "picked"))
    raises("revert", AzureDevOpsError, lambda: one.start_revert("main", "reverted"))
    left = str(one.get_branch_head("left"))
    begun = {"ontoRefName": "refs/heads/main", "generatedRefName": "refs/heads/picked",
             "repository": {"id": made.id}, "source": {"commitList": [{"commitId": left}]}}
    number = rest(f"{REPOSITORY}/cherryPicks", "POST", begun)["cherryPickId"]
    until("cherry-pick", lambda: str(one.get_cherry_pick_status(number).status), lambda seen: seen == "completed")
    begun = {"ontoRefName": "refs/heads/main", "generatedRefName": "refs/heads/reverted",
             "repository": {"id": made.id}, "source": {"commitList": [{"commitId": head}]}}
    number = rest(f"{REPOSITORY}/reverts", "POST", begun)["revertId"]
    until("revert", lambda: str(one.get_revert_status(number).status), lambda seen: seen == "completed")
    local("fetch", "--quiet")
    equal("picked", git_lines("diff", "--name-only", "main", "origin/picked", cwd=NAME), ["left.txt"])
    equal("reverted", git_lines("diff", "--name-only", "main", "origin/reverted", cwd=NAME), ["from/text.txt"])


@check("PullRequest: created, found again in every way")
def _():
    one, repos = made.one, project.repos
    request = one.create_pull_request("By pyado", "left", "main", description="One file")
    made.request = request
    seen = pull_request()
    equal("told", (seen["title"], seen["description"], seen["sourceRefName"], seen["targetRefName"]),
          ("By pyado", "One file", "refs/heads/left", "refs/heads/main"))
    equal("its own words", (request.title, request.description, request.source_branch, request.target_branch),
          ("By pyado", "One file", "refs/heads/left", "refs/heads/main"))
    equal("by", (request.created_by, str(request.status)), ("Ada Example", "active"))
    equal("place", (request.repo is one, request.project is project, request.org is organization), (True, True, True))
    equal("URL", str(request.api_call.url).rpartition("/")[2], str(request.id))
    equal("of the repository", one.get_pull_request(request.id).title, "By pyado")
    equal("of the project", (repos.get_pull_request(request.id).id, repos.get_pull_request(request.id, one.id).id),
          (request.id, request.id))
    active = PullRequestSearchCriteria(status=PullRequestStatus.ACTIVE, repository_id=made.id)
    for many in ((one.iter_pull_requests(), one.list_pull_requests()),
                 (repos.iter_pull_requests(criteria=active), repos.list_pull_requests(criteria=active))):
        same("listed", many, [request.id], lambda known: known.id)
    everywhere = rest(f"{held['name']}/_apis/git/pullrequests?searchCriteria.status=active")["value"]
    same("active", (repos.iter_active_prs(), repos.list_active_prs()),
         [known["pullRequestId"] for known in everywhere], lambda known: known.id)
    equal("of a branch", one.get_pr_for_branch("left").id, request.id)
    # It asks with a criterion that the service does not have, and takes the first answer.
    equal("of a commit", one.get_pr_for_commit(one.get_branch_head("left")).id, request.id)


@check("PullRequest: labels")
def _():
    request = made.request
    names = lambda: sorted(label["name"] for label in pull_request("/labels")["value"])
    request.add_tag("first")
    request.add_tag("second")
    equal("added", names(), ["first", "second"])
    same("labels", (request.iter_tags(), request.list_tags()), names(), str)
    same("in full", (request.iter_tag_details(), request.list_tag_details()), names(), lambda label: label.name)
    request.remove_tag("first")
    equal("removed", names(), ["second"])
    request.sync_tags({"third", "fourth"})
    equal("as wished", names(), ["fourth", "third"])


@check("PullRequest: threads")
def _():
    request = made.request
    general = request.add_thread("In general")
    there = request.add_thread("Here", file_path="/left.txt", line=1, status=PullRequestThreadStatus.PENDING)
    reply = request.reply_to_thread(there.id, "Yes")
    seen = pull_request(f"/threads/{there.id}")
    equal("told", (seen["status"], seen["threadContext"]["filePath"], seen["threadContext"]["rightFileStart"]["line"]),
          ("pending", "/left.txt", 1))
    equal("said", [(one["content"], one["parentCommentId"]) for one in seen["comments"]], [("Here", 0), ("Yes", 1)])
    equal("answer", reply.id, 2)
    equal("one", [comment.content for comment in request.get_thread(general.id).comments], ["In general"])
    request.update_thread_status(there.id, PullRequestThreadStatus.FIXED)
    equal("fixed", pull_request(f"/threads/{there.id}")["status"], "fixed")
    ids = [thread["id"] for thread in pull_request("/threads")["value"]]
    same("threads", (request.iter_threads(), request.list_threads()), ids, lambda thread: thread.id)


@check("PullRequest: reviewers and votes")
def _():
    request = made.request
    find = lambda mail: rest(f"_apis/identities?searchFilter=MailAddress&filterValue={mail}@fabrikam.example",
                             host="vssps.")["value"][0]["id"]
    grace, made.me = find("grace.okafor"), find("ada")
    request.add_reviewer(grace, is_required=True)
    seen = pull_request(f"/reviewers/{grace}")
    equal("required", (seen["isRequired"], seen["vote"]), (True, 0))
    request.vote(made.me, PullRequestVote.WAITING_FOR_AUTHOR)
    votes = {one["id"]: one["vote"] for one in pull_request("/reviewers")["value"]}
    equal("votes", votes, {grace: 0, made.me: -5})
    equal("listed", {one.id: int(one.vote) for one in request.list_reviewers()}, votes)
    request.remove_reviewer(grace)
    equal("left", [one["id"] for one in pull_request("/reviewers")["value"]], [made.me])
    request.vote(made.me, PullRequestVote.APPROVED)


@check("PullRequest: work items, linked from both sides")
def _():
    request = made.request
    wanted = {"query": f"Select [System.Id] From WorkItems Where [System.TeamProject] = '{held['name']}'"}
    items = sorted(item["id"] for item in rest(f"{held['name']}/_apis/wit/wiql?$top=3", "POST", wanted)["workItems"])
    linked = lambda: sorted(int(item["id"]) for item in pull_request("/workitems")["value"])
    request.link_work_item(project.boards.get_work_item(items[0]), comment="By hand")
    equal("linked", linked(), items[:1])
    equal("of the item", any(link["url"].lower().endswith(f"%2f{request.id}") for link in
                             rest(f"_apis/wit/workitems/{items[0]}?$expand=relations")["relations"]), True)
    # As documented: who updates a pull request changes no links by that.
    request.add_work_item_ref(items[1])
    request.set_work_item_refs(items)
    equal("as before", linked(), items[:1])
    request.link_work_item(project.boards.get_work_item(items[2]))
    two = [items[0], items[2]]
    same("ids", (request.iter_work_item_ids(), request.list_work_item_ids()), two, int)
    same("in full", (request.iter_work_items(), request.list_work_items()), two, lambda item: item.id)


@check("PullRequest: commits, iterations, files, statuses")
def _():
    request = made.request
    made.one.commit("left", "More", [AddFile("/more.txt", "more\n")])
    local("fetch", "--quiet")
    own = git_lines("rev-list", "main..origin/left", cwd=NAME)
    same("commits", (request.iter_commits(), request.list_commits()), own, lambda commit: str(commit.sha))
    same("iterations", (request.iter_iterations(), request.list_iterations()), [1, 2], lambda one: one.id)
    equal("of the first", [change.item.path for change in request.get_iteration_changes(1)], ["/left.txt"])
    same("files", (request.iter_files_changed(), request.list_files_changed()), ["/left.txt", "/more.txt"],
         lambda change: change.item.path)
    request.set_status(PullRequestStatusState.SUCCEEDED, "lint", description="Fine", iteration_id=2, genre="ci")
    seen = pull_request("/statuses")["value"]
    equal("statuses", [(one["context"]["name"], one["state"], one["iterationId"]) for one in seen],
          [("lint", "succeeded", 2)])
    same("listed", (request.iter_statuses(), request.list_statuses()), [one["id"] for one in seen], lambda one: one.id)


@check("Policies: every kind that it knows, written and read back")
def _():
    definition = {"name": "By pyado", "path": "\\", "process": {"type": 2, "yamlFilename": "build.yml"},
                  "repository": {"id": made.id, "type": "TfsGit", "defaultBranch": "refs/heads/main"}}
    number = rest(f"{held['name']}/_apis/build/definitions", "POST", definition)["id"]
    branch = raw.PolicyScope.for_branch(made.one.id, "refs/heads/guarded")
    branch = {"scope": [branch], "is_blocking": False}
    whole = {"scope": [policy_types.RepoPolicyScope(repository_id=made.one.id)], "is_enabled": False}
    policies = [
        policy_types.MinimumReviewersPolicy(
            **branch, minimum_approver_count=2, creator_vote_counts=False, allow_downvotes=False,
            reset_on_source_push=True, require_vote_on_last_iteration=False, reset_rejections_on_source_push=False,
            block_last_pusher_vote=True),
        policy_types.CommentRequirementsPolicy(**branch),
        policy_types.WorkItemLinkingPolicy(**branch),
        policy_types.MergeStrategyPolicy(**branch, allow_squash=True),
        policy_types.BuildPolicy(**branch, build_definition_id=number, queue_on_source_update_only=True,
                                 manual_queue_only=False, valid_duration=720.0, display_name="Build"),
        policy_types.RequiredReviewersPolicy(**branch, required_reviewer_ids=[made.me], minimum_approver_count=1,
                                             creator_vote_counts=True, filename_patterns=["*.md"]),
        policy_types.StatusPolicy(**branch, status_name="lint", status_genre="checks", author_id=made.me,
                                  invalidate_on_source_update=True, default_display_name="Lint"),
        policy_types.GitRepositoryPolicy(**whole, enforce_consistent_case=True),
        policy_types.ReservedNamesPolicy(**whole),
        policy_types.PathLengthPolicy(**whole, max_path_length=300),
        policy_types.FileSizeRestrictionPolicy(**whole, maximum_git_blob_size_in_bytes=1000, use_uncompressed_size=True),
        policy_types.FileNamePolicy(**whole, filename_patterns=["*.exe"]),
        policy_types.CommitAuthorEmailPolicy(**whole, author_email_patterns=["*@fabrikam.example"]),
        policy_types.SearchBranchesPolicy(**whole, search_branches=["refs/heads/main"]),
    ]
    equal("kinds", sorted(type(one).__name__ for one in policies), sorted(kind.__name__ for kind in TYPED))
    settings, numbers = project.settings, []
    for wanted in policies:
        request = wanted.to_request()
        equal("from a request", type(wanted).from_request(request), wanted)
        created = settings.create_policy_configuration(request)
        numbers.append(created.id)
        seen = rest(f"{held['name']}/_apis/policy/configurations/{created.id}")
        equal("kind", (seen["type"]["id"], seen["isEnabled"], seen["isBlocking"]),
              (str(wanted.POLICY_TYPE_ID), wanted.is_enabled, wanted.is_blocking))
        back = type(wanted).from_info(created.info)
        # The service adds what is off.
        equal(type(wanted).__name__, {name: value for name, value in back if getattr(wanted, name) is not None},
              {name: value for name, value in wanted if value is not None})
    one = settings.get_policy_configuration(numbers[0])
    one.refresh()
    equal("what it says", (one.id, str(one.type.id), one.is_enabled, one.is_blocking, one.revision,
                           one.created_by.display_name),
          (numbers[0], str(policies[0].POLICY_TYPE_ID), True, False, 1, "Ada Example"))
    equal("place", (one.project is project, one.org is organization), (True, True))
    changed = policy_types.MinimumReviewersPolicy.from_info(one.info).model_copy(update={"minimum_approver_count": 3})
    one.update(changed.to_request())
    equal("updated", (one.revision, rest(f"{held['name']}/_apis/policy/configurations/{one.id}")["settings"]
                      ["minimumApproverCount"]), (2, 3))
    listed = [known["id"] for known in rest(f"{held['name']}/_apis/policy/configurations")["value"]]
    same("listed", (settings.iter_policy_configurations(), settings.list_policy_configurations()), listed,
         lambda known: known.id)
    for number in numbers:
        settings.get_policy_configuration(number).delete()
    left = rest(f"{held['name']}/_apis/policy/configurations")["value"]
    equal("deleted", [known["id"] for known in left], [id for id in listed if id not in numbers])


@check("PullRequest: changed, abandoned, completed by itself and by hand")
def _():
    request, one = made.request, made.one
    request.update(title="By pyado, again", description="Two files", is_draft=True)
    seen = pull_request()
    equal("changed", (seen["title"], seen["description"], seen["isDraft"]), ("By pyado, again", "Two files", True))
    # A draft is not completed.
    request.enable_auto_complete()
    equal("by itself", pull_request()["autoCompleteSetBy"]["id"], made.me)
    request.disable_auto_complete()
    equal("not any more", "autoCompleteSetBy" in pull_request(), False)
    request.update(is_draft=False)
    request.abandon()
    equal("abandoned", pull_request()["status"], "abandoned")
    request.update(status=PullRequestStatus.ACTIVE)
    until("merge", pull_request, lambda seen: seen.get("mergeStatus") == "succeeded")
    request.refresh()
    request.complete(request.info.last_merge_source_commit.commit_id)
    seen = until("completion", pull_request, lambda seen: seen["status"] != "active")
    equal("completed", seen["status"], "completed")
    request.refresh()
    equal("its own word", str(request.info.status), "completed")
    local("fetch", "--quiet", "--prune")
    equal("merged", sorted(git_lines("diff", "--name-only", "main", "origin/main", cwd=NAME)), ["left.txt", "more.txt"])
    equal("squashed", local("log", "-1", "--format=%P", "origin/main"), local("rev-parse", "main"))
    equal("source is gone", "refs/heads/left" in refs_of(held["name"], NAME), False)


@check("repositories: every public member of their classes was used")
def _():
    own = {kind.__name__ for kind in CLASSES}
    public = {name for name in known if name.partition(".")[0] in own}
    equal("not used", sorted(public - used), [])
    equal("how many", len(public), COUNT)
