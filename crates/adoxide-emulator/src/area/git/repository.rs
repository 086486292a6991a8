//! Repositories, the recycle bin and the deleted.

use adoxide_api::git::meta;
use http::{HeaderName, StatusCode};
use serde_json::Value;

use super::subject::{find, links};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::permission::{CREATE_REPOSITORY, DELETE_REPOSITORY, RENAME_REPOSITORY};
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::id::ProjectId;
use crate::world::project::Project;
use crate::world::repository::Repository;

handlers! {
    meta::GET_REPOSITORIES => read(get_repositories),
    meta::GET_REPOSITORIES_PAGED => read(get_repositories_paged),
    meta::CREATE_REPOSITORY => work(create_repository).needs(CREATE_REPOSITORY),
    meta::GET_REPOSITORY => read(get_repository),
    meta::GET_REPOSITORY_WITH_PARENT => read(get_repository),
    meta::UPDATE_REPOSITORY => change(update_repository).needs(RENAME_REPOSITORY),
    meta::DELETE_REPOSITORY => change(delete_repository).needs(DELETE_REPOSITORY),
    meta::GET_DELETED_REPOSITORIES => read(get_deleted_repositories),
    meta::GET_RECYCLE_BIN_REPOSITORIES => read(get_recycle_bin_repositories),
    meta::RESTORE_REPOSITORY_FROM_RECYCLE_BIN => change(restore_repository_from_recycle_bin)
        .needs(CREATE_REPOSITORY),
    meta::DELETE_REPOSITORY_FROM_RECYCLE_BIN => work(delete_repository_from_recycle_bin)
        .needs(DELETE_REPOSITORY),
}

/// A repository as lists have it.
pub(super) fn repository_json(urls: &Urls<'_>, project: &Project, repository: &Repository) -> Object {
    with_state(urls.repository_reference(project, repository), repository)
}

/// A repository as pull requests and imports have it, as recorded: without its default branch, also when there is
/// one.
pub(super) fn repository_without_branch(
    urls: &Urls<'_>,
    project: &Project,
    repository: &Repository,
) -> Object {
    let url = urls.repository(project.id, repository.id);
    with_state(urls.repository_fields(project, repository, url, None), repository)
}

fn with_state(json: Object, repository: &Repository) -> Object {
    json.set_if(repository.parent.is_some(), "isFork", || true)
        .set("isDisabled", repository.is_disabled)
        .set("isInMaintenance", repository.is_in_maintenance)
}

/// A repository with its links, as it is returned alone.
fn with_links(urls: &Urls<'_>, project: &Project, repository: &Repository) -> Object {
    let own = urls.repository(project.id, repository.id);
    let links = links([
        ("self", own.clone()),
        ("project", format!("vstfs:///Classification/TeamProject/{}", project.id)),
        ("web", urls.web(&project.name, &repository.name)),
        ("ssh", urls.ssh(&project.name, &repository.name)),
        ("commits", format!("{own}/commits")),
        ("refs", format!("{own}/refs")),
        ("pullRequests", format!("{own}/pullRequests")),
        ("items", format!("{own}/items")),
        ("pushes", format!("{own}/pushes")),
    ]);
    urls.repository_reference(project, repository)
        .set_if(repository.parent.is_some(), "isFork", || true)
        .set("_links", links)
        .set("isDisabled", repository.is_disabled)
        .set("isInMaintenance", repository.is_in_maintenance)
}

fn project_of<'w>(organization: &'w Organization, repository: &Repository) -> Result<&'w Project, Fault> {
    let found = organization.project_by_id(repository.project);
    found.ok_or_else(|| Fault::project_not_found(&repository.project.to_string()))
}

/// The repositories of a project or of all, by name.
fn listed<'v>(
    view: &View<'v>,
    wanted: Option<ProjectId>,
) -> Result<Vec<(&'v Project, &'v Repository)>, Fault> {
    let hidden = view.query.flag("includeHidden")?;
    let organization = view.organization;
    let mut found: Vec<_> = organization
        .repositories()
        .filter(|repository| hidden || !repository.is_hidden)
        .filter(|repository| wanted.is_none_or(|project| project == repository.project))
        .filter(|repository| view.sees(repository.project, Some(repository.id)))
        .filter_map(|repository| Some((organization.project_by_id(repository.project)?, repository)))
        .collect();
    // As recorded: by name, whatever the case of the letters.
    found.sort_by_cached_key(|(project, repository)| {
        (repository.name.to_lowercase(), project.name.to_lowercase())
    });
    Ok(found)
}

/// How lists show a repository.
fn row(view: &View<'_>) -> Result<impl Fn(&Project, &Repository) -> Object, Fault> {
    let includes_links = view.query.flag("includeLinks")?;
    let all_urls = view.query.flag("includeAllUrls")?;
    let urls = view.urls();
    Ok(move |project: &Project, repository: &Repository| {
        let json = if includes_links { with_links } else { repository_json };
        let urls_of = || [urls.remote(&project.name, &repository.name)];
        json(&urls, project, repository).set_if(all_urls, "validRemoteUrls", urls_of)
    })
}

pub(super) fn get_repositories(view: &View<'_>) -> Result<Reply, Fault> {
    let found = listed(view, view.project_of_path()?.map(|project| project.id))?;
    let row = row(view)?;
    Ok(Reply::stream(found.into_iter().map(|(project, repository)| row(project, repository))))
}

/// The repositories of a project whose names contain a text, page by page: the token is the name of the last.
fn get_repositories_paged(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = project(view.organization, view.required("projectId")?)?.id;
    let top = view.query.number(&["$top", "top"])?.unwrap_or(100);
    if top == 0 {
        return Err(Fault::invalid_parameter("$top", "0"));
    }
    let part = view.query.any(&["filterContains"]).map(str::to_lowercase);
    let after = view.query.any(&["continuationToken"]).map(str::to_lowercase);
    let mut found = listed(view, Some(wanted))?;
    found.retain(|(_, repository)| {
        let name = repository.name.to_lowercase();
        part.as_ref().is_none_or(|part| name.contains(part))
            && after.as_ref().is_none_or(|after| name > *after)
    });
    let is_more = found.len() > top;
    found.truncate(top);
    let last = found.last().map(|(_, repository)| repository.name.clone()).filter(|_| is_more);
    let row = row(view)?;
    let reply = Reply::list(found.into_iter().map(|(project, repository)| row(project, repository)));
    Ok(match last {
        Some(last) => reply
            .header(HeaderName::from_static("x-ms-continuationtoken"), crate::wire::address::segment(&last)),
        None => reply,
    })
}

pub(super) fn get_repository(view: &View<'_>) -> Result<Reply, Fault> {
    let with_parent = view.query.flag("includeParent")?;
    let organization = view.organization;
    let repository = find(view)?;
    let parent = repository.parent.filter(|_| with_parent);
    let parent = parent.and_then(|id| organization.repository_by_id(id));
    let parent = parent.map(|parent| super::fork::reference_json(view, parent));
    let json = with_links(&view.urls(), project_of(organization, repository)?, repository);
    Ok(Reply::json(json.set_some("parentRepository", parent)))
}

pub(super) fn create_repository(call: &Call, body: Value) -> Result<Reply, Fault> {
    if body.get("parentRepository").is_some_and(|parent| !parent.is_null()) {
        return super::fork::create(call, &body);
    }
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let organization = change.view().organization;
    let in_body = text(&body, "/project/id").or_else(|| text(&body, "/project/name"));
    let named = call.argument("project").or(in_body).ok_or_else(|| Fault::argument_null("project"))?;
    let id = project(organization, named)?.id;
    let repository = change.make(|tx| tx.create_repository(id, name))?;
    let organization = change.view().organization;
    let repository = organization.repository_by_id(repository);
    let repository = repository.ok_or_else(|| Fault::internal("the new repository is gone"))?;
    let json = repository_json(&call.urls(), project_of(organization, repository)?, repository);
    Ok(Reply::json(json).status(StatusCode::CREATED))
}

pub(super) fn update_repository(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let field = |pointer| text(&body, pointer).map(str::to_owned);
    let is_disabled = body.get("isDisabled").and_then(Value::as_bool);
    // An empty one stays as it is: clients send it when they rename an empty repository.
    let branch = field("/defaultBranch").filter(|branch| !branch.is_empty());
    let branch = branch
        .map(|branch| if branch.starts_with("refs/") { branch } else { format!("refs/heads/{branch}") });
    let id = find(&change.view())?.id;
    change.make(|tx| tx.update_repository(id, field("/name"), branch, is_disabled))?;
    let organization = change.view().organization;
    let repository = organization.repository_by_id(id);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&id.to_string()))?;
    Ok(Reply::json(with_links(&change.urls(), project_of(organization, repository)?, repository)))
}

pub(super) fn delete_repository(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    change.make(|tx| tx.delete_repository(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// A repository that is in the recycle bin or was.
fn deleted_json(
    urls: &Urls<'_>,
    directory: &Directory,
    project: &Project,
    repository: &Repository,
) -> Object {
    Object::new()
        .set("id", repository.id)
        .set("name", repository.name.as_str())
        .set("project", urls.project_reference(project))
        .set_some("deletedBy", repository.deleted.map(|stamp| urls.person(directory, stamp.actor)))
        .set("createdDate", date(repository.created))
        .set_some("deletedDate", repository.deleted.map(|stamp| date(stamp.at)))
}

fn deleted<'w>(
    view: &View<'w>,
    repositories: impl Fn(&'w Organization) -> Vec<&'w Repository>,
) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?;
    let urls = view.urls();
    let found = repositories(organization).into_iter().filter(|repository| repository.project == project.id);
    Ok(Reply::stream(found.map(|repository| deleted_json(&urls, view.directory, project, repository))))
}

pub(super) fn get_deleted_repositories(view: &View<'_>) -> Result<Reply, Fault> {
    deleted(view, |organization| {
        organization.recycle_bin().chain(organization.destroyed_repositories()).collect()
    })
}

pub(super) fn get_recycle_bin_repositories(view: &View<'_>) -> Result<Reply, Fault> {
    deleted(view, |organization| organization.recycle_bin().collect())
}

/// A repository in the recycle bin, by id or name.
fn in_recycle_bin<'w>(view: &View<'w>) -> Result<&'w Repository, Fault> {
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?.id;
    let name = view.required("repositoryId")?;
    let mut binned = organization.recycle_bin().filter(|repository| repository.project == project);
    let found = binned.find(|repository| repository.id.to_string().eq_ignore_ascii_case(name));
    found.ok_or_else(|| Fault::repository_not_found(name))
}

pub(super) fn restore_repository_from_recycle_bin(
    change: &mut Change<'_>,
    body: Value,
) -> Result<Reply, Fault> {
    if body.get("deleted").and_then(Value::as_bool) != Some(false) {
        return Err(Fault::invalid_parameter("deleted", &body["deleted"].to_string()));
    }
    let id = in_recycle_bin(&change.view())?.id;
    change.make(|tx| tx.restore_repository(id))?;
    let organization = change.view().organization;
    let repository = organization.repository_by_id(id);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&id.to_string()))?;
    Ok(Reply::json(repository_json(&change.urls(), project_of(organization, repository)?, repository)))
}

pub(super) fn delete_repository_from_recycle_bin(call: &Call) -> Result<Reply, Fault> {
    let id = {
        let mut world = call.world_mut();
        let mut change = Change::new(call, &mut world)?;
        let id = in_recycle_bin(&change.view())?.id;
        change.make(|tx| tx.destroy_repository(id))?;
        id
    };
    call.shared.git.remove(id).map_err(Fault::internal)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
