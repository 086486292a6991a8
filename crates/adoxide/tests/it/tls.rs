//! The emulator as the cloud itself: by its names, over TLS, in both versions of HTTP.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use adoxide::api::graph::{ListUsers, list_users};
use adoxide::credential::{Credential, Entra, Pat};
use adoxide::transport::{Body, Network, Transport, TransportError};
use adoxide::{Client, Method};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::{Authority, Emulator};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use http::{Request, Response, Version};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};

use crate::emulator::{connection, empty, faults, slow, whole_life};
use crate::network::{alone, head};

/// An emulator's door with TLS, and the way there for every name.
struct Cloud {
    emulator: Emulator,
    authority: String,
    way: SocketAddr,
    spoken: Spoken,
}

/// What was asked of which host, in which version of HTTP.
type Spoken = Arc<Mutex<Vec<(String, Version)>>>;

struct Listening(Network, Spoken);

impl Transport for Listening {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        async move {
            let host = request.uri().host().unwrap_or_default().to_owned();
            let response = self.0.send(request).await?;
            self.1.lock().unwrap().push((host, response.version()));
            Ok(response)
        }
        .boxed()
    }
}

impl Cloud {
    async fn open(emulator: Emulator) -> Self {
        let authority = Authority::new().unwrap();
        let pem = authority.pem().to_owned();
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = door.local_addr().unwrap();
        let serving = emulator.clone();
        tokio::spawn(async move { serving.serve_tls(door, &authority).await });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let way = listener.local_addr().unwrap();
        tokio::spawn(async move {
            loop {
                let (mut socket, _) = listener.accept().await.unwrap();
                tokio::spawn(async move {
                    head(&mut socket).await;
                    let mut door = TcpStream::connect(to).await.unwrap();
                    socket.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut socket, &mut door).await;
                });
            }
        });
        Self { emulator, authority: pem, way, spoken: Spoken::default() }
    }

    fn client(&self, version: Version, credential: impl Credential) -> Client {
        let network = alone().certificates(self.authority.as_str()).proxy(format!("http://{}", self.way));
        let network = if version == Version::HTTP_11 { network.http1_only() } else { network };
        Client::builder("https://dev.azure.com/fabrikam")
            .credential(credential)
            .transport(Listening(network.build().unwrap(), Arc::clone(&self.spoken)))
            .build()
            .unwrap()
    }

    fn owner(&self) -> Pat {
        Pat::new(self.emulator.token()).unwrap()
    }

    /// The hosts that were spoken to since the last time, each once, all of it in this version.
    fn hosts(&self, version: Version) -> Vec<String> {
        let spoken = std::mem::take(&mut *self.spoken.lock().unwrap());
        assert!(spoken.iter().all(|(_, spoken)| *spoken == version), "{spoken:?}");
        let mut hosts: Vec<_> = spoken.into_iter().map(|(host, _)| host).collect();
        hosts.sort();
        hosts.dedup();
        hosts
    }
}

#[tokio::test]
async fn a_whole_life_in_the_cloud() {
    for version in [Version::HTTP_2, Version::HTTP_11] {
        let cloud = Cloud::open(slow()).await;
        whole_life(cloud.client(version, cloud.owner())).await;
        assert_eq!(cloud.hosts(version), ["dev.azure.com"]);
    }
}

#[tokio::test]
async fn each_area_is_asked_at_its_own_host_and_the_directory_at_its_own() {
    let cloud = Cloud::open(Emulator::builder().seed_size(1).build().unwrap()).await;
    let (tenant, id) = cloud.emulator.update(|world, at| {
        let application = world.add_application("Robot");
        application.add_secret("a~secret", None);
        let (id, who) = (application.client_id, application.identity);
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        organization.change(Stamp { at, actor }, |tx| tx.add_member(who)).unwrap();
        (world.tenant().to_string(), id.to_string())
    });
    for version in [Version::HTTP_2, Version::HTTP_11] {
        // The authority is Microsoft's own, as far as the client knows.
        let ado = cloud.client(version, Entra::client_secret(&tenant, &id, "a~secret"));
        assert_eq!(ado.projects().all().await.unwrap().len(), 1);
        assert!(!ado.call(list_users(ListUsers::default())).await.unwrap().value.is_empty());
        let me = "https://app.vssps.visualstudio.com/_apis/profile/profiles/me?api-version=7.1";
        let me = ado.request(Method::GET, me).await.unwrap();
        assert_eq!(me.body["displayName"], "Robot");
        let old = "https://fabrikam.visualstudio.com/DefaultCollection/_apis/projects?api-version=7.1";
        let old = ado.request(Method::GET, old).await.unwrap();
        let url = old.body["value"][0]["url"].as_str().unwrap();
        assert!(url.starts_with("https://fabrikam.visualstudio.com/_apis/projects/"), "{url}");
        assert_eq!(
            cloud.hosts(version),
            [
                "app.vssps.visualstudio.com",
                "dev.azure.com",
                "fabrikam.visualstudio.com",
                "login.microsoftonline.com",
                "vssps.dev.azure.com",
            ]
        );
    }
}

#[tokio::test]
async fn faults_over_tls() {
    for version in [Version::HTTP_2, Version::HTTP_11] {
        let emulator = empty();
        let cloud = Cloud::open(emulator.clone()).await;
        faults(&emulator, &cloud.client(version, cloud.owner()), connection(), 1).await;
    }
}

/// Many at once share a connection, and what one of them breaks is asked again.
#[tokio::test]
async fn requests_of_one_connection_do_not_wait_for_each_other() {
    let emulator = Emulator::builder().seed_size(1).latency(Duration::from_millis(5)).build().unwrap();
    let cloud = Cloud::open(emulator.clone()).await;
    let ado = cloud.client(Version::HTTP_2, cloud.owner());
    let fault = adoxide_emulator::FaultRule::new(adoxide_emulator::FaultKind::ResetBefore);
    emulator.add_fault(fault.nth(7));
    let all = (0..20).map(|_| async { ado.projects().all().await.unwrap().len() });
    assert_eq!(futures::future::join_all(all).await, [1; 20]);
    assert_eq!(cloud.hosts(Version::HTTP_2), ["dev.azure.com"]);
    assert_eq!(emulator.requests().len(), 21);
}
