//! How a sync goes, on a terminal; elsewhere what fails is said, and how far it is every 30 seconds.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use adoxide_sync::{Event, Level};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::printer::Printer;

/// A bar: projects and repositories read of those that were found, and rows written.
pub struct Progress<'a> {
    printer: &'a Printer,
    bar: ProgressBar,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    /// Projects and repositories that were read by at least one feed.
    read: HashSet<String>,
    rows: u64,
}

impl<'a> Progress<'a> {
    /// A bar on stderr, if that is a terminal.
    pub fn new(printer: &'a Printer) -> Self {
        let target = if printer.is_quiet() {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(10)
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let template = "{spinner} {elapsed_precise} [{bar:30}] {pos}/{len} projects and repositories, {msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message("0 rows");
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self { printer, bar, seen: Mutex::default() }
    }

    /// Something happened.
    pub fn event(&self, event: &Event<'_>) {
        match event {
            Event::Found { readable: true, .. } => self.bar.inc_length(1),
            Event::Finished { unit, .. }
                if unit.level() != Level::Organization && self.seen().read.insert(unit.key()) =>
            {
                self.bar.inc(1);
            }
            Event::Committed { counts, .. } => {
                let rows = {
                    let mut seen = self.seen();
                    seen.rows += counts.added + counts.changed + counts.deleted;
                    seen.rows
                };
                self.bar.set_message(format!("{rows} rows"));
            }
            // What the service does not have is summed up at the end.
            Event::Failed(failure) if failure.is_unsupported() => {}
            Event::Failed(failure) => self.bar.suspend(|| self.printer.warning(failure)),
            _ => {}
        }
    }

    /// How far it is, on a line of its own where there is no bar.
    pub fn beat(&self) {
        if self.bar.is_hidden() {
            let (read, found) = (self.bar.position(), self.bar.length().unwrap_or_default());
            let rows = self.seen().rows;
            let elapsed = self.bar.elapsed().as_secs();
            self.printer.say(format_args!(
                "still reading after {elapsed} s: {read} of {found} projects and repositories, {rows} rows written"
            ));
        }
    }

    /// Says something above the bar.
    pub fn say(&self, text: &str) {
        self.bar.suspend(|| self.printer.say(text));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
