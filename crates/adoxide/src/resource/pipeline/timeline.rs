//! The timeline of a run: its stages, phases, jobs, tasks and checkpoints as a tree.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use adoxide_api::build::{Issue, TaskResult, Timeline as Wire, TimelineRecord, TimelineRecordState};

/// What kind of record of a timeline something is. The service has more kinds than it documents.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordKind {
    /// A stage.
    Stage,
    /// A phase: what one `job:` or `deployment:` of a stage is expanded to.
    Phase,
    /// A job, which runs on an agent or on the server.
    Job,
    /// A task: one step of a job.
    Task,
    /// What a stage waits for before it begins: its checks and approvals are below it.
    Checkpoint,
    /// One approval of a checkpoint. The id of the record is that of the approval.
    Approval,
    /// Any other kind, as the service names it: `Checkpoint.Authorization`, `Checkpoint.TaskCheck`.
    Other(String),
}

impl RecordKind {
    fn of(name: &str) -> Self {
        match name {
            "Stage" => Self::Stage,
            "Phase" => Self::Phase,
            "Job" => Self::Job,
            "Task" => Self::Task,
            "Checkpoint" => Self::Checkpoint,
            "Checkpoint.Approval" => Self::Approval,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The name that the service gives it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Stage => "Stage",
            Self::Phase => "Phase",
            Self::Job => "Job",
            Self::Task => "Task",
            Self::Checkpoint => "Checkpoint",
            Self::Approval => "Checkpoint.Approval",
            Self::Other(other) => other,
        }
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One record of a timeline as it was when it was fetched, with the records that it is in.
#[derive(Clone)]
pub struct Record(Arc<Inner>);

struct Inner {
    value: TimelineRecord,
    kind: RecordKind,
    parent: Option<Record>,
}

impl Record {
    fn new(value: TimelineRecord, parent: Option<Self>) -> Self {
        let kind = RecordKind::of(value.r#type.as_deref().unwrap_or_default());
        Self(Arc::new(Inner { value, kind, parent }))
    }

    /// All that the service says about it.
    pub fn value(&self) -> &TimelineRecord {
        &self.0.value
    }

    /// Its id: a new one in each attempt.
    pub fn id(&self) -> &str {
        self.0.value.id.as_deref().unwrap_or_default()
    }

    /// Its name as pages show it.
    pub fn name(&self) -> &str {
        self.0.value.name.as_deref().unwrap_or_default()
    }

    /// Its name in the YAML with those of the records that it is in: `Build.Tests.__default`. It is the same in
    /// all attempts.
    pub fn identifier(&self) -> Option<&str> {
        self.0.value.identifier.as_deref().or(self.0.value.ref_name.as_deref())
    }

    /// What it is.
    pub fn kind(&self) -> &RecordKind {
        &self.0.kind
    }

    /// Whether it is pending, in progress or completed.
    pub fn state(&self) -> Option<&TimelineRecordState> {
        self.0.value.state.as_ref()
    }

    /// Whether it is completed.
    pub fn is_completed(&self) -> bool {
        self.0.value.state == Some(TimelineRecordState::Completed)
    }

    /// How it ended.
    pub fn result(&self) -> Option<&TaskResult> {
        self.0.value.result.as_ref()
    }

    /// Whether it failed, or was abandoned.
    pub fn is_failed(&self) -> bool {
        matches!(self.0.value.result, Some(TaskResult::Failed | TaskResult::Abandoned))
    }

    /// Which attempt it is, from 1.
    pub fn attempt(&self) -> i64 {
        self.0.value.attempt.unwrap_or(1)
    }

    /// The number of its log, if it has one.
    pub fn log_id(&self) -> Option<i64> {
        self.0.value.log.as_ref()?.id
    }

    /// Its errors and warnings.
    pub fn issues(&self) -> &[Issue] {
        self.0.value.issues.as_deref().unwrap_or_default()
    }

    /// The record that it is in.
    pub fn parent(&self) -> Option<&Self> {
        self.0.parent.as_ref()
    }

    /// The records that it is in, the nearest first.
    pub fn ancestors(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(self.parent(), |record| record.parent())
    }

    /// The nearest record of this kind that it is in, or itself.
    pub fn within(&self, kind: &RecordKind) -> Option<&Self> {
        std::iter::once(self).chain(self.ancestors()).find(|record| record.kind() == kind)
    }

    /// The names of its stage, its job and itself, as far as it has them: `Build / Linux / npm test`. Phases, and
    /// the stage of a pipeline without stages (`__default`), are left out.
    pub fn path(&self) -> String {
        let mut names: Vec<_> = std::iter::once(self)
            .chain(self.ancestors())
            .filter(|record| *record.kind() != RecordKind::Phase && record.name() != "__default")
            .map(Self::name)
            .collect();
        names.reverse();
        names.join(" / ")
    }

    /// Whether it looks the same to somebody who watches: its state, result and attempt.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        let facts = |record: &Self| {
            let value = &record.0.value;
            (value.state.clone(), value.result.clone(), value.attempt)
        };
        facts(self) == facts(other)
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record({} {})", self.kind(), self.path())
    }
}

impl Drop for Inner {
    /// A chain of parents as long as a hostile answer makes it is taken apart without recursion.
    fn drop(&mut self) {
        let mut parent = self.parent.take();
        while let Some(Record(inner)) = parent {
            parent = Arc::into_inner(inner).and_then(|mut inner| inner.parent.take());
        }
    }
}

/// The records of a run as a tree, as it was when it was fetched.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/timeline/get>
#[derive(Clone, Default)]
pub struct Timeline {
    /// In the order of the tree: a record before those below it, siblings in the order of the service.
    records: Vec<(usize, Record)>,
    id: Option<String>,
}

impl Timeline {
    /// The tree of these timelines: the latest first, then those of earlier attempts, whose records come
    /// before the later ones of the same place.
    pub(super) fn new(timelines: impl IntoIterator<Item = Wire>) -> Self {
        let mut id = None;
        let mut seen = HashSet::new();
        let mut records = Vec::new();
        for timeline in timelines {
            id = id.or(timeline.id);
            for record in timeline.records.unwrap_or_default() {
                if record.id.as_ref().is_none_or(|id| seen.insert(id.clone())) {
                    records.push(record);
                }
            }
        }
        Self { records: tree(records), id }
    }

    /// The id of the latest timeline.
    pub(super) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// All records in the order of the tree: each before those below it.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().map(|(_, record)| record)
    }

    fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = &Record> {
        self.records().filter(move |record| *record.kind() == kind)
    }

    /// The stages, in order; one with the name `__default` where the pipeline has none.
    pub fn stages(&self) -> impl Iterator<Item = &Record> {
        self.of_kind(RecordKind::Stage)
    }

    /// The jobs of all stages, in order.
    pub fn jobs(&self) -> impl Iterator<Item = &Record> {
        self.of_kind(RecordKind::Job)
    }

    /// The tasks of all jobs, in order.
    pub fn tasks(&self) -> impl Iterator<Item = &Record> {
        self.of_kind(RecordKind::Task)
    }

    /// The records that are in no other.
    pub fn roots(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(|(depth, _)| *depth == 0).map(|(_, record)| record)
    }

    /// The record of this id.
    pub fn find(&self, id: &str) -> Option<&Record> {
        self.records().find(|record| record.id() == id)
    }

    /// All that is below a record, in the order of the tree.
    pub fn descendants(&self, of: &Record) -> impl Iterator<Item = &Record> {
        self.below(of).map(|(_, record)| record)
    }

    /// What is right below a record, in order.
    pub fn children(&self, of: &Record) -> impl Iterator<Item = &Record> {
        let mut first = None;
        self.below(of)
            .filter(move |(depth, _)| *depth == *first.get_or_insert(*depth))
            .map(|(_, record)| record)
    }

    fn below(&self, of: &Record) -> impl Iterator<Item = &(usize, Record)> {
        let place = self.records.iter().position(|(_, record)| Arc::ptr_eq(&record.0, &of.0));
        let depth = place.map_or(0, |place| self.records[place].0);
        let rest = place.map_or(&[][..], |place| &self.records[place + 1..]);
        rest.iter().take_while(move |(other, _)| *other > depth)
    }

    /// The records of earlier attempts that are not in here: the ids of their timelines.
    pub(super) fn earlier(&self) -> impl Iterator<Item = &str> {
        let attempts = self.records().flat_map(|record| record.value().previous_attempts.iter().flatten());
        attempts.filter_map(|attempt| attempt.timeline_id.as_deref()).filter(|id| Some(*id) != self.id())
    }

    /// The approvals that are waited for: their ids are those of
    /// [`Project::approval`](crate::resource::Project::approval).
    pub fn pending_approvals(&self) -> impl Iterator<Item = &Record> {
        self.of_kind(RecordKind::Approval).filter(|record| !record.is_completed())
    }

    /// The records that have logs of their own. The log of a job is the logs of its tasks, one after the other, and
    /// is left out where they are there.
    pub(super) fn logged(&self) -> Vec<&Record> {
        let mut found = Vec::new();
        // From the end: the subtrees behind a record, and whether a log is in them.
        let mut subtrees: Vec<(usize, bool)> = Vec::new();
        for (depth, record) in self.records.iter().rev() {
            let mut below = false;
            while let Some((_, logged)) = subtrees.pop_if(|(other, _)| *other > *depth) {
                below |= logged;
            }
            let has_log = record.log_id().is_some();
            if has_log && (*record.kind() == RecordKind::Task || record.is_completed() && !below) {
                found.push(record);
            }
            subtrees.push((*depth, below || has_log));
        }
        found.reverse();
        found
    }
}

impl fmt::Debug for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.records()).finish()
    }
}

/// The records in the order of the tree, each with its depth. A parent that is not there makes a root, and so does a
/// circle, which no service should send.
fn tree(records: Vec<TimelineRecord>) -> Vec<(usize, Record)> {
    let ids: HashSet<String> = records.iter().filter_map(|record| record.id.clone()).collect();
    let mut below: HashMap<Option<String>, Vec<usize>> = HashMap::new();
    for (place, record) in records.iter().enumerate() {
        let parent = record.parent_id.clone().filter(|id| ids.contains(id) && Some(id) != record.id.as_ref());
        below.entry(parent).or_default().push(place);
    }
    for places in below.values_mut() {
        // Attempts of one place stand together, the earlier ones first.
        places.sort_by_key(|place| {
            let record = &records[*place];
            (record.order.unwrap_or(i64::MAX), record.attempt.unwrap_or(1), *place)
        });
    }
    let mut records: Vec<Option<TimelineRecord>> = records.into_iter().map(Some).collect();
    let mut all = Vec::with_capacity(records.len());
    let mut roots = below.remove(&None).unwrap_or_default();
    loop {
        let mut stack: Vec<(usize, Option<Record>, usize)> =
            roots.iter().rev().map(|place| (*place, None, 0)).collect();
        while let Some((place, parent, depth)) = stack.pop() {
            let Some(value) = records[place].take() else { continue };
            let children = value.id.clone().and_then(|id| below.remove(&Some(id)));
            let record = Record::new(value, parent);
            all.push((depth, record.clone()));
            let children = children.into_iter().flatten().rev();
            stack.extend(children.map(|place| (place, Some(record.clone()), depth + 1)));
        }
        match records.iter().position(Option::is_some) {
            Some(place) => roots = vec![place],
            None => return all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, parent: Option<&str>, kind: &str, order: i64) -> TimelineRecord {
        TimelineRecord {
            id: Some(id.into()),
            parent_id: parent.map(Into::into),
            r#type: Some(kind.into()),
            name: Some(id.into()),
            order: Some(order),
            ..TimelineRecord::default()
        }
    }

    fn timeline(records: Vec<TimelineRecord>) -> Timeline {
        Timeline::new([Wire { records: Some(records), ..Wire::default() }])
    }

    fn names<'a>(records: impl Iterator<Item = &'a Record>) -> Vec<&'a str> {
        records.map(Record::name).collect()
    }

    #[test]
    fn records_are_a_tree_in_the_order_of_the_service() {
        let all = timeline(vec![
            record("test", Some("linux"), "Task", 2),
            record("deploy", None, "Stage", 2),
            record("linux", Some("phase"), "Job", 1),
            record("build", None, "Stage", 1),
            record("phase", Some("build"), "Phase", 1),
            record("checkout", Some("linux"), "Task", 1),
        ]);
        assert_eq!(names(all.records()), ["build", "phase", "linux", "checkout", "test", "deploy"]);
        assert_eq!(names(all.stages()), ["build", "deploy"]);
        assert_eq!(names(all.children(all.find("linux").unwrap())), ["checkout", "test"]);
        assert_eq!(
            names(all.descendants(all.find("build").unwrap())),
            ["phase", "linux", "checkout", "test"]
        );
        assert_eq!(all.find("test").unwrap().path(), "build / linux / test");
        assert_eq!(names(all.roots()), ["build", "deploy"]);
    }

    #[test]
    fn circles_and_lost_parents_lose_no_record() {
        let all = timeline(vec![
            record("a", Some("b"), "Job", 1),
            record("b", Some("a"), "Job", 1),
            record("self", Some("self"), "Task", 1),
            record("lost", Some("nowhere"), "Task", 2),
        ]);
        let mut found = names(all.records());
        found.sort_unstable();
        assert_eq!(found, ["a", "b", "lost", "self"]);
    }

    #[test]
    fn a_chain_of_parents_is_dropped_without_recursion() {
        let mut records = vec![record("0", None, "Job", 1)];
        records.extend((1..200_000).map(|n| record(&n.to_string(), Some(&(n - 1).to_string()), "Job", 1)));
        let all = timeline(records);
        assert_eq!(all.records().count(), 200_000);
    }

    #[test]
    fn the_log_of_a_job_is_that_of_its_tasks() {
        let logged = |mut record: TimelineRecord, log: i64| {
            record.log = Some(adoxide_api::build::BuildLogReference { id: Some(log), ..Default::default() });
            record.state = Some(TimelineRecordState::Completed);
            record
        };
        let all = timeline(vec![
            logged(record("linux", None, "Job", 1), 3),
            logged(record("one", Some("linux"), "Task", 1), 1),
            record("skipped", Some("linux"), "Task", 2),
            logged(record("server", None, "Job", 2), 4),
        ]);
        assert_eq!(names(all.logged().into_iter()), ["one", "server"]);
    }
}
