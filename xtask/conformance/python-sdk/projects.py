"""The program that guides begin with: connect with a token, list the projects. Paging is on."""

import os

from azure.devops.connection import Connection
from msrest.authentication import BasicAuthentication

personal_access_token = os.environ["ADOXIDE_PAT"]
organization_url = os.environ["ADOXIDE_ORG"]

credentials = BasicAuthentication("", personal_access_token)
connection = Connection(base_url=organization_url, creds=credentials)
core_client = connection.clients.get_core_client()

get_projects_response = core_client.get_projects(top=1)
count = 0
while get_projects_response:
    for project in get_projects_response:
        print(project.id, project.name)
    count += len(get_projects_response)
    get_projects_response = core_client.get_projects(top=1, continuation_token=count)
