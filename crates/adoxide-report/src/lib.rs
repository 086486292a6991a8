//! Inspects what `adoxide-sync` copied: metrics, charts, pages and audit checks over the synced tables.

pub mod chart;
mod definition;
mod error;
pub mod metric;
mod reader;
mod scope;
pub mod source;
pub mod sql;
mod unit;
pub mod view;

pub use error::{Error, ErrorKind, Result};
pub use metric::{Figures, Metric};
pub use reader::Reader;
pub use scope::{Named, Scope};
pub use source::{Source, Sqlite, Value};
pub use unit::Unit;
