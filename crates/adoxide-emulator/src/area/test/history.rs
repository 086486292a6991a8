//! Tests, whatever run they are in: their results over time, and what is known of them.

use adoxide_api::{test, test_results};
use serde::Deserialize;
use serde_json::Value;

use super::shape::{Details, result_json};
use crate::base::parse_date;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::test_run::{TestReference, TestResult, TestRun};

handlers! {
    test::meta::QUERY_TEST_HISTORY => read(get_history),
    test_results::meta::QUERY_TEST_HISTORY => read(get_history),
    test_results::meta::GET_TEST_RESULTS_BY_QUERY => read(query_results),
    test_results::meta::QUERY_TEST_RESULTS_META_DATA => read(get_references),
    test_results::meta::UPDATE_TEST_RESULTS_META_DATA => change(update_reference),
}

/// A result with its run.
pub(super) type Found<'v> = (&'v TestRun, &'v TestResult);

/// The results of a project, newest first.
pub(super) fn all<'v>(view: &View<'v>) -> Result<impl Iterator<Item = Found<'v>> + use<'v>, Fault> {
    let project = view.project()?.id;
    let runs = view.organization.test_runs().runs().rev().filter(move |run| run.project == project);
    Ok(runs.flat_map(|run| run.results.iter().map(move |result| (run, result))))
}

/// The branch that a run is of.
pub(super) fn branch<'v>(view: &View<'v>, run: &TestRun) -> &'v str {
    let build = run.build.and_then(|id| view.organization.builds().build(id));
    build.and_then(|build| build.new.source_branch.as_deref()).unwrap_or_default()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct History {
    automated_test_name: Option<String>,
    test_case_id: Option<i64>,
    branch: Option<String>,
    build_definition_id: Option<i64>,
    release_env_definition_id: Option<i64>,
    group_by: Option<String>,
    max_complete_date: Option<String>,
    trend_days: Option<i64>,
}

/// The results of a test, grouped by branch or environment.
fn get_history(view: &View<'_>, body: History) -> Result<Reply, Fault> {
    let name = body.automated_test_name.as_deref().filter(|name| !name.is_empty());
    let case = body.test_case_id.filter(|id| *id > 0);
    if name.is_none() && case.is_none() {
        return Err(Fault::argument_null("automatedTestName"));
    }
    let end = body.max_complete_date.as_deref().filter(|given| !given.starts_with("0001"));
    let end =
        end.map(|given| parse_date(given).ok_or_else(|| Fault::invalid_parameter("maxCompleteDate", given)));
    let end = end.transpose()?.unwrap_or_else(|| view.stamp().at);
    let days = body.trend_days.filter(|days| *days > 0).unwrap_or(7);
    let start = end.saturating_sub(jiff::SignedDuration::from_hours(24 * days.min(3650)));
    let start = start.unwrap_or(jiff::Timestamp::MIN);
    let by_environment =
        body.group_by.as_deref().is_some_and(|by| by.eq_ignore_ascii_case("environment") || by == "2");
    let organization = view.organization;
    let mut groups: Vec<(String, String, Vec<Found<'_>>)> = Vec::new();
    for (run, result) in all(view)? {
        let build = run.build.and_then(|id| organization.builds().build(id));
        let environment = run.release.and_then(|(id, environment)| {
            Some(&organization.releases().release(id)?.environment(environment)?.snapshot)
        });
        let fits = name.is_none_or(|name| result.test_name.as_deref() == Some(name))
            && case.is_none_or(|case| result.test_case == Some(case))
            && body.branch.as_deref().is_none_or(|wanted| wanted.is_empty() || branch(view, run) == wanted)
            && body
                .build_definition_id
                .is_none_or(|id| id == 0 || build.is_some_and(|build| build.new.definition == id))
            && body
                .release_env_definition_id
                .is_none_or(|id| id == 0 || environment.is_some_and(|known| known.id == id))
            && result.completed.unwrap_or(result.updated.at) >= start
            && result.completed.unwrap_or(result.updated.at) <= end;
        if !fits {
            continue;
        }
        let (value, title) = match environment.filter(|_| by_environment) {
            Some(known) => (known.id.to_string(), known.name.clone()),
            None if by_environment => continue,
            None => (branch(view, run).to_owned(), branch(view, run).to_owned()),
        };
        let index = groups.iter().position(|(known, ..)| *known == value).unwrap_or_else(|| {
            groups.push((value, title, Vec::new()));
            groups.len() - 1
        });
        groups[index].2.push((run, result));
    }
    let rows = groups.into_iter().map(|(value, title, found)| {
        let results = found.iter().map(|(run, result)| result_json(view, run, result, Details::default()));
        Object::new()
            .set("groupByValue", value)
            .set("displayName", title)
            .set("results", results.collect::<Json>())
    });
    let json = Object::new()
        .set("automatedTestName", name)
        .set("testCaseId", case.unwrap_or(0))
        .set("groupBy", if by_environment { "environment" } else { "branch" })
        .set("maxCompleteDate", crate::base::sql_date(end))
        .set("trendDays", days)
        .set("resultsForGroup", rows.collect::<Json>());
    Ok(Reply::json(json))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Filter {
    automated_test_name: Option<String>,
    test_case_id: Option<i64>,
    #[serde(default)]
    test_point_ids: Vec<i64>,
    #[serde(default)]
    test_case_reference_ids: Vec<i64>,
    test_plan_id: Option<i64>,
    branch: Option<String>,
    results_count: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    results: Vec<Value>,
    results_filter: Option<Filter>,
}

/// As many results as a query finds.
const MOST: usize = 1_000;

/// The results that a body names by number, or those that a filter lets pass, newest first.
fn query_results(view: &View<'_>, body: Query) -> Result<Reply, Fault> {
    let found: Vec<Found<'_>> = if let Some(filter) = &body.results_filter {
        let text = |given: &Option<String>| given.clone().filter(|given| !given.is_empty());
        let (name, wanted) = (text(&filter.automated_test_name), text(&filter.branch));
        let found = all(view)?.filter(|(run, result)| {
            let reference = &filter.test_case_reference_ids;
            (name.is_none() || result.test_name == name)
                && (reference.is_empty() || reference.contains(&result.reference))
                && filter.test_case_id.is_none_or(|id| id == 0 || result.test_case == Some(id))
                && filter.test_plan_id.is_none_or(|id| id == 0 || run.plan == Some(id))
                && wanted.as_deref().is_none_or(|wanted| branch(view, run) == wanted)
                && (filter.test_point_ids.is_empty()
                    || result.point.is_some_and(|id| filter.test_point_ids.contains(&id)))
        });
        found.take(filter.results_count.unwrap_or(MOST).clamp(1, MOST)).collect()
    } else {
        let project = view.project()?.id;
        let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
        let named = body.results.iter().take(MOST).filter_map(|given| {
            let run = view.organization.test_runs().run(number(&given["testRun"]["id"])?)?;
            Some((run, run.result(number(&given["id"])?)?))
        });
        named.filter(|(run, _)| run.project == project).collect()
    };
    let rows = found.into_iter().map(|(run, result)| result_json(view, run, result, Details::default()));
    Ok(Reply::json(Object::new().set("fields", &body.fields).set("results", rows.collect::<Json>())))
}

fn reference_json(known: &TestReference) -> Object {
    let flaky = known
        .flaky
        .iter()
        .map(|branch| Object::new().set("branchName", branch.as_str()).set("isFlaky", true));
    Object::new()
        .set("testCaseReferenceId", known.id)
        .set("testCaseTitle", known.title.as_str())
        .set("priority", 255)
        .set("automatedTestName", known.test_name.as_str())
        .set("automatedTestStorage", known.storage.as_str())
        .set("flakyIdentifiers", flaky.collect::<Json>())
}

/// What is known of tests, by their numbers.
fn get_references(view: &View<'_>, body: Vec<i64>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let runs = view.organization.test_runs();
    let found = body.iter().filter_map(|id| runs.reference(*id)).filter(|known| known.project == project);
    Ok(Reply::list(found.map(reference_json)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Flaky {
    #[serde(default)]
    flaky_identifiers: Vec<FlakyOn>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FlakyOn {
    branch_name: String,
    is_flaky: bool,
}

fn update_reference(change: &mut Change<'_>, body: Flaky) -> Result<Reply, Fault> {
    let given = change.required("testCaseReferenceId")?;
    let project = change.view().project()?.id;
    let refused = || Fault::test_object_not_found("Test", given);
    let id: i64 = given.parse().map_err(|_| refused())?;
    let is_there = |view: &View<'_>| {
        view.organization.test_runs().reference(id).is_some_and(|known| known.project == project)
    };
    if !is_there(&change.view()) {
        return Err(refused());
    }
    let branches = body.flaky_identifiers.into_iter().map(|known| (known.branch_name, known.is_flaky));
    let branches = branches.collect();
    change.make(|tx| tx.set_flaky(id, branches))?;
    let view = change.view();
    let found = view.organization.test_runs().reference(id).ok_or_else(refused)?;
    Ok(Reply::json(reference_json(found)))
}
