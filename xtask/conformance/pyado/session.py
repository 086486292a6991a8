"""The connection that all checks use, and which members of the client's classes they used."""

import functools
import inspect
import types

from pyado import AzureDevOpsService

from checks import PAT

service = AzureDevOpsService(org="fabrikam", pat=PAT)
organization = service.org

#: The public members of watched classes and modules, and those that were used.
known, used = set(), set()


def _noting(name, function):
    known.add(name)

    @functools.wraps(function)
    def noted(*arguments, **options):
        used.add(name)
        return function(*arguments, **options)

    return noted


def watch(of):
    """Notes from now on which public members of a class or module are used."""
    for name, member in list(vars(of).items()):
        full = f"{of.__name__.rpartition('.')[2]}.{name}"
        if name.startswith("_") or inspect.getmodule(member) not in (inspect.getmodule(of), None):
            continue
        if isinstance(member, property):
            setattr(of, name, property(_noting(full, member.fget)))
        elif isinstance(member, staticmethod):
            setattr(of, name, staticmethod(_noting(full, member.__func__)))
        elif isinstance(member, types.FunctionType):
            setattr(of, name, _noting(full, member))
