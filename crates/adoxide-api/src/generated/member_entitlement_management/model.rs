// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AccessLevel {
    account_license_type: AccountLicenseType = "accountLicenseType",
    assignment_source: AssignmentSource = "assignmentSource",
    git_hub_license_type: GitHubLicenseType = "gitHubLicenseType",
    license_display_name: String = "licenseDisplayName",
    licensing_source: LicensingSource = "licensingSource",
    msdn_license_type: MsdnLicenseType = "msdnLicenseType",
    status: AccountUserStatus = "status",
    status_message: String = "statusMessage",
} }

open_enum! { AccountLicenseType {
    None = "none", EarlyAdopter = "earlyAdopter", Express = "express", Professional = "professional",
    Advanced = "advanced", Stakeholder = "stakeholder",
} }

open_enum! { AccountUserStatus {
    None = "none", Active = "active", Disabled = "disabled", Deleted = "deleted", Pending = "pending",
    Expired = "expired", PendingDisabled = "pendingDisabled",
} }

open_enum! { AssignmentSource {
    None = "none", Unknown = "unknown", GroupRule = "groupRule",
} }

open_enum! { GitHubLicenseType {
    None = "none", Enterprise = "enterprise",
} }

object! { Group {
    display_name: String = "displayName",
    group_type: GroupType = "groupType",
} }

object! { GroupEntitlement {
    group: GraphGroup = "group",
    id: String = "id",
    last_executed: DateTime = "lastExecuted",
    license_rule: AccessLevel = "licenseRule",
    members: Vec<UserEntitlement> = "members",
    project_entitlements: Vec<ProjectEntitlement> = "projectEntitlements",
    status: GroupLicensingRuleStatus = "status",
} }

object! { GroupEntitlementOperationReference {
    completed: bool = "completed",
    have_results_succeeded: bool = "haveResultsSucceeded",
    id: String = "id",
    plugin_id: String = "pluginId",
    results: Vec<GroupOperationResult> = "results",
    status: OperationStatus = "status",
    url: String = "url",
} }

open_enum! { GroupLicensingRuleStatus {
    ApplyPending = "applyPending", Applied = "applied", Incompatible = "incompatible",
    UnableToApply = "unableToApply",
} }

object! { GroupOperationResult {
    errors: Vec<Json> = "errors",
    group_id: String = "groupId",
    is_success: bool = "isSuccess",
    result: GroupEntitlement = "result",
} }

object! { GroupOption {
    access_level: AccessLevel = "accessLevel",
    group: Group = "group",
} }

open_enum! { GroupType {
    ProjectStakeholder = "projectStakeholder", ProjectReader = "projectReader",
    ProjectContributor = "projectContributor", ProjectAdministrator = "projectAdministrator", Custom = "custom",
} }

object! { LicenseSummaryData {
    account_license_type: AccountLicenseType = "accountLicenseType",
    assigned: i64 = "assigned",
    available: i64 = "available",
    disabled: i64 = "disabled",
    git_hub_license_type: GitHubLicenseType = "gitHubLicenseType",
    included_quantity: i64 = "includedQuantity",
    is_purchasable: bool = "isPurchasable",
    license_name: String = "licenseName",
    msdn_expired: i64 = "msdnExpired",
    msdn_license_type: MsdnLicenseType = "msdnLicenseType",
    next_billing_date: DateTime = "nextBillingDate",
    source: LicensingSource = "source",
    total: i64 = "total",
    total_after_next_billing_date: i64 = "totalAfterNextBillingDate",
} }

open_enum! { LicensingSource {
    None = "none", Account = "account", Msdn = "msdn", Profile = "profile", Auto = "auto", Trial = "trial",
    GitHub = "gitHub",
} }

object! { MemberEntitlement {
    access_level: AccessLevel = "accessLevel",
    date_created: DateTime = "dateCreated",
    extensions: Vec<Json> = "extensions",
    group_assignments: Vec<GroupEntitlement> = "groupAssignments",
    id: String = "id",
    last_accessed_date: DateTime = "lastAccessedDate",
    member: GraphMember = "member",
    project_entitlements: Vec<ProjectEntitlement> = "projectEntitlements",
    user: GraphUser = "user",
} }

open_enum! { MsdnLicenseType {
    None = "none", Eligible = "eligible", Professional = "professional", Platforms = "platforms",
    TestProfessional = "testProfessional", Premium = "premium", Ultimate = "ultimate", Enterprise = "enterprise",
} }

object! { PagedGraphMemberList {
    continuation_token: String = "continuationToken",
    items: Vec<UserEntitlement> = "items",
    members: Vec<UserEntitlement> = "members",
    total_count: i64 = "totalCount",
} }

object! { PagedUserEntitlementsList {
    continuation_token: String = "continuationToken",
    items: Vec<UserEntitlement> = "items",
    total_count: i64 = "totalCount",
} }

object! { ProjectEntitlement {
    assignment_source: AssignmentSource = "assignmentSource",
    group: Group = "group",
    project_permission_inherited: ProjectPermissionInherited = "projectPermissionInherited",
    project_ref: ProjectRef = "projectRef",
    team_refs: Vec<TeamRef> = "teamRefs",
} }

open_enum! { ProjectPermissionInherited {
    NotSet = "notSet", NotInherited = "notInherited", Inherited = "inherited",
} }

object! { ProjectRef {
    id: String = "id",
    name: String = "name",
} }

open_enum! { RuleOption {
    ApplyGroupRule = "applyGroupRule", TestApplyGroupRule = "testApplyGroupRule",
} }

object! { ServicePrincipalEntitlement {
    access_level: AccessLevel = "accessLevel",
    date_created: DateTime = "dateCreated",
    extensions: Vec<Json> = "extensions",
    group_assignments: Vec<GroupEntitlement> = "groupAssignments",
    id: String = "id",
    last_accessed_date: DateTime = "lastAccessedDate",
    project_entitlements: Vec<ProjectEntitlement> = "projectEntitlements",
    service_principal: GraphServicePrincipal = "servicePrincipal",
} }

object! { ServicePrincipalEntitlementOperationReference {
    completed: bool = "completed",
    have_results_succeeded: bool = "haveResultsSucceeded",
    id: String = "id",
    plugin_id: String = "pluginId",
    results: Vec<ServicePrincipalEntitlementOperationResult> = "results",
    status: OperationStatus = "status",
    url: String = "url",
} }

object! { ServicePrincipalEntitlementOperationResult {
    errors: Vec<Json> = "errors",
    is_success: bool = "isSuccess",
    result: Json = "result",
    service_principal_id: String = "servicePrincipalId",
} }

object! { ServicePrincipalEntitlementsPatchResponse {
    is_success: bool = "isSuccess",
    operation_results: Vec<ServicePrincipalEntitlementOperationResult> = "operationResults",
    service_principal_entitlement: ServicePrincipalEntitlement = "servicePrincipalEntitlement",
} }

object! { ServicePrincipalEntitlementsPostResponse {
    is_success: bool = "isSuccess",
    operation_result: ServicePrincipalEntitlementOperationResult = "operationResult",
    service_principal_entitlement: ServicePrincipalEntitlement = "servicePrincipalEntitlement",
} }

object! { TeamRef {
    id: String = "id",
    name: String = "name",
} }

object! { UserEntitlement {
    access_level: AccessLevel = "accessLevel",
    date_created: DateTime = "dateCreated",
    extensions: Vec<Json> = "extensions",
    group_assignments: Vec<GroupEntitlement> = "groupAssignments",
    id: String = "id",
    last_accessed_date: DateTime = "lastAccessedDate",
    project_entitlements: Vec<ProjectEntitlement> = "projectEntitlements",
    user: GraphUser = "user",
} }

object! { UserEntitlementOperationReference {
    completed: bool = "completed",
    have_results_succeeded: bool = "haveResultsSucceeded",
    id: String = "id",
    plugin_id: String = "pluginId",
    results: Vec<UserEntitlementOperationResult> = "results",
    status: OperationStatus = "status",
    url: String = "url",
} }

object! { UserEntitlementOperationResult {
    errors: Vec<Json> = "errors",
    is_success: bool = "isSuccess",
    result: Json = "result",
    user_id: String = "userId",
} }

open_enum! { UserEntitlementProperty {
    License = "license", Extensions = "extensions", Projects = "projects", GroupRules = "groupRules", All = "all",
} }

object! { UserEntitlementsPatchResponse {
    is_success: bool = "isSuccess",
    operation_results: Vec<UserEntitlementOperationResult> = "operationResults",
    user_entitlement: UserEntitlement = "userEntitlement",
} }

object! { UserEntitlementsPostResponse {
    is_success: bool = "isSuccess",
    operation_result: UserEntitlementOperationResult = "operationResult",
    user_entitlement: UserEntitlement = "userEntitlement",
} }

object! { UsersSummary {
    available_access_levels: Vec<AccessLevel> = "availableAccessLevels",
    default_access_level: AccessLevel = "defaultAccessLevel",
    group_options: Vec<GroupOption> = "groupOptions",
    licenses: Vec<LicenseSummaryData> = "licenses",
    project_refs: Vec<ProjectRef> = "projectRefs",
} }

impl Paged for PagedGraphMemberList {
    type Item = UserEntitlement;
}

impl Paged for PagedUserEntitlementsList {
    type Item = UserEntitlement;
}

subtype! { MemberEntitlement: UserEntitlement }
