//! Why a change is refused.

use uuid::Uuid;

use super::id::{IdentityId, ProcessId, ProjectId, RepositoryId, TeamId};
use super::pipeline_refusal::PipelineRefusal;
use super::pull_request::PullRequestRefusal;
use super::release::ReleaseRefusal;
use super::work_item::WorkItemRefusal;

/// Why the world did not change as wished.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// An organization of this name exists.
    #[error("an organization named {0} exists")]
    OrganizationExists(String),
    /// A project of this name exists.
    #[error("a project named {0} exists")]
    ProjectExists(String),
    /// No name for a project.
    #[error("{0:?} cannot be the name of a project")]
    ProjectName(String),
    /// No such project.
    #[error("there is no project {0}")]
    NoProject(ProjectId),
    /// No such process.
    #[error("there is no process {0}")]
    NoProcess(ProcessId),
    /// A process of this name exists.
    #[error("a process named {0} exists")]
    ProcessExists(String),
    /// A team of this name exists.
    #[error("a team named {0} exists")]
    TeamExists(String),
    /// No name for a team.
    #[error("{0:?} cannot be the name of a team")]
    TeamName(String),
    /// No such team.
    #[error("there is no team {0}")]
    NoTeam(TeamId),
    /// The default team stays.
    #[error("the default team cannot be deleted")]
    DefaultTeam,
    /// A repository of this name exists.
    #[error("a repository named {0} exists")]
    RepositoryExists(String),
    /// No name for a repository.
    #[error("{0:?} cannot be the name of a repository")]
    RepositoryName(String),
    /// No such repository.
    #[error("there is no repository {0}")]
    NoRepository(RepositoryId),
    /// Something is in a repository that had to be empty.
    #[error("the repository {0} is not empty")]
    NotEmpty(String),
    /// No such branch.
    #[error("there is no branch {0}")]
    NoBranch(String),
    /// Somebody else locked the branch.
    #[error("somebody else locked the branch {0}")]
    Locked(String),
    /// Somebody who is not in the organization, or must be.
    #[error("{0} cannot be taken out of the organization")]
    NoMember(IdentityId),
    /// No such area or iteration.
    #[error("there is no area or iteration {0}")]
    NoNode(String),
    /// An area or iteration of this name is there.
    #[error("an area or iteration named {name} is below {parent}")]
    NodeExists {
        /// The name.
        name: String,
        /// The GUID of the node above.
        parent: Uuid,
    },
    /// No name for an area or iteration.
    #[error("{0:?} cannot be the name of an area or iteration")]
    NodeName(String),
    /// A root, or a node that would be below itself or in the other tree.
    #[error("the area or iteration {0} cannot be moved there or deleted")]
    NodeMove(String),
    /// An iteration that ends before it starts.
    #[error("the iteration ends before it starts")]
    IterationDates,
    /// No such import.
    #[error("there is no import {0}")]
    NoImport(i64),
    /// No such policy configuration.
    #[error("there is no policy configuration {0}")]
    NoPolicyConfiguration(i64),
    /// Settings that do not fit the type of the policy.
    #[error("{0}")]
    PolicySettings(String),
    /// Another configuration of the type has the same scope.
    #[error("The update is rejected by policy {id}: there is one of type '{policy}' with the same scope.")]
    PolicyRejected {
        /// The one that is there.
        id: i64,
        /// The name of its type.
        policy: &'static str,
    },
    /// No such build definition.
    #[error("there is no build definition {0}")]
    NoBuildDefinition(i64),
    /// A build definition of this name exists.
    #[error("a build definition named {0} exists")]
    BuildDefinitionExists(String),
    /// Somebody changed the definition since.
    #[error("the build definition {0} was changed since")]
    BuildDefinitionChanged(i64),
    /// The definition takes no builds.
    #[error("the build definition {0} takes no builds")]
    BuildDefinitionDisabled(String),
    /// No such build.
    #[error("there is no build {0}")]
    NoBuild(i64),
    /// No such agent queue.
    #[error("there is no agent queue {0}")]
    NoQueue(i64),
    /// No such folder.
    #[error("there is no folder {0}")]
    NoFolder(String),
    /// A folder of this path exists.
    #[error("a folder {path} exists in {project}")]
    FolderExists {
        /// The folder.
        path: String,
        /// The name of its project.
        project: String,
    },
    /// No such variable group.
    #[error("there is no variable group {0}")]
    NoVariableGroup(i64),
    /// A variable group of this name exists.
    #[error("a variable group named {0} exists")]
    VariableGroupExists(String),
    /// No such wiki.
    #[error("there is no wiki {0}")]
    NoWiki(Uuid),
    /// A wiki of this name exists, or the project has one of its own.
    #[error("a wiki named {0} exists")]
    WikiExists(String),
    /// No such subscription of service hooks.
    #[error("there is no subscription {0}")]
    NoSubscription(Uuid),
    /// No such notification of a subscription.
    #[error("there is no notification {0}")]
    NoNotification(i64),
    /// No such service endpoint.
    #[error("there is no service endpoint {0}")]
    NoServiceEndpoint(Uuid),
    /// A service endpoint of this name exists.
    #[error("a service endpoint named {0} exists")]
    ServiceEndpointExists(String),
    /// No such policy evaluation.
    #[error("there is no policy evaluation {0}")]
    NoPolicyEvaluation(Uuid),
    /// Something about a pull request.
    #[error(transparent)]
    PullRequest(PullRequestRefusal),
    /// No such test run.
    #[error("there is no test run {0}")]
    NoTestRun(i64),
    /// No such result in a test run.
    #[error("there is no result {1} in the test run {0}")]
    NoTestResult(i64, i64),
    /// No such attachment of a test run.
    #[error("there is no attachment {1} of the test run {0}")]
    NoTestAttachment(i64, i64),
    /// No such test.
    #[error("there is no test {0}")]
    NoTest(i64),
    /// No such test plan.
    #[error("there is no test plan {0}")]
    NoTestPlan(i64),
    /// No such test suite.
    #[error("there is no test suite {0}")]
    NoTestSuite(i64),
    /// The suite cannot be there, or cannot have what is to be put into it.
    #[error("the test suite {0} cannot have that")]
    TestSuiteParent(i64),
    /// A suite of a requirement without one.
    #[error("there is no such requirement")]
    NoTestRequirement,
    /// No such test case, or not in the suite.
    #[error("there is no test case {0}")]
    NoTestCase(i64),
    /// No such test point in the suite.
    #[error("there is no test point {0}")]
    NoTestPoint(i64),
    /// No such test configuration.
    #[error("there is no test configuration {0}")]
    NoTestConfiguration(i64),
    /// Test points have the configuration.
    #[error("test points have the configuration {0}")]
    TestConfigurationInUse(String),
    /// No such test variable.
    #[error("there is no test variable {0}")]
    NoTestVariable(i64),
    /// A configuration or variable of this name exists.
    #[error("a test configuration or variable named {0} exists")]
    TestObjectExists(String),
    /// Something about a release.
    #[error(transparent)]
    Release(#[from] ReleaseRefusal),
    /// Something about what pipelines use.
    #[error(transparent)]
    Pipeline(#[from] PipelineRefusal),
    /// A work item that cannot be so.
    #[error(transparent)]
    WorkItem(#[from] WorkItemRefusal),
}
