//! A feed at work on one unit.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::DataType;
use serde::Serialize;

use super::{Asking, Items, Json, Service};
use crate::table::{Fed, PROJECT_NAME, Source};
use crate::{
    Change, Cursor, Decoder, Error, ErrorKind, Found, Level, Message, Outbox, Part, Pull, Scope, ScopeValue,
    Table,
};

/// So many bytes of rows are said before a checkpoint, about: until then they are held in memory, those of every unit
/// that is read at once.
const MOST: usize = 1 << 20;

/// Values of columns, by name.
pub(crate) type Given = Vec<(&'static str, ScopeValue)>;

/// A feed at work on one unit: what it asks, and what it says.
pub(crate) struct Reader {
    pub(crate) ask: Asking,
    pub(crate) pull: Pull,
    /// The projects that are wanted, by name or id; all if there are none.
    pub(crate) only: Arc<[String]>,
    out: Outbox,
    decoders: HashMap<&'static str, Decoder>,
    /// Bytes of rows that were said since the last checkpoint.
    bytes: usize,
    /// Whether anything was.
    said: bool,
}

impl Reader {
    pub(crate) fn new(service: Service, only: Arc<[String]>, pull: Pull, out: Outbox) -> Self {
        let ask = Asking::new(service, &pull);
        Self { ask, pull, only, out, decoders: HashMap::new(), bytes: 0, said: false }
    }

    /// The id of the project of the unit.
    pub(crate) fn project(&self) -> Result<&str, Error> {
        let unit = &self.pull.unit;
        unit.project_id().filter(|id| !id.is_empty()).ok_or_else(|| self.wrong_unit("a project"))
    }

    /// The id of the repository of the unit.
    pub(crate) fn repository(&self) -> Result<&str, Error> {
        self.pull.unit.repository_id().ok_or_else(|| self.wrong_unit("a repository"))
    }

    fn wrong_unit(&self, expected: &str) -> Error {
        let message = format!("this feed reads {expected}, and not {}", self.pull.unit);
        Error::new(ErrorKind::Contract, message)
    }

    /// Whether this table, or one that is read by its rows, is wanted.
    pub(crate) fn needs(&self, table: &Table) -> bool {
        self.pull.tables.iter().any(|wanted| wanted.is_or_is_below(table))
    }

    /// The items of a page as rows. What can't be read is said.
    pub(crate) async fn decode(
        &mut self,
        table: &'static Table,
        items: &Items,
        given: &[(&str, ScopeValue)],
    ) -> Result<RecordBatch, Error> {
        self.read(table, items, given)?;
        self.decoded(table, given).await
    }

    fn decoder(&mut self, table: &'static Table) -> &mut Decoder {
        self.decoders.entry(table.name()).or_insert_with(|| Decoder::new(table))
    }

    fn read(
        &mut self,
        table: &'static Table,
        items: &Items,
        given: &[(&str, ScopeValue)],
    ) -> Result<(), Error> {
        let decoder = std::cell::RefCell::new(self.decoder(table));
        items.for_each(
            |list| decoder.borrow_mut().append(list, "$.value", given),
            |item| decoder.borrow_mut().append_one(item, "$", given),
        )
    }

    /// What was read into rows. What can't be is said.
    async fn decoded(
        &mut self,
        table: &'static Table,
        given: &[(&str, ScopeValue)],
    ) -> Result<RecordBatch, Error> {
        let unit = self.pull.unit.clone();
        let rows = self.decoder(table).finish(&unit)?;
        // It may be read only for what is in it.
        for fault in rows.faults.into_iter().filter(|fault| self.pull.wants(fault.table)).collect::<Vec<_>>()
        {
            self.said = true;
            self.out.send(Message::Fault(fault)).await?;
        }
        for error in rows.lost {
            self.said = true;
            self.out.send(Message::Lost(table, scope_of(table, given), error)).await?;
        }
        Ok(rows.rows)
    }

    /// Says rows.
    pub(crate) async fn say(&mut self, table: &'static Table, rows: RecordBatch) -> Result<(), Error> {
        self.change(Change::Upsert(table, rows)).await
    }

    /// Reads and says the items of a page, and the rows of the tables that are within them.
    pub(crate) async fn page(
        &mut self,
        table: &'static Table,
        items: &Items,
        given: &[(&'static str, ScopeValue)],
    ) -> Result<(), Error> {
        if self.pull.wants(table) {
            let rows = self.decode(table, items, given).await?;
            self.say(table, rows).await?;
        }
        for inner in self.within(table) {
            let mut lists = Vec::new();
            for item in items.each()? {
                lists.extend(inside(inner, table, &item, given)?);
            }
            Box::pin(self.pieces(inner, lists)).await?;
        }
        Ok(())
    }

    /// Items that come in pieces, each with its own values, as rows. What can't be read is said.
    pub(crate) async fn decode_pieces(
        &mut self,
        table: &'static Table,
        pieces: &[(Given, Items)],
    ) -> Result<RecordBatch, Error> {
        for (given, items) in pieces {
            self.read(table, items, given)?;
        }
        self.decoded(table, &[]).await
    }

    /// All rows of a table that have these values, in pieces.
    pub(crate) async fn replace(
        &mut self,
        table: &'static Table,
        values: &[(&'static str, ScopeValue)],
        pieces: Vec<(Given, Items)>,
    ) -> Result<(), Error> {
        self.change(Change::SnapshotBegin(table, scope_of(table, values))).await?;
        self.pieces(table, pieces).await?;
        self.change(Change::SnapshotEnd(table)).await
    }

    /// Says the rows of a table that come in pieces, each with its own values.
    pub(crate) async fn pieces(
        &mut self,
        table: &'static Table,
        pieces: Vec<(Given, Items)>,
    ) -> Result<(), Error> {
        if self.within(table).is_empty() {
            let rows = self.decode_pieces(table, &pieces).await?;
            return self.say(table, rows).await;
        }
        for (given, items) in pieces {
            self.page(table, &items, &given).await?;
        }
        Ok(())
    }

    /// The tables of what rows of this one have in lists, as far as they are needed.
    fn within(&self, table: &Table) -> Vec<&'static Table> {
        let is_within =
            |inner: &&'static Table| matches!(inner.fed(), Fed::Within(parent, _) if **parent == *table);
        crate::table::all().filter(is_within).filter(|inner| self.needs(inner)).collect()
    }

    /// Rows that may have changed, each with all that is within it.
    pub(crate) async fn rows(
        &mut self,
        table: &'static Table,
        items: &Items,
        given: &[(&'static str, ScopeValue)],
    ) -> Result<(), Error> {
        if self.pull.wants(table) {
            let rows = self.decode(table, items, given).await?;
            self.say(table, rows).await?;
        }
        for inner in self.within(table) {
            for item in items.each()? {
                if let Some((values, items)) = inside(inner, table, &item, given)? {
                    self.snapshot(inner, &values, &[items]).await?;
                }
            }
        }
        Ok(())
    }

    /// All rows of a table that have these values, with all that is within them.
    pub(crate) async fn snapshot(
        &mut self,
        table: &'static Table,
        given: &[(&'static str, ScopeValue)],
        pages: &[Items],
    ) -> Result<(), Error> {
        let mut tables = vec![table];
        let mut at = 0;
        while let Some(table) = tables.get(at) {
            tables.extend(self.within(table));
            at += 1;
        }
        for table in &tables {
            self.change(Change::SnapshotBegin(table, scope_of(table, given))).await?;
        }
        for items in pages {
            Box::pin(self.page(table, items, given)).await?;
        }
        for table in &tables {
            self.change(Change::SnapshotEnd(table)).await?;
        }
        Ok(())
    }

    /// A part was not read, as it is as it was: its rows, and those that are read by them, are kept.
    pub(crate) async fn keep(
        &mut self,
        table: &'static Table,
        values: &[(&'static str, ScopeValue)],
    ) -> Result<(), Error> {
        for below in self.pull.tables.clone() {
            if below.is_or_is_below(table) {
                let scope = scope_below(below, table, values);
                self.change(Change::Keep(below, scope)).await?;
            }
        }
        Ok(())
    }

    /// A part could not be read: its rows, and those that are read by them, are kept.
    pub(crate) async fn failed(
        &mut self,
        table: &'static Table,
        values: &[(&'static str, ScopeValue)],
        name: String,
        error: Error,
    ) -> Result<(), Error> {
        for below in self.pull.tables.clone() {
            if below != table && below.is_or_is_below(table) {
                let scope = scope_below(below, table, values);
                self.change(Change::Keep(below, scope)).await?;
            }
        }
        self.said = true;
        let scope = scope_of(table, values);
        self.out.send(Message::Failed(Part { table, scope, name, error })).await
    }

    /// Says that there is a unit below.
    pub(crate) async fn found(&mut self, found: Found) -> Result<(), Error> {
        self.out.send(Message::Found(found)).await
    }

    /// Says that all units of a level below were found.
    pub(crate) async fn listed(&mut self, level: Level) -> Result<(), Error> {
        self.out.send(Message::Listed(level)).await
    }

    /// Says a change, if its table is wanted.
    pub(crate) async fn change(&mut self, change: Change) -> Result<(), Error> {
        let nothing =
            matches!(&change, Change::Upsert(_, rows) | Change::Delete(_, rows) if rows.num_rows() == 0);
        if nothing || !self.pull.wants(change.table()) {
            return Ok(());
        }
        self.said = true;
        self.bytes += change.bytes();
        self.out.send(change).await
    }

    /// Whether anything was said since the last checkpoint.
    pub(crate) fn has_said(&self) -> bool {
        self.said
    }

    /// Whether so much was said that it is time for a checkpoint.
    pub(crate) fn is_full(&self) -> bool {
        self.bytes >= MOST
    }

    pub(crate) async fn checkpoint(&mut self, version: u32, state: &impl Serialize) -> Result<(), Error> {
        self.bytes = 0;
        self.said = false;
        self.out.send(Message::Checkpoint(Cursor::new(version, state)?)).await
    }
}

/// What one row has in the list of a table that is within it; nothing if it has no key.
fn inside(
    inner: &'static Table,
    table: &'static Table,
    item: &Json,
    given: &[(&'static str, ScopeValue)],
) -> Result<Option<(Given, Items)>, Error> {
    let Fed::Within(_, member) = inner.fed() else { return Ok(None) };
    let Some(values) = values_below(inner, table, item, given)? else { return Ok(None) };
    Ok(Some((values, Items::under(item, &[member])?)))
}

/// The rows that have these values. The name of a project may be another one in rows that were read before.
fn scope_of(table: &Table, values: &[(&str, ScopeValue)]) -> Scope {
    let columns = table.all_columns().filter(|column| column.name() != PROJECT_NAME);
    let known = columns.filter_map(|column| {
        let (_, value) = values.iter().find(|(name, _)| *name == column.name())?;
        Some((column.name(), value.clone()))
    });
    known.fold(Scope::unit(), |scope, (column, value)| scope.and(column, value))
}

/// The rows of a table that are read by the rows that have these values in another one.
fn scope_below(below: &'static Table, table: &'static Table, values: &[(&'static str, ScopeValue)]) -> Scope {
    fn values_in(
        below: &'static Table,
        table: &'static Table,
        values: &[(&'static str, ScopeValue)],
    ) -> Given {
        let above = match below.fed() {
            _ if below == table => return values.to_vec(),
            Fed::ChildOf(parent) | Fed::Within(parent, _) => values_in(parent, table, values),
            Fed::List | Fed::By(_) => return Vec::new(),
        };
        let known = below.parents().filter_map(|(column, of_parent)| {
            let (_, value) = above.iter().find(|(name, _)| *name == of_parent)?;
            Some((column, value.clone()))
        });
        known.collect()
    }
    scope_of(below, &values_in(below, table, values))
}

/// The values that name a row of a table in one that is read by it; none if it lacks one of those that
/// its key is made of.
pub(crate) fn values_below(
    inner: &'static Table,
    table: &'static Table,
    item: &Json,
    given: &[(&'static str, ScopeValue)],
) -> Result<Option<Given>, Error> {
    let mut values = Vec::new();
    for (column, of_parent) in inner.parents() {
        let Some(source) = table.all_columns().find(|column| column.name() == of_parent) else {
            let message = format!(
                "table `{}` has no column `{of_parent}`, which `{}` names",
                table.name(),
                inner.name()
            );
            return Err(Error::new(ErrorKind::Contract, message));
        };
        let value = match source.source() {
            Source::Sent(path, _) => {
                let own = [of_parent];
                let path = if path.is_empty() { &own[..] } else { path };
                match source.field().data_type() {
                    DataType::Int64 => item.integer(path)?.map(ScopeValue::Integer),
                    _ => item.text(path)?.map(ScopeValue::Text),
                }
            }
            _ => given.iter().find(|(name, _)| *name == of_parent).map(|(_, value)| value.clone()),
        };
        match value {
            Some(value) => values.push((column, value)),
            None if inner.key().contains(&column) => return Ok(None),
            // A feed of the organization is in no project.
            None => {}
        }
    }
    Ok(Some(values))
}
