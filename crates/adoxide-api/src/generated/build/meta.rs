// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `build`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Build").area_id(Some("965220d5-5bb9-42cf-8d67-9b146df2a5a4")).host(Host::Dev)
}

catalog! {
    GET_BUILD_CONTROLLERS = op("build.get_build_controllers", Method::GET, "_apis/build/controllers")
        .resource("controllers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fcac1932-2ee1-437f-9b6f-7f696be858f6")).scopes(&["vso.build"]).optional(&["name"]);
    GET_BUILD_CONTROLLER = op("build.get_build_controller", Method::GET, "_apis/build/controllers/{controllerId}")
        .resource("controllers").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fcac1932-2ee1-437f-9b6f-7f696be858f6")).scopes(&["vso.build"]);
    GET_RESOURCE_USAGE = op("build.get_resource_usage", Method::GET, "_apis/build/resourceusage")
        .resource("resourceUsage").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("3813d06c-9e36-4ea1-aac3-61a485d60e3d")).scopes(&["vso.build"]);
    GET_RETENTION_HISTORY = op("build.get_retention_history", Method::GET, "_apis/build/retention/history")
        .resource("history").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1a9c48be-0ef5-4ec2-b94f-f053bdd2d3bf")).scopes(&["vso.build"])
        .optional(&["daysToLookback"]);
    GET_BADGE = op("build.get_badge", Method::GET, "_apis/public/build/definitions/{project}/{definitionId}/badge")
        .resource("badge").api_version("7.1").effect(Effect::Read)
        .location_id(Some("de6a4df8-22cd-44ee-af2d-39f6aa7a4261")).scopes(&["vso.build"])
        .produces(&["image/svg+xml"]).deprecated(true).optional(&["branchName"]);
    AUTHORIZE_PROJECT_RESOURCES = op("build.authorize_project_resources", Method::PATCH, "{project}/_apis/build/authorizedresources")
        .resource("authorizedresources").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("398c85bc-81aa-4822-947c-a194a05f0fef"))
        .scopes(&["vso.build_execute", "vso.pipelineresources_manage"]).consumes(Some("application/json"));
    GET_PROJECT_RESOURCES = op("build.get_project_resources", Method::GET, "{project}/_apis/build/authorizedresources")
        .resource("authorizedresources").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("398c85bc-81aa-4822-947c-a194a05f0fef")).scopes(&["vso.build"])
        .optional(&["type", "id"]);
    GET_BUILDS = op("build.get_builds", Method::GET, "{project}/_apis/build/builds")
        .resource("builds").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0cd358e1-9217-4d94-8269-1c1ee6f93dcf")).scopes(&["vso.build"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "definitions", "queues", "buildNumber", "minTime", "maxTime", "requestedFor", "reasonFilter",
            "statusFilter", "resultFilter", "tagFilters", "properties", "$top", "continuationToken",
            "maxBuildsPerDefinition", "deletedFilter", "queryOrder", "branchName", "buildIds", "repositoryId",
            "repositoryType",
        ]);
    QUEUE_BUILD = op("build.queue_build", Method::POST, "{project}/_apis/build/builds")
        .resource("builds").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0cd358e1-9217-4d94-8269-1c1ee6f93dcf")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"))
        .optional(&["ignoreWarnings", "checkInTicket", "sourceBuildId", "definitionId"]);
    UPDATE_BUILDS = op("build.update_builds", Method::PATCH, "{project}/_apis/build/builds")
        .resource("builds").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0cd358e1-9217-4d94-8269-1c1ee6f93dcf")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    DELETE_BUILD = op("build.delete_build", Method::DELETE, "{project}/_apis/build/builds/{buildId}")
        .resource("builds").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("0cd358e1-9217-4d94-8269-1c1ee6f93dcf")).scopes(&["vso.build_execute"]).produces(&[]);
    GET_BUILD = op("build.get_build", Method::GET, "{project}/_apis/build/builds/{buildId}")
        .resource("builds").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0cd358e1-9217-4d94-8269-1c1ee6f93dcf")).scopes(&["vso.build"])
        .optional(&["propertyFilters"]);
    UPDATE_BUILD = op("build.update_build", Method::PATCH, "{project}/_apis/build/builds/{buildId}")
        .resource("builds").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0cd358e1-9217-4d94-8269-1c1ee6f93dcf")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).optional(&["retry"]);
    GET_ATTACHMENT = op("build.get_attachment", Method::GET, "{project}/_apis/build/builds/{buildId}/{timelineId}/{recordId}/attachments/{type}/{name}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("af5122d3-3438-485e-a25a-2dbbfde84ee6")).scopes(&["vso.build"])
        .produces(&["application/octet-stream"]);
    CREATE_ARTIFACT = op("build.create_artifact", Method::POST, "{project}/_apis/build/builds/{buildId}/artifacts")
        .resource("artifacts").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1db06c96-014e-44e1-ac91-90b2d4b3e984")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    GET_ARTIFACTS = op("build.get_artifacts", Method::GET, "{project}/_apis/build/builds/{buildId}/artifacts")
        .resource("artifacts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1db06c96-014e-44e1-ac91-90b2d4b3e984")).scopes(&["vso.build"]);
    GET_ATTACHMENTS = op("build.get_attachments", Method::GET, "{project}/_apis/build/builds/{buildId}/attachments/{type}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f2192269-89fa-4f94-baf6-8fb128c55159")).scopes(&["vso.build"]);
    GET_BUILD_CHANGES = op("build.get_build_changes", Method::GET, "{project}/_apis/build/builds/{buildId}/changes")
        .resource("changes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("54572c7b-bbd3-45d4-80dc-28be08941620")).scopes(&["vso.build"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken", "$top", "includeSourceChange"]);
    GET_RETENTION_LEASES_FOR_BUILD = op("build.get_retention_leases_for_build", Method::GET, "{project}/_apis/build/builds/{buildId}/leases")
        .resource("buildleases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3da19a6a-f088-45c4-83ce-2ad3a87be6c4")).scopes(&["vso.build"]);
    GET_BUILD_LOGS = op("build.get_build_logs", Method::GET, "{project}/_apis/build/builds/{buildId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("35a80daf-7f30-45fc-86e8-6b813d9c90df")).scopes(&["vso.build"])
        .produces(&["application/zip", "application/json"]);
    GET_BUILD_LOG = op("build.get_build_log", Method::GET, "{project}/_apis/build/builds/{buildId}/logs/{logId}")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("35a80daf-7f30-45fc-86e8-6b813d9c90df")).scopes(&["vso.build"])
        .produces(&["application/zip", "application/json", "text/plain"]).optional(&["startLine", "endLine"]);
    GET_BUILD_PROPERTIES = op("build.get_build_properties", Method::GET, "{project}/_apis/build/builds/{buildId}/properties")
        .resource("properties").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0a6312e9-0627-49b7-8083-7d74a64849c9")).scopes(&["vso.build"]).optional(&["filter"]);
    UPDATE_BUILD_PROPERTIES = op("build.update_build_properties", Method::PATCH, "{project}/_apis/build/builds/{buildId}/properties")
        .resource("properties").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0a6312e9-0627-49b7-8083-7d74a64849c9")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json-patch+json"));
    GET_BUILD_REPORT = op("build.get_build_report", Method::GET, "{project}/_apis/build/builds/{buildId}/report")
        .resource("report").api_version("7.1").effect(Effect::Read)
        .location_id(Some("45bcaa88-67e1-4042-a035-56d3b4a7d44c")).scopes(&["vso.build"])
        .produces(&["text/html", "application/json"]).optional(&["type"]);
    UPDATE_STAGE = op("build.update_stage", Method::PATCH, "{project?}/_apis/build/builds/{buildId}/stages/{stageRefName}")
        .resource("stages").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("b8aac6c9-744b-46e1-88fc-3550969f9313")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).produces(&[]);
    ADD_BUILD_TAGS = op("build.add_build_tags", Method::POST, "{project}/_apis/build/builds/{buildId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6e6114b2-8161-44c8-8f6c-c5505782427f")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    GET_BUILD_TAGS = op("build.get_build_tags", Method::GET, "{project}/_apis/build/builds/{buildId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("6e6114b2-8161-44c8-8f6c-c5505782427f")).scopes(&["vso.build"]);
    UPDATE_BUILD_TAGS = op("build.update_build_tags", Method::PATCH, "{project}/_apis/build/builds/{buildId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("6e6114b2-8161-44c8-8f6c-c5505782427f")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    ADD_BUILD_TAG = op("build.add_build_tag", Method::PUT, "{project}/_apis/build/builds/{buildId}/tags/{tag}")
        .resource("tags").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("6e6114b2-8161-44c8-8f6c-c5505782427f")).scopes(&["vso.build_execute"]);
    DELETE_BUILD_TAG = op("build.delete_build_tag", Method::DELETE, "{project}/_apis/build/builds/{buildId}/tags/{tag}")
        .resource("tags").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("6e6114b2-8161-44c8-8f6c-c5505782427f")).scopes(&["vso.build_execute"]);
    GET_BUILD_TIMELINE = op("build.get_build_timeline", Method::GET, "{project}/_apis/build/builds/{buildId}/timeline/{timelineId?}")
        .resource("timeline").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8baac422-4c6e-4de5-8532-db96d92acffa")).scopes(&["vso.build"])
        .optional(&["changeId", "planId"]);
    GET_BUILD_WORK_ITEMS_REFS = op("build.get_build_work_items_refs", Method::GET, "{project}/_apis/build/builds/{buildId}/workitems")
        .resource("workitems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5a21f5d2-5642-47e4-a0bd-1356e6731bee")).scopes(&["vso.build"])
        .paging(Paging::Limit { top: "$top" }).optional(&["$top"]);
    GET_BUILD_WORK_ITEMS_REFS_FROM_COMMITS = op("build.get_build_work_items_refs_from_commits", Method::POST, "{project}/_apis/build/builds/{buildId}/workitems")
        .resource("workitems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("5a21f5d2-5642-47e4-a0bd-1356e6731bee")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).paging(Paging::Limit { top: "$top" }).optional(&["$top"]);
    GET_CHANGES_BETWEEN_BUILDS = op("build.get_changes_between_builds", Method::GET, "{project}/_apis/build/changes")
        .resource("changes").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f10f0ea5-18a1-43ec-a8fb-2042c7be9b43")).scopes(&["vso.build"])
        .paging(Paging::Limit { top: "$top" }).optional(&["fromBuildId", "toBuildId", "$top"]);
    CREATE_DEFINITION = op("build.create_definition", Method::POST, "{project}/_apis/build/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("dbeaf647-6167-421a-bda9-c9327b25e2e6")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).optional(&["definitionToCloneId", "definitionToCloneRevision"]);
    GET_DEFINITIONS = op("build.get_definitions", Method::GET, "{project}/_apis/build/definitions")
        .resource("definitions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dbeaf647-6167-421a-bda9-c9327b25e2e6")).scopes(&["vso.build"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "name", "repositoryId", "repositoryType", "queryOrder", "$top", "continuationToken", "minMetricsTime",
            "definitionIds", "path", "builtAfter", "notBuiltAfter", "includeAllProperties", "includeLatestBuilds",
            "taskIdFilter", "processType", "yamlFilename",
        ]);
    DELETE_DEFINITION = op("build.delete_definition", Method::DELETE, "{project}/_apis/build/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("dbeaf647-6167-421a-bda9-c9327b25e2e6")).scopes(&["vso.build_execute"]).produces(&[]);
    GET_DEFINITION = op("build.get_definition", Method::GET, "{project}/_apis/build/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dbeaf647-6167-421a-bda9-c9327b25e2e6")).scopes(&["vso.build"])
        .optional(&["revision", "minMetricsTime", "propertyFilters", "includeLatestBuilds"]);
    RESTORE_DEFINITION = op("build.restore_definition", Method::PATCH, "{project}/_apis/build/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("dbeaf647-6167-421a-bda9-c9327b25e2e6")).scopes(&["vso.build_execute"])
        .required(&["deleted"]);
    UPDATE_DEFINITION = op("build.update_definition", Method::PUT, "{project}/_apis/build/definitions/{definitionId}")
        .resource("definitions").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("dbeaf647-6167-421a-bda9-c9327b25e2e6")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"))
        .optional(&["secretsSourceDefinitionId", "secretsSourceDefinitionRevision", "cancelPausedBuilds"])
        .since(&[("cancelPausedBuilds", "7.2-preview.8")]);
    GET_DEFINITION_METRICS = op("build.get_definition_metrics", Method::GET, "{project}/_apis/build/definitions/{definitionId}/metrics")
        .resource("metrics").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d973b939-0ce0-4fec-91d8-da3940fa1827")).scopes(&["vso.build"])
        .optional(&["minMetricsTime"]);
    GET_DEFINITION_PROPERTIES = op("build.get_definition_properties", Method::GET, "{project}/_apis/build/definitions/{definitionId}/properties")
        .resource("properties").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d9826ad7-2a68-46a9-a6e9-677698777895")).scopes(&["vso.build"]).optional(&["filter"]);
    UPDATE_DEFINITION_PROPERTIES = op("build.update_definition_properties", Method::PATCH, "{project}/_apis/build/definitions/{definitionId}/properties")
        .resource("properties").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d9826ad7-2a68-46a9-a6e9-677698777895")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json-patch+json"));
    AUTHORIZE_DEFINITION_RESOURCES = op("build.authorize_definition_resources", Method::PATCH, "{project}/_apis/build/definitions/{definitionId}/resources")
        .resource("resources").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("ea623316-1967-45eb-89ab-e9e6110cf2d6"))
        .scopes(&["vso.build_execute", "vso.pipelineresources_manage"]).consumes(Some("application/json"));
    GET_DEFINITION_RESOURCES = op("build.get_definition_resources", Method::GET, "{project}/_apis/build/definitions/{definitionId}/resources")
        .resource("resources").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("ea623316-1967-45eb-89ab-e9e6110cf2d6")).scopes(&["vso.build"]);
    GET_DEFINITION_REVISIONS = op("build.get_definition_revisions", Method::GET, "{project}/_apis/build/definitions/{definitionId}/revisions")
        .resource("revisions").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7c116775-52e5-453e-8c5d-914d9762d8c4")).scopes(&["vso.build"]);
    ADD_DEFINITION_TAGS = op("build.add_definition_tags", Method::POST, "{project}/_apis/build/definitions/{definitionId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cb894432-134a-4d31-a839-83beceaace4b")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    GET_DEFINITION_TAGS = op("build.get_definition_tags", Method::GET, "{project}/_apis/build/definitions/{definitionId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cb894432-134a-4d31-a839-83beceaace4b")).scopes(&["vso.build"]).optional(&["revision"]);
    UPDATE_DEFINITION_TAGS = op("build.update_definition_tags", Method::PATCH, "{project}/_apis/build/definitions/{definitionId}/tags")
        .resource("tags").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cb894432-134a-4d31-a839-83beceaace4b")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    ADD_DEFINITION_TAG = op("build.add_definition_tag", Method::PUT, "{project}/_apis/build/definitions/{definitionId}/tags/{tag}")
        .resource("tags").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("cb894432-134a-4d31-a839-83beceaace4b")).scopes(&["vso.build_execute"]);
    DELETE_DEFINITION_TAG = op("build.delete_definition_tag", Method::DELETE, "{project}/_apis/build/definitions/{definitionId}/tags/{tag}")
        .resource("tags").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("cb894432-134a-4d31-a839-83beceaace4b")).scopes(&["vso.build_execute"]);
    GET_DEFINITION_YAML = op("build.get_definition_yaml", Method::GET, "{project}/_apis/build/definitions/{definitionId}/yaml")
        .resource("yaml").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7c3df3a1-7e51-4150-8cf7-540347f8697f")).scopes(&["vso.build"])
        .optional(&["revision", "minMetricsTime", "propertyFilters", "includeLatestBuilds"]);
    GET_TEMPLATES = op("build.get_templates", Method::GET, "{project}/_apis/build/definitions/templates")
        .resource("templates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e884571e-7f92-4d6a-9274-3f5649900835")).scopes(&["vso.build"]);
    DELETE_TEMPLATE = op("build.delete_template", Method::DELETE, "{project}/_apis/build/definitions/templates/{templateId}")
        .resource("templates").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("e884571e-7f92-4d6a-9274-3f5649900835")).scopes(&["vso.build_execute"]).produces(&[]);
    GET_TEMPLATE = op("build.get_template", Method::GET, "{project}/_apis/build/definitions/templates/{templateId}")
        .resource("templates").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e884571e-7f92-4d6a-9274-3f5649900835")).scopes(&["vso.build"]);
    SAVE_TEMPLATE = op("build.save_template", Method::PUT, "{project}/_apis/build/definitions/templates/{templateId}")
        .resource("templates").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("e884571e-7f92-4d6a-9274-3f5649900835")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    CREATE_FOLDER = op("build.create_folder", Method::PUT, "{project}/_apis/build/folders")
        .resource("folders").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("a906531b-d2da-4f55-bda7-f3e676cc50d9")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).required(&["path"]).forms(const { &[
            Form::new(Method::PUT, Some(Host::Dev), "{project}/_apis/build/folders/{path*}"),
        ] });
    DELETE_FOLDER = op("build.delete_folder", Method::DELETE, "{project}/_apis/build/folders")
        .resource("folders").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("a906531b-d2da-4f55-bda7-f3e676cc50d9")).scopes(&["vso.build_execute"]).produces(&[])
        .required(&["path"]).forms(const { &[
            Form::new(Method::DELETE, Some(Host::Dev), "{project}/_apis/build/folders/{path*}"),
        ] });
    UPDATE_FOLDER = op("build.update_folder", Method::POST, "{project}/_apis/build/folders")
        .resource("folders").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("a906531b-d2da-4f55-bda7-f3e676cc50d9")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).required(&["path"]).forms(const { &[
            Form::new(Method::POST, Some(Host::Dev), "{project}/_apis/build/folders/{path*}"),
        ] });
    GET_FOLDERS = op("build.get_folders", Method::GET, "{project}/_apis/build/folders/{path?}")
        .resource("folders").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("a906531b-d2da-4f55-bda7-f3e676cc50d9")).scopes(&["vso.build"])
        .optional(&["queryOrder"]);
    GET_BUILD_GENERAL_SETTINGS = op("build.get_build_general_settings", Method::GET, "{project}/_apis/build/generalsettings")
        .resource("generalSettings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("c4aefd19-30ff-405b-80ad-aca021e7242a")).scopes(&["vso.project"]);
    UPDATE_BUILD_GENERAL_SETTINGS = op("build.update_build_general_settings", Method::PATCH, "{project}/_apis/build/generalsettings")
        .resource("generalSettings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("c4aefd19-30ff-405b-80ad-aca021e7242a")).scopes(&["vso.project_write"])
        .consumes(Some("application/json"));
    GET_LATEST_BUILD = op("build.get_latest_build", Method::GET, "{project}/_apis/build/latest/{definition}")
        .resource("latest").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("54481611-01f4-47f3-998f-160da0f0c229")).scopes(&["vso.build"])
        .optional(&["branchName"]);
    GET_PROJECT_METRICS = op("build.get_project_metrics", Method::GET, "{project}/_apis/build/metrics/{metricAggregationType?}")
        .resource("metrics").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("7433fae7-a6bc-41dc-a6e2-eef9005ce41a")).scopes(&["vso.build"])
        .optional(&["minMetricsTime"]);
    GET_BUILD_OPTION_DEFINITIONS = op("build.get_build_option_definitions", Method::GET, "{project?}/_apis/build/options")
        .resource("options").api_version("7.1").effect(Effect::Read)
        .location_id(Some("591cb5a4-2d46-4f3a-a697-5cd42b6bd332")).scopes(&["vso.build"]);
    GET_BUILD_BADGE = op("build.get_build_badge", Method::GET, "{project}/_apis/build/repos/{repoType}/badge")
        .resource("buildbadge").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("21b3b9ce-fad5-4567-9ad0-80679794e003")).scopes(&["vso.build"])
        .produces(&["image/svg+xml"]).optional(&["repoId", "branchName"]);
    GET_RETENTION_SETTINGS = op("build.get_retention_settings", Method::GET, "{project}/_apis/build/retention")
        .resource("retention").api_version("7.1").effect(Effect::Read)
        .location_id(Some("dadb46e7-5851-4c72-820e-ae8abb82f59f")).scopes(&["vso.build"]);
    UPDATE_RETENTION_SETTINGS = op("build.update_retention_settings", Method::PATCH, "{project}/_apis/build/retention")
        .resource("retention").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("dadb46e7-5851-4c72-820e-ae8abb82f59f")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    ADD_RETENTION_LEASES = op("build.add_retention_leases", Method::POST, "{project}/_apis/build/retention/leases")
        .resource("leases").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("272051e4-9af1-45b5-ae22-8d960a5539d4")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    DELETE_RETENTION_LEASES_BY_ID = op("build.delete_retention_leases_by_id", Method::DELETE, "{project}/_apis/build/retention/leases")
        .resource("leases").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("272051e4-9af1-45b5-ae22-8d960a5539d4")).scopes(&["vso.build_execute"]).produces(&[])
        .required(&["ids"]);
    GET_RETENTION_LEASES_BY_MINIMAL_RETENTION_LEASES = op("build.get_retention_leases_by_minimal_retention_leases", Method::GET, "{project}/_apis/build/retention/leases")
        .resource("leases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("272051e4-9af1-45b5-ae22-8d960a5539d4")).scopes(&["vso.build"])
        .required(&["leasesToFetch"]);
    GET_RETENTION_LEASE = op("build.get_retention_lease", Method::GET, "{project}/_apis/build/retention/leases/{leaseId}")
        .resource("leases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("272051e4-9af1-45b5-ae22-8d960a5539d4")).scopes(&["vso.build"]);
    UPDATE_RETENTION_LEASE = op("build.update_retention_lease", Method::PATCH, "{project}/_apis/build/retention/leases/{leaseId}")
        .resource("leases").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("272051e4-9af1-45b5-ae22-8d960a5539d4")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    GET_BUILD_SETTINGS = op("build.get_build_settings", Method::GET, "{project?}/_apis/build/settings")
        .resource("settings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("aa8c1c9c-ef8b-474a-b8c4-785c7b191d0d")).scopes(&["vso.build"]);
    UPDATE_BUILD_SETTINGS = op("build.update_build_settings", Method::PATCH, "{project?}/_apis/build/settings")
        .resource("settings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("aa8c1c9c-ef8b-474a-b8c4-785c7b191d0d")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    GET_STATUS_BADGE = op("build.get_status_badge", Method::GET, "{project}/_apis/build/status/{definition}")
        .resource("status").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("07acfdce-4757-4439-b422-ddd13a2fcc10"))
        .produces(&["image/svg+xml", "application/json"])
        .optional(&["branchName", "stageName", "jobName", "configuration", "label"]);
    GET_TAGS = op("build.get_tags", Method::GET, "{project}/_apis/build/tags")
        .resource("tags").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d84ac5c6-edc7-43d5-adc9-1b34be5dea09")).scopes(&["vso.build"]);
    DELETE_TAG = op("build.delete_tag", Method::DELETE, "{project}/_apis/build/tags/{tag}")
        .resource("tags").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("d84ac5c6-edc7-43d5-adc9-1b34be5dea09")).scopes(&["vso.build_execute"]);
    GET_WORK_ITEMS_BETWEEN_BUILDS = op("build.get_work_items_between_builds", Method::GET, "{project}/_apis/build/workitems")
        .resource("workitems").api_version("7.1").effect(Effect::Read)
        .location_id(Some("52ba8915-5518-42e3-a4bb-b0182d159e2d")).scopes(&["vso.work", "vso.build"])
        .paging(Paging::Limit { top: "$top" }).required(&["fromBuildId", "toBuildId"]).optional(&["$top"]);
    LIST_SOURCE_PROVIDERS = op("build.list_source_providers", Method::GET, "{project}/_apis/sourceproviders")
        .resource("sourceProviders").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3ce81729-954f-423d-a581-9fea01d25186")).scopes(&["vso.build"]);
    LIST_BRANCHES = op("build.list_branches", Method::GET, "{project}/_apis/sourceProviders/{providerName}/branches")
        .resource("branches").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e05d4403-9b81-4244-8763-20fde28d1976")).scopes(&["vso.build"])
        .optional(&["serviceEndpointId", "repository", "branchName"]);
    GET_FILE_CONTENTS = op("build.get_file_contents", Method::GET, "{project}/_apis/sourceProviders/{providerName}/filecontents")
        .resource("fileContents").api_version("7.1").effect(Effect::Read)
        .location_id(Some("29d12225-b1d9-425f-b668-6c594a981313")).scopes(&["vso.build"])
        .produces(&["text/plain"]).optional(&["serviceEndpointId", "repository", "commitOrBranch", "path"]);
    GET_PATH_CONTENTS = op("build.get_path_contents", Method::GET, "{project}/_apis/sourceProviders/{providerName}/pathcontents")
        .resource("pathContents").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7944d6fb-df01-4709-920a-7a189aa34037")).scopes(&["vso.build"])
        .optional(&["serviceEndpointId", "repository", "commitOrBranch", "path"]);
    GET_PULL_REQUEST = op("build.get_pull_request", Method::GET, "{project}/_apis/sourceProviders/{providerName}/pullrequests/{pullRequestId}")
        .resource("pullRequests").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d8763ec7-9ff0-4fb4-b2b2-9d757906ff14")).scopes(&["vso.build"])
        .optional(&["repositoryId", "serviceEndpointId"]);
    LIST_REPOSITORIES = op("build.list_repositories", Method::GET, "{project}/_apis/sourceProviders/{providerName}/repositories")
        .resource("repositories").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d44d1680-f978-4834-9b93-8c6e132329c9")).scopes(&["vso.build"])
        .paging(Paging::BodyToken { send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "repositories", end: PagingEnd::NoToken })
        .optional(&["serviceEndpointId", "repository", "resultSet", "pageResults", "continuationToken"]);
    RESTORE_WEBHOOKS = op("build.restore_webhooks", Method::POST, "{project}/_apis/sourceProviders/{providerName}/webhooks")
        .resource("webhooks").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("793bceb8-9736-4030-bd2f-fb3ce6d6b478")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).produces(&[]).optional(&["serviceEndpointId", "repository"]);
    LIST_WEBHOOKS = op("build.list_webhooks", Method::GET, "{project}/_apis/sourceProviders/{providerName}/webhooks")
        .resource("webhooks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8f20ff82-9498-4812-9f6e-9c01bdc50e99")).scopes(&["vso.build"])
        .optional(&["serviceEndpointId", "repository"]);
    GET_ARTIFACT = op("build.get_artifact", Method::GET, "{project}/_apis/build/builds/{buildId}/artifacts")
        .resource("artifacts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1db06c96-014e-44e1-ac91-90b2d4b3e984")).scopes(&["vso.build"])
        .produces(&["application/zip", "application/json"]).required(&["artifactName"]);
    GET_FILE = op("build.get_file", Method::GET, "{project}/_apis/build/builds/{buildId}/artifacts")
        .resource("artifacts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1db06c96-014e-44e1-ac91-90b2d4b3e984")).scopes(&["vso.build"])
        .produces(&["application/octet-stream"]).required(&["artifactName", "fileId", "fileName"]);
    GET_RETENTION_LEASES_BY_USER_ID = op("build.get_retention_leases_by_user_id", Method::GET, "{project}/_apis/build/retention/leases")
        .resource("leases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("272051e4-9af1-45b5-ae22-8d960a5539d4")).scopes(&["vso.build"])
        .required(&["userOwnerId"]).optional(&["definitionId", "runId"]);
    GET_RETENTION_LEASES_BY_OWNER_ID = op("build.get_retention_leases_by_owner_id", Method::GET, "{project}/_apis/build/retention/leases")
        .resource("leases").api_version("7.1").effect(Effect::Read)
        .location_id(Some("272051e4-9af1-45b5-ae22-8d960a5539d4")).scopes(&["vso.build"])
        .optional(&["ownerId", "definitionId", "runId"]);
    GET_BUILD_STAGE_TIMELINE = op("build.get_build_stage_timeline", Method::GET, "{project}/_apis/build/builds/{buildId}/Timeline/{timelineId}/stages/{stageName}")
        .resource("stageTimeline").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.build"]).optional(&["changeId", "planId"]);
    GET_BUILD_STAGE_LATEST_TIMELINE = op("build.get_build_stage_latest_timeline", Method::GET, "{project}/_apis/build/builds/{buildId}/Timeline/stages/{stageName}")
        .resource("stageTimeline").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.build"]).optional(&["changeId", "planId"]);
}
