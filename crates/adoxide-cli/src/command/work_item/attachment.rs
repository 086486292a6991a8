//! `adox work-item attach` and `adox work-item download`.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use adoxide::Upload;
use clap::Args;
use serde_json::{Value, json};

use super::SelectorArgs;
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::verb::Verb;

/// Attach files to a work item
#[derive(Args, Debug)]
pub struct Attach {
    #[command(flatten)]
    selector: SelectorArgs,

    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Verb for Attach {
    async fn run(self, context: &Context) -> Result<Exit> {
        for file in &self.files {
            if !file.is_file() {
                return Err(Error::usage(format!("there is no file `{}`", file.display())));
            }
        }
        let (_, item) = self.selector.find()?;
        for file in &self.files {
            let name = file.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
            let upload = Upload::file(file)?;
            item.attach(name.clone(), upload).await?;
            context.printer.say(format_args!("Attached {name} to work item {}.", item.id()));
        }
        Ok(Exit::Ok)
    }
}

/// Download the attachments of a work item
#[derive(Args, Debug)]
pub struct Download {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Only these, by name or id
    #[arg(value_name = "NAME|ID")]
    names: Vec<String>,

    /// The folder to write into, created if it is missing
    #[arg(long, short, value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,

    /// List them, and download nothing
    #[arg(long)]
    list: bool,

    /// Replace files that exist
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    rows: ListArgs,
}

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::new("size"),
    Field::new("id").unlisted(),
    Field::new("url").unlisted(),
]);

impl Verb for Download {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, item) = self.selector.find()?;
        let mut all = item.attachments().await?;
        if !self.names.is_empty() {
            for name in &self.names {
                if !all.iter().any(|one| one.name() == name || one.id() == name) {
                    return Err(Error::failed(format!("work item {} has no attachment `{name}`", item.id()))
                        .help("--list lists them"));
                }
            }
            all.retain(|one| self.names.iter().any(|name| one.name() == name || one.id() == name));
        }
        if self.list {
            let rows = all.iter().map(|one| {
                let row: Value =
                    json!({ "name": one.name(), "size": one.size(), "id": one.id(), "url": one.url() });
                Ok::<_, Error>(row)
            });
            return context.list(&VIEW, place.address(), &self.rows, futures::stream::iter(rows)).await;
        }
        if all.is_empty() {
            context.printer.say(format_args!("Work item {} has no attachments.", item.id()));
        }
        let cannot = |path: &Path, error: &std::io::Error| {
            Error::failed(format!("`{}` can't be written: {error}", path.display()))
        };
        std::fs::create_dir_all(&self.folder).map_err(|error| cannot(&self.folder, &error))?;
        let mut used: Vec<String> = Vec::new();
        for one in &all {
            let name = distinct(&harmless(one.name(), one.id()), &used);
            let path = self.folder.join(&name);
            used.push(name);
            if path.exists() && !self.force {
                return Err(Error::usage(format!("`{}` exists", path.display()))
                    .help("--force replaces it, --folder names another folder"));
            }
            // There in whole or not at all.
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)
                .map_err(|error| cannot(&self.folder, &error))?;
            let mut content = place.ado.download_attachment(one.id()).await?;
            while let Some(piece) = content.next().await {
                file.write_all(&piece?).map_err(|error| cannot(&path, &error))?;
            }
            file.persist(&path).map_err(|error| cannot(&path, &error.error))?;
            context.printer.line(path.display())?;
        }
        Ok(Exit::Ok)
    }
}

/// A name that stays in the folder: what others called an attachment leads nowhere else.
fn harmless(name: &str, id: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|char| !char.is_control() && *char != ':').collect();
    if clean.trim_matches(['.', ' ']).is_empty() { id.to_owned() } else { clean }
}

/// Another name where several have the same.
fn distinct(name: &str, used: &[String]) -> String {
    if !used.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return name.to_owned();
    }
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, format!(".{end}")),
        _ => (name, String::new()),
    };
    // One more than there are names: one of them is free.
    let mut others = (2..=used.len() + 2).map(|number| format!("{stem}-{number}{end}"));
    let free = others.find(|name| !used.iter().any(|known| known.eq_ignore_ascii_case(name)));
    free.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attachment_stays_in_its_folder() {
        assert_eq!(harmless("../../etc/passwd", "id"), "passwd");
        assert_eq!(harmless("C:\\a\\b.txt", "id"), "b.txt");
        for name in ["", "..", "a/..", "\u{1b}"] {
            assert_eq!(harmless(name, "id"), "id", "{name}");
        }
        let used = vec!["a.txt".to_owned(), "a-2.txt".to_owned()];
        assert_eq!(distinct("A.txt", &used), "A-3.txt");
        assert_eq!(distinct("b", &used), "b");
    }
}
