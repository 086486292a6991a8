// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { AdvancedFlakyDetectionMode {
    Disabled = "disabled", Preview = "preview", Enabled = "enabled",
} }

object! { AdvancedFlakyDetectionParameter {
    lookback_period: i64 = "lookbackPeriod",
    parameter_type: AdvancedFlakyDetectionParameterType = "parameterType",
    weight: i64 = "weight",
} }

open_enum! { AdvancedFlakyDetectionParameterType {
    FailureRate = "failureRate", PassRate = "passRate", TimingVariability = "timingVariability",
    RerunCount = "rerunCount",
} }

object! { AdvancedFlakyDetectionSettings {
    filing_bug_threshold: i64 = "filingBugThreshold",
    flaky_test_bug_config: FlakyTestBugConfig = "flakyTestBugConfig",
    marking_flaky_threshold: i64 = "markingFlakyThreshold",
    weighted_scores: Vec<AdvancedFlakyDetectionParameter> = "weightedScores",
} }

object! { AggregatedDataForResultTrend {
    duration: TimeSpan = "duration",
    results_by_outcome: Map<AggregatedResultsByOutcome> = "resultsByOutcome",
    run_summary_by_state: Map<AggregatedRunsByState> = "runSummaryByState",
    test_results_context: TestResultsContext = "testResultsContext",
    total_tests: i64 = "totalTests",
} }

object! { AggregatedResultDetailsByOutcome {
    count: i64 = "count",
    duration: TimeSpan = "duration",
    outcome: TestOutcome = "outcome",
    rerun_result_count: i64 = "rerunResultCount",
} }

object! { AggregatedResultsAnalysis {
    duration: TimeSpan = "duration",
    not_reported_results_by_outcome: Map<AggregatedResultsByOutcome> = "notReportedResultsByOutcome",
    previous_context: TestResultsContext = "previousContext",
    results_by_outcome: Map<AggregatedResultsByOutcome> = "resultsByOutcome",
    results_difference: AggregatedResultsDifference = "resultsDifference",
    run_summary_by_outcome: Map<AggregatedRunsByOutcome> = "runSummaryByOutcome",
    run_summary_by_state: Map<AggregatedRunsByState> = "runSummaryByState",
    total_tests: i64 = "totalTests",
} }

object! { AggregatedResultsByOutcome {
    count: i64 = "count",
    duration: TimeSpan = "duration",
    group_by_field: String = "groupByField",
    group_by_value: Json = "groupByValue",
    outcome: TestOutcome = "outcome",
    rerun_result_count: i64 = "rerunResultCount",
} }

object! { AggregatedResultsDifference {
    increase_in_duration: TimeSpan = "increaseInDuration",
    increase_in_failures: i64 = "increaseInFailures",
    increase_in_non_impacted_tests: i64 = "increaseInNonImpactedTests",
    increase_in_other_tests: i64 = "increaseInOtherTests",
    increase_in_passed_tests: i64 = "increaseInPassedTests",
    increase_in_total_tests: i64 = "increaseInTotalTests",
} }

object! { AggregatedRunsByOutcome {
    outcome: TestRunOutcome = "outcome",
    runs_count: i64 = "runsCount",
} }

object! { AggregatedRunsByState {
    results_by_outcome: Map<AggregatedResultsByOutcome> = "resultsByOutcome",
    runs_count: i64 = "runsCount",
    state: TestRunState = "state",
} }

object! { CodeCoverageData {
    build_flavor: String = "buildFlavor",
    build_platform: String = "buildPlatform",
    coverage_stats: Vec<CodeCoverageStatistics> = "coverageStats",
} }

object! { CodeCoverageStatistics {
    covered: i64 = "covered",
    delta: f64 = "delta",
    is_delta_available: bool = "isDeltaAvailable",
    label: String = "label",
    position: i64 = "position",
    total: i64 = "total",
} }

object! { CodeCoverageSummary {
    build: ShallowReference = "build",
    coverage_data: Vec<CodeCoverageData> = "coverageData",
    coverage_detailed_summary_status: CoverageDetailedSummaryStatus = "coverageDetailedSummaryStatus",
    delta_build: ShallowReference = "deltaBuild",
    status: CoverageSummaryStatus = "status",
} }

open_enum! { CoverageDetailedSummaryStatus {
    None = "none" 0, InProgress = "inProgress" 1, Finalized = "finalized" 2, Pending = "pending" 3,
    UpdateRequestQueued = "updateRequestQueued" 4, NoModulesFound = "noModulesFound" 5,
    NumberOfFilesExceeded = "numberOfFilesExceeded" 6, NoInputFiles = "noInputFiles" 7,
    BuildCancelled = "buildCancelled" 8, FailedJobs = "failedJobs" 9,
    ModuleMergeJobTimeout = "moduleMergeJobTimeout" 10, CodeCoverageSuccess = "codeCoverageSuccess" 11,
    InvalidBuildConfiguration = "invalidBuildConfiguration" 12,
    CoverageAnalyzerBuildNotFound = "coverageAnalyzerBuildNotFound" 13, FailedToRequeue = "failedToRequeue" 14,
    BuildBailedOut = "buildBailedOut" 15, NoCodeCoverageTask = "noCodeCoverageTask" 16,
    MergeJobFailed = "mergeJobFailed" 17, MergeInvokerJobFailed = "mergeInvokerJobFailed" 18,
    MonitorJobFailed = "monitorJobFailed" 19, ModuleMergeInvokerJobTimeout = "moduleMergeInvokerJobTimeout" 20,
    MonitorJobTimeout = "monitorJobTimeout" 21, InvalidCoverageInput = "invalidCoverageInput" 22,
} }

open_enum! { CoverageSummaryStatus {
    None = "none" 0, InProgress = "inProgress" 1, Completed = "completed" 2, Finalized = "finalized" 3,
    Pending = "pending" 4, UpdateRequestQueued = "updateRequestQueued" 5,
} }

object! { CustomTestFieldDefinition {
    field_id: i64 = "fieldId",
    field_name: String = "fieldName",
    field_type: CustomTestFieldType = "fieldType",
    scope: CustomTestFieldScope = "scope",
} }

open_enum! { CustomTestFieldScope {
    None = "none" 0, TestRun = "testRun" 1, TestResult = "testResult" 2,
    TestRunAndTestResult = "testRunAndTestResult", System = "system" 4, All = "all" 7,
} }

open_enum! { CustomTestFieldType {
    Bit = "bit" 2, DateTime = "dateTime" 4, Int = "int" 8, Float = "float" 6, String = "string" 12,
    Guid = "guid" 14,
} }

object! { CustomTestFieldUpdateDefinition {
    field_id: i64 = "fieldId",
    field_name: String = "fieldName",
} }

object! { FieldDetailsForTestResults {
    field_name: String = "fieldName",
    groups_for_field: Vec<Json> = "groupsForField",
} }

object! { FileCoverageData {
    coverage_statistics: CoverageStatistics = "coverageStatistics",
    name: String = "name",
} }

object! { FileCoverageRequest {
    file_path: String = "filePath",
    pull_request_base_iteration_id: i64 = "pullRequestBaseIterationId",
    pull_request_id: i64 = "pullRequestId",
    pull_request_iteration_id: i64 = "pullRequestIterationId",
    repo_id: String = "repoId",
} }

object! { FlakyDetection {
    flaky_detection_pipelines: FlakyDetectionPipelines = "flakyDetectionPipelines",
    flaky_detection_type: FlakyDetectionType = "flakyDetectionType",
} }

object! { FlakyDetectionPipelines {
    allowed_pipelines: Vec<i64> = "allowedPipelines",
    is_all_pipelines_allowed: bool = "isAllPipelinesAllowed",
} }

open_enum! { FlakyDetectionType {
    Custom = "custom" 1, System = "system" 2,
} }

object! { FlakySettings {
    advanced_system_detection_mode: AdvancedFlakyDetectionMode = "advancedSystemDetectionMode",
    flaky_detection: FlakyDetection = "flakyDetection",
    flaky_in_summary_report: bool = "flakyInSummaryReport",
    is_flaky_bug_created: bool = "isFlakyBugCreated",
    manual_mark_unmark_flaky: bool = "manualMarkUnmarkFlaky",
} }

object! { FlakyTestBugConfig {
    bug_metadata: Vec<FlakyTestBugMetadata> = "bugMetadata",
    bug_priority: i64 = "bugPriority",
    bug_template_id: String = "bugTemplateId",
    team_id: String = "teamId",
} }

open_enum! { FlakyTestBugMetadata {
    ErrorMessage = "errorMessage", StackTrace = "stackTrace", TestName = "testName", Machine = "machine",
} }

object! { FolderCoverageData {
    coverage_statistics: CoverageStatistics = "coverageStatistics",
    files: Vec<FileCoverageData> = "files",
    folders: Vec<FolderCoverageData> = "folders",
    name: String = "name",
} }

object! { Layout {
    children: Vec<Layout> = "children",
    end_time_utc: DateTime = "endTimeUTC",
    name: String = "name",
    properties: Map<String> = "properties",
    start_time_utc: DateTime = "startTimeUTC",
    r#type: String = "type",
    uid: String = "uid",
} }

object! { Link {
    display_name: String = "displayName",
    operation_type: String = "operationType",
    r#type: String = "type",
    url: String = "url",
} }

object! { NewTestResultLoggingSettings {
    log_new_tests: bool = "logNewTests",
} }

object! { PipelineTestMetrics {
    current_context: PipelineReference = "currentContext",
    result_summary: ResultSummary = "resultSummary",
    results_analysis: ResultsAnalysis = "resultsAnalysis",
    run_summary: RunSummary = "runSummary",
    summary_at_child: Vec<PipelineTestMetrics> = "summaryAtChild",
} }

object! { QueryModel {
    query: String = "query",
} }

open_enum! { ResultMetaDataDetails {
    None = "none" 0, FlakyIdentifiers = "flakyIdentifiers" 1,
} }

object! { ResultSummary {
    result_summary_by_run_state: Map<ResultsSummaryByOutcome> = "resultSummaryByRunState",
} }

object! { ResultsAnalysis {
    previous_context: PipelineReference = "previousContext",
    results_difference: AggregatedResultsDifference = "resultsDifference",
    test_failures_analysis: TestResultFailuresAnalysis = "testFailuresAnalysis",
} }

object! { ResultsFilter {
    automated_test_name: String = "automatedTestName",
    branch: String = "branch",
    executed_in: Service = "executedIn",
    group_by: String = "groupBy",
    max_complete_date: DateTime = "maxCompleteDate",
    results_count: i64 = "resultsCount",
    test_case_id: i64 = "testCaseId",
    test_case_reference_ids: Vec<i64> = "testCaseReferenceIds",
    test_plan_id: i64 = "testPlanId",
    test_point_ids: Vec<i64> = "testPointIds",
    test_results_context: TestResultsContext = "testResultsContext",
    trend_days: i64 = "trendDays",
} }

object! { ResultsSummaryByOutcome {
    aggregated_result_details_by_outcome: Map<AggregatedResultDetailsByOutcome> = "aggregatedResultDetailsByOutcome",
    duration: TimeSpan = "duration",
    not_reported_test_count: i64 = "notReportedTestCount",
    total_test_count: i64 = "totalTestCount",
} }

object! { RunSummary {
    duration: TimeSpan = "duration",
    no_config_runs_count: i64 = "noConfigRunsCount",
    run_summary_by_outcome: Map<i64> = "runSummaryByOutcome",
    run_summary_by_state: Map<i64> = "runSummaryByState",
    total_runs_count: i64 = "totalRunsCount",
} }

open_enum! { Service {
    Any = "any" 0, Tcm = "tcm" 1, Tfs = "tfs" 2,
} }

open_enum! { SessionResult {
    None = "none", Passed = "passed", Failed = "failed", Pending = "pending",
} }

object! { SessionSourcePipeline {
    build_id: i64 = "buildId",
    build_url: String = "buildUrl",
} }

object! { ShallowTestCaseResult {
    automated_test_name: String = "automatedTestName",
    automated_test_storage: String = "automatedTestStorage",
    duration_in_ms: f64 = "durationInMs",
    id: i64 = "id",
    is_re_run: bool = "isReRun",
    outcome: String = "outcome",
    owner: String = "owner",
    priority: i64 = "priority",
    ref_id: i64 = "refId",
    run_id: i64 = "runId",
    tags: Vec<String> = "tags",
    test_case_title: String = "testCaseTitle",
} }

object! { Source {
    links: Vec<Link> = "links",
    origin_system: String = "originSystem",
    session_id: String = "sessionId",
    tenant_id: String = "tenantId",
    tenant_name: String = "tenantName",
} }

object! { SourceViewBuildCoverage {
    configuration: BuildConfiguration = "configuration",
    folder_coverage_data: FolderCoverageData = "folderCoverageData",
} }

object! { TestFailureDetails {
    count: i64 = "count",
    test_results: Vec<TestCaseResultIdentifier> = "testResults",
} }

object! { TestFailuresAnalysis {
    existing_failures: TestFailureDetails = "existingFailures",
    fixed_tests: TestFailureDetails = "fixedTests",
    new_failures: TestFailureDetails = "newFailures",
    previous_context: TestResultsContext = "previousContext",
} }

object! { TestFlakyIdentifier {
    branch_name: String = "branchName",
    is_flaky: bool = "isFlaky",
} }

object! { TestLog {
    log_reference: TestLogReference = "logReference",
    meta_data: Map<String> = "metaData",
    modified_on: DateTime = "modifiedOn",
    size: i64 = "size",
} }

object! { TestLogReference {
    build_id: i64 = "buildId",
    file_path: String = "filePath",
    release_env_id: i64 = "releaseEnvId",
    release_id: i64 = "releaseId",
    result_id: i64 = "resultId",
    run_id: i64 = "runId",
    scope: TestLogScope = "scope",
    sub_result_id: i64 = "subResultId",
    r#type: TestLogType = "type",
} }

open_enum! { TestLogScope {
    Run = "run" 0, Build = "build", Release = "release",
} }

open_enum! { TestLogStatusCode {
    Success = "success" 0, Failed = "failed" 1, FileAlreadyExists = "fileAlreadyExists" 2,
    InvalidInput = "invalidInput" 3, InvalidFileName = "invalidFileName" 4, InvalidContainer = "invalidContainer" 5,
    TransferFailed = "transferFailed" 6, FeatureDisabled = "featureDisabled" 7,
    BuildDoesNotExist = "buildDoesNotExist" 8, RunDoesNotExist = "runDoesNotExist" 9,
    ContainerNotCreated = "containerNotCreated" 10, ApiNotSupported = "apiNotSupported" 11,
    FileSizeExceeds = "fileSizeExceeds" 12, ContainerNotFound = "containerNotFound" 13,
    FileNotFound = "fileNotFound" 14, DirectoryNotFound = "directoryNotFound" 15,
    StorageCapacityExceeded = "storageCapacityExceeded" 16,
} }

object! { TestLogStoreAttachment {
    attachment_type: AttachmentType = "attachmentType",
    comment: String = "comment",
    created_date: DateTime = "createdDate",
    file_name: String = "fileName",
    size: i64 = "size",
    url: String = "url",
} }

object! { TestLogStoreAttachmentReference {
    url: String = "url",
} }

object! { TestLogStoreEndpointDetails {
    endpoint_sas_uri: Secret = "endpointSASUri",
    endpoint_type: TestLogStoreEndpointType = "endpointType",
    status: TestLogStatusCode = "status",
} }

open_enum! { TestLogStoreEndpointType {
    Root = "root" 1, File = "file" 2,
} }

open_enum! { TestLogStoreOperationType {
    Read = "read" 1, Create = "create", ReadAndCreate = "readAndCreate",
} }

open_enum! { TestLogType {
    GeneralAttachment = "generalAttachment" 1, CodeCoverage = "codeCoverage", TestImpact = "testImpact",
    Intermediate = "intermediate", System = "system", MergedCoverageFile = "mergedCoverageFile",
} }

object! { TestMethod {
    container: String = "container",
    name: String = "name",
    test_result: TestCaseResult = "testResult",
} }

object! { TestOperationReference {
    id: String = "id",
    status: String = "status",
    url: String = "url",
} }

object! { TestResultDocument {
    operation_reference: TestOperationReference = "operationReference",
    payload: TestResultPayload = "payload",
} }

object! { TestResultFailureType {
    id: i64 = "id",
    name: String = "name",
} }

object! { TestResultFailureTypeRequestModel {
    name: String = "name",
} }

object! { TestResultFailuresAnalysis {
    existing_failures: TestFailureDetails = "existingFailures",
    fixed_tests: TestFailureDetails = "fixedTests",
    new_failures: TestFailureDetails = "newFailures",
} }

object! { TestResultHistory {
    group_by_field: String = "groupByField",
    results_for_group: Vec<TestResultHistoryDetailsForGroup> = "resultsForGroup",
} }

object! { TestResultHistoryDetailsForGroup {
    group_by_value: Json = "groupByValue",
    latest_result: TestCaseResult = "latestResult",
} }

object! { TestResultMetaData {
    automated_test_name: String = "automatedTestName",
    automated_test_storage: String = "automatedTestStorage",
    flaky_identifiers: Vec<TestFlakyIdentifier> = "flakyIdentifiers",
    owner: String = "owner",
    priority: i64 = "priority",
    test_case_reference_id: i64 = "testCaseReferenceId",
    test_case_title: String = "testCaseTitle",
} }

object! { TestResultMetaDataUpdateInput {
    flaky_identifiers: Vec<TestFlakyIdentifier> = "flakyIdentifiers",
} }

object! { TestResultPayload {
    comment: String = "comment",
    name: String = "name",
    stream: String = "stream",
} }

object! { TestResultSummary {
    aggregated_results_analysis: AggregatedResultsAnalysis = "aggregatedResultsAnalysis",
    no_config_runs_count: i64 = "noConfigRunsCount",
    team_project: TeamProjectReference = "teamProject",
    test_failures: TestFailuresAnalysis = "testFailures",
    test_results_context: TestResultsContext = "testResultsContext",
    total_runs_count: i64 = "totalRunsCount",
} }

object! { TestResultTrendFilter {
    branch_names: Vec<String> = "branchNames",
    build_count: i64 = "buildCount",
    definition_ids: Vec<i64> = "definitionIds",
    env_definition_ids: Vec<i64> = "envDefinitionIds",
    max_complete_date: DateTime = "maxCompleteDate",
    publish_context: String = "publishContext",
    test_run_titles: Vec<String> = "testRunTitles",
    trend_days: i64 = "trendDays",
} }

object! { TestResultsContext {
    build: BuildReference = "build",
    context_type: TestResultsContextType = "contextType",
    pipeline_reference: PipelineReference = "pipelineReference",
    release: ReleaseReference = "release",
} }

open_enum! { TestResultsContextType {
    Build = "build" 1, Release = "release" 2, Pipeline = "pipeline" 3,
} }

object! { TestResultsDetails {
    group_by_field: String = "groupByField",
    results_for_group: Vec<TestResultsDetailsForGroup> = "resultsForGroup",
} }

object! { TestResultsDetailsForGroup {
    group_by_value: Json = "groupByValue",
    results: Vec<TestCaseResult> = "results",
    results_count_by_outcome: Map<AggregatedResultsByOutcome> = "resultsCountByOutcome",
    tags: Vec<String> = "tags",
} }

object! { TestResultsQuery {
    fields: Vec<String> = "fields",
    results: Vec<TestCaseResult> = "results",
    results_filter: ResultsFilter = "resultsFilter",
} }

object! { TestResultsSession {
    end_time_utc: DateTime = "endTimeUTC",
    id: i64 = "id",
    layout: Vec<Layout> = "layout",
    name: String = "name",
    result: SessionResult = "result",
    session_source_pipeline: SessionSourcePipeline = "sessionSourcePipeline",
    source: Source = "source",
    start_time_utc: DateTime = "startTimeUTC",
    state: TestResultsSessionState = "state",
    test_runs: Vec<i64> = "testRuns",
    timeline: Vec<Timeline> = "timeline",
    r#type: String = "type",
    uid: String = "uid",
} }

open_enum! { TestResultsSessionState {
    None = "none", Running = "running", Completed = "completed", Waiting = "waiting", Cancelled = "cancelled",
} }

object! { TestResultsSettings {
    advanced_flaky_detection_settings: AdvancedFlakyDetectionSettings = "advancedFlakyDetectionSettings",
    flaky_settings: FlakySettings = "flakySettings",
    new_test_result_logging_settings: NewTestResultLoggingSettings = "newTestResultLoggingSettings",
} }

open_enum! { TestResultsSettingsType {
    All = "all" 1, Flaky = "flaky" 2, NewTestLogging = "newTestLogging" 3,
    AdvancedFlakyDetection = "advancedFlakyDetection",
} }

object! { TestResultsUpdateSettings {
    advanced_flaky_detection_settings: AdvancedFlakyDetectionSettings = "advancedFlakyDetectionSettings",
    flaky_settings: FlakySettings = "flakySettings",
    new_test_result_logging_settings: NewTestResultLoggingSettings = "newTestResultLoggingSettings",
} }

open_enum! { TestRunOutcome {
    Passed = "passed" 0, Failed = "failed" 1, NotImpacted = "notImpacted" 2, Others = "others" 3,
} }

open_enum! { TestRunSortOrderType {
    Asc = "asc", Desc = "desc",
} }

object! { TestSettings {
    area_path: String = "areaPath",
    description: String = "description",
    is_public: bool = "isPublic",
    machine_roles: String = "machineRoles",
    test_settings_content: String = "testSettingsContent",
    test_settings_id: i64 = "testSettingsId",
    test_settings_name: String = "testSettingsName",
} }

object! { TestSummaryForWorkItem {
    summary: AggregatedDataForResultTrend = "summary",
    work_item: WorkItemReference = "workItem",
} }

object! { TestTagSummary {
    tags_group_by_test_artifact: Map<Vec<TestTag>> = "tagsGroupByTestArtifact",
} }

object! { TestTagsUpdateModel {
    tags: Vec<Json> = "tags",
} }

object! { TestToWorkItemLinks {
    test: TestMethod = "test",
    work_items: Vec<WorkItemReference> = "workItems",
} }

object! { Timeline {
    display: String = "display",
    timestamp_utc: DateTime = "timestampUTC",
    r#type: String = "type",
} }

object! { WorkItemToTestLinks {
    executed_in: Service = "executedIn",
    tests: Vec<TestMethod> = "tests",
    work_item: WorkItemReference = "workItem",
} }
