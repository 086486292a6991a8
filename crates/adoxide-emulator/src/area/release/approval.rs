//! Approvals of deployments.

use adoxide_api::release::meta;
use serde::Deserialize;

use super::super::distributed_task::numbers;
use super::super::person::Person;
use super::definition::{listed, page};
use super::read::{Order, order};
use super::shape::approval_json;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::release::Answer;
use crate::world::release::deployment::{Approval, ApprovalId, Release, ReleaseEnvironment};
use crate::world::release::kind::{ApprovalStatus, ApprovalType};

handlers! {
    meta::GET_APPROVALS => read(get_approvals),
    meta::GET_APPROVAL => read(get_approval),
    meta::GET_APPROVAL_HISTORY => read(get_approval_history),
    meta::UPDATE_RELEASE_APPROVAL => change(update_approval),
    meta::UPDATE_RELEASE_APPROVALS => change(update_approvals),
}

/// As many approvals as a page has if nothing else is asked for, and at most.
const USUAL: usize = 50;
const MOST: usize = 1_000;

type Found<'v> = (&'v Release, &'v ReleaseEnvironment, &'v Approval);

fn json(
    view: &View<'_>,
    (release, environment, approval): Found<'_>,
    history: bool,
) -> crate::wire::json::Object {
    approval_json(view, release, environment, approval, history)
}

/// Whether an approval is somebody's: a person by id or name, and with `groups` also what is asked of their groups.
fn is_assigned(view: &View<'_>, approval: &Approval, given: &str, groups: bool) -> bool {
    let Some(approver) = approval.approver else { return false };
    let mut people = view.directory.identities().filter(|person| {
        person.id.to_string().eq_ignore_ascii_case(given)
            || same_name(&person.display_name, given)
            || same_name(&person.unique_name, given)
    });
    approver.to_string().eq_ignore_ascii_case(given)
        || people.any(|person| {
            person.id == IdentityId(approver)
                || (groups && view.organization.is_or_is_in(person.id, approver))
        })
}

/// Pending ones unless the query says another; deployments that are over have no pending ones.
fn get_approvals(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let order = order(view)?;
    let top = view.query.number(&["top", "$top"])?.unwrap_or(USUAL).clamp(1, MOST);
    let status = view.query.any(&["statusFilter"]);
    let status = status.map(|given| {
        ApprovalStatus::find(given).ok_or_else(|| Fault::invalid_parameter("statusFilter", given))
    });
    let status = status.transpose()?.unwrap_or(ApprovalStatus::Pending);
    let kind =
        view.query.any(&["typeFilter"]).filter(|given| !given.eq_ignore_ascii_case("all") && *given != "3");
    let kind = kind
        .map(|given| ApprovalType::find(given).ok_or_else(|| Fault::invalid_parameter("typeFilter", given)));
    let kind = kind.transpose()?.filter(|kind| *kind != ApprovalType::Undefined);
    let releases = numbers(view, "releaseIdsFilter")?;
    let assigned = view.query.any(&["assignedToFilter"]);
    let groups = view.query.flag("includeMyGroupApprovals")?;
    let all = view.organization.releases().releases();
    let all = all.filter(|release| release.project == project && release.deleted.is_none());
    let all = all.filter(|release| releases.as_ref().is_none_or(|ids| ids.contains(&release.id)));
    let all = all.flat_map(|release| {
        let environments = release.environments.iter();
        environments
            .flat_map(move |known| known.approvals.iter().map(move |approval| (release, known, approval)))
    });
    let mut found = all
        .filter(|(.., approval)| {
            (status == ApprovalStatus::Undefined || approval.status == status)
                && kind.is_none_or(|kind| approval.kind == kind)
                && assigned.is_none_or(|given| is_assigned(view, approval, given, groups))
        })
        .collect::<Vec<_>>();
    found.sort_by_key(|(.., approval)| approval.id);
    if order == Order::Descending {
        found.reverse();
    }
    let (found, next) = page(view, found, top, |(.., approval)| approval.id)?;
    Ok(listed(Reply::list(found.into_iter().map(|found| json(view, found, false))), next))
}

fn find<'v>(view: &View<'v>, given: &str) -> Result<Found<'v>, Fault> {
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.releases().approval(id));
    let found = found.filter(|(release, ..)| release.project == project && release.deleted.is_none());
    found.ok_or_else(|| Fault::release_approval_not_found(given))
}

fn get_approval(view: &View<'_>) -> Result<Reply, Fault> {
    let found = find(view, view.required("approvalId")?)?;
    Ok(Reply::json(json(view, found, view.query.flag("includeHistory")?)))
}

fn get_approval_history(view: &View<'_>) -> Result<Reply, Fault> {
    let found = find(view, view.required("approvalStepId")?)?;
    Ok(Reply::json(json(view, found, true)))
}

/// An answer, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Given {
    id: Option<ApprovalId>,
    status: ApprovalStatus,
    comments: Option<String>,
    approver: Option<Person>,
}

fn answer(change: &mut Change<'_>, id: ApprovalId, given: Given) -> Result<(), Fault> {
    use ApprovalStatus::{Approved, Reassigned, Rejected};
    let view = change.view();
    let approver = given.approver.as_ref().and_then(|approver| approver.find(&view));
    if !matches!(given.status, Approved | Rejected | Reassigned) {
        let message = format!("An approval cannot be set to '{}'.", given.status.name());
        return Err(Fault::invalid_release_request(message));
    }
    if given.status == Reassigned && approver.is_none() {
        return Err(Fault::argument_null("approver"));
    }
    let answer = Answer { status: given.status, comments: given.comments.unwrap_or_default(), approver };
    change.make(|tx| tx.answer_approval(id, answer))?;
    Ok(())
}

fn update_approval(change: &mut Change<'_>, body: Given) -> Result<Reply, Fault> {
    let given = change.required("approvalId")?;
    let (.., approval) = find(&change.view(), given)?;
    let id = approval.id;
    answer(change, id, body)?;
    let view = change.view();
    Ok(Reply::json(json(&view, find(&view, given)?, true)))
}

fn update_approvals(change: &mut Change<'_>, body: Vec<Given>) -> Result<Reply, Fault> {
    let mut ids = Vec::new();
    for given in body {
        let id = given.id.ok_or_else(|| Fault::argument_null("id"))?;
        find(&change.view(), &id.to_string())?;
        answer(change, id, given)?;
        ids.push(id);
    }
    let view = change.view();
    let found = ids.iter().map(|id| find(&view, &id.to_string())).collect::<Result<Vec<_>, _>>()?;
    Ok(Reply::list(found.into_iter().map(|found| json(&view, found, true))))
}
