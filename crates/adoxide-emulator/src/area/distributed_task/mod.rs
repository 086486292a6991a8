//! What runs the jobs of pipelines, and what they use: pools, queues and agents, environments, variable groups, secure
//! files, task groups, deployment groups, tasks; and what tasks tell of a run while it goes.

mod agent;
mod agent_cloud;
mod callback;
mod deployment_group;
mod elastic;
mod environment;
mod job_request;
mod maintenance;
mod oidc;
mod secure_file;
mod session;
mod shape;
mod task;
mod task_group;
mod usage;
mod variable_group;

pub(super) use self::shape::{approver, is_named, numbers, required_project, short_person};
pub(super) use self::variable_group::{group_json, read_variables, variables_json};
use crate::handler::Row;

/// The rows of all operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        agent::handlers,
        agent_cloud::handlers,
        callback::handlers,
        deployment_group::handlers,
        elastic::handlers,
        environment::handlers,
        job_request::handlers,
        maintenance::handlers,
        oidc::handlers,
        secure_file::handlers,
        session::handlers,
        task::handlers,
        task_group::handlers,
        usage::handlers,
        variable_group::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
