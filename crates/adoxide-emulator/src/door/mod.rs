//! The ways in: sockets, plain or with TLS, a proxy, a private namespace, and a call in-process. All of them
//! lead to [`front`].

mod connection;
pub(crate) mod control;
pub(crate) mod entra;
#[cfg(target_os = "linux")]
pub mod exec;
pub(crate) mod front;
mod log_store;
pub(crate) mod proxy;
pub(crate) mod server;
pub(crate) mod tls;
