//! The preview: a pipeline's YAML, expanded.

use std::collections::BTreeMap;

use adoxide_api::pipelines::meta;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::pipeline::{find, project, reference_json, url};
use crate::handler::handlers;
use crate::handler::{Call, View};
use crate::pipeline::{self, Asked, Place, Version, parameter_texts};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::build::DefinitionId;

handlers! {
    meta::PREVIEW => work(preview),
}

/// What a run or a preview is asked for with.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct RunRequest {
    pub preview_run: bool,
    pub yaml_override: Option<String>,
    pub template_parameters: Map<String, Value>,
    pub variables: BTreeMap<String, Variable>,
    pub resources: Resources,
    pub stages_to_skip: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Variable {
    pub value: String,
    pub is_secret: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Resources {
    repositories: BTreeMap<String, RepositoryVersion>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct RepositoryVersion {
    ref_name: Option<String>,
    version: Option<String>,
}

impl RunRequest {
    /// The versions of repositories that are asked for.
    pub fn versions(&self) -> Vec<Version> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let versions = self.resources.repositories.iter().map(|(alias, asked)| Version {
            alias: alias.clone(),
            reference: given(&asked.ref_name)
                .map(|name| if name.starts_with("refs/") { name } else { format!("refs/heads/{name}") }),
            commit: given(&asked.version),
        });
        versions.collect()
    }

    /// What is to be expanded.
    pub fn asked(&self, call: &Call, definition: DefinitionId, is_preview: bool) -> Asked<'_> {
        let plain = self.variables.iter().filter(|(_, variable)| !variable.is_secret);
        Asked {
            definition,
            text: self.yaml_override.as_deref().filter(|yaml| !yaml.is_empty()),
            parameters: parameter_texts(&self.template_parameters),
            variables: plain.map(|(name, variable)| (name.clone(), variable.value.clone())).collect(),
            versions: self.versions(),
            actor: call.actor,
            is_preview,
        }
    }

    /// The version of one repository.
    pub fn version(&self, alias: &str) -> Option<Version> {
        self.versions().into_iter().find(|version| version.alias.eq_ignore_ascii_case(alias))
    }
}

/// The expanded YAML of the pipeline of the path.
fn expanded(call: &Call, definition: DefinitionId, body: &RunRequest) -> Result<String, Fault> {
    Ok(pipeline::expand(place(call), &body.asked(call, definition, true))?.yaml)
}

/// Where a call looks for files.
pub(in crate::area) fn place(call: &Call) -> Place<'_> {
    Place { shared: &call.shared, held: None, organization: &call.organization, base: &call.base }
}

/// The pipeline of the path. Reported: one that does not exist is answered otherwise than by the pipelines' own
/// operations.
fn definition(view: &View<'_>) -> Result<DefinitionId, Fault> {
    project(view)?;
    let given = view.required("pipelineId")?;
    find(view).map(|found| found.id).map_err(|_| Fault::pipeline_does_not_exist(given))
}

/// What a run would run. Recorded: the answer has the YAML and nothing else.
fn preview(call: &Call, body: Option<RunRequest>) -> Result<Reply, Fault> {
    let definition = call.read(definition)?;
    let yaml = expanded(call, definition, &body.unwrap_or_default())?;
    Ok(Reply::json(Object::new().set("finalYaml", yaml)))
}

/// A run that was not queued: the id is -1, which clients look at.
pub(super) fn preview_run(call: &Call, body: &RunRequest) -> Result<Reply, Fault> {
    let definition = call.read(|view| Ok(find(view)?.id))?;
    let yaml = expanded(call, definition, body)?;
    call.read(|view| {
        let (urls, pipeline) = (view.urls(), find(view)?);
        let own = url(&urls, pipeline.project, &format!("{}/runs/-1", pipeline.id));
        let web = |path: &str| link(urls.at(format_args!("{}/_build/{path}", pipeline.project)));
        let links = Object::new()
            .set("self", link(own.clone()))
            .set("web", web("results?buildId=-1"))
            .set("pipeline.web", web(&format!("definition?definitionId={}", pipeline.id)));
        let run = Object::new()
            .set("_links", links)
            .set("pipeline", reference_json(&urls, pipeline))
            .set("state", "unknown")
            .set("createdDate", "0001-01-01T00:00:00")
            .set("url", own)
            .set("finalYaml", yaml)
            .set("id", -1)
            .set("name", Value::Null);
        Ok(Reply::json(run))
    })
}
