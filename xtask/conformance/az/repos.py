"""Repositories: every command is run, and what it did is looked for in what plain requests and git say."""

import json
import time
from types import SimpleNamespace

from checks import HISTORY, PAT, Mismatch, check, contains, equal, git, git_url, refs_of, rest, with_token
from session import PROJECT, az, commands, done_with, names

NAME = "by az"
OWNER, GRACE, MATEO = (f"{name}@fabrikam.example" for name in ("ada", "grace.okafor", "mateo.silva"))
made = SimpleNamespace()


def repos(*arguments, **options):
    """A command of `az repos`."""
    return az("repos", *arguments, **options)


def policy(*arguments, **options):
    """A command of `az repos policy`."""
    return repos("policy", *arguments, **options)


def pr(*arguments, **options):
    """A command of `az repos pr`, which finds a pull request by its number alone."""
    return repos("pr", *arguments, **{"project": None, **options})


def repository(path="", name=NAME):
    """What a plain request tells of the repository of these checks, or of what is below it."""
    return rest(f"{PROJECT}/_apis/git/repositories/{name}{path}")


def configuration(number):
    """A policy as a plain request tells it: whether it blocks, whether it is on, what it covers, and the rest."""
    told = rest(f"{PROJECT}/_apis/policy/configurations/{number}")
    settings = dict(told["settings"])
    return told["isBlocking"], told["isEnabled"], settings.pop("scope"), settings


def pull_request(path=""):
    """The pull request of these checks as a plain request tells it."""
    return repository(f"/pullrequests/{made.number}{path}")


def until(what, look, is_done):
    """Looks again and again until something is done."""
    for _ in range(200):
        seen = look()
        if is_done(seen):
            return seen
        time.sleep(0.05)
    raise Mismatch(f"{what}: expected an end, saw {seen}")


def person(mail):
    """The id of somebody."""
    found = rest(f"_apis/identities?searchFilter=MailAddress&filterValue={mail}", host="vssps.")["value"]
    return found[0]["id"]


@check("repos create, list, show")
def _():
    created = repos("create", "--name", NAME)
    made.repository = created["id"]
    told = repository()
    equal("id and size", (told["id"], told["size"]), (created["id"], 0))
    equal("no branch", "defaultBranch" in told, False)
    all_of_it = sorted(known["name"] for known in rest(f"{PROJECT}/_apis/git/repositories")["value"])
    equal("listed", names(repos("list")), all_of_it)
    shown = repos("show", "--repository", NAME)
    equal("shown", (shown["id"], shown["remoteUrl"]), (told["id"], told["remoteUrl"]))
    contains("a second one", repos("create", "--name", NAME, fails=True), "TF400948")
    contains("none", repos("show", "--repository", "nothing", fails=True), "TF401019")


@check("repos import create: from a private repository, with a password that is forgotten afterwards")
def _():
    source = git_url(PROJECT, HISTORY)
    done = repos("import", "create", "--git-source-url", source, "--repository", NAME, "--requires-authorization",
                 "--user-name", "me", AZURE_DEVOPS_EXT_GIT_SOURCE_PASSWORD_OR_PAT=PAT)
    equal("status", done["status"], "completed")
    told = repository(f"/importRequests/{done['importRequestId']}")
    equal("told", (told["status"], told["parameters"]["gitSource"]["url"]), ("completed", source))
    kept = lambda refs: {name: at for name, at in refs.items() if not name.startswith("refs/pull/")}
    equal("references", kept(refs_of(PROJECT, NAME)), kept(refs_of(PROJECT, HISTORY)))
    equal("endpoints", rest(f"{PROJECT}/_apis/serviceendpoint/endpoints")["count"], 0)


@check("repos update: default branch and name")
def _():
    repos("update", "--repository", NAME, "--default-branch", "feature")
    equal("default branch", repository()["defaultBranch"], "refs/heads/feature")
    renamed = repos("update", "--repository", NAME, "--name", "by az for a while", "--default-branch", "main")
    told = repository(name="by az for a while")
    equal("told", (told["id"], told["defaultBranch"]), (renamed["id"], "refs/heads/main"))
    repos("update", "--repository", "by az for a while", "--name", NAME)
    equal("name again", repository()["id"], made.repository)


@check("repos ref create, list, lock, unlock, delete")
def _():
    at = refs_of(PROJECT, NAME)["refs/heads/feature"]
    of = ("--repository", NAME)
    created = repos("ref", "create", "--name", "heads/kept", "--object-id", at, *of)
    equal("created", (created["success"], created["newObjectId"]), (True, at))
    equal("as git sees it", refs_of(PROJECT, NAME)["refs/heads/kept"], at)
    # What the service answers has no message, and so it says that there is none.
    contains("a second one", repos("ref", "create", "--name", "heads/kept", "--object-id", at, *of, fails=True), "None")
    listed = {ref["name"]: ref["objectId"] for ref in repos("ref", "list", "--filter", "heads/", *of)}
    equal("listed", listed, {ref["name"]: ref["objectId"] for ref in repository("/refs?filter=heads/")["value"]})
    repos("ref", "lock", "--name", "heads/kept", *of)
    told = repository("/refs?filter=heads/kept")["value"][0]
    equal("locked by", (told["isLocked"], told["isLockedBy"]["id"]), (True, person(OWNER)))
    repos("ref", "unlock", "--name", "heads/kept", *of)
    equal("unlocked", "isLocked" in repository("/refs?filter=heads/kept")["value"][0], False)
    # It looks the present object up itself.
    repos("ref", "delete", "--name", "heads/kept", *of)
    equal("gone", "refs/heads/kept" in refs_of(PROJECT, NAME), False)


def both(kind, create, expected, update, then, branch="main"):
    """Creates a policy of a kind, and updates it; its number. Both times a plain request tells the settings."""
    on = ("--repository-id", made.repository)
    on += ("--branch", branch) if branch else ()
    created = policy(kind, "create", *on, "--blocking", "false", "--enabled", "false", *create)
    scope = {"repositoryId": made.repository}
    if branch:
        scope = {"refName": f"refs/heads/{branch}", "matchKind": "Exact", **scope}

    def told(what, is_enabled, wanted):
        # The service adds settings of its own, and leaves out what is off.
        *rest, settings = configuration(created["id"])
        settings = {name: settings.get(name, False) for name in wanted}
        equal(f"{kind} {what}", (*rest, settings), (False, is_enabled, [scope], wanted))

    told("created", False, expected)
    updated = policy(kind, "update", "--id", str(created["id"]), "--enabled", "true", *update)
    equal(f"{kind} revision", updated["revision"], created["revision"] + 1)
    told("updated", True, {**expected, **then})
    return created["id"]


def flags(**settings):
    """Options of the command line."""
    return [part for name, value in settings.items() for part in ("--" + name.replace("_", "-"), str(value))]


@check("repos policy approver-count, comment-required, work-item-linking: create, update")
def _():
    made.approvers = both(
        "approver-count",
        flags(minimum_approver_count=2, creator_vote_counts="false", allow_downvotes="false",
              reset_on_source_push="false"),
        {"minimumApproverCount": 2, "creatorVoteCounts": False, "allowDownvotes": False, "resetOnSourcePush": False},
        flags(minimum_approver_count=1, creator_vote_counts="true"),
        {"minimumApproverCount": 1, "creatorVoteCounts": True})
    both("comment-required", [], {}, [], {})
    both("work-item-linking", [], {}, [], {})


@check("repos policy merge-strategy, required-reviewer: create, update")
def _():
    both("merge-strategy", flags(allow_squash="true", allow_rebase="true", allow_rebase_merge="false",
                                 allow_no_fast_forward="false"),
         {"allowSquash": True, "allowRebase": True, "allowRebaseMerge": False, "allowNoFastForward": False},
         flags(allow_no_fast_forward="true"), {"allowNoFastForward": True})
    both("required-reviewer",
         flags(message="Please look", required_reviewer_ids=f"{GRACE};{MATEO}", path_filter="/src/*;*.md"),
         {"requiredReviewerIds": [person(GRACE), person(MATEO)], "message": "Please look",
          "filenamePatterns": ["/src/*", "*.md"]},
         flags(message="Please do", required_reviewer_ids=MATEO),
         {"message": "Please do", "requiredReviewerIds": [person(MATEO)]})


@check("repos policy file-size, case-enforcement: create, update")
def _():
    both("file-size", flags(maximum_git_blob_size=1_000_000, use_uncompressed_size="true"),
         {"maximumGitBlobSizeInBytes": 1_000_000, "useUncompressedSize": True},
         flags(maximum_git_blob_size=2_000_000), {"maximumGitBlobSizeInBytes": 2_000_000}, branch=None)
    both("case-enforcement", [], {"enforceConsistentCase": True}, [], {}, branch=None)


@check("repos policy build: create, update")
def _():
    wanted = {"name": "By az", "path": "\\", "process": {"type": 2, "yamlFilename": "azure-pipelines.yml"},
              "repository": {"id": made.repository, "type": "TfsGit", "defaultBranch": "refs/heads/main"}}
    made.definition = rest(f"{PROJECT}/_apis/build/definitions", "POST", wanted)["id"]
    made.build = both(
        "build",
        flags(build_definition_id=made.definition, queue_on_source_update_only="false", manual_queue_only="true",
              display_name="By hand", valid_duration=0, path_filter="/src/*"),
        {"buildDefinitionId": made.definition, "queueOnSourceUpdateOnly": False, "manualQueueOnly": True,
         "displayName": "By hand", "validDuration": 0.0, "filenamePatterns": ["/src/*"]},
        flags(display_name="By hand alone", valid_duration=60),
        {"displayName": "By hand alone", "validDuration": 60.0})


@check("repos policy create, list, show, update, delete")
def _():
    wanted = {"isEnabled": True, "isBlocking": False,
              "type": {"id": "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd"},
              "settings": {"minimumApproverCount": 1, "creatorVoteCounts": True,
                           "scope": [{"repositoryId": made.repository, "refName": f"refs/heads/{name}",
                                      "matchKind": "Exact"} for name in ("feature", "topic/ahead")]}}
    with open("policy.json", "w", encoding="utf-8") as file:
        json.dump(wanted, file)
    number = str(policy("create", "--config", "policy.json")["id"])
    equal("scopes", configuration(number)[2], wanted["settings"]["scope"])
    wanted["settings"]["minimumApproverCount"] = 3
    with open("policy.json", "w", encoding="utf-8") as file:
        json.dump(wanted, file)
    policy("update", "--id", number, "--config", "policy.json")
    equal("count", configuration(number)[3]["minimumApproverCount"], 3)
    equal("shown", policy("show", "--id", number)["settings"]["minimumApproverCount"], 3)
    ids = lambda all_of_it: sorted(one["id"] for one in all_of_it)
    told = rest(f"{PROJECT}/_apis/policy/configurations")["value"]
    equal("listed", ids(policy("list")), ids(told))
    of_feature = policy("list", "--repository-id", made.repository, "--branch", "feature")
    equal("of a branch", ids(of_feature), [int(number)])
    policy("delete", "--id", number, "--yes")
    left = ids(rest(f"{PROJECT}/_apis/policy/configurations")["value"])
    equal("left", left, [one for one in ids(told) if one != int(number)])
    equal("deleted", policy("show", "--id", number)["isDeleted"], True)


@check("repos pr create: draft, with reviewers, work items, how it is to be completed")
def _():
    wanted = {"query": f"Select [System.Id] From WorkItems Where [System.TeamProject] = '{PROJECT}'"}
    found = rest(f"{PROJECT}/_apis/wit/wiql?$top=3", "POST", wanted)
    made.items = sorted(item["id"] for item in found["workItems"])
    created = pr("create", "--repository", NAME, "--source-branch", "topic/ahead", "--target-branch", "main",
                 "--title", "By az", "--description", "First", "Second", "--draft", "--squash",
                 "--delete-source-branch", "--merge-commit-message", "All at once", "--reviewers", GRACE, MATEO,
                 "--work-items", str(made.items[0]), str(made.items[1]), project=PROJECT)
    made.number = created["pullRequestId"]
    told = pull_request()
    equal("title and text", (told["title"], told["description"]), ("By az", "First\nSecond"))
    equal("branches", (told["sourceRefName"], told["targetRefName"]), ("refs/heads/topic/ahead", "refs/heads/main"))
    equal("draft", told["isDraft"], True)
    options = told["completionOptions"]
    equal("options", (options["squashMerge"], options["deleteSourceBranch"], options["mergeCommitMessage"]),
          (True, True, "All at once"))
    asked = {reviewer["id"] for reviewer in told["reviewers"]}
    equal("reviewers", asked >= {person(GRACE), person(MATEO)}, True)
    linked = sorted(int(item["id"]) for item in pull_request("/workitems")["value"])
    equal("work items", linked, made.items[:2])
    second = pr("create", "--repository", NAME, "--source-branch", "topic/ahead", "--target-branch", "main",
                "--title", "Again", project=PROJECT, fails=True)
    contains("a second one", second, "TF401179")


@check("repos pr show, list")
def _():
    equal("shown", pr("show", "--id", str(made.number))["title"], "By az")
    contains("none", pr("show", "--id", "999999", fails=True), "TF401180")
    listed = lambda *how: [one["pullRequestId"] for one in pr("list", "--repository", NAME, *how, project=PROJECT)]
    equal("by reviewer and branches",
          listed("--reviewer", GRACE, "--source-branch", "topic/ahead", "--target-branch", "main"), [made.number])
    equal("by creator", listed("--creator", "me"), [made.number])
    equal("by somebody else", listed("--creator", MATEO), [])
    equal("completed ones", listed("--status", "completed"), [])
    equal("past the end", listed("--skip", "1", "--top", "5"), [])


@check("repos pr update: title, text, ready, completes by itself")
def _():
    # Votes and builds are still to come: one policy that blocks keeps it open.
    number = str(made.number)
    policy("approver-count", "update", "--id", str(made.approvers), "--blocking", "true")
    pr("update", "--id", number, "--title", "By az, again", "--description", "Only", "--draft", "false",
       "--auto-complete", "true")
    told = pull_request()
    equal("told", (told["title"], told["description"], told["isDraft"]), ("By az, again", "Only", False))
    equal("by", told["autoCompleteSetBy"]["id"], person(OWNER))
    pr("update", "--id", number, "--auto-complete", "false")
    equal("no more", "autoCompleteSetBy" in pull_request(), False)


@check("repos pr reviewer add, list, remove, and set-vote")
def _():
    number = str(made.number)
    reviewers = lambda: {one["uniqueName"]: one["vote"] for one in pull_request("/reviewers")["value"]}
    pr("reviewer", "remove", "--id", number, "--reviewers", GRACE)
    equal("removed", GRACE in reviewers(), False)
    pr("reviewer", "add", "--id", number, "--reviewers", GRACE)
    equal("added", GRACE in reviewers(), True)
    listed = {one["uniqueName"]: one["vote"] for one in pr("reviewer", "list", "--id", number)}
    equal("listed", listed, reviewers())
    for word, vote in (("wait-for-author", -5), ("reject", -10), ("reset", 0), ("approve-with-suggestions", 5)):
        pr("set-vote", "--id", number, "--vote", word)
        equal(word, reviewers()[OWNER], vote)


@check("repos pr work-item add, list, remove")
def _():
    number = str(made.number)
    told = lambda: sorted(int(item["id"]) for item in pull_request("/workitems")["value"])
    added = pr("work-item", "add", "--id", number, "--work-items", str(made.items[2]))
    equal("added", (sorted(item["id"] for item in added), told()), (made.items, made.items))
    # What is linked already stays linked.
    pr("work-item", "add", "--id", number, "--work-items", str(made.items[2]))
    equal("listed", sorted(item["id"] for item in pr("work-item", "list", "--id", number)), made.items)
    # It removes what it added itself: what the service links has another escape in its address.
    pr("work-item", "remove", "--id", number, "--work-items", str(made.items[2]))
    equal("left", told(), made.items[:2])
    links = rest(f"_apis/wit/workitems/{made.items[2]}?$expand=relations").get("relations", [])
    here = [link for link in links if link["url"].lower().endswith(f"%2f{number}")]
    equal("links of what was removed", here, [])


@check("repos pr policy list, queue: a build by hand")
def _():
    number = str(made.number)
    project = rest(f"_apis/projects/{PROJECT}")["id"]
    artifact = f"vstfs:///CodeReview/CodeReviewId/{project}/{number}"
    evaluations = lambda: {
        one["configuration"]["id"]: one
        for one in rest(f"{PROJECT}/_apis/policy/evaluations?artifactId={artifact}&api-version=7.1-preview.1")["value"]
    }
    listed = {one["configuration"]["id"]: one["status"] for one in pr("policy", "list", "--id", number)}
    equal("listed", listed, {id: one["status"] for id, one in evaluations().items()})
    # Nothing in /src changes, so a build is not asked for.
    equal("not of these paths", made.build in listed, False)
    policy("build", "update", "--id", str(made.build), "--path-filter", "*")
    waiting = until("a build is asked for", evaluations, lambda all_of_it: made.build in all_of_it)[made.build]
    equal("waits", waiting["status"], "queued")
    queued = pr("policy", "queue", "--id", number, "--evaluation-id", waiting["evaluationId"])
    equal("queued", queued["evaluationId"], waiting["evaluationId"])
    done = until("the build ends", evaluations, lambda all_of_it: all_of_it[made.build]["status"] == "approved")
    build = rest(f"{PROJECT}/_apis/build/builds/{done[made.build]['context']['buildId']}")
    equal("build", (build["definition"]["id"], build["reason"], build["sourceBranch"], build["result"]),
          (made.definition, "pullRequest", f"refs/pull/{number}/merge", "succeeded"))


@check("repos pr checkout: the source branch in a clone, and a favorite")
def _():
    git("clone", "--quiet", with_token(git_url(PROJECT, NAME)), "clone")
    equal("before", git("branch", "--show-current", cwd="clone"), "main")
    pr("checkout", "--id", str(made.number), clone="clone")
    equal("branch", git("branch", "--show-current", cwd="clone"), "topic/ahead")
    equal("commit", git("rev-parse", "HEAD", cwd="clone"), refs_of(PROJECT, NAME)["refs/heads/topic/ahead"])
    path = f"{PROJECT}/_apis/git/favorites/refs?repositoryId={made.repository}&api-version=7.1-preview.1"
    equal("favorites", [one["name"] for one in rest(path)["value"]], ["refs/heads/topic/ahead"])


@check("repos pr update: abandoned, active, completed")
def _():
    number = str(made.number)
    for status in ("abandoned", "active"):
        pr("update", "--id", number, "--status", status)
        equal(status, pull_request()["status"], status)
    until("merge", pull_request, lambda told: told.get("mergeStatus") == "succeeded")
    before = refs_of(PROJECT, NAME)
    pr("set-vote", "--id", number, "--vote", "approve")
    pr("update", "--id", number, "--status", "completed")
    told = until("completion", pull_request, lambda told: told["status"] != "active")
    after = refs_of(PROJECT, NAME)
    equal("status and merge", (told["status"], after["refs/heads/main"]),
          ("completed", told["lastMergeCommit"]["commitId"]))
    equal("source is gone", "refs/heads/topic/ahead" in after, False)
    git("fetch", "--quiet", "origin", "main", cwd="clone")
    equal("one commit on top", git("log", "-1", "--format=%P %s", "FETCH_HEAD", cwd="clone"),
          f"{before['refs/heads/main']} All at once")


@check("repos delete: in the recycle bin")
def _():
    repos("delete", "--id", made.repository, "--yes")
    bin = rest(f"{PROJECT}/_apis/git/recycleBin/repositories")["value"]
    equal("in the bin", made.repository in [one["id"] for one in bin], True)
    contains("gone", repos("show", "--repository", NAME, fails=True), "TF401019")


@check("repos: every command that the extension has was run")
def _():
    known = commands("azext_devops.dev.repos.commands", "load_code_commands")
    equal("how many", len(known), 46)
    equal("not run", sorted(known - done_with), [])
