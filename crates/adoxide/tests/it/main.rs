//! One binary for all integration tests: linking is the cost.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod emulator;
mod page;
mod pull_request;
mod resource;
mod script;
mod secret;
mod send;
mod socket;
mod throttle;
