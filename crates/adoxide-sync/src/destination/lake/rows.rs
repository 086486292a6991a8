//! The rows of a table in Parquet files: what a commit changes is written into new files, and those that it changes are
//! left out of the table from then on (copy on write).

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch, TimestampMicrosecondArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use arrow_select::filter::filter_record_batch;
use arrow_select::take::take_record_batch;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::log::{Add, Line, Remove};
use super::part::{self, ROWS, Which, Writer, fitted};
use super::store::Store;
use super::unique;
use crate::destination::Deletion;
use crate::destination::stored::{DELETED, SYNCED};
use crate::merge::{self, Index, ReadRow, Written, json_rows, key_bytes};
use crate::{Error, ErrorKind, Table, decode};

/// How long a file becomes, in bytes.
const LONG: u64 = 64 << 20;
/// Files of about one size that are made one, when there are so many.
const MANY: usize = 8;
/// Files up to this size, in bytes, are of about one size.
const SMALL: u64 = 64 << 10;
/// Rows that wait to be written become a batch at this size, in bytes of JSON.
const BATCH: usize = 8 << 20;
/// Texts that are longer, in bytes, are not told in the log.
const TOLD: usize = 128;

/// Where the rows of a table are.
pub(super) struct Rows {
    store: Arc<dyn Store>,
    table: &'static Table,
    /// The columns of its files.
    schema: SchemaRef,
    deletion: Deletion,
    parts: BTreeMap<u32, Part>,
    next: u32,
    /// By place.
    at: Vec<At>,
    /// What the commit adds.
    pending: Vec<Option<Pending>>,
    /// What the commit does to the rows of files.
    touched: BTreeMap<u32, BTreeMap<u32, Touch>>,
    /// The time of the step, in microseconds.
    pub(super) now: i64,
}

/// A file.
struct Part {
    add: Add,
    /// The place of each row.
    places: Vec<u64>,
}

/// Where a row is.
#[derive(Clone, Copy)]
enum At {
    Nowhere,
    /// In a file.
    Row(u32, u32),
    /// Among what the commit adds.
    Pending(u32),
}

struct Pending {
    place: u64,
    row: String,
    synced: i64,
    deleted: Option<i64>,
}

/// What is done to a row of a file.
#[derive(Clone, Copy)]
enum Touch {
    /// It is there no more, or elsewhere.
    Gone,
    /// It is marked as deleted, at this time.
    Deleted(i64),
}

impl Rows {
    /// Reads the keys of all rows.
    pub(super) fn load(
        store: &Arc<dyn Store>,
        table: &'static Table,
        schema: &SchemaRef,
        files: Vec<Add>,
        deletion: Deletion,
    ) -> Result<(Index, Self), Error> {
        let mut rows = Self {
            store: store.clone(),
            table,
            schema: schema.clone(),
            deletion,
            parts: BTreeMap::new(),
            next: 0,
            at: Vec::new(),
            pending: Vec::new(),
            touched: BTreeMap::new(),
            now: 0,
        };
        let mut index = Index::default();
        let is_wanted =
            |field: &&Arc<Field>| field.name() == DELETED || table.key().contains(&field.name().as_str());
        let keys: Schema = Schema::new(schema.fields().iter().filter(is_wanted).cloned().collect::<Vec<_>>());
        let keys = Arc::new(keys);
        for add in files {
            let mut places = Vec::new();
            for batch in part::read(store, &rows.path(&add.path), add.size, &keys, Which::All)? {
                let (_, batch) = batch?;
                let deleted = batch.column_by_name(DELETED);
                for row in 0..batch.num_rows() {
                    let key = key_bytes(table, &batch, row)?;
                    let place = rows.at.len() as u64;
                    index.load_key(key, place, deleted.is_some_and(|deleted| deleted.is_valid(row)));
                    rows.at.push(At::Row(rows.next, places.len() as u32));
                    places.push(place);
                }
            }
            rows.parts.insert(rows.next, Part { add, places });
            rows.next += 1;
        }
        Ok((index, rows))
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.table.name())
    }

    /// Takes a row from where it is.
    fn leave(&mut self, place: u64) {
        let Some(at) = self.at.get_mut(place as usize) else { return };
        match std::mem::replace(at, At::Nowhere) {
            At::Row(part, row) => {
                self.touched.entry(part).or_default().insert(row, Touch::Gone);
            }
            At::Pending(number) => self.pending[number as usize] = None,
            At::Nowhere => {}
        }
    }

    /// Adds a row that is at this place from now on.
    fn add(&mut self, place: u64, row: &str) {
        self.at[place as usize] = At::Pending(self.pending.len() as u32);
        self.pending.push(Some(Pending { place, row: row.to_owned(), synced: self.now, deleted: None }));
    }

    /// Writes what the commit has changed, and answers what its log is to say.
    pub(super) fn flush(&mut self) -> Result<Vec<Line>, Error> {
        let (touched, pending) = (std::mem::take(&mut self.touched), std::mem::take(&mut self.pending));
        if touched.is_empty() && pending.is_empty() {
            return Ok(Vec::new());
        }
        let mut output = Output::new(self, true);
        let mut gone = Vec::new();
        for (number, touches) in &touched {
            let Some(part) = self.parts.get(number) else { continue };
            self.copy(part, touches, &mut output)?;
            gone.push(*number);
        }
        let mut waiting = pending.into_iter().flatten().peekable();
        while waiting.peek().is_some() {
            let (mut chunk, mut bytes) = (Vec::new(), 0);
            while let Some(row) = waiting.next_if(|_| chunk.len() < ROWS && bytes < BATCH) {
                bytes += row.row.len();
                chunk.push(row);
            }
            let places: Vec<_> = chunk.iter().map(|row| row.place).collect();
            output.write(&self.batch(&chunk)?, &places)?;
        }
        let written = output.finish()?;
        Ok(self.replace(&gone, written, true))
    }

    /// Makes one of many small files: answers what the log is to say, which is nothing if there are not many.
    pub(super) fn compact(&mut self) -> Result<Vec<Line>, Error> {
        let mut tiers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, part) in self.parts.iter().filter(|(_, part)| part.add.size < LONG / 2) {
            tiers.entry((part.add.size / SMALL + 1).ilog(MANY as u64)).or_default().push(*number);
        }
        let Some(many) = tiers.into_values().find(|parts| parts.len() >= MANY) else { return Ok(Vec::new()) };
        let mut output = Output::new(self, false);
        for part in many.iter().filter_map(|number| self.parts.get(number)) {
            self.copy(part, &BTreeMap::new(), &mut output)?;
        }
        let written = output.finish()?;
        Ok(self.replace(&many, written, false))
    }

    /// Copies the rows of a file that stay.
    fn copy(&self, part: &Part, touches: &BTreeMap<u32, Touch>, output: &mut Output) -> Result<(), Error> {
        for batch in
            part::read(&self.store, &self.path(&part.add.path), part.add.size, &self.schema, Which::All)?
        {
            let (first, batch) = batch?;
            let end = first + batch.num_rows() as u32;
            let places = &part.places[first as usize..end as usize];
            let touches: Vec<_> =
                touches.range(first..end).map(|(row, touch)| (row - first, *touch)).collect();
            if touches.is_empty() {
                output.write(&batch, places)?;
                continue;
            }
            let mut stays = vec![true; batch.num_rows()];
            let mut marks = Vec::new();
            for (row, touch) in touches {
                match touch {
                    Touch::Gone => stays[row as usize] = false,
                    Touch::Deleted(at) => marks.push((row as usize, at)),
                }
            }
            let kept = places.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(place, _)| *place);
            let kept: Vec<_> = kept.collect();
            let batch = marked(&batch, &marks)
                .and_then(|batch| filter_record_batch(&batch, &BooleanArray::from(stays)))
                .map_err(broken)?;
            output.write(&batch, &kept)?;
        }
        Ok(())
    }

    /// Rows that wait, as a batch.
    fn batch(&self, rows: &[Pending]) -> Result<RecordBatch, Error> {
        let texts: Vec<_> = rows.iter().map(|row| row.row.as_str()).collect();
        let json = format!("[{}]", texts.join(","));
        let batch = decode::batch(self.table.schema(), json.as_bytes()).map_err(|what| {
            let message =
                format!("rows of `{}` are not as its columns are declared: {what}", self.table.name());
            Error::new(ErrorKind::Contract, message)
        })?;
        let synced = rows.iter().map(|row| Some(row.synced));
        let deleted = rows.iter().map(|row| row.deleted);
        let instants = [(SYNCED, instants(synced)), (DELETED, instants(deleted))];
        let mut fields = batch.schema().fields().to_vec();
        let mut columns = batch.columns().to_vec();
        for (name, column) in instants {
            fields.push(Field::new(name, column.data_type().clone(), true).into());
            columns.push(column);
        }
        RecordBatch::try_new(Schema::new(fields).into(), columns)
            .and_then(|batch| fitted(&batch, &self.schema))
            .map_err(broken)
    }

    /// Puts files in the place of others.
    fn replace(&mut self, gone: &[u32], written: Vec<Part>, data_change: bool) -> Vec<Line> {
        let mut lines = Vec::with_capacity(gone.len() + written.len());
        for part in gone.iter().filter_map(|number| self.parts.remove(number)) {
            let Add { path, partition_values, size, .. } = part.add;
            let deletion_timestamp = Some(Timestamp::now().as_millisecond());
            let extended_file_metadata = true;
            lines.push(
                Remove {
                    path,
                    deletion_timestamp,
                    data_change,
                    extended_file_metadata,
                    partition_values,
                    size,
                }
                .into(),
            );
        }
        for part in written {
            for (place, row) in part.places.iter().zip(0..) {
                self.at[*place as usize] = At::Row(self.next, row);
            }
            lines.push(part.add.clone().into());
            self.parts.insert(self.next, part);
            self.next += 1;
        }
        lines
    }
}

impl merge::Rows for Rows {
    fn write(&mut self, written: Written<'_>) -> Result<u64, Error> {
        match written {
            Written::Added { row, before } => {
                let place = before.unwrap_or(self.at.len() as u64);
                match before {
                    Some(place) => self.leave(place),
                    None => self.at.push(At::Nowhere),
                }
                self.add(place, row);
                Ok(place)
            }
            Written::Changed { row, before } => {
                self.leave(before);
                self.add(before, row);
                Ok(before)
            }
            Written::Deleted { before, .. } => {
                match (self.deletion, self.at.get(before as usize)) {
                    (Deletion::Remove, _) | (_, None) => self.leave(before),
                    (Deletion::Mark, Some(At::Row(part, row))) => {
                        self.touched.entry(*part).or_default().insert(*row, Touch::Deleted(self.now));
                    }
                    (Deletion::Mark, Some(At::Pending(number))) => {
                        if let Some(row) = &mut self.pending[*number as usize] {
                            (row.synced, row.deleted) = (self.now, Some(self.now));
                        }
                    }
                    (Deletion::Mark, Some(At::Nowhere)) => {}
                }
                Ok(before)
            }
        }
    }

    fn read(&mut self, places: &[u64], row: &mut ReadRow<'_>) -> Result<(), Error> {
        let mut wanted: BTreeMap<u32, Vec<(u32, u64)>> = BTreeMap::new();
        for place in places {
            match self.at.get(*place as usize) {
                Some(At::Row(part, at)) => wanted.entry(*part).or_default().push((*at, *place)),
                Some(At::Pending(number)) => {
                    if let Some(pending) = &self.pending[*number as usize] {
                        row(*place, &pending.row)?;
                    }
                }
                _ => return Err(Error::new(ErrorKind::Contract, "a row is read that is not there")),
            }
        }
        for (number, mut wanted) in wanted {
            let Some(part) = self.parts.get(&number) else { continue };
            wanted.sort_unstable();
            let rows: Vec<u32> = wanted.iter().map(|(at, _)| *at).collect();
            let path = self.path(&part.add.path);
            let batches =
                part::read(&self.store, &path, part.add.size, self.table.schema(), Which::GroupsOf(&rows))?;
            for batch in batches {
                let (first, batch) = batch?;
                let end = first + batch.num_rows() as u32;
                let within = rows.partition_point(|at| *at < first)..rows.partition_point(|at| *at < end);
                if within.is_empty() {
                    continue;
                }
                let wanted = &wanted[within];
                let numbers = wanted.iter().map(|(at, _)| Some(at - first));
                let numbers: arrow_array::UInt32Array = numbers.collect();
                let batch = take_record_batch(&batch, &numbers).map_err(broken)?;
                for (json, (_, place)) in json_rows(&batch)?.iter().zip(wanted) {
                    row(*place, json)?;
                }
            }
        }
        Ok(())
    }
}

fn broken(error: ArrowError) -> Error {
    Error::new(ErrorKind::Contract, "rows can't be brought into the columns of their table").because(error)
}

fn instants(micros: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
}

/// The rows, of which some are deleted at some time.
fn marked(rows: &RecordBatch, marks: &[(usize, i64)]) -> Result<RecordBatch, ArrowError> {
    if marks.is_empty() {
        return Ok(rows.clone());
    }
    let schema = rows.schema();
    let mut columns = rows.columns().to_vec();
    for name in [SYNCED, DELETED] {
        let at = schema.index_of(name)?;
        let mut micros: Vec<Option<i64>> =
            columns[at].as_primitive::<TimestampMicrosecondType>().iter().collect();
        for (row, time) in marks {
            micros[*row] = Some(*time);
        }
        columns[at] = instants(micros.into_iter());
    }
    RecordBatch::try_new(schema, columns)
}

/// Files that are being written, one after the other.
struct Output {
    store: Arc<dyn Store>,
    table: &'static Table,
    schema: SchemaRef,
    data_change: bool,
    current: Option<Current>,
    done: Vec<Part>,
}

/// The file that rows are written to.
struct Current {
    writer: Writer<Vec<u8>>,
    places: Vec<u64>,
    bounds: Vec<Bounds>,
}

/// The least and the greatest value of a column; none if that is not told.
struct Bounds {
    column: &'static str,
    values: Option<(Value, Value)>,
}

impl Output {
    fn new(rows: &Rows, data_change: bool) -> Self {
        let (store, schema) = (rows.store.clone(), rows.schema.clone());
        Self { store, table: rows.table, schema, data_change, current: None, done: Vec::new() }
    }

    fn write(&mut self, rows: &RecordBatch, places: &[u64]) -> Result<(), Error> {
        if rows.num_rows() == 0 {
            return Ok(());
        }
        let mut current = match self.current.take() {
            Some(current) => current,
            None => Current {
                writer: Writer::new(Vec::new(), self.schema.clone(), false)?,
                places: Vec::new(),
                bounds: Vec::new(),
            },
        };
        current.writer.write(rows)?;
        let is_first = current.places.is_empty();
        current.places.extend_from_slice(places);
        for (at, column) in self.table.key().iter().enumerate() {
            let Some(values) = rows.column_by_name(column) else { continue };
            let values = bounds(values);
            if is_first {
                current.bounds.push(Bounds { column, values });
            } else if let Some(known) = current.bounds.get_mut(at) {
                known.values = known.values.take().zip(values).map(|(known, more)| wider(known, more));
            }
        }
        let is_long = current.writer.len() as u64 >= LONG;
        self.current = Some(current);
        if is_long { self.end() } else { Ok(()) }
    }

    /// Ends the file at hand.
    fn end(&mut self) -> Result<(), Error> {
        let Some(Current { writer, places, bounds }) = self.current.take() else { return Ok(()) };
        let bytes = writer.finish()?;
        let mut stats = [Map::new(), Map::new(), Map::new()];
        for Bounds { column, values } in bounds {
            let Some((least, greatest)) = values else { continue };
            for (map, value) in stats.iter_mut().zip([least, greatest, 0.into()]) {
                map.insert(column.to_owned(), value);
            }
        }
        let [least, greatest, nulls] = stats;
        let stats = json!({
            "numRecords": places.len(),
            "minValues": least,
            "maxValues": greatest,
            "nullCount": nulls,
        });
        let path = format!("part-{}.zstd.parquet", unique());
        let add = Add {
            path: path.clone(),
            partition_values: BTreeMap::new(),
            size: bytes.len() as u64,
            modification_time: Timestamp::now().as_millisecond(),
            data_change: self.data_change,
            stats: Some(stats.to_string()),
            deletion_vector: None,
        };
        self.store.write(&format!("{}/{path}", self.table.name()), bytes)?;
        self.done.push(Part { add, places });
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Part>, Error> {
        self.end()?;
        Ok(self.done)
    }
}

/// The least and the greatest value of a column of a key, if both are short.
fn bounds(column: &ArrayRef) -> Option<(Value, Value)> {
    match column.data_type() {
        DataType::Int64 => {
            let values = column.as_primitive::<Int64Type>();
            let (least, greatest) = (values.iter().flatten().min()?, values.iter().flatten().max()?);
            Some((least.into(), greatest.into()))
        }
        DataType::Utf8 => {
            let values = column.as_string::<i32>();
            let (least, greatest) = (values.iter().flatten().min()?, values.iter().flatten().max()?);
            (least.len() <= TOLD && greatest.len() <= TOLD).then(|| (least.into(), greatest.into()))
        }
        _ => None,
    }
}

/// The bounds of both.
fn wider(one: (Value, Value), other: (Value, Value)) -> (Value, Value) {
    let is_less = |one: &Value, other: &Value| match (one, other) {
        (Value::String(one), Value::String(other)) => one < other,
        (one, other) => one.as_i64() < other.as_i64(),
    };
    let least = if is_less(&other.0, &one.0) { other.0 } else { one.0 };
    let greatest = if is_less(&one.1, &other.1) { other.1 } else { one.1 };
    (least, greatest)
}
