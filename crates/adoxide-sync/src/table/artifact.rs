use adoxide_api::artifacts::feed::meta;

use super::{Table, boolean, json, tables, text};
use crate::Connector::Governance;
use crate::Ingestion::Snapshot;

tables! {
    /// The package feeds, of projects and of the organization.
    #[rest = "artifacts/feed-management/get-feeds"]
    pub static FEEDS = Table::new("feeds", Snapshot, &["id"])
        .connector(Governance)
        .by_connector()
        .reads(&meta::GET_FEEDS)
        .query("includeUrls", "true")
        .in_project(&["project_id"])
        .column(text("id"), "Id of the feed, a UUID: `feed_id` of other tables")
        .column(text("name"), "Name, unique within its project or the organization")
        .column(text("description"), "Description")
        .column(text("fullyQualifiedName"), "Name with the view, if it is one: `feed@view`")
        .column(boolean("upstreamEnabled"), "Whether it takes packages from other sources")
        .column(json("upstreamSources"), "The sources that it takes packages from, such as npmjs or another feed")
        .column(boolean("badgesEnabled"), "Whether badges of its packages are shown to everybody")
        .column(boolean("hideDeletedPackageVersions"), "Whether versions that were deleted are hidden")
        .column(boolean("isEnabled"), "Whether it can be used")
        .column(boolean("isReadOnly"), "Whether nothing can be published to it")
        .column(text("capabilities"), "upstreamV2, underMaintenance, …")
        .column(text("defaultViewId"), "Id of the view that users see by default, a UUID")
        .column(text("url"), "Address in the REST API")
        .column(text("project_id").at(&["project", "id"]), "The project: `projects.id`; null for a feed of the organization")
        .project_name_at(&["project", "name"]);

    /// Who may do what with each feed.
    #[rest = "artifacts/feed-management/get-feed-permissions"]
    pub static FEED_PERMISSIONS = Table::child_of(&FEEDS, "feed_permissions", &["feed_id", "identityDescriptor"])
        .in_project(&["project_id"])
        .parent(text("feed_id"), "id", "The feed: `feeds.id`")
        .parent(text("project_id"), "project_id", "The project of the feed; null for a feed of the organization")
        .parent(text("project_name"), "project_name", "Name of that project")
        .reads(&meta::GET_FEED_PERMISSIONS)
        .query("includeIds", "true")
        .column(text("role"), "reader, collaborator, contributor, administrator or custom")
        .column(text("identityDescriptor"), "Descriptor of older interfaces: `legacyDescriptor` of `users` and `groups`")
        .column(text("identityId"), "Id of the identity, a UUID")
        .column(text("displayName"), "Name for people")
        .column(boolean("isInheritedRole"), "Whether the role comes from the organization, and not from the feed");
}
