//! What belongs to work items: comments, files, tags, types, fields, templates.

use adoxide_emulator::{Clock, Emulator};
use http::Method;
use serde_json::{Value, json};

use super::work_item::{AGILE, SCRUM, add, boards};
use crate::support::{Api, START};

fn texts(list: &Value) -> Vec<&str> {
    list["comments"].as_array().unwrap().iter().map(|comment| comment["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn comments_have_versions_and_pages() {
    let api = boards(AGILE).await;
    let id = api.item("Task", "One").await;
    let path = format!("P/_apis/wit/workItems/{id}/comments");
    let preview = "api-version=7.1-preview.4";
    for text in ["a", "b", "c"] {
        let made = api.post(&format!("{path}?{preview}"), &json!({"text": text})).await.ok(200);
        assert_eq!(
            (&made["text"], &made["version"], &made["format"]),
            (&json!(text), &json!(1), &json!("html"))
        );
    }
    let item = api.show(id).await;
    assert_eq!((&item["rev"], &item["fields"]["System.CommentCount"]), (&json!(4), &json!(3)));
    assert_eq!(item["fields"]["System.History"], "c");
    assert_eq!(item["commentVersionRef"]["commentId"], 3);
    let page = api.get(&format!("{path}?$top=2&{preview}")).await.ok(200);
    assert_eq!((texts(&page), &page["totalCount"]), (vec!["c", "b"], &json!(3)));
    let token = page["continuationToken"].as_str().unwrap();
    let rest = api.get(&format!("{path}?$top=2&continuationToken={token}&{preview}")).await.ok(200);
    assert_eq!((texts(&rest), rest.get("continuationToken")), (vec!["a"], None));
    assert_eq!(texts(&api.get(&format!("{path}?order=asc&{preview}")).await.ok(200)), ["a", "b", "c"]);
    let changed =
        api.patch(&format!("{path}/2?format=markdown&{preview}"), &json!({"text": "**b**"})).await.ok(200);
    assert_eq!((&changed["version"], &changed["format"]), (&json!(2), &json!("markdown")));
    let shown = api.get(&format!("{path}/2?$expand=all&{preview}")).await.ok(200);
    assert_eq!(shown["renderedText"], "<p>**b**</p>\n");
    let versions = api.get(&format!("{path}/2/versions?api-version=7.1-preview.1")).await.ok(200);
    assert_eq!(
        (&versions["value"][0]["text"], &versions["value"][1]["text"]),
        (&json!("**b**"), &json!("b"))
    );
    api.delete(&format!("{path}/2?{preview}")).await.ok(204);
    assert_eq!(api.get(&format!("{path}/2?{preview}")).await.fault(404), "WorkItemCommentNotFoundException");
    assert_eq!(texts(&api.get(&format!("{path}?{preview}")).await.ok(200)), ["c", "a"]);
    let all = api.get(&format!("{path}?includeDeleted=true&{preview}")).await.ok(200);
    assert_eq!((&all["totalCount"], &all["comments"][1]["isDeleted"]), (&json!(3), &json!(true)));
    assert_eq!(api.show(id).await["fields"]["System.CommentCount"], 2);
    assert_eq!(
        api.post(&format!("{path}?{preview}"), &json!({"text": " "})).await.fault(400),
        "ArgumentNullException"
    );
    // Everything about comments is in the feed.
    let feed = api.get("_apis/wit/reporting/workItemRevisions/discussions").await.ok(200);
    assert_eq!(feed["values"].as_array().unwrap().len(), 3);
    assert!(feed["nextLink"].as_str().unwrap().contains("/workItemRevisions/discussions?"));

    let reactions = format!("{path}/1/reactions");
    let preview = "api-version=7.1-preview.1";
    let liked = api.call(Method::PUT, &format!("{reactions}/like?{preview}")).send().await.ok(200);
    assert_eq!((&liked["count"], &liked["isCurrentUserEngaged"]), (&json!(1), &json!(true)));
    let users = api.get(&format!("{reactions}/like/users?{preview}")).await.ok(200);
    assert_eq!(users["value"][0]["uniqueName"], "ada@fabrikam.example");
    api.delete(&format!("{reactions}/like?{preview}")).await.ok(200);
    assert_eq!(api.get(&format!("{reactions}?{preview}")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn files_come_whole_or_in_pieces() {
    let api = boards(AGILE).await;
    let id = api.item("Task", "One").await;
    let upload =
        |path: &str, body: &'static [u8]| api.call(Method::POST, path).body(body, "application/octet-stream");
    let made = upload("P/_apis/wit/attachments?fileName=a%20b.txt", b"hello").send().await.ok(201);
    let url = made["url"].as_str().unwrap().to_owned();
    assert!(url.ends_with("?fileName=a%20b.txt"), "{url}");
    let path = url.strip_prefix("http://127.0.0.1:8080").unwrap();
    let got = api.get(&format!("{path}&download=true")).await;
    assert_eq!(
        (&got.bytes[..], got.header("content-type")),
        (&b"hello"[..], Some("application/octet-stream"))
    );
    assert!(got.header("content-disposition").unwrap().starts_with("attachment;"));
    let patch = json!([{"op": "add", "path": "/relations/-", "value": {
        "rel": "AttachedFile", "url": url, "attributes": {"comment": "see"}}}]);
    let with = api.edit(id, patch).await.ok(200);
    let relation = &with["relations"][0];
    assert_eq!((&with["rev"], &relation["attributes"]["name"]), (&json!(2), &json!("a b.txt")));
    assert_eq!(relation["attributes"]["resourceSize"], 5);
    let count = api.get(&format!("_apis/wit/workitems/{id}?fields=System.AttachedFileCount")).await.ok(200);
    assert_eq!(count["fields"], json!({"System.AttachedFileCount": 1}));

    let begun = upload("_apis/wit/attachments?fileName=big&uploadType=chunked", b"").send().await.ok(201);
    let id = begun["id"].as_str().unwrap();
    let path = format!("_apis/wit/attachments/{id}");
    let put = |range: &'static str, body: &'static [u8]| {
        let call = api.call(Method::PUT, &format!("{path}?fileName=big"));
        call.body(body, "application/octet-stream").header("content-range", range)
    };
    put("bytes 0-2/6", b"abc").send().await.ok(201);
    assert_eq!(api.get(&path).await.fault(404), "AttachmentNotFoundException", "half of it is not it");
    // A piece that is lost shows; what broke off goes on.
    assert_eq!(put("bytes 4-5/6", b"ef").send().await.fault(416), "AttachmentInvalidRangeException");
    assert_eq!(put("bytes 3-5/6", b"de").send().await.fault(400), "ArgumentException");
    put("bytes 3-5/6", b"def").send().await.ok(201);
    assert_eq!(&api.get(&path).await.bytes[..], b"abcdef");
}

#[tokio::test]
async fn tags_belong_to_projects() {
    let api = boards(AGILE).await;
    let id = api
        .create("Task", json!([add("System.Title", "One"), add("System.Tags", "red; Blue")]))
        .await
        .ok(200);
    let id = id["id"].as_i64().unwrap();
    let tags = api.get("P/_apis/wit/tags?api-version=7.1-preview.1").await.ok(200);
    let names: Vec<_> =
        tags["value"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Blue", "red"]);
    let path = "P/_apis/wit/tags/red?api-version=7.1-preview.1";
    assert_eq!(api.patch(path, &json!({"name": "blue"})).await.fault(409), "DuplicateTagNameException");
    assert_eq!(api.patch(path, &json!({"name": "green"})).await.ok(200)["name"], "green");
    assert_eq!(api.show(id).await["fields"]["System.Tags"], "Blue; green");
    api.delete("P/_apis/wit/tags/Blue?api-version=7.1-preview.1").await.ok(204);
    assert_eq!(api.show(id).await["fields"]["System.Tags"], "green");
    assert_eq!(api.get(path).await.fault(404), "TagNotFoundException");
}

#[tokio::test]
async fn types_fields_and_kinds_are_listed() {
    let api = boards(SCRUM).await;
    let types = api.get("P/_apis/wit/workitemtypes").await.ok(200);
    assert_eq!(types["count"], 15);
    let bug = api.get("P/_apis/wit/workitemtypes/bug").await.ok(200);
    assert_eq!((&bug["color"], &bug["icon"]["id"]), (&json!("CC293D"), &json!("icon_insect")));
    assert_eq!(bug["transitions"][""], json!([{"to": "New", "actions": null}]));
    let states = api.get("P/_apis/wit/workitemtypes/Product%20Backlog%20Item/states").await.ok(200);
    assert_eq!(states["value"][2], json!({"name": "Committed", "color": "007acc", "category": "InProgress"}));
    let fields = api.get("P/_apis/wit/workitemtypes/Task/fields?$expand=all").await.ok(200);
    let priority = fields["value"]
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["referenceName"] == "Microsoft.VSTS.Common.Priority")
        .unwrap();
    assert_eq!(priority["allowedValues"], json!(["1", "2", "3", "4"]));
    assert_eq!(api.get("P/_apis/wit/workitemtypes/Odd").await.fault(404), "WorkItemTypeNotFoundException");
    // The project may be in the query instead of the path.
    assert_eq!(api.get("_apis/wit/workitemtypes?project=P").await.ok(200), types);
    // And a project that is called like what comes after one is no way out of the table.
    for wrong in ["_apis", "_APIS"] {
        let path = format!("_apis/wit/workitemtypes?project={wrong}");
        assert_eq!(api.get(&path).await.fault(404), "ProjectDoesNotExistWithNameException");
    }
    let category = api.get("P/_apis/wit/workitemtypecategories/Microsoft.RequirementCategory").await.ok(200);
    assert_eq!(category["defaultWorkItemType"]["name"], "Product Backlog Item");
    assert_eq!(category["workItemTypes"].as_array().unwrap().len(), 2);

    assert!(api.get("_apis/wit/fields").await.ok(200)["count"].as_i64().unwrap() > 120);
    let made = json!({"name": "Paint", "type": "string", "referenceName": "Custom.Paint"});
    api.post("_apis/wit/fields", &made).await.ok(201);
    assert_eq!(api.post("_apis/wit/fields", &made).await.fault(409), "WorkItemFieldAlreadyExistsException");
    let id =
        api.create("Task", json!([add("System.Title", "One"), add("Custom.Paint", "red")])).await.ok(200);
    assert_eq!(id["fields"]["Custom.Paint"], "red");
    api.delete("_apis/wit/fields/Custom.Paint").await.ok(204);
    assert_eq!(
        api.get("_apis/wit/fields/Custom.Paint").await.fault(404),
        "WorkItemTrackingFieldDefinitionNotFoundException"
    );
    api.patch("_apis/wit/fields/Custom.Paint", &json!({"isDeleted": false})).await.ok(200);
    assert_eq!(api.get("_apis/wit/fields/paint").await.ok(200)["type"], "string");
    assert_eq!(
        api.delete("_apis/wit/fields/System.Title").await.fault(400),
        "WorkItemFieldInvalidUpdateException"
    );

    let kinds = api.get("_apis/wit/workitemrelationtypes").await.ok(200);
    assert_eq!(kinds["count"], 18);
    let child = api.get("_apis/wit/workitemrelationtypes/System.LinkTypes.Hierarchy-Forward").await.ok(200);
    assert_eq!(child["attributes"]["oppositeEndReferenceName"], "System.LinkTypes.Hierarchy-Reverse");
    assert_eq!(api.get("_apis/wit/workitemicons").await.ok(200)["count"], 41);
    assert_eq!(api.get("_apis/wit/artifactlinktypes").await.ok(200)["count"], 16);
    let next = api.get("_apis/wit/workitemtransitions?ids=1,9").await.ok(200);
    assert_eq!(next["value"][0], json!({"id": 1, "stateOnTransition": "Done"}));
    assert_eq!(next["value"][1]["errorCode"], "WorkItemNotFound");
}

#[tokio::test]
async fn artifacts_lead_to_work_items() {
    let api = boards(AGILE).await;
    let id = api.item("Task", "One").await;
    let uri = "vstfs:///Git/PullRequestId/a%2Fb%2F7";
    let patch = json!([{"op": "add", "path": "/relations/-", "value": {
        "rel": "ArtifactLink", "url": uri, "attributes": {"name": "Pull Request"}}}]);
    api.edit(id, patch).await.ok(200);
    let wanted = "vstfs:///Git/PullRequestId/A/B/7";
    let found =
        api.post("P/_apis/wit/artifacturiquery", &json!({"artifactUris": [wanted, "x"]})).await.ok(200);
    let found = &found["artifactUrisQueryResult"];
    assert_eq!((&found[wanted][0]["id"], &found["x"]), (&json!(id), &json!([])));
}

#[tokio::test]
async fn teams_keep_templates() {
    let api = boards(AGILE).await;
    let path = "P/P%20Team/_apis/wit/templates";
    let body = json!({"name": "T", "workItemTypeName": "bug", "fields": {"System.State": "Active"}});
    let made = api.post(path, &body).await.ok(201);
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    assert_eq!(made["workItemTypeName"], "Bug");
    assert_eq!(api.get(&format!("{path}?workitemtypename=Bug")).await.ok(200)["count"], 1);
    assert_eq!(api.get(&one).await.ok(200)["fields"]["System.State"], "Active");
    let body = json!({"name": "T2", "workItemTypeName": "Task", "fields": {}});
    assert_eq!(api.call(Method::PUT, &one).json(&body).send().await.ok(200)["name"], "T2");
    api.delete(&one).await.ok(204);
    assert_eq!(api.get(&one).await.fault(404), "WorkItemTemplateNotFoundException");
}

#[tokio::test]
async fn long_texts_may_be_markdown() {
    let api = boards(AGILE).await;
    let patch = json!([
        add("System.Title", "One"),
        add("System.Description", "# Hello"),
        {"op": "add", "path": "/multilineFieldsFormat/System.Description", "value": "Markdown"},
    ]);
    let made = api.create("Task", patch).await.ok(200);
    assert_eq!(made["multilineFieldsFormat"], json!({"System.Description": "markdown"}));
    let plain = api.create("Task", json!([add("System.Title", "Two")])).await.ok(200);
    assert_eq!(plain["multilineFieldsFormat"], json!({}));
    let patch = json!([{"op": "add", "path": "/multilineFieldsFormat/System.Title", "value": "Markdown"}]);
    assert_eq!(api.edit(1, patch).await.fault(400), "PatchOperationFailedException");
}

#[tokio::test]
async fn work_items_of_older_services_name_no_formats_of_fields() {
    // Recorded: a work item of 2023 has no such key, one of 2026 has it, without a format too.
    let long_ago = Clock::manual("2023-12-29T13:06:30Z".parse().unwrap());
    let server = Clock::manual(START.parse().unwrap());
    for builder in
        [Emulator::builder().clock(long_ago), Emulator::builder().clock(server).server_version("7.0")]
    {
        let api = Api::new(builder.seed_size(1));
        let made = api.get("_apis/wit/workitems/1?api-version=7.0").await.ok(200);
        assert_eq!((&made["id"], made.get("multilineFieldsFormat")), (&json!(1), None));
    }
}
