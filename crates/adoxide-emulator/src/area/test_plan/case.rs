//! Test cases in suites.

use adoxide_api::test_plan::meta;
use http::StatusCode;
use serde::Deserialize;

use super::super::distributed_task::numbers;
use super::shape::{
    Reference, fields_of, find_suite, ids, listed, older_url, person, plan_reference, plan_url, project_json,
    reference,
};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::world::id::IdentityId;
use crate::world::test_plan::{CaseId, CaseInSuite, Suite, TestPlan};

handlers! {
    meta::ADD_TEST_CASES_TO_SUITE => change(add_cases),
    meta::UPDATE_SUITE_TEST_CASES => change(add_cases),
    meta::GET_TEST_CASE_LIST => read(get_cases),
    meta::GET_TEST_CASE => read(get_case),
    meta::REMOVE_TEST_CASES_LIST_FROM_SUITE => change(remove_cases),
    meta::REMOVE_TEST_CASES_FROM_SUITE => change(remove_cases),
    meta::DELETE_TEST_CASE => change(delete_case),
}

fn case_json(view: &View<'_>, plan: &TestPlan, suite: &Suite, case: CaseId, order: usize) -> Object {
    let organization = view.organization;
    let plans = organization.test_plans();
    let fields = organization.test_item(case).map(|item| fields_of(view, item)).unwrap_or_default();
    let fields: Json = fields.into_iter().map(|(name, value)| Object::new().set(&name, value)).collect();
    let points: Vec<_> = plans.points(suite.id).filter(|point| point.case == case).collect();
    let assignments = points.iter().map(|point| {
        let configuration = plans.configuration(point.configuration);
        Object::new()
            .set("id", point.id)
            .set("configurationName", configuration.map(|known| known.name.as_str()))
            .set_some("tester", point.tester.map(|id| person(view, IdentityId(id))))
            .set("configurationId", point.configuration)
    });
    let own = plan_url(view, plan.project, format_args!("Plans/{}/Suites/{}", plan.id, suite.id));
    let points = points.iter().map(|point| point.id.to_string()).collect::<Vec<_>>().join(",");
    let links = Object::new()
        .set("testPoints", link(format_args!("{own}/TestPoint?testPointIds={points}")))
        .set("configuration", link(plan_url(view, plan.project, "Configurations")))
        .set("_self", link(format_args!("{own}/TestCase/{case}")))
        .set("sourcePlan", link(plan_url(view, plan.project, format_args!("Plans/{}", plan.id))))
        .set("sourceSuite", link(&own))
        .set("sourceProject", link(view.urls().project(plan.project)));
    let item = Object::new().set("id", case).set("name", organization.test_title(case));
    Object::new()
        .set("testPlan", plan_reference(view, plan.id))
        .set("project", project_json(view, plan.project))
        .set("testSuite", reference(suite.id, organization.test_title(suite.id)))
        .set("workItem", item.set("workItemFields", fields))
        .set("pointAssignments", assignments.collect::<Json>())
        .set("links", links)
        .set("order", order)
}

/// A test case for a suite, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    work_item: Reference,
    #[serde(default)]
    point_assignments: Vec<Assignment>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assignment {
    configuration_id: i64,
}

fn add_cases(change: &mut Change<'_>, body: Vec<Body>) -> Result<Reply, Fault> {
    let view = change.view();
    let suite = find_suite(&view)?.1.id;
    let cases = body.iter().map(|given| CaseInSuite {
        case: given.work_item.id,
        configurations: given.point_assignments.iter().map(|known| (known.configuration_id, None)).collect(),
    });
    let cases = cases.collect();
    change.make(|tx| tx.add_test_cases(suite, cases))?;
    let view = change.view();
    let (plan, suite) = find_suite(&view)?;
    let wanted: Vec<_> = body.iter().map(|given| given.work_item.id).collect();
    let found = suite.cases().enumerate().filter(|(_, case)| wanted.contains(case));
    Ok(Reply::list(found.map(|(order, case)| case_json(&view, plan, suite, case, order))))
}

fn get_cases(view: &View<'_>) -> Result<Reply, Fault> {
    let (plan, suite) = find_suite(view)?;
    let (wanted, configurations) = (numbers(view, "testIds")?, numbers(view, "configurationIds")?);
    let plans = view.organization.test_plans();
    let suites = if view.query.flag("isRecursive")? { plans.below(suite.id) } else { vec![suite] };
    let found = suites.into_iter().flat_map(|suite| {
        let cases = suite.cases().collect::<Vec<_>>();
        cases.into_iter().enumerate().map(move |(order, case)| (suite, order, case))
    });
    let found = found.filter(|(suite, _, case)| {
        let mut points = plans.points(suite.id).filter(|point| point.case == *case);
        wanted.as_ref().is_none_or(|wanted| wanted.contains(case))
            && configurations
                .as_ref()
                .is_none_or(|all| points.any(|point| all.contains(&point.configuration)))
    });
    listed(
        view,
        found.collect(),
        |(.., case)| *case,
        |(suite, order, case)| case_json(view, plan, suite, *case, *order),
    )
}

/// A test case of a suite, as a list of one.
fn get_case(view: &View<'_>) -> Result<Reply, Fault> {
    let (plan, suite) = find_suite(view)?;
    let given = view.required("testCaseId")?;
    let found = suite.cases().enumerate().find(|(_, case)| case.to_string() == given);
    let (order, case) = found.ok_or_else(|| Fault::test_object_not_found("Test case", given))?;
    Ok(Reply::list([case_json(view, plan, suite, case, order)]))
}

fn remove_cases(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let suite = find_suite(&view)?.1.id;
    let given = change.query.any(&["testIds", "testCaseIds"]);
    let given = given.ok_or_else(|| Fault::argument_null("testIds"))?;
    let cases = ids("testIds", given)?;
    change.make(|tx| tx.remove_test_cases(suite, &cases))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn delete_case(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let given = change.required("testCaseId")?;
    let view = change.view();
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.test_item(id));
    let found = found.filter(|item| item.project == project).map(|item| item.id);
    let id = found.ok_or_else(|| Fault::test_object_not_found("Test case", given))?;
    change.make(|tx| tx.delete_test_case(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Where the points of a test case are, for the older operations.
pub(super) fn older_suite(view: &View<'_>, plan: &TestPlan, suite: &Suite) -> String {
    older_url(view, plan.project, format_args!("Plans/{}/Suites/{}", plan.id, suite.id))
}
