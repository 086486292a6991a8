"""The client: every operation of the REST API by its name, and the nouns."""

from __future__ import annotations

import builtins
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    from .nouns import Build, Organization, Project, PullRequest, Repository, WorkItem

__all__ = ["AzureDevOpsService", "Client", "Items", "describe", "operations"]

Items = _native.Items

_areas: dict[str, frozenset[str]] = {}


def operations(words: str = "") -> list[str]:
    """The names of the operations of the REST API; with ``words``, those that have all of them in their names."""
    wanted = words.lower().split()
    return [name for name in _native.operations() if all(word in name for word in wanted)]


def describe(operation: str) -> dict[str, Any]:
    """What is known of an operation: method, path, scopes, and its parameters as
    ``(keyword, name, place, required)``."""
    return _native.describe(operation)


def _names() -> dict[str, frozenset[str]]:
    if not _areas:
        found: dict[str, set[str]] = {}
        for name in _native.operations():
            *path, last = name.split(".")
            for depth in range(1, len(path) + 1):
                found.setdefault(".".join(path[:depth]), set()).add((path + [last])[depth])
        _areas.update({area: frozenset(names) for area, names in found.items()})
    return _areas


class Area:
    """The operations of one area, as methods: ``client.git.get_repositories(project="Shop")``.

    A list with pages gives its items, all pages, one without a list; ``aio`` before the name gives an awaitable instead of an
    answer. Type checkers know each operation and its parameters.
    """

    def __init__(self, client: Client, path: str, blocking: bool = True) -> None:
        self._client = client
        self._path = path
        self._blocking = blocking

    @property
    def aio(self) -> Any:
        """The same operations, to be awaited."""
        return Area(self._client, self._path, blocking=False)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_") or name not in _names()[self._path]:
                raise AttributeError(f"the area {self._path} has no operation {name!r}")
            path = f"{self._path}.{name}"
            if path in _names():
                return Area(self._client, path, self._blocking)
            return Operation(self._client, path, self._blocking)

    def __dir__(self) -> list[str]:
        return sorted(_names()[self._path])

    def __repr__(self) -> str:
        return f"<area {self._path} of {self._client.organization}>"


def _list_of(answer: Any) -> Any:
    """The list of an answer that is nothing but a list and its length."""
    if isinstance(answer, dict) and answer.keys() == {"count", "value"} and isinstance(answer["value"], list):
        return answer["value"]
    return answer


class _Help:
    """What an operation is, from the catalog; of the class, what it is for."""

    def __get__(self, operation: Operation | None, kind: type | None = None) -> str:
        """The text of ``help()``."""
        return "One operation of the REST API, ready to be called." if operation is None else operation._help()


class Operation:
    __doc__ = _Help()

    def __init__(self, client: Client, name: str, blocking: bool = True) -> None:
        self._client = client
        self._blocking = blocking
        self.name = name
        self.facts = describe(name)

    def _help(self) -> str:
        facts = self.facts
        lines = [f"{facts['method']} {facts['path']}", ""]
        lines += [
            f"{keyword}: {'required, ' if required else ''}in the {place} as {name}"
            for keyword, name, place, required in facts["parameters"]
        ]
        if facts["takes_body"]:
            lines.append("body: the body, as a dict, list or bytes")
        return "\n".join(lines)

    def __call__(self, **arguments: Any) -> Any:
        if self.facts["is_list"]:
            return self._client.items(self.name, **arguments)
        if self._blocking:
            return _list_of(self._client.call(self.name, **arguments))
        return self._later(arguments)

    async def _later(self, arguments: dict[str, Any]) -> Any:
        return _list_of(await self._client.acall(self.name, **arguments))

    def __repr__(self) -> str:
        return f"<operation {self.name}>"


if TYPE_CHECKING:
    from ._areas import Areas
else:

    class Areas:
        """The areas of the REST API as attributes: ``client.git``."""

        def __getattr__(self, name: str) -> Area:
            if name.startswith("_") or name not in _names():
                raise AttributeError(f"a client has no attribute {name!r}, and no area of the REST API is called so")
            return Area(self, name)


class Client(_native.Client, Areas):
    """A client of one organization.

    ``organization`` is its name, or the URL of an organization or of a Server's collection; without it, the
    environment says it (``ADOXIDE_ORG``, or what a pipeline sets). The credential is ``token`` (a personal access
    token), ``bearer``, ``tenant_id`` with ``client_id`` and ``client_secret`` (Microsoft Entra), ``azure_cli=True``,
    or comes from the environment.

    Retry, throttling, pagination and token renewal happen below every call. A client may be used from several threads,
    and in a child after a fork.

    Raises ``ConfigError`` if the address or the credential can't be one.
    """

    def request(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """Sends a request to a path of the organization (``_apis/connectionData``), or to a URL on one of its hosts."""
        return self.request_sync(method, path, query=query, body=body, headers=headers)

    def arequest(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Awaitable[Any]:
        """As ``request``, to be awaited."""
        return self.request_async(method, path, query=query, body=body, headers=headers)

    @property
    def org(self) -> Organization:
        """The organization."""
        from .nouns import Organization

        return Organization(self)

    def project(self, name: str) -> Project:
        """The project of this name or id."""
        return self.org.get_project(name)

    def list(self, operation: str, /, **arguments: Any) -> builtins.list[Any]:
        """All items of a list, all pages."""
        return self.items(operation, **arguments).all()

    def __dir__(self) -> builtins.list[str]:
        return sorted({*object.__dir__(self), *(area for area in _names() if "." not in area)})

    def __repr__(self) -> str:
        return f"<Client {self.url}>"

    def get_repository_by_url(self, url: str) -> Repository:
        """The repository that a URL of the web page or of git names."""
        return self.org.get_repository_by_url(url)

    def get_pull_request_by_url(self, url: str, pull_request_id: int | None = None) -> PullRequest:
        """The pull request that the URL of its web page names."""
        return self.org.get_pull_request_by_url(url, pull_request_id)

    def get_work_item_by_url(self, url: str, work_item_id: int | None = None) -> WorkItem:
        """The work item that the URL of its web page names."""
        return self.org.get_work_item_by_url(url, work_item_id)

    def get_build_by_url(self, url: str, build_id: int | None = None) -> Build:
        """The build that the URL of its web page names."""
        return self.org.get_build_by_url(url, build_id)


class AzureDevOpsService(Client):
    """A client under the name and with the keywords that pyado has: ``org`` or ``org_url`` with ``pat`` or
    ``bearer_token``; without them, the environment."""

    def __new__(cls, *, org: str | None = None, org_url: str | None = None, pat: str | None = None, bearer_token: str | None = None) -> AzureDevOpsService:  # fmt: skip
        """Makes the client."""
        return super().__new__(cls, org_url or org or "", token=pat, bearer=bearer_token)

    def __init__(self, **_: str | None) -> None:
        """Nothing is left to do."""

    def refresh(self) -> None:
        """Does nothing: nouns keep their own snapshots, and ``refresh`` of each drops it."""
