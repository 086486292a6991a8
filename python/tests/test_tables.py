import asyncio
import sqlite3

import pytest

import adoxide


@pytest.fixture(scope="module")
def source():
    with adoxide.Emulator(seed=1, projects=2) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def database(source, tmp_path_factory):
    path = tmp_path_factory.mktemp("sync") / "fabrikam.db"
    adoxide.sync(source.url, token=source.token, to=path, tables=["projects", "repositories", "pull_requests"])
    return path


def rows(path, sql):
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def test_a_sync_reports_what_it_did_and_a_second_one_finds_nothing(source, tmp_path):
    told = []
    path = tmp_path / "fabrikam.db"
    report = adoxide.sync(
        source.url, token=source.token, to=f"sqlite:{path}", connector="repos", tables="projects", progress=told.append
    )
    assert report.is_complete and report.requests > 0
    assert report.tables["projects"] == adoxide.Counts(added=2)
    assert rows(path, "SELECT count(*) FROM projects") == [(2,)]
    committed = [one for one in told if one.event == "committed" and one.name == "repositories"]
    assert sum(one.counts.added for one in committed) == report.tables["repositories"].added > 0
    assert {one.event for one in told} >= {"found", "started", "committed", "finished"}
    again = adoxide.sync(client=source.client(), to=path, tables="projects")
    assert again.tables["projects"] == adoxide.Counts(unchanged=2)


def test_a_table_of_a_database_is_arrow(database):
    pyarrow = pytest.importorskip("pyarrow")
    table = adoxide.table("repositories", database=database)
    arrow = table.arrow()
    assert arrow.num_rows == rows(database, "SELECT count(*) FROM repositories")[0][0] > 0
    assert arrow.schema == pyarrow.schema(table)
    schema = arrow.schema
    assert schema.field("id").type == pyarrow.string() and schema.field("size").type == pyarrow.int64()
    assert schema.field("_syncedAt").type == pyarrow.timestamp("us", "UTC")
    assert schema.field("project").type.field("id").type == pyarrow.string()
    assert arrow.column("parentRepository").null_count == arrow.num_rows
    first = arrow.to_pylist()[0]
    assert first["project"]["name"] == first["project_name"]
    assert sum(batch.num_rows for batch in table.batches()) == arrow.num_rows
    with pytest.raises(adoxide.ConfigError, match="there is no table `builds`"):
        adoxide.table("builds", database=database).arrow()


def test_a_table_is_read_straight_from_the_service(source, database):
    pytest.importorskip("pyarrow")
    names = ["projects", "repositories", "pull_requests"]
    for name in names:
        straight = adoxide.table(name, source.url, token=source.token).arrow().drop_columns(["_syncedAt"])
        synced = adoxide.table(name, database=database).arrow().drop_columns(["_syncedAt"])
        assert straight.sort_by([(key, "ascending") for key in adoxide.table(name, database=database).key]) == (
            synced.sort_by([(key, "ascending") for key in adoxide.table(name, database=database).key])
        )


def test_rows_are_dictionaries_without_anything_installed(source, database):
    table = adoxide.table("projects", client=source.client(), projects=["nowhere"])
    with pytest.raises(adoxide.ConfigError, match="nowhere"):
        list(table)
    projects = list(adoxide.table("projects", database=database))
    assert sorted(project["name"] for project in projects) == [
        name for (name,) in rows(database, "SELECT name FROM projects ORDER BY name")
    ]
    assert projects[0]["lastUpdateTime"].endswith("Z")
    native = adoxide.tables._native.read("projects", f"sqlite:{database}")
    native.__arrow_c_stream__()
    with pytest.raises(ValueError, match="read already"):
        native.__arrow_c_stream__()


def test_polars_takes_a_table_as_it_is(database):
    polars = pytest.importorskip("polars")
    table = adoxide.table("pull_requests", database=database)
    assert polars.DataFrame(table).height == table.polars().height > 0


def test_what_is_wrong_is_said_before_anything_is_read(source, tmp_path):
    with pytest.raises(adoxide.ConfigError, match="no such table: `repos`; there are projects"):
        adoxide.table("repos", source.url, token=source.token)
    with pytest.raises(adoxide.ConfigError, match="there is no table `repos`"):
        adoxide.sync(source.url, token=source.token, to=tmp_path / "a.db", tables=["repos"])
    with pytest.raises(adoxide.ConfigError, match="no such connector"):
        adoxide.sync(source.url, token=source.token, to=tmp_path / "a.db", connector="git")
    with pytest.raises(adoxide.ConfigError, match="expected a destination"):
        adoxide.sync(source.url, token=source.token, to="paper:fabrikam")
    with pytest.raises(adoxide.AuthenticationError):
        adoxide.sync(source.url, token="wrong", to=tmp_path / "a.db")
    with pytest.raises(TypeError, match="got both"):
        adoxide.table("projects", source.url, database=tmp_path / "a.db")
    with pytest.raises(adoxide.DestinationError, match="there is no file"):
        adoxide.table("projects", database=tmp_path / "b.db").arrow()
    (tmp_path / "c.db").write_text("no database")
    with pytest.raises(adoxide.DestinationError):
        adoxide.sync(source.url, token=source.token, to=tmp_path / "c.db")


def test_what_progress_raises_stops_the_sync(source, tmp_path):
    def progress(_):
        raise KeyboardInterrupt

    path = tmp_path / "fabrikam.db"
    with pytest.raises(KeyboardInterrupt):
        adoxide.sync(source.url, token=source.token, to=path, tables="projects", progress=progress)
    assert adoxide.sync(source.url, token=source.token, to=path, tables="projects").is_complete


def test_a_sync_is_awaited(source, tmp_path):
    sync = adoxide.sync_async(source.url, token=source.token, to=tmp_path / "fabrikam.db", tables="projects")
    assert asyncio.run(sync).tables["projects"].added == 2


def test_every_table_has_a_schema():
    pyarrow = pytest.importorskip("pyarrow")
    for name in adoxide.list_tables():
        schema = pyarrow.schema(adoxide.tables._native.schema(name))
        assert schema.names[-2:] == ["_syncedAt", "_deletedAt"]
        assert not any(isinstance(column.type, pyarrow.BaseExtensionType) for column in schema)


def test_a_table_without_rows_has_its_columns():
    pyarrow = pytest.importorskip("pyarrow")
    with adoxide.Emulator() as emulator:
        teams = adoxide.table("teams", client=emulator.client())
        assert list(teams) == []
        assert teams.arrow().column_names == pyarrow.schema(teams).names
