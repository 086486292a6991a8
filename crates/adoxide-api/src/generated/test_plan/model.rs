// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { ActualTestResultSettings {
    is_actual_test_result_enabled: bool = "isActualTestResultEnabled",
    is_actual_test_result_mandatory: bool = "isActualTestResultMandatory",
} }

object! { BuildDefinitionReference {
    id: i64 = "id",
    name: String = "name",
} }

object! { CloneOperationCommonResponse {
    clone_statistics: CloneStatistics = "cloneStatistics",
    completion_date: DateTime = "completionDate",
    creation_date: DateTime = "creationDate",
    links: Links = "links",
    message: String = "message",
    op_id: i64 = "opId",
    state: CloneOperationState = "state",
} }

open_enum! { CloneOperationState {
    Failed = "failed" 2, InProgress = "inProgress" 1, Queued = "queued" 0, Succeeded = "succeeded" 3,
} }

object! { CloneOptions {
    clone_requirements: bool = "cloneRequirements",
    copy_all_suites: bool = "copyAllSuites",
    copy_ancestor_hierarchy: bool = "copyAncestorHierarchy",
    destination_work_item_type: String = "destinationWorkItemType",
    override_parameters: Map<String> = "overrideParameters",
    related_link_comment: String = "relatedLinkComment",
} }

object! { CloneStatistics {
    cloned_requirements_count: i64 = "clonedRequirementsCount",
    cloned_shared_steps_count: i64 = "clonedSharedStepsCount",
    cloned_test_cases_count: i64 = "clonedTestCasesCount",
    total_requirements_count: i64 = "totalRequirementsCount",
    total_test_cases_count: i64 = "totalTestCasesCount",
} }

object! { CloneTestCaseOperationInformation {
    clone_operation_response: CloneOperationCommonResponse = "cloneOperationResponse",
    clone_options: CloneTestCaseOptions = "cloneOptions",
    destination_test_suite: TestSuiteReferenceWithProject = "destinationTestSuite",
    source_test_suite: SourceTestSuiteResponse = "sourceTestSuite",
} }

object! { CloneTestCaseOptions {
    include_attachments: bool = "includeAttachments",
    include_links: bool = "includeLinks",
    related_link_comment: String = "relatedLinkComment",
} }

object! { CloneTestCaseParams {
    clone_options: CloneTestCaseOptions = "cloneOptions",
    destination_test_plan: TestPlanReference = "destinationTestPlan",
    destination_test_suite: DestinationTestSuiteInfo = "destinationTestSuite",
    source_test_plan: TestPlanReference = "sourceTestPlan",
    source_test_suite: SourceTestSuiteInfo = "sourceTestSuite",
    test_case_ids: Vec<i64> = "testCaseIds",
} }

object! { CloneTestPlanOperationInformation {
    clone_operation_response: CloneOperationCommonResponse = "cloneOperationResponse",
    clone_options: CloneOptions = "cloneOptions",
    destination_test_plan: TestPlan = "destinationTestPlan",
    source_test_plan: SourceTestplanResponse = "sourceTestPlan",
} }

object! { CloneTestPlanParams {
    clone_options: CloneOptions = "cloneOptions",
    destination_test_plan: DestinationTestPlanCloneParams = "destinationTestPlan",
    source_test_plan: SourceTestPlanInfo = "sourceTestPlan",
} }

object! { CloneTestSuiteOperationInformation {
    clone_operation_response: CloneOperationCommonResponse = "cloneOperationResponse",
    clone_options: CloneOptions = "cloneOptions",
    cloned_test_suite: TestSuiteReferenceWithProject = "clonedTestSuite",
    destination_test_suite: TestSuiteReferenceWithProject = "destinationTestSuite",
    source_test_suite: TestSuiteReferenceWithProject = "sourceTestSuite",
} }

object! { CloneTestSuiteParams {
    clone_options: CloneOptions = "cloneOptions",
    destination_test_suite: DestinationTestSuiteInfo = "destinationTestSuite",
    source_test_suite: SourceTestSuiteInfo = "sourceTestSuite",
} }

object! { Configuration {
    configuration_id: i64 = "configurationId",
} }

object! { DestinationTestPlanCloneParams {
    actual_test_result_settings: ActualTestResultSettings = "actualTestResultSettings",
    area_path: String = "areaPath",
    build_definition: BuildDefinitionReference = "buildDefinition",
    build_id: i64 = "buildId",
    description: String = "description",
    end_date: DateTime = "endDate",
    iteration: String = "iteration",
    name: String = "name",
    owner: IdentityRef = "owner",
    project: String = "project",
    release_environment_definition: ReleaseEnvironmentDefinitionReference = "releaseEnvironmentDefinition",
    start_date: DateTime = "startDate",
    state: String = "state",
    test_outcome_settings: TestOutcomeSettings = "testOutcomeSettings",
    yaml_release_reference: YamlReleaseReference = "yamlReleaseReference",
} }

object! { DestinationTestSuiteInfo {
    id: i64 = "id",
    project: String = "project",
} }

open_enum! { ExcludeFlags {
    None = "none" 0, PointAssignments = "pointAssignments" 1, ExtraInformation = "extraInformation" 2,
} }

open_enum! { FailureType {
    None = "none" 0, Regression = "regression" 1, NewIssue = "new_Issue" 2, KnownIssue = "known_Issue" 3,
    Unknown = "unknown" 4, NullValue = "null_Value" 5, MaxValue = "maxValue" 5,
} }

open_enum! { LastResolutionState {
    None = "none" 0, NeedsInvestigation = "needsInvestigation" 1, TestIssue = "testIssue" 2,
    ProductIssue = "productIssue" 3, ConfigurationIssue = "configurationIssue" 4, NullValue = "nullValue" 5,
    MaxValue = "maxValue" 5,
} }

object! { NameValuePair {
    name: String = "name",
    value: String = "value",
} }

open_enum! { Outcome {
    Unspecified = "unspecified" 0, None = "none" 1, Passed = "passed" 2, Failed = "failed" 3,
    Inconclusive = "inconclusive" 4, Timeout = "timeout" 5, Aborted = "aborted" 6, Blocked = "blocked" 7,
    NotExecuted = "notExecuted" 8, Warning = "warning" 9, Error = "error" 10, NotApplicable = "notApplicable" 11,
    Paused = "paused" 12, InProgress = "inProgress" 13, NotImpacted = "notImpacted" 14, MaxValue = "maxValue" 14,
} }

object! { PointAssignment {
    configuration_id: i64 = "configurationId",
    configuration_name: String = "configurationName",
    id: i64 = "id",
    tester: IdentityRef = "tester",
} }

open_enum! { PointState {
    None = "none" 0, Ready = "ready" 1, Completed = "completed" 2, NotReady = "notReady" 3,
    InProgress = "inProgress" 4, MaxValue = "maxValue" 4,
} }

object! { ReleaseEnvironmentDefinitionReference {
    definition_id: i64 = "definitionId",
    environment_definition_id: i64 = "environmentDefinitionId",
} }

open_enum! { ResultState {
    Unspecified = "unspecified" 0, Pending = "pending" 1, Queued = "queued" 2, InProgress = "inProgress" 3,
    Paused = "paused" 4, Completed = "completed" 5, MaxValue = "maxValue" 5,
} }

object! { Results {
    outcome: Outcome = "outcome",
} }

object! { SourceTestPlanInfo {
    id: i64 = "id",
    suite_ids: Vec<i64> = "suiteIds",
} }

object! { SourceTestSuiteInfo {
    id: i64 = "id",
} }

object! { SourceTestSuiteResponse {
    id: i64 = "id",
    name: String = "name",
    project: TeamProjectReference = "project",
    test_case_ids: Vec<i64> = "testCaseIds",
} }

object! { SourceTestplanResponse {
    id: i64 = "id",
    name: String = "name",
    project: TeamProjectReference = "project",
    suite_ids: Vec<i64> = "suiteIds",
} }

object! { SuiteEntry {
    id: i64 = "id",
    sequence_number: i64 = "sequenceNumber",
    suite_entry_type: SuiteEntryTypes = "suiteEntryType",
    suite_id: i64 = "suiteId",
} }

open_enum! { SuiteEntryTypes {
    TestCase = "testCase" 0, Suite = "suite" 1,
} }

object! { SuiteEntryUpdateParams {
    id: i64 = "id",
    sequence_number: i64 = "sequenceNumber",
    suite_entry_type: SuiteEntryTypes = "suiteEntryType",
} }

open_enum! { SuiteExpand {
    None = "none", Children = "children" 1, DefaultTesters = "defaultTesters" 2,
} }

object! { SuiteTestCaseCreateUpdateParameters {
    point_assignments: Vec<Configuration> = "pointAssignments",
    work_item: WorkItem = "workItem",
} }

object! { TestCase {
    links: Links = "links",
    order: i64 = "order",
    point_assignments: Vec<PointAssignment> = "pointAssignments",
    project: TeamProjectReference = "project",
    test_plan: TestPlanReference = "testPlan",
    test_suite: TestSuiteReference = "testSuite",
    work_item: WorkItemDetails = "workItem",
} }

object! { TestCaseReference {
    assigned_to: IdentityRef = "assignedTo",
    id: i64 = "id",
    name: String = "name",
    state: String = "state",
} }

object! { TestConfiguration {
    description: String = "description",
    id: i64 = "id",
    is_default: bool = "isDefault",
    name: String = "name",
    project: TeamProjectReference = "project",
    state: TestConfigurationState = "state",
    values: Vec<NameValuePair> = "values",
} }

object! { TestConfigurationCreateUpdateParameters {
    description: String = "description",
    is_default: bool = "isDefault",
    name: String = "name",
    state: TestConfigurationState = "state",
    values: Vec<NameValuePair> = "values",
} }

object! { TestConfigurationReference {
    id: i64 = "id",
    name: String = "name",
} }

open_enum! { TestConfigurationState {
    Active = "active" 1, Inactive = "inactive" 2,
} }

object! { TestEntityCount {
    count: i64 = "count",
    test_plan_id: i64 = "testPlanId",
    test_suite_id: i64 = "testSuiteId",
    total_count: i64 = "totalCount",
} }

open_enum! { TestEntityTypes {
    TestCase = "testCase" 0, TestPoint = "testPoint" 1,
} }

object! { TestOutcomeSettings {
    sync_outcome_across_suites: bool = "syncOutcomeAcrossSuites",
} }

object! { TestPlan {
    links: Links = "_links",
    actual_test_result_settings: ActualTestResultSettings = "actualTestResultSettings",
    area_path: String = "areaPath",
    build_definition: BuildDefinitionReference = "buildDefinition",
    build_id: i64 = "buildId",
    description: String = "description",
    end_date: DateTime = "endDate",
    id: i64 = "id",
    iteration: String = "iteration",
    name: String = "name",
    owner: IdentityRef = "owner",
    previous_build_id: i64 = "previousBuildId",
    project: TeamProjectReference = "project",
    release_environment_definition: ReleaseEnvironmentDefinitionReference = "releaseEnvironmentDefinition",
    revision: i64 = "revision",
    root_suite: TestSuiteReference = "rootSuite",
    start_date: DateTime = "startDate",
    state: String = "state",
    test_outcome_settings: TestOutcomeSettings = "testOutcomeSettings",
    updated_by: IdentityRef = "updatedBy",
    updated_date: DateTime = "updatedDate",
    yaml_release_reference: YamlReleaseReference = "yamlReleaseReference",
} }

object! { TestPlanAndSuiteRestoreModel {
    is_deleted: bool = "isDeleted",
} }

object! { TestPlanCreateParams {
    actual_test_result_settings: ActualTestResultSettings = "actualTestResultSettings",
    area_path: String = "areaPath",
    build_definition: BuildDefinitionReference = "buildDefinition",
    build_id: i64 = "buildId",
    description: String = "description",
    end_date: DateTime = "endDate",
    iteration: String = "iteration",
    name: String = "name",
    owner: IdentityRef = "owner",
    release_environment_definition: ReleaseEnvironmentDefinitionReference = "releaseEnvironmentDefinition",
    start_date: DateTime = "startDate",
    state: String = "state",
    test_outcome_settings: TestOutcomeSettings = "testOutcomeSettings",
    yaml_release_reference: YamlReleaseReference = "yamlReleaseReference",
} }

object! { TestPlanDetailedReference {
    area_path: String = "areaPath",
    end_date: DateTime = "endDate",
    id: i64 = "id",
    iteration: String = "iteration",
    name: String = "name",
    root_suite_id: i64 = "rootSuiteId",
    start_date: DateTime = "startDate",
} }

object! { TestPlanReference {
    id: i64 = "id",
    name: String = "name",
} }

object! { TestPlanUpdateParams {
    actual_test_result_settings: ActualTestResultSettings = "actualTestResultSettings",
    area_path: String = "areaPath",
    build_definition: BuildDefinitionReference = "buildDefinition",
    build_id: i64 = "buildId",
    description: String = "description",
    end_date: DateTime = "endDate",
    iteration: String = "iteration",
    name: String = "name",
    owner: IdentityRef = "owner",
    release_environment_definition: ReleaseEnvironmentDefinitionReference = "releaseEnvironmentDefinition",
    revision: i64 = "revision",
    start_date: DateTime = "startDate",
    state: String = "state",
    test_outcome_settings: TestOutcomeSettings = "testOutcomeSettings",
    yaml_release_reference: YamlReleaseReference = "yamlReleaseReference",
} }

object! { TestPoint {
    comment: String = "comment",
    configuration: TestConfigurationReference = "configuration",
    id: i64 = "id",
    is_active: bool = "isActive",
    is_automated: bool = "isAutomated",
    last_reset_to_active: DateTime = "lastResetToActive",
    last_updated_by: IdentityRef = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    links: Links = "links",
    project: TeamProjectReference = "project",
    results: TestPointResults = "results",
    test_case_reference: TestCaseReference = "testCaseReference",
    test_plan: TestPlanReference = "testPlan",
    test_suite: TestSuiteReference = "testSuite",
    tester: IdentityRef = "tester",
} }

object! { TestPointResults {
    failure_type: FailureType = "failureType",
    last_resolution_state: LastResolutionState = "lastResolutionState",
    last_result_details: LastResultDetails = "lastResultDetails",
    last_result_id: i64 = "lastResultId",
    last_result_state: ResultState = "lastResultState",
    last_run_build_number: String = "lastRunBuildNumber",
    last_test_run_id: i64 = "lastTestRunId",
    outcome: Outcome = "outcome",
    state: PointState = "state",
} }

object! { TestPointUpdateParams {
    id: i64 = "id",
    is_active: bool = "isActive",
    results: Results = "results",
    tester: IdentityRef = "tester",
} }

object! { TestSuite {
    links: Links = "_links",
    children: Vec<TestSuite> = "children",
    default_configurations: Vec<TestConfigurationReference> = "defaultConfigurations",
    default_testers: Vec<IdentityRef> = "defaultTesters",
    has_children: bool = "hasChildren",
    id: i64 = "id",
    inherit_default_configurations: bool = "inheritDefaultConfigurations",
    last_error: String = "lastError",
    last_populated_date: DateTime = "lastPopulatedDate",
    last_updated_by: IdentityRef = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    name: String = "name",
    parent_suite: TestSuiteReference = "parentSuite",
    plan: TestPlanReference = "plan",
    project: TeamProjectReference = "project",
    query_string: String = "queryString",
    requirement_id: i64 = "requirementId",
    revision: i64 = "revision",
    suite_type: TestSuiteType = "suiteType",
} }

object! { TestSuiteCreateParams {
    default_configurations: Vec<TestConfigurationReference> = "defaultConfigurations",
    default_testers: Vec<IdentityRef> = "defaultTesters",
    inherit_default_configurations: bool = "inheritDefaultConfigurations",
    name: String = "name",
    parent_suite: TestSuiteReference = "parentSuite",
    query_string: String = "queryString",
    requirement_id: i64 = "requirementId",
    suite_type: TestSuiteType = "suiteType",
} }

object! { TestSuiteReference {
    id: i64 = "id",
    name: String = "name",
} }

object! { TestSuiteReferenceWithProject {
    id: i64 = "id",
    name: String = "name",
    project: TeamProjectReference = "project",
} }

open_enum! { TestSuiteType {
    None = "none" 0, DynamicTestSuite = "dynamicTestSuite" 1, StaticTestSuite = "staticTestSuite" 2,
    RequirementTestSuite = "requirementTestSuite" 3,
} }

object! { TestSuiteUpdateParams {
    default_configurations: Vec<TestConfigurationReference> = "defaultConfigurations",
    default_testers: Vec<IdentityRef> = "defaultTesters",
    inherit_default_configurations: bool = "inheritDefaultConfigurations",
    name: String = "name",
    parent_suite: TestSuiteReference = "parentSuite",
    query_string: String = "queryString",
    revision: i64 = "revision",
} }

object! { TestVariable {
    description: String = "description",
    id: i64 = "id",
    name: String = "name",
    project: TeamProjectReference = "project",
    values: Vec<String> = "values",
} }

object! { TestVariableCreateUpdateParameters {
    description: String = "description",
    name: String = "name",
    values: Vec<String> = "values",
} }

open_enum! { UserFriendlyTestOutcome {
    InProgress = "inProgress" 0, Blocked = "blocked" 1, Failed = "failed" 2, Passed = "passed" 3, Ready = "ready" 4,
    NotApplicable = "notApplicable" 5, Paused = "paused" 6, Timeout = "timeout" 7, Warning = "warning" 8,
    Error = "error" 9, NotExecuted = "notExecuted" 10, Inconclusive = "inconclusive" 11, Aborted = "aborted" 12,
    None = "none" 13, NotImpacted = "notImpacted" 14, Unspecified = "unspecified" 15, MaxValue = "maxValue" 15,
} }

object! { WorkItem {
    id: i64 = "id",
} }

object! { WorkItemDetails {
    id: i64 = "id",
    name: String = "name",
    work_item_fields: Vec<Json> = "workItemFields",
} }

object! { YamlReleaseReference {
    definition_id: i64 = "definitionId",
    stages_to_skip: String = "stagesToSkip",
} }

subtype! { DestinationTestPlanCloneParams: TestPlanCreateParams }
subtype! { PointAssignment: Configuration }
subtype! { SourceTestSuiteResponse: TestSuiteReference }
subtype! { SourceTestplanResponse: TestPlanReference }
subtype! { SuiteEntry: SuiteEntryUpdateParams }
subtype! { TestConfiguration: TestConfigurationCreateUpdateParameters }
subtype! { TestPlan: TestPlanUpdateParams }
subtype! { TestPlanDetailedReference: TestPlanReference }
subtype! { TestPlanUpdateParams: TestPlanCreateParams }
subtype! { TestSuite: TestSuiteCreateParams }
subtype! { TestSuiteReferenceWithProject: TestSuiteReference }
subtype! { TestVariable: TestVariableCreateUpdateParameters }
