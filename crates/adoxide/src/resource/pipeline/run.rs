//! Runs of pipelines, which the build API calls builds.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use adoxide_api::build::{
    self, Build, BuildLog, BuildResult, BuildStatus, Change, GetBuild, GetBuildChanges, GetBuildTimeline,
    GetBuildWorkItemsRefs, GetChangesBetweenBuilds, GetWorkItemsBetweenBuilds, NewRetentionLease,
    ResourceRef, RetentionLease, RetentionLeaseUpdate, StageUpdateType, UpdateBuild, UpdateStageParameters,
};
use adoxide_api::path::{BuildId, ProjectRef};

use super::artifact::Artifact;
use super::definition::Pipeline;
use super::follow::Follow;
use super::log::Log;
use super::timeline::Timeline;
use crate::client::Client;
use crate::download::Download;
use crate::error::{Error, ErrorKind, OptionalExt, Result};
use crate::resource::identity::{self, Identified, Node, Snapshot, find};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};
use crate::resource::work_item::WorkItem;

/// The first wait between two looks at a run, and the longest.
const LOOKS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(10));

/// How many work items and changes are asked for where the service has no pages: more than any run has.
const MANY: i64 = 10_000;

/// A run of a pipeline. The build API calls it a build; both have the same number.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/builds>
#[derive(Clone)]
#[doc(alias = "Build")]
pub struct Run {
    project: Project,
    id: i64,
    node: Arc<Node<Build>>,
}

impl Identified for Build {
    /// Runs are known by their number, which is one of the organization.
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (None, self.id.map(|id| Cow::Owned(id.to_string())))
    }
}

impl Run {
    fn at(project: &Project, id: i64) -> Self {
        let node = project.client().known().runs.at(0, &id.to_string());
        Self { project: project.clone(), id, node }
    }

    /// The run of an answer.
    pub(super) fn listed(project: &Project, entry: Build, whole: bool) -> Option<Self> {
        let this = Self::at(project, entry.id?);
        this.learn(entry, whole, None);
        Some(this)
    }

    fn learn(&self, entry: Build, whole: bool, asked: Option<u64>) -> Arc<Build> {
        let value = Arc::new(entry);
        let snapshot = Snapshot { value: Arc::clone(&value), whole };
        self.client().known().runs.learn(0, Some(&self.node), snapshot, asked);
        value
    }

    pub(super) fn client(&self) -> &Client {
        self.project.client()
    }

    pub(super) fn locator(&self) -> (ProjectRef, BuildId) {
        (self.project.locator(), self.id.into())
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Its number in the organization: the `buildId` of URLs.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such run in the project, or its retention ended; and as any call.
    pub async fn snapshot(&self) -> Result<Arc<Build>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let (project, id) = self.locator();
            let build = self.client().call(build::get_build(&project, id, GetBuild::default())).await?;
            Ok(self.learn(build, true, Some(asked)))
        })
        .await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        find(&self.node).refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<Build>> {
        self.refresh();
        self.snapshot().await
    }

    /// Its name: `20261129.3`, or what `name:` in the YAML makes of it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn number(&self) -> Result<String> {
        self.snapshot().await?.build_number.clone().ok_or_else(|| missing("buildNumber"))
    }

    /// Whether it waits, runs or is completed.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn status(&self) -> Result<BuildStatus> {
        self.snapshot().await?.status.clone().ok_or_else(|| missing("status"))
    }

    /// How it ended; `None` until it is completed.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn result(&self) -> Result<Option<BuildResult>> {
        Ok(self.snapshot().await?.result.clone().filter(|result| *result != BuildResult::None))
    }

    /// The branch that it is of, by its full name: `refs/heads/main`, `refs/pull/7/merge`.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn branch(&self) -> Result<Option<String>> {
        Ok(self.snapshot().await?.source_branch.clone())
    }

    /// The id of the commit that it is of, once that is known.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn commit(&self) -> Result<Option<String>> {
        Ok(self.snapshot().await?.source_version.clone())
    }

    /// The pipeline that it is a run of.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn pipeline(&self) -> Result<Pipeline> {
        let id = self.snapshot().await?.definition.as_ref().and_then(|definition| definition.id);
        Ok(self.project.pipeline(id.ok_or_else(|| missing("definition"))?))
    }

    /// Its page.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn web_url(&self) -> Result<Option<String>> {
        let build = self.snapshot().await?;
        Ok(build.links.as_ref().and_then(|links| links.href("web")).map(str::to_owned))
    }

    /// The URI by which other things refer to it: `vstfs:///Build/Build/42`.
    pub fn artifact_uri(&self) -> String {
        format!("vstfs:///Build/Build/{}", self.id)
    }

    /// Waits until it is completed, as long as it takes; dropping the future stops the wait.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn finished(&self) -> Result<Arc<Build>> {
        let (mut pause, most) = LOOKS;
        loop {
            let now = self.reload().await?;
            if now.status == Some(BuildStatus::Completed) {
                return Ok(now);
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(most);
        }
    }

    /// Follows it: a stream of its changes, those of its stages, jobs and tasks, and the lines of their logs, which
    /// ends when the run does.
    pub fn follow(&self) -> Follow {
        Follow::new(self)
    }

    /// Its stages, jobs and tasks as they are now, each in its latest attempt. Empty before the run begins.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such run, and as any call.
    pub async fn timeline(&self) -> Result<Timeline> {
        Ok(Timeline::new(self.timeline_of(None).await?))
    }

    /// Its stages, jobs and tasks as they are now, those of earlier attempts included.
    ///
    /// # Errors
    /// As [`timeline`](Self::timeline).
    pub async fn timeline_with_attempts(&self) -> Result<Timeline> {
        let latest = self.timeline_of(None).await?;
        let mut earlier: Vec<String> = Vec::new();
        for id in Timeline::new(latest.clone()).earlier() {
            if !earlier.iter().any(|known| known == id) {
                earlier.push(id.to_owned());
            }
        }
        let mut all: Vec<_> = latest.into_iter().collect();
        for id in earlier {
            all.extend(self.timeline_of(Some(&id)).await?);
        }
        Ok(Timeline::new(all))
    }

    /// A timeline; none before the run begins, where the service answers with 204 or `null`.
    pub(super) async fn timeline_of(&self, id: Option<&str>) -> Result<Option<build::Timeline>> {
        let (project, run) = self.locator();
        let id = id.map(Into::into);
        let op = build::get_build_timeline(&project, run, id.as_ref(), GetBuildTimeline::default());
        self.client().call(op.reply_as::<Maybe<build::Timeline>>()).await.map(|maybe| maybe.0)
    }

    /// What can be done with a stage, by its name in the YAML (the identifier of its record).
    pub fn stage(&self, name: impl Into<String>) -> Stage {
        Stage { run: self.clone(), name: name.into() }
    }

    /// Its stored logs: numbers, times and counts of lines.
    pub fn logs(&self) -> Listing<BuildLog> {
        let (project, id) = self.locator();
        Listing::new(self.client().items(build::get_build_logs(&project, id)), Some)
    }

    /// The log of this number.
    pub fn log(&self, id: i64) -> Log {
        Log::new(self, id)
    }

    /// All its stored logs as a zip file.
    ///
    /// # Errors
    /// As any call.
    pub async fn logs_zip(&self) -> Result<Download> {
        let (project, id) = self.locator();
        self.client().download(build::get_build_logs_content(&project, id)).await
    }

    /// The artifacts that it published.
    pub fn artifacts(&self) -> Listing<Artifact> {
        let (project, id) = self.locator();
        let run = self.clone();
        let items = self.client().items(build::get_artifacts(&project, id));
        Listing::new(items, move |value| Some(Artifact::new(&run, value)))
    }

    /// The artifact of this name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none of this name, and as any call.
    pub async fn artifact(&self, name: &str) -> Result<Artifact> {
        let (project, id) = self.locator();
        let value = self.client().call(build::get_artifact(&project, id, name)).await?;
        Ok(Artifact::new(self, value))
    }

    async fn patch(&self, changes: &Build, params: UpdateBuild) -> Result<()> {
        let (project, id) = self.locator();
        // Whatever comes of it, how it stands is not known any more.
        self.refresh();
        let changed = self.client().call(build::update_build(&project, id, changes, params)).await?;
        if changed.id == Some(self.id) {
            self.learn(changed, true, None);
        }
        Ok(())
    }

    /// Cancels it. It may take a while until it is [`finished`](Self::finished); a completed run stays as it is.
    ///
    /// # Errors
    /// As any call.
    pub async fn cancel(&self) -> Result<()> {
        let changes = Build { status: Some(BuildStatus::Cancelling), ..Build::default() };
        self.patch(&changes, UpdateBuild::default()).await
    }

    /// Runs what failed in it again: a new attempt of the failed stages, with the jobs in them that failed.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when it is not completed or nothing in it failed, and as any
    /// call.
    pub async fn retry(&self) -> Result<()> {
        self.patch(&Build::default(), UpdateBuild { retry: Some(true) }).await
    }

    /// Keeps it whatever the retention policies say, or no longer.
    ///
    /// # Errors
    /// As any call.
    pub async fn keep_forever(&self, keep: bool) -> Result<()> {
        let mut changes = Build::default();
        changes.extra.insert("keepForever", keep);
        self.patch(&changes, UpdateBuild::default()).await
    }

    /// Keeps it for so many days: a retention lease, with a name for who needs it.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/leases/add>
    ///
    /// # Errors
    /// As any call.
    pub async fn retain(&self, owner: impl Into<String>, days: i64) -> Result<RetentionLease> {
        let definition = self.snapshot().await?.definition.as_ref().and_then(|definition| definition.id);
        let lease = NewRetentionLease {
            days_valid: Some(days),
            definition_id: Some(definition.ok_or_else(|| missing("definition"))?),
            owner_id: Some(owner.into()),
            protect_pipeline: Some(false),
            run_id: Some(self.id),
            ..NewRetentionLease::default()
        };
        let op = build::add_retention_leases(&self.project.locator(), &[lease]);
        self.client().items(op).next().await.ok_or_else(|| missing("value"))?
    }

    /// The retention leases that keep it.
    pub fn leases(&self) -> Listing<RetentionLease> {
        let (project, id) = self.locator();
        Listing::new(self.client().items(build::get_retention_leases_for_build(&project, id)), Some)
    }

    /// Lets a retention lease end in so many days from now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such lease, and as any call.
    pub async fn extend_lease(&self, lease: i64, days: i64) -> Result<RetentionLease> {
        let body = RetentionLeaseUpdate { days_valid: Some(days), ..RetentionLeaseUpdate::default() };
        let op = build::update_retention_lease(&self.project.locator(), lease.into(), &body);
        self.client().call(op).await
    }

    /// Ends a retention lease.
    ///
    /// # Errors
    /// As any call.
    pub async fn end_lease(&self, lease: i64) -> Result<()> {
        self.client().call(build::delete_retention_leases_by_id(&self.project.locator(), &[lease])).await
    }

    /// Deletes it with its logs and artifacts.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when a retention lease keeps it, and as any call.
    pub async fn delete(&self) -> Result<()> {
        let (project, id) = self.locator();
        self.client().call(build::delete_build(&project, id)).await?;
        self.refresh();
        Ok(())
    }

    /// Its tags.
    ///
    /// # Errors
    /// As any call.
    pub async fn tags(&self) -> Result<Vec<String>> {
        let (project, id) = self.locator();
        self.client().items(build::get_build_tags(&project, id)).all().await
    }

    /// Adds tags to it; one that it has stays.
    ///
    /// # Errors
    /// As any call.
    pub async fn add_tags<T: Into<String>>(&self, tags: impl IntoIterator<Item = T>) -> Result<()> {
        let tags: Vec<String> = tags.into_iter().map(Into::into).collect();
        let (project, id) = self.locator();
        self.client().call(build::add_build_tags(&project, id, &tags)).await?;
        self.refresh();
        Ok(())
    }

    /// Removes tags from it; one that it does not have is not an error.
    ///
    /// # Errors
    /// As any call.
    pub async fn remove_tags<T: Into<String>>(&self, tags: impl IntoIterator<Item = T>) -> Result<()> {
        let tags: Vec<String> = tags.into_iter().map(Into::into).collect();
        for tag in &tags {
            let (project, id) = self.locator();
            let op = build::delete_build_tag(&project, id, &tag.as_str().into());
            self.client().call(op).await.map(drop).optional()?;
        }
        self.refresh();
        Ok(())
    }

    /// The commits that it has and the run before it on its branch had not.
    pub fn changes(&self) -> Listing<Change> {
        let (project, id) = self.locator();
        let params = GetBuildChanges::default();
        Listing::new(self.client().items(build::get_build_changes(&project, id, params)), Some)
    }

    /// The commits that it has and an older run had not.
    pub fn changes_since(&self, older: &Self) -> Listing<Change> {
        let params = GetChangesBetweenBuilds {
            from_build_id: Some(older.id),
            to_build_id: Some(self.id),
            top: Some(MANY),
        };
        let op = build::get_changes_between_builds(&self.project.locator(), params);
        Listing::new(self.client().items(op), Some)
    }

    /// The work items of its commits and pull requests.
    pub fn work_items(&self) -> Listing<WorkItem> {
        let (project, id) = self.locator();
        let params = GetBuildWorkItemsRefs { top: Some(MANY) };
        self.work_items_of(build::get_build_work_items_refs(&project, id, params))
    }

    /// The work items of what it has and an older run had not.
    pub fn work_items_since(&self, older: &Self) -> Listing<WorkItem> {
        let params = GetWorkItemsBetweenBuilds { top: Some(MANY) };
        let op = build::get_work_items_between_builds(&self.project.locator(), older.id, self.id, params);
        self.work_items_of(op)
    }

    fn work_items_of(
        &self,
        op: adoxide_api::wire::Op<adoxide_api::wire::List<ResourceRef>>,
    ) -> Listing<WorkItem> {
        let client = self.client().clone();
        Listing::new(self.client().items(op), move |item| Some(client.work_item(item.id?.parse().ok()?)))
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Run({} of {:?})", self.id, self.project)
    }
}

/// What can be done with a stage of a run.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/stages/update>
#[derive(Clone, Debug)]
pub struct Stage {
    run: Run,
    name: String,
}

impl Stage {
    async fn update(&self, body: UpdateStageParameters) -> Result<()> {
        let (project, id) = self.run.locator();
        let op = build::update_stage(Some(&project), id, &self.name.as_str().into(), &body);
        self.run.client().call(op).await?;
        self.run.refresh();
        Ok(())
    }

    fn to(state: StageUpdateType) -> UpdateStageParameters {
        UpdateStageParameters { state: Some(state), ..UpdateStageParameters::default() }
    }

    /// Runs its failed jobs again, in a new attempt.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] or [`ErrorKind::Conflict`] when it can't be retried, [`ErrorKind::NotFound`] when there
    /// is no such stage; and as any call.
    pub async fn retry(&self) -> Result<()> {
        self.update(Self::to(StageUpdateType::Retry)).await
    }

    /// Runs all its jobs again, in a new attempt.
    ///
    /// # Errors
    /// As [`retry`](Self::retry).
    pub async fn retry_all_jobs(&self) -> Result<()> {
        let body =
            UpdateStageParameters { force_retry_all_jobs: Some(true), ..Self::to(StageUpdateType::Retry) };
        self.update(body).await
    }

    /// Cancels it.
    ///
    /// # Errors
    /// As [`retry`](Self::retry).
    pub async fn cancel(&self) -> Result<()> {
        self.update(Self::to(StageUpdateType::Cancel)).await
    }

    /// Runs a stage that waits to be started by hand (`trigger: manual`).
    ///
    /// # Errors
    /// As [`retry`](Self::retry).
    pub async fn start(&self) -> Result<()> {
        self.update(Self::to(StageUpdateType::Run)).await
    }
}

/// An answer that may be empty or `null`.
pub(in crate::resource) struct Maybe<T>(pub(in crate::resource) Option<T>);

impl<T: adoxide_api::wire::Reply> adoxide_api::wire::Reply for Maybe<T> {
    fn decode(body: &[u8]) -> Result<Self, adoxide_api::wire::DecodeError> {
        match body.trim_ascii() {
            b"" | b"null" => Ok(Self(None)),
            _ => T::decode(body).map(|value| Self(Some(value))),
        }
    }
}

impl Project {
    /// The run of this number. Nothing is asked for.
    #[doc(alias = "build")]
    pub fn run(&self, id: i64) -> Run {
        Run::at(self, id)
    }
}

impl Client {
    /// The run that a URL of this organization is of: the page of a run, with its `buildId`, or the `url` of an
    /// answer. Nothing is asked for.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is not the URL of a run, or one of another organization.
    pub fn run_at(&self, url: &str) -> Result<Run> {
        let location = self.address().locate(url)?;
        let parsed: url::Url = url
            .parse()
            .map_err(|error| Error::new(ErrorKind::Invalid, format!("the URL can't be read: {error}")))?;
        let of_query = parsed
            .query_pairs()
            .find(|(name, _)| name.eq_ignore_ascii_case("buildId") || name.eq_ignore_ascii_case("runId"))
            .map(|(_, value)| value.into_owned());
        let mut segments = parsed.path_segments().into_iter().flatten();
        let of_path = segments
            .find(|segment| segment.eq_ignore_ascii_case("builds") || segment.eq_ignore_ascii_case("runs"))
            .and_then(|_| segments.next())
            .map(str::to_owned);
        let id = of_query.or(of_path).and_then(|id| id.parse().ok());
        let (project, id) = location.project.zip(id).ok_or_else(|| {
            Error::new(ErrorKind::Invalid, "the URL is not that of a run")
                .advise("expected …/PROJECT/_build/results?buildId=42")
        })?;
        Ok(self.project(project).run(id))
    }
}
