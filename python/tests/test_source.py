"""What Spark and Lakeflow read by, without either of them."""

import json
import pickle

import pytest

import adoxide
from adoxide._source import Part, Source, Wanted, records
from adoxide.lakeflow import AdoxideLakeflowConnect


@pytest.fixture(scope="module")
def source():
    with adoxide.Emulator(seed=1, projects=2) as emulator:
        yield Source.of({"organization": emulator.url, "TOKEN": emulator.token, "partitions": "4"})


def test_parts_are_the_whole(source):
    for table in ["repositories", "teams"]:
        readable, unreadable = source.units(table)
        assert unreadable == []
        parts = source.parts(readable)
        assert 1 <= len(parts) <= 4 and [unit for part in parts for unit in part.units] == readable
        rows = [row for part in parts for row in records(source.read(table, part))]
        whole = list(adoxide.table(table, client=source.client()))
        key = adoxide.table(table, client=source.client()).key
        assert sorted(str([row[name] for name in key]) for row in rows) == (
            sorted(str([row[name] for name in key]) for row in whole)
        )
        assert not any("_syncedAt" in row for row in rows)


def test_a_filter_leaves_out_units(source):
    readable, _ = source.units("refs")
    project = readable[0][0]
    wanted = Wanted("refs")
    wanted.only("project_id", [project])
    wanted.only("title", ["no column"])
    parts = source.parts(readable, wanted)
    assert {unit[0] for part in parts for unit in part.units} == {project}
    wanted.only("project_id", ["another"])
    assert source.parts(readable, wanted) == []


def test_a_source_travels_and_tells_no_secret(source):
    again = pickle.loads(pickle.dumps(source))
    assert again == source
    assert source.credentials[0]["token"] not in repr(source)
    spread = Source.of({"organization": "contoso", "tokens": "a, b"})
    assert [one["token"] for one in spread.credentials] == ["a", "b"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"tabel": "refs"}, "no such option: tabel"),
        ({"partitions": "many"}, "option partitions: expected a whole number"),
        ({"allow_incomplete": "yes"}, "option allow_incomplete: expected true or false"),
        ({"token": "a", "tokens": "b,c"}, "got both"),
        ({"token": "a", "personal_access_token": "b"}, "says something else"),
    ],
)
def test_options_that_are_wrong(options, told):
    with pytest.raises(adoxide.ConfigError, match=told):
        Source.of({"organization": "contoso", **options})


def test_a_part_that_cannot_be_read_is_an_error(source):
    nowhere = ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "Nowhere", None, None)
    with pytest.raises((adoxide.IncompleteError, adoxide.ConfigError)):
        list(records(source.read("teams", Part([nowhere]))))


def test_columns_of_json_are_text_as_their_type_says(source):
    readable, _ = source.units("work_items")
    rows = list(records(source.read("work_items", Part(readable))))
    assert rows and all(isinstance(row["fields"], str) for row in rows)
    assert all(json.loads(row["fields"])["System.Title"] == row["title"] for row in rows)
    # What is nested and typed stays nested.
    assert all(isinstance(row["createdBy"], dict) for row in rows)


def test_a_nested_value_of_which_nothing_is_known_is_none(source):
    readable, _ = source.units("variable_groups")
    rows = records(source.read("variable_groups", Part(readable)))
    values = [value for row in rows for value in row["variables"].values()]
    assert None in values and {} not in values


def test_lakeflow_reads_everything_at_once_or_in_parts(source):
    connector = AdoxideLakeflowConnect(
        {"organization": source.organization, "personal_access_token": source.credentials[0]["token"]}
    )
    assert "repositories" in connector.list_tables()
    assert connector.read_table_metadata("repositories", {}) == {"primary_keys": ["id"], "ingestion_type": "snapshot"}
    rows, end = connector.read_table("repositories", None, {})
    ids = sorted(row["id"] for row in rows)
    assert ids
    rows, again = connector.read_table("repositories", end, {})
    assert (list(rows), again) == ([], end)
    parts = connector.get_partitions("repositories", {"partitions": "2"})
    assert len(parts) == 2
    assert ids == sorted(row["id"] for part in parts for row in connector.read_partition("repositories", part, {}))
    with pytest.raises(adoxide.ConfigError, match="no such table"):
        connector.read_table("repos", None, {})
    assert source.credentials[0]["token"] not in repr(connector)
