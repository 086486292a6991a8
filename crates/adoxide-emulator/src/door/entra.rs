//! A token endpoint in the place of Microsoft Entra: applications get bearer tokens that are good here.
//!
//! It is at `login.microsoftonline.com` where the emulator is the cloud, and below any path of the plain door
//! (`http://127.0.0.1:PORT` is the authority). Managed identities find their endpoint at
//! `/metadata/identity/oauth2/token`, as machines and app services do. People sign in, too: the owner of the
//! organization, without a question, as soon as a browser opens the page or a device has its code.
//! <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow>

mod sign_in;

use std::collections::HashMap;

use axum_core::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CACHE_CONTROL};
use http::{HeaderMap, Response, StatusCode, request};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::entra::jwt::Jwt;
use crate::entra::{Endpoint, LIFETIME, RESOURCE, SKEW, is_host};
use crate::service::incoming::Incoming;
use crate::shared::Shared;
use crate::wire::address::ENTRA_HOST;
use crate::wire::query::Query;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::application::Application;

/// Why there is no token: the codes and texts are those that the directory is known for.
struct Refused {
    status: StatusCode,
    error: &'static str,
    code: u32,
    message: String,
}

fn refused(status: u16, error: &'static str, code: u32, message: impl Into<String>) -> Refused {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    Refused { status, error, code, message: message.into() }
}

fn internal(why: impl Into<String>) -> Refused {
    refused(500, "server_error", 90_033, why)
}

/// Answers a request to the directory.
pub(crate) fn respond(
    shared: &Shared,
    incoming: &Incoming,
    endpoint: Endpoint<'_>,
    body: &[u8],
) -> Response<Body> {
    let (request, address) = (&incoming.parts, &incoming.address);
    // Nobody who signs in is asked for a password.
    let people = incoming.is_local;
    let base = if is_host(request) {
        format!("https://{ENTRA_HOST}")
    } else {
        address.root(adoxide_api::wire::Host::Dev)
    };
    let now = shared.clock.now();
    if let ("GET", Endpoint::Authorize(tenant), true) = (request.method.as_str(), endpoint, people) {
        return sign_in::authorize(shared, tenant, request, now);
    }
    let answer = match (request.method.as_str(), endpoint) {
        ("POST", Endpoint::Token(tenant)) => token(shared, tenant, &base, incoming, body, now),
        ("GET", Endpoint::Authorize(_)) | ("POST", Endpoint::DeviceCode(_)) if !people => {
            Err(sign_in::from_elsewhere())
        }
        ("POST", Endpoint::DeviceCode(tenant)) => sign_in::device_code(shared, tenant, &base, body, now),
        ("GET", Endpoint::Configuration(tenant)) => Ok(configuration(&base, tenant)),
        ("GET", Endpoint::Keys(tenant)) => shared.entra.key().map_err(internal).map(|key| {
            let issuer = format!("{base}/{tenant}/v2.0");
            json!({"keys": [key.to_json(&issuer)]})
        }),
        ("GET", Endpoint::Instance) => Ok(instance(&base)),
        ("GET", Endpoint::Managed) => managed(shared, request, now),
        _ => Err(refused(
            405,
            "invalid_request",
            900_561,
            format!("The endpoint does not accept {} requests.", request.method),
        )),
    };
    let reply = answer.map_or_else(
        |refused| {
            let activity = shared.activity();
            let message = format!(
                "AADSTS{}: {} Trace ID: {activity} Correlation ID: {activity} Timestamp: {}",
                refused.code,
                refused.message,
                now.strftime("%Y-%m-%d %H:%M:%SZ")
            );
            Reply::json(json!({
                "error": refused.error, "error_description": message, "error_codes": [refused.code],
                "timestamp": now.strftime("%Y-%m-%d %H:%M:%SZ").to_string(), "trace_id": activity.to_string(),
                "correlation_id": activity.to_string(),
            }))
            .status(refused.status)
        },
        Reply::json,
    );
    reply.header(CACHE_CONTROL, "no-store, no-cache").into_response(None)
}

/// A token for what is shown: an application's secret or assertion, or what a person's sign-in gave.
fn token(
    shared: &Shared,
    tenant: &str,
    base: &str,
    incoming: &Incoming,
    body: &[u8],
    now: Timestamp,
) -> Result<Value, Refused> {
    let mut form = form(body);
    if let Some((client, secret)) = basic(&incoming.parts.headers) {
        form.entry("client_id".to_owned()).or_insert(client);
        form.entry("client_secret".to_owned()).or_insert(secret);
    }
    let field = |name: &str| form.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let required = |name: &str| {
        field(name).ok_or_else(|| {
            let message = format!("The request body must contain the following parameter: '{name}'.");
            refused(400, "invalid_request", 900_144, message)
        })
    };
    let grant = required("grant_type")?;
    if let Some(answer) = sign_in::token(shared, tenant, grant, &required, now) {
        return if incoming.is_local { answer } else { Err(sign_in::from_elsewhere()) };
    }
    let world = shared.world();
    if tenant.parse() != Ok(world.tenant()) {
        let message = format!(
            "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into \
             the correct cloud. Check with your subscription administrator, this may happen if there are no \
             active subscriptions for the tenant."
        );
        return Err(refused(400, "invalid_request", 90_002, message));
    }
    if grant != "client_credentials" {
        let message = format!("The app requested an unsupported grant type '{grant}'.");
        return Err(refused(400, "unsupported_grant_type", 70_003, message));
    }
    let client = required("client_id")?;
    let application = world.application(client).ok_or_else(|| {
        let message = format!(
            "Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if \
             the application has not been installed by the administrator of the tenant or consented to by any \
             user in the tenant."
        );
        refused(400, "unauthorized_client", 700_016, message)
    })?;
    // The older endpoint asks for a resource, the newer for a scope of it.
    let wanted = match field("resource") {
        Some(resource) => resource,
        None => required("scope")?.trim_end_matches("/.default"),
    };
    if !is_resource(wanted) {
        let message = format!(
            "The resource principal named {wanted} was not found in the tenant named {tenant}. This can happen if \
             the application has not been installed by the administrator of the tenant or consented to by any \
             user in the tenant."
        );
        return Err(refused(400, "invalid_resource", 500_011, message));
    }
    match (field("client_secret"), field("client_assertion")) {
        (Some(secret), _) => check_secret(application, secret, now)?,
        (None, Some(assertion)) => check_assertion(shared, application, assertion, tenant, base, now)?,
        (None, None) => {
            let message = "The request body must contain the following parameter: 'client_assertion' or \
                           'client_secret'.";
            return Err(refused(401, "invalid_client", 7_000_218, message));
        }
    }
    let token = issue(shared, &world, application, now)?;
    Ok(json!({"token_type": "Bearer", "expires_in": LIFETIME - 1, "ext_expires_in": LIFETIME - 1,
              "access_token": token}))
}

fn is_resource(name: &str) -> bool {
    let name = name.trim_start_matches("api://").trim_end_matches('/');
    name.eq_ignore_ascii_case(RESOURCE) || name == "https://app.vssps.visualstudio.com"
}

fn issue(
    shared: &Shared,
    world: &World,
    application: &Application,
    now: Timestamp,
) -> Result<String, Refused> {
    let identity = world.identity(application.identity);
    let identity =
        identity.ok_or_else(|| refused(500, "server_error", 90_033, "The application is nobody."))?;
    let token = shared.entra.bearer(world, identity, now);
    token.map_err(|why| refused(500, "server_error", 90_033, why))
}

fn check_secret(application: &Application, secret: &str, now: Timestamp) -> Result<(), Refused> {
    let client = application.client_id;
    match application.secret(secret) {
        Some(end) if end.is_none_or(|end| end > now) => Ok(()),
        Some(_) => {
            let message = format!("The provided client secret keys for app '{client}' are expired.");
            Err(refused(401, "invalid_client", 7_000_222, message))
        }
        None => {
            let message = format!(
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret \
                 value, not the client secret ID, for a secret added to app '{client}'."
            );
            Err(refused(401, "invalid_client", 7_000_215, message))
        }
    }
}

/// An assertion: the application's own, signed with one of its certificates, or that of an issuer that it
/// trusts.
fn check_assertion(
    shared: &Shared,
    application: &Application,
    assertion: &str,
    tenant: &str,
    base: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    let bad = |code, message: String| Err(refused(401, "invalid_client", code, message));
    let Some(token) = Jwt::parse(assertion) else {
        return bad(50_027, "JWT token is invalid or malformed.".to_owned());
    };
    let now = now.as_second();
    let (begin, end) = (token.seconds("nbf"), token.seconds("exp"));
    if end.is_none_or(|end| end + SKEW <= now) || begin.is_some_and(|begin| begin > now + SKEW) {
        let message = format!(
            "Client assertion is not within its valid time range. Current time: {now}, assertion valid from \
             {begin:?}, expiry time of assertion {end:?}."
        );
        return bad(700_024, message);
    }
    let client = application.client_id.to_string();
    let (issuer, subject, audience) = (token.text("iss"), token.text("sub"), token.text("aud"));
    if issuer.eq_ignore_ascii_case(&client) {
        let is_for_us = [base, &format!("https://{ENTRA_HOST}")].iter().any(|base| {
            let here = format!("{base}/{tenant}/");
            audience
                .strip_prefix(&here)
                .is_some_and(|rest| ["oauth2/v2.0/token", "oauth2/token", "v2.0"].contains(&rest))
        });
        if !is_for_us || !subject.eq_ignore_ascii_case(&client) {
            let message = format!(
                "Client assertion audience claim does not match Realm issuer, or its subject is not the \
                 application. Audience: '{audience}'."
            );
            return bad(700_023, message);
        }
        if application.certificates.iter().any(|certificate| token.is_signed_by(certificate)) {
            return Ok(());
        }
        let message = "The certificate with identifier used to sign the client assertion is not registered on \
                       application.";
        return bad(700_027, message.to_owned());
    }
    let known = application.federated.iter().find(|known| known.issuer == issuer);
    let Some(known) = known else {
        let message = format!(
            "No matching federated identity record found for presented assertion issuer '{issuer}'. Check your \
             federated identity credential Subject, Audience and Issuer against the presented assertion."
        );
        return bad(700_211, message);
    };
    if known.subject != subject {
        let message = format!(
            "No matching federated identity record found for presented assertion subject '{subject}'. Check your \
             federated identity credential Subject, Audience and Issuer against the presented assertion."
        );
        return bad(700_213, message);
    }
    if known.audience != audience {
        let message = format!(
            "No matching federated identity record found for presented assertion audience '{audience}'. Check \
             your federated identity credential Subject, Audience and Issuer against the presented assertion."
        );
        return bad(700_212, message);
    }
    let is_signed = match &known.certificate {
        Some(certificate) => token.is_signed_by(certificate),
        None => shared.entra.key().map_err(internal)?.has_signed(&token),
    };
    if is_signed { Ok(()) } else { bad(50_013, "Assertion failed signature validation.".to_owned()) }
}

/// A token of the machine's own identity: one that is there, or the one that is named.
fn managed(shared: &Shared, request: &request::Parts, now: Timestamp) -> Result<Value, Refused> {
    let query = Query::parse(request.uri.query().unwrap_or_default());
    let is_metadata =
        request.headers.get("metadata").is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"true"));
    if !is_metadata && !request.headers.contains_key("x-identity-header") {
        return Err(refused(400, "invalid_request", 0, "Required metadata header not specified"));
    }
    let resource = query.get("resource").unwrap_or_default();
    if !is_resource(resource) {
        return Err(refused(
            400,
            "invalid_resource",
            500_011,
            format!("The resource {resource} was not found."),
        ));
    }
    let world = shared.world();
    let wanted = query.any(&["client_id", "clientid"]);
    let mut managed = world.applications().iter().filter(|known| known.is_managed);
    let found = match wanted {
        Some(id) => managed.find(|known| known.client_id.to_string().eq_ignore_ascii_case(id)),
        None => managed.next(),
    };
    let application = found.ok_or_else(|| refused(400, "invalid_request", 0, "Identity not found"))?;
    let token = issue(shared, &world, application, now)?;
    let end = now.as_second() + LIFETIME;
    Ok(json!({"access_token": token, "client_id": application.client_id.to_string(),
              "expires_in": (LIFETIME - 1).to_string(), "expires_on": end.to_string(),
              "ext_expires_in": (LIFETIME - 1).to_string(), "not_before": now.as_second().to_string(),
              "resource": resource, "token_type": "Bearer"}))
}

fn configuration(base: &str, tenant: &str) -> Value {
    let at = |path: &str| format!("{base}/{tenant}/{path}");
    json!({
        "token_endpoint": at("oauth2/v2.0/token"), "device_authorization_endpoint": at("oauth2/v2.0/devicecode"), "jwks_uri": at("discovery/v2.0/keys"), "issuer": at("v2.0"),
        "authorization_endpoint": at("oauth2/v2.0/authorize"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "response_types_supported": ["code"], "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
    })
}

/// What clients ask first, to be sure that the authority is one.
fn instance(base: &str) -> Value {
    let name = base.split_once("://").map_or(base, |(_, name)| name);
    json!({
        "tenant_discovery_endpoint": format!("{base}/common/v2.0/.well-known/openid-configuration"),
        "api-version": "1.1",
        "metadata": [{"preferred_network": name, "preferred_cache": name, "aliases": [name]}],
    })
}

fn form(body: &[u8]) -> HashMap<String, String> {
    let text = String::from_utf8_lossy(body);
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decode(name), decode(value))).collect()
}

/// The client's id and secret, where they are in a header.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    let (client, secret) = text.split_once(':')?;
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    Some((decode(client), decode(secret)))
}
