"""Every operation that the nouns call is in the catalog, with every argument that they give it."""

import ast
import pathlib

import pytest

import adoxide

NOUNS = pathlib.Path(adoxide.__file__).parent / "nouns"


def calls():
    for file in sorted(NOUNS.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            if node.func.attr not in ("_call", "_items", "call", "items", "list", "_search"):
                continue
            name = node.args[0]
            if isinstance(name, ast.JoinedStr):
                tail = name.values[-1].value
                operation = f"distributed_task.task_agent{tail}"
            elif isinstance(name, ast.Constant) and isinstance(name.value, str) and "." in name.value:
                operation = name.value
            else:
                continue
            yield file.name, node.lineno, operation, [word.arg for word in node.keywords if word.arg]


def test_every_operation_and_argument_is_known():
    wrong = []
    for file, line, operation, keywords in calls():
        try:
            facts = adoxide.describe(operation)
        except adoxide.ConfigError as error:
            wrong.append(f"{file}:{line}: {error}")
            continue
        known = {name.replace("_", "") for name, *_ in facts["parameters"]} | {"body", "headers"}
        wrong += [
            f"{file}:{line}: {operation} has no {keyword}: {sorted(known)}"
            for keyword in keywords
            if keyword.replace("_", "") not in known
        ]
    assert not wrong, "\n".join(wrong)
    assert len(list(calls())) > 150


def test_help_of_everything_has_text():
    lacking = []
    for name in adoxide.nouns.__dict__:
        noun = getattr(adoxide.nouns, name)
        if not isinstance(noun, type):
            continue
        for member, value in vars(noun).items():
            if not member.startswith("_") and (callable(value) or isinstance(value, property)) and not value.__doc__:
                lacking.append(f"{name}.{member}")
    assert not [one for one in lacking if not one.endswith("to_git_change")], lacking


def test_type_checkers_see_what_there_is(tmp_path):
    mypy = pytest.importorskip("mypy.api")
    program = tmp_path / "program.py"
    program.write_text(
        "import adoxide\n"
        "def titles(project: adoxide.Project) -> list[str]:\n"
        "    try:\n"
        "        pulls: list[adoxide.PullRequest] = project.repos.list_pull_requests('active')\n"
        "    except adoxide.NotFoundError as error:\n"
        "        return [str(error.status)]\n"
        "    return [pull.title for pull in pulls]\n"
        "report: adoxide.Report = adoxide.sync('contoso', to='contoso.db', tables=['projects'])\n"
        "def wrong(project: adoxide.Project) -> int:\n"
        "    return project.repos.list_pull_requests('active')\n"
    )
    told, _, _ = mypy.run([str(program), "--strict", "--no-incremental"])
    assert told.count("error:") == 1 and ":10: error: Incompatible return value type" in told, told
