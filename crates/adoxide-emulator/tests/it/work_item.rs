//! Work items: patches, rules, links, history, the recycle bin, feeds.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

/// An organization with a project of a process, on a clock that stands still.
pub async fn boards(process: &str) -> Api {
    let api = empty();
    let capabilities = json!({"processTemplate": {"templateTypeId": process}});
    api.post("_apis/projects", &json!({"name": "P", "capabilities": capabilities})).await.ok(202);
    api.advance(60);
    api
}

pub const AGILE: &str = "adcc42ab-9882-485e-a3ed-7678f01f66bc";
pub const SCRUM: &str = "6b724908-ef14-45cf-84f8-768b5384da45";
pub const BASIC: &str = "b8a3a935-7e91-48b8-a94c-606d37c3e9f2";

pub fn add(field: &str, value: impl Into<Value>) -> Value {
    json!({"op": "add", "path": format!("/fields/{field}"), "value": value.into()})
}

pub fn relate(rel: &str, target: i64) -> Value {
    let url = format!("http://127.0.0.1:8080/fabrikam/_apis/wit/workItems/{target}");
    json!({"op": "add", "path": "/relations/-", "value": {"rel": rel, "url": url}})
}

impl Api {
    pub async fn create(&self, kind: &str, patch: Value) -> Answer {
        let path = format!("P/_apis/wit/workitems/${}", kind.replace(' ', "%20"));
        self.call(Method::POST, &path).body(patch.to_string(), "application/json-patch+json").send().await
    }

    pub async fn item(&self, kind: &str, title: &str) -> i64 {
        self.create(kind, json!([add("System.Title", title)])).await.ok(200)["id"].as_i64().unwrap()
    }

    pub async fn edit(&self, id: i64, patch: Value) -> Answer {
        self.json_patch(&format!("_apis/wit/workitems/{id}"), &patch).await
    }

    pub async fn show(&self, id: i64) -> Value {
        self.get(&format!("_apis/wit/workitems/{id}?$expand=all")).await.ok(200)
    }
}

#[tokio::test]
async fn a_new_work_item_has_what_its_type_says() {
    let api = boards(AGILE).await;
    let made = api.create("Bug", json!([add("System.Title", "Broken"), add("System.Tags", "b; A;b")])).await;
    let made = made.ok(200);
    let fields = &made["fields"];
    assert_eq!((&made["id"], &made["rev"]), (&json!(1), &json!(1)));
    for (field, value) in [
        ("System.AreaPath", json!("P")),
        ("System.TeamProject", json!("P")),
        ("System.IterationPath", json!("P")),
        ("System.WorkItemType", json!("Bug")),
        ("System.State", json!("New")),
        ("System.Reason", json!("New")),
        ("System.CreatedDate", json!("2026-07-01T12:01:00Z")),
        ("System.CommentCount", json!(0)),
        ("Microsoft.VSTS.Common.StateChangeDate", json!("2026-07-01T12:01:00Z")),
        ("Microsoft.VSTS.Common.Priority", json!(2)),
        ("Microsoft.VSTS.Common.Severity", json!("3 - Medium")),
        ("Microsoft.VSTS.Common.ValueArea", json!("Business")),
        ("System.Tags", json!("A; b")),
    ] {
        assert_eq!(fields[field], value, "{field}");
    }
    assert_eq!(fields["System.CreatedBy"]["uniqueName"], "ada@fabrikam.example");
    assert!(fields.get("System.Id").is_none() && fields.get("System.AssignedTo").is_none());
    let all = api.show(1).await;
    assert_eq!(all["fields"]["System.Id"], 1);
    assert_eq!(all["fields"]["System.RevisedDate"], "9999-01-01T00:00:00Z");
    assert_eq!(all["fields"]["System.AreaLevel1"], "P");
    assert!(all.get("relations").is_none());
    // Below version 5.0 people are text: recorded.
    let old = api.get("_apis/wit/workitems/1?api-version=4.1").await.ok(200);
    assert_eq!(old["fields"]["System.CreatedBy"], "Ada Example <ada@fabrikam.example>");
    assert!(old["_links"].get("workItemHistory").is_some());
    let some = api.get("_apis/wit/workitems/1?fields=System.Id,Tags").await.ok(200);
    assert_eq!(some["fields"], json!({"System.Id": 1, "System.Tags": "A; b"}));
    let template = api.get("P/_apis/wit/workitems/$Bug").await.ok(200);
    assert_eq!(template["fields"]["Microsoft.VSTS.Common.Priority"], 2);
    assert!(template.get("id").is_none());
}

#[tokio::test]
async fn patches_are_made_as_a_whole_or_not_at_all() {
    let api = boards(AGILE).await;
    let id = api.item("Task", "One").await;
    let rev = json!({"op": "test", "path": "/rev", "value": 5});
    let failed = api.edit(id, json!([rev, add("System.Title", "Two")])).await;
    assert_eq!(
        failed.json()["message"],
        "VS403351: Test Operation for path /rev failed, value 1 was not equal to test value 5."
    );
    assert_eq!(failed.fault(412), "TestPatchOperationFailedException");
    let bad = [
        (
            json!([add("System.Title", "Two"), add("System.Nothing", 1)]),
            "WorkItemTrackingFieldDefinitionNotFoundException",
        ),
        (
            json!([add("System.Title", "Two"), {"op": "add", "path": "/nowhere/x", "value": 1}]),
            "PatchOperationFailedException",
        ),
        (
            json!([add("System.Title", "Two"), {"op": "remove", "path": "/relations/0"}]),
            "PatchOperationFailedException",
        ),
        (
            json!([add("System.Title", "Two"), {"op": "odd", "path": "/fields/System.Title"}]),
            "PatchOperationFailedException",
        ),
        (
            json!([add("System.Title", "Two"), add("System.Title", "Three")]),
            "WorkItemDuplicateFieldUpdateException",
        ),
        (
            json!([add("System.Title", "Two"), add("Microsoft.VSTS.Common.Priority", "high")]),
            "WorkItemFieldInvalidValueException",
        ),
        (
            json!([add("System.Title", "Two"), add("System.AreaPath", "P\\Nowhere")]),
            "WorkItemInvalidTreeNameException",
        ),
        (
            json!([add("System.Title", "Two"), add("System.AssignedTo", "nobody@nowhere.example")]),
            "RuleValidationException",
        ),
        (json!({"op": "add"}), "VssPropertyValidationException"),
    ];
    for (patch, key) in bad {
        assert_eq!(api.edit(id, patch.clone()).await.fault(400), key, "{patch}");
    }
    assert_eq!(api.show(id).await["fields"]["System.Title"], "One");
    assert_eq!(api.show(id).await["rev"], 1);
    // Names of operations may be numbers; values are converted; what changes nothing makes no revision.
    let patch = json!([
        {"op": 5, "path": "/rev", "value": 1},
        {"op": 0, "path": "/fields/Microsoft.VSTS.Common.Priority", "value": "1"},
        {"op": "replace", "path": "/fields/System.Description", "value": "<b>x</b>"},
        {"op": "copy", "path": "/fields/Microsoft.VSTS.Build.IntegrationBuild", "from": "/fields/System.Title"},
    ]);
    let edited = api.edit(id, patch).await.ok(200);
    assert_eq!((&edited["rev"], &edited["fields"]["Microsoft.VSTS.Common.Priority"]), (&json!(2), &json!(1)));
    assert_eq!(edited["fields"]["Microsoft.VSTS.Build.IntegrationBuild"], "One");
    assert_eq!(api.edit(id, json!([add("System.Title", "One")])).await.ok(200)["rev"], 2);
    let removed = json!([{"op": "remove", "path": "/fields/System.Description"}]);
    assert!(api.edit(id, removed).await.ok(200)["fields"].get("System.Description").is_none());
    // Nothing is kept of what is only to be validated.
    let path = format!("_apis/wit/workitems/{id}?validateOnly=true");
    let valid =
        api.json_patch(&path, &json!([add("System.Title", "Checked"), add("System.Tags", "new")])).await;
    assert_eq!(valid.ok(200)["fields"]["System.Title"], "Checked");
    assert_eq!(api.show(id).await["fields"]["System.Title"], "One");
    let wrong = api.call(Method::PATCH, &format!("_apis/wit/workitems/{id}")).json(&json!([])).send().await;
    assert_eq!(wrong.fault(400), "VssRequestContentTypeNotSupportedException");
}

#[tokio::test]
async fn rules_bite() {
    let api = boards(AGILE).await;
    let answer = api.create("Task", json!([add("System.Description", "x")])).await;
    let body = answer.json();
    assert_eq!(answer.fault(400), "RuleValidationException");
    assert_eq!(
        body["message"],
        "TF401320: Rule Error for field Title. Error code: Required, HasValues, LimitedToValues, AllowsOldValue, InvalidEmpty."
    );
    let errors = &body["customProperties"]["RuleValidationErrors"];
    assert_eq!(errors[0]["fieldReferenceName"], "System.Title");
    let id = api.item("User Story", "Story").await;
    for patch in [
        json!([add("System.State", "Bogus")]),
        json!([add("Microsoft.VSTS.Common.Risk", "9 - None")]),
        json!([add("System.Reason", "Because")]),
        json!([add("System.CreatedDate", "2020-01-01")]),
        json!([add("System.Rev", 7)]),
        json!([add("System.Title", "")]),
    ] {
        assert_eq!(api.edit(id, patch.clone()).await.fault(400), "RuleValidationException", "{patch}");
    }
    api.edit(id, json!([add("System.State", "Closed")])).await.ok(200);
    assert_eq!(
        api.edit(id, json!([add("System.State", "Removed")])).await.fault(400),
        "RuleValidationException"
    );
    // Who moves work items goes around them.
    let path = format!("_apis/wit/workitems/{id}?bypassRules=true");
    let patch = json!([
        add("System.State", "Bogus"),
        add("System.CreatedDate", "2020-01-01T00:00:00Z"),
        add("System.ChangedDate", "2020-02-01T00:00:00Z"),
        add("System.CreatedBy", "Somebody Else <else@nowhere.example>"),
    ]);
    let moved = api.json_patch(&path, &patch).await.ok(200);
    assert_eq!(moved["fields"]["System.CreatedDate"], "2020-01-01T00:00:00Z");
    assert_eq!(moved["fields"]["System.ChangedDate"], "2020-02-01T00:00:00Z");
    assert_eq!(moved["fields"]["System.CreatedBy"], "Somebody Else <else@nowhere.example>");
    assert_eq!(api.create("Story", json!([])).await.fault(404), "WorkItemTypeNotFoundException");
}

#[tokio::test]
async fn states_leave_their_dates() {
    let api = boards(AGILE).await;
    let id = api.item("Bug", "Broken").await;
    api.advance(60);
    // Recorded: what is resolved without having been active was activated then.
    let resolved = api.edit(id, json!([add("System.State", "resolved")])).await.ok(200);
    let fields = &resolved["fields"];
    assert_eq!((&fields["System.State"], &fields["System.Reason"]), (&json!("Resolved"), &json!("Fixed")));
    for field in ["ActivatedDate", "ResolvedDate", "StateChangeDate"] {
        assert_eq!(fields[format!("Microsoft.VSTS.Common.{field}")], "2026-07-01T12:02:00Z", "{field}");
    }
    assert_eq!(fields["Microsoft.VSTS.Common.ResolvedReason"], "Fixed");
    api.advance(60);
    let closed =
        api.edit(id, json!([add("System.State", "Closed"), add("System.Reason", "Told so")])).await.ok(200);
    assert_eq!(closed["fields"]["Microsoft.VSTS.Common.ClosedDate"], "2026-07-01T12:03:00Z");
    assert_eq!(closed["fields"]["System.Reason"], "Told so");
    assert_eq!(closed["fields"]["Microsoft.VSTS.Common.ResolvedDate"], "2026-07-01T12:02:00Z");
    let again = api.edit(id, json!([add("System.State", "Active")])).await.ok(200);
    assert!(again["fields"].get("Microsoft.VSTS.Common.ClosedDate").is_none());
    assert!(again["fields"].get("Microsoft.VSTS.Common.ResolvedBy").is_none());
    let api = boards(BASIC).await;
    let id = api.item("Issue", "Do it").await;
    let done = api.edit(id, json!([add("System.State", "Done")])).await.ok(200);
    assert_eq!(done["fields"]["System.Reason"], "Completed");
    assert!(done["fields"].get("Microsoft.VSTS.Common.ActivatedDate").is_none(), "as recorded");
}

#[tokio::test]
async fn links_have_two_ends_and_make_no_revision() {
    let api = boards(SCRUM).await;
    let (parent, child) = (api.item("Product Backlog Item", "Parent").await, api.item("Task", "Child").await);
    let linked = api.edit(child, json!([relate("System.LinkTypes.Hierarchy-Reverse", parent)])).await.ok(200);
    assert_eq!(linked["rev"], 1);
    assert_eq!(linked["fields"]["System.Parent"], parent);
    let other = api.show(parent).await;
    assert_eq!(other["relations"][0]["rel"], "System.LinkTypes.Hierarchy-Forward");
    assert!(other["relations"][0]["url"].as_str().unwrap().ends_with(&format!("/workItems/{child}")));
    let updates = api.get(&format!("_apis/wit/workitems/{parent}/updates")).await.ok(200);
    assert_eq!(updates["count"], 2);
    assert_eq!(updates["value"][1]["rev"], 1);
    assert!(updates["value"][1].get("fields").is_none());
    assert_eq!(updates["value"][1]["relations"]["added"][0]["attributes"]["name"], "Child");
    // Duplicates, circles, second parents, nowhere.
    let second = api.item("Product Backlog Item", "Second").await;
    for (id, rel, target, key, code) in [
        (child, "System.LinkTypes.Hierarchy-Reverse", parent, "RelationAlreadyExistsException", 400),
        (child, "System.LinkTypes.Hierarchy-Reverse", second, "WorkItemLinkInvalidException", 400),
        (second, "System.LinkTypes.Hierarchy-Forward", child, "WorkItemLinkInvalidException", 400),
        (parent, "System.LinkTypes.Hierarchy-Reverse", child, "WorkItemLinkInvalidException", 400),
        (parent, "System.LinkTypes.Related", parent, "WorkItemLinkInvalidException", 400),
        (parent, "System.LinkTypes.Related", 999, "WorkItemUnauthorizedAccessException", 404),
        (parent, "System.LinkTypes.Odd", child, "WorkItemLinkTypeNotFoundException", 400),
    ] {
        assert_eq!(api.edit(id, json!([relate(rel, target)])).await.fault(code), key, "{rel} {target}");
    }
    // Another parent in one step.
    let patch = json!([
        {"op": "remove", "path": "/relations/0"},
        relate("System.LinkTypes.Hierarchy-Reverse", second),
        add("System.Title", "Moved"),
    ]);
    let moved = api.edit(child, patch).await.ok(200);
    assert_eq!((&moved["rev"], &moved["fields"]["System.Parent"]), (&json!(2), &json!(second)));
    assert!(api.show(parent).await.get("relations").is_none());
    // The feed has each link once, in its last state.
    let feed = api.get("_apis/wit/reporting/workitemlinks").await.ok(200);
    let rows: Vec<_> = feed["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["sourceId"].as_i64().unwrap(),
                row["targetId"].as_i64().unwrap(),
                row["isActive"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(rows, [(parent, child, false), (second, child, true)]);
    assert_eq!(
        (&feed["isLastBatch"], &feed["values"][1]["rel"]),
        (&json!(true), &json!("System.LinkTypes.Hierarchy-Forward"))
    );
    // Artifacts and pages make revisions.
    let artifact = json!([{"op": "add", "path": "/relations/-", "value": {
        "rel": "ArtifactLink", "url": "vstfs:///Build/Build/7", "attributes": {"name": "Build"}}}]);
    assert_eq!(api.edit(child, artifact.clone()).await.ok(200)["rev"], 3);
    assert_eq!(api.edit(child, artifact).await.fault(400), "RelationAlreadyExistsException");
}

#[tokio::test]
async fn history_is_kept() {
    let api = boards(AGILE).await;
    let id = api.item("Task", "One").await;
    api.advance(3_600);
    api.edit(id, json!([add("System.Title", "Two"), add("System.History", "Why not")])).await.ok(200);
    api.advance(3_600);
    api.edit(id, json!([add("System.State", "Active")])).await.ok(200);
    let revisions = api.get(&format!("_apis/wit/workitems/{id}/revisions")).await.ok(200);
    let titles: Vec<_> = revisions["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["fields"]["System.Title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["One", "Two", "Two"]);
    assert_eq!(revisions["value"][1]["fields"]["System.History"], "Why not");
    assert!(revisions["value"][2]["fields"].get("System.History").is_none());
    let page = api.get(&format!("_apis/wit/workitems/{id}/revisions?$skip=1&$top=1")).await.ok(200);
    assert_eq!((&page["count"], &page["value"][0]["rev"]), (&json!(1), &json!(2)));
    let update = api.get(&format!("_apis/wit/workitems/{id}/updates/2")).await.ok(200);
    assert_eq!(update["fields"]["System.Title"], json!({"oldValue": "One", "newValue": "Two"}));
    assert_eq!(update["fields"]["System.Rev"], json!({"oldValue": 1, "newValue": 2}));
    assert_eq!(update["fields"]["System.History"], json!({"newValue": "Why not"}));
    assert_eq!(update["revisedDate"], "2026-07-01T14:01:00Z");
    let last = api.get(&format!("_apis/wit/workitems/{id}/updates/3")).await.ok(200);
    assert_eq!(last["revisedDate"], "9999-01-01T00:00:00Z");
    assert!(last["fields"].get("System.History").is_none());
    let then = api.get(&format!("_apis/wit/workitems/{id}?asOf=2026-07-01T12:30:00Z")).await.ok(200);
    assert_eq!(then["fields"]["System.Title"], "One");
    assert_eq!(
        api.get(&format!("_apis/wit/workitems/{id}?asOf=2026-01-01")).await.fault(404),
        "WorkItemUnauthorizedAccessException"
    );
    assert_eq!(
        api.get(&format!("_apis/wit/workitems/{id}/revisions/9")).await.fault(404),
        "WorkItemRevisionNotFoundException"
    );
}

#[tokio::test]
async fn batches_keep_their_order() {
    let api = boards(AGILE).await;
    let (one, two) = (api.item("Task", "One").await, api.item("Task", "Two").await);
    let body = json!({"ids": [two, 99, one], "errorPolicy": "omit", "fields": ["System.Title"]});
    let batch = api.post("_apis/wit/workitemsbatch", &body).await.ok(200);
    assert_eq!(batch["value"][0]["fields"], json!({"System.Title": "Two"}));
    assert!(batch["value"][1].is_null() && batch["count"] == 3);
    let body = json!({"ids": [two, 99, one]});
    assert_eq!(
        api.post("_apis/wit/workitemsbatch", &body).await.fault(404),
        "WorkItemUnauthorizedAccessException"
    );
    let body = json!({"ids": [one], "$expand": "all", "fields": ["System.Title"]});
    assert_eq!(
        api.post("_apis/wit/workitemsbatch", &body).await.fault(400),
        "ConflictingParametersException"
    );
    let body = json!({"ids": (1..=201).collect::<Vec<_>>()});
    assert_eq!(
        api.post("_apis/wit/workitemsbatch", &body).await.fault(400),
        "WorkItemPageSizeExceededException"
    );
    let list = api.get(&format!("_apis/wit/workitems?ids={two},{one}&$expand=1")).await.ok(200);
    assert_eq!((&list["value"][0]["id"], list["value"][0].get("_links")), (&json!(two), None));
}

#[tokio::test]
async fn the_recycle_bin_gives_back() {
    let api = boards(AGILE).await;
    let (one, two) = (api.item("Bug", "One").await, api.item("Task", "Two").await);
    api.edit(one, json!([relate("System.LinkTypes.Related", two)])).await.ok(200);
    let deleted = api.delete(&format!("P/_apis/wit/workitems/{one}")).await.ok(200);
    assert_eq!(
        (&deleted["type"], &deleted["name"], &deleted["code"]),
        (&json!("Bug"), &json!("One"), &json!(200))
    );
    assert_eq!(deleted["deletedDate"], "7/1/2026 12:01:00 PM");
    assert_eq!(deleted["resource"]["rev"], 2, "as recorded: deleting is a revision");
    assert_eq!(deleted["resource"]["fields"]["System.CreatedBy"], "Ada Example <ada@fabrikam.example>");
    assert_eq!(
        api.get(&format!("_apis/wit/workitems/{one}")).await.fault(404),
        "WorkItemUnauthorizedAccessException"
    );
    assert!(api.show(two).await.get("relations").is_none());
    let bin = api.get("P/_apis/wit/recyclebin").await.ok(200);
    assert_eq!((&bin["count"], &bin["value"][0]["id"]), (&json!(1), &json!(one)));
    let some = api.get(&format!("_apis/wit/recyclebin?ids={one},{two}")).await.ok(200);
    assert_eq!((&some["value"][0]["code"], &some["value"][1]["code"]), (&json!(200), &json!(404)));
    let restored =
        api.patch(&format!("_apis/wit/recyclebin/{one}"), &json!({"isDeleted": false})).await.ok(200);
    assert_eq!(restored["resource"]["rev"], 3);
    assert_eq!(api.show(two).await["relations"][0]["rel"], "System.LinkTypes.Related");
    api.delete(&format!("_apis/wit/workitems/{one}")).await.ok(200);
    api.delete(&format!("_apis/wit/recyclebin/{one}")).await.ok(204);
    assert_eq!(
        api.get(&format!("_apis/wit/recyclebin/{one}")).await.fault(404),
        "WorkItemUnauthorizedAccessException"
    );
    api.delete(&format!("_apis/wit/workitems/{two}?destroy=true")).await.ok(204);
    assert_eq!(api.get("P/_apis/wit/recyclebin").await.ok(200)["count"], 0);
    // Recorded: what is no number of a work item is no route.
    assert_eq!(api.delete("P/_apis/wit/workitems/0?destroy=false").await.status, 404);
}

/// All rows of a feed, page by page, by the token and by the next link.
async fn drain(api: &Api, path: &str) -> Vec<(i64, i64)> {
    let mut rows = Vec::new();
    let mut token = String::new();
    loop {
        let page = api.get(&format!("{path}&continuationToken={token}")).await.ok(200);
        rows.extend(
            page["values"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| (row["id"].as_i64().unwrap(), row["rev"].as_i64().unwrap())),
        );
        page["continuationToken"].as_str().unwrap().clone_into(&mut token);
        assert!(page["nextLink"].as_str().unwrap().contains(&token));
        if page["isLastBatch"] == true {
            return rows;
        }
    }
}

#[tokio::test]
async fn feeds_tell_all_that_changed() {
    let api = boards(AGILE).await;
    for title in ["A", "B", "C"] {
        api.item("Task", title).await;
        api.advance(60);
    }
    api.edit(2, json!([add("System.Title", "B2"), add("System.Description", "long")])).await.ok(200);
    let feed = "_apis/wit/reporting/workitemrevisions?$maxPageSize=2";
    assert_eq!(drain(&api, feed).await, [(1, 1), (2, 1), (3, 1), (2, 2)]);
    assert_eq!(drain(&api, &format!("{feed}&includeLatestOnly=true")).await, [(1, 1), (3, 1), (2, 2)]);
    assert_eq!(drain(&api, &format!("{feed}&startDateTime=2026-07-01T12:02:30Z")).await, [(3, 1), (2, 2)]);
    assert_eq!(drain(&api, &format!("{feed}&types=Bug")).await, []);
    let end = api.get("_apis/wit/reporting/workitemrevisions?$expand=fields").await.ok(200);
    let token = end["continuationToken"].as_str().unwrap().to_owned();
    let row = &end["values"][3]["fields"];
    assert_eq!(
        (&row["System.Description"], &row["System.ChangedBy"]),
        (&json!("long"), &json!("Ada Example <ada@fabrikam.example>"))
    );
    let again =
        api.get(&format!("_apis/wit/reporting/workitemrevisions?continuationToken={token}")).await.ok(200);
    assert_eq!((again["values"].as_array().unwrap().len(), &again["isLastBatch"]), (0, &json!(true)));
    assert_eq!(again["continuationToken"], token);
    let path = format!("_apis/wit/reporting/workitemrevisions?continuationToken={token}&$maxPageSize=9");
    api.delete("_apis/wit/workitems/1").await.ok(200);
    api.delete("_apis/wit/workitems/3?destroy=true").await.ok(204);
    let body = json!({"includeDeleted": true, "includeIdentityRef": true, "fields": ["System.IsDeleted", "System.ChangedBy"]});
    let deleted = api.post(&path, &body).await.ok(200);
    assert_eq!(deleted["values"][0]["fields"]["System.IsDeleted"], true);
    assert_eq!(deleted["values"][0]["fields"]["System.ChangedBy"]["uniqueName"], "ada@fabrikam.example");
    assert_eq!(deleted["values"].as_array().unwrap().len(), 1, "what is destroyed is not returned");
    assert_eq!(drain(&api, feed).await, [(2, 1), (2, 2)]);
    assert_eq!(drain(&api, &format!("{feed}&includeDeleted=true")).await, [(1, 1), (2, 1), (2, 2), (1, 2)]);
}

#[tokio::test]
async fn work_items_move_between_projects_and_types() {
    let api = boards(AGILE).await;
    api.project("Q").await;
    let id = api.item("Bug", "One").await;
    let moved =
        api.edit(id, json!([add("System.WorkItemType", "Task"), add("System.State", "New")])).await.ok(200);
    assert_eq!(moved["fields"]["System.WorkItemType"], "Task");
    assert_eq!(moved["fields"]["Microsoft.VSTS.Common.Severity"], "3 - Medium", "as documented, it stays");
    let patch = json!([
        add("System.TeamProject", "Q"),
        add("System.AreaPath", "Q"),
        add("System.IterationPath", "Q"),
        add("System.State", "To Do")
    ]);
    let moved = api.edit(id, patch).await.ok(200);
    assert_eq!(moved["fields"]["System.TeamProject"], "Q");
    assert_eq!(
        api.get(&format!("P/_apis/wit/workitems/{id}")).await.fault(404),
        "WorkItemUnauthorizedAccessException"
    );
    let revisions = api.get(&format!("_apis/wit/workitems/{id}/revisions")).await.ok(200);
    assert_eq!(revisions["value"][1]["fields"]["System.TeamProject"], "P");
    // Areas that go away hand their work items on.
    api.post("Q/_apis/wit/classificationnodes/areas", &json!({"name": "Web"})).await.ok(201);
    api.edit(id, json!([add("System.AreaPath", "Q\\Web")])).await.ok(200);
    api.delete("Q/_apis/wit/classificationnodes/areas/Web").await.ok(204);
    let item = api.show(id).await;
    assert_eq!((&item["fields"]["System.AreaPath"], &item["rev"]), (&json!("Q"), &json!(5)));
    let before = api.get(&format!("_apis/wit/workitems/{id}/revisions/4")).await.ok(200);
    assert_eq!(before["fields"]["System.AreaPath"], "Q\\Web");
}

#[tokio::test]
async fn many_changes_in_one_request() {
    let api = empty();
    api.project("P").await;
    let item = api.item("Task", "One").await;
    let request = |uri: &str, body: Value| {
        let headers = json!({"Content-Type": "application/json-patch+json"});
        json!({"method": "PATCH", "uri": uri, "headers": headers, "body": body})
    };
    let body = json!([
        request(&format!("/_apis/wit/workitems/{item}?api-version=5.0"), json!([add("System.Title", "Two")])),
        request(
            "/DefaultCollection/P/_apis/wit/workItems/$Task?api-version=5.0",
            json!([add("System.Title", "New")])
        ),
        request("/_apis/wit/workitems/999?api-version=5.0", json!([add("System.Title", "No")])),
        request(&format!("/_apis/wit/workitems/{item}?api-version=5.0"), json!([add("No.Field", 1)])),
        request("/_apis/projects?api-version=5.0", json!([])),
    ]);
    let call = api.call(Method::PATCH, "_apis/wit/$batch").json(&body);
    let answers = call.send().await.ok(200);
    let codes: Vec<_> =
        answers["value"].as_array().unwrap().iter().map(|answer| answer["code"].as_u64().unwrap()).collect();
    assert_eq!(codes, [200, 200, 404, 400, 404]);
    let within = |place: usize| -> Value {
        serde_json::from_str(answers["value"][place]["body"].as_str().unwrap()).unwrap()
    };
    assert_eq!((&within(0)["id"], &within(0)["fields"]["System.Title"]), (&json!(item), &json!("Two")));
    assert_eq!(within(2)["typeKey"], "WorkItemUnauthorizedAccessException");
    let made = within(1)["id"].as_i64().unwrap();
    assert_eq!(
        api.get(&format!("_apis/wit/workitems/{made}")).await.ok(200)["fields"]["System.Title"],
        "New"
    );
    let many: Vec<_> = (0..201).map(|_| body[2].clone()).collect();
    assert_eq!(
        api.post("_apis/wit/$batch", &json!(many)).await.fault(400),
        "WorkItemPageSizeExceededException"
    );
    assert_eq!(api.post("_apis/wit/$batch", &json!({})).await.status, 400);
}
