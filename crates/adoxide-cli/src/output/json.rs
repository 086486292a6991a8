//! JSON laid out without being read: what the service sent is what is written, to the last digit.

use std::io::{self, Write};

/// Writes JSON with a line for each value, two spaces for each level.
pub fn indented(out: &mut impl Write, json: &[u8]) -> io::Result<()> {
    lay_out(out, json, true)
}

/// Writes JSON in one line.
pub fn in_one_line(out: &mut impl Write, json: &[u8]) -> io::Result<()> {
    lay_out(out, json, false)
}

/// Only what stands between the tokens changes.
fn lay_out(out: &mut impl Write, json: &[u8], indent: bool) -> io::Result<()> {
    let mut level = 0_usize;
    let line = |out: &mut dyn Write, level: usize| {
        if !indent {
            return Ok(());
        }
        out.write_all(b"\n")?;
        (0..level).try_for_each(|_| out.write_all(b"  "))
    };
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        let mut end = at + 1;
        match byte {
            b'"' => {
                while let Some(&inner) = json.get(end) {
                    end += if inner == b'\\' { 2 } else { 1 };
                    if inner == b'"' {
                        break;
                    }
                }
                end = end.min(json.len());
                out.write_all(&json[at..end])?;
            }
            b'{' | b'[' => {
                out.write_all(&[byte])?;
                let rest = &json[end..];
                let blank = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len());
                if matches!(rest.get(blank), Some(b'}' | b']')) {
                    out.write_all(&rest[blank..=blank])?;
                    end += blank + 1;
                } else {
                    level += 1;
                    line(out, level)?;
                }
            }
            b'}' | b']' => {
                level = level.saturating_sub(1);
                line(out, level)?;
                out.write_all(&[byte])?;
            }
            b',' => {
                out.write_all(b",")?;
                line(out, level)?;
            }
            b':' => out.write_all(if indent { b": " } else { b":" })?,
            byte if byte.is_ascii_whitespace() => {}
            byte => out.write_all(&[byte])?,
        }
        at = end;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_changes_and_nothing_else() {
        let json = br#" {"a" : [1.00, {"b\"{":"\\"}, [ ], {}],
            "big":12345678901234567890123} "#;
        let mut out = Vec::new();
        indented(&mut out, json).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "{\n  \"a\": [\n    1.00,\n    {\n      \"b\\\"{\": \"\\\\\"\n    },\n    [],\n    {}\n  ],\n  \
             \"big\": 12345678901234567890123\n}"
        );
        let mut out = Vec::new();
        in_one_line(&mut out, text.as_bytes()).unwrap();
        assert_eq!(out, br#"{"a":[1.00,{"b\"{":"\\"},[],{}],"big":12345678901234567890123}"#);
    }
}
