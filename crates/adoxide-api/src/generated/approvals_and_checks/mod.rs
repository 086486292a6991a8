// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `approvals_and_checks`: the operations of 3 specifications.

pub mod pipeline_permissions;
pub mod pipelines_checks;
pub mod pipelinesapproval;
