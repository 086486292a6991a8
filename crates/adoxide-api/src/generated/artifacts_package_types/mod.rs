// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `artifacts_package_types`: the operations of 6 specifications.

pub mod cargo_api;
pub mod maven;
pub mod npm;
pub mod nu_get;
pub mod py_pi_api;
pub mod universal;
