"""Microsoft's command line with its extension for Azure DevOps: what it prints is compared with what the emulator
holds, with what git says, or with what was made. It knows only the cloud, and takes URL and version of every call
from discovery."""

from checks import HELD, check, contains, equal, run
from session import PROJECT, az, begin, held, names


@check("devops project list and show")
def _():
    listed = az("devops", "project", "list", project=None)["value"]
    equal("names", names(listed), names(HELD["projects"]))
    shown = az("devops", "project", "show", "--project", PROJECT, project=None)
    equal("id", shown["id"], held["id"])
    equal("capabilities", shown["capabilities"]["versioncontrol"]["sourceControlType"], "Git")


@check("devops project create waits until it is ready, and delete")
def _():
    project = az("devops", "project", "create", "--name", "Made by az", "--description", "For a while", project=None)
    equal("state and description", (project["state"], project["description"]), ("wellFormed", "For a while"))
    az("devops", "project", "delete", "--id", project["id"], "--yes", project=None)
    contains("names", repr(names(az("devops", "project", "list", project=None)["value"])), PROJECT)


@check("devops team create, show, list, update, delete")
def _():
    team = az("devops", "team", "create", "--name", "Night shift", "--description", "Late")
    equal("name", team["name"], "Night shift")
    equal("description", az("devops", "team", "show", "--team", "Night shift")["description"], "Late")
    az("devops", "team", "update", "--team", "Night shift", "--name", "Day shift")
    listed = names(az("devops", "team", "list"))
    equal("whether it is listed", ("Day shift" in listed, "Night shift" in listed), (True, False))
    members = az("devops", "team", "list-member", "--team", "Day shift")
    equal("members", [member["identity"]["uniqueName"] for member in members], ["ada@fabrikam.example"])
    az("devops", "team", "delete", "--id", "Day shift", "--yes")


@check("devops invoke finds any operation by area and resource")
def _():
    found = az("devops", "invoke", "--area", "git", "--resource", "repositories", "--route-parameters",
               f"project={PROJECT}", "--api-version", "7.1", project=None)
    listed = sorted(repository["name"] for repository in found["value"])
    expected = sorted([*(repository["name"] for repository in held["repositories"])])
    equal("names", listed, expected)


# The checks of other areas.
import boards  # noqa: E402,F401
import repos  # noqa: E402,F401
import pipelines  # noqa: E402,F401 (after what it takes its means from)

begin()
run()
