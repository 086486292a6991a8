"""Azure DevOps for Python: every operation of the REST API, tables of an organization, and a local emulator.

>>> import adoxide
>>> with adoxide.Emulator(seed=1) as emulator:
...     client = emulator.client()
...     names = [project["name"] for project in client.core.get_projects()]
"""

from __future__ import annotations

from . import errors, nouns, policies, tables
from ._native import __version__
from .client import AzureDevOpsService, Client, Items, describe, operations
from .emulator import Emulator
from .errors import *  # noqa: F403
from .nouns import Info, Noun
from .nouns.boards import *  # noqa: F403
from .nouns.organization import *  # noqa: F403
from .nouns.pipelines import *  # noqa: F403
from .nouns.project import *  # noqa: F403
from .nouns.repos import *  # noqa: F403
from .policies import *  # noqa: F403
from .tables import *  # noqa: F403

__all__ = [
    "AzureDevOpsService",
    "Client",
    "Emulator",
    "Info",
    "Items",
    "Noun",
    "__version__",
    "describe",
    "operations",
]
# In the form that type checkers understand.
__all__ += errors.__all__
__all__ += nouns.boards.__all__
__all__ += nouns.organization.__all__
__all__ += nouns.pipelines.__all__
__all__ += nouns.project.__all__
__all__ += nouns.repos.__all__
__all__ += policies.__all__
__all__ += tables.__all__
