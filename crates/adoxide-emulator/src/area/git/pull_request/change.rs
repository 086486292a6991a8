//! Creating and changing pull requests.

use adoxide_api::git::meta;
use http::StatusCode;
use serde_json::Value;

use super::super::subject::{find_enabled, object_id};
use super::reviewer;
use super::shape::{Place, Shape};
use super::target::{existing, of_path, repository_of};
use crate::base::choice;
use crate::handler::git_denied;
use crate::handler::handlers;
use crate::handler::permission::CONTRIBUTE_TO_PULL_REQUESTS;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::git_permission::GitPermission;
use crate::world::group::Subjects;
use crate::world::id::IdentityId;
use crate::world::pull_request::{
    CompletionOptions, MergeStrategy, NewPullRequest, PullRequestChange, PullRequestId, PullRequestRefusal,
    PullRequestStatus,
};

handlers! {
    meta::CREATE_PULL_REQUEST => work(create_pull_request).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::UPDATE_PULL_REQUEST => work(update_pull_request).needs(CONTRIBUTE_TO_PULL_REQUESTS),
    meta::SHARE_PULL_REQUEST => read(share_pull_request).needs(CONTRIBUTE_TO_PULL_REQUESTS),
}

/// The most characters of a title and of a description: documented.
const TITLE: usize = 400;
const DESCRIPTION: usize = 4_000;

/// A field of several named values, by name or number.
pub(super) fn chosen<T: Copy>(
    body: &Value,
    name: &str,
    choices: &[(&str, i64, T)],
) -> Result<Option<T>, Fault> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(given) => {
            let given = given.as_str().map_or_else(|| given.to_string(), str::to_owned);
            let found = choice(&given, choices);
            found.map(Some).ok_or_else(|| Fault::invalid_parameter(name, &given))
        }
    }
}

fn title(body: &Value) -> Result<Option<String>, Fault> {
    let Some(title) = text(body, "/title") else { return Ok(None) };
    if title.trim().is_empty() || title.chars().count() > TITLE {
        return Err(Fault::invalid_parameter("title", title));
    }
    Ok(Some(title.to_owned()))
}

fn description(body: &Value) -> Result<Option<String>, Fault> {
    let Some(description) = text(body, "/description") else { return Ok(None) };
    if description.chars().count() > DESCRIPTION {
        let what = format!("{} characters; at most {DESCRIPTION} are allowed", description.chars().count());
        return Err(Fault::invalid_parameter("description", &what));
    }
    Ok(Some(description.to_owned()))
}

/// A branch of the body; only branches are merged.
fn branch(body: &Value, name: &str) -> Result<Option<String>, Fault> {
    match text(body, &format!("/{name}")) {
        None => Ok(None),
        Some(branch) if branch.starts_with("refs/heads/") => Ok(Some(branch.to_owned())),
        Some(_) => Err(PullRequestRefusal::NoBranch.into()),
    }
}

fn completion_options(body: &Value) -> Result<Option<CompletionOptions>, Fault> {
    let Some(options) = body.get("completionOptions").filter(|options| options.is_object()) else {
        return Ok(None);
    };
    let is = |name: &str| Ok::<_, Fault>(reviewer::boolean(options, name)?.unwrap_or(false));
    let squash = is("squashMerge")?;
    let strategy = chosen(options, "mergeStrategy", &MergeStrategy::CHOICES)?;
    let ignored = options.get("autoCompleteIgnoreConfigIds").and_then(Value::as_array);
    let ignored = ignored.map(|ids| ids.iter().filter_map(Value::as_i64).collect());
    Ok(Some(CompletionOptions {
        merge_commit_message: text(options, "/mergeCommitMessage")
            .filter(|message| !message.is_empty())
            .map(str::to_owned),
        delete_source_branch: is("deleteSourceBranch")?,
        // Documented: the strategy counts, if there is one.
        strategy: strategy.or(squash.then_some(MergeStrategy::Squash)),
        transition_work_items: is("transitionWorkItems")?,
        bypass_policy: is("bypassPolicy")?,
        bypass_reason: text(options, "/bypassReason").filter(|text| !text.is_empty()).map(str::to_owned),
        auto_complete_ignore_config_ids: ignored,
    }))
}

/// The ids of a list of references to work items: numbers, or numbers as text. Renovate links the work item 0
/// where it has none to link, and lives with that: it is none.
fn work_items(body: &Value) -> Result<Vec<i64>, Fault> {
    let items = body.get("workItemRefs").and_then(Value::as_array).into_iter().flatten();
    let ids = items.map(|item| {
        let id = &item["id"];
        let number = id.as_i64().or_else(|| id.as_str()?.parse().ok());
        number.ok_or_else(|| Fault::invalid_parameter("workItemRefs", &item.to_string()))
    });
    ids.filter(|id| !matches!(id, Ok(0))).collect()
}

pub(super) fn create_pull_request(call: &Call, body: Value) -> Result<Reply, Fault> {
    let branch_of = |name: &str| branch(&body, name)?.ok_or_else(|| Fault::argument_null(name));
    let (source, target) = (branch_of("sourceRefName")?, branch_of("targetRefName")?);
    let labels = body.get("labels").and_then(Value::as_array).into_iter().flatten();
    let labels = labels.map(|label| {
        let name = text(label, "/name").filter(|name| !name.trim().is_empty());
        name.map(str::to_owned).ok_or_else(|| Fault::argument_null("name"))
    });
    let labels = labels.collect::<Result<Vec<_>, Fault>>()?;
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let organization = change.view().organization;
    let repository = find_enabled(&change.view())?.id;
    let fork = text(&body, "/forkSource/repository/id");
    let fork = fork.map(|id| repository_of(organization, id).map(|found| found.id)).transpose()?;
    let reviewers = reviewer::reviewers(change.directory, organization, &body["reviewers"])?;
    let new = NewPullRequest {
        repository,
        fork,
        source,
        target,
        title: title(&body)?.ok_or_else(|| Fault::argument_null("title"))?,
        description: description(&body)?,
        is_draft: reviewer::boolean(&body, "isDraft")?.unwrap_or(false),
        reviewers,
        labels,
        work_items: work_items(&body)?,
        completion_options: completion_options(&body)?,
        merge_options: body.get("mergeOptions").filter(|options| options.is_object()).cloned(),
    };
    let id = change.make(|tx| tx.create_pull_request(new))?;
    told(&change.view(), id, Place::Created).map(|reply| reply.status(StatusCode::CREATED))
}

fn told(view: &View<'_>, id: PullRequestId, place: Place) -> Result<Reply, Fault> {
    let organization = view.organization;
    let known = organization.pull_request(id).ok_or(PullRequestRefusal::None(id))?;
    let repository = find_enabled(view)?;
    let shape = Shape::new(view, repository)?;
    Ok(Reply::json(shape.pull_request(known, place)?))
}

pub(super) fn update_pull_request(call: &Call, body: Value) -> Result<Reply, Fault> {
    let statuses = [
        ("notSet", 0, None),
        ("active", 1, Some(PullRequestStatus::Active)),
        ("abandoned", 2, Some(PullRequestStatus::Abandoned)),
        ("completed", 3, Some(PullRequestStatus::Completed)),
    ];
    let status = chosen(&body, "status", &statuses)?.flatten();
    let seen = text(&body, "/lastMergeSourceCommit/commitId");
    let seen = seen
        .map(|id| object_id(id).ok_or_else(|| Fault::invalid_parameter("lastMergeSourceCommit", id)))
        .transpose()?;
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let id = existing(&change.view())?;
    if status == Some(PullRequestStatus::Completed)
        && seen.is_none()
        && of_path(&change.view())?.0.status == PullRequestStatus::Active
    {
        // Documented: who completes must say what they saw.
        return Err(Fault::argument_null("lastMergeSourceCommit"));
    }
    let auto_complete_by = match body.get("autoCompleteSetBy") {
        None => None,
        // Nobody, or a GUID of zeros, takes it back.
        Some(by) => {
            let given = text(by, "/id").unwrap_or("00000000-0000-0000-0000-000000000000");
            let unknown = || Fault::from(PullRequestRefusal::NoIdentity(given.to_owned()));
            let by: IdentityId = given.parse().map_err(|_| unknown())?;
            if !by.0.is_nil() && change.directory.identity(by).is_none() {
                return Err(unknown());
            }
            Some(Some(by).filter(|by| !by.0.is_nil()))
        }
    };
    let options = completion_options(&body)?;
    if status == Some(PullRequestStatus::Completed) {
        let bypasses = options.as_ref().is_some_and(|options| options.bypass_policy);
        check_target(&change.view(), id, GitPermission::GenericContribute)?;
        if bypasses {
            check_target(&change.view(), id, GitPermission::PullRequestBypassPolicy)?;
        }
    }
    let wanted = PullRequestChange {
        title: title(&body)?,
        description: description(&body)?,
        target: branch(&body, "targetRefName")?,
        is_draft: reviewer::boolean(&body, "isDraft")?,
        completion_options: options,
        merge_options: body.get("mergeOptions").filter(|options| options.is_object()).cloned(),
        auto_complete_by,
        status,
        last_merge_source: seen,
    };
    change.make(|tx| tx.update_pull_request(id, wanted))?;
    told(&change.view(), id, Place::Repository)
}

/// Whether the access control lists let the caller do something with the target of a pull request.
fn check_target(view: &View<'_>, id: PullRequestId, needed: GitPermission) -> Result<(), Fault> {
    let organization = view.organization;
    let Some(known) = organization.pull_request(id) else { return Ok(()) };
    let Some(repository) = organization.repository_by_id(known.repository) else { return Ok(()) };
    let directory = Subjects { directory: view.directory, organization };
    let access = directory.git_access(view.actor, repository.project, Some(repository.id));
    if access.permits(Some(&known.target), needed) {
        return Ok(());
    }
    Err(git_denied(view.directory, view.actor, needed.name(), "branch"))
}

/// Sends a mail to people, which nobody gets here.
pub(super) fn share_pull_request(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let organization = view.organization;
    existing(view)?;
    let receivers = body.get("receivers").and_then(Value::as_array);
    let receivers = receivers.filter(|receivers| !receivers.is_empty());
    for receiver in receivers.ok_or_else(|| Fault::argument_null("receivers"))? {
        let id = text(receiver, "/id").ok_or_else(|| Fault::argument_null("id"))?;
        reviewer::reviewer(view.directory, organization, id, &Value::Null)?;
    }
    Ok(Reply::empty(StatusCode::OK))
}
