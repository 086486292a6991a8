//! Security roles: what the user interface shows under "Security" of service connections, environments, agent queues
//! and the library.

use adoxide_api::security_roles::meta;
use http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use super::subject::{NamedSubject, by_id, named};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::group::{GroupRole, Subject, Subjects};
use crate::world::id::{IdentityId, ProjectId};
use crate::world::role::Assignments;

handlers! {
    meta::GET_ROLE_DEFINITIONS => read(get_role_definitions),
    meta::GET_ROLE_ASSIGNMENTS => read(get_role_assignments),
    meta::SET_ROLE_ASSIGNMENTS => change(set_role_assignments),
    meta::SET_ROLE_ASSIGNMENT => change(set_role_assignment),
    meta::REMOVE_ROLE_ASSIGNMENTS => change(remove_role_assignments),
    meta::REMOVE_ROLE_ASSIGNMENT => change(remove_role_assignment),
    meta::CHANGE_INHERITANCE => change(change_inheritance),
}

/// A role: its name, the bits that it allows, and what somebody may do who has it.
type Role = (&'static str, i64, &'static str);

/// A kind of resources, with its roles, and the role that the contributors of a project have on them.
struct Scope {
    names: &'static [&'static str],
    roles: &'static [Role],
    contributors: &'static str,
}

/// The kinds. The bits are those of the namespaces: the documented example has an administrator of service connections
/// with 3 (use and administer), the namespaces name the others.
/// <https://learn.microsoft.com/rest/api/azure/devops/securityroles>
const SCOPES: [Scope; 5] = [
    Scope {
        names: &["distributedtask.serviceendpointrole", "distributedtask.project.serviceendpointrole"],
        roles: &[
            ("Reader", 16, "can view the service connection"),
            ("User", 1, "can use the service connection in pipelines"),
            ("Creator", 4, "can create service connections"),
            ("Administrator", 3, "can use and manage the service connection"),
        ],
        contributors: "User",
    },
    Scope {
        names: &[
            "distributedtask.environmentreferencerole",
            "distributedtask.globalenvironmentreferencerole",
        ],
        roles: &[
            ("Reader", 1, "can view the environment"),
            ("User", 17, "can view and use the environment"),
            ("Creator", 32, "can create environments"),
            ("Administrator", 27, "can view, use and manage the environment"),
        ],
        contributors: "User",
    },
    Scope {
        names: &["distributedtask.agentqueuerole", "distributedtask.globalagentqueuerole"],
        roles: &[
            ("Reader", 1, "can view the agent queue"),
            ("User", 17, "can view and use the agent queue"),
            ("Creator", 32, "can create agent queues"),
            ("Administrator", 27, "can view, use and manage the agent queue"),
        ],
        contributors: "User",
    },
    Scope {
        names: &["distributedtask.agentpoolrole", "distributedtask.globalagentpoolrole"],
        roles: &[
            ("Reader", 1, "can view the agent pool"),
            ("Service Account", 5, "can view and listen on the agent pool"),
            ("Administrator", 27, "can view and manage the agent pool"),
        ],
        contributors: "Reader",
    },
    Scope {
        names: &[
            "distributedtask.library",
            "distributedtask.variablegroup",
            "distributedtask.securefile",
            "distributedtask.collection.securefile",
        ],
        roles: &[
            ("Reader", 1, "can view library items"),
            ("User", 17, "can view and use library items"),
            ("Creator", 4, "can create library items"),
            ("Administrator", 19, "can view, use and manage library items"),
        ],
        contributors: "User",
    },
];

fn scope(name: &str) -> Result<&'static Scope, Fault> {
    let found = SCOPES.iter().find(|scope| scope.names.iter().any(|known| known.eq_ignore_ascii_case(name)));
    found.ok_or_else(|| {
        Fault::exception(
            StatusCode::NOT_FOUND,
            "Microsoft.VisualStudio.Services.SecurityRoles.WebApi",
            "SecurityRoleScopeNotFoundException",
            format!("There is no scope of security roles named {name}."),
        )
    })
}

fn role(scope: &Scope, name: &str) -> Result<Role, Fault> {
    let found = scope.roles.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name));
    found.copied().ok_or_else(|| Fault::invalid_parameter("roleName", name))
}

fn role_json(scope_name: &str, (name, allow, text): Role) -> Object {
    Object::new()
        .set("displayName", name)
        .set("name", name)
        .set("allowPermissions", allow)
        .set("denyPermissions", 0)
        .set("identifier", format!("{scope_name}.{name}"))
        .set("description", format!("{name} {text}."))
        .set("scope", scope_name)
}

fn get_role_definitions(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("scopeId")?;
    let roles = scope(name)?.roles;
    Ok(Reply::list(roles.iter().map(|role| role_json(name, *role))))
}

/// Who has what role on the resource of the path, and whether that is inherited. A role that is assigned counts
/// instead of one that is inherited.
struct Assignment {
    subject: NamedSubject,
    role: Role,
    is_inherited: bool,
}

/// The project of a resource: it stands before the id (`{project}_{id}`, `{project}$0`), or is the whole.
fn project_of(view: &View<'_>, resource: &str) -> Option<ProjectId> {
    let id = resource.split(['_', '$']).next()?.parse().ok()?;
    view.organization.project_by_id(id).map(|project| project.id)
}

/// Who made the resource: they administer it.
fn creator(view: &View<'_>, resource: &str) -> Option<IdentityId> {
    let id = resource.split_once('_')?.1;
    let endpoint = id.parse().ok().and_then(|id| view.organization.service_endpoint(id));
    endpoint.map(|endpoint| endpoint.created.actor)
}

fn assignments(view: &View<'_>, scope: &Scope, scope_name: &str, resource: &str) -> Vec<Assignment> {
    let organization = view.organization;
    let kept = organization.assigned_roles(scope_name, resource);
    let mut all: Vec<Assignment> = Vec::new();
    let mut add = |subject: Subject, name: &str, is_inherited: bool| {
        let is_there = all.iter().any(|known| known.subject.subject == subject);
        if let (Some(subject), Ok(role), false) = (named(view, subject), role(scope, name), is_there) {
            all.push(Assignment { subject, role, is_inherited });
        }
    };
    let subjects = Subjects { directory: view.directory, organization };
    for (id, name) in kept.iter().flat_map(|kept| &kept.roles) {
        if let Some(subject) = subjects.by_storage_key(*id) {
            add(subject, name, false);
        }
    }
    if kept.is_none()
        && let Some(creator) = creator(view, resource)
    {
        add(Subject::Person(creator), "Administrator", false);
    }
    if kept.is_none_or(|kept| kept.inherits) {
        let project = project_of(view, resource);
        for group in organization.groups().filter(|group| group.project == project) {
            match group.role {
                GroupRole::Administrators => add(Subject::Group(group.id), "Administrator", true),
                GroupRole::BuildAdministrators => add(Subject::Group(group.id), "Reader", true),
                GroupRole::Contributors => add(Subject::Group(group.id), scope.contributors, true),
                GroupRole::Readers | GroupRole::ValidUsers | GroupRole::Custom => {}
            }
        }
    }
    all
}

fn assignment_json(scope_name: &str, assignment: &Assignment) -> Object {
    let (access, shown) =
        if assignment.is_inherited { ("inherited", "Inherited") } else { ("assigned", "Assigned") };
    Object::new()
        .set("identity", assignment.subject.brief())
        .set("role", role_json(scope_name, assignment.role))
        .set("access", access)
        .set("accessDisplayName", shown)
}

/// The scope and the resource of the path.
fn place(call: &Call) -> Result<(&'static Scope, &str, &str), Fault> {
    let name = call.required("scopeId")?;
    Ok((scope(name)?, name, call.required("resourceId")?))
}

fn get_role_assignments(view: &View<'_>) -> Result<Reply, Fault> {
    let (scope, name, resource) = place(view.call)?;
    Ok(Reply::list(
        assignments(view, scope, name, resource).iter().map(|assignment| assignment_json(name, assignment)),
    ))
}

/// What is assigned, to be changed: before the first change that is what its creator has.
fn assigned(view: &View<'_>, scope: &Scope, name: &str, resource: &str) -> Assignments {
    let kept = view.organization.assigned_roles(name, resource).cloned();
    kept.unwrap_or_else(|| {
        let own = assignments(view, scope, name, resource).into_iter().filter(|own| !own.is_inherited);
        let roles = own.map(|own| (own.subject.id, own.role.0.to_owned())).collect();
        Assignments { inherits: true, roles }
    })
}

/// Somebody's role, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewAssignment {
    role_name: String,
    user_id: Option<String>,
    unique_name: Option<String>,
}

/// Changes what is assigned on the resource of the path.
fn edit(
    change: &mut Change<'_>,
    edit: impl FnOnce(&View<'_>, &'static Scope, &mut Assignments) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let (scope, name, resource) = place(change.call)?;
    let view = change.view();
    let mut all = assigned(&view, scope, name, resource);
    edit(&view, scope, &mut all)?;
    change.make(|tx| tx.set_roles(name, resource, all))?;
    Ok(())
}

/// Whom a body means: by id, else by name.
fn whom(view: &View<'_>, new: &NewAssignment) -> Result<Uuid, Fault> {
    if let Some(id) = &new.user_id {
        return by_id(view, id).map(|found| found.id);
    }
    let name = new.unique_name.as_deref().ok_or_else(|| Fault::argument_null("userId"))?;
    let found = view.directory.identity_named(name).map(|id| id.0);
    found.ok_or_else(|| Fault::profile_not_found(name))
}

fn set_role_assignments(change: &mut Change<'_>, body: Vec<NewAssignment>) -> Result<Reply, Fault> {
    let mut set = Vec::new();
    edit(change, |view, scope, all| {
        for new in &body {
            let (id, role) = (whom(view, new)?, role(scope, &new.role_name)?);
            all.roles.insert(id, role.0.to_owned());
            set.push(id);
        }
        Ok(())
    })?;
    let view = change.view();
    let (scope, name, resource) = place(change.call)?;
    let all = assignments(&view, scope, name, resource);
    let own = all.iter().filter(|known| set.contains(&known.subject.id));
    Ok(Reply::list(own.map(|assignment| assignment_json(name, assignment))))
}

/// The role of a body for the person of the path.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewRole {
    role_name: String,
}

fn set_role_assignment(change: &mut Change<'_>, body: NewRole) -> Result<Reply, Fault> {
    let id = by_id(&change.view(), change.required("identityId")?)?.id;
    edit(change, |_, scope, all| {
        all.roles.insert(id, role(scope, &body.role_name)?.0.to_owned());
        Ok(())
    })?;
    let view = change.view();
    let (scope, name, resource) = place(change.call)?;
    let all = assignments(&view, scope, name, resource);
    let own = all.iter().find(|known| known.subject.id == id);
    Ok(Reply::json(own.map(|assignment| assignment_json(name, assignment))))
}

fn remove_role_assignments(change: &mut Change<'_>, body: Vec<String>) -> Result<Reply, Fault> {
    edit(change, |_, _, all| {
        all.roles.retain(|id, _| !body.iter().any(|gone| gone.parse() == Ok(*id)));
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn remove_role_assignment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = change.required("identityId")?.parse::<Uuid>();
    edit(change, |_, _, all| {
        all.roles.retain(|known, _| Ok(*known) != id);
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn change_inheritance(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let inherits = change.query.flag("inheritPermissions")?;
    edit(change, |_, _, all| {
        all.inherits = inherits;
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
