use std::sync::LazyLock;

use arrow_schema::FieldRef;

use super::{Ingestion, Table, boolean, identity, integer, list, map, record, text, timestamp};

/// The pipelines that builds are made by, each as it is now. `triggers`, `process`, `variables` (without those that are
/// secret) and `retentionRules` are JSON.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/definitions/list>
pub static BUILD_DEFINITIONS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        integer("id"),
        text("name"),
        text("path"),
        integer("revision"),
        text("type"),
        text("quality"),
        text("queueStatus"),
        text("description"),
        text("buildNumberFormat"),
        text("jobAuthorizationScope"),
        integer("jobTimeoutInMinutes"),
        integer("jobCancelTimeoutInMinutes"),
        boolean("badgeEnabled"),
        list("tags", &text("item")),
        repository(),
        queue(),
        identity("authoredBy"),
        timestamp("createdDate"),
        text("uri"),
        text("url"),
    ];
    Table::new("build_definitions", Ingestion::Snapshot, &["project_id", "id"], sent)
        .take_json("process", &["process"])
        .take_json("triggers", &["triggers"])
        .take_json("variables", &["variables"])
        .take_json("retentionRules", &["retentionRules"])
        .by_project()
});

/// The builds that are not deleted: runs of pipelines. `templateParameters` is JSON, and so is `parameters`.
///
/// A build that has come to its end is not read again, so tags that it gets later are not seen.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/builds/list>
pub static BUILDS: LazyLock<Table> = LazyLock::new(|| {
    let definition = [
        integer("id"),
        text("name"),
        text("path"),
        text("type"),
        text("queueStatus"),
        integer("revision"),
        text("url"),
    ];
    let sent = vec![
        integer("id"),
        text("buildNumber"),
        integer("buildNumberRevision"),
        text("status"),
        text("result"),
        timestamp("queueTime"),
        timestamp("startTime"),
        timestamp("finishTime"),
        record("definition", definition),
        text("sourceBranch"),
        text("sourceVersion"),
        repository(),
        queue(),
        integer("queuePosition"),
        text("priority"),
        text("reason"),
        identity("requestedFor"),
        identity("requestedBy"),
        timestamp("lastChangedDate"),
        identity("lastChangedBy"),
        text("parameters"),
        list("tags", &text("item")),
        map("triggerInfo", &text("value")),
        record("triggeredByBuild", [integer("id"), text("buildNumber"), text("url")]),
        list("validationResults", &record("item", [text("result"), text("message")])),
        record("orchestrationPlan", [text("planId")]),
        boolean("keepForever"),
        boolean("retainedByRelease"),
        text("uri"),
        text("url"),
    ];
    Table::new("builds", Ingestion::Cdc, &["project_id", "id"], sent)
        .take_json("templateParameters", &["templateParameters"])
        .by_project()
});

/// The stages, phases, jobs and tasks of builds, and how each went: `parentId` makes them a tree. It takes a request
/// for each build.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/timeline/get>
pub static BUILD_TIMELINE_RECORDS: LazyLock<Table> = LazyLock::new(|| {
    let attempt = [integer("attempt"), text("recordId"), text("timelineId")];
    let sent = vec![
        text("id"),
        text("parentId"),
        text("type"),
        text("name"),
        text("identifier"),
        integer("order"),
        integer("attempt"),
        text("state"),
        text("result"),
        text("resultCode"),
        timestamp("startTime"),
        timestamp("finishTime"),
        timestamp("lastModified"),
        text("currentOperation"),
        integer("percentComplete"),
        text("workerName"),
        integer("errorCount"),
        integer("warningCount"),
        record("task", [text("id"), text("name"), text("version")]),
        record("log", [integer("id"), text("type"), text("url")]),
        list("issues", &record("item", [text("type"), text("category"), text("message")])),
        list("previousAttempts", &record("item", attempt)),
        text("url"),
    ];
    of_build("build_timeline_records", &["project_id", "build_id", "id"], sent)
});

/// The commits that came into builds since the ones before. It takes a request for each build.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/builds/get-build-changes>
pub static BUILD_CHANGES: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![
        text("id"),
        text("type"),
        text("message"),
        boolean("messageTruncated"),
        identity("author"),
        timestamp("timestamp"),
        text("pusher"),
        text("location"),
        text("displayUri"),
    ];
    of_build("build_changes", &["project_id", "build_id", "id"], sent).optional()
});

/// The work items that came into builds since the ones before, by their numbers: ten thousand of a build at most. It
/// takes a request for each build.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/builds/get-build-work-items-refs>
pub static BUILD_WORK_ITEMS: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![integer("id"), text("url")];
    of_build("build_work_items", &["project_id", "build_id", "id"], sent).optional()
});

/// What builds have left behind. `properties` is JSON. It takes a request for each build.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/build/artifacts/list>
pub static BUILD_ARTIFACTS: LazyLock<Table> = LazyLock::new(|| {
    let resource = ["type", "data", "url", "downloadUrl"].map(text);
    let sent = vec![integer("id"), text("name"), text("source"), record("resource", resource)];
    of_build("build_artifacts", &["project_id", "build_id", "name"], sent)
        .take_json("properties", &["resource", "properties"])
        .optional()
});

/// The pipelines, as the newer of the two interfaces names them.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/pipelines/pipelines/list>
pub static PIPELINES: LazyLock<Table> = LazyLock::new(|| {
    let sent = vec![integer("id"), integer("revision"), text("name"), text("folder"), text("url")];
    Table::new("pipelines", Ingestion::Snapshot, &["project_id", "id"], sent).by_project()
});

/// A table of what builds have.
fn of_build(name: &'static str, key: &'static [&'static str], sent: Vec<FieldRef>) -> Table {
    Table::new(name, Ingestion::Cdc, key, sent).by_project().given(integer("build_id"))
}

fn repository() -> FieldRef {
    let columns = [
        text("id"),
        text("type"),
        text("name"),
        text("url"),
        text("defaultBranch"),
        text("clean"),
        boolean("checkoutSubmodules"),
    ];
    record("repository", columns)
}

fn queue() -> FieldRef {
    let pool = record("pool", [integer("id"), text("name"), boolean("isHosted")]);
    record("queue", [integer("id"), text("name"), text("url"), pool])
}
