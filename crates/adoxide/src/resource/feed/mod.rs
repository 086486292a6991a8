//! Feeds of Azure Artifacts, and the packages in them.

mod package;
mod protocol;
mod version;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::artifacts::feed::{
    self, CreateFeedBody, CreateFeedViewBody, Feed as Wire, FeedPermission, FeedRetentionPolicy, FeedRole,
    FeedUpdate, FeedView, FeedViewType, FeedVisibility, GetFeed, GetFeedPermissions, GetFeeds,
    GetRecycleBinPackages, UpstreamSource, UpstreamSourceType,
};
use adoxide_api::ims::{ReadIdentities, read_identities};
use adoxide_api::path::{FeedId, ProjectRef, ViewId};
use adoxide_api::wire::JsonPatch;

pub use self::package::{Package, Packages};
pub use self::version::PackageVersion;
use super::identity::{self, Identified, Node, Snapshot, find};
use super::listing::Listing;
use super::operation::finished;
use super::pipeline::Maybe;
use super::project::{Project, missing};
use crate::client::Client;
use crate::error::{Error, ErrorKind, OptionalExt, Result};

/// A feed of packages: of the organization, or of a project.
///
/// ```
/// # use adoxide_emulator::Emulator;
/// # use adoxide::{Client, credential::Pat, transport::InProcess};
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
/// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
/// # let token = emulator.token();
/// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
/// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
/// let feed = ado.create_feed("libraries").description("What teams share").await?;
/// feed.set_retention(20, 30).await?;
/// assert!(ado.feed("Libraries").ptr_eq(&feed));
/// assert!(feed.packages().stream().all().await?.is_empty());
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/feed-management>
#[derive(Clone)]
pub struct Feed {
    client: Client,
    /// Its project; none for one of the organization.
    project: Option<Project>,
    node: Arc<Node<Wire>>,
    /// The view that was chosen.
    view: Option<Arc<str>>,
}

impl Identified for Wire {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (self.id.as_deref(), self.name.as_deref().map(Cow::Borrowed))
    }
}

impl Client {
    /// The feed of the organization of this name or id. Nothing is asked for.
    pub fn feed(&self, name: impl AsRef<str>) -> Feed {
        Feed::at(self, None, name.as_ref())
    }

    /// All feeds of the organization and its projects that the credential may see.
    pub fn feeds(&self) -> Listing<Feed> {
        Feed::list(self, None)
    }

    /// The deleted feeds of the organization and its projects that can be restored.
    pub fn deleted_feeds(&self) -> Listing<Feed> {
        Feed::list_deleted(self, None)
    }

    /// A feed of the organization that is to be made.
    pub fn create_feed(&self, name: impl Into<String>) -> NewFeed {
        NewFeed::new(self, None, name.into())
    }
}

impl Project {
    /// The feed of this project of this name or id. Nothing is asked for.
    pub fn feed(&self, name: impl AsRef<str>) -> Feed {
        Feed::at(self.client(), Some(self), name.as_ref())
    }

    /// The feeds that can be used in it: its own, and those of the organization.
    pub fn feeds(&self) -> Listing<Feed> {
        Feed::list(self.client(), Some(self))
    }

    /// Its deleted feeds that can be restored.
    pub fn deleted_feeds(&self) -> Listing<Feed> {
        Feed::list_deleted(self.client(), Some(self))
    }

    /// A feed of this project that is to be made.
    pub fn create_feed(&self, name: impl Into<String>) -> NewFeed {
        NewFeed::new(self.client(), Some(self), name.into())
    }
}

/// What a node of feeds is below: the organization, or a project.
fn scope(project: Option<&Project>) -> u64 {
    project.map_or(0, |project| project.node().serial())
}

impl Feed {
    fn at(client: &Client, project: Option<&Project>, name: &str) -> Self {
        let (name, view) = match name.split_once('@') {
            Some((name, view)) => (name, Some(view.into())),
            None => (name, None),
        };
        let node = client.known().feeds.at(scope(project), name);
        Self { client: client.clone(), project: project.cloned(), node, view }
    }

    /// The feed of an answer, which says which project it is of.
    fn listed(client: &Client, entry: Wire) -> Self {
        let of = entry.project.as_ref().and_then(|project| project.id.as_deref().or(project.name.as_deref()));
        let project = of.map(|project| client.project(project));
        let node = Self::learn(client, project.as_ref(), None, entry, true, None);
        Self { client: client.clone(), project, node, view: None }
    }

    fn list(client: &Client, project: Option<&Project>) -> Listing<Self> {
        let op = feed::get_feeds(project.map(Project::locator).as_ref(), GetFeeds::default());
        let owner = client.clone();
        Listing::new(client.items(op), move |entry| Some(Self::listed(&owner, entry)))
    }

    fn list_deleted(client: &Client, project: Option<&Project>) -> Listing<Self> {
        let op = feed::get_feeds_from_recycle_bin(project.map(Project::locator).as_ref());
        let owner = client.clone();
        Listing::new(client.items(op), move |entry| Some(Self::listed(&owner, entry)))
    }

    fn learn(
        client: &Client,
        project: Option<&Project>,
        node: Option<&Arc<Node<Wire>>>,
        entry: Wire,
        whole: bool,
        asked: Option<u64>,
    ) -> Arc<Node<Wire>> {
        let snapshot = Snapshot { value: Arc::new(entry), whole };
        client.known().feeds.learn(scope(project), node, snapshot, asked).node
    }

    fn node(&self) -> Arc<Node<Wire>> {
        find(&self.node)
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Its project; none for one of the organization.
    pub fn project(&self) -> Option<&Project> {
        self.project.as_ref()
    }

    /// The feed as two arguments of operations: ids once they are known, names before; with the view that was chosen.
    pub fn locator(&self) -> (Option<ProjectRef>, FeedId) {
        let id = self.node().locator();
        let id = match &self.view {
            Some(view) => FeedId::from(format!("{id}@{view}")),
            None => FeedId::from(&*id),
        };
        (self.project.as_ref().map(Project::locator), id)
    }

    /// The feed itself, whichever view was chosen.
    fn whole(&self) -> (Option<ProjectRef>, FeedId) {
        (self.project.as_ref().map(Project::locator), (&*self.node().locator()).into())
    }

    /// Whether this is the same object as another handle, whichever views the two show.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such feed, or the credential may not see it.
    pub async fn snapshot(&self) -> Result<Arc<Wire>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let project = self.project.as_ref().map(Project::locator);
            let id: FeedId = (&*node.locator()).into();
            let feed = self.client.call(feed::get_feed(project.as_ref(), &id, GetFeed::default())).await?;
            Self::learn(&self.client, self.project.as_ref(), Some(&node), feed.clone(), true, Some(asked));
            Ok(Arc::new(feed))
        })
        .await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        self.node().refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<Wire>> {
        self.refresh();
        self.snapshot().await
    }

    /// Whether it is there, and not in the recycle bin.
    ///
    /// # Errors
    /// As any call.
    pub async fn exists(&self) -> Result<bool> {
        Ok(self.reload().await.optional()?.is_some())
    }

    /// Its id.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), where it is not known yet.
    pub async fn id(&self) -> Result<String> {
        if let Some(id) = self.node().id() {
            return Ok(id.to_string());
        }
        self.snapshot().await?.id.clone().ok_or_else(|| missing("id"))
    }

    /// Its name as the service writes it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn name(&self) -> Result<String> {
        self.snapshot().await?.name.clone().ok_or_else(|| missing("name"))
    }

    /// What it is for, if that was written down.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn description(&self) -> Result<Option<String>> {
        Ok(self.snapshot().await?.description.clone())
    }

    /// Changes what is set in `changes`.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when the name is taken, [`ErrorKind::Invalid`] when it can't be one, and as any
    /// call.
    pub async fn update(&self, changes: &FeedUpdate) -> Result<()> {
        let (project, id) = self.whole();
        let changed = self.client.call(feed::update_feed(project.as_ref(), &id, changes)).await?;
        Self::learn(&self.client, self.project.as_ref(), Some(&self.node()), changed, true, None);
        Ok(())
    }

    /// Renames it. Tools that use it must be told.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn rename(&self, name: impl Into<String>) -> Result<()> {
        self.update(&FeedUpdate { name: Some(name.into()), ..FeedUpdate::default() }).await
    }

    /// Puts it into the recycle bin, where it stays for 30 days.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        // Its name is taken while it is in the recycle bin, and says nothing there: the id does.
        self.id().await?;
        let (project, id) = self.whole();
        self.client.call(feed::delete_feed(project.as_ref(), &id)).await?;
        self.refresh();
        Ok(())
    }

    /// Takes it out of the recycle bin.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is not there, and as any call.
    pub async fn restore(&self) -> Result<()> {
        let (project, id) = self.whole();
        let body = JsonPatch::new().replace("/isDeleted", false);
        self.client.call(feed::restore_deleted_feed(project.as_ref(), &id, &body)).await?;
        self.refresh();
        Ok(())
    }

    /// Deletes it for good, once it is in the recycle bin.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is not there, and as any call.
    pub async fn destroy(&self) -> Result<()> {
        let (project, id) = self.whole();
        self.client.call(feed::permanent_delete_feed(project.as_ref(), &id)).await?;
        self.client.known().feeds.forget(&self.node);
        Ok(())
    }

    /// The same feed with the packages of this view only: `Release`.
    pub fn in_view(&self, view: impl AsRef<str>) -> Self {
        Self { view: Some(view.as_ref().into()), ..self.clone() }
    }

    /// Its views.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/feed-management/get-feed-views>
    pub fn views(&self) -> Listing<FeedView> {
        let (project, id) = self.whole();
        Listing::new(self.client.items(feed::get_feed_views(project.as_ref(), &id)), Some)
    }

    /// Its view of this name or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none, and as any call.
    pub async fn view(&self, name: impl AsRef<str>) -> Result<FeedView> {
        let (project, id) = self.whole();
        self.client.call(feed::get_feed_view(project.as_ref(), &id, &name.as_ref().into())).await
    }

    /// Makes a view, to which versions of packages are promoted.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] or [`ErrorKind::Conflict`] when the name is taken, and as any call.
    pub async fn create_view(&self, name: impl Into<String>, visibility: FeedVisibility) -> Result<FeedView> {
        let (project, id) = self.whole();
        let body = CreateFeedViewBody::new(name, FeedViewType::Release)
            .with(|body| body.visibility = Some(visibility));
        self.client.call(feed::create_feed_view(project.as_ref(), &id, &body)).await
    }

    /// Changes what is set in `changes`: name or visibility of a view.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none of this name or id, and as any call.
    pub async fn update_view(&self, name: impl AsRef<str>, changes: &FeedView) -> Result<FeedView> {
        let (project, id) = self.whole();
        let view: ViewId = name.as_ref().into();
        self.client.call(feed::update_feed_view(project.as_ref(), &id, &view, changes)).await
    }

    /// Deletes a view. The packages stay.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none of this name or id, and as any call.
    pub async fn delete_view(&self, name: impl AsRef<str>) -> Result<()> {
        let (project, id) = self.whole();
        self.client.call(feed::delete_feed_view(project.as_ref(), &id, &name.as_ref().into())).await
    }

    /// Who may do what with it, with names.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/feed-management/get-feed-permissions>
    pub fn permissions(&self) -> Listing<FeedPermission> {
        let (project, id) = self.whole();
        let params = GetFeedPermissions { include_ids: Some(true), ..GetFeedPermissions::default() };
        Listing::new(self.client.items(feed::get_feed_permissions(project.as_ref(), &id, params)), Some)
    }

    /// Gives somebody a role, in place of the one that they have: a person or group, by id, sign-in address or display
    /// name. [`FeedRole::None`] takes it away.
    ///
    /// # Errors
    /// As [`Client::identity_id`], and as any call.
    pub async fn set_permission(&self, who: &str, role: FeedRole) -> Result<()> {
        let identity = self.client.identity_id(who).await?;
        let params = ReadIdentities { identity_ids: Some(identity.clone()), ..ReadIdentities::default() };
        let found = self.client.items(read_identities(params)).all().await?;
        let descriptor = found.into_iter().find_map(|identity| identity.descriptor);
        let change = FeedPermission {
            identity_descriptor: Some(descriptor.ok_or_else(|| missing("descriptor"))?),
            identity_id: Some(identity),
            role: Some(role),
            ..FeedPermission::default()
        };
        self.set_permissions(&[change]).await.map(drop)
    }

    /// Sets these permissions; others stay.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_permissions(&self, changes: &[FeedPermission]) -> Result<Vec<FeedPermission>> {
        let (project, id) = self.whole();
        self.client.items(feed::set_feed_permissions(project.as_ref(), &id, changes)).all().await
    }

    /// How long packages are kept; none for ever.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/retention-policies>
    ///
    /// # Errors
    /// As any call.
    pub async fn retention(&self) -> Result<Option<FeedRetentionPolicy>> {
        let (project, id) = self.whole();
        // Where there is none, the service answers with `null`.
        let op = feed::get_feed_retention_policies(project.as_ref(), &id);
        Ok(self.client.call(op.reply_as::<Maybe<FeedRetentionPolicy>>()).await?.0)
    }

    /// Keeps so many versions of each package, and those that were downloaded in the last days.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the service refuses the numbers, and as any call.
    pub async fn set_retention(&self, versions: u32, days_after_download: u32) -> Result<()> {
        let (project, id) = self.whole();
        let policy = FeedRetentionPolicy {
            count_limit: Some(i64::from(versions)),
            days_to_keep_recently_downloaded_packages: Some(i64::from(days_after_download)),
            ..FeedRetentionPolicy::default()
        };
        let op = feed::set_feed_retention_policies(project.as_ref(), &id, &policy);
        self.client.call(op).await.map(drop)
    }

    /// Keeps all versions for ever.
    ///
    /// # Errors
    /// As any call.
    pub async fn clear_retention(&self) -> Result<()> {
        let (project, id) = self.whole();
        self.client.call(feed::delete_feed_retention_policies(project.as_ref(), &id)).await
    }

    /// Where packages come from that it does not have, the first one asked first.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn upstream_sources(&self) -> Result<Vec<UpstreamSource>> {
        Ok(self.snapshot().await?.upstream_sources.clone().unwrap_or_default())
    }

    /// Adds a public upstream source after those that it has: `npmjs`, `npm`, `https://npm.example/`.
    ///
    /// The service takes all sources at once: they are read again before.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when it has one of this name, [`ErrorKind::Invalid`] when the service refuses the
    /// source, and as any call.
    pub async fn add_upstream_source(
        &self,
        name: impl Into<String>,
        protocol: impl Into<String>,
        location: impl Into<String>,
    ) -> Result<()> {
        self.refresh();
        let (name, mut all) = (name.into(), self.upstream_sources().await?);
        if all.iter().any(|known| is_named(known, &name)) {
            let what = format!("{self:?} has an upstream source \"{name}\" already");
            return Err(Error::new(ErrorKind::AlreadyExists, what).advise("choose another name"));
        }
        all.push(UpstreamSource {
            name: Some(name),
            protocol: Some(protocol.into()),
            location: Some(location.into()),
            upstream_source_type: Some(UpstreamSourceType::Public),
            ..UpstreamSource::default()
        });
        self.set_upstream_sources(all).await
    }

    /// Removes an upstream source, by its name in any letter case or its id. What came from it stays.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none of this name or id, and as any call.
    pub async fn remove_upstream_source(&self, name: &str) -> Result<()> {
        self.refresh();
        let mut all = self.upstream_sources().await?;
        let before = all.len();
        all.retain(|known| !is_named(known, name) && known.id.as_deref() != Some(name));
        if all.len() == before {
            let what = format!("{self:?} has no upstream source \"{name}\"");
            return Err(Error::new(ErrorKind::NotFound, what).advise("check its name"));
        }
        self.set_upstream_sources(all).await
    }

    /// Sets where packages come from that it does not have, the first one asked first.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the service refuses a source, and as any call.
    pub async fn set_upstream_sources(&self, sources: Vec<UpstreamSource>) -> Result<()> {
        let enabled = !sources.is_empty();
        self.update(&FeedUpdate {
            upstream_enabled: Some(enabled),
            upstream_sources: Some(sources),
            ..FeedUpdate::default()
        })
        .await
    }

    /// A search for its packages; all, by default.
    pub fn packages(&self) -> Packages {
        Packages::new(self)
    }

    /// The package of this name, in any letter case, or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none, [`ErrorKind::Invalid`] when packages of several types have the name,
    /// and as any call.
    pub async fn package(&self, name: impl AsRef<str>) -> Result<Package> {
        Package::find(self, None, name.as_ref()).await
    }

    /// The package of this type (`Npm`, in any letter case) and name or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none, and as any call.
    pub async fn package_of(&self, protocol: &str, name: impl AsRef<str>) -> Result<Package> {
        Package::find(self, Some(protocol), name.as_ref()).await
    }

    /// The packages that have versions in the recycle bin, with those.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/artifacts/recycle-bin>
    pub fn deleted_packages(&self) -> Listing<Package> {
        let (project, id) = self.whole();
        let params =
            GetRecycleBinPackages { include_all_versions: Some(true), ..GetRecycleBinPackages::default() };
        let this = self.clone();
        let items = self.client.items(feed::get_recycle_bin_packages(project.as_ref(), &id, params));
        Listing::new(items, move |value| Package::new(&this, value))
    }

    /// Deletes for good all versions of packages that are in the recycle bin, and waits until they are gone.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when the service could not do it, and as any call.
    pub async fn empty_recycle_bin(&self) -> Result<()> {
        let (project, id) = self.whole();
        let operation = self.client.call(feed::empty_recycle_bin(project.as_ref(), &id)).await?;
        finished(&self.client, &format!("emptying the recycle bin of {self:?}"), operation).await
    }
}

fn is_named(source: &UpstreamSource, name: &str) -> bool {
    source.name.as_deref().is_some_and(|known| known.to_lowercase() == name.to_lowercase())
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Feed(")?;
        if let Some(project) = &self.project {
            write!(f, "{}/", project.node().label())?;
        }
        f.write_str(&self.node().label())?;
        match &self.view {
            Some(view) => write!(f, "@{view})"),
            None => f.write_str(")"),
        }
    }
}

/// A feed that is to be made. `.await` makes it.
#[derive(Clone, Debug)]
#[must_use = "a feed is not made until this is awaited"]
pub struct NewFeed {
    client: Client,
    project: Option<Project>,
    name: String,
    rest: Wire,
}

impl NewFeed {
    fn new(client: &Client, project: Option<&Project>, name: String) -> Self {
        Self { client: client.clone(), project: project.cloned(), name, rest: Wire::default() }
    }

    /// What it is for.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.rest.description = Some(description.into());
        self
    }

    /// With this upstream source; may be called several times, the first one is asked first.
    pub fn upstream_source(mut self, source: UpstreamSource) -> Self {
        self.rest.upstream_enabled = Some(true);
        self.rest.upstream_sources.get_or_insert_default().push(source);
        self
    }

    /// Shows badges of its packages to everybody.
    pub fn badges(mut self) -> Self {
        self.rest.badges_enabled = Some(true);
        self
    }

    async fn create(self) -> Result<Feed> {
        let body = CreateFeedBody::new(self.name).with(|body| {
            let name = body.name.take();
            *body = Wire { name, ..self.rest };
        });
        let project = self.project.as_ref().map(Project::locator);
        let made = self.client.call(feed::create_feed(project.as_ref(), &body)).await?;
        let node = Feed::learn(&self.client, self.project.as_ref(), None, made, true, None);
        Ok(Feed { client: self.client, project: self.project, node, view: None })
    }
}

awaitable!(NewFeed => Feed, create;);
