//! The stored logs of a run, line by line.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use adoxide_api::build::{self, GetBuildLog};
use futures::stream::{self, BoxStream, StreamExt};
use jiff::Timestamp;

use super::run::Run;
use crate::download::Download;
use crate::error::{Error, ErrorKind, Result};

/// The longest line in bytes; one that is longer comes in pieces.
const LONGEST: usize = 1024 * 1024;

/// How often the rest of a log is asked for again without a line in between.
const TRIES: u32 = 8;

/// One line of a log, without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogLine {
    /// Its text. Stored lines begin with the time, see [`message`](Self::message).
    pub text: String,
    /// Which line of its log it is, from 1.
    pub number: u64,
    /// Whether the line goes on with the next item: lines longer than 1 MiB come in pieces.
    pub continues: bool,
}

impl LogLine {
    /// When it was written, where it begins with a time.
    pub fn time(&self) -> Option<Timestamp> {
        self.text.split_once(' ').and_then(|(time, _)| stamp(time))
    }

    /// Its text without the time.
    pub fn message(&self) -> &str {
        match self.text.split_once(' ') {
            Some((time, message)) if stamp(time).is_some() => message,
            None if stamp(&self.text).is_some() => "",
            _ => &self.text,
        }
    }
}

impl fmt::Display for LogLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The time at the head of a line: `2026-11-29T20:40:14.1234567Z`.
fn stamp(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    (bytes.len() >= 20 && bytes[10] == b'T' && bytes[bytes.len() - 1] == b'Z').then(|| text.parse().ok())?
}

/// Bytes as lines, in pieces that depend on the bytes only and not on how they came.
#[derive(Default)]
struct Splitter {
    rest: Vec<u8>,
    begun: bool,
}

struct Piece {
    text: String,
    continues: bool,
}

impl Splitter {
    fn push(&mut self, bytes: &[u8], out: &mut VecDeque<Piece>) {
        let mut bytes = bytes;
        while let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            self.grow(&bytes[..end], out);
            bytes = &bytes[end + 1..];
            out.push_back(self.line());
        }
        self.grow(bytes, out);
    }

    /// Adds to the line that is not at its end, and hands out what is too long of it.
    fn grow(&mut self, bytes: &[u8], out: &mut VecDeque<Piece>) {
        self.rest.extend_from_slice(bytes);
        // A piece is handed out when there is more behind it, so that no piece is empty.
        while self.rest.len() > LONGEST {
            let mut end = LONGEST;
            while end > LONGEST - 4 && self.rest[end] & 0xc0 == 0x80 {
                end -= 1;
            }
            let rest = self.rest.split_off(end);
            let text = self.text();
            self.rest = rest;
            out.push_back(Piece { text, continues: true });
        }
    }

    fn text(&mut self) -> String {
        let mut bytes = &self.rest[..];
        if !std::mem::replace(&mut self.begun, true) {
            bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        }
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.rest.clear();
        text
    }

    fn line(&mut self) -> Piece {
        if self.rest.last() == Some(&b'\r') {
            self.rest.pop();
        }
        Piece { text: self.text(), continues: false }
    }

    /// What is behind the last end of a line.
    fn tail(&mut self) -> Option<Piece> {
        (!self.rest.is_empty()).then(|| self.line())
    }
}

/// Reads a log from where it was, and goes on where the connection broke.
pub(super) struct Reader {
    run: Run,
    log: i64,
    /// Pieces that were handed out.
    pieces: u64,
    /// Lines that were handed out.
    lines: u64,
    /// Whether the log grows no more, so that a last line without an end is one.
    whole: bool,
    open: Option<(Download, Splitter)>,
    /// Pieces of this download that were handed out before.
    skip: u64,
    ready: VecDeque<Piece>,
    ended: bool,
    failures: u32,
}

/// How far a log was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) pieces: u64,
    pub(super) lines: u64,
}

impl Reader {
    pub(super) fn new(run: &Run, log: i64, place: Place, whole: bool) -> Self {
        Self {
            run: run.clone(),
            log,
            pieces: place.pieces,
            lines: place.lines,
            whole,
            open: None,
            skip: 0,
            ready: VecDeque::new(),
            ended: false,
            failures: 0,
        }
    }

    pub(super) fn place(&self) -> Place {
        Place { pieces: self.pieces, lines: self.lines }
    }

    /// The next line; `None` at the end of what is there now.
    pub(super) async fn next(&mut self) -> Result<Option<LogLine>> {
        loop {
            while let Some(piece) = self.ready.pop_front() {
                if self.skip > 0 {
                    self.skip -= 1;
                    continue;
                }
                self.failures = 0;
                self.pieces += 1;
                let number = self.lines + 1;
                if !piece.continues {
                    self.lines += 1;
                }
                return Ok(Some(LogLine { text: piece.text, number, continues: piece.continues }));
            }
            if self.ended {
                return Ok(None);
            }
            let Some((download, splitter)) = &mut self.open else {
                self.open = Some((download(&self.run, self.log).await?, Splitter::default()));
                self.skip = self.pieces;
                continue;
            };
            match download.next().await {
                Some(Ok(bytes)) => splitter.push(&bytes, &mut self.ready),
                None => {
                    let tail = splitter.tail().filter(|_| self.whole);
                    self.ready.extend(tail);
                    self.open = None;
                    self.ended = true;
                }
                Some(Err(error)) => {
                    self.open = None;
                    self.failures += 1;
                    if self.failures == TRIES {
                        return Err(error);
                    }
                    tokio::time::sleep(Duration::from_millis(100) * 2u32.pow(self.failures)).await;
                }
            }
        }
    }
}

async fn download(run: &Run, log: i64) -> Result<Download> {
    let (project, id) = run.locator();
    let op = build::get_build_log(&project, id, log.into(), GetBuildLog::default()).accept("text/plain");
    run.client().download(op).await.map_err(|error| gone(error, run, log))
}

/// A log that is not there although the timeline names it was deleted.
fn gone(error: Error, run: &Run, log: i64) -> Error {
    if error.kind() == ErrorKind::NotFound {
        return error
            .in_context(&format!("log {log} of run {}", run.id()))
            .advise("logs are deleted with their run, when its retention ends");
    }
    error
}

/// A stored log of a run.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/builds/get-build-log>
#[derive(Clone, Debug)]
pub struct Log {
    run: Run,
    id: i64,
}

impl Log {
    pub(super) fn new(run: &Run, id: i64) -> Self {
        Self { run: run.clone(), id }
    }

    /// Its number in the run.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its lines as they come, in constant memory. Where the connection breaks, it goes on behind the last line.
    ///
    /// # Errors
    /// The stream's last item, when the log does not exist, was deleted, or can't be read.
    pub fn lines(&self) -> BoxStream<'static, Result<LogLine>> {
        let reader = Reader::new(&self.run, self.id, Place::default(), true);
        stream::unfold(Some(reader), |reader| async move {
            let mut reader = reader?;
            match reader.next().await {
                Ok(Some(line)) => Some((Ok(line), Some(reader))),
                Ok(None) => None,
                Err(error) => Some((Err(error), None)),
            }
        })
        .boxed()
    }

    /// Its last lines, so many at most. `lines` is how many it has, where that is known.
    pub(super) async fn tail(&self, count: usize, lines: Option<i64>) -> Result<Vec<LogLine>> {
        let from = lines.and_then(|lines| u64::try_from(lines).ok());
        let from = from.map(|lines| lines.saturating_sub(2 * count as u64)).filter(|from| *from > 0);
        let mut last = VecDeque::with_capacity(count);
        let mut keep = |line: LogLine| {
            if last.len() == count {
                last.pop_front();
            }
            last.push_back(line);
        };
        if let Some(from) = from {
            let (project, id) = self.run.locator();
            let params = GetBuildLog { start_line: i64::try_from(from).ok(), ..GetBuildLog::default() };
            let op = build::get_build_log(&project, id, self.id.into(), params).accept("text/plain");
            let bytes = self.run.client().bytes(op).await.map_err(|error| gone(error, &self.run, self.id))?;
            let (mut splitter, mut pieces) = (Splitter::default(), VecDeque::new());
            splitter.push(&bytes, &mut pieces);
            pieces.extend(splitter.tail());
            let mut number = from;
            for piece in pieces {
                keep(LogLine { text: piece.text, number, continues: piece.continues });
                number += u64::from(!piece.continues);
            }
        } else {
            let mut lines = self.lines();
            while let Some(line) = lines.next().await {
                keep(line?);
            }
        }
        Ok(last.into())
    }

    /// All of it as text, as it is stored.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it does not exist or was deleted, [`ErrorKind::TooLarge`] when it is
    /// larger than the [limit](crate::Options::body_limit), and as any call.
    pub async fn text(&self) -> Result<String> {
        let (project, id) = self.run.locator();
        let op =
            build::get_build_log(&project, id, self.id.into(), GetBuildLog::default()).accept("text/plain");
        let bytes = self.run.client().bytes(op).await.map_err(|error| gone(error, &self.run, self.id))?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    /// The bytes of it as they come.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it does not exist or was deleted, and as any call.
    pub async fn download(&self) -> Result<Download> {
        download(&self.run, self.id).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(pieces: &[&[u8]]) -> Vec<(String, bool)> {
        let (mut splitter, mut out) = (Splitter::default(), VecDeque::new());
        for piece in pieces {
            splitter.push(piece, &mut out);
        }
        out.extend(splitter.tail());
        out.into_iter().map(|piece| (piece.text, piece.continues)).collect()
    }

    fn whole(lines: &[&str]) -> Vec<(String, bool)> {
        lines.iter().map(|line| ((*line).to_owned(), false)).collect()
    }

    #[test]
    fn lines_do_not_depend_on_how_their_bytes_come() {
        let text = "\u{feff}one\r\n\ntwo \u{e9}\nthree".as_bytes();
        let expected = whole(&["one", "", "two \u{e9}", "three"]);
        for size in 1..text.len() {
            assert_eq!(split(&text.chunks(size).collect::<Vec<_>>()), expected);
        }
        assert_eq!(split(&[b"a\n"]), whole(&["a"]));
        assert_eq!(split(&[b""]), []);
    }

    #[test]
    fn long_lines_come_in_pieces_that_are_text() {
        let line = "\u{20ac}".repeat(LONGEST);
        let text = format!("{line}\nend");
        let at_once = split(&[text.as_bytes()]);
        assert_eq!(at_once, split(&text.as_bytes().chunks(1000).collect::<Vec<_>>()));
        let joined: String = at_once.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(joined, format!("{line}end"));
        assert_eq!(at_once.iter().filter(|(_, continues)| !continues).count(), 2);
    }

    #[test]
    fn the_time_of_a_line_is_apart_from_its_text() {
        let line = |text: &str| LogLine { text: text.into(), number: 1, continues: false };
        let stamped = line("2026-11-29T20:40:14.1234567Z ##[section]Starting: Build");
        assert_eq!(stamped.message(), "##[section]Starting: Build");
        assert_eq!(stamped.time().unwrap().to_string(), "2026-11-29T20:40:14.1234567Z");
        assert_eq!(line("2026-11-29T20:40:14.1234567Z ").message(), "");
        assert_eq!(line("no time here").message(), "no time here");
        assert_eq!(line("no time here").time(), None);
    }
}
