//! A request with its path taken apart.

use std::net::SocketAddr;

use adoxide_api::wire::Host;
use http::{Method, request};

use crate::condition::fault::FaultKind;
use crate::entra::{self, Endpoint};
use crate::wire::address::Address;
use crate::wire::query::Query;
use crate::wire::version::Version;
use crate::world::id::IdentityId;

/// Who is at the other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    pub address: SocketAddr,
    /// `http` or `https`: the door that it came through.
    pub scheme: &'static str,
}

/// What a request is found to be, for the log.
#[derive(Default)]
pub(crate) struct Trace {
    pub operation: Option<&'static str>,
    pub version: Option<Version>,
    pub identity: Option<IdentityId>,
    pub fault: Option<FaultKind>,
    /// Whether the state may be another one after it.
    pub may_change: bool,
}

/// What a path is.
pub(crate) enum Target<'a> {
    /// The page that anonymous browsers are sent to.
    SignIn,
    /// The directory, where tokens are made.
    Directory(Endpoint<'a>),
    /// `OPTIONS`, with what follows `_apis`.
    Discovery(&'a [String]),
    /// An organization itself, of which clients ask the directory.
    Organization,
    /// A Git repository: the segments before and behind `_git`.
    Git(&'a [String], &'a [String]),
    /// Anything else.
    Rest(&'a [String]),
}

/// A request with its path taken apart.
pub(crate) struct Incoming {
    pub parts: request::Parts,
    pub query: Query,
    pub address: Address,
    /// The organization; none where the host has none.
    pub organization: Option<String>,
    /// What is below the organization.
    pub segments: Vec<String>,
    /// Whether it is for the directory, and not for Azure DevOps.
    pub is_directory: bool,
    /// Whether it comes from this machine, or from within the process.
    pub is_local: bool,
}

impl Incoming {
    pub fn new(
        parts: request::Parts,
        mut segments: Vec<String>,
        base_url: Option<&str>,
        peer: Option<Peer>,
    ) -> Self {
        let scheme = peer.map_or_else(|| parts.uri.scheme_str().unwrap_or("http"), |peer| peer.scheme);
        let address = Address::of(&parts.uri, &parts.headers, base_url, scheme);
        let is_directory = entra::is_host(&parts) || Endpoint::of(&segments).is_some();
        let has_organizations = !is_directory && address.host().is_none_or(Host::in_organization);
        // No organization's name begins with an underscore.
        let is_named = segments.first().is_some_and(|first| !first.starts_with('_'));
        let organization = match address.organization_name() {
            Some(name) => {
                // Older clients name the one collection that an organization is.
                let collection =
                    segments.first().filter(|first| first.eq_ignore_ascii_case("DefaultCollection"));
                if collection.is_some() {
                    segments.remove(0);
                }
                Some(name.to_owned())
            }
            None => (has_organizations && is_named).then(|| segments.remove(0)),
        };
        let query = Query::parse(parts.uri.query().unwrap_or_default());
        let is_local = peer.is_none_or(|peer| peer.address.ip().is_loopback());
        Self { parts, query, address, organization, segments, is_directory, is_local }
    }

    pub fn target(&self) -> Target<'_> {
        if self.is_directory {
            return Endpoint::of(&self.segments).map_or(Target::SignIn, Target::Directory);
        }
        let at = |name: &str| self.segments.iter().position(|segment| segment.eq_ignore_ascii_case(name));
        if self.organization.is_none() && self.segments.first().is_some_and(|first| first == "_signin") {
            return Target::SignIn;
        }
        if self.parts.method == Method::OPTIONS
            && let Some(apis) = at("_apis")
        {
            return Target::Discovery(&self.segments[apis + 1..]);
        }
        if self.organization.is_some() && self.segments.is_empty() {
            return Target::Organization;
        }
        match at("_git") {
            Some(git) if at("_apis").is_none_or(|apis| git < apis) => {
                Target::Git(&self.segments[..git], &self.segments[git + 1..])
            }
            _ => Target::Rest(&self.segments),
        }
    }

    /// The path below the organization as it came, for messages.
    pub fn path_below(&self) -> &str {
        let path = self.parts.uri.path();
        if self.organization.is_none() || self.address.organization_name().is_some() {
            return path;
        }
        let path = path.trim_start_matches('/');
        path.find('/').map_or("/", |slash| &path[slash..])
    }
}
