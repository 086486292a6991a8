// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { CategorizedWebApiTeams {
    my_teams: Vec<WebApiTeam> = "myTeams",
    other_readable_teams: Vec<WebApiTeam> = "otherReadableTeams",
} }

open_enum! { ConnectedServiceKind {
    Custom = "custom" 0, AzureSubscription = "azureSubscription" 1, Chef = "chef" 2, Generic = "generic" 3,
} }

object! { IdentityData {
    identity_ids: Vec<String> = "identityIds",
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

open_enum! { ProcessCustomizationType {
    Unknown = "unknown" -1, Xml = "xml" 0, Inherited = "inherited" 1,
} }

open_enum! { ProcessType {
    System = "system" 0, Custom = "custom" 1, Inherited = "inherited" 2,
} }

object! { ProjectAvatar {
    image: String = "image",
} }

object! { ProjectInfo {
    abbreviation: String = "abbreviation",
    description: String = "description",
    id: String = "id",
    last_update_time: DateTime = "lastUpdateTime",
    name: String = "name",
    properties: Vec<ProjectProperty> = "properties",
    revision: i64 = "revision",
    state: ProjectState = "state",
    uri: String = "uri",
    version: i64 = "version",
    visibility: ProjectVisibility = "visibility",
} }

object! { ProjectProperties {
    project_id: String = "projectId",
    properties: Vec<ProjectProperty> = "properties",
} }

object! { ProjectProperty {
    name: String = "name",
    value: Json = "value",
} }

object! { Proxy {
    authorization: ProxyAuthorization = "authorization",
    description: String = "description",
    friendly_name: String = "friendlyName",
    global_default: bool = "globalDefault",
    site: String = "site",
    site_default: bool = "siteDefault",
    url: String = "url",
} }

object! { ProxyAuthorization {
    authorization_url: String = "authorizationUrl",
    client_id: String = "clientId",
    identity: String = "identity",
    public_key: PublicKey = "publicKey",
} }

object! { PublicKey {
    exponent: String = "exponent",
    modulus: String = "modulus",
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

object! { TeamProjectCollection {
    links: Links = "_links",
    avatar_url: String = "avatarUrl",
    description: String = "description",
    id: String = "id",
    name: String = "name",
    process_customization_type: ProcessCustomizationType = "processCustomizationType",
    state: String = "state",
    url: String = "url",
} }

object! { WebApiConnectedService {
    authenticated_by: IdentityRef = "authenticatedBy",
    description: String = "description",
    friendly_name: String = "friendlyName",
    id: String = "id",
    kind: String = "kind",
    project: TeamProjectReference = "project",
    service_uri: String = "serviceUri",
    url: String = "url",
} }

object! { WebApiConnectedServiceDetails {
    connected_service_meta_data: WebApiConnectedService = "connectedServiceMetaData",
    credentials_xml: String = "credentialsXml",
    end_point: String = "endPoint",
    id: String = "id",
    url: String = "url",
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

subtype! { TeamProject: TeamProjectReference }
subtype! { TeamProjectCollection: TeamProjectCollectionReference }
subtype! { WebApiProject: TeamProjectReference }
subtype! { WebApiProjectCollection: WebApiProjectCollectionRef }
subtype! { WebApiTeam: WebApiTeamRef }
