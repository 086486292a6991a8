//! Projects.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::classification::{Classification, NodeId};
use super::dashboard::Dashboard;
use super::id::{Ids, OperationId, ProcessId, ProjectId, TeamId};
use super::journal::event;
use super::name::{name_key, same_name};
use super::operation::Work;
use super::organization::{Open, Organization, Recorded, Transaction};
use super::part::part;
use super::plan::Plan;
use super::refusal::Refusal;
use super::repository::is_repository_name;
use super::team::Team;

/// Where a project is in its life. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectState {
    /// Asked for and not ready.
    CreatePending,
    /// Ready.
    WellFormed,
    /// Being deleted.
    Deleting,
    /// Deleted.
    Deleted,
}

impl ProjectState {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::CreatePending => "createPending",
            Self::WellFormed => "wellFormed",
            Self::Deleting => "deleting",
            Self::Deleted => "deleted",
        }
    }
}

/// Who may see a project. The names are those of the REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Visibility {
    /// Its members.
    #[default]
    Private,
    /// Everybody in the organization.
    Organization,
    /// Everybody.
    Public,
}

impl Visibility {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Organization => "organization",
            Self::Public => "public",
        }
    }
}

/// A project.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where it is in its life.
    pub state: ProjectState,
    /// Who may see it.
    pub visibility: Visibility,
    /// Its process.
    pub process: ProcessId,
    /// A number of the organization that grows with every change of a project.
    pub revision: i64,
    /// When it last changed.
    pub last_update: Timestamp,
    /// The scope of its groups.
    pub scope: Uuid,
    /// The team that it was created with.
    pub default_team: Option<TeamId>,
    /// Its teams.
    pub teams: BTreeMap<TeamId, Team>,
    /// Its areas and iterations.
    pub classification: Classification,
    /// Its dashboards, and those of its teams.
    pub dashboards: Vec<Dashboard>,
    /// Its delivery plans.
    pub plans: Vec<Plan>,
    /// Its properties, by name.
    pub properties: BTreeMap<String, Value>,
}

impl Project {
    /// Whether it is ready for use.
    pub fn is_ready(&self) -> bool {
        self.state == ProjectState::WellFormed
    }

    /// Whether a team of this project can have this name; `except` is the team that has it already.
    ///
    /// # Errors
    /// When it is taken or not allowed.
    pub(super) fn check_team_name(&self, except: Option<TeamId>, name: &str) -> Result<(), Refusal> {
        if name.trim().is_empty() || name.chars().count() > 256 {
            return Err(Refusal::TeamName(name.to_owned()));
        }
        match self.teams.values().find(|team| same_name(&team.name, name)) {
            Some(other) if Some(other.id) != except => Err(Refusal::TeamExists(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// A team by name or id, whatever the case of its letters.
    pub fn team(&self, name_or_id: &str) -> Option<&Team> {
        match name_or_id.parse() {
            Ok(id) => self.teams.get(&id),
            Err(_) => self.teams.values().find(|team| same_name(&team.name, name_or_id)),
        }
    }
}

/// What a project is created with.
#[derive(Clone, Debug)]
pub struct NewProject {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Its process.
    pub process: ProcessId,
}

/// What changes in a project; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectChange {
    /// The new name.
    pub name: Option<String>,
    /// The new description.
    pub description: Option<String>,
    /// The new visibility.
    pub visibility: Option<Visibility>,
}

/// What happens to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProjectEvent {
    /// It is ready.
    Created(ProjectId),
    /// Its name, description or visibility changed.
    Updated {
        /// Its id.
        id: ProjectId,
        /// The name that it had; none if it kept it.
        renamed_from: Option<String>,
    },
    /// Its properties changed.
    PropertiesChanged(ProjectId),
    /// It is gone.
    Deleted(ProjectId),
    /// It is back.
    Restored(ProjectId),
}

/// The projects of an organization.
#[derive(Debug, Default)]
struct Projects {
    all: BTreeMap<ProjectId, Project>,
    /// In the order of their creation, which is the order of lists.
    order: Vec<ProjectId>,
    names: HashMap<String, ProjectId>,
    revision: i64,
    last_node: NodeId,
}

part!(Projects);
event!(ProjectEvent);

impl Projects {
    fn next_revision(&mut self) -> i64 {
        self.revision += 1;
        self.revision
    }
}

impl Organization {
    /// All projects in the order of their creation, whatever their state.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        let projects = self.part::<Projects>();
        projects.order.iter().filter_map(|id| projects.all.get(id))
    }

    /// A project by id, whatever its state.
    pub fn project_by_id(&self, id: ProjectId) -> Option<&Project> {
        self.part::<Projects>().all.get(&id)
    }

    /// A project that is not deleted, by name or id.
    pub fn project(&self, name_or_id: &str) -> Option<&Project> {
        let projects = self.part::<Projects>();
        let id = name_or_id.parse().ok().or_else(|| projects.names.get(&name_key(name_or_id)).copied())?;
        projects.all.get(&id).filter(|project| project.state != ProjectState::Deleted)
    }

    fn check_project_name_free(&self, name: &str) -> Result<(), Refusal> {
        if self.part::<Projects>().names.contains_key(&name_key(name)) {
            return Err(Refusal::ProjectExists(name.to_owned()));
        }
        Ok(())
    }

    fn check_rename(&self, id: ProjectId, name: Option<&str>) -> Result<(), Refusal> {
        let Some(name) = name else {
            return Ok(());
        };
        if !is_project_name(name) {
            return Err(Refusal::ProjectName(name.to_owned()));
        }
        match self.part::<Projects>().names.get(&name_key(name)) {
            Some(other) if *other != id => Err(Refusal::ProjectExists(name.to_owned())),
            _ => Ok(()),
        }
    }
}

impl Transaction<'_> {
    /// Asks for a project. It is ready when the operation is.
    ///
    /// # Errors
    /// When the name is taken or not allowed, or the process unknown.
    pub fn queue_create_project(
        &mut self,
        new: NewProject,
    ) -> Result<Recorded<(ProjectId, OperationId)>, Refusal> {
        let id = self.reserve_project(new)?;
        Ok(self.queue_operation(CreateProject(id)).map(|operation| (id, operation)))
    }

    /// Creates a project at once: for seeds.
    ///
    /// # Errors
    /// As [`Self::queue_create_project`].
    pub fn create_project(&mut self, new: NewProject) -> Result<Recorded<ProjectId>, Refusal> {
        let id = self.reserve_project(new)?;
        Ok(self.finish_project(id)?.with(id))
    }

    fn reserve_project(&mut self, new: NewProject) -> Result<ProjectId, Refusal> {
        let stamp = self.stamp();
        if !is_project_name(&new.name) {
            return Err(Refusal::ProjectName(new.name));
        }
        self.check_project_name_free(&new.name)?;
        let process = self.process_name(new.process).ok_or(Refusal::NoProcess(new.process))?.to_owned();
        let id = ProjectId(self.uuid());
        let properties = project_properties(&process, new.process, self.ids());
        let system = self.system_process(new.process);
        let Open { part: projects, ids, .. } = self.open::<Projects>();
        let classification = Classification::new(&new.name, system, ids, &mut projects.last_node);
        let project = Project {
            id,
            name: new.name,
            description: new.description.filter(|text| !text.is_empty()),
            state: ProjectState::CreatePending,
            visibility: new.visibility,
            process: new.process,
            revision: projects.next_revision(),
            last_update: stamp.at,
            scope: ids.uuid(),
            default_team: None,
            teams: BTreeMap::new(),
            classification,
            dashboards: Vec::new(),
            plans: Vec::new(),
            properties,
        };
        projects.names.insert(name_key(&project.name), id);
        projects.order.push(id);
        projects.all.insert(id, project);
        Ok(id)
    }

    /// A project comes with a team and a repository of its name.
    fn finish_project(&mut self, id: ProjectId) -> Result<Recorded, Refusal> {
        let project = self.touch_project(id)?;
        project.state = ProjectState::WellFormed;
        let name = project.name.clone();
        let team = self.create_team(id, format!("{name} Team"), "The default project team.".into())?;
        let team = team.into_inner();
        if let Some(project) = self.part_mut::<Projects>().all.get_mut(&id) {
            project.default_team = Some(team);
            if let Some(team) = project.teams.get_mut(&team) {
                team.settings.of_default_team(&project.classification);
            }
            let value = Value::String(team.to_string());
            project.properties.insert("System.Microsoft.TeamFoundation.Team.Default".into(), value);
        }
        self.create_project_groups(id, team);
        self.add_build_defaults(id);
        self.add_test_defaults(id);
        let recorded = self.record(ProjectEvent::Created(id));
        // Not every name of a project is one for a repository; a project without one is still a project.
        if is_repository_name(&name) {
            self.create_repository(id, name)?;
        }
        Ok(recorded)
    }

    /// Asks for a change of a project.
    ///
    /// # Errors
    /// When the new name is taken or not allowed, or there is no such project.
    pub fn queue_update_project(
        &mut self,
        id: ProjectId,
        change: ProjectChange,
    ) -> Result<Recorded<OperationId>, Refusal> {
        self.check_rename(id, change.name.as_deref())?;
        Ok(self.queue_operation(UpdateProject(id, change)))
    }

    fn change_project(&mut self, id: ProjectId, change: ProjectChange) -> Result<Recorded, Refusal> {
        self.check_rename(id, change.name.as_deref())?;
        let at = self.stamp().at;
        let projects = self.part_mut::<Projects>();
        let revision = projects.next_revision();
        let project = projects.all.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        let mut renamed_from = None;
        if let Some(name) = change.name {
            projects.names.remove(&name_key(&project.name));
            projects.names.insert(name_key(&name), id);
            project.classification.rename_roots(&name);
            renamed_from =
                Some(std::mem::replace(&mut project.name, name)).filter(|old| *old != project.name);
        }
        if let Some(description) = change.description {
            project.description = Some(description).filter(|text| !text.is_empty());
        }
        if let Some(visibility) = change.visibility {
            project.visibility = visibility;
        }
        project.revision = revision;
        project.last_update = at;
        Ok(self.record(ProjectEvent::Updated { id, renamed_from }))
    }

    /// Asks for the end of a project.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn queue_delete_project(&mut self, id: ProjectId) -> Result<Recorded<OperationId>, Refusal> {
        self.project_mut(id)?.state = ProjectState::Deleting;
        Ok(self.queue_operation(DeleteProject(id)))
    }

    /// A deleted project keeps what it has, out of sight, and can be restored.
    fn remove_project(&mut self, id: ProjectId) -> Result<Recorded, Refusal> {
        let project = self.touch_project(id)?;
        project.state = ProjectState::Deleted;
        let name = name_key(&project.name);
        self.part_mut::<Projects>().names.remove(&name);
        Ok(self.record(ProjectEvent::Deleted(id)))
    }

    /// Asks for a deleted project back.
    ///
    /// # Errors
    /// When there is no such deleted project, or its name was taken since.
    pub fn queue_restore_project(&mut self, id: ProjectId) -> Result<Recorded<OperationId>, Refusal> {
        let project = self.project_by_id(id).filter(|project| project.state == ProjectState::Deleted);
        self.check_project_name_free(&project.ok_or(Refusal::NoProject(id))?.name)?;
        Ok(self.queue_operation(RestoreProject(id)))
    }

    fn return_project(&mut self, id: ProjectId) -> Result<Recorded, Refusal> {
        self.check_project_name_free(&self.project_by_id(id).ok_or(Refusal::NoProject(id))?.name)?;
        let project = self.touch_project(id)?;
        project.state = ProjectState::WellFormed;
        let name = name_key(&project.name);
        self.part_mut::<Projects>().names.insert(name, id);
        Ok(self.record(ProjectEvent::Restored(id)))
    }

    /// Sets properties of a project; a value of none removes one.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_project_properties(
        &mut self,
        id: ProjectId,
        properties: Vec<(String, Option<Value>)>,
    ) -> Result<Recorded, Refusal> {
        let project = self.project_mut(id)?;
        for (name, value) in properties {
            match value {
                Some(value) => project.properties.insert(name, value),
                None => project.properties.remove(&name),
            };
        }
        Ok(self.record(ProjectEvent::PropertiesChanged(id)))
    }

    /// The number of a new area or iteration.
    pub(super) fn next_node(&mut self) -> NodeId {
        let projects = self.part_mut::<Projects>();
        projects.last_node += 1;
        projects.last_node
    }

    /// A project, to change it.
    pub(super) fn project_mut(&mut self, id: ProjectId) -> Result<&mut Project, Refusal> {
        self.part_mut::<Projects>().all.get_mut(&id).ok_or(Refusal::NoProject(id))
    }

    /// A team, to change it.
    pub(super) fn team_mut(&mut self, project: ProjectId, team: TeamId) -> Option<&mut Team> {
        self.part_mut::<Projects>().all.get_mut(&project)?.teams.get_mut(&team)
    }

    /// Changes every team of every project.
    pub(super) fn each_team(&mut self, change: impl FnMut(&mut Team)) {
        let projects = self.part_mut::<Projects>().all.values_mut();
        projects.flat_map(|project| project.teams.values_mut()).for_each(change);
    }

    /// A project that changes now, with the next revision.
    fn touch_project(&mut self, id: ProjectId) -> Result<&mut Project, Refusal> {
        let at = self.stamp().at;
        let projects = self.part_mut::<Projects>();
        let revision = projects.next_revision();
        let project = projects.all.get_mut(&id).ok_or(Refusal::NoProject(id))?;
        (project.revision, project.last_update) = (revision, at);
        Ok(project)
    }
}

/// A project is created.
#[derive(Debug)]
struct CreateProject(ProjectId);

/// A project is renamed, described, shown to others.
#[derive(Debug)]
struct UpdateProject(ProjectId, ProjectChange);

/// A project is deleted.
#[derive(Debug)]
struct DeleteProject(ProjectId);

/// A deleted project is restored.
#[derive(Debug)]
struct RestoreProject(ProjectId);

impl Work for CreateProject {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.finish_project(self.0)
    }
}

impl Work for UpdateProject {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.change_project(self.0, self.1)
    }
}

impl Work for DeleteProject {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.remove_project(self.0)
    }
}

impl Work for RestoreProject {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.return_project(self.0)
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
