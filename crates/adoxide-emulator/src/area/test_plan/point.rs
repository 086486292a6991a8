//! Test points.

use adoxide_api::test_plan::meta;
use serde::Deserialize;

use super::super::distributed_task::numbers;
use super::super::person::Person;
use super::shape::{find_suite, listed, person, plan_reference, plan_url, project_json, reference, text};
use crate::base::sql_date;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::field;
use crate::world::id::IdentityId;
use crate::world::test_plan::{Point, PointChanges, Suite, TestPlan, Tested};
use crate::world::test_run::kind::Outcome;

handlers! {
    meta::GET_POINTS => read(get_points),
    meta::GET_POINTS_LIST => read(get_points),
    meta::UPDATE_TEST_POINTS => change(update_points),
}

/// Whether a point is to be tested: its state, and whether it is active.
pub(super) fn state(tested: &Tested<'_>) -> (&'static str, bool) {
    match tested.outcome {
        Outcome::Unspecified => ("ready", true),
        Outcome::Passed => ("completed", false),
        Outcome::InProgress | Outcome::Paused => ("inProgress", true),
        _ => ("notReady", false),
    }
}

fn point_json(view: &View<'_>, plan: &TestPlan, suite: &Suite, point: &Point) -> Object {
    let organization = view.organization;
    let tested = organization.tested(point);
    let (state, is_active) = state(&tested);
    let case = organization.test_item(point.case);
    let configuration = organization.test_plans().configuration(point.configuration);
    let results = match tested.result {
        Some((run, result)) => {
            let details = Object::new()
                .set("duration", result.duration as i64)
                .set_some("dateCompleted", result.completed.map(sql_date))
                .set("runBy", person(view, result.run_by));
            let mut outcome = result.state.name().to_owned();
            outcome[..1].make_ascii_lowercase();
            Object::new()
                .set("lastResolutionState", "none")
                .set("lastResultDetails", details)
                .set("lastResultId", result.id)
                .set("lastResultState", outcome)
                .set("state", state)
                .set("lastTestRunId", run.id)
                .set("outcome", result.outcome.value_name())
        }
        None => Object::new()
            .set("lastResolutionState", "none")
            .set("lastResultState", "unspecified")
            .set("state", state)
            .set("outcome", "unspecified"),
    };
    let own = plan_url(view, plan.project, format_args!("Plans/{}/Suites/{}", plan.id, suite.id));
    let links = Object::new()
        .set("_self", link(format_args!("{own}/TestPoint?pointId={}", point.id)))
        .set("sourcePlan", link(plan_url(view, plan.project, format_args!("Plans/{}", plan.id))))
        .set("sourceSuite", link(&own))
        .set("sourceProject", link(view.urls().project(plan.project)))
        .set("testCases", link(format_args!("{own}/TestCase/{}", point.case)));
    let reset = point.reset.map_or_else(|| "0001-01-01T00:00:00".to_owned(), |reset| sql_date(reset.at));
    let of = Object::new()
        .set("id", point.case)
        .set("name", organization.test_title(point.case))
        .set("state", text(view, case, field::STATE));
    Object::new()
        .set("id", point.id)
        .set_some("tester", point.tester.map(|id| person(view, IdentityId(id))))
        .set("configuration", reference(point.configuration, configuration.map_or("", |known| &known.name)))
        .set("isAutomated", text(view, case, field::AUTOMATION_STATUS).as_deref() == Some("Automated"))
        .set("project", project_json(view, plan.project))
        .set("testPlan", plan_reference(view, plan.id))
        .set("testSuite", reference(suite.id, organization.test_title(suite.id)))
        .set("lastUpdatedBy", person(view, point.updated.actor))
        .set("lastUpdatedDate", sql_date(point.updated.at))
        .set("results", results)
        .set("lastResetToActive", reset)
        .set("isActive", is_active)
        .set("links", links)
        .set("testCaseReference", of)
}

fn get_points(view: &View<'_>) -> Result<Reply, Fault> {
    let (plan, suite) = find_suite(view)?;
    let wanted = match numbers(view, "testPointIds")? {
        Some(wanted) => Some(wanted),
        None => numbers(view, "pointId")?,
    };
    let cases = numbers(view, "testCaseId")?;
    let plans = view.organization.test_plans();
    let suites = if view.query.flag("isRecursive")? { plans.below(suite.id) } else { vec![suite] };
    let found = suites.into_iter().flat_map(|suite| plans.points(suite.id).map(move |point| (suite, point)));
    let mut found: Vec<_> = found
        .filter(|(_, point)| {
            wanted.as_ref().is_none_or(|ids| ids.contains(&point.id))
                && cases.as_ref().is_none_or(|ids| ids.contains(&point.case))
        })
        .collect();
    found.sort_by_key(|(_, point)| point.id);
    listed(view, found, |(_, point)| point.id, |(suite, point)| point_json(view, plan, suite, point))
}

/// What changes of a point, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    id: i64,
    is_active: Option<bool>,
    results: Option<Results>,
    tester: Option<Person>,
}

#[derive(Deserialize)]
struct Results {
    outcome: Option<Outcome>,
}

fn update_points(change: &mut Change<'_>, body: Vec<Body>) -> Result<Reply, Fault> {
    let view = change.view();
    let suite = find_suite(&view)?.1.id;
    let wanted: Vec<_> = body.iter().map(|given| given.id).collect();
    let changes = body.into_iter().map(|given| {
        let outcome = given.results.and_then(|results| results.outcome);
        let tester = given.tester.and_then(|tester| tester.find(&view));
        (given.id, PointChanges { outcome, tester, is_reset: given.is_active == Some(true) })
    });
    let changes = changes.collect();
    change.make(|tx| tx.update_test_points(suite, changes))?;
    let view = change.view();
    let (plan, suite) = find_suite(&view)?;
    let found = view.organization.test_plans().points(suite.id).filter(|point| wanted.contains(&point.id));
    Ok(Reply::list(found.map(|point| point_json(&view, plan, suite, point))))
}
