//! Reviewers and votes.

use adoxide_api::git::meta;
use http::StatusCode;
use serde_json::Value;

use super::shape::Shape;
use super::target::{existing, of_path};
use crate::base::flag;
use crate::handler::handlers;
use crate::handler::permission::CONTRIBUTE_TO_PULL_REQUESTS;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::id::{IdentityId, TeamId};
use crate::world::pull_request::{PullRequestEvent, PullRequestRefusal, Reviewer};

handlers! {
    meta::GET_PULL_REQUEST_REVIEWERS => read(get_pull_request_reviewers),
    meta::GET_PULL_REQUEST_REVIEWER => read(get_pull_request_reviewer),
    meta::CREATE_PULL_REQUEST_REVIEWERS => change(create_pull_request_reviewers)
        .needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::CREATE_PULL_REQUEST_REVIEWER => change(create_pull_request_reviewer)
        .needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::CREATE_UNMATERIALIZED_PULL_REQUEST_REVIEWER => change(create_unmaterialized_reviewer)
        .needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::UPDATE_PULL_REQUEST_REVIEWER => change(update_pull_request_reviewer)
        .needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::UPDATE_PULL_REQUEST_REVIEWERS => change(update_pull_request_reviewers)
        .needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::DELETE_PULL_REQUEST_REVIEWER => change(delete_pull_request_reviewer)
        .needs(CONTRIBUTE_TO_PULL_REQUESTS),
}

/// A yes or no of a body, also as text: the documented examples have both.
pub(super) fn boolean(body: &Value, name: &str) -> Result<Option<bool>, Fault> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(value)) => Ok(Some(*value)),
        Some(other) => {
            let given = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
            flag(&given).map(Some).ok_or_else(|| Fault::invalid_parameter(name, &given))
        }
    }
}

/// The reviewer of an id, a person or a team.
pub(super) fn reviewer(
    directory: &Directory,
    organization: &Organization,
    id: &str,
    body: &Value,
) -> Result<Reviewer, Fault> {
    let unknown = || Fault::from(PullRequestRefusal::NoIdentity(id.to_owned()));
    let id: IdentityId = id.parse().map_err(|_| unknown())?;
    let is_container = organization.projects().any(|project| project.teams.contains_key(&TeamId(id.0)));
    if !is_container && directory.identity(id).is_none() {
        return Err(unknown());
    }
    let vote = match body.get("vote") {
        None | Some(Value::Null) => 0,
        Some(vote) => vote.as_i64().ok_or_else(|| Fault::invalid_parameter("vote", &vote.to_string()))?,
    };
    Ok(Reviewer {
        id,
        is_container,
        vote,
        is_required: boolean(body, "isRequired")?.unwrap_or(false),
        has_declined: boolean(body, "hasDeclined")?.unwrap_or(false),
        is_flagged: boolean(body, "isFlagged")?.unwrap_or(false),
        ..Reviewer::new(id)
    })
}

/// The reviewers of a list of a body.
pub(super) fn reviewers(
    directory: &Directory,
    organization: &Organization,
    body: &Value,
) -> Result<Vec<Reviewer>, Fault> {
    let Some(items) = body.as_array() else {
        return Ok(Vec::new());
    };
    let items = items.iter().map(|item| {
        let id = text(item, "/id").ok_or_else(|| Fault::argument_null("id"))?;
        Ok(Reviewer { vote: 0, ..reviewer(directory, organization, id, item)? })
    });
    items.collect()
}

/// The teams that somebody is in.
fn groups(organization: &Organization, id: IdentityId) -> Vec<IdentityId> {
    let teams = organization.projects().flat_map(|project| project.teams.values());
    let of = teams.filter(|team| team.members.iter().any(|member| member.identity == id));
    of.map(|team| IdentityId(team.id.0)).collect()
}

pub(super) fn get_pull_request_reviewers(view: &View<'_>) -> Result<Reply, Fault> {
    told(view, None)
}

pub(super) fn get_pull_request_reviewer(view: &View<'_>) -> Result<Reply, Fault> {
    told_one(view, id_of_path(view)?)
}

fn id_of_path(call: &Call) -> Result<IdentityId, Fault> {
    let given = call.required("reviewerId")?;
    given.parse().map_err(|_| PullRequestRefusal::NoIdentity(given.to_owned()).into())
}

/// The reviewers, or some of them.
fn told(view: &View<'_>, only: Option<&[IdentityId]>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let rows = known.reviewers.iter().filter(|reviewer| only.is_none_or(|only| only.contains(&reviewer.id)));
    Ok(Reply::list(rows.map(|reviewer| shape.reviewer(known, reviewer))))
}

fn told_one(view: &View<'_>, id: IdentityId) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let reviewer = known.reviewer(id).ok_or(PullRequestRefusal::NoReviewer(id))?;
    Ok(Reply::json(shape.reviewer(known, reviewer)))
}

pub(super) fn create_pull_request_reviewers(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    if !body.is_array() {
        return Err(Fault::invalid_body("it must be a list of reviewers"));
    }
    let organization = change.view().organization;
    let id = existing(&change.view())?;
    let wanted = reviewers(change.directory, organization, &body)?;
    let ids: Vec<_> = wanted.iter().map(|reviewer| reviewer.id).collect();
    change.make(|tx| {
        tx.edit_pull_request(id, PullRequestEvent::ReviewersChanged, |edit| edit.add_reviewers(wanted))
    })?;
    told(&change.view(), Some(&ids))
}

/// `PUT …/reviewers/{id}` adds somebody, or votes, or both.
pub(super) fn create_pull_request_reviewer(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let body = if change.body.is_empty() { Value::Null } else { body };
    update(change, change.required("reviewerId")?, &body)
}

/// The same with the id in the body.
pub(super) fn create_unmaterialized_reviewer(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = text(&body, "/id").ok_or_else(|| Fault::argument_null("id"))?.to_owned();
    update(change, &id, &body)
}

fn update(change: &mut Change<'_>, id: &str, body: &Value) -> Result<Reply, Fault> {
    let organization = change.view().organization;
    let number = existing(&change.view())?;
    let wanted = reviewer(change.directory, organization, id, body)?;
    let id = wanted.id;
    let groups = groups(organization, id);
    let votes = body.get("vote").is_some_and(|vote| !vote.is_null());
    let is_required = boolean(body, "isRequired")?;
    let declined = boolean(body, "hasDeclined")?;
    let flagged = boolean(body, "isFlagged")?;
    let is_own = id == change.actor;
    let event = if votes { PullRequestEvent::Voted } else { PullRequestEvent::ReviewersChanged };
    change.make(|tx| {
        tx.edit_pull_request(number, event, |edit| {
            let known = edit.pull_request.reviewer(id).map(|known| (known.is_required, known.vote));
            if known.is_none() && !is_own {
                edit.add_reviewers(vec![Reviewer { vote: 0, ..wanted.clone() }])?;
            }
            // A vote of 0 for somebody else is how others are added.
            let is_vote = votes && (is_own || wanted.vote != known.map_or(0, |(_, vote)| vote));
            if is_vote {
                let required = is_required.or(known.map(|(required, _)| required)).unwrap_or(false);
                edit.vote(&Reviewer { is_required: required, ..wanted.clone() }, &groups)?;
            } else if known.is_none() && is_own {
                edit.add_reviewers(vec![Reviewer { vote: 0, ..wanted.clone() }])?;
            }
            if let Some(reviewer) = edit.pull_request.reviewers.iter_mut().find(|reviewer| reviewer.id == id)
            {
                reviewer.is_required = is_required.unwrap_or(reviewer.is_required);
                reviewer.has_declined = declined.unwrap_or(reviewer.has_declined);
                reviewer.is_flagged = flagged.unwrap_or(reviewer.is_flagged);
            }
            Ok(())
        })
    })?;
    told_one(&change.view(), id)
}

/// `PATCH …/reviewers/{id}` changes the flags.
pub(super) fn update_pull_request_reviewer(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = id_of_path(change.call)?;
    let (declined, flagged) = (boolean(&body, "hasDeclined")?, boolean(&body, "isFlagged")?);
    let number = existing(&change.view())?;
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::ReviewersChanged, |edit| {
            let found = edit.pull_request.reviewers.iter_mut().find(|reviewer| reviewer.id == id);
            let reviewer = found.ok_or(PullRequestRefusal::NoReviewer(id))?;
            reviewer.has_declined = declined.unwrap_or(reviewer.has_declined);
            reviewer.is_flagged = flagged.unwrap_or(reviewer.is_flagged);
            Ok(())
        })
    })?;
    told_one(&change.view(), id)
}

/// `PATCH …/reviewers` takes the votes of those who are listed back.
pub(super) fn update_pull_request_reviewers(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let items = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of reviewers"))?;
    let ids = items.iter().map(|item| {
        let id = text(item, "/id").ok_or_else(|| Fault::argument_null("id"))?;
        id.parse().map_err(|_| Fault::from(PullRequestRefusal::NoIdentity(id.to_owned())))
    });
    let ids = ids.collect::<Result<Vec<IdentityId>, Fault>>()?;
    let number = existing(&change.view())?;
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::Voted, |edit| {
            edit.reset_votes(&ids);
            Ok(())
        })
    })?;
    Ok(Reply::empty(StatusCode::OK))
}

pub(super) fn delete_pull_request_reviewer(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = id_of_path(change.call)?;
    let number = existing(&change.view())?;
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::ReviewersChanged, |edit| edit.remove_reviewer(id))
    })?;
    // As recorded: 200, without anything.
    Ok(Reply::empty(StatusCode::OK))
}
