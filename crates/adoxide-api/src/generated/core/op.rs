// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/process/processes` · 7.1 · `vso.work`
#[inline]
pub fn get_processes() -> Op<List<Process>> {
    Op::new(&meta::GET_PROCESSES)
}

/// `GET _apis/process/processes/{processId}` · 7.1 · `vso.work`
#[inline]
pub fn get_process_by_id(process_id: &ProcessId) -> Op<Process> {
    Op::new(&meta::GET_PROCESS_BY_ID).path("processId", process_id).guid("processId")
}

params! { GetProjects {
    state_filter: ProjectState = "stateFilter",
    top: i64 = "$top",
    skip: i64 = "$skip",
    continuation_token: String = "continuationToken",
    get_default_team_image_url: bool = "getDefaultTeamImageUrl",
} }

/// `GET _apis/projects` · 7.1 · `vso.profile` `vso.project`
#[inline]
pub fn get_projects(params: GetProjects) -> Op<List<TeamProjectReference>> {
    params.add_to(Op::new(&meta::GET_PROJECTS))
}

required! { QueueCreateProjectBody(TeamProject) {
    name: String = "name", capabilities: Map<Map<String>> = "capabilities",
} }

/// `POST _apis/projects` · 7.1 · `vso.project_manage`
#[inline]
pub fn queue_create_project(body: &QueueCreateProjectBody) -> Op<OperationReference> {
    Op::new(&meta::QUEUE_CREATE_PROJECT).json(body)
}

params! { GetProject {
    include_capabilities: bool = "includeCapabilities",
    include_history: bool = "includeHistory",
} }

/// `GET _apis/projects/{projectId}` · 7.1 · `vso.profile` `vso.project`
#[inline]
pub fn get_project(project_id: &ProjectId, params: GetProject) -> Op<TeamProject> {
    params.add_to(Op::new(&meta::GET_PROJECT).path("projectId", project_id))
}

/// `DELETE _apis/projects/{projectId}` · 7.1 · `vso.project_manage`
#[inline]
pub fn queue_delete_project(project_id: &ProjectId) -> Op<OperationReference> {
    Op::new(&meta::QUEUE_DELETE_PROJECT).path("projectId", project_id).guid("projectId")
}

/// `PATCH _apis/projects/{projectId}` · 7.1 · `vso.project_write`
#[inline]
pub fn update_project(project_id: &ProjectId, body: &TeamProject) -> Op<OperationReference> {
    Op::new(&meta::UPDATE_PROJECT).path("projectId", project_id).guid("projectId").json(body)
}

/// `DELETE _apis/projects/{projectId}/avatar` · 7.1-preview.1 · `vso.project_manage`
#[inline]
pub fn remove_project_avatar(project_id: &ProjectId) -> Op<()> {
    Op::new(&meta::REMOVE_PROJECT_AVATAR).path("projectId", project_id)
}

/// `PUT _apis/projects/{projectId}/avatar` · 7.1-preview.1 · `vso.project_manage`
#[inline]
pub fn set_project_avatar(project_id: &ProjectId, body: &ProjectAvatar) -> Op<()> {
    Op::new(&meta::SET_PROJECT_AVATAR).path("projectId", project_id).json(body)
}

params! { GetProjectTeamsByCategory {
    expand_identity: bool = "$expandIdentity",
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET _apis/projects/{projectId}/categorizedteams/` · 7.1-preview.1 · `vso.profile` `vso.project`
#[inline]
pub fn get_project_teams_by_category(
    project_id: &ProjectId, params: GetProjectTeamsByCategory,
) -> Op<CategorizedWebApiTeams> {
    params.add_to(Op::new(&meta::GET_PROJECT_TEAMS_BY_CATEGORY).path("projectId", project_id))
}

params! { GetProjectProperties {
    keys: Vec<String> = "keys",
} }

/// `GET _apis/projects/{projectId}/properties` · 7.1-preview.1 · `vso.profile` `vso.project`
#[inline]
pub fn get_project_properties(project_id: &ProjectId, params: GetProjectProperties) -> Op<List<ProjectProperty>> {
    params.add_to(Op::new(&meta::GET_PROJECT_PROPERTIES).path("projectId", project_id).guid("projectId"))
}

/// `PATCH _apis/projects/{projectId}/properties` · 7.1-preview.1 · `vso.project_write`
#[inline]
pub fn set_project_properties(project_id: &ProjectId, body: &JsonPatch) -> Op<()> {
    Op::new(&meta::SET_PROJECT_PROPERTIES).path("projectId", project_id).guid("projectId").json(body)
}

required! { CreateTeamBody(WebApiTeam) {
    name: String = "name",
} }

/// `POST _apis/projects/{projectId}/teams` · 7.1 · `vso.project_manage`
#[inline]
pub fn create_team(project_id: &ProjectId, body: &CreateTeamBody) -> Op<WebApiTeam> {
    Op::new(&meta::CREATE_TEAM).path("projectId", project_id).json(body)
}

params! { GetTeams {
    mine: bool = "$mine",
    top: i64 = "$top",
    skip: i64 = "$skip",
    expand_identity: bool = "$expandIdentity",
} }

/// `GET _apis/projects/{projectId}/teams` · 7.1 · `vso.profile` `vso.project`
#[inline]
pub fn get_teams(project_id: &ProjectId, params: GetTeams) -> Op<List<WebApiTeam>> {
    params.add_to(Op::new(&meta::GET_TEAMS).path("projectId", project_id))
}

/// `DELETE _apis/projects/{projectId}/teams/{teamId}` · 7.1 · `vso.project_manage`
#[inline]
pub fn delete_team(project_id: &ProjectId, team_id: &TeamId) -> Op<()> {
    Op::new(&meta::DELETE_TEAM).path("projectId", project_id).path("teamId", team_id)
}

params! { GetTeam {
    expand_identity: bool = "$expandIdentity",
} }

/// `GET _apis/projects/{projectId}/teams/{teamId}` · 7.1
#[inline]
pub fn get_team(project_id: &ProjectId, team_id: &TeamId, params: GetTeam) -> Op<WebApiTeam> {
    params.add_to(Op::new(&meta::GET_TEAM).path("projectId", project_id).path("teamId", team_id))
}

/// `PATCH _apis/projects/{projectId}/teams/{teamId}` · 7.1 · `vso.project_write`
#[inline]
pub fn update_team(project_id: &ProjectId, team_id: &TeamId, body: &WebApiTeam) -> Op<WebApiTeam> {
    Op::new(&meta::UPDATE_TEAM).path("projectId", project_id).path("teamId", team_id).json(body)
}

params! { GetTeamMembersWithExtendedProperties {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET _apis/projects/{projectId}/teams/{teamId}/members` · 7.1 · `vso.profile` `vso.project`
#[inline]
pub fn get_team_members_with_extended_properties(
    project_id: &ProjectId, team_id: &TeamId, params: GetTeamMembersWithExtendedProperties,
) -> Op<List<TeamMember>> {
    params.add_to(Op::new(&meta::GET_TEAM_MEMBERS_WITH_EXTENDED_PROPERTIES)
        .path("projectId", project_id).path("teamId", team_id))
}

params! { GetAllTeams {
    mine: bool = "$mine",
    top: i64 = "$top",
    skip: i64 = "$skip",
    expand_identity: bool = "$expandIdentity",
} }

/// `GET _apis/teams` · 7.1-preview.3 · `vso.project`
#[inline]
pub fn get_all_teams(params: GetAllTeams) -> Op<List<WebApiTeam>> {
    params.add_to(Op::new(&meta::GET_ALL_TEAMS))
}

/// `POST _apis/projects/{projectId}/connectedServices` · 7.1-preview.1
#[inline]
pub fn create_connected_service(
    project_id: &ProjectId, body: &WebApiConnectedServiceDetails,
) -> Op<WebApiConnectedService> {
    Op::new(&meta::CREATE_CONNECTED_SERVICE).path("projectId", project_id).json(body)
}

/// `GET _apis/projects/{projectId}/connectedServices/{name}` · 7.1-preview.1
#[inline]
pub fn get_connected_service_details(project_id: &ProjectId, name: &NameRef) -> Op<WebApiConnectedServiceDetails> {
    Op::new(&meta::GET_CONNECTED_SERVICE_DETAILS).path("projectId", project_id).path("name", name)
}

params! { GetConnectedServices {
    kind: ConnectedServiceKind = "kind",
} }

/// `GET _apis/projects/{projectId}/connectedServices` · 7.1-preview.1
#[inline]
pub fn get_connected_services(
    project_id: &ProjectId, params: GetConnectedServices,
) -> Op<List<WebApiConnectedService>> {
    params.add_to(Op::new(&meta::GET_CONNECTED_SERVICES).path("projectId", project_id))
}

/// `POST _apis/core/identityMru/{mruName}` · 7.1-preview.1
#[inline]
pub fn create_identity_mru(mru_name: &MruName, body: &IdentityData) -> Op<()> {
    Op::new(&meta::CREATE_IDENTITY_MRU).path("mruName", mru_name).json(body)
}

/// `DELETE _apis/core/identityMru/{mruName}` · 7.1-preview.1
#[inline]
pub fn delete_identity_mru(mru_name: &MruName) -> Op<()> {
    Op::new(&meta::DELETE_IDENTITY_MRU).path("mruName", mru_name)
}

/// `GET _apis/core/identityMru/{mruName}` · 7.1-preview.1
#[inline]
pub fn get_identity_mru(mru_name: &MruName) -> Op<List<IdentityRef>> {
    Op::new(&meta::GET_IDENTITY_MRU).path("mruName", mru_name)
}

/// `PATCH _apis/core/identityMru/{mruName}` · 7.1-preview.1
#[inline]
pub fn update_identity_mru(mru_name: &MruName, body: &IdentityData) -> Op<()> {
    Op::new(&meta::UPDATE_IDENTITY_MRU).path("mruName", mru_name).json(body)
}

/// `GET _apis/projectCollections/{collectionId}` · 7.1
#[inline]
pub fn get_project_collection(collection_id: &CollectionId) -> Op<TeamProjectCollection> {
    Op::new(&meta::GET_PROJECT_COLLECTION).path("collectionId", collection_id)
}

params! { GetProjectCollections {
    top: i64 = "$top",
    skip: i64 = "$skip",
} }

/// `GET _apis/projectCollections` · 7.1
#[inline]
pub fn get_project_collections(params: GetProjectCollections) -> Op<List<TeamProjectCollectionReference>> {
    params.add_to(Op::new(&meta::GET_PROJECT_COLLECTIONS))
}

params! { GetProjectHistoryEntries {
    min_revision: i64 = "minRevision",
} }

/// `GET _apis/projectHistory` · 7.1-preview.2
#[inline]
pub fn get_project_history_entries(params: GetProjectHistoryEntries) -> Op<List<ProjectInfo>> {
    params.add_to(Op::new(&meta::GET_PROJECT_HISTORY_ENTRIES))
}

params! { GetProjectsProperties {
    properties: Vec<String> = "properties",
} }

/// `GET _apis/projectsproperties` · 7.1-preview.1
#[inline]
pub fn get_projects_properties(
    project_ids: &[&str], params: GetProjectsProperties,
) -> Op<List<ProjectProperties>> {
    params.add_to(Op::new(&meta::GET_PROJECTS_PROPERTIES).query("projectIds", project_ids))
}

/// `PUT _apis/proxies` · 7.1-preview.2
#[inline]
pub fn create_or_update_proxy(body: &Proxy) -> Op<Proxy> {
    Op::new(&meta::CREATE_OR_UPDATE_PROXY).json(body)
}

params! { DeleteProxy {
    site: String = "site",
} }

/// `DELETE _apis/proxies` · 7.1-preview.2
#[inline]
pub fn delete_proxy(proxy_url: &str, params: DeleteProxy) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_PROXY).query("proxyUrl", proxy_url))
}

params! { GetProxies {
    proxy_url: String = "proxyUrl",
} }

/// `GET _apis/proxies` · 7.1-preview.2
#[inline]
pub fn get_proxies(params: GetProxies) -> Op<List<Proxy>> {
    params.add_to(Op::new(&meta::GET_PROXIES))
}
