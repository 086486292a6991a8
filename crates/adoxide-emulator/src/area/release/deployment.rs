//! Deployments: releases on their way to environments.

use adoxide_api::release::meta;
use serde::Deserialize;

use super::super::distributed_task::numbers;
use super::definition::{artifact_json, condition_json, kinds, listed, page};
use super::read::{Order, instant, order};
use super::shape::{
    NEVER, Reference, approval_json, definition_reference, environment_reference, release_links, release_url,
    release_web,
};
use crate::base::sql_date;
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::release::deployment::{Attempt, Place, Release, ReleaseEnvironment};
use crate::world::release::kind::{ApprovalType, DeploymentStatus, OperationStatus};

handlers! {
    meta::GET_DEPLOYMENTS => read(get_deployments),
    meta::GET_DEPLOYMENTS_FOR_MULTIPLE_ENVIRONMENTS => read(query_deployments),
}

/// As many deployments as a page has if nothing else is asked for, and at most.
const USUAL: usize = 50;
const MOST: usize = 1_000;

/// A deployment with where it is.
type Found<'v> = (&'v Release, &'v ReleaseEnvironment, &'v Attempt);

/// A deployment, as lists have it.
pub(super) fn deployment_json(view: &View<'_>, (release, environment, attempt): Found<'_>) -> Object {
    let person = |id| view.urls().person(view.directory, id);
    let artifacts = release.artifacts.iter().map(|artifact| artifact_json(view, artifact));
    let of = Object::new()
        .set("id", release.id)
        .set("name", release.name.as_str())
        .set("url", release_url(view, release.project, format_args!("releases/{}", release.id)))
        .set("artifacts", artifacts.collect::<Json>())
        .set("webAccessUri", release_web(view, release))
        .set("_links", release_links(view, release))
        .set("description", release.description.as_str())
        .set("reason", release.reason.name());
    let project = Object::new().set("id", release.project).set("name", None::<&str>);
    let approvals = |kind| {
        let all = environment.approvals_of(attempt.number, kind);
        all.map(|known| approval_json(view, release, environment, known, false)).collect::<Json>()
    };
    let conditions = environment.snapshot.conditions.iter().map(condition_json);
    let or_never = |at: Option<jiff::Timestamp>| at.map_or_else(|| NEVER.to_owned(), sql_date);
    Object::new()
        .set("id", attempt.deployment)
        .set("release", of)
        .set("releaseDefinition", definition_reference(view, release, Reference::Linked, Some(project)))
        .set("releaseEnvironment", environment_reference(view, release, environment, Reference::Linked))
        .set("projectReference", None::<&str>)
        .set("definitionEnvironmentId", environment.snapshot.id)
        .set("attempt", attempt.number)
        .set("reason", attempt.reason.name())
        .set("deploymentStatus", attempt.status.name())
        .set("operationStatus", attempt.operation.name())
        .set("requestedBy", person(attempt.queued.actor))
        .set("requestedFor", person(release.created_for))
        .set("queuedOn", sql_date(attempt.queued.at))
        .set("startedOn", or_never(attempt.started))
        .set_some("completedOn", attempt.completed.map(sql_date))
        .set("lastModifiedOn", sql_date(attempt.modified.at))
        .set("lastModifiedBy", person(attempt.modified.actor))
        .set("conditions", conditions.collect::<Json>())
        .set_some("scheduledDeploymentTime", attempt.scheduled.map(sql_date))
        .set("preDeployApprovals", approvals(ApprovalType::PreDeploy))
        .set("postDeployApprovals", approvals(ApprovalType::PostDeploy))
        .set("_links", Object::new())
}

/// The deployments of a project that are not of deleted releases, in the order of their numbers.
fn all<'v>(view: &View<'v>) -> Result<Vec<Found<'v>>, Fault> {
    let project = view.project()?.id;
    let releases = view.organization.releases().releases();
    let releases = releases.filter(|release| release.project == project && release.deleted.is_none());
    let found = releases.flat_map(|release| {
        release.deployments().map(move |(environment, attempt)| (release, environment, attempt))
    });
    let mut found = found.collect::<Vec<_>>();
    found.sort_by_key(|(.., attempt)| attempt.deployment);
    Ok(found)
}

/// The statuses of a filter; none where it lets all pass.
fn statuses<T: Copy + PartialEq>(
    view: &View<'_>,
    name: &str,
    find: fn(&str) -> Option<Vec<T>>,
    undefined: T,
) -> Result<Option<Vec<T>>, Fault> {
    if view.query.any(&[name]).is_some_and(|given| given.eq_ignore_ascii_case("all")) {
        return Ok(None);
    }
    Ok(kinds(view, name, find)?.filter(|all| !all.contains(&undefined)))
}

fn get_deployments(view: &View<'_>) -> Result<Reply, Fault> {
    let order = order(view)?;
    let top = view.query.number(&["$top", "top"])?.unwrap_or(USUAL).clamp(1, MOST);
    let definitions = numbers(view, "definitionId")?;
    let environments = numbers(view, "definitionEnvironmentId")?;
    let states = statuses(view, "deploymentStatus", DeploymentStatus::find_all, DeploymentStatus::Undefined)?;
    let doing = statuses(view, "operationStatus", OperationStatus::find_all, OperationStatus::Undefined)?;
    let (from, to) = (instant(view, "minModifiedTime")?, instant(view, "maxModifiedTime")?);
    let (begun_from, begun_to) = (instant(view, "minStartedTime")?, instant(view, "maxStartedTime")?);
    let (creator, created_for) = (view.query.any(&["createdBy"]), view.query.any(&["createdFor"]));
    let branch = view.query.any(&["sourceBranch"]);
    let is_latest = view.query.flag("latestAttemptsOnly")?;
    let is = |id: IdentityId, given: &str| {
        id.to_string().eq_ignore_ascii_case(given)
            || view.directory.identity(id).is_some_and(|person| {
                same_name(&person.display_name, given) || same_name(&person.unique_name, given)
            })
    };
    let mut found = all(view)?;
    found.retain(|(release, environment, attempt)| {
        let mut artifacts = release.artifacts.iter();
        definitions.as_ref().is_none_or(|ids| ids.contains(&0) || ids.contains(&release.definition))
            && environments
                .as_ref()
                .is_none_or(|ids| ids.contains(&0) || ids.contains(&environment.snapshot.id))
            && states.as_ref().is_none_or(|all| all.contains(&attempt.status))
            && doing.as_ref().is_none_or(|all| all.contains(&attempt.operation))
            && from.is_none_or(|from| attempt.modified.at >= from)
            && to.is_none_or(|to| attempt.modified.at <= to)
            && begun_from.is_none_or(|from| attempt.started.is_some_and(|at| at >= from))
            && begun_to.is_none_or(|to| attempt.started.is_some_and(|at| at <= to))
            && creator.is_none_or(|given| is(release.created.actor, given))
            && created_for.is_none_or(|given| is(release.created_for, given))
            && branch.is_none_or(|branch| artifacts.any(|known| known.id_of("branch") == Some(branch)))
            && (!is_latest || environment.attempts.len() as i64 == attempt.number)
    });
    if order == Order::Descending {
        found.reverse();
    }
    let (found, next) = page(view, found, top, |(.., attempt)| attempt.deployment)?;
    Ok(listed(Reply::list(found.into_iter().map(|found| deployment_json(view, found))), next))
}

/// The latest deployments to several environments, as bodies ask for them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    #[serde(default)]
    environments: Vec<QueryEnvironment>,
    deployments_per_environment: Option<usize>,
    deployment_status: Option<DeploymentStatus>,
    source_branch: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct QueryEnvironment {
    definition_environment_id: i64,
}

fn query_deployments(view: &View<'_>, body: Query) -> Result<Reply, Fault> {
    let each = body.deployments_per_environment.unwrap_or(1).clamp(1, MOST);
    let status = body.deployment_status.filter(|status| *status != DeploymentStatus::Undefined);
    let branch = body.source_branch.filter(|branch| !branch.is_empty());
    let known = all(view)?;
    let rows = body.environments.iter().take(MOST).flat_map(|asked| {
        let of = known.iter().rev().filter(|(release, environment, attempt)| {
            let mut artifacts = release.artifacts.iter();
            environment.snapshot.id == asked.definition_environment_id
                && attempt.place != Place::Queued
                && status.is_none_or(|status| attempt.status == status)
                && branch
                    .as_ref()
                    .is_none_or(|branch| artifacts.any(|known| known.id_of("branch") == Some(branch)))
        });
        of.take(each).map(|found| deployment_json(view, *found))
    });
    Ok(Reply::list(rows))
}
