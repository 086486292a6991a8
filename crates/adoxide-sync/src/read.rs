//! How feeds read the service: requests within what a feed may ask for, pages as slices of what was sent, rows, and
//! their faults.

mod family;
mod items;
mod reader;
mod rows;
mod service;
mod tree;

pub(crate) use self::family::{Children, Fetched, read as family};
pub(crate) use self::items::{Items, Json, Reading};
pub(crate) use self::reader::{Given, Reader, values_below};
pub(crate) use self::rows::{
    filter, integers, is_not_found, is_refused, is_true, keys, only_columns, texts, with_column,
};
pub(crate) use self::service::{AT_ONCE, Asking, Service, Shared, operation};
pub(crate) use self::tree::{nodes, paths};

/// A mark of some texts: another one, if any of them is another one. It is kept in cursors, so it is the same in every
/// version of the program (FNV-1a).
pub(crate) fn mark(texts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in texts.iter().flat_map(|text| text.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
