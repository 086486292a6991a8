//! What is said about pages of wikis.

use std::fmt;

use adoxide_api::path::{CommentId, IdRef, PageId, ProjectRef, WikiIdentifier};
use adoxide_api::wiki::{
    self, Comment, CommentExpandOptions, CommentReaction, CommentReactionType, CommentSortOrder,
    CommentState, CommentUpdateParameters, GetEngagedUsers, IdentityRef, ListComments,
};

use super::page::WikiPage;
use crate::error::Result;
use crate::resource::listing::Listing;
use crate::resource::project::missing;

/// A comment on a page of a wiki, as it was when it was asked for.
#[derive(Clone)]
pub struct PageComment {
    page: WikiPage,
    page_id: PageId,
    value: Comment,
}

impl PageComment {
    pub(super) fn new(page: &WikiPage, page_id: PageId, value: Comment) -> Self {
        Self { page: page.clone(), page_id, value }
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Comment {
        &self.value
    }

    /// The page.
    pub fn page(&self) -> &WikiPage {
        &self.page
    }

    /// Its number.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when the service did not say it.
    pub fn id(&self) -> Result<i64> {
        self.value.id.ok_or_else(|| missing("id"))
    }

    /// What it says; nothing, once it is deleted.
    pub fn text(&self) -> Option<&str> {
        self.value.text.as_deref()
    }

    /// Who said it.
    pub fn created_by(&self) -> Option<&IdentityRef> {
        self.value.created_by.as_ref()
    }

    /// Whether it is active, resolved or closed.
    pub fn state(&self) -> Option<&CommentState> {
        self.value.state.as_ref()
    }

    /// Whether it was taken back.
    pub fn is_deleted(&self) -> bool {
        self.value.is_deleted == Some(true)
    }

    /// How many people like it, are confused by it …
    pub fn reactions(&self) -> &[CommentReaction] {
        self.value.reactions.as_deref().unwrap_or_default()
    }

    /// The number of the comment that it answers, if it answers one.
    pub fn parent_id(&self) -> Option<i64> {
        self.value.parent_id.filter(|parent| *parent != 0)
    }

    fn locator(&self) -> Result<(ProjectRef, WikiIdentifier, i64)> {
        let (project, wiki) = self.page.wiki().locator();
        Ok((project, wiki, self.id()?))
    }

    /// What was answered to it, the oldest first.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when the service did not say its number.
    pub fn replies(&self) -> Result<Listing<PageComment>> {
        let (project, wiki, id) = self.locator()?;
        let params = ListComments {
            expand: Some(CommentExpandOptions::All),
            order: Some(CommentSortOrder::Asc),
            parent_id: Some(id),
            ..ListComments::default()
        };
        let (page, page_id) = (self.page.clone(), self.page_id);
        let items = self.page.client().items(wiki::list_comments(&project, &wiki, page_id, params));
        Ok(Listing::new(items, move |value| Some(Self::new(&page, page_id, value))))
    }

    /// Answers it, in Markdown.
    ///
    /// # Errors
    /// As any call.
    pub async fn reply(&self, text: impl Into<String>) -> Result<PageComment> {
        self.page.say(text.into(), Some(self.id()?)).await
    }

    /// Says something else instead.
    ///
    /// # Errors
    /// As any call.
    pub async fn edit(&mut self, text: impl Into<String>) -> Result<()> {
        let text = Some(text.into());
        self.update(&CommentUpdateParameters { text, ..CommentUpdateParameters::default() }).await
    }

    /// Makes it active, resolved or closed.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_state(&mut self, state: CommentState) -> Result<()> {
        let state = Some(state);
        // Without its text, the service may take it away.
        let text = self.value.text.clone();
        self.update(&CommentUpdateParameters { state, text, ..CommentUpdateParameters::default() }).await
    }

    async fn update(&mut self, body: &CommentUpdateParameters) -> Result<()> {
        let (project, wiki, id) = self.locator()?;
        let op = wiki::update_comment(&project, &wiki, self.page_id, IdRef::from(id), body);
        self.value = self.page.client().call(op).await?;
        Ok(())
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is deleted, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.page.comment_by_id(self.id()?).await?;
        Ok(())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&mut self) -> Result<()> {
        let (project, wiki, id) = self.locator()?;
        let op = wiki::delete_comment(&project, &wiki, self.page_id, IdRef::from(id));
        self.page.client().call(op).await?;
        (self.value.is_deleted, self.value.text) = (Some(true), None);
        Ok(())
    }

    /// Reacts to it.
    ///
    /// # Errors
    /// As any call.
    pub async fn react(&self, reaction: CommentReactionType) -> Result<()> {
        let (project, wiki, id) = self.locator()?;
        let op = wiki::add_comment_reaction(&project, &wiki, self.page_id, CommentId::from(id), &reaction);
        self.page.client().call(op).await.map(drop)
    }

    /// Takes a reaction back.
    ///
    /// # Errors
    /// As any call.
    pub async fn unreact(&self, reaction: CommentReactionType) -> Result<()> {
        let (project, wiki, id) = self.locator()?;
        let op = wiki::delete_comment_reaction(&project, &wiki, self.page_id, CommentId::from(id), &reaction);
        self.page.client().call(op).await.map(drop)
    }

    /// Who reacted to it like this.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when the service did not say its number.
    pub fn reacted(&self, reaction: &CommentReactionType) -> Result<Listing<IdentityRef>> {
        let (project, wiki, id) = self.locator()?;
        let (id, params) = (CommentId::from(id), GetEngagedUsers::default());
        let op = wiki::get_engaged_users(&project, &wiki, self.page_id, id, reaction, params);
        Ok(Listing::new(self.page.client().items(op), Some))
    }
}

impl fmt::Debug for PageComment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageComment({} of {:?})", self.value.id.unwrap_or_default(), self.page)
    }
}
