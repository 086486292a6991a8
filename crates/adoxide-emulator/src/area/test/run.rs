//! Test runs.

use adoxide_api::{test, test_results};
use http::StatusCode;
use http::header::HeaderName;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::super::distributed_task::numbers;
use super::body::RunBody;
use super::shape::{run_json, run_reference, statistics_json};
use crate::base::{page, parse_date};
use crate::handler::{Call, Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::name::same_name;
use crate::world::test_run::kind::RunState;
use crate::world::test_run::{RunId, TestRun};

handlers! {
    test::meta::CREATE_TEST_RUN => change(create_run),
    test::meta::GET_TEST_RUNS => read(get_runs),
    test::meta::QUERY_TEST_RUNS => read(query_runs),
    test::meta::GET_TEST_RUN_BY_ID => read(get_run),
    test::meta::UPDATE_TEST_RUN => change(update_run),
    test::meta::DELETE_TEST_RUN => change(delete_run),
    test::meta::GET_TEST_RUN_STATISTICS => read(get_statistics),
    test_results::meta::CREATE_TEST_RUN => change(create_run),
    test_results::meta::GET_TEST_RUNS => read(get_runs),
    test_results::meta::QUERY_TEST_RUNS => read(query_runs),
    test_results::meta::GET_TEST_RUN_BY_ID => read(get_run),
    test_results::meta::UPDATE_TEST_RUN => change(update_run),
    test_results::meta::DELETE_TEST_RUN => change(delete_run),
    test_results::meta::GET_TEST_RUN_STATISTICS => read(get_statistics),
    test_results::meta::GET_TEST_RUN_MESSAGE_LOGS => read(get_messages),
    test_results::meta::UPDATE_TEST_RUN_TAGS => change(update_tags),
}

/// As many runs as a page has.
const MOST: usize = 100;
/// How many days a query of runs may ask for: documented.
const DAYS: i64 = 7;

const TOKEN: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

/// The run of the path.
pub(super) fn find<'v>(view: &View<'v>) -> Result<&'v TestRun, Fault> {
    let given = view.required("runId")?;
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.test_runs().run(id));
    found.filter(|run| run.project == project).ok_or_else(|| Fault::test_run_not_found(given))
}

fn told(view: &View<'_>, id: RunId) -> Result<Reply, Fault> {
    let found = view.organization.test_runs().run(id);
    let found = found.ok_or_else(|| Fault::test_run_not_found(&id.to_string()))?;
    Ok(Reply::json(run_json(view, found, true)))
}

fn create_run(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let read = RunBody::read(&body)?;
    let mut new = read.new_run(&change.view(), &body)?;
    let points = read.point_ids.unwrap_or_default();
    if new.plan.is_none() && !points.is_empty() {
        return Err(Fault::argument_null("plan"));
    }
    let id = change.make(|tx| {
        new.planned = points.iter().map(|point| tx.planned_result(*point)).collect::<Result<_, _>>()?;
        tx.create_test_run(new)
    })?;
    told(&change.view(), id)
}

fn update_run(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let changes = RunBody::read(&body)?.changes(&body)?;
    change.make(|tx| tx.update_test_run(id, changes))?;
    told(&change.view(), id)
}

fn delete_run(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    change.make(|tx| tx.delete_test_run(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn get_run(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(run_json(view, find(view)?, true)))
}

/// The number at the end of `vstfs:///Build/Build/5`.
fn of_uri(call: &Call, name: &str) -> Result<Option<i64>, Fault> {
    let Some(given) = call.query.any(&[name]) else { return Ok(None) };
    let number = given.rsplit('/').next().and_then(|number| number.parse().ok());
    number.map(Some).ok_or_else(|| Fault::invalid_parameter(name, given))
}

fn get_runs(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let build = of_uri(view, "buildUri")?;
    let owner = view.query.any(&["owner"]);
    let plan = view.query.any(&["planId"]).filter(|plan| *plan != "-1");
    let plan = plan.map(|given| given.parse::<i64>().map_err(|_| Fault::invalid_parameter("planId", given)));
    let plan = plan.transpose()?;
    let automated = view.query.any(&["automated"]).map(|_| view.query.flag("automated")).transpose()?;
    let is_whole = view.query.flag("includeRunDetails")?;
    let (skip, top) =
        (view.query.number(&["$skip"])?.unwrap_or(0), view.query.number(&["$top"])?.unwrap_or(MOST));
    let is_owner = |run: &TestRun, given: &str| {
        run.owner.to_string().eq_ignore_ascii_case(given)
            || view.directory.identity(run.owner).is_some_and(|known| {
                same_name(&known.display_name, given) || same_name(&known.unique_name, given)
            })
    };
    let runs = view.organization.test_runs().runs().filter(|run| {
        run.project == project
            && build.is_none_or(|build| run.build == Some(build))
            && plan.is_none_or(|plan| run.plan == Some(plan))
            && automated.is_none_or(|automated| run.is_automated == automated)
            && owner.is_none_or(|owner| is_owner(run, owner))
    });
    let found = page(runs.collect(), skip, top);
    Ok(Reply::list(found.into_iter().map(|run| run_json(view, run, is_whole))))
}

fn instant(view: &View<'_>, name: &str) -> Result<Timestamp, Fault> {
    let given = view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name))?;
    parse_date(given).ok_or_else(|| Fault::invalid_parameter(name, given))
}

/// Whether a run is of a build, a release or neither, by `Build`, `Release`, `All`, or their numbers.
pub(super) fn context(view: &View<'_>) -> Result<impl Fn(&TestRun) -> bool + use<>, Fault> {
    let given = view.query.any(&["publishContext"]).unwrap_or("all");
    let (build, release) = match given.to_lowercase().as_str() {
        "build" | "ci" | "1" => (true, false),
        "release" | "cd" | "2" => (false, true),
        "all" | "3" | "0" => (true, true),
        _ => return Err(Fault::invalid_parameter("publishContext", given)),
    };
    Ok(move |run: &TestRun| (build && run.release.is_none()) || (release && run.release.is_some()))
}

/// The runs that changed in a time of a week at most, by pages.
fn query_runs(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let (from, to) = (instant(view, "minLastUpdatedDate")?, instant(view, "maxLastUpdatedDate")?);
    if to < from || to.duration_since(from) > SignedDuration::from_hours(DAYS * 24) {
        let message = format!(
            "The time between minLastUpdatedDate and maxLastUpdatedDate must be from 0 to {DAYS} days."
        );
        return Err(Fault::invalid_test_request(message));
    }
    let state = view.query.any(&["state"]);
    let state =
        state.map(|given| RunState::find(given).ok_or_else(|| Fault::invalid_parameter("state", given)));
    let state = state.transpose()?.filter(|state| *state != RunState::Unspecified);
    let automated = view.query.any(&["isAutomated"]).map(|_| view.query.flag("isAutomated")).transpose()?;
    let of_context = context(view)?;
    let [plans, builds, definitions] = ["planIds", "buildIds", "buildDefIds"].map(|name| numbers(view, name));
    let [releases, of_releases] = ["releaseIds", "releaseDefIds"].map(|name| numbers(view, name));
    let [environments, of_environments] =
        ["releaseEnvIds", "releaseEnvDefIds"].map(|name| numbers(view, name));
    let (plans, builds, definitions) = (plans?, builds?, definitions?);
    let (releases, of_releases) = (releases?, of_releases?);
    let (environments, of_environments) = (environments?, of_environments?);
    let (branch, title) = (view.query.any(&["branchName"]), view.query.any(&["runTitle"]));
    let top = view.query.number(&["$top"])?.unwrap_or(MOST).clamp(1, MOST);
    let is_in = |wanted: &Option<Vec<i64>>, id: Option<i64>| {
        wanted.as_ref().is_none_or(|wanted| id.is_some_and(|id| wanted.contains(&id)))
    };
    let organization = view.organization;
    let fits = |run: &&TestRun| {
        let build = run.build.and_then(|id| organization.builds().build(id));
        let release = run.release.and_then(|(id, _)| organization.releases().release(id));
        let environment = run.release.map(|(_, id)| id);
        let of = release.zip(environment).and_then(|(release, id)| release.environment(id));
        run.project == project
            && run.updated.at >= from
            && run.updated.at <= to
            && state.is_none_or(|state| run.state == state)
            && automated.is_none_or(|automated| run.is_automated == automated)
            && of_context(run)
            && is_in(&plans, run.plan)
            && is_in(&builds, run.build)
            && is_in(&definitions, build.map(|build| build.new.definition))
            && is_in(&releases, run.release.map(|(id, _)| id))
            && is_in(&of_releases, release.map(|release| release.definition))
            && is_in(&environments, environment)
            && is_in(&of_environments, of.map(|known| known.snapshot.id))
            && branch.is_none_or(|branch| {
                build.and_then(|build| build.new.source_branch.as_deref()).is_some_and(|own| own == branch)
            })
            && title.is_none_or(|title| same_name(&run.name, title))
    };
    let mut found: Vec<_> = organization.test_runs().runs().filter(fits).collect();
    found.sort_by_key(|run| (run.updated.at, run.id));
    if view
        .query
        .any(&["$sortOrder", "sortOrder"])
        .is_some_and(|given| given.eq_ignore_ascii_case("descending"))
    {
        found.reverse();
    }
    // The token names the first run of the next page.
    if let Some(token) = view.query.any(&["continuationToken"]) {
        let first: RunId = token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?;
        let start = found.iter().position(|run| run.id == first).unwrap_or(found.len());
        found.drain(..start);
    }
    let next = found.get(top).map(|run| run.id);
    found.truncate(top);
    let reply = Reply::list(found.into_iter().map(|run| run_json(view, run, true)));
    Ok(match next {
        Some(next) => reply.header(TOKEN, next.to_string()),
        None => reply,
    })
}

fn get_statistics(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let json = Object::new().set("run", run_reference(view, run)).set("runStatistics", statistics_json(run));
    Ok(Reply::json(json))
}

fn get_messages(view: &View<'_>) -> Result<Reply, Fault> {
    let run = find(view)?;
    let entries = run.rest.get("logEntries").and_then(Value::as_array);
    Ok(Reply::list(entries.into_iter().flatten()))
}

fn update_tags(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let run = find(&change.view())?;
    let (id, mut tags) = (run.id, run.tags.clone());
    let names = |member: &str| {
        let given =
            body.as_object().into_iter().flatten().find(|(name, _)| name.eq_ignore_ascii_case(member));
        let given = given.and_then(|(_, value)| value.as_array()).into_iter().flatten();
        given.filter_map(|tag| Some(tag["name"].as_str()?.to_owned())).collect::<Vec<_>>()
    };
    let (added, deleted) = (names("addTags"), names("deleteTags"));
    tags.retain(|known| deleted.iter().all(|tag| !same_name(tag, known)));
    for tag in added {
        if tags.iter().all(|known| !same_name(known, &tag)) {
            tags.push(tag);
        }
    }
    let changes = crate::world::test_run::RunChanges { tags: Some(tags), ..Default::default() };
    change.make(|tx| tx.update_test_run(id, changes))?;
    let view = change.view();
    let tags = find(&view)?.tags.iter();
    Ok(Reply::list(tags.map(|tag| Object::new().set("name", tag.as_str()))))
}

/// What results are of, as bodies say it: a build, a release with its environment, or a pipeline run.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContextBody {
    pub build: Option<OfBuild>,
    pub release: Option<OfRelease>,
    pipeline_reference: Option<OfPipeline>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfBuild {
    pub id: Option<i64>,
    definition_id: Option<i64>,
    branch_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OfRelease {
    pub id: Option<i64>,
    pub environment_id: Option<i64>,
    definition_id: Option<i64>,
    environment_definition_id: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfPipeline {
    pipeline_id: Option<i64>,
}

impl ContextBody {
    /// Whether a run is of what the body says. What it leaves out, or gives as 0, may be anything.
    pub fn has(&self, view: &View<'_>, run: &TestRun) -> bool {
        let fits = |given: Option<i64>, own: Option<i64>| given.is_none_or(|id| id == 0 || own == Some(id));
        let build = run.build.and_then(|id| view.organization.builds().build(id));
        let release = run.release.and_then(|(id, _)| view.organization.releases().release(id));
        let environment = run.release.and_then(|(_, id)| release?.environment(id));
        let branch = |given: &OfBuild| {
            let wanted = given.branch_name.as_ref().filter(|branch| !branch.is_empty());
            wanted
                .is_none_or(|wanted| build.and_then(|build| build.new.source_branch.as_ref()) == Some(wanted))
        };
        self.build.as_ref().is_none_or(|given| {
            fits(given.id, run.build)
                && fits(given.definition_id, build.map(|build| build.new.definition))
                && branch(given)
        }) && self.release.as_ref().is_none_or(|given| {
            fits(given.id, run.release.map(|(id, _)| id))
                && fits(given.environment_id, run.release.map(|(_, id)| id))
                && fits(given.definition_id, release.map(|known| known.definition))
                && fits(given.environment_definition_id, environment.map(|known| known.snapshot.id))
        }) && self.pipeline_reference.as_ref().is_none_or(|given| fits(given.pipeline_id, run.build))
    }
}
