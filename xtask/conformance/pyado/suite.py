"""pyado, through its public objects: what it returns is compared with what git says of a clone, or with what was
made. It knows only the cloud by name, asks for versions in the query, and takes nothing from discovery."""

from datetime import date

from pyado import AzureDevOpsService
from pyado.exceptions import AzureDevOpsConflictError, AzureDevOpsNotFoundError
from pyado.oop.repos.file_change import AddFile, DeleteFile, EditFile, RenameFile
from pyado.raw import PullRequestVote, RecursionLevel

from checks import (
    HISTORY, PAT, PROJECT as held, check, equal, git_bytes, git_url, history, history_lines, raises,
    refs_of, run,
)
from session import organization


def project():
    return organization.get_project(held["name"])


def repository(name=HISTORY):
    return project().repos.get_repository(name)


def head(name):
    return history("rev-parse", name)


@check("who asks: connection data and profile, on two hosts")
def _():
    data = organization.get_connection_data()
    equal("name", data.authenticated_user.provider_display_name, "Ada Example")
    profile = organization.get_my_profile()
    equal("mail", profile.email_address, "ada@fabrikam.example")
    equal("one person", str(profile.id), str(data.authenticated_user.id))


# Its list of projects cannot be had: one of them has a visibility that it does not know ("organization").
@check("a project by name is one object")
def _():
    equal("id", str(project().id), held["id"])
    equal("the same object", project() is organization.get_project(held["name"]), True)


@check("a project that does not exist")
def _():
    raises("get_project", AzureDevOpsNotFoundError, lambda: organization.get_project("Nothing"))


# It has an error of its own for that, but takes the sign-in page for an answer.
@check("a wrong token gets the sign-in page")
def _():
    stranger = AzureDevOpsService(org="fabrikam", pat="wrong")
    error = raises("get_project", ValueError, lambda: stranger.org.get_project(held["name"]))
    equal("page", "Sign In" in str(error), True)


@check("teams and their members")
def _():
    team = project().get_default_team()
    equal("name", team.name, f"{held['name']} Team")
    names = [known.name for known in project().iter_teams()]
    equal("listed", team.name in names, True)
    members = [member.identity.unique_name for member in team.iter_members()]
    equal("the owner is in", "ada@fabrikam.example" in members, True)


@check("repositories, by list, name and id")
def _():
    listed = sorted(known.name for known in project().repos.iter_repositories())
    equal("names", listed, sorted(known["name"] for known in held["repositories"]))
    one = repository()
    equal("by id", project().repos.get_repository_by_id(one.id).name, HISTORY)
    equal("URL", str(one.web_url), git_url(held["name"], HISTORY))
    equal("default branch", str(one.default_branch).removeprefix("refs/heads/"), "main")


@check("branches and tags are where git sees them")
def _():
    shown = dict(line.split()[::-1] for line in history_lines("show-ref"))
    shown = {name: at for name, at in shown.items() if not name.startswith("refs/remotes/")}
    remote = refs_of(held["name"], HISTORY)
    branches = {branch.full_name: str(branch.commit_id) for branch in repository().iter_branches()}
    equal("branches", branches, {name: at for name, at in remote.items() if name.startswith("refs/heads/")})
    tags = {str(tag.name).removeprefix("refs/tags/") for tag in repository().iter_git_tags()}
    equal("tags", tags, {name.removeprefix("refs/tags/") for name in shown if name.startswith("refs/tags/")})


@check("commits in the order of git, and of one path")
def _():
    seen = [str(commit.sha) for commit in repository().iter_commits(branch="main")]
    equal("commits", seen, history_lines("log", "--format=%H", "--date-order", "origin/main"))
    seen = [str(commit.sha) for commit in repository().iter_commits(branch="main", item_path="/src/main.rs")]
    equal("of a path", seen, history_lines("log", "--format=%H", "origin/main", "--", "src/main.rs"))


@check("one commit: author, message, changes")
def _():
    commit = repository().get_commit(head("origin/main"))
    author = history("log", "-1", "--format=%an <%ae>", "origin/main")
    equal("author", f"{commit.author_name} <{commit.author_email}>", author)
    equal("message", commit.message.rstrip("\n"), history("log", "-1", "--format=%B", "origin/main").rstrip("\n"))
    raises("get_commit", AzureDevOpsNotFoundError, lambda: repository().get_commit("0123456789" * 4).message)


@check("files by branch and commit: text, bytes, names that are not ASCII")
def _():
    one = repository()
    for path in ("readme.md", "src/main.rs", "docs/Über uns.txt"):
        equal(path, one.get_file_by_branch(f"/{path}", "main"), git_bytes("show", f"origin/main:{path}", cwd=HISTORY).decode())
    every = one.get_file_bytes_by_commit("/img/every.bin", head("origin/main"))
    equal("bytes", every, bytes(range(256)))
    equal("exists", one.check_file_exists_by_branch("/obsolete.txt", "main"), False)


@check("items: the tree as git lists it")
def _():
    items = repository().iter_items_by_commit(commit=head("origin/main"), recursion_level=RecursionLevel.FULL)
    seen = sorted(str(item.path) for item in items if not item.is_folder)
    equal("paths", seen, sorted(f"/{path}" for path in history_lines("ls-tree", "-r", "--name-only", "origin/main")))


@check("the difference of two commits")
def _():
    base, target = head("origin/main~1"), head("origin/main")
    seen = sorted(str(change.item.path) for change in repository().iter_commit_diff(base, target))
    equal("paths", seen, sorted(f"/{path}" for path in history_lines("diff", "--name-only", "--no-renames", base, target)))


@check("a branch is made, written to, and deleted")
def _():
    one = repository()
    one.create_branch("by-pyado", head("origin/main"))
    one.commit("by-pyado", "Add two", [AddFile("/new/one.txt", "one\n"), AddFile("/new/two.txt", "two\n")])
    one.commit("by-pyado", "Change, move, delete", [
        EditFile("/new/one.txt", "eins\n"), RenameFile("/new/two.txt", "/new/zwei.txt"), DeleteFile("/readme.md"),
    ])
    equal("content", one.get_file_by_branch("/new/one.txt", "by-pyado"), "eins\n")
    equal("gone", one.check_file_exists_by_branch("/readme.md", "by-pyado"), False)
    equal("as git sees it", refs_of(held["name"], HISTORY)["refs/heads/by-pyado"], str(one.get_branch_head("by-pyado")))
    stale = lambda: one.commit("by-pyado", "Late", [AddFile("/late.txt", "late\n")], current_commit=head("origin/main"))
    raises("a stale commit", AzureDevOpsConflictError, stale)
    next(branch for branch in one.iter_branches() if branch.name == "by-pyado").delete()
    equal("deleted", "refs/heads/by-pyado" in refs_of(held["name"], HISTORY), False)


@check("tags, light and annotated")
def _():
    one = repository()
    one.create_git_tag("light-pyado", head("origin/main"))
    one.create_annotated_tag("heavy-pyado", "With words", head("origin/main"))
    seen = refs_of(held["name"], HISTORY)
    equal("light", seen["refs/tags/light-pyado"], head("origin/main"))
    equal("annotated", seen["refs/tags/heavy-pyado^{}"], head("origin/main"))
    one.delete_git_tag("light-pyado", head("origin/main"))


@check("areas: made, renamed, nested, deleted")
def _():
    boards = project().boards
    area = boards.create_area("Kitchen")
    area.create_child("Oven")
    seen = boards.get_area_node("Kitchen")
    equal("id", seen.id, area.id)
    area.update("Hall")
    equal("renamed", boards.get_area_node("Hall").id, area.id)
    area.delete()
    raises("deleted", AzureDevOpsNotFoundError, lambda: boards.get_area_node("Hall"))


@check("iterations with dates, and of a team")
def _():
    boards, team = project().boards, project().get_default_team()
    iteration = boards.create_iteration("Sprint pyado", start_date=date(2026, 7, 1), finish_date=date(2026, 7, 14))
    equal("dates", (iteration.start_date, iteration.finish_date), (date(2026, 7, 1), date(2026, 7, 14)))
    iteration.add_to_team(team)
    sprints = {sprint.name: sprint.id for sprint in team.iter_sprint_iterations()}
    equal("of the team", "Sprint pyado" in sprints, True)
    team.remove_iteration(sprints["Sprint pyado"])
    iteration.delete()


@check("policies: the types")
def _():
    names = [kind.display_name for kind in project().settings.iter_policy_types()]
    equal("known", "Minimum number of reviewers" in names, True)


@check("a pull request: created, voted on, discussed, completed")
def _():
    one = repository()
    request = one.create_pull_request("By pyado", "topic/ahead", "main", description="Two commits")
    equal("branches", (request.source_branch, request.target_branch), ("refs/heads/topic/ahead", "refs/heads/main"))
    equal("listed", request.id in [known.id for known in one.iter_pull_requests()], True)
    commits = sorted(str(commit.sha) for commit in request.iter_commits())
    equal("commits", commits, sorted(history_lines("rev-list", "origin/main..origin/topic/ahead")))
    me = str(organization.get_connection_data().authenticated_user.id)
    request.vote(me, PullRequestVote.APPROVED)
    thread = request.add_thread("Why two?", file_path="/ahead.txt", line=1)
    request.reply_to_thread(thread.id, "Because.")
    said = [comment.content for comment in request.get_thread(thread.id).comments]
    equal("said", said, ["Why two?", "Because."])
    changed = sorted(str(change.item.path) for change in request.iter_files_changed())
    equal("changed", changed, ["/ahead.txt"])
    for _ in range(50):
        request.refresh()
        if request.info.last_merge_source_commit:
            break
    request.complete(request.info.last_merge_source_commit.commit_id)
    for _ in range(50):
        request.refresh()
        if str(request.status) != "active":
            break
    equal("status", str(request.status), "completed")
    parents = refs_of(held["name"], HISTORY)["refs/heads/main"]
    equal("merged", parents != head("origin/main"), True)


# The checks of other areas.
import boards  # noqa: E402,F401
import repos  # noqa: E402,F401
import pipelines  # noqa: E402,F401 (after what it takes its means from)

run()
