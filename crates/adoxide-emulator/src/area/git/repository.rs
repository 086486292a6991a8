//! Repositories, the recycle bin and the deleted.

use http::StatusCode;
use serde_json::Value;

use super::super::{Call, project, text};
use super::{find, links};
use crate::base::date;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::project::Project;
use crate::world::repository::Repository;
use crate::world::{Organization, World};

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

/// A repository with its links, as it is told of alone.
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

pub(super) fn get_repositories(call: &Call) -> Result<Reply, Fault> {
    let includes_links = call.query.flag("includeLinks")?;
    let hidden = call.query.flag("includeHidden")?;
    let all_urls = call.query.flag("includeAllUrls")?;
    let (world, urls) = (call.shared.world(), call.urls());
    let organization = call.organization(&world)?;
    let wanted = call.project(organization)?.map(|project| project.id);
    let mut found: Vec<_> = organization
        .repositories()
        .filter(|repository| hidden || !repository.is_hidden)
        .filter(|repository| wanted.is_none_or(|project| project == repository.project))
        .filter(|repository| call.sees(organization, repository.project, Some(repository.id)))
        .filter_map(|repository| Some((organization.project_by_id(repository.project)?, repository)))
        .collect();
    // As recorded: by name, whatever the case of the letters.
    found.sort_by_cached_key(|(project, repository)| {
        (repository.name.to_lowercase(), project.name.to_lowercase())
    });
    let found = found.into_iter().map(|(project, repository)| {
        let json = if includes_links { with_links } else { repository_json };
        let urls_of = || [urls.remote(&project.name, &repository.name)];
        json(&urls, project, repository).set_if(all_urls, "validRemoteUrls", urls_of)
    });
    Ok(Reply::stream(found))
}

pub(super) fn get_repository(call: &Call) -> Result<Reply, Fault> {
    let with_parent = call.query.flag("includeParent")?;
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let repository = find(call, organization)?;
    let parent = repository.parent.filter(|_| with_parent);
    let parent = parent.and_then(|id| organization.repository_by_id(id));
    let parent = parent.map(|parent| super::fork::reference_json(call, organization, parent));
    let json = with_links(&call.urls(), project_of(organization, repository)?, repository);
    Ok(Reply::json(json.set_some("parentRepository", parent)))
}

pub(super) fn create_repository(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    if body.get("parentRepository").is_some_and(|parent| !parent.is_null()) {
        return super::fork::create(call, &body);
    }
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let mut world = call.shared.world_mut();
    let organization = call.organization_mut(&mut world)?;
    let in_body = text(&body, "/project/id").or_else(|| text(&body, "/project/name"));
    let named = call.argument("project").or(in_body).ok_or_else(|| Fault::argument_null("project"))?;
    let id = project(organization, named)?.id;
    let repository = organization.create_repository(call.stamp(), id, name)?;
    let repository = organization.repository_by_id(repository);
    let repository = repository.ok_or_else(|| Fault::internal("the new repository is gone"))?;
    let json = repository_json(&call.urls(), project_of(organization, repository)?, repository);
    Ok(Reply::json(json).status(StatusCode::CREATED))
}

pub(super) fn update_repository(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let field = |pointer| text(&body, pointer).map(str::to_owned);
    let is_disabled = body.get("isDisabled").and_then(Value::as_bool);
    let branch = field("/defaultBranch")
        .map(|branch| if branch.starts_with("refs/") { branch } else { format!("refs/heads/{branch}") });
    let mut world = call.shared.world_mut();
    let organization = call.organization_mut(&mut world)?;
    let id = find(call, organization)?.id;
    organization.update_repository(call.stamp(), id, field("/name"), branch, is_disabled)?;
    let repository = organization.repository_by_id(id);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&id.to_string()))?;
    Ok(Reply::json(with_links(&call.urls(), project_of(organization, repository)?, repository)))
}

pub(super) fn delete_repository(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let organization = call.organization_mut(&mut world)?;
    let id = find(call, organization)?.id;
    organization.delete_repository(call.stamp(), id)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// A repository that is in the recycle bin or was.
fn deleted_json(urls: &Urls<'_>, world: &World, project: &Project, repository: &Repository) -> Object {
    Object::new()
        .set("id", repository.id)
        .set("name", repository.name.as_str())
        .set("project", urls.project_reference(project))
        .set_some("deletedBy", repository.deleted.map(|stamp| urls.person(world, stamp.actor)))
        .set("createdDate", date(repository.created))
        .set_some("deletedDate", repository.deleted.map(|stamp| date(stamp.at)))
}

fn deleted<'w>(
    call: &Call,
    world: &'w World,
    repositories: impl Fn(&'w Organization) -> Vec<&'w Repository>,
) -> Result<Reply, Fault> {
    let organization = call.organization(world)?;
    let project = project(organization, call.required("project")?)?;
    let urls = call.urls();
    let found = repositories(organization).into_iter().filter(|repository| repository.project == project.id);
    Ok(Reply::stream(found.map(|repository| deleted_json(&urls, world, project, repository))))
}

pub(super) fn get_deleted_repositories(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    deleted(call, &world, |organization| {
        organization.recycle_bin().chain(organization.destroyed_repositories()).collect()
    })
}

pub(super) fn get_recycle_bin_repositories(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    deleted(call, &world, |organization| organization.recycle_bin().collect())
}

/// A repository in the recycle bin, by id or name.
fn in_recycle_bin<'w>(call: &Call, organization: &'w Organization) -> Result<&'w Repository, Fault> {
    let project = project(organization, call.required("project")?)?.id;
    let name = call.required("repositoryId")?;
    let mut binned = organization.recycle_bin().filter(|repository| repository.project == project);
    let found = binned.find(|repository| repository.id.to_string().eq_ignore_ascii_case(name));
    found.ok_or_else(|| Fault::repository_not_found(name))
}

pub(super) fn restore_repository_from_recycle_bin(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    if body.get("deleted").and_then(Value::as_bool) != Some(false) {
        return Err(Fault::invalid_parameter("deleted", &body["deleted"].to_string()));
    }
    let mut world = call.shared.world_mut();
    let organization = call.organization_mut(&mut world)?;
    let id = in_recycle_bin(call, organization)?.id;
    organization.restore_repository(call.stamp(), id)?;
    let repository = organization.repository_by_id(id);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&id.to_string()))?;
    Ok(Reply::json(repository_json(&call.urls(), project_of(organization, repository)?, repository)))
}

pub(super) fn delete_repository_from_recycle_bin(call: &Call) -> Result<Reply, Fault> {
    let id = {
        let mut world = call.shared.world_mut();
        let organization = call.organization_mut(&mut world)?;
        let id = in_recycle_bin(call, organization)?.id;
        organization.destroy_repository(call.stamp(), id)?;
        id
    };
    call.shared.git.remove(id).map_err(Fault::internal)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
