//! Templates of the environments of release definitions.

use adoxide_api::release::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::id::ProjectId;

handlers! {
    meta::LIST_DEFINITION_ENVIRONMENT_TEMPLATES => read(list_templates),
    meta::GET_DEFINITION_ENVIRONMENT_TEMPLATE => read(get_template),
    meta::CREATE_DEFINITION_ENVIRONMENT_TEMPLATE => change(create_template),
    meta::DELETE_DEFINITION_ENVIRONMENT_TEMPLATE => change(delete_template),
    meta::UNDELETE_RELEASE_DEFINITION_ENVIRONMENT_TEMPLATE => change(restore_template),
}

/// The template that comes with the service.
const EMPTY: &str = "00000000-0000-0000-0000-000000000001";

fn empty() -> Value {
    json!({
        "id": EMPTY,
        "name": "Empty job",
        "description": "Start with an empty job and add the tasks that you need.",
        "category": "Empty",
        "canDelete": false,
        "isDeleted": false,
        "iconTaskId": "00000000-0000-0000-0000-000000000000",
        "iconUri": null,
    })
}

/// Where the templates of a project are kept.
fn scope(project: ProjectId) -> String {
    format!("release/templates/{project}")
}

fn list_templates(view: &View<'_>) -> Result<Reply, Fault> {
    let is_deleted = view.query.flag("isDeleted")?;
    let own = scope(view.project()?.id);
    let saved = view.organization.settings(&own, "").map(|(_, value)| value.clone());
    let all = std::iter::once(empty()).chain(saved);
    // Lists say what there is, not what it is made of.
    let shown = all.filter(|known| known["isDeleted"] == is_deleted).map(|mut known| {
        if let Some(fields) = known.as_object_mut() {
            fields.remove("environment");
        }
        known
    });
    Ok(Reply::list(shown.collect::<Vec<_>>()))
}

fn id<'c>(view: &View<'c>) -> Result<&'c str, Fault> {
    view.call.query.any(&["templateId"]).ok_or_else(|| Fault::argument_null("templateId"))
}

fn find(view: &View<'_>, id: &str) -> Result<Value, Fault> {
    if id.eq_ignore_ascii_case(EMPTY) {
        return Ok(empty());
    }
    let found = view.organization.setting(&scope(view.project()?.id), &id.to_lowercase()).cloned();
    found.ok_or_else(|| Fault::release_part_not_found("template", id))
}

fn get_template(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(find(view, id(view)?)?))
}

fn create_template(change: &mut Change<'_>, mut body: Map<String, Value>) -> Result<Reply, Fault> {
    let name = body.get("name").and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    if name.is_none() {
        return Err(Fault::argument_null("name"));
    }
    let id = change.new_ids(1).first().copied().unwrap_or_default().to_string();
    body.insert("id".to_owned(), id.as_str().into());
    body.insert("canDelete".to_owned(), true.into());
    body.insert("isDeleted".to_owned(), false.into());
    body.entry("category").or_insert_with(|| "Custom".into());
    let own = scope(change.view().project()?.id);
    change.make(|tx| tx.set_setting(&own, &id, Some(Value::Object(body))))?;
    Ok(Reply::json(find(&change.view(), &id)?))
}

fn set_deleted(change: &mut Change<'_>, is_deleted: bool) -> Result<Value, Fault> {
    let id = id(&change.view())?.to_lowercase();
    let mut known = find(&change.view(), &id)?;
    if known["canDelete"] == false {
        return Err(Fault::invalid_parameter("templateId", &id));
    }
    known["isDeleted"] = is_deleted.into();
    let own = scope(change.view().project()?.id);
    let shown = known.clone();
    change.make(|tx| tx.set_setting(&own, &id, Some(known)))?;
    Ok(shown)
}

fn delete_template(change: &mut Change<'_>) -> Result<Reply, Fault> {
    set_deleted(change, true)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn restore_template(change: &mut Change<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(set_deleted(change, false)?))
}
