use adoxide_api::{graph, member_entitlement_management as entitlement};

use super::{Table, boolean, json, record, tables, text, timestamp};
use crate::Connector::{Boards, People, Pipelines, Repos};
use crate::Ingestion::Snapshot;

tables! {
    /// The people of the organization.
    #[rest = "graph/users/list"]
    pub static USERS = subject(Table::new("users", Snapshot, &["organization", "descriptor"]))
        .connector(Boards)
        .connector(Pipelines)
        .connector(Repos)
        .reads(&graph::meta::LIST_USERS)
        .column(text("metaType"), "member or guest")
        .column(text("directoryAlias"), "Alias in the directory")
        .column(boolean("isDeletedInOrigin"), "Whether they were deleted from the directory")
        .column(links(), LINKS);

    /// The service principals and managed identities of the organization.
    #[rest = "graph/service-principals/list"]
    pub static SERVICE_PRINCIPALS =
        subject(Table::new("service_principals", Snapshot, &["organization", "descriptor"]))
            .by_connector()
            .reads(&graph::meta::LIST_SERVICE_PRINCIPALS)
            .column(text("applicationId"), "Id of the application in Microsoft Entra")
            .column(text("metaType"), "application or managedIdentity")
            .column(text("directoryAlias"), "Alias in the directory")
            .column(boolean("isDeletedInOrigin"), "Whether it was deleted from the directory")
            .column(links(), LINKS);

    /// The groups of the organization and of its projects, teams included.
    #[rest = "graph/groups/list"]
    pub static GROUPS = subject(Table::new("groups", Snapshot, &["organization", "descriptor"]))
        .reads(&graph::meta::LIST_GROUPS)
        .column(text("description"), "Description")
        .column(links(), LINKS);

    /// Who is in each group: people, service principals and other groups, without the members of those.
    #[rest = "graph/memberships/list"]
    pub static GROUP_MEMBERSHIPS = Table::child_of(
        &GROUPS,
        "group_memberships",
        &["organization", "containerDescriptor", "memberDescriptor"],
    )
        .by_connector()
        .reads(&graph::meta::LIST_MEMBERSHIPS)
        .path("subjectDescriptor", "containerDescriptor")
        .query("direction", "down")
        .query("depth", "1")
        .column(text("memberDescriptor"), "The member: `descriptor` of `users`, `service_principals` or `groups`")
        .parent(text("containerDescriptor"), "descriptor", "The group: `groups.descriptor`");

    /// Who may use the organization, with which licence, and when they last did.
    #[rest = "memberentitlementmanagement/user-entitlements/search-user-entitlements"]
    pub static USER_ENTITLEMENTS = Table::new("user_entitlements", Snapshot, &["organization", "id"])
        .connector(People)
        .by_connector()
        .reads(&entitlement::meta::SEARCH_USER_ENTITLEMENTS)
        .query("select", "Projects,Extensions,Grouprules")
        .column(text("id"), "Id of the user, a UUID: `id` of the identities in other tables")
        .column(
            record(
                "user",
                [
                    "descriptor",
                    "displayName",
                    "principalName",
                    "mailAddress",
                    "origin",
                    "originId",
                    "subjectKind",
                ]
                .map(text),
            ),
            "The user: `descriptor` is `users.descriptor`",
        )
        .column(
            record(
                "accessLevel",
                [
                    "accountLicenseType",
                    "assignmentSource",
                    "gitHubLicenseType",
                    "licenseDisplayName",
                    "licensingSource",
                    "msdnLicenseType",
                    "status",
                    "statusMessage",
                ]
                .map(text),
            ),
            "The licence: stakeholder, express (Basic), advanced (Basic + Test Plans), …, and where it comes from",
        )
        .column(timestamp("lastAccessedDate"), "When they last used the organization; null if they never did")
        .column(timestamp("dateCreated"), "When they were added")
        .column(json("projectEntitlements"), "The projects that they are in, with group and teams")
        .column(json("groupAssignments"), "The group rules that they get their licence by")
        .column(json("extensions"), "The extensions that are assigned to them");
}

const LINKS: &str = "Addresses of what belongs to it";

fn links() -> super::Column {
    let links = ["self", "memberships", "membershipState", "storageKey", "avatar"];
    record("_links", links.map(|link| record(link, [text("href")])))
}

/// What people, service principals and groups have alike.
fn subject(table: Table) -> Table {
    table
        .connector(People)
        .column(text("descriptor"), "Descriptor: that of the identities in other tables")
        .column(text("subjectKind"), "user, servicePrincipal or group")
        .column(text("displayName"), "Name for people")
        .column(text("principalName"), "Name that they sign in with; of a group, its scope and name")
        .column(text("mailAddress"), "Email address")
        .column(text("domain"), "Tenant of Microsoft Entra, or domain of Windows; of a group, its scope")
        .column(text("origin"), "Where it is kept: aad, msa, ad, vsts, …")
        .column(text("originId"), "Id where it is kept, such as the object id in Microsoft Entra")
        .column(text("legacyDescriptor"), "Descriptor of older interfaces")
        .column(text("url"), "Address in the REST API")
}
