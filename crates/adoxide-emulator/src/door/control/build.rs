//! How builds go that nobody runs: what an agent and its machine would decide elsewhere.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::directory::{place, required, text};
use super::{Failed, bad};
use crate::shared::Shared;
use crate::wire::reply::Reply;
use crate::world::build::Script;
use crate::world::build::script::Rule;
use crate::world::build::timeline::{Issue, record_result};
use crate::world::journal::Stamp;

fn number(body: &Value, name: &str) -> Result<i64, Failed> {
    body.get(name).and_then(Value::as_i64).ok_or_else(|| bad(format!("\"{name}\" must be a number")))
}

fn seconds(body: &Value, name: &str) -> Result<Option<Duration>, Failed> {
    let Some(given) = body.get(name).filter(|value| !value.is_null()) else { return Ok(None) };
    let duration = given.as_f64().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.map(Some).ok_or_else(|| bad(format!("\"{name}\" must be a number of seconds")))
}

/// A list that may be left out.
fn list<T>(body: &Value, name: &str, read: impl Fn(&Value) -> Result<T, Failed>) -> Result<Vec<T>, Failed> {
    let Some(given) = body.get(name).filter(|value| !value.is_null()) else { return Ok(Vec::new()) };
    let given = given.as_array().ok_or_else(|| bad(format!("\"{name}\" must be a list")))?;
    given.iter().map(read).collect()
}

fn issue(body: &Value) -> Result<Issue, Failed> {
    if let Some(message) = body.as_str() {
        return Ok(Issue::error(message));
    }
    let message = required(body, "message")?;
    match text(body, "type")?.unwrap_or("error") {
        "error" => Ok(Issue::error(message)),
        "warning" => Ok(Issue::warning(message)),
        other => Err(bad(format!("\"type\" is {other:?}; it must be error or warning"))),
    }
}

fn result(body: &Value) -> Result<Option<&'static str>, Failed> {
    let Some(given) = text(body, "result")? else { return Ok(None) };
    record_result(given).map(Some).ok_or_else(|| bad(format!("\"result\" cannot be {given:?}")))
}

fn rule(body: &Value) -> Result<Rule, Failed> {
    let lines = list(body, "lines", |line| {
        line.as_str().map(str::to_owned).ok_or_else(|| bad("\"lines\" must be texts"))
    })?;
    Ok(Rule {
        path: required(body, "path")?.to_owned(),
        attempt: body.get("attempt").and_then(Value::as_i64),
        result: result(body)?,
        issues: list(body, "issues", issue)?,
        lines: (!lines.is_empty()).then_some(lines),
        duration: seconds(body, "seconds")?,
        is_held: body.get("hold").and_then(Value::as_bool).unwrap_or(false),
    })
}

/// `{"organization", "definition", "rules"?, "step"?, "wait"?, "refused"?}`: how the builds of a definition go from
/// now on.
///
/// A rule is `{"path", "attempt"?, "result"?, "issues"?, "lines"?, "seconds"?, "hold"?}`, where the path is
/// `Stage/Job/Step`, `Job/Step` or `Step`. `step` and `wait` are seconds: how long a step takes, and how long a build
/// waits before it begins. `refused` is why its jobs get no agent (`No hosted parallelism has been purchased or
/// granted.`), so that they fail. Without any of them they go as usual.
pub(super) fn set_script(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let definition = number(body, "definition")?;
    let script = Script {
        rules: list(body, "rules", rule)?,
        step: seconds(body, "step")?,
        wait: seconds(body, "wait")?,
        refused: text(body, "refused")?.map(str::to_owned),
    };
    let script = (script != Script::default()).then_some(script);
    let mut world = shared.world_mut();
    let (organization, _) = place(&mut world, body)?;
    let stamp = Stamp { at: shared.clock.now(), actor: organization.owner() };
    let done = organization.change(stamp, |tx| tx.set_build_script(definition, script));
    done.map_err(|refusal| bad(refusal.to_string()))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// `{"organization", "build", "record", "result"?}`: ends a step that runs, of a rule with `hold` for instance.
pub(super) fn end_step(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let (build, given) = (number(body, "build")?, required(body, "record")?);
    let record: Uuid = given.parse().map_err(|_| bad("\"record\" must be the id of a record"))?;
    let result = result(body)?.unwrap_or("succeeded");
    let mut world = shared.world_mut();
    let (organization, _) = place(&mut world, body)?;
    let stamp = Stamp { at: shared.clock.now(), actor: organization.owner() };
    let done = organization.change(stamp, |tx| tx.complete_task(build, record, Some(record), result));
    done.map_err(|refusal| (StatusCode::NOT_FOUND, refusal.to_string()))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
