"""pyado doing what `call` does: suite.py get|list ORGANIZATION PROJECT REPOSITORY COUNT.

Its functions are told the address, as its objects know only the cloud. They take no address without TLS, not
even in answers: it is taken off and put on below them, which costs next to nothing. It has no pages of commits: it asks for all."""

import json
import os
import sys
import time

import requests
from pyado.raw import ApiCall
from pyado.raw.repos import git



class Plain(requests.adapters.HTTPAdapter):
    def send(self, request, **options):
        request.url = request.url.replace("https://", "http://", 1)
        answer = super().send(request, **options)
        answer._content = answer.content.replace(b'"http://', b'"https://')
        return answer


job, organization, project, repository, count = sys.argv[1:]
count = int(count)
session = requests.Session()
session.auth = ("", os.environ["BENCH_TOKEN"])
session.mount("https://", Plain())
organization = organization.replace("http://", "https://", 1)
call = git.get_repository_api_call(ApiCall(session=session, url=f"{organization}/{project}/_apis"), repository)
begin, cpu = time.monotonic(), time.process_time()
if job == "get":
    for _ in range(count):
        assert git.get_repository_info(call).name == "history"
else:
    found = len(git.get_repository_commits(call, git.GitCommitSearchCriteria(top=count)))
    assert found == count, found
print(json.dumps({"seconds": time.monotonic() - begin, "cpu": time.process_time() - cpu, "amount": count, "unit": "items"}))
