//! The network's other sides: TLS, proxies, compression, and bodies that don't fit into memory.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use adoxide::api::wire::{Content, Effect, Json, Op, OpMeta};
use adoxide::credential::Pat;
use adoxide::transport::{Network, NetworkBuilder};
use adoxide::{Client, ErrorKind, Method, Options, Upload};
use bytes::Bytes;
use futures::StreamExt;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::script::TOKEN;

static READ: OpMeta = OpMeta::new("test.read", Method::GET, "_apis/read").effect(Effect::Read);

const GOOD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\nconnection: close\r\n\r\n{\"good\":true}";

fn client(address: &str, network: NetworkBuilder) -> Client {
    Client::builder(address)
        .credential(Pat::new(TOKEN).unwrap())
        .transport(network.build().unwrap())
        .options(Options::default().attempts(3).time(Duration::from_secs(30)))
        .build()
        .unwrap()
}

pub fn alone() -> NetworkBuilder {
    Network::builder().without_environment()
}

/// Reads a request's head.
pub async fn head(socket: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match socket.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8(head).unwrap()
}

/// An authority, and what it signs.
pub struct Authority(pub CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub fn new() -> Self {
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn sign(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        (CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &self.0).unwrap(), key)
    }

    /// A server of this name that answers each connection once; it may ask for a certificate of this authority.
    pub async fn serve(&self, name: &str, ask: bool) -> (std::net::SocketAddr, Arc<AtomicUsize>) {
        let (certificate, key) = self.sign(name);
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let builder = ServerConfig::builder();
        let builder = if ask {
            let mut roots = RootCertStore::empty();
            roots.add(self.0.der().clone()).unwrap();
            builder.with_client_cert_verifier(WebPkiClientVerifier::builder(roots.into()).build().unwrap())
        } else {
            builder.with_no_client_auth()
        };
        let config = builder.with_single_cert(vec![certificate.der().clone()], key).unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let answered = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&answered);
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                if let Ok(mut socket) = acceptor.accept(socket).await
                    && head(&mut socket).await.starts_with("GET ")
                {
                    counted.fetch_add(1, Ordering::SeqCst);
                    let _ = socket.write_all(GOOD.as_bytes()).await;
                    let _ = socket.shutdown().await;
                }
            }
        });
        (address, answered)
    }
}

#[tokio::test]
async fn a_server_with_a_certificate_of_its_own_must_be_made_known() {
    let authority = Authority::new();
    let (address, answered) = authority.serve("localhost", false).await;
    let url = format!("https://localhost:{}/contoso", address.port());
    let error = client(&url, alone()).call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Transport, 1), "{error}");
    assert_eq!(
        error.to_string(),
        "test.read: no trusted connection to localhost: invalid peer certificate: UnknownIssuer, so the personal access \
         token given in code was not used; check the address, or name the authority of its certificate in \
         SSL_CERT_FILE"
    );
    assert_eq!(answered.load(Ordering::SeqCst), 0);
    let known = client(&url, alone().certificates(authority.0.pem()));
    assert_eq!(known.call(Op::<Json>::new(&READ)).await.unwrap()["good"], true);
    // Of another name.
    let url = format!("https://127.0.0.1:{}/contoso", address.port());
    let known = client(&url, alone().certificates(authority.0.pem()));
    let error = known.call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert!(error.to_string().contains("no trusted connection to 127.0.0.1"), "{error}");
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_gets_it() {
    let authority = Authority::new();
    let (address, answered) = authority.serve("localhost", true).await;
    let url = format!("https://localhost:{}/contoso", address.port());
    let network = || alone().certificates(authority.0.pem());
    client(&url, network()).call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!(answered.load(Ordering::SeqCst), 0);
    let (certificate, key) = authority.sign("robot");
    let shown = network().client_certificate(certificate.pem() + &key.serialize_pem());
    assert_eq!(client(&url, shown).call(Op::<Json>::new(&READ)).await.unwrap()["good"], true);
}

/// A proxy that lets through who says this, to this place, whatever they ask for; and what it was asked.
pub async fn proxy(
    password: &'static str,
    to: std::net::SocketAddr,
) -> (std::net::SocketAddr, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (asked, heard) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let head = head(&mut socket).await;
            let allowed = head
                .to_ascii_lowercase()
                .contains(&format!("proxy-authorization: {password}").to_ascii_lowercase());
            asked.send(head).unwrap();
            if !allowed {
                let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n";
                let _ = socket.write_all(answer.as_bytes()).await;
                continue;
            }
            socket.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
            let mut other = TcpStream::connect(to).await.unwrap();
            let _ = tokio::io::copy_bidirectional(&mut socket, &mut other).await;
        }
    });
    (address, heard)
}

#[tokio::test]
async fn a_proxy_sees_no_token_and_may_ask_for_a_password() {
    let authority = Authority::new();
    let (server, answered) = authority.serve("dev.azure.com", false).await;
    // "user:hunter2"
    let (proxy, mut heard) = proxy("Basic dXNlcjpodW50ZXIy", server).await;
    let through = |login: &str| {
        let network = alone().certificates(authority.0.pem()).proxy(format!("http://{login}{proxy}"));
        client("https://dev.azure.com/contoso", network)
    };
    let error = through("").call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Transport, 1), "{error}");
    assert_eq!(
        error.to_string(),
        "test.read: no way through the proxy to dev.azure.com: tunnel error: proxy authorization required, so \
         the personal access token given in code was not used; give the proxy's user and \
         password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"
    );
    let error = through("user:wrong@").call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("wrong"), "{error:?}");
    assert_eq!(through("user:hunter2@").call(Op::<Json>::new(&READ)).await.unwrap()["good"], true);
    assert_eq!(answered.load(Ordering::SeqCst), 1);
    heard.close();
    while let Some(head) = heard.recv().await {
        let lines: Vec<_> = head.lines().map(str::to_ascii_lowercase).collect();
        assert!(lines[0].starts_with("connect dev.azure.com:443 "), "{head}");
        assert!(!lines.iter().any(|line| line.starts_with("authorization:")), "{head}");
    }
}

#[tokio::test]
async fn what_is_for_this_machine_goes_through_no_proxy() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        head(&mut socket).await;
        socket.write_all(GOOD.as_bytes()).await.unwrap();
    });
    // Nobody listens at the proxy's port.
    let network = alone().proxy("http://127.0.0.1:1");
    let client = client(&format!("http://{address}/contoso"), network);
    assert_eq!(client.call(Op::<Json>::new(&READ)).await.unwrap()["good"], true);
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    for (network, sentence) in [
        (alone().proxy("hunter2 x"), "the proxy is not the address of a proxy; write http://HOST:PORT"),
        (alone().proxy("socks5://hunter2"), "the proxy is not the address of a proxy"),
        (alone().certificates("hunter2"), "the certificates holds no certificate; give certificates in PEM"),
        (
            alone().client_certificate("hunter2"),
            "the client certificate can't be used; give certificates and key in PEM",
        ),
    ] {
        let error = network.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(sentence), "{error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
    }
}

#[tokio::test]
async fn a_host_without_an_address() {
    let network = alone().no_proxy();
    let client = client("https://no-such-host.invalid/contoso", network);
    let client = client.with(Options::default().attempts(1));
    let error = client.call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome_unknown()), (ErrorKind::Transport, false));
    let text = error.to_string();
    assert!(
        text.starts_with("test.read: no connection to no-such-host.invalid: failed to lookup address"),
        "{text}"
    );
    assert!(text.ends_with("; check the address, the network and the proxy"), "{text}");
}

/// A server for one connection.
async fn once<F: Future<Output = ()> + Send>(serve: impl FnOnce(TcpStream) -> F + Send + 'static) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        serve(socket).await;
    });
    client(&format!("http://{address}/contoso"), alone())
}

#[tokio::test]
async fn compressed_answers_are_read() {
    const WHOLE: &[u8] = br#"{"good":true}"#;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(WHOLE).unwrap();
    // Brotli can hold a text as it is: a window of 64 KiB, the length, the text, and the end.
    let brotli = [&[0x0b, 0x06, 0x80], WHOLE, &[0x03]].concat();
    for (encoding, body) in [("gzip", gzip.finish().unwrap()), ("br", brotli)] {
        for cut in [0, 4] {
            let whole = body.clone();
            let client = once(async move |mut socket| {
                let head = head(&mut socket).await.to_ascii_lowercase();
                assert!(head.contains("accept-encoding: gzip,br"), "{head}");
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: {encoding}\r\n\
                     content-length: {}\r\n\r\n",
                    whole.len() - cut
                );
                socket.write_all(head.as_bytes()).await.unwrap();
                socket.write_all(&whole[..whole.len() - cut]).await.unwrap();
            })
            .await;
            let answer = client.with(Options::default().attempts(1)).call(Op::<Json>::new(&READ)).await;
            if cut == 0 {
                assert_eq!(answer.unwrap()["good"], true, "{encoding}");
            } else {
                // The length is as the head says, and yet there is something missing.
                let error = answer.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Transport, "{encoding}: {error}");
                assert!(error.to_string().contains("connection interrupted"), "{encoding}: {error}");
            }
        }
    }
}

#[tokio::test]
async fn a_small_answer_that_unpacks_to_a_large_one_is_refused() {
    // 64 MiB of blanks in 64 KiB.
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..64 {
        gzip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let body = gzip.finish().unwrap();
    assert!(body.len() < 1024 * 1024);
    let client = once(async move |mut socket| {
        head(&mut socket).await;
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        // It may hang up before the end.
        let _ = socket.write_all(&body).await;
    })
    .await;
    let client = client.with(Options::default().body_limit(4 * 1024 * 1024));
    let error = client.call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(
        error.to_string(),
        "test.read: the answer is larger than 4 MB; ask for less at a time, stream it, or raise the body limit"
    );
}

const PIECE: usize = 64 * 1024;
const PIECES: usize = 2048;
/// What the sockets and both sides may hold back of 128 MiB: the kernel of a busy machine lets one socket hold 32.
const LEAD: usize = PIECE * PIECES / 2;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_is_never_whole_in_memory() {
    let (made, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (produced, lead) = (Arc::clone(&made), Arc::clone(&most));
    let client = once(async move |mut socket| {
        let head = head(&mut socket).await.to_ascii_lowercase();
        assert!(head.contains(&format!("content-length: {}\r\n", PIECE * PIECES)), "{head}");
        let mut buffer = vec![0; PIECE];
        let mut read = 0;
        while read < PIECE * PIECES {
            read += socket.read(&mut buffer).await.unwrap();
            lead.fetch_max(produced.load(Ordering::SeqCst).saturating_sub(read), Ordering::SeqCst);
        }
        socket.write_all(GOOD.as_bytes()).await.unwrap();
    })
    .await;
    let piece = Bytes::from(vec![7; PIECE]);
    let pieces = futures::stream::iter(0..PIECES).map(move |_| {
        made.fetch_add(PIECE, Ordering::SeqCst);
        Ok::<_, std::io::Error>(piece.clone())
    });
    let upload = Upload::once(pieces).length((PIECE * PIECES) as u64);
    let answer = client.request(Method::POST, "_apis/attachments").upload(upload).await.unwrap();
    assert_eq!(answer.body["good"], true);
    assert!(most.load(Ordering::SeqCst) < LEAD, "{most:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_download_is_never_whole_in_memory() {
    let written = Arc::new(AtomicUsize::new(0));
    let sent = Arc::clone(&written);
    let client = once(async move |mut socket| {
        head(&mut socket).await;
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", PIECE * PIECES);
        socket.write_all(head.as_bytes()).await.unwrap();
        let piece = vec![7; PIECE];
        for _ in 0..PIECES {
            socket.write_all(&piece).await.unwrap();
            sent.fetch_add(PIECE, Ordering::SeqCst);
        }
    })
    .await;
    let mut download = client.download(Op::<Content>::new(&READ)).await.unwrap();
    let (mut read, mut lead) = (0, 0);
    while let Some(piece) = download.next().await {
        read += piece.unwrap().len();
        lead = lead.max(written.load(Ordering::SeqCst).saturating_sub(read));
    }
    assert_eq!(read, PIECE * PIECES);
    assert!(lead < LEAD, "{lead}");
}

/// How much of a body comes, up to so much.
async fn body(socket: &mut (impl AsyncRead + AsyncWrite + Unpin), most: usize) -> usize {
    head(socket).await;
    let mut buffer = vec![0; most];
    socket.read_exact(&mut buffer).await.map_or(0, |_| buffer.len())
}

/// A server whose first connection breaks in the middle of the body; how much of it comes by the second.
async fn serve(listener: TcpListener) -> usize {
    let (mut socket, _) = listener.accept().await.unwrap();
    body(&mut socket, 10_000).await;
    drop(socket);
    let (mut socket, _) = listener.accept().await.unwrap();
    let read = body(&mut socket, 100_000).await;
    socket.write_all(GOOD.as_bytes()).await.unwrap();
    read
}

#[tokio::test]
async fn a_file_is_sent_again_and_a_stream_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, vec![b'x'; 100_000]).unwrap();
    let start = async || {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        (client(&format!("http://{address}/contoso"), alone()), tokio::spawn(serve(listener)))
    };
    let (client, served) = start().await;
    let answer = client.request(Method::PUT, "_apis/x").upload(Upload::file(&path).unwrap()).await.unwrap();
    assert_eq!((answer.body["good"].as_bool(), served.await.unwrap()), (Some(true), 100_000));
    let (client, served) = start().await;
    let stream = futures::stream::iter([Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 100_000]))]);
    let error = client.request(Method::PUT, "_apis/x").upload(Upload::once(stream)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Transport, 1), "{error}");
    assert!(
        error.to_string().ends_with("the content can be read only once, so it was not sent again"),
        "{error}"
    );
    served.abort();
    assert_eq!(Upload::file(folder.path()).unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(Upload::file(folder.path().join("none")).unwrap_err().kind(), ErrorKind::Invalid);
}
