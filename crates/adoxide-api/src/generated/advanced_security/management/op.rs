// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetOrgEnablementStatus2 {
    include_all_properties: bool = "includeAllProperties",
} }

/// `GET _apis/management/enablement` · 7.2-preview.3 · `vso.advsec`
#[inline]
pub fn get_org_enablement_status2(params: GetOrgEnablementStatus2) -> Op<OrgEnablementSettings> {
    params.add_to(Op::new(&meta::GET_ORG_ENABLEMENT_STATUS2))
}

/// `PATCH _apis/management/enablement` · 7.2-preview.3 · `vso.advsec_manage`
#[inline]
pub fn update_org_enablement_status2(body: &OrgEnablementSettings) -> Op<()> {
    Op::new(&meta::UPDATE_ORG_ENABLEMENT_STATUS2).json(body)
}

params! { GetMeterUsage2 {
    billing_date: DateTime = "billingDate",
} }

/// `GET _apis/management/meterusage/default` · 7.2-preview.3 · `vso.advsec`
#[inline]
pub fn get_meter_usage2(plan: &Plan, params: GetMeterUsage2) -> Op<MeterUsageForPlan> {
    params.add_to(Op::new(&meta::GET_METER_USAGE2).query("plan", plan))
}

params! { GetEstimatedBillablePushersDetailsForOrg2 {
    plan: Plan = "plan",
} }

/// `GET _apis/management/meterUsageEstimate/default` · 7.2-preview.3 · `vso.advsec`
#[inline]
pub fn get_estimated_billable_pushers_details_for_org2(
    params: GetEstimatedBillablePushersDetailsForOrg2,
) -> Op<MeterUsageEstimate> {
    params.add_to(Op::new(&meta::GET_ESTIMATED_BILLABLE_PUSHERS_DETAILS_FOR_ORG2))
}

params! { GetProjectEnablementStatus2 {
    include_all_properties: bool = "includeAllProperties",
} }

/// `GET {project}/_apis/management/enablement` · 7.2-preview.3 · `vso.advsec`
#[inline]
pub fn get_project_enablement_status2(
    project: &ProjectRef, params: GetProjectEnablementStatus2,
) -> Op<ProjectEnablementSettings> {
    params.add_to(Op::new(&meta::GET_PROJECT_ENABLEMENT_STATUS2).path("project", project))
}

/// `PATCH {project}/_apis/management/enablement` · 7.2-preview.3 · `vso.advsec_manage`
#[inline]
pub fn update_project_enablement_status2(project: &ProjectRef, body: &ProjectEnablementSettings) -> Op<()> {
    Op::new(&meta::UPDATE_PROJECT_ENABLEMENT_STATUS2).path("project", project).json(body)
}

params! { GetEstimatedBillablePushersDetailsForProject2 {
    plan: Plan = "plan",
} }

/// `GET {project}/_apis/management/meterUsageEstimate/default` · 7.2-preview.3 · `vso.advsec`
#[inline]
pub fn get_estimated_billable_pushers_details_for_project2(
    project: &ProjectRef, params: GetEstimatedBillablePushersDetailsForProject2,
) -> Op<MeterUsageEstimate> {
    params.add_to(Op::new(&meta::GET_ESTIMATED_BILLABLE_PUSHERS_DETAILS_FOR_PROJECT2).path("project", project))
}

params! { GetRepoEnablementStatus2 {
    include_all_properties: bool = "includeAllProperties",
} }

/// `GET {project}/_apis/management/repositories/{repository}/enablement` · 7.2-preview.3 · `vso.advsec`
#[inline]
pub fn get_repo_enablement_status2(
    project: &ProjectRef, repository: &RepositoryRef, params: GetRepoEnablementStatus2,
) -> Op<RepoEnablementSettings> {
    params.add_to(Op::new(&meta::GET_REPO_ENABLEMENT_STATUS2)
        .path("project", project).path("repository", repository))
}

/// `PATCH {project}/_apis/management/repositories/{repository}/enablement` · 7.2-preview.3 · `vso.advsec_manage`
#[inline]
pub fn update_repo_adv_sec_enablement_status2(
    project: &ProjectRef, repository: &RepositoryRef, body: &RepoEnablementSettings,
) -> Op<()> {
    Op::new(&meta::UPDATE_REPO_ADV_SEC_ENABLEMENT_STATUS2)
        .path("project", project).path("repository", repository).json(body)
}

params! { GetEstimatedBillableCommittersDetailsForRepo2 {
    plan: Plan = "plan",
} }

/// `GET {project}/_apis/management/repositories/{repository}/meterUsageEstimate/default` · 7.2-preview.3 · `vso.advsec`
#[inline]
pub fn get_estimated_billable_committers_details_for_repo2(
    project: &ProjectRef, repository: &RepositoryRef, params: GetEstimatedBillableCommittersDetailsForRepo2,
) -> Op<MeterUsageEstimate> {
    params.add_to(Op::new(&meta::GET_ESTIMATED_BILLABLE_COMMITTERS_DETAILS_FOR_REPO2)
        .path("project", project).path("repository", repository))
}
