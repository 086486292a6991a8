"""Microsoft's command line with its extension for Azure DevOps: what it prints is compared with what the emulator
holds, with what git says, or with what was made. It knows only the cloud, and takes URL and version of every call
from discovery."""

from checks import (
    HELD, HISTORY, check, contains, equal, git_url, history_lines, refs_of, run,
)
from session import PROJECT, az, begin, held, names

made = {}


@check("devops project list and show")
def _():
    listed = az("devops", "project", "list", project=None)["value"]
    equal("names", names(listed), names(HELD["projects"]))
    shown = az("devops", "project", "show", "--project", PROJECT, project=None)
    equal("id", shown["id"], held["id"])
    equal("capabilities", shown["capabilities"]["versioncontrol"]["sourceControlType"], "Git")


@check("devops project create waits until it is ready, and delete")
def _():
    project = az("devops", "project", "create", "--name", "Made by az", "--description", "For a while", project=None)
    equal("state and description", (project["state"], project["description"]), ("wellFormed", "For a while"))
    az("devops", "project", "delete", "--id", project["id"], "--yes", project=None)
    contains("names", repr(names(az("devops", "project", "list", project=None)["value"])), PROJECT)


@check("devops team create, show, list, update, delete")
def _():
    team = az("devops", "team", "create", "--name", "Night shift", "--description", "Late")
    equal("name", team["name"], "Night shift")
    equal("description", az("devops", "team", "show", "--team", "Night shift")["description"], "Late")
    az("devops", "team", "update", "--team", "Night shift", "--name", "Day shift")
    listed = names(az("devops", "team", "list"))
    equal("whether it is listed", ("Day shift" in listed, "Night shift" in listed), (True, False))
    members = az("devops", "team", "list-member", "--team", "Day shift")
    equal("members", [member["identity"]["uniqueName"] for member in members], ["ada@fabrikam.example"])
    az("devops", "team", "delete", "--id", "Day shift", "--yes")


@check("devops invoke finds any operation by area and resource")
def _():
    found = az("devops", "invoke", "--area", "git", "--resource", "repositories", "--route-parameters",
               f"project={PROJECT}", "--api-version", "7.1", project=None)
    listed = sorted(repository["name"] for repository in found["value"])
    expected = sorted([*(repository["name"] for repository in held["repositories"])])
    equal("names", listed, expected)


@check("repos list and show")
def _():
    equal("names", names(az("repos", "list")), names(held["repositories"]))
    shown = az("repos", "show", "--repository", HISTORY)
    equal("URL", shown["webUrl"], git_url(PROJECT, HISTORY))
    equal("default branch", shown["defaultBranch"], "refs/heads/main")


@check("repos create, update, delete")
def _():
    repository = az("repos", "create", "--name", "by-az")
    renamed = az("repos", "update", "--repository", "by-az", "--name", "by-az-2")
    equal("id and name", (renamed["id"], renamed["name"]), (repository["id"], "by-az-2"))
    az("repos", "delete", "--id", repository["id"], "--yes")
    equal("names", names(az("repos", "list")), names(held["repositories"]))


@check("a repository that does not exist is an error in the service's words")
def _():
    contains("message", az("repos", "show", "--repository", "nothing", fails=True), "TF401019")


@check("repos ref list, create, lock, unlock, delete")
def _():
    listed = {ref["name"]: ref["objectId"] for ref in az("repos", "ref", "list", "--repository", HISTORY)}
    pushed = {name: at for name, at in (line.split()[::-1] for line in history_lines("show-ref"))}
    equal("main", listed["refs/heads/main"], pushed["refs/heads/main"])
    feature = listed["refs/heads/feature"]
    az("repos", "ref", "create", "--name", "heads/by-az", "--object-id", feature, "--repository", HISTORY)
    equal("as git sees it", refs_of(PROJECT, HISTORY)["refs/heads/by-az"], feature)
    locked = az("repos", "ref", "lock", "--name", "heads/by-az", "--repository", HISTORY)
    equal("locked", locked["isLocked"], True)
    unlocked = az("repos", "ref", "unlock", "--name", "heads/by-az", "--repository", HISTORY)
    equal("locked", bool(unlocked["isLocked"]), False)
    az("repos", "ref", "delete", "--name", "heads/by-az", "--object-id", feature, "--repository", HISTORY)
    equal("gone", "refs/heads/by-az" in refs_of(PROJECT, HISTORY), False)


@check("repos policy create, list, show, update, delete")
def _():
    repository = az("repos", "show", "--repository", HISTORY)["id"]
    policy = az("repos", "policy", "approver-count", "create", "--branch", "feature", "--repository-id", repository,
                "--blocking", "false", "--enabled", "true", "--minimum-approver-count", "2",
                "--creator-vote-counts", "false", "--allow-downvotes", "false", "--reset-on-source-push", "false")
    equal("count", policy["settings"]["minimumApproverCount"], 2)
    number = str(policy["id"])
    equal("listed", [item["id"] for item in az("repos", "policy", "list")], [policy["id"]])
    changed = az("repos", "policy", "approver-count", "update", "--id", number, "--minimum-approver-count", "1")
    equal("count", changed["settings"]["minimumApproverCount"], 1)
    az("repos", "policy", "delete", "--id", number, "--yes")
    equal("listed", az("repos", "policy", "list"), [])


@check("repos pr create, show, list, set-vote, complete")
def _():
    made["pr"] = az("repos", "pr", "create", "--repository", HISTORY, "--source-branch", "topic/ahead",
                    "--target-branch", "main", "--title", "By az", "--description", "One", "Two")
    number = str(made["pr"]["pullRequestId"])
    equal("description", made["pr"]["description"], "One\nTwo")
    shown = az("repos", "pr", "show", "--id", number, project=None)
    equal("status and source", (shown["status"], shown["sourceRefName"]), ("active", "refs/heads/topic/ahead"))
    listed = az("repos", "pr", "list", "--repository", HISTORY)
    equal("listed", [item["pullRequestId"] for item in listed], [made["pr"]["pullRequestId"]])
    vote = az("repos", "pr", "set-vote", "--id", number, "--vote", "approve", project=None)
    equal("vote", vote["vote"], 10)
    reviewers = az("repos", "pr", "reviewer", "list", "--id", number, project=None)
    equal("reviewers", [reviewer["vote"] for reviewer in reviewers], [10])
    az("repos", "pr", "update", "--id", number, "--status", "completed", "--delete-source-branch", "true", project=None)
    for _ in range(20):
        shown = az("repos", "pr", "show", "--id", number, project=None)
        if shown["status"] != "active":
            break
    equal("status", shown["status"], "completed")
    equal("merged", refs_of(PROJECT, HISTORY)["refs/heads/main"], shown["lastMergeCommit"]["commitId"])


# The checks of other areas.
import boards  # noqa: E402,F401

begin()
run()
