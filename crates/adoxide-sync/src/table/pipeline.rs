use adoxide_api::{build, pipelines};

use super::{
    Column, Cost, Table, boolean, identity, integer, json, list, map, record, tables, text, timestamp,
};
use crate::Connector::{Governance, Pipelines};
use crate::Ingestion::{Cdc, Snapshot};
use crate::feed::build::FEED;
use crate::feed::pipeline_use;

tables! {
    /// The pipelines that builds are made by, each as it is now.
    #[rest = "build/definitions/list"]
    pub static BUILD_DEFINITIONS = Table::new("build_definitions", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .reads(&build::meta::GET_DEFINITIONS)
        .shared()
        .query("includeAllProperties", "true")
        .query("queryOrder", "lastModifiedAscending")
        .query("$top", "1000")
        .column(integer("id"), "Number of the pipeline, unique within the project: `builds.definition ->> 'id'`")
        .column(text("name"), "Name, unique within its folder")
        .column(text("path"), "Folder, separated by backslashes, from `\\` on")
        .column(integer("revision"), "Revision: grows with each change")
        .column(text("type"), "build, or xaml for very old ones")
        .column(text("quality"), "definition, or draft")
        .column(text("queueStatus"), "enabled, paused or disabled")
        .column(text("description"), "Description")
        .column(text("buildNumberFormat"), "How its builds are numbered")
        .column(text("jobAuthorizationScope"), "What its jobs may access: projectCollection or project")
        .column(integer("jobTimeoutInMinutes"), "How long a job may take, in minutes; 0 for no limit")
        .column(integer("jobCancelTimeoutInMinutes"), "How long a canceled job may take to end, in minutes")
        .column(boolean("badgeEnabled"), "Whether it has a badge")
        .column(list("tags", text("item")), "Its tags")
        .column(repository(), REPOSITORY)
        .column(queue(), "The queue that it uses by default, with its agent pool")
        .column(identity("authoredBy"), "Who made this revision")
        .column(timestamp("createdDate"), "When this revision was made")
        .column(text("uri"), "Its address as an artifact (`vstfs:///Build/Definition/7`)")
        .column(text("url"), "Address of the pipeline in the REST API")
        .column(json("process"), "What it does: the path of its YAML file, or its phases and steps")
        .column(json("triggers"), "What starts it")
        .column(json("variables"), "Its variables; the values of secret ones are null")
        .column(json("retentionRules"), "How long its builds are kept");

    /// The pipelines, as the newer of the two interfaces names them.
    #[rest = "pipelines/pipelines/list"]
    pub static PIPELINES = Table::new("pipelines", Snapshot, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .reads(&pipelines::meta::LIST_PIPELINES)
        .query("$top", "1000")
        .column(integer("id"), "Number of the pipeline: `build_definitions.id`")
        .column(integer("revision"), "Revision: grows with each change")
        .column(text("name"), "Name, unique within its folder")
        .column(text("folder"), "Folder, separated by backslashes, from `\\` on")
        .column(text("url"), "Address of the pipeline in the REST API");

    /// What each YAML pipeline uses, as it would run on its default branch now: tasks, images, containers, repositories and
    /// environments, from the YAML that templates and parameters expand to.
    #[rest = "pipelines/preview/preview"]
    pub static PIPELINE_USES = Table::new("pipeline_uses", Snapshot, &["project_id", "definition_id", "position"])
        .by_project()
        .given(integer("definition_id"), "The pipeline: `build_definitions.id`")
        .connector(Governance)
        .by_connector()
        .costs(Cost::Each("YAML pipeline".into()))
        .reads(&pipelines::meta::PREVIEW)
        .reads(&build::meta::GET_DEFINITIONS)
        .fed_by(&pipeline_use::FEED)
        .column(integer("position"), "Position of the use in the expanded YAML, from 1")
        .column(text("kind"), "task, image, container, repository or environment; refused where the YAML can't be expanded")
        .column(text("name"), "Name of the task, image, repository or environment; without a tag or digest; the message if refused")
        .column(text("version"), "Version of the task, tag or digest of the container, ref of the repository; null if none is named")
        .column(text("stage"), "Name of the stage; null outside of stages")
        .column(text("job"), "Name of the job; null outside of jobs")
        .column(text("step"), "Name of the step, or what it is displayed as; null if it has none")
        .column(json("details"), "What else the YAML says of it: inputs of a task, options of a container, …");

    /// The builds that are not deleted: the runs of pipelines. Those that are not completed are read in each sync.
    #[rest = "build/builds/list"]
    pub static BUILDS = Table::new("builds", Cdc, &["project_id", "id"])
        .by_project()
        .connector(Pipelines)
        .reads(&build::meta::GET_BUILDS)
        .fed_by(&FEED)
        .unseen("tags, retention and artifacts that change more than two weeks after the build was completed")
        .column(integer("id"), "Number of the build, unique within the organization; also of the run of the pipeline")
        .column(text("buildNumber"), "Number for people, as the pipeline formats it")
        .column(integer("buildNumberRevision"), "How many builds had that number before, where it counts")
        .column(text("status"), "notStarted, inProgress, cancelling, postponed or completed")
        .column(text("result"), "succeeded, partiallySucceeded, failed or canceled; null until it is completed")
        .column(timestamp("queueTime"), "When it was queued")
        .column(timestamp("startTime"), "When it was started; null until then")
        .column(timestamp("finishTime"), "When it was completed; null until then")
        .column(
            record(
                "definition",
                [
                    integer("id"),
                    text("name"),
                    text("path"),
                    text("type"),
                    text("queueStatus"),
                    integer("revision"),
                    text("url"),
                ],
            ),
            "The pipeline, with the revision that was run: `build_definitions.id`",
        )
        .column(text("sourceBranch"), "Full name of the ref that was built: `refs.name`")
        .column(text("sourceVersion"), "SHA-1 of the commit that was built: `commits.commitId`")
        .column(repository(), REPOSITORY)
        .column(queue(), "The queue that it waited in, with its agent pool")
        .column(integer("queuePosition"), "Its position in the queue; null if it does not wait")
        .column(text("priority"), "low, belowNormal, normal, aboveNormal or high")
        .column(text("reason"), "What started it: manual, individualCI, batchedCI, pullRequest, schedule, …")
        .column(identity("requestedFor"), "Who it was run for")
        .column(identity("requestedBy"), "Who started it")
        .column(timestamp("lastChangedDate"), "When it was last changed")
        .column(identity("lastChangedBy"), "Who last changed it")
        .column(text("parameters"), "Parameters that it was started with, as JSON in a text")
        .column(list("tags", text("item")), "Its tags")
        .column(map("triggerInfo", text("value")), "What triggered it: `pr.number`, `ci.sourceSha`, …")
        .column(
            record("triggeredByBuild", [integer("id"), text("buildNumber"), text("url")]),
            "The build that triggered it: `id` of this table; null if none did",
        )
        .column(
            list("validationResults", record("item", [text("result"), text("message")])),
            "What was wrong with it when it was queued",
        )
        .column(record("orchestrationPlan", [text("planId")]), "Id of its plan, a UUID")
        .column(boolean("keepForever"), "Whether it is kept for good")
        .column(boolean("retainedByRelease"), "Whether a release keeps it")
        .column(text("uri"), "Its address as an artifact (`vstfs:///Build/Build/42`)")
        .column(text("url"), "Address of the build in the REST API")
        .column(json("templateParameters"), "Values of the parameters of its YAML file");

    /// The stages, phases, jobs and tasks of each build, and how each went: a tree by `parentId`.
    #[rest = "build/timeline/get"]
    pub static BUILD_TIMELINE_RECORDS = of_build(Table::child_of(
        &BUILDS,
        "build_timeline_records",
        &["project_id", "build_id", "id"],
    ))
        .reads(&build::meta::GET_BUILD_TIMELINE)
        // A build that never began has none.
        .under(&["records"])
        .column(text("id"), "Id of the record, a UUID; another one in each attempt")
        .column(text("parentId"), "The record above: `id` of this table; null for a stage")
        .column(text("type"), "Stage, Phase, Job, Task, Checkpoint, …")
        .column(text("name"), "Name for people")
        .column(text("identifier"), "Name of the stage, phase or job in the YAML file, with those above it")
        .column(integer("order"), "Position among its siblings")
        .column(integer("attempt"), "Number of the attempt, from 1")
        .column(text("state"), "pending, inProgress or completed")
        .column(text("result"), "succeeded, succeededWithIssues, failed, canceled, skipped or abandoned")
        .column(text("resultCode"), "Details of the result")
        .column(timestamp("startTime"), "When it was started; null until then")
        .column(timestamp("finishTime"), "When it was completed; null until then")
        .column(text("currentOperation"), "What it does at the moment")
        .column(integer("percentComplete"), "How far it is, in percent")
        .column(text("workerName"), "Name of the agent")
        .column(integer("errorCount"), "How many errors it logged")
        .column(integer("warningCount"), "How many warnings it logged")
        .column(record("task", [text("id"), text("name"), text("version")]), "The task; null but for tasks")
        .column(record("log", [integer("id"), text("type"), text("url")]), "Its log")
        .column(
            list("issues", record("item", [text("type"), text("category"), text("message")])),
            "Errors and warnings: the first ones",
        )
        .column(
            list("previousAttempts", record("item", [integer("attempt"), text("recordId"), text("timelineId")])),
            "The attempts before",
        );

    /// The commits that came into each build since the one before.
    #[rest = "build/builds/get-build-changes"]
    pub static BUILD_CHANGES =
        of_build(Table::child_of(&BUILDS, "build_changes", &["project_id", "build_id", "id"]))
            .optional()
            .reads(&build::meta::GET_BUILD_CHANGES)
            .query("$top", "1000")
            .column(text("id"), "SHA-1 of the commit: `commits.commitId`")
            .column(text("type"), "Kind of repository: TfsGit, GitHub, …")
            .column(text("message"), "The message, or its beginning if `messageTruncated`")
            .column(boolean("messageTruncated"), "Whether `message` is only the beginning; null if not")
            .column(identity("author"), "Who wrote it")
            .column(timestamp("timestamp"), "When it was written")
            .column(text("pusher"), "Who pushed it")
            .column(text("location"), "Address of the commit in the REST API")
            .column(text("displayUri"), "Address of the commit for people");

    /// The work items that came into each build since the one before: ten thousand at most.
    #[rest = "build/builds/get-build-work-items-refs"]
    pub static BUILD_WORK_ITEMS =
        of_build(Table::child_of(&BUILDS, "build_work_items", &["project_id", "build_id", "id"]))
            .optional()
            .reads(&build::meta::GET_BUILD_WORK_ITEMS_REFS)
            // There are no further pages.
            .query("$top", "10000")
            .column(integer("id"), "The work item: `work_items.id`")
            .column(text("url"), "Address of the work item in the REST API");

    /// The artifacts that each build published.
    #[rest = "build/artifacts/list"]
    pub static BUILD_ARTIFACTS =
        of_build(Table::child_of(&BUILDS, "build_artifacts", &["project_id", "build_id", "name"]))
            .optional()
            .reads(&build::meta::GET_ARTIFACTS)
            .column(integer("id"), "Number of the artifact")
            .column(text("name"), "Name, unique within the build")
            .column(text("source"), "The record that published it: `build_timeline_records.id`")
            .column(
                record("resource", ["type", "data", "url", "downloadUrl"].map(text)),
                "What it is (PipelineArtifact, Container, FilePath, …), where it is, and where to download it",
            )
            .column(json("properties").at(&["resource", "properties"]), "Properties, such as its size in bytes");
}

const REPOSITORY: &str = "The repository of its sources: `repositories.id` if `type` is TfsGit";

/// A table of what each build has.
fn of_build(table: Table) -> Table {
    table.parent(integer("build_id"), "id", "The build: `builds.id`")
}

fn repository() -> Column {
    let members = [
        text("id"),
        text("type"),
        text("name"),
        text("url"),
        text("defaultBranch"),
        text("clean"),
        boolean("checkoutSubmodules"),
    ];
    record("repository", members)
}

fn queue() -> Column {
    let pool = record("pool", [integer("id"), text("name"), boolean("isHosted")]);
    record("queue", [integer("id"), text("name"), text("url"), pool])
}
