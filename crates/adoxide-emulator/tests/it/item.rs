//! Items, trees and blobs: one URL, many forms.

use std::io::Cursor;
use std::io::Read as _;

use http::Method;
use serde_json::{Value, json};

use super::support::*;

async fn web() -> (Api, String, String) {
    let api = empty();
    api.project("P").await;
    let (id, one) = api.repository("P", "web").await;
    let changes =
        [("add", "/src/a.rs", "a\n"), ("add", "/src/deep/er/b.rs", "b\n"), ("add", "/ü & ö.txt", "u")];
    let two = api.push(&id, "refs/heads/main", &one, &changes).await.ok(201);
    let two = two["commits"][0]["commitId"].as_str().unwrap().to_owned();
    (api, format!("_apis/git/repositories/{id}"), two)
}

fn paths(body: &Value) -> Vec<&str> {
    body["value"].as_array().unwrap().iter().map(|item| item["path"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_file_comes_in_the_form_that_is_asked_for() {
    let (api, path, commit) = web().await;
    let get = |query: &str, accept: &str| {
        let call = api.call(Method::GET, &format!("{path}/items?path=/src/a.rs{query}"));
        if accept.is_empty() { call.without("accept") } else { call.accept(accept) }.send()
    };
    for (query, accept, content_type) in [
        ("", "application/json", "application/json; charset=utf-8; api-version=7.1"),
        ("", "application/json;api-version=7.1", "application/json; charset=utf-8; api-version=7.1"),
        ("", "text/plain", "text/plain; charset=utf-8"),
        ("", "application/octet-stream", "application/octet-stream"),
        ("", "application/zip", "application/zip"),
        ("", "*/*", "application/octet-stream"),
        ("", "", "application/octet-stream"),
        ("&$format=text", "application/json", "text/plain; charset=utf-8"),
        ("&$format=zip", "*/*", "application/zip"),
        ("&$format=octetStream", "application/json", "application/octet-stream"),
        ("&$format=json", "*/*", "application/json; charset=utf-8; api-version=7.1"),
    ] {
        let answer = get(query, accept).await;
        assert_eq!(answer.status, 200, "{query} {accept}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{query} {accept}");
        if !content_type.contains("json") && !content_type.contains("zip") {
            assert_eq!(answer.text(), "a\n");
        }
    }
    let json = get("", "application/json").await.ok(200);
    assert_eq!((&json["commitId"], &json["gitObjectType"]), (&commit.as_str().into(), &"blob".into()));
    assert_eq!(json.get("content"), None);
    assert!(json["_links"]["blob"]["href"].as_str().unwrap().contains("/blobs/"));
    let full = get(
        "&includeContent=true&includeContentMetadata=true&latestProcessedChange=true",
        "application/json",
    );
    let full = full.await.ok(200);
    assert_eq!(full["content"], "a\n");
    assert_eq!(
        full["contentMetadata"],
        json!({"encoding": 65001, "contentType": "text/plain", "fileName": "a.rs", "extension": "rs"})
    );
    assert_eq!(full["latestProcessedChange"]["commitId"], commit.as_str());
    let download = get("&download=true", "*/*").await;
    assert_eq!(download.header("content-disposition"), Some("attachment; filename=a.rs"));
    assert_eq!(get("&$format=odd", "*/*").await.status, 400);
    // An error is JSON whatever was asked for.
    let missing =
        api.call(Method::GET, &format!("{path}/items?path=/none")).accept("application/octet-stream");
    let missing = missing.send().await;
    let message = missing.json()["message"].as_str().unwrap().to_owned();
    assert_eq!(
        message,
        format!(
            "TF401174: The item '/none' could not be found in the repository 'web' at the version specified by \
             '<Branch:  >' (resolved to commit '{commit}')"
        )
    );
    assert_eq!(missing.fault(404), "GitItemNotFoundException");
}

#[tokio::test]
async fn bytes_that_are_no_text_stay_out_of_json() {
    let (api, path, commit) = web().await;
    let body = json!({"refUpdates": [{"name": "refs/heads/main", "oldObjectId": commit}],
        "commits": [{"comment": "c", "changes": [{"changeType": "add", "item": {"path": "/x.png"},
            "newContent": {"content": "iVBORw0KGgoAAAD/", "contentType": "base64encoded"}}]}]});
    api.post(&format!("{path}/pushes"), &body).await.ok(201);
    let item = api.get(&format!("{path}/items?path=/x.png&includeContent=true")).await.ok(200);
    assert_eq!(item.get("content"), None);
    assert_eq!(item["contentMetadata"]["isBinary"], true);
    assert_eq!(item["contentMetadata"]["contentType"], "image/png");
}

#[tokio::test]
async fn a_path_may_be_in_the_url() {
    let (api, path, _) = web().await;
    for url in [
        format!("{path}/items/src/a.rs"),
        format!("{path}/items//src/a.rs?versionType=Branch&version=main"),
        format!("{path}/items?path=src\\a.rs"),
        format!("{path}/items?path=%2Fsrc%2Fa.rs"),
    ] {
        assert_eq!(api.get(&url).await.ok(200)["path"], "/src/a.rs", "{url}");
    }
    let odd =
        api.get(&format!("{path}/items?path=%2F%C3%BC%20%26%20%C3%B6.txt&includeContent=true")).await.ok(200);
    assert_eq!((&odd["path"], &odd["content"]), (&"/ü & ö.txt".into(), &"u".into()));
    // And the URL that the answer names leads to the same item.
    let own = odd["url"].as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
    assert_eq!(api.get(own).await.ok(200)["objectId"], odd["objectId"]);
    let list = api.get(&format!("{path}/items?recursionLevel=oneLevel")).await.ok(200);
    for item in list["value"].as_array().unwrap().iter().skip(1) {
        let own = item["url"].as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
        assert_eq!(api.get(own).await.ok(200)["objectId"], item["objectId"], "{own}");
    }
}

#[tokio::test]
async fn lists_go_as_deep_as_they_are_asked_to() {
    let (api, path, _) = web().await;
    let odd = "/ü & ö.txt";
    for (query, expected) in [
        ("", &["/"][..]),
        ("scopePath=/&recursionLevel=none", &["/"]),
        ("recursionLevel=OneLevel", &["/", "/readme.md", "/src", odd]),
        ("recursionLevel=1", &["/", "/readme.md", "/src", odd]),
        (
            "recursionLevel=full&scopePath=/src",
            &["/src", "/src/a.rs", "/src/deep", "/src/deep/er", "/src/deep/er/b.rs"],
        ),
        ("recursionLevel=120&scopePath=src/deep", &["/src/deep", "/src/deep/er", "/src/deep/er/b.rs"]),
        (
            "recursionLevel=oneLevelPlusNestedEmptyFolders&scopePath=/src",
            &["/src", "/src/a.rs", "/src/deep", "/src/deep/er"],
        ),
        ("scopePath=/src/a.rs", &["/src/a.rs"]),
    ] {
        let found = api.get(&format!("{path}/items?{query}")).await.ok(200);
        assert_eq!(paths(&found), expected, "{query}");
    }
    assert_eq!(api.get(&format!("{path}/items?recursionLevel=odd")).await.status, 400);
    let folder = api.get(&format!("{path}/items?path=/src")).await.ok(200);
    assert_eq!((&folder["isFolder"], &folder["gitObjectType"]), (&true.into(), &"tree".into()));
    let any = api.call(Method::GET, &format!("{path}/items?path=/src")).accept("*/*").send().await;
    assert_eq!(any.ok(200)["isFolder"], true, "a folder has no bytes");
    let empty = api.get("P/_apis/git/repositories/P/items").await;
    assert_eq!(empty.json()["message"], "VS403403: Cannot find any branches for the P repository.");
}

#[tokio::test]
async fn versions_are_branches_tags_commits_and_what_was_before() {
    let (api, path, two) = web().await;
    let id = path.rsplit('/').next().unwrap();
    let three = api.push(id, "refs/heads/main", &two, &[("edit", "/src/a.rs", "A\n")]).await.ok(201);
    let three = three["commits"][0]["commitId"].as_str().unwrap().to_owned();
    for (query, commit) in [
        (String::new(), &three),
        ("versionDescriptor.version=main".into(), &three),
        (format!("versionDescriptor.version={two}&versionDescriptor.versionType=commit"), &two),
        (format!("version={two}&versionType=2"), &two),
        ("versionDescriptor.version=main&versionDescriptor.versionOptions=firstParent".into(), &two),
        ("versionDescriptor.version=main&versionDescriptor.versionOptions=previousChange".into(), &two),
    ] {
        let item = api.get(&format!("{path}/items?path=/src/a.rs&{query}")).await.ok(200);
        assert_eq!(item["commitId"], commit.as_str(), "{query}");
    }
    for (query, name) in [
        ("versionDescriptor.version=none", "<Branch: none >"),
        ("versionDescriptor.version=refs/heads/main", "<Branch: refs/heads/main >"),
        ("versionDescriptor.version=v9&versionDescriptor.versionType=tag", "<Tag: v9 >"),
        ("versionDescriptor.version=12&versionDescriptor.versionType=commit", "<Commit: 12 >"),
    ] {
        let missing = api.get(&format!("{path}/items?path=/src/a.rs&{query}")).await;
        let message = missing.json()["message"].as_str().unwrap().to_owned();
        assert!(
            message.starts_with(&format!("TF401175:The version descriptor {name} could not")),
            "{message}"
        );
        assert_eq!(missing.fault(404), "GitUnresolvableToCommitException");
    }
}

#[tokio::test]
async fn many_items_at_once() {
    let (api, path, two) = web().await;
    let body = json!({
        "itemDescriptors": [
            {"path": "/src", "version": "main", "versionType": "branch", "recursionLevel": "oneLevel"},
            {"path": "/readme.md", "version": two, "versionType": "commit", "versionOptions": "none", "recursionLevel": 0},
        ],
        "includeContentMetadata": "true",
    });
    let found = api.post(&format!("{path}/itemsbatch"), &body).await.ok(200);
    assert_eq!(found["count"], 2);
    assert_eq!(found["value"][0].as_array().unwrap().len(), 3);
    assert_eq!(found["value"][1][0]["contentMetadata"]["fileName"], "readme.md");
    assert_eq!(api.post(&format!("{path}/itemsbatch"), &json!({})).await.status, 400);
}

fn files(archive: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files: Vec<_> = (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

#[tokio::test]
async fn folders_trees_and_blobs_come_as_archives() {
    let (api, path, _) = web().await;
    let zip = |url: String| {
        let call = api.call(Method::GET, &url).accept("application/zip");
        async { call.send().await }
    };
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let folder = zip(format!("{path}/items?path=/src")).await;
    assert_eq!(folder.header("content-disposition"), Some("attachment; filename=src.zip"));
    assert_eq!(files(&folder.bytes), [pair("src/a.rs", "a\n"), pair("src/deep/er/b.rs", "b\n")]);
    let one = zip(format!("{path}/items?path=/src/a.rs")).await;
    assert_eq!(files(&one.bytes), [pair("a.rs", "a\n")]);
    let root = zip(format!("{path}/items?scopePath=/")).await;
    assert_eq!(files(&root.bytes).len(), 4);
    let item = api.get(&format!("{path}/items?path=/src")).await.ok(200);
    let tree = zip(format!("{path}/trees/{}", item["objectId"].as_str().unwrap())).await;
    assert_eq!(files(&tree.bytes), [pair("a.rs", "a\n"), pair("deep/er/b.rs", "b\n")]);
    let blob = api.get(&format!("{path}/items?path=/src/a.rs")).await.ok(200)["objectId"].clone();
    let blobs = api.post(&format!("{path}/blobs"), &json!([blob])).await;
    assert_eq!(files(&blobs.bytes), [pair(blob.as_str().unwrap(), "a\n")]);
}

#[tokio::test]
async fn trees_and_blobs_go_by_id() {
    let (api, path, commit) = web().await;
    let tree =
        api.get(&format!("{path}/commits/{commit}")).await.ok(200)["treeId"].as_str().unwrap().to_owned();
    let told = api.get(&format!("{path}/trees/{tree}")).await.ok(200);
    let entries: Vec<_> = told["treeEntries"].as_array().unwrap().iter().collect();
    let src = entries.iter().find(|entry| entry["relativePath"] == "src").unwrap();
    assert_eq!((&src["mode"], &src["gitObjectType"]), (&"40000".into(), &"tree".into()));
    let readme = entries.iter().find(|entry| entry["relativePath"] == "readme.md").unwrap();
    assert_eq!((&readme["mode"], &readme["size"]), (&"100644".into(), &6.into()));
    assert_eq!(told["_links"]["treeEntries"].as_array().unwrap().len(), entries.len());
    let deep = api.get(&format!("{path}/trees/{tree}?recursive=true")).await.ok(200);
    assert!(deep["treeEntries"].as_array().unwrap().iter().any(|e| e["relativePath"] == "src/deep/er/b.rs"));
    let blob = readme["objectId"].as_str().unwrap();
    let told = api.get(&format!("{path}/blobs/{blob}")).await.ok(200);
    assert_eq!((&told["objectId"], &told["size"]), (&blob.into(), &6.into()));
    let bytes = api.call(Method::GET, &format!("{path}/blobs/{blob}")).accept("application/octet-stream");
    assert_eq!(bytes.send().await.text(), "Hello\n");
    assert_eq!(api.get(&format!("{path}/trees/{blob}")).await.fault(400), "GitUnexpectedObjectTypeException");
    assert_eq!(
        api.get(&format!("{path}/blobs/{}", "1".repeat(40))).await.fault(404),
        "GitObjectDoesNotExistException"
    );
}
