//! The connector against real parts.

#![allow(clippy::unwrap_used)]

mod board_table;
mod boards;
mod column;
mod crash;
mod double;
mod emulator;
mod engine;
mod everything;
mod fresh;
mod governance;
mod history;
mod isolation;
mod jsonl;
#[cfg(feature = "delta")]
mod lake;
mod operation;
mod people;
mod pipeline;
mod plan;
mod pool;
#[cfg(unix)]
mod postgres;
mod pull_request;
mod repos;
mod reread;
mod script;
mod service;
mod sqlite;
mod support;
mod verify;
mod waiting;
