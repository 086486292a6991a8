//! Which operation a request is.

use std::collections::HashSet;

use http::Method;
use serde_json::json;

use super::support::*;

/// A template with something in each place.
fn fill(template: &str, with_optional: bool) -> String {
    let parts = template.split('/').filter_map(|part| {
        let (Some(open), Some(close)) = (part.find('{'), part.rfind('}')) else {
            return Some(part.to_owned());
        };
        let inner = &part[open + 1..close];
        if inner.contains('?') && !with_optional {
            return None;
        }
        // One that is no number, no GUID and no word of a route.
        let value = if inner.contains('*') { "some/thing" } else { "something" };
        Some(format!("{}{value}{}", &part[..open], &part[close + 1..]))
    });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_operation_of_the_catalog_is_found() {
    let api = empty();
    let mut lost = Vec::new();
    let mut count = 0;
    for meta in adoxide_api::catalog() {
        for with_optional in [true, false] {
            let mut path = fill(meta.template, with_optional);
            let query: Vec<_> = meta.required.iter().map(|name| format!("{name}=1")).collect();
            path = format!("{path}?{}", query.join("&"));
            let path =
                if meta.host.in_organization() { format!("/fabrikam/{path}") } else { format!("/{path}") };
            api.emulator.clear_requests();
            // On its own host of the cloud, so that no other host's operation is in the way.
            let call = api.call(meta.method.clone(), &path).header("host", meta.host.name());
            call.send().await;
            let found = api.emulator.requests().pop().unwrap().operation;
            count += 1;
            if found.as_deref() != Some(meta.id) {
                lost.push(format!("{} {} {path}: {found:?}", meta.id, meta.method));
            }
        }
    }
    assert!(lost.is_empty(), "{} of {count} lost:\n{lost:#?}", lost.len());
}

#[tokio::test]
async fn names_have_no_case_and_slashes_may_be_doubled() {
    let api = empty();
    api.project("Two Words").await;
    let id = api.get("_apis/projects/two%20words").await.ok(200)["id"].as_str().unwrap().to_owned();
    for path in [
        "/FABRIKAM/_APIS/PROJECTS/two%20WORDS",
        "//fabrikam//_apis//projects/Two%20Words",
        &format!("/fabrikam/_apis/projects/{}", id.to_uppercase()),
    ] {
        assert_eq!(api.get(path).await.ok(200)["id"], id.as_str(), "{path}");
    }
    let repository = api.get("TWO%20WORDS/_apis/Git/Repositories/two%20words").await.ok(200);
    let repository = repository["id"].as_str().unwrap();
    for path in [
        format!("{id}/_apis/git/repositories/Two%20Words"),
        format!("_apis/git/repositories/{repository}"),
        format!("Two%20Words/_apis/git/repositories/{}", repository.to_uppercase()),
    ] {
        assert_eq!(api.get(&path).await.ok(200)["id"], repository, "{path}");
    }
    // A name alone names no repository: there may be one in each project.
    assert_eq!(
        api.get("_apis/git/repositories/two%20words").await.fault(404),
        "GitRepositoryNotFoundException"
    );
}

#[tokio::test]
async fn hostile_names_arrive_as_they_are() {
    let api = empty();
    for name in ["50% off", "a&b", "C'est ça", "Zażółć", "日本", "it's (ok)!", "a~b"] {
        let made = api.post("_apis/projects", &json!({"name": name})).await;
        assert_eq!(made.status, 202, "{name} {}", made.text());
        api.advance(1);
        let escaped =
            percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
        assert_eq!(api.get(&format!("_apis/projects/{escaped}")).await.ok(200)["name"], name);
        let repository = api.get(&format!("{escaped}/_apis/git/repositories/{escaped}")).await.ok(200);
        assert_eq!(repository["name"], name);
    }
    for name in ["a/b", "a#b", "a?b", "a:b", "_a", ".a", "a.", "", " ", "con", "a\u{7}b", &"x".repeat(65)] {
        let made = api.post("_apis/projects", &json!({"name": name})).await;
        assert_eq!(made.fault(400), "InvalidProjectNameException", "{name}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_there() {
    let api = empty();
    let nowhere = api.get("P/_apis/nothing/here").await;
    assert_eq!(nowhere.status, 404);
    assert_eq!(nowhere.header("content-type"), Some("text/plain; charset=utf-8"));
    let message =
        "The controller for path '/P/_apis/nothing/here' was not found or does not implement IController.";
    assert_eq!(nowhere.text(), message);
    let header = nowhere.header("x-tfs-serviceerror").unwrap();
    assert!(header.starts_with("The%20controller%20for%20path%20%27%2FP%2F_apis"), "{header}");
    assert_eq!(nowhere.header("cache-control"), None);

    let method = api.call(Method::PUT, "_apis/projects").send().await;
    assert_eq!(method.header("allow"), Some("GET, POST"));
    let message = method.ok(405)["value"]["Message"].as_str().unwrap().to_owned();
    assert_eq!(message, "The requested resource does not support http method 'PUT'.");
}

#[tokio::test]
async fn what_is_not_emulated_says_its_name() {
    let api = empty();
    let answer = api.get("_apis/work/processadmin/processes/status/x").await;
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("processadmin.status") && message.contains("/_adoxide/operations"), "{message}");
    assert_eq!(answer.fault(501), "NotEmulatedException");
    // A location that the service has and no specification tells of.
    let answer = api.call(Method::POST, "P/_apis/git/repositories/r/hfsitems").json(&json!({})).send().await;
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("git/hfsItems (location "), "{message}");
    assert_eq!(answer.fault(501), "NotEmulatedException");
    // A path that has other methods, where the operation of this one has another path.
    let import = api.call(Method::POST, "_apis/work/processadmin/processes/export/x").json(&json!({}));
    let import = import.send().await;
    let message = import.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("processadmin.import with this path"), "{message}");
    assert_eq!(import.fault(501), "NotEmulatedException");
    let operations = api.get("/_adoxide/operations").await.ok(200);
    let emulated: HashSet<_> = operations["value"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["emulated"] == true)
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    let done = adoxide_emulator::Emulator::operations();
    assert!(done.len() > 50, "{done:?}");
    assert_eq!(emulated, done.into_iter().collect());
}

#[tokio::test]
async fn a_json_patch_must_be_called_one() {
    let api = empty();
    api.project("P").await;
    let patch = json!([{"op": "add", "path": "/Alias", "value": "x"}]);
    let path = "_apis/projects/P/properties?api-version=7.1-preview.1";
    let refused = api.patch(path, &patch).await;
    let message = refused.json()["message"].as_str().unwrap().to_owned();
    assert_eq!(refused.fault(400), "VssRequestContentTypeNotSupportedException");
    assert!(
        message.ends_with("Valid content types for this method are: application/json-patch+json."),
        "{message}"
    );
    api.json_patch(path, &patch).await.ok(204);
}

#[tokio::test]
async fn bodies_that_are_none_are_refused_with_a_sentence() {
    let api = empty();
    for (body, type_key) in [
        ("", "ArgumentNullException"),
        ("{", "VssPropertyValidationException"),
        ("{}", "ArgumentNullException"),
        ("{\"name\": 5}", "ArgumentNullException"),
        ("[]", "ArgumentNullException"),
    ] {
        let answer = api.call(Method::POST, "_apis/projects").body(body, "application/json").send().await;
        assert_eq!(answer.fault(400), type_key, "{body}");
    }
}
