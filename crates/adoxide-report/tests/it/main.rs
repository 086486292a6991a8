//! The tests of the crate.

#![allow(clippy::unwrap_used)]

mod audit;
mod chart;
mod golden;
mod metric;
mod page;
mod tables;
mod view;
