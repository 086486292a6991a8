//! Requests to a directory: the token endpoints of Microsoft Entra, and those that machines in Azure have.

use std::time::Duration;

use http::header::ACCEPT;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde_json::Value;
use url::Url;

use crate::address::is_loopback;
use crate::clock::skew;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Body, Transport, TransportError, TransportErrorKind};

/// Where tokens are made, by default.
pub(super) const AUTHORITY: &str = "https://login.microsoftonline.com/";
/// How often a token is asked for before the call fails.
const ATTEMPTS: u32 = 3;
/// The timeout of one attempt.
const PATIENCE: Duration = Duration::from_secs(30);
/// How much of an answer is read, in bytes.
const ANSWER: usize = 256 * 1024;

/// An address that secrets may be sent to.
pub(super) fn secret_may_go(text: &str, what: &str) -> Result<Url> {
    let wrong = |why: String| Error::new(ErrorKind::Config, format!("{what} is not an address: {why}"));
    let url = Url::parse(text.trim()).map_err(|error| wrong(error.to_string()))?;
    if url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url) {
        Ok(url)
    } else {
        Err(wrong(format!("a secret is not sent over {}", url.scheme())).advise("write https://"))
    }
}

/// The base of a token endpoint, with a slash at its end.
pub(super) fn base(text: &str, what: &str) -> Result<Url> {
    let mut url = secret_may_go(text, what)?;
    let wrong = |why: &str| Error::new(ErrorKind::Config, format!("{what} is not an address: {why}"));
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("it holds a query").advise("leave out what begins with ? or #"));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// An endpoint of a tenant.
pub(super) fn endpoint(authority: &str, tenant: &str, name: &str) -> Result<Url> {
    let tenant = adoxide_api::wire::encode_segment(tenant);
    let url = Url::parse(&format!("{authority}{tenant}/oauth2/v2.0/{name}"));
    url.map_err(|_| Error::new(ErrorKind::Config, "the tenant can't be part of an address"))
}

/// A request for a token: small, and the same each time.
pub(super) struct Ask {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub form: String,
}

/// Who asks for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    /// An application.
    Application,
    /// A machine, at the metadata service or at an endpoint of its own.
    Machine { is_metadata: bool },
    /// A person.
    Person,
}

/// Where tokens are asked for.
pub(super) struct Directory<'a> {
    /// Whose token, for messages.
    pub source: &'a str,
    pub transport: &'a dyn Transport,
    /// What is never repeated.
    pub secret: Option<&'a str>,
    pub party: Party,
}

/// What a directory answers.
pub(super) struct Answered {
    pub host: String,
    pub status: StatusCode,
    pub body: Value,
    /// How far this clock is from that of the directory, in words.
    skew: Option<String>,
}

impl Answered {
    /// The error code of OAuth.
    pub fn error(&self) -> &str {
        self.body["error"].as_str().unwrap_or_default()
    }

    /// Whether it is what was asked for.
    pub fn is_good(&self) -> bool {
        self.status.is_success() && self.body.is_object()
    }
}

impl Directory<'_> {
    /// Asks until there is an answer, or no hope for one: asking for a token harms nobody.
    pub async fn ask(&self, ask: &Ask) -> Result<Value> {
        let answered = self.answer(ask).await?;
        if answered.is_good() { Ok(answered.body) } else { Err(self.refused(&answered)) }
    }

    /// The same, where a refusal is an answer.
    pub async fn answer(&self, ask: &Ask) -> Result<Answered> {
        let mut tried = 1;
        loop {
            let (failed, again) = match self.ask_once(ask).await {
                Ok(answered) => {
                    let again = !answered.is_good() && self.again(answered.status);
                    if !again {
                        return Ok(answered);
                    }
                    (Ok(answered), again)
                }
                Err((error, again)) => (Err(error), again),
            };
            if !again || tried == ATTEMPTS {
                return failed;
            }
            tracing::debug!(source = %self.source, tried, "asking for a token again");
            tokio::time::sleep(Duration::from_secs(1 << tried).mul_f64(0.5 + 0.5 * fastrand::f64())).await;
            tried += 1;
        }
    }

    /// The answer, or why there is none and whether to ask again.
    async fn ask_once(&self, ask: &Ask) -> Result<Answered, (Error, bool)> {
        let host = ask.url.host_str().unwrap_or_default();
        let mut request = http::Request::new(Body::from(ask.form.clone()));
        *request.method_mut() = ask.method.clone();
        *request.uri_mut() = ask.url.as_str().parse().map_err(|error| {
            let error = Error::new(ErrorKind::Config, format!("{host} can't be asked for a token ({error})"));
            (error, false)
        })?;
        request.headers_mut().clone_from(&ask.headers);
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        let answered = async {
            let response = self.transport.send(request).await?;
            let status = response.status();
            let skew = skew(response.headers());
            let body = response.into_body().collect_at_most(ANSWER).await?;
            let too_long = || TransportError::new(TransportErrorKind::Other, "the answer is too long");
            Ok::<_, TransportError>((status, skew, body.ok_or_else(too_long)?))
        };
        match tokio::time::timeout(PATIENCE, answered).await {
            Ok(Ok((status, skew, body))) => {
                let body = serde_json::from_slice(&body).unwrap_or_default();
                Ok(Answered { host: host.to_owned(), status, body, skew })
            }
            Ok(Err(error)) => {
                let again = !matches!(error.kind(), TransportErrorKind::Tls | TransportErrorKind::Request);
                let what = format!("{} could not be fetched from {host}: {error}", self.source);
                let error = Error::new(ErrorKind::Transport, what).caused_by(error);
                Err((error.advise("check the network and the proxy"), again))
            }
            Err(_) => {
                let what = format!("{} could not be fetched: {host} does not answer", self.source);
                Err((Error::new(ErrorKind::Transport, what).advise("check the network"), true))
            }
        }
    }

    fn again(&self, status: StatusCode) -> bool {
        // The metadata service says 404 and 410 while it is being updated.
        let starting =
            self.party == Party::Machine { is_metadata: true } && matches!(status.as_u16(), 404 | 410);
        status.is_server_error() || matches!(status.as_u16(), 408 | 429) || starting
    }

    /// Why there is no token, with what the other side says.
    pub fn refused(&self, answered: &Answered) -> Error {
        let Answered { host, status, body, skew } = answered;
        let said = ["error_description", "message", "error"].iter().find_map(|name| body[name].as_str());
        // The first sentence tells; ids come after it.
        let said = said.and_then(|said| said.lines().next());
        let said = said.and_then(|said| said.split(" Trace ID:").next()).map(first_sentence);
        let secret = self.secret.filter(|secret| !secret.is_empty());
        let said =
            said.map(|said| secret.map_or_else(|| said.to_owned(), |secret| said.replace(secret, "***")));
        let said = said.as_deref().map(|said| said.trim().trim_end_matches('.'));
        let source = &self.source;
        let what = match said {
            Some(said) => format!("{host} makes no token for {source}: {said} ({})", status.as_u16()),
            None => format!("{host} makes no token for {source} ({})", status.as_u16()),
        };
        let code = said.and_then(|said| said.strip_prefix("AADSTS")).unwrap_or_default();
        let code = code.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
        let skew = skew.as_deref();
        let advice = match code {
            "7000215" => "give the secret's value, and not its id",
            "7000222" => "the secret has expired: make a new one",
            "90002" | "900023" | "90013" => {
                "give the tenant that the organization belongs to, by its id or its domain"
            }
            "700024" | "700027" | "50013" if skew.is_some() => skew.unwrap_or_default(),
            "700016" | "7000112" => "check the client id, and that it is of this tenant",
            "700024" | "700027" | "50013" => "check the certificate, and the clock of this machine",
            "70021" | "700211" | "700212" | "700213" => {
                "check issuer, subject and audience of the application's federated credential"
            }
            _ => match self.party {
                Party::Machine { .. } => "check that this machine has that identity",
                Party::Person => "sign in again",
                Party::Application => {
                    "check the tenant, the client id and its secret, certificate or federated credential"
                }
            },
        };
        let kind = if self.again(*status) { ErrorKind::Unavailable } else { ErrorKind::Auth };
        Error::new(kind, what).advise(advice.to_owned())
    }
}

/// What the directory says first; what follows repeats it at length.
fn first_sentence(text: &str) -> &str {
    let end =
        text.match_indices(". ").find(|(at, _)| text[at + 2..].starts_with(|next: char| next.is_uppercase()));
    end.map_or(text, |(at, _)| &text[..at])
}
