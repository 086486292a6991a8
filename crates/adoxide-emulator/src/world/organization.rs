//! An organization: what it is, its parts, its journal; and the transaction, in which alone it changes.

use std::ops::Deref;
use std::time::Duration;

use jiff::Timestamp;
use uuid::Uuid;

use super::id::{IdentityId, Ids, OrganizationId};
use super::journal::{Event, Journal, Means, Stamp};
use super::part::{Part, Parts};

/// An organization.
///
/// It is read freely, and changes only in a [`Transaction`]: see [`Self::change`].
#[derive(Debug)]
pub struct Organization {
    id: OrganizationId,
    name: String,
    host_id: Uuid,
    tenant: Uuid,
    owner: IdentityId,
    created: Timestamp,
    operation_duration: Duration,
    parts: Parts,
    journal: Journal,
    ids: Ids,
}

impl Organization {
    /// An organization in which nothing is and nothing has happened. Work that takes time takes
    /// `operation_duration`.
    pub(super) fn new(
        mut ids: Ids,
        name: String,
        tenant: Uuid,
        operation_duration: Duration,
        stamp: Stamp,
    ) -> Self {
        Self {
            id: OrganizationId(ids.uuid()),
            host_id: ids.uuid(),
            name,
            tenant,
            owner: stamp.actor,
            created: stamp.at,
            operation_duration,
            parts: Parts::default(),
            journal: Journal::default(),
            ids,
        }
    }

    /// Its id.
    pub fn id(&self) -> OrganizationId {
        self.id
    }

    /// Its name, as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the host that secures its identities.
    pub fn host_id(&self) -> Uuid {
        self.host_id
    }

    /// The directory that its people come from.
    pub fn tenant(&self) -> Uuid {
        self.tenant
    }

    /// Who created it.
    pub fn owner(&self) -> IdentityId {
        self.owner
    }

    /// When it was created.
    pub fn created(&self) -> Timestamp {
        self.created
    }

    /// How long work takes that takes time.
    pub(super) fn operation_duration(&self) -> Duration {
        self.operation_duration
    }

    /// What happened in it.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The state of one noun, as it is.
    pub fn part<P: Part>(&self) -> &P {
        self.parts.get()
    }

    /// Ids that nothing else has. To make one up is no change.
    pub(crate) fn new_ids(&mut self, count: usize) -> Vec<Uuid> {
        (0..count).map(|_| self.ids.uuid()).collect()
    }

    /// Changes the organization, with the rules of its nouns. A change ends with the events that it recorded, or
    /// with the statement that nothing changed: there is no other way to make a [`Recorded`].
    ///
    /// A rule checks before it changes anything: a transaction that fails is not rolled back.
    ///
    /// # Errors
    /// Those of `rule`.
    pub fn change<T, E>(
        &mut self,
        stamp: Stamp,
        rule: impl FnOnce(&mut Transaction<'_>) -> Result<Recorded<T>, E>,
    ) -> Result<T, E> {
        rule(&mut Transaction { organization: self, stamp }).map(Recorded::into_inner)
    }

    /// As [`Self::change`], by somebody who has signed in by these means: the audit log tells them.
    ///
    /// # Errors
    /// Those of `rule`.
    pub fn change_by<T, E>(
        &mut self,
        stamp: Stamp,
        means: Means,
        rule: impl FnOnce(&mut Transaction<'_>) -> Result<Recorded<T>, E>,
    ) -> Result<T, E> {
        self.journal.means = means;
        let done = self.change(stamp, rule);
        self.journal.means = Means::default();
        done
    }
}

/// A change of an organization that is under way. The rules of each noun are its methods, in the noun's file;
/// what they may read, they read through it.
#[derive(Debug)]
pub struct Transaction<'o> {
    organization: &'o mut Organization,
    stamp: Stamp,
}

impl Deref for Transaction<'_> {
    type Target = Organization;

    fn deref(&self) -> &Organization {
        self.organization
    }
}

impl Transaction<'_> {
    /// When it happens, and who does it.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Goes on with another stamp: what somebody else caused, or what happened at another time.
    pub(super) fn stamped(&mut self, stamp: Stamp) -> Transaction<'_> {
        Transaction { organization: self.organization, stamp }
    }

    /// The state of one noun, to change it.
    pub(super) fn part_mut<P: Part>(&mut self) -> &mut P {
        self.organization.parts.get_mut()
    }

    /// The state of one noun to change it, with what else changes beside it.
    pub(super) fn open<P: Part>(&mut self) -> Open<'_, P> {
        let Organization { parts, ids, journal, .. } = &mut *self.organization;
        Open { part: parts.get_mut(), ids, events: Events { journal, stamp: self.stamp } }
    }

    /// A new id.
    pub(super) fn uuid(&mut self) -> Uuid {
        self.organization.ids.uuid()
    }

    /// What makes new ids.
    pub(super) fn ids(&mut self) -> &mut Ids {
        &mut self.organization.ids
    }

    /// Writes an event to the journal.
    pub(super) fn record(&mut self, event: impl Event) -> Recorded {
        Events { journal: &mut self.organization.journal, stamp: self.stamp }.record(event)
    }

    /// Ends a change in which nothing changed.
    #[expect(clippy::unused_self, reason = "only within a transaction")]
    pub(super) fn unchanged<T>(&self, value: T) -> Recorded<T> {
        Recorded { value, sequence: 0 }
    }
}

/// A part that is open to be changed, and what changes beside it: new ids, and the journal.
pub(super) struct Open<'t, P> {
    pub part: &'t mut P,
    pub ids: &'t mut Ids,
    pub events: Events<'t>,
}

/// Where events are recorded while a part is open.
pub(super) struct Events<'t> {
    journal: &'t mut Journal,
    stamp: Stamp,
}

impl Events<'_> {
    /// Writes an event to the journal.
    pub fn record(&mut self, event: impl Event) -> Recorded {
        self.record_at(self.stamp, event)
    }

    /// Writes an event to the journal, of another time or by somebody else.
    pub fn record_at(&mut self, stamp: Stamp, event: impl Event) -> Recorded {
        let sequence = self.journal.append(stamp, event);
        Recorded { value: (), sequence }
    }
}

/// The result of a rule whose change is in the journal. Only recording an event makes one, or the statement that
/// nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded<T = ()> {
    value: T,
    sequence: u64,
}

impl<T> Recorded<T> {
    /// With another result.
    pub(super) fn with<U>(self, value: U) -> Recorded<U> {
        Recorded { value, sequence: self.sequence }
    }

    /// With what is made of the result.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded { value: make(self.value), sequence: self.sequence }
    }

    /// The result alone, for a rule that goes on.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The number of the event in the journal.
    pub(super) fn sequence(&self) -> u64 {
        self.sequence
    }
}
