//! Environments, secure files, tasks and types of endpoints.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

const ENVIRONMENTS: &str = "P/_apis/distributedtask/environments";

#[tokio::test]
async fn environments_are_at_two_addresses() {
    let api = empty();
    api.project("P").await;
    let new = json!({"name": "production", "description": "All of it"});
    let made = api.post(ENVIRONMENTS, &new).await.ok(200);
    assert_eq!((&made["name"], &made["resources"]), (&json!("production"), &json!([])));
    assert_eq!(made["project"]["name"], Value::Null);
    api.post(ENVIRONMENTS, &new).await.fault(409);
    let newer = "P/_apis/pipelines/environments";
    let listed = api.get(&format!("{newer}?name=prod*&api-version=7.2-preview.1")).await.ok(200);
    assert_eq!((&listed["count"], &listed["value"][0]["id"]), (&json!(1), &made["id"]));
    let own = format!("{ENVIRONMENTS}/{}", made["id"]);
    let cluster = json!({"name": "cluster", "namespace": "web", "serviceEndpointId": "x"});
    let kubernetes = format!("{own}/providers/kubernetes");
    let cluster = api.post(&kubernetes, &cluster).await.ok(200);
    assert_eq!((&cluster["type"], &cluster["namespace"]), (&json!("kubernetes"), &json!("web")));
    assert_eq!(api.get(&own).await.ok(200)["resources"][0]["name"], "cluster");
    api.delete(&format!("{kubernetes}/{}", cluster["id"])).await.ok(204);
    assert_eq!(api.patch(&own, &json!({"description": "Live"})).await.ok(200)["description"], "Live");
    assert_eq!(api.get(&format!("{own}/environmentdeploymentrecords")).await.ok(200)["count"], 0);
    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&own).await.fault(404), "EnvironmentNotFoundException");
}

#[tokio::test]
async fn a_secure_file_is_read_with_a_ticket_alone() {
    let api = empty();
    api.project("P").await;
    let files = "P/_apis/distributedtask/securefiles";
    let version = "api-version=7.2-preview.1";
    let upload = api.call(Method::POST, &format!("{files}?name=key.pem&{version}"));
    let made = upload.body("secret", "application/octet-stream").send().await.ok(200);
    assert_eq!(made["name"], "key.pem");
    let own = format!("{files}/{}", made["id"].as_str().unwrap());
    let known = api.get(&format!("{own}?includeDownloadTicket=true&{version}")).await.ok(200);
    let ticket = known["ticket"].as_str().unwrap();
    let download = api.get(&format!("{own}?download=true&ticket={ticket}&{version}")).await;
    assert!(download.text() == "secret" || download.json()["id"] == made["id"], "{}", download.text());
    let changed = json!({"name": "key.pem", "properties": {"team": "web"}});
    assert_eq!(api.patch(&format!("{own}?{version}"), &changed).await.ok(200)["properties"]["team"], "web");
    api.delete(&format!("{own}?{version}")).await.ok(204);
    assert_eq!(api.get(&format!("{files}?{version}")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn tasks_and_types_of_endpoints_are_known() {
    let api = empty();
    let tasks = api.get("_apis/distributedtask/tasks").await.ok(200);
    let bash = tasks["value"].as_array().unwrap().iter().find(|task| task["name"] == "Bash").unwrap();
    assert_eq!(bash["version"]["major"], 3);
    let one = api.get(&format!("_apis/distributedtask/tasks/{}", bash["id"].as_str().unwrap())).await.ok(200);
    assert!(one["value"].as_array().unwrap().iter().all(|task| task["id"] == bash["id"]));
    let types = api.get("_apis/serviceendpoint/types?type=azurerm").await.ok(200);
    assert_eq!((&types["count"], &types["value"][0]["name"]), (&json!(1), &json!("azurerm")));
}

#[tokio::test]
async fn only_secrets_of_an_endpoint_are_hidden() {
    let api = empty();
    let project = api.project("P").await;
    let body = json!({
        "name": "registry", "type": "dockerregistry", "url": "https://registry.example",
        "authorization": {"scheme": "UsernamePassword",
            "parameters": {"username": "me", "password": "x", "email": "me@x.example", "registry": "https://r"}},
        "serviceEndpointProjectReferences": [{"name": "registry", "projectReference": {"id": project}}],
    });
    let made = api.post("_apis/serviceendpoint/endpoints", &body).await.ok(200);
    let shown = json!({"username": "me", "password": null, "email": "me@x.example", "registry": "https://r"});
    assert_eq!(made["authorization"]["parameters"], shown);
    let mut cloud = body.clone();
    cloud["authorization"] = json!({"scheme": "WorkloadIdentityFederation", "parameters": {"tenantid": "t"}});
    cloud["name"] = "cloud".into();
    cloud["serviceEndpointProjectReferences"][0]["name"] = "cloud".into();
    let made = api.post("_apis/serviceendpoint/endpoints", &cloud).await.ok(200);
    let subject = &made["authorization"]["parameters"]["workloadIdentityFederationSubject"];
    assert_eq!(subject, "sc://fabrikam/P/cloud");
}
