//! Microsoft Entra: every way in which a program gets a token without a person.
//!
//! The exchanges are small and few, so they are made here, over the client's own transport: its proxy and its
//! certificates hold for them, the authority can be one on this machine, and a certificate needs no OpenSSL.
//! <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow>

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use adoxide_api::wire::Secret;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use url::Url;

use super::certificate::Certificate;
use super::directory::{AUTHORITY, Ask, Directory, Party, base, endpoint, secret_may_go};
use super::token::access_token;
use super::{AccessToken, Authorization, Context, Credential, RESOURCE, Renewing, azure_cli};
use crate::error::{Error, ErrorKind, Result};
use crate::transport::Transport;

/// Where a machine in Azure asks for the token of its own identity.
const METADATA: &str = "http://169.254.169.254/metadata/identity/oauth2/token";

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
                    Error::new(ErrorKind::Config, format!("IDENTITY_ENDPOINT is not a URL ({error})"))
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

/// One fetch of a token.
struct Fetch<'a> {
    grant: Arc<Grant>,
    authority: String,
    source: String,
    transport: &'a dyn Transport,
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
        endpoint(&self.authority, &application.tenant, "token")
    }

    fn directory(&self) -> Directory<'_> {
        // What a service answers may hold what it was sent.
        let secret = match &*self.grant {
            Grant::ClientSecret { secret, .. } => Some(secret.expose()),
            Grant::AzurePipelines { token, .. } => Some(token.expose()),
            Grant::ManagedIdentity { service: Some((_, secret)), .. } => Some(secret.expose()),
            _ => None,
        };
        let party = match &*self.grant {
            Grant::ManagedIdentity { service, .. } => Party::Machine { is_metadata: service.is_none() },
            _ => Party::Application,
        };
        Directory { source: &self.source, transport: self.transport, secret, party }
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
        access_token(&self.directory().ask(&ask).await?)
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
        let answer =
            self.directory().ask(&Ask { method: Method::POST, url, headers, form: String::new() }).await?;
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
        access_token(
            &self.directory().ask(&Ask { method: Method::GET, url, headers, form: String::new() }).await?,
        )
    }
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
