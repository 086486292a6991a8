//! Build definitions (pipelines), builds (runs of them), folders, agent pools and queues.
//!
//! Nothing is executed: a build waits, runs and ends as it was told to ([`Organization::set_build_outcome`]),
//! each step one operation's duration after the one before.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::id::{IdentityId, Ids, ObjectId, ProjectId, RepositoryId};
use super::journal::{Stamp, event};
use super::name::same_name;
use super::operation::Work;
use super::organization::{Open, Organization, Recorded, Transaction};
use super::part::part;
use super::policy::{BuildFact, BuildOutcome};
use super::refusal::Refusal;
use super::secret::Names;

/// The number of a build definition in its organization.
pub type DefinitionId = i64;
/// The number of a build in its organization.
pub type BuildId = i64;

/// An agent pool that every organization has.
#[derive(Debug)]
pub struct AgentPool {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: &'static str,
    /// Whether the service runs its agents.
    pub is_hosted: bool,
    /// Whether it is one of the old ones for one kind of machine each.
    pub is_legacy: bool,
}

const fn pool(id: i64, name: &'static str, is_hosted: bool, is_legacy: bool) -> AgentPool {
    AgentPool { id, name, is_hosted, is_legacy }
}

/// The pools of an organization: recorded.
pub const AGENT_POOLS: &[AgentPool] = &[
    pool(1, "Default", false, false),
    pool(2, "Hosted", true, true),
    pool(3, "Hosted VS2017", true, true),
    pool(4, "Hosted Windows 2019 with VS2019", true, true),
    pool(5, "Hosted Windows Container", true, true),
    pool(6, "Hosted macOS", true, true),
    pool(7, "Hosted macOS High Sierra", true, true),
    pool(8, "Hosted Ubuntu 1604", true, true),
    pool(9, "Azure Pipelines", true, false),
];

/// A project's queue for a pool.
#[derive(Clone, Debug)]
pub struct AgentQueue {
    /// Its number in the organization.
    pub id: i64,
    /// Its project.
    pub project: ProjectId,
    /// The pool that it is for.
    pub pool: &'static AgentPool,
}

/// What a definition is made of, or changed to.
#[derive(Clone)]
pub struct NewDefinition {
    /// Its name.
    pub name: String,
    /// Its folder (`\`).
    pub path: String,
    /// The queue that its builds go to.
    pub queue: Option<i64>,
    /// Whether builds may be queued: `enabled`, `paused` or `disabled`.
    pub queue_status: String,
    /// What it says of its repository.
    pub repository: Map<String, Value>,
    /// Its variables. The value of a secret one is none if it stays as it was.
    pub variables: Option<Map<String, Value>>,
    /// Its tags.
    pub tags: Option<Vec<String>>,
    /// Everything else, by name, as it is answered.
    pub rest: Map<String, Value>,
}

impl fmt::Debug for NewDefinition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewDefinition")
            .field("name", &self.name)
            .field("path", &self.path)
            .field("variables", &self.variables.as_ref().map(Names))
            .finish_non_exhaustive()
    }
}

/// A build definition.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its number.
    pub id: DefinitionId,
    /// Its project.
    pub project: ProjectId,
    /// From 1, one more with every change.
    pub revision: i64,
    /// Who made this revision, and when.
    pub changed: Stamp,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// Everything that a client sets.
    pub content: NewDefinition,
}

impl Definition {
    /// The repository, if it is one of this organization.
    pub fn repository(&self) -> Option<RepositoryId> {
        self.content.repository.get("id")?.as_str()?.parse().ok()
    }

    /// The full name of the branch that is built if nothing is said.
    pub fn default_branch(&self) -> Option<String> {
        let name = self.content.repository.get("defaultBranch")?.as_str()?;
        Some(if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") })
    }
}

/// Where a build is in its life. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum BuildStatus {
    NotStarted,
    InProgress,
    Cancelling,
    Completed,
}

impl BuildStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "notStarted",
            Self::InProgress => "inProgress",
            Self::Cancelling => "cancelling",
            Self::Completed => "completed",
        }
    }
}

/// How a build ended. The names are those of the REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum BuildResult {
    #[default]
    Succeeded,
    PartiallySucceeded,
    Failed,
    Canceled,
}

impl BuildResult {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::PartiallySucceeded => "partiallySucceeded",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
        }
    }
}

/// What a build is asked for with.
#[derive(Clone)]
pub struct NewBuild {
    /// What to build.
    pub definition: DefinitionId,
    /// The full name of the branch; the definition's if nothing is said.
    pub source_branch: Option<String>,
    /// The commit; the branch's if nothing is said.
    pub source_version: Option<String>,
    /// Why: `manual`, `individualCI`, `pullRequest`, …
    pub reason: String,
    /// `normal`, `high`, …
    pub priority: String,
    /// Variables, as the JSON text that the API takes.
    pub parameters: Option<String>,
    /// Parameters of the template.
    pub template_parameters: Map<String, Value>,
    /// For whom, if not for who asks.
    pub requested_for: Option<IdentityId>,
    /// The pull request that it is for, and its iteration.
    pub pull_request: Option<(i64, i64)>,
}

impl fmt::Debug for NewBuild {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewBuild")
            .field("definition", &self.definition)
            .field("source_branch", &self.source_branch)
            .field("source_version", &self.source_version)
            .field("reason", &self.reason)
            .field("template_parameters", &Names(&self.template_parameters))
            .finish_non_exhaustive()
    }
}

/// Something that a build left behind.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Its number in the build.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The record of the timeline that made it.
    pub source: Option<String>,
    /// Where it is: `type`, `data`, `properties`.
    pub resource: Map<String, Value>,
}

/// A build.
#[derive(Clone, Debug)]
pub struct Build {
    /// Its number in the organization.
    pub id: BuildId,
    /// Its project.
    pub project: ProjectId,
    /// What it was asked for with, the source settled as far as it is known.
    pub new: NewBuild,
    /// The revision of the definition that is built.
    pub definition_revision: i64,
    /// `20260701.1`
    pub number: String,
    /// Which build of the definition it is on its day.
    pub number_revision: i64,
    /// Where it is in its life.
    pub status: BuildStatus,
    /// How it ended.
    pub result: Option<BuildResult>,
    /// Who asked for it, and when.
    pub queued: Stamp,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// Who changed it last, and when.
    pub changed: Stamp,
    /// The queue that it waits in.
    pub queue: Option<i64>,
    /// The id of its plan; its timeline has the same.
    pub plan: Uuid,
    /// Its tags, in the order of their names.
    pub tags: BTreeSet<String>,
    /// Whether it is never deleted by itself.
    pub keep_forever: bool,
    /// What it left behind.
    pub artifacts: Vec<Artifact>,
}

/// A step of a build.
#[derive(Clone, Debug)]
pub struct TimelineRecord {
    /// Its id.
    pub id: Uuid,
    /// What it is in.
    pub parent: Option<Uuid>,
    /// `Stage`, `Phase`, `Job` or `Task`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// How it is called in templates.
    pub identifier: Option<&'static str>,
    /// Its place among its siblings, from 1.
    pub order: i64,
    /// `pending`, `inProgress` or `completed`.
    pub state: &'static str,
    /// How it ended.
    pub result: Option<&'static str>,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// Its log, by number from 1.
    pub log: Option<i64>,
}

impl Build {
    /// Its steps: a stage with a job that gets the sources and runs one script.
    pub fn timeline(&self) -> Vec<TimelineRecord> {
        let mut ids = Ids::new(self.plan.as_u64_pair().0);
        let (stage, phase, job) = (ids.uuid(), ids.uuid(), ids.uuid());
        let branch = self.new.source_branch.as_deref().unwrap_or_default();
        let branch = branch.trim_start_matches("refs/heads/");
        let checkout = format!("Checkout {branch} to s");
        let after = format!("Post-job: {checkout}");
        let tasks = ["Initialize job", &checkout, "CmdLine", &after, "Finalize Job"];
        let has_begun = self.started.is_some();
        let (state, result) = match self.status {
            BuildStatus::Completed => ("completed", self.result.map(BuildResult::name)),
            _ if has_begun => ("inProgress", None),
            _ => ("pending", None),
        };
        let record = |id, parent, kind, name: &str, identifier, order| TimelineRecord {
            id,
            parent,
            kind,
            name: name.to_owned(),
            identifier,
            order,
            state,
            result,
            started: self.started,
            finished: self.finished,
            log: None,
        };
        let mut records = vec![
            record(stage, None, "Stage", "__default", Some("__default"), 1),
            record(phase, Some(stage), "Phase", "Job", Some("Job"), 1),
            record(job, Some(phase), "Job", "Job", Some("Job.__default"), 1),
        ];
        // Canceled before it began: nothing ran.
        if has_begun {
            for (index, name) in tasks.into_iter().enumerate() {
                let place = index as i64 + 1;
                let mut task = record(ids.uuid(), Some(job), "Task", name, None, place);
                if self.status != BuildStatus::Completed {
                    // While it runs, the job is initialized and the sources are being got.
                    (task.state, task.result) = match index {
                        0 => ("completed", Some("succeeded")),
                        1 => ("inProgress", None),
                        _ => ("pending", None),
                    };
                    task.started = task.started.filter(|_| index < 2);
                    task.finished = task.started.filter(|_| index == 0);
                } else if index != 2 {
                    task.result = Some("succeeded");
                }
                task.log = (task.state != "pending").then_some(place);
                records.push(task);
            }
            if self.status == BuildStatus::Completed {
                let all = tasks.len() as i64;
                records[2].log = Some(all + 1);
            }
        }
        records
    }

    /// The lines of a log, by its number; none if there is no such log.
    pub fn log(&self, number: i64) -> Option<Vec<String>> {
        let records = self.timeline();
        let record = records.iter().find(|record| record.log == Some(number))?;
        let all: Vec<&TimelineRecord> = if record.kind == "Job" {
            records.iter().filter(|one| one.kind == "Task").collect()
        } else {
            vec![record]
        };
        let lines = all.into_iter().flat_map(|task| {
            let at = task.started.unwrap_or(self.queued.at);
            let end = task.finished.unwrap_or(at);
            let mut lines = vec![(at, format!("##[section]Starting: {}", task.name))];
            if task.name == "CmdLine" {
                lines.push((
                    at,
                    format!(
                        "Building {} at {}",
                        self.number,
                        self.new.source_version.as_deref().unwrap_or("?")
                    ),
                ));
                if task.result == Some("failed") {
                    lines.push((end, "##[error]Bash exited with code '1'.".to_owned()));
                }
            }
            if task.state == "completed" {
                lines.push((end, format!("##[section]Finishing: {}", task.name)));
            }
            lines
        });
        Some(lines.map(|(at, text)| format!("{} {text}", at.strftime("%Y-%m-%dT%H:%M:%S.%7fZ"))).collect())
    }

    /// The numbers of its logs.
    pub fn logs(&self) -> Vec<i64> {
        let mut logs: Vec<_> = self.timeline().iter().filter_map(|record| record.log).collect();
        logs.sort_unstable();
        logs
    }
}

/// A folder of definitions.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its project.
    pub project: ProjectId,
    /// `\Team A\Nightly`
    pub path: String,
    /// What it is for.
    pub description: Option<String>,
    /// When and by whom it was made; the root comes with the project.
    pub created: Option<Stamp>,
    /// When and by whom it was changed last.
    pub changed: Option<Stamp>,
}

/// The builds of an organization.
#[derive(Clone, Debug, Default)]
pub struct Builds {
    last_definition: DefinitionId,
    last_build: BuildId,
    last_queue: i64,
    /// All revisions, oldest first.
    definitions: BTreeMap<DefinitionId, Vec<Definition>>,
    all: BTreeMap<BuildId, Build>,
    /// When and by whom builds were deleted.
    deleted: BTreeMap<BuildId, Stamp>,
    queues: BTreeMap<i64, AgentQueue>,
    folders: Vec<Folder>,
    outcomes: BTreeMap<DefinitionId, BuildResult>,
    /// What all pipelines of a project may use, by type and id.
    authorized: BTreeSet<(ProjectId, String, String)>,
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

    /// The queues of a project: one for each pool.
    pub fn queues(&self, project: ProjectId) -> impl Iterator<Item = &AgentQueue> {
        self.queues.values().filter(move |queue| queue.project == project)
    }

    /// A queue.
    pub fn queue(&self, id: i64) -> Option<&AgentQueue> {
        self.queues.get(&id)
    }

    /// The folders of a project, the root among them.
    pub fn folders(&self, project: ProjectId) -> impl Iterator<Item = &Folder> {
        self.folders.iter().filter(move |folder| folder.project == project)
    }

    /// The resources that all pipelines of a project may use: type and id.
    pub fn authorized(&self, project: ProjectId) -> impl Iterator<Item = (&str, &str)> {
        let of_it = self.authorized.iter().filter(move |(known, _, _)| *known == project);
        of_it.map(|(_, kind, id)| (kind.as_str(), id.as_str()))
    }

    /// Lets all pipelines of a project use a resource, or stops that.
    fn authorize(&mut self, project: ProjectId, kind: &str, id: &str, is_authorized: bool) {
        let resource = (project, kind.to_lowercase(), id.to_owned());
        if is_authorized {
            self.authorized.insert(resource);
        } else {
            self.authorized.remove(&resource);
        }
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
    /// Its builds end like this from now on.
    OutcomeChosen { id: DefinitionId, result: BuildResult },
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
    /// Its number, result or retention changed.
    Updated(BuildId),
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

/// What all pipelines of a project may use changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourcesAuthorized(pub ProjectId);

part!(Builds);
event!(DefinitionEvent, BuildEvent, FolderEvent, ResourcesAuthorized);

/// The next step of a build.
#[derive(Debug)]
struct BuildStep(BuildId);

impl Work for BuildStep {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        Ok(tx.advance_build(self.0))
    }
}

impl Organization {
    /// Its definitions, builds, folders and queues.
    pub fn builds(&self) -> &Builds {
        self.part()
    }

    fn checked_definition(
        &self,
        project: ProjectId,
        known: Option<&Definition>,
        mut new: NewDefinition,
    ) -> Result<NewDefinition, Refusal> {
        let mut others = self.part::<Builds>().definitions().filter(|other| other.project == project);
        if others.any(|other| {
            known.is_none_or(|known| known.id != other.id)
                && same_name(&other.content.name, &new.name)
                && same_name(&other.content.path, &new.path)
        }) {
            return Err(Refusal::BuildDefinitionExists(new.name));
        }
        if let Some(queue) = new.queue {
            let found = self.part::<Builds>().queue(queue).filter(|found| found.project == project);
            found.ok_or(Refusal::NoQueue(queue))?;
        }
        // A secret that comes back without its value stays as it was; no secret is ever answered.
        let before = known.and_then(|known| known.content.variables.as_ref());
        for (name, variable) in new.variables.iter_mut().flatten() {
            let is_secret = variable["isSecret"].as_bool().unwrap_or(false);
            if is_secret
                && variable["value"].is_null()
                && let Some(old) = before.and_then(|before| before.get(name))
            {
                variable["value"] = old["value"].clone();
            }
        }
        if let Some(known) = known {
            new.tags = new.tags.or_else(|| known.content.tags.clone());
        }
        Ok(new)
    }
}

impl Transaction<'_> {
    /// What a new project has: a queue for each pool, and the root of the folders.
    pub(super) fn add_build_defaults(&mut self, project: ProjectId) {
        let builds = self.part_mut::<Builds>();
        for pool in AGENT_POOLS {
            builds.last_queue += 1;
            let id = builds.last_queue;
            builds.queues.insert(id, AgentQueue { id, project, pool });
        }
        let path = "\\".to_owned();
        let root = Folder { project, path, description: None, created: None, changed: None };
        builds.folders.push(root);
    }

    /// Creates a definition.
    ///
    /// # Errors
    /// When the name is taken in its folder, or there is no such project or queue.
    pub fn create_build_definition(
        &mut self,
        project: ProjectId,
        new: NewDefinition,
    ) -> Result<Recorded<DefinitionId>, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let new = self.checked_definition(project, None, new)?;
        self.add_folders(project, &new.path, None);
        let builds = self.part_mut::<Builds>();
        builds.last_definition += 1;
        let id = builds.last_definition;
        let definition =
            Definition { id, project, revision: 1, changed: stamp, is_deleted: false, content: new };
        builds.definitions.insert(id, vec![definition]);
        Ok(self.record(DefinitionEvent::Created(id)).with(id))
    }

    /// Changes a definition: all of it. The revision must be the present one.
    ///
    /// # Errors
    /// When there is none, somebody changed it since, or as for a new one.
    pub fn update_build_definition(
        &mut self,
        id: DefinitionId,
        revision: i64,
        new: NewDefinition,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part::<Builds>().definition(id).ok_or(Refusal::NoBuildDefinition(id))?.clone();
        if known.revision != revision {
            return Err(Refusal::BuildDefinitionChanged(id));
        }
        let content = self.checked_definition(known.project, Some(&known), new)?;
        self.add_folders(known.project, &content.path, None);
        let changed = Definition { revision: known.revision + 1, changed: stamp, content, ..known };
        self.part_mut::<Builds>().definitions.entry(id).or_default().push(changed);
        Ok(self.record(DefinitionEvent::Updated(id)))
    }

    /// Sets the tags of a definition, which makes no revision.
    ///
    /// # Errors
    /// When there is none.
    pub fn tag_build_definition(
        &mut self,
        id: DefinitionId,
        change: impl FnOnce(&mut BTreeSet<String>),
    ) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<Builds>().definitions.get_mut(&id).and_then(|all| all.last_mut());
        let known = known.filter(|known| !known.is_deleted).ok_or(Refusal::NoBuildDefinition(id))?;
        let mut tags = known.content.tags.take().into_iter().flatten().collect();
        change(&mut tags);
        known.content.tags = Some(tags.into_iter().collect());
        Ok(self.record(DefinitionEvent::Tagged(id)))
    }

    /// Deletes a definition, and its builds.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_build_definition(&mut self, id: DefinitionId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part::<Builds>().definition(id).ok_or(Refusal::NoBuildDefinition(id))?.clone();
        let gone = Definition { revision: known.revision + 1, changed: stamp, is_deleted: true, ..known };
        let builds = self.part_mut::<Builds>();
        builds.definitions.entry(id).or_default().push(gone);
        let of_it = builds.all.values().filter(|build| build.new.definition == id);
        for id in of_it.map(|build| build.id) {
            builds.deleted.entry(id).or_insert(stamp);
        }
        Ok(self.record(DefinitionEvent::Deleted(id)))
    }

    /// Says how the builds of a definition end from now on.
    ///
    /// # Errors
    /// None.
    pub fn set_build_outcome(
        &mut self,
        definition: DefinitionId,
        result: BuildResult,
    ) -> Result<Recorded, Refusal> {
        self.part_mut::<Builds>().outcomes.insert(definition, result);
        Ok(self.record(DefinitionEvent::OutcomeChosen { id: definition, result }))
    }

    /// Asks for a build.
    ///
    /// # Errors
    /// When there is no such definition, it takes no builds, or there is no such branch.
    pub fn queue_build(&mut self, mut new: NewBuild) -> Result<Recorded<BuildId>, Refusal> {
        let stamp = self.stamp();
        let definition = self
            .part::<Builds>()
            .definition(new.definition)
            .ok_or(Refusal::NoBuildDefinition(new.definition))?;
        if definition.content.queue_status != "enabled" {
            return Err(Refusal::BuildDefinitionDisabled(definition.content.name.clone()));
        }
        let (project, revision) = (definition.project, definition.revision);
        new.source_branch = new.source_branch.or_else(|| definition.default_branch());
        if let Some(repository) = definition.repository().and_then(|id| self.repository_by_id(id)) {
            let branch = new.source_branch.clone().or_else(|| repository.default_branch.clone());
            new.source_branch.clone_from(&branch);
            if new.source_version.is_none()
                && let Some(branch) = branch
            {
                let tip: Option<ObjectId> = repository.tip(&branch);
                new.source_version = Some(tip.ok_or(Refusal::NoBranch(branch))?.to_string());
            }
        }
        // As recorded: builds of definitions in YAML wait for the present hosted pool, whatever their queue.
        let is_yaml = definition.content.rest.get("process").is_some_and(|process| process["type"] == 2);
        let hosted =
            || self.part::<Builds>().queues(project).find(|queue| queue.pool.name == "Azure Pipelines");
        let queue = if is_yaml { hosted().map(|queue| queue.id) } else { definition.content.queue };
        let day = stamp.at.strftime("%Y%m%d").to_string();
        let on_day = |build: &&Build| {
            build.new.definition == new.definition && build.number.split('.').next() == Some(day.as_str())
        };
        let number_revision = self.part::<Builds>().all.values().filter(on_day).count() as i64 + 1;
        let Open { part: builds, ids, .. } = self.open::<Builds>();
        builds.last_build += 1;
        let id = builds.last_build;
        let build = Build {
            id,
            project,
            definition_revision: revision,
            number: format!("{day}.{number_revision}"),
            number_revision,
            status: BuildStatus::NotStarted,
            result: None,
            queued: stamp,
            started: None,
            finished: None,
            changed: stamp,
            queue,
            plan: ids.uuid(),
            tags: BTreeSet::new(),
            keep_forever: false,
            artifacts: Vec::new(),
            new,
        };
        builds.all.insert(id, build);
        self.queue(BuildStep(id));
        Ok(self.record(BuildEvent::Queued(id)).with(id))
    }

    /// The next step of a build is due: it begins, or ends.
    fn advance_build(&mut self, id: BuildId) -> Recorded {
        let builds = self.part::<Builds>();
        let Some(build) = builds.all.get(&id) else { return self.unchanged(()) };
        let (status, result) = match build.status {
            BuildStatus::NotStarted => (BuildStatus::InProgress, None),
            BuildStatus::InProgress => {
                let outcome = builds.outcomes.get(&build.new.definition).copied();
                (BuildStatus::Completed, Some(outcome.unwrap_or_default()))
            }
            BuildStatus::Cancelling => (BuildStatus::Completed, Some(BuildResult::Canceled)),
            BuildStatus::Completed => return self.unchanged(()),
        };
        let recorded = self.set_build_status(id, status, result);
        if status == BuildStatus::InProgress {
            self.queue(BuildStep(id));
        }
        recorded
    }

    fn set_build_status(
        &mut self,
        id: BuildId,
        status: BuildStatus,
        result: Option<BuildResult>,
    ) -> Recorded {
        let stamp = self.stamp();
        let Open { part: builds, mut events, .. } = self.open::<Builds>();
        let Some(build) = builds.all.get_mut(&id) else { return self.unchanged(()) };
        let from = std::mem::replace(&mut build.status, status);
        build.result = result;
        build.changed = stamp;
        match status {
            BuildStatus::InProgress => build.started = build.started.or(Some(stamp.at)),
            BuildStatus::Completed => build.finished = Some(stamp.at),
            BuildStatus::NotStarted | BuildStatus::Cancelling => {}
        }
        let recorded = events.record(BuildEvent::StatusChanged { id, from, to: status });
        if let Some((number, _)) = build.new.pull_request {
            self.reevaluate_policies(number);
        }
        if status == BuildStatus::Completed {
            self.trigger_releases(id);
        }
        recorded
    }

    /// Changes a build from outside: cancels it, ends it, keeps it.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_build(
        &mut self,
        id: BuildId,
        status: Option<BuildStatus>,
        result: Option<BuildResult>,
        number: Option<String>,
        keep_forever: Option<bool>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let build = self.part_mut::<Builds>().all.get_mut(&id).ok_or(Refusal::NoBuild(id))?;
        build.keep_forever = keep_forever.unwrap_or(build.keep_forever);
        build.number = number.unwrap_or_else(|| std::mem::take(&mut build.number));
        let ended = build.status == BuildStatus::Completed;
        match (status, result) {
            (None, None) => {}
            // What has ended stays so.
            (Some(BuildStatus::Cancelling), _) if ended => {}
            (Some(BuildStatus::Completed), result) => {
                let result = Some(result.unwrap_or_default());
                return Ok(self.set_build_status(id, BuildStatus::Completed, result));
            }
            (Some(status), _) => {
                return Ok(self.set_build_status(id, status, None));
            }
            (None, Some(result)) => build.result = Some(result),
        }
        if let Some(build) = self.part_mut::<Builds>().all.get_mut(&id) {
            build.changed = stamp;
        }
        Ok(self.record(BuildEvent::Updated(id)))
    }

    /// Sets the tags of a build.
    ///
    /// # Errors
    /// When there is none.
    pub fn tag_build(
        &mut self,
        id: BuildId,
        change: impl FnOnce(&mut BTreeSet<String>),
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let build = self.part_mut::<Builds>().all.get_mut(&id).ok_or(Refusal::NoBuild(id))?;
        change(&mut build.tags);
        build.changed = stamp;
        Ok(self.record(BuildEvent::Tagged(id)))
    }

    /// Adds an artifact to a build, or replaces the one of its name.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn add_build_artifact(
        &mut self,
        id: BuildId,
        name: String,
        source: Option<String>,
        resource: Map<String, Value>,
    ) -> Result<Recorded<i64>, Refusal> {
        let build = self.part_mut::<Builds>().all.get_mut(&id).ok_or(Refusal::NoBuild(id))?;
        build.artifacts.retain(|known| !same_name(&known.name, &name));
        let number = build.artifacts.last().map_or(0, |last| last.id) + 1;
        build.artifacts.push(Artifact { id: number, name, source, resource });
        Ok(self.record(BuildEvent::ArtifactAdded { id, artifact: number }).with(number))
    }

    /// Deletes a build.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_build(&mut self, id: BuildId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        self.part::<Builds>().build(id).ok_or(Refusal::NoBuild(id))?;
        self.part_mut::<Builds>().deleted.insert(id, stamp);
        Ok(self.record(BuildEvent::Deleted(id)))
    }

    /// Lets all pipelines of a project use resources, or stops that: type, id, and whether they may.
    pub fn authorize_resources(
        &mut self,
        project: ProjectId,
        resources: &[(String, String, bool)],
    ) -> Result<Recorded, Refusal> {
        for (kind, id, is_authorized) in resources {
            self.part_mut::<Builds>().authorize(project, kind, id, *is_authorized);
        }
        Ok(self.record(ResourcesAuthorized(project)))
    }

    /// Pipelines of a project cannot use a resource any more: it is gone from there.
    pub(super) fn forget_resource(&mut self, project: ProjectId, kind: &str, id: &str) {
        self.part_mut::<Builds>().authorize(project, kind, id, false);
    }

    /// Makes a folder, and those that it is in.
    pub fn make_folder(
        &mut self,
        project: ProjectId,
        path: &str,
        description: Option<&str>,
    ) -> Result<Recorded, Refusal> {
        self.add_folders(project, path, description);
        Ok(self.record(FolderEvent::Created { project, path: folder_path(path) }))
    }

    /// Adds a folder, and those that it is in, where they are not there yet.
    fn add_folders(&mut self, project: ProjectId, path: &str, description: Option<&str>) {
        let stamp = self.stamp();
        let path = folder_path(path);
        let ends = path.match_indices('\\').map(|(at, _)| at).skip(1).chain([path.len()]);
        for end in ends.collect::<Vec<_>>() {
            let part = &path[..end];
            let known = self.part::<Builds>().folders(project).any(|folder| same_name(&folder.path, part));
            if known {
                continue;
            }
            let description = description.filter(|_| end == path.len()).map(str::to_owned);
            let (path, created) = (part.to_owned(), Some(stamp));
            self.part_mut::<Builds>().folders.push(Folder {
                project,
                path,
                description,
                created,
                changed: None,
            });
        }
    }

    /// Moves a folder with all in it, and describes it anew.
    ///
    /// # Errors
    /// When there is none, or one where it is to go.
    pub fn update_folder(
        &mut self,
        project: ProjectId,
        path: &str,
        new_path: Option<&str>,
        description: Option<&str>,
    ) -> Result<Recorded<String>, Refusal> {
        let stamp = self.stamp();
        let path = folder_path(path);
        let to = new_path.map_or_else(|| path.clone(), folder_path);
        let is = |folder: &Folder, path: &str| folder.project == project && same_name(&folder.path, path);
        if !self.part::<Builds>().folders.iter().any(|folder| is(folder, &path)) {
            return Err(Refusal::NoFolder(path));
        }
        if !same_name(&path, &to) && self.part::<Builds>().folders.iter().any(|folder| is(folder, &to)) {
            return Err(Refusal::FolderExists(to));
        }
        if let Some((parent, _)) = to.rsplit_once('\\').filter(|(parent, _)| !parent.is_empty()) {
            let parent = parent.to_owned();
            self.add_folders(project, &parent, None);
        }
        let below = format!("{path}\\");
        let moved = |known: &str| {
            if same_name(known, &path) {
                Some(to.clone())
            } else {
                let rest = known.get(..below.len()).filter(|start| same_name(start, &below))?;
                Some(format!("{to}\\{}", &known[rest.len()..]))
            }
        };
        let builds = self.part_mut::<Builds>();
        for folder in builds.folders.iter_mut().filter(|folder| folder.project == project) {
            let Some(new) = moved(&folder.path) else { continue };
            if same_name(&folder.path, &path) {
                folder.description = description.map(str::to_owned).or_else(|| folder.description.take());
                folder.changed = Some(stamp);
            }
            folder.path = new;
        }
        for definition in builds.definitions.values_mut().filter_map(|all| all.last_mut()) {
            if definition.project == project
                && let Some(new) = moved(&definition.content.path)
            {
                definition.content.path = new;
            }
        }
        let event = FolderEvent::Updated { project, path: to.clone(), from: path };
        Ok(self.record(event).with(to))
    }

    /// Deletes a folder with all in it.
    ///
    /// # Errors
    /// When there is none, or it is the root.
    pub fn delete_folder(&mut self, project: ProjectId, path: &str) -> Result<Recorded, Refusal> {
        let path = folder_path(path);
        let known = self.part::<Builds>().folders(project).any(|folder| same_name(&folder.path, &path));
        if !known || path == "\\" {
            return Err(Refusal::NoFolder(path));
        }
        let below = format!("{path}\\");
        let is_in = |known: &str| {
            same_name(known, &path) || known.get(..below.len()).is_some_and(|start| same_name(start, &below))
        };
        let inside = self.part::<Builds>().definitions().filter(|known| known.project == project);
        let inside = inside.filter(|known| is_in(&known.content.path)).map(|known| known.id);
        for id in inside.collect::<Vec<_>>() {
            self.delete_build_definition(id)?;
        }
        self.part_mut::<Builds>().folders.retain(|folder| folder.project != project || !is_in(&folder.path));
        Ok(self.record(FolderEvent::Deleted { project, path }))
    }
}
