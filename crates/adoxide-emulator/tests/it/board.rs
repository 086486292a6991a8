//! Backlogs and boards.

use std::io::Read as _;

use http::Method;
use serde_json::{Value, json};

use crate::support::{Api, empty};

async fn boards(process: &str) -> Api {
    let api = empty();
    let process = json!({"processTemplate": {"templateTypeId": process}});
    api.post("_apis/projects", &json!({"name": "Shop", "capabilities": process})).await.ok(202);
    api.advance(60);
    api
}

const AGILE: &str = "adcc42ab-9882-485e-a3ed-7678f01f66bc";
const SCRUM: &str = "6b724908-ef14-45cf-84f8-768b5384da45";
const WORK: &str = "Shop/Shop%20Team/_apis/work";

async fn item(api: &Api, kind: &str, fields: Value) -> i64 {
    let patch: Vec<_> = fields
        .as_object()
        .unwrap()
        .iter()
        .map(|(field, value)| json!({"op": "add", "path": format!("/fields/{field}"), "value": value}))
        .collect();
    let path = format!("Shop/_apis/wit/workitems/${}", kind.replace(' ', "%20"));
    let call = api.call(Method::POST, &path).body(json!(patch).to_string(), "application/json-patch+json");
    call.send().await.ok(200)["id"].as_i64().unwrap()
}

fn names(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn boards_follow_the_process() {
    let api = boards(AGILE).await;
    // Epics are hidden until the team shows them.
    assert_eq!(names(&api.get(&format!("{WORK}/boards")).await.ok(200)), ["Features", "Stories"]);
    let board = api.get(&format!("{WORK}/boards/Stories")).await.ok(200);
    let columns: Vec<_> =
        board["columns"].as_array().unwrap().iter().map(|it| (&it["name"], &it["columnType"])).collect();
    assert_eq!(
        columns,
        [
            (&json!("New"), &json!("incoming")),
            (&json!("Active"), &json!("inProgress")),
            (&json!("Resolved"), &json!("inProgress")),
            (&json!("Closed"), &json!("outgoing")),
        ]
    );
    assert_eq!(board["columns"][1]["stateMappings"], json!({"User Story": "Active"}));
    assert_eq!(board["rows"], json!([{"id": "00000000-0000-0000-0000-000000000000", "name": null}]));
    assert!(board["fields"]["columnField"]["referenceName"].as_str().unwrap().ends_with("_Kanban.Column"));
    let id = board["id"].as_str().unwrap();
    assert_eq!(api.get(&format!("{WORK}/boards/{id}")).await.ok(200), board);
    // Bugs come to the board when the team says so.
    api.patch(&format!("{WORK}/teamsettings"), &json!({"bugsBehavior": "asRequirements"})).await.ok(200);
    let columns = api.get(&format!("{WORK}/boards/{id}/columns")).await.ok(200);
    assert_eq!(columns["value"][3]["stateMappings"], json!({"User Story": "Closed", "Bug": "Closed"}));
    assert_eq!(api.get(&format!("{WORK}/boards/Tasks")).await.fault(404), "BoardDoesNotExistException");
    let suggested = api.get("Shop/_apis/work/boardcolumns").await.ok(200);
    assert_eq!(names(&suggested), ["Active", "Closed", "New", "Resolved"]);
}

#[tokio::test]
async fn columns_and_rows_change_and_must_make_a_board() {
    let api = boards(SCRUM).await;
    let path = format!("{WORK}/boards/Backlog%20items/columns");
    let old = api.get(&path).await.ok(200);
    let mut columns = old["value"].as_array().unwrap().clone();
    let first = columns[0]["id"].clone();
    let review = json!({"name": "Review", "itemLimit": 3, "columnType": "inProgress", "isSplit": true,
        "stateMappings": columns[2]["stateMappings"]});
    columns.insert(3, review);
    let put = async |path: &str, body: &Value| api.call(Method::PUT, path).json(body).send().await;
    let new = put(&path, &json!(columns)).await.ok(200);
    assert_eq!((&new["value"][0]["id"], &new["value"][3]["name"]), (&first, &json!("Review")));
    assert_ne!(new["value"][3]["id"], "00000000-0000-0000-0000-000000000000");
    assert_eq!(api.get(&path).await.ok(200), new);
    let board = api.get(&format!("{WORK}/boards/Backlog%20items")).await.ok(200);
    assert_eq!(board["revision"], 1);
    // Out of order, without states, with a name twice: nothing changes.
    let mut wrong = columns.clone();
    wrong.swap(0, 1);
    assert_eq!(put(&path, &json!(wrong)).await.fault(400), "BoardValidationFailureException");
    let mut wrong = columns.clone();
    wrong[3]["stateMappings"] = json!({"Product Backlog Item": "Done"});
    put(&path, &json!(wrong)).await.fault(400);
    let mut wrong = columns.clone();
    wrong[3]["name"] = columns[1]["name"].clone();
    put(&path, &json!(wrong)).await.fault(400);
    assert_eq!(api.get(&path).await.ok(200), new);
    let rows = format!("{WORK}/boards/Backlog%20items/rows");
    let set = put(
        &rows,
        &json!([{"name": "Expedite"}, {"id": "00000000-0000-0000-0000-000000000000", "name": null}]),
    )
    .await
    .ok(200);
    assert_eq!((&set["value"][0]["name"], &set["value"][1]["name"]), (&json!("Expedite"), &Value::Null));
    put(&rows, &json!([{"name": "Expedite"}])).await.fault(400);
    let cards = json!({"cards": {"Bug": [{"fieldIdentifier": "System.Tags"}]}});
    let path = format!("{WORK}/boards/Backlog%20items/cardsettings");
    put(&path, &cards).await.ok(200);
    assert_eq!(api.get(&path).await.ok(200), cards);
}

#[tokio::test]
async fn backlogs_show_what_is_open_in_its_order() {
    let api = boards(AGILE).await;
    let backlogs = api.get(&format!("{WORK}/backlogs")).await.ok(200);
    assert_eq!(names(&backlogs), ["Epics", "Features", "Stories", "Tasks"]);
    assert_eq!(
        (&backlogs["value"][0]["isHidden"], &backlogs["value"][2]["type"]),
        (&json!(true), &json!("requirement"))
    );
    let rank = "Microsoft.VSTS.Common.StackRank";
    let one = item(&api, "User Story", json!({"System.Title": "One", (rank): 20})).await;
    let two = item(&api, "User Story", json!({"System.Title": "Two", (rank): 10})).await;
    let done = item(&api, "User Story", json!({"System.Title": "Done"})).await;
    let path = format!("_apis/wit/workitems/{done}");
    api.json_patch(&path, &json!([{"op": "add", "path": "/fields/System.State", "value": "Closed"}]))
        .await
        .ok(200);
    let sprint = "Shop\\Iteration 1";
    let story =
        item(&api, "User Story", json!({"System.Title": "Now", "System.IterationPath": sprint})).await;
    let task = item(&api, "Task", json!({"System.Title": "Do", "System.IterationPath": sprint})).await;
    let url = format!("http://127.0.0.1:8080/fabrikam/_apis/wit/workItems/{story}");
    let link = json!([{"op": "add", "path": "/relations/-", "value": {"rel": "System.LinkTypes.Hierarchy-Reverse", "url": url}}]);
    api.json_patch(&format!("_apis/wit/workitems/{task}"), &link).await.ok(200);
    let open = api.get(&format!("{WORK}/backlogs/Microsoft.RequirementCategory/workItems")).await.ok(200);
    let ids: Vec<_> =
        open["workItems"].as_array().unwrap().iter().map(|it| it["target"]["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [two, one, story]);
    let iterations = api.get(&format!("{WORK}/teamsettings/iterations")).await.ok(200);
    let id = iterations["value"][0]["id"].as_str().unwrap();
    let here = api.get(&format!("{WORK}/teamsettings/iterations/{id}/workitems")).await.ok(200);
    let relations = &here["workItemRelations"];
    assert_eq!((&relations[0]["rel"], &relations[0]["target"]["id"]), (&Value::Null, &json!(story)));
    assert_eq!((&relations[1]["source"]["id"], &relations[1]["target"]["id"]), (&json!(story), &json!(task)));
    let configuration = api.get(&format!("{WORK}/backlogconfiguration")).await.ok(200);
    assert_eq!(
        configuration["backlogFields"]["typeFields"]["Effort"],
        "Microsoft.VSTS.Scheduling.StoryPoints"
    );
    assert_eq!(configuration["hiddenBacklogs"], json!(["Microsoft.EpicCategory"]));
    let process = api.get("Shop/_apis/work/processconfiguration").await.ok(200);
    assert_eq!(process["bugWorkItems"]["workItemTypes"][0]["name"], "Bug");
    api.get(&format!("{WORK}/backlogs/None")).await.fault(404);
}

#[tokio::test]
async fn backlogs_and_iterations_are_put_into_an_order() {
    let api = boards(AGILE).await;
    let mut stories = Vec::new();
    for title in ["One", "Two", "Three"] {
        stories.push(item(&api, "User Story", json!({"System.Title": title})).await);
    }
    let order = || async {
        let path = format!("{WORK}/backlogs/Microsoft.RequirementCategory/workItems");
        let list = api.get(&path).await.ok(200)["workItems"].clone();
        list.as_array().unwrap().iter().map(|it| it["target"]["id"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    let path = format!("{WORK}/workitemsorder");
    let body = json!({"ids": [stories[2]], "previousId": 0, "nextId": stories[0], "parentId": 0});
    let moved = api.patch(&path, &body).await.ok(200);
    assert_eq!(moved["value"][0], json!({"id": stories[2], "order": 500_000_000.0}));
    assert_eq!(order().await, [stories[2], stories[0], stories[1]]);
    // Now that all have a place only what moves is written.
    let body = json!({"ids": [stories[1]], "previousId": stories[2], "nextId": stories[0]});
    let moved = api.patch(&path, &body).await.ok(200);
    assert_eq!(moved["value"], json!([{"id": stories[1], "order": 750_000_000.0}]));
    assert_eq!(order().await, [stories[2], stories[1], stories[0]]);
    let read = api.get(&format!("_apis/wit/workitems/{}", stories[1])).await.ok(200);
    assert_eq!(read["fields"]["Microsoft.VSTS.Common.StackRank"], 750_000_000.0);
    let fault = api.patch(&path, &json!({"ids": [99], "previousId": 0})).await.fault(400);
    assert_eq!(fault, "InvalidReorderOperationException");
    let sprint = api.get(&format!("{WORK}/teamsettings/iterations")).await.ok(200)["value"][0].clone();
    let mut tasks = Vec::new();
    for title in ["A", "B"] {
        let fields = json!({"System.Title": title, "System.IterationPath": sprint["path"]});
        tasks.push(item(&api, "Task", fields).await);
    }
    let path = format!("{WORK}/iterations/{}/workitemsorder", sprint["id"].as_str().unwrap());
    let moved = api.patch(&path, &json!({"ids": [tasks[1]], "nextId": tasks[0]})).await.ok(200);
    assert_eq!(moved["value"][0]["id"], tasks[1]);
    assert_eq!(
        api.patch(&path, &json!({"ids": [stories[0]]})).await.fault(400),
        "InvalidReorderOperationException"
    );
}

#[tokio::test]
async fn a_taskboard_has_columns_of_the_team() {
    let api = boards(AGILE).await;
    let path = format!("{WORK}/taskboardcolumns");
    let first = api.get(&path).await.ok(200);
    assert_eq!((&first["isCustomized"], &first["isValid"]), (&json!(false), &json!(true)));
    let names: Vec<_> = first["columns"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["New", "Active", "Closed"]);
    let column = |name: &str, state: &str, order: i64| json!({"name": name, "order": order, "mappings": [{"workItemType": "Task", "state": state}]});
    let put = |body: Value| api.call(Method::PUT, &path).json(&body);
    let wrong = put(json!([column("Odd", "Eaten", 0)])).send().await.fault(400);
    assert_eq!(wrong, "BoardValidationFailureException");
    let body = json!([
        column("Doing", "Active", 1),
        column("To do", "New", 0),
        column("Checked", "Active", 2),
        column("Done", "Closed", 3)
    ]);
    let columns = put(body).send().await.ok(200);
    assert_eq!((&columns["isCustomized"], &columns["columns"][0]["name"]), (&json!(true), &json!("To do")));
    assert_eq!(api.get(&path).await.ok(200), columns);
    let sprint = api.get(&format!("{WORK}/teamsettings/iterations")).await.ok(200)["value"][0].clone();
    let id = item(&api, "Task", json!({"System.Title": "A", "System.IterationPath": sprint["path"]})).await;
    let path = format!("{WORK}/taskboardworkitems/{}", sprint["id"].as_str().unwrap());
    let places = api.get(&path).await.ok(200);
    assert_eq!(
        (&places["value"][0]["workItemId"], &places["value"][0]["column"]),
        (&json!(id), &json!("To do"))
    );
    let one = format!("{path}/{id}");
    let moved = api.patch(&one, &json!({"newColumn": "Checked"})).await.ok(200);
    assert_eq!((&moved["column"], &moved["state"]), (&json!("Checked"), &json!("Active")));
    assert_eq!(api.get(&path).await.ok(200)["value"][0], moved);
    // A state of another column takes it along.
    let patch = json!([{"op": "add", "path": "/fields/System.State", "value": "Closed"}]);
    api.json_patch(&format!("_apis/wit/workitems/{id}"), &patch).await.ok(200);
    assert_eq!(api.get(&path).await.ok(200)["value"][0]["column"], "Done");
    assert_eq!(
        api.patch(&one, &json!({"newColumn": "Nowhere"})).await.fault(400),
        "BoardValidationFailureException"
    );
    api.call(Method::PUT, &format!("{WORK}/taskboard/cardsettings"))
        .json(&json!({"cards": {}}))
        .send()
        .await
        .ok(204);
}

#[tokio::test]
async fn delivery_plans_are_kept_and_show_teams_by_iteration() {
    let api = boards(AGILE).await;
    let team = api.get("_apis/projects/Shop/teams/Shop%20Team").await.ok(200)["id"].clone();
    let node = json!({"name": "July", "attributes": {"startDate": "2026-07-01", "finishDate": "2026-07-31"}});
    let node = api.post("Shop/_apis/wit/classificationnodes/iterations", &node).await.ok(201);
    api.post(&format!("{WORK}/teamsettings/iterations"), &json!({"id": node["identifier"]})).await.ok(201);
    let story =
        item(&api, "User Story", json!({"System.Title": "One", "System.IterationPath": "Shop\\July"})).await;
    let task = item(&api, "Task", json!({"System.Title": "Part"})).await;
    let url = format!("http://127.0.0.1:8080/fabrikam/_apis/wit/workItems/{story}");
    let link = json!([{"op": "add", "path": "/relations/-",
        "value": {"rel": "System.LinkTypes.Hierarchy-Reverse", "url": url}}]);
    api.json_patch(&format!("_apis/wit/workitems/{task}"), &link).await.ok(200);
    let properties = json!({"teamBacklogMappings":
        [{"teamId": team, "categoryReferenceName": "Microsoft.RequirementCategory"}]});
    let body = json!({"name": "Summer", "type": "deliveryTimelineView", "properties": properties});
    let plan = api.post("Shop/_apis/work/plans", &body).await.ok(200);
    let path = format!("Shop/_apis/work/plans/{}", plan["id"].as_str().unwrap());
    assert_eq!(api.get(&path).await.ok(200), plan);
    assert_eq!(names(&api.get("Shop/_apis/work/plans").await.ok(200)), ["Summer"]);
    let put = |body: &Value| api.call(Method::PUT, &path).json(body);
    let mut change = body.clone();
    change["name"] = "Autumn".into();
    assert_eq!(put(&change).send().await.fault(409), "ViewRevisionMismatchException");
    change["revision"] = 1.into();
    assert_eq!(put(&change).send().await.ok(200)["revision"], 2);
    let data =
        api.get(&format!("{path}/deliverytimeline?startDate=2026-07-01&endDate=2026-08-01")).await.ok(200);
    let shown = &data["teams"][0];
    assert_eq!((&shown["name"], &shown["status"]["type"]), (&json!("Shop Team"), &json!("ok")));
    assert_eq!(shown["iterations"][0]["workItems"][0][0], story);
    assert_eq!(shown["iterations"][0]["workItems"][0][4], "One");
    let later =
        api.get(&format!("{path}/deliverytimeline?startDate=2026-09-01&endDate=2026-10-01")).await.ok(200);
    assert_eq!(later["teams"][0]["status"]["type"], "noIterationsExist");
    let above = format!(
        "{WORK}/boards/boardparents?childBacklogContextCategoryRefName=Microsoft.TaskCategory&workitemIds={task},99"
    );
    let expected =
        json!({"id": story, "title": "One", "workItemTypeName": "User Story", "childWorkItemIds": [task]});
    assert_eq!(api.get(&above).await.ok(200)["value"], json!([expected]));
    api.delete(&path).await.ok(204);
    assert_eq!(api.get(&path).await.fault(404), "ViewNotFoundException");
    let chart = format!("{WORK}/boards/Stories/charts/cumulativeFlow");
    let set = api.patch(&chart, &json!({"settings": {"timeRange": 30}})).await.ok(200);
    assert_eq!(api.get(&chart).await.ok(200), set);
    assert_eq!(set["settings"]["timeRange"], 30);
}

/// The places of an image of one bit a pixel that are not white, row by row.
fn pixels(png: &[u8]) -> Vec<Vec<bool>> {
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    let (mut at, mut data, mut size) = (8, Vec::new(), (0, 0));
    while at < png.len() {
        let content = &png[at + 8..at + 8 + number(at) as usize];
        let mut crc = flate2::Crc::new();
        crc.update(&png[at + 4..at + 8 + content.len()]);
        assert_eq!(crc.sum(), number(at + 8 + content.len()));
        match &png[at + 4..at + 8] {
            b"IHDR" => size = (number(at + 8) as usize, number(at + 12) as usize),
            b"IDAT" => data.extend(content),
            _ => {}
        }
        at += 12 + content.len();
    }
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(&*data).read_to_end(&mut rows).unwrap();
    let (width, height) = size;
    let rows: Vec<_> = rows.chunks(1 + width.div_ceil(8)).collect();
    assert_eq!(rows.len(), height);
    let row = |row: &&[u8]| (0..width).map(|x| row[1 + x / 8] >> (7 - x % 8) & 1 == 1).collect();
    rows.iter().map(row).collect()
}

#[tokio::test]
async fn charts_are_images() {
    let api = boards(AGILE).await;
    let image = async |path: &str| {
        let answer = api.get(path).await;
        assert_eq!(answer.header("content-type"), Some("image/png"));
        pixels(&answer.bytes)
    };
    let path = format!("{WORK}/boards/Stories/chartimages/cumulativeFlow");
    let empty = image(&path).await;
    assert_eq!((empty[0].len(), empty.len()), (400, 200));
    assert!(!empty.concat().contains(&true), "nothing is on the board");
    for title in ["One", "Two"] {
        item(&api, "User Story", json!({"System.Title": title})).await;
    }
    let active = json!({"System.Title": "Three", "System.State": "Active"});
    item(&api, "User Story", active).await;
    // Four columns: two stories in the first, one in the second.
    let shown = image(&format!("{path}?width=16&height=2")).await;
    let row = |columns: &str| columns.chars().map(|pixel| pixel == '#').collect::<Vec<_>>();
    assert_eq!(shown, [row("###             "), row("### ###         ")]);
    assert_eq!(image(&format!("{WORK}/iterations/chartimages/velocity?width=9")).await[0].len(), 9);
    let odd = format!("{WORK}/boards/Stories/chartimages/sideways");
    assert_eq!(api.get(&odd).await.fault(404), "ChartDoesNotExistException");
    assert_eq!(api.get(&format!("{path}?width=wide")).await.fault(400), "ArgumentException");
}

#[tokio::test]
async fn work_items_are_in_columns_and_rows_of_the_boards_of_their_teams() {
    let api = boards(AGILE).await;
    let id = item(&api, "User Story", json!({"System.Title": "One"})).await;
    let task = item(&api, "Task", json!({"System.Title": "Part"})).await;
    let path = format!("_apis/wit/workitems/{id}");
    let fields = || async { api.get(&path).await.ok(200)["fields"].clone() };
    // Nobody has worked with the board yet.
    assert_eq!(fields().await.get("System.BoardColumn"), None);
    let board = api.get(&format!("{WORK}/boards/Stories")).await.ok(200);
    let name = |field: &str| board["fields"][field]["referenceName"].as_str().unwrap().to_owned();
    let (column, done, row) = (name("columnField"), name("doneField"), name("rowField"));
    let set =
        |field: &str, value: Value| json!({"op": "add", "path": format!("/fields/{field}"), "value": value});
    // A column brings the state that it stands for.
    let moved =
        api.json_patch(&path, &json!([set(&column, json!("Active"))])).await.ok(200)["fields"].clone();
    assert_eq!((&moved["System.State"], &moved["System.BoardColumn"]), (&json!("Active"), &json!("Active")));
    assert_eq!((&moved[&column], &moved["System.BoardColumnDone"]), (&json!("Active"), &json!(false)));
    assert_eq!(moved[column.replace("Kanban.Column", "System.ExtensionMarker")], true);
    // What is on no board has none of it, and a column that is not there is refused.
    let part = api.get(&format!("_apis/wit/workitems/{task}")).await.ok(200);
    assert_eq!(part["fields"].get("System.BoardColumn"), None);
    let wrong = api.json_patch(&path, &json!([set(&column, json!("Nowhere"))])).await.fault(400);
    assert_eq!(wrong, "RuleValidationException");
    let system = api.json_patch(&path, &json!([set("System.BoardColumn", json!("New"))])).await.fault(400);
    assert_eq!(system, "RuleValidationException");
    // A second column of the same state, halves and rows.
    let columns = api.get(&format!("{WORK}/boards/Stories/columns")).await.ok(200);
    let mut columns = columns["value"].as_array().unwrap().clone();
    columns[1]["name"] = "Baking".into();
    columns[1]["isSplit"] = true.into();
    columns.insert(2, json!({"name": "Cooling", "stateMappings": {"User Story": "Active"}}));
    api.call(Method::PUT, &format!("{WORK}/boards/Stories/columns"))
        .json(&json!(columns))
        .send()
        .await
        .ok(200);
    let rows = json!([{"id": "00000000-0000-0000-0000-000000000000", "name": null}, {"name": "Urgent"}]);
    api.call(Method::PUT, &format!("{WORK}/boards/Stories/rows")).json(&rows).send().await.ok(200);
    // Who has the column by another name has moved along.
    let renamed = fields().await;
    assert_eq!((&renamed[&column], &renamed["System.BoardColumn"]), (&json!("Baking"), &json!("Baking")));
    let patch = json!([set(&done, json!(true)), set(&row, json!("Urgent"))]);
    let half = api.json_patch(&path, &patch).await.ok(200)["fields"].clone();
    assert_eq!(
        (&half["System.BoardColumnDone"], &half["System.BoardLane"]),
        (&json!(true), &json!("Urgent"))
    );
    let next =
        api.json_patch(&path, &json!([set(&column, json!("Cooling"))])).await.ok(200)["fields"].clone();
    assert_eq!((&next["System.State"], &next["System.BoardColumn"]), (&json!("Active"), &json!("Cooling")));
    assert_eq!(
        (&next["System.BoardColumnDone"], &next["System.BoardLane"]),
        (&json!(false), &json!("Urgent"))
    );
    // A state brings its first column; history knows where it was.
    let closed = api.json_patch(&path, &json!([set("System.State", json!("Closed"))])).await.ok(200);
    assert_eq!(closed["fields"][&column], "Closed");
    let before = api.get(&format!("{path}/revisions/{}", closed["rev"].as_i64().unwrap() - 1)).await.ok(200);
    assert_eq!(before["fields"]["System.BoardColumn"], "Cooling");
    let wiql = "SELECT [System.Id] FROM WorkItems WHERE [System.BoardColumn] = 'Closed'";
    let found = api.post("Shop/_apis/wit/wiql", &json!({"query": wiql})).await.ok(200);
    assert_eq!(found["workItems"][0]["id"], id);
    // An area that the team does not own takes it off the board.
    api.post("Shop/_apis/wit/classificationnodes/areas", &json!({"name": "Else"})).await.ok(201);
    let away = api.json_patch(&path, &json!([set("System.AreaPath", json!("Shop\\Else"))])).await.ok(200);
    assert_eq!((away["fields"].get(&column), away["fields"].get("System.BoardColumn")), (None, None));
}
