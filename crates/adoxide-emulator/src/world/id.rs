//! Identifiers, and where new ones come from.

use std::fmt;
use std::str::FromStr;

pub use git2::Oid as ObjectId;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$attribute:meta])* $name:ident,)*) => {$(
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// An organization (a "project collection" in older words).
    OrganizationId,
    /// A project.
    ProjectId,
    /// A team.
    TeamId,
    /// A Git repository.
    RepositoryId,
    /// A person: the storage key that the service calls VSID.
    IdentityId,
    /// An asynchronous operation.
    OperationId,
    /// A process (a "process template").
    ProcessId,
}

/// New identifiers, the same ones in the same order for the same seed.
///
/// A SplitMix64 generator: tiny, well mixed, and no secret depends on it but the emulator's own token, which
/// is meant to be the same every time.
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// A generator for a seed number.
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds must not give overlapping sequences.
        let mut ids = Self { state: seed };
        ids.state = ids.number();
        ids
    }

    /// 64 mixed bits.
    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit; 0 for a limit of 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.number() % (limit.max(1) as u64)) as usize
    }

    /// One of these; none if there are none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// A GUID that looks random (version 4).
    pub fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// A person's GUID: the service gives those version 6.
    pub fn identity(&mut self) -> IdentityId {
        let mut bytes = self.uuid().into_bytes();
        bytes[6] = (bytes[6] & 0x0f) | 0x60;
        IdentityId(Uuid::from_bytes(bytes))
    }

    /// Text of the form of a personal access token: 52 characters of `a-z2-7`.
    pub fn token(&mut self) -> String {
        const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
        (0..52).map(|_| char::from(ALPHABET[self.below(ALPHABET.len())])).collect()
    }

    fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.number().to_be_bytes());
        bytes[8..].copy_from_slice(&self.number().to_be_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        let (mut one, mut other, mut third) = (Ids::new(7), Ids::new(7), Ids::new(8));
        for _ in 0..100 {
            let id = one.uuid();
            assert_eq!(id, other.uuid());
            assert_ne!(id, third.uuid());
        }
        assert_eq!(one.identity().0.get_version_num(), 6);
        assert_eq!(one.token().len(), 52);
    }
}
