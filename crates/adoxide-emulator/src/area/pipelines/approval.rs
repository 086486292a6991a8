//! Approvals of stages.

use adoxide_api::approvals_and_checks::pipelinesapproval::meta;
use serde::Deserialize;
use uuid::Uuid;

use super::super::distributed_task::{approver, required_project};
use crate::base::{date, parse_date};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::approval::{Approval, ApprovalStatus, ApprovalStep, ApprovalUpdate};
use crate::world::group::Subject;
use crate::world::id::IdentityId;

handlers! {
    meta::QUERY_APPROVALS => read(query_approvals),
    meta::GET_APPROVAL => read(get_approval),
    meta::UPDATE_APPROVALS => change(update_approvals),
}

/// Whether somebody is a person, or a member of a group.
fn acts_for(view: &View<'_>, actor: IdentityId, assigned: IdentityId) -> bool {
    actor == assigned
        || view.organization.all_containers_of(Subject::Person(actor)).iter().any(|container| match container
        {
            Subject::Group(id) => *id == assigned.0,
            Subject::Team(_, id) => id.0 == assigned.0,
            Subject::Person(_) => false,
        })
}

fn step_json(view: &View<'_>, step: &ApprovalStep, shows_permissions: bool) -> Object {
    let history = step.history.iter().map(|(assigned, stamp, comment)| {
        Object::new()
            .set("assignedTo", approver(view, *assigned))
            .set("createdOn", date(stamp.at))
            .set("createdBy", approver(view, stamp.actor))
            .set_some("comment", comment.as_deref())
    });
    let may = acts_for(view, view.actor, step.assigned) && step.status == ApprovalStatus::Pending;
    Object::new()
        .set("assignedApprover", approver(view, step.assigned))
        .set_some("actualApprover", step.actual.map(|actual| approver(view, actual)))
        .set("status", step.status.name())
        .set_some("comment", step.comment.as_deref())
        .set("lastModifiedOn", date(step.modified.at))
        .set("order", step.order)
        .set("lastModifiedBy", approver(view, step.modified.actor))
        .set_some("initiatedOn", step.initiated.map(date))
        .set_some("deferredTo", step.deferred_to.map(date))
        .set("history", history.collect::<Vec<_>>())
        .set_if(shows_permissions, "permissions", || if may { "update" } else { "view" })
}

/// What is shown of an approval besides itself.
#[derive(Clone, Copy)]
struct Shown {
    steps: bool,
    permissions: bool,
}

impl Shown {
    fn of(view: &View<'_>) -> Self {
        let given = view.query.any(&["$expand"]).unwrap_or_default().to_lowercase();
        let number: i64 = given.parse().unwrap_or(0);
        Self {
            steps: given.contains("steps") || number & 1 != 0,
            permissions: given.contains("permissions") || number & 2 != 0,
        }
    }
}

/// An approval: documented; the pipeline has been there since 7.2, and clients read it in earlier versions too.
fn approval_json(view: &View<'_>, approval: &Approval, shown: Shown) -> Object {
    let urls = view.urls();
    let project = approval.project;
    let at = |path: String| link(urls.at(format_args!("{project}/{path}")));
    let build = view.organization.builds().build(approval.build);
    let definition = view.organization.builds().revisions(approval.definition).last();
    let may = approval
        .steps
        .iter()
        .any(|step| step.status == ApprovalStatus::Pending && acts_for(view, view.actor, step.assigned));
    let owner = Object::new()
        .set(
            "_links",
            Object::new()
                .set("web", at(format!("_build/results?buildId={}", approval.build)))
                .set("self", at(format!("_apis/build/Builds/{}", approval.build))),
        )
        .set("id", approval.build)
        .set_some("name", build.map(|build| build.number.as_str()));
    let pipeline = Object::new()
        .set("owner", owner)
        .set("id", approval.definition.to_string())
        .set_some("name", definition.map(|known| known.content.name.as_str()));
    let steps: Vec<_> = if shown.steps {
        approval.steps.iter().map(|step| step_json(view, step, shown.permissions)).collect()
    } else {
        Vec::new()
    };
    let own = at(format!("_apis/pipelines/approvals/{}", approval.id));
    Object::new()
        .set("id", approval.id)
        .set("steps", steps)
        .set("status", approval.status.name())
        .set("createdOn", date(approval.created.at))
        .set("lastModifiedOn", date(approval.modified.at))
        .set("executionOrder", if approval.is_in_sequence { "inSequence" } else { "anyOrder" })
        .set("minRequiredApprovers", approval.required)
        .set("blockedApprovers", approval.blocked.iter().map(|id| approver(view, *id)).collect::<Vec<_>>())
        .set_if(!approval.instructions.is_empty(), "instructions", || approval.instructions.clone())
        .set_if(shown.permissions, "permissions", || if may { "update" } else { "view" })
        .set("_links", Object::new().set("self", own))
        .set("pipeline", pipeline)
}

/// The values of a parameter: repeated, or between commas.
fn values(view: &View<'_>, name: &str) -> Vec<String> {
    let given = view.query.all(name).into_iter();
    given
        .flat_map(|value| value.split(','))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

fn query_approvals(view: &View<'_>) -> Result<Reply, Fault> {
    /// The most that are answered; there is no next page.
    const MOST: usize = 250;
    let project = required_project(view)?;
    let shown = Shown::of(view);
    let ids: Vec<_> = values(view, "approvalIds").iter().filter_map(|id| id.parse::<Uuid>().ok()).collect();
    let mut people = values(view, "userIds");
    people.extend(values(view, "assignedTo"));
    let state = view.query.any(&["state"]).unwrap_or("undefined");
    let states = match state.to_ascii_lowercase().as_str() {
        "all" | "undefined" | "-1" | "0" => None,
        "completed" => Some(vec![
            ApprovalStatus::Approved,
            ApprovalStatus::Rejected,
            ApprovalStatus::Skipped,
            ApprovalStatus::Canceled,
            ApprovalStatus::TimedOut,
        ]),
        _ => {
            let all = state.split(',').map(|state| {
                ApprovalStatus::parse(state.trim()).ok_or_else(|| Fault::invalid_parameter("state", state))
            });
            Some(all.collect::<Result<Vec<_>, _>>()?)
        }
    };
    let top = view.query.number(&["top", "$top"])?.unwrap_or(MOST).min(MOST);
    let is_for = |step: &ApprovalStep| {
        people.iter().any(|person| {
            let known = view.directory.identity(step.assigned);
            *person == step.assigned.to_string()
                || person.parse().is_ok_and(|person| acts_for(view, person, step.assigned))
                || known.is_some_and(|known| {
                    known.unique_name.eq_ignore_ascii_case(person)
                        || known.display_name.eq_ignore_ascii_case(person)
                })
        })
    };
    let found = view.organization.approvals(project).into_iter().filter(|approval| {
        (ids.is_empty() || ids.contains(&approval.id))
            && states.as_ref().is_none_or(|states| states.contains(&approval.status))
            && (people.is_empty() || approval.steps.iter().any(is_for))
    });
    Ok(Reply::list(found.take(top).map(|approval| approval_json(view, approval, shown))))
}

fn find<'w>(view: &View<'w>, given: &str) -> Result<&'w Approval, Fault> {
    let project = required_project(view)?;
    let found = given.parse().ok().and_then(|id: Uuid| view.organization.approval(id));
    found.filter(|found| found.project == project).ok_or_else(|| Fault::approval_not_found(given))
}

fn get_approval(view: &View<'_>) -> Result<Reply, Fault> {
    let approval = find(view, view.required("approvalId")?)?;
    Ok(Reply::json(approval_json(view, approval, Shown::of(view))))
}

/// What somebody says to an approval.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    approval_id: String,
    status: Option<String>,
    comment: Option<String>,
    reassign_to: Option<Person>,
    assigned_approver: Option<Person>,
    deferred_to: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    id: Option<String>,
    unique_name: Option<String>,
}

impl Person {
    fn find(&self, view: &View<'_>) -> Result<IdentityId, Fault> {
        let by_id = self.id.as_deref().and_then(|id| id.parse().ok()).map(IdentityId);
        let by_name = self.unique_name.as_deref().and_then(|name| {
            view.directory.identities().find(|known| known.unique_name.eq_ignore_ascii_case(name))
        });
        let found = by_id.or_else(|| by_name.map(|known| known.id));
        found.ok_or_else(|| Fault::argument_null("id"))
    }
}

fn update_approvals(change: &mut Change<'_>, body: Vec<Said>) -> Result<Reply, Fault> {
    let mut ids = Vec::new();
    for said in body {
        let (id, update) = {
            let view = change.view();
            let approval = find(&view, &said.approval_id)?;
            let status = said.status.as_deref().map(|status| {
                ApprovalStatus::parse(status).ok_or_else(|| Fault::invalid_parameter("status", status))
            });
            let deferred = said
                .deferred_to
                .as_deref()
                .map(|at| parse_date(at).ok_or_else(|| Fault::invalid_parameter("deferredTo", at)));
            let update = ApprovalUpdate {
                status: status.transpose()?,
                comment: said.comment,
                deferred_to: deferred.transpose()?,
                assigned: said.assigned_approver.map(|person| person.find(&view)).transpose()?,
                reassign_to: said.reassign_to.map(|person| person.find(&view)).transpose()?,
            };
            if update.status.is_none() && update.reassign_to.is_none() {
                return Err(Fault::argument_null("status"));
            }
            (approval.id, update)
        };
        let allowed: Vec<_> = {
            let view = change.view();
            let approval = view.organization.approval(id);
            let assigned =
                approval.into_iter().flat_map(|approval| &approval.steps).map(|step| step.assigned);
            assigned.filter(|assigned| acts_for(&view, change.actor, *assigned)).collect()
        };
        change.make(|tx| tx.update_approval(id, update, |assigned| allowed.contains(&assigned)))?;
        ids.push(id);
    }
    let view = change.view();
    let shown = Shown { steps: true, permissions: false };
    let rows = ids.iter().filter_map(|id| view.organization.approval(*id));
    Ok(Reply::list(rows.map(|approval| approval_json(&view, approval, shown))))
}
