// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `policy`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Policy").area_id(Some("fb13a388-40dd-4a04-b530-013a739c72ef")).host(Host::Dev)
}

catalog! {
    CREATE_POLICY_CONFIGURATION = op("policy.create_policy_configuration", Method::POST, "{project}/_apis/policy/configurations")
        .resource("configurations").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("dad91cbe-d183-45f8-9c6e-9c1164472121")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    GET_POLICY_CONFIGURATIONS = op("policy.get_policy_configurations", Method::GET, "{project}/_apis/policy/configurations")
        .resource("configurations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dad91cbe-d183-45f8-9c6e-9c1164472121")).scopes(&["vso.code"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["scope", "$top", "continuationToken", "policyType"]);
    DELETE_POLICY_CONFIGURATION = op("policy.delete_policy_configuration", Method::DELETE, "{project}/_apis/policy/configurations/{configurationId}")
        .resource("configurations").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("dad91cbe-d183-45f8-9c6e-9c1164472121")).scopes(&["vso.code_write"]).produces(&[]);
    GET_POLICY_CONFIGURATION = op("policy.get_policy_configuration", Method::GET, "{project}/_apis/policy/configurations/{configurationId}")
        .resource("configurations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dad91cbe-d183-45f8-9c6e-9c1164472121")).scopes(&["vso.code"]);
    UPDATE_POLICY_CONFIGURATION = op("policy.update_policy_configuration", Method::PUT, "{project}/_apis/policy/configurations/{configurationId}")
        .resource("configurations").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("dad91cbe-d183-45f8-9c6e-9c1164472121")).scopes(&["vso.code_write"])
        .consumes(Some("application/json"));
    GET_POLICY_CONFIGURATION_REVISIONS = op("policy.get_policy_configuration_revisions", Method::GET, "{project}/_apis/policy/configurations/{configurationId}/revisions")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fe1e68a2-60d3-43cb-855b-85e41ae97c95")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&["$top", "$skip"]);
    GET_POLICY_CONFIGURATION_REVISION = op("policy.get_policy_configuration_revision", Method::GET, "{project}/_apis/policy/configurations/{configurationId}/revisions/{revisionId}")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fe1e68a2-60d3-43cb-855b-85e41ae97c95")).scopes(&["vso.code"]);
    GET_POLICY_EVALUATIONS = op("policy.get_policy_evaluations", Method::GET, "{project}/_apis/policy/evaluations")
        .resource("evaluations").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c23ddff5-229c-4d04-a80b-0fdce9f360c8")).scopes(&["vso.code"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).required(&["artifactId"])
        .optional(&["includeNotApplicable", "$top", "$skip"]);
    GET_POLICY_EVALUATION = op("policy.get_policy_evaluation", Method::GET, "{project}/_apis/policy/evaluations/{evaluationId}")
        .resource("evaluations").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("46aecb7a-5d2c-4647-897b-0209505a9fe4")).scopes(&["vso.code"]);
    REQUEUE_POLICY_EVALUATION = op("policy.requeue_policy_evaluation", Method::PATCH, "{project}/_apis/policy/evaluations/{evaluationId}")
        .resource("evaluations").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("46aecb7a-5d2c-4647-897b-0209505a9fe4")).scopes(&["vso.code_write"]);
    GET_POLICY_TYPES = op("policy.get_policy_types", Method::GET, "{project}/_apis/policy/types")
        .resource("types").api_version("7.1").effect(Effect::Read)
        .location_id(Some("44096322-2d3d-466a-bb30-d1b7de69f61f")).scopes(&["vso.code"]);
    GET_POLICY_TYPE = op("policy.get_policy_type", Method::GET, "{project}/_apis/policy/types/{typeId}")
        .resource("types").api_version("7.1").effect(Effect::Read)
        .location_id(Some("44096322-2d3d-466a-bb30-d1b7de69f61f")).scopes(&["vso.code"]);
}
