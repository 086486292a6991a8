//! A pull request, and what it has.

use std::collections::BTreeSet;
use std::sync::Arc;

use adoxide::api::git::{self, GetPullRequest};
use adoxide::api::path::{ProjectRef, PullRequestId, RepositoryId};
use adoxide::api::wire::DateTime;
use futures::FutureExt as _;
use futures::stream::{self, StreamExt as _};

use super::policies::Policies;
use super::{Active, Depth};
use crate::read::{AT_ONCE, Asking, Children, Fetched, Items, Json, Reader, mark};
use crate::table::{
    POLICY_EVALUATIONS, PULL_REQUEST_COMMITS, PULL_REQUEST_ITERATIONS, PULL_REQUEST_STATUSES,
    PULL_REQUEST_THREADS, PULL_REQUEST_WORK_ITEMS, PULL_REQUESTS,
};
use crate::{Error, ScopeValue, Table, Unit};

/// What a list says of a pull request.
pub(super) struct Pull {
    json: Json,
    pub(super) id: Option<i64>,
    pub(super) repository: Option<String>,
    pub(super) is_active: bool,
    /// When it was closed, in microseconds.
    pub(super) closed: Option<i64>,
    /// The end of its target when it was last merged for a test.
    pub(super) target: String,
    /// The end of its source, and the name of its target.
    ends: [String; 2],
    /// A mark of what the list says.
    pub(super) mark: u64,
    /// Whether its description is not cut.
    pub(super) is_told_in_whole: bool,
}

/// The characters of a description that a list shows: documented.
const LISTED_DESCRIPTION: usize = 400;

impl Pull {
    pub(super) fn of(json: Json) -> Result<Self, Error> {
        let text = |path: &[&str]| Ok::<_, Error>(json.text(path)?.unwrap_or_default());
        let closed = json.text(&["closedDate"])?.and_then(|date| DateTime::from(date).timestamp());
        Ok(Self {
            id: json.integer(&["pullRequestId"])?,
            repository: json.text(&["repository", "id"])?,
            is_active: text(&["status"])? == "active",
            closed: closed.map(jiff::Timestamp::as_microsecond),
            target: text(&["lastMergeTargetCommit", "commitId"])?,
            ends: [text(&["lastMergeSourceCommit", "commitId"])?, text(&["targetRefName"])?],
            mark: mark(&[json.as_text()]),
            is_told_in_whole: text(&["description"])?.chars().count() < LISTED_DESCRIPTION,
            json,
        })
    }
}

/// What is wanted of pull requests.
#[derive(Clone)]
pub(super) struct Wanted {
    /// Whether anything is that lists leave out: who closed it, its work items, the end of its description.
    row: bool,
    children: Children,
}

impl Wanted {
    pub(super) fn of(reader: &Reader) -> Self {
        let row = [&PULL_REQUESTS, &PULL_REQUEST_WORK_ITEMS].iter().any(|table| reader.pull.wants(table));
        Self { row, children: Children::of(&reader.pull, &PULL_REQUESTS) }
    }

    /// Whether anything is that takes a request for its row.
    pub(super) fn has_row(&self) -> bool {
        self.row
    }

    /// Whether anything is that takes requests for each.
    pub(super) fn has_parts(&self) -> bool {
        self.row || !self.children.is_empty()
    }
}

/// How a pull request is read.
pub(super) struct Reading {
    pub(super) wanted: Wanted,
    pub(super) policies: Option<Arc<Policies>>,
    pub(super) depth: Depth,
    /// Whether its row is known to be the same.
    pub(super) is_same: bool,
}

/// The row of a pull request.
enum Row {
    /// That of the list.
    Listed,
    /// That is as it was.
    Same,
    Read(Result<Json, Error>),
}

/// A pull request, and what it has: none of what was not read.
pub(super) struct Parts {
    pub(super) pull: Pull,
    row: Row,
    lists: Vec<Fetched>,
    /// What its iterations depend on.
    pub(super) source: Option<String>,
    /// How many of its iterations are known with their changes.
    pub(super) iterations: i64,
    pub(super) work_items: BTreeSet<i64>,
    /// A mark of what its policy evaluations depend on, if they were read.
    pub(super) evaluations: Option<u64>,
}

impl Parts {
    pub(super) async fn read(
        ask: Asking,
        unit: Unit,
        pull: Pull,
        known: Option<Active>,
        reading: Reading,
    ) -> Result<Self, Error> {
        let Reading { wanted, policies, depth, is_same } = reading;
        let iterations = known.as_ref().map_or(0, |known| known.iterations);
        let mut parts = Self {
            pull,
            row: Row::Listed,
            lists: Vec::new(),
            source: None,
            iterations,
            work_items: BTreeSet::new(),
            evaluations: None,
        };
        let (Some(repository), Some(id)) = (parts.pull.repository.clone(), parts.pull.id) else {
            return Ok(parts);
        };
        let mut commits = None;
        if is_same {
            parts.row = Row::Same;
            parts.work_items = known.as_ref().map(|known| known.work_items.clone()).unwrap_or_default();
        } else if wanted.row && depth != Depth::Again {
            let with_commits = depth == Depth::Whole && wanted.children.has(&PULL_REQUEST_COMMITS);
            let row = whole(&ask, &unit, &repository, id, with_commits).await;
            if let Ok(row) = &row {
                for item in listed(row, "workItemRefs")? {
                    parts.work_items.extend(item.integer(&["id"])?);
                }
                commits =
                    Some(listed(row, "commits")?).filter(|commits| (1..COMMITS).contains(&commits.len()));
            }
            parts.row = Row::Read(row);
        }
        if depth == Depth::Row {
            return Ok(parts);
        }
        let comes_with_pushes =
            |table: &Table| *table == *PULL_REQUEST_ITERATIONS || *table == *PULL_REQUEST_COMMITS;
        let always = wanted.children.only(|table| !comes_with_pushes(table));
        let row = parts.pull.json.clone();
        // What the evaluations depend on is read first, if they may be the same as before.
        let before = known.as_ref().and_then(|known| known.evaluations);
        let may_be_same =
            before.is_some() && policies.as_ref().is_some_and(|policies| !policies.is_moving(&repository));
        let is_evaluation = |table: &Table| *table == *POLICY_EVALUATIONS;
        let (first, then) = if may_be_same {
            (always.only(|table| !is_evaluation(table)), Some(always.only(is_evaluation)))
        } else {
            (always, None)
        };
        parts.lists = first.fetch(ask.clone(), unit.clone(), row.clone(), Vec::new()).await?;
        parts.evaluations = match policies.filter(|_| wanted.row) {
            Some(policies) => parts.depends_on(&policies)?,
            None => None,
        };
        if let Some(then) = then.filter(|_| parts.evaluations != before || before.is_none()) {
            parts.lists.extend(then.fetch(ask.clone(), unit.clone(), row.clone(), Vec::new()).await?);
        }
        if depth == Depth::Again {
            return Ok(parts);
        }
        parts.source = parts.source_of()?;
        let known = known.filter(|known| known.source.is_some() && known.source == parts.source);
        let is_merged_anew = known.as_ref().is_none_or(|known| known.target != parts.pull.target);
        let commits = commits.filter(|_| is_merged_anew);
        let pushed = wanted.children.only(|table| {
            comes_with_pushes(table)
                && if *table == *PULL_REQUEST_COMMITS {
                    is_merged_anew && commits.is_none()
                } else {
                    known.is_none()
                }
        });
        if let Some(commits) = commits {
            let told = Fetched::told(&PULL_REQUEST_COMMITS, &PULL_REQUESTS, &row, Items::of(commits))?;
            parts.lists.extend(told);
        }
        let lists = pushed.shallow().fetch(ask.clone(), unit.clone(), row, Vec::new()).await?;
        parts.lists.extend(lists);
        if let Some(changes) = wanted.children.below(&PULL_REQUEST_ITERATIONS) {
            parts.changes(&ask, &unit, changes).await?;
        }
        Ok(parts)
    }

    /// Reads what the iterations changed that are not known: that never changes.
    async fn changes(&mut self, ask: &Asking, unit: &Unit, changes: &Children) -> Result<(), Error> {
        let mut new = Vec::new();
        for fetched in self.lists.iter().filter(|fetched| fetched.is_of(&PULL_REQUEST_ITERATIONS)) {
            for iteration in fetched.items()? {
                match iteration.integer(&["id"])? {
                    Some(id) if id > self.iterations => new.push((id, iteration, fetched.values.clone())),
                    _ => {}
                }
            }
        }
        let mut fetches = Vec::new();
        for (id, iteration, values) in new {
            let fetch = changes.fetch(ask.clone(), unit.clone(), iteration, values);
            fetches.push(fetch.map(move |fetched| (id, fetched)));
        }
        let mut found = stream::iter(fetches).buffered(AT_ONCE);
        let mut is_whole = true;
        while let Some((id, fetched)) = found.next().await {
            let fetched = fetched?;
            is_whole &= fetched.iter().all(Fetched::is_whole);
            if is_whole {
                self.iterations = self.iterations.max(id);
            }
            self.lists.extend(fetched);
        }
        Ok(())
    }

    /// What the iterations depend on, as far as it and its threads tell: a source that was moved away and back is
    /// where it was, and each move is a thread of the service's own.
    fn source_of(&self) -> Result<Option<String>, Error> {
        let Some(threads) = self.lists.iter().find(|fetched| fetched.is_of(&PULL_REQUEST_THREADS)) else {
            return Ok(None);
        };
        if !threads.is_whole() {
            return Ok(None);
        }
        let mut moves = 0;
        for thread in threads.items()? {
            let kind = thread.text(&["properties", "CodeReviewThreadType", "$value"])?;
            moves += usize::from(kind.as_deref() == Some("RefUpdate"));
        }
        let [source, target] = &self.pull.ends;
        Ok(Some(format!("{source} {target} {moves}")))
    }

    /// A mark of what its policy evaluations depend on; none if not all of that was read.
    fn depends_on(&self, policies: &Policies) -> Result<Option<u64>, Error> {
        let work_items = format!("{:?}", self.work_items);
        let mut known = vec![policies.mark().to_string(), self.pull.mark.to_string(), work_items];
        for table in [&PULL_REQUEST_THREADS, &PULL_REQUEST_STATUSES] {
            let list = self.lists.iter().find(|list| list.is_of(table) && list.is_whole());
            let Some(list) = list else { return Ok(None) };
            known.extend(list.items()?.iter().map(|item| item.as_text().to_owned()));
        }
        Ok(Some(mark(&known.iter().map(String::as_str).collect::<Vec<_>>())))
    }

    /// Whether all could be read that was asked for.
    pub(super) fn is_whole(&self) -> bool {
        !matches!(self.row, Row::Read(Err(_))) && self.lists.iter().all(Fetched::is_whole)
    }

    pub(super) async fn say(self, reader: &mut Reader) -> Result<(), Error> {
        match self.row {
            Row::Same => {}
            Row::Listed => reader.rows(&PULL_REQUESTS, &Items::of([self.pull.json]), &[]).await?,
            Row::Read(Ok(row)) => reader.rows(&PULL_REQUESTS, &Items::of([row]), &[]).await?,
            Row::Read(Err(error)) => {
                let (id, repository) = (self.pull.id.unwrap_or_default(), self.pull.repository);
                let values = [
                    ("repository_id", ScopeValue::Text(repository.unwrap_or_default())),
                    ("pullRequestId", ScopeValue::Integer(id)),
                ];
                reader.failed(&PULL_REQUESTS, &values, format!("pull request {id}"), error).await?;
            }
        }
        for fetched in self.lists {
            fetched.replace(reader).await?;
        }
        Ok(())
    }
}

/// The list under a member; empty if there is none.
fn listed(row: &Json, member: &str) -> Result<Vec<Json>, Error> {
    let list = row.member(&[member])?.filter(|list| list.is(b'['));
    list.map_or_else(|| Ok(Vec::new()), |list| list.items())
}

/// The commits that may come with a pull request without any being left out.
const COMMITS: usize = 100;

/// A pull request in full. Lists cut descriptions, and leave out who closed it and its work items.
pub(super) async fn whole(
    ask: &Asking,
    unit: &Unit,
    repository: &str,
    id: i64,
    with_commits: bool,
) -> Result<Json, Error> {
    let project = unit.project_id().map(ProjectRef::from);
    let repository = RepositoryId::from(repository);
    let params = GetPullRequest {
        include_work_item_refs: Some(true),
        include_commits: with_commits.then_some(true),
        ..GetPullRequest::default()
    };
    ask.call(git::get_pull_request(project.as_ref(), &repository, PullRequestId(id), params)).await
}
