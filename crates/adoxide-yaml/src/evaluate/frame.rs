//! The named values of an expression: parameters, variables, loop variables.

use std::rc::Rc;

use super::variable::{Scope, lookup, whole};
use crate::expression::{Failure, Names, Object, Result, Value, same_text};
use crate::node::FileId;

/// The template that is being evaluated, with its parameters and loop variables.
#[derive(Clone, Debug)]
pub(crate) struct Frame<'f> {
    /// The file that is being evaluated; relative references start from its folder.
    pub file: FileId,
    pub parameters: Rc<Parameters>,
    pub local: Option<&'f Local<'f>>,
}

/// The parameters of a file.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    pub values: Rc<Object>,
    /// Whether an unknown parameter is null, as in templates. In the pipeline itself it is an error.
    pub is_open: bool,
}

/// A variable of an `each`, within those around it.
#[derive(Debug)]
pub(crate) struct Local<'f> {
    pub name: &'f str,
    pub value: Value,
    pub outer: Option<&'f Local<'f>>,
}

impl<'f> Frame<'f> {
    pub(crate) fn with<'g>(&'g self, local: &'g Local<'g>) -> Frame<'g>
    where
        'f: 'g,
    {
        Frame { file: self.file, parameters: Rc::clone(&self.parameters), local: Some(local) }
    }

    fn local(&self, name: &str) -> Option<&Value> {
        let mut local = self.local;
        while let Some(found) = local {
            if same_text(found.name, name) {
                return Some(&found.value);
            }
            local = found.outer;
        }
        None
    }

    /// Whether a name is already defined and thus not available for a loop variable.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        is_context(name) || self.local(name).is_some()
    }
}

fn is_context(name: &str) -> bool {
    name.eq_ignore_ascii_case("parameters") || name.eq_ignore_ascii_case("variables")
}

pub(super) struct View<'v> {
    pub frame: &'v Frame<'v>,
    pub scopes: &'v [Scope],
}

impl Names for View<'_> {
    fn is_known(&self, name: &str) -> bool {
        self.frame.is_taken(name)
    }

    fn value(&self, name: &str) -> Value {
        if let Some(value) = self.frame.local(name) {
            value.clone()
        } else if name.eq_ignore_ascii_case("parameters") {
            Value::Object(Rc::clone(&self.frame.parameters.values))
        } else if name.eq_ignore_ascii_case("variables") {
            whole(self.scopes)
        } else {
            Value::Null
        }
    }

    fn member(&self, name: &str, key: &str) -> Option<Result<Value>> {
        if name.eq_ignore_ascii_case("parameters") {
            let Parameters { values, is_open } = &*self.frame.parameters;
            let value = values.get(key).cloned().or(is_open.then_some(Value::Null));
            return Some(value.ok_or_else(|| Failure::new(format!("Key not found '{key}'"))));
        }
        name.eq_ignore_ascii_case("variables").then(|| Ok(lookup(self.scopes, key).unwrap_or(Value::Null)))
    }
}
