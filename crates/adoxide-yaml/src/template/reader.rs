//! Validation of a file against its schema, before it is evaluated.

use super::scalar;
use crate::expression::Failure;
use crate::node::{At, Content, Node, Pair, Scalar};
use crate::refusal::Kind;
use crate::schema::{ANY, Expressions, Found, MappingCheck, Shape};

/// An error at a position.
pub(crate) type Fault = (At, Failure);

/// Parses the expressions of a document and validates it against a shape. Errors are in document order.
pub(crate) fn read(document: &Node, shape: &'static Shape) -> (Node, Vec<Fault>) {
    let mut reader = Reader { faults: Vec::new() };
    let node = reader.value(document, shape, Expressions::Refused);
    (node, reader.faults)
}

struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn structure(&mut self, at: At, text: impl Into<String>) {
        self.faults.push((at, Failure { kind: Kind::Structure, text: text.into(), fatal: false }));
    }

    fn value(&mut self, node: &Node, shape: &'static Shape, around: Expressions) -> Node {
        let allowed = if shape.expressions == Expressions::Inherited { around } else { shape.expressions };
        let content = match &node.content {
            Content::Scalar(scalar) => self.scalar(node.at, scalar, shape, allowed),
            Content::Sequence(items) => self.sequence(node.at, items, shape, allowed),
            Content::Mapping(pairs) => self.mapping(node.at, pairs, shape, allowed),
            other => other.clone(),
        };
        Node { at: node.at, content }
    }

    fn scalar(&mut self, at: At, scalar: &Scalar, shape: &'static Shape, allowed: Expressions) -> Content {
        let literal = match scalar::parse(scalar) {
            Ok(None) => scalar.clone(),
            Ok(Some(Content::Scalar(literal))) => literal,
            Ok(Some(Content::Directive(directive))) => {
                self.structure(at, unexpected(&directive.raw));
                return Content::Scalar(scalar.clone());
            }
            Ok(Some(expression)) => {
                if allowed == Expressions::Refused {
                    self.faults.push((at, not_allowed()));
                }
                return expression;
            }
            Err(failure) => {
                self.faults.push((at, failure));
                scalar.clone()
            }
        };
        if !shape.scalar.accepts(&literal.text) {
            self.structure(at, unexpected(&literal.text));
        }
        Content::Scalar(literal)
    }

    fn sequence(&mut self, at: At, items: &[Node], shape: &'static Shape, allowed: Expressions) -> Content {
        let Some(item_shape) = shape.items else {
            self.structure(at, SEQUENCE_UNEXPECTED);
            return Content::Sequence(Vec::new());
        };
        let mut read = Vec::with_capacity(items.len());
        for item in items {
            read.push(self.item(item, item_shape, allowed));
        }
        Content::Sequence(read)
    }

    /// Reads an item. Its single key may be a directive even where mappings are refused.
    fn item(&mut self, item: &Node, shape: &'static Shape, allowed: Expressions) -> Node {
        if let (true, Expressions::Allowed, [(key, body)]) = (shape.fields.is_empty(), allowed, item.pairs())
            && let Content::Scalar(scalar) = &key.content
            && let Ok(Some(directive @ Content::Directive(_))) = scalar::parse(scalar)
        {
            let key = Node { at: key.at, content: directive };
            return Node::mapping(item.at, vec![(key, self.value(body, &ANY, allowed))]);
        }
        self.value(item, shape, allowed)
    }

    fn mapping(&mut self, at: At, pairs: &[Pair], shape: &'static Shape, allowed: Expressions) -> Content {
        if shape.fields.is_empty() {
            self.structure(at, MAPPING_UNEXPECTED);
            return Content::Mapping(Vec::new());
        }
        let mut check = MappingCheck::new(shape.fields);
        let mut has_expression = false;
        let mut read = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let Content::Scalar(scalar) = &key.content else {
                self.structure(key.at, SCALAR_EXPECTED);
                continue;
            };
            let (literal, is_sound) = match scalar::parse(scalar) {
                Ok(None) => (scalar.clone(), true),
                Ok(Some(Content::Scalar(literal))) => (literal, true),
                Ok(Some(content)) => {
                    has_expression = true;
                    let is_directive = matches!(content, Content::Directive(_));
                    if allowed == Expressions::Allowed || allowed == Expressions::Values && !is_directive {
                        let value = self.value(value, &ANY, allowed);
                        read.push((Node { at: key.at, content }, value));
                    } else {
                        self.faults.push((key.at, not_allowed()));
                    }
                    continue;
                }
                Err(failure) => {
                    self.faults.push((key.at, failure));
                    (scalar.clone(), false)
                }
            };
            match check.key(&literal.text, !has_expression) {
                Found::Value(shape) => {
                    // The value of a key that cannot be parsed is not validated.
                    let shape = if is_sound { shape } else { &ANY };
                    let value = self.value(value, shape, allowed);
                    read.push((Node::scalar(key.at, literal), value));
                }
                Found::Duplicate => self.structure(key.at, already_defined(&literal.text)),
                Found::Unexpected => self.structure(key.at, unexpected(&literal.text)),
                Found::Ignored => {}
            }
        }
        if !has_expression && let Some(text) = check.finish() {
            self.structure(at, text);
        }
        Content::Mapping(read)
    }
}

pub(crate) const SEQUENCE_UNEXPECTED: &str = "A sequence was not expected";
pub(crate) const MAPPING_UNEXPECTED: &str = "A mapping was not expected";
pub(crate) const SCALAR_EXPECTED: &str = "Expected a scalar value";

pub(crate) fn unexpected(text: &str) -> String {
    format!("Unexpected value '{text}'")
}

pub(crate) fn already_defined(key: &str) -> String {
    format!("'{key}' is already defined")
}

fn not_allowed() -> Failure {
    Failure::new("A template expression is not allowed in this context")
}
