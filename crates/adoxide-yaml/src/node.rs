//! The tree of a YAML document: what is read, what templates are made of, and what is written.

use std::rc::Rc;

use crate::expression::{Expression, Number};
use crate::template::Directive;

/// Number of a file within one expansion.
pub(crate) type FileId = u16;

/// Where a node was written. Line and column count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub file: FileId,
    pub line: u32,
    pub column: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub at: At,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Scalar(Scalar),
    /// `${{ }}` that is not a directive. Never in an expanded tree.
    Expression(Rc<Expression>),
    /// `${{ if }}` and its like, as a key. Never in an expanded tree.
    Directive(Rc<Directive>),
    Sequence(Vec<Node>),
    Mapping(Vec<Pair>),
}

/// A key and its value.
pub(crate) type Pair = (Node, Node);

#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub text: Rc<str>,
    pub style: Style,
    pub kind: ScalarKind,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
    /// As the text allows: plain, or folded when it has line breaks.
    Any,
}

/// What a scalar is, beyond its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ScalarKind {
    /// As written in a file: its type is that of its text and style.
    Source,
    /// Nothing was written.
    Empty,
    /// The result of an expression.
    Text,
    Boolean(bool),
    Number(Number),
}

impl Node {
    /// A scalar that a rewrite adds: plain text without a place of its own.
    pub(crate) fn plain(at: At, text: &str) -> Self {
        Self::scalar(at, Scalar { text: text.into(), style: Style::Plain, kind: ScalarKind::Source })
    }

    pub(crate) fn scalar(at: At, scalar: Scalar) -> Self {
        Self { at, content: Content::Scalar(scalar) }
    }

    pub(crate) fn sequence(at: At, items: Vec<Node>) -> Self {
        Self { at, content: Content::Sequence(items) }
    }

    pub(crate) fn mapping(at: At, pairs: Vec<Pair>) -> Self {
        Self { at, content: Content::Mapping(pairs) }
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    pub(crate) fn items(&self) -> &[Node] {
        match &self.content {
            Content::Sequence(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn into_items(self) -> Vec<Node> {
        match self.content {
            Content::Sequence(items) => items,
            _ => Vec::new(),
        }
    }

    pub(crate) fn pairs(&self) -> &[Pair] {
        match &self.content {
            Content::Mapping(pairs) => pairs,
            _ => &[],
        }
    }

    /// The value of a key of a mapping.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.pairs().iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    pub(crate) fn is_scalar(&self) -> bool {
        matches!(self.content, Content::Scalar(_))
    }

    pub(crate) fn is_mapping(&self) -> bool {
        matches!(self.content, Content::Mapping(_))
    }
}
