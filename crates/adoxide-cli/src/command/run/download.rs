use std::io::Write as _;
use std::path::{Path, PathBuf};

use adoxide::api::build::{BuildArtifact, get_artifacts};
use clap::Args;
use futures::TryStreamExt as _;

use super::{SelectorArgs, id, title};
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::verb::Verb;

/// Download the artifacts of a run, each as a zip file
#[derive(Args, Debug)]
pub struct Download {
    /// This artifact only; repeatable
    #[arg(long, short, visible_alias = "name", value_name = "NAME")]
    artifact: Vec<String>,

    /// The folder to write to
    #[arg(long, short, visible_alias = "path", value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,

    /// List the artifacts in place of downloading them
    #[arg(long)]
    list: bool,

    /// Replace files that exist
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    rows: ListArgs,
}

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::at("type", "resource/type"),
    Field::at("size", "resource/properties/artifactsize"),
    Field::at("url", "resource/downloadUrl").unlisted(),
    Field::new("id").unlisted(),
]);

impl Verb for Download {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.selector.find().await?;
        let op = get_artifacts(&place.project()?.locator(), id(&run).into());
        let mut all: Vec<BuildArtifact> = place.ado.items(op).try_collect().await?;
        for wanted in &self.artifact {
            if !all.iter().any(|one| one.name.as_ref() == Some(wanted)) {
                let names: Vec<_> = all.iter().filter_map(|one| one.name.as_deref()).collect();
                let error = Error::failed(format!("{} has no artifact `{wanted}`", title(&run)));
                return Err(if names.is_empty() {
                    error
                } else {
                    error.help(format!("it has {}", names.join(", ")))
                });
            }
        }
        if !self.artifact.is_empty() {
            all.retain(|one| one.name.as_ref().is_some_and(|name| self.artifact.contains(name)));
        }
        if self.list {
            let rows = futures::stream::iter(all.into_iter().map(Ok::<_, Error>));
            return context.list(&VIEW, place.address(), &self.rows, rows).await;
        }
        if all.is_empty() {
            context.printer.say(format_args!("{} has no artifacts.", super::watch::sentence(&title(&run))));
        }
        let cannot = |path: &Path, error: &std::io::Error| {
            Error::failed(format!("`{}` can't be written: {error}", path.display()))
        };
        std::fs::create_dir_all(&self.folder).map_err(|error| cannot(&self.folder, &error))?;
        for one in &all {
            let name = one.name.as_deref().unwrap_or_default();
            let path = self.folder.join(format!("{}.zip", file_name(name)));
            if path.exists() && !self.force {
                return Err(Error::usage(format!("`{}` exists", path.display()))
                    .help("--force replaces it, --folder names another folder"));
            }
            let url = one.resource.as_ref().and_then(|resource| resource.download_url.as_deref());
            let url = url.ok_or_else(|| {
                Error::failed(format!("the artifact {name} can't be downloaded: it is kept elsewhere"))
            })?;
            // There in whole or not at all.
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)
                .map_err(|error| cannot(&self.folder, &error))?;
            let mut content = place.ado.download_link(url).await?;
            while let Some(piece) = content.next().await {
                file.write_all(&piece?).map_err(|error| cannot(&path, &error))?;
            }
            file.persist(&path).map_err(|error| cannot(&path, &error.error))?;
            context.printer.line(path.display())?;
        }
        Ok(Exit::Ok)
    }
}

/// The name of an artifact as that of a file: one name, in no other folder.
fn file_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|char| if char.is_control() || "/\\:*?\"<>|".contains(char) { '_' } else { char })
        .collect();
    if clean.trim_matches(['.', ' ']).is_empty() { "artifact".to_owned() } else { clean }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_artifact_stays_in_its_folder() {
        for (name, file) in
            [("drop", "drop"), ("../../etc/x", ".._.._etc_x"), ("..", "artifact"), ("a/b", "a_b")]
        {
            assert_eq!(super::file_name(name), file);
        }
    }
}
