//! Feeds: views, permissions, retention, recycle bin, packages.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Api, empty, seeded};

async fn feed(api: &Api) -> String {
    let body = json!({"name": "tools", "description": "What all use", "upstreamEnabled": true,
        "upstreamSources": [{"name": "npmjs", "protocol": "npm", "location": "https://npm.fabrikam.example/",
                             "upstreamSourceType": "public"}]});
    let made = api.post("_apis/packaging/feeds", &body).await.ok(201);
    assert_eq!(made["upstreamSources"][0]["status"], "ok");
    assert_eq!((&made["viewId"], &made["fullyQualifiedName"]), (&Value::Null, &json!("tools")));
    made["id"].as_str().unwrap().to_owned()
}

fn names(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_feed_is_created_changed_deleted_and_restored() {
    let api = empty();
    let id = feed(&api).await;
    let again = api.post("_apis/packaging/feeds", &json!({"name": "Tools"})).await;
    assert_eq!(again.fault(409), "FeedNameAlreadyExistsException");
    let bad = api.post("_apis/packaging/feeds", &json!({"name": "a/b"})).await;
    assert_eq!(bad.fault(400), "InvalidFeedNameException");
    let changed = api.patch("_apis/packaging/feeds/tools", &json!({"badgesEnabled": true})).await.ok(200);
    assert_eq!((&changed["badgesEnabled"], &changed["description"]), (&json!(true), &json!("What all use")));
    let shown = api.get("_apis/packaging/feeds/tools@Release").await.ok(200);
    assert_eq!(
        (&shown["viewName"], &shown["fullyQualifiedName"]),
        (&json!("Release"), &json!("tools@Release"))
    );
    assert_eq!(api.get("_apis/packaging/feeds/tools@Other").await.fault(404), "FeedIdNotFoundException");

    api.delete(&format!("_apis/packaging/feeds/{id}")).await.ok(204);
    assert_eq!(api.get("_apis/packaging/feeds/tools").await.fault(404), "FeedIdNotFoundException");
    let bin = "_apis/packaging/feedrecyclebin";
    assert_eq!(names(&api.get(bin).await.ok(200)), ["tools"]);
    let change = api.get(&format!("_apis/packaging/feedchanges/{id}")).await.ok(200);
    assert_eq!(change["changeType"], "delete");
    let restore = json!([{"op": "replace", "path": "/isDeleted", "value": false}]);
    api.json_patch(&format!("{bin}/{id}"), &restore).await.ok(204);
    assert_eq!(names(&api.get("_apis/packaging/feeds").await.ok(200)), ["tools"]);
    api.delete(&format!("_apis/packaging/feeds/{id}")).await.ok(204);
    api.delete(&format!("{bin}/{id}")).await.ok(204);
    assert_eq!(api.get(bin).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn a_feed_of_a_project_is_seen_within_the_project() {
    let api = empty();
    let project = api.project("Shop").await;
    feed(&api).await;
    let own = api.post("Shop/_apis/packaging/feeds", &json!({"name": "parts"})).await.ok(201);
    assert_eq!(own["project"]["id"], project);
    assert!(own["url"].as_str().unwrap().contains(&project));
    assert_eq!(names(&api.get("Shop/_apis/packaging/feeds").await.ok(200)), ["tools", "parts"]);
    assert_eq!(api.get("_apis/packaging/feeds/parts").await.fault(404), "FeedIdNotFoundException");
}

#[tokio::test]
async fn views_are_made_and_the_local_one_stays() {
    let api = empty();
    let id = feed(&api).await;
    let views = format!("_apis/packaging/feeds/{id}/views");
    assert_eq!(names(&api.get(&views).await.ok(200)), ["Local", "Prerelease", "Release"]);
    let made = api.post(&views, &json!({"name": "Tested", "visibility": "organization"})).await.ok(201);
    assert_eq!((&made["type"], &made["visibility"]), (&json!("release"), &json!("organization")));
    assert_eq!(
        api.post(&views, &json!({"name": "tested"})).await.fault(409),
        "FeedViewAlreadyExistsException"
    );
    let changed = api.patch(&format!("{views}/Tested"), &json!({"visibility": "private"})).await.ok(200);
    assert_eq!(changed["visibility"], "private");
    api.delete(&format!("{views}/Tested")).await.ok(204);
    api.delete(&format!("{views}/Local")).await.fault(400);
    assert_eq!(api.get(&format!("{views}/Tested")).await.fault(404), "FeedViewNotFoundException");
}

#[tokio::test]
async fn roles_are_given_and_taken() {
    let api = empty();
    api.project("Shop").await;
    let made = api.post("Shop/_apis/packaging/feeds", &json!({"name": "parts"})).await.ok(201);
    let path = format!("Shop/_apis/packaging/feeds/{}/permissions", made["id"].as_str().unwrap());
    let all = api.get(&path).await.ok(200);
    let roles: Vec<_> = all["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["displayName"].as_str().unwrap(), own["role"].as_str().unwrap()))
        .collect();
    assert!(roles.contains(&("[Shop]\\Contributors", "contributor")), "{roles:?}");
    assert!(roles.contains(&("Shop Build Service (fabrikam)", "collaborator")), "{roles:?}");
    let descriptor = &all["value"][0]["identityDescriptor"];
    let set = json!([{"identityDescriptor": descriptor, "role": 2}]);
    assert_eq!(api.patch(&path, &set).await.ok(200)["value"][0]["role"], "reader");
    api.patch(&path, &json!([{"identityDescriptor": descriptor, "role": "none"}])).await.ok(200);
    assert_eq!(api.get(&path).await.ok(200)["count"].as_i64().unwrap(), all["count"].as_i64().unwrap() - 1);
    api.patch(&path, &json!([{"identityDescriptor": descriptor, "role": "owner"}])).await.fault(400);
    let global = api.get("_apis/packaging/globalpermissions").await.ok(200);
    assert_eq!(global["value"][0]["role"], "administrator");
}

#[tokio::test]
async fn retention_is_none_until_it_is_set() {
    let api = empty();
    let id = feed(&api).await;
    let path = format!("_apis/packaging/feeds/{id}/retentionpolicies");
    assert_eq!(api.get(&path).await.ok(200), Value::Null);
    let put = |body| api.call(Method::PUT, &path).json(&body).send();
    put(json!({"countLimit": 0})).await.fault(400);
    let set = put(json!({"countLimit": 20})).await.ok(200);
    assert_eq!(set["daysToKeepRecentlyDownloadedPackages"], 30);
    api.delete(&path).await.ok(204);
    assert_eq!(api.get(&path).await.ok(200), Value::Null);
}

#[tokio::test]
async fn packages_are_listed_by_view_and_protocol() {
    let api = seeded();
    let all = api.get("_apis/packaging/feeds/fabrikam/packages").await.ok(200);
    assert_eq!(names(&all), ["@fabrikam/buttons", "fabrikam-metrics", "Fabrikam.Orders"]);
    let orders = &all["value"][2];
    assert_eq!(orders["versions"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&orders["versions"][0]["version"], &orders["versions"][0]["isLatest"]),
        (&json!("1.2.0-beta"), &json!(true))
    );
    let whole = "_apis/packaging/feeds/fabrikam@Release/packages?protocolType=nuget&includeAllVersions=true";
    let released = api.get(whole).await.ok(200);
    let versions = released["value"][0]["versions"].as_array().unwrap();
    assert_eq!(
        versions.iter().map(|known| known["version"].as_str().unwrap()).collect::<Vec<_>>(),
        ["1.1.0", "1.0.0"]
    );
    let page = api.get("_apis/packaging/feeds/fabrikam/packages?$top=1&$skip=2").await.ok(200);
    assert_eq!(names(&page), ["Fabrikam.Orders"]);
    let id = orders["id"].as_str().unwrap();
    let one = api.get(&format!("_apis/packaging/feeds/fabrikam/packages/{id}/versions/1.0.0")).await.ok(200);
    assert_eq!(one["otherVersions"].as_array().unwrap().len(), 2);
    assert_eq!(
        api.get("_apis/packaging/feeds/fabrikam/packages/none").await.fault(404),
        "PackageNotFoundException"
    );
    assert_eq!(api.get("_apis/packaging/feeds/fabrikam/RecycleBin/packages").await.ok(200)["count"], 0);
}
