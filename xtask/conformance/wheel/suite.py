"""The wheel: it is built, installed into an empty environment, and what it promises is tried there."""

import json
import os
import pathlib
import pwd
import subprocess
import sys
import venv
import zipfile

from checks import PAT, URL, Mismatch, check, equal, note, run

ROOT = pathlib.Path(__file__).parents[3]
#: Another profile of cargo builds what is published.
PROFILE = os.environ.get("WHEEL_PROFILE", "dev")
WHEELS = pathlib.Path("wheels").absolute()
FRESH = pathlib.Path("fresh").absolute()


def call(*command, **variables):
    """Runs a program, which must succeed; what it prints."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **variables})
    if done.returncode != 0:
        told = f"{command}: {done.stderr[-1500:]}{done.stdout[-500:]}"
        raise Mismatch(told.replace(PAT, "TOKEN"))
    return done.stdout.strip()


def python(program, *arguments):
    """Runs a program with the Python of the environment; what it prints, as JSON."""
    return json.loads(call(str(FRESH / "bin/python"), "-c", program, *arguments))


def wheel():
    [path] = WHEELS.glob("*.whl")
    return path


@check("the wheel is built; it holds the package, its types and the program")
def _():
    # Cargo keeps what it downloads at home, and this is another one.
    home = pwd.getpwuid(os.getuid()).pw_dir
    path = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    call(str(ROOT / "python/build-wheel"), PROFILE, "--quiet", "--out", str(WHEELS), HOME=home, PATH=path)
    equal("the part of its name that says for which Python", "-cp311-abi3-" in wheel().name, True)
    names = zipfile.ZipFile(wheel()).namelist()
    for part in ["adoxide/_native.abi3.so", "adoxide/py.typed", "adoxide/_areas.pyi", "pyspark_adoxide/__init__.py"]:
        equal(part, part in names, True)
    equal("the program", [name.endswith(".data/scripts/adox") for name in names].count(True), 1)
    note(f"{wheel().name}: {wheel().stat().st_size / 1e6:.0f} MB, profile {PROFILE}")


@check("it is installed into an empty environment, with nothing else")
def _():
    venv.create(FRESH, with_pip=True)
    pip = [str(FRESH / "bin/python"), "-m", "pip", "--disable-pip-version-check"]
    call(*pip, "install", "--quiet", "--no-index", str(wheel()))
    packages = json.loads(call(*pip, "list", "--format", "json"))
    equal("packages", sorted({package["name"] for package in packages} - {"pip", "setuptools"}), ["adoxide"])


@check("adox is a command, of the version of the package")
def _():
    version = python("import adoxide, json; print(json.dumps(adoxide.__version__))")
    equal("adox", call(str(FRESH / "bin/adox"), "--version").split()[:2], ["adox", version])
    equal("python -m adoxide", call(str(FRESH / "bin/python"), "-m", "adoxide", "--version").split()[:2], ["adox", version])
    pathlib.Path("config.json").write_text(json.dumps({"organization": URL, "token": PAT}))
    catalog = json.loads(call(str(FRESH / "bin/tap-adoxide"), "--config", "config.json", "--discover"))
    equal("streams of the tap", len(catalog["streams"]) > 50, True)


@check("an organization is synced, and read as rows")
def _():
    program = """
import adoxide, json, sys
url, token = sys.argv[1:]
report = adoxide.sync(url, token=token, to="some.db", tables=["repositories", "projects"])
held = sorted(row["name"] for row in adoxide.table("repositories", database="some.db"))
seen = sorted(row["name"] for row in adoxide.table("repositories", url, token=token))
print(json.dumps([report.is_complete, held == seen, len(held)]))
"""
    complete, alike, count = python(program, URL, PAT)
    equal("the sync is complete, and the rows are those of the service", (complete, alike, count > 0), (True, True, True))


@check("an emulator answers a client")
def _():
    program = """
import adoxide, json
with adoxide.Emulator(seed=1) as emulator:
    print(json.dumps([project["name"] for project in emulator.client().core.get_projects()]))
"""
    equal("projects", len(python(program)) > 0, True)


@check("tables are Arrow, and the fixtures of pytest are there")
def _():
    pip = [str(FRESH / "bin/python"), "-m", "pip", "--disable-pip-version-check"]
    call(*pip, "install", "--quiet", f"adoxide[arrow,test] @ {wheel().as_uri()}")
    program = """
import adoxide, json
table = adoxide.table("repositories", database="some.db").arrow()
print(json.dumps([table.num_rows, str(table.schema.field("size").type)]))
"""
    rows, kind = python(program)
    equal("rows and the type of size", (rows > 0, kind), (True, "int64"))
    pathlib.Path("test_it.py").write_text("def test_it(ado):\n    assert ado.list('core.get_projects') == []\n")
    call(str(FRESH / "bin/python"), "-m", "pytest", "-q", "test_it.py")


run()
