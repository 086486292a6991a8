//! The client below `adoxide.Client`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use adoxide::api::wire::{Content, Json, List, Op};
use adoxide::credential::{self, Anonymous, Bearer, Credential, Entra, Pat};
use adoxide::{Download, Error, Method, Options};
use http::{HeaderName, HeaderValue};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};

use crate::error::exception;
use crate::items::{BY_PATH, Items};
use crate::{catalog, json, runtime};

/// How to authenticate.
#[derive(Clone)]
enum Key {
    Environment,
    Pat(String),
    Bearer(String),
    Secret { tenant: String, client: String, secret: String },
    Cli,
    Anonymous,
}

impl Key {
    fn credential(&self) -> Result<Box<dyn Credential>, Error> {
        Ok(match self {
            Self::Environment => match credential::from_env()? {
                Some(credential) => credential,
                None => {
                    return Err(Error::credential(
                        "no credential: pass token=, or set ADOXIDE_PAT or ADOXIDE_TOKEN",
                        "no variable is set",
                    ));
                }
            },
            Self::Pat(token) => Box::new(Pat::new(token)?),
            Self::Bearer(token) => Box::new(Bearer::new(token)?),
            Self::Secret { tenant, client, secret } => {
                Box::new(Entra::client_secret(tenant.clone(), client.clone(), secret.clone()))
            }
            Self::Cli => Box::new(Entra::azure_cli(None)),
            Self::Anonymous => Box::new(Anonymous::new()),
        })
    }
}

struct Config {
    organization: String,
    key: Key,
    timeout: Option<Duration>,
    attempts: Option<usize>,
}

/// A client of one organization; `adoxide.Client` is the class for programs.
#[pyclass(frozen, subclass)]
pub struct Client {
    config: Arc<Config>,
    /// With the process that it belongs to: connections don't survive a fork.
    current: Arc<Mutex<Option<(u32, adoxide::Client)>>>,
}

/// An answer. Its body as Python has it is JSON as objects, other text as str, the rest as bytes.
struct Answer {
    headers: Vec<(String, String)>,
    body: bytes::Bytes,
}

impl Answer {
    fn media(&self) -> String {
        let found = self.headers.iter().find(|(name, _)| name == "content-type");
        found.map(|(_, value)| value.to_ascii_lowercase()).unwrap_or_default()
    }
}

async fn read(download: Download) -> Result<Answer, Error> {
    let text = |(name, value): (_, &HeaderValue)| {
        let name: &HeaderName = name;
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    };
    let headers = download.headers().iter().filter_map(text).collect();
    Ok(Answer { headers, body: download.bytes().await? })
}

fn finish(py: Python<'_>, answer: Result<Answer, Error>) -> PyResult<Py<PyAny>> {
    let answer = answer.map_err(|error| exception(py, &error))?;
    if answer.body.is_empty() {
        return Ok(py.None());
    }
    let media = answer.media();
    if media.contains("json") {
        return json::to_python(py, &answer.body);
    }
    if media.starts_with("text/")
        && let Ok(text) = std::str::from_utf8(&answer.body)
    {
        return Ok(PyString::new(py, text).into_any().unbind());
    }
    Ok(PyBytes::new(py, &answer.body).into_any().unbind())
}

impl Client {
    pub fn open(&self, py: Python<'_>) -> PyResult<adoxide::Client> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let process = std::process::id();
        if let Some((owner, client)) = &*current
            && *owner == process
        {
            return Ok(client.clone());
        }
        // The transport's connections belong to the runtime.
        let runtime = runtime::runtime()?;
        let _inside = runtime.enter();
        let client = self.config.build().map_err(|error| exception(py, &error))?;
        if let Some(parents) = current.replace((process, client.clone())) {
            std::mem::forget(parents);
        }
        Ok(client)
    }

    fn request(
        &self,
        py: Python<'_>,
        method: &str,
        path: &str,
        query: Option<&Bound<'_, PyDict>>,
        body: Option<&Bound<'_, PyAny>>,
        headers: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<adoxide::Request> {
        let method = Method::from_bytes(method.to_ascii_uppercase().as_bytes())
            .map_err(|_| PyValueError::new_err(format!("expected an HTTP method, got `{method}`")))?;
        let mut request = self.open(py)?.request(method, path);
        for (name, value) in query.into_iter().flatten() {
            if !value.is_none() {
                request = request.query(&name.extract::<String>()?, value.str()?.to_str()?);
            }
        }
        for (name, value) in headers.into_iter().flatten() {
            request = request.header(&name.extract::<String>()?, value.str()?.to_str()?);
        }
        Ok(match body {
            None => request,
            Some(body) => match catalog::bytes(body)? {
                Some(bytes) => request.bytes(bytes),
                None => request.json(&json::from_python(body)?),
            },
        })
    }

    fn op(
        &self,
        py: Python<'_>,
        name: &str,
        arguments: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<(adoxide::Client, Op<Content>)> {
        Ok((self.open(py)?, catalog::op(py, name, arguments)?))
    }
}

impl Config {
    fn build(&self) -> Result<adoxide::Client, Error> {
        let organization = if self.organization.is_empty() {
            match credential::organization_from_env()? {
                Some((address, _)) => address.to_string(),
                None => String::new(),
            }
        } else {
            self.organization.clone()
        };
        let mut options = Options::default();
        if let Some(timeout) = self.timeout {
            options = options.time(timeout);
        }
        if let Some(attempts) = self.attempts {
            options = options.attempts(attempts);
        }
        adoxide::Client::builder(organization)
            .credential(self.key.credential()?)
            .options(options)
            .user_agent(concat!("adoxide-python/", env!("CARGO_PKG_VERSION")))
            .build()
    }
}

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (
        organization="", *, token=None, bearer=None, tenant_id=None, client_id=None, client_secret=None,
        azure_cli=false, anonymous=false, timeout=None, attempts=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        py: Python<'_>,
        organization: &str,
        token: Option<String>,
        bearer: Option<String>,
        tenant_id: Option<String>,
        client_id: Option<String>,
        client_secret: Option<String>,
        azure_cli: bool,
        anonymous: bool,
        timeout: Option<f64>,
        attempts: Option<usize>,
    ) -> PyResult<Self> {
        let key = match (token, bearer, tenant_id, client_id, client_secret) {
            (Some(token), None, None, None, None) => Key::Pat(token),
            (None, Some(token), None, None, None) => Key::Bearer(token),
            (None, None, Some(tenant), Some(client), Some(secret)) => Key::Secret { tenant, client, secret },
            (None, None, None, None, None) if azure_cli => Key::Cli,
            (None, None, None, None, None) if anonymous => Key::Anonymous,
            (None, None, None, None, None) => Key::Environment,
            _ => {
                return Err(PyTypeError::new_err(
                    "expected one credential: token=, or bearer=, or tenant_id= with client_id= and client_secret=",
                ));
            }
        };
        let timeout = timeout
            .map(Duration::try_from_secs_f64)
            .transpose()
            .map_err(|error| PyValueError::new_err(format!("timeout: expected seconds: {error}")))?;
        let config = Config { organization: organization.to_owned(), key, timeout, attempts };
        let client = Self { config: Arc::new(config), current: Arc::default() };
        client.open(py)?;
        Ok(client)
    }

    /// The URL of the organization.
    #[getter]
    fn url(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.open(py)?.address().to_string())
    }

    /// The name of the organization.
    #[getter]
    fn organization(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.open(py)?.address().organization())
    }

    /// Where the credential comes from.
    #[getter]
    fn credential_source(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.open(py)?.credential_source().to_owned())
    }

    /// Calls an operation by its name and gives its answer.
    #[pyo3(signature = (operation, /, **arguments))]
    fn call(
        &self,
        py: Python<'_>,
        operation: &str,
        arguments: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        let (client, op) = self.op(py, operation, arguments)?;
        let answer = runtime::block_on(py, async { read(client.download(op).await?).await })?;
        finish(py, answer)
    }

    /// As `call`; gives the answer and its headers, by their names in lower case.
    #[pyo3(signature = (operation, /, **arguments))]
    fn call_with_headers(
        &self,
        py: Python<'_>,
        operation: &str,
        arguments: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<(Py<PyAny>, HashMap<String, String>)> {
        let (client, op) = self.op(py, operation, arguments)?;
        let answer = runtime::block_on(py, async { read(client.download(op).await?).await })?;
        let answer = answer.map_err(|error| exception(py, &error))?;
        let headers = answer.headers.iter().cloned().collect();
        Ok((finish(py, Ok(answer))?, headers))
    }

    /// As `call`, to be awaited.
    #[pyo3(signature = (operation, /, **arguments))]
    fn acall<'py>(
        &self,
        py: Python<'py>,
        operation: &str,
        arguments: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (client, op) = self.op(py, operation, arguments)?;
        runtime::spawn(py, async move { read(client.download(op).await?).await }, finish)
    }

    /// The items of a list, all pages, for `for` and `async for`.
    #[pyo3(signature = (operation, /, **arguments))]
    fn items(
        &self,
        py: Python<'_>,
        operation: &str,
        arguments: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Items> {
        let (client, op) = self.op(py, operation, arguments)?;
        Ok(Items::new(client.raw_pages(op.reply_as::<List<Json>>())))
    }

    /// Sends a request to a path of the organization, or a URL on one of its hosts.
    #[pyo3(signature = (method, path, *, query=None, body=None, headers=None))]
    fn request_sync(
        &self,
        py: Python<'_>,
        method: &str,
        path: &str,
        query: Option<&Bound<'_, PyDict>>,
        body: Option<&Bound<'_, PyAny>>,
        headers: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        let request = self.request(py, method, path, query, body, headers)?;
        let answer = runtime::block_on(py, async { read(request.download().await?).await })?;
        finish(py, answer)
    }

    /// As `request_sync`, to be awaited.
    #[pyo3(signature = (method, path, *, query=None, body=None, headers=None))]
    fn request_async<'py>(
        &self,
        py: Python<'py>,
        method: &str,
        path: &str,
        query: Option<&Bound<'py, PyDict>>,
        body: Option<&Bound<'py, PyAny>>,
        headers: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let request = self.request(py, method, path, query, body, headers)?;
        runtime::spawn(py, async move { read(request.download().await?).await }, finish)
    }

    /// The items of a list by its path, all pages.
    #[pyo3(signature = (path, *, query=None))]
    fn items_at(&self, py: Python<'_>, path: &str, query: Option<&Bound<'_, PyDict>>) -> PyResult<Items> {
        Ok(Items::new(self.request(py, "GET", path, query, None, None)?.pages(BY_PATH)))
    }

    #[expect(clippy::unused_self, reason = "a method of Python")]
    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "a Client can't be pickled: it holds a credential and connections; make one in each process",
        ))
    }
}
