// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `feature_management`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("FeatureManagement").area_id(None).host(Host::Dev)
}

catalog! {
    GET_FEATURE = op("feature_management.get_feature", Method::GET, "_apis/FeatureManagement/Features/{featureId}")
        .resource("Features").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c4209f25-7a27-41dd-9f04-06080c7b6afd"));
    GET_FEATURES = op("feature_management.get_features", Method::GET, "_apis/FeatureManagement/Features")
        .resource("Features").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c4209f25-7a27-41dd-9f04-06080c7b6afd")).optional(&["targetContributionId"]);
    GET_FEATURE_STATE = op("feature_management.get_feature_state", Method::GET, "_apis/FeatureManagement/FeatureStates/{userScope}/{featureId}")
        .resource("FeatureStates").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("98911314-3f9b-4eaf-80e8-83900d8e85d9"));
    SET_FEATURE_STATE = op("feature_management.set_feature_state", Method::PATCH, "_apis/FeatureManagement/FeatureStates/{userScope}/{featureId}")
        .resource("FeatureStates").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("98911314-3f9b-4eaf-80e8-83900d8e85d9")).consumes(Some("application/json"))
        .optional(&["reason", "reasonCode"]);
    GET_FEATURE_STATE_FOR_SCOPE = op("feature_management.get_feature_state_for_scope", Method::GET, "_apis/FeatureManagement/FeatureStates/{userScope}/{scopeName}/{scopeValue}/{featureId}")
        .resource("FeatureStates").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("dd291e43-aa9f-4cee-8465-a93c78e414a4"));
    SET_FEATURE_STATE_FOR_SCOPE = op("feature_management.set_feature_state_for_scope", Method::PATCH, "_apis/FeatureManagement/FeatureStates/{userScope}/{scopeName}/{scopeValue}/{featureId}")
        .resource("FeatureStates").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("dd291e43-aa9f-4cee-8465-a93c78e414a4")).consumes(Some("application/json"))
        .optional(&["reason", "reasonCode"]);
    QUERY_FEATURE_STATES = op("feature_management.query_feature_states", Method::POST, "_apis/FeatureManagement/FeatureStatesQuery")
        .resource("FeatureStatesQuery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("2b4486ad-122b-400c-ae65-17b6672c1f9d")).consumes(Some("application/json"));
    QUERY_FEATURE_STATES_FOR_DEFAULT_SCOPE = op("feature_management.query_feature_states_for_default_scope", Method::POST, "_apis/FeatureManagement/FeatureStatesQuery/{userScope}")
        .resource("FeatureStatesQuery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("3f810f28-03e2-4239-b0bc-788add3005e5")).consumes(Some("application/json"));
    QUERY_FEATURE_STATES_FOR_NAMED_SCOPE = op("feature_management.query_feature_states_for_named_scope", Method::POST, "_apis/FeatureManagement/FeatureStatesQuery/{userScope}/{scopeName}/{scopeValue}")
        .resource("FeatureStatesQuery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("f29e997b-c2da-4d15-8380-765788a1a74c")).consumes(Some("application/json"));
}
