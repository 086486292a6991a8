//! Who has which licence.

use jiff::Timestamp;

use super::id::IdentityId;
use super::journal::{Payload, Stamp};
use super::{Organization, Refusal};

/// A licence. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum License {
    /// Basic.
    Express,
    /// For those who look on.
    Stakeholder,
    /// Basic and test plans.
    Advanced,
    /// With a subscription of Visual Studio.
    Professional,
    /// Before there was anything to pay.
    EarlyAdopter,
}

impl License {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Express, Self::Stakeholder, Self::Advanced, Self::Professional, Self::EarlyAdopter];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Express => "express",
            Self::Stakeholder => "stakeholder",
            Self::Advanced => "advanced",
            Self::Professional => "professional",
            Self::EarlyAdopter => "earlyAdopter",
        }
    }

    /// The name that people see.
    pub fn display_name(self) -> &'static str {
        match self {
            Self::Express => "Basic",
            Self::Stakeholder => "Stakeholder",
            Self::Advanced => "Basic + Test Plans",
            Self::Professional => "Visual Studio Professional",
            Self::EarlyAdopter => "Early Adopter",
        }
    }
}

/// What somebody is entitled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entitlement {
    /// The licence.
    pub license: License,
    /// Since when.
    pub created: Timestamp,
}

impl Organization {
    /// What somebody is entitled to; none who is not in the organization.
    pub fn entitlement(&self, person: IdentityId) -> Option<Entitlement> {
        let first = Entitlement { license: License::Express, created: self.created() };
        self.is_member(person).then(|| self.entitlements.get(&person).copied().unwrap_or(first))
    }

    /// Lets somebody in with a licence, or gives somebody another one.
    pub fn entitle(&mut self, stamp: Stamp, person: IdentityId, license: License) {
        let created = self.entitlement(person).map_or(stamp.at, |known| known.created);
        self.add_member(stamp, person);
        self.entitlements.insert(person, Entitlement { license, created });
        self.journal.append(stamp, Payload::EntitlementChanged(person));
    }

    /// Takes somebody out of the organization.
    ///
    /// # Errors
    /// When it is the owner, or somebody who is not in it.
    pub fn remove_member(&mut self, stamp: Stamp, person: IdentityId) -> Result<(), Refusal> {
        if person == self.owner() || !self.is_member(person) {
            return Err(Refusal::NoMember(person));
        }
        self.members.remove(&person);
        self.entitlements.remove(&person);
        self.forget_person(person);
        self.journal.append(stamp, Payload::EntitlementChanged(person));
        Ok(())
    }
}
