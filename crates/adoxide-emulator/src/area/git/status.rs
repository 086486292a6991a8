//! Statuses of commits, and favorite branches.

use adoxide_api::git::meta;
use http::StatusCode;
use serde_json::Value;

use super::subject::{Subject, find_enabled, object_id, subject};
use crate::base::date;
use crate::base::page;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::commit_status::{CommitStatus, RefFavorite, status_state};
use crate::world::directory::Directory;
use crate::world::id::{IdentityId, ObjectId};
use crate::world::journal::Stamp;
use crate::world::repository::Repository;

handlers! {
    meta::CREATE_COMMIT_STATUS => work(create_commit_status),
    meta::GET_STATUSES => work(get_statuses),
    meta::GET_REF_FAVORITES => read(get_ref_favorites),
    meta::GET_REF_FAVORITES_FOR_PROJECT => read(get_ref_favorites),
    meta::GET_REF_FAVORITE => read(get_ref_favorite),
    meta::CREATE_FAVORITE => change(create_favorite),
    meta::DELETE_REF_FAVORITE => change(delete_ref_favorite),
}

/// A status as it is returned. Since 5.0 it has a number, links and a second date.
pub(super) fn status_json(urls: &Urls<'_>, directory: &Directory, status: &CommitStatus) -> Object {
    let context = Object::new().set("name", status.name.as_str()).set_some("genre", status.genre.as_deref());
    Object::new()
        .set("id", status.id)
        .set("state", status.state)
        .set_some("description", status.description.as_deref())
        .set("context", context)
        .set("creationDate", date(status.created))
        .set("updatedDate", date(status.created))
        .set("createdBy", urls.person(directory, status.creator))
        .set_some("targetUrl", status.target_url.as_deref())
}

/// The last status of each context of a commit, newest first.
pub(super) fn latest_json(
    urls: &Urls<'_>,
    directory: &Directory,
    organization: &Organization,
    repository: &Subject,
    commit: ObjectId,
) -> Json {
    let all = organization.commit_statuses(repository.id, commit);
    latest(all).into_iter().map(|status| status_json(urls, directory, status)).collect()
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
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        subject(organization, find_enabled(&view)?)
    };
    let id = object_id(given).ok_or_else(|| Fault::invalid_parameter("commitId", given))?;
    call.shared.git.with(subject.id, |git| {
        git.find_commit(id).map(drop).map_err(|_| Fault::commit_not_found(given, &subject.name))
    })?;
    Ok((subject, id))
}

pub(super) fn create_commit_status(call: &Call, body: Value) -> Result<Reply, Fault> {
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
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let posted = change.make(|tx| tx.add_commit_status(subject.id, commit, status))?;
    Ok(Reply::json(status_json(&call.urls(), change.directory, &posted)).status(StatusCode::CREATED))
}

pub(super) fn get_statuses(call: &Call) -> Result<Reply, Fault> {
    let latest_only = call.query.flag("latestOnly")?;
    let skip = call.query.number(&["skip", "$skip"])?.unwrap_or(0);
    let top = call.query.number(&["top", "$top"])?.unwrap_or(1_000);
    let (subject, commit) = commit_of_path(call)?;
    let (world, urls) = (call.world(), call.urls());
    let all = call.view(&world)?.organization.commit_statuses(subject.id, commit);
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

fn project(view: &View<'_>) -> Result<crate::world::id::ProjectId, Fault> {
    let project = view.project_of_path()?;
    project.map(|project| project.id).ok_or_else(|| Fault::argument_null("project"))
}

/// The caller's, or somebody's that the query names.
pub(super) fn get_ref_favorites(view: &View<'_>) -> Result<Reply, Fault> {
    let repository = view.query.any(&["repositoryId"]).map(str::to_lowercase);
    let who: IdentityId = match view.query.any(&["identityId"]) {
        Some(id) => id.parse().map_err(|_| Fault::invalid_parameter("identityId", id))?,
        None => view.actor,
    };
    let organization = view.organization;
    let found = organization.ref_favorites(project(view)?).filter(|favorite| {
        favorite.identity == who
            && repository.as_ref().is_none_or(|id| favorite.repository.to_string() == *id)
    });
    Ok(Reply::list(found.map(|favorite| favorite_json(view, favorite))))
}

fn favorite<'w>(view: &View<'w>) -> Result<&'w RefFavorite, Fault> {
    let organization = view.organization;
    let given = view.required("favoriteId")?;
    let mut all = organization.ref_favorites(project(view)?);
    let found = all.find(|favorite| favorite.id.to_string() == given && favorite.identity == view.actor);
    found.ok_or_else(|| Fault::ref_not_found(&format!("favorite {given}")))
}

pub(super) fn get_ref_favorite(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(favorite_json(view, favorite(view)?)))
}

pub(super) fn create_favorite(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("name"))?;
    let given = text(&body, "/repositoryId").ok_or_else(|| Fault::argument_null("repositoryId"))?;
    let is_folder = body.get("type").is_some_and(|kind| {
        kind == 1 || kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("folder"))
    });
    let organization = change.view().organization;
    let repository: Option<&Repository> = organization.repository(Some(project(&change.view())?), given);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(given))?;
    if !is_folder && repository.tip(name).is_none() {
        return Err(Fault::ref_not_found(name));
    }
    let (id, kind) = (repository.id, if is_folder { "folder" } else { "ref" });
    let made = change.make(|tx| tx.add_ref_favorite(id, name.to_owned(), kind))?;
    let organization = change.view().organization;
    let mut all = organization.ref_favorites(project(&change.view())?);
    let made = all.find(|favorite| favorite.id == made);
    let made = made.ok_or_else(|| Fault::internal("the new favorite is gone"))?;
    Ok(Reply::json(favorite_json(change.call, made)))
}

pub(super) fn delete_ref_favorite(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = favorite(&change.view())?.id;
    change.make(|tx| tx.delete_ref_favorite(id))?;
    Ok(Reply::empty(StatusCode::OK))
}
