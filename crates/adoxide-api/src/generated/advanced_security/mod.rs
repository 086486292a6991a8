// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `advanced_security`: the operations of 3 specifications.

pub mod advanced_security_reporting;
pub mod alert;
pub mod management;
