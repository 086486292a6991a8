"""dulwich: a git written in Python, client of version 2. What it does is compared with what git says."""

import os

from dulwich import porcelain
from dulwich.client import HTTPUnauthorized
from dulwich.errors import NotGitRepository
from dulwich.objects import Blob
from dulwich.repo import Repo

from checks import (
    HISTORY, PAT, PROJECT, URL, check, equal, git, git_url, history, history_lines, raises, refs_of, run,
)

url = git_url(PROJECT["name"], HISTORY)
login = {"username": "me", "password": PAT}
who = b"Conny Forman <conny@fabrikam.example>"


def refs():
    return refs_of(PROJECT["name"], HISTORY)


def commit(clone, path, text, message):
    path = os.path.abspath(f"{clone.path}/{path}")
    with open(path, "wb") as file:
        file.write(text)
    porcelain.add(clone, [path])
    return porcelain.commit(clone, message=message, author=who, committer=who).decode()


@check("clone")
def _():
    clone = porcelain.clone(url, "clone", **login)
    branches = {
        name.replace(b"refs/remotes/origin/", b"refs/heads/").decode(): at.decode()
        for name, at in clone.get_refs().items()
        if name.startswith(b"refs/remotes/origin/") and not name.endswith(b"/HEAD")
    }
    equal("branches", branches, {name: at for name, at in refs().items() if name.startswith("refs/heads/")})
    walked = sorted(entry.commit.id.decode() for entry in clone.get_walker())
    equal("commits", walked, sorted(history_lines("rev-list", "main")))
    equal("files", git("status", "--porcelain", cwd="clone"), "")
    equal("tree", clone[clone.head()].tree.decode(), history("rev-parse", "main^{tree}"))


@check("bare and shallow clone")
def _():
    clone = porcelain.clone(url, "shallow", bare=True, depth=1, **login)
    equal("HEAD", clone.head().decode(), history("rev-parse", "main"))
    equal("commits", git("rev-list", "--count", "HEAD", cwd="shallow"), "1")


@check("ls-remote")
def _():
    seen = porcelain.ls_remote(url, **login).refs
    equal("references", {name.decode(): at.decode() for name, at in seen.items()}, refs())


@check("push of a commit to a new branch")
def _():
    clone = Repo("clone")
    head = commit(clone, "dulwich.txt", b"by dulwich\n", b"Add a file\n")
    porcelain.push(clone, url, "refs/heads/main:refs/heads/client", **login)
    equal("the branch", refs()["refs/heads/client"], head)
    history("fetch", "--quiet")
    equal("the file", history("show", "origin/client:dulwich.txt"), "by dulwich")
    equal("the author", history("log", "-1", "--format=%an <%ae>", "origin/client"),
          "Conny Forman <conny@fabrikam.example>")


@check("fetch of what git pushed")
def _():
    history("checkout", "--quiet", "client")
    history("commit", "--quiet", "--allow-empty", "--message", "By git")
    history("push", "--quiet")
    clone = Repo("clone")
    fetched = porcelain.fetch(clone, url, **login)
    head = history("rev-parse", "HEAD")
    equal("the branch", fetched.refs[b"refs/heads/client"].decode(), head)
    equal("the message", clone[head.encode()].message, b"By git\n")


@check("push that is not a fast-forward, and by force")
def _():
    clone = Repo("clone")
    before = refs()["refs/heads/client"]
    head = commit(clone, "other.txt", b"other\n", b"Other\n")
    spec = "refs/heads/main:refs/heads/client"
    raises("push", porcelain.DivergedBranches, lambda: porcelain.push(clone, url, spec, **login))
    equal("the branch", refs()["refs/heads/client"], before)
    porcelain.push(clone, url, spec, force=True, **login)
    equal("the branch by force", refs()["refs/heads/client"], head)


@check("annotated tag")
def _():
    clone = Repo("clone")
    porcelain.tag_create(clone, b"v1", author=who, message=b"One\n", annotated=True)
    porcelain.push(clone, url, "refs/tags/v1", **login)
    seen = refs()
    equal("the tag", seen["refs/tags/v1"], clone.refs[b"refs/tags/v1"].decode())
    equal("what it names", seen["refs/tags/v1^{}"], clone.head().decode())


@check("several branches at once, one of them deleted")
def _():
    clone, head = Repo("clone"), Repo("clone").head().decode()
    specs = ["refs/heads/main:refs/heads/a", "refs/heads/main:refs/heads/b", ":refs/heads/client"]
    porcelain.push(clone, url, specs, **login)
    seen = refs()
    equal("the branches", (seen.get("refs/heads/a"), seen.get("refs/heads/b")), (head, head))
    equal("the deleted branch", seen.get("refs/heads/client"), None)


@check("push of some megabytes, in chunks")
def _():
    clone = Repo("clone")
    noise = b"".join((number * 2654435761 % 2**32).to_bytes(4, "big") for number in range(700_000))
    commit(clone, "noise.bin", noise, b"Noise\n")
    porcelain.push(clone, url, "refs/heads/main:refs/heads/noise", **login)
    history("fetch", "--quiet")
    equal("the blob", history("rev-parse", "origin/noise:noise.bin"),
          Blob.from_string(noise).id.decode())


@check("wrong token")
def _():
    wrong = {"username": "me", "password": "w" * 52}
    raises("ls-remote", HTTPUnauthorized, lambda: porcelain.ls_remote(url, **wrong))


@check("unknown repository")
def _():
    unknown = f"{URL}/{PROJECT['id']}/_git/None"
    raises("clone", NotGitRepository, lambda: porcelain.clone(unknown, "unknown", **login))


run()
