//! Scopes that clients make: each has a name, a parent, and a group of administrators, which is one of the parent's.

use http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::scope;
use crate::base::choice;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::group::{GroupRefusal, scope_descriptor};
use crate::world::name::same_name;

/// Where scopes are kept, by id.
const SCOPE: &str = "ims/scopes";

const TYPES: [(&str, i64, &str); 3] =
    [("generic", 0, "generic"), ("serviceHost", 1, "serviceHost"), ("teamProject", 2, "teamProject")];

/// A scope that a client made.
pub(super) struct OwnScope<'v> {
    id: Uuid,
    kept: &'v Value,
}

impl<'v> OwnScope<'v> {
    /// The scope with an id, if a client made it.
    pub fn of_id(view: &View<'v>, id: &str) -> Option<Self> {
        let id: Uuid = id.parse().ok()?;
        Some(Self { id, kept: view.organization.setting(SCOPE, &id.to_string())? })
    }

    /// The scope of a name, if a client made it.
    pub fn named(view: &View<'v>, name: &str) -> Option<Self> {
        let mut all = view.organization.settings(SCOPE, "");
        let is_it = |kept: &Value| text(kept, "/name").is_some_and(|known| same_name(known, name));
        let (id, kept) = all.find(|(_, kept)| is_it(kept))?;
        Some(Self { id: id.parse().ok()?, kept })
    }

    /// The group of its administrators.
    pub fn administrators(&self) -> Option<Uuid> {
        text(self.kept, "/administrators")?.parse().ok()
    }

    pub fn id(&self) -> Uuid {
        self.id
    }

    pub fn json(&self, view: &View<'_>) -> Object {
        let organization = view.organization;
        let group = self.administrators().and_then(|id| organization.group(id));
        let part = |name: &str| self.kept.get(name).cloned();
        Object::new()
            .set("id", self.id)
            .set("localScopeId", self.id)
            .set_some("parentId", part("parentId"))
            .set_some("scopeType", part("scopeType"))
            .set_some("name", part("name"))
            .set_some("administrators", group.map(|group| organization.descriptors_of_group(group).0))
            .set("isGlobal", false)
            .set("securingHostId", organization.host_id())
            .set("isActive", true)
            .set("subjectDescriptor", scope_descriptor(self.id))
    }
}

fn taken(name: &str) -> Fault {
    Fault::exception(
        StatusCode::CONFLICT,
        "Microsoft.VisualStudio.Services.Identity",
        "GroupScopeCreationException",
        format!("The group scope '{name}' already exists."),
    )
}

/// A name that no other scope has.
fn check_name(view: &View<'_>, name: &str) -> Result<(), Fault> {
    if name.trim().is_empty() {
        return Err(Fault::argument_null("scopeName"));
    }
    let is_taken = scope::is_built_in(view, name) || OwnScope::named(view, name).is_some();
    if is_taken { Err(taken(name)) } else { Ok(()) }
}

pub(super) fn create_scope(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let given = change.required("scopeId")?;
    let id = given.parse::<Uuid>().map_err(|_| Fault::invalid_parameter("scopeId", given))?.to_string();
    let part = |name: &str| {
        let found = text(&body, &format!("/{name}")).filter(|found| !found.trim().is_empty());
        found.ok_or_else(|| Fault::argument_null(name))
    };
    let (name, group) = (part("scopeName")?, part("adminGroupName")?);
    let description = text(&body, "/adminGroupDescription").unwrap_or_default();
    let kind = body.get("scopeType").filter(|kind| !kind.is_null());
    let kind = kind
        .map_or("generic".to_owned(), |kind| kind.as_str().map_or_else(|| kind.to_string(), str::to_owned));
    let kind = choice(&kind, &TYPES).ok_or_else(|| Fault::invalid_parameter("scopeType", &kind))?;
    let (parent, project) = {
        let view = change.view();
        if OwnScope::of_id(&view, &id).is_some() || scope::find(&view, &id).is_ok() {
            return Err(taken(&id));
        }
        check_name(&view, name)?;
        let organization = view.organization.id().to_string();
        let parent = text(&body, "/parentScopeId").unwrap_or(&organization).to_owned();
        let project = scope::find(&view, &parent)?;
        (parent, project)
    };
    let group = change.make(|tx| tx.create_group(project, group, description))?;
    let kept =
        json!({"name": name, "scopeType": kind, "parentId": parent, "administrators": group.to_string()});
    change.make(|tx| tx.set_setting(SCOPE, &id, Some(kept)))?;
    let view = change.view();
    Ok(Reply::json(OwnScope::of_id(&view, &id).map(|own| own.json(&view))).status(StatusCode::CREATED))
}

/// The id of the scope of the path, which must be one that a client made: projects and organizations go by their own
/// operations.
fn own_id(change: &Change<'_>) -> Result<String, Fault> {
    let given = change.required("scopeId")?;
    let view = change.view();
    if let Some(own) = OwnScope::of_id(&view, given) {
        return Ok(own.id.to_string());
    }
    scope::find(&view, given)?;
    Err(Fault::invalid_parameter("scopeId", given))
}

/// A JSON Patch of the name; nothing else of a scope can be changed.
pub(super) fn update_scope(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = own_id(change)?;
    let patch =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of patch operations"))?;
    for operation in patch {
        let path = text(operation, "/path").unwrap_or_default();
        if !path.eq_ignore_ascii_case("/name") {
            return Err(Fault::invalid_parameter("path", path));
        }
        let name = text(operation, "/value").ok_or_else(|| Fault::argument_null("value"))?;
        let kept = {
            let view = change.view();
            let own = OwnScope::of_id(&view, &id);
            let mut kept = own.map(|own| own.kept.clone()).unwrap_or_default();
            if text(&kept, "/name").is_some_and(|known| !same_name(known, name)) {
                check_name(&view, name)?;
            }
            if let Some(members) = kept.as_object_mut() {
                members.insert("name".to_owned(), name.into());
            }
            kept
        };
        change.make(|tx| tx.set_setting(SCOPE, &id, Some(kept)))?;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Deletes a scope, and the group of its administrators if it is still there.
pub(super) fn delete_scope(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = own_id(change)?;
    let group = {
        let view = change.view();
        let group = OwnScope::of_id(&view, &id).and_then(|own| own.administrators());
        group.filter(|group| view.organization.group(*group).is_some())
    };
    if let Some(group) = group {
        change.make(|tx| tx.delete_group(group)).map_err(|refusal: GroupRefusal| Fault::from(refusal))?;
    }
    change.make(|tx| tx.set_setting(SCOPE, &id, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
