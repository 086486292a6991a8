//! What people keep about themselves, outside of any organization, and pictures of people and groups.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::directory::Directory;
use super::id::IdentityId;
use super::name::same_name;

/// The container of the attributes that the service itself knows.
pub const CORE: &str = "Core";

/// Something that is kept in a profile.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Whose it is: `Core`, or the name of an application.
    pub container: String,
    /// Its name in there.
    pub name: String,
    /// What it is.
    pub value: Value,
    /// The revision of the profile that brought it.
    pub revision: i64,
    /// When that was.
    pub changed: Timestamp,
}

impl Attribute {
    /// Whether it goes by these names.
    pub fn is_named(&self, container: &str, name: &str) -> bool {
        same_name(&self.container, container) && same_name(&self.name, name)
    }
}

/// The profile of a person.
#[derive(Clone, Debug)]
pub struct Profile {
    /// How often anything of it changed; a new one has 1.
    pub revision: i64,
    /// The revision that changed a core attribute last.
    pub core_revision: i64,
    /// When it changed last; none for one as it was made.
    pub changed: Option<Timestamp>,
    /// What was set, in the order in which it was.
    pub attributes: Vec<Attribute>,
}

impl Default for Profile {
    fn default() -> Self {
        Self { revision: 1, core_revision: 1, changed: None, attributes: Vec::new() }
    }
}

impl Profile {
    /// An attribute that was set.
    pub fn attribute(&self, container: &str, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|known| known.is_named(container, name))
    }

    fn next(&mut self, at: Timestamp, container: &str) {
        self.revision += 1;
        self.changed = Some(at);
        if same_name(container, CORE) {
            self.core_revision = self.revision;
        }
    }
}

/// A picture that somebody set.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The image, as it was sent.
    pub bytes: Vec<u8>,
    /// When it was set.
    pub changed: Timestamp,
}

impl Directory {
    /// The profile of a person; that of somebody who never changed anything is a new one.
    pub fn profile(&self, id: IdentityId) -> Profile {
        self.profiles.get(&id).cloned().unwrap_or_default()
    }

    /// Sets an attribute of a profile, in the place of one of this name.
    pub fn set_attribute(
        &mut self,
        id: IdentityId,
        at: Timestamp,
        container: &str,
        name: &str,
        value: Value,
    ) {
        let profile = self.profiles.entry(id).or_default();
        profile.next(at, container);
        profile.attributes.retain(|known| !known.is_named(container, name));
        let (container, name) = (container.to_owned(), name.to_owned());
        let shown = value.as_str().filter(|_| container == CORE && name == "DisplayName");
        if let (Some(shown), Some(identity)) = (shown, self.identities.get_mut(&id)) {
            shown.clone_into(&mut identity.display_name);
        }
        let revision = profile.revision;
        profile.attributes.push(Attribute { container, name, value, revision, changed: at });
    }

    /// Removes an attribute from a profile; whether it was there.
    pub fn remove_attribute(&mut self, id: IdentityId, at: Timestamp, container: &str, name: &str) -> bool {
        let Some(profile) = self.profiles.get_mut(&id) else { return false };
        let before = profile.attributes.len();
        profile.attributes.retain(|known| !known.is_named(container, name));
        let is_removed = profile.attributes.len() < before;
        if is_removed {
            profile.next(at, container);
        }
        is_removed
    }

    /// The picture that was set of a person or group, by storage key.
    pub fn picture(&self, key: Uuid) -> Option<&Picture> {
        self.pictures.get(&key)
    }

    /// Sets the picture of a person or group; none takes it away.
    pub fn set_picture(&mut self, key: Uuid, picture: Option<Picture>) {
        match picture {
            Some(picture) => self.pictures.insert(key, picture),
            None => self.pictures.remove(&key),
        };
    }

    /// Makes a person one that the directory knows by another object.
    pub fn set_object_id(&mut self, id: IdentityId, object_id: Uuid) {
        if let Some(identity) = self.identities.get_mut(&id) {
            identity.object_id = object_id;
        }
    }
}
