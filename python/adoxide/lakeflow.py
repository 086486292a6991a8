"""A connector for Databricks Lakeflow Community Connectors: every table of an organization, read on all executors.

``AdoxideLakeflowConnect`` has their interface: ``LakeflowConnect`` with ``SupportsPartition``, where the package
``databricks.labs.community_connector`` is installed, and stands alone where it is not. ``AdoxideLakeflowSource`` is it as a
data source of Spark, which is registered by ``spark.dataSource.register`` and has the format ``lakeflow_connect``.

Tables are ``snapshot``: each read is of everything there is, so that what was deleted leaves the target too. A table that
can't be read whole raises; nothing is left out silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ._source import Part, Source, check_table, records
from .tables import _facts, list_tables

if TYPE_CHECKING:
    from pyspark.sql.types import StructType

    class LakeflowConnect:
        """The interface."""

    class SupportsPartition:
        """The interface."""

    class LakeflowSource:
        """The data source over the interface."""

else:
    try:
        from databricks.labs.community_connector.interface.lakeflow_connect import LakeflowConnect
        from databricks.labs.community_connector.interface.supports_partition import SupportsPartition
    except ImportError:

        class LakeflowConnect:
            """Stands in for the interface where it is not installed."""

        class SupportsPartition:
            """Stands in for the interface where it is not installed."""

    try:
        from databricks.labs.community_connector.sparkpds.lakeflow_datasource import LakeflowSource
    except ImportError:

        class LakeflowSource:
            """Stands in for the data source where it is not installed."""


__all__ = ["AdoxideLakeflowConnect", "AdoxideLakeflowSource"]


class AdoxideLakeflowConnect(LakeflowConnect, SupportsPartition):
    """Azure DevOps as a source.

    Options of the connection: ``organization``; ``personal_access_token``, or ``access_token`` as Unity Catalog gives it,
    or ``tenant_id`` with ``client_id`` and ``client_secret``; ``project`` or ``projects``, all by default. Options of a
    table are the same and come first; those that are not known here are left to others.
    """

    def __init__(self, options: Mapping[str, str]) -> None:
        self.options = dict(options)
        self._source({})

    def _source(self, table_options: Mapping[str, str] | None) -> Source:
        return Source.of({**self.options, **(table_options or {})}, strict=False)

    def list_tables(self) -> list[str]:
        """The names of all tables."""
        return list_tables()

    def get_table_schema(self, table_name: str, table_options: dict[str, str]) -> StructType:
        """The columns of a table, nested as the service sends them."""
        from .spark import spark_schema

        return spark_schema(check_table(table_name), times=False)

    def read_table_metadata(self, table_name: str, table_options: dict[str, str]) -> dict[str, Any]:
        """The columns of the key, and how rows come in."""
        key = _facts()[check_table(table_name)]["key"]
        return {"primary_keys": list(key), "ingestion_type": "snapshot"}

    def read_table(
        self, table_name: str, start_offset: dict[str, Any] | None, table_options: dict[str, str]
    ) -> tuple[Iterator[dict[str, Any]], dict[str, Any]]:
        """All rows, and the offset that says that there are no more; from that offset, none."""
        table, end = check_table(table_name), {"read": "all"}
        if start_offset == end:
            return iter(()), end
        source = self._source(table_options)
        readable, _ = source.units(table)
        return records(source.read(table, Part(readable))), end

    def get_partitions(
        self,
        table_name: str,
        table_options: dict[str, str],
        start_offset: dict[str, Any] | None = None,
        end_offset: dict[str, Any] | None = None,
    ) -> Sequence[dict[str, Any]]:
        """Parts of a table, each some projects or repositories."""
        table, source = check_table(table_name), self._source(table_options)
        readable, _ = source.units(table)
        return [
            {"units": [list(unit) for unit in part.units], "credential": part.credential}
            for part in source.parts(readable)
        ]

    def read_partition(
        self, table_name: str, partition: dict[str, Any], table_options: dict[str, str]
    ) -> Iterator[dict[str, Any]]:
        """The rows of a part."""
        units = [tuple(unit) for unit in partition["units"]]
        return records(self._source(table_options).read(check_table(table_name), Part(units, partition["credential"])))

    def __repr__(self) -> str:
        return f"<adoxide {self.options.get('organization')}>"


class AdoxideLakeflowSource(LakeflowSource):
    """The connector as a data source of Spark: its options are those of ``AdoxideLakeflowConnect``, and ``tableName``."""

    _lakeflow_connect_cls = AdoxideLakeflowConnect
