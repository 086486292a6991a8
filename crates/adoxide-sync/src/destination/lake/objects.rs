//! Files in a bucket of an object store.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{
    Error as StoreError, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, RetryConfig,
};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use super::store::Store;
use crate::{Error, ErrorKind};

/// How many objects are read at once.
const READS: usize = 16;
/// How often a create is tried that conflicted with another request, although nothing was written by either.
const CONFLICTS: usize = 5;
/// The longest reason that is shown, in characters.
const SHOWN: usize = 400;

/// The URL of a prefix in a bucket: `s3://BUCKET/PREFIX`, `gs://BUCKET/PREFIX` or
/// `abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PREFIX`. It holds no credentials: those are the environment's.
#[derive(Clone)]
pub struct ObjectUrl {
    url: Url,
    service: &'static Service,
}

/// Settings by the names of variables of the environment, in lower case.
type Settings = Vec<(String, String)>;

/// Connects to what a URL names.
type Connect = fn(&Url, Settings) -> Result<Arc<dyn ObjectStore>, StoreError>;

/// A kind of object store.
struct Service {
    schemes: &'static [&'static str],
    form: &'static str,
    /// What the variables of the environment that it is configured by begin with.
    variables: &'static str,
    /// The variables of the environment that hold credentials.
    credentials: &'static str,
    connect: Connect,
}

/// Builds a store from its URL and settings; the last setting of a name counts.
macro_rules! connect {
    ($builder:ty) => {
        |url, settings| {
            let mut builder = <$builder>::new().with_url(url.as_str()).with_retry(retry());
            for (name, value) in settings {
                // Most variables with this prefix are those of other programs.
                if let Ok(key) = name.parse() {
                    builder = builder.with_config(key, value);
                }
            }
            Ok(Arc::new(builder.build()?))
        }
    };
}

const SERVICES: [Service; 3] = [
    Service {
        schemes: &["s3", "s3a"],
        form: "s3://BUCKET/PREFIX",
        variables: "AWS_",
        credentials: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_REGION, for other services AWS_ENDPOINT_URL",
        connect: connect!(AmazonS3Builder),
    },
    Service {
        schemes: &["abfss", "abfs", "az"],
        form: "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PREFIX",
        variables: "AZURE_",
        credentials: "AZURE_STORAGE_ACCOUNT_KEY, AZURE_STORAGE_SAS_TOKEN, or AZURE_TENANT_ID with AZURE_CLIENT_ID and \
                      AZURE_CLIENT_SECRET",
        connect: connect!(MicrosoftAzureBuilder),
    },
    Service {
        schemes: &["gs"],
        form: "gs://BUCKET/PREFIX",
        variables: "GOOGLE_",
        credentials: "GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_SERVICE_ACCOUNT",
        connect: connect!(GoogleCloudStorageBuilder),
    },
];

/// A mistyped host is told within seconds; a service that is busy gets a few more.
fn retry() -> RetryConfig {
    RetryConfig { max_retries: 7, retry_timeout: Duration::from_mins(2), ..RetryConfig::default() }
}

impl ObjectUrl {
    /// The forms that it can be written in.
    pub(in crate::destination) fn forms() -> String {
        SERVICES.map(|service| service.form).join(", ")
    }

    /// What the environment sets for it.
    fn settings(&self) -> Settings {
        let timeouts = [("timeout", "300 seconds"), ("connect_timeout", "10 seconds")];
        let mut settings: Vec<_> =
            timeouts.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        for (name, value) in std::env::vars_os() {
            let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else { continue };
            if name.starts_with(self.service.variables) {
                settings.push((name.to_ascii_lowercase(), value.to_owned()));
            }
        }
        settings
    }
}

impl FromStr for ObjectUrl {
    type Err = Error;

    /// Reads a URL.
    ///
    /// # Errors
    /// When it is not one of the forms, or holds credentials. The error does not repeat it.
    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = |what: &str| {
            let message = format!("expected the URL of a bucket ({}), {what}", Self::forms());
            Err(Error::new(ErrorKind::Config, message))
        };
        let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
        let found = SERVICES.iter().find(|service| service.schemes.contains(&scheme));
        let Some(service) = found else { return refused(&format!("got one that begins with `{scheme}://`")) };
        let Ok(url) = Url::parse(text) else { return refused("got one that can't be read") };
        let takes_user = service.variables == "AZURE_";
        if url.password().is_some() || !url.username().is_empty() && !takes_user {
            return refused(&format!(
                "got one with credentials; they are read from the environment: {}",
                service.credentials
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refused(
                "got one with `?` or `#`; credentials and settings are read from the environment",
            );
        }
        if url.host_str().is_none_or(str::is_empty) {
            return refused("got one without a bucket");
        }
        Ok(Self { url, service })
    }
}

/// The URL, without a slash at its end.
impl fmt::Display for ObjectUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for ObjectUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObjectUrl({self})")
    }
}

impl PartialEq for ObjectUrl {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for ObjectUrl {}

/// A prefix in a bucket. One that is created is whole or not there, as every object is.
pub(in crate::destination) struct Objects {
    store: Arc<dyn ObjectStore>,
    root: Path,
    name: String,
    credentials: &'static str,
    /// What no message may hold.
    secrets: Vec<String>,
    /// Requests are made in a runtime of their own: callers wait for them on threads of any other.
    runtime: Option<Runtime>,
}

impl Objects {
    /// Connects with the credentials of the environment. No request is sent.
    pub(in crate::destination) fn connect(url: &ObjectUrl) -> Result<Self, Error> {
        let settings = url.settings();
        let is_secret = |(name, value): &&(String, String)| {
            ["key", "secret", "token", "sas", "password"].iter().any(|word| name.contains(word))
                && value.len() > 3
        };
        let secrets: Vec<_> = settings.iter().filter(is_secret).map(|(_, value)| value.clone()).collect();
        let root = Path::from_url_path(url.url.path()).map_err(|error| {
            let message = format!("`{url}` can't be the prefix of objects: {error}");
            Error::new(ErrorKind::Config, message)
        })?;
        let connected = (url.service.connect)(&url.url, settings);
        let store = connected.map_err(|error| {
            let why = hidden(&reason(&error), &secrets);
            let message = format!(
                "`{url}` can't be opened: {why}; it is configured by the environment: {}",
                url.service.credentials
            );
            Error::new(ErrorKind::Config, message)
        })?;
        let mut objects = Self::new(store, root, url.to_string())?;
        objects.credentials = url.service.credentials;
        objects.secrets = secrets;
        Ok(objects)
    }

    pub(in crate::destination) fn new(
        store: Arc<dyn ObjectStore>,
        root: Path,
        name: String,
    ) -> Result<Self, Error> {
        let mut runtime = Builder::new_multi_thread();
        let runtime = runtime.worker_threads(1).thread_name("adoxide-objects").enable_all().build();
        let runtime = runtime.map_err(|error| {
            Error::new(ErrorKind::Destination, "a thread for requests can't be started").because(error)
        })?;
        Ok(Self { store, root, name, credentials: "", secrets: Vec::new(), runtime: Some(runtime) })
    }

    /// The object of a path.
    fn at(&self, path: &str) -> Path {
        path.split('/').filter(|part| !part.is_empty()).fold(self.root.clone(), Path::join)
    }

    /// Waits for a request.
    fn run<T: Send + 'static>(
        &self,
        request: impl Future<Output = Result<T, StoreError>> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = mpsc::sync_channel(1);
        if let Some(runtime) = &self.runtime {
            runtime.spawn(async move {
                // Nobody waits any more if it can't be sent.
                let _ = answer.send(request.await);
            });
        }
        answered.recv().unwrap_or_else(|_| {
            Err(StoreError::Generic { store: "object", source: "the request was broken off".into() })
        })
    }

    fn get(&self, path: &str) -> impl Future<Output = Result<Option<Bytes>, StoreError>> + Send + use<> {
        let (store, at) = (self.store.clone(), self.at(path));
        async move {
            let found = match store.get(&at).await {
                Ok(found) => found.bytes().await,
                Err(error) => Err(error),
            };
            match found {
                Ok(bytes) => Ok(Some(bytes)),
                Err(StoreError::NotFound { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        }
    }

    /// Why a request failed.
    fn fault(&self, path: &str, error: &StoreError) -> Error {
        let why = hidden(&reason(error), &self.secrets);
        let (name, credentials) = (&self.name, self.credentials);
        let is = |marks: &[&str]| marks.iter().any(|mark| why.contains(mark));
        let message = match error {
            _ if is(&[
                "NoSuchBucket",
                "ContainerNotFound",
                "bucket does not exist",
                "FilesystemNotFound",
            ]) =>
            {
                format!("there is no bucket for `{name}`: {why}; create it first, or name another one")
            }
            _ if is_of_machine(error) => format!(
                "there are no credentials for `{name}` in the environment, and this machine has none of its own; \
                 set {credentials}"
            ),
            StoreError::PermissionDenied { .. } | StoreError::Unauthenticated { .. } => format!(
                "access to `{name}` was denied: {why}; check the credentials in the environment: {credentials}"
            ),
            StoreError::NotImplemented { .. } | StoreError::NotSupported { .. } => format!(
                "`{name}` can't be synced into: {why}; commits need a store that creates an object only if there is \
                 none (`If-None-Match: *`)"
            ),
            _ => format!("`{name}/{path}` can't be read or written: {why}"),
        };
        Error::new(ErrorKind::Destination, message)
    }
}

/// A runtime may not be waited for where another one runs.
impl Drop for Objects {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Store for Objects {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let found = self.run(self.get(path)).map_err(|error| self.fault(path, &error))?;
        Ok(found.map(Vec::from))
    }

    fn read_all(&self, paths: &[String]) -> Result<Vec<Option<Vec<u8>>>, Error> {
        let reads: Vec<_> = paths.iter().map(|path| self.get(path)).collect();
        let found = self.run(stream::iter(reads).buffered(READS).try_collect::<Vec<_>>());
        let found = found.map_err(|error| self.fault(paths.first().map_or("", String::as_str), &error))?;
        Ok(found.into_iter().map(|bytes| bytes.map(Vec::from)).collect())
    }

    fn read_range(&self, path: &str, range: Range<u64>) -> Result<Bytes, Error> {
        let (store, at) = (self.store.clone(), self.at(path));
        let read = self.run(async move { store.get_range(&at, range).await });
        read.map_err(|error| self.fault(path, &error))
    }

    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let (store, at) = (self.store.clone(), self.at(path));
        let written = self.run(async move { store.put(&at, PutPayload::from(bytes)).await });
        written.map(drop).map_err(|error| self.fault(path, &error))
    }

    fn create(&self, path: &str, bytes: Vec<u8>) -> Result<bool, Error> {
        let bytes = Bytes::from(bytes);
        for _ in 0..CONFLICTS {
            let (store, at, content) = (self.store.clone(), self.at(path), bytes.clone());
            let created = self.run(async move {
                let options = PutOptions::from(PutMode::Create);
                store.put_opts(&at, PutPayload::from_bytes(content), options).await
            });
            match created {
                Ok(_) => return Ok(true),
                Err(StoreError::AlreadyExists { .. } | StoreError::Precondition { .. }) => {
                    // A request is sent again when its answer was lost: it may be this one that is there. Two requests
                    // at once may both be refused, and then nothing is.
                    let there = self.run(self.get(path)).map_err(|error| self.fault(path, &error))?;
                    if let Some(there) = there {
                        return Ok(there == bytes);
                    }
                }
                Err(error) => return Err(self.fault(path, &error)),
            }
        }
        let message = format!("`{}/{path}` can't be created: other requests conflict with it", self.name);
        Err(Error::new(ErrorKind::Destination, message))
    }

    fn list(&self, folder: &str, after: &str) -> Result<Vec<String>, Error> {
        let (store, prefix) = (self.store.clone(), self.at(folder));
        let offset = prefix.clone().join(after);
        let has_offset = !after.is_empty();
        let listed = self.run(async move {
            let objects = if has_offset {
                store.list_with_offset(Some(&prefix), &offset)
            } else {
                store.list(Some(&prefix))
            };
            let names = objects.try_filter_map(|object| {
                let mut parts = object.location.prefix_match(&prefix).into_iter().flatten();
                let name = parts.next().map(|part| part.as_ref().to_owned());
                // What lies deeper is not in this folder.
                let name = if parts.next().is_none() { name } else { None };
                futures::future::ready(Ok(name))
            });
            names.try_collect::<Vec<_>>().await
        });
        let mut names = listed.map_err(|error| self.fault(folder, &error))?;
        names.sort_unstable();
        Ok(names)
    }

    fn remove(&self, path: &str) -> Result<(), Error> {
        let (store, at) = (self.store.clone(), self.at(path));
        match self.run(async move { store.delete(&at).await }) {
            Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.fault(path, &error)),
        }
    }

    fn names(&self) -> Result<Vec<String>, Error> {
        let (store, root) = (self.store.clone(), self.root.clone());
        let listed = self.run(async move { store.list_with_delimiter(Some(&root)).await });
        let listed = listed.map_err(|error| self.fault("", &error))?;
        let objects = listed.objects.into_iter().map(|object| object.location);
        let paths = listed.common_prefixes.into_iter().chain(objects);
        Ok(paths.filter_map(|path| path.filename().map(str::to_owned)).collect())
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn is_locked(&self) -> bool {
        false
    }
}

/// Whether credentials were asked of the machine, which is what is done without any in the environment.
fn is_of_machine(error: &StoreError) -> bool {
    let text = error.to_string();
    matches!(error, StoreError::Generic { .. })
        && ["169.254.169.254", "metadata.google.internal"].iter().any(|host| text.contains(host))
}

/// Why a store refused a request, in a line: its code and message if it gave some.
fn reason(error: &StoreError) -> String {
    let mut last: &dyn std::error::Error = error;
    while let Some(source) = last.source() {
        last = source;
    }
    let text = last.to_string();
    let within = |open: &str, close: &str| {
        let (_, rest) = text.split_once(open)?;
        rest.split_once(close).map(|(found, _)| found.trim())
    };
    let told = match (within("<Code>", "</Code>"), within("<Message>", "</Message>")) {
        (Some(code), Some(message)) => format!("{code}: {}", message.lines().next().unwrap_or_default()),
        (Some(code), None) => code.to_owned(),
        _ => within("\"message\": \"", "\"").map_or_else(|| text.clone(), str::to_owned),
    };
    let line = told.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.trim_end_matches('.').to_owned(),
    }
}

/// The text without secrets, and without the queries of URLs, which may hold a signature.
fn hidden(text: &str, secrets: &[String]) -> String {
    let mut text = text.to_owned();
    for secret in secrets {
        text = text.replace(secret.as_str(), "…");
    }
    let words = text.split(' ').map(|word| match word.split_once('?') {
        Some((url, _)) if url.contains("://") => url,
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use object_store::memory::InMemory;

    use super::*;

    fn refused(text: &str) -> String {
        text.parse::<ObjectUrl>().unwrap_err().to_string()
    }

    #[test]
    fn urls_name_a_bucket_and_hold_no_credentials() {
        for text in [
            "s3://bucket/some/prefix",
            "s3a://bucket",
            "gs://bucket/prefix/",
            "abfss://container@account.dfs.core.windows.net/prefix",
            "az://container/prefix",
        ] {
            let url: ObjectUrl = text.parse().unwrap();
            assert_eq!(url.to_string(), text.trim_end_matches('/'));
        }
        assert!(refused("ftp://bucket/prefix").contains("got one that begins with `ftp://`"));
        assert!(refused("s3:///prefix").contains("got one without a bucket"));
        for text in [
            "s3://AKIA:hunter2@bucket/x",
            "s3://hunter2@bucket/x",
            "gs://hunter2@bucket",
            "abfss://container:hunter2@account.dfs.core.windows.net",
            "az://container/x?sig=hunter2",
        ] {
            let error = refused(text);
            assert!(error.contains("read from the environment") && !error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn secrets_are_in_no_reason() {
        let secrets = ["hunter2".to_owned()];
        let text = "GET https://account.blob.core.windows.net/c?sig=abc failed: hunter2 is wrong";
        assert_eq!(hidden(text, &secrets), "GET https://account.blob.core.windows.net/c failed: … is wrong");
    }

    #[test]
    fn an_object_is_created_once() {
        let objects = Objects::new(Arc::new(InMemory::new()), Path::from("a"), "memory".to_owned()).unwrap();
        assert!(objects.create("log/1.json", b"one".to_vec()).unwrap());
        assert!(!objects.create("log/1.json", b"two".to_vec()).unwrap());
        // The same again is what a request whose answer was lost finds.
        assert!(objects.create("log/1.json", b"one".to_vec()).unwrap());
        assert_eq!(objects.read("log/1.json").unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(objects.read("log/2.json").unwrap(), None);
    }

    #[test]
    fn a_folder_lists_its_own_objects_only() {
        let objects =
            Objects::new(Arc::new(InMemory::new()), Path::from("a/b"), "memory".to_owned()).unwrap();
        for path in ["log/1", "log/2", "log/2/deeper", "logs/3", "top"] {
            objects.write(path, path.as_bytes().to_vec()).unwrap();
        }
        assert_eq!(objects.list("log", "").unwrap(), ["1", "2"]);
        assert_eq!(objects.list("log", "1").unwrap(), ["2"]);
        assert_eq!(objects.list("none", "").unwrap(), [""; 0]);
        let mut names = objects.names().unwrap();
        names.sort();
        assert_eq!(names, ["log", "logs", "top"]);
        let paths = ["log/2", "none", "log/1"].map(str::to_owned);
        let read = objects.read_all(&paths).unwrap();
        assert_eq!(read, [Some(b"log/2".to_vec()), None, Some(b"log/1".to_vec())]);
        objects.remove("log/2").unwrap();
        objects.remove("log/2").unwrap();
        assert_eq!(objects.read_range("top", 1..3).unwrap(), Bytes::from_static(b"op"));
    }
}
