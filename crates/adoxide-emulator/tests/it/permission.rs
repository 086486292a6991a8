//! What tokens and people may do.

use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::permission::{Access, Securable};
use adoxide_emulator::world::token::{NewToken, Scopes};
use http::Method;
use serde_json::{Value, json};

use super::support::*;

/// A token of the owner with these scopes.
fn scoped(api: &Api, scopes: &str) -> String {
    api.emulator.update(|world, _| {
        let owner = world.organization("fabrikam").unwrap().owner();
        let scopes = Scopes::parse(scopes).unwrap();
        world.make_token(owner, NewToken { scopes, ..NewToken::default() }).0
    })
}

async fn status(api: &Api, token: &str, method: Method, path: &str, body: Option<&Value>) -> Answer {
    let call = api.call(method, path).header("authorization", &format!("Bearer {token}"));
    match body {
        Some(body) => call.json(body).send().await,
        None => call.send().await,
    }
}

#[tokio::test]
async fn a_missing_scope_is_answered_as_recorded() {
    let api = empty();
    api.project("Web").await;
    let (repository, _) = api.repository("Web", "shop").await;
    let pushes = format!("_apis/git/repositories/{repository}/pushes");
    let push = json!({"refUpdates": [{"name": "refs/heads/x", "oldObjectId": ZERO}], "commits": []});
    for (scopes, read, push_status, projects) in [
        ("vso.code", 200, 401, 401),
        ("vso.code_write", 200, 400, 401),
        ("vso.code_full", 200, 400, 401),
        ("vso.project", 401, 401, 200),
        ("vso.project vso.code_manage", 200, 400, 200),
        ("vso.work_full", 401, 401, 401),
    ] {
        let token = scoped(&api, scopes);
        let seen = status(&api, &token, Method::GET, "_apis/git/repositories", None).await;
        assert_eq!(seen.status, read, "{scopes}");
        if read == 401 {
            assert!(seen.bytes.is_empty() && seen.header("content-type").is_none());
            assert!(seen.header("www-authenticate").unwrap().starts_with("Basic realm="));
        }
        let seen = status(&api, &token, Method::POST, &pushes, Some(&push)).await;
        assert_eq!(seen.status, push_status, "{scopes}: {}", seen.text());
        assert_eq!(
            status(&api, &token, Method::GET, "_apis/projects", None).await.status,
            projects,
            "{scopes}"
        );
        // Who one is, every token may ask.
        let data =
            status(&api, &token, Method::GET, "_apis/connectionData?api-version=7.1-preview", None).await;
        assert_eq!(data.status, 200, "{scopes}");
        let refs = "/fabrikam/Web/_git/shop/info/refs?service=git-upload-pack&api-version=".to_string();
        let refs =
            api.raw(Method::GET, &refs).header("authorization", &format!("Bearer {token}")).send().await;
        assert_eq!(refs.status, read, "{scopes}");
    }
}

#[tokio::test]
async fn access_is_refused_in_the_services_words() {
    let api = empty();
    let (web, ops) = (api.project("Web").await, api.project("Ops").await);
    let (shop, _) = api.repository("Web", "shop").await;
    let (tools, _) = api.repository("Ops", "tools").await;
    let (bob, token) = api.emulator.update(|world, at| {
        let bob = world.add_identity("Bob Example", "bob@fabrikam.example");
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let stamp = Stamp { at, actor };
        organization.change(stamp, |tx| tx.add_member(bob)).unwrap();
        for (to, access) in [
            (Securable::Organization, Access::Read),
            (Securable::Project(ops.parse().unwrap()), Access::None),
            (Securable::Repository(shop.parse().unwrap()), Access::Contribute),
        ] {
            organization.change(stamp, |tx| tx.set_access(bob, to, access)).unwrap();
        }
        (bob, world.new_token(bob, None))
    });
    let get = |path: String| {
        let api = &api;
        let token = &token;
        async move { status(api, token, Method::GET, &path, None).await }
    };
    let listed = get("_apis/projects".into()).await.ok(200);
    assert_eq!((&listed["count"], &listed["value"][0]["name"]), (&1.into(), &"Web".into()));
    let listed = get("_apis/git/repositories".into()).await.ok(200);
    assert!(listed["value"].as_array().unwrap().iter().all(|known| known["project"]["name"] == "Web"));
    assert_eq!(get("_apis/projects/Web".into()).await.status, 200);
    assert_eq!(
        get("Ops/_apis/git/repositories".into()).await.fault(404),
        "ProjectDoesNotExistWithNameException"
    );
    let hidden = get(format!("_apis/git/repositories/{tools}")).await;
    assert_eq!(hidden.fault(404), "GitRepositoryNotFoundException");

    let write = |method: Method, path: String, body: Value| {
        let api = &api;
        let token = &token;
        async move { status(api, token, method, &path, Some(&body)).await }
    };
    let update = json!([{"name": "refs/heads/x", "oldObjectId": ZERO, "newObjectId": ZERO}]);
    let path = format!("_apis/git/repositories/{shop}/refs");
    assert_eq!(write(Method::POST, path, update).await.status, 200);
    let denied = write(Method::PATCH, format!("_apis/git/repositories/{shop}"), json!({"name": "new"})).await;
    let message = denied.json()["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("TF401027: You need the Git 'RenameRepository' permission"), "{message}");
    assert_eq!(denied.fault(403), "GitNeedsPermissionException");
    let denied = write(Method::POST, "_apis/projects".into(), json!({"name": "New"})).await;
    assert!(
        denied.json()["message"].as_str().unwrap().contains("Bob Example needs the following permission(s)")
    );
    assert_eq!(denied.fault(403), "AccessCheckException");

    api.emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let stamp = Stamp { at, actor: organization.owner() };
        let (shop, web) =
            (Securable::Repository(shop.parse().unwrap()), Securable::Project(web.parse().unwrap()));
        organization.change(stamp, |tx| tx.set_access(bob, shop, Access::Read)).unwrap();
        organization.change(stamp, |tx| tx.set_access(bob, web, Access::Contribute)).unwrap();
    });
    for (service, expected) in [("git-upload-pack", 200), ("git-receive-pack", 403)] {
        let path = format!("/fabrikam/Web/_git/shop/info/refs?service={service}");
        let seen =
            api.raw(Method::GET, &path).header("authorization", &format!("Bearer {token}")).send().await;
        assert_eq!(seen.status, expected, "{service}");
    }
    let path = "/fabrikam/Ops/_git/tools/info/refs?service=git-upload-pack";
    let seen = api.raw(Method::GET, path).header("authorization", &format!("Bearer {token}")).send().await;
    assert_eq!(seen.status, 404);
}

#[tokio::test]
async fn tokens_are_made_listed_changed_and_taken_back() {
    let api = empty();
    let owner = api.emulator.read(|world| world.organization("fabrikam").unwrap().owner());
    let bearer = api.emulator.bearer(owner).unwrap();
    let path = "_apis/tokens/pats?api-version=7.1-preview.1";
    // A personal access token makes no other.
    assert_eq!(api.get(path).await.fault(401), "UnauthorizedRequestException");
    let ask = |method: Method, path: String, body: Option<Value>| {
        let (api, bearer) = (&api, &bearer);
        async move { status(api, bearer, method, &path, body.as_ref()).await }
    };
    let wish = json!({"displayName": "ci", "scope": "vso.code", "validTo": "2026-07-02T12:00:00Z", "allOrgs": false});
    let made = ask(Method::POST, path.into(), Some(wish)).await.ok(200);
    assert_eq!(made["patTokenError"], "none");
    let (secret, id) = (made["patToken"]["token"].as_str().unwrap(), &made["patToken"]["authorizationId"]);
    assert_eq!(secret.len(), 52);
    assert_eq!(status(&api, secret, Method::GET, "_apis/git/repositories", None).await.status, 200);
    assert_eq!(status(&api, secret, Method::GET, "_apis/projects", None).await.status, 401);
    let id = id.as_str().unwrap();
    let listed = ask(Method::GET, path.into(), None).await.ok(200);
    let found =
        listed["patTokens"].as_array().unwrap().iter().find(|token| token["authorizationId"] == id).unwrap();
    assert_eq!((&found["token"], &found["scope"]), (&Value::Null, &"vso.code".into()));
    let change = json!({"authorizationId": id, "scope": "vso.project"});
    assert_eq!(ask(Method::PUT, path.into(), Some(change)).await.ok(200)["patToken"]["scope"], "vso.project");
    assert_eq!(status(&api, secret, Method::GET, "_apis/projects", None).await.status, 200);
    for (body, error) in [
        (json!({"scope": "vso.code"}), "displayNameRequired"),
        (json!({"displayName": "x", "scope": "code"}), "invalidScope"),
        (json!({"displayName": "x", "scope": "vso.code", "validTo": "2026-06-01"}), "invalidValidTo"),
    ] {
        assert_eq!(ask(Method::POST, path.into(), Some(body)).await.ok(200)["patTokenError"], error);
    }
    ask(Method::DELETE, format!("{path}&authorizationId={id}"), None).await.ok(204);
    assert_eq!(status(&api, secret, Method::GET, "_apis/projects", None).await.status, 203);
    let revoked = ask(Method::GET, format!("{path}&displayFilterOption=revoked"), None).await.ok(200);
    assert_eq!(revoked["patTokens"][0]["authorizationId"], id);
    api.advance(30 * 24 * 3600);
    assert_eq!(ask(Method::GET, path.into(), None).await.status, 203, "the bearer token has expired");
}
