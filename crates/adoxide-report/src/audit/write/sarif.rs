//! SARIF 2.1.0: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.
//!
//! Settings have no file: a result is at the address of the page where it is mended, as readers want a physical
//! location, and has the resource as its logical one.

use serde_json::{Value, json};

use super::super::compliance::requirements;
use super::super::report::{Finding, Report, State, Status};
use super::super::{Check, Severity, find};

/// The key of our fingerprints.
const FINGERPRINT: &str = "adoxide/v1";

pub(super) fn document(report: &Report) -> Value {
    let rules: Vec<&Check> = report.outcomes.iter().map(|outcome| outcome.check).collect();
    let index = |check: &str| rules.iter().position(|rule| rule.id == check);
    let mut results: Vec<Value> =
        report.findings.iter().map(|finding| result(finding, index(&finding.check.id))).collect();
    // What the earlier audit had found and is gone.
    results.extend(report.resolved.iter().filter_map(|known| {
        let check = find(&known.check).ok()?;
        Some(json!({
            "ruleId": known.check,
            "ruleIndex": index(&known.check).map_or(-1, |at| i64::try_from(at).unwrap_or(-1)),
            "level": level(check.severity),
            "message": { "text": format!("{} {}", known.resource, known.detail) },
            "partialFingerprints": { FINGERPRINT: known.fingerprint },
            "baselineState": "absent",
        }))
    }));
    let notifications: Vec<Value> = report
        .outcomes
        .iter()
        .filter(|outcome| outcome.status == Status::NotChecked || !outcome.reasons.is_empty())
        .map(|outcome| {
            json!({
                "level": "warning",
                "message": { "text": format!("{} was not checked: {}", outcome.check.id, outcome.reasons.join("; ")) },
                "associatedRule": { "id": outcome.check.id, "index": index(&outcome.check.id) },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "adox",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|check| rule(check)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": true,
                "endTimeUtc": report.made.to_string(),
                "toolExecutionNotifications": notifications,
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

fn rule(check: &Check) -> Value {
    let help = match &check.command {
        Some(command) => format!("{}\n\n{command}", check.fix),
        None => check.fix.clone(),
    };
    let markdown = match &check.command {
        Some(command) => format!("{}\n\n```\n{command}\n```", check.fix),
        None => check.fix.clone(),
    };
    let tags = requirements(&check.id).into_iter().map(|(framework, id)| format!("{framework} {id}"));
    // The numbers that GitHub takes for high, medium and low.
    let number = match check.severity {
        Severity::High => "8.0",
        Severity::Medium => "5.0",
        Severity::Low => "2.0",
    };
    json!({
        "id": check.id,
        "shortDescription": { "text": check.title },
        "fullDescription": { "text": check.why },
        "help": { "text": help, "markdown": markdown },
        "defaultConfiguration": { "level": level(check.severity) },
        "properties": {
            "security-severity": number,
            "tags": std::iter::once("security".to_owned()).chain(tags).collect::<Vec<_>>(),
        },
    })
}

fn result(finding: &Finding, index: Option<usize>) -> Value {
    let name = match &finding.project {
        Some(_) => format!("{}/{}", finding.organization, finding.resource),
        None if finding.resource == finding.organization => finding.organization.clone(),
        None => format!("{}/{}", finding.organization, finding.resource),
    };
    let mut location = json!({
        "logicalLocations": [{ "fullyQualifiedName": name, "name": finding.resource, "kind": "resource" }],
    });
    if let Some(url) = &finding.url {
        location["physicalLocation"] =
            json!({ "artifactLocation": { "uri": url }, "region": { "startLine": 1 } });
    }
    let mut result = json!({
        "ruleId": finding.check.id,
        "level": level(finding.check.severity),
        "message": { "text": finding.sentence() },
        "locations": [location],
        "partialFingerprints": { FINGERPRINT: finding.fingerprint },
    });
    if let Some(index) = index {
        result["ruleIndex"] = index.into();
    }
    if let Some(state) = finding.state {
        result["baselineState"] = match state {
            State::New => "new",
            State::Unchanged => "unchanged",
        }
        .into();
    }
    if let Some(accepted) = &finding.accepted {
        result["suppressions"] = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": format!("{} ({}, until {})", accepted.reason, accepted.by, accepted.until),
        }]);
    }
    result
}
