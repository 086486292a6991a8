//! Alerts of Advanced Security: what a scan found in a repository.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::id::RepositoryId;
use super::journal::{Stamp, event};
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// Something that a scan found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// `code`, `secret` or `dependency`.
    pub kind: &'static str,
    /// `low`, `medium`, `high`, `critical` or `note`.
    pub severity: &'static str,
    /// What it is.
    pub title: String,
    /// The tool that found it, and its version.
    pub tool: (String, String),
    /// The rule that it breaks, and what that says.
    pub rule: (String, String),
    /// The file, and the first line and column.
    pub place: (String, i64, i64),
    /// The branch that was scanned.
    pub branch: String,
}

/// Why somebody does not want to see an alert any more.
#[derive(Clone, Debug)]
pub struct Dismissal {
    /// `acceptedRisk`, `falsePositive`, …
    pub kind: String,
    /// In words.
    pub message: String,
    /// Who, and when.
    pub by: Stamp,
}

/// An alert.
#[derive(Clone, Debug)]
pub struct Alert {
    /// Its number in the repository.
    pub id: i64,
    /// The repository.
    pub repository: RepositoryId,
    /// What it is about.
    pub finding: Finding,
    /// When a scan found it first.
    pub first: Stamp,
    /// When a scan found it last.
    pub last: Stamp,
    /// When a scan did not find it any more.
    pub fixed: Option<Stamp>,
    /// Whether somebody dismissed it.
    pub dismissal: Option<Dismissal>,
}

/// What happens to alerts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AlertEvent {
    /// A repository was scanned.
    Scanned(RepositoryId),
    /// An alert was dismissed, or is active again.
    StateChanged {
        /// The repository.
        repository: RepositoryId,
        /// Its number.
        id: i64,
    },
}

/// The alerts of an organization, by repository.
#[derive(Debug, Default)]
struct Alerts {
    all: BTreeMap<RepositoryId, Vec<Alert>>,
    scans: u32,
}

part!(Alerts);
event!(AlertEvent);

impl Organization {
    /// The alerts of a repository, by number.
    pub fn alerts(&self, repository: RepositoryId) -> &[Alert] {
        self.part::<Alerts>().all.get(&repository).map(Vec::as_slice).unwrap_or_default()
    }

    /// An alert.
    pub fn alert(&self, repository: RepositoryId, id: i64) -> Option<&Alert> {
        self.alerts(repository).iter().find(|alert| alert.id == id)
    }

    /// How many scans there were: the number of the last.
    pub fn scans(&self) -> u32 {
        self.part::<Alerts>().scans
    }
}

impl Transaction<'_> {
    /// Takes the findings of a scan: new ones become alerts, those of the same tool that it lacks are fixed. Gives
    /// the id of the scan.
    ///
    /// # Errors
    /// None.
    pub fn record_scan(
        &mut self,
        repository: RepositoryId,
        tool: &str,
        findings: Vec<Finding>,
    ) -> Result<Recorded<Uuid>, Refusal> {
        let stamp = self.stamp();
        let id = self.uuid();
        let alerts = self.part_mut::<Alerts>();
        alerts.scans += 1;
        let known = alerts.all.entry(repository).or_default();
        for alert in known.iter_mut().filter(|alert| alert.finding.tool.0 == tool) {
            alert.fixed = alert.fixed.or(Some(stamp));
        }
        for finding in findings {
            let is_same = |alert: &&mut Alert| {
                alert.finding.tool.0 == finding.tool.0
                    && alert.finding.rule.0 == finding.rule.0
                    && alert.finding.place.0 == finding.place.0
                    && alert.finding.title == finding.title
            };
            if let Some(alert) = known.iter_mut().find(is_same) {
                (alert.last, alert.fixed, alert.finding) = (stamp, None, finding);
            } else {
                let id = i64::try_from(known.len()).unwrap_or(i64::MAX - 1) + 1;
                let (first, last, fixed, dismissal) = (stamp, stamp, None, None);
                known.push(Alert { id, repository, finding, first, last, fixed, dismissal });
            }
        }
        Ok(self.record(AlertEvent::Scanned(repository)).with(id))
    }

    /// Dismisses an alert, or makes it active again; one that is not there stays so.
    ///
    /// # Errors
    /// None.
    pub fn dismiss_alert(
        &mut self,
        repository: RepositoryId,
        id: i64,
        dismissal: Option<(String, String)>,
    ) -> Result<Recorded, Refusal> {
        let by = self.stamp();
        let alerts = self.part_mut::<Alerts>().all.get_mut(&repository);
        let known = alerts.and_then(|alerts| alerts.iter_mut().find(|alert| alert.id == id));
        let Some(alert) = known else { return Ok(self.unchanged(())) };
        alert.dismissal = dismissal.map(|(kind, message)| Dismissal { kind, message, by });
        Ok(self.record(AlertEvent::StateChanged { repository, id }))
    }
}
