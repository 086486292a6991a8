//! Personal access tokens, made and taken back by their owner.

use adoxide_api::tokens::meta;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::token::{NewToken, Scopes, Token, TokenEvent};

handlers! {
    meta::CREATE_PAT => change(create_pat),
    meta::GET_PAT => read(get_pat),
    meta::LIST_PATS => read(list_pats),
    meta::UPDATE_PAT => change(update_pat),
    meta::REVOKE => change(revoke),
}

/// How long a token is good by default: documented as 30 days.
const DAYS: i64 = 30;

/// The most, documented as a year.
const MOST_DAYS: i64 = 365;

/// Tokens are made for people by people: not with a token, as is documented, and not by applications.
/// <https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/manage-personal-access-tokens-via-api>
fn check_caller(view: &View<'_>) -> Result<(), Fault> {
    let is_application = view.directory.applications().iter().any(|known| known.identity == view.actor);
    if view.is_personal || is_application {
        let name = view.directory.identity(view.actor).map_or("", |identity| &identity.unique_name);
        return Err(Fault::unauthorized(view.directory.tenant(), name));
    }
    Ok(())
}

fn create_pat(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    check_caller(&change.view())?;
    let now = change.stamp().at;
    let name = match text(&body, "/displayName") {
        Some(name) if !name.trim().is_empty() => name.to_owned(),
        _ => return Ok(refused("displayNameRequired")),
    };
    let Ok(valid_to) = valid_to(&body, now) else { return Ok(refused("invalidValidTo")) };
    let Ok(scopes) = Scopes::parse(text(&body, "/scope").unwrap_or_default()) else {
        return Ok(refused("invalidScope"));
    };
    let all = body.get("allOrgs").and_then(Value::as_bool).unwrap_or(false);
    let organization = change.view().organization.id().0;
    let new = NewToken {
        name,
        scopes,
        organization: (!all).then_some(organization),
        valid_from: Some(now),
        valid_to: Some(valid_to.unwrap_or_else(|| days(now, DAYS))),
    };
    let (secret, id) = change.directory.make_token(change.actor, new);
    let made = change.directory.tokens_of(change.actor).find(|token| token.id == id);
    let made = made.ok_or_else(|| Fault::internal("the token went away"))?;
    let (answer, name) = (result(to_json(made, Some(&secret))), made.name.clone());
    change.make(|tx| tx.note_token(TokenEvent::Created(name)))?;
    Ok(answer)
}

fn get_pat(view: &View<'_>) -> Result<Reply, Fault> {
    check_caller(view)?;
    let id = view.query.any(&["authorizationId"]).unwrap_or_default();
    let found = view.directory.tokens_of(view.actor).find(|token| Ok(token.id) == id.parse());
    Ok(found.map_or_else(|| refused("authorizationNotFound"), |token| result(to_json(token, None))))
}

fn list_pats(view: &View<'_>) -> Result<Reply, Fault> {
    check_caller(view)?;
    let now = view.stamp().at;
    let filter = view.query.any(&["displayFilterOption"]).unwrap_or("active").to_lowercase();
    let is_expired = |token: &Token| token.valid_to.is_some_and(|end| end <= now);
    let is_wanted = |token: &&Token| match filter.as_str() {
        "revoked" | "1" => token.is_revoked,
        "expired" | "2" => is_expired(token),
        "all" | "3" => true,
        _ => !token.is_revoked && !is_expired(token),
    };
    let top = view.query.number(&["$top"])?.unwrap_or(20).min(100);
    let skip = view.query.number(&["continuationToken"])?.unwrap_or(0);
    let all: Vec<_> = view.directory.tokens_of(view.actor).filter(is_wanted).collect();
    let is_more = all.len() > skip.saturating_add(top);
    let tokens: Vec<Object> =
        crate::base::page(all, skip, top).into_iter().map(|token| to_json(token, None)).collect();
    let next = if is_more { (skip + top).to_string() } else { String::new() };
    Ok(Reply::json(Object::new().set("continuationToken", next).set("patTokens", tokens)))
}

fn update_pat(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    check_caller(&change.view())?;
    let now = change.stamp().at;
    let Ok(valid_to) = valid_to(&body, now) else { return Ok(refused("invalidValidTo")) };
    let Ok(scopes) = text(&body, "/scope").map(Scopes::parse).transpose() else {
        return Ok(refused("invalidScope"));
    };
    let id = text(&body, "/authorizationId").and_then(|id| id.parse().ok()).unwrap_or_default();
    let Some(token) = change.directory.token_mut(change.actor, id).filter(|token| !token.is_revoked) else {
        return Ok(refused("authorizationNotFound"));
    };
    if let Some(name) = text(&body, "/displayName") {
        name.clone_into(&mut token.name);
    }
    if let Some(scopes) = scopes {
        token.scopes = scopes;
    }
    if let Some(end) = valid_to {
        token.valid_to = Some(end);
    }
    let (answer, name) = (result(to_json(token, None)), token.name.clone());
    change.make(|tx| tx.note_token(TokenEvent::Updated(name)))?;
    Ok(answer)
}

fn revoke(change: &mut Change<'_>) -> Result<Reply, Fault> {
    check_caller(&change.view())?;
    let id = change.query.any(&["authorizationId"]).unwrap_or_default();
    if let Some(token) = id.parse().ok().and_then(|id| change.directory.token_mut(change.actor, id)) {
        token.is_revoked = true;
        let name = token.name.clone();
        change.make(|tx| tx.note_token(TokenEvent::Revoked(name)))?;
    }
    // Documented: nothing comes back, whatever there was.
    Ok(Reply::empty(http::StatusCode::NO_CONTENT))
}

/// The end that a body wishes for; none if it says nothing.
fn valid_to(body: &Value, now: Timestamp) -> Result<Option<Timestamp>, ()> {
    let Some(wanted) = text(body, "/validTo") else { return Ok(None) };
    // The service reads dates without an offset as UTC.
    let read = wanted.parse().or_else(|_| format!("{wanted}Z").parse::<Timestamp>());
    let end = read.map_err(|_| ())?;
    if end <= now || end > days(now, MOST_DAYS) { Err(()) } else { Ok(Some(end)) }
}

fn days(now: Timestamp, days: i64) -> Timestamp {
    now.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX)
}

fn to_json(token: &Token, secret: Option<&str>) -> Object {
    // What was there from the beginning, and for ever, has no dates of its own.
    let to = token.valid_to.map_or_else(|| "9999-12-31T23:59:59.9999999Z".to_owned(), date);
    let accounts = token.organization.map(|id| [id]);
    Object::new()
        .set("displayName", token.name.as_str())
        .set("validTo", to)
        .set("scope", token.scopes.to_string())
        .set("targetAccounts", accounts)
        .set_some("validFrom", token.valid_from.map(date))
        .set("authorizationId", token.id.to_string())
        .set("token", secret)
}

fn result(token: Object) -> Reply {
    Reply::json(Object::new().set("patToken", token).set("patTokenError", "none"))
}

/// Documented: what is wrong is said in an answer that is none of an error.
fn refused(error: &str) -> Reply {
    Reply::json(Object::new().set("patToken", Value::Null).set("patTokenError", error))
}
