//! What people say about pages of wikis, and how often they look at them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::id::IdentityId;
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;
use super::work_item::{CommentVersion, ReactionType};

/// Where a comment stands. The names are those of the REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommentState {
    /// It is open.
    #[default]
    Active,
    /// What it asked for is done.
    Resolved,
    /// It is closed.
    Closed,
}

impl CommentState {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Active, Self::Resolved, Self::Closed];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
        }
    }
}

/// A comment on a page.
#[derive(Clone, Debug)]
pub struct PageComment {
    /// Its number, unique in the organization.
    pub id: i64,
    /// The wiki.
    pub wiki: Uuid,
    /// The number of the page.
    pub page: i64,
    /// The comment that it answers.
    pub parent: Option<i64>,
    /// Where it stands.
    pub state: CommentState,
    /// What it said, oldest first; there is at least one.
    pub versions: Vec<CommentVersion>,
    /// Who thinks what of it.
    pub reactions: BTreeMap<ReactionType, Vec<IdentityId>>,
}

impl PageComment {
    /// Whether it is deleted.
    pub fn is_deleted(&self) -> bool {
        self.versions.last().is_none_or(|version| version.is_deleted)
    }
}

/// A file of a comment.
#[derive(Clone, Debug)]
pub struct CommentFile {
    /// The wiki.
    pub wiki: Uuid,
    /// The number of the page.
    pub page: i64,
    /// Who brought it.
    pub by: IdentityId,
    /// When.
    pub at: Timestamp,
    /// What it is.
    pub content: Arc<[u8]>,
}

/// How often a page was looked at.
#[derive(Clone, Debug, Default)]
pub struct PageViews {
    /// In all.
    pub count: u64,
    /// When last.
    pub last: Timestamp,
    /// On each day.
    pub days: BTreeMap<Date, u64>,
}

/// What changes in a comment.
#[derive(Clone, Debug)]
pub enum CommentChange {
    /// Another text, another state, or both.
    Edit(Option<String>, Option<CommentState>),
    /// It is deleted.
    Delete,
    /// Whoever changes it thinks so of it, or does not any more.
    React(ReactionType, bool),
}

/// What happens around a page of a wiki.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum WikiPageEvent {
    /// A comment was made or changed.
    Commented { wiki: Uuid, page: i64, comment: i64 },
    /// A file for a comment came.
    Attached { wiki: Uuid, page: i64, file: Uuid },
    /// Somebody looked at it.
    Viewed { wiki: Uuid },
}

#[derive(Debug, Default)]
struct WikiPages {
    comments: Vec<PageComment>,
    files: BTreeMap<Uuid, CommentFile>,
    views: BTreeMap<(Uuid, String), PageViews>,
}

part!(WikiPages);
event!(WikiPageEvent);

impl Organization {
    /// The comments on a page, oldest first, deleted ones too.
    pub fn page_comments(&self, wiki: Uuid, page: i64) -> impl Iterator<Item = &PageComment> {
        let all = self.part::<WikiPages>().comments.iter();
        all.filter(move |comment| (comment.wiki, comment.page) == (wiki, page))
    }

    /// A file of a comment.
    pub fn comment_file(&self, id: Uuid) -> Option<&CommentFile> {
        self.part::<WikiPages>().files.get(&id)
    }

    /// How often a page was looked at.
    pub fn page_views(&self, wiki: Uuid, path: &str) -> Option<&PageViews> {
        self.part::<WikiPages>().views.get(&(wiki, path.to_owned()))
    }
}

impl Transaction<'_> {
    /// Comments on a page.
    ///
    /// # Errors
    /// None.
    pub fn add_page_comment(
        &mut self,
        wiki: Uuid,
        page: i64,
        parent: Option<i64>,
        text: &str,
    ) -> Result<Recorded<i64>, Refusal> {
        let stamp = self.stamp();
        let version = CommentVersion { text: text.into(), at: stamp.at, by: stamp.actor, is_deleted: false };
        let comments = &mut self.part_mut::<WikiPages>().comments;
        let id = comments.last().map_or(0, |last| last.id) + 1;
        comments.push(PageComment {
            id,
            wiki,
            page,
            parent,
            state: CommentState::default(),
            versions: vec![version],
            reactions: BTreeMap::new(),
        });
        Ok(self.record(WikiPageEvent::Commented { wiki, page, comment: id }).with(id))
    }

    /// Changes a comment; nothing if there is none.
    ///
    /// # Errors
    /// None.
    pub fn change_page_comment(&mut self, id: i64, change: CommentChange) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let found = self.part_mut::<WikiPages>().comments.iter_mut().find(|comment| comment.id == id);
        let Some(comment) = found else { return Ok(self.unchanged(())) };
        let last = comment.versions.last().map(|version| Arc::clone(&version.text)).unwrap_or_default();
        let version = |text, is_deleted| CommentVersion { text, at: stamp.at, by: stamp.actor, is_deleted };
        match change {
            CommentChange::Edit(text, state) => {
                comment.state = state.unwrap_or(comment.state);
                comment.versions.push(version(text.map_or(last, Into::into), false));
            }
            CommentChange::Delete => comment.versions.push(version(last, true)),
            CommentChange::React(reaction, is_engaged) => {
                let people = comment.reactions.entry(reaction).or_default();
                people.retain(|known| *known != stamp.actor);
                people.extend(is_engaged.then_some(stamp.actor));
            }
        }
        let (wiki, page) = (comment.wiki, comment.page);
        Ok(self.record(WikiPageEvent::Commented { wiki, page, comment: id }))
    }

    /// Keeps a file for a comment.
    ///
    /// # Errors
    /// None.
    pub fn add_comment_file(
        &mut self,
        wiki: Uuid,
        page: i64,
        content: &[u8],
    ) -> Result<Recorded<Uuid>, Refusal> {
        let (stamp, id) = (self.stamp(), self.uuid());
        let file = CommentFile { wiki, page, by: stamp.actor, at: stamp.at, content: content.into() };
        self.part_mut::<WikiPages>().files.insert(id, file);
        Ok(self.record(WikiPageEvent::Attached { wiki, page, file: id }).with(id))
    }

    /// Counts that somebody looked at a page, which had another path before or not.
    ///
    /// # Errors
    /// None.
    pub fn view_page(&mut self, wiki: Uuid, path: &str, before: Option<&str>) -> Result<Recorded, Refusal> {
        let at = self.stamp().at;
        let views = &mut self.part_mut::<WikiPages>().views;
        let moved = before.and_then(|before| views.remove(&(wiki, before.to_owned())));
        let known = views.entry((wiki, path.to_owned())).or_default();
        if let Some(moved) = moved {
            known.count += moved.count;
            for (day, count) in moved.days {
                *known.days.entry(day).or_default() += count;
            }
        }
        known.count += 1;
        known.last = at;
        *known.days.entry(at.to_zoned(jiff::tz::TimeZone::UTC).date()).or_default() += 1;
        Ok(self.record(WikiPageEvent::Viewed { wiki }))
    }
}
