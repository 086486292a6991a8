// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `release`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Release").area_id(Some("efc2f575-36ef-48e9-b672-0c6fb4a48ac5")).host(Host::Vsrm)
}

catalog! {
    GET_APPROVALS = op("release.get_approvals", Method::GET, "{project}/_apis/release/approvals")
        .resource("approvals").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b47c6458-e73b-47cb-a770-4df1e8813a91")).scopes(&["vso.release"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "assignedToFilter", "statusFilter", "releaseIdsFilter", "typeFilter", "top", "continuationToken",
            "queryOrder", "includeMyGroupApprovals",
        ]);
    UPDATE_RELEASE_APPROVAL = op("release.update_release_approval", Method::PATCH, "{project}/_apis/release/approvals/{approvalId}")
        .resource("approvals").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("9328e074-59fb-465a-89d9-b09c82ee5109")).scopes(&["vso.release_manage"])
        .consumes(Some("application/json"));
    CREATE_RELEASE_DEFINITION = op("release.create_release_definition", Method::POST, "{project}/_apis/release/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    GET_RELEASE_DEFINITIONS = op("release.get_release_definitions", Method::GET, "{project}/_apis/release/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).scopes(&["vso.release"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "searchText", "$expand", "artifactType", "artifactSourceId", "$top", "continuationToken", "queryOrder",
            "path", "isExactNameMatch", "tagFilter", "propertyFilters", "definitionIdFilter", "isDeleted",
            "searchTextContainsFolderName",
        ]);
    UPDATE_RELEASE_DEFINITION = op("release.update_release_definition", Method::PUT, "{project}/_apis/release/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    DELETE_RELEASE_DEFINITION = op("release.delete_release_definition", Method::DELETE, "{project}/_apis/release/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).scopes(&["vso.release_manage"]).produces(&[])
        .optional(&["comment", "forceDelete"]);
    GET_RELEASE_DEFINITION = op("release.get_release_definition", Method::GET, "{project}/_apis/release/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).scopes(&["vso.release"])
        .optional(&["propertyFilters"]);
    GET_RELEASE_DEFINITION_HISTORY = op("release.get_release_definition_history", Method::GET, "{project}/_apis/Release/definitions/{definitionId}/revisions")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("258b82e0-9d41-43f3-86d6-fef14ddd44bc")).scopes(&["vso.release"]);
    GET_DEFINITION_REVISION = op("release.get_definition_revision", Method::GET, "{project}/_apis/Release/definitions/{definitionId}/revisions/{revision}")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("258b82e0-9d41-43f3-86d6-fef14ddd44bc")).scopes(&["vso.release"])
        .produces(&["text/plain"]);
    GET_DEPLOYMENTS = op("release.get_deployments", Method::GET, "{project}/_apis/release/deployments")
        .resource("deployments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b005ef73-cddc-448e-9ba2-5193bf36b19f")).scopes(&["vso.release"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "definitionId", "definitionEnvironmentId", "createdBy", "minModifiedTime", "maxModifiedTime",
            "deploymentStatus", "operationStatus", "latestAttemptsOnly", "queryOrder", "$top", "continuationToken",
            "createdFor", "minStartedTime", "maxStartedTime", "sourceBranch",
        ]);
    CREATE_FOLDER = op("release.create_folder", Method::POST, "{project}/_apis/release/folders/{path?}")
        .resource("folders").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("f7ddf76d-ce0c-4d68-94ff-becaec5d9dea")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json")).deprecated(true);
    DELETE_FOLDER = op("release.delete_folder", Method::DELETE, "{project}/_apis/release/folders/{path}")
        .resource("folders").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("f7ddf76d-ce0c-4d68-94ff-becaec5d9dea")).scopes(&["vso.release_manage"]).produces(&[]);
    GET_FOLDERS = op("release.get_folders", Method::GET, "{project}/_apis/release/folders/{path?}")
        .resource("folders").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f7ddf76d-ce0c-4d68-94ff-becaec5d9dea")).scopes(&["vso.release"])
        .optional(&["queryOrder"]);
    UPDATE_FOLDER = op("release.update_folder", Method::PATCH, "{project}/_apis/release/folders/{path}")
        .resource("folders").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("f7ddf76d-ce0c-4d68-94ff-becaec5d9dea")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    UPDATE_GATES = op("release.update_gates", Method::PATCH, "{project}/_apis/release/gates/{gateStepId}")
        .resource("gates").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2666a539-2001-4f80-bcc7-0379956749d4")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    GET_RELEASES = op("release.get_releases", Method::GET, "{project?}/_apis/release/releases")
        .resource("releases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6162082c-380f-4648-95d7-a72348c755f0")).scopes(&["vso.release"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "definitionId", "definitionEnvironmentId", "searchText", "createdBy", "statusFilter",
            "environmentStatusFilter", "minCreatedTime", "maxCreatedTime", "queryOrder", "$top",
            "continuationToken", "$expand", "artifactTypeId", "sourceId", "artifactVersionId", "sourceBranchFilter",
            "isDeleted", "tagFilter", "propertyFilters", "releaseIdFilter", "path",
        ]);
    CREATE_RELEASE = op("release.create_release", Method::POST, "{project}/_apis/release/releases")
        .resource("releases").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6162082c-380f-4648-95d7-a72348c755f0")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    GET_RELEASE_REVISION = op("release.get_release_revision", Method::GET, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a166fde7-27ad-408e-ba75-703c2cc9d500")).scopes(&["vso.release"])
        .produces(&["text/plain"]).required(&["definitionSnapshotRevision"]);
    UPDATE_RELEASE = op("release.update_release", Method::PUT, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a166fde7-27ad-408e-ba75-703c2cc9d500")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    UPDATE_RELEASE_RESOURCE = op("release.update_release_resource", Method::PATCH, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a166fde7-27ad-408e-ba75-703c2cc9d500")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    GET_RELEASE_ENVIRONMENT = op("release.get_release_environment", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}")
        .resource("environments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a7e426b1-03dc-48af-9dfe-c98bac612dcb")).scopes(&["vso.release"]).optional(&["$expand"]);
    UPDATE_RELEASE_ENVIRONMENT = op("release.update_release_environment", Method::PATCH, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}")
        .resource("environments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a7e426b1-03dc-48af-9dfe-c98bac612dcb")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    GET_RELEASE_TASK_ATTACHMENTS = op("release.get_release_task_attachments", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/plan/{planId}/attachments/{type}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a4d06688-0dfa-4895-82a5-f43ec9452306")).scopes(&["vso.release"]);
    GET_RELEASE_TASK_ATTACHMENT_CONTENT = op("release.get_release_task_attachment_content", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/plan/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("60b86efb-7b8c-4853-8f9f-aa142b77b479")).scopes(&["vso.release"])
        .produces(&["application/octet-stream"]);
    GET_TASK_ATTACHMENTS = op("release.get_task_attachments", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/attachments/{type}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("214111ee-2415-4df2-8ed2-74417f7d61f9")).scopes(&["vso.release"]).deprecated(true);
    GET_TASK_ATTACHMENT_CONTENT = op("release.get_task_attachment_content", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c4071f6d-3697-46ca-858e-8b10ff09e52f")).scopes(&["vso.release"])
        .produces(&["application/octet-stream"]).deprecated(true);
    GET_TASK_LOG = op("release.get_task_log", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/deployPhases/{releaseDeployPhaseId}/tasks/{taskId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("17c91af7-09fd-4256-bff1-c24ee4f73bc0")).scopes(&["vso.release"])
        .produces(&["text/plain"]).optional(&["startLine", "endLine"]);
    GET_LOGS = op("release.get_logs", Method::GET, "{project}/_apis/release/releases/{releaseId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c37fbab5-214b-48e4-a55b-cb6b4f6e4038")).scopes(&["vso.release"])
        .produces(&["application/zip"]);
    GET_MANUAL_INTERVENTIONS = op("release.get_manual_interventions", Method::GET, "{project}/_apis/Release/releases/{releaseId}/manualinterventions")
        .resource("manualInterventions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("616c46e4-f370-4456-adaa-fbaf79c7b79e")).scopes(&["vso.release"]);
    GET_MANUAL_INTERVENTION = op("release.get_manual_intervention", Method::GET, "{project}/_apis/Release/releases/{releaseId}/manualinterventions/{manualInterventionId}")
        .resource("manualInterventions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("616c46e4-f370-4456-adaa-fbaf79c7b79e")).scopes(&["vso.release"]);
    UPDATE_MANUAL_INTERVENTION = op("release.update_manual_intervention", Method::PATCH, "{project}/_apis/Release/releases/{releaseId}/manualinterventions/{manualInterventionId}")
        .resource("manualInterventions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("616c46e4-f370-4456-adaa-fbaf79c7b79e")).scopes(&["vso.release_execute"])
        .consumes(Some("application/json"));
    GET_RELEASE = op("release.get_release", Method::GET, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a166fde7-27ad-408e-ba75-703c2cc9d500")).scopes(&["vso.release"])
        .optional(&["approvalFilters", "propertyFilters", "$expand", "$topGateRecords"]);
}
