//! What is said about pull requests, by people, checks and the service itself.

use http::Method;
use serde_json::{Value, json};

use super::pull_request::Stage;

async fn stage() -> (Stage, String) {
    let stage = Stage::new().await;
    let id = stage.open().await;
    stage.api.advance(1);
    let path = format!("{}/{id}", stage.path());
    (stage, path)
}

fn said(content: &str) -> Value {
    json!({"comments": [{"parentCommentId": 0, "content": content, "commentType": 1}], "status": 1})
}

#[tokio::test]
async fn a_discussion() {
    let (stage, path) = stage().await;
    let api = &stage.api;
    let threads = format!("{path}/threads");
    let thread = api.post(&threads, &said("Looks good")).await.ok(200);
    let names: Vec<_> = thread.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "pullRequestThreadContext",
        "id",
        "publishedDate",
        "lastUpdatedDate",
        "comments",
        "status",
        "threadContext",
        "properties",
        "identities",
        "isDeleted",
        "_links",
    ];
    assert_eq!(names, expected);
    assert_eq!(thread["status"], "active");
    assert_eq!(thread["comments"][0]["commentType"], "text");
    assert!(thread["threadContext"].is_null() && thread["pullRequestThreadContext"].is_null());
    let own = format!("{threads}/{}", thread["id"]);
    api.advance(5);
    let answer = json!({"content": "Good idea", "parentCommentId": 1, "commentType": "text"});
    let second = api.post(&format!("{own}/comments"), &answer).await.ok(200);
    assert_eq!((second["id"].as_i64(), second["parentCommentId"].as_i64()), (Some(2), Some(1)));
    let missing = json!({"content": "?", "parentCommentId": 9});
    assert_eq!(api.post(&format!("{own}/comments"), &missing).await.status, 404);
    api.advance(5);
    let comment = format!("{own}/comments/2");
    let edited = api.patch(&comment, &json!({"content": "Better"})).await.ok(200);
    assert_eq!(edited["content"], "Better");
    assert_ne!(edited["lastContentUpdatedDate"], edited["publishedDate"]);
    api.post(&format!("{comment}/likes"), &json!({})).await.ok(200);
    assert_eq!(api.get(&format!("{comment}/likes")).await.ok(200)["count"], 1);
    assert_eq!(api.get(&comment).await.ok(200)["usersLiked"][0]["displayName"], "Ada Example");
    api.delete(&format!("{comment}/likes")).await.ok(200);
    assert_eq!(api.get(&format!("{comment}/likes")).await.ok(200)["count"], 0);
    let fixed = api.patch(&own, &json!({"status": "fixed"})).await.ok(200);
    assert_eq!(fixed["status"], "fixed");
    // A deleted comment stays, without its text; a thread of deleted ones is deleted.
    assert_eq!(api.delete(&comment).await.ok(200), Value::Null);
    let gone = api.get(&comment).await.ok(200);
    assert!(gone.get("content").is_none() && gone["isDeleted"] == true);
    assert_eq!(api.get(&own).await.ok(200)["isDeleted"], false);
    api.delete(&format!("{own}/comments/1")).await.ok(200);
    assert_eq!(api.get(&own).await.ok(200)["isDeleted"], true);
    assert_eq!(api.patch(&comment, &json!({"content": "Back"})).await.status, 404);
    assert_eq!(api.get(&format!("{threads}/999")).await.status, 404);
    assert_eq!(api.post(&threads, &json!({"comments": []})).await.status, 400);
}

#[tokio::test]
async fn a_thread_about_lines() {
    let (stage, path) = stage().await;
    let threads = format!("{path}/threads");
    let at = |line: i64| json!({"line": line, "offset": 1});
    let mut body = said("Why?");
    body["threadContext"] = json!({"filePath": "/topic.md", "leftFileStart": null,
                                   "rightFileEnd": at(1), "rightFileStart": at(1)});
    let thread = stage.api.post(&threads, &body).await.ok(200);
    assert_eq!(
        thread["threadContext"],
        json!({"filePath": "/topic.md", "rightFileStart": at(1), "rightFileEnd": at(1)})
    );
    assert_eq!(
        thread["pullRequestThreadContext"],
        json!({"iterationContext": {"firstComparingIteration": 1, "secondComparingIteration": 1},
               "changeTrackingId": 1})
    );
    body["threadContext"]["rightFileStart"] = at(0);
    assert_eq!(stage.api.post(&threads, &body).await.fault(400), "ArgumentException");
    body["threadContext"] = json!({"filePath": "/topic.md"});
    body["pullRequestThreadContext"] = json!({"iterationContext": {"secondComparingIteration": 7}});
    assert_eq!(stage.api.post(&threads, &body).await.status, 404);
}

#[tokio::test]
async fn the_service_notes_what_happens() {
    let (stage, path) = stage().await;
    let api = &stage.api;
    let ada = api.get(&path).await.ok(200)["createdBy"]["id"].as_str().unwrap().to_owned();
    let vote = api.call(Method::PUT, &format!("{path}/reviewers/{ada}")).json(&json!({"vote": 5}));
    vote.send().await.ok(200);
    let pushed = api.push(&stage.repository, "refs/heads/topic", &stage.head, &[("add", "/x.md", "x")]).await;
    let pushed = pushed.ok(201)["commits"][0]["commitId"].as_str().unwrap().to_owned();
    api.patch(&path, &json!({"isDraft": true})).await.ok(200);
    api.patch(&path, &json!({"isDraft": false})).await.ok(200);
    api.advance(1);
    stage.complete(1, json!({})).await;
    let threads = api.get(&format!("{path}/threads")).await.ok(200);
    let notes: Vec<_> = threads["value"].as_array().unwrap().iter().collect();
    let kinds: Vec<_> = notes
        .iter()
        .map(|note| note["properties"]["CodeReviewThreadType"]["$value"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["VoteUpdate", "RefUpdate", "IsDraftUpdate", "IsDraftUpdate", "StatusUpdate"]);
    for note in &notes {
        assert_eq!(note["comments"][0]["commentType"], "system");
        assert!(note.get("status").is_none() && note["threadContext"].is_null());
    }
    assert_eq!(notes[0]["comments"][0]["content"], "Ada Example voted 5");
    assert_eq!(notes[0]["identities"]["2"]["id"], ada.as_str());
    let commits = json!({"$type": "System.String", "$value": pushed});
    assert_eq!(notes[1]["properties"]["CodeReviewRefNewCommits"], commits);
    assert_eq!(
        notes[1]["properties"]["CodeReviewRefNewCommitsCount"],
        json!({"$type": "System.Int32", "$value": 1})
    );
    assert_eq!(notes[1]["comments"][0]["author"]["uniqueName"], "");
    assert_eq!(
        notes[4]["comments"][0]["content"],
        "Ada Example updated the pull request status to Completed"
    );
    assert_eq!(notes[4]["properties"]["BypassPolicy"]["$value"], "False");
}

#[tokio::test]
async fn statuses_pile_up() {
    let (stage, path) = stage().await;
    let api = &stage.api;
    let statuses = format!("{path}/statuses");
    let status = |state: &str| json!({"state": state, "context": {"name": "build", "genre": "ci"}});
    api.post(&statuses, &status("pending")).await.ok(200);
    let second = api.post(&statuses, &status("Succeeded")).await.ok(200);
    assert_eq!((second["id"].as_i64(), second["state"].as_str()), (Some(2), Some("succeeded")));
    let of_iteration = api.post(&format!("{path}/iterations/1/statuses"), &status("failed")).await.ok(200);
    assert_eq!(of_iteration["iterationId"], 1);
    assert_eq!(api.post(&format!("{path}/iterations/2/statuses"), &status("failed")).await.status, 404);
    let mut in_body = status("error");
    in_body["iterationId"] = 1.into();
    api.post(&statuses, &in_body).await.ok(200);
    assert_eq!(api.get(&statuses).await.ok(200)["count"], 4);
    assert_eq!(api.get(&format!("{path}/iterations/1/statuses")).await.ok(200)["count"], 2);
    assert_eq!(api.get(&format!("{path}/iterations/1/statuses/1")).await.status, 404);
    api.delete(&format!("{statuses}/1")).await.ok(204);
    assert_eq!(api.get(&format!("{statuses}/1")).await.status, 404);
    let patch = json!([{"op": "remove", "path": "/2"}, {"op": "remove", "path": "/99"}]);
    assert_eq!(api.json_patch(&statuses, &patch).await.status, 404);
    assert_eq!(api.get(&statuses).await.ok(200)["count"], 3);
    api.json_patch(&statuses, &json!([{"op": "remove", "path": "/2"}])).await.ok(204);
    assert_eq!(api.get(&statuses).await.ok(200)["count"], 2);
    assert_eq!(api.post(&statuses, &json!({"state": "succeeded"})).await.status, 400);
    assert_eq!(api.post(&statuses, &status("perfect")).await.status, 400);
}

#[tokio::test]
async fn labels_properties_and_attachments() {
    let (stage, path) = stage().await;
    let api = &stage.api;
    let label = api.post(&format!("{path}/labels"), &json!({"name": "Fast track"})).await.ok(200);
    api.post(&format!("{path}/labels"), &json!({"name": "fast TRACK"})).await.ok(200);
    assert_eq!(api.get(&format!("{path}/labels")).await.ok(200)["count"], 1);
    assert_eq!(api.get(&format!("{path}/labels/Fast%20track")).await.ok(200)["id"], label["id"]);
    let shown = api.get(&path).await.ok(200)["labels"][0].clone();
    assert_eq!(shown, json!({"id": label["id"], "name": "Fast track", "active": true}));
    api.delete(&format!("{path}/labels/{}", label["id"].as_str().unwrap())).await.ok(200);
    assert_eq!(api.delete(&format!("{path}/labels/fast")).await.status, 404);
    assert!(api.get(&path).await.ok(200).get("labels").is_none());

    let properties = format!("{path}/properties");
    let patch = json!([
        {"op": "add", "path": "/sampleId", "value": 8},
        {"op": "add", "path": "/started", "value": "2017-09-25T15:26:49.4760511Z"},
        {"op": "add", "path": "", "value": {"bytes": "abc"}},
    ]);
    let set = api.json_patch(&properties, &patch).await.ok(200);
    assert_eq!(set["count"], 5);
    assert_eq!(set["value"]["sampleId"], json!({"$type": "System.String", "$value": "8"}));
    assert_eq!(
        set["value"]["started"],
        json!({"$type": "System.DateTime", "$value": "2017-09-25T15:26:49.477Z"})
    );
    let patch =
        json!([{"op": "replace", "path": "/sampleId", "value": 12}, {"op": "remove", "path": "/none"}]);
    assert_eq!(api.json_patch(&properties, &patch).await.status, 400);
    assert_eq!(api.get(&properties).await.ok(200)["value"]["sampleId"]["$value"], "8");
    api.json_patch(&properties, &json!([{"op": "remove", "path": "/sampleId"}])).await.ok(200);
    assert_eq!(api.get(&properties).await.ok(200)["count"], 4);

    let file = format!("{path}/attachments/a%20b.bin");
    let attach = || api.call(Method::POST, &file).body(*b"\0\x01binary", "application/octet-stream").send();
    let attached = attach().await.ok(201);
    assert_eq!(attached["displayName"], "a b.bin");
    assert_eq!(attach().await.status, 409);
    assert_eq!(&api.get(&file).await.bytes[..], b"\0\x01binary");
    assert_eq!(api.get(&format!("{path}/attachments")).await.ok(200)["count"], 1);
    api.delete(&file).await.ok(200);
    assert_eq!(api.get(&file).await.status, 404);
}

/// The service believes who comments: it takes any line from 1 on, of any file.
#[tokio::test]
async fn a_thread_may_be_about_a_line_that_is_not_there() {
    let (stage, path) = stage().await;
    let threads = format!("{path}/threads");
    let at = |path: &str, line: i64| {
        let mut body = said("Here");
        let position = json!({"line": line, "offset": 1});
        body["threadContext"] =
            json!({"filePath": path, "rightFileStart": position, "rightFileEnd": position});
        body
    };
    for (file, line) in [("/topic.md", 1), ("/topic.md", 1_000_000), ("/none.md", 3)] {
        let made = stage.api.post(&threads, &at(file, line)).await.ok(200);
        assert_eq!(made["threadContext"]["rightFileStart"]["line"], line);
        let told = stage.api.get(&format!("{threads}/{}", made["id"])).await.ok(200);
        assert_eq!(told["threadContext"], made["threadContext"]);
    }
    assert_eq!(stage.api.post(&threads, &at("/topic.md", 0)).await.status, 400);
}
