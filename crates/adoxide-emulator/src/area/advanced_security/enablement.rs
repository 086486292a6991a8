//! What of Advanced Security is enabled: for a repository, a project or the organization.

use adoxide_api::advanced_security::management::meta;
use http::StatusCode;
use serde_json::Value;

use crate::handler::permission::EDIT_PROJECT;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::id::{ProjectId, RepositoryId};
use crate::world::repository::Repository;

handlers! {
    meta::GET_REPO_ENABLEMENT_STATUS2 => read(get_repo_enablement_status),
    meta::UPDATE_REPO_ADV_SEC_ENABLEMENT_STATUS2 => change(update_repo_enablement_status).needs(EDIT_PROJECT),
    meta::GET_PROJECT_ENABLEMENT_STATUS2 => read(get_project_enablement_status),
    meta::UPDATE_PROJECT_ENABLEMENT_STATUS2 => change(update_project_enablement_status).needs(EDIT_PROJECT),
    meta::GET_ORG_ENABLEMENT_STATUS2 => read(get_org_enablement_status),
    meta::UPDATE_ORG_ENABLEMENT_STATUS2 => change(update_org_enablement_status).needs(EDIT_PROJECT),
    meta::GET_METER_USAGE2 => read(get_meter_usage),
    meta::GET_ESTIMATED_BILLABLE_PUSHERS_DETAILS_FOR_ORG2 => read(get_estimate_of_organization),
    meta::GET_ESTIMATED_BILLABLE_PUSHERS_DETAILS_FOR_PROJECT2 => read(get_estimate_of_project),
    meta::GET_ESTIMATED_BILLABLE_COMMITTERS_DETAILS_FOR_REPO2 => read(get_estimate_of_repository),
}

/// The switches: the name within its features, the features, and the name that they had before they were grouped.
const SWITCHES: [(&str, &str, &str); 6] = [
    ("codeSecurityEnabled", "codeSecurityFeatures", "advSecEnabled"),
    ("dependencyScanningInjectionEnabled", "codeSecurityFeatures", "dependencyScanningInjectionEnabled"),
    ("codeQLEnabled", "codeSecurityFeatures", "codeQLEnabled"),
    ("dependabotEnabled", "codeSecurityFeatures", "dependabotEnabled"),
    ("secretProtectionEnabled", "secretProtectionFeatures", "secretProtectionEnabled"),
    ("blockPushes", "secretProtectionFeatures", "blockPushes"),
];

/// What new repositories get.
const ON_CREATE: [&str; 6] = [
    "enableBlockPushesOnCreate",
    "enableCodeQLOnCreate",
    "enableCodeSecurityOnCreate",
    "enableDependabotOnCreate",
    "enableDependencyScanningInjectionOnCreate",
    "enableSecretProtectionOnCreate",
];

/// Where the switches of a repository are kept.
pub(in crate::area) fn scope(repository: RepositoryId) -> String {
    format!("advancedsecurity/{repository}")
}

fn create_scope(project: Option<ProjectId>) -> String {
    project.map_or_else(|| "advancedsecurity/create".to_owned(), |id| format!("advancedsecurity/create/{id}"))
}

/// One of the two groups of switches. Recorded: what nobody has set is null, not false.
fn features(organization: &Organization, scope: &str, group: &str) -> Object {
    let own = SWITCHES.iter().filter(|(_, known, _)| *known == group);
    let all = own.fold(Object::new(), |all, (name, _, _)| {
        all.set(name, organization.setting(scope, name).cloned().unwrap_or(Value::Null))
    });
    let prefix = group.trim_end_matches("Features");
    let changed = |what: &str| organization.setting(scope, &format!("{prefix}{what}")).cloned();
    all.set(
        &format!("{prefix}EnablementLastChangedDate"),
        changed("EnablementLastChangedDate").unwrap_or(Value::Null),
    )
    .set(&format!("{prefix}ChangedBy"), changed("ChangedBy").unwrap_or(Value::Null))
}

/// What is enabled for a repository: in groups since the third version of the resource, before that side by side.
fn repository_json(view: &View<'_>, repository: &Repository) -> Object {
    let (organization, scope) = (view.organization, scope(repository.id));
    let json = Object::new()
        .set("projectId", repository.project.to_string())
        .set("repositoryId", repository.id.to_string());
    if is_grouped(view) {
        return json
            .set("codeSecurityFeatures", features(organization, &scope, "codeSecurityFeatures"))
            .set("secretProtectionFeatures", features(organization, &scope, "secretProtectionFeatures"));
    }
    let changed = organization.setting(&scope, "codeSecurityEnablementLastChangedDate").cloned();
    let json = json.set("advSecEnablementLastChangedDate", changed.unwrap_or(Value::Null));
    SWITCHES.iter().fold(json, |json, (name, _, older)| {
        json.set(older, organization.setting(&scope, name).cloned().unwrap_or(Value::Null))
    })
}

/// 7.2-preview.3 groups the switches; 7.1-preview.1 and 7.2-preview.1 and .2 have them side by side.
fn is_grouped(view: &View<'_>) -> bool {
    let number = view.version.number;
    (number.major, number.minor) >= (7, 2) && view.version.preview.is_none_or(|preview| preview >= 3)
}

fn repository<'v>(view: &View<'v>) -> Result<&'v Repository, Fault> {
    let project = view.project()?.id;
    let name = view.call.required("repository")?;
    let found = view.organization.repository(Some(project), name);
    found.filter(|known| view.sees(project, Some(known.id))).ok_or_else(|| Fault::repository_not_found(name))
}

fn get_repo_enablement_status(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(repository_json(view, repository(view)?)))
}

/// The switches that a body sets, in either form.
fn switches(body: &Value) -> Result<Vec<(&'static str, &'static str, bool)>, Fault> {
    let mut all = Vec::new();
    for (name, group, older) in SWITCHES {
        let given = body.get(group).and_then(|group| group.get(name)).or_else(|| body.get(older));
        let Some(value) = given.filter(|value| !value.is_null()) else { continue };
        let value = value.as_bool().ok_or_else(|| Fault::invalid_parameter(name, &value.to_string()))?;
        all.push((name, group, value));
    }
    Ok(all)
}

fn set_switches(change: &mut Change<'_>, repository: RepositoryId, body: &Value) -> Result<(), Fault> {
    let scope = scope(repository);
    let stamp = change.stamp();
    for (name, group, value) in switches(body)? {
        let prefix = group.trim_end_matches("Features");
        let rows = [
            (name.to_owned(), Value::Bool(value)),
            (format!("{prefix}EnablementLastChangedDate"), crate::base::date(stamp.at).into()),
            (format!("{prefix}ChangedBy"), stamp.actor.to_string().into()),
        ];
        for (name, value) in rows {
            change.make(|tx| tx.set_setting(&scope, &name, Some(value)))?;
        }
    }
    Ok(())
}

fn update_repo_enablement_status(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = repository(&change.view())?.id;
    set_switches(change, id, &body)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The repositories of a project or of the organization, and what new ones get.
fn overview(view: &View<'_>, project: Option<ProjectId>) -> Object {
    let repositories = view.organization.repositories();
    let own = repositories.filter(|known| project.is_none_or(|project| known.project == project));
    let own = own.filter(|known| view.sees(known.project, Some(known.id)));
    let all: Vec<Object> = own.map(|known| repository_json(view, known)).collect();
    let scope = create_scope(project);
    let json = Object::new().set("reposEnablementStatus", all);
    if !is_grouped(view) {
        return json
            .set("enableOnCreate", view.organization.is_set(&scope, "enableCodeSecurityOnCreate", false));
    }
    let on_create = ON_CREATE
        .iter()
        .fold(Object::new(), |all, name| all.set(name, view.organization.is_set(&scope, name, false)));
    json.set("enablementOnCreateSettings", on_create)
}

fn get_project_enablement_status(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(overview(view, Some(view.project()?.id))))
}

fn get_org_enablement_status(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(overview(view, None)))
}

/// What a body sets for all repositories that it names, or for all there are, and for new ones.
fn update_all(change: &mut Change<'_>, project: Option<ProjectId>, body: &Value) -> Result<Reply, Fault> {
    let scope = create_scope(project);
    let given = body.get("enablementOnCreateSettings");
    for name in ON_CREATE {
        if let Some(value) = given.and_then(|given| given.get(name)).and_then(Value::as_bool) {
            change.make(|tx| tx.set_setting(&scope, name, Some(Value::Bool(value))))?;
        }
    }
    let all: Vec<RepositoryId> = change
        .view()
        .organization
        .repositories()
        .filter(|known| project.is_none_or(|project| known.project == project))
        .map(|known| known.id)
        .collect();
    for id in &all {
        set_switches(change, *id, body)?;
    }
    for own in body.get("reposEnablementStatus").and_then(Value::as_array).into_iter().flatten() {
        let id = own.get("repositoryId").and_then(Value::as_str).unwrap_or_default();
        let known = id.parse().ok().filter(|id| all.contains(id));
        set_switches(change, known.ok_or_else(|| Fault::repository_not_found(id))?, own)?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn update_project_enablement_status(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let project = change.view().project()?.id;
    update_all(change, Some(project), &body)
}

fn update_org_enablement_status(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    update_all(change, None, &body)
}

/// Who pushed within the last 90 days to what is scanned: those are paid for.
fn committers(view: &View<'_>, is_wanted: impl Fn(&Repository) -> bool) -> Object {
    let since = view.stamp().at.saturating_sub(jiff::SignedDuration::from_hours(24 * 90));
    let since = since.unwrap_or(jiff::Timestamp::MIN);
    let repositories = view.organization.repositories().filter(|known| is_wanted(known));
    let pushes = repositories.flat_map(|known| known.pushes.iter()).filter(|push| push.date >= since);
    let people = crate::base::distinct(pushes.map(|push| push.pusher));
    let users: Vec<Object> = people
        .iter()
        .map(|id| {
            Object::new()
                .set("cuid", id.to_string())
                .set("userIdentity", view.urls().person(view.directory, *id))
        })
        .collect();
    Object::new().set("uniqueCommitterCount", users.len()).set("billedUsers", users)
}

fn estimate(view: &View<'_>, is_wanted: impl Fn(&Repository) -> bool) -> Result<Reply, Fault> {
    Ok(Reply::json(
        Object::new()
            .set("codeSecurityMeterUsageEstimate", committers(view, &is_wanted))
            .set("secretProtectionMeterUsageEstimate", committers(view, &is_wanted)),
    ))
}

fn get_estimate_of_organization(view: &View<'_>) -> Result<Reply, Fault> {
    estimate(view, |_| true)
}

fn get_estimate_of_project(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    estimate(view, |known| known.project == project)
}

fn get_estimate_of_repository(view: &View<'_>) -> Result<Reply, Fault> {
    let id = repository(view)?.id;
    estimate(view, |known| known.id == id)
}

fn get_meter_usage(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let plan = view.query.any(&["plan"]).ok_or_else(|| Fault::argument_null("plan"))?;
    let switches: &[&str] = match plan.to_lowercase().as_str() {
        "codesecurity" => &["codeSecurityEnabled"],
        "secretprotection" => &["secretProtectionEnabled"],
        "all" => &["codeSecurityEnabled", "secretProtectionEnabled"],
        _ => return Err(Fault::invalid_parameter("plan", plan)),
    };
    let is_on =
        |known: &Repository| switches.iter().any(|name| organization.is_set(&scope(known.id), name, false));
    Ok(Reply::json(
        Object::new()
            .set("accountId", organization.id().to_string())
            .set("tenantId", organization.tenant().to_string())
            .set("azureSubscriptionId", uuid::Uuid::nil().to_string())
            .set("isPlanEnabled", organization.repositories().any(is_on))
            .set("billingDate", crate::base::date(view.stamp().at))
            .set("billedUsers", committers(view, is_on)),
    ))
}
