//! Where the emulator is, as the client sees it: every URL in an answer begins with it.

use adoxide_api::wire::Host;
use http::header::HOST;
use http::{HeaderMap, Uri};

/// The address that a request came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// One base for all hosts: `http://127.0.0.1:8080`.
    Single(String),
    /// A host of the cloud; the others are where they are in the cloud.
    Cloud(Host),
}

impl Address {
    /// The address of a request: what was configured, else the name that the client used.
    pub fn of(uri: &Uri, headers: &HeaderMap, configured: Option<&str>) -> Self {
        let header = headers.get(HOST).and_then(|value| value.to_str().ok());
        let authority = header.or_else(|| uri.authority().map(http::uri::Authority::as_str));
        let name = authority.map(|authority| authority.split(':').next().unwrap_or(authority));
        let cloud = name
            .and_then(|name| Host::ALL.iter().copied().find(|host| host.name().eq_ignore_ascii_case(name)));
        match (cloud, configured) {
            (Some(host), _) => Self::Cloud(host),
            (None, Some(base)) => Self::Single(base.trim_end_matches('/').to_owned()),
            (None, None) => {
                let scheme = uri.scheme_str().unwrap_or("http");
                Self::Single(format!("{scheme}://{}", authority.unwrap_or("127.0.0.1")))
            }
        }
    }

    /// The host of the request; none where all hosts are one.
    pub fn host(&self) -> Option<Host> {
        match self {
            Self::Single(_) => None,
            Self::Cloud(host) => Some(*host),
        }
    }

    /// Where a host is.
    pub fn root(&self, host: Host) -> String {
        match self {
            Self::Single(base) => base.clone(),
            Self::Cloud(_) => format!("https://{}", host.name()),
        }
    }

    /// Where the organization is on a host.
    pub fn organization(&self, host: Host, organization: &str) -> String {
        format!("{}/{}", self.root(host), segment(organization))
    }

    /// Where a resource area is: its host is named by the first label, `dev` for the host itself.
    pub fn area(&self, label: &str, organization: &str) -> String {
        match self {
            Self::Cloud(_) if label != "dev" => {
                format!("https://{label}.{}/{}/", Host::Dev.name(), segment(organization))
            }
            _ => format!("{}/", self.organization(Host::Dev, organization)),
        }
    }

    /// The name and port of the host that has the Git repositories.
    pub fn authority(&self) -> &str {
        match self {
            Self::Single(base) => base.split_once("://").map_or(base, |(_, rest)| rest),
            Self::Cloud(_) => Host::Dev.name(),
        }
    }

    /// `https` or `http`.
    pub fn scheme(&self) -> &str {
        match self {
            Self::Single(base) => base.split_once("://").map_or("http", |(scheme, _)| scheme),
            Self::Cloud(_) => "https",
        }
    }
}

/// A name as a segment of a path. The service escapes blanks and what is not ASCII, and little else.
pub(crate) fn segment(name: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'/')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    percent_encoding::utf8_percent_encode(name, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &'static str, host: Option<&'static str>, configured: Option<&str>) -> Address {
        let mut headers = HeaderMap::new();
        if let Some(host) = host {
            headers.insert(HOST, http::HeaderValue::from_static(host));
        }
        Address::of(&Uri::from_static(uri), &headers, configured)
    }

    #[test]
    fn the_address_is_the_one_that_the_client_used() {
        let local = of("/fabrikam/_apis", Some("127.0.0.1:8080"), None);
        assert_eq!(local.area("vssps", "fabrikam"), "http://127.0.0.1:8080/fabrikam/");
        let named = of("/fabrikam/_apis", Some("127.0.0.1:8080"), Some("https://ado.local/"));
        assert_eq!(named.organization(Host::Vssps, "a b"), "https://ado.local/a%20b");
        let cloud = of("https://vssps.dev.azure.com/fabrikam", None, None);
        assert_eq!(cloud, Address::Cloud(Host::Vssps));
        assert_eq!(cloud.area("vsrm", "fabrikam"), "https://vsrm.dev.azure.com/fabrikam/");
        assert_eq!(cloud.area("dev", "fabrikam"), "https://dev.azure.com/fabrikam/");
        let in_process = of("http://emulator/fabrikam", None, None);
        assert_eq!((in_process.authority(), in_process.scheme()), ("emulator", "http"));
    }
}
