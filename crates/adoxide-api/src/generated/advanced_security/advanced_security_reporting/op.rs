// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/reporting/filtersSettings/alertsbatch` · 7.2-preview.1 · `vso.advsec_manage`
#[inline]
pub fn create_advanced_filter(body: &AdvancedFilterCreate) -> Op<AdvancedFilter> {
    Op::new(&meta::CREATE_ADVANCED_FILTER).json(body)
}

params! { ListAdvancedFilters {
    include_deleted: bool = "includeDeleted",
    keywords: String = "keywords",
} }

/// `GET _apis/reporting/filtersSettings/alertsbatch` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn list_advanced_filters(params: ListAdvancedFilters) -> Op<List<AdvancedFilter>> {
    params.add_to(Op::new(&meta::LIST_ADVANCED_FILTERS))
}

/// `DELETE _apis/reporting/filtersSettings/alertsbatch/{filterId}` · 7.2-preview.1 · `vso.advsec_manage`
#[inline]
pub fn delete_advanced_filter(filter_id: &FilterId) -> Op<()> {
    Op::new(&meta::DELETE_ADVANCED_FILTER).path("filterId", filter_id).guid("filterId")
}

/// `GET _apis/reporting/filtersSettings/alertsbatch/{filterId}` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_advanced_filter(filter_id: &FilterId) -> Op<AdvancedFilter> {
    Op::new(&meta::GET_ADVANCED_FILTER).path("filterId", filter_id).guid("filterId")
}

/// `PATCH _apis/reporting/filtersSettings/alertsbatch/{filterId}` · 7.2-preview.1 · `vso.advsec_manage`
#[inline]
pub fn update_advanced_filter(filter_id: &FilterId, body: &AdvancedFilterUpdate) -> Op<()> {
    Op::new(&meta::UPDATE_ADVANCED_FILTER).path("filterId", filter_id).guid("filterId").json(body)
}

params! { GetAlertSummaryForOrg {
    alert_types: Vec<String> = "criteria.alertTypes",
    keywords: String = "criteria.keywords",
    period: TimePeriod = "criteria.period",
    projects: Vec<String> = "criteria.projects",
    severities: Vec<String> = "criteria.severities",
} }

/// `GET _apis/reporting/summary/alerts` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_alert_summary_for_org(params: GetAlertSummaryForOrg) -> Op<OrgAlertSummary> {
    params.add_to(Op::new(&meta::GET_ALERT_SUMMARY_FOR_ORG))
}

params! { GetCombinedAlertsForOrg {
    alert_type: AlertType = "criteria.alertType",
    alert_validity_status: AlertValidityStatus = "criteria.alertValidityStatus",
    component_names: Vec<String> = "criteria.componentNames",
    component_types: Vec<String> = "criteria.componentTypes",
    dismissal_types: Vec<String> = "criteria.dismissalTypes",
    fixed_date_end: DateTime = "criteria.fixedDateEnd",
    fixed_date_start: DateTime = "criteria.fixedDateStart",
    introduced_date_end: DateTime = "criteria.introducedDateEnd",
    introduced_date_start: DateTime = "criteria.introducedDateStart",
    keywords: String = "criteria.keywords",
    projects: Vec<String> = "criteria.projects",
    repositories: Vec<String> = "criteria.repositories",
    repository_ids: Vec<String> = "criteria.repositoryIds",
    rule_names: Vec<String> = "criteria.ruleNames",
    secret_types: Vec<String> = "criteria.secretTypes",
    severities: Vec<String> = "criteria.severities",
    state: DashboardAlertState = "criteria.state",
    tool_names: Vec<String> = "criteria.toolNames",
    top: i64 = "top",
    continuation_token: String = "continuationToken",
} }

/// `GET _apis/reporting/summary/alertsbatch` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_combined_alerts_for_org(params: GetCombinedAlertsForOrg) -> Op<List<DashboardAlert>> {
    params.add_to(Op::new(&meta::GET_COMBINED_ALERTS_FOR_ORG))
}

params! { GetEnablementSummaryForOrg {
    keywords: String = "criteria.keywords",
    projects: Vec<String> = "criteria.projects",
    states_any_tool: bool = "criteria.states.anyTool",
    states_code_alerts: bool = "criteria.states.codeAlerts",
    states_code_pr_alerts: bool = "criteria.states.codePRAlerts",
    states_dependency_alerts: bool = "criteria.states.dependencyAlerts",
    states_dependency_pr_alerts: bool = "criteria.states.dependencyPRAlerts",
    states_push_protection: bool = "criteria.states.pushProtection",
    states_secret_alerts: bool = "criteria.states.secretAlerts",
} }

/// `GET _apis/reporting/summary/enablement` · 7.2-preview.1 · `vso.advsec`
#[inline]
pub fn get_enablement_summary_for_org(params: GetEnablementSummaryForOrg) -> Op<OrgEnablementSummary> {
    params.add_to(Op::new(&meta::GET_ENABLEMENT_SUMMARY_FOR_ORG))
}
