//! Pull requests of a seeded repository, old and new: they go the way that all go, only at once.

use git2::{ObjectType, Oid, Repository as Git, TreeWalkMode, TreeWalkResult};
use jiff::Timestamp;
use serde_json::json;

use super::{BuildError, DAY, IdentityId, Ids, Person, Planned, RepositoryId, Seeder, THINGS, later, write};
use crate::git::merge;
use crate::world::journal::Stamp;
use crate::world::policy::StatusState;
use crate::world::pull_request::edit::NewThread;
use crate::world::pull_request::thread::{CommentType, NewComment, ThreadStatus};
use crate::world::pull_request::{
    CompletionOptions, MergeStrategy, NewPullRequest, Outside, PullRequestChange, PullRequestCheck,
    PullRequestEvent, PullRequestId, PullRequestStatus, Reviewer,
};

const REMARKS: [&str; 8] = [
    "Could this be a constant?",
    "What happens if the list is empty?",
    "Nice, this was overdue.",
    "Please add a test for the second case.",
    "I would rather not log this.",
    "The name says something else than the code.",
    "Is this still needed after the last release?",
    "Let's talk about this one.",
];

const ANSWERS: [&str; 4] = ["Done.", "Good point, changed.", "I'd keep it: see the issue.", "Thanks!"];

/// A repository while its pull requests are made.
pub(super) struct Ground<'g> {
    pub git: &'g Git,
    pub id: RepositoryId,
    pub name: &'g str,
    pub people: &'g [Person],
    /// What is in the repository.
    pub files: &'g [String],
    /// When its main branch was last pushed to.
    pub at: Timestamp,
    pub ids: Ids,
}

impl Seeder<'_> {
    /// Some pull requests: the last of them open, the others completed or abandoned.
    pub(super) fn pull_requests(&mut self, mut ground: Ground<'_>) -> Result<(), BuildError> {
        let some = 2 + ground.ids.below(3);
        let count = self.builder.pull_requests.unwrap_or(some);
        for left in (0..count).rev() {
            self.pull_request(&mut ground, left)?;
        }
        Ok(())
    }

    fn pull_request(&mut self, ground: &mut Ground<'_>, left: usize) -> Result<(), BuildError> {
        let nobody = || BuildError::Seed("nobody".into());
        let who = ground.ids.pick(ground.people).cloned().ok_or_else(nobody)?;
        // Where there are many, they come closer upon each other: none waits for longer than its share of the time.
        let share = self.end.duration_since(ground.at).as_secs().max(0) / (left as i64 + 1);
        ground.at = later(ground.at, (DAY + ground.ids.below(15 * DAY as usize) as i64).min(share / 2));
        let thing = ground.ids.pick(&THINGS).copied().unwrap_or_default();
        let known = self.organization()?.repository_by_id(ground.id);
        let known = known.ok_or_else(|| BuildError::Seed("the repository is gone".into()))?;
        let branch = loop {
            let number = ground.ids.below(900) + 100;
            let branch = format!("refs/heads/feature/{number}-{}", thing.replace(' ', "-"));
            if known.tip(&branch).is_none() {
                break branch;
            }
        };
        let main = known.tip("refs/heads/main");
        let mut tip = main.ok_or_else(|| BuildError::Seed("the main branch is gone".into()))?;
        // Some began a while ago: then there may be conflicts.
        if left == 0 && ground.ids.below(3) == 0 {
            tip = ground.git.find_commit(tip)?.parent_id(0).unwrap_or(tip);
        }
        self.branch(ground, &branch, (Oid::ZERO_SHA1, tip), &who)?;
        let stamp = Stamp { at: later(ground.at, 600), actor: who.id };
        let reviewers = (0..=ground.ids.below(2)).filter_map(|_| ground.ids.pick(ground.people));
        let reviewers: Vec<_> = reviewers.filter(|other| other.id != who.id).map(|other| other.id).collect();
        let labels = if ground.ids.below(4) == 0 { vec!["needs-docs".to_owned()] } else { Vec::new() };
        let new = NewPullRequest {
            repository: ground.id,
            fork: None,
            source: branch.clone(),
            target: "refs/heads/main".to_owned(),
            title: format!("{} {thing}", ground.ids.pick(&super::VERBS).copied().unwrap_or_default()),
            description: Some(format!("Seen in {}.\n\n- [x] tested\n- [x] documented\n", ground.name)),
            is_draft: left == 0 && ground.ids.below(5) == 0,
            reviewers: reviewers.iter().map(|id| Reviewer::new(*id)).collect(),
            labels,
            work_items: Vec::new(),
            completion_options: None,
            merge_options: None,
        };
        let id = self.organization()?.change(stamp, |tx| tx.create_pull_request(new))?;
        self.review(ground, id, stamp, &reviewers)?;
        if ground.ids.below(3) == 0 {
            // What was said leads to another push.
            ground.at = later(ground.at, (2 * DAY).min(share / 8));
            let known = self.organization()?.repository_by_id(ground.id).and_then(|known| known.tip(&branch));
            let tip = known.ok_or_else(|| BuildError::Seed("the branch is gone".into()))?;
            self.branch(ground, &branch, (tip, tip), &who)?;
        }
        if left == 0 {
            // Only what stays open is merged for a trial: the others have that behind them.
            return self.merge(ground.git, later(ground.at, DAY));
        }
        ground.at = later(ground.at, DAY.min(share / 8));
        let stamp = Stamp { at: later(ground.at, 60), actor: who.id };
        let change = if ground.ids.below(5) == 0 {
            PullRequestChange { status: Some(PullRequestStatus::Abandoned), ..PullRequestChange::default() }
        } else {
            let squash = ground.ids.below(3) == 0;
            let strategy = if squash { MergeStrategy::Squash } else { MergeStrategy::NoFastForward };
            let options = CompletionOptions {
                delete_source_branch: ground.ids.below(3) > 0,
                strategy: Some(strategy),
                ..CompletionOptions::default()
            };
            PullRequestChange {
                status: Some(PullRequestStatus::Completed),
                completion_options: Some(options),
                ..PullRequestChange::default()
            }
        };
        self.organization()?.change(stamp, |tx| tx.update_pull_request(id, change))?;
        self.merge(ground.git, later(stamp.at, 60))
    }

    /// Pushes a commit or two on top of a commit.
    fn branch(
        &mut self,
        ground: &mut Ground<'_>,
        branch: &str,
        (old, from): (Oid, Oid),
        who: &Person,
    ) -> Result<(), BuildError> {
        let mut files = files_of(ground.git, from)?;
        let mut tip = from;
        let mut commits = Vec::new();
        for _ in 0..=ground.ids.below(2) {
            ground.at = later(ground.at, 900);
            tip = write(ground.git, &mut ground.ids, tip, who, ground.at, ground.name, &mut files)?;
            commits.insert(0, tip);
        }
        let (branch, who) = (branch.to_owned(), who.clone());
        self.push(ground.id, Planned { branch, from: old, to: tip, commits, who, at: ground.at })
    }

    /// Does the merges that are due, in the store that is being filled.
    fn merge(&mut self, git: &Git, until: Timestamp) -> Result<(), BuildError> {
        while let Some(work) = self.organization()?.settle(until) {
            let effort = match work {
                Outside::Merge(effort) => effort,
                Outside::Push(arrived) => {
                    self.organization()?.finish_push(arrived, Vec::new());
                    continue;
                }
                Outside::Plan(build) => {
                    self.organization()?.finish_plan(build, Ok(None));
                    continue;
                }
            };
            let who = |id: IdentityId| {
                let who = self.world.identity(id);
                who.map_or(("Unknown", "unknown"), |who| (&who.display_name, &who.unique_name))
            };
            let outcome = merge::perform(git, &effort, who(effort.author), who(effort.committer))?;
            self.organization()?.finish_merge(&effort, outcome);
        }
        Ok(())
    }

    /// What reviewers and checks say.
    fn review(
        &mut self,
        ground: &mut Ground<'_>,
        id: PullRequestId,
        created: Stamp,
        reviewers: &[IdentityId],
    ) -> Result<(), BuildError> {
        let ids = &mut ground.ids;
        let mut at = later(created.at, 3_600);
        let organization = self.organization()?;
        let check = PullRequestCheck {
            id: 0,
            iteration: Some(1),
            state: if ids.below(6) == 0 { StatusState::Failed } else { StatusState::Succeeded },
            description: Some("Build and test".to_owned()),
            name: "build".to_owned(),
            genre: Some("continuous-integration".to_owned()),
            target_url: None,
            stamp: created,
            properties: None,
        };
        organization.change(Stamp { at, ..created }, |tx| {
            tx.edit_pull_request(id, PullRequestEvent::Annotated, |edit| edit.add_check(check))
        })?;
        for reviewer in reviewers {
            at = later(at, 1_800 + ids.below(DAY as usize) as i64);
            let stamp = Stamp { at, actor: *reviewer };
            if ids.below(2) == 0 {
                let thread = remark(ids, ground.files);
                let thread = organization.change(stamp, |tx| tx.add_pull_request_thread(id, thread))?;
                if ids.below(2) == 0 {
                    let answer = Stamp { at: later(at, 1_200), actor: created.actor };
                    let event = PullRequestEvent::ThreadChanged(thread);
                    let content = ids.pick(&ANSWERS).copied().unwrap_or_default().to_owned();
                    let comment = NewComment { parent: 1, content, kind: CommentType::Text };
                    organization.change(answer, |tx| {
                        tx.edit_pull_request(id, event, |edit| {
                            edit.add_comment(thread, comment)?;
                            edit.update_thread(thread, Some(ThreadStatus::Fixed), serde_json::Map::new())
                        })
                    })?;
                }
            }
            let vote = ids.pick(&[10, 10, 10, 5, 0, -5]).copied().unwrap_or_default();
            if vote != 0 {
                let voter = Reviewer { vote, ..Reviewer::new(*reviewer) };
                organization.change(stamp, |tx| {
                    tx.edit_pull_request(id, PullRequestEvent::Voted, |edit| edit.vote(&voter, &[]))
                })?;
            }
        }
        Ok(())
    }
}

/// The files that a commit has.
fn files_of(git: &Git, commit: Oid) -> Result<Vec<String>, BuildError> {
    let mut files = Vec::new();
    git.find_commit(commit)?.tree()?.walk(TreeWalkMode::PreOrder, |folder, entry| {
        if entry.kind() == Some(ObjectType::Blob) {
            files.push(format!("{folder}{}", entry.name().unwrap_or_default()));
        }
        TreeWalkResult::Ok
    })?;
    Ok(files)
}

/// A thread that somebody begins, about a file or about everything.
fn remark(ids: &mut Ids, files: &[String]) -> NewThread {
    let content = ids.pick(&REMARKS).copied().unwrap_or_default().to_owned();
    let context = ids.pick(files).filter(|_| ids.clone().below(3) > 0).map(|file| {
        let line = json!({"line": 1, "offset": 1});
        json!({"filePath": format!("/{file}"), "rightFileStart": line, "rightFileEnd": line})
    });
    let compared = json!({"iterationContext": {"firstComparingIteration": 1, "secondComparingIteration": 1}});
    NewThread {
        comments: vec![NewComment { parent: 0, content, kind: CommentType::Text }],
        status: Some(ThreadStatus::Active),
        iteration_context: context.is_some().then_some(compared),
        context,
        properties: serde_json::Map::new(),
    }
}
