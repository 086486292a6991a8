//! Processes that an organization derives from those of the system, and makes its own.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::id::Ids;
use super::id::{ProcessId, ProjectId};
use super::journal::event;
use super::name::same_name;
use super::organization::{Open, Organization, Recorded, Transaction};
use super::part::part;
use super::process::process_by_id;
use super::project::ProjectState;
use super::refusal::Refusal;
use super::work_item_type::{Customization, WorkItemType, system_types};

/// A level of the backlog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behavior {
    /// `System.RequirementBacklogBehavior`
    pub reference_name: String,
    /// `Stories`
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Six hexadecimal digits.
    pub color: Option<String>,
    /// Higher is above.
    pub rank: i64,
    /// The one that it is a kind of.
    pub inherits: Option<String>,
    /// Who made it.
    pub customization: Customization,
}

/// A process that was derived from one of the system.
#[derive(Clone, Debug)]
pub struct InheritedProcess {
    /// Its id.
    pub id: ProcessId,
    /// The system process that it was derived from.
    pub parent: ProcessId,
    /// Its name.
    pub name: String,
    /// `Inherited.` and its id without dashes, or what was asked for.
    pub reference_name: String,
    /// What it is for.
    pub description: String,
    /// Whether new projects may have it.
    pub is_enabled: bool,
    /// Its types.
    pub types: Vec<WorkItemType>,
    /// The levels of its backlog.
    pub behaviors: Vec<Behavior>,
}

impl InheritedProcess {
    /// A type by reference name or name.
    pub fn work_item_type(&self, name: &str) -> Option<&WorkItemType> {
        self.types.iter().find(|kind| kind.is_named(name))
    }
}

/// A list of values that fields have.
#[derive(Clone, Debug)]
pub struct PickList {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// `String`, `Integer` or `Double`.
    pub kind: String,
    /// Whether fields may also have other values.
    pub is_suggested: bool,
    /// The values.
    pub items: Vec<String>,
}

/// What an organization made of processes.
#[derive(Clone, Debug, Default)]
pub struct Processes {
    /// The derived processes.
    pub inherited: BTreeMap<ProcessId, InheritedProcess>,
    /// Lists of values.
    pub lists: BTreeMap<Uuid, PickList>,
    /// The process that new projects get by default; none for that of the system.
    pub default: Option<ProcessId>,
    /// The processes of the system that new projects may not have.
    pub disabled: std::collections::BTreeSet<ProcessId>,
}

/// The levels of the backlog of a system process.
pub fn system_behaviors(process: ProcessId) -> Vec<Behavior> {
    const ORDERED: &str = "System.OrderedBehavior";
    const PORTFOLIO: &str = "System.PortfolioBacklogBehavior";

    let stories = match process_by_id(process).map(|process| process.name) {
        Some("Scrum") => "Backlog items",
        Some("CMMI") => "Requirements",
        Some("Basic") => "Issues",
        _ => "Stories",
    };
    let level =
        |reference_name: &str, name: &str, color: Option<&str>, rank, inherits: Option<&str>| Behavior {
            reference_name: reference_name.to_owned(),
            name: name.to_owned(),
            description: Some(format!("{name} level backlog and board")),
            color: color.map(str::to_owned),
            rank,
            inherits: inherits.map(str::to_owned),
            customization: Customization::System,
        };
    let mut levels = vec![
        level(ORDERED, "Ordered", None, 0, None),
        level("System.TaskBacklogBehavior", "Tasks", Some("F2CB1D"), 10, Some(ORDERED)),
        level("System.RequirementBacklogBehavior", stories, Some("009CCC"), 20, Some(ORDERED)),
        level(PORTFOLIO, "Portfolio", None, 30, Some(ORDERED)),
    ];
    if stories != "Issues" {
        let name = "Microsoft.VSTS.Agile.FeatureBacklogBehavior";
        levels.push(level(name, "Features", Some("773B93"), 30, Some(PORTFOLIO)));
    }
    levels.push(level(
        "Microsoft.VSTS.Agile.EpicBacklogBehavior",
        "Epics",
        Some("FF7B00"),
        40,
        Some(PORTFOLIO),
    ));
    levels
}

/// What happens to processes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum ProcessEvent {
    /// A process was derived from one of the system.
    Created(ProcessId),
    /// A derived process was changed.
    Changed(ProcessId),
    /// Lists changed, or which processes are for new projects, or one is gone.
    ListsChanged,
    /// A project has another process.
    ProjectMigrated { project: ProjectId, from: ProcessId },
}

part!(Processes);
event!(ProcessEvent);

impl Organization {
    /// What the organization made of processes.
    pub fn processes(&self) -> &Processes {
        self.part()
    }

    /// The name of a process.
    pub fn process_name(&self, id: ProcessId) -> Option<&str> {
        let inherited = self.part::<Processes>().inherited.get(&id).map(|process| process.name.as_str());
        inherited.or_else(|| process_by_id(id).map(|process| process.name))
    }

    /// The system process that a process is, or was derived from.
    pub fn system_process(&self, id: ProcessId) -> ProcessId {
        self.part::<Processes>().inherited.get(&id).map_or(id, |process| process.parent)
    }

    /// The types of a process.
    pub fn types_of_process(&self, id: ProcessId) -> &[WorkItemType] {
        match self.part::<Processes>().inherited.get(&id) {
            Some(process) => &process.types,
            None => system_types(id).unwrap_or_default(),
        }
    }

    /// The projects of a process.
    pub fn projects_of_process(&self, id: ProcessId) -> impl Iterator<Item = ProjectId> {
        let is_there = |state| state != ProjectState::Deleted;
        self.projects()
            .filter(move |project| project.process == id && is_there(project.state))
            .map(|found| found.id)
    }

    /// The process of a name.
    pub fn process_named(&self, name: &str) -> Option<ProcessId> {
        let system = super::process::PROCESSES.iter().map(|process| (process.id, process.name));
        let own =
            self.part::<Processes>().inherited.values().map(|process| (process.id, process.name.as_str()));
        system.chain(own).find(|(_, known)| same_name(known, name)).map(|(id, _)| id)
    }
}

impl Transaction<'_> {
    /// Derives a process from one of the system.
    ///
    /// # Errors
    /// When there is no such parent, or a process of this name exists.
    pub fn create_process(
        &mut self,
        parent: ProcessId,
        name: &str,
        reference_name: Option<&str>,
        description: &str,
    ) -> Result<Recorded<ProcessId>, Refusal> {
        let types = system_types(parent).ok_or(Refusal::NoProcess(parent))?.to_vec();
        if self.process_named(name).is_some() {
            return Err(Refusal::ProcessExists(name.to_owned()));
        }
        let id = ProcessId(self.uuid());
        let made = || format!("Inherited.{}", id.0.simple());
        let process = InheritedProcess {
            id,
            parent,
            name: name.to_owned(),
            reference_name: reference_name.map_or_else(made, str::to_owned),
            description: description.to_owned(),
            is_enabled: true,
            types,
            behaviors: system_behaviors(parent),
        };
        self.part_mut::<Processes>().inherited.insert(id, process);
        Ok(self.record(ProcessEvent::Created(id)).with(id))
    }

    /// Changes a derived process: all that `change` does to it, or nothing if that fails.
    ///
    /// # Errors
    /// Those of `change`, and when there is no such process.
    pub fn change_process<T, E: From<Refusal>>(
        &mut self,
        id: ProcessId,
        change: impl FnOnce(&mut InheritedProcess, &mut Ids) -> Result<T, E>,
    ) -> Result<Recorded<T>, E> {
        let Open { part: processes, ids, .. } = self.open::<Processes>();
        let process = processes.inherited.get_mut(&id).ok_or(Refusal::NoProcess(id))?;
        let mut changed = process.clone();
        let value = change(&mut changed, ids)?;
        *process = changed;
        Ok(self.record(ProcessEvent::Changed(id)).with(value))
    }

    /// Changes lists, and which processes are for new projects: all that `change` does, or nothing if that fails.
    ///
    /// # Errors
    /// Those of `change`.
    pub fn change_processes<T, E>(
        &mut self,
        change: impl FnOnce(&mut Processes, &mut Ids) -> Result<T, E>,
    ) -> Result<Recorded<T>, E> {
        let Open { part: processes, ids, .. } = self.open::<Processes>();
        let mut changed = processes.clone();
        let value = change(&mut changed, ids)?;
        *processes = changed;
        Ok(self.record(ProcessEvent::ListsChanged).with(value))
    }

    /// Gives a project another process, derived from the same one of the system or of the same types.
    ///
    /// # Errors
    /// When there is no such project or process.
    pub fn migrate_project(&mut self, project: ProjectId, process: ProcessId) -> Result<Recorded, Refusal> {
        self.process_name(process).ok_or(Refusal::NoProcess(process))?;
        let from = std::mem::replace(&mut self.project_mut(project)?.process, process);
        Ok(self.record(ProcessEvent::ProjectMigrated { project, from }))
    }
}
