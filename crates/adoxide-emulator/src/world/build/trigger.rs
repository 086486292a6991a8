//! Pushes that may start builds. What a trigger says stands in the YAML, which this state cannot read: whoever knows git
//! looks, and says what is to be built.

use std::time::Duration;

use super::definition::Definition;
use super::{Builds, NewBuild};
use crate::world::id::RepositoryId;
use crate::world::journal::Stamp;
use crate::world::operation::{JobKey, Work};
use crate::world::organization::{Organization, Recorded, Transaction};
use crate::world::push::PushId;
use crate::world::refusal::Refusal;

/// A push to a repository that definitions build.
#[derive(Clone, Copy, Debug)]
pub struct Arrived {
    /// The repository.
    pub repository: RepositoryId,
    /// The push.
    pub push: PushId,
    job: JobKey,
}

/// A push that nobody has looked at yet.
#[derive(Debug)]
pub(in super::super) struct PushDue {
    repository: RepositoryId,
    push: PushId,
}

impl PushDue {
    pub fn arrived(&self, job: JobKey) -> Arrived {
        Arrived { repository: self.repository, push: self.push, job }
    }
}

impl Work for PushDue {
    /// Those that are needed are given back.
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        Ok(tx.unchanged(()))
    }
}

impl Definition {
    /// Whether pushes start builds of it: recorded as a trigger of its own, also where the YAML says which.
    pub fn is_triggered(&self) -> bool {
        self.content.queue_status == "enabled" && self.push_trigger().is_some()
    }

    /// Its trigger for continuous integration.
    pub fn push_trigger(&self) -> Option<&serde_json::Value> {
        let triggers = self.content.rest.get("triggers")?.as_array()?;
        triggers.iter().find(|trigger| {
            let kind = trigger["triggerType"].as_str();
            matches!(kind, Some("continuousIntegration" | "batchedContinuousIntegration"))
        })
    }
}

impl Organization {
    /// Takes which builds a push starts that [`Self::settle`] gave back.
    pub fn finish_push(&mut self, arrived: Arrived, builds: Vec<NewBuild>) {
        let push = self.repository_by_id(arrived.repository).and_then(|found| found.push(arrived.push));
        let stamp = push.map(|push| Stamp { at: push.date, actor: push.pusher });
        if let Some(stamp) = stamp {
            for build in builds {
                if let Err(refusal) = self.change(stamp, |tx| tx.queue_build(build)) {
                    tracing::debug!(%refusal, "a push starts no build");
                }
            }
        }
        self.run_job(arrived.job);
    }
}

impl Transaction<'_> {
    /// Looks soon at which builds a push starts.
    pub(in super::super) fn await_triggers(&mut self, repository: RepositoryId, push: PushId) {
        let is_built = |known: &Definition| known.is_triggered() && known.repository() == Some(repository);
        if self.part::<Builds>().definitions().any(is_built) {
            self.queue_for(Duration::ZERO, None, PushDue { repository, push });
        }
    }
}
