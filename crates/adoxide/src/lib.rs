//! Azure DevOps for Rust: every REST operation typed, and resource objects that do whole jobs.
//!
//! Two layers, both public.
//!
//! [`resource`] has the nouns, with the verbs of Azure DevOps' own pages:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let emulator = adoxide_emulator::Emulator::builder().build()?;
//! # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
//! #     .credential(adoxide::credential::Pat::new(emulator.token())?)
//! #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
//! #     .build()?;
//! // let ado = adoxide::Client::from_env()?;
//! let project = ado.create_project("Contoso").process("Agile").await?;
//! let repo = project.create_repository("web").await?;
//! repo.commit("main", "Say hello").add("/hello.txt", "Hello\n").create().push().await?;
//! repo.commit("main", "Say more").edit("/hello.txt", "Hello, world\n").push().await?;
//!
//! assert_eq!(repo.file("/hello.txt").text().await?, "Hello, world\n");
//! let mut commits = repo.commits().path("/hello.txt").stream();
//! while let Some(commit) = commits.next().await {
//!     println!("{}", commit?.message().await?);
//! }
//! # Ok(()) }
//! ```
//!
//! [`api`] has one function for each of the service's operations. It makes a value; [`Client::call`] sends it,
//! [`Client::items`] and [`Client::pages`] follow a list to its end, and [`Client::request`] sends what is not
//! in the catalog:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let emulator = adoxide_emulator::Emulator::builder().build()?;
//! # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
//! #     .credential(adoxide::credential::Pat::new(emulator.token())?)
//! #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
//! #     .build()?;
//! use adoxide::api::git;
//!
//! let mut repositories = ado.items(git::get_repositories(None, git::GetRepositories::default()));
//! while let Some(repository) = repositories.next().await {
//!     println!("{}", repository?.name.unwrap_or_default());
//! }
//! let me = ado.request(adoxide::Method::GET, "_apis/connectionData").await?;
//! println!("{}", me.body["authenticatedUser"]["providerDisplayName"]);
//! # Ok(()) }
//! ```
//!
//! Every call goes through one loop: it waits where the service asks to wait, renews a token that was refused,
//! and sends a request again only where that can't do it twice. What goes wrong is one [`Error`], with a
//! [kind](ErrorKind) to act on and a sentence to show.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod address;
mod client;
mod clock;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod credential;
mod download;
mod error;
mod limit;
mod location;
mod options;
mod page;
mod pool;
mod refusal;
mod request;
pub mod resource;
mod response;
mod send;
pub mod transport;
mod upload;
#[cfg(feature = "webhook")]
pub mod webhook;

pub use adoxide_api as api;
pub use http::Method;
/// The dates and times of this crate's API.
pub use jiff;

pub use address::Address;
pub use client::{Builder, Client};
pub use download::Download;
pub use error::{Attempt, Error, ErrorKind, OptionalExt, Result};
pub use limit::{Limiter, Priority, RateLimit};
pub use location::Location;
pub use options::Options;
pub use page::{Continuation, FromPage, Items, Page, Pages, RawPage};
pub use pool::{Pool, PooledIdentity};
pub use request::Request;
pub use response::Response;
pub use upload::Upload;

/// The examples of the README compile, and run.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// Those of the guide do, too.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guide/rust.md")]
struct Guide;
