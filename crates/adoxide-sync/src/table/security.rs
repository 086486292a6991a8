use adoxide_api::{audit, security};

use super::{Cost, Table, boolean, integer, json, list, record, tables, text, timestamp};
use crate::Connector::Governance;
use crate::Error;
use crate::Ingestion::{Append, Snapshot};
use crate::feed::audit_log;
use crate::read::Json;

tables! {
    /// What permissions there are: each namespace with its bits.
    #[rest = "security/security-namespaces/query"]
    pub static SECURITY_NAMESPACES = Table::new("security_namespaces", Snapshot, &["namespaceId"])
        .connector(Governance)
        .by_connector()
        .reads(&security::meta::QUERY_SECURITY_NAMESPACES)
        .column(text("namespaceId"), "Id of the namespace, a UUID: `namespaceId` of other tables")
        .column(text("name"), "Name: Git Repositories, Build, Project, …")
        .column(text("displayName"), "Name for people")
        .column(text("separatorValue"), "What is between the parts of a token; null if they have a fixed length")
        .column(integer("elementLength"), "Length of each part of a token; -1 if they are separated")
        .column(integer("readPermission"), "The bits that allow to read access control lists")
        .column(integer("writePermission"), "The bits that allow to change them")
        .column(
            list("actions", record("item", [integer("bit"), text("name"), text("displayName")])),
            "The permissions: `bit` is one in `allow` and `deny` of `access_control_entries`",
        );

    /// Who is allowed and denied what: each entry of the access control lists.
    #[rest = "security/access-control-lists/query"]
    pub static ACCESS_CONTROL_ENTRIES = Table::child_of(
        &SECURITY_NAMESPACES,
        "access_control_entries",
        &["namespaceId", "token", "descriptor"],
    )
        .parent(text("namespaceId"), "namespaceId", "The namespace: `security_namespaces.namespaceId`")
        .path("securityNamespaceId", "namespaceId")
        .reads(&security::meta::QUERY_ACCESS_CONTROL_LISTS)
        .query("includeExtendedInfo", "true")
        .query("recurse", "true")
        .rows_of_item(entries)
        .column(text("token"), "What it is on: a path within the namespace, such as `repoV2/PROJECT/REPOSITORY`")
        .column(text("descriptor"), "Whose it is: `legacyDescriptor` of `users` and `groups`")
        .column(integer("allow"), "The bits that are allowed here: `security_namespaces.actions`")
        .column(integer("deny"), "The bits that are denied here")
        .column(integer("effectiveAllow").at(&["extendedInfo", "effectiveAllow"]), "The bits that are allowed here or above; null if the service does not say")
        .column(integer("effectiveDeny").at(&["extendedInfo", "effectiveDeny"]), "The bits that are denied here or above; null if the service does not say")
        .column(boolean("inheritPermissions"), "Whether permissions of what is above hold here too");

    /// What was done in the organization, as its audit log has it: for 90 days before the first sync, and then all.
    #[rest = "audit/audit-log/query"]
    pub static AUDIT_LOG = Table::new("audit_log", Append, &["id"])
        .connector(Governance)
        .by_connector()
        .reads(&audit::meta::QUERY_LOG)
        .fed_by(&audit_log::FEED)
        .column(text("id"), "Id of the entry")
        .column(timestamp("timestamp"), "When it happened")
        .column(text("actionId"), "What was done: `Git.RepositoryCreated`, `Security.ModifyPermission`, …")
        .column(text("area"), "Area: Git, Pipelines, Permissions, …")
        .column(text("category"), "create, modify, remove, access, execute, …")
        .column(text("categoryDisplayName"), "Name of the category for people")
        .column(text("details"), "What was done, in words")
        .column(text("actorUserId"), "Who did it, a UUID: `user_entitlements.id`")
        .column(text("actorCUID"), "Who did it, the same in all organizations, a UUID")
        .column(text("actorClientId"), "The application that did it, a UUID; zeros if none")
        .column(text("actorDisplayName"), "Name of who did it")
        .column(text("actorUPN"), "Principal name of who did it")
        .column(text("ipAddress"), "Address that it was done from")
        .column(text("userAgent"), "Program that it was done with")
        .column(text("authenticationMechanism"), "How they signed in: PAT, SSH, AAD, …")
        .column(text("scopeType"), "organization, enterprise, project, …")
        .column(text("scopeId"), "Id of that, a UUID")
        .column(text("scopeDisplayName"), "Name of that")
        .column(text("projectId"), "The project: `projects.id`; zeros if it was done in none")
        .column(text("projectName"), "Name of the project then")
        .column(text("activityId"), "Id of the request, a UUID")
        .column(text("correlationId"), "Id that the entries of one request share, a UUID")
        .column(json("data"), "What the action has besides, by name");

    /// Where the audit log is streamed to, without the secrets for it.
    #[rest = "audit/streams/query-all-streams"]
    pub static AUDIT_STREAMS = Table::new("audit_streams", Snapshot, &["id"])
        .connector(Governance)
        .by_connector()
        .reads(&audit::meta::QUERY_ALL_STREAMS)
        .rows_of_item(without_input_values)
        .column(integer("id"), "Number of the stream")
        .column(text("displayName"), "Name for people")
        .column(text("consumerType"), "AzureEventGrid, AzureMonitorLogs or Splunk")
        .column(json("consumerInputs"), "The names of what it was given; the values are not kept")
        .column(text("status"), "enabled, disabledByUser, disabledBySystem, backfilling, …")
        .column(text("statusReason"), "Why it was disabled; null if it was not")
        .column(timestamp("createdTime"), "When it was created")
        .column(timestamp("updatedTime"), "When it was last changed");

    /// The policies of the organization: what its settings show under Policies.
    #[rest = "organization-policies"]
    pub static ORGANIZATION_POLICIES = policy(Table::new("organization_policies", Snapshot, &["name"]))
        .reads(&adoxide_api::organization_policy::meta::GET_ORGANIZATION_POLICY)
        .costs(Cost::Each("policy".into()))
        .fed_by(&crate::feed::policy::ORGANIZATION)
        .column(boolean("effectiveValue"), "Whether it is on, with what is set above the organization");

    /// The policies of the tenant of Microsoft Entra that the organization belongs to. Only administrators of Azure
    /// DevOps in the tenant may read them.
    #[rest = "tenant-policies"]
    pub static TENANT_POLICIES = policy(Table::new("tenant_policies", Snapshot, &["name"]))
        .reads(&adoxide_api::tenant_policy::meta::GET_TENANT_POLICY)
        .costs(Cost::Each("policy".into()))
        .fed_by(&crate::feed::policy::TENANT);
}

fn policy(table: Table) -> Table {
    table
        .connector(Governance)
        .by_connector()
        .column(text("name"), "Name: `Policy.DisallowOAuthAuthentication`, `TenantPolicy.RestrictFullScopePersonalAccessToken`, …")
        .column(boolean("value"), "Whether it is on; null if nobody has set it")
        .column(json("properties"), "What else is set with it, by name")
}

/// An access control list as a row for each of its entries.
fn entries(list: &Json) -> Result<Vec<Json>, Error> {
    let Some(entries) = list.member(&["acesDictionary"])? else { return Ok(Vec::new()) };
    let token = list.text(&["token"])?;
    let inherits = list.text(&["inheritPermissions"])?.map(|inherits| inherits == "true");
    let mut rows = Vec::new();
    for (descriptor, entry) in entries.members()? {
        let mut entry = entry.tree()?;
        if let Some(entry) = entry.as_object_mut() {
            entry.entry("descriptor").or_insert_with(|| descriptor.into());
            entry.insert("token".to_owned(), token.clone().into());
            entry.insert("inheritPermissions".to_owned(), inherits.into());
        }
        rows.push(Json::of(&entry));
    }
    Ok(rows)
}

/// A stream with the names of its inputs alone.
fn without_input_values(stream: &Json) -> Result<Vec<Json>, Error> {
    let mut stream = stream.tree()?;
    if let Some(inputs) = stream.get_mut("consumerInputs").and_then(|inputs| inputs.as_object_mut()) {
        inputs.values_mut().for_each(|value| *value = serde_json::Value::Null);
    }
    Ok(vec![Json::of(&stream)])
}
