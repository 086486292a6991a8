// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetCodeCoverageSummary {
    delta_build_id: i64 = "deltaBuildId",
} }

/// `GET {project}/_apis/testresults/codecoverage` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_code_coverage_summary(
    project: &ProjectRef, build_id: i64, params: GetCodeCoverageSummary,
) -> Op<CodeCoverageSummary> {
    params.add_to(Op::new(&meta::GET_CODE_COVERAGE_SUMMARY).path("project", project).query("buildId", &build_id))
}

/// `POST {project}/_apis/testresults/codecoverage` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn update_code_coverage_summary(project: &ProjectRef, build_id: i64, body: &CodeCoverageData) -> Op<()> {
    Op::new(&meta::UPDATE_CODE_COVERAGE_SUMMARY).path("project", project).query("buildId", &build_id).json(body)
}

/// `POST {project}/_apis/testresults/codecoverage/filecoverage` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn get_file_level_code_coverage(project: &ProjectRef, body: &FileCoverageRequest) -> Op<Content> {
    Op::new(&meta::GET_FILE_LEVEL_CODE_COVERAGE).path("project", project).json(body).accept("*/*")
}

params! { GetCoverageStatusBadge {
    branch_name: String = "branchName",
    label: String = "label",
} }

/// `GET {project}/_apis/testresults/codecoverage/status/{definition}` · 7.1-preview.1
#[inline]
pub fn get_coverage_status_badge(
    project: &ProjectRef, definition: &DefinitionRef, params: GetCoverageStatusBadge,
) -> Op<Content> {
    params.add_to(Op::new(&meta::GET_COVERAGE_STATUS_BADGE)
        .path("project", project).path("definition", definition)).accept("*/*")
}

params! { GetTestPipelineMetrics {
    stage_name: String = "stageName",
    phase_name: String = "phaseName",
    job_name: String = "jobName",
    metric_names: Vec<String> = "metricNames",
    group_by_node: bool = "groupByNode",
} }

/// `GET {project}/_apis/testresults/metrics` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_pipeline_metrics(
    project: &ProjectRef, pipeline_id: i64, params: GetTestPipelineMetrics,
) -> Op<PipelineTestMetrics> {
    params.add_to(Op::new(&meta::GET_TEST_PIPELINE_METRICS)
        .path("project", project).query("pipelineId", &pipeline_id))
}

params! { GetTestResultDetailsForBuild {
    publish_context: String = "publishContext",
    group_by: String = "groupBy",
    filter: String = "$filter",
    orderby: String = "$orderby",
    should_include_results: bool = "shouldIncludeResults",
    query_run_summary_for_in_progress: bool = "queryRunSummaryForInProgress",
} }

/// `GET {project}/_apis/testresults/resultdetailsbybuild` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_result_details_for_build(
    project: &ProjectRef, build_id: i64, params: GetTestResultDetailsForBuild,
) -> Op<TestResultsDetails> {
    params.add_to(Op::new(&meta::GET_TEST_RESULT_DETAILS_FOR_BUILD)
        .path("project", project).query("buildId", &build_id))
}

params! { GetTestResultDetailsForRelease {
    publish_context: String = "publishContext",
    group_by: String = "groupBy",
    filter: String = "$filter",
    orderby: String = "$orderby",
    should_include_results: bool = "shouldIncludeResults",
    query_run_summary_for_in_progress: bool = "queryRunSummaryForInProgress",
} }

/// `GET {project}/_apis/testresults/resultdetailsbyrelease` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_result_details_for_release(
    project: &ProjectRef, release_id: i64, release_env_id: i64, params: GetTestResultDetailsForRelease,
) -> Op<TestResultsDetails> {
    params.add_to(Op::new(&meta::GET_TEST_RESULT_DETAILS_FOR_RELEASE)
        .path("project", project).query("releaseId", &release_id).query("releaseEnvId", &release_env_id))
}

params! { GetResultGroupsByBuild {
    fields: Vec<String> = "fields",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/testresults/resultgroupsbybuild` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_result_groups_by_build(
    project: &ProjectRef, build_id: i64, publish_context: &str, params: GetResultGroupsByBuild,
) -> Op<List<FieldDetailsForTestResults>> {
    params.add_to(Op::new(&meta::GET_RESULT_GROUPS_BY_BUILD)
        .path("project", project).query("buildId", &build_id).query("publishContext", publish_context))
}

params! { GetResultGroupsByRelease {
    release_env_id: i64 = "releaseEnvId",
    fields: Vec<String> = "fields",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/testresults/resultgroupsbyrelease` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_result_groups_by_release(
    project: &ProjectRef, release_id: i64, publish_context: &str, params: GetResultGroupsByRelease,
) -> Op<List<FieldDetailsForTestResults>> {
    params.add_to(Op::new(&meta::GET_RESULT_GROUPS_BY_RELEASE)
        .path("project", project).query("releaseId", &release_id).query("publishContext", publish_context))
}

/// `POST {project}/_apis/testresults/results` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn get_test_results_by_query(project: &ProjectRef, body: &TestResultsQuery) -> Op<TestResultsQuery> {
    Op::new(&meta::GET_TEST_RESULTS_BY_QUERY).path("project", project).json(body)
}

/// `POST {project}/_apis/testresults/results/history` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn query_test_result_history(project: &ProjectRef, body: &ResultsFilter) -> Op<TestResultHistory> {
    Op::new(&meta::QUERY_TEST_RESULT_HISTORY).path("project", project).json(body)
}

params! { GetTestResultsByQueryWiql {
    include_result_details: bool = "includeResultDetails",
    include_iteration_details: bool = "includeIterationDetails",
    skip: i64 = "$skip",
    top: i64 = "$top",
} }

/// `POST {project}/_apis/testresults/results/query` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn get_test_results_by_query_wiql(
    project: &ProjectRef, body: &QueryModel, params: GetTestResultsByQueryWiql,
) -> Op<List<TestCaseResult>> {
    params.add_to(Op::new(&meta::GET_TEST_RESULTS_BY_QUERY_WIQL).path("project", project).json(body))
}

params! { QueryTestResultsMetaData {
    details_to_include: ResultMetaDataDetails = "detailsToInclude",
} }

/// `POST {project}/_apis/testresults/results/resultmetadata` · 7.1-preview.4 · `vso.test_write`
#[inline]
pub fn query_test_results_meta_data(
    project: &ProjectRef, body: &[String], params: QueryTestResultsMetaData,
) -> Op<List<TestResultMetaData>> {
    params.add_to(Op::new(&meta::QUERY_TEST_RESULTS_META_DATA).path("project", project).json(body))
}

/// `PATCH {project}/_apis/testresults/results/resultmetadata/{testCaseReferenceId}` · 7.1-preview.4 · `vso.test_write`
#[inline]
pub fn update_test_results_meta_data(
    project: &ProjectRef, test_case_reference_id: TestCaseReferenceId, body: &TestResultMetaDataUpdateInput,
) -> Op<TestResultMetaData> {
    Op::new(&meta::UPDATE_TEST_RESULTS_META_DATA)
        .path("project", project).path("testCaseReferenceId", &test_case_reference_id).json(body)
}

/// `POST {project}/_apis/testresults/results/testhistory` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn query_test_history(project: &ProjectRef, body: &TestHistoryQuery) -> Op<TestHistoryQuery> {
    Op::new(&meta::QUERY_TEST_HISTORY).path("project", project).json(body)
}

params! { QueryTestResultWorkItems {
    automated_test_name: String = "automatedTestName",
    test_case_id: i64 = "testCaseId",
    max_complete_date: DateTime = "maxCompleteDate",
    days: i64 = "days",
    work_item_count: i64 = "$workItemCount",
} }

/// `GET {project}/_apis/testresults/results/workitems` · 7.1-preview.2 · `vso.test`
#[inline]
pub fn query_test_result_work_items(
    project: &ProjectRef, work_item_category: &str, params: QueryTestResultWorkItems,
) -> Op<List<WorkItemReference>> {
    params.add_to(Op::new(&meta::QUERY_TEST_RESULT_WORK_ITEMS)
        .path("project", project).query("workItemCategory", work_item_category))
}

params! { GetTestResultsByBuild {
    publish_context: String = "publishContext",
    outcomes: Vec<String> = "outcomes",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/testresults/resultsbybuild` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_results_by_build(
    project: &ProjectRef, build_id: i64, params: GetTestResultsByBuild,
) -> Op<List<ShallowTestCaseResult>> {
    params.add_to(Op::new(&meta::GET_TEST_RESULTS_BY_BUILD).path("project", project).query("buildId", &build_id))
}

params! { GetTestResultsByPipeline {
    stage_name: String = "stageName",
    phase_name: String = "phaseName",
    job_name: String = "jobName",
    outcomes: Vec<String> = "outcomes",
    top: i64 = "$top",
    continuation_token: String = header "continuationToken",
    include_all_build_runs: bool = "includeAllBuildRuns",
} }

/// `GET {project}/_apis/testresults/resultsbypipeline` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_results_by_pipeline(
    project: &ProjectRef, pipeline_id: i64, params: GetTestResultsByPipeline,
) -> Op<List<ShallowTestCaseResult>> {
    params.add_to(Op::new(&meta::GET_TEST_RESULTS_BY_PIPELINE)
        .path("project", project).query("pipelineId", &pipeline_id))
}

params! { GetTestResultsByRelease {
    release_envid: i64 = "releaseEnvid",
    publish_context: String = "publishContext",
    outcomes: Vec<String> = "outcomes",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/testresults/resultsbyrelease` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_results_by_release(
    project: &ProjectRef, release_id: i64, params: GetTestResultsByRelease,
) -> Op<List<ShallowTestCaseResult>> {
    params.add_to(Op::new(&meta::GET_TEST_RESULTS_BY_RELEASE)
        .path("project", project).query("releaseId", &release_id))
}

params! { TestResultsGroupDetails {
    stage_name: String = "stageName",
    phase_name: String = "phaseName",
    job_name: String = "jobName",
    should_include_failed_and_aborted_results: bool = "shouldIncludeFailedAndAbortedResults",
    query_group_summary_for_in_progress: bool = "queryGroupSummaryForInProgress",
} }

/// `GET {project}/_apis/testresults/resultsgroupdetails` · 7.1-preview.1
#[inline]
pub fn test_results_group_details(
    project: &ProjectRef, pipeline_id: i64, params: TestResultsGroupDetails,
) -> Op<TestResultsDetails> {
    params.add_to(Op::new(&meta::TEST_RESULTS_GROUP_DETAILS)
        .path("project", project).query("pipelineId", &pipeline_id))
}

params! { QueryTestResultsReportForBuild {
    publish_context: String = "publishContext",
    include_failure_details: bool = "includeFailureDetails",
    branch_name: String = "buildToCompare.branchName",
    build_system: String = "buildToCompare.buildSystem",
    definition_id: i64 = "buildToCompare.definitionId",
    id: i64 = "buildToCompare.id",
    number: String = "buildToCompare.number",
    repository_id: String = "buildToCompare.repositoryId",
    uri: String = "buildToCompare.uri",
} }

/// `GET {project}/_apis/testresults/resultsummarybybuild` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn query_test_results_report_for_build(
    project: &ProjectRef, build_id: i64, params: QueryTestResultsReportForBuild,
) -> Op<TestResultSummary> {
    params.add_to(Op::new(&meta::QUERY_TEST_RESULTS_REPORT_FOR_BUILD)
        .path("project", project).query("buildId", &build_id))
}

params! { QueryTestResultsReportForPipeline {
    stage_name: String = "stageName",
    phase_name: String = "phaseName",
    job_name: String = "jobName",
    include_failure_details: bool = "includeFailureDetails",
} }

/// `GET {project}/_apis/testresults/resultsummarybypipeline` · 7.1-preview.1
#[inline]
pub fn query_test_results_report_for_pipeline(
    project: &ProjectRef, pipeline_id: i64, params: QueryTestResultsReportForPipeline,
) -> Op<TestResultSummary> {
    params.add_to(Op::new(&meta::QUERY_TEST_RESULTS_REPORT_FOR_PIPELINE)
        .path("project", project).query("pipelineId", &pipeline_id))
}

params! { QueryTestResultsReportForRelease {
    publish_context: String = "publishContext",
    include_failure_details: bool = "includeFailureDetails",
    attempt: i64 = "releaseToCompare.attempt",
    creation_date: DateTime = "releaseToCompare.creationDate",
    definition_id: i64 = "releaseToCompare.definitionId",
    environment_creation_date: DateTime = "releaseToCompare.environmentCreationDate",
    environment_definition_id: i64 = "releaseToCompare.environmentDefinitionId",
    environment_definition_name: String = "releaseToCompare.environmentDefinitionName",
    environment_id: i64 = "releaseToCompare.environmentId",
    environment_name: String = "releaseToCompare.environmentName",
    id: i64 = "releaseToCompare.id",
    name: String = "releaseToCompare.name",
} }

/// `GET {project}/_apis/testresults/resultsummarybyrelease` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn query_test_results_report_for_release(
    project: &ProjectRef, release_id: i64, release_env_id: i64, params: QueryTestResultsReportForRelease,
) -> Op<TestResultSummary> {
    params.add_to(Op::new(&meta::QUERY_TEST_RESULTS_REPORT_FOR_RELEASE)
        .path("project", project).query("releaseId", &release_id).query("releaseEnvId", &release_env_id))
}

/// `POST {project}/_apis/testresults/resultsummarybyrelease` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn query_test_results_summary_for_releases(
    project: &ProjectRef, body: &[ReleaseReference],
) -> Op<List<TestResultSummary>> {
    Op::new(&meta::QUERY_TEST_RESULTS_SUMMARY_FOR_RELEASES).path("project", project).json(body)
}

params! { QueryTestSummaryByRequirement {
    work_item_ids: Vec<i64> = "workItemIds",
} }

/// `POST {project}/_apis/testresults/resultsummarybyrequirement` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn query_test_summary_by_requirement(
    project: &ProjectRef, body: &TestResultsContext, params: QueryTestSummaryByRequirement,
) -> Op<List<TestSummaryForWorkItem>> {
    params.add_to(Op::new(&meta::QUERY_TEST_SUMMARY_BY_REQUIREMENT).path("project", project).json(body))
}

/// `POST {project}/_apis/testresults/resulttrendbybuild` · 7.1-preview.1
#[inline]
pub fn query_result_trend_for_build(
    project: &ProjectRef, body: &TestResultTrendFilter,
) -> Op<List<AggregatedDataForResultTrend>> {
    Op::new(&meta::QUERY_RESULT_TREND_FOR_BUILD).path("project", project).json(body)
}

/// `POST {project}/_apis/testresults/resulttrendbyrelease` · 7.1-preview.1
#[inline]
pub fn query_result_trend_for_release(
    project: &ProjectRef, body: &TestResultTrendFilter,
) -> Op<List<AggregatedDataForResultTrend>> {
    Op::new(&meta::QUERY_RESULT_TREND_FOR_RELEASE).path("project", project).json(body)
}

/// `POST {project}/_apis/testresults/runs` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_test_run(project: &ProjectRef, body: &RunCreateModel) -> Op<TestRun> {
    Op::new(&meta::CREATE_TEST_RUN).path("project", project).json(body)
}

params! { GetTestRuns {
    build_uri: String = "buildUri",
    owner: String = "owner",
    tmi_run_id: String = "tmiRunId",
    plan_id: i64 = "planId",
    include_run_details: bool = "includeRunDetails",
    automated: bool = "automated",
    skip: i64 = "$skip",
    top: i64 = "$top",
} }

/// `GET {project}/_apis/testresults/runs` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_runs(project: &ProjectRef, params: GetTestRuns) -> Op<List<TestRun>> {
    params.add_to(Op::new(&meta::GET_TEST_RUNS).path("project", project))
}

/// `DELETE {project}/_apis/testresults/runs/{runId}` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn delete_test_run(project: &ProjectRef, run_id: RunId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_RUN).path("project", project).path("runId", &run_id)
}

params! { GetTestRunById {
    include_details: bool = "includeDetails",
    include_tags: bool = "includeTags",
} }

/// `GET {project}/_apis/testresults/runs/{runId}` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_by_id(project: &ProjectRef, run_id: RunId, params: GetTestRunById) -> Op<TestRun> {
    params.add_to(Op::new(&meta::GET_TEST_RUN_BY_ID).path("project", project).path("runId", &run_id))
}

/// `PATCH {project}/_apis/testresults/runs/{runId}` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn update_test_run(project: &ProjectRef, run_id: RunId, body: &RunUpdateModel) -> Op<TestRun> {
    Op::new(&meta::UPDATE_TEST_RUN).path("project", project).path("runId", &run_id).json(body)
}

/// `POST {project}/_apis/testresults/runs/{runId}/attachments` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_test_run_attachment(
    project: &ProjectRef, run_id: RunId, body: &TestAttachmentRequestModel,
) -> Op<TestAttachmentReference> {
    Op::new(&meta::CREATE_TEST_RUN_ATTACHMENT).path("project", project).path("runId", &run_id).json(body)
}

/// `GET {project}/_apis/testresults/runs/{runId}/attachments` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_attachments(project: &ProjectRef, run_id: RunId) -> Op<List<TestAttachment>> {
    Op::new(&meta::GET_TEST_RUN_ATTACHMENTS).path("project", project).path("runId", &run_id)
}

/// `DELETE {project}/_apis/testresults/runs/{runId}/attachments/{attachmentId}` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn delete_test_run_attachment(project: &ProjectRef, run_id: RunId, attachment_id: AttachmentId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_RUN_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("attachmentId", &attachment_id)
}

/// `GET {project}/_apis/testresults/runs/{runId}/attachments/{attachmentId}` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_attachment(project: &ProjectRef, run_id: RunId, attachment_id: AttachmentId) -> Op<Content> {
    Op::new(&meta::GET_TEST_RUN_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("attachmentId", &attachment_id).accept("*/*")
}

/// `GET {project}/_apis/testresults/runs/{runId}/codecoverage` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_code_coverage(project: &ProjectRef, run_id: RunId, flags: i64) -> Op<List<TestRunCoverage>> {
    Op::new(&meta::GET_TEST_RUN_CODE_COVERAGE)
        .path("project", project).path("runId", &run_id).query("flags", &flags)
}

/// `GET {project}/_apis/testresults/runs/{runId}/messagelogs` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_message_logs(project: &ProjectRef, run_id: RunId) -> Op<List<TestMessageLogDetails>> {
    Op::new(&meta::GET_TEST_RUN_MESSAGE_LOGS).path("project", project).path("runId", &run_id)
}

/// `POST {project}/_apis/testresults/runs/{runId}/resultdocument` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn publish_test_result_document(
    project: &ProjectRef, run_id: RunId, body: &TestResultDocument,
) -> Op<TestResultDocument> {
    Op::new(&meta::PUBLISH_TEST_RESULT_DOCUMENT).path("project", project).path("runId", &run_id).json(body)
}

/// `POST {project}/_apis/testresults/runs/{runId}/results` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn add_test_results_to_test_run(
    project: &ProjectRef, run_id: RunId, body: &[TestCaseResult],
) -> Op<List<TestCaseResult>> {
    Op::new(&meta::ADD_TEST_RESULTS_TO_TEST_RUN).path("project", project).path("runId", &run_id).json(body)
}

params! { GetTestResults {
    details_to_include: ResultDetails = "detailsToInclude",
    skip: i64 = "$skip",
    top: i64 = "$top",
    outcomes: Vec<String> = "outcomes",
    new_tests_only: bool = "$newTestsOnly",
} }

/// `GET {project}/_apis/testresults/runs/{runId}/results` · 7.1-preview.2 · `vso.test`
#[inline]
pub fn get_test_results(project: &ProjectRef, run_id: RunId, params: GetTestResults) -> Op<List<TestCaseResult>> {
    params.add_to(Op::new(&meta::GET_TEST_RESULTS).path("project", project).path("runId", &run_id))
}

/// `PATCH {project}/_apis/testresults/runs/{runId}/results` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn update_test_results(
    project: &ProjectRef, run_id: RunId, body: &[TestCaseResult],
) -> Op<List<TestCaseResult>> {
    Op::new(&meta::UPDATE_TEST_RESULTS).path("project", project).path("runId", &run_id).json(body)
}

params! { GetTestResultLogs {
    directory_path: String = "directoryPath",
    file_name_prefix: String = "fileNamePrefix",
    fetch_meta_data: bool = "fetchMetaData",
    top: i64 = "top",
    continuation_token: String = header "continuationToken",
} }

/// `GET {project}/_apis/testresults/runs/{runId}/results/{resultId}/testlog` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_result_logs(
    project: &ProjectRef, run_id: RunId, result_id: ResultId, r#type: &TestLogType, params: GetTestResultLogs,
) -> Op<List<TestLog>> {
    params.add_to(Op::new(&meta::GET_TEST_RESULT_LOGS)
        .path("project", project).path("runId", &run_id).path("resultId", &result_id).query("type", r#type))
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{resultId}/testlogstoreendpoint` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_log_store_endpoint_details_for_result_log(
    project: &ProjectRef, run_id: RunId, result_id: ResultId, r#type: &TestLogType, file_path: &str,
) -> Op<TestLogStoreEndpointDetails> {
    Op::new(&meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RESULT_LOG)
        .path("project", project).path("runId", &run_id).path("resultId", &result_id).query("type", r#type)
        .query("filePath", file_path)
}

/// `POST {project}/_apis/testresults/runs/{runId}/results/{resultId}/testlogstoreendpoint` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn test_log_store_endpoint_details_for_result(
    project: &ProjectRef, run_id: RunId, result_id: ResultId, sub_result_id: i64, file_path: &str,
    r#type: &TestLogType,
) -> Op<TestLogStoreEndpointDetails> {
    Op::new(&meta::TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RESULT)
        .path("project", project).path("runId", &run_id).path("resultId", &result_id)
        .query("subResultId", &sub_result_id).query("filePath", file_path).query("type", r#type)
}

/// `POST {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_test_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, body: &TestAttachmentRequestModel,
) -> Op<TestAttachmentReference> {
    Op::new(&meta::CREATE_TEST_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id).json(body)
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_result_attachments(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId,
) -> Op<List<TestAttachment>> {
    Op::new(&meta::GET_TEST_RESULT_ATTACHMENTS)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
}

/// `DELETE {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn delete_test_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, attachment_id: AttachmentId,
) -> Op<()> {
    Op::new(&meta::DELETE_TEST_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .path("attachmentId", &attachment_id)
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, attachment_id: AttachmentId,
) -> Op<Content> {
    Op::new(&meta::GET_TEST_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .path("attachmentId", &attachment_id).accept("*/*")
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/bugs` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_bugs_linked_to_test_result(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId,
) -> Op<List<WorkItemReference>> {
    Op::new(&meta::GET_BUGS_LINKED_TO_TEST_RESULT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/workitems` · 7.1-preview.2 · `vso.test`
#[inline]
pub fn get_test_result_work_items_by_id(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId,
) -> Op<List<WorkItemReference>> {
    Op::new(&meta::GET_TEST_RESULT_WORK_ITEMS_BY_ID)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
}

params! { GetTestResultById {
    details_to_include: ResultDetails = "detailsToInclude",
} }

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testResultId}` · 7.1-preview.2 · `vso.test`
#[inline]
pub fn get_test_result_by_id(
    project: &ProjectRef, run_id: RunId, test_result_id: TestResultId, params: GetTestResultById,
) -> Op<TestCaseResult> {
    params.add_to(Op::new(&meta::GET_TEST_RESULT_BY_ID)
        .path("project", project).path("runId", &run_id).path("testResultId", &test_result_id))
}

params! { GetSimilarTestResults {
    top: i64 = "$top",
    continuation_token: String = header "continuationToken",
} }

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testResultId}/similartestresults` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_similar_test_results(
    project: &ProjectRef, run_id: RunId, test_result_id: TestResultId, test_sub_result_id: i64,
    params: GetSimilarTestResults,
) -> Op<List<TestCaseResult>> {
    params.add_to(Op::new(&meta::GET_SIMILAR_TEST_RESULTS)
        .path("project", project).path("runId", &run_id).path("testResultId", &test_result_id)
        .query("testSubResultId", &test_sub_result_id))
}

/// `GET {project}/_apis/testresults/runs/{runId}/runsummary` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_summary_by_outcome(project: &ProjectRef, run_id: RunId) -> Op<TestRunStatistic> {
    Op::new(&meta::GET_TEST_RUN_SUMMARY_BY_OUTCOME).path("project", project).path("runId", &run_id)
}

/// `GET {project}/_apis/testresults/runs/{runId}/statistics` · 7.1 · `vso.test`
#[inline]
pub fn get_test_run_statistics(project: &ProjectRef, run_id: RunId) -> Op<TestRunStatistic> {
    Op::new(&meta::GET_TEST_RUN_STATISTICS).path("project", project).path("runId", &run_id)
}

/// `PATCH {project}/_apis/testresults/runs/{runId}/tags` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn update_test_run_tags(project: &ProjectRef, run_id: RunId, body: &TestTagsUpdateModel) -> Op<List<TestTag>> {
    Op::new(&meta::UPDATE_TEST_RUN_TAGS).path("project", project).path("runId", &run_id).json(body)
}

/// `POST {project}/_apis/testresults/runs/{runId}/testattachments` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_test_run_log_store_attachment(
    project: &ProjectRef, run_id: RunId, body: &TestAttachmentRequestModel,
) -> Op<TestLogStoreAttachmentReference> {
    Op::new(&meta::CREATE_TEST_RUN_LOG_STORE_ATTACHMENT).path("project", project).path("runId", &run_id).json(body)
}

/// `DELETE {project}/_apis/testresults/runs/{runId}/testattachments` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn delete_test_run_log_store_attachment(project: &ProjectRef, run_id: RunId, filename: &str) -> Op<()> {
    Op::new(&meta::DELETE_TEST_RUN_LOG_STORE_ATTACHMENT)
        .path("project", project).path("runId", &run_id).query("filename", filename)
}

/// `GET {project}/_apis/testresults/runs/{runId}/testattachments` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_log_store_attachments(
    project: &ProjectRef, run_id: RunId,
) -> Op<List<TestLogStoreAttachment>> {
    Op::new(&meta::GET_TEST_RUN_LOG_STORE_ATTACHMENTS).path("project", project).path("runId", &run_id)
}

params! { GetTestRunLogs {
    directory_path: String = "directoryPath",
    file_name_prefix: String = "fileNamePrefix",
    fetch_meta_data: bool = "fetchMetaData",
    top: i64 = "top",
    continuation_token: String = header "continuationToken",
} }

/// `GET {project}/_apis/testresults/runs/{runId}/testlog` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_logs(
    project: &ProjectRef, run_id: RunId, r#type: &TestLogType, params: GetTestRunLogs,
) -> Op<List<TestLog>> {
    params.add_to(Op::new(&meta::GET_TEST_RUN_LOGS)
        .path("project", project).path("runId", &run_id).query("type", r#type))
}

/// `GET {project}/_apis/testresults/runs/{runId}/testlogstoreendpoint` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_log_store_endpoint_details_for_run_log(
    project: &ProjectRef, run_id: RunId, r#type: &TestLogType, file_path: &str,
) -> Op<TestLogStoreEndpointDetails> {
    Op::new(&meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RUN_LOG)
        .path("project", project).path("runId", &run_id).query("type", r#type).query("filePath", file_path)
}

params! { TestLogStoreEndpointDetailsForRun {
    file_path: String = "filePath",
    r#type: TestLogType = "type",
} }

/// `POST {project}/_apis/testresults/runs/{runId}/testlogstoreendpoint` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn test_log_store_endpoint_details_for_run(
    project: &ProjectRef, run_id: RunId, test_log_store_operation_type: &TestLogStoreOperationType,
    params: TestLogStoreEndpointDetailsForRun,
) -> Op<TestLogStoreEndpointDetails> {
    params.add_to(Op::new(&meta::TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RUN)
        .path("project", project).path("runId", &run_id)
        .query("testLogStoreOperationType", test_log_store_operation_type))
}

params! { GetTestResultsSettings {
    settings_type: TestResultsSettingsType = "settingsType",
} }

/// `GET {project}/_apis/testresults/settings` · 7.1-preview.3
#[inline]
pub fn get_test_results_settings(project: &ProjectRef, params: GetTestResultsSettings) -> Op<TestResultsSettings> {
    params.add_to(Op::new(&meta::GET_TEST_RESULTS_SETTINGS).path("project", project))
}

/// `PATCH {project}/_apis/testresults/settings` · 7.1-preview.3
#[inline]
pub fn update_pipelines_test_settings(
    project: &ProjectRef, body: &TestResultsUpdateSettings,
) -> Op<TestResultsSettings> {
    Op::new(&meta::UPDATE_PIPELINES_TEST_SETTINGS).path("project", project).json(body)
}

/// `GET {project}/_apis/testresults/tags` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_tags_for_build(project: &ProjectRef, build_id: i64) -> Op<List<TestTag>> {
    Op::new(&meta::GET_TEST_TAGS_FOR_BUILD).path("project", project).query("buildId", &build_id)
}

/// `GET {project}/_apis/testresults/tagsummary` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_tag_summary_for_build(project: &ProjectRef, build_id: i64) -> Op<TestTagSummary> {
    Op::new(&meta::GET_TEST_TAG_SUMMARY_FOR_BUILD).path("project", project).query("buildId", &build_id)
}

/// `POST {project}/_apis/testresults/testfailuretype` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_failure_type(
    project: &ProjectRef, body: &TestResultFailureTypeRequestModel,
) -> Op<TestResultFailureType> {
    Op::new(&meta::CREATE_FAILURE_TYPE).path("project", project).json(body)
}

/// `GET {project}/_apis/testresults/testfailuretype` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_failure_types(project: &ProjectRef) -> Op<List<TestResultFailureType>> {
    Op::new(&meta::GET_FAILURE_TYPES).path("project", project)
}

/// `DELETE {project}/_apis/testresults/testfailuretype/{failureTypeId}` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn delete_failure_type(project: &ProjectRef, failure_type_id: FailureTypeId) -> Op<()> {
    Op::new(&meta::DELETE_FAILURE_TYPE).path("project", project).path("failureTypeId", &failure_type_id)
}

params! { GetTestLogsForBuild {
    directory_path: String = "directoryPath",
    file_name_prefix: String = "fileNamePrefix",
    fetch_meta_data: bool = "fetchMetaData",
    top: i64 = "top",
    continuation_token: String = header "continuationToken",
} }

/// `GET {project}/_apis/testresults/testlog` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_logs_for_build(
    project: &ProjectRef, build_id: i64, r#type: &TestLogType, params: GetTestLogsForBuild,
) -> Op<List<TestLog>> {
    params.add_to(Op::new(&meta::GET_TEST_LOGS_FOR_BUILD)
        .path("project", project).query("buildId", &build_id).query("type", r#type))
}

/// `GET {project}/_apis/testresults/testlogstoreendpoint` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_log_store_endpoint_details_for_build_log(
    project: &ProjectRef, build: i64, r#type: &TestLogType, file_path: &str,
) -> Op<TestLogStoreEndpointDetails> {
    Op::new(&meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_BUILD_LOG)
        .path("project", project).query("build", &build).query("type", r#type).query("filePath", file_path)
}

/// `POST {project}/_apis/testresults/testlogstoreendpoint` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn test_log_store_endpoint_details_for_build(
    project: &ProjectRef, build_id: i64, test_log_store_operation_type: &TestLogStoreOperationType,
) -> Op<TestLogStoreEndpointDetails> {
    Op::new(&meta::TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_BUILD)
        .path("project", project).query("buildId", &build_id)
        .query("testLogStoreOperationType", test_log_store_operation_type)
}

/// `POST {project}/_apis/testresults/testmethods/workitems` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn add_work_item_to_test_links(project: &ProjectRef, body: &WorkItemToTestLinks) -> Op<WorkItemToTestLinks> {
    Op::new(&meta::ADD_WORK_ITEM_TO_TEST_LINKS).path("project", project).json(body)
}

/// `DELETE {project}/_apis/testresults/testmethods/workitems` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn delete_test_method_to_work_item_link(project: &ProjectRef, test_name: &str, work_item_id: i64) -> Op<bool> {
    Op::new(&meta::DELETE_TEST_METHOD_TO_WORK_ITEM_LINK)
        .path("project", project).query("testName", test_name).query("workItemId", &work_item_id)
}

/// `POST {project}/_apis/testresults/testsettings` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_test_settings(project: &ProjectRef, body: &TestSettings) -> Op<i64> {
    Op::new(&meta::CREATE_TEST_SETTINGS).path("project", project).json(body)
}

/// `DELETE {project}/_apis/testresults/testsettings` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn delete_test_settings(project: &ProjectRef, test_settings_id: i64) -> Op<()> {
    Op::new(&meta::DELETE_TEST_SETTINGS).path("project", project).query("testSettingsId", &test_settings_id)
}

/// `GET {project}/_apis/testresults/testsettings` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_settings_by_id(project: &ProjectRef, test_settings_id: i64) -> Op<TestSettings> {
    Op::new(&meta::GET_TEST_SETTINGS_BY_ID).path("project", project).query("testSettingsId", &test_settings_id)
}

/// `POST {project}/_apis/testresults/uploadbuildattachments/{buildId}` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_build_attachment_in_log_store(
    project: &ProjectRef, build_id: BuildId, body: &TestAttachmentRequestModel,
) -> Op<()> {
    Op::new(&meta::CREATE_BUILD_ATTACHMENT_IN_LOG_STORE)
        .path("project", project).path("buildId", &build_id).json(body)
}

/// `GET {project}/_apis/testresults/codecoverage` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_build_code_coverage(project: &ProjectRef, build_id: i64, flags: i64) -> Op<List<BuildCoverage>> {
    Op::new(&meta::GET_BUILD_CODE_COVERAGE)
        .path("project", project).query("buildId", &build_id).query("flags", &flags)
}

params! { QueryTestRuns {
    state: TestRunState = "state",
    plan_ids: Vec<i64> = "planIds",
    is_automated: bool = "isAutomated",
    publish_context: TestRunPublishContext = "publishContext",
    build_ids: Vec<i64> = "buildIds",
    build_def_ids: Vec<i64> = "buildDefIds",
    branch_name: String = "branchName",
    release_ids: Vec<i64> = "releaseIds",
    release_def_ids: Vec<i64> = "releaseDefIds",
    release_env_ids: Vec<i64> = "releaseEnvIds",
    release_env_def_ids: Vec<i64> = "releaseEnvDefIds",
    run_title: String = "runTitle",
    top: i64 = "$top",
    continuation_token: String = "continuationToken",
    sort_order: TestRunSortOrderType = "$sortOrder",
} }

/// `GET {project}/_apis/testresults/runs` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn query_test_runs(
    project: &ProjectRef, min_last_updated_date: &DateTime, max_last_updated_date: &DateTime, params: QueryTestRuns,
) -> Op<List<TestRun>> {
    params.add_to(Op::new(&meta::QUERY_TEST_RUNS)
        .path("project", project).query("minLastUpdatedDate", min_last_updated_date)
        .query("maxLastUpdatedDate", max_last_updated_date))
}

params! { GetTestSubResultLogs {
    directory_path: String = "directoryPath",
    file_name_prefix: String = "fileNamePrefix",
    fetch_meta_data: bool = "fetchMetaData",
    top: i64 = "top",
    continuation_token: String = header "continuationToken",
} }

/// `GET {project}/_apis/testresults/runs/{runId}/results/{resultId}/testlog` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_sub_result_logs(
    project: &ProjectRef, run_id: RunId, result_id: ResultId, sub_result_id: i64, r#type: &TestLogType,
    params: GetTestSubResultLogs,
) -> Op<List<TestLog>> {
    params.add_to(Op::new(&meta::GET_TEST_SUB_RESULT_LOGS)
        .path("project", project).path("runId", &run_id).path("resultId", &result_id)
        .query("subResultId", &sub_result_id).query("type", r#type))
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{resultId}/testlogstoreendpoint` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_log_store_endpoint_details_for_sub_result_log(
    project: &ProjectRef, run_id: RunId, result_id: ResultId, sub_result_id: i64, r#type: &TestLogType,
    file_path: &str,
) -> Op<TestLogStoreEndpointDetails> {
    Op::new(&meta::GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_SUB_RESULT_LOG)
        .path("project", project).path("runId", &run_id).path("resultId", &result_id)
        .query("subResultId", &sub_result_id).query("type", r#type).query("filePath", file_path)
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_sub_result_attachments(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, test_sub_result_id: i64,
) -> Op<List<TestAttachment>> {
    Op::new(&meta::GET_TEST_SUB_RESULT_ATTACHMENTS)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .query("testSubResultId", &test_sub_result_id)
}

/// `POST {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_test_sub_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, test_sub_result_id: i64,
    body: &TestAttachmentRequestModel,
) -> Op<TestAttachmentReference> {
    Op::new(&meta::CREATE_TEST_SUB_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .query("testSubResultId", &test_sub_result_id).json(body)
}

params! { CreateTestIterationResultAttachment {
    action_path: String = "actionPath",
} }

/// `POST {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments` · 7.1-preview.1 · `vso.test_write`
#[inline]
pub fn create_test_iteration_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, iteration_id: i64,
    body: &TestAttachmentRequestModel, params: CreateTestIterationResultAttachment,
) -> Op<TestAttachmentReference> {
    params.add_to(Op::new(&meta::CREATE_TEST_ITERATION_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .query("iterationId", &iteration_id).json(body))
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_sub_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, attachment_id: AttachmentId,
    test_sub_result_id: i64,
) -> Op<Content> {
    Op::new(&meta::GET_TEST_SUB_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .path("attachmentId", &attachment_id).query("testSubResultId", &test_sub_result_id).accept("*/*")
}

/// `GET {project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_iteration_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, attachment_id: AttachmentId,
    iteration_id: i64,
) -> Op<Content> {
    Op::new(&meta::GET_TEST_ITERATION_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .path("attachmentId", &attachment_id).query("iterationId", &iteration_id).accept("*/*")
}

/// `GET {project}/_apis/testresults/runs/{runId}/testattachments` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_run_log_store_attachment(project: &ProjectRef, run_id: RunId, filename: &str) -> Op<Content> {
    Op::new(&meta::GET_TEST_RUN_LOG_STORE_ATTACHMENT)
        .path("project", project).path("runId", &run_id).query("filename", filename).accept("*/*")
}

/// `GET {project}/_apis/testresults/tags` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_tags_for_release(project: &ProjectRef, release_id: i64, release_env_id: i64) -> Op<List<TestTag>> {
    Op::new(&meta::GET_TEST_TAGS_FOR_RELEASE)
        .path("project", project).query("releaseId", &release_id).query("releaseEnvId", &release_env_id)
}

/// `GET {project}/_apis/testresults/tagsummary` · 7.1-preview.1 · `vso.test`
#[inline]
pub fn get_test_tag_summary_for_release(
    project: &ProjectRef, release_id: i64, release_env_id: i64,
) -> Op<TestTagSummary> {
    Op::new(&meta::GET_TEST_TAG_SUMMARY_FOR_RELEASE)
        .path("project", project).query("releaseId", &release_id).query("releaseEnvId", &release_env_id)
}

/// `POST {project}/_apis/testresults/testmethods/workitems` · 7.1-preview.2 · `vso.test_write`
#[inline]
pub fn query_test_method_linked_work_items(project: &ProjectRef, test_name: &str) -> Op<TestToWorkItemLinks> {
    Op::new(&meta::QUERY_TEST_METHOD_LINKED_WORK_ITEMS).path("project", project).query("testName", test_name)
}

/// `GET {project}/_apis/testresults/codecoverage/sourceview` · 7.2-preview.1 · `vso.test`
#[inline]
pub fn fetch_source_code_coverage_report(
    project: &ProjectRef, build_id: i64,
) -> Op<List<SourceViewBuildCoverage>> {
    Op::new(&meta::FETCH_SOURCE_CODE_COVERAGE_REPORT).path("project", project).query("buildId", &build_id)
}

/// `POST {project}/_apis/testresults/extensionfields` · 7.2-preview.1 · `vso.test_write`
#[inline]
pub fn add_custom_fields(
    project: &ProjectRef, body: &[CustomTestFieldDefinition],
) -> Op<List<CustomTestFieldDefinition>> {
    Op::new(&meta::ADD_CUSTOM_FIELDS).path("project", project).json(body)
}

/// `GET {project}/_apis/testresults/extensionfields` · 7.2-preview.1 · `vso.test`
#[inline]
pub fn query_custom_fields(
    project: &ProjectRef, scope_filter: &CustomTestFieldScope,
) -> Op<List<CustomTestFieldDefinition>> {
    Op::new(&meta::QUERY_CUSTOM_FIELDS).path("project", project).query("scopeFilter", scope_filter)
}

/// `PATCH {project}/_apis/testresults/extensionfields` · 7.2-preview.1 · `vso.test_write`
#[inline]
pub fn update_custom_field(
    project: &ProjectRef, body: &CustomTestFieldUpdateDefinition,
) -> Op<CustomTestFieldDefinition> {
    Op::new(&meta::UPDATE_CUSTOM_FIELD).path("project", project).json(body)
}

/// `DELETE {project}/_apis/testresults/extensionfields/{testExtensionFieldId}` · 7.2-preview.1 · `vso.test_write`
#[inline]
pub fn delete_custom_field_by_id(project: &ProjectRef, test_extension_field_id: TestExtensionFieldId) -> Op<()> {
    Op::new(&meta::DELETE_CUSTOM_FIELD_BY_ID)
        .path("project", project).path("testExtensionFieldId", &test_extension_field_id)
}

/// `GET {project}/_apis/testresults/testai/completegithubauth` · 7.2-preview.1 · `vso.test_write`
#[inline]
pub fn complete_git_hub_auth(project: &ProjectRef, code: &str) -> Op<String> {
    Op::new(&meta::COMPLETE_GIT_HUB_AUTH).path("project", project).query("code", code)
}

/// `GET {project}/_apis/testresults/flakytestresults/builddefinition` · 7.1-preview.1
#[inline]
pub fn get_flaky_test_results_by_build_definition_id(
    project: &ProjectRef, build_definition_id: i64, min_build_created_date: &DateTime,
) -> Op<List<TestCaseResult>> {
    Op::new(&meta::GET_FLAKY_TEST_RESULTS_BY_BUILD_DEFINITION_ID)
        .path("project", project).query("buildDefinitionId", &build_definition_id)
        .query("minBuildCreatedDate", min_build_created_date)
}

/// `GET {project}/_apis/testresults/flakytestresults/runs/{runId}` · 7.1-preview.1
#[inline]
pub fn get_flaky_test_results_by_test_run(project: &ProjectRef, run_id: RunId) -> Op<List<TestCaseResult>> {
    Op::new(&meta::GET_FLAKY_TEST_RESULTS_BY_TEST_RUN).path("project", project).path("runId", &run_id)
}

/// `POST {project}/_apis/testresults/testsession/session` · 7.1
#[inline]
pub fn create_test_session(project: &ProjectRef, body: &TestResultsSession) -> Op<i64> {
    Op::new(&meta::CREATE_TEST_SESSION).path("project", project).json(body)
}

/// `GET {project}/_apis/testresults/testsession/session` · 7.1
#[inline]
pub fn get_test_session(project: &ProjectRef, build_id: i64) -> Op<List<TestResultsSession>> {
    Op::new(&meta::GET_TEST_SESSION).path("project", project).query("buildId", &build_id)
}

/// `GET {project}/_apis/testresults/testsession/session/{sessionId}` · 7.1
#[inline]
pub fn get_test_session_layout(project: &ProjectRef, session_id: &SessionIdText) -> Op<List<Json>> {
    Op::new(&meta::GET_TEST_SESSION_LAYOUT).path("project", project).path("sessionId", session_id)
}

/// `PATCH {project}/_apis/testresults/testsession/session/{sessionId}` · 7.1
#[inline]
pub fn update_test_session(project: &ProjectRef, session_id: SessionId, body: &TestResultsSession) -> Op<i64> {
    Op::new(&meta::UPDATE_TEST_SESSION).path("project", project).path("sessionId", &session_id).json(body)
}
