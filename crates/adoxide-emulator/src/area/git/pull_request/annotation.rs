//! Labels, properties and attachments of pull requests.

use adoxide_api::git::meta;
use git2::{ObjectType, Oid};
use http::StatusCode;
use serde_json::{Value, json};

use super::super::subject::links;
use super::change::chosen;
use super::shape::Shape;
use super::target::{existing, of_path};
use crate::base::{date, parse_date, sql_date};
use crate::handler::handlers;
use crate::handler::permission::CONTRIBUTE_TO_PULL_REQUESTS;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::pull_request::{Attachment, Label, PullRequest, PullRequestEvent, PullRequestRefusal};

handlers! {
    meta::CREATE_PULL_REQUEST_LABEL => change(create_label).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::GET_PULL_REQUEST_LABELS => read(get_labels),
    meta::GET_PULL_REQUEST_LABEL => read(get_label),
    meta::DELETE_PULL_REQUEST_LABELS => change(delete_label).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::GET_PULL_REQUEST_PROPERTIES => read(get_properties),
    meta::UPDATE_PULL_REQUEST_PROPERTIES => change(update_properties).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::GET_ATTACHMENTS => read(get_attachments),
    meta::GET_ATTACHMENT => read(get_attachment),
    meta::CREATE_ATTACHMENT => change(create_attachment),
    meta::DELETE_ATTACHMENT => change(delete_attachment),
}

// Labels.

fn label_json(view: &Shape<'_>, known: &PullRequest, label: &Label) -> Object {
    Object::new()
        .set("id", label.id.to_string())
        .set("name", label.name.as_str())
        .set("active", true)
        .set("url", format!("{}/labels/{}", view.url(known), label.id))
}

pub(super) fn get_labels(view: &View<'_>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    Ok(Reply::list(known.labels.iter().map(|label| label_json(&shape, known, label))))
}

fn told_label(view: &View<'_>, name_or_id: &str) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let label = known.labels.iter().find(|label| {
        label.name.to_lowercase() == name_or_id.to_lowercase() || label.id.to_string() == name_or_id
    });
    let label = label.ok_or_else(|| PullRequestRefusal::NoLabel(name_or_id.to_owned()))?;
    Ok(Reply::json(label_json(&shape, known, label)))
}

pub(super) fn get_label(view: &View<'_>) -> Result<Reply, Fault> {
    told_label(view, view.required("labelIdOrName")?)
}

pub(super) fn create_label(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let (known, repository) = of_path(&change.view())?;
    let (number, project) = (known.id, repository.project);
    let label = change.make(|tx| tx.label(project, name))?;
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::Annotated, |edit| {
            edit.add_label(label);
            Ok(())
        })
    })?;
    told_label(&change.view(), name)
}

pub(super) fn delete_label(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let name = change.required("labelIdOrName")?;
    let number = existing(&change.view())?;
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::Annotated, |edit| edit.remove_label(name))
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

fn told_properties(view: &View<'_>) -> Result<Reply, Fault> {
    let known = of_path(view)?.0;
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

pub(super) fn get_properties(view: &View<'_>) -> Result<Reply, Fault> {
    told_properties(view)
}

/// What one step of a patch does to properties.
enum Step {
    Set(String, Value),
    Remove(String),
}

pub(super) fn update_properties(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Kind {
        Add,
        Remove,
        Replace,
    }
    let kinds = [("add", 0, Kind::Add), ("remove", 1, Kind::Remove), ("replace", 2, Kind::Replace)];
    let operations = body.as_array();
    let operations =
        operations.ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let known = of_path(&change.view())?.0;
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
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::Annotated, |edit| {
            for step in steps {
                match step {
                    Step::Set(name, value) => drop(edit.pull_request.properties.insert(name, value)),
                    Step::Remove(name) => drop(edit.pull_request.properties.remove(&name)),
                }
            }
            Ok(())
        })
    })?;
    told_properties(&change.view())
}

// Attachments.

fn attachment_json(view: &Shape<'_>, known: &PullRequest, name: &str, attachment: &Attachment) -> Object {
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

pub(super) fn get_attachments(view: &View<'_>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let rows = known.attachments.iter();
    Ok(Reply::list(rows.map(|(name, one)| attachment_json(&shape, known, name, one))))
}

pub(super) fn get_attachment(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("fileName")?;
    let known = of_path(view)?.0;
    let found =
        known.attachments.get(name).ok_or_else(|| PullRequestRefusal::NoAttachment(name.to_owned()))?;
    Ok(Reply::bytes("application/octet-stream", found.content.clone()))
}

pub(super) fn create_attachment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let name = change.required("fileName")?.to_owned();
    // Documented as a SHA-1, of what form is not: that of a blob.
    let hash = Oid::hash_object(ObjectType::Blob, &change.body)?.to_string();
    let number = existing(&change.view())?;
    let content = change.body.clone();
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::Annotated, |edit| {
            edit.attach(name.clone(), hash, content)
        })
    })?;
    let (known, repository) = of_path(&change.view())?;
    let shape = Shape::new(&change.view(), repository)?;
    let found = known.attachments.get(&name).ok_or(PullRequestRefusal::NoAttachment(name.clone()))?;
    Ok(Reply::json(attachment_json(&shape, known, &name, found)).status(StatusCode::CREATED))
}

pub(super) fn delete_attachment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let name = change.required("fileName")?;
    let number = existing(&change.view())?;
    change.make(|tx| tx.edit_pull_request(number, PullRequestEvent::Annotated, |edit| edit.detach(name)))?;
    Ok(Reply::empty(StatusCode::OK))
}
