//! Who may, and what whoever may not is told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;

use super::support::*;

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

#[tokio::test]
async fn any_user_name_and_bearer_will_do() {
    let api = empty();
    let token = api.emulator.token();
    assert_eq!(token.len(), 52);
    for header in [
        basic("", &token),
        basic("_", &token),
        basic("PAT", &token),
        basic("OAuth", &token),
        basic("ada@fabrikam.example", &token),
        format!("Bearer {token}"),
        format!("bearer {token}"),
    ] {
        let answer = api.call(Method::GET, "_apis/projects").header("authorization", &header).send().await;
        assert_eq!(answer.status, 200, "{header}");
        assert!(answer.header("x-vss-userdata").unwrap().ends_with(":ada@fabrikam.example"));
    }
}

#[tokio::test]
async fn whoever_is_unknown_gets_what_the_client_can_bear() {
    let api = empty();
    for wrong in [Some(basic("", "wrong")), Some(basic("", "")), Some("Bearer x".to_owned()), None] {
        let call = || {
            let call = api.call(Method::GET, "_apis/projects");
            match &wrong {
                Some(header) => call.header("authorization", header),
                None => call.without("authorization"),
            }
        };
        let suppressed = call().header("x-tfs-fedauthredirect", "Suppress").send().await;
        assert_eq!(suppressed.status, 401);
        assert!(suppressed.bytes.is_empty());
        assert_eq!(suppressed.header("content-type"), None);
        let challenge = suppressed.header("www-authenticate").unwrap();
        assert!(challenge.starts_with("Basic realm="), "{challenge}");
        let plain = call().send().await;
        if wrong.is_some() {
            assert_eq!(plain.status, 203);
            assert_eq!(plain.header("content-type"), Some("text/html; charset=utf-8"));
            assert!(plain.text().contains("Azure DevOps Services | Sign In"));
        } else {
            assert_eq!(plain.status, 302);
            let location = plain.header("location").unwrap().to_owned();
            assert!(location.starts_with("http://127.0.0.1:8080/_signin?realm="), "{location}");
            let path = location.strip_prefix("http://127.0.0.1:8080").unwrap();
            assert_eq!(api.raw(Method::GET, path).send().await.status, 203);
        }
    }
}

#[tokio::test]
async fn a_token_may_expire_and_be_revoked() {
    let api = empty();
    let (token, revoked) = api.emulator.update(|world, now| {
        let owner = world.organization("fabrikam").unwrap().owner();
        let end = now + jiff::SignedDuration::from_secs(10);
        (world.new_token(owner, Some(end)), world.new_token(owner, None))
    });
    let get = |token: String| {
        let call = api.call(Method::GET, "_apis/projects").header("x-tfs-fedauthredirect", "Suppress");
        call.header("authorization", &format!("Bearer {token}")).send()
    };
    assert_eq!(get(token.clone()).await.status, 200);
    api.advance(10);
    let expired = get(token).await;
    assert_eq!(expired.json()["message"], "Access Denied: The Personal Access Token used has expired.");
    assert!(expired.json()["customProperties"].is_object());
    assert_eq!(expired.fault(401), "AccessCheckException");
    assert_eq!(get(revoked.clone()).await.status, 200);
    api.emulator.update(|world, _| world.revoke_token(&revoked));
    assert_eq!(get(revoked).await.status, 401);
}

#[tokio::test]
async fn somebody_of_another_organization_is_named_and_refused() {
    let api = empty();
    let token = api.emulator.update(|world, _| {
        let stranger = world.add_identity("Eve", "eve@elsewhere.example");
        world.new_token(stranger, None)
    });
    let call = api.call(Method::GET, "_apis/projects").header("authorization", &format!("Bearer {token}"));
    let answer = call.send().await;
    let challenges: Vec<_> = answer.headers.get_all("www-authenticate").iter().collect();
    assert_eq!(challenges.len(), 2);
    for name in
        ["x-tfs-fedauthissuer", "x-tfs-fedauthrealm", "x-vss-authorizationendpoint", "x-vss-resourcetenant"]
    {
        assert!(answer.header(name).is_some(), "{name}");
    }
    let message = answer.json()["message"].as_str().unwrap().to_owned();
    assert!(
        message.starts_with("TF400813: The user '") && message.contains("\\eve@elsewhere.example'"),
        "{message}"
    );
    assert_eq!(answer.fault(401), "UnauthorizedRequestException");
}

#[tokio::test]
async fn no_token_is_ever_shown() {
    let api = Api::new(adoxide_emulator::Emulator::builder().token("a-secret-of-mine").seed_size(0));
    let call = api.call(Method::GET, "_apis/projects").header("authorization", "Bearer a-secret-of-mine");
    call.send().await.ok(200);
    let shown = format!("{:?} {:?}", api.emulator, api.emulator.requests());
    let world = api.emulator.read(|world| format!("{world:?}"));
    for secret in ["a-secret-of-mine", &api.emulator.token()] {
        assert!(!shown.contains(secret) && !world.contains(secret));
    }
}

#[tokio::test]
async fn the_envelope_is_as_recorded() {
    let api = empty();
    let answer = api.call(Method::GET, "_apis/projects").header("x-tfs-session", "my-session").send().await;
    assert_eq!(answer.header("x-tfs-session"), Some("my-session"));
    assert_eq!(answer.header("activityid"), answer.header("x-vss-e2eid"));
    for (name, value) in [
        ("access-control-expose-headers", "Request-Context"),
        ("cache-control", "no-cache"),
        ("expires", "-1"),
        ("pragma", "no-cache"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("vary", "Accept-Encoding"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("date", "Wed, 01 Jul 2026 12:00:00 GMT"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    let other = api.get("_apis/projects").await;
    assert_ne!(answer.header("activityid"), other.header("activityid"));
    assert_eq!(other.header("x-tfs-session"), other.header("activityid"));
}
