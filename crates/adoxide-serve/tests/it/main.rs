//! The server as its users have it: on a socket, against an emulator on another one, into real SQLite files.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod credential;
mod door;
mod mcp;
mod openapi;
mod proof;
mod serve;
mod stage;
mod webhook;
mod world;
