//! Delivery plans.

use adoxide_api::work::meta;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::backlog::{items, level, parent, type_json};
use super::scope::Scope;
use crate::base::{date, parse_date};
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::classification::NodeId;
use crate::world::directory::Directory;
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::journal::Stamp;
use crate::world::plan::Plan;
use crate::world::project::Project;
use crate::world::work_item::WorkItem;

handlers! {
    meta::GET_PLANS => read(get_plans),
    meta::CREATE_PLAN => change(create_plan),
    meta::GET_PLAN => read(get_plan),
    meta::UPDATE_PLAN => change(update_plan),
    meta::DELETE_PLAN => change(delete_plan),
    meta::GET_DELIVERY_TIMELINE_DATA => read(get_delivery_timeline_data),
}

fn plan_json(view: &View<'_>, project: &Project, plan: &Plan, is_whole: bool) -> Object {
    let urls = view.urls();
    let url = urls.at(format_args!("{}/_apis/work/plans/{}", project.id, plan.id));
    Object::new()
        .set("id", plan.id.to_string())
        .set("revision", plan.revision)
        .set("name", plan.name.as_str())
        .set("type", "deliveryTimelineView")
        .set_if(is_whole, "properties", || &plan.properties)
        .set("createdDate", date(plan.created.0))
        .set("createdByIdentity", urls.person(view.directory, plan.created.1))
        .set("modifiedDate", date(plan.modified.0))
        .set("modifiedByIdentity", urls.person(view.directory, plan.modified.1))
        .set_if(!plan.description.is_empty(), "description", || plan.description.as_str())
        .set("userPermissions", "view, edit, delete, manage")
        .set("url", url)
}

fn find<'w>(call: &Call, project: &'w Project) -> Result<&'w Plan, Fault> {
    let wanted = call.required("id")?;
    let id: Option<Uuid> = wanted.parse().ok();
    let found = project.plans.iter().find(|plan| Some(plan.id) == id);
    found.ok_or_else(|| Fault::plan_not_found(wanted))
}

/// The plan of this id as it is now.
fn answer(view: &View<'_>, id: Uuid) -> Result<Reply, Fault> {
    let project = project(view.organization, view.required("project")?)?;
    let found = project.plans.iter().find(|plan| plan.id == id);
    let found = found.ok_or_else(|| Fault::plan_not_found(&id.to_string()))?;
    Ok(Reply::json(plan_json(view, project, found, true)))
}

pub(super) fn get_plans(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project(view.organization, view.required("project")?)?;
    // As documented: a list has no properties of its plans.
    let plans = project.plans.iter();
    let plans = plans.map(|plan| plan_json(view, project, plan, false));
    Ok(Reply::list(plans))
}

pub(super) fn get_plan(view: &View<'_>) -> Result<Reply, Fault> {
    let id = { find(view, project(view.organization, view.required("project")?)?)?.id };
    answer(view, id)
}

/// Changes the plans of the project of a request.
fn edit<T>(
    change: &mut Change<'_>,
    make: impl FnOnce(&Project, &mut Vec<Plan>, Stamp, Uuid) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let new = change.new_ids(1).pop().unwrap_or_default();
    let (id, plans, result) = {
        let project = project(change.view().organization, change.required("project")?)?;
        let mut plans = project.plans.clone();
        let result = make(project, &mut plans, change.stamp(), new)?;
        (project.id, plans, result)
    };
    change.make(|tx| tx.set_plans(id, plans))?;
    Ok(result)
}

/// The name and properties that a body gives.
fn read(body: &Value) -> Result<(String, String, Value), Fault> {
    let name = text(body, "/name").map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let kind = body.get("type").filter(|kind| !kind.is_null());
    let is_known = |kind: &Value| {
        kind.as_i64() == Some(0)
            || kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("deliveryTimelineView"))
    };
    if let Some(kind) = kind.filter(|kind| !is_known(kind)) {
        return Err(Fault::invalid_parameter("type", &kind.to_string()));
    }
    let properties = body.get("properties").filter(|properties| properties.is_object());
    let properties = properties.ok_or_else(|| Fault::argument_null("properties"))?;
    Ok((name.to_owned(), text(body, "/description").unwrap_or_default().to_owned(), properties.clone()))
}

pub(super) fn create_plan(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (name, description, properties) = read(&body)?;
    let id = edit(change, |_, plans, stamp, id| {
        let now = (stamp.at, stamp.actor);
        plans.push(Plan { id, name, description, revision: 1, properties, created: now, modified: now });
        Ok(id)
    })?;
    answer(&change.view(), id)
}

/// As documented: the revision of the body must be the one that there is.
pub(super) fn update_plan(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (name, description, properties) = read(&body)?;
    let revision = body.get("revision").and_then(Value::as_i64);
    let id = edit(change, |project, plans, stamp, _| {
        let id = find(change.call, project)?.id;
        let plan = plans.iter_mut().find(|plan| plan.id == id);
        let plan = plan.ok_or_else(|| Fault::plan_not_found(&id.to_string()))?;
        if revision != Some(plan.revision) {
            return Err(Fault::plan_changed(plan.revision));
        }
        let modified = (stamp.at, stamp.actor);
        *plan = Plan { name, description, properties, revision: plan.revision + 1, modified, ..plan.clone() };
        Ok(id)
    })?;
    answer(&change.view(), id)
}

pub(super) fn delete_plan(change: &mut Change<'_>) -> Result<Reply, Fault> {
    edit(change, |project, plans, _, _| {
        let id = find(change.call, project)?.id;
        plans.retain(|plan| plan.id != id);
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// What is returned of each work item, in this order.
const FIELDS: [FieldId; 7] = [
    field::ID,
    field::ITERATION_PATH,
    field::WORK_ITEM_TYPE,
    field::STATE,
    field::TITLE,
    field::ASSIGNED_TO,
    field::TAGS,
];

/// The teams of a plan in the days that are asked for: their iterations, and what is in them.
pub(super) fn get_delivery_timeline_data(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let owner = project(organization, view.required("project")?)?;
    let plan = find(view, owner)?;
    let revision = view.query.number(&["revision"])?;
    if revision.is_some_and(|revision| revision as i64 != plan.revision) {
        return Err(Fault::plan_changed(plan.revision));
    }
    let day = |name: &str| {
        let said = view.query.get(name);
        said.map(|text| parse_date(text).ok_or_else(|| Fault::invalid_parameter(name, text))).transpose()
    };
    let now = view.stamp().at;
    // As documented: about two months around today by default.
    let around = |days: i64| now.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(now);
    let range = (day("startDate")?.unwrap_or(around(-32)), day("endDate")?.unwrap_or(around(32)));
    let mappings = plan.properties.get("teamBacklogMappings").and_then(Value::as_array);
    let mut parents = Map::new();
    let teams = mappings.into_iter().flatten().map(|mapping| team_json(view, mapping, range, &mut parents));
    let teams = teams.collect::<Result<Vec<Object>, Fault>>()?;
    Ok(Reply::json(
        Object::new()
            .set("id", plan.id.to_string())
            .set("revision", plan.revision)
            .set("startDate", date(range.0))
            .set("endDate", date(range.1))
            .set("teams", teams)
            .set("childIdToParentIdMap", Value::Object(parents))
            .set("criteriaStatus", Object::new().set("type", "ok").set("message", ""))
            .set("maxExpandedTeams", 20),
    ))
}

fn team_json(
    view: &View<'_>,
    mapping: &Value,
    range: (Timestamp, Timestamp),
    parents: &mut Map<String, Value>,
) -> Result<Object, Fault> {
    let organization = view.organization;
    let id = text(mapping, "/teamId").unwrap_or_default();
    let own = organization.projects().find_map(|project| Some((project, project.team(id)?)));
    let Some((project, team)) = own else {
        let status = Object::new().set("type", "doesntExistOrAccessDenied").set("message", "");
        return Ok(Object::new().set("id", id).set("status", status));
    };
    let scope = Scope { project, team };
    let level = level(organization, &scope, text(mapping, "/categoryReferenceName").unwrap_or_default())?;
    let found = items(organization, &scope, &level.types, false);
    for item in &found {
        if let Some(above) = parent(item) {
            parents.insert(item.id.to_string(), above.into());
        }
    }
    let row = |item: &WorkItem| row(view.directory, organization, item);
    let iterations = scope.team.settings.iterations.iter().filter_map(|id| scope.trees().node(*id));
    let iterations: Vec<Object> = iterations
        .filter_map(|node| Some((node, node.start_date?, node.finish_date?)))
        .filter(|(_, start, finish)| *start <= range.1 && *finish >= range.0)
        .map(|(node, start, finish)| {
            let inside = found.iter().filter(|item| iteration(item) == Some(node.id));
            Object::new()
                .set("name", node.name.as_str())
                .set("path", scope.trees().path(node.id))
                .set("cssNodeId", node.identifier.to_string())
                .set("startDate", date(start))
                .set("finishDate", date(finish))
                .set("workItems", inside.map(|item| row(item)).collect::<Json>())
                .set("partiallyPagedWorkItems", Json::empty_list())
                .set("status", Object::new().set("type", "ok").set("message", ""))
        })
        .collect();
    let names = FIELDS.iter().filter_map(|id| organization.fields().get(*id));
    let names: Vec<_> = names.map(|field| &*field.reference_name).collect();
    let colors = level.types.iter().map(|kind| {
        Object::new()
            .set("workItemTypeName", kind.name.as_str())
            .set("primaryColor", kind.color.as_str())
            .set("icon", kind.icon.as_str())
    });
    let types = level.types.iter().map(|kind| type_json(&view.urls(), project, kind));
    let kind = if iterations.is_empty() { "noIterationsExist" } else { "ok" };
    Ok(Object::new()
        .set("id", team.id.to_string())
        .set("name", team.name.as_str())
        .set("projectId", project.id.to_string())
        .set("isExpanded", true)
        .set(
            "backlog",
            Object::new()
                .set("categoryReferenceName", level.category)
                .set("pluralName", level.name)
                .set("workItemTypes", types.collect::<Json>()),
        )
        .set("iterations", iterations)
        .set("fieldReferenceNames", names)
        .set("workItemTypeColors", colors.collect::<Json>())
        .set("teamFieldName", "System.AreaPath")
        .set("status", Object::new().set("type", kind).set("message", "")))
}

fn iteration(item: &WorkItem) -> Option<NodeId> {
    item.values().get(field::ITERATION_ID).and_then(FieldValue::as_integer)
}

/// A work item as the values of [`FIELDS`].
fn row(directory: &Directory, organization: &Organization, item: &WorkItem) -> Json {
    let revision = organization.current(item);
    let value = |id: &FieldId| match revision.value(*id) {
        Some(FieldValue::Identity(id)) => directory
            .identity(id)
            .map_or(Value::Null, |person| format!("{} <{}>", person.display_name, person.unique_name).into()),
        Some(FieldValue::Integer(number)) => number.into(),
        Some(FieldValue::Text(text)) => (&*text).into(),
        _ => Value::Null,
    };
    FIELDS.iter().map(value).collect::<Json>()
}
