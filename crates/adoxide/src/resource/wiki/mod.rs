//! Wikis: of a project, and of a folder of a repository.

mod comment;
mod edit;
mod page;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::path::{ProjectRef, WikiIdentifier};
use adoxide_api::wiki::{
    self, CreateAttachment, CreateWikiBody, GetPagesBatch, GitVersionDescriptor, GitVersionType,
    WikiAttachment, WikiCreateParametersV2, WikiPageDetail, WikiPagesBatchRequest, WikiType,
    WikiUpdateParameters, WikiV2,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub use self::comment::PageComment;
pub use self::edit::{PageChange, PageEdit};
pub use self::page::{PageNode, WikiPage};
use super::identity::{self, Identified, Node, Snapshot, find};
use super::listing::Listing;
use super::project::{Project, missing};
use super::repository::{File, Repository, Version};
use crate::client::Client;
use crate::error::{Error, ErrorKind, OptionalExt, Result};

/// The folder of a repository in which the files are that pages show.
const ATTACHMENTS: &str = "/.attachments";

/// The most pages that the service gives in one answer.
const BATCH: i64 = 100;

/// A wiki: the one of a project, or a folder of a repository that is published as one.
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
/// let wiki = project.create_wiki("Handbook").await?;
/// let page = wiki.page("/On call");
/// page.create("Call Grace.\n").await?;
/// page.update(|text| text.replace("Grace", "Ada")).await?;
/// assert_eq!(page.content().await?, "Call Ada.\n");
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wiki/wikis>
#[derive(Clone)]
pub struct Wiki {
    project: Project,
    node: Arc<Node<WikiV2>>,
    /// The version that was chosen; none for the first one.
    version: Option<Arc<str>>,
}

impl Identified for WikiV2 {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (self.id.as_deref(), self.name.as_deref().map(Cow::Borrowed))
    }
}

impl Client {
    /// All wikis of the organization that the credential may see.
    pub fn wikis(&self) -> Listing<Wiki> {
        let client = self.clone();
        Listing::new(self.items(wiki::get_all_wikis(None)), move |entry| {
            let project = client.project(entry.project_id.as_deref()?);
            Some(Wiki::listed(&project, entry))
        })
    }
}

impl Project {
    /// The wiki of this name or id. Nothing is asked for.
    pub fn wiki(&self, name: impl AsRef<str>) -> Wiki {
        let node = self.client().known().wikis.at(self.node().serial(), name.as_ref());
        Wiki { project: self.clone(), node, version: None }
    }

    /// Its wikis: its own, and those that publish a repository.
    pub fn wikis(&self) -> Listing<Wiki> {
        let project = self.clone();
        let op = wiki::get_all_wikis(Some(&self.locator()));
        Listing::new(self.client().items(op), move |entry| Some(Wiki::listed(&project, entry)))
    }

    /// Its own wiki, if it has one.
    ///
    /// # Errors
    /// As any call.
    pub async fn own_wiki(&self) -> Result<Option<Wiki>> {
        for wiki in self.wikis().all().await? {
            if !wiki.is_code_wiki().await? {
                return Ok(Some(wiki));
            }
        }
        Ok(None)
    }

    /// A wiki that is to be made: the project's own, unless it is told which [repository](NewWiki::repository) to
    /// publish.
    pub fn create_wiki(&self, name: impl Into<String>) -> NewWiki {
        NewWiki {
            project: self.clone(),
            name: name.into(),
            repository: None,
            folder: "/".to_owned(),
            branch: None,
        }
    }
}

impl Wiki {
    /// The wiki of an answer.
    fn listed(project: &Project, entry: WikiV2) -> Self {
        Self { project: project.clone(), node: Self::learn(project, None, entry, None), version: None }
    }

    fn learn(
        project: &Project,
        node: Option<&Arc<Node<WikiV2>>>,
        entry: WikiV2,
        asked: Option<u64>,
    ) -> Arc<Node<WikiV2>> {
        let snapshot = Snapshot { value: Arc::new(entry), whole: true };
        project.client().known().wikis.learn(project.node().serial(), node, snapshot, asked).node
    }

    fn node(&self) -> Arc<Node<WikiV2>> {
        find(&self.node)
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        self.project.client()
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The wiki as two arguments of operations: ids once they are known, names before.
    pub fn locator(&self) -> (ProjectRef, WikiIdentifier) {
        (self.project.locator(), (&*self.node().locator()).into())
    }

    /// Whether this is the same object as another handle, whichever version the two show.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such wiki, or the credential may not see it.
    pub async fn snapshot(&self) -> Result<Arc<WikiV2>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let id: WikiIdentifier = (&*node.locator()).into();
            let wiki = self.client().call(wiki::get_wiki(Some(&self.project.locator()), &id)).await?;
            Self::learn(&self.project, Some(&node), wiki.clone(), Some(asked));
            Ok(Arc::new(wiki))
        })
        .await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        self.node().refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<WikiV2>> {
        self.refresh();
        self.snapshot().await
    }

    /// Whether it is there.
    ///
    /// # Errors
    /// As any call.
    pub async fn exists(&self) -> Result<bool> {
        Ok(self.reload().await.optional()?.is_some())
    }

    /// Its id.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), where it is not known yet.
    pub async fn id(&self) -> Result<String> {
        if let Some(id) = self.node().id() {
            return Ok(id.to_string());
        }
        self.snapshot().await?.id.clone().ok_or_else(|| missing("id"))
    }

    /// Its name as the service writes it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn name(&self) -> Result<String> {
        self.snapshot().await?.name.clone().ok_or_else(|| missing("name"))
    }

    /// Whether it publishes a folder of a repository, and is not the project's own.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn is_code_wiki(&self) -> Result<bool> {
        Ok(self.snapshot().await?.r#type == Some(WikiType::CodeWiki))
    }

    /// The repository in which its pages are. That of a project's own wiki is in no list of repositories.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn repository(&self) -> Result<Repository> {
        let wiki = self.snapshot().await?;
        let id = wiki.repository_id.as_deref().ok_or_else(|| missing("repositoryId"))?;
        Ok(self.project.repository(id))
    }

    /// The folder of its repository that is published: `/docs`.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn mapped_path(&self) -> Result<String> {
        Ok(self.snapshot().await?.mapped_path.clone().unwrap_or_else(|| "/".to_owned()))
    }

    /// The branches that are published; the first is shown where none is chosen.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn versions(&self) -> Result<Vec<String>> {
        let wiki = self.snapshot().await?;
        Ok(wiki.versions.iter().flatten().filter_map(|version| version.version.clone()).collect())
    }

    /// Sets the branches that are published.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] or [`ErrorKind::Invalid`] when one of them is not there, and as any call.
    pub async fn set_versions(&self, branches: impl IntoIterator<Item = impl AsRef<str>>) -> Result<()> {
        let versions = branches.into_iter().map(|branch| descriptor(branch.as_ref())).collect();
        self.update(&WikiUpdateParameters { versions: Some(versions), ..WikiUpdateParameters::default() })
            .await
    }

    /// The same wiki with the pages of this published branch, and not of the first one.
    pub fn at(&self, branch: impl AsRef<str>) -> Self {
        Self { version: Some(branch_name(branch.as_ref()).into()), ..self.clone() }
    }

    /// The branch whose pages it shows.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), where none was chosen.
    pub async fn version(&self) -> Result<String> {
        match &self.version {
            Some(version) => Ok(version.to_string()),
            None => self.versions().await?.into_iter().next().ok_or_else(|| missing("versions")),
        }
    }

    /// The version that was chosen as two parameters of operations.
    fn version_params(&self) -> (Option<String>, Option<GitVersionType>) {
        let version = self.version.as_deref().map(str::to_owned);
        let kind = version.as_ref().map(|_| GitVersionType::Branch);
        (version, kind)
    }

    /// Changes what is set in `changes`: name or versions.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when the name is taken, and as any call.
    pub async fn update(&self, changes: &WikiUpdateParameters) -> Result<()> {
        let (project, id) = self.locator();
        let changed = self.client().call(wiki::update_wiki(Some(&project), &id, changes)).await?;
        Self::learn(&self.project, Some(&self.node()), changed, None);
        Ok(())
    }

    /// Renames it.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn rename(&self, name: impl Into<String>) -> Result<()> {
        self.update(&WikiUpdateParameters { name: Some(name.into()), ..WikiUpdateParameters::default() })
            .await
    }

    /// Deletes it: a project's own wiki with its pages; of one that publishes a repository, the repository stays.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let (project, id) = self.locator();
        self.client().call(wiki::delete_wiki(Some(&project), &id)).await?;
        self.client().known().wikis.forget(&self.node);
        Ok(())
    }

    /// The page at this path: `/Onboarding/First day`. Nothing is asked for.
    pub fn page(&self, path: impl AsRef<str>) -> WikiPage {
        WikiPage::at(self, path.as_ref())
    }

    /// The page of this number, which stays when it is moved.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn page_by_id(&self, id: i64) -> Result<WikiPage> {
        WikiPage::by_id(self, id).await
    }

    /// All its pages, in the order of their numbers.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wiki/pages-batch>
    pub fn pages(&self) -> Listing<WikiPage> {
        let this = self.clone();
        Listing::new(self.batch(None), move |entry| Some(this.page(entry.path?)))
    }

    /// How often each of its pages was looked at in the last days, up to 30.
    pub fn page_views(&self, days: u32) -> Listing<WikiPageDetail> {
        Listing::new(self.batch(Some(i64::from(days))), Some)
    }

    fn batch(&self, days: Option<i64>) -> crate::page::Items<WikiPageDetail> {
        let (project, id) = self.locator();
        let body = WikiPagesBatchRequest {
            top: Some(BATCH),
            page_views_for_days: days,
            ..WikiPagesBatchRequest::default()
        };
        let (version, version_type) = self.version_params();
        let params = GetPagesBatch { version, version_type, ..GetPagesBatch::default() };
        self.client().items(wiki::get_pages_batch(&project, &id, &body, params))
    }

    /// All its pages as a tree, in the order of its table of contents; its root is no page.
    ///
    /// # Errors
    /// As any call.
    pub async fn tree(&self) -> Result<PageNode> {
        self.page("/").tree().await
    }

    /// Uploads a file, for pages to show: `[name](path)`, with the path that is answered. Its name must be free.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wiki/attachments/create>
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is a file of the name, and as any call.
    pub async fn attach(&self, name: impl AsRef<str>, content: impl AsRef<[u8]>) -> Result<WikiAttachment> {
        let (project, id) = self.locator();
        let (version, version_type) = self.version_params();
        let params = CreateAttachment { version, version_type, ..CreateAttachment::default() };
        // The service takes the bytes as Base64 text.
        let body = STANDARD.encode(content);
        self.client().call(wiki::create_attachment(&project, &id, name.as_ref(), body, params)).await
    }

    /// An uploaded file, by its name or path.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot): it is in the repository of the wiki.
    pub async fn attachment(&self, name: impl AsRef<str>) -> Result<File> {
        let name = name.as_ref().trim_start_matches('/');
        let name = name.strip_prefix(&ATTACHMENTS[1..]).map_or(name, |name| name.trim_start_matches('/'));
        let version = Version::branch(self.version().await?);
        Ok(self.repository().await?.file(format!("{ATTACHMENTS}/{name}")).at(version))
    }
}

impl fmt::Debug for Wiki {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wiki({}/{})", self.project.node().label(), self.node().label())
    }
}

/// A branch as versions of wikis are named.
fn branch_name(branch: &str) -> &str {
    branch.strip_prefix("refs/heads/").unwrap_or(branch)
}

fn descriptor(branch: &str) -> GitVersionDescriptor {
    GitVersionDescriptor {
        version: Some(branch_name(branch).to_owned()),
        version_type: Some(GitVersionType::Branch),
        ..GitVersionDescriptor::default()
    }
}

/// A wiki that is to be made. `.await` makes it.
#[derive(Clone, Debug)]
#[must_use = "a wiki is not made until this is awaited"]
pub struct NewWiki {
    project: Project,
    name: String,
    repository: Option<Repository>,
    folder: String,
    branch: Option<String>,
}

impl NewWiki {
    /// Publishes this repository.
    pub fn repository(mut self, repository: &Repository) -> Self {
        self.repository = Some(repository.clone());
        self
    }

    /// Publishes this folder of the repository; all of it, by default.
    pub fn folder(mut self, path: impl Into<String>) -> Self {
        self.folder = path.into();
        self
    }

    /// Publishes this branch; the default branch of the repository, by default.
    pub fn branch(mut self, branch: impl AsRef<str>) -> Self {
        self.branch = Some(branch_name(branch.as_ref()).to_owned());
        self
    }

    async fn create(self) -> Result<Wiki> {
        let project_id = self.project.id().await?;
        let set = |body: &mut WikiCreateParametersV2| body.project_id = Some(project_id);
        let body = match &self.repository {
            None if self.branch.is_some() || self.folder != "/" => {
                let what = "a folder or a branch is published, and no repository is named";
                return Err(Error::new(ErrorKind::Invalid, what).advise("name the repository"));
            }
            None => CreateWikiBody::new(self.name, WikiType::ProjectWiki).with(set),
            Some(repository) => {
                let branch = if let Some(branch) = self.branch {
                    branch
                } else {
                    let default = repository.default_branch().await?;
                    let what = "the repository has no branch to publish";
                    let none = || Error::new(ErrorKind::Invalid, what).advise("push something first");
                    default.ok_or_else(none)?.short_name().to_owned()
                };
                let id = repository.id().await?;
                CreateWikiBody::new(self.name, WikiType::CodeWiki).with(set).with(|body| {
                    body.repository_id = Some(id);
                    body.mapped_path = Some(self.folder);
                    body.version = Some(descriptor(&branch));
                })
            }
        };
        let made =
            self.project.client().call(wiki::create_wiki(Some(&self.project.locator()), &body)).await?;
        Ok(Wiki::listed(&self.project, made))
    }
}

awaitable!(NewWiki => Wiki, create;);
