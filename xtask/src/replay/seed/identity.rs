//! People who are found, listed or removed.

use adoxide_emulator::world::journal::Stamp;

use super::{Seeder, Target, items, text};
use crate::replay::cassette::Exchange;
use crate::replay::ids::Ids;

impl Seeder<'_> {
    /// Whoever an answer tells of was there before. Where a search has another name than what it found (the
    /// recordings had names taken out of bodies, not of URLs), the name in the URL stands for the one found.
    pub(super) fn people(
        &self,
        target: &Target<'_>,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<(), String> {
        if exchange.method != "GET" || exchange.answer.status >= 300 {
            return Ok(());
        }
        if target.is(&["identities"]) {
            for item in items(&exchange.answer.body) {
                let properties = &item["properties"];
                if let (Some(account), Some("User")) = (
                    properties["Account"]["$value"].as_str(),
                    properties["SchemaClassName"]["$value"].as_str(),
                ) {
                    let has_signed_in = properties.get("MetadataUpdateDate").is_some();
                    self.person(target.organization, account, has_signed_in, text(item, "id"), ids)?;
                    stand_for(&exchange.url, account, ids);
                }
            }
        }
        if target.is(&["userentitlements"]) {
            let members = exchange.answer.body["members"].as_array().into_iter().flatten();
            for member in members.chain([&exchange.answer.body]) {
                let user = &member["user"];
                if let Some(account) = text(user, "principalName") {
                    let has_signed_in = user.get("metaType").is_some();
                    self.person(target.organization, account, has_signed_in, text(member, "id"), ids)?;
                }
            }
        }
        Ok(())
    }

    fn person(
        &self,
        organization: &str,
        account: &str,
        has_signed_in: bool,
        id: Option<&str>,
        ids: &mut Ids,
    ) -> Result<(), String> {
        let ours = self.emulator.update(|world, now| {
            let known = world.identity_named(account);
            let person = match known {
                Some(person) => person,
                None if has_signed_in => world.add_identity(account, account),
                None => world.invite(account),
            };
            let organization = world.organization_mut(organization).ok_or("no such organization")?;
            let stamp = Stamp { at: now, actor: organization.owner() };
            organization.change(stamp, |tx| tx.add_member(person)).map_err(|error| error.to_string())?;
            Ok::<_, String>(person.to_string())
        })?;
        if let Some(id) = id.filter(|id| !ids.knows(id)) {
            ids.insert(id, &ours);
        }
        Ok(())
    }
}

/// Lets the name that a URL searches for stand for the one that was found.
fn stand_for(url: &str, account: &str, ids: &mut Ids) {
    let searched = url.split(['?', '&']).find_map(|pair| pair.strip_prefix("filterValue="));
    let searched = searched.map(super::percent_decode).unwrap_or_default();
    if searched.contains('@') && !searched.eq_ignore_ascii_case(account) {
        ids.insert(&searched, account);
        ids.insert(&searched.replace('@', "%40"), &account.replace('@', "%40"));
    }
}
