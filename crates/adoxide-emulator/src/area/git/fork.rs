//! Forks: made from a repository, listed, brought up to date.

use std::collections::BTreeMap;

use adoxide_api::git::meta;
use http::StatusCode;
use serde_json::Value;

use super::subject::{enabled, find, find_enabled, subject};
use crate::git::history;
use crate::handler::handlers;
use crate::handler::ready_project as find_project;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::world::git_operation::{Failure, GitOperation, GitOperationKind, GitOperationStatus, Made};
use crate::world::id::{ObjectId, RepositoryId};
use crate::world::repository::Repository;

handlers! {
    meta::GET_FORKS => read(get_forks),
    meta::CREATE_FORK_SYNC_REQUEST => work(create_fork_sync_request),
    meta::GET_FORK_SYNC_REQUEST => read(get_fork_sync_request),
    meta::GET_FORK_SYNC_REQUESTS => read(get_fork_sync_requests),
}

/// Brings the objects of a repository into another, and says which references it would have then: those that
/// are named, as `(there, here)`, or all branches and tags.
fn make(
    call: &Call,
    from: RepositoryId,
    to: RepositoryId,
    refs: Option<&[(String, String)]>,
) -> Result<Result<Made, Failure>, Fault> {
    let (there, here): (BTreeMap<String, ObjectId>, Vec<ObjectId>) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let tips = |id: RepositoryId| {
            let found = organization.repository_by_id(id);
            found.into_iter().flat_map(|found| &found.refs).map(|(name, known)| (name.clone(), known.object))
        };
        (tips(from).collect(), tips(to).map(|(_, object)| object).collect())
    };
    let mut wanted = BTreeMap::new();
    match refs {
        None => {
            let shared = |name: &String| name.starts_with("refs/heads/") || name.starts_with("refs/tags/");
            wanted.extend(there.into_iter().filter(|(name, _)| shared(name)));
        }
        Some(refs) => {
            for (source, target) in refs {
                let Some(object) = there.get(source) else {
                    let message =
                        format!("The reference '{source}' does not exist in the source repository.");
                    return Ok(Err(Failure { message, conflict: false, commit: None, status: "other" }));
                };
                wanted.insert(target.clone(), *object);
            }
        }
    }
    call.shared.git.share(from, to)?;
    let commits = call.shared.git.with(to, |git| history::reachable(git, wanted.values().copied(), here))?;
    Ok(Ok(Made { refs: wanted, commit: None, commits, size: call.shared.git.size(to) }))
}

/// Makes a fork, which is empty until the first synchronization has ended.
pub(super) fn create(call: &Call, body: &Value) -> Result<Reply, Fault> {
    let parent =
        text(body, "/parentRepository/id").ok_or_else(|| Fault::argument_null("parentRepository.id"))?;
    let only = call
        .query
        .any(&["sourceRef"])
        .map(|name| if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") });
    let refs = only.map(|name| vec![(name.clone(), name)]);
    let (fork, parent) = {
        let mut world = call.world_mut();
        let mut change = Change::new(call, &mut world)?;
        let organization = change.view().organization;
        let found = organization.repository(None, parent);
        let found = enabled(found.ok_or_else(|| Fault::repository_not_found(parent))?)?;
        let in_body = text(body, "/project/id").or_else(|| text(body, "/project/name"));
        let project = match call.argument("project").or(in_body) {
            Some(named) => find_project(organization, named)?.id,
            None => found.project,
        };
        let (parent, name) = (found.id, text(body, "/name").unwrap_or(&found.name).to_owned());
        (change.make(|tx| tx.create_fork(project, name, parent))?, parent)
    };
    let made = make(call, parent, fork, refs.as_deref())?;
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let kind = GitOperationKind::ForkSync { source: parent, refs };
    let sync = change.make(|tx| tx.queue_git_operation(fork, kind, made))?;
    let organization = change.view().organization;
    let repository = organization.repository_by_id(fork);
    let repository = repository.ok_or_else(|| Fault::internal("the new repository is gone"))?;
    let project = find_project(organization, &repository.project.to_string())?;
    let urls = call.urls();
    let own = format!("{}/forkSyncRequests/{sync}", urls.repository(project.id, fork));
    let json = urls
        .repository_reference(project, repository)
        .set("isFork", true)
        .set("_links", Object::new().set("forkSyncOperation", link(own)));
    Ok(Reply::json(json).status(StatusCode::CREATED))
}

/// A repository as forks are listed, and as the parent of one.
pub(super) fn reference_json(view: &View<'_>, repository: &Repository) -> Option<Object> {
    let organization = view.organization;
    let urls = view.urls();
    let project = organization.project_by_id(repository.project)?;
    let collection = Object::new()
        .set("id", organization.id().to_string())
        .set("name", organization.name())
        .set("url", urls.at(format_args!("_apis/projectCollections/{}", organization.id())));
    let json = Object::new()
        .set("id", repository.id)
        .set("name", repository.name.as_str())
        .set_if(repository.parent.is_some(), "isFork", || true)
        .set("url", urls.repository(project.id, repository.id))
        .set("project", urls.project_reference(project))
        .set("remoteUrl", urls.remote(&project.name, &repository.name))
        .set("sshUrl", urls.ssh(&project.name, &repository.name))
        .set("collection", collection);
    Some(json)
}

pub(super) fn get_forks(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.argument("collectionId");
    let organization = view.organization;
    if wanted.is_some_and(|id| !id.eq_ignore_ascii_case(&organization.id().to_string())) {
        return Ok(Reply::list(Vec::<Json>::new()));
    }
    let id = find(view)?.id;
    let forks = organization.repositories().filter(|fork| fork.parent == Some(id));
    Ok(Reply::list(forks.map(|fork| reference_json(view, fork))))
}

fn sync_json(view: &View<'_>, repository: &Repository, operation: &GitOperation) -> Option<Object> {
    let organization = view.organization;
    let GitOperationKind::ForkSync { source, refs } = &operation.kind else { return None };
    let urls = view.urls();
    let own =
        format!("{}/forkSyncRequests/{}", urls.repository(repository.project, repository.id), operation.id);
    let home = organization.repository_by_id(*source).map(|found| found.project.to_string());
    let key = Object::new()
        .set("collectionId", organization.id().to_string())
        .set_some("projectId", home)
        .set("repositoryId", source.to_string());
    let all = ["Processing request", "Fetching objects", "Updating references", "Synchronization completed"];
    let step = if operation.status == GitOperationStatus::Completed { all.len() } else { 1 };
    let message = match (&operation.made, operation.status) {
        (Err(failure), GitOperationStatus::Failed) => Some(failure.message.as_str()),
        _ => None,
    };
    let detail = Object::new()
        .set("allSteps", all.to_vec())
        .set("currentStep", step)
        .set_some("errorMessage", message);
    let refs = refs.as_ref().map(|refs| {
        let pairs = refs.iter();
        let pairs =
            pairs.map(|(source, target)| Object::new().set("sourceRef", source).set("targetRef", target));
        pairs.collect::<Json>()
    });
    let json = Object::new()
        .set("operationId", operation.id)
        .set("source", key)
        .set_some("sourceToTargetRefs", refs)
        .set("status", operation.status.name())
        .set("detailedStatus", detail)
        .set("_links", Object::new().set("self", link(own)));
    Some(json)
}

pub(super) fn create_fork_sync_request(call: &Call, body: Value) -> Result<Reply, Fault> {
    let given = text(&body, "/source/repositoryId").map(str::to_owned);
    let pairs = body.get("sourceToTargetRefs").and_then(Value::as_array);
    let pairs = pairs.filter(|pairs| !pairs.is_empty()).map(|pairs| {
        let pairs = pairs.iter().map(|pair| {
            let source = text(pair, "/sourceRef").ok_or_else(|| Fault::argument_null("sourceRef"))?;
            Ok((source.to_owned(), text(pair, "/targetRef").unwrap_or(source).to_owned()))
        });
        pairs.collect::<Result<Vec<_>, Fault>>()
    });
    let refs = pairs.transpose()?;
    let (target, source) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let repository = find_enabled(&view)?;
        let source = match given {
            Some(given) => {
                let found = organization.repository(None, &given);
                enabled(found.ok_or_else(|| Fault::repository_not_found(&given))?)?.id
            }
            None => repository.parent.ok_or_else(|| Fault::argument_null("source.repositoryId"))?,
        };
        (subject(organization, repository).id, source)
    };
    let made = make(call, source, target, refs.as_deref())?;
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let kind = GitOperationKind::ForkSync { source, refs };
    let id = change.make(|tx| tx.queue_git_operation(target, kind, made))?;
    Ok(told(&change.view(), &id.to_string())?.status(StatusCode::CREATED))
}

fn told(view: &View<'_>, given: &str) -> Result<Reply, Fault> {
    let organization = view.organization;
    let repository = find_enabled(view)?;
    let found = given.parse().ok().and_then(|id| organization.git_operation(repository.id, id));
    let found = found.filter(|found| matches!(found.kind, GitOperationKind::ForkSync { .. }));
    let found = found.ok_or_else(|| Fault::git_operation_not_found(given))?;
    Ok(Reply::json(sync_json(view, repository, found)))
}

pub(super) fn get_fork_sync_request(view: &View<'_>) -> Result<Reply, Fault> {
    told(view, view.required("forkSyncOperationId")?)
}

pub(super) fn get_fork_sync_requests(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let repository = find_enabled(view)?;
    let found = organization
        .git_operations(repository.id)
        .filter(|operation| matches!(operation.kind, GitOperationKind::ForkSync { .. }));
    Ok(Reply::list(found.map(|found| sync_json(view, repository, found))))
}
