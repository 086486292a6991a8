//! The policies of an organization and of its tenant: what the settings show under Policies and under Microsoft Entra.
//!
//! Nothing documents them. Names and members are those that Microsoft365DSC, AzureDevOpsDsc and the PowerShell module
//! ADOPS send and read; the defaults are those of a new organization.

use adoxide_api::{organization_policy, tenant_policy};
use http::{Method, StatusCode};
use serde_json::Value;

use crate::base::flag;
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    organization_policy::meta::GET_ORGANIZATION_POLICY => read(get_organization_policy),
    tenant_policy::meta::GET_TENANT_POLICY => read(get_tenant_policy),
}

/// Where the settings keep the policies of the organization.
pub(super) const SCOPE: &str = "organizationpolicy";

/// Where the settings keep those of the tenant.
const TENANT_SCOPE: &str = "tenantpolicy";

/// The policies of an organization that is as it was created.
const POLICIES: [(&str, bool); 12] = [
    ("Policy.AllowAnonymousAccess", false),
    ("Policy.AllowFeedbackCollection", true),
    ("Policy.AllowOrgAccess", true),
    ("Policy.AllowRequestAccessToken", true),
    ("Policy.AllowTeamAdminsInvitationsAccessToken", true),
    ("Policy.ArtifactsExternalPackageProtectionToken", false),
    ("Policy.DisallowAadGuestUserAccess", false),
    ("Policy.DisallowBasicAuthentication", false),
    ("Policy.DisallowOAuthAuthentication", true),
    ("Policy.DisallowSecureShell", false),
    ("Policy.EnforceAADConditionalAccess", false),
    ("Policy.LogAuditEvents", true),
];

/// The policies of a tenant.
const TENANT_POLICIES: [(&str, bool); 5] = [
    ("TenantPolicy.EnableLeakedPersonalAccessTokenAutoRevocation", true),
    ("TenantPolicy.OrganizationCreationRestriction", false),
    ("TenantPolicy.RestrictFullScopePersonalAccessToken", false),
    ("TenantPolicy.RestrictGlobalPersonalAccessToken", false),
    ("TenantPolicy.RestrictPersonalAccessTokenLifespan", false),
];

fn known(policies: &[(&str, bool)], name: &str) -> Option<bool> {
    policies.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, default)| *default)
}

/// A policy. One that nobody knows has the value that the query gives for that case, which must be there: without it
/// the service takes the request for another one.
fn get_organization_policy(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("policyName")?;
    let default = view.query.get("defaultValue").ok_or_else(|| Fault::method_not_allowed(&Method::GET))?;
    let kept = view.organization.setting(SCOPE, name).and_then(Value::as_bool);
    let kept = kept.or_else(|| known(&POLICIES, name));
    let value = kept.or_else(|| flag(default));
    Ok(Reply::json(
        Object::new()
            .set("name", name)
            .set("value", value)
            .set("effectiveValue", value)
            .set("isValueUndefined", kept.is_none())
            .set("enforce", false)
            .set("properties", Object::new()),
    ))
}

/// A policy of the tenant; one that nobody knows does not exist.
fn get_tenant_policy(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("policyName")?;
    let kept = view.organization.setting(TENANT_SCOPE, name).and_then(Value::as_bool);
    let value = kept.or_else(|| known(&TENANT_POLICIES, name)).ok_or_else(|| {
        Fault::exception(
            StatusCode::NOT_FOUND,
            "Microsoft.VisualStudio.Services.TenantPolicy",
            "PolicyNotFoundException",
            format!("There is no policy {name}."),
        )
    })?;
    Ok(Reply::json(Object::new().set("name", name).set("value", value).set("properties", Object::new())))
}
