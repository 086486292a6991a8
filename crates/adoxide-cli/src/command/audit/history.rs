//! The last audit of some tables, beside them.

use std::fs;
use std::path::{Path, PathBuf};

use adoxide_report::audit::write::{Format, write};
use adoxide_report::audit::{Earlier, Report};

use crate::printer::Printer;

/// Where it is kept.
pub fn path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".audit.json");
    name.into()
}

/// The last audit; none if there was none, or if it can't be read.
pub fn last(path: &Path, printer: &Printer) -> Option<Earlier> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            printer.warning(format_args!("the last audit in `{}` can't be read: {error}", path.display()));
            return None;
        }
    };
    match Earlier::parse(&text, &path.display().to_string()) {
        Ok(earlier) => Some(earlier),
        Err(error) => {
            printer.warning(format_args!("not compared with the last audit: {error}"));
            None
        }
    }
}

/// Keeps this one in its place. Where that can't be, the audit is as good.
pub fn keep(path: &Path, report: &Report, printer: &Printer) {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let kept = fs::write(&beside, write(report, Format::Json)).and_then(|()| fs::rename(&beside, path));
    if let Err(error) = kept {
        printer.warning(format_args!(
            "the next audit has nothing to compare with: `{}` can't be written: {error}",
            path.display()
        ));
    }
}
