//! What is said about a work item.

use std::fmt;

use adoxide_api::wit::{
    self, CommentCreate, CommentExpandOptions, CommentFormat, CommentReaction, CommentReactionType,
    CommentSortOrder, CommentUpdate, CommentVersion, GetComments, GetEngagedUsers, IdentityRef,
};

use super::WorkItem;
use super::edit::{Format, Text};
use crate::error::Result;
use crate::resource::listing::Listing;
use crate::resource::project::missing;

/// A comment, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/comments>
#[derive(Clone)]
pub struct Comment {
    item: WorkItem,
    value: wit::Comment,
}

impl From<Format> for CommentFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Html => Self::Html,
            Format::Markdown => Self::Markdown,
        }
    }
}

impl WorkItem {
    /// What is said about it, the oldest first, with reactions.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot): comments are asked for by project.
    pub async fn comments(&self) -> Result<Listing<Comment>> {
        let params = GetComments {
            expand: Some(CommentExpandOptions::All),
            order: Some(CommentSortOrder::Asc),
            ..GetComments::default()
        };
        self.comments_with(params).await
    }

    /// What is said about it, with these parameters: the newest first, or deleted ones too.
    ///
    /// # Errors
    /// As [`comments`](Self::comments).
    pub async fn comments_with(&self, params: GetComments) -> Result<Listing<Comment>> {
        let item = self.clone();
        let op = wit::get_comments(&self.project().await?.locator(), self.id.into(), params);
        Ok(Listing::new(self.client.items(op), move |value| Some(Comment { item: item.clone(), value })))
    }

    /// Says something about it; HTML, unless the text says that it is Markdown.
    ///
    /// # Errors
    /// As any call.
    pub async fn comment(&self, text: impl Into<Text>) -> Result<Comment> {
        let text = text.into();
        let project = self.project().await?.locator();
        let body = CommentCreate { text: Some(text.text), ..CommentCreate::default() };
        let op = match text.format {
            None => wit::add_comment(&project, self.id.into(), &body),
            Some(format) => wit::add_work_item_comment(&project, self.id.into(), &format.into(), &body),
        };
        let value = self.client.call(op).await?;
        // A comment makes a revision.
        self.refresh();
        Ok(Comment { item: self.clone(), value })
    }
}

impl Comment {
    /// All that the service says about it.
    pub fn value(&self) -> &wit::Comment {
        &self.value
    }

    /// Its work item.
    pub fn work_item(&self) -> &WorkItem {
        &self.item
    }

    /// Its number.
    ///
    /// # Errors
    /// When the service did not say it.
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

    /// Whether it was taken back.
    pub fn is_deleted(&self) -> bool {
        self.value.is_deleted == Some(true)
    }

    /// Says something else instead.
    ///
    /// # Errors
    /// As any call.
    pub async fn edit(&mut self, text: impl Into<Text>) -> Result<()> {
        let text = text.into();
        let (project, item, id) = self.locator().await?;
        let body = CommentUpdate { text: Some(text.text), ..CommentUpdate::default() };
        let op = match text.format {
            None => wit::update_comment(&project, item, id.into(), &body),
            Some(format) => wit::update_work_item_comment(&project, item, id.into(), &format.into(), &body),
        };
        self.value = self.item.client.call(op).await?;
        self.item.refresh();
        Ok(())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&mut self) -> Result<()> {
        let (project, item, id) = self.locator().await?;
        self.item.client.call(wit::delete_comment(&project, item, id.into())).await?;
        (self.value.is_deleted, self.value.text) = (Some(true), None);
        self.item.refresh();
        Ok(())
    }

    /// What it said before, the newest version first as the service has it.
    ///
    /// # Errors
    /// As any call.
    pub async fn versions(&self) -> Result<Listing<CommentVersion>> {
        let (project, item, id) = self.locator().await?;
        let op = wit::get_comment_versions(&project, item, id.into());
        Ok(Listing::new(self.item.client.items(op), Some))
    }

    /// How many people like it, are confused by it …
    ///
    /// # Errors
    /// As any call.
    pub async fn reactions(&self) -> Result<Listing<CommentReaction>> {
        let (project, item, id) = self.locator().await?;
        let op = wit::get_comment_reactions(&project, item, id.into());
        Ok(Listing::new(self.item.client.items(op), Some))
    }

    /// Reacts to it.
    ///
    /// # Errors
    /// As any call.
    pub async fn react(&self, reaction: CommentReactionType) -> Result<()> {
        let (project, item, id) = self.locator().await?;
        let op = wit::create_comment_reaction(&project, item, id.into(), &reaction);
        self.item.client.call(op).await.map(drop)
    }

    /// Takes a reaction back.
    ///
    /// # Errors
    /// As any call.
    pub async fn unreact(&self, reaction: CommentReactionType) -> Result<()> {
        let (project, item, id) = self.locator().await?;
        let op = wit::delete_comment_reaction(&project, item, id.into(), &reaction);
        self.item.client.call(op).await.map(drop)
    }

    /// Who reacted to it like this.
    ///
    /// # Errors
    /// As any call.
    pub async fn reacted(&self, reaction: CommentReactionType) -> Result<Listing<IdentityRef>> {
        let (project, item, id) = self.locator().await?;
        let op = wit::get_engaged_users(&project, item, id.into(), &reaction, GetEngagedUsers::default());
        Ok(Listing::new(self.item.client.items(op), Some))
    }

    async fn locator(&self) -> Result<(adoxide_api::path::ProjectRef, adoxide_api::path::WorkItemId, i64)> {
        let id = self.id()?;
        Ok((self.item.project().await?.locator(), self.item.id.into(), id))
    }
}

impl fmt::Debug for Comment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Comment({} of {:?})", self.value.id.unwrap_or_default(), self.item)
    }
}
