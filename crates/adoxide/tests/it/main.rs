//! One binary for all integration tests: linking is the cost.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod bad_input;
mod bad_work_item;
mod boards;
mod conformance;
mod emulator;
mod entra;
mod network;
mod page;
mod permission;
mod pull_request;
mod query;
mod recording;
mod repository;
mod resource;
mod script;
mod secret;
mod send;
mod sign_in;
mod socket;
mod throttle;
mod tls;
mod webhook;
mod version;
mod work_item;
