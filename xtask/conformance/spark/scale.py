"""An organization of many projects: what executors gain."""

import time

import adoxide
from checks import Mismatch, check, equal, note
from session import source

PROJECTS = 800
LATENCY = 0.05


@check("800 projects: executors read faster than the driver alone")
def _():
    with adoxide.Emulator(seed=1, projects=PROJECTS, latency=LATENCY) as emulator:

        def timed(count):
            begin = time.monotonic()
            rows = count()
            return time.monotonic() - begin, rows

        def read(partitions):
            # Two credentials, over which partitions are spread; one for both here.
            tokens = f"{emulator.token},{emulator.token}"
            options = {"organization": emulator.url, "token": None, "tokens": tokens, "partitions": str(partitions)}
            return timed(source("repositories", **options).count)

        # Whoever is first starts the processes of the executors.
        source("projects").count()
        client = emulator.client()
        driver, expected = timed(lambda: adoxide.table("repositories", client=client, concurrency=4).arrow().num_rows)
        alone, one = read(1)
        together, eight = read(8)
    equal("rows", [one, eight], [expected, expected])
    note(
        f"{PROJECTS} projects, {expected} rows at {LATENCY * 1000:.0f} ms: {driver:.1f} s in the driver without Spark, "
        f"{alone:.1f} s in one partition, {together:.1f} s in 8 on local[2]: {alone / together:.2f} times as fast"
    )
    if together >= alone:
        raise Mismatch(f"expected less than {alone:.1f} s, saw {together:.1f} s")
