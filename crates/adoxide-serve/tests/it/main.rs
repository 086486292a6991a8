//! The server as its users have it: on a socket, against an emulator on another one, into real SQLite files.

#![allow(clippy::unwrap_used, reason = "tests may")]
#![allow(clippy::format_push_string, reason = "it reads better than write!")]

mod credential;
mod door;
mod mcp;
mod openapi;
mod proof;
mod serve;
mod shared;
mod stage;
mod webhook;
mod world;
