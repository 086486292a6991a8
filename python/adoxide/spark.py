"""An organization in Spark: ``spark.read.format("adoxide")`` and ``spark.readStream.format("adoxide")``, for Spark 4.

    >>> spark.dataSource.register(adoxide.spark.AdoxideDataSource)  # doctest: +SKIP
    >>> pulls = (                                                    # doctest: +SKIP
    ...     spark.read.format("adoxide")
    ...     .option("organization", "https://dev.azure.com/contoso")
    ...     .option("token", token)
    ...     .load("pull_requests")
    ... )

Each partition is some projects or repositories, read by itself, so that a cluster reads a large organization in parallel.

| option | what |
|---|---|
| ``table``, or the path of ``load`` | the table |
| ``organization`` | its name, or the URL of an organization or of a Server's collection |
| ``token``, ``bearer_token``, ``tenant_id`` with ``client_id`` and ``client_secret`` | the credential; Spark redacts these names in plans and logs |
| ``tokens`` | several personal access tokens with commas between them: partitions are spread over them |
| ``projects`` | names or ids with commas between them; all by default |
| ``partitions`` | how many at most; 64 by default |
| ``concurrency`` | how many projects or repositories of a partition are read at once; 4 by default |
| ``push_filters`` | ``true``: filters leave out projects and repositories, see below |
| ``allow_incomplete`` | ``true``: what can't be read is left out, in place of an error |
| ``state_location`` | of streams: a folder that all executors share, for what was read before |
| ``interval`` | of streams: seconds between two looks at the service; 60 by default |

With ``push_filters``, filters on ``project_id``, ``project_name`` and ``repository_id`` leave out what need not be read.
Spark refuses a source that takes filters unless ``spark.sql.python.filterPushdown.enabled`` is on, which it is not by
default.

A stream gives what is new, what changed and, with ``_deletedAt``, what is gone. Its offsets are moments of syncs; what a
batch holds is decided once, and kept in ``state_location`` until the next one is committed: a batch that is repeated has
the same rows.
"""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyspark.sql import datasource
from pyspark.sql.datasource import DataSource, DataSourceReader, DataSourceStreamReader, InputPartition

from . import _native
from ._source import Part, Source, Unit, Wanted, check_table, flag, now, number
from .errors import ConfigError

# Spark 4.1 has them; nothing is an instance of an empty tuple.
EqualTo: Any = getattr(datasource, "EqualTo", ())
In: Any = getattr(datasource, "In", ())

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql.datasource import Filter
    from pyspark.sql.types import StructType

    class SupportsTriggerAvailableNow:
        """Spark 4.2 has it."""

else:
    try:
        from pyspark.sql.streaming.datasource import SupportsTriggerAvailableNow
    except ImportError:  # pragma: no cover

        class SupportsTriggerAvailableNow:
            """Spark before 4.2 takes what the latest offset is."""


__all__ = ["AdoxideDataSource", "spark_schema"]

_OPTIONS = ("table", "path", "push_filters", "state_location", "interval")


def spark_schema(table: str, times: bool = True) -> StructType:
    """The columns of a table in Spark's types; with ``times``, also ``_syncedAt`` and ``_deletedAt``."""
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = pyarrow.schema(_native.schema(table))
    fields = schema if times else [field for field in schema if field.name not in ("_syncedAt", "_deletedAt")]
    # Marks of Arrow's fields mean nothing to Spark.
    return from_arrow_schema(pyarrow.schema([field.remove_metadata() for field in fields]))


class AdoxideDataSource(DataSource):
    """The data source ``adoxide``."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.source = Source.of(options, _OPTIONS)
        given = {name.lower(): value for name, value in options.items()}
        self.table = check_table(given.get("table") or given.get("path"))
        self.push_filters = flag("push_filters", given.get("push_filters"))
        self.state_location = given.get("state_location")
        self.interval = number("interval", given.get("interval"), 60)

    @classmethod
    def name(cls) -> str:
        """``adoxide``."""
        return "adoxide"

    def schema(self) -> StructType:
        """The columns of the table."""
        return spark_schema(self.table)

    def reader(self, schema: StructType) -> DataSourceReader:
        """Reads the table once."""
        reader = _PushingReader if self.push_filters else _Reader
        return reader(self.source, self.table, schema)

    def streamReader(self, schema: StructType) -> DataSourceStreamReader:
        """Reads what changes."""
        if not self.state_location:
            raise ConfigError("option state_location: a stream needs a folder that all executors share")
        return _StreamReader(self.source, self.table, schema, pathlib.Path(self.state_location), self.interval)

    def __repr__(self) -> str:
        return f"<adoxide {self.table} of {self.source.organization}>"


class _Units(InputPartition):
    """Some units, which one task reads."""

    def __init__(self, part: Part, at: str) -> None:
        self.part = part
        self.at = at


def _selected(stream: Any, names: list[str]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    if stream is None:  # Nothing of a unit was ever read.
        return
    for batch in pyarrow.RecordBatchReader.from_stream(stream):
        yield batch.select(names)


def _columns(table: str, schema: StructType) -> list[str]:
    known = spark_schema(table).names
    if missing := [name for name in schema.names if name not in known]:
        raise ConfigError(f"table {table} has no column {', '.join(missing)}; it has {', '.join(known)}")
    return list(schema.names)


class _Reader(DataSourceReader):
    def __init__(self, source: Source, table: str, schema: StructType) -> None:
        self.source, self.table = source, table
        self.names = _columns(table, schema)
        self.wanted = Wanted(table)

    def partitions(self) -> Sequence[InputPartition]:
        """Parts of the units that there are."""
        readable, _ = self.source.units(self.table)
        at = now()
        parts = self.source.parts(readable, self.wanted)
        # Spark reads one partition itself if there is none.
        return [_Units(part, at) for part in parts] or [_Units(Part([]), at)]

    def read(self, partition: InputPartition) -> Iterator[Any]:
        """The rows of a part."""
        assert isinstance(partition, _Units)
        if partition.part.units:
            yield from _selected(self.source.read(self.table, partition.part, partition.at), self.names)


class _PushingReader(_Reader):
    def pushFilters(self, filters: list[Filter]) -> Iterator[Filter]:
        """Leaves out units. Spark applies all filters too: a unit has rows that a filter does not want."""
        for one in filters:
            if isinstance(one, (EqualTo, In)):
                wanted: Any = one
                if len(wanted.attribute) == 1:
                    values = wanted.value if isinstance(one, In) else [wanted.value]
                    self.wanted.only(wanted.attribute[0], values)
            yield one


class _Changes(InputPartition):
    """Some units, whose changes up to a moment one task reads, and some that are gone."""

    def __init__(self, part: Part, gone: list[str], after: str, at: str) -> None:
        self.part = part
        self.gone = gone
        self.after = after
        self.at = at


class _State:
    """What was read before: for each unit a file for each moment, of which the older one is needed until the next batch
    is committed."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder

    def plan(self, at: str) -> pathlib.Path:
        return self.folder / f"{_compact(at)}.json"

    def file(self, name: str, at: str) -> pathlib.Path:
        return self.folder / name / f"{_compact(at)}.db"

    def before(self, name: str, at: str) -> pathlib.Path | None:
        """The newest file of a unit up to a moment."""
        there = [path for path in (self.folder / name).glob("*.db") if path.stem <= _compact(at)]
        return max(there, key=lambda path: path.stem, default=None)

    def names(self, at: str) -> set[str]:
        """The units that were read up to a moment."""
        folders = self.folder.iterdir() if self.folder.is_dir() else iter(())
        return {folder.name for folder in folders if folder.is_dir() and self.before(folder.name, at)}

    def is_there(self) -> bool:
        """Whether a batch was planned before, and not everything of it is gone."""
        return any(self.folder.glob("*.json"))

    def forget(self, at: str) -> None:
        """Removes what no batch after a moment needs."""
        if not self.is_there():
            return
        kept = self.plan(at)
        gone = json.loads(kept.read_text())["gone"] if kept.exists() else []
        for name in gone:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for folder in [path for path in self.folder.iterdir() if path.is_dir()]:
            newest = self.before(folder.name, at)
            for path in folder.glob("*.db"):
                if newest is not None and path.stem < newest.stem:
                    path.unlink(missing_ok=True)
        for path in self.folder.glob("*.json"):
            if path.stem < kept.stem:
                path.unlink(missing_ok=True)


def _compact(at: str) -> str:
    return "".join(char for char in at if char.isdigit()) or "0"


def _name(unit: Unit) -> str:
    return "-".join(part for part in (unit[0], unit[2]) if part is not None) or "organization"


def _put(path: pathlib.Path, source: pathlib.Path) -> None:
    """Puts a file where others look for it, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as near:
        with source.open("rb") as content:
            shutil.copyfileobj(content, near)
        near.flush()
        os.fsync(near.fileno())
    os.replace(near.name, path)


class _StreamReader(DataSourceStreamReader, SupportsTriggerAvailableNow):
    def __init__(
        self, source: Source, table: str, schema: StructType, folder: pathlib.Path, interval: float
    ) -> None:
        self.source, self.table, self.interval = source, table, interval
        self.names = _columns(table, schema)
        self.organization = source.client().organization.lower()
        self.state = _State(folder / self.organization / table)
        self.available: dict[str, str] | None = None
        self.last: dict[str, str] | None = None

    def initialOffset(self) -> dict[str, str]:
        """Before everything."""
        return self._offset("")

    def _offset(self, at: str) -> dict[str, str]:
        return {"organization": self.organization, "table": self.table, "at": at}

    def prepareForTriggerAvailableNow(self) -> None:
        """All there is now, and then no more."""
        self.available = self._offset(now())

    def getDefaultReadLimit(self) -> Any:
        """Everything: what changed in a unit is read as a whole."""
        from pyspark.sql.streaming.datasource import ReadAllAvailable

        return ReadAllAvailable()

    def latestOffset(self, start: dict[str, str] | None = None, limit: object = None) -> dict[str, str]:
        """This moment, if the last one is long enough ago."""
        last = start if start is not None else self.last
        if last is not None:
            self._check(last)
        if self.available is not None:
            # A clock that is behind that of an earlier driver says nothing new.
            return last if last is not None and last["at"] > self.available["at"] else self.available
        if last is not None and last["at"]:
            then = datetime.datetime.fromisoformat(last["at"])
            if (datetime.datetime.now(datetime.UTC) - then).total_seconds() < self.interval:
                return last
        self.last = self._offset(now())
        return self.last

    def _check(self, offset: dict[str, str]) -> None:
        if (offset.get("organization"), offset.get("table")) != (self.organization, self.table):
            raise ConfigError(
                f"the checkpoint is of table {offset.get('table')} of {offset.get('organization')}, not of "
                f"{self.table} of {self.organization}; start with a new one"
            )

    def partitions(self, start: dict[str, str], end: dict[str, str]) -> Sequence[InputPartition]:
        """Parts of the units that there are, and those that are gone. They are the same when a batch is repeated."""
        self._check(start)
        self._check(end)
        if start["at"] and not self.state.is_there():
            # Everything would come again as new, and nothing as gone.
            raise ConfigError(
                f"option state_location: {self.state.folder} has nothing of what the checkpoint says was read; bring it back, "
                "or start with a new checkpoint"
            )
        path = self.state.plan(end["at"])
        if not path.exists():
            readable, unreadable = self.source.units(self.table)
            there = {_name(unit) for unit in [*readable, *unreadable]}
            gone = sorted(self.state.names(start["at"]) - there)
            with tempfile.TemporaryDirectory() as folder:
                plan = pathlib.Path(folder) / "plan.json"
                plan.write_text(json.dumps({"units": readable, "gone": gone}))
                _put(path, plan)
        plan = json.loads(path.read_text())
        parts = self.source.parts([tuple(unit) for unit in plan["units"]])
        after, at = start["at"], end["at"]
        changes: list[InputPartition] = [_Changes(part, [], after, at) for part in parts]
        return changes + ([_Changes(Part([]), plan["gone"], after, at)] if plan["gone"] else [])

    def read(self, partition: InputPartition) -> Iterator[Any]:
        """What changed in a part."""
        assert isinstance(partition, _Changes)
        for unit in partition.part.units:
            yield from _selected(self._changed(unit, partition), self.names)
        for name in partition.gone:
            yield from self._gone(name, partition)

    def _changed(self, unit: Unit, partition: _Changes) -> _native.Batches | None:
        kept = self.state.file(_name(unit), partition.at)
        if not kept.exists():
            before = self.state.before(_name(unit), partition.after) if partition.after else None
            with tempfile.TemporaryDirectory(prefix="adoxide-") as folder:
                local = pathlib.Path(folder) / "unit.db"
                if before is not None:
                    shutil.copyfile(before, local)
                native = _native.sync(
                    [self.source.client(partition.part.credential)],
                    f"sqlite:{local}",
                    tables=[self.table],
                    projects=self.source.scope([unit]),
                    units=[unit],
                    concurrency=self.source.concurrency,
                    at=partition.at,
                )
                self.source.check(self.table, native)
                if not local.exists():
                    return None
                _put(kept, local)
        return self._read(kept, partition.at)

    def _read(self, path: pathlib.Path, at: str | None) -> _native.Batches:
        # A copy of its own: shared folders know no locks.
        with tempfile.TemporaryDirectory(prefix="adoxide-") as folder:
            local = pathlib.Path(folder) / "unit.db"
            shutil.copyfile(path, local)
            # The file stays readable while it is open.
            return _native.read(self.table, f"sqlite:{local}", deleted=at is not None, written_at=at)

    def _gone(self, name: str, partition: _Changes) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        path = self.state.before(name, partition.after)
        if path is None:
            return
        at = datetime.datetime.fromisoformat(partition.at)
        for batch in pyarrow.RecordBatchReader.from_stream(self._read(path, None)):
            for column in ("_syncedAt", "_deletedAt"):
                place = batch.schema.get_field_index(column)
                times = pyarrow.array([at] * batch.num_rows, batch.schema.field(place).type)
                batch = batch.set_column(place, batch.schema.field(place), times)
            yield batch.select(self.names)

    def commit(self, end: dict[str, str]) -> None:
        """Forgets what no later batch needs."""
        # Spark starts with it, when it goes on from a checkpoint.
        self._check(end)
        if end["at"]:
            self.state.forget(end["at"])
