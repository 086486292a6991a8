//! Releases, as they are created and changed.

use adoxide_api::release::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::distributed_task::read_variables;
use super::body::{typed, variables};
use super::read::{find, told};
use crate::handler::{Change, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::release::deployment::ReleaseId;
use crate::world::release::kind::{ReleaseReason, ReleaseStatus};
use crate::world::release::{NewRelease, ReleaseChanges};
use crate::world::secret::Variables;

handlers! {
    meta::CREATE_RELEASE => change(create_release),
    meta::UPDATE_RELEASE => change(update_release),
    meta::UPDATE_RELEASE_RESOURCE => change(update_release_resource),
    meta::DELETE_RELEASE => change(delete_release),
}

/// A release to create, as bodies have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Start {
    definition_id: i64,
    description: Option<String>,
    #[serde(default)]
    artifacts: Vec<Version>,
    #[serde(default)]
    is_draft: bool,
    reason: Option<ReleaseReason>,
    #[serde(default)]
    manual_environments: Vec<String>,
    #[serde(default)]
    properties: Map<String, Value>,
    variables: Option<Value>,
    #[serde(default)]
    environments_metadata: Vec<EnvironmentStart>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    alias: String,
    instance_reference: Option<Instance>,
}

#[derive(Deserialize)]
struct Instance {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EnvironmentStart {
    definition_environment_id: i64,
    variables: Option<Value>,
}

fn create_release(change: &mut Change<'_>, body: Start) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project()?.id;
    let definition = view.organization.releases().definition(body.definition_id);
    let definition = definition.filter(|known| known.project == project);
    definition.ok_or_else(|| Fault::release_definition_not_found(&body.definition_id.to_string()))?;
    let versions = body.artifacts.into_iter().filter_map(|given| {
        let Instance { id, name } = given.instance_reference?;
        Some((given.alias, id.filter(|id| !id.is_empty())?, name))
    });
    let own = body
        .environments_metadata
        .into_iter()
        .map(|given| Ok::<_, Fault>((given.definition_environment_id, variables(given.variables.as_ref())?)));
    let mut properties = typed(body.properties);
    // As recorded.
    let usual = typed(Map::from_iter([("DownloadBuildArtifactsUsingTask".to_owned(), "True".into())]));
    properties.extend(usual);
    let reason = body.reason.filter(|reason| *reason != ReleaseReason::None);
    let new = NewRelease {
        definition: body.definition_id,
        description: body.description.unwrap_or_default(),
        versions: versions.collect(),
        is_draft: body.is_draft,
        reason: reason.unwrap_or(ReleaseReason::Manual),
        manual_environments: body.manual_environments,
        properties,
        variables: variables(body.variables.as_ref())?,
        environment_variables: own.collect::<Result<_, _>>()?,
        created_for: None,
        triggering_alias: None,
    };
    let id = change.make(|tx| tx.create_release(new))?;
    told(&change.view(), id)
}

/// What changes of a release, as bodies have it: all of a release, or some of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    name: Option<String>,
    description: Option<String>,
    keep_forever: Option<bool>,
    status: Option<ReleaseStatus>,
    manual_environments: Option<Vec<String>>,
    comment: Option<String>,
    variables: Option<Value>,
    environments: Option<Vec<OwnVariables>>,
}

#[derive(Deserialize)]
struct OwnVariables {
    id: i64,
    variables: Option<Value>,
}

fn apply(change: &mut Change<'_>, id: ReleaseId, body: Update, is_whole: bool) -> Result<Reply, Fault> {
    let own = body.environments.unwrap_or_default().into_iter().filter(|_| is_whole);
    let own = own.filter_map(|given| Some((given.id, given.variables?)));
    let own = own.map(|(id, given)| Ok::<_, Fault>((id, Variables(read_variables(&given)?))));
    let of_release = body.variables.as_ref().filter(|_| is_whole);
    let changes = ReleaseChanges {
        name: body.name,
        description: body.description,
        keep_forever: body.keep_forever,
        status: body.status,
        manual_environments: body.manual_environments,
        variables: of_release.map(|given| variables(Some(given))).transpose()?,
        environment_variables: own.collect::<Result<_, _>>()?,
        comment: body.comment.unwrap_or_default(),
    };
    change.make(|tx| tx.update_release(id, changes))?;
    told(&change.view(), id)
}

/// Changes a release; without a body it brings a deleted one back, as the JavaScript client does.
fn update_release(change: &mut Change<'_>, body: Option<Update>) -> Result<Reply, Fault> {
    let Some(body) = body else {
        let given = change.required("releaseId")?;
        let view = change.view();
        let project = view.project()?.id;
        let found = given.parse().ok().and_then(|id| view.organization.releases().release(id));
        let found = found.filter(|found| found.project == project).map(|found| found.id);
        let id = found.ok_or_else(|| Fault::release_not_found(given))?;
        change.make(|tx| tx.restore_release(id))?;
        return Ok(Reply::empty(StatusCode::NO_CONTENT));
    };
    let id = find(&change.view())?.id;
    apply(change, id, body, true)
}

fn update_release_resource(change: &mut Change<'_>, body: Update) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    apply(change, id, body, false)
}

fn delete_release(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?.id;
    let comment = change.query.any(&["comment"]).unwrap_or_default();
    change.make(|tx| tx.delete_release(id, comment))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
