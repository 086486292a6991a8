//! Where "now" comes from.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use crate::base::lock;

/// The clock of an emulator. Clones show the same time.
///
/// Nothing in the emulator runs in the background: what takes time (the creation of a project, say) is done
/// as soon as somebody looks at a clock that has passed the due instant. So it is right on a real clock, on
/// tokio's paused clock, and on one that only moves when it is told to.
#[derive(Clone, Debug)]
pub struct Clock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    source: Source,
    advanced: AtomicI64,
    /// Where it is held, while what happened before is done again.
    held: Mutex<Option<Timestamp>>,
    moved: Notify,
}

#[derive(Debug)]
enum Source {
    System,
    Tokio { start: Timestamp, origin: tokio::time::Instant },
    Manual { start: Timestamp },
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self::new(Source::System)
    }

    /// Begins at `start` and runs as tokio's clock does: paused where a test has paused that one.
    pub fn tokio(start: Timestamp) -> Self {
        Self::new(Source::Tokio { start, origin: tokio::time::Instant::now() })
    }

    /// Stands at `start` until it is advanced: for replaying what was recorded.
    pub fn manual(start: Timestamp) -> Self {
        Self::new(Source::Manual { start })
    }

    fn new(source: Source) -> Self {
        Self {
            inner: Arc::new(Inner {
                source,
                advanced: AtomicI64::new(0),
                held: Mutex::default(),
                moved: Notify::new(),
            }),
        }
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        if let Some(held) = *lock(&self.inner.held) {
            return held;
        }
        let base = match &self.inner.source {
            Source::System => Timestamp::now(),
            Source::Tokio { start, origin } => later(*start, nanoseconds(origin.elapsed())),
            Source::Manual { start } => *start,
        };
        later(base, self.inner.advanced.load(Ordering::Relaxed))
    }

    /// Moves the clock forward, on top of what it does by itself.
    pub fn advance(&self, by: Duration) {
        let by = nanoseconds(by);
        self.inner.advanced.fetch_add(by, Ordering::Relaxed);
        self.inner.moved.notify_waiters();
    }

    /// Shows an instant until it is released, whatever its source and its advances are.
    pub(crate) fn hold(&self, at: Timestamp) {
        *lock(&self.inner.held) = Some(at);
    }

    /// Shows the time of its source again, with all advances.
    pub(crate) fn release(&self) {
        *lock(&self.inner.held) = None;
        self.inner.moved.notify_waiters();
    }

    /// Waits until this clock has gone so far: on a clock that only moves when it is told to, until then.
    pub(crate) async fn sleep(&self, duration: Duration) {
        let until = later(self.now(), nanoseconds(duration));
        loop {
            let mut moved = std::pin::pin!(self.inner.moved.notified());
            // From here on no move is missed.
            moved.as_mut().enable();
            let left = until.duration_since(self.now());
            if left <= SignedDuration::ZERO {
                return;
            }
            match &self.inner.source {
                Source::Manual { .. } => moved.await,
                Source::System | Source::Tokio { .. } => tokio::select! {
                    () = moved => {}
                    () = tokio::time::sleep(left.unsigned_abs()) => {}
                },
            }
        }
    }
}

fn nanoseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)
}

/// An instant some nanoseconds later; the end of time if there is no such instant.
fn later(at: Timestamp, nanoseconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_nanos(nanoseconds)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let clock = Clock::manual(start);
        assert_eq!(clock.now(), start);
        clock.clone().advance(Duration::from_secs(90));
        assert_eq!(clock.now().to_string(), "2026-01-01T00:01:30Z");
    }

    #[tokio::test(start_paused = true)]
    async fn a_tokio_clock_follows_a_paused_runtime() {
        let clock = Clock::tokio("2026-01-01T00:00:00Z".parse().unwrap());
        tokio::time::sleep(Duration::from_secs(3600)).await;
        assert_eq!(clock.now().to_string(), "2026-01-01T01:00:00Z");
    }
}
