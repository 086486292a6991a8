//! Patches, written as git writes them, so that git applies them.
//!
//! <https://git-scm.com/docs/diff-format>

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::ops::Range;

use bytes::Bytes;
use flate2::Compression;
use flate2::bufread::ZlibEncoder;
use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Token};

/// The lines around a change.
const CONTEXT: u32 = 3;
/// As git, which looks no further for a NUL.
const LOOKED_AT: usize = 8_000;
/// The most of a line that is shown behind the numbers of a hunk.
const HEADING: usize = 80;
const NOTHING: &str = "0000000000000000000000000000000000000000";

/// A file, a symbolic link or a submodule, as a commit has it.
#[derive(Clone, Debug)]
pub struct Side {
    /// Where, without a slash in front.
    pub path: String,
    /// `100644`, `100755`, `120000` or `160000`.
    pub mode: String,
    /// The id of the content.
    pub id: String,
    /// The content; none if it is too large to be compared.
    pub content: Option<Bytes>,
}

impl Side {
    /// What kind of thing it is: the mode without the permissions.
    pub fn kind(&self) -> &str {
        self.mode.get(..3).unwrap_or(&self.mode)
    }

    fn is_binary(&self) -> bool {
        self.content.as_ref().is_none_or(|content| content.iter().take(LOOKED_AT).any(|byte| *byte == 0))
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It came, went, or is where it was.
    Here,
    /// It was moved, and perhaps changed too.
    Renamed,
    /// It was copied, and perhaps changed too.
    Copied,
}

/// Writes the patch of one file. With `binary`, what is not text is in it too.
pub fn write(
    out: &mut dyn Write,
    old: Option<&Side>,
    new: Option<&Side>,
    how: How,
    binary: bool,
) -> io::Result<()> {
    let (from, to) = match (old, new) {
        // A file that became a link went, and a link came.
        (Some(was), Some(is)) if was.kind() != is.kind() => {
            write(out, old, None, How::Here, binary)?;
            return write(out, None, new, How::Here, binary);
        }
        (Some(was), Some(is)) => (was, is),
        (Some(one), None) | (None, Some(one)) => (one, one),
        (None, None) => return Ok(()),
    };
    let (a, b) = (quoted("a/", &from.path), quoted("b/", &to.path));
    writeln!(out, "diff --git {a} {b}")?;
    let mut mode = String::new();
    match (old, new) {
        (None, _) => writeln!(out, "new file mode {}", to.mode)?,
        (_, None) => writeln!(out, "deleted file mode {}", from.mode)?,
        _ if from.mode != to.mode => writeln!(out, "old mode {}\nnew mode {}", from.mode, to.mode)?,
        _ => mode = format!(" {}", to.mode),
    }
    let what = match how {
        How::Here => None,
        How::Renamed => Some("rename"),
        How::Copied => Some("copy"),
    };
    if let Some(what) = what {
        writeln!(out, "similarity index {}%", similarity(from, to))?;
        writeln!(out, "{what} from {}\n{what} to {}", quoted("", &from.path), quoted("", &to.path))?;
    }
    let id = |side: Option<&Side>| side.map_or(NOTHING, |side| &side.id).to_owned();
    if id(old) == id(new) {
        return Ok(());
    }
    writeln!(out, "index {}..{}{mode}", id(old), id(new))?;
    let (a, b) = (old.map_or("/dev/null".into(), |_| a), new.map_or("/dev/null".into(), |_| b));
    let nothing = Bytes::new();
    let content = |side: Option<&Side>| match side {
        None => Some(nothing.clone()),
        Some(side) => side.content.clone(),
    };
    let is_binary = |side: Option<&Side>| side.is_some_and(Side::is_binary);
    match (content(old), content(new)) {
        (Some(before), Some(after)) if !is_binary(old) && !is_binary(new) => {
            text(out, (&a, &before), (&b, &after))
        }
        (Some(before), Some(after)) if binary => {
            writeln!(out, "GIT binary patch")?;
            // First the way there, then the way back.
            literal(out, &after)?;
            literal(out, &before)
        }
        _ => writeln!(out, "Binary files {a} and {b} differ"),
    }
}

/// The changed lines.
fn text(out: &mut dyn Write, (a, before): (&str, &[u8]), (b, after): (&str, &[u8])) -> io::Result<()> {
    let mut input = InternedInput::default();
    let lines = |content| <[u8]>::split_inclusive(content, |byte| *byte == b'\n');
    input.update_before(lines(before));
    input.update_after(lines(after));
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_lines(&input);
    // Changes with little between them are shown together.
    let mut groups: Vec<Vec<Hunk>> = Vec::new();
    for change in diff.hunks() {
        match groups.last_mut() {
            Some(group)
                if group.last().is_some_and(|last| change.before.start - last.before.end <= 2 * CONTEXT) =>
            {
                group.push(change);
            }
            _ => groups.push(vec![change]),
        }
    }
    if groups.is_empty() {
        return Ok(());
    }
    // A name with a blank would end there.
    let tab = |name: &str| if name.contains(' ') { "\t" } else { "" };
    writeln!(out, "--- {a}{}\n+++ {b}{}", tab(a), tab(b))?;
    let line = |token: &Token| input.interner[*token];
    let before: Vec<&[u8]> = input.before.iter().map(line).collect();
    let after: Vec<&[u8]> = input.after.iter().map(line).collect();
    for group in groups {
        hunk(out, &group, &before, &after)?;
    }
    Ok(())
}

/// Some changes, with the lines around them.
fn hunk(out: &mut dyn Write, changes: &[Hunk], before: &[&[u8]], after: &[&[u8]]) -> io::Result<()> {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return Ok(()) };
    let above = first.before.start.min(CONTEXT);
    let end = before.len().min((last.before.end + CONTEXT) as usize);
    let below = end - last.before.end as usize;
    let old = (first.before.start - above) as usize..end;
    let new = (first.after.start - above) as usize..last.after.end as usize + below;
    write!(out, "@@ -{} +{} @@", range(&old), range(&new))?;
    if let Some(heading) = heading(&before[..old.start]) {
        out.write_all(b" ")?;
        out.write_all(heading)?;
    }
    out.write_all(b"\n")?;
    let mut at = old.start;
    for change in changes {
        let part = |range: &Range<u32>| range.start as usize..range.end as usize;
        let (gone, new) = (part(&change.before), part(&change.after));
        signed(out, b" ", &before[at..gone.start])?;
        at = gone.end;
        signed(out, b"-", &before[gone])?;
        signed(out, b"+", &after[new])?;
    }
    signed(out, b" ", &before[at..old.end])
}

/// Where a hunk is: its first line, from 1, and how many there are, if it is not one. What has no lines is
/// behind the line that is named.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        many => format!("{},{many}", lines.start + 1),
    }
}

/// The last line before a hunk that looks like the head of something.
fn heading<'a>(before: &[&'a [u8]]) -> Option<&'a [u8]> {
    let is_head = |line: &&&[u8]| {
        line.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$'))
    };
    let line = before.iter().rev().find(is_head)?;
    Some(line[..line.len().min(HEADING)].trim_ascii_end())
}

fn signed(out: &mut dyn Write, sign: &[u8], lines: &[&[u8]]) -> io::Result<()> {
    for line in lines {
        out.write_all(sign)?;
        out.write_all(line)?;
        if !line.ends_with(b"\n") {
            out.write_all(b"\n\\ No newline at end of file\n")?;
        }
    }
    Ok(())
}

/// A content in whole, as a binary patch has it: deflated, in lines of 52 bytes, in base 85.
fn literal(out: &mut dyn Write, content: &[u8]) -> io::Result<()> {
    const DIGITS: &[u8; 85] =
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
    writeln!(out, "literal {}", content.len())?;
    let mut deflated = Vec::new();
    ZlibEncoder::new(content, Compression::default()).read_to_end(&mut deflated)?;
    for line in deflated.chunks(52) {
        // How many bytes there are in the line: A to Z for 1 to 26, a to z for 27 to 52.
        let length = u8::try_from(line.len()).unwrap_or(u8::MAX);
        let mut text = vec![if length <= 26 { b'A' + length - 1 } else { b'a' + length - 27 }];
        for bytes in line.chunks(4) {
            let mut word = [0; 4];
            word[..bytes.len()].copy_from_slice(bytes);
            let mut number = u32::from_be_bytes(word) as usize;
            let mut digits = [0; 5];
            for digit in digits.iter_mut().rev() {
                *digit = DIGITS[number % 85];
                number /= 85;
            }
            text.extend(digits);
        }
        text.push(b'\n');
        out.write_all(&text)?;
    }
    out.write_all(b"\n")
}

/// How much of a file is as before, in percent, as git counts it: the bytes of the lines (or of pieces of 64
/// bytes of long ones) that both have, of the larger of the two.
fn similarity(old: &Side, new: &Side) -> usize {
    if old.id == new.id {
        return 100;
    }
    let (Some(before), Some(after)) = (&old.content, &new.content) else { return 0 };
    let longest = before.len().max(after.len());
    if longest == 0 {
        return 100;
    }
    let mut counts: HashMap<Cow<'_, [u8]>, usize> = HashMap::new();
    for piece in pieces(before, !old.is_binary()) {
        *counts.entry(piece).or_default() += 1;
    }
    let mut same = 0;
    for piece in pieces(after, !new.is_binary()) {
        if let Some(count) = counts.get_mut(&piece).filter(|count| **count > 0) {
            *count -= 1;
            same += piece.len();
        }
    }
    same * 100 / longest
}

fn pieces(content: &[u8], is_text: bool) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let lines = content.split_inclusive(|byte| *byte == b'\n');
    lines.flat_map(move |line| {
        let line = match line.strip_suffix(b"\r\n") {
            // Line ends are all the same.
            Some(line) if is_text => Cow::Owned([line, b"\n"].concat()),
            _ => Cow::Borrowed(line),
        };
        let starts = (0..line.len()).step_by(64);
        starts
            .map(|start| {
                let end = line.len().min(start + 64);
                match &line {
                    Cow::Borrowed(line) => Cow::Borrowed(&line[start..end]),
                    Cow::Owned(line) => Cow::Owned(line[start..end].to_vec()),
                }
            })
            .collect::<Vec<_>>()
    })
}

/// A path behind a prefix. What git would not write as it is stands in quotes, as a string of C.
fn quoted(prefix: &str, path: &str) -> String {
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte) && byte != b'"' && byte != b'\\';
    if path.bytes().all(is_plain) {
        return format!("{prefix}{path}");
    }
    let digit = |byte: u8| char::from(b'0' + (byte & 7));
    let mut text = format!("\"{prefix}");
    for byte in path.bytes() {
        match byte {
            b'\x07' => text.push_str("\\a"),
            b'\x08' => text.push_str("\\b"),
            b'\t' => text.push_str("\\t"),
            b'\n' => text.push_str("\\n"),
            b'\x0b' => text.push_str("\\v"),
            b'\x0c' => text.push_str("\\f"),
            b'\r' => text.push_str("\\r"),
            b'"' | b'\\' => text.extend(['\\', char::from(byte)]),
            byte if is_plain(byte) => text.push(char::from(byte)),
            byte => text.extend(['\\', digit(byte >> 6), digit(byte >> 3), digit(byte)]),
        }
    }
    text.push('"');
    text
}
