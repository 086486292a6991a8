//! Directives (`if`, `elseif`, `else`, `each`, `insert`) among the items of a sequence and the keys of a mapping.

use std::rc::Rc;

use super::frame::Local;
use super::value::scalar_of;
use super::{Evaluator, Flow, Frame, Made, Stop};
use crate::expression::{Object, Value, to_boolean};
use crate::node::{At, Content, Node, Pair, Scalar, ScalarKind, Style};
use crate::refusal::Kind;
use crate::schema::Shape;
use crate::template::{Directive, DirectiveKind, Lazy, SCALAR_EXPECTED};

/// Called for each key and value of a mapping after its directives are expanded.
pub(super) type Visit<'v, 'e> = dyn FnMut(&mut Evaluator<'e>, Node, &Node, &Frame<'_>) -> Flow<()> + 'v;

/// Whether an `elseif` or `else` may follow, and whether a branch was taken. Ordinary items and keys leave it as it
/// is; `each` and `insert` end it.
#[derive(Default)]
struct Chain(Option<bool>);

enum Branch {
    Taken,
    NotTaken,
    /// `elseif` or `else` without an `if`.
    Orphan,
}

const MAPPING_EXPECTED: &str = "Expected a mapping";

impl<'e> Evaluator<'e> {
    /// Evaluates the items of a sequence. The results of directives and arrays are spliced in.
    pub(super) fn items(
        &mut self,
        items: &[Node],
        shape: &'static Shape,
        frame: &Frame<'_>,
        out: &mut Vec<Node>,
    ) -> Flow<()> {
        let mut chain = Chain::default();
        for node in items {
            self.spend(node.at.file, 1)?;
            if let [(key, body)] = node.pairs()
                && let Content::Directive(directive) = &key.content
            {
                self.item_directive(node, (key, directive, body), &mut chain, shape, frame, out)?;
            } else {
                self.plain_item(node, shape, frame, out)?;
            }
        }
        Ok(())
    }

    fn plain_item(
        &mut self,
        node: &Node,
        shape: &'static Shape,
        frame: &Frame<'_>,
        out: &mut Vec<Node>,
    ) -> Flow<()> {
        let Content::Expression(expression) = &node.content else {
            return self.item(node, shape, frame, out);
        };
        match self.evaluate(node.at, expression, frame)? {
            Some(Value::Array(values)) => {
                for value in values.iter() {
                    let item = self.instantiate(value, node.at)?;
                    self.item(&item, shape, frame, out)?;
                }
                Ok(())
            }
            Some(value) => {
                let item = self.instantiate(&value, node.at)?;
                self.item(&item, shape, frame, out)
            }
            None => Ok(()),
        }
    }

    fn item_directive(
        &mut self,
        item: &Node,
        (key, directive, body): (&Node, &Directive, &Node),
        chain: &mut Chain,
        shape: &'static Shape,
        frame: &Frame<'_>,
        out: &mut Vec<Node>,
    ) -> Flow<()> {
        match &directive.kind {
            DirectiveKind::If(_) | DirectiveKind::ElseIf(_) | DirectiveKind::Else => {
                match self.branch(key.at, &directive.kind, chain, frame)? {
                    Branch::Taken => self.item_body(body, shape, frame, out),
                    Branch::NotTaken => Ok(()),
                    Branch::Orphan => {
                        self.orphan(key.at, &directive.kind)?;
                        let literal = vec![(as_text(key.at, directive), body.clone())];
                        self.item(&Node::mapping(item.at, literal), shape, frame, out)
                    }
                }
            }
            DirectiveKind::Each { variable, collection } if !body.is_mapping() => {
                chain.0 = None;
                self.each(key.at, (variable, collection), frame, &mut |this, frame| {
                    this.item_body(body, shape, frame, out)
                })
            }
            DirectiveKind::Each { .. } | DirectiveKind::Insert => {
                chain.0 = None;
                // All keys make one item; without keys there is no item.
                match self.mapping(item.at, item.pairs(), shape, frame)? {
                    Made::Node(node) if node.is_mapping() && node.pairs().is_empty() => {}
                    Made::Node(node) => out.push(node),
                    Made::Items(items) => out.extend(items),
                    Made::Pairs(_) => {}
                }
                Ok(())
            }
        }
    }

    /// The body of a directive in a sequence: a list is spliced, anything else is one item.
    fn item_body(
        &mut self,
        body: &Node,
        shape: &'static Shape,
        frame: &Frame<'_>,
        out: &mut Vec<Node>,
    ) -> Flow<()> {
        let Content::Sequence(items) = &body.content else { return self.plain_item(body, shape, frame, out) };
        self.enter(body.at.file)?;
        self.items(items, shape, frame, out)?;
        self.leave();
        Ok(())
    }

    /// Visits the keys of a mapping, those that directives expand to in their place. `key_at` replaces the position of
    /// the keys.
    pub(super) fn pairs(
        &mut self,
        pairs: &[Pair],
        key_at: Option<At>,
        frame: &Frame<'_>,
        visit: &mut Visit<'_, 'e>,
    ) -> Flow<()> {
        let mut chain = Chain::default();
        for (key, value) in pairs {
            self.spend(key.at.file, 1)?;
            let at = key_at.unwrap_or(key.at);
            match &key.content {
                Content::Scalar(scalar) => visit(self, Node::scalar(at, scalar.clone()), value, frame)?,
                Content::Expression(expression) => {
                    let Some(name) = self.evaluate(key.at, expression, frame)? else { continue };
                    match scalar_of(&name) {
                        Some(scalar) => visit(self, Node::scalar(at, scalar), value, frame)?,
                        None => self.structure(key.at, SCALAR_EXPECTED)?,
                    }
                }
                Content::Directive(directive) => {
                    self.pair_directive((key, directive, value), key_at, &mut chain, frame, visit)?;
                }
                Content::Sequence(_) | Content::Mapping(_) => self.structure(key.at, SCALAR_EXPECTED)?,
            }
        }
        Ok(())
    }

    fn pair_directive(
        &mut self,
        (key, directive, body): (&Node, &Directive, &Node),
        key_at: Option<At>,
        chain: &mut Chain,
        frame: &Frame<'_>,
        visit: &mut Visit<'_, 'e>,
    ) -> Flow<()> {
        match &directive.kind {
            DirectiveKind::If(_) | DirectiveKind::ElseIf(_) | DirectiveKind::Else => {
                match self.branch(key.at, &directive.kind, chain, frame)? {
                    Branch::Taken => self.pair_body(body, key_at, frame, visit),
                    Branch::NotTaken => Ok(()),
                    Branch::Orphan => {
                        self.orphan(key.at, &directive.kind)?;
                        visit(self, as_text(key.at, directive), body, frame)
                    }
                }
            }
            DirectiveKind::Each { variable, collection } => {
                chain.0 = None;
                self.each(key.at, (variable, collection), frame, &mut |this, frame| {
                    this.pair_body(body, Some(key.at), frame, visit)
                })
            }
            DirectiveKind::Insert => {
                chain.0 = None;
                match self.keys_of(body, frame)? {
                    Keys::Literal(pairs) => self.pairs(pairs, None, frame, visit),
                    Keys::Made(node) => self.pairs(node.pairs(), None, frame, visit),
                    Keys::Failed => Ok(()),
                    Keys::None => self.structure(body.at, MAPPING_EXPECTED),
                }
            }
        }
    }

    /// The body of `if` or `each` in a mapping. The service aborts if it is not a mapping.
    fn pair_body(
        &mut self,
        body: &Node,
        key_at: Option<At>,
        frame: &Frame<'_>,
        visit: &mut Visit<'_, 'e>,
    ) -> Flow<()> {
        self.enter(body.at.file)?;
        match self.keys_of(body, frame)? {
            Keys::Literal(pairs) => self.pairs(pairs, key_at, frame, visit)?,
            Keys::Made(node) => self.pairs(node.pairs(), key_at, frame, visit)?,
            Keys::Failed => {}
            Keys::None => {
                self.structure(body.at, MAPPING_EXPECTED)?;
                let text = "Object reference not set to an instance of an object.";
                self.fail_file(body.at.file, Kind::Structure, text)?;
                return Err(Stop);
            }
        }
        self.leave();
        Ok(())
    }

    fn keys_of<'n>(&mut self, node: &'n Node, frame: &Frame<'_>) -> Flow<Keys<'n>> {
        Ok(match &node.content {
            Content::Mapping(pairs) => Keys::Literal(pairs),
            Content::Expression(expression) => match self.evaluate(node.at, expression, frame)? {
                Some(value @ Value::Object(_)) => Keys::Made(self.instantiate(&value, node.at)?),
                Some(_) => Keys::None,
                None => Keys::Failed,
            },
            _ => Keys::None,
        })
    }

    fn branch(&mut self, at: At, kind: &DirectiveKind, chain: &mut Chain, frame: &Frame<'_>) -> Flow<Branch> {
        let taken = match (kind, chain.0) {
            (DirectiveKind::If(condition), _) => {
                let taken = self.condition(at, condition, frame)?;
                chain.0 = Some(taken);
                taken
            }
            (_, None) => return Ok(Branch::Orphan),
            (DirectiveKind::ElseIf(condition), Some(false)) => {
                let taken = self.condition(at, condition, frame)?;
                chain.0 = Some(taken);
                taken
            }
            (DirectiveKind::ElseIf(_), Some(true)) => false,
            (_, Some(before)) => {
                chain.0 = None;
                !before
            }
        };
        Ok(if taken { Branch::Taken } else { Branch::NotTaken })
    }

    fn orphan(&mut self, at: At, kind: &DirectiveKind) -> Flow<()> {
        let text = format!("The expression directive '{}' is not supported in this context", kind.name());
        self.fail(at, Kind::Directive, text)
    }

    fn condition(&mut self, at: At, condition: &Lazy, frame: &Frame<'_>) -> Flow<bool> {
        Ok(self.lazy(at, condition, frame)?.is_some_and(|value| to_boolean(&value)))
    }

    fn lazy(&mut self, at: At, lazy: &Lazy, frame: &Frame<'_>) -> Flow<Option<Value>> {
        match lazy.expression() {
            Ok(expression) => self.evaluate(at, expression, frame),
            Err(failure) => {
                self.failure(at, failure)?;
                Ok(None)
            }
        }
    }

    /// Runs a body for each item of an array, or for each key and value of an object.
    fn each(
        &mut self,
        at: At,
        (variable, collection): (&str, &Lazy),
        frame: &Frame<'_>,
        body: &mut dyn FnMut(&mut Self, &Frame<'_>) -> Flow<()>,
    ) -> Flow<()> {
        if frame.is_taken(variable) {
            let text =
                format!("The idenfifier '{variable}' has already been defined within the current scope");
            return self.fail(at, Kind::Directive, text);
        }
        let Some(collection) = self.lazy(at, collection, frame)? else { return Ok(()) };
        let values: Rc<[Value]> = match &collection {
            Value::Array(items) => Rc::clone(items),
            Value::Object(object) => object.entries().iter().map(pair_value).collect(),
            Value::Null => return Ok(()),
            other => {
                let shown = scalar_of(other).map(|scalar| scalar.text).unwrap_or_default();
                let text = format!("Expected a sequence or mapping. Actual value '{shown}'");
                return self.fail(at, Kind::Directive, text);
            }
        };
        for value in values.iter() {
            self.spend(at.file, 1)?;
            let local = Local { name: variable, value: value.clone(), outer: frame.local };
            body(self, &frame.with(&local))?;
        }
        Ok(())
    }
}

/// The keys that a directive expands to.
enum Keys<'n> {
    Literal(&'n [Pair]),
    Made(Node),
    /// The value is not a mapping.
    None,
    /// The expression failed, which is reported.
    Failed,
}

/// A pair, as the variable of an `each` over an object.
fn pair_value((key, value): &(Rc<str>, Value)) -> Value {
    let entries = vec![("key".into(), Value::Text(Rc::clone(key))), ("value".into(), value.clone())];
    Value::Object(Rc::new(Object::ignoring_case(entries)))
}

/// A directive that is not supported in its context becomes text.
fn as_text(at: At, directive: &Directive) -> Node {
    let text = Rc::clone(&directive.raw);
    Node::scalar(at, Scalar { text, style: Style::Any, kind: ScalarKind::Text })
}
