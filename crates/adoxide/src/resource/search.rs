//! Search: code, work items, pages of wikis, packages.

use std::fmt;

use adoxide_api::search::{
    self, CodeResult, CodeSearchRequest, CommitResult, CommitSearchRequest, Filter, PackageResult,
    PackageSearchRequest, SortOption, WikiResult, WikiSearchRequest, WorkItemResult, WorkItemSearchRequest,
};
use adoxide_api::wire::{Map, Op};
use percent_encoding::percent_decode_str;

use super::commit::Commit;
use super::feed::Package;
use super::listing::Listing;
use super::project::Project;
use super::repository::{File, Repository, Version};
use super::wiki::WikiPage;
use super::work_item::WorkItem;
use crate::client::Client;
use crate::error::Result;
use crate::page::Items;

/// The most results that the service gives in one answer, and the furthest that it skips: in pages of this size, the
/// first 2,000 results can be had.
const PAGE: u32 = 1000;

mod sealed {
    use super::{Client, Filter, Map, Op, Project, Request};

    /// What is searched for, and in which operation.
    pub trait Kind: Sized + Send + 'static {
        /// The answer of the service.
        type Answer: adoxide_api::wire::Reply + adoxide_api::wire::Paged<Item = Self::Wire>;
        /// A result in it.
        type Wire: serde::de::DeserializeOwned + Send + 'static;
        fn op(project: Option<&Project>, request: &Request) -> Op<Self::Answer>;
        fn total(answer: Self::Answer) -> (Option<i64>, Option<Map<Vec<Filter>>>, Option<i64>);
        fn read(client: &Client, wire: Self::Wire) -> Self;
    }
}

use sealed::Kind;

/// What is asked for, whatever is searched.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct Request {
    text: String,
    filters: Map<Vec<String>>,
    order: Vec<SortOption>,
    top: i64,
    facets: bool,
}

/// A search: what is to be found, narrowed down by filters.
///
/// The service gives the first 2,000 results at most. Where there are more, the last item of the [stream](Self::stream)
/// is an error that says so.
///
/// ```
/// # use adoxide_emulator::Emulator;
/// # use adoxide::{Client, credential::Pat, transport::InProcess};
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
/// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
/// # let token = emulator.token();
/// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
/// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// # let web = project.create_repository("web").await?;
/// # web.commit("main", "Begin").add("/src/pay.rs", "fn pay() {}\n").create().push().await?;
/// let mut found = project.search_code("pay ext:rs").repository("web").stream();
/// while let Some(hit) = found.next().await {
///     let hit = hit?;
///     println!("{}: {}", hit.path(), hit.file().unwrap().text().await?);
/// }
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/search>
#[must_use = "nothing is searched until one of its methods is called"]
pub struct Search<T> {
    client: Client,
    project: Option<Project>,
    request: Request,
    kind: std::marker::PhantomData<fn() -> T>,
}

/// How many results a search has, and how they are spread.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SearchSummary {
    /// How many results there are in all.
    pub count: i64,
    /// For each filter, how many results have which of its values.
    pub facets: Map<Vec<Filter>>,
    /// What the service says about the search, as a number: 0 where all is well, others where an index is not complete
    /// or the query was not carried out as it was written.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/search/code-search-results/fetch-code-search-results>
    pub info_code: i64,
}

impl<T> Search<T> {
    fn new(client: &Client, project: Option<&Project>, text: String) -> Self {
        let request = Request { text, top: i64::from(PAGE), ..Request::default() };
        Self { client: client.clone(), project: project.cloned(), request, kind: std::marker::PhantomData }
    }

    /// Only results that have one of these values in a filter: `Repository`, `System.State`. Repeatable, also with the
    /// same filter.
    pub fn filter(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let known = self.request.filters.entry(name.into()).or_default();
        known.get_or_insert_default().extend(values.into_iter().map(Into::into));
        self
    }

    /// In the order of this field, ascending; by default, the best results come first. Repeatable.
    pub fn order_by(self, field: impl Into<String>) -> Self {
        self.sorted(field.into(), "ASC")
    }

    /// In the order of this field, descending. Repeatable.
    pub fn order_by_descending(self, field: impl Into<String>) -> Self {
        self.sorted(field.into(), "DESC")
    }

    fn sorted(mut self, field: String, order: &str) -> Self {
        self.request.order.push(SortOption {
            field: Some(field),
            sort_order: Some(order.to_owned()),
            ..SortOption::default()
        });
        self
    }

    /// So many results in one answer (default: 1,000, which is the most). In smaller pages the first one comes sooner,
    /// and fewer than 2,000 can be had: the service skips 1,000 at most.
    pub fn page_size(mut self, results: u32) -> Self {
        self.request.top = i64::from(results.max(1));
        self
    }
}

impl<T: Kind> Search<T> {
    /// The results, all pages of them.
    pub fn stream(self) -> Listing<T> {
        let client = self.client.clone();
        let items: Items<T::Wire> = client.items(T::op(self.project.as_ref(), &self.request));
        Listing::new(items, move |wire| Some(T::read(&client, wire)))
    }

    /// The first result.
    ///
    /// # Errors
    /// As any call.
    pub async fn first(self) -> Result<Option<T>> {
        self.page_size(1).stream().next().await.transpose()
    }

    /// How many results there are.
    ///
    /// # Errors
    /// As any call.
    pub async fn count(&self) -> Result<i64> {
        Ok(self.ask(false).await?.count)
    }

    /// How many results there are, and how they are spread over the values of filters.
    ///
    /// # Errors
    /// As any call.
    pub async fn summary(&self) -> Result<SearchSummary> {
        self.ask(true).await
    }

    async fn ask(&self, facets: bool) -> Result<SearchSummary> {
        let request = Request { top: 1, facets, ..self.request.clone() };
        let answer = self.client.call(T::op(self.project.as_ref(), &request)).await?;
        let (count, facets, info_code) = T::total(answer);
        let count = count.ok_or_else(|| super::project::missing("count"))?;
        Ok(SearchSummary {
            count,
            facets: facets.unwrap_or_default(),
            info_code: info_code.unwrap_or_default(),
        })
    }
}

impl<T> Clone for Search<T> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            project: self.project.clone(),
            request: self.request.clone(),
            kind: std::marker::PhantomData,
        }
    }
}

impl<T> fmt::Debug for Search<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search")
            .field("project", &self.project)
            .field("text", &self.request.text)
            .field("filters", &self.request.filters)
            .finish_non_exhaustive()
    }
}

macro_rules! kinds {
    ($($(#[$attribute:meta])* $name:ident $wire:ident $request:ident $answer:ident $op:expr;)*) => {$(
        $(#[$attribute])*
        #[derive(Clone)]
        pub struct $name {
            client: Client,
            value: $wire,
        }

        impl $name {
            /// All that the service says about it.
            pub fn value(&self) -> &$wire {
                &self.value
            }
        }

        impl Kind for $name {
            type Answer = search::$answer;
            type Wire = $wire;

            fn op(project: Option<&Project>, request: &Request) -> Op<Self::Answer> {
                let Request { text, filters, order, top, facets } = request.clone();
                let body = $request {
                    search_text: Some(text),
                    filters: Some(filters).filter(|filters| !filters.is_empty()),
                    order_by: Some(order).filter(|order| !order.is_empty()),
                    skip: Some(0),
                    top: Some(top),
                    include_facets: Some(facets),
                    ..$request::default()
                };
                let op: fn(Option<&Project>, $request) -> Op<Self::Answer> = $op;
                op(project, body)
            }

            fn total(answer: Self::Answer) -> (Option<i64>, Option<Map<Vec<Filter>>>, Option<i64>) {
                (answer.count, answer.facets, answer.info_code)
            }

            fn read(client: &Client, wire: Self::Wire) -> Self {
                Self { client: client.clone(), value: wire }
            }
        }
    )*};
}

kinds! {
    /// A file that a search for code has found.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/search/code-search-results>
    CodeHit CodeResult CodeSearchRequest CodeSearchResponse |project, body| {
        let project = project.map(Project::locator);
        search::fetch_code_search_results(project.as_ref(), &body)
    };
    /// A work item that a search has found.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/search/work-item-search-results>
    WorkItemHit WorkItemResult WorkItemSearchRequest WorkItemSearchResponse |project, body| {
        let project = project.map(Project::locator);
        search::fetch_work_item_search_results(project.as_ref(), &body)
    };
    /// A page of a wiki that a search has found.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/search/wiki-search-results>
    WikiHit WikiResult WikiSearchRequest WikiSearchResponse |project, body| {
        let project = project.map(Project::locator);
        search::fetch_wiki_search_results(project.as_ref(), &body)
    };
    /// A commit that a search has found.
    CommitHit CommitResult CommitSearchRequest CommitSearchResponse |project, body| {
        let project = project.map(Project::locator);
        search::fetch_commit_search_results(project.as_ref(), &body)
    };
    /// A package that a search has found, with the feeds that have it.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/search/package-search-results>
    PackageHit PackageResult PackageSearchRequest PackageSearchResponseContent |_, body| {
        search::fetch_package_search_results(&body)
    };
}

impl CodeHit {
    /// Its path: `/src/pay.rs`.
    pub fn path(&self) -> &str {
        self.value.path.as_deref().unwrap_or_default()
    }

    /// Its project, where the service said it.
    pub fn project(&self) -> Option<Project> {
        let project = self.value.project.as_ref()?;
        Some(self.client.project(project.id.as_deref().or(project.name.as_deref())?))
    }

    /// Its repository; none for one that is not of git.
    pub fn repository(&self) -> Option<Repository> {
        let repository = self.value.repository.as_ref()?;
        let is_git = repository.r#type == Some(search::VersionControlType::Git);
        let id = repository.id.as_deref().or(repository.name.as_deref()).filter(|_| is_git)?;
        Some(self.project()?.repository(id))
    }

    /// The branch in which it was found.
    pub fn branch(&self) -> Option<&str> {
        self.value.versions.as_ref()?.first()?.branch_name.as_deref()
    }

    /// The file as it is in that branch now; none where it is not in a git repository.
    pub fn file(&self) -> Option<File> {
        let file = self.repository()?.file(self.value.path.as_deref()?);
        Some(match self.branch() {
            Some(branch) => file.at(Version::branch(branch)),
            None => file,
        })
    }
}

impl WorkItemHit {
    /// A field as text, by its reference name in any letter case: `System.Title`.
    pub fn field(&self, name: &str) -> Option<&str> {
        let fields = self.value.fields.as_ref()?;
        fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1.as_deref()
    }

    /// The work item, where the service said its number.
    pub fn work_item(&self) -> Option<WorkItem> {
        Some(self.client.work_item(self.field("System.Id")?.parse().ok()?))
    }

    /// Its title.
    pub fn title(&self) -> &str {
        self.field("System.Title").unwrap_or_default()
    }
}

impl WikiHit {
    /// The path of its file in the repository: `/docs/First-day.md`.
    pub fn file_path(&self) -> &str {
        self.value.path.as_deref().unwrap_or_default()
    }

    /// The page, where the service said which one it is.
    pub fn page(&self) -> Option<WikiPage> {
        let (wiki, project) = (self.value.wiki.as_ref()?, self.value.project.as_ref()?);
        let project = self.client.project(project.id.as_deref().or(project.name.as_deref())?);
        let found = project.wiki(wiki.id.as_deref().or(wiki.name.as_deref())?);
        let found = match &wiki.version {
            Some(version) => found.at(version),
            None => found,
        };
        let folder = wiki.mapped_path.as_deref().unwrap_or("/");
        Some(found.page(page_path(self.value.path.as_deref()?, folder)))
    }
}

/// The path of the page of a file, in a wiki that has this folder: blanks are dashes in names of files, and dashes are
/// escaped.
fn page_path(file: &str, folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let path = file.strip_prefix(folder).filter(|rest| rest.starts_with('/')).unwrap_or(file);
    let path = path.strip_suffix(".md").unwrap_or(path).replace('-', " ");
    percent_decode_str(&path).decode_utf8_lossy().into_owned()
}

impl CommitHit {
    /// Its SHA-1.
    pub fn sha(&self) -> &str {
        self.value.commit_id.as_deref().unwrap_or_default()
    }

    /// The commit, where the service said in which repository it is.
    pub fn commit(&self) -> Option<Commit> {
        let value = &self.value;
        let project = value.project_id.as_deref().or(value.project_name.as_deref())?;
        // The service's own spelling.
        let repository = value.respository_id.as_deref().or(value.repository_name.as_deref())?;
        Some(self.client.project(project).repository(repository).commit_by_id(value.commit_id.as_deref()?))
    }
}

impl PackageHit {
    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its type: `NuGet`, `Npm`.
    pub fn protocol(&self) -> &str {
        self.value.protocol_type.as_deref().unwrap_or_default()
    }

    /// The package in each feed that has it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is in one of them no more, and as any call: the
    /// feeds are listed, for a result does not say which projects they are of.
    pub async fn packages(&self) -> Result<Vec<Package>> {
        let ids: Vec<_> = self.value.feeds.iter().flatten().filter_map(|feed| feed.feed_id.clone()).collect();
        let mut all = Vec::new();
        let mut feeds = self.client.feeds();
        while let Some(feed) = feeds.next().await {
            let feed = feed?;
            let id = feed.id().await?;
            if ids.iter().any(|wanted| wanted.eq_ignore_ascii_case(&id)) {
                all.push(feed.package_of(self.protocol(), self.name()).await?);
            }
        }
        Ok(all)
    }
}

macro_rules! debugs {
    ($($name:ident: $what:expr;)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let what: fn(&Self) -> &str = $what;
                write!(f, "{}({})", stringify!($name), what(self))
            }
        }
    )*};
}

debugs! {
    CodeHit: Self::path;
    WorkItemHit: Self::title;
    WikiHit: Self::file_path;
    CommitHit: Self::sha;
    PackageHit: Self::name;
}

impl Search<CodeHit> {
    /// In these repositories. Repeatable.
    pub fn repository(self, name: impl Into<String>) -> Self {
        self.filter("Repository", [name])
    }

    /// In this branch, and not in the default one. Repeatable.
    pub fn branch(self, name: impl Into<String>) -> Self {
        self.filter("Branch", [name])
    }

    /// Below this folder. Repeatable.
    pub fn folder(self, path: impl Into<String>) -> Self {
        self.filter("Path", [path])
    }
}

impl Search<WorkItemHit> {
    /// Of this type. Repeatable.
    pub fn work_item_type(self, name: impl Into<String>) -> Self {
        self.filter("System.WorkItemType", [name])
    }

    /// In this state. Repeatable.
    pub fn state(self, name: impl Into<String>) -> Self {
        self.filter("System.State", [name])
    }

    /// Assigned to this person: `Grace Hopper`. Repeatable.
    pub fn assigned_to(self, name: impl Into<String>) -> Self {
        self.filter("System.AssignedTo", [name])
    }

    /// Below this area. Repeatable.
    pub fn area(self, path: impl Into<String>) -> Self {
        self.filter("System.AreaPath", [path])
    }
}

impl Search<WikiHit> {
    /// In this wiki. Repeatable.
    pub fn wiki(self, name: impl Into<String>) -> Self {
        self.filter("Wiki", [name])
    }
}

impl Search<PackageHit> {
    /// Of this type: `NuGet`, `Npm`. Repeatable.
    pub fn protocol(self, name: impl Into<String>) -> Self {
        self.filter("ProtocolType", [name])
    }

    /// In this feed. Repeatable.
    pub fn feed(self, name: impl Into<String>) -> Self {
        self.filter("Feeds", [name])
    }

    /// With a version that was promoted to this view. Repeatable.
    pub fn view(self, name: impl Into<String>) -> Self {
        self.filter("Views", [name])
    }
}

impl Client {
    /// A search for code in the organization: `pay ext:rs`.
    ///
    /// <https://learn.microsoft.com/en-us/azure/devops/project/search/functional-code-search>
    pub fn search_code(&self, text: impl Into<String>) -> Search<CodeHit> {
        Search::new(self, None, text.into())
    }

    /// A search for work items in the organization: `upload t:bug`.
    ///
    /// <https://learn.microsoft.com/en-us/azure/devops/project/search/functional-work-item-search>
    pub fn search_work_items(&self, text: impl Into<String>) -> Search<WorkItemHit> {
        Search::new(self, None, text.into())
    }

    /// A search for pages of wikis in the organization.
    ///
    /// <https://learn.microsoft.com/en-us/azure/devops/project/search/functional-wiki-search>
    pub fn search_wikis(&self, text: impl Into<String>) -> Search<WikiHit> {
        Search::new(self, None, text.into())
    }

    /// A search for commits in the organization.
    pub fn search_commits(&self, text: impl Into<String>) -> Search<CommitHit> {
        Search::new(self, None, text.into())
    }

    /// A search for packages in the feeds of the organization and its projects. The service has none for one project.
    ///
    /// <https://learn.microsoft.com/en-us/azure/devops/project/search/functional-package-search>
    pub fn search_packages(&self, text: impl Into<String>) -> Search<PackageHit> {
        Search::new(self, None, text.into())
    }
}

impl Project {
    /// A search for code in this project: `pay ext:rs`.
    pub fn search_code(&self, text: impl Into<String>) -> Search<CodeHit> {
        Search::new(self.client(), Some(self), text.into())
    }

    /// A search for work items in this project: `upload t:bug`.
    pub fn search_work_items(&self, text: impl Into<String>) -> Search<WorkItemHit> {
        Search::new(self.client(), Some(self), text.into())
    }

    /// A search for commits in this project.
    pub fn search_commits(&self, text: impl Into<String>) -> Search<CommitHit> {
        Search::new(self.client(), Some(self), text.into())
    }

    /// A search for pages of the wikis of this project.
    pub fn search_wikis(&self, text: impl Into<String>) -> Search<WikiHit> {
        Search::new(self.client(), Some(self), text.into())
    }
}

impl Repository {
    /// The branches that can be searched.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is no such repository, and as any call.
    pub async fn indexed_branches(&self) -> Result<Vec<String>> {
        let (project, id) = self.locator();
        let op = search::get_repository_status(&project, &id.as_str().into());
        let status = self.client().call(op).await?;
        Ok(status.indexed_branches.into_iter().flatten().filter_map(|branch| branch.name).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_page_says_its_path() {
        for (file, folder, page) in [
            ("/On-call/First-day.md", "/", "/On call/First day"),
            ("/docs/a%2Db.md", "/docs", "/a-b"),
            ("/docs2/x.md", "/docs", "/docs2/x"),
            ("/50%25-%3F.md", "/", "/50% ?"),
        ] {
            assert_eq!(page_path(file, folder), page);
        }
    }
}
