//! Team Foundation Version Control: changesets, items at their versions, and what is not there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Value, json};

use super::support::*;

const CHANGESETS: &str = "_apis/tfvc/changesets";

fn file(path: &str, kind: &str, content: &str) -> Value {
    json!({"item": {"path": path}, "changeType": kind, "newContent": {"content": content}})
}

async fn check_in(api: &Api, comment: &str, changes: &[Value]) -> i64 {
    let body = json!({"comment": comment, "changes": changes});
    let made = api.post(CHANGESETS, &body).await.ok(201);
    api.advance(60);
    made["changesetId"].as_i64().unwrap()
}

fn ids(listed: &Value) -> Vec<i64> {
    let all = listed["value"].as_array().unwrap().clone();
    all.iter().map(|known| known["changesetId"].as_i64().unwrap()).collect()
}

fn paths(listed: &Value) -> Vec<String> {
    listed.as_array().unwrap().iter().map(|item| item["path"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn files_are_checked_in_and_read_at_every_version() {
    let api = empty();
    api.project("P").await;
    assert_eq!(api.get(&format!("P/{CHANGESETS}")).await.ok(200)["count"], 0);
    let missing = "_apis/tfvc/items?path=$/P/src/a.txt";
    assert_eq!(api.get(missing).await.fault(404), "ItemNotFoundException");

    let first =
        check_in(&api, "begin", &[file("$/P/src/a.txt", "add", "one"), file("$/P/readme.md", "add", "hi")])
            .await;
    assert_eq!(first, 2, "the folder of the project is a changeset of its own");
    let edit = json!({"item": {"path": "$/P/src/a.txt", "version": 2, "contentMetadata": {"encoding": 1200}},
                      "changeType": "edit", "newContent": {"content": "zwei ä", "contentType": "rawText"}});
    let second = check_in(&api, "edit", std::slice::from_ref(&edit)).await;
    let outdated = json!({"comment": "late", "changes": [edit]});
    assert_eq!(api.post(CHANGESETS, &outdated).await.fault(409), "ChangesetConflictException");
    let third =
        check_in(&api, "delete", &[json!({"item": {"path": "$/P/src"}, "changeType": "delete"})]).await;

    let item = "_apis/tfvc/items?path=$/p/SRC/a.txt&versionDescriptor.versionType=changeset&versionDescriptor.version=";
    let old = api.get(&format!("{item}{first}&includeContent=true")).await.ok(200);
    assert_eq!(
        (&old["content"], &old["version"], &old["path"]),
        (&"one".into(), &first.into(), &"$/P/src/a.txt".into())
    );
    assert_eq!(
        old["contentMetadata"],
        json!({"encoding": 65001, "contentType": "text/plain", "fileName": "a.txt", "extension": ".txt"})
    );
    let bytes =
        api.call(Method::GET, &format!("{item}{second}")).accept("application/octet-stream").send().await;
    assert_eq!(&bytes.bytes[..4], [0xff, 0xfe, b'z', 0]);
    let text =
        api.call(Method::GET, &format!("{item}{second}&download=true")).accept("text/plain").send().await;
    assert_eq!(
        (text.text(), text.header("content-disposition")),
        ("zwei ä", Some("attachment; filename=a.txt"))
    );
    assert_eq!(api.get(&format!("{item}{third}")).await.fault(404), "ItemNotFoundException");
    let before = api.get(&format!("{item}{third}&versionDescriptor.versionOption=previous")).await.ok(200);
    assert_eq!(before["version"], second);
    assert_eq!(api.get(&format!("{item}99")).await.fault(404), "ChangesetNotFoundException");
    let own = old["url"].as_str().unwrap().split_once("/fabrikam/").unwrap().1;
    assert_eq!(api.get(&format!("{own}&includeContent=true")).await.ok(200)["content"], "one", "{own}");

    let changes = api.get(&format!("{CHANGESETS}/{first}/changes")).await.ok(200);
    let kinds = changes["value"].as_array().unwrap().iter().map(|change| change["changeType"].clone());
    assert_eq!(kinds.collect::<Vec<_>>(), ["add", "add, edit, encoding", "add, edit, encoding"]);
    let page = api.get(&format!("{CHANGESETS}/{first}/changes?$top=2")).await;
    assert_eq!(page.header("x-ms-continuationtoken"), Some("2"));
    let rest = api.get(&format!("{CHANGESETS}/{first}/changes?$top=2&continuationToken=2")).await.ok(200);
    assert_eq!(rest["value"][0]["item"]["path"], "$/P/readme.md");
    let undelete = json!({"item": {"path": "$/P/src/a.txt"}, "changeType": "undelete"});
    check_in(&api, "back", &[undelete]).await;
    let back = api.get("_apis/tfvc/items?path=$/P/src/a.txt&includeContent=true").await.ok(200);
    assert_eq!(back["content"], "zwei ä");
}

#[tokio::test]
async fn folders_are_listed_and_renamed() {
    let api = empty();
    api.project("P").await;
    let png = json!({"item": {"path": "$/P/img/a.png"}, "changeType": "add",
                     "newContent": {"content": STANDARD.encode(b"\x89PNG\x00\xff"), "contentType": "base64Encoded"}});
    check_in(&api, "begin", &[file("$/P/src/lib/a.rs", "add", "a"), file("$/P/src/b.rs", "add", "b"), png])
        .await;
    let list = |query: &str| format!("P/_apis/tfvc/items?{query}");
    let one = api.get(&list("scopePath=$/P/src")).await.ok(200);
    assert_eq!(paths(&one["value"]), ["$/P/src", "$/P/src/b.rs", "$/P/src/lib"]);
    assert_eq!((&one["value"][0]["isFolder"], &one["value"][1]["size"]), (&true.into(), &1.into()));
    let full = api.get(&list("recursionLevel=full")).await.ok(200);
    assert_eq!(full["count"], 7);
    let alone = api.get(&list("scopePath=$/P/src&recursionLevel=none")).await.ok(200);
    assert_eq!(paths(&alone["value"]), ["$/P/src"]);
    assert_eq!(paths(&api.get("_apis/tfvc/items").await.ok(200)["value"]), ["$/", "$/P"]);

    let rename =
        json!({"item": {"path": "$/P/source"}, "sourceServerItem": "$/P/src", "changeType": "rename"});
    let renamed = check_in(&api, "rename", &[rename]).await;
    check_in(&api, "edit", &[file("$/P/source/b.rs", "edit", "B")]).await;
    let changeset = api.get(&format!("{CHANGESETS}/{renamed}?maxChangeCount=2")).await.ok(200);
    assert_eq!(
        (&changeset["changes"][0]["sourceServerItem"], &changeset["hasMoreChanges"]),
        (&"$/P/src".into(), &true.into())
    );
    let history = "_apis/tfvc/changesets?searchCriteria.itemPath=$/P/source/b.rs";
    assert_eq!(ids(&api.get(history).await.ok(200)), [4, 3]);
    assert_eq!(
        ids(&api.get(&format!("{history}&searchCriteria.followRenames=true")).await.ok(200)),
        [4, 3, 2]
    );

    let batch = json!({"itemDescriptors": [
        {"path": "$/P/src/b.rs", "version": 2, "versionType": "changeset"},
        {"path": "$/P/source", "recursionLevel": "Full"},
    ], "includeContentMetadata": true});
    let batch = api.post("P/_apis/tfvc/itembatch", &batch).await.ok(200);
    assert_eq!((&batch["count"], paths(&batch["value"][1]).len()), (&2.into(), 4));
    let gone = json!({"itemDescriptors": [{"path": "$/P/src/b.rs"}]});
    assert_eq!(api.post("P/_apis/tfvc/itembatch", &gone).await.fault(404), "ItemBatchNotFoundException");
    let image = api.get("_apis/tfvc/items?path=$/P/img/a.png&includeContent=true").await.ok(200);
    assert_eq!((&image["contentMetadata"]["isBinary"], &image["content"]), (&true.into(), &Value::Null));
    let zip = api.call(Method::GET, "_apis/tfvc/items?path=$/P/img").accept("application/zip").send().await;
    assert_eq!(&zip.bytes[..2], b"PK");

    for (bad, status, fault) in [
        (file("/P/a", "add", ""), 400, "InvalidPathException"),
        (file("$/None/a", "add", ""), 404, "ItemNotFoundException"),
        (file("$/P/source/b.rs", "add", ""), 409, "ItemExistsException"),
        (file("$/P/none", "edit", ""), 404, "ItemNotFoundException"),
        (file("$/P/source", "edit", ""), 400, "InvalidChangeTypeException"),
        (file("$/P/source/b.rs", "lock", ""), 400, "InvalidChangeTypeException"),
        (file("$/P/source/b.rs", "shout", ""), 400, "ArgumentException"),
    ] {
        let refused = api.post(CHANGESETS, &json!({"comment": "", "changes": [bad]})).await;
        assert_eq!(refused.fault(status), fault, "{bad}");
    }
    assert_eq!(
        api.get("_apis/tfvc/items?path=$/P/source/b.rs").await.ok(200)["version"],
        4,
        "nothing changed"
    );
}

#[tokio::test]
async fn changesets_are_filtered_and_lead_to_work_items() {
    let api = empty();
    api.project("P").await;
    api.project("Q").await;
    let issue = json!([{"op": "add", "path": "/fields/System.Title", "value": "Write it"}]);
    let call = api.call(Method::POST, "P/_apis/wit/workitems/$Issue");
    let issue = call.body(issue.to_string(), "application/json-patch+json").send().await.ok(200);
    let body = json!({"comment": "A long comment about it", "changes": [file("$/P/a", "add", "a")],
                      "workItems": [{"id": issue["id"]}], "checkinNotes": [{"name": "Reviewer", "value": "Ann"}],
                      "policyOverride": {"comment": "urgent", "policyFailures": [{"policyName": "Build", "message": "broken"}]}});
    let first = api.post(CHANGESETS, &body).await.ok(201);
    assert_eq!((&first["changesetId"], &first["policyOverride"]["comment"]), (&2.into(), &"urgent".into()));
    api.advance(3600);
    check_in(&api, "other", &[file("$/Q/b", "add", "b")]).await;
    check_in(&api, "third", &[file("$/P/c", "add", "c")]).await;

    assert_eq!(ids(&api.get(CHANGESETS).await.ok(200)), [5, 4, 3, 2, 1]);
    assert_eq!(
        ids(&api.get(&format!("{CHANGESETS}?$orderby=id%20asc&$top=2&$skip=1")).await.ok(200)),
        [2, 3]
    );
    assert_eq!(ids(&api.get(&format!("P/{CHANGESETS}")).await.ok(200)), [5, 2, 1]);
    let range = "searchCriteria.fromId=2&searchCriteria.toId=4";
    assert_eq!(ids(&api.get(&format!("{CHANGESETS}?{range}")).await.ok(200)), [4, 3, 2]);
    let since = "searchCriteria.fromDate=2026-07-01T12:30:00Z";
    assert_eq!(ids(&api.get(&format!("P/{CHANGESETS}?{since}")).await.ok(200)), [5]);
    assert_eq!(api.get(&format!("{CHANGESETS}?searchCriteria.author=nobody")).await.ok(200)["count"], 0);
    let batch = json!({"changesetIds": [4, 2], "commentLength": 6, "includeLinks": true});
    let batch = api.post("_apis/tfvc/changesetsbatch", &batch).await.ok(200);
    assert_eq!(
        (&batch["value"][1]["comment"], &batch["value"][1]["commentTruncated"]),
        (&"A long".into(), &true.into())
    );
    assert!(batch["value"][0]["_links"]["workItems"]["href"].as_str().unwrap().ends_with("/4/workItems"));
    let missing = api.post("_apis/tfvc/changesetsbatch", &json!({"changesetIds": [77]})).await;
    assert_eq!(missing.fault(404), "ChangesetNotFoundException");

    let whole = api.get(&format!("{CHANGESETS}/2?includeDetails=true&includeWorkItems=true")).await.ok(200);
    assert_eq!(whole["checkinNotes"], json!([{"name": "Reviewer", "value": "Ann"}]));
    assert_eq!(whole["policyOverride"]["policyFailures"][0]["policyName"], "Build");
    assert_eq!(
        (&whole["workItems"][0]["id"], &whole["workItems"][0]["title"]),
        (&issue["id"], &"Write it".into())
    );
    let items = api.get(&format!("{CHANGESETS}/2/workItems")).await.ok(200);
    assert_eq!(items["count"], 1);
    let item = api.get(&format!("_apis/wit/workitems/{}?$expand=relations", issue["id"])).await.ok(200);
    assert_eq!(item["relations"][0]["url"], "vstfs:///VersionControl/Changeset/2");
    assert_eq!(api.get(&format!("{CHANGESETS}/77")).await.fault(404), "ChangesetNotFoundException");
    assert_eq!(api.get(&format!("Q/{CHANGESETS}/2")).await.fault(404), "ChangesetNotFoundException");
}

#[tokio::test]
async fn labels_shelvesets_and_branches_are_not_there() {
    let api = empty();
    api.project("P").await;
    for path in [
        "P/_apis/tfvc/labels",
        "_apis/tfvc/shelvesets",
        "P/_apis/tfvc/branches",
        "P/_apis/tfvc/branches?scopePath=$/P",
    ] {
        assert_eq!(api.get(path).await.ok(200)["count"], 0, "{path}");
    }
    for (path, fault) in [
        ("P/_apis/tfvc/labels/7", "LabelNotFoundException"),
        ("_apis/tfvc/labels/7/items", "LabelNotFoundException"),
        ("_apis/tfvc/shelvesets?shelvesetId=mine;me", "ShelvesetNotFoundException"),
        ("_apis/tfvc/shelvesets/changes?shelvesetId=mine;me", "ShelvesetNotFoundException"),
        ("P/_apis/tfvc/branches?path=$/P/main", "ItemNotFoundException"),
        ("None/_apis/tfvc/labels", "ProjectDoesNotExistWithNameException"),
    ] {
        assert_eq!(api.get(path).await.fault(404), fault, "{path}");
    }
}
