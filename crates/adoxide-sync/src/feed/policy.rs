//! The policies of an organization and of its tenant: no list names them, so each is asked for by its name.

use adoxide::api::wire::Op;
use adoxide::api::{organization_policy, tenant_policy};
use futures::FutureExt as _;
use futures::stream::{self, StreamExt as _};

use super::FeedOf;
use crate::read::{AT_ONCE, Items, Json, Reader, is_not_found};
use crate::table::{ORGANIZATION_POLICIES, TENANT_POLICIES};
use crate::{Change, Error, Level, Scope, Table};

pub(crate) static ORGANIZATION: FeedOf =
    FeedOf::new("organization_policies", Level::Organization, |reader| {
        // Without `defaultValue` the service refuses the method; an empty one stands for a policy that nobody has set.
        let ask = |name: &'static str| {
            organization_policy::get_organization_policy(&name.into(), "").reply_as::<Json>()
        };
        read(reader, &ORGANIZATION_POLICIES, &ORGANIZATIONS, ask).boxed()
    });

pub(crate) static TENANT: FeedOf = FeedOf::new("tenant_policies", Level::Organization, |reader| {
    let ask = |name: &'static str| tenant_policy::get_tenant_policy(&name.into()).reply_as::<Json>();
    read(reader, &TENANT_POLICIES, &TENANTS, ask).boxed()
});

/// Those that the settings of an organization show.
const ORGANIZATIONS: [&str; 11] = [
    "Policy.AllowAnonymousAccess",
    "Policy.AllowFeedbackCollection",
    "Policy.AllowOrgAccess",
    "Policy.AllowRequestAccessToken",
    "Policy.AllowTeamAdminsInvitationsAccessToken",
    "Policy.ArtifactsExternalPackageProtectionToken",
    "Policy.DisallowAadGuestUserAccess",
    "Policy.DisallowOAuthAuthentication",
    "Policy.DisallowSecureShell",
    "Policy.EnforceAADConditionalAccess",
    "Policy.LogAuditEvents",
];

/// Those that they show of the tenant.
const TENANTS: [&str; 5] = [
    "TenantPolicy.EnableLeakedPersonalAccessTokenAutoRevocation",
    "TenantPolicy.OrganizationCreationRestriction",
    "TenantPolicy.RestrictFullScopePersonalAccessToken",
    "TenantPolicy.RestrictGlobalPersonalAccessToken",
    "TenantPolicy.RestrictPersonalAccessTokenLifespan",
];

async fn read(
    mut reader: Reader,
    table: &'static Table,
    names: &'static [&'static str],
    op: fn(&'static str) -> Op<Json>,
) -> Result<(), Error> {
    let ask = reader.ask.clone();
    let asked: Vec<_> = names.iter().map(|name| op(name)).collect();
    let answers = stream::iter(asked).map(move |op| {
        let ask = ask.clone();
        async move { ask.call(op).await }.boxed()
    });
    let answers: Vec<_> = answers.buffered(AT_ONCE).collect().await;
    reader.change(Change::SnapshotBegin(table, Scope::unit())).await?;
    for (name, answer) in names.iter().zip(answers) {
        let policy = match answer {
            // One that this organization does not have.
            Err(error) if is_not_found(&error) => continue,
            answer => answer?,
        };
        let mut policy = policy.tree()?;
        if let Some(policy) = policy.as_object_mut() {
            policy.entry("name").or_insert_with(|| (*name).into());
            reader
                .page(table, &Items::of([Json::of(&serde_json::Value::Object(policy.clone()))]), &[])
                .await?;
        }
    }
    reader.change(Change::SnapshotEnd(table)).await?;
    reader.checkpoint(1, &()).await
}
