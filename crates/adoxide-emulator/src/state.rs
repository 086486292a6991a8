//! The state of an emulator in a file: what it began with, and then every request that changed something.
//!
//! The emulator is the same wherever it begins with the same seed at the same instant and is asked the same in the same order:
//! all its ids come from the seed, and what takes time is done when the clock says so. So nothing of the world needs to be
//! written down but the requests, and a version that knows more than the one that wrote a file can read it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum_core::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use http::{Method, Request, Response, Uri, request};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::builder::{BuildError, Builder};
use crate::door::front;
use crate::service::incoming::Peer;
use crate::shared::Shared;
use crate::wire::address::authority;
use crate::{Emulator, delivery};

/// What the first line of a file says of it.
const KIND: &str = "adoxide emulator state";
/// The form of the lines.
const VERSION: u32 = 1;

/// The first line: what the emulator began with.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Beginning {
    kind: String,
    version: u32,
    #[serde(with = "instant")]
    at: Timestamp,
    organizations: Vec<String>,
    seed: u64,
    seed_size: usize,
    repositories: Option<usize>,
    pull_requests: Option<usize>,
    server_version: Option<String>,
    tokens: Vec<String>,
}

impl Beginning {
    fn of(builder: &Builder) -> Self {
        Self {
            kind: KIND.to_owned(),
            version: VERSION,
            at: builder.clock.now(),
            organizations: builder.organizations.clone(),
            seed: builder.seed,
            seed_size: builder.seed_size,
            repositories: builder.repositories,
            pull_requests: builder.pull_requests,
            server_version: builder.server_version.clone(),
            tokens: builder.tokens.clone(),
        }
    }

    /// What another emulator would begin with otherwise, in words.
    fn differences(&self, builder: &Builder) -> Vec<String> {
        let mut differences = Vec::new();
        let mut compare = |what: &str, here: String, there: String| {
            if here != there {
                differences.push(format!("{what} {here}, not {there}"));
            }
        };
        compare("the organizations", self.organizations.join(", "), builder.organizations.join(", "));
        compare("the seed", self.seed.to_string(), builder.seed.to_string());
        compare("a seed size of", self.seed_size.to_string(), builder.seed_size.to_string());
        let or = |count: Option<usize>| count.map_or("the seed's".to_owned(), |count| count.to_string());
        compare("repositories a project:", or(self.repositories), or(builder.repositories));
        compare("pull requests a repository:", or(self.pull_requests), or(builder.pull_requests));
        let server = |version: &Option<String>| version.clone().unwrap_or_else(|| "none".to_owned());
        compare("the Server version", server(&self.server_version), server(&builder.server_version));
        differences
    }
}

/// A further line: a request that may have changed something.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(with = "instant")]
    at: Timestamp,
    method: String,
    uri: String,
    headers: Vec<(String, String)>,
    body: String,
    /// How it was answered: another answer the next time means that the state is not the same.
    status: u16,
}

impl Entry {
    fn request(&self) -> Result<Request<Body>, String> {
        let body = STANDARD.decode(&self.body).map_err(|error| error.to_string())?;
        let mut request = Request::new(Body::from(body));
        *request.method_mut() =
            Method::from_bytes(self.method.as_bytes()).map_err(|error| error.to_string())?;
        *request.uri_mut() = self.uri.parse().map_err(|error: http::uri::InvalidUri| error.to_string())?;
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| error.to_string())?;
            let mut value = HeaderValue::from_str(value).map_err(|error| error.to_string())?;
            value.set_sensitive(name == AUTHORIZATION);
            request.headers_mut().append(name, value);
        }
        Ok(request)
    }
}

/// Writes down the requests that change something.
pub(crate) struct Recorder {
    /// Requests that may change something come one after the other: their order is a part of the state.
    file: tokio::sync::Mutex<File>,
    path: PathBuf,
    /// Set while the file is read: nothing is written, and no condition applies.
    replays: AtomicBool,
    /// Set once a change could not be written: whatever comes after it could not be repeated.
    broken: AtomicBool,
}

impl Recorder {
    /// Whether requests are being repeated.
    pub fn replays(&self) -> bool {
        self.replays.load(Ordering::Relaxed)
    }

    /// Answers a request that may change something, and writes it down before the answer is given.
    pub async fn respond(
        &self,
        shared: &Arc<Shared>,
        parts: request::Parts,
        body: Bytes,
        peer: Option<Peer>,
    ) -> Response<Body> {
        let mut file = self.file.lock().await;
        if self.broken.load(Ordering::Relaxed) {
            return front::state_not_written(
                "An earlier change could not be written to the file of the state.",
            );
        }
        let at = shared.clock.now();
        let mut entry = Entry {
            at,
            method: parts.method.to_string(),
            uri: absolute(&parts, peer),
            headers: parts
                .headers
                .iter()
                .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
                .collect(),
            body: STANDARD.encode(&body),
            status: 0,
        };
        let (response, may_have_changed) =
            front::answered(shared, Request::from_parts(parts, Body::from(body)), peer).await;
        if !may_have_changed || self.replays() {
            return response;
        }
        entry.status = response.status().as_u16();
        match append(&mut file, &entry) {
            Ok(()) => response,
            Err(error) => {
                self.broken.store(true, Ordering::Relaxed);
                let path = self.path.display();
                tracing::error!("the state can't be written to `{path}`: {error}");
                front::state_not_written(&format!("the state can't be written to `{path}`: {error}"))
            }
        }
    }
}

/// The address of a request with the scheme of the door that it came through.
fn absolute(parts: &request::Parts, peer: Option<Peer>) -> String {
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    match (peer.map(|peer| peer.scheme), authority(&parts.uri, &parts.headers)) {
        (Some(scheme), Some(host)) => format!("{scheme}://{host}{path}"),
        _ => parts.uri.to_string(),
    }
}

/// Adds a line, whole or not at all.
fn append(file: &mut File, line: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    let before = file.stream_position()?;
    file.write_all(&text).inspect_err(|_| {
        // A part of a line that stays is cut off when the file is read.
        let _ = file.set_len(before);
    })
}

impl Builder {
    /// Makes the emulator that a file says, and keeps its state there: whatever changes is in the file before it is
    /// acknowledged, and may be read again after any end of the process. Without the file it is a new emulator, whose
    /// beginning is written down. The file is readable by its owner only, since tokens are in it.
    ///
    /// What only the process had is not kept: faults, latency and throttling that were set later, bearer tokens of the
    /// directory, the request log.
    /// Notifications of service hooks that were due count as delivered.
    ///
    /// # Errors
    /// As [`build`](Builder::build); when the file can't be read or written, is of another kind, begins otherwise than this
    /// builder, or a request in it is not answered as it was.
    pub async fn restore(mut self, file: impl AsRef<Path>) -> Result<Emulator, BuildError> {
        self.complete()?;
        let clock = self.clock.clone();
        let restored = self.restore_held(file.as_ref()).await;
        clock.release();
        restored
    }

    /// The same with a clock that is held at what is done.
    async fn restore_held(mut self, path: &Path) -> Result<Emulator, BuildError> {
        let wrong = |what: String| BuildError::State(format!("`{}`: {what}", path.display()));
        let cannot = |error: io::Error| wrong(error.to_string());
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut kept = options.open(path).map_err(cannot)?;
        kept.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => wrong("another emulator uses it".to_owned()),
            TryLockError::Error(error) => cannot(error),
        })?;
        let mut text = Vec::new();
        kept.read_to_end(&mut text).map_err(cannot)?;
        // What was cut off by the end of the process was not acknowledged.
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut lines = text[..whole].split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let Some(first) = lines.next() else {
            if !text.is_empty() && !text.starts_with(b"{\"kind\":") {
                return Err(wrong("it is not the state of an emulator".to_owned()));
            }
            let beginning = Beginning::of(&self);
            self.clock.hold(beginning.at);
            let emulator = self.build()?;
            kept.set_len(0).and_then(|()| kept.rewind()).map_err(cannot)?;
            append(&mut kept, &beginning).map_err(cannot)?;
            emulator.record(kept, path, false);
            return Ok(emulator);
        };
        let beginning: Beginning = serde_json::from_slice(first)
            .map_err(|error| wrong(format!("it is not the state of an emulator: {error}")))?;
        if beginning.kind != KIND || beginning.version != VERSION {
            return Err(wrong("it is the state of another version of the emulator".to_owned()));
        }
        let differences = beginning.differences(&self);
        if !differences.is_empty() {
            return Err(wrong(format!("it began with {}; start it with the same", differences.join("; "))));
        }
        kept.set_len(whole as u64).map_err(cannot)?;
        kept.seek(SeekFrom::End(0)).map_err(cannot)?;
        self.tokens = beginning.tokens;
        let clock = self.clock.clone();
        clock.hold(beginning.at);
        let emulator = self.build()?;
        emulator.record(kept, path, true);
        for (number, line) in lines.enumerate() {
            let at = |what: String| wrong(format!("line {}: {what}", number + 2));
            let entry: Entry = serde_json::from_slice(line).map_err(|error| at(error.to_string()))?;
            let request = entry.request().map_err(at)?;
            clock.hold(entry.at);
            let response = front::respond(Arc::clone(&emulator.shared), request, None).await;
            if response.status().as_u16() != entry.status {
                let (method, path) =
                    (&entry.method, entry.uri.parse::<Uri>().map(|uri| uri.path().to_owned()));
                return Err(at(format!(
                    "{method} {} is answered {}, and was answered {}: this version makes another state of it",
                    path.unwrap_or_default(),
                    response.status().as_u16(),
                    entry.status
                )));
            }
        }
        delivery::deliver(&emulator.shared, |_| std::future::ready(Ok(Response::new(Bytes::new())))).await;
        // Conditions are those that this emulator begins with.
        emulator.shared.log.clear();
        emulator.clear_faults();
        emulator.set_latency(emulator.shared.builder.latency);
        emulator.set_throttle(emulator.shared.builder.throttle.clone());
        if let Some(recorder) = emulator.shared.recorder.get() {
            recorder.replays.store(false, Ordering::Relaxed);
        }
        Ok(emulator)
    }
}

impl Emulator {
    fn record(&self, file: File, path: &Path, replays: bool) {
        let recorder = Recorder {
            file: tokio::sync::Mutex::new(file),
            path: path.to_owned(),
            replays: AtomicBool::new(replays),
            broken: AtomicBool::new(false),
        };
        // A new emulator has none.
        let _ = self.shared.recorder.set(recorder);
    }
}

/// Instants as RFC 3339.
mod instant {
    use jiff::Timestamp;
    use serde::{Deserialize as _, Deserializer, Serializer, de};

    pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(at)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
