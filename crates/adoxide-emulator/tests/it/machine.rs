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

#[tokio::test]
async fn configurations_of_oauth_keep_their_secret() {
    let api = empty();
    let path = "_apis/serviceendpoint/oauthconfiguration";
    let preview = "api-version=7.1-preview.1";
    let new = json!({"name": "Ours", "endpointType": "github", "clientId": "c", "clientSecret": "hunter2"});
    let made = api.post(&format!("{path}?{preview}"), &new).await.ok(200);
    assert!(!made.to_string().contains("hunter2") && made["createdBy"]["id"].is_string(), "{made}");
    let own = format!("{path}/{}?{preview}", made["id"].as_str().unwrap());
    let changed = api.put(&own, &json!({"name": "Theirs"})).await.ok(200);
    assert_eq!((&changed["name"], &changed["createdOn"]), (&json!("Theirs"), &made["createdOn"]));
    let listed = api.get(&format!("{path}?endpointType=jira&{preview}")).await.ok(200);
    assert_eq!(listed["count"], 0);
    api.delete(&own).await.ok(200);
    api.get(&own).await.fault(404);
}

#[tokio::test]
async fn a_collection_remembers_people_and_proxies() {
    let api = empty();
    let me = api.get("_apis/connectionData?api-version=7.1-preview.1").await.ok(200);
    let me = &me["authenticatedUser"]["id"];
    let recent = "_apis/core/identityMru/common?api-version=7.1-preview.1";
    api.post(recent, &json!({"identityIds": [me, "7d9b4a52-9d0e-4f2a-8b4c-5d6e7f8a9b0c"]})).await.ok(204);
    let listed = api.get(recent).await.ok(200);
    assert_eq!((&listed["count"], &listed["value"][0]["id"]), (&json!(1), me));
    let proxy = json!({"url": "http://proxy.example:8081/", "site": "here"});
    let version = "api-version=7.1-preview.2";
    api.put(&format!("_apis/proxies?{version}"), &proxy).await.ok(200);
    assert_eq!(api.get(&format!("_apis/proxies?{version}")).await.ok(200)["value"][0]["site"], "here");
    api.delete(&format!("_apis/proxies?proxyUrl=http://proxy.example:8081/&{version}")).await.ok(204);
    assert_eq!(api.get(&format!("_apis/proxies?{version}")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn uses_of_endpoints_can_be_reported() {
    let api = empty();
    api.project("P").await;
    let new = json!({"name": "Ours", "type": "generic", "url": "https://example.com"});
    let made = api.post("P/_apis/serviceendpoint/endpoints", &new).await.ok(200);
    let id = made["id"].as_str().unwrap();
    let of_type = api.get("_apis/serviceendpoint/endpoints?type=Generic&owner=library").await.ok(200);
    assert_eq!(of_type["value"][0]["id"], id);
    let path = "P/_apis/serviceendpoint/executionhistory";
    let body = json!({"endpointIds": [id], "data": {"planType": "Build", "id": 7, "result": "succeeded"}});
    api.post(&format!("{path}?api-version=7.1-preview.1"), &body).await.ok(200);
    let history = api.get(&format!("P/_apis/serviceendpoint/{id}/executionhistory")).await.ok(200);
    assert_eq!(history["value"][0]["data"]["id"], 7);
    let other = json!({"endpointIds": ["7d9b4a52-9d0e-4f2a-8b4c-5d6e7f8a9b0c"], "data": {}});
    api.post(&format!("{path}?api-version=7.1-preview.1"), &other).await.fault(404);
    let types =
        api.post("_apis/serviceendpoint/types?api-version=7.2-preview.1", &json!(["github"])).await.ok(200);
    assert_eq!((&types["count"], &types["value"][0]["name"]), (&json!(1), &json!("github")));
}

#[tokio::test]
async fn permissions_are_displayed_as_they_come_about() {
    let api = empty();
    let project = api.project("P").await;
    let me = api.get("_apis/connectionData?api-version=7.1-preview.1").await.ok(200);
    let (id, namespace) =
        (me["authenticatedUser"]["id"].as_str().unwrap(), "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87");
    let entry = json!({"token": format!("repoV2/{project}"), "merge": true, "accessControlEntries":
        [{"descriptor": me["authenticatedUser"]["descriptor"], "allow": 2, "deny": 8}]});
    api.post(&format!("_apis/accesscontrolentries/{namespace}"), &entry).await.ok(200);
    let page = "P/_api/_security/DisplayPermissions?__v=5";
    let shown = api
        .get(&format!("{page}&tfid={id}&permissionSetId={namespace}&permissionSetToken=repoV2/{project}"))
        .await;
    let shown = shown.ok(200);
    let of = |bit: i64| {
        shown["permissions"].as_array().unwrap().iter().find(|row| row["permissionBit"] == bit).unwrap()
            ["permissionDisplayString"].clone()
    };
    assert_eq!((of(2), of(8)), (json!("Allow"), json!("Deny")));
    api.get(&format!("{page}&tfid={id}&permissionSetToken=x")).await.fault(400);
}

#[tokio::test]
async fn secure_files_are_found_by_what_they_are_marked_with() {
    let api = empty();
    api.project("P").await;
    let files = "P/_apis/distributedtask/securefiles";
    let upload = api.call(Method::POST, &format!("{files}?name=key.pem&api-version=7.1-preview.1"));
    let file = upload.body(b"secret".to_vec(), "application/octet-stream").send().await.ok(200);
    let body = json!([{"id": file["id"], "name": "key.pem", "properties": {"stage": "live"}}]);
    let changed = api.patch(&format!("{files}?api-version=7.2-preview.1"), &body).await.ok(200);
    assert_eq!(changed["value"][0]["properties"]["stage"], "live");
    let query = async |condition: &str| {
        api.post(&format!("{files}?api-version=7.2-preview.1"), &json!(condition)).await
    };
    assert_eq!(query("[stage] = 'live'").await.ok(200)["count"], 1);
    assert_eq!(query("[stage] = 'test'").await.ok(200)["count"], 0);
    query("stage is live").await.fault(400);
    let colors =
        api.post("_apis/work/workitemStateColor?api-version=7.1-preview.1", &json!(["P"])).await.ok(200);
    assert_eq!(colors["value"][0]["projectName"], "P");
}

/// An archive of one file.
fn archive(name: &str, content: &str) -> Vec<u8> {
    use std::io::Write as _;

    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn tasks_are_uploaded_and_deleted() {
    let api = empty();
    let id = "5c3b6e0a-2f9d-4f0e-9a51-3f6d1f6b7a10";
    let path = format!("_apis/distributedtask/tasks/{id}");
    let upload = async |name: &str, content: &str, overwrite: bool| {
        let call = api.call(Method::PUT, &format!("{path}?overwrite={overwrite}"));
        call.body(archive(name, content), "application/octet-stream").send().await
    };
    let task = json!({"id": id, "name": "Ours", "friendlyName": "Our task", "$schema": "x", "inputs": [],
        "version": {"Major": "1", "Minor": 2, "Patch": 3}, "execution": {"Node20_1": {"target": "index.js"}}});
    upload("task.json", &task.to_string(), false).await.ok(200);
    upload("task.json", &task.to_string(), false).await.fault(409);
    upload("task.json", &task.to_string(), true).await.ok(200);
    for (name, content) in [("other.json", "{}"), ("task.json", "{"), ("task.json", "{}")] {
        upload(name, content, true).await.fault(400);
    }
    let listed = api.get(&path).await.ok(200);
    assert_eq!((&listed["count"], &listed["value"][0]["version"]["minor"]), (&json!(1), &json!(2)));
    let bytes = api.call(Method::GET, &format!("{path}/1.2.3")).accept("application/zip").response().await;
    assert_eq!(bytes.headers()["content-type"], "application/zip");
    // A pipeline may use it, and not one that nobody uploaded.
    api.project("P").await;
    let (repository, _) = api.pipeline_repository("P", "web").await;
    let pipeline = json!({"name": "CI", "configuration": {
        "type": "yaml", "path": "/ci.yml", "repository": {"id": repository, "type": "azureReposGit"},
    }});
    let pipeline = api.post("P/_apis/pipelines", &pipeline).await.ok(200);
    let preview = format!("P/_apis/pipelines/{}/preview", pipeline["id"]);
    let uses = json!({"previewRun": true, "yamlOverride": "steps:\n- task: Ours@1\n"});
    api.post(&preview, &uses).await.ok(200);
    api.delete(&path).await.ok(204);
    let refused = api.post(&preview, &uses).await;
    assert!(refused.text().contains("'Ours'"), "{}", refused.text());
    refused.fault(400);
    api.delete(&path).await.fault(404);
    let bash = api.get("_apis/distributedtask/tasks").await.ok(200);
    let bash =
        bash["value"].as_array().unwrap().iter().find(|task| task["name"] == "Bash").unwrap()["id"].clone();
    api.delete(&format!("_apis/distributedtask/tasks/{}", bash.as_str().unwrap())).await.fault(403);
}
