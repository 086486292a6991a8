//! Inspects what `adoxide-sync` copied: audit, metrics, charts and pages over the synced tables.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod audit;
pub mod chart;
mod definition;
mod error;
mod files;
pub mod grafana;
pub mod metric;
pub mod page;
mod reader;
mod scope;
pub mod source;
pub mod sql;
mod unit;
pub mod view;

pub use error::{Error, ErrorKind, Result};
pub use files::{Plan, Written};
pub use metric::{Figures, Metric};
pub use reader::Reader;
pub use scope::{Named, Scope, Words};
#[cfg(feature = "postgres")]
pub use source::Postgres;
pub use source::{Source, Sqlite, Value};
pub use unit::Unit;
