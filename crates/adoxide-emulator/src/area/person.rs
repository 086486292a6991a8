//! Somebody, as bodies name them.

use serde::Deserialize;
use uuid::Uuid;

use crate::handler::View;
use crate::world::name::same_name;

/// Somebody, by what a body says of them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Person {
    id: Option<String>,
    unique_name: Option<String>,
    display_name: Option<String>,
}

impl Person {
    /// Their id: as it is given, also of a team or group; else by the name to sign in with or the name that is shown.
    pub fn find(&self, view: &View<'_>) -> Option<Uuid> {
        let id = self.id.as_deref().and_then(|id| id.parse::<Uuid>().ok()).filter(|id| !id.is_nil());
        id.or_else(|| {
            let is = |known: &str, given: &Option<String>| {
                given.as_deref().is_some_and(|given| same_name(known, given))
            };
            let found = view.directory.identities().find(|known| {
                is(&known.unique_name, &self.unique_name)
                    || (self.unique_name.is_none() && is(&known.display_name, &self.display_name))
            });
            found.map(|found| found.id.0)
        })
    }
}
