//! Tags, artifacts, templates, and what else is found by way of work items.

use adoxide_api::wit::meta;
use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::shape::Shape;
use super::work_item::scope;
use crate::base::date;
use crate::base::distinct;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::world::id::ProjectId;
use crate::world::name::same_name;
use crate::world::work_item::{Relation, ResourceKind, Tag, Template, WorkItem};

handlers! {
    meta::GET_TAGS => read(get_tags),
    meta::GET_TAG => read(get_tag),
    meta::UPDATE_TAG => change(update_tag),
    meta::DELETE_TAG => change(delete_tag),
    meta::QUERY_WORK_ITEMS_FOR_ARTIFACT_URIS => read(query_work_items_for_artifact_uris),
    meta::GET_TEMPLATES => read(get_templates),
    meta::GET_TEMPLATE => read(get_template),
    meta::CREATE_TEMPLATE => change(create_template),
    meta::REPLACE_TEMPLATE => change(replace_template),
    meta::DELETE_TEMPLATE => change(delete_template),
    meta::GET_RECENT_ACTIVITY_DATA => read(get_recent_activity_data),
    meta::SEND_MAIL => read(send_mail),
}

// Tags.

fn tag_json(call: &Call, owner: ProjectId, tag: &Tag) -> Object {
    Object::new()
        .set("id", tag.id.to_string())
        .set("name", tag.name.as_str())
        .set("lastUpdated", date(tag.last_updated))
        .set("url", call.urls().at(format_args!("{owner}/_apis/wit/tags/{}", tag.id)))
}

fn known_tag<'w>(view: &View<'w>) -> Result<(ProjectId, &'w Tag), Fault> {
    let organization = view.organization;
    let owner = project(organization, view.required("project")?)?.id;
    let name = view.required("tagIdOrName")?;
    let found = organization
        .tags(owner)
        .iter()
        .find(|tag| same_name(&tag.name, name) || tag.id.to_string().eq_ignore_ascii_case(name));
    found.map(|tag| (owner, tag)).ok_or_else(|| Fault::tag_not_found(name))
}

fn get_tags(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let owner = project(organization, view.required("project")?)?.id;
    Ok(Reply::list(organization.tags(owner).iter().map(|tag| tag_json(view, owner, tag))))
}

fn get_tag(view: &View<'_>) -> Result<Reply, Fault> {
    let (owner, tag) = known_tag(view)?;
    Ok(Reply::json(tag_json(view, owner, tag)))
}

fn update_tag(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = body.get("name").and_then(Value::as_str).map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let (owner, id) = {
        let (owner, tag) = known_tag(&change.view())?;
        (owner, tag.id)
    };
    change.make(|tx| tx.change_tag(owner, id, Some(name)))?;
    let view = change.view();
    let tag = view.organization.tags(owner).iter().find(|tag| tag.id == id);
    let tag = tag.ok_or_else(|| Fault::tag_not_found(name))?;
    Ok(Reply::json(tag_json(change.call, owner, tag)))
}

fn delete_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (owner, id) = {
        let (owner, tag) = known_tag(&change.view())?;
        (owner, tag.id)
    };
    change.make(|tx| tx.change_tag(owner, id, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Artifacts.

/// Whether two artifacts are one: `%2f` and `/`, and letters of either case, are the same.
fn same_artifact(one: &str, other: &str) -> bool {
    let plain = |uri: &str| uri.to_lowercase().replace("%2f", "/");
    plain(one) == plain(other)
}

fn query_work_items_for_artifact_uris(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let uris = body.get("artifactUris").and_then(Value::as_array);
    let uris = uris.ok_or_else(|| Fault::argument_null("artifactUris"))?;
    let shape = Shape::new(view);
    let scope = scope(view)?;
    let items: Vec<&WorkItem> = shape.organization.work_items().iter().collect();
    let results = distinct(uris.iter().filter_map(Value::as_str)).into_iter().map(|uri| {
        let has = |item: &&&WorkItem| {
            item.relations().iter().any(|relation| match relation {
                Relation::Resource(resource) => {
                    resource.kind == ResourceKind::ArtifactLink && same_artifact(&resource.url, uri)
                }
                Relation::Link(_) => false,
            })
        };
        let found = items.iter().filter(has).filter(|item| scope.is_none_or(|scope| scope == item.project));
        let references = found.map(|item| {
            Object::new().set("id", item.id).set("url", shape.work_item_url(item.project, item.id))
        });
        (uri, references.collect::<Json>())
    });
    Ok(Reply::json(Object::new().set("artifactUrisQueryResult", results.collect::<Object>())))
}

// Templates.

fn team(view: &View<'_>) -> Result<(ProjectId, Uuid), Fault> {
    let organization = view.organization;
    let owner = project(organization, view.required("project")?)?;
    let name = view.required("team")?;
    let team = owner.team(name).ok_or_else(|| Fault::team_not_found(name))?;
    Ok((owner.id, team.id.0))
}

fn template_json(
    call: &Call,
    owner: ProjectId,
    team: Uuid,
    template: &Template,
    with_fields: bool,
) -> Object {
    let url = call.urls().at(format_args!("{owner}/{team}/_apis/wit/templates/{}", template.id));
    let kind = crate::wire::address::segment(&template.work_item_type);
    let kind = call.urls().at(format_args!("{owner}/_apis/wit/workItemTypes/{kind}"));
    let links = Object::new().set("workItemType", link(kind)).set("self", link(url.as_str()));
    Object::new()
        .set_if(with_fields, "fields", || Value::Object(template.fields.clone()))
        .set("id", template.id.to_string())
        .set("name", template.name.as_str())
        .set("description", template.description.as_str())
        .set("workItemTypeName", template.work_item_type.as_str())
        .set_if(with_fields, "_links", || links)
        .set("url", url)
}

fn get_templates(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let (owner, team) = team(view)?;
    let kind = view.query.any(&["workitemtypename"]);
    let templates = organization
        .work_items()
        .templates(team)
        .filter(|template| kind.is_none_or(|kind| same_name(kind, &template.work_item_type)));
    Ok(Reply::list(templates.map(|template| template_json(view, owner, team, template, false))))
}

fn template_not_found(id: &str) -> Fault {
    let message = format!("The work item template '{id}' does not exist.");
    Fault::tracking(StatusCode::NOT_FOUND, "WorkItemTemplateNotFoundException", message)
}

fn known_template<'w>(view: &View<'w>, team: Uuid) -> Result<&'w Template, Fault> {
    let organization = view.organization;
    let text = view.required("templateId")?;
    let id = text.parse::<Uuid>().ok();
    let found = organization.work_items().templates(team).find(|template| Some(template.id) == id);
    found.ok_or_else(|| template_not_found(text))
}

fn get_template(view: &View<'_>) -> Result<Reply, Fault> {
    let (owner, team) = team(view)?;
    let template = known_template(view, team)?;
    Ok(Reply::json(template_json(view, owner, team, template, true)))
}

fn template_of(view: &View<'_>, id: Uuid) -> Result<Template, Fault> {
    let organization = view.organization;
    let body: Value = view.read_body()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let name = text("name").filter(|name| !name.is_empty()).ok_or_else(|| Fault::argument_null("name"))?;
    let kind = text("workItemTypeName").ok_or_else(|| Fault::argument_null("workItemTypeName"))?;
    let owner = project(organization, view.required("project")?)?;
    let known = organization.work_item_type(owner, kind);
    let known = known.ok_or_else(|| Fault::work_item_type_not_found(kind, &owner.name))?;
    Ok(Template {
        id,
        name: name.to_owned(),
        description: text("description").unwrap_or_default().to_owned(),
        work_item_type: known.name.clone(),
        fields: body.get("fields").and_then(Value::as_object).cloned().unwrap_or_default(),
    })
}

fn create_template(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (owner, team) = team(&change.view())?;
    let id = change.new_ids(1).pop().unwrap_or_default();
    let template = template_of(&change.view(), id)?;
    let answer = template_json(change.call, owner, team, &template, true);
    change.make(|tx| tx.put_template(team, template))?;
    Ok(Reply::json(answer).status(StatusCode::CREATED))
}

fn replace_template(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (owner, team) = team(&change.view())?;
    let id = known_template(&change.view(), team)?.id;
    let template = template_of(&change.view(), id)?;
    let answer = template_json(change.call, owner, team, &template, true);
    change.make(|tx| tx.put_template(team, template))?;
    Ok(Reply::json(answer))
}

fn delete_template(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (_, team) = team(&change.view())?;
    let id = known_template(&change.view(), team)?.id;
    change.make(|tx| tx.remove_template(team, id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// The rest.

/// What the caller changed last.
fn get_recent_activity_data(view: &View<'_>) -> Result<Reply, Fault> {
    use crate::world::field;

    const MOST: usize = 200;
    let shape = Shape::new(view);
    let organization = shape.organization;
    let mine = organization.work_items().iter().map(|item| organization.current(item));
    let mut mine: Vec<_> = mine.filter(|revision| revision.changed_by() == view.actor).collect();
    mine.sort_by_key(|revision| std::cmp::Reverse(revision.watermark()));
    let rows = mine.iter().take(MOST).map(|revision| {
        let value = |id| revision.value(id).map(|value| shape.value(&value));
        Object::new()
            .set("id", revision.item.id)
            .set_some("title", value(field::TITLE))
            .set_some("state", value(field::STATE))
            .set_some("workItemType", value(field::WORK_ITEM_TYPE))
            .set_some("teamProject", value(field::TEAM_PROJECT))
            .set_some("assignedTo", value(field::ASSIGNED_TO))
            .set_some("changedDate", value(field::CHANGED_DATE))
            .set("activityDate", date(revision.changed_date()))
            .set("activityType", "edited")
            .set("identityId", view.actor.to_string())
    });
    Ok(Reply::list(rows))
}

/// Nobody gets mail from here, but a request that is right is taken.
fn send_mail(_: &View<'_>, body: Value) -> Result<Reply, Fault> {
    if body.get("message").is_none_or(Value::is_null) {
        return Err(Fault::argument_null("message"));
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
