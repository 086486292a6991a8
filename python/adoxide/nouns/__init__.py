"""The nouns: objects that do whole jobs, above the operations of the REST API."""

from __future__ import annotations

from . import boards, organization, pipelines, project, repos
from .base import Info, Noun
from .boards import *  # noqa: F403
from .organization import *  # noqa: F403
from .pipelines import *  # noqa: F403
from .project import *  # noqa: F403
from .repos import *  # noqa: F403

__all__ = [
    "Info",
    "Noun",
    *boards.__all__,
    *organization.__all__,
    *pipelines.__all__,
    *project.__all__,
    *repos.__all__,
]
