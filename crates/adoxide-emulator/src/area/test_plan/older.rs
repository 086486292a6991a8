//! Test cases and points of suites, by the older operations.

use adoxide_api::test::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use super::super::distributed_task::numbers;
use super::super::person::Person;
use super::case::older_suite;
use super::point::state;
use super::shape::{Reference, fields_of, find_suite, ids, older_url, person};
use crate::base::{page, sql_date};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::id::IdentityId;
use crate::world::test_plan::{CaseId, CaseInSuite, Point, PointChanges, Suite, TestPlan};
use crate::world::test_run::kind::Outcome;

handlers! {
    meta::GET_POINTS => read(get_points),
    meta::GET_POINT => read(get_point),
    meta::UPDATE_TEST_POINTS => change(update_points),
    meta::GET_POINTS_BY_QUERY => read(query_points),
    meta::GET_TEST_CASES => read(get_cases),
    meta::GET_TEST_CASE_BY_ID => read(get_case),
    meta::ADD_TEST_CASES_TO_SUITE => change(add_cases),
    meta::UPDATE_SUITE_TEST_CASES => change(update_cases),
    meta::REMOVE_TEST_CASES_FROM_SUITE_URL => change(remove_cases),
    meta::DELETE_TEST_CASE => change(delete_case),
}

/// Something by its number, which is a text here.
fn numbered(id: i64, name: Option<&str>, url: Option<String>) -> Object {
    Object::new().set("id", id.to_string()).set_some("name", name).set_some("url", url)
}

fn case_reference(view: &View<'_>, case: CaseId) -> Object {
    let web = view.urls().at(format_args!("_workitems/edit/{case}"));
    numbered(case, None, Some(view.urls().at(format_args!("_apis/wit/workItems/{case}"))))
        .set("webUrl", web)
        .set("name", view.organization.test_title(case))
}

fn case_json(view: &View<'_>, suite: &Suite, case: CaseId) -> Object {
    let plans = view.organization.test_plans();
    let assignments = plans.points(suite.id).filter(|point| point.case == case).map(|point| {
        let configuration = plans.configuration(point.configuration).map(|known| known.name.as_str());
        Object::new()
            .set("configuration", numbered(point.configuration, configuration, None))
            .set_some("tester", point.tester.map(|id| person(view, IdentityId(id))))
    });
    Object::new()
        .set("testCase", case_reference(view, case))
        .set("pointAssignments", assignments.collect::<Json>())
}

fn get_cases(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, suite) = find_suite(view)?;
    Ok(Reply::list(suite.cases().map(|case| case_json(view, suite, case))))
}

fn get_case(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, suite) = find_suite(view)?;
    let given = view.required("testCaseIds")?;
    let found = suite.cases().find(|case| case.to_string() == given);
    let case = found.ok_or_else(|| Fault::test_object_not_found("Test case", given))?;
    Ok(Reply::json(case_json(view, suite, case)))
}

fn told(view: &View<'_>, cases: &[CaseId]) -> Result<Reply, Fault> {
    let (_, suite) = find_suite(view)?;
    Ok(Reply::list(cases.iter().map(|case| case_json(view, suite, *case))))
}

fn add_cases(change: &mut Change<'_>, _body: Option<Value>) -> Result<Reply, Fault> {
    let suite = find_suite(&change.view())?.1.id;
    let cases = ids("testCaseIds", change.required("testCaseIds")?)?;
    let new = cases.iter().map(|case| CaseInSuite { case: *case, configurations: Vec::new() });
    let new = new.collect();
    change.make(|tx| tx.add_test_cases(suite, new))?;
    told(&change.view(), &cases)
}

#[derive(Deserialize)]
struct Configurations {
    #[serde(default)]
    configurations: Vec<Reference>,
}

fn update_cases(change: &mut Change<'_>, body: Configurations) -> Result<Reply, Fault> {
    let suite = find_suite(&change.view())?.1.id;
    let cases = ids("testCaseIds", change.required("testCaseIds")?)?;
    let configurations: Vec<_> = body.configurations.iter().map(|known| (known.id, None)).collect();
    let new = cases.iter().map(|case| CaseInSuite { case: *case, configurations: configurations.clone() });
    let new = new.collect();
    change.make(|tx| tx.add_test_cases(suite, new))?;
    told(&change.view(), &cases)
}

fn remove_cases(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let suite = find_suite(&change.view())?.1.id;
    let cases = ids("testCaseIds", change.required("testCaseIds")?)?;
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

/// A point: in a few words, or with everything.
fn point_json(view: &View<'_>, plan: &TestPlan, suite: &Suite, point: &Point, is_whole: bool) -> Object {
    let organization = view.organization;
    let tested = organization.tested(point);
    let (state, _) = state(&tested);
    let mut state = state.to_owned();
    state[..1].make_ascii_uppercase();
    let configuration = organization.test_plans().configuration(point.configuration);
    let url = format!("{}/Points/{}", older_suite(view, plan, suite), point.id);
    let run_url = |id: i64| older_url(view, plan.project, format_args!("Runs/{id}"));
    let run = tested.result.map(|(run, _)| {
        let name = is_whole.then_some(run.name.as_str());
        numbered(run.id, name, is_whole.then(|| run_url(run.id)))
    });
    let result = tested.result.map(|(run, result)| {
        numbered(result.id, None, is_whole.then(|| format!("{}/Results/{}", run_url(run.id), result.id)))
    });
    let fields = organization.test_item(point.case).map(|item| fields_of(view, item)).unwrap_or_default();
    let fields = fields.into_iter().map(|(name, value)| {
        let pair = Object::new().set("key", name).set("value", value);
        Object::new().set("workItem", pair)
    });
    let plan_name = organization.test_title(plan.id);
    let suite_name = organization.test_title(suite.id);
    Object::new()
        .set("id", point.id)
        .set("url", url)
        .set_some("assignedTo", point.tester.map(|id| person(view, IdentityId(id))))
        .set("automated", false)
        .set(
            "configuration",
            numbered(point.configuration, configuration.map(|known| known.name.as_str()), None),
        )
        .set_if(is_whole, "failureType", || "None")
        .set_some("lastTestRun", run)
        .set_some("lastResult", result)
        .set_if(is_whole, "lastUpdatedDate", || sql_date(point.updated.at))
        .set_if(is_whole, "lastUpdatedBy", || person(view, point.updated.actor))
        .set("outcome", tested.outcome.name())
        .set_if(is_whole, "revision", || point.revision)
        .set("state", state)
        .set_some("lastResultState", tested.result.map(|(_, result)| result.state.name()))
        .set_if(is_whole, "suite", || {
            numbered(suite.id, Some(suite_name), Some(older_suite(view, plan, suite)))
        })
        .set("testCase", case_reference(view, point.case))
        .set_if(is_whole, "testPlan", || {
            numbered(
                plan.id,
                Some(plan_name),
                Some(older_url(view, plan.project, format_args!("Plans/{}", plan.id))),
            )
        })
        .set("workItemProperties", fields.collect::<Json>())
}

fn get_points(view: &View<'_>) -> Result<Reply, Fault> {
    let (plan, suite) = find_suite(view)?;
    let is_whole = view.query.flag("includePointDetails")?;
    let [configurations, cases, wanted] =
        ["configurationId", "testCaseId", "testPointIds"].map(|name| numbers(view, name));
    let (configurations, cases, wanted) = (configurations?, cases?, wanted?);
    let is_in = |all: &Option<Vec<i64>>, id: i64| all.as_ref().is_none_or(|all| all.contains(&id));
    let found = view.organization.test_plans().points(suite.id).filter(|point| {
        is_in(&configurations, point.configuration) && is_in(&cases, point.case) && is_in(&wanted, point.id)
    });
    let (skip, top) = (view.query.number(&["$skip"])?.unwrap_or(0), view.query.number(&["$top"])?);
    let found = page(found.collect(), skip, top.unwrap_or(usize::MAX));
    Ok(Reply::list(found.into_iter().map(|point| point_json(view, plan, suite, point, is_whole))))
}

/// The points that a path names, as a list.
fn get_point(view: &View<'_>) -> Result<Reply, Fault> {
    let (plan, suite) = find_suite(view)?;
    let given = view.required("pointIds")?;
    let wanted = ids("pointIds", given)?;
    let found: Vec<_> =
        view.organization.test_plans().points(suite.id).filter(|point| wanted.contains(&point.id)).collect();
    if found.len() != wanted.len() {
        return Err(Fault::test_object_not_found("Test point", given));
    }
    if let [one] = found[..] {
        return Ok(Reply::json(point_json(view, plan, suite, one, true)));
    }
    Ok(Reply::list(found.into_iter().map(|point| point_json(view, plan, suite, point, true))))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    outcome: Option<Outcome>,
    tester: Option<Person>,
    reset_to_active: Option<bool>,
}

fn update_points(change: &mut Change<'_>, body: Update) -> Result<Reply, Fault> {
    let view = change.view();
    let suite = find_suite(&view)?.1.id;
    let wanted = ids("pointIds", change.required("pointIds")?)?;
    let tester = body.tester.and_then(|tester| tester.find(&view));
    let update =
        PointChanges { outcome: body.outcome, tester, is_reset: body.reset_to_active.unwrap_or(false) };
    let changes = wanted.iter().map(|id| (*id, update.clone())).collect();
    change.make(|tx| tx.update_test_points(suite, changes))?;
    let view = change.view();
    let (plan, suite) = find_suite(&view)?;
    let found = view.organization.test_plans().points(suite.id).filter(|point| wanted.contains(&point.id));
    Ok(Reply::list(found.map(|point| point_json(&view, plan, suite, point, true))))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    points_filter: Filter,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Filter {
    #[serde(default)]
    testcase_ids: Vec<i64>,
    #[serde(default)]
    configuration_names: Vec<String>,
    #[serde(default)]
    testers: Vec<Person>,
}

/// The points of test cases, of all plans.
fn query_points(view: &View<'_>, body: Query) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let plans = view.organization.test_plans();
    let filter = body.points_filter;
    let testers: Vec<_> = filter.testers.iter().filter_map(|tester| tester.find(view)).collect();
    let suites = plans.suites().filter_map(|suite| Some((plans.plan(suite.plan)?, suite)));
    let found = suites.filter(|(plan, _)| plan.project == project);
    let found = found.flat_map(|(plan, suite)| plans.points(suite.id).map(move |point| (plan, suite, point)));
    let found = found.filter(|(.., point)| {
        let name = plans.configuration(point.configuration).map_or("", |known| known.name.as_str());
        (filter.testcase_ids.is_empty() || filter.testcase_ids.contains(&point.case))
            && (filter.configuration_names.is_empty()
                || filter.configuration_names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name)))
            && (testers.is_empty() || point.tester.is_some_and(|tester| testers.contains(&tester)))
    });
    let (skip, top) = (view.query.number(&["$skip"])?.unwrap_or(0), view.query.number(&["$top"])?);
    let found = page(found.collect(), skip, top.unwrap_or(usize::MAX));
    let rows = found.into_iter().map(|(plan, suite, point)| point_json(view, plan, suite, point, false));
    let asked = Object::new().set("testcaseIds", filter.testcase_ids.iter().copied().collect::<Json>());
    Ok(Reply::json(Object::new().set("points", rows.collect::<Json>()).set("pointsFilter", asked)))
}
