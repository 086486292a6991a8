// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { BilledCommitter {
    cuid: String = "cuid",
    user_identity: IdentityRef = "userIdentity",
} }

object! { BilledCommittersList {
    billed_users: Vec<BilledCommitter> = "billedUsers",
    unique_committer_count: i64 = "uniqueCommitterCount",
} }

object! { CodeSecurityFeatures {
    autofix_enabled: bool = "autofixEnabled",
    code_ql_enabled: bool = "codeQLEnabled",
    code_security_changed_by: String = "codeSecurityChangedBy",
    code_security_enabled: bool = "codeSecurityEnabled",
    code_security_enablement_last_changed_date: DateTime = "codeSecurityEnablementLastChangedDate",
    dependency_scanning_injection_enabled: bool = "dependencyScanningInjectionEnabled",
} }

object! { EnablementOnCreateSettings {
    enable_block_pushes_on_create: bool = "enableBlockPushesOnCreate",
    enable_code_ql_on_create: bool = "enableCodeQLOnCreate",
    enable_code_security_on_create: bool = "enableCodeSecurityOnCreate",
    enable_dependabot_on_create: bool = "enableDependabotOnCreate",
    enable_dependency_scanning_injection_on_create: bool = "enableDependencyScanningInjectionOnCreate",
    enable_secret_protection_on_create: bool = "enableSecretProtectionOnCreate",
} }

object! { MeterUsageEstimate {
    code_security_meter_usage_estimate: BilledCommittersList = "codeSecurityMeterUsageEstimate",
    secret_protection_meter_usage_estimate: BilledCommittersList = "secretProtectionMeterUsageEstimate",
} }

object! { MeterUsageForPlan {
    account_id: String = "accountId",
    azure_subscription_id: String = "azureSubscriptionId",
    billed_users: BilledCommittersList = "billedUsers",
    billing_date: DateTime = "billingDate",
    is_plan_enabled: bool = "isPlanEnabled",
    tenant_id: String = "tenantId",
} }

object! { OrgEnablementSettings {
    code_security_features: CodeSecurityFeatures = "codeSecurityFeatures",
    enablement_on_create_settings: EnablementOnCreateSettings = "enablementOnCreateSettings",
    repos_enablement_status: Vec<RepoEnablementSettings> = "reposEnablementStatus",
    secret_protection_features: SecretProtectionFeatures = "secretProtectionFeatures",
} }

open_enum! { Plan {
    CodeSecurity = "codeSecurity", SecretProtection = "secretProtection", All = "all",
} }

object! { ProjectEnablementSettings {
    code_security_features: CodeSecurityFeatures = "codeSecurityFeatures",
    enablement_on_create_settings: EnablementOnCreateSettings = "enablementOnCreateSettings",
    repos_enablement_status: Vec<RepoEnablementSettings> = "reposEnablementStatus",
    secret_protection_features: SecretProtectionFeatures = "secretProtectionFeatures",
} }

object! { RepoEnablementSettings {
    code_security_features: CodeSecurityFeatures = "codeSecurityFeatures",
    project_id: String = "projectId",
    repository_id: String = "repositoryId",
    secret_protection_features: SecretProtectionFeatures = "secretProtectionFeatures",
} }

object! { SecretProtectionFeatures {
    block_pushes: bool = "blockPushes",
    secret_protection_changed_by: String = "secretProtectionChangedBy",
    secret_protection_enabled: bool = "secretProtectionEnabled",
    secret_protection_enablement_last_changed_date: DateTime = "secretProtectionEnablementLastChangedDate",
} }
