//! Service principals and managed identities as members of the organization, and what they are entitled to.

use adoxide_api::graph::meta as graph;
use adoxide_api::member_entitlement_management::meta;
use http::StatusCode;
use serde_json::Value;

use super::entitlement::{entitlement_of, license_of};
use super::graph::Graph;
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::entitlement::License;
use crate::world::group::{Subject, Subjects};
use crate::world::id::IdentityId;

handlers! {
    graph::CREATE_SERVICE_PRINCIPAL => change(create_service_principal),
    graph::GET_SERVICE_PRINCIPAL => read(get_service_principal),
    graph::DELETE_SERVICE_PRINCIPAL => change(delete_service_principal),
    meta::ADD_SERVICE_PRINCIPAL_ENTITLEMENT => change(add_service_principal_entitlement),
    meta::GET_SERVICE_PRINCIPAL_ENTITLEMENT => read(get_service_principal_entitlement),
    meta::UPDATE_SERVICE_PRINCIPAL_ENTITLEMENT => change(update_service_principal_entitlement),
    meta::UPDATE_SERVICE_PRINCIPAL_ENTITLEMENTS => change(update_service_principal_entitlements),
    meta::DELETE_SERVICE_PRINCIPAL_ENTITLEMENT => change(delete_service_principal_entitlement),
}

/// Whether somebody is an application.
fn is_application(view: &View<'_>, id: IdentityId) -> bool {
    view.directory.applications().iter().any(|known| known.identity == id)
}

/// The application of the directory with an object id.
fn of_directory(view: &View<'_>, object: &str) -> Option<IdentityId> {
    let applications = view.directory.applications().iter();
    applications
        .map(|known| known.identity)
        .find(|id| view.directory.identity(*id).is_some_and(|known| object.parse() == Ok(known.object_id)))
}

fn by_descriptor(call: &Call, view: &View<'_>) -> Result<IdentityId, Fault> {
    let descriptor = call.required("servicePrincipalDescriptor")?;
    let subjects = Subjects { directory: view.directory, organization: view.organization };
    match subjects.by_subject_descriptor(descriptor) {
        Some(Subject::Person(id)) if is_application(view, id) => Ok(id),
        _ => Err(Fault::subject_not_found(descriptor)),
    }
}

/// Lets an application of the directory in, as somebody whom Microsoft Entra knows by this object id.
fn create_service_principal(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let object = text(&body, "/originId").ok_or_else(|| Fault::argument_null("creationContext.OriginId"))?;
    let id = of_directory(&change.view(), object).ok_or_else(|| Fault::subject_not_found(object))?;
    let groups = {
        let view = change.view();
        let subjects = Subjects { directory: view.directory, organization: view.organization };
        let given = view.query.all("groupDescriptors").into_iter();
        let found = given.map(|descriptor| {
            let found = subjects.by_subject_descriptor(descriptor);
            found.ok_or_else(|| Fault::subject_not_found(descriptor))
        });
        found.collect::<Result<Vec<_>, Fault>>()?
    };
    change.make(|tx| tx.entitle(id, License::Express))?;
    for group in groups {
        change.make(|tx| tx.add_to_group(Subject::Person(id), group))?;
    }
    let view = change.view();
    Ok(Reply::json(Graph::new(&view).json(Subject::Person(id))).status(StatusCode::CREATED))
}

fn get_service_principal(view: &View<'_>) -> Result<Reply, Fault> {
    let id = by_descriptor(view, view)?;
    Ok(Reply::json(Graph::new(view).json(Subject::Person(id))))
}

fn delete_service_principal(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = by_descriptor(change.call, &change.view())?;
    change.make(|tx| tx.remove_member(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The member of the path.
fn member(call: &Call, view: &View<'_>) -> Result<IdentityId, Fault> {
    let given = call.required("servicePrincipalId")?;
    let found = given.parse().ok().filter(|id| view.organization.is_member(*id) && is_application(view, *id));
    found.ok_or_else(|| Fault::member_not_found(given))
}

/// As the entitlement of a user, with `servicePrincipal` in place of `user`.
fn to_json(view: &View<'_>, id: IdentityId) -> Result<Object, Fault> {
    entitlement_of(view, id, "servicePrincipal")
}

fn add_service_principal_entitlement(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    match entitle(change, &body)? {
        Ok(id) => answer(&change.view(), id, "operationResult"),
        Err(error) => Ok(Reply::json(
            Object::new()
                .set("operationResult", refused(error))
                .set("isSuccess", false)
                .set("servicePrincipalEntitlement", None::<String>),
        )),
    }
}

/// Lets an application in with a licence. As for users, what is wrong is part of the answer.
fn entitle(change: &mut Change<'_>, body: &Value) -> Result<Result<IdentityId, Wrong>, Fault> {
    let object = text(body, "/servicePrincipal/originId");
    let object = object.ok_or_else(|| Fault::argument_null("servicePrincipal.originId"))?;
    let license = license_of(body.get("accessLevel").unwrap_or(&Value::Null))?;
    let Some(id) = of_directory(&change.view(), object) else {
        return Ok(Err((5000, format!("The object {object} was not found."))));
    };
    change.make(|tx| tx.entitle(id, license))?;
    Ok(Ok(id))
}

/// The number of what is wrong, and what it is.
type Wrong = (i64, String);

fn refused((key, message): Wrong) -> Object {
    let error = Object::new().set("key", key).set("value", message);
    Object::new()
        .set("servicePrincipalId", None::<String>)
        .set("isSuccess", false)
        .set("errors", [error])
        .set("result", None::<String>)
}

fn done(view: &View<'_>, id: IdentityId) -> Object {
    Object::new()
        .set("servicePrincipalId", id)
        .set("isSuccess", true)
        .set("errors", Json::empty_list())
        // One that was just removed has nothing any more.
        .set_some("result", to_json(view, id).ok())
}

/// As the patch of users: the path is empty, or begins with an id.
fn update_service_principal_entitlements(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let operations =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    let mut results = Vec::new();
    for operation in operations {
        let path = text(operation, "/path").unwrap_or_default().trim_matches('/');
        let op = text(operation, "/op").unwrap_or("add").to_lowercase();
        let value = operation.get("value").unwrap_or(&Value::Null);
        let (id, field) = path.split_once('/').unwrap_or((path, ""));
        let known = {
            let view = change.view();
            id.parse().ok().filter(|id| view.organization.is_member(*id) && is_application(&view, *id))
        };
        let outcome = match known {
            _ if path.is_empty() => entitle(change, value)?,
            None => Err((5001, format!("Service principal {id} not found."))),
            Some(id) if op == "remove" && field.is_empty() => {
                change.make(|tx| tx.remove_member(id))?;
                Ok(id)
            }
            Some(id) if field.eq_ignore_ascii_case("accessLevel") => {
                let license = license_of(value)?;
                change.make(|tx| tx.entitle(id, license))?;
                Ok(id)
            }
            Some(_) => return Err(Fault::invalid_parameter("path", path)),
        };
        results.push(outcome);
    }
    let have_succeeded = results.iter().all(Result::is_ok);
    let view = change.view();
    let results = results.into_iter().map(|outcome| match outcome {
        Ok(id) => done(&view, id),
        Err(wrong) => refused(wrong),
    });
    Ok(Reply::json(
        Object::new()
            .set("id", change.shared.activity().to_string())
            .set("status", if have_succeeded { "succeeded" } else { "failed" })
            .set("haveResultsSucceeded", have_succeeded)
            .set("completed", true)
            .set("results", results.collect::<Vec<_>>()),
    ))
}

fn answer(view: &View<'_>, id: IdentityId, results: &str) -> Result<Reply, Fault> {
    let outcome = done(view, id);
    let json = Object::new();
    let json = if results.ends_with('s') { json.set(results, [outcome]) } else { json.set(results, outcome) };
    Ok(Reply::json(json.set("isSuccess", true).set("servicePrincipalEntitlement", to_json(view, id)?)))
}

fn get_service_principal_entitlement(view: &View<'_>) -> Result<Reply, Fault> {
    let id = member(view, view)?;
    Ok(Reply::json(to_json(view, id)?))
}

fn update_service_principal_entitlement(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = member(change.call, &change.view())?;
    for operation in body.as_array().into_iter().flatten() {
        let path = text(operation, "/path").unwrap_or_default();
        if path.trim_start_matches('/').eq_ignore_ascii_case("accessLevel") {
            let license = license_of(operation.get("value").unwrap_or(&Value::Null))?;
            change.make(|tx| tx.entitle(id, license))?;
        }
    }
    answer(&change.view(), id, "operationResults")
}

fn delete_service_principal_entitlement(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = member(change.call, &change.view())?;
    change.make(|tx| tx.remove_member(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
