// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `test`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Test").area_id(Some("c2aa639c-3ccc-4740-b3b6-ce2a1e1d984e")).host(Host::Dev)
}

catalog! {
    GET_BUILD_CODE_COVERAGE = op("test.get_build_code_coverage", Method::GET, "{project}/_apis/test/codecoverage")
        .resource("codeCoverage").api_version("7.1").effect(Effect::Read)
        .location_id(Some("77560e8a-4e8c-4d59-894e-a5f264c24444")).scopes(&["vso.test"])
        .required(&["buildId", "flags"]);
    GET_POINTS = op("test.get_points", Method::GET, "{project}/_apis/test/Plans/{planId}/Suites/{suiteId}/points")
        .resource("points").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3bcfd5c8-be62-488e-b1da-b8289ce9299c")).scopes(&["vso.test"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" }).optional(&[
            "witFields", "configurationId", "testCaseId", "testPointIds", "includePointDetails", "$skip", "$top",
        ]);
    GET_POINT = op("test.get_point", Method::GET, "{project}/_apis/test/Plans/{planId}/Suites/{suiteId}/points/{pointIds}")
        .resource("points").api_version("7.1").effect(Effect::Read)
        .location_id(Some("3bcfd5c8-be62-488e-b1da-b8289ce9299c")).scopes(&["vso.test"]).optional(&["witFields"]);
    UPDATE_TEST_POINTS = op("test.update_test_points", Method::PATCH, "{project}/_apis/test/Plans/{planId}/Suites/{suiteId}/points/{pointIds}")
        .resource("points").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("3bcfd5c8-be62-488e-b1da-b8289ce9299c")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_CASES = op("test.get_test_cases", Method::GET, "{project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases")
        .resource("suites").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a4a1ec1c-b03f-41ca-8857-704594ecf58e")).scopes(&["vso.test"]);
    ADD_TEST_CASES_TO_SUITE = op("test.add_test_cases_to_suite", Method::POST, "{project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}")
        .resource("suites").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a4a1ec1c-b03f-41ca-8857-704594ecf58e")).scopes(&["vso.test_write"]);
    GET_TEST_CASE_BY_ID = op("test.get_test_case_by_id", Method::GET, "{project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}")
        .resource("suites").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a4a1ec1c-b03f-41ca-8857-704594ecf58e")).scopes(&["vso.test"]);
    REMOVE_TEST_CASES_FROM_SUITE_URL = op("test.remove_test_cases_from_suite_url", Method::DELETE, "{project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}")
        .resource("suites").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a4a1ec1c-b03f-41ca-8857-704594ecf58e")).scopes(&["vso.test_write"]).produces(&[]);
    UPDATE_SUITE_TEST_CASES = op("test.update_suite_test_cases", Method::PATCH, "{project}/_apis/test/Plans/{planId}/suites/{suiteId}/testcases/{testCaseIds}")
        .resource("suites").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a4a1ec1c-b03f-41ca-8857-704594ecf58e")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_POINTS_BY_QUERY = op("test.get_points_by_query", Method::POST, "{project}/_apis/test/points")
        .resource("points").api_version("7.1").effect(Effect::Read)
        .location_id(Some("b4264fd0-a5d1-43e2-82a5-b9c46b7da9ce")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).optional(&["$skip", "$top"]);
    GET_RESULT_RETENTION_SETTINGS = op("test.get_result_retention_settings", Method::GET, "{project}/_apis/test/resultretentionsettings")
        .resource("resultRetentionSettings").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a3206d9e-fa8d-42d3-88cb-f75c51e69cde")).scopes(&["vso.test"]);
    UPDATE_RESULT_RETENTION_SETTINGS = op("test.update_result_retention_settings", Method::PATCH, "{project}/_apis/test/resultretentionsettings")
        .resource("resultRetentionSettings").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a3206d9e-fa8d-42d3-88cb-f75c51e69cde")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    QUERY_TEST_HISTORY = op("test.query_test_history", Method::POST, "{project}/_apis/test/Results/testhistory")
        .resource("testHistory").api_version("7.1").effect(Effect::Read)
        .location_id(Some("929fd86c-3e38-4d8c-b4b6-90df256e5971")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyToken { send: TokenPlace::Body("continuationToken"), token: "continuationToken", items: "resultsForGroup", end: PagingEnd::NoToken });
    CREATE_TEST_RUN = op("test.create_test_run", Method::POST, "{project}/_apis/test/runs")
        .resource("runs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cadb3810-d47d-4a3c-a234-fe5f3be50138")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RUNS = op("test.get_test_runs", Method::GET, "{project}/_apis/test/runs")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cadb3810-d47d-4a3c-a234-fe5f3be50138")).scopes(&["vso.test"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["buildUri", "owner", "tmiRunId", "planId", "includeRunDetails", "automated", "$skip", "$top"]);
    DELETE_TEST_RUN = op("test.delete_test_run", Method::DELETE, "{project}/_apis/test/runs/{runId}")
        .resource("runs").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("cadb3810-d47d-4a3c-a234-fe5f3be50138")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_RUN_BY_ID = op("test.get_test_run_by_id", Method::GET, "{project}/_apis/test/runs/{runId}")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cadb3810-d47d-4a3c-a234-fe5f3be50138")).scopes(&["vso.test"])
        .optional(&["includeDetails"]);
    UPDATE_TEST_RUN = op("test.update_test_run", Method::PATCH, "{project}/_apis/test/runs/{runId}")
        .resource("runs").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("cadb3810-d47d-4a3c-a234-fe5f3be50138")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    CREATE_TEST_RUN_ATTACHMENT = op("test.create_test_run_attachment", Method::POST, "{project}/_apis/test/Runs/{runId}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4f004af4-a507-489c-9b13-cb62060beb11")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RUN_ATTACHMENTS = op("test.get_test_run_attachments", Method::GET, "{project}/_apis/test/Runs/{runId}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4f004af4-a507-489c-9b13-cb62060beb11")).scopes(&["vso.test"]);
    GET_TEST_RUN_ATTACHMENT = op("test.get_test_run_attachment", Method::GET, "{project}/_apis/test/Runs/{runId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4f004af4-a507-489c-9b13-cb62060beb11")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]);
    GET_TEST_RUN_CODE_COVERAGE = op("test.get_test_run_code_coverage", Method::GET, "{project}/_apis/test/Runs/{runId}/codecoverage")
        .resource("codeCoverage").api_version("7.1").effect(Effect::Read)
        .location_id(Some("9629116f-3b89-4ed8-b358-d4694efda160")).scopes(&["vso.test"]).required(&["flags"]);
    ADD_TEST_RESULTS_TO_TEST_RUN = op("test.add_test_results_to_test_run", Method::POST, "{project}/_apis/test/Runs/{runId}/results")
        .resource("results").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4637d869-3a76-4468-8057-0bb02aa385cf")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RESULTS = op("test.get_test_results", Method::GET, "{project}/_apis/test/Runs/{runId}/results")
        .resource("results").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4637d869-3a76-4468-8057-0bb02aa385cf")).scopes(&["vso.test"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["detailsToInclude", "$skip", "$top", "outcomes"]);
    UPDATE_TEST_RESULTS = op("test.update_test_results", Method::PATCH, "{project}/_apis/test/Runs/{runId}/results")
        .resource("results").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("4637d869-3a76-4468-8057-0bb02aa385cf")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RESULT_BY_ID = op("test.get_test_result_by_id", Method::GET, "{project}/_apis/test/Runs/{runId}/results/{testCaseResultId}")
        .resource("results").api_version("7.1").effect(Effect::Read)
        .location_id(Some("4637d869-3a76-4468-8057-0bb02aa385cf")).scopes(&["vso.test"])
        .optional(&["detailsToInclude"]);
    CREATE_TEST_RESULT_ATTACHMENT = op("test.create_test_result_attachment", Method::POST, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2bffebe9-2f0f-4639-9af8-56129e9fed2d")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RESULT_ATTACHMENTS = op("test.get_test_result_attachments", Method::GET, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2bffebe9-2f0f-4639-9af8-56129e9fed2d")).scopes(&["vso.test"]);
    GET_TEST_RESULT_ATTACHMENT = op("test.get_test_result_attachment", Method::GET, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2bffebe9-2f0f-4639-9af8-56129e9fed2d")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]);
    GET_TEST_ITERATIONS = op("test.get_test_iterations", Method::GET, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/iterations")
        .resource("iterations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("73eb9074-3446-4c44-8296-2f811950ff8d")).scopes(&["vso.test"])
        .optional(&["includeActionResults"]);
    GET_TEST_ITERATION = op("test.get_test_iteration", Method::GET, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/iterations/{iterationId}")
        .resource("iterations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("73eb9074-3446-4c44-8296-2f811950ff8d")).scopes(&["vso.test"])
        .optional(&["includeActionResults"]);
    GET_TEST_RUN_STATISTICS = op("test.get_test_run_statistics", Method::GET, "{project}/_apis/test/runs/{runId}/Statistics")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0a42c424-d764-4a16-a2d5-5c85f87d0ae8")).scopes(&["vso.test"]);
    DELETE_TEST_CASE = op("test.delete_test_case", Method::DELETE, "{project}/_apis/test/testcases/{testCaseId}")
        .resource("testCases").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("4d472e0f-e32c-4ef8-adf4-a4078772889c")).scopes(&["vso.test_write"]).produces(&[]);
    CREATE_TEST_SESSION = op("test.create_test_session", Method::POST, "{project}/{team?}/_apis/test/session")
        .resource("session").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1500b4b4-6c69-4ca6-9b18-35e9e97fe2ac")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_SESSIONS = op("test.get_test_sessions", Method::GET, "{project}/{team?}/_apis/test/session")
        .resource("session").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1500b4b4-6c69-4ca6-9b18-35e9e97fe2ac")).scopes(&["vso.test"])
        .optional(&["period", "allSessions", "includeAllProperties", "source", "includeOnlyCompletedSessions"]);
    UPDATE_TEST_SESSION = op("test.update_test_session", Method::PATCH, "{project}/{team?}/_apis/test/session")
        .resource("session").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1500b4b4-6c69-4ca6-9b18-35e9e97fe2ac")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    QUERY_TEST_RUNS = op("test.query_test_runs", Method::GET, "{project}/_apis/test/runs")
        .resource("runs").api_version("7.1").effect(Effect::Read)
        .location_id(Some("cadb3810-d47d-4a3c-a234-fe5f3be50138")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .required(&["minLastUpdatedDate", "maxLastUpdatedDate"]).optional(&[
            "state", "planIds", "isAutomated", "publishContext", "buildIds", "buildDefIds", "branchName",
            "releaseIds", "releaseDefIds", "releaseEnvIds", "releaseEnvDefIds", "runTitle", "$top",
            "continuationToken",
        ]);
    GET_TEST_SUB_RESULT_ATTACHMENTS = op("test.get_test_sub_result_attachments", Method::GET, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2bffebe9-2f0f-4639-9af8-56129e9fed2d")).scopes(&["vso.test"])
        .required(&["testSubResultId"]);
    CREATE_TEST_SUB_RESULT_ATTACHMENT = op("test.create_test_sub_result_attachment", Method::POST, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2bffebe9-2f0f-4639-9af8-56129e9fed2d")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).required(&["testSubResultId"]);
    GET_TEST_SUB_RESULT_ATTACHMENT = op("test.get_test_sub_result_attachment", Method::GET, "{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2bffebe9-2f0f-4639-9af8-56129e9fed2d")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]).required(&["testSubResultId"]);
}
