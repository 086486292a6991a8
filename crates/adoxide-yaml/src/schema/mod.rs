//! The grammar of pipelines and templates, as data.
//!
//! [Reference](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema)

mod check;
mod job;
mod pipeline;
mod resource;
mod shape;
mod step;

pub(crate) use check::{Found, MappingCheck};
pub(crate) use job::{JOB, JOBS, STAGE, STAGES};
pub(crate) use pipeline::{
    EXTENDED, JOBS_TEMPLATE, PIPELINE, STAGES_TEMPLATE, STEPS_TEMPLATE, VARIABLES_TEMPLATE,
    is_of_implicit_job,
};
pub(crate) use resource::CONTAINER;
pub(crate) use shape::{ANY, Expressions, Role, SCALAR, Shape, TemplateKind};
pub(crate) use step::{STEP, STEPS, is_common_of_steps};
