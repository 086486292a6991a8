// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `artifacts`: the operations of 2 specifications.

pub mod feed;
pub mod provenance;
