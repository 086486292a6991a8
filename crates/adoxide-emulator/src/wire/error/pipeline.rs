//! Builds, agents, environments, service endpoints.

use http::StatusCode;
use serde_json::json;

use super::{AGENT, APPROVAL, COMMON, Exception, Fault, FaultBody, PIPELINES};

const BUILD: &str = "Microsoft.TeamFoundation.Build.WebApi";
const CHECKS: &str = "Microsoft.Azure.Pipelines.Checks.WebApi";

impl Fault {
    /// A definition that does not exist: reported.
    pub fn definition_not_found(id: &str) -> Self {
        let message = format!(
            "The build definition with ID {id} does not exist or you do not have permission to access it."
        );
        Self::exception(StatusCode::NOT_FOUND, BUILD, "DefinitionNotFoundException", message)
    }

    /// A definition whose name is taken: guessed.
    pub fn definition_exists(name: &str) -> Self {
        let message = format!("Build definition {name} already exists in the current project.");
        Self::exception(StatusCode::CONFLICT, BUILD, "DefinitionExistsException", message)
    }

    /// A definition that somebody changed since it was read: guessed.
    pub fn definition_changed(id: i64) -> Self {
        let message = format!(
            "The build definition {id} that you have specified has been changed since it was last retrieved. \
             Get the latest revision and try again."
        );
        Self::exception(StatusCode::CONFLICT, BUILD, "InvalidDefinitionRevisionException", message)
    }

    /// A definition that takes no builds: guessed.
    pub fn definition_disabled(name: &str) -> Self {
        let message = format!("Builds cannot be queued for {name}: the definition is disabled or paused.");
        Self::exception(StatusCode::BAD_REQUEST, BUILD, "DefinitionDisabledException", message)
    }

    /// A pipeline that does not exist: guessed.
    pub fn pipeline_not_found(id: &str) -> Self {
        let message = format!("Pipeline with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, PIPELINES, "PipelineNotFoundException", message)
    }

    /// A pipeline that does not exist, where its YAML is previewed: reported.
    pub fn pipeline_does_not_exist(id: impl std::fmt::Display) -> Self {
        let message = format!("The pipeline '{id}' does not exist");
        Self::exception(StatusCode::INTERNAL_SERVER_ERROR, PIPELINES, "PipelineNotFoundException", message)
    }

    /// YAML that is missing or refused: recorded, with the message of the expansion.
    pub fn pipeline_invalid(message: &str) -> Self {
        Self::exception(StatusCode::BAD_REQUEST, PIPELINES, "PipelineValidationException", message)
    }

    /// YAML in place of the pipeline's file, for a run that is not a preview: guessed.
    pub fn yaml_override_without_preview() -> Self {
        Self::pipeline_invalid("yamlOverride is only supported for a preview run: set previewRun to true.")
    }

    /// A build that does not exist: reported.
    pub fn build_not_found(id: &str) -> Self {
        let message = format!("The requested build {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "BuildNotFoundException", message)
    }

    /// A log, timeline or artifact of a build that does not exist: guessed.
    pub fn build_part_not_found(what: &str, id: &str) -> Self {
        let message = format!("The {what} {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "ArtifactNotFoundException", message)
    }

    /// A variable group that does not exist: guessed.
    pub fn variable_group_not_found(id: &str) -> Self {
        let message = format!("Variable group with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "VariableGroupNotFoundException", message)
    }

    /// A variable group whose name is taken: guessed.
    pub fn variable_group_exists(name: &str) -> Self {
        let message = format!("Variable group {name} already exists.");
        Self::exception(StatusCode::CONFLICT, AGENT, "VariableGroupExistsException", message)
    }

    /// An artifact that a build does not have: reported.
    pub fn artifact_not_found(name: &str, build: i64) -> Self {
        let message = format!("Artifact {name} was not found for build {build}.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "ArtifactNotFoundException", message)
    }

    /// A pool that does not exist: guessed.
    pub fn pool_not_found(id: &str) -> Self {
        let message = format!("No agent pool found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentPoolNotFoundException", message)
    }

    /// A maintenance definition, or a job of one, that does not exist: guessed.
    pub fn maintenance_not_found(id: &str) -> Self {
        let message = format!("No maintenance definition or job found with identifier {id}.");
        let name = "TaskAgentPoolMaintenanceDefinitionNotFoundException";
        Self::exception(StatusCode::NOT_FOUND, AGENT, name, message)
    }

    /// A queue that does not exist: guessed.
    pub fn queue_not_found(id: &str) -> Self {
        let message = format!("No agent queue found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentQueueNotFoundException", message)
    }

    /// An agent that does not exist: guessed.
    pub fn agent_not_found(id: &str) -> Self {
        let message = format!("Agent {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentNotFoundException", message)
    }

    /// A job of a pool that does not exist: guessed.
    pub fn job_request_not_found(id: &str) -> Self {
        let message = format!("No agent request found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskAgentJobNotFoundException", message)
    }

    /// A task that is not installed: guessed.
    pub fn task_not_found(id: &str, version: &str) -> Self {
        let message = format!("No task definition found matching ID {id} and version {version}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskDefinitionNotFoundException", message)
    }

    /// A change of a task that comes with the service: guessed.
    pub fn task_is_built_in(id: &str) -> Self {
        let message = format!("The task {id} comes with the service and cannot be changed.");
        Self::exception(StatusCode::FORBIDDEN, AGENT, "TaskDefinitionHostContextMismatchException", message)
    }

    /// An environment that does not exist: reported.
    pub fn environment_not_found(id: &str) -> Self {
        let message = format!("Environment with ID {id} does not exist or has been deleted.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "EnvironmentNotFoundException", message)
    }

    /// A resource of an environment that does not exist: guessed.
    pub fn environment_resource_not_found(id: &str) -> Self {
        let message = format!("Resource with ID {id} does not exist in the environment.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "EnvironmentResourceNotFoundException", message)
    }

    /// A task group that does not exist: guessed.
    pub fn task_group_not_found(id: &str) -> Self {
        let message = format!("Task group with ID {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "MetaTaskDefinitionNotFoundException", message)
    }

    /// A deployment group that does not exist: guessed.
    pub fn deployment_group_not_found(id: &str) -> Self {
        let message = format!("No deployment group found with identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "DeploymentMachineGroupNotFoundException", message)
    }

    /// A secure file that does not exist: guessed.
    pub fn secure_file_not_found(id: &str) -> Self {
        let message = format!("Secure file with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "SecureFileNotFoundException", message)
    }

    /// A secure file that somebody wants to read without a job's ticket: guessed.
    pub fn secure_file_denied(name: &str) -> Self {
        let message =
            format!("The secure file {name} can only be downloaded by a job that has a ticket for it.");
        Self::exception(StatusCode::FORBIDDEN, AGENT, "AccessDeniedException", message)
    }

    /// A container of files that does not exist: guessed.
    pub fn container_not_found(id: &str) -> Self {
        let message = format!("The container {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, COMMON, "ContainerNotFoundException", message)
    }

    /// A retention lease that does not exist: guessed.
    pub fn lease_not_found(id: &str) -> Self {
        let message = format!("The retention lease {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "RetentionLeaseNotFoundException", message)
    }

    /// A build whose YAML is missing or refused: the form is reported, the message that of the expansion.
    pub fn build_invalid(why: &str) -> Self {
        let exception = Exception {
            message: "Could not queue the build because there were validation errors or warnings.".to_owned(),
            namespace: BUILD,
            assembly: "Microsoft.TeamFoundation.Build2.WebApi",
            type_key: "BuildRequestValidationFailedException",
            event_id: 3000,
            custom_properties: Some(json!({"ValidationResults": [{"result": "error", "message": why}]})),
        };
        Self { status: StatusCode::BAD_REQUEST, body: FaultBody::Exception(Box::new(exception)) }
    }

    /// A protected resource that does not exist: guessed.
    pub fn resource_not_found(kind: &str, id: &str) -> Self {
        let message = format!("The resource of type {kind} with id {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, CHECKS, "ResourceNotFoundException", message)
    }

    /// A check that does not exist: guessed.
    pub fn check_not_found(id: &str) -> Self {
        let message = format!("Check configuration with id {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, CHECKS, "CheckConfigurationNotFoundException", message)
    }

    /// An approval that does not exist: guessed.
    pub fn approval_not_found(id: &str) -> Self {
        let message = format!("Approval with id {id} could not be found.");
        Self::exception(StatusCode::NOT_FOUND, APPROVAL, "ApprovalNotFoundException", message)
    }

    /// A folder that does not exist: guessed.
    pub fn folder_not_found(path: &str) -> Self {
        let message = format!("Folder {path} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, BUILD, "FolderNotFoundException", message)
    }

    /// A folder where one is to be made: the text is what the Terraform provider's tests expect.
    pub fn folder_exists(path: &str, project: &str) -> Self {
        let message =
            format!("Folder {}\\ already exists for project {project}.", path.trim_end_matches('\\'));
        Self::exception(StatusCode::CONFLICT, BUILD, "FolderExistsException", message)
    }

    /// A plan that does not exist, or does not run any more: guessed.
    pub fn orchestration_plan_not_found(id: &str) -> Self {
        let message = format!("No plan found for identifier {id}.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskOrchestrationPlanNotFoundException", message)
    }

    /// A job that its plan does not have: guessed.
    pub fn job_not_found(id: &str, plan: uuid::Uuid) -> Self {
        let message = format!("No job found with identifier '{id}' for plan '{plan}'.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "TaskOrchestrationJobNotFoundException", message)
    }

    /// A service endpoint that does not exist: guessed.
    pub fn service_endpoint_not_found(id: &str) -> Self {
        let message = format!("Service connection with id {id} not found.");
        Self::exception(StatusCode::NOT_FOUND, AGENT, "ServiceEndpointNotFoundException", message)
    }

    /// A service endpoint whose name is taken: guessed.
    pub fn service_endpoint_exists(name: &str) -> Self {
        let message = format!(
            "Service connection with name {name} already exists. Only a user having Administrator/User role \
             permissions on service connection {name} can see it."
        );
        Self::exception(StatusCode::CONFLICT, AGENT, "DuplicateServiceConnectionException", message)
    }

    // Service hooks: the names of the exceptions are those of the official client, the words are guessed.
}
