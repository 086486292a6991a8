//! The audit: checks over the synced tables, what was accepted, and what has changed since an earlier one.
//!
//! A check is data, in `audit/check/*.toml`; frameworks map to checks in `audit/compliance/*.toml`; what findings are
//! about is in `audit/resources.toml`. [`Audit::run`] asks the tables and nothing else: it works without a connection,
//! and what the tables can't tell is [not checked](Status::NotChecked) with its reason, never passed.

mod check;
mod compare;
mod compliance;
mod report;
mod resource;
mod run;
mod secret;
mod settings;
pub mod write;

pub use self::check::{Check, Parameter, Severity, all, find, select};
pub use self::compare::Earlier;
pub use self::compliance::{Framework, frameworks, requirements};
pub use self::report::{Accepted, Finding, Outcome, Report, State, Status};
pub use self::resource::Kind;
pub use self::run::Audit;
pub use self::secret::Secret;
pub use self::settings::{LONGEST, Settings};

/// Bytes in hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string can't fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
