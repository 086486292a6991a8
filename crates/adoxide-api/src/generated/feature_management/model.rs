// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { ContributedFeature {
    links: Links = "_links",
    default_state: bool = "defaultState",
    default_value_rules: Vec<ContributedFeatureValueRule> = "defaultValueRules",
    description: String = "description",
    feature_properties: Map<Json> = "featureProperties",
    feature_state_changed_listeners: Vec<ContributedFeatureListener> = "featureStateChangedListeners",
    id: String = "id",
    include_as_claim: bool = "includeAsClaim",
    name: String = "name",
    order: i64 = "order",
    override_rules: Vec<ContributedFeatureValueRule> = "overrideRules",
    scopes: Vec<ContributedFeatureSettingScope> = "scopes",
    service_instance_type: String = "serviceInstanceType",
    tags: Vec<String> = "tags",
} }

open_enum! { ContributedFeatureEnabledValue {
    Undefined = "undefined" -1, Disabled = "disabled" 0, Enabled = "enabled" 1,
} }

object! { ContributedFeatureListener {
    name: String = "name",
    properties: Map<Json> = "properties",
} }

object! { ContributedFeatureSettingScope {
    setting_scope: String = "settingScope",
    user_scoped: bool = "userScoped",
} }

object! { ContributedFeatureState {
    feature_id: String = "featureId",
    overridden: bool = "overridden",
    reason: String = "reason",
    scope: ContributedFeatureSettingScope = "scope",
    state: ContributedFeatureEnabledValue = "state",
} }

object! { ContributedFeatureStateQuery {
    feature_ids: Vec<String> = "featureIds",
    feature_states: Map<ContributedFeatureState> = "featureStates",
    scope_values: Map<String> = "scopeValues",
} }

object! { ContributedFeatureValueRule {
    name: String = "name",
    properties: Map<Json> = "properties",
} }
