"""How az is run: every call is a process of its own, as its users run it."""

import json
import os
import subprocess

from checks import PAT, PROJECT as held, URL, Mismatch

PROJECT = held["name"]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
    "AZURE_DEVOPS_EXT_PAT": PAT,
    "AZURE_CONFIG_DIR": os.path.abspath("az"),
    "AZURE_CORE_COLLECT_TELEMETRY": "0",
    "AZURE_CORE_NO_COLOR": "1",
}
#: The commands that succeeded, each by its words.
done_with = set()


#: Stands where az has its table of commands, and prints what the extension puts into it.
TABLE = """
import contextlib, importlib, sys
class Table:
    def __init__(self, group=""):
        self.group = group
    @contextlib.contextmanager
    def command_group(self, group, **_):
        yield Table(group)
    def command(self, name, *_, **__):
        print(self.group, name)
    show_command = command
getattr(importlib.import_module(sys.argv[1]), sys.argv[2])(Table(), None)
"""


def by_its_python(*arguments):
    """Runs the Python that az runs on; what it printed."""
    return subprocess.run(["/usr/bin/python3", *arguments], env=ENVIRONMENT, check=True, capture_output=True,
                          text=True).stdout


def commands(module, load):
    """The commands that a module of the extension adds."""
    return set(by_its_python("-c", TABLE, module, load).splitlines())


def begin():
    """As after its first start, when it looks elsewhere for a newer version of itself."""
    version = by_its_python("-c", "from azure.cli.core import __version__; print(__version__)").strip()
    versions = {name: {"local": version, "pypi": version} for name in ("core", "azure-cli", "telemetry")}
    os.makedirs(ENVIRONMENT["AZURE_CONFIG_DIR"])
    with open(os.path.join(ENVIRONMENT["AZURE_CONFIG_DIR"], "versionCheck.json"), "w", encoding="utf-8") as file:
        json.dump({"versions": versions}, file)


def az(*arguments, project=PROJECT, fails=False, clone=None, **environment):
    """Runs az, which must succeed; what it printed, as JSON. In a clone it finds out by itself where it is."""
    command = ["az", *arguments, "--output", "json"]
    if not clone:
        command += ["--organization", URL]
    if project and not clone:
        command += ["--project", project]
    done = subprocess.run(command, env={**ENVIRONMENT, **environment}, cwd=clone, capture_output=True, text=True)
    if fails:
        if done.returncode == 0:
            raise Mismatch(f"az {' '.join(arguments)}: expected a failure, saw {done.stdout[:200]}")
        return done.stderr
    if done.returncode != 0:
        raise Mismatch(f"az {' '.join(arguments)}: expected success, saw {done.stderr.strip()[-400:]}".replace(PAT, "TOKEN"))
    words = next((index for index, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    done_with.add(" ".join(arguments[:words]))
    # What it deletes it says in a sentence, and in a clone git speaks.
    is_json = done.stdout.strip() and "delete" not in arguments and not clone
    return json.loads(done.stdout) if is_json else None


def names(items):
    """The names of what was listed, in order."""
    return sorted(item["name"] for item in items)
