"""A local Azure DevOps for tests: REST and git over one state, on a free port of this machine."""

from __future__ import annotations

from types import TracebackType

from . import _native
from .client import Client

__all__ = ["Emulator"]


class Emulator:
    """A local Azure DevOps, as a context manager.

    ``seed`` makes a believable organization (the same one for the same number) of ``projects`` projects; without it
    the organization is empty. ``latency`` is in seconds.

    >>> with Emulator(seed=1) as emulator:
    ...     client = emulator.client()
    ...     len(client.list("core.get_projects")) > 0
    True
    """

    def __init__(
        self,
        organization: str = "fabrikam",
        *,
        seed: int | None = None,
        projects: int | None = None,
        token: str | None = None,
        latency: float | None = None,
    ) -> None:
        self._native = _native.Emulator(organization, seed=seed, projects=projects, token=token, latency=latency)
        self.organization = organization

    @property
    def url(self) -> str:
        """The URL of the organization."""
        return self._native.url

    @property
    def token(self) -> str:
        """The personal access token that it accepts."""
        return self._native.token

    @property
    def request_count(self) -> int:
        """How many requests it has answered."""
        return self._native.request_count

    def client(self, **options: object) -> Client:
        """A client of its organization."""
        return Client(self.url, token=self.token, **options)  # type: ignore[arg-type]

    def reset(self) -> None:
        """Throws everything away and seeds it again."""
        self._native.reset()

    def stop(self) -> None:
        """Stops answering. Leaving the ``with`` block does it too."""
        self._native.stop()

    def __enter__(self) -> Emulator:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<Emulator {self.url}>"
