//! Lists that are read as they are declared: those of a unit, and those of each of their rows, to whatever depth.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use futures::FutureExt as _;
use futures::future::{self, BoxFuture};
use futures::stream::{self, StreamExt as _};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::reader::{Given, values_below};
use super::{AT_ONCE, Asking, Items, Json, Reader, is_not_found, is_refused, mark};
use crate::table::{Answer, Fed};
use crate::{Change, Error, Pull, Scope, ScopeValue, Table, Unit};

/// Reads a table of each unit, and those that are read by its rows. A list of one row that can't be read holds back
/// nothing but itself.
pub(crate) async fn read(mut reader: Reader, root: &'static Table) -> Result<(), Error> {
    for table in reader.pull.tables.clone() {
        reader.change(Change::SnapshotBegin(table, Scope::unit())).await?;
    }
    let known =
        reader.pull.cursor.as_ref().map(|cursor| cursor.state::<Option<State>>(VERSION)).transpose()?;
    let known = known.flatten().flatten();
    let rest = Arc::new(Rest::new(reader.pull.at, known.clone().unwrap_or_default()));
    let mut pages = Pages::of(&reader, root)?;
    let mut children = Children::of(&reader.pull, root).resting(&rest);
    while let Some(items) = pages.next(&reader, root).await? {
        reader.page(root, &items, &[]).await?;
        if !children.is_empty() {
            let mut refused: Vec<&'static Table> = Vec::new();
            let (ask, unit) = (reader.ask.clone(), reader.pull.unit.clone());
            let mut found = stream::iter(items.each()?)
                .map(|item| ask.clone().several(children.fetch(ask.clone(), unit.clone(), item, Vec::new())))
                .buffered(AT_ONCE);
            while let Some(fetched) = found.next().await {
                for fetched in fetched? {
                    if fetched.is_refused() {
                        // It would be for each row: once says it all.
                        if !refused.contains(&fetched.table) {
                            refused.push(fetched.table);
                            fetched.refused(&mut reader).await?;
                        }
                        continue;
                    }
                    fetched.say(&mut reader).await?;
                }
                if reader.is_full() {
                    // What has come to rest is known at the end: until then it may not be there.
                    reader.checkpoint(VERSION, &known).await?;
                }
            }
            drop(found);
            children = children.without(&refused);
        }
        if reader.is_full() {
            reader.checkpoint(VERSION, &known).await?;
        }
    }
    for table in reader.pull.tables.clone() {
        reader.change(Change::SnapshotEnd(table)).await?;
    }
    reader.checkpoint(VERSION, &rest.state()).await
}

/// What the cursor holds, if there is anything.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct State {
    /// The marks of what has come to rest and was read.
    settled: BTreeSet<u64>,
}

/// The version of [`State`].
const VERSION: u32 = 1;

/// What has come to rest: what rows that are the same as before have in tables that [say so](Table::settles).
#[derive(Debug)]
struct Rest {
    at: Timestamp,
    known: State,
    now: Mutex<State>,
}

impl Rest {
    fn new(at: Timestamp, known: State) -> Self {
        Self { at, known, now: Mutex::default() }
    }

    /// The mark of what a row has in a table, if that has come to rest.
    fn mark(&self, table: &Table, row: &Json, given: &Given) -> Result<Option<u64>, Error> {
        let Some(settles) = table.settled_by() else { return Ok(None) };
        if !settles(row, self.at)? {
            return Ok(None);
        }
        let named = given.iter().map(|(name, value)| format!("{name} {value} "));
        Ok(Some(mark(&[table.name(), &table.layout(), &named.collect::<String>(), row.as_text()])))
    }

    fn is_known(&self, mark: u64) -> bool {
        self.known.settled.contains(&mark)
    }

    fn keep(&self, mark: u64) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).settled.insert(mark);
    }

    fn state(&self) -> Option<State> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        Some(now.clone()).filter(|state| !state.settled.is_empty())
    }
}

/// The pages of the first list.
enum Pages {
    List(super::Reading),
    Once,
    Done,
}

impl Pages {
    fn of(reader: &Reader, root: &'static Table) -> Result<Self, Error> {
        Ok(match root.answer() {
            Answer::List if root.detailed_by().is_none() && !root.is_shared() => {
                Self::List(reader.ask.list(root, &reader.pull.unit)?)
            }
            _ => Self::Once,
        })
    }

    async fn next(&mut self, reader: &Reader, root: &'static Table) -> Result<Option<Items>, Error> {
        match self {
            Self::List(reading) => reading.next().await,
            Self::Once => {
                *self = Self::Done;
                let fetched = Fetched::read(&reader.ask, root, &reader.pull.unit, Vec::new(), String::new());
                let pages = fetched.await.pages?;
                let mut items = Vec::new();
                for page in &pages {
                    items.extend(page.each()?);
                }
                Ok(Some(Items::of(items)))
            }
            Self::Done => Ok(None),
        }
    }
}

/// The tables that are read by the rows of another one, as far as they are needed.
#[derive(Clone)]
pub(crate) struct Children {
    table: &'static Table,
    below: Vec<(&'static Table, Children)>,
    rest: Option<Arc<Rest>>,
}

impl Children {
    pub(crate) fn of(pull: &Pull, table: &'static Table) -> Self {
        let is_child =
            |child: &&'static Table| matches!(child.fed(), Fed::ChildOf(parent) if **parent == *table);
        let is_needed =
            |child: &&'static Table| pull.tables.iter().any(|wanted| wanted.is_or_is_below(child));
        let children = crate::table::all().filter(is_child).filter(is_needed);
        let children = children.map(|child| (child, Self::of(pull, child)));
        Self { table, below: children.collect(), rest: None }
    }

    /// The same, without what has come to rest.
    fn resting(self, rest: &Arc<Rest>) -> Self {
        let children = self.below.into_iter().map(|(child, below)| (child, below.resting(rest)));
        Self { below: children.collect(), rest: Some(rest.clone()), ..self }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.below.is_empty()
    }

    /// Only some of them.
    pub(crate) fn only(&self, keep: impl Fn(&Table) -> bool) -> Self {
        let children = self.below.iter().filter(|(child, _)| keep(child));
        Self { table: self.table, below: children.cloned().collect(), rest: self.rest.clone() }
    }

    /// Without these tables, at whatever depth.
    fn without(&self, tables: &[&'static Table]) -> Self {
        let children = self.below.iter().filter(|(child, _)| !tables.contains(child));
        let children = children.map(|(child, below)| (*child, below.without(tables))).collect();
        Self { table: self.table, below: children, rest: self.rest.clone() }
    }

    /// Without those that are read by their own rows.
    pub(crate) fn shallow(&self) -> Self {
        let children = self.below.iter();
        let alone = |table| Self { table, below: Vec::new(), rest: self.rest.clone() };
        let children = children.map(|(child, _)| (*child, alone(*child))).collect();
        Self { table: self.table, below: children, rest: self.rest.clone() }
    }

    /// Whether this table is one of them.
    pub(crate) fn has(&self, table: &Table) -> bool {
        self.below.iter().any(|(child, _)| *child == table)
    }

    /// Those that are read by the rows of one of them; none if there are none.
    pub(crate) fn below(&self, child: &Table) -> Option<&Self> {
        let (_, below) = self.below.iter().find(|(known, _)| *known == child)?;
        Some(below).filter(|below| !below.is_empty())
    }

    /// Reads the lists of one row, and those of their rows.
    pub(crate) fn fetch(
        &self,
        ask: Asking,
        unit: Unit,
        item: Json,
        given: Given,
    ) -> BoxFuture<'static, Result<Vec<Fetched>, Error>> {
        let this = self.clone();
        async move {
            let lists = this.below.iter().map(|(child, below)| {
                let (ask, unit) = (&ask, &unit);
                let values = values_below(child, this.table, &item, &given);
                let name = name_of(this.table, &item);
                let rest = this.rest.as_deref();
                let item = &item;
                async move {
                    let Some(values) = values? else { return Ok(Vec::new()) };
                    let mark = rest.map(|rest| rest.mark(child, item, &values)).transpose()?.flatten();
                    if let Some((rest, mark)) = rest.zip(mark).filter(|(rest, mark)| rest.is_known(*mark)) {
                        rest.keep(mark);
                        return Ok(vec![Fetched::kept(child, values)]);
                    }
                    let fetched = Fetched::read(ask, child, unit, values, name).await;
                    let rows = if below.is_empty() { Vec::new() } else { fetched.items()? };
                    let values = fetched.values.clone();
                    let mut below = stream::iter(rows)
                        .map(|row| below.fetch(ask.clone(), unit.clone(), row, values.clone()))
                        .buffered(AT_ONCE);
                    let mut all = vec![fetched];
                    while let Some(more) = below.next().await {
                        all.extend(more?);
                    }
                    drop(below);
                    if let Some((rest, mark)) = rest.zip(mark)
                        && all.iter().all(Fetched::is_whole)
                    {
                        rest.keep(mark);
                    }
                    Ok::<_, Error>(all)
                }
            });
            let all = future::try_join_all(lists).await?;
            Ok(all.into_iter().flatten().collect())
        }
        .boxed()
    }
}

/// What one row has in one table.
pub(crate) struct Fetched {
    table: &'static Table,
    /// The values that name the row.
    pub(crate) values: Given,
    /// What it belongs to, for people.
    name: String,
    /// The pages of its list, or why there are none.
    pages: Result<Vec<Items>, Error>,
    /// The items whose details could not be read, by their ids.
    failed: Vec<(String, Error)>,
    /// Whether it was not read, as it is as it was.
    is_kept: bool,
}

impl Fetched {
    async fn read(ask: &Asking, table: &'static Table, unit: &Unit, values: Given, name: String) -> Self {
        let mut fetched = Self { name, ..Self::kept(table, values) };
        fetched.is_kept = false;
        fetched.pages = match (ask.rows(table, unit, &fetched.values).await, table.detailed_by()) {
            (Ok(pages), Some(detail)) => {
                fetched.details(ask, detail, unit, &pages).await.map(|items| vec![items])
            }
            (pages, _) => pages,
        };
        fetched
    }

    /// What was told with the row itself; none if the row has no key.
    pub(crate) fn told(
        table: &'static Table,
        of: &'static Table,
        row: &Json,
        items: Items,
    ) -> Result<Option<Self>, Error> {
        let values = values_below(table, of, row, &Vec::new())?;
        Ok(values.map(|values| Self { pages: Ok(vec![items]), is_kept: false, ..Self::kept(table, values) }))
    }

    /// What is as it was.
    fn kept(table: &'static Table, values: Given) -> Self {
        Self { table, values, name: String::new(), pages: Ok(Vec::new()), failed: Vec::new(), is_kept: true }
    }

    /// Reads the items of a list once more, each in whole.
    async fn details(
        &mut self,
        ask: &Asking,
        detail: &'static adoxide_api::wire::OpMeta,
        unit: &Unit,
        pages: &[Items],
    ) -> Result<Items, Error> {
        let mut ids = Vec::new();
        for page in pages {
            for item in page.each()? {
                ids.extend(item.text(&["id"])?);
            }
        }
        let (table, values) = (self.table, &self.values);
        let details = stream::iter(ids)
            .map(|id| async move { (ask.detail(table, detail, unit, values, &id).await, id) })
            .buffered(AT_ONCE)
            .collect::<Vec<_>>()
            .await;
        let mut whole = Vec::new();
        for (detail, id) in details {
            match detail {
                Ok(detail) => whole.push(detail),
                Err(error) => self.failed.push((id, error)),
            }
        }
        Ok(Items::of(whole))
    }

    /// Whether it is of this table.
    pub(crate) fn is_of(&self, table: &Table) -> bool {
        self.table == table
    }

    /// Whether the credential was not accepted.
    fn is_refused(&self) -> bool {
        self.pages.as_ref().is_err_and(is_refused)
    }

    /// Says that the table can't be read, of whatever row.
    async fn refused(self, reader: &mut Reader) -> Result<(), Error> {
        match self.pages {
            Err(error) => reader.failed(self.table, &[], String::new(), error).await,
            Ok(_) => Ok(()),
        }
    }

    /// Whether all could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.pages.is_ok() && self.failed.is_empty()
    }

    /// The items of its list.
    pub(crate) fn items(&self) -> Result<Vec<Json>, Error> {
        let mut items = Vec::new();
        for page in self.pages.iter().flatten() {
            items.extend(page.each()?);
        }
        Ok(items)
    }

    /// What the service does not know is nothing.
    pub(crate) fn or_nothing(self) -> Self {
        let pages = match self.pages {
            Err(error) if is_not_found(&error) => Ok(Vec::new()),
            pages => pages,
        };
        Self { pages, ..self }
    }

    /// Says all that there is of one row, in place of what was there, and what could not be read.
    pub(crate) async fn replace(self, reader: &mut Reader) -> Result<(), Error> {
        match self.pages {
            Ok(pages) if self.failed.is_empty() && !self.is_kept => {
                reader.snapshot(self.table, &self.values, &pages).await
            }
            _ => self.say(reader).await,
        }
    }

    /// Says what was read, and what could not be.
    async fn say(self, reader: &mut Reader) -> Result<(), Error> {
        if self.is_kept {
            return reader.keep(self.table, &self.values).await;
        }
        match self.pages {
            Ok(pages) => {
                for items in &pages {
                    reader.page(self.table, items, &self.values).await?;
                }
            }
            Err(error) => reader.failed(self.table, &self.values, self.name.clone(), error).await?,
        }
        for (id, error) in self.failed {
            let mut values = self.values.clone();
            let name = format!("{}, `{id}`", self.name);
            values.push(("id", ScopeValue::Text(id)));
            reader.failed(self.table, &values, name, error).await?;
        }
        Ok(())
    }
}

/// What people call a row: `teams Web`.
fn name_of(table: &Table, item: &Json) -> String {
    let name = ["name", "displayName", "title"]
        .into_iter()
        .chain(table.key().iter().rev().copied())
        .find_map(|member| item.text(&[member]).ok().flatten());
    format!("{} `{}`", table.name(), name.unwrap_or_default())
}
