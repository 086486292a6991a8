//! An organization and everything that changes in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use super::Refusal;
use super::build::{BuildId, Builds};
use super::classification::{Classification, NodeId};
use super::commit_status::{CommitStatus, RefFavorite};
use super::entitlement::Entitlement;
use super::git_operation::{GitOperation, GitOperationId};
use super::group::Groups;
use super::id::{
    IdentityId, Ids, ObjectId, OperationId, OrganizationId, ProcessId, ProjectId, RepositoryId, TeamId,
};
use super::inherited::Processes;
use super::journal::{Journal, Payload, Stamp};
use super::operation::{Operation, OperationStatus};
use super::permission::Permissions;
use super::policy::Policies;
use super::project::{NewProject, Project, ProjectChange, ProjectState, same_name};
use super::pull_request::{Effort, PullRequestId, PullRequests};
use super::push::{Push, PushId, RefUpdate};
use super::query::Queries;
use super::repository::{ImportRequest, ImportStatus, Imported, NewImport, Repository, is_repository_name};
use super::security::AccessControlLists;
use super::service_endpoint::ServiceEndpoint;
use super::team::{Team, TeamMember};
use super::team_settings::TeamSettings;
use super::variable_group::VariableGroups;
use super::wiki::Wiki;
use super::work_item::WorkItems;

/// An organization.
///
/// Its fields are read freely; they change only through its methods, each of which writes the journal.
#[derive(Clone, Debug)]
pub struct Organization {
    id: OrganizationId,
    name: String,
    host_id: Uuid,
    tenant: Uuid,
    owner: IdentityId,
    created: Timestamp,
    pub(super) members: BTreeSet<IdentityId>,
    pub(super) permissions: Permissions,
    stopped: Option<String>,
    pub(super) projects: BTreeMap<ProjectId, Project>,
    /// In the order of their creation, which is the order of lists.
    project_order: Vec<ProjectId>,
    project_names: HashMap<String, ProjectId>,
    pub(super) repositories: BTreeMap<RepositoryId, Repository>,
    repository_names: HashMap<(ProjectId, String), RepositoryId>,
    /// Repositories that left the recycle bin, for the list of deleted ones.
    destroyed: Vec<Repository>,
    operations: BTreeMap<OperationId, Operation>,
    pub(super) jobs: BTreeMap<(Timestamp, u64), Job>,
    settings: BTreeMap<String, BTreeMap<String, Value>>,
    pub(super) journal: Journal,
    pub(super) ids: Ids,
    pub(super) policies: Policies,
    pub(super) builds: Builds,
    pub(super) variable_groups: VariableGroups,
    pub(super) git_operations: BTreeMap<GitOperationId, GitOperation>,
    pub(super) commit_statuses: BTreeMap<(RepositoryId, ObjectId), Vec<CommitStatus>>,
    pub(super) ref_favorites: BTreeMap<i64, RefFavorite>,
    pub(super) wikis: Vec<Wiki>,
    pub(super) service_endpoints: Vec<ServiceEndpoint>,
    pub(super) operation_duration: Duration,
    pub(super) pull_requests: PullRequests,
    revision: i64,
    last_push: PushId,
    last_import: i64,
    last_job: u64,
    pub(super) last_node: NodeId,
    pub(super) work_items: WorkItems,
    pub(super) processes: Processes,
    pub(super) queries: Queries,
    pub(super) groups: Groups,
    pub(super) access_control_lists: AccessControlLists,
    pub(super) entitlements: BTreeMap<IdentityId, Entitlement>,
}

/// Work that is under way.
#[derive(Clone, Debug)]
pub(super) struct Job {
    stamp: Stamp,
    operation: Option<OperationId>,
    work: Work,
}

#[derive(Clone, Debug)]
pub(super) enum Work {
    CreateProject(ProjectId),
    UpdateProject(ProjectId, ProjectChange),
    DeleteProject(ProjectId),
    RestoreProject(ProjectId),
    Import(RepositoryId, i64, Result<Imported, String>),
    Build(BuildId),
    Git(GitOperationId),
    /// Done by somebody who knows git: see [`Organization::settle`].
    Merge {
        pull_request: PullRequestId,
        attempt: u64,
    },
}

impl Organization {
    pub(super) fn new(
        mut ids: Ids,
        name: String,
        tenant: Uuid,
        operation_duration: Duration,
        stamp: Stamp,
    ) -> Self {
        let mut organization = Self {
            id: OrganizationId(ids.uuid()),
            host_id: ids.uuid(),
            name,
            tenant,
            owner: stamp.actor,
            created: stamp.at,
            members: BTreeSet::from([stamp.actor]),
            permissions: Permissions::default(),
            stopped: None,
            projects: BTreeMap::new(),
            project_order: Vec::new(),
            project_names: HashMap::new(),
            repositories: BTreeMap::new(),
            repository_names: HashMap::new(),
            destroyed: Vec::new(),
            operations: BTreeMap::new(),
            jobs: BTreeMap::new(),
            settings: BTreeMap::new(),
            journal: Journal::default(),
            ids,
            policies: Policies::default(),
            builds: Builds::default(),
            variable_groups: VariableGroups::default(),
            git_operations: BTreeMap::new(),
            commit_statuses: BTreeMap::new(),
            ref_favorites: BTreeMap::new(),
            wikis: Vec::new(),
            service_endpoints: Vec::new(),
            operation_duration,
            pull_requests: PullRequests::default(),
            revision: 0,
            last_push: 0,
            last_import: 0,
            last_job: 0,
            last_node: 0,
            work_items: WorkItems::default(),
            processes: Processes::default(),
            queries: Queries::default(),
            groups: Groups::default(),
            access_control_lists: AccessControlLists::new(),
            entitlements: BTreeMap::new(),
        };
        organization.create_default_groups();
        organization.journal.append(stamp, Payload::OrganizationCreated);
        organization
    }

    /// Its id.
    pub fn id(&self) -> OrganizationId {
        self.id
    }

    /// Its name, as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the host that secures its identities.
    pub fn host_id(&self) -> Uuid {
        self.host_id
    }

    /// The directory that its people come from.
    pub fn tenant(&self) -> Uuid {
        self.tenant
    }

    /// Who created it.
    pub fn owner(&self) -> IdentityId {
        self.owner
    }

    /// When it was created.
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// What happened in it.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Who may use it.
    pub fn members(&self) -> impl Iterator<Item = IdentityId> {
        self.members.iter().copied()
    }

    /// Whether somebody may use it.
    pub fn is_member(&self, identity: IdentityId) -> bool {
        self.members.contains(&identity)
    }

    /// Lets somebody in.
    pub fn add_member(&mut self, stamp: Stamp, identity: IdentityId) {
        if self.members.insert(identity) {
            self.journal.append(stamp, Payload::MemberAdded(identity));
        }
    }

    /// Why it was stopped, if it was: then it answers nothing else.
    pub fn stopped(&self) -> Option<&str> {
        self.stopped.as_deref()
    }

    /// Stops the organization for a reason, or starts it again.
    pub fn stop(&mut self, stamp: Stamp, reason: Option<String>) {
        self.journal.append(stamp, Payload::OrganizationStopped(reason.is_some()));
        self.stopped = reason;
    }

    // Operations.

    /// An operation.
    pub fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.operations.get(&id)
    }

    /// When the next piece of work is due.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.jobs.first_key_value().map(|((due, _), _)| *due)
    }

    /// Does all work that is due, each piece at the instant that it was due; up to a merge, which is given
    /// back. [`Self::finish_merge`] takes what came of it, and then there may be more to do.
    pub fn settle(&mut self, now: Timestamp) -> Option<Effort> {
        while let Some(entry) = self.jobs.first_entry().filter(|entry| entry.key().0 <= now) {
            let key = *entry.key();
            if let Work::Merge { pull_request, attempt } = entry.get().work {
                if let Some(effort) = self.effort(key, pull_request, attempt) {
                    return Some(effort);
                }
                self.jobs.remove(&key);
                continue;
            }
            let ((due, _), job) = entry.remove_entry();
            let stamp = Stamp { at: due, ..job.stamp };
            let outcome = self.work(stamp, job.work);
            if let Some(id) = job.operation {
                if let Some(operation) = self.operations.get_mut(&id) {
                    operation.status = match outcome {
                        Ok(()) => OperationStatus::Succeeded,
                        Err(refusal) => OperationStatus::Failed(refusal.to_string()),
                    };
                }
                self.journal.append(stamp, Payload::OperationEnded(id));
            }
        }
        None
    }

    fn queue_operation(&mut self, stamp: Stamp, work: Work) -> OperationId {
        let id = OperationId(self.ids.uuid());
        let operation = Operation { id, queued_at: stamp.at, status: OperationStatus::InProgress };
        self.operations.insert(id, operation);
        self.journal.append(stamp, Payload::OperationQueued(id));
        self.queue(stamp, Some(id), work);
        id
    }

    fn queue(&mut self, stamp: Stamp, operation: Option<OperationId>, work: Work) {
        self.queue_for(stamp, self.operation_duration, operation, work);
    }

    /// Lets work be done after a while.
    pub(super) fn queue_for(
        &mut self,
        stamp: Stamp,
        duration: Duration,
        operation: Option<OperationId>,
        work: Work,
    ) {
        let duration = SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX);
        let due = stamp.at.saturating_add(duration).unwrap_or(Timestamp::MAX);
        self.last_job += 1;
        self.jobs.insert((due, self.last_job), Job { stamp, operation, work });
    }

    /// The references of an operation of git move when an operation's time has passed.
    pub(super) fn queue_git_work(&mut self, stamp: Stamp, id: GitOperationId) {
        self.queue(stamp, None, Work::Git(id));
    }

    /// The next step of a build comes when an operation's time has passed.
    pub(super) fn queue_build_step(&mut self, stamp: Stamp, id: BuildId) {
        self.queue(stamp, None, Work::Build(id));
    }

    fn work(&mut self, stamp: Stamp, work: Work) -> Result<(), Refusal> {
        match work {
            Work::CreateProject(id) => self.finish_project(stamp, id),
            Work::UpdateProject(id, change) => self.change_project(stamp, id, change),
            Work::DeleteProject(id) => self.remove_project(stamp, id),
            Work::RestoreProject(id) => self.return_project(stamp, id),
            Work::Git(id) => self.finish_git_operation(stamp, id),
            Work::Build(id) => {
                self.advance_build(stamp, id);
                Ok(())
            }
            Work::Import(repository, request, imported) => {
                self.finish_import(stamp, repository, request, imported)
            }
            Work::Merge { .. } => Ok(()),
        }
    }

    // Projects.

    /// All projects in the order of their creation, whatever their state.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        self.project_order.iter().filter_map(|id| self.projects.get(id))
    }

    /// A project by id, whatever its state.
    pub fn project_by_id(&self, id: ProjectId) -> Option<&Project> {
        self.projects.get(&id)
    }

    /// A project that is not deleted, by name or id.
    pub fn project(&self, name_or_id: &str) -> Option<&Project> {
        let id = name_or_id.parse().ok().or_else(|| self.project_names.get(&key(name_or_id)).copied())?;
        self.projects.get(&id).filter(|project| project.state != ProjectState::Deleted)
    }

    /// Asks for a project. It is ready when the operation is.
    ///
    /// # Errors
    /// When the name is taken or not allowed, or the process unknown.
    pub fn queue_create_project(
        &mut self,
        stamp: Stamp,
        new: NewProject,
    ) -> Result<(ProjectId, OperationId), Refusal> {
        let id = self.reserve_project(stamp, new)?;
        Ok((id, self.queue_operation(stamp, Work::CreateProject(id))))
    }

    /// Creates a project at once: for seeds.
    ///
    /// # Errors
    /// As [`Self::queue_create_project`].
    pub fn create_project(&mut self, stamp: Stamp, new: NewProject) -> Result<ProjectId, Refusal> {
        let id = self.reserve_project(stamp, new)?;
        self.finish_project(stamp, id)?;
        Ok(id)
    }

    fn reserve_project(&mut self, stamp: Stamp, new: NewProject) -> Result<ProjectId, Refusal> {
        if !is_project_name(&new.name) {
            return Err(Refusal::ProjectName(new.name));
        }
        if self.project_names.contains_key(&key(&new.name)) {
            return Err(Refusal::ProjectExists(new.name));
        }
        let process = self.process_name(new.process).ok_or(Refusal::NoProcess(new.process))?.to_owned();
        let id = ProjectId(self.ids.uuid());
        let properties = project_properties(&process, new.process, &mut self.ids);
        let system = self.system_process(new.process);
        let classification = Classification::new(&new.name, system, &mut self.ids, &mut self.last_node);
        let project = Project {
            id,
            name: new.name,
            description: new.description.filter(|text| !text.is_empty()),
            state: ProjectState::CreatePending,
            visibility: new.visibility,
            process: new.process,
            revision: self.next_revision(),
            last_update: stamp.at,
            scope: self.ids.uuid(),
            default_team: None,
            teams: BTreeMap::new(),
            classification,
            dashboards: Vec::new(),
            plans: Vec::new(),
            properties,
        };
        self.project_names.insert(key(&project.name), id);
        self.project_order.push(id);
        self.projects.insert(id, project);
        Ok(id)
    }

    /// A project comes with a team and a repository of its name.
    fn finish_project(&mut self, stamp: Stamp, id: ProjectId) -> Result<(), Refusal> {
        let revision = self.next_revision();
        let project = self.projects.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        project.state = ProjectState::WellFormed;
        project.last_update = stamp.at;
        project.revision = revision;
        let name = project.name.clone();
        let team = self.create_team(stamp, id, format!("{name} Team"), "The default project team.".into())?;
        if let Some(project) = self.projects.get_mut(&id) {
            project.default_team = Some(team);
            if let Some(team) = project.teams.get_mut(&team) {
                team.settings.of_default_team(&project.classification);
            }
            let value = Value::String(team.to_string());
            project.properties.insert("System.Microsoft.TeamFoundation.Team.Default".into(), value);
        }
        self.create_project_groups(stamp, id, team);
        self.add_build_defaults(id);
        self.journal.append(stamp, Payload::ProjectCreated(id));
        // Not every name of a project is one for a repository; a project without one is still a project.
        if is_repository_name(&name) {
            self.create_repository(stamp, id, name)?;
        }
        Ok(())
    }

    /// Asks for a change of a project.
    ///
    /// # Errors
    /// When the new name is taken or not allowed, or there is no such project.
    pub fn queue_update_project(
        &mut self,
        stamp: Stamp,
        id: ProjectId,
        change: ProjectChange,
    ) -> Result<OperationId, Refusal> {
        self.check_rename(id, change.name.as_deref())?;
        Ok(self.queue_operation(stamp, Work::UpdateProject(id, change)))
    }

    fn check_rename(&self, id: ProjectId, name: Option<&str>) -> Result<(), Refusal> {
        let Some(name) = name else {
            return Ok(());
        };
        if !is_project_name(name) {
            return Err(Refusal::ProjectName(name.to_owned()));
        }
        match self.project_names.get(&key(name)) {
            Some(other) if *other != id => Err(Refusal::ProjectExists(name.to_owned())),
            _ => Ok(()),
        }
    }

    fn change_project(&mut self, stamp: Stamp, id: ProjectId, change: ProjectChange) -> Result<(), Refusal> {
        self.check_rename(id, change.name.as_deref())?;
        let revision = self.next_revision();
        let project = self.projects.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        if let Some(name) = change.name {
            self.project_names.remove(&key(&project.name));
            self.project_names.insert(key(&name), id);
            project.classification.rename_roots(&name);
            project.name = name;
        }
        if let Some(description) = change.description {
            project.description = Some(description).filter(|text| !text.is_empty());
        }
        if let Some(visibility) = change.visibility {
            project.visibility = visibility;
        }
        project.revision = revision;
        project.last_update = stamp.at;
        self.journal.append(stamp, Payload::ProjectUpdated(id));
        Ok(())
    }

    /// Asks for the end of a project.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn queue_delete_project(&mut self, stamp: Stamp, id: ProjectId) -> Result<OperationId, Refusal> {
        let project = self.projects.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        project.state = ProjectState::Deleting;
        Ok(self.queue_operation(stamp, Work::DeleteProject(id)))
    }

    /// A deleted project keeps what it has, out of sight, and can be restored.
    fn remove_project(&mut self, stamp: Stamp, id: ProjectId) -> Result<(), Refusal> {
        let revision = self.next_revision();
        let project = self.projects.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        project.state = ProjectState::Deleted;
        project.revision = revision;
        project.last_update = stamp.at;
        self.project_names.remove(&key(&project.name));
        self.journal.append(stamp, Payload::ProjectDeleted(id));
        Ok(())
    }

    /// Asks for a deleted project back.
    ///
    /// # Errors
    /// When there is no such deleted project, or its name was taken since.
    pub fn queue_restore_project(&mut self, stamp: Stamp, id: ProjectId) -> Result<OperationId, Refusal> {
        let project = self.projects.get(&id).filter(|project| project.state == ProjectState::Deleted);
        let name = &project.ok_or(Refusal::NoProject(id))?.name;
        if self.project_names.contains_key(&key(name)) {
            return Err(Refusal::ProjectExists(name.clone()));
        }
        Ok(self.queue_operation(stamp, Work::RestoreProject(id)))
    }

    fn return_project(&mut self, stamp: Stamp, id: ProjectId) -> Result<(), Refusal> {
        let revision = self.next_revision();
        let project = self.projects.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        if self.project_names.contains_key(&key(&project.name)) {
            return Err(Refusal::ProjectExists(project.name.clone()));
        }
        project.state = ProjectState::WellFormed;
        project.revision = revision;
        project.last_update = stamp.at;
        self.project_names.insert(key(&project.name), id);
        self.journal.append(stamp, Payload::ProjectRestored(id));
        Ok(())
    }

    /// Sets properties of a project; a value of none removes one.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_project_properties(
        &mut self,
        stamp: Stamp,
        id: ProjectId,
        properties: Vec<(String, Option<Value>)>,
    ) -> Result<(), Refusal> {
        let project = self.projects.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        for (name, value) in properties {
            match value {
                Some(value) => project.properties.insert(name, value),
                None => project.properties.remove(&name),
            };
        }
        self.journal.append(stamp, Payload::ProjectPropertiesChanged(id));
        Ok(())
    }

    /// Ids that nothing else has.
    pub(crate) fn new_ids(&mut self, count: usize) -> Vec<Uuid> {
        (0..count).map(|_| self.ids.uuid()).collect()
    }

    /// A project, to change it.
    pub(super) fn project_mut(&mut self, id: ProjectId) -> Result<&mut Project, Refusal> {
        self.projects.get_mut(&id).ok_or(Refusal::NoProject(id))
    }

    fn next_revision(&mut self) -> i64 {
        self.revision += 1;
        self.revision
    }

    // Teams.

    /// Creates a team, with its creator as its administrator.
    ///
    /// # Errors
    /// When the name is taken or not allowed, or there is no such project.
    pub fn create_team(
        &mut self,
        stamp: Stamp,
        project: ProjectId,
        name: String,
        description: String,
    ) -> Result<TeamId, Refusal> {
        let id = TeamId(self.ids.uuid());
        let process = self.projects.get(&project).ok_or(Refusal::NoProject(project))?.process;
        let system = self.system_process(process);
        let project = self.projects.get_mut(&project).ok_or(Refusal::NoProject(project))?;
        check_team_name(project, None, &name)?;
        let members = vec![TeamMember { identity: stamp.actor, is_team_admin: true }];
        let settings = TeamSettings::new(system);
        project.teams.insert(id, Team { id, name, description, members, settings });
        self.journal.append(stamp, Payload::TeamCreated(id));
        Ok(id)
    }

    /// Renames a team or describes it anew.
    ///
    /// # Errors
    /// When the new name is taken or not allowed, or there is no such project or team.
    pub fn update_team(
        &mut self,
        stamp: Stamp,
        project: ProjectId,
        team: TeamId,
        name: Option<String>,
        description: Option<String>,
    ) -> Result<(), Refusal> {
        let project = self.projects.get_mut(&project).ok_or(Refusal::NoProject(project))?;
        if let Some(name) = &name {
            check_team_name(project, Some(team), name)?;
        }
        let found = project.teams.get_mut(&team).ok_or(Refusal::NoTeam(team))?;
        if let Some(name) = name {
            found.name = name;
        }
        if let Some(description) = description {
            found.description = description;
        }
        self.journal.append(stamp, Payload::TeamUpdated(team));
        Ok(())
    }

    /// Puts somebody into a team.
    ///
    /// # Errors
    /// When there is no such project or team.
    pub fn add_team_member(
        &mut self,
        stamp: Stamp,
        project: ProjectId,
        team: TeamId,
        member: TeamMember,
    ) -> Result<(), Refusal> {
        let project = self.projects.get_mut(&project).ok_or(Refusal::NoProject(project))?;
        let found = project.teams.get_mut(&team).ok_or(Refusal::NoTeam(team))?;
        found.members.retain(|known| known.identity != member.identity);
        found.members.push(member);
        self.journal.append(stamp, Payload::TeamUpdated(team));
        Ok(())
    }

    /// Deletes a team.
    ///
    /// # Errors
    /// When there is no such project or team, or it is the default team.
    pub fn delete_team(&mut self, stamp: Stamp, project: ProjectId, team: TeamId) -> Result<(), Refusal> {
        let project = self.projects.get_mut(&project).ok_or(Refusal::NoProject(project))?;
        if project.default_team == Some(team) {
            return Err(Refusal::DefaultTeam);
        }
        project.teams.remove(&team).ok_or(Refusal::NoTeam(team))?;
        project.dashboards.retain(|dashboard| dashboard.team != Some(team));
        self.journal.append(stamp, Payload::TeamDeleted(team));
        Ok(())
    }

    // Repositories.

    /// The repositories that are not deleted, of projects that are ready.
    pub fn repositories(&self) -> impl Iterator<Item = &Repository> {
        self.repositories.values().filter(|repository| self.is_visible(repository))
    }

    fn is_visible(&self, repository: &Repository) -> bool {
        let project = self.projects.get(&repository.project);
        let is_ready = project.is_some_and(|project| project.state == ProjectState::WellFormed);
        is_ready && repository.deleted.is_none()
    }

    /// The repositories in the recycle bin.
    pub fn recycle_bin(&self) -> impl Iterator<Item = &Repository> {
        self.repositories.values().filter(|repository| repository.deleted.is_some())
    }

    /// The repositories that were deleted and are not in the recycle bin any more.
    pub fn destroyed_repositories(&self) -> impl Iterator<Item = &Repository> {
        self.destroyed.iter()
    }

    /// A repository by id, also one in the recycle bin.
    pub fn repository_by_id(&self, id: RepositoryId) -> Option<&Repository> {
        self.repositories.get(&id)
    }

    /// A repository that is not deleted, by id or, if the project is known, by name.
    pub fn repository(&self, project: Option<ProjectId>, name_or_id: &str) -> Option<&Repository> {
        let by_name = || self.repository_names.get(&(project?, key(name_or_id))).copied();
        let id = name_or_id.parse().ok().or_else(by_name)?;
        let found = self.repositories.get(&id)?;
        let in_project = project.is_none_or(|project| project == found.project);
        (in_project && self.is_visible(found)).then_some(found)
    }

    /// Creates an empty repository.
    ///
    /// # Errors
    /// When the name is taken or not allowed.
    pub fn create_repository(
        &mut self,
        stamp: Stamp,
        project: ProjectId,
        name: String,
    ) -> Result<RepositoryId, Refusal> {
        self.check_repository_name(project, None, &name)?;
        let id = RepositoryId(self.ids.uuid());
        self.repository_names.insert((project, key(&name)), id);
        let repository = Repository {
            id,
            project,
            name,
            parent: None,
            is_hidden: false,
            default_branch: None,
            is_disabled: false,
            is_in_maintenance: false,
            created: stamp.at,
            deleted: None,
            size: 0,
            refs: BTreeMap::new(),
            refs_revision: 1,
            pushes: Vec::new(),
            pushed_with: HashMap::new(),
            imports: BTreeMap::new(),
        };
        self.repositories.insert(id, repository);
        self.journal.append(stamp, Payload::RepositoryCreated(id));
        Ok(id)
    }

    /// Creates an empty repository that is a fork of another.
    ///
    /// # Errors
    /// As [`Self::create_repository`].
    pub fn create_fork(
        &mut self,
        stamp: Stamp,
        project: ProjectId,
        name: String,
        parent: RepositoryId,
    ) -> Result<RepositoryId, Refusal> {
        let id = self.create_repository(stamp, project, name)?;
        if let Some(fork) = self.repositories.get_mut(&id) {
            fork.parent = Some(parent);
        }
        Ok(id)
    }

    /// Leaves a repository out of lists.
    pub(super) fn hide_repository(&mut self, id: RepositoryId) {
        if let Some(found) = self.repositories.get_mut(&id) {
            found.is_hidden = true;
        }
    }

    /// Gives a repository the default branch of another, where it has that branch.
    pub(super) fn adopt_default_branch(&mut self, id: RepositoryId, from: RepositoryId) {
        let branch = self.repositories.get(&from).and_then(|from| from.default_branch.clone());
        if let (Some(branch), Some(found)) = (branch, self.repositories.get_mut(&id))
            && found.refs.contains_key(&branch)
        {
            found.default_branch = Some(branch);
            found.refs_revision += 1;
        }
    }

    /// Renames a repository, switches it off or on, or gives it another default branch.
    ///
    /// # Errors
    /// When the name is taken or not allowed, there is no such branch, or no such repository.
    pub fn update_repository(
        &mut self,
        stamp: Stamp,
        id: RepositoryId,
        name: Option<String>,
        default_branch: Option<String>,
        is_disabled: Option<bool>,
    ) -> Result<(), Refusal> {
        let found = self.repositories.get(&id).ok_or(Refusal::NoRepository(id))?;
        if let Some(name) = &name {
            self.check_repository_name(found.project, Some(id), name)?;
        }
        if let Some(branch) = &default_branch
            && !found.refs.contains_key(branch)
        {
            return Err(Refusal::NoBranch(branch.clone()));
        }
        let old = (found.project, key(&found.name));
        if let Some(name) = &name {
            self.repository_names.remove(&old);
            self.repository_names.insert((old.0, key(name)), id);
        }
        if let Some(found) = self.repositories.get_mut(&id) {
            found.name = name.unwrap_or_else(|| std::mem::take(&mut found.name));
            found.is_disabled = is_disabled.unwrap_or(found.is_disabled);
            if default_branch.is_some() {
                found.default_branch = default_branch;
                found.refs_revision += 1;
            }
        }
        self.journal.append(stamp, Payload::RepositoryUpdated(id));
        Ok(())
    }

    /// Puts a repository into maintenance, or takes it out again: the service does that by itself, and nobody can
    /// ask for it.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn set_repository_maintenance(
        &mut self,
        stamp: Stamp,
        id: RepositoryId,
        is_in_maintenance: bool,
    ) -> Result<(), Refusal> {
        let found = self.repositories.get_mut(&id).ok_or(Refusal::NoRepository(id))?;
        found.is_in_maintenance = is_in_maintenance;
        self.journal.append(stamp, Payload::RepositoryUpdated(id));
        Ok(())
    }

    /// Puts a repository into the recycle bin.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn delete_repository(&mut self, stamp: Stamp, id: RepositoryId) -> Result<(), Refusal> {
        let found = self.repositories.get_mut(&id).filter(|found| found.deleted.is_none());
        let found = found.ok_or(Refusal::NoRepository(id))?;
        found.deleted = Some(stamp);
        self.repository_names.remove(&(found.project, key(&found.name)));
        self.journal.append(stamp, Payload::RepositoryDeleted(id));
        Ok(())
    }

    /// Takes a repository out of the recycle bin.
    ///
    /// # Errors
    /// When it is not there, or its name was taken since.
    pub fn restore_repository(&mut self, stamp: Stamp, id: RepositoryId) -> Result<(), Refusal> {
        let found = self.repositories.get(&id).filter(|found| found.deleted.is_some());
        let found = found.ok_or(Refusal::NoRepository(id))?;
        let (project, name) = (found.project, found.name.clone());
        self.check_repository_name(project, None, &name)?;
        self.repository_names.insert((project, key(&name)), id);
        if let Some(found) = self.repositories.get_mut(&id) {
            found.deleted = None;
        }
        self.journal.append(stamp, Payload::RepositoryRestored(id));
        Ok(())
    }

    /// Removes a repository from the recycle bin for good.
    ///
    /// # Errors
    /// When it is not there.
    pub fn destroy_repository(&mut self, stamp: Stamp, id: RepositoryId) -> Result<(), Refusal> {
        let found = self.repositories.get(&id).filter(|found| found.deleted.is_some());
        found.ok_or(Refusal::NoRepository(id))?;
        if let Some(mut repository) = self.repositories.remove(&id) {
            // Only what the list of deleted repositories shows is kept.
            repository.refs = BTreeMap::new();
            repository.pushes = Vec::new();
            repository.pushed_with = HashMap::new();
            self.destroyed.push(repository);
        }
        self.journal.append(stamp, Payload::RepositoryDestroyed(id));
        Ok(())
    }

    fn check_repository_name(
        &self,
        project: ProjectId,
        except: Option<RepositoryId>,
        name: &str,
    ) -> Result<(), Refusal> {
        if !is_repository_name(name) {
            return Err(Refusal::RepositoryName(name.to_owned()));
        }
        match self.repository_names.get(&(project, key(name))) {
            Some(other) if Some(*other) != except => Err(Refusal::RepositoryExists(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// Records how references moved, and moves them. The updates must have been judged to succeed.
    ///
    /// `commits` are those that no reference reached before, newest first; `size` is what the objects take
    /// now, in bytes.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn record_push(
        &mut self,
        stamp: Stamp,
        repository: RepositoryId,
        ref_updates: Vec<RefUpdate>,
        commits: Vec<ObjectId>,
        size: u64,
    ) -> Result<PushId, Refusal> {
        let found = self.repositories.get_mut(&repository).ok_or(Refusal::NoRepository(repository))?;
        self.last_push += 1;
        let id = self.last_push;
        found.apply(&ref_updates, stamp.actor);
        found.size = size;
        for commit in &commits {
            found.pushed_with.entry(*commit).or_insert(id);
        }
        found.pushes.push(Push { id, pusher: stamp.actor, date: stamp.at, ref_updates, commits });
        self.journal.append(stamp, Payload::Pushed(repository, id));
        self.follow_push(stamp, repository, id);
        Ok(id)
    }

    /// Says how many bytes the objects of a repository take.
    pub(crate) fn set_repository_size(&mut self, id: RepositoryId, size: u64) {
        if let Some(found) = self.repositories.get_mut(&id) {
            found.size = size;
        }
    }

    /// Locks a branch, or unlocks it.
    ///
    /// # Errors
    /// When there is no such repository or branch, or somebody else holds the lock, and the caller may not take
    /// it from them.
    pub fn lock_branch(
        &mut self,
        stamp: Stamp,
        repository: RepositoryId,
        name: &str,
        is_locked: bool,
        removes_others: bool,
    ) -> Result<(), Refusal> {
        let found = self.repositories.get_mut(&repository).ok_or(Refusal::NoRepository(repository))?;
        let branch = found.refs.get_mut(name).ok_or_else(|| Refusal::NoBranch(name.to_owned()))?;
        let is_free = removes_others && !is_locked;
        if branch.locked_by.is_some_and(|locked_by| locked_by != stamp.actor) && !is_free {
            return Err(Refusal::Locked(name.to_owned()));
        }
        branch.locked_by = is_locked.then_some(stamp.actor);
        let name = name.to_owned();
        self.journal.append(stamp, Payload::RefLockChanged { repository, name, is_locked });
        Ok(())
    }

    /// Asks for the import of another repository, whose objects are already in the store.
    ///
    /// # Errors
    /// When there is no such repository, or something is in it and may not be overwritten.
    pub fn queue_import(
        &mut self,
        stamp: Stamp,
        repository: RepositoryId,
        asked: NewImport,
        imported: Result<Imported, String>,
    ) -> Result<i64, Refusal> {
        let found = self.repositories.get_mut(&repository).ok_or(Refusal::NoRepository(repository))?;
        if !asked.overwrite && !found.is_empty() {
            return Err(Refusal::NotEmpty(found.name.clone()));
        }
        self.last_import += 1;
        let id = self.last_import;
        found.imports.insert(id, ImportRequest { id, asked, status: ImportStatus::InProgress });
        self.journal.append(stamp, Payload::ImportChanged(repository, id));
        self.queue(stamp, None, Work::Import(repository, id, imported));
        Ok(id)
    }

    /// Gives up an import that is under way.
    ///
    /// # Errors
    /// When there is no such repository or import.
    pub fn abandon_import(
        &mut self,
        stamp: Stamp,
        repository: RepositoryId,
        request: i64,
    ) -> Result<(), Refusal> {
        let found = self.repositories.get_mut(&repository).ok_or(Refusal::NoRepository(repository))?;
        let import = found.imports.get_mut(&request).ok_or(Refusal::NoImport(request))?;
        if import.status == ImportStatus::InProgress {
            import.status = ImportStatus::Abandoned;
            self.journal.append(stamp, Payload::ImportChanged(repository, request));
        }
        Ok(())
    }

    fn finish_import(
        &mut self,
        stamp: Stamp,
        repository: RepositoryId,
        request: i64,
        imported: Result<Imported, String>,
    ) -> Result<(), Refusal> {
        let found = self.repositories.get_mut(&repository).ok_or(Refusal::NoRepository(repository))?;
        let mut import = found.imports.get(&request).cloned().ok_or(Refusal::NoImport(request))?;
        if import.status != ImportStatus::InProgress {
            return Ok(());
        }
        let (project, endpoint) = (found.project, import.asked.endpoint);
        let occupied = !import.asked.overwrite && !found.is_empty();
        let imported = imported.and_then(|imported| {
            if occupied { Err(Refusal::NotEmpty(found.name.clone()).to_string()) } else { Ok(imported) }
        });
        match imported {
            Ok(imported) => {
                let updates = import_updates(found, &imported);
                import.status = ImportStatus::Completed;
                found.imports.insert(request, import);
                self.record_push(stamp, repository, updates, imported.commits, imported.size)?;
                if let Some(found) = self.repositories.get_mut(&repository) {
                    let branch = imported.default_branch.filter(|branch| found.refs.contains_key(branch));
                    found.default_branch = branch.or_else(|| found.default_branch.take());
                }
            }
            Err(reason) => {
                import.status = ImportStatus::Failed(reason);
                found.imports.insert(request, import);
            }
        }
        // Who made it may have deleted it meanwhile.
        if let Some(endpoint) = endpoint.filter(|endpoint| self.service_endpoint(*endpoint).is_some()) {
            self.delete_service_endpoint(stamp, endpoint, &[project])?;
        }
        self.journal.append(stamp, Payload::ImportChanged(repository, request));
        Ok(())
    }

    // Settings.

    /// The settings of a scope (`host`, `me`) whose names begin with a key.
    pub fn settings(&self, scope: &str, key: &str) -> impl Iterator<Item = (&str, &Value)> {
        let below = format!("{key}/");
        self.settings.get(scope).into_iter().flatten().filter_map(move |(name, value)| {
            if key.is_empty() || name == key {
                Some((name.as_str(), value))
            } else {
                name.strip_prefix(&below).map(|rest| (rest, value))
            }
        })
    }

    /// Sets a setting; a value of none removes it and everything below it.
    pub fn set_setting(&mut self, stamp: Stamp, scope: &str, name: &str, value: Option<Value>) {
        let settings = self.settings.entry(scope.to_owned()).or_default();
        if let Some(value) = value {
            settings.insert(name.to_owned(), value);
        } else {
            let below = format!("{name}/");
            settings.retain(|known, _| known != name && !known.starts_with(&below));
        }
        self.journal.append(stamp, Payload::SettingChanged(name.to_owned()));
    }
}

/// How references move when an import replaces what is there.
fn import_updates(repository: &Repository, imported: &Imported) -> Vec<RefUpdate> {
    let zero = ObjectId::ZERO_SHA1;
    let gone = repository.refs.iter().filter(|(name, _)| !imported.refs.contains_key(*name));
    let gone = gone.map(|(name, old)| RefUpdate { name: name.clone(), old: old.object, new: zero });
    let come = imported.refs.iter().map(|(name, new)| {
        let old = repository.tip(name).unwrap_or(zero);
        RefUpdate { name: name.clone(), old, new: *new }
    });
    gone.chain(come).filter(|update| update.old != update.new).collect()
}

fn check_team_name(project: &Project, except: Option<TeamId>, name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() || name.chars().count() > 256 {
        return Err(Refusal::TeamName(name.to_owned()));
    }
    match project.teams.values().find(|team| same_name(&team.name, name)) {
        Some(other) if Some(other.id) != except => Err(Refusal::TeamExists(name.to_owned())),
        _ => Ok(()),
    }
}

/// Whether this can be the name of a project: as published, and as for repositories.
fn is_project_name(name: &str) -> bool {
    const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "app_browsers", "bin", "web.config", "signalr"];
    is_repository_name(name) && !RESERVED.iter().any(|word| same_name(word, name))
}

/// The properties that a new project has, as documented for `GET _apis/projects/{id}/properties`.
fn project_properties(process: &str, id: ProcessId, ids: &mut Ids) -> BTreeMap<String, Value> {
    let template = ids.uuid().to_string();
    let properties = [
        ("System.CurrentProcessTemplateId", template.clone()),
        ("System.OriginalProcessTemplateId", template),
        ("System.ProcessTemplateType", id.to_string()),
        ("System.Process Template", process.to_owned()),
        ("System.SourceControlCapabilityFlags", "2".to_owned()),
        ("System.SourceControlGitEnabled", "True".to_owned()),
        ("System.SourceControlGitPermissionsInitialized", "True".to_owned()),
    ];
    properties.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect()
}

/// A name as a key: names are compared without regard to case.
fn key(name: &str) -> String {
    name.to_lowercase()
}
