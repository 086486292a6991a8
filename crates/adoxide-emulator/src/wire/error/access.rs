//! Who may not, and who asks too much.

use http::StatusCode;
use serde_json::json;

use super::{COMMON, FRAMEWORK, Fault, FaultBody, GIT, WEB_API};

impl Fault {
    /// Somebody who is known, but not in this organization: recorded, with headers that `auth` adds.
    pub fn unauthorized(tenant: uuid::Uuid, name: &str) -> Self {
        let message =
            format!("TF400813: The user '{tenant}\\{name}' is not authorized to access this resource.");
        Self::exception(StatusCode::UNAUTHORIZED, FRAMEWORK, "UnauthorizedRequestException", message)
    }

    /// Something that somebody may see and not do: reported, in these words and with this status.
    pub fn access_denied(name: &str, permission: &str) -> Self {
        let message = format!(
            "Access Denied: {name} needs the following permission(s) to perform this action: {permission}"
        );
        Self::exception(StatusCode::FORBIDDEN, FRAMEWORK, "AccessCheckException", message)
    }

    /// Something that somebody may see and not do in Git: reported.
    pub fn git_permission(tenant: uuid::Uuid, name: &str, permission: &str, scope: &str) -> Self {
        let message = format!(
            "TF401027: You need the Git '{permission}' permission to perform this action. Details: identity \
             '{tenant}\\{name}', scope '{scope}'."
        );
        Self::exception(StatusCode::FORBIDDEN, GIT, "GitNeedsPermissionException", message)
    }

    /// A token that is not good any more: reported.
    pub fn token_expired() -> Self {
        let mut fault = Self::exception(
            StatusCode::UNAUTHORIZED,
            "Microsoft.VisualStudio.Services.Security",
            "AccessCheckException",
            "Access Denied: The Personal Access Token used has expired.",
        );
        if let FaultBody::Exception(exception) = &mut fault.body {
            exception.assembly = WEB_API;
            exception.custom_properties = Some(json!({
                "Descriptor": null,
                "IdentityDisplayName": null,
                "Token": null,
                "RequestedPermissions": 0,
                "NamespaceId": "00000000-0000-0000-0000-000000000000",
            }));
        }
        fault
    }

    /// Throttled: the text of the documentation.
    pub fn throttled(resource: &str, namespace: uuid::Uuid) -> Self {
        let message = format!(
            "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource \
             {resource} in namespace {namespace}."
        );
        Self::exception(StatusCode::TOO_MANY_REQUESTS, FRAMEWORK, "RequestBlockedException", message)
    }

    /// The service is not there for a while: the recorded form of a stopped organization.
    pub fn unavailable(status: StatusCode) -> Self {
        let message = "TF400898: An Internal Error Occurred. The emulator was told to fail.";
        Self::exception(status, COMMON, "VssServiceException", message)
    }
}
