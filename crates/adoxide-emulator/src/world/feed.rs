//! Package feeds: their views, permissions, retention, and the packages in them.
//!
//! What is kept of a package is what the service tells of it, and its files where it has some. Nothing here speaks the
//! protocols of NuGet, npm and the others: packages are not published here.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::id::{IdentityId, OperationId, ProjectId};
use super::journal::{Stamp, event};
use super::operation::Work;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// A view of a feed: the packages that were promoted to it.
#[derive(Clone, Debug)]
pub struct FeedView {
    /// Its id.
    pub id: Uuid,
    /// Its name: `Local`, `Prerelease`, `Release`, or another.
    pub name: String,
    /// `implicit` for the one that has everything, else `release`.
    pub kind: &'static str,
    /// Who may see it: `private`, `collection`, `organization` or `aadTenant`.
    pub visibility: String,
}

/// What somebody may do with a feed.
#[derive(Clone, Debug)]
pub struct FeedPermission {
    /// Who, by legacy descriptor.
    pub descriptor: String,
    /// `reader`, `collaborator`, `contributor` or `administrator`.
    pub role: String,
}

/// How long packages are kept.
#[derive(Clone, Copy, Debug)]
pub struct FeedRetention {
    /// How many versions of a package are kept.
    pub count_limit: i64,
    /// How long one that somebody downloaded is kept anyway.
    pub days_after_download: i64,
}

/// A file of a package.
#[derive(Clone, Debug)]
pub struct PackageFile {
    /// Its name: `fabrikam.orders.1.0.0.nupkg`.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// A version of a package.
#[derive(Clone, Debug)]
pub struct PackageVersion {
    /// Its id.
    pub id: Uuid,
    /// The version: `1.2.0`.
    pub version: String,
    /// What it is.
    pub description: String,
    /// Who wrote it.
    pub author: String,
    /// Who published it, and when.
    pub published: Stamp,
    /// Whether it is shown in lists.
    pub is_listed: bool,
    /// The upstream that it came from; none if it was published here.
    pub upstream: Option<Uuid>,
    /// The names of the views that it was promoted to.
    pub views: Vec<String>,
    /// Why nobody should use it any more, for npm.
    pub deprecated: Option<String>,
    /// What it says about itself, in Markdown.
    pub readme: Option<String>,
    /// Its files, the main one first; none where nobody has them.
    pub files: Vec<PackageFile>,
    /// When it was deleted; it is in the recycle bin then.
    pub deleted: Option<Timestamp>,
}

/// A package.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// `NuGet`, `Npm`, `PyPI`, `Maven`, `UPack` or `Cargo`.
    pub protocol: String,
    /// Its versions, oldest first.
    pub versions: Vec<PackageVersion>,
}

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its id.
    pub id: Uuid,
    /// Its project; none for one of the organization.
    pub project: Option<ProjectId>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Whether the upstream sources are used.
    pub is_upstream_enabled: bool,
    /// Where packages come from that are not in the feed, as the client sent them, each with an id.
    pub upstreams: Vec<Value>,
    /// Whether deleted versions are hidden.
    pub hides_deleted: bool,
    /// Whether badges may be shown.
    pub has_badges: bool,
    /// Who made it, and when.
    pub created: Stamp,
    /// When it was deleted; it is in the recycle bin then.
    pub deleted: Option<Timestamp>,
    /// Its views.
    pub views: Vec<FeedView>,
    /// The view that is shown to whoever does not ask for one.
    pub default_view: Uuid,
    /// Who may do what.
    pub permissions: Vec<FeedPermission>,
    /// How long packages are kept; none for ever.
    pub retention: Option<FeedRetention>,
    /// The packages.
    pub packages: Vec<Package>,
    /// The number of the journal's entry that changed the feed last.
    pub changed: u64,
    /// The same for its packages.
    pub packages_changed: u64,
}

/// What happens to feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FeedEvent {
    /// It was created.
    Created(Uuid),
    /// It was changed: itself, its views, permissions or retention.
    Updated(Uuid),
    /// Its packages changed.
    PackagesChanged(Uuid),
    /// It is in the recycle bin.
    Deleted(Uuid),
    /// It is back.
    Restored(Uuid),
    /// It is gone for good; its name.
    Destroyed(Uuid, String),
    /// Who may create and administer feeds changed.
    PermissionsChanged,
}

/// The feeds of an organization.
#[derive(Debug, Default)]
struct Feeds {
    all: Vec<Feed>,
    /// Who may create feeds or administer all of them, by legacy descriptor.
    global: BTreeMap<String, String>,
}

part!(Feeds);
event!(FeedEvent);

impl Organization {
    /// The feeds, also those in the recycle bin, in the order of their creation.
    pub fn feeds(&self) -> &[Feed] {
        &self.part::<Feeds>().all
    }

    /// A feed, also one in the recycle bin.
    pub fn feed(&self, id: Uuid) -> Option<&Feed> {
        self.feeds().iter().find(|feed| feed.id == id)
    }

    /// Who may create feeds or administer all of them: roles by legacy descriptor.
    pub fn feed_roles(&self) -> &BTreeMap<String, String> {
        &self.part::<Feeds>().global
    }
}

impl Transaction<'_> {
    /// Creates a feed.
    ///
    /// # Errors
    /// None.
    pub fn create_feed(&mut self, mut feed: Feed) -> Result<Recorded<Uuid>, Refusal> {
        let id = feed.id;
        let recorded = self.record(FeedEvent::Created(id));
        (feed.changed, feed.packages_changed) = (recorded.sequence(), recorded.sequence());
        self.part_mut::<Feeds>().all.push(feed);
        Ok(recorded.with(id))
    }

    /// Changes a feed; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn edit_feed(&mut self, id: Uuid, edit: impl FnOnce(&mut Feed)) -> Result<Recorded, Refusal> {
        Ok(self.edit(id, FeedEvent::Updated(id), edit))
    }

    /// Changes the packages of a feed; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn edit_packages(
        &mut self,
        id: Uuid,
        edit: impl FnOnce(&mut Vec<Package>),
    ) -> Result<Recorded, Refusal> {
        Ok(self.edit(id, FeedEvent::PackagesChanged(id), |feed| edit(&mut feed.packages)))
    }

    /// Queues that the package versions in the recycle bin of a feed are deleted for good.
    ///
    /// # Errors
    /// None.
    pub fn queue_empty_recycle_bin(&mut self, id: Uuid) -> Result<Recorded<OperationId>, Refusal> {
        Ok(self.queue_operation(EmptyRecycleBin(id)))
    }

    fn edit(&mut self, id: Uuid, event: FeedEvent, edit: impl FnOnce(&mut Feed)) -> Recorded {
        if self.feed(id).is_none() {
            return self.unchanged(());
        }
        let is_packages = matches!(event, FeedEvent::PackagesChanged(_));
        let recorded = self.record(event);
        if let Some(feed) = self.part_mut::<Feeds>().all.iter_mut().find(|feed| feed.id == id) {
            edit(feed);
            if is_packages {
                feed.packages_changed = recorded.sequence();
            } else {
                feed.changed = recorded.sequence();
            }
        }
        recorded
    }

    /// Puts a feed into the recycle bin; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn delete_feed(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        let at = self.stamp().at;
        Ok(self.edit(id, FeedEvent::Deleted(id), |feed| feed.deleted = Some(at)))
    }

    /// Takes a feed out of the recycle bin.
    ///
    /// # Errors
    /// None.
    pub fn restore_feed(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        Ok(self.edit(id, FeedEvent::Restored(id), |feed| feed.deleted = None))
    }

    /// Deletes a feed for good; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn destroy_feed(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        let all = &mut self.part_mut::<Feeds>().all;
        let Some(index) = all.iter().position(|feed| feed.id == id) else { return Ok(self.unchanged(())) };
        let gone = all.remove(index);
        Ok(self.record(FeedEvent::Destroyed(id, gone.name)))
    }

    /// Says who may create feeds or administer all of them.
    ///
    /// # Errors
    /// None.
    pub fn set_feed_roles(&mut self, roles: Vec<(String, Option<String>)>) -> Result<Recorded, Refusal> {
        let global = &mut self.part_mut::<Feeds>().global;
        for (descriptor, role) in roles {
            match role {
                Some(role) => global.insert(descriptor, role),
                None => global.remove(&descriptor),
            };
        }
        Ok(self.record(FeedEvent::PermissionsChanged))
    }
}

/// Deletes for good what is in the recycle bin of a feed.
#[derive(Debug)]
struct EmptyRecycleBin(Uuid);

impl Work for EmptyRecycleBin {
    fn run(self: Box<Self>, tx: &mut Transaction<'_>) -> Result<Recorded, Refusal> {
        tx.edit_packages(self.0, |packages| {
            for package in &mut *packages {
                package.versions.retain(|version| version.deleted.is_none());
            }
            packages.retain(|package| !package.versions.is_empty());
        })
    }
}

/// The views that a new feed has. What is in `Local` is everything.
pub fn new_views(ids: &[Uuid]) -> Vec<FeedView> {
    let kinds = [
        ("Local", "implicit", "collection"),
        ("Prerelease", "release", "collection"),
        ("Release", "release", "collection"),
    ];
    let view = |(id, (name, kind, visibility)): (&Uuid, (&str, &'static str, &str))| FeedView {
        id: *id,
        name: name.to_owned(),
        kind,
        visibility: visibility.to_owned(),
    };
    ids.iter().zip(kinds).map(view).collect()
}

impl Feed {
    /// A new feed of the organization or a project, with the ids of itself and its views, four in all. Its creator
    /// administers it.
    pub fn new(
        ids: &[Uuid],
        project: Option<ProjectId>,
        name: String,
        created: Stamp,
        owner: String,
    ) -> Self {
        let (first, rest) = ids.split_first().map_or((Uuid::nil(), ids), |(first, rest)| (*first, rest));
        let views = new_views(rest);
        let default_view = views.first().map_or(Uuid::nil(), |view| view.id);
        Self {
            id: first,
            project,
            name,
            description: None,
            is_upstream_enabled: true,
            upstreams: Vec::new(),
            hides_deleted: true,
            has_badges: false,
            created,
            deleted: None,
            views,
            default_view,
            permissions: vec![FeedPermission { descriptor: owner, role: "administrator".to_owned() }],
            retention: None,
            packages: Vec::new(),
            changed: 0,
            packages_changed: 0,
        }
    }

    /// Who made it.
    pub fn creator(&self) -> IdentityId {
        self.created.actor
    }
}
