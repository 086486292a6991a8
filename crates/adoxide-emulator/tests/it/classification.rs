//! Areas and iterations.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Api, empty};

const AREAS: &str = "Web%20Shop/_apis/wit/classificationNodes/areas";
const ITERATIONS: &str = "Web%20Shop/_apis/wit/classificationNodes/Iterations";

async fn shop() -> Api {
    let api = empty();
    api.project("Web Shop").await;
    api
}

#[tokio::test]
async fn a_project_comes_with_both_trees() {
    let api = shop().await;
    let roots = api.get("Web%20Shop/_apis/wit/classificationnodes?$depth=1").await.ok(200);
    assert_eq!(roots["count"], 2);
    let (areas, iterations) = (&roots["value"][0], &roots["value"][1]);
    assert_eq!((&areas["structureType"], &areas["path"]), (&json!("area"), &json!("\\Web Shop\\Area")));
    assert_eq!(areas["hasChildren"], false);
    assert!(areas["id"].as_i64() > iterations["id"].as_i64());
    assert_eq!(iterations["children"][0]["path"], "\\Web Shop\\Iteration\\Sprint 1");
    // Numbers are unique in the organization.
    api.project("Other").await;
    let other = api.get("Other/_apis/wit/classificationnodes/areas").await.ok(200);
    assert!(other["id"].as_i64() > areas["id"].as_i64());
}

#[tokio::test]
async fn a_tree_grows_moves_and_is_found_by_any_form_of_path() {
    let api = shop().await;
    let web = api.post(AREAS, &json!({"name": "Web"})).await;
    let location = web.header("location").unwrap().to_owned();
    let web = web.ok(201);
    assert_eq!(location, web["url"].as_str().unwrap());
    assert!(location.ends_with("/_apis/wit/classificationNodes/Areas/Web"));
    assert_eq!(web["_links"]["parent"]["href"], format!("{}", location.trim_end_matches("/Web")));
    api.post(&format!("{AREAS}/web"), &json!({"name": "Shop"})).await.ok(201);
    let data = api.post(AREAS, &json!({"name": "Data"})).await.ok(201);
    // A number moves a node.
    let moved = api.post(&format!("{AREAS}/%5CWeb%5CShop"), &json!({"id": data["id"]})).await.ok(200);
    assert_eq!(moved["path"], "\\Web Shop\\Area\\Web\\Shop\\Data");
    for path in ["Web/Shop/Data", "Web%5CShop%5CDATA", "Web%2Fshop%2Fdata"] {
        let found = api.get(&format!("{AREAS}/{path}")).await.ok(200);
        assert_eq!(found["identifier"], data["identifier"], "{path}");
    }
    let deep = api.get(&format!("{AREAS}?$depth=2")).await.ok(200);
    let shop = &deep["children"][0]["children"][0];
    assert_eq!((&shop["name"], &shop["hasChildren"]), (&json!("Shop"), &json!(true)));
    assert!(shop.get("children").is_none() && shop.get("_links").is_none());
    // By numbers, in their order; what is not there is null or an error.
    let ids = format!("Web%20Shop/_apis/wit/classificationnodes?ids={},{},9999", data["id"], web["id"]);
    let found = api.get(&format!("{ids}&errorPolicy=omit")).await.ok(200);
    assert_eq!(found["value"][1]["name"], "Web");
    assert_eq!(found["value"][2], Value::Null);
    assert_eq!(api.get(&ids).await.fault(404), "WorkItemTrackingTreeNodeNotFoundException");
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_changes_nothing() {
    let api = shop().await;
    let web = api.post(AREAS, &json!({"name": "Web"})).await.ok(201);
    let shop = api.post(&format!("{AREAS}/Web"), &json!({"name": "Shop"})).await.ok(201);
    let taken = api.post(AREAS, &json!({"name": "WEB"})).await;
    assert_eq!(taken.fault(409), "ClassificationNodeDuplicateNameException");
    api.post(AREAS, &json!({"name": "a/b"})).await.fault(400);
    api.post(AREAS, &json!({})).await.fault(400);
    api.post(&format!("{AREAS}/Web/Shop"), &json!({"id": web["id"]})).await.fault(400);
    api.post(ITERATIONS, &json!({"id": web["id"]})).await.fault(400);
    api.post(&format!("{AREAS}/None"), &json!({"name": "x"})).await.fault(404);
    api.delete(AREAS).await.fault(400);
    api.delete(&format!("{AREAS}/Web?$reclassifyId={}", shop["id"])).await.fault(404);
    api.get("Web%20Shop/_apis/wit/classificationnodes/teams").await.fault(400);
    let tree = api.get(&format!("{AREAS}?$depth=9")).await.ok(200);
    assert_eq!(tree["children"][0]["children"][0]["id"], shop["id"]);
    api.delete(&format!("{AREAS}/Web?$reclassifyId={}", tree["id"])).await.ok(204);
    assert_eq!(api.get(&format!("{AREAS}?$depth=9")).await.ok(200)["hasChildren"], false);
}

#[tokio::test]
async fn iterations_have_dates() {
    let api = shop().await;
    let dates = json!({"startDate": "2026-07-01T00:00:00Z", "finishDate": "7/14/2026"});
    let made = api.post(ITERATIONS, &json!({"name": "July", "attributes": dates})).await.ok(201);
    assert_eq!(made["attributes"]["finishDate"], "2026-07-14T00:00:00Z");
    let path = format!("{ITERATIONS}/July");
    let renamed = api.patch(&path, &json!({"name": "Juli"})).await.ok(200);
    assert_eq!(renamed["attributes"], made["attributes"]);
    let path = format!("{ITERATIONS}/Juli");
    api.patch(&path, &json!({"attributes": {"finishDate": "2026-06-01"}})).await.fault(400);
    let none = json!({"attributes": {"startDate": null, "finishDate": null}});
    assert!(api.patch(&path, &none).await.ok(200).get("attributes").is_none());
    // The roots are called like the project, whatever that is called.
    let id = api.get("_apis/projects/Web%20Shop").await.ok(200)["id"].as_str().unwrap().to_owned();
    api.patch(&format!("_apis/projects/{id}"), &json!({"name": "Shop"})).await.ok(202);
    api.advance(60);
    let root = api.call(Method::GET, "Shop/_apis/wit/classificationnodes/1").send().await.ok(200);
    assert_eq!((&root["name"], &root["path"]), (&json!("Shop"), &json!("\\Shop\\Iteration")));
}
