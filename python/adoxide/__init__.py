"""Azure DevOps for Python: every operation of the REST API, tables of an organization, and a local emulator.

>>> import adoxide
>>> with adoxide.Emulator(seed=1) as emulator:
...     client = emulator.client()
...     names = [project["name"] for project in client.core.get_projects()]
"""

from __future__ import annotations

from . import errors, nouns, policies
from ._native import __version__
from .client import Area, AzureDevOpsService, Client, Items, describe, operations
from .emulator import Emulator
from .errors import *  # noqa: F403
from .nouns import *  # noqa: F403
from .policies import *  # noqa: F403

__all__ = [
    "Area",
    "AzureDevOpsService",
    "Client",
    "Emulator",
    "Items",
    "__version__",
    "describe",
    "operations",
    *errors.__all__,
    *nouns.__all__,
    *policies.__all__,
]
