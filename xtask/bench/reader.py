"""Makes the requests of a file, one after the other, and reads every answer: what a plain connector does."""

import base64
import http.client
import json
import os
import sys
import time
import urllib.parse

url, plan = urllib.parse.urlsplit(sys.argv[1]), sys.argv[2]
token = base64.b64encode((":" + os.environ["BENCH_TOKEN"]).encode()).decode()
headers = {"Authorization": "Basic " + token, "Accept": "application/json"}
begin, cpu = time.monotonic(), time.process_time()
connection = http.client.HTTPConnection(url.hostname, url.port)
count = 0
for path in open(plan).read().splitlines():
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status}")
    json.loads(body)
    count += 1
print(json.dumps({"seconds": time.monotonic() - begin, "cpu": time.process_time() - cpu, "amount": count, "unit": "requests"}))
