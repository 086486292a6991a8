//! The real `git` against the emulator over a socket.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use http::Method;
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::support::*;

/// An emulator on a socket, and a folder to work in.
struct Server {
    api: Api,
    port: u16,
    folder: TempDir,
}

impl Server {
    async fn new(api: Api) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(api.emulator.clone().serve(listener));
        Self { api, port, folder: TempDir::new().unwrap() }
    }

    fn url(&self, path: &str) -> String {
        format!("http://me:{}@127.0.0.1:{}/fabrikam/{path}", self.api.emulator.token(), self.port)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs git in a folder; its output whatever becomes of it.
    async fn try_git(&self, folder: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=Tester", "-c", "user.email=tester@fabrikam.example"])
            .args(["-c", "init.defaultBranch=main", "-c", "protocol.version=2"])
            .args(arguments)
            .current_dir(folder)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_ASKPASS", "true");
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }

    /// Runs git, which must succeed, and says what it printed.
    async fn git(&self, folder: &Path, arguments: &[&str]) -> String {
        let output = self.try_git(folder, arguments).await;
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "git {arguments:?}\n{out}\n{err}");
        out.trim().to_owned()
    }

    /// A local repository with one commit.
    async fn local(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir(&path).unwrap();
        self.git(&path, &["init", "-q"]).await;
        fs::write(path.join("readme.md"), "Hello\n").unwrap();
        self.git(&path, &["add", "."]).await;
        self.git(&path, &["commit", "-qm", "First"]).await;
        path
    }
}

/// A server with the project `P` and the empty repository of the same name.
async fn server() -> Server {
    let api = empty();
    api.project("P").await;
    Server::new(api).await
}

#[tokio::test]
async fn what_is_pushed_is_seen_by_rest_and_cloned_again() {
    let server = server().await;
    let local = server.local("local").await;
    server.git(&local, &["push", "-q", &server.url("P/_git/P"), "main"]).await;
    let head = server.git(&local, &["rev-parse", "HEAD"]).await;

    let repository = server.api.get("P/_apis/git/repositories/P").await.ok(200);
    assert_eq!(repository["defaultBranch"], "refs/heads/main");
    assert!(repository["size"].as_u64().unwrap() > 0);
    let pushes =
        server.api.get("P/_apis/git/repositories/P/pushes?searchCriteria.includeRefUpdates=true").await;
    let pushes = pushes.ok(200);
    assert_eq!(pushes["count"], 1);
    assert_eq!(pushes["value"][0]["refUpdates"][0]["newObjectId"], head);
    assert_eq!(pushes["value"][0]["refUpdates"][0]["oldObjectId"], ZERO);
    let push = &pushes["value"][0]["pushId"];
    let commits = server.api.get(&format!("P/_apis/git/repositories/P/commits?pushId={push}")).await.ok(200);
    assert_eq!(commits["value"][0]["commitId"], head);
    let content = server.api.call(Method::GET, "P/_apis/git/repositories/P/items?path=/readme.md");
    assert_eq!(content.accept("text/plain").send().await.text(), "Hello\n");

    for (name, path) in
        [("a", "P/_git/P"), ("b", "_git/P"), ("c", "P/_git/_full/P"), ("d", "P/_git/_optimized/P")]
    {
        let clone = server.path(name);
        server.git(server.folder.path(), &["clone", "-q", &server.url(path), clone.to_str().unwrap()]).await;
        assert_eq!(server.git(&clone, &["rev-parse", "HEAD"]).await, head);
        assert_eq!(server.git(&clone, &["branch", "--show-current"]).await, "main");
    }
}

#[tokio::test]
async fn what_rest_pushes_is_fetched() {
    let server = server().await;
    let (id, first) = server.api.repository("P", "web").await;
    let clone = server.path("clone");
    server.git(server.folder.path(), &["clone", "-q", &server.url("P/_git/web"), "clone"]).await;
    assert_eq!(server.git(&clone, &["rev-parse", "HEAD"]).await, first);

    let push =
        server.api.push(&id, "refs/heads/main", &first, &[("edit", "/readme.md", "Bye\n")]).await.ok(201);
    let second = push["commits"][0]["commitId"].as_str().unwrap();
    server.git(&clone, &["pull", "-q"]).await;
    assert_eq!(server.git(&clone, &["rev-parse", "HEAD"]).await, second);
    assert_eq!(fs::read_to_string(clone.join("readme.md")).unwrap(), "Bye\n");
    server.git(&clone, &["fsck", "--strict"]).await;

    // A branch of REST's making, and one that REST takes away.
    let refs = format!("_apis/git/repositories/{id}/refs");
    let wish = json!([{"name": "refs/heads/topic", "oldObjectId": ZERO, "newObjectId": first}]);
    server.api.post(&refs, &wish).await.ok(200);
    server.git(&clone, &["fetch", "-q"]).await;
    assert_eq!(server.git(&clone, &["rev-parse", "origin/topic"]).await, first);
    let wish = json!([{"name": "refs/heads/topic", "oldObjectId": first, "newObjectId": ZERO}]);
    server.api.post(&refs, &wish).await.ok(200);
    server.git(&clone, &["fetch", "-q", "--prune"]).await;
    assert!(!server.try_git(&clone, &["rev-parse", "origin/topic"]).await.status.success());
}

#[tokio::test]
async fn branches_tags_force_and_deletion() {
    let server = server().await;
    let local = server.local("local").await;
    let url = server.url("P/_git/P");
    server.git(&local, &["remote", "add", "origin", &url]).await;
    server.git(&local, &["push", "-q", "origin", "main"]).await;
    server.git(&local, &["tag", "light"]).await;
    server.git(&local, &["tag", "-a", "v1", "-m", "One"]).await;
    server.git(&local, &["push", "-q", "origin", "main:topic/a", "main:topic/b", "light", "v1"]).await;
    let refs = server.api.get("P/_apis/git/repositories/P/refs").await.ok(200);
    let names: Vec<_> =
        refs["value"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["refs/heads/main", "refs/heads/topic/a", "refs/heads/topic/b", "refs/tags/light", "refs/tags/v1"]
    );
    // Four references, one push.
    let pushes = server.api.get("P/_apis/git/repositories/P/pushes?includeRefUpdates=true").await.ok(200);
    assert_eq!(pushes["count"], 2);
    assert_eq!(pushes["value"][0]["refUpdates"].as_array().unwrap().len(), 4);

    server.git(&local, &["commit", "-q", "--amend", "-m", "Other"]).await;
    let rejected = server.try_git(&local, &["push", "origin", "main"]).await;
    assert!(!rejected.status.success());
    server.git(&local, &["push", "-q", "--force", "origin", "main"]).await;
    let head = server.git(&local, &["rev-parse", "HEAD"]).await;
    let main = server.api.get("P/_apis/git/repositories/P/refs?filter=heads/main").await.ok(200);
    assert_eq!(main["value"][0]["objectId"], head);

    server.git(&local, &["push", "-q", "origin", "--delete", "topic/a", "light"]).await;
    let refs = server.api.get("P/_apis/git/repositories/P/refs").await.ok(200);
    assert_eq!(refs["count"], 3);
    let pushes = server.api.get("P/_apis/git/repositories/P/pushes?includeRefUpdates=true").await.ok(200);
    assert_eq!(pushes["value"][0]["refUpdates"][0]["newObjectId"], ZERO);
}

#[tokio::test]
async fn shallow_and_partial_clones_in_both_protocols() {
    let server = server().await;
    let local = server.local("local").await;
    for number in 0..3 {
        server.git(&local, &["commit", "-q", "--allow-empty", "-m", &number.to_string()]).await;
    }
    server.git(&local, &["push", "-q", &server.url("P/_git/P"), "main"]).await;
    let url = server.url("P/_git/P");
    for version in ["protocol.version=0", "protocol.version=1", "protocol.version=2"] {
        let name = version.replace('.', "-");
        server.git(server.folder.path(), &["-c", version, "clone", "-q", "--depth", "2", &url, &name]).await;
        let clone = server.path(&name);
        assert_eq!(server.git(&clone, &["rev-list", "--count", "HEAD"]).await, "2", "{version}");
        server.git(&clone, &["-c", version, "fetch", "-q", "--unshallow"]).await;
        assert_eq!(server.git(&clone, &["rev-list", "--count", "HEAD"]).await, "4", "{version}");
    }
    server.git(server.folder.path(), &["clone", "-q", "--filter=blob:none", &url, "partial"]).await;
    assert_eq!(fs::read_to_string(server.path("partial").join("readme.md")).unwrap(), "Hello\n");
}

#[tokio::test]
async fn a_large_push_comes_in_chunks() {
    let server = server().await;
    let local = server.local("local").await;
    // 21 MB that no compression makes smaller.
    let mut state = 1_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    })
    .take(21 << 20)
    .collect();
    fs::write(local.join("noise.bin"), &noise).unwrap();
    server.git(&local, &["add", "."]).await;
    server.git(&local, &["commit", "-qm", "Noise"]).await;
    server.git(&local, &["push", "-q", &server.url("P/_git/P"), "main"]).await;
    let item = server.api.call(Method::GET, "P/_apis/git/repositories/P/items?path=noise.bin");
    assert!(item.accept("application/octet-stream").send().await.bytes == noise);
    server.git(server.folder.path(), &["clone", "-q", &server.url("P/_git/P"), "clone"]).await;
    assert!(fs::read(server.path("clone").join("noise.bin")).unwrap() == noise);
}

#[tokio::test]
async fn a_locked_branch_is_refused_and_the_rest_goes_through() {
    let server = server().await;
    let local = server.local("local").await;
    let url = server.url("P/_git/P");
    server.git(&local, &["push", "-q", &url, "main", "main:other"]).await;
    // Somebody else locks the branch.
    let other = server.api.emulator.update(|world, now| {
        let other = world.add_identity("Bob", "bob@fabrikam.example");
        let token = world.new_token(other, None);
        let organization = world.organization_mut("fabrikam").unwrap();
        let stamp = adoxide_emulator::world::journal::Stamp { at: now, actor: other };
        organization.change(stamp, |tx| tx.add_member(other)).unwrap();
        token
    });
    let lock = server.api.call(Method::PATCH, "P/_apis/git/repositories/P/refs?filter=heads/main");
    let lock = lock.header("authorization", &format!("Bearer {other}")).json(&json!({"isLocked": true}));
    lock.send().await.ok(200);
    server.git(&local, &["commit", "-q", "--allow-empty", "-m", "Second"]).await;
    let pushed = server.try_git(&local, &["push", &url, "main", "main:other"]).await;
    let message = String::from_utf8_lossy(&pushed.stderr).into_owned();
    assert!(!pushed.status.success());
    assert!(message.contains("[remote rejected] main -> main"), "{message}");
    assert!(message.contains("is locked by another user"), "{message}");
    assert!(message.contains("main -> other"), "{message}");
    let head = server.git(&local, &["rev-parse", "HEAD"]).await;
    let refs = server.api.get("P/_apis/git/repositories/P/refs").await.ok(200);
    assert_ne!(refs["value"][0]["objectId"], head);
    assert_eq!(refs["value"][1]["objectId"], head);
    // All refused: git is not even asked.
    let pushed = server.try_git(&local, &["push", &url, "main"]).await;
    assert!(String::from_utf8_lossy(&pushed.stderr).contains("is locked by another user"));
}

#[tokio::test]
async fn whoever_may_not_is_told_so() {
    let server = server().await;
    let ls = |url: String| {
        let server = &server;
        async move {
            let output = server.try_git(server.folder.path(), &["ls-remote", &url]).await;
            assert!(!output.status.success(), "{url}");
            String::from_utf8_lossy(&output.stderr).into_owned()
        }
    };
    let message = ls(server.url("P/_git/None")).await;
    assert!(
        message.contains("remote: TF401019: The Git repository with name or identifier None"),
        "{message}"
    );
    let message = ls(server.url("None/_git/P")).await;
    assert!(message.contains("TF401019"), "{message}");
    let wrong = format!("http://me:wrong@127.0.0.1:{}/fabrikam/P/_git/P", server.port);
    let message = ls(wrong).await;
    assert!(message.contains("Authentication failed"), "{message}");
    let anonymous = format!("http://127.0.0.1:{}/fabrikam/P/_git/P", server.port);
    ls(anonymous).await;
    let first = &server.api.emulator.requests()[0];
    assert_eq!(first.operation.as_deref(), Some("core.queue_create_project"));
    let challenged = server.api.emulator.requests().into_iter().find(|r| r.path.contains("_git")).unwrap();
    assert_eq!((challenged.status, challenged.identity), (Some(401), None), "git asks without a token first");

    // A disabled repository is as good as none.
    server.api.patch("P/_apis/git/repositories/P", &json!({"isDisabled": true})).await.ok(200);
    assert!(ls(server.url("P/_git/P")).await.contains("TF401019"));
}

#[tokio::test]
async fn the_token_may_be_the_user_name() {
    let server = server().await;
    let (token, port) = (server.api.emulator.token(), server.port);
    let url = format!("http://{token}:@127.0.0.1:{port}/fabrikam/P/_git/P");
    assert_eq!(server.git(server.folder.path(), &["ls-remote", &url]).await, "");
    let url = format!("http://{token}:wrong@127.0.0.1:{port}/fabrikam/P/_git/P");
    assert!(!server.try_git(server.folder.path(), &["ls-remote", &url]).await.status.success());
}

#[tokio::test]
async fn an_empty_repository_can_be_cloned() {
    let server = server().await;
    server.git(server.folder.path(), &["clone", "-q", &server.url("P/_git/P"), "clone"]).await;
    let clone = server.path("clone");
    fs::write(clone.join("a"), "a").unwrap();
    server.git(&clone, &["add", "."]).await;
    server.git(&clone, &["commit", "-qm", "First"]).await;
    server.git(&clone, &["push", "-q"]).await;
    let repository = server.api.get("P/_apis/git/repositories/P").await.ok(200);
    assert_eq!(repository["defaultBranch"], "refs/heads/main");
}

/// Sends bytes as they are and reads what comes back.
async fn raw(port: u16, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_client_without_multi_ack_is_refused() {
    let server = server().await;
    server.api.repository("P", "web").await;
    let body = format!("0032want {}\n00000009done\n", "a".repeat(40));
    let request = format!(
        "POST /fabrikam/P/_git/web/git-upload-pack HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: \
         Bearer {}\r\ncontent-type: application/x-git-upload-pack-request\r\ncontent-length: {}\r\n\r\n{body}",
        server.api.emulator.token(),
        body.len()
    );
    let answer = raw(server.port, request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(answer.contains("TF401041"), "{answer}");
}

#[tokio::test]
async fn the_protocol_works_packed_too() {
    use std::io::Write as _;

    let server = server().await;
    let local = server.local("local").await;
    let head = server.git(&local, &["rev-parse", "HEAD"]).await;
    // A push as git would send it, but packed with gzip and in chunks.
    let mut pack = Command::new("git")
        .args(["pack-objects", "--stdout", "--revs", "-q"])
        .current_dir(&local)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    pack.stdin.take().unwrap().write_all(format!("{head}\n").as_bytes()).unwrap();
    let pack = pack.wait_with_output().unwrap().stdout;
    let command = format!("{ZERO} {head} refs/heads/packed\0report-status");
    let mut body = format!("{:04x}{command}0000", command.len() + 4).into_bytes();
    body.extend_from_slice(&pack);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&body).unwrap();
    let body = gzip.finish().unwrap();
    let mut request = format!(
        "POST /fabrikam/P/_git/P/git-receive-pack HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: \
         Bearer {}\r\ncontent-type: application/x-git-receive-pack-request\r\ncontent-encoding: \
         gzip\r\ntransfer-encoding: chunked\r\n\r\n",
        server.api.emulator.token()
    )
    .into_bytes();
    for chunk in body.chunks(7) {
        request.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        request.extend_from_slice(chunk);
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"0\r\n\r\n");
    let answer = raw(server.port, &request).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("unpack ok"), "{answer}");
    let refs = server.api.get("P/_apis/git/repositories/P/refs").await.ok(200);
    assert_eq!(refs["value"][0]["objectId"], head);
}

#[tokio::test]
async fn a_push_that_breaks_off_changes_nothing() {
    let server = server().await;
    let local = server.local("local").await;
    let head = server.git(&local, &["rev-parse", "HEAD"]).await;
    let command = format!("{ZERO} {head} refs/heads/broken\0report-status");
    let body = format!("{:04x}{command}0000PACK", command.len() + 4);
    let request = format!(
        "POST /fabrikam/P/_git/P/git-receive-pack HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \
         {}\r\ncontent-type: application/x-git-receive-pack-request\r\ncontent-length: 100000\r\n\r\n{body}",
        server.api.emulator.token()
    );
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    drop(stream);
    // The next push waits for the lock of the broken one.
    server.git(&local, &["push", "-q", &server.url("P/_git/P"), "main"]).await;
    let refs = server.api.get("P/_apis/git/repositories/P/refs").await.ok(200);
    assert_eq!(refs["count"], 1);
    assert_eq!(refs["value"][0]["name"], "refs/heads/main");
}

#[tokio::test]
async fn what_a_clone_is_of_can_be_asked() {
    let server = server().await;
    let info = server.api.get("P/_git/P/vsts/info").await.ok(200);
    assert_eq!(info["serverUrl"], "http://127.0.0.1:8080/fabrikam");
    assert_eq!(info["collection"]["name"], "fabrikam");
    assert_eq!(info["repository"]["project"]["name"], "P");
}

#[tokio::test]
async fn policies_refuse_what_git_pushes() {
    let server = server().await;
    let local = server.local("local").await;
    let url = server.url("P/_git/P");
    server.git(&local, &["push", "-q", &url, "main"]).await;
    let head = server.git(&local, &["rev-parse", "HEAD"]).await;
    let reviewers = json!({
        "isEnabled": true, "isBlocking": true,
        "type": {"id": "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd"},
        "settings": {"minimumApproverCount": 1,
            "scope": [{"repositoryId": null, "refName": "refs/heads/main", "matchKind": "exact"}]},
    });
    server.api.post("P/_apis/policy/configurations", &reviewers).await.ok(200);
    let size = json!({
        "isEnabled": true, "isBlocking": true,
        "type": {"id": "2e26e725-8201-4edd-8bf5-978563c34a80"},
        "settings": {"maximumGitBlobSizeInBytes": 100, "scope": [{"repositoryId": null}]},
    });
    server.api.post("P/_apis/policy/configurations", &size).await.ok(200);

    fs::write(local.join("readme.md"), "Hello again\n").unwrap();
    server.git(&local, &["commit", "-qam", "Second"]).await;
    // Each reference for itself: one is refused, the other moves.
    let pushed = server.try_git(&local, &["push", &url, "main", "main:small"]).await;
    let said = String::from_utf8_lossy(&pushed.stderr).into_owned();
    assert!(!pushed.status.success());
    assert!(
        said.contains("[remote rejected] main -> main (TF402455: Pushes to this branch are not permitted"),
        "{said}"
    );
    assert!(said.contains("[new branch]      main -> small"), "{said}");

    fs::write(local.join("large.bin"), vec![b'x'; 101]).unwrap();
    server.git(&local, &["add", "."]).await;
    server.git(&local, &["commit", "-qm", "Large"]).await;
    let pushed = server.try_git(&local, &["push", &url, "main:large"]).await;
    let said = String::from_utf8_lossy(&pushed.stderr).into_owned();
    assert!(said.contains("[remote rejected] main -> large") && said.contains("/large.bin"), "{said}");

    let refs = server.git(&local, &["ls-remote", &url]).await;
    assert!(refs.contains(&format!("{head}\trefs/heads/main")) && !refs.contains("large"), "{refs}");
    let refs = server.api.get("P/_apis/git/repositories/P/refs").await.ok(200);
    assert_eq!(refs["count"], 2);
}
