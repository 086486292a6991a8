//! Test results in numbers: of a build, a release or a pipeline, against the one before, and over time.

use adoxide_api::test_results;
use serde::Deserialize;
use serde_json::json;

use super::coverage::build;
use super::history::branch;
use super::query::{when, window};
use super::report::{by_outcome, of_build, of_pipeline, of_release};
use super::run::{ContextBody, OfRelease, find};
use super::shape::time_span;
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::reply::Reply;
use crate::world::build::Build;
use crate::world::test_run::kind::Outcome;
use crate::world::test_run::{ReferenceId, TestResult, TestRun};

handlers! {
    test_results::meta::QUERY_TEST_RESULTS_REPORT_FOR_BUILD => read(get_of_build),
    test_results::meta::QUERY_TEST_RESULTS_REPORT_FOR_RELEASE => read(get_of_release),
    test_results::meta::QUERY_TEST_RESULTS_REPORT_FOR_PIPELINE => read(get_of_pipeline),
    test_results::meta::GET_TEST_PIPELINE_METRICS => read(get_metrics),
    test_results::meta::GET_TEST_RUN_SUMMARY_BY_OUTCOME => read(get_of_run),
    test_results::meta::QUERY_TEST_RESULTS_SUMMARY_FOR_RELEASES => read(get_of_releases),
    test_results::meta::QUERY_RESULT_TREND_FOR_BUILD => read(get_trend),
    test_results::meta::QUERY_RESULT_TREND_FOR_RELEASE => read(get_trend_of_releases),
}

fn results<'r>(runs: &'r [&'r TestRun]) -> impl Iterator<Item = (&'r TestRun, &'r TestResult)> + Clone {
    runs.iter().flat_map(|run| run.results.iter().map(move |result| (*run, result)))
}

fn duration(runs: &[&TestRun]) -> f64 {
    results(runs).map(|(_, result)| result.duration).sum()
}

/// The build as reports refer to it.
fn build_json(build: &Build) -> Object {
    Object::new()
        .set("id", build.id)
        .set("definitionId", build.new.definition)
        .set("number", build.number.as_str())
        .set("uri", format_args!("vstfs:///Build/Build/{}", build.id))
        .set_some("branchName", build.new.source_branch.as_deref())
        .set("buildSystem", "Build")
}

/// The numbers of the tests that failed.
fn failed(runs: &[&TestRun]) -> Vec<ReferenceId> {
    results(runs)
        .filter(|(_, result)| result.outcome.is_failure())
        .map(|(_, result)| result.reference)
        .collect()
}

fn failures(found: Vec<(&TestRun, &TestResult)>) -> Object {
    let rows = found
        .iter()
        .map(|(run, result)| Object::new().set("testRunId", run.id).set("testResultId", result.id));
    Object::new().set("count", found.len()).set("testResults", rows.collect::<Json>())
}

fn runs_by_outcome(runs: &[&TestRun]) -> Object {
    let of = |run: &&TestRun| {
        if run.results.iter().any(|result| result.outcome.is_failure()) {
            "Failed"
        } else if run.results.iter().any(|result| result.outcome == Outcome::Passed) {
            "Passed"
        } else {
            "Others"
        }
    };
    let mut json = Object::new();
    for outcome in ["Passed", "Failed", "Others"] {
        let count = runs.iter().filter(|run| of(run) == outcome).count();
        if count > 0 {
            let one = Object::new().set("outcome", outcome.to_lowercase()).set("runsCount", count);
            json = json.set(outcome, one);
        }
    }
    json
}

fn runs_by_state(runs: &[&TestRun]) -> Object {
    let mut states: Vec<_> = runs.iter().map(|run| run.state).collect();
    states.sort_unstable();
    states.dedup();
    states.into_iter().fold(Object::new(), |json, state| {
        let of: Vec<_> = runs.iter().filter(|run| run.state == state).collect();
        let mut name = state.name().to_owned();
        name[..1].make_ascii_lowercase();
        let one = Object::new()
            .set("state", name)
            .set("runsCount", of.len())
            .set("resultsByOutcome", by_outcome(of.iter().flat_map(|run| &run.results)));
        json.set(state.name(), one)
    })
}

/// How many more results there are of a kind than before.
fn difference(runs: &[&TestRun], before: &[&TestRun]) -> Object {
    let count = |runs: &[&TestRun], is: fn(Outcome) -> bool| {
        results(runs).filter(|(_, result)| is(result.outcome)).count() as i64
    };
    let more = |is: fn(Outcome) -> bool| count(runs, is) - count(before, is);
    let is_other = |outcome: Outcome| !outcome.is_failure() && outcome != Outcome::Passed;
    let time = duration(runs) - duration(before);
    let sign = if time < 0.0 { "-" } else { "" };
    Object::new()
        .set("increaseInTotalTests", more(|_| true))
        .set("increaseInFailures", more(Outcome::is_failure))
        .set("increaseInPassedTests", more(|outcome| outcome == Outcome::Passed))
        .set("increaseInOtherTests", more(is_other))
        .set("increaseInNonImpactedTests", more(|outcome| outcome == Outcome::NotImpacted))
        .set("increaseInDuration", format!("{sign}{}", time_span(time.abs())))
}

/// The report of runs, against those before them.
fn report(
    view: &View<'_>,
    context: Object,
    runs: &[&TestRun],
    before: Option<(Object, Vec<&TestRun>)>,
) -> Result<Reply, Fault> {
    let with_failures = view.query.flag("includeFailureDetails")?;
    Ok(Reply::json(report_json(view, context, runs, before, with_failures)?))
}

fn report_json(
    view: &View<'_>,
    context: Object,
    runs: &[&TestRun],
    before: Option<(Object, Vec<&TestRun>)>,
    with_failures: bool,
) -> Result<Object, Fault> {
    let project = view.project()?;
    let (previous, older) =
        before.map_or((None, Vec::new()), |(context, runs)| (Some(context.into_json()), runs));
    let analysis = Object::new()
        .set("previousContext", previous.as_ref())
        .set("resultsDifference", difference(runs, &older))
        .set("totalTests", results(runs).count())
        .set("duration", time_span(duration(runs)))
        .set("resultsByOutcome", by_outcome(results(runs).map(|(_, result)| result)))
        .set("runSummaryByState", runs_by_state(runs))
        .set("runSummaryByOutcome", runs_by_outcome(runs))
        .set("notReportedResultsByOutcome", Object::new());
    let (old, new) = (failed(&older), failed(runs));
    let of = |is: &dyn Fn(&TestResult) -> bool| {
        let found = results(runs).filter(|(_, result)| is(result));
        failures(found.filter(|_| with_failures).collect())
    };
    let fails = |result: &TestResult| result.outcome.is_failure();
    let json = Object::new()
        .set("aggregatedResultsAnalysis", analysis)
        .set(
            "testFailures",
            Object::new()
                .set("previousContext", previous.as_ref())
                .set("newFailures", of(&|result| fails(result) && !old.contains(&result.reference)))
                .set("existingFailures", of(&|result| fails(result) && old.contains(&result.reference)))
                .set(
                    "fixedTests",
                    of(&|result| {
                        let fixed = result.outcome == Outcome::Passed && old.contains(&result.reference);
                        fixed && !new.contains(&result.reference)
                    }),
                ),
        )
        .set("testResultsContext", context)
        .set("teamProject", view.urls().project_reference(project))
        .set("totalRunsCount", runs.len())
        .set("noConfigRunsCount", 0);
    Ok(json)
}

fn of_context(build: &Build) -> Object {
    Object::new().set("contextType", "build").set("build", build_json(build))
}

/// The build before one: of the same definition and branch.
fn before<'v>(view: &View<'v>, build: &Build) -> Option<&'v Build> {
    let older = view.organization.builds().builds().rev().filter(|known| known.id < build.id);
    let mut older =
        older.filter(|known| known.new.definition == build.new.definition && known.finished.is_some());
    older.find(|known| known.new.source_branch == build.new.source_branch)
}

fn previous<'v>(view: &View<'v>, build: &Build) -> Option<(Object, Vec<&'v TestRun>)> {
    let before = before(view, build)?;
    Some((of_context(before), view.organization.test_runs().of_build(before.id).collect()))
}

fn get_of_build(view: &View<'_>) -> Result<Reply, Fault> {
    let build = build(view)?;
    let compared = view.query.number(&["buildToCompare.id"])?.filter(|id| *id > 0);
    let before = match compared {
        Some(id) => {
            let found = view.organization.builds().build(id as i64);
            let found = found.ok_or_else(|| Fault::build_not_found(&id.to_string()))?;
            Some((of_context(found), view.organization.test_runs().of_build(found.id).collect()))
        }
        None => previous(view, build),
    };
    report(view, of_context(build), &of_build(view)?, before)
}

/// A release and its environment, as reports refer to them.
fn release_context(view: &View<'_>, release: i64, environment: i64) -> Object {
    let known = view.organization.releases().release(release);
    let of = known.and_then(|known| known.environment(environment));
    let json = Object::new()
        .set("id", release)
        .set("name", known.map(|known| known.name.as_str()))
        .set("environmentId", environment)
        .set("environmentName", of.map(|known| known.snapshot.name.as_str()))
        .set("definitionId", known.map_or(0, |known| known.definition))
        .set("environmentDefinitionId", of.map_or(0, |known| known.snapshot.id))
        .set("attempt", of.map_or(0, |known| known.attempts.len()));
    Object::new().set("contextType", "release").set("release", json)
}

fn get_of_release(view: &View<'_>) -> Result<Reply, Fault> {
    let runs = of_release(view)?;
    let number = |name: &str| Ok::<_, Fault>(view.query.number(&[name])?.unwrap_or(0) as i64);
    let context = release_context(view, number("releaseId")?, number("releaseEnvId")?);
    report(view, context, &runs, None)
}

/// The reports of several releases, each in one environment or in all, in the order of the body.
fn get_of_releases(view: &View<'_>, body: Vec<OfRelease>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let rows = body.into_iter().map(|given| {
        let id = given.id.ok_or_else(|| Fault::argument_null("id"))?;
        let known = view.organization.releases().release(id).filter(|known| known.project == project);
        known.ok_or_else(|| Fault::release_not_found(&id.to_string()))?;
        let environment = given.environment_id.filter(|id| *id != 0);
        let runs: Vec<_> = view.organization.test_runs().of_release(id, environment).collect();
        report_json(view, release_context(view, id, environment.unwrap_or(0)), &runs, None, false)
    });
    Ok(Reply::list(rows.collect::<Result<Vec<_>, _>>()?))
}

fn get_of_pipeline(view: &View<'_>) -> Result<Reply, Fault> {
    let runs = of_pipeline(view)?;
    let id = view.query.number(&["pipelineId"])?.unwrap_or(0) as i64;
    let pipeline = Object::new().set("pipelineId", id);
    let context = Object::new().set("contextType", "pipeline").set("pipelineReference", pipeline);
    let before = view.organization.builds().build(id).and_then(|build| previous(view, build));
    report(view, context, &runs, before)
}

/// The numbers of a pipeline run, stage or job.
fn get_metrics(view: &View<'_>) -> Result<Reply, Fault> {
    let runs = of_pipeline(view)?;
    let id = view.query.number(&["pipelineId"])?.unwrap_or(0);
    let results_summary = Object::new()
        .set("resultSummaryByRunState", json!({}))
        .set("totalTestCount", results(&runs).count())
        .set("duration", time_span(duration(&runs)))
        .set("resultsByOutcome", by_outcome(results(&runs).map(|(_, result)| result)));
    let summary = Object::new()
        .set("totalRunsCount", runs.len())
        .set("noConfigRunsCount", 0)
        .set("duration", time_span(duration(&runs)))
        .set("runSummaryByOutcome", runs_by_outcome(&runs));
    let json = Object::new()
        .set("currentContext", Object::new().set("pipelineId", id))
        .set("resultSummary", results_summary)
        .set("runSummary", summary)
        .set("resultsAnalysis", None::<&str>);
    Ok(Reply::json(json))
}

fn get_of_run(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let json = Object::new()
        .set("totalTestCount", run.count(|_, _| true))
        .set("notReportedTestCount", 0)
        .set("duration", time_span(duration(&[run])))
        .set("aggregatedResultDetailsByOutcome", by_outcome(run.results.iter()));
    Ok(Reply::json(json))
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TrendFilter {
    #[serde(default)]
    definition_ids: Vec<i64>,
    #[serde(default)]
    env_definition_ids: Vec<i64>,
    #[serde(default)]
    branch_names: Vec<String>,
    #[serde(default)]
    test_run_titles: Vec<String>,
    build_count: Option<usize>,
    trend_days: Option<i64>,
    max_complete_date: Option<String>,
}

impl TrendFilter {
    /// Whether the runs are of one of the branches, and have one of the titles.
    fn has(&self, view: &View<'_>, run: &TestRun) -> bool {
        let titles = &self.test_run_titles;
        let branches = &self.branch_names;
        (titles.is_empty() || titles.contains(&run.name))
            && (branches.is_empty() || branches.iter().any(|known| known == branch(view, run)))
    }
}

/// How many results had which outcome, for one context of a trend.
fn trend_json(context: Object, runs: &[&TestRun]) -> Object {
    Object::new()
        .set("testResultsContext", context)
        .set("totalTests", results(runs).count())
        .set("duration", time_span(duration(runs)))
        .set("resultsByOutcome", by_outcome(results(runs).map(|(_, result)| result)))
        .set("runSummaryByState", runs_by_state(runs))
}

/// The latest builds of definitions, oldest first: how many tests had which outcome.
fn get_trend(view: &View<'_>, body: TrendFilter) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let days = Some(body.trend_days.unwrap_or(14));
    let (start, end) = window(view, body.max_complete_date.as_deref(), days)?;
    let builds = view.organization.builds().builds().rev().filter(|build| {
        build.project == project
            && body.definition_ids.contains(&build.new.definition)
            && build.finished.is_some_and(|at| at >= start && at <= end)
    });
    let mut rows: Vec<_> = builds
        .filter_map(|build| {
            let runs = view.organization.test_runs().of_build(build.id);
            let runs: Vec<_> = runs.filter(|run| body.has(view, run)).collect();
            (!runs.is_empty()).then_some((build, runs))
        })
        .take(body.build_count.unwrap_or(10))
        .collect();
    rows.reverse();
    Ok(Reply::list(rows.into_iter().map(|(build, runs)| trend_json(of_context(build), &runs))))
}

/// The latest releases of definitions, oldest first, each environment for itself.
fn get_trend_of_releases(view: &View<'_>, body: TrendFilter) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let days = Some(body.trend_days.unwrap_or(14));
    let (start, end) = window(view, body.max_complete_date.as_deref(), days)?;
    let mut groups: Vec<((i64, i64), Vec<&TestRun>)> = Vec::new();
    for run in view.organization.test_runs().runs().filter(|run| run.project == project) {
        let Some(key) = run.release else { continue };
        let release = view.organization.releases().release(key.0);
        let environment = release.and_then(|release| release.environment(key.1));
        let last = run.results.iter().map(when).max().or(run.completed).unwrap_or(run.updated.at);
        let fits = release.is_some_and(|known| body.definition_ids.contains(&known.definition))
            && (body.env_definition_ids.is_empty()
                || environment.is_some_and(|known| body.env_definition_ids.contains(&known.snapshot.id)))
            && (start..=end).contains(&last)
            && body.has(view, run);
        if !fits {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, runs)) => runs.push(run),
            None => groups.push((key, vec![run])),
        }
    }
    groups.sort_by_key(|(key, _)| *key);
    let most = body.build_count.unwrap_or(10);
    let older = groups.len().saturating_sub(most);
    let rows = groups.into_iter().skip(older);
    Ok(Reply::list(rows.map(|((release, environment), runs)| {
        trend_json(release_context(view, release, environment), &runs)
    })))
}

/// How many of these results had which outcome, in the context that a body says.
pub(super) fn trend_of(
    view: &View<'_>,
    context: &ContextBody,
    found: Vec<(&TestRun, &TestResult)>,
) -> Object {
    let build = context.build.as_ref().and_then(|given| view.organization.builds().build(given.id?));
    let release =
        context.release.as_ref().and_then(|given| Some((given.id?, given.environment_id.unwrap_or(0))));
    let context = build
        .map(of_context)
        .or_else(|| release.map(|(release, environment)| release_context(view, release, environment)));
    let took: f64 = found.iter().map(|(_, result)| result.duration).sum();
    Object::new()
        .set_some("testResultsContext", context)
        .set("totalTests", found.len())
        .set("duration", time_span(took))
        .set("resultsByOutcome", by_outcome(found.into_iter().map(|(_, result)| result)))
}
