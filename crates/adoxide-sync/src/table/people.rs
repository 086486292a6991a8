use std::sync::LazyLock;

use arrow_schema::FieldRef;

use super::{Ingestion, Table, boolean, record, text, timestamp};

/// What people, service principals and groups have alike.
fn subject(more: impl IntoIterator<Item = FieldRef>) -> Vec<FieldRef> {
    let links = ["self", "memberships", "membershipState", "storageKey", "avatar"];
    let own = ["descriptor", "subjectKind", "displayName", "principalName", "mailAddress", "domain"];
    let origin = ["origin", "originId", "legacyDescriptor", "url"];
    let columns = own.into_iter().chain(origin).map(text).chain(more);
    columns.chain([record("_links", links.map(|link| record(link, [text("href")])))]).collect()
}

/// The people of the organization. `descriptor` is the one that other tables have in their identities.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/users/list>
pub static USERS: LazyLock<Table> = LazyLock::new(|| {
    let sent = subject([text("metaType"), text("directoryAlias"), boolean("isDeletedInOrigin")]);
    Table::new("users", Ingestion::Snapshot, &["organization", "descriptor"], sent)
});

/// The service principals and managed identities of the organization.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/service-principals/list>
pub static SERVICE_PRINCIPALS: LazyLock<Table> = LazyLock::new(|| {
    let more =
        [text("applicationId"), text("metaType"), text("directoryAlias"), boolean("isDeletedInOrigin")];
    Table::new("service_principals", Ingestion::Snapshot, &["organization", "descriptor"], subject(more))
        .optional()
});

/// The groups of the organization and of its projects; teams, too.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/groups/list>
pub static GROUPS: LazyLock<Table> = LazyLock::new(|| {
    let sent = subject([text("description")]);
    Table::new("groups", Ingestion::Snapshot, &["organization", "descriptor"], sent)
});

/// Who is in which group: people, service principals and other groups, without those that are in these. It takes a
/// request for each group.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/memberships/list>
pub static GROUP_MEMBERSHIPS: LazyLock<Table> = LazyLock::new(|| {
    let sent = ["containerDescriptor", "memberDescriptor"].map(text).into();
    let key = &["organization", "containerDescriptor", "memberDescriptor"];
    Table::new("group_memberships", Ingestion::Snapshot, key, sent).optional()
});

/// Who may use the organization, with which licence, and when they last did. `id` is the one that other tables have in
/// their identities. What projects, groups and extensions somebody has is JSON.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/memberentitlementmanagement/user-entitlements/search-user-entitlements>
pub static USER_ENTITLEMENTS: LazyLock<Table> = LazyLock::new(|| {
    let level = [
        "accountLicenseType",
        "assignmentSource",
        "gitHubLicenseType",
        "licenseDisplayName",
        "licensingSource",
        "msdnLicenseType",
        "status",
        "statusMessage",
    ];
    let user =
        ["descriptor", "displayName", "principalName", "mailAddress", "origin", "originId", "subjectKind"];
    let sent = vec![
        text("id"),
        record("user", user.map(text)),
        record("accessLevel", level.map(text)),
        timestamp("lastAccessedDate"),
        timestamp("dateCreated"),
    ];
    Table::new("user_entitlements", Ingestion::Snapshot, &["organization", "id"], sent)
        .take_json("projectEntitlements", &["projectEntitlements"])
        .take_json("groupAssignments", &["groupAssignments"])
        .take_json("extensions", &["extensions"])
        .optional()
});
