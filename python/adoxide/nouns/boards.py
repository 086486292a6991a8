"""Work items, queries, iterations, areas and teams."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..errors import NotFoundError, PreconditionError
from .base import Expandable, Info, Noun, lazy, listed, pick
from .organization import Organization

if TYPE_CHECKING:
    from .pipelines import Build
    from .project import Dashboard, Project
    from .repos import PullRequest, Repository

__all__ = ["Area", "Iteration", "ProjectBoards", "Team", "WorkItem", "WorkItemType"]

_BATCH = 200

#: The reference names of link types, by the words for them.
LINKS = {
    "parent": "System.LinkTypes.Hierarchy-Reverse",
    "child": "System.LinkTypes.Hierarchy-Forward",
    "related": "System.LinkTypes.Related",
    "duplicate": "System.LinkTypes.Duplicate-Forward",
    "duplicate_of": "System.LinkTypes.Duplicate-Reverse",
    "successor": "System.LinkTypes.Dependency-Forward",
    "predecessor": "System.LinkTypes.Dependency-Reverse",
    "tests": "Microsoft.VSTS.Common.TestedBy-Reverse",
    "tested_by": "Microsoft.VSTS.Common.TestedBy-Forward",
    "affects": "Microsoft.VSTS.Common.Affects-Forward",
    "affected_by": "Microsoft.VSTS.Common.Affects-Reverse",
}


def _day(day: datetime.date | str | None) -> str | None:
    if isinstance(day, datetime.datetime):
        return day.isoformat()
    if isinstance(day, datetime.date):
        return f"{day.isoformat()}T00:00:00Z"
    return day


class ProjectBoards(Noun):
    """The boards of a project: ``project.boards``."""

    def __init__(self, project: Project) -> None:
        super().__init__(project._client)
        self.project = project

    def _key(self) -> tuple[Any, ...]:
        return self.project._key()

    def get_work_item(self, work_item_id: int) -> WorkItem:
        """The work item of this number."""
        return WorkItem(self.project, work_item_id)

    def iter_work_items(self, query: str) -> Iterator[WorkItem]:
        """The work items that a WIQL query finds, each with its fields and relations; also of queries for links."""
        body = {"query": query}
        found = self._call("wit.query_by_wiql", project=self.project.path, body=body)
        if found.get("workItems") is not None:
            ids = [one["id"] for one in found["workItems"]]
        else:
            ids = list(dict.fromkeys(one["target"]["id"] for one in found.get("workItemRelations") or []))
        return self.iter_work_items_by_ids(ids)

    list_work_items = listed(iter_work_items)

    def iter_work_items_by_ids(self, ids: Iterable[int], *, expand: str = "relations") -> Iterator[WorkItem]:
        """The work items of these numbers, in this order; those that are deleted or hidden are left out."""
        wanted = list(ids)
        for begin in range(0, len(wanted), _BATCH):
            body = {"ids": wanted[begin : begin + _BATCH], "$expand": expand, "errorPolicy": "omit"}
            answer = self._call("wit.get_work_items_batch", body=body)
            for info in answer["value"] if isinstance(answer, dict) else answer:
                if info:
                    yield WorkItem(self.project, info["id"], info)

    list_work_items_by_ids = listed(iter_work_items_by_ids)

    def create_work_item(
        self,
        ticket_type: str,
        fields: dict[str, Any],
        relations: list[dict[str, Any]] | None = None,
        *,
        multiline_fields_format: dict[str, str] | None = None,
    ) -> WorkItem:
        """Creates a work item with fields by reference name (``System.Title``), and links, in one request."""
        patch = _patch(fields, multiline_fields_format)
        patch += [{"op": "add", "path": "/relations/-", "value": dict(relation)} for relation in relations or []]
        info = self._call(
            "wit.create_work_item", project=self.project.path, type=ticket_type, expand="relations", body=patch
        )
        return WorkItem(self.project, info["id"], info)

    def get_query_tree(self, *, depth: int = 2, expand: str = "all") -> list[Info]:
        """The folders of shared and own queries, to a depth."""
        return list(self._items("wit.get_queries", project=self.project.path, depth=depth, expand=expand))

    def get_query_folder(self, folder_id: str, *, depth: int = 1, expand: str = "all") -> Info:
        """A folder of queries, or a query, by id or path."""
        return self._call("wit.get_query", project=self.project.path, query=folder_id, depth=depth, expand=expand)

    def get_iteration_node(self, path: str | None = None, *, depth: int = 1) -> Iteration:
        """The iteration at a path below the root, the root by default."""
        return Iteration(self.project, _relative(path), depth=depth)

    def create_iteration(
        self,
        name: str,
        parent_path: str | None = None,
        *,
        start_date: datetime.date | None = None,
        finish_date: datetime.date | None = None,
    ) -> Iteration:
        """Creates an iteration, below the root by default."""
        dates = {"startDate": _day(start_date), "finishDate": _day(finish_date)}
        body: dict[str, Any] = {"name": name}
        if start_date or finish_date:
            body["attributes"] = {key: value for key, value in dates.items() if value}
        return Iteration._create(self.project, _relative(parent_path), body)

    def get_area_node(self, path: str | None = None, *, depth: int = 1) -> Area:
        """The area at a path below the root, the root by default."""
        return Area(self.project, _relative(path), depth=depth)

    def create_area(self, name: str, parent_path: str | None = None) -> Area:
        """Creates an area, below the root by default."""
        return Area._create(self.project, _relative(parent_path), {"name": name})

    def iter_team_sprint_iterations(self, team_name: str, *, timeframe_filter: str | None = None) -> Iterator[Info]:
        """The iterations of a team."""
        return self.get_team(team_name).iter_sprint_iterations(timeframe_filter=timeframe_filter)

    list_team_sprint_iterations = listed(iter_team_sprint_iterations)

    def add_team_iteration(self, team_name: str, iteration_id: str) -> None:
        """Adds an iteration to a team."""
        self.get_team(team_name).add_iteration(iteration_id)

    def list_team_field_values(self, team_name: str) -> list[Info]:
        """The areas of a team."""
        return self.get_team(team_name).list_field_values()

    def iter_teams(self) -> Iterator[Team]:
        """The teams."""
        for info in self._items("core.get_teams", project_id=self.project.path):
            yield Team(self.project, info["name"], info)

    list_teams = listed(iter_teams)

    def get_team(self, name: str) -> Team:
        """The team of this name or id."""
        return Team(self.project, name)

    def get_team_by_id(self, team_id: str) -> Team:
        """The team of this id."""
        return Team(self.project, team_id)

    def iter_work_item_types(self) -> Iterator[WorkItemType]:
        """The work item types."""
        for info in self._items("wit.get_work_item_types", project=self.project.path):
            yield WorkItemType(self.project, info["name"], info)

    list_work_item_types = listed(iter_work_item_types)

    def get_work_item_type(self, name: str) -> WorkItemType:
        """The work item type of this name."""
        return WorkItemType(self.project, name)

    def iter_work_item_type_categories(self) -> Iterator[Info]:
        """The categories of work item types."""
        return self._items("wit.get_work_item_type_categories", project=self.project.path)

    list_work_item_type_categories = listed(iter_work_item_type_categories)


def _patch(fields: dict[str, Any], formats: dict[str, str] | None = None) -> list[dict[str, Any]]:
    patch = [{"op": "add", "path": f"/fields/{name}", "value": value} for name, value in fields.items()]
    for name, kind in (formats or {}).items():
        patch.append({"op": "add", "path": f"/multilineFieldsFormat/{name}", "value": kind})
    return patch


def _relative(path: str | None) -> str:
    return (path or "").replace("\\", "/").strip("/")


def _tags(info: dict[str, Any]) -> list[str]:
    text = (info.get("fields") or {}).get("System.Tags") or ""
    return [tag.strip() for tag in text.split(";") if tag.strip()]


class WorkItem(Expandable):
    """A work item. Its own changes are guarded by its revision where they read before they write, and repeated when
    somebody else was faster; the snapshot is the newest answer."""

    def __init__(self, project: Project, work_item_id: int, info: dict[str, Any] | None = None) -> None:
        super().__init__(project._client, info)
        self.project = project
        self.id = work_item_id

    def _key(self) -> tuple[Any, ...]:
        return (self.id,)

    def _fetch(self) -> dict[str, Any]:
        expand = self._expand or "all"
        return self._call("wit.get_work_item", project=self.project.path, id=self.id, expand=expand)

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org

    def get_field(self, field: str) -> Any:
        """The value of a field by its reference name; None if it is empty."""
        return (self.info.get("fields") or {}).get(field)

    @property
    def rev(self) -> int:
        """The revision."""
        return self.info["rev"]

    @property
    def title(self) -> str:
        """The title."""
        return self.get_field("System.Title")

    @property
    def state(self) -> str:
        """The state."""
        return self.get_field("System.State")

    @property
    def type(self) -> str:
        """The work item type."""
        return self.get_field("System.WorkItemType")

    @property
    def assigned_to(self) -> Any:
        """To whom it is assigned, an identity; None if to nobody."""
        value = self.get_field("System.AssignedTo")
        return Info(value) if isinstance(value, dict) else value

    @property
    def area_path(self) -> str:
        """The area path."""
        return self.get_field("System.AreaPath")

    @property
    def iteration_path(self) -> str:
        """The iteration path."""
        return self.get_field("System.IterationPath")

    def _change(self, patch: list[dict[str, Any]]) -> None:
        self._info = self._call("wit.update_work_item", project=self.project.path, id=self.id, expand="all", body=patch)

    def _rewrite(self, make: Any) -> None:
        """Reads, makes a patch of what there is, and writes it where the revision is still the same."""
        for attempt in range(5):
            patch = make(self.refresh().info)
            if not patch:
                return
            try:
                self._change([{"op": "test", "path": "/rev", "value": self.rev}, *patch])
            except PreconditionError:
                if attempt == 4:
                    raise
            else:
                return

    def update(self, fields: dict[str, Any], *, multiline_fields_format: dict[str, str] | None = None) -> None:
        """Sets fields by reference name; None empties one."""
        clear = [{"op": "remove", "path": f"/fields/{name}"} for name, value in fields.items() if value is None]
        some = {name: value for name, value in fields.items() if value is not None}
        self._change(_patch(some, multiline_fields_format) + clear)

    def move(self, *, iteration_path: str | None = None, area_path: str | None = None) -> None:
        """Moves it to another iteration, area or both."""
        fields = {"System.IterationPath": iteration_path, "System.AreaPath": area_path}
        self.update({name: value for name, value in fields.items() if value is not None})

    def delete(self) -> None:
        """Moves it to the recycle bin."""
        self._call("wit.delete_work_item", project=self.project.path, id=self.id)

    def destroy(self) -> None:
        """Deletes it for ever."""
        self._call("wit.delete_work_item", project=self.project.path, id=self.id, destroy=True)

    def restore(self) -> None:
        """Restores it from the recycle bin."""
        self._call("wit.restore_work_item", project=self.project.path, id=self.id, body={"isDeleted": False})
        self.refresh()

    def iter_tags(self) -> Iterator[str]:
        """The tags."""
        return iter(_tags(self.refresh().info))

    list_tags = listed(iter_tags)

    def add_tag(self, tag: str) -> None:
        """Adds a tag, if it is not there in any spelling."""
        self.sync_tags(lambda tags: tags if tag.casefold() in map(str.casefold, tags) else [*tags, tag])

    def remove_tag(self, tag: str) -> None:
        """Removes a tag in any spelling."""
        self.sync_tags(lambda tags: [one for one in tags if one.casefold() != tag.casefold()])

    def sync_tags(self, desired: Iterable[str] | Callable[[list[str]], Iterable[str]]) -> None:
        """Makes the tags those that are desired, ignoring case; or what a function makes of those that are there."""

        def make(info: dict[str, Any]) -> list[dict[str, Any]]:
            tags = _tags(info)
            wanted = list(desired(tags) if callable(desired) else desired)
            if sorted(map(str.casefold, tags)) == sorted(map(str.casefold, wanted)):
                return []
            return [{"op": "add", "path": "/fields/System.Tags", "value": "; ".join(wanted)}]

        self._rewrite(make)

    def iter_comments(self) -> Iterator[Info]:
        """The comments, the newest first."""
        return self._items("wit.get_comments", project=self.project.path, work_item_id=self.id)

    list_comments = listed(iter_comments)

    def add_comment(self, text: str, *, comment_format: str = "html") -> Info:
        """Adds a comment in ``html`` or ``markdown``."""
        return self._call(
            "wit.add_work_item_comment",
            project=self.project.path, work_item_id=self.id, format=comment_format, body={"text": text},
        )  # fmt: skip

    def update_comment(self, comment_id: int, text: str, *, comment_format: str | None = None) -> Info:
        """Changes a comment, in the format that it has by default."""
        if comment_format is None:
            there = self._call(
                "wit.get_comment", project=self.project.path, work_item_id=self.id, comment_id=comment_id
            )
            comment_format = there.get("format") or "html"
        return self._call(
            "wit.update_work_item_comment",
            project=self.project.path, work_item_id=self.id, comment_id=comment_id, format=comment_format,
            body={"text": text},
        )  # fmt: skip

    def remove_comment(self, comment_id: int) -> None:
        """Deletes a comment."""
        self._call("wit.delete_comment", project=self.project.path, work_item_id=self.id, comment_id=comment_id)

    def add_attachment(self, filename: str, content: bytes | str) -> Info:
        """Uploads a file and attaches it."""
        body = content.encode() if isinstance(content, str) else content
        reference = self._call(
            "wit.create_attachment",
            project=self.project.path, file_name=filename, body=body,
            headers={"Content-Type": "application/octet-stream"},
        )  # fmt: skip
        self._relate("AttachedFile", reference["url"], name=filename)
        return reference

    def download_attachment(self, ref: dict[str, Any] | str) -> bytes:
        """The content of an attachment: its reference, or its id."""
        key = ref if isinstance(ref, str) else ref.get("id") or ref["url"].rsplit("/", 1)[-1].split("?")[0]
        content = self._client.call("wit.get_attachment", project=self.project.path, id=key)
        return content.encode() if isinstance(content, str) else content

    def _relate(self, rel: str, url: str, **attributes: Any) -> None:
        attributes = {name: value for name, value in attributes.items() if value is not None}
        relation = {"rel": rel, "url": url, **({"attributes": attributes} if attributes else {})}
        self._change([{"op": "add", "path": "/relations/-", "value": relation}])

    def add_link(self, other: WorkItem | int, link_type: str, *, comment: str | None = None) -> None:
        """Links another work item, by a word (``parent``, ``child``, ``related`` …) or the type's reference name."""
        number = other if isinstance(other, int) else other.id
        url = f"{self._client.url.rstrip('/')}/_apis/wit/workItems/{number}"
        self._relate(LINKS.get(link_type.lower(), link_type), url, comment=comment)

    def _artifact(self, kind: str, path: str, name: str, comment: str | None) -> None:
        self._relate("ArtifactLink", f"vstfs:///{kind}/{quote(path, safe='')}", name=name, comment=comment)

    def link_pull_request(self, pr: PullRequest, *, comment: str | None = None) -> None:
        """Links a pull request."""
        path = f"{pr.project.id}/{pr.repo.id}/{pr.id}"
        self._artifact("Git/PullRequestId", path, "Pull Request", comment)

    def link_build(self, build: Build, *, comment: str | None = None) -> None:
        """Links a build."""
        self._artifact("Build/Build", str(build.id), "Build", comment)

    def link_commit(self, repo: Repository, commit_id: str, *, comment: str | None = None) -> None:
        """Links a commit."""
        self._artifact("Git/Commit", f"{repo.project.id}/{repo.id}/{commit_id}", "Fixed in Commit", comment)

    def create_child(
        self,
        work_item_type: str,
        title: str,
        extra_fields: dict[str, Any] | None = None,
        *,
        multiline_fields_format: dict[str, str] | None = None,
    ) -> WorkItem:
        """Creates a work item below this one, in one request."""
        url = f"{self._client.url.rstrip('/')}/_apis/wit/workItems/{self.id}"
        child = self.project.boards.create_work_item(
            work_item_type,
            {"System.Title": title, **(extra_fields or {})},
            [{"rel": LINKS["parent"], "url": url}],
            multiline_fields_format=multiline_fields_format,
        )
        self.refresh()
        return child

    def iter_relations(self, rel_type: str | None = None) -> Iterator[Info]:
        """The links, attachments and artifact links; of one type, if it is given."""
        if "relations" not in self.info and "_links" not in self.info:
            self.refresh()
        wanted = LINKS.get(rel_type.lower(), rel_type) if rel_type else None
        for relation in self.info.get("relations") or []:
            if wanted is None or relation["rel"] == wanted:
                yield Info(relation)

    list_relations = listed(iter_relations)

    def iter_artifact_links(self) -> Iterator[Info]:
        """The links to commits, pull requests, builds and other artifacts."""
        return self.iter_relations("ArtifactLink")

    list_artifact_links = listed(iter_artifact_links)

    def iter_attachments(self) -> Iterator[Info]:
        """The attachments: ``id``, ``name`` and ``url``."""
        for relation in self.iter_relations("AttachedFile"):
            key = relation["url"].rsplit("/", 1)[-1].split("?")[0]
            yield Info({"id": key, "url": relation["url"], "name": (relation.get("attributes") or {}).get("name")})

    list_attachments = listed(iter_attachments)

    def iter_revisions(self) -> Iterator[Info]:
        """All revisions, the oldest first."""
        return self._items("wit.get_revisions", project=self.project.path, id=self.id, expand="all")

    list_revisions = listed(iter_revisions)

    def iter_updates(self) -> Iterator[Info]:
        """All updates: what each revision changed."""
        return self._items("wit.get_updates", project=self.project.path, id=self.id)

    list_updates = listed(iter_updates)

    def _linked(self, rel_type: str | None) -> list[int]:
        found = []
        for relation in self.iter_relations(rel_type):
            number = relation["url"].rsplit("/", 1)[-1]
            if "/wit/workitems/" in relation["url"].lower() and number.isdigit():
                found.append(int(number))
        return list(dict.fromkeys(found))

    def iter_linked_work_items(self, rel_type: str | None = None) -> Iterator[WorkItem]:
        """The work items that are linked."""
        return self.project.boards.iter_work_items_by_ids(self._linked(rel_type))

    list_linked_work_items = listed(iter_linked_work_items)

    def get_parent(self) -> WorkItem | None:
        """The parent."""
        return next(self.iter_linked_work_items("parent"), None)

    def iter_children(self) -> Iterator[WorkItem]:
        """The children."""
        return self.iter_linked_work_items("child")

    list_children = listed(iter_children)

    def list_child_ids(self) -> list[int]:
        """The numbers of the children."""
        return self._linked("child")

    def get_parent_id(self) -> int | None:
        """The number of the parent."""
        return next(iter(self._linked("parent")), None)

    def remove_link(self, relation: dict[str, Any]) -> None:
        """Removes a link that ``iter_relations`` gave."""

        def make(info: dict[str, Any]) -> list[dict[str, Any]]:
            wanted = (relation["rel"], relation["url"])
            for at, one in enumerate(info.get("relations") or []):
                if (one["rel"], one["url"]) == wanted:
                    return [{"op": "remove", "path": f"/relations/{at}"}]
            raise NotFoundError(f"the work item {self.id} has no such link: {relation['rel']} {relation['url']}")

        self._rewrite(make)

    def remove_work_item_links(self, other: WorkItem | int) -> None:
        """Removes all links to another work item."""
        number = str(other if isinstance(other, int) else other.id)

        def make(info: dict[str, Any]) -> list[dict[str, Any]]:
            found = [
                at
                for at, one in enumerate(info.get("relations") or [])
                if "/wit/workitems/" in one["url"].lower() and one["url"].rsplit("/", 1)[-1] == number
            ]
            return [{"op": "remove", "path": f"/relations/{at}"} for at in reversed(found)]

        self._rewrite(make)


class WorkItemType(Noun):
    """A work item type of a project."""

    def __init__(self, project: Project, name: str, info: dict[str, Any] | None = None) -> None:
        super().__init__(project._client, info)
        self.project = project
        self._name = name

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self._name)

    def _fetch(self) -> dict[str, Any]:
        return self._call("wit.get_work_item_type", project=self.project.path, type=self._name)

    name = lazy("name", "The name.")
    description = lazy("description", "The description.")
    color = lazy("color", "The colour, six hexadecimal digits.")
    icon = lazy("icon", "The icon.")
    reference_name = lazy("referenceName", "The reference name.")

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org

    def iter_states(self) -> Iterator[Info]:
        """The states."""
        return self._items("wit.get_work_item_type_states", project=self.project.path, type=self._name)

    list_states = listed(iter_states)

    def iter_fields(self) -> Iterator[Info]:
        """The fields."""
        return self._items(
            "wit.get_work_item_type_fields_with_references", project=self.project.path, type=self._name, expand="all"
        )

    list_fields = listed(iter_fields)


class _Node(Noun):
    """A node of the tree of iterations or areas."""

    _group = ""

    def __init__(self, project: Project, path: str, info: dict[str, Any] | None = None, *, depth: int = 1) -> None:
        super().__init__(project._client, info)
        self.project = project
        self._path = path
        self._depth = depth

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self._path)

    def _arguments(self, path: str | None = None) -> dict[str, Any]:
        path = self._path if path is None else path
        return {"project": self.project.path, "structure_group": self._group, **({"path": path} if path else {})}

    def _fetch(self) -> dict[str, Any]:
        return self._call("wit.get_classification_node", depth=self._depth, **self._arguments())

    id = lazy("id", "The number of the node.")
    name = lazy("name", "The name.")
    path = lazy("path", "The path, from the project on.")

    @property
    def children(self) -> list[Any]:
        """The nodes below it, as deep as was asked for."""
        return [
            type(self)(self.project, f"{self._path}/{info['name']}".strip("/"), info)
            for info in self.info.get("children") or []
        ]

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org

    @classmethod
    def _create(cls, project: Project, parent: str, body: dict[str, Any]) -> Any:
        node = cls(project, parent)
        info = node._call("wit.create_or_update_classification_node", body=body, **node._arguments())
        return cls(project, f"{parent}/{info['name']}".strip("/"), info)

    def create_child(self, name: str) -> Any:
        """Creates a node below it."""
        return self._create(self.project, self._path, {"name": name})

    def _update(self, body: dict[str, Any]) -> None:
        info = self._call("wit.update_classification_node", body=body, **self._arguments())
        self._info = info
        head, _, _ = self._path.rpartition("/")
        if self._path:
            self._path = f"{head}/{info['name']}".strip("/")

    def delete(self, reclassify_id: int | None = None) -> None:
        """Deletes the node; its work items go to the node of this number, by default to the root."""
        target = reclassify_id if reclassify_id is not None else type(self)(self.project, "").id
        self._call("wit.delete_classification_node", reclassify_id=target, **self._arguments())


class Iteration(_Node):
    """An iteration."""

    _group = "iterations"

    start_date = lazy("attributes.startDate", "The first day, as text; None without dates.")
    finish_date = lazy("attributes.finishDate", "The last day, as text; None without dates.")

    def update(
        self,
        *,
        name: str | None = None,
        start_date: datetime.date | str | None = None,
        finish_date: datetime.date | str | None = None,
    ) -> None:
        """Renames it, or moves its dates; what isn't given stays."""
        body: dict[str, Any] = {"name": name} if name else {}
        dates = {
            "startDate": _day(start_date) or self.start_date,
            "finishDate": _day(finish_date) or self.finish_date,
        }
        if start_date or finish_date:
            body["attributes"] = {key: value for key, value in dates.items() if value}
        self._update(body)

    def add_to_team(self, team: Team) -> None:
        """Adds it to a team."""
        team.add_iteration(self.info["identifier"])


class Area(_Node):
    """An area."""

    _group = "areas"

    def update(self, name: str) -> None:
        """Renames it."""
        self._update({"name": name})


class Team(Noun):
    """A team of a project."""

    def __init__(self, project: Project, name: str, info: dict[str, Any] | None = None) -> None:
        super().__init__(project._client, info)
        self.project = project
        self._name = name

    def _key(self) -> tuple[Any, ...]:
        return (self.project.path, self._name)

    def _fetch(self) -> dict[str, Any]:
        return self._call("core.get_team", project_id=self.project.path, team_id=self._name)

    @property
    def path(self) -> str:
        """The name or id by which the team is asked for."""
        return self._name

    id = lazy("id", "The id of the team, a UUID.")
    name = lazy("name", "The name of the team.")

    @property
    def org(self) -> Organization:
        """The organization."""
        return self.project.org

    def _scope(self) -> dict[str, Any]:
        return {"project": self.project.path, "team": self._name}

    def iter_sprint_iterations(self, *, timeframe_filter: str | None = None) -> Iterator[Info]:
        """The iterations of the team; ``current`` gives the current one."""
        return self._items("work.get_team_iterations", timeframe=timeframe_filter, **self._scope())

    list_sprint_iterations = listed(iter_sprint_iterations)

    def list_field_values(self) -> list[Info]:
        """The areas of the team: ``value`` and ``includeChildren``."""
        return [Info(value) for value in self._call("work.get_team_field_values", **self._scope())["values"]]

    def add_iteration(self, iteration_id: str) -> None:
        """Adds an iteration by the UUID of its node."""
        self._call("work.post_team_iteration", body={"id": iteration_id}, **self._scope())

    def remove_iteration(self, iteration_id: str) -> None:
        """Removes an iteration."""
        self._call("work.delete_team_iteration", id=iteration_id, **self._scope())

    def iter_members(self) -> Iterator[Info]:
        """The members: ``identity`` and ``isTeamAdmin``."""
        return self._items(
            "core.get_team_members_with_extended_properties", project_id=self.project.path, team_id=self._name
        )

    list_members = listed(iter_members)

    def iter_dashboards(self) -> Iterator[Dashboard]:
        """The dashboards of the team."""
        return self.project.iter_dashboards(self)

    list_dashboards = listed(iter_dashboards)

    def get_dashboard(self, dashboard_id: str) -> Dashboard:
        """The dashboard of this id."""
        return self.project.get_dashboard(dashboard_id, self)

    @classmethod
    def find(cls, project: Project, name: str) -> Team:
        """The team of this name, ignoring case; the error lists the names that there are."""
        return pick(project.boards.iter_teams(), "team", name)
