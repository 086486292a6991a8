//! What is somebody's own.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

async fn task(api: &Api, fields: &[(&str, &str)]) -> Value {
    let steps = fields
        .iter()
        .map(|(name, value)| json!({"op": "add", "path": format!("/fields/{name}"), "value": value}));
    let body: Value = steps.collect();
    let call = api.call(Method::POST, "P/_apis/wit/workitems/$Task");
    call.body(body.to_string(), "application/json-patch+json").send().await.ok(200)
}

#[tokio::test]
async fn my_work_items_are_found() {
    let api = empty();
    api.project("P").await;
    let me = ("System.AssignedTo", "ada@fabrikam.example");
    let open = task(&api, &[("System.Title", "To do"), me]).await;
    let done = task(&api, &[("System.Title", "Done"), me]).await;
    task(&api, &[("System.Title", "Nobody's")]).await;
    let types = api.get("P/_apis/wit/workitemtypes/Task/states").await.ok(200);
    let state =
        types["value"].as_array().unwrap().iter().find(|state| state["category"] == "Completed").unwrap();
    let change = json!([{"op": "add", "path": "/fields/System.State", "value": state["name"]}]);
    api.json_patch(&format!("_apis/wit/workitems/{}", done["id"]), &change).await.ok(200);

    let work = "_apis/work/accountMyWork?api-version=7.1-preview";
    let found = api.get(work).await.ok(200);
    assert_eq!(found["workItemDetails"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&found["workItemDetails"][0]["id"], &found["querySizeLimitExceeded"]),
        (&open["id"], &false.into())
    );
    let found = api.get(&format!("{work}&$queryOption=done")).await.ok(200);
    assert_eq!(found["workItemDetails"][0]["id"], done["id"]);
    api.get(&format!("{work}&$queryOption=never")).await.fault(400);

    let query = "P/_apis/work/predefinedQueries/AssignedToMe?api-version=7.1-preview";
    let found = api.get(query).await.ok(200);
    assert_eq!((found["results"].as_array().unwrap().len(), &found["hasMore"]), (1, &false.into()));
    assert_eq!(found["results"][0]["fields"]["System.Title"], "To do");
    let found = api.get(&format!("{query}&includeCompleted=true&$top=1")).await.ok(200);
    assert_eq!((&found["results"][0]["id"], &found["hasMore"]), (&done["id"], &true.into()));
    api.get("P/_apis/work/predefinedQueries/nothing?api-version=7.1-preview").await.fault(404);
}
