//! Identities: users, groups and service principals as the whole service names them.

use std::fmt;

use adoxide_api::ims::{self, Identity as Wire, QueryMembership, ReadIdentities};
use adoxide_api::location::ConnectionData;
use adoxide_api::wire::List;
use futures::stream::{self, StreamExt};
use http::Method;

use super::identity::is_id;
use super::listing::Listing;
use super::people::{Subject, is_descriptor};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// How many identities are asked about at once: they stand in the URL.
const AT_ONCE: usize = 25;

impl Client {
    /// The id of a person or a group: by id, sign-in address or display name; `@me` is who asks.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when nobody is called so, [`ErrorKind::Invalid`] when several are, and as any
    /// call.
    pub async fn identity_id(&self, who: &str) -> Result<String> {
        resolve(self, who).await
    }

    /// The identity of a user, group or service principal: by id, descriptor of either kind, sign-in address or
    /// display name; `@me` is who asks.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = adoxide_emulator::Emulator::builder().seed_size(1).build()?;
    /// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
    /// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
    /// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
    /// #     .build()?;
    /// let me = ado.identity("@me").await?;
    /// assert_eq!(ado.identity(me.mail().unwrap_or_default()).await?.id(), me.id());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As [`identity_id`](Self::identity_id).
    pub async fn identity(&self, who: &str) -> Result<Identity> {
        let who = who.trim();
        let by = match who {
            _ if who.eq_ignore_ascii_case("@me") => By::Ids(vec![me(self).await?]),
            _ if is_id(who) => By::Ids(vec![who.to_owned()]),
            _ if is_descriptor(who) => By::Subjects(vec![who.to_owned()]),
            // The legacy form: `Microsoft.TeamFoundation.Identity;S-1-9-…`.
            _ if who.contains(';') => By::Descriptors(vec![who.to_owned()]),
            _ => return named(self, who).await,
        };
        let found = self.read_identities(by).stream().next().await.transpose()?;
        found.ok_or_else(|| nobody(who))
    }

    /// The identities with these ids, as many as there are.
    pub fn identities_by_id<I: Into<String>>(&self, ids: impl IntoIterator<Item = I>) -> Identities {
        self.read_identities(By::Ids(ids.into_iter().map(Into::into).collect()))
    }

    /// The identities with these legacy descriptors (`Microsoft.TeamFoundation.Identity;S-1-9-…`), as access
    /// lists have them; as many as there are.
    pub fn identities_by_descriptor<I: Into<String>>(
        &self,
        descriptors: impl IntoIterator<Item = I>,
    ) -> Identities {
        self.read_identities(By::Descriptors(descriptors.into_iter().map(Into::into).collect()))
    }

    /// The identities with these subject descriptors (`aad.…`, `vssgp.…`), as the Graph has them; as many as
    /// there are.
    pub fn identities_by_subject<I: Into<String>>(
        &self,
        descriptors: impl IntoIterator<Item = I>,
    ) -> Identities {
        self.read_identities(By::Subjects(descriptors.into_iter().map(Into::into).collect()))
    }

    /// The identities that a search finds. The filter says what is compared: `MailAddress`, `AccountName`,
    /// `DisplayName`, `Alias`, or `General`, which is all of them and their beginnings.
    pub fn search_identities(&self, filter: impl Into<String>, value: impl Into<String>) -> Identities {
        self.read_identities(By::Search { filter: filter.into(), value: value.into() })
    }

    fn read_identities(&self, by: By) -> Identities {
        Identities { client: self.clone(), by, membership: None }
    }
}

#[derive(Clone, Debug)]
enum By {
    Ids(Vec<String>),
    Descriptors(Vec<String>),
    Subjects(Vec<String>),
    Search { filter: String, value: String },
}

impl By {
    /// The questions that it takes.
    fn params(self) -> Vec<ReadIdentities> {
        let chunks = |keys: Vec<String>, set: fn(&mut ReadIdentities, String)| {
            let params = keys.chunks(AT_ONCE).map(|keys| {
                let mut params = ReadIdentities::default();
                set(&mut params, keys.join(","));
                params
            });
            params.collect()
        };
        match self {
            Self::Ids(keys) => chunks(keys, |params, keys| params.identity_ids = Some(keys)),
            Self::Descriptors(keys) => chunks(keys, |params, keys| params.descriptors = Some(keys)),
            Self::Subjects(keys) => chunks(keys, |params, keys| params.subject_descriptors = Some(keys)),
            Self::Search { filter, value } => vec![ReadIdentities {
                search_filter: Some(filter),
                filter_value: Some(value),
                ..ReadIdentities::default()
            }],
        }
    }
}

/// Identities that are to be read.
#[derive(Clone, Debug)]
#[must_use = "identities are not asked for until stream is called"]
pub struct Identities {
    client: Client,
    by: By,
    membership: Option<QueryMembership>,
}

impl Identities {
    /// With the descriptors of their members and of the groups that they are in: none (the default), the direct
    /// ones, or all.
    pub fn membership(mut self, membership: QueryMembership) -> Self {
        self.membership = Some(membership);
        self
    }

    /// Asks for them, 25 in a request. Those that are not there are left out.
    pub fn stream(self) -> Listing<Identity> {
        let Self { client, by, membership } = self;
        let lists = by.params().into_iter().map(move |mut params| {
            params.query_membership.clone_from(&membership);
            // What is not there is null in its place.
            let op = ims::read_identities(params).reply_as::<List<Option<Wire>>>();
            let owner = client.clone();
            Listing::new(client.items(op), move |value: Option<Wire>| Identity::new(&owner, value?))
        });
        Listing::streamed(stream::iter(lists).flatten())
    }
}

/// An identity: a user, group or service principal as permissions, reviews and work items name it, as it was
/// when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/ims/identities>
#[derive(Clone)]
pub struct Identity {
    client: Client,
    id: String,
    value: Wire,
}

impl Identity {
    fn new(client: &Client, value: Wire) -> Option<Self> {
        Some(Self { client: client.clone(), id: value.id.clone()?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its id, by which the rest of the service names it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its legacy descriptor: `Microsoft.IdentityModel.Claims.ClaimsIdentity;…`. Access lists have it.
    pub fn descriptor(&self) -> Option<&str> {
        self.value.descriptor.as_deref()
    }

    /// Its subject descriptor: `aad.…`. The Graph has it.
    pub fn subject_descriptor(&self) -> Option<&str> {
        self.value.subject_descriptor.as_deref()
    }

    /// The user, group or service principal that it is in the Graph. `None` where the service does not say the
    /// descriptor.
    pub fn subject(&self) -> Option<Subject> {
        Some(Subject::at(&self.client, self.subject_descriptor()?))
    }

    /// The name that is shown: the one that was chosen, else the one of the directory.
    pub fn display_name(&self) -> &str {
        let names = [&self.value.custom_display_name, &self.value.provider_display_name];
        names.into_iter().flatten().next().map(String::as_str).unwrap_or_default()
    }

    fn property(&self, name: &str) -> Option<&str> {
        let property = self.value.properties.as_ref()?.get(name)?.as_ref()?;
        // `{"$type": "System.String", "$value": …}`.
        property.get("$value").unwrap_or(property).as_str().filter(|text| !text.is_empty())
    }

    /// The account: the sign-in address of a user, the name of a group.
    pub fn account(&self) -> Option<&str> {
        self.property("Account")
    }

    /// The mail address.
    pub fn mail(&self) -> Option<&str> {
        self.property("Mail")
    }

    /// Whether it is in use. The service leaves it out where it is not.
    pub fn is_active(&self) -> bool {
        self.value.is_active == Some(true)
    }

    /// Whether it can have members.
    pub fn is_group(&self) -> bool {
        self.value.is_container == Some(true)
    }

    /// The legacy descriptors of its members, where [they were asked for](Identities::membership).
    pub fn members(&self) -> &[String] {
        self.value.members.as_deref().unwrap_or_default()
    }

    /// The legacy descriptors of the groups that it is in, where [they were asked for](Identities::membership).
    pub fn member_of(&self) -> &[String] {
        self.value.member_of.as_deref().unwrap_or_default()
    }

    fn is_called(&self, name: &str) -> bool {
        let own = [Some(self.display_name()), self.account(), self.mail()];
        own.into_iter().flatten().any(|own| own.to_lowercase() == name.to_lowercase())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.display_name())
    }
}

pub(super) fn nobody(who: &str) -> Error {
    Error::new(ErrorKind::NotFound, format!("no such user or group: `{who}`"))
        .advise("give the sign-in address, or the id")
}

fn several(who: &str) -> Error {
    Error::new(ErrorKind::Invalid, format!("several users or groups are called `{who}`"))
        .advise("give the sign-in address, or the id")
}

/// The one identity that is called so.
async fn named(client: &Client, name: &str) -> Result<Identity> {
    let found = client.search_identities("General", name).stream().all().await?;
    let mut found: Vec<_> =
        found.into_iter().filter(|identity| identity.value.is_active != Some(false)).collect();
    // The search also finds those whose names only begin so.
    if found.len() > 1 && found.iter().any(|identity| identity.is_called(name)) {
        found.retain(|identity| identity.is_called(name));
    }
    match (found.pop(), found.is_empty()) {
        (Some(identity), true) => Ok(identity),
        (None, _) => Err(nobody(name)),
        (Some(_), false) => Err(several(name)),
    }
}

/// What the service says about the connection. It answers in all versions, and whatever the scopes of a token.
pub(super) async fn connection_data(client: &Client) -> Result<ConnectionData> {
    Ok(client.request(Method::GET, "_apis/connectionData").send::<ConnectionData>().await?.body)
}

/// The id of who asks.
pub(crate) async fn me(client: &Client) -> Result<String> {
    let id = connection_data(client).await?.authenticated_user.and_then(|user| user.id);
    id.ok_or_else(|| {
        Error::new(ErrorKind::Decode, "the service does not say who asks").advise("check the address")
    })
}

/// The id of the organization, which some operations call a collection.
pub(crate) async fn organization_id(client: &Client) -> Result<String> {
    connection_data(client).await?.instance_id.ok_or_else(|| {
        Error::new(ErrorKind::Decode, "the service does not say which organization it is")
            .advise("check the address")
    })
}

/// The id of a person or a group: by id, mail address, sign-in address or display name; `@me` is who asks.
pub(crate) async fn resolve(client: &Client, who: &str) -> Result<String> {
    let who = who.trim();
    if who.eq_ignore_ascii_case("@me") {
        return me(client).await;
    }
    if is_id(who) {
        return Ok(who.to_owned());
    }
    Ok(client.identity(who).await?.id)
}
