//! References, branches and tags.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

fn names(body: &Value) -> Vec<&str> {
    body["value"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

async fn with_branches() -> (Api, String, String) {
    let api = empty();
    api.project("P").await;
    let (id, commit) = api.repository("P", "web").await;
    let wish = |name: &str| json!({"name": name, "oldObjectId": ZERO, "newObjectId": commit});
    let wishes = ["refs/heads/rel", "refs/heads/rel-2", "refs/heads/release/1", "refs/tags/v1"].map(wish);
    let made = api.post(&format!("_apis/git/repositories/{id}/refs"), &json!(wishes)).await.ok(200);
    assert_eq!(made["count"], 4);
    (api, format!("_apis/git/repositories/{id}"), commit)
}

#[tokio::test]
async fn a_filter_is_a_prefix() {
    let (api, path, _) = with_branches().await;
    for (query, expected) in [
        (
            "",
            &[
                "refs/heads/main",
                "refs/heads/rel",
                "refs/heads/rel-2",
                "refs/heads/release/1",
                "refs/tags/v1",
            ][..],
        ),
        ("?filter=heads/rel", &["refs/heads/rel", "refs/heads/rel-2", "refs/heads/release/1"]),
        ("?filter=heads%2Frelease%2F", &["refs/heads/release/1"]),
        ("?filter=tags", &["refs/tags/v1"]),
        ("?filterContains=EASE", &["refs/heads/release/1"]),
        ("?filter=heads/&filterContains=1", &["refs/heads/release/1"]),
        ("?filter=heads/none", &[]),
        ("/heads/release", &["refs/heads/release/1"]),
        ("?includeMyBranches=true&filter=tags", &["refs/tags/v1"]),
    ] {
        let found = api.get(&format!("{path}/refs{query}")).await.ok(200);
        assert_eq!(names(&found), expected, "{query}");
    }
    let one = api
        .get(&format!("{path}/refs?filter=heads/rel-2&includeStatuses=true&includeLinks=true"))
        .await
        .ok(200);
    let one = &one["value"][0];
    assert!(one["url"].as_str().unwrap().ends_with("/refs?filter=heads%2Frel-2"));
    assert_eq!((&one["statuses"], one["creator"]["displayName"].as_str()), (&json!([]), Some("Ada Example")));
    assert_eq!(one.get("isLocked"), None);
}

#[tokio::test]
async fn pages_of_references_have_tokens() {
    let (api, path, _) = with_branches().await;
    let mut found = Vec::new();
    let mut token = String::new();
    loop {
        let page = api.get(&format!("{path}/refs?$top=2&continuationToken={token}")).await;
        let next = page.header("x-ms-continuationtoken").map(str::to_owned);
        found.extend(names(&page.ok(200)).into_iter().map(str::to_owned));
        match next {
            Some(next) => token = next,
            None => break,
        }
    }
    assert_eq!(found.len(), 5);
    assert!(found.is_sorted());
    assert_eq!(api.get(&format!("{path}/refs?$top=1001")).await.status, 400);
}

#[tokio::test]
async fn each_wish_is_answered_and_200_whatever_became_of_it() {
    let (api, path, commit) = with_branches().await;
    let other = "1".repeat(40);
    let cases = [
        ("refs/heads/new", ZERO, commit.as_str(), "succeeded"),
        ("refs/heads/main", ZERO, commit.as_str(), "staleOldObjectId"),
        ("refs/heads/main", other.as_str(), ZERO, "staleOldObjectId"),
        ("refs/heads/x", ZERO, other.as_str(), "unresolvableToCommit"),
        ("heads/x", ZERO, commit.as_str(), "invalidRefName"),
        ("refs/heads/a..b", ZERO, commit.as_str(), "invalidRefName"),
        ("refs/heads/release", ZERO, commit.as_str(), "refNameConflict"),
        ("refs/heads/rel/3", ZERO, commit.as_str(), "refNameConflict"),
        ("refs/heads/none", commit.as_str(), ZERO, "succeededNonExistentRef"),
        ("refs/heads/rel", commit.as_str(), ZERO, "succeeded"),
        // As if the one before had come true, which it has.
        ("refs/heads/rel/3", ZERO, commit.as_str(), "succeeded"),
    ];
    let wishes: Vec<_> = cases
        .iter()
        .map(|(name, old, new, _)| json!({"name": name, "oldObjectId": old, "newObjectId": new}))
        .collect();
    let answer = api.post(&format!("{path}/refs"), &json!(wishes)).await.ok(200);
    for ((name, _, _, status), row) in cases.iter().zip(answer["value"].as_array().unwrap()) {
        assert_eq!(row["updateStatus"], *status, "{name}");
        assert_eq!(row["success"], status.starts_with("succeeded"), "{name}");
    }
    // All of it was one push of what moved.
    let pushes =
        api.get(&format!("{path}/pushes?searchCriteria.includeRefUpdates=true&$top=1")).await.ok(200);
    assert_eq!(pushes["value"][0]["refUpdates"].as_array().unwrap().len(), 3);
    let before = api.get(&format!("{path}/pushes")).await.ok(200)["count"].clone();
    let nothing = json!([{"name": "refs/heads/main", "oldObjectId": other, "newObjectId": commit}]);
    api.post(&format!("{path}/refs"), &nothing).await.ok(200);
    assert_eq!(api.get(&format!("{path}/pushes")).await.ok(200)["count"], before);
    let broken = json!([{"name": "refs/heads/x", "oldObjectId": "12", "newObjectId": commit}]);
    assert_eq!(api.post(&format!("{path}/refs"), &broken).await.status, 400);
}

#[tokio::test]
async fn a_lock_holds_for_others() {
    let (api, path, commit) = with_branches().await;
    let bob = api.emulator.update(|world, now| {
        let bob = world.add_identity("Bob", "bob@fabrikam.example");
        let token = world.new_token(bob, None);
        let stamp = adoxide_emulator::world::journal::Stamp { at: now, actor: bob };
        world.organization_mut("fabrikam").unwrap().change(stamp, |tx| tx.add_member(bob)).unwrap();
        format!("Bearer {token}")
    });
    let lock = format!("{path}/refs?filter=heads/main");
    let locked = api.patch(&lock, &json!({"isLocked": true})).await.ok(200);
    assert_eq!(
        (&locked["isLocked"], &locked["isLockedBy"]["displayName"]),
        (&true.into(), &"Ada Example".into())
    );
    let as_bob = |method, path: &str, body: &Value| {
        let call = api.call(method, path).header("authorization", &bob).json(body);
        call.send()
    };
    let body = json!({"refUpdates": [{"name": "refs/heads/main", "oldObjectId": commit}],
                      "commits": [{"comment": "c", "changes": [{"changeType": "delete", "item": {"path": "/readme.md"}}]}]});
    assert_eq!(as_bob(Method::POST, &format!("{path}/pushes"), &body).await.status, 403);
    let wish = json!([{"name": "refs/heads/main", "oldObjectId": commit, "newObjectId": ZERO}]);
    let row = as_bob(Method::POST, &format!("{path}/refs"), &wish).await.ok(200)["value"][0].clone();
    assert_eq!((&row["updateStatus"], &row["isLocked"]), (&"locked".into(), &true.into()));
    assert_eq!(as_bob(Method::PATCH, &lock, &json!({"isLocked": false})).await.status, 403);
    let unlocked = api.patch(&lock, &json!({"isLocked": false})).await.ok(200);
    assert_eq!(unlocked.get("isLockedBy"), None);
    as_bob(Method::POST, &format!("{path}/pushes"), &body).await.ok(201);
    assert_eq!(
        api.patch(&format!("{path}/refs?filter=heads/none"), &json!({"isLocked": true})).await.status,
        404
    );
}

#[tokio::test]
async fn an_annotated_tag_is_an_object_of_its_own() {
    let (api, path, commit) = with_branches().await;
    let tags = format!("P/{path}/annotatedtags");
    let body = json!({"name": "v2", "message": "Two", "taggedObject": {"objectId": commit}});
    let made = api.post(&tags, &body).await.ok(201);
    assert_eq!((&made["name"], &made["message"]), (&"refs/tags/v2".into(), &"Two".into()));
    assert_eq!(made["taggedObject"], json!({"objectId": commit, "objectType": "commit"}));
    assert_eq!(made["taggedBy"]["date"], "2026-07-01T12:01:00");
    let id = made["objectId"].as_str().unwrap();
    assert_eq!(api.get(&format!("{tags}/{id}")).await.ok(200), made);
    assert_eq!(api.get(&format!("{tags}/{commit}")).await.fault(404), "GitUnexpectedObjectTypeException");
    assert_eq!(api.post(&tags, &body).await.fault(409), "GitReferenceStaleException");
    let refs = api.get(&format!("{path}/refs?filter=tags&peelTags=true")).await.ok(200);
    assert_eq!(names(&refs), ["refs/tags/v1", "refs/tags/v2"]);
    assert_eq!(refs["value"][0].get("peeledObjectId"), None);
    assert_eq!(refs["value"][1]["objectId"], id);
    assert_eq!(refs["value"][1]["peeledObjectId"], commit.as_str());
    // A tag is a version too.
    let item = format!(
        "{path}/items?path=/readme.md&versionDescriptor.versionType=tag&versionDescriptor.version=v2"
    );
    assert_eq!(api.get(&item).await.ok(200)["commitId"], commit.as_str());
}

#[tokio::test]
async fn branches_are_compared_with_a_base() {
    let (api, path, commit) = with_branches().await;
    let id = path.rsplit('/').next().unwrap();
    api.push(id, "refs/heads/main", &commit, &[("add", "/m", "m")]).await.ok(201);
    let push = api.push(id, "refs/heads/rel", &commit, &[("add", "/r", "r")]).await.ok(201);
    let tip = push["commits"][0]["commitId"].as_str().unwrap();
    let all = api.get(&format!("{path}/stats/branches")).await.ok(200);
    assert_eq!(names(&all), ["main", "rel", "rel-2", "release/1"]);
    assert_eq!(all["value"][0]["isBaseVersion"], true);
    for one in [format!("{path}/stats/branches?name=rel"), format!("{path}/stats/branches/rel")] {
        let one = api.get(&one).await.ok(200);
        assert_eq!((&one["aheadCount"], &one["behindCount"]), (&1.into(), &1.into()));
        assert_eq!(one["commit"]["commitId"], tip);
    }
    let nested = api.get(&format!("{path}/stats/branches/release/1")).await.ok(200);
    assert_eq!((&nested["name"], &nested["behindCount"]), (&"release/1".into(), &1.into()));
    let based =
        api.get(&format!("{path}/stats/branches?name=main&baseVersion=rel&baseVersionType=0")).await.ok(200);
    assert_eq!((&based["aheadCount"], &based["isBaseVersion"]), (&1.into(), &false.into()));
    let some = json!({"baseCommit": {"version": "main"},
                      "targetCommits": [{"version": "rel"}, {"version": tip, "versionType": "commit"}]});
    let some = api.post(&format!("{path}/stats/branches"), &some).await.ok(200);
    assert_eq!((&some["value"][0]["name"], &some["value"][0]["aheadCount"]), (&"rel".into(), &1.into()));
    assert_eq!(some["value"][1]["commit"]["commitId"], tip);
    let missing = api.get(&format!("{path}/stats/branches?name=none")).await;
    let message = missing.json()["message"].as_str().unwrap().to_owned();
    assert_eq!(
        message,
        "TF401175:The version descriptor <Branch: none > could not be resolved to a version in the repository web"
    );
    assert_eq!(missing.fault(404), "GitUnresolvableToCommitException");
    let empty = api.get("P/_apis/git/repositories/P/stats/branches").await;
    assert_eq!(empty.json()["message"], "VS403403: Cannot find any branches for the P repository.");
}
