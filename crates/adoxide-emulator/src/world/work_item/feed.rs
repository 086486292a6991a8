//! What changed since when: the journal as the reporting feeds tell it.

use super::{LinkEnd, Revision, WorkItemId};
use crate::world::Organization;
use crate::world::journal::{Payload, Stamp};

/// A revision in the feed.
#[derive(Clone, Debug)]
pub struct RevisionEvent<'w> {
    /// Its number in the journal.
    pub sequence: u64,
    /// What became of the work item.
    pub revision: Revision<'w>,
}

/// A change of a link in the feed.
#[derive(Clone, Copy, Debug)]
pub struct LinkEvent {
    /// Its number in the journal.
    pub sequence: u64,
    /// When and by whom.
    pub stamp: Stamp,
    /// Where it goes out from.
    pub source: WorkItemId,
    /// Where it goes to.
    pub target: WorkItemId,
    /// What the source sees.
    pub end: LinkEnd,
    /// Whether it is there.
    pub is_active: bool,
}

impl Organization {
    /// The revisions after a number of the journal, oldest first, without those of destroyed work items. The
    /// item is none for a revision that is no more, so that a reader can count what it passed.
    pub fn revisions_since(&self, sequence: u64) -> impl Iterator<Item = (u64, Option<RevisionEvent<'_>>)> {
        self.journal.revisions_since(sequence).map(move |event| {
            let Payload::WorkItemRevised { id, rev, .. } = event.payload else {
                return (event.sequence, None);
            };
            let revision = self.work_items.get_any(id).and_then(|item| self.revision(item, rev));
            let found = revision.map(|revision| RevisionEvent { sequence: event.sequence, revision });
            (event.sequence, found)
        })
    }

    /// The last revision of each work item that changed after a number of the journal, oldest first.
    pub fn latest_since(&self, sequence: u64) -> impl Iterator<Item = (u64, Option<RevisionEvent<'_>>)> {
        self.work_items.latest.range(sequence.saturating_add(1)..).map(move |(sequence, id)| {
            let item = self.work_items.get_any(*id);
            let found = item.map(|item| RevisionEvent { sequence: *sequence, revision: self.current(item) });
            (*sequence, found)
        })
    }

    /// The changes of links after a number of the journal, oldest first; of each link the last change only.
    pub fn links_since(&self, sequence: u64) -> impl Iterator<Item = (u64, Option<LinkEvent>)> {
        self.journal.links_since(sequence).map(move |event| {
            let Payload::WorkItemLinked { source, target, end, is_active } = event.payload else {
                return (event.sequence, None);
            };
            let last = self.work_items.links.get(&(source, end, target));
            let found = (last == Some(&event.sequence)).then_some(LinkEvent {
                sequence: event.sequence,
                stamp: event.stamp,
                source,
                target,
                end,
                is_active,
            });
            (event.sequence, found)
        })
    }
}
