//! Parameters: declarations, arguments, defaults and their types.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::value;
use super::{Evaluator, Flow, Frame, Parameters};
use crate::document;
use crate::expression::{Failure, Number, Object, Value, try_text};
use crate::node::{At, Content, Node, Scalar, ScalarKind, Style};
use crate::refusal::{Kind, Message};
use crate::schema::{ANY, CONTAINER, JOB, JOBS, STAGE, STAGES, STEP, STEPS, Shape};
use crate::template::{Fault, SEQUENCE_UNEXPECTED, already_defined, unexpected};

/// The parameters that a file declares.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    parameters: Vec<Parameter>,
    /// By name in lower case.
    index: HashMap<String, usize>,
    /// Whether there is a list of them. A template with a mapping of defaults, or nothing, takes any argument.
    is_list: bool,
}

#[derive(Debug)]
struct Parameter {
    name: Rc<str>,
    kind: ParameterKind,
    default: Option<Node>,
    values: Vec<Node>,
}

#[derive(Clone, Copy, Debug)]
enum ParameterKind {
    Text,
    Number,
    Boolean,
    Object,
    /// The type of the mapping form: all scalars are text.
    LegacyObject,
    StringList,
    /// A node of the schema, with the name of its type in messages.
    Structure(&'static str, &'static Shape),
}

impl ParameterKind {
    fn named(name: &str) -> Self {
        static CONTAINERS: Shape = Shape::sequence(&CONTAINER);
        match name {
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "object" => Self::Object,
            "legacyObject" => Self::LegacyObject,
            "stringList" => Self::StringList,
            "step" => Self::Structure("Step", &STEP),
            "stepList" => Self::Structure("StepList", &STEPS),
            "job" => Self::Structure("Job", &JOB),
            "jobList" => Self::Structure("JobList", &JOBS),
            "deployment" => Self::Structure("Deployment", &JOB),
            "deploymentList" => Self::Structure("DeploymentList", &JOBS),
            "stage" => Self::Structure("Stage", &STAGE),
            "stageList" => Self::Structure("StageList", &STAGES),
            "container" => Self::Structure("Container", &CONTAINER),
            "containerList" => Self::Structure("ContainerList", &CONTAINERS),
            // Names of environments, files, pools and the like are text too.
            _ => Self::Text,
        }
    }

    /// The name of the type in messages.
    fn shown(self) -> &'static str {
        match self {
            Self::Text => "String",
            Self::Number => "Number",
            Self::Boolean => "Boolean",
            Self::Object | Self::LegacyObject => "Object",
            Self::StringList => "StringList",
            Self::Structure(name, _) => name,
        }
    }
}

impl Parameter {
    /// A parameter without a declared type.
    fn other(name: &str) -> Self {
        Self { name: name.into(), kind: ParameterKind::LegacyObject, default: None, values: Vec::new() }
    }
}

impl Declared {
    /// Reads a `parameters` block: a list, or in templates a mapping of names to defaults.
    pub(crate) fn of(block: Option<&Node>, faults: &mut Vec<Fault>) -> Self {
        let mut declared = Self::default();
        let Some(block) = block else { return declared };
        declared.is_list = !block.items().is_empty();
        for (name, default) in block.pairs() {
            let other = Parameter::other(name.text().unwrap_or_default());
            declared.add(Parameter { default: Some(default.clone()), ..other });
        }
        for item in block.items() {
            let Some(name) = item.get("name").and_then(Node::text) else { continue };
            if declared.find(name).is_some() {
                let text =
                    format!("The '{name}' parameter is declared more than once in the parameter list.");
                faults.push((item.at, Failure { kind: Kind::Parameter, text, fatal: false }));
                continue;
            }
            declared.add(Parameter {
                name: name.into(),
                kind: ParameterKind::named(item.get("type").and_then(Node::text).unwrap_or("string")),
                default: item.get("default").cloned(),
                values: item.get("values").map(|values| values.items().to_vec()).unwrap_or_default(),
            });
        }
        declared
    }

    fn add(&mut self, parameter: Parameter) {
        self.index.insert(parameter.name.to_lowercase(), self.parameters.len());
        self.parameters.push(parameter);
    }

    fn find(&self, name: &str) -> Option<&Parameter> {
        self.index.get(&name.to_lowercase()).map(|at| &self.parameters[*at])
    }
}

/// The values that were given, by the name that is declared. `None` where one is not valid.
type Given = HashMap<Rc<str>, Option<Value>>;

/// Where a value comes from, for messages.
#[derive(Clone, Copy)]
enum Origin {
    File(At),
    /// Sent with the request.
    Request,
}

impl Evaluator<'_> {
    /// Binds the parameters of a template: its arguments, evaluated in the frame of the caller, and defaults. Returns
    /// `None` if one is not valid, after reporting the error.
    pub(super) fn bind(
        &mut self,
        declared: &Declared,
        arguments: Option<&Node>,
        frame: &Frame<'_>,
    ) -> Flow<Option<Rc<Parameters>>> {
        let before = self.messages.len();
        let mut given = Given::new();
        let evaluated = match arguments.map(|node| (node.at, &node.content)) {
            Some((at, Content::Expression(expression))) => match self.evaluate(at, expression, frame)? {
                Some(value) => Some(self.instantiate(&value, at)?),
                None => None,
            },
            _ => None,
        };
        let arguments = evaluated.as_ref().or(arguments);
        if let Some(node) = arguments.filter(|node| !node.is_mapping())
            && self.messages.len() == before
        {
            let text = node.text().map_or_else(|| SEQUENCE_UNEXPECTED.to_owned(), unexpected);
            self.structure(node.at, text)?;
        }
        let pairs = arguments.map(Node::pairs).unwrap_or_default();
        let mut names = HashSet::new();
        let mut others = Vec::new();
        self.pairs(pairs, None, frame, &mut |this, key, node, frame| {
            let name = key.text().unwrap_or_default();
            if !names.insert(name.to_lowercase()) {
                return this.structure(key.at, already_defined(name));
            }
            if let Some(parameter) = declared.find(name) {
                let value = this.argument(parameter, node, Origin::File(node.at), frame)?;
                given.insert(Rc::clone(&parameter.name), value);
            } else if declared.is_list {
                this.fail(node.at, Kind::Parameter, format!("Unexpected parameter '{name}'"))?;
            } else {
                let parameter = Parameter::other(name);
                let value = this.argument(&parameter, node, Origin::File(node.at), frame)?;
                others.push((parameter.name, value.unwrap_or(Value::Null)));
            }
            Ok(())
        })?;
        let values = self.complete(declared, &given, others, before)?;
        Ok(values.map(|values| Rc::new(Parameters { values, is_open: true })))
    }

    /// Binds the parameters of the pipeline: the values sent with the request, and defaults.
    pub(crate) fn bind_root(
        &mut self,
        declared: &Declared,
        sent: &[(String, String)],
        frame: &Frame<'_>,
    ) -> Flow<Option<Rc<Parameters>>> {
        let before = self.messages.len();
        let mut given = Given::new();
        for (name, text) in sent {
            let Some(parameter) = declared.find(name) else {
                self.bare(format!("Unexpected parameter '{name}'"))?;
                continue;
            };
            let node = self.sent_node(parameter, text, frame);
            let value = self.argument(parameter, &node, Origin::Request, frame)?;
            given.insert(Rc::clone(&parameter.name), value);
        }
        let values = self.complete(declared, &given, Vec::new(), before)?;
        Ok(values.map(|values| Rc::new(Parameters { values, is_open: false })))
    }

    /// Parses a value that was sent: text, or for collections JSON or YAML.
    fn sent_node(&self, parameter: &Parameter, text: &str, frame: &Frame<'_>) -> Node {
        let at = At { file: frame.file, line: 1, column: 1 };
        let plain = Node::scalar(at, value::evaluated(text, ScalarKind::Text));
        match parameter.kind {
            ParameterKind::Text | ParameterKind::Number | ParameterKind::Boolean => plain,
            ParameterKind::Object
            | ParameterKind::LegacyObject
            | ParameterKind::StringList
            | ParameterKind::Structure(..) => {
                let read = document::read(text, frame.file, &self.file_name(frame.file));
                read.map_or(plain, with_nulls)
            }
        }
    }

    /// Adds the defaults. Parameters are in the order of their declaration, then those that are not declared.
    fn complete(
        &mut self,
        declared: &Declared,
        given: &Given,
        others: Vec<(Rc<str>, Value)>,
        before: usize,
    ) -> Flow<Option<Rc<Object>>> {
        let mut entries = Vec::with_capacity(declared.parameters.len());
        for parameter in &declared.parameters {
            let value = match (given.get(&parameter.name), &parameter.default) {
                (Some(value), _) => value.clone(),
                (None, Some(default)) => {
                    let nothing = Frame { file: default.at.file, parameters: Rc::default(), local: None };
                    self.argument(parameter, default, Origin::File(default.at), &nothing)?
                }
                (None, None) => {
                    self.bare(format!("A value for the '{}' parameter must be provided.", parameter.name))?;
                    None
                }
            };
            entries.push((Rc::clone(&parameter.name), value.unwrap_or(Value::Null)));
        }
        entries.extend(others);
        Ok((self.messages.len() == before).then(|| Rc::new(Object::ignoring_case(entries))))
    }

    fn bare(&mut self, text: String) -> Flow<()> {
        self.report(Message::bare(Kind::Parameter, text))
    }

    fn invalid(&mut self, origin: Origin, text: String) -> Flow<Option<Value>> {
        match origin {
            Origin::File(at) => self.fail(at, Kind::Parameter, text)?,
            Origin::Request => self.bare(text)?,
        }
        Ok(None)
    }

    /// Converts a value to the type of its parameter. Returns `None` if it is not valid, after reporting the error.
    fn argument(
        &mut self,
        parameter: &Parameter,
        node: &Node,
        origin: Origin,
        frame: &Frame<'_>,
    ) -> Flow<Option<Value>> {
        let Parameter { name, kind, .. } = parameter;
        if let ParameterKind::Structure(shown, shape) = kind {
            let before = self.messages.len();
            let node = self.value(node, shape, frame)?;
            if self.messages.len() > before {
                let text = format!("The '{name}' parameter is not a valid {shown}.");
                self.messages.insert(before, Message::bare(Kind::Parameter, text));
                return Ok(None);
            }
            return Ok(Some(value::of(&node, false)));
        }
        let before = self.messages.len();
        let node = self.value(node, &ANY, frame)?;
        if self.messages.len() > before {
            return Ok(None);
        }
        match kind {
            ParameterKind::Object => return Ok(Some(value::of(&node, true))),
            ParameterKind::LegacyObject => return Ok(Some(value::of(&node, false))),
            ParameterKind::StringList => return self.string_list(parameter, &node, origin),
            _ => {}
        }
        let Some(shown) = node.text() else {
            return self.invalid(origin, format!("The '{name}' parameter is not a valid {}.", kind.shown()));
        };
        let Some(value) = convert(*kind, shown) else {
            let text = format!("The '{name}' parameter value '{shown}' is not a valid {}.", kind.shown());
            return self.invalid(origin, text);
        };
        if !allows(parameter, &value) {
            return self.invalid(origin, not_allowed(name, shown));
        }
        Ok(Some(value))
    }

    fn string_list(&mut self, parameter: &Parameter, node: &Node, origin: Origin) -> Flow<Option<Value>> {
        let name = &parameter.name;
        let Content::Sequence(items) = &node.content else {
            let text = match node.text() {
                Some(shown) => format!("The '{name}' parameter value '{shown}' is not a valid StringList."),
                None => format!("The '{name}' parameter is not a valid StringList."),
            };
            return self.invalid(origin, text);
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let origin = if let Origin::File(_) = origin { Origin::File(item.at) } else { origin };
            let Some(text) = item.text() else {
                return self.invalid(origin, format!("The '{name}' parameter is not a valid StringList."));
            };
            let value = Value::text(text);
            if !allows(parameter, &value) {
                return self.invalid(origin, not_allowed(name, text));
            }
            values.push(value);
        }
        Ok(Some(Value::Array(values.into())))
    }
}

/// A collection that was sent: `null`, a word in JSON, is nothing.
fn with_nulls(mut node: Node) -> Node {
    match &mut node.content {
        Content::Scalar(scalar) if scalar.style == Style::Plain && *scalar.text == *"null" => {
            *scalar = Scalar { text: "".into(), style: Style::Plain, kind: ScalarKind::Empty };
        }
        Content::Sequence(items) => *items = std::mem::take(items).into_iter().map(with_nulls).collect(),
        Content::Mapping(pairs) => {
            let taken = std::mem::take(pairs).into_iter();
            *pairs = taken.map(|(key, value)| (key, with_nulls(value))).collect();
        }
        _ => {}
    }
    node
}

fn not_allowed(name: &str, shown: &str) -> String {
    format!("The '{name}' parameter value '{shown}' is not a valid value.")
}

fn convert(kind: ParameterKind, text: &str) -> Option<Value> {
    match kind {
        ParameterKind::Number => Number::parse(text).map(Value::Number),
        ParameterKind::Boolean => {
            let is = |word: &str| text.trim().eq_ignore_ascii_case(word);
            (is("true") || is("false")).then(|| Value::Boolean(is("true")))
        }
        _ => Some(Value::text(text)),
    }
}

/// Whether the parameter allows a value: text is compared case-sensitively, numbers by value.
fn allows(parameter: &Parameter, value: &Value) -> bool {
    parameter.values.is_empty()
        || parameter.values.iter().filter_map(Node::text).any(|allowed| {
            match (convert(parameter.kind, allowed), value) {
                (Some(Value::Number(allowed)), Value::Number(value)) => allowed == *value,
                (Some(Value::Boolean(allowed)), Value::Boolean(value)) => allowed == *value,
                _ => try_text(value).is_some_and(|value| *value == *allowed),
            }
        })
}
