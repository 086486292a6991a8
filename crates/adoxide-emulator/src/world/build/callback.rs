//! What tasks and agents tell of a build while it runs: records, lines, logs, files, and that something has ended.

use jiff::Timestamp;
use uuid::Uuid;

use super::log::Log;
use super::plan::TaskName;
use super::run::{Attachment, Build};
use super::timeline::{Issue, Place, TimelineRecord};
use super::{BuildEvent, BuildId, Builds};
use crate::world::organization::{Organization, Recorded, Transaction};
use crate::world::pipeline_refusal::PipelineRefusal;
use crate::world::refusal::Refusal;

/// A change of a record. What is not given stays as it was.
#[derive(Clone, Debug, Default)]
pub struct RecordChange {
    /// The record; one that is not there is added.
    pub id: Uuid,
    /// What it is in.
    pub parent: Option<Uuid>,
    /// `Task`, …
    pub kind: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// `pending`, `inProgress` or `completed`.
    pub state: Option<&'static str>,
    /// How it ended.
    pub result: Option<&'static str>,
    /// What the result means.
    pub result_code: Option<String>,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// What it does at the moment.
    pub operation: Option<String>,
    /// How much of it is done.
    pub percent: Option<i64>,
    /// Who runs it.
    pub worker: Option<String>,
    /// Its place among its siblings.
    pub order: Option<i64>,
    /// Its log.
    pub log: Option<i64>,
    /// What it runs.
    pub task: Option<TaskName>,
    /// What went wrong.
    pub issues: Option<Vec<Issue>>,
}

impl Organization {
    /// The build of a plan.
    pub fn build_of_plan(&self, plan: Uuid) -> Option<&Build> {
        self.builds().builds().find(|build| build.plan_id == plan)
    }
}

impl Transaction<'_> {
    fn told_build(&mut self, id: BuildId) -> Result<&mut Build, Refusal> {
        self.part_mut::<Builds>().all.get_mut(&id).ok_or(Refusal::NoBuild(id))
    }

    /// Changes records of a build's timeline, or adds some.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn update_records(&mut self, id: BuildId, changes: Vec<RecordChange>) -> Result<Recorded, Refusal> {
        let build = self.told_build(id)?;
        let mut ended = Vec::new();
        for change in changes {
            if build.timeline.record(change.id).is_none() {
                let kind = change.kind.clone().unwrap_or_else(|| "Task".to_owned());
                let name = change.name.clone().unwrap_or_default();
                build.timeline.add(TimelineRecord::new(change.id, change.parent, &kind, name, Place::Free));
            }
            let Some(record) = build.timeline.change(change.id) else { continue };
            let is_own = record.place == Place::Free;
            record.parent = change.parent.or(record.parent);
            record.name = change.name.unwrap_or_else(|| std::mem::take(&mut record.name));
            record.started = change.started.or(record.started);
            record.operation = change.operation.or_else(|| record.operation.take());
            record.percent = change.percent.or(record.percent);
            record.worker = change.worker.or_else(|| record.worker.take());
            record.result_code = change.result_code.or_else(|| record.result_code.take());
            record.order = change.order.unwrap_or(record.order);
            record.log = change.log.or(record.log);
            record.task = change.task.or_else(|| record.task.take());
            record.issues = change.issues.unwrap_or_else(|| std::mem::take(&mut record.issues));
            if is_own {
                record.state = change.state.unwrap_or(record.state);
                record.result = change.result.or(record.result);
                record.finished = change.finished.or(record.finished);
            } else if change.state == Some("completed") {
                // What the build waits for goes its own way: it ends, and the next begins.
                ended.push((change.id, change.result));
            }
            if let Some(log) = change.log.and_then(|log| build.logs.get_mut(&log)) {
                log.record = log.record.or(Some(change.id));
            }
        }
        for (record, result) in ended {
            let issues = self.builds().build(id).and_then(|build| build.timeline.record(record));
            let issues = issues.map(|record| record.issues.clone()).unwrap_or_default();
            self.end_step(id, record, result, issues);
        }
        Ok(self.record(BuildEvent::RecordsUpdated(id)))
    }

    /// Lines that a record writes while it runs. Nothing of them is stored before a log is.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn add_feed_lines(
        &mut self,
        id: BuildId,
        record: Uuid,
        lines: Vec<String>,
    ) -> Result<Recorded, Refusal> {
        /// As many lines as are kept of a record that never ends.
        const MOST: usize = 200_000;
        let feed = self.told_build(id)?.feeds.entry(record).or_default();
        let room = MOST.saturating_sub(feed.len());
        feed.extend(lines.into_iter().take(room));
        Ok(self.record(BuildEvent::RecordsUpdated(id)))
    }

    /// Makes a log, to be written to.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn create_log(&mut self, id: BuildId) -> Result<Recorded<i64>, Refusal> {
        let at = self.stamp().at;
        let build = self.told_build(id)?;
        let number = build.logs.last_key_value().map_or(1, |(last, _)| last + 1);
        build.logs.insert(number, Log::open(number, at));
        Ok(self.record(BuildEvent::RecordsUpdated(id)).with(number))
    }

    /// Appends text to a log.
    ///
    /// # Errors
    /// When there is no such build or log.
    pub fn append_log(&mut self, id: BuildId, log: i64, text: &str) -> Result<Recorded, Refusal> {
        let at = self.stamp().at;
        let missing = || PipelineRefusal::NoPart { what: "log", id: log.to_string() };
        self.told_build(id)?.logs.get_mut(&log).ok_or_else(missing)?.append(text, at);
        Ok(self.record(BuildEvent::RecordsUpdated(id)))
    }

    /// Attaches a file to a record, or replaces it.
    ///
    /// # Errors
    /// When there is no such build or record.
    pub fn attach_to_record(&mut self, id: BuildId, attachment: Attachment) -> Result<Recorded, Refusal> {
        let build = self.told_build(id)?;
        let missing = || PipelineRefusal::NoPart { what: "record", id: attachment.record.to_string() };
        build.record(attachment.record).ok_or_else(missing)?;
        let is_it = |known: &Attachment| {
            (known.record, &known.kind, &known.name)
                == (attachment.record, &attachment.kind, &attachment.name)
        };
        build.attachments.retain(|known| !is_it(known));
        build.attachments.push(attachment);
        Ok(self.record(BuildEvent::RecordsUpdated(id)))
    }

    /// Somebody says that a task or a job has ended.
    ///
    /// # Errors
    /// When there is no such build.
    pub fn complete_task(
        &mut self,
        id: BuildId,
        job: Uuid,
        task: Option<Uuid>,
        result: &'static str,
    ) -> Result<Recorded, Refusal> {
        let build = self.builds().build(id).ok_or(Refusal::NoBuild(id))?;
        // The task is named by its record, or it is the one of the job that runs.
        let is_running = |record: &&TimelineRecord| record.state == "inProgress" && record.kind == "Task";
        let named = task.and_then(|task| build.timeline.record(task)).filter(is_running);
        let running =
            || build.timeline.records.iter().find(|record| record.parent == Some(job) && is_running(record));
        let found = named.or_else(running).map(|record| record.id);
        if let Some(record) = found {
            self.end_step(id, record, Some(result), Vec::new());
        }
        Ok(self.record(BuildEvent::RecordsUpdated(id)))
    }

    /// Cancels a record and everything within it.
    pub(super) fn cancel_record(&mut self, id: BuildId, record: Uuid) {
        self.complete_below(id, record, "canceled");
        self.complete_record(id, record, "canceled");
    }
}
