//! Users, groups, profiles.

use http::StatusCode;

use super::{Fault, GRAPH};

impl Fault {
    /// A person or group that does not exist in the organization: guessed.
    pub fn subject_not_found(descriptor: &str) -> Self {
        let message = format!("VS860016: Could not find the subject with descriptor '{descriptor}'.");
        Self::exception(StatusCode::NOT_FOUND, GRAPH, "GraphSubjectNotFoundException", message)
    }

    /// Somebody who is not in a group: guessed.
    pub fn membership_not_found(member: &str, container: &str) -> Self {
        let message = format!("The membership of '{member}' in '{container}' could not be found.");
        Self::exception(StatusCode::NOT_FOUND, GRAPH, "GraphMembershipNotFoundException", message)
    }

    /// Somebody who is not in the organization: guessed.
    pub fn member_not_found(id: &str) -> Self {
        let namespace = "Microsoft.VisualStudio.Services.MemberEntitlementManagement.WebApi";
        let message = format!("The user '{id}' could not be found in the organization.");
        Self::exception(StatusCode::NOT_FOUND, namespace, "MemberNotFoundException", message)
    }

    /// A security namespace that does not exist: guessed.
    pub fn security_namespace_not_found(id: &str) -> Self {
        let message = format!("The security namespace with identifier {id} does not exist.");
        let namespace = "Microsoft.VisualStudio.Services.Security";
        Self::exception(StatusCode::NOT_FOUND, namespace, "InvalidSecurityNamespaceException", message)
    }

    /// A profile that does not exist: guessed.
    pub fn profile_not_found(id: &str) -> Self {
        let message = format!("The profile '{id}' does not exist.");
        let namespace = "Microsoft.VisualStudio.Services.Profile";
        Self::exception(StatusCode::NOT_FOUND, namespace, "ProfileDoesNotExistException", message)
    }
}
