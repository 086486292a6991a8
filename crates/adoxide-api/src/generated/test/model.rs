// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { PointAssignment {
    configuration: ShallowReference = "configuration",
    tester: IdentityRef = "tester",
} }

object! { PointUpdateModel {
    outcome: String = "outcome",
    reset_to_active: bool = "resetToActive",
    tester: IdentityRef = "tester",
} }

object! { PointsFilter {
    configuration_names: Vec<String> = "configurationNames",
    testcase_ids: Vec<i64> = "testcaseIds",
    testers: Vec<IdentityRef> = "testers",
} }

object! { PropertyBag {
    bag: Map<String> = "bag",
} }

object! { ResultRetentionSettings {
    automated_results_retention_duration: i64 = "automatedResultsRetentionDuration",
    last_updated_by: IdentityRef = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    manual_results_retention_duration: i64 = "manualResultsRetentionDuration",
} }

object! { SuiteTestCase {
    point_assignments: Vec<PointAssignment> = "pointAssignments",
    test_case: WorkItemReference = "testCase",
} }

object! { SuiteTestCaseUpdateModel {
    configurations: Vec<ShallowReference> = "configurations",
} }

object! { TestPoint {
    assigned_to: IdentityRef = "assignedTo",
    automated: bool = "automated",
    comment: String = "comment",
    configuration: ShallowReference = "configuration",
    failure_type: String = "failureType",
    id: i64 = "id",
    last_reset_to_active: DateTime = "lastResetToActive",
    last_resolution_state_id: i64 = "lastResolutionStateId",
    last_result: ShallowReference = "lastResult",
    last_result_details: LastResultDetails = "lastResultDetails",
    last_result_state: String = "lastResultState",
    last_run_build_number: String = "lastRunBuildNumber",
    last_test_run: ShallowReference = "lastTestRun",
    last_updated_by: IdentityRef = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    outcome: String = "outcome",
    revision: i64 = "revision",
    state: String = "state",
    suite: ShallowReference = "suite",
    test_case: WorkItemReference = "testCase",
    test_plan: ShallowReference = "testPlan",
    url: String = "url",
    work_item_properties: Vec<Json> = "workItemProperties",
} }

object! { TestPointsQuery {
    order_by: String = "orderBy",
    points: Vec<TestPoint> = "points",
    points_filter: PointsFilter = "pointsFilter",
    wit_fields: Vec<String> = "witFields",
} }

object! { TestSession {
    area: ShallowReference = "area",
    comment: String = "comment",
    end_date: DateTime = "endDate",
    id: i64 = "id",
    last_updated_by: IdentityRef = "lastUpdatedBy",
    last_updated_date: DateTime = "lastUpdatedDate",
    owner: IdentityRef = "owner",
    project: ShallowReference = "project",
    property_bag: PropertyBag = "propertyBag",
    revision: i64 = "revision",
    source: TestSessionSource = "source",
    start_date: DateTime = "startDate",
    state: TestSessionState = "state",
    title: String = "title",
    url: String = "url",
} }

open_enum! { TestSessionSource {
    Unknown = "unknown" 0, XtDesktop = "xtDesktop" 1, FeedbackDesktop = "feedbackDesktop" 2, XtWeb = "xtWeb" 3,
    FeedbackWeb = "feedbackWeb" 4, XtDesktop2 = "xtDesktop2" 5, SessionInsightsForAll = "sessionInsightsForAll" 6,
} }

open_enum! { TestSessionState {
    Unspecified = "unspecified" 0, NotStarted = "notStarted" 1, InProgress = "inProgress" 2, Paused = "paused" 3,
    Completed = "completed" 4, Declined = "declined" 5,
} }
