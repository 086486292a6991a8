// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `test_plan`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("TestPlan").area_id(None).host(Host::Dev)
}

catalog! {
    GET_SUITES_BY_TEST_CASE_ID = op("test_plan.get_suites_by_test_case_id", Method::GET, "_apis/testplan/suites")
        .resource("suites").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a4080e84-f17b-4fad-84f1-7960b6525bf2")).scopes(&["vso.test"]).required(&["testCaseId"]);
    CREATE_TEST_CONFIGURATION = op("test_plan.create_test_configuration", Method::POST, "{project}/_apis/testplan/configurations")
        .resource("configurations").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8369318e-38fa-4e84-9043-4b2a75d2c256")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    DELETE_TEST_CONFGURATION = op("test_plan.delete_test_confguration", Method::DELETE, "{project}/_apis/testplan/configurations")
        .resource("configurations").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("8369318e-38fa-4e84-9043-4b2a75d2c256")).scopes(&["vso.test_write"]).produces(&[])
        .required(&["testConfiguartionId"]);
    GET_TEST_CONFIGURATIONS = op("test_plan.get_test_configurations", Method::GET, "{project}/_apis/testplan/configurations")
        .resource("configurations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8369318e-38fa-4e84-9043-4b2a75d2c256")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken"]);
    UPDATE_TEST_CONFIGURATION = op("test_plan.update_test_configuration", Method::PATCH, "{project}/_apis/testplan/configurations")
        .resource("configurations").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("8369318e-38fa-4e84-9043-4b2a75d2c256")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).required(&["testConfiguartionId"]);
    GET_TEST_CONFIGURATION_BY_ID = op("test_plan.get_test_configuration_by_id", Method::GET, "{project}/_apis/testplan/configurations/{testConfigurationId}")
        .resource("configurations").api_version("7.1").effect(Effect::Read)
        .location_id(Some("8369318e-38fa-4e84-9043-4b2a75d2c256")).scopes(&["vso.test"]);
    CREATE_TEST_PLAN = op("test_plan.create_test_plan", Method::POST, "{project}/_apis/testplan/plans")
        .resource("plans").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0e292477-a0c2-47f3-a9b6-34f153d627f4")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_PLANS = op("test_plan.get_test_plans", Method::GET, "{project}/_apis/testplan/plans")
        .resource("plans").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0e292477-a0c2-47f3-a9b6-34f153d627f4")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["owner", "continuationToken", "includePlanDetails", "filterActivePlans"]);
    DELETE_TEST_PLAN = op("test_plan.delete_test_plan", Method::DELETE, "{project}/_apis/testplan/plans/{planId}")
        .resource("plans").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("0e292477-a0c2-47f3-a9b6-34f153d627f4")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_PLAN_BY_ID = op("test_plan.get_test_plan_by_id", Method::GET, "{project}/_apis/testplan/plans/{planId}")
        .resource("plans").api_version("7.1").effect(Effect::Read)
        .location_id(Some("0e292477-a0c2-47f3-a9b6-34f153d627f4")).scopes(&["vso.test"]);
    UPDATE_TEST_PLAN = op("test_plan.update_test_plan", Method::PATCH, "{project}/_apis/testplan/plans/{planId}")
        .resource("plans").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("0e292477-a0c2-47f3-a9b6-34f153d627f4")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    CREATE_TEST_SUITE = op("test_plan.create_test_suite", Method::POST, "{project}/_apis/testplan/Plans/{planId}/suites")
        .resource("suites").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1046d5d3-ab61-4ca7-a65a-36118a978256")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_SUITES_FOR_PLAN = op("test_plan.get_test_suites_for_plan", Method::GET, "{project}/_apis/testplan/Plans/{planId}/suites")
        .resource("suites").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1046d5d3-ab61-4ca7-a65a-36118a978256")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["expand", "continuationToken", "asTreeView"]);
    DELETE_TEST_SUITE = op("test_plan.delete_test_suite", Method::DELETE, "{project}/_apis/testplan/Plans/{planId}/suites/{suiteId}")
        .resource("suites").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("1046d5d3-ab61-4ca7-a65a-36118a978256")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_SUITE_BY_ID = op("test_plan.get_test_suite_by_id", Method::GET, "{project}/_apis/testplan/Plans/{planId}/suites/{suiteId}")
        .resource("suites").api_version("7.1").effect(Effect::Read)
        .location_id(Some("1046d5d3-ab61-4ca7-a65a-36118a978256")).scopes(&["vso.test"]).optional(&["expand"]);
    UPDATE_TEST_SUITE = op("test_plan.update_test_suite", Method::PATCH, "{project}/_apis/testplan/Plans/{planId}/suites/{suiteId}")
        .resource("suites").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1046d5d3-ab61-4ca7-a65a-36118a978256")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    ADD_TEST_CASES_TO_SUITE = op("test_plan.add_test_cases_to_suite", Method::POST, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase")
        .resource("suiteTestCase").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a9bd61ac-45cf-4d13-9441-43dcd01edf8d")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_CASE_LIST = op("test_plan.get_test_case_list", Method::GET, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase")
        .resource("suiteTestCase").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a9bd61ac-45cf-4d13-9441-43dcd01edf8d")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "testIds", "configurationIds", "witFields", "continuationToken", "returnIdentityRef", "expand",
            "excludeFlags", "isRecursive",
        ]);
    REMOVE_TEST_CASES_LIST_FROM_SUITE = op("test_plan.remove_test_cases_list_from_suite", Method::DELETE, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase")
        .resource("suiteTestCase").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a9bd61ac-45cf-4d13-9441-43dcd01edf8d")).scopes(&["vso.test_write"]).produces(&[])
        .required(&["testIds"]);
    UPDATE_SUITE_TEST_CASES = op("test_plan.update_suite_test_cases", Method::PATCH, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase")
        .resource("suiteTestCase").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("a9bd61ac-45cf-4d13-9441-43dcd01edf8d")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_CASE = op("test_plan.get_test_case", Method::GET, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase/{testCaseId}")
        .resource("suiteTestCase").api_version("7.1").effect(Effect::Read)
        .location_id(Some("a9bd61ac-45cf-4d13-9441-43dcd01edf8d")).scopes(&["vso.test"])
        .optional(&["witFields", "returnIdentityRef"]);
    GET_POINTS = op("test_plan.get_points", Method::GET, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestPoint")
        .resource("testPoint").api_version("7.1").effect(Effect::Read)
        .location_id(Some("52df686e-bae4-4334-b0ee-b6cf4e6f6b73")).scopes(&["vso.test"]).required(&["pointId"])
        .optional(&["returnIdentityRef", "includePointDetails"]);
    UPDATE_TEST_POINTS = op("test_plan.update_test_points", Method::PATCH, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestPoint")
        .resource("testPoint").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("52df686e-bae4-4334-b0ee-b6cf4e6f6b73")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).optional(&["includePointDetails", "returnIdentityRef"]);
    CLONE_TEST_PLAN = op("test_plan.clone_test_plan", Method::POST, "{project}/_apis/testplan/Plans/CloneOperation")
        .resource("testPlanClone").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("e65df662-d8a3-46c7-ae1c-14e2d4df57e1")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).optional(&["deepClone"]);
    GET_CLONE_INFORMATION = op("test_plan.get_clone_information", Method::GET, "{project}/_apis/testplan/Plans/CloneOperation/{cloneOperationId}")
        .resource("testPlanClone").api_version("7.1").effect(Effect::Read)
        .location_id(Some("e65df662-d8a3-46c7-ae1c-14e2d4df57e1")).scopes(&["vso.test"]);
    GET_SUITE_ENTRIES = op("test_plan.get_suite_entries", Method::GET, "{project}/_apis/testplan/suiteentry/{suiteId}")
        .resource("suiteEntry").api_version("7.1").effect(Effect::Read)
        .location_id(Some("d6733edf-72f1-4252-925b-c560dfe9b75a")).scopes(&["vso.test"])
        .optional(&["suiteEntryType"]);
    REORDER_SUITE_ENTRIES = op("test_plan.reorder_suite_entries", Method::PATCH, "{project}/_apis/testplan/suiteentry/{suiteId}")
        .resource("suiteEntry").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("d6733edf-72f1-4252-925b-c560dfe9b75a")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    CLONE_TEST_SUITE = op("test_plan.clone_test_suite", Method::POST, "{project}/_apis/testplan/Suites/CloneOperation")
        .resource("testSuiteClone").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("181d4c97-0e98-4ee2-ad6a-4cada675e555")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).optional(&["deepClone"]);
    GET_SUITE_CLONE_INFORMATION = op("test_plan.get_suite_clone_information", Method::GET, "{project}/_apis/testplan/Suites/CloneOperation/{cloneOperationId}")
        .resource("testSuiteClone").api_version("7.1").effect(Effect::Read)
        .location_id(Some("181d4c97-0e98-4ee2-ad6a-4cada675e555")).scopes(&["vso.test"]);
    DELETE_TEST_CASE = op("test_plan.delete_test_case", Method::DELETE, "{project}/_apis/testplan/testcases/{testCaseId}")
        .resource("testCases").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("29006fb5-816b-4ff7-a329-599943569229")).scopes(&["vso.test_write"]).produces(&[]);
    CLONE_TEST_CASE = op("test_plan.clone_test_case", Method::POST, "{project}/_apis/testplan/TestCases/CloneTestCaseOperation")
        .resource("testCaseClone").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("529b2b8d-82f4-4893-b1e4-1e74ea534673")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_CASE_CLONE_INFORMATION = op("test_plan.get_test_case_clone_information", Method::GET, "{project}/_apis/testplan/TestCases/CloneTestCaseOperation/{cloneOperationId}")
        .resource("testCaseClone").api_version("7.1").effect(Effect::Read)
        .location_id(Some("529b2b8d-82f4-4893-b1e4-1e74ea534673")).scopes(&["vso.test"]);
    CREATE_TEST_VARIABLE = op("test_plan.create_test_variable", Method::POST, "{project}/_apis/testplan/variables")
        .resource("variables").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2c61fac6-ac4e-45a5-8c38-1c2b8fd8ea6c")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    GET_TEST_VARIABLES = op("test_plan.get_test_variables", Method::GET, "{project}/_apis/testplan/variables")
        .resource("variables").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2c61fac6-ac4e-45a5-8c38-1c2b8fd8ea6c")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken"]);
    DELETE_TEST_VARIABLE = op("test_plan.delete_test_variable", Method::DELETE, "{project}/_apis/testplan/variables/{testVariableId}")
        .resource("variables").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("2c61fac6-ac4e-45a5-8c38-1c2b8fd8ea6c")).scopes(&["vso.test_write"]).produces(&[]);
    GET_TEST_VARIABLE_BY_ID = op("test_plan.get_test_variable_by_id", Method::GET, "{project}/_apis/testplan/variables/{testVariableId}")
        .resource("variables").api_version("7.1").effect(Effect::Read)
        .location_id(Some("2c61fac6-ac4e-45a5-8c38-1c2b8fd8ea6c")).scopes(&["vso.test"]);
    UPDATE_TEST_VARIABLE = op("test_plan.update_test_variable", Method::PATCH, "{project}/_apis/testplan/variables/{testVariableId}")
        .resource("variables").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("2c61fac6-ac4e-45a5-8c38-1c2b8fd8ea6c")).scopes(&["vso.test_write"])
        .consumes(Some("application/json"));
    REMOVE_TEST_CASES_FROM_SUITE = op("test_plan.remove_test_cases_from_suite", Method::DELETE, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase")
        .resource("suiteTestCase").api_version("7.1").effect(Effect::Idempotent)
        .location_id(Some("a9bd61ac-45cf-4d13-9441-43dcd01edf8d")).scopes(&["vso.test_write"]).produces(&[])
        .required(&["testCaseIds"]);
    GET_POINTS_LIST = op("test_plan.get_points_list", Method::GET, "{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestPoint")
        .resource("testPoint").api_version("7.1").effect(Effect::Read)
        .location_id(Some("52df686e-bae4-4334-b0ee-b6cf4e6f6b73")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") }).optional(&[
            "testPointIds", "testCaseId", "continuationToken", "returnIdentityRef", "includePointDetails",
            "isRecursive",
        ]);
    GET_DELETED_TEST_PLANS = op("test_plan.get_deleted_test_plans", Method::GET, "{project}/_apis/testplan/recycleBin/testplan")
        .resource("testPlan").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("04c64b80-239e-426c-b79d-b1ca8951ce26")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["continuationToken"]);
    RESTORE_DELETED_TEST_PLAN = op("test_plan.restore_deleted_test_plan", Method::PATCH, "{project}/_apis/testplan/recycleBin/testplan/{planId}")
        .resource("testPlan").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("04c64b80-239e-426c-b79d-b1ca8951ce26")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).produces(&[]);
    GET_DELETED_TEST_SUITES_FOR_PLAN = op("test_plan.get_deleted_test_suites_for_plan", Method::GET, "{project}/_apis/testplan/recycleBin/TestPlan/{planId}/testsuite")
        .resource("testSuite").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("d2f1e8a4-3b6e-4f8b-9c8e-2d4f6e4b5a7c")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["expand", "continuationToken", "asTreeView"]);
    GET_DELETED_TEST_SUITES_FOR_PROJECT = op("test_plan.get_deleted_test_suites_for_project", Method::GET, "{project}/_apis/testplan/recycleBin/testsuite")
        .resource("testSuite").api_version("7.2-preview.1").effect(Effect::Read)
        .location_id(Some("f40ae369-855d-4d5e-bee0-5e99c5c42fcb")).scopes(&["vso.test"])
        .paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&["expand", "continuationToken", "asTreeView"]);
    RESTORE_DELETED_TEST_SUITE = op("test_plan.restore_deleted_test_suite", Method::PATCH, "{project}/_apis/testplan/recycleBin/testsuite/{suiteId}")
        .resource("testSuite").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .location_id(Some("f40ae369-855d-4d5e-bee0-5e99c5c42fcb")).scopes(&["vso.test_write"])
        .consumes(Some("application/json")).produces(&[]);
    GET_TEST_ENTITY_COUNT_BY_PLAN_ID = op("test_plan.get_test_entity_count_by_plan_id", Method::GET, "{project}/_apis/testplan/Count/{planId}")
        .resource("Count").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("300578da-7b40-4c1e-9542-7aed6029e504"))
        .optional(&["states", "outcome", "configurations", "testers", "assignedTo", "entity"]);
    CREATE_BULK_TEST_SUITES = op("test_plan.create_bulk_test_suites", Method::POST, "{project}/_apis/testplan/Plans/{planId}/Suites/{parentSuiteId}/bulk")
        .resource("Suites").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("1e58fbe6-1761-43ce-97f6-5492ec9d438e")).consumes(Some("application/json"));
}
