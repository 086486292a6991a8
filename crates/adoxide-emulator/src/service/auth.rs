//! Who asks, and what somebody is told who may not.
//!
//! The answers are recorded or often reported, and what a client gets depends on a header: one that sends
//! `X-TFS-FedAuthRedirect: Suppress` gets a 401, any other a sign-in page with status 203, or a redirect to
//! one if it brought no token at all.

use adoxide_api::wire::Host;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use http::header::{AUTHORIZATION, HeaderName, LOCATION, WWW_AUTHENTICATE};
use http::{HeaderMap, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use crate::shared::Shared;
use crate::wire::address::Address;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::World;
use crate::world::id::IdentityId;
use crate::world::permission::Access;
use crate::world::token::Scopes;

/// The realm of a challenge. It names no host that a client could send its password to.
const REALM: &str = "Basic realm=\"https://tfsprodsin1.app.visualstudio.com/\"";

const SIGN_IN: &str = "<!DOCTYPE html>\r\n<html lang=\"en-US\">\r\n<head>\r\n<title>\r\n\tAzure DevOps Services | \
                       Sign In\r\n</title>\r\n</head>\r\n<body>\r\n<h1>Sign in</h1>\r\n<p>The personal access \
                       token is missing or not known.</p>\r\n</body>\r\n</html>\r\n";

/// What a request says about who sends it.
enum Credential {
    None,
    Secret(String),
    Unreadable,
}

/// Who sends a request, as far as its credential tells.
pub(crate) enum Caller {
    /// It has none.
    Anonymous,
    /// It has one that is not known.
    Unknown,
    /// It has a personal access token that was good once.
    Expired,
    /// It has a good one.
    Known(Login),
}

/// A credential that is good.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    pub identity: IdentityId,
    pub scopes: Scopes,
    /// Whether it is a personal access token, and not one of the directory.
    pub is_personal: bool,
    /// The one organization that it is good for; none for all.
    organization: Option<Uuid>,
}

impl Login {
    /// Somebody without a credential, who sees what is public as this identity does.
    pub fn of_public(identity: IdentityId) -> Self {
        let scopes = Scopes::Only(vec!["vso.build".to_owned()]);
        Self { identity, scopes, is_personal: false, organization: None }
    }
}

impl Caller {
    /// Who it is, if it is known.
    pub fn identity(&self) -> Option<IdentityId> {
        match self {
            Self::Known(login) => Some(login.identity),
            Self::Anonymous | Self::Unknown | Self::Expired => None,
        }
    }
}

/// The token that a request brings, whether it is known or not.
pub(crate) fn token(headers: &HeaderMap) -> Option<String> {
    match credential(headers) {
        Credential::Secret(secret) => Some(secret),
        Credential::None | Credential::Unreadable => None,
    }
}

/// Finds out who sends a request.
pub(crate) fn identify(shared: &Shared, headers: &HeaderMap) -> Caller {
    let secret = match credential(headers) {
        Credential::Secret(secret) => secret,
        Credential::None => return Caller::Anonymous,
        Credential::Unreadable => return Caller::Unknown,
    };
    let (world, now) = (shared.world(), shared.clock.now());
    if let Some(token) = world.token(&secret) {
        if token.valid_to.is_some_and(|end| end <= now) {
            return Caller::Expired;
        }
        return Caller::Known(Login {
            identity: token.identity,
            scopes: token.scopes.clone(),
            is_personal: true,
            organization: token.organization,
        });
    }
    // As the service: a token of the directory is also taken as a password, which is how git sends it.
    shared.entra.identify(&world, &secret, now).map_or(Caller::Unknown, |identity| {
        Caller::Known(Login { identity, scopes: Scopes::Full, is_personal: false, organization: None })
    })
}

/// Lets a caller into an organization, or outside of any.
///
/// # Errors
/// The answer for somebody who may not.
pub(crate) fn admit(
    world: &World,
    caller: &Caller,
    organization: Option<&str>,
    headers: &HeaderMap,
    address: &Address,
    path: &str,
) -> Result<Login, Box<Reply>> {
    let login = match caller {
        Caller::Known(login) => login,
        Caller::Expired => return Err(Box::new(Fault::token_expired().into())),
        Caller::Anonymous | Caller::Unknown => {
            let is_anonymous = matches!(caller, Caller::Anonymous);
            return Err(Box::new(unknown(headers, address, path, is_anonymous)));
        }
    };
    if let Some(organization) = organization.and_then(|name| world.organization(name)) {
        // A token for another organization is not known in this one.
        if login.organization.is_some_and(|only| only != organization.id().0) {
            return Err(Box::new(unknown(headers, address, path, false)));
        }
        if organization.access(login.identity, None, None) == Access::None {
            let name = world.identity(login.identity).map_or("", |identity| &identity.unique_name);
            return Err(Box::new(not_a_member(world, organization.name(), name, address)));
        }
    }
    Ok(login.clone())
}

/// The token of a request: the password of Basic, whatever the user name, or a bearer token. Without a password
/// the user name is the token: `git clone https://TOKEN@dev.azure.com/…` is what many guides and scripts have.
fn credential(headers: &HeaderMap) -> Credential {
    let Some(value) = headers.get(AUTHORIZATION) else {
        return Credential::None;
    };
    let Some((scheme, value)) = value.to_str().ok().and_then(|value| value.trim().split_once(' ')) else {
        return Credential::Unreadable;
    };
    let value = value.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Credential::Secret(value.to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return Credential::Unreadable;
    }
    let bytes = STANDARD.decode(value).or_else(|_| STANDARD_NO_PAD.decode(value));
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    match text.as_deref().and_then(|text| text.split_once(':')) {
        Some((user, "")) => Credential::Secret(user.to_owned()),
        Some((_, password)) => Credential::Secret(password.to_owned()),
        None => Credential::Unreadable,
    }
}

/// The answer to somebody who is not known.
pub(crate) fn unknown(headers: &HeaderMap, address: &Address, path: &str, is_anonymous: bool) -> Reply {
    let redirect = headers.get("x-tfs-fedauthredirect").map(http::HeaderValue::as_bytes);
    if redirect.is_some_and(|value| value.eq_ignore_ascii_case(b"suppress")) {
        return challenge();
    }
    if is_anonymous { to_sign_in(address, path) } else { sign_in_page() }
}

/// 401 without a body: also what a token with too narrow a scope gets.
pub(crate) fn challenge() -> Reply {
    Reply::empty(StatusCode::UNAUTHORIZED).header(WWW_AUTHENTICATE, REALM)
}

/// The sign-in page, with the status that tells it from an answer.
pub(crate) fn sign_in_page() -> Reply {
    Reply::bytes("text/html; charset=utf-8", SIGN_IN).status(StatusCode::NON_AUTHORITATIVE_INFORMATION)
}

fn to_sign_in(address: &Address, path: &str) -> Reply {
    let back = format!("{}{path}", address.root(address.host().unwrap_or(Host::Dev)));
    let location = format!(
        "{}/_signin?realm={}&reply_to={}",
        address.root(Host::AppVssps),
        utf8_percent_encode(&address.authority(), NON_ALPHANUMERIC),
        utf8_percent_encode(&back, NON_ALPHANUMERIC)
    );
    Reply::empty(StatusCode::FOUND).header(LOCATION, location)
}

/// Somebody of the directory, but not of the organization: recorded.
fn not_a_member(world: &World, organization: &str, name: &str, address: &Address) -> Reply {
    let tenant = world.tenant();
    let here = format!("{}/", address.organization(Host::Dev, organization));
    let bearer = format!("Bearer authorization_uri=https://login.microsoftonline.com/{tenant}");
    Reply::from(Fault::unauthorized(tenant, name))
        .header(WWW_AUTHENTICATE, bearer)
        .header(WWW_AUTHENTICATE, "TFS-Federated")
        .header(HeaderName::from_static("x-tfs-fedauthissuer"), &here)
        .header(HeaderName::from_static("x-tfs-fedauthrealm"), format!("{}/", address.root(Host::Dev)))
        .header(
            HeaderName::from_static("x-vss-authorizationendpoint"),
            format!("{}/", address.organization(Host::Vssps, organization)),
        )
        .header(HeaderName::from_static("x-vss-resourcetenant"), tenant.to_string())
}

/// The answer to git without, or with an unknown, token: git asks its user, or its helper, and comes back.
pub(crate) fn git_challenge(world: &World) -> Reply {
    let bearer = format!("Bearer authorization_uri=https://login.microsoftonline.com/{}", world.tenant());
    Reply::bytes("text/plain; charset=utf-8", "Sign in with a personal access token.\n")
        .status(StatusCode::UNAUTHORIZED)
        .header(WWW_AUTHENTICATE, bearer)
        .header(WWW_AUTHENTICATE, REALM)
        .header(WWW_AUTHENTICATE, "TFS-Federated")
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn any_user_name_will_do() {
        for (header, expected) in [
            ("Basic OnNlY3JldA==", Some("secret")),
            ("basic dXNlcjpzZWNyZXQ=", Some("secret")),
            ("BASIC bWFpbEB4OmE6Yg==", Some("a:b")),
            ("Basic OnNlY3JldA", Some("secret")),
            ("Basic c2VjcmV0Og==", Some("secret")),
            ("Basic Og==", Some("")),
            ("Bearer abc.def", Some("abc.def")),
            ("Basic !!!", None),
            ("Basic", None),
            ("Negotiate abc", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, HeaderValue::from_static(header));
            let found = match credential(&headers) {
                Credential::Secret(secret) => Some(secret),
                _ => None,
            };
            assert_eq!(found.as_deref(), expected, "{header}");
        }
    }
}
