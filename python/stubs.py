"""Writes `adoxide/_areas.pyi`, the types of all operations, from the catalog in the extension: `python stubs.py`.

With `--check` it writes nothing, and fails if the file is not what it would write.
"""

import keyword
import pathlib
import sys

import adoxide

FILE = pathlib.Path(__file__).parent / "adoxide" / "_areas.pyi"

HEAD = '''# Written by stubs.py from the catalog of operations; not by hand.
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from .client import Area, Items

_One = str | int | float | bool | datetime | Enum
_Value = _One | Sequence[_One]
_Headers = dict[str, str]
_Query = dict[str, Any]
'''


def class_name(path: str) -> str:
    """`git` is `_Git`, `memberEntitlementManagement.users` is `_MemberEntitlementManagementUsers`."""
    words = path.replace(".", "_").split("_")
    return "_" + "".join(word[:1].upper() + word[1:] for word in words)


def method(name: str, facts: dict) -> str:
    """The signature of an operation."""
    required, optional = [], []
    for word, _, _, needed in facts["parameters"]:
        if keyword.iskeyword(word) or not word.isidentifier():
            # It can only be given as `**{word: value}`.
            continue
        mine = required if needed else optional
        text = f"{word}: _Value" if needed else f"{word}: _Value | None = ..."
        if text not in mine:
            mine.append(text)
    known = {text.split(":")[0] for text in required + optional}
    further = [("query", "_Query | None"), ("headers", "_Headers | None"), ("api_version", "str | None")]
    if facts["takes_body"]:
        further.insert(0, ("body", "Any"))
    optional += [f"{word}: {kind} = ..." for word, kind in further if word not in known]
    answer = "Items" if facts["is_list"] else "Any"
    return f"    def {name}(self, *, {', '.join(required + optional)}) -> {answer}: ..."


def text() -> str:
    """All of the file."""
    areas: dict[str, dict[str, dict | None]] = {}
    for operation in adoxide.operations():
        *path, name = operation.split(".")
        for depth in range(1, len(path)):
            areas.setdefault(".".join(path[:depth]), {})[path[depth]] = None
        areas.setdefault(".".join(path), {})[name] = adoxide.describe(operation)
    lines = [HEAD]
    for path, members in sorted(areas.items()):
        lines.append(f"class {class_name(path)}(Area):")
        for name, facts in sorted(members.items()):
            if keyword.iskeyword(name):
                continue  # Only getattr reaches it.
            if facts is None:
                lines += ["    @property", f"    def {name}(self) -> {class_name(f'{path}.{name}')}: ..."]
            else:
                lines.append(method(name, facts))
        lines.append("")
    lines.append("class Areas:")
    for path in sorted(path for path in areas if "." not in path and not hasattr(adoxide._native.Client, path)):
        lines += ["    @property", f"    def {path}(self) -> {class_name(path)}: ..."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes the file, or compares it."""
    if "--check" not in sys.argv[1:]:
        FILE.write_text(text())
    elif FILE.read_text() != text():
        sys.exit(f"{FILE.name} is not up to date: run python stubs.py")


if __name__ == "__main__":
    main()
