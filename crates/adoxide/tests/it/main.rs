//! One binary for all integration tests: linking is the cost.

mod page;
mod script;
mod secret;
mod send;
mod socket;
