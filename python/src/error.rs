//! Errors of the SDK as exceptions: the classes stand in `adoxide/errors.py`.

use adoxide::{Error, ErrorKind};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// The exception for an error, with its facts as attributes.
pub fn exception(py: Python<'_>, error: &Error) -> PyErr {
    build(py, error).unwrap_or_else(|failure| failure)
}

fn build(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let facts = PyDict::new(py);
    facts.set_item("operation", error.operation())?;
    facts.set_item("status", error.status().map(|status| status.as_u16()))?;
    facts.set_item("message", error.message())?;
    facts.set_item("type_key", error.type_key())?;
    facts.set_item("code", error.code())?;
    facts.set_item("activity_id", error.activity_id())?;
    facts.set_item("retry_after", error.retry_after().map(|wait| wait.as_secs_f64()))?;
    facts.set_item("advice", error.advice())?;
    facts.set_item("scopes", error.scopes().to_vec())?;
    facts.set_item("outcome_unknown", error.outcome_unknown())?;
    let attempts: Vec<(Option<u16>, String, f64)> = error
        .attempts()
        .iter()
        .map(|one| (one.status.map(|status| status.as_u16()), one.failure.clone(), one.waited.as_secs_f64()))
        .collect();
    facts.set_item("attempts", attempts)?;
    let class = py.import("adoxide.errors")?.getattr(class(error.kind()))?;
    Ok(PyErr::from_value(class.call((error.to_string(),), Some(&facts))?))
}

/// The exception for an error of a sync.
pub fn sync_exception(py: Python<'_>, error: &adoxide_sync::Error) -> PyErr {
    use adoxide_sync::ErrorKind::{Config, Decode};
    match (error.as_service(), error.kind()) {
        (Some(error), _) => exception(py, error),
        (None, Config) => named(py, "ConfigError", &error.to_string()),
        (None, Decode) => named(py, "DecodeError", &error.to_string()),
        (None, _) => named(py, "DestinationError", &error.to_string()),
    }
}

/// An exception of one of the classes in `adoxide/errors.py`.
pub fn named(py: Python<'_>, class: &str, text: &str) -> PyErr {
    let make = || Ok(PyErr::from_value(py.import("adoxide.errors")?.getattr(class)?.call1((text,))?));
    make().unwrap_or_else(|failure: PyErr| failure)
}

fn class(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Config => "ConfigError",
        ErrorKind::Auth => "AuthenticationError",
        ErrorKind::Permission => "PermissionDeniedError",
        ErrorKind::Policy => "PolicyError",
        ErrorKind::NotFound => "NotFoundError",
        ErrorKind::AlreadyExists => "AlreadyExistsError",
        ErrorKind::Conflict => "ConflictError",
        ErrorKind::Precondition => "PreconditionError",
        ErrorKind::Invalid => "InvalidRequestError",
        ErrorKind::Throttled => "ThrottledError",
        ErrorKind::Unavailable => "UnavailableError",
        ErrorKind::Transport => "TransportError",
        ErrorKind::Decode => "DecodeError",
        ErrorKind::TooLarge => "TooLargeError",
        ErrorKind::NotSupported => "NotSupportedError",
        _ => "AdoxideError",
    }
}
