//! Tables as Delta Lake has them: Parquet files, and a log that says which of them make up the table. It is written here
//! and not by a library: the libraries bring a query engine, or a second HTTP client and TLS, and none can do what
//! [follows](#one-commit). What they would do is an `add` and a `remove` for each file, in JSON.
//!
//! # Layout
//!
//! | file | is |
//! |---|---|
//! | `TABLE/_delta_log/`*n*`.json` | version *n* of a table: the files that it gains and loses, and the number of the commit as the `txn` of `adoxide` |
//! | `TABLE/part-…zstd.parquet` | rows: the columns of [`Table::schema`], nested as there, `_syncedAt`, `_deletedAt` |
//! | `_sync/_delta_log/`*n*`.json` | commit *n* |
//!
//! # One commit
//!
//! Each table has a log of its own, so no commit to several tables is one by nature. The log of `_sync`, a Delta table
//! without rows, makes it one: version *n* holds the notes as `domainMetadata` (one domain each: only those that have
//! changed are written), and in its `commitInfo` what the logs of the tables are to say. Once it is there, the commit has
//! happened; then the tables get their versions. Whoever finds that they have not, because the writer died in between,
//! writes them. A second writer that has not seen version *n* finds its number taken, and has committed nothing. Where no
//! lock keeps a second writer away, each begins with a version of its own: who began last goes on.
//!
//! # Rows
//!
//! A commit writes new files: its rows, and those of the files that it touches which stay (copy on write). The keys of a
//! table are read when it is first written to, its other values when a row may have changed. Files of about one size
//! are made one when there are many, so that a row is copied a few times at most, however small the commits are.

mod log;
#[cfg(feature = "object-store")]
mod objects;
mod part;
mod rows;
mod schema;
mod store;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_schema::{Schema, SchemaRef};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use self::log::{Domain, Format, Line, Log, MetaData, Protocol, Txn};
#[cfg(feature = "object-store")]
pub use self::objects::ObjectUrl;
#[cfg(feature = "object-store")]
pub(super) use self::objects::Objects;
use self::part::Which;
pub(super) use self::part::Writer;
use self::rows::Rows;
pub(super) use self::store::{Local, Store};
use super::reader::Batches;
use super::stored::stored;
use super::{Commit, Counts, Deletion, Notes, Reader};
use crate::merge::Index;
use crate::table::all;
use crate::{Error, ErrorKind, Table};

/// How many logs are read at once.
const READERS: usize = 8;
/// The version of what this module's documentation says.
const FORMAT: u64 = 1;
/// The folder of the commits.
pub(super) const SYNC: &str = "_sync";
/// By which name the tables know us.
const APP: &str = "adoxide";
/// What the names of the domains of notes begin with.
const NOTE: &str = "adoxide.note ";
/// Where the version of the format stands.
const FORMAT_KEY: &str = "adoxide.format";
/// Where the columns of a table's key stand.
const KEY: &str = "adoxide.key";

/// Tables in files, open for writing.
pub(super) struct Lake {
    store: Arc<dyn Store>,
    deletion: Deletion,
    /// Whether files stay when no table needs them any more: others may be reading.
    keeps_files: bool,
    sync: Log,
    notes: Notes,
    tables: BTreeMap<&'static str, Opened>,
    /// Whether a commit has failed half-way: what is in memory is not what is there.
    is_broken: bool,
}

/// A table.
struct Opened {
    table: &'static Table,
    log: Log,
    /// The columns of its files.
    schema: SchemaRef,
    /// What its log is to say of it with the next version; none if it does.
    meta: Option<MetaData>,
    /// None until it is written to.
    rows: Option<(Index, Rows)>,
}

impl Lake {
    /// Opens tables, or gets ready to make them with the first commit. A commit that was not finished is finished.
    pub(super) fn open(store: Arc<dyn Store>, deletion: Deletion, keeps_files: bool) -> Result<Self, Error> {
        let sync = Log::read(&store, SYNC)?;
        check(&store, &sync)?;
        let lake = Self {
            notes: notes(&sync),
            tables: BTreeMap::new(),
            is_broken: false,
            store,
            deletion,
            keeps_files,
            sync,
        };
        if let Some(number) = lake.sync.version() {
            let lines = lake.sync.entry(number)?.unwrap_or_default();
            for (name, lines) in promised(&lines)? {
                redo(&lake.store, &name, &lines, number)?;
            }
        }
        Ok(lake)
    }

    pub(super) fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Gets ready for commits to these tables.
    pub(super) fn prepare(&mut self, tables: &[&'static Table]) -> Result<(), Error> {
        let is_open = |table: &&&'static Table| {
            self.tables.get(table.name()).is_some_and(|opened| std::ptr::eq(opened.table, **table))
        };
        let missing: Vec<&'static Table> = tables.iter().filter(|table| !is_open(table)).copied().collect();
        let each = missing.len().div_ceil(READERS).max(1);
        // A log is some requests, each of which has to be waited for.
        let opened = std::thread::scope(|scope| {
            let store = &self.store;
            let read = |tables: &[&'static Table]| {
                tables.iter().map(|table| Opened::read(store, table)).collect::<Result<Vec<_>, Error>>()
            };
            let threads: Vec<_> =
                missing.chunks(each).map(|tables| scope.spawn(move || read(tables))).collect();
            let joined = threads.into_iter().map(|thread| {
                let broken = |_| Err(Error::new(ErrorKind::Destination, "reading the logs was broken off"));
                thread.join().unwrap_or_else(broken)
            });
            joined.collect::<Result<Vec<_>, Error>>()
        })?;
        for opened in opened.into_iter().flatten() {
            self.tables.insert(opened.table.name(), opened);
        }
        if !self.store.is_locked() {
            self.take_over()?;
        }
        for (index, _) in self.tables.values_mut().filter_map(|opened| opened.rows.as_mut()) {
            index.forget_seen();
        }
        Ok(())
    }

    pub(super) fn commit(&mut self, commit: &Commit) -> Result<Vec<Counts>, Error> {
        if std::mem::replace(&mut self.is_broken, true) {
            let message = format!("a commit to `{}` has failed; open it again", self.store.name());
            return Err(Error::new(ErrorKind::Destination, message));
        }
        if self.sync.version().is_none() {
            self.begin()?;
        }
        let mut counts = Vec::with_capacity(commit.steps.len());
        for step in &commit.steps {
            if !self.tables.contains_key(step.table.name()) {
                self.tables.insert(step.table.name(), Opened::read(&self.store, step.table)?);
            }
            let Some(opened) = self.tables.get_mut(step.table.name()) else { continue };
            let (index, rows) = opened.rows(&self.store, self.deletion)?;
            rows.now = step.at.as_microsecond();
            counts.push(index.make(step, rows)?);
        }
        let (number, now) = (self.sync.next(), Timestamp::now());
        let mut changes = BTreeMap::new();
        // Tables that are new are made with it, also those that have no rows.
        for (name, opened) in &mut self.tables {
            if let Some(lines) = opened.lines(number, now)? {
                changes.insert(*name, lines);
            }
        }
        let changed = |(key, value): &&(String, Option<String>)| self.notes.get(key) != value.as_ref();
        let changed: Vec<_> = commit.notes.iter().filter(changed).cloned().collect();
        if !changes.is_empty() || !changed.is_empty() {
            self.write(changes, changed, now)?;
        }
        self.is_broken = false;
        Ok(counts)
    }

    /// Makes the commits of a writer that has begun before this one fail from now on. What may not be written to is found
    /// out by it before anything is read.
    fn take_over(&mut self) -> Result<(), Error> {
        if self.sync.version().is_none() {
            return self.begin();
        }
        let is_next = self.sync.append(vec![info("TAKE OVER", Timestamp::now())])?;
        if is_next { self.sync.checkpoint(Timestamp::now(), true) } else { Err(stale(&self.store)) }
    }

    /// Makes the log of commits.
    fn begin(&mut self) -> Result<(), Error> {
        let mut meta = meta(SYNC, "The commits of adoxide to the tables beside it", &Schema::empty())?;
        meta.configuration.insert(FORMAT_KEY.to_owned(), FORMAT.to_string());
        let head = vec![info("CREATE TABLE", Timestamp::now()), Protocol::with_domains().into(), meta.into()];
        if self.sync.append(head)? { Ok(()) } else { Err(stale(&self.store)) }
    }

    fn write(
        &mut self,
        changes: BTreeMap<&'static str, Vec<Line>>,
        changed: Vec<(String, Option<String>)>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let number = self.sync.next();
        let mut head = info("SYNC", now);
        if let Some(info) = &mut head.commit_info {
            info[TABLES] = json!(changes);
        }
        let domains = changed.iter().map(|(key, value)| Domain {
            name: format!("{NOTE}{key}"),
            configuration: value.clone().unwrap_or_default(),
            removed: value.is_none(),
        });
        let lines = std::iter::once(head).chain(domains.map(Line::from)).collect();
        if !self.sync.append(lines)? {
            return Err(stale(&self.store));
        }
        for (key, value) in changed {
            drop(match value {
                Some(value) => self.notes.insert(key, value),
                None => self.notes.remove(&key),
            });
        }
        for (name, lines) in changes {
            let Some(opened) = self.tables.get_mut(name) else { continue };
            opened.meta = None;
            if !opened.log.append(lines.clone())? {
                // Another program has written to the table since it was opened.
                redo(&self.store, name, &lines, number)?;
                *opened = Opened::read(&self.store, opened.table)?;
            }
            let mut gone = removed(&lines);
            if let Some((_, rows)) = &mut opened.rows {
                loop {
                    let lines = rows.compact()?;
                    if lines.is_empty() {
                        break;
                    }
                    gone.extend(removed(&lines));
                    let lines = std::iter::once(info("OPTIMIZE", now)).chain(lines).collect();
                    if !opened.log.append(lines)? {
                        return Err(stale(&self.store));
                    }
                }
            }
            opened.log.checkpoint(now, !self.keeps_files)?;
            if !self.keeps_files {
                for path in gone {
                    self.store.remove(&format!("{name}/{path}"))?;
                }
            }
        }
        self.sync.checkpoint(now, true)
    }
}

impl Opened {
    fn read(store: &Arc<dyn Store>, table: &'static Table) -> Result<Self, Error> {
        let log = Log::read(store, table.name())?;
        let wanted = stored(table);
        let name = table.name();
        let key = table.key().join(",");
        let (schema, meta) = match log.meta() {
            None => {
                let mut meta = meta(name, table.description(), &wanted)?;
                meta.configuration.insert(KEY.to_owned(), key);
                (wanted, Some(meta))
            }
            Some(known) => {
                let refused = |what: &dyn std::fmt::Display| {
                    let message = format!(
                        "`{}` was written by another version of adoxide, or another program: {what}; sync into \
                         another folder",
                        store.name()
                    );
                    Err(Error::new(ErrorKind::Incompatible, message))
                };
                if known.configuration.get(KEY) != Some(&key) {
                    return refused(&format_args!("the key of table `{name}` is another one"));
                }
                let merged = schema::read(&known.schema_string);
                let schema = match merged.and_then(|there| schema::merged(&there, &wanted)) {
                    Ok(schema) => schema,
                    Err(what) => return refused(&format_args!("in table `{name}`, {what}")),
                };
                let schema_string = schema_string(&schema)?;
                let meta = (schema_string != known.schema_string)
                    .then(|| MetaData { schema_string, ..known.clone() });
                (schema, meta)
            }
        };
        Ok(Self { table, log, schema: schema.into(), meta, rows: None })
    }

    fn rows(&mut self, store: &Arc<dyn Store>, deletion: Deletion) -> Result<&mut (Index, Rows), Error> {
        let rows = match self.rows.take() {
            Some(rows) => rows,
            None => Rows::load(store, self.table, &self.schema, self.log.files(), deletion)?,
        };
        Ok(self.rows.insert(rows))
    }

    /// What its log is to say of a commit; none if that changes nothing.
    fn lines(&mut self, number: u64, now: Timestamp) -> Result<Option<Vec<Line>>, Error> {
        let changed = match &mut self.rows {
            Some((_, rows)) => rows.flush()?,
            None => Vec::new(),
        };
        let is_new = self.log.version().is_none();
        if changed.is_empty() && !is_new {
            return Ok(None);
        }
        let mut lines = vec![info(if is_new { "CREATE TABLE" } else { "MERGE" }, now)];
        lines.extend(is_new.then(|| Protocol::lowest().into()));
        lines.extend(self.meta.clone().map(Line::from));
        let (version, last_updated) = (number as i64, Some(now.as_millisecond()));
        lines.push(Txn { app_id: APP.to_owned(), version, last_updated }.into());
        lines.extend(changed);
        Ok(Some(lines))
    }
}

/// Where a commit says what the logs of tables are to say.
const TABLES: &str = "tables";

/// What a commit has promised that the log of each table is to say.
fn promised(lines: &[Line]) -> Result<BTreeMap<String, Vec<Line>>, Error> {
    let mut infos = lines.iter().filter_map(|line| line.commit_info.as_ref());
    let tables = infos.find_map(|info| info.get(TABLES)).cloned();
    let tables = tables.map(serde_json::from_value).transpose().map_err(|error| {
        let message = "the last commit says what can't be read; it was written by a newer version of adoxide";
        Error::new(ErrorKind::NewerVersion, message).because(error)
    })?;
    Ok(tables.unwrap_or_default())
}

/// Gives a table the version that a commit has promised, unless it has it.
fn redo(store: &Arc<dyn Store>, name: &str, lines: &[Line], number: u64) -> Result<(), Error> {
    let mut log = Log::read(store, name)?;
    loop {
        if log.txn(APP).is_some_and(|version| version >= number as i64) {
            return Ok(());
        }
        if let Some(gone) = removed(lines).into_iter().find(|path| !log.has(path)) {
            let message = format!(
                "`{}/{name}` was changed by another program while a sync wrote to it: `{gone}` is no part of it any \
                 more; sync into another folder",
                store.name()
            );
            return Err(Error::new(ErrorKind::Destination, message));
        }
        if log.append(lines.to_vec())? {
            return Ok(());
        }
        log.advance()?;
    }
}

/// The files that tables lose.
fn removed(lines: &[Line]) -> Vec<String> {
    lines.iter().filter_map(|line| line.remove.as_ref()).map(|remove| remove.path.clone()).collect()
}

/// Another writer has committed since this one read what is there.
fn stale(store: &Arc<dyn Store>) -> Error {
    let message = format!("another sync has written to `{}` since this one began; sync again", store.name());
    Error::new(ErrorKind::Locked, message)
}

fn info(operation: &str, now: Timestamp) -> Line {
    let info = json!({
        "timestamp": now.as_millisecond(),
        "operation": operation,
        "operationParameters": {},
        // No two writers write the same version, even at the same moment.
        "txnId": unique().to_string(),
        "engineInfo": concat!("adoxide/", env!("CARGO_PKG_VERSION")),
    });
    Line { commit_info: Some(info), ..Line::default() }
}

fn meta(name: &str, description: &str, schema: &Schema) -> Result<MetaData, Error> {
    Ok(MetaData {
        id: unique().to_string(),
        name: Some(name.to_owned()),
        description: (!description.is_empty()).then(|| description.to_owned()),
        format: Format::default(),
        schema_string: schema_string(schema)?,
        partition_columns: Vec::new(),
        configuration: BTreeMap::new(),
        created_time: Some(Timestamp::now().as_millisecond()),
    })
}

/// A name that no other file or table has.
fn unique() -> Uuid {
    uuid::Builder::from_random_bytes(fastrand::u128(..).to_be_bytes()).into_uuid()
}

fn schema_string(schema: &Schema) -> Result<String, Error> {
    schema::written(schema).map_err(|kind| {
        let message = format!("a column is of type {kind}, which tables don't hold");
        Error::new(ErrorKind::Contract, message)
    })
}

/// Refuses what is something else, or of a newer version.
fn check(store: &Arc<dyn Store>, sync: &Log) -> Result<(), Error> {
    let Some(meta) = sync.meta() else {
        if store.names()?.iter().all(|name| name == SYNC) {
            return Ok(());
        }
        let message = format!(
            "`{}` is a folder of something else; name an empty folder, or one that does not exist",
            store.name()
        );
        return Err(Error::new(ErrorKind::NotADestination, message));
    };
    let format = meta.configuration.get(FORMAT_KEY).and_then(|format| format.parse::<u64>().ok());
    if format.is_some_and(|format| format <= FORMAT) {
        return Ok(());
    }
    let message = format!(
        "`{}` was written by a newer version of adoxide; update it, or sync into another folder",
        store.name()
    );
    Err(Error::new(ErrorKind::NewerVersion, message))
}

fn notes(sync: &Log) -> Notes {
    let notes = sync.domains().iter();
    notes.filter_map(|(domain, text)| Some((domain.strip_prefix(NOTE)?.to_owned(), text.clone()))).collect()
}

/// The notes, without writing; empty if nothing is there.
pub(super) fn peek(store: &Arc<dyn Store>) -> Result<Notes, Error> {
    let sync = Log::read(store, SYNC)?;
    check(store, &sync)?;
    Ok(notes(&sync))
}

/// The tables that are there, each with its last version.
pub(super) fn tables(store: &Arc<dyn Store>) -> Result<BTreeMap<String, u64>, Error> {
    let mut tables = BTreeMap::new();
    for name in store.names()?.into_iter().filter(|name| !name.starts_with(['_', '.'])) {
        if let Some(version) = Log::read(store, &name)?.version() {
            tables.insert(name, version);
        }
    }
    Ok(tables)
}

/// Reads a table as it is now.
pub(super) fn read(store: &Arc<dyn Store>, table: &str) -> Result<Reader, Error> {
    check(store, &Log::read(store, SYNC)?)?;
    let is_name = !table.is_empty() && !table.contains(['/', '\\', '.']) && !table.starts_with('_');
    let log = if is_name { Some(Log::read(store, table)?) } else { None };
    let Some((log, meta)) = log.as_ref().and_then(|log| Some((log, log.meta()?))) else {
        let tables: Vec<_> = tables(store)?.into_keys().collect();
        let message = match tables.as_slice() {
            [] => format!("there are no tables in `{}` yet; `adox sync` makes them", store.name()),
            names => {
                let (place, names) = (store.name(), names.join(", "));
                format!("there is no table `{table}` in `{place}`; the tables are {names}")
            }
        };
        return Err(Error::new(ErrorKind::Config, message));
    };
    let there = schema::read(&meta.schema_string);
    let schema = there.and_then(|there| match all().find(|known| known.name() == table) {
        Some(known) => schema::merged(&there, &stored(known)),
        None => Ok(there),
    });
    let schema: SchemaRef = match schema {
        Ok(schema) => schema.into(),
        Err(what) => {
            let message = format!("table `{table}` of `{}` can't be read: {what}", store.name());
            return Err(Error::new(ErrorKind::Incompatible, message));
        }
    };
    let (folder, store, columns) = (table.to_owned(), store.clone(), schema.clone());
    let batches = log.files().into_iter().flat_map(move |add| -> Batches {
        match part::read(&store, &format!("{folder}/{}", add.path), add.size, &columns, Which::All) {
            Ok(batches) => Box::new(batches.map(|batch| batch.map(|(_, batch)| batch))),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    });
    Ok(Reader::new(schema, batches))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::destination::{Action, Step};
    use crate::table::PROJECTS;

    fn commit(id: &str, note: &str) -> Commit {
        let json = json!([{"organization": "o", "id": id, "name": id}]).to_string();
        let rows = crate::decode::batch(PROJECTS.schema(), json.as_bytes()).unwrap();
        let action = Action::Upsert { rows, seen: Vec::new() };
        let step = Step { table: &PROJECTS, at: Timestamp::UNIX_EPOCH, action };
        Commit { steps: vec![step], notes: vec![("note".to_owned(), Some(note.to_owned()))] }
    }

    /// Nothing but the log keeps two writers apart where there is no lock.
    #[test]
    fn a_stale_writer_is_refused_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(Local::new(folder.path().join("lake")));
        let open = || Lake::open(store.clone(), Deletion::Mark, true).unwrap();
        let rows = || read(&store, "projects").unwrap().map(|rows| rows.unwrap().num_rows()).sum::<usize>();
        let (mut one, mut other) = (open(), open());
        one.commit(&commit("a", "first")).unwrap();
        assert_eq!(other.commit(&commit("b", "lost")).unwrap_err().kind(), ErrorKind::Locked);
        let (mut one, mut other) = (open(), open());
        one.commit(&commit("c", "second")).unwrap();
        assert_eq!(other.commit(&commit("d", "lost")).unwrap_err().kind(), ErrorKind::Locked);
        // It is not to be used again.
        assert_eq!(other.commit(&commit("d", "lost")).unwrap_err().kind(), ErrorKind::Destination);
        assert_eq!((open().notes()["note"].as_str(), rows()), ("second", 2));
    }

    /// A writer that was slow names its checkpoint as the last one when a newer one is there, and what was between is gone.
    #[test]
    fn the_newest_checkpoint_counts() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(Local::new(folder.path().join("lake")));
        let mut lake = Lake::open(store.clone(), Deletion::Mark, true).unwrap();
        let log = |name: &str| format!("_sync/_delta_log/{name}");
        let checkpoint = |store: &Arc<dyn Store>| {
            let names = store.list("_sync/_delta_log", "").unwrap();
            names.into_iter().find(|name| name.ends_with(".checkpoint.parquet"))
        };
        let mut slow = None;
        for number in 0..60 {
            lake.commit(&commit("a", &number.to_string())).unwrap();
            if slow.is_none()
                && let Some(name) = checkpoint(&store)
            {
                let both = [log(&name), log("_last_checkpoint")];
                slow = Some(both.map(|path| (store.read(&path).unwrap().unwrap(), path)));
            }
        }
        for (bytes, path) in slow.unwrap() {
            assert_ne!(store.read(&path).unwrap().as_ref(), Some(&bytes), "a newer one was written");
            store.write(&path, bytes).unwrap();
        }
        let lake = Lake::open(store, Deletion::Mark, true).unwrap();
        assert_eq!(lake.notes()["note"], "59");
    }

    /// What another program does to a table does not matter, as long as the rows stay.
    #[test]
    fn a_version_of_another_program_is_built_upon() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(Local::new(folder.path().join("lake")));
        let mut lake = Lake::open(store.clone(), Deletion::Mark, true).unwrap();
        lake.commit(&commit("a", "first")).unwrap();
        let mut log = Log::read(&store, "projects").unwrap();
        assert!(log.append(vec![info("OPTIMIZE", Timestamp::UNIX_EPOCH)]).unwrap());
        lake.commit(&commit("b", "second")).unwrap();
        lake.commit(&commit("a", "third")).unwrap();
        let rows: usize = read(&store, "projects").unwrap().map(|rows| rows.unwrap().num_rows()).sum();
        assert_eq!((lake.notes()["note"].as_str(), rows), ("third", 2));
    }
}
