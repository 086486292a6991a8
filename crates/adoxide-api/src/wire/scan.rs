//! Where the parts of a JSON text stand, without reading them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::IgnoredAny;
use wide::u8x16;

/// Goes over a JSON text and tells its parts as they were sent.
///
/// What it passes over is JSON, too, and no deeper than 128 levels. A copy of it goes over the same text again.
#[derive(Clone)]
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

/// It is not JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Malformed {
    /// Where that was seen, in bytes.
    pub at: usize,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is not JSON at byte {}", self.at)
    }
}

impl std::error::Error for Malformed {}

impl fmt::Debug for Scanner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the text: it is as long as a page, and may hold secrets.
        f.debug_struct("Scanner").field("at", &self.at).finish_non_exhaustive()
    }
}

impl<'a> Scanner<'a> {
    /// At the beginning of a text.
    #[inline]
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// At the beginning of a text that was not looked at yet.
    ///
    /// # Errors
    /// When it is not in UTF-8.
    pub fn of(text: &'a [u8]) -> Result<Self, Malformed> {
        match simdutf8::compat::from_utf8(text) {
            Ok(text) => Ok(Self::new(text)),
            Err(error) => Err(Malformed { at: error.valid_up_to() }),
        }
    }

    /// The first character of what comes next: `{` of an object, `"` of text.
    #[inline]
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                byte => return Some(*byte),
            }
        }
        None
    }

    /// The next value.
    ///
    /// # Errors
    /// When there is none, or it has no end.
    #[inline]
    pub fn value(&mut self) -> Result<&'a str, Malformed> {
        let range = self.range()?;
        self.text.get(range).ok_or(Malformed { at: self.at })
    }

    /// Where the next value stands in the text.
    ///
    /// # Errors
    /// When there is none, or it has no end.
    #[inline]
    pub fn range(&mut self) -> Result<Range<usize>, Malformed> {
        self.peek();
        let begin = self.at;
        self.at = self.value_end(begin)?;
        Ok(begin..self.at)
    }

    /// The text that comes next, without its quotes and escapes. For half of a surrogate pair, which no text can hold,
    /// it has U+FFFD: who cuts texts by UTF-16 leaves one, and a row is worth more than that.
    ///
    /// # Errors
    /// When something else comes next, or it has no end.
    #[inline]
    pub fn text(&mut self) -> Result<Cow<'a, str>, Malformed> {
        self.expect(b'"')?;
        let begin = self.at;
        let (end, has_escapes) = self.text_end(begin)?;
        self.at = end;
        let text = if has_escapes {
            self.text.get(begin - 1..end).and_then(unescaped).map(Cow::Owned)
        } else {
            self.text.get(begin..end - 1).map(Cow::Borrowed)
        };
        text.ok_or(Malformed { at: begin })
    }

    /// Goes over the members of an object, and gives its text. Each has its name, and its value comes next; one that
    /// is not taken is passed over.
    ///
    /// # Errors
    /// When no object comes next, it has no end, or `each` says so.
    pub fn object<E: From<Malformed>>(
        &mut self,
        mut each: impl FnMut(Cow<'a, str>, &mut Self) -> Result<(), E>,
    ) -> Result<&'a str, E> {
        self.list(b'{', b'}', |scanner| {
            let name = scanner.text()?;
            scanner.expect(b':')?;
            scanner.peek();
            let begin = scanner.at;
            each(name, scanner)?;
            if scanner.at == begin {
                scanner.range()?;
            }
            Ok(())
        })
    }

    /// Goes over the items of an array, and gives its text. Each comes next; one that is not taken is passed over.
    ///
    /// # Errors
    /// When no array comes next, it has no end, or `each` says so.
    pub fn array<E: From<Malformed>>(
        &mut self,
        mut each: impl FnMut(&mut Self) -> Result<(), E>,
    ) -> Result<&'a str, E> {
        self.list(b'[', b']', |scanner| {
            scanner.peek();
            let begin = scanner.at;
            each(scanner)?;
            if scanner.at == begin {
                scanner.range()?;
            }
            Ok(())
        })
    }

    /// That nothing comes next.
    ///
    /// # Errors
    /// When something does.
    #[inline]
    pub fn end(mut self) -> Result<(), Malformed> {
        self.peek().map_or(Ok(()), |_| Err(Malformed { at: self.at }))
    }

    fn list<E: From<Malformed>>(
        &mut self,
        open: u8,
        close: u8,
        mut each: impl FnMut(&mut Self) -> Result<(), E>,
    ) -> Result<&'a str, E> {
        self.expect(open)?;
        let begin = self.at - 1;
        if self.peek() == Some(close) {
            self.at += 1;
        } else {
            loop {
                each(self)?;
                if self.peek() == Some(close) {
                    self.at += 1;
                    break;
                }
                self.expect(b',')?;
            }
        }
        self.text.get(begin..self.at).ok_or_else(|| Malformed { at: begin }.into())
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.peek() != Some(byte) {
            return Err(Malformed { at: self.at });
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    fn ended(&self) -> Malformed {
        Malformed { at: self.text.len() }
    }

    /// Behind the value that begins here.
    #[inline]
    fn value_end(&self, begin: usize) -> Result<usize, Malformed> {
        match self.text.as_bytes().get(begin) {
            Some(b'{' | b'[') => self.nested_end(begin),
            Some(b'"') => Ok(self.text_end(begin + 1)?.0),
            _ => self.scalar_end(begin),
        }
    }

    /// Behind the number, truth value or null that begins here.
    #[inline]
    fn scalar_end(&self, begin: usize) -> Result<usize, Malformed> {
        let rest = self.text.get(begin..).unwrap_or_default();
        let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
        let scalar = &rest[..rest.as_bytes().iter().position(ends).unwrap_or(rest.len())];
        let is_one = match scalar.as_bytes() {
            [b'1'..=b'9', digits @ ..] if digits.iter().all(u8::is_ascii_digit) => true,
            [b'-' | b'0'..=b'9', ..] => serde_json::from_str::<IgnoredAny>(scalar).is_ok(),
            scalar => matches!(scalar, b"true" | b"false" | b"null"),
        };
        if is_one { Ok(begin + scalar.len()) } else { Err(Malformed { at: begin }) }
    }

    /// Behind the object or array that begins here.
    #[inline]
    fn nested_end(&self, begin: usize) -> Result<usize, Malformed> {
        // What is open: a bit for each, set for an object. As deep as serde_json goes.
        let (mut open, mut depth) = (0_u128, 0);
        let mut parts = Self { text: self.text, at: begin };
        loop {
            // A value begins here.
            match parts.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    if depth == u128::BITS {
                        return Err(Malformed { at: parts.at });
                    }
                    open = open << 1 | u128::from(bracket == b'{');
                    depth += 1;
                    parts.at += 1;
                    // The closing bracket is two behind the opening one.
                    if parts.peek() != Some(bracket + 2) {
                        if bracket == b'{' {
                            parts.member()?;
                        }
                        continue;
                    }
                }
                _ => parts.at = parts.value_end(parts.at)?,
            }
            // A value ended here, or what is open has none.
            loop {
                let is_object = open & 1 == 1;
                match parts.peek() {
                    Some(b',') if depth > 0 => {
                        parts.at += 1;
                        if is_object {
                            parts.member()?;
                        }
                        break;
                    }
                    Some(b'}') if is_object => {}
                    Some(b']') if !is_object => {}
                    Some(_) => return Err(Malformed { at: parts.at }),
                    None => return Err(self.ended()),
                }
                parts.at += 1;
                open >>= 1;
                depth -= 1;
                if depth == 0 {
                    return Ok(parts.at);
                }
            }
        }
    }

    /// Passes over the name of a member.
    #[inline]
    fn member(&mut self) -> Result<(), Malformed> {
        self.expect(b'"')?;
        self.at = self.text_end(self.at)?.0;
        self.expect(b':')
    }

    /// Behind the quote that closes the text whose characters begin here, and whether some of them are escaped.
    #[inline]
    fn text_end(&self, mut at: usize) -> Result<(usize, bool), Malformed> {
        let text = self.text.as_bytes();
        let mut has_escapes = false;
        loop {
            while let Some(block) = text.get(at..).and_then(<[u8]>::first_chunk) {
                let found = special(block);
                if found != 0 {
                    at += found.trailing_zeros() as usize;
                    break;
                }
                at += 16;
            }
            match text.get(at).ok_or_else(|| self.ended())? {
                b'"' => return Ok((at + 1, has_escapes)),
                b'\\' => {
                    has_escapes = true;
                    at = self.escape_end(at)?;
                }
                ..b' ' => return Err(Malformed { at }),
                _ => at += 1,
            }
        }
    }

    /// Behind the escape that begins here.
    #[inline]
    fn escape_end(&self, at: usize) -> Result<usize, Malformed> {
        match self.text.as_bytes().get(at + 1..).unwrap_or_default() {
            [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => Ok(at + 2),
            [b'u', digits @ ..] if digits.len() < 4 => Err(self.ended()),
            [b'u', digits @ ..] if digits[..4].iter().all(u8::is_ascii_hexdigit) => Ok(at + 6),
            [] => Err(self.ended()),
            _ => Err(Malformed { at }),
        }
    }
}

/// A text without its quotes and escapes.
fn unescaped(quoted: &str) -> Option<String> {
    serde_json::from_str(quoted).or_else(|_| serde_json::from_str(&in_pairs(quoted))).ok()
}

/// The same text with U+FFFD in place of each half of a surrogate pair.
fn in_pairs(quoted: &str) -> String {
    let unit = |at: usize| {
        let digits = quoted.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut whole = String::with_capacity(quoted.len());
    let mut at = 0;
    while let Some(before) = quoted[at..].find('\\') {
        let escape = at + before;
        let (kept, next) = match (unit(escape), unit(escape + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (escape + 12, escape + 12),
            (Some(0xd800..=0xdfff), _) => (escape, escape + 6),
            (Some(_), _) => (escape + 6, escape + 6),
            (None, _) => (escape + 2, escape + 2),
        };
        whole.push_str(&quoted[at..kept]);
        if kept < next {
            whole.push(char::REPLACEMENT_CHARACTER);
        }
        at = next;
    }
    whole.push_str(&quoted[at..]);
    whole
}

/// Which of these bytes need a look: a bit for each.
#[inline]
fn special(block: &[u8; 16]) -> u32 {
    let block = u8x16::new(*block);
    let quote = block.simd_eq(u8x16::splat(b'"'));
    let backslash = block.simd_eq(u8x16::splat(b'\\'));
    let control = block.min(u8x16::splat(0x1f)).simd_eq(block);
    (quote | backslash | control).to_bitmask()
}

/// What stands before this offset in a text, however the text goes on: `$.value[3].reviewers[0].vote`.
pub(super) fn path_at(text: &[u8], offset: usize) -> String {
    /// Goes over a value so deep; an error where the offset is in it, or it is deeper than anything that is read.
    fn go(value: &mut Scanner<'_>, depth: u32, offset: usize, path: &mut String) -> Result<(), Malformed> {
        let end = path.len();
        let first = value.peek();
        if value.at + 1 >= offset || depth == u128::BITS {
            return Err(Malformed { at: offset });
        }
        match first {
            Some(b'{') => value.object(|name, value| {
                path.push('.');
                path.push_str(&name);
                go(value, depth + 1, offset, path)?;
                path.truncate(end);
                Ok(())
            }),
            Some(b'[') => {
                let mut index = 0_usize;
                value.array(|item| {
                    path.extend(["[", &index.to_string(), "]"]);
                    go(item, depth + 1, offset, path)?;
                    path.truncate(end);
                    index += 1;
                    Ok(())
                })
            }
            _ => value.value(),
        }?;
        if value.at < offset { Ok(()) } else { Err(Malformed { at: offset }) }
    }
    let valid = match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or_default(),
    };
    let mut path = "$".to_owned();
    // An error only says that it was found, or what is broken off there.
    let _ = go(&mut Scanner::new(valid), 0, offset, &mut path);
    path
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// What stands in a text, read by its parts.
    fn read(scanner: &mut Scanner<'_>) -> Result<Value, Malformed> {
        match scanner.peek() {
            Some(b'{') => {
                let mut members = serde_json::Map::new();
                scanner.object(|name, value| {
                    members.insert(name.into_owned(), read(value)?);
                    Ok::<_, Malformed>(())
                })?;
                Ok(Value::Object(members))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                scanner.array(|item| {
                    items.push(read(item)?);
                    Ok::<_, Malformed>(())
                })?;
                Ok(Value::Array(items))
            }
            _ => {
                let value = scanner.value()?;
                serde_json::from_str(value).map_err(|_| Malformed { at: 0 })
            }
        }
    }

    fn whole(text: &str) -> Result<Value, Malformed> {
        let mut scanner = Scanner::new(text);
        let value = read(&mut scanner)?;
        scanner.end()?;
        Ok(value)
    }

    const TEXTS: [&str; 7] = [
        r#" {"a" : [1, -2.5e3 ,true,false,null,"x"], "b":{}, "c": [] , "":""} "#,
        r#"{"quotes \" and \\":"\\","long enough for eight":"\"12345678\\\"","Ü":"日本語 \u00fc }]"}"#,
        "[[[[\"]\"]]],{\"}\":\"{\"},[]]",
        "\"only text\"",
        "17",
        "null",
        "[\"\", \"1\", \"12\", \"123456\", \"1234567\", \"12345678\", \"123456789\", \"\\\\\"]",
    ];

    #[test]
    fn the_parts_make_the_whole() {
        for text in TEXTS {
            assert_eq!(whole(text).unwrap(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
            let mut scanner = Scanner::new(text);
            assert_eq!(scanner.value().unwrap(), text.trim());
            scanner.end().unwrap();
        }
    }

    #[test]
    fn what_is_broken_off_has_no_end() {
        for text in &TEXTS[..3] {
            let text = text.trim();
            for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
                assert!(whole(&text[..end]).is_err(), "{}", &text[..end]);
                assert!(Scanner::new(&text[..end]).value().is_err(), "{}", &text[..end]);
            }
        }
    }

    fn passed_over<'a>(scanner: &mut Scanner<'a>) -> Result<&'a str, Malformed> {
        match scanner.peek() {
            Some(b'{') => scanner.object(|_, _| Ok(())),
            Some(b'[') => scanner.array(|_| Ok(())),
            _ => scanner.value(),
        }
    }

    #[test]
    fn what_is_no_json_is_seen_where_it_is_read() {
        for (text, at) in [
            ("", 0),
            ("nope", 0),
            ("{\"a\":nul}", 5),
            ("[1.2.3]", 1),
            ("{\"a\" 1}", 5),
            ("{\"a\":}", 5),
            ("[1 2]", 3),
            ("[1,]", 3),
            ("{,}", 1),
            ("{a:1}", 1),
            ("[] []", 3),
            ("1]", 1),
            ("[\"a line\nand another\"]", 8),
            (r#"["a \q"]"#, 4),
            (r#"["\u00g0"]"#, 2),
            ("[01]", 1),
            ("[-]", 1),
            ("[1}", 2),
            ("{\"a\":1]", 6),
        ] {
            assert_eq!(whole(text), Err(Malformed { at }), "{text}");
            let mut scanner = Scanner::new(text);
            let found = passed_over(&mut scanner).and_then(|_| scanner.end());
            assert_eq!(found, Err(Malformed { at }), "{text}");
            // The same where nobody looks.
            let mut scanner = Scanner::new(text);
            let found = scanner.value().and_then(|_| scanner.end());
            assert_eq!(found, Err(Malformed { at }), "{text}");
            let deep = format!("[{{\"deep\":[{text}]}}]");
            assert!(text.is_empty() || Scanner::new(&deep).value().is_err(), "{deep}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_a_character_that_is_not_known() {
        for (sent, read) in [
            (r#""cut \ud83d""#, "cut \u{fffd}"),
            (r#""\uDE00\ud83d\ude00\u00e9""#, "\u{fffd}\u{1f600}é"),
            (r#""\ud83d\ud83d\ude00x""#, "\u{fffd}\u{1f600}x"),
            (r#""\\ud83d \ud83d\\ \ud83dé\n""#, "\\ud83d \u{fffd}\\ \u{fffd}é\n"),
        ] {
            assert_eq!(Scanner::new(sent).text().unwrap(), read, "{sent}");
        }
    }

    #[test]
    fn it_is_json_if_serde_says_so() {
        let parts =
            ["{", "}", "[", "]", ",", ":", "\"", "\"a\"", "1", "-0.5e1", "tru", "true", " ", "\\u00e9", "\\"];
        let mut random = 7_u64;
        let mut good = 0;
        for _ in 0..200_000 {
            let mut text = String::new();
            for _ in 0..=random % 9 {
                random =
                    random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(parts[(random >> 33) as usize % parts.len()]);
            }
            let mut scanner = Scanner::new(&text);
            let is_json = scanner.value().and_then(|_| scanner.end()).is_ok();
            assert_eq!(is_json, serde_json::from_str::<IgnoredAny>(&text).is_ok(), "{text}");
            good += i32::from(is_json);
        }
        assert!(good > 5_000, "{good}");
        for (depth, is_json) in [(127, true), (129, false)] {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(Scanner::new(&text).value().is_ok(), is_json);
            assert_eq!(serde_json::from_str::<Value>(&text).is_ok(), is_json);
        }
    }

    #[test]
    fn what_is_not_taken_is_passed_over() {
        let text = r#"{"a":{"deep":["]"]},"b":2 ,"c":[]}"#;
        let mut found = Vec::new();
        let mut scanner = Scanner::new(text);
        let own = scanner.object(|name, value| {
            if name == "b" {
                found.push(value.value()?);
            }
            Ok::<_, Malformed>(())
        });
        assert_eq!(own.unwrap(), text);
        assert_eq!(found, ["2"]);
    }
}
