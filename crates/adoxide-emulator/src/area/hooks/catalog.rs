//! What can be subscribed to: publishers, their event types, and the inputs that filter events.
//!
//! A row says everything of an event type, how its filters read a payload too. Names and inputs are those of the
//! service's documentation (<https://learn.microsoft.com/azure/devops/service-hooks/events>) and of the official
//! clients.

use serde_json::Value;

/// Who publishes events.
pub(crate) struct Publisher {
    pub id: &'static str,
    pub name: &'static str,
    pub description: &'static str,
}

/// An event type.
pub(crate) struct EventType {
    pub id: &'static str,
    pub publisher: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    /// The resource versions, newest first.
    pub versions: &'static [&'static str],
    pub inputs: &'static [Input],
}

/// An input of an event type: a filter. An empty one stands for any.
pub(crate) struct Input {
    pub id: &'static str,
    pub name: &'static str,
    pub is_guid: bool,
    pub is_required: bool,
    /// The values that it may have, with the names that people see; none for any.
    pub values: &'static [(&'static str, &'static str)],
    pub filter: Filter,
}

/// How a filter reads the facts of an event: its resource, and what the event says besides under `$`. Pointers are
/// JSON pointers, and the first one that leads somewhere counts.
#[derive(Clone, Copy)]
pub(crate) enum Filter {
    /// The value is there, letters of any case.
    Is(&'static [&'static str]),
    /// As `Is`, with the values of the service's own in the place of those of the filter.
    Named(&'static [&'static str], &'static [(&'static str, &'static str)]),
    /// A branch, with or without `refs/heads/`.
    Branch(&'static [&'static str]),
    /// The value, or one below it in a tree of paths.
    Under(&'static [&'static str]),
    /// A text with the value in it.
    Contains(&'static [&'static str]),
    /// An object with a member of this name.
    Has(&'static [&'static str]),
    /// A list, or an object, that is not empty, if the value is `true`.
    IsThere(&'static [&'static str]),
    /// Somebody who is the group, or is in it: decided by who knows the groups.
    Member(&'static [&'static str]),
}

impl Filter {
    /// Whether an event passes. `is_member` says whether somebody is a group, or is in it.
    pub fn passes(self, facts: &Value, wanted: &str, is_member: &dyn Fn(&str, &str) -> bool) -> bool {
        let found = |pointers: &[&str]| {
            let mut values = Vec::new();
            for pointer in pointers {
                collect(facts, pointer, &mut values);
                if !values.is_empty() {
                    break;
                }
            }
            values
        };
        match self {
            Self::Is(at) => found(at).iter().any(|value| text(value).eq_ignore_ascii_case(wanted)),
            Self::Named(at, names) => {
                let named = names.iter().filter(|(given, _)| given.eq_ignore_ascii_case(wanted));
                let named: Vec<_> = named.map(|(_, own)| *own).collect();
                let is_named = |value: &String| {
                    named.iter().any(|own| own.eq_ignore_ascii_case(value))
                        || named.is_empty() && value.eq_ignore_ascii_case(wanted)
                };
                found(at).into_iter().map(text).any(|value| is_named(&value))
            }
            Self::Branch(at) => {
                let wanted = wanted.trim_start_matches("refs/heads/");
                found(at).into_iter().map(text).any(|value| value.trim_start_matches("refs/heads/") == wanted)
            }
            Self::Under(at) => found(at).into_iter().map(text).any(|value| {
                let (value, wanted) = (value.to_lowercase(), wanted.to_lowercase());
                // Paths of areas have one kind of slash, those of version control the other.
                let wanted = wanted.trim_end_matches(['\\', '/']);
                value
                    .strip_prefix(wanted)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\\', '/']))
            }),
            Self::Contains(at) => {
                let wanted = wanted.to_lowercase();
                found(at).into_iter().any(|value| text(value).to_lowercase().contains(&wanted))
            }
            Self::Has(at) => found(at).iter().any(|value| value.get(wanted).is_some()),
            Self::IsThere(at) => {
                let is_there = found(at).iter().any(|value| match value {
                    Value::Array(items) => !items.is_empty(),
                    Value::Object(members) => !members.is_empty(),
                    Value::Null => false,
                    _ => true,
                });
                !wanted.eq_ignore_ascii_case("true") || is_there
            }
            Self::Member(at) => found(at).into_iter().map(text).any(|value| is_member(&value, wanted)),
        }
    }
}

/// What a pointer leads to; `*` stands for all items of a list.
fn collect<'v>(value: &'v Value, pointer: &str, into: &mut Vec<&'v Value>) {
    match pointer.split_once("/*") {
        None => into.extend(value.pointer(pointer)),
        Some((list, rest)) => {
            for item in value.pointer(list).and_then(Value::as_array).into_iter().flatten() {
                collect(item, rest, into);
            }
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

const fn input(id: &'static str, name: &'static str, filter: Filter) -> Input {
    Input { id, name, is_guid: false, is_required: false, values: &[], filter }
}

const fn guid(id: &'static str, name: &'static str, filter: Filter) -> Input {
    Input { is_guid: true, ..input(id, name, filter) }
}

const fn choice(
    id: &'static str,
    name: &'static str,
    values: &'static [(&'static str, &'static str)],
    filter: Filter,
) -> Input {
    Input { values, ..input(id, name, filter) }
}

pub(crate) const PUBLISHERS: &[Publisher] = &[
    Publisher { id: "tfs", name: "Azure DevOps", description: "Publishes Azure DevOps events" },
    Publisher { id: "pipelines", name: "Pipelines", description: "Publishes events of pipelines" },
    Publisher { id: "rm", name: "Release Management", description: "Publishes Release Management events" },
    Publisher {
        id: "advsec",
        name: "Advanced Security",
        description: "Publishes events of Advanced Security",
    },
    Publisher {
        id: "azure-devops",
        name: "Manual intervention",
        description: "Publishes events of manual interventions",
    },
    Publisher {
        id: "distributedtask",
        name: "Distributed Task",
        description: "Publishes events of agent pools",
    },
];

const REPOSITORY: Input = guid(
    "repository",
    "Repository",
    Filter::Is(&[
        "/repository/id",
        "/pullRequest/repository/id",
        "/repositoryId",
        "/sourceRepository/id",
        "/$/repositoryId",
    ]),
);
const TARGET: Input = input(
    "branch",
    "Target branch",
    Filter::Branch(&["/targetRefName", "/pullRequest/targetRefName", "/$/branch"]),
);
const CREATED_BY: Input =
    input("pullrequestCreatedBy", "Requested by a member of group", Filter::Member(&["/createdBy/id"]));
const REVIEWERS: Input =
    input("pullrequestReviewersContains", "Reviewer includes group", Filter::Member(&["/reviewers/*/id"]));
const AREA: Input = input(
    "areaPath",
    "Area path",
    Filter::Under(&["/revision/fields/System.AreaPath", "/fields/System.AreaPath"]),
);
const TYPE: Input = input(
    "workItemType",
    "Work item type",
    Filter::Is(&["/revision/fields/System.WorkItemType", "/fields/System.WorkItemType"]),
);
const TAG: Input =
    input("tag", "Tag", Filter::Contains(&["/revision/fields/System.Tags", "/fields/System.Tags"]));
const PIPELINE: Input = input("pipelineId", "Pipeline", Filter::Is(&["/pipeline/id"]));
const STAGE: Input = input("stageNameId", "Stage", Filter::Is(&["/stage/name"]));
const RUN_STATES: &[(&str, &str)] =
    &[("InProgress", "InProgress"), ("Canceling", "Canceling"), ("Completed", "Completed")];
const RUN_RESULTS: &[(&str, &str)] =
    &[("Canceled", "Canceled"), ("Failed", "Failed"), ("Succeeded", "Succeeded")];
const STAGE_STATES: &[(&str, &str)] = &[
    ("NotStarted", "NotStarted"),
    ("Waiting", "Waiting"),
    ("Running", "Running"),
    ("Completed", "Completed"),
];
const STAGE_RESULTS: &[(&str, &str)] = &[
    ("Canceled", "Canceled"),
    ("Failed", "Failed"),
    ("Rejected", "Rejected"),
    ("Skipped", "Skipped"),
    ("Succeeded", "Succeeded"),
];
const JOB_STATES: &[(&str, &str)] =
    &[("Waiting", "Waiting"), ("Running", "Running"), ("Completed", "Completed")];
const RELEASE: Input = input(
    "releaseDefinitionId",
    "Release pipeline name",
    Filter::Is(&["/release/releaseDefinition/id", "/environment/releaseDefinition/id", "/$/definitionId"]),
);
const ENVIRONMENT: Input = input(
    "releaseEnvironmentId",
    "Stage name",
    Filter::Is(&["/environment/definitionEnvironmentId", "/$/definitionEnvironmentId"]),
);
const APPROVAL_TYPE: Input = choice(
    "releaseApprovalType",
    "Approval type",
    &[("1", "Pre-deployment"), ("2", "Post-deployment")],
    Filter::Named(&["/approval/approvalType"], &[("1", "preDeploy"), ("2", "postDeploy")]),
);
const STAGE_NAME: Input = input("stageName", "Stage", Filter::Is(&["/stage/name", "/stageName"]));
const ENVIRONMENT_NAME: Input = input("environmentName", "Environment", Filter::Is(&["/resource/name"]));

const ONE: &[&str] = &["1.0"];
const PREVIEW: &[&str] = &["1.0-preview.1"];
const PIPELINES: &[&str] = &["5.1-preview.1"];
const RELEASES: &[&str] = &["3.0-preview.1"];
/// Those of a work item, of which the recordings have 1.0, 3.1-preview.3 and 5.1-preview.3.
const WORK_ITEM: &[&str] = &["5.1-preview.3", "3.1-preview.3", "1.0", "2.0-preview.1", "1.0-preview.2"];

pub(crate) const EVENT_TYPES: &[EventType] = &[
    EventType {
        id: "build.complete",
        publisher: "tfs",
        name: "Build completed",
        description: "A build completes",
        versions: &["2.0", "1.0", "2.0-preview.2", "2.0-preview.1", "1.0-preview.1"],
        inputs: &[
            input("definitionName", "Build pipeline", Filter::Is(&["/definition/name"])),
            choice(
                "buildStatus",
                "Build status",
                &[
                    ("Succeeded", "Succeeded"),
                    ("PartiallySucceeded", "Partially Succeeded"),
                    ("Failed", "Failed"),
                    ("Stopped", "Stopped"),
                ],
                Filter::Named(&["/result", "/status"], &[("Stopped", "canceled"), ("Stopped", "stopped")]),
            ),
        ],
    },
    EventType {
        id: "git.push",
        publisher: "tfs",
        name: "Code pushed",
        description: "Code is pushed to a Git repository",
        versions: &["1.0", "2.0-preview.1", "1.0-preview.1"],
        inputs: &[
            REPOSITORY,
            input("branch", "Branch", Filter::Branch(&["/refUpdates/*/name"])),
            input("pushedBy", "Pushed by a member of group", Filter::Member(&["/pushedBy/id"])),
        ],
    },
    EventType {
        id: "git.pullrequest.created",
        publisher: "tfs",
        name: "Pull request created",
        description: "A pull request is created in a Git repository",
        versions: &["1.0", "2.0-preview.1", "1.0-preview.1"],
        inputs: &[REPOSITORY, TARGET, CREATED_BY, REVIEWERS],
    },
    EventType {
        id: "git.pullrequest.updated",
        publisher: "tfs",
        name: "Pull request updated",
        description: "A pull request is updated: its status, its reviewers, a vote, or its source branch",
        versions: &["1.0", "2.0-preview.1", "1.0-preview.1"],
        inputs: &[
            REPOSITORY,
            TARGET,
            CREATED_BY,
            REVIEWERS,
            choice(
                "notificationType",
                "Change",
                &[
                    ("PushNotification", "Source branch updated"),
                    ("ReviewersUpdateNotification", "Reviewers changed"),
                    ("StatusUpdateNotification", "Status changed"),
                    ("ReviewerVoteNotification", "Votes score changed"),
                ],
                Filter::Is(&["/$/notificationType"]),
            ),
        ],
    },
    EventType {
        id: "git.pullrequest.merged",
        publisher: "tfs",
        name: "Pull request merge attempted",
        description: "A merge of a pull request is attempted",
        versions: &["1.0", "3.0-preview.1", "2.0-preview.1", "1.0-preview.1"],
        inputs: &[
            REPOSITORY,
            TARGET,
            CREATED_BY,
            REVIEWERS,
            choice(
                "mergeResult",
                "Merge result",
                &[
                    ("Succeeded", "Merge Successful"),
                    ("Unsuccessful", "Merge Unsuccessful (any reason)"),
                    ("Conflicts", "Merge Conflicts"),
                    ("Failure", "Merge Failure"),
                    ("RejectedByPolicy", "Rejected by Policy"),
                ],
                Filter::Named(
                    &["/mergeStatus"],
                    &[
                        ("Unsuccessful", "conflicts"),
                        ("Unsuccessful", "failure"),
                        ("Unsuccessful", "rejectedByPolicy"),
                    ],
                ),
            ),
        ],
    },
    EventType {
        id: "ms.vss-code.git-pullrequest-comment-event",
        publisher: "tfs",
        name: "Pull request commented on",
        description: "A pull request is commented on, or a comment is edited",
        versions: &["2.0", "1.0"],
        inputs: &[REPOSITORY, TARGET],
    },
    EventType {
        id: "git.repo.created",
        publisher: "tfs",
        name: "Repository created",
        description: "A repository is created",
        versions: PREVIEW,
        inputs: &[],
    },
    EventType {
        id: "git.repo.forked",
        publisher: "tfs",
        name: "Repository forked",
        description: "A repository is forked",
        versions: PREVIEW,
        inputs: &[REPOSITORY],
    },
    EventType {
        id: "git.repo.renamed",
        publisher: "tfs",
        name: "Repository renamed",
        description: "A repository is renamed",
        versions: PREVIEW,
        inputs: &[REPOSITORY],
    },
    EventType {
        id: "git.repo.deleted",
        publisher: "tfs",
        name: "Repository deleted",
        description: "A repository is deleted",
        versions: PREVIEW,
        inputs: &[REPOSITORY],
    },
    EventType {
        id: "git.repo.undeleted",
        publisher: "tfs",
        name: "Repository undeleted",
        description: "A repository is restored from the recycle bin",
        versions: PREVIEW,
        inputs: &[REPOSITORY],
    },
    EventType {
        id: "git.repo.statuschanged",
        publisher: "tfs",
        name: "Repository status changed",
        description: "A repository is disabled or enabled",
        versions: PREVIEW,
        inputs: &[REPOSITORY],
    },
    EventType {
        id: "tfvc.checkin",
        publisher: "tfs",
        name: "Code checked in",
        description: "A changeset is checked into TFVC",
        versions: ONE,
        inputs: &[Input { is_required: true, ..input("path", "Path", Filter::Under(&["/$/paths/*"])) }],
    },
    EventType {
        id: "workitem.created",
        publisher: "tfs",
        name: "Work item created",
        description: "A work item is created",
        versions: WORK_ITEM,
        inputs: &[AREA, TYPE, TAG, LINKS],
    },
    EventType {
        id: "workitem.updated",
        publisher: "tfs",
        name: "Work item updated",
        description: "A work item is changed",
        versions: WORK_ITEM,
        inputs: &[AREA, TYPE, TAG, input("changedFields", "Field", Filter::Has(&["/fields"])), LINKS],
    },
    EventType {
        id: "workitem.commented",
        publisher: "tfs",
        name: "Work item commented on",
        description: "A work item is commented on",
        versions: WORK_ITEM,
        inputs: &[
            AREA,
            TYPE,
            TAG,
            input("commentPattern", "Contains string", Filter::Contains(&["/fields/System.History"])),
        ],
    },
    EventType {
        id: "workitem.deleted",
        publisher: "tfs",
        name: "Work item deleted",
        description: "A work item is deleted",
        versions: WORK_ITEM,
        inputs: &[AREA, TYPE, TAG],
    },
    EventType {
        id: "workitem.restored",
        publisher: "tfs",
        name: "Work item restored",
        description: "A work item is restored",
        versions: WORK_ITEM,
        inputs: &[AREA, TYPE, TAG],
    },
    EventType {
        id: "ms.vss-endpoint.endpoint-created",
        publisher: "tfs",
        name: "Service connection created",
        description: "A service connection is created in a project",
        versions: PREVIEW,
        inputs: &[],
    },
    EventType {
        id: "ms.vss-endpoint.endpoint-updated",
        publisher: "tfs",
        name: "Service connection updated",
        description: "A service connection of a project is updated",
        versions: PREVIEW,
        inputs: &[],
    },
    EventType {
        id: "ms.vss-pipelines.run-state-changed-event",
        publisher: "pipelines",
        name: "Run state changed",
        description: "The state of a pipeline run changed",
        versions: PIPELINES,
        inputs: &[
            PIPELINE,
            choice("runStateId", "State", RUN_STATES, Filter::Is(&["/run/state"])),
            choice("runResultId", "Result", RUN_RESULTS, Filter::Is(&["/run/result"])),
        ],
    },
    EventType {
        id: "ms.vss-pipelines.stage-state-changed-event",
        publisher: "pipelines",
        name: "Run stage state changed",
        description: "The state of a stage of a run changed",
        versions: PIPELINES,
        inputs: &[
            PIPELINE,
            STAGE,
            choice("stageStateId", "State", STAGE_STATES, Filter::Is(&["/stage/state"])),
            choice("stageResultId", "Result", STAGE_RESULTS, Filter::Is(&["/stage/result"])),
        ],
    },
    EventType {
        id: "ms.vss-pipelines.job-state-changed-event",
        publisher: "pipelines",
        name: "Run job state changed",
        description: "The state of a job of a run changed",
        versions: PIPELINES,
        inputs: &[
            PIPELINE,
            STAGE,
            input("jobNameId", "Job", Filter::Is(&["/job/name"])),
            choice("jobStateId", "State", JOB_STATES, Filter::Is(&["/job/state"])),
            choice("jobResultId", "Result", STAGE_RESULTS, Filter::Is(&["/job/result"])),
        ],
    },
    EventType {
        id: "ms.vss-pipelinechecks-events.approval-pending",
        publisher: "pipelines",
        name: "Run stage waiting for approval",
        description: "An approval is created for a stage of a run",
        versions: PIPELINES,
        inputs: &[PIPELINE, STAGE_NAME, ENVIRONMENT_NAME],
    },
    EventType {
        id: "ms.vss-pipelinechecks-events.approval-completed",
        publisher: "pipelines",
        name: "Run stage approval completed",
        description: "An approval completed for a stage of a run",
        versions: PIPELINES,
        inputs: &[PIPELINE, STAGE_NAME, ENVIRONMENT_NAME],
    },
    EventType {
        id: "ms.vss-pipelinechecks-events.check-updated-event",
        publisher: "pipelines",
        name: "Check updated",
        description: "A check is updated",
        versions: PREVIEW,
        inputs: &[],
    },
    EventType {
        id: "ms.vss-release.release-created-event",
        publisher: "rm",
        name: "Release created",
        description: "A release is created",
        versions: RELEASES,
        inputs: &[RELEASE],
    },
    EventType {
        id: "ms.vss-release.release-abandoned-event",
        publisher: "rm",
        name: "Release abandoned",
        description: "A release is abandoned",
        versions: RELEASES,
        inputs: &[RELEASE],
    },
    EventType {
        id: "ms.vss-release.deployment-started-event",
        publisher: "rm",
        name: "Release deployment started",
        description: "A deployment started",
        versions: RELEASES,
        inputs: &[RELEASE, ENVIRONMENT],
    },
    EventType {
        id: "ms.vss-release.deployment-completed-event",
        publisher: "rm",
        name: "Release deployment completed",
        description: "A deployment completed",
        versions: RELEASES,
        inputs: &[
            RELEASE,
            ENVIRONMENT,
            choice(
                "releaseEnvironmentStatus",
                "Status",
                &[("8", "Canceled"), ("16", "Rejected"), ("4", "Succeeded"), ("128", "Partially Succeeded")],
                Filter::Named(
                    &["/environment/status"],
                    &[
                        ("8", "canceled"),
                        ("16", "rejected"),
                        ("4", "succeeded"),
                        ("128", "partiallySucceeded"),
                    ],
                ),
            ),
        ],
    },
    EventType {
        id: "ms.vss-release.deployment-approval-pending-event",
        publisher: "rm",
        name: "Release deployment approval pending",
        description: "An approval of a deployment is requested",
        versions: RELEASES,
        inputs: &[RELEASE, ENVIRONMENT, APPROVAL_TYPE],
    },
    EventType {
        id: "ms.vss-release.deployment-approval-completed-event",
        publisher: "rm",
        name: "Release deployment approval completed",
        description: "An approval of a deployment is completed",
        versions: RELEASES,
        inputs: &[
            RELEASE,
            ENVIRONMENT,
            APPROVAL_TYPE,
            choice(
                "releaseApprovalStatus",
                "Approval status",
                &[("2", "Approved"), ("4", "Rejected")],
                Filter::Named(&["/approval/status"], &[("2", "approved"), ("4", "rejected")]),
            ),
        ],
    },
    EventType {
        id: "ms.vss-alerts.alert-created-event",
        publisher: "advsec",
        name: "Alert created",
        description: "An alert is created",
        versions: ONE,
        inputs: &[],
    },
    EventType {
        id: "ms.vss-alerts.alert-state-changed-event",
        publisher: "advsec",
        name: "Alert state changed",
        description: "The state of an alert changed",
        versions: ONE,
        inputs: &[],
    },
    EventType {
        id: "ms.vss-alerts.alert-updated-event",
        publisher: "advsec",
        name: "Alert updated",
        description: "An alert is updated",
        versions: ONE,
        inputs: &[],
    },
    EventType {
        id: "agentqueue.created",
        publisher: "distributedtask",
        name: "Project-level agent pool created",
        description: "An agent pool is added to a project",
        versions: PREVIEW,
        inputs: &[],
    },
    EventType {
        id: "agentqueue.updated",
        publisher: "distributedtask",
        name: "Project-level agent pool updated",
        description: "An agent pool of a project is updated",
        versions: PREVIEW,
        inputs: &[],
    },
    EventType {
        id: "message.posted",
        publisher: "tfs",
        name: "Team room message posted",
        description: "A message is posted to a team room",
        versions: ONE,
        inputs: &[],
    },
    EventType {
        id: "manualintervention.pending",
        publisher: "azure-devops",
        name: "Manual intervention pending",
        description: "A manual intervention waits for somebody",
        versions: ONE,
        inputs: &[],
    },
    EventType {
        id: "elasticagentpool.resized",
        publisher: "distributedtask",
        name: "Elastic agent pool resized",
        description: "An elastic agent pool is resized",
        versions: PREVIEW,
        inputs: &[],
    },
];

const LINKS: Input = choice(
    "linksChanged",
    "Links are added or removed",
    &[("true", "True"), ("false", "False")],
    Filter::IsThere(&["/relations"]),
);

/// A publisher.
pub(crate) fn publisher(id: &str) -> Option<&'static Publisher> {
    PUBLISHERS.iter().find(|known| known.id.eq_ignore_ascii_case(id))
}

/// An event type of a publisher.
pub(crate) fn event_type(publisher: &str, id: &str) -> Option<&'static EventType> {
    let known = EVENT_TYPES.iter().find(|known| known.id.eq_ignore_ascii_case(id))?;
    known.publisher.eq_ignore_ascii_case(publisher).then_some(known)
}
