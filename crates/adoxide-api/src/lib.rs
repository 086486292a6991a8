//! What the Azure DevOps REST API looks like on the wire: every operation a typed value, and the catalog
//! that describes them all. There is no IO, no async and no clock in here; `adoxide` sends these
//! operations, `adoxide-emulator` answers them.
//!
//! * [`wire`] is written by hand: operations, lists, open enums, dates, links, JSON Patch, error bodies.
//! * The other modules are generated from Microsoft's OpenAPI files, one module and one cargo feature for
//!   each area. The [catalog](fn@catalog) is always there, with or without the types of an area.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
pub mod wire;

// Formatted by the generator: one line where rustfmt would need six.
#[rustfmt::skip]
mod generated;

pub use generated::*;

use wire::OpMeta;

/// Every operation of the REST API, whether or not the types of its area are compiled in.
pub fn catalog() -> impl Iterator<Item = &'static OpMeta> {
    generated::CATALOG.iter().flat_map(|area| area.iter().copied())
}
