//! The emulator from outside: in-process through the service, and over sockets with the real `git`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod audit;
mod auth;
mod behaviour;
mod board;
mod boards;
mod build;
mod classification;
mod commit;
mod compression;
mod control;
mod dashboard;
mod discovery;
mod entra;
mod environment;
#[cfg(target_os = "linux")]
mod exec;
mod extension;
mod fault;
mod feed;
mod git_http;
mod git_operation;
mod git_permission;
mod governance;
mod graph;
mod hook;
mod item;
mod machine;
mod mine;
mod people;
mod permission;
mod policy;
mod preview;
mod process;
mod profile;
mod project;
mod pull_request;
mod pull_request_link;
mod pull_request_policy;
mod pull_request_thread;
mod push;
mod reference;
mod release;
mod repository;
mod route;
mod run;
mod search;
mod secret;
mod seed;
mod state;
mod support;
mod task_group;
mod team_settings;
mod test_plan;
mod test_result;
mod test_run;
mod tfvc;
mod throttle;
#[cfg(unix)]
mod tls;
mod trigger;
mod version;
mod wiki;
mod wiql;
mod work_item;
