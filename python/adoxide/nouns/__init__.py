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
]
# In the form that type checkers understand.
__all__ += boards.__all__
__all__ += organization.__all__
__all__ += pipelines.__all__
__all__ += project.__all__
__all__ += repos.__all__
