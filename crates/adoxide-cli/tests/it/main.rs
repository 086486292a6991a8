//! The program as its users have it: the binary, against an emulator on a socket.

#![allow(clippy::unwrap_used, reason = "tests may")]
#![allow(clippy::format_push_string, reason = "it reads better than write!")]

mod api;
mod audit;
mod auth;
mod book;
mod config;
mod connect;
mod demo;
mod emulator;
mod export;
mod git;
mod help;
mod hook;
mod input;
mod jobs;
mod mcp;
mod metrics;
mod output;
mod pool;
mod postgres;
mod pr;
mod pr_diff;
mod pr_verbs;
mod preview;
mod query;
mod repo;
mod report;
mod serve;
mod server;
mod stage;
mod sync;
mod watch;
mod who;
mod work_item;
