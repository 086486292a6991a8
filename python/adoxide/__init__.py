"""Azure DevOps for Python: every operation of the REST API, tables of an organization, and a local emulator.

>>> import adoxide
>>> with adoxide.Emulator(seed=1) as emulator:
...     client = emulator.client()
...     names = [project["name"] for project in client.core.get_projects()]
"""

from __future__ import annotations

from ._native import __version__ as __version__

# Modules are imported when something of theirs is first used: `import adoxide` takes a few milliseconds. Type checkers
# read `__init__.pyi`.

#: The modules that are attributes without being imported.
_MODULES = ("client", "emulator", "errors", "lakeflow", "nouns", "policies", "spark", "tables", "testing")
#: Those whose names are also the package's.
_PUBLIC = ("errors", "client", "emulator", "tables", "nouns", "policies")


def _module(name):
    from importlib import import_module

    return import_module(f"{__name__}.{name}")


def _all():
    names = {name for module in _PUBLIC for name in _module(module).__all__}
    return sorted({*names, "__version__"})


def __getattr__(name):
    if name == "__all__":
        return _all()
    if name in _MODULES:
        return _module(name)
    if not name.startswith("_"):
        for module in map(_module, _PUBLIC):
            if name in module.__all__:
                return globals().setdefault(name, getattr(module, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_MODULES, *_all()})
