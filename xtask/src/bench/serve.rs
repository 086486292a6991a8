//! A real `adox serve`: a process of its own, its configuration and its HTTP API.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Stand;
use super::measure::Sample;
use super::postgres::server::Server as Database;
use crate::conformance::{Stage, succeed};

/// The secret that deliveries carry.
pub const SECRET: &str = "the-secret-of-the-bench";
/// How long something may take that happens in the end.
const PATIENCE: Duration = Duration::from_secs(600);
/// Of which the kernel counts so many in a second.
const TICKS: f64 = 100.0;

/// Where rows go.
pub enum Rows {
    Sqlite,
    Postgres(Database),
}

impl Rows {
    /// All there are on this machine, and what to say of those that are not.
    pub fn all(notes: &mut Vec<String>) -> Vec<Self> {
        let mut all = vec![Self::Sqlite];
        if let Some(database) = Database::start() {
            all.push(Self::Postgres(database));
        } else {
            notes.push("the programs of PostgreSQL are missing".to_owned());
        }
        all
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// How a server is set up.
pub struct Setup<'a> {
    pub stand: &'a Stand,
    pub stage: &'a Stage,
    pub rows: &'a Rows,
    /// The name of its folder and its schema.
    pub name: String,
    pub tables: &'a [&'a str],
    pub subscribe: bool,
}

impl Setup<'_> {
    pub fn folder(&self) -> PathBuf {
        self.stand.path(&format!("{}-{}", self.name, self.rows.name()))
    }

    fn destination(&self) -> String {
        match self.rows {
            Rows::Sqlite => "sqlite:rows.db".to_owned(),
            Rows::Postgres(database) => database.url(&self.name),
        }
    }

    /// Texts that a query answers: of the rows, or of the inbox.
    pub fn texts(&self, file: &str, sql: &str) -> Result<Vec<Vec<String>>, String> {
        match self.rows {
            Rows::Sqlite => {
                sqlite(&self.folder().join(file), sql).map_err(|error| format!("{file}: {error}"))
            }
            Rows::Postgres(database) => {
                postgres(&database.url(&self.name), sql).map_err(|error| error.to_string())
            }
        }
    }

    /// Starts it, and waits until it answers. What it had before, it has again.
    pub fn start(&self) -> Result<Served<'_>, String> {
        let folder = self.folder();
        let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(wrong)?;
        let config = folder.join("serve.toml");
        let port_file = folder.join("port");
        let port: u16 = if let Ok(port) = fs::read_to_string(&port_file) {
            port.parse().map_err(|error| format!("{port}: {error}"))?
        } else {
            let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
            let port = free.map_err(wrong)?.port();
            fs::write(&port_file, port.to_string()).map_err(wrong)?;
            port
        };
        let tables: Vec<_> = self.tables.iter().map(|table| format!("{table:?}")).collect();
        let text = format!(
            "listen = \"127.0.0.1:{port}\"\npublic_url = \"http://127.0.0.1:{port}\"\n[webhooks]\n\
             secret_file = \"hook.secret\"\nsubscribe = {}\n[connection.one]\norganization = {:?}\n\
             token_file = \"one.token\"\ndestination = {:?}\nevery = \"24h\"\ntables = [{}]\n",
            self.subscribe,
            self.stage.url(),
            self.destination(),
            tables.join(", ")
        );
        let token = self.stage.emulator.token();
        for (name, text) in [("serve.toml", &*text), ("hook.secret", SECRET), ("one.token", &*token)] {
            fs::write(folder.join(name), text).map_err(wrong)?;
        }
        let adox = self.stand.adox()?;
        let mut create = Command::new(&adox);
        let token = succeed(create.args(["serve", "token", "create", "bench", "--config"]).arg(&config))?;
        let log = File::options().create(true).append(true).open(folder.join("log")).map_err(wrong)?;
        let child = Command::new(&adox)
            .args(["serve", "--log-level", "warn", "--config"])
            .arg(&config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| error.to_string())?;
        let served = Served {
            child,
            url: format!("http://127.0.0.1:{port}"),
            token: token.trim().to_owned(),
            client: reqwest::Client::new(),
            stage: self.stage,
            begin: Instant::now(),
            log: folder.join("log"),
        };
        served.until("it answers", |served| served.ask("GET", "/healthz", "").is_ok())?;
        Ok(served)
    }
}

fn sqlite(file: &Path, sql: &str) -> rusqlite::Result<Vec<Vec<String>>> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = rusqlite::Connection::open_with_flags(file, flags)?;
    db.busy_timeout(Duration::from_secs(10))?;
    let mut select = db.prepare(sql)?;
    let columns = select.column_count();
    let rows = select.query_map([], |row| (0..columns).map(|at| row.get::<_, String>(at)).collect())?;
    rows.collect()
}

fn postgres(url: &str, sql: &str) -> Result<Vec<Vec<String>>, adoxide_sync::Error> {
    use adoxide_sync::destination::postgres::{Reader, Value};

    let reader = Reader::open(&url.parse()?)?;
    let text = |value| match value {
        Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    reader.query(sql, &[], None)?.map(|row| Ok(row?.into_iter().map(text).collect())).collect()
}

/// A server that runs. It is killed when it is dropped.
pub struct Served<'a> {
    child: Child,
    pub url: String,
    token: String,
    client: reqwest::Client,
    stage: &'a Stage,
    begin: Instant,
    log: PathBuf,
}

impl Served<'_> {
    /// Asks its API.
    pub fn ask(&self, method: &str, path: &str, body: &str) -> Result<Value, String> {
        let method = method.parse::<reqwest::Method>().map_err(|error| error.to_string())?;
        let request = self.client.request(method, format!("{}{path}", self.url)).bearer_auth(&self.token);
        self.stage.runtime().block_on(async {
            let answer = request.body(body.to_owned()).send().await.map_err(|error| error.to_string())?;
            let status = answer.status();
            let text = answer.text().await.map_err(|error| error.to_string())?;
            if !status.is_success() {
                return Err(format!("{path}: {status}: {text}"));
            }
            serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))
        })
    }

    /// Its only connection.
    pub fn connection(&self) -> Result<Value, String> {
        Ok(self.ask("GET", "/api/connections/one", "")?["connection"].take())
    }

    /// How many deliveries wait.
    pub fn waiting(&self) -> Result<u64, String> {
        let status = self.ask("GET", "/api/status", "")?;
        status["webhooks"]["waiting"].as_u64().ok_or_else(|| format!("nothing about webhooks: {status}"))
    }

    pub fn until(&self, what: &str, is: impl Fn(&Self) -> bool) -> Result<(), String> {
        let end = Instant::now() + PATIENCE;
        while !is(self) {
            if Instant::now() > end {
                let log = fs::read_to_string(&self.log).unwrap_or_default();
                let last: Vec<_> = log.lines().rev().take(3).collect();
                return Err(format!("`adox serve`: expected that {what}; its log: {}", last.join(" | ")));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Waits until a sync has completed and nothing runs.
    pub fn synced(&self) -> Result<(), String> {
        self.until("a sync is completed", |served| {
            served
                .connection()
                .is_ok_and(|status| status["state"] == "idle" && status["last_run"]["outcome"] == "completed")
        })
    }

    /// Waits until all deliveries were acted on.
    pub fn drained(&self) -> Result<(), String> {
        self.until("nothing waits", |served| served.waiting() == Ok(0))
    }

    /// What it took so far.
    pub fn sample(&self, subject: String) -> Result<Sample, String> {
        let read = |name: &str| {
            let path = format!("/proc/{}/{name}", self.child.id());
            fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))
        };
        let status = read("status")?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        let stat = read("stat")?;
        // The name of the program, in parentheses, may hold anything.
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
        let cpu: f64 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
        Ok(Sample {
            subject,
            seconds: self.begin.elapsed().as_secs_f64(),
            cpu: cpu / TICKS,
            peak_mb: peak.ok_or("the kernel does not say how much memory it took")? / 1_024.0,
            amount: None,
            requests: None,
        })
    }

    /// Ends it as a power cut does.
    pub fn kill(mut self) -> Result<(), String> {
        self.child.kill().and_then(|()| self.child.wait()).map(drop).map_err(|error| error.to_string())
    }
}

impl Drop for Served<'_> {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
