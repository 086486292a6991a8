// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `GET _apis/testplan/suites` · 7.1 · `vso.test`
#[inline]
pub fn get_suites_by_test_case_id(test_case_id: i64) -> Op<List<TestSuite>> {
    Op::new(&meta::GET_SUITES_BY_TEST_CASE_ID).query("testCaseId", &test_case_id)
}

/// `POST {project}/_apis/testplan/configurations` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_configuration(
    project: &ProjectRef, body: &TestConfigurationCreateUpdateParameters,
) -> Op<TestConfiguration> {
    Op::new(&meta::CREATE_TEST_CONFIGURATION).path("project", project).json(body)
}

/// `DELETE {project}/_apis/testplan/configurations` · 7.1 · `vso.test_write`
#[inline]
pub fn delete_test_confguration(project: &ProjectRef, test_configuartion_id: i64) -> Op<()> {
    Op::new(&meta::DELETE_TEST_CONFGURATION)
        .path("project", project).query("testConfiguartionId", &test_configuartion_id)
}

params! { GetTestConfigurations {
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/testplan/configurations` · 7.1 · `vso.test`
#[inline]
pub fn get_test_configurations(
    project: &ProjectRef, params: GetTestConfigurations,
) -> Op<List<TestConfiguration>> {
    params.add_to(Op::new(&meta::GET_TEST_CONFIGURATIONS).path("project", project))
}

/// `PATCH {project}/_apis/testplan/configurations` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_configuration(
    project: &ProjectRef, test_configuartion_id: i64, body: &TestConfigurationCreateUpdateParameters,
) -> Op<TestConfiguration> {
    Op::new(&meta::UPDATE_TEST_CONFIGURATION)
        .path("project", project).query("testConfiguartionId", &test_configuartion_id).json(body)
}

/// `GET {project}/_apis/testplan/configurations/{testConfigurationId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_configuration_by_id(
    project: &ProjectRef, test_configuration_id: TestConfigurationId,
) -> Op<TestConfiguration> {
    Op::new(&meta::GET_TEST_CONFIGURATION_BY_ID)
        .path("project", project).path("testConfigurationId", &test_configuration_id)
}

required! { CreateTestPlanBody(TestPlanCreateParams) {
    name: String = "name", area_path: String = "areaPath", iteration: String = "iteration",
} }

/// `POST {project}/_apis/testplan/plans` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_plan(project: &ProjectRef, body: &CreateTestPlanBody) -> Op<TestPlan> {
    Op::new(&meta::CREATE_TEST_PLAN).path("project", project).json(body)
}

params! { GetTestPlans {
    owner: String = "owner",
    continuation_token: String = "continuationToken",
    include_plan_details: bool = "includePlanDetails",
    filter_active_plans: bool = "filterActivePlans",
} }

/// `GET {project}/_apis/testplan/plans` · 7.1 · `vso.test`
#[inline]
pub fn get_test_plans(project: &ProjectRef, params: GetTestPlans) -> Op<List<TestPlan>> {
    params.add_to(Op::new(&meta::GET_TEST_PLANS).path("project", project))
}

/// `DELETE {project}/_apis/testplan/plans/{planId}` · 7.1 · `vso.test_write`
#[inline]
pub fn delete_test_plan(project: &ProjectRef, plan_id: PlanId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_PLAN).path("project", project).path("planId", &plan_id)
}

/// `GET {project}/_apis/testplan/plans/{planId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_plan_by_id(project: &ProjectRef, plan_id: PlanId) -> Op<TestPlan> {
    Op::new(&meta::GET_TEST_PLAN_BY_ID).path("project", project).path("planId", &plan_id)
}

/// `PATCH {project}/_apis/testplan/plans/{planId}` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_plan(project: &ProjectRef, plan_id: PlanId, body: &TestPlanUpdateParams) -> Op<TestPlan> {
    Op::new(&meta::UPDATE_TEST_PLAN).path("project", project).path("planId", &plan_id).json(body)
}

/// `POST {project}/_apis/testplan/Plans/{planId}/suites` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_suite(project: &ProjectRef, plan_id: PlanId, body: &TestSuiteCreateParams) -> Op<TestSuite> {
    Op::new(&meta::CREATE_TEST_SUITE).path("project", project).path("planId", &plan_id).json(body)
}

params! { GetTestSuitesForPlan {
    expand: SuiteExpand = "expand",
    continuation_token: String = "continuationToken",
    as_tree_view: bool = "asTreeView",
} }

/// `GET {project}/_apis/testplan/Plans/{planId}/suites` · 7.1 · `vso.test`
#[inline]
pub fn get_test_suites_for_plan(
    project: &ProjectRef, plan_id: PlanId, params: GetTestSuitesForPlan,
) -> Op<List<TestSuite>> {
    params.add_to(Op::new(&meta::GET_TEST_SUITES_FOR_PLAN).path("project", project).path("planId", &plan_id))
}

/// `DELETE {project}/_apis/testplan/Plans/{planId}/suites/{suiteId}` · 7.1 · `vso.test_write`
#[inline]
pub fn delete_test_suite(project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_SUITE).path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
}

params! { GetTestSuiteById {
    expand: SuiteExpand = "expand",
} }

/// `GET {project}/_apis/testplan/Plans/{planId}/suites/{suiteId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_suite_by_id(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, params: GetTestSuiteById,
) -> Op<TestSuite> {
    params.add_to(Op::new(&meta::GET_TEST_SUITE_BY_ID)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id))
}

/// `PATCH {project}/_apis/testplan/Plans/{planId}/suites/{suiteId}` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_suite(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, body: &TestSuiteUpdateParams,
) -> Op<TestSuite> {
    Op::new(&meta::UPDATE_TEST_SUITE)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).json(body)
}

/// `POST {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase` · 7.1 · `vso.test_write`
#[inline]
pub fn add_test_cases_to_suite(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, body: &[SuiteTestCaseCreateUpdateParameters],
) -> Op<List<TestCase>> {
    Op::new(&meta::ADD_TEST_CASES_TO_SUITE)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).json(body)
}

params! { GetTestCaseList {
    test_ids: String = "testIds",
    configuration_ids: String = "configurationIds",
    wit_fields: String = "witFields",
    continuation_token: String = "continuationToken",
    return_identity_ref: bool = "returnIdentityRef",
    expand: bool = "expand",
    exclude_flags: ExcludeFlags = "excludeFlags",
    is_recursive: bool = "isRecursive",
} }

/// `GET {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase` · 7.1 · `vso.test`
#[inline]
pub fn get_test_case_list(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, params: GetTestCaseList,
) -> Op<List<TestCase>> {
    params.add_to(Op::new(&meta::GET_TEST_CASE_LIST)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id))
}

/// `DELETE {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase` · 7.1 · `vso.test_write`
#[inline]
pub fn remove_test_cases_list_from_suite(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, test_ids: &str,
) -> Op<()> {
    Op::new(&meta::REMOVE_TEST_CASES_LIST_FROM_SUITE)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).query("testIds", test_ids)
}

/// `PATCH {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase` · 7.1 · `vso.test_write`
#[inline]
pub fn update_suite_test_cases(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, body: &[SuiteTestCaseCreateUpdateParameters],
) -> Op<List<TestCase>> {
    Op::new(&meta::UPDATE_SUITE_TEST_CASES)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).json(body)
}

params! { GetTestCase {
    wit_fields: String = "witFields",
    return_identity_ref: bool = "returnIdentityRef",
} }

/// `GET {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase/{testCaseId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_case(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, test_case_id: &TestCaseIdText, params: GetTestCase,
) -> Op<List<TestCase>> {
    params.add_to(Op::new(&meta::GET_TEST_CASE)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
        .path("testCaseId", test_case_id))
}

params! { GetPoints {
    return_identity_ref: bool = "returnIdentityRef",
    include_point_details: bool = "includePointDetails",
} }

/// `GET {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestPoint` · 7.1 · `vso.test`
#[inline]
pub fn get_points(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, point_id: &str, params: GetPoints,
) -> Op<List<TestPoint>> {
    params.add_to(Op::new(&meta::GET_POINTS)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).query("pointId", point_id))
}

params! { UpdateTestPoints {
    include_point_details: bool = "includePointDetails",
    return_identity_ref: bool = "returnIdentityRef",
} }

/// `PATCH {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestPoint` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_points(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, body: &[TestPointUpdateParams],
    params: UpdateTestPoints,
) -> Op<List<TestPoint>> {
    params.add_to(Op::new(&meta::UPDATE_TEST_POINTS)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id).json(body))
}

params! { CloneTestPlan {
    deep_clone: bool = "deepClone",
} }

/// `POST {project}/_apis/testplan/Plans/CloneOperation` · 7.1 · `vso.test_write`
#[inline]
pub fn clone_test_plan(
    project: &ProjectRef, body: &CloneTestPlanParams, params: CloneTestPlan,
) -> Op<CloneTestPlanOperationInformation> {
    params.add_to(Op::new(&meta::CLONE_TEST_PLAN).path("project", project).json(body))
}

/// `GET {project}/_apis/testplan/Plans/CloneOperation/{cloneOperationId}` · 7.1 · `vso.test`
#[inline]
pub fn get_clone_information(
    project: &ProjectRef, clone_operation_id: CloneOperationId,
) -> Op<CloneTestPlanOperationInformation> {
    Op::new(&meta::GET_CLONE_INFORMATION).path("project", project).path("cloneOperationId", &clone_operation_id)
}

params! { GetSuiteEntries {
    suite_entry_type: SuiteEntryTypes = "suiteEntryType",
} }

/// `GET {project}/_apis/testplan/suiteentry/{suiteId}` · 7.1 · `vso.test`
#[inline]
pub fn get_suite_entries(
    project: &ProjectRef, suite_id: SuiteId, params: GetSuiteEntries,
) -> Op<List<SuiteEntry>> {
    params.add_to(Op::new(&meta::GET_SUITE_ENTRIES).path("project", project).path("suiteId", &suite_id))
}

/// `PATCH {project}/_apis/testplan/suiteentry/{suiteId}` · 7.1 · `vso.test_write`
#[inline]
pub fn reorder_suite_entries(
    project: &ProjectRef, suite_id: SuiteId, body: &[SuiteEntryUpdateParams],
) -> Op<List<SuiteEntry>> {
    Op::new(&meta::REORDER_SUITE_ENTRIES).path("project", project).path("suiteId", &suite_id).json(body)
}

params! { CloneTestSuite {
    deep_clone: bool = "deepClone",
} }

/// `POST {project}/_apis/testplan/Suites/CloneOperation` · 7.1 · `vso.test_write`
#[inline]
pub fn clone_test_suite(
    project: &ProjectRef, body: &CloneTestSuiteParams, params: CloneTestSuite,
) -> Op<CloneTestSuiteOperationInformation> {
    params.add_to(Op::new(&meta::CLONE_TEST_SUITE).path("project", project).json(body))
}

/// `GET {project}/_apis/testplan/Suites/CloneOperation/{cloneOperationId}` · 7.1 · `vso.test`
#[inline]
pub fn get_suite_clone_information(
    project: &ProjectRef, clone_operation_id: CloneOperationId,
) -> Op<CloneTestSuiteOperationInformation> {
    Op::new(&meta::GET_SUITE_CLONE_INFORMATION)
        .path("project", project).path("cloneOperationId", &clone_operation_id)
}

/// `DELETE {project}/_apis/testplan/testcases/{testCaseId}` · 7.1 · `vso.test_write`
#[inline]
pub fn delete_test_case(project: &ProjectRef, test_case_id: TestCaseId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_CASE).path("project", project).path("testCaseId", &test_case_id)
}

/// `POST {project}/_apis/testplan/TestCases/CloneTestCaseOperation` · 7.1 · `vso.test_write`
#[inline]
pub fn clone_test_case(project: &ProjectRef, body: &CloneTestCaseParams) -> Op<CloneTestCaseOperationInformation> {
    Op::new(&meta::CLONE_TEST_CASE).path("project", project).json(body)
}

/// `GET {project}/_apis/testplan/TestCases/CloneTestCaseOperation/{cloneOperationId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_case_clone_information(
    project: &ProjectRef, clone_operation_id: CloneOperationId,
) -> Op<CloneTestCaseOperationInformation> {
    Op::new(&meta::GET_TEST_CASE_CLONE_INFORMATION)
        .path("project", project).path("cloneOperationId", &clone_operation_id)
}

/// `POST {project}/_apis/testplan/variables` · 7.1 · `vso.test_write`
#[inline]
pub fn create_test_variable(project: &ProjectRef, body: &TestVariableCreateUpdateParameters) -> Op<TestVariable> {
    Op::new(&meta::CREATE_TEST_VARIABLE).path("project", project).json(body)
}

params! { GetTestVariables {
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/testplan/variables` · 7.1 · `vso.test`
#[inline]
pub fn get_test_variables(project: &ProjectRef, params: GetTestVariables) -> Op<List<TestVariable>> {
    params.add_to(Op::new(&meta::GET_TEST_VARIABLES).path("project", project))
}

/// `DELETE {project}/_apis/testplan/variables/{testVariableId}` · 7.1 · `vso.test_write`
#[inline]
pub fn delete_test_variable(project: &ProjectRef, test_variable_id: TestVariableId) -> Op<()> {
    Op::new(&meta::DELETE_TEST_VARIABLE).path("project", project).path("testVariableId", &test_variable_id)
}

/// `GET {project}/_apis/testplan/variables/{testVariableId}` · 7.1 · `vso.test`
#[inline]
pub fn get_test_variable_by_id(project: &ProjectRef, test_variable_id: TestVariableId) -> Op<TestVariable> {
    Op::new(&meta::GET_TEST_VARIABLE_BY_ID).path("project", project).path("testVariableId", &test_variable_id)
}

/// `PATCH {project}/_apis/testplan/variables/{testVariableId}` · 7.1 · `vso.test_write`
#[inline]
pub fn update_test_variable(
    project: &ProjectRef, test_variable_id: TestVariableId, body: &TestVariableCreateUpdateParameters,
) -> Op<TestVariable> {
    Op::new(&meta::UPDATE_TEST_VARIABLE)
        .path("project", project).path("testVariableId", &test_variable_id).json(body)
}

/// `DELETE {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase` · 7.1 · `vso.test_write`
#[inline]
pub fn remove_test_cases_from_suite(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, test_case_ids: &str,
) -> Op<()> {
    Op::new(&meta::REMOVE_TEST_CASES_FROM_SUITE)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id)
        .query("testCaseIds", test_case_ids)
}

params! { GetPointsList {
    test_point_ids: String = "testPointIds",
    test_case_id: String = "testCaseId",
    continuation_token: String = "continuationToken",
    return_identity_ref: bool = "returnIdentityRef",
    include_point_details: bool = "includePointDetails",
    is_recursive: bool = "isRecursive",
} }

/// `GET {project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestPoint` · 7.1 · `vso.test`
#[inline]
pub fn get_points_list(
    project: &ProjectRef, plan_id: PlanId, suite_id: SuiteId, params: GetPointsList,
) -> Op<List<TestPoint>> {
    params.add_to(Op::new(&meta::GET_POINTS_LIST)
        .path("project", project).path("planId", &plan_id).path("suiteId", &suite_id))
}

params! { GetDeletedTestPlans {
    continuation_token: String = "continuationToken",
} }

/// `GET {project}/_apis/testplan/recycleBin/testplan` · 7.2-preview.1 · `vso.test`
#[inline]
pub fn get_deleted_test_plans(project: &ProjectRef, params: GetDeletedTestPlans) -> Op<List<TestPlan>> {
    params.add_to(Op::new(&meta::GET_DELETED_TEST_PLANS).path("project", project))
}

/// `PATCH {project}/_apis/testplan/recycleBin/testplan/{planId}` · 7.2-preview.1 · `vso.test_write`
#[inline]
pub fn restore_deleted_test_plan(
    project: &ProjectRef, plan_id: PlanId, body: &TestPlanAndSuiteRestoreModel,
) -> Op<()> {
    Op::new(&meta::RESTORE_DELETED_TEST_PLAN).path("project", project).path("planId", &plan_id).json(body)
}

params! { GetDeletedTestSuitesForPlan {
    expand: SuiteExpand = "expand",
    continuation_token: String = "continuationToken",
    as_tree_view: bool = "asTreeView",
} }

/// `GET {project}/_apis/testplan/recycleBin/TestPlan/{planId}/testsuite` · 7.2-preview.1 · `vso.test`
#[inline]
pub fn get_deleted_test_suites_for_plan(
    project: &ProjectRef, plan_id: PlanId, params: GetDeletedTestSuitesForPlan,
) -> Op<List<TestSuite>> {
    params.add_to(Op::new(&meta::GET_DELETED_TEST_SUITES_FOR_PLAN)
        .path("project", project).path("planId", &plan_id))
}

params! { GetDeletedTestSuitesForProject {
    expand: SuiteExpand = "expand",
    continuation_token: String = "continuationToken",
    as_tree_view: bool = "asTreeView",
} }

/// `GET {project}/_apis/testplan/recycleBin/testsuite` · 7.2-preview.1 · `vso.test`
#[inline]
pub fn get_deleted_test_suites_for_project(
    project: &ProjectRef, params: GetDeletedTestSuitesForProject,
) -> Op<List<TestSuite>> {
    params.add_to(Op::new(&meta::GET_DELETED_TEST_SUITES_FOR_PROJECT).path("project", project))
}

/// `PATCH {project}/_apis/testplan/recycleBin/testsuite/{suiteId}` · 7.2-preview.1 · `vso.test_write`
#[inline]
pub fn restore_deleted_test_suite(
    project: &ProjectRef, suite_id: SuiteId, body: &TestPlanAndSuiteRestoreModel,
) -> Op<()> {
    Op::new(&meta::RESTORE_DELETED_TEST_SUITE).path("project", project).path("suiteId", &suite_id).json(body)
}

params! { GetTestEntityCountByPlanId {
    states: String = "states",
    outcome: UserFriendlyTestOutcome = "outcome",
    configurations: String = "configurations",
    testers: String = "testers",
    assigned_to: String = "assignedTo",
    entity: TestEntityTypes = "entity",
} }

/// `GET {project}/_apis/testplan/Count/{planId}` · 7.1-preview.1
#[inline]
pub fn get_test_entity_count_by_plan_id(
    project: &ProjectRef, plan_id: PlanId, params: GetTestEntityCountByPlanId,
) -> Op<List<TestEntityCount>> {
    params.add_to(Op::new(&meta::GET_TEST_ENTITY_COUNT_BY_PLAN_ID)
        .path("project", project).path("planId", &plan_id))
}

/// `POST {project}/_apis/testplan/Plans/{planId}/Suites/{parentSuiteId}/bulk` · 7.1
#[inline]
pub fn create_bulk_test_suites(
    project: &ProjectRef, plan_id: PlanId, parent_suite_id: ParentSuiteId, body: &[TestSuiteCreateParams],
) -> Op<List<TestSuite>> {
    Op::new(&meta::CREATE_BULK_TEST_SUITES)
        .path("project", project).path("planId", &plan_id).path("parentSuiteId", &parent_suite_id).json(body)
}
