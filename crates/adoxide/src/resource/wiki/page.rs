//! Pages of wikis.

use std::fmt;
use std::sync::Arc;

use adoxide_api::path::{PageId, ProjectRef, WikiIdentifier};
use adoxide_api::wiki::{
    self, CommentAttachment, CommentCreateParameters, CommentExpandOptions, CommentSortOrder,
    CreateOrUpdatePageViewStats, CreatePageMove, DeletePage, GetPage, GetPageById, GetPageData, ListComments,
    VersionControlRecursionType, WikiAttachment, WikiPageMoveParameters, WikiPageStat, WikiPageViewStats,
};
use bytes::Bytes;

use super::Wiki;
use super::comment::PageComment;
use super::edit::{Goal, PageChange, PageEdit};
use crate::client::Client;
use crate::download::Download;
use crate::error::{Error, ErrorKind, OptionalExt, Result};
use crate::resource::identity::{self, Node};
use crate::resource::listing::Listing;
use crate::resource::project::missing;

/// How many times a change is made again where another one came between.
pub(super) const TRIES: usize = 5;

/// A page of a wiki, by its path.
///
/// It keeps the version (the ETag) of what it has read, and a change replaces that version only: where somebody else
/// changed the page meanwhile, nothing is overwritten, and the error is of kind
/// [`Precondition`](ErrorKind::Precondition). So that this holds within one program, too, only clones of a handle share
/// what was read.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wiki/pages>
#[derive(Clone)]
pub struct WikiPage {
    wiki: Wiki,
    path: Arc<str>,
    node: Arc<Node<Read>>,
}

/// What was read of a page.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) page: Arc<wiki::WikiPage>,
    /// The ETag of the answer; `None` for a page without content.
    pub(super) version: Option<String>,
}

impl Read {
    pub(super) fn new(page: wiki::WikiPage, etag: Option<&str>) -> Self {
        // A folder without a page of its own is marked with nothing.
        let version = etag.filter(|tag| !tag.trim_matches('"').is_empty()).map(str::to_owned);
        Self { page: Arc::new(page), version }
    }

    pub(super) fn content(&self) -> &str {
        self.page.content.as_deref().unwrap_or_default()
    }
}

/// A path as the service writes it: from the root, with single slashes and none at the end.
fn rooted(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty());
    let path = parts.fold(String::new(), |path, part| path + "/" + part);
    if path.is_empty() { "/".to_owned() } else { path }
}

impl WikiPage {
    pub(super) fn at(wiki: &Wiki, path: &str) -> Self {
        let path = rooted(path);
        Self { wiki: wiki.clone(), node: Node::alone(&path), path: path.into() }
    }

    pub(super) async fn by_id(wiki: &Wiki, id: i64) -> Result<Self> {
        let (project, wiki_id) = wiki.locator();
        let params = GetPageById { include_content: Some(true), ..GetPageById::default() };
        let answer = wiki.client().send(wiki::get_page_by_id(&project, &wiki_id, id.into(), params)).await?;
        let etag = answer.etag().map(str::to_owned);
        let page = Self::at(wiki, answer.body.path.as_deref().ok_or_else(|| missing("path"))?);
        page.node.keep(Arc::new(Read::new(answer.body, etag.as_deref())), None);
        Ok(page)
    }

    pub(super) fn client(&self) -> &Client {
        self.wiki.client()
    }

    pub(super) fn node(&self) -> &Node<Read> {
        &self.node
    }

    /// Its wiki, with the version that was chosen.
    pub fn wiki(&self) -> &Wiki {
        &self.wiki
    }

    /// Its path: `/Onboarding/First day`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its title: the last part of its path.
    pub fn title(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The page above it; none for the root of the wiki.
    pub fn parent(&self) -> Option<WikiPage> {
        let (above, _) = self.path.rsplit_once('/').filter(|_| &*self.path != "/")?;
        Some(self.wiki.page(above))
    }

    fn params(&self, recursion: VersionControlRecursionType) -> GetPage {
        let (version, version_type) = self.wiki.version_params();
        GetPage {
            path: Some(self.path.to_string()),
            recursion_level: Some(recursion),
            version,
            version_type,
            ..GetPage::default()
        }
    }

    pub(super) async fn read(&self) -> Result<Arc<Read>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let (project, wiki) = self.wiki.locator();
            let params =
                GetPage { include_content: Some(true), ..self.params(VersionControlRecursionType::None) };
            let answer = self.client().send(wiki::get_page(&project, &wiki, params)).await?;
            let etag = answer.etag().map(str::to_owned);
            let read = Arc::new(Read::new(answer.body, etag.as_deref()));
            node.keep(Arc::clone(&read), Some(asked));
            Ok(read)
        })
        .await
    }

    /// All that the service says about it, with its content.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such page, or the credential may not see it.
    pub async fn snapshot(&self) -> Result<Arc<wiki::WikiPage>> {
        Ok(Arc::clone(&self.read().await?.page))
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        self.node.refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<wiki::WikiPage>> {
        self.refresh();
        self.snapshot().await
    }

    /// Whether there is a page at this path, or a folder of pages.
    ///
    /// # Errors
    /// As any call.
    pub async fn exists(&self) -> Result<bool> {
        Ok(self.reload().await.optional()?.is_some())
    }

    /// Its number.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn id(&self) -> Result<i64> {
        self.snapshot().await?.id.ok_or_else(|| missing("id"))
    }

    /// Its content, in Markdown.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn content(&self) -> Result<String> {
        Ok(self.read().await?.content().to_owned())
    }

    /// The version (the ETag) of what was read; none for a folder of pages that has no content.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn version(&self) -> Result<Option<String>> {
        Ok(self.read().await?.version.clone())
    }

    /// Its place among the pages beside it, from 0.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn order(&self) -> Result<Option<i64>> {
        Ok(self.snapshot().await?.order)
    }

    /// Its address in a browser.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn web_url(&self) -> Result<Option<String>> {
        Ok(self.snapshot().await?.remote_url.clone())
    }

    /// Creates it with this content.
    ///
    /// # Errors
    /// When awaited: [`ErrorKind::AlreadyExists`] when there is a page at this path, [`ErrorKind::NotFound`] when the
    /// page above it is not there, and as any call.
    pub fn create(&self, content: impl Into<String>) -> PageEdit {
        PageEdit::new(self, Goal::Create, content.into())
    }

    /// Replaces its content, if it is still the one that was last read; where nothing was read yet, it is read first.
    ///
    /// # Errors
    /// When awaited: [`ErrorKind::Precondition`] when somebody else changed it meanwhile, [`ErrorKind::NotFound`] when
    /// there is no such page, and as any call.
    pub fn edit(&self, content: impl Into<String>) -> PageEdit {
        PageEdit::new(self, Goal::Edit, content.into())
    }

    /// Creates it, or replaces whatever content it has now: it is read again, and nothing is written where the content
    /// is the same already.
    ///
    /// # Errors
    /// When awaited: [`ErrorKind::Conflict`] when others change it all the time, [`ErrorKind::NotFound`] when the page
    /// above it is not there, and as any call.
    pub fn put(&self, content: impl Into<String>) -> PageEdit {
        PageEdit::new(self, Goal::Put, content.into())
    }

    /// Changes its content: reads it, lets `change` make the new content of it, and writes that. Where somebody else
    /// changes it meanwhile, all that is done again on top of that.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when others change it all the time, [`ErrorKind::NotFound`] when there is no such page,
    /// and as any call.
    pub async fn update(&self, mut change: impl FnMut(&str) -> String) -> Result<PageChange> {
        for _ in 0..TRIES {
            self.refresh();
            let read = self.read().await?;
            let content = change(read.content());
            if content == read.content() {
                return Ok(PageChange::Unchanged);
            }
            match self.edit(content).await {
                Err(error) if error.kind() == ErrorKind::Precondition => {}
                other => return other,
            }
        }
        Err(self.changed_each_time())
    }

    pub(super) fn changed_each_time(&self) -> Error {
        let what = format!("the page {} was changed by somebody else each time", self.path);
        Error::new(ErrorKind::Conflict, what).advise("try again when nobody else changes it")
    }

    /// Deletes it with all pages below it. The git history of the wiki keeps them.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such page, and as any call.
    pub async fn delete(&self) -> Result<()> {
        let (project, wiki) = self.wiki.locator();
        let (version, version_type) = self.wiki.version_params();
        let params = DeletePage { version, version_type, ..DeletePage::default() };
        self.client().call(wiki::delete_page(&project, &wiki, &self.path, params)).await?;
        self.refresh();
        Ok(())
    }

    /// Moves it with all pages below it to another path, whose upper page must be there. Clones of this handle stay
    /// at the old path.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is a page at that path, [`ErrorKind::NotFound`] when there is no such
    /// page, and as any call.
    pub async fn move_to(&mut self, path: impl AsRef<str>) -> Result<()> {
        let path = rooted(path.as_ref());
        self.place(&path, None).await
    }

    /// Gives it another title; its place in the tree stays.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the title has a slash, and as [`move_to`](Self::move_to).
    pub async fn rename(&mut self, title: impl AsRef<str>) -> Result<()> {
        let title = title.as_ref();
        if title.contains('/') {
            let what = format!("the title of a page has no slash, and `{title}` has one");
            return Err(Error::new(ErrorKind::Invalid, what).advise("move the page to another path instead"));
        }
        let above = self.path.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
        self.place(&format!("{above}/{title}"), None).await
    }

    /// Puts it at another place among the pages beside it, from 0.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such page, and as any call.
    pub async fn reorder(&mut self, place: u32) -> Result<()> {
        let path = self.path.to_string();
        self.place(&path, Some(i64::from(place))).await
    }

    async fn place(&mut self, path: &str, order: Option<i64>) -> Result<()> {
        let (project, wiki) = self.wiki.locator();
        let (version, version_type) = self.wiki.version_params();
        let params = CreatePageMove { version, version_type, ..CreatePageMove::default() };
        let body = WikiPageMoveParameters {
            path: Some(self.path.to_string()),
            new_path: Some(path.to_owned()),
            new_order: order,
            ..WikiPageMoveParameters::default()
        };
        let moved = self.client().call(wiki::create_page_move(&project, &wiki, &body, params)).await?;
        self.refresh();
        let path = moved.page.and_then(|page| page.path).unwrap_or_else(|| path.to_owned());
        *self = self.wiki.page(path);
        Ok(())
    }

    /// The pages right below it, in their order.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn children(&self) -> Result<Vec<PageNode>> {
        Ok(self.below(VersionControlRecursionType::OneLevel).await?.children)
    }

    /// It with all pages below it, in their order.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn tree(&self) -> Result<PageNode> {
        self.below(VersionControlRecursionType::Full).await
    }

    async fn below(&self, recursion: VersionControlRecursionType) -> Result<PageNode> {
        let (project, wiki) = self.wiki.locator();
        let op = wiki::get_page(&project, &wiki, self.params(recursion));
        PageNode::read(&self.wiki, self.client().call(op).await?)
    }

    async fn locator(&self) -> Result<(ProjectRef, WikiIdentifier, PageId)> {
        let id = self.id().await?;
        let (project, wiki) = self.wiki.locator();
        Ok((project, wiki, id.into()))
    }

    /// The uploaded files that it shows.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot): files are asked for by the number of the page.
    pub async fn attachments(&self) -> Result<Listing<WikiAttachment>> {
        let (project, wiki, id) = self.locator().await?;
        Ok(Listing::new(self.client().items(wiki::get_page_attachments(&project, &wiki, id)), Some))
    }

    /// How often it was looked at on each of the last days, up to 30.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wiki/page-stats>
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot): views are asked for by the number of the page.
    pub async fn views(&self, days: u32) -> Result<Vec<WikiPageStat>> {
        let (project, wiki, id) = self.locator().await?;
        let params = GetPageData { page_views_for_days: Some(i64::from(days)) };
        let data = self.client().call(wiki::get_page_data(&project, &wiki, id, params)).await?;
        Ok(data.view_stats.unwrap_or_default())
    }

    /// Counts that somebody looked at it, and answers how often that was so far.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such page, and as any call.
    pub async fn record_view(&self) -> Result<WikiPageViewStats> {
        let version = self.wiki.version().await?;
        let (project, wiki) = self.wiki.locator();
        let params = CreateOrUpdatePageViewStats::default();
        let op = wiki::create_or_update_page_view_stats(&project, &wiki, &version, &self.path, params);
        self.client().call(op).await
    }

    /// What is said about it, the oldest first, with reactions. Replies are below what they answer.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot): comments are asked for by the number of the page.
    pub async fn comments(&self) -> Result<Listing<PageComment>> {
        self.comments_with(ListComments {
            expand: Some(CommentExpandOptions::All),
            order: Some(CommentSortOrder::Asc),
            ..ListComments::default()
        })
        .await
    }

    /// What is said about it, with these parameters: the newest first, or deleted ones too.
    ///
    /// # Errors
    /// As [`comments`](Self::comments).
    pub async fn comments_with(&self, params: ListComments) -> Result<Listing<PageComment>> {
        let (project, wiki, id) = self.locator().await?;
        let page = self.clone();
        let items = self.client().items(wiki::list_comments(&project, &wiki, id, params));
        Ok(Listing::new(items, move |value| Some(PageComment::new(&page, id, value))))
    }

    /// The comment of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn comment_by_id(&self, id: i64) -> Result<PageComment> {
        let (project, wiki, page) = self.locator().await?;
        let params =
            wiki::GetComment { expand: Some(CommentExpandOptions::All), ..wiki::GetComment::default() };
        let value = self.client().call(wiki::get_comment(&project, &wiki, page, id.into(), params)).await?;
        Ok(PageComment::new(self, page, value))
    }

    /// Says something about it, in Markdown.
    ///
    /// # Errors
    /// As any call.
    pub async fn comment(&self, text: impl Into<String>) -> Result<PageComment> {
        self.say(text.into(), None).await
    }

    pub(super) async fn say(&self, text: String, parent: Option<i64>) -> Result<PageComment> {
        let (project, wiki, page) = self.locator().await?;
        let body = CommentCreateParameters {
            text: Some(text),
            parent_id: parent,
            ..CommentCreateParameters::default()
        };
        let value = self.client().call(wiki::add_comment(&project, &wiki, page, &body)).await?;
        Ok(PageComment::new(self, page, value))
    }

    /// Uploads a file for comments on it, which show it by the `url` of the answer.
    ///
    /// # Errors
    /// As any call.
    pub async fn attach_to_comments(&self, content: impl Into<Bytes>) -> Result<CommentAttachment> {
        let (project, wiki, page) = self.locator().await?;
        let op = wiki::create_comment_attachment(&project, &wiki, page, content.into());
        self.client().call(op).await
    }

    /// The content of a file that was uploaded for comments, by its id, as it comes.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such file, and as any call.
    pub async fn comment_attachment(&self, id: &str) -> Result<Download> {
        let (project, wiki, page) = self.locator().await?;
        self.client().download(wiki::get_attachment_content(&project, &wiki, page, &id.into())).await
    }
}

impl fmt::Debug for WikiPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WikiPage({} of {:?})", self.path, self.wiki)
    }
}

/// A page in a tree of pages, with those below it.
#[derive(Clone, Debug)]
pub struct PageNode {
    page: WikiPage,
    value: wiki::WikiPage,
    children: Vec<PageNode>,
}

impl PageNode {
    fn read(wiki: &Wiki, mut value: wiki::WikiPage) -> Result<Self> {
        let path = value.path.as_deref().ok_or_else(|| missing("path"))?;
        let page = wiki.page(path);
        let below = value.sub_pages.take().unwrap_or_default();
        let children = below.into_iter().map(|below| Self::read(wiki, below)).collect::<Result<_>>()?;
        Ok(Self { page, value, children })
    }

    /// The page.
    pub fn page(&self) -> &WikiPage {
        &self.page
    }

    /// Its path.
    pub fn path(&self) -> &str {
        self.page.path()
    }

    /// All that the service says about it, without content and pages below it.
    pub fn value(&self) -> &wiki::WikiPage {
        &self.value
    }

    /// The pages right below it, in their order.
    pub fn children(&self) -> &[PageNode] {
        &self.children
    }

    /// All pages below it, each before those below itself.
    pub fn descendants(&self) -> Vec<&PageNode> {
        let mut all = Vec::new();
        let mut open: Vec<_> = self.children.iter().rev().collect();
        while let Some(node) = open.pop() {
            all.push(node);
            open.extend(node.children.iter().rev());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_at_the_root() {
        for (given, path) in
            [("a/b", "/a/b"), ("/a//b/", "/a/b"), ("", "/"), ("/", "/"), ("/50% #?", "/50% #?")]
        {
            assert_eq!(rooted(given), path);
        }
    }
}
