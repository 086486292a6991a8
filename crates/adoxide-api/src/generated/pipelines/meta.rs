// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `pipelines`.

use http::Method;

use crate::wire::{Effect, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Pipelines").area_id(None).host(Host::Dev)
}

catalog! {
    CREATE_PIPELINE = op("pipelines.create_pipeline", Method::POST, "{project}/_apis/pipelines")
        .resource("pipelines").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.build_execute"]).consumes(Some("application/json"));
    LIST_PIPELINES = op("pipelines.list_pipelines", Method::GET, "{project}/_apis/pipelines")
        .resource("pipelines").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["orderBy", "$top", "continuationToken"]);
    GET_PIPELINE = op("pipelines.get_pipeline", Method::GET, "{project}/_apis/pipelines/{pipelineId}")
        .resource("pipelines").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]).optional(&["pipelineVersion"]);
    PREVIEW = op("pipelines.preview", Method::POST, "{project}/_apis/pipelines/{pipelineId}/preview")
        .resource("preview").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]).consumes(Some("application/json")).optional(&["pipelineVersion"]);
    LIST_RUNS = op("pipelines.list_runs", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]);
    RUN_PIPELINE = op("pipelines.run_pipeline", Method::POST, "{project}/_apis/pipelines/{pipelineId}/runs")
        .resource("runs").api_version("7.1").effect(Effect::Unsafe)
        .scopes(&["vso.build_execute"]).consumes(Some("application/json")).optional(&["pipelineVersion"]);
    GET_RUN = op("pipelines.get_run", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]);
    GET_ARTIFACT = op("pipelines.get_artifact", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}/artifacts")
        .resource("artifacts").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]).required(&["artifactName"]).optional(&["$expand"]);
    LIST_LOGS = op("pipelines.list_logs", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}/logs")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]).optional(&["$expand"]);
    GET_LOG = op("pipelines.get_log", Method::GET, "{project}/_apis/pipelines/{pipelineId}/runs/{runId}/logs/{logId}")
        .resource("logs").api_version("7.1").effect(Effect::Read)
        .scopes(&["vso.build"]).optional(&["$expand"]);
}
