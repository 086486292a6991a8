//! Rows in Parquet files.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, Int64Array, ListArray, MapArray, RecordBatch, StructArray, new_null_array,
};
use arrow_schema::{ArrowError, DataType, FieldRef, Fields, SchemaRef};
use bytes::{Buf as _, Bytes};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::arrow::arrow_writer::{ArrowWriter, ArrowWriterOptions};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{ChunkReader, Length};

use super::schema::value_of;
use super::store::Store;
use crate::{Error, ErrorKind};

/// The size of a row group in memory, in bytes. Whoever needs one row reads its group.
const GROUP: usize = 16 << 20;
/// The most rows of a row group.
const GROUP_ROWS: usize = 1 << 17;
/// The most rows of a batch that is read.
pub(super) const ROWS: usize = 8192;
/// The bytes of a file that are read at once.
const BLOCK: u64 = 1 << 20;
/// How many blocks are kept of a file that is being read.
const BLOCKS: usize = 24;

/// Writes one Parquet file.
pub(in crate::destination) struct Writer<W: io::Write + Send>(ArrowWriter<W>);

impl<W: io::Write + Send> Writer<W> {
    /// One for rows of these columns. What Arrow knows of them beyond Parquet is kept in the file if it is
    /// `for_arrow`.
    pub(in crate::destination) fn new(out: W, schema: SchemaRef, for_arrow: bool) -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(format!("adoxide version {}", env!("CARGO_PKG_VERSION")))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP))
            // Items of lists and entries of maps are named as the format says.
            .set_coerce_types(true)
            .build();
        let options =
            ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(!for_arrow);
        ArrowWriter::try_new_with_options(out, schema, options).map(Self).map_err(unwritten)
    }

    pub(in crate::destination) fn write(&mut self, rows: &RecordBatch) -> Result<(), Error> {
        self.0.write(rows).map_err(unwritten)
    }

    /// About how long the file would be if it ended here, in bytes.
    pub(super) fn len(&self) -> usize {
        self.0.bytes_written() + self.0.in_progress_size()
    }

    /// Ends the file.
    pub(in crate::destination) fn finish(self) -> Result<W, Error> {
        self.0.into_inner().map_err(unwritten)
    }
}

fn unwritten(error: ParquetError) -> Error {
    Error::new(ErrorKind::Destination, "rows can't be written as Parquet").because(error)
}

/// Which rows of a file are read.
#[derive(Clone, Copy)]
pub(super) enum Which<'a> {
    All,
    /// Groups without any of these rows are passed over. Sorted.
    GroupsOf(&'a [u32]),
}

/// Reads the rows of a Parquet file with these columns, each batch with the number of its first row. Columns that the
/// file does not have are null.
pub(super) fn read(
    store: &Arc<dyn Store>,
    path: &str,
    size: u64,
    schema: &SchemaRef,
    which: Which<'_>,
) -> Result<impl Iterator<Item = Result<(u32, RecordBatch), Error>> + use<>, Error> {
    let name = format!("{}/{path}", store.name());
    let unread = move |error: &dyn std::fmt::Display| {
        let message = format!("`{name}` can't be read: {error}");
        Error::new(ErrorKind::Destination, message)
    };
    let file = File { store: store.clone(), path: path.into(), size, blocks: Arc::default() };
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
        .map_err(|error| unread(&error))?;
    let is_wanted = |field: &FieldRef| schema.field_with_name(field.name()).is_ok();
    let fields = builder.schema().fields().iter().zip(0..);
    let wanted: Vec<usize> = fields.filter(|(field, _)| is_wanted(field)).map(|(_, at)| at).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    // Batches don't begin with groups: where each row stands is counted.
    let mut spans = Vec::new();
    let (mut groups, mut first) = (Vec::new(), 0);
    for (number, group) in builder.metadata().row_groups().iter().enumerate() {
        let end = first + group.num_rows() as u32;
        let is_read = match which {
            Which::All => true,
            Which::GroupsOf(rows) => {
                let next = rows.partition_point(|row| *row < first);
                rows.get(next).is_some_and(|row| *row < end)
            }
        };
        if is_read {
            groups.push(number);
            spans.push(first..end);
        }
        first = end;
    }
    let reader = builder.with_projection(mask).with_row_groups(groups).with_batch_size(ROWS).build();
    let mut reader = reader.map_err(|error| unread(&error))?;
    let schema = schema.clone();
    let mut spans = spans.into_iter();
    let (mut span, mut held) = (0..0, None::<RecordBatch>);
    Ok(std::iter::from_fn(move || {
        if span.is_empty() {
            span = spans.next()?;
        }
        let batch = match held.take().map(Ok).or_else(|| reader.next())? {
            Ok(batch) => batch,
            Err(error) => return Some(Err(unread(&error))),
        };
        // What goes on into the next group, which may stand elsewhere, is a batch of its own.
        let rows = batch.num_rows().min(span.len());
        if rows < batch.num_rows() {
            held = Some(batch.slice(rows, batch.num_rows() - rows));
        }
        let at = span.start;
        span.start += rows as u32;
        let fitted = fitted(&batch.slice(0, rows), &schema).map_err(|error| unread(&error));
        Some(fitted.map(|batch| (at, batch)))
    }))
}

/// Rows with these columns, each by its name; those that are not there are null.
pub(super) fn fitted(rows: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = schema.fields().iter().map(|field| match rows.column_by_name(field.name()) {
        Some(column) => fit(column, field.data_type()),
        None => Ok(new_null_array(field.data_type(), rows.num_rows())),
    });
    RecordBatch::try_new(schema.clone(), columns.collect::<Result<_, _>>()?)
}

fn fit(array: &ArrayRef, kind: &DataType) -> Result<ArrayRef, ArrowError> {
    if array.data_type() == kind {
        return Ok(array.clone());
    }
    let differs =
        || Err(ArrowError::SchemaError(format!("a column is {} and not {kind}", array.data_type())));
    Ok(match (array.data_type(), kind) {
        (DataType::Struct(_), DataType::Struct(fields)) => Arc::new(fit_struct(array.as_struct(), fields)?),
        (DataType::List(_), DataType::List(item)) => {
            let list = array.as_list::<i32>();
            let values = fit(list.values(), item.data_type())?;
            Arc::new(ListArray::try_new(item.clone(), list.offsets().clone(), values, list.nulls().cloned())?)
        }
        (DataType::Map(..), DataType::Map(entries, sorted)) => {
            let map = array.as_map();
            let (DataType::Struct(fields), Some(_)) = (entries.data_type(), value_of(kind)) else {
                return differs();
            };
            let named = [map.keys().clone(), map.values().clone()];
            let columns = named.iter().zip(fields).map(|(column, field)| fit(column, field.data_type()));
            let pairs = StructArray::try_new(fields.clone(), columns.collect::<Result<_, _>>()?, None)?;
            Arc::new(MapArray::try_new(
                entries.clone(),
                map.offsets().clone(),
                pairs,
                map.nulls().cloned(),
                *sorted,
            )?)
        }
        (DataType::Int32, DataType::Int64) => {
            let integers = array.as_primitive::<Int32Type>();
            Arc::new(integers.iter().map(|value| value.map(i64::from)).collect::<Int64Array>())
        }
        _ => return differs(),
    })
}

fn fit_struct(array: &StructArray, fields: &Fields) -> Result<StructArray, ArrowError> {
    let columns = fields.iter().map(|field| match array.column_by_name(field.name()) {
        Some(column) => fit(column, field.data_type()),
        None => Ok(new_null_array(field.data_type(), array.len())),
    });
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    StructArray::try_new_with_length(fields.clone(), columns, array.nulls().cloned(), array.len())
}

/// A file that is read in blocks: an object store is asked seldom.
#[derive(Clone)]
struct File {
    store: Arc<dyn Store>,
    path: Arc<str>,
    size: u64,
    blocks: Arc<Mutex<Vec<(u64, Bytes)>>>,
}

impl File {
    /// The block that a byte is in, from there on.
    fn from(&self, start: u64) -> Result<Bytes, ParquetError> {
        let number = start / BLOCK;
        let begin = number * BLOCK;
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        let block = if let Some(at) = blocks.iter().position(|(known, _)| *known == number) {
            blocks.remove(at).1
        } else {
            let end = (begin + BLOCK).min(self.size);
            let read = self.store.read_range(&self.path, begin..end);
            read.map_err(|error| ParquetError::External(Box::new(error)))?
        };
        if blocks.len() >= BLOCKS {
            blocks.remove(0);
        }
        blocks.push((number, block.clone()));
        let within = ((start - begin) as usize).min(block.len());
        Ok(block.slice(within..))
    }
}

impl Length for File {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for File {
    type T = From;

    fn get_read(&self, start: u64) -> Result<From, ParquetError> {
        Ok(From { file: self.clone(), at: start })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        let end = start + length as u64;
        if end > self.size {
            return Err(ParquetError::EOF(format!("it has {} bytes and not {end}", self.size)));
        }
        let first = self.from(start)?;
        if first.len() >= length {
            return Ok(first.slice(..length));
        }
        if length as u64 > BLOCK {
            let read = self.store.read_range(&self.path, start..end);
            return read.map_err(|error| ParquetError::External(Box::new(error)));
        }
        let mut bytes = first.to_vec();
        let second = self.from(start + bytes.len() as u64)?;
        bytes.extend_from_slice(&second[..length - bytes.len()]);
        Ok(bytes.into())
    }
}

/// A file from some byte on.
struct From {
    file: File,
    at: u64,
}

impl Read for From {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.file.size {
            return Ok(0);
        }
        let mut block = self.file.from(self.at).map_err(io::Error::other)?;
        let count = to.len().min(block.len());
        block.copy_to_slice(&mut to[..count]);
        self.at += count as u64;
        Ok(count)
    }
}
