"""Exceptions: what went wrong, with the facts that a program needs to act on it."""

from __future__ import annotations

from typing import Any

__all__ = [
    "AdoxideError",
    "AlreadyExistsError",
    "AuthenticationError",
    "ConfigError",
    "ConflictError",
    "DecodeError",
    "DestinationError",
    "IncompleteError",
    "InvalidRequestError",
    "NotFoundError",
    "NotSupportedError",
    "PermissionDeniedError",
    "PolicyError",
    "PreconditionError",
    "ThrottledError",
    "TooLargeError",
    "TransportError",
    "UnavailableError",
]


class AdoxideError(Exception):
    """The base of all exceptions of this package.

    ``str()`` is one sentence that says what happened and what to do; it holds no token and no body.
    """

    #: The operation of the REST API that was called.
    operation: str | None
    #: The HTTP status, if the service answered.
    status: int | None
    #: The service's own message.
    message: str | None
    #: The service's name for the error, such as ``GitRepositoryNotFoundException``.
    type_key: str | None
    #: The number at the start of the service's message, such as ``TF401019``.
    code: str | None
    #: The activity id, by which Microsoft's support finds the request.
    activity_id: str | None
    #: Seconds to wait before another attempt, if the service says so.
    retry_after: float | None
    #: What to do about it.
    advice: str
    #: The scopes of a token that may do it.
    scopes: list[str]
    #: Whether a change may have happened although its answer was lost.
    outcome_unknown: bool
    #: Each attempt: HTTP status or None, what failed, seconds waited after it.
    attempts: list[tuple[int | None, str, float]]

    def __init__(
        self,
        text: str,
        *,
        operation: str | None = None,
        status: int | None = None,
        message: str | None = None,
        type_key: str | None = None,
        code: str | None = None,
        activity_id: str | None = None,
        retry_after: float | None = None,
        advice: str = "",
        scopes: list[str] | None = None,
        outcome_unknown: bool = False,
        attempts: list[tuple[int | None, str, float]] | None = None,
    ) -> None:
        super().__init__(text)
        self.operation = operation
        self.status = status
        self.message = message
        self.type_key = type_key
        self.code = code
        self.activity_id = activity_id
        self.retry_after = retry_after
        self.advice = advice
        self.scopes = scopes or []
        self.outcome_unknown = outcome_unknown
        self.attempts = attempts or []


class ConfigError(AdoxideError):
    """Configuration is missing or wrong: the address, the credential, the name of an operation. Nothing was sent."""


class AuthenticationError(AdoxideError):
    """Authentication failed: the service does not accept the credential."""


class PermissionDeniedError(AdoxideError):
    """Permission denied: the credential is good and may not do this."""


class PolicyError(AdoxideError):
    """A branch policy does not allow it."""


class NotFoundError(AdoxideError):
    """Not found: it does not exist, or the credential may not see it."""


class ConflictError(AdoxideError):
    """Conflict: it changed meanwhile, or its state does not allow it."""


class AlreadyExistsError(ConflictError):
    """It already exists: the name is taken, or the thing is there."""


class PreconditionError(ConflictError):
    """Precondition failed: a condition of the request, such as a revision or an ETag, does not hold any more."""


class InvalidRequestError(AdoxideError):
    """The request itself is wrong."""


class ThrottledError(AdoxideError):
    """Throttled: the budget of this identity is used up."""


class UnavailableError(AdoxideError):
    """Unavailable: the service failed, or is down."""


class TransportError(AdoxideError):
    """The request or its answer was lost on the way."""


class DecodeError(AdoxideError):
    """The answer came and could not be decoded."""


class DestinationError(AdoxideError):
    """The destination of a sync could not be opened, read or written; what was committed before is whole."""


class IncompleteError(AdoxideError):
    """A part could not be read, and the rest was. ``failures`` says which and why, in sentences; ``report`` holds what
    was done."""

    failures: list[str]
    report: Any

    def __init__(self, text: str, *, failures: list[str] | None = None, report: Any = None) -> None:
        super().__init__(text)
        self.failures = failures or []
        self.report = report


class TooLargeError(AdoxideError):
    """The answer is larger than the limit of one in memory."""


class NotSupportedError(AdoxideError):
    """Not supported by this service, or by this version of it."""
