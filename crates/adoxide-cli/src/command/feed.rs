//! `adox feed`.

mod permission;

use adoxide::api::artifacts::feed::{
    Feed as Wire, FeedUpdate, GetFeeds, create_feed, get_feeds, get_feeds_from_recycle_bin,
};
use adoxide::api::path::ProjectRef;
use adoxide::resource::{Feed, Listing};
use adoxide::{Address, Client};
use clap::Args;
use serde_json::{Value, json};

use crate::args::{ConfirmArgs, ConnectionArgs, ListArgs, OutputArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Work with the feeds of Azure Artifacts
#[derive(Args, Debug)]
#[command(
    visible_alias = "artifacts",
    after_help = "\
Examples:
  adox feed list
  adox feed create libraries --project Shop --description 'What teams share'
  adox feed permission set libraries --who '[Shop]\\Contributors' --role reader
  adox package list libraries

A feed belongs to a project, or to the organization. A name that several
projects use is told apart by --project."
)]
pub struct FeedNoun {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Show>("show"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Edit>("edit"),
    Entry::verb::<Delete>("delete"),
    Entry::verb::<Restore>("restore"),
    Entry::noun::<permission::Permission>("permission", permission::VERBS),
];

const VIEW: View = View::new(&[
    Field::new("name").id(),
    Field::at("project", "project/name"),
    Field::new("description").text(),
    Field::new("upstreamEnabled").head("upstreams").unlisted(),
    Field::new("isReadOnly").unlisted(),
    Field::new("deletedDate").head("deleted").date().unlisted(),
    Field::new("fullyQualifiedName").unlisted(),
    Field::new("id").unlisted(),
])
.url(url);

fn url(feed: &Value, address: &Address) -> Option<String> {
    let name = feed["name"].as_str()?;
    Some(match feed["project"]["name"].as_str() {
        Some(project) => web::page(address, &[project, "_artifacts", "feed", name]),
        None => web::page(address, &["_artifacts", "feed", name]),
    })
}

/// Of which project.
#[derive(Args, Clone, Debug)]
pub struct ScopeArgs {
    /// The project of the feed (default: any, and the organization)
    #[arg(long, short, value_name = "NAME|ID", help_heading = "Connection")]
    project: Option<String>,

    #[command(flatten)]
    connection: ConnectionArgs,
}

impl ScopeArgs {
    fn project(&self) -> Option<ProjectRef> {
        self.project.as_deref().map(ProjectRef::from)
    }

    fn feeds(&self, ado: &Client) -> Listing<Feed> {
        match &self.project {
            Some(project) => ado.project(project).feeds(),
            None => ado.feeds(),
        }
    }

    fn deleted_feeds(&self, ado: &Client) -> Listing<Feed> {
        match &self.project {
            Some(project) => ado.project(project).deleted_feeds(),
            None => ado.deleted_feeds(),
        }
    }
}

/// Which feed.
#[derive(Args, Clone, Debug)]
pub struct SelectorArgs {
    /// The feed
    #[arg(value_name = "NAME|ID")]
    feed: String,

    #[command(flatten)]
    scope: ScopeArgs,
}

/// A feed that was found.
pub struct Found {
    pub place: Place,
    pub feed: Feed,
    pub name: String,
}

impl SelectorArgs {
    /// Finds the feed.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub async fn find(&self) -> Result<Found> {
        let place = Place::of_organization(&self.scope.connection)?;
        let all = self.scope.feeds(&place.ado);
        self.one(place, all, "`adox feed list` lists them").await
    }

    /// Finds a feed that was deleted.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    async fn find_deleted(&self) -> Result<Found> {
        let place = Place::of_organization(&self.scope.connection)?;
        let all = self.scope.deleted_feeds(&place.ado);
        self.one(place, all, "`adox feed list --deleted` lists those that can be restored").await
    }

    /// The feed of the name or id.
    async fn one(&self, place: Place, all: Listing<Feed>, help: &str) -> Result<Found> {
        let wanted = &self.feed;
        let is =
            |text: &Option<String>| text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(wanted));
        let mut found = Vec::new();
        for feed in all.all().await? {
            let known = feed.snapshot().await?;
            if is(&known.name) || is(&known.id) || is(&known.fully_qualified_name) {
                found.push((feed, known));
            }
        }
        match (found.pop(), found.len()) {
            (Some((feed, known)), 0) => {
                Ok(Found { place, feed, name: known.name.clone().unwrap_or_default() })
            }
            (None, _) => Err(Error::failed(format!("there is no feed `{wanted}`")).help(help.to_owned())),
            (Some(last), _) => {
                let of = |feed: &Wire| match feed.project.as_ref().and_then(|project| project.name.as_deref())
                {
                    Some(project) => format!("--project {project}"),
                    None => {
                        format!(
                            "its id {} for that of the organization",
                            feed.id.as_deref().unwrap_or_default()
                        )
                    }
                };
                let all: Vec<_> = found.iter().chain([&last]).map(|(_, known)| of(known)).collect();
                Err(Error::usage(format!("several feeds are named `{wanted}`"))
                    .help(format!("name it with {}", all.join(", or "))))
            }
        }
    }
}

/// List the feeds of the organization, or of a project
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    /// Those that were deleted and can be restored
    #[arg(long)]
    deleted: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    scope: ScopeArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.scope.connection)?;
        let project = self.scope.project();
        if self.deleted {
            let found = place.ado.items(get_feeds_from_recycle_bin(project.as_ref()));
            return context.list(&VIEW, place.address(), &self.list, found).await;
        }
        let found = place.ado.items(get_feeds(project.as_ref(), GetFeeds::default()));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}

/// Show a feed
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct Show {
    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Verb for Show {
    async fn run(self, context: &Context) -> Result<Exit> {
        let found = self.selector.find().await?;
        context.show(&VIEW, found.place.address(), &self.show, &*found.feed.snapshot().await?)
    }
}

/// Create a feed, of the organization or of a project
#[derive(Args, Debug)]
#[command(alias = "new")]
struct Create {
    /// Its name
    #[arg(value_name = "NAME")]
    name: String,

    /// What it is for
    #[arg(long, short, value_name = "TEXT")]
    description: Option<String>,

    /// Show versions that were deleted, as the service does by itself
    #[arg(long)]
    show_deleted_versions: bool,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    scope: ScopeArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_organization(&self.scope.connection)?;
        let new: Wire = super::body(json!({
            "name": self.name,
            "description": self.description,
            "hideDeletedPackageVersions": !self.show_deleted_versions,
        }))?;
        let project = self.scope.project();
        let made = place.ado.call(create_feed(project.as_ref(), &super::required(new)?)).await?;
        let done = format!("Created feed {}.", self.name);
        context.changed(done, &VIEW, place.address(), &self.output, &made)
    }
}

/// Rename a feed, or change what it is for
#[derive(Args, Debug)]
#[command(visible_alias = "update")]
struct Edit {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Its new name; what installs packages by the old one breaks
    #[arg(long = "name", value_name = "NAME")]
    new: Option<String>,

    /// What it is for
    #[arg(long, short, value_name = "TEXT")]
    description: Option<String>,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Edit {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.new.is_none() && self.description.is_none() {
            return Err(Error::usage("there is nothing to change").help("name a change, such as --name NAME"));
        }
        let found = self.selector.find().await?;
        let change = FeedUpdate { name: self.new, description: self.description, ..FeedUpdate::default() };
        found.feed.update(&change).await?;
        let now = found.feed.snapshot().await?;
        let done = format!("Changed feed {}.", now.name.as_deref().unwrap_or_default());
        context.changed(done, &VIEW, found.place.address(), &self.output, &*now)
    }
}

/// Delete a feed with its packages
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
        let found = self.selector.find().await?;
        let name = &found.name;
        let what = format!("this deletes the feed {name} with its packages; builds that use them fail");
        let undo = format!("`adox feed restore {name}` restores it within 30 days");
        context.confirm(self.confirm, what, undo)?;
        found.feed.delete().await?;
        context.printer.say(format_args!("Deleted feed {name}."));
        Ok(Exit::Ok)
    }
}

/// Restore a feed that was deleted
#[derive(Args, Debug)]
#[command(alias = "undelete")]
struct Restore {
    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for Restore {
    async fn run(self, context: &Context) -> Result<Exit> {
        let found = self.selector.find_deleted().await?;
        found.feed.restore().await?;
        context.printer.say(format_args!("Restored feed {}.", found.name));
        Ok(Exit::Ok)
    }
}
