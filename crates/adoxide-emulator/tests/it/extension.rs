//! Extensions, requests for one, and the documents that they keep.

use http::Method;
use serde_json::json;

use crate::support::{empty, seeded};

const ROOT: &str = "_apis/extensionmanagement";

fn preview(path: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{ROOT}/{path}{separator}api-version=7.1-preview.1")
}

#[tokio::test]
async fn an_extension_is_installed_switched_off_and_uninstalled() {
    let api = empty();
    let path = preview("installedextensionsbyname/acme/charts");
    assert_eq!(api.get(&path).await.fault(404), "InstalledExtensionNotFoundException");
    let made =
        api.call(Method::POST, &preview("installedextensionsbyname/acme/charts/2.1.0")).send().await.ok(200);
    assert_eq!((&made["publisherId"], &made["extensionId"]), (&json!("acme"), &json!("charts")));
    assert_eq!((&made["version"], &made["installState"]["flags"]), (&json!("2.1.0"), &json!("none")));
    assert_eq!(api.call(Method::POST, &path).send().await.fault(409), "ExtensionAlreadyInstalledException");
    let off = json!({"publisherId": "acme", "extensionId": "charts", "installState": {"flags": "disabled"}});
    let off = api.patch(&preview("installedextensions"), &off).await.ok(200);
    assert_eq!(off["installState"]["flags"], "disabled");
    let enabled = api.get(&preview("installedextensions?includeDisabledExtensions=false")).await.ok(200);
    assert_eq!(enabled["count"], 0);
    assert_eq!(api.get(&preview("installedextensions")).await.ok(200)["count"], 1);
    api.delete(&path).await.ok(204);
    let log = api.get(&preview("AuditLog/acme/charts")).await.ok(200);
    let actions: Vec<_> =
        log["entries"].as_array().unwrap().iter().map(|entry| entry["auditAction"].clone()).collect();
    assert_eq!(actions, ["uninstalled", "disabled", "installed"]);
}

#[tokio::test]
async fn the_seeded_organization_has_extensions() {
    let list = seeded().get(&preview("installedextensions")).await.ok(200);
    let all = list["value"].as_array().unwrap();
    assert_eq!(all.len(), 4);
    assert_eq!(all[0]["flags"], "builtIn, trusted");
    assert_eq!(all[2]["scopes"], json!(["vso.work_write", "vso.extension.data_write"]));
}

#[tokio::test]
async fn somebody_asks_for_an_extension_and_an_administrator_decides() {
    let api = empty();
    let ask = preview("RequestedExtensions/acme/charts/requests/me");
    let asked = api.post(&ask, &json!("for the weekly report")).await.ok(200);
    assert_eq!(asked["extensionRequests"][0]["requestState"], "open");
    let all = preview("RequestedExtensions/acme/charts?state=rejected");
    assert_eq!(api.patch(&all, &json!("too expensive")).await.ok(200), 1);
    let list = api.get(&preview("RequestedExtensions")).await.ok(200);
    let request = &list["value"][0]["extensionRequests"][0];
    assert_eq!(
        (&request["requestState"], &request["rejectMessage"]),
        (&json!("rejected"), &json!("too expensive"))
    );
    api.delete(&ask).await.ok(204);
    assert_eq!(api.get(&preview("RequestedExtensions")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn documents_are_kept_and_the_later_of_two_writers_is_told() {
    let api = empty();
    let base = "InstalledExtensions/acme/charts/Data/Scopes/Default/Current/Collections/boards/Documents";
    assert_eq!(api.get(&preview(base)).await.fault(404), "DocumentCollectionDoesNotExistException");
    let made = api.post(&preview(base), &json!({"id": "a", "size": 3})).await.ok(200);
    assert_eq!(made, json!({"id": "a", "size": 3, "__etag": 1}));
    assert_eq!(api.post(&preview(base), &json!({"id": "a"})).await.fault(409), "DocumentExistsException");
    let put = |body| api.call(Method::PUT, &preview(base)).json(&body).send();
    assert_eq!(put(json!({"id": "a", "size": 4, "__etag": 1})).await.ok(200)["__etag"], 2);
    assert_eq!(
        put(json!({"id": "a", "size": 5, "__etag": 1})).await.fault(400),
        "InvalidDocumentVersionException"
    );
    let merged = api.patch(&preview(base), &json!({"id": "a", "color": "red"})).await.ok(200);
    assert_eq!(merged, json!({"id": "a", "size": 4, "color": "red", "__etag": 3}));
    api.delete(&preview(&format!("{base}/a"))).await.ok(204);
    assert_eq!(api.get(&preview(&format!("{base}/a"))).await.fault(404), "DocumentDoesNotExistException");
    assert_eq!(api.get(&preview(base)).await.ok(200)["count"], 0);
}
