//! The tests of the crate.

#![allow(clippy::unwrap_used)]

mod chart;
mod golden;
mod metric;
mod page;
mod tables;
mod view;
