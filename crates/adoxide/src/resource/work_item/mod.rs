//! Work items.

mod attachment;
mod batch;
mod comment;
mod edit;
pub mod field;
mod link;
mod revision;
mod update;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::path::IdRef;
use adoxide_api::wit::{
    self, DeleteWorkItem, GetRevision, GetRevisions, GetWorkItem, WorkItemDelete, WorkItemDeleteUpdate,
    WorkItemExpand,
};
use jiff::Timestamp;

pub use attachment::Attachment;
pub use batch::WorkItems;
pub use comment::Comment;
pub use edit::{Edit, Format, Text};
pub use link::{Link, LinkKind, Target};
pub use revision::Revision;
pub use update::{FieldChange, Update};

use super::identity::{self, Identified, Node, Snapshot, find};
use super::listing::Listing;
use super::project::{Project, missing};
use crate::client::Client;
use crate::error::Result;

/// A work item. Its number is one of the organization: the project that it was reached by may be another
/// than the one that it is in.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-items>
#[derive(Clone)]
pub struct WorkItem {
    client: Client,
    id: i64,
    node: Arc<Node<wit::WorkItem>>,
}

impl Identified for wit::WorkItem {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (None, self.id.map(|id| Cow::Owned(id.to_string())))
    }
}

impl Client {
    /// The work item of this number. Nothing is asked for.
    pub fn work_item(&self, id: i64) -> WorkItem {
        let node = self.known().work_items.at(0, &id.to_string());
        WorkItem { client: self.clone(), id, node }
    }
}

impl Project {
    /// The work item of this number. Nothing is asked for.
    pub fn work_item(&self, id: i64) -> WorkItem {
        self.client().work_item(id)
    }

    /// The work items of the project that are in the recycle bin.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/recyclebin>
    pub fn deleted_work_items(&self) -> Listing<WorkItem> {
        let client = self.client().clone();
        let op = wit::get_deleted_work_item_shallow_references(Some(&self.locator()));
        Listing::new(self.client().items(op), move |entry| Some(client.work_item(entry.id?)))
    }
}

impl WorkItem {
    fn learn(&self, entry: wit::WorkItem, whole: bool, asked: Option<u64>) -> Arc<wit::WorkItem> {
        let value = Arc::new(entry);
        let snapshot = Snapshot { value: Arc::clone(&value), whole };
        self.client.known().work_items.learn(0, Some(&self.node), snapshot, asked);
        value
    }

    fn locator(&self) -> IdRef {
        self.id.into()
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// All that the service says about it, with its links.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is no such work item, it is deleted, or
    /// the credential may not see it; and as any call.
    pub async fn snapshot(&self) -> Result<Arc<wit::WorkItem>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let params = GetWorkItem { expand: Some(WorkItemExpand::All), ..GetWorkItem::default() };
            let op = wit::get_work_item(None, self.locator(), params);
            Ok(self.learn(self.client.call(op).await?, true, Some(asked)))
        })
        .await
    }

    /// What it looks like now: its fields and links.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn current(&self) -> Result<Revision> {
        Ok(Revision::new(&self.client, self.snapshot().await?))
    }

    /// What is kept of it.
    fn seen(&self) -> Option<Revision> {
        Some(Revision::new(&self.client, find(&self.node).snapshot(true)?))
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        find(&self.node).refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<wit::WorkItem>> {
        self.refresh();
        self.snapshot().await
    }

    /// What it looked like in a revision.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it has no such revision, and as any call.
    pub async fn at_revision(&self, rev: i64) -> Result<Revision> {
        let params = GetRevision { expand: Some(WorkItemExpand::All) };
        let op = wit::get_revision(None, self.locator(), rev.into(), params);
        Ok(Revision::new(&self.client, self.client.call(op).await?.into()))
    }

    /// What it looked like at an instant.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it was not there yet, and as any call.
    pub async fn as_of(&self, date: Timestamp) -> Result<Revision> {
        let params = GetWorkItem {
            as_of: Some(date.into()),
            expand: Some(WorkItemExpand::All),
            ..GetWorkItem::default()
        };
        let op = wit::get_work_item(None, self.locator(), params);
        Ok(Revision::new(&self.client, self.client.call(op).await?.into()))
    }

    /// All its revisions, the oldest first.
    pub fn revisions(&self) -> Listing<Revision> {
        let client = self.client.clone();
        let params = GetRevisions { expand: Some(WorkItemExpand::All), ..GetRevisions::default() };
        let op = wit::get_revisions(None, self.locator(), params);
        Listing::new(self.client.items(op), move |entry| Some(Revision::new(&client, Arc::new(entry))))
    }

    /// Its title.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn title(&self) -> Result<String> {
        self.current().await?.title().map(str::to_owned).ok_or_else(|| missing(field::TITLE))
    }

    /// Its state.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn state(&self) -> Result<String> {
        self.current().await?.state().map(str::to_owned).ok_or_else(|| missing(field::STATE))
    }

    /// Its type.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn work_item_type(&self) -> Result<String> {
        self.current()
            .await?
            .work_item_type()
            .map(str::to_owned)
            .ok_or_else(|| missing(field::WORK_ITEM_TYPE))
    }

    /// Its project.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn project(&self) -> Result<Project> {
        let current = self.current().await?;
        let name = current.team_project().ok_or_else(|| missing(field::TEAM_PROJECT))?;
        Ok(self.client.project(name))
    }

    /// What it is a part of.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn parent(&self) -> Result<Option<Self>> {
        Ok(self.current().await?.parent())
    }

    /// Its parts.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn children(&self) -> Result<Vec<Self>> {
        Ok(self.current().await?.children())
    }

    /// Its page.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn web_url(&self) -> Result<Option<String>> {
        let snapshot = self.snapshot().await?;
        Ok(snapshot.links.as_ref().and_then(|links| links.href("html")).map(str::to_owned))
    }

    /// What other things are linked to it by: `vstfs:///WorkItemTracking/WorkItem/…`.
    pub fn artifact_uri(&self) -> String {
        format!("vstfs:///WorkItemTracking/WorkItem/{}", self.id)
    }

    /// A new part of it, of this type and with this title, in its project, area and iteration.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn new_child(
        &self,
        work_item_type: impl Into<String>,
        title: impl Into<String>,
    ) -> Result<Edit> {
        let current = self.current().await?;
        let mut child = self.project().await?.new_work_item(work_item_type, title).parent(self.id);
        for name in [field::AREA_PATH, field::ITERATION_PATH] {
            if let Some(path) = current.text(name) {
                child = child.set(name, path);
            }
        }
        Ok(child)
    }

    /// Puts it into the recycle bin.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let op = wit::delete_work_item(None, self.locator(), DeleteWorkItem::default());
        self.client.call(op).await?;
        self.refresh();
        Ok(())
    }

    /// What it looked like when it was deleted, when that was, and who did it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is not in the recycle bin, and as any call.
    pub async fn deletion(&self) -> Result<WorkItemDelete> {
        self.client.call(wit::get_deleted_work_item(None, self.locator())).await
    }

    /// Takes it out of the recycle bin.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is not there, and as any call.
    pub async fn restore(&self) -> Result<()> {
        let body = WorkItemDeleteUpdate { is_deleted: Some(false), ..WorkItemDeleteUpdate::default() };
        self.client.call(wit::restore_work_item(None, self.locator(), &body)).await?;
        self.refresh();
        Ok(())
    }

    /// Deletes it for good, also out of the recycle bin. Nobody can take that back.
    ///
    /// # Errors
    /// As any call.
    pub async fn destroy(&self) -> Result<()> {
        let is_deleted = match self.client.call(wit::get_deleted_work_item(None, self.locator())).await {
            Ok(_) => true,
            Err(error) if error.kind() == crate::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        if is_deleted {
            self.client.call(wit::destroy_work_item(None, self.locator())).await?;
        } else {
            let op = wit::delete_work_item(None, self.locator(), DeleteWorkItem { destroy: Some(true) });
            self.client.call(op).await?;
        }
        self.refresh();
        Ok(())
    }
}

impl fmt::Debug for WorkItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WorkItem({})", self.id)
    }
}
