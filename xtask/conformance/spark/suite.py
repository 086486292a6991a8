"""Spark reads the organization by the data source `adoxide`: what it has is compared with what a sync puts into SQLite."""

import importlib

from pyspark.sql import functions as F

import adoxide
from checks import HELD, PAT, URL, check, equal, note, run
from session import DATABASE, MOVING, rows, same, source, spark, synced


TABLES = [name for name in adoxide.list_tables() if name not in MOVING and adoxide.tables._facts()[name]["by_default"]]


@check("every table equals what a sync has, read in four partitions")
def _():
    with adoxide.Emulator(seed=1, projects=4) as emulator:
        report = adoxide.sync(emulator.url, token=emulator.token, to="four.db", tables=TABLES)
        filled = [name for name, counts in report.tables.items() if counts.added]
        equal("whether most tables have rows", len(filled) > 30, True)
        four, total = 0, 0
        for name in filled:
            frame = source(name, organization=emulator.url, token=emulator.token, partitions="4")
            parts, held = frame.rdd.getNumPartitions(), adoxide.table(name, database="four.db")
            # What the organization has as a whole is one unit, and so one partition.
            if adoxide.tables._facts()[name]["unit"] != "organization" or parts > 1:
                equal(f"partitions of {name}", parts, 4)
            four += parts == 4
            seen = frame.toArrow()
            total += seen.num_rows
            same(name, rows(seen, held.key), rows(held.arrow(), held.key))
    note(f"{len(filled)} tables with {total} rows equal SQLite's; {four} were read in 4 partitions, the others are of the organization as a whole")


@check("references are read in four partitions, and columns are nested")
def _():
    adoxide.sync(URL, token=PAT, to=DATABASE, tables=TABLES)
    equal("partitions", source("refs", partitions="4").rdd.getNumPartitions(), 4)
    types = dict(source("repositories").dtypes)
    equal("id", types["id"], "string")
    equal("size", types["size"], "bigint")
    equal("isFork", types["isFork"], "boolean")
    project = "id:string,name:string,url:string,state:string,revision:bigint,visibility:string,lastUpdateTime:timestamp"
    equal("project", types["project"], f"struct<{project}>")
    equal("parentRepository", types["parentRepository"], f"struct<id:string,name:string,url:string,project:struct<{project}>>")
    equal("forks", source("repositories").where("parentRepository is not null").count(), 0)


@check("a filter on the project leaves out the others")
def _():
    project = HELD["projects"][0]["name"]
    whole = source("refs")
    some = source("refs", push_filters="true").where(F.col("project_name") == project)
    equal("fewer partitions", some.rdd.getNumPartitions() < whole.rdd.getNumPartitions(), True)
    expected = [row for row in synced("refs").values() if row["project_name"] == project]
    equal("rows", some.count(), len(expected))
    equal("no rows of no project", source("refs", push_filters="true").where("project_id = 'nowhere'").count(), 0)


@check("columns that are chosen")
def _():
    frame = spark.read.format("adoxide").schema("name string, id string").options(
        organization=URL, token=PAT, table="projects"
    )
    names = sorted(row.name for row in frame.load().collect())
    equal("names", names, sorted(row["name"] for row in synced("projects").values()))


# Their checks come in this order.
for module in ["refused", "streams", "page", "scale"]:
    importlib.import_module(module)

run()
spark.stop()
