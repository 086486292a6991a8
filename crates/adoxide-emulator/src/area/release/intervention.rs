//! Manual interventions: deployments that wait until somebody resumes or rejects them.

use adoxide_api::release::meta;
use serde::Deserialize;

use super::read::find;
use super::shape::{Reference, definition_reference, environment_reference, release_reference, release_url};
use crate::base::sql_date;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::release::deployment::{Intervention, Release, ReleaseEnvironment};
use crate::world::release::kind::InterventionStatus;

handlers! {
    meta::GET_MANUAL_INTERVENTIONS => read(get_interventions),
    meta::GET_MANUAL_INTERVENTION => read(get_intervention),
    meta::UPDATE_MANUAL_INTERVENTION => change(update_intervention),
}

pub(super) fn intervention_json(
    view: &View<'_>,
    release: &Release,
    environment: &ReleaseEnvironment,
    known: &Intervention,
) -> Object {
    let url = release_url(
        view,
        release.project,
        format_args!("releases/{}/manualinterventions/{}", release.id, known.id),
    );
    Object::new()
        .set("id", known.id)
        .set("status", known.status.name())
        .set_some("approver", known.approver.map(|id| view.urls().person(view.directory, id)))
        .set("taskInstanceId", known.record)
        .set("comments", known.comments.as_deref())
        .set("instructions", known.instructions.as_str())
        .set("createdOn", sql_date(known.created))
        .set("modifiedOn", sql_date(known.modified))
        .set("release", release_reference(view, release, Reference::Bare))
        .set("releaseDefinition", definition_reference(view, release, Reference::Bare, None))
        .set("releaseEnvironment", environment_reference(view, release, environment, Reference::Bare))
        .set("name", known.name.as_str())
        .set("url", url)
}

fn all(release: &Release) -> impl Iterator<Item = (&ReleaseEnvironment, &Intervention)> {
    release.deployments().flat_map(|(environment, attempt)| {
        let known = attempt.phases.iter().flat_map(|phase| &phase.interventions);
        known.map(move |known| (environment, known))
    })
}

fn get_interventions(view: &View<'_>) -> Result<Reply, Fault> {
    let release = find(view)?;
    Ok(Reply::list(
        all(release).map(|(environment, known)| intervention_json(view, release, environment, known)),
    ))
}

fn get_intervention(view: &View<'_>) -> Result<Reply, Fault> {
    let release = find(view)?;
    let given = view.required("manualInterventionId")?;
    let found = all(release).find(|(_, known)| known.id.to_string() == given);
    let (environment, known) =
        found.ok_or_else(|| Fault::release_part_not_found("manual intervention", given))?;
    Ok(Reply::json(intervention_json(view, release, environment, known)))
}

#[derive(Deserialize)]
struct Answer {
    status: InterventionStatus,
    comment: Option<String>,
}

fn update_intervention(change: &mut Change<'_>, body: Answer) -> Result<Reply, Fault> {
    let given = change.required("manualInterventionId")?;
    let release = find(&change.view())?.id;
    let id = given.parse().map_err(|_| Fault::release_part_not_found("manual intervention", given))?;
    if !matches!(body.status, InterventionStatus::Approved | InterventionStatus::Rejected) {
        let message = format!("A manual intervention cannot be set to '{}'.", body.status.name());
        return Err(Fault::invalid_release_request(message));
    }
    let comment = body.comment.unwrap_or_default();
    change.make(|tx| tx.answer_intervention(release, id, body.status, comment))?;
    get_intervention(&change.view())
}
