//! Conversion between nodes and values.

use std::rc::Rc;

use super::{Evaluator, Flow};
use crate::expression::{Number, Object, Value, boolean_text};
use crate::node::{At, Content, Node, Scalar, ScalarKind, Style};

/// The scalar for a missing value.
pub(super) fn empty() -> Scalar {
    evaluated("", ScalarKind::Text)
}

pub(super) fn evaluated(text: impl Into<Rc<str>>, kind: ScalarKind) -> Scalar {
    Scalar { text: text.into(), style: Style::Any, kind }
}

/// A scalar value, written anew. `None` for collections.
pub(super) fn scalar_of(value: &Value) -> Option<Scalar> {
    Some(match value {
        Value::Null => empty(),
        Value::Boolean(value) => evaluated(boolean_text(*value), ScalarKind::Boolean(*value)),
        Value::Number(value) => evaluated(value.to_string(), ScalarKind::Number(*value)),
        Value::Version(value) => evaluated(value.to_string(), ScalarKind::Text),
        Value::Text(text) => evaluated(Rc::clone(text), ScalarKind::Text),
        Value::Array(_) | Value::Object(_) => return None,
    })
}

/// The value of an evaluated node. `typed` gives plain scalars the type that their text suggests; otherwise all are
/// text.
pub(super) fn of(node: &Node, typed: bool) -> Value {
    match &node.content {
        Content::Scalar(scalar) if typed => of_scalar(scalar),
        Content::Scalar(scalar) => Value::Text(Rc::clone(&scalar.text)),
        Content::Sequence(items) => Value::Array(items.iter().map(|item| of(item, typed)).collect()),
        Content::Mapping(pairs) => {
            let entry =
                |(key, value): &(Node, Node)| (key.text().unwrap_or_default().into(), of(value, typed));
            Value::Object(Rc::new(Object::new(pairs.iter().map(entry).collect())))
        }
        Content::Expression(_) | Content::Directive(_) => Value::Null,
    }
}

fn of_scalar(scalar: &Scalar) -> Value {
    let text = &*scalar.text;
    match scalar.kind {
        ScalarKind::Boolean(value) => Value::Boolean(value),
        ScalarKind::Number(value) => Value::Number(value),
        ScalarKind::Source if scalar.style == Style::Plain => {
            if text.eq_ignore_ascii_case("true") {
                Value::Boolean(true)
            } else if text.eq_ignore_ascii_case("false") {
                Value::Boolean(false)
            } else if let Some(number) = Number::literal(text) {
                Value::Number(number)
            } else {
                Value::Text(Rc::clone(&scalar.text))
            }
        }
        ScalarKind::Source | ScalarKind::Empty | ScalarKind::Text => Value::Text(Rc::clone(&scalar.text)),
    }
}

impl Evaluator<'_> {
    /// Converts a value to nodes, all at the position of its expression.
    pub(super) fn instantiate(&mut self, value: &Value, at: At) -> Flow<Node> {
        if let Some(scalar) = scalar_of(value) {
            self.spend(at.file, 1)?;
            return Ok(Node::scalar(at, scalar));
        }
        self.enter(at.file)?;
        let node = match value {
            Value::Array(items) => {
                let mut nodes = Vec::with_capacity(items.len());
                for item in items.iter() {
                    nodes.push(self.instantiate(item, at)?);
                }
                Node::sequence(at, nodes)
            }
            Value::Object(object) => {
                let mut pairs = Vec::with_capacity(object.entries().len());
                for (key, value) in object.entries() {
                    let key = Node::scalar(at, evaluated(Rc::clone(key), ScalarKind::Text));
                    pairs.push((key, self.instantiate(value, at)?));
                }
                Node::mapping(at, pairs)
            }
            _ => Node::scalar(at, empty()),
        };
        self.leave();
        Ok(node)
    }
}
