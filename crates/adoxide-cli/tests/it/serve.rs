//! `adox serve` as a process, which can be killed.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Child;
use std::thread::JoinHandle;

use serde_json::json;

use crate::stage::Stage;

/// A server that runs.
pub struct Serving {
    pub child: Child,
    pub address: String,
    log: JoinHandle<()>,
}

impl Serving {
    /// Starts it with the configuration `serve.toml`, which listens at a port that is free. Nothing of the environment
    /// is for it.
    pub fn new(stage: &Stage) -> Self {
        let mut command = stage.command(&["serve"]);
        let mut child = stage.spawn(command.env_remove("ADOXIDE_ORG").env_remove("ADOXIDE_PAT"));
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            let line = line.unwrap();
            Some(line.split_once("listening on http://")?.1.split(';').next().unwrap().to_owned())
        });
        let address = address.expect("it listens");
        let log = std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, log }
    }

    /// Ends it at once, without a chance to write anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.log.join().unwrap();
    }
}

/// Delivers events with these numbers on one connection, until the server is gone; answers those that it acknowledged.
fn deliver(address: &str, numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut acknowledged = Vec::new();
    let Ok(mut stream) = TcpStream::connect(address) else { return acknowledged };
    for number in numbers {
        let body = json!({
            "subscriptionId": "8fd412f1-9873-4b45-8854-6f1b32ac2e11", "notificationId": number,
            "id": "09b0b950-9fdd-4c42-9d32-7d6b1fd1b1d6", "eventType": "git.push", "publisherId": "tfs",
            "resource": {"repository": {"id": "5f7c2c3e-0000-4000-8000-000000000001"}},
            "resourceContainers": {"project": {"id": "5f7c2c3e-0000-4000-8000-000000000002"}},
        })
        .to_string();
        let sent = write!(
            stream,
            "POST /webhooks/ado HTTP/1.1\r\nHost: {address}\r\nX-ADO-Signature: hush\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut answer = Vec::new();
        let mut byte = [0];
        // To the end of the head, and then of the body, `{"ok":true}`.
        while sent.is_ok() && !answer.ends_with(b"true}") && matches!(stream.read(&mut byte), Ok(1)) {
            answer.push(byte[0]);
        }
        if !answer.starts_with(b"HTTP/1.1 200 ") || !answer.ends_with(b"true}") {
            return acknowledged;
        }
        acknowledged.push(number);
    }
    acknowledged
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let stage = Stage::new();
    stage.write("one.token", stage.emulator.token());
    stage.write("hook.secret", "hush");
    stage.write(
        "serve.toml",
        format!(
            "listen = \"127.0.0.1:0\"\n[webhooks]\nsecret_file = \"hook.secret\"\n[connection.one]\n\
             organization = \"{}\"\ntoken_file = \"one.token\"\ndestination = \"sqlite:one.db\"\nevery = \"1h\"\n\
             tables = [\"repositories\", \"refs\"]\n",
            stage.url()
        ),
    );
    let mut acknowledged = BTreeSet::new();
    for round in 0..3 {
        let server = Serving::new(&stage);
        let address = server.address.clone();
        let clients: Vec<_> = (0..8)
            .map(|client| {
                let address = address.clone();
                // More than there is time for.
                let first = (round * 8 + client) * 1_000_000;
                std::thread::spawn(move || deliver(&address, first..first + 1_000_000))
            })
            .collect();
        // When enough have arrived, and others are on their way.
        let enough = 100 * (round + 1);
        let db = rusqlite::Connection::open(stage.path("serve/serve.db")).unwrap();
        let count = || db.query_row("SELECT count(*) FROM inbox", [], |row| row.get::<_, i64>(0)).unwrap();
        let before = count();
        while count() < before + enough && clients.iter().any(|client| !client.is_finished()) {
            std::thread::yield_now();
        }
        server.kill();
        acknowledged.extend(clients.into_iter().flat_map(|client| client.join().unwrap()));
    }
    let db = rusqlite::Connection::open(stage.path("serve/serve.db")).unwrap();
    let mut select = db.prepare("SELECT notification FROM inbox").unwrap();
    let stored: BTreeSet<i64> = select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(acknowledged.len() > 100, "{}", acknowledged.len());
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
