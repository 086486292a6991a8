//! Waiting for the service: what for is said once, and now and then that it still goes on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::printer::{Printer, one_line};

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
    silent: bool,
    said: String,
    said_at: Instant,
}

impl<'a> Poll<'a> {
    /// Begins to wait.
    pub fn new(printer: &'a Printer) -> Self {
        let now = Instant::now();
        let said = String::new();
        Self { printer, pause: FIRST, begun: now, has_waited: false, silent: false, said, said_at: now }
    }

    /// The same for what shows by other means what it waits for: only the heartbeat is left.
    pub fn silent(self) -> Self {
        Self { silent: true, ..self }
    }

    /// Waits until it is time to look again, and says what for where that has changed. What is over after the first
    /// pause is not worth a word.
    pub async fn wait(&mut self, what: &str) {
        if !self.has_waited {
            self.has_waited = true;
        } else if what != self.said {
            if !self.silent {
                self.printer.say(format_args!("{what}."));
            }
            what.clone_into(&mut self.said);
            self.said_at = Instant::now();
            self.pause = FIRST;
        } else if self.said_at.elapsed() >= HEARTBEAT && !(self.silent && self.printer.is_terminal()) {
            self.printer.say(format_args!("Still waiting, for {} min.", self.begun.elapsed().as_secs() / 60));
            self.said_at = Instant::now();
        }
        tokio::time::sleep(self.pause).await;
        self.pause = (self.pause * 3 / 2).min(LONGEST);
    }
}

/// States of named things, drawn again in place on a terminal; elsewhere a line for each change.
pub struct Screen<'a> {
    printer: &'a Printer,
    known: BTreeMap<String, String>,
    drawn: usize,
}

impl<'a> Screen<'a> {
    /// Nothing yet.
    pub fn new(printer: &'a Printer) -> Self {
        Self { printer, known: BTreeMap::new(), drawn: 0 }
    }

    /// Shows names with their states and details.
    pub fn show(&mut self, rows: impl Iterator<Item = (String, String, String)>) {
        let rows: Vec<_> = rows.collect();
        if !self.printer.is_terminal() {
            for (name, state, detail) in rows {
                if self.known.get(&name) != Some(&state) {
                    self.printer.say(format_args!("{}: {state} ({detail})", one_line(&name)));
                    self.known.insert(name, state);
                }
            }
            return;
        }
        let style = self.printer.style();
        let mut text = String::new();
        if self.drawn > 0 {
            // Back to the first line, which is written anew with all below it. Writing to a string can't fail.
            let _ = write!(text, "\x1b[{}A\x1b[J", self.drawn);
        }
        for (name, state, detail) in &rows {
            let (sign, color) = match state.as_str() {
                "pass" => ("✓", "32"),
                "fail" => ("✗", "31"),
                "pending" => ("•", "33"),
                _ => ("-", "2"),
            };
            let line = format!("{} ({detail})", one_line(name));
            let room = style.width.map_or(usize::MAX, |width| width.saturating_sub(3));
            let line: String = line.chars().take(room).collect();
            let _ = writeln!(text, "{} {line}", style.paint(color, sign));
        }
        self.drawn = rows.len();
        self.printer.draw(&text);
    }
}
