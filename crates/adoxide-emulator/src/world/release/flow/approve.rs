//! The approvals of a deployment, before and after it.

use super::{Due, Flow, approvals, order, usual};
use crate::world::name::same_name;
use crate::world::release::definition::Approvals;
use crate::world::release::deployment::{Approval, Place};
use crate::world::release::kind::{
    ApprovalExecutionOrder as Order, ApprovalStatus, ApprovalType, ConditionType, DeploymentReason,
    DeploymentStatus, EnvironmentStatus, OperationStatus,
};
use crate::world::release::{ReleaseEvent, minutes_after, next};

impl Flow<'_> {
    /// An approver answered: the deployment goes on when all did that must, and ends when one rejected it.
    pub fn answered(&mut self, index: usize, kind: ApprovalType, rank: i64, attempt: i64, required: i64) {
        let at = self.stamp.at;
        let environment = self.environment(index);
        let approvals = environment.approvals.iter_mut();
        let of = approvals.filter(|known| (known.kind, known.rank, known.attempt) == (kind, rank, attempt));
        let of = of.collect::<Vec<_>>();
        let count = |status| of.iter().filter(|known| known.status == status).count() as i64;
        let is_rejected = count(ApprovalStatus::Rejected) > 0;
        let is_enough = required > 0 && count(ApprovalStatus::Approved) >= required;
        let is_open = count(ApprovalStatus::Pending) > 0;
        if !is_rejected && !is_enough && is_open {
            return;
        }
        // Nobody else is asked any more.
        for approval in of.into_iter().filter(|known| known.status == ApprovalStatus::Pending) {
            approval.status = if is_rejected { ApprovalStatus::Canceled } else { ApprovalStatus::Skipped };
            approval.modified = at;
        }
        self.touch(index, |attempt| attempt.wait += 1);
        if is_rejected {
            self.reject(index, kind);
        } else {
            self.ask(index, kind, rank);
        }
    }

    /// The approvers of a rank approved: what comes next. `rank` is 0 before any.
    pub fn ask(&mut self, index: usize, kind: ApprovalType, after: i64) {
        let snapshot = self.release.environments[index].snapshot.clone();
        let approvals = approvals(&snapshot, kind);
        let ranks = approvals.steps.iter().map(|step| step.rank).filter(|rank| *rank > after);
        let Some(rank) = ranks.min() else { return self.approved(index, kind) };
        let stamp = self.stamp;
        let attempt = self.release.environments[index].attempts.len() as i64;
        let mut asked = Vec::new();
        for step in approvals.steps.iter().filter(|step| step.rank == rank) {
            let is_skipped = !step.is_automated && self.is_skipped(index, approvals, step.approver);
            let status = match (step.is_automated, is_skipped) {
                (true, _) => ApprovalStatus::Approved,
                (false, true) => ApprovalStatus::Skipped,
                (false, false) => ApprovalStatus::Pending,
            };
            let id = next(&mut self.numbers.step);
            self.release.environments[index].approvals.push(Approval {
                id,
                revision: 1,
                attempt,
                kind,
                rank,
                status,
                is_automated: step.is_automated,
                is_notification_on: step.is_notification_on,
                approver: step.approver,
                approved_by: None,
                comments: String::new(),
                created: stamp.at,
                modified: stamp.at,
                history: Vec::new(),
            });
            if status == ApprovalStatus::Pending {
                asked.push(id);
            }
        }
        self.touch(index, |attempt| attempt.place = Place::Approving(kind, rank));
        self.number_step(index);
        if asked.is_empty() {
            return self.ask(index, kind, rank);
        }
        self.touch(index, |attempt| attempt.operation = OperationStatus::Pending);
        let (release, environment) = (self.release.id, self.release.environments[index].id);
        for approval in asked {
            self.record(ReleaseEvent::ApprovalPending { release, environment, approval });
        }
        let timeout = approvals.options.as_ref().map_or(0, |options| options.timeout_in_minutes);
        if timeout > 0 {
            self.wait(index, Due::At(minutes_after(stamp.at, timeout)));
        }
    }

    /// Whether an approver is not asked: they approved the environment before, in a deployment that began by itself.
    pub(super) fn is_skipped(
        &self,
        index: usize,
        approvals: &Approvals,
        approver: Option<uuid::Uuid>,
    ) -> bool {
        let options = approvals.options.as_ref();
        let may = options
            .is_some_and(|options| options.auto_triggered_and_previous_environment_approved_can_be_skipped);
        let environment = &self.release.environments[index];
        let is_automated =
            environment.latest().is_some_and(|last| last.reason == DeploymentReason::Automated);
        let conditions = environment.snapshot.conditions.iter();
        let before = conditions.filter(|known| known.condition_type == ConditionType::EnvironmentState);
        let mut before = before.filter_map(|condition| {
            self.release.environments.iter().find(|known| same_name(&known.snapshot.name, &condition.name))
        });
        may && is_automated
            && before.any(|known| {
                let attempt = known.attempts.len() as i64;
                known.approvals.iter().any(|approval| {
                    approval.attempt == attempt
                        && approval.status == ApprovalStatus::Approved
                        && approver.is_some()
                        && (approval.approver == approver || approval.approved_by.map(|id| id.0) == approver)
                })
            })
    }

    /// All approvers of a side approved.
    pub(super) fn approved(&mut self, index: usize, kind: ApprovalType) {
        let environment = &self.release.environments[index];
        let order = order(approvals(&environment.snapshot, kind), usual(kind));
        self.touch(index, |attempt| attempt.operation = OperationStatus::Approved);
        match (kind, order) {
            (_, Order::BeforeGates) => self.begin_gates(index, kind),
            (ApprovalType::PostDeploy, _) => self.succeed(index),
            _ => self.begin_phases(index),
        }
    }

    /// An approval was not given in time.
    pub(super) fn expire(&mut self, index: usize, kind: ApprovalType) {
        let stamp = self.stamp;
        let (release, id) = (self.release.id, self.release.environments[index].id);
        let mut expired = Vec::new();
        for approval in &mut self.environment(index).approvals {
            if approval.status == ApprovalStatus::Pending {
                approval.status = ApprovalStatus::Canceled;
                approval.comments = String::from("The approval was not given in time.");
                approval.modified = stamp.at;
                approval.revision += 1;
                expired.push(approval.id);
            }
        }
        for approval in expired {
            let status = ApprovalStatus::Canceled;
            self.record(ReleaseEvent::ApprovalCompleted { release, environment: id, approval, status });
        }
        self.reject(index, kind);
    }

    /// A deployment is rejected by its approvers.
    pub fn reject(&mut self, index: usize, kind: ApprovalType) {
        let status = match kind {
            ApprovalType::PostDeploy => DeploymentStatus::Failed,
            _ => DeploymentStatus::NotDeployed,
        };
        self.complete(index, status, OperationStatus::Rejected, EnvironmentStatus::Rejected);
    }
}
