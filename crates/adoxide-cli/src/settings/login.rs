//! Sign-ins that `adox auth login` stored: what they are, without their secrets, in `logins.json` beside the
//! configuration; and their secrets in a [`Store`].

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use adoxide::Address;
use adoxide::api::wire::Secret;
use adoxide::credential::{AccessToken, Bearer, Credential, Entra, Pat, Renewing, SignIn, SignedIn};
use futures::FutureExt as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::config;
use super::store::Store;
use crate::error::{Error, Result};

/// What a sign-in gave.
#[derive(Clone, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Login {
    /// A personal access token.
    Pat { token: String },
    /// A bearer token that is good for a while: a pipeline's.
    Bearer { token: String },
    /// A person, in a browser or with a device code.
    User(User),
    /// A service principal with a secret.
    ClientSecret { application: Application, secret: String },
    /// A service principal with a certificate, in a file.
    ClientCertificate { application: Application, file: PathBuf },
    /// A workload identity, whose token somebody keeps fresh in a file.
    WorkloadIdentity { application: Application, file: PathBuf },
    /// The identity of this machine, or one of several.
    ManagedIdentity { client: Option<String> },
    /// Whoever has signed in with `az login`.
    AzureCli { tenant: Option<String> },
}

/// An application of Microsoft Entra.
#[derive(Clone, Deserialize, Serialize)]
pub struct Application {
    /// The tenant, by id or domain.
    pub tenant: String,
    /// The client id.
    pub client: String,
    /// Where tokens are made, if not at the public cloud's.
    pub authority: Option<String>,
}

/// A person who has signed in.
#[derive(Clone, Deserialize, Serialize)]
pub struct User {
    application: Application,
    refresh_token: String,
    access_token: String,
    /// Seconds since 1970, UTC.
    expires: i64,
}

/// Secrets are never shown.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Login({})", self.kind())
    }
}

impl User {
    /// A sign-in that has just ended.
    pub fn new(application: Application, signed_in: &SignedIn) -> Self {
        let refresh_token = signed_in.refresh_token.expose().to_owned();
        let (access_token, expires) = kept(&signed_in.access_token);
        Self { application, refresh_token, access_token, expires }
    }
}

fn kept(token: &AccessToken) -> (String, i64) {
    let lifetime = i64::try_from(token.lifetime().as_secs()).unwrap_or(0);
    (token.expose().to_owned(), Timestamp::now().as_second().saturating_add(lifetime))
}

impl Login {
    /// What it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pat { .. } => "personal access token",
            Self::Bearer { .. } => "bearer token",
            Self::User(_) => "Microsoft Entra user",
            Self::ClientSecret { .. } => "client secret",
            Self::ClientCertificate { .. } => "client certificate",
            Self::WorkloadIdentity { .. } => "workload identity",
            Self::ManagedIdentity { .. } => "managed identity",
            Self::AzureCli { .. } => "az login",
        }
    }

    /// The credential that it is. Under a name, tokens that are renewed are stored again.
    ///
    /// # Errors
    /// When it can't be one.
    pub fn credential(&self, source: &str, stored: Option<(String, Store)>) -> Result<Box<dyn Credential>> {
        let of = |entra: Entra, application: &Application| -> Result<Box<dyn Credential>> {
            let entra = match &application.authority {
                Some(authority) => entra.authority(authority)?,
                None => entra,
            };
            Ok(Box::new(entra.from_source(source)))
        };
        match self {
            Self::Pat { token } => Ok(Box::new(Pat::new(token)?.from_source(source))),
            Self::Bearer { token } => Ok(Box::new(Bearer::new(token)?.from_source(source))),
            Self::User(user) => renewing(user.clone(), source, stored),
            Self::ClientSecret { application, secret } => {
                of(Entra::client_secret(&application.tenant, &application.client, secret), application)
            }
            Self::ClientCertificate { application, file } => {
                let pem = std::fs::read(file).map_err(|error| {
                    Error::usage(format!("the certificate `{}` can't be read: {error}", file.display()))
                })?;
                of(Entra::client_certificate(&application.tenant, &application.client, pem)?, application)
            }
            Self::WorkloadIdentity { application, file } => {
                of(Entra::workload_identity(&application.tenant, &application.client, file), application)
            }
            Self::ManagedIdentity { client } => {
                Ok(Box::new(Entra::managed_identity(client.as_deref())?.from_source(source)))
            }
            Self::AzureCli { tenant } => {
                Ok(Box::new(Entra::azure_cli(tenant.as_deref()).from_source(source)))
            }
        }
    }
}

impl Application {
    /// Sign-in of people to it.
    ///
    /// # Errors
    /// When the authority can't be one.
    pub fn sign_in(&self) -> Result<SignIn> {
        let sign_in = SignIn::new(&self.tenant, &self.client);
        Ok(match &self.authority {
            Some(authority) => sign_in.authority(authority)?,
            None => sign_in,
        })
    }
}

/// A token is not used any more when it is good for less than this.
const TOO_OLD: i64 = 300;

/// A person's tokens, renewed with the refresh token and stored again.
fn renewing(user: User, source: &str, stored: Option<(String, Store)>) -> Result<Box<dyn Credential>> {
    let sign_in = Arc::new(user.application.sign_in()?);
    // A second question means that the first token was refused.
    let state = Arc::new(Mutex::new((user, false)));
    let renewing = Renewing::new(source, move |transport| {
        let (state, sign_in, stored) = (state.clone(), sign_in.clone(), stored.clone());
        async move {
            let mut user = {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                let left = state.0.expires - Timestamp::now().as_second();
                if left > TOO_OLD && !state.1 {
                    state.1 = true;
                    let lifetime = Duration::from_secs(left.unsigned_abs());
                    return Ok(AccessToken::new(state.0.access_token.clone(), lifetime));
                }
                state.0.clone()
            };
            let refresh = Secret::from(user.refresh_token.as_str());
            let signed_in = sign_in.refresh(transport, &refresh).await?;
            user = User::new(user.application, &signed_in);
            if let Some((name, store)) = &stored
                && let Ok(text) = serde_json::to_string(&Login::User(user.clone()))
            {
                // What can't be stored is got again next time: the old refresh token stays good.
                let _ = store.set(name, &text);
            }
            state.lock().unwrap_or_else(PoisonError::into_inner).0 = user;
            Ok(signed_in.access_token)
        }
        .boxed()
    });
    Ok(Box::new(renewing))
}

/// What is known of a sign-in without its secret.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Known {
    /// Whose it is, as the service calls them.
    pub account: String,
    /// What it is, in words.
    pub kind: String,
    /// Where its secret is.
    pub store: Store,
}

/// The sign-ins by their names.
pub type Logins = BTreeMap<String, Known>;

/// What a sign-in is stored as: the organization, behind the profile where one is named.
pub fn name(profile: Option<&str>, address: &Address) -> String {
    let address = address.to_string().to_ascii_lowercase();
    match profile {
        Some(profile) if profile != config::DEFAULT => format!("{profile} {address}"),
        _ => address,
    }
}

fn path() -> Option<PathBuf> {
    config::folder().map(|folder| folder.join("logins.json"))
}

/// All sign-ins.
///
/// # Errors
/// When the file can't be read.
pub fn all() -> Result<Logins> {
    let Some(path) = path() else { return Ok(Logins::new()) };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Logins::new()),
        Err(error) => return Err(Error::failed(format!("`{}` can't be read: {error}", path.display()))),
    };
    serde_json::from_str(&text).map_err(|error| {
        Error::failed(format!("`{}` is damaged: {error}", path.display()))
            .help("delete it, and sign in again with `adox auth login`")
    })
}

fn save(logins: &Logins) -> Result<()> {
    let path = path()
        .ok_or_else(|| Error::usage("there is no place for sign-ins").help("set ADOXIDE_CONFIG_DIR"))?;
    let text = serde_json::to_string_pretty(logins).unwrap_or_default();
    config::write(&path, &(text + "\n"))
        .map_err(|error| Error::failed(format!("`{}` can't be written: {error}", path.display())))
}

/// Stores a sign-in in place of another one of this name. Answers where its secret is.
///
/// # Errors
/// When no store takes it.
pub fn store(name: &str, login: &Login, account: &str) -> Result<Store> {
    let text = serde_json::to_string(login)
        .map_err(|error| Error::failed(format!("the sign-in can't be stored: {error}")))?;
    let mut last = Error::failed("there is no store for credentials");
    for store in Store::for_new()? {
        match store.set(name, &text) {
            Ok(()) => {
                let mut logins = all()?;
                // A store that it was in before has it no longer.
                if let Some(before) = logins.get(name).filter(|before| before.store != store) {
                    before.store.remove(name)?;
                }
                let known = Known { account: account.to_owned(), kind: login.kind().to_owned(), store };
                logins.insert(name.to_owned(), known);
                save(&logins)?;
                return Ok(store);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Removes a sign-in and its secret.
///
/// # Errors
/// When a file or store can't be written.
pub fn remove(name: &str) -> Result<Option<Known>> {
    let mut logins = all()?;
    let Some(known) = logins.remove(name) else { return Ok(None) };
    known.store.remove(name)?;
    save(&logins)?;
    Ok(Some(known))
}

/// The credential of a sign-in, if there is one of this name.
///
/// # Errors
/// When its secret can't be had.
pub fn credential(name: &str) -> Result<Option<Box<dyn Credential>>> {
    let Some(known) = all()?.remove(name) else { return Ok(None) };
    let again = |what: &str| Error::failed(what).help("sign in again with `adox auth login`");
    let text = known.store.get(name)?;
    let text = text
        .ok_or_else(|| again(&format!("the credential of {name} is no longer in {}", known.store.place())))?;
    let login: Login = serde_json::from_str(&text)
        .map_err(|_| again(&format!("the stored credential of {name} is damaged")))?;
    let source = format!("the sign-in of {} (adox auth login)", known.account);
    login.credential(&source, Some((name.to_owned(), known.store))).map(Some)
}
