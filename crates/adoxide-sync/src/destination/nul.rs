//! Text that holds U+0000, which not every destination can store.

use std::borrow::Cow;

/// The text with U+FFFD in place of each U+0000.
#[cfg(feature = "postgres")]
pub(crate) fn without_nul(text: &str) -> Cow<'_, str> {
    if text.as_bytes().contains(&0) {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// JSON with U+FFFD in place of each escape that is no character: `\u0000`, and halves of surrogate pairs.
pub(crate) fn json_without_nul(json: &str) -> Cow<'_, str> {
    if !json.contains("\\u") {
        return Cow::Borrowed(json);
    }
    let bytes = json.as_bytes();
    let mut clean = String::new();
    // Up to here it is in `clean`, and here the search goes on.
    let (mut done, mut at) = (0, 0);
    while let Some(found) = json[at..].find('\\') {
        let escape = at + found;
        let Some(code) = unit(bytes, escape) else {
            // Another escape: what is behind the backslash is part of it. It may be of several bytes in broken JSON.
            at = escape + 1 + json[escape + 1..].chars().next().map_or(0, char::len_utf8);
            continue;
        };
        at = escape + 6;
        if (0xd800..0xdc00).contains(&code)
            && unit(bytes, at).is_some_and(|low| (0xdc00..0xe000).contains(&low))
        {
            at += 6;
        } else if code == 0 || (0xd800..0xe000).contains(&code) {
            clean.push_str(&json[done..escape]);
            clean.push_str("\\ufffd");
            done = at;
        }
    }
    if done == 0 {
        return Cow::Borrowed(json);
    }
    clean.push_str(&json[done..]);
    Cow::Owned(clean)
}

/// The code of an escape `\u1234` that begins here.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let escape = bytes.get(at..at + 6)?;
    let digits = escape.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_character_is_replaced() {
        assert_eq!(without_nul("a\0b\0"), "a\u{fffd}b\u{fffd}");
        assert!(matches!(without_nul("abc"), Cow::Borrowed("abc")));
        for (json, expected) in [
            (r#""a\u0000b""#, r#""a\ufffdb""#),
            (r#""\u0000\u0000""#, r#""\ufffd\ufffd""#),
            (r#"["\\u0000","\\\u0000"]"#, r#"["\\u0000","\\\ufffd"]"#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ude00\ud83dx""#, r#""\ufffd\ufffdx""#),
            (r#""\u00e9\n\"""#, r#""\u00e9\n\"""#),
            (r#""\u12"#, r#""\u12"#),
            ("\"\\é\\u0000", "\"\\é\\ufffd"),
        ] {
            assert_eq!(json_without_nul(json), expected, "{json}");
        }
    }
}
