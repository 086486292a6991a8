//! `adox wiki`.

use std::path::PathBuf;

use adoxide::api::wiki::get_all_wikis;
use adoxide::resource::{PageNode, Wiki as Noun};
use adoxide::{Address, ErrorKind, OptionalExt as _};
use clap::Args;
use serde_json::Value;

use crate::args::{ConfirmArgs, ListArgs, OutputArgs, ProjectArgs, ShowArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::settings::Place;
use crate::verb::{Entry, Verb};

/// Work with wikis
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox wiki list
  adox wiki page list
  adox wiki page show /Onboarding
  adox wiki page edit /Onboarding --file onboarding.md
  adox wiki create --repository web --path /docs --branch main Docs")]
pub struct Wiki {}

/// The verbs.
pub const VERBS: &[Entry] = &[
    Entry::verb::<List>("list"),
    Entry::verb::<Create>("create"),
    Entry::verb::<Delete>("delete"),
    Entry::noun::<Page>("page", PAGE),
];

/// List, show and change the pages of a wiki
#[derive(Args, Debug)]
pub struct Page {}

const PAGE: &[Entry] = &[
    Entry::verb::<PageList>("list"),
    Entry::verb::<PageShow>("show"),
    Entry::verb::<PageEdit>("edit"),
    Entry::verb::<PageDelete>("delete"),
];

const WIKIS: View = View::new(&[
    Field::new("name").id(),
    Field::new("type"),
    Field::at("branch", "versions/0/version").branch(),
    Field::new("mappedPath").head("path"),
    Field::new("id").unlisted(),
    Field::new("repositoryId").unlisted(),
    Field::new("projectId").unlisted(),
])
.url(|wiki, _| wiki["remoteUrl"].as_str().map(str::to_owned));

const PAGES: View = View::new(&[
    Field::new("path").id(),
    Field::by("isParentPage", |page| (page["isParentPage"] == true).into()).head("has pages"),
    Field::new("order").unlisted(),
    Field::new("gitItemPath").unlisted(),
    Field::new("id").unlisted(),
    Field::new("content").text(),
])
.url(page_url);

fn page_url(page: &Value, _: &Address) -> Option<String> {
    page["remoteUrl"].as_str().map(str::to_owned)
}

/// List the wikis of a project, or of the organization
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct List {
    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for List {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let project = place.project.as_ref().map(|project| place.ado.project(&project.value).locator());
        let found = place.ado.items(get_all_wikis(project.as_ref()));
        context.list(&WIKIS, place.address(), &self.list, found).await
    }
}

/// Create the wiki of a project, or publish a folder of a repository as a wiki
#[derive(Args, Debug)]
#[command(visible_alias = "new")]
struct Create {
    /// Its name (default for a project's wiki: PROJECT.wiki)
    name: Option<String>,

    /// Publish this repository
    #[arg(long, short, value_name = "NAME", requires = "name")]
    repository: Option<String>,

    /// The folder of the repository
    #[arg(long, value_name = "PATH", default_value = "/", requires = "repository")]
    path: String,

    /// The branch of the repository (default: its default branch)
    #[arg(long, value_name = "BRANCH", requires = "repository")]
    branch: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Create {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        let name = match &self.name {
            Some(name) => name.clone(),
            None => format!("{}.wiki", project.name().await?),
        };
        let mut new = project.create_wiki(name);
        if let Some(repository) = &self.repository {
            new = new.repository(&project.repository(repository)).folder(&self.path);
        }
        if let Some(branch) = &self.branch {
            new = new.branch(branch);
        }
        let made = new.await?.snapshot().await?;
        let done = format!("Created wiki {}.", made.name.as_deref().unwrap_or_default());
        context.changed(done, &WIKIS, place.address(), &self.output, &*made)
    }
}

/// Delete a wiki that publishes a repository; the repository stays
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct Delete {
    /// The wiki
    #[arg(value_name = "NAME|ID")]
    name: String,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Delete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        let what = format!("this deletes the wiki {}", self.name);
        context.confirm(self.confirm, what, "`adox wiki create` publishes its repository again")?;
        project.wiki(&self.name).delete().await?;
        context.printer.say(format_args!("Deleted wiki {}.", self.name));
        Ok(Exit::Ok)
    }
}

/// Which wiki.
#[derive(Args, Debug)]
struct WikiArgs {
    /// The wiki (default: the project's own, or its only one)
    #[arg(long, value_name = "NAME|ID")]
    wiki: Option<String>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl WikiArgs {
    /// The wiki.
    async fn find(&self) -> Result<(Place, Noun)> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        if let Some(wiki) = &self.wiki {
            return Ok((place, project.wiki(wiki)));
        }
        let all = project.wikis().all().await?;
        let found = match &all[..] {
            [only] => Some(only.clone()),
            _ => project.own_wiki().await?,
        };
        if let Some(wiki) = found {
            return Ok((place, wiki));
        }
        if all.is_empty() {
            return Err(Error::failed("the project has no wiki").help("`adox wiki create` creates one"));
        }
        let mut names = Vec::new();
        for wiki in all {
            names.push(wiki.name().await?);
        }
        Err(Error::usage("the project has several wikis")
            .help(format!("name one with --wiki: {}", names.join(", "))))
    }
}

/// List the pages of a wiki
#[derive(Args, Debug)]
#[command(visible_alias = "ls")]
struct PageList {
    /// Those below this page
    #[arg(value_name = "PATH", default_value = "/")]
    path: String,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    wiki: WikiArgs,
}

impl Verb for PageList {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, wiki) = self.wiki.find().await?;
        let top = wiki.page(&self.path).tree().await?;
        // The top of a wiki is not a page.
        let own = (top.path() != "/").then_some(&top);
        let pages: Vec<_> = own.into_iter().chain(top.descendants()).map(PageNode::value).collect();
        let rows = futures::stream::iter(pages.into_iter().map(Ok::<_, Error>));
        context.list(&PAGES, place.address(), &self.list, rows).await
    }
}

/// Show a page of a wiki
#[derive(Args, Debug)]
#[command(visible_alias = "view")]
struct PageShow {
    /// The page
    #[arg(value_name = "PATH")]
    path: String,

    /// Print its Markdown and nothing else
    #[arg(long, conflicts_with_all = ["output", "json", "jq", "query", "jinja", "web"])]
    raw: bool,

    #[command(flatten)]
    show: ShowArgs,

    #[command(flatten)]
    wiki: WikiArgs,
}

impl Verb for PageShow {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, wiki) = self.wiki.find().await?;
        let page = wiki.page(&self.path);
        let missing = || {
            Error::failed(format!("the wiki has no page {}", page.path()))
                .help("`adox wiki page list` lists its pages")
        };
        let shown = page.snapshot().await.optional()?.ok_or_else(missing)?;
        if self.raw {
            let content = page.content().await?;
            context.printer.data(|out| out.write_all(content.as_bytes()))?;
            return Ok(Exit::Ok);
        }
        context.show(&PAGES, place.address(), &self.show, &*shown)
    }
}

/// Change a page of a wiki, or create it
#[derive(Args, Debug)]
#[command(visible_alias = "update", alias = "create")]
#[group(id = "text", required = true, args = ["content", "file"])]
struct PageEdit {
    /// The page
    #[arg(value_name = "PATH")]
    path: String,

    /// Its content, in Markdown; `-` reads it from stdin
    #[arg(long, short, value_name = "TEXT")]
    content: Option<String>,

    /// Read its content from a file, `-` for stdin
    #[arg(long, short, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Comment on the change
    #[arg(long, short = 'm', visible_alias = "message", value_name = "TEXT")]
    comment: Option<String>,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    wiki: WikiArgs,
}

impl Verb for PageEdit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let content = match (&self.content, &self.file) {
            (Some(text), _) => super::text_or_stdin(text)?,
            (None, Some(file)) if file.as_os_str() == "-" => super::text_or_stdin("-")?,
            (None, Some(file)) => std::fs::read_to_string(file).map_err(|error| {
                Error::usage(format!("--file: `{}` can't be read: {error}", file.display()))
            })?,
            (None, None) => return Err(Error::usage("there is no content")),
        };
        let (place, wiki) = self.wiki.find().await?;
        let page = wiki.page(&self.path);
        // Nobody's change is overwritten: the version that was read is the one that is replaced.
        let is_new = page.snapshot().await.optional()?.is_none();
        let mut edit = if is_new { page.create(content) } else { page.edit(content) };
        if let Some(comment) = self.comment {
            edit = edit.comment(comment);
        }
        edit.await.map_err(|error| {
            let is_other = error.kind() == ErrorKind::Precondition;
            let error = Error::from(error);
            if is_other {
                error.instead("somebody changed it meanwhile; look at it, and try again")
            } else {
                error
            }
        })?;
        let (path, page) = (page.path(), page.snapshot().await?);
        let verb = if is_new { "Created" } else { "Changed" };
        context.changed(format!("{verb} page {path}."), &PAGES, place.address(), &self.output, &*page)
    }
}

/// Delete a page of a wiki
#[derive(Args, Debug)]
#[command(visible_alias = "rm")]
struct PageDelete {
    /// The page
    #[arg(value_name = "PATH")]
    path: String,

    #[command(flatten)]
    confirm: ConfirmArgs,

    #[command(flatten)]
    wiki: WikiArgs,
}

impl Verb for PageDelete {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (_, wiki) = self.wiki.find().await?;
        let page = wiki.page(&self.path);
        let path = page.path();
        let what = format!("this deletes the page {path} and those below it");
        context.confirm(self.confirm, what, "the git history of the wiki keeps them")?;
        page.delete().await?;
        context.printer.say(format_args!("Deleted page {path}."));
        Ok(Exit::Ok)
    }
}
