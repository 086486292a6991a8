// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

required! { CreatePipelineBody(CreatePipelineParameters) {
    name: String = "name", configuration: CreatePipelineConfigurationParameters = "configuration",
} }

/// `POST {project}/_apis/pipelines` · 7.1 · `vso.build_execute`
#[inline]
pub fn create_pipeline(project: &ProjectRef, body: &CreatePipelineBody) -> Op<Pipeline> {
    Op::new(&meta::CREATE_PIPELINE).path("project", project).json(body)
}

params! { ListPipelines {
    order_by: String = "orderBy",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/pipelines` · 7.1 · `vso.build`
#[inline]
pub fn list_pipelines(project: &ProjectRef, params: ListPipelines) -> Op<List<Pipeline>> {
    params.add_to(Op::new(&meta::LIST_PIPELINES).path("project", project))
}

params! { GetPipeline {
    pipeline_version: i64 = "pipelineVersion",
} }

/// `GET {project}/_apis/pipelines/{pipelineId}` · 7.1 · `vso.build`
#[inline]
pub fn get_pipeline(project: &ProjectRef, pipeline_id: PipelineId, params: GetPipeline) -> Op<Pipeline> {
    params.add_to(Op::new(&meta::GET_PIPELINE).path("project", project).path("pipelineId", &pipeline_id))
}

params! { Preview {
    pipeline_version: i64 = "pipelineVersion",
} }

/// `POST {project}/_apis/pipelines/{pipelineId}/preview` · 7.1 · `vso.build`
#[inline]
pub fn preview(
    project: &ProjectRef, pipeline_id: PipelineId, body: &RunPipelineParameters, params: Preview,
) -> Op<PreviewRun> {
    params.add_to(Op::new(&meta::PREVIEW).path("project", project).path("pipelineId", &pipeline_id).json(body))
}

/// `GET {project}/_apis/pipelines/{pipelineId}/runs` · 7.1 · `vso.build`
#[inline]
pub fn list_runs(project: &ProjectRef, pipeline_id: PipelineId) -> Op<List<Run>> {
    Op::new(&meta::LIST_RUNS).path("project", project).path("pipelineId", &pipeline_id)
}

params! { RunPipeline {
    pipeline_version: i64 = "pipelineVersion",
} }

/// `POST {project}/_apis/pipelines/{pipelineId}/runs` · 7.1 · `vso.build_execute`
#[inline]
pub fn run_pipeline(
    project: &ProjectRef, pipeline_id: PipelineId, body: &RunPipelineParameters, params: RunPipeline,
) -> Op<Run> {
    params.add_to(Op::new(&meta::RUN_PIPELINE)
        .path("project", project).path("pipelineId", &pipeline_id).json(body))
}

/// `GET {project}/_apis/pipelines/{pipelineId}/runs/{runId}` · 7.1 · `vso.build`
#[inline]
pub fn get_run(project: &ProjectRef, pipeline_id: PipelineId, run_id: RunId) -> Op<Run> {
    Op::new(&meta::GET_RUN).path("project", project).path("pipelineId", &pipeline_id).path("runId", &run_id)
}

params! { GetArtifact {
    expand: GetArtifactExpandOptions = "$expand",
} }

/// `GET {project}/_apis/pipelines/{pipelineId}/runs/{runId}/artifacts` · 7.1 · `vso.build`
#[inline]
pub fn get_artifact(
    project: &ProjectRef, pipeline_id: PipelineId, run_id: RunId, artifact_name: &str, params: GetArtifact,
) -> Op<Artifact> {
    params.add_to(Op::new(&meta::GET_ARTIFACT)
        .path("project", project).path("pipelineId", &pipeline_id).path("runId", &run_id)
        .query("artifactName", artifact_name))
}

params! { ListLogs {
    expand: GetLogExpandOptions = "$expand",
} }

/// `GET {project}/_apis/pipelines/{pipelineId}/runs/{runId}/logs` · 7.1 · `vso.build`
#[inline]
pub fn list_logs(
    project: &ProjectRef, pipeline_id: PipelineId, run_id: RunId, params: ListLogs,
) -> Op<LogCollection> {
    params.add_to(Op::new(&meta::LIST_LOGS)
        .path("project", project).path("pipelineId", &pipeline_id).path("runId", &run_id))
}

params! { GetLog {
    expand: GetLogExpandOptions = "$expand",
} }

/// `GET {project}/_apis/pipelines/{pipelineId}/runs/{runId}/logs/{logId}` · 7.1 · `vso.build`
#[inline]
pub fn get_log(
    project: &ProjectRef, pipeline_id: PipelineId, run_id: RunId, log_id: LogId, params: GetLog,
) -> Op<Log> {
    params.add_to(Op::new(&meta::GET_LOG)
        .path("project", project).path("pipelineId", &pipeline_id).path("runId", &run_id).path("logId", &log_id))
}

params! { GetConfigurations {
    repository_type: String = "repositoryType",
    repository_id: String = "repositoryId",
    branch: String = "branch",
    service_connection_id: String = "serviceConnectionId",
} }

/// `GET {project}/_apis/Pipelines/configurations` · 7.1
#[inline]
pub fn get_configurations(project: &ProjectRef, params: GetConfigurations) -> Op<List<ConfigurationFile>> {
    params.add_to(Op::new(&meta::GET_CONFIGURATIONS).path("project", project))
}

params! { GetDetectedBuildFrameworks {
    repository_type: String = "repositoryType",
    repository_id: String = "repositoryId",
    branch: String = "branch",
    detection_type: BuildFrameworkDetectionType = "detectionType",
    service_connection_id: String = "serviceConnectionId",
} }

/// `GET {project}/_apis/Pipelines/RepositoryAnalysis/detectedbuildframeworks` · 7.1
#[inline]
pub fn get_detected_build_frameworks(
    project: &ProjectRef, params: GetDetectedBuildFrameworks,
) -> Op<List<DetectedBuildFramework>> {
    params.add_to(Op::new(&meta::GET_DETECTED_BUILD_FRAMEWORKS).path("project", project))
}
