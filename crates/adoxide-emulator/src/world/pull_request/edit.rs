//! Changes of one pull request that nothing else depends on: reviewers, votes, threads, labels, statuses,
//! attachments, links.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::super::id::{IdentityId, Ids};
use super::super::journal::Stamp;
use super::thread::{Comment, NewComment, SystemEvent, Thread, ThreadId, ThreadStatus};
use super::{
    Attachment, Label, PullRequest, PullRequestCheck, PullRequestEvent, PullRequestRefusal,
    PullRequestStatus, Reviewer,
};

/// A pull request that is being changed.
pub struct Edit<'a> {
    /// The pull request.
    pub pull_request: &'a mut PullRequest,
    /// When, and by whom.
    pub stamp: Stamp,
    /// What happens to it.
    pub event: PullRequestEvent,
    pub(super) last_thread: &'a mut ThreadId,
    pub(super) ids: &'a mut Ids,
}

/// A thread that is to begin.
#[derive(Clone, Debug, Default)]
pub struct NewThread {
    /// What is said.
    pub comments: Vec<NewComment>,
    /// Where it is.
    pub status: Option<ThreadStatus>,
    /// The place in a file.
    pub context: Option<Value>,
    /// The iterations that were compared.
    pub iteration_context: Option<Value>,
    /// Properties.
    pub properties: Map<String, Value>,
}

impl Edit<'_> {
    fn open(&self) -> Result<(), PullRequestRefusal> {
        match self.pull_request.status {
            PullRequestStatus::Active => Ok(()),
            status => Err(PullRequestRefusal::State(status)),
        }
    }

    fn begin(&mut self, new: NewThread, event: Option<SystemEvent>) -> ThreadId {
        *self.last_thread += 1;
        let (id, stamp) = (*self.last_thread, self.stamp);
        self.pull_request.threads.push(Thread {
            id,
            stamp,
            updated: stamp.at,
            comments: Vec::new(),
            status: new.status,
            context: new.context,
            iteration_context: new.iteration_context,
            properties: new.properties,
            event,
            unique_id: self.ids.uuid(),
        });
        id
    }

    /// Notes something.
    pub fn note(&mut self, event: SystemEvent) -> ThreadId {
        self.begin(NewThread::default(), Some(event))
    }

    // Threads.

    /// Begins a thread.
    ///
    /// # Errors
    /// When a comment answers one that does not exist.
    pub fn add_thread(&mut self, mut new: NewThread) -> Result<ThreadId, PullRequestRefusal> {
        let comments = std::mem::take(&mut new.comments);
        // The first comment is number 1.
        if let Some(comment) =
            (0..).zip(&comments).find_map(|(known, new)| (new.parent > known).then_some(new))
        {
            return Err(PullRequestRefusal::NoComment(comment.parent));
        }
        let id = self.begin(new, None);
        for comment in comments {
            self.add_comment(id, comment)?;
        }
        Ok(id)
    }

    fn thread(&mut self, id: ThreadId) -> Result<&mut Thread, PullRequestRefusal> {
        let at = self.stamp.at;
        let found = self.pull_request.threads.iter_mut().find(|thread| thread.id == id);
        let thread = found.ok_or(PullRequestRefusal::NoThread(id))?;
        thread.updated = at;
        Ok(thread)
    }

    /// Changes a thread's status, or sets properties; a property of none goes.
    ///
    /// # Errors
    /// When there is no such thread.
    pub fn update_thread(
        &mut self,
        id: ThreadId,
        status: Option<ThreadStatus>,
        properties: Map<String, Value>,
    ) -> Result<(), PullRequestRefusal> {
        let thread = self.thread(id)?;
        thread.status = status.or(thread.status);
        for (name, value) in properties {
            if value.is_null() {
                thread.properties.remove(&name);
            } else {
                thread.properties.insert(name, value);
            }
        }
        Ok(())
    }

    /// Adds a comment and says its number.
    ///
    /// # Errors
    /// When there is no such thread, or none that is answered.
    pub fn add_comment(&mut self, thread: ThreadId, new: NewComment) -> Result<i64, PullRequestRefusal> {
        let stamp = self.stamp;
        let thread = self.thread(thread)?;
        if new.parent != 0 && thread.comment(new.parent).is_none() {
            return Err(PullRequestRefusal::NoComment(new.parent));
        }
        let id = thread.comments.last().map_or(0, |last| last.id) + 1;
        thread.comments.push(Comment {
            id,
            parent: new.parent,
            author: stamp.actor,
            content: Some(new.content),
            published: stamp.at,
            updated: stamp.at,
            content_updated: stamp.at,
            kind: new.kind,
            is_deleted: false,
            liked_by: Vec::new(),
        });
        self.event = PullRequestEvent::CommentAdded { thread: thread.id, comment: id };
        Ok(id)
    }

    fn comment(&mut self, thread: ThreadId, id: i64) -> Result<&mut Comment, PullRequestRefusal> {
        let thread = self.thread(thread)?;
        let found = thread.comments.iter_mut().find(|comment| comment.id == id);
        found.ok_or(PullRequestRefusal::NoComment(id))
    }

    /// Changes the text of a comment.
    ///
    /// # Errors
    /// When there is none, it was deleted, or is somebody else's.
    pub fn update_comment(
        &mut self,
        thread: ThreadId,
        id: i64,
        content: String,
    ) -> Result<(), PullRequestRefusal> {
        let stamp = self.stamp;
        let comment = self.comment(thread, id)?;
        if comment.is_deleted {
            return Err(PullRequestRefusal::NoComment(id));
        }
        if comment.author != stamp.actor {
            return Err(PullRequestRefusal::ForeignComment);
        }
        comment.content = Some(content);
        comment.updated = stamp.at;
        comment.content_updated = stamp.at;
        Ok(())
    }

    /// Deletes a comment: it stays, without its text.
    ///
    /// # Errors
    /// When there is none, or it is somebody else's.
    pub fn delete_comment(&mut self, thread: ThreadId, id: i64) -> Result<(), PullRequestRefusal> {
        let stamp = self.stamp;
        let comment = self.comment(thread, id)?;
        if comment.author != stamp.actor {
            return Err(PullRequestRefusal::ForeignComment);
        }
        comment.content = None;
        comment.is_deleted = true;
        comment.updated = stamp.at;
        comment.content_updated = stamp.at;
        Ok(())
    }

    /// Likes a comment, or does not any more.
    ///
    /// # Errors
    /// When there is none.
    pub fn like(&mut self, thread: ThreadId, id: i64, likes: bool) -> Result<(), PullRequestRefusal> {
        let stamp = self.stamp;
        let comment = self.comment(thread, id)?;
        comment.liked_by.retain(|who| *who != stamp.actor);
        if likes {
            comment.liked_by.push(stamp.actor);
        }
        comment.updated = stamp.at;
        Ok(())
    }

    // Reviewers.

    /// Adds reviewers; those who are there already become required, or not.
    ///
    /// # Errors
    /// When the pull request is closed.
    pub fn add_reviewers(&mut self, reviewers: Vec<Reviewer>) -> Result<(), PullRequestRefusal> {
        self.open()?;
        let mut added = Vec::new();
        for reviewer in reviewers {
            let known = self.pull_request.reviewers.iter_mut().find(|known| known.id == reviewer.id);
            if let Some(known) = known {
                known.is_required = reviewer.is_required;
            } else {
                added.push(reviewer.id);
                self.pull_request.reviewers.push(reviewer);
            }
        }
        if !added.is_empty() {
            self.note(SystemEvent::Reviewers { added, removed: Vec::new() });
        }
        Ok(())
    }

    /// Takes a reviewer away.
    ///
    /// # Errors
    /// When there is no such reviewer, or the pull request is closed.
    pub fn remove_reviewer(&mut self, id: IdentityId) -> Result<(), PullRequestRefusal> {
        self.open()?;
        let before = self.pull_request.reviewers.len();
        self.pull_request.reviewers.retain(|reviewer| reviewer.id != id);
        if self.pull_request.reviewers.len() == before {
            return Err(PullRequestRefusal::NoReviewer(id));
        }
        for reviewer in &mut self.pull_request.reviewers {
            reviewer.voted_for.retain(|group| *group != id);
        }
        self.note(SystemEvent::Reviewers { added: Vec::new(), removed: vec![id] });
        Ok(())
    }

    /// Votes. The vote counts for the groups too that the voter is in and that are reviewers.
    ///
    /// # Errors
    /// When it is no vote, the pull request is closed, or somebody else's vote.
    pub fn vote(&mut self, reviewer: &Reviewer, groups: &[IdentityId]) -> Result<(), PullRequestRefusal> {
        let vote = reviewer.vote;
        if ![10, 5, 0, -5, -10].contains(&vote) {
            return Err(PullRequestRefusal::Vote(vote));
        }
        self.open()?;
        if reviewer.id != self.stamp.actor {
            return Err(PullRequestRefusal::ForeignVote);
        }
        let id = reviewer.id;
        let iteration = self.pull_request.iterations.last().map_or(1, |last| last.id);
        let reviewers = &mut self.pull_request.reviewers;
        let groups: Vec<_> = groups
            .iter()
            .copied()
            .filter(|group| reviewers.iter().any(|reviewer| reviewer.id == *group))
            .collect();
        for group in reviewers.iter_mut().filter(|reviewer| groups.contains(&reviewer.id)) {
            group.vote = vote;
            note_iteration(group, iteration);
        }
        let mut before = 0;
        if let Some(known) = reviewers.iter_mut().find(|known| known.id == id) {
            before = known.vote;
            known.vote = vote;
            known.has_declined = false;
            known.voted_for = groups;
            note_iteration(known, iteration);
        } else {
            let mut new = Reviewer { voted_for: groups, ..reviewer.clone() };
            note_iteration(&mut new, iteration);
            reviewers.push(new);
        }
        if before != vote {
            self.note(SystemEvent::Vote { vote });
        }
        Ok(())
    }

    /// Takes votes back.
    pub fn reset_votes(&mut self, voters: &[IdentityId]) {
        let mut reset = Vec::new();
        for reviewer in &mut self.pull_request.reviewers {
            if voters.contains(&reviewer.id) && reviewer.vote != 0 {
                reviewer.vote = 0;
                reviewer.voted_on.clear();
                reset.push(reviewer.id);
            }
        }
        if !reset.is_empty() {
            self.note(SystemEvent::VotesReset { voters: reset });
        }
    }

    // Labels, statuses, properties, attachments, work items.

    /// Adds a label, once.
    pub fn add_label(&mut self, label: Label) {
        if !self.pull_request.labels.iter().any(|known| known.id == label.id) {
            self.pull_request.labels.push(label);
        }
    }

    /// Takes a label away.
    ///
    /// # Errors
    /// When it is not there.
    pub fn remove_label(&mut self, name_or_id: &str) -> Result<(), PullRequestRefusal> {
        let labels = &mut self.pull_request.labels;
        let before = labels.len();
        let id = name_or_id.parse::<Uuid>().ok();
        labels.retain(|label| Some(label.id) != id && !label.name.eq_ignore_ascii_case(name_or_id));
        if labels.len() == before {
            return Err(PullRequestRefusal::NoLabel(name_or_id.to_owned()));
        }
        Ok(())
    }

    /// Adds a status: the same check may say something many times.
    ///
    /// # Errors
    /// When it is about an iteration that does not exist.
    pub fn add_check(&mut self, mut check: PullRequestCheck) -> Result<i64, PullRequestRefusal> {
        if let Some(iteration) = check.iteration
            && self.pull_request.iteration(iteration).is_none()
        {
            return Err(PullRequestRefusal::NoIteration(iteration));
        }
        self.pull_request.last_check += 1;
        check.id = self.pull_request.last_check;
        check.stamp = self.stamp;
        self.pull_request.checks.push(check);
        Ok(self.pull_request.last_check)
    }

    /// Takes statuses away.
    ///
    /// # Errors
    /// When one of them is not there: then none goes.
    pub fn remove_checks(&mut self, ids: &[i64]) -> Result<(), PullRequestRefusal> {
        let checks = &mut self.pull_request.checks;
        if let Some(id) = ids.iter().find(|id| !checks.iter().any(|check| check.id == **id)) {
            return Err(PullRequestRefusal::NoCheck(*id));
        }
        checks.retain(|check| !ids.contains(&check.id));
        Ok(())
    }

    /// Attaches a file.
    ///
    /// # Errors
    /// When there is one of this name.
    pub fn attach(
        &mut self,
        name: String,
        hash: String,
        content: bytes::Bytes,
    ) -> Result<(), PullRequestRefusal> {
        if self.pull_request.attachments.contains_key(&name) {
            return Err(PullRequestRefusal::AttachmentExists(name));
        }
        self.pull_request.last_attachment += 1;
        let id = self.pull_request.last_attachment;
        self.pull_request.attachments.insert(name, Attachment { id, stamp: self.stamp, hash, content });
        Ok(())
    }

    /// Takes a file away.
    ///
    /// # Errors
    /// When it is not there.
    pub fn detach(&mut self, name: &str) -> Result<(), PullRequestRefusal> {
        let gone = self.pull_request.attachments.remove(name);
        gone.map(|_| ()).ok_or_else(|| PullRequestRefusal::NoAttachment(name.to_owned()))
    }

    /// Links a work item, or unlinks it.
    pub fn link_work_item(&mut self, id: i64, linked: bool) {
        if linked {
            self.pull_request.work_items.insert(id);
        } else {
            self.pull_request.work_items.remove(&id);
        }
    }
}

/// Remembers that there was a vote on an iteration.
fn note_iteration(reviewer: &mut Reviewer, iteration: i64) {
    if reviewer.vote == 0 {
        reviewer.voted_on.clear();
    } else if reviewer.voted_on.last() != Some(&iteration) {
        reviewer.voted_on.push(iteration);
    }
}
