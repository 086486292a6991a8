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
    Op::new(&meta::GET_PROCESS_BY_ID).path("processId", process_id)
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

/// `POST _apis/projects` · 7.1 · `vso.project_manage`
#[inline]
pub fn queue_create_project(body: &TeamProject) -> Op<OperationReference> {
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
    Op::new(&meta::QUEUE_DELETE_PROJECT).path("projectId", project_id)
}

/// `PATCH _apis/projects/{projectId}` · 7.1 · `vso.project_write`
#[inline]
pub fn update_project(project_id: &ProjectId, body: &TeamProject) -> Op<OperationReference> {
    Op::new(&meta::UPDATE_PROJECT).path("projectId", project_id).json(body)
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
    params.add_to(Op::new(&meta::GET_PROJECT_PROPERTIES).path("projectId", project_id))
}

/// `PATCH _apis/projects/{projectId}/properties` · 7.1-preview.1 · `vso.project_write`
#[inline]
pub fn set_project_properties(project_id: &ProjectId, body: &JsonPatch) -> Op<()> {
    Op::new(&meta::SET_PROJECT_PROPERTIES).path("projectId", project_id).json(body)
}

/// `POST _apis/projects/{projectId}/teams` · 7.1 · `vso.project_manage`
#[inline]
pub fn create_team(project_id: &ProjectId, body: &WebApiTeam) -> Op<WebApiTeam> {
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
