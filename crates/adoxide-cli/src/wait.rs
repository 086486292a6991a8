//! Waiting for the service: what for is said once, and now and then that it still goes on.

use std::time::{Duration, Instant};

use crate::printer::Printer;

/// The first pause between two looks; each next one is longer.
const FIRST: Duration = Duration::from_millis(250);
/// The longest pause between two looks.
const LONGEST: Duration = Duration::from_secs(10);
/// How often it is said that nothing has changed.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// Looks again and again, with growing pauses.
pub struct Poll<'a> {
    printer: &'a Printer,
    pause: Duration,
    begun: Instant,
    has_waited: bool,
    said: String,
    said_at: Instant,
}

impl<'a> Poll<'a> {
    /// Begins to wait.
    pub fn new(printer: &'a Printer) -> Self {
        let now = Instant::now();
        Self { printer, pause: FIRST, begun: now, has_waited: false, said: String::new(), said_at: now }
    }

    /// Waits until it is time to look again, and says what for where that has changed. What is over after the first
    /// pause is not worth a word.
    pub async fn wait(&mut self, what: &str) {
        if !self.has_waited {
            self.has_waited = true;
        } else if what != self.said {
            self.printer.say(format_args!("{what}."));
            what.clone_into(&mut self.said);
            self.said_at = Instant::now();
            self.pause = FIRST;
        } else if self.said_at.elapsed() >= HEARTBEAT {
            self.printer.say(format_args!("Still waiting, for {} min.", self.begun.elapsed().as_secs() / 60));
            self.said_at = Instant::now();
        }
        tokio::time::sleep(self.pause).await;
        self.pause = (self.pause * 3 / 2).min(LONGEST);
    }
}
