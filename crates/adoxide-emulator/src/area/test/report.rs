//! What pipelines show of their tests: the results of a build, of a release and its environment, of a pipeline.

use adoxide_api::test_results;
use http::header::HeaderName;
use serde_json::Value;

use super::coverage::build;
use super::result::outcomes;
use super::run::context;
use super::shape::{Details, result_json, tags_json, time_span};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::reply::Reply;
use crate::world::test_run::kind::Outcome;
use crate::world::test_run::{TestResult, TestRun};

handlers! {
    test_results::meta::GET_TEST_RESULTS_BY_BUILD => read(get_by_build),
    test_results::meta::GET_TEST_RESULTS_BY_RELEASE => read(get_by_release),
    test_results::meta::GET_TEST_RESULTS_BY_PIPELINE => read(get_by_pipeline),
    test_results::meta::GET_TEST_RESULT_DETAILS_FOR_BUILD => read(get_details_of_build),
    test_results::meta::GET_TEST_RESULT_DETAILS_FOR_RELEASE => read(get_details_of_release),
    test_results::meta::GET_RESULT_GROUPS_BY_BUILD => read(get_groups_of_build),
    test_results::meta::GET_RESULT_GROUPS_BY_RELEASE => read(get_groups_of_release),
    test_results::meta::TEST_RESULTS_GROUP_DETAILS => read(get_details_of_pipeline),
    test_results::meta::GET_TEST_TAG_SUMMARY_FOR_BUILD => read(get_tag_summary_of_build),
    test_results::meta::GET_TEST_TAG_SUMMARY_FOR_RELEASE => read(get_tag_summary_of_release),
    test_results::meta::GET_TEST_TAGS_FOR_BUILD => read(get_tags_of_build),
    test_results::meta::GET_TEST_TAGS_FOR_RELEASE => read(get_tags_of_release),
}

/// As many results as a page has.
const MOST: usize = 10_000;

const TOKEN: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

fn id_of(view: &View<'_>, names: &[&str]) -> Result<i64, Fault> {
    let given = view.query.any(names).ok_or_else(|| Fault::argument_null(names[0]))?;
    given.parse().map_err(|_| Fault::invalid_parameter(names[0], given))
}

/// The runs of the build that the query names.
pub(super) fn of_build<'v>(view: &View<'v>) -> Result<Vec<&'v TestRun>, Fault> {
    let (build, of_context) = (build(view)?, context(view)?);
    Ok(view.organization.test_runs().of_build(build.id).filter(|run| of_context(run)).collect())
}

/// The runs of the release that the query names, in one environment if it names one.
pub(super) fn of_release<'v>(view: &View<'v>) -> Result<Vec<&'v TestRun>, Fault> {
    let project = view.project()?.id;
    let release = id_of(view, &["releaseId"])?;
    let known = view.organization.releases().release(release).filter(|known| known.project == project);
    known.ok_or_else(|| Fault::release_not_found(&release.to_string()))?;
    let environment = match view.query.any(&["releaseEnvId", "releaseEnvid"]) {
        Some(_) => Some(id_of(view, &["releaseEnvId", "releaseEnvid"])?).filter(|id| *id > 0),
        None => None,
    };
    let of_context = context(view)?;
    let found = view.organization.test_runs().of_release(release, environment);
    Ok(found.filter(|run| run.project == project && of_context(run)).collect())
}

/// The runs of the pipeline run that the query names.
pub(super) fn of_pipeline<'v>(view: &View<'v>) -> Result<Vec<&'v TestRun>, Fault> {
    let project = view.project()?.id;
    let id = id_of(view, &["pipelineId"])?;
    let known = view.organization.builds().build(id).filter(|known| known.project == project);
    known.ok_or_else(|| Fault::build_not_found(&id.to_string()))?;
    let names =
        [("stageName", "stageReference"), ("phaseName", "phaseReference"), ("jobName", "jobReference")];
    let is_there = |run: &TestRun| {
        names.iter().all(|(name, member)| {
            let given = view.query.any(&[name]);
            let own = run.rest.get("pipelineReference").and_then(|known| known[*member][*name].as_str());
            given.is_none_or(|given| own.is_some_and(|own| own.eq_ignore_ascii_case(given)))
        })
    };
    Ok(view.organization.test_runs().of_build(id).filter(|run| is_there(run)).collect())
}

/// A result, in a few words.
fn short_json(view: &View<'_>, run: &TestRun, result: &TestResult) -> Object {
    let owner = result.owner.and_then(|id| view.directory.identity(id));
    Object::new()
        .set("runId", run.id)
        .set("id", result.id)
        .set("refId", result.reference)
        .set("outcome", result.outcome.name())
        .set("priority", result.rest.get("priority").cloned().unwrap_or_else(|| 0.into()))
        .set("automatedTestName", result.test_name.as_deref())
        .set("automatedTestStorage", result.storage.as_deref())
        .set("testCaseTitle", result.title.as_str())
        .set("owner", owner.map(|owner| owner.display_name.as_str()))
        .set("durationInMs", result.duration)
        .set("isReRun", result.rest.get("resultGroupType").is_some_and(|kind| kind == "rerun"))
        .set("tags", Json::empty_list())
}

/// The token of a page is the run and the result that it begins with.
fn listed(view: &View<'_>, runs: Vec<&TestRun>) -> Result<Reply, Fault> {
    let outcomes = outcomes(view)?;
    let top = view.query.number(&["$top"])?.unwrap_or(MOST).clamp(1, MOST);
    let all = runs.into_iter().flat_map(|run| run.results.iter().map(move |result| (run, result)));
    let all = all.filter(|(_, result)| outcomes.as_ref().is_none_or(|all| all.contains(&result.outcome)));
    let token = view.query.any(&["continuationToken"]);
    let token = token.or_else(|| view.headers.get(&TOKEN).and_then(|value| value.to_str().ok()));
    let start = match token.filter(|token| !token.is_empty()) {
        None => (0, 0),
        Some(token) => {
            let parsed = token
                .split_once('_')
                .and_then(|(run, result)| Some((run.parse().ok()?, result.parse().ok()?)));
            parsed.ok_or_else(|| Fault::invalid_parameter("continuationToken", token))?
        }
    };
    let mut found: Vec<_> = all.filter(|(run, result)| (run.id, result.id) >= start).collect();
    let next = found.get(top).map(|(run, result)| format!("{}_{}", run.id, result.id));
    found.truncate(top);
    let reply = Reply::list(found.into_iter().map(|(run, result)| short_json(view, run, result)));
    Ok(match next {
        Some(next) => reply.header(TOKEN, next),
        None => reply,
    })
}

fn get_by_build(view: &View<'_>) -> Result<Reply, Fault> {
    listed(view, of_build(view)?)
}

fn get_by_release(view: &View<'_>) -> Result<Reply, Fault> {
    listed(view, of_release(view)?)
}

fn get_by_pipeline(view: &View<'_>) -> Result<Reply, Fault> {
    listed(view, of_pipeline(view)?)
}

/// How many results have which outcome, and how long they took.
pub(super) fn by_outcome<'r>(results: impl Iterator<Item = &'r TestResult>) -> Object {
    let mut counts = std::collections::BTreeMap::<Outcome, (i64, f64, i64)>::new();
    for result in results {
        let known = counts.entry(result.outcome).or_default();
        known.0 += 1;
        known.1 += result.duration;
        known.2 += i64::from(result.rest.get("resultGroupType").is_some_and(|kind| kind == "rerun"));
    }
    // The keys are the names of the outcomes, the values those of the field.
    counts.into_iter().fold(Object::new(), |json, (outcome, (count, duration, reruns))| {
        let one = Object::new()
            .set("outcome", outcome.value_name())
            .set("count", count)
            .set("duration", time_span(duration))
            .set("rerunResultCount", reruns);
        json.set(outcome.name(), one)
    })
}

/// `Outcome eq Failed,Aborted`, several of them with `and`: which results pass.
fn filter(view: &View<'_>) -> Result<impl Fn(&TestResult) -> bool + use<>, Fault> {
    let given = view.query.any(&["$filter"]).unwrap_or_default();
    let refused = || Fault::invalid_parameter("$filter", given);
    let mut conditions = Vec::new();
    for condition in given.split(" and ").map(str::trim).filter(|condition| !condition.is_empty()) {
        let mut words = condition.splitn(3, ' ');
        let (field, operator, values) = (words.next(), words.next(), words.next());
        let (Some(field), Some(operator), Some(values)) = (field, operator, values) else {
            return Err(refused());
        };
        let is_equal = match operator.to_lowercase().as_str() {
            "eq" => true,
            "ne" => false,
            _ => return Err(refused()),
        };
        let field = field.to_lowercase();
        if !["outcome", "priority", "automatedteststorage", "owner", "testrun"].contains(&field.as_str()) {
            return Err(refused());
        }
        let values: Vec<_> =
            values.split(',').map(|value| value.trim().trim_matches('\'').to_lowercase()).collect();
        conditions.push((field, is_equal, values));
    }
    Ok(move |result: &TestResult| {
        conditions.iter().all(|(field, is_equal, values)| {
            let own = match field.as_str() {
                "outcome" => result.outcome.name().to_lowercase(),
                "priority" => result.rest.get("priority").map_or_else(|| "0".to_owned(), Value::to_string),
                "automatedteststorage" => result.storage.as_deref().unwrap_or_default().to_lowercase(),
                _ => return true,
            };
            let number = result.outcome.number().to_string();
            let is_one = values.iter().any(|value| *value == own || (field == "outcome" && *value == number));
            is_one == *is_equal
        })
    })
}

/// What results have in common, as text and as answers have it, and the results.
type Group<'r> = (String, Json, Vec<(&'r TestRun, &'r TestResult)>);

/// Results of runs, grouped by run, file, priority or owner.
fn details(view: &View<'_>, runs: Vec<&TestRun>) -> Result<Reply, Fault> {
    let by = view.query.any(&["groupBy"]).unwrap_or("TestRun");
    let with_results =
        view.query.any(&["shouldIncludeResults"]).map(|_| view.query.flag("shouldIncludeResults"));
    let with_results = with_results.transpose()?.unwrap_or(true);
    grouped(view, runs, by, |_| with_results)
}

/// Results of runs, grouped, with those listed that `is_listed`.
fn grouped(
    view: &View<'_>,
    runs: Vec<&TestRun>,
    by: &str,
    is_listed: impl Fn(&TestResult) -> bool,
) -> Result<Reply, Fault> {
    let passes = filter(view)?;
    let all = runs.iter().flat_map(|run| run.results.iter().map(move |result| (*run, result)));
    let mut groups: Vec<Group<'_>> = Vec::new();
    let field = match by.to_lowercase().as_str() {
        "testrun" | "" | "none" => "TestRun",
        "automatedteststorage" | "container" => "AutomatedTestStorage",
        "priority" => "Priority",
        "owner" => "Owner",
        "outcome" => "Outcome",
        _ => return Err(Fault::invalid_parameter("groupBy", by)),
    };
    if field == "TestRun" {
        groups.extend(runs.iter().map(|run| {
            let json = Object::new()
                .set("id", run.id)
                .set("name", run.name.as_str())
                .set("isAutomated", run.is_automated)
                .set_some("startedDate", run.started.map(crate::base::sql_date))
                .set_some("completedDate", run.completed.map(crate::base::sql_date))
                .set("state", run.state.name())
                .set("totalTests", run.results.len());
            (run.id.to_string(), json.into_json(), Vec::new())
        }));
    }
    for (run, result) in all.filter(|(_, result)| passes(result)) {
        let value = match field {
            "AutomatedTestStorage" => result.storage.clone().unwrap_or_default(),
            "Priority" => result.rest.get("priority").map_or_else(|| "0".to_owned(), Value::to_string),
            "Outcome" => result.outcome.name().to_owned(),
            "Owner" => {
                let owner = result.owner.and_then(|id| view.directory.identity(id));
                owner.map_or_else(String::new, |owner| owner.display_name.clone())
            }
            _ => run.id.to_string(),
        };
        let index = groups.iter().position(|(known, ..)| *known == value).unwrap_or_else(|| {
            groups.push((value.clone(), Value::from(value.as_str()).into(), Vec::new()));
            groups.len() - 1
        });
        groups[index].2.push((run, result));
    }
    let rows = groups.into_iter().map(|(_, value, results)| {
        let counts = by_outcome(results.iter().map(|(_, result)| *result));
        let listed = results.iter().filter(|(_, result)| is_listed(result));
        let listed = listed.map(|(run, result)| detail_json(view, run, result));
        Object::new()
            .set("groupByValue", value)
            .set("resultsCountByOutcome", counts)
            .set("results", listed.collect::<Json>())
            .set("tags", Json::empty_list())
    });
    let json = Object::new().set("groupByField", field).set("resultsForGroup", rows.collect::<Json>());
    Ok(Reply::json(json))
}

/// The results of a pipeline run, grouped by test run: those that failed or were aborted are listed if they are asked
/// for. Test runs that are not over count only if they are asked for.
fn get_details_of_pipeline(view: &View<'_>) -> Result<Reply, Fault> {
    let with_failures = view.query.flag("shouldIncludeFailedAndAbortedResults")?;
    let with_unfinished = view.query.flag("queryGroupSummaryForInProgress")?;
    let runs = of_pipeline(view)?.into_iter().filter(|run| with_unfinished || run.state.is_over());
    let is_listed =
        |result: &TestResult| with_failures && matches!(result.outcome, Outcome::Failed | Outcome::Aborted);
    grouped(view, runs.collect(), "TestRun", is_listed)
}

/// A result as reports have it: in full where something went wrong, by its numbers otherwise.
fn detail_json(view: &View<'_>, run: &TestRun, result: &TestResult) -> Object {
    if result.outcome.is_failure() {
        return result_json(view, run, result, Details::default());
    }
    Object::new()
        .set("id", result.id)
        .set("project", Object::new().set("id", run.project))
        .set("outcome", result.outcome.name())
        .set("testRun", Object::new().set("id", run.id.to_string()))
        .set("priority", result.rest.get("priority").cloned().unwrap_or_else(|| 0.into()))
        .set("durationInMs", result.duration)
        .set("automatedTestName", result.test_name.as_deref())
        .set("automatedTestStorage", result.storage.as_deref())
        .set("testCaseTitle", result.title.as_str())
        .set("testCaseReferenceId", result.reference)
}

fn get_details_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    details(view, of_build(view)?)
}

fn get_details_of_release(view: &View<'_>) -> Result<Reply, Fault> {
    details(view, of_release(view)?)
}

/// What the results of runs can be grouped by: runs, files, owners.
fn groups(view: &View<'_>, id: Object, runs: Vec<&TestRun>) -> Result<Reply, Fault> {
    let wanted = view.query.all("fields");
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one.eq_ignore_ascii_case(name));
    let mut fields = Vec::new();
    let mut add = |name: &str, groups: Json| {
        if is_wanted(name) {
            fields.push(Object::new().set("fieldName", name).set("groupsForField", groups));
        }
    };
    let of_runs = runs.iter().map(|run| Object::new().set("id", run.id).set("name", run.name.as_str()));
    add("TestRun", of_runs.collect());
    let results = || runs.iter().flat_map(|run| &run.results);
    let storages = crate::base::distinct(results().filter_map(|result| result.storage.as_deref()));
    add("AutomatedTestStorage", storages.into_iter().collect());
    let owners =
        results().filter_map(|result| Some(view.directory.identity(result.owner?)?.display_name.as_str()));
    add("Owner", crate::base::distinct(owners).into_iter().collect());
    Ok(Reply::json(id.set("fields", fields)))
}

fn get_groups_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    let id = build(view)?.id;
    groups(view, Object::new().set("buildId", id), of_build(view)?)
}

fn get_groups_of_release(view: &View<'_>) -> Result<Reply, Fault> {
    let runs = of_release(view)?;
    let environment = view.query.number(&["releaseEnvId"])?.unwrap_or(0);
    let id = Object::new().set("releaseId", id_of(view, &["releaseId"])?).set("releaseEnvId", environment);
    groups(view, id, runs)
}

fn tags(runs: &[&TestRun]) -> Reply {
    let all = crate::base::distinct(runs.iter().flat_map(|run| run.tags.iter().map(String::as_str)));
    Reply::list(all.into_iter().map(|tag| Object::new().set("name", tag)))
}

fn get_tags_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(tags(&of_build(view)?))
}

fn get_tags_of_release(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(tags(&of_release(view)?))
}

/// The tags of test runs, by their numbers.
fn tag_summary(runs: &[&TestRun]) -> Reply {
    let tagged = runs.iter().filter(|run| !run.tags.is_empty());
    let by_run: Object = tagged.map(|run| (run.id.to_string(), tags_json(&run.tags))).collect();
    Reply::json(Object::new().set("tagsGroupByTestArtifact", by_run))
}

fn get_tag_summary_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(tag_summary(&of_build(view)?))
}

fn get_tag_summary_of_release(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(tag_summary(&of_release(view)?))
}
