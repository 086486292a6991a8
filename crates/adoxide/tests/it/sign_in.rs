//! Sign-in of people: what is sent, how long it is waited for, and what is said when there is no token.

use std::time::Duration;

use adoxide::ErrorKind;
use adoxide::api::wire::Secret;
use adoxide::credential::SignIn;
use base64::Engine as _;
use url::Url;

use crate::script::{Script, Step};

const TENANT: &str = "72f988bf-0000-0000-0000-000000000000";
const CLIENT: &str = "11111111-2222-3333-4444-555555555555";
const TOKENS: &str = r#"{"access_token":"access","refresh_token":"refresh-2","expires_in":3600}"#;

fn sign_in() -> SignIn {
    SignIn::new(TENANT, CLIENT)
}

fn field(body: &str, name: &str) -> String {
    let mut form = url::form_urlencoded::parse(body.as_bytes()).into_owned();
    form.find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name} in {body}")).1
}

#[tokio::test(start_paused = true)]
async fn a_browser_proves_that_it_is_the_one_that_began() {
    let script = Script::by(|_, _| Step::json(200, TOKENS));
    let begun = sign_in().browser("http://localhost:1234").unwrap();
    let url = Url::parse(&begun.url).unwrap();
    assert_eq!(url.path(), format!("/{TENANT}/oauth2/v2.0/authorize"));
    let query = |name: &str| url.query_pairs().find(|(known, _)| known == name).unwrap().1.into_owned();
    assert_eq!(query("redirect_uri"), "http://localhost:1234");
    assert_eq!(query("state"), begun.state);
    assert!(query("scope").ends_with("/.default offline_access"));
    let other = sign_in().browser("http://localhost:1234").unwrap();
    assert!(other.state != begun.state && !other.url.contains(&query("code_challenge")));
    let signed_in = sign_in().redeem(&script, &begun, "the code").await.unwrap();
    assert_eq!(signed_in.access_token.expose(), "access");
    assert_eq!(signed_in.access_token.lifetime(), Duration::from_secs(3600));
    let sent = &script.seen()[0].body;
    let sent = std::str::from_utf8(sent.as_ref()).unwrap();
    assert_eq!(field(sent, "code"), "the code");
    // The verifier is what was hashed into the address.
    let verifier = field(sent, "code_verifier");
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes());
    assert_eq!(query("code_challenge"), base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(hash));
    assert!(!format!("{begun:?} {signed_in:?}").contains(&verifier));
}

/// A device code whose questions are answered like this, one after the other.
async fn device(answers: &'static [(u16, &'static str)]) -> (adoxide::Result<String>, Duration) {
    let script = Script::by(|_, index| match index {
        0 => Step::json(
            200,
            r#"{"user_code":"ABC","device_code":"secret","verification_uri":"https://microsoft.com/devicelogin","expires_in":900,"interval":5}"#,
        ),
        index => {
            let (status, body) = answers[index - 1];
            Step::json(status, body)
        }
    });
    let sign_in = sign_in();
    let code = sign_in.device_code(&script).await.unwrap();
    assert_eq!((code.user_code.as_str(), code.expires_in), ("ABC", Duration::from_secs(900)));
    let begin = tokio::time::Instant::now();
    let signed_in = sign_in.with_device_code(&script, &code).await;
    (signed_in.map(|signed_in| signed_in.refresh_token.expose().to_owned()), begin.elapsed())
}

#[tokio::test(start_paused = true)]
async fn a_device_code_is_asked_about_as_slowly_as_wanted() {
    let (found, waited) = device(&[
        (400, r#"{"error":"authorization_pending"}"#),
        (400, r#"{"error":"slow_down"}"#),
        (400, r#"{"error":"authorization_pending"}"#),
        (200, TOKENS),
    ])
    .await;
    assert_eq!(found.unwrap(), "refresh-2");
    assert_eq!(waited.as_secs(), 5 + 10 + 10);
    for (error, what) in [
        (r#"{"error":"authorization_declined"}"#, "the sign-in was declined"),
        (r#"{"error":"expired_token"}"#, "the code expired before it was entered"),
        (
            r#"{"error":"invalid_grant","error_description":"AADSTS70000: secret is wrong. Trace ID: 1"}"#,
            "AADSTS70000: *** is wrong",
        ),
    ] {
        let answers: &'static [(u16, &'static str)] = Box::leak(Box::new([(400, error)]));
        let error = device(answers).await.0.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_is_replaced_or_stays() {
    let script = Script::by(|_, index| match index {
        0 => Step::json(200, TOKENS),
        _ => Step::json(200, r#"{"access_token":"access-2","expires_in":3600}"#),
    });
    let old = Secret::from("refresh-1");
    let first = sign_in().refresh(&script, &old).await.unwrap();
    assert_eq!(first.refresh_token.expose(), "refresh-2");
    let second = sign_in().refresh(&script, &first.refresh_token).await.unwrap();
    assert_eq!((second.access_token.expose(), second.refresh_token.expose()), ("access-2", "refresh-2"));
}
