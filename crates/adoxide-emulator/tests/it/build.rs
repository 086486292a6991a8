//! Definitions, builds, variable groups and queues.

use adoxide_emulator::world::build::BuildResult;
use adoxide_emulator::world::journal::Stamp;
use http::Method;
use serde_json::{Value, json};

use super::support::*;

const DEFINITIONS: &str = "P/_apis/build/definitions";
const BUILDS: &str = "P/_apis/build/builds";
const GROUPS: &str = "P/_apis/distributedtask/variablegroups";

/// A project with a repository and a definition that builds it: the emulator and the definition.
async fn with_definition() -> (Api, Value) {
    let api = empty();
    api.project("P").await;
    let (repository, _) = api.pipeline_repository("P", "web").await;
    let definition = json!({
        "name": "CI",
        "queue": {"name": "Azure Pipelines"},
        "process": {"type": 2, "yamlFilename": "ci.yml"},
        "repository": {"id": repository, "type": "tfsgit"},
        "triggers": [{"settingsSourceType": 2, "triggerType": 2}],
        "variables": {"key": {"value": "secret", "isSecret": true}, "plain": {"value": "1"}},
    });
    let made = api.post(DEFINITIONS, &definition).await.ok(200);
    (api, made)
}

#[tokio::test]
async fn definitions_change_by_revision() {
    let (api, made) = with_definition().await;
    assert_eq!(made["repository"]["defaultBranch"], "refs/heads/main");
    assert_eq!(made["triggers"][0]["triggerType"], "continuousIntegration");
    assert_eq!(made["variables"]["key"], json!({"value": null, "isSecret": true}));
    let own = format!("{DEFINITIONS}/{}", made["id"]);
    let mut changed = made.clone();
    changed["path"] = "\\Team\\Nightly".into();
    let put = async |body: &Value| api.call(Method::PUT, &own).json(body).send().await;
    assert_eq!(put(&changed).await.ok(200)["revision"], 2);
    assert_eq!(put(&changed).await.fault(409), "InvalidDefinitionRevisionException");
    let secret = api.emulator.read(|world| {
        let builds = world.organization("fabrikam").unwrap().builds();
        let definition = builds.definitions().next().unwrap();
        definition.content.variables.as_ref().unwrap()["key"]["value"].clone()
    });
    assert_eq!(secret, "secret", "a secret that is not given stays");
    let folders = api.get("P/_apis/build/folders?api-version=7.1-preview.2").await.ok(200);
    assert_eq!(folders["count"], 3);
    assert_eq!(api.get(&format!("{own}/revisions")).await.ok(200)["count"], 2);
    assert_eq!(api.get(&format!("{own}?revision=1")).await.ok(200)["path"], "\\");
    assert_eq!(api.get(&format!("{own}/yaml")).await.ok(200)["yaml"], "steps:\n- script: make\n");
    api.post(DEFINITIONS, &json!({"name": "ci", "path": "Team/Nightly", "repository": {"name": "web"}}))
        .await
        .fault(409);
    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&own).await.fault(404), "DefinitionNotFoundException");
}

#[tokio::test]
async fn a_build_waits_runs_and_ends() {
    let (api, definition) = with_definition().await;
    let asked = json!({"definition": {"id": definition["id"]}});
    let build = api.post(BUILDS, &asked).await.ok(200);
    assert_eq!(build["status"], "notStarted");
    assert_eq!(build["buildNumber"], "20260701.1");
    let own = format!("{BUILDS}/{}", build["id"]);
    api.advance(1);
    let build = api.get(&own).await.ok(200);
    assert_eq!((&build["status"], &build["result"]), (&json!("completed"), &json!("succeeded")));
    assert!(build["startTime"].as_str() < build["finishTime"].as_str());

    let timeline = api.get(&format!("{own}/timeline")).await.ok(200);
    let records = timeline["records"].as_array().unwrap();
    let ids: Vec<_> = records.iter().map(|record| &record["id"]).collect();
    assert!(records.iter().all(|record| record["parentId"].is_null() || ids.contains(&&record["parentId"])));
    let logs = api.get(&format!("{own}/logs")).await.ok(200);
    assert_eq!(logs["count"], 6);
    let log = format!("{own}/logs/3");
    let whole = api.call(Method::GET, &log).accept("text/plain").send().await;
    assert_eq!(whole.header("content-type"), Some("text/plain"));
    let lines = api.get(&format!("{log}?startLine=2&endLine=2")).await.ok(200);
    assert_eq!(lines["value"][0].as_str(), whole.text().lines().nth(1));
    api.get(&format!("{own}/logs/77")).await.fault(404);

    let changes = api.get(&format!("{own}/changes")).await.ok(200);
    assert_eq!(changes["value"][0]["id"], build["sourceVersion"]);
    let artifact = json!({"name": "drop", "resource": {"type": "Container", "data": "#/1/drop"}});
    api.post(&format!("{own}/artifacts"), &artifact).await.ok(200);
    let found = api.get(&format!("{own}/artifacts?artifactName=drop")).await.ok(200);
    assert_eq!(found["resource"]["data"], "#/1/drop");
}

#[tokio::test]
async fn builds_end_as_they_are_told_to() {
    let (api, definition) = with_definition().await;
    let asked = json!({"definition": {"id": definition["id"]}});
    api.emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let stamp = Stamp { at, actor: organization.owner() };
        let id = definition["id"].as_i64().unwrap();
        organization.change(stamp, |tx| tx.set_build_outcome(id, BuildResult::Failed)).unwrap();
    });
    let failed = api.post(BUILDS, &asked).await.ok(200);
    api.advance(1);
    let canceled = api.post(BUILDS, &asked).await.ok(200);
    let own = format!("{BUILDS}/{}", canceled["id"]);
    assert_eq!(api.patch(&own, &json!({"status": "Cancelling"})).await.ok(200)["status"], "cancelling");
    api.advance(1);
    assert_eq!(api.get(&own).await.ok(200)["result"], "canceled");
    let found = api.get(&format!("{BUILDS}?resultFilter=failed")).await.ok(200);
    assert_eq!(found["value"][0]["id"], failed["id"]);
    assert_eq!(found["count"], 1);
    let found =
        api.get(&format!("{BUILDS}?statusFilter=completed&queryOrder=queueTimeAscending")).await.ok(200);
    assert_eq!(found["value"][1]["id"], canceled["id"]);

    let (mut ids, mut token) = (Vec::new(), String::new());
    loop {
        let page = api.get(&format!("{BUILDS}?$top=1&continuationToken={token}")).await;
        token = page.header("x-ms-continuationtoken").unwrap_or_default().to_owned();
        ids.push(page.ok(200)["value"][0]["id"].clone());
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(ids, [canceled["id"].clone(), failed["id"].clone()]);
    let none = json!({"definition": {"id": definition["id"]}, "sourceBranch": "refs/heads/none"});
    assert_eq!(api.post(BUILDS, &none).await.fault(400), "BuildRequestValidationFailedException");
}

#[tokio::test]
async fn a_build_policy_builds_pull_requests() {
    use adoxide_emulator::world::policy::Facts;

    let (api, definition) = with_definition().await;
    let scope = json!([{"repositoryId": null, "refName": "refs/heads/main", "matchKind": "exact"}]);
    let policy = json!({
        "isEnabled": true, "isBlocking": true,
        "type": {"id": "0609b952-1397-4640-95ec-e00a01b2c241"},
        "settings": {"buildDefinitionId": definition["id"], "scope": scope},
    });
    api.post("P/_apis/policy/configurations", &policy).await.ok(200);
    let repository = definition["repository"]["id"].as_str().unwrap();
    api.emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let facts = Facts {
            pull_request: 3,
            repository: repository.parse().unwrap(),
            target: "refs/heads/main".into(),
            is_draft: false,
            creator: actor,
            last_pusher: actor,
            iteration: 1,
            source_commit: None,
            merge_commit: Some("0123456789012345678901234567890123456789".parse().unwrap()),
            votes: Vec::new(),
            open_threads: 0,
            work_items: 0,
            merge_strategy: None,
            changes: Vec::new(),
            statuses: Vec::new(),
            builds: Vec::new(),
        };
        organization.change(Stamp { at, actor }, |tx| tx.evaluate_policies(facts)).unwrap();
    });
    let status = || {
        api.emulator.read(|world| {
            let policies = world.organization("fabrikam").unwrap().policies();
            policies.evaluations(3).next().unwrap().status.name()
        })
    };
    assert_eq!(status(), "queued");
    let builds = api.get(&format!("{BUILDS}?reasonFilter=pullRequest")).await.ok(200);
    assert_eq!(builds["value"][0]["sourceBranch"], "refs/pull/3/merge");
    api.advance(1);
    assert_eq!(api.get(BUILDS).await.ok(200)["count"], 1, "it is built once");
    assert_eq!(status(), "approved");
}

#[tokio::test]
async fn variable_groups_keep_their_secrets() {
    let api = empty();
    let project = api.project("P").await;
    api.project("Q").await;
    let body = json!({
        "name": "g", "type": "Vsts",
        "variables": {"a": {"value": "1"}, "s": {"value": "hidden", "isSecret": true}},
        "variableGroupProjectReferences": [{"name": "g", "projectReference": {"id": project, "name": "P"}}],
    });
    let made = api.post("_apis/distributedtask/variablegroups", &body).await.ok(200);
    assert_eq!(made["variables"]["s"], json!({"value": null, "isSecret": true}));
    let own = format!("_apis/distributedtask/variablegroups/{}", made["id"]);
    api.post("_apis/distributedtask/variablegroups", &body).await.fault(409);
    let mut changed = made.clone();
    changed["variables"]["b"] = json!({"value": "2"});
    api.call(Method::PUT, &own).json(&changed).send().await.ok(200);
    let secret = api.emulator.read(|world| {
        let group = world.organization("fabrikam").unwrap().variable_groups().group(1).unwrap();
        group.variables["s"]["value"].clone()
    });
    assert_eq!(secret, "hidden");
    let shared = json!([{"name": "g2", "projectReference": {"name": "Q"}}]);
    api.patch("_apis/distributedtask/variablegroups?variableGroupId=1", &shared).await.ok(204);
    assert_eq!(api.get("Q/_apis/distributedtask/variablegroups/1").await.ok(200)["name"], "g2");
    assert_eq!(api.get(&format!("{GROUPS}?groupName=g*")).await.ok(200)["count"], 1);
    api.delete(&format!("{own}?projectIds={project}")).await.ok(204);
    assert_eq!(api.get(GROUPS).await.ok(200)["count"], 0);
    assert_eq!(api.get("Q/_apis/distributedtask/variablegroups").await.ok(200)["count"], 1);
}

#[tokio::test]
async fn pipelines_are_definitions_and_runs_are_builds() {
    let api = empty();
    api.project("P").await;
    let (repository, tip) = api.repository("P", "web").await;
    let yaml = [("add", "/ci.yml", "parameters:\n- name: t\nsteps:\n- script: make ${{ parameters.t }}\n")];
    let push = api.push(&repository, "refs/heads/main", &tip, &yaml).await.ok(201);
    let commit = push["commits"][0]["commitId"].as_str().unwrap();
    let body = json!({
        "name": "CI", "folder": "Team",
        "configuration": {"type": "yaml", "path": "/ci.yml",
            "repository": {"id": repository, "name": "web", "type": "azureReposGit"}},
    });
    let made = api.post("P/_apis/pipelines", &body).await.ok(200);
    assert_eq!((&made["folder"], &made["configuration"]["type"]), (&json!("\\Team"), &json!("yaml")));
    let id = &made["id"];
    assert_eq!(api.get(&format!("{DEFINITIONS}/{id}")).await.ok(200)["name"], "CI");
    let run = json!({
        "resources": {"repositories": {"self": {"refName": "refs/heads/main"}}},
        "variables": {"v": {"value": "1"}}, "templateParameters": {"t": "x"},
    });
    let run = api.post(&format!("P/_apis/pipelines/{id}/runs"), &run).await.ok(200);
    assert_eq!((&run["state"], &run["templateParameters"]), (&json!("inProgress"), &json!({"t": "x"})));
    assert_eq!(run["resources"]["repositories"]["self"]["version"], commit);
    api.advance(1);
    let own = format!("P/_apis/pipelines/{id}/runs/{}", run["id"]);
    let done = api.get(&own).await.ok(200);
    assert_eq!((&done["state"], &done["result"]), (&json!("completed"), &json!("succeeded")));
    assert_eq!(api.get(&format!("{BUILDS}/{}", run["id"])).await.ok(200)["buildNumber"], done["name"]);
    assert_eq!(api.get(&format!("{own}/logs")).await.ok(200)["logs"].as_array().unwrap().len(), 6);
    assert_eq!(api.get(&format!("P/_apis/pipelines/{id}/runs")).await.ok(200)["count"], 1);
    assert_eq!(api.get("P/_apis/pipelines/99").await.fault(404), "PipelineNotFoundException");
    assert_eq!(api.get("P/_apis/pipelines?$top=1&orderBy=name").await.ok(200)["count"], 1);
}

#[tokio::test]
async fn service_endpoints_keep_their_secrets() {
    let api = empty();
    let project = api.project("P").await;
    api.project("Q").await;
    let body = json!({
        "name": "registry", "type": "generic", "url": "https://registry.example",
        "authorization": {"scheme": "UsernamePassword", "parameters": {"username": "me", "password": "hidden"}},
        "serviceEndpointProjectReferences": [{"name": "registry", "projectReference": {"id": project}}],
    });
    let made = api.post("_apis/serviceendpoint/endpoints", &body).await.ok(200);
    assert_eq!(made["authorization"]["parameters"], json!({"username": "me", "password": null}));
    api.post("_apis/serviceendpoint/endpoints", &body).await.fault(409);
    let own = format!("_apis/serviceendpoint/endpoints/{}", made["id"].as_str().unwrap());
    let mut changed = made.clone();
    changed["description"] = "ours".into();
    api.call(Method::PUT, &own).json(&changed).send().await.ok(200);
    let secret = api.emulator.read(|world| {
        let organization = world.organization("fabrikam").unwrap();
        let endpoint = organization.service_endpoint(made["id"].as_str().unwrap().parse().unwrap());
        endpoint.unwrap().content.parameters["password"].clone()
    });
    assert_eq!(secret, "hidden");
    let shared = json!([{"name": "registry-q", "projectReference": {"name": "Q"}}]);
    api.patch(&own, &shared).await.ok(204);
    let found = api.get("Q/_apis/serviceendpoint/endpoints?endpointNames=registry-q").await.ok(200);
    assert_eq!((&found["count"], &found["value"][0]["isShared"]), (&json!(1), &json!(true)));
    api.delete(&format!("{own}?projectIds={project}")).await.ok(204);
    assert_eq!(api.get(&format!("P/{own}")).await.ok(200), Value::Null);
    assert_eq!(api.get("P/_apis/serviceendpoint/endpoints").await.ok(200)["count"], 0);
}

#[tokio::test]
async fn builds_that_were_deleted_are_in_a_list_of_their_own() {
    let (api, definition) = with_definition().await;
    let asked = json!({"definition": {"id": definition["id"]}});
    let mut builds = Vec::new();
    for _ in 0..3 {
        builds.push(api.post(BUILDS, &asked).await.ok(200)["id"].clone());
    }
    api.advance(1);
    api.delete(&format!("{BUILDS}/{}", builds[1])).await.ok(204);
    let ids = async |filter: &str| {
        let path = format!("{BUILDS}?queryOrder=queueTimeAscending&deletedFilter={filter}");
        let found = api.get(&path).await.ok(200);
        found["value"].as_array().unwrap().iter().map(|build| build["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids("excludeDeleted").await, [builds[0].clone(), builds[2].clone()]);
    assert_eq!(ids("includeDeleted").await, builds);
    assert_eq!(ids("onlyDeleted").await, [builds[1].clone()]);
    let deleted = &api.get(&format!("{BUILDS}?deletedFilter=2")).await.ok(200)["value"][0];
    assert_eq!(deleted["deleted"], true);
    assert!(deleted["deletedDate"].is_string() && deleted["deletedBy"]["id"].is_string());
    // Nothing is ever postponed here.
    assert_eq!(api.get(&format!("{BUILDS}?statusFilter=postponed")).await.ok(200)["count"], 0);
}
