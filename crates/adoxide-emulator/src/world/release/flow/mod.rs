//! How a deployment goes, by itself: approvals and gates before, phases with their tasks, gates and approvals after.
//!
//! A deployment stands at a [`Place`]. [`Flow::advance`] moves it on until it waits: for a time, for somebody, or for
//! a [`Script`] that holds it.

mod approve;
mod gate;
mod phase;
mod start;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;

use super::definition::{Approvals, DefinitionEnvironment, ReleaseDefinitionId};
use super::deployment::{Attempt, GateRun, Place, Release, ReleaseEnvironment, ReleaseId};
use super::kind::{
    ApprovalExecutionOrder as Order, ApprovalStatus, ApprovalType, DeploymentStatus, EnvironmentStatus,
    GateStatus, InterventionStatus, OperationStatus, PhaseStatus, ReleaseStatus, TaskStatus,
};
use super::{Numbers, ReleaseEvent, ReleaseRefusal, Releases, Script};
use crate::world::Refusal;
use crate::world::id::Ids;
use crate::world::journal::Stamp;
use crate::world::operation::Work;
use crate::world::organization::{Events, Open, Recorded, Transaction};

type Refused<T> = Result<T, ReleaseRefusal>;

/// A deployment goes on when its time has come.
#[derive(Debug)]
struct Advance {
    release: ReleaseId,
    environment: i64,
    attempt: i64,
    /// Which of the waits it ends; a later one makes it stale.
    wait: u64,
}

impl Work for Advance {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        let recorded = tx.flow(self.release, |flow| {
            let index = flow.index(self.environment)?;
            let attempt = flow.release.environments[index].attempts.last();
            if attempt.is_some_and(|last| last.number == self.attempt && last.wait == self.wait) {
                flow.resume(index);
            }
            Ok(())
        });
        Ok(recorded?)
    }
}

/// When something is due.
enum Due {
    /// After an operation's duration.
    Soon,
    At(Timestamp),
}

/// A release whose deployments move.
pub(super) struct Flow<'t> {
    pub release: &'t mut Release,
    /// The other releases.
    others: &'t BTreeMap<ReleaseId, Release>,
    scripts: &'t BTreeMap<(ReleaseDefinitionId, String), Script>,
    numbers: &'t mut Numbers,
    ids: &'t mut Ids,
    events: Events<'t>,
    pub stamp: Stamp,
    recorded: Option<Recorded>,
    due: Vec<(Due, Advance)>,
    /// Deployments of other releases whose turn it is, or whose turn will not come.
    woken: Vec<(ReleaseId, i64)>,
    superseded: Vec<(ReleaseId, i64)>,
}

impl Transaction<'_> {
    /// Works on a release, with all that its deployments need.
    pub(super) fn flow(
        &mut self,
        id: ReleaseId,
        work: impl FnOnce(&mut Flow<'_>) -> Refused<()>,
    ) -> Refused<Recorded> {
        let stamp = self.stamp();
        let Open { part, ids, events } = self.open::<Releases>();
        let found = part.all.remove(&id);
        let mut release = found.ok_or(ReleaseRefusal::NoRelease(id))?;
        let mut flow = Flow {
            release: &mut release,
            others: &part.all,
            scripts: &part.scripts,
            numbers: &mut part.numbers,
            ids,
            events,
            stamp,
            recorded: None,
            due: Vec::new(),
            woken: Vec::new(),
            superseded: Vec::new(),
        };
        let done =
            if flow.release.deleted.is_some() { Err(ReleaseRefusal::NoRelease(id)) } else { work(&mut flow) };
        let Flow { recorded, due, woken, superseded, .. } = flow;
        part.all.insert(id, release);
        done?;
        for (due, advance) in due {
            match due {
                Due::Soon => self.queue(advance),
                Due::At(at) => {
                    let wait = at.duration_since(stamp.at);
                    self.queue_for(Duration::try_from(wait).unwrap_or_default(), None, advance);
                }
            }
        }
        for (release, environment) in superseded {
            self.cancel_deployment(release, environment, "Superseded by a later deployment")?;
        }
        for (release, environment) in woken {
            self.wake(release, environment)?;
        }
        Ok(recorded.unwrap_or_else(|| self.unchanged(())))
    }

    /// A deployment that waited for its turn goes on. Not within `flow`, whose closures would be generic over each other.
    pub(super) fn wake(&mut self, release: ReleaseId, environment: i64) -> Refused<Recorded> {
        self.flow(release, |flow| {
            let index = flow.index(environment)?;
            flow.go_on(index);
            Ok(())
        })
    }

    /// The environments of a release that became active begin, as their conditions say.
    pub(super) fn begin_release(&mut self, id: ReleaseId) -> Refused<Recorded> {
        self.flow(id, |flow| {
            for index in 0..flow.release.environments.len() {
                flow.begin_by_condition(index, None);
            }
            Ok(())
        })
    }
}

impl Flow<'_> {
    /// The index of an environment.
    pub fn index(&self, environment: i64) -> Refused<usize> {
        let found = self.release.environments.iter().position(|known| known.id == environment);
        found.ok_or(ReleaseRefusal::NoEnvironment(environment))
    }

    pub fn record(&mut self, event: ReleaseEvent) {
        self.recorded = Some(self.events.record(event));
    }

    fn environment(&mut self, index: usize) -> &mut ReleaseEnvironment {
        &mut self.release.environments[index]
    }

    /// What changes of a deployment is stamped.
    fn touch(&mut self, index: usize, change: impl FnOnce(&mut Attempt)) {
        let stamp = self.stamp;
        let environment = self.environment(index);
        environment.modified = Some(stamp.at);
        if let Some(attempt) = environment.attempts.last_mut() {
            attempt.modified = stamp;
            change(attempt);
        }
    }

    /// The deployment goes on later; whatever was due before is not any more.
    fn wait(&mut self, index: usize, due: Due) {
        let release = self.release.id;
        let environment = self.environment(index);
        let id = environment.id;
        if let Some(attempt) = environment.attempts.last_mut() {
            attempt.wait += 1;
            let advance = Advance { release, environment: id, attempt: attempt.number, wait: attempt.wait };
            self.due.push((due, advance));
        }
    }

    pub fn progressed(&mut self, index: usize) {
        let release = self.release.id;
        let environment = self.environment(index);
        let (environment, attempt) = (environment.id, environment.attempts.len() as i64);
        self.record(ReleaseEvent::DeploymentProgressed { release, environment, attempt });
    }

    fn script(&self, index: usize) -> Script {
        let name = self.release.environments[index].snapshot.name.to_lowercase();
        self.scripts.get(&(self.release.definition, name)).cloned().unwrap_or_default()
    }

    /// The time of the deployment has come.
    pub fn resume(&mut self, index: usize) {
        let Some(attempt) = self.environment(index).attempts.last() else { return };
        match attempt.place {
            Place::Queued => self.start(index),
            Place::Approving(kind, _) => self.expire(index, kind),
            Place::Gating(kind) => self.check_gates(index, kind),
            Place::Working(phase, task) => self.work(index, phase, task),
            Place::Completed => {}
        }
    }

    /// Cancels a deployment.
    pub fn cancel(&mut self, index: usize) {
        let stamp = self.stamp;
        let (release, id) = (self.release.id, self.release.environments[index].id);
        let mut canceled = Vec::new();
        for approval in &mut self.environment(index).approvals {
            if approval.status == ApprovalStatus::Pending {
                approval.status = ApprovalStatus::Canceled;
                approval.modified = stamp.at;
                canceled.push(approval.id);
            }
        }
        for approval in canceled {
            let status = ApprovalStatus::Canceled;
            self.record(ReleaseEvent::ApprovalCompleted { release, environment: id, approval, status });
        }
        self.touch(index, |attempt| {
            for gates in [&mut attempt.pre_gates, &mut attempt.post_gates].into_iter().flatten() {
                if matches!(gates.status, GateStatus::Pending | GateStatus::InProgress) {
                    gates.status = GateStatus::Canceled;
                    gates.modified = stamp.at;
                }
            }
            let Some(run) = attempt.phases.last_mut() else { return };
            if !matches!(run.status, PhaseStatus::NotStarted | PhaseStatus::InProgress) {
                return;
            }
            run.status = PhaseStatus::Canceled;
            let tasks = run.tasks.iter_mut().chain([&mut run.job]);
            for task in
                tasks.filter(|task| matches!(task.status, TaskStatus::Pending | TaskStatus::InProgress))
            {
                task.status = TaskStatus::Canceled;
                task.finished = Some(stamp.at);
            }
            for intervention in &mut run.interventions {
                if intervention.status == InterventionStatus::Pending {
                    intervention.status = InterventionStatus::Canceled;
                    intervention.modified = stamp.at;
                }
            }
        });
        let has_begun = self.release.environments[index].latest().is_some_and(|last| !last.phases.is_empty());
        let status = if has_begun { DeploymentStatus::Failed } else { DeploymentStatus::NotDeployed };
        self.complete(index, status, OperationStatus::Canceled, EnvironmentStatus::Canceled);
    }

    /// A deployment is over; others may begin now.
    fn complete(
        &mut self,
        index: usize,
        status: DeploymentStatus,
        operation: OperationStatus,
        environment: EnvironmentStatus,
    ) {
        let at = self.stamp.at;
        self.touch(index, |attempt| {
            attempt.status = status;
            attempt.operation = operation;
            attempt.place = Place::Completed;
            attempt.completed = Some(at);
            attempt.wait += 1;
        });
        let known = self.environment(index);
        known.status = environment;
        known.scheduled = None;
        let (id, attempt, name) = (known.id, known.attempts.len() as i64, known.snapshot.name.clone());
        let release = self.release.id;
        let stamp = self.stamp;
        let details = format!("Deployment of {name}: {}", environment.name());
        self.release.note(stamp, "Deploy", details, String::new());
        self.record(ReleaseEvent::DeploymentCompleted { release, environment: id, attempt, status });
        let waiting = self.rivals(index).filter(|(_, known)| {
            known.latest().is_some_and(|last| last.operation == OperationStatus::QueuedForPipeline)
        });
        let first = waiting.min_by_key(|(_, known)| known.latest().map(|last| last.deployment));
        let first = first.map(|(release, known)| (release.id, known.id));
        self.woken.extend(first);
        if self.release.status == ReleaseStatus::Active {
            for other in 0..self.release.environments.len() {
                self.begin_by_condition(other, Some(&name));
            }
        }
    }
}

impl Attempt {
    /// Whether a phase failed.
    fn has_failed(&self) -> bool {
        self.phases.iter().any(|phase| phase.status == PhaseStatus::Failed)
    }

    /// The gates of a number.
    pub fn gates(&self, step: i64) -> Option<&GateRun> {
        [&self.pre_gates, &self.post_gates].into_iter().flatten().find(|run| run.id == step)
    }

    /// The gates before or after the phases.
    pub(super) fn gates_mut(&mut self, kind: ApprovalType) -> &mut Option<GateRun> {
        if kind == ApprovalType::PreDeploy { &mut self.pre_gates } else { &mut self.post_gates }
    }
}

/// Who approves on a side.
fn approvals(snapshot: &DefinitionEnvironment, kind: ApprovalType) -> &Approvals {
    if kind == ApprovalType::PreDeploy { &snapshot.pre_approvals } else { &snapshot.post_approvals }
}

/// Whether approvers come before gates where a definition does not say it.
fn usual(kind: ApprovalType) -> Order {
    if kind == ApprovalType::PreDeploy { Order::BeforeGates } else { Order::AfterSuccessfulGates }
}

fn order(approvals: &Approvals, usual: Order) -> Order {
    approvals.options.as_ref().map_or(usual, |options| options.execution_order)
}
