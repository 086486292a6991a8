"""pygit2, that is libgit2: it speaks version 0 of the protocol. What it does is compared with what git says."""

import pygit2
from pygit2.enums import CheckoutStrategy, ObjectType

from checks import (
    HISTORY, PAT, PROJECT, URL, check, contains, equal, git, git_url, history, history_lines, raises, refs_of, run,
    with_token,
)

url = git_url(PROJECT["name"], HISTORY)
who = pygit2.Signature("Conny Forman", "conny@fabrikam.example")


class Callbacks(pygit2.RemoteCallbacks):
    """The token, once; libgit2 would ask for ever. And what the server says of each reference of a push."""

    def __init__(self, token=PAT):
        super().__init__()
        self.token, self.asked, self.refused = token, 0, {}

    def credentials(self, url, username, allowed):
        self.asked += 1
        if self.asked > 1:
            raise pygit2.GitError("the token was refused")
        return pygit2.UserPass("me", self.token)

    def push_update_reference(self, name, message):
        if message:
            self.refused[name] = message


def push(clone, *specs):
    callbacks = Callbacks()
    clone.remotes["origin"].push(list(specs), callbacks=callbacks)
    equal("refused", callbacks.refused, {})


def commit(clone, ref, parent, name, text):
    builder = clone.TreeBuilder(clone[parent].tree)
    builder.insert(name, clone.create_blob(text), pygit2.enums.FileMode.BLOB)
    return clone.create_commit(ref, who, who, f"Add {name}\n", builder.write(), [parent])


def refs():
    return refs_of(PROJECT["name"], HISTORY)


@check("clone")
def _():
    clone = pygit2.clone_repository(url, "clone", callbacks=Callbacks())
    branches = {
        name.replace("refs/remotes/origin/", "refs/heads/"): str(clone.references[name].target)
        for name in clone.references
        if name.startswith("refs/remotes/origin/") and not name.endswith("/HEAD")
    }
    equal("branches", branches, {name: at for name, at in refs().items() if name.startswith("refs/heads/")})
    equal("HEAD", clone.head.name, "refs/heads/main")
    walked = sorted(str(commit.id) for commit in clone.walk(clone.head.target))
    equal("commits", walked, sorted(history_lines("rev-list", "main")))
    equal("tree", str(clone.head.peel(pygit2.Tree).id), history("rev-parse", "main^{tree}"))


@check("bare and shallow clone")
def _():
    clone = pygit2.clone_repository(url, "shallow", bare=True, depth=1, callbacks=Callbacks())
    equal("commits", len(list(clone.walk(clone.head.target))), 1)
    equal("HEAD", str(clone.head.target), history("rev-parse", "main"))


@check("push of a commit to a new branch")
def _():
    clone = pygit2.Repository("clone")
    head = commit(clone, "refs/heads/client", clone.head.target, "pygit2.txt", b"by pygit2\n")
    push(clone, "refs/heads/client")
    equal("the branch", refs()["refs/heads/client"], str(head))
    history("fetch", "--quiet")
    equal("the file", history("show", "origin/client:pygit2.txt"), "by pygit2")
    equal("the author", history("log", "-1", "--format=%an <%ae>", "origin/client"),
          "Conny Forman <conny@fabrikam.example>")


@check("fetch of what git pushed")
def _():
    history("checkout", "--quiet", "client")
    history("commit", "--quiet", "--allow-empty", "--message", "By git")
    history("push", "--quiet")
    clone = pygit2.Repository("clone")
    clone.remotes["origin"].fetch(callbacks=Callbacks())
    head = history("rev-parse", "HEAD")
    equal("the branch", str(clone.references["refs/remotes/origin/client"].target), head)
    equal("the message", clone[head].message, "By git\n")


@check("push that is not a fast-forward, and by force")
def _():
    clone = pygit2.Repository("clone")
    before = refs()["refs/heads/client"]
    head = commit(clone, "refs/heads/client", clone.references["refs/heads/client"].target, "other", b"")
    error = raises("push", pygit2.GitError, lambda: push(clone, "refs/heads/client"))
    contains("push", str(error), "non-fastforwardable")
    equal("the branch", refs()["refs/heads/client"], before)
    push(clone, "+refs/heads/client")
    equal("the branch by force", refs()["refs/heads/client"], str(head))


@check("annotated tag")
def _():
    clone = pygit2.Repository("clone")
    tag = clone.create_tag("v1", clone.head.target, ObjectType.COMMIT, who, "One\n")
    push(clone, "refs/tags/v1")
    seen = refs()
    equal("the tag", seen["refs/tags/v1"], str(tag))
    equal("what it names", seen["refs/tags/v1^{}"], str(clone.head.target))


@check("several branches at once, one of them deleted")
def _():
    clone = pygit2.Repository("clone")
    push(clone, "refs/heads/main:refs/heads/a", "refs/heads/main:refs/heads/b",
         ":refs/heads/client")
    seen, head = refs(), str(clone.head.target)
    equal("the branches", (seen.get("refs/heads/a"), seen.get("refs/heads/b")), (head, head))
    equal("the deleted branch", seen.get("refs/heads/client"), None)


@check("push to an empty repository")
def _():
    # A project begins with a repository of its name.
    empty = git_url(PROJECT["name"], PROJECT["name"])
    source = pygit2.init_repository("new", initial_head="main")
    tree = source.TreeBuilder().write()
    head = source.create_commit("refs/heads/main", who, who, "First\n", tree, [])
    source.remotes.create("origin", empty)
    push(source, "refs/heads/main")
    equal("HEAD", git("ls-remote", with_token(git_url(PROJECT["name"], PROJECT["name"])), "HEAD"), f"{head}\tHEAD")


@check("checkout writes what git would")
def _():
    clone = pygit2.Repository("clone")
    clone.checkout_head(strategy=CheckoutStrategy.FORCE)
    equal("status by git", git("status", "--porcelain", cwd="clone"), "")
    equal("fsck by git", git("fsck", "--strict", "--no-dangling", cwd="clone"), "")


@check("wrong token")
def _():
    error = raises("clone", pygit2.GitError,
                   lambda: pygit2.clone_repository(url, "wrong", callbacks=Callbacks("w" * 52)))
    contains("clone", str(error), "the token was refused")


@check("unknown repository")
def _():
    unknown = f"{URL}/{PROJECT['id']}/_git/None"
    error = raises("clone", pygit2.GitError,
                   lambda: pygit2.clone_repository(unknown, "unknown", callbacks=Callbacks()))
    contains("clone", str(error), "404")


run()
