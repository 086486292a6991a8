// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

required! { CreatePolicyConfigurationBody(PolicyConfiguration) {
    r#type: PolicyTypeRef = "type", settings: Json = "settings", is_enabled: bool = "isEnabled",
    is_blocking: bool = "isBlocking",
} }

/// `POST {project}/_apis/policy/configurations` · 7.1 · `vso.code_write`
#[inline]
pub fn create_policy_configuration(
    project: &ProjectRef, body: &CreatePolicyConfigurationBody,
) -> Op<PolicyConfiguration> {
    Op::new(&meta::CREATE_POLICY_CONFIGURATION).path("project", project).json(body)
}

params! { GetPolicyConfigurations {
    scope: String = "scope",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    policy_type: String = "policyType",
} }

/// `GET {project}/_apis/policy/configurations` · 7.1 · `vso.code`
#[inline]
pub fn get_policy_configurations(
    project: &ProjectRef, params: GetPolicyConfigurations,
) -> Op<List<PolicyConfiguration>> {
    params.add_to(Op::new(&meta::GET_POLICY_CONFIGURATIONS).path("project", project))
}

/// `DELETE {project}/_apis/policy/configurations/{configurationId}` · 7.1 · `vso.code_write`
#[inline]
pub fn delete_policy_configuration(project: &ProjectRef, configuration_id: ConfigurationId) -> Op<()> {
    Op::new(&meta::DELETE_POLICY_CONFIGURATION).path("project", project).path("configurationId", &configuration_id)
}

/// `GET {project}/_apis/policy/configurations/{configurationId}` · 7.1 · `vso.code`
#[inline]
pub fn get_policy_configuration(
    project: &ProjectRef, configuration_id: ConfigurationId,
) -> Op<PolicyConfiguration> {
    Op::new(&meta::GET_POLICY_CONFIGURATION).path("project", project).path("configurationId", &configuration_id)
}

/// `PUT {project}/_apis/policy/configurations/{configurationId}` · 7.1 · `vso.code_write`
#[inline]
pub fn update_policy_configuration(
    project: &ProjectRef, configuration_id: ConfigurationId, body: &PolicyConfiguration,
) -> Op<PolicyConfiguration> {
    Op::new(&meta::UPDATE_POLICY_CONFIGURATION)
        .path("project", project).path("configurationId", &configuration_id).json(body)
}

params! { GetPolicyConfigurationRevisions {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET {project}/_apis/policy/configurations/{configurationId}/revisions` · 7.1 · `vso.code`
#[inline]
pub fn get_policy_configuration_revisions(
    project: &ProjectRef, configuration_id: ConfigurationId, params: GetPolicyConfigurationRevisions,
) -> Op<List<PolicyConfiguration>> {
    params.add_to(Op::new(&meta::GET_POLICY_CONFIGURATION_REVISIONS)
        .path("project", project).path("configurationId", &configuration_id))
}

/// `GET {project}/_apis/policy/configurations/{configurationId}/revisions/{revisionId}` · 7.1 · `vso.code`
#[inline]
pub fn get_policy_configuration_revision(
    project: &ProjectRef, configuration_id: ConfigurationId, revision_id: RevisionId,
) -> Op<PolicyConfiguration> {
    Op::new(&meta::GET_POLICY_CONFIGURATION_REVISION)
        .path("project", project).path("configurationId", &configuration_id).path("revisionId", &revision_id)
}

params! { GetPolicyEvaluations {
    include_not_applicable: bool = "includeNotApplicable",
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET {project}/_apis/policy/evaluations` · 7.1-preview.1 · `vso.code`
#[inline]
pub fn get_policy_evaluations(
    project: &ProjectRef, artifact_id: &str, params: GetPolicyEvaluations,
) -> Op<List<PolicyEvaluationRecord>> {
    params.add_to(Op::new(&meta::GET_POLICY_EVALUATIONS).path("project", project).query("artifactId", artifact_id))
}

/// `GET {project}/_apis/policy/evaluations/{evaluationId}` · 7.1-preview.1 · `vso.code`
#[inline]
pub fn get_policy_evaluation(project: &ProjectRef, evaluation_id: &EvaluationId) -> Op<PolicyEvaluationRecord> {
    Op::new(&meta::GET_POLICY_EVALUATION)
        .path("project", project).path("evaluationId", evaluation_id).guid("evaluationId")
}

/// `PATCH {project}/_apis/policy/evaluations/{evaluationId}` · 7.1-preview.1 · `vso.code_write`
#[inline]
pub fn requeue_policy_evaluation(
    project: &ProjectRef, evaluation_id: &EvaluationId,
) -> Op<PolicyEvaluationRecord> {
    Op::new(&meta::REQUEUE_POLICY_EVALUATION)
        .path("project", project).path("evaluationId", evaluation_id).guid("evaluationId")
}

/// `GET {project}/_apis/policy/types` · 7.1 · `vso.code`
#[inline]
pub fn get_policy_types(project: &ProjectRef) -> Op<List<PolicyType>> {
    Op::new(&meta::GET_POLICY_TYPES).path("project", project)
}

/// `GET {project}/_apis/policy/types/{typeId}` · 7.1 · `vso.code`
#[inline]
pub fn get_policy_type(project: &ProjectRef, type_id: &TypeId) -> Op<PolicyType> {
    Op::new(&meta::GET_POLICY_TYPE).path("project", project).path("typeId", type_id).guid("typeId")
}
