//! Who asks: personal access tokens, bearer tokens, Microsoft Entra, and the trait for everything else.
//!
//! | who | how |
//! |---|---|
//! | [`Pat`] | a personal access token |
//! | [`Bearer`] | a token that somebody else made: a pipeline's job token, a token for a short program |
//! | [`Entra`] | Microsoft Entra: client secret, client certificate, workload identity federation, managed identity, Azure CLI, Azure Pipelines (feature `entra`) |
//! | [`SignIn`] | a person, in a browser or with a device code (feature `entra`) |
//! | [`Anonymous`] | nobody: public projects |
//! | [`Renewing`] | any other source of tokens, kept and renewed in time |
//!
//! [`from_env`] finds the one that the environment gives, [`all_from_env`] all that it gives for a
//! [`Pool`](crate::Pool).

#[cfg(feature = "entra")]
mod azure_cli;
#[cfg(feature = "entra")]
mod certificate;
#[cfg(feature = "entra")]
mod directory;
#[cfg(feature = "entra")]
mod entra;
mod environment;
#[cfg(feature = "entra")]
mod sign_in;
mod token;

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::HeaderValue;

use crate::error::{Error, ErrorKind, Result};
use crate::transport::Transport;

#[cfg(feature = "entra")]
pub use self::entra::Entra;
pub use self::environment::{
    all_from_env, all_from_variables, from_azure_cli, from_env, from_variables, organization_from_env,
    variables,
};
pub(crate) use self::environment::{api_version, api_version_from_env, no_credential, no_organization};
#[cfg(feature = "entra")]
pub use self::sign_in::{Browser, DeviceCode, SignIn, SignedIn};
pub(crate) use self::token::Claims;
pub use self::token::{AccessToken, Renewing};

/// The resource for which Microsoft Entra makes tokens: Azure DevOps, everywhere the same.
#[cfg(feature = "entra")]
const RESOURCE: &str = "499b84ac-1321-427f-aa17-267ca6975798";

/// Where tokens come from.
///
/// A client asks before each request, so an implementation keeps its token and renews it, once for all who
/// wait, before it expires: [`Renewing`] does.
pub trait Credential: Send + Sync + 'static {
    /// What to send.
    ///
    /// A credential that can renew its token does so when the context says that it was
    /// [refused](Context::refused_token), and answers with another one. One that can't answers the same
    /// again, and the call fails.
    ///
    /// # Errors
    /// When there is no token to be had: [`Error::credential`].
    fn authorization<'a>(&'a self, context: Context<'a>) -> BoxFuture<'a, Result<Authorization>>;

    /// Where it comes from, for messages: `the token in AZURE_DEVOPS_EXT_PAT`. No secret.
    fn source(&self) -> &str;
}

/// What a credential is asked with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    transport: &'a dyn Transport,
    refused: Option<&'a Authorization>,
}

impl<'a> Context<'a> {
    /// A first question; tokens are fetched over this transport.
    pub fn new(transport: &'a dyn Transport) -> Self {
        Self { transport, refused: None }
    }

    /// The question again, after the service has answered 401 to this.
    pub fn refused(self, refused: &'a Authorization) -> Self {
        Self { refused: Some(refused), ..self }
    }

    /// What the service has just answered 401 to.
    pub fn refused_token(&self) -> Option<&'a Authorization> {
        self.refused
    }

    /// The client's way to the network, with its proxy and its certificates.
    pub fn transport(&self) -> &'a dyn Transport {
        self.transport
    }
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("refused", &self.refused).finish_non_exhaustive()
    }
}

macro_rules! forward {
    ($($pointer:ident),*) => {
        $(impl<C: Credential + ?Sized> Credential for $pointer<C> {
            fn authorization<'a>(&'a self, context: Context<'a>) -> BoxFuture<'a, Result<Authorization>> {
                (**self).authorization(context)
            }

            fn source(&self) -> &str {
                (**self).source()
            }
        })*
    };
}

forward!(Arc, Box);

/// The value of an `Authorization` header.
#[derive(Clone)]
pub struct Authorization {
    header: Option<HeaderValue>,
    /// What a bearer token says about itself.
    claims: Option<Arc<Claims>>,
}

/// Two are equal if the service sees the same.
impl PartialEq for Authorization {
    fn eq(&self, other: &Self) -> bool {
        self.header == other.header
    }
}

impl Eq for Authorization {}

impl Authorization {
    /// No header at all: public projects can be read by anyone.
    pub fn none() -> Self {
        Self { header: None, claims: None }
    }

    /// A token as the password of an empty user.
    pub fn basic(token: &str) -> Result<Self> {
        Self::secret(&format!("Basic {}", BASE64_STANDARD.encode(format!(":{token}"))))
    }

    /// A bearer token: Microsoft Entra's, or a pipeline's.
    pub fn bearer(token: &str) -> Result<Self> {
        let claims = Claims::read(token).map(Arc::new);
        Ok(Self { claims, ..Self::secret(&format!("Bearer {token}"))? })
    }

    fn secret(text: &str) -> Result<Self> {
        let mut value = HeaderValue::from_str(text)
            .map_err(|_| Error::new(ErrorKind::Config, "the token holds characters that no token has"))?;
        value.set_sensitive(true);
        Ok(Self { header: Some(value), claims: None })
    }

    /// The text without the token in it: what a service answers may hold what it was sent.
    pub(crate) fn hide_in(&self, text: String) -> String {
        let header = self.header.as_ref().and_then(|header| header.to_str().ok());
        let Some((scheme, sent)) = header.and_then(|header| header.split_once(' ')) else {
            return text;
        };
        let mut text = text.replace(sent, "***");
        if scheme == "Basic" {
            let decoded = BASE64_STANDARD.decode(sent).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            let token = decoded.as_deref().map(|pair| pair.trim_start_matches(':'));
            if let Some(token) = token.filter(|token| !token.is_empty()) {
                text = text.replace(token, "***");
            }
        }
        text
    }

    /// The secret itself, as it stands in the header, if there is one. It goes to programs that talk to the same
    /// service; never into a log, a command line or a URL.
    pub fn expose(&self) -> Option<&str> {
        self.header.as_ref()?.to_str().ok()
    }

    /// The secret itself without how it is sent, if there is one: a personal access token or a bearer token. As with
    /// [`expose`](Self::expose), it never goes into a log, a command line or a URL.
    pub fn expose_token(&self) -> Option<String> {
        let (scheme, sent) = self.expose()?.split_once(' ')?;
        if scheme == "Bearer" {
            return Some(sent.to_owned());
        }
        let pair = BASE64_STANDARD.decode(sent).ok().and_then(|bytes| String::from_utf8(bytes).ok())?;
        pair.split_once(':').map(|(_, token)| token.to_owned())
    }

    pub(crate) fn header(&self) -> Option<&HeaderValue> {
        self.header.as_ref()
    }

    pub(crate) fn claims(&self) -> Option<&Claims> {
        self.claims.as_deref()
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.header.is_some() { "Authorization(***)" } else { "Authorization(none)" })
    }
}

/// A token that never changes: what [`Pat`], [`Bearer`] and [`Anonymous`] are made of.
macro_rules! fixed {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone)]
        pub struct $name { authorization: Authorization, source: String }

        impl $name {
            /// Says where the token came from, for messages.
            pub fn from_source(mut self, source: impl Into<String>) -> Self {
                self.source = source.into();
                self
            }
        }

        impl Credential for $name {
            fn authorization<'a>(&'a self, _: Context<'a>) -> BoxFuture<'a, Result<Authorization>> {
                std::future::ready(Ok(self.authorization.clone())).boxed()
            }

            fn source(&self) -> &str {
                &self.source
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.source)
            }
        }
    };
}

fixed! {
    /// A personal access token.
    Pat
}
fixed! {
    /// A bearer token that is good for as long as it is needed: the job token of a pipeline, or one of
    /// Microsoft Entra for a short program.
    Bearer
}
fixed! {
    /// No credential: for public projects.
    Anonymous
}

impl Pat {
    /// A personal access token, as Azure DevOps showed it.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when it can't be a token: empty, with blanks or line ends, with a user name, or
    /// encoded for a header already.
    pub fn new(token: impl AsRef<str>) -> Result<Self> {
        let token = token.as_ref();
        plausible(token)?;
        if token.contains(':') {
            return Err(wrong("holds a colon").advise("give the token alone, without a user name before it"));
        }
        if is_encoded(token) {
            return Err(wrong("is already encoded as base64").advise("give it as Azure DevOps showed it"));
        }
        let authorization = Authorization::basic(token)?;
        Ok(Self { authorization, source: "the personal access token given in code".into() })
    }
}

impl Bearer {
    /// A bearer token.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when it can't be a token: empty, or with blanks or line ends.
    pub fn new(token: impl AsRef<str>) -> Result<Self> {
        let token = token.as_ref();
        plausible(token)?;
        let authorization = Authorization::bearer(token)?;
        Ok(Self { authorization, source: "the bearer token given in code".into() })
    }
}

impl Anonymous {
    /// No credential.
    pub fn new() -> Self {
        Self { authorization: Authorization::none(), source: "no credential".into() }
    }
}

impl Default for Anonymous {
    fn default() -> Self {
        Self::new()
    }
}

fn wrong(what: &str) -> Error {
    Error::new(ErrorKind::Config, format!("the token {what}"))
}

/// What is wrong with any kind of token. The token is never trimmed: what is wrong here is wrong elsewhere.
fn plausible(token: &str) -> Result<()> {
    let again = "copy it again, whole and without anything around it";
    if token.is_empty() {
        return Err(wrong("is empty").advise("set it, or leave it out"));
    }
    if token.trim_end_matches(['\r', '\n']).len() < token.len() {
        return Err(
            wrong("ends with a line end").advise("remove it: $(cat FILE) does, and printf writes none")
        );
    }
    for scheme in ["Basic ", "Bearer "] {
        if token.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)) {
            return Err(wrong(&format!("begins with \"{scheme}\"")).advise("give the token alone"));
        }
    }
    if token.chars().any(char::is_whitespace) {
        return Err(wrong("holds blanks or line ends").advise(again));
    }
    if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong("holds characters that no token has").advise(again));
    }
    Ok(())
}

/// Whether it is `user:token`, or a token alone, in base64, however often.
fn is_encoded(token: &str) -> bool {
    let Some(decoded) = BASE64_STANDARD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok())
    else {
        return false;
    };
    let printable = decoded.bytes().all(|byte| byte.is_ascii_graphic());
    let colon = decoded.find(':').is_some_and(|colon| decoded.len() - colon > 20);
    // The two shapes that the service has made: 52 letters of base32, and 84 with a mark among them.
    let old = decoded.len() == 52 && decoded.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'));
    let new = decoded.len() == 84 && decoded.contains("AZDO");
    printable && (colon || old || new || (decoded.len() > 20 && is_encoded(&decoded)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::{Body, TransportError, TransportErrorKind};

    const PAT: &str = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";

    struct Nowhere;

    impl Transport for Nowhere {
        fn send(
            &self,
            _: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            std::future::ready(Err(TransportError::new(TransportErrorKind::Connect, "no network"))).boxed()
        }
    }

    pub(super) fn header(credential: &dyn Credential) -> String {
        let authorization = credential.authorization(Context::new(&Nowhere)).now_or_never().unwrap().unwrap();
        authorization.header().unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn a_token_is_the_password_of_an_empty_user() {
        let pat = Pat::new(PAT).unwrap();
        assert_eq!(header(&pat), format!("Basic {}", BASE64_STANDARD.encode(format!(":{PAT}"))));
        assert_eq!(header(&Bearer::new("eyJx.y.z").unwrap()), "Bearer eyJx.y.z");
    }

    #[test]
    fn a_token_that_cannot_be_one_is_refused_and_not_shown() {
        let encoded = BASE64_STANDARD.encode(format!(":{PAT}"));
        let new = format!("{}AZDO{}", "Ab1".repeat(25), "Cd2Ef");
        assert_eq!(new.len(), 84);
        Pat::new(&new).unwrap();
        for (token, sentence) in [
            (String::new(), "is empty"),
            (format!("{PAT}\n"), "ends with a line end"),
            (format!("{PAT}\r\n"), "ends with a line end"),
            (format!("{PAT} "), "holds blanks"),
            (format!(" {PAT}"), "holds blanks"),
            (format!("{PAT}\n{PAT}"), "holds blanks"),
            (format!("bearer {PAT}"), "begins with \"Bearer \""),
            (format!("me:{PAT}"), "holds a colon"),
            (format!(":{PAT}"), "holds a colon"),
            (BASE64_STANDARD.encode(&encoded), "already encoded"),
            (BASE64_STANDARD.encode(PAT), "already encoded"),
            (BASE64_STANDARD.encode(new), "already encoded"),
            (encoded, "already encoded"),
            (format!("{PAT}é"), "characters that no token has"),
        ] {
            let error = Pat::new(&token).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(sentence), "{error}");
            assert!(!format!("{error} {error:?}").contains(PAT), "{error}");
        }
    }

    #[test]
    fn no_secret_in_debug() {
        let pat = Pat::new(PAT).unwrap();
        let authorization = pat.authorization(Context::new(&Nowhere)).now_or_never().unwrap().unwrap();
        let context = Context::new(&Nowhere).refused(&authorization);
        let shown = format!(
            "{pat:?} {:?} {authorization:?} {context:?} {:?}",
            Bearer::new(PAT).unwrap(),
            authorization.header()
        );
        assert!(!shown.contains(PAT) && !shown.contains(&BASE64_STANDARD.encode(PAT)[..20]), "{shown}");
    }
}
