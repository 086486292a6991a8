//! Variable groups.

use adoxide_api::distributed_task::task_agent::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::shape::{is_named, numbers, required_project};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::ready_project as find_project;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::id::ProjectId;
use crate::world::journal::Stamp;
use crate::world::variable_group::{NewVariableGroup, ProjectReference, VariableGroup};

handlers! {
    meta::GET_VARIABLE_GROUPS => read(get_variable_groups),
    meta::GET_VARIABLE_GROUPS_BY_ID => read(get_variable_groups),
    meta::GET_VARIABLE_GROUP => read(get_variable_group),
    // The older way to write variable groups: recorded, and no longer in the specification.
    meta::ADD_VARIABLE_GROUP => change(add_variable_group),
    // The older way to write variable groups: recorded, and no longer in the specification.
    meta::UPDATE_VARIABLE_GROUP => change(update_variable_group),
    // The older way to write variable groups: recorded, and no longer in the specification.
    meta::DELETE_VARIABLE_GROUP => change(delete_variable_group),
    meta::SHARE_VARIABLE_GROUP => change(share_variable_group),
}

/// Variables as they are answered: no value of a secret one, and no flag that is not set.
pub(in crate::area) fn variables_json(variables: &Map<String, Value>) -> Object {
    variables.iter().fold(Object::new(), |all, (name, variable)| {
        let is = |flag: &str| variable[flag].as_bool().unwrap_or(false);
        let is_secret = is("isSecret");
        let value = if is_secret { &Value::Null } else { &variable["value"] };
        let shown = Object::new()
            .set("value", value)
            .set_if(is("allowOverride"), "allowOverride", || true)
            .set_if(is_secret, "isSecret", || true)
            .set_if(is("isReadOnly"), "isReadOnly", || true);
        all.set(name, shown)
    })
}

/// Variables of a body: objects with a value, or values alone.
pub(in crate::area) fn read_variables(body: &Value) -> Result<Map<String, Value>, Fault> {
    let Some(given) = body.as_object() else {
        return Err(Fault::invalid_body("variables must be an object of variables by name"));
    };
    let variables = given.iter().map(|(name, variable)| {
        let variable = match variable {
            Value::Object(_) => variable.clone(),
            Value::Null => json!({"value": null}),
            Value::String(_) => json!({"value": variable}),
            _ => return Err(Fault::invalid_parameter(&format!("variables.{name}"), &variable.to_string())),
        };
        Ok((name.clone(), variable))
    });
    variables.collect()
}

/// Who made or changed a group: recorded with the name when it is read, and without it when it is written.
fn person(directory: &Directory, stamp: Stamp, is_written: bool) -> Object {
    let found = directory.identity(stamp.actor);
    let name = found.filter(|_| !is_written);
    let person = Object::new()
        .set("displayName", name.map_or(Value::Null, |identity| identity.display_name.as_str().into()))
        .set("id", stamp.actor.to_string());
    person.set_some("uniqueName", name.map(|identity| identity.unique_name.as_str()))
}

/// The projects that share a group.
const REFERENCES: &str = "variableGroupProjectReferences";

/// A group without the projects that share it.
pub(in crate::area) fn group_json(
    directory: &Directory,
    group: &VariableGroup,
    of: ProjectId,
    is_written: bool,
) -> Object {
    let name = group.reference(of).map_or(group.name.as_str(), |reference| reference.name.as_str());
    Object::new()
        .set("variables", variables_json(&group.variables))
        .set("id", group.id)
        .set("type", group.kind.as_str())
        .set("name", name)
        .set_some("description", group.description.as_deref())
        .set_some("providerData", group.provider_data.clone())
        .set("createdBy", person(directory, group.created, is_written))
        .set("createdOn", date(group.created.at))
        .set("modifiedBy", person(directory, group.modified, is_written))
        .set("modifiedOn", date(group.modified.at))
        .set("isShared", group.projects.len() > 1)
}

fn references_json(organization: &Organization, group: &VariableGroup) -> Json {
    let references = group.projects.iter().map(|reference| {
        let project = organization.project_by_id(reference.project);
        let named = Object::new()
            .set("id", reference.project.to_string())
            .set_some("name", project.map(|project| project.name.as_str()));
        Object::new()
            .set("projectReference", named)
            .set("name", reference.name.as_str())
            .set_some("description", reference.description.as_deref())
    });
    references.collect::<Json>()
}

fn get_variable_groups(view: &View<'_>) -> Result<Reply, Fault> {
    let ids = numbers(view, "groupIds")?;
    let name = view.query.any(&["groupName"]);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(usize::MAX);
    let from: Option<i64> = match view.query.any(&["continuationToken"]) {
        Some(token) => Some(token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?),
        None => None,
    };
    // Ascending is 0, descending is 1, which is also the default.
    let order = view.query.any(&["queryOrder"]).unwrap_or("idDescending");
    let is_ascending = order.eq_ignore_ascii_case("idAscending") || order == "0";
    let organization = view.organization;
    let project = required_project(view)?;
    let mut found: Vec<_> = organization
        .variable_groups()
        .of(project)
        .filter(|group| {
            let own = group.reference(project).map_or("", |reference| reference.name.as_str());
            ids.as_ref().is_none_or(|ids| ids.contains(&group.id))
                && name.is_none_or(|name| is_named(own, name))
        })
        .collect();
    if !is_ascending {
        found.reverse();
    }
    let is_later = |id: i64| from.is_none_or(|from| if is_ascending { id >= from } else { id <= from });
    let mut found = found.into_iter().filter(|group| is_later(group.id));
    // As recorded: lists do not say which projects share a group.
    let rows = found.by_ref().take(top).map(|group| {
        let json = group_json(view.directory, group, project, false);
        json.set(REFERENCES, None::<Json>)
    });
    let reply = Reply::list(rows);
    Ok(match found.next() {
        Some(next) => {
            let token = http::header::HeaderName::from_static("x-ms-continuationtoken");
            reply.header(token, next.id.to_string())
        }
        None => reply,
    })
}

fn get_variable_group(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("groupId")?;
    let organization = view.organization;
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id| organization.variable_groups().group(id));
    let found = found.filter(|group| group.reference(project).is_some());
    let group = found.ok_or_else(|| Fault::variable_group_not_found(given))?;
    let json = group_json(view.directory, group, project, false);
    Ok(Reply::json(json.set(REFERENCES, references_json(organization, group))))
}

fn references(organization: &Organization, body: &Value) -> Result<Vec<ProjectReference>, Fault> {
    let given = body.as_array().into_iter().flatten().map(|reference| {
        let named =
            text(reference, "/projectReference/id").or_else(|| text(reference, "/projectReference/name"));
        let named = named.ok_or_else(|| Fault::argument_null("projectReference"))?;
        let name = text(reference, "/name").ok_or_else(|| Fault::argument_null("name"))?;
        Ok(ProjectReference {
            project: find_project(organization, named)?.id,
            name: name.to_owned(),
            description: text(reference, "/description").map(str::to_owned),
        })
    });
    given.collect()
}

/// The group of a body. The older way names one project in the path, the newer one several in the body.
fn new_group(view: &View<'_>) -> Result<NewVariableGroup, Fault> {
    let organization = view.organization;
    let body: Value = view.read_body()?;
    let name = text(&body, "/name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let description = text(&body, "/description").map(str::to_owned);
    let given = body.get("variableGroupProjectReferences").filter(|given| given.is_array());
    let projects = match (given, view.project_of_path()?) {
        (Some(given), _) => Some(references(organization, given)?),
        (None, Some(project)) => Some(vec![ProjectReference {
            project: project.id,
            name: name.clone(),
            description: description.clone(),
        }]),
        (None, None) => None,
    };
    Ok(NewVariableGroup {
        name,
        description,
        kind: text(&body, "/type").unwrap_or("Vsts").to_owned(),
        provider_data: body.get("providerData").filter(|data| !data.is_null()).cloned(),
        variables: read_variables(body.get("variables").ok_or_else(|| Fault::argument_null("variables"))?)?,
        projects,
    })
}

fn written(view: &View<'_>, id: i64) -> Result<Reply, Fault> {
    let organization = view.organization;
    let group = organization.variable_groups().group(id);
    let group = group.ok_or_else(|| Fault::variable_group_not_found(&id.to_string()))?;
    let own = view.project_of_path()?.map(|project| project.id);
    let of = own.or_else(|| group.projects.first().map(|first| first.project));
    let of = of.ok_or_else(|| Fault::internal("a variable group of no project"))?;
    let json = group_json(view.directory, group, of, true);
    Ok(Reply::json(json.set(REFERENCES, references_json(organization, group))))
}

fn add_variable_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let new = new_group(&change.view())?;
    if new.projects.as_ref().is_none_or(Vec::is_empty) {
        return Err(Fault::argument_null("variableGroupProjectReferences"));
    }
    let id = change.make(|tx| tx.create_variable_group(new))?;
    written(&change.view(), id)
}

fn group_id(call: &Call) -> Result<i64, Fault> {
    let given = call.required("groupId")?;
    given.parse().map_err(|_| Fault::variable_group_not_found(given))
}

fn update_variable_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = group_id(change.call)?;
    let mut new = new_group(&change.view())?;
    if change.argument("project").is_some() {
        // The older way changes it for all projects that it is shared with.
        new.projects = None;
    }
    change.make(|tx| tx.update_variable_group(id, new))?;
    written(&change.view(), id)
}

fn delete_variable_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = group_id(change.call)?;
    let organization = change.view().organization;
    let mut projects: Vec<_> =
        change.view().project_of_path()?.map(|project| project.id).into_iter().collect();
    for given in change.query.all("projectIds") {
        projects.push(find_project(organization, given)?.id);
    }
    if projects.is_empty() {
        return Err(Fault::argument_null("projectIds"));
    }
    change.make(|tx| tx.delete_variable_group(id, &projects))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn share_variable_group(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let given =
        change.query.any(&["variableGroupId"]).ok_or_else(|| Fault::argument_null("variableGroupId"))?;
    let id = given.parse().map_err(|_| Fault::variable_group_not_found(given))?;
    let projects = references(change.view().organization, &body)?;
    change.make(|tx| tx.share_variable_group(id, projects))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
