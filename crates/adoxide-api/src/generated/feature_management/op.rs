// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/FeatureManagement/Features/{featureId}` · 7.1-preview.1
#[inline]
pub fn get_feature(feature_id: &FeatureId) -> Op<ContributedFeature> {
    Op::new(&meta::GET_FEATURE).path("featureId", feature_id)
}

params! { GetFeatures {
    target_contribution_id: String = "targetContributionId",
} }

/// `GET _apis/FeatureManagement/Features` · 7.1-preview.1
#[inline]
pub fn get_features(params: GetFeatures) -> Op<List<ContributedFeature>> {
    params.add_to(Op::new(&meta::GET_FEATURES))
}

/// `GET _apis/FeatureManagement/FeatureStates/{userScope}/{featureId}` · 7.1-preview.1
#[inline]
pub fn get_feature_state(user_scope: &UserScopeRef, feature_id: &FeatureId) -> Op<ContributedFeatureState> {
    Op::new(&meta::GET_FEATURE_STATE).path("userScope", user_scope).path("featureId", feature_id)
}

params! { SetFeatureState {
    reason: String = "reason",
    reason_code: String = "reasonCode",
} }

/// `PATCH _apis/FeatureManagement/FeatureStates/{userScope}/{featureId}` · 7.1-preview.1
#[inline]
pub fn set_feature_state(
    user_scope: &UserScopeRef, feature_id: &FeatureId, body: &ContributedFeatureState, params: SetFeatureState,
) -> Op<ContributedFeatureState> {
    params.add_to(Op::new(&meta::SET_FEATURE_STATE)
        .path("userScope", user_scope).path("featureId", feature_id).json(body))
}

/// `GET _apis/FeatureManagement/FeatureStates/{userScope}/{scopeName}/{scopeValue}/{featureId}` · 7.1-preview.1
#[inline]
pub fn get_feature_state_for_scope(
    user_scope: &UserScopeRef, scope_name: &ScopeName, scope_value: &ScopeValueRef, feature_id: &FeatureId,
) -> Op<ContributedFeatureState> {
    Op::new(&meta::GET_FEATURE_STATE_FOR_SCOPE)
        .path("userScope", user_scope).path("scopeName", scope_name).path("scopeValue", scope_value)
        .path("featureId", feature_id)
}

params! { SetFeatureStateForScope {
    reason: String = "reason",
    reason_code: String = "reasonCode",
} }

/// `PATCH _apis/FeatureManagement/FeatureStates/{userScope}/{scopeName}/{scopeValue}/{featureId}` · 7.1-preview.1
#[inline]
pub fn set_feature_state_for_scope(
    user_scope: &UserScopeRef, scope_name: &ScopeName, scope_value: &ScopeValueRef, feature_id: &FeatureId,
    body: &ContributedFeatureState, params: SetFeatureStateForScope,
) -> Op<ContributedFeatureState> {
    params.add_to(Op::new(&meta::SET_FEATURE_STATE_FOR_SCOPE)
        .path("userScope", user_scope).path("scopeName", scope_name).path("scopeValue", scope_value)
        .path("featureId", feature_id).json(body))
}

/// `POST _apis/FeatureManagement/FeatureStatesQuery` · 7.1-preview.1
#[inline]
pub fn query_feature_states(body: &ContributedFeatureStateQuery) -> Op<ContributedFeatureStateQuery> {
    Op::new(&meta::QUERY_FEATURE_STATES).json(body)
}

/// `POST _apis/FeatureManagement/FeatureStatesQuery/{userScope}` · 7.1-preview.1
#[inline]
pub fn query_feature_states_for_default_scope(
    user_scope: &UserScopeRef, body: &ContributedFeatureStateQuery,
) -> Op<ContributedFeatureStateQuery> {
    Op::new(&meta::QUERY_FEATURE_STATES_FOR_DEFAULT_SCOPE).path("userScope", user_scope).json(body)
}

/// `POST _apis/FeatureManagement/FeatureStatesQuery/{userScope}/{scopeName}/{scopeValue}` · 7.1-preview.1
#[inline]
pub fn query_feature_states_for_named_scope(
    user_scope: &UserScopeRef, scope_name: &ScopeName, scope_value: &ScopeValueRef,
    body: &ContributedFeatureStateQuery,
) -> Op<ContributedFeatureStateQuery> {
    Op::new(&meta::QUERY_FEATURE_STATES_FOR_NAMED_SCOPE)
        .path("userScope", user_scope).path("scopeName", scope_name).path("scopeValue", scope_value).json(body)
}
