//! What groups give their members: the licence that everybody in a group has.

use adoxide_api::member_entitlement_management::meta;
use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::entitlement::{entitlement_json, license_of};
use super::graph::Graph;
use crate::base::date;
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::entitlement::GroupRule;
use crate::world::group::Subject;
use crate::world::id::IdentityId;
use crate::world::name::same_name;

handlers! {
    meta::GET_GROUP_ENTITLEMENTS => read(get_group_entitlements),
    meta::ADD_GROUP_ENTITLEMENT => change(add_group_entitlement),
    meta::GET_GROUP_ENTITLEMENT => read(get_group_entitlement),
    meta::UPDATE_GROUP_ENTITLEMENT => change(update_group_entitlement),
    meta::DELETE_GROUP_ENTITLEMENT => change(delete_group_entitlement),
    meta::GET_GROUP_MEMBERS => read(get_group_members),
    meta::ADD_MEMBER_TO_GROUP => change(add_member_to_group),
    meta::REMOVE_MEMBER_FROM_GROUP => change(remove_member_from_group),
}

/// The people in a group, directly.
fn people(view: &View<'_>, group: Uuid) -> Vec<IdentityId> {
    let members = view.organization.members_of(Subject::Group(group)).into_iter();
    members.filter_map(|member| if let Subject::Person(id) = member { Some(id) } else { None }).collect()
}

fn to_json(view: &View<'_>, group: Uuid, rule: &GroupRule) -> Result<Object, Fault> {
    let license = Object::new()
        .set("licensingSource", "account")
        .set("accountLicenseType", rule.license.name())
        .set("msdnLicenseType", "none")
        .set("gitHubLicenseType", "none")
        .set("licenseDisplayName", rule.license.display_name())
        .set("status", "active")
        .set("statusMessage", "")
        .set("assignmentSource", "groupRule");
    let members = people(view, group).into_iter().map(|id| entitlement_json(view, id));
    Ok(Object::new()
        .set("id", group.to_string())
        .set("group", Graph::new(view).json(Subject::Group(group)))
        .set("licenseRule", license)
        .set("extensionRules", Json::empty_list())
        .set("projectEntitlements", Json::empty_list())
        .set("members", members.collect::<Result<Vec<_>, Fault>>()?)
        .set("status", "applied")
        .set("lastExecuted", date(rule.changed.at)))
}

fn get_group_entitlements(view: &View<'_>) -> Result<Reply, Fault> {
    let all = view.organization.group_rules().map(|(group, rule)| to_json(view, group, rule));
    Ok(Reply::list(all.collect::<Result<Vec<_>, Fault>>()?))
}

fn not_found(id: &str) -> Fault {
    Fault::member_not_found(id)
}

/// The group of the path, which has a rule.
fn of_path<'v>(call: &Call, view: &View<'v>) -> Result<(Uuid, &'v GroupRule), Fault> {
    let given = call.required("groupId")?;
    let id = given.parse::<Uuid>().map_err(|_| Fault::invalid_parameter("groupId", given))?;
    let found = view.organization.group_rules().find(|(known, _)| *known == id);
    found.ok_or_else(|| not_found(given))
}

fn get_group_entitlement(view: &View<'_>) -> Result<Reply, Fault> {
    let (group, rule) = of_path(view, view)?;
    Ok(Reply::json(to_json(view, group, rule)?))
}

/// The answer to a change: as if it were an operation, which is over at once.
fn done(view: &View<'_>, group: Uuid, result: Option<Object>) -> Reply {
    let outcome = Object::new()
        .set("groupId", group.to_string())
        .set("isSuccess", true)
        .set("errors", Json::empty_list())
        .set_some("result", result);
    Reply::json(
        Object::new()
            .set("id", view.shared.activity().to_string())
            .set("status", "succeeded")
            .set("haveResultsSucceeded", true)
            .set("completed", true)
            .set("results", [outcome]),
    )
}

/// Gives a group a licence. A group of this name is made where there is none.
fn add_group_entitlement(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let license = license_of(body.get("licenseRule").unwrap_or(&Value::Null))?;
    let name = text(&body, "/group/displayName").map(str::to_owned);
    let id = text(&body, "/group/originId").and_then(|id| id.parse::<Uuid>().ok());
    let known = {
        let mut groups = change.view().organization.groups();
        groups.find(|group| {
            let is_named = name.as_deref().is_some_and(|name| same_name(&group.name, name));
            Some(group.id) == id || id.is_none() && group.project.is_none() && is_named
        })
    };
    let group = match (known.map(|group| group.id), name) {
        (Some(group), _) => group,
        (None, Some(name)) => change.make(|tx| tx.create_group(None, &name, ""))?,
        (None, None) => return Err(Fault::argument_null("group.displayName")),
    };
    change.make(|tx| tx.set_group_rule(group, Some(license)))?;
    let view = change.view();
    let found = view.organization.group_rules().find(|(known, _)| *known == group);
    let result = found.map(|(group, rule)| to_json(&view, group, rule)).transpose()?;
    Ok(done(&view, group, result))
}

fn update_group_entitlement(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let group = of_path(change.call, &change.view())?.0;
    for operation in body.as_array().into_iter().flatten() {
        let path = text(operation, "/path").unwrap_or_default().trim_matches('/').to_lowercase();
        if path == "licenserule" || path == "accesslevel" {
            let license = license_of(operation.get("value").unwrap_or(&Value::Null))?;
            change.make(|tx| tx.set_group_rule(group, Some(license)))?;
        }
    }
    let view = change.view();
    let (group, rule) = of_path(change.call, &view)?;
    let result = to_json(&view, group, rule)?;
    Ok(done(&view, group, Some(result)))
}

fn delete_group_entitlement(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let group = of_path(change.call, &change.view())?.0;
    change.make(|tx| tx.set_group_rule(group, None))?;
    Ok(done(&change.view(), group, None))
}

fn get_group_members(view: &View<'_>) -> Result<Reply, Fault> {
    let group = of_path(view, view)?.0;
    let members = people(view, group).into_iter().map(|id| entitlement_json(view, id));
    let members = members.collect::<Result<Vec<_>, Fault>>()?;
    Ok(Reply::json(
        Object::new()
            .set("members", members)
            .set("continuationToken", None::<String>)
            .set("totalCount", people(view, group).len()),
    ))
}

fn pair(change: &Change<'_>) -> Result<(Subject, Subject), Fault> {
    let group = of_path(change.call, &change.view())?.0;
    let given = change.required("memberId")?;
    let member = given.parse().ok().filter(|id| change.view().organization.is_member(*id));
    let member = member.ok_or_else(|| Fault::member_not_found(given))?;
    Ok((Subject::Person(member), Subject::Group(group)))
}

fn add_member_to_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (member, group) = pair(change)?;
    change.make(|tx| tx.add_to_group(member, group))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn remove_member_from_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (member, group) = pair(change)?;
    change.make(|tx| tx.remove_from_group(member, group))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
