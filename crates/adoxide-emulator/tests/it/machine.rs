//! What machines and programs do with pools: agents that connect, jobs that are asked for, clouds, limits.

use http::Method;
use serde_json::json;

use super::support::*;

const POOLS: &str = "_apis/distributedtask/pools";

#[tokio::test]
async fn an_agent_is_online_while_it_has_a_session() {
    let api = empty();
    let pool = api.post(POOLS, &json!({"name": "Own"})).await.ok(200)["id"].clone();
    let own = format!("{POOLS}/{pool}");
    let agent =
        api.post(&format!("{own}/agents"), &json!({"name": "one", "version": "4.255.0"})).await.ok(200);
    assert_eq!(agent["status"], "offline");
    assert_eq!(agent["authorization"]["publicKey"]["exponent"], "AQAB");
    let session = json!({"ownerName": "machine", "agent": {"id": agent["id"], "name": "one"}});
    let session = api.post(&format!("{own}/sessions"), &session).await.ok(200);
    let shown = format!("{own}/agents/{}", agent["id"]);
    assert_eq!(api.get(&shown).await.ok(200)["status"], "online");
    let id = session["sessionId"].as_str().unwrap();
    assert_eq!(api.get(&format!("{own}/messages?sessionId={id}")).await.status.as_u16(), 202);
    let nothing = "7d9b4a52-9d0e-4f2a-8b4c-5d6e7f8a9b0c";
    api.get(&format!("{own}/messages?sessionId={nothing}")).await.fault(404);
    api.delete(&format!("{own}/sessions/{id}")).await.ok(204);
    assert_eq!(api.get(&shown).await.ok(200)["status"], "offline");
    let unknown = json!({"ownerName": "machine", "agent": {"name": "two"}});
    api.post(&format!("{own}/sessions"), &unknown).await.fault(404);
}

#[tokio::test]
async fn a_job_that_a_program_asks_for_goes_to_an_agent_that_has_what_it_demands() {
    let api = empty();
    let pool = api.post(POOLS, &json!({"name": "Own"})).await.ok(200)["id"].clone();
    let own = format!("{POOLS}/{pool}");
    let agent = json!({"name": "one", "status": "online", "systemCapabilities": {"make": "/usr/bin/make"}});
    api.post(&format!("{own}/agents"), &agent).await.ok(200);
    let asked = api.post(&format!("{own}/jobrequests"), &json!({"demands": ["cobol"]})).await.ok(200);
    assert_eq!((&asked["reservedAgent"], &asked["assignTime"]), (&json!(null), &json!(null)));
    let asked = api.post(&format!("{own}/jobrequests"), &json!({"demands": ["make"]})).await.ok(200);
    assert_eq!(asked["reservedAgent"]["name"], "one");
    assert_eq!(asked["demands"], json!(["make", "Agent.Version -gtVersion 2.182.1"]));
    assert!(asked["lockedUntil"].is_string() && asked["matchesAllAgentsInPool"] == true, "{asked}");
    let number = format!("{own}/jobrequests/{}?lockToken=x", asked["requestId"]);
    let told = api.patch(&number, &json!({"result": "succeeded"})).await.ok(200);
    assert_eq!((&told["result"], told["lockedUntil"].is_null()), (&json!("succeeded"), true));
    api.patch(&number, &json!({"result": "superb"})).await.fault(400);
    api.delete(&number).await.ok(204);
    let listed = api.get(&format!("{own}/jobrequests?$top=10")).await.ok(200);
    assert_eq!(listed["count"], 1);
}

#[tokio::test]
async fn agent_clouds_keep_their_secret() {
    let api = empty();
    let clouds = "_apis/distributedtask/agentclouds";
    let new = json!({"name": "Ours", "type": "Ours", "sharedSecret": "hunter2", "acquireAgentEndpoint": "https://example.com/"});
    let made = api.post(clouds, &new).await.ok(200);
    assert!(!made.to_string().contains("hunter2"), "{made}");
    let own = format!("{clouds}/{}", made["agentCloudId"]);
    let changed = api.patch(&own, &json!({"name": "Theirs"})).await.ok(200);
    assert_eq!(
        (&changed["name"], &changed["acquireAgentEndpoint"]),
        (&json!("Theirs"), &made["acquireAgentEndpoint"])
    );
    assert_eq!(api.get(clouds).await.ok(200)["count"], 2);
    assert_eq!(api.get(&format!("{own}/requests")).await.ok(200)["count"], 0);
    api.delete(&format!("{clouds}/1")).await.fault(400);
    api.delete(&own).await.ok(200);
    api.get(&own).await.fault(404);
}

#[tokio::test]
async fn limits_packages_and_deployment_targets() {
    let api = empty();
    api.project("P").await;
    let preview = "api-version=7.1-preview.1";
    let limits = api.get(&format!("_apis/distributedtask/resourcelimits?{preview}")).await.ok(200);
    assert_eq!(limits["value"][0]["parallelismTag"], "Private");
    let packages = api.get("_apis/distributedtask/packages/agent/linux-x64").await.ok(200);
    let version = &packages["value"][0]["version"];
    let version = format!("{}.{}.{}", version["major"], version["minor"], version["patch"]);
    let one = format!("_apis/distributedtask/packages/agent/linux-x64/{version}");
    assert_eq!(api.get(&one).await.ok(200), packages["value"][0]);
    api.get("_apis/distributedtask/packages/agent/linux-x64/1.0.0").await.fault(404);
    let groups = "P/_apis/distributedtask/deploymentgroups";
    let group = api.post(groups, &json!({"name": "web"})).await.ok(200);
    let targets = format!("{groups}/{}/targets", group["id"]);
    let target = json!({"agent": {"name": "web-1", "status": "online"}, "tags": ["blue"]});
    let target = api.post(&targets, &target).await.ok(200);
    assert_eq!((&target["agent"]["name"], &target["tags"]), (&json!("web-1"), &json!(["blue"])));
    let pools = format!("_apis/distributedtask/deploymentPools/deploymentPoolsSummary?{preview}");
    let pools = api.get(&pools).await.ok(200);
    assert_eq!(
        (&pools["value"][0]["onlineAgentsCount"], &pools["value"][0]["deploymentGroups"][0]["name"]),
        (&json!(1), &json!("web"))
    );
    let schema = api.get("_apis/distributedtask/yamlschema").await.ok(200);
    assert!(schema["definitions"]["task"]["anyOf"].as_array().unwrap().len() > 100);
}

#[tokio::test]
async fn definitions_come_back_and_have_properties_and_metrics() {
    let api = empty();
    api.project("P").await;
    let definitions = "P/_apis/build/definitions";
    let new =
        json!({"name": "CI", "repository": {"type": "GitHub", "id": "fabrikam/web"}, "process": {"type": 1}});
    let made = api.post(definitions, &new).await.ok(200);
    let own = format!("{definitions}/{}", made["id"]);
    let properties = json!([{"op": "add", "path": "/team", "value": "web"}]);
    let changed = api.call(Method::PATCH, &format!("{own}/properties"));
    let changed = changed.body(properties.to_string(), "application/json-patch+json").send().await.ok(200);
    assert_eq!(changed["value"]["team"]["$value"], "web");
    let metrics = api.get(&format!("{own}/metrics?api-version=7.1-preview.1")).await.ok(200);
    assert_eq!(metrics["count"], 0);
    api.delete(&own).await.ok(204);
    api.get(&own).await.fault(404);
    let back = api.call(Method::PATCH, &format!("{own}?deleted=false")).json(&json!({})).send().await.ok(200);
    assert_eq!((&back["name"], &back["properties"]), (&json!("CI"), &changed["value"]));
    let template = json!({"name": "Ours", "template": {"name": "x"}});
    let templates = "P/_apis/build/definitions/templates";
    api.call(Method::PUT, &format!("{templates}/Ours")).json(&template).send().await.ok(200);
    assert_eq!(api.get(&format!("{templates}/ours")).await.ok(200)["canDelete"], true);
    api.delete(&format!("{templates}/ours")).await.ok(204);
    api.delete(&format!("{templates}/blank")).await.fault(404);
}

#[tokio::test]
async fn source_providers_show_what_is_in_a_repository() {
    let api = empty();
    api.project("P").await;
    let (repository, tip) = api.repository("P", "web").await;
    let files = [("add", "/docs/readme.md", "hello")];
    api.push(&repository, "refs/heads/main", &tip, &files).await.ok(201);
    let own = "P/_apis/sourceProviders/TfsGit";
    let branches = api.get(&format!("{own}/branches?repository=web")).await.ok(200);
    assert_eq!(branches["value"], json!(["refs/heads/main"]));
    let listed = api.get(&format!("{own}/repositories")).await.ok(200);
    assert!(listed["repositories"].as_array().unwrap().iter().any(|known| known["name"] == "web"));
    let file =
        api.get(&format!("{own}/filecontents?repository=web&commitOrBranch=main&path=/docs/readme.md")).await;
    assert_eq!(file.text(), "hello");
    let folder = api.get(&format!("{own}/pathcontents?repository=web&path=/")).await.ok(200);
    assert_eq!(
        (&folder["value"][0]["path"], &folder["value"][0]["isContainer"]),
        (&json!("/docs"), &json!(true))
    );
    api.get("P/_apis/sourceProviders/Nothing/branches").await.fault(404);
}
