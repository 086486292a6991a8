//! Queries over work items, and saved ones.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Api, empty};

const FORWARD: &str = "System.LinkTypes.Hierarchy-Forward";

/// A project of Agile with a story that has a task, and a bug in an area of its own.
async fn boards() -> Api {
    let api = empty();
    let process = json!({"processTemplate": {"templateTypeId": "adcc42ab-9882-485e-a3ed-7678f01f66bc"}});
    api.post("_apis/projects", &json!({"name": "Shop", "capabilities": process})).await.ok(202);
    api.advance(60);
    api.post("Shop/_apis/wit/classificationnodes/areas", &json!({"name": "Web"})).await.ok(201);
    item(
        &api,
        "User Story",
        &[("System.Title", json!("Sell shoes")), ("Microsoft.VSTS.Common.Priority", json!(1))],
    )
    .await;
    item(&api, "Task", &[("System.Title", json!("Draw a shoe"))]).await;
    item(
        &api,
        "Bug",
        &[("System.Title", json!("Shoes are missing")), ("System.AreaPath", json!("Shop\\Web"))],
    )
    .await;
    let url = "http://127.0.0.1:8080/fabrikam/_apis/wit/workItems/2";
    let link = json!([{"op": "add", "path": "/relations/-", "value": {"rel": FORWARD, "url": url}}]);
    api.json_patch("_apis/wit/workitems/1", &link).await.ok(200);
    api
}

async fn item(api: &Api, kind: &str, fields: &[(&str, Value)]) {
    let patch: Vec<_> = fields
        .iter()
        .map(|(field, value)| json!({"op": "add", "path": format!("/fields/{field}"), "value": value}))
        .collect();
    let path = format!("Shop/_apis/wit/workitems/${}", kind.replace(' ', "%20"));
    let call = api.call(Method::POST, &path).body(json!(patch).to_string(), "application/json-patch+json");
    call.send().await.ok(200);
}

async fn ask(api: &Api, path: &str, query: &str) -> Value {
    api.post(path, &json!({"query": query})).await.ok(200)
}

fn ids(answer: &Value) -> Vec<i64> {
    answer["workItems"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn a_flat_query_gives_numbers_columns_and_order() {
    let api = boards().await;
    let query = "Select [System.Id], Title From WorkItems Where [System.TeamProject] = @project \
                 AND [State] <> 'Closed' order by [Microsoft.VSTS.Common.Priority] desc, [System.Id]";
    let answer = ask(&api, "Shop/_apis/wit/wiql", query).await;
    assert_eq!((&answer["queryType"], &answer["queryResultType"]), (&json!("flat"), &json!("workItem")));
    assert_eq!(answer["columns"][1]["referenceName"], "System.Title");
    assert_eq!(answer["sortColumns"][0]["descending"], true);
    assert_eq!(answer["asOf"], "2026-07-01T12:01:00Z");
    assert_eq!(ids(&answer), [2, 3, 1]);
    assert_eq!(answer["workItems"][0]["url"], "http://127.0.0.1:8080/fabrikam/_apis/wit/workItems/2");
    let first = ask(&api, "Shop/_apis/wit/wiql?$top=1", query).await;
    assert_eq!(ids(&first), [2]);
    for (condition, expected) in [
        ("[System.AreaPath] UNDER 'Shop\\Web'", &[3][..]),
        ("[System.CreatedBy] = @Me", &[1, 2, 3]),
        ("[System.AssignedTo] = ''", &[1, 2, 3]),
        ("[Work Item Type] IN GROUP 'Microsoft.BugCategory'", &[3]),
        ("[System.CreatedDate] >= @Today AND [Title] CONTAINS WORDS 'shoe'", &[2]),
        ("[System.Parent] = 1", &[2]),
        ("[System.Id] IN (@MyRecentActivity)", &[1, 2, 3]),
        ("[System.CreatedBy] IN GROUP '[Shop]\\Shop Team'", &[1, 2, 3]),
        ("[System.AreaPath] = @TeamAreas", &[1, 2]),
        ("[System.IterationPath] = @CurrentIteration", &[]),
    ] {
        let query = format!("SELECT [System.Id] FROM WorkItems WHERE {condition}");
        let answer = ask(&api, "Shop/Shop%20Team/_apis/wit/wiql", &query).await;
        assert_eq!(ids(&answer), expected, "{condition}");
    }
}

#[tokio::test]
async fn links_come_as_relations() {
    let api = boards().await;
    let condition = format!("[System.Links.LinkType] = '{FORWARD}'");
    let one_hop = format!("SELECT [System.Id] FROM WorkItemLinks WHERE {condition} MODE (MustContain)");
    let answer = ask(&api, "_apis/wit/wiql", &one_hop).await;
    assert_eq!(
        (&answer["queryType"], &answer["queryResultType"]),
        (&json!("oneHop"), &json!("workItemLink"))
    );
    let url = |id: i64| format!("http://127.0.0.1:8080/fabrikam/_apis/wit/workItems/{id}");
    let (one, two) = (json!({"id": 1, "url": url(1)}), json!({"id": 2, "url": url(2)}));
    assert_eq!(
        answer["workItemRelations"],
        json!([{"target": one}, {"rel": FORWARD, "source": one, "target": two}])
    );
    let tree = format!("SELECT [System.Id] FROM WorkItemLinks WHERE {condition} MODE (Recursive)");
    let answer = ask(&api, "_apis/wit/wiql", &tree).await;
    assert_eq!(answer["queryType"], "tree");
    assert_eq!(answer["workItemRelations"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_past_can_be_asked() {
    let api = boards().await;
    api.advance(3600);
    let patch = json!([{"op": "add", "path": "/fields/System.State", "value": "Active"}]);
    api.json_patch("_apis/wit/workitems/2", &patch).await.ok(200);
    let query = |rest: &str| format!("SELECT [System.Id] FROM WorkItems WHERE {rest}");
    let path = "_apis/wit/wiql";
    assert_eq!(ids(&ask(&api, path, &query("[State] = 'Active'")).await), [2]);
    assert_eq!(ids(&ask(&api, path, &query("EVER [State] = 'New'")).await), [1, 2, 3]);
    let past = ask(&api, path, &query("[State] = 'New' ASOF '2026-07-01T12:30:00Z'")).await;
    assert_eq!((&past["asOf"], ids(&past)), (&json!("2026-07-01T12:30:00Z"), vec![1, 2, 3]));
    let before = ask(&api, path, &query("[State] = 'New' ASOF '2026-06-01'")).await;
    assert!(ids(&before).is_empty());
    // Without time precision a time is refused, with it it counts.
    let exact = query("[System.ChangedDate] > '2026-07-01T12:30:00Z'");
    assert_eq!(api.post(path, &json!({"query": exact})).await.fault(400), "WorkItemTrackingQueryException");
    assert_eq!(ids(&ask(&api, "_apis/wit/wiql?timePrecision=true", &exact).await), [2]);
    // What is deleted is not found.
    api.delete("_apis/wit/workitems/2").await.ok(200);
    assert_eq!(ids(&ask(&api, path, &query("[System.Id] > 0")).await), [1, 3]);
}

#[tokio::test]
async fn what_cannot_be_asked_is_said() {
    let api = boards().await;
    for (query, message) in [
        (
            "SELECT [System.Sprint] FROM WorkItems",
            "TF51005: The query references a field that does not exist.",
        ),
        ("SELECT TOP 1 [System.Id] FROM WorkItems", "TF51006: The query statement is missing a FROM clause."),
        (
            "SELECT [System.Id] FROM WorkItems WHERE [System.AreaPath] UNDER 'None'",
            "TF51011: The specified area path does not exist.",
        ),
        (
            "SELECT [System.Id] FROM WorkItems WHERE [System.IterationPath] = @CurrentIteration",
            "VS402612: The macro '@CurrentIteration'",
        ),
    ] {
        let answer = api.post("Shop/_apis/wit/wiql", &json!({"query": query})).await;
        assert_eq!(answer.status, 400);
        let said = answer.json();
        assert!(said["message"].as_str().unwrap().starts_with(message), "{said}");
        assert_eq!(said["eventId"], 3200);
    }
    api.post("Shop/_apis/wit/wiql", &json!({})).await.fault(400);
    api.post("Shop/None/_apis/wit/wiql", &json!({"query": "x"})).await.fault(404);
}

#[tokio::test]
async fn queries_are_saved_found_moved_deleted_and_restored() {
    let api = boards().await;
    let queries = "Shop/_apis/wit/queries";
    let wiql = "SELECT [System.Id] FROM WorkItems WHERE [System.WorkItemType] = 'Bug' AND [System.IterationPath] <> @CurrentIteration";
    let folder = api
        .post(&format!("{queries}/Shared%20Queries"), &json!({"name": "Web", "isFolder": true}))
        .await
        .ok(201);
    assert_eq!((&folder["path"], &folder["hasChildren"]), (&json!("Shared Queries/Web"), &json!(false)));
    let body = json!({"name": "Bugs", "wiql": wiql});
    let made = api.post(&format!("{queries}/shared%20queries/web"), &body).await.ok(201);
    assert_eq!((&made["queryType"], &made["isPublic"]), (&json!("flat"), &json!(true)));
    assert_eq!(made["clauses"]["logicalOperator"], "AND");
    assert_eq!(made["clauses"]["clauses"][0]["operator"]["referenceName"], "SupportedOperations.Equals");
    let id = made["id"].as_str().unwrap().to_owned();
    api.post(&format!("{queries}/Shared%20Queries/Web"), &body).await.fault(409);
    let broken = json!({"name": "Broken", "wiql": "SELECT"});
    assert_eq!(
        api.post(&format!("{queries}/My%20Queries"), &broken).await.fault(400),
        "WorkItemTrackingQueryException"
    );
    // By id, by path with any slashes; with and without what it asks.
    for path in ["Shared%20Queries/Web/Bugs", "Shared%20Queries%2FWEB%2Fbugs", id.as_str()] {
        let found = api.get(&format!("{queries}/{path}")).await.ok(200);
        assert_eq!(found["id"], made["id"], "{path}");
        assert!(found.get("wiql").is_none());
    }
    assert_eq!(api.get(&format!("{queries}/{id}?$expand=wiql")).await.ok(200)["wiql"], wiql);
    let tree = api.get(&format!("{queries}?$depth=2")).await.ok(200);
    assert_eq!(tree["value"][0]["name"], "My Queries");
    assert_eq!(tree["value"][1]["children"][0]["children"][0]["name"], "Bugs");
    api.get(&format!("{queries}?$depth=3")).await.fault(400);
    let searched = api.get(&format!("{queries}?$filter=bug")).await.ok(200);
    assert_eq!((&searched["count"], &searched["hasMore"]), (&json!(1), &json!(false)));
    // Asked by its id, for a team.
    let answer = api.get(&format!("Shop/Shop%20Team/_apis/wit/wiql/{id}")).await;
    assert_eq!(answer.header("x-total-count"), Some("1"));
    assert_eq!(ids(&answer.ok(200)), [3]);
    let head = api.call(Method::HEAD, &format!("Shop/Shop%20Team/_apis/wit/wiql/{id}")).send().await;
    assert_eq!((head.status.as_u16(), head.header("x-total-count")), (200, Some("1")));
    // Renamed, moved to where only its owner sees it, deleted, restored.
    let renamed = api.patch(&format!("{queries}/{id}"), &json!({"name": "All bugs"})).await.ok(200);
    assert_eq!((&renamed["name"], &renamed["wiql"]), (&json!("All bugs"), &json!(wiql)));
    let moved = api.post(&format!("{queries}/My%20Queries"), &json!({"id": folder["id"]})).await.ok(200);
    assert_eq!((&moved["path"], &moved["isPublic"]), (&json!("My Queries/Web"), &json!(false)));
    assert_eq!(api.get(&format!("{queries}/{id}")).await.ok(200)["path"], "My Queries/Web/All bugs");
    api.delete(&format!("{queries}/My%20Queries/Web")).await.ok(204);
    api.get(&format!("{queries}/{id}")).await.fault(404);
    let deleted = api.get(&format!("{queries}/{id}?$includeDeleted=true")).await.ok(200);
    assert_eq!(deleted["isDeleted"], true);
    let folder = folder["id"].as_str().unwrap();
    let path = format!("{queries}/{folder}?$undeleteDescendants=true");
    let restored = api.patch(&path, &json!({"isDeleted": false})).await.ok(200);
    assert_eq!(restored["children"][0]["name"], "All bugs");
    let batch =
        json!({"ids": [id, "5c5f8f6e-0000-4000-8000-000000000001"], "errorPolicy": "omit", "$expand": 1});
    let batch = api.post("Shop/_apis/wit/queriesbatch", &batch).await.ok(200);
    assert_eq!((&batch["value"][0]["wiql"], &batch["value"][1]), (&json!(wiql), &Value::Null));
    // The two folders that every project has stay.
    api.delete(&format!("{queries}/Shared%20Queries")).await.fault(400);
    let temporary =
        api.post("Shop/_apis/wit/tempqueries", &json!({"wiql": "SELECT [Id] FROM WorkItems"})).await.ok(200);
    let path = format!("Shop/_apis/wit/wiql/{}", temporary["id"].as_str().unwrap());
    assert_eq!(ids(&api.get(&path).await.ok(200)), [1, 2, 3]);
}
