"""The Python SDK doing what `call` does: suite.py get|list ORGANIZATION PROJECT REPOSITORY COUNT."""

import json
import os
import sys
import time

from azure.devops.connection import Connection
from azure.devops.v7_1.git.models import GitQueryCommitsCriteria
from msrest.authentication import BasicAuthentication

job, organization, project, repository, count = sys.argv[1:]
count = int(count)
client = Connection(base_url=organization, creds=BasicAuthentication("", os.environ["BENCH_TOKEN"])).clients_v7_1.get_git_client()
begin, cpu = time.monotonic(), time.process_time()
if job == "get":
    for _ in range(count):
        assert client.get_repository(repository, project).name == "history"
else:
    found = 0
    while True:
        page = client.get_commits(repository, GitQueryCommitsCriteria(), project, skip=found, top=1000)
        if not page:
            break
        found += len(page)
    assert found == count, found
print(json.dumps({"seconds": time.monotonic() - begin, "cpu": time.process_time() - cpu, "amount": count, "unit": "items"}))
