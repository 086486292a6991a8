//! The iterations that a team takes part in.

use adoxide_api::work::meta;
use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use super::scope::{Scope, edit_settings};
use crate::area::wit::classification::node_url;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::classification::NodeId;
use crate::world::team_settings::TimeFrame;

handlers! {
    meta::GET_TEAM_ITERATIONS => read(get_team_iterations),
    meta::POST_TEAM_ITERATION => change(post_team_iteration),
    meta::GET_TEAM_ITERATION => read(get_team_iteration),
    meta::DELETE_TEAM_ITERATION => change(delete_team_iteration),
}

pub(super) fn get_team_iterations(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.query.any(&["$timeframe", "timeframe"]);
    let scope = Scope::of(view)?;
    let frames = scope.team.settings.time_frames(scope.trees(), view.stamp().at);
    let is_wanted = |frame: &TimeFrame| wanted.is_none_or(|wanted| frame.name().eq_ignore_ascii_case(wanted));
    let found = frames.into_iter().filter(|(_, frame)| is_wanted(frame));
    let urls = view.urls();
    Ok(Reply::list(found.map(|(id, frame)| to_json(&urls, &scope, id, frame))))
}

/// As recorded: an iteration can only be chosen where there is a backlog iteration, and it is below that.
pub(super) fn post_team_iteration(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let wanted = text(&body, "/id").ok_or_else(|| Fault::argument_null("iteration"))?;
    let id = edit_settings(change, |scope, settings, _| {
        let id = scope.iteration(wanted)?;
        let backlog = settings.backlog_iteration.filter(|backlog| scope.trees().is_under(id, *backlog));
        if backlog.is_none() {
            return Err(Fault::backlog_iteration_invalid());
        }
        if !settings.iterations.contains(&id) {
            settings.iterations.push(id);
        }
        Ok(id)
    })?;
    let scope = Scope::of(&change.view())?;
    one(change.call, &scope, id).map(|reply| reply.status(StatusCode::CREATED))
}

pub(super) fn get_team_iteration(view: &View<'_>) -> Result<Reply, Fault> {
    let scope = Scope::of(view)?;
    one(view, &scope, scope.iteration(view.required("id")?)?)
}

pub(super) fn delete_team_iteration(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let wanted = change.required("id")?;
    edit_settings(change, |scope, settings, _| {
        let id = scope.iteration(wanted)?;
        let at = settings.iterations.iter().position(|known| *known == id);
        settings.iterations.remove(at.ok_or_else(|| Fault::iteration_not_found(wanted))?);
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// When a team's iteration is.
fn frame(scope: &Scope<'_>, id: NodeId, now: Timestamp) -> Option<TimeFrame> {
    let frames = scope.team.settings.time_frames(scope.trees(), now);
    frames.into_iter().find(|(known, _)| *known == id).map(|(_, frame)| frame)
}

fn one(call: &Call, scope: &Scope<'_>, id: NodeId) -> Result<Reply, Fault> {
    let urls = call.urls();
    let frame = frame(scope, id, call.stamp().at);
    let identifier = scope.trees().node(id).map(|node| node.identifier.to_string()).unwrap_or_default();
    let frame = frame.ok_or_else(|| Fault::iteration_not_found(&identifier))?;
    let links = iteration_links(&urls, scope, id)
        .set("capacity", link(iteration_url(&urls, scope, id, "/capacities")))
        .set("workitems", link(iteration_url(&urls, scope, id, "/workitems")))
        .set("classificationNode", link(node_url(&urls, scope.project, id)))
        .set("teamDaysOff", link(iteration_url(&urls, scope, id, "/teamdaysoff")));
    Ok(Reply::json(to_json(&urls, scope, id, frame).set("_links", links)))
}

/// Where something of an iteration is.
pub(super) fn iteration_url(urls: &Urls<'_>, scope: &Scope<'_>, id: NodeId, below: &str) -> String {
    let identifier = scope.trees().node(id).map(|node| node.identifier).unwrap_or_default();
    scope.url(urls, &format!("teamsettings/iterations/{identifier}{below}"))
}

fn iteration_links(urls: &Urls<'_>, scope: &Scope<'_>, id: NodeId) -> Object {
    scope
        .links(urls, &iteration_url(urls, scope, id, ""))
        .set("teamSettings", link(scope.url(urls, "teamsettings")))
        .set("teamIterations", link(scope.url(urls, "teamsettings/iterations")))
}

fn to_json(urls: &Urls<'_>, scope: &Scope<'_>, id: NodeId, frame: TimeFrame) -> Object {
    let node = scope.trees().node(id);
    // As recorded: dates that are not there are null here.
    let attributes = Object::new()
        .set("startDate", node.and_then(|node| node.start_date).map(date))
        .set("finishDate", node.and_then(|node| node.finish_date).map(date))
        .set("timeFrame", frame.name());
    Object::new()
        .set_some("id", node.map(|node| node.identifier.to_string()))
        .set_some("name", node.map(|node| node.name.as_str()))
        .set("path", scope.trees().path(id))
        .set("attributes", attributes)
        .set("url", iteration_url(urls, scope, id, ""))
}
