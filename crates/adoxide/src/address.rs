//! Where Azure DevOps is: the cloud's hosts, or the one base of a Server collection.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use adoxide_api::wire::{Host, encode_segment};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::error::{Error, ErrorKind, Result};

/// An organization in the cloud, or a collection of an Azure DevOps Server (or of an emulator).
///
/// These texts are addresses:
///
/// | text | what it is |
/// |---|---|
/// | `contoso` | the organization of this name in the cloud |
/// | `https://dev.azure.com/contoso` | the same |
/// | `https://contoso.visualstudio.com` | the same, by its old address |
/// | `https://tfs.example.com/tfs/DefaultCollection` | a collection of a Server |
/// | `http://127.0.0.1:8080/contoso` | the same on this machine; plain http is refused elsewhere |
///
/// The cloud has a host for each group of areas; everything else has one base for all.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address(Place);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Place {
    /// The organization's name, not escaped.
    Cloud(String),
    /// The collection's URL, ending in a slash; and what it said of where the hosts of the cloud are here.
    Collection(Url, Vec<(Host, Url)>),
}

/// The suffix of the old addresses.
const OLD: &str = ".visualstudio.com";
/// The suffix of the cloud's hosts.
const CLOUD: &str = ".dev.azure.com";

impl Address {
    /// The name of the organization or collection.
    pub fn organization(&self) -> String {
        match &self.0 {
            Place::Cloud(name) => name.clone(),
            Place::Collection(base, _) => {
                let last = base.path_segments().into_iter().flatten().rfind(|segment| !segment.is_empty());
                percent_decode_str(last.unwrap_or_default()).decode_utf8_lossy().into_owned()
            }
        }
    }

    /// Whether it is in the cloud, where areas have hosts of their own.
    pub fn is_cloud(&self) -> bool {
        matches!(self.0, Place::Cloud(_))
    }

    /// What the paths of an operation on this host are below of, with a slash at its end.
    pub(crate) fn base(&self, host: Host) -> Cow<'_, str> {
        match &self.0 {
            Place::Cloud(name) if host.in_organization() => {
                format!("https://{}/{}/", host.name(), encode_segment(name)).into()
            }
            Place::Cloud(_) => format!("https://{}/", host.name()).into(),
            Place::Collection(base, hosts) => {
                let other = hosts.iter().find(|(known, _)| *known == host);
                other.map_or(base, |(_, other)| other).as_str().into()
            }
        }
    }

    /// Whether this URL is of the same service, so that the credential may go there.
    pub(crate) fn owns(&self, url: &Url) -> bool {
        match &self.0 {
            Place::Cloud(name) => {
                let host = url.host_str().unwrap_or_default();
                let old = host.strip_suffix(OLD).is_some_and(|sub| {
                    let owner = sub.split('.').next().unwrap_or_default();
                    owner.eq_ignore_ascii_case(name) || sub == "app.vssps"
                });
                url.scheme() == "https"
                    && url.port().is_none()
                    && (host == Host::Dev.name() || host.ends_with(CLOUD) || old)
            }
            Place::Collection(base, hosts) => {
                let origin = url.origin();
                origin == base.origin() || hosts.iter().any(|(_, other)| origin == other.origin())
            }
        }
    }

    /// A URL that the service named, for a program that authenticates by itself, such as git: the normalised text,
    /// without a user or fragment in it. There is one reading of it, and it stays within this service.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is not a URL of this service, or programs could disagree on its host.
    pub fn own_url(&self, url: &str) -> Result<String> {
        let mut url = parse(url)?;
        // The service writes the organization as the user.
        let _ = (url.set_username(""), url.set_password(None), url.set_fragment(None));
        if self.owns(&url) {
            return Ok(url.into());
        }
        let other = url.host_str().unwrap_or("no host");
        let what = format!("a URL of {}://{other} is not one of {self}", url.scheme());
        Err(Error::new(ErrorKind::Invalid, what).advise("its credential is not sent there"))
    }

    /// The same collection, whose areas are at these places.
    ///
    /// The credential goes there, so they must be the collection's own host or below it.
    pub(crate) fn with_hosts(&self, places: impl IntoIterator<Item = (Host, String)>) -> Result<Self> {
        let Place::Collection(base, _) = &self.0 else {
            return Ok(self.clone());
        };
        let own = base.host_str().unwrap_or_default();
        let mut hosts = Vec::new();
        for (host, place) in places {
            let wrong = |what: &str| {
                Error::new(ErrorKind::Config, format!("{self} says that {} is {what}", host.name()))
                    .advise("its credential is not sent there: use the address at which all is in one place")
            };
            let mut url = parse(&place).map_err(|_| wrong("at no URL"))?;
            let there = url.host_str().unwrap_or_default();
            if !(url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url)) {
                return Err(wrong(&format!("at {there} over {}", url.scheme())));
            }
            let below = there.strip_suffix(own).is_some_and(|sub| sub.ends_with('.'));
            if there != own && !below {
                return Err(wrong(&format!("at {there}, which is another host")));
            }
            if !url.username().is_empty() || url.password().is_some() {
                return Err(wrong("at a URL with a user in it"));
            }
            url.set_query(None);
            url.set_fragment(None);
            url.set_path(&format!("{}/", url.path().trim_end_matches('/')));
            if url != *base {
                hosts.push((host, url));
            }
        }
        Ok(Self(Place::Collection(base.clone(), hosts)))
    }

    /// The URL of a path below the organization, or of a whole URL of the same service.
    pub(crate) fn resolve(&self, path: &str) -> Result<Url> {
        let invalid = |what: String| Error::new(ErrorKind::Invalid, what);
        if path.contains("://") {
            let url = parse(path)?;
            return if self.owns(&url) && url.username().is_empty() && url.password().is_none() {
                Ok(url)
            } else {
                let other = url.host_str().unwrap_or("no host");
                Err(invalid(format!("a URL of another service ({other}) gets no credential of {self}"))
                    .advise("give a path below the organization, or a URL of the same service"))
            };
        }
        let base = self.base(Host::Dev);
        let url = Url::parse(&format!("{base}{}", path.trim_start_matches('/')))
            .map_err(|error| invalid(format!("not a path: {error}")))?;
        if !url.as_str().starts_with(&*base) {
            return Err(invalid(format!("the path leaves {self}")).advise("write it without .. segments"));
        }
        Ok(url)
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = |what: &str| Error::new(ErrorKind::Config, what.to_owned());
        let example = "write https://dev.azure.com/ORGANIZATION, or the URL of a collection";
        let text = text.trim();
        if text.is_empty() {
            return Err(wrong("the address of the organization is empty").advise(example));
        }
        if !text.contains("://") {
            // The longest name that the service allows has 50 characters; a longer word may be a token.
            let name = text.len() <= 50
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            return if name {
                Ok(Self(Place::Cloud(text.to_owned())))
            } else {
                Err(wrong("expected the name of an organization, or its URL with https://").advise(example))
            };
        }
        // The text itself is not repeated in errors: it may hold a token.
        let url = Url::parse(text).map_err(|error| {
            wrong(&format!("the address of the organization is not a URL ({error})")).advise(example)
        })?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("the address of the organization holds a user name or password")
                .advise("leave out what stands before the @ and give the credential apart from it"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("the address of the organization holds a query")
                .advise("leave out what begins with ? or #"));
        }
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => {
                return Err(wrong(&format!("a credential is not sent over plain http to {host}"))
                    .advise("write https://"));
            }
            other => {
                return Err(
                    wrong(&format!("{other}:// is not an address of Azure DevOps")).advise("write https://")
                );
            }
        }
        let segments: Vec<String> = url
            .path_segments()
            .into_iter()
            .flatten()
            .filter(|segment| !segment.is_empty())
            .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect();
        if let Some(name) = host.strip_suffix(OLD) {
            return match &segments[..] {
                [] => Ok(Self(Place::Cloud(name.to_owned()))),
                [collection] if collection.eq_ignore_ascii_case("DefaultCollection") => {
                    Ok(Self(Place::Cloud(name.to_owned())))
                }
                _ => Err(wrong("the address names more than an organization")
                    .advise(format!("write https://{host}"))),
            };
        }
        if host == Host::Dev.name() || host.ends_with(CLOUD) {
            return match &segments[..] {
                [name] => Ok(Self(Place::Cloud(name.clone()))),
                [] => Err(wrong("the address names no organization").advise(example)),
                [name, ..] => Err(wrong("the address names more than an organization")
                    .advise(format!("write https://dev.azure.com/{name}"))),
            };
        }
        if segments.is_empty() {
            return Err(wrong(&format!("the address names no collection of {host}"))
                .advise(format!("write {}://{host}/COLLECTION, as it stands in the browser", url.scheme())));
        }
        let mut base = url;
        base.set_path(&format!("{}/", base.path().trim_end_matches('/')));
        Ok(Self(Place::Collection(base, Vec::new())))
    }
}

/// Parses a URL, once: what programs read in different ways is refused. Backslashes, blanks and line ends in it,
/// a missing `//`, an `@` in a user's name: each of them hides another host from somebody.
///
/// The text is not repeated in errors: it may hold a token.
pub(crate) fn parse(text: &str) -> Result<Url> {
    use url::SyntaxViolation::{
        Backslash, C0SpaceIgnored, ExpectedDoubleSlash, TabOrNewlineIgnored, UnencodedAtSign,
    };
    let ambiguous = Cell::new(None);
    let note = |violation| {
        if matches!(
            violation,
            Backslash | C0SpaceIgnored | ExpectedDoubleSlash | TabOrNewlineIgnored | UnencodedAtSign
        ) {
            ambiguous.set(Some(violation));
        }
    };
    let url = Url::options().syntax_violation_callback(Some(&note)).parse(text);
    let invalid = |what: String| Error::new(ErrorKind::Invalid, what);
    let url = url.map_err(|error| invalid(format!("not a URL: {error}")))?;
    match ambiguous.get() {
        None => Ok(url),
        Some(violation) => Err(invalid(format!("the URL can be read in several ways ({violation})"))
            .advise("write it as the browser shows it")),
    }
}

/// Whether a URL is of this machine, where plain http is not a risk.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base(Host::Dev).trim_end_matches('/'))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        text.parse().unwrap()
    }

    #[test]
    fn every_way_to_write_an_organization() {
        for text in [
            "contoso",
            " https://dev.azure.com/contoso ",
            "https://dev.azure.com/contoso/",
            "https://vssps.dev.azure.com/contoso",
            "https://contoso.visualstudio.com",
            "https://contoso.visualstudio.com/DefaultCollection/",
        ] {
            let address = address(text);
            assert_eq!(address.to_string(), "https://dev.azure.com/contoso", "{text}");
            assert_eq!((address.organization().as_str(), address.is_cloud()), ("contoso", true));
        }
        for (text, base, name) in [
            ("https://tfs.corp/tfs/My%20Collection", "https://tfs.corp/tfs/My%20Collection", "My Collection"),
            ("http://127.0.0.1:8080/contoso/", "http://127.0.0.1:8080/contoso", "contoso"),
            ("http://localhost:1/o", "http://localhost:1/o", "o"),
            ("http://[::1]:1/o", "http://[::1]:1/o", "o"),
        ] {
            let address = address(text);
            assert_eq!((address.to_string().as_str(), address.organization().as_str()), (base, name));
            assert!(!address.is_cloud());
        }
    }

    #[test]
    fn areas_have_hosts_in_the_cloud_and_one_base_elsewhere() {
        let cloud = address("contoso");
        assert_eq!(cloud.base(Host::Vssps), "https://vssps.dev.azure.com/contoso/");
        assert_eq!(cloud.base(Host::AppVssps), "https://app.vssps.visualstudio.com/");
        let server = address("https://tfs.corp/tfs/c");
        assert_eq!(server.base(Host::Vssps), "https://tfs.corp/tfs/c/");
        assert_eq!(server.base(Host::AppVssps), "https://tfs.corp/tfs/c/");
    }

    #[test]
    fn what_is_wrong_is_said_in_one_sentence_without_the_secret_in_it() {
        for (text, sentence) in [
            ("", "is empty"),
            ("dev.azure.com/contoso", "with https://"),
            ("localhost:8080/contoso", "with https://"),
            ("x7hunter2x7hunter2x7hunter2x7hunter2x7hunter2x7hunter2", "with https://"),
            ("https://hunter2@dev.azure.com/contoso", "user name or password"),
            ("https://u:hunter2@tfs.corp/c", "user name or password"),
            ("https://tfs.corp/c?token=hunter2", "holds a query"),
            ("https://tfs.corp/c#hunter2", "holds a query"),
            ("http://tfs.corp/c", "plain http to tfs.corp"),
            ("http://127.0.0.1.evil.com/c", "plain http"),
            ("ftp://tfs.corp/c", "ftp://"),
            ("https://tfs.corp", "names no collection"),
            ("https://dev.azure.com", "names no organization"),
            ("https://dev.azure.com/contoso/Fabrikam", "write https://dev.azure.com/contoso"),
            ("https://contoso.visualstudio.com/Fabrikam", "write https://contoso.visualstudio.com"),
            ("https://", "not a URL"),
        ] {
            let error = text.parse::<Address>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(sentence), "{text}: {error}");
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn a_url_has_one_reading_or_is_refused() {
        let server = address("http://127.0.0.1:8080/o");
        let cloud = address("contoso");
        for (address, url, own) in [
            (&server, "http://127.0.0.1:8080/o/_git/web", "http://127.0.0.1:8080/o/_git/web"),
            (&server, "http://o@127.0.0.1:8080/o/_git/w b#x", "http://127.0.0.1:8080/o/_git/w%20b"),
            (&cloud, "https://contoso@dev.azure.com/contoso/_git/r", "https://dev.azure.com/contoso/_git/r"),
            (&cloud, "HTTPS://Dev.Azure.com:443/contoso/@x", "https://dev.azure.com/contoso/@x"),
            (&cloud, "https://contoso.visualstudio.com#@evil.example/x", "https://contoso.visualstudio.com/"),
        ] {
            assert_eq!(address.own_url(url).unwrap(), own, "{url}");
        }
        for (address, url) in [
            (&server, r"http://127.0.0.1:8080\o\@127.0.0.1:9090/_git/web"),
            (&server, "http:127.0.0.1:8080/o"),
            (&server, "http:///127.0.0.1:8080/o"),
            (&server, "http://127.0.0.1:8080/o\n"),
            (&server, " http://127.0.0.1:8080/o"),
            (&server, "http://a@b@127.0.0.1:8080/o"),
            (&server, "http://127.0.0.1:8080@127.0.0.1:9090/o"),
            (&server, "http://127.0.0.1:9090/o"),
            (&server, "file:///o"),
            (&server, "--upload-pack=x"),
            (&cloud, "https:dev.azure.com/contoso"),
            (&cloud, "http://dev.azure.com/contoso"),
            (&cloud, r"https://dev.azure.com\@evil.example/contoso"),
            (&cloud, "https://contoso.visualstudio.com@evil.example/x"),
        ] {
            let error = address.own_url(url).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid, "{url}");
        }
    }

    #[test]
    fn the_credential_stays_with_its_service() {
        let owns = |address: &Address, url: &str| address.owns(&Url::parse(url).unwrap());
        let cloud = address("contoso");
        for url in [
            "https://dev.azure.com/contoso/_apis",
            "https://vssps.dev.azure.com/",
            "https://contoso.visualstudio.com/x",
            "https://contoso.vssps.visualstudio.com/x",
            "https://app.vssps.visualstudio.com/_apis",
        ] {
            assert!(owns(&cloud, url), "{url}");
        }
        for url in [
            "http://dev.azure.com/contoso",
            "https://dev.azure.com:444/contoso",
            "https://dev.azure.com.evil.com/",
            "https://evildev.azure.com/",
            "https://fabrikam.visualstudio.com/",
            "https://contoso.blob.core.windows.net/",
        ] {
            assert!(!owns(&cloud, url), "{url}");
        }
        let server = address("https://tfs.corp/tfs/c");
        assert!(owns(&server, "https://tfs.corp/other"));
        for url in ["http://tfs.corp/tfs/c", "https://tfs.corp:8443/tfs/c", "https://dev.azure.com/c"] {
            assert!(!owns(&server, url), "{url}");
        }
    }

    #[test]
    fn paths_and_urls_of_requests() {
        let server = address("https://tfs.corp/tfs/c");
        let resolve = |path: &str| server.resolve(path).map(|url| url.to_string());
        for path in ["_apis/x?a=1", "/_apis/x?a=1", "//_apis/x?a=1", "https://tfs.corp/tfs/c/_apis/x?a=1"] {
            assert_eq!(resolve(path).unwrap(), "https://tfs.corp/tfs/c/_apis/x?a=1");
        }
        for path in [
            "../other",
            "a/../../other",
            "..\\other",
            "%2e%2e/other",
            "https://evil.com/c",
            "https://u@tfs.corp/",
        ] {
            assert_eq!(resolve(path).unwrap_err().kind(), ErrorKind::Invalid, "{path}");
        }
        assert_eq!(resolve("//evil.com/x").unwrap(), "https://tfs.corp/tfs/c/evil.com/x");
    }
}
