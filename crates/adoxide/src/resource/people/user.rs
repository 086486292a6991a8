//! Users.

use std::sync::Arc;

use adoxide_api::graph::{
    self, CreateUser, GraphUser, GraphUserCreationContext, GraphUserMailAddressCreationContext,
    GraphUserOriginIdCreationContext, GraphUserOriginIdUpdateContext, GraphUserPrincipalNameCreationContext,
    ListUsers,
};

use super::subject::{USER, read};
use super::{Entitlement, Group, Memberships};
use crate::client::Client;
use crate::error::{OptionalExt, Result};
use crate::resource::identity::{self, Node, Snapshot};
use crate::resource::listing::Listing;
use crate::resource::notification::NotificationSubscription;
use crate::resource::project::missing;

/// A user of the organization, as the Graph has it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().seed_size(0)
/// #     .operation_duration(std::time::Duration::ZERO).build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// let ada = ado.create_user("ada@example.com").await?;
/// ada.add_to(&project.group("Contributors")).await?;
/// for group in ada.memberships().expanded().stream().all().await? {
///     println!("{}", group.principal_name().await?);
/// }
/// # assert!(ada.ptr_eq(&ado.user("ada@example.com")));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/users>
#[derive(Clone)]
pub struct User {
    client: Client,
    node: Arc<Node<GraphUser>>,
}

subject! {
    User, GraphUser, users, graph::get_user, graph::delete_user, id_is_key: true,
    "Removes the user from the organization, with its licence and its memberships."
}

impl Client {
    /// The user of this descriptor, id, sign-in address, mail address or name. Nothing is asked for.
    pub fn user(&self, who: impl AsRef<str>) -> User {
        User { client: self.clone(), node: self.known().users.at(0, who.as_ref().trim()) }
    }

    /// All users of the organization, also those who only come with a group of Microsoft Entra.
    pub fn users(&self) -> Listing<User> {
        self.users_with(ListUsers::default())
    }

    /// The users that these parameters select: by the kinds of their accounts (`subject_types`: `aad`, `msa`,
    /// `svc`), and by [where they are](crate::resource::Project::scope_descriptor).
    pub fn users_with(&self, params: ListUsers) -> Listing<User> {
        let client = self.clone();
        Listing::new(self.items(graph::list_users(params)), move |entry| Some(User::listed(&client, entry)))
    }

    /// Adds the user of this sign-in address (the principal name) to the organization; one who is there already
    /// stays as they are. [`entitle_user`](Self::entitle_user) adds one with a licence and to projects.
    pub fn create_user(&self, principal_name: impl Into<String>) -> NewUser {
        let body = GraphUserPrincipalNameCreationContext {
            principal_name: Some(principal_name.into()),
            ..GraphUserPrincipalNameCreationContext::default()
        };
        NewUser { client: self.clone(), body: body.into(), groups: Vec::new() }
    }

    /// Adds the user of this mail address to the organization. The directory is searched for it.
    pub fn create_user_by_mail(&self, mail: impl Into<String>) -> NewUser {
        let body = GraphUserMailAddressCreationContext {
            mail_address: Some(mail.into()),
            ..GraphUserMailAddressCreationContext::default()
        };
        NewUser { client: self.clone(), body: body.into(), groups: Vec::new() }
    }

    /// Adds the user with this object id of Microsoft Entra to the organization.
    pub fn create_user_by_origin_id(&self, origin_id: impl Into<String>) -> NewUser {
        let body = GraphUserOriginIdCreationContext {
            origin_id: Some(origin_id.into()),
            ..GraphUserOriginIdCreationContext::default()
        };
        NewUser { client: self.clone(), body: body.into(), groups: Vec::new() }
    }
}

impl User {
    /// The user of an answer.
    pub(super) fn listed(client: &Client, entry: GraphUser) -> Self {
        Self { client: client.clone(), node: Self::learn(client, None, Arc::new(entry), None) }
    }

    async fn find(&self, name: &str) -> Result<GraphUser> {
        let found = super::subject::find(&self.client, name, &[USER]).await?;
        read(&found)
    }

    /// The mail address, if there is one.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn mail(&self) -> Result<Option<String>> {
        Ok(self.snapshot().await?.mail_address.clone().filter(|mail| !mail.is_empty()))
    }

    /// Its licence, and what it gives.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when the user has none, and as any call.
    pub async fn entitlement(&self) -> Result<Entitlement> {
        self.client.user_entitlement(&self.id().await?).await
    }

    /// Its own notification subscriptions.
    pub fn notification_subscriptions(&self) -> Listing<NotificationSubscription> {
        let this = self.clone();
        Listing::after(async move { Ok(this.client.notification_subscriptions_of(this.id().await?)) })
    }

    /// Makes it another object of the directory, by object id. What is theirs in the organization stays.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) when the object is another user already,
    /// [`ErrorKind::Permission`](crate::ErrorKind::Permission) unless the credential is an administrator's, and as
    /// any call.
    pub async fn set_origin_id(&self, origin_id: impl Into<String>) -> Result<()> {
        let body = GraphUserOriginIdUpdateContext {
            origin_id: Some(origin_id.into()),
            ..GraphUserOriginIdUpdateContext::default()
        };
        let descriptor = self.descriptor().await?;
        let op = graph::update_user(&descriptor.as_str().into(), &body.into());
        let now = self.client.call(op).await?;
        Self::learn(&self.client, Some(&self.node()), Arc::new(now), None);
        Ok(())
    }
}

/// A user who is to be added. `.await` adds them.
#[derive(Clone, Debug)]
#[must_use = "a user is not added until this is awaited"]
pub struct NewUser {
    client: Client,
    body: GraphUserCreationContext,
    groups: Vec<Group>,
}

impl NewUser {
    /// As a member of this group; may be called several times.
    pub fn group(mut self, group: &Group) -> Self {
        self.groups.push(group.clone());
        self
    }

    /// With this id (the storage key) in place of a new one.
    pub fn storage_key(mut self, id: impl Into<String>) -> Self {
        self.body.storage_key = Some(id.into());
        self
    }

    async fn create(self) -> Result<User> {
        let group_descriptors = super::group::descriptors(&self.groups).await?;
        let params = CreateUser { group_descriptors };
        let made = self.client.call(graph::create_user(&self.body, params)).await?;
        Ok(User::listed(&self.client, made))
    }
}

awaitable!(NewUser => User, create;);
