//! Who has which licence.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use super::id::IdentityId;
use super::journal::{Stamp, event};
use super::member::OrganizationEvent;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

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

/// Somebody got a licence, or another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntitlementChanged(pub IdentityId);

/// What a group gives everybody who is in it.
#[derive(Clone, Copy, Debug)]
pub struct GroupRule {
    /// The licence.
    pub license: License,
    /// Who said so, and when.
    pub changed: Stamp,
}

/// A group gives its members a licence, another one, or none any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupRuleChanged {
    /// The group.
    pub group: Uuid,
    /// What it gave before.
    pub from: Option<License>,
    /// What it gives now.
    pub to: Option<License>,
}

/// The licences that were given.
#[derive(Debug, Default)]
struct Entitlements {
    all: BTreeMap<IdentityId, Entitlement>,
    rules: BTreeMap<Uuid, GroupRule>,
}

part!(Entitlements);
event!(EntitlementChanged, GroupRuleChanged);

impl Organization {
    /// What groups give their members, by group.
    pub fn group_rules(&self) -> impl Iterator<Item = (Uuid, &GroupRule)> {
        let rules = self.part::<Entitlements>().rules.iter();
        rules.filter(|(group, _)| self.group(**group).is_some()).map(|(group, rule)| (*group, rule))
    }

    /// What somebody is entitled to; none who is not in the organization.
    pub fn entitlement(&self, person: IdentityId) -> Option<Entitlement> {
        let first = Entitlement { license: License::Express, created: self.created() };
        self.is_member(person).then(|| self.part::<Entitlements>().all.get(&person).copied().unwrap_or(first))
    }
}

impl Transaction<'_> {
    /// Lets somebody in with a licence, or gives somebody another one.
    ///
    /// # Errors
    /// None.
    pub fn entitle(&mut self, person: IdentityId, license: License) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let created = self.entitlement(person).map_or(stamp.at, |known| known.created);
        self.add_member(person)?;
        self.part_mut::<Entitlements>().all.insert(person, Entitlement { license, created });
        Ok(self.record(EntitlementChanged(person)))
    }

    /// Says what a group gives its members; none takes the rule away.
    ///
    /// # Errors
    /// None.
    pub fn set_group_rule(&mut self, group: Uuid, to: Option<License>) -> Result<Recorded, Refusal> {
        let changed = self.stamp();
        let rules = &mut self.part_mut::<Entitlements>().rules;
        let before = match to {
            Some(license) => rules.insert(group, GroupRule { license, changed }),
            None => rules.remove(&group),
        };
        Ok(self.record(GroupRuleChanged { group, from: before.map(|rule| rule.license), to }))
    }

    /// Takes somebody out of the organization.
    ///
    /// # Errors
    /// When it is the owner, or somebody who is not in it.
    pub fn remove_member(&mut self, person: IdentityId) -> Result<Recorded, Refusal> {
        if person == self.owner() || !self.is_member(person) {
            return Err(Refusal::NoMember(person));
        }
        self.drop_member(person);
        self.part_mut::<Entitlements>().all.remove(&person);
        self.forget_person(person);
        Ok(self.record(OrganizationEvent::MemberRemoved(person)))
    }
}
