//! Where the files of tables are.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;

use crate::Error;
use crate::destination::fault;

/// Files by their paths, which are relative, with `/` between their parts. Each is written whole: others see all of it
/// or nothing.
pub(in crate::destination) trait Store: Send + Sync {
    /// The content of a file; none if it is not there.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error>;

    /// The contents of several files, in their order.
    fn read_all(&self, paths: &[String]) -> Result<Vec<Option<Vec<u8>>>, Error> {
        paths.iter().map(|path| self.read(path)).collect()
    }

    /// Some bytes of a file that is there.
    fn read_range(&self, path: &str, range: Range<u64>) -> Result<Bytes, Error>;

    /// Writes a file, in the place of one that is there.
    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Error>;

    /// Writes a file unless there is one: answers whether it did. Of several that try it, one does.
    fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, Error>;

    /// The names of the files in a folder that are greater than `after`, sorted; none if it is not there.
    fn list(&self, folder: &str, after: &str) -> Result<Vec<String>, Error>;

    /// Removes a file, if it is there.
    fn remove(&self, path: &str) -> Result<(), Error>;

    /// The names of all that is at the top: files and folders. None if nothing is there.
    fn names(&self) -> Result<Vec<String>, Error>;

    /// The name of it all, for messages.
    fn name(&self) -> String;

    /// Whether a lock keeps a second writer away. Without one, the writer that begins last takes over.
    fn is_locked(&self) -> bool {
        true
    }
}

/// A folder. What is written to it survives a power cut.
pub(in crate::destination) struct Local {
    root: PathBuf,
}

impl Local {
    pub(in crate::destination) fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Writes beside the file that is to be there, and answers where.
    fn written(&self, path: &str, bytes: &[u8]) -> Result<(PathBuf, PathBuf), Error> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let target = self.root.join(path);
        let mut name = target.file_name().unwrap_or_default().to_owned();
        let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        name.push(format!(".{process}-{count}.new"));
        let new = target.with_file_name(name);
        let write = || {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = File::create(&new)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|error| {
            // What is left of it does no harm.
            let _ = fs::remove_file(&new);
            fault(&target, error)
        })?;
        Ok((new, target))
    }
}

impl Store for Local {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.root.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(fault(&path, error)),
        }
    }

    fn read_range(&self, path: &str, range: Range<u64>) -> Result<Bytes, Error> {
        let path = self.root.join(path);
        let mut bytes = vec![0; (range.end - range.start) as usize];
        let mut read = || {
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(range.start))?;
            file.read_exact(&mut bytes)
        };
        read().map_err(|error| fault(&path, error))?;
        Ok(bytes.into())
    }

    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let (new, target) = self.written(path, &bytes)?;
        let renamed = fs::rename(&new, &target).and_then(|()| sync_folder(&target));
        renamed.map_err(|error| fault(&target, error))
    }

    fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, Error> {
        let (new, target) = self.written(path, &bytes)?;
        let linked = match fs::hard_link(&new, &target) {
            Err(_) if target.exists() => Ok(false),
            // Not every file system has links. Whoever writes here holds the lock of the folder.
            Err(_) => fs::rename(&new, &target).map(|()| true),
            Ok(()) => Ok(true),
        };
        let _ = fs::remove_file(&new);
        linked
            .and_then(|created| sync_folder(&target).map(|()| created))
            .map_err(|error| fault(&target, error))
    }

    fn list(&self, folder: &str, after: &str) -> Result<Vec<String>, Error> {
        let path = self.root.join(folder);
        let list = || {
            let mut names = Vec::new();
            for entry in fs::read_dir(&path)? {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    names.push(entry.file_name().to_string_lossy().into_owned());
                }
            }
            names.retain(|name| name.as_str() > after);
            names.sort_unstable();
            Ok(names)
        };
        match list() {
            Err(error) if is_absent(&error) => Ok(Vec::new()),
            listed => listed.map_err(|error| fault(&path, error)),
        }
    }

    fn remove(&self, path: &str) -> Result<(), Error> {
        let path = self.root.join(path);
        match fs::remove_file(&path) {
            Err(error) if !is_absent(&error) => Err(fault(&path, error)),
            _ => Ok(()),
        }
    }

    fn names(&self) -> Result<Vec<String>, Error> {
        let list = || {
            let names = fs::read_dir(&self.root)?;
            names.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
        };
        match list() {
            Err(error) if is_absent(&error) => Ok(Vec::new()),
            listed => listed.map_err(|error| fault(&self.root, error)),
        }
    }

    fn name(&self) -> String {
        self.root.display().to_string()
    }
}

fn is_absent(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// Makes a name in a folder survive a power cut.
pub(in crate::destination) fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
