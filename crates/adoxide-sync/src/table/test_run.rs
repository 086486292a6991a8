use adoxide_api::test::meta;

use super::{Table, boolean, identity, integer, list, number, record, tables, text, timestamp};
use crate::Connector::Pipelines;
use crate::Ingestion::Snapshot;

tables! {
    /// The test runs: what test tasks of pipelines published, and manual ones.
    #[rest = "test/runs/list"]
    pub static TEST_RUNS = Table::new("test_runs", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_TEST_RUNS)
        .query("includeRunDetails", "true")
        .query("$top", "1000")
        .column(integer("id"), "Number of the run, unique within the project")
        .column(text("name"), "Name")
        .column(text("state"), "NotStarted, InProgress, Completed, Aborted, NeedsInvestigation, …")
        .column(boolean("isAutomated"), "Whether a program ran it")
        .column(record("build", ["id", "name", "url"].map(text)), "The build: `builds.id`, as text")
        .column(record("buildConfiguration", [integer("id"), text("number"), text("platform"), text("flavor"), text("branchName")]), "What was built")
        .column(record("pipelineReference", [integer("pipelineId")]), "The run of the pipeline: `builds.id`")
        .column(record("release", [integer("id"), text("name")]), "The release: `releases.id`; null if it was none")
        .column(record("plan", ["id", "name"].map(text)), "The test plan; null if it belongs to none")
        .column(integer("totalTests"), "Number of tests")
        .column(integer("passedTests"), "Number of tests that passed")
        .column(integer("incompleteTests"), "Number of tests that did not end")
        .column(integer("notApplicableTests"), "Number of tests that do not apply")
        .column(integer("unanalyzedTests"), "Number of tests that failed and that nobody looked at")
        .column(list("runStatistics", record("item", [text("state"), text("outcome"), integer("count")])), "How many tests, by outcome")
        .column(timestamp("createdDate"), "When it was created")
        .column(timestamp("startedDate"), "When it was started")
        .column(timestamp("completedDate"), "When it was completed")
        .column(timestamp("lastUpdatedDate"), "When it was last changed")
        .column(identity("owner"), "Who owns it")
        .column(text("comment"), "Comment")
        .column(text("errorMessage"), "Why the run as a whole failed")
        .column(integer("revision"), "Revision: grows with each change")
        .column(text("webAccessUrl"), "Address of the run for people")
        .column(text("url"), "Address of the run in the REST API");

    /// The results of each test run: one for each test.
    #[rest = "test/results/list"]
    pub static TEST_RESULTS =
        Table::child_of(&TEST_RUNS, "test_results", &["project_id", "run_id", "id"])
            .optional()
            .parent(integer("run_id"), "id", "The test run: `test_runs.id`")
            .reads(&meta::GET_TEST_RESULTS)
            .query("$top", "1000")
            .column(integer("id"), "Number of the result within its run")
            .column(text("outcome"), "Passed, Failed, NotExecuted, Inconclusive, Timeout, Aborted, …")
            .column(text("state"), "Completed, InProgress, …")
            .column(text("testCaseTitle"), "Name of the test")
            .column(text("automatedTestName"), "Full name of the test")
            .column(text("automatedTestStorage"), "Library or file of the test")
            .column(text("automatedTestType"), "Kind of test: UnitTest, JUnit, …")
            .column(number("durationInMs"), "How long it took, in milliseconds")
            .column(timestamp("startedDate"), "When it was started")
            .column(timestamp("completedDate"), "When it was completed")
            .column(timestamp("lastUpdatedDate"), "When it was last changed")
            .column(text("errorMessage"), "Why it failed")
            .column(text("stackTrace"), "Where it failed")
            .column(text("failureType"), "What somebody said of the failure: Regression, Known Issue, …")
            .column(text("resolutionState"), "What was done about it")
            .column(text("computerName"), "The machine")
            .column(integer("priority"), "Priority of the test; 0 is the highest")
            .column(integer("revision"), "Revision: grows with each change")
            .column(identity("owner"), "Who owns the test")
            .column(identity("runBy"), "Who ran it")
            .column(record("build", ["id", "name"].map(text)), "The build: `builds.id`, as text")
            .column(record("testCase", ["id", "name"].map(text)), "The test case: `work_items.id`, as text; null for most")
            .column(text("url"), "Address of the result in the REST API");
}
