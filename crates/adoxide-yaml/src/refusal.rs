//! Why a pipeline is refused, in the service's words.

use std::fmt;

/// A pipeline that the service would not expand: HTTP 400 with `typeKey` `PipelineValidationException`.
///
/// `Display` is the `message` of that answer: the lines joined by `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The lines in the service's order; at least one, and at most ten from the expansion itself.
    pub messages: Vec<Message>,
}

impl Refusal {
    /// The kind of the first line, which is what the others follow from.
    pub fn kind(&self) -> Kind {
        self.messages.first().map_or(Kind::Structure, |message| message.kind)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, message) in self.messages.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            message.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// One line of a refusal.
///
/// `Display` is the line as the service writes it: `/azure-pipelines.yml (Line: 8, Col: 13): text`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// What is wrong.
    pub kind: Kind,
    /// The path of the file, with `@alias` when it is of another repository. `None` where the service names no file.
    pub file: Option<String>,
    /// Line and column, both from 1. `None` where the service gives no position.
    pub position: Option<(u32, u32)>,
    /// What the service says after the file and the position.
    pub text: String,
}

impl Message {
    pub(crate) fn bare(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, file: None, position: None, text: text.into() }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.position) {
            (Some(file), Some((line, column))) => {
                write!(f, "{file} (Line: {line}, Col: {column}): {}", self.text)
            }
            (Some(file), None) => write!(f, "{file}: {}", self.text),
            (None, _) => f.write_str(&self.text),
        }
    }
}

/// What is wrong with a pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The file is not YAML, or uses anchors.
    Yaml,
    /// A key, a value or a collection that is not expected where it stands.
    Structure,
    /// A directive (`if`, `else`, `each`, `insert`) that is malformed or out of place.
    Directive,
    /// A template expression that cannot be parsed or evaluated.
    Expression,
    /// A parameter that is missing, unexpected or not valid.
    Parameter,
    /// A template or a repository that is not found.
    Reference,
    /// A limit of the service: nesting, files, events, memory.
    Limit,
    /// A runtime expression or condition that cannot be parsed.
    Runtime,
    /// A task, an environment or a variable group that does not exist.
    Resource,
}

/// At most so many lines are kept.
const MAX_MESSAGES: usize = 10;
/// A line is cut after so many UTF-16 units.
const MAX_LENGTH: usize = 500;

/// The lines of one expansion, with the service's limits on their number and length.
#[derive(Debug, Default)]
pub(crate) struct Messages(Vec<Message>);

impl Messages {
    /// Adds a line. Returns false when no further one would be kept.
    pub(crate) fn push(&mut self, message: Message) -> bool {
        if self.0.len() < MAX_MESSAGES {
            self.0.push(cut(message));
        }
        !self.is_full()
    }

    pub(crate) fn insert(&mut self, index: usize, message: Message) {
        self.0.insert(index.min(self.0.len()), cut(message));
        self.0.truncate(MAX_MESSAGES);
    }

    pub(crate) fn is_full(&self) -> bool {
        self.0.len() >= MAX_MESSAGES
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn into_refusal(self) -> Refusal {
        Refusal { messages: self.0 }
    }
}

/// The service counts file and position into the length of a line.
fn cut(mut message: Message) -> Message {
    let line = message.to_string();
    let length = line.encode_utf16().count();
    if length <= MAX_LENGTH {
        return message;
    }
    let prefix = length - message.text.encode_utf16().count();
    let mut room = MAX_LENGTH.saturating_sub(prefix);
    let mut end = 0;
    for (index, character) in message.text.char_indices() {
        let Some(left) = room.checked_sub(character.len_utf16()) else { break };
        room = left;
        end = index + character.len_utf8();
    }
    message.text.truncate(end);
    message.text.push_str("[...]");
    message
}
