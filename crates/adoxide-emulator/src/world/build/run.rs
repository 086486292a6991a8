//! Builds: runs of definitions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::artifact::Artifact;
use super::log::Log;
use super::plan::Plan;
use super::retention::Lease;
use super::script::Script;
use super::timeline::{Timeline, TimelineRecord};
use super::{BuildEvent, BuildId, Builds, DefinitionId};
use crate::world::agent::HOSTED;
use crate::world::id::{IdentityId, ObjectId, ProjectId};
use crate::world::journal::Stamp;
use crate::world::organization::{Open, Organization, Recorded, Transaction};
use crate::world::refusal::Refusal;
use crate::world::secret::Names;

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
#[derive(Clone, Default)]
pub struct NewBuild {
    /// What to build.
    pub definition: DefinitionId,
    /// The full name of the branch; the definition's by default.
    pub source_branch: Option<String>,
    /// The commit; the head of the branch by default.
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
    /// What triggered it, by name: `ci.sourceBranch`, `ci.message`, …
    pub trigger_info: BTreeMap<String, String>,
    /// What it consists of. None where nobody has read the YAML yet.
    pub plan: Option<Arc<Plan>>,
    /// The stages that are not run.
    pub stages_to_skip: Vec<String>,
    /// How it goes, where that was said for this build.
    pub script: Option<Script>,
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
    pub plan_id: Uuid,
    /// What it consists of.
    pub plan: Arc<Plan>,
    /// Its tags, in the order of their names.
    pub tags: BTreeSet<String>,
    /// Whether it is never deleted by itself.
    pub keep_forever: bool,
    /// What it left behind.
    pub artifacts: Vec<Artifact>,
    /// Properties that clients set.
    pub properties: Map<String, Value>,
    /// Why it could not run.
    pub validation_errors: Vec<String>,
    /// What it did, or does.
    pub timeline: Timeline,
    /// The attempts before, by the id of the timeline.
    pub attempts: BTreeMap<Uuid, Timeline>,
    /// Its logs, by number.
    pub logs: BTreeMap<i64, Log>,
    /// Lines that were sent while a record ran.
    pub feeds: BTreeMap<Uuid, Vec<String>>,
    /// What was attached to records: record, type, name, content.
    pub attachments: Vec<Attachment>,
    /// What keeps it.
    pub leases: Vec<Lease>,
    /// The stages that somebody started, though they wait for that.
    pub(super) started_stages: BTreeSet<usize>,
    /// The checks of the stages that were reached.
    pub(super) suites: BTreeMap<usize, Uuid>,
}

/// A file that was attached to a record of a timeline.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// The record.
    pub record: Uuid,
    /// Its type.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// When it was attached.
    pub at: Timestamp,
    /// What is in it.
    pub content: Vec<u8>,
}

impl Build {
    /// Whether its YAML is still to be read.
    pub fn waits_for_plan(&self) -> bool {
        self.status == BuildStatus::NotStarted && self.new.plan.is_none() && self.validation_errors.is_empty()
    }

    /// Its present timeline.
    pub fn timeline(&self) -> &[TimelineRecord] {
        &self.timeline.records
    }

    /// The records within one of the present timeline, all levels down.
    pub fn below(&self, id: Uuid) -> Vec<&TimelineRecord> {
        self.timeline.below(id)
    }

    /// The timeline of this id: the present one, or one of an attempt before.
    pub fn timeline_of(&self, id: Uuid) -> Option<&Timeline> {
        if id == self.timeline.id { Some(&self.timeline) } else { self.attempts.get(&id) }
    }

    /// A record of this or of an earlier attempt.
    pub fn record(&self, id: Uuid) -> Option<&TimelineRecord> {
        self.timeline.record(id).or_else(|| self.attempts.values().find_map(|timeline| timeline.record(id)))
    }

    /// The record of a stage, by its name in the YAML.
    pub fn stage(&self, name: &str) -> Option<&TimelineRecord> {
        let is_it =
            |known: &Option<String>| known.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(name));
        self.timeline.records.iter().find(|record| record.kind == "Stage" && is_it(&record.identifier))
    }

    /// A variable of the run, by name in any case.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        let same = |known: &str| known.eq_ignore_ascii_case(name);
        let branch = self.new.source_branch.as_deref().unwrap_or_default();
        let predefined = match name.to_ascii_lowercase().as_str() {
            "build.sourcebranch" => Some(branch.to_owned()),
            "build.sourcebranchname" => branch.rsplit('/').next().map(str::to_owned),
            "build.reason" => {
                let mut letters = self.new.reason.chars();
                letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
            }
            "build.buildid" => Some(self.id.to_string()),
            "build.buildnumber" => Some(self.number.clone()),
            "build.sourceversion" => self.new.source_version.clone(),
            "system.pullrequest.pullrequestid" => self.new.pull_request.map(|(id, _)| id.to_string()),
            "system.debug" => Some("false".to_owned()),
            _ => None,
        };
        predefined
            .or_else(|| {
                let given: Map<String, Value> = serde_json::from_str(self.new.parameters.as_deref()?).ok()?;
                let found = given.iter().find(|(known, _)| same(known))?;
                Some(found.1.as_str().map_or_else(|| found.1.to_string(), str::to_owned))
            })
            .or_else(|| {
                self.plan
                    .variables
                    .iter()
                    .rev()
                    .find(|(known, _)| same(known))
                    .map(|(_, value)| value.clone())
            })
    }
}

impl Organization {
    /// Whether a stage with these checks waits or runs.
    pub(in super::super) fn is_stage_active(&self, build: BuildId, stage: usize, suite: Uuid) -> bool {
        let Some(build) = self.builds().build(build) else { return false };
        build.status == BuildStatus::InProgress
            && build.suites.get(&stage) == Some(&suite)
            && build
                .timeline
                .at(super::timeline::Place::Stage(stage))
                .is_some_and(|record| !record.is_completed())
    }
}

impl Transaction<'_> {
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
        if definition.content.queue_status == "disabled" {
            return Err(Refusal::BuildDefinitionDisabled(definition.content.name.clone()));
        }
        let is_paused = definition.content.queue_status == "paused";
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
        let is_yaml = definition.is_yaml();
        let hosted = || self.agents().queue_named(project, HOSTED);
        let queue = if is_yaml { hosted().map(|queue| queue.id) } else { definition.content.queue };
        // A designer definition says itself what it runs; YAML is read when the build begins.
        let plan =
            new.plan.clone().unwrap_or_else(|| Arc::new(Plan::of_definition(&definition.content.rest)));
        if !is_yaml {
            new.plan.get_or_insert_with(|| Arc::clone(&plan));
        }
        let day = stamp.at.strftime("%Y%m%d").to_string();
        let on_day = |build: &&Build| {
            build.new.definition == new.definition && build.number.split('.').next() == Some(day.as_str())
        };
        let number_revision = self.part::<Builds>().all.values().filter(on_day).count() as i64 + 1;
        let Open { part: builds, ids, .. } = self.open::<Builds>();
        builds.last_build += 1;
        let id = builds.last_build;
        let plan_id = ids.uuid();
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
            plan_id,
            plan,
            tags: BTreeSet::new(),
            keep_forever: false,
            artifacts: Vec::new(),
            properties: Map::new(),
            validation_errors: Vec::new(),
            timeline: Timeline { id: plan_id, ..Timeline::default() },
            attempts: BTreeMap::new(),
            logs: BTreeMap::new(),
            feeds: BTreeMap::new(),
            attachments: Vec::new(),
            leases: Vec::new(),
            started_stages: BTreeSet::new(),
            suites: BTreeMap::new(),
            new,
        };
        builds.all.insert(id, build);
        let recorded = self.record(BuildEvent::Queued(id)).with(id);
        if !is_paused {
            self.await_start(id);
        }
        Ok(recorded)
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
        build.changed = stamp;
        let ended = build.status == BuildStatus::Completed;
        match (status, result) {
            (None, None) => {}
            // What has ended stays so.
            (Some(BuildStatus::Cancelling), _) if ended => {}
            (Some(BuildStatus::Cancelling), _) => return Ok(self.cancel_build(id)),
            (Some(BuildStatus::Completed), result) => {
                let result = result.unwrap_or_default();
                if build.status == BuildStatus::NotStarted && result != BuildResult::Canceled {
                    let _ = self.start_build(id);
                }
                return Ok(self.end_build(id, result));
            }
            // Whoever says that it begins says how it goes on.
            (Some(BuildStatus::InProgress), _) if build.status == BuildStatus::NotStarted => {
                build.new.script.get_or_insert_with(Script::held);
                return Ok(self.start_build(id));
            }
            (Some(status), _) => return Ok(self.set_build_status(id, status, None)),
            (None, Some(result)) => build.result = Some(result),
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

    /// Sets properties of a build; null takes one away.
    ///
    /// # Errors
    /// When there is none.
    pub fn set_build_properties(
        &mut self,
        id: BuildId,
        change: impl FnOnce(&mut Map<String, Value>),
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let build = self.part_mut::<Builds>().all.get_mut(&id).ok_or(Refusal::NoBuild(id))?;
        change(&mut build.properties);
        build.changed = stamp;
        Ok(self.record(BuildEvent::Updated(id)))
    }

    /// Deletes a build.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_build(&mut self, id: BuildId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let build = self.part::<Builds>().build(id).ok_or(Refusal::NoBuild(id))?;
        if build.status != BuildStatus::Completed {
            // What runs is free again.
            let _ = self.end_build(id, BuildResult::Canceled);
        }
        self.part_mut::<Builds>().deleted.insert(id, stamp);
        Ok(self.record(BuildEvent::Deleted(id)))
    }
}
