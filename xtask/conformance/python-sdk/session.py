"""The connection that all checks use, and waiting for operations."""

import time

from azure.devops.connection import Connection
from azure.devops.v7_1.core.models import TeamProject
from msrest.authentication import BasicAuthentication

from checks import PAT, URL, Mismatch, equal

connection = Connection(base_url=URL, creds=BasicAuthentication("", PAT))
clients = connection.clients_v7_1
core = clients.get_core_client()


def until(what, look, is_done):
    """Looks again and again, as every client of this API does, until something is done."""
    for _ in range(200):
        seen = look()
        if is_done(seen):
            return seen
        time.sleep(0.05)
    raise Mismatch(f"{what}: expected an end, saw {seen}")


def settled(reference):
    """Waits for an operation."""
    operations = clients.get_operations_client()
    return until(f"operation {reference.id}", lambda: operations.get_operation(reference.id),
                 lambda operation: operation.status not in ("notSet", "queued", "inProgress")).status


def new_project(name, process):
    """A new project by a process."""
    types = {process.name: process.id for process in core.get_processes()}
    capabilities = {"versioncontrol": {"sourceControlType": "Git"},
                    "processTemplate": {"templateTypeId": types[process]}}
    wanted = TeamProject(name=name, visibility="private", capabilities=capabilities)
    equal("the operation", settled(core.queue_create_project(wanted)), "succeeded")
    return core.get_project(name)
