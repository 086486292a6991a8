//! Which entries of the journal are audited, and as what.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::area::build::general_settings;
use crate::area::organization_policy;
use crate::area::subject::subject_name;
use crate::handler::View;
use crate::world::agent::AgentEvent;
use crate::world::audit_stream::AuditStreamEvent;
use crate::world::build::{DefinitionEvent, DefinitionId};
use crate::world::classification::{NodeEvent, NodeId, StructureGroup};
use crate::world::entitlement::{EntitlementChanged, GroupRuleChanged};
use crate::world::extension::ExtensionEvent;
use crate::world::group::GroupEvent;
use crate::world::id::{ProjectId, RepositoryId};
use crate::world::inherited::ProcessEvent;
use crate::world::journal::Entry;
use crate::world::member::OrganizationEvent;
use crate::world::policy::PolicyEvent;
use crate::world::project::ProjectEvent;
use crate::world::release::{ReleaseDefinitionEvent, ReleaseEvent};
use crate::world::repository::RepositoryEvent;
use crate::world::security::{AccessControlListChanged, security_namespaces};
use crate::world::service_endpoint::ServiceEndpointEvent;
use crate::world::setting::SettingChanged;
use crate::world::team::TeamEvent;
use crate::world::token::TokenEvent;
use crate::world::variable_group::VariableGroupEvent;

/// An action that the service audits.
pub(super) struct Action {
    pub id: &'static str,
    pub area: &'static str,
    pub category: &'static str,
}

/// The documented actions, by area:
/// <https://learn.microsoft.com/azure/devops/organizations/audit/auditing-events>
pub(super) static ACTIONS: LazyLock<Vec<Action>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/audit_actions.tsv").lines();
    let read = |line: &'static str| {
        let mut fields = line.split('\t');
        Some(Action { id: fields.next()?, area: fields.next()?, category: fields.next()? })
    };
    lines.filter_map(read).collect()
});

/// What the log says of an entry of the journal.
pub(super) struct Audited {
    pub action: &'static str,
    pub details: String,
    pub data: Map<String, Value>,
    pub project: Option<ProjectId>,
}

/// An action with what its data are.
fn said(action: &'static str, details: String, data: Value) -> Option<Audited> {
    let data = if let Value::Object(data) = data { data } else { Map::new() };
    Some(Audited { action, details, data, project: None })
}

impl Audited {
    /// An action within a project.
    fn within(mut self, project: ProjectId) -> Self {
        self.data.insert("ProjectId".to_owned(), project.to_string().into());
        self.project = Some(project);
        self
    }
}

/// What the log says of an entry; none where the service does not audit it.
pub(super) fn audited(view: &View<'_>, entry: &Entry) -> Option<Audited> {
    let from: &[fn(&View<'_>, &Entry) -> Option<Audited>] = &[
        |view, entry| organization(view, entry.event()?),
        |view, entry| project(view, entry.event()?),
        |view, entry| repository(view, entry.event()?),
        |view, entry| policy(view, entry.event()?),
        |view, entry| group(view, entry.event()?),
        |view, entry| team(view, entry.event()?),
        |view, entry| area_path(view, entry.event()?),
        |view, entry| definition(view, entry.event()?),
        |view, entry| release_definition(view, entry.event()?),
        |view, entry| release(view, entry.event()?),
        |view, entry| endpoint(view, entry.event()?),
        |view, entry| variable_group(view, entry.event()?),
        |view, entry| pool(view, entry.event()?),
        |view, entry| license(view, entry.event()?),
        |view, entry| group_rule(view, entry.event()?),
        |view, entry| process(view, entry.event()?),
        |_, entry| access_control_list(entry.event()?),
        |view, entry| setting(view, entry.event()?),
        |_, entry| extension(entry.event()?),
        |_, entry| token(entry.event()?),
        |_, entry| stream(entry.event()?),
    ];
    from.iter().find_map(|of| of(view, entry))
}

fn organization(view: &View<'_>, event: &OrganizationEvent) -> Option<Audited> {
    match event {
        OrganizationEvent::Created => {
            let name = view.organization.name();
            said(
                "Organization.Create",
                format!("Organization {name} created"),
                json!({"OrganizationName": name}),
            )
        }
        OrganizationEvent::MemberRemoved(person) => {
            let name = subject_name(view, person.0);
            let data = json!({"UserIdentifier": person.to_string()});
            said("Licensing.Removed", format!("Access level removed from {name}"), data)
        }
        _ => None,
    }
}

fn project_name<'v>(view: &View<'v>, id: ProjectId) -> &'v str {
    view.organization.project_by_id(id).map_or("", |project| project.name.as_str())
}

fn project(view: &View<'_>, event: &ProjectEvent) -> Option<Audited> {
    let (id, action, what) = match event {
        ProjectEvent::Created(id) => (*id, "Project.CreateCompleted", "created"),
        ProjectEvent::Updated { id, renamed_from: Some(from) } => {
            let name = project_name(view, *id);
            let data = json!({"PreviousProjectName": from, "ProjectName": name});
            let details = format!("Project {from} renamed to {name}");
            return said("Project.UpdateRenameCompleted", details, data).map(|said| said.within(*id));
        }
        ProjectEvent::Deleted(id) => (*id, "Project.SoftDeleteCompleted", "deleted"),
        ProjectEvent::Restored(id) => (*id, "Project.RestoreCompleted", "restored"),
        ProjectEvent::Updated { .. } | ProjectEvent::PropertiesChanged(_) => return None,
    };
    let name = project_name(view, id);
    let data = json!({"ProjectName": name, "PreviousProjectName": name});
    said(action, format!("Project {name} {what}"), data).map(|said| said.within(id))
}

fn repository(view: &View<'_>, event: &RepositoryEvent) -> Option<Audited> {
    let known = |id: RepositoryId| {
        let repository = view.organization.repository_by_id(id)?;
        Some((repository.project, repository.name.clone()))
    };
    let (id, action, what, more) = match event {
        RepositoryEvent::Created { id, parent: Some(parent) } => {
            let name = known(*parent)?.1;
            (*id, "Git.RepositoryForked", format!("forked from {name}"), json!({"ParentRepoName": name}))
        }
        RepositoryEvent::Created { id, parent: None } => {
            (*id, "Git.RepositoryCreated", "created".to_owned(), json!({}))
        }
        RepositoryEvent::Renamed { id, from } => {
            let data = json!({"PreviousRepoName": from});
            (*id, "Git.RepositoryRenamed", format!("renamed from {from}"), data)
        }
        RepositoryEvent::DefaultBranchChanged { id, from } => {
            let branch = view.organization.repository_by_id(*id)?.default_branch.clone().unwrap_or_default();
            // The first branch of an empty repository is nobody's change.
            from.as_ref()?;
            let data = json!({"DefaultBranch": branch});
            (*id, "Git.RepositoryDefaultBranchChanged", format!("has the default branch {branch}"), data)
        }
        RepositoryEvent::StatusChanged { id, is_disabled: true } => {
            (*id, "Git.RepositoryDisabled", "disabled".to_owned(), json!({}))
        }
        RepositoryEvent::StatusChanged { id, is_disabled: false } => {
            (*id, "Git.RepositoryEnabled", "enabled".to_owned(), json!({}))
        }
        RepositoryEvent::Deleted(id) => (*id, "Git.RepositoryDeleted", "deleted".to_owned(), json!({})),
        RepositoryEvent::Restored(id) => (*id, "Git.RepositoryUndeleted", "undeleted".to_owned(), json!({})),
        RepositoryEvent::Destroyed(id) => (*id, "Git.RepositoryDestroyed", "destroyed".to_owned(), json!({})),
        _ => return None,
    };
    let (project, name) = known(id)?;
    let mut said = said(action, format!("Git repository {name} {what}"), more)?.within(project);
    said.data.insert("RepoId".to_owned(), id.to_string().into());
    said.data.insert("RepoName".to_owned(), name.into());
    Some(said)
}

fn policy(view: &View<'_>, event: &PolicyEvent) -> Option<Audited> {
    let (id, action, what) = match event {
        PolicyEvent::ConfigurationCreated(id) => (*id, "Policy.PolicyConfigCreated", "created"),
        PolicyEvent::ConfigurationUpdated(id) => (*id, "Policy.PolicyConfigModified", "modified"),
        PolicyEvent::ConfigurationDeleted(id) => (*id, "Policy.PolicyConfigRemoved", "removed"),
        _ => return None,
    };
    let found = view.organization.policies().configuration(id)?;
    let name = found.policy.name;
    let data =
        json!({"PolicyTypeDisplayName": name, "PolicyTypeId": found.policy.id.to_string(), "ConfigId": id});
    said(action, format!("Policy {name} {what}"), data).map(|said| said.within(found.project))
}

fn membership(view: &View<'_>, member: Uuid, group: Uuid, is_member: bool) -> Option<Audited> {
    let (action, what) = if is_member {
        ("Group.UpdateGroupMembership.Add", "added to")
    } else {
        ("Group.UpdateGroupMembership.Remove", "removed from")
    };
    let (name, container) = (subject_name(view, member), subject_name(view, group));
    let data = json!({"MemberId": member.to_string(), "MemberDisplayName": name,
                      "GroupId": group.to_string(), "GroupName": container});
    said(action, format!("{name} {what} {container}"), data)
}

fn group(view: &View<'_>, event: &GroupEvent) -> Option<Audited> {
    let (id, action, what) = match event {
        GroupEvent::Created(id) => (*id, "Group.CreateGroups", "created"),
        GroupEvent::Updated(id) => (*id, "Group.UpdateGroups.Modify", "updated"),
        GroupEvent::Deleted(id) => (*id, "Group.UpdateGroups.Delete", "deleted"),
        GroupEvent::MembershipChanged { member, container, is_member } => {
            let key = crate::world::group::Subjects::storage_key;
            return membership(view, key(*member), key(*container), *is_member);
        }
    };
    let name = subject_name(view, id);
    said(action, format!("Group {name} {what}"), json!({"GroupId": id.to_string(), "GroupName": name}))
}

/// Teams are groups.
fn team(view: &View<'_>, event: &TeamEvent) -> Option<Audited> {
    let (project, team, action, what) = match event {
        TeamEvent::Created { project, team } => (project, team, "Group.CreateGroups", "created"),
        TeamEvent::Updated { project, team } => (project, team, "Group.UpdateGroups.Modify", "updated"),
        TeamEvent::Deleted { project, team } => (project, team, "Group.UpdateGroups.Delete", "deleted"),
        TeamEvent::MemberAdded { project, team, member } => {
            return membership(view, member.0, team.0, true).map(|said| said.within(*project));
        }
        _ => return None,
    };
    let name = subject_name(view, team.0);
    let data = json!({"GroupId": team.to_string(), "GroupName": name});
    said(action, format!("Group {name} {what}"), data).map(|said| said.within(*project))
}

/// Areas are audited, iterations are not.
fn area_path(view: &View<'_>, event: &NodeEvent) -> Option<Audited> {
    let (project, node, action, what): (ProjectId, NodeId, _, _) = match event {
        NodeEvent::Created { project, node } => (*project, *node, "Project.AreaPath.Create", "created"),
        NodeEvent::Updated { project, node } | NodeEvent::Moved { project, node, .. } => {
            (*project, *node, "Project.AreaPath.Update", "updated")
        }
        NodeEvent::Deleted { project, node } => (*project, *node, "Project.AreaPath.Delete", "deleted"),
    };
    let tree = &view.organization.project_by_id(project)?.classification;
    let is_area = tree.nodes(StructureGroup::Areas).any(|known| known.id == node);
    let path = is_area.then(|| tree.path(node))?;
    let data = json!({"Path": path});
    said(action, format!("Area path {path} {what}"), data).map(|said| said.within(project))
}

fn definition(view: &View<'_>, event: &DefinitionEvent) -> Option<Audited> {
    let (id, action, what): (DefinitionId, _, _) = match event {
        DefinitionEvent::Created(id) => (*id, "Pipelines.PipelineCreated", "created"),
        DefinitionEvent::Updated(id) => (*id, "Pipelines.PipelineModified", "modified"),
        DefinitionEvent::Deleted(id) => (*id, "Pipelines.PipelineDeleted", "deleted"),
        _ => return None,
    };
    let known = view.organization.builds().revisions(id).last()?;
    let name = &known.content.name;
    let data = json!({"PipelineId": id, "PipelineName": name, "PipelineRevision": known.revision});
    said(action, format!("Pipeline {name} {what}"), data).map(|said| said.within(known.project))
}

fn release_definition(view: &View<'_>, event: &ReleaseDefinitionEvent) -> Option<Audited> {
    let (id, action, what) = match event {
        ReleaseDefinitionEvent::Created(id) => (*id, "Release.ReleasePipelineCreated", "created"),
        ReleaseDefinitionEvent::Updated { id, .. } => (*id, "Release.ReleasePipelineModified", "modified"),
        ReleaseDefinitionEvent::Deleted(id) => (*id, "Release.ReleasePipelineDeleted", "deleted"),
        _ => return None,
    };
    let known = view.organization.releases().revisions(id).last()?;
    let name = &known.content.name;
    let data = json!({"PipelineId": id, "PipelineName": name});
    said(action, format!("Release pipeline {name} {what}"), data).map(|said| said.within(known.project))
}

fn release(view: &View<'_>, event: &ReleaseEvent) -> Option<Audited> {
    let (id, action, what) = match event {
        ReleaseEvent::Created(id) => (*id, "Release.ReleaseCreated", "created".to_owned()),
        ReleaseEvent::Deleted(id) => (*id, "Release.ReleaseDeleted", "deleted".to_owned()),
        ReleaseEvent::DeploymentCompleted { release, status, .. } => {
            (*release, "Release.DeploymentCompleted", format!("deployed: {}", status.name()))
        }
        _ => return None,
    };
    let releases = view.organization.releases();
    let known = releases.release(id)?;
    let pipeline = releases.revisions(known.definition).last().map(|known| known.content.name.as_str());
    let data = json!({"ReleaseId": id, "ReleaseName": known.name, "PipelineName": pipeline});
    said(action, format!("Release {} {what}", known.name), data).map(|said| said.within(known.project))
}

fn endpoint(view: &View<'_>, event: &ServiceEndpointEvent) -> Option<Audited> {
    let (id, action, what, projects) = match event {
        ServiceEndpointEvent::Created(id) => (*id, "Library.ServiceConnectionCreated", "created", None),
        ServiceEndpointEvent::Updated(id) => (*id, "Library.ServiceConnectionModified", "modified", None),
        ServiceEndpointEvent::Shared(id) => (*id, "Library.ServiceConnectionShared", "shared", None),
        ServiceEndpointEvent::Deleted { id, projects } if projects.len() > 1 => {
            (*id, "Library.ServiceConnectionDeletedFromMultipleProjects", "deleted", Some(projects))
        }
        ServiceEndpointEvent::Deleted { id, projects } => {
            (*id, "Library.ServiceConnectionDeleted", "deleted", Some(projects))
        }
    };
    let known = view.organization.service_endpoint(id);
    let name = known.map_or_else(|| id.to_string(), |known| known.content.name.clone());
    let kind = known.map(|known| known.content.kind.as_str());
    let data = json!({"ConnectionId": id.to_string(), "ConnectionName": name, "ConnectionType": kind});
    let own = known.and_then(|known| known.content.projects.first()).map(|reference| reference.project);
    let project = own.or_else(|| projects.and_then(|projects| projects.first().copied()));
    let said = said(action, format!("Service connection {name} {what}"), data)?;
    Some(if let Some(project) = project { said.within(project) } else { said })
}

fn variable_group(view: &View<'_>, event: &VariableGroupEvent) -> Option<Audited> {
    let (id, action, what, projects) = match event {
        VariableGroupEvent::Created(id) => (*id, "Library.VariableGroupCreated", "created", None),
        VariableGroupEvent::Updated(id) => (*id, "Library.VariableGroupModified", "modified", None),
        VariableGroupEvent::Shared(id) => (*id, "Library.VariableGroupModifiedForProjects", "shared", None),
        VariableGroupEvent::Deleted { id, projects } if projects.len() > 1 => {
            (*id, "Library.VariableGroupDeletedFromProjects", "deleted", Some(projects))
        }
        VariableGroupEvent::Deleted { id, projects } => {
            (*id, "Library.VariableGroupDeleted", "deleted", Some(projects))
        }
    };
    let known = view.organization.variable_groups().group(id);
    let name = known.map_or_else(|| id.to_string(), |known| known.name.clone());
    let own = known.and_then(|known| known.projects.first()).map(|reference| reference.project);
    let project = own.or_else(|| projects.and_then(|projects| projects.first().copied()));
    let data = json!({"VariableGroupId": id, "VariableGroupName": name});
    let said = said(action, format!("Variable group {name} {what}"), data)?;
    Some(if let Some(project) = project { said.within(project) } else { said })
}

/// Pools and their agents.
fn pool(view: &View<'_>, event: &AgentEvent) -> Option<Audited> {
    let (id, action, what) = match event {
        AgentEvent::PoolCreated(id) => (*id, "Library.AgentPoolCreated", "created"),
        AgentEvent::PoolDeleted(id) => (*id, "Library.AgentPoolDeleted", "deleted"),
        AgentEvent::AgentAdded { pool, .. } => (*pool, "Library.AgentAdded", "has another agent"),
        AgentEvent::AgentDeleted { pool, .. } => (*pool, "Library.AgentDeleted", "has an agent less"),
        _ => return None,
    };
    let name = view.organization.agents().pool(id).map_or_else(|| id.to_string(), |pool| pool.name.clone());
    said(action, format!("Agent pool {name} {what}"), json!({"AgentPoolId": id, "AgentPoolName": name}))
}

fn license(view: &View<'_>, event: &EntitlementChanged) -> Option<Audited> {
    let EntitlementChanged(person) = event;
    let level = view.organization.entitlement(*person)?.license.display_name();
    let name = subject_name(view, person.0);
    let data = json!({"UserIdentifier": person.to_string(), "AccessLevel": level});
    said("Licensing.Modified", format!("Access level of {name} set to {level}"), data)
}

fn group_rule(view: &View<'_>, event: &GroupRuleChanged) -> Option<Audited> {
    let action = match (event.from, event.to) {
        (None, Some(_)) => "Licensing.GroupRuleCreated",
        (Some(_), Some(_)) => "Licensing.GroupRuleModified",
        (_, None) => "Licensing.GroupRuleDeleted",
    };
    let level = event.to.or(event.from)?.display_name();
    let name = subject_name(view, event.group);
    let data = json!({"GroupIdentifier": event.group.to_string(), "AccessLevel": level});
    said(action, format!("Group rule of {name}: {level}"), data)
}

fn process(view: &View<'_>, event: &ProcessEvent) -> Option<Audited> {
    let (id, action, what) = match event {
        ProcessEvent::Created(id) => (*id, "Process.Process.Create", "created"),
        ProcessEvent::Changed(id) => (*id, "Process.Process.EditWithoutNewInformation", "modified"),
        _ => return None,
    };
    let name = view.organization.process_name(id)?;
    said(action, format!("Process {name} {what}"), json!({"ProcessId": id.to_string(), "ProcessName": name}))
}

fn access_control_list(event: &AccessControlListChanged) -> Option<Audited> {
    let namespace = security_namespaces().iter().find(|known| known.id == event.namespace)?;
    let data = json!({"NamespaceId": namespace.id.to_string(), "NamespaceName": namespace.name, "Token": event.token});
    let details = format!("Access control list of {} changed in {}", event.token, namespace.name);
    said("Security.ModifyAccessControlLists", details, data)
}

/// Settings belong to areas; two of them are audited.
fn setting(view: &View<'_>, event: &SettingChanged) -> Option<Audited> {
    if event.scope == organization_policy::SCOPE {
        let data = json!({"PolicyName": event.name, "PolicyValue": event.to});
        let value = event.to.as_ref().map(Value::to_string).unwrap_or_default();
        let details = format!("Organization policy {} set to {value}", event.name);
        return said("OrganizationPolicy.PolicyValueUpdated", details, data);
    }
    let project = general_settings::project_of_scope(&event.scope)?;
    let name = project_name(view, project);
    let data =
        json!({"SettingName": event.name, "OldValue": event.from, "NewValue": event.to, "ProjectName": name});
    let value = event.to.as_ref().map(Value::to_string).unwrap_or_default();
    let details = format!("Pipelines setting {} of project {name} set to {value}", event.name);
    said("Pipelines.ProjectSettings", details, data).map(|said| said.within(project))
}

fn extension(event: &ExtensionEvent) -> Option<Audited> {
    let (extension, action, what) = match event {
        ExtensionEvent::Installed(extension) => (extension, "Extension.Installed", "installed"),
        ExtensionEvent::Updated(extension) => (extension, "Extension.VersionUpdated", "updated"),
        ExtensionEvent::Disabled(extension) => (extension, "Extension.Disabled", "disabled"),
        ExtensionEvent::Enabled(extension) => (extension, "Extension.Enabled", "enabled"),
        ExtensionEvent::Uninstalled(extension) => (extension, "Extension.Uninstalled", "uninstalled"),
        _ => return None,
    };
    let (publisher, name) = (&extension.publisher, &extension.name);
    let data = json!({"ExtensionName": name, "PublisherName": publisher, "Version": extension.version});
    said(action, format!("Extension {name} of {publisher} {what}"), data)
}

fn token(event: &TokenEvent) -> Option<Audited> {
    let (name, action, what) = match event {
        TokenEvent::Created(name) => (name, "Token.PatCreateEvent", "created"),
        TokenEvent::Updated(name) => (name, "Token.PatUpdateEvent", "updated"),
        TokenEvent::Revoked(name) => (name, "Token.PatRevokeEvent", "revoked"),
    };
    said(action, format!("Personal access token {name} {what}"), json!({"DisplayName": name}))
}

fn stream(event: &AuditStreamEvent) -> Option<Audited> {
    let (stream, action, what) = match event {
        AuditStreamEvent::Created(stream) => (stream, "AuditLog.StreamCreated", "created"),
        AuditStreamEvent::Updated(stream) => (stream, "AuditLog.StreamModified", "modified"),
        AuditStreamEvent::StatusChanged(stream) if stream.status == "enabled" => {
            (stream, "AuditLog.StreamEnabled", "enabled")
        }
        AuditStreamEvent::StatusChanged(stream) => (stream, "AuditLog.StreamDisabledByUser", "disabled"),
        AuditStreamEvent::Deleted(stream) => (stream, "AuditLog.StreamDeleted", "deleted"),
    };
    let (name, consumer) = (&stream.display_name, &stream.consumer);
    let data = json!({"DisplayName": name, "ConsumerType": consumer});
    said(action, format!("Audit stream to {consumer} {name} {what}"), data)
}
