//! The door with TLS, with the programs of this machine as clients.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Output;

use adoxide_emulator::{Authority, AuthorityError};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::process::Command;

use super::support::*;

/// An emulator behind TLS, and the certificate to trust, as a file.
pub struct Door {
    pub api: Api,
    pub port: u16,
    pub ca: PathBuf,
    _folder: TempDir,
}

impl Door {
    pub async fn open(api: Api) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let authority = Authority::new().unwrap();
        let ca = folder.path().join("ca.pem");
        fs::write(&ca, authority.pem()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let emulator = api.emulator.clone();
        tokio::spawn(async move { emulator.serve_tls(listener, &authority).await });
        Self { api, port, ca, _folder: folder }
    }

    /// Asks with the real curl, which finds every name here.
    async fn curl(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("curl");
        command.args(["--silent", "--show-error", "--cacert"]).arg(&self.ca);
        command.args(["--connect-to", &format!("::127.0.0.1:{}", self.port)]);
        command.args(["--user", &format!(":{}", self.api.emulator.token())]).args(arguments);
        command.env_remove("HTTPS_PROXY").env_remove("https_proxy").output().await.unwrap()
    }

    async fn json(&self, url: &str) -> serde_json::Value {
        let output = self.curl(&[url]).await;
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
    }
}

#[tokio::test]
async fn every_name_of_the_cloud_is_answered_in_its_own_form() {
    let door = Door::open(seeded()).await;
    for (url, project, vssps) in [
        (
            "https://dev.azure.com/fabrikam/_apis",
            "https://dev.azure.com/fabrikam/_apis/projects/",
            "https://vssps.dev.azure.com/fabrikam/",
        ),
        (
            "https://fabrikam.visualstudio.com/_apis",
            "https://fabrikam.visualstudio.com/_apis/projects/",
            "https://fabrikam.vssps.visualstudio.com/",
        ),
        (
            "https://fabrikam.visualstudio.com/DefaultCollection/_apis",
            "https://fabrikam.visualstudio.com/_apis/projects/",
            "https://fabrikam.vssps.visualstudio.com/",
        ),
    ] {
        let projects = door.json(&format!("{url}/projects?api-version=7.1")).await;
        let seen = projects["value"][0]["url"].as_str().unwrap();
        assert!(seen.starts_with(project), "{url}: {seen}");
        let areas = door.json(&format!("{url}/ResourceAreas")).await;
        let areas = areas["value"].as_array().unwrap();
        let graph = areas.iter().find(|area| area["name"] == "Graph").unwrap();
        assert_eq!(graph["locationUrl"], vssps, "{url}");
    }
    let me = door.json("https://app.vssps.visualstudio.com/_apis/profile/profiles/me?api-version=7.1").await;
    assert_eq!(me["emailAddress"], "ada@fabrikam.example");
    let data = door.json("https://fabrikam.vssps.visualstudio.com/_apis/connectionData").await;
    assert_eq!(data["authenticatedUser"]["providerDisplayName"], "Ada Example");
}

#[tokio::test]
async fn both_versions_of_http_are_spoken() {
    let door = Door::open(empty()).await;
    let url = "https://dev.azure.com/fabrikam/_apis/projects";
    for (option, version) in [("--http1.1", "1.1"), ("--http2", "2")] {
        let wanted = "%{http_version} %{http_code}";
        let output = door.curl(&[option, "--output", "/dev/null", "--write-out", wanted, url]).await;
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{version} 200"), "{output:?}");
    }
    // The control endpoint is for this machine, and not for whoever calls it `dev.azure.com`.
    for option in ["--http1.1", "--http2"] {
        let url = "https://dev.azure.com/_adoxide/requests";
        let output = door.curl(&[option, "--output", "/dev/null", "--write-out", "%{http_code}", url]).await;
        assert_eq!(String::from_utf8_lossy(&output.stdout), "403", "{option}");
    }
}

#[tokio::test]
async fn only_the_names_of_the_cloud_are_vouched_for() {
    let door = Door::open(empty()).await;
    let refused = door.curl(&["https://github.com/"]).await;
    assert_eq!(refused.status.code(), Some(60), "{refused:?}");
    let mut command = Command::new("curl");
    let url = format!("https://127.0.0.1:{}/", door.port);
    let untrusting = command.args(["--silent", "--show-error", &url]).output().await.unwrap();
    assert_eq!(untrusting.status.code(), Some(60), "{untrusting:?}");
}

#[tokio::test]
async fn git_clones_through_tls() {
    let door = Door::open(empty()).await;
    door.api.project("Web").await;
    let (_, commit) = door.api.repository("Web", "shop").await;
    let url =
        format!("https://x:{}@localhost:{}/fabrikam/Web/_git/shop", door.api.emulator.token(), door.port);
    let mut git = Command::new("git");
    git.args(["ls-remote", &url, "refs/heads/main"]).env("GIT_SSL_CAINFO", &door.ca);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env_remove("HTTPS_PROXY");
    let output = git.output().await.unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{commit}\trefs/heads/main\n"), "{output:?}");
}

#[tokio::test]
async fn an_authority_is_kept_in_a_folder_with_its_key_closed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("ca");
    let made = Authority::in_folder(&folder).unwrap();
    let key = folder.join("ca-key.pem");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(Authority::in_folder(&folder).unwrap().pem(), made.pem());
    let secret = fs::read_to_string(&key).unwrap();
    assert!(!format!("{made:?}").contains(secret.lines().nth(1).unwrap()));
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let error = Authority::in_folder(&folder).unwrap_err();
    assert!(matches!(error, AuthorityError::Open(_)), "{error}");
}

#[tokio::test]
async fn what_was_trusted_before_is_trusted_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let pem = Authority::in_folder(folder.path()).unwrap().pem().to_owned();
    let mut door = Door::open(empty()).await;
    fs::write(&door.ca, &pem).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    door.port = listener.local_addr().unwrap().port();
    let again = Authority::in_folder(folder.path()).unwrap();
    let emulator = door.api.emulator.clone();
    tokio::spawn(async move { emulator.serve_tls(listener, &again).await });
    assert_eq!(door.json("https://dev.azure.com/fabrikam/_apis/projects").await["count"], 0);
}

#[tokio::test]
async fn a_proxy_leads_to_the_cloud_and_nowhere_else() {
    let api = seeded();
    let folder = tempfile::tempdir().unwrap();
    let (authority, ca) = (Authority::new().unwrap(), folder.path().join("ca.pem"));
    fs::write(&ca, authority.pem()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    let emulator = api.emulator.clone();
    tokio::spawn(async move { emulator.serve_proxy(listener, &authority).await });
    let user = format!(":{}", api.emulator.token());
    let curl = |url: &'static str| {
        let mut command = Command::new("curl");
        command.args(["--silent", "--show-error", "--noproxy", "", "--proxy", &proxy, "--user", &user, url]);
        command.arg("--cacert").arg(&ca);
        async move { command.output().await.unwrap() }
    };
    let seen = curl("https://dev.azure.com/fabrikam/_apis/projects").await;
    let projects: serde_json::Value =
        serde_json::from_slice(&seen.stdout).unwrap_or_else(|_| panic!("{seen:?}"));
    assert!(projects["value"][0]["url"].as_str().unwrap().starts_with("https://dev.azure.com/fabrikam/"));
    let seen = curl("https://fabrikam.visualstudio.com/_apis/connectionData").await;
    assert!(String::from_utf8_lossy(&seen.stdout).contains("Ada Example"), "{seen:?}");
    for url in ["https://github.com/", "https://dev.azure.com:8443/", "http://dev.azure.com/fabrikam/_apis"] {
        let seen = curl(url).await;
        let said = String::from_utf8_lossy(&seen.stdout) + String::from_utf8_lossy(&seen.stderr);
        assert!(said.contains("403") || said.contains("nowhere else"), "{url}: {said}");
    }
    let log = api.emulator.requests();
    let refused: Vec<_> = log
        .iter()
        .filter(|request| request.operation.as_deref() == Some("proxy.refused"))
        .map(|request| request.path.as_str())
        .collect();
    assert_eq!(refused, ["github.com:443", "dev.azure.com:8443", "dev.azure.com"]);
}
