//! Who may do what: access control lists by namespace and token.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use uuid::Uuid;

use super::group::GroupRole;
use super::id::ProjectId;
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// Something that can be allowed or denied in a namespace.
#[derive(Clone, Debug)]
pub struct SecurityAction {
    /// Its bit.
    pub bit: i64,
    /// `GENERIC_READ`
    pub name: &'static str,
    /// "View project-level information"
    pub display_name: Option<&'static str>,
    /// The namespace, as the service writes it here: often the GUID of nothing.
    pub namespace: Uuid,
}

/// A kind of things that access is controlled for. The names are those of the REST API.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of the recorded table")]
pub struct SecurityNamespace {
    pub id: Uuid,
    pub name: &'static str,
    pub display_name: Option<&'static str>,
    pub separator: Option<char>,
    pub element_length: i64,
    pub write_permission: i64,
    pub read_permission: i64,
    pub dataspace_category: &'static str,
    pub structure: i64,
    pub extension_type: Option<&'static str>,
    pub is_remotable: bool,
    pub use_token_translator: bool,
    pub system_bit_mask: i64,
    pub actions: Vec<SecurityAction>,
}

/// The namespaces of every organization, in the recorded order.
pub fn security_namespaces() -> &'static [SecurityNamespace] {
    static NAMESPACES: LazyLock<Vec<SecurityNamespace>> = LazyLock::new(|| {
        let mut namespaces: Vec<SecurityNamespace> = Vec::new();
        for line in include_str!("../../data/security_namespaces.tsv").lines() {
            let mut fields = line.split('\t');
            match fields.next() {
                Some("namespace") => namespaces.extend(namespace(&mut fields)),
                Some("action") => {
                    if let Some(namespace) = namespaces.last_mut() {
                        namespace.actions.extend(action(&mut fields, namespace.id));
                    }
                }
                _ => {}
            }
        }
        namespaces
    });
    &NAMESPACES
}

type Fields<'f> = std::str::Split<'f, char>;

/// What is not there is written as nothing.
fn some(field: &'static str) -> Option<&'static str> {
    Some(field).filter(|field| !field.is_empty())
}

fn namespace(fields: &mut Fields<'static>) -> Option<SecurityNamespace> {
    Some(SecurityNamespace {
        id: fields.next()?.parse().ok()?,
        name: fields.next()?,
        display_name: some(fields.next()?),
        separator: some(fields.next()?)
            .and_then(|code| u32::from_str_radix(code.strip_prefix("U+")?, 16).ok())
            .and_then(char::from_u32),
        element_length: fields.next()?.parse().ok()?,
        write_permission: fields.next()?.parse().ok()?,
        read_permission: fields.next()?.parse().ok()?,
        dataspace_category: fields.next()?,
        structure: fields.next()?.parse().ok()?,
        extension_type: some(fields.next()?),
        is_remotable: fields.next()?.parse().ok()?,
        use_token_translator: fields.next()?.parse().ok()?,
        system_bit_mask: fields.next()?.parse().ok()?,
        actions: Vec::new(),
    })
}

fn action(fields: &mut Fields<'static>, own: Uuid) -> Option<SecurityAction> {
    Some(SecurityAction {
        bit: fields.next()?.parse().ok()?,
        name: fields.next()?,
        display_name: some(fields.next()?),
        namespace: fields.next().and_then(|id| if id == "own" { Some(own) } else { id.parse().ok() })?,
    })
}

/// The namespace of projects.
pub const PROJECT_NAMESPACE: Uuid = Uuid::from_u128(0x52d3_9943_cb85_4d7f_8fa8_c6ba_ac87_3819);

/// What somebody or something is allowed and denied, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccessControlEntry {
    /// What is allowed.
    pub allow: i64,
    /// What is denied.
    pub deny: i64,
}

impl AccessControlEntry {
    /// This with more on top: what is newly allowed is not denied any more, and the other way round.
    pub fn merged(self, more: Self) -> Self {
        Self { allow: (self.allow | more.allow) & !more.deny, deny: (self.deny | more.deny) & !more.allow }
    }
}

/// Who may do what with the things of a token.
#[derive(Clone, Debug)]
pub struct AccessControlList {
    /// Whether what holds for the token above holds here too.
    pub inherits: bool,
    /// What is allowed and denied, by legacy descriptor.
    pub entries: BTreeMap<String, AccessControlEntry>,
}

impl Default for AccessControlList {
    fn default() -> Self {
        Self { inherits: true, entries: BTreeMap::new() }
    }
}

/// The access control lists of an organization: by namespace and token, in any case.
#[derive(Debug, Default)]
struct AccessControlLists {
    all: BTreeMap<Uuid, BTreeMap<String, AccessControlList>>,
}

/// The access control list of a token was set, or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessControlListChanged {
    /// The namespace.
    pub namespace: Uuid,
    /// The token in it.
    pub token: String,
}

part!(AccessControlLists);
event!(AccessControlListChanged);

impl Organization {
    /// The access control lists of a namespace, by token.
    pub fn access_control_lists(&self, namespace: Uuid) -> impl Iterator<Item = (&str, &AccessControlList)> {
        let lists = self.part::<AccessControlLists>().all.get(&namespace).into_iter().flatten();
        lists.map(|(token, list)| (token.as_str(), list))
    }

    /// The access control list of a token.
    pub fn access_control_list(&self, namespace: Uuid, token: &str) -> Option<&AccessControlList> {
        let mut lists = self.access_control_lists(namespace);
        lists.find(|(known, _)| known.eq_ignore_ascii_case(token)).map(|(_, list)| list)
    }

    /// What descriptors together may do with the things of a token: what is denied anywhere at a level is
    /// denied, what is said nearer to the token counts more than what is said above.
    pub fn effective_access(
        &self,
        namespace: Uuid,
        token: &str,
        descriptors: &[String],
    ) -> AccessControlEntry {
        let separator = security_namespaces().iter().find(|known| known.id == namespace);
        let separator = separator.and_then(|namespace| namespace.separator);
        let mut effective = AccessControlEntry::default();
        let mut token = Some(token);
        while let Some(at) = token {
            let list = self.access_control_list(namespace, at);
            let entries = list.into_iter().flat_map(|list| &list.entries);
            let mine =
                entries.filter(|(known, _)| descriptors.iter().any(|own| own.eq_ignore_ascii_case(known)));
            let here = mine.fold(AccessControlEntry::default(), |sum, (_, entry)| AccessControlEntry {
                allow: sum.allow | entry.allow,
                deny: sum.deny | entry.deny,
            });
            let open = !(effective.allow | effective.deny);
            effective.deny |= here.deny & open;
            effective.allow |= here.allow & open & !here.deny;
            if list.is_some_and(|list| !list.inherits) {
                break;
            }
            token = separator
                .and_then(|separator| at.trim_end_matches(separator).rfind(separator).map(|end| &at[..end]));
        }
        effective
    }
}

impl Transaction<'_> {
    /// Sets the access control list of a token; none takes it away.
    ///
    /// # Errors
    /// None.
    pub fn set_access_control_list(
        &mut self,
        namespace: Uuid,
        token: &str,
        list: Option<AccessControlList>,
    ) -> Result<Recorded, Refusal> {
        let lists = self.part_mut::<AccessControlLists>().all.entry(namespace).or_default();
        let known = lists.keys().find(|known| known.eq_ignore_ascii_case(token)).cloned();
        match list {
            Some(list) => lists.insert(known.unwrap_or_else(|| token.to_owned()), list),
            None => known.and_then(|known| lists.remove(&known)),
        };
        Ok(self.record(AccessControlListChanged { namespace, token: token.to_owned() }))
    }

    /// What the groups of a new project may do with it: administrators everything, contributors what the
    /// documentation gives them, the others look.
    pub(super) fn grant_project(&mut self, project: ProjectId) {
        const READ: i64 = 1;
        // View, and manage and view test runs.
        const CONTRIBUTE: i64 = 0x0001 | 0x0008 | 0x0200;
        let all = security_namespaces().iter().find(|namespace| namespace.id == PROJECT_NAMESPACE);
        let all = all.map_or(0, |namespace| namespace.actions.iter().fold(0, |sum, action| sum | action.bit));
        let groups = self.groups().filter(|group| group.project == Some(project));
        let entries = groups.map(|group| {
            let allow = match group.role {
                GroupRole::Administrators => all,
                GroupRole::Contributors | GroupRole::BuildAdministrators => CONTRIBUTE,
                GroupRole::Readers | GroupRole::ValidUsers | GroupRole::Custom => READ,
            };
            (self.descriptors_of_group(group).0, AccessControlEntry { allow, deny: 0 })
        });
        let list = AccessControlList { inherits: true, entries: entries.collect() };
        let token = format!("$PROJECT:vstfs:///Classification/TeamProject/{project}");
        self.part_mut::<AccessControlLists>().all.entry(PROJECT_NAMESPACE).or_default().insert(token, list);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recorded_namespaces_are_all_read() {
        assert_eq!(security_namespaces().len(), 61);
        let actions: usize = security_namespaces().iter().map(|namespace| namespace.actions.len()).sum();
        let lines = include_str!("../../data/security_namespaces.tsv").lines();
        assert_eq!(actions, lines.filter(|line| line.starts_with("action")).count());
        let project =
            security_namespaces().iter().find(|namespace| namespace.id == PROJECT_NAMESPACE).unwrap();
        assert_eq!((project.name, project.separator, project.actions.len()), ("Project", Some(':'), 25));
    }

    #[test]
    fn merging_takes_back_the_opposite() {
        let old = AccessControlEntry { allow: 0b0011, deny: 0b0100 };
        let merged = old.merged(AccessControlEntry { allow: 0b0100, deny: 0b0001 });
        assert_eq!(merged, AccessControlEntry { allow: 0b0110, deny: 0b0001 });
    }
}
