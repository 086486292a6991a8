//! Events and the types of their resources, in one table.

use adoxide_api::advanced_security::alert::Alert;
use adoxide_api::build::Build;
use adoxide_api::git::{Comment, GitPullRequest, GitPush};
use adoxide_api::tfvc::TfvcChangesetRef;
use adoxide_api::wire::{DecodeError, Json};
use adoxide_api::wit::WorkItem;

use super::model::{
    AgentQueueEvent, ApprovalEvent, CheckUpdated, Deployment, DeploymentApproval, ElasticPoolResized,
    EndpointEvent, JobStateChanged, ManualIntervention, MessagePosted, PullRequestComment, ReleaseEvent,
    RepositoryDeleted, RepositoryEvent, RepositoryForked, RepositoryRenamed, RepositoryStatusChanged,
    RunStateChanged, StageStateChanged, WorkItemUpdated, XamlBuild,
};

/// An event type that service hooks deliver, and that [`Payload`] has a variant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventType {
    /// The id of the event type: `git.push`.
    pub id: &'static str,
    /// The id of the publisher: `tfs`, `pipelines`, `rm`, `advsec`, `distributedtask`.
    pub publisher: &'static str,
    /// The resource version that this row is about, by its major number; all others if there is none.
    pub major_version: Option<u32>,
}

macro_rules! version {
    () => {
        None
    };
    ($version:literal) => {
        Some($version)
    };
}

/// Declares [`Payload`]: one row for each event type, or for each resource version of it that has a shape of its own.
/// A row with a version stands before the row that has none.
macro_rules! payloads {
    ($($(#[$attribute:meta])* $variant:ident($type:ty) = $publisher:literal $event:literal $($version:literal)?;)*) => {
        /// The resource of an event, by event type and resource version.
        ///
        /// Nothing in a resource is required: a subscription can ask for less (`resourceDetailsToSend`), and samples
        /// and older versions have less.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Payload {
            $($(#[$attribute])* $variant(Box<$type>),)*
            /// The event has no resource: the subscription sends none (`resourceDetailsToSend: none`).
            None,
            /// An event type that this version does not know, or a resource of an unexpected shape, as it was sent.
            Other(Json),
        }

        /// The event types that [`Payload`] knows, in the order of its variants.
        pub const EVENT_TYPES: &[EventType] = &[
            $(EventType { id: $event, publisher: $publisher, major_version: version!($($version)?) },)*
        ];

        impl Payload {
            /// Decodes the resource of an event. `None` if the event type is not known.
            pub(super) fn decode(
                event_type: &str,
                resource_version: &str,
                resource: &str,
            ) -> Option<Result<Self, DecodeError>> {
                #[allow(unused_variables)]
                let major: Option<u32> =
                    resource_version.split(['.', '-']).next().and_then(|major| major.trim().parse().ok());
                $(if event_type.eq_ignore_ascii_case($event) $(&& major == Some($version))? {
                    return Some(DecodeError::required::<Box<$type>>(resource.as_bytes()).map(Self::$variant));
                })*
                None
            }

            /// The resource as JSON. The text that was delivered is [`Event::raw`](super::Event::raw).
            ///
            /// # Errors
            /// Never for what was decoded.
            pub fn to_json(&self) -> Result<Json, serde_json::Error> {
                match self {
                    $(Self::$variant(resource) => serde_json::to_value(resource),)*
                    Self::None => Ok(Json::Null),
                    Self::Other(resource) => Ok(resource.clone()),
                }
            }
        }
    };
}

payloads! {
    /// A build completed, at resource version 1.0.
    XamlBuildCompleted(XamlBuild) = "tfs" "build.complete" 1;
    /// A build completed.
    BuildCompleted(Build) = "tfs" "build.complete";
    /// Commits were pushed to a repository. A branch was deleted if the `new_object_id` of its update is zeros.
    Push(GitPush) = "tfs" "git.push";
    /// A pull request was created.
    PullRequestCreated(GitPullRequest) = "tfs" "git.pullrequest.created";
    /// A pull request was updated: its status, its reviewers, a vote, or its source branch.
    PullRequestUpdated(GitPullRequest) = "tfs" "git.pullrequest.updated";
    /// A merge of a pull request was attempted: see its `status` and `merge_status`. It is not only its completion.
    PullRequestMerged(GitPullRequest) = "tfs" "git.pullrequest.merged";
    /// A pull request was commented on, at resource version 1.0: the comment alone. The pull request is in its links.
    PullRequestCommentOnly(Comment) = "tfs" "ms.vss-code.git-pullrequest-comment-event" 1;
    /// A pull request was commented on, or a comment was edited.
    PullRequestCommented(PullRequestComment) = "tfs" "ms.vss-code.git-pullrequest-comment-event";
    /// A repository was created.
    RepositoryCreated(RepositoryEvent) = "tfs" "git.repo.created";
    /// A repository was restored from the recycle bin.
    RepositoryUndeleted(RepositoryEvent) = "tfs" "git.repo.undeleted";
    /// A repository was renamed.
    RepositoryRenamed(RepositoryRenamed) = "tfs" "git.repo.renamed";
    /// A repository was deleted.
    RepositoryDeleted(RepositoryDeleted) = "tfs" "git.repo.deleted";
    /// A repository was forked.
    RepositoryForked(RepositoryForked) = "tfs" "git.repo.forked";
    /// A repository was disabled or enabled.
    RepositoryStatusChanged(RepositoryStatusChanged) = "tfs" "git.repo.statuschanged";
    /// A changeset was checked in.
    Checkin(TfvcChangesetRef) = "tfs" "tfvc.checkin";
    /// A message was posted in a team room.
    MessagePosted(MessagePosted) = "tfs" "message.posted";
    /// A work item was created.
    WorkItemCreated(WorkItem) = "tfs" "workitem.created";
    /// A work item was updated.
    WorkItemUpdated(WorkItemUpdated) = "tfs" "workitem.updated";
    /// A work item was commented on: the comment is the field `System.History`.
    WorkItemCommented(WorkItem) = "tfs" "workitem.commented";
    /// A work item was deleted: its links lead to the recycle bin.
    WorkItemDeleted(WorkItem) = "tfs" "workitem.deleted";
    /// A work item was restored from the recycle bin.
    WorkItemRestored(WorkItem) = "tfs" "workitem.restored";
    /// A service connection was created.
    EndpointCreated(EndpointEvent) = "tfs" "ms.vss-endpoint.endpoint-created";
    /// A service connection was updated.
    EndpointUpdated(EndpointEvent) = "tfs" "ms.vss-endpoint.endpoint-updated";
    /// A release was created.
    ReleaseCreated(ReleaseEvent) = "rm" "ms.vss-release.release-created-event";
    /// A release was abandoned.
    ReleaseAbandoned(ReleaseEvent) = "rm" "ms.vss-release.release-abandoned-event";
    /// The deployment of a release started.
    DeploymentStarted(Deployment) = "rm" "ms.vss-release.deployment-started-event";
    /// The deployment of a release completed.
    DeploymentCompleted(Deployment) = "rm" "ms.vss-release.deployment-completed-event";
    /// A deployment waits for an approval.
    DeploymentApprovalPending(DeploymentApproval) = "rm" "ms.vss-release.deployment-approval-pending-event";
    /// A deployment was approved or rejected.
    DeploymentApprovalCompleted(DeploymentApproval) = "rm" "ms.vss-release.deployment-approval-completed-event";
    /// A deployment waits for a manual intervention.
    DeploymentInterventionPending(ManualIntervention) = "rm" "ms.vss-release.deployment-mi-pending-event";
    /// A run waits for a manual intervention.
    InterventionPending(ManualIntervention) = "azure-devops" "manualintervention.pending";
    /// The state of a pipeline run changed.
    RunStateChanged(RunStateChanged) = "pipelines" "ms.vss-pipelines.run-state-changed-event";
    /// The state of a stage changed.
    StageStateChanged(StageStateChanged) = "pipelines" "ms.vss-pipelines.stage-state-changed-event";
    /// The state of a job changed.
    JobStateChanged(JobStateChanged) = "pipelines" "ms.vss-pipelines.job-state-changed-event";
    /// A stage waits for an approval.
    ApprovalPending(ApprovalEvent) = "pipelines" "ms.vss-pipelinechecks-events.approval-pending";
    /// The approval of a stage completed.
    ApprovalCompleted(ApprovalEvent) = "pipelines" "ms.vss-pipelinechecks-events.approval-completed";
    /// A check was updated.
    CheckUpdated(CheckUpdated) = "pipelines" "ms.vss-pipelinechecks-events.check-updated-event";
    /// An agent pool was added to a project.
    AgentQueueCreated(AgentQueueEvent) = "distributedtask" "agentqueue.created";
    /// An agent pool of a project was updated.
    AgentQueueUpdated(AgentQueueEvent) = "distributedtask" "agentqueue.updated";
    /// An elastic agent pool was resized.
    ElasticPoolResized(ElasticPoolResized) = "distributedtask" "elasticagentpool.resized";
    /// An Advanced Security alert was created.
    AlertCreated(Alert) = "advsec" "ms.vss-alerts.alert-created-event";
    /// The state of an Advanced Security alert changed.
    AlertStateChanged(Alert) = "advsec" "ms.vss-alerts.alert-state-changed-event";
    /// An Advanced Security alert was updated.
    AlertUpdated(Alert) = "advsec" "ms.vss-alerts.alert-updated-event";
}

impl Payload {
    /// The id of the project that the resource names, if it names one.
    pub fn project_id(&self) -> Option<&str> {
        match self {
            Self::Push(push) => push.repository.as_ref()?.project.as_ref()?.id.as_deref(),
            Self::PullRequestCreated(_)
            | Self::PullRequestUpdated(_)
            | Self::PullRequestMerged(_)
            | Self::PullRequestCommented(_) => {
                self.pull_request()?.repository.as_ref()?.project.as_ref()?.id.as_deref()
            }
            Self::RepositoryCreated(event) | Self::RepositoryUndeleted(event) => {
                event.project.as_ref()?.id.as_deref()
            }
            Self::RepositoryRenamed(event) => event.project.as_ref()?.id.as_deref(),
            Self::RepositoryDeleted(event) => event.project.as_ref()?.id.as_deref(),
            Self::RepositoryForked(event) => event.project.as_ref()?.id.as_deref(),
            Self::RepositoryStatusChanged(event) => event.project.as_ref()?.id.as_deref(),
            Self::BuildCompleted(build) => build.project.as_ref()?.id.as_deref(),
            Self::ReleaseCreated(event) | Self::ReleaseAbandoned(event) => {
                event.project.as_ref()?.id.as_deref()
            }
            Self::DeploymentStarted(event) | Self::DeploymentCompleted(event) => {
                event.project.as_ref()?.id.as_deref()
            }
            Self::DeploymentApprovalPending(event) | Self::DeploymentApprovalCompleted(event) => {
                event.project.as_ref()?.id.as_deref()
            }
            Self::ApprovalPending(event) | Self::ApprovalCompleted(event) => event.project_id.as_deref(),
            Self::CheckUpdated(event) => event.project_id.as_deref(),
            Self::AgentQueueCreated(event) | Self::AgentQueueUpdated(event) => event.project_id.as_deref(),
            Self::AlertCreated(alert) | Self::AlertStateChanged(alert) | Self::AlertUpdated(alert) => {
                alert.project_id.as_deref()
            }
            _ => None,
        }
        .filter(|id| !is_zero(id))
    }

    /// The id of the repository that the resource names. Of a fork it is the new one.
    pub fn repository_id(&self) -> Option<&str> {
        match self {
            Self::Push(push) => push.repository.as_ref()?.id.as_deref(),
            Self::RepositoryCreated(event) | Self::RepositoryUndeleted(event) => {
                event.repository.as_ref()?.id.as_deref()
            }
            Self::RepositoryRenamed(event) => event.repository.as_ref()?.id.as_deref(),
            Self::RepositoryDeleted(event) => event.repository_id.as_deref(),
            Self::RepositoryForked(event) => event.target_repository.as_ref()?.id.as_deref(),
            Self::RepositoryStatusChanged(event) => event.repository.as_ref()?.id.as_deref(),
            Self::PullRequestCommentOnly(comment) => comment_of(comment).map(|(repository, _)| repository),
            Self::AlertCreated(alert) | Self::AlertStateChanged(alert) | Self::AlertUpdated(alert) => {
                alert.repository_id.as_deref()
            }
            _ => self.pull_request()?.repository.as_ref()?.id.as_deref(),
        }
    }

    /// The pull request of the event.
    pub fn pull_request(&self) -> Option<&GitPullRequest> {
        match self {
            Self::PullRequestCreated(pull_request)
            | Self::PullRequestUpdated(pull_request)
            | Self::PullRequestMerged(pull_request) => Some(pull_request),
            Self::PullRequestCommented(event) => event.pull_request.as_ref(),
            _ => None,
        }
    }

    /// The number of the pull request that the resource names. A comment at resource version 1.0 names it only in the
    /// address of the comment.
    pub fn pull_request_id(&self) -> Option<i64> {
        match self {
            Self::PullRequestCommentOnly(comment) => {
                comment_of(comment).map(|(_, pull_request)| pull_request)
            }
            _ => self.pull_request()?.pull_request_id,
        }
    }

    /// The number of the work item that the resource names.
    pub fn work_item_id(&self) -> Option<i64> {
        match self {
            Self::WorkItemUpdated(update) => update.work_item_id.or(update.revision.as_ref()?.id),
            Self::WorkItemCreated(work_item)
            | Self::WorkItemCommented(work_item)
            | Self::WorkItemDeleted(work_item)
            | Self::WorkItemRestored(work_item) => work_item.id,
            _ => None,
        }
    }

    /// The number of the build, which is that of the run.
    pub fn build_id(&self) -> Option<i64> {
        match self {
            Self::BuildCompleted(build) => build.id,
            Self::XamlBuildCompleted(build) => build.id,
            Self::RunStateChanged(event) => event.run.as_ref()?.id,
            Self::StageStateChanged(event) => event.run.as_ref()?.id,
            Self::JobStateChanged(event) => event.run.as_ref()?.id,
            Self::ApprovalPending(event) | Self::ApprovalCompleted(event) => event.run.as_ref()?.id,
            _ => None,
        }
    }

    /// The number of the release that the resource names.
    pub fn release_id(&self) -> Option<i64> {
        let release = match self {
            Self::ReleaseCreated(event) | Self::ReleaseAbandoned(event) => event.release.as_ref()?.id,
            Self::DeploymentApprovalPending(event) | Self::DeploymentApprovalCompleted(event) => event
                .release
                .as_ref()
                .and_then(|release| release.id)
                .or(event.approval.as_ref()?.release.as_ref()?.id),
            Self::DeploymentStarted(event) | Self::DeploymentCompleted(event) => {
                let environment = event.environment.as_ref();
                environment
                    .and_then(|environment| environment.release_id)
                    .filter(|id| *id != 0)
                    .or_else(|| environment?.release.as_ref()?.id)
                    .or_else(|| event.release.as_ref()?.id)
            }
            _ => None,
        };
        release.filter(|id| *id != 0)
    }
}

/// Whether an id is the zero GUID, which stands for none in samples and in test notifications.
pub(super) fn is_zero(id: &str) -> bool {
    id.bytes().all(|byte| matches!(byte, b'0' | b'-'))
}

/// The repository and the pull request in the address of a comment:
/// `…/repositories/{repository}/pullRequests/{pull request}/threads/{thread}/comments/{comment}`.
fn comment_of(comment: &Comment) -> Option<(&str, i64)> {
    let mut segments = comment.links.as_ref()?.href("self")?.split('/');
    let repository =
        segments.by_ref().skip_while(|segment| !segment.eq_ignore_ascii_case("repositories")).nth(1)?;
    let pull_request = segments.skip_while(|segment| !segment.eq_ignore_ascii_case("pullRequests")).nth(1)?;
    Some((repository, pull_request.parse().ok()?))
}
