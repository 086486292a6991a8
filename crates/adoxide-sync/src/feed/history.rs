//! What was pushed: pushes, the commits in them, and where the refs are.
//!
//! # How it is read
//!
//! Pushes come newest first, so a **sweep** goes from the newest down to what is known. What is known is the
//! newest push and those of the five minutes before it: a push whose clock was late, or that became visible
//! late, is new all the same. A sweep that breaks off goes on where it was, and then looks for what came since.
//!
//! Commits come by pushes and not by dates, which lie: a commit of last year that is pushed today is read
//! today, and one that was pushed is kept when its branch is moved away or deleted. A repository that is new
//! here begins with the history of its default branch, in pages; only pushes that are not in it are asked for
//! one by one.
//!
//! Refs only move by pushes, so they are read when there was one.
//!
//! What a commit changed is asked for commit by commit, if that is wanted.
//!
//! A project or repository that gets another name is read again: the name is in the URLs of its rows.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use adoxide::api::git::{
    self, GetChanges, GetCommit, GetCommits, GetCommitsBatch, GetPushCommits, GetPushes, GetRefs,
    GitQueryCommitsCriteria,
};
use adoxide::api::path::{ProjectRef, RepositoryId};
use adoxide::api::wire::DateTime;
use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, Int64Array, RecordBatch};
use futures::{FutureExt as _, future};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::FeedOf;
use crate::read::{AT_ONCE, Items, Reader, Reading, filter, is_not_found, texts, with_column};
use crate::table::{COMMIT_CHANGES, COMMIT_DETAILS, COMMITS, PUSHES, REFS};
use crate::{Change, Error, ErrorKind, Level, Scope, Table};

pub(crate) static FEED: FeedOf =
    FeedOf::new("history", Level::Repository, |reader| async move { Run::new(reader)?.all().await }.boxed());

/// Items asked for in one page.
const PAGE: i64 = 1_000;
/// Commits asked for by their ids in one request.
const BATCH: usize = 500;
/// Commits of the default branch that are remembered, 20 bytes each, while a repository is read for the first
/// time. Pushes to those beyond are asked for one by one.
const MOST_REMEMBERED: usize = 100_000;
/// How late a push may be seen.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// What the cursor holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// Project and repository by name: their names are in the rows.
    name: String,
    /// The pushes that all is known up to; none before the first sweep is through.
    known: Option<Newest>,
    /// The sweep that is not complete yet.
    sweep: Option<Sweep>,
    /// What is older is not read, in microseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<i64>,
    /// Whether the refs were read after all that is known was pushed.
    refs: bool,
    /// What could not be read, and is read again.
    #[serde(default)]
    failed: Failed,
}

/// What could not be read, though the pushes after it were.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Failed {
    /// Whether it is the history of the default branch.
    walk: bool,
    /// The pushes whose commits it is.
    pushes: BTreeSet<i64>,
    /// The commits whose changes it is.
    changes: BTreeSet<String>,
    /// The commits whose details it is.
    #[serde(default)]
    details: BTreeSet<String>,
}

/// The version of [`State`].
const VERSION: u32 = 1;

/// The newest pushes: those of the last [`LATE`] before the newest, each with its time in microseconds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Newest(BTreeMap<i64, i64>);

impl Newest {
    fn see(&mut self, push: i64, at: i64) {
        self.0.insert(push, at);
        if let Some(newest) = self.at() {
            let since = newest - micros(LATE);
            self.0.retain(|_, at| *at >= since);
        }
    }

    /// The time of the newest one.
    fn at(&self) -> Option<i64> {
        self.0.values().copied().max()
    }
}

/// A sweep on its way down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Sweep {
    /// The pushes that it began with.
    newest: Newest,
    /// The time of the oldest push that it has come by, in microseconds.
    oldest: i64,
}

fn micros(duration: SignedDuration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn date(micros: i64) -> Option<DateTime> {
    Timestamp::from_microsecond(micros).ok().map(DateTime::from)
}

/// One pull.
struct Run {
    reader: Reader,
    project: Option<ProjectRef>,
    repository: RepositoryId,
    state: State,
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let unit = &reader.pull.unit;
        let name = [unit.project_name(), unit.repository_name()].map(Option::unwrap_or_default).join("/");
        let state = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
        // Who names a repository by its id does not know whether it was renamed; the next sync does.
        let is_same = |state: &State| state.name == name || unit.repository_name().is_none();
        let state = state.flatten().filter(is_same);
        let since = reader.pull.since.map(Timestamp::as_microsecond);
        let state = state.unwrap_or(State { name, since, ..State::default() });
        let repository = RepositoryId::from(reader.repository()?);
        let project = unit.project_id().filter(|id| !id.is_empty()).map(ProjectRef::from);
        Ok(Self { reader, project, repository, state })
    }

    async fn all(mut self) -> Result<(), Error> {
        let before = self.state.clone();
        self.again().await?;
        if self.state.sweep.is_some() {
            self.sweep().await?;
        }
        self.sweep().await?;
        if self.reader.pull.wants(&REFS) && !self.state.refs {
            match self.refs().await {
                Ok(()) => self.state.refs = true,
                Err(error) => self.reader.failed(&REFS, &[], String::new(), error).await?,
            }
        }
        if self.state != before || self.reader.has_said() {
            self.checkpoint().await?;
        }
        Ok(())
    }

    /// Reads what could not be read before.
    async fn again(&mut self) -> Result<(), Error> {
        let failed = std::mem::take(&mut self.state.failed);
        if failed.walk {
            self.walk().await?;
        }
        self.commits(failed.pushes.into_iter().collect()).await?;
        self.details(&failed.details.into_iter().collect::<Vec<_>>()).await?;
        self.changes(&failed.changes.into_iter().collect::<Vec<_>>()).await
    }

    /// Reads the pushes that are not known, newest first, and their commits.
    async fn sweep(&mut self) -> Result<(), Error> {
        let known = self.state.known.clone().unwrap_or_default();
        // It stays where it is until a page further down is through.
        let resumed = self.state.sweep.clone();
        let since = known.at().map(|at| at - micros(LATE)).or(self.state.since).and_then(date);
        let until = resumed.as_ref().and_then(|sweep| date(sweep.oldest + micros(LATE)));
        let mut newest = resumed.map(|sweep| sweep.newest).unwrap_or_default();
        let op = git::get_pushes(
            self.project.as_ref(),
            &self.repository,
            GetPushes {
                top: Some(PAGE),
                from_date: since,
                to_date: until,
                include_ref_updates: Some(true),
                ..GetPushes::default()
            },
        );
        let mut pages = self.reader.ask.pages(op)?;
        let mut page = pages.next().await?;
        let walked = match self.state.known {
            None if self.wants_commits() => self.walk().await?,
            _ => HashSet::new(),
        };

        let mut expected: HashSet<i64> = known.0.keys().copied().collect();
        while let Some(items) = page {
            let rows = self.reader.decode(&PUSHES, &items, &[]).await?;
            let pushes = Push::read(&rows)?;
            for push in &pushes {
                if let Some(at) = push.at {
                    newest.see(push.id, at);
                }
                expected.remove(&push.id);
            }
            let fresh: Vec<_> = pushes.iter().map(|push| !known.0.contains_key(&push.id)).collect();
            self.state.refs &= !fresh.contains(&true);
            self.upsert(&PUSHES, filter(&rows, fresh)?).await?;
            if self.wants_commits() {
                let unseen = |push: &&Push| !known.0.contains_key(&push.id) && !push.is_in(&walked);
                self.commits(pushes.iter().filter(unseen).map(|push| push.id).collect()).await?;
            }
            // All that is known was met, and there is nothing older in a list that begins there.
            if !known.0.is_empty() && expected.is_empty() {
                break;
            }
            page = pages.next().await?;
            if page.is_some()
                && let Some(oldest) = pushes.iter().filter_map(|push| push.at).min()
            {
                self.state.sweep = Some(Sweep { newest: newest.clone(), oldest });
                self.checkpoint().await?;
            }
        }
        self.state.sweep = None;
        // A service that lists nothing any more has not made us forget what we know.
        if !newest.0.is_empty() || known.0.is_empty() {
            self.state.known = Some(newest);
        }
        Ok(())
    }

    /// Reads the history of the default branch, and answers with the commits in it, as far as they are
    /// remembered. All commits before one of them are stored.
    async fn walk(&mut self) -> Result<HashSet<ObjectId>, Error> {
        let since = self.state.since.and_then(|since| Timestamp::from_microsecond(since).ok());
        let params = GetCommits {
            top: Some(PAGE),
            // Also who pushed it, and with which push.
            include_push_data: Some(true),
            from_date: since.map(|since| since.to_string()),
            ..GetCommits::default()
        };
        let op = git::get_commits(self.project.as_ref(), &self.repository, params);
        let mut pages = self.reader.ask.pages(op)?;
        let mut walked = HashSet::new();
        loop {
            let items = match pages.next().await {
                Ok(Some(items)) => items,
                Ok(None) => break,
                // There is no default branch. What there is comes by pushes.
                Err(error) if is_not_found(&error) && walked.is_empty() => break,
                Err(error) => {
                    self.state.failed.walk = true;
                    let name = "the default branch".to_owned();
                    self.reader.failed(&COMMITS, &[], name, error).await?;
                    break;
                }
            };
            let rows = self.reader.decode(&COMMITS, &items, &[]).await?;
            let ids = texts(&rows, &["commitId"])?;
            let room = MOST_REMEMBERED.saturating_sub(walked.len());
            walked.extend(ids.iter().flatten().filter_map(object_id).take(room));
            self.say_commits(rows).await?;
        }
        Ok(walked)
    }

    /// Reads the commits of these pushes.
    async fn commits(&mut self, pushes: Vec<i64>) -> Result<(), Error> {
        let mut short = Short::default();
        for pushes in pushes.chunks(AT_ONCE) {
            let first_pages = pushes.iter().map(|push| {
                let params = GetPushCommits { top: Some(PAGE), ..GetPushCommits::default() };
                let op = git::get_push_commits(self.project.as_ref(), &self.repository, *push, params);
                first_page(self.reader.ask.pages(op))
            });
            let first_pages = future::join_all(first_pages).await;
            for (push, first) in pushes.iter().zip(first_pages) {
                if let Err(error) = self.push(*push, first, &mut short).await? {
                    self.state.failed.pushes.insert(*push);
                    self.reader.failed(&COMMITS, &[], format!("push {push}"), error).await?;
                }
            }
        }
        self.complete(short).await
    }

    /// Says the commits of a push, or why they can't be read.
    async fn push(
        &mut self,
        push: i64,
        first: Result<(Reading, Option<Items>), Error>,
        short: &mut Short,
    ) -> Result<Result<(), Error>, Error> {
        let (mut pages, mut page) = match first {
            Ok(first) => first,
            Err(error) => return Ok(Err(error)),
        };
        while let Some(items) = page {
            let rows = self.reader.decode(&COMMITS, &items, &[]).await?;
            // Whose list it is is not said in it again.
            let rows = with_column(&rows, "pushId", Arc::new(Int64Array::from_value(push, rows.num_rows())))?;
            // This list may leave out what the others tell: `changeCounts` is not in Microsoft's example of it.
            let counted = rows.column_by_name("changeCounts");
            let whole: Vec<_> = (0..rows.num_rows())
                .map(|row| counted.is_some_and(|counted| counted.is_valid(row)))
                .collect();
            let lacking = whole.iter().map(|whole| !whole).collect();
            self.say_commits(filter(&rows, whole)?).await?;
            short.add(push, filter(&rows, lacking)?)?;
            if short.ids.len() >= BATCH {
                self.complete(std::mem::take(short)).await?;
            }
            page = match pages.next().await {
                Ok(page) => page,
                Err(error) => return Ok(Err(error)),
            };
        }
        Ok(Ok(()))
    }

    /// Reads commits again by their ids, where they come with all that there is to tell.
    async fn complete(&mut self, short: Short) -> Result<(), Error> {
        let mut missing: HashSet<String> = short.ids.iter().cloned().collect();
        for ids in short.ids.chunks(BATCH) {
            let criteria = GitQueryCommitsCriteria {
                ids: Some(ids.to_vec()),
                include_push_data: Some(true),
                ..GitQueryCommitsCriteria::default()
            };
            let params = GetCommitsBatch { top: i64::try_from(ids.len()).ok(), ..GetCommitsBatch::default() };
            let op = git::get_commits_batch(self.project.as_ref(), &self.repository, &criteria, params);
            match self.reader.ask.pages(op)?.next().await {
                Ok(None) => {}
                Ok(Some(items)) => {
                    let rows = self.reader.decode(&COMMITS, &items, &[]).await?;
                    for id in texts(&rows, &["commitId"])?.iter().flatten() {
                        missing.remove(id);
                    }
                    self.say_commits(rows).await?;
                }
                Err(error) => {
                    self.state.failed.pushes.extend(&short.pushes);
                    let name = format!("{} commits in full", ids.len());
                    self.reader.failed(&COMMITS, &[], name, error).await?;
                }
            }
        }
        // What did not come is kept as it is known.
        for rows in short.rows {
            let ids = texts(&rows, &["commitId"])?;
            let kept = ids.iter().map(|id| id.is_some_and(|id| missing.contains(id))).collect();
            self.say_commits(filter(&rows, kept)?).await?;
        }
        Ok(())
    }

    fn wants_commits(&self) -> bool {
        let tables: [&'static Table; 3] = [&COMMITS, &COMMIT_DETAILS, &COMMIT_CHANGES];
        tables.into_iter().any(|table| self.reader.pull.wants(table))
    }

    /// Says commits, their details, and what they changed.
    async fn say_commits(&mut self, rows: RecordBatch) -> Result<(), Error> {
        let ids = texts(&rows, &["commitId"])?;
        let ids: Vec<String> = ids.iter().flatten().map(str::to_owned).collect();
        self.upsert(&COMMITS, rows).await?;
        self.details(&ids).await?;
        self.changes(&ids).await
    }

    /// Reads these commits in whole, one by one.
    async fn details(&mut self, ids: &[String]) -> Result<(), Error> {
        if !self.reader.pull.wants(&COMMIT_DETAILS) {
            return Ok(());
        }
        for ids in ids.chunks(AT_ONCE) {
            let ask = self.reader.ask.clone();
            let whole = ids.iter().map(|id| {
                let commit = id.as_str().into();
                let params = GetCommit::default();
                ask.call(git::get_commit(self.project.as_ref(), &self.repository, &commit, params))
            });
            let whole = future::join_all(whole).await;
            for (id, whole) in ids.iter().zip(whole) {
                match whole {
                    Ok(commit) => {
                        let rows = self.reader.decode(&COMMIT_DETAILS, &Items::of([commit]), &[]).await?;
                        self.upsert(&COMMIT_DETAILS, rows).await?;
                    }
                    Err(error) => {
                        self.state.failed.details.insert(id.clone());
                        let given = [("commitId", id.as_str().into())];
                        self.reader.failed(&COMMIT_DETAILS, &given, format!("commit {id}"), error).await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads what these commits changed.
    async fn changes(&mut self, ids: &[String]) -> Result<(), Error> {
        if !self.reader.pull.wants(&COMMIT_CHANGES) {
            return Ok(());
        }
        for ids in ids.chunks(AT_ONCE) {
            let first_pages = ids.iter().map(|id| {
                let params = GetChanges { top: Some(PAGE), ..GetChanges::default() };
                let commit = id.as_str().into();
                let op = git::get_changes(self.project.as_ref(), &self.repository, &commit, params);
                first_page(self.reader.ask.pages(op))
            });
            let first_pages = future::join_all(first_pages).await;
            for (id, first) in ids.iter().zip(first_pages) {
                let given = [("commitId", id.as_str().into())];
                let mut next = first;
                loop {
                    match next {
                        Ok((_, None)) => break,
                        Ok((mut pages, Some(items))) => {
                            let rows = self.reader.decode(&COMMIT_CHANGES, &items, &given).await?;
                            self.upsert(&COMMIT_CHANGES, rows).await?;
                            next = pages.next().await.map(|page| (pages, page));
                        }
                        Err(error) => {
                            self.state.failed.changes.insert(id.clone());
                            let name = format!("commit {id}");
                            self.reader.failed(&COMMIT_CHANGES, &given, name, error).await?;
                            break;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads all refs.
    async fn refs(&mut self) -> Result<(), Error> {
        let params = GetRefs { top: Some(PAGE), peel_tags: Some(true), ..GetRefs::default() };
        let op = git::get_refs(self.project.as_ref(), &self.repository, params);
        let mut pages = self.reader.ask.pages(op)?;
        self.reader.change(Change::SnapshotBegin(&REFS, Scope::unit())).await?;
        while let Some(items) = pages.next().await? {
            self.reader.page(&REFS, &items, &[]).await?;
            if self.reader.is_full() {
                // Where it was is still where it is: the rows are kept, and come again if it breaks off.
                self.checkpoint().await?;
            }
        }
        self.reader.change(Change::SnapshotEnd(&REFS)).await
    }

    async fn upsert(&mut self, table: &'static Table, rows: RecordBatch) -> Result<(), Error> {
        self.reader.say(table, rows).await?;
        // Where it was is still where it is: the rows are kept, and come again if it breaks off.
        if self.reader.is_full() { self.checkpoint().await } else { Ok(()) }
    }

    async fn checkpoint(&mut self) -> Result<(), Error> {
        self.reader.checkpoint(VERSION, &self.state).await
    }
}

/// The first page of a list, and what reads the others.
async fn first_page(pages: Result<Reading, Error>) -> Result<(Reading, Option<Items>), Error> {
    let mut pages = pages?;
    let page = pages.next().await?;
    Ok((pages, page))
}

/// Commits that were told in short.
#[derive(Default)]
struct Short {
    rows: Vec<RecordBatch>,
    ids: Vec<String>,
    /// The pushes that they came with.
    pushes: BTreeSet<i64>,
}

impl Short {
    fn add(&mut self, push: i64, rows: RecordBatch) -> Result<(), Error> {
        if rows.num_rows() > 0 {
            self.pushes.insert(push);
        }
        self.ids.extend(texts(&rows, &["commitId"])?.iter().flatten().map(str::to_owned));
        self.rows.push(rows);
        Ok(())
    }
}

/// What a sweep needs to know of a push.
struct Push {
    id: i64,
    /// In microseconds. One without a date would be read each time, and nothing measured by it.
    at: Option<i64>,
    /// Where the refs went; none if that was not told.
    tips: Option<Vec<String>>,
}

impl Push {
    fn read(rows: &RecordBatch) -> Result<Vec<Self>, Error> {
        let missing = |what: &str| Error::new(ErrorKind::Contract, format!("pushes have no {what}"));
        let ids = rows.column_by_name("pushId").and_then(|column| column.as_primitive_opt::<Int64Type>());
        let ids = ids.ok_or_else(|| missing("id"))?;
        let dates = rows
            .column_by_name("date")
            .and_then(|column| column.as_primitive_opt::<TimestampMicrosecondType>());
        let dates = dates.ok_or_else(|| missing("date"))?;
        let updates = rows.column_by_name("refUpdates").and_then(|column| column.as_list_opt::<i32>());
        let updates = updates.ok_or_else(|| missing("ref updates"))?;
        let tips = updates.values().as_struct_opt().and_then(|update| update.column_by_name("newObjectId"));
        let tips = tips.and_then(|tips| tips.as_string_opt::<i32>()).ok_or_else(|| missing("tips"))?;
        let push = |row: usize| {
            let of_push = updates.value_offsets()[row] as usize..updates.value_offsets()[row + 1] as usize;
            Self {
                id: ids.value(row),
                at: dates.is_valid(row).then(|| dates.value(row)),
                tips: updates.is_valid(row).then(|| {
                    of_push
                        .map(|at| if tips.is_valid(at) { tips.value(at).to_owned() } else { String::new() })
                        .collect()
                }),
            }
        };
        Ok((0..rows.num_rows()).map(push).collect())
    }

    /// Whether all that it brought is before one of these commits.
    fn is_in(&self, walked: &HashSet<ObjectId>) -> bool {
        let is_in = |tip: &String| object_id(tip).is_some_and(|tip| tip == [0; 20] || walked.contains(&tip));
        self.tips.as_ref().is_some_and(|tips| tips.iter().all(is_in))
    }
}

/// A SHA-1.
type ObjectId = [u8; 20];

fn object_id(text: &str) -> Option<ObjectId> {
    let digits = text.as_bytes().as_chunks::<2>();
    let mut id = [0; 20];
    if digits.0.len() != id.len() || !digits.1.is_empty() {
        return None;
    }
    for (byte, digits) in id.iter_mut().zip(digits.0) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_pushes_are_those_of_the_last_minutes() {
        let minute = micros(SignedDuration::from_mins(1));
        let mut newest = Newest::default();
        assert_eq!(newest.at(), None);
        // In whatever order they come.
        for (push, at) in [(7, 10), (5, 2), (6, 6), (8, 9), (4, 5)] {
            newest.see(push, at * minute);
        }
        assert_eq!(newest.0.keys().copied().collect::<Vec<_>>(), [4, 6, 7, 8]);
        assert_eq!(newest.at(), Some(10 * minute));
    }

    #[test]
    fn object_ids() {
        let id = object_id("00ff000000000000000000000000000000000010").unwrap();
        assert_eq!((id[1], id[19]), (255, 16));
        for bad in [
            "",
            "00ff",
            "zz00000000000000000000000000000000000000",
            "é0000000000000000000000000000000000000é",
        ] {
            assert_eq!(object_id(bad), None, "{bad}");
        }
    }
}
