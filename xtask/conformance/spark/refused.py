"""What is wrong, and what goes wrong: said, without a secret, and nothing is lost."""

import os
import pathlib
import shutil
import signal
import threading
import time

from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import functions as F

import adoxide
from checks import HELD, PAT, URL, check, contains, equal, raises
from session import same, rows, source, spark, synced

KINDS = (AnalysisException, PySparkException)


@check("the token is in no plan, by options and by SQL")
def _():
    plans = [source("projects")._jdf.queryExecution().toString()]
    options = f"organization '{URL}', token '{PAT}', table 'projects'"
    spark.sql(f"CREATE TEMPORARY VIEW projects USING adoxide OPTIONS ({options})")
    equal("rows by SQL", spark.table("projects").count(), len(HELD["projects"]))
    plans.append(spark.sql("EXPLAIN EXTENDED SELECT name FROM projects").first()[0])
    for plan in plans:
        contains("the data source in the plan", plan, "adoxide")
        equal("the token in the plan", PAT in plan, False)


def told(what, call, part):
    """What is raised names it, and tells no token."""
    text = str(raises(what, KINDS, call))
    contains(what, text, part)
    for token in (PAT, "hunter2"):
        equal(f"{what}: whether a token is told", token in text, False)


@check("what is wrong is said, without a token")
def _():
    told("no table", lambda: source("repos").schema, "no such table: `repos`")
    told("no option", lambda: source("projects", tokn="x").schema, "no such option: tokn")
    told("a number", lambda: source("projects", partitions="few").schema, "expected a whole number")
    told("two credentials", lambda: source("projects", tokens="hunter2").count(), "got both")
    told("a wrong token", lambda: source("projects", token="hunter2").count(), "does not accept")
    told("no project", lambda: source("refs", projects="Nowhere").count(), "Nowhere")
    told("a filter on a column that isn't there", lambda: source("refs").where("colour = 1").count(), "colour")
    wrong = spark.read.format("adoxide").schema("name string, colour string")
    wrong = wrong.options(organization=URL, token=PAT, table="refs")
    told("a column that isn't there", lambda: wrong.load().count(), "has no column colour")
    unstated = spark.readStream.format("adoxide").options(organization=URL, token=PAT)
    told("a stream without a state", lambda: run_stream(unstated.load("refs"), "unstated"), "state_location")


def run_stream(frame, name):
    query = (
        frame.writeStream.format("noop")
        .option("checkpointLocation", os.path.abspath(f"{name}/checkpoint"))
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination(300)


@check("a checkpoint of another organization or table, or without its state, is refused")
def _():
    def stream(emulator, table):
        options = {"organization": emulator.url, "token": emulator.token, "state_location": os.path.abspath("moved/state")}
        run_stream(spark.readStream.format("adoxide").options(**options).load(table), "moved")

    with adoxide.Emulator("contoso", seed=1) as contoso, adoxide.Emulator("tailspin", seed=1) as tailspin:
        stream(contoso, "projects")
        part = "the checkpoint is of table projects of contoso, not of"
        told("another organization", lambda: stream(tailspin, "projects"), f"{part} projects of tailspin")
        told("another table", lambda: stream(contoso, "teams"), f"{part} teams of contoso")
        shutil.rmtree("moved/state")
        told("a state that is gone", lambda: stream(contoso, "projects"), "has nothing of what the checkpoint says was read")


def workers():
    """The processes that run tasks: the children of those that Spark starts them by."""
    parents, daemons = {}, set()
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if b"pyspark" in command and b"daemon" in command and b"java" not in command:
            daemons.add(int(folder.name))
        parents[int(folder.name)] = parent
    ours = {os.getpid()}
    while more := {process for process, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return [process for process in daemons & ours if parents[process] in daemons]


@check("a process of an executor that is killed is replaced, and nothing is missing")
def _():
    with adoxide.Emulator(seed=1, projects=24, latency=0.2) as emulator:
        expected = adoxide.table("refs", client=emulator.client())
        expected = rows(expected.arrow(), expected.key)
        frame = source("refs", organization=emulator.url, token=emulator.token, partitions="4", concurrency="1")
        frame.rdd.getNumPartitions()
        killed = []

        def kill(before):
            while emulator.request_count < before + 20:
                time.sleep(0.05)
            for process in workers():
                os.kill(process, signal.SIGKILL)
                killed.append(process)

        killer = threading.Thread(target=kill, args=[emulator.request_count])
        killer.start()
        seen = frame.toArrow()
        killer.join()
        equal("whether processes were killed", len(killed) > 0, True)
        same("refs", rows(seen, adoxide.table("refs", client=emulator.client()).key), expected)


@check("threads read at once")
def _():
    tables, found = ["repositories", "refs", "teams", "projects"], {}
    threads = [threading.Thread(target=lambda name=name: found.update({name: source(name).count()})) for name in tables]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    equal("rows", found, {name: len(synced(name)) for name in tables})


@check("a client in a function of Spark is an error that says why")
def _():
    client = adoxide.Client(URL, token=PAT)
    use = F.udf(lambda name: str(len(client.list("core.get_projects"))))
    error = raises("pickle", Exception, lambda: source("projects").select(use("name")).collect())
    contains("the error", str(error), "can't be pickled")
    equal("the token in the error", PAT in str(error), False)
