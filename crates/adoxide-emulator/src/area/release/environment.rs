//! Environments of releases, and what deployments to them have done so far.

use adoxide_api::release::meta;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::distributed_task::variables_json;
use super::body::variables;
use super::definition::condition_json;
use super::intervention::intervention_json;
use super::read::{ApprovalFilter, find};
use super::shape::{
    NEVER, Reference, approval_json, approvals_json, definition_reference, environment_url, gates_json,
    phases_json, release_reference,
};
use super::task::task_reference;
use crate::base::{parse_date, sql_date};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::release::definition::DefinitionEnvironment;
use crate::world::release::deployment::{
    Attempt, GateRun, PhaseRun, Place, Release, ReleaseEnvironment, TaskRun,
};
use crate::world::release::kind::{ApprovalType, ConditionType, EnvironmentStatus, TaskStatus};

handlers! {
    meta::GET_RELEASE_ENVIRONMENT => read(get_environment),
    meta::UPDATE_RELEASE_ENVIRONMENT => change(update_environment),
}

/// What of environments is answered.
pub(super) struct Parts {
    /// Whether what was done is there, and what is to be done: lists leave it out.
    is_whole: bool,
    /// The approvals.
    approvals: Vec<ApprovalFilter>,
}

impl Parts {
    /// As a filter of approvals asks for; all without one.
    pub fn whole(filters: Option<Vec<ApprovalFilter>>) -> Self {
        Self { is_whole: true, approvals: filters.unwrap_or_else(|| vec![ApprovalFilter::All]) }
    }

    /// As lists have them, with or without approvals.
    pub fn listed(approvals: bool) -> Self {
        let approvals = if approvals { ApprovalFilter::All } else { ApprovalFilter::ApprovalSnapshots };
        Self { is_whole: false, approvals: vec![approvals] }
    }

    fn has(&self, one: ApprovalFilter) -> bool {
        self.approvals.contains(&one) || self.approvals.contains(&ApprovalFilter::All)
    }
}

/// Why deployments to an environment begin.
fn trigger_reason(environment: &ReleaseEnvironment) -> String {
    let conditions = &environment.snapshot.conditions;
    if environment.is_manual || conditions.is_empty() {
        return "Manual".to_owned();
    }
    let states = conditions.iter().filter(|known| known.condition_type == ConditionType::EnvironmentState);
    let names = states.map(|known| known.name.as_str()).collect::<Vec<_>>();
    if names.is_empty() {
        "ReleaseStarted".to_owned()
    } else {
        format!("After successful deployment of {}", names.join(", "))
    }
}

pub(super) fn environment_json(
    view: &View<'_>,
    release: &Release,
    environment: &ReleaseEnvironment,
    parts: &Parts,
) -> Object {
    let snapshot: &DefinitionEnvironment = &environment.snapshot;
    let rest = |name: &str| snapshot.rest.get(name);
    let approvals = |kind: ApprovalType| {
        let all = environment.approvals.iter().filter(|known| known.kind == kind);
        let all = all.filter(|known| {
            let automated = known.is_automated;
            parts.has(if automated {
                ApprovalFilter::AutomatedApprovals
            } else {
                ApprovalFilter::ManualApprovals
            })
        });
        all.map(|known| approval_json(view, release, environment, known, false)).collect::<Json>()
    };
    let who = |approvals| {
        if parts.has(ApprovalFilter::ApprovalSnapshots) {
            approvals_json(view, approvals, true)
        } else {
            Object::new().set("approvals", Json::empty_list())
        }
    };
    let steps = environment.attempts.iter().filter(|known| parts.is_whole && known.place != Place::Queued);
    let steps = steps.map(|known| step_json(view, release, environment, known));
    let conditions =
        snapshot.conditions.iter().zip(&environment.conditions).map(|(condition, result)| {
            Object::new().set_some("result", *result).and(condition_json(condition))
        });
    // What is still going has none: no answer changes while nothing happens.
    let duration = environment
        .latest()
        .and_then(|known| Some(known.completed?.duration_since(known.started?).as_secs_f64() / 60.0));
    let phases = if parts.is_whole { phases_json(snapshot) } else { Json::empty_list() };
    Object::new()
        .set("id", environment.id)
        .set("releaseId", release.id)
        .set("name", snapshot.name.as_str())
        .set("status", environment.status.name())
        .set("variables", variables_json(&environment.variables.0))
        .set("variableGroups", Json::empty_list())
        .set("preDeployApprovals", approvals(ApprovalType::PreDeploy))
        .set("postDeployApprovals", approvals(ApprovalType::PostDeploy))
        .set("preApprovalsSnapshot", who(&snapshot.pre_approvals))
        .set("postApprovalsSnapshot", who(&snapshot.post_approvals))
        .set("deploySteps", steps.collect::<Json>())
        .set("rank", snapshot.rank)
        .set("definitionEnvironmentId", snapshot.id)
        .set_some("environmentOptions", rest("environmentOptions"))
        .set_some("demands", rest("demands"))
        .set("conditions", conditions.collect::<Json>())
        .set_some("createdOn", environment.created.map(sql_date))
        .set_some("modifiedOn", environment.modified.map(sql_date))
        .set("workflowTasks", Json::empty_list())
        .set("deployPhasesSnapshot", phases)
        .set_some("owner", snapshot.owner.map(|owner| view.urls().person(view.directory, owner)))
        .set_some("scheduledDeploymentTime", environment.scheduled.map(sql_date))
        .set_some("schedules", rest("schedules"))
        .set("release", release_reference(view, release, Reference::Linked))
        .set("releaseDefinition", definition_reference(view, release, Reference::Linked, None))
        .set("releaseCreatedBy", view.urls().person(view.directory, release.created.actor))
        .set("triggerReason", trigger_reason(environment))
        .set_some("timeToDeploy", duration)
        // Recorded in releases of any age: empty where there are none.
        .set_if(parts.is_whole, "processParameters", || {
            rest("processParameters").cloned().unwrap_or_else(|| Map::new().into())
        })
        .set("preDeploymentGatesSnapshot", gates_json(&snapshot.pre_gates))
        .set("postDeploymentGatesSnapshot", gates_json(&snapshot.post_gates))
}

/// What a deployment did between its approvals.
fn step_json(
    view: &View<'_>,
    release: &Release,
    environment: &ReleaseEnvironment,
    attempt: &Attempt,
) -> Object {
    let person = |id| view.urls().person(view.directory, id);
    let phases = attempt.phases.iter().map(|phase| phase_json(view, release, environment, phase));
    Object::new()
        .set("id", attempt.step)
        .set("deploymentId", attempt.deployment)
        .set("attempt", attempt.number)
        .set("reason", attempt.reason.name())
        .set("status", attempt.status.name())
        .set("operationStatus", attempt.operation.name())
        .set_some(
            "preDeploymentGates",
            attempt.pre_gates.as_ref().map(|run| gate_run_json(view, release, environment, run)),
        )
        .set("releaseDeployPhases", phases.collect::<Json>())
        .set_some(
            "postDeploymentGates",
            attempt.post_gates.as_ref().map(|run| gate_run_json(view, release, environment, run)),
        )
        .set("requestedBy", person(attempt.queued.actor))
        .set("requestedFor", person(attempt.queued.actor))
        .set("queuedOn", sql_date(attempt.queued.at))
        .set("lastModifiedBy", person(attempt.modified.actor))
        .set("lastModifiedOn", sql_date(attempt.modified.at))
        .set("hasStarted", !attempt.phases.is_empty())
        .set("tasks", Json::empty_list())
        .set("runPlanId", uuid::Uuid::nil())
        .set("issues", Json::empty_list())
}

fn phase_json(
    view: &View<'_>,
    release: &Release,
    environment: &ReleaseEnvironment,
    phase: &PhaseRun,
) -> Object {
    let known = environment.snapshot.phases.get(phase.index);
    let run = |(rank, task): (usize, &TaskRun)| {
        let path = format!("deployPhases/{}/tasks/{}/logs", phase.id, task.id);
        let url = format!("{}/{path}", environment_url(view, release, environment.id));
        run_json(task, rank as i64 + 1, phase.agent.as_deref(), &url)
    };
    let jobs = phase.started.map(|_| {
        Object::new()
            .set("job", run((0, &phase.job)))
            .set("tasks", phase.tasks.iter().enumerate().map(run).collect::<Json>())
    });
    let interventions =
        phase.interventions.iter().map(|known| intervention_json(view, release, environment, known));
    Object::new()
        .set("id", phase.id)
        .set("phaseId", phase.id.to_string())
        .set("name", known.map_or("", |known| known.name.as_str()))
        .set("rank", known.map_or(0, |known| known.rank))
        .set_some("phaseType", known.map(|known| known.phase_type.name()))
        .set("status", phase.status.name())
        .set("runPlanId", phase.plan)
        .set("deploymentJobs", jobs.into_iter().collect::<Json>())
        .set("manualInterventions", interventions.collect::<Json>())
        .set_some("startedOn", phase.started.map(sql_date))
}

/// A task or job. Dates are twice there, under an older name and a newer one.
pub(super) fn run_json(task: &TaskRun, rank: i64, agent: Option<&str>, log: &str) -> Object {
    let issues = task.issues.iter().map(|message| {
        let is_error = task.status == TaskStatus::Failed;
        let kind = if is_error { ("Error", "error") } else { ("Warning", "warning") };
        let data = Object::new().set("type", kind.1).set("logFileLineNumber", "10");
        Object::new().set("issueType", kind.0).set("message", message.as_str()).set("data", data)
    });
    let (started, finished) = (task.started.map(sql_date), task.finished.map(sql_date));
    Object::new()
        .set("id", task.id)
        .set("timelineRecordId", task.record)
        .set("name", task.name.as_str())
        .set_some("dateStarted", started.as_deref())
        .set_some("dateEnded", finished.as_deref())
        .set_some("startTime", started.as_deref())
        .set_some("finishTime", finished.as_deref())
        .set("status", task.status.name())
        .set("rank", rank)
        .set("issues", issues.collect::<Json>())
        .set_some("task", task.task.as_ref().map(|(id, version)| task_reference(*id, version, &task.name)))
        .set_some("agentName", agent)
        .set("logUrl", if task.id == 0 { "" } else { log })
        .set_some("resultCode", task.result_code.as_deref())
}

/// How the gates of a deployment are doing.
pub(super) fn gate_run_json(
    view: &View<'_>,
    release: &Release,
    environment: &ReleaseEnvironment,
    run: &GateRun,
) -> Object {
    let ignored = run
        .ignored
        .iter()
        .map(|(name, at)| Object::new().set("name", name.as_str()).set("lastModifiedOn", sql_date(*at)));
    let tasks = run.tasks.iter().enumerate().map(|(rank, task)| {
        let path = format!("gates/{}/tasks/{}/logs", run.id, task.id);
        let url = format!("{}/{path}", environment_url(view, release, environment.id));
        let json = run_json(task, rank as i64 + 1, None, &url);
        Object::new().set("job", json).set("tasks", Json::empty_list())
    });
    Object::new()
        .set("id", run.id)
        .set("status", run.status.name())
        .set("runPlanId", run.plan)
        .set("deploymentJobs", tasks.collect::<Json>())
        .set("startedOn", sql_date(run.started))
        .set("lastModifiedOn", sql_date(run.modified))
        .set_some("stabilizationCompletedOn", run.stabilized.map(sql_date))
        .set_some("succeedingSince", run.succeeding_since.map(sql_date))
        .set("ignoredGates", ignored.collect::<Json>())
}

/// The environment of the path, with its release.
pub(super) fn located<'v>(view: &View<'v>) -> Result<(&'v Release, &'v ReleaseEnvironment), Fault> {
    let release = find(view)?;
    let given = view.required("environmentId")?;
    let found = given.parse().ok().and_then(|id| release.environment(id));
    Ok((release, found.ok_or_else(|| Fault::release_environment_not_found(given))?))
}

fn get_environment(view: &View<'_>) -> Result<Reply, Fault> {
    let (release, environment) = located(view)?;
    Ok(Reply::json(environment_json(view, release, environment, &Parts::whole(None))))
}

/// What is to become of an environment, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    status: Option<EnvironmentStatus>,
    scheduled_deployment_time: Option<String>,
    comment: Option<String>,
    variables: Option<Value>,
}

fn update_environment(change: &mut Change<'_>, body: Update) -> Result<Reply, Fault> {
    let view = change.view();
    let (release, environment) = located(&view)?;
    let (release, environment) = (release.id, environment.id);
    let scheduled = body.scheduled_deployment_time.filter(|given| !given.starts_with(NEVER));
    let scheduled = scheduled.map(|given| {
        parse_date(&given).ok_or_else(|| Fault::invalid_parameter("scheduledDeploymentTime", &given))
    });
    let scheduled = scheduled.transpose()?;
    let variables = variables(body.variables.as_ref())?;
    let comment = body.comment.unwrap_or_default();
    match (body.status, scheduled) {
        (Some(EnvironmentStatus::InProgress), at) => {
            change.make(|tx| tx.deploy(release, environment, at, variables, comment))?;
        }
        (Some(EnvironmentStatus::Canceled), _) => {
            change.make(|tx| tx.cancel_deployment(release, environment, &comment))?;
        }
        (None | Some(EnvironmentStatus::Undefined | EnvironmentStatus::Scheduled), Some(at)) => {
            change.make(|tx| tx.schedule_deployment(release, environment, at))?;
        }
        (status, _) => {
            let given = status.map_or("undefined", EnvironmentStatus::name);
            let message = format!(
                "A stage can be deployed (status inProgress) or its deployment canceled (status canceled), or \
                 scheduled (scheduledDeploymentTime): the status '{given}' cannot be set."
            );
            return Err(Fault::invalid_release_request(message));
        }
    }
    let view = change.view();
    let (release, environment) = located(&view)?;
    Ok(Reply::json(environment_json(&view, release, environment, &Parts::whole(None))))
}
