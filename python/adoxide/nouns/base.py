"""What all nouns have: a lazy snapshot and ``refresh``; and ``listed``, which makes the ``list_`` twin of an ``iter_``
method."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from ..client import Client

__all__ = ["Expandable", "Info", "Noun", "branch_name", "full_ref", "lazy", "listed"]

N = TypeVar("N")
P = ParamSpec("P")
T = TypeVar("T")


class Info(dict[str, Any]):
    """What the service says of something: a dictionary with its own names (``creationDate``), whose members are also
    attributes in Python's spelling (``info.creation_date``). A member that the service left out is None."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self:
            return wrap(self[name])
        head, *rest = name.strip("_").split("_")
        spelled = head + "".join(part.capitalize() for part in rest)
        if spelled in self:
            return wrap(self[spelled])
        folded = name.replace("_", "").lower()
        for key, value in self.items():
            if key.lstrip("_").replace(".", "").lower() == folded:
                return wrap(value)
        return None


def wrap(value: Any) -> Any:
    """Dictionaries, also those in lists, as ``Info``."""
    if isinstance(value, Info):
        return value
    if isinstance(value, dict):
        return Info(value)
    if isinstance(value, list):
        return [wrap(item) for item in value]
    return value


def lazy(path: str, text: str) -> Any:
    """A property that is read from the snapshot, fetched when it is first needed."""

    def read(self: Noun) -> Any:
        value: Any = self.info
        for name in path.split("."):
            if not isinstance(value, dict):
                return None
            value = value.get(name)
        return wrap(value)

    read.__doc__ = text
    return property(read)


def full_ref(name: str) -> str:
    """``refs/heads/main`` of ``main``; a name that begins with ``refs/`` is left as it is."""
    return name if name.startswith("refs/") else f"refs/heads/{name}"


def branch_name(ref: str) -> str:
    """``main`` of ``refs/heads/main``."""
    return ref.removeprefix("refs/heads/")


def listed(iterate: Callable[Concatenate[N, P], Iterator[T]]) -> Callable[Concatenate[N, P], list[T]]:
    """The ``list_`` twin of an ``iter_`` method: the same items as a list."""

    def every(self: N, /, *arguments: P.args, **options: P.kwargs) -> list[T]:
        return list(iterate(self, *arguments, **options))

    functools.update_wrapper(every, iterate)
    every.__doc__ = f"``{iterate.__name__}`` as a list. {iterate.__doc__ or ''}".strip()
    every.__name__ = re.sub("^iter_", "list_", iterate.__name__)
    every.__qualname__ = re.sub("iter_", "list_", iterate.__qualname__)
    returned = iterate.__annotations__.get("return", "Iterator[Any]")
    every.__annotations__ = {**iterate.__annotations__, "return": re.sub("^Iterator", "list", str(returned))}
    return every


class Noun:
    """Something of the service: cheap to make, nothing is asked until a property or method needs it."""

    _client: Client
    _info: Info | None = None

    def __init__(self, client: Client, info: dict[str, Any] | None = None) -> None:
        self._client = client
        self._info = wrap(info) if info is not None else None

    def _fetch(self) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def info(self) -> Info:
        """What the service says of it, fetched when first needed."""
        info = self._info
        if info is None:
            info = self._info = wrap(self._fetch())
        return info

    def refresh(self) -> Self:
        """Drops the snapshot: the next property is fetched again."""
        self._info = None
        return self

    def _call(self, operation: str, **arguments: Any) -> Any:
        return wrap(self._client.call(operation, **arguments))

    def _items(self, operation: str, **arguments: Any) -> Iterator[Any]:
        return map(wrap, self._client.items(operation, **arguments))

    def _key(self) -> tuple[Any, ...]:
        return (id(self),)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._key() == self._key()

    def __hash__(self) -> int:
        return hash((type(self), self._key()))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {' '.join(str(part) for part in self._key())}>"

    def __reduce__(self) -> Any:
        raise TypeError(
            f"a {type(self).__name__} can't be pickled: it belongs to a client; pass its id, and make it again there"
        )


class Expandable(Noun):
    """Something of which the service tells more if ``$expand`` asks for it."""

    _expand: str | None = None

    def refresh(self, expand: str | None = None) -> Self:
        """Drops the snapshot: the next property is fetched again, with what ``expand`` names from then on."""
        if expand is not None:
            self._expand = expand
        return super().refresh()

    def _expanded(self) -> dict[str, Any]:
        return {"query": {"$expand": self._expand}}


def pick(found: Iterator[Any], what: str, name: str, key: str = "name") -> Any:
    """The one whose name this is, ignoring case.

    Raises ``NotFoundError`` with the names that there are.
    """
    from ..errors import NotFoundError

    names = []
    for one in found:
        value = one.get(key) if isinstance(one, dict) else getattr(one, key)
        if str(value).casefold() == name.casefold():
            return one
        names.append(str(value))
    there = ", ".join(sorted(names)[:10]) or "there are none"
    raise NotFoundError(
        f"no such {what}: `{name}`; there are: {there}" if names else f"no such {what}: `{name}`; {there}"
    )
