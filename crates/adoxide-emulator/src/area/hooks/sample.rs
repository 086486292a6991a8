//! What test notifications carry: a sample of each event type, with the members that deliveries have.
//!
//! The people and things in it are made up and lead nowhere, as in the samples of the service. A sample has the members
//! of all resource versions that share its form.

use serde_json::{Value, json};

const PERSON: &str = "d6245f20-2af8-44f4-9451-8107cb2767db";
const PROJECT: &str = "6ce954b1-ce1f-45d1-b94d-e6bf2464ba2c";
const REPOSITORY: &str = "278d5cd2-584d-4b63-824a-2ba458937249";
const OLD: &str = "aad331d8d3b131fa9ae03cf5e53965b51942618a";
const NEW: &str = "33b55f7cb7e7e245323987634f960cf4a6e6bc74";
const MERGE: &str = "eef717f69257a6333f221566c1c987dc94cc0d72";
const FINE: &str = "2026-01-21T08:19:17.3309587Z";
const ROUGH: &str = "2026-01-21T08:19:17.263Z";
const UNSET: &str = "0001-01-01T00:00:00";

/// A sample of an event type at a version; `base` is the organization's URL. None for what is not known.
#[allow(clippy::too_many_lines, reason = "one row for each event type")]
pub(super) fn resource(event_type: &str, version: &str, base: &str) -> Option<Value> {
    let sample = Sample { base, is_first: version.split(['.', '-']).next() == Some("1"), version };
    let found = match event_type {
        "build.complete" if sample.is_first => sample.xaml(),
        "build.complete" => sample.build(),
        "git.push" => sample.push(),
        "git.pullrequest.created" => sample.pull_request("active"),
        "git.pullrequest.updated" | "git.pullrequest.merged" => sample.pull_request("completed"),
        "ms.vss-code.git-pullrequest-comment-event" if sample.is_first => sample.comment(),
        "ms.vss-code.git-pullrequest-comment-event" => {
            json!({ "comment": sample.comment(), "pullRequest": sample.pull_request("active") })
        }
        "git.repo.created" | "git.repo.undeleted" => {
            sample.of_repository(&json!({ "repository": sample.repository() }))
        }
        "git.repo.renamed" => sample.of_repository(&json!({
            "oldName": "old", "newName": "web", "repository": sample.repository(),
        })),
        "git.repo.statuschanged" => {
            sample.of_repository(&json!({ "disabled": true, "repository": sample.repository() }))
        }
        "git.repo.forked" => sample.of_repository(&json!({
            "targetRepository": sample.repository(), "sourceRepository": sample.repository(),
        })),
        "git.repo.deleted" => sample.of_repository(&json!({
            "repositoryId": REPOSITORY, "repositoryName": "web", "isHardDelete": false,
        })),
        "message.posted" => json!({
            "id": 0,
            "content": "Hello",
            "messageType": "normal",
            "postedTime": FINE,
            "postedRoomId": 1,
            "postedBy": plain(),
        }),
        "manualintervention.pending" => json!({
            "manualIntervention": {
                "id": REPOSITORY,
                "name": "Check the figures",
                "status": "pending",
                "project": { "id": PROJECT, "name": "Fabrikam" },
            },
        }),
        "tfvc.checkin" => json!({
            "changesetId": 18,
            "url": sample.at("_apis/tfvc/changesets/18"),
            "author": plain(),
            "checkedInBy": plain(),
            "createdDate": "2026-01-21T08:19:17Z",
            "comment": "A new sample",
        }),
        "workitem.created" | "workitem.restored" => sample.work_item("workItems"),
        "workitem.deleted" => sample.work_item("recyclebin"),
        "workitem.commented" => {
            let mut item = sample.work_item("workItems");
            item["fields"]["System.History"] = "A great idea".into();
            item
        }
        "workitem.updated" => sample.update(),
        "ms.vss-endpoint.endpoint-created" | "ms.vss-endpoint.endpoint-updated" => json!({
            "id": PERSON,
            "name": "elsewhere",
            "type": "generic",
            "url": "https://example.com/",
            "description": "",
            "authorization": Value::Null,
            "isShared": false,
            "isReady": true,
            "projectIds": [],
        }),
        "ms.vss-pipelines.run-state-changed-event" => json!({
            "run": sample.run(true),
            "pipeline": sample.pipeline(),
            "repositories": sample.repositories(),
        }),
        "ms.vss-pipelines.stage-state-changed-event" => json!({
            "stage": sample.stage(),
            "run": sample.run(false),
            "pipeline": sample.pipeline(),
            "repositories": sample.repositories(),
        }),
        "ms.vss-pipelines.job-state-changed-event" => {
            let mut job = sample.stage();
            if let Some(job) = job.as_object_mut() {
                job.remove("displayName");
            }
            json!({
                "job": job,
                "stage": sample.stage(),
                "run": sample.run(false),
                "pipeline": sample.pipeline(),
                "repositories": sample.repositories(),
            })
        }
        "ms.vss-pipelinechecks-events.approval-pending" => check("pending"),
        "ms.vss-pipelinechecks-events.approval-completed" => check("approved"),
        "ms.vss-pipelinechecks-events.check-updated-event" => json!({
            "resource": { "type": "queue", "id": "1" }, "checkConfigurationId": 1, "projectId": PROJECT,
        }),
        "ms.vss-release.release-created-event" => of_release(&json!({ "release": sample.release("active") })),
        "ms.vss-release.release-abandoned-event" => {
            of_release(&json!({ "release": sample.release("abandoned") }))
        }
        "ms.vss-release.deployment-started-event" => of_release(&json!({
            "environment": sample.environment("queued"), "release": sample.release("active"),
        })),
        "ms.vss-release.deployment-completed-event" => of_release(&json!({
            "environment": sample.environment("succeeded"),
            "deployment": sample.deployment(),
            "comment": "",
            "data": {
                "releaseProperties": "{\"ReleaseId\":1}",
                "environmentStatuses": "{\"1\":\"Succeeded\"}",
                "workItems": [],
                "previousReleaseEnvironment": no_environment(),
                "commits": [],
                "testResults": no_tests(1, PROJECT, "Fabrikam"),
            },
        })),
        "ms.vss-release.deployment-approval-pending-event" => of_release(&json!({
            "approval": sample.approval("pending"), "release": sample.release("active"),
        })),
        "ms.vss-release.deployment-approval-completed-event" => of_release(&json!({
            "approval": sample.approval("approved"), "release": sample.release("active"),
        })),
        "agentqueue.created" | "agentqueue.updated" => {
            json!({ "queueId": 1, "queueName": "Sample pool", "projectId": PROJECT })
        }
        "elasticagentpool.resized" => json!({
            "poolId": 1, "poolName": "Sample pool", "resourceId": "scale-set", "previousSize": 1, "newSize": 5,
        }),
        name if name.starts_with("ms.vss-alerts.") => json!({
            "alertId": 1,
            "severity": "critical",
            "title": "SQL injection",
            "tools": [{ "name": "codeql", "rules": [{
                "opaqueId": Value::Null, "friendlyName": "SQL injection", "description": Value::Null,
                "resources": Value::Null, "helpMessage": "Use parameters", "tags": Value::Null,
                "additionalProperties": Value::Null,
            }] }],
            "dismissal": {
                "dismissalId": 1, "message": "Fixed", "stateChangedBy": PERSON, "stateChangedByIdentity": Value::Null,
                "requestedOn": Value::Null, "dismissalType": "fixed",
            },
            "repositoryUrl": sample.at("Fabrikam/_git/web"),
            "gitRef": "refs/heads/main",
            "alertType": "code",
            "firstSeenDate": Value::Null,
            "lastSeenDate": Value::Null,
            "fixedDate": Value::Null,
            "introducedDate": Value::Null,
            "state": "active",
            "physicalLocations": Value::Null,
            "logicalLocations": Value::Null,
        }),
        _ => return None,
    };
    Some(found)
}

/// Somebody, with the three members that some resources have.
fn plain() -> Value {
    json!({ "displayName": "Zeno Pine", "id": PERSON, "uniqueName": "zeno@fabrikam.example" })
}

/// A resource of releases: with its project.
fn of_release(parts: &Value) -> Value {
    let mut resource = parts.clone();
    resource["project"] = json!({ "id": PROJECT, "name": "Fabrikam" });
    resource
}

/// The environment in which a stage was deployed before, where there was none: recorded.
pub(super) fn no_environment() -> Value {
    let gates = json!({ "id": 0, "gatesOptions": Value::Null, "gates": [] });
    json!({
        "id": 0,
        "releaseId": 0,
        "name": Value::Null,
        "status": "undefined",
        "variables": {},
        "variableGroups": [],
        "preDeployApprovals": [],
        "postDeployApprovals": [],
        "preApprovalsSnapshot": { "approvals": [] },
        "postApprovalsSnapshot": { "approvals": [] },
        "deploySteps": [],
        "rank": 0,
        "environmentOptions": options(false),
        "demands": [],
        "conditions": [],
        "workflowTasks": [],
        "deployPhasesSnapshot": [],
        "schedules": [],
        "preDeploymentGatesSnapshot": gates,
        "postDeploymentGatesSnapshot": gates,
        "_links": {},
    })
}

fn options(publishes: bool) -> Value {
    json!({
        "emailNotificationType": "OnlyOnFailure",
        "emailRecipients": "release.environment.owner;release.creator",
        "skipArtifactsDownload": false,
        "timeoutInMinutes": 0,
        "enableAccessToken": false,
        "publishDeploymentStatus": publishes,
        "badgeEnabled": false,
        "autoLinkWorkItems": false,
        "pullRequestDeploymentEnabled": false,
    })
}

/// What a release without tests says of its tests: recorded.
pub(super) fn no_tests(release: i64, project: &str, name: &str) -> Value {
    json!({
        "aggregatedResultsAnalysis": {
            "previousContext": { "contextType": 0, "build": Value::Null, "release": Value::Null },
            "totalTests": 0,
            "duration": "00:00:00",
            "resultsByOutcome": {},
            "runSummaryByState": {},
            "runSummaryByOutcome": {},
        },
        "testResultsContext": {
            "contextType": "release",
            "build": Value::Null,
            "release": {
                "id": release,
                "name": Value::Null,
                "environmentId": release,
                "environmentName": Value::Null,
                "definitionId": 0,
                "environmentDefinitionId": 0,
                "environmentDefinitionName": Value::Null,
            },
        },
        "teamProject": { "id": project, "name": name, "state": "unchanged", "visibility": "unchanged" },
    })
}

/// An approval of a stage.
fn check(status: &str) -> Value {
    let nobody = json!({ "displayName": Value::Null, "id": PERSON });
    json!({
        "approval": {
            "id": "0f027b05-0942-4a35-9218-26fa07d8760a",
            "steps": [{
                "assignedApprover": nobody,
                "status": status,
                "comment": "A comment",
                "initiatedOn": FINE,
            }],
            "status": status,
            "createdOn": FINE,
            "lastModifiedOn": FINE,
            "instructions": "Look twice.",
            "minRequiredApprovers": 2,
            "blockedApprovers": [nobody],
            "_links": {},
        },
        "projectId": PROJECT,
        "pipeline": Value::Null,
        "stage": Value::Null,
        "run": Value::Null,
        "resource": Value::Null,
        "id": 0,
        "url": Value::Null,
        "stageName": Value::Null,
        "attemptId": 0,
    })
}

struct Sample<'s> {
    base: &'s str,
    version: &'s str,
    /// Whether the resource version is 1.x.
    is_first: bool,
}

impl Sample<'_> {
    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    fn link(&self, path: &str) -> Value {
        json!({ "href": self.at(path) })
    }

    fn person(&self) -> Value {
        let image = self.at("_apis/GraphProfile/MemberAvatars/aad.ZDYyNDVmMjA");
        json!({
            "displayName": "Zeno Pine",
            "url": self.at(&format!("_apis/Identities/{PERSON}")),
            "_links": { "avatar": { "href": image } },
            "id": PERSON,
            "uniqueName": "zeno@fabrikam.example",
            "imageUrl": image,
            "descriptor": "aad.ZDYyNDVmMjA",
        })
    }

    fn repository(&self) -> Value {
        json!({
            "id": REPOSITORY,
            "name": "web",
            "url": self.at(&format!("_apis/git/repositories/{REPOSITORY}")),
            "project": {
                "id": PROJECT,
                "name": "Fabrikam",
                "url": self.at(&format!("_apis/projects/{PROJECT}")),
                "state": "wellFormed",
                "visibility": "unchanged",
                "lastUpdateTime": UNSET,
            },
            "defaultBranch": "refs/heads/main",
            "size": 728,
            "remoteUrl": self.at("Fabrikam/_git/web"),
            "sshUrl": "git@ssh.dev.azure.com:v3/fabrikam/Fabrikam/web",
            "webUrl": self.at("Fabrikam/_git/web"),
            "isDisabled": false,
            "isInMaintenance": false,
        })
    }

    fn commit(&self, id: &str) -> Value {
        json!({ "commitId": id, "url": self.at(&format!("_apis/git/repositories/{REPOSITORY}/commits/{id}")) })
    }

    fn push(&self) -> Value {
        let of = format!("_apis/git/repositories/{REPOSITORY}");
        let who =
            json!({ "name": "Zeno Pine", "email": "zeno@fabrikam.example", "date": "2026-01-21T08:19:01Z" });
        let mut commit = self.commit(NEW);
        commit["author"] = who.clone();
        commit["committer"] = who;
        commit["comment"] = "Fix a bug".into();
        json!({
            "commits": [commit],
            "refUpdates": [{ "name": "refs/heads/main", "oldObjectId": OLD, "newObjectId": NEW }],
            "repository": self.repository(),
            "pushedBy": self.person(),
            "pushId": 14,
            "date": FINE,
            "url": self.at(&format!("{of}/pushes/14")),
            "_links": {
                "self": self.link(&format!("{of}/pushes/14")),
                "repository": self.link(&of),
                "commits": self.link(&format!("{of}/pushes/14/commits")),
                "pusher": self.link(&format!("_apis/Identities/{PERSON}")),
                "refs": self.link(&format!("{of}/refs/heads/main")),
            },
        })
    }

    fn pull_request(&self, status: &str) -> Value {
        let own = format!("_apis/git/repositories/{REPOSITORY}/pullRequests/1");
        let mut reviewer = self.person();
        for (name, value) in [("reviewerUrl", Value::Null), ("vote", 0.into()), ("isContainer", true.into())]
        {
            reviewer[name] = value;
        }
        let mut resource = json!({
            "repository": self.repository(),
            "pullRequestId": 1,
            "codeReviewId": 1,
            "status": status,
            "createdBy": self.person(),
            "creationDate": FINE,
            "title": "My first pull request",
            "description": "It changes a file.",
            "sourceRefName": "refs/heads/topic",
            "targetRefName": "refs/heads/main",
            "mergeStatus": "succeeded",
            "isDraft": false,
            "mergeId": "a10bb228-6ba6-4362-abd7-49ea21333dbd",
            "lastMergeSourceCommit": self.commit(NEW),
            "lastMergeTargetCommit": self.commit(OLD),
            "lastMergeCommit": self.commit(MERGE),
            "reviewers": [reviewer],
            "commits": [self.commit(NEW)],
            "url": self.at(&own),
            "_links": {
                "web": self.link("Fabrikam/_git/web/pullrequest/1"),
                "statuses": self.link(&format!("{own}/statuses")),
            },
        });
        if status == "completed" {
            resource["closedDate"] = FINE.into();
        }
        resource
    }

    fn comment(&self) -> Value {
        let own = format!("_apis/git/repositories/{REPOSITORY}/pullRequests/1/threads/5");
        json!({
            "id": 2,
            "parentCommentId": 1,
            "author": self.person(),
            "content": "This is my comment.",
            "publishedDate": FINE,
            "lastUpdatedDate": FINE,
            "lastContentUpdatedDate": FINE,
            "commentType": "text",
            "_links": {
                "self": self.link(&format!("{own}/comments/2")),
                "repository": self.link(&format!("{PROJECT}/_apis/git/repositories/{REPOSITORY}")),
                "threads": self.link(&own),
            },
        })
    }

    fn of_repository(&self, more: &Value) -> Value {
        let mut resource = json!({
            "project": {
                "id": PROJECT,
                "name": "Fabrikam",
                "description": "A sample",
                "url": self.at(&format!("_apis/projects/{PROJECT}")),
                "state": "wellFormed",
                "revision": 11,
                "visibility": "private",
                "lastUpdateTime": "2026-01-21T08:19:17.263+00:00",
            },
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            resource[name] = value.clone();
        }
        resource["initiatedBy"] = plain();
        resource["utcTimestamp"] = FINE.into();
        resource
    }

    /// Somebody in a field of a work item, as the version has it.
    fn in_field(&self) -> Value {
        const TEXT: &str = "Zeno Pine <zeno@fabrikam.example>";
        if self.is_first {
            TEXT.into()
        } else if self.version.starts_with('3') {
            json!({ "name": TEXT, "displayName": TEXT, "uniqueName": TEXT })
        } else {
            self.person()
        }
    }

    fn work_item(&self, place: &str) -> Value {
        let own = format!("_apis/wit/{place}/5");
        let mut links = json!({
            "self": self.link(&own),
            "workItemType": self.link(&format!("{PROJECT}/_apis/wit/workItemTypes/Bug")),
            "fields": self.link("_apis/wit/fields"),
            "html": self.link("Fabrikam/_workitems/edit/5"),
            "parent": self.link("_apis/wit/workItems/5"),
        });
        if place == "workItems" {
            links["workItemUpdates"] = self.link(&format!("{own}/updates"));
            links["workItemRevisions"] = self.link(&format!("{own}/revisions"));
            links["workItemHistory"] = self.link(&format!("{own}/history"));
        }
        json!({
            "id": 5,
            "rev": 2,
            "fields": {
                "System.AreaPath": "Fabrikam",
                "System.TeamProject": "Fabrikam",
                "System.IterationPath": "Fabrikam\\Sprint 1",
                "System.WorkItemType": "Bug",
                "System.State": "New",
                "System.Reason": "New defect reported",
                "System.AssignedTo": self.in_field(),
                "System.CreatedDate": ROUGH,
                "System.CreatedBy": self.in_field(),
                "System.ChangedDate": ROUGH,
                "System.ChangedBy": self.in_field(),
                "System.CommentCount": 1,
                "System.Title": "Some great new idea!",
                "System.Description": "It would be great.",
                "System.BoardColumn": "New",
                "System.BoardColumnDone": false,
                "System.Tags": "idea",
                "Microsoft.VSTS.Common.Severity": "3 - Medium",
                "Microsoft.VSTS.Common.Priority": 2,
                "Microsoft.VSTS.Common.StateChangeDate": ROUGH,
                "Microsoft.VSTS.Common.ValueArea": "Business",
                "Microsoft.VSTS.Common.ActivatedDate": ROUGH,
                "Microsoft.VSTS.Common.ActivatedBy": self.in_field(),
                "WEF_EB329F44FE5F4A94ACB1DA153FDF38BA_Kanban.Column": "New",
                "WEF_EB329F44FE5F4A94ACB1DA153FDF38BA_Kanban.Column.Done": false,
            },
            "_links": links,
            "url": self.at(&own),
        })
    }

    fn update(&self) -> Value {
        let own = "_apis/wit/workItems/5";
        let mut who = self.person();
        who["name"] = "Zeno Pine <zeno@fabrikam.example>".into();
        // Recorded: a test notification of 1.0 has people as text in what changed, and as references in the revision.
        let whole = Sample { is_first: false, ..*self };
        let mut revision =
            if self.is_first { whole.work_item("workItems") } else { self.work_item("workItems") };
        revision["url"] = self.at(&format!("{own}/revisions/2")).into();
        let changed = |old: Value, new: Value| json!({ "oldValue": old, "newValue": new });
        let number =
            |number: i64| if self.is_first { Value::from(number.to_string()) } else { number.into() };
        let mut assigned = json!({ "newValue": self.in_field() });
        if self.is_first {
            assigned["oldValue"] = "unassigned".into();
        }
        json!({
            "id": 2,
            "workItemId": 5,
            "rev": 2,
            "revisedBy": who,
            "revisedDate": if self.is_first { UNSET } else { "9999-01-01T00:00:00Z" },
            "fields": {
                "System.Rev": changed(number(1), number(2)),
                "System.AuthorizedDate": changed(ROUGH.into(), "2026-01-21T08:24:05.483Z".into()),
                "System.RevisedDate": changed(ROUGH.into(), "9999-01-01T00:00:00Z".into()),
                "System.State": changed("New".into(), "Approved".into()),
                "System.Reason": changed("New defect reported".into(), "Approved by the Product Owner".into()),
                "System.AssignedTo": assigned,
                "System.ChangedDate": changed(ROUGH.into(), "2026-01-21T08:24:05.483Z".into()),
                "System.Watermark": changed(number(2), number(5)),
                "System.Description": changed("It would be good.".into(), "It would be great.".into()),
                "Microsoft.VSTS.Common.Severity": changed("3 - Medium".into(), "2 - High".into()),
            },
            "_links": {
                "self": self.link(&format!("{own}/updates/2")),
                "parent": self.link(own),
                "workItemUpdates": self.link(&format!("{own}/updates")),
                "html": self.link("Fabrikam/_workitems/edit/5"),
            },
            "url": self.at(&format!("{own}/updates/2")),
            "revision": revision,
        })
    }

    fn xaml(&self) -> Value {
        let containers = "_apis/resources/Containers/3";
        json!({
            "uri": "vstfs:///Build/Build/2",
            "id": 2,
            "buildNumber": "20260121.1",
            "url": self.at(&format!("{PROJECT}/_apis/build/Builds/2")),
            "startTime": FINE,
            "finishTime": FINE,
            "reason": "manual",
            "status": "succeeded",
            "dropLocation": "#/3/drop",
            "drop": {
                "location": "#/3/drop",
                "type": "container",
                "url": self.at(&format!("{containers}/drop")),
                "downloadUrl": self.at(&format!("{containers}/drop?$format=zip")),
            },
            "log": {
                "type": "container",
                "url": self.at(&format!("{containers}/logs")),
                "downloadUrl": self.at(&format!("{containers}/logs?$format=zip")),
            },
            "sourceGetVersion": format!("LG:refs/heads/main:{NEW}"),
            "lastChangedBy": self.person(),
            "retainIndefinitely": false,
            "hasDiagnostics": true,
            "definition": {
                "batchSize": 1,
                "triggerType": "none",
                "definitionType": "xaml",
                "id": 2,
                "name": "CI",
                "url": self.at(&format!("{PROJECT}/_apis/build/Definitions/2")),
            },
            "queue": {
                "queueType": "buildController",
                "id": 4,
                "name": "Azure Pipelines",
                "url": self.at("_apis/build/Queues/4"),
            },
            "requests": [{
                "id": 1,
                "url": self.at(&format!("{PROJECT}/_apis/build/Requests/1")),
                "requestedFor": self.person(),
            }],
        })
    }

    fn build(&self) -> Value {
        let own = format!("{PROJECT}/_apis/build/Builds/2");
        let plan = "c6a7a9c5-2d2f-4b3b-9c77-1b1d52bd0f4e";
        json!({
            "_links": {
                "self": self.link(&own),
                "web": self.link(&format!("{PROJECT}/_build/results?buildId=2")),
                "sourceVersionDisplayUri": self.link(&format!("{PROJECT}/_apis/build/builds/2/sources")),
                "timeline": self.link(&format!("{PROJECT}/_apis/build/builds/2/Timeline")),
                "badge": self.link(&format!("{PROJECT}/_apis/build/status/2")),
            },
            "properties": {},
            "tags": [],
            "validationResults": [],
            "plans": [{ "planId": plan }],
            "triggerInfo": {},
            "id": 2,
            "buildNumber": "20260121.1",
            "status": "completed",
            "result": "succeeded",
            "queueTime": FINE,
            "startTime": FINE,
            "finishTime": FINE,
            "url": self.at(&own),
            "definition": {
                "drafts": [],
                "id": 2,
                "name": "CI",
                "url": self.at(&format!("{PROJECT}/_apis/build/Definitions/2?revision=1")),
                "uri": "vstfs:///Build/Definition/2",
                "path": "\\",
                "type": "build",
                "queueStatus": "enabled",
                "revision": 1,
                "project": self.repository()["project"],
            },
            "buildNumberRevision": 1,
            "project": self.repository()["project"],
            "uri": "vstfs:///Build/Build/2",
            "sourceBranch": "refs/heads/main",
            "sourceVersion": NEW,
            "queue": { "id": 4, "name": "Azure Pipelines", "pool": { "id": 9, "name": "Azure Pipelines", "isHosted": true } },
            "priority": "normal",
            "reason": "manual",
            "requestedFor": self.person(),
            "requestedBy": self.person(),
            "lastChangedDate": ROUGH,
            "lastChangedBy": self.person(),
            "orchestrationPlan": { "planId": plan },
            "logs": { "id": 0, "type": "Container", "url": self.at(&format!("{PROJECT}/_apis/build/builds/2/logs")) },
            "repository": {
                "id": REPOSITORY, "type": "TfsGit", "name": "web", "url": self.at("Fabrikam/_git/web"),
                "clean": Value::Null, "checkoutSubmodules": false,
            },
            "keepForever": false,
            "retainedByRelease": false,
            "triggeredByBuild": Value::Null,
        })
    }

    fn pipeline(&self) -> Value {
        json!({
            "url": self.at(&format!("{PROJECT}/_apis/pipelines/2?revision=1")),
            "id": 2,
            "revision": 1,
            "name": "CI",
            "folder": "\\",
        })
    }

    fn run(&self, is_whole: bool) -> Value {
        let mut run = json!({
            "pipeline": self.pipeline(),
            "state": "completed",
            "result": "succeeded",
            "createdDate": FINE,
            "finishedDate": FINE,
            "id": 2,
            "name": "20260121.1",
        });
        if is_whole {
            let own = format!("{PROJECT}/_apis/pipelines/2/runs/2");
            run["_links"] = json!({
                "self": self.link(&own),
                "web": self.link(&format!("{PROJECT}/_build/results?buildId=2")),
                "pipeline.web": self.link(&format!("{PROJECT}/_build/definition?definitionId=2")),
                "pipeline": self.link(&format!("{PROJECT}/_apis/pipelines/2?revision=1")),
            });
            run["url"] = self.at(&own).into();
        }
        run
    }

    fn stage(&self) -> Value {
        json!({
            "_links": {
                "web": self.link(&format!("{PROJECT}/_build/results?buildId=2")),
                "pipeline.web": self.link(&format!("{PROJECT}/_build/definition?definitionId=2")),
            },
            "id": "96ac2280-8cb4-5df5-99de-dd2da759617d",
            "name": "__default",
            "displayName": Value::Null,
            "state": "completed",
            "result": "succeeded",
            "startTime": FINE,
            "finishTime": FINE,
        })
    }

    fn repositories(&self) -> Value {
        let who =
            json!({ "name": "Zeno Pine", "email": "zeno@fabrikam.example", "date": "2026-01-21T08:19:01Z" });
        let change = json!({ "author": who, "committer": who, "message": "Fix a bug" });
        json!([{ "type": "Git", "change": change, "url": self.at("Fabrikam/_git/web") }])
    }

    fn shallow(&self, kind: &str, name: &str) -> Value {
        let url = self.at(&format!("{PROJECT}/_apis/Release/{kind}/1"));
        json!({ "id": 1, "name": name, "path": "\\", "projectReference": Value::Null, "url": url, "_links": {} })
    }

    /// As [`shallow`](Self::shallow), with links, as the environment of an event has it: recorded.
    fn with_page(&self, kind: &str, name: &str, page: &str) -> Value {
        let mut found = self.shallow(kind, name);
        found["_links"] = json!({
            "self": { "href": found["url"] },
            "web": self.link(&format!("{PROJECT}/_release?{page}")),
        });
        found
    }

    fn approval(&self, status: &str) -> Value {
        json!({
            "id": 1,
            "revision": 1,
            "approver": self.person(),
            "approvedBy": self.person(),
            "approvalType": "preDeploy",
            "createdOn": ROUGH,
            "modifiedOn": ROUGH,
            "status": status,
            "comments": "",
            "isAutomated": false,
            "isNotificationOn": true,
            "trialNumber": 1,
            "attempt": 1,
            "rank": 1,
            "release": self.shallow("releases", "Release-1"),
            "releaseDefinition": self.shallow("definitions", "Fabrikam.CD"),
            "releaseEnvironment": self.shallow("environments", "Dev"),
            "url": self.at(&format!("{PROJECT}/_apis/Release/approvals/1")),
        })
    }

    fn environment(&self, status: &str) -> Value {
        let job = json!({
            "id": 1, "timelineRecordId": PERSON, "name": "Release", "dateStarted": ROUGH, "dateEnded": ROUGH,
            "startTime": ROUGH, "finishTime": ROUGH, "status": "succeeded", "rank": 1, "issues": [],
            "agentName": "Hosted Agent",
        });
        // The agent's own steps have no task.
        let mut first = job.clone();
        first["name"] = "Initialize job".into();
        let mut task = job.clone();
        task["name"] = "Command Line Script".into();
        task["task"] = json!({
            "id": "d9bafed4-0b18-4f58-968d-86655b4d2ce9", "name": "CmdLine", "version": "2.250.1",
        });
        task["issues"] =
            json!([{ "issueType": "Warning", "message": "There is a newer version.", "data": {} }]);
        let gates = json!({ "id": 0, "gatesOptions": Value::Null, "gates": [] });
        let of_approvals = json!({
            "requiredApproverCount": 0, "releaseCreatorCanBeApprover": true,
            "autoTriggeredAndPreviousEnvironmentApprovedCanBeSkipped": false, "enforceIdentityRevalidation": false,
            "timeoutInMinutes": 0, "executionOrder": "beforeGates",
        });
        json!({
            "id": 1,
            "releaseId": 1,
            "name": "Dev",
            "status": status,
            "variables": {},
            "variableGroups": [],
            "preDeployApprovals": [self.approval("approved")],
            "postDeployApprovals": [self.approval("approved"), self.automated()],
            "preApprovalsSnapshot": { "approvals": [], "approvalOptions": of_approvals },
            "postApprovalsSnapshot": { "approvals": [], "approvalOptions": of_approvals },
            "deploySteps": [{
                "id": 2, "deploymentId": 1, "attempt": 1, "reason": "automated", "status": "succeeded",
                "operationStatus": "Approved",
                "releaseDeployPhases": [{
                    "id": 1, "phaseId": "1", "name": "Agent job", "rank": 1, "phaseType": "agentBasedDeployment",
                    "status": "succeeded", "runPlanId": PERSON,
                    "deploymentJobs": [{ "job": job, "tasks": [first, task] }],
                    "manualInterventions": [],
                    "startedOn": ROUGH,
                }],
                "requestedBy": self.person(),
                "requestedFor": self.person(),
                "queuedOn": ROUGH,
                "lastModifiedBy": self.person(),
                "lastModifiedOn": ROUGH,
                "hasStarted": true,
                "tasks": [],
                "runPlanId": "00000000-0000-0000-0000-000000000000",
                "issues": [],
            }],
            "rank": 1,
            "definitionEnvironmentId": 1,
            "queueId": 1,
            "environmentOptions": options(true),
            "demands": [],
            "conditions": [{ "result": true, "name": "ReleaseStarted", "conditionType": "event", "value": "" }],
            "createdOn": ROUGH,
            "modifiedOn": ROUGH,
            "workflowTasks": [],
            "deployPhasesSnapshot": [{
                "deploymentInput": {
                    "parallelExecution": { "parallelExecutionType": "none" },
                    "agentSpecification": { "identifier": "ubuntu-latest" },
                    "skipArtifactsDownload": false,
                    "artifactsDownloadInput": { "downloadInputs": [] },
                    "queueId": 1,
                    "demands": [],
                    "enableAccessToken": false,
                    "timeoutInMinutes": 0,
                    "jobCancelTimeoutInMinutes": 1,
                    "condition": "succeeded()",
                    "overrideInputs": {},
                },
                "rank": 1,
                "phaseType": "agentBasedDeployment",
                "name": "Agent job",
                "refName": Value::Null,
                "workflowTasks": [],
            }],
            "owner": self.person(),
            "scheduledDeploymentTime": ROUGH,
            "schedules": [],
            "release": self.with_page("releases", "Release-1", "releaseId=1&_a=release-summary"),
            "releaseDefinition": self.with_page("definitions", "Fabrikam.CD", "definitionId=1"),
            "releaseCreatedBy": self.person(),
            "triggerReason": "Manual",
            "timeToDeploy": 0.11,
            "processParameters": {},
            "preDeploymentGatesSnapshot": gates,
            "postDeploymentGatesSnapshot": gates,
        })
    }

    fn release(&self, status: &str) -> Value {
        json!({
            "id": 1,
            "name": "Release-1",
            "status": status,
            "createdOn": ROUGH,
            "modifiedOn": ROUGH,
            "modifiedBy": self.person(),
            "createdBy": self.person(),
            "environments": [self.environment("succeeded")],
            "variables": {},
            "variableGroups": [],
            "artifacts": [self.artifact()],
            "releaseDefinition": self.shallow("definitions", "Fabrikam.CD"),
            "releaseDefinitionRevision": 1,
            "description": "A sample",
            "reason": "continuousIntegration",
            "releaseNameFormat": "Release-$(rev:r)",
            "keepForever": false,
            "definitionSnapshotRevision": 0,
            "comment": "",
            "logsContainerUrl": Value::Null,
            "url": self.at(&format!("{PROJECT}/_apis/Release/releases/1")),
            "_links": {},
            "tags": [],
            "triggeringArtifactAlias": Value::Null,
            "projectReference": Value::Null,
        })
    }

    /// A build as an artifact of a release.
    fn artifact(&self) -> Value {
        let own = |id: &str| json!({ "id": id, "name": Value::Null });
        let page = |query: &str| {
            let url = self.at(&format!("_permalink/_build/index?projectId={PROJECT}&{query}"));
            json!({ "id": url, "name": "" })
        };
        json!({
            "sourceId": format!("{PROJECT}:1"),
            "type": "Build",
            "alias": "Fabrikam.CI",
            "definitionReference": {
                "artifactSourceDefinitionUrl": page("definitionId=1"),
                "artifactSourceVersionUrl": page("buildId=2"),
                "branch": { "id": "refs/heads/main", "name": "refs/heads/main" },
                "buildUri": own("vstfs:///Build/Build/2"),
                "definition": { "id": "1", "name": "Fabrikam.CI" },
                "IsTriggeringArtifact": { "id": "True", "name": "True" },
                "IsXamlBuildArtifactType": own("False"),
                "project": { "id": PROJECT, "name": "Fabrikam" },
                "pullRequestMergeCommitId": own(NEW),
                "repository": { "id": REPOSITORY, "name": "web" },
                "repository.provider": own("TfsGit"),
                "requestedFor": own("Zeno Pine"),
                "requestedForId": own(PERSON),
                "sourceVersion": own(NEW),
                "version": { "id": "2", "name": "20260121.1" },
            },
            "isPrimary": true,
            "isRetained": false,
        })
    }

    /// A reference with its links: deployments have them.
    fn linked(&self, kind: &str, name: &str, links: &[(&str, &str)]) -> Value {
        let mut found = self.shallow(kind, name);
        let links = links.iter().map(|(name, path)| ((*name).to_owned(), self.link(path)));
        found["_links"] = links.collect::<serde_json::Map<_, _>>().into();
        found
    }

    fn deployment(&self) -> Value {
        let own = format!("{PROJECT}/_apis/Release");
        let page = format!("{PROJECT}/_release");
        let at = |path: &str| format!("{own}/{path}");
        let summary = format!("{page}?releaseId=1&_a=release-summary");
        let logs = format!("{page}?releaseId=1&_a=release-logs&environmentId=1&releaseEnvironmentId=1");
        let links = [("self", &*at("releases/1")), ("web", &summary), ("logs", &logs)];
        let mut release = self.linked("releases", "Release-1", &links);
        release["artifacts"] = json!([self.artifact()]);
        release["webAccessUri"] = self.at(&summary).into();
        release["description"] = "".into();
        release["reason"] = "manual".into();
        let links = [("self", &*at("definitions/1")), ("web", &*format!("{page}?definitionId=1"))];
        let mut definition = self.linked("definitions", "Fabrikam.CD", &links);
        definition["projectReference"] = json!({ "id": PROJECT, "name": Value::Null });
        let environment = self.linked("environments", "Dev", &[("self", &*at("releases/1/environments/1"))]);
        json!({
            "id": 1,
            "release": release,
            "releaseDefinition": definition,
            "releaseEnvironment": environment,
            "projectReference": Value::Null,
            "definitionEnvironmentId": 1,
            "attempt": 1,
            "reason": "automated",
            "deploymentStatus": "succeeded",
            "operationStatus": "Approved",
            "requestedBy": self.person(),
            "requestedFor": self.person(),
            "queuedOn": ROUGH,
            "startedOn": ROUGH,
            "completedOn": ROUGH,
            "lastModifiedOn": ROUGH,
            "lastModifiedBy": self.person(),
            "conditions": [{ "name": "ReleaseStarted", "conditionType": "event", "value": "" }],
            "preDeployApprovals": [self.approval("approved")],
            "postDeployApprovals": [self.approval("approved"), self.automated()],
            "_links": {},
        })
    }

    /// An approval that nobody had to give.
    fn automated(&self) -> Value {
        let mut approval = self.approval("approved");
        approval["isAutomated"] = true.into();
        if let Some(approval) = approval.as_object_mut() {
            approval.remove("approver");
            approval.remove("approvedBy");
        }
        approval
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::area::hooks::catalog::EVENT_TYPES;

    #[test]
    fn every_event_type_has_a_sample_at_every_version() {
        for event_type in EVENT_TYPES {
            for version in event_type.versions {
                let sample = resource(event_type.id, version, "https://dev.azure.com/fabrikam");
                assert!(sample.is_some_and(|sample| sample.is_object()), "{} {version}", event_type.id);
            }
        }
    }
}
