//! Queries in the Work Item Query Language (WIQL), and what they find.

mod clause;
mod result;
mod saved;

use std::collections::VecDeque;
use std::fmt;

use adoxide_api::path::TeamRef;
use adoxide_api::wit::{self, QueryByWiql, Wiql, WorkItemLink, WorkItemQueryResult};
use futures::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};

pub use result::{QueryLink, QueryNode, QueryResult};
pub use saved::SavedQuery;

use self::clause::{Clauses, Of, Order};
use super::project::Project;
use super::work_item::Revision;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// How many work items or links are asked for at once. The service finds 20,000 at the most; whether it still answers
/// when asked for all of them depends on its version, so it is asked for one less.
const MOST: usize = 19_999;

/// A query that is to be asked. Nothing is sent until [`run`](Self::run) or [`stream`](Self::stream).
///
/// The service finds 20,000 work items or links at the most, and refuses a query that would find more. A stream
/// goes on behind that, by the numbers of work items, or of those that links come from: it can do so for each query
/// that leaves their order open, or orders them by `[System.Id]` alone. [`by_id`](Self::by_id) gives up any other
/// order. A tree hangs together and can't be asked for in parts.
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
/// # project.new_work_item("Issue", "Pay by card").save().await?;
/// use futures::StreamExt;
///
/// let query = "SELECT [System.Id], [System.Title] FROM workitems WHERE [System.TeamProject] = @project";
/// let mut found = project.wiql(query).stream();
/// while let Some(item) = found.next().await {
///     assert_eq!(item?.title(), Some("Pay by card"));
/// }
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/wiql/query-by-wiql>
#[derive(Clone)]
#[must_use = "nothing is asked until run or stream is called"]
pub struct Query {
    client: Client,
    project: Option<Project>,
    team: Option<TeamRef>,
    text: String,
    time_precision: bool,
    by_id: bool,
    limit: Option<usize>,
}

impl Client {
    /// A query over all projects of the organization. `@project` and a team's iterations mean nothing in it.
    pub fn wiql(&self, text: impl Into<String>) -> Query {
        Query {
            client: self.clone(),
            project: None,
            team: None,
            text: text.into(),
            time_precision: false,
            by_id: false,
            limit: None,
        }
    }
}

impl Project {
    /// A query of this project. It finds work items of others too, unless it asks for
    /// `[System.TeamProject] = @project`.
    pub fn wiql(&self, text: impl Into<String>) -> Query {
        Query { project: Some(self.clone()), ..self.client().wiql(text) }
    }
}

impl Query {
    /// For a team of the project, by its name or id: `@CurrentIteration` and `@TeamAreas` are that team's.
    pub fn team(mut self, team: impl AsRef<str>) -> Self {
        self.team = Some(team.as_ref().into());
        self
    }

    /// Dates are compared to the second, and not to the day.
    pub fn time_precision(mut self) -> Self {
        self.time_precision = true;
        self
    }

    /// In the order of their numbers, whatever order the query says: there may be any number of them then.
    pub fn by_id(mut self) -> Self {
        self.by_id = true;
        self
    }

    /// No more than this many.
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// What is asked.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Asks once: work items, or links of them, as numbers.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the service can't read the query, with the place of the mistake, or when it
    /// finds more than 20,000 and there is no [`limit`](Self::limit) below that; and as any call.
    pub async fn run(self) -> Result<QueryResult> {
        let answer = self.ask(&self.text, self.limit).await?;
        let has_date = Clauses::read(&self.text).is_some_and(|clauses| clauses.has_date());
        Ok(QueryResult::new(&self.client, answer, has_date))
    }

    /// The numbers of the work items, however many there are.
    ///
    /// A work item that fits all the time comes once. One that is changed meanwhile, so that it fits or fits
    /// no longer, comes or doesn't.
    ///
    /// # Errors
    /// As [`stream`](Self::stream).
    pub fn ids(self) -> BoxStream<'static, Result<i64>> {
        self.items().map_ok(|page| stream::iter(page.ids()).map(Ok)).try_flatten().boxed()
    }

    /// The work items, however many there are, with the columns that the query selects as their fields, 200
    /// in a request, and the next ones under way while these are used. One that is deleted meanwhile is left
    /// out.
    ///
    /// # Errors
    /// In place of an item: as [`run`](Self::run); and [`ErrorKind::Invalid`] when there are more than 20,000
    /// and the query can't be asked in parts, or when it asks for links.
    pub fn stream(self) -> BoxStream<'static, Result<Revision>> {
        self.items().map_ok(|page| page.rows()).try_flatten().boxed()
    }

    fn items(self) -> impl Stream<Item = Result<QueryResult>> + Send + 'static {
        self.pages().map(|page| {
            let page = page?;
            if page.value().work_item_relations.is_some() {
                let what = "the query asks for links, and not for work items";
                return Err(Error::new(ErrorKind::Invalid, what).advise("run it, and look at its links"));
            }
            Ok(page)
        })
    }

    /// The links, however many there are, in the service's order: each work item that fits stands for itself, and
    /// its links behind it.
    ///
    /// # Errors
    /// In place of a link: as [`run`](Self::run); and [`ErrorKind::Invalid`] when there are more than 20,000 rows
    /// and the query can't be asked in parts, or when it asks for work items.
    pub fn links(self) -> BoxStream<'static, Result<QueryLink>> {
        let links = self.pages().map(|page| {
            let page = page?;
            if page.value().work_items.is_some() {
                let what = "the query asks for work items, and not for links";
                return Err(
                    Error::new(ErrorKind::Invalid, what).advise("stream it, or select FROM workitemLinks")
                );
            }
            Ok(stream::iter(page.links().map(Ok).collect::<Vec<_>>()))
        });
        links.try_flatten().boxed()
    }

    /// Whether it can be asked in parts, if need be [by number](Self::by_id): it asks for work items or for their
    /// links, and not for trees of them.
    pub fn is_divisible(&self) -> bool {
        Clauses::read(&self.text).is_some()
    }

    /// The answers, one behind the other: one of work items or links, and more of them where there are more than the
    /// service finds at once.
    ///
    /// # Errors
    /// In place of an answer: as [`run`](Self::run).
    pub fn pages(self) -> BoxStream<'static, Result<QueryResult>> {
        let clauses = Clauses::read(&self.text);
        let order = clauses.as_ref().and_then(|clauses| match clauses.order() {
            Ok(order) => Some(order),
            Err(_) => self.by_id.then_some(Order::Ascending),
        });
        let walk = Walk { left: self.limit, query: self, clauses, last: None, is_over: false };
        stream::try_unfold(walk, move |walk| walk.step(order)).boxed()
    }

    /// Asks.
    async fn ask(&self, text: &str, top: Option<usize>) -> Result<WorkItemQueryResult> {
        let project = self.project.as_ref().map(Project::locator);
        let params = QueryByWiql {
            time_precision: self.time_precision.then_some(true),
            top: top.and_then(|top| i64::try_from(top).ok()),
        };
        let body = Wiql { query: Some(text.to_owned()), ..Wiql::default() };
        let op = wit::query_by_wiql(project.as_ref(), self.team.as_ref(), &body, params);
        self.client.call(op).await.map_err(|error| self.explain(error))
    }

    /// Says besides the service's reason where the mistake is, and what to do about it.
    fn explain(&self, error: Error) -> Error {
        if error.type_key() == Some("WorkItemTrackingQueryResultSizeLimitExceededException")
            || error.code() == Some("VS402337")
        {
            return error.advise(self.too_many());
        }
        if error.kind() != ErrorKind::Invalid {
            return error;
        }
        match error.message().and_then(|message| place(&self.text, message)) {
            Some(place) if error.advice().is_empty() => error.advise(format!("it is at {place}")),
            Some(place) => {
                let hint = error.advice().to_owned();
                error.advise(format!("it is at {place}: {hint}"))
            }
            None => error,
        }
    }

    /// Why the query can't be asked in parts, and what to do about it.
    fn too_many(&self) -> String {
        match Clauses::read(&self.text) {
            None => {
                "a tree hangs together and can't be asked for in parts: ask for fewer, or for links without MODE (Recursive)"
                    .to_owned()
            }
            Some(clauses) => match clauses.order() {
                Ok(_) => "stream it, which has no such limit, or set a limit".to_owned(),
                Err(order) => format!(
                    "it can't be asked in parts in the order of {order}: leave the order out, order by [System.Id], \
                     or ask for fewer"
                ),
            },
        }
    }
}

/// A query on its way through more than the service finds at once.
struct Walk {
    query: Query,
    clauses: Option<Clauses>,
    /// How many are still wanted.
    left: Option<usize>,
    /// The number behind which it goes on.
    last: Option<i64>,
    is_over: bool,
}

impl Walk {
    async fn step(mut self, order: Option<Order>) -> Result<Option<(QueryResult, Self)>> {
        if self.is_over || self.left == Some(0) {
            return Ok(None);
        }
        let has_date = self.clauses.as_ref().is_some_and(Clauses::has_date);
        let (mut answer, top) = match (&self.clauses, order) {
            (Some(clauses), Some(order)) => {
                let top = self.left.map_or(MOST, |left| left.min(MOST));
                (self.query.ask(&clauses.after(self.last, order), Some(top)).await?, Some(top))
            }
            // In one answer or not at all: without a number of them it is refused when it is not whole.
            _ => (self.query.ask(&self.query.text, self.left).await?, None),
        };
        let (found, last) = self.take(&mut answer, top)?;
        self.left = self.left.map(|left| left.saturating_sub(found));
        if !self.is_over && last == self.last {
            let what = format!("the service answers twice with what is behind work item {last:?}");
            return Err(Error::new(ErrorKind::Decode, what));
        }
        self.last = last;
        Ok(Some((QueryResult::new(&self.query.client, answer, has_date), self)))
    }

    /// How much an answer has, and the number behind which the next one begins. Unless it is the last answer, the
    /// links of its last work item may be cut off: it is left to the next one.
    fn take(&mut self, answer: &mut WorkItemQueryResult, top: Option<usize>) -> Result<(usize, Option<i64>)> {
        if self.clauses.as_ref().is_none_or(|clauses| clauses.of() == Of::Items) {
            let items = answer.work_items.as_deref().unwrap_or_default();
            self.is_over = top.is_none_or(|top| items.len() < top);
            return Ok((items.len(), items.iter().filter_map(|item| item.id).next_back()));
        }
        let links = answer.work_item_relations.get_or_insert_default();
        let is_whole =
            top.is_none_or(|top| links.len() < top) || self.left.is_some_and(|left| links.len() >= left);
        self.is_over = is_whole;
        let from = |link: &WorkItemLink| link.source.as_ref().or(link.target.as_ref()).and_then(|end| end.id);
        let last = links.last().and_then(from);
        if is_whole {
            return Ok((links.len(), last));
        }
        links.truncate(links.iter().rposition(|link| from(link) != last).map_or(0, |before| before + 1));
        if links.is_empty() {
            let what = format!(
                "work item {} has more links than the service finds at once",
                last.unwrap_or_default()
            );
            return Err(Error::new(ErrorKind::Invalid, what).advise("ask for fewer of them"));
        }
        Ok((links.len(), links.last().and_then(from)))
    }
}

/// Where the words are in a query that the service's sentence is about: `line 1, column 8`.
fn place(query: &str, message: &str) -> Option<String> {
    let (_, rest) = message.split_once('«')?;
    let (cause, _) = rest.rsplit_once('»')?;
    if cause.is_empty() {
        return Some("the end of the query".to_owned());
    }
    let mut found: VecDeque<_> = query.match_indices(cause).map(|(at, _)| position(query, at)).collect();
    let first = found.pop_front()?;
    Some(found.into_iter().fold(first, |places, place| format!("{places} or {place}")))
}

fn position(text: &str, at: usize) -> String {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("line {line}, column {column}")
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Query").field(&self.text).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_mistake() {
        let query = "SELECT [System.Id]\nFROM workitems WHERE [Nö] = 1 AND [No] = [No]";
        let at = |cause: &str| place(query, &format!("TF51005: … The error is caused by «{cause}»."));
        assert_eq!(at("[Nö]").as_deref(), Some("line 2, column 22"));
        assert_eq!(at("[No]").as_deref(), Some("line 2, column 35 or line 2, column 42"));
        assert_eq!(at("").as_deref(), Some("the end of the query"));
        assert_eq!(at("elsewhere"), None);
        assert_eq!(place(query, "no place is named"), None);
    }
}
