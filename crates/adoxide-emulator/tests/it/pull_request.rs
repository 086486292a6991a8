//! Pull requests: their life, their merges, their lists.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

/// A repository with a branch that adds a file and one that main does not conflict with.
pub struct Stage {
    pub api: Api,
    pub repository: String,
    pub base: String,
    pub head: String,
}

impl Stage {
    pub async fn new() -> Self {
        let api = empty();
        api.project("P").await;
        let (repository, base) = api.repository("P", "web").await;
        let push = branch(&api, &repository, "topic", &base, &[("add", "/topic.md", "One\n")]).await;
        Self { api, repository, base, head: push }
    }

    pub fn path(&self) -> String {
        format!("P/_apis/git/repositories/{}/pullRequests", self.repository)
    }

    pub async fn open(&self) -> i64 {
        self.open_from("topic", json!({})).await["pullRequestId"].as_i64().unwrap()
    }

    pub async fn open_from(&self, source: &str, more: Value) -> Value {
        let mut body = json!({"sourceRefName": format!("refs/heads/{source}"), "targetRefName": "refs/heads/main",
                              "title": format!("Add {source}"), "description": "Because."});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.api.post(&self.path(), &body).await.ok(201)
    }

    pub async fn get(&self, id: i64) -> Value {
        self.api.get(&format!("{}/{id}", self.path())).await.ok(200)
    }

    pub async fn patch(&self, id: i64, body: Value) -> Value {
        self.api.patch(&format!("{}/{id}", self.path()), &body).await.ok(200)
    }

    /// Completes, and waits until it is over.
    pub async fn complete(&self, id: i64, options: Value) -> Value {
        let seen = self.get(id).await["lastMergeSourceCommit"].clone();
        let body =
            json!({"status": "completed", "lastMergeSourceCommit": seen, "completionOptions": options});
        let asked = self.patch(id, body).await;
        assert_eq!(asked["mergeStatus"], "queued");
        self.api.advance(1);
        self.get(id).await
    }

    pub async fn tip(&self, name: &str) -> Option<String> {
        let path = format!("_apis/git/repositories/{}/refs?filter={name}", self.repository);
        let refs = self.api.get(&path).await.ok(200);
        let name = format!("refs/{name}");
        let found = refs["value"].as_array().unwrap().iter().find(|known| known["name"] == name.as_str());
        found.map(|known| known["objectId"].as_str().unwrap().to_owned())
    }

    pub async fn commit(&self, id: &str) -> Value {
        self.api.get(&format!("_apis/git/repositories/{}/commits/{id}", self.repository)).await.ok(200)
    }
}

/// Begins a branch at a commit and says where it then is.
pub async fn branch(
    api: &Api,
    repository: &str,
    name: &str,
    from: &str,
    changes: &[(&str, &str, &str)],
) -> String {
    let pushed = api.push(repository, &format!("refs/heads/{name}"), from, changes).await.ok(201);
    pushed["commits"][0]["commitId"].as_str().unwrap().to_owned()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn a_merge_is_tried_after_a_while() {
    let stage = Stage::new().await;
    let created = stage.open_from("topic", json!({})).await;
    assert_eq!(created["mergeStatus"], "queued");
    assert_eq!(created["labels"], json!([]));
    assert!(created.get("lastMergeCommit").is_none());
    let id = created["pullRequestId"].as_i64().unwrap();
    assert_eq!(stage.tip("pull/1/merge").await, None);
    stage.api.advance(1);
    let after = stage.get(id).await;
    assert_eq!(after["mergeStatus"], "succeeded");
    let merged = after["lastMergeCommit"]["commitId"].as_str().unwrap();
    assert_eq!(after["lastMergeCommit"]["comment"], "Merge pull request 1 from topic into main");
    assert_eq!(stage.tip("pull/1/merge").await.as_deref(), Some(merged));
    assert_eq!(stage.commit(merged).await["parents"], json!([stage.base, stage.head]));
    // The recorded places: links in the repository, none by number, little in lists.
    let by_id = stage.api.get(&format!("_apis/git/pullRequests/{id}")).await.ok(200);
    assert!(by_id.get("_links").is_none() && after.get("_links").is_some());
    assert!(by_id.get("artifactId").is_some() && by_id["lastMergeCommit"].get("comment").is_some());
    let list = stage.api.get(&stage.path()).await.ok(200);
    let row = &list["value"][0];
    assert_eq!(row["repository"]["project"]["state"], "unchanged");
    assert_eq!(keys(&row["lastMergeCommit"]), ["commitId", "url"]);
    assert!(row.get("_links").is_none() && row.get("artifactId").is_none());
}

#[tokio::test]
async fn every_strategy_makes_its_commits() {
    for (strategy, parents, message) in [
        ("noFastForward", 2, "Merged PR 1: Add topic"),
        ("squash", 1, "Merged PR 1: Add topic"),
        ("rebase", 1, "A commit"),
        ("rebaseMerge", 2, "Merged PR 1: Add topic"),
    ] {
        let stage = Stage::new().await;
        let main =
            stage.api.push(&stage.repository, "refs/heads/main", &stage.base, &[("add", "/x.md", "x")]);
        let main = main.await.ok(201)["commits"][0]["commitId"].as_str().unwrap().to_owned();
        let id = stage.open().await;
        stage.api.advance(1);
        let done = stage.complete(id, json!({"mergeStrategy": strategy, "deleteSourceBranch": true})).await;
        assert_eq!(
            (done["status"].as_str(), done["mergeStatus"].as_str()),
            (Some("completed"), Some("succeeded"))
        );
        let tip = stage.tip("heads/main").await.unwrap();
        assert_eq!(done["lastMergeCommit"]["commitId"], tip.as_str());
        let commit = stage.commit(&tip).await;
        assert_eq!(commit["comment"].as_str().unwrap().trim_end(), message, "{strategy}");
        assert_eq!(commit["parents"].as_array().unwrap().len(), parents, "{strategy}");
        assert_eq!(commit["parents"][0], main.as_str(), "{strategy}");
        assert_eq!(stage.tip("heads/topic").await, None);
        assert!(done["closedDate"].is_string() && done["closedBy"]["displayName"] == "Ada Example");
        // The commits that are new to everybody came with the push that the completion made.
        let pushes =
            stage.api.get(&format!("_apis/git/repositories/{}/pushes", stage.repository)).await.ok(200);
        let push = pushes["value"][1]["pushId"].as_i64().unwrap();
        let path = format!("_apis/git/repositories/{}/pushes/{push}/commits", stage.repository);
        let commits = stage.api.get(&path).await.ok(200);
        assert_eq!(commits["value"][0]["commitId"], tip.as_str(), "{strategy}");
    }
}

#[tokio::test]
async fn conflicts_are_told_and_nothing_moves() {
    let stage = Stage::new().await;
    branch(&stage.api, &stage.repository, "other", &stage.base, &[("edit", "/readme.md", "Theirs\n")]).await;
    let moved = stage.api.push(
        &stage.repository,
        "refs/heads/main",
        &stage.base,
        &[("edit", "/readme.md", "Ours\n")],
    );
    let moved = moved.await.ok(201)["commits"][0]["commitId"].clone();
    let created = stage.open_from("other", json!({})).await;
    let id = created["pullRequestId"].as_i64().unwrap();
    stage.api.advance(1);
    let after = stage.get(id).await;
    assert_eq!(after["mergeStatus"], "conflicts");
    assert!(after["mergeFailureMessage"].as_str().unwrap().contains("/readme.md"));
    assert!(after.get("lastMergeCommit").is_none());
    let conflicts = format!("{}/{id}/conflicts", stage.path());
    let listed = stage.api.get(&conflicts).await.ok(200);
    let conflict = &listed["value"][0];
    assert_eq!((&listed["count"], &conflict["conflictPath"]), (&json!(1), &json!("/readme.md")));
    assert_eq!((&conflict["conflictType"], &conflict["conflictId"]), (&json!("editEdit"), &json!(1)));
    assert_eq!(conflict["mergeTargetCommit"]["commitId"], moved);
    let blob = conflict["sourceBlob"]["objectId"].as_str().unwrap();
    let blob = format!("{}/blobs/{blob}?$format=text", stage.path().replace("/pullRequests", ""));
    assert_eq!(stage.api.get(&blob).await.text(), "Theirs\n");
    assert_eq!(stage.api.get(&format!("{conflicts}/1")).await.ok(200)["url"], conflict["url"]);
    stage.api.get(&format!("{conflicts}/2")).await.fault(404);
    assert_eq!(stage.api.get(&format!("{conflicts}?onlyResolved=true")).await.ok(200)["count"], 0);
    let diff = json!({
        "baseVersionCommit": stage.base,
        "targetVersionCommit": moved,
        "fileDiffParams": [{"path": "/readme.md", "originalPath": "/readme.md"}],
    });
    let diffs = format!("P/_apis/git/repositories/{}/fileDiffs", stage.repository);
    let diff = stage.api.post(&diffs, &diff).await.ok(200);
    assert_eq!(diff["value"][0]["lineDiffBlocks"][0]["changeType"], "edit");
    let done = stage.complete(id, json!({})).await;
    assert_eq!((done["status"].as_str(), done["mergeStatus"].as_str()), (Some("active"), Some("conflicts")));
    assert_eq!(stage.tip("heads/main").await.as_deref(), moved.as_str());
}

#[tokio::test]
async fn who_completes_says_what_they_saw() {
    let stage = Stage::new().await;
    let id = stage.open().await;
    let path = format!("{}/{id}", stage.path());
    let stale = json!({"status": "completed", "lastMergeSourceCommit": {"commitId": stage.base}});
    assert_eq!(stage.api.patch(&path, &stale).await.fault(409), "GitPullRequestStaleException");
    assert_eq!(
        stage.api.patch(&path, &json!({"status": "completed"})).await.fault(400),
        "ArgumentNullException"
    );
    // Zeros are nothing said.
    stage.patch(id, json!({"status": "completed", "lastMergeSourceCommit": {"commitId": ZERO}})).await;
    stage.api.advance(1);
    assert_eq!(stage.get(id).await["status"], "completed");
    for body in [json!({"title": "New"}), json!({"status": "abandoned"}), json!({"isDraft": true})] {
        assert_eq!(stage.api.patch(&path, &body).await.fault(400), "GitPullRequestNotEditableException");
    }
}

#[tokio::test]
async fn abandoned_ones_lose_their_merge_and_come_back() {
    let stage = Stage::new().await;
    let id = stage.open().await;
    stage.api.advance(1);
    let gone = stage.patch(id, json!({"status": "abandoned"})).await;
    assert_eq!(gone["status"], "abandoned");
    assert!(gone.get("mergeStatus").is_none() && gone.get("lastMergeCommit").is_none());
    assert!(gone["closedDate"].is_string());
    // Meanwhile there may be another.
    let second = stage.open().await;
    let path = format!("{}/{id}", stage.path());
    let again = stage.api.patch(&path, &json!({"status": 1})).await;
    assert_eq!(again.fault(409), "GitPullRequestExistsException");
    stage.patch(second, json!({"status": "abandoned"})).await;
    let back = stage.patch(id, json!({"status": "active"})).await;
    assert_eq!((back["status"].as_str(), back["mergeStatus"].as_str()), (Some("active"), Some("queued")));
    assert!(back.get("closedDate").is_none());
    stage.api.advance(1);
    assert_eq!(stage.get(id).await["mergeStatus"], "succeeded");
    stage.patch(id, json!({"status": "abandoned"})).await;
    let refs = format!("_apis/git/repositories/{}/refs", stage.repository);
    let delete = json!([{"name": "refs/heads/topic", "oldObjectId": stage.head, "newObjectId": ZERO}]);
    stage.api.post(&refs, &delete).await.ok(200);
    let refused = stage.api.patch(&path, &json!({"status": "active"})).await;
    assert_eq!(refused.fault(400), "GitPullRequestCannotBeActivated");
}

#[tokio::test]
async fn what_cannot_be_created_is_refused() {
    let stage = Stage::new().await;
    let body = |source: &str, target: &str, title: &str| json!({"sourceRefName": source, "targetRefName": target, "title": title});
    let (topic, main) = ("refs/heads/topic", "refs/heads/main");
    for (body, status, kind) in [
        (body("refs/heads/none", main, "T"), 400, "GitPullRequestCannotBeActivated"),
        (body(topic, "refs/tags/v1", "T"), 400, "GitPullRequestCannotBeActivated"),
        (body(topic, topic, "T"), 400, "InvalidArgumentValueException"),
        (body(topic, main, " "), 400, "ArgumentException"),
        (body(topic, main, &"x".repeat(401)), 400, "ArgumentException"),
        (json!({"sourceRefName": topic, "title": "T"}), 400, "ArgumentNullException"),
        (
            json!({"sourceRefName": topic, "targetRefName": main, "title": "T",
                   "reviewers": [{"id": "11111111-1111-1111-1111-111111111111"}]}),
            400,
            "InvalidArgumentValueException",
        ),
    ] {
        assert_eq!(stage.api.post(&stage.path(), &body).await.fault(status), kind, "{body}");
    }
    stage.open().await;
    let second = stage.api.post(&stage.path(), &body(topic, main, "T")).await;
    assert_eq!(second.fault(409), "GitPullRequestExistsException");
    assert_eq!(
        stage.api.get(&format!("{}/99", stage.path())).await.fault(404),
        "GitPullRequestNotFoundException"
    );
}

#[tokio::test]
async fn a_push_makes_an_iteration_and_a_new_merge() {
    let stage = Stage::new().await;
    let id = stage.open().await;
    stage.api.advance(1);
    let first = stage.tip("pull/1/merge").await;
    let push = |old: String, changes: &'static [(&str, &str, &str)]| {
        let (api, repository) = (&stage.api, &stage.repository);
        async move { branch(api, repository, "topic", &old, changes).await }
    };
    let second = push(stage.head.clone(), &[("edit", "/topic.md", "Two\n"), ("add", "/b.md", "b")]).await;
    let queued = stage.get(id).await;
    assert_eq!(queued["mergeStatus"], "queued");
    assert_eq!(queued["lastMergeSourceCommit"]["commitId"], second.as_str());
    stage.api.advance(1);
    assert_ne!(stage.tip("pull/1/merge").await, first);
    push(second.clone(), &[("rename", "/c.md", "/b.md")]).await;
    stage.api.advance(1);
    let own = format!("{}/{id}", stage.path());
    let iterations = stage.api.get(&format!("{own}/iterations")).await.ok(200);
    assert_eq!(iterations["count"], 3);
    assert_eq!(iterations["value"][1]["sourceRefCommit"]["commitId"], second.as_str());
    assert_eq!(iterations["value"][1]["commonRefCommit"]["commitId"], stage.base.as_str());
    assert_eq!(iterations["value"][1]["reason"], "push");
    let changes = async |query: &str| {
        let found = stage.api.get(&format!("{own}/iterations/{query}")).await.ok(200);
        let rows = found["changeEntries"].as_array().unwrap().iter().map(|row| {
            (
                row["changeTrackingId"].as_i64().unwrap(),
                row["item"]["path"].as_str().unwrap().to_owned(),
                row["changeType"].as_str().unwrap().to_owned(),
            )
        });
        (rows.collect::<Vec<_>>(), found["nextSkip"].as_i64())
    };
    let row = |id, path: &str, how: &str| (id, path.to_owned(), how.to_owned());
    assert_eq!(changes("1/changes").await.0, [row(1, "/topic.md", "add")]);
    assert_eq!(changes("2/changes").await.0, [row(2, "/b.md", "add"), row(1, "/topic.md", "add")]);
    assert_eq!(
        changes("2/changes?$compareTo=1").await.0,
        [row(2, "/b.md", "add"), row(1, "/topic.md", "edit")]
    );
    assert_eq!(changes("2/changes?$top=1").await, (vec![row(2, "/b.md", "add")], Some(1)));
    assert_eq!(changes("2/changes?$top=1&$skip=1").await, (vec![row(1, "/topic.md", "add")], None));
    assert_eq!(changes("3/changes?$compareTo=2").await.0, [row(3, "/c.md", "rename")]);
    let commits = stage.api.get(&format!("{own}/commits?$top=2")).await;
    assert_eq!(commits.header("x-ms-continuationtoken"), Some("2"));
    let rest = stage.api.get(&format!("{own}/commits?$top=2&continuationToken=2")).await;
    assert_eq!(rest.header("x-ms-continuationtoken"), None);
    assert_eq!(rest.ok(200)["value"][0]["commitId"], stage.head.as_str());
    let of_second = stage.api.get(&format!("{own}/iterations/2/commits")).await.ok(200);
    assert_eq!(of_second["value"][0]["commitId"], second.as_str());
    assert_eq!(of_second["count"], 1);
    // Going back is told as such.
    let refs = format!("_apis/git/repositories/{}/refs", stage.repository);
    let tip = stage.tip("heads/topic").await;
    let back = json!([{"name": "refs/heads/topic", "oldObjectId": tip, "newObjectId": stage.head}]);
    stage.api.post(&refs, &back).await.ok(200);
    assert_eq!(stage.api.get(&format!("{own}/iterations/4")).await.ok(200)["reason"], "forcePush");
    assert_eq!(stage.api.get(&format!("{own}/iterations/5")).await.status, 404);
}

#[tokio::test]
async fn lists_have_every_criterion() {
    let stage = Stage::new().await;
    for name in ["a", "b", "c"] {
        branch(&stage.api, &stage.repository, name, &stage.base, &[("add", &format!("/{name}"), name)]).await;
    }
    let first = stage.open_from("a", json!({"labels": [{"name": "Fast"}]})).await;
    stage.api.advance(60);
    let second = stage.open_from("b", json!({"isDraft": true})).await["pullRequestId"].as_i64().unwrap();
    stage.api.advance(60);
    stage.open_from("c", json!({})).await;
    stage.api.advance(60);
    stage.patch(second, json!({"status": "abandoned"})).await;
    let ids = async |path: &str| {
        let found = stage.api.get(path).await.ok(200);
        let ids = found["value"].as_array().unwrap().iter().map(|row| row["pullRequestId"].as_i64().unwrap());
        ids.collect::<Vec<_>>()
    };
    let ada = first["createdBy"]["id"].as_str().unwrap();
    let after = first["creationDate"].as_str().unwrap().replace("00Z", "30Z");
    for (query, expected) in [
        ("", vec![3, 1]),
        ("searchCriteria.status=all", vec![3, 2, 1]),
        ("searchCriteria.status=2", vec![2]),
        ("status=completed", vec![]),
        ("searchCriteria.sourceRefName=refs/heads/a", vec![1]),
        ("searchCriteria.targetRefName=refs/heads/none", vec![]),
        (&format!("searchCriteria.creatorId={ada}"), vec![3, 1]),
        (&format!("searchCriteria.reviewerId={ada}"), vec![]),
        (&format!("searchCriteria.sourceRepositoryId={}", stage.repository), vec![3, 1]),
        ("searchCriteria.title=ADD%20c", vec![3]),
        ("searchCriteria.labels=fast", vec![1]),
        (&format!("searchCriteria.minTime={after}&searchCriteria.status=all"), vec![3, 2]),
        (&format!("searchCriteria.maxTime={after}&searchCriteria.status=all"), vec![1]),
        (
            &format!(
                "searchCriteria.status=all&searchCriteria.queryTimeRangeType=closed&searchCriteria.minTime={after}"
            ),
            vec![2],
        ),
        ("searchCriteria.status=all&$top=1&$skip=1", vec![2]),
    ] {
        assert_eq!(ids(&format!("{}?{query}", stage.path())).await, expected, "{query}");
        assert_eq!(ids(&format!("P/_apis/git/pullrequests?{query}")).await, expected, "{query}");
    }
    assert_eq!(ids("_apis/git/pullrequests").await, [3, 1]);
    let other = format!("_apis/git/pullrequests?searchCriteria.repositoryId={}", stage.repository);
    assert_eq!(ids(&other).await, [3, 1]);
    assert_eq!(stage.api.get("_apis/git/pullrequests?searchCriteria.status=maybe").await.status, 400);
    let linked = stage.api.get(&format!("{}?searchCriteria.includeLinks=true", stage.path())).await.ok(200);
    assert!(linked["value"][0]["_links"]["self"]["href"].is_string());
}

#[tokio::test]
async fn reviewers_come_vote_and_go() {
    let stage = Stage::new().await;
    let (grace, token) = stage.api.emulator.update(|world, at| {
        let grace = world.add_identity("Grace Okafor", "grace@fabrikam.example");
        let token = world.new_token(grace, None);
        let owner = world.organization("fabrikam").unwrap().owner();
        let stamp = adoxide_emulator::world::journal::Stamp { at, actor: owner };
        world.organization_mut("fabrikam").unwrap().change(stamp, |tx| tx.add_member(grace)).unwrap();
        (grace.to_string(), token)
    });
    let created = stage.open_from("topic", json!({"reviewers": [{"id": grace, "isRequired": true}]})).await;
    let id = created["pullRequestId"].as_i64().unwrap();
    let ada = created["createdBy"]["id"].as_str().unwrap().to_owned();
    let reviewer = &created["reviewers"][0];
    assert_eq!(
        keys(reviewer),
        [
            "reviewerUrl",
            "vote",
            "hasDeclined",
            "isRequired",
            "isFlagged",
            "displayName",
            "url",
            "_links",
            "id",
            "uniqueName",
            "imageUrl"
        ]
    );
    let reviewers = format!("{}/{id}/reviewers", stage.path());
    let foreign = stage.api.call(Method::PUT, &format!("{reviewers}/{grace}")).json(&json!({"vote": 10}));
    assert_eq!(foreign.send().await.status, 403);
    let bad = stage.api.call(Method::PUT, &format!("{reviewers}/{ada}")).json(&json!({"vote": 7}));
    assert_eq!(bad.send().await.status, 400);
    // A required reviewer who has not approved stands in the way.
    stage.api.advance(1);
    let done = stage.complete(id, json!({})).await;
    assert_eq!(
        (done["status"].as_str(), done["mergeStatus"].as_str()),
        (Some("active"), Some("rejectedByPolicy"))
    );
    stage.patch(id, json!({"autoCompleteSetBy": {"id": ada}})).await;
    stage.api.advance(1);
    assert_eq!(stage.get(id).await["status"], "active");
    stage
        .api
        .push(&stage.repository, "refs/heads/topic", &stage.head, &[("add", "/d.md", "d")])
        .await
        .ok(201);
    stage.api.advance(1);
    assert_eq!(stage.get(id).await["mergeStatus"], "succeeded");
    // With the approval it completes by itself.
    let vote = stage.api.call(Method::PUT, &format!("{reviewers}/{grace}")).json(&json!({"vote": 10}));
    let voted = vote.header("authorization", &format!("Bearer {token}")).send().await.ok(200);
    assert_eq!((voted["vote"].as_i64(), voted["isRequired"].as_bool()), (Some(10), Some(true)));
    assert_eq!(stage.get(id).await["mergeStatus"], "queued");
    stage.api.advance(1);
    let done = stage.get(id).await;
    assert_eq!((done["status"].as_str(), &done["closedBy"]["id"]), (Some("completed"), &json!(ada)));
    assert_eq!(stage.api.delete(&format!("{reviewers}/{grace}")).await.status, 400);
}

#[tokio::test]
async fn pull_requests_are_found_by_commit() {
    let stage = Stage::new().await;
    let id = stage.open().await;
    stage.api.advance(1);
    let done = stage.complete(id, json!({"mergeStrategy": "squash"})).await;
    let squashed = done["lastMergeCommit"]["commitId"].as_str().unwrap();
    let path = format!("_apis/git/repositories/{}/pullrequestquery", stage.repository);
    let query = json!({"queries": [
        {"type": "lastMergeCommit", "items": [squashed, stage.head]},
        {"type": "commit", "items": [stage.head, stage.base]},
    ]});
    let found = stage.api.post(&path, &query).await.ok(200);
    assert_eq!(found["results"][0][squashed][0]["pullRequestId"], id);
    assert!(found["results"][0].get(&stage.head).is_none());
    assert_eq!(found["results"][1][&stage.head][0]["pullRequestId"], id);
    assert!(found["results"][1].get(&stage.base).is_none());
}

#[tokio::test]
async fn another_target_is_another_iteration() {
    let stage = Stage::new().await;
    branch(&stage.api, &stage.repository, "release", &stage.base, &[("add", "/release.md", "r")]).await;
    let id = stage.open().await;
    stage.api.advance(1);
    let moved = stage.patch(id, json!({"targetRefName": "refs/heads/release"})).await;
    assert_eq!(moved["targetRefName"], "refs/heads/release");
    assert_eq!(moved["mergeStatus"], "queued");
    stage.api.advance(1);
    let after = stage.get(id).await;
    assert_eq!(after["lastMergeCommit"]["comment"], "Merge pull request 1 from topic into release");
    let iterations = stage.api.get(&format!("{}/{id}/iterations", stage.path())).await.ok(200);
    assert_eq!(iterations["value"][1]["reason"], "retarget");
    assert_eq!(iterations["value"][1]["oldTargetRefName"], "refs/heads/main");
    let path = format!("{}/{id}", stage.path());
    let gone = stage.api.patch(&path, &json!({"targetRefName": "refs/heads/none"})).await;
    assert_eq!(gone.fault(400), "GitPullRequestCannotBeActivated");
    assert_eq!(stage.get(id).await["targetRefName"], "refs/heads/release");
}

#[tokio::test]
async fn a_vote_counts_for_the_team_too() {
    let stage = Stage::new().await;
    let team = stage.api.get("_apis/projects/P/teams").await.ok(200)["value"][0]["id"].clone();
    let ada = stage.api.emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let owner = organization.owner();
        let stamp = adoxide_emulator::world::journal::Stamp { at, actor: owner };
        let project = organization.project("P").unwrap();
        let (project, team) = (project.id, project.default_team.unwrap());
        let member = adoxide_emulator::world::team::TeamMember { identity: owner, is_team_admin: false };
        organization.change(stamp, |tx| tx.add_team_member(project, team, member)).unwrap();
        owner.to_string()
    });
    let made = stage.open_from("topic", json!({"reviewers": [{"id": team}]})).await;
    assert_eq!(made["reviewers"][0]["isContainer"], true);
    assert_eq!(made["reviewers"][0]["displayName"], "[P]\\P Team");
    let path = format!("{}/{}/reviewers", stage.path(), made["pullRequestId"]);
    let vote = stage.api.call(Method::PUT, &format!("{path}/{ada}")).json(&json!({"vote": 10}));
    let voted = vote.send().await.ok(200);
    assert_eq!(voted["votedFor"][0]["id"], team);
    let all = stage.api.get(&path).await.ok(200);
    assert_eq!(all["value"][0]["vote"], 10, "{all}");
    stage.api.delete(&format!("{path}/{}", team.as_str().unwrap())).await.ok(200);
    assert!(stage.api.get(&format!("{path}/{ada}")).await.ok(200).get("votedFor").is_none());
}

#[tokio::test]
async fn a_locked_branch_takes_no_merge() {
    let stage = Stage::new().await;
    let id = stage.open().await;
    stage.api.advance(1);
    stage.api.emulator.update(|world, at| {
        let grace = world.add_identity("Grace Okafor", "grace@fabrikam.example");
        let actor = world.organization("fabrikam").unwrap().owner();
        let stamp = adoxide_emulator::world::journal::Stamp { at, actor };
        world.organization_mut("fabrikam").unwrap().change(stamp, |tx| tx.add_member(grace)).unwrap();
        let stamp = adoxide_emulator::world::journal::Stamp { at, actor: grace };
        let repository = stage.repository.parse().unwrap();
        let organization = world.organization_mut("fabrikam").unwrap();
        organization.change(stamp, |tx| tx.lock_branch(repository, "refs/heads/main", true, false)).unwrap();
    });
    let done = stage.complete(id, json!({})).await;
    assert_eq!((done["status"].as_str(), done["mergeStatus"].as_str()), (Some("active"), Some("failure")));
    assert!(done["mergeFailureMessage"].as_str().unwrap().contains("locked"));
}

/// Completions move a branch that others push to at the same time: nobody's commits may be lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn completions_and_pushes_do_not_lose_each_other() {
    const COUNT: usize = 8;
    let stage = Stage::new().await;
    for number in 0..COUNT {
        let file = format!("/pull/{number}.md");
        branch(&stage.api, &stage.repository, &format!("p{number}"), &stage.base, &[("add", &file, "p")])
            .await;
        stage.open_from(&format!("p{number}"), json!({})).await;
    }
    stage.api.advance(1);
    let stage = std::sync::Arc::new(stage);
    let pushing = tokio::spawn({
        let stage = std::sync::Arc::clone(&stage);
        async move {
            for number in 0..COUNT {
                let file = format!("/push/{number}.md");
                loop {
                    let main = stage.tip("heads/main").await.unwrap();
                    let changes = [("add", file.as_str(), "q")];
                    let pushed = stage.api.push(&stage.repository, "refs/heads/main", &main, &changes).await;
                    match pushed.status.as_u16() {
                        201 => break,
                        409 => {}
                        status => panic!("{status}: {}", pushed.text()),
                    }
                }
            }
        }
    });
    for id in 1..=i64::try_from(COUNT).unwrap() {
        stage.patch(id, json!({"status": "completed", "lastMergeSourceCommit": {"commitId": ZERO}})).await;
        stage.api.advance(1);
        tokio::task::yield_now().await;
    }
    pushing.await.unwrap();
    stage.api.advance(60);
    let list = stage.api.get(&format!("{}?searchCriteria.status=completed", stage.path())).await.ok(200);
    assert_eq!(list["count"], COUNT, "every one of them was completed in the end");
    let path = format!("_apis/git/repositories/{}/items?recursionLevel=full&scopePath=/", stage.repository);
    let items = stage.api.get(&path).await.ok(200);
    let files: Vec<_> =
        items["value"].as_array().unwrap().iter().map(|item| item["path"].as_str().unwrap()).collect();
    for number in 0..COUNT {
        for file in [format!("/pull/{number}.md"), format!("/push/{number}.md")] {
            assert!(files.contains(&file.as_str()), "{file}: {files:?}");
        }
    }
}

#[tokio::test]
async fn a_merge_is_tried_again_when_somebody_looks_after_the_target_moved() {
    let stage = Stage::new().await;
    let id = stage.open().await;
    stage.api.advance(1);
    let first = stage.get(id).await["lastMergeCommit"]["commitId"].clone();
    let merges = |api: &Api| {
        let events = api.emulator.read(|world| {
            let journal = world.organization("fabrikam").unwrap().journal();
            journal.since(0).iter().map(|event| format!("{:?}", event.event)).collect::<Vec<_>>()
        });
        events.iter().filter(|event| event.contains("MergeAttempted")).count()
    };
    let before = merges(&stage.api);
    let moved = branch(&stage.api, &stage.repository, "main", &stage.base, &[("add", "/b.md", "b\n")]).await;
    stage.api.advance(10);
    // Lists tell of it as it was, and nothing is merged for them.
    let listed = stage.api.get(&stage.path()).await.ok(200);
    assert_eq!(listed["value"][0]["lastMergeCommit"]["commitId"], first);
    assert_eq!(listed["value"][0]["lastMergeTargetCommit"]["commitId"], stage.base.as_str());
    assert_eq!(merges(&stage.api), before);
    let by_id = stage.api.get(&format!("_apis/git/pullRequests/{id}")).await.ok(200);
    assert_eq!(by_id["mergeStatus"], "queued");
    stage.api.advance(1);
    let again = stage.get(id).await;
    assert_eq!(again["mergeStatus"], "succeeded");
    assert_eq!(again["lastMergeTargetCommit"]["commitId"], moved.as_str());
    assert_ne!(again["lastMergeCommit"]["commitId"], first);
    assert_eq!(merges(&stage.api), before + 1);
    // What is completed is merged into what is there then, also if nobody looked.
    let head = again["lastMergeSourceCommit"].clone();
    let last = branch(&stage.api, &stage.repository, "main", &moved, &[("add", "/c.md", "c\n")]).await;
    stage.patch(id, json!({"status": "completed", "lastMergeSourceCommit": head})).await;
    stage.api.advance(1);
    let done = stage.get(id).await;
    assert_eq!(done["status"], "completed");
    let merge = done["lastMergeCommit"]["commitId"].as_str().unwrap();
    assert_eq!(stage.commit(merge).await["parents"][0], last.as_str());
}
