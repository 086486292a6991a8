//! SQL that is written once and runs on every source.
//!
//! Metrics, views and checks are written in the SQL that SQLite and PostgreSQL have in common. What differs is a macro,
//! `seconds!(created_at, closed_at)`, that [`Dialect`] expands; `:name` is a parameter; a name that begins with `v_` is
//! a view of [`view`](crate::view), and comes along as a common table expression, so that nothing has to be created
//! where the tables are.

mod compose;
mod dialect;
mod expand;
mod needs;

pub(crate) use self::compose::{Composer, Query};
pub use self::dialect::Dialect;
pub(crate) use self::dialect::{Granularity, Macros, Scoped};
pub(crate) use self::expand::{expand, parameters};
pub(crate) use self::needs::needs;
