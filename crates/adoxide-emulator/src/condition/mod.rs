//! What a service's answers depend on besides its state: the time, the load, what goes wrong on demand; and what
//! it was asked.

pub(crate) mod clock;
pub(crate) mod fault;
pub(crate) mod log;
pub(crate) mod throttle;
