//! One commit after the other; what comes up meanwhile goes into the next one.

use std::sync::Arc;

use futures::StreamExt as _;
use futures::channel::mpsc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{Event, Run};
use crate::{Batch, Change, Error, ErrorKind};

/// How much may be handed over and not be committed yet, in KiB. The more goes into one commit, the fewer times
/// the same page of an index is written; and all of it is held in memory.
const ROOM: u32 = 16 << 10;

/// Takes batches that are to be committed.
pub(super) struct Committer {
    sender: mpsc::UnboundedSender<Handed>,
    room: Arc<Semaphore>,
}

/// What comes out of it.
pub(super) struct Commits(mpsc::UnboundedReceiver<Handed>);

/// A batch, and the room that it takes until it is committed.
struct Handed {
    batch: Batch,
    room: OwnedSemaphorePermit,
}

impl Committer {
    pub(super) fn new() -> (Self, Commits) {
        let (sender, receiver) = mpsc::unbounded();
        (Self { sender, room: Arc::new(Semaphore::new(ROOM as usize)) }, Commits(receiver))
    }

    /// Hands over a batch, once there is room for it.
    pub(super) async fn send(&self, batch: Batch) -> Result<(), Error> {
        let gone = || Error::new(ErrorKind::Contract, "nobody commits any more");
        let bytes: usize = batch.changes.iter().map(Change::bytes).sum();
        // What is larger than the room has it for itself.
        let room = u32::try_from(bytes >> 10).unwrap_or(ROOM).clamp(1, ROOM);
        let room = self.room.clone().acquire_many_owned(room).await.map_err(|_| gone())?;
        self.sender.unbounded_send(Handed { batch, room }).map_err(|_| gone())
    }
}

impl Commits {
    /// Commits what is handed over, until nobody can any more.
    pub(super) async fn run(mut self, run: &Run<'_>) -> Result<(), Error> {
        while let Some(first) = self.0.next().await {
            let mut rooms = vec![first.room];
            let mut batches = vec![first.batch];
            while let Ok(next) = self.0.try_recv() {
                rooms.push(next.room);
                batches.push(next.batch);
            }
            let units: Vec<_> = batches.iter().map(|batch| batch.unit.clone()).collect();
            let counted = run.session.commit(batches).await?;
            drop(rooms);
            for (unit, counted) in units.iter().zip(counted) {
                for counted in counted {
                    run.count(&counted);
                    run.tell(&Event::Committed { table: counted.table, unit, counts: counted.counts });
                }
            }
        }
        Ok(())
    }
}
