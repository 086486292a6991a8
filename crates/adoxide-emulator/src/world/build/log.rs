//! Logs: those that agents sent, and those that the emulator makes up when somebody reads them.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::plan::{Step, TaskName};
use super::run::Build;
use super::timeline::{Issue, Place, TimelineRecord};

/// A log.
#[derive(Clone, Debug)]
pub struct Log {
    /// Its number in the build, from 1.
    pub id: i64,
    /// The record that it is of.
    pub record: Option<Uuid>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was written to last.
    pub changed: Timestamp,
    /// What was written to it. None for what is made up when it is read.
    written: Option<Vec<String>>,
}

/// How lines begin: when they were written.
fn stamped(at: Timestamp, line: &str) -> String {
    format!("{} {line}", at.strftime("%Y-%m-%dT%H:%M:%S.%7fZ"))
}

impl Log {
    pub(super) fn new(id: i64, record: Option<Uuid>, created: Timestamp, changed: Timestamp) -> Self {
        Self { id, record, created, changed, written: None }
    }

    /// An empty log that somebody will write to.
    pub(super) fn open(id: i64, at: Timestamp) -> Self {
        Self { written: Some(Vec::new()), ..Self::new(id, None, at, at) }
    }

    /// Writes lines that were sent between two instants. They get time stamps.
    pub(super) fn write(&mut self, lines: &[String], from: Timestamp, to: Timestamp) {
        let all = self.written.get_or_insert_default();
        all.extend(spread(lines.len(), from, to).zip(lines).map(|(at, line)| stamped(at, line)));
        self.changed = to;
    }

    /// Appends text as it is.
    pub(super) fn append(&mut self, text: &str, at: Timestamp) {
        self.written.get_or_insert_default().extend(text.lines().map(str::to_owned));
        self.changed = at;
    }
}

/// The instants at which so many lines are written.
fn spread(count: usize, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Timestamp> {
    let whole = from.duration_until(to).max(SignedDuration::ZERO);
    let each = whole / i32::try_from(count.max(1)).unwrap_or(i32::MAX);
    (0..count).map(move |index| {
        let ahead = each.saturating_mul(i32::try_from(index).unwrap_or(i32::MAX));
        from.saturating_add(ahead).unwrap_or(to)
    })
}

impl Build {
    /// The lines of a log, by its number; none if there is no such log.
    pub fn log(&self, number: i64) -> Option<Vec<String>> {
        let log = self.logs.get(&number)?;
        if let Some(written) = &log.written {
            return Some(written.clone());
        }
        // A job has the same record in each attempt, and another log.
        let own = log.record?;
        let timelines = || std::iter::once(&self.timeline).chain(self.attempts.values());
        let in_timelines = |is_it: &dyn Fn(&TimelineRecord) -> bool| {
            timelines()
                .find_map(|timeline| Some((timeline, timeline.records.iter().find(|known| is_it(known))?)))
        };
        let found = in_timelines(&|known| known.id == own && known.log == Some(number));
        let (timeline, record) = found.or_else(|| in_timelines(&|known| known.id == own))?;
        if record.kind != "Job" {
            return Some(self.lines(record, log.changed));
        }
        // The log of a job is those of its steps.
        let tasks = timeline.records.iter().filter(|task| task.parent == Some(own));
        let mut tasks: Vec<_> = tasks.filter_map(|task| Some((task.order, task.log?))).collect();
        tasks.sort_unstable();
        tasks.dedup();
        Some(tasks.into_iter().filter_map(|(_, log)| self.log(log)).flatten().collect())
    }

    /// How many lines a log has.
    pub fn line_count(&self, number: i64) -> usize {
        self.log(number).map_or(0, |lines| lines.len())
    }

    /// The lines that a record has sent by now, without time stamps: those that were sent, or as many of those that
    /// are made up as fit the time.
    pub fn feed(&self, record: Uuid, now: Timestamp) -> Vec<String> {
        if let Some(lines) = self.feeds.get(&record).filter(|lines| !lines.is_empty()) {
            return lines.clone();
        }
        let Some(record) = self.record(record).filter(|record| record.kind == "Task") else {
            return Vec::new();
        };
        let Some(started) = record.started else { return Vec::new() };
        let lines = self.text(record);
        if record.is_completed() {
            return lines;
        }
        // A line every 20 ms, but never all of them before the step has ended.
        let since = started.duration_until(now).as_millis().max(0) / 20;
        let count = usize::try_from(since).unwrap_or(usize::MAX).min(lines.len().saturating_sub(1));
        lines.into_iter().take(count.max(1)).collect()
    }

    /// The line of a record's log that an issue stands in, from 1.
    pub fn issue_line(&self, record: &TimelineRecord, issue: &Issue) -> Option<usize> {
        let kind = if issue.is_error { "##[error]" } else { "##[warning]" };
        let wanted = format!("{kind}{}", issue.message.lines().next()?);
        let written = record.log.and_then(|log| self.logs.get(&log)?.written.as_ref());
        let found = match written {
            Some(lines) => lines.iter().position(|line| line.ends_with(&wanted)),
            None => self.text(record).iter().position(|line| *line == wanted),
        };
        found.map(|place| place + 1)
    }

    /// The made-up lines of a step, with time stamps.
    fn lines(&self, record: &TimelineRecord, end: Timestamp) -> Vec<String> {
        let text = self.text(record);
        let from = record.started.unwrap_or(end);
        let to = record.finished.unwrap_or(end);
        spread(text.len(), from, to).zip(&text).map(|(at, line)| stamped(at, line)).collect()
    }

    /// The made-up lines of a step.
    fn text(&self, record: &TimelineRecord) -> Vec<String> {
        let step = match record.place {
            Place::Task(stage, job, _, Some(step)) => {
                self.plan.stages.get(stage).and_then(|stage| stage.jobs.get(job)?.steps.get(step))
            }
            _ => None,
        };
        let mut lines = vec![format!("##[section]Starting: {}", record.name)];
        match step {
            Some(step) if !step.is_checkout() => lines.extend(self.step_text(step)),
            _ => lines.extend(self.agent_text(&record.name, record.worker.as_deref())),
        }
        for issue in &record.issues {
            let kind = if issue.is_error { "error" } else { "warning" };
            lines.extend(issue.message.lines().map(|line| format!("##[{kind}]{line}")));
        }
        if record.is_completed() {
            lines.push(format!("##[section]Finishing: {}", record.name));
        }
        lines
    }

    /// What the agent writes by itself.
    fn agent_text(&self, name: &str, worker: Option<&str>) -> Vec<String> {
        let commit = self.new.source_version.as_deref().unwrap_or("HEAD");
        let branch = self.new.source_branch.as_deref().unwrap_or_default();
        let worker = worker.unwrap_or("Azure Pipelines 1");
        let line = |text: String| text;
        match name {
            "Initialize job" => vec![
                line(format!("Agent name: '{worker}'")),
                line("Agent machine name: 'runnervm'".to_owned()),
                line("Current agent version: '4.268.0'".to_owned()),
                line("Current image version: '20261115.1.0'".to_owned()),
                line("Agent running as: 'vsts'".to_owned()),
                line("Prepare build directory.".to_owned()),
                line("Set build variables.".to_owned()),
                line("Download all required tasks.".to_owned()),
                line(format!("Build number: {}", self.number)),
                line("Finished checking job knob settings.".to_owned()),
                line("Start tracking orphan processes.".to_owned()),
            ],
            "Finalize Job" => vec![
                line("Cleaning up task key".to_owned()),
                line("Start cleaning up orphan processes.".to_owned()),
            ],
            _ if name.starts_with("Post-job") => {
                vec![line("Cleaning any cached credential from the repository.".to_owned())]
            }
            _ => vec![
                line(format!("Syncing repository at {branch}")),
                line("##[command]git version".to_owned()),
                line("git version 2.51.0".to_owned()),
                line(format!(
                    "##[command]git fetch --force --tags --prune --no-recurse-submodules --depth=1 origin +{commit}"
                )),
                line(format!("##[command]git checkout --progress --force {commit}")),
                line(format!("HEAD is now at {}", &commit[..commit.len().min(7)])),
            ],
        }
    }

    /// What a step writes: what it is, and what it would do.
    fn step_text(&self, step: &Step) -> Vec<String> {
        const RULE: &str = "==============================================================================";
        let mut lines = vec![RULE.to_owned()];
        if let Some(TaskName { name, version, .. }) = &step.task {
            lines.push(format!("Task         : {name}"));
            lines.push(format!("Version      : {version}"));
            lines.push("Author       : Microsoft Corporation".to_owned());
        }
        lines.push(RULE.to_owned());
        let Some(script) = step.input("script").or_else(|| step.input("inlineScript")) else {
            lines.extend(
                step.inputs
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", value.lines().next().unwrap_or_default())),
            );
            return lines;
        };
        lines.push("Generating script.".to_owned());
        if script.lines().count() > 1 {
            lines.push(
                "========================== Starting Command Output ===========================".to_owned(),
            );
        } else {
            lines.push("Script contents:".to_owned());
            lines.push(script.trim_end().to_owned());
            lines.push(
                "========================== Starting Command Output ===========================".to_owned(),
            );
        }
        lines.push("[command]/usr/bin/bash --noprofile --norc /home/vsts/work/_temp/script.sh".to_owned());
        for command in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
            // What a script prints is what it echoes; the rest is not run.
            lines.extend(command.strip_prefix("echo ").map(|text| {
                let text = text.trim();
                let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                let quoted =
                    quoted.or_else(|| text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')));
                self.substituted(quoted.unwrap_or(text))
            }));
        }
        lines
    }

    /// A text with the values of its `$(variables)`.
    fn substituted(&self, text: &str) -> String {
        let mut made = String::new();
        let mut rest = text;
        while let Some(start) = rest.find("$(") {
            made.push_str(&rest[..start]);
            let Some(end) = rest[start..].find(')') else { break };
            let name = &rest[start + 2..start + end];
            match self.variable(name) {
                Some(value) => made.push_str(&value),
                None => made.push_str(&rest[start..=start + end]),
            }
            rest = &rest[start + end + 1..];
        }
        made.push_str(rest);
        made
    }

    /// The numbers of its logs.
    pub fn logs(&self) -> Vec<i64> {
        self.logs.keys().copied().collect()
    }
}
