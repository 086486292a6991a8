//! What answers: from a request that was let in to its operation, and to git's own protocol.

pub(crate) mod auth;
pub(crate) mod discovery;
pub(crate) mod git;
pub(crate) mod incoming;
pub(crate) mod rest;
pub(crate) mod route;
