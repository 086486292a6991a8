//! Statuses: what checks say of a pull request, or of one of its iterations.

use http::StatusCode;
use serde_json::Value;

use super::super::super::{Call, text};
use super::super::links;
use super::change::chosen;
use super::shape::View;
use super::{existing, of_path};
use crate::base::date;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::policy::StatusState;
use crate::world::pull_request::{PullRequest, PullRequestCheck, PullRequestEvent, PullRequestRefusal};

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

fn json(view: &View<'_>, known: &PullRequest, check: &PullRequestCheck, with_links: bool) -> Object {
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

pub(super) fn get_statuses(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let (known, repository) = of_path(call, organization)?;
    let view = View::new(call, &world, organization, repository)?;
    let only = iteration(call, known)?;
    let found = known.checks.iter().filter(|check| only.is_none() || only == check.iteration);
    Ok(Reply::stream(found.map(|check| json(&view, known, check, false))))
}

fn id_of_path(call: &Call) -> Result<i64, Fault> {
    let given = call.required("statusId")?;
    given.parse().map_err(|_| Fault::invalid_parameter("statusId", given))
}

fn told(call: &Call, world: &World, id: i64) -> Result<Reply, Fault> {
    let organization = call.organization(world)?;
    let (known, repository) = of_path(call, organization)?;
    let view = View::new(call, world, organization, repository)?;
    let only = iteration(call, known)?;
    let mut found = known.checks.iter().filter(|check| only.is_none() || only == check.iteration);
    let check = found.find(|check| check.id == id).ok_or(PullRequestRefusal::NoCheck(id))?;
    Ok(Reply::json(json(&view, known, check, true)))
}

pub(super) fn get_status(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    told(call, &world, id_of_path(call)?)
}

pub(super) fn create_status(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let name = text(&body, "/context/name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("context.name"))?.to_owned();
    let some = |pointer: &str| text(&body, pointer).map(str::to_owned);
    let mut world = call.shared.world_mut();
    let known = of_path(call, call.organization(&world)?)?.0;
    let number = known.id;
    let check = PullRequestCheck {
        id: 0,
        iteration: iteration(call, known)?.or_else(|| body.get("iterationId")?.as_i64()),
        state: chosen(&body, "state", &STATES)?.unwrap_or(StatusState::NotSet),
        description: some("/description"),
        name,
        genre: some("/context/genre"),
        target_url: some("/targetUrl"),
        stamp: call.stamp(),
        properties: body.get("properties").filter(|properties| properties.is_object()).cloned(),
    };
    let organization = call.organization_mut(&mut world)?;
    let id = organization
        .edit_pull_request(call.stamp(), number, PullRequestEvent::Annotated, |edit| edit.add_check(check))?;
    told(call, &world, id)
}

fn remove(call: &Call, ids: &[i64]) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let number = existing(call, call.organization(&world)?)?;
    let organization = call.organization_mut(&mut world)?;
    organization.edit_pull_request(call.stamp(), number, PullRequestEvent::Annotated, |edit| {
        edit.remove_checks(ids)
    })?;
    // As documented in the examples.
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

pub(super) fn delete_status(call: &Call) -> Result<Reply, Fault> {
    remove(call, &[id_of_path(call)?])
}

/// A JSON Patch that takes statuses away: nothing else can be done with one.
pub(super) fn update_statuses(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
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
    remove(call, &ids.collect::<Result<Vec<i64>, Fault>>()?)
}
