//! Emitter: writes nodes as YAML in the service's form: two-space indent, items at the indent of their key, block
//! style, no line wrapping.

use std::fmt::Write as _;

use crate::node::{Content, Node, Pair, Scalar, ScalarKind, Style};

/// A key that is longer, or has a line break, is written after `? `.
const MAX_SIMPLE_KEY: usize = 128;

/// Writes an expanded tree as a document.
pub(crate) fn write(node: &Node) -> String {
    let mut writer = Writer { out: String::new() };
    match &node.content {
        Content::Mapping(pairs) if !pairs.is_empty() => writer.mapping(pairs, 0),
        Content::Sequence(items) if !items.is_empty() => writer.sequence(items, 0),
        _ => {
            writer.value(node, 0);
            let text = writer.out.trim_start().to_owned();
            writer.out = text;
        }
    }
    // The service ends the document, then the line.
    writer.out.push('\n');
    writer.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// The pairs of a block mapping; the first line is where the writer stands.
    fn mapping(&mut self, pairs: &[Pair], indent: usize) {
        for (index, (key, value)) in pairs.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            if is_simple_key(key) {
                self.key(key);
            } else {
                self.out.push('?');
                self.value(key, indent);
                self.indent(indent);
            }
            self.out.push(':');
            self.value(value, indent);
        }
    }

    fn sequence(&mut self, items: &[Node], indent: usize) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            self.out.push('-');
            match &item.content {
                Content::Mapping(pairs) if !pairs.is_empty() => {
                    self.out.push(' ');
                    self.mapping(pairs, indent + 2);
                }
                Content::Sequence(items) if !items.is_empty() => {
                    self.out.push(' ');
                    self.sequence(items, indent + 2);
                }
                _ => self.value(item, indent),
            }
        }
    }

    /// What follows a `:` or a `-`, up to the end of the line.
    fn value(&mut self, node: &Node, indent: usize) {
        match &node.content {
            Content::Mapping(pairs) if pairs.is_empty() => self.out.push_str(" {}\n"),
            Content::Sequence(items) if items.is_empty() => self.out.push_str(" []\n"),
            Content::Mapping(pairs) => {
                self.out.push('\n');
                self.indent(indent + 2);
                self.mapping(pairs, indent + 2);
            }
            Content::Sequence(items) => {
                self.out.push('\n');
                self.indent(indent);
                self.sequence(items, indent);
            }
            Content::Scalar(scalar) => {
                self.out.push(' ');
                self.scalar(scalar, indent + 2, false);
            }
            // An expanded tree has neither.
            Content::Expression(_) | Content::Directive(_) => self.out.push_str(" ''\n"),
        }
    }

    fn key(&mut self, key: &Node) {
        if let Content::Scalar(scalar) = &key.content {
            self.scalar(scalar, 0, true);
        }
    }

    fn scalar(&mut self, scalar: &Scalar, indent: usize, is_key: bool) {
        let text = &*scalar.text;
        match choose(scalar, is_key) {
            Style::Literal => return self.literal(text, indent),
            Style::Folded => return self.folded(text, indent),
            Style::SingleQuoted => self.single_quoted(text, indent),
            Style::DoubleQuoted => self.double_quoted(text),
            Style::Plain | Style::Any => self.out.push_str(text),
        }
        if !is_key {
            self.out.push('\n');
        }
    }

    fn single_quoted(&mut self, text: &str, indent: usize) {
        self.out.push('\'');
        let mut after_break = false;
        for character in text.chars() {
            if character == '\n' {
                if !after_break {
                    self.out.push('\n');
                }
                self.out.push('\n');
                after_break = true;
                continue;
            }
            if after_break {
                self.indent(indent);
                after_break = false;
            }
            if character == '\'' {
                self.out.push('\'');
            }
            self.out.push(character);
        }
        if after_break {
            self.indent(indent);
        }
        self.out.push('\'');
    }

    fn double_quoted(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            let escape = match character {
                '\0' => '0',
                '\u{7}' => 'a',
                '\u{8}' => 'b',
                '\n' => 'n',
                '\u{b}' => 'v',
                '\u{c}' => 'f',
                '\r' => 'r',
                '\u{1b}' => 'e',
                '"' => '"',
                '\\' => '\\',
                '\u{85}' => 'N',
                '\u{2028}' => 'L',
                '\u{2029}' => 'P',
                character if is_printable(character) => {
                    self.out.push(character);
                    continue;
                }
                character => {
                    let code = u32::from(character);
                    _ = match code {
                        0..=0xff => write!(self.out, "\\x{code:02X}"),
                        0x100..=0xffff => write!(self.out, "\\u{code:04X}"),
                        _ => write!(self.out, "\\U{code:08X}"),
                    };
                    continue;
                }
            };
            self.out.push('\\');
            self.out.push(escape);
        }
        self.out.push('"');
    }

    /// The indicator of a block scalar with its hints: indentation when the text begins with white space, and what
    /// becomes of the line breaks at its end.
    fn block_header(&mut self, indicator: char, text: &str) {
        self.out.push(indicator);
        if text.starts_with([' ', '\n']) {
            self.out.push('2');
        }
        if !text.ends_with('\n') {
            self.out.push('-');
        } else if text.ends_with("\n\n") || text == "\n" {
            self.out.push('+');
        }
        self.out.push('\n');
    }

    fn literal(&mut self, text: &str, indent: usize) {
        self.block_header('|', text);
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            if !line.is_empty() {
                self.indent(indent);
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    /// Line breaks are doubled, except around lines that begin with a blank and at the end.
    fn folded(&mut self, text: &str, indent: usize) {
        self.block_header('>', text);
        let (mut after_break, mut leading_blank) = (true, true);
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            if character == '\n' {
                if !after_break && !leading_blank {
                    let next = rest.as_str().trim_start_matches('\n').chars().next();
                    if next.is_some_and(|next| next != ' ' && next != '\t') {
                        self.out.push('\n');
                    }
                }
                self.out.push('\n');
                after_break = true;
            } else {
                if after_break {
                    self.indent(indent);
                    leading_blank = character == ' ' || character == '\t';
                }
                self.out.push(character);
                after_break = false;
            }
        }
        if !after_break {
            self.out.push('\n');
        }
    }
}

fn is_simple_key(key: &Node) -> bool {
    key.text().is_none_or(|text| !text.contains('\n') && text.encode_utf16().count() <= MAX_SIMPLE_KEY)
}

/// The style in which a text can be read back, nearest to the one asked for.
fn choose(scalar: &Scalar, is_key: bool) -> Style {
    let allowed = Allowed::of(&scalar.text);
    let mut style = match scalar.style {
        Style::Any if is_fraction(scalar) => Style::SingleQuoted,
        Style::Any if allowed.has_breaks => Style::Folded,
        Style::Any => Style::Plain,
        style => style,
    };
    if style == Style::Plain && !allowed.plain {
        style = Style::SingleQuoted;
    }
    if style == Style::SingleQuoted && !allowed.single_quoted {
        style = Style::DoubleQuoted;
    }
    if matches!(style, Style::Literal | Style::Folded) && (!allowed.block || is_key) {
        style = Style::DoubleQuoted;
    }
    style
}

/// The service quotes `0.5`, and no other number that was ever seen.
fn is_fraction(scalar: &Scalar) -> bool {
    matches!(scalar.kind, ScalarKind::Number(value) if value.is_proper_fraction())
}

/// What the characters of a text allow.
#[expect(clippy::struct_excessive_bools, reason = "independent facts of one text")]
struct Allowed {
    plain: bool,
    single_quoted: bool,
    block: bool,
    has_breaks: bool,
}

impl Allowed {
    fn of(text: &str) -> Self {
        if text.is_empty() {
            return Self { plain: false, single_quoted: true, block: false, has_breaks: false };
        }
        let mut indicators = text.starts_with("---") || text.starts_with("...");
        let (mut special, mut has_breaks, mut blank_after_break, mut break_after_blank) =
            (false, false, false, false);
        let mut before = None;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let before_blank = characters.peek().is_none_or(|next| is_white(*next));
            let after_blank = before.is_none_or(is_white);
            indicators |= match character {
                // The backslash needs no quotes; the service gives it some.
                '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\\' | '"' | '%' | '@'
                | '`' | '\''
                    if before.is_none() =>
                {
                    true
                }
                '?' | '-' if before.is_none() => before_blank,
                ':' => before_blank,
                '#' => after_blank,
                _ => false,
            };
            special |= !is_printable(character) || is_break(character) && character != '\n';
            has_breaks |= is_break(character);
            blank_after_break |= is_blank(character) && before.is_some_and(is_break);
            break_after_blank |= is_break(character) && before.is_some_and(is_blank);
            before = Some(character);
        }
        let ends = |edge: Option<char>| edge.is_some_and(is_white);
        let edge = ends(text.chars().next()) || ends(text.chars().last());
        let unquotable = break_after_blank || special;
        Self {
            plain: !indicators && !edge && !has_breaks && !unquotable,
            single_quoted: !blank_after_break && !unquotable,
            block: !text.ends_with(is_blank) && !unquotable,
            has_breaks,
        }
    }
}

fn is_white(character: char) -> bool {
    is_blank(character) || is_break(character)
}

fn is_blank(character: char) -> bool {
    character == ' ' || character == '\t'
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What the service writes as it is. Characters beyond the basic plane are two units there, and neither is printable.
fn is_printable(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{85}' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}')
}
