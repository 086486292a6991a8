//! How builds go that nobody runs: which steps fail, how long they take, what they write.

use std::time::Duration;

use super::plan::{Plan, Step};
use super::run::BuildResult;
use super::timeline::Issue;

/// A rule of a script: for the steps whose path matches the pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// `Stage/Job/Step`, `Job/Step` or `Step`: names or display names in any case; `*` stands for any.
    pub path: String,
    /// The attempt that it is about, from 1; by default all.
    pub attempt: Option<i64>,
    /// How the step ends: `failed`, `succeededWithIssues`, …
    pub result: Option<&'static str>,
    /// What goes wrong.
    pub issues: Vec<Issue>,
    /// What it writes, instead of what the emulator makes up.
    pub lines: Option<Vec<String>>,
    /// How long it takes.
    pub duration: Option<Duration>,
    /// Whether it runs until somebody ends it.
    pub is_held: bool,
}

/// How a build goes. By default all steps succeed, and each stage takes as long as any other work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The rules; the first that matches a step applies.
    pub rules: Vec<Rule>,
    /// How long a step takes that no rule says otherwise of.
    pub step: Option<Duration>,
    /// How long it waits before it begins.
    pub wait: Option<Duration>,
    /// Why its jobs get no agent, if they do not: they fail, and this is what the service says of them.
    pub refused: Option<String>,
}

impl Script {
    /// The script of a build that ends so: the last step of its last job is to blame.
    pub fn ending(result: BuildResult, plan: &Plan) -> Self {
        let last = plan.stages.iter().rev().find_map(|stage| {
            let job = stage.jobs.iter().rev().find(|job| job.steps.iter().any(|step| !step.is_checkout()))?;
            let step = job.steps.iter().rev().find(|step| !step.is_checkout())?;
            Some(format!("{}/{}/{}", stage.name, job.name, step.display))
        });
        let (how, issue) = match result {
            BuildResult::Failed => ("failed", Issue::error("Bash exited with code '1'.")),
            BuildResult::PartiallySucceeded => {
                ("succeededWithIssues", Issue::warning("There were warnings."))
            }
            BuildResult::Succeeded | BuildResult::Canceled => return Self::default(),
        };
        let rule = Rule {
            path: last.unwrap_or_else(|| "*".to_owned()),
            result: Some(how),
            issues: vec![issue],
            ..Rule::default()
        };
        Self { rules: vec![rule], ..Self::default() }
    }

    /// The script of a build whose steps are ended by somebody outside.
    pub fn held() -> Self {
        let rule = Rule { path: "*".to_owned(), is_held: true, ..Rule::default() };
        Self { rules: vec![rule], ..Self::default() }
    }

    /// The script of one step.
    pub(super) fn rule(&self, path: &[&[&str]; 3], attempt: i64) -> Option<&Rule> {
        self.rules.iter().find(|rule| {
            let wanted: Vec<_> = rule.path.split('/').collect();
            rule.attempt.is_none_or(|known| known == attempt)
                && wanted.len() <= path.len()
                && wanted.iter().rev().zip(path.iter().rev()).all(|(wanted, names)| {
                    *wanted == "*" || names.iter().any(|name| name.eq_ignore_ascii_case(wanted))
                })
        })
    }
}

/// The names that a step goes by.
pub(super) fn step_names(step: &Step) -> Vec<&str> {
    let task = step.task.as_ref().map(|task| task.name.as_str());
    [Some(step.display.as_str()), step.name.as_deref(), task].into_iter().flatten().collect()
}
