//! What is seen of all repositories: alerts, how many there are, what is enabled.

use adoxide_api::advanced_security::advanced_security_reporting::meta;
use http::header::HeaderName;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::alert::state;
use super::enablement;
use super::metadata::validity_status;
use crate::base::{choice, date, page, parse_date};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::alert::Alert;
use crate::world::name::same_name;
use crate::world::project::Project;
use crate::world::repository::Repository;

handlers! {
    meta::GET_ALERT_SUMMARY_FOR_ORG => read(get_alert_summary_for_org),
    meta::GET_COMBINED_ALERTS_FOR_ORG => read(get_combined_alerts_for_org),
    meta::GET_ENABLEMENT_SUMMARY_FOR_ORG => read(get_enablement_summary_for_org),
}

/// The values that a criterion has, in lower case.
fn lower(view: &View<'_>, name: &str) -> Vec<String> {
    view.query.all(name).into_iter().map(str::to_lowercase).collect()
}

fn is_in(wanted: &[String], value: &str) -> bool {
    wanted.is_empty() || wanted.contains(&value.to_lowercase())
}

/// The repositories that the caller sees, of the projects that the query names, with those.
fn repositories<'v>(view: &View<'v>) -> Vec<(&'v Project, &'v Repository)> {
    let wanted = lower(view, "criteria.projects");
    let all = view.organization.repositories().filter(|known| view.sees(known.project, Some(known.id)));
    let all = all.filter_map(|known| Some((view.organization.project_by_id(known.project)?, known)));
    all.filter(|(project, _)| {
        wanted.is_empty() || is_in(&wanted, &project.name) || is_in(&wanted, &project.id.to_string())
    })
    .collect()
}

/// The same, where the name of the repository or the project has the keywords in it.
fn named_repositories<'v>(view: &View<'v>) -> Vec<(&'v Project, &'v Repository)> {
    let words = view.query.any(&["criteria.keywords"]).map(str::to_lowercase);
    let has = |text: &str| words.as_ref().is_none_or(|words| text.to_lowercase().contains(words));
    let mut all = repositories(view);
    all.retain(|(project, known)| has(&project.name) || has(&known.name));
    all
}

/// Repositories by project, as the summaries have them.
fn by_project(
    view: &View<'_>,
    all: Vec<(&Project, &Repository)>,
    to_json: impl Fn(&Repository) -> Object,
) -> Object {
    let mut projects: Vec<(&Project, Vec<Object>)> = Vec::new();
    for (project, known) in all {
        match projects.iter_mut().find(|(seen, _)| seen.id == project.id) {
            Some((_, own)) => own.push(to_json(known)),
            None => projects.push((project, vec![to_json(known)])),
        }
    }
    let projects = projects.into_iter().map(|(project, own)| {
        Object::new().set("projectId", project.id).set("projectName", project.name.as_str()).set("repos", own)
    });
    Object::new().set("orgId", view.organization.id()).set("projects", projects.collect::<Vec<_>>())
}

/// Since when alerts count, by the period of a query.
fn since(view: &View<'_>) -> Result<Option<Timestamp>, Fault> {
    const PERIODS: [(&str, i64, i64); 6] = [
        ("undefined", 0, 0),
        ("last24Hours", 1, 1),
        ("last7Days", 2, 7),
        ("last14Days", 3, 14),
        ("last30Days", 4, 30),
        ("last90Days", 5, 90),
    ];
    let Some(given) = view.query.any(&["criteria.period"]) else { return Ok(None) };
    let days = choice(given, &PERIODS).ok_or_else(|| Fault::invalid_parameter("criteria.period", given))?;
    let since = view.stamp().at.saturating_sub(SignedDuration::from_hours(24 * days));
    Ok(since.ok().filter(|_| days > 0))
}

/// How many alerts there are. Open ones count however old they are; what happened counts within the period.
fn get_alert_summary_for_org(view: &View<'_>) -> Result<Reply, Fault> {
    let since = since(view)?;
    let (kinds, severities) = (lower(view, "criteria.alertTypes"), lower(view, "criteria.severities"));
    let in_period = |at: Timestamp| since.is_none_or(|since| at >= since);
    let summary = |known: &Repository| {
        let alerts: Vec<&Alert> = view
            .organization
            .alerts(known.id)
            .iter()
            .filter(|alert| is_in(&kinds, alert.finding.kind) && is_in(&severities, alert.finding.severity))
            .collect();
        let open: Vec<&&Alert> = alerts.iter().filter(|alert| state(alert) == "active").collect();
        let count = |severity: &str| open.iter().filter(|alert| alert.finding.severity == severity).count();
        let severities = ["critical", "high", "medium", "low", "note"];
        let by_severity: Object = severities.map(|name| (name, count(name))).into_iter().collect();
        let new = alerts.iter().filter(|alert| in_period(alert.first.at)).count();
        let fixed =
            alerts.iter().filter(|alert| alert.fixed.is_some_and(|fixed| in_period(fixed.at))).count();
        let dismissed = alerts
            .iter()
            .filter(|alert| alert.dismissal.as_ref().is_some_and(|dismissal| in_period(dismissal.by.at)))
            .count();
        Object::new()
            .set("repoId", known.id)
            .set("repoName", known.name.as_str())
            .set("totalAlerts", alerts.len())
            .set("openAlerts", open.len())
            .set("alertsBySeverity", by_severity)
            .set(
                "alertsByState",
                Object::new().set("new", new).set("fixed", fixed).set("dismissed", dismissed),
            )
    };
    Ok(Reply::json(by_project(view, named_repositories(view), summary)))
}

/// Which alerts a query asks for.
fn filter<'v>(view: &View<'v>) -> Result<impl Fn(&Project, &Repository, &Alert) -> bool + use<'v>, Fault> {
    let instant = |name: &str| match view.query.any(&[name]) {
        None => Ok(None),
        Some(text) => parse_date(text).map(Some).ok_or_else(|| Fault::invalid_parameter(name, text)),
    };
    let is_open = match view.query.any(&["criteria.state"]) {
        None => None,
        Some(given) => {
            let found = choice(given, &[("open", 0, true), ("closed", 1, false)]);
            Some(found.ok_or_else(|| Fault::invalid_parameter("criteria.state", given))?)
        }
    };
    // No alert here tells of a component, or of the type of a secret.
    let has_others = ["criteria.componentNames", "criteria.componentTypes", "criteria.secretTypes"]
        .iter()
        .any(|name| !view.query.all(name).is_empty());
    let validities = lower(view, "criteria.alertValidityStatus");
    let organization = view.organization;
    let kinds = lower(view, "criteria.alertType");
    let (dismissals, severities) =
        (lower(view, "criteria.dismissalTypes"), lower(view, "criteria.severities"));
    let (rules, tools) = (lower(view, "criteria.ruleNames"), lower(view, "criteria.toolNames"));
    let (names, ids) = (lower(view, "criteria.repositories"), lower(view, "criteria.repositoryIds"));
    let words = view.query.any(&["criteria.keywords"]).map(str::to_lowercase);
    let introduced = (instant("criteria.introducedDateStart")?, instant("criteria.introducedDateEnd")?);
    let fixed = (instant("criteria.fixedDateStart")?, instant("criteria.fixedDateEnd")?);
    let within = |(from, to): (Option<Timestamp>, Option<Timestamp>), at: Option<Timestamp>| {
        from.is_none_or(|from| at.is_some_and(|at| at >= from))
            && to.is_none_or(|to| at.is_some_and(|at| at <= to))
    };
    Ok(move |project: &Project, repository: &Repository, alert: &Alert| {
        let found = &alert.finding;
        let texts = [&found.title, &found.place.0, &repository.name, &project.name];
        let dismissal = alert.dismissal.as_ref().map_or("", |dismissal| dismissal.kind.as_str());
        !has_others
            && is_in(&validities, validity_status(organization, alert))
            && is_in(&kinds, found.kind)
            && is_in(&severities, found.severity)
            && is_in(&dismissals, dismissal)
            && (is_in(&rules, &found.rule.0) || is_in(&rules, &found.rule.1))
            && is_in(&tools, &found.tool.0)
            && is_in(&names, &repository.name)
            && is_in(&ids, &repository.id.to_string())
            && is_open.is_none_or(|is_open| is_open == (state(alert) == "active"))
            && words.as_ref().is_none_or(|words| texts.iter().any(|text| text.to_lowercase().contains(words)))
            && within(introduced, Some(alert.first.at))
            && within(fixed, alert.fixed.map(|fixed| fixed.at))
    })
}

fn alert_json(view: &View<'_>, project: &Project, repository: &Repository, alert: &Alert) -> Object {
    let found = &alert.finding;
    let (path, line, column) = (&found.place.0, found.place.1, found.place.2);
    let region = json!({"lineStart": line, "columnStart": column, "lineEnd": line, "columnEnd": column});
    let location = json!({"alertId": alert.id, "filePath": path, "region": region});
    Object::new()
        .set("alertId", alert.id)
        .set("alertType", found.kind)
        .set("title", found.title.as_str())
        .set("severity", found.severity)
        .set("state", state(alert))
        .set("introducedDate", date(alert.first.at))
        .set("projectName", project.name.as_str())
        .set("repositoryName", repository.name.as_str())
        .set("locations", Value::Array(vec![location]))
        .set_if(found.kind == "secret", "truncatedSecret", || "****")
        .set_if(found.kind == "secret", "validityStatus", || validity_status(view.organization, alert))
}

/// The alerts of all repositories, newest first.
fn get_combined_alerts_for_org(view: &View<'_>) -> Result<Reply, Fault> {
    let fits = filter(view)?;
    let top = view.query.number(&["top"])?.unwrap_or(100).clamp(1, 500);
    let skip = view.query.number(&["continuationToken"])?.unwrap_or(0);
    let mut all: Vec<_> = repositories(view)
        .into_iter()
        .flat_map(|(project, known)| {
            view.organization.alerts(known.id).iter().map(move |alert| (project, known, alert))
        })
        .filter(|(project, known, alert)| fits(project, known, alert))
        .collect();
    all.sort_by_key(|(_, _, alert)| std::cmp::Reverse(alert.first.at));
    let count = all.len();
    let page = page(all, skip, top);
    let next = skip + page.len();
    let reply =
        Reply::list(page.into_iter().map(|(project, known, alert)| alert_json(view, project, known, alert)));
    Ok(if next < count {
        reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string())
    } else {
        reply
    })
}

/// What is enabled, by kind of scan.
fn get_enablement_summary_for_org(view: &View<'_>) -> Result<Reply, Fault> {
    let is_on =
        |known: &Repository, name: &str| view.organization.is_set(&enablement::scope(known.id), name, false);
    // Pull requests are not annotated here, so nothing of them is enabled.
    let states = |known: &Repository| {
        let code = is_on(known, "codeQLEnabled");
        let dependencies = is_on(known, "dependencyScanningInjectionEnabled");
        let secrets = is_on(known, "secretProtectionEnabled");
        [
            ("anyTool", code || dependencies || secrets),
            ("codeAlerts", code),
            ("codePRAlerts", false),
            ("dependencyAlerts", dependencies),
            ("dependencyPRAlerts", false),
            ("pushProtection", is_on(known, "blockPushes")),
            ("secretAlerts", secrets),
        ]
    };
    let mut all = named_repositories(view);
    for (index, (name, _)) in all.first().map(|(_, known)| states(known)).into_iter().flatten().enumerate() {
        let name = format!("criteria.states.{name}");
        if view.query.has(&name) {
            let wanted = view.query.flag(&name)?;
            all.retain(|(_, known)| states(known)[index].1 == wanted);
        }
    }
    let summary = |known: &Repository| {
        let states = states(known);
        let state = |name: &str| states.iter().any(|(state, is_on)| same_name(state, name) && *is_on);
        let enabled = |is_on: bool| Object::new().set("enabled", is_on);
        let scan = |alerts: &str, pull_requests: &str, pushes: &str| {
            Object::new()
                .set("alerts", enabled(state(alerts)))
                .set("prAlerts", enabled(state(pull_requests)))
                .set("pushProtection", enabled(state(pushes)))
        };
        let scans = Object::new()
            .set("code", scan("codeAlerts", "codePRAlerts", ""))
            .set("dependency", scan("dependencyAlerts", "dependencyPRAlerts", ""))
            .set("secret", scan("secretAlerts", "", "pushProtection"));
        let last = ["code", "dependency", "secret"].into_iter().filter_map(|kind| {
            let alerts = view.organization.alerts(known.id).iter();
            let last = alerts.filter(|alert| alert.finding.kind == kind).map(|alert| alert.last.at).max()?;
            Some((kind, Object::new().set("lastScanDate", date(last))))
        });
        let (code, secrets) = (is_on(known, "codeSecurityEnabled"), is_on(known, "secretProtectionEnabled"));
        Object::new()
            .set("repoId", known.id)
            .set("repoName", known.name.as_str())
            .set("advSecIsEnabled", code || secrets)
            .set("codeSecurityEnabled", code)
            .set("secretProtectionEnabled", secrets)
            .set("scanTypeSummary", scans)
            .set("scanTypeMetadata", last.collect::<Object>())
    };
    Ok(Reply::json(by_project(view, all, summary)))
}
