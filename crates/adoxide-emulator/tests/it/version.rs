//! api-version, by header and by query.

use http::Method;
use serde_json::json;

use super::support::*;

#[tokio::test]
async fn versions_are_negotiated_by_the_table() {
    let api = empty();
    // Path, version, and the version of the answer or the typeKey of the refusal.
    let cases = [
        ("_apis/projects", "7.1", Ok("7.1")),
        ("_apis/projects", "5.0", Ok("5.0")),
        ("_apis/projects", "1.0", Ok("1.0")),
        ("_apis/projects", "7.1-preview.4", Ok("7.1-preview.4")),
        ("_apis/projects", "5.0-preview.1", Ok("5.0-preview.1")),
        ("_apis/projects", "7.2-preview", Ok("7.2-preview.4")),
        ("_apis/projects", "7.2-PREVIEW.1", Ok("7.2-preview.1")),
        ("_apis/projects", "7.2", Err("VssInvalidPreviewVersionException")),
        ("_apis/projects", "7.3", Err("VssVersionOutOfRangeException")),
        ("_apis/projects", "7.3-preview.1", Err("VssVersionOutOfRangeException")),
        ("_apis/projects", "7.2-preview.5", Err("VssVersionOutOfRangeException")),
        ("_apis/projects", "0.9", Err("VssVersionOutOfRangeException")),
        ("_apis/projects", "x", Err("VssInvalidApiResourceVersionException")),
        ("_apis/projects", "7", Err("VssInvalidApiResourceVersionException")),
        ("_apis/projects", "7.1.2", Err("VssInvalidApiResourceVersionException")),
        ("_apis/projects", "7.1-beta", Err("VssInvalidApiResourceVersionException")),
        ("_apis/projects", "7.1-preview.", Err("VssInvalidApiResourceVersionException")),
        ("_apis/projects", "+7.1", Err("VssInvalidApiResourceVersionException")),
        ("_apis/connectionData", "7.1-preview", Ok("7.1-preview.1")),
        ("_apis/connectionData", "7.1", Err("VssInvalidPreviewVersionException")),
        ("_apis/teams", "7.1-preview.3", Ok("7.1-preview.3")),
        ("_apis/teams", "4.0", Err("VssVersionOutOfRangeException")),
    ];
    for (path, version, expected) in cases {
        let escaped = version.replace('+', "%2B");
        let by_query = api.get(&format!("{path}?api-version={escaped}")).await;
        let plain = api.call(Method::GET, &format!("{path}?api-version="));
        let by_header =
            plain.accept(&format!("application/json;api-version={version};charset=utf-8")).send().await;
        for answer in [by_query, by_header] {
            match expected {
                Ok(echo) => {
                    let content_type = format!("application/json; charset=utf-8; api-version={echo}");
                    assert_eq!(answer.status, 200, "{path} {version} {}", answer.text());
                    assert_eq!(
                        answer.header("content-type"),
                        Some(content_type.as_str()),
                        "{path} {version}"
                    );
                }
                Err(type_key) => {
                    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
                    assert_eq!(answer.fault(400), type_key, "{path} {version}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_version_is_optional_to_read_and_needed_to_write() {
    let api = empty();
    let read = api.call(Method::GET, "_apis/projects?api-version=").send().await;
    assert_eq!(
        read.header("content-type"),
        Some("application/json; charset=utf-8; api-version=7.2-preview.4")
    );
    let write =
        api.call(Method::POST, "_apis/projects?api-version=").json(&json!({"name": "P"})).send().await;
    let message = write.json()["message"].as_str().unwrap().to_owned();
    assert_eq!(write.fault(400), "VssVersionNotSpecifiedException");
    assert!(message.starts_with("No api-version was supplied for the \"POST\" request."), "{message}");
    let in_header =
        api.call(Method::POST, "_apis/projects?api-version=").accept("application/json; api-version=7.1");
    in_header.json(&json!({"name": "P"})).send().await.ok(202);
}

#[tokio::test]
async fn people_have_links_since_version_4_1() {
    let api = empty();
    api.project("P").await;
    api.repository("P", "web").await;
    let refs = "P/_apis/git/repositories/web/refs?api-version=";
    for version in ["5.0", "4.1"] {
        let new = api.get(&format!("{refs}{version}")).await.ok(200);
        let creator = &new["value"][0]["creator"];
        assert!(creator["_links"]["avatar"]["href"].is_string() && creator["descriptor"].is_string());
    }
    let old = api.get(&format!("{refs}4.0")).await.ok(200);
    let creator = old["value"][0]["creator"].as_object().unwrap();
    let names: Vec<_> = creator.keys().map(String::as_str).collect();
    assert_eq!(names, ["id", "displayName", "uniqueName", "url", "imageUrl"]);
}

#[tokio::test]
async fn a_list_comes_bare_to_those_who_ask() {
    let api = seeded();
    let bare = "application/json;api-version=7.1;excludeUrls=true;enumsAsNumbers=true;msDateFormat=true;\
                noArrayWrap=true";
    for path in ["_apis/projects?api-version=", "_apis/git/repositories?api-version="] {
        let wrapped = api.get(&format!("{path}7.1")).await.ok(200);
        let bare = api.call(Method::GET, path).accept(bare).send().await.ok(200);
        assert_eq!(bare.as_array().unwrap().len(), wrapped["value"].as_array().unwrap().len(), "{path}");
    }
    let table = api.call(Method::OPTIONS, "_apis/git").accept(bare).send().await.ok(200);
    assert!(table[0]["routeTemplate"].is_string());
    let one = api.call(Method::GET, "_apis/projects/nothing").accept(bare).send().await;
    assert_eq!(one.fault(404), "ProjectDoesNotExistWithNameException");
}
