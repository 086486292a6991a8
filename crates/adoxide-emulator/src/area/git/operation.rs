//! Cherry-picks, reverts and merges.

use adoxide_api::git::meta;
use git2::{Oid, Repository as Git, Signature};
use http::StatusCode;
use serde_json::Value;

use super::repository::repository_json;
use super::subject::{Subject, find_enabled, links, object_id, subject};
use crate::git::history;
use crate::git::merge::{Merged, Words, merge, pick, revert};
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::git_operation::{
    CommitSource, Failure, GitOperation, GitOperationKind, GitOperationStatus, Made,
};
use crate::world::git_permission::GitPermission;
use crate::world::group::Subjects;
use crate::world::pull_request::{MergeStrategy, PullRequestRefusal, PullRequestStatus};

handlers! {
    meta::CREATE_CHERRY_PICK => work(create_cherry_pick),
    meta::GET_CHERRY_PICK => read(get_cherry_pick),
    meta::GET_CHERRY_PICK_FOR_REF_NAME => read(get_cherry_pick_for_ref_name),
    meta::CREATE_REVERT => work(create_revert),
    meta::GET_REVERT => read(get_revert),
    meta::GET_REVERT_FOR_REF_NAME => read(get_revert_for_ref_name),
    meta::CREATE_MERGE_REQUEST => work(create_merge_request),
    meta::GET_MERGE_REQUEST => read(get_merge_request),
}

/// What is to be done, as far as the request says.
struct Wish {
    source: CommitSource,
    onto: String,
    generated: String,
}

fn wish(call: &Call) -> Result<Wish, Fault> {
    let body: Value = call.read_body()?;
    let full = |name: &str| {
        let given = text(&body, &format!("/{name}")).filter(|given| !given.is_empty());
        let given = given.ok_or_else(|| Fault::argument_null(name))?;
        Ok::<_, Fault>(if given.starts_with("refs/") {
            given.to_owned()
        } else {
            format!("refs/heads/{given}")
        })
    };
    let commits = body.pointer("/source/commitList").and_then(Value::as_array).into_iter().flatten();
    let commits = commits.map(|commit| {
        let id = text(commit, "/commitId").ok_or_else(|| Fault::argument_null("commitId"))?;
        object_id(id).ok_or_else(|| Fault::invalid_parameter("commitId", id))
    });
    let source = CommitSource {
        commits: commits.collect::<Result<_, _>>()?,
        pull_request: body.pointer("/source/pullRequestId").and_then(Value::as_i64),
    };
    if source.commits.is_empty() && source.pull_request.is_none() {
        return Err(Fault::argument_null("source"));
    }
    Ok(Wish { source, onto: full("ontoRefName")?, generated: full("generatedRefName")? })
}

/// What a repository is, and who works in it.
struct Place {
    subject: Subject,
    onto: Oid,
    tips: Vec<Oid>,
    who: (String, String),
    /// The target, source and merge of the pull request that is meant.
    pull_request: Option<(Oid, Oid, Option<Oid>)>,
}

fn place(call: &Call, wish: &Wish) -> Result<Place, Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = find_enabled(&view)?;
    let onto = repository.tip(&wish.onto).ok_or_else(|| Fault::ref_not_found(&wish.onto))?;
    let pull_request = wish
        .source
        .pull_request
        .map(|id| {
            let found = organization.pull_request(id).filter(|found| found.repository == repository.id);
            let found = found.ok_or(PullRequestRefusal::None(id))?;
            let commit = found.merge.commit.filter(|_| found.status == PullRequestStatus::Completed);
            Ok::<_, Fault>((found.merge.target, found.merge.source, commit))
        })
        .transpose()?;
    let who = world.identity(call.actor).ok_or_else(|| Fault::internal("the caller is unknown"))?;
    Ok(Place {
        subject: subject(organization, repository),
        onto,
        tips: repository.refs.values().map(|reference| reference.object).collect(),
        who: (who.display_name.clone(), who.unique_name.clone()),
        pull_request,
    })
}

/// One step: a commit, what it goes on top of, and who does it.
type Step = fn(&Git, &git2::Commit<'_>, Oid, &Signature<'_>) -> Result<Merged, git2::Error>;

/// Does one commit after the other on top of a branch.
fn make(
    call: &Call,
    place: &Place,
    commits: &[Oid],
    step: Step,
    name: &str,
) -> Result<Result<Made, Failure>, Fault> {
    let when = git2::Time::new(call.stamp().at.as_second(), 0);
    let made = call.shared.git.with(place.subject.id, |git| {
        let who = Signature::new(&place.who.0, &place.who.1, &when)?;
        let mut tip = place.onto;
        for id in commits {
            let commit = git.find_commit(*id);
            let commit = commit.map_err(|_| Fault::commit_not_found(&id.to_string(), &place.subject.name))?;
            match step(git, &commit, tip, &who)? {
                Merged::Commit(made) => tip = made,
                Merged::Conflicts(paths) => {
                    let message = format!("There are conflicts in {}.", paths.join(", "));
                    return Ok(Err(Failure { message, conflict: true, commit: Some(*id), status: "other" }));
                }
            }
        }
        let new = history::reachable(git, [tip], place.tips.iter().copied())?;
        Ok::<_, Fault>(Ok((tip, new)))
    })?;
    Ok(made.map(|(tip, commits)| Made {
        refs: [(name.to_owned(), tip)].into(),
        commit: Some(tip),
        commits,
        size: call.shared.git.size(place.subject.id),
    }))
}

/// What comes of it if the access control lists are against the branch: it is asked for, and fails for a reason
/// that has a name of its own.
fn admitted(
    call: &Call,
    subject: &Subject,
    branch: &str,
    made: Result<Made, Failure>,
) -> Result<Result<Made, Failure>, Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    let directory = Subjects { directory: &world, organization };
    let access = directory.git_access(call.actor, subject.project, Some(subject.id));
    let needed = [
        (GitPermission::CreateBranch, "createBranchPermissionRequired"),
        (GitPermission::GenericContribute, "writePermissionRequired"),
    ];
    let missing = needed.into_iter().find(|(permission, _)| !access.permits(Some(branch), *permission));
    Ok(match missing {
        Some((permission, status)) => {
            let message = format!("You need the Git '{}' permission at {branch}.", permission.name());
            Err(Failure { message, conflict: false, commit: None, status })
        }
        None => made,
    })
}

pub(super) fn create_cherry_pick(call: &Call) -> Result<Reply, Fault> {
    let wish = wish(call)?;
    let place = place(call, &wish)?;
    let mut commits = wish.source.commits.clone();
    if let Some((target, source, _)) = place.pull_request {
        // Its own commits, oldest first. Merges bring nothing of their own.
        commits = call.shared.git.with(place.subject.id, |git| {
            let mut all = history::reachable(git, [source], [target])?;
            all.retain(|id| git.find_commit(*id).is_ok_and(|commit| commit.parent_count() < 2));
            all.reverse();
            Ok::<_, git2::Error>(all)
        })?;
    }
    let made = make(call, &place, &commits, pick, &wish.generated)?;
    let made = admitted(call, &place.subject, &wish.generated, made)?;
    let Wish { source, onto, generated } = wish;
    queue(call, &place.subject, GitOperationKind::CherryPick { source, onto, generated }, made)
}

pub(super) fn create_revert(call: &Call) -> Result<Reply, Fault> {
    let wish = wish(call)?;
    let place = place(call, &wish)?;
    let mut commits = wish.source.commits.clone();
    if let Some((_, source, merged)) = place.pull_request {
        commits = vec![merged.unwrap_or(source)];
    }
    let made = make(call, &place, &commits, revert, &wish.generated)?;
    let made = admitted(call, &place.subject, &wish.generated, made)?;
    let Wish { source, onto, generated } = wish;
    queue(call, &place.subject, GitOperationKind::Revert { source, onto, generated }, made)
}

pub(super) fn create_merge_request(call: &Call, body: Value) -> Result<Reply, Fault> {
    let parents = body.get("parents").and_then(Value::as_array).into_iter().flatten().map(|parent| {
        let given = parent.as_str().unwrap_or_default();
        object_id(given).ok_or_else(|| Fault::invalid_parameter("parents", given))
    });
    let parents = parents.collect::<Result<Vec<_>, _>>()?;
    let [ours, theirs] = parents[..] else {
        return Err(Fault::invalid_parameter(
            "parents",
            &format!("{} commits, where two are needed", parents.len()),
        ));
    };
    let comment = text(&body, "/comment").map(str::to_owned);
    let (subject, who) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let who = world.identity(call.actor).ok_or_else(|| Fault::internal("the caller is unknown"))?;
        let who = (who.display_name.clone(), who.unique_name.clone());
        (subject(organization, find_enabled(&view)?), who)
    };
    let when = git2::Time::new(call.stamp().at.as_second(), 0);
    let merged = call.shared.git.with(subject.id, |git| {
        for id in [ours, theirs] {
            git.find_commit(id).map_err(|_| Fault::commit_not_found(&id.to_string(), &subject.name))?;
        }
        let who = Signature::new(&who.0, &who.1, &when)?;
        let message = comment.clone().unwrap_or_else(|| format!("Merge {theirs} into {ours}"));
        let words = Words { author: who.clone(), committer: who, message: &message };
        Ok::<_, Fault>(merge(git, ours, theirs, MergeStrategy::NoFastForward, &words)?)
    })?;
    let made = match merged {
        Merged::Commit(commit) => Ok(Made { commit: Some(commit), ..Made::default() }),
        Merged::Conflicts(paths) => {
            let message = format!("There are conflicts in {}.", paths.join(", "));
            Err(Failure { message, conflict: true, commit: None, status: "other" })
        }
    };
    queue(call, &subject, GitOperationKind::Merge { parents, comment }, made)
}

fn queue(
    call: &Call,
    subject: &Subject,
    kind: GitOperationKind,
    made: Result<Made, Failure>,
) -> Result<Reply, Fault> {
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let id = change.make(|tx| tx.queue_git_operation(subject.id, kind, made))?;
    let organization = change.view().organization;
    let operation = organization.git_operation(subject.id, id);
    let operation = operation.ok_or_else(|| Fault::internal("the new operation is gone"))?;
    Ok(Reply::json(operation_json(&change.view(), subject, operation)?).status(StatusCode::CREATED))
}

/// How an operation went, as far as it did.
fn detail(operation: &GitOperation) -> Option<Object> {
    let is_merge = matches!(operation.kind, GitOperationKind::Merge { .. });
    Some(match (&operation.made, operation.status) {
        (_, GitOperationStatus::Queued) if is_merge => Object::new(),
        (_, GitOperationStatus::Queued) => return None,
        (Ok(made), _) if is_merge => Object::new().set_some("mergeCommitId", made.commit),
        (Err(failure), _) if is_merge => Object::new().set("failureMessage", failure.message.as_str()),
        (Ok(made), _) => Object::new()
            .set("conflict", false)
            .set_some("currentCommitId", made.commit)
            .set("progress", 1.0)
            .set("timedout", false),
        (Err(failure), _) => Object::new()
            .set("conflict", failure.conflict)
            .set_some("currentCommitId", failure.commit)
            .set("failureMessage", failure.message.as_str())
            .set("status", failure.status)
            .set("timedout", false),
    })
}

fn operation_json(view: &View<'_>, subject: &Subject, operation: &GitOperation) -> Result<Object, Fault> {
    let organization = view.organization;
    let urls = view.urls();
    let own = subject.url(&urls);
    let at = |path: &str| format!("{own}/{path}/{}", operation.id);
    let (number, path, source, onto, generated) = match &operation.kind {
        GitOperationKind::CherryPick { source, onto, generated } => {
            ("cherryPickId", "cherryPicks", source, onto, generated)
        }
        GitOperationKind::Revert { source, onto, generated } => {
            ("revertId", "reverts", source, onto, generated)
        }
        GitOperationKind::Merge { parents, comment } => {
            let parents: Vec<_> = parents.iter().map(ToString::to_string).collect();
            return Ok(Object::new()
                .set("mergeOperationId", operation.id)
                .set("status", operation.status.name())
                .set("detailedStatus", detail(operation))
                .set("parents", parents)
                .set_some("comment", comment.as_deref()));
        }
        GitOperationKind::ForkSync { .. } => return Err(Fault::internal("a fork is synchronized elsewhere")),
    };
    let commits = source
        .commits
        .iter()
        .map(|id| Object::new().set("commitId", *id).set("url", format_args!("{own}/commits/{id}")));
    let commits: Vec<_> = commits.collect();
    let repository = organization.repository_by_id(subject.id);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&subject.name))?;
    let project = crate::handler::ready_project(organization, &subject.project.to_string())?;
    let source = Object::new()
        .set_if(!commits.is_empty(), "commitList", || commits)
        .set_some("pullRequestId", source.pull_request);
    let parameters = Object::new()
        .set("repository", repository_json(&urls, project, repository))
        .set("source", source)
        .set("ontoRefName", onto.as_str())
        .set("generatedRefName", generated.as_str());
    Ok(Object::new()
        .set(number, operation.id)
        .set("parameters", parameters)
        .set("status", operation.status.name())
        .set("detailedStatus", detail(operation))
        .set("_links", links([("self", at(path)), ("repository", own.clone())]))
        .set("url", at(path)))
}

fn told(view: &View<'_>, what: &str, wanted: impl Fn(&GitOperation) -> bool) -> Result<Reply, Fault> {
    let organization = view.organization;
    let subject = subject(organization, find_enabled(view)?);
    let found = organization.git_operations(subject.id).rev().find(|operation| wanted(operation));
    let found = found.ok_or_else(|| Fault::git_operation_not_found(what))?;
    Ok(Reply::json(operation_json(view, &subject, found)?))
}

pub(super) fn get_cherry_pick(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("cherryPickId")?;
    told(view, given, |operation| {
        matches!(operation.kind, GitOperationKind::CherryPick { .. }) && operation.id.to_string() == given
    })
}

pub(super) fn get_cherry_pick_for_ref_name(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["refName"]).ok_or_else(|| Fault::argument_null("refName"))?;
    told(
        view,
        name,
        |operation| matches!(&operation.kind, GitOperationKind::CherryPick { generated, .. } if generated == name),
    )
}

pub(super) fn get_revert(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("revertId")?;
    told(view, given, |operation| {
        matches!(operation.kind, GitOperationKind::Revert { .. }) && operation.id.to_string() == given
    })
}

pub(super) fn get_revert_for_ref_name(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["refName"]).ok_or_else(|| Fault::argument_null("refName"))?;
    told(
        view,
        name,
        |operation| matches!(&operation.kind, GitOperationKind::Revert { generated, .. } if generated == name),
    )
}

pub(super) fn get_merge_request(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("mergeOperationId")?;
    told(view, given, |operation| {
        matches!(operation.kind, GitOperationKind::Merge { .. }) && operation.id.to_string() == given
    })
}
