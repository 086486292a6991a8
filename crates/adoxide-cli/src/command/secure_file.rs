//! `adox secure-file`.

use std::path::PathBuf;

use adoxide::Address;
use adoxide::api::distributed_task::task_agent::{
    GetSecureFile, GetSecureFiles, SecureFile, UploadSecureFile, delete_secure_file, get_secure_file,
    get_secure_files, update_secure_file, upload_secure_file,
};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::Value;

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs};
use crate::command::selector::{Selector, Show};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with secure files: certificates and keys that pipelines use
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox secure-file upload signing.pfx
  adox secure-file edit signing.pfx --property expires=2027-01-31
  adox secure-file delete signing.pfx --yes

Only a job of a pipeline can download a secure file, with the task
DownloadSecureFile@1.")]
pub struct SecureFiles {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show<SelectorArgs>>("show"),
    Entry::verb::<Upload>("upload"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
];

/// The largest file that the service takes, in bytes.
const MOST: u64 = 10 << 20;

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::at("modifiedBy", "modifiedBy/displayName").head("modified by"),
    Field::new("modifiedOn").head("modified").date(),
    Field::at("createdBy", "createdBy/displayName").unlisted(),
    Field::new("createdOn").date().unlisted(),
    Field::new("properties").unlisted(),
    Field::new("id").unlisted(),
])
.url(url);

fn url(file: &Value, address: &Address) -> Option<String> {
    let (project, id) = (file["_project"].as_str()?, file["id"].as_str()?);
    Some(
        web::page(address, &[project, "_library"])
            + "?itemType=SecureFiles&view=SecureFileView&secureFileId="
            + id,
    )
}

/// A file with its project, which its page needs.
fn row(file: &SecureFile, place: &Place) -> Result<Value> {
    let mut value = crate::command::value(file)?;
    value["_project"] = place.project.as_ref().map(|project| project.value.clone()).into();
    Ok(value)
}

fn id_of(file: &SecureFile) -> Result<String> {
    file.id.clone().ok_or_else(|| Error::failed("the service answered a secure file without an id"))
}

/// Which secure file.
#[derive(Args, Debug)]
struct SelectorArgs {
    /// The secure file
    #[arg(value_name = "NAME|ID")]
    name: String,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Selector for SelectorArgs {
    type Found = SecureFile;
    const THING: &'static str = "a secure file";
    const VIEW: &'static View = &VIEW;

    async fn find(&self) -> Result<(Place, SecureFile)> {
        let place = Place::of_project(&self.project)?;
        let wanted = self.name.as_str();
        let all = place.ado.items(get_secure_files(&place.project()?.locator(), GetSecureFiles::default()));
        let is =
            |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(wanted));
        let all: Vec<_> = all.try_collect().await?;
        let found = all.into_iter().find(|one| is(&one.name) || is(&one.id)).ok_or_else(|| {
            Error::failed(format!("the project has no secure file `{wanted}`"))
                .help("`adox secure-file list` lists them")
        })?;
        Ok((place, found))
    }

    async fn shown(&self) -> Result<(Place, Value)> {
        let (place, found) = self.find().await?;
        let id = id_of(&found)?.into();
        let op = get_secure_file(&place.project()?.locator(), &id, GetSecureFile::default());
        let row = row(&place.ado.call(op).await?, &place)?;
        Ok((place, row))
    }
}

/// List the secure files of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those with names like this; * stands for any characters
    #[arg(long, value_name = "PATTERN")]
    name: Option<String>,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let params = GetSecureFiles { name_pattern: self.name, ..GetSecureFiles::default() };
        let found = place.ado.items(get_secure_files(&place.project()?.locator(), params));
        let rows = found.map_err(Error::from).and_then(|file| std::future::ready(row(&file, &place)));
        context.list(&VIEW, place.address(), &self.list, rows).await
    }
}

/// Upload a secure file
#[derive(Args, Debug)]
#[command(visible_alias = "create", alias = "new")]
struct Upload {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Its name in the project (default: that of the file)
    #[arg(long)]
    name: Option<String>,

    /// Let every pipeline use it; by default each one asks first
    #[arg(long)]
    all_pipelines: bool,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Upload {
    async fn run(self, context: &Context) -> Result<Exit> {
        let shown = self.file.display();
        let cannot = |error: std::io::Error| Error::usage(format!("`{shown}` can't be read: {error}"));
        let known = std::fs::metadata(&self.file).map_err(cannot)?;
        if known.is_file() && known.len() > MOST {
            return Err(Error::usage(format!(
                "`{shown}` is larger than 10 MiB, the most that a secure file can be"
            )));
        }
        let content = std::fs::read(&self.file).map_err(cannot)?;
        let name = if let Some(name) = &self.name {
            name.clone()
        } else {
            let name = self.file.file_name().and_then(|name| name.to_str());
            let name = name.ok_or_else(|| Error::usage(format!("`{shown}` has no name that can be used")));
            name.map_err(|error| error.help("--name NAME names it"))?.to_owned()
        };
        if name.trim().is_empty() {
            return Err(Error::usage("the name of the secure file is empty"));
        }
        let place = Place::of_project(&self.project)?;
        let params = UploadSecureFile { authorize_pipelines: self.all_pipelines.then_some(true) };
        let op = upload_secure_file(&place.project()?.locator(), &name, content, params);
        let made = place.ado.call(op).await?;
        let row = row(&made, &place)?;
        context.changed(format!("Uploaded secure file {name}."), &VIEW, place.address(), &self.output, &row)
    }
}

/// Rename a secure file, or change its properties
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Its new name
    #[arg(long = "name", value_name = "NAME")]
    new: Option<String>,

    /// Set a property, to be read by other tools; repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    property: Vec<String>,

    /// Remove a property; repeatable
    #[arg(long, value_name = "NAME")]
    remove_property: Vec<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.new.is_none() && self.property.is_empty() && self.remove_property.is_empty() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        let properties = self.property.iter().map(|text| crate::command::pair("--property", text));
        let properties: Vec<_> = properties.collect::<Result<_>>()?;
        let (place, mut found) = self.selector.find().await?;
        let known = found.properties.get_or_insert_default();
        for name in &self.remove_property {
            if known.remove(name).is_none() {
                return Err(Error::usage(format!("the secure file has no property `{name}`")));
            }
        }
        known.extend(properties.into_iter().map(|(name, value)| (name.to_owned(), Some(value.to_owned()))));
        if let Some(name) = &self.new {
            found.name = Some(name.clone());
        }
        let id = id_of(&found)?.into();
        let now = place.ado.call(update_secure_file(&place.project()?.locator(), &id, &found)).await?;
        let done = format!("Changed secure file {}.", now.name.as_deref().unwrap_or_default());
        let row = row(&now, &place)?;
        context.changed(done, &VIEW, place.address(), &self.output, &row)
    }
}

/// Delete a secure file
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    confirm: ConfirmArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let name = found.name.clone().unwrap_or_default();
        let what = format!("this deletes the secure file {name}; pipelines that use it fail");
        context.confirm(self.confirm, what, "it can't be restored")?;
        let id = id_of(&found)?.into();
        place.ado.call(delete_secure_file(&place.project()?.locator(), &id)).await?;
        context.printer.say(format_args!("Deleted secure file {name}."));
        Ok(Exit::Ok)
    }
}
