//! Who may come into an organization, and whether anybody may.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::Timestamp;

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
    /// Who left; and since when somebody who had left is back.
    former: BTreeMap<IdentityId, Option<Timestamp>>,
    stopped: Option<String>,
}

/// How long it takes until somebody who comes back is active. Recorded: inactive in the second of the return, active
/// two seconds later.
const RETURN: Duration = Duration::from_secs(1);

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

    /// Whether an identity is active: somebody who left is not, and is again soon after coming back.
    pub fn is_active(&self, identity: IdentityId, now: Timestamp) -> bool {
        match self.part::<Admission>().former.get(&identity) {
            None => true,
            Some(None) => false,
            Some(Some(since)) => now >= since.saturating_add(RETURN).unwrap_or(*since),
        }
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
        let admission = self.part_mut::<Admission>();
        admission.members.remove(&identity);
        admission.former.insert(identity, None);
    }

    /// Lets somebody in.
    ///
    /// # Errors
    /// None.
    pub fn add_member(&mut self, identity: IdentityId) -> Result<Recorded, Refusal> {
        let at = self.stamp().at;
        let admission = self.part_mut::<Admission>();
        Ok(if admission.members.insert(identity) {
            admission.former.entry(identity).and_modify(|since| *since = Some(at));
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
