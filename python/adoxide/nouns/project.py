"""A project: its settings, wikis, dashboards and search; the ways to boards, repositories and pipelines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import PreconditionError
from .base import Info, Noun, lazy, listed
from .organization import Organization, _Search

if TYPE_CHECKING:
    from .boards import ProjectBoards, Team
    from .pipelines import ProjectPipelines
    from .repos import ProjectRepos

__all__ = ["Dashboard", "PolicyConfiguration", "Project", "ProjectSearch", "ProjectSettings", "Wiki"]


class Project(Noun):
    """A project: ``client.project("Shop")``."""

    def __init__(self, client: Any, name: str, info: dict[str, Any] | None = None) -> None:
        super().__init__(client, info)
        self._name = name

    def _key(self) -> tuple[Any, ...]:
        return (self._name.casefold(),)

    def _fetch(self) -> dict[str, Any]:
        return self._client.call("core.get_project", project_id=self._name, include_capabilities=True)

    @property
    def path(self) -> str:
        """The name or id by which the project is asked for."""
        return self._name

    id = lazy("id", "The id of the project, a UUID.")
    name = lazy("name", "The name of the project.")
    description = lazy("description", "The description.")
    state = lazy("state", "wellFormed, createPending, deleting …")
    visibility = lazy("visibility", "private or public.")

    @property
    def org(self) -> Organization:
        """The organization."""
        return Organization(self._client)

    @property
    def repos(self) -> ProjectRepos:
        """Repositories and pull requests."""
        from .repos import ProjectRepos

        return ProjectRepos(self)

    @property
    def boards(self) -> ProjectBoards:
        """Work items, queries, iterations, areas and teams."""
        from .boards import ProjectBoards

        return ProjectBoards(self)

    @property
    def pipelines(self) -> ProjectPipelines:
        """Pipelines, builds, environments, variable groups and what belongs to them."""
        from .pipelines import ProjectPipelines

        return ProjectPipelines(self)

    @property
    def search(self) -> ProjectSearch:
        """Search in the project."""
        return ProjectSearch(self)

    @property
    def settings(self) -> ProjectSettings:
        """Policies and the process."""
        return ProjectSettings(self)

    def iter_teams(self) -> Iterator[Team]:
        """The teams."""
        return self.boards.iter_teams()

    list_teams = listed(iter_teams)

    def get_default_team(self) -> Team:
        """The default team."""
        team = (self.info.get("defaultTeam") or self.refresh().info.get("defaultTeam") or {}).get("name")
        return self.boards.get_team(team or f"{self.name} Team")

    def iter_wikis(self) -> Iterator[Wiki]:
        """The wikis."""
        for info in self._items("wiki.get_all_wikis", project=self._name):
            yield Wiki(self, info["id"], info)

    list_wikis = listed(iter_wikis)

    def create_wiki(self, name: str) -> Wiki:
        """Creates the wiki of the project."""
        body = {"name": name, "projectId": self.id, "type": "projectWiki"}
        info = self._call("wiki.create_wiki", project=self.path, body=body)
        return Wiki(self, info["id"], info)

    def get_wiki(self, name: str) -> Wiki:
        """The wiki of this name or id."""
        return Wiki(self, name)

    def iter_dashboards(self, team: Team | str | None = None) -> Iterator[Dashboard]:
        """The dashboards of a team, or those of the project and all of its teams."""
        name = team if isinstance(team, str) or team is None else team.path
        for info in self._items("dashboard.get_dashboards_by_project", project=self._name, team=name):
            yield Dashboard(self, info["id"], name or info.get("groupId") or None, info)

    list_dashboards = listed(iter_dashboards)

    def get_dashboard(self, dashboard_id: str, team: Team | str | None = None) -> Dashboard:
        """The dashboard of this id; it belongs to the default team by default."""
        owner = team if team is not None else self.get_default_team()
        return Dashboard(self, dashboard_id, owner if isinstance(owner, str) else owner.path)

    def get_process_info(self) -> Info:
        """The process of the project: its id and name, and its work item types with their states."""
        return self.settings.get_process_info()


class ProjectSearch(_Search):
    """Search in a project: ``project.search``."""

    def __init__(self, project: Project) -> None:
        super().__init__(project._client)
        self._scope = {"project": project.path}


class ProjectSettings(Noun):
    """Policies and the process of a project: ``project.settings``."""

    def __init__(self, project: Project) -> None:
        super().__init__(project._client)
        self.project = project

    def _key(self) -> tuple[Any, ...]:
        return self.project._key()

    def get_project_info(self) -> Info:
        """What the service says of the project."""
        return self.project.refresh().info

    def iter_policy_configurations(self) -> Iterator[PolicyConfiguration]:
        """The policies of the project."""
        for info in self._items("policy.get_policy_configurations", project=self.project.path):
            yield PolicyConfiguration(self.project, info["id"], info)

    list_policy_configurations = listed(iter_policy_configurations)

    def get_policy_configuration(self, config_id: int) -> PolicyConfiguration:
        """The policy of this id."""
        return PolicyConfiguration(self.project, config_id)

    def create_policy_configuration(self, request: Any) -> PolicyConfiguration:
        """Creates a policy: a dictionary as the REST API takes it, or one of ``adoxide.policies``."""
        body = request.to_request() if hasattr(request, "to_request") else request
        info = self._call("policy.create_policy_configuration", project=self.project.path, body=body)
        return PolicyConfiguration(self.project, info["id"], info)

    def iter_policy_types(self) -> Iterator[Info]:
        """The types of policies."""
        return self._items("policy.get_policy_types", project=self.project.path)

    list_policy_types = listed(iter_policy_types)

    def get_policy_type(self, type_id: str) -> Info:
        """The type of policy of this id."""
        return self._call("policy.get_policy_type", project=self.project.path, type_id=type_id)

    def get_process_info(self) -> Info:
        """The process of the project: its id and name, and its work item types with their states."""
        capabilities = self.project.info.get("capabilities") or self.project.refresh().info.get("capabilities") or {}
        template = capabilities.get("processTemplate", {})
        process = template.get("templateTypeId")
        info = dict(self._call("processes.get_process_by_its_id", process_type_id=process))
        types = self._client.list("processes.get_process_work_item_types", process_id=process, expand="states")
        return Info({**info, "workItemTypes": types})


class PolicyConfiguration(Noun):
    """A policy of a project."""

    def __init__(self, project: Project, config_id: int, info: dict[str, Any] | None = None) -> None:
        super().__init__(project._client, info)
        self.project = project
        self.id = config_id

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self.id)

    def _fetch(self) -> dict[str, Any]:
        return self._call("policy.get_policy_configuration", project=self.project.path, configuration_id=self.id)

    type = lazy("type", "The type of the policy: id and display name.")
    is_enabled = lazy("isEnabled", "Whether it is enabled.")
    is_blocking = lazy("isBlocking", "Whether it blocks the completion of pull requests.")
    revision = lazy("revision", "The revision, which grows with each change.")
    created_by = lazy("createdBy", "Who created it.")
    settings = lazy("settings", "Its settings; `scope` says to which branches it applies.")

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org

    def update(self, request: Any) -> None:
        """Replaces the policy: a dictionary as the REST API takes it, or one of ``adoxide.policies``."""
        body = request.to_request() if hasattr(request, "to_request") else request
        self._info = self._call(
            "policy.update_policy_configuration", project=self.project.path, configuration_id=self.id, body=body
        )

    def delete(self) -> None:
        """Deletes the policy."""
        self._call("policy.delete_policy_configuration", project=self.project.path, configuration_id=self.id)


class Wiki(Noun):
    """A wiki of a project."""

    def __init__(self, project: Project, wiki_id: str, info: dict[str, Any] | None = None) -> None:
        super().__init__(project._client, info)
        self.project = project
        self._id = wiki_id

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self._id)

    def _fetch(self) -> dict[str, Any]:
        return self._call("wiki.get_wiki", project=self.project.path, wiki_identifier=self._id)

    id = lazy("id", "The id of the wiki.")
    name = lazy("name", "The name of the wiki.")
    type = lazy("type", "projectWiki or codeWiki.")

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org

    def _arguments(self) -> dict[str, Any]:
        return {"project": self.project.path, "wiki_identifier": self._id}

    def iter_pages(self, *, recursion_level: int | None = None) -> Iterator[Info]:
        """The pages below the root, in order; ``recursion_level`` bounds the depth."""
        root = self._call("wiki.get_page", path="/", recursion_level="full", **self._arguments())

        def below(page: dict[str, Any], depth: int) -> Iterator[Info]:
            for child in page.get("subPages") or []:
                yield Info(child)
                if recursion_level is None or depth < recursion_level:
                    yield from below(child, depth + 1)

        return below(root, 1)

    list_pages = listed(iter_pages)

    def _page(self, operation: str, path: str, **arguments: Any) -> Info:
        page, headers = self._client.call_with_headers(operation, path=path, **arguments, **self._arguments())
        return Info({**page, "eTag": headers.get("etag")})

    def get_page(self, path: str, *, include_content: bool = True) -> Info:
        """The page at a path; its ETag, the version for ``put_page`` and ``delete_page``, is the member ``eTag``."""
        return self._page("wiki.get_page", path, include_content=include_content)

    def put_page(self, path: str, content: str, *, version: str | None = None) -> Info:
        """Creates a page, or replaces the one whose ETag is ``version``.

        Raises ``AlreadyExistsError`` if it is there and no version was given, ``PreconditionError`` if it has another.
        """
        headers = {"If-Match": version} if version is not None else {}
        return self._page("wiki.create_or_update_page", path, body={"content": content}, headers=headers)

    def delete_page(self, path: str, *, version: str | None = None) -> Info:
        """Deletes a page, and those below it; only the version of this ETag if one is given.

        The service has no condition for it, so the version is compared right before. Raises ``PreconditionError`` if
        the page has another one.
        """
        if version is not None:
            there = self.get_page(path, include_content=False)["eTag"]
            if (there or "").strip('"') != version.strip('"'):
                raise PreconditionError(f"page `{path}` was not deleted: expected version {version}, got {there}")
        return self._page("wiki.delete_page", path)

    def list_page_attachments(self, page_id: int) -> list[Info]:
        """The attachments of a page."""
        return list(self._items("wiki.get_page_attachments", page_id=page_id, **self._arguments()))


class Dashboard(Noun):
    """A dashboard of a team or project."""

    def __init__(
        self, project: Project, dashboard_id: str, team: str | None = None, info: dict[str, Any] | None = None
    ) -> None:
        super().__init__(project._client, info)
        self.project = project
        self.team = team
        self.id = dashboard_id

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self.id)

    def _fetch(self) -> dict[str, Any]:
        return self._call("dashboard.get_dashboard", project=self.project.path, team=self.team, dashboard_id=self.id)

    name = lazy("name", "The name of the dashboard.")

    @property
    def widgets(self) -> list[Info]:
        """The widgets, which lists of dashboards leave out."""
        if "widgets" not in self.info:
            self.refresh()
        return [Info(widget) for widget in self.info.get("widgets") or []]

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org
