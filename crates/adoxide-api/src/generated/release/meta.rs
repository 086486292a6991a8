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
        .scopes(&["vso.release"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&[
            "assignedToFilter", "statusFilter", "releaseIdsFilter", "typeFilter", "top", "continuationToken",
            "queryOrder", "includeMyGroupApprovals",
        ]);
    UPDATE_RELEASE_APPROVAL = op("release.update_release_approval", Method::PATCH, "{project}/_apis/release/approvals/{approvalId}")
        .resource("approvals").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_manage"]).consumes(Some("application/json"));
    CREATE_RELEASE_DEFINITION = op("release.create_release_definition", Method::POST, "{project}/_apis/release/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    GET_RELEASE_DEFINITIONS = op("release.get_release_definitions", Method::GET, "{project}/_apis/release/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&[
            "searchText", "$expand", "artifactType", "artifactSourceId", "$top", "continuationToken", "queryOrder",
            "path", "isExactNameMatch", "tagFilter", "propertyFilters", "definitionIdFilter", "isDeleted",
            "searchTextContainsFolderName",
        ]);
    UPDATE_RELEASE_DEFINITION = op("release.update_release_definition", Method::PUT, "{project}/_apis/release/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    DELETE_RELEASE_DEFINITION = op("release.delete_release_definition", Method::DELETE, "{project}/_apis/release/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.release_manage"]).produces(&[]).optional(&["comment", "forceDelete"]);
    GET_RELEASE_DEFINITION = op("release.get_release_definition", Method::GET, "{project}/_apis/release/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).optional(&["propertyFilters"]);
    GET_RELEASE_DEFINITION_HISTORY = op("release.get_release_definition_history", Method::GET, "{project}/_apis/Release/definitions/{definitionId}/revisions")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]);
    GET_DEFINITION_REVISION = op("release.get_definition_revision", Method::GET, "{project}/_apis/Release/definitions/{definitionId}/revisions/{revision}")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).produces(&["text/plain"]);
    GET_DEPLOYMENTS = op("release.get_deployments", Method::GET, "{project}/_apis/release/deployments")
        .resource("deployments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&[
            "definitionId", "definitionEnvironmentId", "createdBy", "minModifiedTime", "maxModifiedTime",
            "deploymentStatus", "operationStatus", "latestAttemptsOnly", "queryOrder", "$top", "continuationToken",
            "createdFor", "minStartedTime", "maxStartedTime", "sourceBranch",
        ]);
    CREATE_FOLDER = op("release.create_folder", Method::POST, "{project}/_apis/release/folders/{path?}")
        .resource("folders").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json")).deprecated(true);
    DELETE_FOLDER = op("release.delete_folder", Method::DELETE, "{project}/_apis/release/folders/{path}")
        .resource("folders").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.release_manage"]).produces(&[]);
    GET_FOLDERS = op("release.get_folders", Method::GET, "{project}/_apis/release/folders/{path?}")
        .resource("folders").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).optional(&["queryOrder"]);
    UPDATE_FOLDER = op("release.update_folder", Method::PATCH, "{project}/_apis/release/folders/{path}")
        .resource("folders").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    UPDATE_GATES = op("release.update_gates", Method::PATCH, "{project}/_apis/release/gates/{gateStepId}")
        .resource("gates").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    GET_RELEASES = op("release.get_releases", Method::GET, "{project?}/_apis/release/releases")
        .resource("releases").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&[
            "definitionId", "definitionEnvironmentId", "searchText", "createdBy", "statusFilter",
            "environmentStatusFilter", "minCreatedTime", "maxCreatedTime", "queryOrder", "$top",
            "continuationToken", "$expand", "artifactTypeId", "sourceId", "artifactVersionId", "sourceBranchFilter",
            "isDeleted", "tagFilter", "propertyFilters", "releaseIdFilter", "path",
        ]);
    CREATE_RELEASE = op("release.create_release", Method::POST, "{project}/_apis/release/releases")
        .resource("releases").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    GET_RELEASE_REVISION = op("release.get_release_revision", Method::GET, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).produces(&["text/plain"]).required(&["definitionSnapshotRevision"]);
    UPDATE_RELEASE = op("release.update_release", Method::PUT, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Idempotent)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    UPDATE_RELEASE_RESOURCE = op("release.update_release_resource", Method::PATCH, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    GET_RELEASE_ENVIRONMENT = op("release.get_release_environment", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}")
        .resource("environments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).optional(&["$expand"]);
    UPDATE_RELEASE_ENVIRONMENT = op("release.update_release_environment", Method::PATCH, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}")
        .resource("environments").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    GET_RELEASE_TASK_ATTACHMENTS = op("release.get_release_task_attachments", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/plan/{planId}/attachments/{type}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]);
    GET_RELEASE_TASK_ATTACHMENT_CONTENT = op("release.get_release_task_attachment_content", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/plan/{planId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).produces(&["application/octet-stream"]);
    GET_TASK_ATTACHMENTS = op("release.get_task_attachments", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/attachments/{type}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).deprecated(true);
    GET_TASK_ATTACHMENT_CONTENT = op("release.get_task_attachment_content", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/records/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).produces(&["application/octet-stream"]).deprecated(true);
    GET_TASK_LOG = op("release.get_task_log", Method::GET, "{project}/_apis/release/releases/{releaseId}/environments/{environmentId}/deployPhases/{releaseDeployPhaseId}/tasks/{taskId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).produces(&["text/plain"]).optional(&["startLine", "endLine"]);
    GET_LOGS = op("release.get_logs", Method::GET, "{project}/_apis/release/releases/{releaseId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).produces(&["application/zip"]);
    GET_MANUAL_INTERVENTIONS = op("release.get_manual_interventions", Method::GET, "{project}/_apis/Release/releases/{releaseId}/manualinterventions")
        .resource("manualInterventions").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]);
    GET_MANUAL_INTERVENTION = op("release.get_manual_intervention", Method::GET, "{project}/_apis/Release/releases/{releaseId}/manualinterventions/{manualInterventionId}")
        .resource("manualInterventions").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]);
    UPDATE_MANUAL_INTERVENTION = op("release.update_manual_intervention", Method::PATCH, "{project}/_apis/Release/releases/{releaseId}/manualinterventions/{manualInterventionId}")
        .resource("manualInterventions").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.release_execute"]).consumes(Some("application/json"));
    GET_RELEASE = op("release.get_release", Method::GET, "{project}/_apis/release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.release"]).optional(&["approvalFilters", "propertyFilters", "$expand", "$topGateRecords"]);
}
