//! Tokens of the directory.

use adoxide_emulator::world::application::Federated;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::support::*;

const SCOPE: &str = "499b84ac-1321-427f-aa17-267ca6975798/.default";

/// An application that is let in, with a secret: its client id.
fn application(api: &Api) -> String {
    api.emulator.update(|world, at| {
        let application = world.add_application("Sync");
        application.add_secret("a~secret", Some("2026-07-01T13:30:00Z".parse().unwrap()));
        let (client, who) = (application.client_id, application.identity);
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let stamp = adoxide_emulator::world::journal::Stamp { at, actor };
        organization.change(stamp, |tx| tx.add_member(who)).unwrap();
        client.to_string()
    })
}

fn tenant(api: &Api) -> String {
    api.emulator.read(|world| world.tenant().to_string())
}

async fn ask(api: &Api, tenant: &str, fields: &[(&str, &str)]) -> Answer {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let call = api.raw(Method::POST, &format!("/{tenant}/oauth2/v2.0/token"));
    call.header("host", "127.0.0.1:8080")
        .body(body.join("&"), "application/x-www-form-urlencoded")
        .send()
        .await
}

fn with_secret<'a>(client: &'a str, secret: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("grant_type", "client_credentials"),
        ("client_id", client),
        ("client_secret", secret),
        ("scope", SCOPE),
    ]
}

fn with_assertion<'a>(client: &'a str, assertion: &'a str) -> Vec<(&'a str, &'a str)> {
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    vec![
        ("grant_type", "client_credentials"),
        ("client_id", client),
        ("client_assertion_type", kind),
        ("client_assertion", assertion),
        ("scope", SCOPE),
    ]
}

async fn projects(api: &Api, token: &str) -> Answer {
    api.call(Method::GET, "_apis/projects").header("authorization", &format!("Bearer {token}")).send().await
}

#[tokio::test]
async fn a_secret_gives_a_token_for_an_hour() {
    let api = empty();
    let (client, tenant) = (application(&api), tenant(&api));
    let given = ask(&api, &tenant, &with_secret(&client, "a~secret")).await.ok(200);
    assert_eq!((&given["token_type"], &given["expires_in"]), (&"Bearer".into(), &3599.into()));
    let token = given["access_token"].as_str().unwrap();
    let seen = projects(&api, token).await;
    assert!(seen.header("x-vss-userdata").unwrap().ends_with(&format!(":{client}")));
    assert_eq!(seen.status, 200);
    let claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap();
    assert_eq!((&claims["appid"], &claims["tid"]), (&client.clone().into(), &tenant.clone().into()));
    // One changed letter, and it is nobody's.
    let at = token.len() - 40;
    let other = if token[at..].starts_with('A') { 'B' } else { 'A' };
    let forged = format!("{}{other}{}", &token[..at], &token[at + 1..]);
    assert_eq!(projects(&api, &forged).await.status, 203);
    api.advance(3601);
    assert_eq!(projects(&api, token).await.status, 203);
}

#[tokio::test]
async fn refusals_have_the_directorys_codes() {
    let api = empty();
    let (client, tenant) = (application(&api), tenant(&api));
    let stranger = "00000000-0000-4000-8000-000000000000";
    let without = |name: &str| {
        let all = with_secret(&client, "a~secret");
        all.into_iter().filter(|(known, _)| *known != name).collect::<Vec<_>>()
    };
    let scope = |scope| {
        let mut all = without("scope");
        all.push(("scope", scope));
        all
    };
    for (tenant, fields, status, error, code) in [
        (tenant.as_str(), with_secret(&client, "wrong"), 401, "invalid_client", 7_000_215),
        (&tenant, with_secret(stranger, "a~secret"), 400, "unauthorized_client", 700_016),
        (stranger, with_secret(&client, "a~secret"), 400, "invalid_request", 90_002),
        (&tenant, without("scope"), 400, "invalid_request", 900_144),
        (&tenant, without("client_secret"), 401, "invalid_client", 7_000_218),
        (&tenant, vec![("grant_type", "password")], 400, "unsupported_grant_type", 70_003),
        (&tenant, scope("https://graph.microsoft.com/.default"), 400, "invalid_resource", 500_011),
        (&tenant, with_assertion(&client, "no.token"), 401, "invalid_client", 50_027),
    ] {
        let refused = ask(&api, tenant, &fields).await;
        let body = refused.json();
        assert_eq!(
            (refused.status.as_u16(), &body["error"], &body["error_codes"][0]),
            (status, &error.into(), &code.into())
        );
        let description = body["error_description"].as_str().unwrap();
        assert!(description.starts_with(&format!("AADSTS{code}: ")), "{description}");
        assert!(!description.contains("a~secret"));
    }
    api.advance(2 * 3600);
    assert_eq!(
        ask(&api, &tenant, &with_secret(&client, "a~secret")).await.ok(401)["error_codes"][0],
        7_000_222
    );
}

/// Signs claims as a client would.
fn sign(key: &KeyPair, algorithm: &str, claims: &Value) -> String {
    let encoding: &'static dyn RsaEncoding =
        if algorithm == "PS256" { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(&json!({"alg": algorithm, "typ": "JWT"})), part(claims));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(encoding, &SystemRandom::new(), message.as_bytes(), &mut signature).unwrap();
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A key and its certificate, in PEM.
fn certificate() -> (KeyPair, String) {
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let params = rcgen::CertificateParams::new(vec!["sync.example".to_owned()]).unwrap();
    let pem = params.self_signed(&key).unwrap().pem();
    (KeyPair::from_pkcs8(key.serialized_der()).unwrap(), pem)
}

#[tokio::test]
async fn a_certificate_signs_for_its_application_only() {
    let api = empty();
    let (client, tenant) = (application(&api), tenant(&api));
    let ((key, pem), (other, _)) = (certificate(), certificate());
    api.emulator.update(|world, _| {
        world.application_mut(client.parse().unwrap()).unwrap().certificates.push(pem);
    });
    let now = api.emulator.clock().now().as_second();
    let audience = format!("http://127.0.0.1:8080/{tenant}/oauth2/v2.0/token");
    let claims = |audience: &str, end: i64| json!({"iss": client, "sub": client, "aud": audience, "nbf": now, "exp": now + end, "jti": "1"});
    for (assertion, code) in [
        (sign(&key, "RS256", &claims(&audience, 600)), None),
        (sign(&key, "PS256", &claims(&audience, 600)), None),
        (
            sign(&key, "RS256", &claims(&format!("https://login.microsoftonline.com/{tenant}/v2.0"), 600)),
            None,
        ),
        (sign(&other, "RS256", &claims(&audience, 600)), Some(700_027)),
        (sign(&key, "RS256", &claims("https://elsewhere.example/", 600)), Some(700_023)),
        (sign(&key, "RS256", &claims(&audience, -600)), Some(700_024)),
        (sign(&key, "none", &claims(&audience, 600)), Some(700_027)),
    ] {
        let answer = ask(&api, &tenant, &with_assertion(&client, &assertion)).await;
        match code {
            None => {
                let token = answer.ok(200)["access_token"].as_str().unwrap().to_owned();
                assert_eq!(projects(&api, &token).await.status, 200);
            }
            Some(code) => assert_eq!(answer.ok(401)["error_codes"][0], code),
        }
    }
}

#[tokio::test]
async fn federation_takes_the_assertion_that_was_agreed_on() {
    let api = empty();
    let (client, tenant) = (application(&api), tenant(&api));
    let (key, pem) = certificate();
    let federated = |issuer: &str, certificate| Federated {
        issuer: issuer.to_owned(),
        subject: "repo:fabrikam/web".to_owned(),
        audience: "api://AzureADTokenExchange".to_owned(),
        certificate,
    };
    api.emulator.update(|world, _| {
        let application = world.application_mut(client.parse().unwrap()).unwrap();
        application.federated =
            vec![federated("https://tokens.example", Some(pem)), federated("https://here.example", None)];
    });
    let now = api.emulator.clock().now().as_second();
    let own = |issuer: &str, subject: &str, audience: &str| {
        api.emulator.assertion(issuer, subject, audience).unwrap()
    };
    let (subject, audience) = ("repo:fabrikam/web", "api://AzureADTokenExchange");
    let theirs = json!({"iss": "https://tokens.example", "sub": subject, "aud": audience, "exp": now + 60});
    for (assertion, code) in [
        (sign(&key, "RS256", &theirs), None),
        (own("https://here.example", subject, audience), None),
        (own("https://tokens.example", subject, audience), Some(50_013)),
        (own("https://nobody.example", subject, audience), Some(700_211)),
        (own("https://here.example", "repo:fabrikam/other", audience), Some(700_213)),
        (own("https://here.example", subject, "api://other"), Some(700_212)),
    ] {
        let answer = ask(&api, &tenant, &with_assertion(&client, &assertion)).await;
        match code {
            None => assert_eq!(answer.status, 200, "{}", answer.text()),
            Some(code) => assert_eq!(answer.ok(401)["error_codes"][0], code),
        }
    }
}

#[tokio::test]
async fn a_machine_gets_the_token_of_its_own_identity() {
    let api = empty();
    let client = application(&api);
    let path = "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=499b84ac-1321-427f-aa17-267ca6975798";
    let ask = |path: String| {
        let call = api.raw(Method::GET, &path).header("metadata", "true");
        async { call.send().await }
    };
    assert_eq!(api.raw(Method::GET, path).send().await.status, 400, "a header must show that no page asks");
    assert_eq!(ask(path.to_owned()).await.ok(400)["error"], "invalid_request");
    api.emulator.update(|world, _| {
        world.application_mut(client.parse().unwrap()).unwrap().is_managed = true;
    });
    let given = ask(path.to_owned()).await.ok(200);
    assert_eq!(given["client_id"], client);
    assert_eq!(given["expires_on"], "1782910800");
    assert_eq!(projects(&api, given["access_token"].as_str().unwrap()).await.status, 200);
    assert_eq!(ask(format!("{path}&client_id=other")).await.status, 400);
}

#[tokio::test]
async fn the_control_endpoint_adds_applications_and_access() {
    let api = seeded();
    let wish = json!({"displayName": "Robot", "organization": "fabrikam"});
    let made = api.post("/_adoxide/applications", &wish).await.ok(201);
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    let given =
        ask(&api, &text("tenantId"), &with_secret(&text("clientId"), &text("clientSecret"))).await.ok(200);
    let token = given["access_token"].as_str().unwrap();
    assert_eq!(projects(&api, token).await.ok(200)["count"], 1);
    let access = json!({"organization": "fabrikam", "identity": text("clientId"), "project": "Storefront",
                        "access": "none"});
    api.post("/_adoxide/access", &access).await.ok(204);
    assert_eq!(projects(&api, token).await.ok(200)["count"], 0);
    let token = json!({"identity": "ada@fabrikam.example", "scopes": "vso.work", "validFor": 60});
    let token = api.post("/_adoxide/tokens", &token).await.ok(201)["token"].as_str().unwrap().to_owned();
    assert_eq!(projects(&api, &token).await.status, 401);
    for (path, body, why) in [
        (
            "access",
            json!({"organization": "fabrikam", "identity": "nobody", "access": "read"}),
            "there is nobody",
        ),
        ("tokens", json!({"identity": "ada@fabrikam.example", "scopes": "code"}), "\"scopes\" must be like"),
        ("applications", json!({}), "the body must have \"displayName\""),
    ] {
        let refused = api.post(&format!("/_adoxide/{path}"), &body).await.json();
        assert!(refused["message"].as_str().unwrap().starts_with(why), "{refused}");
    }
}
