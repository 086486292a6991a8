//! Who asks: personal access tokens, bearer tokens, and the trait for everything else.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::HeaderValue;

use crate::address::Address;
use crate::error::{Error, ErrorKind, Result};

/// Where tokens come from.
///
/// A client asks before each request, so an implementation keeps its token and renews it, once for all who
/// wait, before it expires.
pub trait Credential: Send + Sync + 'static {
    /// What to send.
    ///
    /// `refused` is what the service has just answered 401 to: a credential that can renew its token does,
    /// and answers with another one. One that can't answers the same again, and the call fails.
    ///
    /// # Errors
    /// When there is no token to be had: [`Error::credential`].
    fn authorization<'a>(
        &'a self,
        refused: Option<&'a Authorization>,
    ) -> BoxFuture<'a, Result<Authorization>>;

    /// Where it comes from, for messages: `the token in AZURE_DEVOPS_EXT_PAT`. No secret.
    fn source(&self) -> &str;
}

macro_rules! forward {
    ($($pointer:ident),*) => {
        $(impl<C: Credential + ?Sized> Credential for $pointer<C> {
            fn authorization<'a>(
                &'a self,
                refused: Option<&'a Authorization>,
            ) -> BoxFuture<'a, Result<Authorization>> {
                (**self).authorization(refused)
            }

            fn source(&self) -> &str {
                (**self).source()
            }
        })*
    };
}

forward!(Arc, Box);

/// The value of an `Authorization` header.
#[derive(Clone, PartialEq, Eq)]
pub struct Authorization(Option<HeaderValue>);

impl Authorization {
    /// No header at all: public projects can be read by anyone.
    pub fn none() -> Self {
        Self(None)
    }

    /// A token as the password of an empty user.
    pub fn basic(token: &str) -> Result<Self> {
        Self::secret(&format!("Basic {}", BASE64_STANDARD.encode(format!(":{token}"))))
    }

    /// A bearer token: Microsoft Entra's, or a pipeline's.
    pub fn bearer(token: &str) -> Result<Self> {
        Self::secret(&format!("Bearer {token}"))
    }

    fn secret(text: &str) -> Result<Self> {
        let mut value = HeaderValue::from_str(text)
            .map_err(|_| Error::new(ErrorKind::Config, "the token holds characters that no token has"))?;
        value.set_sensitive(true);
        Ok(Self(Some(value)))
    }

    pub(crate) fn header(&self) -> Option<&HeaderValue> {
        self.0.as_ref()
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Authorization(***)" } else { "Authorization(none)" })
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
            fn authorization<'a>(
                &'a self,
                _: Option<&'a Authorization>,
            ) -> BoxFuture<'a, Result<Authorization>> {
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

/// Whether it is `user:token` in base64, as it goes into a header.
fn is_encoded(token: &str) -> bool {
    BASE64_STANDARD.decode(token).is_ok_and(|decoded| {
        let printable = decoded.iter().all(u8::is_ascii_graphic);
        let colon = decoded.iter().position(|byte| *byte == b':');
        printable && colon.is_some_and(|colon| decoded.len() - colon > 20)
    })
}

/// What a variable of the environment holds.
#[derive(Clone, Copy)]
enum Form {
    /// A personal access token.
    Pat,
    /// A bearer token.
    Bearer,
    /// Either; a JSON Web Token is a bearer token.
    Any,
}

/// The variables that hold tokens, in the order in which they are asked: our own, those of the tools that
/// people have set up already, and a pipeline's.
const TOKENS: &[(&str, Form)] = &[
    ("ADOXIDE_PAT", Form::Pat),
    ("ADOXIDE_TOKEN", Form::Any),
    ("AZDO_PAT", Form::Pat),
    ("AZDO_TOKEN", Form::Any),
    ("AZURE_DEVOPS_EXT_PAT", Form::Any),
    ("AZURE_DEVOPS_PAT", Form::Pat),
    ("AZDO_PERSONAL_ACCESS_TOKEN", Form::Pat),
    ("SYSTEM_ACCESSTOKEN", Form::Bearer),
    ("AZP_TOKEN", Form::Pat),
];

/// The variables that hold the organization, in the order in which they are asked.
const ORGANIZATIONS: &[&str] = &[
    "ADOXIDE_ORG",
    "AZDO_ORG",
    "AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION",
    "AZDO_ORG_SERVICE_URL",
    "SYSTEM_COLLECTIONURI",
    "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI",
    "AZURE_DEVOPS_ORG",
    "AZURE_DEVOPS_ORG_URL",
    "AZDO_ORGANIZATION",
    "AZP_URL",
];

/// How a variable is looked up; `Err` is a value that is no text.
type Lookup<'a> = &'a dyn Fn(&str) -> Result<Option<String>>;

/// The environment of this process. An empty variable is one that is not set.
fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Error::new(ErrorKind::Config, format!("{name} holds no text")))
        }
    }
}

/// The credential that the environment gives, if it does: the first that is set of `ADOXIDE_PAT`,
/// `ADOXIDE_TOKEN`, `AZDO_PAT`, `AZDO_TOKEN`, `AZURE_DEVOPS_EXT_PAT`, `AZURE_DEVOPS_PAT`,
/// `AZDO_PERSONAL_ACCESS_TOKEN`, `SYSTEM_ACCESSTOKEN`, `AZP_TOKEN`. Its [`source`](Credential::source) names
/// the variable.
///
/// # Errors
/// [`ErrorKind::Config`] when the first that is set can't be a token.
pub fn from_env() -> Result<Option<Box<dyn Credential>>> {
    from_environment(&variable)
}

/// The organization that the environment gives, if it does, and the variable that it comes from: the first
/// that is set of `ADOXIDE_ORG`, `AZDO_ORG`, `AZURE_DEVOPS_EXT__DEFAULTS_ORGANIZATION`,
/// `AZDO_ORG_SERVICE_URL`, `SYSTEM_COLLECTIONURI`, `SYSTEM_TEAMFOUNDATIONCOLLECTIONURI`, `AZURE_DEVOPS_ORG`,
/// `AZURE_DEVOPS_ORG_URL`, `AZDO_ORGANIZATION`, `AZP_URL`.
///
/// # Errors
/// [`ErrorKind::Config`] when the first that is set is no address.
pub fn organization_from_env() -> Result<Option<(Address, &'static str)>> {
    organization_from_environment(&variable)
}

/// There is none, and these are the ways to give one.
pub(crate) fn no_credential() -> Error {
    let names: Vec<_> = TOKENS.iter().map(|(name, _)| *name).collect();
    Error::new(ErrorKind::Config, "there is no credential")
        .advise(format!("give one, or set one of {}", names.join(", ")))
}

/// There is none, and these are the ways to give one.
pub(crate) fn no_organization() -> Error {
    Error::new(ErrorKind::Config, "there is no organization")
        .advise(format!("give its address, or set one of {}", ORGANIZATIONS.join(", ")))
}

fn from_environment(lookup: Lookup<'_>) -> Result<Option<Box<dyn Credential>>> {
    for (name, form) in TOKENS {
        let Some(token) = lookup(name)? else {
            continue;
        };
        let source = format!("the token in {name}");
        let bearer = match form {
            Form::Pat => false,
            Form::Bearer => true,
            Form::Any => token.starts_with("eyJ") && token.matches('.').count() == 2,
        };
        let credential: Result<Box<dyn Credential>> = if bearer {
            Bearer::new(&token).map(|bearer| Box::new(bearer.from_source(&source)) as _)
        } else {
            Pat::new(&token).map(|pat| Box::new(pat.from_source(&source)) as _)
        };
        return credential.map(Some).map_err(|error| error.with_credential(&source).in_context(name));
    }
    Ok(None)
}

fn organization_from_environment(lookup: Lookup<'_>) -> Result<Option<(Address, &'static str)>> {
    for name in ORGANIZATIONS {
        if let Some(value) = lookup(name)? {
            let address: Result<Address> = value.parse();
            return address.map(|address| Some((address, *name))).map_err(|error| error.in_context(name));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAT: &str = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";

    fn header(credential: &dyn Credential) -> String {
        let authorization = credential.authorization(None).now_or_never().unwrap().unwrap();
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
        for (token, sentence) in [
            (String::new(), "is empty"),
            (format!("{PAT}\n"), "ends with a line end"),
            (format!("{PAT} "), "holds blanks"),
            (format!("{PAT}\n{PAT}"), "holds blanks"),
            (format!("bearer {PAT}"), "begins with \"Bearer \""),
            (format!("me:{PAT}"), "holds a colon"),
            (format!(":{PAT}"), "holds a colon"),
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
        let authorization = pat.authorization(None).now_or_never().unwrap().unwrap();
        let shown =
            format!("{pat:?} {:?} {authorization:?} {:?}", Bearer::new(PAT).unwrap(), authorization.header());
        assert!(!shown.contains(PAT) && !shown.contains(&BASE64_STANDARD.encode(PAT)[..20]), "{shown}");
    }

    #[test]
    fn the_first_variable_wins_and_says_so() {
        let with = |set: &'static [(&'static str, &'static str)]| {
            move |name: &str| {
                Ok(set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
            }
        };
        let lookup = with(&[("AZURE_DEVOPS_EXT_PAT", PAT), ("ADOXIDE_TOKEN", "eyJa.b.c")]);
        let credential = from_environment(&lookup).unwrap().unwrap();
        assert_eq!(credential.source(), "the token in ADOXIDE_TOKEN");
        assert!(header(&*credential).starts_with("Bearer "));
        let error = from_environment(&with(&[("AZDO_PAT", "a b")])).err().unwrap();
        assert_eq!(
            error.to_string(),
            "AZDO_PAT: the token holds blanks or line ends; copy it again, whole and \
             without anything around it"
        );
        assert!(from_environment(&with(&[])).unwrap().is_none());
        for (name, _) in TOKENS {
            assert!(no_credential().to_string().contains(name));
        }
        let lookup = with(&[("SYSTEM_COLLECTIONURI", "https://dev.azure.com/a/"), ("AZP_URL", "b")]);
        let (address, name) = organization_from_environment(&lookup).unwrap().unwrap();
        assert_eq!((address.organization().as_str(), name), ("a", "SYSTEM_COLLECTIONURI"));
        let error = organization_from_environment(&with(&[("AZDO_ORG", "dev.azure.com/a")])).unwrap_err();
        assert!(error.to_string().starts_with("AZDO_ORG: the address"), "{error}");
    }
}
