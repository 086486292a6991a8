//! What people do to the stages of a build.

use adoxide_api::build::meta;
use http::StatusCode;
use serde::Deserialize;

use crate::handler::Change;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;

handlers! {
    meta::UPDATE_STAGE => change(update_stage),
}

/// What is to happen to a stage. `run` and `retryDependencies` are in the specification since 7.2.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StageChange {
    state: Option<String>,
    #[serde(default)]
    force_retry_all_jobs: bool,
}

fn update_stage(change: &mut Change<'_>, body: StageChange) -> Result<Reply, Fault> {
    let given = change.required("buildId")?;
    let name = change.required("stageRefName")?;
    let id = {
        let view = change.view();
        let project = view.project_of_path()?.map(|project| project.id);
        let found = given.parse().ok().and_then(|id| view.organization.builds().build(id));
        let found = found.filter(|build| project.is_none_or(|project| project == build.project));
        found.ok_or_else(|| Fault::build_not_found(given))?.id
    };
    let state = body.state.as_deref().unwrap_or("retry");
    match state.to_ascii_lowercase().as_str() {
        "cancel" | "0" => change.make(|tx| tx.cancel_stage(id, name))?,
        "retry" | "1" => change.make(|tx| tx.retry_stage(id, name, body.force_retry_all_jobs))?,
        "run" | "2" => change.make(|tx| tx.run_stage(id, name))?,
        _ => return Err(Fault::invalid_parameter("state", state)),
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
