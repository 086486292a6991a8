//! Pull requests, and all that they have.
//!
//! # How they are read
//!
//! The service can't be asked what changed. So those that are active are read in full each time. Those that were closed
//! are found by the time when that was, a little before the newest that is known; a list that was long is read again
//! from where it was when it began. Those that were active and are in neither list any more are asked for one by one.
//!
//! What a pull request has is read with it. Of one that was active before, its row is read if the list says anything else
//! of it, or if it has other work items, which are asked for of a hundred at once; its policy evaluations, if anything is
//! different that they [depend on](Policies). Iterations, their changes and the commits only come with pushes, so they
//! are read when the source or the target is another one, or a thread says that the source was moved. The commits are
//! also read when the target has moved: what came into it is not among them any more. Comments on a pull request
//! long after it was closed are only seen by a [full](crate::Engine::full) sync: until then, it is [looked](Looks) at again.
//!
//! A repository that is new here, was restored, or can be read again, is read on its own. One that got another name is
//! too, without what its pull requests have: the name is in their URLs.

mod parts;
mod policies;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use adoxide::api::git::{
    self, GetPullRequestsByProject, GetRepositories, PullRequestStatus, PullRequestTimeRangeType,
};
use adoxide::api::path::{ProjectRef, PullRequestId};
use adoxide::api::policy;
use adoxide::api::wire::DateTime;
use adoxide::api::wit::{self, ArtifactUriQuery};
use futures::stream::{self, StreamExt as _};
use futures::{FutureExt as _, future};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use self::parts::{Parts, Pull, Reading, Wanted};
use self::policies::Policies;
use super::FeedOf;
use super::look::Looks;
use crate::read::{AT_ONCE, Items, Json, Reader, is_not_found, keys};
use crate::table::{POLICY_CONFIGURATIONS, POLICY_EVALUATIONS, PULL_REQUESTS};
use crate::{Change, Error, Level, Retain, Scope, ScopeValue, Table};

pub(crate) static FEED: FeedOf = FeedOf::new("pull_requests", Level::Project, |reader| {
    async move { Run::new(reader)?.all().await }.boxed()
})
.also(&[
    &git::meta::GET_REPOSITORIES,
    &wit::meta::QUERY_WORK_ITEMS_FOR_ARTIFACT_URIS,
    &policy::meta::GET_POLICY_CONFIGURATIONS,
]);

/// Pull requests asked for in one page.
const PAGE: i64 = 100;
/// How late a pull request may be seen to be closed.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// What the cursor holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// The repositories by id, with their names; the name of the project comes first.
    repositories: BTreeMap<String, String>,
    /// Repositories that are to be read on their own, and whether with all that their pull requests have.
    again: BTreeMap<String, bool>,
    /// The pull requests that are active.
    active: BTreeMap<i64, Active>,
    /// Those that are completed, and those that are abandoned.
    closed: [Closed; 2],
    /// Those that could not be read in full: they are read again.
    #[serde(default)]
    failed: BTreeSet<i64>,
    /// Those that were closed of late, by repository.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    looks: BTreeMap<String, Looks>,
}

/// The version of [`State`].
const VERSION: u32 = 2;

/// What is known of an active pull request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Active {
    repository: String,
    /// What its iterations depend on: its source and target, and how often the source moved. While these are the same,
    /// so are its iterations. None if it is not known.
    source: Option<String>,
    /// The end of its target when it was last merged for a trial: what is in it is not among the commits.
    target: String,
    /// How many of its iterations are known with their changes.
    iterations: i64,
    /// A mark of what the list said of it when its row was read. None if that is to be read.
    #[serde(default)]
    row: Option<u64>,
    /// Its work items then: the list leaves them out.
    #[serde(default)]
    work_items: BTreeSet<i64>,
    /// A mark of what its policy evaluations depend on, when they were read. None if they are to be read.
    #[serde(default)]
    evaluations: Option<u64>,
}

/// How far those that were closed are known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Closed {
    /// When one was closed up to which all are known, in microseconds.
    newest: Option<i64>,
    /// Those that are known and were closed after that, or a little before.
    recent: BTreeMap<i64, i64>,
    /// The list that is not complete yet.
    sweep: Option<Sweep>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Sweep {
    /// How many were skipped.
    skip: i64,
    /// The newest when it began.
    newest: Option<i64>,
}

const STATUSES: [PullRequestStatus; 2] = [PullRequestStatus::Completed, PullRequestStatus::Abandoned];

/// One pull.
struct Run {
    reader: Reader,
    project: ProjectRef,
    state: State,
    /// Repositories that can't be read now.
    unreadable: HashSet<String>,
    /// Those that were read in this run.
    seen: HashSet<i64>,
    wanted: Wanted,
    policies: Option<Arc<Policies>>,
    /// Whether work items can be asked for by pull requests: it takes a scope of its own.
    may_ask_for_work_items: bool,
    /// When the newest was closed that was read in this run or before, in microseconds.
    newest: Option<i64>,
}

/// How much of a pull request is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// The row, reviewers and labels.
    Row,
    /// All but what comes with pushes; the row is whole already.
    Again,
    /// All that it has.
    Whole,
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let state = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
        let state = state.flatten().unwrap_or_else(|| {
            let newest = reader.pull.since.map(Timestamp::as_microsecond);
            let closed = [(); STATUSES.len()].map(|()| Closed { newest, ..Closed::default() });
            State { closed, ..State::default() }
        });
        let project = ProjectRef::from(reader.project()?);
        let wanted = Wanted::of(&reader);
        let newest = state.closed.iter().filter_map(|closed| closed.newest).max();
        Ok(Self {
            reader,
            project,
            state,
            unreadable: HashSet::new(),
            seen: HashSet::new(),
            wanted,
            policies: None,
            may_ask_for_work_items: true,
            newest,
        })
    }

    async fn all(mut self) -> Result<(), Error> {
        let before = self.state.clone();
        if let Some(ids) = self.named() {
            // Somebody says that they changed, and knows better than what is remembered of them.
            for id in &ids {
                if let Some(known) = self.state.active.get_mut(id) {
                    (known.row, known.evaluations) = (None, None);
                }
            }
            self.ask_for(ids).await?;
            return self.end(&before).await;
        }
        self.repositories().await?;
        self.policies().await?;
        for (repository, whole) in self.state.again.clone() {
            let depth = if whole { Depth::Whole } else { Depth::Row };
            self.list(Some(repository.clone()), PullRequestStatus::All, depth).await?;
            self.state.again.remove(&repository);
        }
        self.list(None, PullRequestStatus::Active, Depth::Whole).await?;
        for which in 0..STATUSES.len() {
            if self.state.closed[which].sweep.is_some() {
                self.closed(which).await?;
            }
            self.closed(which).await?;
        }
        self.missing().await?;
        self.looks().await?;
        self.state.looks.retain(|_, looks| !looks.is_empty());
        self.end(&before).await
    }

    async fn end(&mut self, before: &State) -> Result<(), Error> {
        if self.state != *before || self.reader.has_said() {
            self.checkpoint().await?;
        }
        Ok(())
    }

    /// Those that are to be read again and nothing else. The lists are left where they are, so the next sync reads what
    /// stands in them once more.
    fn named(&self) -> Option<Vec<i64>> {
        self.reader.pull.again.clone().filter(|ids| !ids.is_empty())
    }

    async fn checkpoint(&mut self) -> Result<(), Error> {
        self.reader.checkpoint(VERSION, &self.state).await
    }

    /// The tables that are wanted.
    fn tables(&self) -> Vec<&'static Table> {
        self.reader.pull.tables.clone()
    }

    /// Finds the repositories, and what became of them.
    async fn repositories(&mut self) -> Result<(), Error> {
        let fresh = self.reader.pull.cursor.is_none();
        let of_project = self.reader.pull.unit.project_name().unwrap_or_default().to_owned();
        // The list that the repositories are read by: of the organization, unless only some projects are wanted.
        let project = Some(&self.project).filter(|_| !self.reader.only.is_empty());
        let params = GetRepositories { include_links: Some(true), ..GetRepositories::default() };
        let op = git::get_repositories(project, params);
        let id = self.reader.project()?.to_owned();
        let (mut there, mut readable) = (Vec::new(), BTreeMap::new());
        for repository in self.reader.ask.shared_of(op, &["project", "id"], &id).await? {
            let Some(id) = repository.text(&["id"])? else { continue };
            there.push(ScopeValue::from(id.as_str()));
            let is = |flag| Ok::<_, Error>(repository.text(&[flag])?.as_deref() == Some("true"));
            if is("isDisabled")? || is("isInMaintenance")? {
                self.unreadable.insert(id);
            } else {
                let name = repository.text(&["name"])?.unwrap_or_default();
                readable.insert(id, format!("{of_project}/{name}"));
            }
        }
        let known = std::mem::take(&mut self.state.repositories);
        let gone = |id: &String| !readable.contains_key(id) && !self.unreadable.contains(id);
        if fresh || known.keys().any(gone) {
            for table in self.tables() {
                let retain = Retain { column: "repository_id", within: None, values: there.clone() };
                self.reader.change(Change::Retain(table, retain)).await?;
            }
        }
        if !fresh {
            for (id, name) in &readable {
                match known.get(id) {
                    None => drop(self.state.again.insert(id.clone(), true)),
                    Some(known) if known != name => drop(self.state.again.entry(id.clone()).or_insert(false)),
                    Some(_) => {}
                }
            }
        }
        self.state.again.retain(|id, _| readable.contains_key(id));
        self.state.active.retain(|_, active| readable.contains_key(&active.repository));
        self.state.looks.retain(|repository, _| readable.contains_key(repository));
        self.state.repositories = readable;
        Ok(())
    }

    /// Reads the policies that evaluations depend on. Without them, evaluations are read each time.
    async fn policies(&mut self) -> Result<(), Error> {
        if self.reader.pull.wants(&POLICY_EVALUATIONS) {
            let pages = self.reader.ask.rows(&POLICY_CONFIGURATIONS, &self.reader.pull.unit, &[]).await;
            self.policies = pages.ok().map(|pages| Policies::of(&pages)).transpose()?.map(Arc::new);
        }
        Ok(())
    }

    /// Which of these pull requests need no request for their rows: the list says the same of them as when that was read,
    /// and they have the same work items, which are asked for all at once.
    async fn unchanged(&mut self, pulls: &[Pull]) -> Result<HashSet<i64>, Error> {
        if !self.wanted.has_row() || !self.may_ask_for_work_items {
            return Ok(HashSet::new());
        }
        let project = self.reader.project()?.to_owned();
        let mut same: HashMap<String, (i64, BTreeSet<i64>)> = HashMap::new();
        for pull in pulls {
            let (Some(id), Some(repository)) = (pull.id, &pull.repository) else { continue };
            let Some(known) = self.state.active.get(&id) else { continue };
            if known.row == Some(pull.mark) && pull.is_told_in_whole && !self.state.failed.contains(&id) {
                let artifact = format!("vstfs:///Git/PullRequestId/{project}%2F{repository}%2F{id}");
                same.insert(artifact, (id, known.work_items.clone()));
            }
        }
        if same.is_empty() {
            return Ok(HashSet::new());
        }
        let body = ArtifactUriQuery {
            artifact_uris: Some(same.keys().cloned().collect()),
            ..ArtifactUriQuery::default()
        };
        let op = wit::query_work_items_for_artifact_uris(Some(&self.project), &body);
        let answer = match self.reader.ask.call(op).await {
            Ok(answer) => answer,
            // Their rows are read, which says the same.
            Err(error) => {
                tracing::debug!(%error, "work items can't be asked for by pull requests");
                self.may_ask_for_work_items = false;
                return Ok(HashSet::new());
            }
        };
        let mut unchanged = HashSet::new();
        let Some(found) = answer.member(&["artifactUrisQueryResult"])? else { return Ok(unchanged) };
        for (artifact, found) in found.members()? {
            let mut items = BTreeSet::new();
            for item in found.items()? {
                items.extend(item.integer(&["id"])?);
            }
            let is_same = |(id, known): &(i64, BTreeSet<i64>)| (*known == items).then_some(*id);
            unchanged.extend(same.get(&artifact).and_then(is_same));
        }
        Ok(unchanged)
    }

    fn params(&self, repository_id: Option<String>, status: PullRequestStatus) -> GetPullRequestsByProject {
        GetPullRequestsByProject {
            status: Some(status),
            repository_id,
            top: Some(if self.wanted.has_parts() { PAGE } else { 10 * PAGE }),
            ..GetPullRequestsByProject::default()
        }
    }

    /// Reads the pull requests of a status.
    async fn list(
        &mut self,
        repository: Option<String>,
        status: PullRequestStatus,
        depth: Depth,
    ) -> Result<(), Error> {
        let op = git::get_pull_requests_by_project(&self.project, self.params(repository, status));
        let mut pages = self.reader.ask.pages(op)?;
        while let Some(items) = pages.next().await? {
            self.read(pulls(&items)?, depth).await?;
            if self.reader.has_said() {
                self.checkpoint().await?;
            }
        }
        Ok(())
    }

    /// Reads those that were closed since the newest that is known.
    async fn closed(&mut self, which: usize) -> Result<(), Error> {
        let known = &self.state.closed[which];
        let since = known.newest.map(|newest| newest - micros(LATE));
        let mut sweep = known.sweep.clone();
        let params = GetPullRequestsByProject {
            min_time: since.and_then(|since| Timestamp::from_microsecond(since).ok()).map(DateTime::from),
            query_time_range_type: Some(PullRequestTimeRangeType::Closed),
            // One that was reactivated meanwhile has moved the others up.
            skip: sweep.as_ref().map(|sweep| (sweep.skip - PAGE).max(0)).filter(|skip| *skip > 0),
            ..self.params(None, STATUSES[which].clone())
        };
        let op = git::get_pull_requests_by_project(&self.project, params);
        let mut pages = self.reader.ask.pages(op)?;
        let mut page = pages.next().await?;
        let mut skip = sweep.as_ref().map_or(0, |sweep| (sweep.skip - PAGE).max(0));
        while let Some(items) = page {
            let pulls = pulls(&items)?;
            skip += i64::try_from(pulls.len()).unwrap_or(0);
            let found: Vec<_> = pulls.iter().filter_map(|pull| Some((pull.id?, pull.closed?))).collect();
            let recent = self.state.closed[which].recent.clone();
            let is_new = |pull: &Pull| {
                pull.id.is_none_or(|id| recent.get(&id).is_none_or(|at| Some(*at) != pull.closed))
            };
            self.read(pulls.into_iter().filter(is_new).collect(), Depth::Whole).await?;
            // One that is closed while the list is read may stand where it was read already: what is known ends
            // with what there was when it began.
            let begun =
                sweep.get_or_insert_with(|| Sweep { skip: 0, newest: found.iter().map(|(_, at)| *at).max() });
            begun.skip = skip;
            self.state.closed[which].recent.extend(found);
            page = pages.next().await?;
            if page.is_some() {
                self.state.closed[which].sweep.clone_from(&sweep);
                self.checkpoint().await?;
            }
        }
        let closed = &mut self.state.closed[which];
        closed.sweep = None;
        closed.newest = closed.newest.max(sweep.and_then(|sweep| sweep.newest));
        if let Some(newest) = closed.newest {
            closed.recent.retain(|_, at| *at >= newest - micros(LATE));
        }
        Ok(())
    }

    /// Asks for those that were active and are in no list any more, and for those that could not be read in full.
    async fn missing(&mut self) -> Result<(), Error> {
        let wanted = self.state.active.keys().chain(&self.state.failed).copied().collect::<BTreeSet<_>>();
        self.ask_for(wanted).await
    }

    /// Asks for pull requests one by one.
    async fn ask_for(&mut self, ids: impl IntoIterator<Item = i64>) -> Result<(), Error> {
        for id in ids {
            if self.seen.contains(&id) {
                continue;
            }
            let op = git::get_pull_request_by_id(Some(&self.project), PullRequestId(id));
            match self.reader.ask.call(op).await {
                Ok(pull) => self.read(vec![Pull::of(pull)?], Depth::Whole).await?,
                Err(error) if is_not_found(&error) => self.gone(id).await?,
                Err(error) => {
                    self.state.failed.insert(id);
                    let values = [("pullRequestId", ScopeValue::Integer(id))];
                    self.reader.failed(&PULL_REQUESTS, &values, format!("pull request {id}"), error).await?;
                }
            }
        }
        Ok(())
    }

    /// Looks again at those that were closed of late.
    async fn looks(&mut self) -> Result<(), Error> {
        if !self.wanted.has_parts() {
            return Ok(());
        }
        for (repository, looks) in self.state.looks.clone() {
            if self.unreadable.contains(&repository) {
                continue;
            }
            let due = looks.due(self.reader.pull.at).into_iter().filter(|id| !self.seen.contains(id));
            let due: Vec<_> = due.collect();
            for due in due.chunks(AT_ONCE) {
                // All of them, and then what each has, which asks for more: what was begun and is not waited for would
                // keep its place among the requests.
                let found = due.iter().map(|id| {
                    let (ask, unit, repository) = (&self.reader.ask, &self.reader.pull.unit, &repository);
                    async move { (*id, parts::whole(ask, unit, repository, *id, false).await) }
                });
                for (id, pull) in future::join_all(found).await {
                    match pull {
                        Ok(pull) => self.read(vec![Pull::of(pull)?], Depth::Again).await?,
                        Err(error) if is_not_found(&error) => {
                            self.state.looks.entry(repository.clone()).or_default().remove(id);
                        }
                        Err(error) => {
                            self.state.failed.insert(id);
                            let values = [("pullRequestId", ScopeValue::Integer(id))];
                            self.reader
                                .failed(&PULL_REQUESTS, &values, format!("pull request {id}"), error)
                                .await?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    async fn gone(&mut self, id: i64) -> Result<(), Error> {
        self.state.failed.remove(&id);
        let Some(active) = self.state.active.remove(&id) else { return Ok(()) };
        let row = serde_json::json!({"pullRequestId": id, "repository": {"id": active.repository}});
        let row = self.reader.decode(&PULL_REQUESTS, &Items::of([Json::of(&row)]), &[]).await?;
        self.reader.change(Change::Delete(&PULL_REQUESTS, keys(&PULL_REQUESTS, &row)?)).await?;
        let scope =
            || Scope::unit().and("repository_id", active.repository.as_str()).and("pullRequestId", id);
        for table in self.tables().into_iter().filter(|table| **table != *PULL_REQUESTS) {
            self.reader.change(Change::SnapshotBegin(table, scope())).await?;
            self.reader.change(Change::SnapshotEnd(table)).await?;
        }
        Ok(())
    }

    /// Reads and says pull requests.
    async fn read(&mut self, pulls: Vec<Pull>, depth: Depth) -> Result<(), Error> {
        let is_readable = |pull: &Pull| {
            pull.repository.as_ref().is_none_or(|repository| !self.unreadable.contains(repository))
        };
        let pulls: Vec<_> = pulls.into_iter().filter(is_readable).collect();
        let known: HashMap<i64, Active> = pulls
            .iter()
            .filter_map(|pull| pull.id)
            .filter_map(|id| Some((id, self.state.active.get(&id)?.clone())))
            .collect();
        let unchanged = if depth == Depth::Whole { self.unchanged(&pulls).await? } else { HashSet::new() };
        let (ask, unit) = (self.reader.ask.clone(), self.reader.pull.unit.clone());
        let (wanted, policies) = (self.wanted.clone(), self.policies.clone());
        let mut found = stream::iter(pulls)
            .map(|pull| {
                let known = pull.id.and_then(|id| known.get(&id).cloned());
                let is_same = pull.id.is_some_and(|id| unchanged.contains(&id));
                let reading = Reading { wanted: wanted.clone(), policies: policies.clone(), depth, is_same };
                ask.clone().several(Parts::read(ask.clone(), unit.clone(), pull, known, reading))
            })
            .buffered(AT_ONCE);
        while let Some(found) = found.next().await {
            let mut found = found?;
            if let (Some(id), Some(repository)) = (found.pull.id, found.pull.repository.clone()) {
                self.seen.insert(id);
                if depth != Depth::Row {
                    if found.is_whole() {
                        self.state.failed.remove(&id);
                    } else {
                        self.state.failed.insert(id);
                    }
                }
                if !found.pull.is_active {
                    self.state.active.remove(&id);
                    if depth != Depth::Row {
                        // Those of a first sync are as old as they are beside the newest.
                        self.newest = self.newest.max(found.pull.closed);
                        let age =
                            self.newest.zip(found.pull.closed).map_or(0, |(newest, closed)| newest - closed);
                        let age = SignedDuration::from_micros(age);
                        self.state.looks.entry(repository).or_default().read(id, age, self.reader.pull.at);
                    }
                } else if depth == Depth::Whole {
                    if let Some(looks) = self.state.looks.get_mut(&repository) {
                        looks.remove(id);
                    }
                    // What could not be read is read again, whether anything changed or not.
                    let is_whole = found.is_whole();
                    let source = found.source.take().filter(|_| is_whole);
                    let target = found.pull.target.clone();
                    let active = Active {
                        repository,
                        source,
                        target,
                        iterations: found.iterations,
                        row: Some(found.pull.mark).filter(|_| is_whole),
                        work_items: std::mem::take(&mut found.work_items),
                        evaluations: found.evaluations.filter(|_| is_whole),
                    };
                    self.state.active.insert(id, active);
                }
            }
            found.say(&mut self.reader).await?;
            if self.reader.is_full() {
                self.checkpoint().await?;
            }
        }
        Ok(())
    }
}

fn pulls(items: &Items) -> Result<Vec<Pull>, Error> {
    items.each()?.into_iter().map(Pull::of).collect()
}

fn micros(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
