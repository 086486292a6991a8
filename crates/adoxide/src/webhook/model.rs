//! The resources of events that no specification describes. Where the service delivers what the REST API answers
//! with (a push, a pull request, a work item, a build), the type of the REST API is used instead.

use adoxide_api::approvals_and_checks::pipelinesapproval::Approval;
use adoxide_api::common::{IdentityRef, ProjectReference, TeamProjectReference, WorkItem};
use adoxide_api::git::{Comment, GitPullRequest, GitRepository, GitUserDate};
use adoxide_api::object;
use adoxide_api::pipelines::{PipelineReference, Run};
use adoxide_api::release::{self, Release, ReleaseApproval, ReleaseEnvironment};
use adoxide_api::service_endpoint::EndpointAuthorization;
use adoxide_api::wire::{DateTime, Json, Links, Map};
use adoxide_api::wit::{IdentityReference, WorkItemFieldUpdate, WorkItemRelationUpdates};

object! {
    /// `build.complete` at resource version 1.0: the form of XAML builds, also for YAML ones. `status` is the result.
    XamlBuild {
        build_number: String = "buildNumber",
        definition: Json = "definition",
        drop: XamlBuildContainer = "drop",
        drop_location: String = "dropLocation",
        finish_time: DateTime = "finishTime",
        has_diagnostics: bool = "hasDiagnostics",
        id: i64 = "id",
        last_changed_by: IdentityRef = "lastChangedBy",
        log: XamlBuildContainer = "log",
        queue: Json = "queue",
        reason: String = "reason",
        requests: Vec<XamlBuildRequest> = "requests",
        retain_indefinitely: bool = "retainIndefinitely",
        source_get_version: String = "sourceGetVersion",
        start_time: DateTime = "startTime",
        status: String = "status",
        uri: String = "uri",
        url: String = "url",
    }
}

object! {
    /// Where the drop or the log of an [`XamlBuild`] is.
    XamlBuildContainer {
        download_url: String = "downloadUrl",
        location: String = "location",
        r#type: String = "type",
        url: String = "url",
    }
}

object! {
    /// Who requested an [`XamlBuild`].
    XamlBuildRequest {
        id: i64 = "id",
        requested_for: IdentityRef = "requestedFor",
        url: String = "url",
    }
}

object! {
    /// `ms.vss-code.git-pullrequest-comment-event` at resource version 2.0.
    PullRequestComment {
        comment: Comment = "comment",
        pull_request: GitPullRequest = "pullRequest",
    }
}

object! {
    /// `git.repo.created` and `git.repo.undeleted`.
    RepositoryEvent {
        initiated_by: IdentityRef = "initiatedBy",
        project: TeamProjectReference = "project",
        repository: GitRepository = "repository",
        utc_timestamp: DateTime = "utcTimestamp",
    }
}

object! {
    /// `git.repo.renamed`.
    RepositoryRenamed {
        initiated_by: IdentityRef = "initiatedBy",
        new_name: String = "newName",
        old_name: String = "oldName",
        project: TeamProjectReference = "project",
        repository: GitRepository = "repository",
        utc_timestamp: DateTime = "utcTimestamp",
    }
}

object! {
    /// `git.repo.deleted`: what is left of the repository is its id and its name.
    RepositoryDeleted {
        initiated_by: IdentityRef = "initiatedBy",
        is_hard_delete: bool = "isHardDelete",
        project: TeamProjectReference = "project",
        repository_id: String = "repositoryId",
        repository_name: String = "repositoryName",
        utc_timestamp: DateTime = "utcTimestamp",
    }
}

object! {
    /// `git.repo.forked`: the new fork is `target_repository`.
    RepositoryForked {
        initiated_by: IdentityRef = "initiatedBy",
        project: TeamProjectReference = "project",
        source_repository: GitRepository = "sourceRepository",
        target_repository: GitRepository = "targetRepository",
        utc_timestamp: DateTime = "utcTimestamp",
    }
}

object! {
    /// `git.repo.statuschanged`: a repository was disabled or enabled again.
    RepositoryStatusChanged {
        disabled: bool = "disabled",
        initiated_by: IdentityRef = "initiatedBy",
        project: TeamProjectReference = "project",
        repository: GitRepository = "repository",
        utc_timestamp: DateTime = "utcTimestamp",
    }
}

object! {
    /// `workitem.updated`: the update, with the whole work item as `revision`. `id` is the update's, `work_item_id` the
    /// work item's. Fields that are people are text at resource version 1.0 and identity references from 5.1 on.
    WorkItemUpdated {
        fields: Map<WorkItemFieldUpdate> = "fields",
        id: i64 = "id",
        links: Links = "_links",
        relations: WorkItemRelationUpdates = "relations",
        rev: i64 = "rev",
        revised_by: IdentityReference = "revisedBy",
        revised_date: DateTime = "revisedDate",
        revision: WorkItem = "revision",
        url: String = "url",
        work_item_id: i64 = "workItemId",
    }
}

object! {
    /// `message.posted`: a message in a team room, of Team Foundation Server.
    MessagePosted {
        content: String = "content",
        id: i64 = "id",
        message_type: String = "messageType",
        posted_by: IdentityRef = "postedBy",
        posted_room_id: i64 = "postedRoomId",
        posted_time: DateTime = "postedTime",
    }
}

object! {
    /// `ms.vss-endpoint.endpoint-created` and `ms.vss-endpoint.endpoint-updated`: a service connection.
    EndpointEvent {
        authorization: EndpointAuthorization = "authorization",
        created_by: IdentityRef = "createdBy",
        data: Map<String> = "data",
        description: String = "description",
        id: String = "id",
        is_ready: bool = "isReady",
        is_shared: bool = "isShared",
        name: String = "name",
        owner: String = "owner",
        project_ids: Vec<String> = "projectIds",
        r#type: String = "type",
        url: String = "url",
    }
}

object! {
    /// `ms.vss-release.release-created-event` and `ms.vss-release.release-abandoned-event`.
    ReleaseEvent {
        comment: String = "comment",
        data: Map<Json> = "data",
        project: ProjectReference = "project",
        release: Release = "release",
    }
}

object! {
    /// `ms.vss-release.deployment-started-event` and `ms.vss-release.deployment-completed-event`. Some values of `data`
    /// are JSON as text.
    Deployment {
        comment: String = "comment",
        data: Map<Json> = "data",
        deployment: release::Deployment = "deployment",
        environment: ReleaseEnvironment = "environment",
        project: ProjectReference = "project",
        release: Release = "release",
    }
}

object! {
    /// `ms.vss-release.deployment-approval-pending-event` and `ms.vss-release.deployment-approval-completed-event`.
    DeploymentApproval {
        approval: ReleaseApproval = "approval",
        comment: String = "comment",
        data: Map<Json> = "data",
        project: ProjectReference = "project",
        release: Release = "release",
    }
}

object! {
    /// `ms.vss-release.deployment-mi-pending-event` and `manualintervention.pending`: a manual intervention waits.
    ManualIntervention {
        manual_intervention: Json = "manualIntervention",
        project: ProjectReference = "project",
        release: Release = "release",
    }
}

object! {
    /// `ms.vss-pipelines.run-state-changed-event`.
    RunStateChanged {
        pipeline: PipelineReference = "pipeline",
        repositories: Vec<RunRepository> = "repositories",
        run: Run = "run",
    }
}

object! {
    /// `ms.vss-pipelines.stage-state-changed-event`.
    StageStateChanged {
        pipeline: PipelineReference = "pipeline",
        repositories: Vec<RunRepository> = "repositories",
        run: Run = "run",
        stage: PipelineStage = "stage",
    }
}

object! {
    /// `ms.vss-pipelines.job-state-changed-event`.
    JobStateChanged {
        job: PipelineJob = "job",
        pipeline: PipelineReference = "pipeline",
        repositories: Vec<RunRepository> = "repositories",
        run: Run = "run",
        stage: PipelineStage = "stage",
    }
}

object! {
    /// A stage of a run. `state` is `notStarted`, `waiting`, `running` or `completed`.
    PipelineStage {
        display_name: String = "displayName",
        finish_time: DateTime = "finishTime",
        id: String = "id",
        links: Links = "_links",
        name: String = "name",
        result: String = "result",
        start_time: DateTime = "startTime",
        state: String = "state",
    }
}

object! {
    /// A job of a stage. `state` is `waiting`, `running` or `completed`.
    PipelineJob {
        finish_time: DateTime = "finishTime",
        id: String = "id",
        links: Links = "_links",
        name: String = "name",
        result: String = "result",
        start_time: DateTime = "startTime",
        state: String = "state",
    }
}

object! {
    /// A repository that a run has checked out. `type` is `Git`, `GitHub` and the like.
    RunRepository {
        change: RunChange = "change",
        r#type: String = "type",
        url: String = "url",
    }
}

object! {
    /// The commit of a [`RunRepository`].
    RunChange {
        author: GitUserDate = "author",
        committer: GitUserDate = "committer",
        message: String = "message",
    }
}

object! {
    /// `ms.vss-pipelinechecks-events.approval-pending` and `ms.vss-pipelinechecks-events.approval-completed`.
    ApprovalEvent {
        approval: Approval = "approval",
        attempt_id: i64 = "attemptId",
        id: Json = "id",
        pipeline: PipelineReference = "pipeline",
        project_id: String = "projectId",
        resource: CheckedResource = "resource",
        run: Run = "run",
        stage: PipelineStage = "stage",
        stage_name: String = "stageName",
        url: String = "url",
    }
}

object! {
    /// `ms.vss-pipelinechecks-events.check-updated-event`.
    CheckUpdated {
        check_configuration_id: i64 = "checkConfigurationId",
        project_id: String = "projectId",
        resource: CheckedResource = "resource",
    }
}

object! {
    /// What a check protects: `type` is `environment`, `queue`, `endpoint`, `repository` and the like.
    CheckedResource {
        id: String = "id",
        name: String = "name",
        r#type: String = "type",
    }
}

object! {
    /// `agentqueue.created` and `agentqueue.updated`: an agent pool of a project.
    AgentQueueEvent {
        project_id: String = "projectId",
        queue_id: i64 = "queueId",
        queue_name: String = "queueName",
    }
}

object! {
    /// `elasticagentpool.resized`: an agent pool of a virtual machine scale set. Sizes are in machines.
    ElasticPoolResized {
        new_size: i64 = "newSize",
        pool_id: i64 = "poolId",
        pool_name: String = "poolName",
        previous_size: i64 = "previousSize",
        resource_id: String = "resourceId",
    }
}
