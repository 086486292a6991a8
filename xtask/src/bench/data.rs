//! Pages of JSON as the service sends them, made up: the same every time.

use serde_json::{Value, json};

/// The kinds of pages.
pub const KINDS: [&str; 4] = ["work-items", "pull-requests", "builds", "repositories"];

/// Pages of 100 items each, a page a line.
pub fn pages(kind: &str, pages: usize) -> Result<String, String> {
    let item = match kind {
        "work-items" => work_item,
        "pull-requests" => pull_request,
        "builds" => build,
        "repositories" => repository,
        _ => return Err(format!("there is no kind `{kind}`")),
    };
    let page = |page: usize| {
        let items: Vec<Value> = (0..100).map(|at| item(page * 100 + at)).collect();
        json!({"value": items, "count": items.len()}).to_string()
    };
    Ok((0..pages).map(page).collect::<Vec<_>>().join("\n"))
}

fn guid(kind: usize, number: usize) -> String {
    format!("{:08x}-{:04x}-4f6d-9c1e-{:012x}", number.wrapping_mul(2_654_435_761) % 0xffff_ffff, kind, number)
}

fn date(number: usize) -> String {
    let (day, second) = (number % 28 + 1, number % 60);
    format!(
        "2026-{:02}-{day:02}T{:02}:{:02}:{second:02}.{:03}Z",
        number % 12 + 1,
        number % 24,
        (number / 7) % 60,
        number % 1000
    )
}

fn url(path: &str) -> String {
    format!("https://dev.azure.com/fabrikam/{path}")
}

fn one_of(number: usize, values: &[&'static str]) -> &'static str {
    values[number % values.len()]
}

fn identity(number: usize) -> Value {
    let id = guid(1, number % 300);
    json!({
        "displayName": format!("Person Nº {}", number % 300),
        "url": format!("https://spsprodweu1.vssps.visualstudio.com/A1/_apis/Identities/{id}"),
        "_links": {"avatar": {"href": url(&format!("_apis/GraphProfile/MemberAvatars/aad.{id}"))}},
        "id": id,
        "uniqueName": format!("person.{}@fabrikam.example", number % 300),
        "imageUrl": url(&format!("_api/_common/identityImage?id={id}")),
        "descriptor": format!("aad.{id}"),
    })
}

fn project() -> Value {
    json!({"id": guid(2, 7), "name": "Storefront", "url": url("_apis/projects/x"), "state": "wellFormed",
        "revision": 211, "visibility": "private", "lastUpdateTime": "2026-01-14T09:12:44.327Z"})
}

fn text(number: usize, words: usize) -> String {
    const WORDS: [&str; 12] =
        ["cart", "forgets", "the", "café", "when", "two", "\"tabs\"", "are", "open\n", "at", "checkout", "—"];
    let words = (0..words).map(|at| WORDS[(number.wrapping_mul(31) + at * 7) % WORDS.len()]);
    words.collect::<Vec<_>>().join(" ")
}

fn work_item(number: usize) -> Value {
    json!({
        "id": number + 1,
        "rev": number % 40 + 1,
        "fields": {
            "System.AreaPath": "Storefront\\Checkout",
            "System.TeamProject": "Storefront",
            "System.IterationPath": "Storefront\\Sprint 12",
            "System.WorkItemType": one_of(number, &["Bug", "Task", "User Story"]),
            "System.State": one_of(number, &["New", "Active", "Resolved", "Closed"]),
            "System.Reason": "New",
            "System.AssignedTo": identity(number),
            "System.CreatedDate": date(number),
            "System.CreatedBy": identity(number + 1),
            "System.ChangedDate": date(number + 2),
            "System.ChangedBy": identity(number + 3),
            "System.CommentCount": number % 9,
            "System.Title": text(number, 9),
            "System.BoardColumn": "Committed",
            "System.BoardColumnDone": false,
            "Microsoft.VSTS.Common.StateChangeDate": date(number + 5),
            "Microsoft.VSTS.Common.Priority": number % 4 + 1,
            "Microsoft.VSTS.Common.StackRank": number as f64 * 1.5,
            "Microsoft.VSTS.Common.ValueArea": "Business",
            "Microsoft.VSTS.Scheduling.StoryPoints": (number % 13) as f64,
            "System.Description": format!("<div>{}</div>", text(number, 60)),
            "System.Tags": "checkout; regression; web",
        },
        "_links": {"self": {"href": url("_apis/wit/workItems/1")}, "html": {"href": url("web/wi.aspx?id=1")}},
        "url": url(&format!("_apis/wit/workItems/{}", number + 1)),
    })
}

fn pull_request(number: usize) -> Value {
    let commit = |at: usize| json!({"commitId": format!("{:040x}", number * 3 + at), "url": url("_apis/git/commits/x")});
    let reviewer = |at: usize| {
        let mut reviewer = identity(number + at);
        reviewer["vote"] = json!([0, 5, 10, -5, -10][(number + at) % 5]);
        reviewer["hasDeclined"] = json!(false);
        reviewer["isRequired"] = json!(at == 0);
        reviewer["isFlagged"] = json!(false);
        reviewer
    };
    json!({
        "repository": {"id": guid(3, number % 40), "name": "web", "url": url("_apis/git/repositories/x"), "project": project()},
        "pullRequestId": number + 1,
        "codeReviewId": number + 1,
        "status": one_of(number, &["active", "completed", "abandoned"]),
        "createdBy": identity(number),
        "creationDate": date(number),
        "closedDate": date(number + 1),
        "title": text(number, 8),
        "description": text(number, 70),
        "sourceRefName": format!("refs/heads/topic/{number}"),
        "targetRefName": "refs/heads/main",
        "mergeStatus": "succeeded",
        "isDraft": number.is_multiple_of(11),
        "mergeId": guid(4, number),
        "lastMergeSourceCommit": commit(0),
        "lastMergeTargetCommit": commit(1),
        "lastMergeCommit": commit(2),
        "reviewers": (0..3).map(reviewer).collect::<Vec<_>>(),
        "labels": [{"id": guid(5, number % 20), "name": "checkout", "active": true}],
        "url": url(&format!("_apis/git/repositories/x/pullRequests/{}", number + 1)),
        "completionOptions": {"mergeCommitMessage": text(number, 12), "deleteSourceBranch": true,
            "mergeStrategy": "squash", "autoCompleteIgnoreConfigIds": []},
        "supportsIterations": true,
        "completionQueueTime": date(number + 1),
    })
}

fn build(number: usize) -> Value {
    json!({
        "_links": {"self": {"href": url("_apis/build/Builds/1")}, "web": {"href": url("_build/results?buildId=1")},
            "timeline": {"href": url("_apis/build/builds/1/Timeline")}, "badge": {"href": url("_apis/build/status/7")}},
        "properties": {},
        "tags": ["release", "nightly"],
        "validationResults": [],
        "plans": [{"planId": guid(6, number)}],
        "triggerInfo": {"ci.sourceBranch": "refs/heads/main", "ci.sourceSha": format!("{number:040x}"),
            "ci.message": text(number, 9), "ci.triggerRepository": guid(3, number % 40)},
        "id": number + 1,
        "buildNumber": format!("20260114.{number}"),
        "status": "completed",
        "result": one_of(number, &["succeeded", "failed", "canceled", "partiallySucceeded"]),
        "queueTime": date(number),
        "startTime": date(number + 1),
        "finishTime": date(number + 2),
        "url": url("_apis/build/Builds/1"),
        "definition": {"drafts": [], "id": number % 60, "name": "web CI", "url": url("_apis/build/Definitions/7"),
            "uri": "vstfs:///Build/Definition/7", "path": "\\", "type": "build", "queueStatus": "enabled",
            "revision": 14, "project": project()},
        "buildNumberRevision": number % 30,
        "project": project(),
        "uri": format!("vstfs:///Build/Build/{}", number + 1),
        "sourceBranch": "refs/heads/main",
        "sourceVersion": format!("{number:040x}"),
        "queue": {"id": 18, "name": "Azure Pipelines", "pool": {"id": 9, "name": "Azure Pipelines", "isHosted": true}},
        "priority": "normal",
        "reason": "individualCI",
        "requestedFor": identity(number),
        "requestedBy": identity(number + 1),
        "lastChangedDate": date(number + 3),
        "lastChangedBy": identity(number + 2),
        "orchestrationPlan": {"planId": guid(6, number)},
        "logs": {"id": 0, "type": "Container", "url": url("_apis/build/builds/1/logs")},
        "repository": {"id": guid(3, number % 40), "type": "TfsGit", "clean": null, "checkoutSubmodules": false},
        "retainedByRelease": false,
        "triggeredByBuild": null,
        "appendCommitMessageToRunName": true,
    })
}

fn repository(number: usize) -> Value {
    let id = guid(3, number);
    let link = |name: &str| json!({"href": url(&format!("_apis/git/repositories/{id}/{name}"))});
    json!({
        "id": id,
        "name": format!("service-{number}"),
        "url": url(&format!("_apis/git/repositories/{id}")),
        "project": project(),
        "defaultBranch": "refs/heads/main",
        "size": number * 7_919,
        "remoteUrl": url(&format!("Storefront/_git/service-{number}")),
        "sshUrl": format!("git@ssh.dev.azure.com:v3/fabrikam/Storefront/service-{number}"),
        "webUrl": url(&format!("Storefront/_git/service-{number}")),
        "_links": {"self": link(""), "project": link("project"), "web": link("web"), "ssh": link("ssh"),
            "commits": link("commits"), "refs": link("refs"), "pullRequests": link("pullRequests"),
            "items": link("items"), "pushes": link("pushes")},
        "isDisabled": false,
        "isInMaintenance": false,
    })
}
