// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What the events of service hooks carry.

events! {
    /// An Advanced Security alert was created.
    AlertCreated "advanced-security" crate::advanced_security::alert::Alert = "advsec" "ms.vss-alerts.alert-created-event" ["1.0"],
    /// The state of an Advanced Security alert changed.
    AlertStateChanged "advanced-security" crate::advanced_security::alert::Alert = "advsec" "ms.vss-alerts.alert-state-changed-event" ["1.0"],
    /// An Advanced Security alert was updated.
    AlertUpdated "advanced-security" crate::advanced_security::alert::Alert = "advsec" "ms.vss-alerts.alert-updated-event" ["1.0"],
    /// A check was updated.
    CheckUpdated "approvals-and-checks" crate::approvals_and_checks::pipelines_checks::CheckUpdatedEvent = "pipelines" "ms.vss-pipelinechecks-events.check-updated-event" ["1.0-preview.1"],
    /// A stage waits for an approval.
    ApprovalPending "approvals-and-checks" crate::approvals_and_checks::pipelinesapproval::ApprovalEvent = "pipelines" "ms.vss-pipelinechecks-events.approval-pending" ["5.1-preview.1"],
    /// The approval of a stage completed.
    ApprovalCompleted "approvals-and-checks" crate::approvals_and_checks::pipelinesapproval::ApprovalEvent = "pipelines" "ms.vss-pipelinechecks-events.approval-completed" ["5.1-preview.1"],
    /// A build completed, at resource version 1.0.
    XamlBuildCompleted "build" crate::build::BuildCompleteResource = "tfs" "build.complete" ["1.0"],
    /// A build completed.
    BuildCompleted "build" crate::build::Build = "tfs" "build.complete" ["2.0"],
    /// An agent pool was added to a project.
    AgentQueueCreated "distributed-task" crate::distributed_task::task_agent::AgentQueueResource = "distributedtask" "agentqueue.created" ["1.0-preview.1"],
    /// An agent pool of a project was updated.
    AgentQueueUpdated "distributed-task" crate::distributed_task::task_agent::AgentQueueResource = "distributedtask" "agentqueue.updated" ["1.0-preview.1"],
    /// An agent pool was created.
    AgentPoolCreated "distributed-task" crate::distributed_task::task_agent::AgentPoolResource = "distributedtask" "agentpool.created" ["1.0-preview.1"],
    /// An agent pool was updated.
    AgentPoolUpdated "distributed-task" crate::distributed_task::task_agent::AgentPoolResource = "distributedtask" "agentpool.updated" ["1.0-preview.1"],
    /// An elastic agent pool was resized.
    ElasticPoolResized "distributed-task" crate::distributed_task::task_agent::ElasticAgentPoolResizedEvent = "distributedtask" "elasticagentpool.resized" ["1.0-preview.1"],
    /// A run waits for a manual intervention.
    InterventionPending "distributed-task" crate::distributed_task::task_agent::ManualInterventionPendingEvent = "azure-devops" "manualintervention.pending" ["1.0-preview.1"],
    /// Commits were pushed to a repository. A branch was deleted if the `new_object_id` of its update is zeros.
    Push "git" crate::git::GitPush = "tfs" "git.push" ["1.0"],
    /// A pull request was created.
    PullRequestCreated "git" crate::git::GitPullRequest = "tfs" "git.pullrequest.created" ["1.0", "1.0-preview.1", "2.0", "3.0-preview.1"],
    /// A merge of a pull request was attempted: see its `status` and `merge_status`. It is not only its completion.
    PullRequestMerged "git" crate::git::GitPullRequest = "tfs" "git.pullrequest.merged" ["1.0", "1.0-preview.1", "2.0", "3.0-preview.1"],
    /// A pull request was updated: its status, its reviewers, a vote, or its source branch.
    PullRequestUpdated "git" crate::git::GitPullRequest = "tfs" "git.pullrequest.updated" ["1.0", "1.0-preview.1", "2.0", "3.0-preview.1"],
    /// A pull request was commented on, at resource version 1.0: the comment alone. The pull request is in its links.
    PullRequestCommentOnly "git" crate::git::Comment = "tfs" "ms.vss-code.git-pullrequest-comment-event" ["1.0"],
    /// A pull request was commented on, or a comment was edited.
    PullRequestCommented "git" crate::git::GitPullRequestCommentEvent = "tfs" "ms.vss-code.git-pullrequest-comment-event" ["2.0"],
    /// A repository was created.
    RepositoryCreated "git" crate::git::GitRepositoryEvent = "tfs" "git.repo.created" ["1.0-preview.1"],
    /// A repository was restored from the recycle bin.
    RepositoryUndeleted "git" crate::git::GitRepositoryEvent = "tfs" "git.repo.undeleted" ["1.0-preview.1"],
    /// A repository was deleted.
    RepositoryDeleted "git" crate::git::GitRepositoryDeletedEvent = "tfs" "git.repo.deleted" ["1.0-preview.1"],
    /// A repository was renamed.
    RepositoryRenamed "git" crate::git::GitRepositoryRenamedEvent = "tfs" "git.repo.renamed" ["1.0-preview.1"],
    /// A repository was forked.
    RepositoryForked "git" crate::git::GitRepositoryForkedEvent = "tfs" "git.repo.forked" ["1.0-preview.1"],
    /// A repository was disabled or enabled.
    RepositoryStatusChanged "git" crate::git::GitRepositoryStatusChangedEvent = "tfs" "git.repo.statuschanged" ["1.0-preview.1"],
    /// A message was posted in a team room.
    MessagePosted "hooks" crate::hooks::TeamRoomMessage = "tfs" "message.posted" ["1.0"],
    /// The state of a pipeline run changed.
    RunStateChanged "pipelines" crate::pipelines::RunStateChangedEvent = "pipelines" "ms.vss-pipelines.run-state-changed-event" ["5.1-preview.1"],
    /// The state of a stage changed.
    StageStateChanged "pipelines" crate::pipelines::StageStateChangedEvent = "pipelines" "ms.vss-pipelines.stage-state-changed-event" ["5.1-preview.1"],
    /// The state of a job changed.
    JobStateChanged "pipelines" crate::pipelines::JobStateChangedEvent = "pipelines" "ms.vss-pipelines.job-state-changed-event" ["5.1-preview.1"],
    /// A deployment waits for a manual intervention.
    DeploymentInterventionPending "release" crate::release::ReleaseEventResource = "rm" "ms.vss-release.deployment-mi-pending-event" ["3.0-preview.1"],
    /// A release was created.
    ReleaseCreated "release" crate::release::ReleaseEventResource = "rm" "ms.vss-release.release-created-event" ["3.0-preview.1"],
    /// A release was abandoned.
    ReleaseAbandoned "release" crate::release::ReleaseEventResource = "rm" "ms.vss-release.release-abandoned-event" ["3.0-preview.1"],
    /// The deployment of a release started.
    DeploymentStarted "release" crate::release::ReleaseEventResource = "rm" "ms.vss-release.deployment-started-event" ["3.0-preview.1"],
    /// The deployment of a release completed.
    DeploymentCompleted "release" crate::release::ReleaseEventResource = "rm" "ms.vss-release.deployment-completed-event" ["3.0-preview.1"],
    /// A deployment waits for an approval.
    DeploymentApprovalPending "release" crate::release::ReleaseEventResource = "rm" "ms.vss-release.deployment-approval-pending-event" ["3.0-preview.1"],
    /// A deployment was approved or rejected.
    DeploymentApprovalCompleted "release" crate::release::ReleaseEventResource = "rm" "ms.vss-release.deployment-approval-completed-event" ["3.0-preview.1"],
    /// A service connection was created.
    EndpointCreated "service-endpoint" crate::service_endpoint::ServiceEndpointEvent = "tfs" "ms.vss-endpoint.endpoint-created" ["1.0-preview.1"],
    /// A service connection was updated.
    EndpointUpdated "service-endpoint" crate::service_endpoint::ServiceEndpointEvent = "tfs" "ms.vss-endpoint.endpoint-updated" ["1.0-preview.1"],
    /// A changeset was checked in.
    Checkin "tfvc" crate::tfvc::TfvcChangeset = "tfs" "tfvc.checkin" ["1.0"],
    /// A work item was created.
    WorkItemCreated "wit" crate::wit::WorkItem = "tfs" "workitem.created" ["1.0", "3.1-preview.3", "5.1-preview.3"],
    /// A work item was deleted: its links lead to the recycle bin.
    WorkItemDeleted "wit" crate::wit::WorkItem = "tfs" "workitem.deleted" ["1.0", "3.1-preview.3", "5.1-preview.3"],
    /// A work item was restored from the recycle bin.
    WorkItemRestored "wit" crate::wit::WorkItem = "tfs" "workitem.restored" ["1.0", "3.1-preview.3", "5.1-preview.3"],
    /// A work item was commented on: the comment is the field `System.History`.
    WorkItemCommented "wit" crate::wit::WorkItem = "tfs" "workitem.commented" ["1.0", "3.1-preview.3", "5.1-preview.3"],
    /// A work item was updated.
    WorkItemUpdated "wit" crate::wit::WorkItemUpdatedEvent = "tfs" "workitem.updated" ["1.0", "3.1-preview.3", "5.1-preview.3"],
}
