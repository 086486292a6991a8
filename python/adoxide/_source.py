"""What Spark and Lakeflow have in common: options, and a table in parts that are read on their own."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import _native
from .client import Client
from .errors import ConfigError
from .tables import Table, _facts, _report

__all__ = ["Part", "Source", "Unit", "Wanted", "check_table", "flag", "now", "number", "records"]

#: Ids and names of a project and a repository, as far as there are any.
Unit = tuple[str | None, str | None, str | None, str | None]

#: What says how to authenticate: under the names that Spark redacts, each with the keyword of ``Client``.
_CREDENTIALS = {
    "token": "token",
    "personal_access_token": "token",
    "access_token": "bearer",
    "bearer_token": "bearer",
    "tenant_id": "tenant_id",
    "client_id": "client_id",
    "client_secret": "client_secret",
}
_OTHERS = ("organization", "project", "projects", "partitions", "concurrency", "allow_incomplete", "tokens")


def _split(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def number(name: str, text: str | None, default: int) -> int:
    """An option that is a whole number, at least 1."""
    if text is None:
        return default
    if not text.strip().isdigit() or int(text) < 1:
        raise ConfigError(f"option {name}: expected a whole number from 1, got {text!r}")
    return int(text)


def flag(name: str, text: str | None) -> bool:
    """Whether an option is true; false by default."""
    given = (text or "false").strip().lower()
    if given not in ("true", "false"):
        raise ConfigError(f"option {name}: expected true or false, got {text!r}")
    return given == "true"


@dataclasses.dataclass(frozen=True)
class Part:
    """Some units of a table, and by which of the credentials they are read."""

    units: list[Unit]
    credential: int = 0


@dataclasses.dataclass(frozen=True)
class Source:
    """An organization, who reads it and how. It can be sent to another process; its text holds no secret."""

    organization: str
    credentials: list[dict[str, str]] = dataclasses.field(repr=False)
    projects: list[str]
    most_parts: int
    concurrency: int
    allow_incomplete: bool

    @classmethod
    def of(cls, options: Mapping[str, str], further: Iterable[str] = (), strict: bool = True) -> Source:
        """The source that options name, in whatever letter case.

        Raises ``ConfigError`` for an option that there isn't, or a value that can't be one.
        """
        given = {name.lower(): value for name, value in options.items() if value is not None}
        known = {*_CREDENTIALS, *_OTHERS, *further}
        if strict and (unknown := sorted(given.keys() - known)):
            raise ConfigError(f"no such option: {', '.join(unknown)}; there are {', '.join(sorted(known))}")
        one: dict[str, str] = {}
        for name in given.keys() & _CREDENTIALS.keys():
            keyword = _CREDENTIALS[name]
            if one.get(keyword, given[name]) != given[name]:
                raise ConfigError(f"option {name} says something else than another one for the same")
            one[keyword] = given[name]
        tokens = _split(given.get("tokens"))
        if tokens and one:
            raise ConfigError("expected one credential or tokens, got both")
        return cls(
            organization=given.get("organization", ""),
            credentials=[{"token": token} for token in tokens] or [one],
            projects=_split(given.get("projects")) or _split(given.get("project")),
            most_parts=number("partitions", given.get("partitions"), 64),
            concurrency=number("concurrency", given.get("concurrency"), 4),
            allow_incomplete=flag("allow_incomplete", given.get("allow_incomplete")),
        )

    def client(self, credential: int = 0) -> Client:
        """A client with one of the credentials; without any, that of the environment."""
        return Client(self.organization, **self.credentials[credential % len(self.credentials)])  # type: ignore[arg-type]

    def units(self, table: str) -> tuple[list[Unit], list[Unit]]:
        """The units that a table is read by: those that can be read now, and those that can't."""
        client = self.client()
        projects, busy = _native.units("environments", client, projects=self.projects)
        # Of named projects, more tables are read project by project.
        ids = [project for project, *_ in projects if project is not None]
        if not ids:
            return [], busy
        readable, unreadable = _native.units(table, client, projects=ids)
        is_by_project = all(project is not None for project, *_ in readable)
        return readable, [*unreadable, *(busy if is_by_project else [])]

    def parts(self, units: list[Unit], wanted: Wanted | None = None) -> list[Part]:
        """The units in parts of about the same number, those that can't have a wanted row left out."""
        kept = [unit for unit in units if wanted is None or wanted.has(unit)]
        count = max(1, min(self.most_parts, len(kept)))
        bounds = [len(kept) * at // count for at in range(count + 1)]
        parts = [kept[begin:end] for begin, end in zip(bounds, bounds[1:], strict=False)]
        return [Part(part, at) for at, part in enumerate(parts) if part]

    def scope(self, units: list[Unit]) -> list[str]:
        """The projects that feeds need to know to read these units."""
        ids = dict.fromkeys(project for project, *_ in units if project is not None)
        return list(ids) or self.projects

    def read(self, table: str, part: Part, at: str | None = None) -> _native.Batches:
        """The rows of a part, read from the service."""
        batches, native = _native.fetch(
            table,
            [self.client(part.credential)],
            projects=self.scope(part.units),
            units=part.units,
            concurrency=self.concurrency,
            at=at,
        )
        self.check(table, native)
        return batches

    def check(self, table: str, native: dict[str, Any]) -> None:
        """Raises ``IncompleteError`` if something could not be read, unless that is allowed."""
        report = _report(native)
        if not self.allow_incomplete:
            report._checked(f"table {table} is incomplete")


class Wanted:
    """Which projects and repositories rows are wanted of, as far as filters say it."""

    #: The columns that every row of a unit has the same value in, and which place of the unit it is.
    PLACES = {"project_id": 0, "project_name": 1, "repository_id": 2}

    def __init__(self, table: str) -> None:
        columns = _facts()[table]["columns"]
        self._columns = {name for name, _ in columns} & self.PLACES.keys()
        self._values: dict[str, set[str]] = {}

    def only(self, column: str, values: Iterable[Any]) -> None:
        """Only rows with one of these values in this column are wanted."""
        if column in self._columns:
            wanted = {str(value) for value in values if value is not None}
            self._values[column] = self._values[column] & wanted if column in self._values else wanted

    def has(self, unit: Unit) -> bool:
        """Whether the unit may have a wanted row."""
        for column, values in self._values.items():
            place = unit[self.PLACES[column]]
            if place is not None and place not in values:
                return False
        return True


def check_table(name: str | None) -> str:
    """The name of a table, if it is one."""
    if not name:
        raise ConfigError(f"option table: expected a table; there are {', '.join(_facts())}")
    return Table(name, lambda: _native.read(name, "")).name


def now() -> str:
    """This moment, in whole microseconds."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def records(batches: _native.Batches) -> Iterator[dict[str, Any]]:
    """Rows as dictionaries, without what only destinations have. Columns of JSON are text, as their type says, and a nested
    value of which nothing is known is ``None``, not ``{}``."""
    for row in batches.json_as_text():
        row.pop("_syncedAt", None)
        row.pop("_deletedAt", None)
        yield {name: _inside(value) for name, value in row.items()}


def _inside(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: None if member == {} else _inside(member) for name, member in value.items()}
    if isinstance(value, list):
        return [None if item == {} else _inside(item) for item in value]
    return value
