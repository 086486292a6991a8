"""Pipelines, runs, builds, environments, variable groups, secure files, task groups and service connections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..errors import NotFoundError
from .base import Expandable, Info, Noun, full_ref, lazy, listed, pick
from .organization import Organization

if TYPE_CHECKING:
    from .boards import WorkItem
    from .project import Project

__all__ = [
    "AgentQueue",
    "Build",
    "Environment",
    "Pipeline",
    "PipelineLibrary",
    "PipelineRun",
    "ProjectPipelines",
    "SecureFile",
    "ServiceEndpoint",
    "TaskGroup",
    "VariableGroup",
]

_AGENT = "distributed_task.task_agent"


class _InProject(Noun):
    """Something of a project with an id."""

    def __init__(self, project: Project, key: Any, info: dict[str, Any] | None = None) -> None:
        super().__init__(project._client, info)
        self.project = project
        self.id = key

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self.id)

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org


class ProjectPipelines(Noun):
    """The pipelines of a project: ``project.pipelines``."""

    def __init__(self, project: Project) -> None:
        super().__init__(project._client)
        self.project = project

    def _key(self) -> tuple[Any, ...]:
        return self.project._key()

    @property
    def library(self) -> PipelineLibrary:
        """Variable groups and secure files."""
        return PipelineLibrary(self.project)

    def iter_pipelines(self) -> Iterator[Pipeline]:
        """The pipelines."""
        for info in self._items("pipelines.list_pipelines", project=self.project.path):
            yield Pipeline(self.project, info["id"], info)

    list_pipelines = listed(iter_pipelines)

    def get_pipeline(self, name: str) -> Pipeline:
        """The pipeline of this name."""
        return pick(self.iter_pipelines(), "pipeline", name)

    def get_pipeline_by_id(self, pipeline_id: int) -> Pipeline:
        """The pipeline of this id."""
        return Pipeline(self.project, pipeline_id)

    def create_pipeline(
        self, name: str, repository_id: str, path: str = "/azure-pipelines.yml", folder: str = "\\"
    ) -> Pipeline:
        """Creates a pipeline from a YAML file in a repository."""
        repository = {"id": repository_id, "type": "azureReposGit"}
        configuration = {"type": "yaml", "path": path, "repository": repository}
        body = {"name": name, "folder": folder, "configuration": configuration}
        info = self._call("pipelines.create_pipeline", project=self.project.path, body=body)
        return Pipeline(self.project, info["id"], info)

    def iter_pipeline_definitions(self, *, name_filter: str | None = None) -> Iterator[Info]:
        """The build definitions; ``*`` stands for anything in the name."""
        return self._items("build.get_definitions", project=self.project.path, name=name_filter)

    list_pipeline_definitions = listed(iter_pipeline_definitions)

    def iter_builds(
        self,
        *,
        definition_id: int | None = None,
        status_filter: str | None = None,
        branch_name: str | None = None,
        top: int | None = None,
    ) -> Iterator[Build]:
        """The builds, the newest first; ``top`` bounds how many."""
        found = self._items(
            "build.get_builds",
            project=self.project.path,
            definitions=definition_id,
            status_filter=status_filter,
            branch_name=full_ref(branch_name) if branch_name else None,
            query_order="queueTimeDescending",
        )
        for at, info in enumerate(found):
            if top is not None and at >= top:
                return
            yield Build(self.project, info["id"], info)

    list_builds = listed(iter_builds)

    def get_build(self, build_id: int) -> Build:
        """The build of this number."""
        return Build(self.project, build_id)

    def get_build_with_expand(self, build_id: int, expand: str) -> Build:
        """The build of this number, fetched with what ``expand`` names."""
        return Build(self.project, build_id).refresh(expand)

    def get_build_details(self, build_id: int, *, expand: str | None = None) -> Info:
        """What the service says of a build, with what ``expand`` names."""
        return Build(self.project, build_id).refresh(expand).info

    def start_build(
        self,
        pipeline_id: int,
        *,
        source_branch: str | None = None,
        source_version: str | None = None,
        parameters: dict[str, Any] | None = None,
        template_parameters: dict[str, Any] | None = None,
    ) -> Build:
        """Queues a build; ``parameters`` are variables."""
        body: dict[str, Any] = {"definition": {"id": pipeline_id}}
        if source_branch:
            body["sourceBranch"] = full_ref(source_branch)
        if source_version:
            body["sourceVersion"] = source_version
        if parameters:
            body["parameters"] = json.dumps(parameters)
        if template_parameters:
            body["templateParameters"] = template_parameters
        info = self._call("build.queue_build", project=self.project.path, body=body)
        return Build(self.project, info["id"], info)

    def get_latest_build(self, pipeline_id: int, *, branch_name: str | None = None) -> Build | None:
        """The newest build of a pipeline."""
        return next(self.iter_builds(definition_id=pipeline_id, branch_name=branch_name, top=1), None)

    def iter_runs(self, pipeline_id: int, *, top: int | None = None) -> Iterator[PipelineRun]:
        """The runs of a pipeline, the newest first."""
        return self.get_pipeline_by_id(pipeline_id).iter_runs(top=top)

    list_runs = listed(iter_runs)

    def get_run(self, pipeline_id: int, run_id: int) -> PipelineRun:
        """A run of a pipeline."""
        return PipelineRun(self.get_pipeline_by_id(pipeline_id), run_id)

    def iter_approvals(self, state: str | None = None) -> Iterator[Info]:
        """The approvals: ``pending``, ``approved`` … or all of them."""
        return self._items(
            "approvals_and_checks.pipelinesapproval.query_approvals",
            project=self.project.path, state=state, expand="steps",
        )  # fmt: skip

    list_approvals = listed(iter_approvals)

    def _approve(self, approval_id: str, status: str, comment: str) -> None:
        body = [{"approvalId": approval_id, "status": status, "comment": comment}]
        self._call("approvals_and_checks.pipelinesapproval.update_approvals", project=self.project.path, body=body)

    def approve(self, approval_id: str, *, comment: str = "") -> None:
        """Approves what waits for an approval."""
        self._approve(approval_id, "approved", comment)

    def reject(self, approval_id: str, *, comment: str = "") -> None:
        """Rejects what waits for an approval."""
        self._approve(approval_id, "rejected", comment)

    def iter_environments(self) -> Iterator[Environment]:
        """The environments."""
        for info in self._items("environments.get_environments", project=self.project.path):
            yield Environment(self.project, info["id"], info)

    list_environments = listed(iter_environments)

    def get_environment(self, name: str) -> Environment:
        """The environment of this name."""
        return pick(self.iter_environments(), "environment", name)

    def get_environment_by_id(self, environment_id: int) -> Environment:
        """The environment of this id."""
        return Environment(self.project, environment_id)

    def create_environment(self, name: str, description: str = "") -> Environment:
        """Creates an environment."""
        body = {"name": name, "description": description}
        info = self._call("environments.add_environment", project=self.project.path, body=body)
        return Environment(self.project, info["id"], info)

    def iter_agent_queues(self) -> Iterator[AgentQueue]:
        """The agent queues."""
        for info in self._items(f"{_AGENT}.get_agent_queues", project=self.project.path):
            yield AgentQueue(self.project, info["id"], info)

    list_agent_queues = listed(iter_agent_queues)

    def get_agent_queue(self, name: str) -> AgentQueue:
        """The agent queue of this name."""
        return pick(self.iter_agent_queues(), "agent queue", name)

    def get_agent_queue_by_id(self, queue_id: int) -> AgentQueue:
        """The agent queue of this id."""
        return AgentQueue(self.project, queue_id)

    def iter_service_endpoints(self) -> Iterator[ServiceEndpoint]:
        """The service connections."""
        for info in self._items("service_endpoint.get_service_endpoints", project=self.project.path):
            yield ServiceEndpoint(self.project, info["id"], info)

    list_service_endpoints = listed(iter_service_endpoints)

    def get_service_endpoint(self, name: str) -> ServiceEndpoint:
        """The service connection of this name."""
        return pick(self.iter_service_endpoints(), "service connection", name)

    def get_service_endpoint_by_id(self, endpoint_id: str) -> ServiceEndpoint:
        """The service connection of this id."""
        return ServiceEndpoint(self.project, endpoint_id)

    def create_service_endpoint(self, request: dict[str, Any]) -> ServiceEndpoint:
        """Creates a service connection."""
        info = self._call("service_endpoint.create_service_endpoint", body=request)
        return ServiceEndpoint(self.project, info["id"], info)

    def iter_task_groups(self) -> Iterator[TaskGroup]:
        """The task groups."""
        for info in self._items(f"{_AGENT}.get_task_groups", project=self.project.path):
            yield TaskGroup(self.project, info["id"], info)

    list_task_groups = listed(iter_task_groups)

    def get_task_group(self, name: str) -> TaskGroup:
        """The task group of this name."""
        return pick(self.iter_task_groups(), "task group", name)

    def get_task_group_by_id(self, task_group_id: str) -> TaskGroup:
        """The task group of this id."""
        return TaskGroup(self.project, task_group_id)

    def create_task_group(self, request: dict[str, Any]) -> TaskGroup:
        """Creates a task group."""
        info = self._call(f"{_AGENT}.add_task_group", project=self.project.path, body=request)
        return TaskGroup(self.project, info["id"], info)

    def iter_variable_groups(self) -> Iterator[VariableGroup]:
        """The variable groups."""
        return self.library.iter_variable_groups()

    list_variable_groups = listed(iter_variable_groups)

    def get_variable_group(self, name: str) -> VariableGroup:
        """The variable group of this name."""
        return self.library.get_variable_group(name)

    def get_variable_group_by_id(self, variable_group_id: int) -> VariableGroup:
        """The variable group of this id."""
        return self.library.get_variable_group_by_id(variable_group_id)

    def create_variable_group(
        self,
        name: str,
        variables: dict[str, Any],
        *,
        description: str | None = None,
        var_group_type: str = "Vsts",
        provider_data: dict[str, Any] | None = None,
    ) -> VariableGroup:
        """Creates a variable group: values as text, or as the REST API has them."""
        return self.library.create_variable_group(
            name, variables, description=description, var_group_type=var_group_type, provider_data=provider_data
        )


class Pipeline(_InProject):
    """A pipeline."""

    def _fetch(self) -> dict[str, Any]:
        return self._call("pipelines.get_pipeline", project=self.project.path, pipeline_id=self.id)

    name = lazy("name", "The name.")
    folder = lazy("folder", "The folder.")

    def iter_runs(self, *, top: int | None = None) -> Iterator[PipelineRun]:
        """The runs, the newest first."""
        found = self._items("pipelines.list_runs", project=self.project.path, pipeline_id=self.id)
        for at, info in enumerate(found):
            if top is not None and at >= top:
                return
            yield PipelineRun(self, info["id"], info)

    list_runs = listed(iter_runs)

    def iter_builds(
        self, *, status_filter: str | None = None, branch_name: str | None = None, top: int | None = None
    ) -> Iterator[Build]:
        """The builds, the newest first."""
        return self.project.pipelines.iter_builds(
            definition_id=self.id, status_filter=status_filter, branch_name=branch_name, top=top
        )

    list_builds = listed(iter_builds)

    def get_run(self, run_id: int) -> PipelineRun:
        """The run of this number."""
        return PipelineRun(self, run_id)

    def _request(
        self,
        branch: str | None,
        resources: dict[str, Any] | None,
        variables: dict[str, Any] | None,
        template_parameters: dict[str, Any] | None,
        stages_to_skip: Iterable[str] | None,
    ) -> dict[str, Any]:
        body: dict[str, Any] = {}
        if resources:
            body["resources"] = resources
        if branch:
            body.setdefault("resources", {}).setdefault("repositories", {})["self"] = {"refName": full_ref(branch)}
        if variables:
            body["variables"] = {
                name: value if isinstance(value, dict) else {"value": str(value)} for name, value in variables.items()
            }
        if template_parameters:
            body["templateParameters"] = {
                name: value if isinstance(value, str) else json.dumps(value)
                for name, value in template_parameters.items()
            }
        if stages_to_skip:
            body["stagesToSkip"] = list(stages_to_skip)
        return body

    def start_run(
        self,
        *,
        branch: str | None = None,
        resources: dict[str, Any] | None = None,
        variables: dict[str, Any] | None = None,
        template_parameters: dict[str, Any] | None = None,
        stages_to_skip: Iterable[str] | None = None,
    ) -> PipelineRun:
        """Runs it. Parameters may be any values, variables texts or ``{"value": …, "isSecret": True}``."""
        body = self._request(branch, resources, variables, template_parameters, stages_to_skip)
        info = self._call("pipelines.run_pipeline", project=self.project.path, pipeline_id=self.id, body=body)
        return PipelineRun(self, info["id"], info)

    def preview(
        self,
        *,
        branch: str | None = None,
        yaml: str | None = None,
        resources: dict[str, Any] | None = None,
        variables: dict[str, Any] | None = None,
        template_parameters: dict[str, Any] | None = None,
    ) -> str:
        """The YAML that would run, with templates expanded; ``yaml`` in place of the file in the repository."""
        body = self._request(branch, resources, variables, template_parameters, None)
        body["previewRun"] = True
        if yaml is not None:
            body["yamlOverride"] = yaml
        answer = self._call("pipelines.preview", project=self.project.path, pipeline_id=self.id, body=body)
        return answer["finalYaml"]

    def authorize_resource(self, resource_type: str, resource_id: str, *, authorized: bool = True) -> Info:
        """Lets the pipeline use a resource: an endpoint, a queue, a variablegroup, an environment …"""
        body = {"pipelines": [{"id": self.id, "authorized": authorized}]}
        return self._call(
            "approvals_and_checks.pipeline_permissions.update_pipeline_permisions_for_resource",
            project=self.project.path, resource_type=resource_type, resource_id=resource_id, body=body,
        )  # fmt: skip

    def cancel_run(self, run_id: int) -> Info:
        """Cancels a run."""
        Build(self.project, run_id).cancel()
        return self.get_run(run_id).info

    def get_latest_run(self) -> PipelineRun | None:
        """The newest run."""
        return next(self.iter_runs(top=1), None)


class PipelineRun(Noun):
    """A run of a pipeline."""

    def __init__(self, pipeline: Pipeline, run_id: int, info: dict[str, Any] | None = None) -> None:
        super().__init__(pipeline._client, info)
        self.pipeline = pipeline
        self.id = run_id

    def _key(self) -> tuple[Any, ...]:
        return (self.id,)

    def _fetch(self) -> dict[str, Any]:
        return self._call("pipelines.get_run", project=self.project.path, pipeline_id=self.pipeline.id, run_id=self.id)

    @property
    def project(self) -> Project:
        """The project."""
        return self.pipeline.project

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.pipeline.org

    state = lazy("state", "inProgress, canceling or completed.")
    status = lazy("state", "inProgress, canceling or completed.")
    result = lazy("result", "succeeded, failed or canceled; None until it is completed.")

    @property
    def build(self) -> Build:
        """The same run as a build."""
        return Build(self.project, self.id)

    def cancel(self) -> PipelineRun:
        """Cancels it."""
        self._info = self.pipeline.cancel_run(self.id)
        return self

    def iter_approvals(self, state: str | None = None) -> Iterator[Info]:
        """The approvals of this run."""
        return self.build.iter_approvals(state)

    list_approvals = listed(iter_approvals)


class Build(_InProject, Expandable):
    """A build: a run of a pipeline."""

    def _fetch(self) -> dict[str, Any]:
        return self._call("build.get_build", **self._expanded(), **self._scope())

    def _scope(self) -> dict[str, Any]:
        return {"project": self.project.path, "build_id": self.id}

    number = lazy("buildNumber", "The build number, a text.")
    status = lazy("status", "notStarted, inProgress, completed …")
    result = lazy("result", "succeeded, partiallySucceeded, failed or canceled; None until it is completed.")
    source_branch = lazy("sourceBranch", "The ref that was built.")
    source_version = lazy("sourceVersion", "The commit that was built.")
    queue_time = lazy("queueTime", "When it was queued.")
    start_time = lazy("startTime", "When it was started.")
    finish_time = lazy("finishTime", "When it was completed.")
    requested_by = lazy("requestedBy", "Who queued it.")
    requested_for = lazy("requestedFor", "For whom it was queued.")

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline."""
        return Pipeline(self.project, self.info["definition"]["id"])

    @property
    def pipeline_run(self) -> PipelineRun:
        """The same build as a run of its pipeline."""
        return PipelineRun(self.pipeline, self.id)

    def update(self, status: str) -> None:
        """Sets the status."""
        self._info = self._call("build.update_build", body={"status": status}, **self._scope())

    def cancel(self) -> Build:
        """Cancels it."""
        self.update("cancelling")
        return self

    def cancel_run(self) -> Info:
        """Cancels it, and gives the run."""
        return self.pipeline.cancel_run(self.id)

    def retry(self, *, failed_only: bool = True) -> Build:
        """Runs its failed jobs again, as another attempt of the same build; all jobs if not ``failed_only``."""
        if failed_only:
            self._info = self._call("build.update_build", retry=True, body={}, **self._scope())
            return self
        body = {"state": "retry", "forceRetryAllJobs": True}
        for stage in self.iter_timeline_records():
            if stage.get("type") == "Stage" and stage.get("state") == "completed":
                name = stage.get("identifier") or stage["name"]
                self._call("build.update_stage", stage_ref_name=name, body=body, **self._scope())
        return self.refresh()

    def iter_approvals(self, state: str | None = None) -> Iterator[Info]:
        """The approvals of this build."""
        for approval in self.project.pipelines.iter_approvals(state):
            owner = (approval.get("pipeline") or {}).get("owner") or {}
            if owner.get("id") == self.id:
                yield approval

    list_approvals = listed(iter_approvals)

    def iter_artifacts(self) -> Iterator[Info]:
        """The artifacts."""
        return self._items("build.get_artifacts", **self._scope())

    list_artifacts = listed(iter_artifacts)

    def download_artifact(self, artifact: dict[str, Any] | str) -> bytes | None:
        """An artifact as a zip file: one that was listed, or its name."""
        found = pick(self.iter_artifacts(), "artifact", artifact) if isinstance(artifact, str) else artifact
        url = (found.get("resource") or {}).get("downloadUrl")
        if not url:
            return None
        content = self._client.request("GET", url, headers={"Accept": "application/zip"})
        return content.encode() if isinstance(content, str) else content

    def iter_tags(self) -> Iterator[str]:
        """The tags."""
        return self._items("build.get_build_tags", **self._scope())

    list_tags = listed(iter_tags)

    def add_tag(self, tag: str) -> None:
        """Adds a tag."""
        self._call("build.add_build_tag", tag=tag, **self._scope())

    def remove_tag(self, tag: str) -> None:
        """Removes a tag."""
        self._call("build.delete_build_tag", tag=tag, **self._scope())

    def iter_timeline_records(self) -> Iterator[Info]:
        """The records of the timeline: stages, jobs and tasks."""
        timeline = self._call("build.get_build_timeline", **self._scope()) or {}
        return (Info(record) for record in timeline.get("records") or [])

    list_timeline_records = listed(iter_timeline_records)

    def find_task(self, predicate: Any) -> Info | None:
        """The first record of the timeline of which something is true."""
        return next(filter(predicate, self.iter_timeline_records()), None)

    def iter_logs(self) -> Iterator[Info]:
        """The logs: number, lines, dates."""
        return self._items("build.get_build_logs", **self._scope())

    list_logs = listed(iter_logs)

    def get_log_text(self, log_id: int, *, start_line: int | None = None, end_line: int | None = None) -> str:
        """The text of a log, or some of its lines."""
        content = self._client.call(
            "build.get_build_log", log_id=log_id, start_line=start_line, end_line=end_line,
            headers={"Accept": "text/plain"}, **self._scope(),
        )  # fmt: skip
        if isinstance(content, dict):
            return "\n".join(content.get("value") or [])
        return content or ""

    def get_all_log_text(self, *, separator: str = "\n") -> str:
        """The text of the logs of all tasks, in the order in which they ran."""
        tasks = [
            record for record in self.iter_timeline_records() if record.get("type") == "Task" and record.get("log")
        ]
        tasks.sort(key=lambda record: (record.get("startTime") or "", record.get("order") or 0))
        logs = [record["log"]["id"] for record in tasks] or [log["id"] for log in self.iter_logs()]
        return separator.join(self.get_log_text(log) for log in logs)

    def why_failed(self, *, lines: int = 20) -> list[Info]:
        """The records that failed, with their issues and the last lines of their logs."""
        failed = []
        for record in self.iter_timeline_records():
            if record.get("result") != "failed" or not (record.get("issues") or record.get("type") == "Task"):
                continue
            log = (record.get("log") or {}).get("id")
            tail = self.get_log_text(log).splitlines()[-lines:] if log else []
            failed.append(Info({**record, "tail": tail}))
        return failed

    def iter_work_item_ids(self) -> Iterator[int]:
        """The numbers of the work items since the build before."""
        return (int(one["id"]) for one in self._items("build.get_build_work_items_refs", **self._scope()))

    list_work_item_ids = listed(iter_work_item_ids)

    def iter_work_items(self) -> Iterator[WorkItem]:
        """The work items since the build before."""
        return self.project.boards.iter_work_items_by_ids(self.iter_work_item_ids())

    list_work_items = listed(iter_work_items)

    def iter_work_item_ids_between(self, older_build: Build, *, top: int | None = None) -> Iterator[int]:
        """The numbers of the work items between an older build and this one."""
        found = self._items(
            "build.get_work_items_between_builds",
            project=self.project.path, from_build_id=older_build.id, to_build_id=self.id, top=top,
        )  # fmt: skip
        return (int(one["id"]) for one in found)

    list_work_item_ids_between = listed(iter_work_item_ids_between)

    def iter_work_items_between(self, older_build: Build, *, top: int | None = None) -> Iterator[WorkItem]:
        """The work items between an older build and this one."""
        return self.project.boards.iter_work_items_by_ids(self.iter_work_item_ids_between(older_build, top=top))

    list_work_items_between = listed(iter_work_items_between)


class Environment(_InProject):
    """An environment."""

    def _fetch(self) -> dict[str, Any]:
        return self._call("environments.get_environment_by_id", project=self.project.path, environment_id=self.id)

    name = lazy("name", "The name.")
    description = lazy("description", "The description.")

    def iter_checks(self) -> Iterator[Info]:
        """The checks that hold a deployment back."""
        return self._items(
            "approvals_and_checks.pipelines_checks.get_check_configurations_on_resource",
            project=self.project.path, resource_type="environment", resource_id=str(self.id), expand="settings",
        )  # fmt: skip

    list_checks = listed(iter_checks)

    def iter_deployments(self, *, top: int | None = None) -> Iterator[Info]:
        """The deployments, the newest first."""
        found = self._items(
            "environments.get_environment_deployment_execution_records",
            project=self.project.path, environment_id=self.id,
        )  # fmt: skip
        for at, record in enumerate(found):
            if top is not None and at >= top:
                return
            yield record

    list_deployments = listed(iter_deployments)

    def delete(self) -> None:
        """Deletes it."""
        self._call("environments.delete_environment", project=self.project.path, environment_id=self.id)


class AgentQueue(_InProject):
    """An agent queue: an agent pool as a project has it."""

    def _fetch(self) -> dict[str, Any]:
        return self._call(f"{_AGENT}.get_agent_queue", project=self.project.path, queue_id=self.id)

    name = lazy("name", "The name.")
    pool_id = lazy("pool.id", "The id of the pool.")


class ServiceEndpoint(_InProject):
    """A service connection."""

    def _fetch(self) -> dict[str, Any]:
        return self._call(
            "service_endpoint.get_service_endpoint_details", project=self.project.path, endpoint_id=self.id
        )

    name = lazy("name", "The name.")
    type = lazy("type", "azurerm, github, kubernetes …")
    url = lazy("url", "The URL of what it connects to.")
    is_ready = lazy("isReady", "Whether it can be used.")
    is_shared = lazy("isShared", "Whether other projects use it too.")
    authorization_scheme = lazy("authorization.scheme", "ServicePrincipal, WorkloadIdentityFederation, Token …")

    def update(self, request: dict[str, Any]) -> None:
        """Replaces it."""
        self._info = self._call("service_endpoint.update_service_endpoint", endpoint_id=self.id, body=request)

    def delete(self) -> None:
        """Removes it from this project."""
        self._call("service_endpoint.delete_service_endpoint", endpoint_id=self.id, project_ids=self.project.info["id"])

    def share(self, project_references: list[dict[str, Any]]) -> None:
        """Lets other projects use it."""
        self._call("service_endpoint.share_service_endpoint", endpoint_id=self.id, body=project_references)


class TaskGroup(_InProject):
    """A task group."""

    def _fetch(self) -> dict[str, Any]:
        found = next(self._items(f"{_AGENT}.get_task_groups", project=self.project.path, task_group_id=self.id), None)
        if found is None:
            raise NotFoundError(f"no such task group: {self.id}")
        return found

    name = lazy("name", "The name.")
    description = lazy("description", "The description.")
    category = lazy("category", "The category.")

    def update(self, request: dict[str, Any]) -> None:
        """Replaces it."""
        self._info = self._call(
            f"{_AGENT}.update_task_group", project=self.project.path, task_group_id=self.id, body=request
        )

    def delete(self) -> None:
        """Deletes it."""
        self._call(f"{_AGENT}.delete_task_group", project=self.project.path, task_group_id=self.id)


class PipelineLibrary(Noun):
    """Variable groups and secure files of a project: ``project.pipelines.library``."""

    def __init__(self, project: Project) -> None:
        super().__init__(project._client)
        self.project = project

    def _key(self) -> tuple[Any, ...]:
        return self.project._key()

    def iter_variable_groups(self) -> Iterator[VariableGroup]:
        """The variable groups."""
        for info in self._items(f"{_AGENT}.get_variable_groups", project=self.project.path):
            yield VariableGroup(self.project, info["id"], info)

    list_variable_groups = listed(iter_variable_groups)

    def get_variable_group(self, name: str) -> VariableGroup:
        """The variable group of this name."""
        return pick(self.iter_variable_groups(), "variable group", name)

    def get_variable_group_by_id(self, variable_group_id: int) -> VariableGroup:
        """The variable group of this id."""
        return VariableGroup(self.project, variable_group_id)

    def create_variable_group(
        self,
        name: str,
        variables: dict[str, Any],
        *,
        description: str | None = None,
        var_group_type: str = "Vsts",
        provider_data: dict[str, Any] | None = None,
    ) -> VariableGroup:
        """Creates a variable group: values as text, or as the REST API has them."""
        project = {"id": self.project.id, "name": self.project.name}
        body: dict[str, Any] = {
            "name": name,
            "description": description or "",
            "type": var_group_type,
            "variables": _variables(variables),
            "variableGroupProjectReferences": [
                {"name": name, "description": description or "", "projectReference": project}
            ],
        }
        if provider_data is not None:
            body["providerData"] = provider_data
        info = self._call(f"{_AGENT}.add_variable_group", body=body)
        return VariableGroup(self.project, info["id"], info)

    def iter_secure_files(self) -> Iterator[SecureFile]:
        """The secure files."""
        for info in self._items(f"{_AGENT}.get_secure_files", project=self.project.path):
            yield SecureFile(self.project, info["id"], info)

    list_secure_files = listed(iter_secure_files)

    def get_secure_file(self, name: str) -> SecureFile:
        """The secure file of this name."""
        return pick(self.iter_secure_files(), "secure file", name)


def _variables(variables: dict[str, Any]) -> dict[str, Any]:
    return {
        name: dict(value) if isinstance(value, dict) else {"value": None if value is None else str(value)}
        for name, value in variables.items()
    }


class VariableGroup(_InProject):
    """A variable group. Changes read it again first, and keep secrets, descriptions and other projects' references."""

    def _fetch(self) -> dict[str, Any]:
        found = self._call(f"{_AGENT}.get_variable_group", project=self.project.path, group_id=self.id)
        if not found:
            raise NotFoundError(f"no such variable group: {self.id}")
        return found

    name = lazy("name", "The name.")

    @property
    def variables(self) -> dict[str, Info]:
        """The variables by name: ``value`` and ``isSecret``; the value of a secret is None."""
        return {name: Info(value) for name, value in (self.info.get("variables") or {}).items()}

    def _put(self, change: Any) -> None:
        body = json.loads(json.dumps(self.refresh().info))
        change(body)
        for name in ("createdBy", "createdOn", "modifiedBy", "modifiedOn", "isShared"):
            body.pop(name, None)
        self._info = self._call(f"{_AGENT}.update_variable_group", group_id=self.id, body=body)

    def update(
        self,
        variables: dict[str, Any],
        *,
        name: str | None = None,
        description: str | None = None,
        var_group_type: str | None = None,
        provider_data: dict[str, Any] | None = None,
    ) -> None:
        """Replaces the variables, and what else is given; secrets without a value keep theirs."""

        def change(body: dict[str, Any]) -> None:
            body["variables"] = _variables(variables)
            for key, value in (
                ("name", name),
                ("description", description),
                ("type", var_group_type),
                ("providerData", provider_data),
            ):
                if value is not None:
                    body[key] = value
            for reference in body.get("variableGroupProjectReferences") or []:
                if (reference.get("projectReference") or {}).get("name", "").casefold() == self.project.path.casefold():
                    reference["name"] = name or reference.get("name")
                    if description is not None:
                        reference["description"] = description

        self._put(change)

    def set_variable(self, var_name: str, value: str, *, is_secret: bool = False) -> None:
        """Sets one variable, and leaves the others as they are."""

        def change(body: dict[str, Any]) -> None:
            entry = {"value": value, **({"isSecret": True} if is_secret else {})}
            body.setdefault("variables", {})[var_name] = entry

        self._put(change)

    def unset_variable(self, var_name: str) -> None:
        """Removes one variable. Raises ``KeyError`` if there is none of this name."""

        def change(body: dict[str, Any]) -> None:
            del body["variables"][var_name]

        self._put(change)

    def delete(self) -> None:
        """Deletes it from this project."""
        self._call(f"{_AGENT}.delete_variable_group", group_id=self.id, project_ids=self.project.info["id"])


class SecureFile(_InProject):
    """A secure file."""

    def _fetch(self) -> dict[str, Any]:
        return self._call(f"{_AGENT}.get_secure_file", project=self.project.path, secure_file_id=self.id)

    name = lazy("name", "The name.")

    def delete(self) -> None:
        """Deletes it."""
        self._call(f"{_AGENT}.delete_secure_file", project=self.project.path, secure_file_id=self.id)
