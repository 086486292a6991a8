//! Pull requests, and all that they have.
//!
//! # How they are read
//!
//! The service can't be asked what changed. So those that are active are read in full each time. Those that were closed
//! are found by the time when that was, a little before the newest that is known; a list that was long is read again
//! from where it was when it began. Those that were active and are in neither list any more are asked for one by one.
//!
//! What a pull request has is read with it. Iterations, their changes and the commits only come with pushes, so they
//! are read when the source or the target is another one, or a thread says that the source was moved. The commits are
//! also read when the target has moved: what came into it is not among them any more. What is said of a pull request
//! long after it was closed is not seen.
//!
//! A repository that is new here, was restored, or can be read again, is read on its own. One that got another name is
//! too, without what its pull requests have: the name is in their URLs.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use adoxide::api::git::{
    self, GetPullRequest, GetPullRequestCommits, GetPullRequestIterationChanges, GetPullRequestIterations,
    GetPullRequestsByProject, GetRepositories, GetThreads, PullRequestStatus, PullRequestTimeRangeType,
};
use adoxide::api::path::{ProjectRef, PullRequestId, RepositoryId};
use adoxide::api::policy::{self, GetPolicyConfigurations, GetPolicyEvaluations};
use adoxide::api::wire::{DateTime, Json};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use futures::{FutureExt as _, try_join};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::work_item::{is_not_found, keys};
use crate::service::{AT_ONCE, Asking, FeedOf, Items, Reader};
use crate::table::{
    POLICY_CONFIGURATIONS, POLICY_EVALUATIONS, PULL_REQUEST_COMMENTS, PULL_REQUEST_COMMITS,
    PULL_REQUEST_ITERATION_CHANGES, PULL_REQUEST_ITERATIONS, PULL_REQUEST_LABELS, PULL_REQUEST_REVIEWERS,
    PULL_REQUEST_STATUSES, PULL_REQUEST_THREADS, PULL_REQUEST_WORK_ITEMS, PULL_REQUESTS,
};
use crate::{Change, Error, ErrorKind, Level, Retain, Scope, ScopeValue, Table};

pub(super) static FEED: FeedOf = FeedOf {
    name: "pull requests",
    level: Level::Project,
    tables: || [&*PULL_REQUESTS].into_iter().chain(parts()).collect(),
    operations: &[
        "git.get_repositories",
        "git.get_pull_requests_by_project",
        "git.get_pull_request_by_id",
        "git.get_pull_request",
        "git.get_threads",
        "git.get_pull_request_iterations",
        "git.get_pull_request_iteration_changes",
        "git.get_pull_request_commits",
        "git.get_pull_request_work_item_refs",
        "git.get_pull_request_statuses",
        "policy.get_policy_evaluations",
    ],
    read: |reader| async move { Run::new(reader)?.all().await }.boxed(),
};

pub(super) static POLICIES: FeedOf = FeedOf {
    name: "policies",
    level: Level::Project,
    tables: || vec![&POLICY_CONFIGURATIONS],
    operations: &["policy.get_policy_configurations"],
    read: |reader| policies(reader).boxed(),
};

async fn policies(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let params = GetPolicyConfigurations { top: Some(PAGE), ..GetPolicyConfigurations::default() };
    let policies = reader.ask.all(policy::get_policy_configurations(&project, params)).await?;
    reader.snapshot(&POLICY_CONFIGURATIONS, Scope::unit(), &policies, &[]).await?;
    reader.checkpoint(1, &()).await
}

/// The tables of what pull requests have.
fn parts() -> [&'static Table; 10] {
    [
        &PULL_REQUEST_REVIEWERS,
        &PULL_REQUEST_LABELS,
        &PULL_REQUEST_THREADS,
        &PULL_REQUEST_COMMENTS,
        &PULL_REQUEST_ITERATIONS,
        &PULL_REQUEST_ITERATION_CHANGES,
        &PULL_REQUEST_COMMITS,
        &PULL_REQUEST_WORK_ITEMS,
        &PULL_REQUEST_STATUSES,
        &POLICY_EVALUATIONS,
    ]
}

/// Pull requests asked for in one page.
const PAGE: i64 = 100;
/// The most changes of an iteration that the service sends in one page.
const CHANGES: i64 = 2_000;
/// Commits asked for in one page.
const COMMITS: i64 = 500;
/// How late a pull request may be seen to be closed.
const LATE: SignedDuration = SignedDuration::from_mins(5);
/// In lists, descriptions end here.
const DESCRIPTION: usize = 400;

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
}

/// How far those that were closed are known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Closed {
    /// When one was closed up to which all are known, in microseconds.
    newest: Option<i64>,
    /// Those that are known and were closed after that, or a little before.
    recent: BTreeMap<i64, i64>,
    /// The list that has not come to its end.
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
    /// Repositories whose pull requests can't be read in full, and why.
    refused: BTreeMap<String, Error>,
    /// Whether any of what pull requests have is wanted, apart from what comes with them.
    parts: bool,
}

/// How much of a pull request is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// The row, reviewers and labels.
    Row,
    /// All that it has.
    Whole,
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let state = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
        let state = state.flatten().unwrap_or_default();
        let project = ProjectRef::from(reader.project()?);
        let parts = parts()[2..].iter().any(|table| reader.pull.wants(table));
        Ok(Self {
            reader,
            project,
            state,
            unreadable: HashSet::new(),
            seen: HashSet::new(),
            refused: BTreeMap::new(),
            parts,
        })
    }

    async fn all(mut self) -> Result<(), Error> {
        let before = self.state.clone();
        self.repositories().await?;
        for (repository, whole) in self.state.again.clone() {
            let depth = if whole { Depth::Whole } else { Depth::Row };
            self.list(Some(repository.clone()), PullRequestStatus::All, depth).await?;
            if !self.refused.contains_key(&repository) {
                self.state.again.remove(&repository);
            }
        }
        self.list(None, PullRequestStatus::Active, Depth::Whole).await?;
        for which in 0..STATUSES.len() {
            if self.state.closed[which].sweep.is_some() {
                self.closed(which).await?;
            }
            self.closed(which).await?;
        }
        self.missing().await?;
        if self.state != before || self.reader.has_said() {
            self.checkpoint().await?;
        }
        // It holds back only itself: it is read again next time.
        match self.refused.pop_first() {
            None => Ok(()),
            Some((repository, error)) => {
                let name = self.state.repositories.get(&repository).unwrap_or(&repository);
                let what = format!("not all pull requests of repository {name} can be read");
                Err(Error::new(ErrorKind::Service, what).because(error))
            }
        }
    }

    async fn checkpoint(&mut self) -> Result<(), Error> {
        self.reader.checkpoint(VERSION, &self.state).await
    }

    /// Finds the repositories, and what became of them.
    async fn repositories(&mut self) -> Result<(), Error> {
        let fresh = self.reader.pull.cursor.is_none();
        let of_project = self.reader.pull.unit.project_name().unwrap_or_default().to_owned();
        let pages = self
            .reader
            .ask
            .all(git::get_repositories(Some(&self.project), GetRepositories::default()))
            .await?;
        let (mut there, mut readable) = (Vec::new(), BTreeMap::new());
        for page in &pages {
            for repository in page.values()? {
                let Some(id) = repository["id"].as_str() else { continue };
                there.push(ScopeValue::from(id));
                if repository["isDisabled"] == true || repository["isInMaintenance"] == true {
                    self.unreadable.insert(id.to_owned());
                } else {
                    let name = repository["name"].as_str().unwrap_or_default();
                    readable.insert(id.to_owned(), format!("{of_project}/{name}"));
                }
            }
        }
        let known = std::mem::take(&mut self.state.repositories);
        let gone = |id: &String| !readable.contains_key(id) && !self.unreadable.contains(id);
        if fresh || known.keys().any(gone) {
            for table in [&*PULL_REQUESTS].into_iter().chain(parts()) {
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
        self.state.repositories = readable;
        Ok(())
    }

    fn params(&self, repository_id: Option<String>, status: PullRequestStatus) -> GetPullRequestsByProject {
        GetPullRequestsByProject {
            status: Some(status),
            repository_id,
            top: Some(if self.parts { PAGE } else { 10 * PAGE }),
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
        let mut pages = self.reader.ask.pages(op, None)?;
        let mut page = pages.next().await?;
        while let Some(items) = page {
            self.read(items.values()?, depth).await?;
            page = pages.next_after(Some(&items)).await?;
            if page.is_some() && self.reader.has_said() {
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
        let mut pages = self.reader.ask.pages(op, None)?;
        let mut page = pages.next().await?;
        let mut skip = sweep.as_ref().map_or(0, |sweep| (sweep.skip - PAGE).max(0));
        while let Some(items) = page {
            let values = items.values()?;
            skip += i64::try_from(values.len()).unwrap_or(0);
            let found: Vec<_> =
                values.iter().filter_map(|pull| Some((id_of(pull)?, closed_at(pull)?))).collect();
            let recent = self.state.closed[which].recent.clone();
            let is_new = |pull: &Json| {
                id_of(pull).is_none_or(|id| recent.get(&id).is_none_or(|at| Some(*at) != closed_at(pull)))
            };
            self.read(values.into_iter().filter(is_new).collect(), Depth::Whole).await?;
            // One that is closed while the list is read may stand where it was read already: what is known ends
            // with what there was when it began.
            let begun =
                sweep.get_or_insert_with(|| Sweep { skip: 0, newest: found.iter().map(|(_, at)| *at).max() });
            begun.skip = skip;
            self.state.closed[which].recent.extend(found);
            page = pages.next_after(Some(&items)).await?;
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

    /// Asks for those that were active and are in no list any more.
    async fn missing(&mut self) -> Result<(), Error> {
        let missing: Vec<_> =
            self.state.active.keys().copied().filter(|id| !self.seen.contains(id)).collect();
        for id in missing {
            let op = git::get_pull_request_by_id(Some(&self.project), PullRequestId(id));
            match self.reader.ask.call(op).await {
                Ok(pull) => self.read(vec![pull], Depth::Whole).await?,
                Err(error) if is_not_found(&error) => self.gone(id).await?,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn gone(&mut self, id: i64) -> Result<(), Error> {
        let Some(active) = self.state.active.remove(&id) else { return Ok(()) };
        let row = serde_json::json!({"pullRequestId": id, "repository": {"id": active.repository}});
        let row = self.reader.decode(&PULL_REQUESTS, &Items::of(vec![row]), &[]).await?;
        self.reader.change(Change::Delete(&PULL_REQUESTS, keys(&PULL_REQUESTS, &row)?)).await?;
        for table in parts() {
            self.reader.snapshot(table, scope(&active.repository, id), &[], &[]).await?;
        }
        Ok(())
    }

    /// Reads and says pull requests.
    async fn read(&mut self, pulls: Vec<Json>, depth: Depth) -> Result<(), Error> {
        let pulls: Vec<_> = pulls
            .into_iter()
            .filter(|pull| {
                let repository = pull["repository"]["id"].as_str();
                repository.is_none_or(|repository| !self.unreadable.contains(repository))
            })
            .collect();
        let wanted = Wanted(self.reader.pull.tables.as_slice().into());
        let (ask, project) = (self.reader.ask.clone(), self.project.clone());
        let known: HashMap<i64, Active> = pulls
            .iter()
            .filter_map(id_of)
            .filter_map(|id| Some((id, self.state.active.get(&id)?.clone())))
            .collect();
        let mut found = stream::iter(pulls)
            .map(|pull| {
                let known = id_of(&pull).and_then(|id| known.get(&id).cloned());
                Found::read(ask.clone(), project.clone(), pull, known, wanted.clone(), depth)
            })
            .buffered(AT_ONCE);
        while let Some(found) = found.next().await {
            let mut found = found?;
            let (Some(id), Some(repository)) = (id_of(&found.pull), found.repository.clone()) else {
                // What is wrong with it is said when it is read as a row.
                self.reader.say_all(&PULL_REQUESTS, &[Items::of(vec![found.pull])], &[]).await?;
                continue;
            };
            self.seen.insert(id);
            if let Some(error) = found.refused.take() {
                self.state.again.insert(repository.clone(), true);
                self.state.active.remove(&id);
                self.refused.entry(repository.clone()).or_insert(error);
            } else if found.pull["status"] == "active" {
                if depth == Depth::Whole {
                    let (source, iterations) = (found.source.take(), found.iterations_known);
                    let target = target_of(&found.pull);
                    let active = Active { repository, source, target, iterations };
                    self.state.active.insert(id, active);
                }
            } else {
                self.state.active.remove(&id);
            }
            found.say(&mut self.reader, id).await?;
            if self.reader.is_full() {
                self.checkpoint().await?;
            }
        }
        Ok(())
    }
}

fn micros(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn id_of(pull: &Json) -> Option<i64> {
    pull["pullRequestId"].as_i64()
}

fn closed_at(pull: &Json) -> Option<i64> {
    Some(DateTime::from(pull["closedDate"].as_str()?).timestamp()?.as_microsecond())
}

/// Where the target was when it was last merged for a trial.
fn target_of(pull: &Json) -> String {
    pull["lastMergeTargetCommit"]["commitId"].as_str().unwrap_or_default().to_owned()
}

/// What the iterations of a pull request depend on, as far as it and its threads tell: a source that was moved away and
/// back is where it was, and each move is a thread of the service's own.
fn source_of(pull: &Json, threads: &[Items]) -> Result<String, Error> {
    let mut moves = 0;
    for page in threads {
        let is_move = |thread: &&Json| thread["properties"]["CodeReviewThreadType"]["$value"] == "RefUpdate";
        moves += page.values()?.iter().filter(is_move).count();
    }
    let commit = pull["lastMergeSourceCommit"]["commitId"].as_str().unwrap_or_default();
    Ok(format!("{commit} {} {moves}", pull["targetRefName"].as_str().unwrap_or_default()))
}

/// The rows of one pull request.
fn scope(repository: &str, id: i64) -> Scope {
    Scope::unit().and("repository_id", repository).and("pullRequestId", id)
}

/// The tables that are wanted.
#[derive(Clone)]
struct Wanted(Arc<[&'static Table]>);

impl Wanted {
    /// Whether one of these is.
    fn any(&self, tables: &[&'static Table]) -> bool {
        tables.iter().any(|table| self.0.contains(table))
    }
}

/// A pull request, and what it has: none of what was not read.
struct Found {
    pull: Json,
    repository: Option<String>,
    threads: Option<Vec<Items>>,
    /// What the iterations depend on.
    source: Option<String>,
    iterations: Option<Vec<Items>>,
    changes: Vec<(i64, Vec<Items>)>,
    iterations_known: i64,
    commits: Option<Vec<Items>>,
    work_items: Option<Vec<Items>>,
    statuses: Option<Vec<Items>>,
    evaluations: Option<Vec<Items>>,
    /// Why not all that it has could be read.
    refused: Option<Error>,
}

impl Found {
    async fn read(
        ask: Asking,
        project: ProjectRef,
        pull: Json,
        known: Option<Active>,
        wanted: Wanted,
        depth: Depth,
    ) -> Result<Self, Error> {
        let repository = pull["repository"]["id"].as_str().map(str::to_owned);
        let mut found = Self {
            pull,
            repository: repository.clone(),
            threads: None,
            source: None,
            iterations: None,
            changes: Vec::new(),
            iterations_known: 0,
            commits: None,
            work_items: None,
            statuses: None,
            evaluations: None,
            refused: None,
        };
        let (Some(repository), Some(id)) = (repository, id_of(&found.pull)) else { return Ok(found) };
        let _place = ask.place().await;
        match found.parts(&ask, &project, &repository, id, known, &wanted, depth).await {
            Ok(()) => Ok(found),
            // One that can't be read does not hold back the others.
            Err(error) if is_refused(&error) => {
                found.refused = Some(error);
                Ok(found)
            }
            Err(error) => Err(error),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what is read, and where")]
    async fn parts(
        &mut self,
        ask: &Asking,
        project: &ProjectRef,
        repository: &str,
        id: i64,
        known: Option<Active>,
        wanted: &Wanted,
        depth: Depth,
    ) -> Result<(), Error> {
        let (of_project, number) = (Some(project), PullRequestId(id));
        let repository = RepositoryId::from(repository);
        let is_whole = depth == Depth::Whole;
        let wants = |tables: &[&'static Table]| is_whole && wanted.any(tables);
        let length = self.pull["description"].as_str().map_or(0, |text| text.chars().count());
        let description = async {
            if !wanted.any(&[&PULL_REQUESTS]) || length < DESCRIPTION {
                return Ok(None);
            }
            let op = git::get_pull_request(of_project, &repository, number, GetPullRequest::default());
            ask.call(op).await.map(Some)
        };
        let threads = ask.all_if(
            wants(&[&PULL_REQUEST_THREADS, &PULL_REQUEST_COMMENTS]),
            git::get_threads(of_project, &repository, number, GetThreads::default()),
        );
        let work_items = ask.all_if(
            wants(&[&PULL_REQUEST_WORK_ITEMS]),
            git::get_pull_request_work_item_refs(of_project, &repository, number),
        );
        let statuses = ask.all_if(
            wants(&[&PULL_REQUEST_STATUSES]),
            git::get_pull_request_statuses(of_project, &repository, number),
        );
        let artifact = format!("vstfs:///CodeReview/CodeReviewId/{}/{id}", project.as_str());
        let params = GetPolicyEvaluations { top: Some(PAGE), ..GetPolicyEvaluations::default() };
        let evaluations = ask.all_if(
            wants(&[&POLICY_EVALUATIONS]),
            policy::get_policy_evaluations(project, &artifact, params),
        );
        let (whole, threads, work_items, statuses, evaluations) =
            try_join!(description, threads, work_items, statuses, evaluations)?;
        if let Some(mut whole) = whole {
            self.pull["description"] = whole["description"].take();
        }
        self.source = threads.as_ref().map(|threads| source_of(&self.pull, threads)).transpose()?;
        (self.threads, self.work_items) = (threads, work_items);
        (self.statuses, self.evaluations) = (statuses, evaluations);
        self.iterations_known = known.as_ref().map_or(0, |known| known.iterations);
        let known = known.filter(|known| known.source.is_some() && known.source == self.source);
        let is_merged_anew = known.as_ref().is_none_or(|known| known.target != target_of(&self.pull));
        let params = GetPullRequestCommits { top: Some(COMMITS), ..GetPullRequestCommits::default() };
        let commits = ask.all_if(
            is_merged_anew && wants(&[&PULL_REQUEST_COMMITS]),
            git::get_pull_request_commits(of_project, &repository, number, params),
        );
        let params = GetPullRequestIterations::default();
        let iterations = ask.all_if(
            known.is_none() && wants(&[&PULL_REQUEST_ITERATIONS, &PULL_REQUEST_ITERATION_CHANGES]),
            git::get_pull_request_iterations(of_project, &repository, number, params),
        );
        (self.commits, self.iterations) = try_join!(commits, iterations)?;
        if wants(&[&PULL_REQUEST_ITERATION_CHANGES]) {
            let mut ids = Vec::new();
            for page in self.iterations.iter().flatten() {
                ids.extend(page.values()?.iter().filter_map(|iteration| iteration["id"].as_i64()));
            }
            // What an iteration changed never changes.
            ids.retain(|id| *id > self.iterations_known);
            let changes = |iteration: i64| {
                let params = GetPullRequestIterationChanges {
                    top: Some(CHANGES),
                    ..GetPullRequestIterationChanges::default()
                };
                let id = iteration.to_string().as_str().into();
                let op =
                    git::get_pull_request_iteration_changes(of_project, &repository, number, &id, params);
                async move { Ok((iteration, ask.all(op).await?)) }
            };
            self.changes = stream::iter(ids).map(changes).buffered(AT_ONCE).try_collect().await?;
            let last = self.changes.iter().map(|(iteration, _)| *iteration).max();
            self.iterations_known = self.iterations_known.max(last.unwrap_or(0));
        }
        Ok(())
    }

    async fn say(mut self, reader: &mut Reader, id: i64) -> Result<(), Error> {
        let repository = self.repository.take().unwrap_or_default();
        let given = [("repository_id", repository.as_str().into()), ("pullRequestId", id.into())];
        let mut inline = |name: &str| match self.pull.get_mut(name).map(Json::take) {
            Some(Json::Array(items)) => Some(vec![Items::of(items)]),
            _ => Some(Vec::new()),
        };
        let (reviewers, labels) = (inline("reviewers"), inline("labels"));
        reader.say_all(&PULL_REQUESTS, &[Items::of(vec![self.pull])], &[]).await?;
        let mut comments = Vec::new();
        for page in self.threads.iter().flatten() {
            for mut thread in page.values()? {
                let Some(Json::Array(of_thread)) = thread.get_mut("comments").map(Json::take) else {
                    continue;
                };
                comments.extend(of_thread.into_iter().map(|mut comment| {
                    comment["thread_id"] = thread["id"].clone();
                    comment
                }));
            }
        }
        let comments = self.threads.is_some().then(|| vec![Items::of(comments)]);
        let parts: [(&'static Table, Option<Vec<Items>>); 9] = [
            (&PULL_REQUEST_REVIEWERS, reviewers),
            (&PULL_REQUEST_LABELS, labels),
            (&PULL_REQUEST_THREADS, self.threads),
            (&PULL_REQUEST_COMMENTS, comments),
            (&PULL_REQUEST_ITERATIONS, self.iterations),
            (&PULL_REQUEST_COMMITS, self.commits),
            (&PULL_REQUEST_WORK_ITEMS, self.work_items),
            (&PULL_REQUEST_STATUSES, self.statuses),
            (&POLICY_EVALUATIONS, self.evaluations),
        ];
        for (table, pages) in parts {
            if let Some(pages) = pages.filter(|_| reader.pull.wants(table)) {
                reader.snapshot(table, scope(&repository, id), &pages, &given).await?;
            }
        }
        for (iteration, pages) in self.changes {
            let [repository, pull] = &given;
            let given = [repository.clone(), pull.clone(), ("iteration_id", iteration.into())];
            reader.say_all(&PULL_REQUEST_ITERATION_CHANGES, &pages, &given).await?;
        }
        Ok(())
    }
}

/// Whether it is this one thing that can't be read.
pub(super) fn is_refused(error: &Error) -> bool {
    use adoxide::ErrorKind::{NotFound, Permission};
    error.as_service().is_some_and(|error| matches!(error.kind(), NotFound | Permission))
}
