//! Pipelines and their runs, and what runs use: variable groups, secure files, service endpoints, environments,
//! approvals and checks, agents.

mod agent;
mod approval;
mod artifact;
mod callback;
mod check;
mod definition;
mod environment;
mod failure;
mod follow;
mod log;
mod new_run;
mod permission;
mod run;
mod runs;
mod secure_file;
mod service_endpoint;
mod task_group;
mod timeline;
mod variable_group;

pub use agent::{Agent, AgentPool, AgentQueue};
pub use approval::{Approval, Approvals};
pub use artifact::Artifact;
pub use callback::TaskSession;
pub use check::{Check, CheckKind, Checks, RequiredTemplate};
pub use definition::{NewPipeline, Pipeline, PipelineRef, Pipelines};
pub use environment::Environment;
pub use failure::{Failure, Failures};
pub use follow::{Follow, RunEvent, RunLine};
pub use log::{Log, LogLine};
pub use new_run::NewRun;
pub use permission::{PipelinePermissions, ProtectedResource};
pub(super) use run::Maybe;
pub use run::{Run, Stage};
pub use runs::Runs;
pub use secure_file::SecureFile;
pub use service_endpoint::ServiceEndpoint;
pub use task_group::TaskGroup;
pub use timeline::{Record, RecordKind, Timeline};
pub use variable_group::{NewVariableGroup, VariableGroup};
