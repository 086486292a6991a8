"""Microsoft's SDK for Python: what it returns is compared with what git says of a clone, or with what was made."""

import io
import subprocess
import sys
import zipfile
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace

from azure.devops.connection import Connection
from azure.devops.exceptions import AzureDevOpsAuthenticationError, AzureDevOpsServiceError
from azure.devops.v7_1.core.models import TeamProject, WebApiTeam
from azure.devops.v7_1.git.models import (
    Change,
    GitAnnotatedTag,
    GitBaseVersionDescriptor,
    GitCommitRef,
    GitItem,
    GitItemDescriptor,
    GitItemRequestData,
    GitObject,
    GitPush,
    GitPushSearchCriteria,
    GitQueryCommitsCriteria,
    GitRecycleBinRepositoryDetails,
    GitRefUpdate,
    GitRepository,
    GitRepositoryCreateOptions,
    GitTargetVersionDescriptor,
    GitUserDate,
    GitVersionDescriptor,
    ItemContent,
)
from msrest.authentication import BasicAuthentication, BasicTokenAuthentication

from checks import (
    HELD, HISTORY, PAT, PROJECT as held, URL, ZERO, check, contains, equal, git, git_bytes, git_lines,
    git_url, history, history_lines, raises, refs_of, run, with_token,
)
from session import clients, connection, core, settled

repos = clients.get_git_client()

PROJECT = held["name"]
made = SimpleNamespace()


def version(kind, name, options=None):
    return GitVersionDescriptor(version_type=kind, version=name, version_options=options)


def joined(chunks):
    return b"".join(chunks)


def ids(commits):
    return [commit.commit_id for commit in commits]


def unzipped(chunks):
    with zipfile.ZipFile(io.BytesIO(joined(chunks))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# The program that guides begin with.

@check("the first program of every guide")
def _():
    program = Path(__file__).with_name("projects.py")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True)
    equal("what it complains of", done.stderr, "")
    expected = sorted(f"{project['id']} {project['name']}" for project in HELD["projects"])
    equal("what it prints", sorted(done.stdout.splitlines()), expected)


@check("connection data")
def _():
    data = clients.get_location_client().get_connection_data()
    equal("the user", data.authenticated_user.provider_display_name, "Ada Example")
    equal("authorized as", data.authorized_user.id, data.authenticated_user.id)
    made.user = data.authenticated_user.id


@check("resource areas")
def _():
    areas = {area.name.lower(): area for area in clients.get_location_client().get_resource_areas()}
    equal("the id of git", areas["git"].id, "4e080c62-fa21-4fbc-8fef-2a10a2b38049")
    equal("where git is", areas["git"].location_url.lower(), f"{URL}/".lower())


# Projects and teams.

@check("get_projects: pages, skip and filter")
def _():
    names = [project["name"] for project in HELD["projects"]]
    equal("all", sorted(project.name for project in core.get_projects()), sorted(names))
    one, two = core.get_projects(top=1), core.get_projects(top=5, skip=1)
    equal("a page", len(one), 1)
    equal("all pages", sorted(project.name for project in one + two), sorted(names))
    equal("deleted ones", core.get_projects(state_filter="deleted"), [])


@check("get_project by name, by id, with capabilities")
def _():
    for given in (PROJECT, held["id"], PROJECT.upper()):
        project = core.get_project(given, include_capabilities=True)
        equal("id", project.id, held["id"])
        equal("name", project.name, held["name"])
        equal("state", project.state, "wellFormed")
        equal("source control", project.capabilities["versioncontrol"]["sourceControlType"], "Git")
    equal("description", project.description, held["description"])
    contains("teams", held["teams"], project.default_team.name)


@check("a project that is not there")
def _():
    error = raises("get_project", AzureDevOpsServiceError, lambda: core.get_project("None"))
    equal("typeKey", error.type_key, "ProjectDoesNotExistWithNameException")
    contains("message", error.message, "TF200016: The following project does not exist: None.")


@check("get_processes, get_process_by_id")
def _():
    processes = core.get_processes()
    defaults = [process for process in processes if process.is_default]
    equal("default processes", len(defaults), 1)
    contains("names", [process.name for process in processes], "Scrum")
    equal("by id", core.get_process_by_id(defaults[0].id).name, defaults[0].name)
    made.process = defaults[0].id


@check("queue_create_project, and its operation")
def _():
    capabilities = {
        "versioncontrol": {"sourceControlType": "Git"},
        "processTemplate": {"templateTypeId": made.process},
    }
    wanted = TeamProject(name="Größe 7", description="Made by the SDK", visibility="private",
                         capabilities=capabilities)
    equal("the operation", settled(core.queue_create_project(wanted)), "succeeded")
    made.project = core.get_project("Größe 7")
    equal("state", made.project.state, "wellFormed")
    equal("description", made.project.description, "Made by the SDK")
    contains("all projects", [project.id for project in core.get_projects()], made.project.id)
    error = raises("again", AzureDevOpsServiceError, lambda: core.queue_create_project(wanted))
    contains("again", error.message, "TF200019")


@check("update_project")
def _():
    change = TeamProject(name="Größe 8", description="Changed by the SDK")
    equal("the operation", settled(core.update_project(change, made.project.id)), "succeeded")
    project = core.get_project(made.project.id)
    equal("project", (project.name, project.description), ("Größe 8", "Changed by the SDK"))


@check("set_project_properties, get_project_properties")
def _():
    patch = [{"op": "add", "path": "/Fabrikam.Colour", "value": "green"}]
    core.set_project_properties(made.project.id, patch)
    properties = core.get_project_properties(made.project.id, keys=["Fabrikam.*"])
    equal("properties", [(property.name, property.value) for property in properties],
          [("Fabrikam.Colour", "green")])


@check("get_teams, get_all_teams, get_team_members_with_extended_properties")
def _():
    equal("teams", sorted(team.name for team in core.get_teams(held["id"])), sorted(held["teams"]))
    every = sum((project["teams"] for project in HELD["projects"]), [])
    seen = [team.name for team in core.get_all_teams() if team.project_id != made.project.id]
    equal("all teams", sorted(seen), sorted(every))
    pages = [core.get_all_teams(top=1, skip=skip)[0].id for skip in range(len(every))]
    equal("pages", len(set(pages)), len(every))
    members = [core.get_team_members_with_extended_properties(PROJECT, team) for team in held["teams"]]
    contains("members", [bool(some) for some in members], True)


@check("create_team, update_team, get_team, delete_team")
def _():
    team = core.create_team(WebApiTeam(name="Crew", description="By the SDK"), made.project.id)
    equal("created", (team.name, team.description, team.project_id), ("Crew", "By the SDK", made.project.id))
    core.update_team(WebApiTeam(name="Squad"), made.project.id, team.id)
    equal("updated", core.get_team(made.project.id, "squad").id, team.id)
    core.delete_team(made.project.id, team.id)
    error = raises("deleted", AzureDevOpsServiceError, lambda: core.get_team(made.project.id, team.id))
    equal("typeKey", error.type_key, "TeamNotFoundException")


@check("get_project_collections, get_project_collection")
def _():
    collections = core.get_project_collections()
    equal("names", [collection.name for collection in collections], [URL.rsplit("/", 1)[1]])
    equal("by id", core.get_project_collection(collections[0].id).name, collections[0].name)


# Repositories.

@check("get_repositories of a project and of all")
def _():
    own = {known.name: known.default_branch for known in repos.get_repositories(PROJECT)}
    equal("of a project", own, {known["name"]: known["defaultBranch"] for known in held["repositories"]})
    every = {known["id"] for project in HELD["projects"] for known in project["repositories"]}
    seen = {known.id for known in repos.get_repositories() if known.project.id != made.project.id}
    equal("of all", seen, every)


@check("create_repository, and push to its remote_url")
def _():
    options = GitRepositoryCreateOptions(name="Zażółć nr 1")
    made.repository = repos.create_repository(options, project=made.project.id)
    equal("name", made.repository.name, "Zażółć nr 1")
    equal("default branch", made.repository.default_branch, None)
    git("init", "--quiet", "work")
    Path("work/readme.md").write_text("one\n")
    git("add", ".", cwd="work")
    git("commit", "--quiet", "--message", "First", cwd="work")
    remote = with_token(made.repository.remote_url)
    equal("remote_url", remote, with_token(git_url("Größe 8", "Zażółć nr 1")))
    git("remote", "add", "origin", remote, cwd="work")
    git("push", "--quiet", "origin", "main", cwd="work")
    made.first = git("rev-parse", "HEAD", cwd="work")
    known = repos.get_repository(made.repository.id)
    equal("default branch", known.default_branch, "refs/heads/main")
    error = raises("again", AzureDevOpsServiceError,
                   lambda: repos.create_repository(options, project=made.project.id))
    equal("typeKey", error.type_key, "GitRepositoryNameAlreadyExistsException")


@check("get_repository by name and by id, get_repository_with_parent")
def _():
    for given in (made.repository.id, made.repository.name, made.repository.name.upper()):
        known = repos.get_repository(given, project="Größe 8")
        equal("id", known.id, made.repository.id)
        equal("project", known.project.name, "Größe 8")
    equal("with parent", repos.get_repository_with_parent(made.repository.id, True).id, made.repository.id)


@check("update_repository: name and default branch")
def _():
    git("push", "--quiet", "origin", "main:trunk", cwd="work")
    repos.update_repository(GitRepository(name="renamed"), made.repository.id, project=made.project.id)
    repos.update_repository(GitRepository(default_branch="refs/heads/trunk"), made.repository.id)
    known = repos.get_repository("renamed", project=made.project.id)
    equal("repository", (known.id, known.default_branch), (made.repository.id, "refs/heads/trunk"))
    git("remote", "set-url", "origin", with_token(known.remote_url), cwd="work")
    head = git_lines("ls-remote", "--symref", "origin", "HEAD", cwd="work")[0]
    equal("HEAD by git", head, "ref: refs/heads/trunk\tHEAD")


@check("delete_repository, the recycle bin, restore, delete for good")
def _():
    project = made.project.id
    bin_of = lambda: [known.id for known in repos.get_recycle_bin_repositories(project)]
    repository = repos.create_repository(GitRepositoryCreateOptions(name="short-lived"), project=project)
    repos.delete_repository(repository.id)
    equal("in the bin", bin_of(), [repository.id])
    error = raises("get", AzureDevOpsServiceError, lambda: repos.get_repository(repository.id))
    equal("typeKey", error.type_key, "GitRepositoryNotFoundException")
    back = repos.restore_repository_from_recycle_bin(
        GitRecycleBinRepositoryDetails(deleted=False), project, repository.id)
    equal("restored", (back.id, bin_of()), (repository.id, []))
    repos.delete_repository(repository.id, project=project)
    repos.delete_repository_from_recycle_bin(project, repository.id)
    equal("gone", bin_of(), [])
    contains("deleted", [known.id for known in repos.get_deleted_repositories(project)], repository.id)


# References.

def remote_refs():
    return refs_of(made.project.id, "renamed")


def update_ref(name, old, new):
    update = GitRefUpdate(name=name, old_object_id=old, new_object_id=new)
    return repos.update_refs([update], made.repository.id)[0]


@check("get_refs: all, by prefix, by part, in pages, peeled")
def _():
    every = dict(reversed(line.split(" ")) for line in history_lines(
        "for-each-ref", "--format=%(objectname) %(refname)", "refs/heads", "refs/tags"))
    refs = repos.get_refs(HISTORY, project=PROJECT)
    equal("all", {ref.name: ref.object_id for ref in refs}, every)
    names = lambda **criteria: sorted(ref.name for ref in repos.get_refs(HISTORY, project=PROJECT, **criteria))
    equal("prefix", names(filter="heads/topic"), ["refs/heads/topic/ahead"])
    equal("part", names(filter_contains="AHEAD"), ["refs/heads/topic/ahead"])
    equal("a page", names(top=2), sorted(every)[:2])
    peeled = {ref.name: ref.peeled_object_id for ref in
              repos.get_refs(HISTORY, project=PROJECT, filter="tags/", peel_tags=True)}
    equal("peeled", peeled, {"refs/tags/v0.9": None, "refs/tags/v1.0": history("rev-parse", "v1.0^{}")})


@check("update_refs: create, move, stale, delete")
def _():
    created = update_ref("refs/heads/by-sdk", ZERO, made.first)
    equal("created", (created.success, created.update_status), (True, "succeeded"))
    equal("by git", remote_refs()["refs/heads/by-sdk"], made.first)
    stale = update_ref("refs/heads/by-sdk", "1" * 40, made.first)
    equal("stale", (stale.success, stale.update_status), (False, "staleOldObjectId"))
    deleted = update_ref("refs/heads/by-sdk", made.first, ZERO)
    equal("deleted", deleted.success, True)
    equal("by git", remote_refs().get("refs/heads/by-sdk"), None)


@check("update_ref: lock and unlock a branch")
def _():
    locked = repos.update_ref(GitRefUpdate(is_locked=True), made.repository.id, "heads/main")
    equal("locked", (locked.name, locked.is_locked), ("refs/heads/main", True))
    unlocked = repos.update_ref(GitRefUpdate(is_locked=False), made.repository.id, "heads/main")
    equal("unlocked", bool(unlocked.is_locked), False)


@check("create_annotated_tag, get_annotated_tag")
def _():
    wanted = GitAnnotatedTag(name="v1", message="One", tagged_object=GitObject(object_id=made.first))
    tag = repos.create_annotated_tag(wanted, made.project.id, made.repository.id)
    refs = remote_refs()
    equal("by git", (refs["refs/tags/v1"], refs["refs/tags/v1^{}"]), (tag.object_id, made.first))
    made_by_git = history("rev-parse", "v1.0")
    tag = repos.get_annotated_tag(PROJECT, HISTORY, made_by_git)
    equal("name and message", (tag.name, tag.message.rstrip("\n")), ("refs/tags/v1.0", "One\n\nWith a body."))
    equal("what it names", tag.tagged_object.object_id, history("rev-parse", "v1.0^{}"))
    equal("who", tag.tagged_by.name, "Conny Forman")


# Pushes.

def change(kind, path, content=None, content_type="rawtext", source=None):
    content = None if content is None else ItemContent(content=content, content_type=content_type)
    return Change(change_type=kind, item=GitItem(path=path), new_content=content, source_server_item=source)


def push(branch, old, *commits):
    update = GitRefUpdate(name=f"refs/heads/{branch}", old_object_id=old)
    commits = [GitCommitRef(comment=comment, changes=changes) for comment, *changes in commits]
    return repos.create_push(GitPush(ref_updates=[update], commits=commits), made.repository.id)


def pulled(branch="main"):
    git("fetch", "--quiet", "--prune", "origin", cwd="work")
    git("checkout", "--quiet", "-B", branch, f"origin/{branch}", cwd="work")
    git("fsck", "--strict", "--no-dangling", cwd="work")
    return git("rev-parse", "HEAD", cwd="work")


def changed():
    return git_lines("-c", "core.quotePath=false", "diff", "--name-status", "-M100%", "HEAD^", "HEAD", cwd="work")


@check("create_push: add")
def _():
    done = push("main", made.first, ("Add files\n\nWith a body.",
                                     change("add", "/docs/ü b.txt", "Grüße\n"),
                                     change("add", "bytes.bin", "AP8KDQ==", "base64encoded")))
    head = pulled()
    equal("the commit", done.commits[0].commit_id, head)
    equal("the push", done.ref_updates[0].new_object_id, head)
    equal("changes", changed(), ["A\tbytes.bin", "A\tdocs/ü b.txt"])
    equal("the text", Path("work/docs/ü b.txt").read_text(), "Grüße\n")
    equal("the bytes", Path("work/bytes.bin").read_bytes(), b"\x00\xff\n\r")
    equal("the message", git("log", "-1", "--format=%B", cwd="work"), "Add files\n\nWith a body.")
    equal("its parent", git("rev-parse", "HEAD^", cwd="work"), made.first)
    equal("pushed by", done.pushed_by.display_name, "Ada Example")
    made.push, made.head = done.push_id, head


@check("create_push: edit, rename, rename and edit, delete")
def _():
    push("main", made.head, ("Edit", change("edit", "/readme.md", "two\n")))
    made.head = pulled()
    equal("edited", (changed(), Path("work/readme.md").read_text()), (["M\treadme.md"], "two\n"))
    push("main", made.head, ("Rename", change("rename", "/moved/readme.md", source="/readme.md")))
    made.head = pulled()
    equal("renamed", changed(), ["R100\treadme.md\tmoved/readme.md"])
    push("main", made.head, ("Both", change("edit, rename", "/again.md", "three\n", source="/moved/readme.md")))
    made.head = pulled()
    equal("both", (changed(), Path("work/again.md").read_text()), (["A\tagain.md", "D\tmoved/readme.md"], "three\n"))
    push("main", made.head, ("Delete", change("delete", "/bytes.bin")))
    made.head = pulled()
    equal("deleted", changed(), ["D\tbytes.bin"])


@check("create_push: several commits, a new branch, a branch from a commit")
def _():
    done = push("several", ZERO, ("One", change("add", "/1", "1")), ("Two", change("add", "/2", "2")))
    head = pulled("several")
    equal("commits, newest first", ids(done.commits), git_lines("rev-list", "HEAD", cwd="work"))
    equal("files", git_lines("ls-files", cwd="work"), ["1", "2"])
    equal("the branch", done.ref_updates[0].old_object_id, ZERO)
    done = push("from", made.first, ("Three", change("add", "/3", "3")))
    equal("the new branch", pulled("from"), done.commits[0].commit_id)
    equal("its parent", git("rev-parse", "HEAD^", cwd="work"), made.first)
    equal("the other branch", git("rev-parse", "origin/several", cwd="work"), head)


@check("create_push: an author of one's own")
def _():
    author = GitUserDate(name="Eve", email="eve@fabrikam.example", date=datetime(2020, 2, 3, tzinfo=timezone.utc))
    commit = GitCommitRef(comment="By Eve", author=author, changes=[change("add", "/eve", "e")])
    update = GitRefUpdate(name="refs/heads/main", old_object_id=made.head)
    repos.create_push(GitPush(ref_updates=[update], commits=[commit]), made.repository.id)
    made.head = pulled()
    equal("the author", git("log", "-1", "--format=%an <%ae> %aI", cwd="work").replace("Z", "+00:00"),
          "Eve <eve@fabrikam.example> 2020-02-03T00:00:00+00:00")


@check("create_push: stale, and what cannot be")
def _():
    before = remote_refs()
    error = raises("stale", AzureDevOpsServiceError,
                   lambda: push("main", made.first, ("Stale", change("add", "/stale", "s"))))
    equal("typeKey", error.type_key, "GitReferenceStaleException")
    contains("message", error.message, "TF401028: The reference 'refs/heads/main' has already been updated")
    for what, wrong in (("add what exists", change("add", "/again.md", "x")),
                        ("edit what does not", change("edit", "/none", "x")),
                        ("delete what does not", change("delete", "/none"))):
        raises(what, AzureDevOpsServiceError, lambda: push("main", made.head, ("Wrong", wrong)))
    equal("references by git", remote_refs(), before)


@check("get_pushes: all, by branch, by person, by date, in pages")
def _():
    pushes = repos.get_pushes(HISTORY, project=PROJECT)
    equal("all", len(pushes), 5)
    criteria = GitPushSearchCriteria(include_ref_updates=True, ref_name="refs/heads/main")
    mains = repos.get_pushes(HISTORY, project=PROJECT, search_criteria=criteria)
    moves = [(update.old_object_id, update.new_object_id) for push in mains for update in push.ref_updates
             if update.name == "refs/heads/main"]
    equal("where main is", moves[0][1], history("rev-parse", "main"))
    equal("one after the other", [old for old, _ in moves], [new for _, new in moves[1:]] + [ZERO])
    pages = [repos.get_pushes(HISTORY, project=PROJECT, top=2, skip=skip) for skip in (0, 2, 4)]
    equal("pages", [push.push_id for page in pages for push in page], [push.push_id for push in pushes])
    count = lambda **criteria: len(repos.get_pushes(
        HISTORY, project=PROJECT, search_criteria=GitPushSearchCriteria(**criteria)))
    equal("by me", count(pusher_id=made.user), 5)
    equal("by nobody", count(pusher_id="00000000-0000-0000-0000-000000000001"), 0)
    equal("before the year", count(to_date="2024-01-01T00:00:00Z"), 0)
    equal("since the year", count(from_date="2024-01-01T00:00:00Z"), 5)
    made.pushes = pushes


@check("get_push, get_push_commits")
def _():
    for known in made.pushes:
        push = repos.get_push(HISTORY, known.push_id, project=PROJECT, include_commits=100, include_ref_updates=True)
        commits = repos.get_push_commits(HISTORY, known.push_id, project=PROJECT)
        equal("commits", ids(push.commits), ids(commits))
        news = [update.new_object_id for update in push.ref_updates]
        contains("the newest", news + [history("rev-parse", f"{new}^{{}}") for new in news], ids(commits)[0])
    every = [commit for known in made.pushes for commit in ids(repos.get_push_commits(
        HISTORY, known.push_id, project=PROJECT))]
    equal("all commits, once", sorted(every), sorted(history_lines("rev-list", "--all")))
    mine = repos.get_push(made.repository.id, made.push)
    equal("the one made by the SDK", (mine.push_id, len(mine.commits)), (made.push, 1))


# Commits.

def search(**criteria):
    return repos.get_commits(HISTORY, GitQueryCommitsCriteria(**criteria), project=PROJECT)


MAIN = version("branch", "main")


@check("get_commits: of a branch, a tag, a commit; in pages; oldest first")
def _():
    every = history_lines("rev-list", "--date-order", "main")
    equal("main", sorted(ids(search(item_version=MAIN))), sorted(every))
    equal("newest", ids(search(item_version=MAIN, top=1)), every[:1])
    for kind, name in (("branch", "topic/ahead"), ("tag", "v1.0"), ("commit", history("rev-parse", "v0.9"))):
        seen = ids(search(item_version=version(kind, name)))
        equal(name, sorted(seen), sorted(history_lines("rev-list", name)))
    pages = [ids(search(item_version=MAIN, top=3, skip=skip)) for skip in (0, 3, 6)]
    equal("pages", sum(pages, []), ids(search(item_version=MAIN)))
    oldest = ids(search(item_version=MAIN, show_oldest_commits_first=True))
    equal("oldest first", oldest[0], history("rev-list", "--max-parents=0", "main"))


@check("get_commits: by author, by date, by path")
def _():
    log = lambda *arguments: sorted(history_lines("rev-list", "main", *arguments))
    equal("author", sorted(ids(search(item_version=MAIN, author="Bob"))), log("--author=Bob"))
    equal("mail", sorted(ids(search(item_version=MAIN, author="ada@fabrikam.example"))), log("--author=Ada"))
    seen = ids(search(item_version=MAIN, from_date="2024-01-02T00:00:00Z", to_date="2024-01-04T23:00:00Z"))
    equal("dates", sorted(seen), log("--since=2024-01-02T00:00:00Z", "--until=2024-01-04T23:00:00Z"))
    for path in ("readme.md", "src", "docs/manual.md", "docs/Über uns.txt", "obsolete.txt"):
        equal(path, sorted(ids(search(item_version=MAIN, item_path=f"/{path}"))), log("--", path))


@check("get_commits: between two, by ids, with pushes")
def _():
    between = search(item_version=version("branch", "main"), compare_version=version("branch", "topic/ahead"))
    equal("what the other has more", sorted(ids(between)), sorted(history_lines("rev-list", "main..topic/ahead")))
    first = history_lines("rev-list", "--first-parent", "main")
    equal("first parents", ids(search(item_version=MAIN, history_mode="firstParent")), first)
    seen = search(item_version=MAIN, include_push_data=True)
    equal("pushes", {commit.push.push_id for commit in seen} <= {push.push_id for push in made.pushes}, True)
    some = first[1:3]
    equal("by ids", sorted(ids(search(ids=",".join(some)))), sorted(some))


@check("get_commits_batch")
def _():
    criteria = GitQueryCommitsCriteria(item_version=MAIN, author="Ada")
    batch = repos.get_commits_batch(criteria, HISTORY, project=PROJECT, top=2)
    equal("ids", set(ids(batch)) <= set(history_lines("rev-list", "--author=Ada", "main")), True)
    equal("a page", len(batch), 2)


@check("get_commit")
def _():
    for name in ("main~1", "main", "main~1^2"):
        wanted = history("rev-parse", name)
        commit = repos.get_commit(wanted, HISTORY, project=PROJECT, change_count=10)
        said = history("log", "-1", "--format=%H%n%T%n%P%n%an%n%ae%n%cn", wanted).split("\n")
        seen = [commit.commit_id, commit.tree_id, " ".join(commit.parents), commit.author.name, commit.author.email,
                commit.committer.name]
        equal(name, seen, said)
        equal("date", int(commit.author.date.timestamp()), int(history("log", "-1", "--format=%at", wanted)))
        equal("message", commit.comment.rstrip("\n"), history("log", "-1", "--format=%B", wanted).rstrip("\n"))
        equal("push", commit.push.push_id in {push.push_id for push in made.pushes}, True)


#: What git's letters are called.
LETTERS = {"A": "add", "M": "edit", "D": "delete"}


def files_of(changes):
    """Changed files by path: folders are listed too, which git does not."""
    return {item["item"]["path"]: item["changeType"] for item in changes if not item["item"].get("isFolder")}


def changes_by_git(*arguments):
    lines = (line.split("\t") for line in history_lines("diff-tree", "-r", "-M100%", "--name-status", *arguments))
    seen = {}
    for letter, *paths in (line for line in lines if len(line) > 1):
        if letter.startswith("R"):
            # As recorded, a rename is listed at both ends.
            seen[f"/{paths[0]}"], seen[f"/{paths[1]}"] = "delete, sourceRename", "rename"
        else:
            seen[f"/{paths[0]}"] = LETTERS[letter]
    return seen


@check("get_changes")
def _():
    for commit in history_lines("rev-list", "--min-parents=1", "--all"):
        changes = repos.get_changes(commit, HISTORY, project=PROJECT)
        equal(history("log", "-1", "--format=%s", commit), files_of(changes.changes),
              changes_by_git(f"{commit}^1", commit))
    page = repos.get_changes(history("rev-parse", "main"), HISTORY, project=PROJECT, top=1, skip=1)
    equal("a page", len(page.changes), 1)


# Items, trees, blobs.

def tree_by_git(name, *arguments):
    lines = history_lines("ls-tree", "-r", "-t", name, *arguments)
    return {f"/{path}": (kind, id) for (_, kind, id), path in
            ((line.split("\t")[0].split(" "), line.split("\t")[1]) for line in lines)}


def items_of(items):
    return {item.path: (item.git_object_type, item.object_id) for item in items}


@check("get_items: all, a level, a folder, at a version")
def _():
    root = {"/": ("tree", history("rev-parse", "main^{tree}"))}
    every = tree_by_git("main")
    full = repos.get_items(HISTORY, project=PROJECT, recursion_level="full")
    equal("all", items_of(full), {**root, **every})
    equal("commits", {item.commit_id for item in full}, {history("rev-parse", "main")})
    equal("folders", {item.path for item in full if item.is_folder},
          {"/"} | {path for path, (kind, _) in every.items() if kind == "tree"})
    level = repos.get_items(HISTORY, project=PROJECT, recursion_level="oneLevel")
    equal("a level", items_of(level), {**root, **{path: at for path, at in every.items() if path.count("/") == 1}})
    docs = repos.get_items(HISTORY, project=PROJECT, scope_path="/docs", recursion_level="oneLevel")
    equal("a folder", items_of(docs), {path: at for path, at in every.items() if path.startswith("/docs")})
    for kind, name in (("branch", "feature"), ("tag", "v0.9"), ("commit", history("rev-parse", "main~3"))):
        items = repos.get_items(HISTORY, project=PROJECT, recursion_level="full",
                                version_descriptor=version(kind, name))
        equal(name, items_of(items), {"/": ("tree", history("rev-parse", f"{name}^{{tree}}")), **tree_by_git(name)})


@check("get_item: with content, with its latest change, before its latest change")
def _():
    item = repos.get_item(HISTORY, "/docs/Über uns.txt", project=PROJECT, include_content=True,
                          latest_processed_change=True)
    equal("content", item.content, "Grüße\n")
    equal("id", item.object_id, history("rev-parse", "main:docs/Über uns.txt"))
    latest = history("log", "-1", "--format=%H", "--", "docs/Über uns.txt")
    equal("latest change", item.latest_processed_change.commit_id, latest)
    before = repos.get_item(HISTORY, "/src/main.rs", project=PROJECT, include_content=True,
                            version_descriptor=version("branch", "main", "previousChange"))
    changes = history_lines("log", "--format=%H", "--", "src/main.rs")
    equal("before", before.content, history("show", f"{changes[1]}:src/main.rs") + "\n")
    parent = repos.get_item(HISTORY, "/", project=PROJECT,
                            version_descriptor=version("branch", "main", "firstParent"))
    equal("first parent", parent.commit_id, history("rev-parse", "main^1"))


@check("get_item_content, get_item_text, get_item_zip")
def _():
    for path in ("img/every.bin", "readme.md", "docs/Über uns.txt"):
        content = repos.get_item_content(HISTORY, f"/{path}", project=PROJECT)
        equal(path, joined(content), git_bytes("cat-file", "blob", f"main:{path}", cwd="history"))
    old = repos.get_item_content(HISTORY, "readme.md", project=PROJECT,
                                 version_descriptor=version("commit", history("rev-list", "--max-parents=0", "main")))
    equal("the first version", joined(old), b"# History\n")
    text = repos.get_item_text(HISTORY, "/readme.md", project=PROJECT)
    equal("text", joined(text), b"# History\n\nOf everything.\n")
    archive = unzipped(repos.get_item_zip(HISTORY, "/src", project=PROJECT))
    files = {name: content for name, content in archive.items() if not name.endswith("/")}
    equal("archive", files, {path: git_bytes("cat-file", "blob", f"main:{path}", cwd="history")
                             for path in ("src/main.rs", "src/feature.rs")})


@check("get_items_batch")
def _():
    wanted = [GitItemDescriptor(path=path, recursion_level=level, version="main", version_type="branch")
              for path, level in (("/src", "oneLevel"), ("/readme.md", "none"))]
    lists = repos.get_items_batch(GitItemRequestData(item_descriptors=wanted), HISTORY, project=PROJECT)
    equal("paths", [sorted(item.path for item in items) for items in lists],
          [["/src", "/src/feature.rs", "/src/main.rs"], ["/readme.md"]])


@check("get_tree, get_tree_zip")
def _():
    root = history("rev-parse", "main^{tree}")
    tree = repos.get_tree(HISTORY, root, project=PROJECT, recursive=True)
    seen = {f"/{entry.relative_path}": (entry.git_object_type, entry.object_id) for entry in tree.tree_entries}
    equal("all", seen, tree_by_git("main"))
    sizes = {entry.object_id: entry.size for entry in tree.tree_entries if entry.git_object_type == "blob"}
    equal("sizes", sizes, {id: int(history("cat-file", "-s", id)) for id in sizes})
    flat = repos.get_tree(HISTORY, root, project=PROJECT)
    equal("a level", sorted(entry.relative_path for entry in flat.tree_entries),
          sorted(history_lines("ls-tree", "--name-only", "main")))
    archive = unzipped(repos.get_tree_zip(HISTORY, root, project=PROJECT))
    equal("archive", sorted(name for name in archive if not name.endswith("/")),
          sorted(history_lines("ls-tree", "-r", "--name-only", "main")))


@check("get_blob, get_blob_content, get_blob_zip, get_blobs_zip")
def _():
    every, readme = history("rev-parse", "main:img/every.bin"), history("rev-parse", "main:readme.md")
    blob = repos.get_blob(HISTORY, every, project=PROJECT)
    equal("blob", (blob.object_id, blob.size), (every, 256))
    equal("content", joined(repos.get_blob_content(HISTORY, every, project=PROJECT)), bytes(range(256)))
    equal("archive", list(unzipped(repos.get_blob_zip(HISTORY, every, project=PROJECT)).values()), [bytes(range(256))])
    archive = unzipped(repos.get_blobs_zip([every, readme], HISTORY, project=PROJECT))
    sizes = sorted([256, int(history("cat-file", "-s", readme))])
    equal("archive of two", sorted(len(content) for content in archive.values()), sizes)


# Comparisons.

def compared(base, target, **options):
    return repos.get_commit_diffs(
        HISTORY, project=PROJECT,
        base_version_descriptor=GitBaseVersionDescriptor(base_version=base, base_version_type="branch"),
        target_version_descriptor=GitTargetVersionDescriptor(target_version=target, target_version_type="branch"),
        **options)


@check("get_commit_diffs")
def _():
    for base, target in (("main", "topic/ahead"), ("topic/ahead", "main"), ("feature", "main")):
        diffs = compared(base, target, diff_common_commit=False)
        behind, ahead = history("rev-list", "--left-right", "--count", f"{base}...{target}").split("\t")
        equal("ahead and behind", (diffs.ahead_count, diffs.behind_count), (int(ahead), int(behind)))
        equal("common", diffs.common_commit, history("merge-base", base, target))
        ends = (history("rev-parse", base), history("rev-parse", target))
        equal("ends", (diffs.base_commit, diffs.target_commit), ends)
        equal(f"{base} to {target}", files_of(diffs.changes), changes_by_git(base, target))
        common = compared(base, target, diff_common_commit=True)
        equal(f"{base}...{target}", files_of(common.changes), changes_by_git(diffs.common_commit, target))
    page = compared("topic/ahead", "main", top=1)
    equal("a page", (len(page.changes), page.all_changes_included), (1, False))


@check("get_merge_bases")
def _():
    one, other = history("rev-parse", "main"), history("rev-parse", "topic/ahead")
    bases = repos.get_merge_bases(HISTORY, one, other, project=PROJECT)
    equal("bases", ids(bases), history_lines("merge-base", "--all", one, other))


@check("get_branch, get_branches")
def _():
    def by_git(branch, base):
        ahead, behind = history("rev-list", "--left-right", "--count", f"{branch}...{base}").split("\t")
        return history("rev-parse", branch), int(ahead), int(behind)

    stats = repos.get_branches(HISTORY, project=PROJECT)
    seen = {branch.name: (branch.commit.commit_id, branch.ahead_count, branch.behind_count) for branch in stats}
    equal("all", seen, {name: by_git(name, "main") for name in ("feature", "main", "topic/ahead")})
    one = repos.get_branch(HISTORY, "topic/ahead", project=PROJECT,
                           base_version_descriptor=version("branch", "feature"))
    equal("one", (one.commit.commit_id, one.ahead_count, one.behind_count), by_git("topic/ahead", "feature"))


# Whatever goes wrong.

@check("errors: unknown repository, item, version, commit, push")
def _():
    for what, key, call in (
        ("repository", "GitRepositoryNotFoundException", lambda: repos.get_repository("None", project=PROJECT)),
        ("item", "GitItemNotFoundException", lambda: repos.get_item(HISTORY, "/none", project=PROJECT)),
        ("content", "GitItemNotFoundException",
         lambda: joined(repos.get_item_content(HISTORY, "/none", project=PROJECT))),
        ("version", "GitUnresolvableToCommitException",
         lambda: repos.get_items(HISTORY, project=PROJECT, version_descriptor=version("branch", "none"))),
        ("project", "ProjectDoesNotExistWithNameException", lambda: repos.get_repositories("None")),
    ):
        error = raises(what, AzureDevOpsServiceError, call)
        equal(what, error.type_key, key)
    raises("commit", AzureDevOpsServiceError, lambda: repos.get_commit("1" * 40, HISTORY, project=PROJECT))
    raises("push", AzureDevOpsServiceError, lambda: repos.get_push(HISTORY, 999_999, project=PROJECT))


@check("errors: a wrong token")
def _():
    wrong = Connection(base_url=URL, creds=BasicAuthentication("", "w" * 52))
    raises("get_projects", AzureDevOpsAuthenticationError, lambda: wrong.clients.get_core_client().get_projects())


@check("a bearer token, a user name, version 7.0")
def _():
    bearer, named = BasicTokenAuthentication({"access_token": PAT}), BasicAuthentication("ada@fabrikam.example", PAT)
    for credentials in (bearer, named):
        released = Connection(base_url=URL + "/", creds=credentials).clients_v7_0.get_git_client()
        equal("repository", released.get_repository(HISTORY, project=PROJECT).name, HISTORY)
        branches = released.get_refs(HISTORY, project=PROJECT, filter="heads/main")
        equal("main", branches[0].object_id, history("rev-parse", "main"))


@check("get_vsts_info_by_remote_url")
def _():
    remote = git_url(PROJECT, HISTORY)
    info = type(repos).get_vsts_info_by_remote_url(remote, connection._creds)
    equal("repository", (info.repository.name, info.repository.project.name), (HISTORY, PROJECT))
    equal("server", info.server_url.rstrip("/"), URL)


@check("queue_delete_project")
def _():
    equal("the operation", settled(core.queue_delete_project(made.project.id)), "succeeded")
    raises("get_project", AzureDevOpsServiceError, lambda: core.get_project("Größe 8"))
    left = sorted(project.name for project in core.get_projects())
    equal("projects", left, sorted(project["name"] for project in HELD["projects"]))
    contains("deleted ones", [project.id for project in core.get_projects(state_filter="deleted")], made.project.id)
    raises("its repository", AzureDevOpsServiceError, lambda: repos.get_repository(made.repository.id))



# The checks of other areas, in their order.
import boards  # noqa: E402,F401
import teams  # noqa: E402,F401
import pull_requests  # noqa: E402,F401
import releases  # noqa: E402,F401

run()
