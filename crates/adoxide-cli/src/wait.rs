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

    /// Looks again soon: something has changed, and more may come.
    pub fn soon(&mut self) {
        self.pause = FIRST;
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

/// A named thing and how it stands.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its name, that no other row has.
    pub name: String,
    /// Its name below what it belongs to; that alone is drawn.
    pub leaf: String,
    /// How many rows it is below.
    pub depth: usize,
    /// `pass`, `fail`, `pending` or `skipped`.
    pub state: String,
    /// How it stands, in words.
    pub detail: String,
    /// What is worth a line where it changes, besides the state.
    pub step: String,
}

/// States of named things, drawn again in place on a terminal; elsewhere a line for each change.
pub struct Screen<'a> {
    printer: &'a Printer,
    known: BTreeMap<String, (String, String)>,
    drawn: usize,
}

impl<'a> Screen<'a> {
    /// Nothing yet.
    pub fn new(printer: &'a Printer) -> Self {
        Self { printer, known: BTreeMap::new(), drawn: 0 }
    }

    /// Shows rows as they are now. Answers whether one has changed.
    pub fn show(&mut self, rows: impl Iterator<Item = Row>) -> bool {
        let rows: Vec<_> = rows.collect();
        let mut changed = false;
        for row in &rows {
            let now = (row.state.clone(), row.step.clone());
            if self.known.get(&row.name) == Some(&now) {
                continue;
            }
            changed = true;
            if !self.printer.is_terminal() {
                self.printer.say(format_args!("{}: {} ({})", one_line(&row.name), now.0, row.detail));
            }
            self.known.insert(row.name.clone(), now);
        }
        if !self.printer.is_terminal() {
            return changed;
        }
        let style = self.printer.style();
        let mut text = String::new();
        if self.drawn > 0 {
            // Back to the first line, which is written anew with all below it. Writing to a string can't fail.
            let _ = write!(text, "\x1b[{}A\x1b[J", self.drawn);
        }
        // What has left the screen can't be written anew.
        let height = terminal_size::terminal_size().map_or(usize::MAX, |(_, height)| usize::from(height.0));
        let room = height.saturating_sub(2).max(1);
        let skipped = rows.len().saturating_sub(room);
        let rows = &rows[skipped..];
        for row in rows {
            let (sign, color) = match row.state.as_str() {
                "pass" => ("✓", "32"),
                "fail" => ("✗", "31"),
                "pending" => ("•", "33"),
                _ => ("-", "2"),
            };
            let line = format!("{} ({})", one_line(&row.leaf), row.detail);
            let indent = row.depth * 2;
            let room = style.width.map_or(usize::MAX, |width| width.saturating_sub(3 + indent));
            let line: String = line.chars().take(room).collect();
            let _ = writeln!(text, "{:indent$}{} {line}", "", style.paint(color, sign));
        }
        self.drawn = rows.len();
        self.printer.draw(&text);
        changed
    }
}
