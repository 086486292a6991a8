//! How wide text is, without a font: near enough to lay out labels.

/// The width of a text in a sans-serif font of 12 pixels.
pub(super) fn width(text: &str) -> f64 {
    let of = |character: char| match character {
        'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '(' | ')' | '[' | ']' | 'I' => 4.2,
        'f' | 't' | 'r' | '-' | '/' | '\\' => 5.2,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 11.2,
        'A'..='Z' | '0'..='9' | '–' | '−' => 8.0,
        c if c.is_ascii() => 7.3,
        // Ideographs and emoji are as wide as they are high.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => 12.0,
        c if u32::from(c) >= 0x1_0000 => 13.0,
        _ => 7.4,
    };
    text.chars().map(of).sum()
}

/// The text, or as much of its beginning as there is room for.
pub(super) fn fitted(text: &str, room: f64) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = width("…");
    for character in text.chars() {
        used += width(character.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        kept.push(character);
    }
    kept.trim_end().to_owned() + "…"
}
