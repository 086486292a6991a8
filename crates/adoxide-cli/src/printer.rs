//! Where words go: data to stdout, through a pager on a terminal, and messages to stderr.

mod out;

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

pub use self::out::Out;
use crate::args::Format;
use crate::error::{Error, Result};
use crate::output::{Layout, Style, Written};
use crate::settings::config::Config;

/// Writes to stdout and stderr. Nothing else does.
#[derive(Debug)]
pub struct Printer {
    quiet: bool,
    /// Whether stdout is a terminal, or is to be treated as one.
    terminal: bool,
    /// How wide it is.
    width: Option<usize>,
    color: bool,
    /// The same of stderr.
    error_width: Option<usize>,
    error_color: bool,
    data: Channel,
    /// What has been written, where that is not stdout and stderr.
    captured: Option<Arc<Captured>>,
}

/// Where data goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Channel {
    Stdout,
    /// It stands among messages.
    Stderr,
}

/// What commands have written that run inside another one.
#[derive(Debug, Default)]
pub struct Captured {
    out: Mutex<Vec<u8>>,
    messages: Mutex<Vec<u8>>,
}

/// The most that is captured, in bytes; what would write more is stopped, as by a reader that goes away.
const CAPTURED: usize = 8 << 20;

impl Captured {
    fn put(to: &Mutex<Vec<u8>>, bytes: &[u8]) -> io::Result<()> {
        let mut to = to.lock().unwrap_or_else(PoisonError::into_inner);
        if to.len() + bytes.len() > CAPTURED {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        to.extend_from_slice(bytes);
        Ok(())
    }

    fn take(from: &Mutex<Vec<u8>>) -> String {
        let bytes = std::mem::take(&mut *from.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}

/// Forces output as for a terminal; a number is its width.
pub const FORCE_TTY: &str = "ADOXIDE_FORCE_TTY";

impl Printer {
    /// Whether errors only are to be printed.
    pub fn new(quiet: bool) -> Self {
        let forced = variable(FORCE_TTY);
        let terminal = io::stdout().is_terminal() || forced.is_some();
        let width = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let forced_width = forced.as_deref().and_then(|text| text.parse().ok()).filter(|width| *width > 0);
        let error_terminal = io::stderr().is_terminal();
        Self {
            quiet,
            terminal,
            width: terminal.then(|| forced_width.or_else(width).unwrap_or(80)),
            color: color(terminal),
            error_width: error_terminal.then(|| width().unwrap_or(80)),
            error_color: color(error_terminal),
            data: Channel::Stdout,
            captured: None,
        }
    }

    /// The same for a command that is a part of another one: its data is a message too, or nothing if those are not
    /// wanted.
    pub fn aside(&self) -> Self {
        Self {
            quiet: self.quiet,
            terminal: false,
            width: self.error_width,
            color: self.error_color,
            error_width: self.error_width,
            error_color: self.error_color,
            data: Channel::Stderr,
            captured: self.captured.clone(),
        }
    }

    /// Writes to memory, for a command that runs inside another one. Nobody can be asked.
    pub fn captured() -> Self {
        Self {
            quiet: false,
            terminal: false,
            width: None,
            color: false,
            error_width: None,
            error_color: false,
            data: Channel::Stdout,
            captured: Some(Arc::default()),
        }
    }

    /// Takes what a captured one has written: data, and messages.
    pub fn take(&self) -> (String, String) {
        let captured = self.captured.as_ref();
        captured
            .map(|captured| (Captured::take(&captured.out), Captured::take(&captured.messages)))
            .unwrap_or_default()
    }

    /// Whether errors only are to be printed.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether stdout is a terminal, so that a person reads it.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether somebody can be asked: stdin and stderr are terminals.
    pub fn is_interactive(&self) -> bool {
        !self.quiet && self.captured.is_none() && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// What the reader of stdout is.
    pub fn style(&self) -> Style {
        Style { width: self.width, color: self.color, people: self.terminal, now: Timestamp::now() }
    }

    /// Stdout for data in its own form: on a terminal, characters that would command it are escaped. It must be
    /// flushed.
    pub fn stdout(&self) -> Out {
        match &self.captured {
            Some(captured) => Out::captured(Arc::clone(captured)),
            None => Out::stdout(self.terminal),
        }
    }

    /// Stdout, by way of the pager on a terminal, for rows. Those for people are escaped by who lays them out.
    pub fn paged(&self, layout: &Layout) -> Out {
        let laid_out = matches!(layout.format, Format::Table | Format::Line) && layout.filter.is_none();
        self.page(self.terminal && !laid_out)
    }

    /// Stdout, by way of the pager on a terminal, for text whose control characters are escaped already.
    pub fn page_of_text(&self) -> Out {
        self.page(false)
    }

    fn page(&self, escape: bool) -> Out {
        if let Some(captured) = &self.captured {
            return Out::captured(Arc::clone(captured));
        }
        if !io::stdout().is_terminal() || self.quiet {
            return Out::stdout(escape);
        }
        let config = Config::open().unwrap_or_default();
        Out::pager(config.top("pager"), escape)
    }

    /// Writes data whose readers may go away without harm.
    pub fn data(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let mut out = match self.data {
            Channel::Stdout => self.stdout(),
            Channel::Stderr if self.quiet => return Ok(()),
            Channel::Stderr => Out::stderr(),
        };
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => Ok(done?),
        }
    }

    /// Writes one line of data.
    pub fn line(&self, line: impl fmt::Display) -> Result<()> {
        self.data(|out| writeln!(out, "{line}"))
    }

    /// Prints a message that is not data.
    pub fn say(&self, text: impl fmt::Display) {
        if !self.quiet {
            self.talk(&format!("{text}\n"));
        }
    }

    /// Prints what somebody has to do, quiet or not.
    pub fn notice(&self, text: impl fmt::Display) {
        self.talk(&format!("{text}\n"));
    }

    /// Prints what the service says, word for word, quiet or not. On a terminal, characters that would command it are
    /// escaped.
    pub fn verbatim(&self, text: &str) {
        let text = if io::stderr().is_terminal() { visible_lines(text) } else { text.into() };
        self.talk(&format!("{text}\n"));
    }

    /// Draws on the terminal that shows how something goes.
    pub fn draw(&self, text: &str) {
        if !self.quiet {
            self.talk(text);
        }
    }

    /// Prints what there is to know about rows that have been written.
    pub fn about(&self, written: Written) {
        if written.shortened {
            self.say("\nSome values are shortened to fit the terminal; -o line shows them in full.");
        }
        if written.formulas > 0 {
            let (cells, begin) = if written.formulas == 1 { ("cell", "begins") } else { ("cells", "begin") };
            self.say(format_args!(
                "{} {cells} {begin} with =, +, - or @, which spreadsheets run as formulas;\n\
                 --csv-safe marks them.",
                written.formulas
            ));
        }
    }

    /// Prints an error, and what to do.
    pub fn error(&self, error: &Error) {
        if error.message().is_empty() {
            return;
        }
        let mut text = self.message("error:", "1;31", error.message());
        if !error.hints().is_empty() {
            text.push('\n');
        }
        for hint in error.hints() {
            text.push_str(&self.message("help:", "36", hint));
        }
        self.talk(&text);
    }

    /// Prints what did not work while the rest goes on.
    pub fn warning(&self, text: impl fmt::Display) {
        self.talk(&self.message("warning:", "1;33", &text.to_string()));
    }

    /// A message behind its label, wrapped beneath itself on a terminal.
    fn message(&self, label: &str, style: &str, text: &str) -> String {
        let text = one_line(text);
        let room = self.error_width.map(|width| width.min(100).saturating_sub(label.len() + 1).max(20));
        let label_text: Cow<'_, str> =
            if self.error_color { format!("\x1b[{style}m{label}\x1b[0m").into() } else { label.into() };
        let mut message = String::new();
        for (index, piece) in crate::output::wrapped(&text, room).into_iter().enumerate() {
            // Writing to a string can't fail.
            let _ = if index == 0 {
                writeln!(message, "{label_text} {piece}")
            } else {
                writeln!(message, "{:width$} {piece}", "", width = label.len())
            };
        }
        message
    }

    fn talk(&self, text: &str) {
        if let Some(captured) = &self.captured {
            // What does not fit is not worth a failure.
            let _ = Captured::put(&captured.messages, text.as_bytes());
            return;
        }
        // If stderr is closed there is nobody left to tell.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether colours are wanted, as <https://no-color.org> and <https://bixense.com/clicolors> have it.
fn color(terminal: bool) -> bool {
    if variable("NO_COLOR").is_some() {
        return false;
    }
    if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    terminal
        && variable("CLICOLOR").is_none_or(|value| value != "0")
        && variable("TERM").is_none_or(|term| term != "dumb")
}

/// Whether a character would command a terminal or turn the direction of the text around it.
fn commands(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// A text as one line: what the service or a file says may hold line ends, and characters that would command
/// a terminal.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(commands) {
        return text.into();
    }
    let mut line = String::with_capacity(text.len());
    for part in text.split(['\r', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&visible(part));
    }
    line.into()
}

/// A text whose control characters can be seen and do nothing.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// The same for a text of several lines, whose line ends and tabs stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    if text.contains(['\r', '\t']) {
        let text = text.replace("\r\n", "\n").replace('\t', "    ");
        return escaped(&text, |char| char == '\n').into_owned().into();
    }
    escaped(text, |char| char == '\n')
}

fn escaped(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(|char| commands(char) && !keep(char)) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        if commands(char) && !keep(char) {
            if char.is_ascii() {
                shown.extend(char.escape_default());
            } else {
                shown.extend(char.escape_unicode());
            }
        } else {
            shown.push(char);
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_commands_the_terminal_or_breaks_the_line() {
        assert_eq!(one_line("a\r\n  b\n\nc"), "a b c");
        assert_eq!(one_line("\x1b[31mred\u{7}"), "\\u{1b}[31mred\\u{7}");
        assert_eq!(visible("a\tb\nc"), "a\\tb\\nc");
        assert_eq!(visible("\u{9b}31m\u{202e}\u{7f}"), "\\u{9b}31m\\u{202e}\\u{7f}");
        assert_eq!(visible_lines("a\r\n\tb\u{1b}\u{2066}"), "a\n    b\\u{1b}\\u{2066}");
        assert_eq!(visible("ünïcode 日本"), "ünïcode 日本");
    }
}
