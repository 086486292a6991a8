//! Subjects of the Graph: what users, groups and service principals have in common.

use std::fmt;

use adoxide_api::graph::{
    self, GraphSubject, GraphSubjectLookup, GraphSubjectLookupKey, GraphSubjectQuery, ListGroups, ListUsers,
};
use adoxide_api::wire::{Json, List, Object};

use super::{Group, ServicePrincipal, User};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::identities::nobody;
use crate::resource::identity::is_id;
use crate::resource::project::missing;

/// How many subjects are looked up in one request.
const AT_ONCE: usize = 100;
/// How many subjects a search answers at most.
const FOUND_AT_MOST: usize = 100;

/// The kinds that can be searched for.
pub(super) const USER: &str = "User";
pub(super) const GROUP: &str = "Group";

/// What subjects there are, by what their descriptors begin with.
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/users/list>: `subjectTypes`.
const KINDS: &[(&str, Kind)] = &[
    ("aad", Kind::User),
    ("msa", Kind::User),
    ("win", Kind::User),
    ("bnd", Kind::User),
    ("svc", Kind::User),
    ("imp", Kind::User),
    ("acs", Kind::User),
    ("agg", Kind::User),
    ("vssgp", Kind::Group),
    ("aadgp", Kind::Group),
    ("aadsp", Kind::ServicePrincipal),
    ("s2s", Kind::Other),
    ("scp", Kind::Other),
    ("sys", Kind::Other),
    ("uauth", Kind::Other),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    User,
    Group,
    ServicePrincipal,
    Other,
}

fn kind(descriptor: &str) -> Option<Kind> {
    let (kind, rest) = descriptor.split_once('.')?;
    let is_encoded =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'/' | b'=');
    let found = KINDS.iter().find(|(known, _)| *known == kind)?;
    (!rest.is_empty() && rest.bytes().all(is_encoded)).then_some(found.1)
}

/// Whether a text is a subject descriptor (`aad.MjIxNTdk…`), and not a name.
pub(crate) fn is_descriptor(text: &str) -> bool {
    kind(text).is_some()
}

/// A user, a group or a service principal: whatever can be a member of a group.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/subject-lookup/lookup-subjects>
#[derive(Clone)]
#[non_exhaustive]
pub enum Subject {
    /// A user.
    User(User),
    /// A group.
    Group(Group),
    /// A service principal, or a managed identity.
    ServicePrincipal(ServicePrincipal),
    /// Something else: a scope, a part of the service.
    Other(OtherSubject),
}

/// A subject that is none of the known kinds, as it was when it was asked for.
#[derive(Clone)]
pub struct OtherSubject {
    client: Client,
    descriptor: String,
    value: Box<GraphSubject>,
}

impl OtherSubject {
    /// All that the service says about it.
    pub fn value(&self) -> &GraphSubject {
        &self.value
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        &self.client
    }
}

impl Subject {
    /// The subject with a descriptor. Nothing is asked for.
    pub(crate) fn at(client: &Client, descriptor: &str) -> Self {
        match kind(descriptor) {
            Some(Kind::User) => Self::User(client.user(descriptor)),
            Some(Kind::Group) => Self::Group(client.group(descriptor)),
            Some(Kind::ServicePrincipal) => Self::ServicePrincipal(client.service_principal(descriptor)),
            Some(Kind::Other) | None => {
                let value =
                    GraphSubject { descriptor: Some(descriptor.to_owned()), ..GraphSubject::default() };
                Self::other(client, descriptor.to_owned(), value)
            }
        }
    }

    /// The subject of an answer.
    pub(super) fn listed(client: &Client, value: GraphSubject) -> Result<Self> {
        let descriptor = value.descriptor.clone().ok_or_else(|| missing("descriptor"))?;
        Ok(match value.subject_kind.as_deref().unwrap_or_default().to_ascii_lowercase().as_str() {
            "user" => Self::User(User::listed(client, read(&value)?)),
            "group" => Self::Group(Group::listed(client, read(&value)?)),
            "serviceprincipal" => Self::ServicePrincipal(ServicePrincipal::listed(client, read(&value)?)),
            _ => Self::other(client, descriptor, value),
        })
    }

    fn other(client: &Client, descriptor: String, value: GraphSubject) -> Self {
        Self::Other(OtherSubject { client: client.clone(), descriptor, value: Box::new(value) })
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        match self {
            Self::User(user) => user.client(),
            Self::Group(group) => group.client(),
            Self::ServicePrincipal(principal) => principal.client(),
            Self::Other(other) => &other.client,
        }
    }

    /// Its subject descriptor: `aad.…`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it was given by a name and there is none of this name, and as any call; nothing
    /// is asked for where the descriptor is known.
    pub async fn descriptor(&self) -> Result<String> {
        match self {
            Self::User(user) => user.descriptor().await,
            Self::Group(group) => group.descriptor().await,
            Self::ServicePrincipal(principal) => principal.descriptor().await,
            Self::Other(other) => Ok(other.descriptor.clone()),
        }
    }

    /// Its id (the storage key), by which the rest of the service names it.
    ///
    /// # Errors
    /// As [`descriptor`](Self::descriptor).
    pub async fn id(&self) -> Result<String> {
        match self {
            Self::User(user) => user.id().await,
            Self::Group(group) => group.id().await,
            Self::ServicePrincipal(principal) => principal.id().await,
            Self::Other(other) => storage_key(&other.client, &other.descriptor).await,
        }
    }

    /// What the service says about it, as all subjects have it; what its kind has more is in the unknown members.
    ///
    /// # Errors
    /// As [`descriptor`](Self::descriptor).
    pub async fn snapshot(&self) -> Result<GraphSubject> {
        Ok(match self {
            Self::User(user) => (*user.snapshot().await?).clone().into(),
            Self::Group(group) => (*group.snapshot().await?).clone().into(),
            Self::ServicePrincipal(principal) => (*principal.snapshot().await?).clone().into(),
            Self::Other(other) => (*other.value).clone(),
        })
    }

    /// The name that is shown.
    ///
    /// # Errors
    /// As [`descriptor`](Self::descriptor).
    pub async fn display_name(&self) -> Result<String> {
        match self {
            Self::User(user) => user.display_name().await,
            Self::Group(group) => group.display_name().await,
            Self::ServicePrincipal(principal) => principal.display_name().await,
            Self::Other(other) => Ok(other.value.display_name.clone().unwrap_or_default()),
        }
    }

    /// The user, if it is one.
    pub fn user(&self) -> Option<&User> {
        if let Self::User(user) = self { Some(user) } else { None }
    }

    /// The group, if it is one.
    pub fn group(&self) -> Option<&Group> {
        if let Self::Group(group) = self { Some(group) } else { None }
    }

    /// The service principal, if it is one.
    pub fn service_principal(&self) -> Option<&ServicePrincipal> {
        if let Self::ServicePrincipal(principal) = self { Some(principal) } else { None }
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(user) => user.fmt(f),
            Self::Group(group) => group.fmt(f),
            Self::ServicePrincipal(principal) => principal.fmt(f),
            Self::Other(other) => other.fmt(f),
        }
    }
}

impl fmt::Debug for OtherSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OtherSubject({})", self.descriptor)
    }
}

/// A subject as what its kind has.
pub(super) fn read<T: serde::de::DeserializeOwned>(subject: &GraphSubject) -> Result<T> {
    subject.cast().map_err(|error| {
        Error::new(ErrorKind::Decode, format!("a subject of the Graph could not be read: {error}"))
    })
}

/// The subject descriptor of an id.
pub(super) async fn of_storage_key(client: &Client, id: &str) -> Result<String> {
    let found = client.call(graph::get_descriptor(&id.into())).await?;
    found.value.ok_or_else(|| missing("value"))
}

/// The id of a subject descriptor.
pub(super) async fn storage_key(client: &Client, descriptor: &str) -> Result<String> {
    let found = client.call(graph::get_storage_key(&descriptor.into())).await?;
    found.value.ok_or_else(|| missing("value"))
}

/// What is known about subjects, in the order of their descriptors. `None` for one that is gone meanwhile.
pub(super) async fn lookup(client: &Client, descriptors: &[String]) -> Result<Vec<Option<Subject>>> {
    let mut subjects = Vec::with_capacity(descriptors.len());
    for some in descriptors.chunks(AT_ONCE) {
        let key = |descriptor: &String| GraphSubjectLookupKey {
            descriptor: Some(descriptor.clone()),
            ..GraphSubjectLookupKey::default()
        };
        let body = GraphSubjectLookup {
            lookup_keys: Some(some.iter().map(key).collect()),
            ..GraphSubjectLookup::default()
        };
        let mut found = client.call(graph::lookup_subjects(&body)).await?.value;
        for descriptor in some {
            let found = found.remove(descriptor).flatten();
            subjects.push(found.map(|subject| Subject::listed(client, subject)).transpose()?);
        }
    }
    Ok(subjects)
}

/// Of subjects, those that are called so. Principal name and mail address are nobody else's, so they come before
/// the name that is shown.
fn called(found: Vec<GraphSubject>, name: &str) -> Vec<GraphSubject> {
    let name = name.to_lowercase();
    let is = |own: Option<&str>| own.is_some_and(|own| own.to_lowercase() == name);
    let own = |subject: &GraphSubject, member: &str| is(subject.extra.get(member).and_then(Json::as_str));
    let mut by_name = Vec::new();
    for one in found {
        if own(&one, "principalName") || own(&one, "mailAddress") {
            return vec![one];
        }
        if is(one.display_name.as_deref()) {
            by_name.push(one);
        }
    }
    by_name
}

/// The one that is called so, of those that are; each is told from the others by its principal name.
pub(super) fn only<T>(found: Vec<T>, name: &str, principal: impl Fn(&T) -> Option<String>) -> Result<T> {
    let names: Vec<_> = found.iter().filter_map(principal).collect();
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err(nobody(name)),
        (Some(_), Some(_)) => {
            let what = format!("several users or groups are called `{name}`: {}", names.join(", "));
            Err(Error::new(ErrorKind::Invalid, what).advise("give one of these names, or the id"))
        }
    }
}

/// The principal name of a subject, which the type of all subjects does not have.
fn principal_name(subject: &GraphSubject) -> Option<String> {
    subject.extra.get("principalName").and_then(Json::as_str).map(str::to_owned)
}

/// The user or the group that is called so, of those of a kind that is searched.
pub(super) async fn find(client: &Client, name: &str, kinds: &[&str]) -> Result<GraphSubject> {
    let is_wanted = |subject: &GraphSubject| {
        let kind = subject.subject_kind.as_deref();
        kind.is_some_and(|kind| kinds.iter().any(|wanted| wanted.eq_ignore_ascii_case(kind)))
    };
    // The search compares how names begin, and a group's name is without what it is in: `[Project]\Name`.
    let text = name.strip_prefix('[').and_then(|rest| rest.split_once("]\\")).map_or(name, |(_, text)| text);
    let body = GraphSubjectQuery {
        query: Some(text.to_owned()),
        subject_kind: Some(kinds.iter().map(|kind| (*kind).to_owned()).collect()),
        ..GraphSubjectQuery::default()
    };
    let mut found = client.items(graph::query_subjects(&body)).all().await?;
    // The service answers no more than this, and has no way to go on.
    if found.len() >= FOUND_AT_MOST {
        found.clear();
        if kinds.contains(&USER) {
            let all = graph::list_users(ListUsers::default()).reply_as::<List<GraphSubject>>();
            found.extend(client.items(all).all().await?);
        }
        if kinds.contains(&GROUP) {
            let all = graph::list_groups(ListGroups::default()).reply_as::<List<GraphSubject>>();
            found.extend(client.items(all).all().await?);
        }
    }
    found.retain(is_wanted);
    only(called(found, name), name, principal_name)
}

impl Client {
    /// The user, group or service principal of this descriptor or id; the user or group of this sign-in address
    /// or name; `@me` is who asks. A group is named as `[Project]\Name`, or by its name where only one has it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when nobody is called so, [`ErrorKind::Invalid`] when several are, and as any call.
    pub async fn subject(&self, who: &str) -> Result<Subject> {
        let who = who.trim();
        let descriptor = if who.eq_ignore_ascii_case("@me") {
            self.me().await?.descriptor()?.to_owned()
        } else if is_descriptor(who) {
            who.to_owned()
        } else if is_id(who) {
            of_storage_key(self, who).await?
        } else {
            return Subject::listed(self, find(self, who, &[USER, GROUP]).await?);
        };
        let found = lookup(self, &[descriptor]).await?;
        found.into_iter().flatten().next().ok_or_else(|| nobody(who))
    }
}

/// What users, groups and service principals can all do. Handles of the same one share what is known of it: its
/// descriptor is its id, its principal name the name.
macro_rules! subject {
    (
        $name:ident, $wire:ident, $known:ident, $get:path, $delete:path, id_is_key: $id_is_key:literal,
        $delete_doc:literal
    ) => {
        impl crate::resource::identity::Identified for $wire {
            fn identity(&self) -> (Option<&str>, Option<std::borrow::Cow<'_, str>>) {
                let name = self.principal_name.as_deref().map(std::borrow::Cow::Borrowed);
                (self.descriptor.as_deref(), name)
            }

            fn is_id(text: &str) -> bool {
                super::is_descriptor(text)
            }

            // Upper and lower case tell descriptors apart.
            fn fold_id(id: &str) -> String {
                id.to_owned()
            }
        }

        impl $name {
            fn learn(
                client: &Client,
                node: Option<&Arc<Node<$wire>>>,
                value: Arc<$wire>,
                asked: Option<u64>,
            ) -> Arc<Node<$wire>> {
                let snapshot = Snapshot { value, whole: true };
                client.known().$known.learn(0, node, snapshot, asked).node
            }

            fn node(&self) -> Arc<Node<$wire>> {
                identity::find(&self.node)
            }

            /// The client that it was made by.
            pub fn client(&self) -> &Client {
                &self.client
            }

            /// Whether this is the same object as another handle.
            pub fn ptr_eq(&self, other: &Self) -> bool {
                identity::same(&self.node, &other.node)
            }

            /// All that the service says about it.
            ///
            /// # Errors
            /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is
            /// none of this descriptor, id or name, or the credential may not see it,
            /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) when several have the name, and as any call.
            pub async fn snapshot(&self) -> Result<Arc<$wire>> {
                identity::load(&self.node, true, |node| async move {
                    let asked = node.refreshed();
                    let value = Arc::new(self.fetch(&node.locator()).await?);
                    Self::learn(&self.client, Some(&node), Arc::clone(&value), Some(asked));
                    Ok(value)
                })
                .await
            }

            async fn fetch(&self, wanted: &str) -> Result<$wire> {
                if super::is_descriptor(wanted) {
                    return self.client.call($get(&wanted.into())).await;
                }
                if $id_is_key && identity::is_id(wanted) {
                    let descriptor = super::subject::of_storage_key(&self.client, wanted).await?;
                    return self.client.call($get(&descriptor.as_str().into())).await;
                }
                self.find(wanted).await
            }

            /// Forgets what it looked like; it is fetched again when it is next wanted.
            pub fn refresh(&self) {
                self.node().refresh();
            }

            /// Fetches what it looks like now.
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot).
            pub async fn reload(&self) -> Result<Arc<$wire>> {
                self.refresh();
                self.snapshot().await
            }

            /// Whether it is there. The service is asked.
            ///
            /// # Errors
            /// As any call.
            pub async fn exists(&self) -> Result<bool> {
                Ok(self.reload().await.optional()?.is_some())
            }

            /// Its subject descriptor, by which the Graph names it.
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot), where it is not known yet.
            pub async fn descriptor(&self) -> Result<String> {
                if let Some(id) = self.node().id() {
                    return Ok(id.to_string());
                }
                self.snapshot().await?.descriptor.clone().ok_or_else(|| missing("descriptor"))
            }

            /// Its id (the storage key), by which the rest of the service names it: reviewers, members of teams,
            /// licences.
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot), where it is not what the handle was made by.
            pub async fn id(&self) -> Result<String> {
                let name = self.node.label();
                if $id_is_key && identity::is_id(&name) {
                    return Ok(name.to_string());
                }
                super::subject::storage_key(&self.client, &self.descriptor().await?).await
            }

            /// The name that is shown.
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot).
            pub async fn display_name(&self) -> Result<String> {
                self.snapshot().await?.display_name.clone().ok_or_else(|| missing("displayName"))
            }

            /// Its name among all: the sign-in address of a user, `[Project]\Name` of a group, the object id of a
            /// service principal.
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot).
            pub async fn principal_name(&self) -> Result<String> {
                self.snapshot().await?.principal_name.clone().ok_or_else(|| missing("principalName"))
            }

            /// The groups that it is in: directly, or [expanded](Memberships::expanded).
            pub fn memberships(&self) -> Memberships<super::Group> {
                Memberships::up(self.into())
            }

            /// Whether it is in a group directly.
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot).
            pub async fn is_member_of(&self, group: &super::Group) -> Result<bool> {
                group.contains(self).await
            }

            /// Puts it into a group. If it is there already, nothing changes.
            ///
            /// # Errors
            /// As [`Group::add`](super::Group::add).
            pub async fn add_to(&self, group: &super::Group) -> Result<()> {
                group.add(self).await
            }

            /// Takes it out of a group.
            ///
            /// # Errors
            /// As [`Group::remove`](super::Group::remove).
            pub async fn remove_from(&self, group: &super::Group) -> Result<()> {
                group.remove(self).await
            }

            /// Whether it is active: `false` for one that was deleted or disabled.
            ///
            /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/membership-states/get>
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot).
            pub async fn is_active(&self) -> Result<bool> {
                let op = graph::get_membership_state(&self.descriptor().await?.as_str().into());
                self.client.call(op).await?.active.ok_or_else(|| missing("active"))
            }

            /// Its picture, a PNG of this size.
            ///
            /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/avatars>
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot), and [`ErrorKind::Decode`](crate::ErrorKind::Decode) when
            /// the service answers no picture.
            pub async fn avatar(&self, size: graph::AvatarSize) -> Result<bytes::Bytes> {
                let params = graph::GetAvatar { size: Some(size), ..graph::GetAvatar::default() };
                let op = graph::get_avatar(&self.descriptor().await?.as_str().into(), params);
                let value = self.client.call(op).await?.value.ok_or_else(|| missing("value"))?;
                super::subject::picture(&value)
            }

            /// Sets its picture, of the bytes of an image.
            ///
            /// # Errors
            /// [`ErrorKind::Permission`](crate::ErrorKind::Permission) for somebody else's, unless the credential is an administrator's, and as
            /// any call.
            pub async fn set_avatar(&self, image: impl AsRef<[u8]>) -> Result<()> {
                use base64::Engine as _;
                let value = base64::engine::general_purpose::STANDARD.encode(image);
                let body = graph::Avatar { value: Some(value), ..graph::Avatar::default() };
                self.client.call(graph::set_avatar(&self.descriptor().await?.as_str().into(), &body)).await
            }

            /// Takes its picture away: the service draws one.
            ///
            /// # Errors
            /// As [`set_avatar`](Self::set_avatar).
            pub async fn delete_avatar(&self) -> Result<()> {
                self.client.call(graph::delete_avatar(&self.descriptor().await?.as_str().into())).await
            }

            #[doc = $delete_doc]
            ///
            /// # Errors
            /// As [`snapshot`](Self::snapshot), and [`ErrorKind::Permission`](crate::ErrorKind::Permission) when the credential may not.
            pub async fn delete(&self) -> Result<()> {
                self.client.call($delete(&self.descriptor().await?.as_str().into())).await?;
                self.client.known().$known.forget(&self.node);
                Ok(())
            }
        }

        impl From<$name> for super::Subject {
            fn from(subject: $name) -> Self {
                Self::$name(subject)
            }
        }

        impl From<&$name> for super::Subject {
            fn from(subject: &$name) -> Self {
                Self::$name(subject.clone())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.node().label())
            }
        }
    };
}

impl From<&Subject> for Subject {
    fn from(subject: &Subject) -> Self {
        subject.clone()
    }
}

/// The bytes of a picture.
pub(super) fn picture(value: &str) -> Result<bytes::Bytes> {
    use base64::Engine as _;
    let decoded = base64::engine::general_purpose::STANDARD.decode(value);
    decoded
        .map(bytes::Bytes::from)
        .map_err(|error| Error::new(ErrorKind::Decode, format!("the picture is no base64: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_descriptor_is_no_name() {
        for descriptor in ["aad.MjIxNTdk", "vssgp.Uy0xLTktMTU1", "aadsp.NDlk", "svc.Nzg5", "scp.NTc0-_="] {
            assert!(is_descriptor(descriptor), "{descriptor}");
        }
        for name in
            ["ada.lovelace", "aad.", "aad", "aad.ada@example.com", "win.a b", "[A]\\vssgp.B", "AAD.Mj"]
        {
            assert!(!is_descriptor(name), "{name}");
        }
    }

    #[test]
    fn an_address_comes_before_a_name_that_is_shown() {
        let all = serde_json::json!([
            {"principalName": "a@x", "displayName": "Ada"},
            {"principalName": "b@x", "displayName": "a@x"},
            {"principalName": "c@x", "displayName": "Ada", "mailAddress": "ada@x"},
        ]);
        let all: Vec<GraphSubject> = serde_json::from_value(all).unwrap();
        assert_eq!(called(all.clone(), "A@X"), all[..1]);
        assert_eq!(called(all.clone(), "Ada@x"), all[2..]);
        let several = only(called(all.clone(), "ada"), "ada", principal_name).unwrap_err();
        assert_eq!(several.kind(), ErrorKind::Invalid);
        assert!(several.to_string().contains("called `ada`: a@x, c@x;"), "{several}");
        let none = only(called(all, "nobody"), "nobody", principal_name).unwrap_err();
        assert_eq!(none.kind(), ErrorKind::NotFound);
    }
}
