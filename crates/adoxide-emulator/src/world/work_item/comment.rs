//! Comments on work items.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::super::journal::event;
use super::super::organization::{Recorded, Transaction};
use super::{WorkItemId, WorkItemRefusal};
use crate::world::field::{self, FieldValue};
use crate::world::id::IdentityId;
use crate::world::work_item::WorkItemEvent;
use crate::world::work_item::WorkItems;

/// How a comment is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommentFormat {
    /// HTML.
    #[default]
    Html,
    /// Markdown.
    Markdown,
}

impl CommentFormat {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
        }
    }
}

/// What people think of a comment. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReactionType {
    /// 👍
    Like,
    /// 👎
    Dislike,
    /// ❤️
    Heart,
    /// 🎉
    Hooray,
    /// 🙂
    Smile,
    /// 😕
    Confused,
}

impl ReactionType {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Like, Self::Dislike, Self::Heart, Self::Hooray, Self::Smile, Self::Confused];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Like => "like",
            Self::Dislike => "dislike",
            Self::Heart => "heart",
            Self::Hooray => "hooray",
            Self::Smile => "smile",
            Self::Confused => "confused",
        }
    }

    /// The reaction of a name, in any case, or of a number.
    pub fn parse(name: &str) -> Option<Self> {
        let number = name.parse::<usize>().ok();
        let by_name = || Self::ALL.into_iter().find(|reaction| reaction.name().eq_ignore_ascii_case(name));
        number.and_then(|number| Self::ALL.get(number).copied()).or_else(by_name)
    }
}

/// What a comment said at one time.
#[derive(Clone, Debug)]
pub struct CommentVersion {
    /// What it said.
    pub text: Arc<str>,
    /// When it said so.
    pub at: Timestamp,
    /// Who said so.
    pub by: IdentityId,
    /// Whether it was deleted then.
    pub is_deleted: bool,
}

/// A comment.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Its number, unique in the organization.
    pub id: i64,
    /// How it is written.
    pub format: CommentFormat,
    /// The revision that it came with.
    pub rev: u32,
    /// What it said, oldest first; there is at least one.
    pub versions: Vec<CommentVersion>,
    /// Who thinks what of it.
    pub reactions: BTreeMap<ReactionType, Vec<IdentityId>>,
}

impl Comment {
    /// What it says now.
    pub fn last(&self) -> Option<&CommentVersion> {
        self.versions.last()
    }

    /// Whether it is deleted.
    pub fn is_deleted(&self) -> bool {
        self.last().is_none_or(|version| version.is_deleted)
    }
}

/// Somebody reacted to a comment, or does not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommentReactionChanged {
    /// The work item.
    pub id: WorkItemId,
    /// The comment.
    pub comment: i64,
    /// Whether the reaction is there now.
    pub is_engaged: bool,
}

event!(CommentReactionChanged);

impl Transaction<'_> {
    /// Changes the text of a comment, or deletes it. The work item has a new revision, so that feeds tell of it.
    ///
    /// # Errors
    /// When there is no such work item or comment.
    pub fn update_comment(
        &mut self,
        id: WorkItemId,
        comment: i64,
        text: Option<&str>,
        format: Option<CommentFormat>,
    ) -> Result<Recorded, WorkItemRefusal> {
        let stamp = self.stamp();
        let item = self.part::<WorkItems>().get(id).ok_or(WorkItemRefusal::NoWorkItem(id))?;
        let found = item.comments.iter().find(|known| known.id == comment && !known.is_deleted());
        let last = found.and_then(Comment::last).ok_or(WorkItemRefusal::NoComment(comment))?;
        let version = CommentVersion {
            text: text.map_or_else(|| last.text.clone(), Into::into),
            at: stamp.at,
            by: stamp.actor,
            is_deleted: text.is_none(),
        };
        let left = item.comments.iter().filter(|known| !known.is_deleted()).count() as i64;
        let mut values = super::edit::without_transient(&item.values);
        if text.is_none() {
            values.set(field::COMMENT_COUNT, Some(FieldValue::Integer(left - 1)));
        }
        let recorded = self.revise(id, values, Vec::new(), WorkItemEvent::Commented);
        if let Some(item) = self.part_mut::<WorkItems>().items.get_mut(&id)
            && let Some(known) = item.comments.iter_mut().find(|known| known.id == comment)
        {
            known.format = format.unwrap_or(known.format);
            known.versions.push(version);
        }
        Ok(recorded)
    }

    /// Says what somebody thinks of a comment, or does not think any more.
    ///
    /// # Errors
    /// When there is no such work item or comment.
    pub fn react(
        &mut self,
        id: WorkItemId,
        comment: i64,
        reaction: ReactionType,
        is_engaged: bool,
    ) -> Result<Recorded, WorkItemRefusal> {
        let actor = self.stamp().actor;
        let found = self.part_mut::<WorkItems>().items.get_mut(&id).filter(|item| item.deleted.is_none());
        let item = found.ok_or(WorkItemRefusal::NoWorkItem(id))?;
        let known = item.comments.iter_mut().find(|known| known.id == comment && !known.is_deleted());
        let people = known.ok_or(WorkItemRefusal::NoComment(comment))?.reactions.entry(reaction).or_default();
        people.retain(|known| *known != actor);
        if is_engaged {
            people.push(actor);
        }
        Ok(self.record(CommentReactionChanged { id, comment, is_engaged }))
    }
}
