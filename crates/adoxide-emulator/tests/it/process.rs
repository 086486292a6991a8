//! Processes that an organization derives and makes its own.

use http::Method;
use serde_json::{Value, json};

use super::support::*;
use super::work_item::{AGILE, add};

/// A process derived from Agile, and its types' path.
async fn derived(api: &Api) -> (String, String) {
    let body = json!({"name": "Mine", "parentProcessTypeId": AGILE, "description": "Ours"});
    let made = api.post("_apis/work/processes", &body).await.ok(201);
    let id = made["typeId"].as_str().unwrap().to_owned();
    let types = format!("_apis/work/processes/{id}/workItemTypes");
    (id, types)
}

async fn project_of(api: &Api, process: &str) {
    let capabilities = json!({"processTemplate": {"templateTypeId": process}});
    api.post("_apis/projects", &json!({"name": "P", "capabilities": capabilities})).await.ok(202);
    api.advance(60);
}

fn names(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn processes_come_and_go() {
    let api = empty();
    let all = api.get("_apis/work/processes").await.ok(200);
    assert_eq!(names(&all), ["Scrum", "Basic", "Agile", "CMMI"]);
    assert_eq!(
        (&all["value"][1]["isDefault"], &all["value"][1]["customizationType"]),
        (&json!(true), &json!("system"))
    );
    let (id, _) = derived(&api).await;
    let path = format!("_apis/work/processes/{id}");
    let body = json!({"name": "mine", "parentProcessTypeId": AGILE});
    assert_eq!(api.post("_apis/work/processes", &body).await.fault(409), "ProcessNameConflictException");
    let body = json!({"name": "x", "parentProcessTypeId": id});
    assert_eq!(api.post("_apis/work/processes", &body).await.fault(404), "ProcessNotFoundException");
    // As documented, flags may be texts.
    let edited = api.patch(&path, &json!({"name": "Renamed", "isDefault": "true"})).await.ok(200);
    assert_eq!((&edited["name"], &edited["isDefault"]), (&json!("Renamed"), &json!(true)));
    let core = api.get(&format!("_apis/process/processes/{id}")).await.ok(200);
    assert_eq!((&core["name"], &core["type"]), (&json!("Renamed"), &json!("inherited")));
    let scrum = format!("_apis/work/processes/{AGILE}");
    assert_eq!(
        api.patch(&scrum, &json!({"name": "No"})).await.fault(400),
        "ProcessWorkItemTypeInvalidOperationException"
    );
    // New projects get the default.
    api.project("P").await;
    let project = api.get("_apis/projects/P?includeCapabilities=true").await.ok(200);
    assert_eq!(project["capabilities"]["processTemplate"]["templateName"], "Renamed");
    let shown = api.get(&format!("{path}?$expand=projects")).await.ok(200);
    assert_eq!(shown["projects"][0]["name"], "P");
    assert_eq!(api.delete(&path).await.fault(400), "ProcessWorkItemTypeInvalidOperationException");
    let moved = api.post("P/_apis/wit/projectprocessmigration", &json!({"typeId": AGILE})).await.ok(200);
    assert_eq!(moved["processId"], AGILE);
    api.delete(&path).await.ok(204);
    assert_eq!(api.get(&path).await.fault(404), "ProcessNotFoundException");
}

#[tokio::test]
async fn types_states_and_fields_are_made_and_bite() {
    let api = empty();
    let (id, types) = derived(&api).await;
    project_of(&api, &id).await;
    // A type of the system is derived before it is changed.
    let state = json!({"name": "Testing", "stateCategory": "InProgress", "color": "5688E0"});
    let system = format!("{types}/Microsoft.VSTS.WorkItemTypes.Bug");
    assert_eq!(
        api.post(&format!("{system}/states"), &state).await.fault(400),
        "ProcessWorkItemTypeInvalidOperationException"
    );
    let bug = api
        .post(&types, &json!({"inheritsFrom": "Microsoft.VSTS.WorkItemTypes.Bug", "color": "ff0000"}))
        .await
        .ok(201);
    assert_eq!((&bug["referenceName"], &bug["customization"]), (&json!("Mine.Bug"), &json!("inherited")));
    let bug = format!("{types}/Mine.Bug");
    let made = api.post(&format!("{bug}/states"), &state).await.ok(201);
    assert_eq!(made["order"], 3);
    let states = api.get(&format!("{bug}/states")).await.ok(200);
    assert_eq!(names(&states), ["New", "Active", "Testing", "Resolved", "Closed"]);
    let resolved = states["value"][3]["id"].as_str().unwrap();
    let state = format!("{bug}/states/{resolved}");
    let hide = async |api: &Api| api.put(&state, &json!({"hidden": "true"})).await.ok(200)["hidden"].clone();
    assert_eq!(hide(&api).await, true);
    // What is hidden is deleted by showing it again; what the system has and nobody changed cannot be.
    api.delete(&state).await.ok(204);
    assert_eq!(api.delete(&state).await.fault(400), "ProcessWorkItemTypeInvalidOperationException");
    assert_eq!(hide(&api).await, true);
    let item = api.item("Bug", "One").await;
    assert_eq!(
        api.edit(item, json!([add("System.State", "Resolved")])).await.fault(400),
        "RuleValidationException"
    );
    let tested = api.edit(item, json!([add("System.State", "Testing")])).await.ok(200);
    assert_eq!(tested["fields"]["System.Reason"], "Moved to state Testing");

    // Fields with lists of values.
    let list = json!({"name": "Colours", "type": "String", "items": ["Red", "Green"], "isSuggested": false});
    let list = api.post("_apis/work/processes/lists", &list).await.ok(201);
    let list = list["id"].as_str().unwrap();
    let field = json!({"name": "Colour", "referenceName": "Custom.Colour", "type": "string", "isPicklist": true,
        "picklistId": list});
    api.post("_apis/wit/fields", &field).await.ok(201);
    let added = json!({"referenceName": "Custom.Colour", "required": true});
    api.post(&format!("{bug}/fields"), &added).await.ok(201);
    for (patch, status) in [
        (json!([add("System.Title", "No colour")]), 400),
        (json!([add("System.Title", "Odd colour"), add("Custom.Colour", "Blue")]), 400),
        (json!([add("System.Title", "Right"), add("Custom.Colour", "Red")]), 200),
    ] {
        assert_eq!(api.create("Bug", patch).await.status, status);
    }
    let body = json!({"items": ["Blue", "Red"]});
    api.call(Method::PUT, &format!("_apis/work/processes/lists/{list}")).json(&body).send().await.ok(200);
    api.create("Bug", json!([add("System.Title", "Blue"), add("Custom.Colour", "Blue")])).await.ok(200);
    let patched =
        api.patch(&format!("{bug}/fields/Custom.Colour"), &json!({"defaultValue": "Blue"})).await.ok(200);
    assert_eq!(patched["defaultValue"], "Blue");
    let made = api.create("Bug", json!([add("System.Title", "By default")])).await.ok(200);
    assert_eq!(made["fields"]["Custom.Colour"], "Blue");
    api.delete(&format!("{bug}/fields/Custom.Colour")).await.ok(204);
    assert_eq!(api.get(&format!("{bug}/fields/Custom.Colour")).await.status, 404);

    // A type of its own.
    let kind = json!({"name": "Change Request", "color": "f6546a", "icon": "icon_airplane"});
    api.post(&types, &kind).await.ok(201);
    let made = api.create("Change Request", json!([add("System.Title", "Change")])).await.ok(200);
    assert_eq!(
        (&made["fields"]["System.State"], &made["fields"]["System.WorkItemType"]),
        (&json!("New"), &json!("Change Request"))
    );
    let expanded = api.get(&format!("{types}/Mine.ChangeRequest?$expand=states")).await.ok(200);
    assert_eq!(expanded["states"].as_array().unwrap().len(), 3);
    api.patch(&format!("{types}/Mine.ChangeRequest"), &json!({"isDisabled": true})).await.ok(200);
    assert_eq!(
        api.create("Change Request", json!([add("System.Title", "x")])).await.fault(400),
        "WorkItemTypeDisabledException"
    );
    api.delete(&format!("{types}/Mine.ChangeRequest")).await.ok(204);
    api.delete(&bug).await.ok(204);
    assert_eq!(names(&api.get(&types).await.ok(200)).len(), 15);
}

#[tokio::test]
async fn rules_of_the_organization_are_kept() {
    let api = empty();
    let (id, types) = derived(&api).await;
    project_of(&api, &id).await;
    api.post(&types, &json!({"inheritsFrom": "Microsoft.VSTS.WorkItemTypes.Task"})).await.ok(201);
    let rules = format!("{types}/Mine.Task/rules");
    let rule = json!({
        "name": "urgent",
        "conditions": [{"conditionType": "$when", "field": "Microsoft.VSTS.Common.Priority", "value": "1"}],
        "actions": [
            {"actionType": "$makeRequired", "targetField": "System.Description", "value": null},
            {"actionType": "copyValue", "targetField": "Microsoft.VSTS.Common.Activity", "value": "Design"},
        ],
    });
    let made = api.post(&rules, &rule).await.ok(201);
    assert_eq!(made["actions"][1]["actionType"], "$copyValue");
    let odd = json!({"name": "x", "actions": [{"actionType": "copyValue", "targetField": "No.Field"}]});
    assert_eq!(api.post(&rules, &odd).await.fault(400), "WorkItemTrackingFieldDefinitionNotFoundException");
    let urgent = |more: Option<Value>| {
        let mut patch = vec![add("System.Title", "One"), add("Microsoft.VSTS.Common.Priority", 1)];
        patch.extend(more);
        Value::Array(patch)
    };
    assert_eq!(api.create("Task", urgent(None)).await.fault(400), "RuleValidationException");
    let item = api.create("Task", urgent(Some(add("System.Description", "why")))).await.ok(200);
    assert_eq!(item["fields"]["Microsoft.VSTS.Common.Activity"], "Design");
    let one = format!("{rules}/{}", made["id"].as_str().unwrap());
    let off = json!({"name": "urgent", "isDisabled": true, "actions": rule["actions"]});
    api.call(Method::PUT, &one).json(&off).send().await.ok(200);
    api.create("Task", urgent(None)).await.ok(200);
    api.delete(&one).await.ok(204);
    assert_eq!(api.get(&rules).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn levels_and_forms_are_arranged() {
    let api = empty();
    let (id, types) = derived(&api).await;
    let behaviors = format!("_apis/work/processes/{id}/behaviors");
    assert_eq!(api.get(&behaviors).await.ok(200)["count"], 6);
    let body =
        json!({"name": "Initiatives", "color": "009CDD", "inherits": "System.PortfolioBacklogBehavior"});
    let made = api.post(&behaviors, &body).await.ok(201);
    assert_eq!((&made["rank"], &made["customization"]), (&json!(50), &json!("custom")));
    let level = made["referenceName"].as_str().unwrap();
    api.post(&types, &json!({"name": "Initiative"})).await.ok(201);
    let of = format!("_apis/work/processes/{id}/workItemTypesBehaviors/Mine.Initiative/behaviors");
    let body = json!({"behavior": {"id": level}, "isDefault": true});
    api.post(&of, &body).await.ok(201);
    assert_eq!(api.get(&of).await.ok(200)["value"][0]["behavior"]["id"], level);
    api.delete(&format!("{of}/{level}")).await.ok(204);
    api.call(Method::PUT, &format!("{behaviors}/{level}"))
        .json(&json!({"name": "Bets"}))
        .send()
        .await
        .ok(200);
    api.delete(&format!("{behaviors}/{level}")).await.ok(204);
    assert_eq!(
        api.delete(&format!("{behaviors}/System.TaskBacklogBehavior")).await.fault(400),
        "ProcessWorkItemTypeInvalidOperationException"
    );

    let layout = format!("{types}/Mine.Initiative/layout");
    let form = api.get(&layout).await.ok(200);
    assert_eq!(form["pages"].as_array().unwrap().len(), 4);
    let page =
        api.post(&format!("{layout}/pages"), &json!({"label": "More", "sections": null})).await.ok(201);
    let page = page["id"].as_str().unwrap();
    let groups = format!("{layout}/pages/{page}/sections/Section1/groups");
    let group = api.post(&groups, &json!({"label": "G", "visible": true})).await.ok(201);
    let group = group["id"].as_str().unwrap();
    let controls = format!("{layout}/groups/{group}/controls");
    let control = json!({"id": "Microsoft.VSTS.Common.Risk", "label": null});
    assert_eq!(api.post(&controls, &control).await.ok(201)["label"], "Risk");
    let path = format!("{controls}/Microsoft.VSTS.Common.Risk");
    assert_eq!(api.patch(&path, &json!({"label": "Danger"})).await.ok(200)["label"], "Danger");
    let to = format!("{layout}/pages/{page}/sections/Section2/groups/{group}?removeFromSectionId=Section1");
    let moved = api.call(Method::PUT, &to).json(&json!({"label": null})).send().await.ok(200);
    assert_eq!(moved["controls"].as_array().unwrap().len(), 1);
    api.delete(&path).await.ok(204);
    assert_eq!(api.delete(&format!("{groups}/{group}")).await.status, 404, "it is in another section now");
    api.delete(&format!("{layout}/pages/{page}")).await.ok(204);
    let system = format!("{layout}/systemcontrols");
    assert_eq!(api.get(&system).await.ok(200)["count"], 6);
    let reason = format!("{system}/System.Reason");
    assert_eq!(api.patch(&reason, &json!({"visible": false})).await.ok(200)["visible"], false);
    api.delete(&reason).await.ok(200);
    assert_eq!(api.get(&system).await.ok(200)["value"][3]["visible"], true);
}

#[tokio::test]
async fn behaviors_are_seen_by_the_older_administration_too() {
    let api = empty();
    let (process, _) = derived(&api).await;
    let path = format!("_apis/work/processadmin/{process}/behaviors");
    let all = api.get(&path).await.ok(200);
    assert_eq!(names(&all)[..2], ["Ordered", "Tasks"]);
    assert_eq!((&all["value"][0]["abstract"], &all["value"][1]["abstract"]), (&json!(true), &json!(false)));
    let own = format!("_apis/work/processes/{process}/behaviors");
    api.put(&format!("{own}/System.TaskBacklogBehavior"), &json!({"name": "Chores"})).await.ok(200);
    let one = api.get(&format!("{path}?behaviorRefName=System.TaskBacklogBehavior")).await.ok(200);
    assert_eq!((&one["name"], &one["overriden"]), (&json!("Chores"), &json!(true)));
    api.get(&format!("{path}?behaviorRefName=None")).await.fault(404);
}
