//! Classic releases: definitions, releases, their environments, deployments and approvals.

use std::fmt;

use adoxide_api::path::ReleaseId;
use adoxide_api::release::{
    self, ApprovalStatus, ArtifactMetadata, BuildVersion, ConfigurationVariableValue, Deployment,
    EnvironmentStatus, GetApproval, GetApprovals, GetDeployments, GetRelease, GetReleaseDefinition,
    GetReleaseDefinitions, GetReleases, GetTaskLog, Release as Wire, ReleaseApproval as WireApproval,
    ReleaseDefinition as WireDefinition, ReleaseDefinitionRevision, ReleaseEnvironment,
    ReleaseEnvironmentUpdateMetadata, ReleaseStartMetadata, ReleaseStatus, ReleaseTask,
    ReleaseUpdateMetadata, UpdateReleaseDefinition,
};

use super::listing::Listing;
use super::operation::wait;
use super::project::{Project, missing};
use crate::download::Download;
use crate::error::{Error, ErrorKind, Result};

/// A definition of classic releases, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/release/definitions>
#[derive(Clone)]
pub struct ReleaseDefinition {
    project: Project,
    id: i64,
    value: WireDefinition,
}

impl ReleaseDefinition {
    fn new(project: &Project, value: WireDefinition) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id?, value })
    }

    /// All that the service says about it; lists leave much of it out.
    pub fn value(&self) -> &WireDefinition {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Fetches what it looks like now, all of it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.release_definition(self.id).await?;
        Ok(())
    }

    /// Changes it: reads it, makes the change, and puts it back. What `change` leaves alone stays as it is.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when somebody else changed it meanwhile, and as any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut WireDefinition)) -> Result<()> {
        self.reload().await?;
        let mut value = self.value.clone();
        change(&mut value);
        let params = UpdateReleaseDefinition::default();
        let op = release::update_release_definition(&self.project.locator(), &value, params);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Its revisions: who changed it, when, and why.
    pub fn revisions(&self) -> Listing<ReleaseDefinitionRevision> {
        let op = release::get_release_definition_history(&self.project.locator(), self.id.into());
        Listing::new(self.project.client().items(op), Some)
    }

    /// Its releases, the newest first.
    pub fn releases(&self) -> Listing<Release> {
        let params = GetReleases { definition_id: Some(self.id), ..GetReleases::default() };
        self.project.releases_with(params)
    }

    /// A release of it that is to be made.
    pub fn create_release(&self) -> NewRelease {
        let body = ReleaseStartMetadata { definition_id: Some(self.id), ..ReleaseStartMetadata::default() };
        NewRelease { project: self.project.clone(), body }
    }

    /// Deletes it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when a release of it is being deployed, and as any call.
    pub async fn delete(&self) -> Result<()> {
        let params = release::DeleteReleaseDefinition::default();
        let op = release::delete_release_definition(&self.project.locator(), self.id.into(), params);
        self.project.client().call(op).await
    }
}

impl fmt::Debug for ReleaseDefinition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReleaseDefinition({} of {:?})", self.name(), self.project)
    }
}

/// A classic release that is to be made. `.await` makes it.
#[derive(Clone)]
#[must_use = "a release is not made until this is awaited"]
pub struct NewRelease {
    project: Project,
    body: ReleaseStartMetadata,
}

impl NewRelease {
    /// What it is about.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.body.description = Some(description.into());
        self
    }

    /// With this version of an artifact, by its alias: the id of a run, and its name. By default, the latest.
    pub fn artifact(
        mut self,
        alias: impl Into<String>,
        id: impl Into<String>,
        name: impl Into<String>,
    ) -> Self {
        let version =
            BuildVersion { id: Some(id.into()), name: Some(name.into()), ..BuildVersion::default() };
        let artifact = ArtifactMetadata {
            alias: Some(alias.into()),
            instance_reference: Some(version),
            ..ArtifactMetadata::default()
        };
        self.body.artifacts.get_or_insert_default().push(artifact);
        self
    }

    /// With this value of a variable.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value: String = value.into();
        let value =
            ConfigurationVariableValue { value: Some(value.into()), ..ConfigurationVariableValue::default() };
        self.body.variables.get_or_insert_default().insert(name.into(), Some(value));
        self
    }

    /// Without deploying to this environment by itself; may be called several times.
    pub fn manual_environment(mut self, name: impl Into<String>) -> Self {
        self.body.manual_environments.get_or_insert_default().push(name.into());
        self
    }

    /// As a draft: nothing is deployed until it is started.
    pub fn draft(mut self) -> Self {
        self.body.is_draft = Some(true);
        self
    }

    async fn create(self) -> Result<Release> {
        let body = release::CreateReleaseBody::try_from(self.body).map_err(Error::unsent)?;
        let made =
            self.project.client().call(release::create_release(&self.project.locator(), &body)).await?;
        Release::new(&self.project, made).ok_or_else(|| missing("id"))
    }
}

awaitable!(NewRelease => Release, create;);

impl fmt::Debug for NewRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewRelease").field("definition", &self.body.definition_id).finish_non_exhaustive()
    }
}

/// A classic release, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/release/releases>
#[derive(Clone)]
pub struct Release {
    project: Project,
    id: i64,
    value: Wire,
}

impl Release {
    fn new(project: &Project, value: Wire) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id?, value })
    }

    /// All that the service says about it; lists leave much of it out.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name: `Release-7`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Whether it is a draft, active or abandoned.
    pub fn status(&self) -> Option<&ReleaseStatus> {
        self.value.status.as_ref()
    }

    /// Its environments, with what was deployed to each. Lists leave them out: [`reload`](Self::reload) it.
    pub fn environments(&self) -> &[ReleaseEnvironment] {
        self.value.environments.as_deref().unwrap_or_default()
    }

    fn locator(&self) -> ReleaseId {
        self.id.into()
    }

    /// Fetches what it looks like now, all of it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.release(self.id).await?;
        Ok(())
    }

    async fn patch(&mut self, changes: ReleaseUpdateMetadata) -> Result<()> {
        let op = release::update_release_resource(&self.project.locator(), self.locator(), &changes);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    async fn set_status(&mut self, status: ReleaseStatus) -> Result<()> {
        self.patch(ReleaseUpdateMetadata { status: Some(status), ..ReleaseUpdateMetadata::default() }).await
    }

    /// Starts a draft.
    ///
    /// # Errors
    /// As any call.
    pub async fn start(&mut self) -> Result<()> {
        self.set_status(ReleaseStatus::Active).await
    }

    /// Abandons it: nothing is deployed from it any more.
    ///
    /// # Errors
    /// As any call.
    pub async fn abandon(&mut self) -> Result<()> {
        self.set_status(ReleaseStatus::Abandoned).await
    }

    /// Keeps it whatever the retention policies say, or no longer.
    ///
    /// # Errors
    /// As any call.
    pub async fn keep_forever(&mut self, keep: bool) -> Result<()> {
        self.patch(ReleaseUpdateMetadata { keep_forever: Some(keep), ..ReleaseUpdateMetadata::default() })
            .await
    }

    async fn environment(&mut self, name: &str) -> Result<ReleaseEnvironment> {
        if self.environments().is_empty() {
            self.reload().await?;
        }
        let fits = |environment: &&ReleaseEnvironment| {
            environment.name.as_deref().is_some_and(|known| known.to_lowercase() == name.to_lowercase())
        };
        self.environments().iter().find(fits).cloned().ok_or_else(|| {
            let names: Vec<_> =
                self.environments().iter().filter_map(|known| known.name.as_deref()).collect();
            Error::new(ErrorKind::NotFound, format!("{self:?} has no environment \"{name}\""))
                .advise(format!("choose one of {}", names.join(", ")))
        })
    }

    async fn set_environment(&mut self, name: &str, status: EnvironmentStatus, comment: &str) -> Result<()> {
        let environment = self.environment(name).await?.id.ok_or_else(|| missing("id"))?;
        let body = ReleaseEnvironmentUpdateMetadata {
            status: Some(status),
            comment: Some(comment.to_owned()).filter(|comment| !comment.is_empty()),
            ..ReleaseEnvironmentUpdateMetadata::default()
        };
        let project = self.project.locator();
        let op = release::update_release_environment(&project, self.locator(), environment.into(), &body);
        self.project.client().call(op).await?;
        self.reload().await
    }

    /// Deploys it to an environment, by its name, or deploys it there again.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has no such environment, and as any call.
    pub async fn deploy(&mut self, environment: &str, comment: &str) -> Result<()> {
        self.set_environment(environment, EnvironmentStatus::InProgress, comment).await
    }

    /// Cancels its deployment to an environment.
    ///
    /// # Errors
    /// As [`deploy`](Self::deploy).
    pub async fn cancel(&mut self, environment: &str, comment: &str) -> Result<()> {
        self.set_environment(environment, EnvironmentStatus::Canceled, comment).await
    }

    /// Waits until its deployment to an environment is over: how it ended.
    ///
    /// # Errors
    /// As [`deploy`](Self::deploy), and [`ErrorKind::Unavailable`] when the time of a call is over first.
    pub async fn deployed(&mut self, environment: &str) -> Result<EnvironmentStatus> {
        use EnvironmentStatus::{Canceled, PartiallySucceeded, Rejected, Succeeded};
        let (project, id) = (self.project.clone(), self.id);
        let what = format!("the deployment of {self:?} to {environment}");
        let ended = wait(project.client(), &what, || async {
            let status = project.release(id).await?.environment(environment).await?.status;
            Ok(status.filter(|status| matches!(status, Canceled | PartiallySucceeded | Rejected | Succeeded)))
        })
        .await?;
        self.reload().await?;
        Ok(ended)
    }

    /// The tasks of the latest attempt to deploy to an environment, in order.
    ///
    /// # Errors
    /// As [`deploy`](Self::deploy).
    pub async fn tasks(&mut self, environment: &str) -> Result<Vec<ReleaseTask>> {
        let environment = self.environment(environment).await?;
        let latest = environment.deploy_steps.into_iter().flatten().max_by_key(|attempt| attempt.attempt);
        let phases = latest.and_then(|attempt| attempt.release_deploy_phases).unwrap_or_default();
        let jobs = phases.into_iter().flat_map(|phase| phase.deployment_jobs.unwrap_or_default());
        Ok(jobs.flat_map(|job| job.tasks.unwrap_or_default()).collect())
    }

    /// The log of a task, by the number of its environment, of its phase (its `rank` in the attempt's phases) and its own.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn task_log(&self, environment: i64, phase: i64, task: i64) -> Result<Download> {
        let (environment, phase) = (environment.into(), phase.into());
        let params = GetTaskLog::default();
        let project = self.project.locator();
        let op = release::get_task_log(&project, self.locator(), environment, phase, task.into(), params);
        self.project.client().download(op).await
    }

    /// All its logs as a zip file.
    ///
    /// # Errors
    /// As any call.
    pub async fn logs_zip(&self) -> Result<Download> {
        self.project.client().download(release::get_logs(&self.project.locator(), self.locator())).await
    }

    /// Its approvals that are pending.
    pub fn approvals(&self) -> Listing<ReleaseApproval> {
        self.project.release_approvals_with(GetApprovals {
            release_ids_filter: Some(vec![self.id]),
            ..GetApprovals::default()
        })
    }
}

impl fmt::Debug for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Release({} of {:?})", self.name(), self.project)
    }
}

/// An approval of a deployment of a classic release, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/release/approvals>
#[derive(Clone)]
pub struct ReleaseApproval {
    project: Project,
    id: i64,
    value: WireApproval,
}

impl ReleaseApproval {
    fn new(project: &Project, value: WireApproval) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &WireApproval {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Whether it is waited for.
    pub fn is_pending(&self) -> bool {
        self.value.status == Some(ApprovalStatus::Pending)
    }

    async fn decide(&mut self, status: ApprovalStatus, comment: &str) -> Result<()> {
        let body = WireApproval {
            status: Some(status),
            comments: Some(comment.to_owned()),
            ..WireApproval::default()
        };
        let op = release::update_release_approval(&self.project.locator(), self.id.into(), &body);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Approves it, with a comment or an empty one.
    ///
    /// # Errors
    /// [`ErrorKind::Permission`] when it is somebody else's to approve, [`ErrorKind::Conflict`] or
    /// [`ErrorKind::Invalid`] when it is not pending any more; and as any call.
    pub async fn approve(&mut self, comment: &str) -> Result<()> {
        self.decide(ApprovalStatus::Approved, comment).await
    }

    /// Rejects it: the deployment fails.
    ///
    /// # Errors
    /// As [`approve`](Self::approve).
    pub async fn reject(&mut self, comment: &str) -> Result<()> {
        self.decide(ApprovalStatus::Rejected, comment).await
    }
}

impl fmt::Debug for ReleaseApproval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReleaseApproval({} of {:?})", self.id, self.project)
    }
}

impl Project {
    /// Its release definitions.
    pub fn release_definitions(&self) -> Listing<ReleaseDefinition> {
        self.release_definitions_with(GetReleaseDefinitions::default())
    }

    /// The release definitions that these parameters select.
    pub fn release_definitions_with(&self, params: GetReleaseDefinitions) -> Listing<ReleaseDefinition> {
        let project = self.clone();
        let items = self.client().items(release::get_release_definitions(&self.locator(), params));
        Listing::new(items, move |value| ReleaseDefinition::new(&project, value))
    }

    /// The release definition of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn release_definition(&self, id: i64) -> Result<ReleaseDefinition> {
        let op = release::get_release_definition(&self.locator(), id.into(), GetReleaseDefinition::default());
        ReleaseDefinition::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }

    /// Makes a release definition.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name in its folder, and as any call.
    pub async fn create_release_definition(&self, definition: &WireDefinition) -> Result<ReleaseDefinition> {
        let body =
            release::CreateReleaseDefinitionBody::try_from(definition.clone()).map_err(Error::unsent)?;
        let made = self.client().call(release::create_release_definition(&self.locator(), &body)).await?;
        ReleaseDefinition::new(self, made).ok_or_else(|| missing("id"))
    }

    /// Its classic releases, the newest first.
    pub fn releases(&self) -> Listing<Release> {
        self.releases_with(GetReleases::default())
    }

    /// The classic releases that these parameters select.
    pub fn releases_with(&self, params: GetReleases) -> Listing<Release> {
        let project = self.clone();
        let items = self.client().items(release::get_releases(Some(&self.locator()), params));
        Listing::new(items, move |value| Release::new(&project, value))
    }

    /// The classic release of this number, with its environments.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn release(&self, id: i64) -> Result<Release> {
        let op = release::get_release(&self.locator(), id.into(), GetRelease::default());
        Release::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }

    /// The deployments of its classic releases that these parameters select, the newest first.
    pub fn release_deployments(&self, params: GetDeployments) -> Listing<Deployment> {
        Listing::new(self.client().items(release::get_deployments(&self.locator(), params)), Some)
    }

    /// The approvals of classic releases that these parameters select; by default, all that are pending.
    pub fn release_approvals_with(&self, params: GetApprovals) -> Listing<ReleaseApproval> {
        let project = self.clone();
        let items = self.client().items(release::get_approvals(&self.locator(), params));
        Listing::new(items, move |value| ReleaseApproval::new(&project, value))
    }

    /// The approval of a classic release, by its number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn release_approval(&self, id: i64) -> Result<ReleaseApproval> {
        let op = release::get_approval(&self.locator(), id.into(), GetApproval::default());
        ReleaseApproval::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }
}
