//! `adox repo`.

mod clone;
mod create;
mod delete;
mod edit;
mod list;
mod permission;
mod restore;
mod show;

pub use self::clone::remote;

use adoxide::Address;
use clap::Args;
use clap_complete::ArgValueCandidates;
use serde_json::Value;

use crate::args::ProjectArgs;
use crate::error::Result;
use crate::output::field::{Field, View, branch};
use crate::settings::Place;
use crate::verb::Entry;
use crate::web;

/// Work with repositories
#[derive(Args, Debug)]
#[command(
    visible_alias = "repository",
    after_help = "\
Examples:
  adox repo list --project Storefront
  adox repo create Storefront/docs
  adox repo clone Storefront/web
  adox repo clone Storefront/web web-shallow -- --depth 1

A repository is named as NAME, PROJECT/NAME or by its URL. By default it is the
one whose clone you are in."
)]
pub struct Repo {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<list::List>("list"),
    Entry::verb::<show::Show>("show"),
    Entry::verb::<create::Create>("create"),
    Entry::verb::<clone::Clone>("clone"),
    Entry::verb::<edit::Edit>("edit"),
    Entry::verb::<edit::Rename>("rename"),
    Entry::verb::<edit::Fork>("fork"),
    Entry::verb::<edit::Sync>("sync"),
    Entry::verb::<edit::Import>("import"),
    Entry::verb::<delete::Delete>("delete"),
    Entry::verb::<restore::Restore>("restore"),
    Entry::noun::<permission::Permission>("permission", permission::VERBS),
];

/// What is shown of a repository.
const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::at("project", "project/name"),
    Field::by("defaultBranch", |repository| branch(&repository["defaultBranch"]))
        .head("default branch")
        .branch(),
    Field::new("size"),
    Field::new("id").unlisted(),
    Field::new("isDisabled").unlisted(),
    Field::new("isFork").unlisted(),
    Field::at("parent", "parentRepository/name").unlisted(),
    Field::new("remoteUrl").unlisted(),
    Field::new("sshUrl").unlisted(),
    Field::new("webUrl").unlisted(),
])
.url(url);

/// The page of a repository.
fn url(repository: &Value, address: &Address) -> Option<String> {
    let project = repository["project"]["name"].as_str()?;
    Some(web::page(address, &[project, "_git", repository["name"].as_str()?]))
}

/// Which repository.
#[derive(Args, Clone, Debug)]
pub struct SelectorArgs {
    /// The repository (default: the one whose clone you are in)
    #[arg(value_name = "[PROJECT/]NAME|URL", add = ArgValueCandidates::new(crate::complete::repositories))]
    repository: Option<String>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SelectorArgs {
    /// Where it is.
    ///
    /// # Errors
    /// As [`Place::of_repository`].
    fn place(&self) -> Result<Place> {
        Place::of_repository(&self.project, self.repository.as_deref())
    }
}
