//! What somebody does with a deployment: asks for it, cancels it, approves it, answers it, ignores its gates; and what
//! a test says of it.

use jiff::Timestamp;
use uuid::Uuid;

use super::definition::ReleaseDefinitionId;
use super::deployment::{Approval, ApprovalChange, ApprovalId, Place, ReleaseId};
use super::kind::{
    ApprovalStatus, ApprovalType, DeploymentReason, EnvironmentStatus, GateStatus, InterventionStatus,
    ReleaseStatus,
};
use super::{ReleaseEvent, ReleaseRefusal, Releases, Script, ScriptEvent};
use crate::world::group::{Subject, Subjects};
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::organization::Organization;
use crate::world::organization::{Recorded, Transaction};
use crate::world::secret::Variables;

type Refused<T> = Result<T, ReleaseRefusal>;

/// What an approver answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Approved, rejected or reassigned.
    pub status: ApprovalStatus,
    /// Why.
    pub comments: String,
    /// Who is asked instead.
    pub approver: Option<Uuid>,
}

impl Organization {
    /// Whether somebody is a person, or in a team or group.
    pub fn is_or_is_in(&self, person: IdentityId, subject: Uuid) -> bool {
        person.0 == subject
            || self
                .all_containers_of(Subject::Person(person))
                .into_iter()
                .any(|container| Subjects::storage_key(container) == subject)
    }

    fn may_answer(&self, actor: IdentityId, release_creator: IdentityId, approval: &Approval) -> Refused<()> {
        let is_asked = approval.approver.is_some_and(|approver| self.is_or_is_in(actor, approver));
        if !is_asked {
            return Err(ReleaseRefusal::NotApprover(approval.id));
        }
        let (_, environment, _) =
            self.releases().approval(approval.id).ok_or(ReleaseRefusal::NoApproval(approval.id))?;
        let snapshot = &environment.snapshot;
        let approvals = match approval.kind {
            ApprovalType::PostDeploy => &snapshot.post_approvals,
            _ => &snapshot.pre_approvals,
        };
        let forbidden =
            approvals.options.as_ref().is_some_and(|options| !options.release_creator_can_be_approver);
        // Somebody who is asked by name is asked, whoever created the release.
        if forbidden && actor == release_creator && approval.approver != Some(actor.0) {
            return Err(ReleaseRefusal::CreatorIsApprover);
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Asks for a deployment of a release to an environment.
    ///
    /// # Errors
    /// When there is none, or it is in no state for it.
    pub fn deploy(
        &mut self,
        release: ReleaseId,
        environment: i64,
        scheduled: Option<Timestamp>,
        variables: Variables,
        comment: String,
    ) -> Refused<Recorded> {
        self.flow(release, |flow| {
            let index = flow.index(environment)?;
            if flow.release.status != ReleaseStatus::Active {
                let (name, status) = (flow.release.name.clone(), flow.release.status);
                return Err(ReleaseRefusal::Status { name, status });
            }
            let name = flow.release.name.clone();
            let known = &mut flow.release.environments[index];
            if known.is_busy() {
                let (environment, status) = (known.snapshot.name.clone(), known.status);
                return Err(ReleaseRefusal::EnvironmentStatus { environment, release: name, status });
            }
            known.variables.0.extend(variables.0);
            flow.queue(index, DeploymentReason::Manual, comment, scheduled);
            Ok(())
        })
    }

    /// Cancels a deployment that is under way.
    ///
    /// # Errors
    /// When there is none.
    pub fn cancel_deployment(
        &mut self,
        release: ReleaseId,
        environment: i64,
        comment: &str,
    ) -> Refused<Recorded> {
        let comment = comment.to_owned();
        self.flow(release, |flow| {
            let index = flow.index(environment)?;
            let name = flow.release.name.clone();
            let known = &mut flow.release.environments[index];
            if !known.is_busy() {
                let (environment, status) = (known.snapshot.name.clone(), known.status);
                return Err(ReleaseRefusal::EnvironmentStatus { environment, release: name, status });
            }
            if let Some(attempt) = known.attempts.last_mut().filter(|_| !comment.is_empty()) {
                attempt.comment = comment;
            }
            flow.cancel(index);
            Ok(())
        })
    }

    /// Sets when a pending deployment is to begin.
    ///
    /// # Errors
    /// When there is no environment, or no deployment of it that is pending.
    pub fn schedule_deployment(
        &mut self,
        release: ReleaseId,
        environment: i64,
        at: Timestamp,
    ) -> Refused<Recorded> {
        self.flow(release, |flow| {
            let index = flow.index(environment)?;
            let name = flow.release.name.clone();
            let known = &mut flow.release.environments[index];
            let is_waiting = known.latest().is_some_and(|attempt| {
                matches!(attempt.place, Place::Queued | Place::Approving(ApprovalType::PreDeploy, _))
            });
            if !is_waiting {
                let (environment, status) = (known.snapshot.name.clone(), known.status);
                return Err(ReleaseRefusal::EnvironmentStatus { environment, release: name, status });
            }
            flow.reschedule(index, at);
            Ok(())
        })
    }

    /// Answers an approval: approves, rejects or reassigns it.
    ///
    /// # Errors
    /// When there is none, it is not pending, or it is somebody else's.
    pub fn answer_approval(&mut self, id: ApprovalId, answer: Answer) -> Refused<Recorded> {
        let stamp = self.stamp();
        let found = self.releases().approval(id).ok_or(ReleaseRefusal::NoApproval(id))?;
        let (release, environment, approval) = found;
        if approval.status != ApprovalStatus::Pending {
            return Err(ReleaseRefusal::NotPending(id));
        }
        let is_reassigned = answer.status == ApprovalStatus::Reassigned;
        if !is_reassigned {
            self.may_answer(stamp.actor, release.created.actor, approval)?;
        }
        let (release, environment) = (release.id, environment.id);
        self.flow(release, |flow| {
            let index = flow.index(environment)?;
            let snapshot = flow.release.environments[index].snapshot.clone();
            let known = &mut flow.release.environments[index];
            let Some(approval) = known.approvals.iter_mut().find(|approval| approval.id == id) else {
                return Err(ReleaseRefusal::NoApproval(id));
            };
            approval.history.push(ApprovalChange {
                revision: approval.revision,
                approver: approval.approver,
                changed_by: stamp.actor,
                comments: approval.comments.clone(),
                at: stamp.at,
            });
            approval.revision += 1;
            approval.modified = stamp.at;
            approval.comments = answer.comments;
            if is_reassigned {
                approval.approver = answer.approver.or(approval.approver);
                flow.record(ReleaseEvent::ApprovalReassigned { release, environment, approval: id });
                return Ok(());
            }
            approval.status = answer.status;
            approval.approved_by = Some(stamp.actor);
            let (kind, rank, attempt) = (approval.kind, approval.rank, approval.attempt);
            let status = answer.status;
            flow.record(ReleaseEvent::ApprovalCompleted { release, environment, approval: id, status });
            let options = match kind {
                ApprovalType::PostDeploy => &snapshot.post_approvals.options,
                _ => &snapshot.pre_approvals.options,
            };
            let required = options.as_ref().map_or(0, |options| options.required_approver_count);
            flow.answered(index, kind, rank, attempt, required);
            Ok(())
        })
    }

    /// Resumes a deployment that waits for somebody, or rejects it.
    ///
    /// # Errors
    /// When there is no such manual intervention, or it is not pending.
    pub fn answer_intervention(
        &mut self,
        release: ReleaseId,
        intervention: i64,
        status: InterventionStatus,
        comment: String,
    ) -> Refused<Recorded> {
        let stamp = self.stamp();
        self.flow(release, |flow| {
            let found = flow.release.environments.iter_mut().enumerate().find_map(|(index, environment)| {
                let phases = environment.attempts.iter_mut().flat_map(|attempt| &mut attempt.phases);
                let mut all = phases.flat_map(|phase| &mut phase.interventions);
                Some((index, environment.id, all.find(|known| known.id == intervention)?))
            });
            let (index, environment, known) = found.ok_or(ReleaseRefusal::NoIntervention(intervention))?;
            if known.status != InterventionStatus::Pending {
                return Err(ReleaseRefusal::NotPending(intervention));
            }
            known.status = status;
            known.approver = Some(stamp.actor);
            known.comments = Some(comment);
            known.modified = stamp.at;
            flow.record(ReleaseEvent::InterventionCompleted { release, environment, intervention });
            flow.intervened(index, status == InterventionStatus::Approved);
            Ok(())
        })
    }

    /// Lets gates fail without consequence.
    ///
    /// # Errors
    /// When there are none of this number, or they are not being checked.
    pub fn ignore_gates(&mut self, step: i64, names: &[String]) -> Refused<Recorded> {
        let stamp = self.stamp();
        let release = self.releases().releases().find_map(|release| {
            let mut deployments = release.deployments();
            deployments.any(|(_, attempt)| attempt.gates(step).is_some()).then_some(release.id)
        });
        let release = release.ok_or(ReleaseRefusal::NoGates(step))?;
        self.flow(release, |flow| {
            let environments = flow.release.environments.iter_mut().enumerate();
            let found = environments.filter_map(|(index, environment)| {
                let mut attempts = environment.attempts.iter_mut();
                let run = attempts.find_map(|attempt| {
                    let all = [&mut attempt.pre_gates, &mut attempt.post_gates].into_iter().flatten();
                    all.into_iter().find(|run| run.id == step)
                });
                Some((index, run?))
            });
            let (index, run) = found.into_iter().next().ok_or(ReleaseRefusal::NoGates(step))?;
            if !matches!(run.status, GateStatus::Pending | GateStatus::InProgress) {
                return Err(ReleaseRefusal::GatesOver(step));
            }
            for name in names {
                if run.ignored.iter().all(|(known, _)| !same_name(known, name)) {
                    run.ignored.push((name.clone(), stamp.at));
                }
            }
            run.modified = stamp.at;
            flow.progressed(index);
            Ok(())
        })
    }

    /// Decides how deployments to an environment of a definition go from now on. One that was held goes on if it is
    /// not any more.
    ///
    /// # Errors
    /// When there is no such definition.
    pub fn script_deployments(
        &mut self,
        definition: ReleaseDefinitionId,
        environment: &str,
        script: Option<Script>,
    ) -> Refused<Recorded> {
        self.releases().definition(definition).ok_or(ReleaseRefusal::NoDefinition(definition))?;
        let is_held = script.as_ref().is_some_and(|script| script.is_held);
        let key = (definition, environment.to_lowercase());
        let scripts = &mut self.part_mut::<Releases>().scripts;
        match script {
            Some(script) => scripts.insert(key, script),
            None => scripts.remove(&key),
        };
        let recorded = self.record(ScriptEvent { definition, environment: environment.to_owned() });
        if !is_held {
            let of = self.releases().releases().filter(|release| release.definition == definition);
            let working = of.flat_map(|release| {
                let environments = release.environments.iter();
                let busy = environments.filter(|known| {
                    let place = known.latest().map(|attempt| attempt.place);
                    known.status == EnvironmentStatus::InProgress
                        && matches!(place, Some(Place::Working(..)))
                        && same_name(&known.snapshot.name, environment)
                        && !known.waits_for_somebody()
                });
                busy.map(move |known| (release.id, known.id)).collect::<Vec<_>>()
            });
            for (release, environment) in working.collect::<Vec<_>>() {
                self.wake(release, environment)?;
            }
        }
        Ok(recorded)
    }
}
