//! Who may ask: the name that was asked for, where a page that asks is from, and the bearer token.

use std::net::SocketAddr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, HOST, ORIGIN};
use http::{HeaderMap, StatusCode, Uri};

use super::reply::Reply;
use crate::config::Config;

/// The names that the server answers to. A page of another site that got a name of its own to point here (DNS
/// rebinding) sends that name.
pub(crate) struct Names {
    /// Without ports, in small letters.
    hosts: Vec<String>,
}

impl Names {
    pub(crate) fn new(address: SocketAddr, config: &Config) -> Self {
        let mut hosts: Vec<String> = config.hosts.iter().map(|host| host.to_lowercase()).collect();
        hosts.extend(config.public_url.iter().filter_map(|url| Some(url.host_str()?.to_lowercase())));
        hosts.push(bare(&address.ip().to_string()));
        if address.ip().is_loopback() || address.ip().is_unspecified() {
            hosts.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        }
        Self { hosts }
    }

    fn knows(&self, authority: &str) -> bool {
        let Ok(uri) = authority.parse::<http::uri::Authority>() else { return false };
        let host = bare(uri.host()).to_lowercase();
        self.hosts.contains(&host)
    }

    /// Refuses what was sent to another name, or by a page of another site.
    pub(super) fn check(&self, headers: &HeaderMap, uri: &Uri) -> Result<(), Reply> {
        let mut sent = headers.get_all(HOST).iter();
        let host = match (sent.next(), sent.next()) {
            (Some(host), None) => host.to_str().ok(),
            (None, None) => uri.authority().map(http::uri::Authority::as_str),
            _ => None,
        };
        if !host.is_some_and(|host| self.knows(host)) {
            let message = "this server does not answer to that name; add it to `hosts` in its configuration";
            return Err(Reply::error(StatusCode::MISDIRECTED_REQUEST, "unknown_host", message));
        }
        for origin in headers.get_all(ORIGIN) {
            let authority =
                origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, rest)| rest);
            if !authority.is_some_and(|authority| self.knows(authority)) {
                let message = "pages of other sites may not ask this server";
                return Err(Reply::error(StatusCode::FORBIDDEN, "unknown_origin", message));
            }
        }
        Ok(())
    }
}

/// Without the brackets of an address of IPv6.
fn bare(host: &str) -> String {
    host.trim_start_matches('[').trim_end_matches(']').to_owned()
}

/// The token of a request: as bearer, or as the password of basic authentication, which browsers ask for.
pub(super) fn token(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, rest) = text.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let decoded = BASE64_STANDARD.decode(rest.trim()).ok()?;
        let decoded = String::from_utf8(decoded).ok()?;
        return decoded.split_once(':').map(|(_, password)| password.to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_and_other_origins_are_refused() {
        let names = Names {
            hosts: vec!["localhost".into(), "127.0.0.1".into(), "::1".into(), "sync.example.com".into()],
        };
        let check = |lines: &[(&str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in lines {
                headers.append(http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
            }
            names.check(&headers, &Uri::from_static("/api/status")).err().map(|reply| reply.status.as_u16())
        };
        for host in ["localhost", "LOCALHOST:7878", "127.0.0.1:1", "[::1]:7878", "sync.example.com"] {
            assert_eq!(check(&[("host", host)]), None, "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io:7878", "user@"] {
            assert_eq!(check(&[("host", host)]), Some(421), "{host}");
        }
        assert_eq!(check(&[]), Some(421));
        assert_eq!(check(&[("host", "localhost"), ("host", "localhost")]), Some(421));
        assert_eq!(check(&[("host", "localhost"), ("origin", "http://localhost:7878")]), None);
        for origin in ["null", "https://evil.example", "http://localhost.evil.example"] {
            assert_eq!(check(&[("host", "localhost"), ("origin", origin)]), Some(403), "{origin}");
        }
    }

    #[test]
    fn the_token_is_a_bearer_or_a_password() {
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, value.parse().unwrap());
            token(&headers)
        };
        assert_eq!(of("Bearer abc").as_deref(), Some("abc"));
        assert_eq!(of(&format!("basic {}", BASE64_STANDARD.encode("any:abc"))).as_deref(), Some("abc"));
        for value in ["abc", "Digest abc", "Basic ???", "Bearer"] {
            assert_eq!(of(value), None, "{value}");
        }
        assert_eq!(token(&HeaderMap::new()), None);
    }
}
