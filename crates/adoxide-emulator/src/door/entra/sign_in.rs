//! Sign-in of people: the authorization code flow with PKCE, the device code flow, and refresh tokens.
//!
//! Nobody is asked: whoever opens the page is the owner of the organization, and a device code is entered a second after
//! it was made. Codes and refresh tokens are signed, so that nothing has to be kept of them.
//! <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>

use aws_lc_rs::digest::{SHA256, digest};
use axum_core::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::LOCATION;
use http::{Response, StatusCode, Uri, request};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Refused, form, internal, refused};
use crate::entra::LIFETIME;
use crate::entra::jwt::Jwt;
use crate::shared::Shared;
use crate::wire::query::Query;

/// How long a code is good, in seconds.
const CODE: i64 = 900;
/// How long a refresh token is good, in seconds: ninety days.
const REFRESH: i64 = 90 * 86_400;
/// How long it takes until a device code is entered, and how long to wait between two questions, in seconds.
const ENTERED: i64 = 1;

/// The page where a person signs in: it leads back at once, with a code.
pub(super) fn authorize(
    shared: &Shared,
    tenant: &str,
    request: &request::Parts,
    now: Timestamp,
) -> Response<Body> {
    let query = Query::parse(request.uri.query().unwrap_or_default());
    let text = |name: &str| query.get(name).unwrap_or_default();
    let answer = || -> Result<String, String> {
        // The service leads nowhere that the application did not register; a public client has this machine.
        let redirect: Uri = text("redirect_uri")
            .parse()
            .map_err(|_| "AADSTS90102: 'redirect_uri' value must be a valid absolute URI.".to_owned())?;
        if !matches!(redirect.host(), Some("localhost" | "127.0.0.1" | "[::1]")) {
            return Err("AADSTS50011: The redirect URI specified in the request does not match.".to_owned());
        }
        if !is_tenant(shared, tenant) {
            return Err(format!("AADSTS90002: Tenant '{tenant}' not found."));
        }
        if text("response_type") != "code" || text("code_challenge_method") != "S256" {
            return Err("AADSTS900144: The request must ask for a code, with a challenge.".to_owned());
        }
        let claims = json!({
            "use": "code", "client": text("client_id"), "redirect": text("redirect_uri"),
            "challenge": text("code_challenge"), "exp": now.as_second() + CODE,
        });
        let code = sign(shared, &claims).map_err(|refused| refused.message)?;
        let state = utf8_percent_encode(text("state"), NON_ALPHANUMERIC);
        let separator = if redirect.query().is_some() { '&' } else { '?' };
        Ok(format!("{redirect}{separator}code={code}&state={state}"))
    };
    let response = match answer() {
        Ok(url) => Response::builder().status(StatusCode::FOUND).header(LOCATION, url).body(Body::empty()),
        Err(why) => Response::builder().status(StatusCode::BAD_REQUEST).body(Body::from(why)),
    };
    response.unwrap_or_default()
}

/// A code for another device.
pub(super) fn device_code(
    shared: &Shared,
    tenant: &str,
    base: &str,
    body: &[u8],
    now: Timestamp,
) -> Result<Value, Refused> {
    tenant_or_refuse(shared, tenant)?;
    let client = form(body).remove("client_id").unwrap_or_default();
    let begin = now.as_second();
    let claims = json!({"use": "device", "client": client, "iat": begin, "exp": begin + CODE});
    let uri = format!("{base}/devicelogin");
    let code = "EMULATOR1";
    Ok(json!({
        "user_code": code, "device_code": sign(shared, &claims)?, "verification_uri": uri,
        "expires_in": CODE, "interval": ENTERED,
        "message": format!("To sign in, use a web browser to open the page {uri} and enter the code {code} to authenticate."),
    }))
}

/// A token for what a sign-in gave; none where the grant is not one of people.
pub(super) fn token<'f>(
    shared: &Shared,
    tenant: &str,
    grant: &str,
    required: &dyn Fn(&str) -> Result<&'f str, Refused>,
    now: Timestamp,
) -> Option<Result<Value, Refused>> {
    let (what, name) = match grant {
        "authorization_code" => ("code", "code"),
        "urn:ietf:params:oauth:grant-type:device_code" => ("device", "device_code"),
        "refresh_token" => ("refresh", "refresh_token"),
        _ => return None,
    };
    Some((|| {
        tenant_or_refuse(shared, tenant)?;
        let (client, shown) = (required("client_id")?, required(name)?);
        let invalid = |code, message: &str| refused(400, "invalid_grant", code, message);
        let token = Jwt::parse(shown).filter(|token| token.text("use") == what);
        let token =
            token.ok_or_else(|| invalid(9_002_313, "Invalid request. Request is malformed or invalid."))?;
        if !shared.entra.key().map_err(internal)?.has_signed(&token) || token.text("client") != client {
            return Err(invalid(70_000, "The provided value for the input parameter is not valid."));
        }
        if token.seconds("exp").is_none_or(|end| end <= now.as_second()) {
            return Err(match what {
                "device" => refused(400, "expired_token", 70_020, "The provided value has expired."),
                "refresh" => invalid(700_082, "The refresh token has expired due to inactivity."),
                _ => invalid(70_008, "The provided authorization code has expired."),
            });
        }
        match what {
            "code" => {
                let verifier = required("code_verifier")?;
                let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
                if token.text("challenge") != challenge {
                    return Err(invalid(501_481, "The Code_Verifier does not match the code_challenge."));
                }
                if token.text("redirect") != required("redirect_uri")? {
                    return Err(invalid(50_011, "The redirect URI specified in the request does not match."));
                }
            }
            "device" if token.seconds("iat").is_some_and(|begin| now.as_second() < begin + ENTERED) => {
                return Err(refused(
                    400,
                    "authorization_pending",
                    70_016,
                    "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
                ));
            }
            _ => {}
        }
        let world = shared.world();
        let organization = world.organizations().first();
        let owner = organization.and_then(|organization| world.identity(organization.owner()));
        let owner = owner.ok_or_else(|| internal("The organization has no owner."))?;
        let access = shared.entra.bearer(&world, owner, now).map_err(internal)?;
        drop(world);
        let claims = json!({"use": "refresh", "client": client, "iat": now.as_second(), "exp": now.as_second() + REFRESH});
        Ok(json!({
            "token_type": "Bearer", "scope": "499b84ac-1321-427f-aa17-267ca6975798/.default",
            "expires_in": LIFETIME - 1, "ext_expires_in": LIFETIME - 1, "access_token": access,
            "refresh_token": sign(shared, &claims)?,
        }))
    })())
}

/// The answer to who signs in from another machine: the owner is only who is here.
pub(super) fn from_elsewhere() -> Refused {
    refused(403, "access_denied", 53_003, "The emulator signs people in from its own machine only.")
}

fn sign(shared: &Shared, claims: &Value) -> Result<String, Refused> {
    shared.entra.key().and_then(|key| key.sign(claims).map_err(|_| "signing failed")).map_err(internal)
}

fn is_tenant(shared: &Shared, tenant: &str) -> bool {
    matches!(tenant, "organizations" | "common") || tenant.parse() == Ok(shared.world().tenant())
}

fn tenant_or_refuse(shared: &Shared, tenant: &str) -> Result<(), Refused> {
    if is_tenant(shared, tenant) {
        return Ok(());
    }
    let message = format!(
        "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the \
         correct cloud."
    );
    Err(refused(400, "invalid_request", 90_002, message))
}
