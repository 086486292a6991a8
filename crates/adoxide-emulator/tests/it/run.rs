//! Runs of pipelines: stages, jobs and steps, what holds them back, what they leave behind.

use std::time::Duration;

use adoxide_emulator::world::build::Script;
use adoxide_emulator::world::build::script::Rule;
use adoxide_emulator::world::build::timeline::Issue;
use adoxide_emulator::world::journal::Stamp;
use http::Method;
use serde_json::{Value, json};

use super::support::*;

const YAML: &str = "
stages:
- stage: Build
  jobs:
  - job: Compile
    steps:
    - script: |
        echo Hello $(Build.BuildNumber)
        make
      displayName: Make
    - publish: out
      artifact: drop
- stage: Deploy
  displayName: To production
  jobs:
  - deployment: Web
    environment: production
    strategy:
      runOnce:
        deploy:
          steps:
          - bash: ./deploy.sh
            displayName: Roll out
";

/// A project with a pipeline.
struct Stage {
    api: Api,
    pipeline: i64,
}

impl Stage {
    async fn new(yaml: &str) -> Self {
        let api = empty();
        api.project("P").await;
        let (repository, tip) = api.repository("P", "web").await;
        api.push(&repository, "refs/heads/main", &tip, &[("add", "/ci.yml", yaml)]).await.ok(201);
        let pipeline = json!({"name": "CI", "configuration": {
            "type": "yaml", "path": "/ci.yml", "repository": {"id": repository, "type": "azureReposGit"},
        }});
        let pipeline = api.post("P/_apis/pipelines", &pipeline).await.ok(200)["id"].as_i64().unwrap();
        Self { api, pipeline }
    }

    async fn run(&self) -> i64 {
        let path = format!("P/_apis/pipelines/{}/runs", self.pipeline);
        self.api.post(&path, &json!({})).await.ok(200)["id"].as_i64().unwrap()
    }

    fn script(&self, rules: Vec<Rule>) {
        let script = Script { rules, ..Script::default() };
        self.api.emulator.update(|world, at| {
            let organization = world.organization_mut("fabrikam").unwrap();
            let stamp = Stamp { at, actor: organization.owner() };
            organization.change(stamp, |tx| tx.set_build_script(self.pipeline, Some(script))).unwrap();
        });
    }

    /// Lets the pipeline use a protected resource.
    async fn permit(&self, kind: &str, id: &Value) {
        let path = format!("P/_apis/pipelines/pipelinepermissions/{kind}/{id}?api-version=7.1-preview.1");
        let pipelines = json!({"pipelines": [{"id": self.pipeline, "authorized": true}]});
        self.api.patch(&path, &pipelines).await.ok(200);
    }

    async fn build(&self, id: i64) -> Value {
        self.api.get(&format!("P/_apis/build/builds/{id}")).await.ok(200)
    }

    /// Name, state and result of the records of some types, in order.
    async fn records(&self, id: i64, kinds: &[&str]) -> Vec<String> {
        let timeline = self.api.get(&format!("P/_apis/build/builds/{id}/timeline")).await.ok(200);
        let records = timeline["records"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        records
            .filter(|record| kinds.contains(&record["type"].as_str().unwrap()))
            .map(|record| {
                format!("{} {} {}", text(&record["name"]), text(&record["state"]), text(&record["result"]))
            })
            .collect()
    }

    async fn record(&self, id: i64, name: &str) -> Value {
        let timeline = self.api.get(&format!("P/_apis/build/builds/{id}/timeline")).await.ok(200);
        let mut records = timeline["records"].as_array().unwrap().iter();
        records
            .find(|record| record["name"] == name && record["type"] != "Phase")
            .unwrap_or_else(|| panic!("no {name}: {timeline}"))
            .clone()
    }
}

#[tokio::test]
async fn a_run_goes_through_its_stages() {
    let stage = Stage::new(YAML).await;
    let id = stage.run().await;
    assert_eq!(stage.build(id).await["status"], "notStarted");
    stage.api.advance(5);
    let build = stage.build(id).await;
    assert_eq!((&build["status"], &build["result"]), (&json!("completed"), &json!("succeeded")));
    assert_eq!(
        stage.records(id, &["Stage", "Job"]).await,
        [
            "Build completed succeeded",
            "Compile completed succeeded",
            "To production completed succeeded",
            "Web completed succeeded",
        ]
    );
    let steps = stage.records(id, &["Task"]).await;
    assert_eq!(steps[0], "Initialize job completed succeeded");
    assert_eq!(steps[1], "Checkout web@main to s completed succeeded");
    assert!(steps.contains(&"Roll out completed succeeded".to_owned()), "{steps:?}");
    let make = stage.record(id, "Make").await;
    assert_eq!(make["task"]["name"], "CmdLine");
    let log = format!("P/_apis/build/builds/{id}/logs/{}", make["log"]["id"]);
    let text = stage.api.call(Method::GET, &log).accept("text/plain").send().await;
    let number = stage.build(id).await["buildNumber"].as_str().unwrap().to_owned();
    assert!(text.text().contains(&format!("Hello {number}")), "{}", text.text());

    // The artifact is bytes, and the environment came with the run.
    let path = format!("P/_apis/build/builds/{id}/artifacts?artifactName=drop");
    let artifact = stage.api.get(&path).await.ok(200);
    assert_eq!(artifact["source"], stage.record(id, "Compile").await["id"]);
    let zip = stage.api.get(&format!("{path}&$format=zip")).await;
    assert_eq!(zip.header("content-type"), Some("application/zip"));
    let environments = stage.api.get("P/_apis/distributedtask/environments").await.ok(200);
    assert_eq!(environments["value"][0]["name"], "production");
    let path = "P/_apis/pipelines/environments/1/environmentdeploymentrecords?api-version=7.2-preview.1";
    let deployed = stage.api.get(path).await.ok(200);
    assert_eq!(
        (&deployed["value"][0]["owner"]["id"], &deployed["value"][0]["result"]),
        (&json!(id), &json!("succeeded"))
    );
}

#[tokio::test]
async fn an_approval_holds_a_stage_back() {
    let stage = Stage::new(YAML).await;
    let api = &stage.api;
    let environment = json!({"name": "production", "description": ""});
    let environment = api.post("P/_apis/distributedtask/environments", &environment).await.ok(200);
    let me = environment["createdBy"]["id"].clone();
    let check = json!({
        "type": {"id": "8c6f20a7-a545-4486-9777-f762fafe0d4d", "name": "Approval"},
        "settings": {"approvers": [{"id": me}], "minRequiredApprovers": 1, "instructions": "Look"},
        "resource": {"type": "environment", "id": environment["id"].to_string()}, "timeout": 60,
    });
    let checks = "P/_apis/pipelines/checks/configurations?api-version=7.1-preview.1";
    let check = api.post(checks, &check).await.ok(200);
    assert_eq!(check["resource"]["name"], "production");
    stage.permit("environment", &environment["id"]).await;
    let id = stage.run().await;
    api.advance(5);
    assert_eq!(stage.build(id).await["status"], "inProgress");
    assert_eq!(
        stage.records(id, &["Stage", "Checkpoint.Approval"]).await,
        ["Build completed succeeded", "To production pending -", "Checkpoint.Approval inProgress -"]
    );
    let list = "P/_apis/pipelines/approvals?state=pending&$expand=steps";
    let approval = api.get(list).await.ok(200)["value"][0].clone();
    assert_eq!(approval["pipeline"]["owner"]["id"], id);
    assert_eq!(approval["id"], stage.record(id, "Checkpoint.Approval").await["id"]);
    assert_eq!(approval["steps"][0]["assignedApprover"]["id"], me);
    let said = json!([{"approvalId": approval["id"], "status": "approved", "comment": "Go"}]);
    let answer = api.patch("P/_apis/pipelines/approvals", &said).await.ok(200);
    assert_eq!(answer["value"][0]["status"], "approved");
    api.patch("P/_apis/pipelines/approvals", &said).await.fault(400);
    api.advance(5);
    assert_eq!(stage.build(id).await["result"], "succeeded");

    // Rejected, the stage fails; without an answer in time it is skipped.
    let id = stage.run().await;
    api.advance(5);
    let approval = api.get(list).await.ok(200)["value"][0]["id"].clone();
    let said = json!([{"approvalId": approval, "status": "rejected"}]);
    api.patch("P/_apis/pipelines/approvals", &said).await.ok(200);
    assert_eq!(stage.build(id).await["result"], "failed");
    let id = stage.run().await;
    api.advance(5);
    api.advance(3_601);
    assert_eq!(stage.records(id, &["Stage"]).await[1], "To production completed skipped");
    assert_eq!(stage.build(id).await["status"], "completed");
}

#[tokio::test]
async fn a_pipeline_without_permission_waits_for_it() {
    let stage = Stage::new(YAML).await;
    let api = &stage.api;
    let environment = json!({"name": "production", "description": ""});
    api.post("P/_apis/distributedtask/environments", &environment).await.ok(200);
    let path = "P/_apis/pipelines/pipelinepermissions/environment/1?api-version=7.1-preview.1";
    assert_eq!(api.get(path).await.ok(200)["pipelines"], json!([]));
    let id = stage.run().await;
    api.advance(5);
    assert_eq!(
        stage.records(id, &["Checkpoint.Authorization"]).await,
        ["Checkpoint.Authorization inProgress -"]
    );
    let open = json!({"pipelines": [{"id": stage.pipeline, "authorized": true}]});
    let answer = api.patch(path, &open).await.ok(200);
    assert_eq!(answer["pipelines"][0]["id"], stage.pipeline);
    api.advance(5);
    assert_eq!(stage.build(id).await["result"], "succeeded");
}

#[tokio::test]
async fn a_failed_stage_is_run_again() {
    let stage = Stage::new(YAML).await;
    let issue = Issue::error("make: *** [all] Error 2");
    let fails = Rule {
        path: "Build/Compile/Make".into(),
        attempt: Some(1),
        result: Some("failed"),
        issues: vec![issue],
        ..Rule::default()
    };
    stage.script(vec![fails]);
    let id = stage.run().await;
    stage.api.advance(5);
    assert_eq!(stage.build(id).await["result"], "failed");
    assert_eq!(
        stage.records(id, &["Stage"]).await,
        ["Build completed failed", "To production completed skipped"]
    );
    let make = stage.record(id, "Make").await;
    assert_eq!(
        (&make["errorCount"], &make["issues"][0]["message"]),
        (&json!(1), &json!("make: *** [all] Error 2"))
    );
    let again = format!("P/_apis/build/builds/{id}/stages/Build");
    let retry = json!({"state": "retry", "forceRetryAllJobs": false});
    stage.api.patch(&again, &retry).await.ok(204);
    assert_eq!(stage.build(id).await["status"], "inProgress");
    stage.api.patch(&again, &retry).await.fault(400);
    stage.api.advance(5);
    assert_eq!(stage.build(id).await["result"], "succeeded");
    let build = stage.record(id, "Build").await;
    assert_eq!(build["attempt"], 2);
    let previous = &build["previousAttempts"][0];
    assert_eq!(previous["attempt"], 1);
    let path = format!("P/_apis/build/builds/{id}/timeline/{}", previous["timelineId"].as_str().unwrap());
    let before = stage.api.get(&path).await.ok(200);
    assert_eq!(previous["recordId"], build["id"], "a stage has the same record in each attempt");
    let compile = stage.record(id, "Compile").await;
    let logs = compile["previousAttempts"][0]["recordId"].as_str().unwrap();
    let first = before["records"].as_array().unwrap().iter().find(|record| record["id"] == logs).unwrap();
    let log = async |job: &Value| {
        let path = format!("P/_apis/build/builds/{id}/logs/{}", job["log"]["id"]);
        stage.api.call(Method::GET, &path).accept("text/plain").send().await.text().to_owned()
    };
    assert!(log(first).await.contains("##[error]make: *** [all] Error 2"));
    assert!(!log(&compile).await.contains("##[error]"));
    assert!(before["records"].as_array().unwrap().iter().any(|record| record["id"] == previous["recordId"]));
}

#[tokio::test]
async fn a_step_that_runs_shows_its_lines_and_is_ended_from_outside() {
    let stage = Stage::new(YAML).await;
    stage.script(vec![Rule { path: "Make".into(), is_held: true, ..Rule::default() }]);
    let id = stage.run().await;
    stage.api.advance(5);
    let (make, job) = (stage.record(id, "Make").await, stage.record(id, "Compile").await);
    assert_eq!((&make["state"], &make["log"]), (&json!("inProgress"), &Value::Null));
    let build = stage.build(id).await;
    let plan = build["orchestrationPlan"]["planId"].as_str().unwrap().to_owned();
    let project = build["project"]["id"].as_str().unwrap().to_owned();
    let hub = format!("{project}/_apis/distributedtask/hubs/build/plans/{plan}");
    let (job, step) = (job["id"].as_str().unwrap(), make["id"].as_str().unwrap());
    let feed = format!("{hub}/timelines/{plan}/records/{job}/feed");
    let seen = stage.api.get(&format!("{feed}?stepId={step}&api-version=7.2-preview.1")).await.ok(200);
    assert_eq!(seen["value"][0], "##[section]Starting: Make");
    let lines = json!({"stepId": step, "startLine": 0, "count": 2, "value": ["one", "two"]});
    stage.api.post(&format!("{feed}?api-version=7.1-preview.1"), &lines).await.ok(204);
    let seen = stage.api.get(&format!("{feed}?stepId={step}&api-version=7.2-preview.1")).await.ok(200);
    assert_eq!(seen["value"], json!(["one", "two"]));
    let event = json!({"name": "TaskCompleted", "jobId": job, "taskId": step, "result": "failed"});
    stage.api.post(&format!("{hub}/events?api-version=7.1-preview.1"), &event).await.ok(204);
    stage.api.advance(5);
    assert_eq!(stage.build(id).await["result"], "failed");
    let make = stage.record(id, "Make").await;
    let log = format!("P/_apis/build/builds/{id}/logs/{}", make["log"]["id"]);
    let stored = stage.api.get(&log).await.ok(200);
    assert_eq!(stored["count"], 2);
    assert!(stored["value"][1].as_str().unwrap().ends_with("Z two"));
}

#[tokio::test]
async fn a_job_waits_for_an_agent_of_its_pool() {
    let yaml = "pool: Builders\njobs:\n- job: A\n  steps:\n  - script: echo\n";
    let stage = Stage::new(yaml).await;
    let api = &stage.api;
    let pool = api.post("_apis/distributedtask/pools", &json!({"name": "Builders"})).await.ok(200);
    let queue = json!({"name": "Builders", "pool": {"id": pool["id"]}});
    api.post("P/_apis/distributedtask/queues?api-version=7.1-preview.1", &queue).await.ok(200);
    let queue = api.get("P/_apis/distributedtask/queues?queueNames=Builders&api-version=7.1-preview.1").await;
    stage.permit("queue", &queue.ok(200)["value"][0]["id"]).await;
    let agents = format!("_apis/distributedtask/pools/{}/agents", pool["id"]);
    let agent = json!({"name": "one", "version": "4.0.0", "enabled": false, "status": "online"});
    let agent = api.post(&agents, &agent).await.ok(200);
    let id = stage.run().await;
    api.advance(5);
    assert_eq!(stage.records(id, &["Job"]).await, ["A pending -"]);
    let requests = format!("_apis/distributedtask/pools/{}/jobrequests", pool["id"]);
    let waiting = api.get(&requests).await.ok(200)["value"][0].clone();
    assert_eq!((&waiting["owner"]["id"], &waiting["assignTime"]), (&json!(id), &Value::Null));
    let enable = json!({"id": agent["id"], "enabled": true});
    api.patch(&format!("{agents}/{}", agent["id"]), &enable).await.ok(200);
    api.advance(5);
    assert_eq!(stage.build(id).await["result"], "succeeded");
    assert_eq!(stage.record(id, "A").await["workerName"], "one");
    let done = api.get(&requests).await.ok(200)["value"][0].clone();
    assert_eq!((&done["result"], &done["reservedAgent"]["name"]), (&json!("succeeded"), &json!("one")));
}

#[tokio::test]
async fn a_canceled_run_ends_and_leaves_nothing_running() {
    let stage = Stage::new(YAML).await;
    let slow = Rule { path: "Make".into(), duration: Some(Duration::from_secs(600)), ..Rule::default() };
    stage.script(vec![slow]);
    let id = stage.run().await;
    stage.api.advance(5);
    let path = format!("P/_apis/build/builds/{id}");
    assert_eq!(
        stage.api.patch(&path, &json!({"status": "cancelling"})).await.ok(200)["status"],
        "cancelling"
    );
    stage.api.advance(5);
    assert_eq!(stage.build(id).await["result"], "canceled");
    let records = stage.records(id, &["Stage", "Job", "Task"]).await;
    assert!(records.iter().all(|record| record.contains("completed")), "{records:?}");
    let lease = json!([{"runId": id, "definitionId": stage.pipeline, "ownerId": "Me", "daysValid": 10}]);
    let leases = "P/_apis/build/retention/leases";
    let lease = stage.api.post(leases, &lease).await.ok(200)["value"][0].clone();
    assert_eq!(stage.api.get(&format!("{path}/leases")).await.ok(200)["value"][0], lease);
    stage.api.delete(&format!("{leases}?ids={}", lease["leaseId"])).await.ok(204);
}

#[tokio::test]
async fn yaml_that_is_refused_is_not_queued() {
    let stage = Stage::new("steps:\n- script: ${{ nope }}\n").await;
    let run = stage.api.post(&format!("P/_apis/pipelines/{}/runs", stage.pipeline), &json!({})).await;
    assert_eq!(run.fault(400), "PipelineValidationException");
    let asked = json!({"definition": {"id": stage.pipeline}});
    let answer = stage.api.post("P/_apis/build/builds", &asked).await;
    let why = answer.json()["customProperties"]["ValidationResults"][0]["message"].clone();
    assert!(
        why.as_str().unwrap().starts_with("/ci.yml (Line: 2, Col: 11): Unrecognized value: 'nope'"),
        "{why}"
    );
    assert_eq!(answer.fault(400), "BuildRequestValidationFailedException");
}
