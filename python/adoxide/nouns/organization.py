"""The organization, its processes, pools and search."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from ..errors import ConfigError, ConflictError
from .base import Info, Noun, lazy, listed, pick

if TYPE_CHECKING:
    from .boards import WorkItem
    from .pipelines import Build
    from .project import Project
    from .repos import PullRequest, Repository

__all__ = ["Agent", "AgentPool", "Organization", "OrganizationSearch", "Process"]


class Organization(Noun):
    """An organization: ``client.org``."""

    def _key(self) -> tuple[Any, ...]:
        return (self._client.organization,)

    @property
    def name(self) -> str:
        """The name of the organization."""
        return self._client.organization

    @property
    def search(self) -> OrganizationSearch:
        """Search in the whole organization."""
        return OrganizationSearch(self._client)

    def _fetch(self) -> dict[str, Any]:
        return self.get_connection_data()

    def get_project(self, name: str) -> Project:
        """The project of this name or id."""
        from .project import Project

        return Project(self._client, name)

    def iter_projects(self) -> Iterator[Project]:
        """The projects."""
        from .project import Project

        for info in self._items("core.get_projects"):
            yield Project(self._client, info["name"], info)

    list_projects = listed(iter_projects)

    def create_project(
        self,
        name: str,
        *,
        process: str = "Agile",
        description: str = "",
        visibility: str = "private",
        timeout: float = 120.0,
    ) -> Project:
        """Creates a project, and waits until it is there. ``process`` is the name of one.

        Raises ``TimeoutError`` if the service takes longer than ``timeout`` seconds."""
        template = pick(self._items("core.get_processes"), "process", process)["id"]
        capabilities = {
            "processTemplate": {"templateTypeId": template},
            "versioncontrol": {"sourceControlType": "Git"},
        }
        body = {"name": name, "description": description, "visibility": visibility, "capabilities": capabilities}
        operation = self._call("core.queue_create_project", body=body)
        until, pause = time.monotonic() + timeout, 0.05
        while operation["status"] not in ("succeeded", "failed", "cancelled"):
            if time.monotonic() > until:
                raise TimeoutError(f"the project {name} is still being created after {timeout} s")
            time.sleep(pause)
            pause = min(2 * pause, 2.0)
            operation = self._client.request("GET", f"_apis/operations/{operation['id']}")
        if operation["status"] != "succeeded":
            raise ConflictError(f"the project {name} was not created: {operation.get('resultMessage')}")
        return self.get_project(name)

    def get_connection_data(self) -> Info:
        """Who is connected, and to what."""
        return Info(self._client.request("GET", "_apis/connectionData"))

    def get_my_profile(self) -> Info:
        """The profile of the caller."""
        return self._call("profile.get_profile", id="me")

    def get_identities(self, descriptors: list[str]) -> list[Info]:
        """The identities of these subject descriptors."""
        answer = self._call("ims.read_identities", subject_descriptors=",".join(descriptors))
        return list(answer["value"] if isinstance(answer, dict) else answer)

    def iter_graph_groups(self) -> Iterator[Info]:
        """The groups."""
        return self._items("graph.list_groups")

    list_graph_groups = listed(iter_graph_groups)

    def iter_graph_users(self) -> Iterator[Info]:
        """The users."""
        return self._items("graph.list_users")

    list_graph_users = listed(iter_graph_users)

    def get_graph_user(self, descriptor: str) -> Info:
        """The user of this descriptor."""
        return self._call("graph.get_user", user_descriptor=descriptor)

    def iter_user_entitlements(self) -> Iterator[Info]:
        """The users with their access levels."""
        return self._items("member_entitlement_management.search_user_entitlements")

    list_user_entitlements = listed(iter_user_entitlements)

    def add_user_entitlement(self, request: dict[str, Any]) -> Info:
        """Adds a user with an access level."""
        return self._call("member_entitlement_management.add_user_entitlement", body=request)

    def update_user_access_level(self, user_id: str, access_level: dict[str, Any]) -> Info:
        """Changes the access level of a user: ``{"accountLicenseType": "express"}``."""
        patch = [{"op": "replace", "path": "/accessLevel", "value": access_level}]
        return self._call("member_entitlement_management.update_user_entitlement", user_id=user_id, body=patch)

    def add_graph_membership(self, subject_descriptor: str, container_descriptor: str) -> Info:
        """Makes a user or group a member of a group."""
        return self._call(
            "graph.add_membership", subject_descriptor=subject_descriptor, container_descriptor=container_descriptor
        )

    def remove_graph_membership(self, subject_descriptor: str, container_descriptor: str) -> None:
        """Removes a member from a group."""
        self._call(
            "graph.remove_membership", subject_descriptor=subject_descriptor, container_descriptor=container_descriptor
        )

    def iter_agent_pools(self) -> Iterator[AgentPool]:
        """The agent pools."""
        for info in self._items("distributed_task.task_agent.get_agent_pools"):
            yield AgentPool(self._client, info["id"], info)

    list_agent_pools = listed(iter_agent_pools)

    def get_agent_pool(self, name: str) -> AgentPool:
        """The agent pool of this name."""
        return pick(self.iter_agent_pools(), "agent pool", name)

    def iter_notification_subscriptions(self) -> Iterator[Info]:
        """The notification subscriptions."""
        return self._items("notification.list_subscriptions")

    list_notification_subscriptions = listed(iter_notification_subscriptions)

    def iter_hook_subscriptions(self) -> Iterator[Info]:
        """The service hook subscriptions."""
        return self._items("hooks.list_subscriptions")

    list_hook_subscriptions = listed(iter_hook_subscriptions)

    def get_hook_subscription(self, subscription_id: str) -> Info:
        """The service hook subscription of this id."""
        return self._call("hooks.get_subscription", subscription_id=subscription_id)

    def create_hook_subscription(self, request: dict[str, Any]) -> Info:
        """Creates a service hook subscription."""
        return self._call("hooks.create_subscription", body=request)

    def update_hook_subscription(self, subscription_id: str, request: dict[str, Any]) -> Info:
        """Replaces a service hook subscription."""
        return self._call("hooks.replace_subscription", subscription_id=subscription_id, body=request)

    def delete_hook_subscription(self, subscription_id: str) -> None:
        """Deletes a service hook subscription."""
        self._call("hooks.delete_subscription", subscription_id=subscription_id)

    def iter_hook_publishers(self) -> Iterator[Info]:
        """The publishers of service hooks, with their event types."""
        return self._items("hooks.list_publishers")

    list_hook_publishers = listed(iter_hook_publishers)

    def iter_processes(self) -> Iterator[Process]:
        """The processes."""
        for info in self._items("processes.get_list_of_processes"):
            yield Process(self._client, info["typeId"], info)

    list_processes = listed(iter_processes)

    def get_process(self, process_id: str) -> Process:
        """The process of this id."""
        return Process(self._client, process_id)

    def create_process(self, request: dict[str, Any]) -> Process:
        """Creates an inherited process: ``{"name": …, "parentProcessTypeId": …}``."""
        info = self._call("processes.create_new_process", body=request)
        return Process(self._client, info["typeId"], info)

    def _parts(self, url: str, kind: str) -> list[str]:
        parts = urlsplit(url)
        own = urlsplit(self._client.url)
        path = [unquote(part) for part in parts.path.split("/") if part]
        old = parts.hostname == f"{self.name}.visualstudio.com".lower()
        if old:
            return [part for part in path if part != "DefaultCollection"]
        prefix = [unquote(part) for part in own.path.split("/") if part]
        if parts.netloc.split("@")[-1] != own.netloc or path[: len(prefix)] != prefix:
            raise ConfigError(f"expected the URL of a {kind} in {self._client.url}, got {url}")
        return path[len(prefix) :]

    def get_repository_by_url(self, url: str) -> Repository:
        """The repository that a URL of the web page or of git names."""
        parts = self._parts(url, "repository")
        if "_git" not in parts or parts.index("_git") + 1 >= len(parts):
            raise ConfigError(f"expected the URL of a repository (…/_git/NAME), got {url}")
        at = parts.index("_git")
        name = parts[at + 1]
        return self.get_project(parts[0] if at else name).repos.get_repository(name)

    def get_pull_request_by_url(self, url: str, pull_request_id: int | None = None) -> PullRequest:
        """The pull request that the URL of its web page names."""
        parts = [part.lower() for part in self._parts(url, "pull request")]
        if pull_request_id is None:
            at = parts.index("pullrequest") if "pullrequest" in parts else len(parts)
            if at + 1 >= len(parts) or not parts[at + 1].isdigit():
                raise ConfigError(f"expected the URL of a pull request (…/pullrequest/NUMBER), got {url}")
            pull_request_id = int(parts[at + 1])
        return self.get_repository_by_url(url).get_pull_request(pull_request_id)

    def get_work_item_by_url(self, url: str, work_item_id: int | None = None) -> WorkItem:
        """The work item that the URL of its web page names."""
        parts = self._parts(url, "work item")
        if work_item_id is None:
            query = parse_qs(urlsplit(url).query).get("workitem", [])
            numbers = [part for part in query + parts[::-1] if part.isdigit()]
            if not numbers:
                raise ConfigError(f"expected the URL of a work item (…/_workitems/edit/NUMBER), got {url}")
            work_item_id = int(numbers[0])
        return self.get_project(parts[0]).boards.get_work_item(work_item_id)

    def get_build_by_url(self, url: str, build_id: int | None = None) -> Build:
        """The build that the URL of its web page names."""
        parts = self._parts(url, "build")
        if build_id is None:
            numbers = [part for part in parse_qs(urlsplit(url).query).get("buildId", []) if part.isdigit()]
            if not numbers:
                raise ConfigError(f"expected the URL of a build (…?buildId=NUMBER), got {url}")
            build_id = int(numbers[0])
        return self.get_project(parts[0]).pipelines.get_build(build_id)


class _Search(Noun):
    _scope: dict[str, Any] = {}

    def _search(self, operation: str, request: dict[str, Any] | str, page: int = 200) -> Iterator[Info]:
        body: dict[str, Any] = {"searchText": request} if isinstance(request, str) else dict(request)
        skip, most = int(body.pop("$skip", 0)), body.pop("$top", None)
        given = 0
        while most is None or given < most:
            body["$skip"], body["$top"] = skip, page if most is None else min(page, most - given)
            found = self._call(operation, body=body, **self._scope).get("results") or []
            yield from found
            given, skip = given + len(found), skip + len(found)
            if len(found) < body["$top"]:
                return

    def search_code(self, request: dict[str, Any] | str) -> Iterator[Info]:
        """Searches code, to the last result."""
        return self._search("search.fetch_code_search_results", request)

    def search_work_items(self, request: dict[str, Any] | str) -> Iterator[Info]:
        """Searches work items, to the last result."""
        return self._search("search.fetch_work_item_search_results", request)

    def search_wiki(self, request: dict[str, Any] | str) -> Iterator[Info]:
        """Searches wiki pages, to the last result."""
        return self._search("search.fetch_wiki_search_results", request)

    def search_packages(self, request: dict[str, Any] | str) -> Iterator[Info]:
        """Searches packages, to the last result."""
        body = {"searchText": request} if isinstance(request, str) else request
        return self._search("search.fetch_package_search_results", body)


class OrganizationSearch(_Search):
    """Search in an organization: ``client.org.search``."""


class Process(Noun):
    """A process: what work items there are, with which states, fields and rules."""

    def __init__(self, client: Any, process_id: str, info: dict[str, Any] | None = None) -> None:
        super().__init__(client, info)
        self.id = process_id

    def _key(self) -> tuple[Any, ...]:
        return (self.id,)

    def _fetch(self) -> dict[str, Any]:
        return self._call("processes.get_process_by_its_id", process_type_id=self.id)

    name = lazy("name", "The name of the process.")
    description = lazy("description", "The description.")

    @property
    def org(self) -> Organization:
        """The organization."""
        return Organization(self._client)

    def update(self, request: dict[str, Any]) -> None:
        """Changes name, description or whether it is the default."""
        self._info = self._call("processes.edit_process", process_type_id=self.id, body=request)

    def delete(self) -> None:
        """Deletes the process."""
        self._call("processes.delete_process_by_id", process_type_id=self.id)

    def create_work_item_type(self, request: dict[str, Any]) -> Info:
        """Creates a work item type."""
        return self._call("processes.create_process_work_item_type", process_id=self.id, body=request)

    def update_work_item_type(self, work_item_type_ref: str, request: dict[str, Any]) -> Info:
        """Changes a work item type."""
        return self._call(
            "processes.update_process_work_item_type",
            process_id=self.id, wit_ref_name=work_item_type_ref, body=request,
        )  # fmt: skip

    def delete_work_item_type(self, work_item_type_ref: str) -> None:
        """Deletes a work item type."""
        self._call("processes.delete_process_work_item_type", process_id=self.id, wit_ref_name=work_item_type_ref)

    def create_work_item_type_state(self, work_item_type_ref: str, request: dict[str, Any]) -> Info:
        """Creates a state of a work item type."""
        return self._call(
            "processes.create_state_definition", process_id=self.id, wit_ref_name=work_item_type_ref, body=request
        )

    def update_work_item_type_state(self, work_item_type_ref: str, state_id: str, request: dict[str, Any]) -> Info:
        """Changes a state of a work item type."""
        return self._call(
            "processes.update_state_definition",
            process_id=self.id, wit_ref_name=work_item_type_ref, state_id=state_id, body=request,
        )  # fmt: skip

    def delete_work_item_type_state(self, work_item_type_ref: str, state_id: str) -> None:
        """Deletes a state of a work item type."""
        self._call(
            "processes.delete_state_definition",
            process_id=self.id, wit_ref_name=work_item_type_ref, state_id=state_id,
        )  # fmt: skip

    def add_work_item_type_field(self, work_item_type_ref: str, request: dict[str, Any]) -> Info:
        """Adds a field to a work item type."""
        return self._call(
            "processes.add_field_to_work_item_type",
            process_id=self.id, wit_ref_name=work_item_type_ref, body=request,
        )  # fmt: skip

    def update_work_item_type_field(self, work_item_type_ref: str, field_ref: str, request: dict[str, Any]) -> Info:
        """Changes a field of a work item type."""
        return self._call(
            "processes.update_work_item_type_field",
            process_id=self.id, wit_ref_name=work_item_type_ref, field_ref_name=field_ref, body=request,
        )  # fmt: skip

    def remove_work_item_type_field(self, work_item_type_ref: str, field_ref: str) -> None:
        """Removes a field from a work item type."""
        self._call(
            "processes.remove_work_item_type_field",
            process_id=self.id, wit_ref_name=work_item_type_ref, field_ref_name=field_ref,
        )  # fmt: skip

    def create_work_item_type_rule(self, work_item_type_ref: str, request: dict[str, Any]) -> Info:
        """Adds a rule to a work item type."""
        return self._call(
            "processes.add_process_work_item_type_rule",
            process_id=self.id, wit_ref_name=work_item_type_ref, body=request,
        )  # fmt: skip

    def update_work_item_type_rule(self, work_item_type_ref: str, rule_id: str, request: dict[str, Any]) -> Info:
        """Changes a rule of a work item type."""
        return self._call(
            "processes.update_process_work_item_type_rule",
            process_id=self.id, wit_ref_name=work_item_type_ref, rule_id=rule_id, body=request,
        )  # fmt: skip

    def delete_work_item_type_rule(self, work_item_type_ref: str, rule_id: str) -> None:
        """Deletes a rule of a work item type."""
        self._call(
            "processes.delete_process_work_item_type_rule",
            process_id=self.id, wit_ref_name=work_item_type_ref, rule_id=rule_id,
        )  # fmt: skip

    def create_behavior(self, request: dict[str, Any]) -> Info:
        """Creates a backlog level."""
        return self._call("processes.create_process_behavior", process_id=self.id, body=request)

    def update_behavior(self, behavior_ref: str, request: dict[str, Any]) -> Info:
        """Changes a backlog level."""
        return self._call(
            "processes.update_process_behavior", process_id=self.id, behavior_ref_name=behavior_ref, body=request
        )

    def delete_behavior(self, behavior_ref: str) -> None:
        """Deletes a backlog level."""
        self._call("processes.delete_process_behavior", process_id=self.id, behavior_ref_name=behavior_ref)


class AgentPool(Noun):
    """An agent pool."""

    def __init__(self, client: Any, pool_id: int, info: dict[str, Any] | None = None) -> None:
        super().__init__(client, info)
        self.id = pool_id

    def _key(self) -> tuple[Any, ...]:
        return (self.id,)

    def _fetch(self) -> dict[str, Any]:
        return self._call("distributed_task.task_agent.get_agent_pool", pool_id=self.id)

    name = lazy("name", "The name of the pool.")
    is_hosted = lazy("isHosted", "Whether Microsoft runs its agents.")

    @property
    def org(self) -> Organization:
        """The organization."""
        return Organization(self._client)

    def iter_agents(self) -> Iterator[Agent]:
        """The agents of the pool."""
        for info in self._items("distributed_task.task_agent.get_agents", pool_id=self.id):
            yield Agent(self, info)

    list_agents = listed(iter_agents)


class Agent(Noun):
    """An agent of a pool."""

    def __init__(self, pool: AgentPool, info: dict[str, Any]) -> None:
        super().__init__(pool._client, info)
        self.pool = pool
        self.id: int = info["id"]

    def _key(self) -> tuple[Any, ...]:
        return (self.pool.id, self.id)

    def _fetch(self) -> dict[str, Any]:
        return self._call("distributed_task.task_agent.get_agent", pool_id=self.pool.id, agent_id=self.id)

    name = lazy("name", "The name of the agent.")
    status = lazy("status", "online or offline.")
