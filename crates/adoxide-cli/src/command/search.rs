//! `adox search`.

use adoxide::api::search::{
    fetch_code_search_results, fetch_wiki_search_results, fetch_work_item_search_results,
};
use adoxide::api::wire::{Json, Op};
use clap::Args;
use futures::{Stream, TryStreamExt as _, stream};
use serde_json::{Value, json};

use crate::args::{ListArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
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

/// How many results one answer has.
const PAGE: u64 = 100;

impl SearchArgs {
    /// The results, page by page.
    async fn run(
        &self,
        context: &Context,
        view: &'static View,
        op: impl Fn(Option<&adoxide::api::path::ProjectRef>, Value) -> Result<Op<Json>>,
    ) -> Result<Exit> {
        let place = Place::of_project(&self.project)?;
        let project = place.project.as_ref().filter(|_| !self.all_projects);
        let project = project.map(|project| place.ado.project(&project.value).locator());
        let text = self.text.join(" ");
        let ask = async |skip: u64| -> Result<Vec<Value>> {
            let body = json!({ "searchText": text, "$skip": skip, "$top": PAGE, "includeFacets": false });
            let answer =
                serde_json::to_value(place.ado.call(op(project.as_ref(), body)?).await?).unwrap_or_default();
            Ok(answer["results"].as_array().cloned().unwrap_or_default())
        };
        context.list(view, place.address(), &self.list, pages(ask)).await
    }
}

/// The results of all pages, one after the other. A short page is the last one.
fn pages(ask: impl AsyncFn(u64) -> Result<Vec<Value>>) -> impl Stream<Item = Result<Value>> {
    let ask = std::rc::Rc::new(ask);
    stream::try_unfold(Some(0), move |skip| {
        let ask = ask.clone();
        async move {
            let Some(skip) = skip else { return Ok::<_, Error>(None) };
            let found = ask(skip).await?;
            let next = (found.len() as u64 >= PAGE).then_some(skip + PAGE);
            Ok(Some((stream::iter(found.into_iter().map(Ok)), next)))
        }
    })
    .try_flatten()
}

/// An operation with a request that was written here.
fn written<B: serde::de::DeserializeOwned, T>(body: Value, op: impl FnOnce(&B) -> Op<T>) -> Result<Op<Json>> {
    let body = serde_json::from_value(body)
        .map_err(|error| Error::failed(format!("the request can't be written: {error}")))?;
    Ok(op(&body).reply_as())
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
        let op = |project: Option<&_>, body| written(body, |body| fetch_code_search_results(project, body));
        self.search.run(context, &CODE, op).await
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
        let op =
            |project: Option<&_>, body| written(body, |body| fetch_work_item_search_results(project, body));
        self.search.run(context, &WORK_ITEMS, op).await
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
        let op = |project: Option<&_>, body| written(body, |body| fetch_wiki_search_results(project, body));
        self.search.run(context, &WIKIS, op).await
    }
}

#[cfg(test)]
mod tests {
    use futures::StreamExt as _;

    use super::*;

    #[tokio::test]
    async fn pages_are_asked_for_until_a_short_one() {
        let asked = std::cell::RefCell::new(Vec::new());
        let found = pages(async |skip| {
            asked.borrow_mut().push(skip);
            let left = 250 - skip;
            Ok((0..left.min(PAGE)).map(|number| json!(skip + number)).collect())
        });
        let all: Vec<_> = found.collect().await;
        assert_eq!(all.len(), 250);
        assert_eq!(all[249].as_ref().unwrap(), &json!(249));
        assert_eq!(*asked.borrow(), [0, 100, 200]);
    }
}
