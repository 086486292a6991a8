// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `distributed_task`: the operations of 3 specifications.

pub mod elastic;
pub mod task;
pub mod task_agent;
