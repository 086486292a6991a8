"""Repositories, branches, tags, commits and pull requests."""

from __future__ import annotations

import base64
import pathlib
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..errors import AlreadyExistsError, ConflictError, NotFoundError
from .base import Expandable, Info, Noun, branch_name, full_ref, lazy, listed, pick
from .organization import Organization

if TYPE_CHECKING:
    from .boards import WorkItem
    from .project import Project

__all__ = [
    "AddFile",
    "Branch",
    "Commit",
    "DeleteFile",
    "EditFile",
    "ProjectRepos",
    "PullRequest",
    "RenameFile",
    "Repository",
    "Tag",
]

_ZERO = "0" * 40
# Lists of pull requests cut descriptions after so many characters.
_CUT = 400


def _version(kind: str, value: str) -> dict[str, str]:
    return {"versionType": kind, "version": value}


class ProjectRepos(Noun):
    """The repositories of a project: ``project.repos``."""

    def __init__(self, project: Project) -> None:
        super().__init__(project._client)
        self.project = project

    def _key(self) -> tuple[Any, ...]:
        return self.project._key()

    def iter_repositories(self) -> Iterator[Repository]:
        """The repositories."""
        for info in self._items("git.get_repositories", project=self.project.path):
            yield Repository(self.project, info["name"], info)

    list_repositories = listed(iter_repositories)

    def get_repository(self, name: str) -> Repository:
        """The repository of this name or id."""
        return Repository(self.project, name)

    def get_repository_by_id(self, repo_id: str) -> Repository:
        """The repository of this id."""
        return Repository(self.project, repo_id)

    def create_repository(self, name: str) -> Repository:
        """Creates an empty repository."""
        body = {"name": name, "project": {"id": self.project.id}}
        info = self._call("git.create_repository", project=self.project.path, body=body)
        return Repository(self.project, info["name"], info)

    def iter_pull_requests(
        self, status: str | None = None, *, criteria: dict[str, Any] | None = None, expand: str | None = None
    ) -> Iterator[PullRequest]:
        """The pull requests of the project: active, completed, abandoned, or all of them by default."""
        arguments = {f"searchCriteria.{name}": value for name, value in (criteria or {}).items()}
        arguments["searchCriteria.status"] = status or "all"
        arguments["query"] = {"$expand": expand}
        for info in self._items("git.get_pull_requests_by_project", project=self.project.path, **arguments):
            repository = info["repository"]
            repo = Repository(self.project, repository["id"], None)
            yield PullRequest(repo, info["pullRequestId"], info)

    list_pull_requests = listed(iter_pull_requests)

    def iter_active_prs(self, *, expand: str | None = None) -> Iterator[PullRequest]:
        """The active pull requests."""
        return self.iter_pull_requests("active", expand=expand)

    list_active_prs = listed(iter_active_prs)

    def get_pull_request(self, pr_id: int, repo_id: str | None = None) -> PullRequest:
        """The pull request of this number."""
        name = repo_id
        if name is None:
            info = self._call("git.get_pull_request_by_id", project=self.project.path, pull_request_id=pr_id)
            name = str(info["repository"]["id"])
        return PullRequest(Repository(self.project, name), pr_id)

    def iter_branches(self, repo_name: str) -> Iterator[Branch]:
        """The branches of a repository."""
        return self.get_repository(repo_name).iter_branches()

    list_branches = listed(iter_branches)

    def iter_git_tags(self, repo_name: str) -> Iterator[Tag]:
        """The tags of a repository."""
        return self.get_repository(repo_name).iter_git_tags()

    list_git_tags = listed(iter_git_tags)


class _Change:
    def to_git_change(self) -> dict[str, Any]:
        """The change as a push of the REST API has it."""
        raise NotImplementedError


def _content(content: str | bytes | pathlib.Path) -> dict[str, str]:
    if isinstance(content, pathlib.Path):
        content = content.read_bytes()
        try:
            content = content.decode()
        except UnicodeDecodeError:
            pass
    if isinstance(content, bytes):
        return {"content": base64.b64encode(content).decode(), "contentType": "base64encoded"}
    return {"content": content, "contentType": "rawtext"}


def _rooted(path: str) -> str:
    return "/" + path.lstrip("/")


class AddFile(_Change):
    """Adds a file, for ``Repository.commit``. Content is text, bytes or a path of this machine."""

    def __init__(self, ado_path: str, content: str | bytes | pathlib.Path) -> None:
        self.path, self.content = _rooted(ado_path), content

    def to_git_change(self) -> dict[str, Any]:
        return {"changeType": "add", "item": {"path": self.path}, "newContent": _content(self.content)}


class EditFile(_Change):
    """Changes a file, for ``Repository.commit``. Content is text, bytes or a path of this machine."""

    def __init__(self, ado_path: str, content: str | bytes | pathlib.Path) -> None:
        self.path, self.content = _rooted(ado_path), content

    def to_git_change(self) -> dict[str, Any]:
        return {"changeType": "edit", "item": {"path": self.path}, "newContent": _content(self.content)}


class DeleteFile(_Change):
    """Deletes a file, for ``Repository.commit``."""

    def __init__(self, ado_path: str) -> None:
        self.path = _rooted(ado_path)

    def to_git_change(self) -> dict[str, Any]:
        return {"changeType": "delete", "item": {"path": self.path}}


class RenameFile(_Change):
    """Renames a file, for ``Repository.commit``."""

    def __init__(self, old_ado_path: str, new_ado_path: str) -> None:
        self.old_path, self.path = _rooted(old_ado_path), _rooted(new_ado_path)

    def to_git_change(self) -> dict[str, Any]:
        return {"changeType": "rename", "sourceServerItem": self.old_path, "item": {"path": self.path}}


class Repository(Noun):
    """A repository."""

    def __init__(self, project: Project, name: str, info: dict[str, Any] | None = None) -> None:
        super().__init__(project._client, info)
        self.project = project
        self._name = name

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self._name)

    def _fetch(self) -> dict[str, Any]:
        return self._call("git.get_repository", **self._scope())

    def _scope(self) -> dict[str, Any]:
        return {"project": self.project.path, "repository_id": self._name}

    id = lazy("id", "The id of the repository, a UUID.")
    name = lazy("name", "The name of the repository.")
    web_url = lazy("webUrl", "Its web page.")
    remote_url = lazy("remoteUrl", "Its URL for git over HTTPS.")
    size = lazy("size", "Its size in bytes.")

    @property
    def default_branch(self) -> str | None:
        """The name of the default branch; None if there are no branches."""
        ref = self.info.get("defaultBranch")
        return branch_name(ref) if ref else None

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org

    # Pull requests

    def get_pull_request(self, pull_request_id: int) -> PullRequest:
        """The pull request of this number."""
        return PullRequest(self, pull_request_id)

    def iter_pull_requests(
        self, status: str | None = None, *, criteria: dict[str, Any] | None = None, expand: str | None = None
    ) -> Iterator[PullRequest]:
        """The pull requests of the repository: active, completed, abandoned, or all of them by default."""
        arguments = {f"searchCriteria.{name}": value for name, value in (criteria or {}).items()}
        arguments["searchCriteria.status"] = status or "all"
        arguments["query"] = {"$expand": expand}
        for info in self._items("git.get_pull_requests", **self._scope(), **arguments):
            yield PullRequest(self, info["pullRequestId"], info)

    list_pull_requests = listed(iter_pull_requests)

    def create_pull_request(
        self,
        title: str,
        source_branch: str,
        target_branch: str | None = None,
        *,
        description: str | None = None,
        is_draft: bool = False,
        reviewers: Iterable[str] = (),
        completion_options: dict[str, Any] | None = None,
    ) -> PullRequest:
        """Creates a pull request, into the default branch by default."""
        target = target_branch or self.default_branch or "main"
        body: dict[str, Any] = {
            "title": title,
            "sourceRefName": full_ref(source_branch),
            "targetRefName": full_ref(target),
            "isDraft": is_draft,
            "reviewers": [{"id": reviewer} for reviewer in reviewers],
        }
        if description is not None:
            body["description"] = description
        if completion_options is not None:
            body["completionOptions"] = completion_options
        info = self._call("git.create_pull_request", body=body, **self._scope())
        return PullRequest(self, info["pullRequestId"], info)

    def _first_pull_request(self, **criteria: Any) -> PullRequest | None:
        return next(self.iter_pull_requests("active", criteria=criteria), None)

    def get_pr_for_branch(self, source_branch: str) -> PullRequest | None:
        """The active pull request from a branch."""
        return self._first_pull_request(sourceRefName=full_ref(source_branch))

    def get_pr_for_commit(self, sha: str) -> PullRequest | None:
        """The pull request that merged a commit, or that has it as its last source commit."""
        query = {"queries": [{"type": kind, "items": [sha]} for kind in ("lastMergeCommit", "commit")]}
        for found in self._call("git.get_pull_request_query", body=query, **self._scope())["results"]:
            for infos in found.values():
                if infos:
                    return PullRequest(self, infos[0]["pullRequestId"], infos[0])
        return None

    # Files

    def _item(self, path: str, version: dict[str, str] | None) -> Info | None:
        arguments = {f"versionDescriptor.{name}": value for name, value in (version or {}).items()}
        try:
            return self._call("git.get_item", path=path, format="json", **arguments, **self._scope())
        except NotFoundError:
            return None

    def _bytes(self, path: str, version: dict[str, str] | None) -> bytes | None:
        arguments = {f"versionDescriptor.{name}": value for name, value in (version or {}).items()}
        headers = {"Accept": "application/octet-stream"}
        try:
            content = self._client.call(
                "git.get_item", path=path, download=True, headers=headers, **arguments, **self._scope()
            )
        except NotFoundError:
            return None
        if content is None:
            return b""
        return content.encode() if isinstance(content, str) else content

    def _of_branch(self, branch: str | None) -> dict[str, str] | None:
        return _version("branch", branch_name(branch)) if branch else None

    def get_file_bytes_by_branch(self, path: str, branch: str | None = None) -> bytes | None:
        """The content of a file on a branch, the default branch by default; None if there is no such file."""
        return self._bytes(path, self._of_branch(branch))

    def get_file_bytes_by_commit(self, path: str, commit: str) -> bytes | None:
        """The content of a file in a commit; None if there is no such file."""
        return self._bytes(path, _version("commit", commit))

    def get_file_by_branch(self, path: str, branch: str | None = None) -> str:
        """The text of a file on a branch; empty if there is no such file."""
        return (self.get_file_bytes_by_branch(path, branch) or b"").decode()

    def get_file_by_commit(self, path: str, commit: str) -> str:
        """The text of a file in a commit; empty if there is no such file."""
        return (self.get_file_bytes_by_commit(path, commit) or b"").decode()

    def _list_items(self, scope_path: str, version: dict[str, str] | None, level: str) -> Iterator[Info]:
        arguments = {f"versionDescriptor.{name}": value for name, value in (version or {}).items()}
        return self._items("git.get_items", scope_path=scope_path, recursion_level=level, **arguments, **self._scope())

    def iter_items(
        self, scope_path: str = "/", *, branch: str | None = None, recursion_level: str = "oneLevel"
    ) -> Iterator[Info]:
        """The files and folders below a path on a branch; ``full`` gives all levels."""
        return self._list_items(scope_path, self._of_branch(branch), recursion_level)

    list_items = listed(iter_items)

    def iter_items_by_commit(
        self, scope_path: str = "/", *, commit: str, recursion_level: str = "oneLevel"
    ) -> Iterator[Info]:
        """The files and folders below a path in a commit."""
        return self._list_items(scope_path, _version("commit", commit), recursion_level)

    list_items_by_commit = listed(iter_items_by_commit)

    def iter_items_by_tag(
        self, scope_path: str = "/", *, tag: str, recursion_level: str = "oneLevel"
    ) -> Iterator[Info]:
        """The files and folders below a path at a tag."""
        return self._list_items(scope_path, _version("tag", tag.removeprefix("refs/tags/")), recursion_level)

    list_items_by_tag = listed(iter_items_by_tag)

    def iter_items_by_ref(
        self, scope_path: str = "/", *, ref: str, recursion_level: str = "oneLevel"
    ) -> Iterator[Info]:
        """The files and folders below a path at any ref."""
        return self._list_items(scope_path, _version("commit", self._resolve(ref)), recursion_level)

    list_items_by_ref = listed(iter_items_by_ref)

    def get_item_by_branch(self, path: str, branch: str | None = None) -> Info | None:
        """What there is at a path on a branch; None if nothing."""
        return self._item(path, self._of_branch(branch))

    def get_item_by_commit(self, path: str, commit: str) -> Info | None:
        """What there is at a path in a commit; None if nothing."""
        return self._item(path, _version("commit", commit))

    def get_item_by_tag(self, path: str, tag: str) -> Info | None:
        """What there is at a path at a tag; None if nothing."""
        return self._item(path, _version("tag", tag.removeprefix("refs/tags/")))

    def get_item_by_ref(self, path: str, ref: str) -> Info | None:
        """What there is at a path at any ref; None if nothing."""
        return self._item(path, _version("commit", self._resolve(ref)))

    def check_file_exists_by_branch(self, path: str, branch: str | None = None) -> bool:
        """Whether there is something at a path on a branch."""
        return self.get_item_by_branch(path, branch) is not None

    def check_file_exists_by_commit(self, path: str, commit: str) -> bool:
        """Whether there is something at a path in a commit."""
        return self.get_item_by_commit(path, commit) is not None

    def check_file_exists_by_tag(self, path: str, tag: str) -> bool:
        """Whether there is something at a path at a tag."""
        return self.get_item_by_tag(path, tag) is not None

    def check_file_exists_by_ref(self, path: str, ref: str) -> bool:
        """Whether there is something at a path at any ref."""
        return self.get_item_by_ref(path, ref) is not None

    # Refs

    def iter_refs(self, name_filter: str | None = None, name_contains: str | None = None) -> Iterator[Info]:
        """The refs whose names, behind ``refs/``, begin with ``name_filter``."""
        return self._items(
            "git.get_refs", filter=name_filter, filter_contains=name_contains, peel_tags=True, **self._scope()
        )

    list_refs = listed(iter_refs)

    def _ref(self, ref: str) -> Info | None:
        wanted = full_ref(ref)
        found = self.iter_refs(wanted.removeprefix("refs/"))
        return next((one for one in found if one["name"] == wanted), None)

    def _resolve(self, ref: str) -> str:
        found = self._ref(ref)
        if found is None:
            raise NotFoundError(f"no such ref in {self._name}: {full_ref(ref)}")
        return found.get("peeledObjectId") or found["objectId"]

    def iter_branches(self) -> Iterator[Branch]:
        """The branches."""
        for ref in self.iter_refs("heads/"):
            yield Branch(self, ref)

    list_branches = listed(iter_branches)

    def _update_refs(self, name: str, old: str, new: str) -> None:
        body = [{"name": name, "oldObjectId": old, "newObjectId": new}]
        answer = self._call("git.update_refs", body=body, **self._scope())
        for result in answer["value"] if isinstance(answer, dict) else answer:
            if not result.get("success", True):
                status = result.get("updateStatus") or "failed"
                error = AlreadyExistsError if old == _ZERO and status == "staleOldObjectId" else ConflictError
                raise error(f"{name}: {status} {result.get('customMessage') or ''}".strip())

    def create_branch(self, name: str, from_commit: str) -> None:
        """Creates a branch at a commit. Raises ``AlreadyExistsError`` if there is one of this name."""
        self._update_refs(full_ref(name), _ZERO, from_commit)

    def get_branch_head(self, name: str) -> str:
        """The commit of a branch, by its exact name."""
        return self._resolve(name)

    def check_branch_exists(self, name: str) -> bool:
        """Whether there is a branch of exactly this name."""
        return self._ref(name) is not None

    def delete_branch(self, name: str, current_commit: str | None = None) -> None:
        """Deletes a branch, if it is still at the commit."""
        self._update_refs(full_ref(name), current_commit or self.get_branch_head(name), _ZERO)

    def iter_git_tags(self) -> Iterator[Tag]:
        """The tags."""
        for ref in self.iter_refs("tags/"):
            yield Tag(self, ref)

    list_git_tags = listed(iter_git_tags)

    def create_git_tag(self, name: str, commit_id: str) -> None:
        """Creates a lightweight tag."""
        self._update_refs(f"refs/tags/{name.removeprefix('refs/tags/')}", _ZERO, commit_id)

    def delete_git_tag(self, name: str, commit_id: str) -> None:
        """Deletes a tag, if it is still at the object."""
        self._update_refs(f"refs/tags/{name.removeprefix('refs/tags/')}", commit_id, _ZERO)

    def create_annotated_tag(self, name: str, message: str, commit_sha: str) -> Info:
        """Creates an annotated tag."""
        body = {"name": name, "message": message, "taggedObject": {"objectId": commit_sha}}
        return self._call("git.create_annotated_tag", body=body, **self._scope())

    def get_statistics(self, branch: str) -> Info:
        """How far a branch is ahead of and behind the default branch."""
        return self._call("git.get_branch", name=branch_name(branch), **self._scope())

    def list_acl(self) -> list[Info]:
        """The access control lists of the repository."""
        token = f"repoV2/{self.project.id}/{self.id}"
        namespace = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87"
        return list(
            self._items(
                "security.query_access_control_lists", security_namespace_id=namespace, token=token, recurse=True
            )
        )

    # Commits

    def _commits(self, top: int | None, **criteria: Any) -> Iterator[Commit]:
        arguments = {f"searchCriteria.{name}": value for name, value in criteria.items() if value is not None}
        found = self._items("git.get_commits", **self._scope(), **arguments)
        for at, info in enumerate(found):
            if top is not None and at >= top:
                return
            yield Commit(self, info["commitId"], info)

    def _at(self, kind: str, value: str) -> dict[str, str]:
        return {"itemVersion.versionType": kind, "itemVersion.version": value}

    def iter_commits(
        self, *, item_path: str | None = None, top: int | None = None, branch: str | None = None
    ) -> Iterator[Commit]:
        """The commits of a branch, the newest first; those that touch a path, if it is given."""
        at = self._at("branch", branch_name(branch)) if branch else {}
        return self._commits(top, itemPath=item_path, **at)

    list_commits = listed(iter_commits)

    def iter_commits_by_commit(
        self, commit: str, *, item_path: str | None = None, top: int | None = None
    ) -> Iterator[Commit]:
        """The commits from a commit on back."""
        return self._commits(top, itemPath=item_path, **self._at("commit", commit))

    list_commits_by_commit = listed(iter_commits_by_commit)

    def iter_commits_by_tag(
        self, tag: str, *, item_path: str | None = None, top: int | None = None
    ) -> Iterator[Commit]:
        """The commits from a tag on back."""
        return self._commits(top, itemPath=item_path, **self._at("tag", tag.removeprefix("refs/tags/")))

    list_commits_by_tag = listed(iter_commits_by_tag)

    def get_commit(self, sha: str) -> Commit:
        """The commit of this id."""
        return Commit(self, sha)

    def get_default_branch_commit(self) -> Commit:
        """The newest commit of the default branch."""
        if self.default_branch is None:
            raise NotFoundError(f"the repository {self._name} has no branches")
        return self.get_commit(self.get_branch_head(self.default_branch))

    def get_last_commit_touching_file(self, path: str, before_commit: str) -> str:
        """The id of the newest commit, from a commit on back, that touches a path."""
        found = next(self.iter_commits_by_commit(before_commit, item_path=path, top=1), None)
        if found is None:
            raise NotFoundError(f"no commit up to {before_commit} touches {path}")
        return found.sha

    def iter_commit_diff(self, base_commit: str, target_commit: str) -> Iterator[Info]:
        """What changed from one commit to another: files, all pages."""
        skip = 0
        while True:
            answer = self._call(
                "git.get_commit_diffs",
                top=100, skip=skip,
                **{
                    "base_version_type": "commit",
                    "base_version": base_commit,
                    "target_version_type": "commit",
                    "target_version": target_commit,
                },
                **self._scope(),
            )  # fmt: skip
            changes = answer.get("changes") or []
            for change in changes:
                if not (change.get("item") or {}).get("isFolder"):
                    yield Info(change)
            skip += len(changes)
            if answer.get("allChangesIncluded", True) or not changes:
                return

    list_commit_diff = listed(iter_commit_diff)

    def is_ancestor(self, ancestor: str, descendant: str) -> bool:
        """Whether one commit is reachable from another."""
        answer = self._call(
            "git.get_merge_bases",
            repository_name_or_id=self._name, commit_id=descendant, other_commit_id=ancestor,
            project=self.project.path,
        )  # fmt: skip
        bases = answer["value"] if isinstance(answer, dict) else answer
        return any(base["commitId"] == ancestor for base in bases)

    # Pushes

    def make_ref_update(self, branch: str) -> dict[str, str]:
        """The ref update that a push to a branch needs: its name and the commit where it is, zeros for a new one."""
        found = self._ref(branch)
        return {"name": full_ref(branch), "oldObjectId": found["objectId"] if found else _ZERO}

    def push_commits(self, ref_updates: list[dict[str, str]], commits: list[dict[str, Any]]) -> Info:
        """Pushes commits as the REST API has them."""
        body = {"refUpdates": ref_updates, "commits": commits}
        return self._call("git.create_push", body=body, **self._scope())

    def commit(self, branch: str, message: str, changes: Iterable[_Change], current_commit: str | None = None) -> Info:
        """Commits changes of files to a branch, which must still be where it was; a branch that isn't there is
        created."""
        update = (
            {"name": full_ref(branch), "oldObjectId": current_commit}
            if current_commit
            else self.make_ref_update(branch)
        )
        return self.push_commits(
            [update], [{"comment": message, "changes": [change.to_git_change() for change in changes]}]
        )

    def commit_file_delete(self, branch: str, path: str, message: str) -> Info:
        """Commits the deletion of a file."""
        return self.commit(branch, message, [DeleteFile(path)])

    def commit_file_rename(self, branch: str, old_path: str, new_path: str, message: str) -> Info:
        """Commits the renaming of a file."""
        return self.commit(branch, message, [RenameFile(old_path, new_path)])

    def commit_file_upsert(
        self, branch: str, path: str, content: str | bytes, message: str, current_commit: str | None = None
    ) -> Info:
        """Commits a file, whether it is there or not; the branch must still be where it was looked at."""
        head = current_commit or self.make_ref_update(branch)["oldObjectId"]
        there = head != _ZERO and self.check_file_exists_by_commit(path, head)
        change = (EditFile if there else AddFile)(path, content)
        return self.commit(branch, message, [change], head)

    # Merges

    def start_merge(self, source: str, target: str, *, comment: str | None = None) -> Info:
        """Starts a merge of two commits, as an operation."""
        body = {"parents": [target, source], "comment": comment or f"Merge {source} into {target}"}
        return self._call(
            "git.create_merge_request", repository_name_or_id=self._name, project=self.project.path, body=body
        )

    def get_merge_status(self, merge_operation_id: int) -> Info:
        """How a merge stands."""
        return self._call(
            "git.get_merge_request",
            repository_name_or_id=self._name, project=self.project.path, merge_operation_id=merge_operation_id,
        )  # fmt: skip

    def check_merge_feasible(
        self, source: str, target: str, *, timeout: float = 10.0, poll_interval: float = 0.5
    ) -> bool:
        """Whether two commits can be merged. Raises ``TimeoutError`` if the service hasn't tried in time."""
        merge = self.start_merge(source, target)
        until = time.monotonic() + timeout
        while merge["status"] in ("queued", "inProgress"):
            if time.monotonic() > until:
                raise TimeoutError(f"the merge is still {merge['status']} after {timeout} s")
            time.sleep(poll_interval)
            merge = self.get_merge_status(merge["mergeOperationId"])
        return merge["status"] == "completed"

    def start_cherry_pick(
        self, onto: str, cherry_pick_ref: str, *, commits: Iterable[str] = (), pull_request_id: int | None = None
    ) -> Info:
        """Starts a cherry-pick of commits, or of a pull request, onto a branch, into a new branch."""
        return self._call(
            "git.create_cherry_pick", body=self._async(onto, cherry_pick_ref, commits, pull_request_id), **self._scope()
        )

    def get_cherry_pick_status(self, cherry_pick_id: int) -> Info:
        """How a cherry-pick stands."""
        return self._call("git.get_cherry_pick", cherry_pick_id=cherry_pick_id, **self._scope())

    def start_revert(
        self, onto: str, revert_ref: str, *, commits: Iterable[str] = (), pull_request_id: int | None = None
    ) -> Info:
        """Starts a revert of commits, or of a pull request, onto a branch, into a new branch."""
        return self._call(
            "git.create_revert", body=self._async(onto, revert_ref, commits, pull_request_id), **self._scope()
        )

    def get_revert_status(self, revert_id: int) -> Info:
        """How a revert stands."""
        return self._call("git.get_revert", revert_id=revert_id, **self._scope())

    def _async(self, onto: str, ref: str, commits: Iterable[str], pull_request_id: int | None) -> dict[str, Any]:
        source = (
            {"pullRequestId": pull_request_id}
            if pull_request_id
            else {"commitList": [{"commitId": sha} for sha in commits]}
        )
        return {"ontoRefName": full_ref(onto), "generatedRefName": full_ref(ref), "source": source}

    @classmethod
    def find(cls, project: Project, name: str) -> Repository:
        """The repository of this name, ignoring case; the error lists the names that there are."""
        return pick(project.repos.iter_repositories(), "repository", name)


class Branch:
    """A branch, as it was when it was listed."""

    def __init__(self, repo: Repository, ref: dict[str, Any]) -> None:
        self.repo = repo
        self.ref = Info(ref)

    @property
    def full_name(self) -> str:
        """``refs/heads/main``."""
        return self.ref["name"]

    @property
    def name(self) -> str:
        """``main``."""
        return branch_name(self.full_name)

    @property
    def commit_id(self) -> str:
        """The commit."""
        return self.ref["objectId"]

    def get_commit(self) -> Commit:
        """The commit."""
        return self.repo.get_commit(self.commit_id)

    def delete(self) -> None:
        """Deletes the branch, if it is still at the commit."""
        self.repo.delete_branch(self.name, self.commit_id)

    def __repr__(self) -> str:
        return f"<Branch {self.name}>"


class Tag:
    """A tag, as it was when it was listed."""

    def __init__(self, repo: Repository, ref: dict[str, Any]) -> None:
        self.repo = repo
        self.ref = Info(ref)

    @property
    def full_name(self) -> str:
        """``refs/tags/v1``."""
        return self.ref["name"]

    @property
    def name(self) -> str:
        """``v1``."""
        return self.full_name.removeprefix("refs/tags/")

    @property
    def commit_id(self) -> str:
        """The commit, also of an annotated tag."""
        return self.ref.get("peeledObjectId") or self.ref["objectId"]

    def get_commit(self) -> Commit:
        """The commit."""
        return self.repo.get_commit(self.commit_id)

    def get_annotated_info(self) -> Info | None:
        """Message and tagger; None of a lightweight tag."""
        if not self.ref.get("peeledObjectId"):
            return None
        return self.repo._call("git.get_annotated_tag", object_id=self.ref["objectId"], **self.repo._scope())

    def delete(self) -> None:
        """Deletes the tag, if it is still at the object."""
        self.repo.delete_git_tag(self.name, self.ref["objectId"])

    def __repr__(self) -> str:
        return f"<Tag {self.name}>"


class Commit(Noun):
    """A commit."""

    def __init__(self, repo: Repository, sha: str, info: dict[str, Any] | None = None) -> None:
        super().__init__(repo._client, info)
        self.repo = repo
        self.sha = sha

    def _key(self) -> tuple[Any, ...]:
        return (self.sha,)

    def _fetch(self) -> dict[str, Any]:
        return self._call("git.get_commit", commit_id=self.sha, **self.repo._scope())

    author_name = lazy("author.name", "The name of the author.")
    author_email = lazy("author.email", "The mail address of the author.")
    author_date = lazy("author.date", "When it was written.")
    committer_name = lazy("committer.name", "The name of the committer.")
    committer_email = lazy("committer.email", "The mail address of the committer.")
    committer_date = lazy("committer.date", "When it was committed.")

    @property
    def message(self) -> str:
        """The whole message, which lists cut."""
        if self.info.get("commentTruncated"):
            self.refresh()
        return self.info.get("comment") or ""

    @property
    def parents(self) -> list[str]:
        """The ids of the parents."""
        if "parents" not in self.info:
            self.refresh()
        return self.info.get("parents") or []

    @property
    def project(self) -> Project:
        """The project."""
        return self.repo.project

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.repo.org

    def get_file(self, path: str) -> str:
        """The text of a file; empty if there is no such file."""
        return self.repo.get_file_by_commit(path, self.sha)

    def iter_changes(self) -> Iterator[Info]:
        """What the commit changed, also the first one."""
        skip = 0
        while True:
            answer = self._call("git.get_changes", commit_id=self.sha, top=100, skip=skip, **self.repo._scope())
            changes = answer.get("changes") or []
            yield from (Info(change) for change in changes if not (change.get("item") or {}).get("isFolder"))
            skip += len(changes)
            if len(changes) < 100:
                return

    list_changes = listed(iter_changes)

    def get_pull_request(self) -> PullRequest | None:
        """The pull request that it came by."""
        return self.repo.get_pr_for_commit(self.sha)

    def list_statuses(self) -> list[Info]:
        """The statuses."""
        return list(self._items("git.get_statuses", commit_id=self.sha, **self.repo._scope()))


class PullRequest(Expandable):
    """A pull request."""

    #: Whether the snapshot is not the shorter one of a list.
    _whole = False

    def __init__(self, repo: Repository, pull_request_id: int, info: dict[str, Any] | None = None) -> None:
        super().__init__(repo._client, info)
        self.repo = repo
        self.id = pull_request_id

    def _key(self) -> tuple[Any, ...]:
        return (self.id,)

    def _scope(self) -> dict[str, Any]:
        return {**self.repo._scope(), "pull_request_id": self.id}

    def _fetch(self) -> dict[str, Any]:
        self._whole = True
        return self._call("git.get_pull_request", **self._expanded(), **self._scope())

    title = lazy("title", "The title.")
    status = lazy("status", "active, completed or abandoned.")
    created_by = lazy("createdBy", "Who created it, an identity.")
    is_draft = lazy("isDraft", "Whether it is a draft.")
    merge_status = lazy("mergeStatus", "succeeded, conflicts, queued …")

    @property
    def description(self) -> str | None:
        """The whole description. Lists cut it at 400 characters: one of that length is fetched again, once."""
        text = self.info.get("description")
        if not self._whole and text is not None and len(text) >= _CUT:
            self.refresh()
            text = self.info.get("description")
        return text

    @property
    def source_branch(self) -> str:
        """The name of the source branch."""
        return branch_name(self.info["sourceRefName"])

    @property
    def target_branch(self) -> str:
        """The name of the target branch."""
        return branch_name(self.info["targetRefName"])

    @property
    def project(self) -> Project:
        """The project."""
        return self.repo.project

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.repo.org

    def update(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        status: str | None = None,
        is_draft: bool | None = None,
    ) -> None:
        """Changes what is given."""
        given = {"title": title, "description": description, "status": status, "isDraft": is_draft}
        self._patch({name: value for name, value in given.items() if value is not None})

    def _patch(self, body: dict[str, Any]) -> None:
        self._info = self._call("git.update_pull_request", body=body, **self._scope())
        self._whole = True

    def complete(
        self, last_merge_source_commit: str | None = None, *, completion_options: dict[str, Any] | None = None
    ) -> None:
        """Completes it, if its source branch is still at the commit; by default, where it is now."""
        commit = last_merge_source_commit or self.refresh().info["lastMergeSourceCommit"]["commitId"]
        body: dict[str, Any] = {"status": "completed", "lastMergeSourceCommit": {"commitId": commit}}
        if completion_options is not None:
            body["completionOptions"] = completion_options
        self._patch(body)

    def wait(self, *, timeout: float = 60.0, poll_interval: float = 0.5) -> str:
        """Waits until it is completed or abandoned, and gives the status. Raises ``ConflictError`` if it can't be
        merged, ``TimeoutError`` if it takes too long."""
        until = time.monotonic() + timeout
        while self.refresh().status == "active":
            if self.merge_status in ("conflicts", "failure", "rejectedByPolicy"):
                why = self.info.get("mergeFailureMessage") or self.merge_status
                raise ConflictError(f"pull request {self.id} can't be merged: {why}")
            if time.monotonic() > until:
                raise TimeoutError(f"pull request {self.id} is still active after {timeout} s")
            time.sleep(poll_interval)
        return self.status

    def abandon(self) -> None:
        """Abandons it."""
        self._patch({"status": "abandoned"})

    def _me(self) -> str:
        return self.org.get_connection_data()["authenticatedUser"]["id"]

    def enable_auto_complete(
        self, identity_id: str | None = None, *, completion_options: dict[str, Any] | None = None
    ) -> None:
        """Completes it by itself when its policies are satisfied, in the name of the caller by default."""
        body: dict[str, Any] = {"autoCompleteSetBy": {"id": identity_id or self._me()}}
        if completion_options is not None:
            body["completionOptions"] = completion_options
        self._patch(body)

    def disable_auto_complete(self) -> None:
        """Does not complete it by itself any more."""
        self._patch({"autoCompleteSetBy": {"id": "00000000-0000-0000-0000-000000000000"}})

    # Labels

    def iter_tag_details(self) -> Iterator[Info]:
        """The labels, with their ids."""
        return self._items("git.get_pull_request_labels", **self._scope())

    list_tag_details = listed(iter_tag_details)

    def iter_tags(self) -> Iterator[str]:
        """The names of the labels."""
        return (label["name"] for label in self.iter_tag_details())

    list_tags = listed(iter_tags)

    def add_tag(self, name: str) -> None:
        """Adds a label."""
        self._call("git.create_pull_request_label", body={"name": name}, **self._scope())

    def remove_tag(self, name: str) -> None:
        """Removes a label."""
        self._call("git.delete_pull_request_labels", label_id_or_name=name, **self._scope())

    def sync_tags(self, desired: Iterable[str]) -> None:
        """Makes the labels those that are desired, ignoring case."""
        there = {name.casefold(): name for name in self.iter_tags()}
        wanted = {name.casefold(): name for name in desired}
        for folded in wanted.keys() - there.keys():
            self.add_tag(wanted[folded])
        for folded in there.keys() - wanted.keys():
            self.remove_tag(there[folded])

    # Threads

    def iter_threads(self) -> Iterator[Info]:
        """The threads with their comments."""
        return self._items("git.get_threads", **self._scope())

    list_threads = listed(iter_threads)

    def get_thread(self, thread_id: int) -> Info:
        """The thread of this number."""
        return self._call("git.get_pull_request_thread", thread_id=thread_id, **self._scope())

    def add_thread(
        self, content: str, *, file_path: str | None = None, line: int | None = None, status: str = "active"
    ) -> Info:
        """Begins a thread, at a line of a file if it is given."""
        body: dict[str, Any] = {
            "comments": [{"parentCommentId": 0, "content": content, "commentType": "text"}],
            "status": status,
        }
        if file_path is not None:
            context: dict[str, Any] = {"filePath": _rooted(file_path)}
            if line is not None:
                context["rightFileStart"] = {"line": line, "offset": 1}
                context["rightFileEnd"] = {"line": line, "offset": 1}
            body["threadContext"] = context
        return self._call("git.create_thread", body=body, **self._scope())

    def reply_to_thread(self, thread_id: int, content: str, *, parent_comment_id: int = 1) -> Info:
        """Adds a comment to a thread."""
        body = {"content": content, "parentCommentId": parent_comment_id, "commentType": "text"}
        return self._call("git.create_comment", thread_id=thread_id, body=body, **self._scope())

    def update_thread_status(self, thread_id: int, status: str) -> Info:
        """Sets the status of a thread: active, fixed, wontFix, closed, byDesign or pending."""
        return self._call("git.update_thread", thread_id=thread_id, body={"status": status}, **self._scope())

    # Reviewers

    def list_reviewers(self) -> list[Info]:
        """The reviewers with their votes."""
        return list(self._items("git.get_pull_request_reviewers", **self._scope()))

    def add_reviewer(self, reviewer_id: str, *, is_required: bool = False, is_reapprove: bool = False) -> None:
        """Adds a reviewer."""
        body = {"isRequired": is_required, "isReapprove": is_reapprove, "vote": 0}
        self._call("git.create_pull_request_reviewer", reviewer_id=reviewer_id, body=body, **self._scope())

    def remove_reviewer(self, reviewer_id: str) -> None:
        """Removes a reviewer."""
        self._call("git.delete_pull_request_reviewer", reviewer_id=reviewer_id, **self._scope())

    def vote(self, reviewer_id: str | None, vote: int, *, is_reapprove: bool = False) -> None:
        """Votes: 10 approved, 5 approved with suggestions, 0 none, -5 waits for the author, -10 rejected."""
        reviewer = reviewer_id or self._me()
        body = {"vote": int(vote), "isReapprove": is_reapprove, "id": reviewer}
        self._call("git.create_pull_request_reviewer", reviewer_id=reviewer, body=body, **self._scope())

    # Work items

    def link_work_item(self, work_item: WorkItem, *, comment: str | None = None) -> None:
        """Links a work item."""
        work_item.link_pull_request(self, comment=comment)

    def iter_work_item_ids(self) -> Iterator[int]:
        """The numbers of the linked work items."""
        return (int(one["id"]) for one in self._items("git.get_pull_request_work_item_refs", **self._scope()))

    list_work_item_ids = listed(iter_work_item_ids)

    def iter_work_items(self) -> Iterator[WorkItem]:
        """The linked work items."""
        return self.project.boards.iter_work_items_by_ids(self.iter_work_item_ids())

    list_work_items = listed(iter_work_items)

    def set_work_item_refs(self, work_item_ids: Iterable[int]) -> None:
        """Links further work items by their numbers."""
        self._patch({"workItemRefs": [{"id": str(number)} for number in work_item_ids]})

    def add_work_item_ref(self, wi_id: int) -> None:
        """Links a work item by its number, if it is not linked."""
        if wi_id not in set(self.iter_work_item_ids()):
            self.project.boards.get_work_item(wi_id).link_pull_request(self)

    # Commits, iterations, statuses

    def iter_commits(self) -> Iterator[Commit]:
        """The commits."""
        for info in self._items("git.get_pull_request_commits", **self._scope()):
            yield Commit(self.repo, info["commitId"], info)

    list_commits = listed(iter_commits)

    def iter_iterations(self) -> Iterator[Info]:
        """The iterations: one for each push."""
        return self._items("git.get_pull_request_iterations", **self._scope())

    list_iterations = listed(iter_iterations)

    def get_iteration_changes(self, iteration_id: int) -> list[Info]:
        """The files that an iteration changed, all of them."""
        return list(self._items("git.get_pull_request_iteration_changes", iteration_id=iteration_id, **self._scope()))

    def iter_files_changed(self) -> Iterator[Info]:
        """The files that the pull request changes."""
        newest = max((one["id"] for one in self.iter_iterations()), default=None)
        return iter([] if newest is None else self.get_iteration_changes(newest))

    list_files_changed = listed(iter_files_changed)

    def set_status(
        self,
        state: str,
        context_name: str,
        *,
        description: str | None = None,
        iteration_id: int | None = None,
        target_url: str | None = None,
        genre: str | None = None,
    ) -> Info:
        """Sets a status: of the pull request by default, or of one iteration."""
        body = {
            "state": state,
            "description": description or "",
            "context": {"name": context_name, **({"genre": genre} if genre else {})},
            **({"targetUrl": target_url} if target_url else {}),
            **({"iterationId": iteration_id} if iteration_id is not None else {}),
        }
        return self._call("git.create_pull_request_status", body=body, **self._scope())

    def iter_statuses(self) -> Iterator[Info]:
        """The statuses."""
        return self._items("git.get_pull_request_statuses", **self._scope())

    list_statuses = listed(iter_statuses)
