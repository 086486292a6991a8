//! Task groups and deployment groups.

use http::Method;
use serde_json::json;

use super::support::*;

const GROUPS: &str = "P/_apis/distributedtask/taskgroups";

#[tokio::test]
async fn a_task_group_from_its_making_to_its_return() {
    let api = empty();
    api.project("P").await;
    let body = json!({
        "name": "Deploy", "category": "Deploy", "instanceNameFormat": "Task group: Deploy $(name)",
        "tasks": [{"displayName": "Run", "inputs": {"script": "make"},
                   "task": {"id": "d9bafed4-0b18-4f58-968d-86655b4d2ce9", "versionSpec": "2.*", "definitionType": "task"}}],
        "inputs": [{"name": "name", "defaultValue": "web", "required": true}],
    });
    let made = api.post(GROUPS, &body).await.ok(200);
    assert_eq!((&made["revision"], &made["definitionType"]), (&json!(1), &json!("metaTask")));
    assert_eq!(made["tasks"][0]["condition"], "succeeded()", "what was left out is filled");
    assert_eq!(api.post(GROUPS, &body).await.fault(409), "ResourceExistsException");
    let own = format!("{GROUPS}/{}", made["id"].as_str().unwrap());
    let one = api.get(&own).await.ok(200);
    assert_eq!((&one["count"], &one["value"][0]), (&json!(1), &made), "one by its id is a list, as recorded");
    let mut changed = made.clone();
    changed["description"] = "Deploys one service.".into();
    changed["comment"] = "Say what it does".into();
    let updated = api.put(&own, &changed).await.ok(200);
    assert_eq!((&updated["revision"], &updated["comment"]), (&json!(2), &json!("Say what it does")));
    api.put(&own, &changed).await.fault(409);
    api.call(Method::DELETE, &own).send().await.ok(204);
    assert_eq!(api.get(GROUPS).await.ok(200)["count"], 0);
    api.get(&own).await.fault(404);
    let gone = api.get(&format!("{GROUPS}?deleted=true")).await.ok(200);
    assert_eq!(gone["value"][0]["deleted"], true);
    let back = json!({"id": made["id"], "comment": "Still used"});
    api.patch(&format!("{GROUPS}?api-version=7.1-preview.1"), &back).await.ok(200);
    let history = api.get(&format!("{own}/revisions?api-version=7.1-preview.1")).await.ok(200);
    let kinds: Vec<_> =
        history["value"].as_array().unwrap().iter().map(|row| row["changeType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["undelete", "delete", "update", "add"]);
}

#[tokio::test]
async fn deployment_groups_have_a_pool_whose_agents_are_targets() {
    let api = empty();
    api.project("P").await;
    let groups = "P/_apis/distributedtask/deploymentgroups";
    let made = api.post(groups, &json!({"name": "Web", "description": "Front ends"})).await.ok(200);
    assert_eq!((&made["machineCount"], &made["pool"]["name"]), (&json!(0), &json!("P-Web")));
    assert_eq!(made["pool"]["poolType"], "deployment");
    api.post(groups, &json!({"name": "web"})).await.fault(409);
    let agents = format!("_apis/distributedtask/pools/{}/agents", made["pool"]["id"]);
    let agent = api.post(&agents, &json!({"name": "one", "version": "4.0.0"})).await.ok(200);
    let own = format!("{groups}/{}", made["id"]);
    let tags = json!([{"id": agent["id"], "tags": ["blue"]}]);
    let tagged = api.patch(&format!("{own}/targets"), &tags).await.ok(200);
    assert_eq!(tagged["value"][0]["tags"], json!(["blue"]));
    assert_eq!(api.get(&format!("{own}/targets?tags=green")).await.ok(200)["count"], 0);
    let found = api.get(&format!("{own}/targets?tags=blue")).await.ok(200);
    assert_eq!(found["value"][0]["agent"]["name"], "one");
    let group = api.get(&own).await.ok(200);
    assert_eq!((&group["machineCount"], &group["machineTags"]), (&json!(1), &json!(["blue"])));
    let renamed = api.patch(&own, &json!({"name": "Front"})).await.ok(200);
    assert_eq!((&renamed["name"], &renamed["description"]), (&json!("Front"), &json!("Front ends")));
    api.call(Method::DELETE, &own).send().await.ok(204);
    api.get(&own).await.fault(404);
}
