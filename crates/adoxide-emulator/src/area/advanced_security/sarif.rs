//! The results of scans, uploaded as SARIF, become alerts.

use adoxide_api::advanced_security::alert::meta;
use serde_json::{Value, json};

use crate::handler::{Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::alert::Finding;

handlers! {
    meta::UPLOAD_SARIF => change(upload_sarif),
    meta::GET_SARIF => read(get_sarif),
}

/// How severe a result is: by the score that its rule has, else by its level.
fn severity(rule: Option<&Value>, level: &str) -> &'static str {
    let score = rule.and_then(|rule| rule.pointer("/properties/security-severity"));
    let score = score.and_then(|score| score.as_f64().or_else(|| score.as_str()?.parse().ok()));
    match (score, level) {
        (Some(score), _) if score >= 9.0 => "critical",
        (Some(score), _) if score >= 7.0 => "high",
        (Some(score), _) if score >= 4.0 => "medium",
        (Some(_), _) => "low",
        (None, "error") => "high",
        (None, "note") => "note",
        (None, "none") => "low",
        (None, _) => "medium",
    }
}

/// The findings of a run, and the tool.
fn findings(run: &Value, branch: &str) -> (String, Vec<Finding>) {
    let driver = run.pointer("/tool/driver").unwrap_or(&Value::Null);
    let member = |value: &Value, pointer: &str| text(value, pointer).unwrap_or_default().to_owned();
    let tool = (member(driver, "/name"), member(driver, "/version"));
    let rules = driver.get("rules").and_then(Value::as_array);
    let results = run.get("results").and_then(Value::as_array).into_iter().flatten();
    let all = results.map(|result| {
        let id = text(result, "/ruleId").or_else(|| text(result, "/rule/id")).unwrap_or_default().to_owned();
        let rule = rules.and_then(|rules| rules.iter().find(|rule| text(rule, "/id") == Some(&id)));
        let description = rule.map(|rule| member(rule, "/shortDescription/text")).unwrap_or_default();
        let message = member(result, "/message/text");
        let title = if message.is_empty() { description.clone() } else { message };
        let location = result.pointer("/locations/0/physicalLocation").unwrap_or(&Value::Null);
        let number = |pointer: &str| location.pointer(pointer).and_then(Value::as_i64).unwrap_or(1);
        let place = (
            member(location, "/artifactLocation/uri"),
            number("/region/startLine"),
            number("/region/startColumn"),
        );
        let severity = severity(rule, text(result, "/level").unwrap_or("warning"));
        let branch = branch.to_owned();
        Finding { kind: "code", severity, title, tool: tool.clone(), rule: (id, description), place, branch }
    });
    let all = all.collect();
    (tool.0, all)
}

fn upload_sarif(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (repository, branch) = {
        let view = change.view();
        let (project, name) = (view.project()?.id, view.required("repository")?);
        let found = view.organization.repository(Some(project), name);
        let found = found.ok_or_else(|| Fault::repository_not_found(name))?;
        (found.id, found.default_branch.clone().unwrap_or_else(|| "refs/heads/main".to_owned()))
    };
    let log: Value = serde_json::from_slice(&change.body)
        .map_err(|error| Fault::invalid_body(format!("it is not SARIF: {error}")))?;
    let runs = log.get("runs").and_then(Value::as_array);
    let runs = runs.ok_or_else(|| Fault::invalid_body("it is not SARIF: runs is missing"))?;
    for run in runs {
        let given = text(run, "/versionControlProvenance/0/branch");
        let (tool, findings) = findings(run, given.unwrap_or(&branch));
        change.make(|tx| tx.record_scan(repository, &tool, findings))?;
    }
    Ok(Reply::json(i64::from(change.view().organization.scans())))
}

/// What came of an upload: here it is done at once.
fn get_sarif(view: &View<'_>) -> Result<Reply, Fault> {
    let id = view.required("sarifId")?;
    let number = id.parse::<u32>().ok().filter(|number| (1..=view.organization.scans()).contains(number));
    number.ok_or_else(|| Fault::invalid_parameter("sarifId", id))?;
    Ok(Reply::json(json!({"processingStatus": "completed", "errors": []})))
}
