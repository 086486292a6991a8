//! Favorites: what somebody, or a team, marked with a star.

use serde_json::Value;
use uuid::Uuid;

use super::journal::{Stamp, event};
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// A favorite.
#[derive(Clone, Debug)]
pub struct Favorite {
    /// Its id.
    pub id: Uuid,
    /// Whose it is: a person's, or a team's.
    pub owner: Uuid,
    /// What kind of thing it is: `Microsoft.TeamFoundation.Git.Repository`.
    pub artifact_type: String,
    /// The thing.
    pub artifact_id: String,
    /// Its name.
    pub artifact_name: String,
    /// What it is in, as the client sent it.
    pub scope: Value,
    /// What else the client sent.
    pub properties: Value,
    /// Who marked it, and when.
    pub created: Stamp,
}

/// A favorite came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FavoriteEvent {
    /// It was created.
    Created(Uuid),
    /// It was deleted.
    Deleted(Uuid),
}

/// The favorites of an organization.
#[derive(Debug, Default)]
struct Favorites {
    all: Vec<Favorite>,
}

part!(Favorites);
event!(FavoriteEvent);

impl Organization {
    /// The favorites, oldest first.
    pub fn favorites(&self) -> &[Favorite] {
        &self.part::<Favorites>().all
    }
}

impl Transaction<'_> {
    /// Creates a favorite.
    ///
    /// # Errors
    /// None.
    pub fn create_favorite(&mut self, favorite: Favorite) -> Result<Recorded, Refusal> {
        let id = favorite.id;
        self.part_mut::<Favorites>().all.push(favorite);
        Ok(self.record(FavoriteEvent::Created(id)))
    }

    /// Deletes a favorite; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn delete_favorite(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        self.part_mut::<Favorites>().all.retain(|known| known.id != id);
        Ok(self.record(FavoriteEvent::Deleted(id)))
    }
}
