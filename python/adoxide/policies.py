"""Branch and repository policies as data classes, in place of dictionaries with type ids.

>>> from adoxide.policies import MinimumReviewersPolicy, branch
>>> MinimumReviewersPolicy(scope=[branch("main")], minimum_approver_count=2).to_request()["type"]["id"]
'fa4e907d-c16b-4a4c-9dfa-4906e5d171dd'
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, ClassVar, Self

from .nouns.base import full_ref

__all__ = [
    "BuildPolicy",
    "CommentRequirementPolicy",
    "CommitAuthorEmailPolicy",
    "FileNamePolicy",
    "FileSizeRestrictionPolicy",
    "GitRepositoryPolicy",
    "MergeStrategyPolicy",
    "MinimumReviewersPolicy",
    "PathLengthPolicy",
    "Policy",
    "RequiredReviewersPolicy",
    "ReservedNamesPolicy",
    "SearchBranchesPolicy",
    "StatusPolicy",
    "WorkItemLinkingPolicy",
    "branch",
    "repository",
]


def branch(name: str | None, repository_id: str | None = None, *, prefix: bool = False) -> dict[str, Any]:
    """A scope: one branch, those whose names begin with it, or with None the default branch of each repository."""
    if name is None:
        return {"repositoryId": repository_id, "refName": None, "matchKind": "DefaultBranch"}
    kind = "Prefix" if prefix else "Exact"
    return {"repositoryId": repository_id, "refName": full_ref(name), "matchKind": kind}


def repository(repository_id: str | None = None) -> dict[str, Any]:
    """A scope: one repository, or all of the project."""
    return {"repositoryId": repository_id}


def _wire(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _python(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


@dataclasses.dataclass(kw_only=True)
class Policy:
    """The base of the policies: to whom it applies, whether it is enabled and whether it blocks."""

    TYPE_ID: ClassVar[str] = ""

    scope: list[dict[str, Any]]
    is_enabled: bool = True
    is_blocking: bool = True
    #: Settings that the class does not know, kept as they are.
    further: dict[str, Any] = dataclasses.field(default_factory=dict)

    def to_request(self) -> dict[str, Any]:
        """The policy as the REST API takes it."""
        settings = dict(self.further)
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if field.name not in ("is_enabled", "is_blocking", "further") and value is not None:
                settings[_wire(field.name)] = value
        return {
            "isEnabled": self.is_enabled,
            "isBlocking": self.is_blocking,
            "type": {"id": self.TYPE_ID},
            "settings": settings,
        }

    @classmethod
    def from_info(cls, info: dict[str, Any]) -> Self:
        """The policy that the REST API gave. Raises ``ValueError`` if it is of another type."""
        found = info["type"]["id"]
        if found != cls.TYPE_ID:
            raise ValueError(f"expected a policy of the type {cls.TYPE_ID}, got {found}")
        known = {field.name for field in dataclasses.fields(cls)}
        settings = {_python(name): (name, value) for name, value in info["settings"].items()}
        own = {name: value for name, (_, value) in settings.items() if name in known}
        further = {wire: value for name, (wire, value) in settings.items() if name not in known}
        return cls(
            **{"scope": [], **own}, is_enabled=info["isEnabled"], is_blocking=info["isBlocking"], further=further
        )

    from_request = from_info


@dataclasses.dataclass(kw_only=True)
class MinimumReviewersPolicy(Policy):
    """Requires a number of approvals."""

    TYPE_ID = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd"

    minimum_approver_count: int = 1
    creator_vote_counts: bool = False
    allow_downvotes: bool = False
    reset_on_source_push: bool = False
    require_vote_on_last_iteration: bool = False
    reset_rejections_on_source_push: bool = False
    block_last_pusher_vote: bool = False
    require_vote_on_each_iteration: bool | None = None


@dataclasses.dataclass(kw_only=True)
class CommentRequirementPolicy(Policy):
    """Requires that all comments are resolved."""

    TYPE_ID = "c6a1889d-b943-4856-b76f-9e46bb6b0df2"


@dataclasses.dataclass(kw_only=True)
class WorkItemLinkingPolicy(Policy):
    """Requires a linked work item."""

    TYPE_ID = "40e92b44-2fe1-4dd6-b3d8-74a9c21d0c6e"


@dataclasses.dataclass(kw_only=True)
class BuildPolicy(Policy):
    """Requires a build of a definition."""

    TYPE_ID = "0609b952-1397-4640-95ec-e00a01b2c241"

    build_definition_id: int = 0
    queue_on_source_update_only: bool = True
    manual_queue_only: bool = False
    valid_duration: float = 720.0
    display_name: str | None = None
    filename_patterns: list[str] | None = None


@dataclasses.dataclass(kw_only=True)
class RequiredReviewersPolicy(Policy):
    """Adds reviewers by themselves."""

    TYPE_ID = "fd2167ab-b0be-447a-8ec8-39368250530e"

    required_reviewer_ids: list[str] = dataclasses.field(default_factory=list)
    minimum_approver_count: int = 1
    creator_vote_counts: bool = False
    message: str | None = None
    filename_patterns: list[str] | None = None


@dataclasses.dataclass(kw_only=True)
class StatusPolicy(Policy):
    """Requires a status from another service."""

    TYPE_ID = "cbdc66da-9728-4af8-aada-9a5a32e4a226"

    status_name: str = ""
    status_genre: str | None = None
    author_id: str | None = None
    invalidate_on_source_update: bool = False
    default_display_name: str | None = None
    policy_applicability: int | None = None
    filename_patterns: list[str] | None = None


@dataclasses.dataclass(kw_only=True)
class MergeStrategyPolicy(Policy):
    """Bounds how pull requests may be merged."""

    TYPE_ID = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab"

    allow_no_fast_forward: bool | None = None
    allow_squash: bool | None = None
    allow_rebase: bool | None = None
    allow_rebase_merge: bool | None = None


@dataclasses.dataclass(kw_only=True)
class FileSizeRestrictionPolicy(Policy):
    """Refuses pushes with files above a size in bytes."""

    TYPE_ID = "2e26e725-8201-4edd-8bf5-978563c34a80"

    maximum_git_blob_size_in_bytes: int = 10_485_760
    use_uncompressed_size: bool = True


@dataclasses.dataclass(kw_only=True)
class FileNamePolicy(Policy):
    """Refuses pushes with files of these names."""

    TYPE_ID = "51c78909-e838-41a2-9496-c647091e3c61"

    filename_patterns: list[str] | None = None


@dataclasses.dataclass(kw_only=True)
class PathLengthPolicy(Policy):
    """Refuses pushes with long paths."""

    TYPE_ID = "001a79cf-fda1-4c4e-9e7c-bac40ee5ead8"

    max_path_length: int = 260


@dataclasses.dataclass(kw_only=True)
class ReservedNamesPolicy(Policy):
    """Refuses pushes with names that some operating systems reserve."""

    TYPE_ID = "db2b9b4c-180d-4529-9701-01541d19f36b"


@dataclasses.dataclass(kw_only=True)
class CommitAuthorEmailPolicy(Policy):
    """Refuses pushes by other authors."""

    TYPE_ID = "77ed4bd3-b063-4689-934a-175e4d0a78d7"

    author_email_patterns: list[str] | None = None


@dataclasses.dataclass(kw_only=True)
class GitRepositoryPolicy(Policy):
    """Settings of repositories: case enforcement, forks, drafts by default."""

    TYPE_ID = "7ed39669-655c-494e-b4a0-a08b4da0fcce"

    enforce_consistent_case: bool | None = None
    reject_dot_git: bool | None = None
    optimized_by_default: bool | None = None
    breadcrumb_days: int | None = None
    allowed_fork_targets: int | None = None
    strict_vote_mode: bool | None = None
    inherit_pull_request_creation_mode: bool | None = None
    repo_pull_request_as_draft_by_default: bool | None = None
    repo_pull_request_auto_complete_by_default: bool | None = None


@dataclasses.dataclass(kw_only=True)
class SearchBranchesPolicy(Policy):
    """The branches that code search indexes."""

    TYPE_ID = "0517f88d-4ec5-4343-9d26-9930ebd53069"

    search_branches: list[str] | None = None
