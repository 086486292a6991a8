//! Why the service does not authenticate a credential: what the token says about itself explains most refusals.

use adoxide_api::wire::ApiError;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;

use super::classify::{Answer, sentence};
use crate::clock::{clock, skew};
use crate::credential::Authorization;
use crate::error::{Error, ErrorKind};

/// The type key of a token that has expired or was revoked; other refused tokens come without one.
const EXPIRED: &str = "AccessCheckException";

/// The error of a credential that was not accepted.
pub(super) fn unauthorized(answer: &Answer<'_>, said: Option<&str>, api: &ApiError) -> Error {
    let (source, status) = (answer.source, answer.head.status);
    let renewed = answer.sent.is_some_and(|sent| sent.renewed);
    let what = match said {
        Some(said) if renewed => {
            format!("{} ({}, {source}, with a new token too)", sentence(said), status.as_u16())
        }
        Some(said) => format!("{} ({}, {source})", sentence(said), status.as_u16()),
        None if status == StatusCode::UNAUTHORIZED && renewed => {
            format!("the service does not accept {source}, nor a new token of it (401)")
        }
        None if status == StatusCode::UNAUTHORIZED => {
            format!("the service does not accept {source} (401)")
        }
        None => format!("the service does not accept {source} and asks to sign in ({})", status.as_u16()),
    };
    let explained = answer.sent.and_then(|sent| wrong_with(&sent.authorization, &answer.head.headers));
    let expired = || (api.type_key.as_deref() == Some(EXPIRED)).then(|| new_token(answer));
    let advice = explained.or_else(expired).unwrap_or_else(|| {
        let scopes = answer.call.scopes_phrase();
        let and = if scopes.is_empty() {
            " and has not expired".to_owned()
        } else {
            format!(", has not expired and has {scopes}")
        };
        format!("check that it is for {}{and}", answer.address)
    });
    Error::new(ErrorKind::Auth, what).advise(advice).scopes_of(answer.call.scopes).with_credential(source)
}

/// What to do when a token has expired.
fn new_token(answer: &Answer<'_>) -> String {
    if answer.address.is_cloud() {
        format!("create a new one at {}/_usersSettings/tokens", answer.address)
    } else {
        "create a new one".to_owned()
    }
}

/// What a refused token says about itself that explains it.
fn wrong_with(sent: &Authorization, headers: &HeaderMap) -> Option<String> {
    let claims = sent.claims()?;
    let now = clock(headers);
    let here = Timestamp::now();
    if let Some(audience) = claims.other_audience() {
        return Some(format!(
            "it is a token for {audience} and not for Azure DevOps: ask for one of the resource \
             499b84ac-1321-427f-aa17-267ca6975798"
        ));
    }
    if let Some(expired) = claims.expires().filter(|expires| *expires <= now.unwrap_or(here)) {
        let skewed = if expired > here { ", and the clock of this machine is slow" } else { "" };
        return Some(format!("it expired at {expired}{skewed}: make a new one"));
    }
    if let Some(skew) = skew(headers) {
        return Some(skew);
    }
    let tenant = claims.tenant()?;
    // The organization's own, where it says so; zeros stand for none.
    let other = headers.get("x-vss-resourcetenant").and_then(|other| other.to_str().ok());
    let other = other.filter(|other| other.contains(|digit: char| digit != '0' && digit != '-'));
    match other.filter(|other| !other.eq_ignore_ascii_case(tenant)) {
        Some(other) => Some(format!(
            "it is a token of the tenant {tenant} and the organization belongs to the tenant {other}: sign in \
             to that one"
        )),
        None => Some(format!(
            "check that the organization belongs to its tenant {tenant}, and that it is a user there"
        )),
    }
}
