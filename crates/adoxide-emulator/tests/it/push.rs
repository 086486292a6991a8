//! Pushing without git.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

async fn web() -> (Api, String, String) {
    let api = empty();
    api.project("P").await;
    let (id, commit) = api.repository("P", "web").await;
    (api, id, commit)
}

async fn file(api: &Api, repository: &str, path: &str) -> Option<String> {
    let path = format!("_apis/git/repositories/{repository}/items?path={path}");
    let answer = api.call(Method::GET, &path).accept("text/plain").send().await;
    (answer.status == 200).then(|| answer.text().to_owned())
}

fn commit_id(push: &Value) -> String {
    push["commits"][0]["commitId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_push_says_what_it_did() {
    let (api, id, first) = web().await;
    let push = api.push(&id, "refs/heads/main", &first, &[("edit", "/readme.md", "Bye\n")]).await.ok(201);
    let names: Vec<_> = push.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["commits", "refUpdates", "repository", "pushedBy", "pushId", "date", "url", "_links"]);
    let commit = &push["commits"][0];
    assert_eq!(commit["parents"], json!([first]));
    assert_eq!(
        commit["author"],
        json!({"name": "Ada Example", "email": "ada@fabrikam.example",
                                        "date": "2026-07-01T12:01:00Z"})
    );
    assert_eq!(
        push["refUpdates"],
        json!([{"repositoryId": id, "name": "refs/heads/main", "oldObjectId": first, "newObjectId": commit_id(&push)}])
    );
    // All of it leads somewhere.
    for href in
        [&push["url"], &commit["url"], &push["_links"]["commits"]["href"], &push["_links"]["refs"]["href"]]
    {
        let path = href.as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
        assert_eq!(api.get(path).await.status, 200, "{href}");
    }
    let pushes = format!("_apis/git/repositories/{id}/pushes");
    let again = api.get(&format!("{pushes}/{}?includeRefUpdates=true", push["pushId"])).await.ok(200);
    assert_eq!(again["refUpdates"], push["refUpdates"]);
    assert_eq!(again["commits"][0]["commitId"], commit["commitId"]);
    assert_eq!(api.get(&format!("{pushes}/999")).await.status, 404);
}

#[tokio::test]
async fn every_kind_of_change() {
    let (api, id, mut tip) = web().await;
    let mut push = async |changes: &[(&str, &str, &str)]| {
        let pushed = api.push(&id, "refs/heads/main", &tip, changes).await;
        if pushed.status == 201 {
            tip = commit_id(&pushed.json());
        }
        pushed
    };
    push(&[("add", "/docs/a.md", "a"), ("add", "docs/b.md", "b")]).await.ok(201);
    assert_eq!(file(&api, &id, "/docs/b.md").await.as_deref(), Some("b"));
    push(&[("rename", "/guide/a.md", "/docs/a.md"), ("edit", "/docs/b.md", "B")]).await.ok(201);
    assert_eq!(file(&api, &id, "/guide/a.md").await.as_deref(), Some("a"));
    assert_eq!(file(&api, &id, "/docs/a.md").await, None);
    // A folder moves with all that is in it.
    push(&[("rename", "/moved", "/docs")]).await.ok(201);
    assert_eq!(file(&api, &id, "/moved/b.md").await.as_deref(), Some("B"));
    // The last file takes its folder with it.
    push(&[("delete", "/moved/b.md", "")]).await.ok(201);
    assert_eq!(file(&api, &id, "/moved/b.md").await, None);
    let items = api.get(&format!("_apis/git/repositories/{id}/items?recursionLevel=full")).await.ok(200);
    let paths: Vec<_> =
        items["value"].as_array().unwrap().iter().map(|i| i["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["/", "/guide", "/guide/a.md", "/readme.md"]);

    for (changes, type_key) in [
        (&[("add", "/readme.md", "x")], "GitPathAlreadyExistsException"),
        (&[("add", "/readme.md/below", "x")], "GitPathAlreadyExistsException"),
        (&[("edit", "/none", "x")], "GitPathNotFoundException"),
        (&[("delete", "/none", "")], "GitPathNotFoundException"),
        (&[("rename", "/x", "/none")], "GitPathNotFoundException"),
        (&[("rename", "/readme.md", "/guide/a.md")], "GitPathAlreadyExistsException"),
        (&[("rename", "/guide/inner", "/guide")], "InvalidPathException"),
        (&[("edit", "/guide", "x")], "InvalidPathException"),
        (&[("add", "/a//b", "x")], "InvalidPathException"),
        (&[("add", "/../b", "x")], "InvalidPathException"),
        (&[("add", "/.GIT/config", "x")], "InvalidPathException"),
        (&[("add", "/", "x")], "InvalidPathException"),
    ] {
        let refused = push(changes).await;
        assert_eq!(refused.fault(400), type_key, "{changes:?}");
    }
    let exists = push(&[("add", "/readme.md", "x")]).await.json();
    assert_eq!(
        exists["message"],
        "The path '/readme.md' specified in the add operation already exists. Please specify a new path."
    );
    // A refused push leaves nothing behind.
    let refs = api.get(&format!("_apis/git/repositories/{id}/refs")).await.ok(200);
    assert_eq!(refs["value"][0]["objectId"], tip.as_str());
}

#[tokio::test]
async fn content_in_every_form() {
    let (api, id, tip) = web().await;
    let change = |path: &str, kind: Value, content: Value| json!({"changeType": kind, "item": {"path": path}, "newContent": content});
    let body = json!({
        "refUpdates": [{"name": "refs/heads/main", "oldObjectId": tip}],
        "commits": [{
            "comment": "Zażółć\n\nBody",
            "author": {"name": "Bob", "email": "bob@elsewhere.example", "date": "2020-01-02T03:04:05+01:00"},
            "changes": [
                change("/raw", json!("add"), json!({"content": "ü\n", "contentType": "rawtext"})),
                change("/base64", json!(1), json!({"content": "AAEC/w==", "contentType": "base64Encoded"})),
                change("/number", json!("Add"), json!({"content": "bg==", "contentType": 1})),
                change("/empty", json!("add"), json!({"content": ""})),
            ],
        }],
    });
    let push = api.post(&format!("_apis/git/repositories/{id}/pushes"), &body).await.ok(201);
    assert_eq!(push["commits"][0]["comment"], "Zażółć\n\nBody");
    assert_eq!(push["commits"][0]["author"]["date"], "2020-01-02T02:04:05Z");
    assert_eq!(push["commits"][0]["committer"]["name"], "Ada Example");
    let bytes = api.call(Method::GET, &format!("_apis/git/repositories/{id}/items?path=/base64"));
    assert_eq!(&bytes.accept("application/octet-stream").send().await.bytes[..], [0, 1, 2, 255]);
    assert_eq!(file(&api, &id, "/raw").await.as_deref(), Some("ü\n"));
    assert_eq!(file(&api, &id, "/number").await.as_deref(), Some("n"));
    assert_eq!(file(&api, &id, "/empty").await.as_deref(), Some(""));

    let refused = async |change: Value| {
        let body = json!({"refUpdates": [{"name": "refs/heads/main", "oldObjectId": commit_id(&push)}],
                          "commits": [{"comment": "c", "changes": [change]}]});
        api.post(&format!("_apis/git/repositories/{id}/pushes"), &body).await.fault(400)
    };
    let bad = change("/x", json!("add"), json!({"content": "!!", "contentType": "base64encoded"}));
    assert_eq!(refused(bad).await, "ArgumentException");
    assert_eq!(refused(change("/x", json!("branch"), json!({"content": ""}))).await, "ArgumentException");
    assert_eq!(refused(json!({"changeType": "add", "item": {"path": "/x"}})).await, "ArgumentNullException");
    assert_eq!(
        refused(json!({"changeType": "rename", "item": {"path": "/x"}})).await,
        "ArgumentNullException"
    );
}

#[tokio::test]
async fn several_commits_and_an_undelete_in_one_push() {
    let (api, id, tip) = web().await;
    let body = json!({
        "refUpdates": [{"name": "refs/heads/main", "oldObjectId": tip}],
        "commits": [
            {"comment": "one", "changes": [{"changeType": "delete", "item": {"path": "/readme.md"}}]},
            {"comment": "two", "changes": [{"changeType": "undelete", "item": {"path": "/readme.md"}}]},
            {"comment": "three", "changes": [{"changeType": "edit, rename", "sourceServerItem": "/readme.md",
                "item": {"path": "/README"}, "newContent": {"content": "New\n"}}]},
        ],
    });
    let push = api.post(&format!("_apis/git/repositories/{id}/pushes"), &body).await.ok(201);
    let comments: Vec<_> =
        push["commits"].as_array().unwrap().iter().map(|c| c["comment"].as_str().unwrap()).collect();
    assert_eq!(comments, ["three", "two", "one"]);
    assert_eq!(push["refUpdates"][0]["newObjectId"], push["commits"][0]["commitId"]);
    assert_eq!(file(&api, &id, "/README").await.as_deref(), Some("New\n"));
    let two = push["commits"][1]["commitId"].as_str().unwrap();
    let old = format!("/readme.md&versionDescriptor.version={two}&versionDescriptor.versionType=commit");
    assert_eq!(file(&api, &id, &old).await.as_deref(), Some("Hello\n"));
    let never = api.push(&id, "refs/heads/main", &commit_id(&push), &[("undelete", "/never", "")]).await;
    assert_eq!(never.status, 201, "with content it is a new file");
}

#[tokio::test]
async fn only_from_where_the_branch_is() {
    let (api, id, first) = web().await;
    let second = commit_id(&api.push(&id, "refs/heads/main", &first, &[("add", "/a", "a")]).await.ok(201));
    let stale = api.push(&id, "refs/heads/main", &first, &[("add", "/b", "b")]).await;
    assert_eq!(
        stale.json()["message"],
        "TF401028: The reference 'refs/heads/main' has already been updated by another client, so you cannot \
         update it. Please try again."
    );
    assert_eq!(stale.fault(409), "GitReferenceStaleException");
    let exists = api.push(&id, "refs/heads/main", ZERO, &[("add", "/b", "b")]).await;
    assert_eq!(exists.fault(409), "GitReferenceStaleException");
    // A new branch begins at any commit, and the answer says that it is new.
    let branch = api.push(&id, "refs/heads/topic", &first, &[("add", "/c", "c")]).await.ok(201);
    assert_eq!(branch["refUpdates"][0]["oldObjectId"], ZERO);
    assert_eq!(branch["commits"][0]["parents"], json!([first]));
    // From nothing, it has a history of its own.
    let orphan = api.push(&id, "refs/heads/orphan", ZERO, &[("add", "/d", "d")]).await.ok(201);
    assert_eq!(orphan["commits"][0]["parents"], json!([]));
    let unknown = api.push(&id, "refs/heads/other", &"1".repeat(40), &[("add", "/e", "e")]).await;
    assert_eq!(unknown.fault(500), "GitObjectDoesNotExistException");
    assert_eq!(api.push(&id, "main", &second, &[("add", "/e", "e")]).await.status, 400);
    assert_eq!(
        api.push("none", "refs/heads/main", ZERO, &[]).await.fault(404),
        "GitRepositoryNotFoundException"
    );

    // Without commits, a push moves references.
    let body = json!({"refUpdates": [
        {"name": "refs/heads/copy", "oldObjectId": ZERO, "newObjectId": second},
        {"name": "refs/heads/orphan", "oldObjectId": commit_id(&orphan), "newObjectId": ZERO},
    ]});
    let push = api.post(&format!("_apis/git/repositories/{id}/pushes"), &body).await.ok(201);
    assert_eq!(push["commits"], json!([]));
    assert_eq!(push["_links"].get("refs"), None);
    let refs = api.get(&format!("_apis/git/repositories/{id}/refs")).await.ok(200);
    let names: Vec<_> =
        refs["value"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["refs/heads/copy", "refs/heads/main", "refs/heads/topic"]);
}

#[tokio::test]
async fn of_two_that_race_one_wins() {
    let (api, id, first) = web().await;
    let (a, b) = tokio::join!(
        async { api.push(&id, "refs/heads/main", &first, &[("add", "/a", "a")]).await.status },
        async { api.push(&id, "refs/heads/main", &first, &[("add", "/b", "b")]).await.status }
    );
    let mut statuses = [a.as_u16(), b.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn pushes_are_listed_by_every_criterion() {
    let (api, id, first) = web().await;
    api.advance(3_600);
    let second = commit_id(&api.push(&id, "refs/heads/main", &first, &[("add", "/a", "a")]).await.ok(201));
    api.advance(3_600);
    api.push(&id, "refs/heads/topic", &second, &[("add", "/b", "b")]).await.ok(201);
    let path = format!("_apis/git/repositories/{id}/pushes");
    let me = api.get("_apis/identities?searchFilter=General&filterValue=ada").await.ok(200);
    let me = me["value"][0]["id"].as_str().unwrap().to_owned();
    for (query, count) in [
        (String::new(), 3),
        ("$top=2".into(), 2),
        ("$skip=2".into(), 1),
        ("searchCriteria.fromDate=2026-07-01T13:00:00Z".into(), 2),
        ("searchCriteria.toDate=2026-07-01T13:30:00Z".into(), 2),
        ("fromDate=7/1/2026 1:00:00 PM&toDate=7/1/2026 1:30:00 PM".replace(' ', "%20"), 1),
        ("searchCriteria.refName=refs/heads/topic".into(), 1),
        ("searchCriteria.refName=main".into(), 2),
        (format!("searchCriteria.pusherId={me}"), 3),
        (format!("searchCriteria.pusherId={}", uuid::Uuid::nil()), 0),
    ] {
        let found = api.get(&format!("{path}?{query}")).await.ok(200);
        assert_eq!(found["count"], count, "{query}");
    }
    let newest = api.get(&format!("{path}?$top=1&searchCriteria.includeLinks=true")).await.ok(200);
    let newest = &newest["value"][0];
    assert_eq!(newest["date"], "2026-07-01T14:01:00Z");
    assert_eq!(newest.get("refUpdates"), None);
    assert!(newest["_links"]["self"]["href"].is_string());
    assert_eq!(newest["repository"]["name"], "web");
    assert_eq!(api.get(&format!("{path}?searchCriteria.fromDate=soon")).await.status, 400);
}
