//! JSON Patch (RFC 6902), the body of work item, property and membership edits.

use serde::{Deserialize, Serialize};

use super::Json;

open_enum! {
    /// What one step of a JSON Patch does.
    Operation {
        Add = "add" 0, Remove = "remove" 1, Replace = "replace" 2, Move = "move" 3, Copy = "copy" 4, Test = "test" 5,
    }
}

object! {
    /// One step of a JSON Patch.
    PatchOperation { op: Operation = "op", path: String = "path", value: Json = "value", from: String = "from" }
}

/// A JSON Patch document: its steps are applied in order, all or none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct JsonPatch(pub Vec<PatchOperation>);

impl JsonPatch {
    /// An empty patch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the value, or replaces the one that is there.
    pub fn add(self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.step(Operation::Add, path, Some(value.into()))
    }

    /// Replaces the value that is there.
    pub fn replace(self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.step(Operation::Replace, path, Some(value.into()))
    }

    /// Removes the value.
    pub fn remove(self, path: impl Into<String>) -> Self {
        self.step(Operation::Remove, path, None)
    }

    /// Goes on only if the value is this one (`test("/rev", 5)` guards against a lost update).
    pub fn test(self, path: impl Into<String>, value: impl Into<Json>) -> Self {
        self.step(Operation::Test, path, Some(value.into()))
    }

    fn step(mut self, op: Operation, path: impl Into<String>, value: Option<Json>) -> Self {
        self.0.push(PatchOperation {
            op: Some(op),
            path: Some(path.into()),
            value,
            ..PatchOperation::default()
        });
        self
    }
}
