//! Template references: loads and includes files.

use std::collections::HashSet;
use std::rc::Rc;

use super::parameter::Declared;
use super::{Evaluator, File, Flow, Frame, Made, Parameters, Stop};
use crate::document;
use crate::limit::{DEPTH_EXCEEDED, MAX_FILES, MAX_NESTING};
use crate::node::{FileId, Node};
use crate::refusal::Kind;
use crate::repository::{Reference, folder};
use crate::schema::TemplateKind;
use crate::template;

/// A file that was read as a template of some kind.
#[derive(Debug)]
pub(super) struct Template {
    file: FileId,
    node: Node,
    declared: Declared,
}

/// A template with its parameters.
pub(super) struct Bound {
    template: Rc<Template>,
    parameters: Rc<Parameters>,
}

impl Evaluator<'_> {
    /// Loads the template of a reference and binds its parameters. Returns `None` if either fails, after reporting the
    /// error.
    pub(super) fn bind_template(
        &mut self,
        kind: TemplateKind,
        reference: Option<&Node>,
        arguments: Option<&Node>,
        frame: &Frame<'_>,
    ) -> Flow<Option<Bound>> {
        // An empty reference is reported where it stands.
        let Some(text) = reference.and_then(Node::text).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let Some(template) = self.load(text, kind, frame)? else { return Ok(None) };
        let parameters = self.bind(&template.declared, arguments, frame)?;
        Ok(parameters.map(|parameters| Bound { template, parameters }))
    }

    pub(super) fn include(&mut self, kind: TemplateKind, bound: &Bound) -> Flow<Made> {
        let Bound { template, parameters } = bound;
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            _ = self.fail_file(template.file, Kind::Limit, DEPTH_EXCEEDED);
            return Err(Stop);
        }
        let frame = Frame { file: template.file, parameters: Rc::clone(parameters), local: None };
        let (shape, body) = kind.file();
        let made = if kind == TemplateKind::Extends {
            self.resolve_repositories(&template.node, &frame)?;
            Made::Pairs(self.root_pairs(&template.node, shape, &frame)?)
        } else {
            let mut items = Vec::new();
            self.pairs(template.node.pairs(), None, &frame, &mut |this, key, value, frame| {
                let shape = shape.fields.iter().find_map(|fields| fields.get(body));
                if let (Some(shape), true) = (shape, key.text() == Some(body)) {
                    items.extend(this.value(value, shape, frame)?.into_items());
                }
                Ok(())
            })?;
            Made::Items(items)
        };
        self.nesting -= 1;
        Ok(made)
    }

    /// Loads the file of a reference. Returns `None` if it does not match the schema, after reporting the errors.
    fn load(&mut self, text: &str, kind: TemplateKind, frame: &Frame<'_>) -> Flow<Option<Rc<Template>>> {
        let holder = frame.file;
        let Some(File { repository: from, path: holder_path }) = self.files.get(usize::from(holder)).cloned()
        else {
            return Ok(None);
        };
        let reference = Reference::parse(text);
        let to = match &reference.alias {
            None => from,
            Some(alias) if alias.is_empty() || alias.eq_ignore_ascii_case("self") => 0,
            Some(alias) => {
                let found =
                    self.repositories.iter().position(|source| source.alias.eq_ignore_ascii_case(alias));
                match found.filter(|found| *found > 0) {
                    Some(found) => found,
                    None => return self.lost(holder, format!("No repository found by name {alias}")),
                }
            }
        };
        let from_folder = if from == to { folder(&holder_path) } else { "" };
        let path = match reference.resolve(from_folder) {
            Ok(path) => path,
            Err(path) => return self.lost(holder, format!("The file path {path} is invalid")),
        };
        let key = (to, path, kind);
        if let Some(template) = self.templates.get(&key) {
            return Ok(template.clone());
        }
        let template = self.read_template(holder, to, &key.1, kind)?.map(Rc::new);
        self.templates.insert(key, template.clone());
        Ok(template)
    }

    /// Reports a reference that cannot be resolved. The service aborts after it.
    fn lost<T>(&mut self, holder: FileId, text: String) -> Flow<T> {
        self.fail_file(holder, Kind::Reference, text)?;
        Err(Stop)
    }

    fn read_template(
        &mut self,
        holder: FileId,
        repository: usize,
        path: &str,
        kind: TemplateKind,
    ) -> Flow<Option<Template>> {
        let host = self.host;
        let source = &self.repositories[repository].repository;
        let text = match host.text(source, path) {
            Ok(Some(text)) => text,
            Ok(None) => {
                let text = format!("File {path} not found in repository {source}.");
                return self.lost(holder, text);
            }
            Err(text) => return self.lost(holder, text),
        };
        let files: HashSet<_> =
            self.templates.keys().map(|(repository, path, _)| (*repository, path)).collect();
        if files.len() >= MAX_FILES {
            let text = format!("The maximum number of template files ({MAX_FILES}) was exceeded");
            _ = self.fail_file(holder, Kind::Limit, text);
            return Err(Stop);
        }
        let file = self.add_file(File { repository, path: path.to_owned() });
        let document = match document::read(&text, file, &self.file_name(file)) {
            Ok(document) => document,
            Err(lines) => {
                for line in lines {
                    self.report(line)?;
                }
                return Err(Stop);
            }
        };
        let (shape, _) = kind.file();
        let (node, mut faults) = template::read(&document, shape);
        let declared = Declared::of(node.get("parameters"), &mut faults);
        let is_sound = faults.is_empty();
        for (at, failure) in faults {
            self.failure(at, failure)?;
        }
        Ok(is_sound.then_some(Template { file, node, declared }))
    }
}
