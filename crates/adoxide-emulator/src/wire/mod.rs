//! What the service looks like on the wire: addresses, queries, versions, errors, JSON.

pub(crate) mod address;
pub(crate) mod body;
pub(crate) mod compression;
pub(crate) mod edition;
pub(crate) mod envelope;
pub(crate) mod error;
pub(crate) mod json;
pub(crate) mod location;
pub(crate) mod number;
pub(crate) mod query;
pub(crate) mod reply;
pub(crate) mod shape;
pub(crate) mod shared_access;
pub(crate) mod version;
