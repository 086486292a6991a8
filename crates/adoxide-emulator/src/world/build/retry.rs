//! What people do to the stages of a build: run them again, start those that wait for it, cancel them.

use std::sync::Arc;

use super::run::BuildStatus;
use super::timeline::{Place, PreviousAttempt, Timeline};
use super::{BuildEvent, BuildId, Builds};
use crate::world::organization::{Recorded, Transaction};
use crate::world::pipeline_refusal::PipelineRefusal;
use crate::world::refusal::Refusal;

impl Transaction<'_> {
    fn stage_place(&self, id: BuildId, name: &str) -> Result<usize, Refusal> {
        let build = self.builds().build(id).ok_or(Refusal::NoBuild(id))?;
        let found = build.plan.stages.iter().position(|stage| stage.name.eq_ignore_ascii_case(name));
        Ok(found.ok_or_else(|| PipelineRefusal::NoStage(name.to_owned()))?)
    }

    /// Runs a stage again: the jobs of it that did not succeed, or all of them. What was skipped because of it runs
    /// then, too.
    ///
    /// # Errors
    /// When there is no such build or stage, or the stage has not failed.
    pub fn retry_stage(&mut self, id: BuildId, name: &str, all_jobs: bool) -> Result<Recorded, Refusal> {
        let place = self.stage_place(id, name)?;
        let refused = || PipelineRefusal::StageState { name: name.to_owned(), what: "retried" };
        let build = self.builds().build(id).ok_or(Refusal::NoBuild(id))?;
        if !build.validation_errors.is_empty() || build.status == BuildStatus::Cancelling {
            return Err(refused().into());
        }
        let record = build.timeline.at(Place::Stage(place)).filter(|record| record.is_completed());
        let record = record.ok_or_else(refused)?;
        if !matches!(record.result, Some("failed" | "canceled" | "abandoned")) && !all_jobs {
            return Err(refused().into());
        }
        self.retry(id, place, all_jobs);
        let attempt = self.builds().build(id).and_then(|build| build.timeline.at(Place::Stage(place)));
        let attempt = attempt.map_or(1, |record| record.attempt);
        let recorded = self.record(BuildEvent::StageRetried { id, stage: name.to_owned(), attempt });
        self.go_on(id);
        Ok(recorded)
    }

    /// Runs a build again from where it failed: the failed jobs of the stages that did.
    ///
    /// # Errors
    /// When there is none, it has not ended, or nothing of it failed.
    pub fn retry_build(&mut self, id: BuildId) -> Result<Recorded, Refusal> {
        let build = self.builds().build(id).ok_or(Refusal::NoBuild(id))?;
        let failed = build.timeline.records.iter().filter_map(|record| match (record.place, record.result) {
            (Place::Stage(stage), Some("failed" | "canceled" | "abandoned")) => Some(stage),
            _ => None,
        });
        let failed: Vec<_> = failed.collect();
        if build.status != BuildStatus::Completed || failed.is_empty() {
            return Err(PipelineRefusal::BuildState(id).into());
        }
        for stage in failed {
            self.retry(id, stage, false);
        }
        let recorded = self.record(BuildEvent::Updated(id));
        self.go_on(id);
        Ok(recorded)
    }

    /// Starts a stage that waits for somebody to do so.
    ///
    /// # Errors
    /// When there is no such build or stage, or it does not wait.
    pub fn run_stage(&mut self, id: BuildId, name: &str) -> Result<Recorded, Refusal> {
        let place = self.stage_place(id, name)?;
        let refused = || PipelineRefusal::StageState { name: name.to_owned(), what: "run" };
        let build = self.builds().build(id).ok_or(Refusal::NoBuild(id))?;
        let waits = build.plan.stages[place].is_manual
            && build
                .timeline
                .at(Place::Stage(place))
                .is_some_and(|record| !record.is_completed() && record.started.is_none())
            && !build.started_stages.contains(&place);
        if !waits {
            return Err(refused().into());
        }
        if let Some(build) = self.part_mut::<Builds>().all.get_mut(&id) {
            build.started_stages.insert(place);
        }
        let recorded = self.record(BuildEvent::Updated(id));
        self.go_on(id);
        Ok(recorded)
    }

    /// Cancels a stage that waits or runs. The others go on.
    ///
    /// # Errors
    /// When there is no such build or stage, or it has ended.
    pub fn cancel_stage(&mut self, id: BuildId, name: &str) -> Result<Recorded, Refusal> {
        let place = self.stage_place(id, name)?;
        let refused = || PipelineRefusal::StageState { name: name.to_owned(), what: "canceled" };
        let build = self.builds().build(id).ok_or(Refusal::NoBuild(id))?;
        let record = build.timeline.at(Place::Stage(place)).filter(|record| !record.is_completed());
        let record = record.ok_or_else(refused)?.id;
        if let Some(suite) = build.suites.get(&place).copied() {
            self.cancel_suite(suite);
        }
        self.cancel_record(id, record);
        let recorded = self.record(BuildEvent::Updated(id));
        self.drive_build(id);
        Ok(recorded)
    }

    /// A build that may have ended runs again.
    fn go_on(&mut self, id: BuildId) {
        let has_ended = self.builds().build(id).is_some_and(|build| build.status == BuildStatus::Completed);
        if has_ended {
            let _ = self.set_build_status(id, BuildStatus::InProgress, None);
        }
        self.drive_build(id);
    }

    /// Puts a stage back to its beginning, and the attempt that was made into a timeline of its own; then those that
    /// depend on it and did not run.
    fn retry(&mut self, id: BuildId, place: usize, all_jobs: bool) {
        let timeline = self.uuid();
        let Some(build) = self.part_mut::<Builds>().all.get_mut(&id) else { return };
        let plan = Arc::clone(&build.plan);
        let Some(stage) = build.timeline.at(Place::Stage(place)).cloned() else { return };
        let below: Vec<_> = build.timeline.below(stage.id).into_iter().cloned().collect();
        // Jobs that succeeded are not run again: they keep their records.
        let kept: Vec<_> = below
            .iter()
            .filter_map(|record| match record.place {
                Place::Phase(_, job) if !all_jobs && record.is_good() => Some(job),
                _ => None,
            })
            .collect();
        let mut records = vec![stage.clone()];
        records.extend(below.iter().cloned());
        build.attempts.insert(timeline, Timeline { id: timeline, change: build.timeline.change, records });
        build.timeline.records.retain(|record| match record.place {
            Place::Phase(of, job) | Place::Job(of, job, _) | Place::Task(of, job, ..) => {
                of != place || kept.contains(&job)
            }
            Place::Stage(of) | Place::Checkpoint(of) | Place::Check(of) => of != place,
            Place::Free => !below.iter().any(|gone| gone.id == record.id),
        });
        build.suites.remove(&place);
        let mut previous = stage.previous.clone();
        previous.push(PreviousAttempt { attempt: stage.attempt, timeline, record: stage.id });
        let attempt = stage.attempt + 1;
        self.add_stage(id, place, &plan.stages[place], attempt, previous, &kept);
        if let Some(build) = self.part_mut::<Builds>().all.get_mut(&id) {
            // Those that are run again know what they were before.
            for record in &mut build.timeline.records {
                let before = below.iter().find(|old| old.place == record.place);
                if let Some(before) =
                    before.filter(|_| record.attempt == attempt && record.previous.is_empty())
                {
                    record.previous.clone_from(&before.previous);
                    record.previous.push(PreviousAttempt {
                        attempt: before.attempt,
                        timeline,
                        record: before.id,
                    });
                }
            }
            sort(&mut build.timeline);
        }
        self.retry_dependents(id, place);
    }

    fn retry_dependents(&mut self, id: BuildId, place: usize) {
        let Some(build) = self.builds().build(id) else { return };
        let plan = Arc::clone(&build.plan);
        let name = &plan.stages[place].name;
        let dependents = plan
            .stages
            .iter()
            .enumerate()
            .filter(|(_, stage)| stage.depends_on.iter().any(|known| known.eq_ignore_ascii_case(name)));
        for (dependent, _) in dependents {
            let Some(build) = self.builds().build(id) else { return };
            let Some(record) =
                build.timeline.at(Place::Stage(dependent)).filter(|record| record.is_completed())
            else {
                continue;
            };
            if record.result == Some("skipped") && record.previous.is_empty() {
                // It never ran: this is still its first attempt.
                let below: Vec<_> = build
                    .timeline
                    .below(record.id)
                    .into_iter()
                    .map(|record| record.id)
                    .chain([record.id])
                    .collect();
                if let Some(build) = self.part_mut::<Builds>().all.get_mut(&id) {
                    build.timeline.records.retain(|record| !below.contains(&record.id));
                    build.suites.remove(&dependent);
                }
                self.add_stage(id, dependent, &plan.stages[dependent], 1, Vec::new(), &[]);
                self.retry_dependents(id, dependent);
            } else {
                self.retry(id, dependent, true);
            }
        }
        if let Some(build) = self.part_mut::<Builds>().all.get_mut(&id) {
            sort(&mut build.timeline);
        }
    }
}

/// Puts the stages back into the order of the plan, each with what is in it.
fn sort(timeline: &mut Timeline) {
    timeline.records.sort_by_key(|record| record.place.stage().unwrap_or(usize::MAX));
}
