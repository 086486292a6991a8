// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `core`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Core").area_id(Some("79134c72-4a58-4b42-976c-04e7115f32bf")).host(Host::Dev)
}

catalog! {
    GET_PROCESSES = op("core.get_processes", Method::GET, "_apis/process/processes")
        .resource("processes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("93878975-88c5-4e6a-8abb-7ddd77a8a7d8")).scopes(&["vso.work"]);
    GET_PROCESS_BY_ID = op("core.get_process_by_id", Method::GET, "_apis/process/processes/{processId}")
        .resource("processes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("93878975-88c5-4e6a-8abb-7ddd77a8a7d8")).scopes(&["vso.work"]);
    GET_PROJECTS = op("core.get_projects", Method::GET, "_apis/projects")
        .resource("projects").api_version("7.1").effect(Effect::Read)
        .location_id(Some("603fe2ac-9723-48b9-88ad-09305aa6c6e1")).scopes(&["vso.profile", "vso.project"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["stateFilter", "$top", "$skip", "continuationToken", "getDefaultTeamImageUrl"]);
    QUEUE_CREATE_PROJECT = op("core.queue_create_project", Method::POST, "_apis/projects")
        .resource("projects").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("603fe2ac-9723-48b9-88ad-09305aa6c6e1")).scopes(&["vso.project_manage"])
        .consumes(Some("application/json"));
    GET_PROJECT = op("core.get_project", Method::GET, "_apis/projects/{projectId}")
        .resource("projects").api_version("7.1").effect(Effect::Read)
        .location_id(Some("603fe2ac-9723-48b9-88ad-09305aa6c6e1")).scopes(&["vso.profile", "vso.project"])
        .optional(&["includeCapabilities", "includeHistory"]);
    QUEUE_DELETE_PROJECT = op("core.queue_delete_project", Method::DELETE, "_apis/projects/{projectId}")
        .resource("projects").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("603fe2ac-9723-48b9-88ad-09305aa6c6e1")).scopes(&["vso.project_manage"]);
    UPDATE_PROJECT = op("core.update_project", Method::PATCH, "_apis/projects/{projectId}")
        .resource("projects").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("603fe2ac-9723-48b9-88ad-09305aa6c6e1")).scopes(&["vso.project_write"])
        .consumes(Some("application/json"));
    REMOVE_PROJECT_AVATAR = op("core.remove_project_avatar", Method::DELETE, "_apis/projects/{projectId}/avatar")
        .resource("avatar").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("54b2a2a0-859b-4d05-827c-ec4c862f641a")).scopes(&["vso.project_manage"]).produces(&[]);
    SET_PROJECT_AVATAR = op("core.set_project_avatar", Method::PUT, "_apis/projects/{projectId}/avatar")
        .resource("avatar").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("54b2a2a0-859b-4d05-827c-ec4c862f641a")).scopes(&["vso.project_manage"])
        .consumes(Some("application/json")).produces(&[]);
    GET_PROJECT_TEAMS_BY_CATEGORY = op("core.get_project_teams_by_category", Method::GET, "_apis/projects/{projectId}/categorizedteams/")
        .resource("categorizedTeams").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6f9619ff-8b86-d011-b42d-00c04fc964ff")).scopes(&["vso.profile", "vso.project"])
        .optional(&["$expandIdentity", "$top", "$skip"]);
    GET_PROJECT_PROPERTIES = op("core.get_project_properties", Method::GET, "_apis/projects/{projectId}/properties")
        .resource("properties").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("4976a71a-4487-49aa-8aab-a1eda469037a")).scopes(&["vso.profile", "vso.project"])
        .optional(&["keys"]);
    SET_PROJECT_PROPERTIES = op("core.set_project_properties", Method::PATCH, "_apis/projects/{projectId}/properties")
        .resource("properties").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("4976a71a-4487-49aa-8aab-a1eda469037a")).scopes(&["vso.project_write"])
        .consumes(Some("application/json-patch+json")).produces(&[]);
    CREATE_TEAM = op("core.create_team", Method::POST, "_apis/projects/{projectId}/teams")
        .resource("teams").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d30a3dd1-f8ba-442a-b86a-bd0c0c383e59")).scopes(&["vso.project_manage"])
        .consumes(Some("application/json"));
    GET_TEAMS = op("core.get_teams", Method::GET, "_apis/projects/{projectId}/teams")
        .resource("teams").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d30a3dd1-f8ba-442a-b86a-bd0c0c383e59")).scopes(&["vso.profile", "vso.project"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["$mine", "$top", "$skip", "$expandIdentity"]);
    DELETE_TEAM = op("core.delete_team", Method::DELETE, "_apis/projects/{projectId}/teams/{teamId}")
        .resource("teams").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("d30a3dd1-f8ba-442a-b86a-bd0c0c383e59")).scopes(&["vso.project_manage"]).produces(&[]);
    GET_TEAM = op("core.get_team", Method::GET, "_apis/projects/{projectId}/teams/{teamId}")
        .resource("teams").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d30a3dd1-f8ba-442a-b86a-bd0c0c383e59")).optional(&["$expandIdentity"]);
    UPDATE_TEAM = op("core.update_team", Method::PATCH, "_apis/projects/{projectId}/teams/{teamId}")
        .resource("teams").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d30a3dd1-f8ba-442a-b86a-bd0c0c383e59")).scopes(&["vso.project_write"])
        .consumes(Some("application/json"));
    GET_TEAM_MEMBERS_WITH_EXTENDED_PROPERTIES = op("core.get_team_members_with_extended_properties", Method::GET, "_apis/projects/{projectId}/teams/{teamId}/members")
        .resource("members").api_version("7.1").effect(Effect::Read)
        .location_id(Some("294c494c-2600-4d7e-b76c-3dd50c3c95be")).scopes(&["vso.profile", "vso.project"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&["$top", "$skip"]);
    GET_ALL_TEAMS = op("core.get_all_teams", Method::GET, "_apis/teams")
        .resource("teams").api_version("7.1-preview.3").effect(Effect::Read)
        .location_id(Some("7a4d9ee9-3433-4347-b47a-7a80f1cf307e")).scopes(&["vso.project"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["$mine", "$top", "$skip", "$expandIdentity"]);
    CREATE_CONNECTED_SERVICE = op("core.create_connected_service", Method::POST, "_apis/projects/{projectId}/connectedServices")
        .resource("connectedServices").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b4f70219-e18b-42c5-abe3-98b07d35525e")).consumes(Some("application/json"));
    GET_CONNECTED_SERVICE_DETAILS = op("core.get_connected_service_details", Method::GET, "_apis/projects/{projectId}/connectedServices/{name}")
        .resource("connectedServices").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("b4f70219-e18b-42c5-abe3-98b07d35525e"));
    GET_CONNECTED_SERVICES = op("core.get_connected_services", Method::GET, "_apis/projects/{projectId}/connectedServices")
        .resource("connectedServices").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("b4f70219-e18b-42c5-abe3-98b07d35525e")).optional(&["kind"]);
    CREATE_IDENTITY_MRU = op("core.create_identity_mru", Method::POST, "_apis/core/identityMru/{mruName}")
        .resource("identityMru").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("5ead0b70-2572-4697-97e9-f341069a783a")).consumes(Some("application/json"))
        .produces(&[]);
    DELETE_IDENTITY_MRU = op("core.delete_identity_mru", Method::DELETE, "_apis/core/identityMru/{mruName}")
        .resource("identityMru").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("5ead0b70-2572-4697-97e9-f341069a783a")).produces(&[]);
    GET_IDENTITY_MRU = op("core.get_identity_mru", Method::GET, "_apis/core/identityMru/{mruName}")
        .resource("identityMru").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("5ead0b70-2572-4697-97e9-f341069a783a"));
    UPDATE_IDENTITY_MRU = op("core.update_identity_mru", Method::PATCH, "_apis/core/identityMru/{mruName}")
        .resource("identityMru").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("5ead0b70-2572-4697-97e9-f341069a783a")).consumes(Some("application/json"))
        .produces(&[]);
    GET_PROJECT_COLLECTION = op("core.get_project_collection", Method::GET, "_apis/projectCollections/{collectionId}")
        .resource("projectCollections").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8031090f-ef1d-4af6-85fc-698cd75d42bf"));
    GET_PROJECT_COLLECTIONS = op("core.get_project_collections", Method::GET, "_apis/projectCollections")
        .resource("projectCollections").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8031090f-ef1d-4af6-85fc-698cd75d42bf"))
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&["$top", "$skip"]);
    GET_PROJECT_HISTORY_ENTRIES = op("core.get_project_history_entries", Method::GET, "_apis/projectHistory")
        .resource("projectHistory").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("6488a877-4749-4954-82ea-7340d36be9f2")).optional(&["minRevision"]);
    GET_PROJECTS_PROPERTIES = op("core.get_projects_properties", Method::GET, "_apis/projectsproperties")
        .resource("projectsproperties").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("0a3ffdfc-fe94-47a6-bb27-79bf3f762eac")).required(&["projectIds"])
        .optional(&["properties"]);
    CREATE_OR_UPDATE_PROXY = op("core.create_or_update_proxy", Method::PUT, "_apis/proxies")
        .resource("proxies").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("ec1f4311-f2b4-4c15-b2b8-8990b80d2908")).consumes(Some("application/json"));
    DELETE_PROXY = op("core.delete_proxy", Method::DELETE, "_apis/proxies")
        .resource("proxies").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("ec1f4311-f2b4-4c15-b2b8-8990b80d2908")).produces(&[]).required(&["proxyUrl"])
        .optional(&["site"]);
    GET_PROXIES = op("core.get_proxies", Method::GET, "_apis/proxies")
        .resource("proxies").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("ec1f4311-f2b4-4c15-b2b8-8990b80d2908")).optional(&["proxyUrl"]);
}
