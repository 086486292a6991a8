//! Tags, artifacts, templates, and what else is found by way of work items.

use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::shape::Shape;
use super::work_item::scope;
use crate::area::Handler::{self, Quick};
use crate::area::{Call, distinct, project};
use crate::base::date;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::id::ProjectId;
use crate::world::project::same_name;
use crate::world::work_item::{Relation, ResourceKind, Tag, Template, WorkItem};

pub(in crate::area) const HANDLERS: &[(&str, Handler)] = &[
    ("wit.get_tags", Quick(get_tags)),
    ("wit.get_tag", Quick(get_tag)),
    ("wit.update_tag", Quick(update_tag)),
    ("wit.delete_tag", Quick(delete_tag)),
    ("wit.query_work_items_for_artifact_uris", Quick(query_work_items_for_artifact_uris)),
    ("wit.get_templates", Quick(get_templates)),
    ("wit.get_template", Quick(get_template)),
    ("wit.create_template", Quick(create_template)),
    ("wit.replace_template", Quick(replace_template)),
    ("wit.delete_template", Quick(delete_template)),
    ("wit.get_recent_activity_data", Quick(get_recent_activity_data)),
    ("wit.send_mail", Quick(send_mail)),
];

// Tags.

fn tag_json(call: &Call, owner: ProjectId, tag: &Tag) -> Object {
    Object::new()
        .set("id", tag.id.to_string())
        .set("name", tag.name.as_str())
        .set("lastUpdated", date(tag.last_updated))
        .set("url", call.urls().at(format_args!("{owner}/_apis/wit/tags/{}", tag.id)))
}

fn known_tag<'w>(call: &Call, organization: &'w Organization) -> Result<(ProjectId, &'w Tag), Fault> {
    let owner = project(organization, call.required("project")?)?.id;
    let name = call.required("tagIdOrName")?;
    let found = organization
        .tags(owner)
        .iter()
        .find(|tag| same_name(&tag.name, name) || tag.id.to_string().eq_ignore_ascii_case(name));
    found.map(|tag| (owner, tag)).ok_or_else(|| Fault::tag_not_found(name))
}

fn get_tags(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let owner = project(organization, call.required("project")?)?.id;
    Ok(Reply::list(organization.tags(owner).iter().map(|tag| tag_json(call, owner, tag))))
}

fn get_tag(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let (owner, tag) = known_tag(call, call.organization(&world)?)?;
    Ok(Reply::json(tag_json(call, owner, tag)))
}

fn update_tag(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let name = body.get("name").and_then(Value::as_str).map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let mut world = call.shared.world_mut();
    let (owner, id) = {
        let (owner, tag) = known_tag(call, call.organization(&world)?)?;
        (owner, tag.id)
    };
    let organization = call.organization_mut(&mut world)?;
    organization.change_tag(call.stamp(), owner, id, Some(name))?;
    let tag = organization.tags(owner).iter().find(|tag| tag.id == id);
    let tag = tag.ok_or_else(|| Fault::tag_not_found(name))?;
    Ok(Reply::json(tag_json(call, owner, tag)))
}

fn delete_tag(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let (owner, id) = {
        let (owner, tag) = known_tag(call, call.organization(&world)?)?;
        (owner, tag.id)
    };
    call.organization_mut(&mut world)?.change_tag(call.stamp(), owner, id, None)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Artifacts.

/// Whether two artifacts are one: `%2f` and `/`, and letters of either case, are the same.
fn same_artifact(one: &str, other: &str) -> bool {
    let plain = |uri: &str| uri.to_lowercase().replace("%2f", "/");
    plain(one) == plain(other)
}

fn query_work_items_for_artifact_uris(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let uris = body.get("artifactUris").and_then(Value::as_array);
    let uris = uris.ok_or_else(|| Fault::argument_null("artifactUris"))?;
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let scope = scope(call, shape.organization)?;
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

fn team(call: &Call, organization: &Organization) -> Result<(ProjectId, Uuid), Fault> {
    let owner = project(organization, call.required("project")?)?;
    let name = call.required("team")?;
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

fn get_templates(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let (owner, team) = team(call, organization)?;
    let kind = call.query.any(&["workitemtypename"]);
    let templates = organization
        .work_items()
        .templates(team)
        .filter(|template| kind.is_none_or(|kind| same_name(kind, &template.work_item_type)));
    Ok(Reply::list(templates.map(|template| template_json(call, owner, team, template, false))))
}

fn template_not_found(id: &str) -> Fault {
    let message = format!("The work item template '{id}' does not exist.");
    Fault::tracking(StatusCode::NOT_FOUND, "WorkItemTemplateNotFoundException", message)
}

fn known_template<'w>(
    call: &Call,
    organization: &'w Organization,
    team: Uuid,
) -> Result<&'w Template, Fault> {
    let text = call.required("templateId")?;
    let id = text.parse::<Uuid>().ok();
    let found = organization.work_items().templates(team).find(|template| Some(template.id) == id);
    found.ok_or_else(|| template_not_found(text))
}

fn get_template(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let (owner, team) = team(call, organization)?;
    let template = known_template(call, organization, team)?;
    Ok(Reply::json(template_json(call, owner, team, template, true)))
}

fn template_of(call: &Call, id: Uuid, organization: &Organization) -> Result<Template, Fault> {
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let name = text("name").filter(|name| !name.is_empty()).ok_or_else(|| Fault::argument_null("name"))?;
    let kind = text("workItemTypeName").ok_or_else(|| Fault::argument_null("workItemTypeName"))?;
    let owner = project(organization, call.required("project")?)?;
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

fn create_template(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let (owner, team) = team(call, call.organization(&world)?)?;
    let id = call.organization_mut(&mut world)?.new_template_id();
    let template = template_of(call, id, call.organization(&world)?)?;
    let answer = template_json(call, owner, team, &template, true);
    call.organization_mut(&mut world)?.put_template(call.stamp(), team, template);
    Ok(Reply::json(answer).status(StatusCode::CREATED))
}

fn replace_template(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let (owner, team) = team(call, call.organization(&world)?)?;
    let id = known_template(call, call.organization(&world)?, team)?.id;
    let template = template_of(call, id, call.organization(&world)?)?;
    let answer = template_json(call, owner, team, &template, true);
    call.organization_mut(&mut world)?.put_template(call.stamp(), team, template);
    Ok(Reply::json(answer))
}

fn delete_template(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let (_, team) = team(call, call.organization(&world)?)?;
    let id = known_template(call, call.organization(&world)?, team)?.id;
    call.organization_mut(&mut world)?.remove_template(call.stamp(), team, id);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// The rest.

/// What the caller changed last.
fn get_recent_activity_data(call: &Call) -> Result<Reply, Fault> {
    use crate::world::field;

    const MOST: usize = 200;
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let organization = shape.organization;
    let mine = organization.work_items().iter().map(|item| organization.current(item));
    let mut mine: Vec<_> = mine.filter(|revision| revision.changed_by() == call.actor).collect();
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
            .set("identityId", call.actor.to_string())
    });
    Ok(Reply::list(rows))
}

/// Nobody gets mail from here, but a request that is right is taken.
fn send_mail(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    if body.get("message").is_none_or(Value::is_null) {
        return Err(Fault::argument_null("message"));
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
