//! Approvals: people who let a stage go on.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::build::{BuildId, DefinitionId};
use super::check::{Check, CheckStatus};
use super::id::{IdentityId, ProjectId};
use super::journal::{Stamp, event};
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// Where an approval, or a step of one, is. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum ApprovalStatus {
    Uninitiated,
    Pending,
    Approved,
    Rejected,
    Skipped,
    Canceled,
    TimedOut,
    Deferred,
}

impl ApprovalStatus {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Uninitiated, "uninitiated"),
        (Self::Pending, "pending"),
        (Self::Approved, "approved"),
        (Self::Rejected, "rejected"),
        (Self::Skipped, "skipped"),
        (Self::Canceled, "canceled"),
        (Self::TimedOut, "timedOut"),
        (Self::Deferred, "deferred"),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(status, _)| *status == self).map_or("", |(_, name)| *name)
    }

    /// The status of this name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(status, _)| *status)
    }

    /// Whether nothing more happens to it.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Uninitiated | Self::Pending | Self::Deferred)
    }
}

/// Somebody who was asked, and what they said.
#[derive(Clone, Debug)]
pub struct ApprovalStep {
    /// Its place, from 1.
    pub order: i64,
    /// Who is asked: a person or a group.
    pub assigned: IdentityId,
    /// Who decided.
    pub actual: Option<IdentityId>,
    /// Where it is.
    pub status: ApprovalStatus,
    /// What they said.
    pub comment: Option<String>,
    /// When they were asked.
    pub initiated: Option<Timestamp>,
    /// Until when the decision was put off.
    pub deferred_to: Option<Timestamp>,
    /// When it changed last.
    pub modified: Stamp,
    /// Who was asked before, when and by whom that changed, and with which words.
    pub history: Vec<(IdentityId, Stamp, Option<String>)>,
}

/// An approval: a stage waits for it.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Its id; that of the record in the run's timeline too.
    pub id: Uuid,
    /// The project.
    pub project: ProjectId,
    /// The run.
    pub build: BuildId,
    /// Its pipeline.
    pub definition: DefinitionId,
    /// The stage, by its place in the plan.
    pub stage: usize,
    /// The check that asks for it.
    pub check: i64,
    /// When it was asked for.
    pub created: Stamp,
    /// When it changed last.
    pub modified: Stamp,
    /// Where it is.
    pub status: ApprovalStatus,
    /// What those are told who are asked.
    pub instructions: String,
    /// Whether they are asked one after another.
    pub is_in_sequence: bool,
    /// How many must approve.
    pub required: i64,
    /// Those who may not.
    pub blocked: Vec<IdentityId>,
    /// Those who are asked.
    pub steps: Vec<ApprovalStep>,
}

/// What somebody says to an approval.
#[derive(Clone, Debug, Default)]
pub struct ApprovalUpdate {
    /// `approved`, `rejected` or `deferred`.
    pub status: Option<ApprovalStatus>,
    /// What they say.
    pub comment: Option<String>,
    /// Until when the decision is put off.
    pub deferred_to: Option<Timestamp>,
    /// Whose step it is, if not one's own.
    pub assigned: Option<IdentityId>,
    /// Who is to be asked in their place.
    pub reassign_to: Option<IdentityId>,
}

/// What happens to an approval.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum ApprovalEvent {
    /// People are asked.
    Pending { id: Uuid, build: BuildId },
    /// Somebody decided, was replaced, or put it off.
    Updated { id: Uuid, build: BuildId },
    /// It is decided.
    Completed { id: Uuid, build: BuildId, status: ApprovalStatus },
}

impl Eq for ApprovalStep {}

impl PartialEq for ApprovalStep {
    fn eq(&self, other: &Self) -> bool {
        (self.order, self.assigned, self.status) == (other.order, other.assigned, other.status)
    }
}

/// The approvals of an organization.
#[derive(Debug, Default)]
struct Approvals {
    all: BTreeMap<Uuid, Approval>,
}

part!(Approvals);
event!(ApprovalEvent);

impl Organization {
    /// The approvals of a project, newest first.
    pub fn approvals(&self, project: ProjectId) -> Vec<&Approval> {
        let all = self.part::<Approvals>().all.values();
        let mut found: Vec<_> = all.filter(|approval| approval.project == project).collect();
        found.sort_by_key(|approval| (std::cmp::Reverse(approval.created.at), approval.id));
        found
    }

    /// An approval.
    pub fn approval(&self, id: Uuid) -> Option<&Approval> {
        self.part::<Approvals>().all.get(&id)
    }
}

impl Approval {
    /// Counts what was said, and asks the next in a sequence.
    fn settle(&mut self, stamp: Stamp) {
        let approved = self.steps.iter().filter(|step| step.status == ApprovalStatus::Approved).count();
        let rejected = self.steps.iter().any(|step| step.status == ApprovalStatus::Rejected);
        let required = if self.required > 0 { self.required } else { self.steps.len() as i64 };
        if rejected {
            self.status = ApprovalStatus::Rejected;
        } else if approved as i64 >= required.min(self.steps.len() as i64) {
            self.status = ApprovalStatus::Approved;
        }
        if self.status.is_final() {
            for step in self.steps.iter_mut().filter(|step| !step.status.is_final()) {
                step.status = ApprovalStatus::Skipped;
                step.modified = stamp;
            }
        } else if self.is_in_sequence
            && let Some(next) = self.steps.iter_mut().find(|step| !step.status.is_final())
            && next.status == ApprovalStatus::Uninitiated
        {
            next.status = ApprovalStatus::Pending;
            next.initiated = Some(stamp.at);
        }
        self.modified = stamp;
    }
}

impl Transaction<'_> {
    /// A check asks people.
    pub(super) fn start_approval(
        &mut self,
        id: Uuid,
        project: ProjectId,
        build: BuildId,
        stage: usize,
        check: &Check,
    ) {
        let stamp = self.stamp();
        let settings = &check.content.settings;
        let identity = |value: &serde_json::Value| {
            let id = value["id"].as_str().or_else(|| value.as_str())?;
            id.parse().ok().map(IdentityId)
        };
        let list = |name: &str| -> Vec<IdentityId> {
            settings[name].as_array().into_iter().flatten().filter_map(identity).collect()
        };
        let order = &settings["executionOrder"];
        let is_in_sequence =
            order.as_str().is_some_and(|order| order.eq_ignore_ascii_case("inSequence")) || *order == 2;
        let Some(known) = self.builds().build(build) else { return };
        let (definition, requester) =
            (known.new.definition, known.new.requested_for.unwrap_or(known.queued.actor));
        let mut blocked = list("blockedApprovers");
        if settings["requesterCannotBeApprover"] == true {
            blocked.push(requester);
        }
        let steps = list("approvers").into_iter().enumerate().map(|(index, assigned)| {
            let is_asked = !is_in_sequence || index == 0;
            ApprovalStep {
                order: index as i64 + 1,
                assigned,
                actual: None,
                status: if is_asked { ApprovalStatus::Pending } else { ApprovalStatus::Uninitiated },
                comment: None,
                initiated: is_asked.then_some(stamp.at),
                deferred_to: None,
                modified: stamp,
                history: Vec::new(),
            }
        });
        let approval = Approval {
            id,
            project,
            build,
            definition,
            stage,
            check: check.id,
            created: stamp,
            modified: stamp,
            status: ApprovalStatus::Pending,
            instructions: settings["instructions"].as_str().unwrap_or_default().to_owned(),
            is_in_sequence,
            required: settings["minRequiredApprovers"].as_i64().unwrap_or(0),
            blocked,
            steps: steps.collect(),
        };
        self.part_mut::<Approvals>().all.insert(id, approval);
        let _ = self.record(ApprovalEvent::Pending { id, build });
    }

    /// Says something to an approval: `acts_for` tells whether the caller may act for a person or group.
    ///
    /// # Errors
    /// When there is none, it is decided, or it is not the caller's.
    pub fn update_approval(
        &mut self,
        id: Uuid,
        update: ApprovalUpdate,
        acts_for: impl Fn(IdentityId) -> bool,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part_mut::<Approvals>().all.get_mut(&id).ok_or(PipelineRefusal::NoApproval(id))?;
        if known.status.is_final() {
            return Err(PipelineRefusal::ApprovalCompleted(id).into());
        }
        let is_blocked = known.blocked.contains(&stamp.actor);
        let build = known.build;
        let step = known.steps.iter_mut().find(|step| {
            matches!(step.status, ApprovalStatus::Pending | ApprovalStatus::Deferred)
                && update.assigned.is_none_or(|assigned| assigned == step.assigned)
                && (update.reassign_to.is_some() || acts_for(step.assigned))
        });
        let step = step.ok_or(PipelineRefusal::NotApprover(id))?;
        if is_blocked && update.reassign_to.is_none() {
            return Err(PipelineRefusal::NotApprover(id).into());
        }
        step.modified = stamp;
        if let Some(to) = update.reassign_to {
            let before = std::mem::replace(&mut step.assigned, to);
            step.history.push((before, stamp, update.comment));
        } else {
            step.comment = update.comment.or_else(|| step.comment.take());
            match update.status {
                Some(status @ (ApprovalStatus::Approved | ApprovalStatus::Rejected)) => {
                    step.actual = Some(stamp.actor);
                    step.status = status;
                    step.deferred_to = update.deferred_to;
                    // Approved for later: it counts from then on.
                    if let Some(later) = update.deferred_to.filter(|later| *later > stamp.at) {
                        step.status = ApprovalStatus::Deferred;
                        let wait = stamp.at.duration_until(later).max(SignedDuration::ZERO);
                        let wait = std::time::Duration::try_from(wait).unwrap_or_default();
                        self.queue_for(wait, None, DeferredDue { id, at: later });
                        return Ok(self.record(ApprovalEvent::Updated { id, build }));
                    }
                }
                Some(ApprovalStatus::Deferred) => {
                    step.status = ApprovalStatus::Deferred;
                    step.deferred_to = update.deferred_to;
                }
                _ => {}
            }
        }
        self.settle_approval(id);
        let recorded = self.record(ApprovalEvent::Updated { id, build });
        self.drive_build(build);
        Ok(recorded)
    }

    fn settle_approval(&mut self, id: Uuid) {
        let stamp = self.stamp();
        let Some(known) = self.part_mut::<Approvals>().all.get_mut(&id) else { return };
        let (was, build) = (known.status, known.build);
        known.settle(stamp);
        let status = known.status;
        if status != was && status.is_final() {
            let _ = self.record(ApprovalEvent::Completed { id, build, status });
        }
    }

    /// The check of an approval has ended otherwise: it timed out, or the run was canceled.
    pub(super) fn close_approval(&mut self, id: Uuid, status: CheckStatus) {
        let stamp = self.stamp();
        let Some(known) = self.part_mut::<Approvals>().all.get_mut(&id) else { return };
        if known.status.is_final() {
            return;
        }
        let status = match status {
            CheckStatus::TimedOut => ApprovalStatus::TimedOut,
            CheckStatus::Approved => ApprovalStatus::Approved,
            CheckStatus::Rejected => ApprovalStatus::Rejected,
            _ => ApprovalStatus::Canceled,
        };
        known.status = status;
        known.modified = stamp;
        for step in known.steps.iter_mut().filter(|step| !step.status.is_final()) {
            step.status = status;
            step.modified = stamp;
        }
        let build = known.build;
        let _ = self.record(ApprovalEvent::Completed { id, build, status });
    }
}

/// An approval that was given for later counts now.
#[derive(Debug)]
struct DeferredDue {
    id: Uuid,
    at: Timestamp,
}

impl super::operation::Work for DeferredDue {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        let Some(known) = tx.part_mut::<Approvals>().all.get_mut(&self.id) else {
            return Ok(tx.unchanged(()));
        };
        let build = known.build;
        for step in known.steps.iter_mut().filter(|step| step.deferred_to == Some(self.at)) {
            if step.status == ApprovalStatus::Deferred && step.actual.is_some() {
                step.status = ApprovalStatus::Approved;
            }
        }
        tx.settle_approval(self.id);
        tx.drive_build(build);
        Ok(tx.record(ApprovalEvent::Updated { id: self.id, build }))
    }
}
