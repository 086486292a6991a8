//! Data providers: what the pages of the service ask for, and scripts where there is no REST operation.
//!
//! Nothing documents them. Names and members are those that the PowerShell modules `VSTeam` and `ADOPS` send and read.

use adoxide_api::contribution::meta;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::handler::{Change, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::permission::Access;

handlers! {
    meta::HIERARCHY_QUERY => change(query),
    meta::QUERY_DATA_PROVIDERS => change(query),
}

/// The pipeline settings of an organization, in the recorded order, each with what a new organization has.
const PIPELINE_SETTINGS: [(&str, bool); 25] = [
    ("statusBadgesArePrivate", true),
    ("enforceSettableVar", true),
    ("auditEnforceSettableVar", false),
    ("enforceJobAuthScope", true),
    ("enforceJobAuthScopeForReleases", true),
    ("disableInBoxTasksVar", false),
    ("disableMarketplaceTasksVar", false),
    ("disableNode6TasksVar", false),
    ("isTaskLockdownFeatureEnabled", true),
    ("hasManagePipelinePoliciesPermission", true),
    ("enforceReferencedRepoScopedToken", true),
    ("disableStageChooser", false),
    ("disableClassicPipelineCreation", false),
    ("disableClassicBuildPipelineCreation", false),
    ("disableClassicReleasePipelineCreation", false),
    ("forkProtectionEnabled", false),
    ("buildsEnabledForForks", true),
    ("enforceJobAuthScopeForForks", true),
    ("enforceNoAccessToSecretsFromForks", true),
    ("isCommentRequiredForPullRequest", true),
    ("requireCommentsForNonTeamMembersOnly", false),
    ("requireCommentsForNonTeamMemberAndNonContributors", false),
    ("enableShellTasksArgsSanitizing", false),
    ("enableShellTasksArgsSanitizingAudit", false),
    ("disableImpliedYAMLCiTrigger", false),
];

/// What only says how the page is: nobody sets it.
const FIXED: [&str; 2] = ["isTaskLockdownFeatureEnabled", "hasManagePipelinePoliciesPermission"];

/// Where the settings of the organization are kept.
const SCOPE: &str = "pipelines";

/// Whether the caller may change how the organization is set up.
fn check_administers(change: &Change<'_>) -> Result<(), Fault> {
    let view = change.view();
    if view.organization.access(view.actor, None, None) >= Access::Administer {
        return Ok(());
    }
    let name = view.directory.identity(view.actor).map_or("", |identity| identity.display_name.as_str());
    Err(Fault::access_denied(name, "Edit instance-level information"))
}

/// What a query answers: each provider that is known; the others are not there, as in the service.
fn query(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let contributions = body.get("contributionIds").and_then(Value::as_array);
    let contributions = contributions.ok_or_else(|| Fault::argument_null("contributionIds"))?;
    let context = body.get("dataProviderContext").or_else(|| body.get("context")).unwrap_or(&Value::Null);
    let properties = context.get("properties").cloned().unwrap_or_default();
    let mut providers = Map::new();
    providers.insert("ms.vss-web.component-data".to_owned(), json!({}));
    providers.insert("ms.vss-web.shared-data".to_owned(), Value::Null);
    for name in contributions.iter().filter_map(Value::as_str) {
        let found = match name {
            "ms.vss-build-web.pipelines-org-settings-data-provider" => {
                pipeline_settings(change, &properties)?
            }
            "ms.vss-admin-web.security-view-data-provider" => security_view(change, &properties),
            "ms.vss-admin-web.security-view-update-data-provider" => update_security(change, &properties)?,
            _ => continue,
        };
        providers.insert(name.to_owned(), found);
    }
    let flags = json!({
        "VisualStudio.Services.AdminEngagement.ResourcePermissions.EnableExportPermissions": false,
    });
    Ok(Reply::json(
        Object::new()
            .set("dataProviderSharedData", json!({ "_featureFlags": flags }))
            .set("dataProviders", Value::Object(providers)),
    ))
}

/// The pipeline settings of the organization; those that the query names are set.
fn pipeline_settings(change: &mut Change<'_>, properties: &Value) -> Result<Value, Fault> {
    let given = PIPELINE_SETTINGS.iter().filter(|(name, _)| !FIXED.contains(name));
    let given: Vec<_> =
        given.filter_map(|(name, _)| Some((*name, properties.get(name)?.as_bool()?))).collect();
    if !given.is_empty() {
        check_administers(change)?;
    }
    for (name, value) in given {
        change.make(|tx| tx.set_setting(SCOPE, name, Some(value.into())))?;
    }
    let organization = change.view().organization;
    let all = PIPELINE_SETTINGS
        .iter()
        .map(|(name, default)| ((*name).to_owned(), organization.is_set(SCOPE, name, *default).into()));
    Ok(all.collect::<Map<_, _>>().into())
}

/// What a page of permissions begins with.
fn security_view(change: &Change<'_>, properties: &Value) -> Value {
    let own = |name: &str| text(properties, name).unwrap_or_default();
    let (set, token) = (own("/permissionSetId"), own("/permissionSetToken"));
    let view = change.view();
    let namespace: Uuid = set.parse().unwrap_or_default();
    let list = view.organization.access_control_list(namespace, token);
    let context = json!({
        "permissionSetId": set,
        "token": token,
        "tokenDisplayName": Value::Null,
        "canManageGroups": true,
        "canManagePermissions": true,
        "inheritPermissions": list.is_none_or(|list| list.inherits),
        "controlManagesFocus": false,
        "canTokenInheritPermissions": true,
        "customDoNotHavePermissionsText": Value::Null,
        "showAllGroupsIfCollection": false,
        "hideExplicitClearButton": false,
        "hideToolbar": false,
        "allowAADSearchInHosted": false,
    });
    let project = view.call.argument("scopeValue").and_then(|given| view.organization.project(given));
    let scope = project.map_or(view.organization.name(), |project| project.name.as_str());
    let options = json!({ "displayScope": scope, "defaultFilter": "groups", "isAadAccount": true });
    json!({
        "title": "Members",
        "isAadGroupsAdminUi": true,
        // Recorded: JSON as text.
        "permissionsContextJson": context.to_string(),
        "securityViewOptionsJson": options.to_string(),
        "userHasReadAccess": true,
    })
}

/// Lets a token inherit permissions, or no longer.
fn update_security(change: &mut Change<'_>, properties: &Value) -> Result<Value, Fault> {
    let done = json!({ "statusCode": 204, "statusDescription": Value::Null });
    let flag = |name: &str| properties.get(name).and_then(Value::as_bool);
    if flag("changeInheritance") != Some(true) {
        return Ok(done);
    }
    let inherits = flag("inheritPermissions").ok_or_else(|| Fault::argument_null("inheritPermissions"))?;
    let set = text(properties, "/permissionSetId").unwrap_or_default();
    let namespace: Uuid = set.parse().map_err(|_| Fault::invalid_parameter("permissionSetId", set))?;
    let token =
        text(properties, "/permissionSetToken").ok_or_else(|| Fault::argument_null("permissionSetToken"))?;
    check_administers(change)?;
    let mut list =
        change.view().organization.access_control_list(namespace, token).cloned().unwrap_or_default();
    list.inherits = inherits;
    change.make(|tx| tx.set_access_control_list(namespace, token, Some(list)))?;
    Ok(done)
}
