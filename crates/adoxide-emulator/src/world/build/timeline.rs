//! The timeline of a run: what each of its parts did.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use jiff::Timestamp;
use uuid::Uuid;

use super::plan::TaskName;

/// Where a record is in its life. The names are those of the REST API.
pub(super) const PENDING: &str = "pending";
pub(super) const IN_PROGRESS: &str = "inProgress";
pub(super) const COMPLETED: &str = "completed";

/// The results that a record can have.
pub const RESULTS: [&str; 7] =
    ["succeeded", "succeededWithIssues", "failed", "canceled", "skipped", "abandoned", "manuallyQueued"];

/// The result of this name, in any case.
pub fn record_result(name: &str) -> Option<&'static str> {
    RESULTS.iter().find(|known| known.eq_ignore_ascii_case(name)).copied()
}

/// The state of this name, in any case.
pub fn record_state(name: &str) -> Option<&'static str> {
    [PENDING, IN_PROGRESS, COMPLETED].into_iter().find(|known| known.eq_ignore_ascii_case(name))
}

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Whether it is an error; otherwise it is a warning.
    pub is_error: bool,
    /// `General`, if there is one.
    pub category: Option<String>,
    /// What went wrong.
    pub message: String,
}

impl Issue {
    /// An error.
    pub fn error(message: impl Into<String>) -> Self {
        Self { is_error: true, category: Some("General".to_owned()), message: message.into() }
    }

    /// A warning.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { is_error: false, ..Self::error(message) }
    }
}

/// What a record is of: indices into the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Place {
    Stage(usize),
    Checkpoint(usize),
    Check(usize),
    Phase(usize, usize),
    Job(usize, usize, usize),
    /// A step by its index among those of its job, or one that the agent adds.
    Task(usize, usize, usize, Option<usize>),
    /// What a client added.
    Free,
}

impl Place {
    pub fn stage(self) -> Option<usize> {
        match self {
            Self::Stage(stage)
            | Self::Checkpoint(stage)
            | Self::Check(stage)
            | Self::Phase(stage, _)
            | Self::Job(stage, ..)
            | Self::Task(stage, ..) => Some(stage),
            Self::Free => None,
        }
    }
}

/// The id of the record of a stage, a phase or a job: computed, so the same in every run and every attempt. Recorded
/// ids of five organizations are the SHA-1 of a namespace and of the identifier in lower case as UTF-16.
pub(in super::super) fn record_id(identifier: &str) -> Uuid {
    const NAMESPACE: [u8; 16] =
        [0x53, 0x37, 0x1b, 0x7f, 0xd4, 0x61, 0x4b, 0x5d, 0xc5, 0xe2, 0x27, 0x33, 0x53, 0x23, 0xdf, 0x24];
    let name = identifier.to_lowercase();
    let hashed: Vec<u8> =
        NAMESPACE.into_iter().chain(name.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, &hashed);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_ref()[..16]);
    bytes[7] = (bytes[7] & 0x0f) | 0x50;
    Uuid::from_bytes_le(bytes)
}

/// An attempt that was made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreviousAttempt {
    /// Its number, from 1.
    pub attempt: i64,
    /// The timeline that has it.
    pub timeline: Uuid,
    /// The record there.
    pub record: Uuid,
}

/// A part of a run: what it did, or does.
#[derive(Clone, Debug)]
pub struct TimelineRecord {
    /// Its id.
    pub id: Uuid,
    /// What it is in.
    pub parent: Option<Uuid>,
    /// `Stage`, `Checkpoint`, `Phase`, `Job`, `Task`, …
    pub kind: String,
    /// Its name.
    pub name: String,
    /// How it is called in templates.
    pub identifier: Option<String>,
    /// Its name in the YAML.
    pub reference: Option<String>,
    /// Its place among its siblings, from 1.
    pub order: i64,
    /// `pending`, `inProgress` or `completed`.
    pub state: &'static str,
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
    /// How much of it is done, of 100.
    pub percent: Option<i64>,
    /// The agent that runs it.
    pub worker: Option<String>,
    /// The queue that it was assigned in.
    pub queue: Option<i64>,
    /// Its log, by number from 1.
    pub log: Option<i64>,
    /// What went wrong.
    pub issues: Vec<Issue>,
    /// What it runs.
    pub task: Option<TaskName>,
    /// Which attempt it is, from 1.
    pub attempt: i64,
    /// The attempts before it.
    pub previous: Vec<PreviousAttempt>,
    /// The change of the timeline that it was last part of.
    pub change: i64,
    pub(in super::super) place: Place,
}

impl TimelineRecord {
    pub(in super::super) fn new(
        id: Uuid,
        parent: Option<Uuid>,
        kind: &str,
        name: impl Into<String>,
        place: Place,
    ) -> Self {
        Self {
            id,
            parent,
            kind: kind.to_owned(),
            name: name.into(),
            identifier: None,
            reference: None,
            order: 1,
            state: PENDING,
            result: None,
            result_code: None,
            started: None,
            finished: None,
            operation: None,
            percent: None,
            worker: None,
            queue: None,
            log: None,
            issues: Vec::new(),
            task: None,
            attempt: 1,
            previous: Vec::new(),
            change: 0,
            place,
        }
    }

    /// Whether it has ended.
    pub fn is_completed(&self) -> bool {
        self.state == COMPLETED
    }

    /// Whether it ended well.
    pub fn is_good(&self) -> bool {
        matches!(self.result, Some("succeeded" | "succeededWithIssues"))
    }

    /// How many errors there were.
    pub fn errors(&self) -> usize {
        self.issues.iter().filter(|issue| issue.is_error).count()
    }

    /// How many warnings there were.
    pub fn warnings(&self) -> usize {
        self.issues.len() - self.errors()
    }
}

/// The records of a run, or of an attempt before the present one.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Its id; that of the present one is the id of the plan.
    pub id: Uuid,
    /// How often it changed.
    pub change: i64,
    /// The records, parents before children.
    pub records: Vec<TimelineRecord>,
}

impl Timeline {
    /// A record.
    pub fn record(&self, id: Uuid) -> Option<&TimelineRecord> {
        self.records.iter().find(|record| record.id == id)
    }

    pub(in super::super) fn at(&self, place: Place) -> Option<&TimelineRecord> {
        self.records.iter().find(|record| record.place == place)
    }

    /// A record to change: the timeline counts it.
    pub(in super::super) fn change(&mut self, id: Uuid) -> Option<&mut TimelineRecord> {
        let found = self.records.iter_mut().find(|record| record.id == id)?;
        self.change += 1;
        found.change = self.change;
        Some(found)
    }

    pub(in super::super) fn add(&mut self, mut record: TimelineRecord) -> Uuid {
        self.change += 1;
        record.change = self.change;
        let id = record.id;
        self.records.push(record);
        id
    }

    /// The records within one, all levels down.
    pub fn below(&self, id: Uuid) -> Vec<&TimelineRecord> {
        let mut found: Vec<Uuid> = vec![id];
        let mut records = Vec::new();
        for record in &self.records {
            if record.parent.is_some_and(|parent| found.contains(&parent)) {
                found.push(record.id);
                records.push(record);
            }
        }
        records
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_stages_phases_and_jobs_are_those_that_were_recorded() {
        for (identifier, expected) in [
            ("__default", "96ac2280-8cb4-5df5-99de-dd2da759617d"),
            ("Job", "3a3a2a60-14c7-570b-14a4-fa42ad92f52a"),
            ("Job.__default", "12f1170f-54f2-53f3-20dd-22fc7dff55f9"),
        ] {
            assert_eq!(record_id(identifier).to_string(), expected, "{identifier}");
        }
    }
}
