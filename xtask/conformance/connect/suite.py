"""`adox connect`: the assertions of Airbyte's standard tests read every message, and so do the tap tests of the Singer SDK,
whose target takes the stream. All must end with what a sync has put into SQLite."""

import datetime
import decimal
import json
import os
import pathlib
import sqlite3
import subprocess
import warnings

import jsonschema
from airbyte_cdk.models import (
    AirbyteMessageSerializer,
    ConfiguredAirbyteCatalog,
    ConfiguredAirbyteCatalogSerializer,
)
from airbyte_cdk.test.entrypoint_wrapper import EntrypointOutput
from airbyte_cdk.test.models import ExpectedOutcome
from airbyte_cdk.test.standard_tests._assertions import assert_check_outcome, assert_config_matches_spec
from airbyte_cdk.test.standard_tests._catalog_checks import find_catalog_problems
from airbyte_cdk.test.standard_tests._read_assertions import assert_read_records
from airbyte_cdk.test.standard_tests._spec_lint import assert_spec_is_valid, get_single_spec
from singer_sdk import Stream, Tap, Target
from singer_sdk.sinks import BatchSink
from singer_sdk.testing import SuiteConfig
from singer_sdk.testing.runners import TapTestRunner
from singer_sdk.testing.suites import tap_stream_attribute_tests, tap_stream_tests, tap_tests

from checks import PAT, PROJECT, URL, Mismatch, check, contains, equal, note, rest, run

ADOX = os.environ["ADOXIDE_ADOX"]
#: Tables of each kind: whole each time, changes, and only what is new.
TABLES = ["projects", "repositories", "refs", "work_items", "pull_requests", "commits", "builds"]


def adox(*arguments, fails=False):
    """Runs adox; what it prints."""
    done = subprocess.run([ADOX, *arguments], capture_output=True, text=True)
    equal("whether the token is told", PAT in done.stdout + done.stderr, False)
    if (done.returncode != 0) != fails:
        raise Mismatch(f"adox {arguments}: {done.stderr[-500:]}{done.stdout[-500:]}")
    return done.stdout


def file(name, content):
    pathlib.Path(name).write_text(json.dumps(content))
    return name


def synced(table):
    """The rows of SQLite by their keys, without those that are gone and what has no value."""
    adox("sync", "--to", "sqlite:adox.db", "--tables", table, "--quiet")
    with sqlite3.connect("adox.db") as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute(f'SELECT * FROM "{table}" WHERE _deletedAt IS NULL')]
    return rows


def plain(row, nested):
    """A row without times of syncs and null; nested columns of SQLite are JSON."""

    def bare(value):
        if isinstance(value, dict):
            return {name: bare(member) for name, member in value.items() if member is not None}
        if isinstance(value, list):
            return [bare(item) for item in value]
        return int(value) if isinstance(value, bool) else value

    row = {name: value for name, value in row.items() if name not in ("_syncedAt", "_deletedAt") and value is not None}
    row = {name: json.loads(value) if name in nested and isinstance(value, str) else value for name, value in row.items()}
    return json.dumps(bare(row), sort_keys=True)


def same(table, rows):
    """Compares the rows that are there now with those of SQLite."""
    nested = {name for row in rows for name, value in row.items() if isinstance(value, (dict, list))}
    expected = sorted(plain(row, nested) for row in synced(table))
    seen = sorted(plain(row, nested) for row in rows)
    equal(f"rows of {table}", len(seen), len(expected))
    for one, other in zip(seen, expected):
        equal(f"a row of {table}", one, other)


CONFIG = file("config.json", {"organization": URL, "token": PAT})


# Airbyte


def airbyte(*arguments, fails=False):
    """What Airbyte's CDK reads of what adox prints. It takes what is no message for a log: there is none."""
    text = adox("connect", "airbyte", *arguments, fails=fails)
    for line in text.splitlines():
        AirbyteMessageSerializer.load(json.loads(line))
    return EntrypointOutput(messages=text.splitlines()), text


def discovered():
    """The streams, as they were printed and as Airbyte has them."""
    output, text = airbyte("discover", "--config", CONFIG)
    return json.loads(text)["catalog"]["streams"], output.catalog.catalog


def configured(streams, mode):
    """A file of a configured catalog. What can't be read incrementally is read whole."""
    chosen = []
    for stream in streams:
        own = mode if mode in stream["supported_sync_modes"] else "full_refresh"
        chosen.append({"stream": stream, "sync_mode": own, "destination_sync_mode": "append_dedup"})
    return file("configured.json", {"streams": chosen})


@check("Airbyte's standard tests: spec, check and discover")
def _():
    output, _ = airbyte("spec")
    assert_spec_is_valid(get_single_spec(output, connector_name="adox"), connector_name="adox")
    config = json.loads(pathlib.Path(CONFIG).read_text())
    assert_config_matches_spec(config=config, spec_result=output, connector_name="adox", scenario_id="config")
    output, _ = airbyte("check", "--config", CONFIG)
    assert_check_outcome(check_result=output, expected_outcome=ExpectedOutcome.EXPECT_SUCCESS, connector_name="adox")
    wrong = [
        ({"organization": URL, "token": "hunter2hunter2"}, "(401)"),
        ({"organization": URL, "token": PAT, "projects": ["Nowhere"]}, "Nowhere"),
        ({"organisation": URL}, "organisation"),
    ]
    for config, part in wrong:
        output, _ = airbyte("check", "--config", file("wrong.json", config))
        failed = ExpectedOutcome.EXPECT_EXCEPTION
        assert_check_outcome(check_result=output, expected_outcome=failed, connector_name="adox")
        message = output.connection_status_messages[-1].connectionStatus.message
        contains("why", message, part)
        equal("whether a token is told", "hunter2" in message, False)
    streams, catalog = discovered()
    problems = {one.name: found for one, found in find_catalog_problems(catalog).items() if found}
    equal("problems of the catalog", problems, {})
    equal("streams", set(TABLES) <= {stream["name"] for stream in streams}, True)


@check("Airbyte's standard tests: every stream is read, and its records fit its schema")
def _():
    streams, _ = discovered()
    output, text = airbyte("read", "--config", CONFIG, "--catalog", configured(streams, "full_refresh"))
    filled = {message.record.stream for message in output.records_iterator}
    catalog = ConfiguredAirbyteCatalogSerializer.load(json.loads(pathlib.Path("configured.json").read_text()))
    catalog = ConfiguredAirbyteCatalog(streams=[one for one in catalog.streams if one.stream.name in filled])
    equal("whether most streams have records", len(filled) > 60, True)
    assert_read_records(
        records=output.records_iterator,
        configured_catalog=catalog,
        require_records_per_stream=True,
        validate_schema=True,
    )
    for stream in streams:
        statuses = [status.value for status in output.get_stream_statuses(stream["name"])]
        expected = ["STARTED", "RUNNING", "COMPLETE"] if stream["name"] in filled else ["STARTED", "COMPLETE"]
        equal(f"statuses of {stream['name']}", statuses, expected)
    records = text.count('"type":"RECORD"')
    note(f"Airbyte: {records} records of {len(filled)} streams fit their schemas; {len(streams)} streams in all")


class Kept:
    """What a destination of Airbyte keeps."""

    def __init__(self, mode):
        streams, _ = discovered()
        streams = [stream for stream in streams if stream["name"] in TABLES]
        self.catalog = configured(streams, mode)
        self.keys = {stream["name"]: stream["source_defined_primary_key"] for stream in streams}
        chosen = json.loads(pathlib.Path(self.catalog).read_text())["streams"]
        self.whole = [one["stream"]["name"] for one in chosen if one["sync_mode"] == "full_refresh"]
        self.rows = {name: {} for name in self.keys}
        self.state = None
        self.records = {}

    def read(self):
        arguments = ["read", "--config", CONFIG, "--catalog", self.catalog]
        if self.state is not None:
            arguments += ["--state", file("state.json", [self.state])]
        for name in self.whole:
            self.rows[name] = {}
        self.records = dict.fromkeys(self.keys, 0)
        counted = 0
        _, text = airbyte(*arguments)
        for message in map(json.loads, text.splitlines()):
            if message["type"] == "STATE":
                self.state = message["state"]
                counted += self.state["sourceStats"]["recordCount"]
            elif message["type"] == "RECORD":
                name, row = message["record"]["stream"], message["record"]["data"]
                self.records[name] += 1
                key = tuple(row[part] for [part] in self.keys[name])
                if row.get("_deletedAt"):
                    self.rows[name].pop(key, None)
                else:
                    self.rows[name][key] = row
        # A state counts what came before it; streams that are read whole have none.
        changes = sum(count for name, count in self.records.items() if name not in self.whole)
        equal("records that states count", counted, changes)

    def same(self):
        for name, rows in self.rows.items():
            same(name, list(rows.values()))


@check("Airbyte: what changed is read by the state")
def _():
    kept = Kept("incremental")
    kept.read()
    kept.same()
    first = kept.records
    equal("streams that are read incrementally", sorted(kept.keys.keys() - set(kept.whole)), ["builds", "commits", "pull_requests", "work_items"])
    name = PROJECT["name"]
    repository = rest(f"{name}/_apis/git/repositories", "POST", {"name": "made for Airbyte"})
    title = {"op": "add", "path": "/fields/System.Title", "value": "Made"}
    item = rest(f"{name}/_apis/wit/workitems/$Task", "POST", [title], media="application/json-patch+json")
    kept.read()
    kept.same()
    equal("commits the second time", kept.records["commits"], 0)
    equal("fewer work items the second time", 0 < kept.records["work_items"] < first["work_items"], True)
    rest(f"{name}/_apis/git/repositories/{repository['id']}", "DELETE")
    rest(f"{name}/_apis/wit/workitems/{item['id']}", "DELETE")
    kept.read()
    kept.same()


@check("Airbyte: what is wrong is an error message")
def _():
    bad = file("bad.json", {"streams": [{"stream": {"name": "nothing"}, "sync_mode": "full_refresh"}]})
    output, _ = airbyte("read", "--config", CONFIG, "--catalog", bad, fails=True)
    [error] = output.errors
    contains("the message", error.trace.error.message, "`nothing`")
    equal("its kind", error.trace.error.failure_type.value, "config_error")
    mode = file("mode.json", {"streams": [{"stream": {"name": "projects"}, "sync_mode": "incremental"}]})
    output, _ = airbyte("read", "--config", CONFIG, "--catalog", mode, fails=True)
    contains("a mode that the stream doesn't have", output.errors[0].trace.error.message, "`incremental`")
    good = Kept("incremental")
    good.read()
    for change, part in [("fabrikam", "another"), ('"version": 1', '"version": 99')]:
        text = json.dumps([good.state])
        replaced = text.replace(change, part)
        equal("whether the state has it", replaced == text, False)
        state = file("other.json", json.loads(replaced))
        output, _ = airbyte("read", "--config", CONFIG, "--catalog", good.catalog, "--state", state, fails=True)
        contains("a state that is not ours", output.errors[0].trace.error.message, "another" if part == "another" else "version")


# Singer

taken = {}


def parsed(value):
    """What the target has made of a time and of a number, as it was."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Keep(BatchSink):
    """Keeps rows by their keys."""

    max_size = 500

    def process_batch(self, context):
        rows = taken.setdefault(self.stream_name, {})
        for row in context["records"]:
            row = json.loads(json.dumps(row, default=parsed))
            key = tuple(row[name] for name in self.key_properties)
            if row.get("_deletedAt"):
                rows.pop(key, None)
            else:
                rows[key] = row


class Keeper(Target):
    """A target of the Singer SDK: it validates each record by the schema of its stream."""

    name = "keeper"
    config_jsonschema = {"properties": {}}
    default_sink_class = Keep


def tap(*arguments):
    """Pipes what adox prints into the target; the last state."""
    text = adox("connect", "singer", "--config", CONFIG, *arguments)
    pathlib.Path("stream.jsonl").write_text(text)
    with open("stream.jsonl") as stream:
        Keeper(config={"add_record_metadata": False}).listen(stream)
    states = [json.loads(line) for line in text.splitlines() if '"type":"STATE"' in line]
    return states[-1]["value"], text.count('"type":"RECORD"')


class Printed(Stream):
    """A stream as the catalog of adox says it."""

    def get_records(self, context):
        return iter(())


class Described(Tap):
    """The catalog of adox as the Singer SDK has it."""

    name = "adox"
    config_jsonschema = {"properties": {}}

    def discover_streams(self):
        streams = []
        for entry in json.loads(adox("connect", "singer", "--config", CONFIG, "--discover"))["streams"]:
            stream = Printed(self, schema=entry["schema"], name=entry["tap_stream_id"])
            stream.primary_keys = entry["key_properties"]
            streams.append(stream)
        return streams


class Runner(TapTestRunner):
    """Runs adox in place of a tap that is written with the SDK."""

    def _execute_sync(self):
        return adox("connect", "singer", "--config", CONFIG), ""


@check("Singer's tap tests: every stream, its records and their attributes")
def _():
    runner, config, ran = Runner(Described), SuiteConfig(), 0
    runner.sync_all()
    streams = list(runner.new_tap().streams.values())
    filled = [stream for stream in streams if runner.records[stream.name]]
    equal("whether most streams have records", len(filled) > 40, True)
    with warnings.catch_warnings():
        # Attributes that no record has are warnings.
        warnings.simplefilter("ignore")
        for test in tap_tests.tests:
            # Those of the SDK's own command line are not about what is printed here.
            if test.name in ("discovery", "valid_final_state"):
                test().run(config, None, runner)
                ran += 1
        for test in tap_stream_tests.tests:
            for stream in filled:
                test().run(config, None, runner, stream)
                ran += 1
        for test in tap_stream_attribute_tests.tests:
            for stream in filled:
                for name, schema in stream.schema["properties"].items():
                    # Of a document, no type but one of many.
                    if len(schema["type"]) < 3 and test.evaluate(stream, name, schema):
                        test().run(config, None, runner, stream, name)
                        ran += 1
    note(f"Singer: {ran} tests of the SDK over {len(runner.record_messages)} records of {len(filled)} streams")


@check("Singer: a target of the SDK ends with what there is, also by the state")
def _():
    catalog = json.loads(adox("connect", "singer", "--config", CONFIG, "--discover"))
    for stream in catalog["streams"]:
        jsonschema.Draft7Validator.check_schema(stream["schema"])
        stream["metadata"][0]["metadata"]["selected"] = stream["tap_stream_id"] in TABLES
    chosen = file("chosen.json", catalog)
    state, first = tap("--catalog", chosen)
    for table in TABLES:
        same(table, list(taken.get(table, {}).values()))
    name = PROJECT["name"]
    rest(f"{name}/_apis/git/repositories", "POST", {"name": "made for Singer"})
    _, second = tap("--catalog", chosen, "--state", file("singer.json", state))
    for table in TABLES:
        same(table, list(taken.get(table, {}).values()))
    equal("fewer rows the second time", second < first, True)


run()
