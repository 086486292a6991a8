//! Builds, and what they have.
//!
//! The service can't be asked what changed, but it lists builds by the time when they were completed. So those are
//! read from a little before the newest that is known, and those that are not completed in full each time. One
//! that was not and is in neither list is asked for by its number: it was started anew, or is gone.
//!
//! Those that were deleted are in a list of their own, which is read each time: what is in it is gone. What came into the
//! build after it is told since another one then, and read again.
//!
//! What a build has is read with it, until it is completed. Its tags, retention and artifacts may change after that: it
//! is [looked](Looks) at again for a while.

use std::collections::{BTreeMap, BTreeSet};

use adoxide::api::build::{self, BuildQueryOrder, BuildStatus, GetBuilds, QueryDeletedOption};
use adoxide::api::path::ProjectRef;
use adoxide::api::wire::DateTime;
use futures::FutureExt as _;
use futures::stream::{self, StreamExt as _};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::FeedOf;
use super::look::{self, Looks};
use crate::read::{AT_ONCE, Children, Fetched, Items, Json, Reader, keys};
use crate::table::{BUILD_ARTIFACTS, BUILD_CHANGES, BUILD_WORK_ITEMS, BUILDS};
use crate::{Change, Error, Level, Remove, ScopeValue, Table};

pub(crate) static FEED: FeedOf =
    FeedOf::new("builds", Level::Project, |reader| async move { Run::new(reader)?.all().await }.boxed());

/// Builds asked for in one page.
const PAGE: i64 = 1_000;
/// Builds asked for by their numbers in one request.
const BATCH: usize = 100;
/// How late a build may be seen to be completed.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// What the cursor holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// The name of the project: it is in the rows.
    name: String,
    /// When a build was completed up to which all are known, in microseconds.
    newest: Option<i64>,
    /// Those that were completed then, or a little before.
    recent: BTreeMap<i64, i64>,
    /// Those that were not completed.
    open: BTreeSet<i64>,
    /// Those of which not all could be read: they are read again.
    #[serde(default)]
    failed: BTreeSet<i64>,
    /// Those that were completed of late.
    #[serde(default, skip_serializing_if = "Looks::is_empty")]
    looks: Looks,
    /// When the last one was deleted of those whose deletion is known, in microseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deleted: Option<i64>,
    /// Those that follow one that was deleted: what came into them since the build before is to be read again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    followers: BTreeSet<i64>,
}

/// The version of [`State`].
const VERSION: u32 = 1;

/// One pull.
struct Run {
    reader: Reader,
    project: ProjectRef,
    state: State,
    /// Those that were read in this run.
    seen: BTreeSet<i64>,
    /// Those that are looked at again.
    again: BTreeSet<i64>,
    /// Those that were read in this run, by the time when they were completed: the newest.
    completed: BTreeSet<(i64, i64)>,
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let state = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
        let name = reader.pull.unit.project_name().unwrap_or_default().to_owned();
        let state = state.flatten().filter(|state| state.name == name);
        let newest = reader.pull.since.map(Timestamp::as_microsecond);
        let state = state.unwrap_or_else(|| State { name, newest, ..State::default() });
        let project = ProjectRef::from(reader.project()?);
        Ok(Self {
            reader,
            project,
            state,
            seen: BTreeSet::new(),
            again: BTreeSet::new(),
            completed: BTreeSet::new(),
        })
    }

    async fn all(mut self) -> Result<(), Error> {
        let before = self.state.clone();
        if let Some(ids) = self.reader.pull.again.clone().filter(|ids| !ids.is_empty()) {
            // Also those that are known since they were completed: something about them has changed.
            self.state.failed.extend(ids.iter().copied());
            self.ask_for(ids).await?;
            self.remember();
            return self.end(&before).await;
        }
        self.finished().await?;
        self.open().await?;
        self.missing().await?;
        self.looks().await?;
        self.remember();
        // What was read is kept if the next list can't be.
        if self.reader.has_said() {
            self.checkpoint().await?;
        }
        self.deleted().await?;
        self.followers().await?;
        self.end(&before).await
    }

    async fn end(&mut self, before: &State) -> Result<(), Error> {
        if self.state != *before || self.reader.has_said() {
            self.checkpoint().await?;
        }
        Ok(())
    }

    async fn checkpoint(&mut self) -> Result<(), Error> {
        self.reader.checkpoint(VERSION, &self.state).await
    }

    /// Reads those that were completed since the newest that is known.
    async fn finished(&mut self) -> Result<(), Error> {
        let since = self.state.newest.map(|newest| newest - micros(LATE));
        let params = GetBuilds {
            status_filter: Some(BuildStatus::Completed),
            query_order: Some(BuildQueryOrder::FinishTimeAscending),
            min_time: since.and_then(|since| Timestamp::from_microsecond(since).ok()).map(DateTime::from),
            top: Some(PAGE),
            ..GetBuilds::default()
        };
        let mut pages = self.reader.ask.pages(build::get_builds(&self.project, params))?;
        while let Some(items) = pages.next().await? {
            let builds = builds(&items)?;
            let found: Vec<_> =
                builds.iter().filter_map(|build| Some((build.id?, build.finished?))).collect();
            self.read(&items, builds).await?;
            let newest = self.state.newest.max(found.iter().map(|(_, at)| *at).max());
            self.state.recent.extend(found);
            self.state.newest = newest;
            if let Some(newest) = newest {
                self.state.recent.retain(|_, at| *at >= newest - micros(LATE));
            }
            if self.reader.has_said() {
                self.checkpoint().await?;
            }
        }
        Ok(())
    }

    /// Reads those that are not completed.
    async fn open(&mut self) -> Result<(), Error> {
        let params = GetBuilds {
            status_filter: Some("inProgress,notStarted,cancelling,postponed".into()),
            query_order: Some(BuildQueryOrder::QueueTimeAscending),
            top: Some(PAGE),
            ..GetBuilds::default()
        };
        let mut pages = self.reader.ask.pages(build::get_builds(&self.project, params))?;
        while let Some(items) = pages.next().await? {
            let builds = builds(&items)?;
            self.read(&items, builds).await?;
        }
        Ok(())
    }

    /// Asks for those that were not completed and are in no list, and for those that could not be read in full.
    async fn missing(&mut self) -> Result<(), Error> {
        let wanted = self.state.open.union(&self.state.failed).copied().collect::<BTreeSet<_>>();
        self.ask_for(wanted.difference(&self.seen).copied().collect()).await
    }

    /// Asks for builds by their numbers.
    async fn ask_for(&mut self, missing: Vec<i64>) -> Result<(), Error> {
        for ids in missing.chunks(BATCH) {
            let params = GetBuilds { build_ids: Some(ids.to_vec()), top: Some(PAGE), ..GetBuilds::default() };
            for items in self.reader.ask.all(build::get_builds(&self.project, params)).await? {
                let builds = builds(&items)?;
                self.read(&items, builds).await?;
            }
            let gone = ids.iter().filter(|id| !self.seen.contains(id)).copied().collect();
            self.gone(gone).await?;
        }
        Ok(())
    }

    /// Looks again at those that were completed of late.
    async fn looks(&mut self) -> Result<(), Error> {
        let due = self.state.looks.due(self.reader.pull.at).into_iter().filter(|id| !self.seen.contains(id));
        for ids in due.collect::<Vec<_>>().chunks(BATCH) {
            let params = GetBuilds { build_ids: Some(ids.to_vec()), top: Some(PAGE), ..GetBuilds::default() };
            for items in self.reader.ask.all(build::get_builds(&self.project, params)).await? {
                let builds = builds(&items)?;
                self.again.extend(builds.iter().filter_map(|build| build.id));
                self.read(&items, builds).await?;
            }
            // What is gone is in the list of those that were deleted.
            for id in ids.iter().filter(|id| !self.seen.contains(id)) {
                self.state.looks.remove(*id);
            }
        }
        Ok(())
    }

    fn completed(&mut self, id: i64, finished: i64) {
        self.completed.insert((finished, id));
        if self.completed.len() > look::MOST {
            self.completed.pop_first();
        }
    }

    /// Keeps in mind what was completed of late. Those of a first sync are as old as they are beside the newest.
    fn remember(&mut self) {
        let completed = std::mem::take(&mut self.completed);
        let newest = self.state.newest.max(completed.last().map(|(finished, _)| *finished));
        for (finished, id) in completed {
            let age = SignedDuration::from_micros(newest.map_or(0, |newest| newest - finished));
            self.state.looks.read(id, age, self.reader.pull.at);
        }
    }

    /// Finds those that were deleted.
    async fn deleted(&mut self) -> Result<(), Error> {
        let params = GetBuilds {
            deleted_filter: Some(QueryDeletedOption::OnlyDeleted),
            query_order: Some(BuildQueryOrder::FinishTimeAscending),
            top: Some(PAGE),
            ..GetBuilds::default()
        };
        let mut pages = self.reader.ask.pages(build::get_builds(&self.project, params))?;
        let known = self.state.deleted;
        let mut newest = known;
        // By pipeline and branch: when the first one was queued, and their numbers.
        let mut spans: BTreeMap<(i64, String), (DateTime, BTreeSet<i64>)> = BTreeMap::new();
        while let Some(items) = pages.next().await? {
            let builds = builds(&items)?;
            for build in &builds {
                let Some(deleted) = micros_at(&build.json, "deletedDate")? else { continue };
                newest = newest.max(Some(deleted));
                let is_new = known.is_some_and(|known| deleted > known - micros(LATE));
                let (definition, branch) =
                    (build.json.integer(&["definition", "id"])?, build.json.text(&["sourceBranch"])?);
                let queued = build.json.text(&["queueTime"])?.map(DateTime::from);
                if let (true, Some(id), Some(definition), Some(queued)) =
                    (is_new, build.id, definition, queued)
                {
                    let span = spans.entry((definition, branch.unwrap_or_default()));
                    let (first, ids) = span.or_insert_with(|| (queued.clone(), BTreeSet::new()));
                    if queued.timestamp() < first.timestamp() {
                        *first = queued;
                    }
                    ids.insert(id);
                }
            }
            self.gone(builds.iter().filter_map(|build| build.id).collect()).await?;
        }
        // Without any, what is deleted from now on is new all the same.
        self.state.deleted = newest.or(Some(0));
        for ((definition, branch), (first, ids)) in spans {
            self.find_followers(definition, branch, first, ids).await?;
        }
        Ok(())
    }

    /// Finds the builds after those that were deleted: the build before is another one now.
    async fn find_followers(
        &mut self,
        definition: i64,
        branch: String,
        first: DateTime,
        mut ids: BTreeSet<i64>,
    ) -> Result<(), Error> {
        let tables: [&'static Table; 2] = [&BUILD_CHANGES, &BUILD_WORK_ITEMS];
        if !tables.into_iter().any(|table| self.reader.pull.wants(table)) {
            return Ok(());
        }
        let params = GetBuilds {
            definitions: Some(vec![definition]),
            branch_name: Some(branch).filter(|branch| !branch.is_empty()),
            min_time: Some(first),
            query_order: Some(BuildQueryOrder::QueueTimeAscending),
            top: Some(PAGE),
            ..GetBuilds::default()
        };
        let mut pages = self.reader.ask.pages(build::get_builds(&self.project, params))?;
        while let Some(items) = pages.next().await? {
            let mut there: Vec<i64> = builds(&items)?.iter().filter_map(|build| build.id).collect();
            there.sort_unstable();
            for id in there {
                let after = ids.range(..id).next().is_some();
                if after {
                    self.state.followers.insert(id);
                    ids = ids.split_off(&id);
                }
            }
            if ids.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// Reads again what came into the builds that follow one that was deleted.
    async fn followers(&mut self) -> Result<(), Error> {
        let followers: Vec<i64> = self.state.followers.iter().copied().collect();
        for ids in followers.chunks(BATCH) {
            let params = GetBuilds { build_ids: Some(ids.to_vec()), top: Some(PAGE), ..GetBuilds::default() };
            for items in self.reader.ask.all(build::get_builds(&self.project, params)).await? {
                let builds = builds(&items)?;
                self.read(&items, builds).await?;
            }
            // One that could not be read in full is among those that failed.
            for id in ids {
                self.state.followers.remove(id);
            }
        }
        Ok(())
    }

    /// Says that builds are gone, and what they have.
    async fn gone(&mut self, ids: Vec<i64>) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let rows = ids.iter().map(|id| Json::of(&serde_json::json!({"id": id})));
        let rows = self.reader.decode(&BUILDS, &Items::of(rows), &[]).await?;
        self.reader.change(Change::Delete(&BUILDS, keys(&BUILDS, &rows)?)).await?;
        for id in &ids {
            self.state.open.remove(id);
            self.state.recent.remove(id);
            self.state.failed.remove(id);
            self.state.looks.remove(*id);
            self.state.followers.remove(id);
        }
        let values: Vec<_> = ids.into_iter().map(ScopeValue::Integer).collect();
        for table in self.reader.pull.tables.clone() {
            if table != &*BUILDS {
                let remove = Remove { column: "build_id", values: values.clone() };
                self.reader.change(Change::Remove(table, remove)).await?;
            }
        }
        Ok(())
    }

    /// Reads and says builds, and what they have if they are not known since they were completed.
    async fn read(&mut self, items: &Items, builds: Vec<Build>) -> Result<(), Error> {
        self.reader.rows(&BUILDS, items, &[]).await?;
        let children = Children::of(&self.reader.pull, &BUILDS);
        let (ask, unit) = (self.reader.ask.clone(), self.reader.pull.unit.clone());
        let recent = self.state.recent.clone();
        let failed = self.state.failed.clone();
        let (again, followers) = (self.again.clone(), self.state.followers.clone());
        let mut found = stream::iter(builds)
            .map(|build| {
                let known = build.id.and_then(|id| recent.get(&id).copied());
                let is_known = known.is_some() && known == build.finished;
                let is_known = is_known && build.id.is_none_or(|id| !failed.contains(&id));
                let is_again = build.id.is_some_and(|id| again.contains(&id));
                let follows = build.id.is_some_and(|id| followers.contains(&id));
                let is_new =
                    |table: &Table| follows && (*table == *BUILD_CHANGES || *table == *BUILD_WORK_ITEMS);
                let children = match (is_again, is_known || follows && build.finished.is_some()) {
                    (true, _) => children.only(|table| *table == *BUILD_ARTIFACTS || is_new(table)),
                    (false, true) => children.only(is_new),
                    (false, false) => children.clone(),
                };
                let fetched = children.fetch(ask.clone(), unit.clone(), build.json.clone(), Vec::new());
                let fetched = ask.clone().several(fetched);
                async move { (build, !is_known, fetched.await) }
            })
            .buffered(AT_ONCE);
        while let Some((build, is_asked, fetched)) = found.next().await {
            // What can't be read of a build that was deleted meanwhile is nothing.
            let fetched: Vec<_> = fetched?.into_iter().map(Fetched::or_nothing).collect();
            if let Some(id) = build.id {
                self.seen.insert(id);
                if let Some(finished) = build.finished {
                    self.state.open.remove(&id);
                    self.completed(id, finished);
                } else {
                    self.state.open.insert(id);
                    self.state.looks.remove(id);
                }
                if !fetched.iter().all(Fetched::is_whole) {
                    self.state.failed.insert(id);
                } else if is_asked {
                    self.state.failed.remove(&id);
                }
            }
            for fetched in fetched {
                fetched.replace(&mut self.reader).await?;
            }
            if self.reader.is_full() {
                // Those that were read are in the state when their page has been read.
                self.checkpoint().await?;
            }
        }
        Ok(())
    }
}

/// What a list says of a build.
struct Build {
    json: Json,
    id: Option<i64>,
    /// When it was completed, in microseconds; none if it was not.
    finished: Option<i64>,
}

fn builds(items: &Items) -> Result<Vec<Build>, Error> {
    let build = |json: Json| {
        let finished = json
            .text(&["finishTime"])?
            .filter(|_| json.text(&["status"]).is_ok_and(|status| status.as_deref() == Some("completed")));
        let finished = finished.and_then(|date| DateTime::from(date).timestamp());
        Ok(Build { id: json.integer(&["id"])?, finished: finished.map(Timestamp::as_microsecond), json })
    };
    items.each()?.into_iter().map(build).collect()
}

/// A time in an answer, in microseconds.
fn micros_at(json: &Json, member: &str) -> Result<Option<i64>, Error> {
    let at = json.text(&[member])?.and_then(|date| DateTime::from(date).timestamp());
    Ok(at.map(Timestamp::as_microsecond))
}

fn micros(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
