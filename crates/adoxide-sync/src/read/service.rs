//! Requests within what a feed may ask for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use adoxide::api::wire::{List, Op, OpMeta, Paged, Paging};
use adoxide::{Client, Continuation, ErrorKind as ServiceErrorKind, Pool};
use jiff::Timestamp;
use tokio::sync::{OnceCell, Semaphore};

use super::{Items, Json, Reading};
use crate::table::Answer;
use crate::{Error, ErrorKind, Pull, Requests, ScopeValue, Table, Unit};

/// What one unit has of a kind that is asked for at once: the commits of so many pushes. How many requests are really
/// under way is up to the [limiter](adoxide::Limiter) of each identity.
///
/// While such requests are under way, nothing else is asked: one that nobody looks after keeps the permit of another.
pub(crate) const AT_ONCE: usize = 32;

/// So many things that take several requests each are read at once in all units of a feed: what has been read of them,
/// and the requests that wait for their turn, are in memory.
const PERMITS: usize = 2 * AT_ONCE;

/// After so many failures in a row that no retry has helped, an operation is tried only once.
const HOPELESS: usize = 2;

/// Lists that several feeds read, by their addresses: each is asked for once in a sync.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared(Arc<Mutex<Lists>>);

#[derive(Debug, Default)]
struct Lists {
    /// The time of the sync that they were read in.
    at: Option<Timestamp>,
    lists: HashMap<String, Arc<SharedList>>,
}

#[derive(Debug, Default)]
struct SharedList {
    pages: OnceCell<Vec<Items>>,
    /// Its items by what they belong to.
    groups: OnceCell<HashMap<String, Vec<Json>>>,
}

impl Shared {
    /// A list, as it is read in the sync of this time.
    fn list(&self, at: Timestamp, address: String) -> Arc<SharedList> {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lists.at != Some(at) {
            *lists = Lists { at: Some(at), lists: HashMap::new() };
        }
        lists.lists.entry(address).or_default().clone()
    }
}

/// Clients that may only do what a feed says that it does. Each list stays with one of them: it goes on where
/// that one left off.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    pool: Pool,
    /// Whether it always asks as the same identity: what it lists decides what there is at all.
    listing: bool,
    operations: Arc<[&'static OpMeta]>,
    permits: Arc<Semaphore>,
    /// How often in a row each operation has failed although it was retried.
    failures: Arc<Mutex<HashMap<&'static str, usize>>>,
    shared: Shared,
}

impl Service {
    pub(crate) fn new(pool: &Pool, listing: bool, operations: Vec<&'static OpMeta>, shared: Shared) -> Self {
        Self {
            pool: pool.clone(),
            listing,
            operations: operations.into(),
            permits: Arc::new(Semaphore::new(PERMITS)),
            failures: Arc::default(),
            shared,
        }
    }

    fn allow(&self, meta: &OpMeta) -> Result<(), Error> {
        if self.operations.iter().any(|allowed| allowed.id == meta.id) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Contract, format!("this feed does not say that it calls {}", meta.id)))
    }

    /// The client for the next list or object.
    fn client(&self, operation: &'static str, has_failed: bool) -> Client {
        let client = if self.listing { self.pool.first().clone() } else { self.pool.client() };
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let is_hopeless = failures.get(operation).is_some_and(|times| *times >= HOPELESS);
        let attempts = match (is_hopeless, has_failed) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => return client,
        };
        client.with(client.options().clone().attempts(attempts))
    }

    /// Keeps in mind what came of an operation.
    pub(super) fn came<T>(&self, operation: &'static str, outcome: &Result<T, Error>) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        match outcome {
            Ok(_) => drop(failures.remove(operation)),
            Err(error) if is_hopeless(error) => *failures.entry(operation).or_default() += 1,
            Err(_) => {}
        }
    }
}

/// Whether retries did not help.
fn is_hopeless(error: &Error) -> bool {
    use ServiceErrorKind::{Decode, Unavailable};
    error.as_service().is_some_and(|error| matches!(error.kind(), Unavailable | Decode))
}

/// What asks the service for a feed.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    service: Service,
    requests: Requests,
    /// Whether something could not be read in the last run, in the same unit.
    has_failed: bool,
    /// The time of the sync.
    at: Timestamp,
}

impl Asking {
    pub(super) fn new(service: Service, pull: &Pull) -> Self {
        let (requests, has_failed, at) = (pull.requests.clone(), pull.has_failed, pull.at);
        Self { service, requests, has_failed, at }
    }

    fn client(&self, operation: &'static str) -> Client {
        self.service.client(operation, self.has_failed)
    }

    /// Reads something that takes several requests, once there is a permit for it. What is read within needs none of its
    /// own: if each that has a permit waited for a second one, all would wait for ever.
    pub(crate) async fn several<T>(self, read: impl Future<Output = T>) -> T {
        // None if there were no more permits, which never run out.
        let _permit = self.service.permits.acquire().await.ok();
        read.await
    }

    /// The pages of a list, each asked for when it is wanted.
    pub(crate) fn pages<L: Paged>(&self, op: Op<L>) -> Result<Reading, Error> {
        self.pages_from(op, None)
    }

    /// The same from a page on.
    pub(crate) fn pages_from<L: Paged>(&self, op: Op<L>, from: Option<&str>) -> Result<Reading, Error> {
        let meta = op.meta();
        self.service.allow(meta)?;
        let mut pages = self.client(meta.id).raw_pages(op).one_by_one();
        if let Some(from) = from {
            let from: Continuation = from.parse().map_err(Error::service)?;
            pages = pages.resume(from);
        }
        let skipped = matches!(meta.paging, Paging::Offset { .. } | Paging::BodyOffset { .. });
        Ok(Reading::new(pages, self.requests.clone(), meta.id, skipped))
    }

    /// All pages of a list that fits into memory.
    pub(crate) async fn all<L: Paged>(&self, op: Op<L>) -> Result<Vec<Items>, Error> {
        let operation = op.meta().id;
        let all = self.pages(op)?.all().await;
        self.service.came(operation, &all);
        all
    }

    /// The same, asked for once by all feeds of a sync that read it. What happened to it since is seen by the next sync.
    pub(crate) async fn shared<L: Paged>(&self, op: Op<L>) -> Result<Vec<Items>, Error> {
        let list = self.shared_list(&op)?;
        Ok(list.pages.get_or_try_init(|| self.all(op)).await?.clone())
    }

    /// Of such a list, the items that have this text at this place.
    pub(crate) async fn shared_of<L: Paged>(
        &self,
        op: Op<L>,
        path: &[&str],
        text: &str,
    ) -> Result<Vec<Json>, Error> {
        let list = self.shared_list(&op)?;
        let pages = list.pages.get_or_try_init(|| self.all(op)).await?;
        let grouped = || async move {
            let mut groups: HashMap<String, Vec<Json>> = HashMap::new();
            for page in pages {
                for item in page.each()? {
                    groups.entry(item.text(path)?.unwrap_or_default()).or_default().push(item);
                }
            }
            Ok::<_, Error>(groups)
        };
        let groups = list.groups.get_or_try_init(grouped).await?;
        Ok(groups.get(text).cloned().unwrap_or_default())
    }

    fn shared_list<L>(&self, op: &Op<L>) -> Result<Arc<SharedList>, Error> {
        let meta = op.meta();
        self.service.allow(meta)?;
        // What is wrong with its address is said when it is asked for.
        let target = op.target().unwrap_or_default();
        Ok(self.service.shared.list(self.at, format!("{} {target}", meta.id)))
    }

    /// One object.
    pub(crate) async fn call<T>(&self, op: Op<T>) -> Result<Json, Error> {
        let meta = op.meta();
        self.service.allow(meta)?;
        self.requests.add(1);
        let answer = self.client(meta.id).call(op.reply_as::<Json>()).await.map_err(Error::service);
        self.service.came(meta.id, &answer);
        answer
    }

    /// The pages of the list of a table, as its declaration says.
    pub(super) fn list(&self, table: &'static Table, unit: &Unit) -> Result<Reading, Error> {
        Ok(self.pages(operation(table, table.list(), unit, &[])?)?.of(table))
    }

    /// All rows of a table of a unit or of a row of its parent, as its declaration says.
    pub(crate) async fn rows(
        &self,
        table: &'static Table,
        unit: &Unit,
        given: &[(&str, ScopeValue)],
    ) -> Result<Vec<Items>, Error> {
        let op = operation(table, table.list(), unit, given)?;
        let pages = match table.answer() {
            Answer::List if table.is_shared() => self.shared(op).await?,
            Answer::List => self.all(op).await?,
            Answer::Under(members) => vec![Items::under(&self.call(op).await?, members)?],
            // Nothing is no row.
            Answer::Single => {
                vec![Items::of([self.call(op).await?].into_iter().filter(|one| one.is(b'{')))]
            }
        };
        pages.into_iter().map(|items| items.rows_of(table)).collect()
    }

    /// The whole of an item of a list.
    pub(super) async fn detail(
        &self,
        table: &'static Table,
        detail: &'static OpMeta,
        unit: &Unit,
        given: &[(&str, ScopeValue)],
        id: &str,
    ) -> Result<Json, Error> {
        let op = operation(table, Some(detail), unit, given)?;
        let argument = arguments(detail).last().map_or("id", |(name, _)| name);
        self.call(op.path(argument, &Text(id))).await
    }
}

/// What stands for an argument of a path.
struct Text<'a>(&'a str);

impl adoxide_api::wire::PathArg for Text<'_> {
    fn path_arg(&self) -> String {
        self.0.to_owned()
    }
}

/// The arguments of a path, each with whether it may be left out.
fn arguments(meta: &'static OpMeta) -> impl Iterator<Item = (&'static str, bool)> {
    meta.template.split('{').skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('}')?;
        let bare = name.trim_end_matches(['?', '*']);
        Some((bare, name.ends_with('?')))
    })
}

/// An operation of a table, for a unit or for a row of its parent.
pub(crate) fn operation(
    table: &'static Table,
    meta: Option<&'static OpMeta>,
    unit: &Unit,
    given: &[(&str, ScopeValue)],
) -> Result<Op<List<adoxide_api::wire::Json>>, Error> {
    let lacks = |what: &str| {
        let message = format!("table `{}` does not say what stands for {what}", table.name());
        Error::new(ErrorKind::Contract, message)
    };
    let meta = meta.ok_or_else(|| lacks("its list"))?;
    let value = |column: &str| match column {
        "project_id" if unit.project_id().is_some() => unit.project_id().map(str::to_owned),
        "repository_id" if unit.repository_id().is_some() => unit.repository_id().map(str::to_owned),
        _ => given.iter().find(|(name, _)| *name == column).map(|(_, value)| value.to_string()),
    };
    let mut op = Op::new(meta);
    let detailed = table.detailed_by().is_some_and(|detail| detail.id == meta.id);
    let last = arguments(meta).last().filter(|_| detailed).map(|(name, _)| name);
    for (argument, may_be_left_out) in arguments(meta).filter(|(name, _)| Some(*name) != last) {
        match table.columns_for(argument).iter().find_map(|column| value(column)) {
            Some(value) => op = op.path(argument, &Text(&value)),
            None if may_be_left_out => {}
            None => return Err(lacks(&format!("`{{{argument}}}` in {}", meta.template))),
        }
    }
    if detailed {
        return Ok(op);
    }
    for (name, template) in table.query_parameters() {
        let mut text = String::new();
        let mut rest = *template;
        while let Some((before, after)) = rest.split_once('{') {
            let (column, after) = after.split_once('}').ok_or_else(|| lacks(template))?;
            text.push_str(before);
            text.push_str(&value(column).ok_or_else(|| lacks(template))?);
            rest = after;
        }
        text.push_str(rest);
        op = op.query(*name, text.as_str());
    }
    Ok(op)
}
