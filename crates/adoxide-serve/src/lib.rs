//! A server that keeps tables fresh: scheduled syncs, and credentials and status behind an HTTP API.
//!
//! [`Config`] is one file. [`Server`] opens everything that it names, and runs until it is told to stop:
//!
//! ```no_run
//! # async fn serve() -> Result<(), adoxide_serve::Error> {
//! use adoxide_serve::{Config, Server};
//!
//! let config = Config::read("serve.toml".as_ref())?;
//! let server = Server::open(config).await?;
//! println!("listening on {}", server.address());
//! server.run(std::future::pending()).await
//! # }
//! ```
//!
//! # How it works
//!
//! ```text
//!  configuration ─► connections ─┬─► lane: one destination, one writer ─► adoxide-sync ─► tables
//!  credentials   ─► pool ────────┘        ▲ due by schedule, or asked to run
//!  HTTP API      ─────────────────────────┤
//!  webhooks      ─► inbox ────────────────┘ what they name is read again
//! ```
//!
//! - A **connection** is an organization, its credentials, what of it is synced, how often, and into which destination.
//! - A **lane** is a destination with its connections: they take turns, since a destination has one writer.
//! - The **inbox** holds deliveries of webhooks until they were acted on: in `serve.db`, or in the destination if that is a
//!   PostgreSQL database, which servers may share. One of them writes to it, the others stand by.
//! - The **state** of the server (credentials, tokens, what is paused) is in `serve.db` in its data folder. Rows and
//!   cursors are in the destinations alone.

mod agent;
mod config;
mod connection;
mod credential;
mod error;
mod http;
mod interval;
mod lane;
mod metrics;
mod schedule;
mod server;
mod state;
mod text;
mod token;
mod vault;
mod webhook;

pub use agent::{Agent, Agents};
pub use config::{Config, ConnectionConfig, McpConfig, TokenSource, WebhookConfig};
pub use credential::{CredentialChange, CredentialError, CredentialInfo, Credentials};
pub use error::{Error, ErrorKind};
pub use interval::Interval;
pub use schedule::Schedule;
pub use server::Server;
pub use state::State;
pub use token::{Token, TokenInfo};
pub use vault::MasterKey;
