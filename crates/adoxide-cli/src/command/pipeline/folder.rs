//! `adox pipeline folder`.

use adoxide::Address;
use adoxide::api::build::{
    Folder as Wire, GetFolders, create_folder, delete_folder, get_folders, update_folder,
};
use clap::Args;
use serde_json::Value;

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with the folders of pipelines
#[derive(Args, Debug)]
#[command(
    visible_alias = "folders",
    after_help = "\
Examples:
  adox pipeline folder create nightly/web
  adox pipeline folder edit nightly/web --path weekly/web
  adox pipeline edit web-ci --folder weekly/web"
)]
pub struct Folders {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
];

const VIEW: View = View::new(&[
    Field::by("path", |folder| slashed(&folder["path"])).id(),
    Field::new("description"),
    Field::at("createdBy", "createdBy/displayName").unlisted(),
    Field::new("createdOn").date().unlisted(),
    Field::at("lastChangedBy", "lastChangedBy/displayName").unlisted(),
    Field::new("lastChangedDate").date().unlisted(),
])
.url(|folder, address: &Address| {
    let (project, path) = (folder["project"]["name"].as_str()?, folder["path"].as_str()?);
    Some(web::page(address, &[project, "_build"]) + "?treeState=" + &web::escaped(path))
});

/// As it is typed: `nightly/web`, and `/` for the root.
fn slashed(path: &Value) -> Value {
    let Some(path) = path.as_str() else { return Value::Null };
    let path = path.trim_matches('\\').replace('\\', "/");
    if path.is_empty() { "/".into() } else { path.into() }
}

/// As the service has it: `\nightly\web`.
///
/// # Errors
/// When it is empty.
pub fn path(typed: &str) -> Result<String> {
    let parts: Vec<_> = typed.split(['/', '\\']).filter(|part| !part.trim().is_empty()).collect();
    if parts.is_empty() && !typed.trim_matches(['/', '\\']).is_empty() || typed.is_empty() {
        return Err(Error::usage(format!("expected a folder such as nightly/web, got `{typed}`")));
    }
    Ok(format!("\\{}", parts.join("\\")))
}

/// The same for what can't be done to the root.
fn below(typed: &str) -> Result<String> {
    let path = path(typed)?;
    match path.as_str() {
        "\\" => Err(Error::usage("the root is not a folder that can be changed")),
        _ => Ok(path),
    }
}

/// List the folders of pipelines
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// The folders below this one, and the folder itself
    #[arg(value_name = "FOLDER")]
    below: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let below = self.below.as_deref().map(path).transpose()?.map(Into::into);
        let place = Place::of_project(&self.project)?;
        let op = get_folders(&place.project()?.locator(), below.as_ref(), GetFolders::default());
        context.list(&VIEW, place.address(), &self.list, place.ado.items(op)).await
    }
}

/// Create a folder, and those above it
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// The folder, such as nightly/web
    #[arg(value_name = "FOLDER")]
    path: String,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let path = below(&self.path)?;
        let place = Place::of_project(&self.project)?;
        let body = Wire { path: Some(path.clone()), description: self.description, ..Wire::default() };
        let made = place.ado.call(create_folder(&place.project()?.locator(), &path, &body)).await?;
        context.changed(
            format_args!("Created folder {}.", self.path),
            &VIEW,
            place.address(),
            &self.output,
            &made,
        )
    }
}

/// Move or describe a folder; its pipelines move with it
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    /// The folder
    #[arg(value_name = "FOLDER")]
    folder: String,

    /// Where it is to be
    #[arg(long = "path", value_name = "FOLDER")]
    to: Option<String>,

    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.to.is_none() && self.description.is_none() {
            return Err(
                Error::usage("there is nothing to change").help("name a change, such as --path FOLDER")
            );
        }
        let from = below(&self.folder)?;
        let to = self.to.as_deref().map(below).transpose()?;
        let place = Place::of_project(&self.project)?;
        let body = Wire {
            path: Some(to.unwrap_or_else(|| from.clone())),
            description: self.description,
            ..Wire::default()
        };
        let now = place.ado.call(update_folder(&place.project()?.locator(), &from, &body)).await?;
        let done = format!("Changed folder {}.", self.folder);
        context.changed(done, &VIEW, place.address(), &self.output, &now)
    }
}

/// Delete a folder with its pipelines and their runs
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    /// The folder
    #[arg(value_name = "FOLDER")]
    folder: String,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let path = below(&self.folder)?;
        let place = Place::of_project(&self.project)?;
        let project = place.project()?.locator();
        let folder = &self.folder;
        let what = format!("this deletes the folder {folder} with its pipelines and their runs");
        context.confirm(self.confirm, what, "they can't be restored")?;
        place.ado.call(delete_folder(&project, &path)).await?;
        context.printer.say(format_args!("Deleted folder {folder}."));
        Ok(Exit::Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_typed_with_either_slash() {
        for typed in ["nightly/web", "/nightly/web/", "\\nightly\\web"] {
            assert_eq!(path(typed).unwrap(), "\\nightly\\web", "{typed}");
        }
        assert_eq!(path("/").unwrap(), "\\");
        assert!(path("").is_err() && path(" / ").is_err() && below("/").is_err());
        assert_eq!(slashed(&Value::from("\\nightly\\web")), "nightly/web");
        assert_eq!(slashed(&Value::from("\\")), "/");
    }
}
