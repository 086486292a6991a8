//! One commit after the other; what comes up meanwhile goes into the next one.

use futures::StreamExt as _;
use futures::channel::{mpsc, oneshot};

use super::{Event, Run};
use crate::{Batch, Change, Error};

/// As many rows go into one commit.
const MOST_ROWS: usize = 20_000;

/// Takes batches that are to be committed.
pub(super) struct Committer(mpsc::UnboundedSender<Request>);

/// What comes out of it.
pub(super) struct Commits(mpsc::UnboundedReceiver<Request>);

struct Request {
    batch: Batch,
    done: oneshot::Sender<()>,
}

impl Committer {
    pub(super) fn new() -> (Self, Commits) {
        let (sender, receiver) = mpsc::unbounded();
        (Self(sender), Commits(receiver))
    }

    /// Hands over a batch. The receiver is ready once it is committed; each pull waits for its own before
    /// it hands over the next, so the queue is as short as there are pulls.
    pub(super) fn send(&self, batch: Batch) -> oneshot::Receiver<()> {
        let (done, committed) = oneshot::channel();
        // When the other side is gone, the receiver says so.
        let _ = self.0.unbounded_send(Request { batch, done });
        committed
    }
}

impl Commits {
    /// Commits what is handed over, until nobody can any more.
    pub(super) async fn run(mut self, run: &Run<'_>) -> Result<(), Error> {
        while let Some(first) = self.0.next().await {
            let mut rows = size(&first.batch);
            let mut batches = vec![first.batch];
            let mut done = vec![first.done];
            while rows < MOST_ROWS
                && let Ok(next) = self.0.try_recv()
            {
                rows += size(&next.batch);
                batches.push(next.batch);
                done.push(next.done);
            }
            let units: Vec<_> = batches.iter().map(|batch| batch.unit.clone()).collect();
            let counted = run.destination.commit(batches).await?;
            for (unit, counted) in units.iter().zip(counted) {
                for counted in counted {
                    run.count(&counted);
                    run.tell(&Event::Committed { table: counted.table, unit, counts: counted.counts });
                }
            }
            for done in done {
                // A pull that was dropped does not wait.
                let _ = done.send(());
            }
        }
        Ok(())
    }
}

fn size(batch: &Batch) -> usize {
    batch.changes.iter().map(Change::rows).sum()
}
