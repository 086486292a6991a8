//! Work that takes time.

use jiff::Timestamp;

use super::id::OperationId;

/// How an operation is doing. The names are those of the REST API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationStatus {
    /// Waiting or running.
    InProgress,
    /// Done.
    Succeeded,
    /// Ended without success, with the reason.
    Failed(String),
}

impl OperationStatus {
    /// The name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InProgress => "inProgress",
            Self::Succeeded => "succeeded",
            Self::Failed(_) => "failed",
        }
    }
}

/// An asynchronous operation: the creation of a project, say.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
    /// When it was asked for.
    pub queued_at: Timestamp,
    /// How it is doing.
    pub status: OperationStatus,
}
