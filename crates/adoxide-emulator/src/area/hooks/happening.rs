//! From the journal to events: which entry is which event, and of what.
//!
//! A noun whose changes are delivered has one function here, listed in [`happenings`].

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::world::Organization;
use crate::world::build::{Build, BuildEvent, BuildId, BuildStatus};
use crate::world::id::{IdentityId, ProjectId, RepositoryId};
use crate::world::journal::Entry;
use crate::world::project::ProjectEvent;
use crate::world::pull_request::thread::ThreadId;
use crate::world::pull_request::{PullRequestChanged, PullRequestEvent, PullRequestStatus};
use crate::world::push::PushId;
use crate::world::release::ReleaseEvent;
use crate::world::repository::{Pushed, RepositoryEvent};
use crate::world::service_endpoint::ServiceEndpointEvent;
use crate::world::tfvc::{self, ChangesetId, CheckedIn};
use crate::world::work_item::{WorkItemEvent, WorkItemId, WorkItemRevised};
use uuid::Uuid;

/// An event that can be subscribed to, before it is rendered.
#[derive(Clone, Debug)]
pub(crate) struct Happening {
    /// The event type.
    pub event_type: &'static str,
    pub project: Option<ProjectId>,
    pub actor: IdentityId,
    pub at: Timestamp,
    pub subject: Subject,
    /// What the journal says of it besides, for filters and messages.
    pub facts: Value,
}

/// What an event is of.
#[derive(Clone, Debug)]
pub(crate) enum Subject {
    Push { repository: RepositoryId, push: PushId },
    PullRequest(i64),
    Comment { pull_request: i64, thread: ThreadId, comment: i64 },
    Repository(RepositoryId),
    WorkItem { id: WorkItemId, rev: u32 },
    Build(BuildId),
    Endpoint(Uuid),
    Queue(i64),
    Changeset(ChangesetId),
    Release { id: i64, environment: i64, approval: i64 },
}

/// What became of an event type and its subject.
type Found = Vec<(&'static str, Option<ProjectId>, Subject, Value)>;

/// The events that an entry of the journal is; none for most.
pub(crate) fn happenings(organization: &Organization, entry: &Entry) -> Vec<Happening> {
    let nouns =
        [pushes, checkins, pull_requests, repositories, work_items, builds, endpoints, queues, releases];
    let found = nouns.iter().flat_map(|noun| noun(organization, entry));
    found
        .map(|(event_type, project, subject, facts)| Happening {
            event_type,
            project,
            actor: entry.stamp.actor,
            at: entry.stamp.at,
            subject,
            facts,
        })
        .collect()
}

fn project_of(organization: &Organization, repository: RepositoryId) -> Option<ProjectId> {
    organization.repository_by_id(repository).map(|known| known.project)
}

fn pushes(organization: &Organization, entry: &Entry) -> Found {
    let Some(Pushed { repository, push }) = entry.event::<Pushed>().copied() else { return Found::new() };
    let project = project_of(organization, repository);
    vec![("git.push", project, Subject::Push { repository, push }, Value::Null)]
}

fn checkins(organization: &Organization, entry: &Entry) -> Found {
    let Some(CheckedIn(id)) = entry.event::<CheckedIn>().copied() else { return Found::new() };
    let Some(changeset) = organization.tfvc().changeset(id) else { return Found::new() };
    let paths: Vec<_> = changeset.changes.iter().map(|change| change.path.as_str()).collect();
    let project = paths.iter().find_map(|path| organization.project(tfvc::project_of(path)?));
    let facts = json!({ "paths": paths });
    vec![("tfvc.checkin", project.map(|known| known.id), Subject::Changeset(id), facts)]
}

fn pull_requests(organization: &Organization, entry: &Entry) -> Found {
    let Some(PullRequestChanged { id, event }) = entry.event::<PullRequestChanged>().copied() else {
        return Found::new();
    };
    let Some(pull_request) = organization.pull_request(id) else { return Found::new() };
    let project = project_of(organization, pull_request.repository);
    let updated = |notification: Option<&str>, verb: &str| {
        let facts = json!({ "notificationType": notification, "verb": verb });
        vec![("git.pullrequest.updated", project, Subject::PullRequest(id), facts)]
    };
    match event {
        PullRequestEvent::Created => {
            vec![("git.pullrequest.created", project, Subject::PullRequest(id), Value::Null)]
        }
        // Reported: a new title is none of the kinds that a filter can name.
        PullRequestEvent::Updated => updated(None, "updated"),
        PullRequestEvent::StatusChanged(status) => {
            let verb = match status {
                PullRequestStatus::Completed => "completed",
                PullRequestStatus::Abandoned => "abandoned",
                PullRequestStatus::Active => "reactivated",
            };
            updated(Some("StatusUpdateNotification"), verb)
        }
        PullRequestEvent::Pushed => updated(Some("PushNotification"), "updated the source branch of"),
        PullRequestEvent::ReviewersChanged => {
            updated(Some("ReviewersUpdateNotification"), "changed the reviewer list on")
        }
        PullRequestEvent::Voted => updated(Some("ReviewerVoteNotification"), "voted on"),
        PullRequestEvent::MergeAttempted => {
            vec![("git.pullrequest.merged", project, Subject::PullRequest(id), Value::Null)]
        }
        PullRequestEvent::CommentAdded { thread, comment } => {
            let said = pull_request
                .thread(thread)
                .and_then(|known| known.comments.iter().find(|one| one.id == comment));
            // What the service notes by itself is no comment of anybody.
            if said.is_none_or(|said| said.kind == crate::world::pull_request::thread::CommentType::System) {
                return Found::new();
            }
            let subject = Subject::Comment { pull_request: id, thread, comment };
            let repository = pull_request.repository.to_string();
            let facts = json!({ "repositoryId": repository, "branch": pull_request.target });
            vec![("ms.vss-code.git-pullrequest-comment-event", project, subject, facts)]
        }
        _ => Found::new(),
    }
}

fn repositories(organization: &Organization, entry: &Entry) -> Found {
    let Some(event) = entry.event::<RepositoryEvent>() else { return Found::new() };
    let (event_type, id, facts) = match event {
        RepositoryEvent::Created { id, parent: None } => ("git.repo.created", *id, Value::Null),
        RepositoryEvent::Created { id, parent: Some(parent) } => {
            ("git.repo.forked", *id, json!({ "parent": parent.to_string() }))
        }
        RepositoryEvent::Renamed { id, from } => ("git.repo.renamed", *id, json!({ "oldName": from })),
        RepositoryEvent::Deleted(id) => ("git.repo.deleted", *id, json!({ "isHardDelete": false })),
        RepositoryEvent::Destroyed(id) => ("git.repo.deleted", *id, json!({ "isHardDelete": true })),
        RepositoryEvent::Restored(id) => ("git.repo.undeleted", *id, Value::Null),
        RepositoryEvent::StatusChanged { id, is_disabled } => {
            ("git.repo.statuschanged", *id, json!({ "disabled": is_disabled }))
        }
        _ => return Found::new(),
    };
    let known = organization.repository_by_id(id);
    let known = known.or_else(|| organization.destroyed_repositories().find(|known| known.id == id));
    let mut facts = facts;
    // The repository may be gone when the event is rendered.
    if let Some(known) = known {
        if facts.is_null() {
            facts = json!({});
        }
        facts["name"] = known.name.as_str().into();
    }
    vec![(event_type, known.map(|known| known.project), Subject::Repository(id), facts)]
}

fn work_items(organization: &Organization, entry: &Entry) -> Found {
    let Some(WorkItemRevised { id, rev, change }) = entry.event::<WorkItemRevised>().copied() else {
        return Found::new();
    };
    let project = organization.work_items().get_any(id).map(|known| known.project);
    let events: &[&'static str] = match change {
        WorkItemEvent::Created => &["workitem.created"],
        WorkItemEvent::Updated => &["workitem.updated"],
        // A comment is a revision too.
        WorkItemEvent::Commented => &["workitem.commented", "workitem.updated"],
        WorkItemEvent::Deleted => &["workitem.deleted"],
        WorkItemEvent::Restored => &["workitem.restored"],
    };
    let of_it =
        |event_type: &&'static str| (*event_type, project, Subject::WorkItem { id, rev }, Value::Null);
    events.iter().map(of_it).collect()
}

fn builds(organization: &Organization, entry: &Entry) -> Found {
    const RUN: &str = "ms.vss-pipelines.run-state-changed-event";
    const STAGE: &str = "ms.vss-pipelines.stage-state-changed-event";
    const JOB: &str = "ms.vss-pipelines.job-state-changed-event";
    let Some(event) = entry.event::<BuildEvent>() else { return Found::new() };
    let of_build = |id: BuildId, event_type, facts| {
        let project = organization.builds().build(id).map(|known| known.project);
        (event_type, project, Subject::Build(id), facts)
    };
    let of_record = |id, event_type, record: &Uuid, state| {
        of_build(id, event_type, json!({ "state": state, "record": record.to_string() }))
    };
    match event {
        BuildEvent::StatusChanged { id, to, .. } => {
            let state = match to {
                BuildStatus::InProgress => "inProgress",
                BuildStatus::Cancelling => "canceling",
                BuildStatus::Completed => "completed",
                BuildStatus::NotStarted => return Found::new(),
            };
            let mut found = vec![of_build(*id, RUN, json!({ "state": state }))];
            match to {
                BuildStatus::InProgress => {
                    let records = organization.builds().build(*id).map(Build::timeline).unwrap_or_default();
                    let stages = records.iter().filter(|record| record.kind == "Stage");
                    found.extend(stages.map(|stage| of_record(*id, STAGE, &stage.id, "notStarted")));
                }
                BuildStatus::Completed => {
                    found.push(of_build(*id, "build.complete", json!({ "state": state })));
                }
                _ => {}
            }
            found
        }
        BuildEvent::StageChanged { id, record, state: "inProgress", .. } => {
            let mut found = vec![of_record(*id, STAGE, record, "running")];
            let build = organization.builds().build(*id);
            let below = build.map(|build| build.below(*record)).unwrap_or_default();
            let jobs = below.into_iter().filter(|record| record.kind == "Job");
            found.extend(jobs.map(|job| of_record(*id, JOB, &job.id, "waiting")));
            found
        }
        BuildEvent::StageChanged { id, record, state: "completed", .. } => {
            vec![of_record(*id, STAGE, record, "completed")]
        }
        BuildEvent::JobChanged { id, record, state: "inProgress", .. } => {
            vec![of_record(*id, JOB, record, "running")]
        }
        BuildEvent::JobChanged { id, record, state: "completed", .. } => {
            vec![of_record(*id, JOB, record, "completed")]
        }
        _ => Found::new(),
    }
}

fn endpoints(organization: &Organization, entry: &Entry) -> Found {
    let (event_type, id) = match entry.event::<ServiceEndpointEvent>() {
        Some(ServiceEndpointEvent::Created(id)) => ("ms.vss-endpoint.endpoint-created", *id),
        Some(ServiceEndpointEvent::Updated(id) | ServiceEndpointEvent::Shared(id)) => {
            ("ms.vss-endpoint.endpoint-updated", *id)
        }
        _ => return Found::new(),
    };
    let projects = organization.service_endpoint(id).map(|known| known.content.projects.as_slice());
    let of_project = |reference: &crate::world::variable_group::ProjectReference| {
        (event_type, Some(reference.project), Subject::Endpoint(id), Value::Null)
    };
    projects.unwrap_or_default().iter().map(of_project).collect()
}

/// A new project has agent pools.
fn queues(organization: &Organization, entry: &Entry) -> Found {
    let Some(ProjectEvent::Created(project)) = entry.event::<ProjectEvent>() else { return Found::new() };
    let of_it = organization.agents().queues(*project);
    of_it
        .map(|queue| {
            let facts = json!({ "queueName": queue.name });
            ("agentqueue.created", Some(*project), Subject::Queue(queue.id), facts)
        })
        .collect()
}

fn releases(organization: &Organization, entry: &Entry) -> Found {
    let (event, id, environment, approval) = match entry.event::<ReleaseEvent>() {
        Some(ReleaseEvent::Created(id)) => ("ms.vss-release.release-created-event", *id, 0, 0),
        Some(ReleaseEvent::Abandoned(id)) => ("ms.vss-release.release-abandoned-event", *id, 0, 0),
        Some(ReleaseEvent::DeploymentStarted { release, environment, .. }) => {
            ("ms.vss-release.deployment-started-event", *release, *environment, 0)
        }
        Some(ReleaseEvent::DeploymentCompleted { release, environment, .. }) => {
            ("ms.vss-release.deployment-completed-event", *release, *environment, 0)
        }
        Some(ReleaseEvent::ApprovalPending { release, environment, approval }) => {
            ("ms.vss-release.deployment-approval-pending-event", *release, *environment, *approval)
        }
        Some(ReleaseEvent::ApprovalCompleted { release, environment, approval, .. }) => {
            ("ms.vss-release.deployment-approval-completed-event", *release, *environment, *approval)
        }
        _ => return Found::new(),
    };
    let Some(release) = organization.releases().release(id) else { return Found::new() };
    let of = release.environments.iter().find(|known| known.id == environment);
    let facts = json!({
        "definitionId": release.definition,
        "definitionEnvironmentId": of.map(|known| known.snapshot.id),
    });
    vec![(event, Some(release.project), Subject::Release { id, environment, approval }, facts)]
}
