use adoxide_api::release::meta;

use super::{Column, Table, boolean, identity, integer, json, list, record, tables, text, timestamp};
use crate::Connector::Pipelines;
use crate::Ingestion::Snapshot;

tables! {
    /// The classic release pipelines, each as it is now.
    #[rest = "release/definitions/list"]
    pub static RELEASE_DEFINITIONS = Table::new("release_definitions", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_RELEASE_DEFINITIONS)
        .query("$expand", "environments,artifacts,triggers,variables,lastRelease,tags")
        .query("$top", "1000")
        .column(integer("id"), "Number of the release pipeline, unique within the project")
        .column(text("name"), "Name, unique within its folder")
        .column(text("path"), "Folder, separated by backslashes, from `\\` on")
        .column(text("description"), "Description")
        .column(integer("revision"), "Revision: grows with each change")
        .column(text("source"), "How it was made: userInterface, restApi, …")
        .column(text("releaseNameFormat"), "How its releases are named")
        .column(boolean("isDeleted"), "Whether it was deleted and can be restored")
        .column(boolean("isDisabled"), "Whether it is disabled")
        .column(list("tags", text("item")), "Its tags")
        .column(timestamp("createdOn"), "When it was created")
        .column(identity("createdBy"), "Who created it")
        .column(timestamp("modifiedOn"), "When it was last changed")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(
            record("lastRelease", [integer("id"), text("name"), timestamp("createdOn")]),
            "The newest release: `releases.id`; null if there is none",
        )
        .column(text("url"), "Address of the release pipeline in the REST API")
        .column(json("artifacts"), "What it deploys")
        .column(json("environments"), "Its stages, with approvals, gates and steps")
        .column(json("triggers"), "What starts it")
        .column(json("variables"), "Its variables; the values of secret ones are null")
        .column(list("variableGroups", integer("item")), "Its variable groups: `variable_groups.id`");

    /// The classic releases.
    #[rest = "release/releases/list"]
    pub static RELEASES = Table::new("releases", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_RELEASES)
        .query("$expand", "environments,artifacts,approvals,tags")
        .query("isDeleted", "false")
        .query("queryOrder", "ascending")
        .query("$top", "100")
        .column(integer("id"), "Number of the release, unique within the project")
        .column(text("name"), "Name")
        .column(text("status"), "draft, active or abandoned")
        .column(text("description"), "Description")
        .column(text("reason"), "What started it: manual, continuousIntegration, schedule, …")
        .column(boolean("keepForever"), "Whether it is kept for good")
        .column(integer("definitionSnapshotRevision"), "How often what it runs was changed since it was created")
        .column(
            record("releaseDefinition", [integer("id"), text("name"), text("path")]),
            "The release pipeline: `release_definitions.id`",
        )
        .column(integer("releaseDefinitionRevision"), "Revision of the release pipeline that it was made from")
        .column(list("tags", text("item")), "Its tags")
        .column(timestamp("createdOn"), "When it was created")
        .column(identity("createdBy"), "Who created it")
        .column(identity("createdFor"), "Who it was created for")
        .column(timestamp("modifiedOn"), "When it was last changed")
        .column(identity("modifiedBy"), "Who last changed it")
        .column(text("url"), "Address of the release in the REST API")
        .column(json("artifacts"), "What it deploys: builds, commits, packages with their versions");

    /// The stages of each release, and how each stands.
    #[rest = "release/releases/list"]
    pub static RELEASE_ENVIRONMENTS =
        of_release(Table::within(&RELEASES, "environments", "release_environments", &["project_id", "release_id", "id"]))
            .column(integer("id"), "Number of the stage of this release, unique within the project")
            .column(text("name"), "Name of the stage")
            .column(integer("definitionEnvironmentId"), "The stage of the release pipeline")
            .column(integer("rank"), "Position, from 1")
            .column(text("status"), "notStarted, inProgress, succeeded, canceled, rejected, queued, scheduled or partiallySucceeded")
            .column(text("triggerReason"), "What started it, for people")
            .column(timestamp("createdOn"), "When it was created")
            .column(timestamp("modifiedOn"), "When it was last changed")
            .column(timestamp("scheduledDeploymentTime"), "When it is to begin; null if at once")
            .column(super::number("timeToDeploy"), "How long its deployment took, in minutes")
            .column(identity("owner"), "Who owns it")
            .column(json("preDeployApprovals"), "The approvals before it")
            .column(json("postDeployApprovals"), "The approvals behind it")
            .column(json("deploySteps"), "Its attempts, with their jobs, tasks and issues");

    /// The deployments of classic releases: one for each attempt of a stage.
    #[rest = "release/deployments/list"]
    pub static RELEASE_DEPLOYMENTS = Table::new("release_deployments", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_DEPLOYMENTS)
        .query("queryOrder", "ascending")
        .query("$top", "100")
        .column(integer("id"), "Number of the deployment, unique within the project")
        .column(record("release", [integer("id"), text("name")]), "The release: `releases.id`")
        .column(
            record("releaseDefinition", [integer("id"), text("name"), text("path")]),
            "The release pipeline: `release_definitions.id`",
        )
        .column(
            record("releaseEnvironment", [integer("id"), text("name")]),
            "The stage: `release_environments.id`",
        )
        .column(integer("definitionEnvironmentId"), "The stage of the release pipeline")
        .column(integer("attempt"), "Number of the attempt, from 1")
        .column(text("reason"), "manual, automated, scheduled or redeployTrigger")
        .column(text("deploymentStatus"), "notDeployed, inProgress, succeeded, partiallySucceeded or failed")
        .column(text("operationStatus"), "What it does or waits for at the moment: Pending, Approved, PhaseInProgress, …")
        .column(timestamp("queuedOn"), "When it was queued")
        .column(timestamp("startedOn"), "When it was started; null until then")
        .column(timestamp("completedOn"), "When it was completed; null until then")
        .column(timestamp("lastModifiedOn"), "When it was last changed")
        .column(identity("requestedBy"), "Who started it")
        .column(identity("requestedFor"), "Who it was started for")
        .column(identity("lastModifiedBy"), "Who last changed it")
        .column(json("preDeployApprovals"), "The approvals before it")
        .column(json("postDeployApprovals"), "The approvals behind it");

    /// The approvals of classic releases, pending and given.
    #[rest = "release/approvals/list"]
    pub static RELEASE_APPROVALS = Table::new("release_approvals", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .by_connector()
        .reads(&meta::GET_APPROVALS)
        .query("statusFilter", "undefined")
        .query("queryOrder", "ascending")
        .query("top", "100")
        .column(integer("id"), "Number of the approval, unique within the project")
        .column(integer("revision"), "Revision: grows with each change")
        .column(text("approvalType"), "preDeploy or postDeploy")
        .column(text("status"), "pending, approved, rejected, reassigned, canceled or skipped")
        .column(boolean("isAutomated"), "Whether nobody has to approve")
        .column(integer("attempt"), "Number of the attempt of the stage, from 1")
        .column(integer("rank"), "Position among the approvals that follow each other")
        .column(identity("approver"), "Who may approve, a person or a group")
        .column(identity("approvedBy"), "Who did; null until then")
        .column(text("comments"), "What they said")
        .column(timestamp("createdOn"), "When it was asked for")
        .column(timestamp("modifiedOn"), "When it was last changed")
        .column(shallow("release"), "The release: `releases.id`")
        .column(shallow("releaseDefinition"), "The release pipeline: `release_definitions.id`")
        .column(shallow("releaseEnvironment"), "The stage: `release_environments.id`")
        .column(text("url"), "Address of the approval in the REST API");
}

/// A table of what each release has.
fn of_release(table: Table) -> Table {
    table.parent(integer("release_id"), "id", "The release: `releases.id`")
}

fn shallow(name: &'static str) -> Column {
    record(name, [integer("id"), text("name")])
}
