// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `release`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

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
        .consumes(Some("application/json")).optional(&["skipTasksValidation"])
        .since(&[("skipTasksValidation", "7.2-preview.4")]);
    DELETE_RELEASE_DEFINITION = op("release.delete_release_definition", Method::DELETE, "{project}/_apis/release/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).scopes(&["vso.release_manage"]).produces(&[])
        .optional(&["comment", "forceDelete"]);
    GET_RELEASE_DEFINITION = op("release.get_release_definition", Method::GET, "{project}/_apis/release/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).scopes(&["vso.release"])
        .optional(&["propertyFilters", "includeDisabled"]).since(&[("includeDisabled", "7.2-preview.4")]);
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
        .location_id(Some("a166fde7-27ad-408e-ba75-703c2cc9d500")).scopes(&["vso.release"]).optional(&[
            "approvalFilters", "propertyFilters", "$expand", "$topGateRecords", "includeDisabledDefinitions",
        ])
        .since(&[("includeDisabledDefinitions", "7.2-preview.9")]);
    GET_APPROVAL_HISTORY = op("release.get_approval_history", Method::GET, "{project}/_apis/Release/approvals/{approvalStepId}/history")
        .resource("approvals").api_version("7.1").effect(Effect::Read)
        .location_id(Some("250c7158-852e-4130-a00f-a0cce9b72d05"));
    GET_APPROVAL = op("release.get_approval", Method::GET, "{project}/_apis/Release/approvals/{approvalId}")
        .resource("approvals").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9328e074-59fb-465a-89d9-b09c82ee5109")).optional(&["includeHistory"]);
    UPDATE_RELEASE_APPROVALS = op("release.update_release_approvals", Method::PATCH, "{project}/_apis/Release/approvals")
        .resource("approvals").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c957584a-82aa-4131-8222-6d47f78bfa7a")).consumes(Some("application/json"));
    GET_AUTO_TRIGGER_ISSUES = op("release.get_auto_trigger_issues", Method::GET, "{project?}/_apis/Release/autotriggerissues")
        .resource("autotriggerissues").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c1a68497-69da-40fb-9423-cab19cfeeca9"))
        .required(&["artifactType", "sourceId", "artifactVersionId"]);
    GET_DEPLOYMENT_BADGE = op("release.get_deployment_badge", Method::GET, "_apis/public/Release/badge/{projectId}/{releaseDefinitionId}/{environmentId}/{branchName?}")
        .resource("badge").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("1a60a35d-b8c9-45fb-bf67-da0829711147")).produces(&["image/svg+xml"]);
    GET_RELEASE_CHANGES = op("release.get_release_changes", Method::GET, "{project}/_apis/Release/releases/{releaseId}/changes")
        .resource("changes").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("8dcf9fe9-ca37-4113-8ee1-37928e98407c")).paging(Paging::Limit { top: "$top" })
        .optional(&["baseReleaseId", "$top", "artifactAlias"]);
    GET_DEFINITION_ENVIRONMENTS = op("release.get_definition_environments", Method::GET, "{project}/_apis/Release/definitionEnvironments")
        .resource("definitionEnvironments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("12b5d21a-f54c-430e-a8c1-7515d196890e")).optional(&["taskGroupId", "propertyFilters"]);
    UNDELETE_RELEASE_DEFINITION = op("release.undelete_release_definition", Method::PATCH, "{project}/_apis/Release/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d8f96f24-8ea7-4cb6-baab-2df8fc515665")).consumes(Some("application/json"));
    GET_DEPLOYMENTS_FOR_MULTIPLE_ENVIRONMENTS = op("release.get_deployments_for_multiple_environments", Method::POST, "{project}/_apis/Release/deployments")
        .resource("deployments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b005ef73-cddc-448e-9ba2-5193bf36b19f")).consumes(Some("application/json"));
    CREATE_DEFINITION_ENVIRONMENT_TEMPLATE = op("release.create_definition_environment_template", Method::POST, "{project}/_apis/Release/definitions/environmenttemplates")
        .resource("environmenttemplates").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("6b03b696-824e-4479-8eb2-6644a51aba89")).consumes(Some("application/json"));
    DELETE_DEFINITION_ENVIRONMENT_TEMPLATE = op("release.delete_definition_environment_template", Method::DELETE, "{project}/_apis/Release/definitions/environmenttemplates")
        .resource("environmenttemplates").api_version("7.1-preview.4").effect(Effect::Idempotent)
        .location_id(Some("6b03b696-824e-4479-8eb2-6644a51aba89")).produces(&[]).required(&["templateId"]);
    GET_DEFINITION_ENVIRONMENT_TEMPLATE = op("release.get_definition_environment_template", Method::GET, "{project}/_apis/Release/definitions/environmenttemplates")
        .resource("environmenttemplates").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("6b03b696-824e-4479-8eb2-6644a51aba89")).required(&["templateId"]);
    LIST_DEFINITION_ENVIRONMENT_TEMPLATES = op("release.list_definition_environment_templates", Method::GET, "{project}/_apis/Release/definitions/environmenttemplates")
        .resource("environmenttemplates").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("6b03b696-824e-4479-8eb2-6644a51aba89")).optional(&["isDeleted"]);
    UNDELETE_RELEASE_DEFINITION_ENVIRONMENT_TEMPLATE = op("release.undelete_release_definition_environment_template", Method::PATCH, "{project}/_apis/Release/definitions/environmenttemplates")
        .resource("environmenttemplates").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("6b03b696-824e-4479-8eb2-6644a51aba89")).required(&["templateId"]);
    GET_RELEASE_HISTORY = op("release.get_release_history", Method::GET, "{project}/_apis/Release/releases/{releaseId}/history")
        .resource("history").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("23f461c8-629a-4144-a076-3054fa5f268a"));
    GET_INPUT_VALUES = op("release.get_input_values", Method::POST, "{project}/_apis/Release/artifacts/inputvaluesquery")
        .resource("inputvaluesquery").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("71dd499b-317d-45ea-9134-140ea1932b5e")).consumes(Some("application/json"));
    GET_ISSUES = op("release.get_issues", Method::GET, "{project}/_apis/Release/issues/{buildId}")
        .resource("issues").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("cd42261a-f5c6-41c8-9259-f078989b9f25")).optional(&["sourceId"]);
    GET_GATE_LOG = op("release.get_gate_log", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/gates/{gateId}/tasks/{taskId}/logs")
        .resource("logs").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("dec7ca5a-7f7f-4797-8bf1-8efc0dc93b28")).produces(&["application/octet-stream"]);
    GET_LOG = op("release.get_log", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/tasks/{taskId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e71ba1ed-c0a4-4a28-a61f-2dd5f68cf3fd")).produces(&["application/octet-stream"])
        .optional(&["attemptId"]);
    GET_TASK_LOG2 = op("release.get_task_log2", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/tasks/{taskId}/logs")
        .resource("logs").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("2577e6c3-6999-4400-bc69-fe1d837755fe")).produces(&["application/octet-stream"])
        .optional(&["startLine", "endLine"]);
    GET_METRICS = op("release.get_metrics", Method::GET, "{project}/_apis/Release/metrics")
        .resource("metrics").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("cd1502bb-3c73-4e11-80a6-d11308dceae5")).optional(&["minMetricsTime"]);
    GET_ORG_PIPELINE_RELEASE_SETTINGS = op("release.get_org_pipeline_release_settings", Method::GET, "_apis/Release/orgPipelineReleaseSettings")
        .resource("orgPipelineReleaseSettings").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d156c759-ca4e-492b-90d4-db03971796ea"));
    UPDATE_ORG_PIPELINE_RELEASE_SETTINGS = op("release.update_org_pipeline_release_settings", Method::PATCH, "_apis/Release/orgPipelineReleaseSettings")
        .resource("orgPipelineReleaseSettings").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("d156c759-ca4e-492b-90d4-db03971796ea")).consumes(Some("application/json"));
    GET_PIPELINE_RELEASE_SETTINGS = op("release.get_pipeline_release_settings", Method::GET, "{project}/_apis/Release/pipelineReleaseSettings")
        .resource("pipelineReleaseSettings").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e816b9f4-f9fe-46ba-bdcc-a9af6abf3144"));
    UPDATE_PIPELINE_RELEASE_SETTINGS = op("release.update_pipeline_release_settings", Method::PATCH, "{project}/_apis/Release/pipelineReleaseSettings")
        .resource("pipelineReleaseSettings").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("e816b9f4-f9fe-46ba-bdcc-a9af6abf3144")).consumes(Some("application/json"));
    GET_RELEASE_PROJECTS = op("release.get_release_projects", Method::GET, "_apis/Release/projects")
        .resource("projects").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("917ace4a-79d1-45a7-987c-7be4db4268fa")).required(&["artifactType", "artifactSourceId"]);
    DELETE_RELEASE = op("release.delete_release", Method::DELETE, "{project}/_apis/Release/releases/{releaseId}")
        .resource("releases").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a166fde7-27ad-408e-ba75-703c2cc9d500")).produces(&[]).optional(&["comment"]);
    GET_RELEASE_SETTINGS = op("release.get_release_settings", Method::GET, "{project}/_apis/Release/releasesettings")
        .resource("releasesettings").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c63c3718-7cfd-41e0-b89b-81c1ca143437"));
    UPDATE_RELEASE_SETTINGS = op("release.update_release_settings", Method::PUT, "{project}/_apis/Release/releasesettings")
        .resource("releasesettings").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("c63c3718-7cfd-41e0-b89b-81c1ca143437")).consumes(Some("application/json"));
    GET_SUMMARY_MAIL_SECTIONS = op("release.get_summary_mail_sections", Method::GET, "{project}/_apis/Release/sendmail/{releaseId}")
        .resource("sendmail").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("224e92b2-8d13-4c14-b120-13d877c516f8"));
    SEND_SUMMARY_MAIL = op("release.send_summary_mail", Method::POST, "{project}/_apis/Release/sendmail/{releaseId}")
        .resource("sendmail").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("224e92b2-8d13-4c14-b120-13d877c516f8")).consumes(Some("application/json"))
        .produces(&[]);
    GET_SOURCE_BRANCHES = op("release.get_source_branches", Method::GET, "{project}/_apis/Release/definitions/{definitionId}/sourcebranches")
        .resource("sourcebranches").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("0e5def23-78b3-461f-8198-1558f25041c8"));
    ADD_DEFINITION_TAG = op("release.add_definition_tag", Method::PATCH, "{project}/_apis/Release/definitions/{releaseDefinitionId}/tags/{tag*}")
        .resource("tags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("3d21b4c8-c32e-45b2-a7cb-770a369012f4"));
    ADD_DEFINITION_TAGS = op("release.add_definition_tags", Method::POST, "{project}/_apis/Release/definitions/{releaseDefinitionId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("3d21b4c8-c32e-45b2-a7cb-770a369012f4")).consumes(Some("application/json"));
    DELETE_DEFINITION_TAG = op("release.delete_definition_tag", Method::DELETE, "{project}/_apis/Release/definitions/{releaseDefinitionId}/tags/{tag*}")
        .resource("tags").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("3d21b4c8-c32e-45b2-a7cb-770a369012f4"));
    GET_DEFINITION_TAGS = op("release.get_definition_tags", Method::GET, "{project}/_apis/Release/definitions/{releaseDefinitionId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3d21b4c8-c32e-45b2-a7cb-770a369012f4"));
    ADD_RELEASE_TAG = op("release.add_release_tag", Method::PATCH, "{project}/_apis/Release/releases/{releaseId}/tags/{tag*}")
        .resource("tags").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("c5b602b6-d1b3-4363-8a51-94384f78068f"));
    ADD_RELEASE_TAGS = op("release.add_release_tags", Method::POST, "{project}/_apis/Release/releases/{releaseId}/tags")
        .resource("tags").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("c5b602b6-d1b3-4363-8a51-94384f78068f")).consumes(Some("application/json"));
    DELETE_RELEASE_TAG = op("release.delete_release_tag", Method::DELETE, "{project}/_apis/Release/releases/{releaseId}/tags/{tag*}")
        .resource("tags").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("c5b602b6-d1b3-4363-8a51-94384f78068f"));
    GET_RELEASE_TAGS = op("release.get_release_tags", Method::GET, "{project}/_apis/Release/releases/{releaseId}/tags")
        .resource("tags").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c5b602b6-d1b3-4363-8a51-94384f78068f"));
    GET_TAGS = op("release.get_tags", Method::GET, "{project}/_apis/Release/tags")
        .resource("tags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("86cee25a-68ba-4ba3-9171-8ad6ffc6df93"));
    GET_TASKS_FOR_TASK_GROUP = op("release.get_tasks_for_task_group", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/deployPhases/{releaseDeployPhaseId}/tasks")
        .resource("tasks").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("4259191d-4b0a-4409-9fb3-09f22ab9bc47"));
    GET_TASKS2 = op("release.get_tasks2", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/attempts/{attemptId}/timelines/{timelineId}/tasks")
        .resource("tasks").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("4259291d-4b0a-4409-9fb3-04f22ab9bc47"));
    GET_TASKS = op("release.get_tasks", Method::GET, "{project}/_apis/Release/releases/{releaseId}/environments/{environmentId}/tasks")
        .resource("tasks").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("36b276e0-3c70-4320-a63c-1a2e1466a0d1")).optional(&["attemptId"]);
    GET_ARTIFACT_TYPE_DEFINITIONS = op("release.get_artifact_type_definitions", Method::GET, "{project}/_apis/Release/artifacts/types")
        .resource("types").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("8efc2a3c-1fc8-4f6d-9822-75e98cecb48f"));
    GET_ARTIFACT_VERSIONS = op("release.get_artifact_versions", Method::GET, "{project}/_apis/Release/artifacts/versions")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("30fc787e-a9e0-4a07-9fbc-3e903aa051d2")).required(&["releaseDefinitionId"]);
    GET_ARTIFACT_VERSIONS_FOR_SOURCES = op("release.get_artifact_versions_for_sources", Method::POST, "{project}/_apis/Release/artifacts/versions")
        .resource("versions").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("30fc787e-a9e0-4a07-9fbc-3e903aa051d2")).consumes(Some("application/json"));
    GET_RELEASE_WORK_ITEMS_REFS = op("release.get_release_work_items_refs", Method::GET, "{project}/_apis/Release/releases/{releaseId}/workitems")
        .resource("workitems").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("4f165cc0-875c-4768-b148-f12f78769fab")).paging(Paging::Limit { top: "$top" })
        .optional(&["baseReleaseId", "$top", "artifactAlias"]);
}
