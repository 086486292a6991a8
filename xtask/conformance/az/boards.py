"""Boards: every command is run, and what it did is looked for in what plain requests say."""

from datetime import date
from types import SimpleNamespace

from checks import URL, check, contains, equal, rest
from session import az, commands, done_with, names

NAME = "Board by az"
TEAM = f"{NAME} Team"
PARENT, CHILD = "System.LinkTypes.Hierarchy-Reverse", "System.LinkTypes.Hierarchy-Forward"
RELATED = "System.LinkTypes.Related"
SETTINGS = f"{NAME}/{TEAM}/_apis/work/teamsettings"
made = SimpleNamespace()


def boards(*arguments, **options):
    """A command of `az boards` in the project of these checks."""
    return az("boards", *arguments, **{"project": NAME, **options})


def node(group, path="", depth=2):
    """An area or iteration as a plain request tells it."""
    return rest(f"{NAME}/_apis/wit/classificationnodes/{group}{path}?$depth={depth}")


def children(of):
    return sorted(child["name"] for child in of.get("children", []))


def item(id, query="?$expand=all"):
    """A work item as a plain request tells it."""
    return rest(f"_apis/wit/workitems/{id}{query}")


def relations(id):
    """The links of a work item as a plain request tells them: kind and number."""
    return sorted((link["rel"], int(link["url"].rpartition("/")[2])) for link in item(id).get("relations", []))


def bare(link):
    """A link of az without what only clients of its version know."""
    return link["rel"], int(link["url"].rpartition("/")[2])


@check("boards: a project by Agile")
def _():
    project = az("devops", "project", "create", "--name", NAME, "--process", "Agile", project=None)
    equal("state", project["state"], "wellFormed")
    made.root = node("iterations", depth=0)


# Areas of the project.

@check("boards area project create")
def _():
    made.kitchen = boards("area", "project", "create", "--name", "Kitchen")
    boards("area", "project", "create", "--name", "Oven", "--path", f"\\{NAME}\\Area\\Kitchen")
    boards("area", "project", "create", "--name", "Cellar")
    held = node("areas")
    equal("held", children(held), ["Cellar", "Kitchen"])
    kitchen = next(child for child in held["children"] if child["name"] == "Kitchen")
    equal("below", children(kitchen), ["Oven"])
    equal("ids", (kitchen["id"], kitchen["identifier"]), (made.kitchen["id"], made.kitchen["identifier"]))


@check("boards area project list")
def _():
    listed = boards("area", "project", "list", "--depth", "2")
    equal("names", names(listed["children"]), children(node("areas")))
    below = boards("area", "project", "list", "--path", f"\\{NAME}\\Area\\Kitchen")
    equal("below a path", names(below["children"]), ["Oven"])


@check("boards area project show")
def _():
    shown = boards("area", "project", "show", "--id", str(made.kitchen["id"]))
    equal("shown", [(one["identifier"], one["name"]) for one in shown], [(made.kitchen["identifier"], "Kitchen")])
    equal("path", shown[0]["path"], node("areas", "/Kitchen")["path"])


@check("boards area project update: a name, and a child from elsewhere")
def _():
    renamed = boards("area", "project", "update", "--path", f"\\{NAME}\\Area\\Kitchen", "--name", "Hall")
    equal("renamed", (renamed["id"], renamed["name"]), (made.kitchen["id"], "Hall"))
    cellar = node("areas", "/Cellar")["id"]
    boards("area", "project", "update", "--path", f"\\{NAME}\\Area\\Hall", "--child-id", str(cellar))
    held = node("areas")
    equal("held", children(held), ["Hall"])
    equal("below", children(held["children"][0]), ["Cellar", "Oven"])
    equal("moved", node("areas", "/Hall/Cellar")["id"], cellar)


@check("boards area project delete")
def _():
    boards("area", "project", "delete", "--path", f"\\{NAME}\\Area\\Hall\\Oven", "--yes")
    equal("held", children(node("areas", "/Hall")), ["Cellar"])
    missing = boards("area", "project", "delete", "--path", f"\\{NAME}\\Area\\Hall\\Oven", "--yes", fails=True)
    contains("a second time", missing, "VS402485")


# Areas of a team.

def areas():
    held = rest(f"{SETTINGS}/teamfieldvalues")
    return held["defaultValue"], sorted((value["value"], value["includeChildren"]) for value in held["values"])


@check("boards area team list")
def _():
    listed = boards("area", "team", "list", "--team", TEAM)
    equal("default", listed["defaultValue"], NAME)
    equal("values", [(value["value"], value["includeChildren"]) for value in listed["values"]], areas()[1])


@check("boards area team add")
def _():
    added = boards("area", "team", "add", "--team", TEAM, "--path", f"{NAME}\\Hall", "--include-sub-areas", "true")
    equal("printed", f"{NAME}\\Hall" in [value["value"] for value in added["values"]], True)
    default, values = areas()
    equal("held", (default, (f"{NAME}\\Hall", True) in values), (NAME, True))
    none = boards("area", "team", "add", "--team", TEAM, "--path", f"{NAME}\\Nowhere", fails=True)
    contains("an area that is not there", none, "TF401347")


@check("boards area team update")
def _():
    changed = boards("area", "team", "update", "--team", TEAM, "--path", f"{NAME}\\Hall", "--include-sub-areas",
                     "false", "--set-as-default")
    equal("printed", changed["defaultValue"], f"{NAME}\\Hall")
    default, values = areas()
    equal("held", (default, (f"{NAME}\\Hall", False) in values), (f"{NAME}\\Hall", True))


@check("boards area team remove")
def _():
    boards("area", "team", "update", "--team", TEAM, "--path", NAME, "--set-as-default")
    left = boards("area", "team", "remove", "--team", TEAM, "--path", f"{NAME}\\Hall")
    equal("printed", [value["value"] for value in left["values"]], [NAME])
    equal("held", [value for value, _ in areas()[1]], [NAME])


# Iterations of the project.

def dates(one):
    attributes = one.get("attributes") or {}
    return attributes.get("startDate", "")[:10], attributes.get("finishDate", "")[:10]


@check("boards iteration project create")
def _():
    today = date.today()
    first, last = today.replace(month=1, day=1), today.replace(month=12, day=31)
    made.year = boards("iteration", "project", "create", "--name", "Year", "--start-date", str(first),
                       "--finish-date", str(last))
    made.sprint = boards("iteration", "project", "create", "--name", "Sprint az", "--path", f"\\{NAME}\\Iteration\\Year",
                         "--start-date", str(first), "--finish-date", str(last))
    made.spare = boards("iteration", "project", "create", "--name", "Spare")
    held = node("iterations", "/Year/Sprint az")
    equal("held", (held["identifier"], dates(held)), (made.sprint["identifier"], (str(first), str(last))))
    equal("without dates", dates(node("iterations", "/Spare")), ("", ""))
    half = boards("iteration", "project", "create", "--name", "Half", "--start-date", str(first), fails=True)
    contains("half a pair of dates", half, "both start and finish")


@check("boards iteration project list")
def _():
    listed = boards("iteration", "project", "list", "--depth", "2")
    equal("names", names(listed["children"]), children(node("iterations")))
    below = boards("iteration", "project", "list", "--path", f"\\{NAME}\\Iteration\\Year")
    equal("below a path", names(below["children"]), ["Sprint az"])


@check("boards iteration project show")
def _():
    shown = boards("iteration", "project", "show", "--id", str(made.sprint["id"]))
    equal("shown", [(one["identifier"], dates(one)) for one in shown],
          [(made.sprint["identifier"], dates(node("iterations", "/Year/Sprint az")))])


@check("boards iteration project update: dates, a name, a child from elsewhere")
def _():
    path = f"\\{NAME}\\Iteration\\Spare"
    boards("iteration", "project", "update", "--path", path, "--start-date", "2031-02-03", "--finish-date", "2031-02-14")
    equal("dates", dates(node("iterations", "/Spare")), ("2031-02-03", "2031-02-14"))
    boards("iteration", "project", "update", "--path", path, "--name", "Later")
    equal("name and dates", (node("iterations", "/Later")["id"], dates(node("iterations", "/Later"))),
          (made.spare["id"], ("2031-02-03", "2031-02-14")))
    boards("iteration", "project", "create", "--name", "Stray")
    stray = str(node("iterations", "/Stray")["id"])
    boards("iteration", "project", "update", "--path", f"\\{NAME}\\Iteration\\Later", "--child-id", stray)
    equal("held", children(node("iterations", "/Later")), ["Stray"])


@check("boards iteration project delete")
def _():
    boards("iteration", "project", "delete", "--path", f"\\{NAME}\\Iteration\\Later\\Stray", "--yes")
    equal("held", children(node("iterations", "/Later")), [])


# Iterations of a team.

def settings():
    return rest(SETTINGS)


@check("boards iteration team set-backlog-iteration, show-backlog-iteration")
def _():
    boards("iteration", "team", "set-backlog-iteration", "--team", TEAM, "--id", made.root["identifier"])
    equal("held", settings()["backlogIteration"]["id"], made.root["identifier"])
    shown = boards("iteration", "team", "show-backlog-iteration", "--team", TEAM)
    equal("shown", shown["backlogIteration"]["id"], made.root["identifier"])


@check("boards iteration team add")
def _():
    added = boards("iteration", "team", "add", "--team", TEAM, "--id", made.sprint["identifier"])
    equal("printed", (added["id"], added["name"]), (made.sprint["identifier"], "Sprint az"))
    boards("iteration", "team", "add", "--team", TEAM, "--id", made.spare["identifier"])
    held = [one["id"] for one in rest(f"{SETTINGS}/iterations")["value"]]
    equal("held", {made.sprint["identifier"], made.spare["identifier"]} <= set(held), True)


@check("boards iteration team list")
def _():
    listed = boards("iteration", "team", "list", "--team", TEAM)
    equal("ids", [one["id"] for one in listed], [one["id"] for one in rest(f"{SETTINGS}/iterations")["value"]])
    current = boards("iteration", "team", "list", "--team", TEAM, "--timeframe", "current")
    equal("now", [one["id"] for one in current], [made.sprint["identifier"]])


@check("boards iteration team set-default-iteration, show-default-iteration")
def _():
    boards("iteration", "team", "set-default-iteration", "--team", TEAM, "--id", made.sprint["identifier"])
    equal("held", settings()["defaultIteration"]["id"], made.sprint["identifier"])
    shown = boards("iteration", "team", "show-default-iteration", "--team", TEAM)
    equal("shown", shown["defaultIteration"]["id"], made.sprint["identifier"])
    boards("iteration", "team", "set-default-iteration", "--team", TEAM, "--default-iteration-macro",
           "@CurrentIteration")
    held = settings()
    equal("a macro in its place", (held["defaultIterationMacro"], held["defaultIteration"]), ("@currentIteration", None))


@check("boards iteration team remove")
def _():
    boards("iteration", "team", "remove", "--team", TEAM, "--id", made.spare["identifier"])
    held = [one["id"] for one in rest(f"{SETTINGS}/iterations")["value"]]
    equal("held", made.spare["identifier"] in held, False)


# Work items.

@check("boards work-item create")
def _():
    made.story = boards("work-item", "create", "--type", "User Story", "--title", "Bake", "--description", "<b>Warm</b>",
                        "--area", f"{NAME}\\Hall", "--iteration", f"{NAME}\\Year\\Sprint az", "--assigned-to",
                        "ada@fabrikam.example", "--discussion", "Begun", "--fields",
                        "Microsoft.VSTS.Scheduling.StoryPoints=5", "System.Tags=warm; az")
    held = item(made.story["id"])["fields"]
    expected = {"System.WorkItemType": "User Story", "System.Title": "Bake", "System.Description": "<b>Warm</b>",
                "System.AreaPath": f"{NAME}\\Hall", "System.IterationPath": f"{NAME}\\Year\\Sprint az",
                "System.Tags": "az; warm", "Microsoft.VSTS.Scheduling.StoryPoints": 5.0, "System.CommentCount": 1}
    equal("held", {name: held.get(name) for name in expected}, expected)
    equal("who", held["System.AssignedTo"]["uniqueName"], "ada@fabrikam.example")
    comments = rest(f"{NAME}/_apis/wit/workItems/{made.story['id']}/comments?api-version=7.1-preview.4")
    equal("said", [comment["text"] for comment in comments["comments"]], ["Begun"])
    made.tasks = [boards("work-item", "create", "--type", "Task", "--title", f"Step {number}", "--iteration",
                         f"{NAME}\\Year\\Sprint az") for number in (1, 2)]
    wrong = boards("work-item", "create", "--type", "Task", "--title", "x", "--area", "Nowhere", fails=True)
    contains("an area that is not there", wrong, "TF401347")


@check("boards work-item update")
def _():
    id = made.story["id"]
    changed = az("boards", "work-item", "update", "--id", str(id), "--state", "Active", "--title", "Bake bread",
                 "--area", NAME, "--discussion", "Going on", "--fields", "Microsoft.VSTS.Common.Priority=1", project=None)
    equal("printed", (changed["rev"], changed["fields"]["System.State"]), (2, "Active"))
    held = item(id)["fields"]
    equal("held", (held["System.Title"], held["System.State"], held["Microsoft.VSTS.Common.Priority"], held["System.Rev"]),
          ("Bake bread", "Active", 1, 2))
    wrong = az("boards", "work-item", "update", "--id", str(id), "--state", "Eaten", project=None, fails=True)
    contains("a state that there is not", wrong, "State")
    equal("nothing changed", item(id)["rev"], 2)


@check("boards work-item show")
def _():
    id = made.story["id"]
    shown = az("boards", "work-item", "show", "--id", str(id), project=None)
    equal("fields", shown["fields"], item(id)["fields"])
    some = az("boards", "work-item", "show", "--id", str(id), "--fields", "System.Title,System.State", "--expand", "none",
              project=None)
    equal("some", some["fields"], {"System.Title": "Bake bread", "System.State": "Active"})
    none = az("boards", "work-item", "show", "--id", "99999", project=None, fails=True)
    contains("one that is not there", none, "TF401232")


@check("boards work-item relation list-type")
def _():
    listed = az("boards", "work-item", "relation", "list-type", project=None)
    held = rest("_apis/wit/workitemrelationtypes")["value"]
    equal("types", sorted((kind["referenceName"], kind["name"]) for kind in listed),
          sorted((kind["referenceName"], kind["name"]) for kind in held))


@check("boards work-item relation add")
def _():
    story, (first, second) = made.story["id"], (task["id"] for task in made.tasks)
    linked = az("boards", "work-item", "relation", "add", "--id", str(story), "--relation-type", "child", "--target-id",
                f"{first},{second}", project=None)
    equal("printed", sorted(bare(link) for link in linked["relations"]), [("Child", first), ("Child", second)])
    az("boards", "work-item", "relation", "add", "--id", str(first), "--relation-type", "related", "--target-url",
       f"{URL}/_apis/wit/workItems/{second}", project=None)
    equal("held", relations(story), [(CHILD, first), (CHILD, second)])
    equal("and its other end", relations(first), [(PARENT, story), (RELATED, second)])
    none = az("boards", "work-item", "relation", "add", "--id", str(story), "--relation-type", "child", "--target-id",
              "99999", project=None, fails=True)
    contains("to nowhere", none, "not valid")


@check("boards work-item relation show")
def _():
    first, second = (task["id"] for task in made.tasks)
    shown = az("boards", "work-item", "relation", "show", "--id", str(first), project=None)
    equal("shown", sorted(bare(link) for link in shown["relations"]), [("Parent", made.story["id"]), ("Related", second)])


@check("boards work-item relation remove")
def _():
    first, second = (task["id"] for task in made.tasks)
    left = az("boards", "work-item", "relation", "remove", "--id", str(first), "--relation-type", "related",
              "--target-id", str(second), "--yes", project=None)
    equal("printed", [bare(link) for link in left["relations"]], [("Parent", made.story["id"])])
    equal("held", relations(first), [(PARENT, made.story["id"])])
    equal("and its other end", relations(second), [(PARENT, made.story["id"])])


@check("boards iteration team list-work-items")
def _():
    listed = boards("iteration", "team", "list-work-items", "--team", TEAM, "--id", made.sprint["identifier"])
    held = rest(f"{SETTINGS}/iterations/{made.sprint['identifier']}/workitems")["workItemRelations"]

    def pairs(links):
        return sorted(((link["source"] or {}).get("id", 0), link["target"]["id"]) for link in links)

    equal("as a plain request", pairs(listed["workItemRelations"]), pairs(held))
    story, tasks = made.story["id"], [task["id"] for task in made.tasks]
    equal("held", pairs(held), sorted([(0, story), *((story, task) for task in tasks)]))
    equal("kinds by name", sorted({link["rel"] or "" for link in listed["workItemRelations"]}), ["", "Child"])


@check("boards query, by text, id and path")
def _():
    wiql = (f"SELECT [System.Id], [System.Title] FROM WorkItems WHERE [System.TeamProject] = '{NAME}' "
            "ORDER BY [System.Title] DESC")
    expected = [made.tasks[1]["id"], made.tasks[0]["id"], made.story["id"]]
    found = boards("query", "--wiql", wiql)
    equal("by text", [one["id"] for one in found], expected)
    equal("columns", sorted(found[0]["fields"]), ["System.Id", "System.Title"])
    plain = rest(f"{NAME}/_apis/wit/wiql", "POST", {"query": wiql})
    equal("as a plain request", [one["id"] for one in plain["workItems"]], expected)
    saved = rest(f"{NAME}/_apis/wit/queries/Shared Queries", "POST", {"name": "All by az", "wiql": wiql})
    equal("by id", [one["id"] for one in boards("query", "--id", saved["id"])], expected)
    equal("by path", [one["id"] for one in boards("query", "--path", "Shared Queries/All by az")], expected)
    wrong = boards("query", "--wiql", "SELECT [System.Id] FROM WorkItems WHERE [No.Such] = 1", fails=True)
    contains("an unknown field", wrong, "TF51005")


@check("boards work-item delete, and destroy")
def _():
    first, second = (task["id"] for task in made.tasks)
    boards("work-item", "delete", "--id", str(first), "--yes")
    bin = [one["id"] for one in rest(f"{NAME}/_apis/wit/recyclebin")["value"]]
    equal("in the bin", bin, [first])
    contains("gone", az("boards", "work-item", "show", "--id", str(first), project=None, fails=True), "TF401232")
    boards("work-item", "delete", "--id", str(second), "--destroy", "--yes")
    bin = [one["id"] for one in rest(f"{NAME}/_apis/wit/recyclebin")["value"]]
    equal("not in the bin", bin, [first])
    equal("links", relations(made.story["id"]), [])


@check("boards: every command that the extension has was run")
def _():
    known = commands("azext_devops.dev.boards.commands", "load_work_commands")
    equal("how many", len(known), 31)
    equal("not run", sorted(known - done_with), [])
