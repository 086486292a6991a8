//! Settings of classic releases, the metrics of a project, and mails about a release.

use adoxide_api::release::meta;
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Map, Value, json};

use super::read;
use crate::base::parse_date;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::release::kind::DeploymentStatus;

handlers! {
    meta::GET_RELEASE_SETTINGS => read(get_settings),
    meta::UPDATE_RELEASE_SETTINGS => change(update_settings),
    meta::GET_PIPELINE_RELEASE_SETTINGS => read(get_pipeline_settings),
    meta::UPDATE_PIPELINE_RELEASE_SETTINGS => change(update_pipeline_settings),
    meta::GET_ORG_PIPELINE_RELEASE_SETTINGS => read(get_organization_settings),
    meta::UPDATE_ORG_PIPELINE_RELEASE_SETTINGS => change(update_organization_settings),
    meta::GET_METRICS => read(get_metrics),
    meta::GET_SUMMARY_MAIL_SECTIONS => read(get_mail_sections),
    meta::SEND_SUMMARY_MAIL => change(send_mail),
    meta::GET_DEPLOYMENT_BADGE => read(get_badge),
}

/// Where settings are kept.
const SCOPE: &str = "release";

/// Settings with what somebody set of them, objects member by member.
fn with_set(usual: Value, set: Option<&Value>) -> Value {
    match (usual, set) {
        (Value::Object(mut usual), Some(Value::Object(set))) => {
            for (name, value) in set.iter().filter(|(_, value)| !value.is_null()) {
                if let Some(known) = usual.remove(name) {
                    usual.insert(name.clone(), with_set(known, Some(value)));
                }
            }
            Value::Object(usual)
        }
        (usual, None | Some(Value::Null)) => usual,
        (_, Some(set)) => set.clone(),
    }
}

fn settings(view: &View<'_>) -> Result<Value, Fault> {
    let policy = |days: i64, releases: i64| json!({"daysToKeep": days, "releasesToKeep": releases, "retainBuild": true});
    let usual = json!({
        "retentionSettings": {
            "defaultEnvironmentRetentionPolicy": policy(30, 3),
            "maximumEnvironmentRetentionPolicy": policy(365, 25),
            "daysToKeepDeletedReleases": 14,
        },
        "complianceSettings": {"checkForCredentialsAndOtherSecrets": false},
    });
    let own = format!("settings/{}", view.project()?.id);
    Ok(with_set(usual, view.organization.setting(SCOPE, &own)))
}

fn get_settings(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(settings(view)?))
}

fn update_settings(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let all = with_set(settings(&change.view())?, Some(&Value::Object(body)));
    let own = format!("settings/{}", change.view().project()?.id);
    change.make(|tx| tx.set_setting(SCOPE, &own, Some(all)))?;
    get_settings(&change.view())
}

/// What jobs of releases may do; the organization's setting counts for all of its projects.
const JOB_SCOPE: &str = "enforceJobAuthScope";

fn is_enforced(view: &View<'_>, name: &str) -> bool {
    view.organization.is_set(SCOPE, name, true)
}

fn get_organization_settings(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(json!({
        "hasManagePipelinePoliciesPermission": true,
        "orgEnforceJobAuthScope": is_enforced(view, "organization"),
    })))
}

fn set(change: &mut Change<'_>, name: &str, value: Option<&Value>) -> Result<(), Fault> {
    if let Some(value) = value.and_then(Value::as_bool) {
        change.make(|tx| tx.set_setting(SCOPE, name, Some(value.into())))?;
    }
    Ok(())
}

fn update_organization_settings(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    set(change, "organization", body.get("orgEnforceJobAuthScope"))?;
    get_organization_settings(&change.view())
}

fn get_pipeline_settings(view: &View<'_>) -> Result<Reply, Fault> {
    let own = format!("{JOB_SCOPE}/{}", view.project()?.id);
    let of_organization = is_enforced(view, "organization");
    Ok(Reply::json(json!({
        "enforceJobAuthScope": of_organization || is_enforced(view, &own),
        "hasManageSettingsPermission": true,
        "orgEnforceJobAuthScope": of_organization,
        "publicProject": false,
    })))
}

fn update_pipeline_settings(change: &mut Change<'_>, body: Map<String, Value>) -> Result<Reply, Fault> {
    let own = format!("{JOB_SCOPE}/{}", change.view().project()?.id);
    set(change, &own, body.get("enforceJobAuthScope"))?;
    get_pipeline_settings(&change.view())
}

/// The deployments of the last days, by how they ended.
fn get_metrics(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let now = view.stamp().at;
    let since = match view.query.any(&["minMetricsTime"]) {
        Some(at) => parse_date(at).ok_or_else(|| Fault::invalid_parameter("minMetricsTime", at))?,
        None => now.checked_sub(SignedDuration::from_hours(7 * 24)).unwrap_or(now),
    };
    let all = view.organization.releases().releases();
    let releases: Vec<_> = all.filter(|release| release.project == project).collect();
    let deployments = releases.iter().flat_map(|release| release.deployments());
    let recent = deployments.filter(|(_, attempt)| attempt.queued.at >= since);
    let recent: Vec<_> = recent.map(|(_, attempt)| attempt.status).collect();
    let count = |status: DeploymentStatus| recent.iter().filter(|known| **known == status).count();
    let created = releases.iter().filter(|release| release.created.at >= since).count();
    let metrics = [
        ("Releases", created),
        ("SuccessfulDeployments", count(DeploymentStatus::Succeeded)),
        ("FailedDeployments", count(DeploymentStatus::Failed)),
        ("PartiallySuccessfulDeployments", count(DeploymentStatus::PartiallySucceeded)),
    ];
    Ok(Reply::list(metrics.map(|(name, value)| json!({"name": name, "value": value}))))
}

/// The parts that a mail about a release has, in outline.
fn get_mail_sections(view: &View<'_>) -> Result<Reply, Fault> {
    let release = read::find(view)?;
    let details = format!("<p>{}</p>", release.name);
    let names = ["details", "environments", "issues", "testResults", "workItems", "releaseInfo"];
    let sections = names.iter().enumerate().map(|(rank, name)| {
        json!({"sectionType": name, "rank": rank, "title": name, "htmlContent": if rank == 0 { details.as_str() } else { "" }})
    });
    Ok(Reply::list(sections.collect::<Vec<_>>()))
}

/// The badge of the last deployment to an environment.
fn get_badge(view: &View<'_>) -> Result<Reply, Fault> {
    let number = |name: &str| {
        let given = view.required(name)?;
        given.parse::<i64>().map_err(|_| Fault::invalid_parameter(name, given))
    };
    let (definition, wanted) = (number("releaseDefinitionId")?, number("environmentId")?);
    let project = crate::handler::ready_project(view.organization, view.required("projectId")?)?.id;
    let releases = view.organization.releases();
    let known = releases.definition(definition).filter(|known| known.project == project);
    let known = known.ok_or_else(|| Fault::release_definition_not_found(&definition.to_string()))?;
    let environment = known.content.environments.iter().find(|known| known.id == wanted);
    let environment =
        environment.ok_or_else(|| Fault::release_part_not_found("environment", &wanted.to_string()))?;
    let own = releases.releases().rev().filter(|release| release.definition == definition);
    let mut own =
        own.flat_map(|release| release.environments.iter()).filter(|known| known.snapshot.id == wanted);
    let status = own.find_map(|known| Some(known.latest()?.status.name()));
    Ok(crate::area::build::badge(&environment.name, status))
}

/// No mail leaves the emulator.
fn send_mail(change: &mut Change<'_>) -> Result<Reply, Fault> {
    read::find(&change.view())?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
