//! Rows for Python: as Arrow through the PyCapsule interface, without a copy, or as dictionaries.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use adoxide_sync::arrow_array::cast::AsArray as _;
use adoxide_sync::arrow_array::{
    Array, ArrayRef, BooleanArray, ListArray, MapArray, RecordBatch, RecordBatchReader, StructArray,
};
use adoxide_sync::arrow_schema::ffi::FFI_ArrowSchema;
use adoxide_sync::arrow_schema::{
    ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit,
};
use adoxide_sync::destination::lookup::json_rows;
use adoxide_sync::table::is_json;
use adoxide_sync::{Error, Table};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_select::filter::filter_record_batch;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use tempfile::TempDir;

use crate::error::sync_exception;
use crate::json;

/// The key of a field's metadata that says what is in its text.
const MARK: &str = "adoxide.type";
/// Those that say what its values mean, and that it has an extension type.
const DESCRIPTION: &str = "description";
const EXTENSION: &str = "ARROW:extension:";

/// The column of the time when a row was found gone.
const DELETED: &str = "_deletedAt";

/// How Parquet and Spark name what a list has; some engines compare the names.
const ELEMENT: &str = "element";

/// A field without extension types, which not every program knows: JSON is text, and marked as such.
fn plain(field: &Field) -> FieldRef {
    let kind = match field.data_type() {
        DataType::Struct(members) => DataType::Struct(members.iter().map(|member| plain(member)).collect()),
        DataType::List(item) => DataType::List(element(item)),
        DataType::Map(entries, sorted) => DataType::Map(plain(entries), *sorted),
        other => other.clone(),
    };
    let mut metadata = field.metadata().clone();
    metadata.retain(|key, _| !key.starts_with(EXTENSION));
    if is_json(field) {
        metadata.insert(MARK.to_owned(), "json".to_owned());
    }
    Arc::new(Field::new(field.name(), kind, field.is_nullable()).with_metadata(metadata))
}

fn element(item: &Field) -> FieldRef {
    Arc::new(Field::clone(&plain(item)).with_name(ELEMENT))
}

fn plain_schema(schema: &Schema) -> SchemaRef {
    Arc::new(Schema::new(schema.fields().iter().map(|field| plain(field)).collect::<Fields>()))
}

/// The same values under fields that are [plain].
fn plain_array(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(match array.data_type() {
        DataType::Struct(members) => {
            let array = array.as_struct();
            let fields = members.iter().map(|member| plain(member)).collect();
            let columns = array.columns().iter().map(plain_array).collect::<Result<_, _>>()?;
            let nulls = array.nulls().cloned();
            Arc::new(StructArray::try_new_with_length(fields, columns, nulls, array.len())?)
        }
        DataType::List(item) => {
            let array = array.as_list::<i32>();
            let (offsets, nulls) = (array.offsets().clone(), array.nulls().cloned());
            Arc::new(ListArray::try_new(element(item), offsets, plain_array(array.values())?, nulls)?)
        }
        DataType::Map(entries, sorted) => {
            let array = array.as_map();
            let inner: ArrayRef = Arc::new(array.entries().clone());
            let inner = plain_array(&inner)?.as_struct().clone();
            let (offsets, nulls) = (array.offsets().clone(), array.nulls().cloned());
            Arc::new(MapArray::try_new(plain(entries), offsets, inner, nulls, *sorted)?)
        }
        _ => array.clone(),
    })
}

/// Batches that are read while they are wanted.
struct Reader {
    schema: SchemaRef,
    /// None if there are no rows.
    rows: Option<adoxide_sync::Reader>,
    /// Whether rows that are deleted are read too.
    deleted: bool,
    /// Where they are read from, if only they need it. It is removed after they are closed: fields are dropped in order.
    _folder: Option<TempDir>,
}

impl Reader {
    /// The next rows, as the destination has them.
    fn read(&mut self) -> Result<Option<RecordBatch>, Error> {
        let Some(rows) = &mut self.rows else { return Ok(None) };
        let Some(batch) = rows.read()? else { return Ok(None) };
        let deleted = batch.column_by_name(DELETED).filter(|_| !self.deleted);
        let Some(deleted) = deleted.filter(|deleted| deleted.null_count() < batch.num_rows()) else {
            return Ok(Some(batch));
        };
        let wanted: BooleanArray = (0..batch.num_rows()).map(|row| Some(deleted.is_null(row))).collect();
        let differs =
            |error| Error::new(adoxide_sync::ErrorKind::Contract, "rows can't be chosen").because(error);
        filter_record_batch(&batch, &wanted).map(Some).map_err(differs)
    }

    /// The same rows with [plain] columns.
    fn plain(&self, batch: &RecordBatch) -> Result<RecordBatch, Error> {
        let columns = batch.columns().iter().map(plain_array).collect::<Result<_, _>>();
        let plain = columns.and_then(|columns| RecordBatch::try_new(self.schema.clone(), columns));
        plain.map_err(|error| {
            Error::new(adoxide_sync::ErrorKind::Contract, "rows are not those of the table").because(error)
        })
    }
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.read().transpose()?.and_then(|batch| self.plain(&batch));
        Some(batch.map_err(|error| ArrowError::ExternalError(Box::new(error))))
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

/// The rows of a table, once: as an Arrow stream, or as an iterator of dictionaries.
#[pyclass(frozen)]
pub struct Batches {
    schema: SchemaRef,
    reader: Mutex<Option<Reader>>,
    /// Rows of a batch that were not asked for yet, as JSON.
    ready: Mutex<VecDeque<String>>,
    /// Whether columns of JSON are text in the rows, as they are in Arrow.
    is_json_text: AtomicBool,
}

impl Batches {
    pub fn new(rows: adoxide_sync::Reader, deleted: bool, folder: Option<TempDir>) -> Self {
        let schema = plain_schema(&rows.schema());
        Self::of(Reader { schema, rows: Some(rows), deleted, _folder: folder })
    }

    /// No rows of a table.
    pub fn empty(table: &Table) -> Self {
        Self::of(Reader { schema: TableSchema::of(table).0, rows: None, deleted: false, _folder: None })
    }

    fn of(reader: Reader) -> Self {
        Self {
            schema: reader.schema.clone(),
            reader: Mutex::new(Some(reader)),
            ready: Mutex::default(),
            is_json_text: AtomicBool::new(false),
        }
    }
}

#[pymethods]
impl Batches {
    /// The Arrow stream. It can be had once.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer that asks for other types casts them itself.
        drop(requested_schema);
        if !self.ready.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            return Err(PyValueError::new_err("some of these rows were read already; read them again"));
        }
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
        let reader =
            reader.ok_or_else(|| PyValueError::new_err("these rows were read already; read them again"))?;
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }

    /// The same rows, with the text of JSON columns in place of what it means.
    fn json_as_text(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this.is_json_text.store(true, Ordering::Relaxed);
        this
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    /// The next row. Instants are text in ISO 8601, what is null is left out.
    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        loop {
            let row = self.ready.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            if let Some(row) = row {
                return json::to_python(py, row.as_bytes()).map(Some);
            }
            let next = py.detach(|| {
                let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
                let reader = reader.as_mut()?;
                let batch = reader.read().transpose()?;
                // Without the mark of their columns, documents are text like any other.
                let plain = |batch| {
                    if self.is_json_text.load(Ordering::Relaxed) { reader.plain(&batch) } else { Ok(batch) }
                };
                Some(batch.and_then(plain).and_then(|batch| json_rows(&batch)))
            });
            match next {
                None => return Ok(None),
                Some(rows) => {
                    let rows = rows.map_err(|error| sync_exception(py, &error))?;
                    self.ready.lock().unwrap_or_else(PoisonError::into_inner).extend(rows);
                }
            }
        }
    }
}

/// The columns of a table.
#[pyclass(frozen)]
pub struct TableSchema(SchemaRef);

impl TableSchema {
    /// Those of the table, and `_syncedAt` and `_deletedAt`.
    pub fn of(table: &Table) -> Self {
        let columns = table.all_columns().map(|column| {
            let mut field = Field::clone(column.field());
            if !column.description().is_empty() {
                field.metadata_mut().insert(DESCRIPTION.to_owned(), column.description().to_owned());
            }
            field
        });
        let instant = || DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
        let times = ["_syncedAt", DELETED].map(|name| Field::new(name, instant(), true));
        Self(plain_schema(&Schema::new(columns.chain(times).collect::<Vec<_>>())))
    }
}

#[pymethods]
impl TableSchema {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.0)
    }
}

fn schema_capsule<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema =
        FFI_ArrowSchema::try_from(schema).map_err(|error| PyValueError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}
