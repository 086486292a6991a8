//! What goes wrong with releases. As in `error`: recorded, reported, a client's text, or guessed.

use http::StatusCode;

use crate::wire::error::Fault;
use crate::world::release::ReleaseRefusal;

const RELEASE: &str = "Microsoft.VisualStudio.Services.ReleaseManagement.Data.Exceptions";

impl Fault {
    /// An error of release management. The type keys are those of the .NET client; the texts are reported where the
    /// constructor says so, and guessed otherwise.
    fn release(status: StatusCode, type_key: &'static str, message: impl Into<String>) -> Self {
        Self::exception(status, RELEASE, type_key, message)
    }

    /// A request that makes no sense: the type key is the .NET client's.
    pub fn invalid_release_request(message: impl Into<String>) -> Self {
        Self::release(StatusCode::BAD_REQUEST, "InvalidRequestException", message)
    }

    pub fn release_definition_not_found(id: &str) -> Self {
        let message = format!("No release definition found with ID {id}.");
        Self::release(StatusCode::NOT_FOUND, "ReleaseDefinitionNotFoundException", message)
    }

    pub fn release_not_found(id: &str) -> Self {
        let message = format!("No release found with ID {id}.");
        Self::release(StatusCode::NOT_FOUND, "ReleaseNotFoundException", message)
    }

    pub fn release_environment_not_found(id: &str) -> Self {
        let message = format!("No stage found with ID {id}.");
        Self::release(StatusCode::NOT_FOUND, "ReleaseEnvironmentNotFoundException", message)
    }

    pub fn release_part_not_found(what: &str, id: &str) -> Self {
        let message = format!("There is no {what} {id} in this release.");
        Self::release(StatusCode::NOT_FOUND, "ReleaseManagementObjectNotFoundException", message)
    }

    pub fn release_approval_not_found(id: &str) -> Self {
        let message = format!("No approval found with ID {id}.");
        Self::release(StatusCode::NOT_FOUND, "ApprovalNotFoundException", message)
    }

    pub fn release_folder_not_found(path: &str) -> Self {
        let message = format!("Folder {path} does not exist.");
        Self::release(StatusCode::NOT_FOUND, "FolderNotFoundException", message)
    }

    /// Reported: the code and the text.
    pub fn release_approvals_empty(stage: &str) -> Self {
        let message = format!("VS402877: Pre-approvals or post-approvals in stage '{stage}' are empty.");
        Self::invalid_release_request(message)
    }

    /// Reported: the code.
    pub fn release_retention_missing(stage: &str) -> Self {
        let message = format!(
            "VS402982: A retention policy is not set for the stage '{stage}'. Retention policies at the release \
             pipeline level are now deprecated. Set the retention policy at the stage level."
        );
        Self::invalid_release_request(message)
    }
}

impl From<ReleaseRefusal> for Fault {
    fn from(refusal: ReleaseRefusal) -> Self {
        match &refusal {
            ReleaseRefusal::NoDefinition(id) => Self::release_definition_not_found(&id.to_string()),
            ReleaseRefusal::DefinitionExists(name) => {
                let message = format!("A release pipeline named '{name}' already exists.");
                Self::release(StatusCode::CONFLICT, "ReleaseDefinitionAlreadyExistsException", message)
            }
            ReleaseRefusal::DefinitionChanged(_) => {
                let message =
                    "You are using an old copy of the release pipeline. Refresh your copy and try again.";
                Self::invalid_release_request(message)
            }
            ReleaseRefusal::DefinitionInUse(name) => {
                let message = format!(
                    "The release pipeline '{name}' cannot be deleted: releases of it are being deployed. Cancel \
                     these deployments, or delete it with forceDelete=true."
                );
                Self::invalid_release_request(message)
            }
            ReleaseRefusal::EnvironmentExists(name) => {
                Self::invalid_release_request(format!("Stage names must be unique: '{name}' is used twice."))
            }
            ReleaseRefusal::NoRelease(id) => Self::release_not_found(&id.to_string()),
            ReleaseRefusal::NoEnvironment(id) => Self::release_environment_not_found(&id.to_string()),
            ReleaseRefusal::NoArtifact(alias) => {
                Self::invalid_release_request(format!("There is no artifact with the alias '{alias}'."))
            }
            // The text that the pages show.
            ReleaseRefusal::NoVersion(alias) => Self::invalid_release_request(format!(
                "No version is available for {alias} or the latest version has no artifacts to download. Please \
                 check the source."
            )),
            ReleaseRefusal::Status { name, status } => {
                let message = format!("The release '{name}' cannot be changed so: it is {}.", status.name());
                Self::invalid_release_request(message)
            }
            ReleaseRefusal::Busy(name) => Self::invalid_release_request(format!(
                "The release '{name}' has deployments in progress. Cancel them and try again."
            )),
            // Reported: the text, for a deployment that cannot be scheduled.
            ReleaseRefusal::EnvironmentStatus { environment, release, .. } => {
                Self::invalid_release_request(format!(
                    "Invalid input to update stage '{environment}' of release '{release}'. Make sure you have \
                     pending approvals in the stage."
                ))
            }
            ReleaseRefusal::NoApproval(id) => Self::release_approval_not_found(&id.to_string()),
            ReleaseRefusal::NotPending(id) => {
                Self::invalid_release_request(format!("The approval {id} is not pending."))
            }
            // The form of the text is reported for other permissions of release management.
            ReleaseRefusal::NotApprover(_) | ReleaseRefusal::CreatorIsApprover => {
                let why = match refusal {
                    ReleaseRefusal::CreatorIsApprover => {
                        "the user who requested a release must not approve it"
                    }
                    _ => "the approval is assigned to another user",
                };
                let message = format!("VS402904: Access denied: {why}. Contact your release manager.");
                Self::release(StatusCode::FORBIDDEN, "UnauthorizedRequestException", message)
            }
            ReleaseRefusal::NoIntervention(id) => {
                Self::release_part_not_found("manual intervention", &id.to_string())
            }
            ReleaseRefusal::NoGates(id) => Self::release_part_not_found("gate step", &id.to_string()),
            ReleaseRefusal::GatesOver(id) => {
                Self::invalid_release_request(format!("The gates of step {id} are not being evaluated."))
            }
            ReleaseRefusal::NoFolder(path) => Self::release_folder_not_found(path),
            ReleaseRefusal::FolderExists(path) => {
                let message = format!("Folder {path} already exists.");
                Self::release(StatusCode::CONFLICT, "FolderExistsException", message)
            }
        }
    }
}
