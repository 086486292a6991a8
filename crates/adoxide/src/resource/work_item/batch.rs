//! Many work items at once.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use adoxide_api::wire::DateTime;
use adoxide_api::wit::{
    self, WorkItemBatchGetRequest, WorkItemDeleteBatchRequest, WorkItemErrorPolicy, WorkItemExpand,
};
use futures::stream::{self, BoxStream, StreamExt};
use jiff::Timestamp;

use super::revision::Revision;
use super::{Edit, WorkItem};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// How many work items the service takes in one request.
pub(crate) const LIMIT: usize = 200;

/// Work items that are to be read, by their numbers.
#[derive(Clone)]
#[must_use = "work items are not asked for until stream is called"]
pub struct WorkItems {
    client: Client,
    ids: Vec<i64>,
    fields: Option<Vec<String>>,
    as_of: Option<Timestamp>,
}

impl Client {
    /// The work items of these numbers, as many as there are.
    pub fn work_items(&self, ids: impl IntoIterator<Item = i64>) -> WorkItems {
        WorkItems { client: self.clone(), ids: ids.into_iter().collect(), fields: None, as_of: None }
    }

    /// Makes changes and new work items, 200 in a request. What becomes of each comes in the order in which
    /// they were given; one that fails does not keep the others from being made. Each is made as
    /// [`Edit::save`] would make it: only on top of what was seen, or [whatever others
    /// did](Edit::onto_latest).
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/workitembatchupdate>
    ///
    /// ```
    /// # use adoxide_emulator::Emulator;
    /// # use adoxide::{Client, credential::Pat, transport::InProcess};
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
    /// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
    /// # let token = emulator.token();
    /// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
    /// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
    /// # let project = ado.create_project("Fabrikam").await?;
    /// use futures::TryStreamExt;
    ///
    /// let new = (1..=3).map(|number| project.new_work_item("Issue", format!("Part {number}")));
    /// let made: Vec<_> = ado.save_work_items(new).try_collect().await?;
    /// assert_eq!(made[2].title().await?, "Part 3");
    /// # Ok(()) }
    /// ```
    pub fn save_work_items(
        &self,
        edits: impl IntoIterator<Item = Edit>,
    ) -> BoxStream<'static, Result<WorkItem>> {
        let client = self.clone();
        let mut edits = edits.into_iter().collect::<Vec<_>>().into_iter();
        let chunks = std::iter::from_fn(move || {
            let chunk: Vec<_> = edits.by_ref().take(LIMIT).collect();
            (!chunk.is_empty()).then_some(chunk)
        });
        let saved = stream::iter(chunks).then(move |edits| {
            let client = client.clone();
            async move { stream::iter(super::edit::save_all(&client, edits).await) }
        });
        saved.flatten().boxed()
    }

    /// Puts work items into the recycle bin, or deletes them for good if `destroy`, 200 in a request: each
    /// number, or why it is still there.
    pub fn delete_work_items(
        &self,
        ids: impl IntoIterator<Item = i64>,
        destroy: bool,
    ) -> BoxStream<'static, Result<i64>> {
        let client = self.clone();
        let chunks = chunks(&ids.into_iter().collect::<Vec<_>>());
        let deleted = stream::iter(chunks).then(move |ids| {
            let client = client.clone();
            async move { stream::iter(delete(&client, ids, destroy).await) }
        });
        deleted.flatten().boxed()
    }
}

fn chunks(ids: &[i64]) -> Vec<Vec<i64>> {
    ids.chunks(LIMIT).map(<[i64]>::to_vec).collect()
}

async fn delete(client: &Client, ids: Vec<i64>, destroy: bool) -> Vec<Result<i64>> {
    let body = WorkItemDeleteBatchRequest {
        destroy: Some(destroy),
        ids: Some(ids.clone()),
        ..WorkItemDeleteBatchRequest::default()
    };
    let results = match client.call(wit::delete_work_items(None, &body)).await {
        Ok(answer) => answer.results.unwrap_or_default(),
        Err(error) => return ids.iter().map(|_| Err(error.copy())).collect(),
    };
    let outcome = |id: i64| {
        client.work_item(id).refresh();
        let result = results.iter().find(|result| result.id == Some(id));
        let Some(result) = result else {
            let what = format!("the service does not say what became of work item {id}");
            return Err(Error::new(ErrorKind::Decode, what));
        };
        let kind = match result.code {
            None | Some(200..=299) => return Ok(id),
            Some(404) => ErrorKind::NotFound,
            Some(403) => ErrorKind::Permission,
            Some(_) => ErrorKind::Invalid,
        };
        let why = result.message.as_deref().unwrap_or("no reason was given").trim_end_matches('.');
        Err(Error::new(kind, format!("work item {id} is not deleted: {why}")))
    };
    ids.into_iter().map(outcome).collect()
}

impl WorkItems {
    /// Only these fields, by their reference names, and no links.
    pub fn fields<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.fields = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// What they looked like at an instant.
    pub fn as_of(mut self, date: Timestamp) -> Self {
        self.as_of = Some(date);
        self
    }

    /// The work items, in the order of their numbers as given, 200 in a request, the next request under way
    /// while these are used. One that is not there is an error in its place, and the stream goes on.
    pub fn stream(self) -> BoxStream<'static, Result<Revision>> {
        let Self { client, ids, fields, as_of } = self;
        let date = as_of.map(DateTime::from);
        let is_whole = fields.is_none() && date.is_none();
        let requests = chunks(&ids).into_iter().map(move |ids| {
            let body = WorkItemBatchGetRequest {
                // With fields the service takes no expansion.
                expand: fields.is_none().then_some(WorkItemExpand::All),
                as_of: date.clone(),
                error_policy: Some(WorkItemErrorPolicy::Omit),
                fields: fields.clone(),
                ids: Some(ids.clone()),
                ..WorkItemBatchGetRequest::default()
            };
            let client = client.clone();
            async move { stream::iter(read(&client, &ids, &body, is_whole).await) }
        });
        stream::iter(requests).buffered(2).flatten().boxed()
    }

    /// All of them.
    ///
    /// # Errors
    /// The first that can't be had.
    pub async fn all(self) -> Result<Vec<Revision>> {
        let mut stream = self.stream();
        let mut all = Vec::new();
        while let Some(item) = stream.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

/// One request's worth, each in its place.
async fn read(
    client: &Client,
    ids: &[i64],
    body: &WorkItemBatchGetRequest,
    is_whole: bool,
) -> Vec<Result<Revision>> {
    let items = match client.call(wit::get_work_items_batch(None, body)).await {
        Ok(list) => list.value,
        Err(error) => return ids.iter().map(|_| Err(error.copy())).collect(),
    };
    // The service leaves null where it found nothing; older ones leave nothing at all.
    let mut found: HashMap<i64, wit::WorkItem> = HashMap::new();
    let mut unread = HashMap::new();
    for (place, item) in items.into_iter().enumerate() {
        match item {
            Ok(Some(item)) => drop(item.id.map(|id| found.insert(id, item))),
            Ok(None) => {}
            Err(error) => drop(unread.insert(place, Error::item(&error))),
        }
    }
    let revision = |(place, id): (usize, &i64)| match found.get(id) {
        Some(item) if is_whole => {
            let value = client.work_item(*id).learn(item.clone(), true, None);
            Ok(Revision::new(client, value))
        }
        Some(item) => Ok(Revision::new(client, Arc::new(item.clone()))),
        None => Err(unread.remove(&place).unwrap_or_else(|| {
            let what = format!("work item {id} does not exist, or you may not see it");
            Error::new(ErrorKind::NotFound, what).of("wit.get_work_items_batch")
        })),
    };
    ids.iter().enumerate().map(revision).collect()
}

impl fmt::Debug for WorkItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WorkItems({})", self.ids.len())
    }
}
