//! Teams at work: settings, iterations, areas, capacity.

use serde_json::{Value, json};

use crate::support::{Api, empty};

async fn shop() -> Api {
    let api = empty();
    api.project("Shop").await;
    api
}

/// The GUID of an iteration made below another.
async fn iteration(api: &Api, parent: &str, name: &str, dates: Option<(&str, &str)>) -> Value {
    let attributes = dates.map(|(start, finish)| json!({"startDate": start, "finishDate": finish}));
    let body = json!({"name": name, "attributes": attributes.unwrap_or_else(|| json!({}))});
    let path = format!("Shop/_apis/wit/classificationnodes/iterations/{parent}");
    api.post(&path, &body).await.ok(201)["identifier"].clone()
}

#[tokio::test]
async fn the_default_team_owns_the_project_and_another_team_owns_nothing() {
    let api = shop().await;
    let settings = api.get("Shop/_apis/work/teamsettings").await.ok(200);
    assert_eq!(settings["backlogIteration"]["path"], "");
    assert_eq!(settings["defaultIteration"], Value::Null);
    assert_eq!(settings["defaultIterationMacro"], "@currentIteration");
    assert!(settings["_links"]["classificationNode"].is_object());
    let areas = api.get("Shop/_apis/work/teamsettings/teamfieldvalues").await.ok(200);
    assert_eq!((&areas["defaultValue"], &areas["values"][0]["value"]), (&json!("Shop"), &json!("Shop")));
    api.post("_apis/projects/Shop/teams", &json!({"name": "Web"})).await.ok(201);
    let settings = api.get("Shop/Web/_apis/work/teamsettings").await.ok(200);
    assert_eq!(settings["backlogIteration"], json!({"id": "00000000-0000-0000-0000-000000000000"}));
    let areas = api.get("Shop/Web/_apis/work/teamsettings/teamfieldvalues").await.ok(200);
    assert_eq!((&areas["defaultValue"], &areas["values"]), (&Value::Null, &json!([])));
    assert_eq!(api.get("Shop/None/_apis/work/teamsettings").await.fault(404), "TeamNotFoundException");
}

#[tokio::test]
async fn iterations_are_chosen_below_the_backlog_iteration_and_have_a_time_frame() {
    let api = shop().await;
    api.post("_apis/projects/Shop/teams", &json!({"name": "Web"})).await.ok(201);
    let release = iteration(&api, "", "Release", None).await;
    // The clock is at the first of July.
    let june = iteration(&api, "Release", "June", Some(("2026-06-01", "2026-06-30"))).await;
    let july = iteration(&api, "Release", "July", Some(("2026-07-01", "2026-07-01"))).await;
    let later = iteration(&api, "Release", "Later", None).await;
    let path = "Shop/Web/_apis/work/teamsettings/iterations";
    assert_eq!(api.post(path, &json!({"id": june})).await.fault(400), "InvalidTeamSettingsException");
    let settings = json!({"backlogIteration": release, "defaultIteration": july});
    let settings = api.patch("Shop/Web/_apis/work/teamsettings", &settings).await.ok(200);
    assert_eq!(settings["defaultIteration"]["path"], "\\Release\\July");
    assert_eq!(settings["defaultIterationMacro"], Value::Null);
    assert_eq!(settings["_links"]["classificationNode"].as_array().unwrap().len(), 2);
    for id in [&later, &july, &june] {
        api.post(path, &json!({"id": id})).await.ok(201);
    }
    let sprint = api.get("Shop/_apis/wit/classificationnodes/iterations/Sprint%201").await.ok(200);
    assert_eq!(
        api.post(path, &json!({"id": sprint["identifier"]})).await.fault(400),
        "InvalidTeamSettingsException"
    );
    let all = api.get(path).await.ok(200);
    let frames: Vec<_> =
        all["value"].as_array().unwrap().iter().map(|item| item["attributes"]["timeFrame"].clone()).collect();
    assert_eq!(frames, ["past", "current", "future"]);
    let current = api.get(&format!("{path}?$timeframe=current")).await.ok(200);
    assert_eq!((&current["count"], &current["value"][0]["name"]), (&json!(1), &json!("July")));
    // A day later no iteration is under way; then the first without dates is the current one.
    api.advance(24 * 3600);
    let current = api.get(&format!("{path}?$timeframe=Current")).await.ok(200);
    assert_eq!(current["value"][0]["name"], "Later");
    let id = later.as_str().unwrap();
    api.delete(&format!("{path}/{id}")).await.ok(204);
    api.get(&format!("{path}/{id}")).await.fault(404);
    // An iteration that is deleted is no team's any more.
    api.delete("Shop/_apis/wit/classificationnodes/iterations/Release").await.ok(204);
    assert_eq!(api.get(path).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn areas_need_a_default_among_them() {
    let api = shop().await;
    let path = "Shop/_apis/work/teamsettings/teamfieldvalues";
    api.post("Shop/_apis/wit/classificationnodes/areas", &json!({"name": "Web"})).await.ok(201);
    let web = json!({"value": "\\shop\\Area\\web", "includeChildren": true});
    assert_eq!(api.patch(path, &json!({"values": [web]})).await.fault(400), "TeamFieldArgumentNullException");
    api.patch(path, &json!({"defaultValue": "Shop", "values": [web]})).await.fault(400);
    let none = json!({"value": "Shop\\None", "includeChildren": true});
    api.patch(path, &json!({"defaultValue": "Shop\\None", "values": [none]})).await.fault(400);
    let set = api.patch(path, &json!({"defaultValue": "Shop\\Web", "values": [web]})).await.ok(200);
    assert_eq!(set["values"], json!([{"value": "Shop\\Web", "includeChildren": true}]));
}

#[tokio::test]
async fn settings_are_read_by_name_or_number() {
    let api = shop().await;
    let path = "Shop/_apis/work/teamsettings";
    let body = json!({"bugsBehavior": 2, "workingDays": ["Tuesday", 1], "backlogVisibilities": {"Microsoft.EpicCategory": false}});
    let set = api.patch(path, &body).await.ok(200);
    assert_eq!(
        (&set["bugsBehavior"], &set["workingDays"]),
        (&json!("asTasks"), &json!(["monday", "tuesday"]))
    );
    assert_eq!(set["backlogVisibilities"]["Microsoft.EpicCategory"], false);
    for wrong in [
        json!({"bugsBehavior": "maybe"}),
        json!({"workingDays": ["x"]}),
        json!({"defaultIterationMacro": "@x"}),
    ] {
        api.patch(path, &wrong).await.fault(400);
    }
    assert_eq!(api.get(path).await.ok(200), set);
}

#[tokio::test]
async fn capacity_and_days_off_are_kept_by_iteration() {
    let api = shop().await;
    let iterations = api.get("Shop/_apis/work/teamsettings/iterations").await.ok(200);
    let path =
        format!("Shop/_apis/work/teamsettings/iterations/{}", iterations["value"][0]["id"].as_str().unwrap());
    let members = api.get("_apis/projects/Shop/teams/Shop%20Team/members").await.ok(200);
    let me = members["value"][0]["identity"]["id"].as_str().unwrap().to_owned();
    let day = json!({"start": "2026-07-06T00:00:00Z", "end": "2026-07-07T00:00:00Z"});
    let body = json!({"activities": [{"name": "Design", "capacityPerDay": 3.5}], "daysOff": [day]});
    let set = api.patch(&format!("{path}/capacities/{me}"), &body).await.ok(200);
    assert_eq!((&set["teamMember"]["id"], &set["daysOff"][0]), (&json!(me), &day));
    let all = api.get(&format!("{path}/capacities")).await.ok(200);
    assert_eq!((&all["totalCapacityPerDay"], &all["totalDaysOff"]), (&json!(3.5), &json!(2)));
    let plain = api.get(&format!("{path}/capacities?api-version=5.0")).await.ok(200);
    assert_eq!(plain["value"][0]["activities"][0]["name"], "Design");
    let body = json!({"daysOff": [day]});
    assert_eq!(api.patch(&format!("{path}/teamdaysoff"), &body).await.ok(200)["daysOff"], json!([day]));
    assert_eq!(api.get(&format!("{path}/teamdaysoff")).await.ok(200)["daysOff"], json!([day]));
    let replaced = json!([{"teamMember": {"id": me}, "activities": [], "daysOff": []}]);
    let call = api.call(http::Method::PUT, &format!("{path}/capacities")).json(&replaced);
    assert_eq!(call.send().await.ok(200)["value"][0]["activities"], json!([]));
    api.patch(&format!("{path}/capacities/{}", uuid()), &json!({})).await.fault(404);
    api.patch(&format!("{path}/capacities/{me}"), &json!({"activities": [{"capacityPerDay": 25}]}))
        .await
        .fault(400);
}

fn uuid() -> &'static str {
    "5c5f8f6e-0000-4000-8000-000000000001"
}
