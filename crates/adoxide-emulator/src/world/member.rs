//! Who may come into an organization, and whether anybody may.

use std::collections::BTreeSet;

use super::id::IdentityId;
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// What happens to an organization as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OrganizationEvent {
    /// It exists.
    Created,
    /// It was stopped, for a reason.
    Stopped(String),
    /// It was started again.
    Started,
    /// A person joined.
    MemberAdded(IdentityId),
    /// A person left.
    MemberRemoved(IdentityId),
}

/// Who may come in.
#[derive(Debug, Default)]
struct Admission {
    members: BTreeSet<IdentityId>,
    stopped: Option<String>,
}

part!(Admission);
event!(OrganizationEvent);

impl Organization {
    /// Who may use it.
    pub fn members(&self) -> impl Iterator<Item = IdentityId> {
        self.part::<Admission>().members.iter().copied()
    }

    /// Whether somebody may use it.
    pub fn is_member(&self, identity: IdentityId) -> bool {
        self.part::<Admission>().members.contains(&identity)
    }

    /// Why it was stopped, if it was: then it answers nothing else.
    pub fn stopped(&self) -> Option<&str> {
        self.part::<Admission>().stopped.as_deref()
    }
}

impl Transaction<'_> {
    /// Founds the organization: its owner is in it, and the groups that every organization has.
    pub(super) fn found(&mut self) -> Recorded {
        let owner = self.owner();
        self.part_mut::<Admission>().members.insert(owner);
        self.create_default_groups();
        self.record(OrganizationEvent::Created)
    }

    /// Takes somebody out of the members.
    pub(super) fn drop_member(&mut self, identity: IdentityId) {
        self.part_mut::<Admission>().members.remove(&identity);
    }

    /// Lets somebody in.
    ///
    /// # Errors
    /// None.
    pub fn add_member(&mut self, identity: IdentityId) -> Result<Recorded, Refusal> {
        Ok(if self.part_mut::<Admission>().members.insert(identity) {
            self.record(OrganizationEvent::MemberAdded(identity))
        } else {
            self.unchanged(())
        })
    }

    /// Stops the organization for a reason, or starts it again.
    ///
    /// # Errors
    /// None.
    pub fn stop(&mut self, reason: Option<String>) -> Result<Recorded, Refusal> {
        self.part_mut::<Admission>().stopped.clone_from(&reason);
        Ok(self.record(reason.map_or(OrganizationEvent::Started, OrganizationEvent::Stopped)))
    }
}
