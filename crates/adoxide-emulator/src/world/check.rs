//! Checks: what must hold before a stage may use a protected resource, and which pipelines may use it at all.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::{Uuid, uuid};

use super::approval::ApprovalStatus;
use super::build::plan::{Resource, ResourceKind};
use super::build::{BuildId, DefinitionId};
use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::name::same_name;
use super::operation::Work;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// The number of a check in its organization.
pub type CheckId = i64;

/// The types of checks, by the ids that clients send.
pub const APPROVAL: Uuid = uuid!("8c6f20a7-a545-4486-9777-f762fafe0d4d");
/// A pipeline must extend one of some templates.
pub const REQUIRED_TEMPLATE: Uuid = uuid!("4020e66e-b0f3-47e1-bc88-48f3cc59b5f3");
/// A task decides; which one is in the settings.
pub const TASK_CHECK: Uuid = uuid!("fe1de3ee-a436-41b4-bb20-f6eb4cb879a7");
/// One run at a time.
pub const EXCLUSIVE_LOCK: Uuid = uuid!("2ef31ad6-baa0-403a-8b45-2cbc9b4e5563");
const BRANCH_CONTROL: &str = "86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b";
const BUSINESS_HOURS: &str = "445fde2f-6c39-441c-807f-8a59ff2e075f";

/// A resource that pipelines use, and that may be protected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProtectedResource {
    /// Its type.
    pub kind: ResourceKind,
    /// Its id, as text.
    pub id: String,
}

/// What a check is made of, or changed to.
#[derive(Clone, Debug)]
pub struct NewCheck {
    /// What it protects.
    pub resource: ProtectedResource,
    /// The id of its type.
    pub type_id: Uuid,
    /// Its settings.
    pub settings: Value,
    /// After how many minutes without a decision it counts as refused.
    pub timeout: i64,
    /// Whether it is switched off.
    pub is_disabled: bool,
    /// How often it is evaluated, in minutes; none for once.
    pub retry_interval: Option<i64>,
}

/// A check.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its number.
    pub id: CheckId,
    /// Its project.
    pub project: ProjectId,
    /// From 1, one more with every change.
    pub version: i64,
    /// Who made it, and when.
    pub created: Stamp,
    /// Who changed it last, and when.
    pub modified: Stamp,
    /// Everything that a client sets.
    pub content: NewCheck,
}

impl Check {
    /// The task that decides, where one does.
    fn task(&self) -> Option<&str> {
        self.content.settings["definitionRef"]["id"].as_str()
    }

    /// The record that it has in timelines.
    fn record_kind(&self) -> &'static str {
        match self.content.type_id {
            APPROVAL => "Checkpoint.Approval",
            REQUIRED_TEMPLATE => "Checkpoint.ExtendsCheck",
            EXCLUSIVE_LOCK => "Checkpoint.ExclusiveLock",
            _ => "Checkpoint.TaskCheck",
        }
    }
}

/// Which pipelines may use a resource.
#[derive(Clone, Debug, Default)]
pub struct PipelinePermissions {
    /// Whether all may, since when and by whom.
    pub all: Option<(bool, Stamp)>,
    /// Those that may, since when and by whom.
    pub pipelines: BTreeMap<DefinitionId, Stamp>,
}

/// Where a check of a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum CheckStatus {
    Queued,
    Running,
    Approved,
    Rejected,
    TimedOut,
    Canceled,
}

impl CheckStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::TimedOut => "timedOut",
            Self::Canceled => "canceled",
        }
    }

    /// Whether nothing more happens to it.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Queued | Self::Running)
    }
}

/// A check of one stage of one run.
#[derive(Clone, Debug)]
pub struct CheckRun {
    /// Its id; that of its record and of its approval too.
    pub id: Uuid,
    /// The check. None for the permission to use the resource.
    pub check: Option<CheckId>,
    /// What it protects.
    pub resource: ProtectedResource,
    /// Its type in the timeline: `Checkpoint.Approval`.
    pub record: &'static str,
    /// Where it is.
    pub status: CheckStatus,
    /// Why it is so.
    pub message: String,
    /// When it ended.
    pub finished: Option<Timestamp>,
}

/// The checks of one stage of one run.
#[derive(Clone, Debug)]
pub struct CheckSuite {
    /// Its id; that of the checkpoint's record too.
    pub id: Uuid,
    /// The project.
    pub project: ProjectId,
    /// The run; none for one that a client asked for.
    pub build: Option<BuildId>,
    /// The stage of the run, by its place in the plan.
    pub stage: usize,
    /// What clients gave as context.
    pub context: Value,
    /// When it began.
    pub created: Stamp,
    /// The checks.
    pub runs: Vec<CheckRun>,
}

impl CheckSuite {
    /// What came of all of them.
    pub fn status(&self) -> CheckStatus {
        let any = |wanted: CheckStatus| self.runs.iter().any(|run| run.status == wanted);
        if any(CheckStatus::Rejected) {
            CheckStatus::Rejected
        } else if any(CheckStatus::TimedOut) {
            CheckStatus::TimedOut
        } else if any(CheckStatus::Canceled) {
            CheckStatus::Canceled
        } else if self.runs.iter().all(|run| run.status.is_final()) {
            CheckStatus::Approved
        } else {
            CheckStatus::Running
        }
    }
}

/// What happens to checks and to the permissions of pipelines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum CheckEvent {
    /// It was added.
    Added(CheckId),
    /// It was changed.
    Updated(CheckId),
    /// It was deleted.
    Deleted(CheckId),
    /// A stage waits for its checks.
    SuiteStarted { suite: Uuid, build: Option<BuildId> },
    /// A check of a stage has ended.
    RunCompleted { suite: Uuid, run: Uuid, status: CheckStatus },
    /// Other pipelines may use a resource.
    PermissionsChanged { project: ProjectId, resource: ProtectedResource },
}

/// The checks of an organization.
#[derive(Debug, Default)]
struct Checks {
    last: CheckId,
    all: BTreeMap<CheckId, Check>,
    permissions: BTreeMap<(ProjectId, ProtectedResource), PipelinePermissions>,
    suites: BTreeMap<Uuid, CheckSuite>,
}

part!(Checks);
event!(CheckEvent);

/// A check of a run may end now: it times out, or its hours begin.
#[derive(Debug)]
struct CheckDue(BuildId);

impl Work for CheckDue {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.drive_build(self.0);
        Ok(tx.unchanged(()))
    }
}

impl Organization {
    /// The checks of a project, by number.
    pub fn checks(&self, project: ProjectId) -> impl Iterator<Item = &Check> {
        self.part::<Checks>().all.values().filter(move |check| check.project == project)
    }

    /// A check.
    pub fn check(&self, id: CheckId) -> Option<&Check> {
        self.part::<Checks>().all.get(&id)
    }

    /// The checks of a stage of a run.
    pub fn check_suite(&self, id: Uuid) -> Option<&CheckSuite> {
        self.part::<Checks>().suites.get(&id)
    }

    /// Which pipelines may use a resource. None where nobody has said.
    pub fn pipeline_permissions(
        &self,
        project: ProjectId,
        resource: &ProtectedResource,
    ) -> Option<&PipelinePermissions> {
        self.part::<Checks>().permissions.get(&(project, resource.clone()))
    }

    /// The resources that all pipelines of a project may use.
    pub fn open_resources(&self, project: ProjectId) -> impl Iterator<Item = &ProtectedResource> {
        let all = self.part::<Checks>().permissions.iter();
        all.filter(move |((known, _), permissions)| {
            *known == project && permissions.all.is_some_and(|(is_open, _)| is_open)
        })
        .map(|((_, resource), _)| resource)
    }

    /// The resources that one pipeline was allowed to use.
    pub fn resources_of(
        &self,
        project: ProjectId,
        definition: DefinitionId,
    ) -> impl Iterator<Item = &ProtectedResource> {
        let all = self.part::<Checks>().permissions.iter();
        all.filter(move |((known, _), permissions)| {
            *known == project && permissions.pipelines.contains_key(&definition)
        })
        .map(|((_, resource), _)| resource)
    }

    /// Whether a pipeline may use a resource. Documented: where nobody has said, no pipeline may use a protected one;
    /// open from the start are the pools of the service and the repositories of the project.
    pub fn is_authorized(
        &self,
        project: ProjectId,
        resource: &ProtectedResource,
        definition: DefinitionId,
    ) -> bool {
        let is_open_by_default = || match resource.kind {
            ResourceKind::Repository => true,
            ResourceKind::Queue => {
                let queue = resource.id.parse().ok().and_then(|id| self.agents().queue(id));
                let pool = queue.and_then(|queue| self.agents().pool(queue.pool));
                pool.is_some_and(|pool| pool.is_hosted)
            }
            _ => false,
        };
        match self.pipeline_permissions(project, resource) {
            Some(permissions) if permissions.pipelines.contains_key(&definition) => true,
            Some(PipelinePermissions { all: Some((is_open, _)), .. }) => *is_open,
            _ => is_open_by_default(),
        }
    }

    /// The resource that a stage names, if it exists.
    pub fn resolve_resource(&self, project: ProjectId, named: &Resource) -> Option<ProtectedResource> {
        let name = named.name.as_str();
        let id = match named.kind {
            ResourceKind::Environment => self.environment_named(project, name)?.id.to_string(),
            ResourceKind::Queue => self.agents().queue_named(project, name)?.id.to_string(),
            ResourceKind::VariableGroup => {
                let own = |group: &&super::variable_group::VariableGroup| {
                    group.reference(project).is_some_and(|reference| same_name(&reference.name, name))
                };
                self.variable_groups().of(project).find(own)?.id.to_string()
            }
            ResourceKind::Endpoint => {
                let id: Option<Uuid> = name.parse().ok();
                let mut all = self.service_endpoints(project);
                let found = all.find(|endpoint| {
                    Some(endpoint.id) == id
                        || endpoint.reference(project).is_some_and(|own| same_name(&own.name, name))
                });
                found?.id.to_string()
            }
            ResourceKind::SecureFile => self.secure_file_named(project, name)?.id.to_string(),
            ResourceKind::Repository => {
                let found = self.repository(Some(project), name)?;
                format!("{}.{}", found.project, found.id)
            }
        };
        Some(ProtectedResource { kind: named.kind, id })
    }

    /// The lock of another run on a resource.
    fn lock_holder(&self, suite: &CheckSuite, resource: &ProtectedResource) -> Option<BuildId> {
        let holds = |other: &&CheckSuite| {
            other.id != suite.id
                && other.project == suite.project
                && other
                    .runs
                    .iter()
                    .any(|run| run.resource == *resource && run.record == "Checkpoint.ExclusiveLock")
                && other.build.is_some_and(|build| self.is_stage_active(build, other.stage, other.id))
                && (other.status() == CheckStatus::Approved
                    || other.created.at < suite.created.at
                    || (other.created.at == suite.created.at && other.build < suite.build))
        };
        self.part::<Checks>().suites.values().find(holds).and_then(|other| other.build)
    }

    /// What comes of a check now: its status, why, and when to look again.
    fn judge(
        &self,
        suite: &CheckSuite,
        run: &CheckRun,
        now: Timestamp,
    ) -> (CheckStatus, String, Option<Timestamp>) {
        let Some(id) = run.check else {
            let definition =
                suite.build.and_then(|build| self.builds().build(build)).map(|build| build.new.definition);
            let may = definition
                .is_none_or(|definition| self.is_authorized(suite.project, &run.resource, definition));
            return if may {
                (CheckStatus::Approved, String::new(), None)
            } else {
                let why = "This pipeline needs permission to access a resource before this run can continue";
                (CheckStatus::Running, why.to_owned(), None)
            };
        };
        let Some(check) = self.check(id) else { return (CheckStatus::Approved, String::new(), None) };
        let (status, message, again) = self.decide(suite, run, check, now);
        let limit = SignedDuration::from_mins(check.content.timeout.clamp(1, 60 * 24 * 365));
        let end = suite.created.at.saturating_add(limit).unwrap_or(Timestamp::MAX);
        if !status.is_final() && now >= end {
            return (CheckStatus::TimedOut, "The check timed out.".to_owned(), None);
        }
        (status, message, Some(again.map_or(end, |again| again.min(end))))
    }

    fn decide(
        &self,
        suite: &CheckSuite,
        run: &CheckRun,
        check: &Check,
        now: Timestamp,
    ) -> (CheckStatus, String, Option<Timestamp>) {
        let settings = &check.content.settings;
        let input = |name: &str| settings["inputs"][name].as_str().unwrap_or_default();
        let build = suite.build.and_then(|build| self.builds().build(build));
        let verdict = |holds: bool, message: String| {
            (if holds { CheckStatus::Approved } else { CheckStatus::Rejected }, message, None)
        };
        match (check.content.type_id, check.task()) {
            (APPROVAL, _) => match self.approval(run.id).map(|approval| approval.status) {
                None | Some(ApprovalStatus::Approved | ApprovalStatus::Skipped) => {
                    verdict(true, String::new())
                }
                Some(ApprovalStatus::Rejected) => verdict(false, "The approval was rejected.".to_owned()),
                Some(ApprovalStatus::TimedOut) => {
                    (CheckStatus::TimedOut, "The approval timed out.".to_owned(), None)
                }
                Some(ApprovalStatus::Canceled) => (CheckStatus::Canceled, String::new(), None),
                Some(_) => (CheckStatus::Running, String::new(), None),
            },
            (EXCLUSIVE_LOCK, _) => match self.lock_holder(suite, &run.resource) {
                Some(holder) => {
                    (CheckStatus::Running, format!("Waiting for build {holder} to release the lock."), None)
                }
                None => verdict(true, String::new()),
            },
            (REQUIRED_TEMPLATE, _) => {
                let extends = build.map(|build| build.plan.extends.as_slice()).unwrap_or_default();
                let wanted = settings["extendsChecks"].as_array().into_iter().flatten();
                let mut wanted = wanted.map(|template| {
                    let path = template["templatePath"].as_str().unwrap_or_default();
                    let repository = template["repositoryName"].as_str().unwrap_or_default();
                    let name = repository.rsplit('/').next().unwrap_or_default();
                    (path.trim_start_matches('/'), name)
                });
                let holds = wanted.any(|(path, name)| {
                    extends.iter().any(|(known, of)| {
                        known.trim_start_matches('/') == path && (name.is_empty() || same_name(of, name))
                    })
                });
                verdict(holds, "The pipeline does not extend a required template.".to_owned())
            }
            (TASK_CHECK, Some(task)) if task.eq_ignore_ascii_case(BRANCH_CONTROL) => {
                let branch = build.and_then(|build| build.new.source_branch.as_deref()).unwrap_or_default();
                let allowed = input("allowedBranches");
                let mut patterns = allowed.split(',').map(str::trim).filter(|pattern| !pattern.is_empty());
                let holds = allowed.trim().is_empty() || patterns.any(|pattern| matches(pattern, branch));
                verdict(holds, format!("The branch {branch} is not among the allowed branches: {allowed}."))
            }
            (TASK_CHECK, Some(task)) if task.eq_ignore_ascii_case(BUSINESS_HOURS) => {
                let hours = Hours {
                    days: input("businessDays"),
                    zone: input("timeZone"),
                    start: input("startTime"),
                    end: input("endTime"),
                };
                match hours.next(now) {
                    None => verdict(true, String::new()),
                    Some(begin) => (
                        CheckStatus::Running,
                        "Waiting for the business hours to begin.".to_owned(),
                        Some(begin),
                    ),
                }
            }
            // What is called elsewhere answers by itself, or calls back.
            (TASK_CHECK, Some(_)) => {
                let waits = input("waitForCompletion").eq_ignore_ascii_case("true");
                if waits { (CheckStatus::Running, String::new(), None) } else { verdict(true, String::new()) }
            }
            _ => verdict(true, String::new()),
        }
    }
}

/// Whether a branch is like a pattern in which a `*` stands for anything.
fn matches(pattern: &str, branch: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            branch.len() >= start.len() + end.len() && branch.starts_with(start) && branch.ends_with(end)
        }
        None => pattern.eq_ignore_ascii_case(branch),
    }
}

/// The hours in which a stage may begin.
struct Hours<'a> {
    /// `Monday, Tuesday`
    days: &'a str,
    zone: &'a str,
    /// `09:00`
    start: &'a str,
    end: &'a str,
}

impl Hours<'_> {
    /// When they begin next; none if it is within them. Hours that cannot be read are always.
    fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let zone = TimeZone::get(self.zone).unwrap_or(TimeZone::UTC);
        let time = |text: &str| {
            let (hour, rest) = text.trim().split_once(':')?;
            let minute = rest.split(':').next()?;
            jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        };
        let (start, end) = (time(self.start)?, time(self.end)?);
        let here = now.to_zoned(zone.clone());
        for ahead in 0..8 {
            let date = here.date().saturating_add(jiff::Span::new().days(ahead));
            let name = format!("{:?}", date.weekday());
            let is_day = self.days.trim().is_empty()
                || self.days.split(',').any(|day| day.trim().eq_ignore_ascii_case(&name));
            if !is_day || (ahead == 0 && here.time() >= end) {
                continue;
            }
            if ahead == 0 && here.time() >= start {
                return None;
            }
            return date.to_datetime(start).to_zoned(zone).ok().map(|begin| begin.timestamp());
        }
        None
    }
}

impl Transaction<'_> {
    /// Adds a check to a resource.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn add_check(&mut self, project: ProjectId, new: NewCheck) -> Result<Recorded<CheckId>, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let all = self.part_mut::<Checks>();
        all.last += 1;
        let id = all.last;
        let check = Check { id, project, version: 1, created: stamp, modified: stamp, content: new };
        all.all.insert(id, check);
        Ok(self.record(CheckEvent::Added(id)).with(id))
    }

    /// Changes a check: all of it.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_check(&mut self, id: CheckId, new: NewCheck) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let check = self.part_mut::<Checks>().all.get_mut(&id).ok_or(PipelineRefusal::NoCheck(id))?;
        check.version += 1;
        check.modified = stamp;
        check.content = new;
        let recorded = self.record(CheckEvent::Updated(id));
        self.drive_waiting_builds();
        Ok(recorded)
    }

    /// Deletes a check. What waits for it waits no more.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_check(&mut self, id: CheckId) -> Result<Recorded, Refusal> {
        self.part_mut::<Checks>().all.remove(&id).ok_or(PipelineRefusal::NoCheck(id))?;
        let recorded = self.record(CheckEvent::Deleted(id));
        self.drive_waiting_builds();
        Ok(recorded)
    }

    /// Lets pipelines use a resource, or stops that: all of them, or those by number.
    ///
    /// # Errors
    /// None.
    pub fn set_pipeline_permissions(
        &mut self,
        project: ProjectId,
        resource: ProtectedResource,
        all: Option<bool>,
        pipelines: &[(DefinitionId, bool)],
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part_mut::<Checks>().permissions.entry((project, resource.clone())).or_default();
        if let Some(all) = all {
            known.all = Some((all, stamp));
        }
        for (pipeline, may) in pipelines {
            if *may {
                known.pipelines.insert(*pipeline, stamp);
            } else {
                known.pipelines.remove(pipeline);
                // From now on it is said who may.
                known.all.get_or_insert((false, stamp));
            }
        }
        let recorded = self.record(CheckEvent::PermissionsChanged { project, resource });
        self.drive_waiting_builds();
        Ok(recorded)
    }

    /// A resource is gone: its checks and permissions are too.
    pub(super) fn forget_resource(&mut self, project: ProjectId, kind: ResourceKind, id: &str) {
        let resource = ProtectedResource { kind, id: id.to_owned() };
        let checks = self.part_mut::<Checks>();
        checks.all.retain(|_, check| check.project != project || check.content.resource != resource);
        checks.permissions.remove(&(project, resource));
    }

    /// A stage of a run is to begin: its checks begin. The suite, if anything is to be checked.
    pub(super) fn start_checks(
        &mut self,
        build: BuildId,
        stage: usize,
        resources: &[Resource],
    ) -> Option<Uuid> {
        let stamp = self.stamp();
        let project = self.builds().build(build)?.project;
        let found: BTreeSet<_> =
            resources.iter().filter_map(|resource| self.resolve_resource(project, resource)).collect();
        let mut planned = Vec::new();
        for resource in found {
            let definition = self.builds().build(build)?.new.definition;
            if !self.is_authorized(project, &resource, definition) {
                planned.push((None, resource.clone(), "Checkpoint.Authorization"));
            }
            let checks = self
                .checks(project)
                .filter(|check| check.content.resource == resource && !check.content.is_disabled);
            planned.extend(checks.map(|check| (Some(check.id), resource.clone(), check.record_kind())));
        }
        if planned.is_empty() {
            return None;
        }
        let id = self.uuid();
        let runs: Vec<_> = planned
            .into_iter()
            .map(|(check, resource, record)| CheckRun {
                id: self.uuid(),
                check,
                resource,
                record,
                status: CheckStatus::Queued,
                message: String::new(),
                finished: None,
            })
            .collect();
        for run in &runs {
            let check =
                run.check.and_then(|id| self.check(id)).filter(|check| check.content.type_id == APPROVAL);
            if let Some(check) = check.cloned() {
                self.start_approval(run.id, project, build, stage, &check);
            }
        }
        let suite =
            CheckSuite { id, project, build: Some(build), stage, context: Value::Null, created: stamp, runs };
        self.part_mut::<Checks>().suites.insert(id, suite);
        let _ = self.record(CheckEvent::SuiteStarted { suite: id, build: Some(build) });
        Some(id)
    }

    /// Evaluates checks that a client asks for, of resources and not of a stage.
    pub fn evaluate_checks(
        &mut self,
        project: ProjectId,
        resources: &[ProtectedResource],
        context: Value,
    ) -> Result<Recorded<Uuid>, Refusal> {
        let stamp = self.stamp();
        let planned: Vec<_> = self
            .checks(project)
            .filter(|check| resources.contains(&check.content.resource) && !check.content.is_disabled)
            .map(|check| (check.id, check.content.resource.clone(), check.record_kind()))
            .collect();
        let runs = planned.into_iter().map(|(check, resource, record)| CheckRun {
            id: self.uuid(),
            check: Some(check),
            resource,
            record,
            status: CheckStatus::Queued,
            message: String::new(),
            finished: None,
        });
        let runs = runs.collect();
        let id = self.uuid();
        let suite = CheckSuite { id, project, build: None, stage: 0, context, created: stamp, runs };
        self.part_mut::<Checks>().suites.insert(id, suite);
        self.evaluate_suite(id);
        Ok(self.record(CheckEvent::SuiteStarted { suite: id, build: None }).with(id))
    }

    /// Looks at the checks of a stage once more.
    pub(super) fn evaluate_suite(&mut self, id: Uuid) {
        let now = self.stamp().at;
        let Some(suite) = self.check_suite(id).cloned() else { return };
        let mut next: Option<Timestamp> = None;
        for run in suite.runs.iter().filter(|run| !run.status.is_final()) {
            let (status, message, again) = self.judge(&suite, run, now);
            if status.is_final() {
                self.end_check(id, run.id, status, &message);
                continue;
            }
            let runs = self.part_mut::<Checks>().suites.get_mut(&id).map(|suite| &mut suite.runs);
            if let Some(known) = runs.into_iter().flatten().find(|known| known.id == run.id) {
                let is_new = known.status == CheckStatus::Queued;
                (known.status, known.message) = (status, message);
                if is_new || again.is_some_and(|again| again > now) {
                    next = match (next, again) {
                        (Some(next), Some(again)) => Some(next.min(again)),
                        (next, again) => next.or(again),
                    };
                }
            }
        }
        if let (Some(build), Some(next)) = (suite.build, next)
            && next > now
        {
            let wait = Duration::try_from(now.duration_until(next)).unwrap_or_default();
            self.queue_for(wait, None, CheckDue(build));
        }
    }

    /// A check of a stage has ended.
    pub(super) fn end_check(&mut self, suite: Uuid, run: Uuid, status: CheckStatus, message: &str) {
        let at = self.stamp().at;
        let runs = self.part_mut::<Checks>().suites.get_mut(&suite).map(|suite| &mut suite.runs);
        let known = runs.into_iter().flatten().find(|known| known.id == run);
        let Some(known) = known.filter(|known| !known.status.is_final()) else { return };
        known.status = status;
        message.clone_into(&mut known.message);
        known.finished = Some(at);
        if known.record == "Checkpoint.Approval" {
            self.close_approval(run, status);
        }
        let _ = self.record(CheckEvent::RunCompleted { suite, run, status });
    }

    /// A check that waits for a call back got it, or somebody decides in its place.
    ///
    /// # Errors
    /// When there is no such check.
    pub fn complete_check(&mut self, run: Uuid, holds: bool) -> Result<Recorded, Refusal> {
        let missing = || PipelineRefusal::NoPart { what: "check", id: run.to_string() };
        let found = self
            .part::<Checks>()
            .suites
            .values()
            .find(|suite| suite.runs.iter().any(|known| known.id == run));
        let (suite, build) = found.map(|suite| (suite.id, suite.build)).ok_or_else(missing)?;
        let status = if holds { CheckStatus::Approved } else { CheckStatus::Rejected };
        self.end_check(suite, run, status, "");
        if let Some(build) = build {
            self.drive_build(build);
        }
        Ok(self.unchanged(()))
    }

    /// A stage is not waited for any more.
    pub(super) fn cancel_suite(&mut self, id: Uuid) {
        let Some(suite) = self.check_suite(id).cloned() else { return };
        for run in suite.runs.iter().filter(|run| !run.status.is_final()) {
            self.end_check(id, run.id, CheckStatus::Canceled, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn business_hours_begin_on_the_next_day() {
        let hours = Hours { days: "Monday, Friday", zone: "UTC", start: "09:00", end: "17:00" };
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(hours.next(at("2026-07-03T10:00:00Z")), None, "a Friday");
        assert_eq!(hours.next(at("2026-07-03T08:00:00Z")), Some(at("2026-07-03T09:00:00Z")));
        assert_eq!(hours.next(at("2026-07-03T18:00:00Z")), Some(at("2026-07-06T09:00:00Z")));
        assert!(matches("refs/heads/releases/*", "refs/heads/releases/7"));
        assert!(!matches("refs/heads/main", "refs/heads/mainline"));
    }
}
