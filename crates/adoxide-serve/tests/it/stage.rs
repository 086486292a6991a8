//! An emulator, a folder with a configuration, and the server that it makes.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use adoxide_emulator::Emulator;
use adoxide_serve::{Config, Error, Server, State};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub struct Stage {
    pub emulator: Emulator,
    base: String,
    folder: TempDir,
    pub token: String,
}

/// A server that runs.
pub struct Running {
    pub address: SocketAddr,
    pub token: String,
    stop: oneshot::Sender<()>,
    done: JoinHandle<Result<(), Error>>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Stage {
    pub async fn new() -> Self {
        let emulator = Emulator::builder().seed_size(1).build().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(emulator.clone().serve(listener));
        Self::of(emulator, address)
    }

    /// Of an emulator that is served there.
    pub fn of(emulator: Emulator, address: SocketAddr) -> Self {
        let base = format!("http://{address}");
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("one.token"), emulator.token()).unwrap();
        let state = State::open(&folder.path().join("serve")).unwrap();
        let token = state.create_token("tests").unwrap().secret;
        Self { emulator, base, folder, token }
    }

    /// The organization.
    pub fn url(&self) -> String {
        format!("{}/fabrikam", self.base)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The table of a connection: every hour, unless told otherwise.
    pub fn connection(&self, name: &str, destination: &str, more: &str) -> String {
        format!(
            "[connection.{name}]\norganization = \"{}/fabrikam\"\ndestination = \"{destination}\"\n\
             every = \"1h\"\n{more}\n",
            self.base
        )
    }

    pub fn config(&self, text: &str) -> Result<Config, Error> {
        let path = self.path("serve.toml");
        std::fs::write(&path, format!("listen = \"127.0.0.1:0\"\n{text}")).unwrap();
        Config::read(&path)
    }

    pub async fn open(&self, text: &str) -> Result<Server, Error> {
        Server::open(self.config(text)?).await
    }

    pub async fn start(&self, text: &str) -> Running {
        self.run(self.open(text).await.unwrap())
    }

    pub fn run(&self, server: Server) -> Running {
        let address = server.address();
        let (stop, stopped) = oneshot::channel();
        let done = tokio::spawn(server.run(async {
            let _ = stopped.await;
        }));
        Running { address, token: self.token.clone(), stop, done }
    }

    pub fn count(&self, database: &str, sql: &str) -> i64 {
        let db = rusqlite::Connection::open(self.path(database)).unwrap();
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

impl Running {
    /// Sends a request with the token.
    pub async fn ask(&self, method: &str, path: &str, body: &str) -> Answer {
        let authorization = format!("Authorization: Bearer {}\r\n", self.token);
        self.send(method, path, &format!("Host: {}\r\n{authorization}", self.address), body.as_bytes()).await
    }

    /// Sends a request with these lines in its head.
    pub async fn send(&self, method: &str, path: &str, lines: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\n{lines}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        // The server may answer and close before it has read all of it.
        let _ = stream.write_all(body).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// The status of a connection, once it is as wanted.
    pub async fn until(&self, connection: &str, is: impl Fn(&Value) -> bool) -> Value {
        let path = format!("/api/connections/{connection}");
        let mut status = Value::Null;
        for _ in 0..6_000 {
            status = self.ask("GET", &path, "").await.json()["connection"].take();
            if is(&status) {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it never was as wanted: {status}");
    }

    /// Ends it as a power cut does, at whatever it waits for.
    pub async fn kill(self) {
        self.done.abort();
        assert!(self.done.await.is_err_and(|error| error.is_cancelled()), "it ended by itself");
    }

    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        self.done.await.unwrap().unwrap();
    }
}
