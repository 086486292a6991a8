//! Build definitions (pipelines), builds (runs of them) and folders.
//!
//! Nothing is executed: a build is [played](play). What it consists of is its [plan](plan), what it did its
//! [timeline](timeline); how it goes is said by a [script](script), and what outside clients tell of it counts as if
//! an agent had.

mod artifact;
mod callback;
mod condition;
mod definition;
mod folder;
mod log;
pub mod plan;
mod play;
mod retention;
mod retry;
mod run;
pub mod script;
pub mod timeline;
mod trigger;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

pub use self::artifact::{Artifact, Container, ContainerFile};
pub use self::callback::RecordChange;
pub use self::definition::{Definition, NewDefinition};
pub use self::folder::Folder;
pub use self::log::Log;
pub(super) use self::play::BuildStep;
pub use self::retention::{Lease, Settings};
pub use self::run::{Attachment, Build, BuildResult, BuildStatus, NewBuild};
pub use self::script::Script;
pub use self::timeline::{Timeline, TimelineRecord};
pub use self::trigger::Arrived;
pub(super) use self::trigger::PushDue;
use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::organization::{Organization, Transaction};
use super::part::part;
use super::policy::{BuildFact, BuildOutcome};

/// The number of a build definition in its organization.
pub type DefinitionId = i64;
/// The number of a build in its organization.
pub type BuildId = i64;

/// The builds of an organization.
#[derive(Clone, Debug, Default)]
pub struct Builds {
    last_definition: DefinitionId,
    last_build: BuildId,
    last_container: i64,
    last_lease: i64,
    /// All revisions, oldest first.
    definitions: BTreeMap<DefinitionId, Vec<Definition>>,
    all: BTreeMap<BuildId, Build>,
    /// When and by whom builds were deleted.
    deleted: BTreeMap<BuildId, Stamp>,
    /// The builds that run, by number.
    running: BTreeSet<BuildId>,
    folders: Vec<Folder>,
    outcomes: BTreeMap<DefinitionId, BuildResult>,
    scripts: BTreeMap<DefinitionId, Script>,
    containers: BTreeMap<i64, Container>,
    /// Settings of the retention of projects, where somebody set some.
    retention: Settings,
}

impl Builds {
    /// The definitions that are not deleted, by number.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.values().filter_map(|all| all.last()).filter(|last| !last.is_deleted)
    }

    /// A definition as it is now.
    pub fn definition(&self, id: DefinitionId) -> Option<&Definition> {
        self.definitions.get(&id)?.last().filter(|last| !last.is_deleted)
    }

    /// The revisions of a definition, oldest first, also of one that was deleted.
    pub fn revisions(&self, id: DefinitionId) -> &[Definition] {
        self.definitions.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The builds, by number.
    pub fn builds(&self) -> impl DoubleEndedIterator<Item = &Build> {
        self.all.values().filter(|build| !self.deleted.contains_key(&build.id))
    }

    /// The builds that were deleted, by number, each with when and by whom.
    pub fn deleted(&self) -> impl Iterator<Item = (&Build, Stamp)> {
        self.deleted.iter().filter_map(|(id, stamp)| Some((self.all.get(id)?, *stamp)))
    }

    /// A build.
    pub fn build(&self, id: BuildId) -> Option<&Build> {
        self.all.get(&id).filter(|build| !self.deleted.contains_key(&build.id))
    }

    /// The folders of a project, the root among them.
    pub fn folders(&self, project: ProjectId) -> impl Iterator<Item = &Folder> {
        self.folders.iter().filter(move |folder| folder.project == project)
    }

    /// What somebody set of the retention of a project's builds.
    pub fn retention(&self, project: ProjectId) -> Option<&serde_json::Map<String, serde_json::Value>> {
        self.retention.get(&project)
    }

    /// The builds of a pull request, as its policies want them.
    pub(super) fn facts(&self, pull_request: i64) -> Vec<BuildFact> {
        let of_it = self.builds().filter_map(|build| {
            let (number, iteration) = build.new.pull_request?;
            let definition = self.revisions(build.new.definition).last();
            (number == pull_request).then(|| BuildFact {
                id: build.id,
                definition: build.new.definition,
                definition_name: definition.map(|known| known.content.name.clone()).unwrap_or_default(),
                iteration,
                outcome: match (build.status, build.result) {
                    (BuildStatus::NotStarted, _) => BuildOutcome::Queued,
                    (BuildStatus::Completed, Some(BuildResult::Succeeded)) => BuildOutcome::Succeeded,
                    (BuildStatus::Completed, _) => BuildOutcome::Failed,
                    _ => BuildOutcome::Running,
                },
                started: build.started,
                finished: build.finished,
            })
        });
        of_it.collect()
    }
}

/// A folder's path with a leading backslash and without one at the end.
pub fn folder_path(given: &str) -> String {
    let parts = given.split(['\\', '/']).filter(|part| !part.is_empty());
    format!("\\{}", parts.collect::<Vec<_>>().join("\\"))
}

/// What happens to a build definition.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum DefinitionEvent {
    /// It was created.
    Created(DefinitionId),
    /// It has a new revision.
    Updated(DefinitionId),
    /// Its tags changed.
    Tagged(DefinitionId),
    /// It was deleted, with its builds.
    Deleted(DefinitionId),
    /// It was brought back, with its builds.
    Restored(DefinitionId),
    /// Its properties changed.
    PropertiesChanged(DefinitionId),
    /// Its builds end like this from now on.
    OutcomeChosen { id: DefinitionId, result: BuildResult },
    /// It was said how its builds go from now on.
    ScriptChosen(DefinitionId),
}

/// What happens to a build.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum BuildEvent {
    /// It was queued.
    Queued(BuildId),
    /// It began, ended, or is being cancelled.
    StatusChanged { id: BuildId, from: BuildStatus, to: BuildStatus },
    /// Its number, result, properties or retention changed.
    Updated(BuildId),
    /// A stage began, ended, or waits. The record has its name and attempt.
    StageChanged { id: BuildId, record: Uuid, state: &'static str, result: Option<&'static str> },
    /// A job began or ended.
    JobChanged { id: BuildId, record: Uuid, state: &'static str, result: Option<&'static str> },
    /// A stage is run again.
    StageRetried { id: BuildId, stage: String, attempt: i64 },
    /// Somebody outside reported records, lines or logs.
    RecordsUpdated(BuildId),
    /// A file was written to its container, or deleted.
    FileWritten { id: BuildId, container: i64 },
    /// Its tags changed.
    Tagged(BuildId),
    /// It has another artifact.
    ArtifactAdded { id: BuildId, artifact: i64 },
    /// It was deleted.
    Deleted(BuildId),
}

/// What happens to a folder of definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum FolderEvent {
    /// It was created.
    Created { project: ProjectId, path: String },
    /// It was moved or described anew.
    Updated { project: ProjectId, path: String, from: String },
    /// It was deleted, with what is in it.
    Deleted { project: ProjectId, path: String },
}

/// The settings of the retention of a project's builds changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsChanged(pub ProjectId);

part!(Builds);
event!(DefinitionEvent, BuildEvent, FolderEvent, SettingsChanged);

impl Organization {
    /// Its definitions, builds and folders.
    pub fn builds(&self) -> &Builds {
        self.part()
    }
}

impl Transaction<'_> {
    /// What a new project has: a queue for each pool, and the root of the folders.
    pub(super) fn add_build_defaults(&mut self, project: ProjectId) {
        self.add_queues(project);
        let path = "\\".to_owned();
        let root = Folder { project, path, description: None, created: None, changed: None };
        self.part_mut::<Builds>().folders.push(root);
    }
}
