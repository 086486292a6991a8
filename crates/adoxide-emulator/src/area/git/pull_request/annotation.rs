//! Labels, properties and attachments of pull requests.

use git2::{ObjectType, Oid};
use http::StatusCode;
use serde_json::{Value, json};

use super::super::super::{Call, text};
use super::super::links;
use super::change::chosen;
use super::shape::View;
use super::{existing, of_path};
use crate::base::{date, parse_date, sql_date};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::pull_request::{Attachment, Label, PullRequest, PullRequestEvent, PullRequestRefusal};

// Labels.

fn label_json(view: &View<'_>, known: &PullRequest, label: &Label) -> Object {
    Object::new()
        .set("id", label.id.to_string())
        .set("name", label.name.as_str())
        .set("active", true)
        .set("url", format!("{}/labels/{}", view.url(known), label.id))
}

pub(super) fn get_labels(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let (known, repository) = of_path(call, organization)?;
    let view = View::new(call, &world, organization, repository)?;
    Ok(Reply::list(known.labels.iter().map(|label| label_json(&view, known, label))))
}

fn told_label(call: &Call, world: &World, name_or_id: &str) -> Result<Reply, Fault> {
    let organization = call.organization(world)?;
    let (known, repository) = of_path(call, organization)?;
    let view = View::new(call, world, organization, repository)?;
    let label = known.labels.iter().find(|label| {
        label.name.to_lowercase() == name_or_id.to_lowercase() || label.id.to_string() == name_or_id
    });
    let label = label.ok_or_else(|| PullRequestRefusal::NoLabel(name_or_id.to_owned()))?;
    Ok(Reply::json(label_json(&view, known, label)))
}

pub(super) fn get_label(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    told_label(call, &world, call.required("labelIdOrName")?)
}

pub(super) fn create_label(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let name = text(&body, "/name").map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let mut world = call.shared.world_mut();
    let (known, repository) = of_path(call, call.organization(&world)?)?;
    let (number, project) = (known.id, repository.project);
    let organization = call.organization_mut(&mut world)?;
    let label = organization.label(project, name);
    organization.edit_pull_request(call.stamp(), number, PullRequestEvent::Annotated, |edit| {
        edit.add_label(label);
        Ok(())
    })?;
    told_label(call, &world, name)
}

pub(super) fn delete_label(call: &Call) -> Result<Reply, Fault> {
    let name = call.required("labelIdOrName")?;
    let mut world = call.shared.world_mut();
    let number = existing(call, call.organization(&world)?)?;
    let organization = call.organization_mut(&mut world)?;
    organization.edit_pull_request(call.stamp(), number, PullRequestEvent::Annotated, |edit| {
        edit.remove_label(name)
    })?;
    Ok(Reply::empty(StatusCode::OK))
}

// Properties.

/// A value as the service keeps it: text, or a date. Documented by examples: numbers become text.
fn kept(value: &Value) -> Value {
    let typed = |kind: &str, value: String| json!({"$type": kind, "$value": value});
    match value {
        Value::String(text) => match parse_date(text).filter(|_| text.contains('T') && text.contains(':')) {
            Some(at) => typed("System.DateTime", sql_date(at)),
            None => typed("System.String", text.clone()),
        },
        other => typed("System.String", other.to_string()),
    }
}

fn told_properties(call: &Call, world: &World) -> Result<Reply, Fault> {
    let known = of_path(call, call.organization(world)?)?.0;
    let own = [
        ("Microsoft.Git.PullRequest.SourceRefName", &known.source),
        ("Microsoft.Git.PullRequest.TargetRefName", &known.target),
    ];
    let given = known.properties.iter().filter(|(name, _)| own.iter().all(|(known, _)| name != known));
    let given = given.map(|(name, value)| (name.as_str(), value.clone()));
    // Whoever sets one of ours has it.
    let own = own.map(|(name, value)| {
        let set = known.properties.get(name).cloned();
        (name, set.unwrap_or_else(|| kept(&value.as_str().into())))
    });
    let all: Object = own.into_iter().chain(given).collect();
    let count = known.properties.len() + 2;
    Ok(Reply::json(Object::new().set("count", count).set("value", all)))
}

pub(super) fn get_properties(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    told_properties(call, &world)
}

/// What one step of a patch does to properties.
enum Step {
    Set(String, Value),
    Remove(String),
}

pub(super) fn update_properties(call: &Call) -> Result<Reply, Fault> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Kind {
        Add,
        Remove,
        Replace,
    }
    let kinds = [("add", 0, Kind::Add), ("remove", 1, Kind::Remove), ("replace", 2, Kind::Replace)];
    let body = call.json()?;
    let operations = body.as_array();
    let operations =
        operations.ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let mut world = call.shared.world_mut();
    let known = of_path(call, call.organization(&world)?)?.0;
    let number = known.id;
    let mut steps = Vec::new();
    let mut names: std::collections::BTreeSet<String> = known.properties.keys().cloned().collect();
    for operation in operations {
        let kind = chosen(operation, "op", &kinds)?.ok_or_else(|| Fault::argument_null("op"))?;
        let name = text(operation, "/path").unwrap_or_default().trim_start_matches('/').to_owned();
        let value = &operation["value"];
        if kind != Kind::Add && !names.contains(&name) {
            return Err(Fault::invalid_parameter("path", &format!("/{name}")));
        }
        match (kind, value.as_object().filter(|_| name.is_empty())) {
            (Kind::Remove, _) => {
                names.remove(&name);
                steps.push(Step::Remove(name));
            }
            // All at once: `"path": ""` with an object.
            (_, Some(fields)) => {
                for (name, value) in fields {
                    names.insert(name.clone());
                    steps.push(Step::Set(name.clone(), kept(value)));
                }
            }
            _ if name.is_empty() => return Err(Fault::invalid_parameter("path", "")),
            _ => {
                names.insert(name.clone());
                steps.push(Step::Set(name, kept(value)));
            }
        }
    }
    let organization = call.organization_mut(&mut world)?;
    organization.edit_pull_request(call.stamp(), number, PullRequestEvent::Annotated, |edit| {
        for step in steps {
            match step {
                Step::Set(name, value) => drop(edit.pull_request.properties.insert(name, value)),
                Step::Remove(name) => drop(edit.pull_request.properties.remove(&name)),
            }
        }
        Ok(())
    })?;
    told_properties(call, &world)
}

// Attachments.

fn attachment_json(view: &View<'_>, known: &PullRequest, name: &str, attachment: &Attachment) -> Object {
    let url = format!("{}/attachments/{}", view.url(known), crate::wire::address::segment(name));
    Object::new()
        .set("id", attachment.id)
        .set("displayName", name)
        .set("contentHash", attachment.hash.as_str())
        .set("author", view.person(attachment.stamp.actor))
        .set("createdDate", date(attachment.stamp.at))
        .set("url", url.as_str())
        .set("_links", links([("self", url), ("repository", view.repository_url())]))
}

pub(super) fn get_attachments(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let (known, repository) = of_path(call, organization)?;
    let view = View::new(call, &world, organization, repository)?;
    let rows = known.attachments.iter();
    Ok(Reply::list(rows.map(|(name, one)| attachment_json(&view, known, name, one))))
}

pub(super) fn get_attachment(call: &Call) -> Result<Reply, Fault> {
    let name = call.required("fileName")?;
    let world = call.shared.world();
    let known = of_path(call, call.organization(&world)?)?.0;
    let found =
        known.attachments.get(name).ok_or_else(|| PullRequestRefusal::NoAttachment(name.to_owned()))?;
    Ok(Reply::bytes("application/octet-stream", found.content.clone()))
}

pub(super) fn create_attachment(call: &Call) -> Result<Reply, Fault> {
    let name = call.required("fileName")?.to_owned();
    // Documented as a SHA-1, of what form is not: that of a blob.
    let hash = Oid::hash_object(ObjectType::Blob, &call.body)?.to_string();
    let mut world = call.shared.world_mut();
    let number = existing(call, call.organization(&world)?)?;
    let organization = call.organization_mut(&mut world)?;
    let content = call.body.clone();
    organization.edit_pull_request(call.stamp(), number, PullRequestEvent::Annotated, |edit| {
        edit.attach(name.clone(), hash, content)
    })?;
    let organization = call.organization(&world)?;
    let (known, repository) = of_path(call, organization)?;
    let view = View::new(call, &world, organization, repository)?;
    let found = known.attachments.get(&name).ok_or(PullRequestRefusal::NoAttachment(name.clone()))?;
    Ok(Reply::json(attachment_json(&view, known, &name, found)).status(StatusCode::CREATED))
}

pub(super) fn delete_attachment(call: &Call) -> Result<Reply, Fault> {
    let name = call.required("fileName")?;
    let mut world = call.shared.world_mut();
    let number = existing(call, call.organization(&world)?)?;
    let organization = call.organization_mut(&mut world)?;
    organization
        .edit_pull_request(call.stamp(), number, PullRequestEvent::Annotated, |edit| edit.detach(name))?;
    Ok(Reply::empty(StatusCode::OK))
}
