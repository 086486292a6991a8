//! Who may use the organization, and with which licence.

use http::StatusCode;
use serde_json::Value;

use super::Handler::Quick;
use super::graph::Graph;
use super::{Call, Handler, text};
use crate::base::choice;
use crate::base::date;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::entitlement::License;
use crate::world::group::{GroupRole, Subject};
use crate::world::id::IdentityId;

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("member_entitlement_management.search_user_entitlements", Quick(search_user_entitlements)),
    ("member_entitlement_management.add_user_entitlement", Quick(add_user_entitlement)),
    ("member_entitlement_management.update_user_entitlements", Quick(update_user_entitlements)),
    ("member_entitlement_management.get_user_entitlement", Quick(get_user_entitlement)),
    ("member_entitlement_management.update_user_entitlement", Quick(update_user_entitlement)),
    ("member_entitlement_management.delete_user_entitlement", Quick(delete_user_entitlement)),
    ("member_entitlement_management.get_users_summary", Quick(get_users_summary)),
    ("member_entitlement_management.get_group_entitlements", Quick(get_group_entitlements)),
];

/// How many people a page has: as documented.
const PAGE: usize = 100;
/// The beginning of time, as the service writes it.
const NEVER: &str = "0001-01-01T00:00:00Z";

/// The person of the path.
fn person(call: &Call, world: &World) -> Result<IdentityId, Fault> {
    let wanted = call.required("userId")?;
    let found = wanted.parse().ok().filter(|id| call.organization(world).is_ok_and(|it| it.is_member(*id)));
    found.ok_or_else(|| Fault::member_not_found(wanted))
}

/// A person, and what the person has a licence for.
fn license_json(call: &Call, world: &World, person: IdentityId) -> Result<Object, Fault> {
    let organization = call.organization(world)?;
    let known = organization.entitlement(person);
    let known = known.ok_or_else(|| Fault::member_not_found(&person.to_string()))?;
    let has_signed_in = world.identity(person).is_some_and(|identity| identity.puid.is_some());
    let level = Object::new()
        .set("licensingSource", "account")
        .set("accountLicenseType", known.license.name())
        .set("msdnLicenseType", "none")
        .set("gitHubLicenseType", "none")
        .set("licenseDisplayName", known.license.display_name())
        .set("status", if has_signed_in { "active" } else { "pending" })
        .set("statusMessage", "")
        .set("assignmentSource", "unknown");
    Ok(Object::new()
        .set("user", Graph::new(call, world)?.json(Subject::Person(person)))
        .set("extensions", Json::empty_list())
        .set("id", person.to_string())
        .set("accessLevel", level))
}

fn to_json(call: &Call, world: &World, person: IdentityId) -> Result<Object, Fault> {
    let json = license_json(call, world, person)?;
    let known = call.organization(world)?.entitlement(person);
    let created = known.map(|known| date(known.created)).unwrap_or_default();
    let has_signed_in = world.identity(person).is_some_and(|identity| identity.puid.is_some());
    Ok(json
        .set("lastAccessedDate", if has_signed_in { &created } else { NEVER })
        .set("dateCreated", &created)
        .set("projectEntitlements", Json::empty_list())
        .set("groupAssignments", Json::empty_list()))
}

/// `name eq 'Ada' and licenseId eq 'Account-Express'`: as documented, with names by their beginning.
struct Filter {
    name: Option<String>,
    license: Option<License>,
}

impl Filter {
    fn parse(text: &str) -> Result<Self, Fault> {
        let mut filter = Self { name: None, license: None };
        let refuse = || Fault::invalid_parameter("$filter", text);
        for part in text.split(" and ").filter(|part| !part.trim().is_empty()) {
            let (field, value) = part.trim().split_once(" eq ").ok_or_else(refuse)?;
            let value = value.trim().trim_matches('\'');
            match field.trim().to_lowercase().as_str() {
                "name" => filter.name = Some(value.to_lowercase()),
                "licenseid" => {
                    let license = value.strip_prefix("Account-").unwrap_or(value);
                    filter.license = Some(license_by_name(license).ok_or_else(refuse)?);
                }
                // Everybody here is one.
                "usertype" if value.eq_ignore_ascii_case("member") => {}
                _ => return Err(refuse()),
            }
        }
        Ok(filter)
    }

    fn fits(&self, call: &Call, world: &World, person: IdentityId) -> bool {
        let known = world.identity(person);
        let begins = |text: &str, name: &str| text.to_lowercase().starts_with(name);
        let is_named = self.name.as_ref().is_none_or(|name| {
            known.is_some_and(|known| begins(&known.display_name, name) || begins(&known.unique_name, name))
        });
        let license = call.organization(world).ok().and_then(|it| it.entitlement(person));
        is_named && self.license.is_none_or(|wanted| license.is_some_and(|known| known.license == wanted))
    }
}

fn license_by_name(name: &str) -> Option<License> {
    License::ALL.into_iter().find(|license| license.name().eq_ignore_ascii_case(name))
}

/// Recorded: the list twice, and a token that is empty at the end. Before version 6 by skip and top.
fn search_user_entitlements(call: &Call) -> Result<Reply, Fault> {
    let filter = Filter::parse(call.query.any(&["$filter", "filter"]).unwrap_or_default())?;
    let skip = call.query.number(&["continuationToken", "skip", "$skip"])?.unwrap_or(0);
    let top = call.query.number(&["top", "$top"])?.unwrap_or(PAGE);
    let world = call.shared.world();
    let people = call.organization(&world)?.members().filter(|person| filter.fits(call, &world, *person));
    let people: Vec<_> = people.collect();
    let end = skip.saturating_add(top);
    let page = people.iter().skip(skip).take(top).map(|person| to_json(call, &world, *person));
    let page = page.collect::<Result<Vec<_>, _>>()?.into_json();
    let token = if end < people.len() { end.to_string() } else { String::new() };
    Ok(Reply::json(
        Object::new()
            .set("members", &page)
            .set("continuationToken", token)
            .set("totalCount", people.len())
            .set("items", page),
    ))
}

fn get_user_entitlement(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let person = person(call, &world)?;
    Ok(Reply::json(to_json(call, &world, person)?))
}

/// The licence that a body asks for.
fn license(body: &Value) -> Result<License, Fault> {
    let Some(name) = text(body, "/accountLicenseType") else {
        return Ok(License::Express);
    };
    license_by_name(name).ok_or_else(|| Fault::invalid_parameter("accountLicenseType", name))
}

/// What happened to one person. An error is part of the answer, not a status.
type Outcome = Result<IdentityId, (i64, String)>;

/// Lets somebody in, with a licence and into the groups of projects.
fn entitle(call: &Call, world: &mut World, body: &Value) -> Result<Outcome, Fault> {
    let name = text(body, "/user/principalName").ok_or_else(|| Fault::argument_null("user.principalName"))?;
    let license = license(body.get("accessLevel").unwrap_or(&Value::Null))?;
    let mut groups = Vec::new();
    for project in body.get("projectEntitlements").and_then(Value::as_array).into_iter().flatten() {
        let organization = call.organization(world)?;
        let id = text(project, "/projectRef/id").unwrap_or_default();
        // Reported: the status stays 200.
        let Some(found) = organization.project(id) else {
            return Ok(Err((5000, "A project was provided that was invalid.".to_owned())));
        };
        let kind = text(project, "/group/groupType").unwrap_or("projectContributor");
        let role = choice(
            kind,
            &[
                ("projectStakeholder", 0, GroupRole::Contributors),
                ("projectReader", 1, GroupRole::Readers),
                ("projectContributor", 2, GroupRole::Contributors),
                ("projectAdministrator", 3, GroupRole::Administrators),
            ],
        );
        let role = role.ok_or_else(|| Fault::invalid_parameter("groupType", kind))?;
        let mut known = organization.groups();
        groups.extend(
            known.find(|group| group.project == Some(found.id) && group.role == role).map(|it| it.id),
        );
    }
    let person = world.invite(name);
    let organization = call.organization_mut(world)?;
    organization.entitle(call.stamp(), person, license);
    for group in groups {
        organization.add_to_group(call.stamp(), Subject::Person(person), Subject::Group(group))?;
    }
    Ok(Ok(person))
}

fn success_json(person: IdentityId) -> Object {
    Object::new().set("userId", person).set("isSuccess", true).set("errors", Json::empty_list())
}

fn outcome_json(call: &Call, world: &World, outcome: &Outcome) -> Object {
    match outcome {
        Ok(person) => success_json(*person)
            // A person who was just removed has nothing any more.
            .set_some("result", to_json(call, world, *person).ok()),
        Err((key, message)) => {
            let error = Object::new().set("key", *key).set("value", message.as_str());
            Object::new().set("isSuccess", false).set("errors", [error])
        }
    }
}

fn add_user_entitlement(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let mut world = call.shared.world_mut();
    let outcome = entitle(call, &mut world, &body)?;
    let person = outcome.as_ref().ok().map(|person| to_json(call, &world, *person)).transpose()?;
    Ok(Reply::json(
        Object::new()
            .set("operationResult", outcome_json(call, &world, &outcome))
            .set("isSuccess", outcome.is_ok())
            .set_some("userEntitlement", person),
    ))
}

/// One operation of a patch of a person's entitlement.
fn patch(call: &Call, world: &mut World, person: IdentityId, operation: &Value) -> Result<(), Fault> {
    let path = text(operation, "/path").unwrap_or_default();
    let field = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let value = operation.get("value").unwrap_or(&Value::Null);
    match field.as_str() {
        "accesslevel" => {
            let license = license(value)?;
            call.organization_mut(world)?.entitle(call.stamp(), person, license);
            Ok(())
        }
        // There are none here, and that stays so.
        "extensions" | "projectentitlements" => Ok(()),
        _ => Err(Fault::invalid_parameter("path", path)),
    }
}

fn update_user_entitlement(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let operations =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let mut world = call.shared.world_mut();
    let person = person(call, &world)?;
    for operation in operations {
        patch(call, &mut world, person, operation)?;
    }
    // Recorded: what happened tells less of the person than the person does.
    let less = license_json(call, &world, person)?
        .set("lastAccessedDate", NEVER.trim_end_matches('Z'))
        .set("dateCreated", NEVER.trim_end_matches('Z'))
        .set("projectEntitlements", None::<Json>)
        .set("groupAssignments", None::<Json>);
    let result = success_json(person).set("result", less);
    Ok(Reply::json(
        Object::new()
            .set("operationResults", [result])
            .set("isSuccess", true)
            .set("userEntitlement", to_json(call, &world, person)?),
    ))
}

/// Lets people in, changes what they may or removes them, all in one patch: the path is empty, or begins with
/// the id of a person.
fn update_user_entitlements(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let operations =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let mut world = call.shared.world_mut();
    let mut results = Vec::new();
    for operation in operations {
        let path = text(operation, "/path").unwrap_or_default().trim_matches('/');
        let op = text(operation, "/op").unwrap_or("add").to_lowercase();
        let outcome: Outcome = if path.is_empty() {
            entitle(call, &mut world, operation.get("value").unwrap_or(&Value::Null))?
        } else {
            let id = path.split('/').next().unwrap_or_default();
            let known =
                id.parse().ok().filter(|id| call.organization(&world).is_ok_and(|it| it.is_member(*id)));
            match known {
                None => Err((5001, format!("User {id} not found."))),
                Some(person) if op == "remove" && !path.contains('/') => {
                    call.organization_mut(&mut world)?.remove_member(call.stamp(), person)?;
                    Ok(person)
                }
                Some(person) => {
                    patch(call, &mut world, person, operation)?;
                    Ok(person)
                }
            }
        };
        results.push(outcome);
    }
    let have_succeeded = results.iter().all(Result::is_ok);
    let shown: Vec<Object> = results.iter().map(|outcome| outcome_json(call, &world, outcome)).collect();
    Ok(Reply::json(
        Object::new()
            .set("id", call.shared.activity().to_string())
            .set("status", if have_succeeded { "succeeded" } else { "failed" })
            .set("haveResultsSucceeded", have_succeeded)
            .set("completed", true)
            .set("results", shown),
    ))
}

fn delete_user_entitlement(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let person = person(call, &world)?;
    call.organization_mut(&mut world)?.remove_member(call.stamp(), person)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// How many have which licence.
fn get_users_summary(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let count = |license: License| {
        let known = organization.members().filter_map(|person| organization.entitlement(person));
        known.filter(|known| known.license == license).count()
    };
    let licenses = License::ALL.into_iter().map(|license| {
        let assigned = count(license);
        Object::new()
            .set("licenseName", license.display_name())
            .set("assigned", assigned)
            .set("available", 0)
            .set("total", assigned)
            .set("accountLicenseType", license.name())
            .set("source", "account")
    });
    Ok(Reply::json(Object::new().set("licenses", licenses.collect::<Json>())))
}

/// Nobody has a licence by being in a group.
fn get_group_entitlements(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    call.organization(&world)?;
    Ok(Reply::list(Vec::<Json>::new()))
}
