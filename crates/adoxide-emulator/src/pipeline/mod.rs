//! Pipelines in YAML: their files are read from the emulator's repositories, expanded as the service does, and become
//! what a run consists of.

mod plan;
mod push;
mod source;
mod trigger;

pub(crate) use self::push::triggered;
pub(crate) use self::source::{
    Asked, Place, Version, build_variables, expand, parameter_texts, plan, plan_of_text,
};
