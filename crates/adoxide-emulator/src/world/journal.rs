//! What happened, in order.
//!
//! Every change of an organization is an event here, and everything that tells of changes reads it: history,
//! reporting feeds, service hooks, the audit log. So they cannot disagree.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;

use jiff::Timestamp;

use super::id::IdentityId;

/// When something happens, and who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: IdentityId,
}

/// How whoever did something had signed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Means {
    /// With an account of the directory, in a browser or by a program.
    #[default]
    Account,
    /// With a personal access token.
    Token,
}

/// Something that can happen: an enum of its noun, declared with `event!` in the noun's file.
///
/// An event carries what its readers need and cannot look up afterwards: what there was before, or the number of
/// the revision that it made.
pub trait Event: Any + fmt::Debug + Send + Sync {
    /// The name of its type, which tells the noun: `BuildEvent`.
    fn kind(&self) -> &'static str {
        let name = std::any::type_name::<Self>();
        name.rsplit("::").next().unwrap_or(name)
    }
}

/// Declares that types are events.
macro_rules! event {
    ($($event:ty),*) => {$(impl $crate::world::journal::Event for $event {})*};
}

pub(super) use event;

/// Something that happened.
#[derive(Debug)]
pub struct Entry {
    /// Its number in the organization, from 1, without gaps.
    pub sequence: u64,
    /// When and by whom.
    pub stamp: Stamp,
    /// How they had signed in.
    pub means: Means,
    /// What.
    pub event: Box<dyn Event>,
}

impl Entry {
    /// The event, if it is one of this noun.
    pub fn event<E: Event>(&self) -> Option<&E> {
        let event: &dyn Any = &*self.event;
        event.downcast_ref()
    }
}

/// The events of an organization.
#[derive(Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    /// The numbers of the entries of each noun, so that a page of a feed costs what it holds.
    topics: HashMap<TypeId, Vec<u64>>,
    /// When everybody last did something.
    seen: HashMap<IdentityId, Timestamp>,
    /// How whoever makes the change that is under way has signed in.
    pub(super) means: Means,
}

impl Journal {
    /// Appends an event, and gives its number. An event is never earlier than the one before it.
    pub(super) fn append<E: Event>(&mut self, stamp: Stamp, event: E) -> u64 {
        let at = self.entries.last().map_or(stamp.at, |last| last.stamp.at.max(stamp.at));
        let sequence = self.entries.len() as u64 + 1;
        self.topics.entry(TypeId::of::<E>()).or_default().push(sequence);
        let (stamp, means) = (Stamp { at, ..stamp }, self.means);
        self.seen.insert(stamp.actor, at);
        self.entries.push(Entry { sequence, stamp, means, event: Box::new(event) });
        sequence
    }

    /// When somebody last did something.
    pub fn last_of(&self, actor: IdentityId) -> Option<Timestamp> {
        self.seen.get(&actor).copied()
    }

    /// An entry by its number.
    pub fn get(&self, sequence: u64) -> Option<&Entry> {
        self.entries.get(usize::try_from(sequence.checked_sub(1)?).ok()?)
    }

    /// The number of the last entry before an instant; 0 if there is none.
    pub fn before(&self, at: Timestamp) -> u64 {
        self.entries.partition_point(|entry| entry.stamp.at < at) as u64
    }

    /// The events of one noun after a number, oldest first.
    pub fn of<E: Event>(&self, sequence: u64) -> impl Iterator<Item = (&Entry, &E)> {
        let topic = self.topics.get(&TypeId::of::<E>()).map(Vec::as_slice).unwrap_or_default();
        let start = topic.partition_point(|known| *known <= sequence);
        topic[start..].iter().filter_map(|sequence| {
            let entry = self.get(*sequence)?;
            Some((entry, entry.event()?))
        })
    }

    /// The entries after a number, oldest first; 0 gives all.
    pub fn since(&self, sequence: u64) -> &[Entry] {
        let start = usize::try_from(sequence).unwrap_or(usize::MAX).min(self.entries.len());
        &self.entries[start..]
    }

    /// How many there are: the number of the last.
    pub fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Whether nothing happened yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
