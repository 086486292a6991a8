//! Gates: what is checked before and after deployments.

use adoxide_api::release::meta;
use serde::Deserialize;

use super::environment::gate_run_json;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;

handlers! {
    meta::UPDATE_GATES => change(update_gates),
}

/// Gates whose failure is not to count.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    #[serde(default)]
    gates_to_ignore: Vec<String>,
}

fn told(view: &View<'_>, step: i64) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let releases = view.organization.releases().releases();
    let mut releases = releases.filter(|release| release.project == project && release.deleted.is_none());
    let found = releases.find_map(|release| {
        release
            .deployments()
            .find_map(|(environment, attempt)| Some((release, environment, attempt.gates(step)?)))
    });
    let not_found = || Fault::release_part_not_found("gate step", &step.to_string());
    let (release, environment, run) = found.ok_or_else(not_found)?;
    Ok(Reply::json(gate_run_json(view, release, environment, run)))
}

fn update_gates(change: &mut Change<'_>, body: Update) -> Result<Reply, Fault> {
    let given = change.required("gateStepId")?;
    let step = given.parse().map_err(|_| Fault::release_part_not_found("gate step", given))?;
    // It is in this project.
    told(&change.view(), step)?;
    change.make(|tx| tx.ignore_gates(step, &body.gates_to_ignore))?;
    told(&change.view(), step)
}
