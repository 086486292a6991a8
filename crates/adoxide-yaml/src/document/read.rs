//! Reader: parses a YAML document into nodes with their positions.
//!
//! Positions are those of the service: the first character of a scalar, its quote or block indicator included; the
//! first `-` of a block sequence; the character after the colon (or the `-`) for a value that is not there.

use std::rc::Rc;

use granit_parser::{Event, Marker, Options, Parser, ScalarStyle, Span, StrInput, StructureStyle};

use super::error;
use crate::limit::{DEPTH_EXCEEDED, MAX_BYTES, MAX_DEPTH, SIZE_EXCEEDED};
use crate::node::{At, Content, FileId, Node, Scalar, ScalarKind, Style};
use crate::refusal::{Kind, Message};

/// Reads a document. An empty text is an empty scalar.
///
/// # Errors
/// The lines of the service: what is not YAML, anchors, a second document.
pub(crate) fn read(text: &str, file: FileId, name: &str) -> Result<Node, Vec<Message>> {
    if text.len() > MAX_BYTES {
        return Err(vec![limit(name, SIZE_EXCEEDED)]);
    }
    let mut options = Options::default();
    options.emit_comments = false;
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = MAX_DEPTH + 1;
    options.block_nesting_limit = MAX_DEPTH + 1;
    let events = Parser::new_from_str_with_options(text, options);
    let source = Source::new(text);
    Reader { events, source, file, name, cursor: 0 }.document()
}

struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    source: Source,
    file: FileId,
    name: &'a str,
    /// Where the last scalar, or the start of the last collection, ended: a character.
    cursor: usize,
}

type Read<T> = Result<T, Vec<Message>>;

impl<'a> Reader<'a> {
    fn next(&mut self) -> Read<(Event<'a>, Span)> {
        match self.events.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(scan)) => Err(error::lines(&scan, &self.source, self.name)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn fail<T>(&self, text: impl Into<String>) -> Read<T> {
        Err(vec![Message {
            kind: Kind::Yaml,
            file: Some(self.name.to_owned()),
            position: None,
            text: text.into(),
        }])
    }

    fn document(mut self) -> Read<Node> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(..), _) => {}
                (Event::StreamEnd, _) => {
                    let at = At { file: self.file, line: 1, column: 1 };
                    return Ok(empty(at));
                }
                (event, span) => {
                    let node = self.node(event, span, 1)?;
                    self.end()?;
                    return Ok(node);
                }
            }
        }
    }

    fn end(&mut self) -> Read<()> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart(..), _) => return self.fail("Expected stream end parse event"),
                _ => {}
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Read<Node> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor)?;
                Ok(self.scalar(&text, style, span))
            }
            Event::SequenceStart(style, anchor, _) => {
                self.refuse_anchor(anchor)?;
                let at = self.sequence_start(style, span.start);
                self.check_depth(depth)?;
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => return Ok(Node::sequence(at, items)),
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(_, anchor, _) => {
                self.refuse_anchor(anchor)?;
                self.check_depth(depth)?;
                let at = self.at(span.start.index());
                let mut pairs = Vec::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, _) => return Ok(Node::mapping(at, pairs)),
                        (event, span) => {
                            let key = self.node(event, span, depth + 1)?;
                            let (event, span) = self.next()?;
                            pairs.push((key, self.node(event, span, depth + 1)?));
                        }
                    }
                }
            }
            Event::Alias(_) => {
                let name: String = self.source.between(span.start.index() + 1, span.end.index());
                self.refuse(&name)
            }
            Event::UnresolvedAlias(name) => self.refuse(&name),
            _ => self.fail("Unexpected parse event"),
        }
    }

    fn check_depth(&self, depth: usize) -> Read<()> {
        if depth <= MAX_DEPTH { Ok(()) } else { Err(vec![limit(self.name, DEPTH_EXCEEDED)]) }
    }

    /// The name of an anchor is in the event after that of its node.
    fn refuse_anchor(&mut self, anchor: usize) -> Read<()> {
        if anchor == 0 {
            return Ok(());
        }
        match self.next()? {
            (Event::Anchor(_, name), _) => self.refuse(&name),
            _ => self.refuse(""),
        }
    }

    fn refuse<T>(&self, anchor: &str) -> Read<T> {
        let mut lines =
            match self.fail(format!("Anchors are not currently supported. Remove the anchor '{anchor}'")) {
                Ok(never) => return Ok(never),
                Err(lines) => lines,
            };
        lines.push(error::nothing_read());
        Err(lines)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Node {
        let (start, end) = (span.start.index(), span.end.index());
        if style == ScalarStyle::Plain && start == end {
            return empty(self.at(self.source.after_indicator(start)));
        }
        let (style, start) = match style {
            ScalarStyle::Plain => (Style::Plain, start),
            ScalarStyle::SingleQuoted => (Style::SingleQuoted, start),
            ScalarStyle::DoubleQuoted => (Style::DoubleQuoted, start),
            ScalarStyle::Literal => {
                (Style::Literal, self.source.block_header(self.cursor, '|').unwrap_or(start))
            }
            ScalarStyle::Folded => {
                (Style::Folded, self.source.block_header(self.cursor, '>').unwrap_or(start))
            }
        };
        self.cursor = end;
        let text: Rc<str> = text.into();
        Node::scalar(self.at(start), Scalar { text, style, kind: ScalarKind::Source })
    }

    fn sequence_start(&mut self, style: StructureStyle, start: Marker) -> At {
        let start = start.index();
        let first = match style {
            StructureStyle::Block => self.source.dash_before(start),
            StructureStyle::Flow => start,
        };
        self.at(first)
    }

    fn at(&self, character: usize) -> At {
        let (line, column) = self.source.position(character);
        At { file: self.file, line, column }
    }
}

/// A limit that a document exceeds.
pub(super) fn limit(name: &str, text: &str) -> Message {
    Message { kind: Kind::Limit, file: Some(name.to_owned()), position: None, text: text.to_owned() }
}

fn empty(at: At) -> Node {
    let content = Content::Scalar(Scalar { text: "".into(), style: Style::Plain, kind: ScalarKind::Empty });
    Node { at, content }
}

/// The characters of a text, to find what the events of the parser do not tell.
pub(super) struct Source {
    characters: Vec<char>,
    /// First character of each line.
    lines: Vec<usize>,
}

impl Source {
    fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let mut lines = vec![usize::from(characters.first() == Some(&'\u{feff}'))];
        for (index, character) in characters.iter().enumerate() {
            let ends_line = match character {
                '\n' => true,
                '\r' => characters.get(index + 1) != Some(&'\n'),
                _ => false,
            };
            if ends_line {
                lines.push(index + 1);
            }
        }
        Self { characters, lines }
    }

    /// Line and column of a character, from 1.
    pub(super) fn position(&self, character: usize) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= character).max(1);
        let column = character.saturating_sub(self.lines[line - 1]) + 1;
        (line as u32, column as u32)
    }

    /// Number of characters.
    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    /// A character as the parser of the service names it: line and column from 1, index from 0.
    pub(super) fn mark(&self, character: usize) -> String {
        let (line, column) = self.position(character);
        format!("(Line: {line}, Col: {column}, Idx: {character})")
    }

    fn between(&self, start: usize, end: usize) -> String {
        self.characters.get(start..end).unwrap_or_default().iter().collect()
    }

    fn is(&self, index: usize, wanted: char) -> bool {
        self.characters.get(index) == Some(&wanted)
    }

    /// The last character before `index` that is not white space.
    fn before(&self, index: usize) -> Option<usize> {
        let head = self.characters.get(..index)?;
        head.iter().rposition(|character| !character.is_whitespace())
    }

    /// Where a value that is not there would begin.
    fn after_indicator(&self, index: usize) -> usize {
        if self.is(index, ':') {
            return index + 1;
        }
        match self.before(index) {
            Some(last) if self.is(last, '-') || self.is(last, ':') => last + 1,
            _ => index,
        }
    }

    /// The `-` that begins a block sequence whose first item begins at `index`.
    pub(super) fn dash_before(&self, index: usize) -> usize {
        if self.is(index, '-') && self.characters.get(index + 1).is_none_or(|next| next.is_whitespace()) {
            return index;
        }
        self.before(index).filter(|last| self.is(*last, '-')).unwrap_or(index)
    }

    /// The tab at `index`, or the nearest one before it on the same line.
    pub(super) fn tab_before(&self, index: usize) -> usize {
        let head = self.characters.get(..=index).unwrap_or(&self.characters);
        let tab = head.iter().rposition(|character| matches!(character, '\t' | '\n'));
        tab.filter(|tab| self.is(*tab, '\t')).unwrap_or(index)
    }

    /// The first tab after `from` with which a line is indented.
    pub(super) fn tab_of_indentation(&self, from: usize) -> usize {
        let mut lines = self.lines.iter().copied().filter(|line| *line > from);
        let tab = lines.find_map(|line| {
            let rest = self.characters.get(line..)?;
            let blanks = rest.iter().position(|character| *character != ' ')?;
            self.is(line + blanks, '\t').then_some(line + blanks)
        });
        tab.unwrap_or(from)
    }

    /// The first character at or after `index` that is neither white space nor of a comment.
    pub(super) fn content_after(&self, mut index: usize) -> usize {
        while let Some(character) = self.characters.get(index) {
            match character {
                '#' => {
                    let rest = self.characters.get(index..).unwrap_or_default();
                    let end = rest.iter().position(|character| *character == '\n');
                    index += end.unwrap_or(rest.len());
                }
                character if character.is_whitespace() => index += 1,
                _ => break,
            }
        }
        index
    }

    /// The `|` or `>` of a block scalar, after the end of the word before it.
    fn block_header(&self, from: usize, indicator: char) -> Option<usize> {
        let mut index = from;
        while let Some(character) = self.characters.get(index) {
            match character {
                '#' => {
                    let rest = self.characters.get(index..)?;
                    index += rest.iter().position(|character| *character == '\n')?;
                }
                character if *character == indicator => return Some(index),
                _ => index += 1,
            }
        }
        None
    }
}
