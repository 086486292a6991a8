//! The client: its credential, address, transport, and limits.

use std::fmt;
use std::sync::Arc;

use adoxide_api::wire::{ApiVersion, Content, Host, Op, Paged, Reply};
use bytes::Bytes;
use http::{HeaderValue, Method, Uri};
use serde::de::DeserializeOwned;

use crate::address::Address;
use crate::credential::{self, Credential};
use crate::download::Download;
use crate::error::{Error, ErrorKind, Result};
use crate::limit::{Gate, Limiter, Load, RateLimit};
use crate::options::Options;
use crate::page::{Items, Page, Pages, RawPage};
use crate::request::Request;
use crate::resource::Known;
use crate::response::Response;
use crate::send::{Call, Core, Sender, Versions};
use crate::transport::Transport;
use crate::upload::Upload;

/// Talks to one organization. Clones are cheap and share everything: connections, limits, tokens, and the
/// objects of the [`resource`](crate::resource) layer.
///
/// ```no_run
/// # async fn example() -> adoxide::Result<()> {
/// let ado = adoxide::Client::from_env()?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    sender: Sender,
    /// What handles share.
    known: Arc<Known>,
}

/// How a [`Client`] is made.
#[must_use = "a builder does nothing until build is called"]
#[derive(Default)]
pub struct Builder {
    address: Option<String>,
    credential: Option<Arc<dyn Credential>>,
    transport: Option<Arc<dyn Transport>>,
    limiter: Limiter,
    user_agent: Option<String>,
    api_version: Option<String>,
    options: Options,
}

impl Client {
    /// A client for the organization at this [`Address`]. Without a credential of its own it takes the one of
    /// the environment.
    pub fn builder(address: impl Into<String>) -> Builder {
        Builder { address: Some(address.into()), ..Builder::default() }
    }

    /// A client for the organization and with the credential that the environment gives.
    ///
    /// [`credential::organization_from_env`] and [`credential::from_env`] say from which variables.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when there is none of them, or it can't be used.
    pub fn from_env() -> Result<Self> {
        Builder::default().build()
    }

    /// The same client, trying harder or less hard.
    pub fn with(&self, options: Options) -> Self {
        Self { sender: self.sender.with(options), known: Arc::clone(&self.known) }
    }

    /// How hard it tries.
    pub fn options(&self) -> &Options {
        self.sender.options()
    }

    /// Where it sends to.
    pub fn address(&self) -> &Address {
        self.sender.address()
    }

    /// Where its credential came from: `the token in AZURE_DEVOPS_EXT_PAT`.
    pub fn credential_source(&self) -> &str {
        self.sender.core().credential.source()
    }

    /// What its credential says now, for programs that talk to the service by themselves, such as git.
    ///
    /// # Errors
    /// When there is no token to be had.
    pub async fn authorization(&self) -> Result<credential::Authorization> {
        let core = self.sender.core();
        core.credential.authorization(credential::Context::new(&*core.transport)).await
    }

    /// What the service last said about the budget of this identity, at the host of most operations. It says
    /// nothing while the budget is far from used up.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.main_gate()?.rate()
    }

    /// How busy its identity is, at the host of most operations.
    pub(crate) fn load(&self) -> Load {
        self.main_gate().map(|gate| gate.load()).unwrap_or_default()
    }

    /// How long no request of this identity is sent to the host of most operations, because the service asked for a
    /// pause; `None` while it is not throttled. For programs that show what they wait for.
    pub fn pause(&self) -> Option<std::time::Duration> {
        self.main_gate()?.pause()
    }

    fn main_gate(&self) -> Option<Arc<Gate>> {
        let base: Uri = self.address().base(Host::Dev).parse().ok()?;
        Some(self.sender.core().gate(&base, true))
    }

    /// The limits of its identity, to be given to other clients of the same identity.
    pub fn limiter(&self) -> &Limiter {
        &self.sender.core().limiter
    }

    /// The same client, that knows where the areas of its service are.
    ///
    /// In the cloud this is known, and a Server has all in one place; neither is asked. It is for what is
    /// neither: a service behind other names, with hosts of its own for some areas. It says where they are
    /// (`ResourceAreas`); the credential goes there only if they are below its own host.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when it names a host that the credential must not go to, and as any call.
    pub async fn discover(&self) -> Result<Self> {
        if self.address().is_cloud() {
            return Ok(self.clone());
        }
        let areas = self.request(Method::GET, "_apis/resourceAreas").await?.body;
        let areas: Vec<(&str, &str)> = areas["value"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|area| Some((area["id"].as_str()?, area["locationUrl"].as_str()?)))
            .collect();
        let place = |host: Host| {
            let mut ids = adoxide_api::catalog().filter(|op| op.host == host).filter_map(|op| op.area_id);
            let (_, url) =
                ids.find_map(|id| areas.iter().find(|(known, _)| known.eq_ignore_ascii_case(id)))?;
            Some((host, (*url).to_owned()))
        };
        let others = Host::ALL.iter().filter(|host| **host != Host::Dev);
        let address = self.address().with_hosts(others.filter_map(|host| place(*host)))?;
        Ok(self.rebuilt(|core| core.address = address))
    }

    /// The same client within these limits.
    pub(crate) fn within(&self, limiter: &Limiter) -> Self {
        self.rebuilt(|core| core.limiter = limiter.clone())
    }

    fn rebuilt(&self, change: impl FnOnce(&mut Core)) -> Self {
        Self { sender: self.sender.rebuilt(change), known: Arc::default() }
    }

    /// The API version that is fixed for all operations, if one is.
    pub fn api_version(&self) -> Option<ApiVersion> {
        self.sender.core().versions.fixed()
    }

    /// What handles share.
    pub(crate) fn known(&self) -> &Known {
        &self.known
    }

    /// Sends an operation and answers with its value. Of a list that comes in pages this is the first page;
    /// [`items`](Self::items) and [`pages`](Self::pages) have all.
    ///
    /// # Errors
    /// [`Error`] of any kind but `Config`.
    pub async fn call<T: Reply>(&self, op: Op<T>) -> Result<T> {
        Ok(self.send(op).await?.body)
    }

    /// Sends an operation and answers with its value and what came with it.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn send<T: Reply>(&self, op: Op<T>) -> Result<Response<T>> {
        self.sender.read(&Call::new(&op, self.address())?).await
    }

    /// Sends an operation whose body is read while it is sent, as long as it likes, in place of the one that
    /// it has.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    #[allow(clippy::needless_pass_by_value, reason = "an operation is used up where it is sent")]
    pub async fn upload<T: Reply>(&self, op: Op<T>, body: impl Into<Upload>) -> Result<T> {
        let mut call = Call::new(&op, self.address())?;
        call.body = body.into().into();
        let bytes = HeaderValue::from_static("application/octet-stream");
        call.headers.entry(http::header::CONTENT_TYPE).or_insert(bytes);
        Ok(self.sender.read(&call).await?.body)
    }

    /// Sends an operation that answers with bytes, and hands them out as they come.
    ///
    /// # Errors
    /// As [`call`](Self::call); once the bytes flow, they may still break off.
    pub async fn download(&self, op: Op<Content>) -> Result<Download> {
        self.sender.download(Call::content(&op, self.address())?).await
    }

    /// Fetches what a URL in an answer leads to, such as the `downloadUrl` of an artifact.
    ///
    /// The credential goes along within the service only; files are kept elsewhere too, and fetched there
    /// without it.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is not a URL, or not over https; and as [`download`](Self::download).
    pub async fn download_link(&self, url: &str) -> Result<Download> {
        self.sender.download(Call::link(url, self.address())?).await
    }

    /// Goes on with a file behind so many bytes of it, where the service can do that and it is still the same by
    /// this ETag: then the status is 206.
    pub(crate) async fn download_link_from(
        &self,
        url: &str,
        from: u64,
        tag: Option<&str>,
    ) -> Result<Download> {
        let mut call = Call::link(url, self.address())?;
        if from > 0
            && let Ok(range) = HeaderValue::try_from(format!("bytes={from}-"))
            && let Some(Ok(tag)) = tag.map(HeaderValue::from_str)
        {
            call.headers.insert(http::header::RANGE, range);
            call.headers.insert(http::header::IF_RANGE, tag);
        }
        self.sender.download(call).await
    }

    /// Sends an operation that answers with bytes, and answers with all of them. Unlike a
    /// [`download`](Self::download), it asks again if they break off.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn bytes(&self, op: Op<Content>) -> Result<Bytes> {
        self.sender.bytes(&Call::content(&op, self.address())?).await
    }

    /// All pages of a list, one after the other, the next one fetched while this one is used.
    #[allow(clippy::needless_pass_by_value, reason = "an operation is used up where it is sent")]
    pub fn pages<L: Paged>(&self, op: Op<L>) -> Pages<Page<L::Item>>
    where
        L::Item: DeserializeOwned + Send + 'static,
    {
        Pages::new(&self.sender, Call::new(&op, self.address()))
    }

    /// All items of a list, from all its pages. An item that can't be read is an error in its place, and the
    /// stream goes on.
    pub fn items<L: Paged>(&self, op: Op<L>) -> Items<L::Item>
    where
        L::Item: DeserializeOwned + Send + 'static,
    {
        Items::new(self.pages(op))
    }

    /// All pages of a list as the service sent them, for those who have a decoder of their own.
    #[allow(clippy::needless_pass_by_value, reason = "an operation is used up where it is sent")]
    pub fn raw_pages<L: Paged>(&self, op: Op<L>) -> Pages<RawPage> {
        Pages::new(&self.sender, Call::new(&op, self.address()))
    }

    /// Anything that is not in the catalog: a path below the organization (`_apis/…?api-version=7.1`), or a
    /// whole URL of the same service. It is sent as it is written.
    pub fn request(&self, method: Method, path: impl AsRef<str>) -> Request {
        Request::new(&self.sender, method, path.as_ref())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", self.address())
            .field("credential", &self.credential_source())
            .field("options", self.options())
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// Who asks.
    pub fn credential(mut self, credential: impl Credential) -> Self {
        self.credential = Some(Arc::new(credential));
        self
    }

    /// By which way: the network, unless told otherwise.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The limits of the identity, shared with its other clients.
    pub fn limiter(mut self, limiter: &Limiter) -> Self {
        self.limiter = limiter.clone();
        self
    }

    /// How hard to try.
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// The program's name and version, before ours.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Fixes the API version of all operations, such as `6.0`, in place of what the service is found to have. Where a
    /// resource has only a preview of it, that is asked for. Without it, `ADOXIDE_API_VERSION` fixes one.
    ///
    /// It is rarely needed: versions are negotiated. An operation with a
    /// [version of its own](adoxide_api::wire::Op::api_version) keeps that.
    ///
    /// <https://learn.microsoft.com/en-us/azure/devops/integrate/concepts/rest-api-versioning>
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the address, the credential or the version can't be used, or is missing.
    pub fn build(self) -> Result<Client> {
        let address = match self.address {
            Some(address) => address.parse()?,
            None => credential::organization_from_env()?.ok_or_else(credential::no_organization)?.0,
        };
        let credential = match self.credential {
            Some(credential) => credential,
            None => credential::from_env()?.ok_or_else(credential::no_credential)?.into(),
        };
        let own = concat!("adoxide/", env!("CARGO_PKG_VERSION"));
        let user_agent = self.user_agent.map_or_else(|| own.to_owned(), |name| format!("{name} {own}"));
        let user_agent = HeaderValue::try_from(user_agent).map_err(|_| {
            Error::new(ErrorKind::Config, "the user agent holds characters that no header can hold")
        })?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => network()?,
        };
        let limiter = self.limiter;
        let fixed = match self.api_version {
            Some(version) => Some(credential::api_version("the API version", &version)?),
            None => credential::api_version_from_env()?,
        };
        let versions = Arc::new(Versions::new(fixed));
        let accepted = Arc::default();
        let core = Core { address, credential, transport, limiter, user_agent, accepted, versions };
        Ok(Client { sender: Sender::new(core, self.options), known: Arc::default() })
    }
}

#[cfg(feature = "reqwest")]
fn network() -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(crate::transport::Network::new()?))
}

#[cfg(not(feature = "reqwest"))]
fn network() -> Result<Arc<dyn Transport>> {
    Err(Error::new(ErrorKind::Config, "there is no transport")
        .advise("give the builder one, or enable the feature `reqwest`"))
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let credential = self.credential.as_ref().map(Credential::source);
        f.debug_struct("Builder")
            .field("credential", &credential)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
