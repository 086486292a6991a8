//! Starting runs, and previewing them.

use std::fmt;

use adoxide_api::build::{self, Build, BuildReason, DefinitionReference, QueueBuild, QueuePriority};
use adoxide_api::pipelines::{
    self, BuildResourceParameters, ContainerResourceParameters, PackageResourceParameters,
    PipelineResourceParameters, Preview, RepositoryResourceParameters, RunPipeline, RunPipelineParameters,
    RunResourcesParameters, Variable,
};
use adoxide_api::wire::{Json, OpenEnum};

use super::definition::Pipeline;
use super::run::Run;
use super::runs::full_ref;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::project::missing;

/// The alias of the repository that has the pipeline's YAML.
const SELF: &str = "self";

/// A run that is to be started. `.await` starts it.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/pipelines/runs/run-pipeline>
#[derive(Clone)]
#[must_use = "a run is not started until this is awaited"]
pub struct NewRun {
    pipeline: Pipeline,
    body: RunPipelineParameters,
    classic: Classic,
}

/// What only the build API takes.
#[derive(Clone, Default)]
struct Classic {
    queue: Option<i64>,
    demands: Vec<String>,
    priority: Option<QueuePriority>,
    reason: Option<BuildReason>,
    agent: Option<String>,
}

impl Classic {
    fn is_wanted(&self) -> bool {
        self.queue.is_some()
            || !self.demands.is_empty()
            || self.priority.is_some()
            || self.reason.is_some()
            || self.agent.is_some()
    }
}

impl NewRun {
    pub(super) fn new(pipeline: &Pipeline) -> Self {
        Self {
            pipeline: pipeline.clone(),
            body: RunPipelineParameters::default(),
            classic: Classic::default(),
        }
    }

    fn resources(&mut self) -> &mut RunResourcesParameters {
        self.body.resources.get_or_insert_default()
    }

    fn repository_mut(&mut self, alias: &str) -> &mut RepositoryResourceParameters {
        let repositories = self.resources().repositories.get_or_insert_default();
        repositories.entry(alias.to_owned()).or_default().get_or_insert_default()
    }

    /// Of this branch: `main`, or by its full name `refs/tags/v1`, `refs/pull/7/merge`. By default, the branch that the
    /// pipeline names.
    pub fn branch(mut self, branch: impl AsRef<str>) -> Self {
        self.repository_mut(SELF).ref_name = Some(full_ref(branch.as_ref()));
        self
    }

    /// Of this commit, and not of the newest one of the branch.
    pub fn commit(mut self, sha: impl Into<String>) -> Self {
        self.repository_mut(SELF).version = Some(sha.into());
        self
    }

    /// With this value of a parameter of the YAML (`parameters:`). Booleans, numbers, lists and objects are sent as
    /// the text that YAML reads as such.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        let value = match value.into() {
            Json::String(text) => text,
            other => other.to_string(),
        };
        self.body.template_parameters.get_or_insert_default().insert(name.into(), Some(value));
        self
    }

    /// With this value of a variable. It must be settable when a run is queued.
    pub fn variable(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set_variable(name.into(), value.into(), None)
    }

    /// With this value of a secret variable.
    pub fn secret_variable(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set_variable(name.into(), value.into(), Some(true))
    }

    fn set_variable(mut self, name: String, value: String, is_secret: Option<bool>) -> Self {
        let variable = Variable { value: Some(value.into()), is_secret, ..Variable::default() };
        self.body.variables.get_or_insert_default().insert(name, Some(variable));
        self
    }

    /// Without this stage, by its name in the YAML; may be called several times.
    pub fn skip_stage(mut self, name: impl Into<String>) -> Self {
        self.body.stages_to_skip.get_or_insert_default().push(name.into());
        self
    }

    /// With a repository resource at this branch or tag, by its alias in `resources:`.
    pub fn repository(mut self, alias: &str, branch: impl AsRef<str>) -> Self {
        self.repository_mut(alias).ref_name = Some(full_ref(branch.as_ref()));
        self
    }

    /// With this run of a pipeline resource, by its alias in `resources:` and the name of the run.
    pub fn pipeline_resource(mut self, alias: impl Into<String>, version: impl Into<String>) -> Self {
        let value = PipelineResourceParameters { version: Some(version.into()), ..Default::default() };
        self.resources().pipelines.get_or_insert_default().insert(alias.into(), Some(value));
        self
    }

    /// With this version of a container resource.
    pub fn container(mut self, alias: impl Into<String>, version: impl Into<String>) -> Self {
        let value = ContainerResourceParameters { version: Some(version.into()), ..Default::default() };
        self.resources().containers.get_or_insert_default().insert(alias.into(), Some(value));
        self
    }

    /// With this version of a build resource.
    pub fn build_resource(mut self, alias: impl Into<String>, version: impl Into<String>) -> Self {
        let value = BuildResourceParameters { version: Some(version.into()), ..Default::default() };
        self.resources().builds.get_or_insert_default().insert(alias.into(), Some(value));
        self
    }

    /// With this version of a package resource.
    pub fn package(mut self, alias: impl Into<String>, version: impl Into<String>) -> Self {
        let value = PackageResourceParameters { version: Some(version.into()), ..Default::default() };
        self.resources().packages.get_or_insert_default().insert(alias.into(), Some(value));
        self
    }

    /// On agents of this queue, by its number, where the pipeline does not say.
    pub fn queue(mut self, id: i64) -> Self {
        self.classic.queue = Some(id);
        self
    }

    /// On agents that have this capability: `Agent.OS -equals Linux`; may be called several times.
    pub fn demand(mut self, demand: impl Into<String>) -> Self {
        self.classic.demands.push(demand.into());
        self
    }

    /// On hosted agents with this image: `ubuntu-latest`.
    pub fn agent(mut self, image: impl Into<String>) -> Self {
        self.classic.agent = Some(image.into());
        self
    }

    /// Before or behind other runs of the queue.
    pub fn priority(mut self, priority: QueuePriority) -> Self {
        self.classic.priority = Some(priority);
        self
    }

    /// For this reason; manual, by default.
    pub fn reason(mut self, reason: BuildReason) -> Self {
        self.classic.reason = Some(reason);
        self
    }

    /// The YAML that it would run, with all templates expanded. Nothing is started.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/pipelines/preview/preview>
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with line and column where the YAML or a parameter is wrong, and as any call.
    pub async fn preview(self) -> Result<String> {
        self.preview_as(None).await
    }

    /// The YAML that this text in place of the pipeline's would run, with all templates expanded.
    ///
    /// # Errors
    /// As [`preview`](Self::preview).
    pub async fn preview_of(self, yaml: impl Into<String>) -> Result<String> {
        self.preview_as(Some(yaml.into())).await
    }

    async fn preview_as(mut self, yaml: Option<String>) -> Result<String> {
        self.body.preview_run = Some(true);
        self.body.yaml_override = yaml;
        let project = self.pipeline.project().locator();
        let id = self.pipeline.id().await?;
        let op = pipelines::preview(&project, id.into(), &self.body, Preview::default());
        let preview = self.pipeline.project().client().call(op).await?;
        preview.final_yaml.ok_or_else(|| missing("finalYaml"))
    }

    async fn start(self) -> Result<Run> {
        let project = self.pipeline.project().clone();
        let id = self.pipeline.id().await?;
        if self.classic.is_wanted() {
            let body = build::QueueBuildBody::try_from(self.build(id)?).map_err(Error::unsent)?;
            let op = build::queue_build(&project.locator(), &body, QueueBuild::default());
            let made = project.client().call(op).await?;
            return Run::listed(&project, made, true).ok_or_else(|| missing("id"));
        }
        let op = pipelines::run_pipeline(&project.locator(), id.into(), &self.body, RunPipeline::default());
        let made = project.client().call(op).await?;
        Ok(project.run(made.id.ok_or_else(|| missing("id"))?))
    }

    /// The run as the build API takes it.
    fn build(mut self, id: i64) -> Result<Build> {
        let resources = self.body.resources.take().unwrap_or_default();
        let mut repositories = resources.repositories.unwrap_or_default();
        let own = repositories.remove(SELF).flatten().unwrap_or_default();
        let others = !repositories.is_empty()
            || resources.builds.is_some()
            || resources.containers.is_some()
            || resources.packages.is_some()
            || resources.pipelines.is_some();
        if others || self.body.stages_to_skip.is_some() {
            let what = "resources and stages to skip can't be had with a queue, demands, an agent, a priority or a reason";
            return Err(Error::new(ErrorKind::Invalid, what)
                .advise("name the queue and the agent in the YAML")
                .of("build.queue_build"));
        }
        let parameters = self.body.variables.map(|variables| {
            let values: serde_json::Map<String, Json> = variables
                .into_iter()
                .map(|(name, variable)| {
                    let value = variable.and_then(|variable| variable.value);
                    (name, value.map(|value| value.expose().to_owned()).into())
                })
                .collect();
            Json::Object(values).to_string()
        });
        let classic = self.classic;
        let mut body = Build {
            definition: Some(DefinitionReference { id: Some(id), ..DefinitionReference::default() }),
            source_branch: own.ref_name,
            source_version: own.version,
            parameters,
            template_parameters: self.body.template_parameters,
            priority: classic.priority,
            reason: classic.reason,
            queue: classic.queue.map(|id| build::AgentPoolQueue { id: Some(id), ..Default::default() }),
            ..Build::default()
        };
        if !classic.demands.is_empty() {
            body.demands = Some(classic.demands.into_iter().map(Json::String).collect());
        }
        body.agent_specification = classic.agent.map(|image| build::AgentSpecification {
            identifier: Some(image),
            ..build::AgentSpecification::default()
        });
        Ok(body)
    }
}

awaitable!(NewRun => Run, start;);

impl fmt::Debug for NewRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Variables may be secret.
        let parameters: Vec<_> = self.body.template_parameters.iter().flat_map(|map| map.keys()).collect();
        let variables: Vec<_> = self.body.variables.iter().flat_map(|map| map.keys()).collect();
        f.debug_struct("NewRun")
            .field("pipeline", &self.pipeline)
            .field("parameters", &parameters)
            .field("variables", &variables)
            .field("priority", &self.classic.priority.as_ref().map(OpenEnum::as_str))
            .finish_non_exhaustive()
    }
}
