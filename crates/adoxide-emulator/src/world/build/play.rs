//! How a build goes: stages, jobs and steps begin and end, each at its time, and what waits is waited for.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::condition::{Before, Context, holds};
use super::log::Log;
use super::plan::{DEFAULT, Job, Plan, Pool, ResourceKind, Stage, Step};
use super::run::{Build, BuildResult, BuildStatus};
use super::script::{Rule, Script, step_names};
use super::timeline::{COMPLETED, IN_PROGRESS, Issue, Place, TimelineRecord, record_id};
use super::{BuildEvent, BuildId, Builds};
use crate::world::agent::{Assignment, HOSTED, Handed};
use crate::world::check::{CheckStatus, CheckSuite, ProtectedResource};
use crate::world::environment::DeploymentRecord;
use crate::world::operation::Work;
use crate::world::organization::{Open, Recorded, Transaction};
use crate::world::refusal::Refusal;

/// A build is to begin, or to end after it was canceled.
#[derive(Debug)]
pub(in super::super) struct BuildStep(pub BuildId);

impl Work for BuildStep {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        let Some(build) = tx.part::<Builds>().all.get(&self.0) else { return Ok(tx.unchanged(())) };
        Ok(match build.status {
            BuildStatus::NotStarted => tx.start_build(self.0),
            BuildStatus::Cancelling => tx.end_build(self.0, BuildResult::Canceled),
            BuildStatus::InProgress | BuildStatus::Completed => tx.unchanged(()),
        })
    }
}

/// A step has taken its time.
#[derive(Debug)]
struct StepDue {
    build: BuildId,
    record: Uuid,
}

impl Work for StepDue {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.end_step(self.build, self.record, None, Vec::new());
        Ok(tx.unchanged(()))
    }
}

/// What happens next in a build.
enum Action {
    SkipStage(usize),
    ReachStage(usize),
    StartStage(usize),
    RefuseStage(usize, CheckStatus),
    SkipPhase(usize, usize),
    StartPhase(usize, usize),
    EndStage(usize),
    EndBuild,
}

impl Build {
    /// What came of those that something depends on.
    fn before<'b>(found: impl Iterator<Item = Option<&'b TimelineRecord>>) -> Before {
        found.flatten().fold(Before::default(), |before, record| Before {
            has_failed: before.has_failed || matches!(record.result, Some("failed" | "abandoned")),
            has_skipped: before.has_skipped || record.result == Some("skipped"),
            is_canceled: before.is_canceled || record.result == Some("canceled"),
        })
    }

    fn holds(
        &self,
        condition: Option<&str>,
        before: Before,
        result: &dyn Fn(&str) -> Option<&'static str>,
    ) -> bool {
        holds(condition, &Context { before, variable: &|name| self.variable(name), result })
    }

    fn stage_place(plan: &Plan, name: &str) -> Option<usize> {
        plan.stages.iter().position(|stage| stage.name.eq_ignore_ascii_case(name))
    }

    /// What a pending stage does next.
    fn pending_stage(&self, index: usize, stage: &Stage) -> Option<Action> {
        let plan = &self.plan;
        let records = || {
            let places = stage.depends_on.iter().map(|name| Self::stage_place(plan, name));
            places.map(|place| self.timeline.at(Place::Stage(place?)))
        };
        if records().flatten().any(|record| !record.is_completed())
            || (stage.is_manual && !self.started_stages.contains(&index))
        {
            return None;
        }
        if self.new.stages_to_skip.iter().any(|name| name.eq_ignore_ascii_case(&stage.name)) {
            return Some(Action::SkipStage(index));
        }
        // What was skipped because somebody wished so holds nothing back.
        let skipped = |record: &&TimelineRecord| {
            let wished = |name: &String| {
                record.identifier.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(name))
            };
            self.new.stages_to_skip.iter().any(wished)
        };
        let before = Self::before(records().map(|record| record.filter(|record| !skipped(record))));
        let result = |name: &str| self.timeline.at(Place::Stage(Self::stage_place(plan, name)?))?.result;
        let runs = self.holds(stage.condition.as_deref(), before, &result);
        Some(if runs { Action::ReachStage(index) } else { Action::SkipStage(index) })
    }

    /// What a stage does next that runs.
    fn running_stage(&self, index: usize, stage: &Stage) -> Option<Action> {
        let phase_place = |name: &str| stage.jobs.iter().position(|job| job.name.eq_ignore_ascii_case(name));
        let mut is_done = true;
        for (place, job) in stage.jobs.iter().enumerate() {
            let Some(record) = self.timeline.at(Place::Phase(index, place)) else { continue };
            is_done &= record.is_completed();
            if record.state != super::timeline::PENDING {
                continue;
            }
            let records = || {
                job.depends_on.iter().map(|name| self.timeline.at(Place::Phase(index, phase_place(name)?)))
            };
            if records().flatten().any(|record| !record.is_completed()) {
                continue;
            }
            let result = |name: &str| self.timeline.at(Place::Phase(index, phase_place(name)?))?.result;
            let runs = self.holds(job.condition.as_deref(), Self::before(records()), &result);
            return Some(if runs {
                Action::StartPhase(index, place)
            } else {
                Action::SkipPhase(index, place)
            });
        }
        is_done.then_some(Action::EndStage(index))
    }

    /// What came of all stages.
    fn outcome(&self) -> BuildResult {
        let stages = self.timeline.records.iter().filter(|record| matches!(record.place, Place::Stage(_)));
        let any = |wanted: &[&str]| {
            stages.clone().any(|stage| stage.result.is_some_and(|result| wanted.contains(&result)))
        };
        if any(&["failed", "abandoned"]) {
            BuildResult::Failed
        } else if any(&["canceled"]) {
            BuildResult::Canceled
        } else if any(&["succeededWithIssues"]) {
            BuildResult::PartiallySucceeded
        } else {
            BuildResult::Succeeded
        }
    }

    /// How many jobs of a stage run one after another at least.
    fn levels(stage: &Stage) -> u32 {
        let mut levels = vec![1_u32; stage.jobs.len()];
        for _ in 0..stage.jobs.len() {
            for (index, job) in stage.jobs.iter().enumerate() {
                let before =
                    stage.jobs.iter().enumerate().filter(|(_, other)| job.depends_on.contains(&other.name));
                let deepest = before.map(|(other, _)| levels[other]).max().unwrap_or(0);
                levels[index] = (deepest + 1).min(stage.jobs.len() as u32);
            }
        }
        levels.into_iter().max().unwrap_or(1)
    }

    /// What was said of a step for this build.
    fn rule<'s>(script: &'s Script, stage: &Stage, job: &Job, step: &Step, attempt: i64) -> Option<&'s Rule> {
        let path: [&[&str]; 3] =
            [&[&stage.name, stage.shown()], &[&job.name, job.shown()], &step_names(step)];
        script.rule(&path, attempt)
    }

    /// The worst of some results.
    fn worst<'r>(results: impl Iterator<Item = Option<&'r str>>) -> &'static str {
        const ORDER: [&str; 6] =
            ["skipped", "succeeded", "succeededWithIssues", "canceled", "abandoned", "failed"];
        let rank = |result: Option<&str>| ORDER.iter().position(|known| Some(*known) == result);
        results.filter_map(rank).max().map_or("succeeded", |rank| ORDER[rank])
    }
}

/// What a step is, and what it is part of.
struct Located {
    plan: Arc<Plan>,
    stage: usize,
    job: usize,
    instance: usize,
    step: Option<usize>,
    attempt: i64,
}

impl Located {
    fn job(&self) -> (&Stage, &Job) {
        let stage = &self.plan.stages[self.stage];
        (stage, &stage.jobs[self.job])
    }

    fn step(&self) -> Option<&Step> {
        self.job().1.steps.get(self.step?)
    }
}

/// The record of a check below its checkpoint. Recorded: it is identified by its own id.
fn check_record(id: Uuid, checkpoint: Uuid, kind: &str, stage: usize) -> TimelineRecord {
    let mut record = TimelineRecord::new(id, Some(checkpoint), kind, kind, Place::Check(stage));
    record.identifier = Some(id.to_string());
    record
}

impl Transaction<'_> {
    fn build_mut(&mut self, id: BuildId) -> Option<&mut Build> {
        self.part_mut::<Builds>().all.get_mut(&id)
    }

    /// Waits for a build to begin.
    pub(super) fn await_start(&mut self, id: BuildId) {
        let wait = self.builds().build(id).and_then(|build| self.script(build).wait);
        match wait {
            Some(wait) => self.queue_for(wait, None, BuildStep(id)),
            None => self.queue(BuildStep(id)),
        }
    }

    /// How a build goes: as was said for it, or for its definition.
    fn script(&self, build: &Build) -> Script {
        if let Some(script) = &build.new.script {
            return script.clone();
        }
        let builds = self.part::<Builds>();
        if let Some(script) = builds.scripts.get(&build.new.definition) {
            return script.clone();
        }
        let outcome = builds.outcomes.get(&build.new.definition).copied().unwrap_or_default();
        Script::ending(outcome, &build.plan)
    }

    /// What the YAML of a build says, once somebody has read it; or why it cannot run.
    pub(in super::super) fn set_build_plan(
        &mut self,
        id: BuildId,
        plan: Result<Option<Plan>, String>,
    ) -> Recorded {
        let Some(build) = self.build_mut(id) else { return self.unchanged(()) };
        match plan {
            Ok(Some(plan)) => build.plan = Arc::new(plan),
            Ok(None) => {}
            Err(why) => build.validation_errors.push(why),
        }
        build.new.plan = Some(Arc::clone(&build.plan));
        self.record(BuildEvent::Updated(id))
    }

    /// A build begins.
    pub(super) fn start_build(&mut self, id: BuildId) -> Recorded {
        let recorded = self.set_build_status(id, BuildStatus::InProgress, None);
        let Some(build) = self.build_mut(id) else { return recorded };
        if !build.validation_errors.is_empty() {
            return self.end_build(id, BuildResult::Failed);
        }
        let (plan, project, definition) = (Arc::clone(&build.plan), build.project, build.new.definition);
        for (index, stage) in plan.stages.iter().enumerate() {
            self.add_stage(id, index, stage, 1, Vec::new(), &[]);
        }
        // What a pipeline deploys to and is not there yet comes with its first run.
        let environments =
            plan.stages.iter().flat_map(|stage| &stage.jobs).filter_map(|job| job.environment.as_ref());
        for (name, _) in environments {
            // Documented: it is open to the pipeline that it came with.
            if let Ok(created) = self.create_environment(project, name.clone(), String::new()) {
                let resource = ProtectedResource {
                    kind: ResourceKind::Environment,
                    id: created.into_inner().to_string(),
                };
                let _ = self.set_pipeline_permissions(project, resource, None, &[(definition, true)]);
            }
        }
        self.drive_build(id);
        recorded
    }

    /// Adds the records of a stage with its jobs, which wait; without those of the jobs that are kept.
    pub(super) fn add_stage(
        &mut self,
        id: BuildId,
        index: usize,
        stage: &Stage,
        attempt: i64,
        previous: Vec<super::timeline::PreviousAttempt>,
        kept: &[usize],
    ) {
        let record_id = record_id(&stage.name);
        let mut record = TimelineRecord::new(record_id, None, "Stage", stage.shown(), Place::Stage(index));
        record.identifier = Some(stage.name.clone());
        record.reference = Some(stage.name.clone());
        record.order = index as i64 + 1;
        (record.attempt, record.previous) = (attempt, previous);
        if let Some(build) = self.build_mut(id) {
            build.timeline.add(record);
        }
        for place in (0..stage.jobs.len()).filter(|place| !kept.contains(place)) {
            self.add_phase(id, index, stage, place, record_id, attempt);
        }
    }

    fn add_phase(
        &mut self,
        id: BuildId,
        index: usize,
        stage: &Stage,
        place: usize,
        parent: Uuid,
        attempt: i64,
    ) {
        let job = &stage.jobs[place];
        let identifier = job.identifier(stage);
        let phase_id = record_id(&identifier);
        let mut phase =
            TimelineRecord::new(phase_id, Some(parent), "Phase", job.shown(), Place::Phase(index, place));
        phase.identifier = Some(identifier.clone());
        phase.reference = Some(job.name.clone());
        phase.order = place as i64 + 1;
        phase.attempt = attempt;
        let mut records = vec![phase];
        for (instance, name) in job.instances.iter().enumerate() {
            let shown =
                if name == DEFAULT { job.shown().to_owned() } else { format!("{} {name}", job.shown()) };
            let place = Place::Job(index, place, instance);
            let identifier = format!("{identifier}.{name}");
            let mut record = TimelineRecord::new(record_id(&identifier), Some(phase_id), "Job", shown, place);
            record.identifier = Some(identifier);
            record.reference = Some(job.name.clone());
            record.order = instance as i64 + 1;
            record.attempt = attempt;
            records.push(record);
        }
        if let Some(build) = self.build_mut(id) {
            for record in records {
                build.timeline.add(record);
            }
        }
    }

    /// Goes on with builds that may have waited for something.
    pub(in super::super) fn drive_builds(&mut self, ids: Vec<BuildId>) {
        for id in ids {
            self.drive_build(id);
        }
    }

    /// Goes on with the builds of which a stage waits for its checks.
    pub(in super::super) fn drive_waiting_builds(&mut self) {
        let waits = self.part::<Builds>().running.iter().copied();
        self.drive_builds(waits.collect());
    }

    /// Goes on with a build: whatever can begin begins, whatever has ended ends.
    pub(in super::super) fn drive_build(&mut self, id: BuildId) {
        self.look_at_checks(id);
        self.start_waiting_jobs(id);
        while let Some(action) = self.next_action(id) {
            match action {
                Action::SkipStage(stage) => self.skip_stage(id, stage),
                Action::ReachStage(stage) => self.reach_stage(id, stage),
                Action::StartStage(stage) => self.start_stage(id, stage),
                Action::RefuseStage(stage, status) => self.refuse_stage(id, stage, status),
                Action::SkipPhase(stage, job) => self.skip_phase(id, stage, job),
                Action::StartPhase(stage, job) => self.start_phase(id, stage, job),
                Action::EndStage(stage) => self.end_stage(id, stage),
                Action::EndBuild => {
                    let outcome = self.builds().build(id).map(Build::outcome).unwrap_or_default();
                    let _ = self.set_build_status(id, BuildStatus::Completed, Some(outcome));
                }
            }
        }
    }

    fn next_action(&self, id: BuildId) -> Option<Action> {
        let build = self.builds().build(id).filter(|build| build.status == BuildStatus::InProgress)?;
        let mut is_active = false;
        for (index, stage) in build.plan.stages.iter().enumerate() {
            let Some(record) = build.timeline.at(Place::Stage(index)) else { continue };
            let action = match (record.state, build.suites.get(&index)) {
                (COMPLETED, _) => continue,
                (IN_PROGRESS, _) => {
                    is_active = true;
                    build.running_stage(index, stage)
                }
                (_, None) => build.pending_stage(index, stage),
                (_, Some(suite)) => {
                    is_active = true;
                    match self.check_suite(*suite).map_or(CheckStatus::Approved, CheckSuite::status) {
                        CheckStatus::Approved => Some(Action::StartStage(index)),
                        CheckStatus::Queued | CheckStatus::Running => None,
                        refused => Some(Action::RefuseStage(index, refused)),
                    }
                }
            };
            if action.is_some() {
                return action;
            }
        }
        (!is_active).then_some(Action::EndBuild)
    }

    /// Changes a record, and tells of it.
    fn change_record(&mut self, id: BuildId, record: Uuid, change: impl FnOnce(&mut TimelineRecord)) {
        let Some(build) = self.build_mut(id) else { return };
        let Some(known) = build.timeline.change(record) else { return };
        let was = (known.state, known.result);
        change(known);
        let (state, result, place) = (known.state, known.result, known.place);
        if was == (state, result) {
            return;
        }
        let _ = match place {
            Place::Stage(_) => self.record(BuildEvent::StageChanged { id, record, state, result }),
            Place::Job(..) => self.record(BuildEvent::JobChanged { id, record, state, result }),
            _ => return,
        };
    }

    fn begin(&mut self, id: BuildId, record: Uuid) {
        let at = self.stamp().at;
        self.change_record(id, record, |record| {
            record.state = IN_PROGRESS;
            record.started = Some(at);
        });
    }

    pub(super) fn complete_record(&mut self, id: BuildId, record: Uuid, result: &'static str) {
        let at = self.stamp().at;
        self.change_record(id, record, |record| {
            // What never began has no times.
            record.finished = record.started.map(|_| at);
            record.state = COMPLETED;
            record.result = Some(result);
            record.operation = None;
        });
    }

    fn id_at(&self, id: BuildId, place: Place) -> Option<Uuid> {
        self.builds().build(id)?.timeline.at(place).map(|record| record.id)
    }

    // Stages.

    fn skip_stage(&mut self, id: BuildId, stage: usize) {
        let Some(record) = self.id_at(id, Place::Stage(stage)) else { return };
        self.complete_below(id, record, "skipped");
        self.complete_record(id, record, "skipped");
    }

    /// Completes everything within a record that is not completed.
    pub(super) fn complete_below(&mut self, id: BuildId, record: Uuid, result: &'static str) {
        let Some(build) = self.builds().build(id) else { return };
        let below = build.timeline.below(record).into_iter().filter(|record| !record.is_completed());
        let below: Vec<_> = below.map(|record| (record.id, record.place)).collect();
        for (below, place) in below {
            self.complete_record(id, below, result);
            if let Place::Job(..) = place {
                self.free_job(id, below, result);
            }
        }
    }

    /// A stage may begin: first its checks do.
    fn reach_stage(&mut self, id: BuildId, index: usize) {
        let Some(build) = self.builds().build(id) else { return };
        let plan = Arc::clone(&build.plan);
        let Some(parent) = self.id_at(id, Place::Stage(index)) else { return };
        let suite = self.start_checks(id, index, &plan.stages[index].all_resources());
        let record_id = suite.unwrap_or_else(|| self.uuid());
        let mut record = TimelineRecord::new(
            record_id,
            Some(parent),
            "Checkpoint",
            "Checkpoint",
            Place::Checkpoint(index),
        );
        record.identifier = Some("Checkpoint".to_owned());
        if let Some(build) = self.build_mut(id) {
            build.timeline.add(record);
        }
        self.begin(id, record_id);
        let Some(suite) = suite else {
            self.start_stage(id, index);
            return;
        };
        let runs = self.check_suite(suite).map(|suite| suite.runs.clone()).unwrap_or_default();
        if let Some(build) = self.build_mut(id) {
            build.suites.insert(index, suite);
            for run in &runs {
                build.timeline.add(check_record(run.id, record_id, run.record, index));
            }
        }
        for run in &runs {
            self.begin(id, run.id);
        }
        self.look_at_checks(id);
    }

    /// Looks at the checks that stages wait for.
    fn look_at_checks(&mut self, id: BuildId) {
        let Some(build) = self.builds().build(id).filter(|build| build.status == BuildStatus::InProgress)
        else {
            return;
        };
        let waits = build.suites.iter().filter(|(stage, _)| {
            build
                .timeline
                .at(Place::Stage(**stage))
                .is_some_and(|record| record.state == super::timeline::PENDING)
        });
        for suite in waits.map(|(_, suite)| *suite).collect::<Vec<_>>() {
            self.evaluate_suite(suite);
            let runs = self.check_suite(suite).map(|suite| suite.runs.clone()).unwrap_or_default();
            for run in runs.iter().filter(|run| run.status.is_final()) {
                let is_open = self
                    .builds()
                    .build(id)
                    .and_then(|build| build.timeline.record(run.id))
                    .is_some_and(|record| !record.is_completed());
                if is_open {
                    let result = match run.status {
                        CheckStatus::Approved => "succeeded",
                        CheckStatus::Canceled => "canceled",
                        _ => "failed",
                    };
                    self.complete_record(id, run.id, result);
                }
            }
        }
    }

    fn start_stage(&mut self, id: BuildId, index: usize) {
        if let Some(checkpoint) = self.id_at(id, Place::Checkpoint(index)) {
            self.complete_record(id, checkpoint, "succeeded");
        }
        if let Some(record) = self.id_at(id, Place::Stage(index)) {
            self.begin(id, record);
        }
    }

    fn refuse_stage(&mut self, id: BuildId, index: usize, status: CheckStatus) {
        // Documented: without a decision in time the stage is skipped.
        let result = match status {
            CheckStatus::TimedOut => "skipped",
            CheckStatus::Canceled => "canceled",
            _ => "failed",
        };
        if let Some(checkpoint) = self.id_at(id, Place::Checkpoint(index)) {
            self.complete_record(id, checkpoint, if result == "skipped" { "failed" } else { result });
        }
        let Some(record) = self.id_at(id, Place::Stage(index)) else { return };
        self.complete_below(id, record, "skipped");
        self.complete_record(id, record, result);
        self.release_locks(id);
    }

    fn end_stage(&mut self, id: BuildId, index: usize) {
        let Some(build) = self.builds().build(id) else { return };
        let phases = build
            .timeline
            .records
            .iter()
            .filter(|record| matches!(record.place, Place::Phase(stage, _) if stage == index));
        let result = Build::worst(phases.map(|phase| phase.result));
        if let Some(record) = self.id_at(id, Place::Stage(index)) {
            self.complete_record(id, record, result);
        }
        self.release_locks(id);
    }

    /// Goes on with the builds that may wait for a lock of this one.
    fn release_locks(&mut self, id: BuildId) {
        if self.builds().build(id).is_some_and(|build| !build.suites.is_empty()) {
            let others = self.part::<Builds>().running.iter().copied().filter(|other| *other != id);
            self.drive_builds(others.collect());
        }
    }

    // Jobs.

    fn skip_phase(&mut self, id: BuildId, stage: usize, job: usize) {
        let Some(record) = self.id_at(id, Place::Phase(stage, job)) else { return };
        self.complete_below(id, record, "skipped");
        self.complete_record(id, record, "skipped");
    }

    fn start_phase(&mut self, id: BuildId, stage: usize, job: usize) {
        if let Some(record) = self.id_at(id, Place::Phase(stage, job)) {
            self.begin(id, record);
        }
        self.start_waiting_jobs(id);
        self.end_phase(id, stage, job);
    }

    /// Starts the jobs that only wait for an agent.
    fn start_waiting_jobs(&mut self, id: BuildId) {
        let Some(build) = self.builds().build(id).filter(|build| build.status == BuildStatus::InProgress)
        else {
            return;
        };
        let waiting = build.timeline.records.iter().filter(|record| match record.place {
            Place::Job(stage, job, _) => {
                record.state == super::timeline::PENDING
                    && build
                        .timeline
                        .at(Place::Phase(stage, job))
                        .is_some_and(|phase| phase.state == IN_PROGRESS)
            }
            _ => false,
        });
        let waiting: Vec<_> = waiting.map(|record| (record.id, record.place)).collect();
        for (record, place) in waiting {
            if let Place::Job(stage, job, instance) = place {
                self.start_job(id, record, (stage, job, instance));
            }
        }
    }

    fn start_job(&mut self, id: BuildId, record: Uuid, (stage, place, instance): (usize, usize, usize)) {
        let Some(build) = self.builds().build(id) else { return };
        let (plan, project) = (Arc::clone(&build.plan), build.project);
        let job = &plan.stages[stage].jobs[place];
        let identifier =
            build.timeline.record(record).and_then(|record| record.identifier.clone()).unwrap_or_default();
        let queue = match &job.pool {
            Pool::Named(name) => self.agents().queue_named(project, name).map(|queue| queue.id),
            Pool::Default | Pool::Server => {
                build.queue.or_else(|| self.agents().queue_named(project, HOSTED).map(|queue| queue.id))
            }
        };
        if let Some(message) = self.script(build).refused {
            return self.refuse_job(id, record, queue, message);
        }
        let Some(build) = self.builds().build(id) else { return };
        let attempt = build.timeline.record(record).map_or(1, |record| record.attempt);
        let worker = if job.pool == Pool::Server {
            None
        } else {
            let pool = queue.and_then(|queue| self.agents().queue(queue)).map_or(0, |queue| queue.pool);
            let demands = &job.demands;
            match self.hand_job(&Handed { pool, build: id, job: record, identifier, demands }) {
                Assignment::Worker(worker) => Some(worker),
                Assignment::Waiting => return,
            }
        };
        self.begin(id, record);
        self.change_record(id, record, |record| {
            record.worker.clone_from(&worker);
            record.queue = queue;
        });
        self.begin_deployment(id, record, &plan.stages[stage], job);
        for (order, (name, step)) in self.tasks(id, job).into_iter().enumerate() {
            let task_id = self.uuid();
            let mut task = TimelineRecord::new(
                task_id,
                Some(record),
                "Task",
                name,
                Place::Task(stage, place, instance, step),
            );
            task.order = order as i64 + 1;
            task.attempt = attempt;
            task.worker.clone_from(&worker);
            let step = step.and_then(|step| job.steps.get(step));
            task.task = step.and_then(|step| step.task.clone());
            task.reference = step.and_then(|step| step.name.clone());
            if let Some(build) = self.build_mut(id) {
                build.timeline.add(task);
            }
        }
        self.next_step(id, record);
    }

    /// A job that gets no agent. Recorded: it never begins, and what the service says has neither a category nor data.
    fn refuse_job(&mut self, id: BuildId, job: Uuid, queue: Option<i64>, message: String) {
        let issue = Issue { is_error: true, category: None, message };
        self.change_record(id, job, |record| {
            record.queue = queue;
            record.issues = vec![issue];
        });
        self.complete_record(id, job, "failed");
        self.change_record(id, job, |record| record.finished = None);
        let place = self.builds().build(id).and_then(|build| Some(build.timeline.record(job)?.place));
        if let Some(Place::Job(stage, place, _)) = place {
            self.end_phase(id, stage, place);
        }
    }

    /// The steps of a job, with those that the agent adds: names, and their places among the job's own.
    fn tasks(&self, id: BuildId, job: &Job) -> Vec<(String, Option<usize>)> {
        let Some(build) = self.builds().build(id) else { return Vec::new() };
        let own = job.steps.iter().enumerate();
        let gets_sources = |step: &Step| step.is_checkout() && step.condition.as_deref() != Some("false");
        if job.pool == Pool::Server {
            return own.map(|(place, step)| (step.display.clone(), Some(place))).collect();
        }
        let branch = build.new.source_branch.as_deref().unwrap_or_default();
        let branch = branch.trim_start_matches("refs/heads/").trim_start_matches("refs/");
        let definition = self.builds().revisions(build.new.definition).last();
        let repository = definition.and_then(|known| known.content.repository.get("name")?.as_str());
        let checkout = format!("Checkout {}@{branch} to s", repository.unwrap_or("self"));
        let is_explicit = job.steps.iter().any(Step::is_checkout);
        let is_implicit = !is_explicit && job.environment.is_none();
        let mut tasks = vec![("Initialize job".to_owned(), None)];
        tasks.extend(is_implicit.then(|| (checkout.clone(), None)));
        tasks.extend(own.filter(|(_, step)| !step.is_checkout() || gets_sources(step)).map(
            |(place, step)| {
                (if step.is_checkout() { checkout.clone() } else { step.display.clone() }, Some(place))
            },
        ));
        let has_sources = is_implicit || job.steps.iter().any(gets_sources);
        tasks.extend(has_sources.then(|| (format!("Post-job: {checkout}"), None)));
        tasks.push(("Finalize Job".to_owned(), None));
        tasks
    }

    /// The job of a deployment begins.
    fn begin_deployment(&mut self, id: BuildId, record: Uuid, stage: &Stage, job: &Job) {
        let Some((name, resource)) = &job.environment else { return };
        let at = self.stamp().at;
        let Some(build) = self.builds().build(id) else { return };
        let Some(environment) = self.environment_named(build.project, name) else { return };
        let resource = resource.as_ref().and_then(|name| {
            environment
                .resources
                .values()
                .find(|known| known.name.eq_ignore_ascii_case(name))
                .map(|known| known.id)
        });
        let definition = self.builds().revisions(build.new.definition).last();
        let attempt = build.timeline.record(record).map_or(1, |record| record.attempt);
        let deployment = DeploymentRecord {
            id: 0,
            environment: environment.id,
            resource,
            build: id,
            number: build.number.clone(),
            definition: build.new.definition,
            definition_name: definition.map(|known| known.content.name.clone()).unwrap_or_default(),
            plan: build.plan_id,
            job: record,
            stage: stage.name.clone(),
            job_name: job.name.clone(),
            attempt,
            queued: build.queued.at.max(build.started.unwrap_or(at)),
            started: Some(at),
            finished: None,
            result: None,
        };
        self.start_deployment(deployment);
    }

    fn located(&self, id: BuildId, record: Uuid) -> Option<Located> {
        let build = self.builds().build(id)?;
        let record = build.timeline.record(record)?;
        let plan = Arc::clone(&build.plan);
        match record.place {
            Place::Task(stage, job, instance, step) => {
                Some(Located { plan, stage, job, instance, step, attempt: record.attempt })
            }
            Place::Job(stage, job, instance) => {
                Some(Located { plan, stage, job, instance, step: None, attempt: record.attempt })
            }
            _ => None,
        }
    }

    /// Starts the next step of a job, or ends the job.
    fn next_step(&mut self, id: BuildId, job_record: Uuid) {
        loop {
            let Some(build) = self.builds().build(id) else { return };
            let tasks = || build.timeline.records.iter().filter(|record| record.parent == Some(job_record));
            if tasks().any(|task| task.state == IN_PROGRESS) {
                return;
            }
            let next = tasks().find(|task| task.state == super::timeline::PENDING).map(|task| task.id);
            let before = Build::before(
                tasks().filter(|task| task.is_completed() && task.result != Some("skipped")).map(Some),
            );
            let Some(next) = next else { break };
            let Some(located) = self.located(id, next) else { return };
            let step = located.step();
            // What the agent adds always runs.
            let runs = step.is_none_or(|step| {
                step.is_enabled && build.holds(step.condition.as_deref(), before, &|_| None)
            });
            if runs {
                self.start_step(id, next, &located);
                return;
            }
            // Recorded: what was evaluated, by an agent on Linux.
            let condition = step.filter(|step| step.is_enabled).map(|step| {
                let condition = step.condition.as_deref().unwrap_or("succeeded()");
                format!("Evaluating: {condition}\nResult: False\n")
            });
            self.complete_record(id, next, "skipped");
            self.change_record(id, next, |record| record.result_code = condition);
        }
        self.end_job_record(id, job_record);
    }

    fn start_step(&mut self, id: BuildId, record: Uuid, located: &Located) {
        self.begin(id, record);
        let Some(build) = self.builds().build(id) else { return };
        let script = self.script(build);
        let (stage, job) = located.job();
        let rule = located.step().and_then(|step| Build::rule(&script, stage, job, step, located.attempt));
        // What is called elsewhere and calls back ends when it does.
        let is_called_back = job.pool == Pool::Server
            && located.step().is_some_and(|step| {
                step.input("waitForCompletion").is_some_and(|waits| waits.eq_ignore_ascii_case("true"))
            });
        if rule.is_some_and(|rule| rule.is_held) || is_called_back {
            return;
        }
        let siblings = build.timeline.records.iter().filter(|known| {
            matches!(known.place, Place::Task(stage, job, instance, _) if (stage, job, instance) == (located.stage, located.job, located.instance))
        });
        let count = u32::try_from(siblings.count().max(1)).unwrap_or(1);
        let minutes =
            located.step().filter(|step| step.task.as_ref().is_some_and(|task| task.name == "Delay"));
        let delay = minutes
            .and_then(|step| step.input("delayForMinutes")?.trim().parse().ok())
            .map(|minutes: u64| Duration::from_secs(60 * minutes.min(60 * 24)));
        let usual =
            || script.step.unwrap_or_else(|| self.operation_duration() / Build::levels(stage) / count);
        let duration = rule.and_then(|rule| rule.duration).or(delay).unwrap_or_else(usual);
        self.queue_for(duration, None, StepDue { build: id, record });
    }

    /// A step has ended: as was said, or by somebody who says so.
    pub(super) fn end_step(
        &mut self,
        id: BuildId,
        record: Uuid,
        result: Option<&'static str>,
        issues: Vec<Issue>,
    ) {
        let Some(build) = self.builds().build(id) else { return };
        let Some(known) = build.timeline.record(record).filter(|known| known.state == IN_PROGRESS) else {
            return;
        };
        let (parent, started) = (known.parent, known.started);
        let Some(located) = self.located(id, record) else { return };
        let script = self.script(build);
        let (stage, job) = located.job();
        let rule =
            located.step().and_then(|step| Build::rule(&script, stage, job, step, located.attempt)).cloned();
        let said = rule.as_ref().and_then(|rule| rule.result);
        let mut result = result.or(said).unwrap_or("succeeded");
        if result == "failed" && located.step().is_some_and(|step| step.continue_on_error) {
            result = "succeededWithIssues";
        }
        let mut issues = issues;
        issues.extend(rule.as_ref().map(|rule| rule.issues.clone()).unwrap_or_default());
        let at = self.stamp().at;
        let has_log = known.log;
        let written = rule.and_then(|rule| rule.lines);
        self.complete_record(id, record, result);
        if let Some(build) = self.build_mut(id) {
            let feed = build.feeds.remove(&record).filter(|lines| !lines.is_empty());
            let log = has_log.unwrap_or_else(|| {
                let number = build.logs.last_key_value().map_or(1, |(last, _)| last + 1);
                let log = Log::new(number, Some(record), started.unwrap_or(at), at);
                build.logs.insert(number, log);
                number
            });
            if let (Some(lines), Some(log)) = (written.or(feed), build.logs.get_mut(&log)) {
                log.write(&lines, started.unwrap_or(at), at);
            }
            if let Some(record) = build.timeline.change(record) {
                record.log = Some(log);
                // Recorded: null where a step has ended, except for the last that the agent adds.
                record.percent = (record.name == "Finalize Job").then_some(100);
                record.issues = issues;
            }
        }
        if matches!(result, "succeeded" | "succeededWithIssues") {
            self.publish(id, &located, parent);
        }
        if let Some(job) = parent {
            self.next_step(id, job);
        }
    }

    /// A step that publishes an artifact has run.
    fn publish(&mut self, id: BuildId, located: &Located, job: Option<Uuid>) {
        let Some(step) = located.step() else { return };
        let task = step.task.as_ref().map_or("", |task| task.name.as_str());
        if !matches!(task, "PublishPipelineArtifact" | "PublishBuildArtifacts") {
            return;
        }
        let name = ["artifact", "artifactName", "ArtifactName"].iter().find_map(|name| step.input(name));
        let name = name.filter(|name| !name.is_empty()).unwrap_or("drop").to_owned();
        let Some(build) = self.builds().build(id) else { return };
        let about = format!(
            "build: {}\nbranch: {}\ncommit: {}\n",
            build.number,
            build.new.source_branch.as_deref().unwrap_or_default(),
            build.new.source_version.as_deref().unwrap_or_default()
        );
        let log = format!("{name} of build {}\n", build.number);
        let files =
            [("build.txt".to_owned(), about.into_bytes()), ("logs/build.log".to_owned(), log.into_bytes())];
        let published = self.publish_artifact(id, &name, job.map(|job| job.to_string()), &files);
        debug_assert!(published.is_ok(), "the build is there");
    }

    /// The steps of a job have ended: it does too.
    fn end_job_record(&mut self, id: BuildId, record: Uuid) {
        let Some(build) = self.builds().build(id) else { return };
        let Some(known) = build.timeline.record(record).filter(|known| !known.is_completed()) else { return };
        let (started, place) = (known.started, known.place);
        let tasks = build.timeline.records.iter().filter(|task| task.parent == Some(record));
        let result = Build::worst(tasks.map(|task| task.result));
        let at = self.stamp().at;
        self.complete_record(id, record, result);
        if let Some(build) = self.build_mut(id) {
            let number = build.logs.last_key_value().map_or(1, |(last, _)| last + 1);
            build.logs.insert(number, Log::new(number, Some(record), started.unwrap_or(at), at));
            if let Some(record) = build.timeline.change(record) {
                record.log = Some(number);
            }
        }
        self.free_job(id, record, result);
        if let Place::Job(stage, job, _) = place {
            self.end_phase(id, stage, job);
        }
        self.drive_build(id);
    }

    /// The agent of a job is free again, and its deployment has ended.
    fn free_job(&mut self, id: BuildId, record: Uuid, result: &'static str) {
        self.end_deployment(id, record, result);
        let waiting = self.end_job(id, record, result);
        self.drive_builds(waiting);
    }

    /// Ends a phase whose jobs have all ended.
    fn end_phase(&mut self, id: BuildId, stage: usize, job: usize) {
        let Some(build) = self.builds().build(id) else { return };
        let jobs = || {
            build
                .timeline
                .records
                .iter()
                .filter(|record| matches!(record.place, Place::Job(s, j, _) if (s, j) == (stage, job)))
        };
        let Some(phase) =
            build.timeline.at(Place::Phase(stage, job)).filter(|phase| phase.state == IN_PROGRESS)
        else {
            return;
        };
        if jobs().any(|record| !record.is_completed()) {
            return;
        }
        let mut result = Build::worst(jobs().map(|record| record.result));
        if result == "failed" && build.plan.stages[stage].jobs[job].continue_on_error {
            result = "succeededWithIssues";
        }
        let phase = phase.id;
        self.complete_record(id, phase, result);
    }

    // Builds.

    /// Sets where a build is in its life.
    pub(super) fn set_build_status(
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
            BuildStatus::InProgress => {
                build.started = build.started.or(Some(stamp.at));
                build.finished = None;
            }
            BuildStatus::Completed => build.finished = Some(stamp.at),
            BuildStatus::NotStarted | BuildStatus::Cancelling => {}
        }
        if status == BuildStatus::InProgress {
            builds.running.insert(id);
        } else {
            builds.running.remove(&id);
        }
        let pull_request = build.new.pull_request;
        let recorded = events.record(BuildEvent::StatusChanged { id, from, to: status });
        if let Some((number, _)) = pull_request {
            self.reevaluate_policies(number);
        }
        if status == BuildStatus::Completed {
            self.trigger_releases(id);
        }
        recorded
    }

    /// Begins to cancel a build.
    pub(super) fn cancel_build(&mut self, id: BuildId) -> Recorded {
        let suites = self.builds().build(id).map(|build| build.suites.values().copied().collect::<Vec<_>>());
        for suite in suites.into_iter().flatten() {
            self.cancel_suite(suite);
        }
        let recorded = self.set_build_status(id, BuildStatus::Cancelling, None);
        self.queue(BuildStep(id));
        recorded
    }

    /// Ends a build now, whatever still runs.
    pub(super) fn end_build(&mut self, id: BuildId, result: BuildResult) -> Recorded {
        let Some(build) = self.builds().build(id) else { return self.unchanged(()) };
        let open = build.timeline.records.iter().filter(|record| !record.is_completed());
        let open: Vec<_> = open.map(|record| (record.id, record.place, record.state)).collect();
        // No job starts when another one ends meanwhile.
        let recorded = self.set_build_status(id, BuildStatus::Completed, Some(result));
        for (record, place, state) in open {
            let how = match (result, state) {
                (BuildResult::Canceled, _) => "canceled",
                (BuildResult::Failed, IN_PROGRESS) => "failed",
                (BuildResult::PartiallySucceeded, IN_PROGRESS) => "succeededWithIssues",
                (BuildResult::Succeeded, IN_PROGRESS) => "succeeded",
                _ => "skipped",
            };
            self.complete_record(id, record, how);
            if let Place::Job(..) = place {
                self.free_job(id, record, how);
            }
        }
        if result == BuildResult::Failed {
            self.blame(id);
        }
        self.release_locks(id);
        recorded
    }

    /// Somebody said that a build failed: unless a step did, the last one is to blame, and what it is part of.
    fn blame(&mut self, id: BuildId) {
        let at = self.stamp().at;
        let Some(build) = self.build_mut(id) else { return };
        let records = || build.timeline.records.iter();
        let of_kind = |kind: &'static str| records().rev().filter(move |record| record.kind == kind);
        let has_failed = |record: &&TimelineRecord| record.result == Some("failed");
        if of_kind("Task").any(|record| record.result == Some("failed") && !record.issues.is_empty()) {
            return;
        }
        let is_own = |record: &&TimelineRecord| matches!(record.place, Place::Task(.., Some(_)));
        let ran = |record: &&TimelineRecord| record.started.is_some();
        let blamed = of_kind("Task")
            .find(has_failed)
            .or_else(|| of_kind("Task").find(|record| is_own(record) && ran(record)))
            .or_else(|| of_kind("Task").find(is_own))
            .or_else(|| of_kind("Job").next());
        let mut next = blamed.map(|record| record.id);
        let mut is_first = true;
        while let Some(record) = next {
            if let Some(build) = self.build_mut(id) {
                let has_log = build.timeline.record(record).is_some_and(|record| record.log.is_some());
                let number = build.logs.last_key_value().map_or(1, |(last, _)| last + 1);
                if is_first && !has_log {
                    build.logs.insert(number, Log::new(number, Some(record), at, at));
                }
                if let Some(known) = build.timeline.change(record) {
                    known.started.get_or_insert(at);
                    if is_first {
                        known.issues.push(Issue::error("Bash exited with code '1'."));
                        known.log = known.log.or(Some(number));
                    }
                }
            }
            self.complete_record(id, record, "failed");
            next = self.builds().build(id).and_then(|build| build.timeline.record(record)?.parent);
            is_first = false;
        }
    }

    /// Says how the builds of a definition go from now on; none for as usual.
    ///
    /// # Errors
    /// None.
    pub fn set_build_script(
        &mut self,
        definition: super::DefinitionId,
        script: Option<Script>,
    ) -> Result<Recorded, Refusal> {
        let scripts = &mut self.part_mut::<Builds>().scripts;
        match script {
            Some(script) => _ = scripts.insert(definition, script),
            None => _ = scripts.remove(&definition),
        }
        Ok(self.record(super::DefinitionEvent::ScriptChosen(definition)))
    }
}
