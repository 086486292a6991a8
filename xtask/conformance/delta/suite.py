"""Readers of Delta Lake: deltalake (delta-rs), polars and DuckDB read what `adox sync --to delta:` and `--to parquet:` have
written. Each must see what the same sync has written into SQLite."""

import datetime
import decimal
import glob
import json
import os
import sqlite3
import subprocess

import duckdb
import polars
import pyarrow.parquet
from deltalake import DeltaTable

from checks import PAT, PROJECT, Mismatch, check, contains, equal, rest, run

ADOX = os.environ["ADOXIDE_ADOX"]


def adox(*arguments):
    """Runs adox, which must succeed."""
    done = subprocess.run([ADOX, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise Mismatch(f"adox {arguments}: {done.stderr}".replace(PAT, "TOKEN"))
    return done.stdout


def sync():
    """The same into each destination."""
    for place in ("sqlite:adox.db", "delta:lake", "parquet:files"):
        adox("sync", "--to", place, "--quiet")


def plain(value):
    """A value as JSON has it: null members are left out, instants are text in UTC."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        if value and all(isinstance(item, tuple) for item in value):
            return plain(dict(value))
        return [plain(item) for item in value]
    return value


def same(table, columns, seen, reader):
    """Compares rows with those of SQLite."""
    with sqlite3.connect("adox.db") as database:
        database.row_factory = sqlite3.Row
        expected = [dict(row) for row in database.execute(f'SELECT * FROM "{table}"')]
    nested = {
        name for row in seen for name, value in row.items() if isinstance(value, (dict, list))
    }

    def row_of(row):
        row = {name: plain(value) for name, value in row.items() if name != "_syncedAt"}
        for name in nested & row.keys():
            if isinstance(row[name], str):
                row[name] = plain(json.loads(row[name]))
            # A dictionary without members is one, whether as pairs or as an object.
            row[name] = row[name] or None
        row["_deletedAt"] = row["_deletedAt"] is not None
        return json.dumps({name: value for name, value in row.items() if value is not None}, sort_keys=True)

    equal(f"columns of {table} ({reader})", sorted(columns), sorted(expected[0] if expected else columns))
    seen = sorted(row_of(row) for row in seen)
    # SQLite has no truth values, and its numbers are those of Python.
    expected = sorted(row_of(row) for row in expected)
    seen = [line.replace(": true", ": 1").replace(": false", ": 0") for line in seen]
    expected = [line.replace(": true", ": 1").replace(": false", ": 0") for line in expected]
    equal(f"rows of {table} ({reader})", len(seen), len(expected))
    for one, other in zip(seen, expected):
        equal(f"a row of {table} ({reader})", one, other)


def tables():
    """The names of the tables that have rows."""
    names = sorted(os.path.basename(path) for path in glob.glob("lake/[a-z]*"))
    return [name for name in names if DeltaTable(f"lake/{name}").file_uris()]


@check("syncs, and syncs of what has changed")
def _():
    sync()
    name = PROJECT["name"]
    made = rest(f"{name}/_apis/git/repositories", "POST", {"name": "made later"})
    sync()
    rest(f"{name}/_apis/git/repositories/{made['id']}", "DELETE")
    sync()
    if len(tables()) < 20:
        raise Mismatch(f"only these tables have rows: {tables()}")


@check("deltalake")
def _():
    for table in tables():
        rows = DeltaTable(f"lake/{table}").to_pyarrow_table()
        same(table, rows.column_names, rows.to_pylist(), "deltalake")


@check("polars")
def _():
    for table in tables():
        rows = polars.read_delta(f"lake/{table}")
        same(table, rows.columns, rows.to_dicts(), "polars")


@check("DuckDB")
def _():
    for table in tables():
        files = DeltaTable(f"lake/{table}").file_uris()
        rows = duckdb.read_parquet(files).arrow()
        rows = rows.read_all() if hasattr(rows, "read_all") else rows
        same(table, rows.column_names, rows.to_pylist(), "DuckDB")


@check("Parquet files")
def _():
    for table in tables():
        rows = pyarrow.parquet.read_table(f"files/{table}.parquet")
        same(table, rows.column_names, rows.to_pylist(), "pyarrow")
    field = pyarrow.parquet.read_schema("files/repositories.parquet").field("size")
    contains("the description of a column", field.metadata[b"description"].decode(), "in bytes")


@check("what a table says of itself")
def _():
    table = DeltaTable("lake/repositories")
    equal("reader version", table.protocol().min_reader_version, 1)
    equal("name", table.metadata().name, "repositories")
    comments = {field.name: field.metadata.get("comment") for field in table.schema().fields}
    contains("a comment", comments["size"], "in bytes")
    if table.transaction_version("adoxide") is None:
        raise Mismatch("the number of the last commit is not told")


@check("a log with checkpoints, and other writers")
def _():
    name = PROJECT["name"]
    for number in range(25):
        rest(f"{name}/_apis/git/repositories", "POST", {"name": f"one of many {number}"})
        adox("sync", "--to", "delta:lake", "--tables", "repositories", "--quiet")
    adox("sync", "--to", "sqlite:adox.db", "--tables", "repositories", "--quiet")
    if not glob.glob("lake/repositories/_delta_log/*.checkpoint.parquet"):
        raise Mismatch("there is no checkpoint")
    table = DeltaTable("lake/repositories")
    same("repositories", table.to_pyarrow_table().column_names, table.to_pyarrow_table().to_pylist(), "deltalake")
    # Others may make one of many files, and remove what nobody needs.
    table.optimize.compact()
    table.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
    rest(f"{name}/_apis/git/repositories", "POST", {"name": "after the others"})
    for place in ("delta:lake", "sqlite:adox.db"):
        adox("sync", "--to", place, "--tables", "repositories", "--quiet")
    rows = DeltaTable("lake/repositories").to_pyarrow_table()
    same("repositories", rows.column_names, rows.to_pylist(), "deltalake")


run()
