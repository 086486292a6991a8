"""The package as programs and people find it: what it imports, what type checkers know, and that all of it is described."""

import inspect
import pathlib
import pkgutil
import re
import subprocess
import sys

import pytest

import adoxide

ROOT = pathlib.Path(adoxide.__file__).parent


def run(program, *arguments):
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_import_loads_nothing_that_is_not_used():
    # In a process of its own: pytest has loaded everything.
    program = "import sys; before = set(sys.modules); import adoxide; print(*sorted(set(sys.modules) - before))"
    ours = {name for name in run(program).split() if name.startswith("adoxide")}
    assert ours == {"adoxide", "adoxide._native"}
    assert run("import sys, adoxide; adoxide.Client; print('asyncio' in sys.modules)") == "False"


def test_names_are_those_that_type_checkers_see():
    seen = {"__name__": "adoxide.seen", "__package__": "adoxide"}
    text = (ROOT / "__init__.pyi").read_text()
    # Its submodules are imported, but for those that need what is not installed.
    text = text.replace("from . import spark as spark\n", "")
    exec(compile(text, "__init__.pyi", "exec"), seen)
    assert sorted(seen["__all__"]) == adoxide.__all__
    assert all(getattr(adoxide, name) is seen[name] for name in adoxide.__all__)
    assert set(adoxide.__all__) <= set(dir(adoxide))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = adoxide.nothing


def test_the_types_of_operations_are_up_to_date():
    stubs = ROOT.parent / "stubs.py"
    if not stubs.exists():
        pytest.skip("an installed package")
    done = subprocess.run([sys.executable, stubs, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_type_checkers_know_operations_and_their_parameters(tmp_path):
    api = pytest.importorskip("mypy.api")
    program = tmp_path / "program.py"
    program.write_text("""import adoxide
client = adoxide.Client("contoso", token="x")
for project in client.core.get_projects(top=10):
    print(project["name"])
client.git.get_repository(project="Shop", repository_id="web")
client.git.get_repository(project="Shop")
client.git.get_repositoriez(project="Shop")
client.core.get_projects(colour="red")
client.gti
client.project("Shop").repos.get_repository("web").nonsense()
""")
    found, _, _ = api.run(["--strict", str(program)])
    lines = {int(line): text for line, text in re.findall(r"program\.py:(\d+): error: (.*)", found)}
    assert lines.keys() == {6, 7, 8, 9, 10}, found
    assert 'Missing named argument "repository_id"' in lines[6]
    assert '"colour"' in lines[8]


def public(module):
    for name, value in vars(module).items():
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__:
            yield f"{module.__name__}.{name}", value


def modules():
    for found in pkgutil.walk_packages([str(ROOT)], "adoxide."):
        if not found.name.rpartition(".")[2].startswith("_"):
            try:
                yield __import__(found.name, fromlist=["_"])
            except ModuleNotFoundError as error:
                assert error.name == "pyspark"


def test_help_has_text_for_everything():
    silent, seen = [], 0
    for module in modules():
        assert module.__doc__, module.__name__
        for name, value in public(module):
            if not (inspect.isclass(value) or inspect.isfunction(value)):
                continue
            seen += 1
            if not inspect.getdoc(value):
                silent.append(name)
            if inspect.isclass(value):
                for own, member in vars(value).items():
                    if own.startswith("_") or isinstance(member, (type, str, int)):
                        continue
                    member = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
                    if callable(member) or isinstance(member, property):
                        seen += 1
                        if not inspect.getdoc(member):
                            silent.append(f"{name}.{own}")
    assert seen > 500
    assert silent == []


def test_the_extension_describes_itself():
    native = sys.modules["adoxide._native"]
    silent = []
    for name, value in vars(native).items():
        if name.startswith("_") or inspect.ismodule(value):
            continue
        if not inspect.getdoc(value) and not isinstance(value, (str, list)):
            silent.append(name)
        if inspect.isclass(value):
            members = [own for own in vars(value) if not own.startswith("_")]
            silent += [f"{name}.{own}" for own in members if not inspect.getdoc(getattr(value, own))]
    assert silent == []


def test_an_operation_describes_itself(seeded):
    client = seeded.client()
    text = client.git.get_repository.__doc__
    assert text.startswith("GET ") and "repository_id: required, in the path as repositoryId" in text
    assert "get_repository" in dir(client.git) and "git" in dir(client)
