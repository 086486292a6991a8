//! An expanded document as a tree of plain values.

use crate::document;
use crate::node::{Content, Node};
use crate::refusal::Refusal;

/// A part of an expanded document. Scalars are text, as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// A scalar.
    Text(String),
    /// A sequence.
    List(Vec<Tree>),
    /// A mapping, in source order.
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads YAML in which there is nothing to expand, such as what the service's preview answers.
    ///
    /// # Errors
    /// When it is not YAML, or beyond the limits of the service.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let node = document::read(text, 0, "").map_err(|messages| Refusal { messages })?;
        Ok(Self::of(&node))
    }

    pub(crate) fn of(node: &Node) -> Self {
        match &node.content {
            Content::Scalar(scalar) => Self::Text(scalar.text.to_string()),
            Content::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            Content::Mapping(pairs) => {
                let pairs = pairs
                    .iter()
                    .map(|(key, value)| (key.text().unwrap_or_default().to_owned(), Self::of(value)));
                Self::Map(pairs.collect())
            }
            // Neither is in an expanded tree.
            Content::Expression(_) | Content::Directive(_) => Self::Text(String::new()),
        }
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.pairs().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The items of a sequence; none for anything else.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Text(_) | Self::Map(_) => &[],
        }
    }

    /// The pairs of a mapping; none for anything else.
    pub fn pairs(&self) -> &[(String, Self)] {
        match self {
            Self::Map(pairs) => pairs,
            Self::Text(_) | Self::List(_) => &[],
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(_) | Self::Map(_) => None,
        }
    }
}
