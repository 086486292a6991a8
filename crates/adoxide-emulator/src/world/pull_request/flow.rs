//! How pull requests live: created, pushed to, merged, completed, abandoned.
//!
//! A merge takes time and needs git, which this state knows nothing of. So a due merge is handed out as an
//! [`Effort`] by [`Organization::settle`], and what came of it is told to [`Organization::finish_merge`].

use jiff::Timestamp;
use serde_json::Value;
use std::collections::hash_map::Entry;

use super::super::build::plan::Plan;
use super::super::build::{Arrived, BuildId, BuildStep, PushDue};
use super::super::id::{IdentityId, ObjectId, ProjectId, RepositoryId, TeamId};
use super::super::journal::Stamp;
use super::super::operation::Work;
use super::super::organization::{Open, Organization, Recorded, Transaction};
use super::super::policy::{
    BuildFact, ChangedPath, Configuration, EvaluationStatus, Facts, PolicyKind, StatusFact, Vote,
};
use super::super::push::{PushId, RefUpdate, RefUpdateStatus};
use super::super::refusal::Refusal;
use super::super::repository::{Reference, Repository};
use super::edit::NewThread;
use super::thread::{SystemEvent, Thread, ThreadId};
use super::{
    Completion, CompletionOptions, Edit, Iteration, IterationReason, Label, Merge, MergeStatus,
    MergeStrategy, PullRequest, PullRequestEvent, PullRequestId, PullRequestRefusal, PullRequestStatus,
    Reviewer,
};
use crate::world::pull_request::LabelCreated;
use crate::world::pull_request::PullRequestChanged;
use crate::world::pull_request::PullRequests;

/// A merge takes this part of what longer operations take: recorded, under a second.
const MERGE_PART: u32 = 10;

/// What a pull request is created with.
#[derive(Clone, Debug)]
pub struct NewPullRequest {
    /// The repository that it goes into.
    pub repository: RepositoryId,
    /// The fork that it comes from, if not the same repository.
    pub fork: Option<RepositoryId>,
    /// The branch that it comes from.
    pub source: String,
    /// The branch that it goes into.
    pub target: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it is not ready for review.
    pub is_draft: bool,
    /// Who is asked to review.
    pub reviewers: Vec<Reviewer>,
    /// Its tags.
    pub labels: Vec<String>,
    /// The work items that it is linked with.
    pub work_items: Vec<i64>,
    /// How it is to be completed.
    pub completion_options: Option<CompletionOptions>,
    /// Options of merges, as they came.
    pub merge_options: Option<Value>,
}

/// What changes in a pull request; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct PullRequestChange {
    /// The new title.
    pub title: Option<String>,
    /// The new description; an empty one goes.
    pub description: Option<String>,
    /// The new target.
    pub target: Option<String>,
    /// Whether it is a draft now.
    pub is_draft: Option<bool>,
    /// How it is to be completed.
    pub completion_options: Option<CompletionOptions>,
    /// Options of merges, as they came.
    pub merge_options: Option<Value>,
    /// Who lets it complete by itself, or nobody any more.
    pub auto_complete_by: Option<Option<IdentityId>>,
    /// The new status.
    pub status: Option<PullRequestStatus>,
    /// For a completion: the source commit that the caller saw, if they say.
    pub last_merge_source: Option<ObjectId>,
}

/// A merge that is due, for somebody who knows git.
#[derive(Clone, Debug)]
pub struct Effort {
    /// The pull request.
    pub pull_request: PullRequestId,
    /// Where to merge.
    pub repository: RepositoryId,
    /// Where the source's objects are, if elsewhere.
    pub fork: Option<RepositoryId>,
    /// What to merge.
    pub source: ObjectId,
    /// Into what.
    pub target: ObjectId,
    /// How.
    pub strategy: MergeStrategy,
    /// The message of the new commit.
    pub message: String,
    /// Who made the changes.
    pub author: IdentityId,
    /// Who merges them.
    pub committer: IdentityId,
    /// When.
    pub at: Timestamp,
    /// Whether the target branch is to move.
    pub completes: bool,
    attempt: u64,
    job: (Timestamp, u64),
}

/// Work that somebody who knows git must do.
#[derive(Clone, Debug)]
pub enum Outside {
    /// A merge.
    Merge(Effort),
    /// Reading the YAML of a build.
    Plan(BuildId),
    /// Reading which builds a push starts.
    Push(Arrived),
}

/// What came of an [`Effort`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it worked.
    pub result: Attempt,
    /// The files that the source changed since it parted from the target.
    pub changes: Vec<ChangedPath>,
}

/// Whether a merge worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It did.
    Merged {
        /// The commit that the target is to be at.
        commit: ObjectId,
        /// The commits that the target then has and had not, newest first.
        commits: Vec<ObjectId>,
        /// How many bytes the objects of the repository take now.
        size: u64,
    },
    /// Both sides changed these paths.
    Conflicts(Vec<String>),
    /// It did not, for a reason in a sentence.
    Failed(String),
}

/// A merge that is due. Git makes it, which this state knows nothing of.
#[derive(Debug)]
struct MergeDue {
    pull_request: PullRequestId,
    attempt: u64,
}

impl Work for MergeDue {
    /// It is not needed any more: those that are, are given back.
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        Ok(tx.unchanged(()))
    }
}

impl Organization {
    /// Does all work that is due, each piece at the instant that it was due; up to what somebody who knows git must do,
    /// which is given back. [`Self::finish_merge`], [`Self::finish_plan`] and [`Self::finish_push`] take what came of it,
    /// and then there may be more to do.
    pub fn settle(&mut self, now: Timestamp) -> Option<Outside> {
        while let Some((key, work)) = self.due_job(now) {
            if let Some(due) = work.downcast_ref::<MergeDue>()
                && let Some(effort) = self.effort(key, due.pull_request, due.attempt)
            {
                return Some(Outside::Merge(effort));
            }
            if let Some(due) = work.downcast_ref::<PushDue>() {
                return Some(Outside::Push(due.arrived(key)));
            }
            if let Some(step) = work.downcast_ref::<BuildStep>()
                && let Some(build) = self.builds().build(step.0).filter(|build| build.waits_for_plan())
            {
                return Some(Outside::Plan(build.id));
            }
            self.run_job(key);
        }
        None
    }

    /// Takes what came of a merge that [`Self::settle`] gave back.
    pub fn finish_merge(&mut self, effort: &Effort, outcome: Outcome) {
        let stamp = Stamp { at: effort.at, actor: effort.committer };
        let ended = self.change(stamp, |tx| tx.end_merge(effort, outcome));
        debug_assert!(ended.is_ok(), "the pull request was there");
    }

    /// Takes what came of reading the YAML of a build: what it consists of, none if the YAML is not here, or why it is
    /// refused.
    pub fn finish_plan(&mut self, build: BuildId, plan: Result<Option<Plan>, String>) {
        let Some(known) = self.builds().build(build) else { return };
        let stamp = known.queued;
        let told = self.change(stamp, |tx| Ok::<_, Refusal>(tx.set_build_plan(build, plan)));
        debug_assert!(told.is_ok(), "to say what a build consists of is not refused");
    }

    /// A pull request.
    pub fn pull_request(&self, id: PullRequestId) -> Option<&PullRequest> {
        self.part::<PullRequests>().by_id.get(&id)
    }

    /// All pull requests, by number.
    pub fn pull_requests(&self) -> impl DoubleEndedIterator<Item = &PullRequest> {
        self.part::<PullRequests>().by_id.values()
    }

    fn check_completion(
        &self,
        id: PullRequestId,
        seen: Option<ObjectId>,
        is_draft: Option<bool>,
    ) -> Result<(), Refusal> {
        let known = self.pull_request(id).ok_or(PullRequestRefusal::None(id))?;
        if is_draft.unwrap_or(known.is_draft) {
            return Err(PullRequestRefusal::Draft.into());
        }
        let from = (known.source_repository(), known.source.as_str());
        let tips = self.tips(from, (known.repository, &known.target));
        let (source, _) = tips.ok_or(PullRequestRefusal::NoBranch)?;
        // Reported from the live service: all zeros count as nothing said.
        match seen.filter(|seen| !seen.is_zero()) {
            Some(seen) if seen != source => Err(PullRequestRefusal::Stale.into()),
            _ => Ok(()),
        }
    }

    /// Where two branches are, if both are.
    fn tips(
        &self,
        source: (RepositoryId, &str),
        target: (RepositoryId, &str),
    ) -> Option<(ObjectId, ObjectId)> {
        let tip = |(repository, name): (RepositoryId, &str)| {
            self.repository_by_id(repository).filter(|found| found.deleted.is_none())?.tip(name)
        };
        Some((tip(source)?, tip(target)?))
    }

    fn check_free(
        &self,
        except: Option<PullRequestId>,
        source: (RepositoryId, &str),
        target: (RepositoryId, &str),
    ) -> Result<(), Refusal> {
        let active = self.part::<PullRequests>().active.get(&target.0).into_iter().flatten();
        let same = active.filter_map(|id| self.pull_request(*id)).find(|known| {
            Some(known.id) != except
                && known.repository == target.0
                && known.target == target.1
                && known.source_repository() == source.0
                && known.source == source.1
        });
        match same {
            Some(known) => Err(PullRequestRefusal::Exists(known.id).into()),
            None => Ok(()),
        }
    }

    fn project_of_repository(&self, id: RepositoryId) -> Result<ProjectId, Refusal> {
        let found = self.repository_by_id(id).map(|found| found.project);
        found.ok_or(Refusal::NoRepository(id))
    }

    /// What stands in the way of a completion, in a sentence.
    fn obstacle(&self, pull_request: &PullRequest) -> Option<String> {
        let blockers: Vec<_> =
            self.policies().blockers(pull_request.id).map(|blocker| blocker.policy.name).collect();
        if !blockers.is_empty() {
            return Some(format!("These policies are not fulfilled: {}.", blockers.join(", ")));
        }
        // Those whom a policy asks for count as that policy says.
        let asked = self.required_by_policy(pull_request);
        let missing = pull_request.reviewers.iter().any(|reviewer| {
            reviewer.is_required && reviewer.vote <= 0 && !asked.iter().any(|(id, _)| *id == reviewer.id)
        });
        missing.then(|| "A required reviewer has not approved.".to_owned())
    }

    /// Whether auto-complete waits for a policy that would not stop a completion.
    fn is_awaited(&self, pull_request: &PullRequest) -> bool {
        let options = pull_request.completion_options.as_ref();
        let ignored = options.and_then(|options| options.auto_complete_ignore_config_ids.as_deref());
        let ignored = ignored.unwrap_or_default();
        self.policies().evaluations(pull_request.id).any(|evaluation| {
            let stands =
                matches!(evaluation.status, EvaluationStatus::Approved | EvaluationStatus::NotApplicable);
            let configuration = self.policies().configuration(evaluation.configuration);
            let counts = configuration.is_some_and(|known| known.is_active() && !known.is_blocking);
            counts && !stands && !ignored.contains(&evaluation.configuration)
        })
    }

    /// The policies of a kind that cover a pull request.
    fn covering(&self, pull_request: &PullRequest, kind: PolicyKind) -> Vec<&Configuration> {
        let Some(repository) = self.repository_by_id(pull_request.repository) else { return Vec::new() };
        let all = self.policies().configurations().filter(|configuration| {
            configuration.is_active()
                && configuration.policy.kind == kind
                && configuration.project == repository.project
                && configuration.covers(repository, &pull_request.target)
        });
        all.collect()
    }

    /// Whom policies ask to review, and whether they must.
    fn required_by_policy(&self, pull_request: &PullRequest) -> Vec<(IdentityId, bool)> {
        let mut asked = Vec::new();
        for configuration in self.covering(pull_request, PolicyKind::RequiredReviewers) {
            let applies = self.policies().evaluations(pull_request.id).any(|evaluation| {
                evaluation.configuration == configuration.id
                    && evaluation.status != EvaluationStatus::NotApplicable
            });
            let ids = configuration.texts("requiredReviewerIds");
            let ids = ids.iter().filter(|_| applies).filter_map(|id| id.parse::<IdentityId>().ok());
            asked.extend(ids.map(|id| (id, configuration.is_blocking)));
        }
        asked
    }

    /// A merge that is due, if it still counts.
    pub(in super::super) fn effort(
        &self,
        job: (Timestamp, u64),
        id: PullRequestId,
        attempt: u64,
    ) -> Option<Effort> {
        let known = self.pull_request(id).filter(|known| known.merge.attempt == attempt)?;
        let is_there = self.repository_by_id(known.repository).is_some();
        if known.status != PullRequestStatus::Active || !is_there {
            return None;
        }
        let options = known.completion_options.as_ref();
        let completes = known.completion.is_some();
        let strategy = options.filter(|_| completes).and_then(|options| options.strategy).unwrap_or_default();
        let message = if completes {
            let usual = || format!("Merged PR {}: {}", known.id, known.title);
            options.and_then(|options| options.merge_commit_message.clone()).unwrap_or_else(usual)
        } else {
            let short = |name: &str| name.trim_start_matches("refs/heads/").to_owned();
            // As recorded.
            format!("Merge pull request {} from {} into {}", id, short(&known.source), short(&known.target))
        };
        let author = known.created.actor;
        let committer = known.completion.map_or(author, |completion| completion.queued.actor);
        Some(Effort {
            pull_request: id,
            repository: known.repository,
            fork: known.fork,
            source: known.merge.source,
            target: known.merge.target,
            strategy,
            message,
            author: if strategy == MergeStrategy::Squash { author } else { committer },
            committer,
            at: job.0,
            completes,
            attempt,
            job,
        })
    }

    /// Whether a completion may go on: what stands in the way may have come meanwhile.
    fn admit(&self, effort: &Effort, result: Attempt) -> Result<Attempt, String> {
        let Some(known) = self.pull_request(effort.pull_request) else { return Ok(result) };
        if !known.completion.is_some_and(|completion| completion.bypass)
            && let Some(why) = self.obstacle(known)
        {
            return Err(why);
        }
        let Attempt::Merged { commit, .. } = result else { return Ok(result) };
        let update = RefUpdate { name: known.target.clone(), old: effort.target, new: commit };
        let found = self.repository_by_id(effort.repository);
        Ok(match found.map(|found| found.judge(&update, effort.committer)) {
            Some(RefUpdateStatus::Succeeded) => result,
            Some(RefUpdateStatus::Locked) => {
                Attempt::Failed(format!("The branch {} is locked by somebody else.", update.name))
            }
            _ => Attempt::Failed(format!("The branch {} could not be updated.", update.name)),
        })
    }
}

impl Transaction<'_> {
    /// The label of a name in a project; it comes to be if it is not there.
    pub fn label(&mut self, project: ProjectId, name: &str) -> Result<Recorded<Label>, Refusal> {
        let Open { part: all, ids, mut events } = self.open::<PullRequests>();
        let named = |id| Label { id, name: name.to_owned() };
        Ok(match all.labels.entry((project, name.to_lowercase())) {
            Entry::Occupied(known) => {
                let label = named(*known.get());
                self.unchanged(label)
            }
            Entry::Vacant(free) => {
                let id = *free.insert(ids.uuid());
                events.record(LabelCreated { project, id }).with(named(id))
            }
        })
    }

    /// Creates a pull request; its merge is then queued.
    ///
    /// # Errors
    /// When a branch does not exist, both are one, or such a pull request is open.
    pub fn create_pull_request(&mut self, new: NewPullRequest) -> Result<Recorded<PullRequestId>, Refusal> {
        let stamp = self.stamp();
        let from = new.fork.unwrap_or(new.repository);
        if from == new.repository && new.source == new.target {
            return Err(PullRequestRefusal::SameBranch.into());
        }
        self.check_free(None, (from, &new.source), (new.repository, &new.target))?;
        let tips = self.tips((from, &new.source), (new.repository, &new.target));
        let (source, target) = tips.ok_or(PullRequestRefusal::NoBranch)?;
        let project = self.project_of_repository(new.repository)?;
        let items = new.work_items;
        self.check_work_items(&items)?;
        let labels = new.labels.iter().map(|name| Ok(self.label(project, name)?.into_inner()));
        let labels = labels.collect::<Result<_, Refusal>>()?;
        let Open { part: all, ids, .. } = self.open::<PullRequests>();
        all.last_id += 1;
        let id = all.last_id;
        let pull_request = PullRequest {
            id,
            repository: new.repository,
            fork: new.fork.filter(|fork| *fork != new.repository),
            source: new.source,
            target: new.target,
            title: new.title,
            description: new.description.filter(|text| !text.is_empty()),
            status: PullRequestStatus::Active,
            is_draft: new.is_draft,
            created: stamp,
            closed: None,
            merge: Merge {
                id: ids.uuid(),
                status: None,
                source,
                target,
                commit: None,
                failure: None,
                is_outdated: false,
                attempt: 0,
            },
            completion_options: new.completion_options,
            completion: None,
            merge_options: new.merge_options,
            auto_complete_by: None,
            reviewers: Vec::new(),
            labels,
            iterations: vec![Iteration {
                id: 1,
                stamp,
                reason: IterationReason::Push,
                source,
                old_source: ObjectId::ZERO_SHA1,
                target,
                push: None,
                retargeted: None,
            }],
            threads: Vec::new(),
            checks: Vec::new(),
            properties: std::collections::BTreeMap::new(),
            attachments: std::collections::BTreeMap::new(),
            work_items: std::collections::BTreeSet::new(),
            changes: Vec::new(),
            last_check: 0,
            last_attachment: 0,
        };
        all.by_id.insert(id, pull_request);
        self.index_pull_request(id, true);
        let recorded = self.record(PullRequestChanged { id, event: PullRequestEvent::Created });
        let reviewers = new.reviewers;
        if !reviewers.is_empty() {
            self.edit_pull_request(id, PullRequestEvent::ReviewersChanged, |edit| {
                edit.add_reviewers(reviewers)
            })?;
        }
        self.queue_merge(id);
        self.tell_policies(id);
        self.link_work_items(id, project, &items)?;
        Ok(recorded.with(id))
    }

    /// Changes what nothing else depends on, and notes that in the journal.
    ///
    /// # Errors
    /// When there is no such pull request, and what the change says.
    pub fn edit_pull_request<T>(
        &mut self,
        id: PullRequestId,
        event: PullRequestEvent,
        change: impl FnOnce(&mut Edit<'_>) -> Result<T, PullRequestRefusal>,
    ) -> Result<Recorded<T>, Refusal> {
        let stamp = self.stamp();
        let Open { part: all, ids, mut events } = self.open::<PullRequests>();
        let pull_request = all.by_id.get_mut(&id).ok_or(PullRequestRefusal::None(id))?;
        let mut edit = Edit { pull_request, stamp, event, last_thread: &mut all.last_thread, ids };
        let done = change(&mut edit)?;
        let recorded = events.record(PullRequestChanged { id, event: edit.event });
        self.tell_policies(id);
        self.complete_if_green(id);
        Ok(recorded.with(done))
    }

    /// Begins a thread.
    ///
    /// # Errors
    /// As [`Self::edit_pull_request`].
    pub fn add_pull_request_thread(
        &mut self,
        id: PullRequestId,
        new: NewThread,
    ) -> Result<Recorded<ThreadId>, Refusal> {
        self.edit_pull_request(id, PullRequestEvent::Annotated, |edit| edit.add_thread(new))
    }

    /// Changes a pull request, all of it or nothing.
    ///
    /// # Errors
    /// When it is closed, or what it is to become cannot be.
    pub fn update_pull_request(
        &mut self,
        id: PullRequestId,
        change: PullRequestChange,
    ) -> Result<Recorded, Refusal> {
        let known = self.pull_request(id).ok_or(PullRequestRefusal::None(id))?;
        let (status, repository, was_draft) = (known.status, known.repository, known.is_draft);
        let from = (known.source_repository(), known.source.clone());
        let target = change.target.clone().filter(|target| *target != known.target);
        let reopens =
            status == PullRequestStatus::Abandoned && change.status == Some(PullRequestStatus::Active);
        let needs_active = change.is_draft.is_some()
            || target.is_some()
            || change.completion_options.is_some()
            || change.merge_options.is_some()
            || change.auto_complete_by.is_some_and(|by| by.is_some())
            || change.status.is_some_and(|wanted| wanted != status);
        // Reported: what is completed is frozen, to the last word of its description.
        let is_frozen = status == PullRequestStatus::Completed
            && (change.title.is_some() || change.description.is_some());
        if is_frozen || needs_active && status != PullRequestStatus::Active && !reopens {
            return Err(PullRequestRefusal::State(status).into());
        }
        let into = target.clone().unwrap_or_else(|| known.target.clone());
        if target.is_some() || reopens {
            if from.0 == repository && from.1 == into {
                return Err(PullRequestRefusal::SameBranch.into());
            }
            self.check_free(Some(id), (from.0, &from.1), (repository, &into))?;
            self.tips((from.0, &from.1), (repository, &into)).ok_or(PullRequestRefusal::NoBranch)?;
        }
        let completes =
            change.status == Some(PullRequestStatus::Completed) && status != PullRequestStatus::Completed;
        if completes {
            self.check_completion(id, change.last_merge_source, change.is_draft)?;
        }
        let description = change.description.clone();
        let recorded = self.edit_pull_request(id, PullRequestEvent::Updated, |edit| {
            let known = &mut *edit.pull_request;
            known.title = change.title.unwrap_or_else(|| std::mem::take(&mut known.title));
            if let Some(description) = description {
                known.description = Some(description).filter(|text| !text.is_empty());
            }
            known.completion_options = change.completion_options.or_else(|| known.completion_options.take());
            known.merge_options = change.merge_options.or_else(|| known.merge_options.take());
            if let Some(is_draft) = change.is_draft.filter(|is_draft| *is_draft != was_draft) {
                known.is_draft = is_draft;
                edit.note(SystemEvent::Draft { is_draft });
            }
            Ok(())
        })?;
        if let Some(target) = target {
            self.retarget(id, target)?;
        }
        match change.status.filter(|wanted| *wanted != status) {
            Some(PullRequestStatus::Abandoned) => drop(self.abandon(id)?),
            Some(PullRequestStatus::Active) => self.reactivate(id)?,
            Some(PullRequestStatus::Completed) => self.queue_completion(id),
            None => {}
        }
        if let Some(by) = change.auto_complete_by {
            self.edit_pull_request(id, PullRequestEvent::Updated, |edit| {
                if edit.pull_request.auto_complete_by != by {
                    edit.pull_request.auto_complete_by = by;
                    edit.note(SystemEvent::AutoComplete { is_set: by.is_some() });
                }
                Ok(())
            })?;
        }
        Ok(recorded)
    }

    fn retarget(&mut self, id: PullRequestId, target: String) -> Result<(), Refusal> {
        let stamp = self.stamp();
        self.edit_pull_request(id, PullRequestEvent::Updated, |edit| {
            let from = std::mem::replace(&mut edit.pull_request.target, target.clone());
            let last = edit.pull_request.iterations.last().map_or(0, |last| last.id);
            let source = edit.pull_request.merge.source;
            edit.pull_request.iterations.push(Iteration {
                id: last + 1,
                stamp,
                reason: IterationReason::Retarget,
                source,
                old_source: source,
                target: edit.pull_request.merge.target,
                push: None,
                retargeted: Some((from.clone(), target.clone())),
            });
            edit.note(SystemEvent::TargetChanged { from, to: target });
            Ok(())
        })?;
        self.queue_merge(id);
        let found = self.part_mut::<PullRequests>().by_id.get_mut(&id);
        if let Some(last) = found.and_then(|found| {
            let target = found.merge.target;
            found.iterations.last_mut().map(|last| (last, target))
        }) {
            last.0.target = last.1;
        }
        Ok(())
    }

    fn abandon(&mut self, id: PullRequestId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        self.index_pull_request(id, false);
        let event = PullRequestEvent::StatusChanged(PullRequestStatus::Abandoned);
        self.edit_pull_request(id, event, |edit| {
            let known = &mut *edit.pull_request;
            known.status = PullRequestStatus::Abandoned;
            known.closed = Some(stamp);
            known.merge.status = None;
            known.merge.commit = None;
            known.merge.failure = None;
            known.merge.attempt += 1;
            known.completion = None;
            known.auto_complete_by = None;
            edit.note(SystemEvent::Status {
                status: PullRequestStatus::Abandoned,
                commit: None,
                bypass: false,
                bypass_reason: None,
            });
            Ok(())
        })
    }

    fn reactivate(&mut self, id: PullRequestId) -> Result<(), Refusal> {
        let event = PullRequestEvent::StatusChanged(PullRequestStatus::Active);
        self.edit_pull_request(id, event, |edit| {
            edit.pull_request.status = PullRequestStatus::Active;
            edit.pull_request.closed = None;
            edit.note(SystemEvent::Status {
                status: PullRequestStatus::Active,
                commit: None,
                bypass: false,
                bypass_reason: None,
            });
            Ok(())
        })?;
        self.index_pull_request(id, true);
        // What was pushed meanwhile is an iteration of its own.
        if let Some(known) = self.pull_request(id) {
            let last = known.iterations.last().map(|last| last.source);
            let from = (known.source_repository(), known.source.as_str());
            let tips = self.tips(from, (known.repository, &known.target));
            if let Some((source, target)) = tips.filter(|(source, _)| Some(*source) != last) {
                self.iterate(id, last.unwrap_or(ObjectId::ZERO_SHA1), source, target, None);
            }
        }
        self.queue_merge(id);
        Ok(())
    }

    fn iterate(
        &mut self,
        id: PullRequestId,
        old_source: ObjectId,
        source: ObjectId,
        target: ObjectId,
        push: Option<PushId>,
    ) {
        let stamp = self.stamp();
        if let Some(known) = self.part_mut::<PullRequests>().by_id.get_mut(&id) {
            let number = known.iterations.last().map_or(0, |last| last.id) + 1;
            let reason = IterationReason::Push;
            let retargeted = None;
            let iteration =
                Iteration { id: number, stamp, reason, source, old_source, target, push, retargeted };
            known.iterations.push(iteration);
        }
    }

    fn index_pull_request(&mut self, id: PullRequestId, is_active: bool) {
        let all = self.part_mut::<PullRequests>();
        let Some(known) = all.by_id.get(&id) else { return };
        for repository in [known.repository, known.source_repository()] {
            let active = all.active.entry(repository).or_default();
            if is_active {
                active.insert(id);
            } else {
                active.remove(&id);
            }
        }
    }

    /// Lets the merge be tried again, with the branches as they are now; or completed, if that is under way.
    fn queue_merge(&mut self, id: PullRequestId) {
        let Some(known) = self.pull_request(id) else { return };
        let from = (known.source_repository(), known.source.as_str());
        let Some((source, target)) = self.tips(from, (known.repository, &known.target)) else { return };
        let Some(known) = self.part_mut::<PullRequests>().by_id.get_mut(&id) else { return };
        known.merge.source = source;
        known.merge.target = target;
        known.merge.status = Some(MergeStatus::Queued);
        known.merge.commit = None;
        known.merge.failure = None;
        known.merge.is_outdated = false;
        known.merge.attempt += 1;
        let work = MergeDue { pull_request: id, attempt: known.merge.attempt };
        self.queue_for(self.operation_duration() / MERGE_PART, None, work);
    }

    /// Lets the merge of an active pull request be tried again whose target has moved.
    pub fn merge_outdated(&mut self, id: PullRequestId) -> Result<Recorded, Refusal> {
        if !self.pull_request(id).is_some_and(PullRequest::is_outdated) {
            return Ok(self.unchanged(()));
        }
        self.queue_merge(id);
        Ok(self.record(PullRequestChanged { id, event: PullRequestEvent::MergeQueued }))
    }

    fn queue_completion(&mut self, id: PullRequestId) {
        let stamp = self.stamp();
        if let Some(known) = self.part_mut::<PullRequests>().by_id.get_mut(&id) {
            let options = known.completion_options.get_or_insert_default();
            options.strategy.get_or_insert_default();
            known.completion = Some(Completion { queued: stamp, bypass: options.bypass_policy });
        }
        // Which strategy it is to be is known only now.
        self.tell_policies(id);
        self.queue_merge(id);
    }

    /// Completes what is to complete by itself, if nothing stands in the way any more.
    pub(in super::super) fn complete_if_green(&mut self, id: PullRequestId) {
        let stamp = self.stamp();
        let Some(known) = self.pull_request(id) else { return };
        let is_ready = known.status == PullRequestStatus::Active
            && !known.is_draft
            && known.completion.is_none()
            // A completion that policies rejected says nothing against the merge.
            && matches!(known.merge.status, Some(MergeStatus::Succeeded | MergeStatus::RejectedByPolicy));
        if let Some(actor) = known.auto_complete_by.filter(|_| is_ready)
            && self.obstacle(known).is_none()
            && !self.is_awaited(known)
        {
            self.stamped(Stamp { actor, ..stamp }).queue_completion(id);
        }
    }

    /// Tells the policies what a pull request is like now, and adds the reviewers whom they ask for.
    fn tell_policies(&mut self, id: PullRequestId) {
        let Some(known) = self.pull_request(id) else { return };
        if known.status != PullRequestStatus::Active {
            self.close_policy_evaluations(id);
            return;
        }
        let builds = self.policies().facts(id).map(|facts| facts.builds.clone()).unwrap_or_default();
        let facts = facts(known, builds);
        let _ = self.evaluate_policies(facts);
        let Some(known) = self.pull_request(id) else { return };
        let missing =
            self.required_by_policy(known).into_iter().filter(|(id, _)| known.reviewer(*id).is_none());
        let missing = missing.map(|(id, is_required)| Reviewer {
            is_required,
            is_container: self.projects().any(|project| project.teams.contains_key(&TeamId(id.0))),
            ..Reviewer::new(id)
        });
        let missing: Vec<_> = missing.collect();
        if !missing.is_empty() {
            let event = PullRequestEvent::ReviewersChanged;
            let added = self.edit_pull_request(id, event, |edit| edit.add_reviewers(missing));
            debug_assert!(added.is_ok(), "the pull request is open");
        }
    }

    /// Takes votes back after a push, as policies say: approvals, or all of them.
    fn reset_votes(&mut self, id: PullRequestId) {
        let Some(known) = self.pull_request(id) else { return };
        let policies = self.covering(known, PolicyKind::MinimumReviewers);
        let approvals = policies.iter().any(|policy| policy.flag("resetOnSourcePush"));
        let rejections = policies.iter().any(|policy| policy.flag("resetRejectionsOnSourcePush"));
        let voters = known
            .reviewers
            .iter()
            .filter(|reviewer| reviewer.vote > 0 && approvals || reviewer.vote < 0 && rejections);
        let voters: Vec<_> = voters.map(|reviewer| reviewer.id).collect();
        if !voters.is_empty() {
            let event = PullRequestEvent::Voted;
            let reset = self.edit_pull_request(id, event, |edit| {
                edit.reset_votes(&voters);
                Ok(())
            });
            debug_assert!(reset.is_ok(), "the pull request was there");
        }
    }

    fn end_merge(&mut self, effort: &Effort, outcome: Outcome) -> Result<Recorded, Refusal> {
        self.drop_job(effort.job);
        let id = effort.pull_request;
        if self.effort(effort.job, id, effort.attempt).is_none() {
            return Ok(self.unchanged(()));
        }
        if let Some(known) = self.part_mut::<PullRequests>().by_id.get_mut(&id) {
            known.changes = outcome.changes;
        }
        let result = if effort.completes { self.admit(effort, outcome.result) } else { Ok(outcome.result) };
        let (status, failure) = match result {
            Ok(Attempt::Merged { commit, commits, size }) => {
                return if effort.completes {
                    self.complete(effort, commit, commits, size)
                } else {
                    self.set_merge(id, commit)
                };
            }
            Ok(Attempt::Conflicts(paths)) => (MergeStatus::Conflicts, describe(&paths)),
            Ok(Attempt::Failed(why)) => (MergeStatus::Failure, why),
            Err(why) => (MergeStatus::RejectedByPolicy, why),
        };
        self.edit_pull_request(id, PullRequestEvent::MergeAttempted, |edit| {
            let known = &mut *edit.pull_request;
            known.merge.status = Some(status);
            known.merge.failure = Some(failure);
            known.completion = None;
            if effort.completes {
                // It does not try forever.
                known.auto_complete_by = None;
            }
            let name = match status {
                MergeStatus::Conflicts => "Conflicts",
                MergeStatus::RejectedByPolicy => "RejectedByPolicy",
                _ => "Failure",
            };
            edit.note(SystemEvent::MergeAttempt {
                status: name,
                source: effort.source,
                target: effort.target,
            });
            Ok(())
        })
    }

    /// A merge worked that nobody asked to complete: git can fetch it.
    fn set_merge(&mut self, id: PullRequestId, commit: ObjectId) -> Result<Recorded, Refusal> {
        let actor = self.stamp().actor;
        let done = self.edit_pull_request(id, PullRequestEvent::MergeAttempted, |edit| {
            edit.pull_request.merge.status = Some(MergeStatus::Succeeded);
            edit.pull_request.merge.commit = Some(commit);
            Ok((edit.pull_request.repository, edit.pull_request.merge_ref()))
        })?;
        let (repository, name) = done.clone().into_inner();
        self.repository_mut(repository)?.set_pull_ref(name, commit, actor);
        Ok(done.with(()))
    }

    fn complete(
        &mut self,
        effort: &Effort,
        commit: ObjectId,
        mut commits: Vec<ObjectId>,
        size: u64,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let id = effort.pull_request;
        self.index_pull_request(id, false);
        let event = PullRequestEvent::StatusChanged(PullRequestStatus::Completed);
        let done = self.edit_pull_request(id, event, |edit| {
            let known = &mut *edit.pull_request;
            known.status = PullRequestStatus::Completed;
            known.closed = Some(stamp);
            known.merge.status = Some(MergeStatus::Succeeded);
            known.merge.commit = Some(commit);
            let options = known.completion_options.as_ref();
            let bypass = known.completion.is_some_and(|completion| completion.bypass);
            let bypass_reason = options.and_then(|options| options.bypass_reason.clone()).filter(|_| bypass);
            let deletes = options.is_some_and(|options| options.delete_source_branch) && known.fork.is_none();
            let transitions = options.is_some_and(|options| options.transition_work_items);
            let branches = (known.source.clone(), known.target.clone());
            edit.note(SystemEvent::Status {
                status: PullRequestStatus::Completed,
                commit: Some(commit),
                bypass,
                bypass_reason,
            });
            Ok((branches, deletes, transitions))
        })?;
        let ((source, target), deletes, transitions) = done.clone().into_inner();
        if transitions {
            self.transition_work_items(id);
        }
        if let Some(found) = self.repository_by_id(effort.repository) {
            commits.retain(|commit| !found.pushed_with.contains_key(commit));
        }
        let update = RefUpdate { name: target, old: effort.target, new: commit };
        self.record_push(effort.repository, vec![update], commits, size)?;
        let zero = ObjectId::ZERO_SHA1;
        let update = RefUpdate { name: source, old: effort.source, new: zero };
        let may_go = |found: &Repository| {
            found.judge(&update, effort.committer) == RefUpdateStatus::Succeeded
                && found.default_branch.as_ref() != Some(&update.name)
        };
        if deletes && self.repository_by_id(effort.repository).is_some_and(may_go) {
            self.record_push(effort.repository, vec![update], Vec::new(), size)?;
        }
        Ok(done.with(()))
    }

    /// References moved: pull requests that come from there, or go there, follow.
    pub(in super::super) fn follow_push(&mut self, repository: RepositoryId, push: PushId) {
        let Some(found) = self.repository_by_id(repository) else { return };
        let Some(active) =
            self.part::<PullRequests>().active.get(&repository).filter(|active| !active.is_empty())
        else {
            return;
        };
        let active = active.clone();
        let Some(push) = found.push(push).cloned() else { return };
        let moved = |at: RepositoryId, name: &str| {
            push.ref_updates.iter().find(|update| at == repository && update.name == name).cloned()
        };
        for id in active {
            let Some(known) = self.pull_request(id) else { continue };
            let source = moved(known.source_repository(), &known.source);
            let target = moved(known.repository, &known.target);
            if let Some(update) = source.filter(|update| !update.new.is_zero()) {
                let target = known.merge.target;
                self.iterate(id, update.old, update.new, target, Some(push.id));
                let commits = push.commits.clone();
                let pushed = self.edit_pull_request(id, PullRequestEvent::Pushed, |edit| {
                    // Who completes, completes what they saw.
                    edit.pull_request.completion = None;
                    let (name, head) = (update.name, update.new);
                    edit.note(SystemEvent::RefUpdate { name, commits, head });
                    Ok(())
                });
                debug_assert!(pushed.is_ok(), "the pull request was there");
                self.reset_votes(id);
                self.queue_merge(id);
            } else if target.is_some() && known.completion.is_some() {
                // It is being completed: into what is there now.
                self.queue_merge(id);
            } else if target.is_some()
                && let Some(known) = self.part_mut::<PullRequests>().by_id.get_mut(&id)
            {
                known.merge.is_outdated = true;
            }
        }
    }
}

/// What policies want to know of a pull request.
fn facts(known: &PullRequest, builds: Vec<BuildFact>) -> Facts {
    let votes = known.reviewers.iter().map(|reviewer| Vote {
        reviewer: reviewer.id.0,
        vote: reviewer.vote,
        iterations: reviewer.voted_on.clone(),
        is_container: reviewer.is_container,
    });
    let statuses = known.checks.iter().map(|check| StatusFact {
        id: check.id,
        genre: check.genre.clone().unwrap_or_default(),
        name: check.name.clone(),
        state: check.state,
        iteration: check.iteration,
        author: check.stamp.actor,
    });
    let is_open = |thread: &&Thread| {
        !thread.is_deleted() && thread.status.is_some_and(super::thread::ThreadStatus::is_open)
    };
    let last = known.iterations.last();
    let strategy = known.completion_options.as_ref().and_then(|options| options.strategy);
    Facts {
        pull_request: known.id,
        repository: known.repository,
        target: known.target.clone(),
        is_draft: known.is_draft,
        creator: known.created.actor,
        last_pusher: last.map_or(known.created.actor, |last| last.stamp.actor),
        iteration: last.map_or(1, |last| last.id),
        source_commit: Some(known.merge.source),
        merge_commit: known.merge.commit,
        votes: votes.collect(),
        open_threads: known.threads.iter().filter(is_open).count(),
        work_items: known.work_items.len(),
        merge_strategy: strategy.map(|strategy| strategy.name().to_owned()),
        changes: known.changes.clone(),
        statuses: statuses.collect(),
        builds,
    }
}

fn describe(paths: &[String]) -> String {
    const SHOWN: usize = 10;
    let mut shown = paths.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if paths.len() > SHOWN {
        let more = paths.len() - SHOWN;
        shown = format!("{shown} and {more} more");
    }
    format!("Conflicts in {shown}.")
}

impl Repository {
    /// Moves a reference that belongs to a pull request; that is no push.
    fn set_pull_ref(&mut self, name: String, object: ObjectId, creator: IdentityId) {
        let reference = self.refs.entry(name).or_insert(Reference { object, creator, locked_by: None });
        reference.object = object;
        self.refs_revision += 1;
    }
}

impl From<PullRequestRefusal> for Refusal {
    fn from(refusal: PullRequestRefusal) -> Self {
        Self::PullRequest(refusal)
    }
}
