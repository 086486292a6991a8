//! Sign in with Microsoft Entra as a person: in a browser on this machine, or with a code on another one.
//!
//! | flow | how |
//! |---|---|
//! | authorization code with PKCE | [`SignIn::browser`], then [`SignIn::redeem`] with the code that comes to the redirect address |
//! | device code | [`SignIn::device_code`], then [`SignIn::with_device_code`] until the person has entered the code |
//! | refresh | [`SignIn::refresh`] with the refresh token of either |

use std::fmt;
use std::time::Duration;

use adoxide_api::wire::Secret;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use serde_json::Value;
use url::Url;

use super::directory::{AUTHORITY, Ask, Directory, Party, base, endpoint};
use super::token::access_token;
use super::{AccessToken, RESOURCE};
use crate::error::{Error, ErrorKind, Result};
use crate::transport::Transport;

/// Sign-in of people to a tenant, by a public client application.
///
/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>,
/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code>
#[derive(Clone, Debug)]
pub struct SignIn {
    tenant: String,
    client: String,
    authority: String,
}

/// What a sign-in gives.
#[derive(Clone)]
#[non_exhaustive]
pub struct SignedIn {
    /// The token for requests; it is good for about an hour.
    pub access_token: AccessToken,
    /// What further access tokens are got with, without the person. Each [refresh](SignIn::refresh) gives a new one.
    pub refresh_token: Secret,
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignedIn(***)")
    }
}

/// A sign-in in a browser that has begun.
#[derive(Clone)]
#[non_exhaustive]
pub struct Browser {
    /// The page to open.
    pub url: String,
    /// What the redirect must repeat as `state`.
    pub state: String,
    redirect: String,
    verifier: Secret,
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Browser").field("redirect", &self.redirect).finish_non_exhaustive()
    }
}

/// A sign-in with a code that has begun.
#[derive(Clone)]
#[non_exhaustive]
pub struct DeviceCode {
    /// The code that the person enters.
    pub user_code: String,
    /// The page where it is entered.
    pub verification_uri: String,
    /// How long it is good.
    pub expires_in: Duration,
    code: Secret,
    interval: Duration,
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode").field("verification_uri", &self.verification_uri).finish_non_exhaustive()
    }
}

impl SignIn {
    /// People of this tenant, by its id or domain; `organizations` is any. The client is the id of an application that
    /// is registered as public.
    pub fn new(tenant: impl Into<String>, client: impl Into<String>) -> Self {
        Self { tenant: tenant.into(), client: client.into(), authority: AUTHORITY.to_owned() }
    }

    /// Another authority than `https://login.microsoftonline.com`. Plain http is for this machine only.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the address can't be one.
    pub fn authority(self, authority: &str) -> Result<Self> {
        Ok(Self { authority: base(authority, "the authority")?.into(), ..self })
    }

    /// Begins a sign-in in a browser. It ends with a redirect to this address, which is one of this machine.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the tenant can't be one.
    pub fn browser(&self, redirect: impl Into<String>) -> Result<Browser> {
        let redirect = redirect.into();
        let (verifier, state) = (random()?, random()?);
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
        let mut url = endpoint(&self.authority, &self.tenant, "authorize")?;
        url.query_pairs_mut()
            .append_pair("client_id", &self.client)
            .append_pair("response_type", "code")
            .append_pair("redirect_uri", &redirect)
            .append_pair("response_mode", "query")
            .append_pair("scope", &scope())
            .append_pair("state", &state)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("prompt", "select_account");
        Ok(Browser { url: url.into(), state, redirect, verifier: Secret::from(verifier) })
    }

    /// Ends a sign-in in a browser with the code that came to the redirect address.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when the code is refused, and when the authority can't be reached.
    pub async fn redeem(&self, transport: &dyn Transport, browser: &Browser, code: &str) -> Result<SignedIn> {
        let proof = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &browser.redirect),
            ("code_verifier", browser.verifier.expose()),
        ];
        let answer = directory(transport, Some(code)).ask(&self.ask("token", &proof)?).await?;
        signed_in(&answer)
    }

    /// Begins a sign-in with a code.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when the tenant does not allow it, and when the authority can't be reached.
    pub async fn device_code(&self, transport: &dyn Transport) -> Result<DeviceCode> {
        let answer = directory(transport, None).ask(&self.ask("devicecode", &[])?).await?;
        let text = |name: &str| {
            answer[name]
                .as_str()
                .map(str::to_owned)
                .ok_or_else(|| Error::new(ErrorKind::Decode, format!("the authority's answer has no {name}")))
        };
        let seconds = |name: &str, default| Duration::from_secs(answer[name].as_u64().unwrap_or(default));
        Ok(DeviceCode {
            user_code: text("user_code")?,
            verification_uri: text("verification_uri")?,
            expires_in: seconds("expires_in", 900),
            code: Secret::from(text("device_code")?),
            interval: seconds("interval", 5),
        })
    }

    /// Waits until the person has entered the code.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when the person declines, or the code expires first; and when the authority can't be
    /// reached.
    pub async fn with_device_code(&self, transport: &dyn Transport, code: &DeviceCode) -> Result<SignedIn> {
        let proof = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", code.code.expose()),
        ];
        let (ask, directory) = (self.ask("token", &proof)?, directory(transport, Some(code.code.expose())));
        let mut interval = code.interval;
        loop {
            let answered = directory.answer(&ask).await?;
            if answered.is_good() {
                return signed_in(&answered.body);
            }
            match answered.error() {
                "authorization_pending" => {}
                // RFC 8628: five seconds more from now on.
                "slow_down" => interval += Duration::from_secs(5),
                "authorization_declined" | "access_denied" => {
                    return Err(Error::new(ErrorKind::Auth, "the sign-in was declined"));
                }
                "expired_token" | "code_expired" => {
                    return Err(Error::new(ErrorKind::Auth, "the code expired before it was entered")
                        .advise("sign in again"));
                }
                _ => return Err(directory.refused(&answered)),
            }
            tokio::time::sleep(interval).await;
        }
    }

    /// Gets a new access token, and a new refresh token in place of this one.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when the refresh token has expired or was revoked, and when the authority can't be reached.
    pub async fn refresh(&self, transport: &dyn Transport, refresh_token: &Secret) -> Result<SignedIn> {
        let secret = refresh_token.expose();
        let proof = [("grant_type", "refresh_token"), ("refresh_token", secret)];
        let answer = directory(transport, Some(secret)).ask(&self.ask("token", &proof)?).await?;
        // Where none comes, the old one stays good.
        let refresh_token =
            answer["refresh_token"].as_str().map_or_else(|| refresh_token.clone(), Secret::from);
        Ok(SignedIn { access_token: access_token(&answer)?, refresh_token })
    }

    fn ask(&self, name: &str, proof: &[(&str, &str)]) -> Result<Ask> {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", &self.client)
            .append_pair("scope", &scope())
            .extend_pairs(proof)
            .finish();
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let url: Url = endpoint(&self.authority, &self.tenant, name)?;
        Ok(Ask { method: Method::POST, url, headers, form })
    }
}

fn directory<'a>(transport: &'a dyn Transport, secret: Option<&'a str>) -> Directory<'a> {
    Directory { source: "the signed-in user", transport, secret, party: Party::Person }
}

/// Everything in Azure DevOps that the person may do, and a refresh token.
fn scope() -> String {
    format!("{RESOURCE}/.default offline_access")
}

fn signed_in(answer: &Value) -> Result<SignedIn> {
    let refresh = answer["refresh_token"].as_str().ok_or_else(|| {
        Error::new(ErrorKind::Auth, "the authority gave no refresh token")
            .advise("check that the application is a public client")
    })?;
    Ok(SignedIn { access_token: access_token(answer)?, refresh_token: Secret::from(refresh) })
}

/// 32 random bytes as text.
fn random() -> Result<String> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes)
        .map_err(|_| Error::new(ErrorKind::Config, "this machine has no random numbers"))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}
