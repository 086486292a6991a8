//! What an event is about: the ids that its resource names.

use adoxide_api::event::EventResource;
use adoxide_api::git::{Comment, GitPullRequest};
use adoxide_api::wire::Json;

use super::event::Event;

impl Event {
    /// The id of the project where it happened: the one that the resource names, else the one of the containers. `None`
    /// if the event is of no project.
    pub fn project_id(&self) -> Option<&str> {
        let container = self.containers.project.as_ref().and_then(|project| project.id.as_deref());
        self.resource.as_ref().and_then(project_id).filter(|id| !is_zero(id)).or(container)
    }

    /// The id of the repository that the resource names. Of a fork it is the new one.
    pub fn repository_id(&self) -> Option<&str> {
        match self.resource.as_ref()? {
            EventResource::Push(push) => push.repository.as_ref()?.id.as_deref(),
            EventResource::RepositoryCreated(event) | EventResource::RepositoryUndeleted(event) => {
                event.repository.as_ref()?.id.as_deref()
            }
            EventResource::RepositoryRenamed(event) => event.repository.as_ref()?.id.as_deref(),
            EventResource::RepositoryDeleted(event) => event.repository_id.as_deref(),
            EventResource::RepositoryForked(event) => event.target_repository.as_ref()?.id.as_deref(),
            EventResource::RepositoryStatusChanged(event) => event.repository.as_ref()?.id.as_deref(),
            EventResource::PullRequestCommentOnly(comment) => {
                comment_of(comment).map(|(repository, _)| repository)
            }
            EventResource::AlertCreated(alert)
            | EventResource::AlertStateChanged(alert)
            | EventResource::AlertUpdated(alert) => alert.repository_id.as_deref(),
            _ => self.pull_request()?.repository.as_ref()?.id.as_deref(),
        }
    }

    /// The pull request of the event.
    pub fn pull_request(&self) -> Option<&GitPullRequest> {
        match self.resource.as_ref()? {
            EventResource::PullRequestCreated(pull_request)
            | EventResource::PullRequestUpdated(pull_request)
            | EventResource::PullRequestMerged(pull_request) => Some(pull_request),
            EventResource::PullRequestCommented(event) => event.pull_request.as_ref(),
            _ => None,
        }
    }

    /// The number of the pull request that the resource names. A comment at resource version 1.0 names it only in the
    /// address of the comment.
    pub fn pull_request_id(&self) -> Option<i64> {
        match self.resource.as_ref()? {
            EventResource::PullRequestCommentOnly(comment) => {
                comment_of(comment).map(|(_, pull_request)| pull_request)
            }
            _ => self.pull_request()?.pull_request_id,
        }
    }

    /// The number of the work item that the resource names.
    pub fn work_item_id(&self) -> Option<i64> {
        match self.resource.as_ref()? {
            EventResource::WorkItemUpdated(update) => {
                update.work_item_id.or_else(|| update.revision.as_ref()?.id)
            }
            EventResource::WorkItemCreated(work_item)
            | EventResource::WorkItemCommented(work_item)
            | EventResource::WorkItemDeleted(work_item)
            | EventResource::WorkItemRestored(work_item) => work_item.id,
            _ => None,
        }
    }

    /// The number of the build, which is that of the run.
    pub fn build_id(&self) -> Option<i64> {
        match self.resource.as_ref()? {
            EventResource::BuildCompleted(build) => build.id,
            EventResource::XamlBuildCompleted(build) => build.id,
            EventResource::RunStateChanged(event) => event.run.as_ref()?.id,
            EventResource::StageStateChanged(event) => event.run.as_ref()?.id,
            EventResource::JobStateChanged(event) => event.run.as_ref()?.id,
            EventResource::ApprovalPending(event) | EventResource::ApprovalCompleted(event) => {
                event.run.as_ref()?.get("id").and_then(Json::as_i64)
            }
            _ => None,
        }
    }

    /// The number of the release that the resource names.
    pub fn release_id(&self) -> Option<i64> {
        let (EventResource::ReleaseCreated(event)
        | EventResource::ReleaseAbandoned(event)
        | EventResource::DeploymentStarted(event)
        | EventResource::DeploymentCompleted(event)
        | EventResource::DeploymentApprovalPending(event)
        | EventResource::DeploymentApprovalCompleted(event)
        | EventResource::DeploymentInterventionPending(event)) = self.resource.as_ref()?
        else {
            return None;
        };
        let environment = event.environment.as_ref();
        let named = [
            event.release.as_ref().and_then(|release| release.id),
            environment.and_then(|environment| environment.release_id),
            environment.and_then(|environment| environment.release.as_ref()?.id),
            event.approval.as_ref().and_then(|approval| approval.release.as_ref()?.id),
        ];
        named.into_iter().flatten().find(|id| *id != 0)
    }
}

/// The id of the project that a resource names.
fn project_id(resource: &EventResource) -> Option<&str> {
    let repository = match resource {
        EventResource::Push(push) => push.repository.as_ref(),
        EventResource::PullRequestCreated(pull_request)
        | EventResource::PullRequestUpdated(pull_request)
        | EventResource::PullRequestMerged(pull_request) => pull_request.repository.as_ref(),
        EventResource::PullRequestCommented(event) => event.pull_request.as_ref()?.repository.as_ref(),
        EventResource::RepositoryCreated(event) | EventResource::RepositoryUndeleted(event) => {
            event.repository.as_ref()
        }
        EventResource::RepositoryRenamed(event) => event.repository.as_ref(),
        EventResource::RepositoryForked(event) => event.target_repository.as_ref(),
        EventResource::RepositoryStatusChanged(event) => event.repository.as_ref(),
        EventResource::RepositoryDeleted(event) => return event.project.as_ref()?.id.as_deref(),
        EventResource::BuildCompleted(build) => return build.project.as_ref()?.id.as_deref(),
        EventResource::ReleaseCreated(event)
        | EventResource::ReleaseAbandoned(event)
        | EventResource::DeploymentStarted(event)
        | EventResource::DeploymentCompleted(event)
        | EventResource::DeploymentApprovalPending(event)
        | EventResource::DeploymentApprovalCompleted(event)
        | EventResource::DeploymentInterventionPending(event) => {
            return event.project.as_ref()?.id.as_deref();
        }
        EventResource::ApprovalPending(event) | EventResource::ApprovalCompleted(event) => {
            return event.project_id.as_deref();
        }
        EventResource::CheckUpdated(event) => return event.project_id.as_deref(),
        EventResource::AgentQueueCreated(event) | EventResource::AgentQueueUpdated(event) => {
            return event.project_id.as_deref();
        }
        EventResource::AlertCreated(alert)
        | EventResource::AlertStateChanged(alert)
        | EventResource::AlertUpdated(alert) => return alert.project_id.as_deref(),
        _ => None,
    };
    repository?.project.as_ref()?.id.as_deref()
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
