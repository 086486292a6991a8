import asyncio
import os
import pickle
import subprocess
import sys
import threading

import pytest

import adoxide


def test_an_operation_by_its_name_in_any_spelling(seeded):
    client = seeded.client()
    names = [project["name"] for project in client.core.get_projects()]
    assert len(names) == 2
    assert [one["name"] for one in client.items("Core.getProjects")] == names
    assert client.call("core.get_project", projectId=names[0])["name"] == names[0]
    assert client.request("GET", f"_apis/projects/{names[0]}")["name"] == names[0]
    assert [one["name"] for one in client.items_at("_apis/projects")] == names


def test_lists_are_read_to_their_end(seeded):
    client = seeded.client()
    project = next(client.org.iter_projects())
    query = {"query": "SELECT [System.Id] FROM WorkItems"}
    found = client.call("wit.query_by_wiql", project=project.name, body=query)["workItems"]
    assert len(project.boards.list_work_items("SELECT [System.Id] FROM WorkItems")) == len(found) > 50


def test_awaitables(seeded):
    async def everything():
        client = seeded.client()
        one, names = await asyncio.gather(
            client.core.aio.get_project(project_id=next(client.core.get_projects())["id"]),
            names_of(client),
        )
        assert one["name"] in names
        task = asyncio.ensure_future(client.acall("core.get_project", project_id="x"))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(adoxide.NotFoundError):
            await client.acall("core.get_project", project_id="nowhere")

    async def names_of(client):
        return [project["name"] async for project in client.items("core.get_projects")]

    asyncio.run(everything())


def test_errors_say_what_happened(seeded):
    client = seeded.client()
    with pytest.raises(adoxide.NotFoundError) as caught:
        client.call("core.get_project", project_id="nowhere")
    assert caught.value.status == 404
    assert caught.value.operation == "core.get_project"
    assert "nowhere" in str(caught.value)
    with pytest.raises(adoxide.ConfigError, match="core.get_projects"):
        client.call("core.get_projekts")
    with pytest.raises(TypeError, match="needs project_id"):
        client.call("core.get_project")
    with pytest.raises(TypeError, match="no parameter `colour`"):
        client.call("core.get_project", project_id="x", colour=1)
    with pytest.raises(TypeError, match="expected a dict"):
        client.call("core.update_project", project_id="x", body=object())
    itself: list = []
    itself.append(itself)
    with pytest.raises(ValueError, match="nested"):
        client.call("core.update_project", project_id="x", body=itself)


def test_a_wrong_token_is_an_authentication_error_without_the_token(seeded):
    with pytest.raises(adoxide.AuthenticationError) as caught:
        adoxide.Client(seeded.url, token="hunter2hunter2").list("core.get_projects")
    assert "hunter2" not in f"{caught.value!r} {caught.value}"
    with pytest.raises(TypeError, match="one credential"):
        adoxide.Client(seeded.url, token="a", bearer="b")


def test_an_emulator_without_a_seed_is_empty():
    for options, count in [({}, 0), ({"projects": 2}, 2), ({"seed": 1}, 3)]:
        with adoxide.Emulator(**options) as emulator:
            assert len(emulator.client().list("core.get_projects")) == count, options


def test_a_client_and_its_nouns_are_not_pickled(seeded):
    client = seeded.client()
    with pytest.raises(TypeError, match="can't be pickled"):
        pickle.dumps(client)
    with pytest.raises(TypeError, match="can't be pickled"):
        pickle.dumps(client.project("Shop"))


def test_threads_share_a_client(seeded):
    client = seeded.client()
    found = []
    threads = [threading.Thread(target=lambda: found.append(len(client.list("core.get_projects")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_child_after_a_fork_has_connections_of_its_own(seeded):
    client = seeded.client()
    assert len(client.list("core.get_projects")) == 2
    child = os.fork()
    if child == 0:
        os._exit(0 if len(client.list("core.get_projects")) == 2 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert len(client.list("core.get_projects")) == 2


def test_ctrl_c_stops_a_blocking_call_at_once():
    program = """
import adoxide, _thread, faulthandler, signal, threading, time
# Where it is, if it does not stop. What runs in the background of a shell inherits that Ctrl-C is ignored.
faulthandler.dump_traceback_later(50, exit=True)
signal.signal(signal.SIGINT, signal.default_int_handler)
with adoxide.Emulator(latency=60) as emulator:
    threading.Timer(0.5, _thread.interrupt_main).start()
    begin = time.monotonic()
    try:
        emulator.client().call("core.get_project", project_id="x")
    except KeyboardInterrupt:
        print("interrupted", time.monotonic() - begin < 30)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert ended.stdout.strip() == "interrupted True", ended.stderr
