//! Finding commits, and what they changed.

use serde_json::{Value, json};

use super::support::*;

/// A repository with some history:
///
/// ```text
/// one -- two -- merge -- four   (main)
///    \-- side --/
///     \-- open                  (topic)
/// ```
struct Repo {
    api: Api,
    path: String,
    one: String,
    two: String,
    side: String,
    merge: String,
    four: String,
    open: String,
}

impl Repo {
    async fn new() -> Self {
        let api = empty();
        api.project("P").await;
        let (id, one) = api.repository("P", "web").await;
        let mut hours = 0;
        let mut push = async |branch: &str, old: &str, author: &str, parents: Value, changes: Value| {
            hours += 1;
            api.advance(3_600);
            let body = json!({
                "refUpdates": [{"name": branch, "oldObjectId": old}],
                "commits": [{
                    "comment": format!("Commit {hours}\n\nMore of it."),
                    "author": {"name": author, "email": format!("{author}@fabrikam.example")},
                    "committer": {"name": author, "email": format!("{author}@fabrikam.example")},
                    "parents": parents,
                    "changes": changes,
                }],
            });
            let push = api.post(&format!("_apis/git/repositories/{id}/pushes"), &body).await.ok(201);
            push["commits"][0]["commitId"].as_str().unwrap().to_owned()
        };
        let add = |path: &str, content: &str| json!([{"changeType": "add", "item": {"path": path}, "newContent": {"content": content}}]);
        let edit = |path: &str, content: &str| json!([{"changeType": "edit", "item": {"path": path}, "newContent": {"content": content}}]);
        let two = push("refs/heads/main", &one, "grace", json!([]), add("/src/a.rs", "a")).await;
        let side = push("refs/heads/side", &one, "linus", json!([]), edit("/readme.md", "Side\n")).await;
        let merge =
            push("refs/heads/main", &two, "grace", json!([two, side]), edit("/readme.md", "Side\n")).await;
        let four = push("refs/heads/main", &merge, "linus", json!([]), edit("/src/a.rs", "b")).await;
        let open = push("refs/heads/topic", &one, "grace", json!([]), add("/topic.md", "t")).await;
        let path = format!("_apis/git/repositories/{id}");
        Self { api, path, one, two, side, merge, four, open }
    }

    async fn find(&self, query: &str) -> Vec<String> {
        let found = self.api.get(&format!("{}/commits?{query}", self.path)).await.ok(200);
        let names = [&self.one, &self.two, &self.side, &self.merge, &self.four, &self.open];
        let names = names.into_iter().zip(["one", "two", "side", "merge", "four", "open"]);
        let names: Vec<_> = names.collect();
        let found = found["value"].as_array().unwrap().iter().map(|commit| {
            let id = commit["commitId"].as_str().unwrap();
            names.iter().find(|(known, _)| *known == id).unwrap().1.to_owned()
        });
        found.collect()
    }
}

#[tokio::test]
async fn commits_are_found_by_every_criterion() {
    let repo = Repo::new().await;
    let (one, two, merge) = (&repo.one, &repo.two, &repo.merge);
    for (query, expected) in [
        // Without a version: everything that any branch reaches.
        (String::new(), &["open", "four", "merge", "side", "two", "one"][..]),
        ("searchCriteria.itemVersion.version=main".into(), &["four", "merge", "side", "two", "one"]),
        ("searchCriteria.itemVersion.version=main&searchCriteria.$top=2".into(), &["four", "merge"]),
        ("searchCriteria.itemVersion.version=main&$skip=3&$top=1".into(), &["two"]),
        ("version=main&versionType=branch&$top=1".into(), &["four"]),
        (format!("searchCriteria.itemVersion.version={two}&searchCriteria.itemVersion.versionType=commit"), &["two", "one"]),
        (format!("searchCriteria.itemVersion.version={two}&searchCriteria.itemVersion.versionType=2"), &["two", "one"]),
        // What the second version has and the first has not.
        ("searchCriteria.itemVersion.version=topic&searchCriteria.compareVersion.version=main".into(), &["four", "merge", "side", "two"]),
        ("searchCriteria.itemVersion.version=main&searchCriteria.compareVersion.version=topic".into(), &["open"]),
        ("searchCriteria.author=LINUS".into(), &["four", "side"]),
        ("searchCriteria.author=grace@fabrikam.example&searchCriteria.itemVersion.version=main".into(), &["merge", "two"]),
        ("searchCriteria.user=linus".into(), &["four", "side"]),
        ("searchCriteria.fromDate=2026-07-01T15:00:00Z&searchCriteria.itemVersion.version=main".into(), &["four", "merge"]),
        ("searchCriteria.toDate=2026-07-01T13:30:00Z".into(), &["two", "one"]),
        (format!("searchCriteria.toCommitId={merge}&searchCriteria.fromCommitId={two}"), &["merge", "side", "two"]),
        (format!("searchCriteria.ids={one},{merge}"), &["one", "merge"]),
        ("searchCriteria.itemVersion.version=main&searchCriteria.showOldestCommitsFirst=true&$top=2".into(), &["one", "two"]),
        // The history of a path, as far as it is not the same on both sides of a merge.
        ("searchCriteria.itemPath=/src/a.rs&searchCriteria.itemVersion.version=main".into(), &["four", "two"]),
        ("searchCriteria.itemPath=src&searchCriteria.itemVersion.version=main".into(), &["four", "two"]),
        ("searchCriteria.itemPath=/readme.md&searchCriteria.itemVersion.version=main".into(), &["side", "one"]),
        ("searchCriteria.itemPath=/readme.md&searchCriteria.itemVersion.version=main&searchCriteria.historyMode=firstParent".into(), &["merge", "one"]),
        ("searchCriteria.itemPath=/readme.md&searchCriteria.itemVersion.version=main&searchCriteria.historyMode=2".into(), &["merge", "side", "one"]),
        ("searchCriteria.itemPath=/none&searchCriteria.itemVersion.version=main".into(), &[]),
    ] {
        assert_eq!(repo.find(&query).await, expected, "{query}");
    }
    for (query, status) in [
        ("searchCriteria.itemVersion.version=none", 404),
        ("searchCriteria.ids=12", 404),
        ("searchCriteria.fromDate=soon", 400),
        ("searchCriteria.historyMode=odd", 400),
        ("searchCriteria.itemVersion.version=main&searchCriteria.itemVersion.versionType=odd", 400),
    ] {
        let refused = repo.api.get(&format!("{}/commits?{query}", repo.path)).await;
        assert_eq!(refused.status, status, "{query}");
    }
}

#[tokio::test]
async fn a_batch_takes_the_same_criteria_as_a_body() {
    let repo = Repo::new().await;
    let path = format!("{}/commitsbatch", repo.path);
    let body = json!({"itemVersion": {"versionType": "branch", "version": "topic"},
                      "compareVersion": {"versionType": "branch", "version": "main"}, "$top": 3});
    let found = repo.api.post(&path, &body).await.ok(200);
    assert_eq!(found["count"], 3);
    assert_eq!(found["value"][0]["commitId"], repo.four.as_str());
    let body =
        json!({"ids": [repo.two], "includePushData": true, "includeLinks": true, "includeWorkItems": true});
    let found = repo.api.post(&format!("{path}?includeStatuses=true"), &body).await.ok(200);
    let commit = &found["value"][0];
    assert_eq!(commit["push"]["pushedBy"]["displayName"], "Ada Example");
    assert_eq!((&commit["workItems"], &commit["statuses"]), (&json!([]), &json!([])));
    assert!(commit["_links"]["changes"]["href"].is_string());
    assert_eq!(repo.api.post(&path, &json!({"$top": 50_001})).await.status, 400);
    assert_eq!(repo.api.post(&path, &json!({"$top": -1})).await.status, 400);
}

#[tokio::test]
async fn a_commit_is_told_short_in_lists_and_whole_alone() {
    let repo = Repo::new().await;
    let list = repo.api.get(&format!("{}/commits?searchCriteria.ids={}", repo.path, repo.four)).await.ok(200);
    let short = &list["value"][0];
    assert_eq!((&short["comment"], &short["commentTruncated"]), (&"Commit 4".into(), &true.into()));
    assert_eq!(short["changeCounts"], json!({"Add": 0, "Edit": 1, "Delete": 0}));
    assert!(short["remoteUrl"].as_str().unwrap().ends_with(&format!("/P/_git/web/commit/{}", repo.four)));
    let path = format!("{}/commits?searchCriteria.itemPath=/src/a.rs&$top=1", repo.path);
    let by_path = repo.api.get(&path).await.ok(200);
    assert_eq!(
        by_path["value"][0]["changes"],
        json!([{"sourceServerItem": "/src/a.rs", "changeType": "edit"}])
    );

    let whole = repo.api.get(&format!("{}/commits/{}", repo.path, repo.merge)).await.ok(200);
    assert_eq!(whole["comment"], "Commit 3\n\nMore of it.");
    assert_eq!(whole["parents"], json!([repo.two, repo.side]));
    assert_eq!(
        whole["author"],
        json!({"name": "grace", "email": "grace@fabrikam.example", "date": "2026-07-01T15:01:00Z"})
    );
    assert_eq!(whole["push"]["date"], "2026-07-01T15:01:00Z");
    assert_eq!(whole.get("changes"), None);
    let changed = repo.api.get(&format!("{}/commits/{}?changeCount=1", repo.path, repo.four)).await.ok(200);
    assert_eq!(changed["changeCounts"], json!({"Edit": 2}));
    assert_eq!(changed["changes"].as_array().unwrap().len(), 1);
    for id in ["12", &"1".repeat(40)] {
        assert_eq!(repo.api.get(&format!("{}/commits/{id}", repo.path)).await.status, 404);
    }
}

#[tokio::test]
async fn changes_tell_folders_renames_and_deletions() {
    let api = empty();
    api.project("P").await;
    let (id, one) = api.repository("P", "web").await;
    let text = "A file of some lines\nthat stays much the same\nwhen it is moved\nand changed a little\n";
    let two = api
        .push(&id, "refs/heads/main", &one, &[("add", "/src/a.rs", text), ("add", "/src/b.rs", "b")])
        .await;
    let two = two.ok(201)["commits"][0]["commitId"].as_str().unwrap().to_owned();
    let changes =
        [("rename", "/lib/a.rs", "/src/a.rs"), ("delete", "/src/b.rs", ""), ("edit", "/readme.md", "Bye\n")];
    let three = api.push(&id, "refs/heads/main", &two, &changes).await.ok(201);
    let three = three["commits"][0]["commitId"].as_str().unwrap().to_owned();
    let path = format!("_apis/git/repositories/{id}");
    let told = |body: &Value| -> Vec<String> {
        let changes = body["changes"].as_array().unwrap().iter();
        changes
            .map(|c| format!("{} {}", c["changeType"].as_str().unwrap(), c["item"]["path"].as_str().unwrap()))
            .collect()
    };
    let first = api.get(&format!("{path}/commits/{two}/changes")).await.ok(200);
    assert_eq!(told(&first), ["add /src", "add /src/a.rs", "add /src/b.rs"]);
    assert_eq!(first["changes"][0]["item"]["isFolder"], true);
    assert_eq!(first["changeCounts"], json!({"Add": 3}));
    let second = api.get(&format!("{path}/commits/{three}/changes")).await.ok(200);
    assert_eq!(
        told(&second),
        [
            "add /lib",
            "rename /lib/a.rs",
            "edit /readme.md",
            "delete /src",
            "delete, sourceRename /src/a.rs",
            "delete /src/b.rs"
        ]
    );
    assert_eq!(second["changes"][1]["sourceServerItem"], "/src/a.rs");
    let edit = &second["changes"][2]["item"];
    assert!(edit["objectId"] != edit["originalObjectId"] && edit["originalObjectId"].is_string());
    // The link of an item leads to it.
    let url = edit["url"].as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
    assert_eq!(api.get(url).await.ok(200)["objectId"], edit["objectId"]);
    let page = api.get(&format!("{path}/commits/{three}/changes?skip=1&top=2")).await.ok(200);
    assert_eq!(told(&page), ["rename /lib/a.rs", "edit /readme.md"]);
    assert_eq!(page["changeCounts"], second["changeCounts"]);

    // Moved and changed at once.
    let body = json!({"refUpdates": [{"name": "refs/heads/main", "oldObjectId": three}],
        "commits": [{"comment": "c", "changes": [{"changeType": "rename", "sourceServerItem": "/lib/a.rs",
            "item": {"path": "/a.rs"}, "newContent": {"content": text.replace("little", "bit")}}]}]});
    let four = api.post(&format!("{path}/pushes"), &body).await.ok(201)["commits"][0]["commitId"].clone();
    let moved = api.get(&format!("{path}/commits/{}/changes", four.as_str().unwrap())).await.ok(200);
    assert_eq!(told(&moved), ["edit, rename /a.rs", "delete /lib", "delete, sourceRename /lib/a.rs"]);
}

#[tokio::test]
async fn two_versions_are_compared() {
    let repo = Repo::new().await;
    let path = format!("{}/diffs/commits", repo.path);
    let query = "baseVersion=topic&baseVersionType=branch&targetVersion=main&targetVersionType=branch";
    let diff = repo.api.get(&format!("{path}?{query}")).await.ok(200);
    assert_eq!((&diff["aheadCount"], &diff["behindCount"]), (&4.into(), &1.into()));
    assert_eq!(
        (&diff["commonCommit"], &diff["baseCommit"], &diff["targetCommit"]),
        (&repo.one.as_str().into(), &repo.open.as_str().into(), &repo.four.as_str().into())
    );
    assert_eq!(diff["changeCounts"], json!({"Edit": 1, "Add": 2, "Delete": 1}));
    assert_eq!(diff["allChangesIncluded"], true);
    // Since they parted, not from one to the other.
    let since = repo.api.get(&format!("{path}?{query}&diffCommonCommit=true")).await.ok(200);
    assert_eq!(since["changeCounts"], json!({"Edit": 1, "Add": 2}));
    let page = repo.api.get(&format!("{path}?{query}&$top=1&$skip=1")).await.ok(200);
    assert_eq!((page["changes"].as_array().unwrap().len(), &page["allChangesIncluded"]), (1, &false.into()));
    // Without versions, the default branch on both sides.
    let same = repo.api.get(&path).await.ok(200);
    assert_eq!((&same["changes"], &same["aheadCount"]), (&json!([]), &0.into()));
    assert_eq!(repo.api.get(&format!("{path}?baseVersion=none")).await.status, 404);

    let bases = format!("{}/commits/{}/mergebases?otherCommitId={}", repo.path, repo.four, repo.open);
    let bases = repo.api.get(&bases).await.ok(200);
    assert_eq!((&bases["count"], &bases["value"][0]["commitId"]), (&1.into(), &repo.one.as_str().into()));
}
