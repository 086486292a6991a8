//! What users get wrong, or finds them wrong: each for real, and the whole sentence that comes of it.
//!
//! A sentence says what happened, which credential was asked for, and what to do; and never the credential.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use adoxide::api::core::{GetProjects, get_projects};
use adoxide::credential::{Bearer, Credential, Entra, Pat};
use adoxide::transport::NetworkBuilder;
use adoxide::{Client, Error, Options};
use adoxide_emulator::{Clock, Emulator, FaultKind, FaultRule};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};
use rcgen::{CertificateParams, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use crate::network::{Authority, alone, head, proxy};
use crate::script::TOKEN;

const SECRET: &str = "a~hunter2~secret";
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const OTHER_TENANT: &str = "0c0ffee0-1111-2222-3333-444444444444";

/// What a program says that can't go on.
struct Said {
    text: String,
    /// The text, and all that is behind it.
    all: String,
}

impl From<Error> for Said {
    fn from(error: Error) -> Self {
        let mut all = format!("{error} {error:?} {error:#?}");
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            write!(all, " {error} {error:?}").unwrap();
            cause = error.source();
        }
        assert!(error.to_string().ends_with(&format!("; {}", error.advice())), "{error}");
        Self { text: error.to_string(), all }
    }
}

async fn ask(client: &Client) -> Said {
    client.call(get_projects(GetProjects::default())).await.unwrap_err().into()
}

/// A client that is asked once, over a network that hears nothing from the environment.
fn client(address: &str, credential: impl Credential, network: NetworkBuilder) -> Client {
    Client::builder(address)
        .credential(credential)
        .transport(network.build().unwrap())
        .options(Options::default().attempts(1).time(Duration::from_secs(30)))
        .build()
        .unwrap()
}

fn pat() -> Pat {
    Pat::new(TOKEN).unwrap().from_source("the token in AZDO_PAT")
}

/// A program that finds this in its environment.
fn in_environment(token: &str) -> Said {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "bad_input::a_program_with_an_environment", "--ignored", "--nocapture"])
        .env_clear()
        .envs([("ADOXIDE_ORG", "contoso"), ("AZDO_PAT", token)])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let after = |mark: &str| text.lines().find_map(|line| line.strip_prefix(mark)).unwrap().to_owned();
    Said { text: after("text: "), all: text }
}

#[test]
#[ignore = "it is started by another test, with an environment of its own"]
#[allow(clippy::print_stdout)]
fn a_program_with_an_environment() {
    let said = Said::from(Client::from_env().unwrap_err());
    println!("\ntext: {}\nall: {}", said.text, said.all.replace('\n', " "));
}

/// An emulator on a socket, whose clock is so far from this machine's.
async fn emulator(off: SignedDuration) -> (Emulator, String) {
    let clock = Clock::manual(Timestamp::now() + off);
    let emulator = Emulator::builder().seed_size(1).clock(clock).build().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(emulator.clone().serve(listener));
    (emulator, base)
}

/// An application of its directory, which is in no organization: its tenant, and its client id.
fn application(emulator: &Emulator) -> (String, String) {
    emulator.update(|world, _| {
        let tenant = world.tenant().to_string();
        let application = world.add_application("Robot");
        application.add_secret(SECRET, None);
        (tenant, application.client_id.to_string())
    })
}

fn owner(emulator: &Emulator) -> adoxide_emulator::world::id::IdentityId {
    emulator.read(|world| world.organization("fabrikam").unwrap().owner())
}

/// A bearer token of the owner of the organization.
fn bearer(emulator: &Emulator) -> Bearer {
    Bearer::new(emulator.bearer(owner(emulator)).unwrap()).unwrap().from_source("the token in AZDO_TOKEN")
}

/// A server that answers every request with this; `{}` is its own address.
async fn always(answer: &str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer = answer.replace("{}", &address.to_string());
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            head(&mut socket).await;
            let end = "content-length: 13\r\nconnection: close\r\n\r\n<html></html>";
            let _ = socket.write_all(format!("HTTP/1.1 {answer}\r\n{end}").as_bytes()).await;
        }
    });
    address
}

async fn answered(answer: &str, credential: impl Credential) -> (Said, SocketAddr) {
    let address = always(answer).await;
    (ask(&client(&format!("http://{address}/fabrikam"), credential, alone())).await, address)
}

/// A server whose certificate is signed by itself.
async fn self_signed() -> SocketAddr {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".into()]).unwrap().self_signed(&key).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder().with_no_client_auth();
    let config = config.with_single_cert(vec![certificate.der().clone()], key).unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(std::sync::Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            assert!(acceptor.accept(socket).await.is_err(), "it was trusted");
        }
    });
    address
}

/// All of it: what happens, and the sentence.
async fn cases() -> Vec<(&'static str, Said, String)> {
    let twice = BASE64_STANDARD.encode(BASE64_STANDARD.encode(format!(":{TOKEN}")));
    let mut cases = vec![
        (
            "a token with a blank",
            in_environment(&format!("{TOKEN} ")),
            "AZDO_PAT: the token holds blanks or line ends; copy it again, whole and without anything around it"
                .to_owned(),
        ),
        (
            "a token with a line end",
            in_environment(&format!("{TOKEN}\n")),
            "AZDO_PAT: the token ends with a line end; remove it: $(cat FILE) does, and printf writes none"
                .to_owned(),
        ),
        (
            "a token encoded twice",
            in_environment(&twice),
            "AZDO_PAT: the token is already encoded as base64; give it as Azure DevOps showed it".to_owned(),
        ),
    ];
    tokens(&mut cases).await;
    ways(&mut cases).await;
    answers(&mut cases).await;
    cases
}

/// Tokens that the service, or whoever makes them, does not accept.
async fn tokens(cases: &mut Vec<(&'static str, Said, String)>) {
    let (here, base) = emulator(SignedDuration::ZERO).await;
    let organization = format!("{base}/fabrikam");
    let expired = here.update(|world, at| {
        let owner = world.organization("fabrikam").unwrap().owner();
        world.new_token(owner, Some(at - HOUR))
    });
    let expired = Pat::new(expired).unwrap().from_source("the token in AZDO_PAT");
    cases.push((
        "an expired token",
        ask(&client(&organization, expired, alone())).await,
        "core.get_projects: Access Denied: The Personal Access Token used has expired (401, the token in \
         AZDO_PAT); create a new one"
            .to_owned(),
    ));

    let (old, old_base) = emulator(HOUR * -3).await;
    let (token, end) = (bearer(&old), old.clock().now() + HOUR);
    old.clock().advance(Duration::from_secs(3 * 3600));
    cases.push((
        "an expired token of Entra",
        ask(&client(&format!("{old_base}/fabrikam"), token, alone())).await,
        format!(
            "core.get_projects: the service does not accept the token in AZDO_TOKEN (401); it expired at {}: make \
             a new one",
            Timestamp::from_second(end.as_second()).unwrap()
        ),
    ));

    let (tenant, id) = application(&here);
    let entra = |tenant: &str| {
        let entra = Entra::client_secret(tenant, &id, SECRET);
        entra.from_source("the client secret in AZURE_CLIENT_SECRET").authority(&base).unwrap()
    };
    cases.push((
        "a wrong tenant",
        ask(&client(&organization, entra(OTHER_TENANT), alone())).await,
        format!(
            "core.get_projects: 127.0.0.1 makes no token for the client secret in AZURE_CLIENT_SECRET: AADSTS90002: \
             Tenant '{OTHER_TENANT}' not found (400); give the tenant that the organization belongs to, by its id \
             or its domain"
        ),
    ));
    // As recorded of a service that the caller is nobody in.
    let answer = format!("401 Unauthorized\r\nX-VSS-ResourceTenant: {OTHER_TENANT}");
    cases.push((
        "an organization of another tenant",
        answered(&answer, bearer(&here)).await.0,
        format!(
            "core.get_projects: the service does not accept the token in AZDO_TOKEN (401); it is a token of the \
             tenant {tenant} and the organization belongs to the tenant {OTHER_TENANT}: sign in to that one"
        ),
    ));
    cases.push((
        "a 401 that stays",
        ask(&client(&organization, entra(&tenant), alone())).await,
        format!(
            "core.get_projects: TF400813: The user '{tenant}\\{id}' is not authorized to access this \
             resource (401, the client secret in AZURE_CLIENT_SECRET, with a new token too); check that the \
             organization belongs to its tenant {tenant}, and that it is a user there"
        ),
    ));

    let (ahead, base) = emulator(HOUR * 2).await;
    let (tenant, id) = application(&ahead);
    let key = KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let certificate = CertificateParams::new(vec!["robot".into()]).unwrap().self_signed(&key).unwrap().pem();
    let pem = certificate + &key.serialize_pem();
    let entra = Entra::client_certificate(&tenant, &id, pem).unwrap().authority(&base).unwrap();
    let entra = entra.from_source("the certificate in AZURE_CLIENT_CERTIFICATE_PATH");
    cases.push((
        "a clock that is slow",
        ask(&client(&format!("{base}/fabrikam"), entra, alone())).await,
        "core.get_projects: 127.0.0.1 makes no token for the certificate in AZURE_CLIENT_CERTIFICATE_PATH: \
         AADSTS700024: Client assertion is not within its valid time range (401); the clock of this machine is \
         120 minutes slow: set it"
            .to_owned(),
    ));
    // It was good when it was made, by the clock of this machine.
    let (ahead, base) = emulator(SignedDuration::ZERO).await;
    let (token, end) = (bearer(&ahead), ahead.clock().now() + HOUR);
    ahead.clock().advance(Duration::from_secs(2 * 3600));
    cases.push((
        "a token that is good by the clock of this machine only",
        ask(&client(&format!("{base}/fabrikam"), token, alone())).await,
        format!(
            "core.get_projects: the service does not accept the token in AZDO_TOKEN (401); it expired at {}, and \
             the clock of this machine is slow: make a new one",
            Timestamp::from_second(end.as_second()).unwrap()
        ),
    ));
}

/// Ways to the service that lead nowhere.
async fn ways(cases: &mut Vec<(&'static str, Said, String)>) {
    let port = self_signed().await.port();
    cases.push((
        "a certificate that is signed by itself",
        ask(&client(&format!("https://localhost:{port}/fabrikam"), pat(), alone())).await,
        "core.get_projects: no trusted connection to localhost: invalid peer certificate: UnknownIssuer, so the \
         token in AZDO_PAT was not used; check the address, or name the authority of its certificate in \
         SSL_CERT_FILE"
            .to_owned(),
    ));
    let authority = Authority::new();
    let (server, _) = authority.serve("dev.azure.com", false).await;
    let (proxy, _asked) = proxy("Basic dXNlcjpodW50ZXIy", server).await;
    for login in ["", "user:hunter3@"] {
        let network = alone().certificates(authority.0.pem()).proxy(format!("http://{login}{proxy}"));
        cases.push((
            "a proxy that asks who it is",
            ask(&client("https://dev.azure.com/fabrikam", pat(), network)).await,
            "core.get_projects: no way through the proxy to dev.azure.com: tunnel error: proxy authorization \
             required, so the token in AZDO_PAT was not used; give the proxy's user and password: \
             HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"
                .to_owned(),
        ));
    }
    let mut said = ask(&client("https://no-such-host.invalid/fabrikam", pat(), alone().no_proxy())).await;
    // The end of it is the system's.
    let (before, rest) = said.text.split_once("failed to lookup address information: ").unwrap();
    said.text = format!("{before}LOOKUP{}", &rest[rest.find(", so").unwrap()..]);
    cases.push((
        "a host that has no address",
        said,
        "core.get_projects: no connection to no-such-host.invalid: LOOKUP, so the token in AZDO_PAT was not used; \
         check the address, the network and the proxy"
            .to_owned(),
    ));
}

/// Answers that are none.
async fn answers(cases: &mut Vec<(&'static str, Said, String)>) {
    let sign_in = |status: u16, base: &str| {
        format!(
            "core.get_projects: the service does not accept the token in AZDO_PAT and asks to sign in ({status}); \
             check that it is for {base}/fabrikam, has not expired and has one of the scopes vso.profile, \
             vso.project"
        )
    };
    let (here, base) = emulator(SignedDuration::ZERO).await;
    here.add_fault(FaultRule::new(FaultKind::SignInPage));
    cases.push((
        "a page to sign in on, as the service sends it",
        ask(&client(&format!("{base}/fabrikam"), pat(), alone())).await,
        sign_in(203, &base),
    ));
    for (name, status, answer) in [
        ("a page in place of JSON", 200, "200 OK\r\ncontent-type: text/html"),
        ("the way to a page to sign in on", 302, "302 Found\r\nlocation: http://{}/_signin?realm=x"),
    ] {
        let (said, address) = answered(answer, pat()).await;
        cases.push((name, said, sign_in(status, &format!("http://{address}"))));
    }
    cases.push((
        "a redirect to another host",
        answered("302 Found\r\nlocation: https://evil.example.com/_apis/projects", pat()).await.0,
        "core.get_projects: the service redirects to evil.example.com (302), where the token in AZDO_PAT does not \
         go; check the address"
            .to_owned(),
    ));
    cases.push((
        "a redirect without end",
        answered("302 Found\r\nlocation: http://{}/fabrikam/_apis/projects", pat()).await.0,
        "core.get_projects: the service redirects the token in AZDO_PAT from one address to the next (302, 5 \
         times); check the address"
            .to_owned(),
    ));
}

#[tokio::test]
async fn every_bad_input_is_one_sentence() {
    let encoded = BASE64_STANDARD.encode(format!(":{TOKEN}"));
    let secrets = [TOKEN, &encoded, &BASE64_STANDARD.encode(&encoded), SECRET, "hunter2", "hunter3"];
    let mut wrong = String::new();
    for (name, said, sentence) in cases().await {
        if said.text != sentence {
            writeln!(wrong, "{name}:\n  is        {}\n  should be {sentence}", said.text).unwrap();
        }
        let ends = sentence.match_indices(". ");
        let ends = ends.filter(|(at, _)| sentence[at + 2..].starts_with(|next: char| next.is_uppercase()));
        assert_eq!((ends.count(), sentence.matches("; ").count()), (0, 1), "{name}: {sentence}");
        assert!(!sentence.contains('\n') && !sentence.ends_with('.'), "{name}: {sentence}");
        let sources = ["AZDO_PAT", "AZDO_TOKEN", "AZURE_CLIENT_"];
        assert!(sources.iter().any(|source| sentence.contains(source)), "{name}: {sentence}");
        for secret in secrets.iter().chain(&["eyJ"]) {
            assert!(!said.all.contains(secret), "{name}: {}", said.all);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
