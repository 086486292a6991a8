// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET {project}/_apis/test/codecoverage` · 7.1 · `vso.test`
#[inline]
pub fn get_build_code_coverage(project: &ProjectRef, build_id: i64, flags: i64) -> Op<List<BuildCoverage>> {
    Op::new(&meta::GET_BUILD_CODE_COVERAGE)
        .path("project", project).query("buildId", &build_id).query("flags", &flags)
}

params! { GetPoints {
    wit_fields: String = "witFields",
    configuration_id: String = "configurationId",
    test_case_id: String = "testCaseId",
    test_point_ids: String = "testPointIds",
    include_point_details: bool = "includePointDetails",
    skip: i64 = "$skip",
    top: i64 = "$top",
} }

/// `GET {project}/_apis/test/Plans/{planId}/Suites/{suiteId}/points` · 7.1 · `vso.test`
#[inline]
pub fn get_points(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, params: GetPoints,
) -> Op<List<TestPoint>> {
    params.add_to(Op::new(&meta::GET_POINTS)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id))
}

params! { GetPoint {
    wit_fields: String = "witFields",
} }

/// `GET {project}/_apis/test/Plans/{planId}/Suites/{suiteId}/points/{pointIds}` · 7.1 · `vso.test`
#[inline]
pub fn get_point(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, point_ids: PointIds, params: GetPoint,
) -> Op<TestPoint> {
    params.add_to(Op::new(&meta::GET_POINT)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).path("pointIds", &point_ids))
}

/// `PATCH {project}/_apis/test/Plans/{planId}/Suites/{suiteId}/points/{pointIds}` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_points(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, point_ids: &PointIdsText, body: &PointUpdateModel,
) -> Op<List<TestPoint>> {
    Op::new(&meta::UPDATE_TEST_POINTS)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).path("pointIds", point_ids)
        .json(body)
}

/// `GET {project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases` · 7.1 · `vso.test`
#[inline]
pub fn get_test_cases(project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId) -> Op<List<SuiteTestCase>> {
    Op::new(&meta::GET_TEST_CASES).path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
}

/// `POST {project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}` · 7.1 · `vso.test_write`
#[inline]
pub fn add_test_cases_to_suite(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, test_case_ids: &TestCaseIdsText,
) -> Op<List<SuiteTestCase>> {
    Op::new(&meta::ADD_TEST_CASES_TO_SUITE)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
        .path("testCaseIds", test_case_ids)
}

/// `GET {project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_case_by_id(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, test_case_ids: TestCaseIds,
) -> Op<SuiteTestCase> {
    Op::new(&meta::GET_TEST_CASE_BY_ID)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
        .path("testCaseIds", &test_case_ids)
}

/// `DELETE {project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}` · 7.1 · `vso.test_write`
#[inline]
pub fn remove_test_cases_from_suite_url(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, test_case_ids: &TestCaseIdsText,
) -> Op<()> {
    Op::new(&meta::REMOVE_TEST_CASES_FROM_SUITE_URL)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
        .path("testCaseIds", test_case_ids)
}

/// `PATCH {project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}` · 7.1 · `vso.test_write`
#[inline]
pub fn update_suite_test_cases(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, test_case_ids: &TestCaseIdsText,
    body: &SuiteTestCaseUpdateModel,
) -> Op<List<SuiteTestCase>> {
    Op::new(&meta::UPDATE_SUITE_TEST_CASES)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
        .path("testCaseIds", test_case_ids).json(body)
}

params! { GetPointsByQuery {
    skip: i64 = "$skip",
    top: i64 = "$top",
} }

/// `POST {project}/_apis/test/points` · 7.1 · `vso.test_write`
#[inline]
pub fn get_points_by_query(
    project: &ProjectRef, body: &TestPointsQuery, params: GetPointsByQuery,
) -> Op<TestPointsQuery> {
    params.add_to(Op::new(&meta::GET_POINTS_BY_QUERY).path("project", project).json(body))
}

/// `GET {project}/_apis/test/resultretentionsettings` · 7.1 · `vso.test`
#[inline]
pub fn get_result_retention_settings(project: &ProjectRef) -> Op<ResultRetentionSettings> {
    Op::new(&meta::GET_RESULT_RETENTION_SETTINGS).path("project", project)
}

/// `PATCH {project}/_apis/test/resultretentionsettings` · 7.1 · `vso.test_write`
#[inline]
pub fn update_result_retention_settings(
    project: &ProjectRef, body: &ResultRetentionSettings,
) -> Op<ResultRetentionSettings> {
    Op::new(&meta::UPDATE_RESULT_RETENTION_SETTINGS).path("project", project).json(body)
}

/// `POST {project}/_apis/test/Results/testhistory` · 7.1 · `vso.test_write`
#[inline]
pub fn query_test_history(project: &ProjectRef, body: &TestHistoryQuery) -> Op<TestHistoryQuery> {
    Op::new(&meta::QUERY_TEST_HISTORY).path("project", project).json(body)
}

/// `POST {project}/_apis/test/runs` · 7.1 · `vso.test_write`
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

/// `GET {project}/_apis/test/runs` · 7.1 · `vso.test`
#[inline]
pub fn get_test_runs(project: &ProjectRef, params: GetTestRuns) -> Op<List<TestRun>> {
    params.add_to(Op::new(&meta::GET_TEST_RUNS).path("project", project))
}

/// `DELETE {project}/_apis/test/runs/{runId}` · 7.1 · `vso.test_write`
#[inline]
pub fn delete_test_run(project: &ProjectRef, run_id: RunId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_RUN).path("project", project).path("runId", &run_id)
}

params! { GetTestRunById {
    include_details: bool = "includeDetails",
} }

/// `GET {project}/_apis/test/runs/{runId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_run_by_id(project: &ProjectRef, run_id: RunId, params: GetTestRunById) -> Op<TestRun> {
    params.add_to(Op::new(&meta::GET_TEST_RUN_BY_ID).path("project", project).path("runId", &run_id))
}

/// `PATCH {project}/_apis/test/runs/{runId}` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_run(project: &ProjectRef, run_id: RunId, body: &RunUpdateModel) -> Op<TestRun> {
    Op::new(&meta::UPDATE_TEST_RUN).path("project", project).path("runId", &run_id).json(body)
}

/// `POST {project}/_apis/test/Runs/{runId}/attachments` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_run_attachment(
    project: &ProjectRef, run_id: RunId, body: &TestAttachmentRequestModel,
) -> Op<TestAttachmentReference> {
    Op::new(&meta::CREATE_TEST_RUN_ATTACHMENT).path("project", project).path("runId", &run_id).json(body)
}

/// `GET {project}/_apis/test/Runs/{runId}/attachments` · 7.1 · `vso.test`
#[inline]
pub fn get_test_run_attachments(project: &ProjectRef, run_id: RunId) -> Op<List<TestAttachment>> {
    Op::new(&meta::GET_TEST_RUN_ATTACHMENTS).path("project", project).path("runId", &run_id)
}

/// `GET {project}/_apis/test/Runs/{runId}/attachments/{attachmentId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_run_attachment(project: &ProjectRef, run_id: RunId, attachment_id: AttachmentId) -> Op<Content> {
    Op::new(&meta::GET_TEST_RUN_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("attachmentId", &attachment_id).accept("*/*")
}

/// `GET {project}/_apis/test/Runs/{runId}/codecoverage` · 7.1 · `vso.test`
#[inline]
pub fn get_test_run_code_coverage(project: &ProjectRef, run_id: RunId, flags: i64) -> Op<List<TestRunCoverage>> {
    Op::new(&meta::GET_TEST_RUN_CODE_COVERAGE)
        .path("project", project).path("runId", &run_id).query("flags", &flags)
}

/// `POST {project}/_apis/test/Runs/{runId}/results` · 7.1 · `vso.test_write`
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
} }

/// `GET {project}/_apis/test/Runs/{runId}/results` · 7.1 · `vso.test`
#[inline]
pub fn get_test_results(project: &ProjectRef, run_id: RunId, params: GetTestResults) -> Op<List<TestCaseResult>> {
    params.add_to(Op::new(&meta::GET_TEST_RESULTS).path("project", project).path("runId", &run_id))
}

/// `PATCH {project}/_apis/test/Runs/{runId}/results` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_results(
    project: &ProjectRef, run_id: RunId, body: &[TestCaseResult],
) -> Op<List<TestCaseResult>> {
    Op::new(&meta::UPDATE_TEST_RESULTS).path("project", project).path("runId", &run_id).json(body)
}

params! { GetTestResultById {
    details_to_include: ResultDetails = "detailsToInclude",
} }

/// `GET {project}/_apis/test/Runs/{runId}/results/{testCaseResultId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_result_by_id(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, params: GetTestResultById,
) -> Op<TestCaseResult> {
    params.add_to(Op::new(&meta::GET_TEST_RESULT_BY_ID)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id))
}

/// `POST {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, body: &TestAttachmentRequestModel,
) -> Op<TestAttachmentReference> {
    Op::new(&meta::CREATE_TEST_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id).json(body)
}

/// `GET {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments` · 7.1 · `vso.test`
#[inline]
pub fn get_test_result_attachments(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId,
) -> Op<List<TestAttachment>> {
    Op::new(&meta::GET_TEST_RESULT_ATTACHMENTS)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
}

/// `GET {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments/{attachmentId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, attachment_id: AttachmentId,
) -> Op<Content> {
    Op::new(&meta::GET_TEST_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .path("attachmentId", &attachment_id).accept("*/*")
}

params! { GetTestIterations {
    include_action_results: bool = "includeActionResults",
} }

/// `GET {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/iterations` · 7.1 · `vso.test`
#[inline]
pub fn get_test_iterations(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, params: GetTestIterations,
) -> Op<List<TestIterationDetailsModel>> {
    params.add_to(Op::new(&meta::GET_TEST_ITERATIONS)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id))
}

params! { GetTestIteration {
    include_action_results: bool = "includeActionResults",
} }

/// `GET {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/iterations/{iterationId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_iteration(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, iteration_id: IterationId,
    params: GetTestIteration,
) -> Op<TestIterationDetailsModel> {
    params.add_to(Op::new(&meta::GET_TEST_ITERATION)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .path("iterationId", &iteration_id))
}

/// `GET {project}/_apis/test/runs/{runId}/Statistics` · 7.1 · `vso.test`
#[inline]
pub fn get_test_run_statistics(project: &ProjectRef, run_id: RunId) -> Op<TestRunStatistic> {
    Op::new(&meta::GET_TEST_RUN_STATISTICS).path("project", project).path("runId", &run_id)
}

/// `DELETE {project}/_apis/test/testcases/{testCaseId}` · 7.1 · `vso.test_write`
#[inline]
pub fn delete_test_case(project: &ProjectRef, test_case_id: TestCaseId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_CASE).path("project", project).path("testCaseId", &test_case_id)
}

/// `POST {project}/{team?}/_apis/test/session` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_session(project: &ProjectRef, team: Option<&TeamRef>, body: &TestSession) -> Op<TestSession> {
    Op::new(&meta::CREATE_TEST_SESSION).path("project", project).path_opt("team", team).json(body)
}

params! { GetTestSessions {
    period: i64 = "period",
    all_sessions: bool = "allSessions",
    include_all_properties: bool = "includeAllProperties",
    source: TestSessionSource = "source",
    include_only_completed_sessions: bool = "includeOnlyCompletedSessions",
} }

/// `GET {project}/{team?}/_apis/test/session` · 7.1 · `vso.test`
#[inline]
pub fn get_test_sessions(
    project: &ProjectRef, team: Option<&TeamRef>, params: GetTestSessions,
) -> Op<List<TestSession>> {
    params.add_to(Op::new(&meta::GET_TEST_SESSIONS).path("project", project).path_opt("team", team))
}

/// `PATCH {project}/{team?}/_apis/test/session` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_session(project: &ProjectRef, team: Option<&TeamRef>, body: &TestSession) -> Op<TestSession> {
    Op::new(&meta::UPDATE_TEST_SESSION).path("project", project).path_opt("team", team).json(body)
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
} }

/// `GET {project}/_apis/test/runs` · 7.1 · `vso.test`
#[inline]
pub fn query_test_runs(
    project: &ProjectRef, min_last_updated_date: &DateTime, max_last_updated_date: &DateTime, params: QueryTestRuns,
) -> Op<List<TestRun>> {
    params.add_to(Op::new(&meta::QUERY_TEST_RUNS)
        .path("project", project).query("minLastUpdatedDate", min_last_updated_date)
        .query("maxLastUpdatedDate", max_last_updated_date))
}

/// `GET {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments` · 7.1 · `vso.test`
#[inline]
pub fn get_test_sub_result_attachments(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, test_sub_result_id: i64,
) -> Op<List<TestAttachment>> {
    Op::new(&meta::GET_TEST_SUB_RESULT_ATTACHMENTS)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .query("testSubResultId", &test_sub_result_id)
}

/// `POST {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_sub_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, test_sub_result_id: i64,
    body: &TestAttachmentRequestModel,
) -> Op<TestAttachmentReference> {
    Op::new(&meta::CREATE_TEST_SUB_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .query("testSubResultId", &test_sub_result_id).json(body)
}

/// `GET {project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments/{attachmentId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_sub_result_attachment(
    project: &ProjectRef, run_id: RunId, test_case_result_id: TestCaseResultId, attachment_id: AttachmentId,
    test_sub_result_id: i64,
) -> Op<Content> {
    Op::new(&meta::GET_TEST_SUB_RESULT_ATTACHMENT)
        .path("project", project).path("runId", &run_id).path("testCaseResultId", &test_case_result_id)
        .path("attachmentId", &attachment_id).query("testSubResultId", &test_sub_result_id).accept("*/*")
}
