# What type checkers see of the package, whose modules are imported when they are first used.
from . import client as client
from . import emulator as emulator
from . import errors as errors
from . import lakeflow as lakeflow
from . import nouns as nouns
from . import policies as policies
from . import spark as spark
from . import tables as tables
from . import testing as testing
from ._native import __version__
from .client import AzureDevOpsService, Client, Items, describe, operations
from .emulator import Emulator
from .errors import *  # noqa: F403
from .nouns import *  # noqa: F403
from .policies import *  # noqa: F403
from .tables import *  # noqa: F403

__all__ = [
    "AzureDevOpsService",
    "Client",
    "Emulator",
    "Items",
    "__version__",
    "describe",
    "operations",
]
# In the form that type checkers understand.
__all__ += errors.__all__
__all__ += nouns.__all__
__all__ += policies.__all__
__all__ += tables.__all__
from .nouns.organization import *
from .nouns.project import *
from .nouns.repos import *
from .nouns.pipelines import *
from .nouns.boards import *
