//! What every floor uses: dates and values in the forms that the service writes and reads, and a lock.

mod date;
mod list;
mod lock;
mod named;
mod value;

pub(crate) use self::date::{date, parse_date, sql_date, timeline_date};
pub(crate) use self::list::{distinct, page};
pub(crate) use self::lock::lock;
pub(crate) use self::named::{named, named_value};
pub(crate) use self::value::{choice, choice_below, flag};
