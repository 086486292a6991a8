// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { CategorizedWebApiTeams {
    my_teams: Vec<WebApiTeam> = "myTeams",
    other_readable_teams: Vec<WebApiTeam> = "otherReadableTeams",
} }

object! { Process {
    links: Links = "_links",
    description: String = "description",
    id: String = "id",
    is_default: bool = "isDefault",
    name: String = "name",
    r#type: ProcessType = "type",
    url: String = "url",
} }

open_enum! { ProcessType {
    System = "system" 0, Custom = "custom" 1, Inherited = "inherited" 2,
} }

object! { ProjectAvatar {
    image: String = "image",
} }

object! { ProjectProperty {
    name: String = "name",
    value: Json = "value",
} }

object! { TeamMember {
    identity: IdentityRef = "identity",
    is_team_admin: bool = "isTeamAdmin",
} }

object! { TeamProject {
    links: Links = "_links",
    abbreviation: String = "abbreviation",
    capabilities: Map<Map<String>> = "capabilities",
    default_team: WebApiTeamRef = "defaultTeam",
    default_team_image_url: String = "defaultTeamImageUrl",
    description: String = "description",
    id: String = "id",
    last_update_time: DateTime = "lastUpdateTime",
    name: String = "name",
    revision: i64 = "revision",
    state: ProjectState = "state",
    url: String = "url",
    visibility: ProjectVisibility = "visibility",
} }

object! { WebApiProject {
    abbreviation: String = "abbreviation",
    capabilities: Map<Map<String>> = "capabilities",
    collection: WebApiProjectCollectionRef = "collection",
    default_team: WebApiTeamRef = "defaultTeam",
    default_team_image_url: String = "defaultTeamImageUrl",
    description: String = "description",
    id: String = "id",
    last_update_time: DateTime = "lastUpdateTime",
    name: String = "name",
    revision: i64 = "revision",
    state: ProjectState = "state",
    url: String = "url",
    visibility: ProjectVisibility = "visibility",
} }

object! { WebApiProjectCollection {
    collection_url: String = "collectionUrl",
    description: String = "description",
    id: String = "id",
    name: String = "name",
    state: String = "state",
    url: String = "url",
} }

object! { WebApiProjectCollectionRef {
    collection_url: String = "collectionUrl",
    id: String = "id",
    name: String = "name",
    url: String = "url",
} }

object! { WebApiTeam {
    description: String = "description",
    id: String = "id",
    identity: Identity = "identity",
    identity_url: String = "identityUrl",
    name: String = "name",
    project_id: String = "projectId",
    project_name: String = "projectName",
    url: String = "url",
} }

object! { WebApiTeamRef {
    id: String = "id",
    name: String = "name",
    url: String = "url",
} }
