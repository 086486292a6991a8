//! Search: work items, code, pages of wikis.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

async fn item(api: &Api, kind: &str, title: &str, description: &str) -> Value {
    let body = json!([
        {"op": "add", "path": "/fields/System.Title", "value": title},
        {"op": "add", "path": "/fields/System.Description", "value": description},
    ]);
    let call = api.call(Method::POST, &format!("P/_apis/wit/workitems/${kind}"));
    call.body(body.to_string(), "application/json-patch+json").send().await.ok(200)
}

#[tokio::test]
async fn work_items_are_found_by_their_words() {
    let api = empty();
    api.project("P").await;
    let first = item(&api, "Task", "Retry the upload", "<div>When it breaks off</div>").await;
    let other = item(&api, "Issue", "The upload is slow", "Retries are not the cause").await;
    item(&api, "Task", "Something else", "").await;
    let search = async |body: Value| api.post("_apis/search/workitemsearchresults", &body).await;
    let found = search(json!({"searchText": "upload retr*", "$skip": 0, "$top": 10, "includeFacets": true}))
        .await
        .ok(200);
    assert_eq!((&found["count"], &found["infoCode"]), (&2.into(), &0.into()));
    assert_eq!(found["facets"]["System.WorkItemType"].as_array().unwrap().len(), 2);
    let by_id = json!([{"field": "system.id", "sortOrder": "ASC"}]);
    let found =
        search(json!({"searchText": "upload", "$top": 1, "$skip": 0, "$orderBy": by_id})).await.ok(200);
    assert_eq!(found["results"][0]["fields"]["system.id"], first["id"].to_string());
    assert_eq!(found["count"], 2, "of all pages");
    let hit = json!({"fieldReferenceName": "system.title", "highlights": ["Retry the <highlighthit>upload</highlighthit>"]});
    assert!(found["results"][0]["hits"].as_array().unwrap().contains(&hit), "{found}");
    let filters = json!({"System.WorkItemType": ["issue"], "System.TeamProject": ["P"]});
    let found = search(json!({"searchText": "upload", "filters": filters})).await.ok(200);
    assert_eq!(found["results"][0]["fields"]["system.id"], other["id"].to_string());
    assert_eq!(search(json!({"searchText": "upload t:task"})).await.ok(200)["count"], 1);
    assert_eq!(search(json!({"searchText": "nothing"})).await.ok(200)["results"], json!([]));
    search(json!({"$top": 1})).await.fault(400);
    search(json!({"searchText": "a", "$top": 5000})).await.fault(400);
    search(json!({"searchText": "a", "$skip": 1001})).await.fault(400);
    search(json!({"searchText": "a", "$skip": 1000})).await.ok(200);
    api.post("Nowhere/_apis/search/workitemsearchresults", &json!({"searchText": "a"})).await.fault(404);
}

#[tokio::test]
async fn code_is_found_in_the_default_branch() {
    let api = empty();
    api.project("P").await;
    let (id, commit) = api.repository("P", "web").await;
    let files = [
        ("add", "/src/cart.rs", "fn main() {}\n\nfn add_item() {}\n"),
        ("add", "/docs/cart.md", "add_item adds\n"),
    ];
    let push = api.push(&id, "refs/heads/main", &commit, &files).await.ok(201);
    let tip = push["commits"][0]["commitId"].clone();
    let search = async |body: Value| api.post("P/_apis/search/codesearchresults", &body).await.ok(200);
    let found = search(json!({"searchText": "add_item ext:rs", "$top": 5, "includeFacets": true})).await;
    assert_eq!((&found["count"], &found["results"][0]["path"]), (&1.into(), &"/src/cart.rs".into()));
    let result = &found["results"][0];
    assert_eq!(result["versions"][0], json!({"branchName": "main", "changeId": tip}));
    let hit = &result["matches"]["content"][0];
    assert_eq!((&hit["charOffset"], &hit["line"], &hit["column"]), (&17.into(), &3.into(), &4.into()));
    assert_eq!(found["facets"]["Repository"][0]["resultCount"], 1);
    let below = json!({"searchText": "add_item", "filters": {"Path": ["/docs"], "Repository": ["web"]}});
    assert_eq!(search(below).await["results"][0]["fileName"], "cart.md");
    assert_eq!(search(json!({"searchText": "add_item", "filters": {"Branch": ["none"]}})).await["count"], 0);
    assert_eq!(search(json!({"searchText": "item"})).await["count"], 0, "only whole words");
}

#[tokio::test]
async fn pages_are_found_in_wikis() {
    let api = empty();
    let project = api.project("P").await;
    let wiki = json!({"name": "P.wiki", "type": "projectWiki", "projectId": project});
    let wiki = api.post("_apis/wiki/wikis", &wiki).await.ok(201);
    let path = format!("P/_apis/wiki/wikis/{}/pages?path=/On-call", wiki["id"].as_str().unwrap());
    let page = json!({"content": "# On call\n\nWho is on call restarts the gateway.\n"});
    api.call(Method::PUT, &path).json(&page).send().await.ok(201);
    let found = api
        .post("_apis/search/wikisearchresults", &json!({"searchText": "gateway", "$top": 5}))
        .await
        .ok(200);
    assert_eq!((&found["count"], &found["results"][0]["wiki"]["name"]), (&1.into(), &"P.wiki".into()));
    let hit = &found["results"][0]["hits"][0];
    assert_eq!(hit["highlights"][0], "Who is on call restarts the <highlighthit>gateway</highlighthit>.");
    let none = json!({"searchText": "gateway", "filters": {"Project": ["Other"]}});
    assert_eq!(api.post("_apis/search/wikisearchresults", &none).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn commits_are_found_by_message_author_and_id() {
    let api = empty();
    api.project("P").await;
    let (id, commit) = api.repository("P", "web").await;
    let push = api.push(&id, "refs/heads/main", &commit, &[("add", "/a", "a")]).await.ok(201);
    let tip = push["commits"][0]["commitId"].as_str().unwrap();
    let search = async |body: Value| {
        api.post("P/_apis/search/commitSearchResults?api-version=7.1-preview.1", &body).await.ok(200)
    };
    let message = push["commits"][0]["comment"].as_str().unwrap().to_owned();
    let found = search(json!({"searchText": message, "$top": 5, "includeFacets": true})).await;
    let result = &found["results"][0];
    assert_eq!((&result["commitId"], &result["projectNameOriginal"]), (&json!(tip), &json!("P")));
    assert!(result["pushedDate"].is_string(), "{result}");
    assert_eq!(found["facets"]["Repository"][0]["name"], "web");
    assert_eq!(search(json!({"searchText": format!("commit:{}", &tip[..8])})).await["count"], 1);
    assert_eq!(search(json!({"searchText": message, "filters": {"Author": ["Nobody"]}})).await["count"], 0);
    let status = api.get("P/_apis/search/status/repositories/web").await.ok(200);
    assert_eq!(status["indexedBranches"], json!([{"name": "main"}]));
    api.get("P/_apis/search/status/repositories/none").await.fault(404);
}

#[tokio::test]
async fn packages_are_found_in_feeds() {
    let api = seeded();
    let found = api.post("_apis/search/packagesearchresults", &json!({"searchText": "*", "$top": 5})).await;
    let found = found.ok(200);
    let result = &found["results"][0];
    assert!(result["name"].is_string() && result["feeds"][0]["feedName"].is_string(), "{found}");
    let name = json!({"searchText": result["name"], "filters": {"ProtocolType": [result["protocolType"]]}});
    let again = api.post("_apis/search/packagesearchresults", &name).await.ok(200);
    assert_eq!(again["results"][0]["id"], result["id"]);
}
