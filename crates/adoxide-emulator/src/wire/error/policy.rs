//! Policies of branches.

use http::StatusCode;

use super::Fault;
use crate::world::Refusal;

const POLICY: &str = "Microsoft.TeamFoundation.Policy.WebApi";

impl Fault {
    /// A type of policies that does not exist: the text is reported, status and type are guessed.
    pub fn policy_type_not_found(id: &str) -> Self {
        let message = format!("Type with id '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, POLICY, "PolicyTypeNotFoundException", message)
    }

    /// A policy configuration that does not exist: guessed.
    pub fn policy_configuration_not_found(id: &str) -> Self {
        let message = format!("The policy configuration with ID {id} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, POLICY, "PolicyConfigurationNotFoundException", message)
    }

    /// Settings that do not fit: guessed.
    pub fn policy_settings_invalid(why: &str) -> Self {
        let message = format!("The policy configuration is not valid: {why}.");
        Self::exception(StatusCode::BAD_REQUEST, POLICY, "InvalidPolicyConfigurationException", message)
    }

    /// A second configuration of a type on one scope: how the message begins is reported, the rest is guessed.
    pub fn policy_rejected(refusal: &Refusal) -> Self {
        let name = "PolicyChangeRejectedByPolicyException";
        Self::exception(StatusCode::BAD_REQUEST, POLICY, name, refusal.to_string())
    }

    /// An evaluation that does not exist: guessed.
    pub fn policy_evaluation_not_found(id: &str) -> Self {
        let message = format!("The policy evaluation with ID {id} does not exist.");
        Self::exception(StatusCode::NOT_FOUND, POLICY, "PolicyEvaluationNotFoundException", message)
    }
}
