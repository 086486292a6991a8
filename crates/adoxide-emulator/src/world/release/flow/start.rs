//! How a deployment begins: by its conditions, or because somebody asks; at once, later, or after others.

use jiff::Timestamp;

use super::{Due, Flow, order};
use crate::world::name::same_name;
use crate::world::release::deployment::{Attempt, Place, Release, ReleaseEnvironment};
use crate::world::release::edit_release::is_branch;
use crate::world::release::kind::{
    ApprovalExecutionOrder as Order, ApprovalType, ConditionType, DeploymentReason, DeploymentStatus,
    EnvironmentStatus, OperationStatus,
};
use crate::world::release::{ReleaseEvent, next};

impl Flow<'_> {
    /// Begins a deployment where all conditions hold, and one of them has to do with what just happened: that the
    /// release began, or how an environment ended.
    pub(super) fn begin_by_condition(&mut self, index: usize, ended: Option<&str>) {
        let snapshot = self.release.environments[index].snapshot.clone();
        let is_concerned = snapshot.conditions.iter().any(|condition| match condition.condition_type {
            ConditionType::EnvironmentState => ended.is_some_and(|name| same_name(name, &condition.name)),
            ConditionType::Event => ended.is_none(),
            ConditionType::Artifact | ConditionType::Undefined => false,
        });
        let environment = &self.release.environments[index];
        if !is_concerned || environment.is_manual || environment.is_busy() {
            return;
        }
        let held = snapshot.conditions.iter().map(|condition| match condition.condition_type {
            ConditionType::Event | ConditionType::Undefined => true,
            ConditionType::EnvironmentState => {
                let of = |known: &&ReleaseEnvironment| same_name(&known.snapshot.name, &condition.name);
                let wanted: i64 = condition.value.parse().unwrap_or(EnvironmentStatus::Succeeded.number());
                let found = self.release.environments.iter().find(of);
                found.is_some_and(|known| known.status.number() & wanted != 0)
            }
            ConditionType::Artifact => self.has_artifact(&condition.name, &condition.value),
        });
        let held = held.collect::<Vec<_>>();
        let all = held.iter().all(|held| *held);
        self.environment(index).conditions = held.into_iter().map(Some).collect();
        if all {
            self.queue(index, DeploymentReason::Automated, String::new(), None);
        }
    }

    /// Whether the release has an artifact of the branches that a filter names: `{"sourceBranch"}` as JSON.
    pub(super) fn has_artifact(&self, alias: &str, filter: &str) -> bool {
        let found = self.release.artifacts.iter().find(|artifact| same_name(&artifact.alias, alias));
        let Some(artifact) = found else { return false };
        let filter: serde_json::Value = serde_json::from_str(filter).unwrap_or_default();
        let branch = filter["sourceBranch"].as_str().filter(|branch| !branch.is_empty());
        let filters = branch.map(str::to_owned).into_iter().collect::<Vec<_>>();
        is_branch(&filters, artifact.id_of("branch").unwrap_or_default())
    }

    /// Asks for a deployment.
    pub fn queue(
        &mut self,
        index: usize,
        reason: DeploymentReason,
        comment: String,
        scheduled: Option<Timestamp>,
    ) {
        let stamp = self.stamp;
        let scheduled = scheduled.filter(|at| *at > stamp.at);
        let deployment = next(&mut self.numbers.deployment);
        let is_scheduled = scheduled.is_some();
        let environment = &mut self.release.environments[index];
        let number = environment.attempts.len() as i64 + 1;
        environment.created.get_or_insert(stamp.at);
        environment.modified = Some(stamp.at);
        environment.scheduled = scheduled;
        environment.status =
            if is_scheduled { EnvironmentStatus::Scheduled } else { EnvironmentStatus::Queued };
        environment.attempts.push(Attempt {
            step: 0,
            deployment,
            number,
            reason: if is_scheduled { DeploymentReason::Scheduled } else { reason },
            status: DeploymentStatus::NotDeployed,
            operation: if is_scheduled { OperationStatus::Scheduled } else { OperationStatus::Queued },
            place: Place::Queued,
            queued: stamp,
            scheduled,
            started: None,
            completed: None,
            modified: stamp,
            comment,
            pre_gates: None,
            post_gates: None,
            phases: Vec::new(),
            wait: 0,
        });
        let (release, environment) = (self.release.id, environment.id);
        let name = self.release.environments[index].snapshot.name.clone();
        self.release.note(stamp, "Deploy", format!("Deployment of {name} queued"), String::new());
        self.record(ReleaseEvent::DeploymentQueued { release, environment, attempt: number });
        self.supersede(index);
        self.wait(index, scheduled.map_or(Due::Soon, Due::At));
    }

    /// Deployments of other releases to the same environment of the definition.
    pub(super) fn rivals(&self, index: usize) -> impl Iterator<Item = (&Release, &ReleaseEnvironment)> {
        let id = self.release.environments[index].snapshot.id;
        let others = self.others.values().filter(|other| other.deleted.is_none());
        others.flat_map(move |other| {
            let same = other.environments.iter().filter(move |known| known.snapshot.id == id);
            same.map(move |environment| (other, environment))
        })
    }

    /// Where only the latest may wait, those before it do not any more.
    pub(super) fn supersede(&mut self, index: usize) {
        let policy = &self.release.environments[index].snapshot.execution_policy;
        if policy.concurrency_count > 0 && policy.queue_depth_count == 1 {
            let waiting = self.rivals(index).filter(|(_, known)| known.status == EnvironmentStatus::Queued);
            let waiting = waiting.map(|(release, known)| (release.id, known.id)).collect::<Vec<_>>();
            self.superseded.extend(waiting);
        }
    }

    /// Whether as many deployments as may run at once are running.
    pub(super) fn is_crowded(&self, index: usize) -> bool {
        let limit = self.release.environments[index].snapshot.execution_policy.concurrency_count;
        let running = self.rivals(index).filter(|(_, known)| known.status == EnvironmentStatus::InProgress);
        limit > 0 && running.count() as i64 >= limit
    }

    /// Sets when a deployment begins that has not yet.
    pub fn reschedule(&mut self, index: usize, at: Timestamp) {
        let environment = self.environment(index);
        environment.scheduled = Some(at);
        environment.status = EnvironmentStatus::Scheduled;
        self.touch(index, |attempt| {
            attempt.scheduled = Some(at);
            attempt.operation = OperationStatus::Scheduled;
            attempt.reason = DeploymentReason::Scheduled;
            attempt.place = Place::Queued;
        });
        self.progressed(index);
        self.wait(index, Due::At(at));
    }

    /// A deployment that was held goes on.
    pub fn go_on(&mut self, index: usize) {
        self.wait(index, Due::Soon);
    }

    pub(super) fn start(&mut self, index: usize) {
        if self.is_crowded(index) {
            self.touch(index, |attempt| attempt.operation = OperationStatus::QueuedForPipeline);
            self.environment(index).status = EnvironmentStatus::Queued;
            return self.progressed(index);
        }
        let at = self.stamp.at;
        let environment = self.environment(index);
        environment.status = EnvironmentStatus::InProgress;
        environment.scheduled = None;
        self.touch(index, |attempt| attempt.started = Some(at));
        self.progressed(index);
        let order = order(&self.release.environments[index].snapshot.pre_approvals, Order::BeforeGates);
        match order {
            Order::BeforeGates => self.ask(index, ApprovalType::PreDeploy, 0),
            _ => self.begin_gates(index, ApprovalType::PreDeploy),
        }
    }
}
