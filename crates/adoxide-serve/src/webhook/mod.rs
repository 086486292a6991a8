//! Webhooks: deliveries of service hooks, durable before they are acknowledged, and read again from the source.
//!
//! ```text
//!  POST /webhooks/ado ─► authenticate ─► parse ─► inbox (group commit) ─► 200      in serve.db, or in the
//!                                                    │                            destination: PostgreSQL
//!                       lane ◄── targets ◄── rules ◄─┘        the same commit path as a sync
//! ```
//!
//! A delivery is a hint: what it names is read again, so the order of deliveries and what is in them do not matter.
//! Syncs stay the source of truth: what no hook tells, and what a lost delivery would have told, comes with the next one.

mod inbox;
mod probe;
mod rule;
mod state;
mod subscribe;

pub(crate) use self::inbox::{Arrived, Delivery, Inbox, Waiting};
pub(crate) use self::probe::Probe;
pub(crate) use self::rule::{Named, named, targets};
pub(crate) use self::state::Webhooks;
