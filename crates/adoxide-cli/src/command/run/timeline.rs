//! The timeline of a run as a tree: stages, jobs, tasks, and the checks that hold a stage back.

use std::collections::HashMap;

use adoxide::ErrorKind;
use adoxide::api::build::{
    GetBuildTimeline, TaskResult, Timeline as Answer, TimelineRecord, TimelineRecordState, get_build_timeline,
};
use jiff::Timestamp;

use crate::error::Result;
use crate::settings::Place;

/// The name of the stage that the service makes where the YAML has none.
const DEFAULT_STAGE: &str = "__default";

/// The records of a run, parents before their children, siblings in their order.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The records.
    pub records: Vec<Record>,
}

/// A record of a timeline.
#[derive(Clone, Debug)]
pub struct Record {
    /// What the service says about it.
    pub raw: TimelineRecord,
    /// Its name after those of its stage and job, as `Build / Tests / npm test`.
    pub path: String,
    /// How many shown records are above it.
    pub depth: usize,
    /// Whether the web page shows it: phases and stages that have no name are not.
    pub is_shown: bool,
    /// The place behind the last record below it.
    end: usize,
}

impl Record {
    /// `Stage`, `Phase`, `Job`, `Task`, `Checkpoint`, ….
    pub fn kind(&self) -> &str {
        self.raw.r#type.as_deref().unwrap_or_default()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.raw.name.as_deref().unwrap_or_default()
    }

    /// Whether it is completed.
    pub fn is_completed(&self) -> bool {
        self.raw.state == Some(TimelineRecordState::Completed)
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.raw.state == Some(TimelineRecordState::InProgress)
    }

    /// Whether it is completed and did not work.
    pub fn has_failed(&self) -> bool {
        self.is_completed() && self.raw.result == Some(TaskResult::Failed)
    }

    /// The number of its log.
    pub fn log(&self) -> Option<i64> {
        self.raw.log.as_ref()?.id
    }

    /// `pass`, `fail`, `skipped` or `pending`.
    pub fn state(&self) -> &'static str {
        match &self.raw.result {
            _ if !self.is_completed() => "pending",
            Some(TaskResult::Failed | TaskResult::Abandoned) => "fail",
            Some(TaskResult::Canceled | TaskResult::Skipped) => "skipped",
            _ => "pass",
        }
    }

    /// Its state in words, with the time that it took.
    pub fn detail(&self, now: Timestamp) -> String {
        let mut detail = match (&self.raw.state, &self.raw.result) {
            (Some(TimelineRecordState::Completed), Some(result)) => result.to_string(),
            (Some(TimelineRecordState::Completed), None) => "completed".to_owned(),
            (Some(TimelineRecordState::InProgress), _) => "running".to_owned(),
            _ => "waiting".to_owned(),
        };
        let end = self.raw.finish_time.as_ref().and_then(at);
        if let Some(start) = self.raw.start_time.as_ref().and_then(at) {
            let seconds = end.unwrap_or(now).duration_since(start).as_secs();
            if seconds > 0 && (self.is_running() || self.is_completed()) {
                detail.push_str(", ");
                detail.push_str(&time(seconds));
            }
        }
        if let Some(attempt) = self.raw.attempt.filter(|attempt| *attempt > 1) {
            detail.extend([", attempt ", &attempt.to_string()]);
        }
        detail
    }
}

fn at(time: &adoxide::api::wire::DateTime) -> Option<Timestamp> {
    time.to_string().parse().ok()
}

/// Seconds as `42 s` or `3 min 20 s`.
fn time(seconds: i64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

impl Timeline {
    /// That of a run as it is now; empty as long as the run has not begun.
    ///
    /// # Errors
    /// As any call.
    pub async fn of(place: &Place, run: i64) -> Result<Self> {
        let op =
            get_build_timeline(&place.project()?.locator(), run.into(), None, GetBuildTimeline::default());
        match place.ado.call(op).await {
            Ok(answer) => Ok(Self::read(answer)),
            // A run that nothing was planned for has none.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    fn read(answer: Answer) -> Self {
        let all = answer.records.unwrap_or_default();
        let ids: std::collections::HashSet<String> = all.iter().filter_map(|one| one.id.clone()).collect();
        let mut below: HashMap<Option<String>, Vec<TimelineRecord>> = HashMap::new();
        for record in all {
            // One whose parent is not there is at the top.
            let parent = record.parent_id.clone().filter(|parent| ids.contains(parent));
            below.entry(parent).or_default().push(record);
        }
        let mut timeline = Self::default();
        timeline.add(None, "", 0, &mut below);
        timeline
    }

    fn add(
        &mut self,
        parent: Option<&str>,
        path: &str,
        depth: usize,
        below: &mut HashMap<Option<String>, Vec<TimelineRecord>>,
    ) {
        // Each is taken out where it is added, so that a circle ends.
        let Some(mut records) = below.remove(&parent.map(str::to_owned)) else { return };
        records.sort_by_key(|record| record.order.unwrap_or(i64::MAX));
        for raw in records {
            let kind = raw.r#type.as_deref().unwrap_or_default();
            let name = raw.name.clone().unwrap_or_default();
            let is_shown = match kind {
                "Stage" => name != DEFAULT_STAGE && raw.identifier.as_deref() != Some(DEFAULT_STAGE),
                "Job" | "Task" => true,
                kind => kind.starts_with("Checkpoint."),
            };
            let own = match (is_shown, path) {
                (false, path) => path.to_owned(),
                (true, "") => name,
                (true, path) => format!("{path} / {name}"),
            };
            let id = raw.id.clone();
            let at = self.records.len();
            let next = depth + usize::from(is_shown);
            self.records.push(Record { raw, path: own.clone(), depth, is_shown, end: at + 1 });
            self.add(id.as_deref(), &own, next, below);
            self.records[at].end = self.records.len();
        }
    }

    /// The tasks.
    pub fn tasks(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|record| record.kind() == "Task")
    }

    /// What has failed and has nothing below it that has: where the failure is.
    pub fn failures(&self) -> Vec<&Record> {
        let records = self.records.iter().enumerate().filter(|(_, record)| record.has_failed());
        let deepest =
            records.filter(|(at, record)| !self.records[at + 1..record.end].iter().any(Record::has_failed));
        deepest.map(|(_, record)| record).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(records: &serde_json::Value) -> Timeline {
        Timeline::read(serde_json::from_value(serde_json::json!({ "records": records })).unwrap())
    }

    #[test]
    fn records_are_a_tree_without_what_nobody_named() {
        let timeline = timeline(&serde_json::json!([
            { "id": "t2", "parentId": "j", "type": "Task", "name": "test", "order": 2, "state": "completed", "result": "failed" },
            { "id": "s", "type": "Stage", "name": "__default", "state": "completed", "result": "failed" },
            { "id": "p", "parentId": "s", "type": "Phase", "name": "Job", "state": "completed", "result": "failed" },
            { "id": "j", "parentId": "p", "type": "Job", "name": "Job", "state": "completed", "result": "failed" },
            { "id": "t1", "parentId": "j", "type": "Task", "name": "build", "order": 1, "state": "completed", "result": "succeeded" },
        ]));
        let shown: Vec<_> = timeline.records.iter().filter(|one| one.is_shown).collect();
        let paths: Vec<_> = shown.iter().map(|one| (one.path.as_str(), one.depth, one.state())).collect();
        assert_eq!(paths, [("Job", 0, "fail"), ("Job / build", 1, "pass"), ("Job / test", 1, "fail")]);
        let failures: Vec<_> = timeline.failures().iter().map(|one| one.path.as_str()).collect();
        assert_eq!(failures, ["Job / test"]);
    }

    #[test]
    fn a_circle_of_records_ends() {
        let timeline = timeline(&serde_json::json!([
            { "id": "a", "parentId": "b", "type": "Job", "name": "a" },
            { "id": "b", "parentId": "a", "type": "Job", "name": "b" },
            { "id": "c", "parentId": "gone", "type": "Job", "name": "c" },
        ]));
        assert_eq!(timeline.records.len(), 1);
    }
}
