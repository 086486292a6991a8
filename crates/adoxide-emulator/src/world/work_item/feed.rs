//! What changed since when: the journal as the reporting feeds tell it.

use super::super::journal::Stamp;
use super::super::organization::Organization;
use super::{LinkEnd, Revision, WorkItemId};
use crate::world::work_item::WorkItemLinked;
use crate::world::work_item::WorkItemRevised;
use crate::world::work_item::WorkItems;

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
        let items = self.part::<WorkItems>();
        self.journal().of::<WorkItemRevised>(sequence).map(move |(entry, revised)| {
            let revision = items.get_any(revised.id).and_then(|item| self.revision(item, revised.rev));
            let found = revision.map(|revision| RevisionEvent { sequence: entry.sequence, revision });
            (entry.sequence, found)
        })
    }

    /// The last revision of each work item that changed after a number of the journal, oldest first.
    pub fn latest_since(&self, sequence: u64) -> impl Iterator<Item = (u64, Option<RevisionEvent<'_>>)> {
        let items = self.part::<WorkItems>();
        items.latest.range(sequence.saturating_add(1)..).map(move |(sequence, id)| {
            let item = items.get_any(*id);
            let found = item.map(|item| RevisionEvent { sequence: *sequence, revision: self.current(item) });
            (*sequence, found)
        })
    }

    /// The changes of links after a number of the journal, oldest first; of each link the last change only.
    pub fn links_since(&self, sequence: u64) -> impl Iterator<Item = (u64, Option<LinkEvent>)> {
        let links = &self.part::<WorkItems>().links;
        self.journal().of::<WorkItemLinked>(sequence).map(move |(entry, linked)| {
            let WorkItemLinked { source, target, end, is_active } = *linked;
            let last = links.get(&(source, end, target));
            let found = (last == Some(&entry.sequence)).then_some(LinkEvent {
                sequence: entry.sequence,
                stamp: entry.stamp,
                source,
                target,
                end,
                is_active,
            });
            (entry.sequence, found)
        })
    }
}
