"""Streams: what changes, each change once, whatever is killed."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import time

import adoxide
from checks import HELD, PAT, URL, check, equal, note, rest
from session import DATABASE, rows, same, spark, synced

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
    project, gone = HELD["projects"][-1]["name"], ""
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
        # Beside each file are its checksums.
        for path in pathlib.Path("checkpoint/commits").iterdir():
            if str(last) in path.name.split("."):
                path.unlink()
        stream()
        adoxide.sync(URL, token=PAT, to=DATABASE, tables=["repositories"])
        same(f"turn {turn}", folded(), synced("repositories"))
    equal("a deleted row came with its time", any(row["_deletedAt"] for batch in batches.values() for row in batch.values()), True)


ROUNDS = 20
SEED = 20261130
#: A stream into Parquet files, which Spark keeps exactly once. Its process can be killed.
STREAM = """
import sys
from pyspark.sql import SparkSession
import adoxide.spark

url, token, folder = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
stream = (
    spark.readStream.format("adoxide")
    .options(organization=url, token=token, state_location=f"{folder}/state", interval="1", partitions="4")
    .load("repositories")
)
query = (
    stream.writeStream.format("parquet")
    .option("path", f"{folder}/out")
    .option("checkpointLocation", f"{folder}/checkpoint")
    .trigger(availableNow=True)
    .start()
)
print("started", flush=True)
query.awaitTermination()
"""


def start_stream(folder):
    """Starts the stream in a process of its own, together with the programs that it starts."""
    return subprocess.Popen(
        [sys.executable, "-c", STREAM, URL, PAT, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def change(chance, made):
    """Some changes of repositories."""
    project = chance.choice(HELD["projects"])["name"]
    for _ in range(chance.randrange(1, 4)):
        what = chance.random()
        if made and what < 0.25:
            place, repository = made.pop(chance.randrange(len(made)))
            rest(f"{place}/_apis/git/repositories/{repository}", "DELETE")
        elif made and what < 0.5:
            place, repository = chance.choice(made)
            name = f"renamed {chance.randrange(10**9)}"
            rest(f"{place}/_apis/git/repositories/{repository}", "PATCH", {"name": name})
        else:
            name = f"made {chance.randrange(10**9)}"
            made.append((project, rest(f"{project}/_apis/git/repositories", "POST", {"name": name})["id"]))


#: What is written while a batch goes on: when Spark has chosen its end, when it is planned, a unit was read, the sink wrote.
STEPS = ["checkpoint/offsets/*", "state/*/*/*.json", "state/*/*/*/*.db", "out/part-*", "checkpoint/commits/*"]


def kill_at(process, folder, pattern, chance):
    """Kills a stream soon after a step; whether it was still running."""
    process.stdout.readline()
    before, ends = set(folder.glob(pattern)), time.monotonic() + 120
    while process.poll() is None and time.monotonic() < ends and set(folder.glob(pattern)) <= before:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.3))
    was_running = process.poll() is None
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return was_running


@check("a stream over 20 random rounds of changes, killed in between, ends equal")
def _():
    chance, made, killed = random.Random(SEED), [], 0
    folder = pathlib.Path("killed").absolute()
    for turn in range(ROUNDS):
        change(chance, made)
        if turn % 2:
            killed += kill_at(start_stream(folder), folder, chance.choice(STEPS), chance)
        if turn % 4 == 3:
            process = start_stream(folder)
            _, said = process.communicate(timeout=600)
            equal(f"how the stream ended: {said[-600:]}".replace(PAT, "TOKEN"), process.returncode, 0)
    equal("whether most were killed while they ran", killed > ROUNDS // 4, True)
    adoxide.sync(URL, token=PAT, to=DATABASE, tables=["repositories"])
    key = adoxide.table("repositories", database=DATABASE).key
    # The reader of what a stream wrote knows which files count.
    written = spark.read.parquet(str(folder / "out")).toArrow().to_pylist()
    moments = {(tuple(row[name] for name in key), row["_syncedAt"]) for row in written}
    equal("rows of the same moment, each once", len(written), len(moments))
    state = {}
    for row in sorted(written, key=lambda row: row["_syncedAt"]):
        state[tuple(row[name] for name in key)] = {name: value for name, value in row.items() if name != "_syncedAt"}
    state = {key: row for key, row in state.items() if row["_deletedAt"] is None}
    same("after all rounds", state, {key: row for key, row in synced("repositories").items() if row["_deletedAt"] is None})
    note(f"a stream over {ROUNDS} rounds, killed {killed} times: {len(state)} rows equal, {len(written)} changes, each once")
