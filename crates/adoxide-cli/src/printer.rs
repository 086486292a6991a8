//! Where words go: data to stdout, talk to stderr.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::error::{Error, Result};

/// Writes to stdout and stderr. Nothing else does.
#[derive(Debug)]
pub struct Printer {
    quiet: bool,
    color: bool,
    terminal: bool,
}

impl Printer {
    /// A quiet one says nothing but errors.
    pub fn new(quiet: bool) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = io::stderr().is_terminal() && !set("NO_COLOR") && !dumb;
        Self { quiet, color, terminal: io::stdout().is_terminal() }
    }

    /// Whether nothing but errors is to be said.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether stdout is a terminal, so that somebody reads it.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// How wide lines on stdout may be; none if it is no terminal.
    pub fn width(&self) -> Option<usize> {
        if !self.terminal {
            return None;
        }
        let (terminal_size::Width(width), _) = terminal_size::terminal_size()?;
        Some(width.into())
    }

    /// Stdout, for data that comes bit by bit. It must be flushed.
    #[expect(clippy::unused_self, reason = "whoever writes has a printer")]
    pub fn stdout(&self) -> BufWriter<StdoutLock<'static>> {
        BufWriter::with_capacity(1 << 16, io::stdout().lock())
    }

    /// Writes data whose readers may go away without harm.
    pub fn data(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let mut out = self.stdout();
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => Ok(done?),
        }
    }

    /// Writes one line of data.
    pub fn line(&self, line: impl fmt::Display) -> Result<()> {
        self.data(|out| writeln!(out, "{line}"))
    }

    /// Says something that is no data.
    pub fn say(&self, text: impl fmt::Display) {
        if !self.quiet {
            Self::talk(&format!("{text}\n"));
        }
    }

    /// Says what went wrong, and what to do.
    pub fn error(&self, error: &Error) {
        if error.message().is_empty() {
            return;
        }
        let mut text = format!("{} {}\n", self.styled("error:", "1;31"), one_line(error.message()));
        if !error.hints().is_empty() {
            text.push('\n');
        }
        for hint in error.hints() {
            // Writing to a string can't fail.
            let _ = writeln!(text, "{} {}", self.styled("help:", "36"), one_line(hint));
        }
        Self::talk(&text);
    }

    /// Says what did not work, and that the rest goes on.
    pub fn warning(&self, text: impl fmt::Display) {
        let text = text.to_string();
        Self::talk(&format!("{} {}\n", self.styled("warning:", "1;33"), one_line(&text)));
    }

    fn styled<'a>(&self, text: &'a str, style: &str) -> Cow<'a, str> {
        if self.color { format!("\x1b[{style}m{text}\x1b[0m").into() } else { text.into() }
    }

    fn talk(text: &str) {
        // If stderr is closed there is nobody left to tell.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

/// A text as one line: what the service or a file says may hold line ends, and characters that would command
/// a terminal.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
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
    if !text.contains(char::is_control) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        if char.is_control() {
            shown.extend(char.escape_default());
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
    }
}
