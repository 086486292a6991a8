//! The phases of a deployment, and their tasks.

use super::{Due, Flow, order};
use crate::world::name::same_name;
use crate::world::release::definition::{MANUAL_INTERVENTION, Phase, SUCCEEDED};
use crate::world::release::deployment::{Attempt, Intervention, PhaseRun, Place, TaskRun};
use crate::world::release::kind::{
    ApprovalExecutionOrder as Order, ApprovalType, DeployPhaseType, DeploymentStatus, EnvironmentStatus,
    InterventionStatus, OperationStatus, PhaseStatus, TaskStatus,
};
use crate::world::release::{ReleaseEvent, ScriptResult, next};

impl Flow<'_> {
    /// As recorded: the step of the phases is numbered after the approvals before them.
    pub(super) fn number_step(&mut self, index: usize) {
        if self.release.environments[index].latest().is_some_and(|attempt| attempt.step == 0) {
            let step = next(&mut self.numbers.step);
            self.touch(index, |attempt| attempt.step = step);
        }
    }

    pub(super) fn begin_phases(&mut self, index: usize) {
        self.number_step(index);
        self.touch(index, |attempt| attempt.status = DeploymentStatus::InProgress);
        let (release, environment) = (self.release.id, self.release.environments[index].id);
        let attempt = self.release.environments[index].attempts.len() as i64;
        self.record(ReleaseEvent::DeploymentStarted { release, environment, attempt });
        self.begin_phase(index, 0);
    }

    /// Begins a phase, the first after others that are to run.
    pub(super) fn begin_phase(&mut self, index: usize, phase: usize) {
        let snapshot = self.release.environments[index].snapshot.clone();
        let Some(known) = snapshot.phases.get(phase) else { return self.end_phases(index) };
        let has_failed = self.release.environments[index].latest().is_some_and(Attempt::has_failed);
        let is_server = known.phase_type == DeployPhaseType::RunOnServer;
        let runs = does_run(known.condition(), has_failed);
        let number = self.release.environments[index].latest().map_or(0, |attempt| attempt.deployment);
        let job = TaskRun::new("Release", self.ids.uuid());
        let run = PhaseRun {
            id: next(&mut self.numbers.phase),
            index: phase,
            status: if runs { PhaseStatus::NotStarted } else { PhaseStatus::Skipped },
            plan: self.ids.uuid(),
            started: None,
            agent: (!is_server).then(|| format!("Hosted Agent {}", number % 4 + 1)),
            job,
            tasks: Vec::new(),
            interventions: Vec::new(),
        };
        self.touch(index, |attempt| {
            attempt.place = Place::Working(phase, 0);
            attempt.phases.push(run);
            if runs {
                attempt.operation = OperationStatus::QueuedForAgent;
            }
        });
        if !runs {
            return self.begin_phase(index, phase + 1);
        }
        self.progressed(index);
        self.wait(index, Due::Soon);
    }

    /// The next step of a phase: its job begins, a task is completed and another begins.
    pub(super) fn work(&mut self, index: usize, phase: usize, task: usize) {
        let snapshot = self.release.environments[index].snapshot.clone();
        let Some(known) = snapshot.phases.get(phase) else { return self.end_phases(index) };
        let is_new = self.release.environments[index]
            .latest()
            .and_then(|attempt| attempt.phases.last())
            .is_some_and(|run| run.status == PhaseStatus::NotStarted);
        if is_new {
            self.begin_job(index, known);
        } else {
            if self.script(index).is_held {
                return;
            }
            let outcome = self.outcome(index, known, task);
            self.end_task(index, task, outcome);
        }
        self.next_task(index, phase, known, if is_new { task } else { task + 1 });
    }

    pub(super) fn begin_job(&mut self, index: usize, phase: &Phase) {
        let at = self.stamp.at;
        let mut names: Vec<(String, Option<usize>)> = Vec::new();
        if phase.phase_type != DeployPhaseType::RunOnServer {
            names.push(("Initialize Job".to_owned(), None));
            let skips = phase.input.get("skipArtifactsDownload").and_then(serde_json::Value::as_bool);
            if !skips.unwrap_or(false) {
                let builds = self.release.artifacts.iter();
                names.extend(
                    builds.map(|known| (format!("Download artifact - {} - drop", known.alias), None)),
                );
            }
        }
        let own = phase.tasks.iter().enumerate().filter(|(_, task)| task.enabled);
        names.extend(own.map(|(number, task)| (task.name.clone(), Some(number))));
        let tasks = names.into_iter().map(|(name, number)| {
            let mut run = TaskRun::new(&name, self.ids.uuid());
            run.index = number;
            let task = number.and_then(|number| phase.tasks.get(number));
            run.task = task.map(|task| (task.task_id, task.version.clone()));
            if number.is_none() && name.starts_with("Download artifact") {
                run.task = Some((DOWNLOAD_BUILD_ARTIFACTS, "0.*".to_owned()));
            }
            run
        });
        let tasks = tasks.collect();
        self.touch(index, |attempt| {
            attempt.operation = OperationStatus::PhaseInProgress;
            if let Some(run) = attempt.phases.last_mut() {
                run.status = PhaseStatus::InProgress;
                run.started = Some(at);
                run.job.status = TaskStatus::InProgress;
                run.job.started = Some(at);
                run.tasks = tasks;
            }
        });
    }

    /// How a task ends: as the script says, and otherwise well.
    pub(super) fn outcome(&self, index: usize, phase: &Phase, task: usize) -> TaskStatus {
        let script = self.script(index);
        let run = self.release.environments[index].latest().and_then(|attempt| attempt.phases.last());
        let Some(number) = run.and_then(|run| run.tasks.get(task)?.index) else {
            return TaskStatus::Succeeded;
        };
        let deciding = match &script.task {
            Some(name) => phase.tasks.get(number).is_some_and(|task| same_name(&task.name, name)),
            None => phase.tasks.iter().rposition(|task| task.enabled) == Some(number),
        };
        let tolerated = phase.tasks.get(number).is_some_and(|task| task.continue_on_error);
        match script.result {
            ScriptResult::Failed if deciding && !tolerated => TaskStatus::Failed,
            ScriptResult::Failed | ScriptResult::PartiallySucceeded if deciding => {
                TaskStatus::PartiallySucceeded
            }
            _ => TaskStatus::Succeeded,
        }
    }

    pub(super) fn end_task(&mut self, index: usize, task: usize, status: TaskStatus) {
        let at = self.stamp.at;
        let message = self.script(index).message;
        self.touch(index, |attempt| {
            let Some(run) = attempt.phases.last_mut() else { return };
            let Some(task) = run.tasks.get_mut(task) else { return };
            task.status = status;
            task.finished = Some(at);
            if status != TaskStatus::Succeeded {
                let usual = || format!("{} ended with exit code 1", task.name);
                task.issues.push(message.unwrap_or_else(usual));
            }
        });
    }

    /// Begins the next task that is to run; without any the phase is over.
    pub(super) fn next_task(&mut self, index: usize, phase: usize, known: &Phase, from: usize) {
        let at = self.stamp.at;
        let mut begun = None;
        self.touch(index, |attempt| {
            let Some(run) = attempt.phases.last_mut() else { return };
            let has_failed = run.tasks.iter().any(|task| task.status == TaskStatus::Failed);
            let logs = run.tasks.iter().map(|task| task.id).max().unwrap_or(0).max(1);
            for (number, task) in run.tasks.iter_mut().enumerate().skip(from) {
                let own = task.index.and_then(|index| known.tasks.get(index));
                let condition = own.and_then(|own| own.condition.as_deref()).unwrap_or(SUCCEEDED);
                let always = own.is_some_and(|own| own.always_run);
                task.started = Some(at);
                if always || does_run(condition, has_failed) {
                    // As recorded: the log of the first task is number 2.
                    task.id = logs + 1;
                    task.status = TaskStatus::InProgress;
                    attempt.place = Place::Working(phase, number);
                    begun = Some(number);
                    break;
                }
                task.finished = Some(at);
                task.status = TaskStatus::Skipped;
                task.result_code = Some(format!("Evaluating: {condition}\r\nResult: False\r\n"));
            }
        });
        self.progressed(index);
        match begun {
            None => self.end_phase(index, phase),
            Some(number) => {
                let run = self.release.environments[index].latest().and_then(|last| last.phases.last());
                let own = run.and_then(|run| run.tasks.get(number)?.index);
                let own = own.and_then(|own| known.tasks.get(own));
                match own.filter(|own| own.task_id == MANUAL_INTERVENTION) {
                    Some(own) => {
                        let instructions = own.inputs.get("instructions").and_then(serde_json::Value::as_str);
                        self.intervene(index, number, &own.name, instructions.unwrap_or_default());
                    }
                    None => self.wait(index, Due::Soon),
                }
            }
        }
    }

    pub(super) fn intervene(&mut self, index: usize, task: usize, name: &str, instructions: &str) {
        let at = self.stamp.at;
        let id = next(&mut self.numbers.intervention);
        self.touch(index, |attempt| {
            attempt.operation = OperationStatus::ManualInterventionPending;
            // Nothing that was due before moves it on.
            attempt.wait += 1;
            let Some(run) = attempt.phases.last_mut() else { return };
            let record = run.tasks.get(task).map(|task| task.record).unwrap_or_default();
            run.interventions.push(Intervention {
                id,
                record,
                name: name.to_owned(),
                instructions: instructions.to_owned(),
                status: InterventionStatus::Pending,
                approver: None,
                comments: None,
                created: at,
                modified: at,
            });
        });
        let (release, environment) = (self.release.id, self.release.environments[index].id);
        self.record(ReleaseEvent::InterventionPending { release, environment, intervention: id });
    }

    /// Somebody answered a manual intervention.
    pub fn intervened(&mut self, index: usize, is_resumed: bool) {
        let Some(Place::Working(phase, task)) =
            self.release.environments[index].latest().map(|last| last.place)
        else {
            return;
        };
        let snapshot = self.release.environments[index].snapshot.clone();
        let Some(known) = snapshot.phases.get(phase) else { return };
        let status = if is_resumed { TaskStatus::Succeeded } else { TaskStatus::Failed };
        self.end_task(index, task, status);
        self.touch(index, |attempt| attempt.operation = OperationStatus::PhaseInProgress);
        self.next_task(index, phase, known, task + 1);
    }

    pub(super) fn end_phase(&mut self, index: usize, phase: usize) {
        let at = self.stamp.at;
        self.touch(index, |attempt| {
            let Some(run) = attempt.phases.last_mut() else { return };
            let any = |status| run.tasks.iter().any(|task| task.status == status);
            let (task, phase, operation) = if any(TaskStatus::Failed) {
                (TaskStatus::Failed, PhaseStatus::Failed, OperationStatus::PhaseFailed)
            } else if any(TaskStatus::PartiallySucceeded) {
                let operation = OperationStatus::PhasePartiallySucceeded;
                (TaskStatus::PartiallySucceeded, PhaseStatus::PartiallySucceeded, operation)
            } else {
                (TaskStatus::Succeeded, PhaseStatus::Succeeded, OperationStatus::PhaseSucceeded)
            };
            run.status = phase;
            run.job.status = task;
            run.job.finished = Some(at);
            // As recorded: the log of the job comes after those of its tasks.
            run.job.id = run.tasks.iter().map(|task| task.id).max().unwrap_or(1) + 1;
            attempt.operation = operation;
        });
        self.begin_phase(index, phase + 1);
    }

    pub(super) fn end_phases(&mut self, index: usize) {
        if self.release.environments[index].latest().is_some_and(Attempt::has_failed) {
            let operation = OperationStatus::PhaseFailed;
            return self.complete(index, DeploymentStatus::Failed, operation, EnvironmentStatus::Rejected);
        }
        let snapshot = &self.release.environments[index].snapshot;
        match order(&snapshot.post_approvals, Order::AfterSuccessfulGates) {
            Order::BeforeGates => self.ask(index, ApprovalType::PostDeploy, 0),
            _ => self.begin_gates(index, ApprovalType::PostDeploy),
        }
    }

    pub(super) fn succeed(&mut self, index: usize) {
        let phases = self.release.environments[index].latest().map(|attempt| attempt.phases.as_slice());
        let is_partial = phases
            .into_iter()
            .flatten()
            .any(|phase| matches!(phase.status, PhaseStatus::PartiallySucceeded | PhaseStatus::Failed));
        let (deployment, environment) = if is_partial {
            (DeploymentStatus::PartiallySucceeded, EnvironmentStatus::PartiallySucceeded)
        } else {
            (DeploymentStatus::Succeeded, EnvironmentStatus::Succeeded)
        };
        self.complete(index, deployment, OperationStatus::Approved, environment);
    }
}

/// What every agent does with the artifact of a build.
const DOWNLOAD_BUILD_ARTIFACTS: uuid::Uuid = uuid::Uuid::from_u128(0xa433_f589_fce1_4460_9ee6_44a6_24ae_b1fb);

impl TaskRun {
    fn new(name: &str, record: uuid::Uuid) -> Self {
        Self {
            id: 0,
            record,
            name: name.to_owned(),
            task: None,
            index: None,
            status: TaskStatus::Pending,
            started: None,
            finished: None,
            issues: Vec::new(),
            result_code: None,
        }
    }
}

/// Whether a phase or task with this condition runs. Of expressions only the functions of status are looked at.
fn does_run(condition: &str, has_failed: bool) -> bool {
    let condition = condition.to_lowercase();
    let has = |function: &str| condition.contains(function);
    if has("always()") || has("succeededorfailed()") {
        return true;
    }
    if has("failed()") { has_failed } else { !has_failed }
}
