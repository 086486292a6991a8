//! Changes of the content of pages.

use std::sync::Arc;

use adoxide_api::wiki::{self, CreateOrUpdatePage, WikiPageCreateOrUpdateParameters};

use super::page::{Read, TRIES, WikiPage};
use crate::error::{Error, ErrorKind, OptionalExt, Result};

/// The refusal of a page whose upper page is not there.
const NO_PARENT: &str = "WikiAncestorPageNotFoundException";

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageChange {
    /// It is new.
    Created,
    /// It has another content.
    Edited,
    /// It had that content already, and nothing was written.
    Unchanged,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    Create,
    Edit,
    Put,
}

/// A content that is to be written to a page. `.await` writes it.
#[derive(Clone, Debug)]
#[must_use = "nothing is written until this is awaited"]
pub struct PageEdit {
    page: WikiPage,
    goal: Goal,
    content: String,
    comment: Option<String>,
    version: Option<String>,
    parents: bool,
}

impl PageEdit {
    pub(super) fn new(page: &WikiPage, goal: Goal, content: String) -> Self {
        Self { page: page.clone(), goal, content, comment: None, version: None, parents: false }
    }

    /// Says why: the message of the commit.
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// Replaces this version (an ETag), and not the one that the handle has read. Only for
    /// [edits](WikiPage::edit).
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Creates the pages above it, without content, where they are not there.
    pub fn with_parents(mut self) -> Self {
        self.parents = true;
        self
    }

    async fn write(self) -> Result<PageChange> {
        if self.page.path() == "/" {
            let what = "the root of a wiki is no page";
            return Err(Error::new(ErrorKind::Invalid, what).advise("give the path of a page"));
        }
        if self.version.is_some() && self.goal != Goal::Edit {
            let what = "a version is replaced by an edit only";
            return Err(
                Error::new(ErrorKind::Invalid, what).advise("edit the page, or leave the version out")
            );
        }
        match self.goal {
            Goal::Create => self.send(None).await,
            Goal::Edit => {
                let version = match &self.version {
                    Some(version) => Some(version.clone()),
                    None => self.page.read().await?.version.clone(),
                };
                self.send(version).await
            }
            Goal::Put => self.put().await,
        }
    }

    async fn put(&self) -> Result<PageChange> {
        for _ in 0..TRIES {
            self.page.refresh();
            let now = self.page.read().await.optional()?.filter(|read| read.version.is_some());
            if now.as_ref().is_some_and(|read| read.content() == self.content) {
                return Ok(PageChange::Unchanged);
            }
            let version = now.and_then(|read| read.version.clone());
            let was_there = version.is_some();
            match self.send(version).await {
                // Changed, made or deleted meanwhile.
                Err(error) if error.kind() == ErrorKind::Precondition => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists && !was_there => {}
                Err(error) if error.kind() == ErrorKind::NotFound && was_there => {}
                other => return other,
            }
        }
        Err(self.page.changed_each_time())
    }

    /// Writes in place of a version, or of nothing.
    async fn send(&self, version: Option<String>) -> Result<PageChange> {
        let is_new = version.is_none();
        let done = if is_new { PageChange::Created } else { PageChange::Edited };
        match self.request(version.clone()).await {
            Ok(()) => Ok(done),
            Err(error) if self.parents && is_new && error.type_key() == Some(NO_PARENT) => {
                self.make_parents().await?;
                self.request(version).await.map(|()| done)
            }
            // The attempt before this one may have arrived, and only its answer was lost.
            Err(error)
                if matches!(error.kind(), ErrorKind::Precondition | ErrorKind::AlreadyExists)
                    && error.attempts().len() > 1 =>
            {
                let other = self.page.wiki().page(self.page.path());
                let read = other.read().await?;
                if read.content() != self.content {
                    return Err(error);
                }
                self.page.node().keep(read, None);
                Ok(done)
            }
            Err(error) => Err(error),
        }
    }

    async fn request(&self, version: Option<String>) -> Result<()> {
        let wiki = self.page.wiki();
        let (project, id) = wiki.locator();
        let body = WikiPageCreateOrUpdateParameters {
            content: Some(self.content.clone()),
            ..WikiPageCreateOrUpdateParameters::default()
        };
        let (branch, version_type) = wiki.version_params();
        let params = CreateOrUpdatePage {
            if_match: version,
            comment: self.comment.clone(),
            version: branch,
            version_type,
            ..CreateOrUpdatePage::default()
        };
        let op = wiki::create_or_update_page(&project, &id, self.page.path(), &body, params);
        let answer = self.page.client().send(op).await?;
        let etag = answer.etag().map(str::to_owned);
        let mut page = answer.body;
        page.content = Some(self.content.clone());
        match etag {
            Some(etag) => self.page.node().keep(Arc::new(Read::new(page, Some(&etag))), None),
            // Without its version it can't be changed again.
            None => self.page.refresh(),
        }
        Ok(())
    }

    /// Makes the pages above this one, from the top down.
    async fn make_parents(&self) -> Result<()> {
        let mut above: Vec<_> = std::iter::successors(self.page.parent(), WikiPage::parent).collect();
        above.pop();
        for page in above.into_iter().rev() {
            if page.exists().await? {
                continue;
            }
            let edit = Self {
                page,
                goal: Goal::Create,
                content: String::new(),
                version: None,
                parents: false,
                comment: self.comment.clone(),
            };
            match edit.request(None).await {
                // Somebody else made it.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                other => other?,
            }
        }
        Ok(())
    }
}

awaitable!(PageEdit => PageChange, write;);
