//! People, applications, their tokens and what they may do: what an administrator clicks together elsewhere.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Failed, bad};
use crate::shared::Shared;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::application::Federated;
use crate::world::id::{IdentityId, ProjectId, RepositoryId};
use crate::world::journal::Stamp;
use crate::world::name::same_name;
use crate::world::organization::Organization;
use crate::world::permission::{Access, Securable};
use crate::world::token::{NewToken, Scopes};

/// A text that a body must have.
pub(super) fn required<'v>(body: &'v Value, name: &str) -> Result<&'v str, Failed> {
    text(body, name)?.ok_or_else(|| bad(format!("the body must have \"{name}\"")))
}

/// A text that a body may have.
pub(super) fn text<'v>(body: &'v Value, name: &str) -> Result<Option<&'v str>, Failed> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(bad(format!("\"{name}\" must be a text"))),
    }
}

/// When something ends that is good for so many seconds.
fn end(body: &Value, now: Timestamp) -> Result<Option<Timestamp>, Failed> {
    let Some(seconds) = body.get("validFor").filter(|value| !value.is_null()) else { return Ok(None) };
    let duration = seconds.as_f64().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let duration = duration.ok_or_else(|| bad("\"validFor\" must be a number of seconds"))?;
    let duration = jiff::SignedDuration::try_from(duration).map_err(|_| bad("\"validFor\" is too long"))?;
    Ok(Some(now.saturating_add(duration).unwrap_or(Timestamp::MAX)))
}

/// Somebody by id, sign-in address or client id.
fn identity(world: &World, body: &Value) -> Result<IdentityId, Failed> {
    let name = required(body, "identity")?;
    let found = world
        .identities()
        .find(|identity| same_name(&identity.unique_name, name) || Ok(identity.id) == name.parse());
    found.map(|identity| identity.id).ok_or_else(|| missing(format!("there is nobody called {name}")))
}

pub(super) fn missing(message: String) -> Failed {
    (StatusCode::NOT_FOUND, message)
}

/// The organization that a body names, and its project, if it names one.
pub(super) fn place<'w>(
    world: &'w mut World,
    body: &Value,
) -> Result<(&'w mut Organization, Option<ProjectId>), Failed> {
    let name = required(body, "organization")?;
    let organization =
        world.organization_mut(name).ok_or_else(|| missing(format!("there is no organization {name}")))?;
    let project = text(body, "project")?.map(|name| {
        let found = organization.project(name).map(|project| project.id);
        found.ok_or_else(|| missing(format!("there is no project {name}")))
    });
    let project = project.transpose()?;
    Ok((organization, project))
}

/// The repository of this name, or id.
fn repository(
    organization: &Organization,
    project: Option<ProjectId>,
    name: &str,
) -> Result<RepositoryId, Failed> {
    let found = organization.repository(project, name).map(|repository| repository.id);
    found.ok_or_else(|| missing(format!("there is no repository {name}")))
}

/// Lets somebody into an organization, or into all of them if none is named.
fn join(world: &mut World, body: &Value, who: IdentityId, now: Timestamp) -> Result<(), Failed> {
    let wanted = text(body, "organization")?.map(str::to_owned);
    let names: Vec<_> = world.organizations().iter().map(|known| known.name().to_owned()).collect();
    let names: Vec<_> = names
        .into_iter()
        .filter(|name| wanted.as_ref().is_none_or(|wanted| same_name(name, wanted)))
        .collect();
    if names.is_empty() {
        return Err(missing(format!("there is no organization {}", wanted.unwrap_or_default())));
    }
    for name in names {
        if let Some(organization) = world.organization_mut(&name) {
            let actor = organization.owner();
            let done = organization.change(Stamp { at: now, actor }, |tx| tx.add_member(who));
            done.map_err(|refusal| bad(refusal.to_string()))?;
        }
    }
    Ok(())
}

/// `{"displayName", "uniqueName", "organization"?}`
pub(super) fn add_identity(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let (display, unique) = (required(body, "displayName")?, required(body, "uniqueName")?);
    let now = shared.clock.now();
    let mut world = shared.world_mut();
    if world.identities().any(|identity| same_name(&identity.unique_name, unique)) {
        return Err((StatusCode::CONFLICT, format!("there is somebody called {unique}")));
    }
    let id = world.add_identity(display, unique);
    join(&mut world, body, id, now)?;
    Ok(Reply::json(json!({"id": id.to_string()})).status(StatusCode::CREATED))
}

/// `{"identity", "scopes"?, "validFor"?, "name"?}`
pub(super) fn add_token(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let now = shared.clock.now();
    let scopes = text(body, "scopes")?.map(Scopes::parse).transpose();
    let scopes = scopes
        .map_err(|name| bad(format!("\"scopes\" must be like \"vso.code vso.work\", and not {name:?}")))?;
    let new = NewToken {
        name: text(body, "name")?.unwrap_or_default().to_owned(),
        scopes: scopes.unwrap_or_default(),
        organization: None,
        valid_from: Some(now),
        valid_to: end(body, now)?,
    };
    let mut world = shared.world_mut();
    let identity = identity(&world, body)?;
    let (token, id) = world.make_token(identity, new);
    Ok(Reply::json(json!({"authorizationId": id.to_string(), "token": token})).status(StatusCode::CREATED))
}

/// `{"identity"}`
pub(super) fn bearer(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let world = shared.world();
    let identity =
        world.identity(identity(&world, body)?).ok_or_else(|| missing("there is nobody".to_owned()))?;
    let token = shared.entra.bearer(&world, identity, shared.clock.now());
    let token = token.map_err(|why| (StatusCode::INTERNAL_SERVER_ERROR, why))?;
    Ok(Reply::json(json!({"token": token})).status(StatusCode::CREATED))
}

/// `{"displayName", "organization"?, "secret"?, "validFor"?, "certificates"?, "federated"?, "managed"?}`
pub(super) fn add_application(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let display = required(body, "displayName")?;
    let now = shared.clock.now();
    let (given, end) = (text(body, "secret")?.map(str::to_owned), end(body, now)?);
    let list = |name: &str| match body.get(name) {
        None | Some(Value::Null) => Ok(&[][..]),
        Some(Value::Array(items)) => Ok(items.as_slice()),
        Some(_) => Err(bad(format!("\"{name}\" must be a list"))),
    };
    let certificates = list("certificates")?.iter().map(|item| item.as_str().map(str::to_owned));
    let certificates: Option<Vec<_>> = certificates.collect();
    let certificates = certificates.ok_or_else(|| bad("\"certificates\" must be a list of PEM texts"))?;
    let federated = list("federated")?.iter().map(|item| {
        Ok(Federated {
            issuer: required(item, "issuer")?.to_owned(),
            subject: required(item, "subject")?.to_owned(),
            audience: text(item, "audience")?.unwrap_or("api://AzureADTokenExchange").to_owned(),
            certificate: text(item, "certificate")?.map(str::to_owned),
        })
    });
    let federated = federated.collect::<Result<Vec<_>, Failed>>()?;
    let mut world = shared.world_mut();
    let secret = given.unwrap_or_else(|| world.new_secret());
    let application = world.add_application(display);
    application.add_secret(secret.clone(), end);
    application.certificates = certificates;
    application.federated = federated;
    application.is_managed = body.get("managed").and_then(Value::as_bool).unwrap_or(false);
    let (client, who) = (application.client_id, application.identity);
    join(&mut world, body, who, now)?;
    let object = world.identity(who).map(|identity| identity.object_id.to_string());
    let made = json!({"tenantId": world.tenant().to_string(), "clientId": client.to_string(),
                      "clientSecret": secret, "id": who.to_string(), "objectId": object});
    Ok(Reply::json(made).status(StatusCode::CREATED))
}

/// `{"organization", "identity", "access", "project"?, "repository"?}`
pub(super) fn set_access(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let access = match required(body, "access")? {
        "none" => Access::None,
        "read" => Access::Read,
        "contribute" => Access::Contribute,
        "administer" => Access::Administer,
        other => {
            return Err(bad(format!(
                "\"access\" is {other:?}; it must be none, read, contribute or administer"
            )));
        }
    };
    let mut world = shared.world_mut();
    let who = identity(&world, body)?;
    let (organization, project) = place(&mut world, body)?;
    let to = match (text(body, "repository")?, project) {
        (Some(name), project) => Securable::Repository(repository(organization, project, name)?),
        (None, Some(project)) => Securable::Project(project),
        (None, None) => Securable::Organization,
    };
    let stamp = Stamp { at: shared.clock.now(), actor: organization.owner() };
    let done = organization.change(stamp, |tx| tx.set_access(who, to, access));
    done.map_err(|refusal| bad(refusal.to_string()))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// `{"organization", "project"?, "repository", "isInMaintenance"}`: what the service does to a repository by itself.
pub(super) fn set_repository(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let busy = body.get("isInMaintenance").and_then(Value::as_bool);
    let busy = busy.ok_or_else(|| bad("\"isInMaintenance\" must be true or false"))?;
    let mut world = shared.world_mut();
    let (organization, project) = place(&mut world, body)?;
    let name = required(body, "repository")?;
    let id = repository(organization, project, name)?;
    let stamp = Stamp { at: shared.clock.now(), actor: organization.owner() };
    let done = organization.change(stamp, |tx| tx.set_repository_maintenance(id, busy));
    done.map_err(|_| missing(format!("there is no repository {name}")))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
