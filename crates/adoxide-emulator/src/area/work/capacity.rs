//! What the people of a team can do in an iteration, and when they are away.

use adoxide_api::work::meta;
use serde_json::Value;

use super::iteration::iteration_url;
use super::scope::{Scope, edit_settings};
use crate::base::{date, parse_date};
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::number::Number;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::classification::NodeId;
use crate::world::directory::Directory;
use crate::world::id::IdentityId;
use crate::world::team_settings::{Capacity, DateRange};

handlers! {
    meta::GET_CAPACITIES_WITH_IDENTITY_REF_AND_TOTALS => read(get_capacities),
    meta::REPLACE_CAPACITIES_WITH_IDENTITY_REF => change(replace_capacities),
    meta::GET_CAPACITY_WITH_IDENTITY_REF => read(get_capacity),
    meta::UPDATE_CAPACITY_WITH_IDENTITY_REF => change(update_capacity),
    meta::GET_TOTAL_ITERATION_CAPACITIES => read(get_total_iteration_capacities),
    meta::GET_TEAM_DAYS_OFF => read(get_team_days_off),
    meta::UPDATE_TEAM_DAYS_OFF => change(update_team_days_off),
}

const SECONDS_OF_A_DAY: i64 = 86_400;

fn iteration(call: &Call, scope: &Scope<'_>) -> Result<NodeId, Fault> {
    scope.iteration(call.required("iterationId")?)
}

/// A member of the team of the path.
fn member(call: &Call, scope: &Scope<'_>) -> Result<IdentityId, Fault> {
    let id = call.required("teamMemberId")?;
    let found = scope.team.members.iter().find(|member| id.parse().ok() == Some(member.identity));
    found.map(|member| member.identity).ok_or_else(|| Fault::team_member_not_found(id))
}

/// Days between two dates, both counted.
fn days(ranges: &[DateRange]) -> i64 {
    ranges.iter().map(|range| (range.end.as_second() - range.start.as_second()) / SECONDS_OF_A_DAY + 1).sum()
}

pub(super) fn get_capacities(view: &View<'_>) -> Result<Reply, Fault> {
    let scope = Scope::of(view)?;
    let id = iteration(view, &scope)?;
    let known = scope.team.settings.capacities.get(&id).cloned().unwrap_or_default();
    let urls = view.urls();
    let members =
        known.iter().map(|(member, capacity)| to_json(&urls, view.directory, &scope, id, *member, capacity));
    let members: Vec<_> = members.collect();
    // The third form of this resource has totals. The examples of the second, of 5.1, are plain lists.
    let has_totals = match view.version.preview {
        Some(preview) => preview >= 3,
        None => view.version.number >= Number::new(6, 0),
    };
    if !has_totals {
        return Ok(Reply::list(members));
    }
    let per_day: f64 = known.values().flat_map(|capacity| &capacity.activities).map(|(_, hours)| hours).sum();
    let away: i64 = known.values().map(|capacity| days(&capacity.days_off)).sum();
    Ok(Reply::json(
        Object::new()
            .set("teamMembers", members)
            .set("totalCapacityPerDay", per_day)
            .set("totalDaysOff", away),
    ))
}

pub(super) fn get_capacity(view: &View<'_>) -> Result<Reply, Fault> {
    let scope = Scope::of(view)?;
    one(view, &scope)
}

/// Somebody of whom nothing is known can do nothing yet.
fn one(view: &View<'_>, scope: &Scope<'_>) -> Result<Reply, Fault> {
    let (id, member) = (iteration(view, scope)?, member(view, scope)?);
    let known = scope.team.settings.capacities.get(&id).and_then(|known| known.get(&member)).cloned();
    let urls = view.urls();
    let links = scope
        .links(&urls, &iteration_url(&urls, scope, id, &format!("/capacities/{member}")))
        .set("teamSettings", link(scope.url(&urls, "teamsettings")))
        .set("teamIterations", link(scope.url(&urls, "teamsettings/iterations")))
        .set("capacity", link(iteration_url(&urls, scope, id, "/capacities")));
    let capacity = known.unwrap_or_default();
    Ok(Reply::json(to_json(&urls, view.directory, scope, id, member, &capacity).set("_links", links)))
}

pub(super) fn update_capacity(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    edit_settings(change, |scope, settings, _| {
        let (id, member) = (iteration(change.call, scope)?, member(change.call, scope)?);
        let known = settings.capacities.entry(id).or_default().entry(member).or_default();
        *known = read(&body, known)?;
        Ok(())
    })?;
    let scope = Scope::of(&change.view())?;
    one(&change.view(), &scope)
}

pub(super) fn replace_capacities(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    // As documented a list; the official clients of old versions wrapped it.
    let wanted = body.as_array().or_else(|| body.get("value").and_then(Value::as_array));
    let wanted = wanted.ok_or_else(|| Fault::invalid_body("it must be a list of capacities"))?;
    let id = edit_settings(change, |scope, settings, _| {
        let id = iteration(change.call, scope)?;
        let wanted = wanted.iter().map(|item| {
            let member = text(item, "/teamMember/id").ok_or_else(|| Fault::argument_null("teamMember"))?;
            let found = scope.team.members.iter().find(|known| member.parse().ok() == Some(known.identity));
            let found = found.ok_or_else(|| Fault::team_member_not_found(member))?;
            Ok((found.identity, read(item, &Capacity::default())?))
        });
        settings.capacities.insert(id, wanted.collect::<Result<_, Fault>>()?);
        Ok(id)
    })?;
    let scope = Scope::of(&change.view())?;
    let urls = change.urls();
    let known = scope.team.settings.capacities.get(&id).into_iter().flatten();
    let members =
        known.map(|(member, capacity)| to_json(&urls, change.directory, &scope, id, *member, capacity));
    Ok(Reply::list(members))
}

/// The capacities of all teams of a project in an iteration.
pub(super) fn get_total_iteration_capacities(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project(view.organization, view.required("project")?)?;
    let wanted = view.required("iterationId")?;
    let node = wanted.parse().ok().and_then(|id| project.classification.by_identifier(id));
    let id = node.ok_or_else(|| Fault::iteration_not_found(wanted))?.id;
    let mut total = (0.0, 0);
    let mut teams = Vec::new();
    for team in project.teams.values().filter(|team| team.settings.iterations.contains(&id)) {
        let known = team.settings.capacities.get(&id);
        let per_day: f64 = known
            .into_iter()
            .flat_map(|known| known.values())
            .flat_map(|capacity| &capacity.activities)
            .map(|(_, hours)| hours)
            .sum();
        let people = known.into_iter().flat_map(|known| known.values());
        let away: i64 = people.map(|capacity| days(&capacity.days_off)).sum();
        let away = away + team.settings.days_off.get(&id).map_or(0, |ranges| days(ranges));
        total = (total.0 + per_day, total.1 + away);
        let team = Object::new()
            .set("teamId", team.id.to_string())
            .set("teamCapacityPerDay", per_day)
            .set("teamTotalDaysOff", away);
        teams.push(team);
    }
    Ok(Reply::json(
        Object::new()
            .set("teams", teams)
            .set("totalIterationCapacityPerDay", total.0)
            .set("totalIterationDaysOff", total.1),
    ))
}

pub(super) fn get_team_days_off(view: &View<'_>) -> Result<Reply, Fault> {
    let scope = Scope::of(view)?;
    let id = iteration(view, &scope)?;
    Ok(Reply::json(days_off_json(&view.urls(), &scope, id)))
}

pub(super) fn update_team_days_off(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let call = change.call;
    let id = edit_settings(change, |scope, settings, _| {
        let id = iteration(call, scope)?;
        settings.days_off.insert(id, ranges(&body)?.unwrap_or_default());
        Ok(id)
    })?;
    let view = change.view();
    let scope = Scope::of(&view)?;
    Ok(Reply::json(days_off_json(&view.urls(), &scope, id)))
}

fn days_off_json(urls: &Urls<'_>, scope: &Scope<'_>, id: NodeId) -> Object {
    let own = iteration_url(urls, scope, id, "/teamdaysoff");
    let links = scope
        .links(urls, &own)
        .set("teamSettings", link(scope.url(urls, "teamsettings")))
        .set("teamIterations", link(scope.url(urls, "teamsettings/iterations")))
        .set("teamIteration", link(iteration_url(urls, scope, id, "")));
    let ranges = scope.team.settings.days_off.get(&id).map(Vec::as_slice).unwrap_or_default();
    Object::new().set("daysOff", ranges_json(ranges)).set("url", own).set("_links", links)
}

fn ranges_json(ranges: &[DateRange]) -> Vec<Object> {
    let range = |range: &DateRange| Object::new().set("start", date(range.start)).set("end", date(range.end));
    ranges.iter().map(range).collect()
}

/// What a body says of days off; none if it says nothing.
fn ranges(body: &Value) -> Result<Option<Vec<DateRange>>, Fault> {
    let Some(ranges) = body.get("daysOff").and_then(Value::as_array) else {
        return Ok(None);
    };
    let ranges = ranges.iter().map(|range| {
        let day = |name: &str| {
            let value = range.get(name).and_then(Value::as_str).unwrap_or_default();
            parse_date(value).ok_or_else(|| Fault::invalid_parameter(name, value))
        };
        let range = DateRange { start: day("start")?, end: day("end")? };
        if range.end < range.start {
            return Err(Fault::invalid_parameter("end", &date(range.end)));
        }
        Ok(range)
    });
    ranges.collect::<Result<_, _>>().map(Some)
}

/// A capacity with what a body says of it.
fn read(body: &Value, known: &Capacity) -> Result<Capacity, Fault> {
    let activities = body.get("activities").and_then(Value::as_array).map(|activities| {
        activities
            .iter()
            .map(|activity| {
                let hours = activity.get("capacityPerDay").and_then(Value::as_f64).unwrap_or_default();
                if !(0.0..=24.0).contains(&hours) {
                    return Err(Fault::invalid_parameter("capacityPerDay", &hours.to_string()));
                }
                Ok((text(activity, "/name").unwrap_or_default().to_owned(), hours))
            })
            .collect::<Result<Vec<_>, _>>()
    });
    Ok(Capacity {
        activities: activities.transpose()?.unwrap_or_else(|| known.activities.clone()),
        days_off: ranges(body)?.unwrap_or_else(|| known.days_off.clone()),
    })
}

fn to_json(
    urls: &Urls<'_>,
    directory: &Directory,
    scope: &Scope<'_>,
    id: NodeId,
    member: IdentityId,
    capacity: &Capacity,
) -> Object {
    let activities = capacity
        .activities
        .iter()
        .map(|(name, hours)| Object::new().set("capacityPerDay", *hours).set("name", name.as_str()));
    Object::new()
        .set("teamMember", urls.person(directory, member))
        .set("activities", activities.collect::<Json>())
        .set("daysOff", ranges_json(&capacity.days_off))
        .set("url", iteration_url(urls, scope, id, &format!("/capacities/{member}")))
}
