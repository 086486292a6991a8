"""The Python package doing what `call` does: suite.py get|list ORGANIZATION PROJECT REPOSITORY COUNT."""

import json
import os
import sys
import time

import adoxide

job, organization, project, repository, count = sys.argv[1:]
count = int(count)
git = adoxide.Client(organization, token=os.environ["BENCH_TOKEN"]).git
begin, cpu = time.monotonic(), time.process_time()
if job == "get":
    for _ in range(count):
        assert git.get_repository(repository_id=repository, project=project)["name"] == "history"
else:
    found = sum(1 for _ in git.get_commits(repository_id=repository, project=project, search_criteria_top=1000))
    assert found == count, found
print(json.dumps({"seconds": time.monotonic() - begin, "cpu": time.process_time() - cpu, "amount": count, "unit": "items"}))
