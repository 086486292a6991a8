//! Dashboards and widgets.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Api, empty};

const KIND: &str = "ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards.MarkdownWidget";

fn list(team: bool) -> String {
    let team = if team { "Shop/Shop%20Team" } else { "Shop" };
    format!("{team}/_apis/dashboard/dashboards")
}

fn at(path: &str) -> String {
    format!("{path}?api-version=7.1-preview.3")
}

fn names(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|known| known["name"].as_str().unwrap()).collect()
}

async fn shop() -> Api {
    let api = empty();
    api.project("Shop").await;
    api
}

#[tokio::test]
async fn dashboards_are_of_a_team_or_of_the_project() {
    let api = shop().await;
    let own = api.post(&at(&list(false)), &json!({"name": "All"})).await.ok(200);
    assert_eq!((&own["dashboardScope"], &own["position"]), (&json!("project"), &json!(1)));
    let body =
        json!({"name": "Ours", "widgets": [{"name": "Words", "contributionId": KIND, "settings": "# Hi"}]});
    let ours = api.post(&at(&list(true)), &body).await.ok(200);
    assert_eq!(ours["dashboardScope"], "project_Team");
    assert_eq!(ours["groupId"], ours["ownerId"]);
    assert_eq!(names(&api.get(&at(&list(true))).await.ok(200)), ["Ours"]);
    assert_eq!(names(&api.get(&at(&list(false))).await.ok(200)).len(), 2);
    let path = format!("{}/{}", list(true), ours["id"].as_str().unwrap());
    let read = api.get(&at(&path)).await.ok(200);
    assert_eq!(read, ours);
    assert_eq!(read["widgets"][0]["settings"], "# Hi");
    let fault = api.post(&at(&list(true)), &json!({"name": "ours"})).await.fault(409);
    assert_eq!(fault, "DuplicateDashboardNameException");
    // Earlier versions answered with a group.
    let group = api.get(&format!("{}?api-version=5.0-preview.2", list(true))).await.ok(200);
    assert_eq!(group["dashboardEntries"][0]["name"], "Ours");
    // What is not named goes, what is keeps its widgets.
    let body = json!({"dashboardEntries": [{"id": ours["id"], "name": "Mine", "position": 3}]});
    api.call(Method::PUT, &at(&list(true))).json(&body).send().await.ok(200);
    let read = api.get(&at(&path)).await.ok(200);
    assert_eq!((&read["name"], &read["position"], &read["eTag"]), (&json!("Mine"), &json!(3), &json!("2")));
    assert_eq!(read["widgets"].as_array().unwrap().len(), 1);
    api.delete(&at(&path)).await.ok(204);
    assert_eq!(api.get(&at(&path)).await.fault(404), "DashboardDoesNotExistException");
}

#[tokio::test]
async fn widgets_are_written_one_by_one_or_all_at_once_and_only_over_what_is_known() {
    let api = shop().await;
    let board = api.post(&at(&list(true)), &json!({"name": "Ours"})).await.ok(200);
    let path = format!("{}/{}/widgets", list(true), board["id"].as_str().unwrap());
    let version = "?api-version=7.1-preview.2";
    let body = json!({"name": "Words", "contributionId": KIND, "dashboard": {"eTag": "1"}});
    let words = api.post(&format!("{path}{version}"), &body).await.ok(200);
    assert_eq!((&words["eTag"], &words["dashboard"]["eTag"]), (&json!("1"), &json!("2")));
    let late = api.post(&format!("{path}{version}"), &body).await.fault(409);
    assert_eq!(late, "DashboardETagConflictException");
    let own = format!("{path}/{}{version}", words["id"].as_str().unwrap());
    let moved = json!({"eTag": "1", "position": {"row": 3, "column": 2}});
    let moved = api.patch(&own, &moved).await.ok(200);
    assert_eq!(
        (&moved["name"], &moved["position"]["row"], &moved["eTag"]),
        (&json!("Words"), &json!(3), &json!("2"))
    );
    assert_eq!(api.get(&own).await.ok(200), moved);
    let put = |body: Value| api.call(Method::PUT, &own).json(&body);
    let new = put(json!({"name": "Other", "contributionId": KIND})).send().await.ok(200);
    assert_eq!((&new["name"], &new["position"]["row"]), (&json!("Other"), &json!(0)));
    assert_eq!(put(json!({"name": "Nothing"})).send().await.fault(400), "ArgumentNullException");
    let all = json!([{"id": words["id"], "name": "One", "contributionId": KIND},
        {"name": "Two", "contributionId": KIND}]);
    let all = api.call(Method::PUT, &format!("{path}{version}")).json(&all).send().await.ok(200);
    assert_eq!((names(&all), &all["value"][0]["id"]), (vec!["One", "Two"], &words["id"]));
    let some = json!([{"id": all["value"][1]["id"], "name": "Three"}]);
    let some = api.call(Method::PATCH, &format!("{path}{version}")).json(&some).send().await.ok(200);
    assert_eq!(names(&some), ["One", "Three"]);
    let left = api.delete(&own).await.ok(200);
    assert_eq!(left["widgets"].as_array().unwrap().len(), 1);
    assert_eq!(api.get(&own).await.fault(404), "WidgetDoesNotExistException");
    let types =
        api.get("_apis/dashboard/widgettypes?$scope=project_Team&api-version=7.1-preview.1").await.ok(200);
    let kind = &types["widgetTypes"][1];
    let one = format!(
        "_apis/dashboard/widgettypes/{}?api-version=7.1-preview.1",
        kind["contributionId"].as_str().unwrap()
    );
    assert_eq!(api.get(&one).await.ok(200)["widgetMetadata"], *kind);
}
