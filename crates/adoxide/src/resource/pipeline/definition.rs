//! Pipelines, which the build API calls build definitions.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::build::{
    self, Build, BuildDefinition, BuildDefinitionReference, BuildDefinitionRevision, BuildDefinitionVariable,
    CreateDefinition, DefinitionQueueStatus, GetDefinition, GetDefinitionTags, GetDefinitionYaml,
    GetDefinitions, GetLatestBuild, UpdateDefinition,
};
use adoxide_api::path::DefinitionId;
use adoxide_api::pipelines::{self, ConfigurationType, CreatePipelineConfigurationParameters};
use serde_json::json;
use tokio::sync::OnceCell;

use super::new_run::NewRun;
use super::run::Run;
use super::runs::{Runs, full_ref};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::identity::{self, Identified, Node, Snapshot, find};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};
use crate::resource::repository::Repository;

/// A pipeline: YAML in a repository, or made in the designer. The build API calls it a definition; both have the same
/// number.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/definitions>
#[derive(Clone)]
#[doc(alias = "Definition")]
#[doc(alias = "BuildDefinition")]
pub struct Pipeline {
    project: Project,
    named: PipelineRef,
    known: Arc<OnceCell<Known>>,
}

#[derive(Clone)]
struct Known {
    id: i64,
    node: Arc<Node<BuildDefinition>>,
}

/// What a pipeline is found by: its number, or its name. A name is as pages show it, and may stand behind its
/// folder: `ci`, `\team\ci`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PipelineRef {
    /// The number.
    Id(i64),
    /// The name, in any letter case.
    Name(String),
}

impl From<i64> for PipelineRef {
    fn from(id: i64) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for PipelineRef {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for PipelineRef {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl Identified for BuildDefinition {
    /// Pipelines are known by their number, which is one of the organization.
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (None, self.id.map(|id| Cow::Owned(id.to_string())))
    }
}

impl Pipeline {
    fn at(project: &Project, named: PipelineRef) -> Self {
        let known = match &named {
            PipelineRef::Id(id) => OnceCell::new_with(Some(Known::at(project, *id))),
            PipelineRef::Name(_) => OnceCell::new(),
        };
        Self { project: project.clone(), named, known: Arc::new(known) }
    }

    fn listed(project: &Project, entry: &BuildDefinitionReference) -> Option<Self> {
        Some(Self::at(project, PipelineRef::Id(entry.id?)))
    }

    async fn known(&self) -> Result<&Known> {
        self.known
            .get_or_try_init(|| async {
                match &self.named {
                    PipelineRef::Id(id) => Ok(Known::at(&self.project, *id)),
                    PipelineRef::Name(name) => {
                        Ok(Known::at(&self.project, Box::pin(self.look_up(name)).await?))
                    }
                }
            })
            .await
    }

    /// The number of the pipeline of this name.
    async fn look_up(&self, text: &str) -> Result<i64> {
        let (folder, name) = match text.rsplit_once(['\\', '/']) {
            Some((folder, name)) => (Some(folder_path(folder)), name),
            None => (None, text),
        };
        let params =
            GetDefinitions { name: Some(name.to_owned()), path: folder.clone(), ..GetDefinitions::default() };
        let mut found = Vec::new();
        let mut all = self.client().items(build::get_definitions(&self.project.locator(), params));
        while let Some(entry) = all.next().await {
            let entry = entry?;
            // The service's filter takes wildcards.
            let fits = |known: &Option<String>, wanted: &str| {
                known.as_deref().is_some_and(|known| known.to_lowercase() == wanted.to_lowercase())
            };
            if fits(&entry.name, name) && folder.as_ref().is_none_or(|folder| fits(&entry.path, folder)) {
                found.push((entry.id.ok_or_else(|| missing("id"))?, entry.path.unwrap_or_default()));
            }
        }
        match found.as_slice() {
            [(id, _)] => Ok(*id),
            [] => {
                let what = format!("there is no pipeline \"{text}\" in {:?}", self.project);
                Err(Error::new(ErrorKind::NotFound, what)
                    .advise("check its name, and that the credential may see it")
                    .of("build.get_definitions"))
            }
            several => {
                let folders: Vec<_> = several.iter().map(|(_, path)| path.as_str()).collect();
                let what = format!("there are {} pipelines \"{text}\"", several.len());
                Err(Error::new(ErrorKind::Invalid, what)
                    .advise(format!("put the folder before the name; it is one of {}", folders.join(", ")))
                    .of("build.get_definitions"))
            }
        }
    }

    fn client(&self) -> &Client {
        self.project.client()
    }

    async fn number(&self) -> Result<DefinitionId> {
        Ok(self.id().await?.into())
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Its number: the `definitionId` of URLs, the `pipelineId` of the pipelines API.
    ///
    /// # Errors
    /// Where it was named and is looked up now: [`ErrorKind::NotFound`] when there is none of this name,
    /// [`ErrorKind::Invalid`] when there are several; and as any call.
    pub async fn id(&self) -> Result<i64> {
        Ok(self.known().await?.id)
    }

    /// Whether this is known to be the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        match (self.known.get(), other.known.get()) {
            (Some(one), Some(other)) => identity::same(&one.node, &other.node),
            _ => Arc::ptr_eq(&self.known, &other.known),
        }
    }

    /// All that the service says about it: the definition.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such pipeline, and as any call.
    pub async fn snapshot(&self) -> Result<Arc<BuildDefinition>> {
        let known = self.known().await?;
        identity::load(&known.node, true, |node| async move {
            let asked = node.refreshed();
            let op =
                build::get_definition(&self.project.locator(), known.id.into(), GetDefinition::default());
            Ok(known.learn(&self.project, self.client().call(op).await?, Some(asked)))
        })
        .await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        if let Some(known) = self.known.get() {
            find(&known.node).refresh();
        }
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<BuildDefinition>> {
        self.refresh();
        self.snapshot().await
    }

    /// Its name.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn name(&self) -> Result<String> {
        self.snapshot().await?.name.clone().ok_or_else(|| missing("name"))
    }

    /// Its folder: `\` or `\team`.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn folder(&self) -> Result<String> {
        Ok(self.snapshot().await?.path.clone().unwrap_or_else(|| "\\".to_owned()))
    }

    /// Whether runs are enabled, paused or disabled.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn queue_status(&self) -> Result<DefinitionQueueStatus> {
        Ok(self.snapshot().await?.queue_status.clone().unwrap_or(DefinitionQueueStatus::Enabled))
    }

    /// A run of it that is to be started.
    ///
    /// ```no_run
    /// # async fn example(project: adoxide::resource::Project) -> adoxide::Result<()> {
    /// let run = project.pipeline("ci").run().branch("main").parameter("env", "qa").await?;
    /// let end = run.finished().await?;
    /// println!("{:?}", end.result);
    /// # Ok(()) }
    /// ```
    #[doc(alias = "queue")]
    pub fn run(&self) -> NewRun {
        NewRun::new(self)
    }

    /// A search for its runs.
    ///
    /// # Errors
    /// As [`id`](Self::id).
    pub async fn runs(&self) -> Result<Runs> {
        Ok(self.project.runs().pipeline(self.id().await?))
    }

    /// Its latest run that is completed, of this branch; of its default branch, by default.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn latest_run(&self, branch: Option<&str>) -> Result<Run> {
        let id = self.id().await?;
        let params = GetLatestBuild { branch_name: branch.map(full_ref) };
        let op = build::get_latest_build(&self.project.locator(), &id.to_string().into(), params);
        let found: Build = self.client().call(op).await?;
        Run::listed(&self.project, found, true).ok_or_else(|| missing("id"))
    }

    /// Changes it: reads it, makes the change, and puts it back. What `change` leaves alone stays as it is; secret
    /// variables keep their values.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when somebody else changed it meanwhile or the service refuses
    /// the change, and as any call.
    pub async fn update(&self, change: impl FnOnce(&mut BuildDefinition)) -> Result<()> {
        let mut definition = (*self.reload().await?).clone();
        change(&mut definition);
        let known = self.known().await?;
        let op = build::update_definition(
            &self.project.locator(),
            known.id.into(),
            &definition,
            UpdateDefinition::default(),
        );
        self.refresh();
        let changed = self.client().call(op).await?;
        known.learn(&self.project, changed, None);
        Ok(())
    }

    /// Renames it.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name in its folder, and as [`update`](Self::update).
    pub async fn rename(&self, name: impl Into<String>) -> Result<()> {
        let name = name.into();
        self.update(|definition| definition.name = Some(name)).await
    }

    /// Moves it to another folder.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn move_to(&self, folder: &str) -> Result<()> {
        let folder = folder_path(folder);
        self.update(|definition| definition.path = Some(folder)).await
    }

    async fn set_queue_status(&self, status: DefinitionQueueStatus) -> Result<()> {
        self.update(|definition| definition.queue_status = Some(status)).await
    }

    /// Enables it: its runs start.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn enable(&self) -> Result<()> {
        self.set_queue_status(DefinitionQueueStatus::Enabled).await
    }

    /// Pauses it: runs are queued and wait.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn pause(&self) -> Result<()> {
        self.set_queue_status(DefinitionQueueStatus::Paused).await
    }

    /// Disables it: no runs are queued.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn disable(&self) -> Result<()> {
        self.set_queue_status(DefinitionQueueStatus::Disabled).await
    }

    /// Sets a variable of it. Other variables, secret ones included, keep their values.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn set_variable(&self, name: impl Into<String>, value: impl Into<String>) -> Result<()> {
        self.put_variable(name.into(), value.into(), false).await
    }

    /// Sets a secret variable of it. Other variables, secret ones included, keep their values.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn set_secret_variable(&self, name: impl Into<String>, value: impl Into<String>) -> Result<()> {
        self.put_variable(name.into(), value.into(), true).await
    }

    async fn put_variable(&self, name: String, value: String, is_secret: bool) -> Result<()> {
        self.update(|definition| {
            let variables = definition.variables.get_or_insert_default();
            let known = variables.remove(&name).flatten();
            let variable = BuildDefinitionVariable {
                value: Some(value.into()),
                is_secret: is_secret.then_some(true),
                allow_override: known.and_then(|known| known.allow_override),
                ..BuildDefinitionVariable::default()
            };
            variables.insert(name, Some(variable));
        })
        .await
    }

    /// Removes a variable of it; one that it does not have is not an error.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn unset_variable(&self, name: &str) -> Result<()> {
        self.update(|definition| {
            definition.variables.get_or_insert_default().remove(name);
        })
        .await
    }

    /// Deletes it with its runs.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let op = build::delete_definition(&self.project.locator(), self.number().await?);
        self.client().call(op).await?;
        self.refresh();
        Ok(())
    }

    /// Its revisions: who changed it, when, and why.
    ///
    /// # Errors
    /// As [`id`](Self::id).
    pub async fn revisions(&self) -> Result<Listing<BuildDefinitionRevision>> {
        let op = build::get_definition_revisions(&self.project.locator(), self.number().await?);
        Ok(Listing::new(self.client().items(op), Some))
    }

    /// What it looked like in a revision.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such revision, and as any call.
    pub async fn at_revision(&self, revision: i64) -> Result<BuildDefinition> {
        let params = GetDefinition { revision: Some(revision), ..GetDefinition::default() };
        let op = build::get_definition(&self.project.locator(), self.number().await?, params);
        self.client().call(op).await
    }

    /// What it is as YAML: for one made in the designer, the YAML that does the same.
    ///
    /// # Errors
    /// As any call.
    pub async fn yaml(&self) -> Result<String> {
        let params = GetDefinitionYaml::default();
        let op = build::get_definition_yaml(&self.project.locator(), self.number().await?, params);
        self.client().call(op).await?.yaml.ok_or_else(|| missing("yaml"))
    }

    /// Its tags.
    ///
    /// # Errors
    /// As any call.
    pub async fn tags(&self) -> Result<Vec<String>> {
        let params = GetDefinitionTags::default();
        let op = build::get_definition_tags(&self.project.locator(), self.number().await?, params);
        self.client().items(op).all().await
    }

    /// Adds tags to it; one that it has stays.
    ///
    /// # Errors
    /// As any call.
    pub async fn add_tags<T: Into<String>>(&self, tags: impl IntoIterator<Item = T>) -> Result<()> {
        let tags: Vec<String> = tags.into_iter().map(Into::into).collect();
        let op = build::add_definition_tags(&self.project.locator(), self.number().await?, &tags);
        self.client().call(op).await?;
        self.refresh();
        Ok(())
    }

    /// Removes a tag from it.
    ///
    /// # Errors
    /// As any call.
    pub async fn remove_tag(&self, tag: &str) -> Result<()> {
        let op = build::delete_definition_tag(&self.project.locator(), self.number().await?, &tag.into());
        self.client().call(op).await?;
        self.refresh();
        Ok(())
    }
}

impl Known {
    fn at(project: &Project, id: i64) -> Self {
        Self { id, node: project.client().known().pipelines.at(0, &id.to_string()) }
    }

    fn learn(&self, project: &Project, entry: BuildDefinition, asked: Option<u64>) -> Arc<BuildDefinition> {
        let value = Arc::new(entry);
        let snapshot = Snapshot { value: Arc::clone(&value), whole: true };
        project.client().known().pipelines.learn(0, Some(&self.node), snapshot, asked);
        value
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.named, self.known.get()) {
            (PipelineRef::Name(name), _) => write!(f, "Pipeline({name} of {:?})", self.project),
            (PipelineRef::Id(id), _) => write!(f, "Pipeline({id} of {:?})", self.project),
        }
    }
}

/// A folder as the service writes it: `\`, `\team\web`.
pub(super) fn folder_path(folder: &str) -> String {
    let names: Vec<_> = folder.split(['\\', '/']).filter(|name| !name.is_empty()).collect();
    format!("\\{}", names.join("\\"))
}

/// A search for pipelines.
#[derive(Clone, Debug)]
#[must_use = "pipelines are not asked for until stream is called"]
pub struct Pipelines {
    project: Project,
    params: GetDefinitions,
}

impl Pipelines {
    /// Whose name is this; `*` stands for any text.
    pub fn name(mut self, pattern: impl Into<String>) -> Self {
        self.params.name = Some(pattern.into());
        self
    }

    /// In this folder.
    pub fn folder(mut self, folder: &str) -> Self {
        self.params.path = Some(folder_path(folder));
        self
    }

    /// Of this repository, by its id.
    pub fn repository(mut self, id: impl Into<String>) -> Self {
        self.params.repository_id = Some(id.into());
        self.params.repository_type.get_or_insert_with(|| "TfsGit".to_owned());
        self
    }

    /// Of this YAML file.
    pub fn yaml_file(mut self, path: impl Into<String>) -> Self {
        self.params.yaml_filename = Some(path.into());
        self
    }

    /// Any other parameter of the operation.
    pub fn params(mut self, change: impl FnOnce(&mut GetDefinitions)) -> Self {
        change(&mut self.params);
        self
    }

    /// The pipelines, all pages of them.
    pub fn stream(self) -> Listing<Pipeline> {
        let project = self.project.clone();
        let items = project.client().items(build::get_definitions(&project.locator(), self.params));
        Listing::new(items, move |entry| Pipeline::listed(&project, &entry))
    }

    /// What the service says about them in the list, without a request for each.
    pub fn entries(self) -> Listing<BuildDefinitionReference> {
        let items = self.project.client().items(build::get_definitions(&self.project.locator(), self.params));
        Listing::new(items, Some)
    }
}

/// A pipeline that is to be made from YAML in a repository. `.await` makes it.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/pipelines/pipelines/create>
#[derive(Clone, Debug)]
#[must_use = "a pipeline is not made until this is awaited"]
pub struct NewPipeline {
    project: Project,
    name: String,
    folder: String,
    repository: Repository,
    path: String,
}

impl NewPipeline {
    /// In this folder; at the top, by default.
    pub fn folder(mut self, folder: &str) -> Self {
        self.folder = folder_path(folder);
        self
    }

    async fn create(self) -> Result<Pipeline> {
        let mut configuration = CreatePipelineConfigurationParameters {
            r#type: Some(ConfigurationType::Yaml),
            ..CreatePipelineConfigurationParameters::default()
        };
        configuration.extra.insert("path", self.path);
        let repository = json!({"id": self.repository.id().await?, "type": "azureReposGit"});
        configuration.extra.insert("repository", repository);
        let body = pipelines::CreatePipelineBody::new(self.name, configuration)
            .with(|body| body.folder = Some(self.folder));
        let op = pipelines::create_pipeline(&self.project.locator(), &body);
        let made = self.project.client().call(op).await?;
        Ok(self.project.pipeline(made.id.ok_or_else(|| missing("id"))?))
    }
}

awaitable!(NewPipeline => Pipeline, create;);

impl Project {
    /// The pipeline of this number or name. Nothing is asked for; a name is looked up when it is first needed.
    pub fn pipeline(&self, named: impl Into<PipelineRef>) -> Pipeline {
        Pipeline::at(self, named.into())
    }

    /// A search for its pipelines; all, by default.
    #[doc(alias = "definitions")]
    pub fn pipelines(&self) -> Pipelines {
        Pipelines { project: self.clone(), params: GetDefinitions::default() }
    }

    /// A pipeline that is to be made: its name, and where its YAML is.
    ///
    /// [`ErrorKind::AlreadyExists`] is answered where its folder has one of this name.
    pub fn create_pipeline(
        &self,
        name: impl Into<String>,
        repository: &Repository,
        path: impl Into<String>,
    ) -> NewPipeline {
        NewPipeline {
            project: self.clone(),
            name: name.into(),
            folder: folder_path(""),
            repository: repository.clone(),
            path: path.into(),
        }
    }

    /// Makes a pipeline of any kind from its definition, such as a copy of another one's.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when its folder has one of this name, [`ErrorKind::Invalid`] when it lacks
    /// something; and as any call.
    pub async fn create_pipeline_from(&self, definition: &BuildDefinition) -> Result<Pipeline> {
        let body = build::CreateDefinitionBody::try_from(definition.clone()).map_err(Error::unsent)?;
        let op = build::create_definition(&self.locator(), &body, CreateDefinition::default());
        let made = self.client().call(op).await?;
        let pipeline = self.pipeline(made.id.ok_or_else(|| missing("id"))?);
        pipeline.known().await?.learn(self, made, None);
        Ok(pipeline)
    }

    /// Restores a deleted pipeline, by its number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn restore_pipeline(&self, id: i64) -> Result<Pipeline> {
        self.client().call(build::restore_definition(&self.locator(), id.into(), false)).await?;
        let pipeline = self.pipeline(id);
        pipeline.refresh();
        Ok(pipeline)
    }
}
