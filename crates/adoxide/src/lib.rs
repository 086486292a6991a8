//! Azure DevOps for Rust: every REST operation typed, and resource objects that do whole jobs.
//!
//! Two layers, both public:
//!
//! * [`api`] has one function for each of the service's operations; it makes a value that [`Client::call`]
//!   sends. Lists come as streams from [`Client::items`] and [`Client::pages`].
//! * [`resource`] has the nouns: projects, repositories, branches, commits, pushes.

mod address;
mod client;
pub mod credential;
mod download;
mod error;
mod limit;
mod location;
mod page;
mod request;
pub mod resource;
mod send;
pub mod transport;

pub use adoxide_api as api;
pub use http::Method;

pub use address::Address;
pub use client::{Builder, Client, Response};
pub use download::Download;
pub use error::{Attempt, Error, ErrorKind, Result};
pub use limit::{Limiter, RateLimit};
pub use location::Location;
pub use page::{Continuation, FromPage, Items, Page, Pages, RawPage};
pub use request::Request;
pub use send::Options;
