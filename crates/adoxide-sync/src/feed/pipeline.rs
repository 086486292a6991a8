//! Pipelines and their builds, and what these have.
//!
//! # How builds are read
//!
//! The service can't be asked what changed, but it tells builds by the time when they came to their end. So those are
//! read from a little before the newest that is known, and those that have not come to their end in full each time. One
//! that had not and is in neither list is asked for by its number: it was begun anew, or is gone.
//!
//! Those that were deleted are in a list of their own, which is read each time: what is new in it is gone.
//!
//! What a build has is read with it, until it has come to its end.

use std::collections::{BTreeMap, BTreeSet};

use adoxide::api::build::{
    self, BuildQueryOrder, BuildStatus, DefinitionQueryOrder, GetBuildChanges, GetBuildTimeline,
    GetBuildWorkItemsRefs, GetBuilds, GetDefinitions, QueryDeletedOption,
};
use adoxide::api::path::{BuildId, ProjectRef};
use adoxide::api::pipelines::{self, ListPipelines};
use adoxide::api::wire::{DateTime, Json};
use futures::stream::{self, StreamExt as _};
use futures::{FutureExt as _, try_join};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::work_item::{is_not_found, keys};
use crate::service::{AT_ONCE, Asking, FeedOf, Items, Reader};
use crate::table::{
    BUILD_ARTIFACTS, BUILD_CHANGES, BUILD_DEFINITIONS, BUILD_TIMELINE_RECORDS, BUILD_WORK_ITEMS, BUILDS,
    PIPELINES,
};
use crate::{Change, Error, Level, Scope, Table};

pub(super) static DEFINITIONS: FeedOf = FeedOf {
    name: "build definitions",
    level: Level::Project,
    tables: || vec![&BUILD_DEFINITIONS],
    operations: &["build.get_definitions"],
    read: |reader| {
        async move {
            let project = ProjectRef::from(reader.project()?);
            let params = GetDefinitions {
                include_all_properties: Some(true),
                query_order: Some(DefinitionQueryOrder::LastModifiedAscending),
                top: Some(PAGE),
                ..GetDefinitions::default()
            };
            reader.list(&BUILD_DEFINITIONS, build::get_definitions(&project, params)).await
        }
        .boxed()
    },
};

pub(super) static PIPELINES_FEED: FeedOf = FeedOf {
    name: "pipelines",
    level: Level::Project,
    tables: || vec![&PIPELINES],
    operations: &["pipelines.list_pipelines"],
    read: |reader| {
        async move {
            let project = ProjectRef::from(reader.project()?);
            let params = ListPipelines { top: Some(PAGE), ..ListPipelines::default() };
            reader.list(&PIPELINES, pipelines::list_pipelines(&project, params)).await
        }
        .boxed()
    },
};

pub(super) static FEED: FeedOf = FeedOf {
    name: "builds",
    level: Level::Project,
    tables: || [&*BUILDS].into_iter().chain(parts()).collect(),
    operations: &[
        "build.get_builds",
        "build.get_build_timeline",
        "build.get_build_changes",
        "build.get_build_work_items_refs",
        "build.get_artifacts",
    ],
    read: |reader| async move { Run::new(reader)?.all().await }.boxed(),
};

/// The tables of what builds have.
fn parts() -> [&'static Table; 4] {
    [&BUILD_TIMELINE_RECORDS, &BUILD_CHANGES, &BUILD_WORK_ITEMS, &BUILD_ARTIFACTS]
}

/// Builds or definitions asked for in one page.
const PAGE: i64 = 1_000;
/// Builds asked for by their numbers in one request.
const BATCH: usize = 100;
/// Work items of one build: the service has no other way to ask for all.
const MOST: i64 = 10_000;
/// How late a build may be seen to have come to its end.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// What the cursor holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// The name of the project: it is in the rows.
    name: String,
    /// When a build came to its end up to which all are known, in microseconds.
    newest: Option<i64>,
    /// Those that came to their end then, or a little before.
    recent: BTreeMap<i64, i64>,
    /// Those that had not come to their end.
    open: BTreeSet<i64>,
    /// Those that the service tells as deleted.
    deleted: BTreeSet<i64>,
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
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let state = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
        let name = reader.pull.unit.project_name().unwrap_or_default().to_owned();
        let state = state.flatten().filter(|state| state.name == name);
        let state = state.unwrap_or_else(|| State { name, ..State::default() });
        let project = ProjectRef::from(reader.project()?);
        Ok(Self { reader, project, state, seen: BTreeSet::new() })
    }

    async fn all(mut self) -> Result<(), Error> {
        let before = self.state.clone();
        self.finished().await?;
        self.open().await?;
        self.missing().await?;
        self.deleted().await?;
        if self.state != before || self.reader.has_said() {
            self.checkpoint().await?;
        }
        Ok(())
    }

    async fn checkpoint(&mut self) -> Result<(), Error> {
        self.reader.checkpoint(VERSION, &self.state).await
    }

    /// Reads those that have come to their end since the newest that is known.
    async fn finished(&mut self) -> Result<(), Error> {
        let since = self.state.newest.map(|newest| newest - micros(LATE));
        let params = GetBuilds {
            status_filter: Some(BuildStatus::Completed),
            query_order: Some(BuildQueryOrder::FinishTimeAscending),
            min_time: since.and_then(|since| Timestamp::from_microsecond(since).ok()).map(DateTime::from),
            top: Some(PAGE),
            ..GetBuilds::default()
        };
        let mut pages = self.reader.ask.pages(build::get_builds(&self.project, params), None)?;
        while let Some(items) = pages.next().await? {
            let builds = items.values()?;
            let found: Vec<_> =
                builds.iter().filter_map(|build| Some((id_of(build)?, finished_at(build)?))).collect();
            self.read(builds).await?;
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

    /// Reads those that have not come to their end.
    async fn open(&mut self) -> Result<(), Error> {
        let params = GetBuilds {
            status_filter: Some("inProgress,notStarted,cancelling,postponed".into()),
            query_order: Some(BuildQueryOrder::QueueTimeAscending),
            top: Some(PAGE),
            ..GetBuilds::default()
        };
        let mut pages = self.reader.ask.pages(build::get_builds(&self.project, params), None)?;
        while let Some(items) = pages.next().await? {
            self.read(items.values()?).await?;
        }
        Ok(())
    }

    /// Asks for those that had not come to their end and are in no list.
    async fn missing(&mut self) -> Result<(), Error> {
        let missing: Vec<i64> = self.state.open.difference(&self.seen).copied().collect();
        for ids in missing.chunks(BATCH) {
            let params = GetBuilds { build_ids: Some(ids.to_vec()), top: Some(PAGE), ..GetBuilds::default() };
            for page in self.reader.ask.all(build::get_builds(&self.project, params)).await? {
                self.read(page.values()?).await?;
            }
            let gone = ids.iter().filter(|id| !self.seen.contains(id)).copied().collect();
            self.gone(gone).await?;
        }
        Ok(())
    }

    /// Finds those that were deleted.
    async fn deleted(&mut self) -> Result<(), Error> {
        let params = GetBuilds {
            deleted_filter: Some(QueryDeletedOption::OnlyDeleted),
            query_order: Some(BuildQueryOrder::FinishTimeAscending),
            top: Some(PAGE),
            ..GetBuilds::default()
        };
        let mut pages = self.reader.ask.pages(build::get_builds(&self.project, params), None)?;
        let mut deleted = BTreeSet::new();
        while let Some(items) = pages.next().await? {
            deleted.extend(items.values()?.iter().filter_map(id_of));
        }
        let new: Vec<i64> = deleted.difference(&self.state.deleted).copied().collect();
        self.gone(new).await?;
        self.state.deleted = deleted;
        Ok(())
    }

    /// Says that builds are gone, and what they have.
    async fn gone(&mut self, ids: Vec<i64>) -> Result<(), Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let rows = Items::of(ids.iter().map(|id| serde_json::json!({"id": id})).collect());
        let rows = self.reader.decode(&BUILDS, &rows, &[]).await?;
        self.reader.change(Change::Delete(&BUILDS, keys(&BUILDS, &rows)?)).await?;
        for id in ids {
            self.state.open.remove(&id);
            self.state.recent.remove(&id);
            for table in parts() {
                self.reader.snapshot(table, scope(id), &[], &[]).await?;
            }
        }
        Ok(())
    }

    /// Reads and says builds, and what they have if they are not known to the end.
    async fn read(&mut self, builds: Vec<Json>) -> Result<(), Error> {
        let wanted = parts().map(|table| self.reader.pull.wants(table));
        let (ask, project) = (self.reader.ask.clone(), self.project.clone());
        let recent = self.state.recent.clone();
        let mut found = stream::iter(builds)
            .map(|build| {
                let known = id_of(&build).and_then(|id| recent.get(&id).copied());
                let is_known = known.is_some() && known == finished_at(&build);
                let wanted = if is_known { [false; 4] } else { wanted };
                Found::read(ask.clone(), project.clone(), build, wanted)
            })
            .buffered(AT_ONCE);
        while let Some(found) = found.next().await {
            let found = found?;
            if let Some(id) = id_of(&found.build) {
                self.seen.insert(id);
                if finished_at(&found.build).is_some() {
                    self.state.open.remove(&id);
                } else {
                    self.state.open.insert(id);
                }
            }
            found.say(&mut self.reader).await?;
        }
        Ok(())
    }
}

fn micros(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn id_of(build: &Json) -> Option<i64> {
    build["id"].as_i64()
}

/// When it came to its end; none if it has not.
fn finished_at(build: &Json) -> Option<i64> {
    if build["status"] != "completed" {
        return None;
    }
    Some(DateTime::from(build["finishTime"].as_str()?).timestamp()?.as_microsecond())
}

/// The rows of one build.
fn scope(id: i64) -> Scope {
    Scope::unit().and("build_id", id)
}

/// A build, and what it has: none of what was not read.
struct Found {
    build: Json,
    parts: [Option<Vec<Items>>; 4],
}

impl Found {
    async fn read(ask: Asking, project: ProjectRef, build: Json, wanted: [bool; 4]) -> Result<Self, Error> {
        let Some(id) = id_of(&build).map(BuildId) else {
            return Ok(Self { build, parts: [const { None }; 4] });
        };
        let [timeline, changes, work_items, artifacts] = wanted;
        let _place = ask.place().await;
        let timeline = async {
            if !timeline {
                return Ok(None);
            }
            let op = build::get_build_timeline(&project, id, None, GetBuildTimeline::default());
            // A build that never began has none.
            let mut timeline = ask.call(op).await?;
            let records = timeline.get_mut("records").and_then(Json::as_array_mut).map(std::mem::take);
            Ok(Some(vec![Items::of(records.unwrap_or_default())]))
        };
        let params = GetBuildChanges { top: Some(PAGE), ..GetBuildChanges::default() };
        let changes = ask.all_if(changes, build::get_build_changes(&project, id, params));
        let params = GetBuildWorkItemsRefs { top: Some(MOST) };
        let work_items = ask.all_if(work_items, build::get_build_work_items_refs(&project, id, params));
        let artifacts = ask.all_if(artifacts, build::get_artifacts(&project, id));
        let parts = try_join!(
            none_if_gone(timeline),
            none_if_gone(changes),
            none_if_gone(work_items),
            none_if_gone(artifacts)
        )?;
        Ok(Self { build, parts: parts.into() })
    }

    async fn say(self, reader: &mut Reader) -> Result<(), Error> {
        let id = id_of(&self.build).unwrap_or_default();
        reader.say_all(&BUILDS, &[Items::of(vec![self.build])], &[]).await?;
        for (table, pages) in parts().into_iter().zip(self.parts) {
            if let Some(pages) = pages {
                reader.snapshot(table, scope(id), &pages, &[("build_id", id.into())]).await?;
            }
        }
        Ok(())
    }
}

/// What can't be read of a build that was deleted meanwhile is nothing.
async fn none_if_gone(
    read: impl Future<Output = Result<Option<Vec<Items>>, Error>>,
) -> Result<Option<Vec<Items>>, Error> {
    match read.await {
        Err(error) if is_not_found(&error) => Ok(Some(Vec::new())),
        read => read,
    }
}
