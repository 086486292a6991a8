//! Why a run failed.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use adoxide_api::build::{Build, Issue, IssueType, ValidationResult};

use super::log::LogLine;
use super::run::Run;
use super::timeline::{Record, Timeline};
use crate::error::{ErrorKind, Result};

/// How many lines of each log are shown.
const LINES: usize = 20;

/// What failed in a run, as deep in its timeline as it can be told.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failures {
    /// The run.
    pub build: Arc<Build>,
    /// Why it did not even begin: what is wrong with its YAML, or what it may not use.
    pub refused: Vec<String>,
    /// The tasks, jobs and checks that failed, in the order of the timeline.
    pub failed: Vec<Failure>,
}

impl Failures {
    /// Whether nothing failed.
    pub fn is_empty(&self) -> bool {
        self.refused.is_empty() && self.failed.is_empty()
    }
}

/// A record that failed, and none below it did.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Failure {
    /// The task, job or check.
    pub record: Record,
    /// Its errors, and those of the records that it is in.
    pub errors: Vec<Issue>,
    /// The last lines of its log.
    pub last_lines: Vec<LogLine>,
}

impl fmt::Display for Failures {
    /// As text for people: each failure with its errors and the last lines of its log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for reason in &self.refused {
            writeln!(f, "{reason}")?;
        }
        for failure in &self.failed {
            writeln!(f, "{}", failure.record.path())?;
            for issue in &failure.errors {
                writeln!(f, "  error: {}", issue.message.as_deref().unwrap_or_default())?;
            }
            for line in &failure.last_lines {
                writeln!(f, "  | {}", line.message())?;
            }
        }
        Ok(())
    }
}

impl Run {
    /// Why it failed: each task, job or check that did, with its errors and the last lines of its log. Empty when
    /// nothing failed.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such run, and as any call. A log that was deleted is left out.
    pub async fn why_failed(&self) -> Result<Failures> {
        let build = self.reload().await?;
        let timeline = self.timeline().await?;
        let refused = build
            .validation_results
            .iter()
            .flatten()
            .filter(|result| result.result == Some(ValidationResult::Error))
            .filter_map(|result| result.message.clone())
            .collect();
        let failed = culprits(&timeline);
        let lines: HashMap<i64, i64> = if failed.iter().any(|record| record.log_id().is_some()) {
            let logs = self.logs().all().await?;
            logs.into_iter().filter_map(|log| Some((log.id?, log.line_count?))).collect()
        } else {
            HashMap::new()
        };
        let mut failures = Vec::new();
        for record in failed {
            let last_lines = match record.log_id() {
                None => Vec::new(),
                Some(log) => match self.log(log).tail(LINES, lines.get(&log).copied()).await {
                    Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
                    tail => tail?,
                },
            };
            let issues = std::iter::once(&record).chain(record.ancestors()).flat_map(Record::issues);
            let errors = issues.filter(|issue| issue.r#type == Some(IssueType::Error)).cloned().collect();
            failures.push(Failure { record, errors, last_lines });
        }
        Ok(Failures { build, refused, failed: failures })
    }
}

/// The failed records that have no failed record below them.
fn culprits(timeline: &Timeline) -> Vec<Record> {
    let failed = timeline.records().filter(|record| record.is_failed());
    failed.filter(|record| !timeline.descendants(record).any(Record::is_failed)).cloned().collect()
}
