//! Classic releases: definitions, deployments that play by themselves, approvals, gates, logs.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

const DEFINITIONS: &str = "P/_apis/release/definitions";
const RELEASES: &str = "P/_apis/release/releases";
const APPROVALS: &str = "P/_apis/release/approvals";
const DEPLOYMENTS: &str = "P/_apis/release/deployments";
const COMMAND_LINE: &str = "d9bafed4-0b18-4f58-968d-86655b4d2ce9";
const INTERVENTION: &str = "bcb64569-d51a-4af0-9c01-ea5d05b3b622";

fn automated() -> Value {
    json!({"approvals": [{"rank": 1, "isAutomated": true}]})
}

fn environment(name: &str, condition: &Value) -> Value {
    json!({
        "name": name,
        "preDeployApprovals": automated(),
        "postDeployApprovals": automated(),
        "retentionPolicy": {"daysToKeep": 30, "releasesToKeep": 3, "retainBuild": true},
        "conditions": [condition],
        "deployPhases": [{
            "name": "Agent job",
            "rank": 1,
            "phaseType": "agentBasedDeployment",
            "workflowTasks": [
                {"taskId": COMMAND_LINE, "version": "2.*", "name": "Copy files", "enabled": true},
                {"taskId": COMMAND_LINE, "version": "2.*", "name": "Restart", "enabled": true},
            ],
        }],
    })
}

/// `Stage` begins with the release, `Production` after it.
fn definition() -> Value {
    let started = json!({"name": "ReleaseStarted", "conditionType": "event", "value": ""});
    let staged = json!({"name": "Stage", "conditionType": "environmentState", "value": "4"});
    json!({
        "name": "Web",
        "releaseNameFormat": "Web-$(rev:r)",
        "variables": {"region": {"value": "west"}, "key": {"value": "hidden", "isSecret": true}},
        "environments": [environment("Stage", &started), environment("Production", &staged)],
    })
}

async fn with(definition: &Value) -> (Api, i64) {
    let api = empty();
    api.project("P").await;
    let made = api.post(DEFINITIONS, definition).await.ok(200);
    let id = made["id"].as_i64().unwrap();
    (api, id)
}

async fn release(api: &Api, definition: i64) -> Value {
    api.post(RELEASES, &json!({"definitionId": definition})).await.ok(200)
}

async fn read(api: &Api, release: &Value) -> Value {
    api.get(&format!("{RELEASES}/{}", release["id"])).await.ok(200)
}

fn statuses(release: &Value) -> Vec<&str> {
    let environments = release["environments"].as_array().unwrap();
    environments.iter().map(|known| known["status"].as_str().unwrap()).collect()
}

/// Says how deployments to an environment go.
async fn script(api: &Api, definition: i64, environment: &str, rest: &Value) {
    let mut body = json!({"organization": "fabrikam", "definition": definition, "environment": environment});
    body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    api.post("/_adoxide/deployments", &body).await.ok(204);
}

#[tokio::test]
async fn definitions_have_revisions_and_keep_their_secrets() {
    let (api, id) = with(&definition()).await;
    let own = format!("{DEFINITIONS}/{id}");
    let known = api.get(&own).await.ok(200);
    assert_eq!(known["revision"], 1);
    assert_eq!(known["variables"]["key"], json!({"value": null, "isSecret": true}));
    let mut changed = known.clone();
    changed["description"] = "Deploys the site".into();
    changed["path"] = "\\Team".into();
    let put = async |body: &Value| api.call(Method::PUT, DEFINITIONS).json(body).send().await;
    let updated = put(&changed).await.ok(200);
    assert_eq!((&updated["revision"], &updated["path"]), (&2.into(), &"\\Team".into()));
    assert_eq!(put(&changed).await.fault(400), "InvalidRequestException", "an old revision");
    let secret = api.emulator.read(|world| {
        let releases = world.organization("fabrikam").unwrap().releases();
        releases.definition(id).unwrap().content.variables.0["key"]["value"].clone()
    });
    assert_eq!(secret, "hidden", "a secret that is not given stays");
    assert_eq!(api.get(&format!("{own}/revisions")).await.ok(200)["count"], 2);
    let first: Value = serde_json::from_str(api.get(&format!("{own}/revisions/1")).await.text()).unwrap();
    assert_eq!(first["path"], "\\");
    let found = api.get(&format!("{DEFINITIONS}?path=%5CTeam&$expand=environments")).await.ok(200);
    assert_eq!(found["value"][0]["environments"][1]["name"], "Production");
    assert_eq!(api.get("P/_apis/release/folders").await.ok(200)["value"][1]["path"], "\\Team");

    let mut bad = definition();
    bad["environments"][0]["preDeployApprovals"] = json!({"approvals": []});
    let refused = api.post(DEFINITIONS, &bad).await;
    assert!(refused.text().contains("VS402877"), "{}", refused.text());
    assert_eq!(refused.fault(400), "InvalidRequestException");
    let mut same = definition();
    same["path"] = "\\team".into();
    api.post(DEFINITIONS, &same).await.fault(409);
    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&own).await.fault(404), "ReleaseDefinitionNotFoundException");
    let deleted = api.get(&format!("{DEFINITIONS}?isDeleted=true")).await.ok(200);
    assert_eq!(deleted["value"][0]["id"], id);
}

#[tokio::test]
async fn deployments_play_by_themselves_one_after_another() {
    let (api, id) = with(&definition()).await;
    let made = release(&api, id).await;
    assert_eq!(made["name"], "Web-1");
    assert_eq!(statuses(&made), ["queued", "notStarted"]);
    api.advance(60);
    let done = read(&api, &made).await;
    assert_eq!(statuses(&done), ["succeeded", "succeeded"]);
    let step = &done["environments"][0]["deploySteps"][0];
    assert_eq!((&step["status"], &step["attempt"]), (&"succeeded".into(), &1.into()));
    let tasks = step["releaseDeployPhases"][0]["deploymentJobs"][0]["tasks"].as_array().unwrap();
    let names: Vec<_> = tasks.iter().map(|task| task["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Initialize Job", "Copy files", "Restart"]);
    let log = tasks[1]["logUrl"].as_str().unwrap();
    let log = &log[log.find("/fabrikam/").unwrap()..];
    let whole = api.call(Method::GET, log).accept("text/plain").send().await;
    assert!(whole.text().contains("##[section]Starting: Copy files"), "{}", whole.text());
    let logs = api.get(&format!("{RELEASES}/{}/logs", made["id"])).await;
    assert!(logs.bytes.starts_with(b"PK"), "a zip of all logs");

    let listed = api.get(&format!("{DEPLOYMENTS}?queryOrder=ascending")).await.ok(200);
    let order: Vec<_> = listed["value"].as_array().unwrap().iter().collect();
    assert_eq!(order.len(), 2);
    assert_eq!(order[0]["releaseEnvironment"]["name"], "Stage");
    assert!(order[0]["completedOn"].as_str() <= order[1]["queuedOn"].as_str(), "one after the other");
    let events = api.get("/_adoxide/journal/fabrikam").await.ok(200);
    let events: Vec<_> =
        events["value"].as_array().unwrap().iter().map(|event| event["event"].as_str().unwrap()).collect();
    for kind in ["Created", "DeploymentQueued", "DeploymentStarted", "DeploymentCompleted"] {
        assert!(events.iter().any(|event| event.starts_with(kind)), "{kind}: {events:?}");
    }
}

#[tokio::test]
async fn deployments_go_as_a_script_says() {
    let (api, id) = with(&definition()).await;
    script(&api, id, "Stage", &json!({"result": "failed", "task": "Copy files", "message": "disk full"}))
        .await;
    let made = release(&api, id).await;
    api.advance(60);
    let failed = read(&api, &made).await;
    assert_eq!(statuses(&failed), ["rejected", "notStarted"]);
    let tasks =
        &failed["environments"][0]["deploySteps"][0]["releaseDeployPhases"][0]["deploymentJobs"][0]["tasks"];
    assert_eq!(tasks[1]["issues"][0]["message"], "disk full");
    assert_eq!(tasks[2]["status"], "skipped");
    script(&api, id, "stage", &json!({"held": true})).await;
    let own = format!("{RELEASES}/{}/environments/{}", made["id"], failed["environments"][0]["id"]);
    api.patch(&own, &json!({"status": "inProgress", "comment": "again"})).await.ok(200);
    api.advance(600);
    assert_eq!(statuses(&read(&api, &made).await)[0], "inProgress", "it is held");
    api.patch(&own, &json!({"status": "inProgress"})).await.fault(400);
    script(&api, id, "Stage", &json!({})).await;
    api.advance(60);
    let done = read(&api, &made).await;
    assert_eq!(statuses(&done), ["succeeded", "succeeded"]);
    assert_eq!(done["environments"][0]["deploySteps"].as_array().unwrap().len(), 2, "both attempts");
    for (body, named) in [
        (json!({"organization": "fabrikam", "definition": 77, "environment": "Stage"}), "77"),
        (json!({"organization": "fabrikam", "definition": id, "environment": "Moon"}), "Moon"),
    ] {
        let refused = api.post("/_adoxide/deployments", &body).await.ok(404);
        assert!(refused["message"].as_str().unwrap().contains(named), "{refused}");
    }
    let refused =
        json!({"organization": "fabrikam", "definition": id, "environment": "Stage", "result": "x"});
    api.post("/_adoxide/deployments", &refused).await.ok(400);
}

#[tokio::test]
async fn approvals_hold_a_deployment_back() {
    let mut asked = definition();
    let me =
        empty().get("_apis/connectionData?api-version=7.1-preview").await.ok(200)["authenticatedUser"]["id"]
            .clone();
    asked["environments"][1]["preDeployApprovals"] = json!({
        "approvals": [{"rank": 1, "isAutomated": false, "approver": {"id": me}}],
        "approvalOptions": {"requiredApproverCount": 1, "releaseCreatorCanBeApprover": true},
    });
    let (api, id) = with(&asked).await;
    let one = release(&api, id).await;
    api.advance(60);
    assert_eq!(statuses(&read(&api, &one).await), ["succeeded", "inProgress"]);
    let pending = api.get(APPROVALS).await.ok(200);
    assert_eq!(pending["count"], 1);
    let approval = &pending["value"][0];
    assert_eq!((&approval["approvalType"], &approval["status"]), (&"preDeploy".into(), &"pending".into()));
    assert_eq!(approval["release"]["id"], one["id"]);
    let own = format!("{APPROVALS}/{}", approval["id"]);
    api.patch(&own, &json!({"status": "approved", "comments": "go"})).await.ok(200);
    api.patch(&own, &json!({"status": "approved"})).await.fault(400);
    api.advance(60);
    assert_eq!(statuses(&read(&api, &one).await), ["succeeded", "succeeded"]);

    let other = release(&api, id).await;
    api.advance(60);
    let pending = api.get(&format!("{APPROVALS}?releaseIdsFilter={}", other["id"])).await.ok(200);
    let own = format!("{APPROVALS}/{}", pending["value"][0]["id"]);
    api.patch(&own, &json!({"status": "rejected", "comments": "not now"})).await.ok(200);
    assert_eq!(statuses(&read(&api, &other).await), ["succeeded", "rejected"]);
    let rejected = api.get(&format!("{DEPLOYMENTS}?operationStatus=Rejected")).await.ok(200);
    assert_eq!(
        (&rejected["count"], &rejected["value"][0]["deploymentStatus"]),
        (&1.into(), &"notDeployed".into())
    );
    assert_eq!(api.get(&format!("{APPROVALS}/999")).await.fault(404), "ApprovalNotFoundException");
}

#[tokio::test]
async fn deployments_wait_for_gates_and_for_people() {
    let mut gated = definition();
    gated["environments"][1]["preDeploymentGates"] = json!({
        "gatesOptions": {"isEnabled": true, "timeout": 60, "samplingInterval": 5, "stabilizationTime": 5,
                         "minimumSuccessDuration": 0},
        "gates": [{"tasks": [{"taskId": COMMAND_LINE, "version": "1.*", "name": "No open bugs", "enabled": true}]}],
    });
    gated["environments"][1]["deployPhases"] = json!([{
        "name": "Sign-off",
        "rank": 1,
        "phaseType": "runOnServer",
        "workflowTasks": [{"taskId": INTERVENTION, "version": "8.*", "name": "Check the site", "enabled": true,
                           "inputs": {"instructions": "Look at it"}}],
    }]);
    let (api, id) = with(&gated).await;
    script(&api, id, "Production", &json!({"gatesFail": true})).await;
    let made = release(&api, id).await;
    api.advance(20 * 60);
    let waiting = read(&api, &made).await;
    assert_eq!(statuses(&waiting), ["succeeded", "inProgress"]);
    let gates = &waiting["environments"][1]["deploySteps"][0]["preDeploymentGates"];
    assert_eq!(gates["status"], "inProgress");
    let ignore = json!({"gatesToIgnore": ["No open bugs"]});
    api.patch(&format!("P/_apis/release/gates/{}", gates["id"]), &ignore).await.ok(200);
    api.advance(10 * 60);
    let own = format!("{RELEASES}/{}/manualinterventions", made["id"]);
    let pending = api.get(&own).await.ok(200);
    assert_eq!((&pending["count"], &pending["value"][0]["instructions"]), (&1.into(), &"Look at it".into()));
    let one = format!("{own}/{}", pending["value"][0]["id"]);
    api.patch(&one, &json!({"status": "approved", "comment": "fine"})).await.ok(200);
    api.advance(60);
    assert_eq!(statuses(&read(&api, &made).await), ["succeeded", "succeeded"]);
    api.patch(&one, &json!({"status": "approved"})).await.fault(400);
}

#[tokio::test]
async fn releases_are_listed_by_pages_and_changed() {
    let (api, id) = with(&definition()).await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(release(&api, id).await["id"].as_i64().unwrap());
    }
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let path = format!("{RELEASES}?$top=2&queryOrder=ascending&continuationToken={token}");
        let page = api.get(&path).await;
        token = page.header("x-ms-continuationtoken").unwrap_or_default().to_owned();
        let page = page.ok(200);
        seen.extend(page["value"].as_array().unwrap().iter().map(|known| known["id"].as_i64().unwrap()));
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(seen, ids);
    api.advance(60);
    let own = format!("{RELEASES}/{}", ids[0]);
    let kept = api.patch(&own, &json!({"keepForever": true, "comment": "a good one"})).await.ok(200);
    assert_eq!(kept["keepForever"], true);
    api.patch(&format!("{own}/tags/hotfix?api-version=7.1-preview"), &json!(null)).await.ok(200);
    assert_eq!(api.get(&format!("{RELEASES}?tagFilter=HotFix")).await.ok(200)["count"], 1);
    api.patch(&own, &json!({"status": "abandoned"})).await.ok(200);
    assert_eq!(api.get(&format!("{RELEASES}?statusFilter=abandoned")).await.ok(200)["count"], 1);
    let history = api.get(&format!("{own}/history?api-version=7.1-preview")).await.ok(200);
    let kinds: Vec<_> =
        history["value"].as_array().unwrap().iter().map(|known| &known["changeType"]).collect();
    assert!(kinds.first() == Some(&&json!("Create")) && kinds.contains(&&json!("Abandon")), "{kinds:?}");
    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&own).await.fault(404), "ReleaseNotFoundException");
    assert_eq!(api.get(&format!("{RELEASES}?isDeleted=true")).await.ok(200)["count"], 1);
    api.get(&format!("{RELEASES}?$top=x")).await.fault(400);
    api.post(RELEASES, &json!({"definitionId": 77})).await.fault(404);
}

#[tokio::test]
async fn a_build_that_succeeds_creates_a_release() {
    let api = empty();
    api.project("P").await;
    let (repository, commit) = api.pipeline_repository("P", "web").await;
    let build = json!({
        "name": "CI", "queue": {"name": "Azure Pipelines"}, "process": {"type": 2, "yamlFilename": "ci.yml"},
        "repository": {"id": repository, "type": "tfsgit"},
    });
    let build = api.post("P/_apis/build/definitions", &build).await.ok(200)["id"].clone();
    let mut triggered = definition();
    triggered["artifacts"] = json!([{
        "type": "Build", "alias": "_CI", "isPrimary": true,
        "definitionReference": {"definition": {"id": build.to_string()}},
    }]);
    triggered["triggers"] = json!([{"triggerType": "artifactSource", "artifactAlias": "_CI",
                                    "triggerConditions": [{"sourceBranch": "main"}]}]);
    api.post(DEFINITIONS, &triggered).await.ok(200);
    let none = json!({"definitionId": 1});
    assert!(api.post(RELEASES, &none).await.text().contains("No version is available for _CI"));
    let run = api.post("P/_apis/build/builds", &json!({"definition": {"id": build}})).await.ok(200);
    api.advance(60);
    let found = api.get(&format!("{RELEASES}?$expand=artifacts")).await.ok(200);
    assert_eq!((&found["count"], &found["value"][0]["reason"]), (&1.into(), &"continuousIntegration".into()));
    let reference = &found["value"][0]["artifacts"][0]["definitionReference"];
    assert_eq!(reference["version"]["id"], run["id"].to_string());
    assert_eq!(reference["sourceVersion"]["id"], commit.as_str());
}

#[tokio::test]
async fn clients_ask_for_the_version_that_is_offered() {
    let (api, _) = with(&definition()).await;
    api.get(&format!("{RELEASES}?api-version=7.2-preview.9")).await.ok(200);
    api.get(&format!("{RELEASES}?api-version=5.0")).await.ok(200);
}
