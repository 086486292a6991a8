//! Processes: those of the system, and those that the organization derives from them.

use adoxide_api::processes;
use adoxide_api::wit;
use http::StatusCode;
use serde_json::{Value, json};

use crate::base::choice;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::id::ProcessId;
use crate::world::inherited::{Behavior, InheritedProcess, system_behaviors};
use crate::world::name::same_name;
use crate::world::process::{PROCESSES, process_by_id};
use crate::world::work_item_type::{Customization, WorkItemType};

handlers! {
    processes::meta::GET_LIST_OF_PROCESSES => read(get_list_of_processes),
    processes::meta::GET_PROCESS_BY_ITS_ID => read(get_process_by_its_id),
    processes::meta::CREATE_NEW_PROCESS => change(create_new_process),
    processes::meta::EDIT_PROCESS => change(edit_process),
    processes::meta::DELETE_PROCESS_BY_ID => change(delete_process_by_id),
    processes::meta::GET_PROCESS_BEHAVIORS => read(get_process_behaviors),
    processes::meta::GET_PROCESS_BEHAVIOR => read(get_process_behavior),
    processes::meta::CREATE_PROCESS_BEHAVIOR => change(create_process_behavior),
    processes::meta::UPDATE_PROCESS_BEHAVIOR => change(update_process_behavior),
    processes::meta::DELETE_PROCESS_BEHAVIOR => change(delete_process_behavior),
    wit::meta::MIGRATE_PROJECTS_PROCESS => change(migrate_projects_process),
}

/// The process of the path.
pub(super) fn process_id(view: &View<'_>, name: &str) -> Result<ProcessId, Fault> {
    let organization = view.organization;
    let text = view.required(name)?;
    let id = text.parse().ok().map(ProcessId).filter(|id| organization.process_name(*id).is_some());
    id.ok_or_else(|| Fault::process_not_found(text))
}

/// A process that may be changed.
pub(super) fn own_process(organization: &Organization, id: ProcessId) -> Result<&InheritedProcess, Fault> {
    organization.processes().inherited.get(&id).ok_or_else(|| {
        invalid(format!(
            "VS403113: The process {} belongs to the system and cannot be changed. Derive a process from it and \
             change that.",
            organization.process_name(id).unwrap_or_default()
        ))
    })
}

/// A change of a process that cannot be: guessed.
pub(super) fn invalid(message: impl Into<String>) -> Fault {
    Fault::tracking(StatusCode::BAD_REQUEST, "ProcessWorkItemTypeInvalidOperationException", message)
}

/// Some part of a process that does not exist: guessed.
pub(super) fn missing(what: &str, name: &str) -> Fault {
    let message = format!("VS402805: The {what} '{name}' does not exist in the process.");
    Fault::tracking(StatusCode::NOT_FOUND, "ProcessPartNotFoundException", message)
}

/// Some part of a process whose name is taken: guessed.
pub(super) fn taken(what: &str, name: &str) -> Fault {
    let message = format!("VS402806: A {what} named '{name}' is in the process already.");
    Fault::tracking(StatusCode::CONFLICT, "ProcessPartNameConflictException", message)
}

/// Where a process is.
pub(super) fn process_url(call: &Call, id: ProcessId) -> String {
    call.urls().at(format_args!("_apis/work/processes/{id}"))
}

pub(super) fn info(view: &View<'_>, id: ProcessId, with_projects: bool) -> Object {
    let organization = view.organization;
    let inherited = organization.processes().inherited.get(&id);
    let system = process_by_id(id);
    let processes = organization.processes();
    let is_default =
        processes.default.map_or(system.is_some_and(|process| process.is_default), |one| one == id);
    let (reference, description, is_enabled, parent) = if let Some(own) = inherited {
        let reference = Value::from(own.reference_name.as_str());
        (reference, own.description.as_str(), own.is_enabled, own.parent.to_string())
    } else {
        let description = system.map(|process| process.description).unwrap_or_default();
        (Value::Null, description, !processes.disabled.contains(&id), uuid::Uuid::nil().to_string())
    };
    let projects = || {
        let urls = view.urls();
        let projects = organization.projects_of_process(id).filter_map(|id| organization.project_by_id(id));
        let projects = projects.map(|project| {
            json!({"id": project.id.to_string(), "name": project.name, "url": urls.project(project.id),
                "description": project.description})
        });
        projects.collect::<Json>()
    };
    Object::new()
        .set("typeId", id.to_string())
        .set("referenceName", reference)
        .set("name", organization.process_name(id).unwrap_or_default())
        .set("description", description)
        .set_if(with_projects, "projects", projects)
        .set("parentProcessTypeId", parent)
        .set("isEnabled", is_enabled)
        .set("isDefault", is_default)
        .set("customizationType", if inherited.is_some() { "inherited" } else { "system" })
}

pub(super) fn with_projects(call: &Call) -> Result<bool, Fault> {
    let text = call.query.any(&["$expand", "expand"]).unwrap_or("none");
    choice(text, &[("none", 0, false), ("projects", 1, true)])
        .ok_or_else(|| Fault::invalid_parameter("$expand", text))
}

pub(super) fn get_list_of_processes(view: &View<'_>) -> Result<Reply, Fault> {
    let with_projects = with_projects(view)?;
    let organization = view.organization;
    let own = organization.processes().inherited.keys().copied();
    let all = PROCESSES.iter().map(|process| process.id).chain(own);
    Ok(Reply::list(all.map(|id| info(view, id, with_projects))))
}

pub(super) fn get_process_by_its_id(view: &View<'_>) -> Result<Reply, Fault> {
    let with_projects = with_projects(view)?;
    let id = process_id(view, "processTypeId")?;
    Ok(Reply::json(info(view, id, with_projects)))
}

pub(super) fn create_new_process(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let parent = text(&body, "/parentProcessTypeId");
    let parent = parent.ok_or_else(|| Fault::argument_null("parentProcessTypeId"))?;
    let parent = parent.parse().map(ProcessId).map_err(|_| Fault::process_not_found(parent))?;
    let reference_name = text(&body, "/referenceName").filter(|name| !name.is_empty());
    let description = text(&body, "/description").unwrap_or_default();
    let id = change.make(|tx| tx.create_process(parent, name, reference_name, description))?;
    Ok(Reply::json(info(&change.view(), id, false)).status(StatusCode::CREATED))
}

/// A flag that is a boolean or, as documented, its text.
pub(super) fn flag(body: &Value, name: &str) -> Option<bool> {
    let found = body.as_object()?.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1;
    found.as_bool().or_else(|| crate::base::flag(found.as_str()?))
}

pub(super) fn edit_process(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let organization = change.view().organization;
    let id = process_id(&change.view(), "processTypeId")?;
    let name = text(&body, "/name").filter(|name| !name.is_empty());
    let description = text(&body, "/description");
    let (is_default, is_enabled) = (flag(&body, "isDefault"), flag(&body, "isEnabled"));
    if name.is_some() || description.is_some() {
        own_process(organization, id)?;
    }
    if let Some(name) = name
        && organization.process_named(name).is_some_and(|known| known != id)
    {
        return Err(Fault::process_exists(name));
    }
    if organization.processes().inherited.contains_key(&id) {
        change.make(|tx| {
            tx.change_process(id, |process, _| {
                process.name = name.unwrap_or(&process.name).to_owned();
                process.description = description.unwrap_or(&process.description).to_owned();
                process.is_enabled = is_enabled.unwrap_or(process.is_enabled);
                Ok::<_, Fault>(())
            })
        })?;
    }
    change.make(|tx| {
        tx.change_processes(|processes, _| {
            if is_default == Some(true) {
                processes.default = Some(id);
            }
            match is_enabled {
                Some(false) => processes.disabled.insert(id),
                Some(true) => processes.disabled.remove(&id),
                None => false,
            };
            Ok::<_, Fault>(())
        })
    })?;
    Ok(Reply::json(info(&change.view(), id, false)))
}

pub(super) fn delete_process_by_id(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let organization = change.view().organization;
    let id = process_id(&change.view(), "processTypeId")?;
    own_process(organization, id)?;
    if organization.projects_of_process(id).next().is_some() {
        return Err(invalid(
            "VS402813: The process has projects; give them another process before it is deleted.",
        ));
    }
    change.make(|tx| tx.change_processes(|processes, _| Ok::<_, Fault>(processes.inherited.remove(&id))))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

pub(super) fn migrate_projects_process(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/typeId").ok_or_else(|| Fault::argument_null("typeId"))?;
    let process = name.parse().map(ProcessId).map_err(|_| Fault::process_not_found(name))?;
    let organization = change.view().organization;
    let owner = project(organization, change.required("project")?)?.id;
    change.make(|tx| tx.migrate_project(owner, process))?;
    Ok(Reply::json(json!({"projectId": owner.to_string(), "processId": process.to_string()})))
}

// Behaviors.

pub(super) fn behaviors(organization: &Organization, id: ProcessId) -> Vec<Behavior> {
    let own = organization.processes().inherited.get(&id);
    own.map_or_else(|| system_behaviors(id), |process| process.behaviors.clone())
}

pub(super) fn behavior_json(call: &Call, id: ProcessId, behavior: &Behavior) -> Object {
    let url = format!("{}/behaviors", process_url(call, id));
    let inherits = behavior
        .inherits
        .as_deref()
        .map(|name| json!({"behaviorRefName": name, "url": format!("{url}/{name}")}));
    Object::new()
        .set("name", behavior.name.as_str())
        .set("referenceName", behavior.reference_name.as_str())
        .set("color", behavior.color.as_deref())
        .set("rank", behavior.rank)
        .set("description", behavior.description.as_deref())
        .set("customization", behavior.customization.name())
        .set_some("inherits", inherits)
        .set("url", format!("{url}/{}", behavior.reference_name))
}

pub(super) fn get_process_behaviors(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let id = process_id(view, "processId")?;
    let all = behaviors(organization, id);
    Ok(Reply::list(all.iter().map(|behavior| behavior_json(view, id, behavior))))
}

pub(super) fn known_behavior(view: &View<'_>, id: ProcessId) -> Result<Behavior, Fault> {
    named_behavior(view, id, view.required("behaviorRefName")?)
}

/// A behavior by its reference name.
pub(super) fn named_behavior(view: &View<'_>, id: ProcessId, name: &str) -> Result<Behavior, Fault> {
    let mut all = behaviors(view.organization, id).into_iter();
    all.find(|known| same_name(&known.reference_name, name)).ok_or_else(|| missing("behavior", name))
}

pub(super) fn get_process_behavior(view: &View<'_>) -> Result<Reply, Fault> {
    let id = process_id(view, "processId")?;
    Ok(Reply::json(behavior_json(view, id, &known_behavior(view, id)?)))
}

pub(super) fn create_process_behavior(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let inherits = text(&body, "/inherits").unwrap_or("System.PortfolioBacklogBehavior");
    let color = text(&body, "/color");
    let reference_name = text(&body, "/referenceName").filter(|name| !name.is_empty());
    let organization = change.view().organization;
    let id = process_id(&change.view(), "processId")?;
    let process = own_process(organization, id)?;
    if process.behaviors.iter().any(|known| same_name(&known.name, name)) {
        return Err(taken("behavior", name));
    }
    if !same_name(inherits, "System.PortfolioBacklogBehavior") {
        return Err(invalid("VS403205: A behavior can only inherit from System.PortfolioBacklogBehavior."));
    }
    let made = change.make(|tx| {
        tx.change_process(id, |process, ids| {
            let rank = process.behaviors.iter().map(|known| known.rank).max().unwrap_or(0) + 10;
            let behavior = Behavior {
                reference_name: reference_name
                    .map_or_else(|| format!("Custom.{}", ids.uuid()), str::to_owned),
                name: name.to_owned(),
                description: None,
                color: color.map(str::to_owned),
                rank,
                inherits: Some(inherits.to_owned()),
                customization: Customization::Custom,
            };
            process.behaviors.push(behavior.clone());
            Ok::<_, Fault>(behavior)
        })
    })?;
    Ok(Reply::json(behavior_json(change.call, id, &made)).status(StatusCode::CREATED))
}

pub(super) fn update_process_behavior(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let organization = change.view().organization;
    let id = process_id(&change.view(), "processId")?;
    own_process(organization, id)?;
    let mut behavior = known_behavior(&change.view(), id)?;
    if let Some(name) = text(&body, "/name") {
        name.clone_into(&mut behavior.name);
    }
    if let Some(color) = text(&body, "/color") {
        behavior.color = Some(color.to_owned());
    }
    if behavior.customization == Customization::System {
        behavior.customization = Customization::Inherited;
    }
    change.make(|tx| {
        tx.change_process(id, |process, _| {
            let mut known = process.behaviors.iter_mut();
            if let Some(known) = known.find(|known| known.reference_name == behavior.reference_name) {
                *known = behavior.clone();
            }
            Ok::<_, Fault>(())
        })
    })?;
    Ok(Reply::json(behavior_json(change.call, id, &behavior)))
}

pub(super) fn delete_process_behavior(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let organization = change.view().organization;
    let id = process_id(&change.view(), "processId")?;
    own_process(organization, id)?;
    let behavior = known_behavior(&change.view(), id)?;
    if behavior.customization != Customization::Custom {
        return Err(invalid("VS403206: A behavior of the system cannot be deleted."));
    }
    change.make(|tx| {
        tx.change_process(id, |process, _| {
            process.behaviors.retain(|known| known.reference_name != behavior.reference_name);
            for kind in &mut process.types {
                kind.behaviors.retain(|(known, _)| *known != behavior.reference_name);
            }
            Ok::<_, Fault>(())
        })
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The type of the path, in the process of the path.
pub(super) fn known_type<'w>(
    view: &View<'w>,
    argument: &str,
) -> Result<(ProcessId, &'w WorkItemType), Fault> {
    let organization = view.organization;
    let id = process_id(view, "processId")?;
    let name = view.required(argument)?;
    let found = organization.types_of_process(id).iter().find(|kind| same_name(&kind.reference_name, name));
    // Types are found by the name that they had in the system too, once they were derived.
    let found = found.or_else(|| {
        let mut kinds = organization.types_of_process(id).iter();
        kinds.find(|kind| kind.inherits.as_deref().is_some_and(|known| same_name(known, name)))
    });
    found.map(|kind| (id, kind)).ok_or_else(|| missing("work item type", name))
}

/// Changes the type of the path.
pub(super) fn change_type<T>(
    change: &mut Change<'_>,
    argument: &str,
    make: impl FnOnce(&mut WorkItemType, &mut crate::world::id::Ids) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let (id, name) = {
        let (id, kind) = known_type(&change.view(), argument)?;
        if kind.customization == Customization::System {
            return Err(invalid(format!(
                "VS403114: The work item type {} belongs to the system. Derive a type from it in this process \
                 and change that.",
                kind.name
            )));
        }
        (id, kind.reference_name.clone())
    };
    let organization = change.view().organization;
    own_process(organization, id)?;
    change.make(|tx| {
        tx.change_process(id, |process, ids| {
            let kind = process.types.iter_mut().find(|kind| kind.reference_name == name);
            make(kind.ok_or_else(|| missing("work item type", &name))?, ids)
        })
    })
}
