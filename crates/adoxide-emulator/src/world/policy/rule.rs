//! What policies say to a pull request.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Configuration, EvaluationStatus, PolicyKind};
use crate::world::id::{IdentityId, ObjectId, RepositoryId};

/// All that policies want to know of an open pull request.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its number.
    pub pull_request: i64,
    /// The repository that it is of.
    pub repository: RepositoryId,
    /// The full name of the branch that it goes to.
    pub target: String,
    /// Whether it is a draft: nothing is built for it.
    pub is_draft: bool,
    /// Who created it.
    pub creator: IdentityId,
    /// Who pushed last to its source.
    pub last_pusher: IdentityId,
    /// The number of its last iteration, from 1.
    pub iteration: i64,
    /// The last commit of its source.
    pub source_commit: Option<ObjectId>,
    /// The commit that merges it for a trial.
    pub merge_commit: Option<ObjectId>,
    /// Its reviewers' votes. A team's vote is given as one of the team's id.
    pub votes: Vec<Vote>,
    /// How many of its threads are active or pending.
    pub open_threads: usize,
    /// How many work items it is linked to.
    pub work_items: usize,
    /// The merge strategy that was asked for, by its name on the wire (`squash`).
    pub merge_strategy: Option<String>,
    /// The files that it changes.
    pub changes: Vec<ChangedPath>,
    /// Its statuses, oldest first.
    pub statuses: Vec<StatusFact>,
    /// Builds elsewhere of its merge commits, oldest first. Those of the organization are known anyway.
    pub builds: Vec<BuildFact>,
}

/// A file that a pull request changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedPath {
    /// From the root, with a slash.
    pub path: String,
    /// Whether the pull request adds it.
    pub is_added: bool,
}

/// A reviewer's vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// A person or a team.
    pub reviewer: Uuid,
    /// 10, 5, 0, -5 or -10.
    pub vote: i64,
    /// The iterations that the reviewer voted on, the last one last.
    pub iterations: Vec<i64>,
    /// Whether it is a team.
    pub is_container: bool,
}

/// How a status stands. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the service")]
pub enum StatusState {
    NotSet,
    Pending,
    Succeeded,
    Failed,
    Error,
    NotApplicable,
    PartiallySucceeded,
}

/// A status of a pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusFact {
    /// Its number.
    pub id: i64,
    /// The genre of its context; empty if it has none.
    pub genre: String,
    /// The name of its context.
    pub name: String,
    /// How it stands.
    pub state: StatusState,
    /// The iteration that it is of; none for the pull request as a whole.
    pub iteration: Option<i64>,
    /// Who posted it.
    pub author: IdentityId,
}

/// How a build is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildOutcome {
    /// Waiting.
    Queued,
    /// Under way.
    Running,
    /// Done, and well.
    Succeeded,
    /// Done, and not well, or canceled.
    Failed,
}

/// A build of a pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildFact {
    /// Its number.
    pub id: i64,
    /// The definition that it is of.
    pub definition: i64,
    /// The name of the definition.
    pub definition_name: String,
    /// The iteration that it built.
    pub iteration: i64,
    /// How it is doing.
    pub outcome: BuildOutcome,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it was done.
    pub finished: Option<Timestamp>,
}

/// What a policy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How it stands.
    pub status: EvaluationStatus,
    /// What the policy wants said about it.
    pub context: Option<Value>,
}

impl From<EvaluationStatus> for Judgement {
    fn from(status: EvaluationStatus) -> Self {
        Self { status, context: None }
    }
}

/// What one policy says to a pull request that it covers.
pub(super) fn judge(configuration: &Configuration, facts: &Facts, now: Timestamp) -> Judgement {
    use EvaluationStatus::{Approved, NotApplicable, Queued, Rejected};
    if !concerns(configuration, facts) {
        return NotApplicable.into();
    }
    match configuration.policy.kind {
        PolicyKind::MinimumReviewers => reviewers(configuration, facts).into(),
        PolicyKind::RequiredReviewers => required(configuration, facts).into(),
        // That it is "rejected" and not "queued" is guessed; so is the same for work items.
        PolicyKind::CommentRequirements if facts.open_threads > 0 => Rejected.into(),
        PolicyKind::WorkItemLinking if facts.work_items == 0 => Rejected.into(),
        PolicyKind::MergeStrategy => match &facts.merge_strategy {
            Some(strategy) if !allows(configuration, strategy) => Rejected.into(),
            _ => Approved.into(),
        },
        PolicyKind::Status => status(configuration, facts),
        PolicyKind::Build if facts.is_draft => Queued.into(),
        PolicyKind::Build => build(configuration, facts, now),
        _ => Approved.into(),
    }
}

/// Whether the pull request changes a file that the policy is about.
pub(super) fn concerns(configuration: &Configuration, facts: &Facts) -> bool {
    let patterns = configuration.texts("filenamePatterns");
    let added_only = configuration.flag("addedFilesOnly");
    if patterns.is_empty() && !added_only {
        return true;
    }
    let mut changes = facts.changes.iter().filter(|change| change.is_added || !added_only);
    changes.any(|change| patterns.is_empty() || matches_patterns(&patterns, &change.path))
}

/// Whether a path fits patterns: the last that fits decides, and one with `!` takes away. `*` stands for
/// anything, folders too; letters have no case.
pub fn matches_patterns(patterns: &[&str], path: &str) -> bool {
    let rooted = |pattern: &str| {
        let (not, pattern) =
            pattern.trim().strip_prefix('!').map_or(("", pattern.trim()), |rest| ("!", rest));
        let root = if pattern.starts_with(['/', '*']) { "" } else { "/" };
        format!("{not}{root}{pattern}")
    };
    let patterns: Vec<_> = patterns.iter().map(|pattern| rooted(pattern)).collect();
    let patterns: Vec<_> = patterns.iter().map(String::as_str).collect();
    fits_patterns(&patterns, path)
}

/// Whether a text that is no path fits patterns, by the same rules.
pub fn fits_patterns(patterns: &[&str], text: &str) -> bool {
    let text = text.to_lowercase();
    let mut fits = false;
    for pattern in patterns.iter().map(|pattern| pattern.trim().to_lowercase()) {
        let (wanted, pattern) = match pattern.strip_prefix('!') {
            Some(rest) => (false, rest.to_owned()),
            None => (true, pattern),
        };
        if is_like(&pattern, &text) {
            fits = wanted;
        }
    }
    fits
}

/// Whether a text is like a pattern with `*`.
fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut rest = rest;
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn reviewers(configuration: &Configuration, facts: &Facts) -> EvaluationStatus {
    let creator_counts = configuration.flag("creatorVoteCounts");
    let counts = |vote: &&Vote| {
        // A team's vote is its members', who vote themselves.
        !vote.is_container
            && (creator_counts || vote.reviewer != facts.creator.0)
            && !(configuration.flag("blockLastPusherVote") && vote.reviewer == facts.last_pusher.0)
    };
    let downvoted = facts.votes.iter().any(|vote| vote.vote < 0 && !vote.is_container);
    if downvoted && !configuration.flag("allowDownvotes") {
        return EvaluationStatus::Rejected;
    }
    let approvals: Vec<_> = facts.votes.iter().filter(|vote| vote.vote >= 5).filter(counts).collect();
    let voted: BTreeSet<_> = approvals.iter().flat_map(|vote| vote.iterations.iter().copied()).collect();
    let on_last = !configuration.flag("requireVoteOnLastIteration") || voted.contains(&facts.iteration);
    let on_each = !configuration.flag("requireVoteOnEachIteration")
        || (1..=facts.iteration).all(|iteration| voted.contains(&iteration));
    let wanted = usize::try_from(configuration.number("minimumApproverCount")).unwrap_or(1);
    if approvals.len() >= wanted && on_last && on_each {
        EvaluationStatus::Approved
    } else {
        EvaluationStatus::Queued
    }
}

fn required(configuration: &Configuration, facts: &Facts) -> EvaluationStatus {
    let wanted: Vec<Uuid> =
        configuration.texts("requiredReviewerIds").iter().filter_map(|id| id.parse().ok()).collect();
    let votes = || facts.votes.iter().filter(|vote| wanted.contains(&vote.reviewer));
    if votes().any(|vote| vote.vote < 0) {
        return EvaluationStatus::Rejected;
    }
    let approvals = votes()
        .filter(|vote| vote.vote >= 5)
        .filter(|vote| configuration.flag("creatorVoteCounts") || vote.reviewer != facts.creator.0)
        .count();
    // One of a team that is asked is enough unless more are wanted; of several, each must approve.
    let least = match usize::try_from(configuration.number("minimumApproverCount")) {
        Ok(count) if count > 0 => count.min(wanted.len()),
        _ => wanted.iter().filter(|id| **id != facts.creator.0).count(),
    };
    if approvals >= least { EvaluationStatus::Approved } else { EvaluationStatus::Queued }
}

/// Whether a merge strategy is allowed.
fn allows(configuration: &Configuration, strategy: &str) -> bool {
    if configuration.flag("useSquashMerge") {
        return strategy == "squash";
    }
    let name = match strategy {
        "noFastForward" => "allowNoFastForward",
        "squash" => "allowSquash",
        "rebase" => "allowRebase",
        "rebaseMerge" => "allowRebaseMerge",
        _ => return false,
    };
    configuration.flag(name)
}

fn status(configuration: &Configuration, facts: &Facts) -> Judgement {
    let genre = configuration.text("statusGenre").unwrap_or_default();
    let name = configuration.text("statusName").unwrap_or_default();
    let author = configuration.text("authorId").and_then(|id| id.parse::<Uuid>().ok());
    let found = facts.statuses.iter().rfind(|status| {
        status.genre.eq_ignore_ascii_case(genre)
            && status.name.eq_ignore_ascii_case(name)
            && author.is_none_or(|author| author == status.author.0)
            && (!configuration.flag("invalidateOnSourceUpdate")
                || status.iteration.is_none_or(|iteration| iteration == facts.iteration))
    });
    let Some(found) = found else {
        // Conditional policies wait until somebody posts the status for the first time.
        let conditional = configuration.settings["policyApplicability"].as_str().is_some()
            || configuration.settings["policyApplicability"].as_i64().is_some_and(|kind| kind != 0);
        let status = if conditional { EvaluationStatus::NotApplicable } else { EvaluationStatus::Queued };
        return status.into();
    };
    let status = match found.state {
        StatusState::Succeeded => EvaluationStatus::Approved,
        StatusState::NotApplicable => EvaluationStatus::NotApplicable,
        StatusState::Failed | StatusState::Error | StatusState::PartiallySucceeded => {
            EvaluationStatus::Rejected
        }
        StatusState::NotSet | StatusState::Pending => EvaluationStatus::Queued,
    };
    Judgement { status, context: Some(json!({"latestStatusId": found.id})) }
}

fn build(configuration: &Configuration, facts: &Facts, now: Timestamp) -> Judgement {
    let definition = configuration.number("buildDefinitionId");
    let Some(found) = facts.builds.iter().rfind(|build| build.definition == definition) else {
        return EvaluationStatus::Queued.into();
    };
    // Minutes; none is for ever. With "queue on source update only" nothing but a push makes a build stale.
    let minutes = configuration.settings["validDuration"].as_f64().unwrap_or(0.0);
    let age = found.finished.map(|finished| now.duration_since(finished));
    let is_expired =
        minutes > 0.0 && age.is_some_and(|age| age > SignedDuration::from_secs((minutes * 60.0) as i64));
    let is_current = found.iteration == facts.iteration;
    let status = match found.outcome {
        _ if !is_current => EvaluationStatus::Queued,
        BuildOutcome::Queued => EvaluationStatus::Queued,
        BuildOutcome::Running => EvaluationStatus::Running,
        BuildOutcome::Failed => EvaluationStatus::Rejected,
        BuildOutcome::Succeeded if is_expired => EvaluationStatus::Queued,
        BuildOutcome::Succeeded => EvaluationStatus::Approved,
    };
    let id = |id: Option<ObjectId>| id.map(|id| id.to_string());
    let context = json!({
        "lastMergeCommitId": id(facts.merge_commit),
        "lastMergeSourceCommit": id(facts.source_commit),
        "buildId": found.id,
        "buildDefinitionId": definition,
        "buildDefinitionName": found.definition_name,
        "buildIsNotCurrent": !is_current,
        "buildStartedUtc": found.started.map(|at| at.to_string()),
        "isExpired": is_expired,
        "buildAfterMerge": false,
        "wasAutoRequeued": false,
    });
    Judgement { status, context: Some(context) }
}

#[cfg(test)]
mod tests {
    use super::super::settings::{POLICY_TYPES, Scope};
    use super::*;
    use crate::world::id::ProjectId;
    use crate::world::journal::Stamp;

    fn person(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn facts() -> Facts {
        Facts {
            pull_request: 1,
            repository: RepositoryId(Uuid::nil()),
            target: "refs/heads/main".into(),
            is_draft: false,
            creator: IdentityId(person(1)),
            last_pusher: IdentityId(person(1)),
            iteration: 2,
            source_commit: None,
            merge_commit: None,
            votes: Vec::new(),
            open_threads: 0,
            work_items: 0,
            merge_strategy: None,
            changes: vec![ChangedPath { path: "/src/Main.cs".into(), is_added: false }],
            statuses: Vec::new(),
            builds: Vec::new(),
        }
    }

    fn vote(reviewer: u128, vote: i64, iterations: &[i64]) -> Vote {
        Vote { reviewer: person(reviewer), vote, iterations: iterations.to_vec(), is_container: false }
    }

    fn said(kind: PolicyKind, settings: Value, facts: &Facts) -> EvaluationStatus {
        let policy = POLICY_TYPES.iter().find(|policy| policy.kind == kind).unwrap();
        let configuration = Configuration {
            id: 1,
            project: ProjectId(Uuid::nil()),
            policy,
            revision: 1,
            created: Stamp { at: Timestamp::UNIX_EPOCH, actor: facts.creator },
            is_enabled: true,
            is_blocking: true,
            is_deleted: false,
            scopes: vec![Scope { repository: None, branch: None }],
            settings,
        };
        judge(&configuration, facts, Timestamp::UNIX_EPOCH).status
    }

    #[test]
    fn patterns_of_paths() {
        for (patterns, path, expected) in [
            (&["*.cs"][..], "/src/Main.cs", true),
            (&["/src/*"], "/SRC/main.rs", true),
            (&["sql/tables/*"], "/sql/tables/a", true),
            (&["*/API*.cs"], "/a/b/APIx.cs", true),
            (&["/src/*", "!/src/docs/*"], "/src/docs/a", false),
            (&["!/src/docs/*", "/src/*"], "/src/docs/a", true),
            (&["/src"], "/src/a", false),
            (&["/a*b*c"], "/a-b-b-c", true),
            (&["/a*b*c"], "/a-c-b", false),
        ] {
            assert_eq!(matches_patterns(patterns, path), expected, "{patterns:?} {path}");
        }
    }

    #[test]
    fn reviewers_count_by_the_rules() {
        use EvaluationStatus::{Approved, Queued, Rejected};
        let one = json!({"minimumApproverCount": 1});
        let with = |votes: &[Vote]| Facts { votes: votes.to_vec(), ..facts() };
        let kind = PolicyKind::MinimumReviewers;
        assert_eq!(said(kind, one.clone(), &facts()), Queued);
        assert_eq!(said(kind, one.clone(), &with(&[vote(2, 10, &[1])])), Approved);
        assert_eq!(said(kind, one.clone(), &with(&[vote(2, 5, &[1])])), Approved);
        assert_eq!(said(kind, one.clone(), &with(&[vote(1, 10, &[1])])), Queued, "one's own");
        assert_eq!(said(kind, one, &with(&[vote(2, 10, &[1]), vote(3, -5, &[1])])), Rejected);
        let allow = json!({"minimumApproverCount": 1, "allowDownvotes": true, "creatorVoteCounts": true});
        assert_eq!(said(kind, allow, &with(&[vote(1, 10, &[1]), vote(3, -10, &[1])])), Approved);
        let last = json!({"minimumApproverCount": 1, "requireVoteOnLastIteration": true});
        assert_eq!(said(kind, last.clone(), &with(&[vote(2, 10, &[1])])), Queued);
        assert_eq!(said(kind, last, &with(&[vote(2, 10, &[2])])), Approved);
        let each = json!({"minimumApproverCount": 1, "requireVoteOnEachIteration": true});
        assert_eq!(said(kind, each.clone(), &with(&[vote(2, 10, &[2])])), Queued);
        assert_eq!(said(kind, each, &with(&[vote(2, 10, &[1, 2])])), Approved);
        let pusher =
            json!({"minimumApproverCount": 1, "creatorVoteCounts": true, "blockLastPusherVote": true});
        assert_eq!(said(kind, pusher, &with(&[vote(1, 10, &[2])])), Queued);
    }

    #[test]
    fn required_reviewers_are_asked_where_files_fit() {
        let settings = json!({"requiredReviewerIds": [person(7).to_string()], "filenamePatterns": ["*.cs"]});
        let kind = PolicyKind::RequiredReviewers;
        assert_eq!(said(kind, settings.clone(), &facts()), EvaluationStatus::Queued);
        let voted = Facts { votes: vec![vote(7, 10, &[1])], ..facts() };
        assert_eq!(said(kind, settings.clone(), &voted), EvaluationStatus::Approved);
        let elsewhere =
            Facts { changes: vec![ChangedPath { path: "/a.md".into(), is_added: true }], ..facts() };
        assert_eq!(said(kind, settings, &elsewhere), EvaluationStatus::NotApplicable);
    }

    #[test]
    fn builds_and_statuses_are_of_the_last_iteration() {
        use EvaluationStatus::{Approved, Queued, Rejected, Running};
        let built = |iteration, outcome| Facts {
            builds: vec![BuildFact {
                id: 1,
                definition: 5,
                definition_name: "CI".into(),
                iteration,
                outcome,
                started: None,
                finished: Some(Timestamp::UNIX_EPOCH),
            }],
            ..facts()
        };
        let ci = json!({"buildDefinitionId": 5});
        assert_eq!(said(PolicyKind::Build, ci.clone(), &facts()), Queued);
        assert_eq!(said(PolicyKind::Build, ci.clone(), &built(2, BuildOutcome::Running)), Running);
        assert_eq!(said(PolicyKind::Build, ci.clone(), &built(2, BuildOutcome::Succeeded)), Approved);
        assert_eq!(said(PolicyKind::Build, ci.clone(), &built(2, BuildOutcome::Failed)), Rejected);
        assert_eq!(said(PolicyKind::Build, ci, &built(1, BuildOutcome::Succeeded)), Queued);
        let posted = |iteration, state| Facts {
            statuses: vec![StatusFact {
                id: 3,
                genre: "ci".into(),
                name: "lint".into(),
                state,
                iteration: Some(iteration),
                author: IdentityId(person(9)),
            }],
            ..facts()
        };
        let lint = json!({"statusGenre": "ci", "statusName": "lint", "invalidateOnSourceUpdate": true});
        assert_eq!(said(PolicyKind::Status, lint.clone(), &facts()), Queued);
        assert_eq!(said(PolicyKind::Status, lint.clone(), &posted(2, StatusState::Succeeded)), Approved);
        assert_eq!(said(PolicyKind::Status, lint.clone(), &posted(2, StatusState::Failed)), Rejected);
        assert_eq!(said(PolicyKind::Status, lint, &posted(1, StatusState::Succeeded)), Queued);
    }

    #[test]
    fn only_allowed_merge_strategies() {
        let asked = |strategy: &str| Facts { merge_strategy: Some(strategy.into()), ..facts() };
        let squash = json!({"allowSquash": true});
        assert_eq!(said(PolicyKind::MergeStrategy, squash.clone(), &facts()), EvaluationStatus::Approved);
        assert_eq!(
            said(PolicyKind::MergeStrategy, squash.clone(), &asked("squash")),
            EvaluationStatus::Approved
        );
        assert_eq!(said(PolicyKind::MergeStrategy, squash, &asked("rebase")), EvaluationStatus::Rejected);
    }
}
