//! One writer at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::{Error, ErrorKind};

/// The right to write to a file, held until it is dropped or the process ends.
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the right to write to this file.
    pub(crate) fn take(database: &Path) -> Result<Self, Error> {
        let path = beside(database)?;
        let fault = |what: &str, error: std::io::Error| {
            Error::new(ErrorKind::Destination, format!("`{}` can't be {what}", path.display())).because(error)
        };
        loop {
            let mut options = OpenOptions::new();
            let options = options.read(true).write(true).create(true).truncate(false);
            let mut file = options.open(&path).map_err(|error| fault("opened", error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    // Only for the message: if it can't be read, it says less.
                    let _ = file.read_to_string(&mut holder);
                    let holder = holder.trim();
                    let holder = if holder.is_empty() { String::new() } else { format!(" ({holder})") };
                    return Err(Error::new(
                        ErrorKind::Locked,
                        format!(
                            "another sync is writing to `{}`{holder}; wait until it has finished, or sync into \
                             another file",
                            database.display()
                        ),
                    ));
                }
                Err(TryLockError::Error(error)) => return Err(fault("locked", error)),
            }
            // Whoever held it before may have removed it between our opening and our locking: then it is not
            // the file that the next one will lock.
            if !is_at(&file, &path) {
                continue;
            }
            let written = file.set_len(0).and_then(|()| write!(file, "process {}", std::process::id()));
            written.map_err(|error| fault("written", error))?;
            return Ok(Self { file, path });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held, which Windows does not allow: there it stays, and does no harm.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// The lock of a file, whatever name the file was opened by.
fn beside(database: &Path) -> Result<PathBuf, Error> {
    let real = database.canonicalize().or_else(|_| {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().map_err(|error| {
            let message = format!("the folder of `{}` can't be opened", database.display());
            Error::new(ErrorKind::Destination, message).because(error)
        })?;
        Ok::<_, Error>(folder.join(database.file_name().unwrap_or_default()))
    })?;
    let mut name = real.into_os_string();
    name.push("-lock");
    Ok(name.into())
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(held), Ok(there)) = (file.metadata(), fs::metadata(path)) else {
        return false;
    };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    // It can't be removed while it is open.
    true
}
