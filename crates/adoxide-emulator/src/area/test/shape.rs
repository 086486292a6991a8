//! What answers about tests have in common.

use jiff::SignedDuration;

use crate::base::sql_date;
use crate::handler::View;
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::world::classification::StructureGroup;
use crate::world::id::{IdentityId, ProjectId};
use crate::world::test_run::kind::{Outcome, ResultState};
use crate::world::test_run::{TestResult, TestRun};

/// A path of the test API on the main host, which names projects.
pub(super) fn test_url(view: &View<'_>, project: ProjectId, path: impl std::fmt::Display) -> String {
    let found = view.organization.project_by_id(project);
    let name = found.map_or_else(|| project.to_string(), |found| found.name.clone());
    view.urls().at(format_args!("{}/_apis/test/{path}", segment(&name)))
}

/// `00:00:01.2340000`
pub(super) fn time_span(milliseconds: f64) -> String {
    let all = SignedDuration::from_micros((milliseconds * 1000.0) as i64);
    let (seconds, ticks) = (all.as_secs(), all.subsec_nanos() / 100);
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let clock = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    let whole = if days > 0 { format!("{days}.{clock}") } else { clock };
    if ticks > 0 { format!("{whole}.{ticks:07}") } else { whole }
}

fn reference(id: impl std::fmt::Display, name: Option<&str>, url: Option<String>) -> Object {
    Object::new().set("id", id.to_string()).set_some("name", name).set_some("url", url)
}

fn project_json(view: &View<'_>, project: ProjectId) -> Object {
    let name = view.organization.project_by_id(project).map(|known| known.name.as_str());
    reference(
        project,
        name,
        Some(view.urls().at(format_args!("_apis/projects/{}", segment(name.unwrap_or_default())))),
    )
}

/// Somebody, as lists of runs have them.
fn short_person(view: &View<'_>, id: IdentityId) -> Object {
    let known = view.directory.identity(id);
    Object::new().set("displayName", known.map(|known| known.display_name.as_str())).set("id", id)
}

fn build_reference(view: &View<'_>, run: &TestRun) -> Option<Object> {
    let id = run.build?;
    let build = view.organization.builds().build(id);
    let url = view.urls().at(format_args!("_apis/build/Builds/{id}"));
    Some(reference(id, build.map(|build| build.number.as_str()), Some(url)))
}

/// The configuration that a run of a build was made with.
fn build_configuration(view: &View<'_>, run: &TestRun) -> Option<Object> {
    let id = run.build?;
    let build = view.organization.builds().build(id)?;
    let text = |name: &str| run.rest.get(name).and_then(|value| value.as_str());
    Some(
        Object::new()
            .set("id", id)
            .set("number", build.number.as_str())
            .set("flavor", text("buildFlavor"))
            .set("platform", text("buildPlatform"))
            .set("buildDefinitionId", build.new.definition)
            .set("branchName", build.new.source_branch.as_deref())
            .set("uri", format_args!("vstfs:///Build/Build/{id}"))
            .set("project", Object::new().set("id", run.project).set("name", None::<&str>)),
    )
}

fn release_json(view: &View<'_>, run: &TestRun) -> Object {
    let (id, environment) = run.release.unwrap_or((0, 0));
    let release = view.organization.releases().release(id);
    let known = release.and_then(|release| release.environment(environment));
    Object::new()
        .set("id", id)
        .set("name", release.map(|release| release.name.as_str()))
        .set("environmentId", environment)
        .set("environmentName", known.map(|known| known.snapshot.name.as_str()))
        .set("definitionId", release.map_or(0, |release| release.definition))
        .set("environmentDefinitionId", known.map_or(0, |known| known.snapshot.id))
        .set("environmentDefinitionName", known.map(|known| known.snapshot.name.as_str()))
}

pub(super) fn run_reference(view: &View<'_>, run: &TestRun) -> Object {
    reference(run.id, Some(&run.name), Some(test_url(view, run.project, format_args!("Runs/{}", run.id))))
}

/// How many results have which state and outcome.
pub(super) fn statistics_json(run: &TestRun) -> Json {
    let counts = run.counts();
    let all = counts.iter().map(|(state, outcome, count)| {
        Object::new().set("state", state.name()).set("outcome", outcome.name()).set("count", *count)
    });
    all.collect()
}

/// A run: with everything, or as lists have it without details.
pub(super) fn run_json(view: &View<'_>, run: &TestRun, is_whole: bool) -> Object {
    let person = |id| if is_whole { view.urls().person(view.directory, id) } else { short_person(view, id) };
    let plan = run.plan.map(|id| {
        let name = view.organization.test_plan_name(id);
        let url = test_url(view, run.project, format_args!("Plans/{id}"));
        if is_whole { reference(id, name, Some(url)) } else { reference(id, None, None) }
    });
    let total = run.count(|_, _| true);
    let incomplete = run.count(|state, _| state != ResultState::Completed);
    let over = |is: fn(Outcome) -> bool| {
        run.count(move |state, outcome| state == ResultState::Completed && is(outcome))
    };
    let web = view.organization.project_by_id(run.project).map_or("", |project| project.name.as_str());
    let web =
        view.urls().at(format_args!("{}/_TestManagement/Runs?runId={}&_a=runCharts", segment(web), run.id));
    let json = Object::new()
        .set("id", run.id)
        .set("name", run.name.as_str())
        .set("url", test_url(view, run.project, format_args!("Runs/{}", run.id)))
        .set_some("build", build_reference(view, run))
        .set_some("buildConfiguration", build_configuration(view, run).filter(|_| is_whole))
        .set("isAutomated", run.is_automated)
        .set_some("iteration", run.iteration.as_deref())
        .set("owner", person(run.owner))
        .set(
            "project",
            if is_whole { project_json(view, run.project) } else { reference(run.project, None, None) },
        )
        .set_some("startedDate", run.started.map(sql_date))
        .set_some("completedDate", run.completed.map(sql_date))
        .set("state", run.state.name())
        .set_some("plan", plan)
        .set_if(is_whole, "postProcessState", || "Complete")
        .set("totalTests", total)
        .set("incompleteTests", incomplete)
        .set("notApplicableTests", over(Outcome::is_not_applicable))
        .set("passedTests", over(|outcome| outcome == Outcome::Passed))
        .set("unanalyzedTests", over(Outcome::is_failure))
        .set_if(is_whole, "createdDate", || sql_date(run.created.at))
        .set_if(is_whole, "lastUpdatedDate", || sql_date(run.updated.at))
        .set_if(is_whole, "lastUpdatedBy", || person(run.updated.actor))
        .set("revision", run.revision)
        .set_if(is_whole, "release", || release_json(view, run))
        .set_if(is_whole, "runStatistics", || statistics_json(run))
        .set_if(is_whole && !run.tags.is_empty(), "tags", || tags_json(&run.tags));
    let json = match &run.substate {
        Some(substate) => json.set("substate", substate.as_str()),
        None => json,
    };
    let mut json = json;
    let inner = ["buildPlatform", "buildFlavor", "logEntries"];
    for (name, value) in run.rest.iter().filter(|(name, _)| is_whole && !inner.contains(&name.as_str())) {
        json = json.set(name, value);
    }
    let pipeline = run.build.filter(|_| !is_whole || !run.rest.contains_key("pipelineReference"));
    let pipeline = pipeline.map(|id| Object::new().set("pipelineId", id));
    json.set("webAccessUrl", web).set_some("pipelineReference", pipeline)
}

pub(super) fn tags_json(tags: &[String]) -> Json {
    tags.iter().map(|tag| Object::new().set("name", tag.as_str())).collect()
}

/// What else of a result is answered.
#[derive(Clone, Copy, Default)]
pub(super) struct Details {
    pub iterations: bool,
    pub work_items: bool,
    pub sub_results: bool,
}

impl Details {
    /// Those that the query asks for, by name or number.
    ///
    /// # Errors
    /// When one is not known.
    pub fn of(view: &View<'_>) -> Result<Self, Fault> {
        let Some(given) = view.query.any(&["detailsToInclude"]) else { return Ok(Self::default()) };
        let mut details = Self::default();
        for one in given.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let number: i64 = match one.to_lowercase().as_str() {
                "none" => 0,
                "iterations" => 1,
                "workitems" => 2,
                "subresults" => 4,
                "point" => 8,
                other => other.parse().map_err(|_| Fault::invalid_parameter("detailsToInclude", one))?,
            };
            details.iterations |= number & 1 != 0;
            details.work_items |= number & 2 != 0;
            details.sub_results |= number & 4 != 0;
        }
        Ok(details)
    }

    /// Whether anything more is asked for.
    pub fn is_any(self) -> bool {
        self.iterations || self.work_items || self.sub_results
    }
}

fn area_json(view: &View<'_>, project: ProjectId) -> Option<Object> {
    let known = view.organization.project_by_id(project)?;
    let tree = &known.classification;
    let node = tree.node(tree.root(StructureGroup::Areas))?;
    let url = format!("vstfs:///Classification/Node/{}", node.identifier);
    Some(reference(node.id, Some(&known.name), Some(url)))
}

pub(super) fn result_json(view: &View<'_>, run: &TestRun, result: &TestResult, details: Details) -> Object {
    let person = |id| view.urls().person(view.directory, id);
    let rest = |name: &str| result.rest.get(name);
    let case = match result.test_case {
        Some(id) => {
            let url = view.urls().at(format_args!("_apis/wit/workItems/{id}"));
            reference(id, Some(&result.title), Some(url))
        }
        None => Object::new().set("name", result.title.as_str()),
    };
    let url = test_url(view, run.project, format_args!("Runs/{}/Results/{}", run.id, result.id));
    let lists = |wanted: bool, name: &str| {
        wanted.then(|| rest(name).cloned().unwrap_or_else(|| serde_json::json!([])))
    };
    let mut json = Object::new()
        .set("id", result.id)
        .set_some("configuration", rest("configuration"))
        .set("project", project_json(view, run.project))
        .set_some("startedDate", result.started.map(sql_date))
        .set_some("completedDate", result.completed.map(sql_date))
        .set("durationInMs", result.duration)
        .set("outcome", result.outcome.name())
        .set_some("owner", result.owner.map(person))
        .set("revision", result.revision)
        .set("runBy", person(result.run_by))
        .set("state", result.state.name())
        .set("testCase", case)
        .set_some("testPoint", result.point.map(|id| reference(id, None, None)))
        .set("testRun", run_reference(view, run))
        .set("lastUpdatedDate", sql_date(result.updated.at))
        .set("lastUpdatedBy", person(result.updated.actor))
        .set("priority", rest("priority").cloned().unwrap_or_else(|| serde_json::json!(0)))
        .set_some("build", build_reference(view, run))
        .set("createdDate", sql_date(result.created))
        .set("url", url)
        .set("failureType", rest("failureType").cloned().unwrap_or_else(|| "None".into()))
        .set_some("automatedTestStorage", result.storage.as_deref());
    let own = [
        "configuration",
        "priority",
        "failureType",
        "area",
        "subResults",
        "iterationDetails",
        "associatedBugs",
        "customFields",
    ];
    for (name, value) in result.rest.iter().filter(|(name, _)| !own.contains(&name.as_str())) {
        json = json.set(name, value);
    }
    let json = json
        .set_some("subResults", lists(details.sub_results, "subResults"))
        .set_some("iterationDetails", lists(details.iterations, "iterationDetails"))
        .set_some("associatedBugs", lists(details.work_items, "associatedBugs"));
    let json = match rest("area") {
        Some(area) => json.set("area", area),
        None => json.set_some("area", area_json(view, run.project)),
    };
    json.set("testCaseTitle", result.title.as_str())
        .set("testCaseReferenceId", result.reference)
        .set("customFields", rest("customFields").cloned().unwrap_or_else(|| serde_json::json!([])))
        .set_some("automatedTestName", result.test_name.as_deref())
}
