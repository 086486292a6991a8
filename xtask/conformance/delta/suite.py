"""Readers of Delta Lake: deltalake (delta-rs), polars and DuckDB read what `adox sync --to delta:` and `--to parquet:` have
written, into folders and into a bucket of an object store (moto). Each must see what the same sync has written into
SQLite."""

import datetime
import decimal
import glob
import json
import os
import random
import signal
import sqlite3
import subprocess
import urllib.request

import boto3
import duckdb
import polars
import pyarrow.parquet
from deltalake import DeltaTable
from moto.server import ThreadedMotoServer

from checks import PAT, PROJECT, Mismatch, check, contains, equal, note, rest, run

ADOX = os.environ["ADOXIDE_ADOX"]
SEED = 20261130

store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
store.start()
ENDPOINT = "http://{}:{}".format(*store.get_host_and_port())
#: What the environment says of the object store.
AWS = {
    "AWS_ENDPOINT_URL": ENDPOINT,
    "AWS_ALLOW_HTTP": "true",
    "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "not-to-be-seen",
    "AWS_REGION": "us-east-1",
}
BUCKET = "s3://tables/of/fabrikam"


def start(*arguments, **variables):
    """Starts adox."""
    environment = {**os.environ, **AWS, **variables}
    return subprocess.Popen(
        [ADOX, *arguments], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def adox(*arguments):
    """Runs adox, which must succeed."""
    process = start(*arguments)
    out, err = process.communicate()
    if process.returncode != 0:
        raise Mismatch(f"adox {arguments}: {err}".replace(PAT, "TOKEN"))
    return out


def refused(*arguments, **variables):
    """Runs adox, which must fail without telling a secret; what it says."""
    process = start(*arguments, **variables)
    _, err = process.communicate()
    if process.returncode == 0:
        raise Mismatch(f"adox {arguments}: expected an error, saw none")
    for secret in (PAT, AWS["AWS_SECRET_ACCESS_KEY"]):
        equal("whether a secret is in the error", secret in err, False)
    return err


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
    """The names of the tables that have rows; what syncs tell of themselves differs."""
    names = sorted(os.path.basename(path) for path in glob.glob("lake/[a-z]*"))
    names = [name for name in names if not name.startswith("sync_")]
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


def in_bucket(table):
    """A table in the bucket, as deltalake sees it."""
    return DeltaTable(f"{BUCKET}/{table}", storage_options=AWS)


def same_in_bucket(names):
    for table in names:
        rows = in_bucket(table).to_pyarrow_table()
        same(table, rows.column_names, rows.to_pylist(), "deltalake, S3")


@check("a bucket: deltalake and polars read what SQLite has")
def _():
    boto3.client(
        "s3",
        endpoint_url=ENDPOINT,
        region_name=AWS["AWS_REGION"],
        aws_access_key_id=AWS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=AWS["AWS_SECRET_ACCESS_KEY"],
    ).create_bucket(Bucket="tables")
    for place in (f"delta:{BUCKET}", "sqlite:adox.db", "delta:lake"):
        adox("sync", "--to", place, "--quiet")
    same_in_bucket(tables())
    for table in ("repositories", "work_items", "pull_requests"):
        rows = polars.read_delta(f"{BUCKET}/{table}", storage_options=AWS)
        same(table, rows.columns, rows.to_dicts(), "polars, S3")


@check("a bucket: a sync that is killed anywhere loses nothing")
def _():
    chance = random.Random(SEED)
    name = PROJECT["name"]
    killed = 0
    for turn in range(12):
        made = rest(f"{name}/_apis/git/repositories", "POST", {"name": f"round {turn}"})
        if turn % 3 == 2:
            rest(f"{name}/_apis/git/repositories/{made['id']}", "DELETE")
        process = start("sync", "--to", f"delta:{BUCKET}", "--quiet", *(["--full"] if turn % 2 else []))
        try:
            process.communicate(timeout=chance.uniform(0.05, 3))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += 1
        if turn % 4 == 3:
            for place in (f"delta:{BUCKET}", "sqlite:adox.db"):
                adox("sync", "--to", place, "--quiet")
            same_in_bucket(["projects", "repositories", "refs", "work_items"])
    note(f"{killed} of 12 syncs into a bucket were killed")
    if killed < 4:
        raise Mismatch(f"only {killed} of 12 syncs were killed: they are too fast for this check")


@check("a bucket: of several writers at once, the others are refused")
def _():
    name = PROJECT["name"]
    for turn in range(3):
        rest(f"{name}/_apis/git/repositories", "POST", {"name": f"for several writers {turn}"})
        writers = [start("sync", "--to", f"delta:{BUCKET}", "--quiet", "--full") for _ in range(3)]
        said = [(writer.communicate()[1], writer.returncode) for writer in writers]
        for error, code in said:
            if code != 0:
                contains("why a writer is refused", error, "another sync has written to")
    for place in (f"delta:{BUCKET}", "sqlite:adox.db"):
        adox("sync", "--to", place, "--quiet")
    same_in_bucket(["projects", "repositories", "refs", "work_items"])


@check("a bucket: errors say what is wrong and tell no secret")
def _():
    sync_to = lambda place, **variables: refused("sync", "--to", place, "--quiet", **variables)  # noqa: E731
    error = sync_to("delta:s3://nowhere/lake")
    contains("a bucket that is not there", error, "there is no bucket for `s3://nowhere/lake`")
    contains("its code", error, "NoSuchBucket")
    error = sync_to("delta:s3://AKIAEXAMPLE:not-to-be-seen@tables/lake")
    contains("credentials in the URL", error, "they are read from the environment: AWS_ACCESS_KEY_ID")
    error = sync_to("delta:ftp://tables/lake")
    contains("another scheme", error, "got one that begins with `ftp://`")
    error = sync_to("parquet:s3://tables/lake")
    contains("a URL for a path", error, "object stores are for Delta Lake only")
    error = sync_to(f"delta:{BUCKET}", AWS_ENDPOINT_URL="http://127.0.0.1:9")
    contains("a server that is not there", error, f"`{BUCKET}")
    contains("what the network says", error, "onnection refused")
    # From here on the server looks at credentials, and knows none.
    request = urllib.request.Request(f"{ENDPOINT}/moto-api/reset-auth", data=b"0", method="POST", headers={"Content-Type": "text/plain"})
    urllib.request.urlopen(request).close()
    error = sync_to(f"delta:{BUCKET}")
    contains("credentials that the server does not know", error, f"access to `{BUCKET}` was denied")
    contains("what to check", error, "AWS_SECRET_ACCESS_KEY")


run()
store.stop()
