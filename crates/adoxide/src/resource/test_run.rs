//! Test runs, as pipelines publish them.

use std::fmt;

use adoxide_api::path::RunId;
use adoxide_api::test::{
    self, GetTestResults, GetTestRunById, GetTestRuns, RunCreateModel, RunStatistic, RunUpdateModel,
    ShallowReference, TestAttachmentRequestModel, TestCaseResult, TestRun as Wire,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::listing::Listing;
use super::pipeline::Run;
use super::project::{Project, missing};
use crate::error::Result;

/// How many results a request adds at most.
const BATCH: usize = 1000;

/// A test run, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/test/runs>
#[derive(Clone)]
pub struct TestRun {
    project: Project,
    id: i64,
    value: Wire,
}

impl TestRun {
    fn new(project: &Project, value: Wire) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
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

    /// Its state: `InProgress`, `Completed`, `Aborted`.
    pub fn state(&self) -> &str {
        self.value.state.as_deref().unwrap_or_default()
    }

    fn locator(&self) -> RunId {
        self.id.into()
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.test_run(self.id).await?;
        Ok(())
    }

    /// Its results, in the order of their numbers.
    pub fn results(&self) -> Listing<TestCaseResult> {
        self.results_with(GetTestResults::default())
    }

    /// The results that these parameters select: by outcome, or with details.
    pub fn results_with(&self, params: GetTestResults) -> Listing<TestCaseResult> {
        let op = test::get_test_results(&self.project.locator(), self.locator(), params);
        Listing::new(self.project.client().items(op), Some)
    }

    /// The results that failed.
    pub fn failed(&self) -> Listing<TestCaseResult> {
        self.results_with(GetTestResults { outcomes: Some(vec!["Failed".to_owned()]), ..Default::default() })
    }

    /// Adds results, as many requests as it takes.
    ///
    /// # Errors
    /// As any call.
    pub async fn add_results(&self, results: &[TestCaseResult]) -> Result<Vec<TestCaseResult>> {
        let mut all = Vec::with_capacity(results.len());
        for batch in results.chunks(BATCH) {
            let op = test::add_test_results_to_test_run(&self.project.locator(), self.locator(), batch);
            all.extend(self.project.client().items(op).all().await?);
        }
        Ok(all)
    }

    /// Changes results, by their numbers, as many requests as it takes.
    ///
    /// # Errors
    /// As any call.
    pub async fn update_results(&self, results: &[TestCaseResult]) -> Result<Vec<TestCaseResult>> {
        let mut all = Vec::with_capacity(results.len());
        for batch in results.chunks(BATCH) {
            let op = test::update_test_results(&self.project.locator(), self.locator(), batch);
            all.extend(self.project.client().items(op).all().await?);
        }
        Ok(all)
    }

    /// How many results have which outcome.
    ///
    /// # Errors
    /// As any call.
    pub async fn statistics(&self) -> Result<Vec<RunStatistic>> {
        let op = test::get_test_run_statistics(&self.project.locator(), self.locator());
        Ok(self.project.client().call(op).await?.run_statistics.unwrap_or_default())
    }

    /// Attaches a file to it.
    ///
    /// # Errors
    /// As any call.
    pub async fn attach(&self, name: impl Into<String>, content: impl AsRef<[u8]>) -> Result<()> {
        let body = TestAttachmentRequestModel {
            attachment_type: Some("GeneralAttachment".to_owned()),
            file_name: Some(name.into()),
            stream: Some(STANDARD.encode(content)),
            ..TestAttachmentRequestModel::default()
        };
        let op = test::create_test_run_attachment(&self.project.locator(), self.locator(), &body);
        self.project.client().call(op).await.map(drop)
    }

    /// Changes what is set in `changes`.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&mut self, changes: &RunUpdateModel) -> Result<()> {
        let op = test::update_test_run(&self.project.locator(), self.locator(), changes);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Completes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn complete(&mut self) -> Result<()> {
        self.update(&RunUpdateModel { state: Some("Completed".to_owned()), ..RunUpdateModel::default() })
            .await
    }

    /// Deletes it with its results.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.project.client().call(test::delete_test_run(&self.project.locator(), self.locator())).await
    }
}

impl fmt::Debug for TestRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TestRun({} of {:?})", self.name(), self.project)
    }
}

impl Project {
    /// Its test runs.
    pub fn test_runs(&self) -> Listing<TestRun> {
        self.test_runs_with(GetTestRuns::default())
    }

    /// The test runs that these parameters select.
    pub fn test_runs_with(&self, params: GetTestRuns) -> Listing<TestRun> {
        let project = self.clone();
        let items = self.client().items(test::get_test_runs(&self.locator(), params));
        Listing::new(items, move |value| TestRun::new(&project, value))
    }

    /// The test run of this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn test_run(&self, id: i64) -> Result<TestRun> {
        let params = GetTestRunById { include_details: Some(true) };
        let op = test::get_test_run_by_id(&self.locator(), id.into(), params);
        TestRun::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }

    /// Makes a test run: by default, an automated one that is in progress.
    ///
    /// # Errors
    /// As any call.
    pub async fn create_test_run(&self, name: impl Into<String>, of: Option<&Run>) -> Result<TestRun> {
        let body = RunCreateModel {
            name: Some(name.into()),
            automated: Some(true),
            state: Some("InProgress".to_owned()),
            build: of.map(|run| ShallowReference {
                id: Some(run.id().to_string()),
                ..ShallowReference::default()
            }),
            ..RunCreateModel::default()
        };
        let made = self.client().call(test::create_test_run(&self.locator(), &body)).await?;
        TestRun::new(self, made).ok_or_else(|| missing("id"))
    }
}

impl Run {
    /// The test runs that it published.
    pub fn test_runs(&self) -> Listing<TestRun> {
        self.project()
            .test_runs_with(GetTestRuns { build_uri: Some(self.artifact_uri()), ..GetTestRuns::default() })
    }
}
