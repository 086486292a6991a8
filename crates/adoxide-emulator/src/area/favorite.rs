//! Favorites.

use adoxide_api::favorite::meta;
use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::subject::by_id;
use crate::base::date;
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::favorite::Favorite;

handlers! {
    meta::GET_FAVORITES => read(get_favorites),
    meta::GET_FAVORITES_OF_OWNER => read(get_favorites),
    meta::GET_FAVORITE_BY_ARTIFACT => read(get_favorite_by_artifact),
    meta::CREATE_FAVORITE => change(create_favorite),
    meta::CREATE_FAVORITE_OF_OWNER => change(create_favorite),
    meta::GET_FAVORITE_BY_ID => read(get_favorite_by_id),
    meta::GET_FAVORITE_OF_OWNER_BY_ID => read(get_favorite_by_id),
    meta::DELETE_FAVORITE_BY_ID => change(delete_favorite_by_id),
    meta::DELETE_FAVORITE_OF_OWNER_BY_ID => change(delete_favorite_by_id),
}

const NAMESPACE: &str = "Microsoft.VisualStudio.Services.Favorites.WebApi";

/// Whose favorites: those of the owner that the query names, else the caller's.
fn owner(view: &View<'_>) -> Result<Uuid, Fault> {
    match view.query.any(&["ownerId"]) {
        Some(id) => by_id(view, id).map(|found| found.id),
        None => Ok(view.actor.0),
    }
}

/// A favorite in the documented order.
fn to_json(view: &View<'_>, favorite: &Favorite) -> Object {
    let owner = by_id(view, &favorite.owner.to_string()).ok().map(|found| found.brief());
    Object::new()
        .set("artifactScope", favorite.scope.clone())
        .set("id", favorite.id.to_string())
        .set("owner", owner)
        .set("creationDate", date(favorite.created.at))
        .set("artifactName", favorite.artifact_name.as_str())
        .set("artifactType", favorite.artifact_type.as_str())
        .set("artifactId", favorite.artifact_id.as_str())
        .set("artifactIsDeleted", false)
        .set("artifactProperties", favorite.properties.clone())
        .set("_links", Value::Null)
}

/// The favorites of somebody that a query asks for, oldest first.
fn found<'v>(view: &View<'v>) -> Result<Vec<&'v Favorite>, Fault> {
    let owner = owner(view)?;
    let is = |name: &str, value: Option<&str>| {
        view.query
            .any(&[name])
            .is_none_or(|wanted| value.is_some_and(|value| value.eq_ignore_ascii_case(wanted)))
    };
    let all = view.organization.favorites().iter().filter(|known| {
        known.owner == owner
            && is("artifactType", Some(&known.artifact_type))
            && is("artifactId", Some(&known.artifact_id))
            && is("artifactScopeType", text(&known.scope, "/type"))
            && is("artifactScopeId", text(&known.scope, "/id"))
    });
    Ok(all.collect())
}

fn get_favorites(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(found(view)?.into_iter().map(|favorite| to_json(view, favorite))))
}

fn get_favorite_by_artifact(view: &View<'_>) -> Result<Reply, Fault> {
    let first = found(view)?.first().copied();
    first.map(|favorite| Reply::json(to_json(view, favorite))).ok_or_else(|| not_found("of this artifact"))
}

fn not_found(id: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        NAMESPACE,
        "FavoriteNotFoundException",
        format!("The favorite {id} does not exist."),
    )
}

fn of_path<'v>(call: &Call, view: &View<'v>) -> Result<&'v Favorite, Fault> {
    let (id, owner) = (call.required("favoriteId")?, owner(view)?);
    let found =
        view.organization.favorites().iter().find(|known| Ok(known.id) == id.parse() && known.owner == owner);
    found.ok_or_else(|| not_found(id))
}

fn get_favorite_by_id(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(to_json(view, of_path(view, view)?)))
}

fn create_favorite(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let member = |name: &str| {
        let given = text(&body, &format!("/{name}")).filter(|value| !value.is_empty());
        given.map(str::to_owned).ok_or_else(|| Fault::argument_null(name))
    };
    let owner = owner(&change.view())?;
    let (artifact_type, artifact_id) = (member("artifactType")?, member("artifactId")?);
    let artifact_name = text(&body, "/artifactName").unwrap_or_default().to_owned();
    let scope = body.get("artifactScope").cloned().unwrap_or(Value::Null);
    let known = change.view().organization.favorites().iter().any(|known| {
        known.owner == owner && known.artifact_type == artifact_type && known.artifact_id == artifact_id
    });
    if known {
        return Err(Fault::exception(
            StatusCode::CONFLICT,
            NAMESPACE,
            "FavoriteAlreadyExistsException",
            format!("{artifact_name} is a favorite already."),
        ));
    }
    let id = change.new_ids(1).first().copied().unwrap_or_default();
    let properties = body.get("artifactProperties").cloned().unwrap_or(Value::Null);
    let created = change.stamp();
    let new = Favorite { id, owner, artifact_type, artifact_id, artifact_name, scope, properties, created };
    let view = change.view();
    let answer = to_json(&view, &new);
    change.make(|tx| tx.create_favorite(new))?;
    Ok(Reply::json(answer))
}

fn delete_favorite_by_id(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = of_path(change.call, &change.view())?.id;
    change.make(|tx| tx.delete_favorite(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
