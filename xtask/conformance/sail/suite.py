"""Sail, an engine in Rust that speaks the protocol of Spark Connect, reads the data source `adoxide` and the Delta Lake tables
of a sync: what it has is compared with what a sync puts into SQLite."""

import os
import pathlib

from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

import adoxide
from adoxide.spark import AdoxideDataSource
from checks import PAT, URL, Mismatch, check, contains, equal, note, raises, run

DATABASE = pathlib.Path("fabrikam.db").absolute()
LAKE = pathlib.Path("lake").absolute()
# Two reads of these are of two moments.
MOVING = {"releases", "release_environments", "release_deployments", "release_approvals"}

server = SparkConnectServer()
server.start()
spark = SparkSession.builder.remote(f"sc://127.0.0.1:{server.listening_address[1]}").getOrCreate()
spark.dataSource.register(AdoxideDataSource)


def read(table, **options):
    source = spark.read.format("adoxide").options(organization=URL, token=PAT, table=table, **options)
    return source.load()


def rows(arrow, key, without=("_syncedAt",)):
    """The rows by their keys, without when they were read."""
    found = [{name: value for name, value in row.items() if name not in without} for row in arrow.to_pylist()]
    return {tuple(row[name] for name in key): row for row in found}


def same(table, seen, expected):
    for key in seen.keys() ^ expected.keys():
        raise Mismatch(f"{table}: {'only in Sail' if key in seen else 'not in Sail'}: {key}")
    for key, row in expected.items():
        equal(f"{table} {key}", seen[key], row)


filled = []


@check("every table equals what a sync has, read in four partitions")
def _():
    tables = [name for name in adoxide.list_tables() if name not in MOVING and adoxide.tables._facts()[name]["by_default"]]
    report = adoxide.sync(URL, token=PAT, to=DATABASE, tables=tables)
    filled.extend(name for name, counts in report.tables.items() if counts.added)
    equal("whether most tables have rows", len(filled) > 30, True)
    for name in filled:
        held = adoxide.table(name, database=DATABASE)
        same(name, rows(read(name, partitions="4").toArrow(), held.key), rows(held.arrow(), held.key))
    note(f"Sail: {len(filled)} tables with rows equal SQLite's")


@check("Delta Lake tables of a sync are read")
def _():
    adoxide.sync(URL, token=PAT, to=f"delta:{LAKE}", tables=filled)
    for name in filled:
        held = adoxide.table(name, database=DATABASE)
        lake = spark.read.format("delta").load(str(LAKE / name)).where("_deletedAt IS NULL")
        same(name, rows(lake.toArrow(), held.key), rows(held.arrow(), held.key))
    note(f"Sail: {len(filled)} Delta Lake tables equal SQLite's")


@check("what is wrong is said, without the token")
def _():
    contains("table", str(raises("table", Exception, lambda: read("repos").toArrow())), "no such table")
    contains("option", str(raises("option", Exception, lambda: read("projects", tokn="x").toArrow())), "no such option")
    wrong = spark.read.format("adoxide").options(organization=URL, token="wrong-token", table="projects").load
    equal("the token in the error", "wrong-token" in str(raises("token", Exception, lambda: wrong().toArrow())), False)
    equal("the token in the plan", PAT in str(read("projects")._explain_string()), False)


run()
spark.stop()
server.stop()
os._exit(0)
