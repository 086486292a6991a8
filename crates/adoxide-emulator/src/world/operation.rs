//! Work that takes time, and the operations by which clients follow it.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::id::OperationId;
use super::journal::{Stamp, event};
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// How an operation is doing. The names are those of the REST API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationStatus {
    /// Waiting or running.
    InProgress,
    /// Done.
    Succeeded,
    /// Ended without success, with the reason.
    Failed(String),
}

impl OperationStatus {
    /// The name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InProgress => "inProgress",
            Self::Succeeded => "succeeded",
            Self::Failed(_) => "failed",
        }
    }
}

/// An asynchronous operation: the creation of a project, say.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
    /// When it was asked for.
    pub queued_at: Timestamp,
    /// How it is doing.
    pub status: OperationStatus,
}

/// What happens to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OperationEvent {
    /// It was queued.
    Queued(OperationId),
    /// It ended.
    Ended(OperationId),
}

/// Work that is done when its time has come: a type of the noun that it is about.
pub(super) trait Work: Any + fmt::Debug + Send + Sync {
    /// Does the work.
    ///
    /// # Errors
    /// When it cannot be done any more: the operation fails with that.
    fn run(self: Box<Self>, transaction: &mut Transaction<'_>) -> Result<Recorded, Refusal>;
}

/// When a job is due, and which of those it is.
pub(super) type JobKey = (Timestamp, u64);

/// Work that is under way.
#[derive(Debug)]
struct Job {
    stamp: Stamp,
    operation: Option<OperationId>,
    work: Box<dyn Work>,
}

/// The operations and jobs of an organization.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    operations: BTreeMap<OperationId, Operation>,
    due: BTreeMap<JobKey, Job>,
    last: u64,
}

part!(Jobs);
event!(OperationEvent);

impl Organization {
    /// An operation.
    pub fn operation(&self, id: OperationId) -> Option<&Operation> {
        self.part::<Jobs>().operations.get(&id)
    }

    /// When the next piece of work is due.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.part::<Jobs>().due.first_key_value().map(|((due, _), _)| *due)
    }

    /// The first job that is due, and what it is.
    pub(super) fn due_job(&self, now: Timestamp) -> Option<(JobKey, &dyn Any)> {
        let (key, job) = self.part::<Jobs>().due.first_key_value()?;
        (key.0 <= now).then_some((*key, &*job.work as &dyn Any))
    }

    /// Does a job, at the instant that it was due.
    pub(super) fn run_job(&mut self, key: JobKey) {
        let Some(job) = self.part::<Jobs>().due.get(&key) else { return };
        let stamp = Stamp { at: key.0, ..job.stamp };
        let done = self.change(stamp, |tx| {
            let Some(job) = tx.part_mut::<Jobs>().due.remove(&key) else { return Ok(tx.unchanged(())) };
            let outcome = job.work.run(tx);
            let Some(id) = job.operation else { return outcome };
            if let Some(operation) = tx.part_mut::<Jobs>().operations.get_mut(&id) {
                operation.status = match outcome {
                    Ok(_) => OperationStatus::Succeeded,
                    Err(refusal) => OperationStatus::Failed(refusal.to_string()),
                };
            }
            Ok(tx.record(OperationEvent::Ended(id)))
        });
        // What nobody follows may come to nothing: the thing that it was about is gone.
        if let Err(refusal) = done {
            tracing::debug!(%refusal, "a job came to nothing");
        }
    }
}

impl Transaction<'_> {
    /// Queues work that a client follows by an operation.
    pub(super) fn queue_operation(&mut self, work: impl Work) -> Recorded<OperationId> {
        let id = OperationId(self.uuid());
        let queued_at = self.stamp().at;
        let operation = Operation { id, queued_at, status: OperationStatus::InProgress };
        self.part_mut::<Jobs>().operations.insert(id, operation);
        self.queue_for(self.operation_duration(), Some(id), work);
        self.record(OperationEvent::Queued(id)).with(id)
    }

    /// Queues work that takes an operation's time.
    pub(super) fn queue(&mut self, work: impl Work) {
        self.queue_for(self.operation_duration(), None, work);
    }

    /// Queues work that takes a while.
    pub(super) fn queue_for(&mut self, duration: Duration, operation: Option<OperationId>, work: impl Work) {
        let stamp = self.stamp();
        let duration = SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX);
        let due = stamp.at.saturating_add(duration).unwrap_or(Timestamp::MAX);
        let jobs = self.part_mut::<Jobs>();
        jobs.last += 1;
        jobs.due.insert((due, jobs.last), Job { stamp, operation, work: Box::new(work) });
    }

    /// Takes a job off the queue.
    pub(super) fn drop_job(&mut self, key: JobKey) {
        self.part_mut::<Jobs>().due.remove(&key);
    }
}
