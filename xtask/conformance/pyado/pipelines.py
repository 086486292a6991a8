"""Pipelines, and what they use: every public member of these classes is used once, and what it did is looked for in
what plain requests say."""

from types import SimpleNamespace

from pyado.exceptions import AzureDevOpsError
from pyado.oop.pipelines.agent import Agent, AgentPool, AgentQueue
from pyado.oop.pipelines.build import Build
from pyado.oop.pipelines.environment import Environment
from pyado.oop.pipelines.pipeline import Pipeline, PipelineRun
from pyado.oop.pipelines.pipeline_library import PipelineLibrary
from pyado.oop.pipelines.project_pipelines import ProjectPipelines
from pyado.oop.pipelines.task_group import TaskGroup
from pyado.oop.pipelines.variable_group import VariableGroup
from pyado.oop.settings.service_endpoint import ServiceEndpoint
from pyado.raw import BuildExpand, BuildStatus, PipelineResourceType, VariableInfo
from pyado.raw.pipelines.task_group import TaskGroupCreateRequest, TaskGroupUpdateRequest
from pyado.raw.settings.service_endpoint import (
    ServiceEndpointCreateRequest, ServiceEndpointProjectReference, ServiceEndpointUpdateRequest,
)

from checks import PROJECT as held, ZERO, check, equal, raises, rest
from repos import same, until
from session import known, organization, used, watch

CLASSES = [
    ProjectPipelines, Pipeline, PipelineRun, Build, PipelineLibrary, VariableGroup, Environment, AgentPool, Agent,
    AgentQueue, TaskGroup, ServiceEndpoint,
]
#: How many public members these classes have.
COUNT = 193
NAME = "by-pyado-pipelines"
YAML = """
trigger: none
stages:
- stage: Make
  jobs:
  - job: Compile
    pool: {vmImage: ubuntu-latest}
    steps:
    - script: make
      displayName: Compile it
    - publish: out
      artifact: drop
- stage: Live
  jobs:
  - deployment: Deliver
    pool: {vmImage: ubuntu-latest}
    environment: by-pyado-live
    strategy: {runOnce: {deploy: {steps: [{script: ./deliver}]}}}
"""
project = organization.get_project(held["name"])
pipelines = project.pipelines
made = SimpleNamespace()


def told(path):
    """What a plain request tells of the project."""
    return rest(f"{held['name']}/_apis/{path}")


def completed(number):
    return until("a build ends", lambda: told(f"build/builds/{number}"), lambda one: one["status"] == "completed")


def waits(run):
    """The approval that a run waits for, by plain requests, once it does."""

    def look():
        pending = told("pipelines/approvals?state=pending&api-version=7.1")["value"]
        return [one for one in pending if one["pipeline"]["owner"]["id"] == run.id]

    return until("it waits", look, lambda pending: pending)[0]


@check("ProjectPipelines and Pipeline: by list, name and id, with their definitions")
def _():
    for kind in CLASSES:
        watch(kind)
    base = f"{held['name']}/_apis/git/repositories"
    repository = rest(base, "POST", {"name": NAME})["id"]
    change = {"changeType": "add", "item": {"path": "/ci.yml"}, "newContent": {"content": YAML, "contentType": "rawtext"}}
    pushed = rest(f"{base}/{repository}/pushes", "POST", {
        "refUpdates": [{"name": "refs/heads/main", "oldObjectId": ZERO}],
        "commits": [{"comment": "A pipeline", "changes": [change]}],
    })
    made.commit = pushed["commits"][0]["commitId"]
    source = {"id": repository, "type": "azureReposGit"}
    made.id = rest(f"{held['name']}/_apis/pipelines", "POST", {
        "name": NAME, "configuration": {"type": "yaml", "path": "/ci.yml", "repository": source},
    })["id"]
    there = [one["id"] for one in told("pipelines")["value"]]
    same("pipelines", (pipelines.iter_pipelines(), pipelines.list_pipelines()), there, lambda one: one.id)
    named = pipelines.iter_pipeline_definitions(name_filter=NAME), pipelines.list_pipeline_definitions(name_filter=NAME)
    same("definitions", named, [made.id], lambda one: one.id)
    one = made.pipeline = pipelines.get_pipeline(NAME)
    equal("by id", (pipelines.get_pipeline_by_id(made.id).name, one.id), (NAME, made.id))
    one.refresh()
    equal("told", (one.info.name, one.project is project, one.org is organization, bool(one.api_call)),
          (NAME, True, True, True))
    raises("get_pipeline", KeyError, lambda: pipelines.get_pipeline("nothing"))


@check("Environment: checks, and the run that waits for an approval")
def _():
    environment = rest(f"{held['name']}/_apis/distributedtask/environments", "POST", {"name": "by-pyado-live"})
    me = str(organization.get_connection_data().authenticated_user.id)
    approval = {
        "type": {"id": "8c6f20a7-a545-4486-9777-f762fafe0d4d", "name": "Approval"}, "timeout": 43200,
        "resource": {"type": "environment", "id": str(environment["id"]), "name": environment["name"]},
        "settings": {"approvers": [{"id": me}], "executionOrder": "anyOrder", "instructions": "Look first",
                     "minRequiredApprovers": 0, "requesterCannotBeApprover": False, "blockedApprovers": []},
    }
    rest(f"{held['name']}/_apis/pipelines/checks/configurations?api-version=7.1-preview.1", "POST", approval)
    there = [one["id"] for one in told("distributedtask/environments")["value"]]
    same("environments", (pipelines.iter_environments(), pipelines.list_environments()), there, lambda one: one.id)
    one = made.environment = pipelines.get_environment("by-pyado-live")
    equal("by id", (pipelines.get_environment_by_id(one.id).name, one.name), ("by-pyado-live",) * 2)
    one.refresh()
    equal("told", (one.info.id, one.description, one.project is project, one.org is organization, bool(one.api_call)),
          (environment["id"], "", True, True, True))
    same("checks", (one.iter_checks(), one.list_checks()), ["Approval"], lambda check: check.type.name)
    same("deployments", (one.iter_deployments(), one.list_deployments(top=5)), [], lambda known: known.id)


@check("Pipeline and PipelineRun: started, approved, cancelled")
def _():
    one = made.pipeline
    permissions = one.authorize_resource(PipelineResourceType.ENVIRONMENT, str(made.environment.id))
    equal("authorized", [known.id for known in permissions.pipelines], [made.id])
    run = one.start_run(variables={"who": VariableInfo(value="pyado")})
    made.run = run.id
    approval = waits(run)
    for how, seen in (("of the run", run.list_approvals()), ("one by one", list(run.iter_approvals())),
                      ("of the build", pipelines.get_build(run.id).list_approvals())):
        equal(how, [str(known.id) for known in seen], [approval["id"]])
    mine = pipelines.list_approvals(), list(pipelines.iter_approvals())
    equal("of the project", [str(known.id) for known in mine[0]], [str(known.id) for known in mine[1]])
    pipelines.approve(approval["id"], comment="Looks good")
    equal("done", completed(run.id)["result"], "succeeded")
    run.refresh()
    equal("told", (str(run.status), str(run.result), run.pipeline.id, run.project is project, run.org is organization),
          ("completed", "succeeded", made.id, True, True))
    equal("info", (run.info.id, bool(run.api_call)), (run.id, True))
    deployed = [str(known.result) for known in made.environment.list_deployments()]
    equal("deployed", deployed, ["succeeded"])
    same("runs", (one.iter_runs(), one.list_runs(top=5)), [run.id], lambda known: known.id)
    same("runs of the project", (pipelines.iter_runs(made.id), pipelines.list_runs(made.id)), [run.id],
         lambda known: known.id)
    equal("one run", (one.get_run(run.id).id, pipelines.get_run(made.id, run.id).id, one.get_latest_run().id),
          (run.id,) * 3)
    rejected = one.start_run()
    approval = waits(rejected)
    pipelines.reject(approval["id"], comment="Not today")
    equal("rejected", completed(rejected.id)["result"], "failed")
    for cancel in (lambda run: run.cancel(), lambda run: one.cancel_run(run.id)):
        run = one.start_run()
        waits(run)
        cancel(run)
        equal("cancelled", completed(run.id)["result"], "canceled")


@check("Build: what it tells of itself, its records, logs, artifacts and tags")
def _():
    build = pipelines.get_build(made.run)
    seen = told(f"build/builds/{made.run}")
    equal("told", (build.id, build.number, str(build.status), str(build.result), build.source_branch,
                   build.source_version), (made.run, seen["buildNumber"], "completed", "succeeded", "refs/heads/main",
                                           made.commit))
    equal("people", (build.requested_by, build.requested_for),
          (seen["requestedBy"]["displayName"], seen["requestedFor"]["displayName"]))
    equal("in order", build.queue_time <= build.start_time <= build.finish_time, True)
    equal("around it", (build.project is project, build.org is organization, build.pipeline.id, build.pipeline_run.id,
                        build.info.id, bool(build.api_call)), (True, True, made.id, made.run, made.run, True))
    build.refresh(expand=BuildExpand.ALL)
    equal("with more", pipelines.get_build_with_expand(made.run, BuildExpand.ALL).id, made.run)
    equal("details", pipelines.get_build_details(made.run).id, made.run)
    records = [record["id"] for record in told(f"build/builds/{made.run}/timeline")["records"]]
    same("records", (build.iter_timeline_records(), build.list_timeline_records()), records, lambda one: str(one.id))
    task = build.find_task(lambda record: record.name == "Compile it")
    equal("a task", "Compile it" in build.get_log_text(task.log.id), True)
    logs = [log["id"] for log in told(f"build/builds/{made.run}/logs")["value"]]
    same("logs", (build.iter_logs(), build.list_logs()), logs, lambda log: log.id)
    equal("all of them", "Starting: Compile it" in build.get_all_log_text(), True)
    same("artifacts", (build.iter_artifacts(), build.list_artifacts()), ["drop"], lambda one: one.name)
    content = build.download_artifact(build.list_artifacts()[0])
    equal("downloaded", content[:2], b"PK")
    build.add_tag("one")
    build.add_tag("two")
    build.remove_tag("two")
    same("tags", (build.iter_tags(), build.list_tags()), ["one"], str)
    equal("approvals", [str(known.status) for known in build.iter_approvals()], ["approved"])


@check("Build: work items, started, updated, retried, cancelled")
def _():
    first = pipelines.get_build(made.run)
    second = pipelines.start_build(made.id, source_branch="refs/heads/main", source_version=made.commit,
                                   parameters={"who": "pyado"})
    waits(second)
    second.update(BuildStatus.CANCELLING)
    equal("cancelled", completed(second.id)["result"], "canceled")
    for build, cancel in ((pipelines.start_build(made.id), Build.cancel), (first.retry(), Build.cancel_run)):
        waits(build)
        cancel(build)
        equal("cancelled", completed(build.id)["result"], "canceled")
    same("items", (second.iter_work_item_ids(), second.list_work_item_ids()), [], int)
    same("whole items", (second.iter_work_items(), second.list_work_items()), [], lambda one: one.id)
    same("between", (second.iter_work_item_ids_between(first), second.list_work_item_ids_between(first)), [], int)
    same("whole ones between", (second.iter_work_items_between(first), second.list_work_items_between(first)), [],
         lambda one: one.id)
    there = [one["id"] for one in told(f"build/builds?definitions={made.id}")["value"]]
    same("builds", (pipelines.iter_builds(definition_id=made.id), pipelines.list_builds(definition_id=made.id)), there,
         lambda one: one.id)
    same("of the pipeline", (made.pipeline.iter_builds(), made.pipeline.list_builds()), there, lambda one: one.id)
    latest = pipelines.get_latest_build(made.id)
    equal("latest", latest is not None and latest.id in there, True)


@check("PipelineLibrary and VariableGroup: created, changed variable by variable, deleted")
def _():
    library = pipelines.library
    group = library.create_variable_group(NAME, {"a": VariableInfo(value="1")}, description="For a while")
    own = f"distributedtask/variablegroups/{group.id}"
    for listed in ((library.iter_variable_groups(), library.list_variable_groups()),
                   (pipelines.iter_variable_groups(), pipelines.list_variable_groups())):
        same("groups", listed, [one["name"] for one in told("distributedtask/variablegroups")["value"]],
             lambda one: one.name)
    for found in (library.get_variable_group(NAME), library.get_variable_group_by_id(group.id),
                  pipelines.get_variable_group(NAME), pipelines.get_variable_group_by_id(group.id)):
        equal("found", (found.id, found.name), (group.id, NAME))
    group.set_variable("b", "2")
    group.set_variable("c", "hunter2", is_secret=True)
    group.unset_variable("a")
    group.refresh()
    equal("variables", {name: one.value for name, one in group.variables.items()}, {"b": "2", "c": None})
    group.update({"b": VariableInfo(value="3")}, name=NAME, description="For longer")
    seen = told(own)
    equal("updated", (seen["description"], {name: one["value"] for name, one in seen["variables"].items()}),
          ("For longer", {"b": "3"}))
    equal("around it", (group.info.id, group.project is project, group.org is organization, bool(group.api_call)),
          (group.id, True, True, True))
    other = pipelines.create_variable_group(f"{NAME}-2", {"a": VariableInfo(value="1")})
    for one in (group, other):
        one.delete()
    equal("gone", told("distributedtask/variablegroups?groupName=by-pyado-pipelines*")["value"], [])


# It asks for 7.1; the service's own discovery, as recorded in 2025, knows only previews of secure files.
@check("secure files: a version that is not released is refused")
def _():
    for ask in (pipelines.library.list_secure_files, lambda: list(pipelines.library.iter_secure_files()),
                lambda: pipelines.library.get_secure_file("key.pem")):
        equal("refused", "-preview" in str(raises("secure files", AzureDevOpsError, ask)), True)


@check("AgentPool, Agent and AgentQueue")
def _():
    pool = rest("_apis/distributedtask/pools", "POST", {"name": NAME, "autoProvision": True})
    rest(f"_apis/distributedtask/pools/{pool['id']}/agents", "POST", {"name": "one", "version": "4.255.0"})
    there = [one["id"] for one in rest("_apis/distributedtask/pools")["value"]]
    same("pools", (organization.iter_agent_pools(), organization.list_agent_pools()), there, lambda one: one.id)
    one = organization.get_agent_pool(NAME)
    one.refresh()
    equal("pool", (one.id, one.name, one.is_hosted, one.info.id, one.org is organization),
          (pool["id"], NAME, False, pool["id"], True))
    same("agents", (one.iter_agents(), one.list_agents()), ["one"], lambda agent: agent.name)
    agent = one.list_agents()[0]
    equal("agent", (agent.id == agent.info.id, agent.status, agent.pool is one), (True, "offline", True))
    queues = [queue["id"] for queue in told("distributedtask/queues")["value"]]
    same("queues", (pipelines.iter_agent_queues(), pipelines.list_agent_queues()), queues, lambda queue: queue.id)
    queue = pipelines.get_agent_queue(NAME)
    equal("queue", (pipelines.get_agent_queue_by_id(queue.id).name, queue.name, queue.pool_id, queue.info.id,
                    queue.project is project, queue.org is organization),
          (NAME, NAME, pool["id"], queue.id, True, True))


@check("TaskGroup: created, changed, deleted")
def _():
    task = {
        "displayName": "Make", "enabled": True, "inputs": {"script": "make"},
        "task": {"id": "d9bafed4-0b18-4f58-968d-86655b4d2ce9", "versionSpec": "2.*", "definitionType": "task"},
    }
    new = TaskGroupCreateRequest(name=NAME, tasks=[task], description="For a while", category="Build", runs_on=["Agent"])
    group = pipelines.create_task_group(new)
    there = [one["id"] for one in told("distributedtask/taskgroups")["value"]]
    same("groups", (pipelines.iter_task_groups(), pipelines.list_task_groups()), there, lambda one: str(one.id))
    equal("found", (pipelines.get_task_group(NAME).id, pipelines.get_task_group_by_id(group.id).name), (group.id, NAME))
    equal("told", (group.name, group.description, group.category, group.info.id == group.id, group.project is project,
                   group.org is organization), (NAME, "For a while", "Build", True, True, True))
    group.update(TaskGroupUpdateRequest(id=group.id, name=NAME, tasks=[task], revision=group.info.revision,
                                        description="For longer", category="Build", runs_on=["Agent"]))
    group.refresh()
    equal("changed", group.description, "For longer")
    group.delete()
    equal("gone", str(group.id) in [one["id"] for one in told("distributedtask/taskgroups")["value"]], False)


@check("ServiceEndpoint: created, changed, shared, deleted")
def _():
    reference = {"name": NAME, "projectReference": {"id": held["id"], "name": held["name"]}}
    content = {
        "name": NAME, "type": "generic", "url": "https://example.com/", "serviceEndpointProjectReferences": [reference],
        "authorization": {"scheme": "UsernamePassword", "parameters": {"username": "u", "password": "p"}},
    }
    one = pipelines.create_service_endpoint(ServiceEndpointCreateRequest.model_validate(content))
    there = [known["id"] for known in told("serviceendpoint/endpoints")["value"]]
    same("endpoints", (pipelines.iter_service_endpoints(), pipelines.list_service_endpoints()), there,
         lambda known: str(known.id))
    equal("found", (pipelines.get_service_endpoint(NAME).id, pipelines.get_service_endpoint_by_id(one.id).name),
          (one.id, NAME))
    equal("told", (one.name, one.type, one.url, one.is_ready, one.is_shared, one.authorization_scheme,
                   one.info.id == one.id, one.project is project, one.org is organization),
          (NAME, "generic", "https://example.com/", True, False, "UsernamePassword", True, True, True))
    changed = {**content, "id": str(one.id), "url": "https://example.com/api/"}
    one.update(ServiceEndpointUpdateRequest.model_validate(changed))
    one.refresh()
    equal("changed", one.url, "https://example.com/api/")
    other = next(known for known in rest("_apis/projects")["value"] if known["id"] != held["id"])
    shared = {"name": NAME, "projectReference": {"id": other["id"], "name": other["name"]}}
    one.share([ServiceEndpointProjectReference.model_validate(shared)])
    path = f"{other['name']}/_apis/serviceendpoint/endpoints"
    equal("shared", str(one.id) in [known["id"] for known in rest(path)["value"]], True)
    one.delete()
    equal("gone", str(one.id) in [known["id"] for known in told("serviceendpoint/endpoints")["value"]], False)


@check("pipelines: every public member of their classes was used")
def _():
    own = {kind.__name__ for kind in CLASSES}
    public = {name for name in known if name.partition(".")[0] in own}
    equal("not used", sorted(public - used), [])
    equal("how many", len(public), COUNT)
