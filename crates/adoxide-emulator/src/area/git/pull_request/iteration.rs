//! Iterations: what a pull request was after each push, and what that changed.

use std::collections::HashMap;

use adoxide_api::git::meta;
use git2::{ObjectType, Oid, Repository as Git};

use super::super::subject::links;
use super::shape::Shape;
use super::target::{of_path, with_git};
use crate::base::date;
use crate::git::diff::{Change, ChangeType, diff};
use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::pull_request::{Iteration, IterationReason, PullRequest, PullRequestRefusal};

handlers! {
    meta::GET_PULL_REQUEST_ITERATIONS => work(get_pull_request_iterations),
    meta::GET_PULL_REQUEST_ITERATION => work(get_pull_request_iteration),
    meta::GET_PULL_REQUEST_ITERATION_CHANGES => work(get_pull_request_iteration_changes),
}

/// How many changes a page has by default, and the most that one may have: documented.
const CHANGES: usize = 100;
const MOST: usize = 2_000;

/// The iteration of the path.
pub(super) fn iteration_of_path<'w>(call: &Call, known: &'w PullRequest) -> Result<&'w Iteration, Fault> {
    let given = call.required("iterationId")?;
    let id = given.parse().map_err(|_| Fault::invalid_parameter("iterationId", given))?;
    known.iteration(id).ok_or_else(|| PullRequestRefusal::NoIteration(id).into())
}

/// Where two commits parted; the target itself if they have nothing in common.
fn common(git: &Git, iteration: &Iteration) -> Result<Oid, Fault> {
    match git.merge_base(iteration.target, iteration.source) {
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(iteration.target),
        found => Ok(found?),
    }
}

fn iteration_json(view: &Shape<'_>, git: &Git, iteration: &Iteration) -> Result<Object, Fault> {
    let id_only = |id: Oid| Object::new().set("commitId", id.to_string());
    let commit = git.find_commit(iteration.source)?;
    let message = String::from_utf8_lossy(commit.message_bytes()).into_owned();
    let old = iteration.old_source;
    let is_forced = !old.is_zero()
        && old != iteration.source
        && !git.graph_descendant_of(iteration.source, old).unwrap_or(false);
    let reason = match iteration.reason {
        IterationReason::Retarget => "retarget",
        IterationReason::Push if is_forced => "forcePush",
        IterationReason::Push => "push",
    };
    let push = iteration.push.map(|id| Object::new().set("pushId", id));
    Ok(Object::new()
        .set("id", iteration.id)
        .set("description", message.trim_start().lines().next().unwrap_or_default())
        .set("author", view.person(iteration.stamp.actor))
        .set("createdDate", date(iteration.stamp.at))
        .set("updatedDate", date(iteration.stamp.at))
        .set("sourceRefCommit", id_only(iteration.source))
        .set("targetRefCommit", id_only(iteration.target))
        .set("commonRefCommit", id_only(common(git, iteration)?))
        .set("hasMoreCommits", false)
        .set("reason", reason)
        .set_some("push", push)
        .set_some("oldTargetRefName", iteration.retargeted.as_ref().map(|(old, _)| old.as_str()))
        .set_some("newTargetRefName", iteration.retargeted.as_ref().map(|(_, new)| new.as_str())))
}

pub(super) fn get_pull_request_iterations(call: &Call) -> Result<Reply, Fault> {
    let with_commits = call.query.flag("includeCommits")?;
    let world = call.world();
    let view = call.view(&world)?;
    let (known, repository) = of_path(&view)?;
    let shape = Shape::new(&view, repository)?;
    let rows = with_git(call, known, |git| {
        let rows = known.iterations.iter().map(|iteration| {
            let json = iteration_json(&shape, git, iteration)?;
            if !with_commits {
                return Ok(json);
            }
            let old = Some(iteration.old_source).filter(|old| !old.is_zero());
            let except = [Some(iteration.target), old].into_iter().flatten();
            let ids = crate::git::history::reachable(git, [iteration.source], except)?;
            Ok(json.set("commits", shape.commit_rows(git, &ids)?))
        });
        rows.collect::<Result<Vec<_>, Fault>>()
    })?;
    Ok(Reply::list(rows))
}

pub(super) fn get_pull_request_iteration(call: &Call) -> Result<Reply, Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let (known, repository) = of_path(&view)?;
    let shape = Shape::new(&view, repository)?;
    let iteration = iteration_of_path(call, known)?;
    let own = format!("{}/iterations/{}", shape.url(known), iteration.id);
    let json = with_git(call, known, |git| iteration_json(&shape, git, iteration))?;
    let links = links([
        ("self", own.clone()),
        ("repository", shape.repository_url()),
        ("pullRequest", shape.url(known)),
        ("changes", format!("{own}/changes")),
        ("commits", format!("{own}/commits")),
        ("statuses", format!("{own}/statuses")),
    ]);
    Ok(Reply::json(json.set("_links", links)))
}

/// The files that differ between two commits: no folders, and a file that moved is one change.
fn files(git: &Git, old: Oid, new: Oid) -> Result<Vec<Change>, Fault> {
    let tree = |id: Oid| git.find_commit(id)?.tree();
    let changes = diff(git, Some(&tree(old)?), Some(&tree(new)?))?;
    let is_file =
        |change: &Change| change.kind != ObjectType::Tree && change.how != ChangeType::DeleteSourceRename;
    Ok(changes.into_iter().filter(is_file).collect())
}

/// The number of each path that any iteration up to one touched: the same through all of them, also where the
/// file moved.
fn tracking(git: &Git, known: &PullRequest, last: i64) -> Result<HashMap<String, i64>, Fault> {
    let mut numbers: HashMap<String, i64> = HashMap::new();
    let mut next = 1;
    for iteration in known.iterations.iter().filter(|iteration| iteration.id <= last) {
        for change in files(git, common(git, iteration)?, iteration.source)? {
            if numbers.contains_key(&change.path) {
                continue;
            }
            let moved = change.source.as_ref().and_then(|source| numbers.get(source)).copied();
            let number = moved.unwrap_or(next);
            if moved.is_none() {
                next += 1;
            }
            numbers.insert(change.path, number);
        }
    }
    Ok(numbers)
}

/// The number of a changed file, for a thread about it; none if the iteration did not change it.
pub(super) fn tracking_id(
    git: &Git,
    known: &PullRequest,
    iteration: i64,
    path: &str,
) -> Result<Option<i64>, Fault> {
    Ok(tracking(git, known, iteration)?.get(path).copied())
}

pub(super) fn get_pull_request_iteration_changes(call: &Call) -> Result<Reply, Fault> {
    let top = call.query.number(&["$top", "top"])?.unwrap_or(CHANGES).min(MOST);
    let skip = call.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let compare = call.query.number(&["$compareTo", "compareTo"])?.unwrap_or(0);
    let compare = i64::try_from(compare).unwrap_or(i64::MAX);
    let world = call.world();
    let view = call.view(&world)?;
    let known = of_path(&view)?.0;
    let iteration = iteration_of_path(call, known)?;
    let other = match compare {
        0 => None,
        id => Some(known.iteration(id).ok_or(PullRequestRefusal::NoIteration(id))?),
    };
    let (rows, total) = with_git(call, known, |git| {
        let old = match other {
            Some(other) => other.source,
            None => common(git, iteration)?,
        };
        let numbers = tracking(git, known, iteration.id.max(compare))?;
        let changes = files(git, old, iteration.source)?;
        let total = changes.len();
        let mut rows = Vec::new();
        for (index, change) in changes.into_iter().enumerate().skip(skip).take(top) {
            // A file that only the other iteration touched may be new to this pull request.
            let number = numbers.get(&change.path).or_else(|| numbers.get(change.source.as_ref()?));
            let number = number.copied().unwrap_or(numbers.len() as i64 + index as i64 + 1);
            let is_gone = change.how == ChangeType::Delete;
            let original = if is_gone { Some(change.object) } else { change.original };
            let item = Object::new()
                .set_if(!is_gone, "objectId", || change.object.to_string())
                .set_some("originalObjectId", original.map(|id| id.to_string()))
                .set("path", change.path.as_str());
            let moved_from = change.source.as_deref().or(is_gone.then_some(change.path.as_str()));
            let row = Object::new()
                .set("changeTrackingId", number)
                .set("changeId", index + 1)
                .set("item", item)
                .set_some("originalPath", moved_from)
                .set("changeType", change.how.name());
            rows.push(row);
        }
        Ok::<_, Fault>((rows, total))
    })?;
    let next = skip.saturating_add(rows.len());
    let more = next < total;
    Ok(Reply::json(
        Object::new()
            .set("changeEntries", rows)
            // As documented: nothing where there is no more.
            .set_if(more, "nextSkip", || next)
            .set_if(more, "nextTop", || top.min(total - next)),
    ))
}
