//! Flags that commands have in common, and those of the larger commands. Nothing is looked up or done here.

mod api;
mod connection;
mod demo;
mod emulator;
mod list;
mod number;
mod output;
mod place;
mod query;
mod scope;
mod sync;
mod verify;

pub use self::api::{ApiArgs, named_operation, parameters, with_parameters};
pub use self::connection::{ConnectionArgs, PoolArgs, ProfileArgs};
pub use self::demo::DemoArgs;
pub use self::emulator::{EmulatorArgs, ExecArgs, WorldArgs};
pub use self::list::{ConfirmArgs, ListArgs, ShowArgs};
pub use self::number::work_item;
pub use self::output::{Format, OutputArgs};
pub use self::place::{PlaceArgs, ProjectArgs};
pub use self::query::QueryArgs;
pub use self::scope::{ScopeArgs, days_name, one};
pub use self::sync::{Deleted, SyncArgs, To};
pub use self::verify::VerifyArgs;
