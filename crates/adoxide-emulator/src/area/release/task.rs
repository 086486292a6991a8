//! The tasks of deployments: their lists, their logs, what they attach.

use std::io::{Cursor, Write as _};

use adoxide_api::release::meta;
use http::header::CONTENT_DISPOSITION;
use jiff::Timestamp;
use uuid::Uuid;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::environment::{located, run_json};
use super::read::find;
use super::shape::environment_url;
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::release::deployment::{Attempt, PhaseRun, Release, ReleaseEnvironment, TaskRun};
use crate::world::release::kind::TaskStatus;

handlers! {
    meta::GET_TASK_LOG => read(get_task_log),
    meta::GET_GATE_LOG => read(get_gate_log),
    meta::GET_LOG => read(get_log),
    meta::GET_LOGS => read(get_logs),
    meta::GET_TASKS => read(get_tasks),
    meta::GET_TASKS2 => read(get_tasks_of_timeline),
    meta::GET_TASK_LOG2 => read(get_task_log_of_timeline),
    meta::GET_TASKS_FOR_TASK_GROUP => read(get_tasks_of_phase),
    meta::GET_TASK_ATTACHMENTS => read(get_attachments),
    meta::GET_RELEASE_TASK_ATTACHMENTS => read(get_attachments),
    meta::GET_TASK_ATTACHMENT_CONTENT => read(get_attachment_content),
    meta::GET_RELEASE_TASK_ATTACHMENT_CONTENT => read(get_attachment_content),
}

/// The tasks that deployments mostly have, by id: their names.
const TASKS: &[(u128, &str)] = &[
    (0xa433_f589_fce1_4460_9ee6_44a6_24ae_b1fb, "DownloadBuildArtifacts"),
    (0xbcb6_4569_d51a_4af0_9c01_ea5d_05b3_b622, "ManualIntervention"),
    (0x497d_490f_eea7_4f2b_ab94_48d9_c1ac_dcb1, "AzureRmWebAppDeployment"),
    (0x72a1_931b_effb_4d2e_8fd8_f847_2a07_cb62, "AzurePowerShell"),
    (0xe213_ff0f_5d5c_4791_802d_52ea_3e7b_e1f1, "PowerShell"),
    (0x6c73_1c3c_3c68_459a_a5c9_bde6_e659_5b5b, "Bash"),
    (0xd9ba_fed4_0b18_4f58_968d_8665_5b4d_2ce9, "CmdLine"),
    (0xf130_9cb8_e32e_4a87_9dd0_9b57_4519_2f39, "queryWorkItems"),
];

/// The task that ran: a version in full, as an agent reports it.
pub(super) fn task_reference(id: Uuid, version: &str, step: &str) -> Object {
    let known = TASKS.iter().find(|(known, _)| *known == id.as_u128());
    let name = known.map_or_else(|| step.replace(' ', ""), |(_, name)| (*name).to_owned());
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    Object::new()
        .set("id", id)
        .set("name", name)
        .set("version", format_args!("{}.{}.{}", part(), part(), part()))
}

/// The lines of a task's log. Those of a task that is still at work grow as it goes on.
fn lines(task: &TaskRun, now: Timestamp) -> Vec<String> {
    let Some(started) = task.started else { return Vec::new() };
    let line = |at: Timestamp, text: String| format!("{} {text}", at.strftime("%Y-%m-%dT%H:%M:%S%.7fZ"));
    let mut all = vec![line(started, format!("##[section]Starting: {}", task.name))];
    let rule = "=".repeat(78);
    for text in [rule.as_str(), &format!("Task         : {}", task.name), &rule] {
        all.push(line(started, text.to_owned()));
    }
    let end = task.finished.unwrap_or(now);
    for number in 1..=3 {
        all.push(line(started.max(end), format!("Step {number} of 3 of {}", task.name)));
    }
    let kind = if task.status == TaskStatus::Failed { "error" } else { "warning" };
    all.extend(task.issues.iter().map(|issue| line(end, format!("##[{kind}]{issue}"))));
    if let Some(end) = task.finished {
        all.push(line(end, format!("##[section]Finishing: {}", task.name)));
    }
    all
}

fn log(view: &View<'_>, task: Option<&TaskRun>) -> Result<Reply, Fault> {
    let given = view.required("taskId")?;
    let task = task.filter(|task| task.id != 0);
    let task = task.ok_or_else(|| Fault::release_part_not_found("log of task", given))?;
    let lines = lines(task, view.stamp().at);
    let first = view.query.number(&["startLine"])?.unwrap_or(0);
    let last = view.query.number(&["endLine"])?.unwrap_or(usize::MAX);
    // Both are counted from 1; 0 is what is not said.
    let lines = lines.iter().take(if last == 0 { usize::MAX } else { last }).skip(first.saturating_sub(1));
    let text = lines.flat_map(|line| [line.as_str(), "\r\n"]).collect::<String>();
    Ok(Reply::bytes("text/plain", text))
}

fn number(view: &View<'_>, name: &str) -> Result<i64, Fault> {
    let given = view.required(name)?;
    given.parse().map_err(|_| Fault::invalid_parameter(name, given))
}

fn task_of(phase: &PhaseRun, id: i64) -> Option<&TaskRun> {
    phase.tasks.iter().chain([&phase.job]).find(|task| task.id == id)
}

fn get_task_log(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, environment) = located(view)?;
    let (phase, task) = (number(view, "releaseDeployPhaseId")?, number(view, "taskId")?);
    let mut phases = environment.attempts.iter().flat_map(|attempt| &attempt.phases);
    log(view, phases.find(|known| known.id == phase).and_then(|phase| task_of(phase, task)))
}

/// The log of a task of the latest deployment.
fn get_log(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, environment) = located(view)?;
    let task = number(view, "taskId")?;
    let attempt = match view.query.number(&["attemptId"])? {
        Some(number) => environment.attempts.iter().find(|attempt| attempt.number == number as i64),
        None => environment.latest(),
    };
    log(view, attempt.and_then(|attempt| attempt.phases.iter().find_map(|phase| task_of(phase, task))))
}

fn get_gate_log(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, environment) = located(view)?;
    let (gate, task) = (number(view, "gateId")?, number(view, "taskId")?);
    let run = environment.attempts.iter().find_map(|attempt| attempt.gates(gate));
    log(view, run.and_then(|run| run.tasks.iter().find(|known| known.id == task)))
}

/// The logs of all tasks: a folder for each environment, deployment and phase.
fn get_logs(view: &View<'_>) -> Result<Reply, Fault> {
    let release = find(view)?;
    let now = view.stamp().at;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = |name: &str| name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_");
    for (environment, attempt) in release.deployments() {
        for phase in &attempt.phases {
            let known = environment.snapshot.phases.get(phase.index);
            let folder = format!(
                "{}/Attempt {}/{}",
                plain(&environment.snapshot.name),
                attempt.number,
                plain(known.map_or("Phase", |known| known.name.as_str()))
            );
            for task in phase.tasks.iter().filter(|task| task.id != 0) {
                let name = format!("{folder}/{}_{}.log", task.id, plain(&task.name));
                let text = lines(task, now).join("\r\n");
                let begun = archive.start_file(name, SimpleFileOptions::default());
                begun.map_err(|error| Fault::internal(&error))?;
                archive.write_all(text.as_bytes()).map_err(|error| Fault::internal(&error))?;
            }
        }
    }
    let bytes = archive.finish().map_err(|error| Fault::internal(&error))?.into_inner();
    let disposition = format!("attachment; filename=ReleaseLogs_{}.zip", release.id);
    Ok(Reply::bytes("application/zip", bytes).header(CONTENT_DISPOSITION, disposition))
}

fn tasks<'v>(
    view: &'v View<'_>,
    release: &'v Release,
    environment: &'v ReleaseEnvironment,
    phase: &'v PhaseRun,
) -> impl Iterator<Item = Object> + 'v {
    phase.tasks.iter().enumerate().map(move |(rank, task)| {
        let path = format!("deployPhases/{}/tasks/{}/logs", phase.id, task.id);
        let url = format!("{}/{path}", environment_url(view, release, environment.id));
        run_json(task, rank as i64 + 1, phase.agent.as_deref(), &url)
    })
}

fn get_tasks(view: &View<'_>) -> Result<Reply, Fault> {
    let (release, environment) = located(view)?;
    let attempt = match view.query.number(&["attemptId"])? {
        Some(number) => environment.attempts.iter().find(|attempt| attempt.number == number as i64),
        None => environment.latest(),
    };
    let phases = attempt.into_iter().flat_map(|attempt: &Attempt| &attempt.phases);
    Ok(Reply::list(phases.flat_map(|phase| tasks(view, release, environment, phase))))
}

/// The phase of an attempt whose plan the timeline is: both are in the path.
fn phase_of_timeline<'v>(
    view: &View<'v>,
) -> Result<(&'v Release, &'v ReleaseEnvironment, &'v PhaseRun), Fault> {
    let (release, environment) = located(view)?;
    let (attempt, timeline) = (number(view, "attemptId")?, view.required("timelineId")?);
    let plan: Option<Uuid> = timeline.parse().ok();
    let mut attempts = environment.attempts.iter().filter(|known| known.number == attempt);
    let phase = attempts.find_map(|known| known.phases.iter().find(|phase| Some(phase.plan) == plan));
    let phase = phase.ok_or_else(|| Fault::release_part_not_found("timeline", timeline))?;
    Ok((release, environment, phase))
}

fn get_tasks_of_timeline(view: &View<'_>) -> Result<Reply, Fault> {
    let (release, environment, phase) = phase_of_timeline(view)?;
    Ok(Reply::list(tasks(view, release, environment, phase)))
}

fn get_task_log_of_timeline(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, _, phase) = phase_of_timeline(view)?;
    log(view, task_of(phase, number(view, "taskId")?))
}

fn get_tasks_of_phase(view: &View<'_>) -> Result<Reply, Fault> {
    let (release, environment) = located(view)?;
    let id = number(view, "releaseDeployPhaseId")?;
    let mut phases = environment.attempts.iter().flat_map(|attempt| &attempt.phases);
    let phase = phases.find(|known| known.id == id);
    let phase = phase.ok_or_else(|| Fault::release_part_not_found("phase", &id.to_string()))?;
    Ok(Reply::list(tasks(view, release, environment, phase)))
}

/// No task is executed, so none attaches anything.
fn get_attachments(view: &View<'_>) -> Result<Reply, Fault> {
    located(view)?;
    Ok(Reply::list(std::iter::empty::<Object>()))
}

fn get_attachment_content(view: &View<'_>) -> Result<Reply, Fault> {
    located(view)?;
    Err(Fault::release_part_not_found("attachment", view.required("name")?))
}
