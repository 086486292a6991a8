//! Where the emulator is, as the client sees it: every URL in an answer begins with it.

use std::borrow::Cow;

use adoxide_api::wire::Host;
use http::header::HOST;
use http::{HeaderMap, Uri};

/// Where tokens are made in the cloud.
pub(crate) const ENTRA_HOST: &str = "login.microsoftonline.com";

/// The domain of the names that begin with an organization: the older form of the cloud's addresses.
const NAMED: &str = "visualstudio.com";

/// The address that a request came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// One base for all hosts: `http://127.0.0.1:8080`.
    Single(String),
    /// A host of the cloud; the others are where they are in the cloud.
    Cloud(Host),
    /// The older form: `https://fabrikam.visualstudio.com`, `https://fabrikam.vsrm.visualstudio.com`.
    Named(Host, String),
}

impl Address {
    /// The address of a request: what was configured, else the name that the client used. `scheme` is that of
    /// the door that it came through.
    pub fn of(uri: &Uri, headers: &HeaderMap, configured: Option<&str>, scheme: &str) -> Self {
        let authority = authority(uri, headers);
        let name = authority.map(|authority| authority.split(':').next().unwrap_or(authority));
        match (name.and_then(Self::of_name), configured) {
            (Some(cloud), _) => cloud,
            (None, Some(base)) => Self::Single(base.trim_end_matches('/').to_owned()),
            (None, None) => Self::Single(format!("{scheme}://{}", authority.unwrap_or("127.0.0.1"))),
        }
    }

    /// The address that a host's name is, if it is one of the cloud's.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        if let Some(host) = Host::ALL.iter().copied().find(|host| host.name() == name) {
            return Some(Self::Cloud(host));
        }
        let labels = name.strip_suffix(NAMED)?.strip_suffix('.')?;
        let (organization, host) = match labels.split_once('.') {
            None => (labels, Host::Dev),
            Some((organization, label)) => {
                let in_organization = Host::ALL.iter().copied().filter(|host| host.in_organization());
                (organization, in_organization.into_iter().find(|host| self::label(*host) == Some(label))?)
            }
        };
        (!organization.is_empty()).then(|| Self::Named(host, organization.to_owned()))
    }

    /// The host of the request; none where all hosts are one.
    pub fn host(&self) -> Option<Host> {
        match self {
            Self::Single(_) => None,
            Self::Cloud(host) | Self::Named(host, _) => Some(*host),
        }
    }

    /// The organization that the name of the host says.
    pub fn organization_name(&self) -> Option<&str> {
        match self {
            Self::Named(_, organization) => Some(organization),
            Self::Single(_) | Self::Cloud(_) => None,
        }
    }

    /// The same place, asked at another host.
    pub fn at_host(&self, host: Host) -> Self {
        match self {
            Self::Single(base) => Self::Single(base.clone()),
            Self::Cloud(_) => Self::Cloud(host),
            Self::Named(_, organization) => Self::Named(host, organization.clone()),
        }
    }

    /// Where a host is.
    pub fn root(&self, host: Host) -> String {
        match self {
            Self::Single(base) => base.clone(),
            Self::Cloud(_) => format!("https://{}", host.name()),
            Self::Named(_, organization) if host.in_organization() => {
                named(organization, label(host).unwrap_or_default())
            }
            Self::Named(..) => format!("https://{}", host.name()),
        }
    }

    /// Where the organization is on a host. In the older form answers keep to the form of the request.
    pub fn organization(&self, host: Host, organization: &str) -> String {
        match self {
            Self::Named(..) if host.in_organization() => named(organization, label(host).unwrap_or_default()),
            _ => format!("{}/{}", self.root(host), segment(organization)),
        }
    }

    /// Where a resource area is: its host is named by the first label, `dev` for the host itself.
    pub fn area(&self, label: &str, organization: &str) -> String {
        match self {
            Self::Cloud(_) if label != "dev" => {
                format!("https://{label}.{}/{}/", Host::Dev.name(), segment(organization))
            }
            Self::Named(..) if label != "dev" => format!("{}/", named(organization, label)),
            _ => format!("{}/", self.organization(Host::Dev, organization)),
        }
    }

    /// The name and port of the host that has the Git repositories.
    pub fn authority(&self) -> Cow<'_, str> {
        match self {
            Self::Single(base) => base.split_once("://").map_or(base.as_str(), |(_, rest)| rest).into(),
            Self::Cloud(_) => Host::Dev.name().into(),
            Self::Named(_, organization) => format!("{organization}.{NAMED}").into(),
        }
    }
}

/// The name and port that a client asks for: the `Host` header, or what HTTP/2 and proxies have in its place.
pub(crate) fn authority<'r>(uri: &'r Uri, headers: &'r HeaderMap) -> Option<&'r str> {
    let header = headers.get(HOST).and_then(|value| value.to_str().ok());
    header.or_else(|| uri.authority().map(http::uri::Authority::as_str))
}

/// What tells a host from the main one: `vsrm` of `vsrm.dev.azure.com`.
fn label(host: Host) -> Option<&'static str> {
    host.name().strip_suffix(Host::Dev.name())?.strip_suffix('.')
}

fn named(organization: &str, label: &str) -> String {
    let organization = organization.to_lowercase();
    let organization = segment(&organization);
    match label {
        "" => format!("https://{organization}.{NAMED}"),
        label => format!("https://{organization}.{label}.{NAMED}"),
    }
}

/// The patterns of all names of the cloud, for certificates and lookups: `*` stands for one label.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<_> = Host::ALL.iter().map(|host| host.name().to_owned()).collect();
    names.push(format!("*.{}", Host::Dev.name()));
    names.push(format!("*.{NAMED}"));
    let labels = Host::ALL.iter().filter_map(|host| label(*host));
    names.extend(labels.map(|label| format!("*.{label}.{NAMED}")));
    names
}

/// A name as a segment of a path. The service escapes blanks and what is not ASCII, and little else.
pub(crate) fn segment(name: &str) -> Cow<'_, str> {
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
    percent_encoding::utf8_percent_encode(name, KEPT).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &'static str, host: Option<&'static str>, configured: Option<&str>) -> Address {
        let mut headers = HeaderMap::new();
        if let Some(host) = host {
            headers.insert(HOST, http::HeaderValue::from_static(host));
        }
        Address::of(&Uri::from_static(uri), &headers, configured, "http")
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
        assert_eq!(in_process.authority().as_ref(), "emulator");
        assert_eq!(in_process.root(Host::Dev), "http://emulator");
    }

    #[test]
    fn the_older_form_names_the_organization_in_the_host() {
        let old = of("/_apis", Some("Fabrikam.visualstudio.com"), None);
        assert_eq!(old, Address::Named(Host::Dev, "fabrikam".to_owned()));
        assert_eq!(old.organization(Host::Dev, "Fabrikam"), "https://fabrikam.visualstudio.com");
        assert_eq!(old.area("vsrm", "fabrikam"), "https://fabrikam.vsrm.visualstudio.com/");
        assert_eq!(old.root(Host::AppVssps), "https://app.vssps.visualstudio.com");
        assert_eq!(old.authority(), "fabrikam.visualstudio.com");
        let people = of("/_apis", Some("fabrikam.vssps.visualstudio.com:443"), None);
        assert_eq!(people, Address::Named(Host::Vssps, "fabrikam".to_owned()));
        assert_eq!(of("/", Some("app.vssps.visualstudio.com"), None), Address::Cloud(Host::AppVssps));
        for other in
            ["visualstudio.com", "a.nothing.visualstudio.com", ".visualstudio.com", "dev.azure.com.evil"]
        {
            assert_eq!(Address::of_name(other), None, "{other}");
        }
    }
}
