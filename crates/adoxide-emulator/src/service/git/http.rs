//! Git's own protocol over HTTP, spoken by the `git` program itself (`git http-backend`).
//!
//! Fetches are streamed through. A push is read as far as its list of references, to refuse those that may
//! not move; the rest is streamed to git. Then the references that git moved are recorded in the world, as
//! those of a push by REST are.

use std::collections::HashMap;
use std::io::Write as _;
use std::process::Stdio;
use std::sync::Arc;

use axum_core::body::Body;
use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _};
use git2::Oid;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use super::packet::{Commands, Packet, split};
use crate::git::guard::Objection;
use crate::git::{Store, guard, history};
use crate::shared::Shared;
use crate::wire::error;
use crate::world::git_permission::GitPermission;
use crate::world::group::Subjects;
use crate::world::id::{IdentityId, RepositoryId};
use crate::world::journal::Stamp;
use crate::world::push::{RefUpdate, RefUpdateStatus};

/// The most that the list of references of a push, or the answer to one, may take.
const COMMANDS_LIMIT: usize = 64 << 20;

/// What is asked of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// What references there are, to fetch or to push.
    InfoRefs,
    UploadPack,
    ReceivePack,
}

impl Service {
    /// The service of a path below a repository.
    pub fn of(method: &Method, path: &[String]) -> Option<Self> {
        let path: Vec<_> = path.iter().map(String::as_str).collect();
        match (method, path.as_slice()) {
            (&Method::GET, ["info", "refs"]) => Some(Self::InfoRefs),
            (&Method::POST, ["git-upload-pack"]) => Some(Self::UploadPack),
            (&Method::POST, ["git-receive-pack"]) => Some(Self::ReceivePack),
            _ => None,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::InfoRefs => "info/refs",
            Self::UploadPack => "git-upload-pack",
            Self::ReceivePack => "git-receive-pack",
        }
    }
}

/// A request to a repository.
pub(crate) struct Request {
    pub organization: String,
    pub repository: RepositoryId,
    pub service: Service,
    pub query: String,
    pub headers: HeaderMap,
    pub actor: IdentityId,
    pub body: Body,
}

/// Why git could not be used, in a sentence.
type Broken = String;

/// Answers a request of git.
pub(crate) async fn serve(shared: &Arc<Shared>, request: Request) -> Response<Body> {
    let answer = match request.service {
        Service::InfoRefs => fetch(shared, request).await,
        Service::UploadPack if !speaks_v2(&request.headers) => upload(shared, request).await,
        Service::UploadPack => fetch(shared, request).await,
        // Whatever becomes of the client, what git does is recorded.
        Service::ReceivePack => {
            let shared = Arc::clone(shared);
            match tokio::spawn(async move { receive(&shared, request).await }).await {
                Ok(answer) => answer,
                Err(error) => Err(format!("the push broke: {error}")),
            }
        }
    };
    answer.unwrap_or_else(|broken| {
        tracing::error!(error = broken, "git");
        text(StatusCode::INTERNAL_SERVER_ERROR, broken)
    })
}

/// A message that git shows to its user as `remote: …`.
pub(crate) fn text(status: StatusCode, message: impl Into<String>) -> Response<Body> {
    let mut response = Response::new(Body::from(message.into() + "\n"));
    *response.status_mut() = status;
    let content_type = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

fn speaks_v2(headers: &HeaderMap) -> bool {
    let protocol = headers.get("git-protocol").and_then(|value| value.to_str().ok()).unwrap_or_default();
    protocol.split(':').any(|word| word == "version=2")
}

/// Brings the references on disk in line, so that git sees what REST shows.
async fn project(shared: &Arc<Shared>, organization: String, id: RepositoryId) -> Result<(), Broken> {
    let mut done = shared.git.lock(id).lock_owned().await;
    let shared = Arc::clone(shared);
    blocking(move || shared.project(&organization, id, &mut done)).await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Broken> + Send + 'static,
) -> Result<T, Broken> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(format!("the work broke: {error}")),
    }
}

/// A fetch with a client of version 0: the service wants clients that can say more than one "I have".
async fn upload(shared: &Arc<Shared>, mut request: Request) -> Result<Response<Body>, Broken> {
    let mut body = decoded(&mut request);
    let (start, want) = first_packet(&mut body).await?;
    if let Some(want) = want
        && want.starts_with("want ")
        && !want.split([' ', '\n']).any(|word| word == "multi_ack" || word == "multi_ack_detailed")
    {
        let message = "TF401041: The Git protocol sent is not as expected (Clients must support multi-ack.).";
        return Ok(text(StatusCode::BAD_REQUEST, message));
    }
    let all = futures::stream::once(async { Ok(Bytes::from(start)) }).chain(body);
    request.body = Body::from_stream(all);
    fetch(shared, request).await
}

/// The bytes of a body as far as its first packet goes, and the text of that packet.
async fn first_packet(body: &mut Decoded) -> Result<(Vec<u8>, Option<String>), Broken> {
    let mut start = Vec::new();
    loop {
        match split(&start) {
            Ok(Some((Packet::Data(line), _))) => {
                let line = String::from_utf8_lossy(line).into_owned();
                return Ok((start, Some(line)));
            }
            Ok(Some((Packet::Mark, _))) | Err(_) => return Ok((start, None)),
            Ok(None) => match body.next().await {
                Some(chunk) => start.extend_from_slice(&chunk?),
                None => return Ok((start, None)),
            },
        }
    }
}

/// Lets git answer, and streams both ways.
async fn fetch(shared: &Arc<Shared>, mut request: Request) -> Result<Response<Body>, Broken> {
    project(shared, request.organization.clone(), request.repository).await?;
    let mut body = decoded(&mut request);
    let mut child = spawn(shared, &request)?;
    let mut stdin = child.stdin.take().ok_or("git has no input")?;
    tokio::spawn(async move {
        while let Some(Ok(chunk)) = body.next().await {
            // Git closes its input when it has read what it needs.
            if stdin.write_all(&chunk).await.is_err() {
                return;
            }
        }
    });
    let (head, stdout) = head(&mut child).await?;
    let chunks = futures::stream::try_unfold((stdout, child), |(mut stdout, child)| async move {
        let mut chunk = bytes::BytesMut::with_capacity(64 << 10);
        let read = stdout.read_buf(&mut chunk).await?;
        Ok::<_, std::io::Error>((read > 0).then(|| (chunk.freeze(), (stdout, child))))
    });
    Ok(head.map(|()| Body::from_stream(chunks)))
}

/// Takes a push.
async fn receive(shared: &Arc<Shared>, mut request: Request) -> Result<Response<Body>, Broken> {
    let mut body = decoded(&mut request);
    let mut start = Vec::new();
    let commands = loop {
        match Commands::read(&start) {
            Ok(Some(commands)) => break commands,
            Ok(None) if start.len() > COMMANDS_LIMIT => {
                return Ok(text(StatusCode::PAYLOAD_TOO_LARGE, "The list of references is too long."));
            }
            Ok(None) => match body.next().await {
                Some(chunk) => start.extend_from_slice(&chunk?),
                None => {
                    return Ok(text(StatusCode::BAD_REQUEST, "The push ended before it said what it wants."));
                }
            },
            Err(why) => return Ok(text(StatusCode::BAD_REQUEST, format!("This is no push: {why}."))),
        }
    };
    let lock = shared.git.lock(request.repository);
    let mut done = lock.lock_owned().await;
    let (state, organization, id) = (Arc::clone(shared), request.organization.clone(), request.repository);
    let done = blocking(move || state.project(&organization, id, &mut done).map(|()| done)).await?;

    let refused = refused(shared, &request, &commands);
    let answer = if !commands.updates.is_empty() && refused.len() == commands.updates.len() {
        // Nothing is left for git. The client must still be let finish.
        while let Some(chunk) = body.next().await {
            chunk?;
        }
        let mut head = Response::new(());
        let content_type = HeaderValue::from_static("application/x-git-receive-pack-result");
        head.headers_mut().insert(CONTENT_TYPE, content_type);
        (head, Vec::new())
    } else {
        let mut child = spawn(shared, &request)?;
        let mut stdin = child.stdin.take().ok_or("git has no input")?;
        let wanted = commands.without(&refused);
        let rest = start.split_off(commands.length);
        let feed = async move {
            stdin.write_all(&wanted).await.ok()?;
            stdin.write_all(&rest).await.ok()?;
            while let Some(Ok(chunk)) = body.next().await {
                stdin.write_all(&chunk).await.ok()?;
            }
            // A body that breaks off ends the input, and git refuses what it got.
            Some(())
        };
        let read = async {
            let (head, mut stdout) = head(&mut child).await?;
            let mut answer = Vec::new();
            let limit = COMMANDS_LIMIT as u64;
            let read = (&mut stdout).take(limit).read_to_end(&mut answer).await;
            read.map_err(|error| format!("git's answer cannot be read: {error}"))?;
            Ok::<_, Broken>((head, answer))
        };
        let (_, answer) = tokio::join!(feed, read);
        let answer = answer?;
        let ended = child.wait().await.map_err(|error| format!("git cannot be waited for: {error}"))?;
        if !ended.success() {
            tracing::warn!(%ended, "git did not take a push");
        }
        answer
    };
    let state = Arc::clone(shared);
    let report = blocking(move || {
        let mut done = done;
        Store::unproject(&mut done);
        let mut refused = refused;
        refused.extend(record(&state, &request, &commands)?);
        Ok(commands.report(&answer.1, &refused))
    })
    .await?;
    Ok(answer.0.map(|()| Body::from(report)))
}

/// The references that may not move, each with what git is told. Whether one is stale git finds out.
fn refused(shared: &Shared, request: &Request, commands: &Commands) -> Vec<(String, String)> {
    let world = shared.world();
    let organization = world.organization(&request.organization);
    let Some(repository) = organization.and_then(|known| known.repository_by_id(request.repository)) else {
        return Vec::new();
    };
    let directory = organization.map(|organization| Subjects { directory: &world, organization });
    let rules = directory.map(|known| known.push_rules(request.repository, request.actor));
    let is_protected = |name: &str| rules.as_ref().is_some_and(|rules| rules.is_protected(name));
    let refusals = commands.updates.iter().filter_map(|update| {
        let why = match repository.judge(update, request.actor) {
            RefUpdateStatus::Locked => error::Fault::branch_locked(&update.name).message().to_owned(),
            RefUpdateStatus::InvalidRefName => {
                error::Fault::invalid_ref_name(&update.name).message().to_owned()
            }
            _ if is_protected(&update.name) => guard::PROTECTED.to_owned(),
            _ => return None,
        };
        Some((update.name.clone(), why))
    });
    refusals.collect()
}

/// Records in the world what git moved, and says what may not stay: what is pushed must be there before policies
/// can look at it. What is not recorded is undone on disk with the next projection.
fn record(shared: &Shared, request: &Request, commands: &Commands) -> Result<Vec<(String, String)>, Broken> {
    let id = request.repository;
    let (known, rules, who): (HashMap<String, Oid>, _, _) = {
        let world = shared.world();
        let organization = world.organization(&request.organization);
        let repository = organization.and_then(|known| known.repository_by_id(id));
        let repository = repository.ok_or("the repository went away during the push")?;
        let known = repository.refs.iter().map(|(name, reference)| (name.clone(), reference.object));
        let directory = organization.map(|organization| Subjects { directory: &world, organization });
        let rules = directory.map(|known| known.push_rules(id, request.actor));
        let name = world.identity(request.actor).map(|who| who.unique_name.clone());
        (known.collect(), rules.unwrap_or_default(), (world.tenant(), name.unwrap_or_default()))
    };
    let denied = |needed: GitPermission| {
        error::Fault::git_permission(who.0, &who.1, needed.name(), "branch").message().to_owned()
    };
    let (updates, commits, refused) = shared
        .git
        .with(id, |git| {
            let (mut updates, mut refused) = (Vec::new(), Vec::new());
            for command in &commands.updates {
                let old = known.get(&command.name).copied().unwrap_or(Oid::ZERO_SHA1);
                let new = match git.refname_to_id(&command.name) {
                    // What cannot be a name (`refs/heads/../x`) was refused by git, and is not there either.
                    Err(error)
                        if matches!(
                            error.code(),
                            git2::ErrorCode::NotFound | git2::ErrorCode::InvalidSpec
                        ) =>
                    {
                        Oid::ZERO_SHA1
                    }
                    found => found?,
                };
                if old == new {
                    continue;
                }
                let update = RefUpdate { name: command.name.clone(), old, new };
                match guard::refusal(git, &rules, &update, known.values().copied())? {
                    Some(Objection::Policy(why)) => refused.push((update.name, why)),
                    Some(Objection::Permission(needed)) => refused.push((update.name, denied(needed))),
                    None => updates.push(update),
                }
            }
            let new = updates.iter().map(|update| update.new).filter(|id| !id.is_zero());
            let commits = history::reachable(git, new, known.values().copied())?;
            Ok::<_, git2::Error>((updates, commits, refused))
        })
        .map_err(|error| format!("the references cannot be read after a push: {error}"))?;
    if updates.is_empty() {
        return Ok(refused);
    }
    let size = shared.git.size(id);
    let stamp = Stamp { at: shared.clock.now(), actor: request.actor };
    let mut world = shared.world_mut();
    let organization = world.organization_mut(&request.organization).ok_or("the organization went away")?;
    let recorded = organization.change(stamp, |tx| tx.record_push(id, updates, commits, size));
    recorded.map(|_| refused).map_err(|refusal| refusal.to_string())
}

/// Starts git as a CGI program.
fn spawn(shared: &Shared, request: &Request) -> Result<Child, Broken> {
    let text = |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok());
    let method = if request.service == Service::InfoRefs { "GET" } else { "POST" };
    let mut command = Command::new("git");
    command
        .arg("http-backend")
        .env_clear()
        .env("GIT_PROJECT_ROOT", shared.git.root())
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("PATH_INFO", format!("/{}.git/{}", request.repository, request.service.path()))
        .env("REQUEST_METHOD", method)
        .env("QUERY_STRING", &request.query)
        .env("CONTENT_TYPE", text("content-type").unwrap_or_default())
        .env("GIT_PROTOCOL", text("git-protocol").unwrap_or_default())
        .env("REMOTE_USER", request.actor.to_string())
        // The settings of whoever runs the emulator must not matter.
        .env("HOME", shared.git.root())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "safe.directory")
        .env("GIT_CONFIG_VALUE_0", "*")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    for name in ["PATH", "GIT_EXEC_PATH", "SYSTEMROOT", "TEMP", "TMPDIR"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    let mut child = command.spawn().map_err(|error| {
        format!(
            "the git program cannot be started ({error}); install git to clone from and push to the emulator"
        )
    })?;
    if let Some(stderr) = child.stderr.take() {
        tokio::spawn(async move {
            let mut lines = BufReader::new(stderr).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                tracing::warn!("git: {line}");
            }
        });
    }
    Ok(child)
}

/// Reads the headers of a CGI program's answer.
async fn head(child: &mut Child) -> Result<(Response<()>, BufReader<ChildStdout>), Broken> {
    let stdout = child.stdout.take().ok_or("git has no output")?;
    let mut stdout = BufReader::with_capacity(64 << 10, stdout);
    let mut head = Response::new(());
    let mut line = String::new();
    loop {
        line.clear();
        let read = stdout.read_line(&mut line).await;
        match read.map_err(|error| format!("git's answer cannot be read: {error}"))? {
            0 => return Err("git ended without an answer".to_owned()),
            _ if line.trim().is_empty() => return Ok((head, stdout)),
            _ => {}
        }
        let Some((name, value)) = line.trim_end().split_once(':') else {
            continue;
        };
        let value = value.trim();
        if name.eq_ignore_ascii_case("status") {
            let code = value.split(' ').next().and_then(|code| code.parse().ok());
            *head.status_mut() = code.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        } else if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            head.headers_mut().append(name, value);
        }
    }
}

type Decoded = futures::stream::BoxStream<'static, Result<Bytes, Broken>>;

/// The body of a request as a stream, unpacked if it came packed.
fn decoded(request: &mut Request) -> Decoded {
    let body = std::mem::take(&mut request.body).into_data_stream();
    let body = body.map_err(|error| format!("the request broke off: {error}"));
    let encoding = request.headers.remove(CONTENT_ENCODING);
    request.headers.remove(CONTENT_LENGTH);
    let is_gzip = encoding.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"gzip"));
    if !is_gzip {
        return body.boxed();
    }
    let unpacker = flate2::write::MultiGzDecoder::new(Vec::new());
    let unpacked = body.scan(Some(unpacker), |unpacker, chunk| {
        let unpacked = chunk.and_then(|chunk| {
            let open = unpacker.as_mut().ok_or("the request was broken before")?;
            let written = open.write_all(&chunk).and_then(|()| open.flush());
            written.map_err(|error| format!("the request is no gzip: {error}"))?;
            Ok(Bytes::from(std::mem::take(open.get_mut())))
        });
        if unpacked.is_err() {
            *unpacker = None;
        }
        futures::future::ready(Some(unpacked))
    });
    unpacked.boxed()
}
