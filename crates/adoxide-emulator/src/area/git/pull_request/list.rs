//! Finding pull requests.

use adoxide_api::git::meta;
use git2::Oid;
use jiff::Timestamp;
use serde_json::Value;

use super::super::subject::{find_enabled, object_id};
use super::shape::{Place, Shape};
use super::target::{of_path, repository_of, with_git};
use crate::base::choice;
use crate::base::distinct;
use crate::base::parse_date;
use crate::handler::handlers;
use crate::handler::is_ready;
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::id::{IdentityId, RepositoryId};
use crate::world::pull_request::{PullRequest, PullRequestStatus};
use crate::world::repository::Repository;

handlers! {
    // Reported: without a project, those of the whole organization are listed.
    meta::GET_PULL_REQUESTS_BY_PROJECT => read(get_pull_requests),
    meta::GET_PULL_REQUESTS => read(get_pull_requests),
    meta::GET_PULL_REQUEST_QUERY => work(get_pull_request_query),
    meta::GET_PULL_REQUEST_BY_ID => work(get_pull_request_by_id),
    meta::GET_PULL_REQUEST => work(get_pull_request),
}

/// How many pull requests a page has by default: reported.
const PULL_REQUESTS: usize = 101;
/// How many commits are told with a pull request.
const COMMITS: usize = 100;

/// The statuses that may be searched for; none stands for all.
const STATUSES: [(&str, i64, Option<PullRequestStatus>); 5] = [
    ("notSet", 0, Some(PullRequestStatus::Active)),
    ("active", 1, Some(PullRequestStatus::Active)),
    ("abandoned", 2, Some(PullRequestStatus::Abandoned)),
    ("completed", 3, Some(PullRequestStatus::Completed)),
    ("all", 4, None),
];

/// The criteria of a search.
struct Criteria {
    status: Option<PullRequestStatus>,
    creator: Option<IdentityId>,
    reviewer: Option<IdentityId>,
    source: Option<String>,
    target: Option<String>,
    source_repository: Option<RepositoryId>,
    repository: Option<RepositoryId>,
    title: Option<String>,
    labels: Vec<String>,
    min: Option<Timestamp>,
    max: Option<Timestamp>,
    by_close: bool,
}

impl Criteria {
    fn of_query(call: &Call, organization: &Organization) -> Result<Self, Fault> {
        // Every criterion also goes by its name alone, as it did before version 5.
        let get = |name: &str| call.query.any(&[&format!("searchCriteria.{name}"), name]);
        let identity = |name: &str| {
            let parse = |id: &str| id.parse().map_err(|_| Fault::invalid_parameter(name, id));
            get(name).map(parse).transpose()
        };
        let moment = |name: &str| {
            let parse = |text: &str| parse_date(text).ok_or_else(|| Fault::invalid_parameter(name, text));
            get(name).map(parse).transpose()
        };
        let repository = |name: &str| {
            get(name).map(|id| repository_of(organization, id).map(|found| found.id)).transpose()
        };
        let branch = |name: &str| {
            get(name).map(|name| {
                if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") }
            })
        };
        let status = get("status").map_or(Ok(Some(PullRequestStatus::Active)), |status| {
            choice(status, &STATUSES).ok_or_else(|| Fault::invalid_parameter("searchCriteria.status", status))
        })?;
        let kinds = [("created", 1, false), ("closed", 2, true)];
        let by_close = get("queryTimeRangeType").map_or(Ok(false), |kind| {
            let fault = || Fault::invalid_parameter("searchCriteria.queryTimeRangeType", kind);
            choice(kind, &kinds).ok_or_else(fault)
        })?;
        let labels = [call.query.all("searchCriteria.labels"), call.query.all("labels")].concat();
        Ok(Self {
            status,
            creator: identity("creatorId")?,
            reviewer: identity("reviewerId")?,
            source: branch("sourceRefName"),
            target: branch("targetRefName"),
            // What is no id says nothing: Renovate gives the name of the project here, and lives with that.
            source_repository: get("sourceRepositoryId").and_then(|id| id.parse().ok()),
            // The repository of the path is looked up by name too.
            repository: if call.argument("repositoryId").is_some() {
                None
            } else {
                repository("repositoryId")?
            },
            title: get("title").map(str::to_lowercase),
            labels: labels.iter().map(|label| label.to_lowercase()).collect(),
            min: moment("minTime")?,
            max: moment("maxTime")?,
            by_close,
        })
    }

    fn wants(&self, known: &PullRequest) -> bool {
        let in_range =
            |at: Timestamp| self.min.is_none_or(|min| at >= min) && self.max.is_none_or(|max| at <= max);
        let in_time = if self.by_close {
            known.closed_at().map_or(self.min.is_none() && self.max.is_none(), in_range)
        } else {
            in_range(known.created.at)
        };
        let has_label = |name: &String| known.labels.iter().any(|label| label.name.to_lowercase() == *name);
        in_time
            && self.status.is_none_or(|status| status == known.status)
            && self.creator.is_none_or(|id| id == known.created.actor)
            && self.reviewer.is_none_or(|id| known.reviewer(id).is_some())
            && self.source.as_ref().is_none_or(|name| *name == known.source)
            && self.target.as_ref().is_none_or(|name| *name == known.target)
            && self.source_repository.is_none_or(|id| id == known.source_repository())
            && self.repository.is_none_or(|id| id == known.repository)
            && self.title.as_ref().is_none_or(|text| known.title.to_lowercase().contains(text))
            && self.labels.iter().all(has_label)
    }
}

pub(super) fn get_pull_requests(view: &View<'_>) -> Result<Reply, Fault> {
    let skip = view.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(PULL_REQUESTS);
    let links = match view.query.any(&["searchCriteria.includeLinks", "includeLinks"]) {
        None => false,
        Some(value) => {
            let fault = || Fault::invalid_parameter("searchCriteria.includeLinks", value);
            crate::base::flag(value).ok_or_else(fault)?
        }
    };
    let organization = view.organization;
    let criteria = Criteria::of_query(view, organization)?;
    let project = view.project_of_path()?.map(|project| project.id);
    let only = match view.argument("repositoryId") {
        Some(_) => Some(find_enabled(view)?.id),
        None => None,
    };
    // As recorded: the newest first.
    let found = organization.pull_requests().rev().filter(|known| {
        only.is_none_or(|only| only == known.repository)
            && criteria.wants(known)
            && visible(organization, known.repository)
                .is_some_and(|found| project.is_none_or(|project| project == found.project))
    });
    let rows = found.skip(skip).take(top).map(|known| row(view, known, links));
    Ok(Reply::stream(rows.collect::<Result<Vec<_>, _>>()?))
}

/// A repository that is there, enabled, in a project that is ready.
fn visible(organization: &Organization, id: RepositoryId) -> Option<&Repository> {
    let found = organization.repository_by_id(id)?;
    let is_there = found.deleted.is_none() && !found.is_disabled && !found.is_in_maintenance;
    (is_there && is_ready(organization, found.project)).then_some(found)
}

fn row(view: &View<'_>, known: &PullRequest, links: bool) -> Result<Object, Fault> {
    let organization = view.organization;
    let repository = organization.repository_by_id(known.repository);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&known.repository.to_string()))?;
    let shape = Shape::new(view, repository)?;
    shape.pull_request(known, Place::List { links })
}

/// Lets a merge be tried again where the target has moved since: when somebody looks at the pull request, and not
/// at the push, which would merge all that are open. No recording shows it.
fn look(call: &Call) -> Result<(), Fault> {
    let id = {
        let world = call.world();
        let (known, _) = of_path(&call.view(&world)?)?;
        if !known.is_outdated() {
            return Ok(());
        }
        known.id
    };
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    change.make(|tx| tx.merge_outdated(id))?;
    Ok(())
}

pub(super) fn get_pull_request_by_id(call: &Call) -> Result<Reply, Fault> {
    look(call)?;
    let world = call.world();
    let view = call.view(&world)?;
    let (known, repository) = of_path(&view)?;
    let shape = Shape::new(&view, repository)?;
    Ok(Reply::json(shape.pull_request(known, Place::ById)?))
}

pub(super) fn get_pull_request(call: &Call) -> Result<Reply, Fault> {
    let (with_commits, with_work_items) =
        (call.query.flag("includeCommits")?, call.query.flag("includeWorkItemRefs")?);
    look(call)?;
    let world = call.world();
    let view = call.view(&world)?;
    let (known, repository) = of_path(&view)?;
    let shape = Shape::new(&view, repository)?;
    let commits = if with_commits { Some(shape.commits(known, COMMITS)?) } else { None };
    // As recorded: there is no list where there is no link.
    let work_items = Some(shape.work_items(known)).filter(|items| with_work_items && !items.is_empty());
    Ok(Reply::json(
        shape
            .pull_request(known, Place::Repository)?
            .set_some("commits", commits)
            .set_some("workItemRefs", work_items),
    ))
}

/// The kinds of a query by commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum QueryKind {
    /// The merge that completed it, or the last that was tried.
    LastMergeCommit,
    /// Any of its commits.
    Commit,
}

const KINDS: [(&str, i64, QueryKind); 3] = [
    ("notSet", 0, QueryKind::Commit),
    ("lastMergeCommit", 1, QueryKind::LastMergeCommit),
    ("commit", 2, QueryKind::Commit),
];

pub(super) fn get_pull_request_query(call: &Call, body: Value) -> Result<Reply, Fault> {
    let queries =
        body.get("queries").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("queries"))?;
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = find_enabled(&view)?;
    let mut results = Vec::new();
    for query in queries {
        let kind = match query.get("type") {
            None | Some(Value::Null) => QueryKind::Commit,
            Some(given) => {
                let text = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
                choice(&text, &KINDS).ok_or_else(|| Fault::invalid_parameter("type", &text))?
            }
        };
        let mut found = Object::new();
        let items = query.get("items").and_then(Value::as_array).into_iter().flatten();
        for item in distinct(items) {
            let given = item.as_str().ok_or_else(|| Fault::invalid_parameter("items", &item.to_string()))?;
            let commit = object_id(given).ok_or_else(|| Fault::invalid_parameter("items", given))?;
            let mut rows = Vec::new();
            for known in organization.pull_requests().rev() {
                if known.repository == repository.id && has(call, known, commit, kind)? {
                    rows.push(row(&view, known, false)?);
                }
            }
            if !rows.is_empty() {
                found = found.set(given, rows);
            }
        }
        results.push(found);
    }
    Ok(Reply::json(Object::new().set("queries", queries.clone()).set("results", results)))
}

fn has(call: &Call, known: &PullRequest, commit: Oid, kind: QueryKind) -> Result<bool, Fault> {
    if known.merge.commit == Some(commit) {
        return Ok(true);
    }
    if kind == QueryKind::LastMergeCommit {
        return Ok(false);
    }
    with_git(call, known, |git| {
        let reaches = |from: Oid| from == commit || git.graph_descendant_of(from, commit).unwrap_or(false);
        Ok(git.find_commit(commit).is_ok() && reaches(known.merge.source) && !reaches(known.merge.target))
    })
}
