// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `test_results`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("testResults").area_id(Some("c83eaf52-edf3-4034-ae11-17d38f25404c")).host(Host::Vstmr)
}

catalog! {
    GET_CODE_COVERAGE_SUMMARY = op("test_results.get_code_coverage_summary", Method::GET, "{project}/_apis/testresults/codecoverage")
        .resource("codecoverage").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("9b3e1ece-c6ab-4fbb-8167-8a32a0c92216")).scopes(&["vso.test"]).required(&["buildId"])
        .optional(&["deltaBuildId"]);
    UPDATE_CODE_COVERAGE_SUMMARY = op("test_results.update_code_coverage_summary", Method::POST, "{project}/_apis/testresults/codecoverage")
        .resource("codecoverage").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("9b3e1ece-c6ab-4fbb-8167-8a32a0c92216")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).produces(&[]).required(&["buildId"]);
    GET_FILE_LEVEL_CODE_COVERAGE = op("test_results.get_file_level_code_coverage", Method::POST, "{project}/_apis/testresults/codecoverage/filecoverage")
        .resource("filecoverage").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("4a6d0c46-51ca-45aa-9163-249cee3289b7")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).produces(&["text/plain"]);
    GET_COVERAGE_STATUS_BADGE = op("test_results.get_coverage_status_badge", Method::GET, "{project}/_apis/testresults/codecoverage/status/{definition}")
        .resource("status").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("73b7c9d8-defb-4b60-b3d6-2162d60d6b13"))
        .produces(&["image/svg+xml", "application/json"]).optional(&["branchName", "label"]);
    GET_TEST_PIPELINE_METRICS = op("test_results.get_test_pipeline_metrics", Method::GET, "{project}/_apis/testresults/metrics")
        .resource("metrics").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("65f35817-86a1-4131-b38b-3ec2d4744e53")).scopes(&["vso.test"]).required(&["pipelineId"])
        .optional(&["stageName", "phaseName", "jobName", "metricNames", "groupByNode"]);
    GET_TEST_RESULT_DETAILS_FOR_BUILD = op("test_results.get_test_result_details_for_build", Method::GET, "{project}/_apis/testresults/resultdetailsbybuild")
        .resource("resultdetailsbybuild").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("a518c749-4524-45b2-a7ef-1ac009b312cd")).scopes(&["vso.test"]).required(&["buildId"])
        .optional(&[
            "publishContext", "groupBy", "$filter", "$orderby", "shouldIncludeResults",
            "queryRunSummaryForInProgress",
        ]);
    GET_TEST_RESULT_DETAILS_FOR_RELEASE = op("test_results.get_test_result_details_for_release", Method::GET, "{project}/_apis/testresults/resultdetailsbyrelease")
        .resource("resultdetailsbyrelease").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("19a8183a-69fb-47d7-bfbf-1b6b0d921294")).scopes(&["vso.test"])
        .required(&["releaseId", "releaseEnvId"]).optional(&[
            "publishContext", "groupBy", "$filter", "$orderby", "shouldIncludeResults",
            "queryRunSummaryForInProgress",
        ]);
    GET_RESULT_GROUPS_BY_BUILD = op("test_results.get_result_groups_by_build", Method::GET, "{project}/_apis/testresults/resultgroupsbybuild")
        .resource("resultgroupsbybuild").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e49244d1-c49f-49ad-a717-3bbaefe6a201")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .required(&["buildId", "publishContext"]).optional(&["fields", "continuationToken"]);
    GET_RESULT_GROUPS_BY_RELEASE = op("test_results.get_result_groups_by_release", Method::GET, "{project}/_apis/testresults/resultgroupsbyrelease")
        .resource("resultgroupsbyrelease").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("3c2b6bb0-0620-434a-a5c3-26aa0fcfda15")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .required(&["releaseId", "publishContext"]).optional(&["releaseEnvId", "fields", "continuationToken"]);
    GET_TEST_RESULTS_BY_QUERY = op("test_results.get_test_results_by_query", Method::POST, "{project}/_apis/testresults/results")
        .resource("results").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("14033a2c-af25-4af1-9e39-8ef6900482e3")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    QUERY_TEST_RESULT_HISTORY = op("test_results.query_test_result_history", Method::POST, "{project}/_apis/testresults/results/history")
        .resource("history").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("bdf7a97b-0395-4da8-9d5d-f957619327d1")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RESULTS_BY_QUERY_WIQL = op("test_results.get_test_results_by_query_wiql", Method::POST, "{project}/_apis/testresults/results/query")
        .resource("results").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("5ea78be3-2f5a-4110-8034-c27f24c62db1")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["includeResultDetails", "includeIterationDetails", "$skip", "$top"]);
    QUERY_TEST_RESULTS_META_DATA = op("test_results.query_test_results_meta_data", Method::POST, "{project}/_apis/testresults/results/resultmetadata")
        .resource("resultMetaData").api_version("7.1-preview.4").effect(Effect::Read)
        .location_id(Some("b72ff4c0-4341-4213-ba27-f517cf341c95")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).optional(&["detailsToInclude"]);
    UPDATE_TEST_RESULTS_META_DATA = op("test_results.update_test_results_meta_data", Method::PATCH, "{project}/_apis/testresults/results/resultmetadata/{testCaseReferenceId}")
        .resource("resultMetaData").api_version("7.1-preview.4").effect(Effect::Unsafe)
        .location_id(Some("b72ff4c0-4341-4213-ba27-f517cf341c95")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    QUERY_TEST_HISTORY = op("test_results.query_test_history", Method::POST, "{project}/_apis/testresults/results/testhistory")
        .resource("testHistory").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("2a41bd6a-8118-4403-b74e-5ba7492aed9d")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"))
        .paging(Paging::BodyToken { send: TokenPlace::Body("continuationToken"), token: "continuationToken", items: "resultsForGroup", end: PagingEnd::NoToken });
    QUERY_TEST_RESULT_WORK_ITEMS = op("test_results.query_test_result_work_items", Method::GET, "{project}/_apis/testresults/results/workitems")
        .resource("workitems").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("f7401a26-331b-44fe-a470-f7ed35138e4a")).scopes(&["vso.test"])
        .required(&["workItemCategory"])
        .optional(&["automatedTestName", "testCaseId", "maxCompleteDate", "days", "$workItemCount"]);
    GET_TEST_RESULTS_BY_BUILD = op("test_results.get_test_results_by_build", Method::GET, "{project}/_apis/testresults/resultsbybuild")
        .resource("resultsbybuild").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f48cc885-dbc4-4efc-ab19-ae8c19d1e02a")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).required(&["buildId"])
        .optional(&["publishContext", "outcomes", "$top", "continuationToken"]);
    GET_TEST_RESULTS_BY_PIPELINE = op("test_results.get_test_results_by_pipeline", Method::GET, "{project}/_apis/testresults/resultsbypipeline")
        .resource("resultsbypipeline").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("80169dc2-30c3-4c25-84b2-dd67d7ff1f52")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Header("continuationToken") }).required(&["pipelineId"])
        .optional(&["stageName", "phaseName", "jobName", "outcomes", "$top", "includeAllBuildRuns"])
        .headers(&["continuationToken"]).since(&[("includeAllBuildRuns", "7.2-preview.1")]);
    GET_TEST_RESULTS_BY_RELEASE = op("test_results.get_test_results_by_release", Method::GET, "{project}/_apis/testresults/resultsbyrelease")
        .resource("resultsbyrelease").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("3994b949-77e5-495d-8034-edf80d95b84e")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).required(&["releaseId"])
        .optional(&["releaseEnvid", "publishContext", "outcomes", "$top", "continuationToken"]);
    TEST_RESULTS_GROUP_DETAILS = op("test_results.test_results_group_details", Method::GET, "{project}/_apis/testresults/resultsgroupdetails")
        .resource("resultsgroupDetails").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f903b850-06af-4b50-a344-d7bbfb19e93b")).required(&["pipelineId"]).optional(&[
            "stageName", "phaseName", "jobName", "shouldIncludeFailedAndAbortedResults",
            "queryGroupSummaryForInProgress",
        ]);
    QUERY_TEST_RESULTS_REPORT_FOR_BUILD = op("test_results.query_test_results_report_for_build", Method::GET, "{project}/_apis/testresults/resultsummarybybuild")
        .resource("resultsummarybybuild").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e009fa95-95a5-4ad4-9681-590043ce2423")).scopes(&["vso.test"]).required(&["buildId"])
        .optional(&[
            "publishContext", "includeFailureDetails", "buildToCompare.branchName", "buildToCompare.buildSystem",
            "buildToCompare.definitionId", "buildToCompare.id", "buildToCompare.number",
            "buildToCompare.repositoryId", "buildToCompare.uri",
        ]);
    QUERY_TEST_RESULTS_REPORT_FOR_PIPELINE = op("test_results.query_test_results_report_for_pipeline", Method::GET, "{project}/_apis/testresults/resultsummarybypipeline")
        .resource("resultsummarybypipeline").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("71f746a1-7d68-40fe-b705-9d821a73dff2")).required(&["pipelineId"])
        .optional(&["stageName", "phaseName", "jobName", "includeFailureDetails"]);
    QUERY_TEST_RESULTS_REPORT_FOR_RELEASE = op("test_results.query_test_results_report_for_release", Method::GET, "{project}/_apis/testresults/resultsummarybyrelease")
        .resource("resultsummarybyrelease").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f10f9577-2c04-45ab-8c99-b26567a7cd55")).scopes(&["vso.test"])
        .required(&["releaseId", "releaseEnvId"]).optional(&[
            "publishContext", "includeFailureDetails", "releaseToCompare.attempt", "releaseToCompare.creationDate",
            "releaseToCompare.definitionId", "releaseToCompare.environmentCreationDate",
            "releaseToCompare.environmentDefinitionId", "releaseToCompare.environmentDefinitionName",
            "releaseToCompare.environmentId", "releaseToCompare.environmentName", "releaseToCompare.id",
            "releaseToCompare.name",
        ]);
    QUERY_TEST_RESULTS_SUMMARY_FOR_RELEASES = op("test_results.query_test_results_summary_for_releases", Method::POST, "{project}/_apis/testresults/resultsummarybyrelease")
        .resource("resultsummarybyrelease").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("f10f9577-2c04-45ab-8c99-b26567a7cd55")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    QUERY_TEST_SUMMARY_BY_REQUIREMENT = op("test_results.query_test_summary_by_requirement", Method::POST, "{project}/_apis/testresults/resultsummarybyrequirement")
        .resource("resultsummarybyrequirement").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("3b7fd26f-c335-4e55-afc1-a588f5e2af3c")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).optional(&["workItemIds"]);
    QUERY_RESULT_TREND_FOR_BUILD = op("test_results.query_result_trend_for_build", Method::POST, "{project}/_apis/testresults/resulttrendbybuild")
        .resource("resultTrendByBuild").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("0886a7ae-315a-4dba-9122-bcce93301f3a")).consumes(Some("application/json"));
    QUERY_RESULT_TREND_FOR_RELEASE = op("test_results.query_result_trend_for_release", Method::POST, "{project}/_apis/testresults/resulttrendbyrelease")
        .resource("resultTrendByRelease").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("107f23c3-359a-460a-a70c-63ee739f9f9a")).consumes(Some("application/json"));
    CREATE_TEST_RUN = op("test_results.create_test_run", Method::POST, "{project}/_apis/testresults/runs")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("364538f9-8062-4ce0-b024-75a0fb463f0d")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RUNS = op("test_results.get_test_runs", Method::GET, "{project}/_apis/testresults/runs")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("364538f9-8062-4ce0-b024-75a0fb463f0d")).scopes(&["vso.test"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["buildUri", "owner", "tmiRunId", "planId", "includeRunDetails", "automated", "$skip", "$top"]);
    DELETE_TEST_RUN = op("test_results.delete_test_run", Method::DELETE, "{project}/_apis/testresults/runs/{runId}")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("364538f9-8062-4ce0-b024-75a0fb463f0d")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_RUN_BY_ID = op("test_results.get_test_run_by_id", Method::GET, "{project}/_apis/testresults/runs/{runId}")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("364538f9-8062-4ce0-b024-75a0fb463f0d")).scopes(&["vso.test"])
        .optional(&["includeDetails", "includeTags"]);
    UPDATE_TEST_RUN = op("test_results.update_test_run", Method::PATCH, "{project}/_apis/testresults/runs/{runId}")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("364538f9-8062-4ce0-b024-75a0fb463f0d")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    CREATE_TEST_RUN_ATTACHMENT = op("test_results.create_test_run_attachment", Method::POST, "{project}/_apis/testresults/runs/{runId}/attachments")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b5731898-8206-477a-a51d-3fdf116fc6bf")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RUN_ATTACHMENTS = op("test_results.get_test_run_attachments", Method::GET, "{project}/_apis/testresults/runs/{runId}/attachments")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("b5731898-8206-477a-a51d-3fdf116fc6bf")).scopes(&["vso.test"]);
    DELETE_TEST_RUN_ATTACHMENT = op("test_results.delete_test_run_attachment", Method::DELETE, "{project}/_apis/testresults/runs/{runId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("b5731898-8206-477a-a51d-3fdf116fc6bf")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_RUN_ATTACHMENT = op("test_results.get_test_run_attachment", Method::GET, "{project}/_apis/testresults/runs/{runId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("b5731898-8206-477a-a51d-3fdf116fc6bf")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]);
    GET_TEST_RUN_CODE_COVERAGE = op("test_results.get_test_run_code_coverage", Method::GET, "{project}/_apis/testresults/runs/{runId}/codecoverage")
        .resource("codecoverage").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("5641efbc-6f9b-401a-baeb-d3da22489e5e")).scopes(&["vso.test"]).required(&["flags"]);
    GET_TEST_RUN_MESSAGE_LOGS = op("test_results.get_test_run_message_logs", Method::GET, "{project}/_apis/testresults/runs/{runId}/messagelogs")
        .resource("messageLogs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("e9ab0c6a-1984-418b-87c0-ee4202318ba3")).scopes(&["vso.test"]);
    PUBLISH_TEST_RESULT_DOCUMENT = op("test_results.publish_test_result_document", Method::POST, "{project}/_apis/testresults/runs/{runId}/resultdocument")
        .resource("resultDocument").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("74838649-b038-42f1-a0e7-6deb3973bf14")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    ADD_TEST_RESULTS_TO_TEST_RUN = op("test_results.add_test_results_to_test_run", Method::POST, "{project}/_apis/testresults/runs/{runId}/results")
        .resource("results").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("02afa165-e79a-4d70-8f0c-2af0f35b4e07")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RESULTS = op("test_results.get_test_results", Method::GET, "{project}/_apis/testresults/runs/{runId}/results")
        .resource("results").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("02afa165-e79a-4d70-8f0c-2af0f35b4e07")).scopes(&["vso.test"])
        .paging(Paging::Offset { top: "$top", skip: "$skip", items: "value" })
        .optional(&["detailsToInclude", "$skip", "$top", "outcomes", "$newTestsOnly"]);
    UPDATE_TEST_RESULTS = op("test_results.update_test_results", Method::PATCH, "{project}/_apis/testresults/runs/{runId}/results")
        .resource("results").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("02afa165-e79a-4d70-8f0c-2af0f35b4e07")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RESULT_LOGS = op("test_results.get_test_result_logs", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{resultId}/testlog")
        .resource("testlog").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("714caaac-ae1e-4869-8323-9bc0f5120dbf")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Header("continuationToken") }).required(&["type"])
        .optional(&["directoryPath", "fileNamePrefix", "fetchMetaData", "top"]).headers(&["continuationToken"]);
    GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RESULT_LOG = op("test_results.get_test_log_store_endpoint_details_for_result_log", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{resultId}/testlogstoreendpoint")
        .resource("testlogstoreendpoint").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("da630b37-1236-45b5-945e-1d7bdb673850")).scopes(&["vso.test"])
        .required(&["type", "filePath"]);
    TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RESULT = op("test_results.test_log_store_endpoint_details_for_result", Method::POST, "{project}/_apis/testresults/runs/{runId}/results/{resultId}/testlogstoreendpoint")
        .resource("testlogstoreendpoint").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("da630b37-1236-45b5-945e-1d7bdb673850")).scopes(&["vso.test_write"])
        .required(&["subResultId", "filePath", "type"]);
    CREATE_TEST_RESULT_ATTACHMENT = op("test_results.create_test_result_attachment", Method::POST, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_RESULT_ATTACHMENTS = op("test_results.get_test_result_attachments", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test"]);
    DELETE_TEST_RESULT_ATTACHMENT = op("test_results.delete_test_result_attachment", Method::DELETE, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_RESULT_ATTACHMENT = op("test_results.get_test_result_attachment", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]);
    GET_BUGS_LINKED_TO_TEST_RESULT = op("test_results.get_bugs_linked_to_test_result", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/bugs")
        .resource("bugs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("d8dbf98f-eb34-4f8d-8365-47972af34f29")).scopes(&["vso.test"]);
    GET_TEST_RESULT_WORK_ITEMS_BY_ID = op("test_results.get_test_result_work_items_by_id", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/workitems")
        .resource("workitems").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("3d032fd6-e7a0-468b-b105-75d206f99aad")).scopes(&["vso.test"]);
    GET_TEST_RESULT_BY_ID = op("test_results.get_test_result_by_id", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testResultId}")
        .resource("results").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("02afa165-e79a-4d70-8f0c-2af0f35b4e07")).scopes(&["vso.test"])
        .optional(&["detailsToInclude"]);
    GET_SIMILAR_TEST_RESULTS = op("test_results.get_similar_test_results", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testResultId}/similartestresults")
        .resource("similarTestResults").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("67d0a074-b255-4902-a639-e3e6de7a3de6")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Header("continuationToken") })
        .required(&["testSubResultId"]).optional(&["$top"]).headers(&["continuationToken"]);
    GET_TEST_RUN_SUMMARY_BY_OUTCOME = op("test_results.get_test_run_summary_by_outcome", Method::GET, "{project}/_apis/testresults/runs/{runId}/runsummary")
        .resource("runsummary").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("5c6a250c-53b7-4851-990c-42a7a00c8b39")).scopes(&["vso.test"]);
    GET_TEST_RUN_STATISTICS = op("test_results.get_test_run_statistics", Method::GET, "{project}/_apis/testresults/runs/{runId}/statistics")
        .resource("statistics").api_version("7.1").effect(Effect::Read)
        .location_id(Some("82b986e8-ca9e-4a89-b39e-f65c69bc104a")).scopes(&["vso.test"]);
    UPDATE_TEST_RUN_TAGS = op("test_results.update_test_run_tags", Method::PATCH, "{project}/_apis/testresults/runs/{runId}/tags")
        .resource("tags").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("a5e2f411-2b43-45f3-989c-05b71339f5b8")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    CREATE_TEST_RUN_LOG_STORE_ATTACHMENT = op("test_results.create_test_run_log_store_attachment", Method::POST, "{project}/_apis/testresults/runs/{runId}/testattachments")
        .resource("testattachments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("1026d5de-4b0b-46ae-a31f-7c59b6af51ef")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    DELETE_TEST_RUN_LOG_STORE_ATTACHMENT = op("test_results.delete_test_run_log_store_attachment", Method::DELETE, "{project}/_apis/testresults/runs/{runId}/testattachments")
        .resource("testattachments").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("1026d5de-4b0b-46ae-a31f-7c59b6af51ef")).scopes(&["vso.test_write"]).produces(&[])
        .required(&["filename"]);
    GET_TEST_RUN_LOG_STORE_ATTACHMENTS = op("test_results.get_test_run_log_store_attachments", Method::GET, "{project}/_apis/testresults/runs/{runId}/testattachments")
        .resource("testattachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("1026d5de-4b0b-46ae-a31f-7c59b6af51ef")).scopes(&["vso.test"]);
    GET_TEST_RUN_LOGS = op("test_results.get_test_run_logs", Method::GET, "{project}/_apis/testresults/runs/{runId}/testlog")
        .resource("testlog").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("5b47b946-e875-4c9a-acdc-2a20996caebe")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Header("continuationToken") }).required(&["type"])
        .optional(&["directoryPath", "fileNamePrefix", "fetchMetaData", "top"]).headers(&["continuationToken"]);
    GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RUN_LOG = op("test_results.get_test_log_store_endpoint_details_for_run_log", Method::GET, "{project}/_apis/testresults/runs/{runId}/testlogstoreendpoint")
        .resource("testlogstoreendpoint").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("67eb3f92-6c97-4fd9-8b63-6cbdc7e526ea")).scopes(&["vso.test"])
        .required(&["type", "filePath"]);
    TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_RUN = op("test_results.test_log_store_endpoint_details_for_run", Method::POST, "{project}/_apis/testresults/runs/{runId}/testlogstoreendpoint")
        .resource("testlogstoreendpoint").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("67eb3f92-6c97-4fd9-8b63-6cbdc7e526ea")).scopes(&["vso.test_write"])
        .required(&["testLogStoreOperationType"]).optional(&["filePath", "type"]);
    GET_TEST_RESULTS_SETTINGS = op("test_results.get_test_results_settings", Method::GET, "{project}/_apis/testresults/settings")
        .resource("settings").api_version("7.1-preview.3").effect(Effect::Read)
        .location_id(Some("7319952e-e5a9-4e19-a006-84f3be8b7c68")).optional(&["settingsType"]);
    UPDATE_PIPELINES_TEST_SETTINGS = op("test_results.update_pipelines_test_settings", Method::PATCH, "{project}/_apis/testresults/settings")
        .resource("settings").api_version("7.1-preview.3").effect(Effect::Unsafe)
        .location_id(Some("7319952e-e5a9-4e19-a006-84f3be8b7c68")).consumes(Some("application/json"));
    GET_TEST_TAGS_FOR_BUILD = op("test_results.get_test_tags_for_build", Method::GET, "{project}/_apis/testresults/tags")
        .resource("tags").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("52ee2057-4b54-41a6-a18c-ed4375a00f8d")).scopes(&["vso.test"]).required(&["buildId"]);
    GET_TEST_TAG_SUMMARY_FOR_BUILD = op("test_results.get_test_tag_summary_for_build", Method::GET, "{project}/_apis/testresults/tagsummary")
        .resource("tagsummary").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("655a8f6b-fec7-4b46-b672-68b44141b498")).scopes(&["vso.test"]).required(&["buildId"]);
    CREATE_FAILURE_TYPE = op("test_results.create_failure_type", Method::POST, "{project}/_apis/testresults/testfailuretype")
        .resource("testfailuretype").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("c4ac0486-830c-4a2a-9ef9-e8a1791a70fd")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_FAILURE_TYPES = op("test_results.get_failure_types", Method::GET, "{project}/_apis/testresults/testfailuretype")
        .resource("testfailuretype").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("c4ac0486-830c-4a2a-9ef9-e8a1791a70fd")).scopes(&["vso.test"]);
    DELETE_FAILURE_TYPE = op("test_results.delete_failure_type", Method::DELETE, "{project}/_apis/testresults/testfailuretype/{failureTypeId}")
        .resource("testfailuretype").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("c4ac0486-830c-4a2a-9ef9-e8a1791a70fd")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_LOGS_FOR_BUILD = op("test_results.get_test_logs_for_build", Method::GET, "{project}/_apis/testresults/testlog")
        .resource("testlog").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("dff8ce3a-e539-4817-a405-d968491a88f1")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Header("continuationToken") })
        .required(&["buildId", "type"]).optional(&["directoryPath", "fileNamePrefix", "fetchMetaData", "top"])
        .headers(&["continuationToken"]);
    GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_BUILD_LOG = op("test_results.get_test_log_store_endpoint_details_for_build_log", Method::GET, "{project}/_apis/testresults/testlogstoreendpoint")
        .resource("testlogstoreendpoint").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("39b09be7-f0c9-4a83-a513-9ae31b45c56f")).scopes(&["vso.test"])
        .required(&["build", "type", "filePath"]);
    TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_BUILD = op("test_results.test_log_store_endpoint_details_for_build", Method::POST, "{project}/_apis/testresults/testlogstoreendpoint")
        .resource("testlogstoreendpoint").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("39b09be7-f0c9-4a83-a513-9ae31b45c56f")).scopes(&["vso.test_write"])
        .required(&["buildId", "testLogStoreOperationType"]);
    ADD_WORK_ITEM_TO_TEST_LINKS = op("test_results.add_work_item_to_test_links", Method::POST, "{project}/_apis/testresults/testmethods/workitems")
        .resource("workitems").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("4e3abe63-ca46-4fe0-98b2-363f7ec7aa5f")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    DELETE_TEST_METHOD_TO_WORK_ITEM_LINK = op("test_results.delete_test_method_to_work_item_link", Method::DELETE, "{project}/_apis/testresults/testmethods/workitems")
        .resource("workitems").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("cbd50bd7-f7ed-4e35-b127-4408ae6bfa2c")).scopes(&["vso.test_write"])
        .required(&["testName", "workItemId"]);
    CREATE_TEST_SETTINGS = op("test_results.create_test_settings", Method::POST, "{project}/_apis/testresults/testsettings")
        .resource("testsettings").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("930bad47-f826-4099-9597-f44d0a9c735c")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    DELETE_TEST_SETTINGS = op("test_results.delete_test_settings", Method::DELETE, "{project}/_apis/testresults/testsettings")
        .resource("testsettings").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("930bad47-f826-4099-9597-f44d0a9c735c")).scopes(&["vso.test_write"]).produces(&[])
        .required(&["testSettingsId"]);
    GET_TEST_SETTINGS_BY_ID = op("test_results.get_test_settings_by_id", Method::GET, "{project}/_apis/testresults/testsettings")
        .resource("testsettings").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("930bad47-f826-4099-9597-f44d0a9c735c")).scopes(&["vso.test"])
        .required(&["testSettingsId"]);
    CREATE_BUILD_ATTACHMENT_IN_LOG_STORE = op("test_results.create_build_attachment_in_log_store", Method::POST, "{project}/_apis/testresults/uploadbuildattachments/{buildId}")
        .resource("testattachments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("6f747e16-18c2-435a-b4fb-fa05d6845fee")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).produces(&[]);
    GET_BUILD_CODE_COVERAGE = op("test_results.get_build_code_coverage", Method::GET, "{project}/_apis/testresults/codecoverage")
        .resource("codecoverage").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("9b3e1ece-c6ab-4fbb-8167-8a32a0c92216")).scopes(&["vso.test"])
        .required(&["buildId", "flags"]);
    QUERY_TEST_RUNS = op("test_results.query_test_runs", Method::GET, "{project}/_apis/testresults/runs")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("364538f9-8062-4ce0-b024-75a0fb463f0d")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .required(&["minLastUpdatedDate", "maxLastUpdatedDate"]).optional(&[
            "state", "planIds", "isAutomated", "publishContext", "buildIds", "buildDefIds", "branchName",
            "releaseIds", "releaseDefIds", "releaseEnvIds", "releaseEnvDefIds", "runTitle", "$top",
            "continuationToken", "$sortOrder",
        ])
        .since(&[("$sortOrder", "7.2-preview.1")]);
    GET_TEST_SUB_RESULT_LOGS = op("test_results.get_test_sub_result_logs", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{resultId}/testlog")
        .resource("testlog").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("714caaac-ae1e-4869-8323-9bc0f5120dbf")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Header("continuationToken") })
        .required(&["subResultId", "type"]).optional(&["directoryPath", "fileNamePrefix", "fetchMetaData", "top"])
        .headers(&["continuationToken"]);
    GET_TEST_LOG_STORE_ENDPOINT_DETAILS_FOR_SUB_RESULT_LOG = op("test_results.get_test_log_store_endpoint_details_for_sub_result_log", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{resultId}/testlogstoreendpoint")
        .resource("testlogstoreendpoint").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("da630b37-1236-45b5-945e-1d7bdb673850")).scopes(&["vso.test"])
        .required(&["subResultId", "type", "filePath"]);
    GET_TEST_SUB_RESULT_ATTACHMENTS = op("test_results.get_test_sub_result_attachments", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test"])
        .required(&["testSubResultId"]);
    CREATE_TEST_SUB_RESULT_ATTACHMENT = op("test_results.create_test_sub_result_attachment", Method::POST, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).required(&["testSubResultId"]);
    CREATE_TEST_ITERATION_RESULT_ATTACHMENT = op("test_results.create_test_iteration_result_attachment", Method::POST, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).required(&["iterationId"]).optional(&["actionPath"]);
    GET_TEST_SUB_RESULT_ATTACHMENT = op("test_results.get_test_sub_result_attachment", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]).required(&["testSubResultId"]);
    GET_TEST_ITERATION_ATTACHMENT = op("test_results.get_test_iteration_attachment", Method::GET, "{project}/_apis/testresults/runs/{runId}/results/{testCaseResultId}/attachments/{attachmentId}")
        .resource("attachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("2a632e97-e014-4275-978f-8e5c4906d4b3")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]).required(&["iterationId"]);
    GET_TEST_RUN_LOG_STORE_ATTACHMENT = op("test_results.get_test_run_log_store_attachment", Method::GET, "{project}/_apis/testresults/runs/{runId}/testattachments")
        .resource("testattachments").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("1026d5de-4b0b-46ae-a31f-7c59b6af51ef")).scopes(&["vso.test"])
        .produces(&["application/octet-stream", "application/zip"]).required(&["filename"]);
    GET_TEST_TAGS_FOR_RELEASE = op("test_results.get_test_tags_for_release", Method::GET, "{project}/_apis/testresults/tags")
        .resource("tags").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("52ee2057-4b54-41a6-a18c-ed4375a00f8d")).scopes(&["vso.test"])
        .required(&["releaseId", "releaseEnvId"]);
    GET_TEST_TAG_SUMMARY_FOR_RELEASE = op("test_results.get_test_tag_summary_for_release", Method::GET, "{project}/_apis/testresults/tagsummary")
        .resource("tagsummary").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("655a8f6b-fec7-4b46-b672-68b44141b498")).scopes(&["vso.test"])
        .required(&["releaseId", "releaseEnvId"]);
    QUERY_TEST_METHOD_LINKED_WORK_ITEMS = op("test_results.query_test_method_linked_work_items", Method::POST, "{project}/_apis/testresults/testmethods/workitems")
        .resource("workitems").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("cbd50bd7-f7ed-4e35-b127-4408ae6bfa2c")).scopes(&["vso.test_write"])
        .required(&["testName"]);
    FETCH_SOURCE_CODE_COVERAGE_REPORT = op("test_results.fetch_source_code_coverage_report", Method::GET, "{project}/_apis/testresults/codecoverage/sourceview")
        .resource("codecoverage").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("a459e10b-d703-4193-b3c1-60f2287918b3")).scopes(&["vso.test"]).required(&["buildId"]);
    ADD_CUSTOM_FIELDS = op("test_results.add_custom_fields", Method::POST, "{project}/_apis/testresults/extensionfields")
        .resource("extensionfields").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b67d46d8-b70e-4dcc-a98c-7f74b52ba82f")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    QUERY_CUSTOM_FIELDS = op("test_results.query_custom_fields", Method::GET, "{project}/_apis/testresults/extensionfields")
        .resource("extensionfields").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("b67d46d8-b70e-4dcc-a98c-7f74b52ba82f")).scopes(&["vso.test"])
        .required(&["scopeFilter"]);
    UPDATE_CUSTOM_FIELD = op("test_results.update_custom_field", Method::PATCH, "{project}/_apis/testresults/extensionfields")
        .resource("extensionfields").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("b67d46d8-b70e-4dcc-a98c-7f74b52ba82f")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    DELETE_CUSTOM_FIELD_BY_ID = op("test_results.delete_custom_field_by_id", Method::DELETE, "{project}/_apis/testresults/extensionfields/{testExtensionFieldId}")
        .resource("extensionfields").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .location_id(Some("75653fea-8649-4e07-b296-ca20e1bb5633")).scopes(&["vso.test_write"]).produces(&[]);
    COMPLETE_GIT_HUB_AUTH = op("test_results.complete_git_hub_auth", Method::GET, "{project}/_apis/testresults/testai/completegithubauth")
        .resource("testai").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.test_write"]).required(&["code"]);
    GET_FLAKY_TEST_RESULTS_BY_BUILD_DEFINITION_ID = op("test_results.get_flaky_test_results_by_build_definition_id", Method::GET, "{project}/_apis/testresults/flakytestresults/builddefinition")
        .resource("builddefinition").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("8ed3cf63-7153-4722-a107-c49dae996143"))
        .required(&["buildDefinitionId", "minBuildCreatedDate"]);
    GET_FLAKY_TEST_RESULTS_BY_TEST_RUN = op("test_results.get_flaky_test_results_by_test_run", Method::GET, "{project}/_apis/testresults/flakytestresults/runs/{runId}")
        .resource("runs").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("31cc4b31-416f-45cd-9b45-39534279e10c"));
    CREATE_TEST_SESSION = op("test_results.create_test_session", Method::POST, "{project}/_apis/testresults/testsession/session")
        .resource("session").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("531e61ce-580d-4962-8591-0b2942b6bf78")).consumes(Some("application/json"));
    GET_TEST_SESSION = op("test_results.get_test_session", Method::GET, "{project}/_apis/testresults/testsession/session")
        .resource("session").api_version("7.1").effect(Effect::Read)
        .location_id(Some("531e61ce-580d-4962-8591-0b2942b6bf78")).required(&["buildId"]);
    GET_TEST_SESSION_LAYOUT = op("test_results.get_test_session_layout", Method::GET, "{project}/_apis/testresults/testsession/session/{sessionId}")
        .resource("session").api_version("7.1").effect(Effect::Read)
        .location_id(Some("531e61ce-580d-4962-8591-0b2942b6bf78"));
    UPDATE_TEST_SESSION = op("test_results.update_test_session", Method::PATCH, "{project}/_apis/testresults/testsession/session/{sessionId}")
        .resource("session").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("531e61ce-580d-4962-8591-0b2942b6bf78")).consumes(Some("application/json"));
}
