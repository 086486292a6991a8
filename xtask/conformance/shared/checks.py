"""What the Python suites share: checks and how they are reported, git, and what the emulator holds."""

import base64
import json
import os
import subprocess
import sys
import traceback
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

#: The address of the organization, and the token of its owner.
URL = os.environ["ADOXIDE_ORG"]
PAT = os.environ["ADOXIDE_PAT"]
#: What the emulator held when the suite began: projects, their repositories, where their references are.
HELD = json.loads(os.environ["ADOXIDE_HELD"])

ZERO = "0" * 40

_checks = []
# Clients print what they like; the report goes where standard output was, and nothing else does.
_report = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


class Mismatch(Exception):
    """Something is not as expected."""


def check(name):
    """Makes a function a check of the suite. Checks are made in the order in which they are written."""

    def add(function):
        _checks.append((name, function))
        return function

    return add


def equal(what, seen, expected):
    """Compares."""
    if type(seen) is not type(expected) or seen != expected:
        raise Mismatch(f"{what}: expected {_short(expected)}, saw {_short(seen)}")


def contains(what, text, part):
    """Looks for a part of a text."""
    if part not in text:
        raise Mismatch(f"{what}: expected {part!r} in it, saw {_short(text)}")


def raises(what, kind, call):
    """Calls something that must raise; the exception."""
    try:
        seen = call()
    except kind as error:
        return error
    raise Mismatch(f"{what}: expected {kind.__name__}, saw {_short(seen)}")


def note(text):
    """Adds something that was measured to the report."""
    _print({"note": text})


def _short(value):
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:300]} … ({len(text)} characters)"


def run():
    """Makes all checks and reports each. A check that raises anything has failed; the rest goes on."""
    _print({"plan": [name for name, _ in _checks]})
    for name, function in _checks:
        line = {"check": name, "ok": True}
        try:
            function()
        except Mismatch as mismatch:
            line = {"check": name, "ok": False, "detail": str(mismatch)}
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            where = traceback.extract_tb(error.__traceback__)[1:2]
            where = f" (line {where[0].lineno}: {where[0].line})" if where else ""
            line = {"check": name, "ok": False, "detail": f"{type(error).__name__}: {error}{where}"}
        _print(line)


def _print(line):
    print(json.dumps(line), file=_report, flush=True)


def rest(path, method="GET", body=None, host="", media="application/json"):
    """Asks the organization past the client, which must succeed; the answer. In the cloud some of it is on a host
    whose name begins with another word (`vssps.`)."""
    mark = "&" if "?" in path else "?"
    version = "" if "api-version=" in path else f"{mark}api-version=7.1"
    url = URL.replace("//", f"//{host}", 1)
    request = Request(f"{url}/{quote(path, safe='/?&=$,.:%()[]-_')}{version}", method=method)
    request.add_header("Authorization", "Basic " + base64.b64encode(f":{PAT}".encode()).decode())
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", media)
    with urlopen(request, timeout=60) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def git(*arguments, cwd="."):
    """Runs git, which must succeed; what it printed."""
    done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True)
    if done.returncode != 0:
        told = f"git {' '.join(arguments)}: expected success, saw {done.stderr.decode()}"
        raise Mismatch(told.replace(PAT, "TOKEN"))
    return done.stdout.decode().rstrip("\n")


def git_lines(*arguments, cwd="."):
    """Runs git, which must succeed; the lines that it printed."""
    return git(*arguments, cwd=cwd).splitlines()


def git_bytes(*arguments, cwd="."):
    """Runs git, which must succeed; the bytes that it printed."""
    return subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True).stdout


def git_url(project, repository):
    """The address of a repository."""
    return f"{URL}/{quote(project)}/_git/{quote(repository)}"


def with_token(url):
    """An address with the token in it."""
    parts = urlsplit(url)
    return parts._replace(netloc=f"me:{PAT}@{parts.netloc.rpartition('@')[2]}").geturl()


#: The repository that git made and pushed before the suite began, and a clone of it in a folder of that name.
HISTORY = "history"
#: The project that it is in.
PROJECT = HELD["projects"][0]


def history(*arguments):
    """Asks git in the clone of the history; what it printed."""
    return git("-c", "core.quotePath=false", *arguments, cwd=HISTORY)


def history_lines(*arguments):
    """Asks git in the clone of the history; the lines that it printed."""
    return history(*arguments).splitlines()


def refs_of(project, repository):
    """The references of a repository by name, as git sees them from outside."""
    lines = git_lines("ls-remote", with_token(git_url(project, repository)))
    return {name: at for at, name in (line.split("\t") for line in lines)}
