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
    assert_eq!(
        names(&all),
        [
            "@fabrikam/buttons",
            "com.fabrikam:orders-client",
            "fabrikam-metrics",
            "fabrikam-units",
            "Fabrikam.Orders",
            "warehouse-maps"
        ]
    );
    let orders = &all["value"][4];
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
    let page = api.get("_apis/packaging/feeds/fabrikam/packages?$top=1&$skip=4").await.ok(200);
    assert_eq!(names(&page), ["Fabrikam.Orders"]);
    let id = orders["id"].as_str().unwrap();
    let one = api.get(&format!("_apis/packaging/feeds/fabrikam/packages/{id}/versions/1.0.0")).await.ok(200);
    let kept = |query: &str| format!("_apis/packaging/feeds/fabrikam/packages/{id}/versions/1.0.0?{query}");
    api.get(&kept("isDeleted=false&isListed=true")).await.ok(200);
    api.get(&kept("isDeleted=true")).await.fault(404);
    api.get(&kept("isListed=false")).await.fault(404);
    assert_eq!(one["otherVersions"].as_array().unwrap().len(), 2);
    assert_eq!(
        api.get("_apis/packaging/feeds/fabrikam/packages/none").await.fault(404),
        "PackageNotFoundException"
    );
    assert_eq!(api.get("_apis/packaging/feeds/fabrikam/RecycleBin/packages").await.ok(200)["count"], 0);
}

const FEED: &str = "_apis/packaging/feeds/fabrikam";

fn preview(path: &str) -> String {
    format!("{path}?api-version=7.2-preview.1")
}

#[tokio::test]
async fn a_package_version_is_promoted_unlisted_deleted_and_restored() {
    let api = seeded();
    let path = preview(&format!("{FEED}/nuget/packages/fabrikam.orders/versions/1.2.0-beta"));
    let one = api.get(&path).await.ok(200);
    assert_eq!((&one["name"], &one["listed"]), (&json!("Fabrikam.Orders"), &json!(true)));
    let to = |view: &str| json!({"op": "add", "path": "/views/-", "value": view});
    api.patch(&path, &json!({"views": to("Prerelease"), "listed": false})).await.ok(200);
    assert_eq!(api.patch(&path, &json!({"views": to("None")})).await.fault(404), "FeedViewNotFoundException");
    api.patch(&path, &json!({"views": {"op": "remove", "path": "/views/-", "value": "Release"}}))
        .await
        .fault(400);
    let promoted = api.get("_apis/packaging/feeds/fabrikam@Prerelease/packages").await.ok(200);
    assert_eq!(names(&promoted), ["Fabrikam.Orders"]);
    assert_eq!(promoted["value"][0]["versions"][0]["isListed"], false);

    assert!(api.delete(&path).await.ok(200)["deletedDate"].is_string());
    assert_eq!(api.delete(&path).await.fault(404), "PackageVersionNotFoundException");
    assert_eq!(api.get(&path).await.fault(404), "PackageVersionNotFoundException");
    assert!(api.get(&format!("{path}&showDeleted=true")).await.ok(200)["deletedDate"].is_string());
    let bin = preview(&format!("{FEED}/nuget/RecycleBin/packages/Fabrikam.Orders/versions/1.2.0-beta"));
    assert_eq!(api.get(&bin).await.ok(200)["version"], "1.2.0-beta");
    assert_eq!(names(&api.get(&format!("{FEED}/RecycleBin/packages")).await.ok(200)), ["Fabrikam.Orders"]);
    api.patch(&bin, &json!({"deleted": true})).await.fault(400);
    api.patch(&bin, &json!({"deleted": false})).await.ok(200);
    api.get(&bin).await.fault(404);
    api.delete(&path).await.ok(200);
    api.delete(&bin).await.ok(200);
    assert_eq!(
        api.get(&format!("{path}&showDeleted=true")).await.fault(404),
        "PackageVersionNotFoundException"
    );
}

#[tokio::test]
async fn batches_change_package_versions_of_every_protocol() {
    let api = seeded();
    let all = [
        ("nuget", "packages/Fabrikam.Orders", json!({"id": "Fabrikam.Orders", "version": "1.0.0"})),
        ("npm", "packages/@fabrikam/buttons", json!({"id": "@fabrikam/buttons", "version": "1.0.0"})),
        ("pypi", "packages/Fabrikam_Metrics", json!({"id": "Fabrikam.Metrics", "version": "2.3.0"})),
        (
            "maven",
            "groups/com.fabrikam/artifacts/orders-client",
            json!({"group": "com.fabrikam", "artifact": "orders-client", "version": "1.0.0"}),
        ),
        ("cargo", "packages/fabrikam-units", json!({"id": "fabrikam-units", "version": "0.3.0"})),
        ("upack", "packages/warehouse-maps", json!({"id": "warehouse-maps", "version": "1.0.0"})),
    ];
    for (protocol, package, version) in &all {
        let path = match *protocol {
            "cargo" => preview("_packaging/packaging/feeds/fabrikam/cargo/packagesbatch"),
            _ => preview(&format!("{FEED}/{protocol}/packagesbatch")),
        };
        let body = |operation: Value| json!({"operation": operation, "packages": [version], "data": {"viewId": "Prerelease"}});
        api.post(&path, &body(json!(0))).await.ok(200);
        api.post(&path, &body(json!("restoreToFeed"))).await.fault(400);
        api.post(&path, &body(json!("delete"))).await.ok(200);
        assert_eq!(
            api.post(&path, &body(json!("delete"))).await.fault(404),
            "PackageVersionNotFoundException"
        );
        let number = version["version"].as_str().unwrap();
        let bin = format!("{FEED}/{protocol}/RecycleBin");
        let deleted = api.get(&preview(&format!("{bin}/{package}/versions/{number}"))).await.ok(200);
        assert_eq!(deleted["version"], number);
        let path = preview(&format!("{bin}/packagesBatch"));
        api.post(&path, &body(json!("restoreToFeed"))).await.ok(200);
        api.post(&path, &body(json!("permanentDelete"))).await.fault(404);
        let own = package.trim_start_matches(if *protocol == "npm" { "packages/" } else { "" });
        let shown = api.get(&preview(&format!("{FEED}/{protocol}/{own}/versions/{number}"))).await.ok(200);
        assert_eq!(shown["version"], number);
        let behaviour = preview(&format!("{FEED}/{protocol}/{package}/upstreaming"));
        if *protocol != "upack" {
            assert_eq!(api.get(&behaviour).await.ok(200)["versionsFromExternalUpstreams"], "auto");
            let set = |value: &str| json!({"versionsFromExternalUpstreams": value});
            api.patch(&behaviour, &set("allowExternalVersions")).await.ok(200);
            let now = api.get(&behaviour).await.ok(200);
            assert_eq!(now["versionsFromExternalUpstreams"], "allowExternalVersions");
            api.patch(&behaviour, &set("sometimes")).await.fault(400);
            api.patch(&behaviour, &json!({})).await.ok(200);
            assert_eq!(api.get(&behaviour).await.ok(200)["versionsFromExternalUpstreams"], "auto");
        }
    }
    let promoted = api.get("_apis/packaging/feeds/fabrikam@Prerelease/packages").await.ok(200);
    assert_eq!(promoted["count"], all.len());

    let npm = preview(&format!("{FEED}/npm/@fabrikam/buttons/versions/0.9.1"));
    let body = json!({"deprecateMessage": "use 1.0.0"});
    assert_eq!(api.patch(&npm, &body).await.ok(200)["deprecateMessage"], "use 1.0.0");
    let body = json!({"operation": "deprecate", "data": {"message": ""},
        "packages": [{"id": "@fabrikam/buttons", "version": "0.9.1"}]});
    api.post(&preview(&format!("{FEED}/npm/packagesbatch")), &body).await.ok(200);
    assert_eq!(api.get(&npm).await.ok(200)["deprecateMessage"], Value::Null);
    assert!(api.delete(&npm).await.ok(200)["unpublishedDate"].is_string());
    let emptied = api.delete(&format!("{FEED}/RecycleBin/Packages")).await.ok(202);
    assert_eq!(api.get(&format!("{FEED}/RecycleBin/packages")).await.ok(200)["count"], 1);
    api.advance(60);
    let operation = format!("_apis/operations/{}", emptied["id"].as_str().unwrap());
    assert_eq!(api.get(&operation).await.ok(200)["status"], "succeeded");
    assert_eq!(api.get(&format!("{FEED}/RecycleBin/packages")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn contents_of_packages_are_downloaded_until_they_are_deleted() {
    let api = seeded();
    let nuget = preview(&format!("{FEED}/nuget/packages/Fabrikam.Orders/versions/1.0.0/content"));
    let package = api.get(&nuget).await;
    assert_eq!(package.header("content-type"), Some("application/octet-stream"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package.bytes.clone())).unwrap();
    let nuspec = std::io::read_to_string(archive.by_name("Fabrikam.Orders.nuspec").unwrap()).unwrap();
    assert!(nuspec.contains("<version>1.0.0</version>"), "{nuspec}");

    let npm = |rest: &str| preview(&format!("{FEED}/npm/packages/@fabrikam/buttons/versions/1.0.0/{rest}"));
    let readme = api.get(&npm("readme")).await;
    assert!(readme.text().starts_with("# @fabrikam/buttons"), "{readme:?}");
    let mut unpacked = Vec::new();
    let content = api.get(&npm("content")).await.bytes;
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&content[..]), &mut unpacked).unwrap();
    assert_eq!((&unpacked[..20], &unpacked[257..262]), (&b"package/package.json"[..], &b"ustar"[..]));
    assert_eq!(unpacked.len() % 512, 0);

    let maven =
        |file: &str| preview(&format!("{FEED}/maven/com.fabrikam/orders-client/1.1.0/{file}/content"));
    assert!(api.get(&maven("orders-client-1.1.0.pom")).await.text().contains("<version>1.1.0</version>"));
    assert_eq!(api.get(&maven("orders-client-1.1.0.war")).await.fault(404), "PackageFileNotFoundException");
    let pypi = "pypi/packages/fabrikam-metrics/versions/2.3.0/fabrikam_metrics-2.3.0.tar.gz/content";
    assert_eq!(api.get(&preview(&format!("{FEED}/{pypi}"))).await.status, 200);
    let version =
        api.get(&format!("{FEED}/packages/com.fabrikam:orders-client/versions/1.1.0")).await.ok(200);
    assert_eq!(version["files"].as_array().unwrap().len(), 2);

    api.delete(nuget.replace("/content", "").as_str()).await.ok(200);
    assert_eq!(api.get(&nuget).await.fault(404), "PackageVersionNotFoundException");
}
