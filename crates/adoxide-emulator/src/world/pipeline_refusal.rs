//! Why a change of what pipelines use is refused.

use uuid::Uuid;

/// Why a change of environments, secure files and their like is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineRefusal {
    /// One of this name exists.
    #[error("{0} already exists")]
    Exists(String),
    /// No such environment.
    #[error("there is no environment {0}")]
    NoEnvironment(i64),
    /// No such resource in an environment.
    #[error("there is no resource {0} in the environment")]
    NoEnvironmentResource(i64),
    /// No such secure file.
    #[error("there is no secure file {0}")]
    NoSecureFile(Uuid),
}
