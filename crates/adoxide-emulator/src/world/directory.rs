//! The directory that people come from (a Microsoft Entra tenant): people, applications, tokens.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::application::Application;
use super::id::{IdentityId, Ids};
use super::identity::Identity;
use super::profile::{Picture, Profile};
use super::token::Token;

/// The people of all organizations, the applications, and what they authenticate with.
#[derive(Clone, Debug)]
pub struct Directory {
    pub(super) ids: Ids,
    pub(super) tenant: Uuid,
    deployment: Uuid,
    pub(super) identities: BTreeMap<IdentityId, Identity>,
    pub(super) tokens: Vec<Token>,
    pub(super) applications: Vec<Application>,
    pub(super) profiles: BTreeMap<IdentityId, Profile>,
    /// Those that somebody set, by the storage key of whom they show.
    pub(super) pictures: BTreeMap<Uuid, Picture>,
    /// Of their own, so that a token more does not change what else is made up.
    pub(super) secret_ids: Ids,
}

impl Directory {
    pub(super) fn new(seed: u64) -> Self {
        let mut ids = Ids::new(seed);
        Self {
            tenant: ids.uuid(),
            deployment: ids.uuid(),
            ids,
            identities: BTreeMap::new(),
            tokens: Vec::new(),
            applications: Vec::new(),
            profiles: BTreeMap::new(),
            pictures: BTreeMap::new(),
            secret_ids: Ids::new(seed ^ 0x6469_7265),
        }
    }

    /// A number that nothing else was made from.
    pub(super) fn number(&mut self) -> u64 {
        self.ids.number()
    }

    /// Its id.
    pub fn tenant(&self) -> Uuid {
        self.tenant
    }

    /// The id of the deployment.
    pub fn deployment(&self) -> Uuid {
        self.deployment
    }

    /// Adds a person to the directory, one who has signed in before.
    pub fn add_identity(&mut self, display_name: &str, unique_name: &str) -> IdentityId {
        let id = self.ids.identity();
        let mut identity = Identity::new(id, display_name, unique_name, self.tenant, self.ids.uuid());
        identity.puid = Some(format!("{:016X}", self.ids.number() >> 3));
        self.identities.insert(id, identity);
        id
    }

    /// A person.
    pub fn identity(&self, id: IdentityId) -> Option<&Identity> {
        self.identities.get(&id)
    }

    /// Everybody.
    pub fn identities(&self) -> impl Iterator<Item = &Identity> {
        self.identities.values()
    }

    /// A person by sign-in address, in any case.
    pub fn identity_named(&self, unique_name: &str) -> Option<IdentityId> {
        let found = self.identities().find(|known| known.unique_name.eq_ignore_ascii_case(unique_name));
        found.map(|known| known.id)
    }

    /// The person of a sign-in address, who need never have signed in.
    pub fn invite(&mut self, unique_name: &str) -> IdentityId {
        if let Some(known) = self.identity_named(unique_name) {
            return known;
        }
        let id = self.add_identity(unique_name, unique_name);
        if let Some(identity) = self.identities.get_mut(&id) {
            // Recorded: who never signed in has no number.
            identity.puid = None;
        }
        id
    }
}
