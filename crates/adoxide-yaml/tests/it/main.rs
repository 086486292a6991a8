//! The expander from outside: tables of cases, the limits, and random pipelines.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod case;
mod cases;
mod expressions;
mod fuzz;
mod host;
mod limits;
