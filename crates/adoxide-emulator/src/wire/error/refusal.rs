//! What the world refuses, as the service says it.

use http::StatusCode;

use super::{AGENT, APPROVAL, Fault, GRAPH, PIPELINES};
use crate::wiql;
use crate::world::Refusal;
use crate::world::group::GroupRefusal;
use crate::world::pipeline_refusal::PipelineRefusal;
use crate::world::query::QueryRefusal;

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::OrganizationExists(_) => Self::internal(&refusal),
            Refusal::ProjectExists(name) => Self::project_exists(&name),
            Refusal::ProjectName(name) => Self::project_name_invalid(&name),
            Refusal::NoProject(id) => Self::project_not_found(&id.to_string()),
            Refusal::NoProcess(id) => Self::process_not_found(&id.to_string()),
            Refusal::ProcessExists(name) => Self::process_exists(&name),
            Refusal::TeamExists(name) => Self::team_exists(&name),
            Refusal::TeamName(name) => Self::invalid_parameter("name", &name),
            Refusal::NoTeam(id) => Self::team_not_found(&id.to_string()),
            Refusal::DefaultTeam => Self::invalid_parameter("teamId", "the default team"),
            Refusal::RepositoryExists(name) => Self::repository_exists(&name),
            Refusal::RepositoryName(name) => Self::repository_name_invalid(&name),
            Refusal::NoRepository(id) => Self::repository_not_found(&id.to_string()),
            Refusal::NotEmpty(name) => Self::import_into_non_empty(&name),
            Refusal::NoBranch(name) => Self::ref_not_found(&name),
            Refusal::Locked(name) => Self::branch_locked(&name),
            Refusal::NoMember(id) => Self::member_not_found(&id.to_string()),
            Refusal::NoNode(name) => Self::node_not_found(&name),
            Refusal::NodeExists { name, parent } => Self::node_exists(&name, parent),
            Refusal::NodeName(name) => Self::node_name_invalid(&name),
            Refusal::NodeMove(name) => Self::node_move_invalid(&name),
            Refusal::IterationDates => Self::iteration_dates_invalid(),
            Refusal::NoImport(id) => Self::import_not_found(&id.to_string()),
            Refusal::NoBuildDefinition(id) => Self::definition_not_found(&id.to_string()),
            Refusal::BuildDefinitionExists(name) => Self::definition_exists(&name),
            Refusal::BuildDefinitionChanged(id) => Self::definition_changed(id),
            Refusal::BuildDefinitionDisabled(name) => Self::definition_disabled(&name),
            Refusal::NoBuild(id) => Self::build_not_found(&id.to_string()),
            Refusal::NoQueue(id) => Self::queue_not_found(&id.to_string()),
            Refusal::NoFolder(path) => Self::folder_not_found(&path),
            Refusal::FolderExists { path, project } => Self::folder_exists(&path, &project),
            Refusal::NoVariableGroup(id) => Self::variable_group_not_found(&id.to_string()),
            Refusal::VariableGroupExists(name) => Self::variable_group_exists(&name),
            Refusal::NoWiki(id) => Self::wiki_not_found(&id.to_string()),
            Refusal::WikiExists(name) => Self::wiki_exists(&name),
            Refusal::NoSubscription(id) => Self::hook_subscription_not_found(&id.to_string()),
            Refusal::NoNotification(id) => Self::hook_notification_not_found(id),
            Refusal::NoServiceEndpoint(id) => Self::service_endpoint_not_found(&id.to_string()),
            Refusal::ServiceEndpointExists(name) => Self::service_endpoint_exists(&name),
            Refusal::NoPolicyConfiguration(id) => Self::policy_configuration_not_found(&id.to_string()),
            Refusal::PolicyRejected { .. } => Self::policy_rejected(&refusal),
            Refusal::PolicySettings(why) => Self::policy_settings_invalid(&why),
            Refusal::NoPolicyEvaluation(id) => Self::policy_evaluation_not_found(&id.to_string()),
            Refusal::Pipeline(refusal) => refusal.into(),
            Refusal::PullRequest(refusal) => refusal.into(),
            Refusal::WorkItem(refusal) => refusal.into(),
            Refusal::Release(refusal) => refusal.into(),
            Refusal::NoTestRun(_)
            | Refusal::NoTestResult(..)
            | Refusal::NoTestAttachment(..)
            | Refusal::NoTest(_)
            | Refusal::NoTestPlan(_)
            | Refusal::NoTestSuite(_)
            | Refusal::TestSuiteParent(_)
            | Refusal::NoTestRequirement
            | Refusal::NoTestCase(_)
            | Refusal::NoTestPoint(_)
            | Refusal::NoTestConfiguration(_)
            | Refusal::TestConfigurationInUse(_)
            | Refusal::NoTestVariable(_)
            | Refusal::TestObjectExists(_) => Self::test_refused(&refusal),
        }
    }
}

impl From<PipelineRefusal> for Fault {
    fn from(refusal: PipelineRefusal) -> Self {
        // The words are ours.
        let said = refusal.to_string();
        let pipelines = |status, type_key| Self::exception(status, PIPELINES, type_key, said.clone());
        match &refusal {
            PipelineRefusal::Exists(name) => {
                let message = format!("{name} already exists.");
                Self::exception(StatusCode::CONFLICT, AGENT, "ResourceExistsException", message)
            }
            PipelineRefusal::Fixed(_) => {
                Self::exception(StatusCode::BAD_REQUEST, AGENT, "InvalidOperationException", said)
            }
            PipelineRefusal::NoPool(id) => Self::pool_not_found(&id.to_string()),
            PipelineRefusal::NoMaintenance(id) => Self::maintenance_not_found(&id.to_string()),
            PipelineRefusal::NoAgent(id) => Self::agent_not_found(&id.to_string()),
            PipelineRefusal::NoRequest(id) => Self::job_request_not_found(&id.to_string()),
            PipelineRefusal::NoEnvironment(id) => Self::environment_not_found(&id.to_string()),
            PipelineRefusal::NoEnvironmentResource(id) => {
                Self::environment_resource_not_found(&id.to_string())
            }
            PipelineRefusal::NoSecureFile(id) => Self::secure_file_not_found(&id.to_string()),
            PipelineRefusal::NoTaskGroup(id) => Self::task_group_not_found(&id.to_string()),
            PipelineRefusal::TaskGroupRevision(_) => Self::exception(
                StatusCode::CONFLICT,
                AGENT,
                "MetaTaskDefinitionRevisionConflictException",
                said,
            ),
            PipelineRefusal::NoDeploymentGroup(id) => Self::deployment_group_not_found(&id.to_string()),
            PipelineRefusal::NoCheck(id) => Self::check_not_found(&id.to_string()),
            PipelineRefusal::NoApproval(id) => Self::approval_not_found(&id.to_string()),
            PipelineRefusal::NotApprover(_) => {
                Self::exception(StatusCode::FORBIDDEN, APPROVAL, "ApprovalUnauthorizedException", said)
            }
            PipelineRefusal::ApprovalCompleted(_) => {
                Self::exception(StatusCode::BAD_REQUEST, APPROVAL, "ApprovalAlreadyCompletedException", said)
            }
            PipelineRefusal::NoStage(name) => Self::build_part_not_found("stage", name),
            PipelineRefusal::StageState { .. } => {
                pipelines(StatusCode::BAD_REQUEST, "InvalidStageStateException")
            }
            PipelineRefusal::BuildState(_) => {
                pipelines(StatusCode::BAD_REQUEST, "InvalidBuildStateException")
            }
            PipelineRefusal::NoPart { what, id } => Self::build_part_not_found(what, id),
        }
    }
}

impl From<wiql::Error> for Fault {
    fn from(error: wiql::Error) -> Self {
        Self::invalid_query(&error)
    }
}

impl From<QueryRefusal> for Fault {
    fn from(refusal: QueryRefusal) -> Self {
        // The words are ours; the service has others for each.
        let bad = |type_key| Self::tracking(StatusCode::BAD_REQUEST, type_key, refusal.to_string());
        match &refusal {
            QueryRefusal::NotFound(query) => Self::query_not_found(query),
            QueryRefusal::Exists(name) => {
                let message = format!(
                    "TF237018: You cannot create a query or folder named {name} because one with this name \
                     already exists in this folder."
                );
                Self::tracking(StatusCode::CONFLICT, "QueryItemNameAlreadyExistsException", message)
            }
            QueryRefusal::Name(_) => bad("InvalidQueryItemNameException"),
            QueryRefusal::NoFolder(_) => bad("QueryItemNotFolderException"),
            QueryRefusal::Fixed(_) => bad("QueryItemFixedException"),
        }
    }
}

impl From<GroupRefusal> for Fault {
    fn from(refusal: GroupRefusal) -> Self {
        // The words are ours.
        let (status, type_key) = match refusal {
            GroupRefusal::Exists(_) => (StatusCode::CONFLICT, "GroupAlreadyExistsException"),
            GroupRefusal::Name(_) => (StatusCode::BAD_REQUEST, "InvalidGroupNameException"),
            GroupRefusal::BuiltIn(_) => (StatusCode::BAD_REQUEST, "GroupBuiltInException"),
            GroupRefusal::Circle => (StatusCode::BAD_REQUEST, "CircularGroupMembershipException"),
        };
        Self::exception(status, GRAPH, type_key, refusal.to_string())
    }
}

impl From<git2::Error> for Fault {
    fn from(error: git2::Error) -> Self {
        Self::internal(error)
    }
}
