//! Audit streams: where the audit log is sent to.

use std::fmt;

use serde_json::{Map, Value};

use super::journal::{Stamp, event};
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;
use super::secret::Names;

/// An audit stream.
#[derive(Clone)]
pub struct AuditStream {
    /// Its number.
    pub id: i64,
    /// Its name: what its consumer is known by.
    pub display_name: String,
    /// `AzureMonitorLogs`, `AzureEventGrid` or `Splunk`.
    pub consumer: String,
    /// What the consumer is reached with, secrets too, which are never answered.
    pub inputs: Map<String, Value>,
    /// Whether it sends.
    pub status: &'static str,
    /// When and by whom it was made.
    pub created: Stamp,
    /// When and by whom it was changed last.
    pub updated: Stamp,
}

impl fmt::Debug for AuditStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditStream")
            .field("id", &self.id)
            .field("consumer", &self.consumer)
            .field("inputs", &Names(&self.inputs))
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// What happens to an audit stream, with what it is then.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AuditStreamEvent {
    /// It was created.
    Created(Box<AuditStream>),
    /// Its inputs or its name changed.
    Updated(Box<AuditStream>),
    /// It was enabled or disabled.
    StatusChanged(Box<AuditStream>),
    /// It was deleted.
    Deleted(Box<AuditStream>),
}

/// The audit streams of an organization.
#[derive(Debug, Default)]
struct AuditStreams {
    last: i64,
    all: Vec<AuditStream>,
}

part!(AuditStreams);
event!(AuditStreamEvent);

impl Organization {
    /// The audit streams, in the order of their numbers.
    pub fn audit_streams(&self) -> &[AuditStream] {
        &self.part::<AuditStreams>().all
    }

    /// An audit stream.
    pub fn audit_stream(&self, id: i64) -> Option<&AuditStream> {
        self.audit_streams().iter().find(|stream| stream.id == id)
    }
}

impl Transaction<'_> {
    /// Creates a stream, which is enabled.
    ///
    /// # Errors
    /// None.
    pub fn create_audit_stream(
        &mut self,
        display_name: String,
        consumer: String,
        inputs: Map<String, Value>,
    ) -> Result<Recorded<i64>, Refusal> {
        let stamp = self.stamp();
        let streams = self.part_mut::<AuditStreams>();
        streams.last += 1;
        let id = streams.last;
        let status = "enabled";
        let stream =
            AuditStream { id, display_name, consumer, inputs, status, created: stamp, updated: stamp };
        streams.all.push(stream.clone());
        Ok(self.record(AuditStreamEvent::Created(Box::new(stream))).with(id))
    }

    /// Changes a stream; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn update_audit_stream(
        &mut self,
        id: i64,
        display_name: String,
        inputs: Map<String, Value>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part_mut::<AuditStreams>().all.iter_mut().find(|stream| stream.id == id);
        let Some(stream) = known else { return Ok(self.unchanged(())) };
        stream.display_name = display_name;
        stream.inputs = inputs;
        stream.updated = stamp;
        let stream = Box::new(stream.clone());
        Ok(self.record(AuditStreamEvent::Updated(stream)))
    }

    /// Enables or disables a stream; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn set_audit_stream_status(&mut self, id: i64, status: &'static str) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.part_mut::<AuditStreams>().all.iter_mut().find(|stream| stream.id == id);
        let Some(stream) = known else { return Ok(self.unchanged(())) };
        stream.status = status;
        stream.updated = stamp;
        let stream = Box::new(stream.clone());
        Ok(self.record(AuditStreamEvent::StatusChanged(stream)))
    }

    /// Deletes a stream; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn delete_audit_stream(&mut self, id: i64) -> Result<Recorded, Refusal> {
        let all = &mut self.part_mut::<AuditStreams>().all;
        let Some(index) = all.iter().position(|stream| stream.id == id) else {
            return Ok(self.unchanged(()));
        };
        let stream = Box::new(all.remove(index));
        Ok(self.record(AuditStreamEvent::Deleted(stream)))
    }
}
