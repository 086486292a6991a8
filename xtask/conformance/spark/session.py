"""The session of Spark that the checks share, and what they compare."""

import os
import pathlib

from pyspark.sql import SparkSession

import adoxide
from checks import PAT, URL, Mismatch, equal

DATABASE = pathlib.Path("fabrikam.db").absolute()
# Two reads of these are of two moments.
MOVING = {"releases", "release_environments", "release_deployments", "release_approvals"}

spark = (
    # A task may fail twice: whoever ends its process does not end the job.
    SparkSession.builder.master("local[2,3]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.sql.python.filterPushdown.enabled", "true")
    .config("spark.driver.extraJavaOptions", f"-Duser.home={os.getcwd()} -Dderby.system.home={os.getcwd()}")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def source(table, **options):
    """A table of the organization, to be read."""
    given = {"organization": URL, "token": PAT, **options}
    given = {name: value for name, value in given.items() if value is not None}
    return spark.read.format("adoxide").options(**given).load(table)


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
