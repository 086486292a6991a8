//! Work items: revisions, what each change changed, links and comments.
//!
//! # How they are read
//!
//! The service has feeds of what happened, for the whole organization: revisions and links. Each goes on where its
//! token says, so a run asks for what is new and no more, and an item that moves to another project or becomes another
//! type is neither lost nor there twice. The token is kept after every page, so a first run can be broken off anywhere.
//!
//! What a change changed, and the comments, are asked for item by item, of those that have a new revision. In a first
//! run the revisions of an item lie in many pages, so it is not asked for with each of them but once, in a pass of its
//! own over the last revisions of all items, after which every run asks with its pages of news.
//!
//! What an item is related to is what its updates have added and not removed again: it is read with them, and asked for
//! by no request of its own.
//!
//! A link between work items changes both and makes no revision of either. The links are read before the revisions:
//! what is linked after a revision was read is found in the next run, and the updates of both ends with it. What is above
//! an item is in its rows, and set in them as those updates say.
//!
//! An item that is deleted leaves its table and keeps its revisions; in the recycle bin, the rest can't be read. One that is destroyed is in no feed any more, so at
//! the end of a run some ids are counted, 20,000 in one request, each time those that follow: what is neither there nor
//! in the recycle bin is gone from every table.
//!
//! The name of a project is in its rows. If it gets another one, the revisions of that project are read again, and the
//! updates and comments of its items.
//!
//! A revision knows when the next one was made. That is set in the one before when the next one is read.
//!
//! An area or iteration that gets another name, or another place in its tree, makes no revision, and the paths in all rows
//! are others. So the trees are read before the revisions, and what has moved since the last run is set. So are the tags;
//! as they are sorted by name in the rows, those are read again.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use adoxide::api::path::{ProjectRef, WorkItemId};
use adoxide::api::wire::DateTime;
use adoxide::api::wit::{
    self, CommentExpandOptions, GetComments, GetReportingLinksByLinkType, GetRootNodes, GetUpdates,
    GetWorkItems, QueryByWiql, ReadReportingRevisionsGet, ReportingRevisionsExpand, Wiql,
    WorkItemErrorPolicy,
};
use adoxide::api::{core, wit::meta};
use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array as _, RecordBatch, StringArray};
use futures::stream::{self, StreamExt as _};
use futures::{FutureExt as _, future};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::FeedOf;
use super::classification::DEPTH;
use super::project::wanted;
use super::recycle_bin::deleted;
use crate::read::{
    AT_ONCE, Items, Json, Reader, filter, integers, is_not_found, is_true, keys, nodes, only_columns, paths,
    texts, with_column,
};
use crate::table::{
    WORK_ITEM_COMMENTS, WORK_ITEM_LINKS, WORK_ITEM_RELATIONS, WORK_ITEM_REVISIONS, WORK_ITEM_UPDATES,
    WORK_ITEMS,
};
use crate::{Change, Error, ErrorKind, Level, Remove, Retain, Scope, ScopeValue, Set, Table};

pub(crate) static FEED: FeedOf = FeedOf::new("work_items", Level::Organization, |reader| {
    async move { Run::new(reader)?.all().await }.boxed()
})
.also(&[
    &core::meta::GET_PROJECTS,
    &meta::GET_DELETED_WORK_ITEM_SHALLOW_REFERENCES,
    &meta::GET_ROOT_NODES,
    &meta::GET_TAGS,
    &meta::GET_UPDATES,
    &meta::GET_WORK_ITEMS,
    &meta::GET_REPORTING_LINKS_BY_LINK_TYPE,
]);

/// Revisions asked for in one page; the most that the service sends.
const PAGE: i64 = 1_000;
/// Updates asked for in one page.
const UPDATES: i64 = 200;
/// Comments asked for in one page.
const COMMENTS: i64 = 200;
/// Work items asked for in one request; the most that the service answers.
const AT_ONE_TIME: usize = 200;
/// Ids that are counted in one run: one less than the service refuses to send.
const COUNTED: i64 = 19_999;
/// How late a link may be seen.
const LATE: SignedDuration = SignedDuration::from_mins(5);
/// Revisions in one run beyond which no ids are counted: those that were just read are remembered meanwhile.
const MOST_REMEMBERED: usize = 50_000;

/// What the cursor holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct State {
    /// The projects by id, with their names: those that are wanted.
    projects: BTreeMap<String, String>,
    /// The names and ids that were wanted; all projects if there are none.
    only: Vec<String>,
    /// How far each feed was read.
    links: Option<String>,
    revisions: Option<String>,
    /// How far the items were asked for one by one.
    #[serde(default)]
    each: Each,
    /// Projects that have got another name, and how far their revisions were read again.
    again: BTreeMap<String, Option<String>>,
    /// Items in the recycle bin: their updates can't be read there.
    deleted: BTreeSet<i64>,
    /// The last id that was counted.
    counted: i64,
    /// Items of which not all could be read: they are asked for again, each in the project that it was in.
    #[serde(default)]
    failed: BTreeMap<i64, String>,
    /// The areas and iterations of each project as rows name them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    trees: BTreeMap<String, Trees>,
    /// The tags of each project by their ids, as rows name them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tags: BTreeMap<String, BTreeMap<String, String>>,
}

/// How far a first run is with what is asked for item by item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Each {
    /// It has not begun.
    #[default]
    None,
    /// So far in the feed of last revisions.
    Until(String),
    /// All items were asked for: what changes since is asked for with its revisions.
    All,
}

/// The version of [`State`].
const VERSION: u32 = 1;

/// The paths of areas and iterations by the numbers of their nodes, as rows have them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Trees {
    areas: BTreeMap<i64, String>,
    iterations: BTreeMap<i64, String>,
}

impl Trees {
    fn of(pages: &[Items]) -> Result<Self, Error> {
        let mut trees = Self::default();
        for page in pages {
            for root in page.each()? {
                let tree = match root.text(&["structureType"])?.as_deref() {
                    Some("area") => &mut trees.areas,
                    Some("iteration") => &mut trees.iterations,
                    _ => continue,
                };
                for (node, path) in paths(nodes(root, None)?)? {
                    tree.extend(node.json.integer(&["id"])?.map(|id| (id, path)));
                }
            }
        }
        Ok(trees)
    }
}

/// Which paths have become which, in an order in which none takes rows of another.
fn moved(before: &BTreeMap<i64, String>, now: &BTreeMap<i64, String>) -> Vec<(String, String)> {
    let moved = before.iter().filter_map(|(id, from)| Some((from, now.get(id)?)));
    let moved: Vec<(&String, &String)> = moved.filter(|(from, to)| from != to).collect();
    let left: HashSet<&String> = moved.iter().map(|(from, _)| *from).collect();
    if !moved.iter().any(|(_, to)| left.contains(to)) {
        return moved.into_iter().map(|(from, to)| (from.clone(), to.clone())).collect();
    }
    // Two have changed places, or one has the old path of another: all go by paths that there can't be.
    let away = |from: &String| format!("{from}\\\u{1}");
    let first = moved.iter().map(|(from, _)| ((*from).clone(), away(from)));
    let then = moved.iter().map(|(from, to)| (away(from), (*to).clone()));
    first.chain(then).collect()
}

/// The tables whose rows have the fields of work items.
const ROWS: [&std::sync::LazyLock<Table>; 2] = [&WORK_ITEMS, &WORK_ITEM_REVISIONS];

/// Where a value is in a row that changes without a revision.
#[derive(Clone, Copy)]
struct Place {
    column: &'static str,
    /// The column, and the member of the fields.
    paths: [&'static [&'static str]; 2],
}

const AREA: Place = Place { column: "areaPath", paths: [&["fields", "System.AreaPath"], &["areaPath"]] };
const ITERATION: Place =
    Place { column: "iterationPath", paths: [&["fields", "System.IterationPath"], &["iterationPath"]] };

const PARENT: Place = Place { column: "parent", paths: [&["fields", "System.Parent"], &["parent"]] };

/// The ends of links between a work item and the one above it.
const UP: &str = "System.LinkTypes.Hierarchy-Reverse";
const DOWN: &str = "System.LinkTypes.Hierarchy-Forward";

/// The work item above another one, by the revisions that were there when it got another one; none if it has lost it.
#[derive(Debug, Default, PartialEq)]
struct Parents(BTreeMap<i64, Option<i64>>);

impl Parents {
    /// As the updates of the other one say.
    fn of(pages: &[Items]) -> Result<Self, Error> {
        let mut parents = BTreeMap::new();
        for update in updates(pages)? {
            let Some(rev) = update.integer(&["rev"])? else { continue };
            // One that is replaced is removed and added in one update.
            for (change, is_there) in [("removed", false), ("added", true)] {
                for (rel, target) in links_of(&update, change)? {
                    if rel == UP {
                        parents.insert(rev, is_there.then_some(target));
                    }
                }
            }
        }
        Ok(Self(parents))
    }

    /// The same of every revision: one that changes nothing has what the one before had. All updates are needed.
    fn whole(pages: &[Items]) -> Result<Self, Error> {
        let Self(mut parents) = Self::of(pages)?;
        let mut revs = BTreeSet::new();
        for update in updates(pages)? {
            revs.extend(update.integer(&["rev"])?);
        }
        let mut above = None;
        for rev in revs {
            above = *parents.entry(rev).or_insert(above);
        }
        Ok(Self(parents))
    }
}

fn updates(pages: &[Items]) -> Result<Vec<Json>, Error> {
    let mut updates = Vec::new();
    for page in pages {
        updates.extend(page.each()?);
    }
    Ok(updates)
}

/// The name of the project that these updates moved the item to, if they did.
fn project_after(pages: &[Items]) -> Result<Option<String>, Error> {
    let mut name = None;
    for update in updates(pages)? {
        let of_project = |value| update.text(&["fields", "System.TeamProject", value]);
        // The first one says where it was created.
        if of_project("oldValue")?.is_some() {
            name = of_project("newValue")?.or(name);
        }
    }
    Ok(name)
}

/// The links to other work items that an update has added or removed: the kind of each, and the number of the other one.
fn links_of(update: &Json, change: &str) -> Result<Vec<(String, i64)>, Error> {
    let Some(changed) = update.member(&["relations", change])? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    for relation in changed.items()? {
        let rel = relation.text(&["rel"])?.unwrap_or_default();
        let number = relation.text(&["url"])?.and_then(|url| target(&rel, &url).parse().ok());
        relations.extend(number.map(|number| (rel, number)));
    }
    Ok(relations)
}

/// One pull.
struct Run {
    reader: Reader,
    state: State,
    /// The items that were there when they were read in this run.
    seen: HashSet<i64>,
    /// How many revisions were read.
    read: usize,
    /// In a first run, the items whose last revision was said: it is not the last one if another one comes.
    last: HashSet<i64>,
    is_first: bool,
    /// The names of projects that there are none of.
    gone: HashSet<String>,
    /// The areas, iterations and tags of projects that were not known before this run. They are kept at its end: a first
    /// run has many pages, and the cursor is written after each.
    trees: BTreeMap<String, Trees>,
    tags: BTreeMap<String, BTreeMap<String, String>>,
    /// The items that were taken out of the recycle bin.
    restored: BTreeSet<i64>,
}

/// What revisions are read for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// What is new, of all projects.
    News,
    /// The items of all projects, to ask for each what is asked for item by item.
    Each,
    /// All revisions that were made in one project: its name is in them. An item may have moved on since, so they do
    /// not say how it is now.
    History,
    /// The items that are in one project now.
    Latest,
    /// The same, without what is asked for item by item: something in their fields has another name.
    Named,
}

/// What a page of revisions says of one item.
#[derive(Clone, Copy)]
struct Changed {
    /// The first revision that is new.
    first: i64,
    /// Where in the page its last revision is.
    last: usize,
}

impl Run {
    fn new(reader: Reader) -> Result<Self, Error> {
        let state = reader.pull.cursor.as_ref().map(|cursor| cursor.state::<State>(VERSION)).transpose()?;
        let only = reader.only.to_vec();
        // With other projects wanted, what was passed over before is to be read.
        let state = state.flatten().filter(|state| state.only == only);
        let state = state.unwrap_or_else(|| State { only, ..State::default() });
        let is_first = state.revisions.is_none();
        Ok(Self {
            reader,
            state,
            seen: HashSet::new(),
            read: 0,
            last: HashSet::new(),
            is_first,
            gone: HashSet::new(),
            trees: BTreeMap::new(),
            tags: BTreeMap::new(),
            restored: BTreeSet::new(),
        })
    }

    async fn all(mut self) -> Result<(), Error> {
        let before = self.state.clone();
        self.projects().await?;
        let wants = |table: &Table| self.reader.pull.wants(table);
        let updates = self.wants_updates();
        let revisions = updates
            || [&WORK_ITEMS, &WORK_ITEM_REVISIONS, &WORK_ITEM_COMMENTS].into_iter().any(|table| wants(table));
        let links = wants(&WORK_ITEM_LINKS);
        if (links || updates || self.wants_rows())
            && let Err(error) = self.links().await
        {
            // It goes on where it is in the next run.
            self.reader.failed(&WORK_ITEM_LINKS, &[], String::new(), error).await?;
        }
        if revisions {
            if self.reader.pull.again.is_none() {
                self.trees().await?;
                self.tags().await?;
            }
            for project in self.state.again.keys().cloned().collect::<Vec<_>>() {
                self.revisions(Pass::History, Some(&project)).await?;
                self.revisions(Pass::Latest, Some(&project)).await?;
                self.state.again.remove(&project);
            }
            self.again().await?;
            self.revisions(Pass::News, None).await?;
            if self.state.each != Each::All {
                self.revisions(Pass::Each, None).await?;
                self.state.each = Each::All;
            }
        }
        if self.read <= MOST_REMEMBERED && self.reader.pull.again.is_none() {
            self.count().await?;
        }
        self.state.trees.append(&mut self.trees);
        self.state.tags.append(&mut self.tags);
        if self.state != before || self.reader.has_said() {
            self.checkpoint().await?;
        }
        Ok(())
    }

    async fn checkpoint(&mut self) -> Result<(), Error> {
        self.reader.checkpoint(VERSION, &self.state).await
    }

    /// Reads what could not be read before.
    async fn again(&mut self) -> Result<(), Error> {
        let failed = std::mem::take(&mut self.state.failed);
        if self.wants_updates() {
            self.updates(failed.iter().map(|(id, project)| (*id, 1, project.clone())).collect()).await?;
        }
        if self.reader.pull.wants(&WORK_ITEM_COMMENTS) {
            self.comments(failed.into_iter().collect()).await?;
        }
        Ok(())
    }

    /// What one item has in a table could not be read.
    async fn item_failed(
        &mut self,
        table: &'static Table,
        id: i64,
        project: String,
        error: Error,
    ) -> Result<(), Error> {
        self.state.failed.insert(id, project);
        let item = [("workItemId", ScopeValue::Integer(id))];
        self.reader.failed(table, &item, format!("work item {id}"), error).await
    }

    /// Finds the projects that are wanted, and those whose names have changed.
    async fn projects(&mut self) -> Result<(), Error> {
        let projects = wanted(&self.reader.ask, &self.state.only).await?;
        for (id, name) in &projects {
            if self.state.projects.get(id).is_some_and(|known| known != name) {
                self.state.again.insert(id.clone(), None);
            }
        }
        self.state.again.retain(|id, _| projects.contains_key(id));
        self.state.projects = projects;
        Ok(())
    }

    /// Reads the areas and iterations of each project, and sets the paths of those that have moved.
    async fn trees(&mut self) -> Result<(), Error> {
        let wanted = ROWS.into_iter().filter(|table| self.reader.pull.wants(table));
        let wanted: Vec<&'static Table> = wanted.map(|table| &**table).collect();
        let Some(&first) = wanted.first() else { return Ok(()) };
        self.state.trees.retain(|project, _| self.state.projects.contains_key(project));
        let projects: Vec<String> = self.state.projects.keys().cloned().collect();
        let asked = projects.iter().map(|project| {
            let params = GetRootNodes { depth: Some(DEPTH) };
            wit::get_root_nodes(&ProjectRef::from(project.as_str()), params)
        });
        let ask = self.reader.ask.clone();
        let mut answers = stream::iter(asked.collect::<Vec<_>>())
            .map(move |op| {
                let ask = ask.clone();
                async move { ask.shared(op).await }.boxed()
            })
            .buffered(AT_ONCE);
        for project in projects {
            let Some(answer) = answers.next().await else { break };
            let trees = match answer.and_then(|pages| Trees::of(&pages)) {
                Ok(trees) => trees,
                // It was deleted meanwhile.
                Err(error) if is_not_found(&error) => continue,
                // What has moved is seen in the next run.
                Err(error) => {
                    let name = self.state.projects.get(&project).cloned().unwrap_or_default();
                    self.reader
                        .failed(first, &[], format!("areas and iterations of `{name}`"), error)
                        .await?;
                    continue;
                }
            };
            let Some(before) = self.state.trees.get(&project) else {
                self.trees.insert(project, trees);
                continue;
            };
            // All rows of a project with another name are read again.
            if *before != trees && !self.state.again.contains_key(&project) {
                let moved = [
                    (AREA, moved(&before.areas, &trees.areas)),
                    (ITERATION, moved(&before.iterations, &trees.iterations)),
                ];
                for (place, moved) in moved {
                    for (from, to) in moved {
                        self.set(place, &from.as_str().into(), Some(to.as_str().into())).await?;
                    }
                }
            }
            self.state.trees.insert(project, trees);
        }
        Ok(())
    }

    /// Reads the tags of each project. One that has another name has it in all revisions, which are read again.
    async fn tags(&mut self) -> Result<(), Error> {
        if !self.wants_rows() {
            return Ok(());
        }
        self.state.tags.retain(|project, _| self.state.projects.contains_key(project));
        let projects: Vec<String> = self.state.projects.keys().cloned().collect();
        let asked = projects.iter().map(|project| wit::get_tags(&ProjectRef::from(project.as_str())));
        let ask = self.reader.ask.clone();
        let mut answers = stream::iter(asked.collect::<Vec<_>>())
            .map(move |op| {
                let ask = ask.clone();
                async move { ask.shared(op).await }.boxed()
            })
            .buffered(AT_ONCE);
        let mut renamed = Vec::new();
        for project in projects {
            let Some(answer) = answers.next().await else { break };
            let mut tags = BTreeMap::new();
            match answer {
                Ok(pages) => {
                    for tag in updates(&pages)? {
                        tags.extend(tag.text(&["id"])?.zip(tag.text(&["name"])?));
                    }
                }
                // It was deleted meanwhile.
                Err(error) if is_not_found(&error) => continue,
                Err(error) => {
                    let name = self.state.projects.get(&project).cloned().unwrap_or_default();
                    self.reader.failed(&WORK_ITEMS, &[], format!("tags of `{name}`"), error).await?;
                    continue;
                }
            }
            let Some(before) = self.state.tags.get(&project) else {
                self.tags.insert(project, tags);
                continue;
            };
            // One that is in no work item any more is deleted by the service itself.
            if before.iter().all(|(id, name)| tags.get(id).is_none_or(|now| now == name)) {
                self.state.tags.insert(project, tags);
            } else {
                renamed.push((project, tags));
            }
        }
        drop(answers);
        for (project, tags) in renamed {
            // All rows of a project with another name are read again.
            if !self.state.again.contains_key(&project) {
                self.revisions(Pass::History, Some(&project)).await?;
                self.revisions(Pass::Named, Some(&project)).await?;
                self.state.again.remove(&project);
            }
            self.state.tags.insert(project, tags);
        }
        Ok(())
    }

    /// Sets a value in the rows that have this one: in the fields first, as the rows are found by the column.
    async fn set(&mut self, place: Place, from: &ScopeValue, to: Option<ScopeValue>) -> Result<(), Error> {
        let scope = Scope::unit().and(place.column, from.clone());
        for table in ROWS {
            self.set_in(table, place, &scope, to.clone()).await?;
        }
        Ok(())
    }

    async fn set_in(
        &mut self,
        table: &'static Table,
        place: Place,
        scope: &Scope,
        to: Option<ScopeValue>,
    ) -> Result<(), Error> {
        for path in place.paths {
            let set = Set { scope: scope.clone(), path, value: to.clone() };
            self.reader.change(Change::Set(table, set)).await?;
        }
        Ok(())
    }

    /// Sets the work item above another one as its updates have it: a link makes no revision, so the revision that was
    /// there then has it from then on.
    async fn set_parents(&mut self, id: i64, parents: &Parents) -> Result<(), Error> {
        // What a first run has read is as it is.
        if self.is_first {
            return Ok(());
        }
        // Updates also tell of what is in the recycle bin or destroyed by now: that is above nothing.
        let there = self.there(parents.0.values().copied().flatten().collect()).await?;
        let of = |parent: &Option<i64>| parent.filter(|parent| there.contains(parent));
        let revs: Vec<(i64, Option<i64>)> =
            parents.0.iter().map(|(rev, parent)| (*rev, of(parent))).collect();
        for (rev, parent) in &revs {
            let scope = Scope::unit().and("id", id).and("rev", *rev);
            self.set_in(&WORK_ITEM_REVISIONS, PARENT, &scope, parent.map(ScopeValue::Integer)).await?;
        }
        if let Some((_, parent)) = revs.last() {
            let scope = Scope::unit().and("id", id);
            self.set_in(&WORK_ITEMS, PARENT, &scope, parent.map(ScopeValue::Integer)).await?;
        }
        Ok(())
    }

    /// Of these work items those that are there, and neither in the recycle bin nor destroyed.
    async fn there(&self, ids: BTreeSet<i64>) -> Result<BTreeSet<i64>, Error> {
        let is_known = |id: &i64| self.seen.contains(id);
        let (mut there, rest): (BTreeSet<i64>, BTreeSet<i64>) =
            ids.into_iter().filter(|id| !self.state.deleted.contains(id)).partition(is_known);
        let rest: Vec<i64> = rest.into_iter().collect();
        for ids in rest.chunks(AT_ONE_TIME) {
            let params = GetWorkItems {
                fields: Some(vec!["System.Id".to_owned()]),
                error_policy: Some(WorkItemErrorPolicy::Omit),
                ..GetWorkItems::default()
            };
            let answer = self.reader.ask.call(wit::get_work_items(None, ids, params)).await?;
            for item in answer.member(&["value"])?.map(|items| items.items()).transpose()?.unwrap_or_default()
            {
                there.extend(item.integer(&["id"])?);
            }
        }
        Ok(there)
    }

    /// Sets the project of an item in its links, if these updates say that it was moved to another one: its links are as
    /// they were.
    async fn moved_to_project(&mut self, id: i64, pages: &[Items]) -> Result<(), Error> {
        if self.is_first || !self.reader.pull.wants(&WORK_ITEM_LINKS) {
            return Ok(());
        }
        let name = project_after(pages)?;
        let known = self.state.projects.iter().find(|(_, known)| Some(*known) == name.as_ref());
        let Some(project) = known.map(|(project, _)| project.clone()) else { return Ok(()) };
        let ends: [(&'static str, &'static [&'static str]); 2] =
            [("sourceId", &["sourceProjectId"]), ("targetId", &["targetProjectId"])];
        for (column, path) in ends {
            let value = Some(project.as_str().into());
            let set = Set { scope: Scope::unit().and(column, id), path, value };
            self.reader.change(Change::Set(&WORK_ITEM_LINKS, set)).await?;
        }
        Ok(())
    }

    /// Sets the work item above those that have one that was restored above them: while it was in the recycle bin, they
    /// had none.
    async fn adopt(&mut self, parent: i64, children: BTreeSet<i64>) -> Result<(), Error> {
        let ask = self.reader.ask.clone();
        let mut found = stream::iter(children)
            .map(|id| {
                let ask = ask.clone();
                async move {
                    let params = GetUpdates { top: Some(UPDATES), skip: None };
                    (id, ask.all(wit::get_updates(None, id.into(), params)).await)
                }
                .boxed()
            })
            .buffered(AT_ONCE);
        while let Some((id, pages)) = found.next().await {
            let pages = match pages {
                Ok(pages) => pages,
                // It is in the recycle bin itself, or gone.
                Err(error) if is_not_found(&error) => continue,
                Err(error) => {
                    self.item_failed(&WORK_ITEM_UPDATES, id, String::new(), error).await?;
                    continue;
                }
            };
            let mut parents = Parents::whole(&pages)?;
            parents.0.retain(|_, above| *above == Some(parent));
            let is_now = Parents::of(&pages)?.0.last_key_value().is_some_and(|(_, now)| *now == Some(parent));
            for rev in parents.0.into_keys() {
                let scope = Scope::unit().and("id", id).and("rev", rev);
                self.set_in(&WORK_ITEM_REVISIONS, PARENT, &scope, Some(parent.into())).await?;
            }
            if is_now {
                let scope = Scope::unit().and("id", id);
                self.set_in(&WORK_ITEMS, PARENT, &scope, Some(parent.into())).await?;
            }
        }
        Ok(())
    }

    /// Whether anything is wanted that has the work item above in it.
    fn wants_rows(&self) -> bool {
        ROWS.into_iter().any(|table| self.reader.pull.wants(table))
    }

    /// Whether anything is wanted that is in the updates.
    fn wants_updates(&self) -> bool {
        [&WORK_ITEM_UPDATES, &WORK_ITEM_RELATIONS].into_iter().any(|table| self.reader.pull.wants(table))
    }

    /// Whether an item of this project is wanted.
    fn is_wanted(&self, project: Option<&str>) -> bool {
        self.state.only.is_empty()
            || project.is_some_and(|project| {
                self.state.projects.iter().any(|(id, name)| id == project || name == project)
            })
    }

    /// Reads revisions: of all projects what is new, of one that has got another name all.
    async fn revisions(&mut self, pass: Pass, again: Option<&str>) -> Result<(), Error> {
        let wants = |table: &Table| self.reader.pull.wants(table);
        let every = match pass {
            Pass::News => wants(&WORK_ITEM_REVISIONS) || self.wants_updates(),
            Pass::History if !wants(&WORK_ITEM_REVISIONS) => return Ok(()),
            Pass::History => true,
            Pass::Each if !(self.wants_updates() || wants(&WORK_ITEM_COMMENTS)) => return Ok(()),
            Pass::Each | Pass::Latest | Pass::Named => false,
        };
        let params = ReadReportingRevisionsGet {
            include_identity_ref: Some(true),
            include_deleted: Some(true),
            include_latest_only: (!every).then_some(true),
            expand: Some(ReportingRevisionsExpand::Fields),
            max_page_size: Some(PAGE),
            ..ReadReportingRevisionsGet::default()
        };
        let from = match (pass, again) {
            (Pass::History, Some(project)) => self.state.again.get(project).cloned().flatten(),
            // If it breaks off, it is read from the beginning.
            (Pass::Latest | Pass::Named, _) => None,
            (Pass::Each, _) => match &self.state.each {
                Each::Until(token) => Some(token.clone()),
                Each::None | Each::All => None,
            },
            _ => self.state.revisions.clone(),
        };
        // A token knows where it began.
        let since =
            self.reader.pull.since.filter(|_| from.is_none() && matches!(pass, Pass::News | Pass::Each));
        let params = ReadReportingRevisionsGet { start_date_time: since.map(DateTime::from), ..params };
        let project = again.map(ProjectRef::from);
        let op = wit::read_reporting_revisions_get(project.as_ref(), params);
        let mut pages = self.reader.ask.pages_from(op, from.as_deref())?;
        while let Some(page) = pages.next().await? {
            self.revision_page(&page, pass).await?;
            let next = page.next.clone();
            let moved = match (pass, again) {
                (Pass::History, Some(project)) => {
                    self.state.again.insert(project.to_owned(), next.clone()) != Some(next)
                }
                (Pass::Latest | Pass::Named, _) => false,
                (Pass::Each, _) => next.is_some_and(|next| {
                    let next = Each::Until(next);
                    std::mem::replace(&mut self.state.each, next.clone()) != next
                }),
                _ => std::mem::replace(&mut self.state.revisions, next.clone()) != next,
            };
            if moved || self.reader.has_said() {
                self.checkpoint().await?;
            }
        }
        Ok(())
    }

    async fn revision_page(&mut self, page: &Items, pass: Pass) -> Result<(), Error> {
        let rows = self.reader.decode(&WORK_ITEM_REVISIONS, page, &[]).await?;
        self.read += rows.num_rows();
        self.refresh(&rows).await?;
        let rows = self.with_project_ids(&rows)?;
        let (ids, revs) = (integers(&rows, "id")?, integers(&rows, "rev")?);
        let projects = texts(&rows, &["project_name"])?;
        let deleted = is_true(&rows, "isDeleted");
        let is_deleted = |row: usize| deleted[row];
        let is_wanted: Vec<_> = (0..rows.num_rows())
            .map(|row| self.is_wanted(projects.is_valid(row).then(|| projects.value(row))))
            .collect();
        if pass == Pass::History {
            return self.reader.say(&WORK_ITEM_REVISIONS, filter(&rows, is_wanted)?).await;
        }
        let mut changed: BTreeMap<i64, Changed> = BTreeMap::new();
        for (row, (id, rev)) in ids.iter().zip(&revs).enumerate() {
            let of_item = changed.entry(*id).or_insert(Changed { first: *rev, last: row });
            of_item.first = of_item.first.min(*rev);
            of_item.last = row;
        }

        // As they are now. One that has moved to a project that is not wanted is no longer there.
        let last = |row: usize| changed[&ids[row]].last == row;
        let is_project = |row: usize| projects.is_valid(row) && !self.gone.contains(projects.value(row));
        let there = |row: usize| is_wanted[row] && !is_deleted(row) && is_project(row);
        let is = (0..rows.num_rows()).map(|row| last(row) && there(row)).collect::<Vec<_>>();
        // What has never been there need not be deleted.
        let known = self.state.revisions.is_some();
        let gone = (0..rows.num_rows()).map(|row| last(row) && !there(row) && (known || is_wanted[row]));
        let gone = gone.collect::<Vec<_>>();
        for (row, id) in ids.iter().enumerate() {
            if is[row] && self.seen.len() <= MOST_REMEMBERED {
                self.seen.insert(*id);
            } else if gone[row] {
                self.seen.remove(id);
            }
        }
        // Last revisions are newer than the news that the next run begins with.
        if pass != Pass::Each {
            let items = only_columns(&rows, &WORK_ITEMS)?;
            let gone = filter(&items, gone)?;
            self.reader.say(&WORK_ITEMS, filter(&items, is.clone())?).await?;
            self.reader.change(Change::Delete(&WORK_ITEMS, keys(&WORK_ITEMS, &gone)?)).await?;
        }
        if pass == Pass::Named {
            return Ok(());
        }
        if pass == Pass::News && self.reader.pull.wants(&WORK_ITEM_REVISIONS) {
            self.revised(&rows, &changed).await?;
        }
        let mut binned = Vec::new();
        for (id, of_item) in &mut changed {
            if is_deleted(of_item.last) && is_wanted[of_item.last] {
                self.state.deleted.insert(*id);
                binned.push(ScopeValue::Integer(*id));
            } else if self.state.deleted.remove(id) {
                self.restored.insert(*id);
                of_item.first = 1;
            } else if pass != Pass::News {
                // It is asked for the first time, or the name of its project is another one.
                of_item.first = 1;
            }
        }
        if !self.is_first {
            // Nothing is below what is in the recycle bin.
            for id in &binned {
                self.set(PARENT, id, None).await?;
            }
        }
        // In the recycle bin, they can't be read.
        for table in [&WORK_ITEM_UPDATES, &WORK_ITEM_RELATIONS, &WORK_ITEM_COMMENTS] {
            if !binned.is_empty() {
                let remove = Remove { column: "workItemId", values: binned.clone() };
                self.reader.change(Change::Remove(table, remove)).await?;
            }
        }
        if pass == Pass::News {
            self.reader.say(&WORK_ITEM_REVISIONS, filter(&rows, is_wanted)?).await?;
            if self.state.each != Each::All {
                return Ok(());
            }
        }
        let all = self.wants_updates();
        let items =
            changed.iter().filter(|(id, of_item)| is[of_item.last] && (all || self.restored.contains(id)));
        let items = items.map(|(id, of_item)| (*id, of_item.first, projects.value(of_item.last).to_owned()));
        self.updates(items.collect()).await?;
        if self.reader.pull.wants(&WORK_ITEM_COMMENTS) {
            // A comment that is written, changed or deleted is a revision.
            let counts =
                rows.column_by_name("commentCount").and_then(|column| column.as_primitive_opt::<Int64Type>());
            let has =
                |row: &usize| counts.is_some_and(|counts| counts.is_valid(*row) && counts.value(*row) > 0);
            let (commented, others): (Vec<_>, Vec<_>) =
                (0..rows.num_rows()).filter(|row| is[*row]).partition(has);
            for row in others {
                self.comments_of(ids[row], &[]).await?;
            }
            let commented = commented.into_iter().map(|row| (ids[row], projects.value(row).to_owned()));
            self.comments(commented.collect()).await?;
        }
        Ok(())
    }

    /// Finds the projects again, if rows have names that are not known: they are new, or those of projects that were
    /// deleted.
    async fn refresh(&mut self, rows: &RecordBatch) -> Result<(), Error> {
        if !self.state.only.is_empty() {
            return Ok(());
        }
        let names: BTreeSet<String> =
            texts(rows, &["project_name"])?.iter().flatten().map(str::to_owned).collect();
        let is_known = |this: &Self, name: &str| this.state.projects.values().any(|known| known == name);
        if names.iter().all(|name| is_known(self, name) || self.gone.contains(name)) {
            return Ok(());
        }
        self.projects().await?;
        let gone: Vec<_> = names.into_iter().filter(|name| !is_known(self, name)).collect();
        self.gone.extend(gone);
        Ok(())
    }

    /// The ids of the projects, by their names.
    fn with_project_ids(&self, rows: &RecordBatch) -> Result<RecordBatch, Error> {
        let ids: HashMap<&str, &str> =
            self.state.projects.iter().map(|(id, name)| (name.as_str(), id.as_str())).collect();
        let names = texts(rows, &["project_name"])?;
        let ids: StringArray = names.iter().map(|name| ids.get(name?).copied()).collect();
        with_column(rows, "project_id", Arc::new(ids))
    }

    /// The revisions that are not the last ones of their items any more: the time when the next one was made is in them.
    async fn revised(&mut self, rows: &RecordBatch, changed: &BTreeMap<i64, Changed>) -> Result<(), Error> {
        let (ids, revs, fields) = (integers(rows, "id")?, integers(rows, "rev")?, texts(rows, &["fields"])?);
        for (row, (id, rev)) in ids.iter().zip(&revs).enumerate() {
            let is_first = changed.get(id).is_some_and(|of_item| of_item.first == *rev);
            let is_known = !self.is_first || self.last.contains(id);
            if !self.is_first && (!is_first || *rev == 1) || fields.is_null(row) {
                continue;
            }
            // Dates that are not text are not dates.
            let dates: Dates<'_> = serde_json::from_str(fields.value(row)).unwrap_or_default();
            if is_first
                && is_known
                && *rev > 1
                && let Some(at) = dates.made()
            {
                let scope = Scope::unit().and("id", *id).and("rev", rev - 1);
                let set =
                    Set { scope, path: &["fields", "System.RevisedDate"], value: Some(ScopeValue::from(at)) };
                self.reader.change(Change::Set(&WORK_ITEM_REVISIONS, set)).await?;
            }
            if self.is_first && dates.revised.is_some_and(|revised| revised.starts_with("9999")) {
                self.last.insert(*id);
            }
        }
        Ok(())
    }

    /// Reads the updates of items, each from a revision on, and the relations that they have added and removed.
    async fn updates(&mut self, mut items: Vec<(i64, i64, String)>) -> Result<(), Error> {
        let ask = self.reader.ask.clone();
        // Where only some projects are wanted, an item may have come from another one, and none of it is there yet.
        let is_known = self.state.only.is_empty();
        let read = |(id, rev, project): (i64, i64, String)| {
            let ask = ask.clone();
            async move {
                // There are at least as many updates as revisions. The one before ends when this one begins.
                let skip = Some(rev - 2).filter(|skip| *skip > 0 && is_known);
                let from = |skip| {
                    let params = GetUpdates { top: Some(UPDATES), skip };
                    ask.all(wit::get_updates(None, id.into(), params))
                };
                let pages = from(skip).await;
                // The address of each change names the project that the item is in.
                if skip.is_some()
                    && pages.as_ref().is_ok_and(|pages| project_after(pages).is_ok_and(|name| name.is_some()))
                {
                    return (id, true, project, from(None).await);
                }
                (id, skip.is_none(), project, pages)
            }
        };
        while !items.is_empty() {
            let rest = items.split_off(items.len().min(AT_ONCE));
            // All of them, and then what is made of each, which asks for more: what was begun and is not waited for would
            // keep its place among the requests.
            for (id, is_whole, project, pages) in future::join_all(items.into_iter().map(read)).await {
                match pages {
                    Ok(pages) => self.updates_of(id, is_whole, &pages).await?,
                    // It was deleted meanwhile, which is a revision that is read next, perhaps with that of its
                    // restoration.
                    Err(error) if is_not_found(&error) => {
                        self.state.deleted.insert(id);
                        self.set(PARENT, &id.into(), None).await?;
                    }
                    Err(error) => self.item_failed(&WORK_ITEM_UPDATES, id, project, error).await?,
                }
                if self.reader.is_full() {
                    // Where it was is still where it is: the rows are kept, and come again if it breaks off.
                    self.reader.checkpoint(VERSION, &self.state).await?;
                }
            }
            items = rest;
        }
        Ok(())
    }

    /// The updates of one item: all, or the last ones.
    async fn updates_of(&mut self, id: i64, is_whole: bool, pages: &[Items]) -> Result<(), Error> {
        // By what each leads to: where it does, or nothing if it was removed.
        let mut relations: BTreeMap<(String, String), Option<Json>> = BTreeMap::new();
        let item = ("workItemId", ScopeValue::Integer(id));
        self.moved_to_project(id, pages).await?;
        let is_restored = self.restored.remove(&id);
        if self.wants_rows() {
            // While it was in the recycle bin, it was not told what became of those above it.
            let parents = if is_restored { Parents::whole(pages)? } else { Parents::of(pages)? };
            self.set_parents(id, &parents).await?;
        }
        if is_restored {
            let mut below = BTreeSet::new();
            for update in updates(pages)? {
                let added = links_of(&update, "added")?.into_iter();
                below.extend(added.filter(|(rel, _)| rel == DOWN).map(|(_, child)| child));
            }
            self.adopt(id, below).await?;
        }
        for page in pages {
            self.reader.page(&WORK_ITEM_UPDATES, page, &[]).await?;
            if !self.reader.pull.wants(&WORK_ITEM_RELATIONS) {
                continue;
            }
            for update in page.each()? {
                for (change, is_there) in [("removed", false), ("added", true), ("updated", true)] {
                    let Some(changed) = update.member(&["relations", change])? else { continue };
                    for relation in changed.items()? {
                        let rel = relation.text(&["rel"])?.unwrap_or_default();
                        let target = target(&rel, &relation.text(&["url"])?.unwrap_or_default());
                        relations.insert((rel, target), is_there.then_some(relation));
                    }
                }
            }
        }
        if !self.reader.pull.wants(&WORK_ITEM_RELATIONS) {
            return Ok(());
        }
        let (mut gone, mut there) = (Vec::new(), Vec::new());
        for ((rel, target), relation) in relations {
            let given = vec![item.clone(), ("target", ScopeValue::Text(target))];
            match relation {
                Some(relation) => there.push((given, Items::of([relation]))),
                None => gone.push((given, Items::of([Json::of(&serde_json::json!({"rel": rel}))]))),
            }
        }
        if is_whole {
            return self.reader.replace(&WORK_ITEM_RELATIONS, &[item], there).await;
        }
        self.reader.pieces(&WORK_ITEM_RELATIONS, there).await?;
        let gone = self.reader.decode_pieces(&WORK_ITEM_RELATIONS, &gone).await?;
        self.reader.change(Change::Delete(&WORK_ITEM_RELATIONS, keys(&WORK_ITEM_RELATIONS, &gone)?)).await
    }

    /// Reads the links between work items, and the updates that they have made.
    async fn links(&mut self) -> Result<(), Error> {
        // In a first run, the updates of all items are read after all links.
        let all = self.wants_updates() && self.state.each != Each::None;
        // What is above an item is in its rows.
        let above = !all && self.wants_rows() && !self.is_first;
        let mut params = GetReportingLinksByLinkType::default();
        if self.state.links.is_none() && !self.wants_updates() && !self.reader.pull.wants(&WORK_ITEM_LINKS) {
            // The rows that are read first have the links that there were before.
            params.start_date_time = Some(DateTime::from(self.reader.pull.at - LATE));
        }
        let op = wit::get_reporting_links_by_link_type(None, params);
        let mut pages = self.reader.ask.pages_from(op, self.state.links.as_deref())?;
        while let Some(page) = pages.next().await? {
            let mut last: BTreeMap<(i64, i64, String), Json> = BTreeMap::new();
            let mut odd = Vec::new();
            for link in page.each()? {
                let ends = [link.text(&["sourceProjectId"])?, link.text(&["targetProjectId"])?];
                if !ends.iter().any(|project| self.is_wanted(project.as_deref())) {
                    continue;
                }
                match (link.integer(&["sourceId"])?, link.integer(&["targetId"])?, link.text(&["rel"])?) {
                    (Some(source), Some(target), Some(rel)) => {
                        last.insert((source, target, rel), link);
                    }
                    // What is wrong with it is said when it is read as a row.
                    _ => odd.push(link),
                }
            }
            let ends = last.keys().filter(|(.., rel)| all || above && (rel == UP || rel == DOWN));
            let ends: BTreeSet<i64> = ends.flat_map(|(source, target, _)| [*source, *target]).collect();
            let (mut there, mut gone) = (odd, Vec::new());
            for link in last.into_values() {
                let is_active = link.text(&["isActive"])?.as_deref() != Some("false");
                if is_active { &mut there } else { &mut gone }.push(link);
            }
            self.reader.page(&WORK_ITEM_LINKS, &Items::of(there), &[]).await?;
            let gone = self.reader.decode(&WORK_ITEM_LINKS, &Items::of(gone), &[]).await?;
            self.reader.change(Change::Delete(&WORK_ITEM_LINKS, keys(&WORK_ITEM_LINKS, &gone)?)).await?;
            if all || above {
                self.updates(ends.into_iter().map(|id| (id, 1, String::new())).collect()).await?;
            }
            let moved = self.state.links != page.next;
            self.state.links = page.next;
            if moved || self.reader.has_said() {
                self.checkpoint().await?;
            }
        }
        Ok(())
    }

    /// Reads the comments of items, each with the project that it is in.
    async fn comments(&mut self, items: Vec<(i64, String)>) -> Result<(), Error> {
        let ask = self.reader.ask.clone();
        let mut found = stream::iter(items)
            .map(|(id, project)| {
                let ask = ask.clone();
                async move {
                    let params = GetComments {
                        top: Some(COMMENTS),
                        expand: Some(CommentExpandOptions::All),
                        ..GetComments::default()
                    };
                    let op = wit::get_comments(&ProjectRef::from(&*project), WorkItemId(id), params);
                    let pages = ask.all(op).await;
                    (id, project, pages)
                }
            })
            .buffered(AT_ONCE);
        while let Some((id, project, pages)) = found.next().await {
            match pages {
                Ok(pages) => self.comments_of(id, &pages).await?,
                // It was deleted or has moved meanwhile, which is a revision that is read next.
                Err(error) if is_not_found(&error) => {}
                Err(error) => self.item_failed(&WORK_ITEM_COMMENTS, id, project, error).await?,
            }
            if self.reader.is_full() {
                self.reader.checkpoint(VERSION, &self.state).await?;
            }
        }
        Ok(())
    }

    async fn comments_of(&mut self, id: i64, pages: &[Items]) -> Result<(), Error> {
        let item = ("workItemId", ScopeValue::Integer(id));
        self.reader.snapshot(&WORK_ITEM_COMMENTS, &[item], pages).await
    }

    /// Asks which ids are there, and says of those that were not what became of them.
    async fn count(&mut self) -> Result<(), Error> {
        let from = self.state.counted;
        let query =
            format!("SELECT [System.Id] FROM WorkItems WHERE [System.Id] > {from} ORDER BY [System.Id]");
        let params = QueryByWiql { top: Some(COUNTED), ..QueryByWiql::default() };
        let body = Wiql { query: Some(query), ..Wiql::default() };
        let found = self.reader.ask.call(wit::query_by_wiql(None, None, &body, params)).await?;
        let Some(items) = found.member(&["workItems"])?.filter(|items| items.is(b'[')) else {
            return Err(Error::new(ErrorKind::Decode, "the answer to a query has no `workItems`"));
        };
        let mut there = BTreeSet::new();
        for item in items.items()? {
            there.extend(item.integer(&["id"])?);
        }
        let is_last = there.len() < usize::try_from(COUNTED).unwrap_or(usize::MAX);
        let to = there.last().copied().filter(|_| !is_last).unwrap_or(i64::MAX);
        // What has just been read is there, also if the index does not know it yet.
        there.extend(&self.seen);
        let known = |ids: &BTreeSet<i64>| ids.iter().copied().map(ScopeValue::Integer).collect::<Vec<_>>();
        let within = Some(from + 1..=to);
        let retain = Retain { column: "id", within: within.clone(), values: known(&there) };
        self.reader.change(Change::Retain(&WORK_ITEMS, retain)).await?;
        // What is in the recycle bin keeps its history.
        there.extend(deleted(&self.reader.ask, None).await?);
        self.state
            .deleted
            .retain(|id| !within.as_ref().is_some_and(|within| within.contains(id)) || there.contains(id));
        let values = known(&there);
        let tables: [(&'static Table, &[&'static str]); 5] = [
            (&WORK_ITEM_REVISIONS, &["id"]),
            (&WORK_ITEM_UPDATES, &["workItemId"]),
            (&WORK_ITEM_RELATIONS, &["workItemId"]),
            (&WORK_ITEM_COMMENTS, &["workItemId"]),
            (&WORK_ITEM_LINKS, &["sourceId", "targetId"]),
        ];
        for (table, columns) in tables {
            for column in columns {
                let retain = Retain { column, within: within.clone(), values: values.clone() };
                self.reader.change(Change::Retain(table, retain)).await?;
            }
        }
        self.state.counted = if is_last { 0 } else { to };
        self.checkpoint().await
    }
}

/// The times in the fields of a revision.
#[derive(Debug, Default, Deserialize)]
struct Dates<'a> {
    /// When the next one was made.
    #[serde(borrow, default, rename = "System.RevisedDate")]
    revised: Option<Cow<'a, str>>,
    /// When it was made, by the clock of the service: mostly left out.
    #[serde(borrow, default, rename = "System.AuthorizedDate")]
    authorized: Option<Cow<'a, str>>,
    #[serde(borrow, default, rename = "System.ChangedDate")]
    changed: Option<Cow<'a, str>>,
}

impl Dates<'_> {
    /// When it was made, as the revision before has it for its end.
    fn made(&self) -> Option<&str> {
        self.authorized.as_deref().or(self.changed.as_deref())
    }
}

/// What a relation leads to. The address of a work item has the project in it that it is in, so its number stands for
/// it.
fn target(rel: &str, url: &str) -> String {
    let number = url.rsplit('/').next().filter(|number| rel.contains('.') && number.parse::<i64>().is_ok());
    number.unwrap_or(url).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_change_places_do_not_meet() {
        let tree = |paths: &[(i64, &str)]| {
            paths.iter().map(|(id, path)| (*id, (*path).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let apply = |before: &BTreeMap<i64, String>, now: &BTreeMap<i64, String>| {
            let mut rows = before.clone();
            for (from, to) in moved(before, now) {
                for path in rows.values_mut().filter(|path| **path == from) {
                    *path = to.clone();
                }
            }
            rows
        };
        let before = tree(&[(1, "S"), (2, "S\\A"), (3, "S\\B"), (4, "S\\A\\C")]);
        for now in [
            tree(&[(1, "S"), (2, "S\\B"), (3, "S\\A"), (4, "S\\B\\C")]),
            tree(&[(1, "S"), (2, "S\\X"), (3, "S\\A"), (4, "S\\B")]),
            tree(&[(1, "S"), (2, "S\\A"), (3, "S\\B"), (4, "S\\C")]),
        ] {
            assert_eq!(apply(&before, &now), now);
        }
        assert_eq!(moved(&before, &before), []);
    }
}
