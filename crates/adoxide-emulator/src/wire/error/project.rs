//! Organizations, projects, teams, operations.

use http::StatusCode;

use super::{COMMON, FRAMEWORK, Fault, FaultBody};
use crate::world::id::ProjectId;

const CORE: &str = "Microsoft.TeamFoundation.Core.WebApi";

impl Fault {
    /// An organization that was stopped: recorded.
    pub fn organization_stopped(name: &str, reason: &str) -> Self {
        let message = format!(
            "TF24668: The following team project collection is stopped: {name}. Start the collection and then \
             try again. Administrator Reason: {reason}"
        );
        let fault = Self::exception(StatusCode::SERVICE_UNAVAILABLE, COMMON, "VssServiceException", message);
        match fault.body {
            FaultBody::Exception(exception) => Self { body: FaultBody::Early(exception), ..fault },
            _ => fault,
        }
    }

    /// An organization that does not exist: guessed, the form of a missing host.
    pub fn organization_not_found(name: &str) -> Self {
        let message =
            format!("The organization '{name}' does not exist, or you do not have permission to access it.");
        Self::exception(StatusCode::NOT_FOUND, FRAMEWORK, "HostDoesNotExistException", message)
    }

    /// A project that does not exist: recorded for a name, reported for a GUID.
    pub fn project_not_found(name_or_id: &str) -> Self {
        if let Ok(id) = name_or_id.parse::<ProjectId>() {
            let message = format!(
                "VS800075: The project with id 'vstfs:///Classification/TeamProject/{id}' does not exist, or \
                 you do not have permission to access it."
            );
            return Self::exception(StatusCode::NOT_FOUND, CORE, "ProjectDoesNotExistException", message);
        }
        let message = format!(
            "TF200016: The following project does not exist: {name_or_id}. Verify that the name of the project \
             is correct and that the project exists on the specified Azure DevOps Server."
        );
        Self::exception(StatusCode::NOT_FOUND, CORE, "ProjectDoesNotExistWithNameException", message)
    }

    /// A project whose name is taken: reported.
    pub fn project_exists(name: &str) -> Self {
        let message = format!(
            "TF200019: The following project already exists on the Azure DevOps Server: {name}. You cannot \
             create a new project with the same name as an existing project. Provide a different name."
        );
        Self::exception(StatusCode::BAD_REQUEST, CORE, "ProjectAlreadyExistsException", message)
    }

    /// A name that no project may have: guessed after the published rules.
    pub fn project_name_invalid(name: &str) -> Self {
        let message = format!(
            "The project name '{name}' is not valid. Names are limited to 64 characters, and cannot \
             begin with an underscore, begin or end with a period, or contain any of \\ / : * ? \" < > ; # $ {{ \
             }} , + = [ ] |"
        );
        Self::exception(StatusCode::BAD_REQUEST, CORE, "InvalidProjectNameException", message)
    }

    /// A process that does not exist: guessed.
    pub fn process_not_found(id: &str) -> Self {
        let message = format!("The process with id '{id}' does not exist.");
        let namespace = "Microsoft.TeamFoundation.Core.WebApi";
        Self::exception(StatusCode::NOT_FOUND, namespace, "ProcessNotFoundException", message)
    }

    /// A process whose name is taken: guessed.
    pub fn process_exists(name: &str) -> Self {
        let message = format!("VS402367: A process with the name '{name}' already exists.");
        Self::exception(StatusCode::CONFLICT, CORE, "ProcessNameConflictException", message)
    }

    /// A team that does not exist: reported.
    pub fn team_not_found(name_or_id: &str) -> Self {
        let message = format!(
            "The team with id '{name_or_id}' does not exist or you do not have permission to access it."
        );
        Self::exception(StatusCode::NOT_FOUND, CORE, "TeamNotFoundException", message)
    }

    /// A team whose name is taken: guessed.
    pub fn team_exists(name: &str) -> Self {
        let message = format!("A group or team with the name '{name}' already exists.");
        Self::exception(StatusCode::CONFLICT, CORE, "TeamAlreadyExistsException", message)
    }

    /// An operation that does not exist: guessed.
    pub fn operation_not_found(id: &str) -> Self {
        let message = format!("The operation with id '{id}' could not be found.");
        let namespace = "Microsoft.VisualStudio.Services.Operations";
        Self::exception(StatusCode::NOT_FOUND, namespace, "OperationNotFoundException", message)
    }
}
