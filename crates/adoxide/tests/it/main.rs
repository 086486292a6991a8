//! One binary for all integration tests: linking is the cost.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod audit;
mod bad_input;
mod bad_work_item;
mod boards;
mod conformance;
mod dashboard;
mod emulator;
mod entra;
mod examples;
mod feed;
mod follow;
mod network;
mod notification;
mod own_change;
mod page;
mod people;
mod permission;
mod pipeline;
mod pull_request;
mod query;
mod recording;
mod repository;
mod resource;
mod script;
mod search;
mod secret;
mod send;
mod sign_in;
mod socket;
mod task_session;
mod throttle;
mod tls;
mod version;
mod webhook;
mod wiki;
mod work_item;
