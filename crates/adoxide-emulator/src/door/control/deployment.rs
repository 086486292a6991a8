//! How deployments of classic releases go: what tests decide of them.

use std::sync::Arc;

use http::StatusCode;
use serde_json::Value;

use super::directory::{missing, place, required, text};
use super::{Failed, bad};
use crate::shared::Shared;
use crate::wire::reply::Reply;
use crate::world::journal::Stamp;
use crate::world::name::same_name;
use crate::world::release::{Script, ScriptResult};

/// `{"organization", "definition", "environment", "result"?, "task"?, "message"?, "gatesFail"?, "held"?}`: deployments
/// to the environment go so from now on.
pub(super) fn script(shared: &Arc<Shared>, body: &Value) -> Result<Reply, Failed> {
    let flag = |name: &str| match body.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(_) => Err(bad(format!("\"{name}\" must be true or false"))),
    };
    let result = match text(body, "result")? {
        None | Some("succeeded") => ScriptResult::Succeeded,
        Some("partiallySucceeded") => ScriptResult::PartiallySucceeded,
        Some("failed") => ScriptResult::Failed,
        Some(other) => {
            let message = format!("\"result\" must be succeeded, partiallySucceeded or failed, not {other}");
            return Err(bad(message));
        }
    };
    let script = Script {
        result,
        task: text(body, "task")?.map(str::to_owned),
        message: text(body, "message")?.map(str::to_owned),
        gates_fail: flag("gatesFail")?,
        is_held: flag("held")?,
    };
    let definition = body.get("definition").and_then(Value::as_i64);
    let definition =
        definition.ok_or_else(|| bad("\"definition\" must be the number of a release definition"))?;
    let environment = required(body, "environment")?;
    let mut world = shared.world_mut();
    let (organization, _) = place(&mut world, body)?;
    let known = organization.releases().definition(definition);
    let known = known.ok_or_else(|| missing(format!("there is no release definition {definition}")))?;
    let mut environments = known.content.environments.iter();
    if !environments.any(|known| same_name(&known.name, environment)) {
        let message = format!("the release definition {definition} has no environment {environment}");
        return Err(missing(message));
    }
    let stamp = Stamp { at: shared.clock.now(), actor: organization.owner() };
    let done = organization.change(stamp, |tx| tx.script_deployments(definition, environment, Some(script)));
    done.map_err(|refusal| bad(refusal.to_string()))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
