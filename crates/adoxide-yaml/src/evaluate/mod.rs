//! Template expansion: evaluates templates to plain nodes.

mod directive;
mod frame;
mod include;
mod parameter;
mod root;
mod value;
mod variable;

use std::collections::HashMap;
use std::rc::Rc;

pub(crate) use frame::Frame;
use frame::{Parameters, View};
use include::{Bound, Template};
pub(crate) use parameter::Declared;
pub(crate) use variable::Scope;

use crate::expression::{self, Expression, Failure, Value};
use crate::limit::{DEPTH_EXCEEDED, MAX_TOTAL_DEPTH, Meter};
use crate::node::{At, Content, FileId, Node, Pair, Scalar};
use crate::refusal::{Kind, Message, Messages};
use crate::repository::{Repositories, Repository};
use crate::rewrite;
use crate::schema::{Found, MappingCheck, Role, Shape, TemplateKind};
use crate::template::{MAPPING_UNEXPECTED, SEQUENCE_UNEXPECTED, already_defined, unexpected};

/// The expansion was aborted. The messages say why.
#[derive(Debug)]
pub(crate) struct Stop;

pub(crate) type Flow<T> = Result<T, Stop>;

/// The state of one expansion.
pub(crate) struct Evaluator<'a> {
    host: &'a dyn Repositories,
    meter: Meter,
    pub messages: Messages,
    files: Vec<File>,
    /// The pipeline's own repository first.
    repositories: Vec<Source>,
    templates: HashMap<(usize, String, TemplateKind), Option<Rc<Template>>>,
    /// Variables: predefined ones, those of the root, the stage, the job.
    scopes: Vec<Scope>,
    depth: usize,
    nesting: usize,
    /// Where `variables` stands among the keys of the root.
    root: root::Place,
}

/// A file that messages name.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Index of its repository.
    pub repository: usize,
    pub path: String,
}

/// A repository that references name.
#[derive(Debug)]
pub(crate) struct Source {
    /// Empty for the pipeline's own.
    pub alias: String,
    pub repository: Repository,
}

/// The result of evaluating a mapping.
enum Made {
    Node(Node),
    /// A reference to a template became its items.
    Items(Vec<Node>),
    /// `extends` became the keys of the template's root.
    Pairs(Vec<Pair>),
}

impl<'a> Evaluator<'a> {
    pub(crate) fn new(host: &'a dyn Repositories, predefined: Scope) -> Self {
        Self {
            host,
            meter: Meter::default(),
            messages: Messages::default(),
            files: Vec::new(),
            repositories: vec![Source { alias: String::new(), repository: host.own() }],
            templates: HashMap::new(),
            scopes: vec![predefined, Scope::default()],
            depth: 0,
            nesting: 0,
            root: root::Place::default(),
        }
    }

    pub(crate) fn add_file(&mut self, file: File) -> FileId {
        self.files.push(file);
        (self.files.len() - 1) as FileId
    }

    /// A file as messages name it: with `@alias` when it is of another repository.
    pub(crate) fn file_name(&self, file: FileId) -> String {
        let Some(file) = self.files.get(usize::from(file)) else { return String::new() };
        match self.repositories.get(file.repository) {
            Some(source) if file.repository > 0 => format!("{}@{}", file.path, source.alias),
            _ => file.path.clone(),
        }
    }

    fn report(&mut self, message: Message) -> Flow<()> {
        if self.messages.push(message) { Ok(()) } else { Err(Stop) }
    }

    /// Reports an error at a position. Stops once the maximum number of messages is reached.
    fn fail(&mut self, at: At, kind: Kind, text: impl Into<String>) -> Flow<()> {
        let file = Some(self.file_name(at.file));
        self.report(Message { kind, file, position: Some((at.line, at.column)), text: text.into() })
    }

    /// Reports an error of a file, without a position.
    fn fail_file(&mut self, file: FileId, kind: Kind, text: impl Into<String>) -> Flow<()> {
        let file = Some(self.file_name(file));
        self.report(Message { kind, file, position: None, text: text.into() })
    }

    fn structure(&mut self, at: At, text: impl Into<String>) -> Flow<()> {
        self.fail(at, Kind::Structure, text)
    }

    pub(crate) fn failure(&mut self, at: At, failure: Failure) -> Flow<()> {
        if failure.fatal {
            _ = self.fail_file(at.file, failure.kind, failure.text);
            return Err(Stop);
        }
        self.fail(at, failure.kind, failure.text)
    }

    /// Counts events against the limit. Stops when it is exceeded.
    fn spend(&mut self, file: FileId, events: usize) -> Flow<()> {
        match self.meter.spend(events) {
            Ok(()) => Ok(()),
            Err(failure) => {
                _ = self.fail_file(file, failure.kind, failure.text);
                Err(Stop)
            }
        }
    }

    fn enter(&mut self, file: FileId) -> Flow<()> {
        self.depth += 1;
        if self.depth <= MAX_TOTAL_DEPTH {
            return self.spend(file, 1);
        }
        _ = self.fail_file(file, Kind::Limit, DEPTH_EXCEEDED);
        Err(Stop)
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Evaluates an expression. Returns `None` if that fails, after reporting the error.
    fn evaluate(&mut self, at: At, expression: &Expression, frame: &Frame<'_>) -> Flow<Option<Value>> {
        let view = View { frame, scopes: &self.scopes };
        match expression::evaluate(expression, &view, &self.meter) {
            Ok(value) => Ok(Some(value)),
            Err(failure) => {
                self.failure(at, failure)?;
                Ok(None)
            }
        }
    }

    /// Evaluates a node and validates the result against its shape.
    pub(crate) fn value(&mut self, node: &Node, shape: &'static Shape, frame: &Frame<'_>) -> Flow<Node> {
        match self.made(node, shape, frame)? {
            Made::Node(node) => Ok(node),
            Made::Items(items) => Ok(Node::sequence(node.at, items)),
            Made::Pairs(pairs) => Ok(Node::mapping(node.at, pairs)),
        }
    }

    // The code of this function and of `fields` that does not recurse is kept in separate functions, so that a level of
    // nesting takes little stack.
    fn made(&mut self, node: &Node, shape: &'static Shape, frame: &Frame<'_>) -> Flow<Made> {
        if shape.role == Role::Variables {
            return self.variables(node, shape, frame).map(Made::Node);
        }
        match &node.content {
            Content::Mapping(pairs) => self.mapping(node.at, pairs, shape, frame),
            Content::Sequence(items) => {
                self.sequence(node.at, items, shape, frame).map(|node| place(shape, node))
            }
            Content::Scalar(scalar) => {
                self.scalar(node.at, scalar.clone(), shape).map(|node| place(shape, node))
            }
            Content::Expression(expression) => {
                let node = self.evaluated(node.at, expression, frame)?;
                self.made(&node, shape, frame)
            }
            // The reader accepts directives as keys only.
            Content::Directive(directive) => {
                self.structure(node.at, unexpected(&directive.raw))?;
                Ok(Made::Node(Node::scalar(node.at, value::empty())))
            }
        }
    }

    /// Evaluates an expression to nodes. A failed expression counts as empty text.
    fn evaluated(&mut self, at: At, expression: &Expression, frame: &Frame<'_>) -> Flow<Node> {
        match self.evaluate(at, expression, frame)? {
            Some(value) => self.instantiate(&value, at),
            None => Ok(Node::scalar(at, value::empty())),
        }
    }

    fn scalar(&mut self, at: At, scalar: Scalar, shape: &'static Shape) -> Flow<Node> {
        if !shape.scalar.accepts(&scalar.text) {
            self.structure(at, unexpected(&scalar.text))?;
        }
        self.keep(at, scalar)
    }

    /// Counts a scalar against the memory limit.
    fn keep(&mut self, at: At, scalar: Scalar) -> Flow<Node> {
        match self.meter.keep(&scalar.text) {
            Ok(()) => Ok(Node::scalar(at, scalar)),
            Err(failure) => {
                _ = self.fail_file(at.file, failure.kind, failure.text);
                Err(Stop)
            }
        }
    }

    fn sequence(&mut self, at: At, items: &[Node], shape: &'static Shape, frame: &Frame<'_>) -> Flow<Node> {
        let mut out = Vec::new();
        match shape.items {
            Some(item_shape) => {
                self.enter(at.file)?;
                self.items(items, item_shape, frame, &mut out)?;
                self.leave();
            }
            None => self.structure(at, SEQUENCE_UNEXPECTED)?,
        }
        Ok(Node::sequence(at, out))
    }

    /// Evaluates one item that is not a directive.
    fn item(
        &mut self,
        node: &Node,
        shape: &'static Shape,
        frame: &Frame<'_>,
        out: &mut Vec<Node>,
    ) -> Flow<()> {
        match self.made(node, shape, frame)? {
            Made::Node(node) => out.push(node),
            Made::Items(items) => out.extend(items),
            Made::Pairs(pairs) => out.push(Node::mapping(node.at, pairs)),
        }
        Ok(())
    }

    fn mapping(&mut self, at: At, pairs: &[Pair], shape: &'static Shape, frame: &Frame<'_>) -> Flow<Made> {
        if shape.fields.is_empty() {
            self.structure(at, MAPPING_UNEXPECTED)?;
            return Ok(Made::Node(Node::mapping(at, Vec::new())));
        }
        self.enter(at.file)?;
        let scoped = matches!(shape.role, Role::Scope | Role::Job);
        if scoped {
            self.scopes.push(Scope::default());
        }
        let made = self.fields(at, pairs, shape, frame)?;
        if scoped {
            self.scopes.pop();
        }
        self.leave();
        Ok(made)
    }

    fn fields(&mut self, at: At, pairs: &[Pair], shape: &'static Shape, frame: &Frame<'_>) -> Flow<Made> {
        let mut check = MappingCheck::new(shape.fields);
        let mut out: Vec<Pair> = Vec::with_capacity(pairs.len());
        let mut bound = None;
        self.pairs(pairs, None, frame, &mut |this, key, value, frame| {
            let Some(value_shape) = this.admit(&mut check, &key)? else { return Ok(()) };
            if let (Some(kind), Some("parameters")) = (template_of(&check), key.text()) {
                bound = Some(this.bind_template(kind, reference(&out), Some(value), frame)?);
                return Ok(());
            }
            let value = this.value(value, value_shape, frame)?;
            out.push((key, value));
            Ok(())
        })?;
        if let Some(text) = check.finish() {
            self.structure(at, text)?;
        }
        if let Some(kind) = template_of(&check) {
            let bound = match bound {
                Some(bound) => bound,
                None => self.bind_template(kind, reference(&out), None, frame)?,
            };
            return self.included(kind, bound);
        }
        if shape.role == Role::Variable {
            self.take_variable(&out)?;
        }
        Ok(place(shape, Node::mapping(at, out)))
    }

    /// Validates a key and returns the shape of its value. Returns `None` if it is refused, after reporting the error.
    fn admit(&mut self, check: &mut MappingCheck, key: &Node) -> Flow<Option<&'static Shape>> {
        let text = key.text().unwrap_or_default();
        match check.key(text, true) {
            Found::Value(shape) => return Ok(Some(shape)),
            Found::Duplicate => self.structure(key.at, already_defined(text))?,
            Found::Unexpected => self.structure(key.at, unexpected(text))?,
            Found::Ignored => {}
        }
        Ok(None)
    }

    /// Includes a template. `None`, for one that could not be loaded, includes nothing.
    fn included(&mut self, kind: TemplateKind, bound: Option<Bound>) -> Flow<Made> {
        match bound {
            Some(bound) => self.include(kind, &bound),
            None if kind == TemplateKind::Extends => Ok(Made::Pairs(Vec::new())),
            None => Ok(Made::Items(Vec::new())),
        }
    }
}

/// The kind of template that a mapping refers to, if it is a template reference.
fn template_of(check: &MappingCheck) -> Option<TemplateKind> {
    check.fields().and_then(|fields| fields.template)
}

/// The value of `template`, the first key.
fn reference(pairs: &[Pair]) -> Option<&Node> {
    pairs.first().map(|(_, value)| value)
}

fn place(shape: &Shape, node: Node) -> Made {
    Made::Node(rewrite::place(shape.role, node))
}
