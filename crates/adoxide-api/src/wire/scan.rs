//! Where the parts of a JSON text stand, without reading them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::IgnoredAny;

/// Goes over a JSON text and tells its parts as they were sent.
///
/// Of what it passes over it looks at brackets and quotes alone, which is several times faster than to read it: who
/// reads a part sees what is wrong in there.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

/// It is no JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Malformed {
    /// Where that was seen, in bytes.
    pub at: usize,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is no JSON at byte {}", self.at)
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
        let first = self.peek();
        let begin = self.at;
        self.at = match first {
            Some(b'{' | b'[') => self.nested_end(begin).ok_or_else(|| self.ended())?,
            Some(b'"') => self.text_end(begin + 1).ok_or_else(|| self.ended())?.0,
            _ => self.scalar_end(begin)?,
        };
        Ok(begin..self.at)
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
            let name = scanner.name()?;
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
    fn name(&mut self) -> Result<Cow<'a, str>, Malformed> {
        self.expect(b'"')?;
        let begin = self.at;
        let (end, has_escapes) = self.text_end(begin).ok_or_else(|| self.ended())?;
        self.at = end;
        if !has_escapes && !self.text.as_bytes()[begin..end].iter().any(u8::is_ascii_control) {
            return self.text.get(begin..end - 1).map(Cow::Borrowed).ok_or(Malformed { at: begin });
        }
        let quoted = self.text.get(begin - 1..self.at).ok_or(Malformed { at: begin })?;
        serde_json::from_str(quoted).map(Cow::Owned).map_err(|_| Malformed { at: begin })
    }

    #[inline]
    fn ended(&self) -> Malformed {
        Malformed { at: self.text.len() }
    }

    /// Behind the number, truth value or null that stands here. It is short: all of it is looked at.
    #[inline]
    fn scalar_end(&self, begin: usize) -> Result<usize, Malformed> {
        let rest = self.text.get(begin..).unwrap_or_default();
        let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
        let scalar = &rest[..rest.as_bytes().iter().position(ends).unwrap_or(rest.len())];
        let is_one = matches!(scalar, "true" | "false" | "null")
            || scalar.starts_with(|first: char| first == '-' || first.is_ascii_digit())
                && serde_json::from_str::<IgnoredAny>(scalar).is_ok();
        if is_one { Ok(begin + scalar.len()) } else { Err(Malformed { at: begin }) }
    }

    /// Behind the bracket that closes the one that stands here.
    #[inline]
    fn nested_end(&self, mut at: usize) -> Option<usize> {
        let text = self.text.as_bytes();
        let mut depth = 0_usize;
        loop {
            match *text.get(at)? {
                b'"' => (at, _) = self.text_end(at + 1)?,
                b'{' | b'[' => {
                    depth += 1;
                    at += 1;
                }
                b'}' | b']' => {
                    depth -= 1;
                    at += 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => at += 1,
            }
        }
    }

    /// Behind the quote that closes the text whose characters begin here, and whether some of them are escaped.
    #[inline]
    fn text_end(&self, mut at: usize) -> Option<(usize, bool)> {
        const ONES: u64 = u64::from_ne_bytes([1; 8]);
        const HIGH: u64 = ONES << 7;
        let text = self.text.as_bytes();
        let mut has_escapes = false;
        loop {
            // Eight bytes at a time: the lowest high bit stands where the first quote or backslash is.
            while let Some(eight) = text.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
                let eight = u64::from_le_bytes(eight);
                let is = |byte: u8| {
                    let differs = eight ^ (ONES * u64::from(byte));
                    differs.wrapping_sub(ONES) & !differs
                };
                let found = (is(b'"') | is(b'\\')) & HIGH;
                if found != 0 {
                    at += found.trailing_zeros() as usize / 8;
                    break;
                }
                at += 8;
            }
            match *text.get(at)? {
                b'"' => return Some((at + 1, has_escapes)),
                b'\\' => {
                    has_escapes = true;
                    at += 2;
                }
                _ => at += 1,
            }
        }
    }
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
        ] {
            assert_eq!(whole(text), Err(Malformed { at }), "{text}");
            let mut scanner = Scanner::new(text);
            let found = passed_over(&mut scanner).and_then(|_| scanner.end());
            assert_eq!(found, Err(Malformed { at }), "{text}");
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
