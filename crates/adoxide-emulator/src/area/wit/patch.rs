//! JSON Patch of work items.

use http::StatusCode;
use serde_json::Value;

use super::shape::{field_value, known_field};
use crate::handler::Call;
use crate::wire::error::Fault;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::field::FieldValue;
use crate::world::link::LinkEnd;
use crate::world::work_item::{
    Link, NewRelation, Relation, RelationEdit, ResourceKind, Revision, WorkItemChange,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Op {
    Add,
    Remove,
    Replace,
    Move,
    Copy,
    Test,
}

impl Op {
    fn parse(value: Option<&Value>) -> Option<Self> {
        let text =
            value?.as_str().map_or_else(|| value.map(Value::to_string).unwrap_or_default(), str::to_owned);
        let choices = [
            ("add", 0, Self::Add),
            ("remove", 1, Self::Remove),
            ("replace", 2, Self::Replace),
            ("move", 3, Self::Move),
            ("copy", 4, Self::Copy),
            ("test", 5, Self::Test),
        ];
        crate::base::choice(&text, &choices)
    }
}

/// Reads patches against what there is.
pub(super) struct Patch<'w> {
    pub directory: &'w Directory,
    pub organization: &'w Organization,
    /// None for a new work item.
    pub current: Option<&'w Revision<'w>>,
    pub bypass_rules: bool,
}

/// The body as operations.
pub(super) fn operations(call: &Call) -> Result<Vec<Value>, Fault> {
    const MESSAGE: &str = "You must pass a valid patch document in the body of the request.";
    let invalid = || {
        let namespace = "Microsoft.VisualStudio.Services.Common";
        Fault::exception(StatusCode::BAD_REQUEST, namespace, "VssPropertyValidationException", MESSAGE)
    };
    match call.read_body::<Value>() {
        Ok(Value::Array(operations)) if operations.iter().all(Value::is_object) => Ok(operations),
        _ => Err(invalid()),
    }
}

impl Patch<'_> {
    pub fn read(&self, operations: &[Value]) -> Result<WorkItemChange, Fault> {
        let mut change = WorkItemChange::default();
        for operation in operations {
            let op = Op::parse(operation.get("op")).ok_or_else(|| {
                let given = operation.get("op").map(Value::to_string).unwrap_or_default();
                Fault::patch_failed(format!("The operation {given} is not supported."))
            })?;
            let path = operation.get("path").and_then(Value::as_str).unwrap_or_default();
            let value = operation.get("value").unwrap_or(&Value::Null);
            if op == Op::Remove && !value.is_null() {
                return Err(Fault::patch_failed("Remove requires Value to be null."));
            }
            let segments = path_segments(path)?;
            let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
            let first = segments.first().copied().unwrap_or_default();
            match (first.to_ascii_lowercase().as_str(), &segments[1.min(segments.len())..]) {
                ("id", []) if op == Op::Test => {
                    let id = self.current.map_or(-1, |current| current.item.id);
                    test(path, &id.into(), value)?;
                }
                // Some clients send their number back; nothing changes by it.
                ("id", []) => {}
                ("rev", []) if op == Op::Test => {
                    let rev = self.current.map_or(0, |current| i64::from(current.rev));
                    test(path, &rev.into(), value)?;
                }
                ("fields", [name]) => self.field(op, path, name, operation, value, &mut change)?,
                ("relations", rest) => self.relation(op, path, rest, value, &mut change)?,
                ("multilinefieldsformat", [name]) => self.format(op, name, value, &mut change)?,
                _ => return Err(Fault::patch_failed(format!("Unable to evaluate path {path}."))),
            }
        }
        Ok(change)
    }

    fn field(
        &self,
        op: Op,
        path: &str,
        name: &str,
        operation: &Value,
        value: &Value,
        change: &mut WorkItemChange,
    ) -> Result<(), Fault> {
        let field = known_field(self.organization, name)?;
        if op == Op::Test {
            let given = field_value(self.directory, self.organization, field, value, true)?;
            let found = self.current.and_then(|current| current.value(field.id));
            let is_same = found == given
                || matches!((&found, &given), (Some(FieldValue::Text(one)), Some(FieldValue::Text(other))) if one.eq_ignore_ascii_case(other));
            return if is_same {
                Ok(())
            } else {
                let found = found.map(|value| plain(&value)).unwrap_or_default();
                Err(Fault::patch_test_failed(path, &found, &as_text(value)))
            };
        }
        let new = match op {
            Op::Remove => None,
            Op::Copy | Op::Move => {
                let from = operation.get("from").and_then(Value::as_str).unwrap_or_default();
                let segments = path_segments(from)?;
                let [first, name] = segments.as_slice() else {
                    return Err(Fault::patch_failed(format!("Unable to evaluate path {from}.")));
                };
                if !first.eq_ignore_ascii_case("fields") {
                    return Err(Fault::patch_failed(format!("Unable to evaluate path {from}.")));
                }
                let source = known_field(self.organization, name)?.id;
                if op == Op::Move {
                    set(self.current, change, source, name, None)?;
                }
                self.current.and_then(|current| current.value(source))
            }
            _ => field_value(self.directory, self.organization, field, value, self.bypass_rules)?,
        };
        set(self.current, change, field.id, &field.reference_name, new)
    }

    fn format(&self, op: Op, name: &str, value: &Value, change: &mut WorkItemChange) -> Result<(), Fault> {
        let field = known_field(self.organization, name)?;
        let text = value.as_str().unwrap_or_default();
        let is_markdown = match text.to_ascii_lowercase().as_str() {
            "markdown" => true,
            "html" => false,
            _ if op == Op::Remove => false,
            _ => return Err(Fault::invalid_value(&field.reference_name, "html or markdown", text)),
        };
        if !field.kind.is_long() {
            let message = format!("The field {} has no format.", field.reference_name);
            return Err(Fault::patch_failed(message));
        }
        if op != Op::Test {
            change.markdown.push((field.id, is_markdown));
        }
        Ok(())
    }

    fn relation(
        &self,
        op: Op,
        path: &str,
        rest: &[&str],
        value: &Value,
        change: &mut WorkItemChange,
    ) -> Result<(), Fault> {
        let unable = || Fault::patch_failed(format!("Unable to evaluate path {path}."));
        let place = |text: &str| {
            let index = text.parse::<usize>().map_err(|_| unable())?;
            let count = self.current.map_or(0, |current| current.relations().len());
            if index < count {
                Ok(index)
            } else {
                Err(Fault::patch_failed(format!("Index out of range for path {path}.")))
            }
        };
        match rest {
            ["-"] if op == Op::Add => {
                let new = new_relation(value)?;
                change.relations.push(RelationEdit::Add(new));
            }
            // Some clients send the whole list when there was none.
            [] if op == Op::Add => {
                for value in value.as_array().ok_or_else(unable)? {
                    let new = new_relation(value)?;
                    change.relations.push(RelationEdit::Add(new));
                }
            }
            [index] if op == Op::Remove => change.relations.push(RelationEdit::Remove(place(index)?)),
            [index] if op == Op::Replace => {
                let index = place(index)?;
                change.relations.push(RelationEdit::Remove(index));
                let new = new_relation(value)?;
                change.relations.push(RelationEdit::Add(new));
            }
            [index, "attributes", "comment"] if op != Op::Test => {
                let comment = value.as_str().filter(|_| op != Op::Remove).map(str::to_owned);
                change.relations.push(RelationEdit::Comment(place(index)?, comment));
            }
            [index, "attributes", "isLocked"] if op != Op::Test => {
                place(index)?;
            }
            [index, "url" | "rel"] if op == Op::Test => {
                let index = place(index)?;
                let relations = self.current.map(Revision::relations).unwrap_or_default();
                let found = relations.get(index).map(|relation| match (relation, rest[1]) {
                    (Relation::Link(link), "rel") => link.end.reference_name(),
                    (Relation::Resource(resource), "rel") => resource.kind.name().to_owned(),
                    (Relation::Link(link), _) => link.target.to_string(),
                    (Relation::Resource(resource), _) => resource.url.to_string(),
                });
                let found = found.unwrap_or_default();
                let given = as_text(value);
                let is_same =
                    found == given || work_item_of(&given).is_some_and(|id| id.to_string() == found);
                if !is_same {
                    return Err(Fault::patch_test_failed(path, &found, &given));
                }
            }
            _ => return Err(unable()),
        }
        Ok(())
    }
}

fn new_relation(value: &Value) -> Result<NewRelation, Fault> {
    let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).filter(|text| !text.is_empty());
    let rel = text("/rel").ok_or_else(|| Fault::argument_null("rel"))?;
    let url = text("/url").ok_or_else(|| Fault::argument_null("url"))?;
    let (name, comment) = (text("/attributes/name"), text("/attributes/comment"));
    if let Some(kind) = ResourceKind::parse(rel) {
        let url = match kind {
            ResourceKind::AttachedFile => {
                attachment_of(url).ok_or_else(|| Fault::attachment_not_found(url))?
            }
            ResourceKind::ArtifactLink if name.is_none() => {
                return Err(Fault::argument_null("attributes.name"));
            }
            ResourceKind::ArtifactLink if !url.to_ascii_lowercase().starts_with("vstfs:///") => {
                return Err(Fault::invalid_parameter("url", url));
            }
            _ => url.to_owned(),
        };
        let (name, comment) = (name.map(str::to_owned), comment.map(str::to_owned));
        return Ok(NewRelation::Resource { kind, url, name, comment });
    }
    let end =
        LinkEnd::parse(rel).ok_or_else(|| Fault::relation_type_not_found(StatusCode::BAD_REQUEST, rel))?;
    let target = work_item_of(url).ok_or_else(|| Fault::invalid_parameter("url", url))?;
    Ok(NewRelation::Link(Link { end, target, comment: comment.map(Into::into) }))
}

fn set(
    current: Option<&Revision<'_>>,
    change: &mut WorkItemChange,
    id: crate::world::field::FieldId,
    name: &str,
    value: Option<FieldValue>,
) -> Result<(), Fault> {
    if change.fields.iter().any(|(known, _)| *known == id) {
        return Err(Fault::duplicate_update(current.map_or(-1, |current| current.item.id), name));
    }
    change.fields.push((id, value));
    Ok(())
}

fn test(path: &str, found: &Value, given: &Value) -> Result<(), Fault> {
    if as_text(found) == as_text(given) {
        Ok(())
    } else {
        Err(Fault::patch_test_failed(path, &as_text(found), &as_text(given)))
    }
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn plain(value: &FieldValue) -> String {
    match value {
        FieldValue::Integer(number) => number.to_string(),
        FieldValue::Double(number) => number.to_string(),
        FieldValue::Boolean(flag) => flag.to_string(),
        FieldValue::DateTime(at) => crate::base::date(*at),
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Identity(id) => id.to_string(),
    }
}

/// The segments of a path, with `~1` and `~0` read. Clients forget the first slash; the service does not mind.
fn path_segments(path: &str) -> Result<Vec<String>, Fault> {
    let rest = path.strip_prefix('/').unwrap_or(path);
    if rest.is_empty() {
        return Err(Fault::patch_failed(format!("Unable to evaluate path {path}.")));
    }
    Ok(rest.split('/').map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect())
}

/// The number at the end of a work item's URL.
fn work_item_of(url: &str) -> Option<i64> {
    let path = url.split(['?', '#']).next()?;
    let (before, id) = path.trim_end_matches('/').rsplit_once('/')?;
    let is_work_item = before.rsplit('/').next()?.eq_ignore_ascii_case("workitems")
        || before.to_ascii_lowercase().ends_with("/_workitems/edit")
        || before.to_ascii_lowercase().starts_with("vstfs:///workitemtracking/workitem");
    id.parse().ok().filter(|id| is_work_item && *id > 0)
}

/// The GUID in an attachment's URL.
fn attachment_of(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let (_, rest) = path.rsplit_once('/')?;
    rest.parse::<uuid::Uuid>().ok().map(|id| id.to_string())
}
