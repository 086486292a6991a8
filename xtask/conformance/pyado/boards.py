"""Boards: every public member of pyado's classes is used, and what it did is looked for in what plain requests
say."""

import time
from datetime import date
from types import SimpleNamespace
from typing import Annotated

from pyado.exceptions import AzureDevOpsError, AzureDevOpsNotFoundError
from pyado.oop.boards import Area, Iteration, ProjectBoards, Team, WorkItem, WorkItemType, _work_item
from pyado.raw import SprintIterationTimeframe, TextFormat, WorkItemExpand, WorkItemRelationType
from pyado.raw.boards import board as raw_board
from pyado.raw.boards import team_settings as raw_settings

from checks import HISTORY, PROJECT as held, check, contains, equal, raises, rest
from session import known, organization, used, watch

for of in (Area, Iteration, ProjectBoards, Team, WorkItem, WorkItemType, _work_item.CustomWorkItemBase,
           _work_item.WorkItemLink, raw_board, raw_settings):
    watch(of)

NAME = "Board by pyado"
TEAM = f"{NAME} Team"
PARENT, CHILD = "System.LinkTypes.Hierarchy-Reverse", "System.LinkTypes.Hierarchy-Forward"
SETTINGS = f"{NAME}/{TEAM}/_apis/work/teamsettings"
made = SimpleNamespace()
#: How many public members there are.
MEMBERS = 163


def project():
    return organization.get_project(NAME)


def boards():
    return project().boards


def item(id, query="?$expand=all"):
    """A work item as a plain request tells it."""
    return rest(f"_apis/wit/workitems/{id}{query}")


def links(id):
    """The links of a work item as a plain request tells them: kind and where to."""
    return sorted((link["rel"], link["url"].rpartition("/")[2]) for link in item(id).get("relations", []))


def node(group, path=""):
    return rest(f"{NAME}/_apis/wit/classificationnodes/{group}{path}?$depth=3")


def fresh(work_item):
    """The same work item, read again."""
    return boards().get_work_item(work_item.id)


@check("boards: a project by Agile")
def _():
    process = next(one["id"] for one in rest("_apis/process/processes")["value"] if one["name"] == "Agile")
    operation = rest("_apis/projects", "POST", {
        "name": NAME, "capabilities": {"versioncontrol": {"sourceControlType": "Git"},
                                       "processTemplate": {"templateTypeId": process}}})
    for _ in range(200):
        if rest(f"_apis/operations/{operation['id']}")["status"] == "succeeded":
            break
        time.sleep(0.05)
    equal("name", project().name, NAME)


# Areas and iterations.

@check("Area: made, nested, read, renamed, deleted")
def _():
    area = boards().create_area("Kitchen")
    oven = area.create_child("Oven")
    boards().create_area("Shelf", "Kitchen")
    found = boards().get_area_node("Kitchen", depth=2)
    plain = node("areas", "/Kitchen")
    equal("id, name, path", (found.id, found.name, found.path), (plain["id"], "Kitchen", plain["path"]))
    equal("children", sorted(child.name for child in found.children), ["Oven", "Shelf"])
    equal("owners", (found.project is project(), found.org is organization), (True, True))
    equal("info", found.info.identifier, plain["identifier"])
    oven.delete()
    area.update("Hall")
    area.refresh()
    equal("renamed", (area.name, node("areas", "/Hall")["id"]), ("Hall", plain["id"]))
    equal("what is left", [child["name"] for child in node("areas", "/Hall")["children"]], ["Shelf"])
    raises("gone", AzureDevOpsNotFoundError, lambda: boards().get_area_node("Hall/Oven").name)


@check("Iteration: made with dates, nested, read, changed, deleted")
def _():
    today = date.today()
    first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
    year = boards().create_iteration("Year", start_date=first, finish_date=last)
    spare = year.create_child("Spare")
    made.sprint = boards().create_iteration("Sprint", "Year", start_date=first, finish_date=last)
    found = boards().get_iteration_node("Year", depth=2)
    plain = node("iterations", "/Year")
    equal("id, name, path", (found.id, found.name, found.path), (plain["id"], "Year", plain["path"]))
    equal("dates", (found.start_date, found.finish_date), (first, last))
    equal("children", sorted(child.name for child in found.children), ["Spare", "Sprint"])
    equal("owners", (found.project is project(), found.org is organization), (True, True))
    spare.update(name="Later", start_date=date(2031, 2, 3), finish_date=date(2031, 2, 14))
    spare.refresh()
    plain = node("iterations", "/Year/Later")
    equal("changed", (spare.name, plain["attributes"]["startDate"][:10], plain["attributes"]["finishDate"][:10]),
          ("Later", "2031-02-03", "2031-02-14"))
    equal("info", spare.info.id, plain["id"])
    spare.delete()
    equal("what is left", [child["name"] for child in node("iterations", "/Year")["children"]], ["Sprint"])


# Teams.

@check("Team: found, its people and areas")
def _():
    team = boards().get_team(TEAM)
    plain = rest(f"_apis/projects/{NAME}/teams/{TEAM}")
    equal("id, name", (str(team.id), team.name), (plain["id"], TEAM))
    equal("by id", boards().get_team_by_id(team.id).name, TEAM)
    equal("listed", [one.name for one in boards().list_teams()], [TEAM])
    equal("iterated", [one.name for one in boards().iter_teams()], [TEAM])
    team.refresh()
    equal("info", str(team.info.id), plain["id"])
    equal("owners", (team.project is project(), team.org is organization), (True, True))
    people = [one["identity"]["uniqueName"] for one in rest(f"_apis/projects/{NAME}/teams/{TEAM}/members")["value"]]
    equal("members", [one.identity.unique_name for one in team.list_members()], people)
    equal("iterated", [one.identity.unique_name for one in team.iter_members()], people)
    values = [(one["value"], one["includeChildren"]) for one in rest(f"{SETTINGS}/teamfieldvalues")["values"]]
    equal("areas", [(one.value, one.include_children) for one in team.list_field_values()], values)
    equal("by name", [(one.value, one.include_children) for one in boards().list_team_field_values(TEAM)], values)


@check("Team: its iterations")
def _():
    team = boards().get_team(TEAM)
    plain = lambda: [one["id"] for one in rest(f"{SETTINGS}/iterations")["value"]]
    made.sprint.add_to_team(team)
    contains("added", plain(), made.sprint.info.identifier)
    for listed in (team.list_sprint_iterations(), team.iter_sprint_iterations(),
                   boards().list_team_sprint_iterations(TEAM), boards().iter_team_sprint_iterations(TEAM)):
        equal("listed", [str(one.id) for one in listed], plain())
    now = team.list_sprint_iterations(timeframe_filter=SprintIterationTimeframe.CURRENT)
    equal("now", [one.name for one in now], ["Sprint"])
    team.remove_iteration(now[0].id)
    equal("removed", made.sprint.info.identifier in plain(), False)
    team.add_iteration(now[0].id)
    contains("added again", plain(), made.sprint.info.identifier)
    team.remove_iteration(now[0].id)
    boards().add_team_iteration(TEAM, now[0].id)
    contains("by the name of the team", plain(), made.sprint.info.identifier)


@check("Team: its dashboards")
def _():
    team = boards().get_team(TEAM)
    path = f"{NAME}/{TEAM}/_apis/dashboard/dashboards"
    new = rest(f"{path}?api-version=7.1-preview.3", "POST", {
        "name": "Kitchen", "description": "What is on",
        "widgets": [{"name": "Words", "contributionId": "ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards.MarkdownWidget",
                     "position": {"row": 1, "column": 1}, "size": {"rowSpan": 2, "columnSpan": 2}, "settings": "# Warm"}]})
    listed = {one.name: str(one.id) for one in team.list_dashboards()}
    equal("listed", listed, {one["name"]: one["id"] for one in rest(f"{path}?api-version=7.1-preview.3")["value"]})
    equal("iterated", {one.name for one in team.iter_dashboards()}, set(listed))
    board = team.get_dashboard(new["id"])
    equal("widgets", [(one.name, one.position.row, one.size.column_span) for one in board.widgets], [("Words", 1, 2)])


# Types.

@check("WorkItemType: listed and found, its states and fields")
def _():
    plain = {one["name"]: one for one in rest(f"{NAME}/_apis/wit/workitemtypes")["value"]}
    equal("listed", {one.name for one in boards().list_work_item_types()}, set(plain))
    equal("iterated", {one.name for one in boards().iter_work_item_types()}, set(plain))
    story = boards().get_work_item_type("User Story")
    told = plain["User Story"]
    equal("what it is", (story.reference_name, story.description, story.color, str(story.icon.url), story.info.name),
          (told["referenceName"], told["description"], told["color"], told["icon"]["url"], "User Story"))
    equal("owners", (story.project is project(), story.org is organization), (True, True))
    states = [(one["name"], one["color"]) for one in
              rest(f"{NAME}/_apis/wit/workitemtypes/User Story/states")["value"]]
    equal("states", [one.name for one in story.list_states()], [name for name, _ in states])
    equal("iterated", [one.color for one in story.iter_states()], [color for _, color in states])
    fields = {one["referenceName"] for one in rest(f"{NAME}/_apis/wit/workitemtypes/User Story/fields")["value"]}
    equal("fields", {one.reference_name for one in story.list_fields()}, fields)
    equal("iterated", {one.reference_name for one in story.iter_fields()}, fields)
    categories = {one["referenceName"] for one in rest(f"{NAME}/_apis/wit/workitemtypecategories")["value"]}
    equal("categories", {one.reference_name for one in boards().list_work_item_type_categories()}, categories)
    equal("iterated", {one.reference_name for one in boards().iter_work_item_type_categories()}, categories)


# Work items.

class Story(_work_item.CustomWorkItemBase):
    """A class of a user's own, as pyado's documentation has it."""

    title: Annotated[str, _work_item.WorkItemFieldMap("System.Title")]
    description: Annotated[str | None, _work_item.WorkItemFieldMap("System.Description")] = None
    points: Annotated[float | None, _work_item.WorkItemFieldMap("Microsoft.VSTS.Scheduling.StoryPoints")] = None


@check("WorkItem: made, read, changed, moved")
def _():
    made.story = boards().create_work_item(
        "User Story", {**Story(title="Bake", points=5).to_fields(), "System.Description": "**Warm**"},
        multiline_fields_format={"System.Description": TextFormat.MARKDOWN})
    story = fresh(made.story)
    plain = item(story.id)
    fields = plain["fields"]
    equal("held", (fields["System.Title"], fields["Microsoft.VSTS.Scheduling.StoryPoints"],
                   plain["multilineFieldsFormat"]["System.Description"]), ("Bake", 5.0, "markdown"))
    equal("read", (story.title, story.state, story.type, story.assigned_to, story.area_path, story.iteration_path),
          ("Bake", "New", "User Story", None, NAME, NAME))
    equal("a field", story.get_field("System.Reason"), fields["System.Reason"])
    equal("where it is", str(story.api_call.url).rpartition("/")[2], str(story.id))
    equal("owners", (story.project is project(), story.org is organization), (True, True))
    story.update({"System.State": "Active", "System.AssignedTo": "ada@fabrikam.example"})
    story.move(iteration_path=f"{NAME}\\Year\\Sprint", area_path=f"{NAME}\\Hall")
    fields = item(story.id)["fields"]
    equal("changed", (fields["System.State"], fields["System.AssignedTo"]["uniqueName"], fields["System.Rev"]),
          ("Active", "ada@fabrikam.example", 3))
    equal("moved", (fields["System.IterationPath"], fields["System.AreaPath"]), (f"{NAME}\\Year\\Sprint", f"{NAME}\\Hall"))
    made.story.refresh(WorkItemExpand.ALL)
    equal("read again", (made.story.state, made.story.info.rev), ("Active", 3))
    error = raises("a state that there is not", AzureDevOpsError, lambda: story.update({"System.State": "Eaten"}))
    contains("in words", str(error), "State")
    raises("none", AzureDevOpsNotFoundError, lambda: boards().get_work_item(99999).title)


@check("WorkItem: tags")
def _():
    story = made.story
    tags = lambda: item(story.id)["fields"].get("System.Tags", "")
    story.add_tag("warm")
    story.add_tag("daily")
    equal("added", tags(), "daily; warm")
    story.remove_tag("daily")
    equal("removed", tags(), "warm")
    story.sync_tags({"bread", "new"})
    equal("synced", tags(), "bread; new")
    equal("listed", (sorted(story.list_tags()), sorted(story.iter_tags())), (["bread", "new"], ["bread", "new"]))


@check("WorkItem: comments")
def _():
    story = made.story
    plain = lambda: {one["id"]: one for one in rest(
        f"{NAME}/_apis/wit/workItems/{story.id}/comments?api-version=7.1-preview.4")["comments"]}
    first = story.add_comment("<b>One</b>")
    second = story.add_comment("**Two**", comment_format=TextFormat.MARKDOWN)
    equal("held", {id: (one["text"], one["format"]) for id, one in plain().items()},
          {first.id: ("<b>One</b>", "html"), second.id: ("**Two**", "markdown")})
    story.update_comment(first.id, "Eins")
    equal("changed", (plain()[first.id]["text"], plain()[first.id]["version"]), ("Eins", 2))
    story.remove_comment(second.id)
    equal("removed", list(plain()), [first.id])
    equal("listed", [one.text for one in story.list_comments()], ["Eins"])
    equal("iterated", [one.id for one in story.iter_comments()], [first.id])


@check("WorkItem: attachments")
def _():
    story = made.story
    every = bytes(range(256))
    ref = story.add_attachment("every byte.bin", every)
    equal("held", [link for link in links(story.id) if link[0] == "AttachedFile"], [("AttachedFile", ref.id)])
    name = next(link["attributes"]["name"] for link in item(story.id)["relations"] if link["rel"] == "AttachedFile")
    equal("name", name, "every byte.bin")
    story = fresh(story)
    equal("listed", [one.id for one in story.list_attachments()], [ref.id])
    equal("bytes", [story.download_attachment(one) for one in story.iter_attachments()], [every])


@check("WorkItem: children and parents")
def _():
    story = made.story
    made.tasks = [story.create_child("Task", f"Step {number}", {"Microsoft.VSTS.Common.Priority": number})
                  for number in (1, 2)]
    ids = [task.id for task in made.tasks]
    below = sorted(int(to) for kind, to in links(story.id) if kind == CHILD)
    equal("held", (below, links(ids[0])), (ids, [(PARENT, str(story.id))]))
    story, task = fresh(story), fresh(made.tasks[0])
    equal("ids", (sorted(story.list_child_ids()), task.get_parent_id()), (ids, story.id))
    equal("items", (sorted(one.id for one in story.list_children()), task.get_parent().id), (ids, story.id))
    equal("iterated", sorted(one.title for one in story.iter_children()), ["Step 1", "Step 2"])
    equal("none", fresh(story).get_parent(), None)


@check("WorkItem: links to other work items, made and taken away")
def _():
    first, second = made.tasks
    first.add_link(second, WorkItemRelationType.SUCCESSOR, comment="then")
    first.add_link(second, WorkItemRelationType.RELATED)
    held = [link for link in links(first.id) if link[0] != PARENT]
    equal("held", held, [("System.LinkTypes.Dependency-Forward", str(second.id)),
                         ("System.LinkTypes.Related", str(second.id))])
    contains("its other end", links(second.id), ("System.LinkTypes.Dependency-Reverse", str(first.id)))
    first = fresh(first)
    equal("listed", len(first.list_relations()), 3)
    successor = first.list_relations(WorkItemRelationType.SUCCESSOR)[0]
    equal("its comment", successor.attributes["comment"], "then")
    equal("items", sorted({one.id for one in first.list_linked_work_items()}), sorted([made.story.id, second.id]))
    equal("of a kind", [one.id for one in first.iter_linked_work_items(WorkItemRelationType.RELATED)], [second.id])
    first.remove_link(successor)
    equal("one taken away", ("System.LinkTypes.Dependency-Reverse", str(first.id)) in links(second.id), False)
    first = fresh(first)
    first.remove_work_item_links(second)
    equal("all taken away", links(first.id), [(PARENT, str(made.story.id))])


@check("WorkItemLink: every kind, given when a work item is made")
def _():
    link, call = _work_item.WorkItemLink, project().api_call
    new = lambda kind, title, *relations: boards().create_work_item(kind, {"System.Title": title}, list(relations))
    case, other = new("Test Case", "Case"), new("Issue", "Other")
    whole = new("User Story", "Whole")
    near = [link.related(call, other.id, comment="near"), link.duplicate(call, other.id),
            link.successor(call, other.id), link.tested_by(call, case.id),
            link.hyperlink("https://fabrikam.example/", comment="where")]
    one = new("User Story", "Linked", *near)
    equal("held", links(one.id), sorted([
        ("System.LinkTypes.Related", str(other.id)), ("System.LinkTypes.Duplicate-Forward", str(other.id)),
        ("System.LinkTypes.Dependency-Forward", str(other.id)), ("Microsoft.VSTS.Common.TestedBy-Forward", str(case.id)),
        ("Hyperlink", "")]))
    back = new("Task", "Back", link.parent(call, whole.id), link.predecessor(call, one.id),
               link.duplicate_of(call, one.id))
    equal("the other way", links(back.id), sorted([
        (PARENT, str(whole.id)), ("System.LinkTypes.Dependency-Reverse", str(one.id)),
        ("System.LinkTypes.Duplicate-Reverse", str(one.id))]))
    above = new("User Story", "Above", link.child(call, new("Task", "Below").id))
    equal("a child", [kind for kind, _ in links(above.id)], [CHILD])
    tests = new("Test Case", "Tests", link.tests(call, one.id))
    equal("tests", links(tests.id), [("Microsoft.VSTS.Common.TestedBy-Reverse", str(one.id))])
    refer = new("Test Case", "Refers")
    kinds = [one["referenceName"] for one in rest("_apis/wit/workitemrelationtypes")["value"]]
    for make in (link.test_case, link.shared_parameter_referenced_by, link.affects, link.affected_by):
        wanted = make(call, refer.id)
        contains("a kind that there is", kinds, wanted.rel)
        linked = new("Task", "To it", wanted)
        contains("held", links(linked.id), (wanted.rel, str(refer.id)))


@check("WorkItem: links to a pull request, a commit and a build")
def _():
    story = made.story
    repository = organization.get_project(held["name"]).repos.get_repository(HISTORY)
    request = repository.create_pull_request("For a story", "feature", "main")
    story.link_pull_request(request, comment="with code")
    commit = str(repository.get_branch_head("main"))
    story.link_commit(repository, commit)
    own = rest(f"{NAME}/_apis/git/repositories")["value"][0]
    rest(f"_apis/git/repositories/{own['id']}/pushes", "POST", {
        "refUpdates": [{"name": "refs/heads/main", "oldObjectId": "0" * 40}],
        "commits": [{"comment": "How to build", "changes": [{
            "changeType": "add", "item": {"path": "/azure-pipelines.yml"},
            "newContent": {"content": "steps: [{script: make}]\n", "contentType": "rawtext"}}]}]})
    definition = rest(f"{NAME}/_apis/build/definitions", "POST", {
        "name": "Bake", "repository": {"id": own["id"], "type": "TfsGit", "defaultBranch": "refs/heads/main"},
        "process": {"type": 2, "yamlFilename": "azure-pipelines.yml"}})
    build = rest(f"{NAME}/_apis/build/builds", "POST", {"definition": {"id": definition["id"]}})
    story.link_build(project().pipelines.get_build(build["id"]))
    scope = f"{held['id']}%2F{repository.id}%2F"
    linked = {link["attributes"]["name"]: link["url"].lower() for link in item(story.id)["relations"]
              if link["rel"] == "ArtifactLink"}
    equal("held", linked, {
        "Pull Request": f"vstfs:///Git/PullRequestId/{scope}{request.id}".lower(),
        "Fixed in Commit": f"vstfs:///Git/Commit/{scope}{commit}".lower(),
        "Build": f"vstfs:///Build/Build/{build['id']}".lower()})
    story = fresh(story)
    equal("listed", (len(story.list_artifact_links()), len(list(story.iter_artifact_links()))), (3, 3))
    equal("of all", len(list(story.iter_relations())), len(item(story.id)["relations"]))


@check("WorkItem: history")
def _():
    plain = rest(f"_apis/wit/workitems/{made.story.id}/revisions")["value"]
    revisions = made.story.list_revisions()
    equal("revisions", [(one.rev, one.fields["System.State"]) for one in revisions],
          [(one["rev"], one["fields"]["System.State"]) for one in plain])
    equal("iterated", [one.rev for one in made.story.iter_revisions()], [one["rev"] for one in plain])


@check("ProjectBoards: work items by query and by ids")
def _():
    wiql = (f"SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = '{NAME}' AND [System.WorkItemType] = 'Task' "
            "AND [System.Title] CONTAINS 'Step' ORDER BY [System.Id]")
    expected = [one["id"] for one in rest(f"{NAME}/_apis/wit/wiql", "POST", {"query": wiql})["workItems"]]
    equal("there are", expected, [task.id for task in made.tasks])
    equal("listed", [one.id for one in boards().list_work_items(wiql)], expected)
    equal("iterated", [one.title for one in boards().iter_work_items(wiql)], ["Step 1", "Step 2"])
    ids = [made.story.id, *expected]
    equal("by ids", [one.id for one in boards().list_work_items_by_ids(ids)], ids)
    equal("iterated", [one.id for one in boards().iter_work_items_by_ids(ids, expand=None)], ids)


@check("ProjectBoards: saved queries")
def _():
    wiql = "SELECT [System.Id] FROM WorkItems"
    folder = rest(f"{NAME}/_apis/wit/queries/Shared Queries", "POST", {"name": "Kitchen", "isFolder": True})
    rest(f"{NAME}/_apis/wit/queries/{folder['id']}", "POST", {"name": "All", "wiql": wiql})
    plain = rest(f"{NAME}/_apis/wit/queries?$depth=2&$expand=all")["value"]
    shape = lambda query: (str(query.id), query.name, [shape(child) for child in query.children or []])
    told = lambda query: (query["id"], query["name"], [told(child) for child in query.get("children", [])])
    equal("tree", [shape(query) for query in boards().get_query_tree()], [told(query) for query in plain])
    found = boards().get_query_folder(folder["id"])
    equal("folder", (found.name, [child.name for child in found.children]), ("Kitchen", ["All"]))


@check("WorkItem: deleted and restored")
def _():
    task = made.tasks[0]
    bin = lambda: [one["id"] for one in rest(f"{NAME}/_apis/wit/recyclebin")["value"]]
    task.delete()
    equal("in the bin", bin(), [task.id])
    raises("gone", AzureDevOpsNotFoundError, lambda: fresh(task).title)
    task.restore()
    equal("out of it", (bin(), task.title, item(task.id)["fields"]["System.Title"]), ([], "Step 1", "Step 1"))


# What pyado has below its classes, and not above.

@check("raw: boards, their columns, rows and cards")
def _():
    call = boards().get_team(TEAM).api_call
    path = f"{NAME}/{TEAM}/_apis/work/boards"
    listed = raw_board.get_boards(call)
    equal("boards", [(one["id"], one["name"]) for one in listed],
          [(one["id"], one["name"]) for one in rest(path)["value"]])
    stories = next(one["id"] for one in listed if one["name"] == "Stories")
    columns = raw_board.get_board_columns(call, stories)
    equal("columns", [one["name"] for one in columns], ["New", "Active", "Resolved", "Closed"])
    columns[1].update(name="Baking", itemLimit=3, isSplit=True)
    raw_board.put_board_columns(call, stories, columns)
    held = rest(f"{path}/{stories}/columns")["value"][1]
    equal("changed", (held["id"], held["name"], held["itemLimit"], held["isSplit"]),
          (columns[1]["id"], "Baking", 3, True))
    rows = raw_board.get_board_rows(call, stories)
    raw_board.put_board_rows(call, stories, [*rows, {"name": "Urgent"}])
    equal("rows", [one["name"] for one in rest(f"{path}/{stories}/rows")["value"]], [None, "Urgent"])
    cards = raw_board.get_card_settings(call, stories)
    cards["cards"]["User Story"].append({"fieldIdentifier": "Microsoft.VSTS.Common.Priority"})
    raw_board.put_card_settings(call, stories, cards)
    equal("cards", rest(f"{path}/{stories}/cardsettings")["cards"], cards["cards"])


@check("raw: settings of a team, its iterations and areas")
def _():
    call = boards().get_team(TEAM).api_call
    settings = raw_settings.get_team_settings(call)
    equal("settings", settings["workingDays"], rest(SETTINGS)["workingDays"])
    raw_settings.patch_team_settings(call, {"bugsBehavior": "asTasks", "workingDays": ["monday", "friday"]})
    held = rest(SETTINGS)
    equal("changed", (held["bugsBehavior"], held["workingDays"]), ("asTasks", ["monday", "friday"]))
    sprint = made.sprint.info.identifier
    equal("iterations", [one["id"] for one in raw_settings.get_team_iterations(call)],
          [one["id"] for one in rest(f"{SETTINGS}/iterations")["value"]])
    raw_settings.remove_team_iteration(call, sprint)
    equal("removed", sprint in [one["id"] for one in rest(f"{SETTINGS}/iterations")["value"]], False)
    equal("added", raw_settings.add_team_iteration(call, sprint)["id"], sprint)
    contains("held", [one["id"] for one in rest(f"{SETTINGS}/iterations")["value"]], sprint)
    areas = raw_settings.get_team_field_values(call)
    equal("areas", areas["defaultValue"], NAME)
    raw_settings.patch_team_field_values(call, {
        "defaultValue": NAME, "values": [*areas["values"], {"value": f"{NAME}\\Hall", "includeChildren": True}]})
    equal("changed", [(one["value"], one["includeChildren"]) for one in rest(f"{SETTINGS}/teamfieldvalues")["values"]],
          [(NAME, False), (f"{NAME}\\Hall", True)])


@check("boards: every public member of the classes was used")
def _():
    equal("how many", len(known), MEMBERS)
    equal("not used", sorted(known - used), [])
