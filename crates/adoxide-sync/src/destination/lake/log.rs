//! The log of a Delta table, as its protocol has it:
//! <https://github.com/delta-io/delta/blob/master/PROTOCOL.md>
//!
//! A version of a table is a file of the log. Whoever writes the file first has made that version; nobody writes it
//! again. What is written here any reader of Delta Lake reads: reader version 1, no deletion vectors, no renamed columns.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array as _, ArrayRef, Int32Array, RecordBatch, StructArray};
use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::part::{Which, Writer, read};
use super::store::Store;
use crate::merge::json_rows;
use crate::table::{boolean, integer, list, map, record, text};
use crate::{Error, ErrorKind, decode};

/// A checkpoint is written after so many versions.
const CHECKPOINT: u64 = 20;
/// How long it is told that a file was removed, in milliseconds: readers may still be at it.
const REMOVED: i64 = 7 * 24 * 60 * 60 * 1000;

/// One action: one of these.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) commit_info: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) protocol: Option<Protocol>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) meta_data: Option<MetaData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) txn: Option<Txn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) domain_metadata: Option<Domain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remove: Option<Remove>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) add: Option<Add>,
}

/// What a program must know to read and write the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Protocol {
    pub(super) min_reader_version: i64,
    pub(super) min_writer_version: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reader_features: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) writer_features: Option<Vec<String>>,
}

impl Protocol {
    /// The lowest: every program that knows Delta Lake reads and writes such a table.
    pub(super) fn lowest() -> Self {
        Self { min_reader_version: 1, min_writer_version: 2, reader_features: None, writer_features: None }
    }

    /// One whose writers must know domains, and whose readers need not.
    pub(super) fn with_domains() -> Self {
        let writer_features = Some(vec![DOMAINS.to_owned()]);
        Self { min_reader_version: 1, min_writer_version: 7, reader_features: None, writer_features }
    }

    /// What it asks for that is not known here.
    fn unknown(&self) -> Option<String> {
        let known = [DOMAINS, "appendOnly", "invariants"];
        let features = self.reader_features.iter().chain(&self.writer_features).flatten();
        let unknown: Vec<_> =
            features.filter(|feature| !known.contains(&feature.as_str())).map(String::as_str).collect();
        if !unknown.is_empty() {
            return Some(unknown.join(", "));
        }
        let (reader, writer) = (self.min_reader_version, self.min_writer_version);
        let is_known = matches!(reader, 1 | 3) && matches!(writer, 1 | 2 | 7);
        (!is_known).then(|| format!("reader version {reader}, writer version {writer}"))
    }
}

const DOMAINS: &str = "domainMetadata";

/// What a table is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MetaData {
    pub(super) id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) format: Format,
    pub(super) schema_string: String,
    #[serde(default)]
    pub(super) partition_columns: Vec<String>,
    #[serde(default)]
    pub(super) configuration: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) created_time: Option<i64>,
}

/// How rows are stored: as Parquet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Format {
    pub(super) provider: String,
    #[serde(default)]
    pub(super) options: BTreeMap<String, String>,
}

impl Default for Format {
    fn default() -> Self {
        Self { provider: "parquet".to_owned(), options: BTreeMap::new() }
    }
}

/// How far a program is with a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Txn {
    pub(super) app_id: String,
    pub(super) version: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) last_updated: Option<i64>,
}

/// A text that goes with the table, by its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Domain {
    #[serde(rename = "domain")]
    pub(super) name: String,
    pub(super) configuration: String,
    #[serde(default)]
    pub(super) removed: bool,
}

/// A file that is part of the table from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Add {
    pub(super) path: String,
    #[serde(default)]
    pub(super) partition_values: BTreeMap<String, Option<String>>,
    pub(super) size: u64,
    pub(super) modification_time: i64,
    pub(super) data_change: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) stats: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) deletion_vector: Option<Value>,
}

/// A file that is no part of the table any more.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Remove {
    pub(super) path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) deletion_timestamp: Option<i64>,
    pub(super) data_change: bool,
    #[serde(default)]
    pub(super) extended_file_metadata: bool,
    #[serde(default)]
    pub(super) partition_values: BTreeMap<String, Option<String>>,
    #[serde(default)]
    pub(super) size: u64,
}

impl From<Add> for Line {
    fn from(add: Add) -> Self {
        Self { add: Some(add), ..Self::default() }
    }
}

impl From<Remove> for Line {
    fn from(remove: Remove) -> Self {
        Self { remove: Some(remove), ..Self::default() }
    }
}

impl From<MetaData> for Line {
    fn from(meta: MetaData) -> Self {
        Self { meta_data: Some(meta), ..Self::default() }
    }
}

impl From<Protocol> for Line {
    fn from(protocol: Protocol) -> Self {
        Self { protocol: Some(protocol), ..Self::default() }
    }
}

impl From<Txn> for Line {
    fn from(txn: Txn) -> Self {
        Self { txn: Some(txn), ..Self::default() }
    }
}

impl From<Domain> for Line {
    fn from(domain: Domain) -> Self {
        Self { domain_metadata: Some(domain), ..Self::default() }
    }
}

/// A table as of its last version that is known.
pub(super) struct Log {
    store: Arc<dyn Store>,
    /// The folder of the table.
    folder: String,
    /// None if there is no table.
    version: Option<u64>,
    /// The version of the last checkpoint.
    checkpoint: Option<u64>,
    protocol: Option<Protocol>,
    meta: Option<MetaData>,
    /// Each with its place in the order in which they were added.
    files: BTreeMap<String, (u64, Add)>,
    added: u64,
    removed: BTreeMap<String, Remove>,
    txns: BTreeMap<String, Txn>,
    domains: BTreeMap<String, String>,
}

/// What `_last_checkpoint` says.
#[derive(Serialize, Deserialize)]
struct Last {
    version: u64,
    size: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parts: Option<u64>,
}

impl Log {
    /// Reads the log in a folder; it has no version if there is none.
    pub(super) fn read(store: &Arc<dyn Store>, folder: &str) -> Result<Self, Error> {
        let mut log = Self {
            store: store.clone(),
            folder: folder.to_owned(),
            version: None,
            checkpoint: None,
            protocol: None,
            meta: None,
            files: BTreeMap::new(),
            added: 0,
            removed: BTreeMap::new(),
            txns: BTreeMap::new(),
            domains: BTreeMap::new(),
        };
        let last = store.read(&log.at("_last_checkpoint"))?;
        let last = last.map(|last| serde_json::from_slice::<Last>(&last)).transpose();
        let last = last.map_err(|error| log.damaged(&error))?;
        if last.as_ref().is_some_and(|last| last.parts.is_some()) {
            return Err(log.foreign("a checkpoint in parts"));
        }
        let last = last.map(|last| last.version);
        let after = last.map(|version| format!("{version:020}.json")).unwrap_or_default();
        let names = store.list(&format!("{folder}/_delta_log"), &after)?;
        let numbers = |suffix: &'static str| {
            names.iter().filter_map(move |name| name.strip_suffix(suffix)?.parse::<u64>().ok())
        };
        // A writer that was slow may have named its own as the last one, after a newer one was written.
        if let Some(checkpoint) = numbers(".checkpoint.parquet").max().or(last) {
            log.load(checkpoint)?;
        }
        let first = log.next();
        let versions: Vec<_> = numbers(".json").filter(|version| *version >= first).collect();
        let paths: Vec<_> = versions.iter().map(|version| log.at(&format!("{version:020}.json"))).collect();
        for (version, text) in versions.into_iter().zip(store.read_all(&paths)?) {
            if version != log.next() {
                return Err(log.damaged(&format!("version {} is missing", log.next())));
            }
            let lines =
                log.lines(&text.ok_or_else(|| log.damaged(&format!("version {version} is missing")))?)?;
            log.step(lines)?;
        }
        Ok(log)
    }

    fn at(&self, name: &str) -> String {
        format!("{}/_delta_log/{name}", self.folder)
    }

    fn shown(&self) -> String {
        format!("{}/{}", self.store.name(), self.folder)
    }

    fn damaged(&self, why: &dyn std::fmt::Display) -> Error {
        let message = format!("the log of `{}` is damaged: {why}; sync into another folder", self.shown());
        Error::new(ErrorKind::Destination, message)
    }

    fn foreign(&self, what: &str) -> Error {
        let message = format!(
            "`{}` was changed by another program so that it needs {what}, which adoxide does not know; sync into \
             another folder",
            self.shown()
        );
        Error::new(ErrorKind::Incompatible, message)
    }

    /// The number of the version that would be written next.
    pub(super) fn next(&self) -> u64 {
        self.version.map_or(0, |version| version + 1)
    }

    /// The last version; none if there is no table.
    pub(super) fn version(&self) -> Option<u64> {
        self.version
    }

    pub(super) fn meta(&self) -> Option<&MetaData> {
        self.meta.as_ref()
    }

    /// The files of the table, in the order in which they were added.
    pub(super) fn files(&self) -> Vec<Add> {
        let mut files: Vec<_> = self.files.values().collect();
        files.sort_by_key(|(order, _)| *order);
        files.into_iter().map(|(_, add)| add.clone()).collect()
    }

    /// Whether a file is part of the table.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// How far a program is.
    pub(super) fn txn(&self, app: &str) -> Option<i64> {
        self.txns.get(app).map(|txn| txn.version)
    }

    pub(super) fn domains(&self) -> &BTreeMap<String, String> {
        &self.domains
    }

    /// The actions of a version; none if there is no such version.
    pub(super) fn entry(&self, version: u64) -> Result<Option<Vec<Line>>, Error> {
        let text = self.store.read(&self.at(&format!("{version:020}.json")))?;
        text.map(|text| self.lines(&text)).transpose()
    }

    /// The actions in the text of a version.
    fn lines(&self, text: &[u8]) -> Result<Vec<Line>, Error> {
        let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let lines = lines.map(serde_json::from_slice).collect::<Result<Vec<Line>, _>>();
        lines.map_err(|error| self.damaged(&error))
    }

    /// Goes to the next version, if there is one: answers whether there was.
    pub(super) fn advance(&mut self) -> Result<bool, Error> {
        let Some(lines) = self.entry(self.next())? else { return Ok(false) };
        self.step(lines)?;
        Ok(true)
    }

    /// Takes the actions of the next version.
    fn step(&mut self, lines: Vec<Line>) -> Result<(), Error> {
        lines.into_iter().try_for_each(|line| self.apply(line))?;
        self.version = Some(self.next());
        Ok(())
    }

    /// Writes the next version, unless another writer has: answers whether it did.
    pub(super) fn append(&mut self, lines: Vec<Line>) -> Result<bool, Error> {
        let mut text = Vec::new();
        for line in &lines {
            serde_json::to_writer(&mut text, line).map_err(|error| {
                Error::new(ErrorKind::Contract, "an action can't be written as JSON").because(error)
            })?;
            text.push(b'\n');
        }
        if !self.store.create(&self.at(&format!("{:020}.json", self.next())), text)? {
            return Ok(false);
        }
        self.step(lines)?;
        Ok(true)
    }

    fn apply(&mut self, line: Line) -> Result<(), Error> {
        if let Some(protocol) = line.protocol {
            if let Some(unknown) = protocol.unknown() {
                return Err(self.foreign(&unknown));
            }
            self.protocol = Some(protocol);
        }
        if let Some(meta) = line.meta_data {
            if !meta.partition_columns.is_empty() {
                return Err(self.foreign("columns to partition by"));
            }
            self.meta = Some(meta);
        }
        if let Some(txn) = line.txn {
            self.txns.insert(txn.app_id.clone(), txn);
        }
        if let Some(domain) = line.domain_metadata {
            drop(if domain.removed {
                self.domains.remove(&domain.name)
            } else {
                self.domains.insert(domain.name, domain.configuration)
            });
        }
        if let Some(remove) = line.remove {
            self.files.remove(&remove.path);
            self.removed.insert(remove.path.clone(), remove);
        }
        if let Some(add) = line.add {
            if add.deletion_vector.is_some() {
                return Err(self.foreign("deletion vectors"));
            }
            self.removed.remove(&add.path);
            self.files.insert(add.path.clone(), (self.added, add));
            self.added += 1;
        }
        Ok(())
    }

    /// Reads a checkpoint.
    fn load(&mut self, version: u64) -> Result<(), Error> {
        let name = format!("{version:020}.checkpoint.parquet");
        let path = self.at(&name);
        let Some(bytes) = self.store.read(&path)? else {
            return Err(self.damaged(&format!("there is no `{name}`")));
        };
        for batch in read(&self.store, &path, bytes.len() as u64, &ACTIONS, Which::All)? {
            for row in json_rows(&batch?.1)? {
                let line = serde_json::from_str(&row).map_err(|error| self.damaged(&error))?;
                self.apply(line)?;
            }
        }
        (self.version, self.checkpoint) = (Some(version), Some(version));
        Ok(())
    }

    /// Writes a checkpoint, if there has been none for a while: the log is then read from there.
    pub(super) fn checkpoint(&mut self, now: Timestamp, clean: bool) -> Result<(), Error> {
        let Some(version) = self.version else { return Ok(()) };
        if version - self.checkpoint.unwrap_or(0) < CHECKPOINT {
            return Ok(());
        }
        let oldest = now.as_millisecond() - REMOVED;
        self.removed.retain(|_, remove| remove.deletion_timestamp.is_some_and(|time| time > oldest));
        let head = self.protocol.clone().map(Line::from).into_iter().chain(self.meta.clone().map(Line::from));
        let txns = self.txns.values().cloned().map(Line::from);
        let domains = self.domains.iter().map(|(name, configuration)| {
            Domain { name: name.clone(), configuration: configuration.clone(), removed: false }.into()
        });
        let removed =
            self.removed.values().cloned().map(|remove| Remove { data_change: false, ..remove }.into());
        let added = self.files().into_iter().map(|add| Add { data_change: false, ..add }.into());
        let lines: Vec<Line> = head.chain(txns).chain(domains).chain(removed).chain(added).collect();

        let rows = decode::batch(&ACTIONS, json!(lines).to_string().as_bytes());
        let rows = rows.map_err(|what| Error::new(ErrorKind::Contract, format!("a checkpoint: {what}")))?;
        let rows = narrowed(&rows)?;
        let mut writer = Writer::new(Vec::new(), rows.schema(), false)?;
        writer.write(&rows)?;
        let before = self.checkpoint.replace(version);
        self.store.write(&self.at(&format!("{version:020}.checkpoint.parquet")), writer.finish()?)?;
        let last = Last { version, size: lines.len(), parts: None };
        self.store.write(&self.at("_last_checkpoint"), json!(last).to_string().into_bytes())?;
        if clean {
            // Nobody goes back to what was before.
            for version in before.unwrap_or(0)..version {
                self.store.remove(&self.at(&format!("{version:020}.json")))?;
            }
            if let Some(before) = before {
                self.store.remove(&self.at(&format!("{before:020}.checkpoint.parquet")))?;
            }
        }
        Ok(())
    }
}

/// The columns of a checkpoint, but that its integers have 64 bits.
static ACTIONS: LazyLock<SchemaRef> = LazyLock::new(|| {
    let values = || map("partitionValues", text("value"));
    let columns = [
        record("txn", [text("appId"), integer("version"), integer("lastUpdated")]),
        record(
            "add",
            [
                text("path"),
                values(),
                integer("size"),
                integer("modificationTime"),
                boolean("dataChange"),
                text("stats"),
            ],
        ),
        record(
            "remove",
            [
                text("path"),
                integer("deletionTimestamp"),
                boolean("dataChange"),
                boolean("extendedFileMetadata"),
                values(),
                integer("size"),
            ],
        ),
        record(
            "metaData",
            [
                text("id"),
                text("name"),
                text("description"),
                record("format", [text("provider"), map("options", text("value"))]),
                text("schemaString"),
                list("partitionColumns", text("item")),
                map("configuration", text("value")),
                integer("createdTime"),
            ],
        ),
        record(
            PROTOCOL,
            [
                integer("minReaderVersion"),
                integer("minWriterVersion"),
                list("readerFeatures", text("item")),
                list("writerFeatures", text("item")),
            ],
        ),
        record(DOMAINS, [text("domain"), text("configuration"), boolean("removed")]),
    ];
    Schema::new(columns.iter().map(|column| column.field().clone()).collect::<Vec<_>>()).into()
});

const PROTOCOL: &str = "protocol";

/// Actions as the format has them: the versions of the protocol have 32 bits.
fn narrowed(rows: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut fields: Vec<FieldRef> = rows.schema().fields().iter().cloned().collect();
    let mut columns = rows.columns().to_vec();
    let mut narrow = |at: usize| {
        let protocol = columns[at].as_struct();
        let members = protocol.fields().iter().zip(protocol.columns()).map(|(field, column)| {
            if field.data_type() != &DataType::Int64 {
                return (field.clone(), column.clone());
            }
            let column = column.as_primitive::<Int64Type>();
            let column: Int32Array =
                column.iter().map(|value| value.and_then(|value| i32::try_from(value).ok())).collect();
            (Field::clone(field).with_data_type(DataType::Int32).into(), Arc::new(column) as ArrayRef)
        });
        let (members, values): (Vec<FieldRef>, Vec<_>) = members.unzip();
        let narrowed = StructArray::try_new(members.into(), values, protocol.nulls().cloned())?;
        fields[at] = Field::clone(&fields[at]).with_data_type(narrowed.data_type().clone()).into();
        columns[at] = Arc::new(narrowed);
        Ok::<_, arrow_schema::ArrowError>(())
    };
    let done = match rows.schema().index_of(PROTOCOL) {
        Ok(at) => narrow(at),
        Err(error) => Err(error),
    };
    done.and_then(|()| RecordBatch::try_new(Schema::new(fields).into(), columns))
        .map_err(|error| Error::new(ErrorKind::Contract, "a checkpoint").because(error))
}
