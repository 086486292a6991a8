"""An organization as tables: synced into a destination, or as Arrow in memory.

Everything that takes Arrow's PyCapsule interface (pyarrow, polars, DuckDB, pandas) takes a ``Table`` as it is, without a
copy.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from . import _native
from .client import Client
from .errors import ConfigError, IncompleteError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Counts", "Progress", "Report", "Table", "list_tables", "sync", "sync_async", "table"]


@dataclass(frozen=True)
class Counts:
    """How many rows of a table were touched."""

    #: They were not there, or had been deleted.
    added: int = 0
    #: They were there with other values.
    changed: int = 0
    #: They are gone at the source.
    deleted: int = 0
    #: They were there with the same values, and were not written.
    unchanged: int = 0


@dataclass(frozen=True)
class Progress:
    """Something that happened in a sync."""

    #: found, started, committed, failed, fault, finished or gone.
    event: str
    #: The table, or the feed that reads it.
    name: str | None
    #: The organization, project or repository.
    unit: str | None
    #: What was committed.
    counts: Counts | None
    #: What failed, in a sentence.
    message: str | None


@dataclass(frozen=True)
class Report:
    """What a sync did."""

    #: What became of each table.
    tables: dict[str, Counts]
    #: What could not be read, in sentences. The next sync reads it again.
    failures: list[str] = field(default_factory=list)
    #: What this service does not have; nothing is missing.
    unsupported: list[str] = field(default_factory=list)
    #: Values that did not fit their columns, and are null there.
    faults: list[str] = field(default_factory=list)
    #: What can't be read now: disabled repositories, projects that are being made.
    skipped: list[str] = field(default_factory=list)
    #: How many requests were sent.
    requests: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether everything was read."""
        return not self.failures

    def _checked(self, what: str) -> Report:
        if self.failures:
            more = f" (and {len(self.failures) - 1} more)" if len(self.failures) > 1 else ""
            text = f"{what}: {self.failures[0]}{more}; the rest was read"
            raise IncompleteError(text, failures=self.failures, report=self)
        return self


def _report(native: dict[str, Any]) -> Report:
    tables = {name: Counts(**counts) for name, counts in native.pop("tables").items()}
    return Report(tables=tables, **native)


def _location(to: str | os.PathLike[str]) -> str:
    """``sqlite:FILE`` of a path; other destinations have their kind before a colon."""
    if isinstance(to, str) and ":" in to[2:]:
        return to
    return f"sqlite:{os.fspath(to)}"


def _names(names: str | Iterable[str] | None) -> list[str]:
    return [names] if isinstance(names, str) else list(names or [])


def _clients(organization: str, client: Client | Iterable[Client] | None, options: dict[str, Any]) -> list[Client]:
    if client is None:
        return [Client(organization, **options)]
    if organization or options:
        given = ", ".join([*(["organization"] if organization else []), *options])
        raise TypeError(f"expected a client or {given}, got both")
    return [client] if isinstance(client, Client) else list(client)


def sync(
    organization: str = "",
    *,
    to: str | os.PathLike[str],
    tables: str | Iterable[str] | None = None,
    connector: str | Iterable[str] | None = None,
    projects: str | Iterable[str] | None = None,
    full: bool = False,
    remove_deleted: bool = False,
    concurrency: int | None = None,
    progress: Callable[[Progress], object] | None = None,
    allow_incomplete: bool = False,
    client: Client | Iterable[Client] | None = None,
    **options: Any,
) -> Report:
    """Copies an organization into tables: all of it the first time, and then what changed, deletions included.

    ``to`` is a path of a SQLite file, or a destination as ``adox sync --to`` takes it (``jsonl:FOLDER``,
    ``delta:s3://BUCKET/PREFIX`` with the credentials of the environment). Without
    ``tables`` and ``connector``, all tables are read that are by default; ``projects`` (names or ids) are all by default.
    ``full`` reads everything again, ``remove_deleted`` removes rows that are gone in place of marking them with
    ``_deletedAt``. ``progress`` is called with each ``Progress``, in this thread; what it raises stops the sync. Rows that
    were committed stay, and the next sync goes on from there: so it does after Ctrl-C.

    The organization is read by a ``client``, by several whose identities share the work, or by one that is made of
    ``organization`` and ``options`` (``token`` …) as ``Client`` takes them.

    Raises ``IncompleteError`` if a part could not be read, unless ``allow_incomplete``; ``DestinationError`` if the
    destination can't be written.
    """

    def tell(event: str, name: str | None, unit: str | None, counts: dict[str, int] | None, message: str | None) -> None:
        assert progress is not None
        progress(Progress(event, name, unit, Counts(**counts) if counts else None, message))

    native = _native.sync(
        _clients(organization, client, options),
        _location(to),
        tables=None if tables is None else _names(tables),
        connectors=_names(connector),
        projects=_names(projects),
        full=full,
        remove_deleted=remove_deleted,
        concurrency=concurrency,
        progress=None if progress is None else tell,
    )
    report = _report(native)
    return report if allow_incomplete else report._checked("the sync is incomplete")


async def sync_async(organization: str = "", **options: Any) -> Report:
    """As ``sync``, to be awaited: it runs in a thread of its own, and so does ``progress``.

    What was committed stays if it is cancelled; the commit at hand is finished first.
    """
    import asyncio

    told: Callable[[Progress], object] | None = options.pop("progress", None)
    stopped = False

    def tell(progress: Progress) -> None:
        if stopped:
            raise asyncio.CancelledError
        if told is not None:
            told(progress)

    try:
        return await asyncio.to_thread(sync, organization, progress=tell, **options)
    except asyncio.CancelledError:
        stopped = True
        raise


class Table:
    """A table of an organization. It is read anew whenever its rows are asked for.

    It can be handed to everything that takes Arrow (``pyarrow.table(t)``, ``polars.DataFrame(t)``, DuckDB); iterating
    gives a dictionary for each row, with times as text and without what is null.
    """

    def __init__(self, name: str, read: Callable[[], _native.Batches]) -> None:
        facts = _facts().get(name)
        if facts is None:
            raise ConfigError(f"no such table: `{name}`; there are {', '.join(_facts())}")
        self._read = read
        #: Its name.
        self.name = name
        #: What its rows are.
        self.description: str = facts["description"]
        #: The columns that identify a row.
        self.key: list[str] = facts["key"]
        #: How rows come in: snapshot, cdc or append.
        self.ingestion: str = facts["ingestion"]
        #: What the columns mean, by their names.
        self.columns: dict[str, str] = dict(facts["columns"])

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._read().__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return _native.schema(self.name).__arrow_c_schema__()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._read())

    def arrow(self) -> pyarrow.Table:
        """The rows as a table of pyarrow."""
        return _module("pyarrow", "arrow").table(self)

    def batches(self) -> pyarrow.RecordBatchReader:
        """The rows as batches of pyarrow, read while they are wanted."""
        return _module("pyarrow", "arrow").RecordBatchReader.from_stream(self)

    def polars(self) -> polars.DataFrame:
        """The rows as a data frame of polars."""
        return _module("polars", "polars").DataFrame(self)

    def pandas(self) -> pandas.DataFrame:
        """The rows as a data frame of pandas, which takes pyarrow too."""
        _module("pandas", "pandas")
        return self.arrow().to_pandas()

    def __repr__(self) -> str:
        return f"<Table {self.name}>"


def _module(name: str, extra: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"{name} is not installed; pip install 'adoxide[{extra}]'", name=name) from error


_known: dict[str, dict[str, Any]] = {}


def _facts() -> dict[str, dict[str, Any]]:
    if not _known:
        _known.update({facts["name"]: facts for facts in _native.tables()})
    return _known


def list_tables() -> list[str]:
    """The names of all tables."""
    return list(_facts())


def table(
    name: str,
    organization: str = "",
    *,
    database: str | os.PathLike[str] | None = None,
    deleted: bool = False,
    projects: str | Iterable[str] | None = None,
    concurrency: int | None = None,
    allow_incomplete: bool = False,
    client: Client | Iterable[Client] | None = None,
    **options: Any,
) -> Table:
    """A table, by its name: straight from the service, or from the ``database`` that a sync has filled.

    ``deleted`` also reads the rows that a database holds as deleted. The organization is read as ``sync`` reads it; a
    table that could not be read whole raises ``IncompleteError`` unless ``allow_incomplete``. Nothing is read before
    the rows are asked for.

    >>> with adoxide.Emulator(seed=1) as emulator:
    ...     adoxide.table("repositories", client=emulator.client()).arrow().num_rows > 0
    True

    Raises ``ConfigError`` if there is no such table.
    """
    if database is not None:
        if organization or client is not None or projects is not None or options:
            raise TypeError("expected a database or an organization, got both")
        location = _location(database)
        return Table(name, lambda: _native.read(name, location, deleted=deleted))
    if deleted:
        raise TypeError("the service does not know what was deleted: deleted=True needs a database")
    clients, wanted = _clients(organization, client, options), _names(projects)

    def fetch() -> _native.Batches:
        batches, native = _native.fetch(name, clients, projects=wanted, concurrency=concurrency)
        if not allow_incomplete:
            _report(native)._checked(f"table {name} is incomplete")
        return batches

    return Table(name, fetch)
