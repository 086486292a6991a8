//! Which endpoint of the directory a request is for.

use http::request;

use crate::wire::address::{ENTRA_HOST, authority};

/// Whether a request is to the directory, whatever its path.
pub(crate) fn is_host(request: &request::Parts) -> bool {
    let name = authority(&request.uri, &request.headers).map(|name| name.split(':').next().unwrap_or(name));
    name.is_some_and(|name| name.eq_ignore_ascii_case(ENTRA_HOST))
}

/// What is asked of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint<'p> {
    /// A token for an application of this tenant.
    Token(&'p str),
    /// Where a person of this tenant signs in, in a browser.
    Authorize(&'p str),
    /// A code with which a person of this tenant signs in on another device.
    DeviceCode(&'p str),
    /// Where this tenant's endpoints are.
    Configuration(&'p str),
    /// What signatures of this tenant's tokens are checked with.
    Keys(&'p str),
    /// Which names the cloud goes by.
    Instance,
    /// A token for the machine's own identity.
    Managed,
}

impl<'p> Endpoint<'p> {
    /// The endpoint of a path, if it is one. No path of Azure DevOps looks like that.
    pub fn of(segments: &'p [String]) -> Option<Self> {
        let path: Vec<_> = segments.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["metadata", "identity", "oauth2", "token"] => Some(Self::Managed),
            [.., tenant, "oauth2", "token"] | [.., tenant, "oauth2", "v2.0", "token"] => {
                Some(Self::Token(tenant))
            }
            [.., tenant, "oauth2", "v2.0", "authorize"] => Some(Self::Authorize(tenant)),
            [.., tenant, "oauth2", "v2.0", "devicecode"] => Some(Self::DeviceCode(tenant)),
            [.., tenant, "v2.0", ".well-known", "openid-configuration"]
            | [.., tenant, ".well-known", "openid-configuration"] => Some(Self::Configuration(tenant)),
            [.., tenant, "discovery", "v2.0", "keys"] | [.., tenant, "discovery", "keys"] => {
                Some(Self::Keys(tenant))
            }
            [.., "common", "discovery", "instance"] => Some(Self::Instance),
            _ => None,
        }
    }

    /// Its name in the log, where an operation has its own.
    pub fn name(self) -> &'static str {
        match self {
            Self::Token(_) => "entra.token",
            Self::Authorize(_) => "entra.authorize",
            Self::DeviceCode(_) => "entra.device_code",
            Self::Configuration(_) => "entra.configuration",
            Self::Keys(_) => "entra.keys",
            Self::Instance => "entra.instance",
            Self::Managed => "entra.managed_identity",
        }
    }
}
