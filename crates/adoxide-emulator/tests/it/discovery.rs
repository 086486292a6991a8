//! How clients find out where everything is.

use std::collections::HashSet;

use http::Method;
use serde_json::{Value, json};

use super::support::*;

fn rows(body: &Value) -> &Vec<Value> {
    assert_eq!(body["count"].as_u64().unwrap() as usize, body["value"].as_array().unwrap().len());
    body["value"].as_array().unwrap()
}

#[tokio::test]
async fn locations_are_listed_without_credentials() {
    let api = empty();
    let answer = api.raw(Method::OPTIONS, "/FABRIKAM/_apis").send().await;
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
    let all = answer.ok(200);
    // All hosts are one: the union of their tables.
    assert_eq!(rows(&all).len(), 1_200);
    let ids: HashSet<_> = rows(&all).iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), rows(&all).len());
    let commits = rows(&all).iter().find(|row| row["id"] == "c2570c3b-5b3f-41b8-98bf-5407bfde8d58").unwrap();
    let expected = serde_json::json!({
        "id": "c2570c3b-5b3f-41b8-98bf-5407bfde8d58",
        "area": "git",
        "resourceName": "commits",
        "routeTemplate": "{project}/_apis/{area}/repositories/{repositoryId}/{resource}/{commitId}",
        "resourceVersion": 2,
        "minVersion": "1.0",
        "maxVersion": "7.2",
        "releasedVersion": "7.1",
    });
    assert_eq!(*commits, expected);
    let more = api.raw(Method::OPTIONS, "/fabrikam/_apis?allHostTypes=True").send().await.ok(200);
    assert_eq!(rows(&more).len(), 1_200 + 47);
}

#[tokio::test]
async fn locations_are_narrowed_by_area_and_resource() {
    let api = empty();
    for (path, count) in [
        ("/fabrikam/_apis/git", 88),
        ("/fabrikam/_apis/GIT", 88),
        // `Build` and `build` are two areas, and asked for as one.
        ("/fabrikam/_apis/build", 61),
        ("/fabrikam/_apis/git/refs", 2),
        ("/fabrikam/_apis/Location", 3),
        ("/_apis/Location/ResourceAreas", 1),
        ("/fabrikam/_apis/nothing", 0),
    ] {
        let body = api.raw(Method::OPTIONS, path).send().await.ok(200);
        assert_eq!(rows(&body).len(), count, "{path}");
    }
}

#[tokio::test]
async fn each_host_of_the_cloud_lists_its_own() {
    let api = empty();
    // As recorded, and what only clients know.
    for (host, recorded) in
        [("dev.azure.com", 773), ("vssps.dev.azure.com", 178), ("vsaex.dev.azure.com", 71)]
    {
        let call = api.raw(Method::OPTIONS, "/fabrikam/_apis").header("host", host);
        let body = call.send().await.ok(200);
        assert!((recorded..recorded + 4).contains(&rows(&body).len()), "{host} {}", rows(&body).len());
    }
}

#[tokio::test]
async fn all_areas_are_at_one_address_or_at_the_hosts_of_the_cloud() {
    let api = empty();
    let version = "api-version=5.0-preview.1";
    let areas = api.get(&format!("_apis/ResourceAreas?{version}")).await;
    assert_eq!(
        areas.header("content-type"),
        Some("application/json; charset=utf-8; api-version=5.0-preview.1")
    );
    let areas = areas.ok(200);
    assert_eq!(rows(&areas).len(), 230);
    for area in rows(&areas) {
        assert_eq!(area["locationUrl"], "http://127.0.0.1:8080/fabrikam/");
    }
    let id = "efc2f575-36ef-48e9-b672-0c6fb4a48ac5";
    let one = api.get(&format!("_apis/resourceareas/{id}?{version}")).await.ok(200);
    assert_eq!((&one["id"], &one["name"]), (&id.into(), &"Release".into()));
    let cloud =
        api.call(Method::GET, &format!("_apis/ResourceAreas/{id}?{version}")).header("host", "dev.azure.com");
    assert_eq!(cloud.send().await.ok(200)["locationUrl"], "https://vsrm.dev.azure.com/fabrikam/");
    // Without an organization, as profiles are found.
    let host = api.get(&format!("/_apis/ResourceAreas/{id}?{version}")).await.ok(200);
    assert_eq!(host["locationUrl"], "http://127.0.0.1:8080/");
    let none = api.get(&format!("_apis/ResourceAreas/{}?{version}", uuid::Uuid::nil())).await;
    assert_eq!(none.ok(200), Value::Null);
}

#[tokio::test]
async fn connection_data_says_who_and_where() {
    let api = empty();
    // No version is fine, a released one is not: it never was.
    let data = api.raw(Method::GET, "/fabrikam/_apis/connectiondata");
    let token = format!("Bearer {}", api.emulator.token());
    let data = data.header("authorization", &token).send().await.ok(200);
    assert_eq!(data["authenticatedUser"]["providerDisplayName"], "Ada Example");
    assert_eq!(data["authorizedUser"]["properties"]["Account"]["$value"], "ada@fabrikam.example");
    assert_eq!(data["deploymentType"], "hosted");
    assert_eq!(data["locationServiceData"]["serviceOwner"], "00025394-6065-48ca-87d9-7f5672854ef7");
    let refused = api.get("_apis/connectionData?api-version=7.1").await;
    assert_eq!(refused.fault(400), "VssInvalidPreviewVersionException");
    let me = api.get("/_apis/profile/profiles/me").await.ok(200);
    assert_eq!(me["id"], data["authenticatedUser"]["id"]);
    let id = me["id"].as_str().unwrap();
    let accounts = api.get(&format!("/_apis/accounts?memberId={id}")).await.ok(200);
    assert_eq!(accounts["value"][0]["accountName"], "fabrikam");
    assert_eq!(accounts["value"][0]["accountId"], data["instanceId"]);
}

#[tokio::test]
async fn an_organization_tells_its_directory() {
    let api = empty();
    for method in [Method::HEAD, Method::GET] {
        let answer = api.raw(method, "/fabrikam").send().await;
        assert_eq!(answer.status, 404);
        let tenant = api.emulator.read(|world| world.tenant().to_string());
        assert_eq!(answer.header("x-vss-resourcetenant"), Some(tenant.as_str()));
    }
    let other = api.raw(Method::HEAD, "/nobody").send().await;
    assert_eq!((other.status.as_u16(), other.header("x-vss-resourcetenant")), (404, None));
    assert_eq!(api.get("/nobody/_apis/projects").await.fault(404), "HostDoesNotExistException");
}

#[tokio::test]
async fn a_stopped_organization_says_so_and_nothing_else() {
    let api = empty();
    api.emulator.update(|world, now| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let stamp = adoxide_emulator::world::journal::Stamp { at: now, actor };
        organization.change(stamp, |tx| tx.stop(Some("Deactivated.".into()))).unwrap();
    });
    for call in [api.raw(Method::OPTIONS, "/FabriKam/_apis"), api.call(Method::GET, "_apis/projects")] {
        let answer = call.send().await;
        assert_eq!(answer.status, 503);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let message =
            "TF24668%3A%20The%20following%20team%20project%20collection%20is%20stopped%3A%20fabrikam.";
        assert!(answer.header("x-tfs-serviceerror").unwrap().starts_with(message));
        let body = answer.text().strip_prefix('\u{feff}').expect("a byte order mark");
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["typeKey"], "VssServiceException");
        assert_eq!(answer.header("x-tfs-session"), None);
    }
}

#[tokio::test]
async fn service_definitions_are_the_locations_and_what_is_registered() {
    let api = empty();
    let path = |rest: &str| format!("_apis/ServiceDefinitions{rest}?api-version=7.1-preview.1");
    let git = api.get(&path("/git")).await.ok(200);
    let repositories =
        git["value"].as_array().unwrap().iter().find(|one| one["displayName"] == "repositories");
    let own = format!("/git/{}", repositories.unwrap()["identifier"].as_str().unwrap());
    assert_eq!(api.get(&path(&own)).await.ok(200)["serviceType"], "git");
    assert_eq!(api.get(&path("/LocationService2")).await.ok(200)["count"], 2);

    let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let new = json!([{"serviceType": "Widgets", "identifier": id, "displayName": "Widgets",
        "relativeToSetting": "context", "relativePath": "/_apis/widgets"}]);
    api.patch(&path(""), &new).await.ok(204);
    let path_of_new = path(&format!("/widgets/{id}"));
    assert_eq!(api.get(&path_of_new).await.ok(200)["relativePath"], "/_apis/widgets");
    assert_eq!(api.get(&path("/widgets")).await.ok(200)["count"], 1);
    api.delete(&path_of_new).await.ok(204);
    assert_eq!(api.delete(&path_of_new).await.fault(404), "ServiceDefinitionDoesNotExistException");
    assert_eq!(api.get(&path_of_new).await.fault(404), "ServiceDefinitionDoesNotExistException");
    api.delete(&path(&own)).await.fault(400);
    api.patch(&path(""), &json!([{"serviceType": "Widgets"}])).await.fault(400);
}

#[tokio::test]
async fn settings_of_a_project_are_not_those_of_the_organization() {
    let api = empty();
    let id = api.project("Shop").await;
    let path = |project: &str, rest: &str| {
        format!("_apis/Settings/project/{project}/Entries/{rest}?api-version=7.1-preview.1")
    };
    api.patch(&path("Shop", "host"), &json!({"Board/Theme": "dark", "Board/Size": 3})).await.ok(204);
    let read = api.get(&path(&id, "host/Board")).await.ok(200);
    assert_eq!(read["value"], json!({"Theme": "dark", "Size": 3}));
    assert_eq!(api.get(&path(&id, "me/Board")).await.ok(200)["count"], 0);
    let all = api.get("_apis/Settings/Entries/host/Board?api-version=7.1-preview.1").await.ok(200);
    assert_eq!(all["count"], 0);
    api.delete(&path("Shop", "host/Board/Theme")).await.ok(204);
    assert_eq!(api.get(&path(&id, "host/Board")).await.ok(200)["value"], json!({"Size": 3}));
    assert_eq!(api.get(&path("none", "host/Board")).await.fault(404), "ProjectDoesNotExistWithNameException");
    api.get(&path("Shop", "everybody/Board")).await.fault(400);
}
