//! The gates of a deployment, before and after it.

use super::{Due, Flow, approvals, order, usual};
use crate::world::name::same_name;
use crate::world::release::deployment::{GateRun, Place, TaskRun};
use crate::world::release::kind::{
    ApprovalExecutionOrder as Order, ApprovalType, DeploymentStatus, EnvironmentStatus, GateStatus,
    OperationStatus, TaskStatus,
};
use crate::world::release::{minutes_after, next};

impl Flow<'_> {
    pub(super) fn begin_gates(&mut self, index: usize, kind: ApprovalType) {
        let snapshot = self.release.environments[index].snapshot.clone();
        let gates = if kind == ApprovalType::PreDeploy { &snapshot.pre_gates } else { &snapshot.post_gates };
        let Some(options) = gates.enabled() else { return self.gated(index, kind) };
        let at = self.stamp.at;
        let tasks = gates.gates.iter().flatten().enumerate().map(|(number, task)| TaskRun {
            id: number as i64 + 1,
            record: self.ids.uuid(),
            name: task.name.clone(),
            task: Some((task.task_id, task.version.clone())),
            index: Some(number),
            status: TaskStatus::Pending,
            started: None,
            finished: None,
            issues: Vec::new(),
            result_code: None,
        });
        let tasks = tasks.collect();
        let run = GateRun {
            id: next(&mut self.numbers.step),
            status: GateStatus::Pending,
            plan: self.ids.uuid(),
            started: at,
            modified: at,
            stabilized: None,
            succeeding_since: None,
            ignored: Vec::new(),
            tasks,
        };
        self.touch(index, |attempt| {
            attempt.place = Place::Gating(kind);
            attempt.operation = OperationStatus::EvaluatingGates;
            *attempt.gates_mut(kind) = Some(run);
        });
        self.progressed(index);
        self.wait(index, Due::At(minutes_after(at, options.stabilization_time)));
    }

    /// Checks the gates once more.
    pub fn check_gates(&mut self, index: usize, kind: ApprovalType) {
        let snapshot = self.release.environments[index].snapshot.clone();
        let gates = if kind == ApprovalType::PreDeploy { &snapshot.pre_gates } else { &snapshot.post_gates };
        let Some(options) = gates.enabled() else { return self.gated(index, kind) };
        let (at, fails) = (self.stamp.at, self.script(index).gates_fail);
        let mut status = GateStatus::InProgress;
        self.touch(index, |attempt| {
            let Some(run) = attempt.gates_mut(kind) else { return };
            run.modified = at;
            run.stabilized.get_or_insert(at);
            for task in &mut run.tasks {
                task.started = Some(at);
                task.finished = Some(at);
                let is_ignored = run.ignored.iter().any(|(name, _)| same_name(name, &task.name));
                let is_failed = fails && !is_ignored;
                task.status = if is_failed { TaskStatus::Failed } else { TaskStatus::Succeeded };
            }
            if run.tasks.iter().all(|task| task.status == TaskStatus::Succeeded) {
                let since = *run.succeeding_since.get_or_insert(at);
                if minutes_after(since, options.minimum_success_duration) <= at {
                    status = GateStatus::Succeeded;
                }
            } else {
                run.succeeding_since = None;
                let first = run.stabilized.unwrap_or(run.started);
                if options.timeout > 0 && minutes_after(first, options.timeout) <= at {
                    status = GateStatus::Failed;
                }
            }
            run.status = status;
        });
        self.progressed(index);
        match status {
            GateStatus::Succeeded => self.gated(index, kind),
            GateStatus::Failed => {
                let order = order(approvals(&snapshot, kind), usual(kind));
                if order == Order::AfterGatesAlways {
                    return self.ask(index, kind, 0);
                }
                let (deployment, operation) = (DeploymentStatus::Failed, OperationStatus::GateFailed);
                self.complete(index, deployment, operation, EnvironmentStatus::Rejected);
            }
            _ => self.wait(index, Due::At(minutes_after(at, options.sampling_interval.max(1)))),
        }
    }

    /// The gates of a side let the deployment pass.
    pub(super) fn gated(&mut self, index: usize, kind: ApprovalType) {
        let environment = &self.release.environments[index];
        let order = order(approvals(&environment.snapshot, kind), usual(kind));
        match (kind, order) {
            (ApprovalType::PostDeploy, Order::BeforeGates) => self.succeed(index),
            (_, Order::BeforeGates) => self.begin_phases(index),
            _ => self.ask(index, kind, 0),
        }
    }
}
