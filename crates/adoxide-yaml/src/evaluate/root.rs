//! The root of a pipeline.

use std::rc::Rc;

use super::{Evaluator, File, Flow, Frame, Made, Parameters, Source, Stop};
use crate::node::{Content, FileId, Node, Pair};
use crate::refusal::{Kind, Message};
use crate::repository::RepositoryResource;
use crate::schema::{ANY, MappingCheck, Role, SCALAR, Shape};

/// Where `variables` stands among the keys of the root.
#[derive(Debug, Default)]
pub(crate) struct Place {
    /// From 1.
    index: usize,
    is_last: bool,
}

impl Place {
    /// The state that the service dumps after it has lost its place within `variables`.
    pub(super) fn dump(&self) -> String {
        let (literal, end) = if self.is_last { ("", "True") } else { ("LiteralState\r\n\r\n", "False") };
        format!(
            "State:\r\n\r\n{literal}MappingState:\r\n  IsStart: False\r\n  Index: {}\r\n  IsKey: True\r\n  IsEnd: \
             {end}\r\n\r\n",
            self.index
        )
    }
}

impl Evaluator<'_> {
    /// Resolves `resources.repositories`, so that references find them.
    ///
    /// Stops at the first that cannot be had.
    pub(crate) fn resolve_repositories(&mut self, root: &Node, frame: &Frame<'_>) -> Flow<()> {
        let Some(list) = root.get("resources").and_then(|resources| resources.get("repositories")) else {
            return Ok(());
        };
        for item in list.items() {
            let Some(alias) = item.get("repository").and_then(Node::text) else { continue };
            let text = |key: &str| item.get(key).and_then(Node::text).unwrap_or_default().to_owned();
            let reference = match item.get("ref") {
                Some(node) => self.value(node, &SCALAR, frame)?.text().map(str::to_owned),
                None => None,
            };
            let endpoint = Some(text("endpoint")).filter(|endpoint| !endpoint.is_empty());
            let resource = RepositoryResource {
                alias: alias.to_owned(),
                kind: text("type"),
                name: text("name"),
                reference,
                endpoint,
            };
            match self.host.declared(&resource) {
                Ok(repository) => self.repositories.push(Source { alias: resource.alias, repository }),
                Err(text) => {
                    _ = self.report(Message::bare(Kind::Reference, text));
                    return Err(Stop);
                }
            }
        }
        Ok(())
    }

    /// Evaluates the pipeline itself. Its `parameters` stay as they are declared.
    pub(crate) fn root(
        &mut self,
        root: &Node,
        shape: &'static Shape,
        parameters: Rc<Parameters>,
    ) -> Flow<Node> {
        let position = root.pairs().iter().position(|(key, _)| key.text() == Some("variables"));
        if let Some(position) = position {
            self.root = Place { index: position + 1, is_last: position + 1 == root.pairs().len() };
        }
        let frame = Frame { file: root.at.file, parameters, local: None };
        Ok(Node::mapping(root.at, self.root_pairs(root, shape, &frame)?))
    }

    /// Evaluates the keys of a pipeline, or of a template that it extends. Variables come first, wherever they stand.
    pub(super) fn root_pairs(
        &mut self,
        root: &Node,
        shape: &'static Shape,
        frame: &Frame<'_>,
    ) -> Flow<Vec<Pair>> {
        let is_pipeline = self.nesting == 0;
        let mut variables = match shape.fields.first().and_then(|fields| fields.get("variables")) {
            Some(shape) => match root.get("variables") {
                Some(node) => Some(self.value(node, shape, frame)?),
                None => None,
            },
            None => None,
        };
        let mut check = MappingCheck::new(shape.fields);
        let mut out: Vec<Pair> = Vec::new();
        self.pairs(root.pairs(), None, frame, &mut |this, key, value, frame| {
            let Some(value_shape) = this.admit(&mut check, &key)? else { return Ok(()) };
            let value = match key.text().unwrap_or_default() {
                "parameters" if is_pipeline => this.value(value, &ANY, frame)?,
                "parameters" => return Ok(()),
                "variables" if value_shape.role == Role::Variables && variables.is_some() => {
                    match variables.take() {
                        Some(variables) => variables,
                        None => return Ok(()),
                    }
                }
                _ => match this.made(value, value_shape, frame)? {
                    Made::Node(node) => node,
                    Made::Items(items) => Node::sequence(value.at, items),
                    Made::Pairs(pairs) => {
                        merge(&mut out, pairs);
                        return Ok(());
                    }
                },
            };
            out.push((key, value));
            Ok(())
        })?;
        Ok(out)
    }

    /// Adds the pipeline's own file.
    pub(crate) fn add_entry(&mut self, path: &str) -> FileId {
        self.add_file(File { repository: 0, path: path.to_owned() })
    }
}

/// Replaces `extends` by the root keys of the extended template. Variables and resources of both are concatenated;
/// for other keys the pipeline takes precedence.
fn merge(out: &mut Vec<Pair>, pairs: Vec<Pair>) {
    for (key, value) in pairs {
        let Some((name, before)) = out.iter_mut().find(|(name, _)| name.text() == key.text()) else {
            out.push((key, value));
            continue;
        };
        match (name.text(), &mut before.content, value.content) {
            (Some("variables"), Content::Sequence(before), Content::Sequence(more)) => before.extend(more),
            (Some("resources"), Content::Mapping(before), Content::Mapping(more)) => {
                add_resources(before, more);
            }
            _ => {}
        }
    }
}

fn add_resources(before: &mut Vec<Pair>, more: Vec<Pair>) {
    for (key, value) in more {
        match before.iter_mut().find(|(name, _)| name.text() == key.text()) {
            Some((_, Node { content: Content::Sequence(before), .. })) => before.extend(value.into_items()),
            Some(_) => {}
            None => before.push((key, value)),
        }
    }
}
