//! Projects, teams and processes.

use adoxide_api::core::meta;
use http::StatusCode;
use http::header::HeaderName;
use serde_json::Value;

use crate::base::choice;
use crate::base::page;
use crate::handler::handlers;
use crate::handler::is_ready;
use crate::handler::permission::{CREATE_PROJECTS, DELETE_PROJECT, EDIT_PROJECT};
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::id::ProcessId;
use crate::world::identity::group_descriptors;
use crate::world::process::{PROCESSES, process_by_id};
use crate::world::project::{NewProject, Project, ProjectChange, ProjectState, Visibility};
use crate::world::team::Team;

handlers! {
    meta::GET_PROCESSES => read(get_processes),
    meta::GET_PROCESS_BY_ID => read(get_process_by_id),
    meta::GET_PROJECTS => read(get_projects),
    meta::QUEUE_CREATE_PROJECT => change(queue_create_project).needs(CREATE_PROJECTS),
    meta::GET_PROJECT => read(get_project),
    meta::QUEUE_DELETE_PROJECT => change(queue_delete_project).needs(DELETE_PROJECT),
    meta::UPDATE_PROJECT => change(update_project).needs(EDIT_PROJECT),
    meta::GET_PROJECT_PROPERTIES => read(get_project_properties),
    meta::SET_PROJECT_PROPERTIES => change(set_project_properties).needs(EDIT_PROJECT),
    meta::CREATE_TEAM => change(create_team).needs(EDIT_PROJECT),
    meta::GET_TEAMS => read(get_teams),
    meta::DELETE_TEAM => change(delete_team).needs(EDIT_PROJECT),
    meta::GET_TEAM => read(get_team),
    meta::UPDATE_TEAM => change(update_team).needs(EDIT_PROJECT),
    meta::GET_TEAM_MEMBERS_WITH_EXTENDED_PROPERTIES => read(get_team_members),
    meta::GET_ALL_TEAMS => read(get_all_teams),
    meta::GET_PROJECT_COLLECTIONS => read(get_project_collections),
    meta::GET_PROJECT_COLLECTION => read(get_project_collection),
}

/// How many projects a page has by default.
const PROJECTS: usize = 100;
/// How many teams and members a page has by default.
const TEAMS: usize = 100;

fn get_processes(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let own = organization.processes().inherited.keys().copied();
    let all = PROCESSES.iter().map(|process| process.id).chain(own);
    Ok(Reply::list(all.map(|id| process_json(view, id))))
}

fn get_process_by_id(view: &View<'_>) -> Result<Reply, Fault> {
    let text = view.required("processId")?;
    let organization = view.organization;
    let id = text.parse().ok().map(ProcessId).filter(|id| organization.process_name(*id).is_some());
    let id = id.ok_or_else(|| Fault::process_not_found(text))?;
    Ok(Reply::json(process_json(view, id)))
}

/// The process that new projects get by default.
fn default_process(organization: &Organization) -> ProcessId {
    let system = || PROCESSES.iter().find(|process| process.is_default).unwrap_or(&PROCESSES[0]).id;
    organization.processes().default.unwrap_or_else(system)
}

fn process_json(view: &View<'_>, id: ProcessId) -> Object {
    let organization = view.organization;
    let system = process_by_id(id).map(|process| process.description);
    let own = organization.processes().inherited.get(&id).map(|process| process.description.as_str());
    Object::new()
        .set("id", id)
        .set("description", own.or(system).unwrap_or_default())
        .set("isDefault", default_process(organization) == id)
        .set("type", if own.is_some() { "inherited" } else { "system" })
        .set("url", view.urls().at(format_args!("_apis/process/processes/{id}")))
        .set("name", organization.process_name(id).unwrap_or_default())
}

/// Whether a filter lets a state through.
type StateFilter = fn(ProjectState) -> bool;

/// Which states a filter lets through. `all` leaves out the deleted ones.
fn state_filter(value: &str) -> Option<StateFilter> {
    let filters: [(&str, i64, StateFilter); 7] = [
        ("all", -1, |state| state != ProjectState::Deleted),
        ("unchanged", -2, |state| state != ProjectState::Deleted),
        ("new", 0, |_| false),
        ("wellFormed", 1, |state| state == ProjectState::WellFormed),
        ("deleting", 2, |state| state == ProjectState::Deleting),
        ("createPending", 3, |state| state == ProjectState::CreatePending),
        ("deleted", 4, |state| state == ProjectState::Deleted),
    ];
    choice(value, &filters)
}

fn get_projects(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.query.any(&["stateFilter"]).unwrap_or("wellFormed");
    let is_wanted = state_filter(wanted).ok_or_else(|| Fault::invalid_parameter("stateFilter", wanted))?;
    let top = view.query.number(&["$top", "top"])?.unwrap_or(PROJECTS);
    // As recorded: the token of the page after the first project is "1".
    let skip = view.query.number(&["continuationToken", "$skip", "skip"])?.unwrap_or(0);
    let with_image = view.query.flag("getDefaultTeamImageUrl")?;
    let urls = view.urls();
    let organization = view.organization;
    let projects: Vec<_> = organization
        .projects()
        .filter(|project| is_wanted(project.state) && view.sees(project.id, None))
        .collect();
    let end = skip.saturating_add(top);
    let is_more = projects.len() > end;
    let projects = page(projects, skip, top).into_iter().map(|project| {
        let team = project.default_team.filter(|_| with_image);
        let image = team.map(|team| urls.at(format_args!("_api/_common/identityImage?id={team}")));
        urls.project_reference(project).set_some("defaultTeamImageUrl", image)
    });
    let reply = Reply::list(projects);
    Ok(if is_more && top > 0 {
        reply.header(HeaderName::from_static("x-ms-continuationtoken"), end.to_string())
    } else {
        reply
    })
}

/// A project in whatever state but deleted.
fn any_project<'w>(view: &View<'w>) -> Result<&'w Project, Fault> {
    let organization = view.organization;
    let name = view.required("projectId")?;
    organization.project(name).ok_or_else(|| Fault::project_not_found(name))
}

fn get_project(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    let organization = view.organization;
    let project = any_project(view)?;
    let with_capabilities = view.query.flag("includeCapabilities")?;
    let collection = urls.at(format_args!("_apis/projectCollections/{}", organization.id()));
    let links = Object::new()
        .set("self", link(urls.project(project.id)))
        .set("collection", link(collection))
        .set("web", link(urls.at(crate::wire::address::segment(&project.name))));
    let team = project.default_team.and_then(|id| project.teams.get(&id)).map(|team| {
        let url = format!("{}/teams/{}", urls.project(project.id), team.id);
        Object::new().set("id", team.id).set("name", team.name.as_str()).set("url", url)
    });
    Ok(Reply::json(
        Object::new()
            .set("id", project.id)
            .set("name", project.name.as_str())
            .set_some("description", project.description.as_deref())
            .set("url", urls.project(project.id))
            .set("state", project.state.name())
            .set_if(with_capabilities, "capabilities", || capabilities(organization, project))
            .set("revision", project.revision)
            .set("_links", links)
            .set("visibility", project.visibility.name())
            .set_some("defaultTeam", team)
            .set("lastUpdateTime", crate::base::sql_date(project.last_update)),
    ))
}

fn capabilities(organization: &Organization, project: &Project) -> Object {
    let process = organization.process_name(project.process);
    let template =
        Object::new().set_some("templateName", process).set("templateTypeId", project.process.to_string());
    let version_control =
        Object::new().set("sourceControlType", "Git").set("gitEnabled", "True").set("tfvcEnabled", "False");
    Object::new().set("processTemplate", template).set("versioncontrol", version_control)
}

/// A visibility by name or number.
fn visibility(value: &Value) -> Result<Visibility, Fault> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let choices = [
        ("private", 0, Visibility::Private),
        ("organization", 1, Visibility::Organization),
        ("public", 2, Visibility::Public),
    ];
    choice(&text, &choices).ok_or_else(|| Fault::invalid_parameter("visibility", &text))
}

fn queue_create_project(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("name"))?;
    if let Some(kind) = text(&body, "/capabilities/versioncontrol/sourceControlType")
        && !kind.eq_ignore_ascii_case("git")
    {
        return Err(Fault::not_emulated("projects with TFVC"));
    }
    let process = match text(&body, "/capabilities/processTemplate/templateTypeId") {
        Some(id) => id.parse().map_err(|_| Fault::process_not_found(id))?,
        None => default_process(change.view().organization),
    };
    let new = NewProject {
        name: name.to_owned(),
        description: text(&body, "/description").map(str::to_owned),
        visibility: body.get("visibility").map_or(Ok(Visibility::default()), visibility)?,
        process,
    };
    let (_, operation) = change.make(|tx| tx.queue_create_project(new))?;
    Ok(queued(change.call, operation))
}

/// As recorded: whatever was queued, the first answer says "notSet".
pub(in crate::area) fn queued(call: &Call, operation: crate::world::id::OperationId) -> Reply {
    Reply::json(
        Object::new()
            .set("id", operation.to_string())
            .set("status", "notSet")
            .set("url", call.urls().at(format_args!("_apis/operations/{operation}"))),
    )
    .status(StatusCode::ACCEPTED)
}

fn update_project(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name_or_id = change.required("projectId")?;
    let organization = change.view().organization;
    let restores = text(&body, "/state").is_some_and(|state| state.eq_ignore_ascii_case("wellFormed"));
    let deleted = name_or_id.parse().ok().and_then(|id| organization.project_by_id(id));
    if let Some(deleted) = deleted.filter(|found| restores && found.state == ProjectState::Deleted) {
        let id = deleted.id;
        let operation = change.make(|tx| tx.queue_restore_project(id))?;
        return Ok(queued(change.call, operation));
    }
    let id = project(organization, name_or_id)?.id;
    let wanted = ProjectChange {
        name: text(&body, "/name").map(str::to_owned),
        description: text(&body, "/description").map(str::to_owned),
        visibility: body.get("visibility").map(visibility).transpose()?,
    };
    let operation = change.make(|tx| tx.queue_update_project(id, wanted))?;
    Ok(queued(change.call, operation))
}

fn queue_delete_project(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let organization = change.view().organization;
    let id = project(organization, change.required("projectId")?)?.id;
    let operation = change.make(|tx| tx.queue_delete_project(id))?;
    Ok(queued(change.call, operation))
}

fn get_project_properties(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project(view.organization, view.required("projectId")?)?;
    let keys = view.query.all("keys");
    let is_wanted = |name: &str| keys.is_empty() || keys.iter().any(|key| wildcard(key, name));
    let properties = project.properties.iter().filter(|(name, _)| is_wanted(name));
    let properties =
        properties.map(|(name, value)| Object::new().set("name", name.as_str()).set("value", value));
    Ok(Reply::list(properties))
}

/// Whether a name fits a key with `*` for anything, letters of any case.
fn wildcard(key: &str, name: &str) -> bool {
    let (key, name) = (key.to_lowercase(), name.to_lowercase());
    let mut parts = key.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

fn set_project_properties(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let patch =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let properties = patch.iter().map(|operation| {
        let path = text(operation, "/path").ok_or_else(|| Fault::argument_null("path"))?;
        let name = path.trim_start_matches('/').to_owned();
        let op =
            operation.get("op").map_or(String::new(), |op| op.as_str().map_or(op.to_string(), str::to_owned));
        let ops = [("add", 0, true), ("remove", 1, false), ("replace", 2, true)];
        let sets = choice(&op, &ops).ok_or_else(|| Fault::invalid_parameter("op", &op))?;
        let value = operation.get("value").filter(|value| sets && !value.is_null()).cloned();
        Ok((name, value))
    });
    let properties = properties.collect::<Result<Vec<_>, Fault>>()?;
    let organization = change.view().organization;
    let id = project(organization, change.required("projectId")?)?.id;
    change.make(|tx| tx.set_project_properties(id, properties))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn team<'w>(call: &Call, project: &'w Project) -> Result<&'w Team, Fault> {
    let name = call.required("teamId")?;
    project.team(name).ok_or_else(|| Fault::team_not_found(name))
}

fn get_teams(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(organization, view.required("projectId")?)?;
    teams(view, [project].into_iter())
}

fn get_all_teams(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let ready = organization.projects().filter(|project| is_ready(organization, project.id));
    teams(view, ready)
}

fn teams<'w>(view: &View<'_>, projects: impl Iterator<Item = &'w Project>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let mine = view.query.flag("$mine")?;
    let expands = view.query.flag("$expandIdentity")?;
    let skip = view.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(TEAMS);
    let urls = view.urls();
    let is_wanted = |team: &Team| !mine || team.members.iter().any(|member| member.identity == view.actor);
    let mut found: Vec<_> = projects
        .flat_map(|project| project.teams.values().map(move |team| (project, team)))
        .filter(|(_, team)| is_wanted(team))
        .collect();
    found.sort_by_key(|(_, team)| team.name.to_lowercase());
    let found = page(found, skip, top).into_iter().map(|(project, team)| {
        let identity = expands.then(|| team_identity(organization, project, team, true));
        team_json(&urls, project, team).set_some("identity", identity)
    });
    Ok(Reply::stream(found))
}

fn get_team(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(organization, view.required("projectId")?)?;
    let team = team(view, project)?;
    let expands = view.query.flag("$expandIdentity")?;
    let identity = expands.then(|| team_identity(organization, project, team, true));
    Ok(Reply::json(team_json(&view.urls(), project, team).set_some("identity", identity)))
}

fn create_team(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let description = text(&body, "/description").unwrap_or_default().to_owned();
    let organization = change.view().organization;
    let id = project(organization, change.required("projectId")?)?.id;
    let team = change.make(|tx| tx.create_team(id, name, description))?;
    team_with_identity(&change.view(), id, &team.to_string(), true)
        .map(|reply| reply.status(StatusCode::CREATED))
}

fn update_team(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let field = |pointer| text(&body, pointer).map(str::to_owned);
    let organization = change.view().organization;
    let found = project(organization, change.required("projectId")?)?;
    let (id, team) = (found.id, team(change.call, found)?.id);
    change.make(|tx| tx.update_team(id, team, field("/name"), field("/description")))?;
    team_with_identity(&change.view(), id, &team.to_string(), false)
}

fn team_with_identity(
    view: &View<'_>,
    id: crate::world::id::ProjectId,
    team: &str,
    is_new: bool,
) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(organization, &id.to_string())?;
    let team = project.team(team).ok_or_else(|| Fault::team_not_found(team))?;
    let identity = team_identity(organization, project, team, is_new);
    Ok(Reply::json(team_json(&view.urls(), project, team).set("identity", identity)))
}

fn delete_team(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let organization = change.view().organization;
    let found = project(organization, change.required("projectId")?)?;
    let (id, team) = (found.id, team(change.call, found)?.id);
    change.make(|tx| tx.delete_team(id, team))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_team_members(view: &View<'_>) -> Result<Reply, Fault> {
    let skip = view.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(TEAMS);
    let urls = view.urls();
    let project = project(view.organization, view.required("projectId")?)?;
    let members = page(team(view, project)?.members.clone(), skip, top).into_iter().map(|member| {
        Object::new()
            .set_if(member.is_team_admin, "isTeamAdmin", || true)
            .set("identity", urls.person(view.directory, member.identity))
    });
    Ok(Reply::stream(members))
}

fn team_json(urls: &Urls<'_>, project: &Project, team: &Team) -> Object {
    Object::new()
        .set("id", team.id)
        .set("name", team.name.as_str())
        .set("url", format!("{}/teams/{}", urls.project(project.id), team.id))
        .set("description", team.description.as_str())
        .set("identityUrl", urls.identity(team.id))
        .set("projectName", project.name.as_str())
        .set("projectId", project.id)
}

/// A typed property, as identities have them.
pub(super) fn property(kind: &str, value: impl IntoJson) -> Object {
    Object::new().set("$type", format_args!("System.{kind}")).set("$value", value)
}

/// A team as an identity. As recorded, what says that it is a team is a boolean while the team is new, and a
/// text later.
pub(super) fn team_identity(
    organization: &Organization,
    project: &Project,
    team: &Team,
    is_new: bool,
) -> Object {
    let (descriptor, subject_descriptor) = group_descriptors(project.scope, team.id.0);
    let id = project.id.to_string();
    let is_team = if is_new { property("Boolean", true) } else { property("String", "True") };
    let properties = Object::new()
        .set("Microsoft.TeamFoundation.Team", is_team)
        .set("SchemaClassName", property("String", "Group"))
        .set("Description", property("String", team.description.as_str()))
        .set("Domain", property("String", format!("vstfs:///Classification/TeamProject/{id}")))
        .set("Account", property("String", team.name.as_str()))
        .set("SecurityGroup", property("String", "SecurityGroup"))
        .set("SpecialType", property("String", "Generic"))
        .set("ScopeId", property("String", project.scope.to_string()))
        .set("ScopeType", property("String", "TeamProject"))
        .set("LocalScopeId", property("String", id))
        .set("SecuringHostId", property("String", organization.host_id().to_string()))
        .set("ScopeName", property("String", project.name.as_str()))
        .set("VirtualPlugin", property("String", ""));
    Object::new()
        .set("id", team.id)
        .set("descriptor", descriptor)
        .set("subjectDescriptor", subject_descriptor)
        .set("providerDisplayName", format!("[{}]\\{}", project.name, team.name))
        .set("isActive", true)
        .set("isContainer", true)
        .set("members", Json::empty_list())
        .set("memberOf", Json::empty_list())
        .set("masterId", team.id)
        .set("properties", properties)
        .set("resourceVersion", 2)
        .set("metaTypeId", 255)
}

fn get_project_collections(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    Ok(Reply::list(vec![collection(&view.urls(), organization)]))
}

fn get_project_collection(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let id = view.required("collectionId")?;
    let is_this = id.eq_ignore_ascii_case(organization.name()) || id.parse().ok() == Some(organization.id());
    if !is_this {
        return Err(Fault::organization_not_found(id));
    }
    let urls = view.urls();
    let own = urls.at(format_args!("_apis/projectCollections/{}", organization.id()));
    let links = Object::new().set("self", link(own)).set("web", link(urls.at("")));
    Ok(Reply::json(collection(&urls, organization).set("state", "Started").set("_links", links)))
}

fn collection(urls: &Urls<'_>, organization: &Organization) -> Object {
    Object::new()
        .set("id", organization.id().to_string())
        .set("name", organization.name())
        .set("url", urls.at(format_args!("_apis/projectCollections/{}", organization.id())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_properties_may_have_wildcards() {
        for (key, name, fits) in [
            ("System.A", "system.a", true),
            ("System.A", "System.AB", false),
            ("*SourceControl*", "System.SourceControlGitEnabled", true),
            ("System.*Enabled", "System.SourceControlGitEnabled", true),
            ("System.*X*Enabled", "System.SourceControlGitEnabled", false),
            ("*", "anything", true),
        ] {
            assert_eq!(wildcard(key, name), fits, "{key} {name}");
        }
    }
}
