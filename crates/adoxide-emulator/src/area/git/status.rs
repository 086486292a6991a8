//! Statuses of commits, and favorite branches.

use http::StatusCode;

use super::super::{Call, page, text};
use super::{Subject, find_enabled, object_id, subject};
use crate::base::date;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::commit_status::{CommitStatus, RefFavorite, status_state};
use crate::world::id::{IdentityId, ObjectId};
use crate::world::journal::Stamp;
use crate::world::repository::Repository;
use crate::world::{Organization, World};

/// A status as it is told of. Since 5.0 it has a number, links and a second date.
pub(super) fn status_json(urls: &Urls<'_>, world: &World, status: &CommitStatus) -> Object {
    let context = Object::new().set("name", status.name.as_str()).set_some("genre", status.genre.as_deref());
    Object::new()
        .set("id", status.id)
        .set("state", status.state)
        .set_some("description", status.description.as_deref())
        .set("context", context)
        .set("creationDate", date(status.created))
        .set("updatedDate", date(status.created))
        .set("createdBy", urls.person(world, status.creator))
        .set_some("targetUrl", status.target_url.as_deref())
}

/// The last status of each context of a commit, newest first.
pub(super) fn latest_json(
    urls: &Urls<'_>,
    world: &World,
    organization: &Organization,
    repository: &Subject,
    commit: ObjectId,
) -> Json {
    let all = organization.commit_statuses(repository.id, commit);
    latest(all).into_iter().map(|status| status_json(urls, world, status)).collect()
}

fn latest(all: &[CommitStatus]) -> Vec<&CommitStatus> {
    let mut found: Vec<&CommitStatus> = Vec::new();
    for status in all.iter().rev() {
        if !found.iter().any(|known| known.name == status.name && known.genre == status.genre) {
            found.push(status);
        }
    }
    found
}

/// The repository and the commit of the path, which must be there.
fn commit_of_path(call: &Call) -> Result<(Subject, ObjectId), Fault> {
    let given = call.required("commitId")?;
    let subject = {
        let world = call.shared.world();
        let organization = call.organization(&world)?;
        subject(organization, find_enabled(call, organization)?)
    };
    let id = object_id(given).ok_or_else(|| Fault::invalid_parameter("commitId", given))?;
    call.shared.git.with(subject.id, |git| {
        git.find_commit(id).map(drop).map_err(|_| Fault::commit_not_found(given, &subject.name))
    })?;
    Ok((subject, id))
}

pub(super) fn create_commit_status(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let (subject, commit) = commit_of_path(call)?;
    let state = body.get("state").ok_or_else(|| Fault::argument_null("state"))?;
    let field = |pointer| text(&body, pointer).filter(|text| !text.is_empty()).map(str::to_owned);
    let Stamp { at, actor } = call.stamp();
    let status = CommitStatus {
        id: 0,
        state: status_state(state).ok_or_else(|| Fault::invalid_parameter("state", &state.to_string()))?,
        description: field("/description"),
        name: field("/context/name").ok_or_else(|| Fault::argument_null("context.name"))?,
        genre: field("/context/genre"),
        target_url: field("/targetUrl"),
        creator: actor,
        created: at,
    };
    let mut world = call.shared.world_mut();
    let organization = call.organization_mut(&mut world)?;
    let posted = organization.add_commit_status(call.stamp(), subject.id, commit, status);
    Ok(Reply::json(status_json(&call.urls(), &world, &posted)).status(StatusCode::CREATED))
}

pub(super) fn get_statuses(call: &Call) -> Result<Reply, Fault> {
    let latest_only = call.query.flag("latestOnly")?;
    let skip = call.query.number(&["skip", "$skip"])?.unwrap_or(0);
    let top = call.query.number(&["top", "$top"])?.unwrap_or(1_000);
    let (subject, commit) = commit_of_path(call)?;
    let (world, urls) = (call.shared.world(), call.urls());
    let all = call.organization(&world)?.commit_statuses(subject.id, commit);
    let found = if latest_only { latest(all) } else { all.iter().rev().collect() };
    let rows = page(found, skip, top).into_iter().map(|status| status_json(&urls, &world, status));
    Ok(Reply::list(rows))
}

// Favorites.

fn favorite_json(call: &Call, favorite: &RefFavorite) -> Object {
    let urls = call.urls();
    let own = urls.at(format_args!("{}/_apis/git/favorites/refs/{}", favorite.project, favorite.id));
    let repository = urls.repository(favorite.project, favorite.repository);
    let name = favorite.name.trim_start_matches("refs/");
    let links = Object::new()
        .set("self", link(own.clone()))
        .set("repository", link(repository.clone()))
        .set("ref", link(format!("{repository}/refs/{name}")));
    Object::new()
        .set("id", favorite.id)
        .set("url", own)
        .set("repositoryId", favorite.repository.to_string())
        .set("identityId", favorite.identity.to_string())
        .set("name", favorite.name.as_str())
        .set("type", favorite.kind)
        .set("_links", links)
}

fn project(call: &Call, organization: &Organization) -> Result<crate::world::id::ProjectId, Fault> {
    let project = call.project(organization)?;
    project.map(|project| project.id).ok_or_else(|| Fault::argument_null("project"))
}

/// The caller's, or somebody's that the query names.
pub(super) fn get_ref_favorites(call: &Call) -> Result<Reply, Fault> {
    let repository = call.query.any(&["repositoryId"]).map(str::to_lowercase);
    let who: IdentityId = match call.query.any(&["identityId"]) {
        Some(id) => id.parse().map_err(|_| Fault::invalid_parameter("identityId", id))?,
        None => call.actor,
    };
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let found = organization.ref_favorites(project(call, organization)?).filter(|favorite| {
        favorite.identity == who
            && repository.as_ref().is_none_or(|id| favorite.repository.to_string() == *id)
    });
    Ok(Reply::list(found.map(|favorite| favorite_json(call, favorite))))
}

fn favorite<'w>(call: &Call, organization: &'w Organization) -> Result<&'w RefFavorite, Fault> {
    let given = call.required("favoriteId")?;
    let mut all = organization.ref_favorites(project(call, organization)?);
    let found = all.find(|favorite| favorite.id.to_string() == given && favorite.identity == call.actor);
    found.ok_or_else(|| Fault::ref_not_found(&format!("favorite {given}")))
}

pub(super) fn get_ref_favorite(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    Ok(Reply::json(favorite_json(call, favorite(call, call.organization(&world)?)?)))
}

pub(super) fn create_favorite(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("name"))?;
    let given = text(&body, "/repositoryId").ok_or_else(|| Fault::argument_null("repositoryId"))?;
    let is_folder = body.get("type").is_some_and(|kind| {
        kind == 1 || kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("folder"))
    });
    let mut world = call.shared.world_mut();
    let organization = call.organization(&world)?;
    let repository: Option<&Repository> = organization.repository(Some(project(call, organization)?), given);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(given))?;
    if !is_folder && repository.tip(name).is_none() {
        return Err(Fault::ref_not_found(name));
    }
    let (id, kind) = (repository.id, if is_folder { "folder" } else { "ref" });
    let organization = call.organization_mut(&mut world)?;
    let made = organization.add_ref_favorite(call.stamp(), id, name.to_owned(), kind)?;
    let organization = call.organization(&world)?;
    let mut all = organization.ref_favorites(project(call, organization)?);
    let made = all.find(|favorite| favorite.id == made);
    let made = made.ok_or_else(|| Fault::internal("the new favorite is gone"))?;
    Ok(Reply::json(favorite_json(call, made)))
}

pub(super) fn delete_ref_favorite(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let id = favorite(call, call.organization(&world)?)?.id;
    call.organization_mut(&mut world)?.delete_ref_favorite(call.stamp(), id);
    Ok(Reply::empty(StatusCode::OK))
}
