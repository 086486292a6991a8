//! `adox search`.

use adoxide::Client;
use adoxide::resource::{CodeHit, Project, Search as Noun, WikiHit, WorkItemHit};
use clap::Args;
use futures::TryStreamExt as _;

use crate::args::{ListArgs, ProjectArgs};
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::field::{Field, View, branch};
use crate::settings::Place;
use crate::verb::{Entry, Verb};
use crate::web;

/// Search code, work items and wikis
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox search code 'class:Order ext:cs' --project Storefront
  adox search work-item 'timeout state:Active'
  adox search wiki onboarding

The text is that of the search box, with its filters. Code search is an
extension that an organization may not have.")]
pub struct Search {}

/// The verbs.
pub const VERBS: &[Entry] =
    &[Entry::verb::<Code>("code"), Entry::verb::<WorkItems>("work-item"), Entry::verb::<Wikis>("wiki")];

/// What is searched, and where.
#[derive(Args, Debug)]
struct SearchArgs {
    /// The text, with the filters of the search box
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,

    /// Search all projects, whatever project is set or cloned here
    #[arg(long, short = 'A')]
    all_projects: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl SearchArgs {
    /// The search, of one project or of all.
    fn search<T>(
        &self,
        context: &Context,
        place: &Place,
        in_project: impl FnOnce(&Project, String) -> Noun<T>,
        in_all: impl FnOnce(&Client, String) -> Noun<T>,
    ) -> Noun<T> {
        let text = self.text.join(" ");
        let search = match place.project.as_ref().filter(|_| !self.all_projects) {
            Some(project) => in_project(&place.ado.project(&project.value), text),
            None => in_all(&place.ado, text),
        };
        // One more tells that there are more.
        let most = self.list.most(context.printer.is_terminal()).saturating_add(1).min(1000);
        search.page_size(u32::try_from(most).unwrap_or(1000))
    }
}

const CODE: View = View::new(&[
    Field::new("path").id(),
    Field::at("repository", "repository/name"),
    Field::at("project", "project/name"),
    Field::by("branch", |found| branch(&found["versions"][0]["branchName"])).branch(),
    Field::by("matches", |found| found["matches"]["content"].as_array().map(Vec::len).into()),
])
.url(|found, address| {
    let project = found["project"]["name"].as_str()?;
    let page = web::page(address, &[project, "_git", found["repository"]["name"].as_str()?]);
    Some(format!("{page}?path={}", web::escaped(found["path"].as_str()?)))
});

/// Search code
#[derive(Args, Debug)]
struct Code {
    #[command(flatten)]
    search: SearchArgs,
}

impl Verb for Code {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.search.project)?;
        let search = self.search.search(context, &place, Project::search_code, Client::search_code);
        let found = search.stream().map_ok(|hit: CodeHit| hit.value().clone());
        context.list(&CODE, place.address(), &self.search.list, found).await
    }
}

const WORK_ITEMS: View = View::new(&[
    Field::at("id", "fields/system.id").id(),
    Field::at("type", "fields/system.workitemtype"),
    Field::at("title", "fields/system.title"),
    Field::at("state", "fields/system.state").state(),
    Field::at("assignedTo", "fields/system.assignedto").head("assigned to"),
    Field::at("project", "project/name").unlisted(),
])
.url(|found, address| {
    let id = found["fields"]["system.id"].as_str()?;
    Some(web::page(address, &[found["project"]["name"].as_str()?, "_workitems", "edit", id]))
});

/// Search work items
#[derive(Args, Debug)]
#[command(visible_alias = "wi")]
struct WorkItems {
    #[command(flatten)]
    search: SearchArgs,
}

impl Verb for WorkItems {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.search.project)?;
        let search =
            self.search.search(context, &place, Project::search_work_items, Client::search_work_items);
        let found = search.stream().map_ok(|hit: WorkItemHit| hit.value().clone());
        context.list(&WORK_ITEMS, place.address(), &self.search.list, found).await
    }
}

const WIKIS: View = View::new(&[
    Field::new("path").id(),
    Field::at("wiki", "wiki/name"),
    Field::at("project", "project/name"),
    Field::new("fileName").unlisted(),
]);

/// Search wikis
#[derive(Args, Debug)]
struct Wikis {
    #[command(flatten)]
    search: SearchArgs,
}

impl Verb for Wikis {
    async fn run(self, context: &Context) -> Result<Exit> {
        let place = Place::of_project(&self.search.project)?;
        let search = self.search.search(context, &place, Project::search_wikis, Client::search_wikis);
        let found = search.stream().map_ok(|hit: WikiHit| hit.value().clone());
        context.list(&WIKIS, place.address(), &self.search.list, found).await
    }
}
