"""Spark reads the organization by the data source `adoxide`: what it has is compared with what a sync puts into SQLite."""

import os
import pathlib
import shutil

from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import adoxide
from checks import HELD, PAT, URL, Mismatch, check, contains, equal, raises, rest, run

DATABASE = pathlib.Path("fabrikam.db").absolute()
# Two reads of these are of two moments.
MOVING = {"releases", "release_environments", "release_deployments", "release_approvals"}

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.sql.python.filterPushdown.enabled", "true")
    .config("spark.driver.extraJavaOptions", f"-Duser.home={os.getcwd()} -Dderby.system.home={os.getcwd()}")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def read(table, **options):
    return spark.read.format("adoxide").option("organization", URL).option("token", PAT).options(**options).load(table)


def rows(arrow, key):
    """The rows by their keys, without when they were read."""
    found = [{name: value for name, value in row.items() if name != "_syncedAt"} for row in arrow.to_pylist()]
    return {tuple(row[name] for name in key): row for row in found}


def synced(table):
    held = adoxide.table(table, database=DATABASE)
    return rows(held.arrow(), held.key)


def same(table, seen, expected):
    for key in seen.keys() ^ expected.keys():
        raise Mismatch(f"{table}: {'only in Spark' if key in seen else 'not in Spark'}: {key}")
    for key, row in expected.items():
        equal(f"{table} {key}", seen[key], row)


@check("every table equals what a sync has, read in four partitions")
def _():
    tables = [name for name in adoxide.list_tables() if name not in MOVING and adoxide.tables._facts()[name]["by_default"]]
    report = adoxide.sync(URL, token=PAT, to=DATABASE, tables=tables)
    filled = [name for name, counts in report.tables.items() if counts.added]
    equal("whether most tables have rows", len(filled) > 30, True)
    parted = 0
    for name in filled:
        frame = read(name, partitions="4")
        parted += frame.rdd.getNumPartitions() > 1
        same(name, rows(frame.toArrow(), adoxide.table(name, database=DATABASE).key), synced(name))
    equal("whether most are read in parts", parted > len(filled) // 2, True)


@check("repositories are read in four partitions and their columns are nested")
def _():
    frame = read("refs", partitions="4")
    equal("partitions", frame.rdd.getNumPartitions(), 4)
    types = dict(read("repositories").dtypes)
    equal("id", types["id"], "string")
    equal("size", types["size"], "bigint")
    equal("isFork", types["isFork"], "boolean")
    project = "id:string,name:string,url:string,state:string,revision:bigint,visibility:string,lastUpdateTime:timestamp"
    equal("project", types["project"], f"struct<{project}>")
    equal("parentRepository", types["parentRepository"], f"struct<id:string,name:string,url:string,project:struct<{project}>>")
    equal("forks", read("repositories").where("parentRepository is not null").count(), 0)


@check("a filter on the project leaves out the others")
def _():
    project = HELD["projects"][0]["name"]
    whole = read("refs")
    some = read("refs", push_filters="true").where(F.col("project_name") == project)
    equal("fewer partitions", some.rdd.getNumPartitions() < whole.rdd.getNumPartitions(), True)
    expected = [row for row in synced("refs").values() if row["project_name"] == project]
    equal("rows", some.count(), len(expected))
    equal("no rows of no project", read("refs", push_filters="true").where("project_id = 'nowhere'").count(), 0)


@check("columns that are chosen")
def _():
    frame = spark.read.format("adoxide").schema("name string, id string").options(
        organization=URL, token=PAT, table="projects"
    )
    names = sorted(row.name for row in frame.load().collect())
    equal("names", names, sorted(row["name"] for row in synced("projects").values()))


@check("the token is in no plan")
def _():
    plan = read("projects")._jdf.queryExecution().toString()
    equal("the token in the plan", PAT in plan, False)


@check("what is wrong is said")
def _():
    kinds = (AnalysisException, PySparkException)
    contains("table", str(raises("table", kinds, lambda: read("repos").schema)), "no such table")
    contains("option", str(raises("option", kinds, lambda: read("projects", tokn="x").schema)), "no such option")
    error = raises("token", Exception, lambda: read("projects").where("1=1").sparkSession and refused())
    equal("the token in the error", "wrong-token" in str(error), False)


def refused():
    return spark.read.format("adoxide").options(organization=URL, token="wrong-token", table="projects").load().count()


batches = {}


def keep(frame, number):
    """A sink that a batch may come to twice: it must be the same then."""
    found = rows(frame.toArrow(), adoxide.table("repositories", database=DATABASE).key)
    if number in batches:
        equal(f"batch {number} again", found, batches[number])
    batches[number] = found


def stream():
    """All there is now, and then the end."""
    query = (
        spark.readStream.format("adoxide")
        .options(organization=URL, token=PAT, state_location=os.path.abspath("state"), interval="1", partitions="4")
        .load("repositories")
        .writeStream.foreachBatch(keep)
        .option("checkpointLocation", os.path.abspath("checkpoint"))
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination(600)


def folded():
    state = {}
    for number in sorted(batches):
        state.update(batches[number])
    return {key: row for key, row in state.items() if row["_deletedAt"] is None}


@check("a stream gives what changed, deletions too, and the same when a batch is repeated")
def _():
    project = HELD["projects"][-1]["name"]
    stream()
    same("first", folded(), synced("repositories"))
    for turn in range(3):
        made = rest(f"{project}/_apis/git/repositories", "POST", {"name": f"made-{turn}"})
        rest(f"{project}/_apis/git/repositories/{made['id']}", "PATCH", {"name": f"renamed-{turn}"})
        if turn == 1:
            rest(f"{project}/_apis/git/repositories/{gone}", "DELETE")
        gone = made["id"]
        stream()
        # As if the program had been killed before it wrote down that the batch was done.
        last = max(batches)
        (pathlib.Path("checkpoint/commits") / str(last)).unlink()
        shutil.rmtree("checkpoint/commits", ignore_errors=False) if last == 0 else None
        stream()
        adoxide.sync(URL, token=PAT, to=DATABASE, tables=["repositories"])
        same(f"turn {turn}", folded(), synced("repositories"))
    equal("a deleted row came with its time", any(row["_deletedAt"] for batch in batches.values() for row in batch.values()), True)


run()
spark.stop()
