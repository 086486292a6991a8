//! What an audit has found.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::check::{Check, Severity};
use super::compare::{Known, VERSION};
use super::compliance::requirements;
use super::secret::Secret;

/// An audit.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// When it was made.
    pub made: Timestamp,
    /// The organizations that were looked at.
    pub organizations: Vec<String>,
    /// The project, if only one was looked at.
    pub project: Option<String>,
    /// Where the tables are.
    pub place: String,
    /// What became of each check, in the order of [`all`](super::all).
    pub outcomes: Vec<Outcome>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
    /// When the audit was made that this one was compared with.
    pub compared: Option<Timestamp>,
    /// What the earlier audit had found, and this one has not.
    pub resolved: Vec<Known>,
}

/// What became of a check.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Outcome {
    /// The check.
    pub check: &'static Check,
    /// How it ended.
    pub status: Status,
    /// How many resources were looked at.
    pub looked_at: Option<i64>,
    /// What could not be checked, and why.
    pub reasons: Vec<String>,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// It has found something that nobody has accepted.
    Failed,
    /// It has found nothing that isn't accepted, and everything could be looked at.
    Passed,
    /// It could not look at everything, and has found nothing in the rest.
    NotChecked,
    /// There is nothing to look at.
    NotApplicable,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Failed, Self::Passed, Self::NotChecked, Self::NotApplicable];

    /// `failed`, `passed`, `not_checked` or `not_applicable`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Passed => "passed",
            Self::NotChecked => "not_checked",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// Something that is wrong.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// What it is known by in each audit: it stays when the resource is renamed.
    pub fingerprint: String,
    /// The check that has found it.
    pub check: &'static Check,
    /// The organization.
    pub organization: String,
    /// The name of the project, if the resource belongs to one.
    pub project: Option<String>,
    /// The resource: `Storefront/web`.
    pub resource: String,
    /// What is wrong, as it goes on behind the name of the resource.
    pub detail: String,
    /// Where it is mended in the web portal.
    pub url: Option<String>,
    /// The secret that was found, without its value.
    pub secret: Option<Secret>,
    /// Whether it is new, where there is an earlier audit.
    pub state: Option<State>,
    /// Who has accepted it.
    pub accepted: Option<Accepted>,
}

/// How a finding compares with those of an earlier audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// The earlier audit did not have it.
    New,
    /// The earlier audit had it.
    Unchanged,
}

impl State {
    /// `new` or `unchanged`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
        }
    }
}

/// That somebody has accepted a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accepted {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// The last day.
    pub until: Date,
}

impl Finding {
    /// What is wrong, as a sentence.
    pub fn sentence(&self) -> String {
        format!("{} {}", self.resource, self.detail)
    }
}

impl Report {
    /// The findings that nobody has accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.accepted.is_none())
    }

    /// The findings of a check that nobody has accepted.
    pub fn open_of(&self, check: &Check) -> impl Iterator<Item = &Finding> {
        self.open().filter(move |finding| finding.check.id == check.id)
    }

    /// Whether there is a finding that is this bad or worse, that nobody has accepted, and that is new if only new ones
    /// count.
    pub fn fails(&self, least: Severity, only_new: bool) -> bool {
        let counts = |finding: &Finding| !only_new || finding.state == Some(State::New);
        self.open().any(|finding| finding.check.severity >= least && counts(finding))
    }

    /// How many checks ended so.
    pub fn count(&self, status: Status) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.status == status).count()
    }

    /// How many open findings are this bad.
    pub fn count_of(&self, severity: Severity) -> usize {
        self.open().filter(|finding| finding.check.severity == severity).count()
    }

    /// The checks that have failed, those first that should be mended first: the worst, and of those the ones with the
    /// most findings.
    pub fn by_urgency(&self) -> Vec<(&Outcome, usize)> {
        let failed = self.outcomes.iter().filter(|outcome| outcome.status == Status::Failed);
        let mut failed: Vec<_> =
            failed.map(|outcome| (outcome, self.open_of(outcome.check).count())).collect();
        failed.sort_by_key(|(outcome, count)| (outcome.check.severity, *count));
        failed.reverse();
        failed
    }

    /// What belongs to one project.
    #[must_use]
    pub fn in_project(&self, name: &str) -> Self {
        let mut report = self.clone();
        report.project = Some(name.to_owned());
        report.findings.retain(|finding| finding.project.as_deref() == Some(name));
        report.outcomes.retain(|outcome| !outcome.check.kind.organization);
        report.resolved.clear();
        let open: Vec<&str> = report.open().map(|finding| finding.check.id.as_str()).collect();
        let open: std::collections::HashSet<String> = open.into_iter().map(str::to_owned).collect();
        for outcome in &mut report.outcomes {
            outcome.looked_at = None;
            if outcome.status == Status::Failed && !open.contains(&outcome.check.id) {
                outcome.status = if outcome.reasons.is_empty() { Status::Passed } else { Status::NotChecked };
            }
        }
        report
    }

    /// The report as JSON, which [`Earlier::parse`](super::Earlier::parse) reads.
    pub fn json(&self) -> Value {
        let by_severity = |severity: Severity| (severity.as_str().to_owned(), self.count_of(severity).into());
        let by_status = |status: Status| (status.as_str().to_owned(), self.count(status).into());
        json!({
            "version": VERSION,
            "tool": { "name": "adox", "version": env!("CARGO_PKG_VERSION") },
            "made": self.made.to_string(),
            "organizations": self.organizations,
            "project": self.project,
            "database": self.place,
            "compared": self.compared.map(|made| made.to_string()),
            "summary": {
                "checks": Status::ALL.into_iter().map(by_status).collect::<serde_json::Map<_, _>>(),
                "findings": Severity::ALL.into_iter().map(by_severity).collect::<serde_json::Map<_, _>>(),
                "accepted": self.findings.len() - self.open().count(),
                "new": self.compared.map(|_| {
                    self.findings.iter().filter(|finding| finding.state == Some(State::New)).count()
                }),
                "resolved": self.compared.map(|_| self.resolved.len()),
            },
            "checks": self.outcomes.iter().map(|outcome| self.outcome_json(outcome)).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(Finding::json).collect::<Vec<_>>(),
            "resolved": self.resolved.iter().map(|known| json!({
                "fingerprint": known.fingerprint,
                "check": known.check,
                "severity": known.severity,
                "organization": known.organization,
                "resource": known.resource,
                "detail": known.detail,
            })).collect::<Vec<_>>(),
        })
    }

    pub(super) fn outcome_json(&self, outcome: &Outcome) -> Value {
        let check = outcome.check;
        let compliance = requirements(&check.id);
        json!({
            "id": check.id,
            "title": check.title,
            "group": check.group,
            "severity": check.severity,
            "status": outcome.status.as_str(),
            "lookedAt": outcome.looked_at,
            "reasons": outcome.reasons,
            "open": self.open_of(check).count(),
            "why": check.why,
            "fix": check.fix,
            "command": check.command,
            "tables": check.tables(),
            "scopes": check.scopes(),
            "compliance": compliance.iter().map(|(framework, id)| format!("{framework} {id}")).collect::<Vec<_>>(),
        })
    }
}

impl Finding {
    pub(super) fn json(&self) -> Value {
        json!({
            "fingerprint": self.fingerprint,
            "check": self.check.id,
            "title": self.check.title,
            "severity": self.check.severity,
            "organization": self.organization,
            "project": self.project,
            "kind": self.check.kind.name,
            "resource": self.resource,
            "detail": self.detail,
            "url": self.url,
            "secret": self.secret,
            "state": self.state.map(State::as_str),
            "accepted": self.accepted.as_ref().map(|accepted| json!({
                "reason": accepted.reason,
                "by": accepted.by,
                "until": accepted.until.to_string(),
            })),
        })
    }
}
