//! Stdout, or a pager that shows what is written to it.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;

use super::{Captured, commands};

/// What data is written to. Control characters are escaped where a terminal would obey them.
pub struct Out {
    to: Option<To>,
    /// Characters that would command a terminal are escaped; none if bytes stay as they are.
    escape: Option<Escape>,
}

enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    Stderr(io::Stderr),
    Pager(BufWriter<ChildStdin>, Child),
    Captured(Arc<Captured>),
}

impl Out {
    pub(super) fn stdout(escape: bool) -> Self {
        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        Self { to: Some(To::Stdout(out)), escape: escape.then(Escape::default) }
    }

    /// Stderr, for data that stands among the messages of another command.
    pub(super) fn stderr() -> Self {
        Self { to: Some(To::Stderr(io::stderr())), escape: Some(Escape::default()) }
    }

    pub(super) fn captured(to: Arc<Captured>) -> Self {
        Self { to: Some(To::Captured(to)), escape: None }
    }

    /// The pager: the one that is named, in the environment, or less. Stdout, where there is none.
    pub(super) fn pager(named: Option<&str>, escape: bool) -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        let program = variable("ADOXIDE_PAGER")
            .or_else(|| named.map(str::to_owned))
            .or_else(|| variable("PAGER"))
            .unwrap_or_else(|| "less".to_owned());
        let mut words = program.split_whitespace();
        let Some(name) = words.next().filter(|name| *name != "cat") else {
            return Self::stdout(escape);
        };
        let mut command = Command::new(name);
        command.args(words).stdin(Stdio::piped());
        // As git does: it ends where one screen is enough, keeps colours, and leaves the screen as it is.
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        if std::env::var_os("LV").is_none() {
            command.env("LV", "-c");
        }
        match command.spawn() {
            Ok(mut child) => match child.stdin.take() {
                Some(stdin) => Self {
                    to: Some(To::Pager(BufWriter::new(stdin), child)),
                    escape: escape.then(Escape::default),
                },
                None => Self::stdout(escape),
            },
            Err(_) => Self::stdout(escape),
        }
    }

    /// Writes what is left, and waits for the pager.
    pub fn finish(mut self) -> io::Result<()> {
        self.close()
    }

    fn close(&mut self) -> io::Result<()> {
        let flushed = self.flush();
        if let Some(To::Pager(stdin, mut child)) = self.to.take() {
            drop(stdin);
            child.wait()?;
        }
        flushed
    }

    /// Writes bytes as they are; nowhere after the end.
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.to {
            Some(To::Stdout(out)) => out.write_all(bytes),
            Some(To::Stderr(out)) => out.write_all(bytes),
            Some(To::Pager(out, _)) => out.write_all(bytes),
            Some(To::Captured(captured)) => Captured::put(&captured.out, bytes),
            None => Ok(()),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.escape.as_mut() {
            None => self.put(bytes)?,
            Some(escape) => {
                let text = escape.escaped(bytes);
                self.put(&text)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            Some(To::Stdout(out)) => out.flush(),
            Some(To::Stderr(out)) => out.flush(),
            Some(To::Pager(out, _)) => out.flush(),
            Some(To::Captured(_)) | None => Ok(()),
        }
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        let _ = self.close();
    }
}

/// Escapes characters that would command a terminal, in bytes that come in pieces.
#[derive(Debug, Default)]
struct Escape {
    /// The beginning of a character whose end has not come yet, and a CR that may be of a line end.
    held: Vec<u8>,
}

impl Escape {
    fn escaped(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut all = std::mem::take(&mut self.held);
        all.extend_from_slice(bytes);
        if all.last() == Some(&b'\r') {
            all.pop();
            self.held.push(b'\r');
        }
        let mut out = Vec::with_capacity(all.len() + 16);
        let mut rest: &[u8] = &all;
        while !rest.is_empty() {
            let (text, wrong) = match std::str::from_utf8(rest) {
                Ok(text) => (text, 0),
                Err(error) => {
                    let (valid, _) = rest.split_at(error.valid_up_to());
                    let text = std::str::from_utf8(valid).unwrap_or_default();
                    if error.error_len().is_none() {
                        // The rest of the character may come with the next piece.
                        self.held.splice(..0, rest[valid.len()..].iter().copied());
                        rest = valid;
                    }
                    (text, error.error_len().unwrap_or(0))
                }
            };
            escape_text(text, &mut out);
            if wrong > 0 {
                out.extend_from_slice("\u{fffd}".as_bytes());
            }
            rest = &rest[text.len() + wrong..];
        }
        out
    }
}

fn escape_text(text: &str, out: &mut Vec<u8>) {
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let is_line_end = char == '\r' && chars.peek() == Some(&'\n');
        if matches!(char, '\n' | '\t') || is_line_end || !commands(char) {
            let mut buffer = [0; 4];
            out.extend_from_slice(char.encode_utf8(&mut buffer).as_bytes());
        } else {
            // As JSON writes it, so that JSON stays JSON. Writing to a vector can't fail.
            let _ = write!(out, "\\u{:04x}", u32::from(char));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_command_a_terminal_is_escaped_however_it_is_cut() {
        let text = "a\u{1b}[31m\u{9b}\u{202e}\tü\r\nb\rc\u{7f}\n".as_bytes();
        for cut in 0..=text.len() {
            let mut escape = Escape::default();
            let mut out = escape.escaped(&text[..cut]);
            out.extend(escape.escaped(&text[cut..]));
            let out = String::from_utf8(out).unwrap();
            assert_eq!(out, "a\\u001b[31m\\u009b\\u202e\tü\r\nb\\u000dc\\u007f\n", "{cut}");
        }
        assert_eq!(Escape::default().escaped(b"a\xffb"), "a\u{fffd}b".as_bytes());
    }
}
