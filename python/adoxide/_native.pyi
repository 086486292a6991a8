from collections.abc import Awaitable
from typing import Any, Self

__version__: str

class Items:
    def __iter__(self) -> Self: ...
    def __next__(self) -> Any: ...
    def __aiter__(self) -> Self: ...
    def __anext__(self) -> Awaitable[Any]: ...
    def all(self) -> list[Any]: ...

class Client:
    def __new__(
        cls,
        organization: str = "",
        *,
        token: str | None = None,
        bearer: str | None = None,
        tenant_id: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        azure_cli: bool = False,
        anonymous: bool = False,
        timeout: float | None = None,
        attempts: int | None = None,
    ) -> Self: ...
    @property
    def url(self) -> str: ...
    @property
    def organization(self) -> str: ...
    @property
    def credential_source(self) -> str: ...
    def call(self, operation: str, /, **arguments: Any) -> Any: ...
    def acall(self, operation: str, /, **arguments: Any) -> Awaitable[Any]: ...
    def items(self, operation: str, /, **arguments: Any) -> Items: ...
    def items_at(self, path: str, *, query: dict[str, Any] | None = None) -> Items: ...
    def request_sync(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Any: ...
    def request_async(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Awaitable[Any]: ...

class Emulator:
    def __new__(
        cls,
        organization: str,
        *,
        seed: int | None = None,
        projects: int | None = None,
        token: str | None = None,
        latency: float | None = None,
    ) -> Self: ...
    @property
    def url(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def request_count(self) -> int: ...
    def reset(self) -> None: ...
    def stop(self) -> None: ...

def operations() -> list[str]: ...
def describe(name: str) -> dict[str, Any]: ...
