//! Microsoft Entra: every way in which a program gets a token without a person.
//!
//! The exchanges are small and few, so they are made here, over the client's own transport: its proxy and its
//! certificates hold for them, the authority can be one on this machine, and a certificate needs no OpenSSL.
//! <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow>

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use adoxide_api::wire::Secret;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;
use url::Url;

use super::certificate::Certificate;
use super::token::access_token;
use super::{AccessToken, Authorization, Context, Credential, RESOURCE, Renewing, azure_cli};
use crate::address::is_loopback;
use crate::clock::skew;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Body, Transport, TransportError, TransportErrorKind};

/// Where tokens are made, unless told otherwise.
const AUTHORITY: &str = "https://login.microsoftonline.com/";
/// Where a machine in Azure asks for the token of its own identity.
const METADATA: &str = "http://169.254.169.254/metadata/identity/oauth2/token";
/// How often a token is asked for before the call fails.
const ATTEMPTS: u32 = 3;
/// How long one try may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How much of an answer is read.
const ANSWER: usize = 256 * 1024;

/// A credential of Microsoft Entra. Its token is kept, and renewed once for all who use it before it expires.
///
/// ```
/// use adoxide::credential::Entra;
///
/// let robot = Entra::client_secret("TENANT", "CLIENT", "the secret's value");
/// # let _ = robot;
/// ```
pub struct Entra {
    grant: Arc<Grant>,
    authority: String,
    renewing: Renewing,
}

/// What is shown for a token.
enum Grant {
    ClientSecret { application: Application, secret: Secret },
    ClientCertificate { application: Application, certificate: Certificate },
    WorkloadIdentity { application: Application, file: PathBuf },
    AzurePipelines { application: Application, connection: String, request_uri: Url, token: Secret },
    ManagedIdentity { client: Option<String>, service: Option<(Url, Secret)> },
    AzureCli { tenant: Option<String>, program: PathBuf },
}

/// An application in a tenant.
struct Application {
    tenant: String,
    client: String,
}

impl Application {
    fn new(tenant: impl Into<String>, client: impl Into<String>) -> Self {
        Self { tenant: tenant.into(), client: client.into() }
    }
}

impl Entra {
    /// A service principal with a secret: the tenant's id or domain, the application's client id, and the
    /// secret's value (not its id).
    pub fn client_secret(
        tenant: impl Into<String>,
        client: impl Into<String>,
        secret: impl Into<String>,
    ) -> Self {
        let application = Application::new(tenant, client);
        let source = format!("the client secret of the application {}", application.client);
        Self::new(source, Grant::ClientSecret { application, secret: Secret::from(secret.into()) })
    }

    /// A service principal with a certificate: the certificate and its RSA key, both in PEM, in any order.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when there is no certificate or no key in it that can be used.
    pub fn client_certificate(
        tenant: impl Into<String>,
        client: impl Into<String>,
        pem: impl AsRef<[u8]>,
    ) -> Result<Self> {
        let application = Application::new(tenant, client);
        let certificate = Certificate::from_pem(pem.as_ref())?;
        let source = format!("the certificate of the application {}", application.client);
        Ok(Self::new(source, Grant::ClientCertificate { application, certificate }))
    }

    /// Workload identity federation: the token that another issuer, such as Kubernetes, keeps fresh in a file.
    pub fn workload_identity(
        tenant: impl Into<String>,
        client: impl Into<String>,
        file: impl Into<PathBuf>,
    ) -> Self {
        let application = Application::new(tenant, client);
        let file = file.into();
        let source =
            format!("the federated token in {} of the application {}", file.display(), application.client);
        Self::new(source, Grant::WorkloadIdentity { application, file })
    }

    /// Federation from a job of Azure Pipelines: the id of the service connection, the job's
    /// `SYSTEM_OIDCREQUESTURI` and its `SYSTEM_ACCESSTOKEN`.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the address can't be one.
    pub fn azure_pipelines(
        tenant: impl Into<String>,
        client: impl Into<String>,
        service_connection: impl Into<String>,
        request_uri: &str,
        access_token: impl Into<String>,
    ) -> Result<Self> {
        let request_uri = secret_may_go(request_uri, "SYSTEM_OIDCREQUESTURI")?;
        let application = Application::new(tenant, client);
        let connection = service_connection.into();
        let source = format!("the service connection {connection} of this pipeline");
        let token = Secret::from(access_token.into());
        Ok(Self::new(source, Grant::AzurePipelines { application, connection, request_uri, token }))
    }

    /// The identity of the machine, the app or the function in Azure that this runs on; a user-assigned one by
    /// its client id.
    ///
    /// Where the variables `IDENTITY_ENDPOINT` and `IDENTITY_HEADER` are set (App Service, Functions, Container
    /// Apps), the token comes from there, else from the machine's metadata service.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the variables can't be used.
    pub fn managed_identity(client: Option<&str>) -> Result<Self> {
        Self::managed_identity_of(client, &super::environment::variable)
    }

    pub(super) fn managed_identity_of(
        client: Option<&str>,
        lookup: super::environment::Lookup<'_>,
    ) -> Result<Self> {
        let service = match (lookup("IDENTITY_ENDPOINT")?, lookup("IDENTITY_HEADER")?) {
            (Some(endpoint), Some(header)) => {
                let endpoint = Url::parse(&endpoint).map_err(|error| {
                    Error::new(ErrorKind::Config, format!("IDENTITY_ENDPOINT is no URL ({error})"))
                })?;
                Some((endpoint, Secret::from(header)))
            }
            _ => None,
        };
        let source = client.map_or_else(
            || "the managed identity of this machine".to_owned(),
            |client| format!("the managed identity {client}"),
        );
        Ok(Self::new(source, Grant::ManagedIdentity { client: client.map(str::to_owned), service }))
    }

    /// Whoever has signed in with `az login`; of several tenants, this one. `az` is asked once for the life of
    /// a token.
    pub fn azure_cli(tenant: Option<&str>) -> Self {
        Self::azure_cli_at(tenant, if cfg!(windows) { "az.cmd" } else { "az" })
    }

    /// As [`azure_cli`](Self::azure_cli), with the program at this path.
    pub fn azure_cli_at(tenant: Option<&str>, program: impl Into<PathBuf>) -> Self {
        let grant = Grant::AzureCli { tenant: tenant.map(str::to_owned), program: program.into() };
        Self::new("az login".to_owned(), grant)
    }

    /// Tokens are made there, and not by `https://login.microsoftonline.com`: another cloud, or a token
    /// endpoint on this machine. Plain http is for this machine only.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the address can't be one.
    pub fn authority(self, authority: &str) -> Result<Self> {
        let authority = base(authority, "the authority")?.into();
        let source = self.source().to_owned();
        Ok(Self::at(source, self.grant, authority))
    }

    /// Says where it came from, for messages.
    pub fn from_source(self, source: impl Into<String>) -> Self {
        Self::at(source.into(), self.grant, self.authority)
    }

    fn new(source: String, grant: Grant) -> Self {
        Self::at(source, Arc::new(grant), AUTHORITY.to_owned())
    }

    fn at(source: String, grant: Arc<Grant>, authority: String) -> Self {
        let (granted, made_by, said) = (Arc::clone(&grant), authority.clone(), source.clone());
        let renewing = Renewing::new(source, move |transport| {
            let fetch = Fetch {
                grant: Arc::clone(&granted),
                authority: made_by.clone(),
                source: said.clone(),
                transport,
            };
            async move { fetch.token().await }.boxed()
        });
        Self { grant, authority, renewing }
    }
}

impl Credential for Entra {
    fn authorization<'a>(&'a self, context: Context<'a>) -> BoxFuture<'a, Result<Authorization>> {
        self.renewing.authorization(context)
    }

    fn source(&self) -> &str {
        self.renewing.source()
    }
}

impl fmt::Debug for Entra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entra({})", self.source())
    }
}

/// An address that secrets may be sent to.
fn secret_may_go(text: &str, what: &str) -> Result<Url> {
    let wrong = |why: String| Error::new(ErrorKind::Config, format!("{what} is no address: {why}"));
    let url = Url::parse(text.trim()).map_err(|error| wrong(error.to_string()))?;
    if url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url) {
        Ok(url)
    } else {
        Err(wrong(format!("a secret is not sent over {}", url.scheme())).advise("write https://"))
    }
}

/// The base of a token endpoint, with a slash at its end.
fn base(text: &str, what: &str) -> Result<Url> {
    let mut url = secret_may_go(text, what)?;
    let wrong = |why: &str| Error::new(ErrorKind::Config, format!("{what} is no address: {why}"));
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("it holds a query").advise("leave out what begins with ? or #"));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// One fetch of a token.
struct Fetch<'a> {
    grant: Arc<Grant>,
    authority: String,
    source: String,
    transport: &'a dyn Transport,
}

/// A request for a token: small, and the same each time.
struct Ask {
    method: Method,
    url: Url,
    headers: HeaderMap,
    form: String,
}

impl Fetch<'_> {
    async fn token(&self) -> Result<AccessToken> {
        match &*self.grant {
            Grant::ClientSecret { application, secret } => {
                self.exchange(application, &[("client_secret", secret.expose())]).await
            }
            Grant::ClientCertificate { application, certificate } => {
                let endpoint = self.endpoint(application)?;
                let assertion = certificate.assertion(&application.client, endpoint.as_str())?;
                self.assert(application, &assertion).await
            }
            Grant::WorkloadIdentity { application, file } => {
                self.assert(application, federated(file)?.trim()).await
            }
            Grant::AzurePipelines { application, connection, request_uri, token } => {
                let assertion = self.pipeline(connection, request_uri, token).await?;
                self.assert(application, &assertion).await
            }
            Grant::ManagedIdentity { client, service } => {
                self.managed(client.as_deref(), service.as_ref()).await
            }
            Grant::AzureCli { tenant, program } => azure_cli::token(program, tenant.as_deref()).await,
        }
    }

    fn endpoint(&self, application: &Application) -> Result<Url> {
        let tenant = adoxide_api::wire::encode_segment(&application.tenant);
        let url = Url::parse(&format!("{}{tenant}/oauth2/v2.0/token", self.authority));
        url.map_err(|_| Error::new(ErrorKind::Config, "the tenant is no part of an address"))
    }

    async fn assert(&self, application: &Application, assertion: &str) -> Result<AccessToken> {
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        self.exchange(application, &[("client_assertion_type", kind), ("client_assertion", assertion)]).await
    }

    /// The credential against a token.
    async fn exchange(&self, application: &Application, proof: &[(&str, &str)]) -> Result<AccessToken> {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_id", &application.client)
            .append_pair("scope", &format!("{RESOURCE}/.default"))
            .extend_pairs(proof)
            .finish();
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let ask = Ask { method: Method::POST, url: self.endpoint(application)?, headers, form };
        access_token(&self.ask(&ask).await?)
    }

    /// The token of this job against one that Microsoft Entra accepts.
    async fn pipeline(&self, connection: &str, request_uri: &Url, token: &Secret) -> Result<String> {
        let mut url = request_uri.clone();
        url.query_pairs_mut()
            .append_pair("api-version", "7.1")
            .append_pair("serviceConnectionId", connection);
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers
            .insert(HeaderName::from_static("x-tfs-fedauthredirect"), HeaderValue::from_static("Suppress"));
        headers.insert(AUTHORIZATION, sensitive(&format!("Bearer {}", token.expose()))?);
        let answer = self.ask(&Ask { method: Method::POST, url, headers, form: String::new() }).await?;
        let token = answer["oidcToken"].as_str().map(str::to_owned);
        token.ok_or_else(|| {
            Error::new(ErrorKind::Auth, "the pipeline made no token for its service connection")
        })
    }

    async fn managed(&self, client: Option<&str>, service: Option<&(Url, Secret)>) -> Result<AccessToken> {
        let mut headers = HeaderMap::new();
        let (mut url, version) = if let Some((endpoint, secret)) = service {
            headers.insert(HeaderName::from_static("x-identity-header"), sensitive(secret.expose())?);
            (endpoint.clone(), "2019-08-01")
        } else {
            headers.insert(HeaderName::from_static("metadata"), HeaderValue::from_static("true"));
            let wrong = |_| Error::new(ErrorKind::Config, "the metadata service has no address");
            (Url::parse(METADATA).map_err(wrong)?, "2018-02-01")
        };
        url.query_pairs_mut().append_pair("api-version", version).append_pair("resource", RESOURCE);
        if let Some(client) = client {
            url.query_pairs_mut().append_pair("client_id", client);
        }
        access_token(&self.ask(&Ask { method: Method::GET, url, headers, form: String::new() }).await?)
    }

    /// Asks until there is an answer, or no hope for one: asking for a token harms nobody.
    async fn ask(&self, ask: &Ask) -> Result<Value> {
        let mut tried = 1;
        loop {
            let (error, again) = match self.ask_once(ask).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            if !again || tried == ATTEMPTS {
                return Err(error);
            }
            tracing::debug!(source = %self.source, tried, %error, "asking for a token again");
            tokio::time::sleep(Duration::from_secs(1 << tried).mul_f64(0.5 + 0.5 * fastrand::f64())).await;
            tried += 1;
        }
    }

    /// The answer, or what is wrong and whether to ask again.
    async fn ask_once(&self, ask: &Ask) -> Result<Value, (Error, bool)> {
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
        let (status, skew, body) = match tokio::time::timeout(PATIENCE, answered).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => {
                let again = !matches!(error.kind(), TransportErrorKind::Tls | TransportErrorKind::Request);
                let what = format!("{} could not be fetched from {host}: {error}", self.source);
                let error = Error::new(ErrorKind::Transport, what).caused_by(error);
                return Err((error.advise("check the network and the proxy"), again));
            }
            Err(_) => {
                let what = format!("{} could not be fetched: {host} does not answer", self.source);
                return Err((Error::new(ErrorKind::Transport, what).advise("check the network"), true));
            }
        };
        let answer: Value = serde_json::from_slice(&body).unwrap_or_default();
        if status.is_success() && answer.is_object() {
            return Ok(answer);
        }
        Err((self.refused(host, status, &answer, skew.as_deref()), self.again(status)))
    }

    fn again(&self, status: StatusCode) -> bool {
        // The metadata service says 404 and 410 while it is being updated.
        let starting = matches!(&*self.grant, Grant::ManagedIdentity { service: None, .. })
            && matches!(status.as_u16(), 404 | 410);
        status.is_server_error() || matches!(status.as_u16(), 408 | 429) || starting
    }

    /// Why there is no token, with what the other side says.
    fn refused(&self, host: &str, status: StatusCode, answer: &Value, skew: Option<&str>) -> Error {
        let said = ["error_description", "message", "error"].iter().find_map(|name| answer[name].as_str());
        // The first sentence tells; ids come after it.
        let said = said.and_then(|said| said.lines().next());
        let said = said.and_then(|said| said.split(" Trace ID:").next()).map(first_sentence);
        // What a service answers may hold what it was sent.
        let secret = match &*self.grant {
            Grant::ClientSecret { secret, .. } => Some(secret),
            Grant::AzurePipelines { token, .. } => Some(token),
            Grant::ManagedIdentity { service: Some((_, secret)), .. } => Some(secret),
            _ => None,
        };
        let secret = secret.map(Secret::expose).filter(|secret| !secret.is_empty());
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
            _ if matches!(&*self.grant, Grant::ManagedIdentity { .. }) => {
                "check that this machine has that identity"
            }
            _ => "check the tenant, the client id and its secret, certificate or federated credential",
        };
        let kind = if self.again(status) { ErrorKind::Unavailable } else { ErrorKind::Auth };
        Error::new(kind, what).advise(advice.to_owned())
    }
}

/// What the directory says first; what follows repeats it at length.
fn first_sentence(text: &str) -> &str {
    let end =
        text.match_indices(". ").find(|(at, _)| text[at + 2..].starts_with(|next: char| next.is_uppercase()));
    end.map_or(text, |(at, _)| &text[..at])
}

fn sensitive(text: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_str(text)
        .map_err(|_| Error::new(ErrorKind::Config, "the token holds characters that no token has"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn federated(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let what = format!("the federated token in {} can't be read: {error}", file.display());
        Error::new(ErrorKind::Config, what).advise("check AZURE_FEDERATED_TOKEN_FILE").caused_by(error)
    })
}
