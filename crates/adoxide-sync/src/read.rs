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
pub(crate) use self::service::{AT_ONCE, Asking, Service, operation};
pub(crate) use self::tree::nodes;
