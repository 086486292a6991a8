// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `pipelines`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Pipelines").area_id(None).host(Host::Dev)
}

catalog! {
    CREATE_PIPELINE = op("pipelines.create_pipeline", Method::POST, "{project}/_apis/pipelines")
        .resource("pipelines").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("28e1305e-2afe-47bf-abaf-cbb0e6a91988")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json"));
    LIST_PIPELINES = op("pipelines.list_pipelines", Method::GET, "{project}/_apis/pipelines")
        .resource("pipelines").api_version("7.1").effect(Effect::Read)
        .location_id(Some("28e1305e-2afe-47bf-abaf-cbb0e6a91988")).scopes(&["vso.build"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["orderBy", "$top", "continuationToken"]);
    GET_PIPELINE = op("pipelines.get_pipeline", Method::GET, "{project}/_apis/pipelines/{pipelineId}")
        .resource("pipelines").api_version("7.1").effect(Effect::Read)
        .location_id(Some("28e1305e-2afe-47bf-abaf-cbb0e6a91988")).scopes(&["vso.build"])
        .optional(&["pipelineVersion"]);
    PREVIEW = op("pipelines.preview", Method::POST, "{project}/_apis/pipelines/{pipelineId}/preview")
        .resource("preview").api_version("7.1").effect(Effect::Read)
        .location_id(Some("53df2d18-29ea-46a9-bee0-933540f80abf")).scopes(&["vso.build"])
        .consumes(Some("application/json")).optional(&["pipelineVersion"]);
    LIST_RUNS = op("pipelines.list_runs", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7859261e-d2e9-4a68-b820-a5d84cc5bb3d")).scopes(&["vso.build"]);
    RUN_PIPELINE = op("pipelines.run_pipeline", Method::POST, "{project}/_apis/pipelines/{pipelineId}/runs")
        .resource("runs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("7859261e-d2e9-4a68-b820-a5d84cc5bb3d")).scopes(&["vso.build_execute"])
        .consumes(Some("application/json")).optional(&["pipelineVersion"]);
    GET_RUN = op("pipelines.get_run", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("7859261e-d2e9-4a68-b820-a5d84cc5bb3d")).scopes(&["vso.build"]);
    GET_ARTIFACT = op("pipelines.get_artifact", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}/artifacts")
        .resource("artifacts").api_version("7.1").effect(Effect::Read)
        .location_id(Some("85023071-bd5e-4438-89b0-2a5bf362a19d")).scopes(&["vso.build"])
        .required(&["artifactName"]).optional(&["$expand"]);
    LIST_LOGS = op("pipelines.list_logs", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fb1b6d27-3957-43d5-a14b-a2d70403e545")).scopes(&["vso.build"]).optional(&["$expand"]);
    GET_LOG = op("pipelines.get_log", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}/logs/{logId}")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("fb1b6d27-3957-43d5-a14b-a2d70403e545")).scopes(&["vso.build"]).optional(&["$expand"]);
    GET_CONFIGURATIONS = op("pipelines.get_configurations", Method::GET, "{project}/_apis/Pipelines/configurations")
        .resource("configurations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8fc87684-9ebc-4c37-ab92-f4ac4a58cb3a"))
        .optional(&["repositoryType", "repositoryId", "branch", "serviceConnectionId"]);
    GET_DETECTED_BUILD_FRAMEWORKS = op("pipelines.get_detected_build_frameworks", Method::GET, "{project}/_apis/Pipelines/RepositoryAnalysis/detectedbuildframeworks")
        .resource("detectedbuildframeworks").api_version("7.1").effect(Effect::Read)
        .location_id(Some("29a30bab-9efb-4652-bf1b-9269baca0980"))
        .optional(&["repositoryType", "repositoryId", "branch", "detectionType", "serviceConnectionId"]);
}
