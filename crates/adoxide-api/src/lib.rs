//! What the Azure DevOps REST API looks like on the wire: every operation a typed value, and the catalog
//! that describes them all. There is no IO, no async and no clock in here; `adoxide` sends these
//! operations, `adoxide-emulator` answers them.
//!
//! * [`wire`] is written by hand: operations, lists, open enums, dates, links, JSON Patch, error bodies.
//! * The other modules are generated from Microsoft's OpenAPI files, one module and one cargo feature for
//!   each area. The [catalog](fn@catalog) is always there, with or without the types of an area.

#[macro_use]
pub mod wire;
