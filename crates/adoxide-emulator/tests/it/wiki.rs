//! Wikis and their pages.

use http::Method;
use serde_json::{Value, json};

use super::support::*;

const PAGES: &str = "P/_apis/wiki/wikis/docs/pages";

async fn wiki() -> (Api, Value) {
    let api = empty();
    let project = api.project("P").await;
    let body = json!({"type": "projectWiki", "name": "docs", "projectId": project});
    let wiki = api.post("_apis/wiki/wikis", &body).await.ok(201);
    (api, wiki)
}

async fn write(api: &Api, path: &str, content: &str, tag: Option<&str>) -> Answer {
    let call = api.call(Method::PUT, &format!("{PAGES}?path={path}")).json(&json!({"content": content}));
    match tag {
        Some(tag) => call.header("if-match", tag).send().await,
        None => call.send().await,
    }
}

#[tokio::test]
async fn the_wiki_of_a_deleted_project_is_gone_with_it() {
    let (api, wiki) = wiki().await;
    let path = format!("_apis/wiki/wikis/{}", wiki["id"].as_str().unwrap());
    api.get(&path).await.ok(200);
    api.delete(&format!("_apis/projects/{}", wiki["projectId"].as_str().unwrap())).await.ok(202);
    api.advance(60);
    api.get(&path).await.fault(404);
    assert_eq!(api.get("_apis/wiki/wikis").await.ok(200)["count"], 0);
}

#[tokio::test]
async fn a_project_has_one_wiki_of_its_own() {
    let (api, wiki) = wiki().await;
    assert_eq!(wiki["versions"], json!([{"version": "wikiMaster"}]));
    assert_eq!(wiki["id"], wiki["repositoryId"]);
    let again = json!({"type": 0, "name": "other", "projectId": wiki["projectId"]});
    api.post("_apis/wiki/wikis", &again).await.fault(409);
    // Its repository is not listed, and is there.
    let all = api.get("P/_apis/git/repositories").await.ok(200);
    assert_eq!(all["count"], 1);
    assert_eq!(api.get("P/_apis/git/repositories/P.wiki").await.ok(200)["id"], wiki["id"]);
    assert_eq!(api.get("P/_apis/wiki/wikis").await.ok(200)["count"], 1);
    let renamed = api.patch("P/_apis/wiki/wikis/docs", &json!({"name": "handbook"})).await.ok(200);
    assert_eq!(renamed["name"], "handbook");
    api.get("P/_apis/wiki/wikis/docs").await.fault(404);
    assert_eq!(api.delete("P/_apis/wiki/wikis/handbook").await.ok(200)["id"], wiki["id"]);
    assert_eq!(api.get("P/_apis/wiki/wikis").await.ok(200)["count"], 0);
}

#[tokio::test]
async fn pages_change_only_as_they_were_read() {
    let (api, wiki) = wiki().await;
    let missing = api.get(&format!("{PAGES}?path=/A%20page")).await;
    assert!(missing.text().contains("Wiki page ‘/A page’ could not be found."), "{}", missing.text());
    assert_eq!(missing.fault(404), "WikiPageNotFoundException");
    let made = write(&api, "/A%20page", "one", None).await;
    let tag = made.header("etag").unwrap().to_owned();
    let made = made.ok(201);
    assert_eq!((&made["gitItemPath"], &made["content"]), (&json!("/A-page.md"), &json!("one")));
    assert_eq!(write(&api, "/A%20page", "two", None).await.fault(500), "WikiPageAlreadyExistsException");
    let changed = write(&api, "/A%20page", "two", Some(&tag)).await;
    let next = changed.header("etag").unwrap().to_owned();
    assert_ne!(tag, next);
    assert_eq!(changed.ok(200)["id"], made["id"]);
    write(&api, "/A%20page", "three", Some(&tag)).await.fault(412);

    let by_id = format!("{PAGES}/{}", made["id"]);
    let read = api.get(&format!("{by_id}?includeContent=true&api-version=7.1-preview.1")).await;
    assert_eq!(read.header("etag"), Some(next.as_str()));
    assert_eq!(read.ok(200)["content"], "two");
    let text = api.call(Method::GET, &format!("{PAGES}?path=/A%20page")).accept("text/plain").send().await;
    assert_eq!(text.text(), "two");
    // What REST writes is in git.
    let items = format!("P/_apis/git/repositories/{}/items?path=/A-page.md", wiki["id"].as_str().unwrap());
    assert_eq!(api.call(Method::GET, &items).accept("text/plain").send().await.text(), "two");
    assert_eq!(api.delete(&format!("{PAGES}?path=/A%20page")).await.ok(200)["path"], "/A page");
    api.get(&format!("{PAGES}?path=/A%20page")).await.fault(404);
}

#[tokio::test]
async fn pages_are_in_pages() {
    let (api, _) = wiki().await;
    assert_eq!(write(&api, "/a/b", "b", None).await.fault(404), "WikiAncestorPageNotFoundException");
    for path in ["/a", "/a/b", "/a/b/c", "/z"] {
        write(&api, path, path, None).await.ok(201);
    }
    let root = api.get(&format!("{PAGES}?path=/&recursionLevel=full")).await.ok(200);
    assert_eq!(root["subPages"][0]["path"], "/a");
    assert_eq!(root["subPages"][0]["isParentPage"], true);
    assert_eq!(root["subPages"][0]["subPages"][0]["subPages"][0]["path"], "/a/b/c");
    let one = api.get(&format!("{PAGES}?path=/&recursionLevel=oneLevel")).await.ok(200);
    assert_eq!(one["subPages"][0]["subPages"], json!([]));
    let id = api.get(&format!("{PAGES}?path=/a/b/c")).await.ok(200)["id"].clone();

    let moves = "P/_apis/wiki/wikis/docs/pagemoves";
    let moved = api.post(moves, &json!({"path": "/a/b", "newPath": "/z/b", "newOrder": 0})).await.ok(201);
    assert_eq!(moved["page"]["path"], "/z/b");
    let found = api.get(&format!("{PAGES}/{id}?api-version=7.1-preview.1")).await.ok(200);
    assert_eq!(found["path"], "/z/b/c", "pages below come along, with their numbers");
    api.post(moves, &json!({"path": "/z", "newPath": "/z", "newOrder": 0})).await.ok(201);
    let root = api.get(&format!("{PAGES}?path=/&recursionLevel=oneLevel")).await.ok(200);
    assert_eq!(root["subPages"][0]["path"], "/z");

    let batch = "P/_apis/wiki/wikis/docs/pagesbatch?api-version=7.1-preview.1";
    let (mut paths, mut token) = (Vec::new(), Value::Null);
    loop {
        let page = api.post(batch, &json!({"top": 3, "continuationToken": token})).await;
        token = page.header("x-ms-continuationtoken").map_or(Value::Null, Value::from);
        paths.extend(page.ok(200)["value"].as_array().unwrap().iter().map(|row| row["path"].clone()));
        if token.is_null() {
            break;
        }
    }
    assert_eq!(paths.len(), 4);
}

#[tokio::test]
async fn a_folder_of_a_repository_is_a_wiki_too() {
    let api = empty();
    let project = api.project("P").await;
    let (repository, first) = api.repository("P", "web").await;
    api.push(&repository, "refs/heads/main", &first, &[("add", "/docs/Home.md", "hi")]).await.ok(201);
    let mut body = json!({"type": "codeWiki", "name": "docs", "projectId": project,
        "repositoryId": repository, "mappedPath": "/docs", "version": {"version": "none"}});
    api.post("P/_apis/wiki/wikis", &body).await.fault(404);
    body["version"]["version"] = "main".into();
    let made = api.post("P/_apis/wiki/wikis", &body).await.ok(201);
    assert_eq!((&made["type"], &made["mappedPath"]), (&json!("codeWiki"), &json!("/docs")));
    let page = api.get(&format!("{PAGES}?path=/Home&includeContent=true")).await.ok(200);
    assert_eq!((&page["content"], &page["gitItemPath"]), (&json!("hi"), &json!("/docs/Home.md")));
    api.delete("P/_apis/wiki/wikis/docs").await.ok(200);
    api.get(&format!("P/_apis/git/repositories/{repository}")).await.ok(200);
}

#[tokio::test]
async fn files_of_wikis_are_shown_by_the_pages_that_name_them() {
    use base64::Engine as _;

    let (api, _) = wiki().await;
    let files = "P/_apis/wiki/wikis/docs/attachments";
    let content = base64::engine::general_purpose::STANDARD.encode([0_u8, 159, 146, 150]);
    let put = async |name: &str, content: &str| {
        let call = api.call(Method::PUT, &format!("{files}?name={name}"));
        call.body(content.to_owned(), "application/octet-stream").send().await
    };
    let made = put("a%20plan.png", &content).await;
    assert!(made.header("etag").is_some());
    assert_eq!(made.ok(201), json!({"name": "a plan.png", "path": "/.attachments/a plan.png"}));
    put("a%20plan.png", &content).await.fault(409);
    put("..%2Fplan.png", &content).await.fault(400);
    put("other.png", "not Base64!").await.fault(400);
    put("other.png", &content).await.ok(201);
    let page = write(&api, "/Plans", "![plan](/.attachments/a%20plan.png)", None).await.ok(201);
    let shown = api.get(&format!("{PAGES}/{}/attachments", page["id"])).await.ok(200);
    assert_eq!(shown["value"], json!([{"name": "a plan.png", "path": "/.attachments/a plan.png"}]));
    // It is a file of the repository, and no page.
    let item = "P/_apis/git/repositories/P.wiki/items?path=/.attachments/other.png&api-version=7.1";
    let bytes = api.call(Method::GET, item).accept("application/octet-stream").response().await;
    assert_eq!(bytes.status(), 200);
    let pages = api.get(&format!("{PAGES}?path=/&recursionLevel=full")).await.ok(200);
    assert_eq!(pages["subPages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn pages_are_talked_about_and_looked_at() {
    let (api, wiki) = wiki().await;
    let page = write(&api, "/Plans", "What next?", None).await.ok(201);
    let comments = format!("{PAGES}/{}/comments", page["id"]);
    let first = api.post(&comments, &json!({"text": "Why <b>?", "parentId": 0})).await.ok(200);
    let (id, own) = (&first["id"], format!("{comments}/{}", first["id"]));
    assert_eq!((&first["state"], &first["version"]), (&json!("active"), &json!(1)));
    assert_eq!(first["artifactId"], format!("{}/{}", wiki["id"].as_str().unwrap(), page["id"]));
    let reply = api.post(&comments, &json!({"text": "Because.", "parentId": id})).await.ok(200);
    api.post(&comments, &json!({"text": "Lost", "parentId": 99})).await.fault(404);
    api.post(&comments, &json!({"text": " "})).await.fault(400);
    let second = api.post(&comments, &json!({"text": "And when?"})).await.ok(200);

    let changed = api.patch(&own, &json!({"text": "Why & how?", "state": 1})).await.ok(200);
    assert_eq!((&changed["state"], &changed["version"]), (&json!("resolved"), &json!(2)));
    let liked = api.put(&format!("{own}/reactions/like"), &json!({})).await.ok(200);
    assert_eq!((&liked["count"], &liked["isCurrentUserEngaged"]), (&json!(1), &json!(true)));
    assert_eq!(api.get(&format!("{own}/reactions/like/users")).await.ok(200)["count"], 1);
    let shown = api.get(&format!("{own}?$expand=all")).await.ok(200);
    assert_eq!(shown["renderedText"], "<p>Why &amp; how?</p>");
    assert_eq!(shown["reactions"][0]["type"], "like");
    assert_eq!(shown["replies"]["comments"][0]["id"], reply["id"]);

    let listed = api.get(&format!("{comments}?order=asc&$top=1")).await.ok(200);
    assert_eq!((&listed["totalCount"], &listed["comments"][0]["id"]), (&json!(2), id));
    let token = listed["continuationToken"].as_str().unwrap();
    let rest = api.get(&format!("{comments}?order=asc&$top=1&continuationToken={token}")).await.ok(200);
    assert_eq!((&rest["comments"][0]["id"], &rest["continuationToken"]), (&second["id"], &Value::Null));
    api.delete(&own).await.ok(204);
    api.get(&own).await.fault(404);
    let all = api.get(&format!("{comments}?excludeDeleted=false")).await.ok(200);
    assert_eq!(
        all["comments"].as_array().unwrap().iter().filter(|comment| comment["isDeleted"] == true).count(),
        1
    );

    let file = api.call(Method::POST, &format!("{comments}/attachments"));
    let file = file.body(vec![1, 2, 3], "application/octet-stream").send().await.ok(201);
    let path = format!("{comments}/attachments/{}", file["id"].as_str().unwrap());
    assert_eq!(api.call(Method::GET, &path).response().await.status(), 200);

    let views = "P/_apis/wiki/wikis/docs/pageViewStats?wikiVersion=wikiMaster&path";
    api.post(&format!("{views}=/Plans"), &json!({})).await.ok(200);
    assert_eq!(api.post(&format!("{views}=/Plans"), &json!({})).await.ok(200)["count"], 2);
    api.post(&format!("{views}=/Nowhere"), &json!({})).await.fault(404);
    let stats = api.get(&format!("{PAGES}/{}/stats?pageViewsForDays=7", page["id"])).await.ok(200);
    assert_eq!(stats["viewStats"][0]["count"], 2);
}
