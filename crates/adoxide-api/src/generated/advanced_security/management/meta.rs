// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `advanced_security::management`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Management").area_id(None).host(Host::AdvSec)
}

catalog! {
    GET_ORG_ENABLEMENT_STATUS2 = op("advanced_security.management.get_org_enablement_status2", Method::GET, "_apis/management/enablement")
        .resource("orgEnablement").api_version("7.2-preview.3").effect(Effect::Read)
        .location_id(Some("41d7fd8d-71f1-485f-b48d-f68eb7f04a6b")).scopes(&["vso.advsec"])
        .optional(&["includeAllProperties"]);
    UPDATE_ORG_ENABLEMENT_STATUS2 = op("advanced_security.management.update_org_enablement_status2", Method::PATCH, "_apis/management/enablement")
        .resource("orgEnablement").api_version("7.2-preview.3").effect(Effect::Unsafe)
        .location_id(Some("41d7fd8d-71f1-485f-b48d-f68eb7f04a6b")).scopes(&["vso.advsec_manage"])
        .consumes(Some("application/json")).produces(&[]);
    GET_METER_USAGE2 = op("advanced_security.management.get_meter_usage2", Method::GET, "_apis/management/meterusage/default")
        .resource("meterUsage").api_version("7.2-preview.3").effect(Effect::Read)
        .location_id(Some("9615bfcf-d592-4664-9059-4be0150ff16d")).scopes(&["vso.advsec"]).required(&["plan"])
        .optional(&["billingDate"]);
    GET_ESTIMATED_BILLABLE_PUSHERS_DETAILS_FOR_ORG2 = op("advanced_security.management.get_estimated_billable_pushers_details_for_org2", Method::GET, "_apis/management/meterUsageEstimate/default")
        .resource("orgMeterUsageEstimate").api_version("7.2-preview.3").effect(Effect::Read)
        .scopes(&["vso.advsec"]).optional(&["plan"]);
    GET_PROJECT_ENABLEMENT_STATUS2 = op("advanced_security.management.get_project_enablement_status2", Method::GET, "{project}/_apis/management/enablement")
        .resource("projectEnablement").api_version("7.2-preview.3").effect(Effect::Read)
        .location_id(Some("534d98d2-d5a0-4bf4-94b3-1328019302f8")).scopes(&["vso.advsec"])
        .optional(&["includeAllProperties"]);
    UPDATE_PROJECT_ENABLEMENT_STATUS2 = op("advanced_security.management.update_project_enablement_status2", Method::PATCH, "{project}/_apis/management/enablement")
        .resource("projectEnablement").api_version("7.2-preview.3").effect(Effect::Unsafe)
        .location_id(Some("534d98d2-d5a0-4bf4-94b3-1328019302f8")).scopes(&["vso.advsec_manage"])
        .consumes(Some("application/json")).produces(&[]);
    GET_ESTIMATED_BILLABLE_PUSHERS_DETAILS_FOR_PROJECT2 = op("advanced_security.management.get_estimated_billable_pushers_details_for_project2", Method::GET, "{project}/_apis/management/meterUsageEstimate/default")
        .resource("projectMeterUsageEstimate").api_version("7.2-preview.3").effect(Effect::Read)
        .scopes(&["vso.advsec"]).optional(&["plan"]);
    GET_REPO_ENABLEMENT_STATUS2 = op("advanced_security.management.get_repo_enablement_status2", Method::GET, "{project}/_apis/management/repositories/{repository}/enablement")
        .resource("repoEnablement").api_version("7.2-preview.3").effect(Effect::Read)
        .location_id(Some("1fcb5ea0-1e19-4c71-ab26-0784bce2d551")).scopes(&["vso.advsec"])
        .optional(&["includeAllProperties"]);
    UPDATE_REPO_ADV_SEC_ENABLEMENT_STATUS2 = op("advanced_security.management.update_repo_adv_sec_enablement_status2", Method::PATCH, "{project}/_apis/management/repositories/{repository}/enablement")
        .resource("repoEnablement").api_version("7.2-preview.3").effect(Effect::Unsafe)
        .location_id(Some("1fcb5ea0-1e19-4c71-ab26-0784bce2d551")).scopes(&["vso.advsec_manage"])
        .consumes(Some("application/json")).produces(&[]);
    GET_ESTIMATED_BILLABLE_COMMITTERS_DETAILS_FOR_REPO2 = op("advanced_security.management.get_estimated_billable_committers_details_for_repo2", Method::GET, "{project}/_apis/management/repositories/{repository}/meterUsageEstimate/default")
        .resource("repoMeterUsageEstimate").api_version("7.2-preview.3").effect(Effect::Read)
        .scopes(&["vso.advsec"]).optional(&["plan"]);
}
