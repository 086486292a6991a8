//! The recycle bin of test plans and suites.

use adoxide_api::test_plan::meta;
use http::StatusCode;
use serde::Deserialize;

use super::plan::plan_json;
use super::shape::{listed, project_json};
use super::suite::{Expand, suite_json};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::id::ProjectId;
use crate::world::test_plan::{Deleted, PlanId, Suite};

handlers! {
    meta::GET_DELETED_TEST_PLANS => read(get_plans),
    meta::RESTORE_DELETED_TEST_PLAN => change(restore_plan),
    meta::GET_DELETED_TEST_SUITES_FOR_PLAN => read(get_suites_of_plan),
    meta::GET_DELETED_TEST_SUITES_FOR_PROJECT => read(get_suites_of_project),
    meta::RESTORE_DELETED_TEST_SUITE => change(restore_suite),
}

/// What is in the recycle bin, and whose work item was not destroyed.
fn deleted<'v>(view: &View<'v>) -> impl Iterator<Item = &'v Deleted> + use<'v> {
    let organization = view.organization;
    organization.test_plans().deleted().filter(move |known| {
        let id = known.plan.as_ref().map(|plan| plan.id).or(known.suites.first().map(|suite| suite.id));
        id.is_some_and(|id| organization.work_items().get_any(id).is_some())
    })
}

fn get_plans(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let found = deleted(view).filter_map(|known| known.plan.as_ref()).filter(|plan| plan.project == project);
    listed(view, found.collect(), |plan| plan.id, |plan| plan_json(view, plan, true))
}

/// The project of a plan, also of a deleted one.
fn project_of(view: &View<'_>, plan: PlanId) -> Option<ProjectId> {
    let plans = view.organization.test_plans();
    let known = plans.plan(plan).map(|plan| plan.project);
    known.or_else(|| {
        let mut all = plans.deleted().filter_map(|known| known.plan.as_ref());
        all.find(|known| known.id == plan).map(|known| known.project)
    })
}

/// A suite, with those in it below it.
fn tree_json(view: &View<'_>, project: ProjectId, of: &Deleted, suite: &Suite, expand: Expand) -> Object {
    let children = suite.suites().filter_map(|id| of.suites.iter().find(|known| known.id == id));
    let children: Json = children.map(|child| tree_json(view, project, of, child, expand)).collect();
    let own = suite_json(view, suite, Expand { children: false, is_tree: false, ..expand });
    // The project of a suite whose plan is deleted too is not found by the plan.
    let is_known = view.organization.test_plans().plan(suite.plan).is_some();
    own.set("children", children).set_if(!is_known, "project", || project_json(view, project))
}

/// Suites that were deleted, with those that went with them: each for itself, or as trees.
fn suites(view: &View<'_>, plan: Option<PlanId>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let expand = Expand::of(view)?;
    let found = deleted(view).filter(|known| {
        known.plan.is_none()
            && known.suites.first().is_some_and(|suite| {
                plan.is_none_or(|plan| suite.plan == plan) && project_of(view, suite.plan) == Some(project)
            })
    });
    if expand.is_tree {
        let rows = found.filter_map(|known| Some((known, known.suites.first()?)));
        return Ok(Reply::list(rows.map(|(known, suite)| tree_json(view, project, known, suite, expand))));
    }
    let mut all: Vec<_> = found.flat_map(|known| &known.suites).collect();
    all.sort_by_key(|suite| suite.id);
    listed(view, all, |suite| suite.id, |suite| suite_json(view, suite, expand))
}

fn get_suites_of_plan(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("planId")?;
    let missing = || Fault::test_object_not_found("Test plan", given);
    let plan = given.parse().map_err(|_| missing())?;
    let project = view.project()?.id;
    if project_of(view, plan) != Some(project) {
        return Err(missing());
    }
    suites(view, Some(plan))
}

fn get_suites_of_project(view: &View<'_>) -> Result<Reply, Fault> {
    suites(view, None)
}

/// Restores something from the recycle bin, if the body sets `isDeleted` to false.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Restore {
    is_deleted: bool,
}

impl Restore {
    fn check(&self) -> Result<(), Fault> {
        if self.is_deleted { Err(Fault::invalid_parameter("isDeleted", "true")) } else { Ok(()) }
    }
}

fn restore_plan(change: &mut Change<'_>, body: Restore) -> Result<Reply, Fault> {
    body.check()?;
    let given = change.required("planId")?;
    let found = |view: &View<'_>| {
        let project = view.project()?.id;
        let mut all = deleted(view).filter_map(|known| known.plan.as_ref());
        let found = all.find(|plan| plan.id.to_string() == given && plan.project == project);
        found.map(|plan| plan.id).ok_or_else(|| Fault::test_object_not_found("Test plan", given))
    };
    let id = found(&change.view())?;
    change.make(|tx| tx.restore_test_plan(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn restore_suite(change: &mut Change<'_>, body: Restore) -> Result<Reply, Fault> {
    body.check()?;
    let given = change.required("suiteId")?;
    let found = |view: &View<'_>| {
        let project = view.project()?.id;
        let mut all = deleted(view).flat_map(|known| &known.suites);
        let found =
            all.find(|suite| suite.id.to_string() == given && project_of(view, suite.plan) == Some(project));
        found.map(|suite| suite.id).ok_or_else(|| Fault::test_object_not_found("Test suite", given))
    };
    let id = found(&change.view())?;
    change.make(|tx| tx.restore_test_suite(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
