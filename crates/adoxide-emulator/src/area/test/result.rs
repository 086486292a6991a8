//! Results of test runs.

use adoxide_api::{test, test_results};
use serde_json::Value;

use super::body;
use super::run::find;
use super::shape::{Details, result_json};
use crate::base::page;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::test_run::kind::Outcome;
use crate::world::test_run::{ResultId, TestResult, TestRun};

handlers! {
    test::meta::ADD_TEST_RESULTS_TO_TEST_RUN => change(add_results),
    test::meta::GET_TEST_RESULTS => read(get_results),
    test::meta::UPDATE_TEST_RESULTS => change(update_results),
    test::meta::GET_TEST_RESULT_BY_ID => read(get_result),
    test::meta::GET_TEST_ITERATIONS => read(get_iterations),
    test::meta::GET_TEST_ITERATION => read(get_iteration),
    test_results::meta::ADD_TEST_RESULTS_TO_TEST_RUN => change(add_results),
    test_results::meta::GET_TEST_RESULTS => read(get_results),
    test_results::meta::UPDATE_TEST_RESULTS => change(update_results),
    test_results::meta::GET_TEST_RESULT_BY_ID => read(get_result),
    test_results::meta::GET_BUGS_LINKED_TO_TEST_RESULT => read(get_bugs),
    test_results::meta::GET_TEST_RESULT_WORK_ITEMS_BY_ID => read(get_bugs),
}

/// As many results as a page has: documented, fewer with details.
const MOST: usize = 1_000;
const MOST_WITH_DETAILS: usize = 200;

/// The result of the path, with its run. The argument has another name in the newer operation.
pub(super) fn located<'v>(view: &View<'v>) -> Result<(&'v TestRun, &'v TestResult), Fault> {
    let run = find(view)?;
    let given = match view.argument("testCaseResultId").or(view.argument("testResultId")) {
        Some(given) => given,
        None => view.required("resultId")?,
    };
    let found = given.parse().ok().and_then(|id| run.result(id));
    Ok((run, found.ok_or_else(|| Fault::test_result_not_found(&run.id.to_string(), given))?))
}

fn told(view: &View<'_>, ids: &[ResultId]) -> Result<Reply, Fault> {
    let run = find(view)?;
    let found = ids.iter().filter_map(|id| run.result(*id));
    let details = Details { iterations: true, work_items: true, sub_results: false };
    Ok(Reply::list(found.map(|result| result_json(view, run, result, details))))
}

fn check_count(body: &[Value]) -> Result<(), Fault> {
    if body.len() > MOST {
        let message = format!("A request can have {MOST} test results at most, and has {}.", body.len());
        return Err(Fault::invalid_test_request(message));
    }
    Ok(())
}

fn add_results(change: &mut Change<'_>, body: Vec<Value>) -> Result<Reply, Fault> {
    check_count(&body)?;
    let view = change.view();
    let id = find(&view)?.id;
    let mut results = Vec::with_capacity(body.len());
    for (index, given) in body.iter().enumerate() {
        let (_, result) = body::result(&view, given)?;
        if result.title.is_none() && result.test_name.is_none() && result.test_case.is_none() {
            return Err(Fault::argument_null(&format!("results[{index}].testCaseTitle")));
        }
        results.push(result);
    }
    let added = change.make(|tx| tx.add_test_results(id, results))?;
    told(&change.view(), &added)
}

fn update_results(change: &mut Change<'_>, body: Vec<Value>) -> Result<Reply, Fault> {
    check_count(&body)?;
    let view = change.view();
    let id = find(&view)?.id;
    let mut results = Vec::with_capacity(body.len());
    for (index, given) in body.iter().enumerate() {
        let (result, changes) = body::result(&view, given)?;
        results.push((result.ok_or_else(|| Fault::argument_null(&format!("results[{index}].id")))?, changes));
    }
    let changed = change.make(|tx| tx.update_test_results(id, results))?;
    told(&change.view(), &changed)
}

/// The outcomes that a query asks for; none for all.
pub(super) fn outcomes(view: &View<'_>) -> Result<Option<Vec<Outcome>>, Fault> {
    let given = view.query.all("outcomes");
    if given.is_empty() {
        return Ok(None);
    }
    let outcomes = given
        .into_iter()
        .map(|one| Outcome::find(one).ok_or_else(|| Fault::invalid_parameter("outcomes", one)));
    outcomes.collect::<Result<_, _>>().map(Some)
}

fn get_results(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let details = Details::of(view)?;
    let most = if details.is_any() { MOST_WITH_DETAILS } else { MOST };
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top"])?.unwrap_or(most).min(most);
    let outcomes = outcomes(view)?;
    let found = run.results.iter();
    let found = found.filter(|result| outcomes.as_ref().is_none_or(|all| all.contains(&result.outcome)));
    let found = page(found.collect(), skip, top);
    Ok(Reply::list(found.into_iter().map(|result| result_json(view, run, result, details))))
}

fn get_result(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    Ok(Reply::json(result_json(view, run, result, Details::of(view)?)))
}

fn iterations<'v>(
    view: &View<'_>,
    run: &'v TestRun,
    result: &'v TestResult,
) -> Result<impl Iterator<Item = (&'v Value, Object)>, Fault> {
    let with_actions = view.query.flag("includeActionResults")?;
    let all = result.rest.get("iterationDetails").and_then(Value::as_array).into_iter().flatten();
    let own =
        super::shape::test_url(view, run.project, format_args!("Runs/{}/Results/{}", run.id, result.id));
    let files: Vec<_> = run.attachments_of(Some(result.id), None).collect();
    Ok(all.filter_map(move |known| {
        let id = &known["id"];
        let mut json = Object::new().set("url", format_args!("{own}/Iterations/{id}"));
        for (name, value) in known.as_object()? {
            if !["url", "attachments"].contains(&name.as_str()) && (with_actions || name != "actionResults") {
                json = json.set(name, value);
            }
        }
        let files = files.iter().filter(|file| file.iteration.is_some_and(|of| *id == of)).map(|file| {
            Object::new()
                .set("id", file.id)
                .set("name", file.file_name.as_str())
                .set("size", file.content.len())
                .set("iterationId", id)
                .set_some("actionPath", file.action_path.as_deref())
                .set("url", format_args!("{own}/Attachments/{}", file.id))
        });
        let json = json.set("attachments", files.collect::<Json>());
        Some((id, json))
    }))
}

fn get_iterations(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    Ok(Reply::list(iterations(view, run, result)?.map(|(_, json)| json)))
}

fn get_iteration(view: &View<'_>) -> Result<Reply, Fault> {
    let (run, result) = located(view)?;
    let given = view.required("iterationId")?;
    let found =
        iterations(view, run, result)?.find(|(id, _)| id.as_i64().is_some_and(|id| given.parse() == Ok(id)));
    let (_, json) = found.ok_or_else(|| Fault::test_object_not_found("Iteration", given))?;
    Ok(Reply::json(json))
}

/// The bugs of a result.
fn get_bugs(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, result) = located(view)?;
    let bugs = result.rest.get("associatedBugs").and_then(Value::as_array).into_iter().flatten();
    let rows = bugs.filter_map(|bug| {
        let id = bug["id"].as_str().map(str::to_owned).or_else(|| Some(bug["id"].as_i64()?.to_string()))?;
        let url = view.urls().at(format_args!("_apis/wit/workItems/{id}"));
        Some(Object::new().set("id", id).set_some("name", bug["name"].as_str()).set("url", url))
    });
    Ok(Reply::list(rows))
}
