"""pytest fixtures: ``ado_emulator``, an empty local Azure DevOps for each test, and ``ado`` a client of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .client import Client
    from .emulator import Emulator


@pytest.fixture
def ado_emulator() -> Iterator[Emulator]:
    """A local Azure DevOps with an empty organization."""
    from .emulator import Emulator

    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def ado_seeded() -> Iterator[Emulator]:
    """A local Azure DevOps with a seeded organization, the same one in each test."""
    from .emulator import Emulator

    with Emulator(seed=1) as emulator:
        yield emulator


@pytest.fixture
def ado(ado_emulator: Emulator) -> Client:
    """A client of ``ado_emulator``."""
    return ado_emulator.client()
