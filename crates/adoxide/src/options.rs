//! How hard a client tries.

use std::time::Duration;

use crate::limit::Priority;

/// Retry, timeout, priority and size of calls. A client has one set for all its calls; [`Client::with`] gives a clone
/// another.
///
/// [`Client::with`]: crate::Client::with
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The maximum number of attempts of a call, the first one included (default: 6).
    pub attempts: usize,
    /// The timeout of a call with all its attempts and the pauses between them (default: 10 minutes). A pause that
    /// would end later is not begun. The time for which a call waits for its turn among others, before it is
    /// first sent, does not count.
    pub time: Duration,
    /// Who goes first where calls wait for each other.
    pub priority: Priority,
    /// The maximum size of an answer in memory, in bytes after decompression (default: 64 MB). A larger one is an
    /// error of kind [`TooLarge`](crate::ErrorKind::TooLarge); what is streamed has no limit.
    pub body_limit: usize,
}

/// The limit of an answer in memory, by default.
pub(crate) const BODY_LIMIT: usize = 64 * 1024 * 1024;

impl Default for Options {
    fn default() -> Self {
        Self {
            attempts: 6,
            time: Duration::from_secs(600),
            priority: Priority::Interactive,
            body_limit: BODY_LIMIT,
        }
    }
}

impl Options {
    /// Sets the maximum number of attempts; at least one is made.
    pub fn attempts(mut self, attempts: usize) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the timeout of a call with all its attempts.
    pub fn time(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// Sets the priority over other calls of the same identity.
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }

    /// Sets the maximum size of an answer in memory, in bytes after decompression.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }
}
