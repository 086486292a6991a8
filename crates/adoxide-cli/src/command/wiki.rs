//! `adox wiki`.

use std::path::PathBuf;

use adoxide::api::git::VersionControlRecursionType;
use adoxide::api::wiki::{
    CreateOrUpdatePage, DeletePage, GetPage, WikiCreateParametersV2, WikiPage,
    WikiPageCreateOrUpdateParameters, WikiV2, create_or_update_page, create_wiki, delete_page, delete_wiki,
    get_all_wikis, get_page,
};
use adoxide::resource::Project;
use adoxide::{Address, ErrorKind};
use clap::Args;
use futures::TryStreamExt as _;
use serde_json::{Value, json};

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
        let id = project.id().await?;
        let body = if let Some(name) = &self.repository {
            let repository = project.repository(name);
            let branch = if let Some(branch) = &self.branch {
                branch.clone()
            } else {
                let default = repository.default_branch().await?;
                let default =
                    default.ok_or_else(|| Error::failed("the repository has no branch to publish"))?;
                default.short_name().to_owned()
            };
            json!({
                "name": self.name, "type": "codeWiki", "projectId": id, "repositoryId": repository.id().await?,
                "mappedPath": self.path, "version": { "version": branch },
            })
        } else {
            let name = match &self.name {
                Some(name) => name.clone(),
                None => format!("{}.wiki", project.name().await?),
            };
            json!({ "name": name, "type": "projectWiki", "projectId": id })
        };
        let body: WikiCreateParametersV2 = serde_json::from_value(body)
            .map_err(|error| Error::failed(format!("the request can't be written: {error}")))?;
        let made = place.ado.call(create_wiki(Some(&project.locator()), &super::required(body)?)).await?;
        let done = format!("Created wiki {}.", made.name.as_deref().unwrap_or_default());
        context.changed(done, &WIKIS, place.address(), &self.output, &made)
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
        place.ado.call(delete_wiki(Some(&project.locator()), &self.name.as_str().into())).await?;
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
    /// The wiki, by its id.
    async fn find(&self) -> Result<(Place, Project, String)> {
        let place = Place::of_project(&self.project)?;
        let project = place.project()?;
        if let Some(wiki) = &self.wiki {
            return Ok((place, project, wiki.clone()));
        }
        let all: Vec<WikiV2> = place.ado.items(get_all_wikis(Some(&project.locator()))).try_collect().await?;
        let is_own =
            |wiki: &&WikiV2| serde_json::to_value(wiki).is_ok_and(|wiki| wiki["type"] == "projectWiki");
        let found = match &all[..] {
            [only] => Some(only),
            several => several.iter().find(is_own),
        };
        if let Some(id) = found.and_then(|wiki| wiki.id.clone()) {
            return Ok((place, project, id));
        }
        if all.is_empty() {
            return Err(Error::failed("the project has no wiki").help("`adox wiki create` creates one"));
        }
        let names: Vec<_> = all.iter().filter_map(|wiki| wiki.name.as_deref()).collect();
        Err(Error::usage("the project has several wikis")
            .help(format!("name one with --wiki: {}", names.join(", "))))
    }
}

/// A path from the top of the wiki.
fn absolute(path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
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
        let (place, project, wiki) = self.wiki.find().await?;
        let params = GetPage {
            path: Some(absolute(&self.path)),
            recursion_level: Some(VersionControlRecursionType::Full),
            ..GetPage::default()
        };
        let top = place.ado.call(get_page(&project.locator(), &wiki.as_str().into(), params)).await?;
        let mut pages = Vec::new();
        flatten(serde_json::to_value(&top).unwrap_or_default(), &mut pages);
        let rows = futures::stream::iter(pages.into_iter().map(Ok::<_, Error>));
        context.list(&PAGES, place.address(), &self.list, rows).await
    }
}

/// The pages of a tree, each before those below it; the top of a wiki is not a page.
fn flatten(top: Value, pages: &mut Vec<Value>) {
    let mut waiting = vec![top];
    while let Some(mut page) = waiting.pop() {
        let below = page.as_object_mut().and_then(|page| page.remove("subPages"));
        if let Some(Value::Array(below)) = below {
            waiting.extend(below.into_iter().rev());
        }
        if page["path"] != "/" {
            pages.push(page);
        }
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
        let (place, project, wiki) = self.wiki.find().await?;
        let (page, _) =
            read(&place, &project, &wiki, &self.path).await?.ok_or_else(|| missing(&self.path))?;
        if self.raw {
            let content = page.content.unwrap_or_default();
            context.printer.data(|out| out.write_all(content.as_bytes()))?;
            return Ok(Exit::Ok);
        }
        context.show(&PAGES, place.address(), &self.show, &page)
    }
}

fn missing(path: &str) -> Error {
    Error::failed(format!("the wiki has no page {}", absolute(path)))
        .help("`adox wiki page list` lists its pages")
}

/// A page with its content, and its version; none if there is no such page.
async fn read(
    place: &Place,
    project: &Project,
    wiki: &str,
    path: &str,
) -> Result<Option<(WikiPage, Option<String>)>> {
    let params = GetPage { path: Some(absolute(path)), include_content: Some(true), ..GetPage::default() };
    match place.ado.send(get_page(&project.locator(), &wiki.into(), params)).await {
        Ok(answer) => {
            let version = answer.headers.get("etag").and_then(|value| value.to_str().ok()).map(str::to_owned);
            Ok(Some((answer.body, version)))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
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
        let (place, project, wiki) = self.wiki.find().await?;
        // Nobody's change is overwritten: the version that was read is the one that is replaced.
        let version = read(&place, &project, &wiki, &self.path).await?.map(|(_, version)| version);
        let is_new = version.is_none();
        let params = CreateOrUpdatePage {
            if_match: version.flatten(),
            comment: self.comment,
            ..CreateOrUpdatePage::default()
        };
        let body = WikiPageCreateOrUpdateParameters {
            content: Some(content),
            ..WikiPageCreateOrUpdateParameters::default()
        };
        let path = absolute(&self.path);
        let op = create_or_update_page(&project.locator(), &wiki.as_str().into(), &path, &body, params);
        let page = place.ado.call(op).await.map_err(|error| {
            let is_other = error.kind() == ErrorKind::Precondition;
            let error = Error::from(error);
            if is_other {
                error.instead("somebody changed it meanwhile; look at it, and try again")
            } else {
                error
            }
        })?;
        let verb = if is_new { "Created" } else { "Changed" };
        context.changed(format!("{verb} page {path}."), &PAGES, place.address(), &self.output, &page)
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
        let (place, project, wiki) = self.wiki.find().await?;
        let path = absolute(&self.path);
        let what = format!("this deletes the page {path} and those below it");
        context.confirm(self.confirm, what, "the git history of the wiki keeps them")?;
        let op = delete_page(&project.locator(), &wiki.as_str().into(), &path, DeletePage::default());
        place.ado.call(op).await?;
        context.printer.say(format_args!("Deleted page {path}."));
        Ok(Exit::Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_of_pages_is_listed_in_its_order() {
        let top = json!({ "path": "/", "subPages": [
            { "path": "/a", "subPages": [{ "path": "/a/b" }] }, { "path": "/c" },
        ]});
        let mut pages = Vec::new();
        flatten(top, &mut pages);
        let paths: Vec<_> = pages.iter().map(|page| page["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["/a", "/a/b", "/c"]);
    }
}
