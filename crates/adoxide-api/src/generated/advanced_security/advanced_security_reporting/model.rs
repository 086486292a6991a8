// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AdvancedFilter {
    links: Links = "_links",
    changed_by: String = "changedBy",
    changed_date: DateTime = "changedDate",
    created_by: String = "createdBy",
    created_by_identity: IdentityRef = "createdByIdentity",
    created_date: DateTime = "createdDate",
    filter_criteria: CombinedAlertFilterCriteria = "filterCriteria",
    id: String = "id",
    is_deleted: bool = "isDeleted",
    name: String = "name",
    url: String = "url",
} }

object! { AdvancedFilterCreate {
    filter_criteria: CombinedAlertFilterCriteria = "filterCriteria",
    name: String = "name",
} }

object! { AdvancedFilterUpdate {
    name: String = "name",
} }

object! { AlertSummaryBySeverity {
    critical: i64 = "critical",
    high: i64 = "high",
    low: i64 = "low",
    medium: i64 = "medium",
    note: i64 = "note",
} }

object! { AlertSummaryByState {
    dismissed: i64 = "dismissed",
    fixed: i64 = "fixed",
    new: i64 = "new",
} }

object! { CombinedAlertFilterCriteria {
    alert_type: AlertType = "alertType",
    alert_validity_status: AlertValidityStatus = "alertValidityStatus",
    component_names: Vec<String> = "componentNames",
    component_types: Vec<ComponentType> = "componentTypes",
    dismissal_types: Vec<DismissalType> = "dismissalTypes",
    fixed_date_end: DateTime = "fixedDateEnd",
    fixed_date_start: DateTime = "fixedDateStart",
    introduced_date_end: DateTime = "introducedDateEnd",
    introduced_date_start: DateTime = "introducedDateStart",
    keywords: String = "keywords",
    projects: Vec<String> = "projects",
    repositories: Vec<String> = "repositories",
    repository_ids: Vec<String> = "repositoryIds",
    rule_names: Vec<String> = "ruleNames",
    secret_types: Vec<String> = "secretTypes",
    severities: Vec<Severity> = "severities",
    state: DashboardAlertState = "state",
    tool_names: Vec<String> = "toolNames",
} }

object! { DashboardAlert {
    alert_id: i64 = "alertId",
    alert_type: AlertType = "alertType",
    introduced_date: DateTime = "introducedDate",
    locations: Vec<DashboardAlertPhysicalLocation> = "locations",
    project_name: String = "projectName",
    repository_name: String = "repositoryName",
    severity: Severity = "severity",
    state: State = "state",
    title: String = "title",
    truncated_secret: String = "truncatedSecret",
    validity_status: AlertValidityStatus = "validityStatus",
} }

object! { DashboardAlertPhysicalLocation {
    alert_id: i64 = "alertId",
    file_path: String = "filePath",
    region: Region = "region",
} }

open_enum! { DashboardAlertState {
    Open = "open", Closed = "closed",
} }

object! { OrgAlertSummary {
    org_id: String = "orgId",
    projects: Vec<ProjectAlertSummary> = "projects",
} }

object! { OrgEnablementSummary {
    org_id: String = "orgId",
    projects: Vec<ProjectEnablementSummary> = "projects",
} }

object! { ProjectAlertSummary {
    project_id: String = "projectId",
    project_name: String = "projectName",
    repos: Vec<RepoAlertSummary> = "repos",
} }

object! { ProjectEnablementSummary {
    project_id: String = "projectId",
    project_name: String = "projectName",
    repos: Vec<RepoEnablementSummary> = "repos",
} }

object! { RepoAlertSummary {
    alerts_by_severity: AlertSummaryBySeverity = "alertsBySeverity",
    alerts_by_state: AlertSummaryByState = "alertsByState",
    open_alerts: i64 = "openAlerts",
    repo_id: String = "repoId",
    repo_name: String = "repoName",
    total_alerts: i64 = "totalAlerts",
} }

object! { RepoEnablementSummary {
    adv_sec_is_enabled: bool = "advSecIsEnabled",
    code_security_enabled: bool = "codeSecurityEnabled",
    repo_id: String = "repoId",
    repo_name: String = "repoName",
    scan_type_metadata: Map<ScanTypeSummaryMetadata> = "scanTypeMetadata",
    scan_type_summary: Map<ScanTypeSummaryProperties> = "scanTypeSummary",
    secret_protection_enabled: bool = "secretProtectionEnabled",
} }

object! { ScanTypeSummaryMetadata {
    last_scan_date: DateTime = "lastScanDate",
} }

object! { ScanTypeSummaryProperties {
    alerts: ScanTypeSummaryPropertiesData = "alerts",
    pr_alerts: ScanTypeSummaryPropertiesData = "prAlerts",
    push_protection: ScanTypeSummaryPropertiesData = "pushProtection",
} }

object! { ScanTypeSummaryPropertiesData {
    enabled: bool = "enabled",
} }

open_enum! { TimePeriod {
    Undefined = "undefined", Last24Hours = "last24Hours", Last7Days = "last7Days", Last14Days = "last14Days",
    Last30Days = "last30Days", Last90Days = "last90Days",
} }

subtype! { AdvancedFilter: AdvancedFilterCreate }
