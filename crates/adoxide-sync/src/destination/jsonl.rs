//! JSON Lines: a folder with one file for each table, to which changes are appended.
//!
//! | file | lines |
//! |---|---|
//! | `TABLE.jsonl` | `{"op":"insert","at":"2026-01-31T13:05:00.123456Z","row":{…}}`, the same with `update`, and `{"op":"delete","at":…,"key":{…}}` |
//! | `_commits.jsonl` | `{"commit":7,"files":{"TABLE":{"bytes":1234,"key":[…]}},"notes":{…}}` |
//!
//! What is nested is nested, null is left out, instants are text in UTC. A row that has not changed is not written. A
//! reader follows each file up to the bytes of the last commit: what is behind belongs to a commit that is under way,
//! or that never happened, and is cut off by the next sync. The notes say where each table is, as of that commit.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;

use super::{Commit, Counts, Destination, Lock, Notes, blocking, fault};
use crate::merge::{Index, ReadRow, Rows, Written};
use crate::{Error, ErrorKind, Table, instant};

/// The version of what this module's documentation says.
const FORMAT: u64 = 1;
/// The log of commits is written anew when it is longer, in bytes.
const LONG: u64 = 16 << 20;

/// A folder of JSON Lines, open for writing.
pub struct Jsonl(Arc<Mutex<Option<Folder>>>);

struct Folder {
    path: PathBuf,
    commits: Option<File>,
    number: u64,
    /// What was committed: the files by table, and the notes.
    committed: BTreeMap<String, Committed>,
    notes: Notes,
    tables: HashMap<&'static str, Lines>,
    /// Whether a commit has failed half-way: what was written is cut off when the folder is opened again.
    is_broken: bool,
    _lock: Lock,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Committed {
    bytes: u64,
    key: Vec<String>,
}

/// One commit, as it stands in the log.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Entry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<u64>,
    commit: u64,
    files: BTreeMap<String, Committed>,
    notes: BTreeMap<String, Option<String>>,
}

/// The lines of a table.
struct Lines {
    file: File,
    index: Index,
    bytes: u64,
    /// What the commit appends.
    appended: Vec<u8>,
    at: String,
}

impl Jsonl {
    /// Opens a folder, or makes it with the first commit.
    ///
    /// # Errors
    /// When it is a file, or holds something else; when a newer version wrote it; when another sync is writing to it.
    pub async fn open(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        blocking(move || Folder::open(path)).await.map(|folder| Self(Arc::new(Mutex::new(Some(folder)))))
    }

    fn with<'a, T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Folder) -> Result<T, Error> + Send + 'static,
    ) -> BoxFuture<'a, Result<T, Error>> {
        let folder = self.0.clone();
        Box::pin(blocking(move || match folder.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(folder) => work(folder),
            None => Err(Error::new(ErrorKind::Contract, "the destination is closed")),
        }))
    }
}

/// A commit that was begun is finished first: whoever opens the folder next finds it free.
impl Drop for Jsonl {
    fn drop(&mut self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

impl Destination for Jsonl {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        self.with(|folder| Ok(folder.notes.clone()))
    }

    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        let tables = tables.to_vec();
        self.with(move |folder| folder.prepare(&tables))
    }

    fn commit(&self, commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        self.with(move |folder| folder.commit(&commit))
    }
}

impl Folder {
    fn open(path: PathBuf) -> Result<Self, Error> {
        let refused = |kind, what: &str| Err(Error::new(kind, format!("`{}` {what}", path.display())));
        let log = path.join("_commits.jsonl");
        if path.exists() && !path.is_dir() {
            return refused(ErrorKind::NotADestination, "is a file, and not a folder; name another folder");
        }
        let is_empty = || fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_none());
        if path.is_dir() && !log.exists() && !is_empty() {
            let what = "is a folder of something else; name an empty folder, or one that does not exist";
            return refused(ErrorKind::NotADestination, what);
        }
        let lock = Lock::take(&path)?;
        let mut folder = Self {
            commits: None,
            number: 0,
            committed: BTreeMap::new(),
            notes: Notes::new(),
            tables: HashMap::new(),
            is_broken: false,
            _lock: lock,
            path,
        };
        if log.exists() {
            let (read, bytes) = Log::read(&log)?;
            (folder.number, folder.committed, folder.notes) = (read.number, read.committed, read.notes);
            folder.commits = Some(opened(&log, bytes).map_err(|error| fault(&log, error))?);
            if bytes > LONG {
                folder.shorten(&log).map_err(|error| fault(&log, error))?;
            }
        }
        Ok(folder)
    }

    /// Writes the log anew, with one entry that says all.
    fn shorten(&mut self, log: &Path) -> io::Result<()> {
        let notes = self.notes.iter().map(|(key, value)| (key.clone(), Some(value.clone()))).collect();
        let entry = Entry { format: Some(FORMAT), commit: self.number, files: self.committed.clone(), notes };
        let new = log.with_extension("new");
        let mut file = opened(&new, 0)?;
        file.write_all(format!("{}\n", json!(entry)).as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, log)?;
        self.commits = Some(file);
        Ok(())
    }

    fn prepare(&mut self, tables: &[&'static Table]) -> Result<(), Error> {
        for table in tables {
            let known = self.committed.get(table.name());
            if known
                .is_some_and(|known| !known.key.iter().map(String::as_str).eq(table.key().iter().copied()))
            {
                let (path, name) = (self.path.display(), table.name());
                let message = format!(
                    "`{path}` was written by another version of adoxide: the key of table `{name}` is another one; \
                     sync into another folder"
                );
                return Err(Error::new(ErrorKind::Incompatible, message));
            }
        }
        for table in tables {
            if let (Some(committed), false) =
                (self.committed.get(table.name()), self.tables.contains_key(table.name()))
            {
                let lines = Lines::open(&self.file(table), committed.bytes, table)?;
                self.tables.insert(table.name(), lines);
            }
        }
        self.tables.values_mut().for_each(|lines| lines.index.forget_seen());
        Ok(())
    }

    fn file(&self, table: &Table) -> PathBuf {
        self.path.join(format!("{}.jsonl", table.name()))
    }

    fn commit(&mut self, commit: &Commit) -> Result<Vec<Counts>, Error> {
        if std::mem::replace(&mut self.is_broken, true) {
            let message = format!("a commit to `{}` has failed; open it again", self.path.display());
            return Err(Error::new(ErrorKind::Destination, message));
        }
        fs::create_dir_all(&self.path).map_err(|error| fault(&self.path, error))?;
        let mut counts = Vec::with_capacity(commit.steps.len());
        for step in &commit.steps {
            if !self.tables.contains_key(step.table.name()) {
                self.tables.insert(step.table.name(), Lines::open(&self.file(step.table), 0, step.table)?);
            }
            let Some(lines) = self.tables.get_mut(step.table.name()) else { continue };
            lines.at = instant::text(step.at.as_microsecond());
            let Lines { file, index, bytes, appended, at } = lines;
            counts.push(index.make(step, &mut Appending { file, bytes: *bytes, appended, at })?);
        }
        let mut entry = Entry {
            format: (self.number == 0).then_some(FORMAT),
            commit: self.number + 1,
            notes: commit.notes.iter().cloned().collect(),
            files: BTreeMap::new(),
        };
        for step in &commit.steps {
            let (table, path) = (step.table, self.file(step.table));
            let Some(lines) = self.tables.get_mut(table.name()) else { continue };
            if !lines.appended.is_empty() || !self.committed.contains_key(table.name()) {
                lines.flush().map_err(|error| fault(&path, error))?;
                let key = table.key().iter().map(|key| (*key).to_owned()).collect();
                let committed = Committed { bytes: lines.bytes, key };
                self.committed.insert(table.name().to_owned(), committed.clone());
                entry.files.insert(table.name().to_owned(), committed);
            }
        }
        let log = self.path.join("_commits.jsonl");
        let mut file = match self.commits.take() {
            Some(file) => file,
            None => opened(&log, 0).map_err(|error| fault(&log, error))?,
        };
        let line = format!("{}\n", json!(entry));
        let written = file.write_all(line.as_bytes()).and_then(|()| file.sync_data());
        written.map_err(|error| fault(&log, error))?;
        self.commits = Some(file);
        self.number = entry.commit;
        noted(&mut self.notes, entry.notes);
        self.is_broken = false;
        Ok(counts)
    }
}

/// What the log of commits says.
#[derive(Default)]
struct Log {
    number: u64,
    committed: BTreeMap<String, Committed>,
    notes: Notes,
}

impl Log {
    /// What it says, and up to where.
    fn read(path: &Path) -> Result<(Self, u64), Error> {
        let (mut log, mut bytes) = (Self::default(), 0);
        for line in lines(path).map_err(|error| fault(path, error))? {
            let line = line.map_err(|error| fault(path, error))?;
            // The last one may have been broken off.
            let Ok(entry) = serde_json::from_slice::<Entry>(&line) else { break };
            if entry.format.is_some_and(|format| format > FORMAT) {
                let what =
                    "was written by a newer version of adoxide; update it, or sync into another folder";
                return Err(Error::new(ErrorKind::NewerVersion, format!("`{}` {what}", path.display())));
            }
            bytes += line.len() as u64;
            log.number = entry.commit;
            log.committed.extend(entry.files);
            noted(&mut log.notes, entry.notes);
        }
        Ok((log, bytes))
    }
}

fn noted(notes: &mut Notes, changed: BTreeMap<String, Option<String>>) {
    for (key, value) in changed {
        drop(match value {
            Some(value) => notes.insert(key, value),
            None => notes.remove(&key),
        });
    }
}

/// The notes of a folder, without writing to it; empty if it is not there.
pub(super) fn peek(path: &Path) -> Result<Notes, Error> {
    let log = path.join("_commits.jsonl");
    if log.exists() { Ok(Log::read(&log)?.0.notes) } else { Ok(Notes::new()) }
}

impl Lines {
    /// The lines of a table up to what was committed; what is behind is cut off.
    fn open(path: &Path, bytes: u64, table: &Table) -> Result<Self, Error> {
        let open = || -> io::Result<_> {
            let file = opened(path, bytes)?;
            Ok((file, lines(path)?))
        };
        let (file, lines) = open().map_err(|error| fault(path, error))?;
        let (mut index, mut place) = (Index::default(), 0);
        for line in lines {
            let line = line.map_err(|error| fault(path, error))?;
            let read: Line<'_> = serde_json::from_slice(&line).map_err(|error| fault(path, error.into()))?;
            match (read.row, read.key) {
                (Some(row), _) => index.load(table, row.get(), place, false)?,
                (None, Some(key)) => index.load(table, key.get(), place, true)?,
                (None, None) => return Err(fault(path, io::Error::other("a line has neither row nor key"))),
            }
            place += line.len() as u64;
        }
        if place != bytes {
            let what = format!("it has {place} bytes and not the {bytes} that were committed");
            return Err(fault(path, io::Error::other(what)));
        }
        Ok(Self { file, index, bytes, appended: Vec::new(), at: String::new() })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.bytes))?;
        self.file.write_all(&self.appended)?;
        self.file.sync_data()?;
        self.bytes += self.appended.len() as u64;
        self.appended.clear();
        Ok(())
    }
}

/// The lines of a table while a commit is made.
struct Appending<'a> {
    file: &'a mut File,
    bytes: u64,
    appended: &'a mut Vec<u8>,
    at: &'a str,
}

impl Rows for Appending<'_> {
    fn write(&mut self, written: Written<'_>) -> Result<u64, Error> {
        let end = self.bytes + self.appended.len() as u64;
        let (op, what, json, place) = match written {
            Written::Added { row, .. } => ("insert", "row", row, end),
            Written::Changed { row, .. } => ("update", "row", row, end),
            Written::Deleted { key, before } => ("delete", "key", key, before),
        };
        let line = format!("{{\"op\":\"{op}\",\"at\":\"{}\",\"{what}\":{json}}}\n", self.at);
        self.appended.extend_from_slice(line.as_bytes());
        Ok(place)
    }

    fn read(&mut self, places: &[u64], row: &mut ReadRow<'_>) -> Result<(), Error> {
        places.iter().try_for_each(|place| self.read_one(*place, row))
    }
}

impl Appending<'_> {
    fn read_one(&mut self, place: u64, then: &mut ReadRow<'_>) -> Result<(), Error> {
        let mut line = Vec::new();
        let read = match place.checked_sub(self.bytes).and_then(|at| usize::try_from(at).ok()) {
            Some(at) => self.appended.get(at..).unwrap_or_default().read_until(b'\n', &mut line),
            None => self
                .file
                .seek(SeekFrom::Start(place))
                .and_then(|_| BufReader::new(&mut *self.file).read_until(b'\n', &mut line)),
        };
        let row = read.and_then(|_| Ok(serde_json::from_slice::<Line<'_>>(&line)?.row));
        let row = row.map_err(|error| fault(Path::new("a file of the folder"), error))?;
        let row = row.ok_or_else(|| Error::new(ErrorKind::Destination, "a line has no row"))?;
        then(place, row.get())
    }
}

/// What a line has.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    row: Option<&'a RawValue>,
    #[serde(borrow)]
    key: Option<&'a RawValue>,
}

/// The lines of a file that are whole, each with its end.
fn lines(path: &Path) -> io::Result<impl Iterator<Item = io::Result<Vec<u8>>>> {
    let mut file = BufReader::new(File::open(path)?);
    Ok(std::iter::from_fn(move || {
        let mut line = Vec::new();
        match file.read_until(b'\n', &mut line) {
            Ok(_) => (line.last() == Some(&b'\n')).then_some(Ok(line)),
            Err(error) => Some(Err(error)),
        }
    }))
}

/// A file that is at most so long, and where it ends.
fn opened(path: &Path, bytes: u64) -> io::Result<File> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    if file.metadata()?.len() > bytes {
        file.set_len(bytes)?;
    }
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}
