//! The alerts of a repository.

use adoxide_api::advanced_security::alert::meta;
use http::StatusCode;
use http::header::HeaderName;
use serde_json::{Value, json};

use super::metadata::{relations, validity};
use crate::base::{date, parse_date};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::alert::Alert;
use crate::world::repository::Repository;

handlers! {
    meta::GET_ALERTS => read(get_alerts),
    meta::GET_ALERTS_BY_IDS => read(get_alerts_by_ids),
    meta::GET_ALERT => read(get_alert),
    meta::UPDATE_ALERT => change(update_alert),
    meta::GET_ALERT_INSTANCES => read(get_alert_instances),
    meta::GET_BRANCHES => read(get_branches),
    meta::GET_UX_FILTERS => read(get_ux_filters),
}

pub(super) fn repository<'v>(view: &View<'v>) -> Result<&'v Repository, Fault> {
    let (project, name) = (view.project()?.id, view.call.required("repository")?);
    let found = view.organization.repository(Some(project), name);
    found.filter(|known| view.sees(project, Some(known.id))).ok_or_else(|| Fault::repository_not_found(name))
}

pub(super) fn state(alert: &Alert) -> &'static str {
    match alert {
        Alert { fixed: Some(_), .. } => "fixed",
        Alert { dismissal: Some(_), .. } => "dismissed",
        _ => "active",
    }
}

fn to_json(view: &View<'_>, repository: &Repository, alert: &Alert) -> Object {
    let found = &alert.finding;
    let (path, line, column) = (&found.place.0, found.place.1, found.place.2);
    let project = view.organization.project_by_id(repository.project);
    let url = view.urls().web(project.map_or("", |project| project.name.as_str()), &repository.name);
    let tip = repository.tip(&found.branch).map(|tip| tip.to_string());
    let item = format!("{url}?path=/{path}&version=GB{}", found.branch.trim_start_matches("refs/heads/"));
    let location = json!({"filePath": path, "isValidGitPath": true,
        "region": {"lineStart": line, "columnStart": column, "lineEnd": line, "columnEnd": column},
        "versionControl": {"commitHash": tip, "itemUrl": item}});
    let rule = json!({"opaqueId": found.rule.0, "friendlyName": found.rule.0, "description": found.rule.1,
        "resources": null, "tags": [], "additionalProperties": null, "helpMessage": null});
    let dismissal = alert.dismissal.as_ref().map(|dismissal| {
        Object::new()
            .set("dismissalId", 1)
            .set("dismissalType", dismissal.kind.as_str())
            .set("message", dismissal.message.as_str())
            .set("stateChangedBy", dismissal.by.actor.to_string())
            .set("stateChangedByIdentity", view.urls().person(view.directory, dismissal.by.actor))
    });
    Object::new()
        .set("alertId", alert.id)
        .set("severity", found.severity)
        .set("title", found.title.as_str())
        .set("tools", json!([{"name": found.tool.0, "toolVersion": found.tool.1, "rules": [rule]}]))
        .set("dismissal", dismissal)
        .set("repositoryUrl", url)
        .set("repositoryId", repository.id.to_string())
        .set("projectId", repository.project.to_string())
        .set("gitRef", found.branch.as_str())
        .set("alertType", found.kind)
        .set("firstSeenDate", date(alert.first.at))
        .set("lastSeenDate", date(alert.last.at))
        .set("introducedDate", date(alert.first.at))
        .set("fixedDate", alert.fixed.map(|fixed| date(fixed.at)))
        .set("state", state(alert))
        .set("physicalLocations", Value::Array(vec![location]))
        .set("logicalLocations", json!([]))
        .set("confidence", "high")
        .set("truncatedSecret", (found.kind == "secret").then_some("****"))
        .set_if(found.kind == "secret", "validityDetails", || validity(view.organization, alert))
        .set("relations", Value::Array(relations(view.organization, repository.id, alert.id)))
}

/// Whether an alert is one of those that the criteria of a query ask for.
fn filter(view: &View<'_>) -> Result<impl Fn(&Alert) -> bool, Fault> {
    let lower = |name: &str| -> Vec<String> {
        view.query.all(name).into_iter().map(str::to_lowercase).filter(|value| !value.is_empty()).collect()
    };
    let instant = |name: &str| match view.query.any(&[name]) {
        None => Ok(None),
        Some(text) => parse_date(text).map(Some).ok_or_else(|| Fault::invalid_parameter(name, text)),
    };
    let (ids, kinds) = (lower("criteria.alertIds"), lower("criteria.alertType"));
    let (states, severities) = (lower("criteria.states"), lower("criteria.severities"));
    let (tools, rules) = (lower("criteria.toolName"), lower("criteria.ruleId"));
    let (branches, words) = (lower("criteria.ref"), lower("criteria.keywords"));
    let (from, to, since) =
        (instant("criteria.fromDate")?, instant("criteria.toDate")?, instant("criteria.modifiedSince")?);
    let is_in = |wanted: &[String], value: &str| wanted.is_empty() || wanted.contains(&value.to_lowercase());
    Ok(move |alert: &Alert| {
        let found = &alert.finding;
        let changed = alert.fixed.unwrap_or(alert.last).at;
        let changed = alert.dismissal.as_ref().map_or(changed, |dismissal| changed.max(dismissal.by.at));
        is_in(&ids, &alert.id.to_string())
            && is_in(&kinds, found.kind)
            && is_in(&states, state(alert))
            && is_in(&severities, found.severity)
            && is_in(&tools, &found.tool.0)
            && is_in(&rules, &found.rule.0)
            && is_in(&branches, &found.branch)
            && words.iter().all(|word| found.title.to_lowercase().contains(word))
            && from.is_none_or(|from| alert.first.at >= from)
            && to.is_none_or(|to| alert.first.at <= to)
            && since.is_none_or(|since| changed >= since)
    })
}

fn get_alerts(view: &View<'_>) -> Result<Reply, Fault> {
    let repository = repository(view)?;
    let fits = filter(view)?;
    let top = view.query.number(&["top"])?.unwrap_or(100).clamp(1, 500);
    let skip = view.query.number(&["continuationToken"])?.unwrap_or(0);
    let mut all: Vec<&Alert> =
        view.organization.alerts(repository.id).iter().filter(|alert| fits(alert)).collect();
    match view.query.any(&["orderBy"]).unwrap_or("id").to_lowercase().as_str() {
        "firstseen" => all.sort_by_key(|alert| alert.first.at),
        "lastseen" => all.sort_by_key(|alert| alert.last.at),
        "fixedon" => all.sort_by_key(|alert| alert.fixed.map(|fixed| fixed.at)),
        "severity" => all.sort_by_key(|alert| {
            ["critical", "high", "medium", "low", "note"]
                .iter()
                .position(|known| *known == alert.finding.severity)
        }),
        _ => {}
    }
    let count = all.len();
    let page = crate::base::page(all, skip, top);
    let next = skip + page.len();
    let reply = Reply::list(page.into_iter().map(|alert| to_json(view, repository, alert)));
    Ok(if next < count {
        reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string())
    } else {
        reply
    })
}

fn get_alerts_by_ids(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let repository = repository(view)?;
    let ids: Vec<i64> = body
        .get("alertIds")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_i64)
        .collect();
    let all = view.organization.alerts(repository.id).iter().filter(|alert| ids.contains(&alert.id));
    Ok(Reply::list(all.map(|alert| to_json(view, repository, alert))))
}

pub(super) fn not_found(id: &str) -> Fault {
    Fault::exception(
        StatusCode::NOT_FOUND,
        "Microsoft.VisualStudio.Services.AdvancedSecurity.WebApi",
        "AlertNotFoundException",
        format!("The alert {id} does not exist."),
    )
}

pub(super) fn find<'v>(call: &Call, view: &View<'v>) -> Result<(&'v Repository, &'v Alert), Fault> {
    let (repository, id) = (repository(view)?, call.required("alertId")?);
    let found = id.parse().ok().and_then(|id| view.organization.alert(repository.id, id));
    Ok((repository, found.ok_or_else(|| not_found(id))?))
}

fn get_alert(view: &View<'_>) -> Result<Reply, Fault> {
    let (repository, alert) = find(view, view)?;
    Ok(Reply::json(to_json(view, repository, alert)))
}

fn update_alert(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    const REASONS: [&str; 6] =
        ["unknown", "fixed", "acceptedRisk", "falsePositive", "agreedToGuidance", "toolUpgrade"];
    let (repository, id) = {
        let view = change.view();
        let (repository, alert) = find(change.call, &view)?;
        (repository.id, alert.id)
    };
    let wanted = text(&body, "/state").ok_or_else(|| Fault::argument_null("state"))?;
    let dismissal = match wanted.to_lowercase().as_str() {
        "active" => None,
        "dismissed" => {
            let reason =
                text(&body, "/dismissedReason").ok_or_else(|| Fault::argument_null("dismissedReason"))?;
            let known = REASONS.iter().find(|known| known.eq_ignore_ascii_case(reason));
            let known = known.ok_or_else(|| Fault::invalid_parameter("dismissedReason", reason))?;
            Some(((*known).to_owned(), text(&body, "/dismissedComment").unwrap_or_default().to_owned()))
        }
        _ => return Err(Fault::invalid_parameter("state", wanted)),
    };
    change.make(|tx| tx.dismiss_alert(repository, id, dismissal))?;
    let view = change.view();
    let (repository, alert) = find(change.call, &view)?;
    Ok(Reply::json(to_json(&view, repository, alert)))
}

fn get_alert_instances(view: &View<'_>) -> Result<Reply, Fault> {
    let (repository, alert) = find(view, view)?;
    let found = &alert.finding;
    let is_default = repository.default_branch.as_deref() == Some(found.branch.as_str());
    let instance = json!({
        "state": state(alert),
        "recentAnalysisInstance": {
            "createdDate": date(alert.last.at),
            "commitId": repository.tip(&found.branch).map(|tip| tip.to_string()),
            "configuration": {
                "toolName": found.tool.0, "toolVersion": found.tool.1, "analysisConfigurationType": "default",
                "analysisConfigurationDetails": {"gitRef": found.branch, "isDefaultBranch": is_default},
            },
        },
    });
    Ok(Reply::list([instance]))
}

/// The branches that were scanned.
fn branches(view: &View<'_>, repository: &Repository) -> Vec<Value> {
    let alerts = view.organization.alerts(repository.id).iter();
    let names = crate::base::distinct(alerts.map(|alert| alert.finding.branch.clone()));
    let json =
        |(index, name): (usize, String)| json!({"branchId": index + 1, "name": name, "deletedDate": null});
    names.into_iter().enumerate().map(json).collect()
}

fn get_branches(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(branches(view, repository(view)?)))
}

/// What a page of alerts can be filtered by.
fn get_ux_filters(view: &View<'_>) -> Result<Reply, Fault> {
    let repository = repository(view)?;
    let alerts = view.organization.alerts(repository.id);
    let tools = crate::base::distinct(alerts.iter().map(|alert| alert.finding.tool.clone()));
    let tools =
        tools.into_iter().map(|(name, version)| json!({"name": name, "toolVersion": version, "rules": []}));
    let rules = crate::base::distinct(alerts.iter().map(|alert| alert.finding.rule.clone()));
    let rules =
        rules.into_iter().map(|(id, text)| json!({"opaqueId": id, "friendlyName": id, "description": text}));
    Ok(Reply::json(
        Object::new()
            .set("branches", Value::Array(branches(view, repository)))
            .set("tools", Value::Array(tools.collect()))
            .set("rules", Value::Array(rules.collect()))
            .set("severities", json!(["low", "medium", "high", "critical", "note"]))
            .set("states", json!(["active", "dismissed", "fixed", "autoDismissed"]))
            .set("confidenceLevels", json!(["high", "other"]))
            .set("licenses", json!([]))
            .set("packages", json!([]))
            .set("pipelines", json!([]))
            .set("secretTypes", json!([]))
            .set("progressPercentage", 100),
    ))
}
