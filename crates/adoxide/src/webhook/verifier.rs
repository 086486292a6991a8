//! Authentication of deliveries: basic or a header, compared in constant time.

use std::fmt;

use adoxide_api::wire::Secret;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName};
use subtle::{Choice, ConstantTimeEq};

use crate::error::{Error, ErrorKind, Result};

/// Authenticates deliveries by the shared secrets of their subscription: basic authentication, or a static header.
///
/// A request is accepted if it carries one of the secrets. While a secret is rotated, add the new one and the old
/// one: both are accepted until the old one is removed. A request without a secret is refused, and so is every
/// request as long as no secret was added. Secrets are compared in constant time and never shown.
#[derive(Clone, Default)]
pub struct Verifier {
    basic: Vec<Secret>,
    headers: Vec<(HeaderName, Secret)>,
}

impl Verifier {
    /// A verifier that knows no secret yet, and refuses everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Accepts basic authentication with this user name and password, as `basicAuthUsername` and
    /// `basicAuthPassword` of the subscription. Repeatable.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the password is empty, or the user name contains a colon.
    pub fn basic(mut self, username: &str, password: &str) -> Result<Self> {
        not_empty(password, "the password of basic authentication")?;
        if username.contains(':') {
            return Err(Error::new(
                ErrorKind::Config,
                "a user name of basic authentication can't contain a colon",
            ));
        }
        self.basic.push(Secret::from(format!("{username}:{password}")));
        Ok(self)
    }

    /// Accepts a header with this value, as a `Name:value` line in `httpHeaders` of the subscription. Repeatable.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the name is not a header name, or the value is empty.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self> {
        let Ok(header) = HeaderName::try_from(name) else {
            return Err(Error::new(
                ErrorKind::Config,
                format!("expected the name of a header, got `{name}`"),
            ));
        };
        let value = value.trim();
        not_empty(value, &format!("the value of the header {name}"))?;
        self.headers.push((header, Secret::from(value)));
        Ok(self)
    }

    /// Authenticates one delivery by its headers.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] if no accepted secret is there: answer 401. [`ErrorKind::Config`] if no secret was added.
    pub fn verify(&self, headers: &HeaderMap) -> Result<()> {
        if self.basic.is_empty() && self.headers.is_empty() {
            return Err(Error::new(
                ErrorKind::Config,
                "no secret of the webhook is configured, so no delivery is accepted",
            )
            .advise(
                "add a password or a header value to the verifier, and the same one to the subscription",
            ));
        }
        // Every secret is compared, so that the time does not say which one came close.
        let mut accepted = Choice::from(0);
        let mut carried = false;
        for sent in headers.get_all(AUTHORIZATION) {
            let Some(credentials) = basic_credentials(sent.as_bytes()) else { continue };
            carried = true;
            for secret in &self.basic {
                accepted |= credentials.ct_eq(secret.expose().as_bytes());
            }
        }
        for (name, secret) in &self.headers {
            for sent in headers.get_all(name) {
                carried = true;
                accepted |= sent.as_bytes().trim_ascii().ct_eq(secret.expose().as_bytes());
            }
        }
        if bool::from(accepted) {
            return Ok(());
        }
        let what = if carried {
            "the secret of the delivery is not accepted"
        } else {
            "the delivery carries no secret"
        };
        Err(Error::new(ErrorKind::Auth, what).advise(
            "compare the basic authentication or the headers of the subscription with those of this receiver",
        ))
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Verifier").field("basic", &self.basic.len()).field("headers", &names).finish()
    }
}

fn not_empty(secret: &str, what: &str) -> Result<()> {
    if secret.is_empty() {
        return Err(Error::new(ErrorKind::Config, format!("{what} is empty")));
    }
    Ok(())
}

/// The `user:password` of an `Authorization: Basic …` header.
fn basic_credentials(header: &[u8]) -> Option<Vec<u8>> {
    let (scheme, encoded) = header.split_at_checked(6)?;
    if !scheme.eq_ignore_ascii_case(b"basic ") {
        return None;
    }
    BASE64_STANDARD.decode(encoded.trim_ascii()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn basic(credentials: &str) -> String {
        format!("Basic {}", BASE64_STANDARD.encode(credentials))
    }

    #[test]
    fn two_secrets_are_accepted_while_rotating_and_everything_else_is_refused() {
        let verifier = Verifier::new()
            .header("X-ADO-Signature", "old")
            .unwrap()
            .header("x-ado-signature", "new")
            .unwrap()
            .basic("hooks", "s3cret")
            .unwrap();
        for accepted in [
            ("x-ado-signature", "old".to_owned()),
            ("x-ado-signature", " new ".to_owned()),
            ("authorization", basic("hooks:s3cret")),
            ("authorization", basic("hooks:s3cret").replace("Basic", "basic")),
        ] {
            verifier.verify(&headers(&[(accepted.0, &accepted.1)])).unwrap();
        }
        for refused in [
            ("x-ado-signature", "ol".to_owned()),
            ("x-ado-signature", "older".to_owned()),
            ("x-ado-signature", String::new()),
            ("x-other", "old".to_owned()),
            ("authorization", basic("hooks:")),
            ("authorization", basic("other:s3cret")),
            ("authorization", "Bearer s3cret".to_owned()),
            ("authorization", "Basic ???".to_owned()),
            ("authorization", "Basi".to_owned()),
        ] {
            let error = verifier.verify(&headers(&[(refused.0, &refused.1)])).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Auth, "{refused:?}");
        }
        let error = verifier.verify(&HeaderMap::new()).unwrap_err();
        assert!(error.to_string().starts_with("the delivery carries no secret"), "{error}");
    }

    #[test]
    fn a_verifier_without_a_secret_accepts_nothing_and_empty_secrets_are_refused() {
        let error = Verifier::new().verify(&headers(&[("x-ado-signature", "")])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(Verifier::new().header("X-ADO-Signature", "  ").is_err());
        assert!(Verifier::new().header("not a name", "x").is_err());
        assert!(Verifier::new().basic("user", "").is_err());
        assert!(Verifier::new().basic("us:er", "x").is_err());
    }

    #[test]
    fn debug_shows_no_secret() {
        let verifier = Verifier::new().header("X-Key", "hunter2").unwrap().basic("me", "hunter2").unwrap();
        assert_eq!(format!("{verifier:?}"), r#"Verifier { basic: 1, headers: ["x-key"] }"#);
    }
}
