use adoxide_api::approvals_and_checks::pipelinesapproval;
use adoxide_api::environments::meta;

use super::{Table, identity, integer, list, record, tables, text, timestamp};
use crate::Connector::Pipelines;
use crate::Ingestion::Snapshot;

tables! {
    /// The environments that pipelines deploy to.
    #[rest = "environments/environments/list"]
    pub static ENVIRONMENTS = Table::new("environments", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_ENVIRONMENTS)
        .query("$top", "1000")
        .column(integer("id"), "Number of the environment, unique within the organization")
        .column(text("name"), "Name, unique within the project")
        .column(text("description"), "Description")
        .column(timestamp("createdOn"), "When it was created")
        .column(identity("createdBy"), "Who created it")
        .column(timestamp("lastModifiedOn"), "When it was last changed")
        .column(identity("lastModifiedBy"), "Who last changed it");

    /// The deployments to each environment: one for each job that deployed to it.
    #[rest = "environments/environmentdeployment-records/list"]
    pub static ENVIRONMENT_DEPLOYMENTS = Table::child_of(
        &ENVIRONMENTS,
        "environment_deployments",
        &["project_id", "environment_id", "id"],
    )
        .parent(integer("environment_id"), "id", "The environment: `environments.id`")
        .reads(&meta::GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS)
        .query("top", "1000")
        .column(integer("id"), "Number of the deployment")
        .column(integer("resourceId"), "The resource of the environment; null if it has none")
        .column(text("stageName"), "Name of the stage")
        .column(integer("stageAttempt"), "Number of the attempt of the stage, from 1")
        .column(text("jobName"), "Name of the job")
        .column(integer("jobAttempt"), "Number of the attempt of the job, from 1")
        .column(text("requestIdentifier"), "The job within its run: stage, job and their attempts")
        .column(text("planType"), "Build or Release")
        .column(text("planId"), "Id of the plan: `builds.orchestrationPlan ->> 'planId'`")
        .column(text("result"), "succeeded, failed, canceled, …; null while it runs")
        .column(timestamp("queueTime"), "When it was queued")
        .column(timestamp("startTime"), "When it was started; null until then")
        .column(timestamp("finishTime"), "When it was completed; null until then")
        .column(record("definition", [integer("id"), text("name")]), "The pipeline: `build_definitions.id`")
        .column(record("owner", [integer("id"), text("name")]), "The run: `builds.id`");

    /// The approvals of pipelines, pending and given.
    #[rest = "approvalsandchecks/approvals/query"]
    pub static PIPELINE_APPROVALS = Table::new("pipeline_approvals", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&pipelinesapproval::meta::QUERY_APPROVALS)
        .query("$expand", "steps")
        .query("top", "1000")
        .column(text("id"), "Id of the approval, a UUID")
        .column(text("status"), "pending, approved, rejected, skipped, canceled, timedOut, …")
        .column(text("executionOrder"), "anyOrder or inSequence")
        .column(integer("minRequiredApprovers"), "How many must approve; 0 for all")
        .column(text("instructions"), "The instructions to the approvers")
        .column(timestamp("createdOn"), "When it was asked for")
        .column(timestamp("lastModifiedOn"), "When it was last changed")
        .column(list("blockedApprovers", record("item", ["id", "displayName", "uniqueName"].map(text))), "Who may not approve")
        .column(
            list(
                "steps",
                record(
                    "item",
                    [
                        record("assignedApprover", ["id", "displayName", "uniqueName", "descriptor"].map(text)),
                        record("actualApprover", ["id", "displayName", "uniqueName", "descriptor"].map(text)),
                        text("status"),
                        text("comment"),
                        integer("order"),
                        timestamp("initiatedOn"),
                        timestamp("lastModifiedOn"),
                        timestamp("deferredTo"),
                    ],
                ),
            ),
            "One for each approver: who was asked, who answered, and what",
        )
        .column(
            record(
                "pipeline",
                [text("id"), text("name"), record("owner", [integer("id"), text("name")])],
            ),
            "The pipeline, and the run (`builds.id`) as `owner`",
        );
}
