"""Pipelines: every command is run, and what it did is looked for in what plain requests say."""

import ast
from types import SimpleNamespace

from checks import check, contains, equal, rest
from repos import until
from session import PROJECT, az, commands, done_with, held, names

NAME, MOVED = "by az", "by az, moved"
YAML = "trigger: none\npool: {vmImage: ubuntu-latest}\nsteps:\n- script: echo hello\n"
made = SimpleNamespace()
#: They start a program that az gets from elsewhere, for packages and artifacts of pipelines.
ELSEWHERE = {"pipelines runs artifact download", "pipelines runs artifact upload"}


def pipelines(*arguments, **options):
    """A command of `az pipelines`."""
    return az("pipelines", *arguments, **options)


def told(path):
    """What a plain request tells of the project."""
    return rest(f"{PROJECT}/_apis/{path}")


def completed(number):
    """A run, once it is completed."""
    look = lambda: told(f"build/builds/{number}")  # noqa: E731
    return until("a run ends", look, lambda run: run["status"] == "completed")


@check("pipelines create, list, show, update: a pipeline of a file that is there")
def _():
    repository = held["repositories"][0]["name"]
    made.repository = repository
    base = f"{PROJECT}/_apis/git/repositories/{repository}"
    heads = rest(f"{base}/refs?filter=heads/")["value"]
    branch = next((one for one in heads if one["name"] == "refs/heads/main"), heads[0])
    made.branch = branch["name"].removeprefix("refs/heads/")
    content = {"content": YAML, "contentType": "rawtext"}
    change = {"changeType": "add", "item": {"path": "/by-az.yml"}, "newContent": content}
    rest(f"{base}/pushes", "POST", {
        "refUpdates": [{"name": branch["name"], "oldObjectId": branch["objectId"]}],
        "commits": [{"comment": "A pipeline", "changes": [change]}],
    })
    pipeline = pipelines("create", "--name", NAME, "--repository", repository, "--repository-type", "tfsgit",
                         "--branch", made.branch, "--yml-path", "by-az.yml", "--skip-first-run", "true",
                         "--description", "For a while")
    made.pipeline = str(pipeline["id"])
    known = told(f"build/definitions/{made.pipeline}")
    equal("file", (known["name"], known["process"]["yamlFilename"]), (NAME, "by-az.yml"))
    listed = pipelines("list", "--name", NAME)
    equal("listed", [one["id"] for one in listed], [pipeline["id"]])
    shown = pipelines("show", "--name", NAME)
    equal("shown", (shown["id"], shown["repository"]["name"]), (pipeline["id"], repository))
    changed = pipelines("update", "--id", made.pipeline, "--description", "For longer")
    equal("changed", (changed["revision"], changed["description"]), (pipeline["revision"] + 1, "For longer"))
    contains("name is taken", pipelines("create", "--name", NAME, "--repository", repository, "--repository-type",
                                        "tfsgit", "--branch", made.branch, "--yml-path", "by-az.yml", fails=True),
             "already exists")


@check("pipelines run, runs list and show, with variables and a branch")
def _():
    run = pipelines("run", "--id", made.pipeline, "--branch", made.branch, "--variables", "who=az")
    made.run = str(run["id"])
    done = completed(made.run)
    # It sends them as Python writes a dictionary.
    equal("variables", ast.literal_eval(done["parameters"]), {"who": "az"})
    shown = pipelines("runs", "show", "--id", made.run)
    equal("shown", (shown["status"], shown["result"]), ("completed", "succeeded"))
    listed = pipelines("runs", "list", "--pipeline-ids", made.pipeline, "--status", "completed", "--top", "5")
    equal("listed", [one["id"] for one in listed], [run["id"]])
    none = pipelines("runs", "list", "--pipeline-ids", made.pipeline, "--result", "failed")
    equal("failed ones", none, [])


@check("pipelines runs tag and artifact list")
def _():
    tags = pipelines("runs", "tag", "add", "--run-id", made.run, "--tags", "one,two")
    equal("added", sorted(tags), ["one", "two"])
    equal("listed", sorted(pipelines("runs", "tag", "list", "--run-id", made.run)), ["one", "two"])
    pipelines("runs", "tag", "delete", "--run-id", made.run, "--tag", "one")
    equal("left", told(f"build/builds/{made.run}/tags")["value"], ["two"])
    share = {"name": "share", "resource": {"type": "FilePath", "data": r"\\share\drop"}}
    rest(f"{PROJECT}/_apis/build/builds/{made.run}/artifacts", "POST", share)
    equal("artifacts", names(pipelines("runs", "artifact", "list", "--run-id", made.run)), ["share"])


@check("pipelines build: definition list and show, queue, show, list, cancel, tags")
def _():
    definitions = pipelines("build", "definition", "list", "--name", NAME)
    equal("definitions", [str(one["id"]) for one in definitions], [made.pipeline])
    equal("definition", pipelines("build", "definition", "show", "--name", NAME)["name"], NAME)
    build = pipelines("build", "queue", "--definition-name", NAME, "--branch", made.branch)
    number = str(build["id"])
    equal("shown", pipelines("build", "show", "--id", number)["definition"]["name"], NAME)
    listed = [one["id"] for one in pipelines("build", "list", "--definition-ids", made.pipeline)]
    equal("listed", sorted(listed), sorted([int(made.run), build["id"]]))
    equal("tagged", pipelines("build", "tag", "add", "--build-id", number, "--tags", "three"), ["three"])
    equal("tags", pipelines("build", "tag", "list", "--build-id", number), ["three"])
    pipelines("build", "tag", "delete", "--build-id", number, "--tag", "three")
    equal("no tags", told(f"build/builds/{number}/tags")["value"], [])
    completed(number)
    other = pipelines("build", "queue", "--definition-id", made.pipeline)
    canceled = pipelines("build", "cancel", "--build-id", str(other["id"]))
    equal("canceling", canceled["status"] in ("cancelling", "completed"), True)
    completed(other["id"])


@check("pipelines variable: create, list, update, delete; secrets come from the environment and are not told")
def _():
    of_pipeline = ("--pipeline-id", made.pipeline)
    added = pipelines("variable", "create", *of_pipeline, "--name", "place", "--value", "here", "--allow-override",
                      "true")
    equal("added", added["place"]["value"], "here")
    secret = {"AZURE_DEVOPS_EXT_PIPELINE_VAR_key": "hunter2"}
    pipelines("variable", "create", *of_pipeline, "--name", "key", "--secret", "true", **secret)
    pipelines("variable", "update", *of_pipeline, "--name", "place", "--new-name", "where", "--value", "there")
    listed = pipelines("variable", "list", *of_pipeline)
    seen = {name: (one["value"], one["isSecret"]) for name, one in listed.items()}
    equal("listed", seen, {"key": (None, True), "where": ("there", None)})
    pipelines("variable", "delete", *of_pipeline, "--name", "key", "--yes")
    equal("left", sorted(told(f"build/definitions/{made.pipeline}")["variables"]), ["where"])


@check("pipelines variable-group: create, show, list, update, variables, delete")
def _():
    group = pipelines("variable-group", "create", "--name", NAME, "--variables", "a=1", "b=2", "--authorize", "true")
    number = ("--group-id", str(group["id"]))
    equal("created", (group["authorized"], group["variables"]["a"]["value"]), (True, "1"))
    equal("shown", pipelines("variable-group", "show", *number)["authorized"], True)
    equal("listed", names(pipelines("variable-group", "list", "--group-name", NAME)), [NAME])
    renamed = pipelines("variable-group", "update", *number, "--name", MOVED, "--description", "For longer")
    equal("renamed", (renamed["name"], renamed["description"]), (MOVED, "For longer"))
    variable = ("variable-group", "variable")
    secret = {"AZURE_DEVOPS_EXT_PIPELINE_VAR_c": "hunter2"}
    pipelines(*variable, "create", *number, "--name", "c", "--secret", "true", **secret)
    pipelines(*variable, "update", *number, "--name", "b", "--new-name", "d", "--value", "3")
    listed = pipelines(*variable, "list", *number)
    seen = {name: one["value"] for name, one in listed.items()}
    equal("variables", seen, {"a": "1", "c": None, "d": "3"})
    pipelines(*variable, "delete", *number, "--name", "a", "--yes")
    left = told(f"distributedtask/variablegroups/{group['id']}")["variables"]
    equal("left", sorted(left), ["c", "d"])
    pipelines("variable-group", "delete", *number, "--yes")
    equal("gone", told(f"distributedtask/variablegroups?groupName={MOVED}")["value"], [])


@check("pipelines folder: create, list, update, delete")
def _():
    pipelines("folder", "create", "--path", "az", "--description", "For a while")
    listed = {one["path"]: one["description"] for one in pipelines("folder", "list")}
    equal("listed", listed.get("\\az"), "For a while")
    pipelines("folder", "update", "--path", "az", "--new-path", "moved")
    pipelines("update", "--id", made.pipeline, "--new-folder-path", "moved")
    equal("in the folder", pipelines("show", "--name", NAME, "--folder-path", "moved")["path"], "\\moved")
    pipelines("update", "--id", made.pipeline, "--new-folder-path", "\\")
    pipelines("folder", "delete", "--path", "moved", "--yes")
    equal("gone", "\\moved" in [one["path"] for one in told("build/folders?api-version=7.1-preview.2")["value"]], False)


@check("pipelines pool, agent and queue")
def _():
    pool = rest("_apis/distributedtask/pools", "POST", {"name": "az", "autoProvision": True})
    agent = rest(f"_apis/distributedtask/pools/{pool['id']}/agents", "POST", {
        "name": "az-1", "version": "4.255.0", "osDescription": "Linux", "systemCapabilities": {"make": "/usr/bin/make"},
    })
    of_pool = ("--pool-id", str(pool["id"]))
    equal("pools", names(pipelines("pool", "list", "--pool-name", "az", project=None)), ["az"])
    equal("pool", pipelines("pool", "show", "--id", str(pool["id"]), project=None)["name"], "az")
    equal("agents", names(pipelines("agent", "list", *of_pool, project=None)), ["az-1"])
    shown = pipelines("agent", "show", *of_pool, "--id", str(agent["id"]), "--include-capabilities", "true", project=None)
    equal("agent", shown["systemCapabilities"]["make"], "/usr/bin/make")
    queues = pipelines("queue", "list", "--queue-name", "az")
    equal("queues", names(queues), ["az"])
    equal("queue", pipelines("queue", "show", "--id", str(queues[0]["id"]))["pool"]["id"], pool["id"])


@check("pipelines release: definition list and show, create, list, show")
def _():
    nobody = {"approvals": [{"rank": 1, "isAutomated": True, "isNotificationOn": False}]}
    phase = {"name": "Agent job", "phaseType": "agentBasedDeployment", "rank": 1, "deploymentInput": {},
             "workflowTasks": []}
    environment = {
        "name": "Test", "preDeployApprovals": nobody, "postDeployApprovals": nobody, "deployPhases": [phase],
        "retentionPolicy": {"daysToKeep": 30, "releasesToKeep": 3, "retainBuild": True},
    }
    path = f"{PROJECT}/_apis/release/definitions"
    definition = rest(path, "POST", {"name": NAME, "environments": [environment]}, host="vsrm.")
    number = str(definition["id"])
    equal("definitions", [one["id"] for one in pipelines("release", "definition", "list", "--name", NAME)],
          [definition["id"]])
    shown = pipelines("release", "definition", "show", "--name", NAME)
    equal("environments", names(shown["environments"]), ["Test"])
    release = pipelines("release", "create", "--definition-name", NAME, "--description", "By az")
    equal("release", (release["description"], str(release["releaseDefinition"]["id"])), ("By az", number))
    listed = pipelines("release", "list", "--definition-id", number)
    equal("listed", [one["id"] for one in listed], [release["id"]])
    equal("shown", pipelines("release", "show", "--id", str(release["id"]))["name"], release["name"])


@check("pipelines delete")
def _():
    pipelines("delete", "--id", made.pipeline, "--yes")
    contains("gone", pipelines("show", "--id", made.pipeline, fails=True), made.pipeline)


@check("pipelines: every command that the extension has was run")
def _():
    known = commands("azext_devops.dev.pipelines.commands", "load_build_commands")
    equal("how many", len(known), 51)
    equal("not run", sorted(known - done_with), sorted(ELSEWHERE))
