//! The connector against real parts.

#![allow(clippy::unwrap_used)]

mod crash;
mod engine;
mod history;
mod script;
mod service;
mod sqlite;
