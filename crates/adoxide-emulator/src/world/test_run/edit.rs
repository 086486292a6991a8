//! How test runs are created and change.

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::kind::{AttachmentKind, Outcome, ResultState, RunState};
use super::{
    Attachment, FIRST_RESULT, ReferenceId, ResultId, Retention, RunId, TestReference, TestResult, TestRun,
    TestRunEvent, TestRuns,
};
use crate::world::build::BuildId;
use crate::world::id::{IdentityId, ProjectId};
use crate::world::journal::Stamp;
use crate::world::organization::{Open, Recorded, Transaction};
use crate::world::refusal::Refusal;

/// What a test run is made of.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are those of the run")]
pub struct NewRun {
    pub project: ProjectId,
    pub name: String,
    pub is_automated: bool,
    pub state: RunState,
    pub owner: Option<IdentityId>,
    pub started: Option<Timestamp>,
    pub completed: Option<Timestamp>,
    pub build: Option<BuildId>,
    pub release: Option<(i64, i64)>,
    pub plan: Option<i64>,
    pub iteration: Option<String>,
    pub tags: Vec<String>,
    pub summary: Vec<(Outcome, i64)>,
    pub rest: Map<String, Value>,
    /// The results that wait to be filled in: one for each test point.
    pub planned: Vec<ResultChanges>,
}

/// What changes of a test run.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the run")]
pub struct RunChanges {
    pub name: Option<String>,
    pub state: Option<RunState>,
    pub substate: Option<String>,
    pub started: Option<Timestamp>,
    pub completed: Option<Timestamp>,
    pub build: Option<BuildId>,
    pub iteration: Option<String>,
    pub tags: Option<Vec<String>>,
    pub summary: Option<Vec<(Outcome, i64)>>,
    pub rest: Map<String, Value>,
    /// Whether results that are not over are deleted.
    pub deletes_in_progress: bool,
}

/// What a test result is made of, or what changes of it.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the result")]
pub struct ResultChanges {
    pub title: Option<String>,
    pub test_name: Option<String>,
    pub storage: Option<String>,
    pub test_case: Option<i64>,
    pub point: Option<i64>,
    pub outcome: Option<Outcome>,
    pub state: Option<ResultState>,
    pub duration: Option<f64>,
    pub started: Option<Timestamp>,
    pub completed: Option<Timestamp>,
    pub run_by: Option<IdentityId>,
    pub owner: Option<IdentityId>,
    pub rest: Map<String, Value>,
}

/// A file to attach.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the fields are those of the attachment")]
pub struct NewAttachment {
    pub result: Option<ResultId>,
    pub sub_result: Option<i64>,
    pub iteration: Option<i64>,
    pub action_path: Option<String>,
    pub file_name: String,
    pub comment: String,
    pub kind: AttachmentKind,
    pub content: Bytes,
}

impl TestRuns {
    /// The number of a test; a new one if it was never seen.
    fn refer(&mut self, project: ProjectId, result: &ResultChanges) -> ReferenceId {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let (storage, test_name, title) =
            (text(&result.storage), text(&result.test_name), text(&result.title));
        let case = result.test_case.map_or_else(String::new, |id| id.to_string());
        // A manual test is its test case, an automated one its name in its file.
        let title_key = if test_name.is_empty() { format!("{case}:{title}") } else { String::new() };
        let key = (project, storage.to_lowercase(), test_name.clone(), title_key);
        let next = self.references.len() as ReferenceId + 1;
        let id = *self.by_name.entry(key).or_insert(next);
        if id == next {
            let flaky = std::collections::BTreeSet::new();
            self.references.push(TestReference { id, project, title, test_name, storage, flaky });
        }
        id
    }

    fn add_result(&mut self, run: &mut TestRun, stamp: Stamp, mut new: ResultChanges) -> ResultId {
        if new.title.is_none() {
            new.title =
                new.test_name.as_deref().map(|name| name.rsplit('.').next().unwrap_or(name).to_owned());
        }
        let reference = self.refer(run.project, &new);
        let id = FIRST_RESULT + run.results.len() as ResultId;
        let usual = if new.outcome.is_some() { ResultState::Completed } else { ResultState::Pending };
        let mut result = TestResult {
            id,
            reference,
            title: String::new(),
            test_name: None,
            storage: None,
            test_case: None,
            point: None,
            outcome: Outcome::Unspecified,
            state: usual,
            duration: 0.0,
            started: None,
            completed: None,
            revision: 0,
            created: stamp.at,
            updated: stamp,
            run_by: stamp.actor,
            owner: None,
            rest: Map::new(),
        };
        result.apply(stamp, new);
        if let Some(point) = result.point {
            self.by_point.insert(point, (run.id, id));
        }
        run.results.push(result);
        id
    }
}

impl TestResult {
    fn apply(&mut self, stamp: Stamp, changes: ResultChanges) {
        let ResultChanges { title, test_name, storage, test_case, point, rest, .. } = changes;
        self.title = title.unwrap_or_else(|| std::mem::take(&mut self.title));
        self.test_name = test_name.or_else(|| self.test_name.take());
        self.storage = storage.or_else(|| self.storage.take());
        self.test_case = test_case.or(self.test_case);
        self.point = point.or(self.point);
        self.outcome = changes.outcome.unwrap_or(self.outcome);
        self.state = changes.state.unwrap_or(self.state);
        self.started = changes.started.or(self.started);
        self.completed = changes.completed.or(self.completed);
        let measured = || {
            let (begin, end) = (self.started?, self.completed?);
            Some((end.duration_since(begin).as_secs_f64() * 1000.0).max(0.0))
        };
        let given = changes.duration;
        self.duration =
            given.or_else(|| measured().filter(|_| self.duration <= 0.0)).unwrap_or(self.duration);
        if self.state == ResultState::Completed {
            // What is over was over when it was reported.
            let end = *self.completed.get_or_insert(stamp.at);
            let took = jiff::SignedDuration::from_millis(self.duration as i64);
            self.started = self.started.or_else(|| end.checked_sub(took).ok());
        }
        self.run_by = changes.run_by.unwrap_or(self.run_by);
        self.owner = changes.owner.or(self.owner);
        self.rest.extend(rest);
        self.revision += 1;
        self.updated = stamp;
    }
}

impl Transaction<'_> {
    /// Creates a test run.
    ///
    /// # Errors
    /// When there is no such project or build.
    pub fn create_test_run(&mut self, new: NewRun) -> Result<Recorded<RunId>, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(new.project).ok_or(Refusal::NoProject(new.project))?;
        if let Some(build) = new.build {
            self.builds().build(build).ok_or(Refusal::NoBuild(build))?;
        }
        let runs = self.part_mut::<TestRuns>();
        runs.last_run += 1;
        let id = runs.last_run;
        let state = if new.state == RunState::Unspecified { RunState::NotStarted } else { new.state };
        let mut run = TestRun {
            id,
            project: new.project,
            name: new.name,
            is_automated: new.is_automated,
            state,
            substate: None,
            owner: new.owner.unwrap_or(stamp.actor),
            created: stamp,
            updated: stamp,
            started: new.started.or_else(|| (state != RunState::NotStarted).then_some(stamp.at)),
            completed: new.completed.or_else(|| state.is_over().then_some(stamp.at)),
            revision: 1,
            build: new.build,
            release: new.release,
            plan: new.plan,
            iteration: new.iteration,
            tags: new.tags,
            summary: new.summary,
            rest: new.rest,
            results: Vec::new(),
            attachments: Vec::new(),
        };
        for planned in new.planned {
            runs.add_result(&mut run, stamp, planned);
        }
        if let Some(build) = run.build {
            runs.by_build.entry(build).or_default().push(id);
        }
        runs.all.insert(id, run);
        Ok(self.record(TestRunEvent::Created(id)).with(id))
    }

    fn test_run_mut(&mut self, id: RunId) -> Result<&mut TestRun, Refusal> {
        self.part_mut::<TestRuns>().all.get_mut(&id).ok_or(Refusal::NoTestRun(id))
    }

    /// Changes a test run.
    ///
    /// # Errors
    /// When there is none, or no such build.
    pub fn update_test_run(&mut self, id: RunId, changes: RunChanges) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        if let Some(build) = changes.build {
            self.builds().build(build).ok_or(Refusal::NoBuild(build))?;
        }
        let run = self.test_run_mut(id)?;
        let from = run.state;
        let moved = changes.build.filter(|build| run.build != Some(*build));
        run.build = changes.build.or(run.build);
        run.name =
            changes.name.filter(|name| !name.is_empty()).unwrap_or_else(|| std::mem::take(&mut run.name));
        run.state = changes.state.filter(|state| *state != RunState::Unspecified).unwrap_or(run.state);
        run.substate = changes.substate.or_else(|| run.substate.take());
        run.started = changes.started.or(run.started);
        run.completed = changes.completed.or(run.completed);
        run.iteration = changes.iteration.or_else(|| run.iteration.take());
        run.tags = changes.tags.unwrap_or_else(|| std::mem::take(&mut run.tags));
        run.summary = changes.summary.unwrap_or_else(|| std::mem::take(&mut run.summary));
        run.rest.extend(changes.rest);
        let to = run.state;
        if to != RunState::NotStarted {
            run.started = run.started.or(Some(stamp.at));
        }
        if to.is_over() && !from.is_over() {
            run.completed = changes.completed.or(run.completed).or(Some(stamp.at));
        }
        if changes.deletes_in_progress {
            // Those that are over keep their numbers, so only those at the end can go.
            while run.results.last().is_some_and(|last| last.state != ResultState::Completed) {
                run.results.pop();
            }
        }
        run.revision += 1;
        run.updated = stamp;
        if let Some(build) = moved {
            let by_build = &mut self.part_mut::<TestRuns>().by_build;
            for runs in by_build.values_mut() {
                runs.retain(|known| *known != id);
            }
            by_build.entry(build).or_default().push(id);
        }
        Ok(self.record(TestRunEvent::Updated { id, from, to }))
    }

    /// Deletes a test run with all that is in it.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_test_run(&mut self, id: RunId) -> Result<Recorded, Refusal> {
        let runs = self.part_mut::<TestRuns>();
        runs.all.remove(&id).ok_or(Refusal::NoTestRun(id))?;
        runs.by_build.values_mut().for_each(|known| known.retain(|known| *known != id));
        runs.by_point.retain(|_, (run, _)| *run != id);
        self.drop_test_logs(id);
        Ok(self.record(TestRunEvent::Deleted(id)))
    }

    /// Adds results to a test run.
    ///
    /// # Errors
    /// When there is no such run.
    pub fn add_test_results(
        &mut self,
        id: RunId,
        results: Vec<ResultChanges>,
    ) -> Result<Recorded<Vec<ResultId>>, Refusal> {
        let stamp = self.stamp();
        let Open { part: runs, mut events, .. } = self.open::<TestRuns>();
        let mut run = runs.all.remove(&id).ok_or(Refusal::NoTestRun(id))?;
        let added: Vec<_> =
            results.into_iter().map(|result| runs.add_result(&mut run, stamp, result)).collect();
        run.updated = stamp;
        run.revision += 1;
        runs.all.insert(id, run);
        Ok(events.record(TestRunEvent::ResultsAdded { id, results: added.clone() }).with(added))
    }

    /// Changes results of a test run.
    ///
    /// # Errors
    /// When there is no such run, or one of the results is not there: nothing changes then.
    pub fn update_test_results(
        &mut self,
        id: RunId,
        changes: Vec<(ResultId, ResultChanges)>,
    ) -> Result<Recorded<Vec<ResultId>>, Refusal> {
        let stamp = self.stamp();
        let run = self.test_run_mut(id)?;
        if let Some((missing, _)) = changes.iter().find(|(result, _)| run.result(*result).is_none()) {
            return Err(Refusal::NoTestResult(id, *missing));
        }
        let mut changed = Vec::new();
        let mut points = Vec::new();
        for (result, changes) in changes {
            let index = usize::try_from(result - FIRST_RESULT).unwrap_or_default();
            if let Some(known) = run.results.get_mut(index) {
                known.apply(stamp, changes);
                points.extend(known.point.map(|point| (point, (id, result))));
                changed.push(result);
            }
        }
        run.updated = stamp;
        run.revision += 1;
        self.part_mut::<TestRuns>().by_point.extend(points);
        Ok(self.record(TestRunEvent::ResultsUpdated { id, results: changed.clone() }).with(changed))
    }

    /// Attaches a file to a run, a result, or a part of one.
    ///
    /// # Errors
    /// When there is no such run or result.
    pub fn attach_to_test_run(&mut self, id: RunId, new: NewAttachment) -> Result<Recorded<i64>, Refusal> {
        let created = self.stamp().at;
        let runs = self.part_mut::<TestRuns>();
        let run = runs.all.get_mut(&id).ok_or(Refusal::NoTestRun(id))?;
        if let Some(result) = new.result.filter(|result| run.result(*result).is_none()) {
            return Err(Refusal::NoTestResult(id, result));
        }
        runs.last_attachment += 1;
        let attachment = runs.last_attachment;
        run.attachments.push(Attachment {
            id: attachment,
            result: new.result,
            sub_result: new.sub_result,
            iteration: new.iteration,
            action_path: new.action_path,
            file_name: new.file_name,
            comment: new.comment,
            kind: new.kind,
            created,
            content: new.content,
        });
        Ok(self.record(TestRunEvent::Attached { id, attachment }).with(attachment))
    }

    /// Deletes an attachment of a run or of one of its results.
    ///
    /// # Errors
    /// When there is none.
    pub fn detach_from_test_run(&mut self, id: RunId, attachment: i64) -> Result<Recorded, Refusal> {
        let run = self.test_run_mut(id)?;
        let before = run.attachments.len();
        run.attachments.retain(|known| known.id != attachment);
        if run.attachments.len() == before {
            return Err(Refusal::NoTestAttachment(id, attachment));
        }
        Ok(self.record(TestRunEvent::Detached { id, attachment }))
    }

    /// Publishes the code coverage of a build: that of the same platform and flavor is replaced.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn publish_coverage(&mut self, build: BuildId, coverage: Vec<Value>) -> Result<Recorded, Refusal> {
        self.builds().build(build).ok_or(Refusal::NoBuild(build))?;
        let known = self.part_mut::<TestRuns>().coverage.entry(build).or_default();
        for new in coverage {
            let key = |of: &Value| (of["buildPlatform"].clone(), of["buildFlavor"].clone());
            known.retain(|old| key(old) != key(&new));
            known.push(new);
        }
        Ok(self.record(TestRunEvent::CoveragePublished(build)))
    }

    /// Sets how long the results of a project are kept.
    ///
    /// # Errors
    /// When there is no such project.
    pub fn set_test_retention(
        &mut self,
        project: ProjectId,
        automated: Option<i64>,
        manual: Option<i64>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        let known: &mut Retention = self.part_mut::<TestRuns>().retention.entry(project).or_default();
        known.automated = automated.unwrap_or(known.automated);
        known.manual = manual.unwrap_or(known.manual);
        known.changed = Some(stamp);
        Ok(self.record(TestRunEvent::RetentionChanged(project)))
    }

    /// Says on which branches a test is flaky, and on which it is not any more.
    ///
    /// # Errors
    /// When there is no such test.
    pub fn set_flaky(
        &mut self,
        reference: ReferenceId,
        branches: Vec<(String, bool)>,
    ) -> Result<Recorded, Refusal> {
        let index = usize::try_from(reference - 1).ok();
        let known = index.and_then(|index| self.part_mut::<TestRuns>().references.get_mut(index));
        let known = known.ok_or(Refusal::NoTest(reference))?;
        for (branch, is_flaky) in branches {
            if is_flaky {
                known.flaky.insert(branch);
            } else {
                known.flaky.remove(&branch);
            }
        }
        Ok(self.record(TestRunEvent::FlakinessChanged(reference)))
    }
}
