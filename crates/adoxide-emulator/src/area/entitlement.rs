//! Who may use the organization, and with which licence.

use adoxide_api::member_entitlement_management::meta;
use http::StatusCode;
use http::header::HeaderName;
use serde_json::Value;
use uuid::Uuid;

use super::graph::Graph;
use crate::base::choice;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::number::Number;
use crate::wire::reply::Reply;
use crate::world::entitlement::License;
use crate::world::group::{GroupRole, Subject};
use crate::world::id::IdentityId;

handlers! {
    meta::SEARCH_USER_ENTITLEMENTS => read(search_user_entitlements),
    meta::SEARCH_MEMBER_ENTITLEMENTS => read(search_member_entitlements),
    meta::ADD_USER_ENTITLEMENT => change(add_user_entitlement),
    meta::UPDATE_USER_ENTITLEMENTS => change(update_user_entitlements),
    meta::GET_USER_ENTITLEMENT => read(get_user_entitlement),
    meta::UPDATE_USER_ENTITLEMENT => change(update_user_entitlement),
    meta::DELETE_USER_ENTITLEMENT => change(delete_user_entitlement),
    meta::GET_USERS_SUMMARY => read(get_users_summary),
}

/// How many people a page has: as documented.
const PAGE: usize = 100;
/// The beginning of time, as the service writes it.
const NEVER: &str = "0001-01-01T00:00:00Z";

/// The person of the path.
fn person(view: &View<'_>) -> Result<IdentityId, Fault> {
    let wanted = view.required("userId")?;
    let found = wanted.parse().ok().filter(|id| view.organization.is_member(*id));
    found.ok_or_else(|| Fault::member_not_found(wanted))
}

/// A person, and what the person has a licence for.
fn license_json(view: &View<'_>, person: IdentityId, member: &str) -> Result<Object, Fault> {
    let organization = view.organization;
    let known = organization.entitlement(person);
    let known = known.ok_or_else(|| Fault::member_not_found(&person.to_string()))?;
    let has_signed_in = view.directory.identity(person).is_some_and(|identity| identity.puid.is_some());
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
        .set(member, Graph::new(view).json(Subject::Person(person)))
        .set("extensions", Json::empty_list())
        .set("id", person.to_string())
        .set("accessLevel", level))
}

/// What a user is entitled to.
pub(super) fn entitlement_json(view: &View<'_>, person: IdentityId) -> Result<Object, Fault> {
    entitlement_of(view, person, "user")
}

/// What somebody is entitled to, who stands in the member of this name.
pub(super) fn entitlement_of(view: &View<'_>, person: IdentityId, member: &str) -> Result<Object, Fault> {
    let json = license_json(view, person, member)?;
    let known = view.organization.entitlement(person);
    let created = known.map(|known| date(known.created)).unwrap_or_default();
    let has_signed_in = view.directory.identity(person).is_some_and(|identity| identity.puid.is_some());
    // Whoever has signed in was here when something was last done in their name, or when they came.
    let last = view.organization.journal().last_of(person).map(date);
    let last = last.as_ref().unwrap_or(&created);
    Ok(json
        .set("lastAccessedDate", if has_signed_in { last } else { NEVER })
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

    fn fits(&self, view: &View<'_>, person: IdentityId) -> bool {
        let known = view.directory.identity(person);
        let begins = |text: &str, name: &str| text.to_lowercase().starts_with(name);
        let is_named = self.name.as_ref().is_none_or(|name| {
            known.is_some_and(|known| begins(&known.display_name, name) || begins(&known.unique_name, name))
        });
        let license = view.organization.entitlement(person);
        is_named && self.license.is_none_or(|wanted| license.is_some_and(|known| known.license == wanted))
    }
}

fn license_by_name(name: &str) -> Option<License> {
    License::ALL.into_iter().find(|license| license.name().eq_ignore_ascii_case(name))
}

/// Recorded: the list twice, and a token. Before version 6 by skip and top.
fn search_user_entitlements(view: &View<'_>) -> Result<Reply, Fault> {
    let filter = Filter::parse(view.query.any(&["$filter", "filter"]).unwrap_or_default())?;
    let skip = view.query.number(&["continuationToken", "skip", "$skip"])?.unwrap_or(0);
    let top = view.query.number(&["top", "$top"])?.unwrap_or(PAGE);
    let people = view.organization.members().filter(|person| filter.fits(view, *person));
    let people: Vec<_> = people.collect();
    let end = skip.saturating_add(top);
    let page = people.iter().skip(skip).take(top).map(|person| entitlement_json(view, *person));
    let page = page.collect::<Result<Vec<_>, _>>()?.into_json();
    let next = (end < people.len()).then(|| end.to_string());
    // Recorded: at the end it is empty in 5.0, and null in 6.0.
    let is_old = view.version.number < Number::new(6, 0);
    let token = next.or_else(|| is_old.then(String::new));
    Ok(Reply::json(
        Object::new()
            .set("members", &page)
            .set("continuationToken", token)
            .set("totalCount", people.len())
            .set("items", page),
    ))
}

/// The member that the order of a query names: by name, or by date, backwards where it says so.
fn sort(view: &View<'_>, people: &mut [IdentityId]) -> Result<(), Fault> {
    let Some(given) = view.query.any(&["$orderBy"]) else { return Ok(()) };
    let refuse = || Fault::invalid_parameter("$orderBy", given);
    let mut words = given.split_whitespace();
    let field = words.next().unwrap_or_default().to_lowercase();
    let created = |person: &IdentityId| view.organization.entitlement(*person).map(|known| known.created);
    match field.as_str() {
        "name" => people.sort_by_cached_key(|person| {
            view.directory.identity(*person).map(|known| known.display_name.to_lowercase())
        }),
        "datecreated" | "lastaccessdate" => people.sort_by_key(created),
        _ => return Err(refuse()),
    }
    match words.next().map(str::to_lowercase).as_deref() {
        None | Some("asc" | "ascending") => {}
        Some("desc" | "descending") => people.reverse(),
        Some(_) => return Err(refuse()),
    }
    Ok(())
}

/// Users and service principals, in pages with the token of the next one in a header.
fn search_member_entitlements(view: &View<'_>) -> Result<Reply, Fault> {
    let filter = Filter::parse(view.query.any(&["$filter"]).unwrap_or_default())?;
    let skip = view.query.number(&["continuationToken"])?.unwrap_or(0);
    let mut people: Vec<_> =
        view.organization.members().filter(|person| filter.fits(view, *person)).collect();
    sort(view, &mut people)?;
    let end = skip.saturating_add(PAGE);
    let page = people.iter().skip(skip).take(PAGE).map(|person| entitlement_of(view, *person, "member"));
    let reply = Reply::list(page.collect::<Result<Vec<_>, _>>()?);
    Ok(if end < people.len() {
        reply.header(HeaderName::from_static("x-ms-continuationtoken"), end.to_string())
    } else {
        reply
    })
}

fn get_user_entitlement(view: &View<'_>) -> Result<Reply, Fault> {
    let person = person(view)?;
    Ok(Reply::json(entitlement_json(view, person)?))
}

/// The licence that a body asks for.
pub(super) fn license_of(body: &Value) -> Result<License, Fault> {
    let Some(name) = text(body, "/accountLicenseType") else {
        return Ok(License::Express);
    };
    license_by_name(name).ok_or_else(|| Fault::invalid_parameter("accountLicenseType", name))
}

/// What happened to one person. An error is part of the answer, not a status.
type Outcome = Result<IdentityId, Wrong>;

/// The number of what is wrong, and what it is.
type Wrong = (i64, String);

/// The group of a project that an entitlement names by its role.
fn group_of(change: &Change<'_>, project: &Value) -> Result<Result<Option<Uuid>, Wrong>, Fault> {
    let organization = change.view().organization;
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
    let group = known.find(|group| group.project == Some(found.id) && group.role == role);
    Ok(Ok(group.map(|group| group.id)))
}

/// Lets somebody in, with a licence and into the groups of projects.
fn entitle(change: &mut Change<'_>, body: &Value) -> Result<Outcome, Fault> {
    let name = text(body, "/user/principalName").ok_or_else(|| Fault::argument_null("user.principalName"))?;
    let license = license_of(body.get("accessLevel").unwrap_or(&Value::Null))?;
    let mut groups = Vec::new();
    for project in body.get("projectEntitlements").and_then(Value::as_array).into_iter().flatten() {
        match group_of(change, project)? {
            Ok(group) => groups.extend(group),
            Err(error) => return Ok(Err(error)),
        }
    }
    let person = change.directory.invite(name);
    change.make(|tx| tx.entitle(person, license))?;
    for group in groups {
        change.make(|tx| tx.add_to_group(Subject::Person(person), Subject::Group(group)))?;
    }
    Ok(Ok(person))
}

fn success_json(person: IdentityId) -> Object {
    Object::new().set("userId", person).set("isSuccess", true).set("errors", Json::empty_list())
}

fn outcome_json(view: &View<'_>, outcome: &Outcome) -> Object {
    match outcome {
        Ok(person) => success_json(*person)
            // A person who was just removed has nothing any more.
            .set_some("result", entitlement_json(view, *person).ok()),
        Err((key, message)) => {
            // Recorded, with the nulls.
            let error = Object::new().set("key", *key).set("value", message.as_str());
            Object::new()
                .set("isSuccess", false)
                .set("errors", [error])
                .set("userId", Value::Null)
                .set("result", Value::Null)
        }
    }
}

fn add_user_entitlement(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let outcome = entitle(change, &body)?;
    let person = outcome.as_ref().ok().map(|person| entitlement_json(&change.view(), *person)).transpose()?;
    Ok(Reply::json(
        Object::new()
            .set("operationResult", outcome_json(&change.view(), &outcome))
            // Recorded: null where it failed.
            .set("isSuccess", outcome.is_ok().then_some(true))
            .set("userEntitlement", person),
    ))
}

/// One operation of a patch of a person's entitlement. In the documented examples, what is in a list is named by the
/// list, or by its id below that: `/projectEntitlements/{id}`.
/// <https://learn.microsoft.com/rest/api/azure/devops/memberentitlementmanagement/user-entitlements/update-user-entitlement>
fn patch(change: &mut Change<'_>, person: IdentityId, operation: &Value) -> Result<Outcome, Fault> {
    let path = text(operation, "/path").unwrap_or_default();
    let mut parts = path.trim_matches('/').split('/').skip_while(|part| part.parse::<Uuid>().is_ok());
    let field = parts.next().unwrap_or_default().to_lowercase();
    let value = operation.get("value").unwrap_or(&Value::Null);
    let is_removed = text(operation, "/op").is_some_and(|op| op.eq_ignore_ascii_case("remove"));
    match (field.as_str(), parts.next()) {
        ("accesslevel", None) => {
            let license = license_of(value)?;
            change.make(|tx| tx.entitle(person, license))?;
        }
        // There are none here, and that stays so.
        ("extensions", _) => {}
        ("projectentitlements", Some(project)) if is_removed => {
            let organization = change.view().organization;
            let project = organization.project(project).map(|project| project.id);
            let Some(project) = project else {
                return Ok(Err((5000, "A project was provided that was invalid.".to_owned())));
            };
            let groups = organization.groups().filter(|group| group.project == Some(project));
            let groups: Vec<Uuid> = groups.map(|group| group.id).collect();
            for group in groups {
                change.make(|tx| tx.remove_from_group(Subject::Person(person), Subject::Group(group)))?;
            }
        }
        ("projectentitlements", _) if is_removed => {
            return Err(Fault::invalid_parameter("path", path));
        }
        ("projectentitlements", _) => match group_of(change, value)? {
            Ok(Some(group)) => {
                change.make(|tx| tx.add_to_group(Subject::Person(person), Subject::Group(group)))?;
            }
            Ok(None) => {}
            Err(error) => return Ok(Err(error)),
        },
        _ => return Err(Fault::invalid_parameter("path", path)),
    }
    Ok(Ok(person))
}

fn update_user_entitlement(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let operations =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let person = person(&change.view())?;
    let mut refused = None;
    for operation in operations {
        match patch(change, person, operation)? {
            Ok(_) => {}
            refusal => refused = Some(refusal),
        }
    }
    if let Some(refusal) = refused {
        let outcome = outcome_json(&change.view(), &refusal);
        return Ok(Reply::json(
            Object::new()
                .set("operationResults", [outcome])
                .set("isSuccess", false)
                .set("userEntitlement", entitlement_json(&change.view(), person)?),
        ));
    }
    // Recorded: what happened tells less of the person than the person does.
    let less = license_json(&change.view(), person, "user")?
        .set("lastAccessedDate", NEVER.trim_end_matches('Z'))
        .set("dateCreated", NEVER.trim_end_matches('Z'))
        .set("projectEntitlements", None::<Json>)
        .set("groupAssignments", None::<Json>);
    let result = success_json(person).set("result", less);
    Ok(Reply::json(
        Object::new()
            .set("operationResults", [result])
            .set("isSuccess", true)
            .set("userEntitlement", entitlement_json(&change.view(), person)?),
    ))
}

/// Lets people in, changes what they may or removes them, all in one patch: the path is empty, or begins with
/// the id of a person.
fn update_user_entitlements(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let operations =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let mut results = Vec::new();
    for operation in operations {
        let path = text(operation, "/path").unwrap_or_default().trim_matches('/');
        let op = text(operation, "/op").unwrap_or("add").to_lowercase();
        let outcome: Outcome = if path.is_empty() {
            entitle(change, operation.get("value").unwrap_or(&Value::Null))?
        } else {
            let id = path.split('/').next().unwrap_or_default();
            let known = id.parse().ok().filter(|id| change.view().organization.is_member(*id));
            match known {
                None => Err((5001, format!("User {id} not found."))),
                Some(person) if op == "remove" && !path.contains('/') => {
                    change.make(|tx| tx.remove_member(person))?;
                    Ok(person)
                }
                Some(person) => patch(change, person, operation)?,
            }
        };
        results.push(outcome);
    }
    let have_succeeded = results.iter().all(Result::is_ok);
    let shown: Vec<Object> = results.iter().map(|outcome| outcome_json(&change.view(), outcome)).collect();
    Ok(Reply::json(
        Object::new()
            .set("id", change.shared.activity().to_string())
            .set("status", if have_succeeded { "succeeded" } else { "failed" })
            .set("haveResultsSucceeded", have_succeeded)
            .set("completed", true)
            .set("results", shown),
    ))
}

fn delete_user_entitlement(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let person = person(&change.view())?;
    change.make(|tx| tx.remove_member(person))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// How many have which licence.
fn get_users_summary(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
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
