//! What keeps builds: leases, and the settings of a project.

use adoxide_api::build::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::distributed_task::numbers;
use super::shape::{find_build, project};
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::Lease;

handlers! {
    meta::GET_RETENTION_LEASES_FOR_BUILD => read(get_leases_of_build),
    meta::GET_RETENTION_LEASES_BY_MINIMAL_RETENTION_LEASES => read(get_leases),
    meta::GET_RETENTION_LEASES_BY_OWNER_ID => read(get_leases),
    meta::GET_RETENTION_LEASES_BY_USER_ID => read(get_leases),
    meta::GET_RETENTION_LEASE => read(get_lease),
    meta::ADD_RETENTION_LEASES => change(add_leases),
    meta::UPDATE_RETENTION_LEASE => change(update_lease),
    meta::DELETE_RETENTION_LEASES_BY_ID => change(delete_leases),
    meta::GET_RETENTION_SETTINGS => read(get_settings),
    meta::UPDATE_RETENTION_SETTINGS => change(update_settings),
}

fn lease_json(lease: &Lease) -> Object {
    Object::new()
        .set("leaseId", lease.id)
        .set("ownerId", lease.owner.as_str())
        .set("runId", lease.build)
        .set("definitionId", lease.definition)
        .set("createdOn", date(lease.created))
        .set("validUntil", date(lease.valid_until()))
        .set("protectPipeline", lease.protects_pipeline)
}

fn get_leases_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(find_build(view)?.leases.iter().map(lease_json)))
}

fn get_leases(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project(view)?.id;
    let owner = view.query.any(&["ownerId"]);
    let user = view.query.any(&["userOwnerId"]).map(|user| format!("User:{user}").to_lowercase());
    let (definitions, runs) = (numbers(view, "definitionId")?, numbers(view, "runId")?);
    // `OWNER|DEFINITION|RUN`, any number of them.
    let minimal = view.query.any(&["leasesToFetch"]).map(str::to_lowercase);
    let found = view.organization.builds().builds().filter(|build| build.project == project);
    let found = found.flat_map(|build| &build.leases).filter(|lease| {
        let key = format!("{}|{}|{}", lease.owner.to_lowercase(), lease.definition, lease.build);
        owner.is_none_or(|owner| owner.eq_ignore_ascii_case(&lease.owner))
            && user.as_ref().is_none_or(|user| *user == lease.owner.to_lowercase())
            && definitions.as_ref().is_none_or(|all| all.contains(&lease.definition))
            && runs.as_ref().is_none_or(|all| all.contains(&lease.build))
            && minimal.as_ref().is_none_or(|minimal| minimal.split(',').any(|wanted| wanted.trim() == key))
    });
    Ok(Reply::list(found.map(lease_json)))
}

fn find<'w>(view: &View<'w>, given: &str) -> Result<&'w Lease, Fault> {
    let project = project(view)?.id;
    let found = view.organization.builds().builds().filter(|build| build.project == project);
    let found = found.flat_map(|build| &build.leases).find(|lease| lease.id.to_string() == given);
    found.ok_or_else(|| Fault::lease_not_found(given))
}

fn get_lease(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(lease_json(find(view, view.required("leaseId")?)?)))
}

/// A lease of a body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewLease {
    run_id: i64,
    definition_id: i64,
    owner_id: Option<String>,
    days_valid: Option<i64>,
    #[serde(default)]
    protect_pipeline: bool,
}

fn add_leases(change: &mut Change<'_>, body: Vec<NewLease>) -> Result<Reply, Fault> {
    let project = project(&change.view())?.id;
    let mut ids = Vec::new();
    for new in body {
        let build = change.view().organization.builds().build(new.run_id);
        build
            .filter(|build| build.project == project)
            .ok_or_else(|| Fault::build_not_found(&new.run_id.to_string()))?;
        let owner = new.owner_id.filter(|owner| !owner.is_empty());
        let lease = Lease {
            id: 0,
            owner: owner.unwrap_or_else(|| format!("User:{}", change.actor)),
            build: new.run_id,
            definition: new.definition_id,
            created: change.stamp().at,
            days: new.days_valid.unwrap_or(365),
            protects_pipeline: new.protect_pipeline,
        };
        ids.push(change.make(|tx| tx.add_lease(lease))?);
    }
    let view = change.view();
    let made = view.organization.builds().leases().filter(|lease| ids.contains(&lease.id));
    Ok(Reply::list(made.map(lease_json)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LeaseChange {
    days_valid: Option<i64>,
    protect_pipeline: Option<bool>,
}

fn update_lease(change: &mut Change<'_>, body: LeaseChange) -> Result<Reply, Fault> {
    let given = change.required("leaseId")?;
    let id = find(&change.view(), given)?.id;
    change.make(|tx| tx.update_lease(id, body.days_valid, body.protect_pipeline))?;
    Ok(Reply::json(lease_json(find(&change.view(), given)?)))
}

fn delete_leases(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let ids = numbers(change.call, "ids")?.ok_or_else(|| Fault::argument_null("ids"))?;
    change.make(|tx| tx.delete_leases(&ids))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Settings.

/// The settings of a project, with their limits: recorded.
fn settings_json(view: &View<'_>) -> Result<Object, Fault> {
    let set = view.organization.builds().retention(project(view)?.id);
    let number = |name: &str| set.and_then(|set| set.get(name)?.as_i64());
    let setting = |name: &str, min: i64, max: i64, usual: i64| json!({"min": min, "max": max, "value": number(name).unwrap_or(usual)});
    Ok(Object::new()
        .set("purgeArtifacts", setting("artifactsRetention", 1, 60, 30))
        .set("purgePullRequestRuns", setting("pullRequestRunRetention", 1, 30, 10))
        .set("purgeRuns", setting("runRetention", 30, 731, 30))
        // Recorded: null where nobody set it.
        .set(
            "retainRunsPerProtectedBranch",
            number("retainRunsPerProtectedBranch").map(|_| setting("retainRunsPerProtectedBranch", 0, 50, 3)),
        ))
}

fn get_settings(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(settings_json(view)?))
}

fn update_settings(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let project = project(&change.view())?.id;
    let values = body.iter().filter_map(|(name, value)| Some((name.clone(), value.get("value")?.clone())));
    let values = values.collect();
    change.make(|tx| tx.set_retention_settings(project, values))?;
    get_settings(&change.view())
}
