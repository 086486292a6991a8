//! Runs and results as bodies have them.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::person::Person;
use crate::base::parse_date;
use crate::handler::View;
use crate::wire::body;
use crate::wire::error::Fault;
use crate::world::id::IdentityId;
use crate::world::test_run::kind::{Outcome, ResultState, RunState};
use crate::world::test_run::{NewRun, ResultChanges, RunChanges};

/// What bodies refer to: by number, also as text.
#[derive(Deserialize)]
pub(super) struct Reference {
    pub id: Option<String>,
    pub name: Option<String>,
}

impl Reference {
    /// The number; 0 and nothing are none.
    pub fn number(&self) -> Option<i64> {
        self.id.as_deref()?.trim().parse().ok().filter(|id| *id != 0)
    }
}

fn number(reference: Option<&Reference>) -> Option<i64> {
    reference.and_then(Reference::number)
}

fn person(view: &View<'_>, given: Option<&Person>) -> Option<IdentityId> {
    given.and_then(|given| given.find(view)).map(IdentityId)
}

#[derive(Deserialize)]
struct Tag {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    test_outcome: Outcome,
    result_count: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Release {
    id: Option<i64>,
    environment_id: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Pipeline {
    pipeline_id: Option<i64>,
}

/// A run to create, or what changes of one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunBody {
    name: Option<String>,
    automated: Option<bool>,
    is_automated: Option<bool>,
    state: Option<RunState>,
    substate: Option<String>,
    owner: Option<Person>,
    start_date: Option<String>,
    started_date: Option<String>,
    complete_date: Option<String>,
    completed_date: Option<String>,
    build: Option<Reference>,
    build_reference: Option<Reference>,
    plan: Option<Reference>,
    iteration: Option<String>,
    tags: Option<Vec<Tag>>,
    run_summary: Option<Vec<Summary>>,
    release_reference: Option<Release>,
    release_uri: Option<String>,
    release_environment_uri: Option<String>,
    pipeline_reference: Option<Pipeline>,
    pub point_ids: Option<Vec<i64>>,
    delete_in_progress_results: Option<bool>,
}

/// What of a run is kept as it is given.
const OF_RUN: &[&str] = &[
    "comment",
    "errorMessage",
    "dueDate",
    "controller",
    "buildPlatform",
    "buildFlavor",
    "customFields",
    "pipelineReference",
    "logEntries",
    "releaseUri",
    "releaseEnvironmentUri",
];

/// What of a result is kept as it is given.
const OF_RESULT: &[&str] = &[
    "comment",
    "errorMessage",
    "stackTrace",
    "computerName",
    "failureType",
    "resolutionState",
    "resolutionStateId",
    "priority",
    "automatedTestType",
    "automatedTestTypeId",
    "automatedTestId",
    "configuration",
    "area",
    "associatedBugs",
    "subResults",
    "iterationDetails",
    "customFields",
    "resultGroupType",
    "testCaseRevision",
    "testSuite",
    "testPlan",
    "failingSince",
];

/// The members of a body that are kept as they are given, whatever the case of their names.
pub(super) fn kept(given: &Value, names: &[&'static str]) -> Map<String, Value> {
    let members = given.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let known = members.filter_map(|(name, value)| {
        let known = names.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        Some(((*known).to_owned(), value.clone()))
    });
    known.collect()
}

fn instant(name: &str, given: Option<&String>) -> Result<Option<Timestamp>, Fault> {
    let given = given.filter(|given| !given.trim().is_empty() && !given.starts_with("0001-01-01"));
    given.map(|given| parse_date(given).ok_or_else(|| Fault::invalid_parameter(name, given))).transpose()
}

/// The number at the end of `vstfs:///ReleaseManagement/Release/5`.
fn of_uri(uri: Option<&String>) -> Option<i64> {
    uri?.rsplit('/').next()?.parse().ok()
}

impl RunBody {
    /// Reads the body of a run.
    ///
    /// # Errors
    /// Those of [`body::from_value`].
    pub fn read(given: &Value) -> Result<Self, Fault> {
        body::from_value(given)
    }

    fn build(&self) -> Option<i64> {
        let pipeline = self.pipeline_reference.as_ref().and_then(|pipeline| pipeline.pipeline_id);
        number(self.build.as_ref()).or_else(|| number(self.build_reference.as_ref())).or(pipeline)
    }

    fn dates(&self) -> Result<(Option<Timestamp>, Option<Timestamp>), Fault> {
        let started = self.start_date.as_ref().or(self.started_date.as_ref());
        let completed = self.complete_date.as_ref().or(self.completed_date.as_ref());
        Ok((instant("startDate", started)?, instant("completeDate", completed)?))
    }

    fn summary(&self) -> Option<Vec<(Outcome, i64)>> {
        let given = self.run_summary.as_ref()?.iter();
        Some(given.map(|known| (known.test_outcome, known.result_count)).collect())
    }

    fn tags(&self) -> Option<Vec<String>> {
        Some(self.tags.as_ref()?.iter().map(|tag| tag.name.clone()).collect())
    }

    /// The run to create.
    ///
    /// # Errors
    /// When it has no name, or a date cannot be read.
    pub fn new_run(&self, view: &View<'_>, given: &Value) -> Result<NewRun, Fault> {
        let name = self.name.clone().filter(|name| !name.trim().is_empty());
        let name = name.ok_or_else(|| Fault::argument_null("name"))?;
        let (started, completed) = self.dates()?;
        let reference = self.release_reference.as_ref();
        let release = reference.and_then(|known| known.id).or_else(|| of_uri(self.release_uri.as_ref()));
        let environment = reference
            .and_then(|known| known.environment_id)
            .or_else(|| of_uri(self.release_environment_uri.as_ref()));
        let release = release.filter(|id| *id != 0).map(|id| (id, environment.unwrap_or(0)));
        let plan = number(self.plan.as_ref());
        Ok(NewRun {
            project: view.project()?.id,
            name,
            is_automated: self.automated.or(self.is_automated).unwrap_or(false),
            state: self.state.unwrap_or(RunState::Unspecified),
            owner: person(view, self.owner.as_ref()),
            started,
            completed,
            build: self.build(),
            release,
            plan,
            iteration: self.iteration.clone(),
            tags: self.tags().unwrap_or_default(),
            summary: self.summary().unwrap_or_default(),
            rest: kept(given, OF_RUN),
            planned: Vec::new(),
        })
    }

    /// What changes of a run.
    ///
    /// # Errors
    /// When a date cannot be read.
    pub fn changes(&self, given: &Value) -> Result<RunChanges, Fault> {
        let (started, completed) = self.dates()?;
        Ok(RunChanges {
            name: self.name.clone(),
            state: self.state,
            substate: self.substate.clone(),
            started,
            completed,
            build: self.build(),
            iteration: self.iteration.clone(),
            tags: self.tags(),
            summary: self.summary(),
            rest: kept(given, OF_RUN),
            deletes_in_progress: self.delete_in_progress_results.unwrap_or(false),
        })
    }
}

/// A result to add, or what changes of one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResultBody {
    id: Option<i64>,
    test_case_title: Option<String>,
    automated_test_name: Option<String>,
    automated_test_storage: Option<String>,
    test_case: Option<Reference>,
    test_point: Option<Reference>,
    outcome: Option<Outcome>,
    state: Option<ResultState>,
    duration_in_ms: Option<f64>,
    started_date: Option<String>,
    completed_date: Option<String>,
    run_by: Option<Person>,
    owner: Option<Person>,
}

/// Reads a result of a body: its number if it has one, and its members.
///
/// # Errors
/// When a member does not fit.
pub(super) fn result(view: &View<'_>, given: &Value) -> Result<(Option<i64>, ResultChanges), Fault> {
    let body: ResultBody = body::from_value(given)?;
    let title = body.test_case_title.or_else(|| body.test_case.as_ref().and_then(|case| case.name.clone()));
    let changes = ResultChanges {
        title: title.filter(|title| !title.is_empty()),
        test_name: body.automated_test_name.filter(|name| !name.is_empty()),
        storage: body.automated_test_storage.filter(|storage| !storage.is_empty()),
        test_case: number(body.test_case.as_ref()),
        point: number(body.test_point.as_ref()),
        outcome: body.outcome,
        state: body.state,
        duration: body.duration_in_ms.map(|duration| duration.max(0.0)),
        started: instant("startedDate", body.started_date.as_ref())?,
        completed: instant("completedDate", body.completed_date.as_ref())?,
        run_by: person(view, body.run_by.as_ref()),
        owner: person(view, body.owner.as_ref()),
        rest: kept(given, OF_RESULT),
    };
    Ok((body.id, changes))
}
