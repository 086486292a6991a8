//! Statuses: what checks say of a pull request, or of one of its iterations.

use adoxide_api::git::meta;
use http::StatusCode;
use serde_json::Value;

use super::super::subject::links;
use super::change::chosen;
use super::shape::Shape;
use super::target::{existing, of_path};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::permission::CONTRIBUTE_TO_PULL_REQUESTS;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::policy::StatusState;
use crate::world::pull_request::{PullRequest, PullRequestCheck, PullRequestEvent, PullRequestRefusal};

handlers! {
    meta::CREATE_PULL_REQUEST_STATUS => change(create_status).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::GET_PULL_REQUEST_STATUSES => read(get_statuses),
    meta::GET_PULL_REQUEST_STATUS => read(get_status),
    meta::DELETE_PULL_REQUEST_STATUS => change(delete_status).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::UPDATE_PULL_REQUEST_STATUSES => change(update_statuses).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::CREATE_PULL_REQUEST_ITERATION_STATUS => change(create_status).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::GET_PULL_REQUEST_ITERATION_STATUSES => read(get_statuses),
    meta::GET_PULL_REQUEST_ITERATION_STATUS => read(get_status),
    meta::DELETE_PULL_REQUEST_ITERATION_STATUS => change(delete_status).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::UPDATE_PULL_REQUEST_ITERATION_STATUSES => change(update_statuses)
        .needs(CONTRIBUTE_TO_PULL_REQUESTS),
}

/// The states that a status may have.
const STATES: [(&str, i64, StatusState); 7] = [
    ("notSet", 0, StatusState::NotSet),
    ("pending", 1, StatusState::Pending),
    ("succeeded", 2, StatusState::Succeeded),
    ("failed", 3, StatusState::Failed),
    ("error", 4, StatusState::Error),
    ("notApplicable", 5, StatusState::NotApplicable),
    ("partiallySucceeded", 6, StatusState::PartiallySucceeded),
];

fn state_name(state: StatusState) -> &'static str {
    STATES.iter().find(|(_, _, known)| *known == state).map_or("notSet", |(name, _, _)| *name)
}

/// The iteration of the path, if it has one.
fn iteration(call: &Call, known: &PullRequest) -> Result<Option<i64>, Fault> {
    let Some(given) = call.argument("iterationId") else { return Ok(None) };
    let id = given.parse().map_err(|_| Fault::invalid_parameter("iterationId", given))?;
    known.iteration(id).ok_or(PullRequestRefusal::NoIteration(id))?;
    Ok(Some(id))
}

fn json(view: &Shape<'_>, known: &PullRequest, check: &PullRequestCheck, with_links: bool) -> Object {
    let own = match (view.call.argument("iterationId"), check.iteration) {
        (Some(_), Some(iteration)) => {
            format!("{}/iterations/{iteration}/statuses/{}", view.url(known), check.id)
        }
        _ => format!("{}/statuses/{}", view.url(known), check.id),
    };
    let context = Object::new().set("name", check.name.as_str()).set_some("genre", check.genre.as_deref());
    Object::new()
        .set_some("iterationId", check.iteration)
        .set("id", check.id)
        .set("state", state_name(check.state))
        .set_some("description", check.description.as_deref())
        .set("context", context)
        .set("creationDate", date(check.stamp.at))
        .set("updatedDate", date(check.stamp.at))
        .set("createdBy", view.person(check.stamp.actor))
        .set_some("targetUrl", check.target_url.as_deref())
        .set_some("properties", check.properties.clone())
        .set_if(with_links, "_links", || links([("self", own), ("repository", view.repository_url())]))
}

pub(super) fn get_statuses(view: &View<'_>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let only = iteration(view, known)?;
    let found = known.checks.iter().filter(|check| only.is_none() || only == check.iteration);
    Ok(Reply::stream(found.map(|check| json(&shape, known, check, false))))
}

fn id_of_path(call: &Call) -> Result<i64, Fault> {
    let given = call.required("statusId")?;
    given.parse().map_err(|_| Fault::invalid_parameter("statusId", given))
}

fn told(view: &View<'_>, id: i64) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let only = iteration(view, known)?;
    let mut found = known.checks.iter().filter(|check| only.is_none() || only == check.iteration);
    let check = found.find(|check| check.id == id).ok_or(PullRequestRefusal::NoCheck(id))?;
    Ok(Reply::json(json(&shape, known, check, true)))
}

pub(super) fn get_status(view: &View<'_>) -> Result<Reply, Fault> {
    told(view, id_of_path(view)?)
}

pub(super) fn create_status(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/context/name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("context.name"))?.to_owned();
    let some = |pointer: &str| text(&body, pointer).map(str::to_owned);
    let known = of_path(&change.view())?.0;
    let number = known.id;
    let check = PullRequestCheck {
        id: 0,
        iteration: iteration(change.call, known)?.or_else(|| body.get("iterationId")?.as_i64()),
        state: chosen(&body, "state", &STATES)?.unwrap_or(StatusState::NotSet),
        description: some("/description"),
        name,
        genre: some("/context/genre"),
        target_url: some("/targetUrl"),
        stamp: change.stamp(),
        properties: body.get("properties").filter(|properties| properties.is_object()).cloned(),
    };
    let id = change
        .make(|tx| tx.edit_pull_request(number, PullRequestEvent::Annotated, |edit| edit.add_check(check)))?;
    told(&change.view(), id)
}

fn remove(change: &mut Change<'_>, ids: &[i64]) -> Result<Reply, Fault> {
    let number = existing(&change.view())?;
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::Annotated, |edit| edit.remove_checks(ids))
    })?;
    // As documented in the examples.
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

pub(super) fn delete_status(change: &mut Change<'_>) -> Result<Reply, Fault> {
    remove(change, &[id_of_path(change.call)?])
}

/// A JSON Patch that takes statuses away: nothing else can be done with one.
pub(super) fn update_statuses(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let operations = body.as_array();
    let operations =
        operations.ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let ids = operations.iter().map(|operation| {
        let kinds = [("add", 0, false), ("remove", 1, true), ("replace", 2, false)];
        let is_removal = chosen(operation, "op", &kinds)?.unwrap_or(false);
        let path = text(operation, "/path").unwrap_or_default();
        let id = path.trim_start_matches('/').parse().ok().filter(|_| is_removal);
        id.ok_or_else(|| Fault::invalid_parameter("path", &Value::from(path).to_string()))
    });
    remove(change, &ids.collect::<Result<Vec<i64>, Fault>>()?)
}
