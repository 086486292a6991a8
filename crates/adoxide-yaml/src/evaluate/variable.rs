//! Compile-time variables: those that template expressions can read.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Evaluator, Flow, Frame, Made, Stop};
use crate::expression::{Object, Value, to_text};
use crate::node::{At, Content, Node, Pair};
use crate::refusal::Kind;
use crate::schema::{Found, MappingCheck, SCALAR, Shape};
use crate::template::{MAPPING_UNEXPECTED, already_defined, unexpected};

/// The variables of one block, in their order.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    entries: Vec<(Rc<str>, Value)>,
    index: HashMap<String, usize>,
}

impl Scope {
    /// Adds a variable, or gives it another value.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        if let Some(at) = self.index.get(&name.to_lowercase()) {
            self.entries[*at].1 = value;
        } else {
            self.index.insert(name.to_lowercase(), self.entries.len());
            self.entries.push((name.into(), value));
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.index.get(&name.to_lowercase()).map(|at| &self.entries[*at].1)
    }
}

/// A variable of the innermost scope that has it.
pub(super) fn lookup(scopes: &[Scope], name: &str) -> Option<Value> {
    scopes.iter().rev().find_map(|scope| scope.get(name)).cloned()
}

/// All variables as one object.
pub(super) fn whole(scopes: &[Scope]) -> Value {
    let mut all = Scope::default();
    for (name, value) in scopes.iter().flat_map(|scope| &scope.entries) {
        all.set(name, value.clone());
    }
    Value::Object(Rc::new(Object::ignoring_case(all.entries)))
}

impl Evaluator<'_> {
    /// A block of variables, as a list.
    pub(super) fn variables(&mut self, node: &Node, shape: &'static Shape, frame: &Frame<'_>) -> Flow<Node> {
        match &node.content {
            Content::Mapping(pairs) => {
                self.enter(node.at.file)?;
                let mut block = Block { check: MappingCheck::new(shape.fields), list: Vec::new() };
                self.variable_pairs(pairs, None, frame, &mut block)?;
                self.leave();
                Ok(Node::sequence(node.at, block.list))
            }
            Content::Expression(expression) => match self.evaluate(node.at, expression, frame)? {
                Some(value) => {
                    let node = self.instantiate(&value, node.at)?;
                    self.variables(&node, shape, frame)
                }
                None => Ok(Node::sequence(node.at, Vec::new())),
            },
            Content::Sequence(items) => self.sequence(node.at, items, shape, frame),
            Content::Scalar(scalar) => {
                self.structure(node.at, unexpected(&scalar.text))?;
                Ok(Node::sequence(node.at, Vec::new()))
            }
            Content::Directive(_) => Ok(Node::sequence(node.at, Vec::new())),
        }
    }

    fn variable_pairs(
        &mut self,
        pairs: &[Pair],
        key_at: Option<At>,
        frame: &Frame<'_>,
        block: &mut Block,
    ) -> Flow<()> {
        self.pairs(pairs, key_at, frame, &mut |this, key, value, frame| {
            let name = key.text().unwrap_or_default();
            if matches!(block.check.key(name, true), Found::Duplicate) {
                return this.structure(key.at, already_defined(name));
            }
            let value = match &value.content {
                Content::Expression(expression) => match this.evaluate(value.at, expression, frame)? {
                    Some(result) => &this.instantiate(&result, value.at)?,
                    None => &Node::scalar(value.at, super::value::empty()),
                },
                _ => value,
            };
            if let (Content::Mapping(inner), true) = (&value.content, this.is_root_scope()) {
                return this.misnested(value.at, inner, frame, block);
            }
            let Made::Node(value) = this.made(value, &SCALAR, frame)? else { return Ok(()) };
            this.set_variable(key.at, name, &value)?;
            let at = key.at;
            let pair = vec![(Node::plain(at, "name"), key), (Node::plain(at, "value"), value)];
            block.list.push(Node::mapping(at, pair));
            Ok(())
        })
    }

    /// Reproduces a defect of the service: for a mapping in place of a value of a root variable it reports the mapping,
    /// continues to read variables inside it, takes its end for the end of the block, and aborts on the remaining keys.
    fn misnested(&mut self, at: At, inner: &[Pair], frame: &Frame<'_>, block: &mut Block) -> Flow<()> {
        self.structure(at, MAPPING_UNEXPECTED)?;
        self.enter(at.file)?;
        self.variable_pairs(inner, None, frame, block)?;
        let state = self.root.dump();
        self.fail_file(at.file, Kind::Structure, format!("Expected end of template object. {state}"))?;
        Err(Stop)
    }

    /// Sets a variable of the list form.
    pub(super) fn take_variable(&mut self, pairs: &[Pair]) -> Flow<()> {
        let get = |key: &str| pairs.iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value);
        let (Some(name), Some(value)) = (get("name"), get("value")) else { return Ok(()) };
        self.set_variable(name.at, name.text().unwrap_or_default(), value)
    }

    fn set_variable(&mut self, at: At, name: &str, value: &Node) -> Flow<()> {
        if is_system(name) && self.scopes.first().is_some_and(|predefined| predefined.get(name).is_some()) {
            return self.structure(at, format!("Cannot override system variable '{name}'"));
        }
        let text = to_text(&super::value::of(value, false)).unwrap_or_default();
        if let Some(scope) = self.scopes.last_mut() {
            scope.set(name, Value::Text(text));
        }
        Ok(())
    }

    /// Whether the current block is that of the pipeline's root.
    fn is_root_scope(&self) -> bool {
        self.scopes.len() == 2 && self.nesting == 0
    }
}

struct Block {
    check: MappingCheck,
    list: Vec<Node>,
}

fn is_system(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "system" || name.starts_with("system.")
}
