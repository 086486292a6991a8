//! An emulator in the background: `adox emulator start`, `stop`, `status`, `reset`, `log` and `fault`.
//!
//! A file beside the configuration says where it is. It ends when somebody who can read that file asks it to.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::{Client, Method};
use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::args::{EmulatorArgs, ListArgs, OutputArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output;
use crate::output::field::{Field, View};
use crate::settings::config;
use crate::verb::Verb;

/// How long a start may take: a large organization is made in that time.
const START: Duration = Duration::from_secs(120);
/// How long an end may take.
const STOP: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(30);

/// What a running emulator says of itself.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Running {
    /// The URLs of its organizations.
    pub organizations: Vec<String>,
    /// The token of its owner.
    pub token: String,
    /// The URL of its own endpoint.
    pub control: String,
    /// Where it listens for its end.
    stop: String,
    /// What ends it.
    secret: String,
    /// Its process.
    pub process: u32,
}

/// The file that says where it is.
fn file() -> Result<PathBuf> {
    let config = config::path().ok_or_else(|| {
        Error::usage("there is no folder for the state of an emulator").help("set ADOXIDE_CONFIG_DIR to one")
    })?;
    Ok(config.with_file_name("emulator.json"))
}

/// The file that its messages go to.
fn log_file() -> Result<PathBuf> {
    Ok(file()?.with_file_name("emulator.log"))
}

impl Running {
    fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path).ok()?).ok()
    }

    /// The one that runs.
    async fn find() -> Result<Option<Self>> {
        let path = file()?;
        let Some(running) = Self::read(&path) else { return Ok(None) };
        if TcpStream::connect(&running.stop).await.is_ok() {
            return Ok(Some(running));
        }
        // It has ended without a chance to say so.
        let _ = std::fs::remove_file(&path);
        Ok(None)
    }

    async fn needed() -> Result<Self> {
        let none =
            || Error::failed("no emulator runs in the background").help("`adox emulator start` starts one");
        Self::find().await?.ok_or_else(none)
    }

    /// Asks its own endpoint.
    async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let organization = self.organizations.first().map(String::as_str).unwrap_or_default();
        let client = Client::builder(organization).credential(Pat::new(&self.token)?).build()?;
        let mut request = client.request(method, format!("{}{path}", self.control));
        if let Some(body) = body {
            request = request.json(body);
        }
        let mut answer = request.download().await?;
        let mut bytes = Vec::new();
        while let Some(piece) = futures::StreamExt::next(&mut answer).await {
            bytes.extend_from_slice(&piece?);
        }
        if bytes.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&bytes)
            .map_err(|error| Error::failed(format!("the emulator's answer is not JSON: {error}")))
    }
}

/// What lets an emulator be ended from elsewhere, while it lives.
pub struct Stop {
    listener: TcpListener,
    secret: String,
    path: PathBuf,
}

impl Stop {
    /// Listens, and says in the file where the emulator is.
    ///
    /// # Errors
    /// When the file can't be written.
    pub async fn listen(
        path: &Path,
        organizations: Vec<String>,
        token: String,
        control: String,
    ) -> Result<Self> {
        let cannot =
            |error: std::io::Error| Error::failed(format!("`{}` can't be written: {error}", path.display()));
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(cannot)?;
        let stop = listener.local_addr().map_err(cannot)?.to_string();
        let mut bytes = [0; 16];
        aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::failed("there is no randomness"))?;
        let secret: String = format!("{:032x}", u128::from_ne_bytes(bytes));
        let process = std::process::id();
        let running = Running { organizations, token, control, stop, secret: secret.clone(), process };
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        std::fs::create_dir_all(folder).map_err(cannot)?;
        // There in whole or not at all, and for its owner alone.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
        let text = serde_json::to_vec(&running).map_err(|error| Error::failed(error.to_string()))?;
        file.write_all(&text).map_err(cannot)?;
        file.persist(path).map_err(|error| cannot(error.error))?;
        Ok(Self { listener, secret, path: path.to_owned() })
    }

    /// Waits until somebody who knows the secret asks for the end.
    pub async fn asked(&self) {
        loop {
            let Ok((mut stream, _)) = self.listener.accept().await else {
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            let mut said = vec![0; self.secret.len()];
            let read = tokio::time::timeout(STOP, stream.read_exact(&mut said)).await;
            let is_it =
                aws_lc_rs::constant_time::verify_slices_are_equal(&said, self.secret.as_bytes()).is_ok();
            if matches!(read, Ok(Ok(_))) && is_it {
                return;
            }
        }
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        // Whoever waits for its end looks whether the file is there.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Start an emulator in the background
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  eval \"$(adox emulator start --export)\"
  adox project list
  adox emulator stop")]
pub struct Start {
    /// Print lines for a shell that set ADOXIDE_ORG and ADOXIDE_PAT
    #[arg(long)]
    export: bool,

    #[command(flatten)]
    emulator: EmulatorArgs,
}

impl Verb for Start {
    async fn run(self, context: &Context) -> Result<Exit> {
        if let Some(running) = Running::find().await? {
            let url = running.organizations.first().map(String::as_str).unwrap_or_default();
            return Err(Error::failed(format!("an emulator runs already: {url}")).help(
                "`adox emulator stop` stops it, `adox emulator reset` gives it its first state again",
            ));
        }
        let path = file()?;
        let mut child = spawn(&path)?;
        let begun = std::time::Instant::now();
        let running = loop {
            if let Some(running) = Running::read(&path) {
                break running;
            }
            if let Ok(Some(_)) = child.try_wait() {
                return Err(failed());
            }
            if begun.elapsed() > START {
                let _ = child.kill();
                return Err(Error::failed("the emulator did not start in time"));
            }
            tokio::time::sleep(PAUSE).await;
        };
        let url = running.organizations.first().map(String::as_str).unwrap_or_default();
        if self.export {
            context.printer.line(format_args!("export ADOXIDE_ORG={url}"))?;
            context.printer.line(format_args!("export ADOXIDE_PAT={}", running.token))?;
            return Ok(Exit::Ok);
        }
        show(context, &self.emulator.output, &running)?;
        context.printer.say("\n`adox emulator stop` stops it.");
        Ok(Exit::Ok)
    }
}

/// Runs this program again, as an emulator with the same flags, apart from this terminal.
fn spawn(path: &Path) -> Result<Child> {
    let cannot = |error: std::io::Error| Error::failed(format!("the emulator can't be started: {error}"));
    let program = std::env::current_exe().map_err(cannot)?;
    let log = log_file()?;
    if let Some(folder) = log.parent() {
        std::fs::create_dir_all(folder).map_err(cannot)?;
    }
    let log = std::fs::File::create(&log).map_err(cannot)?;
    let flags = std::env::args_os().skip_while(|word| word != "start").skip(1);
    let mut command = Command::new(program);
    command
        .arg("emulator")
        .arg("--detached")
        .arg(path)
        .args(flags.filter(|word| word != "--export"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    #[cfg(windows)]
    // DETACHED_PROCESS
    std::os::windows::process::CommandExt::creation_flags(&mut command, 0x8);
    command.spawn().map_err(cannot)
}

/// Why it ended at once: what it said itself.
fn failed() -> Error {
    let said = log_file().ok().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let mut lines = said.lines().filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("the emulator ended at once");
    let error = Error::failed(first.strip_prefix("error: ").unwrap_or(first).to_owned());
    lines.filter_map(|line| line.strip_prefix("help: ")).fold(error, Error::help)
}

const VIEW: View = View::new(&[
    Field::by("url", |running| running["organizations"][0].clone()).id(),
    Field::new("token"),
    Field::new("control"),
    Field::new("process"),
    Field::new("requests"),
    Field::new("projects"),
    Field::new("repositories"),
]);

fn show(context: &Context, output: &OutputArgs, running: &Running) -> Result<()> {
    output::show(&VIEW, None, &public(running), output, &context.printer)
}

/// What people may see of it.
fn public(running: &Running) -> Value {
    json!({
        "organizations": running.organizations,
        "token": running.token,
        "control": running.control,
        "process": running.process,
    })
}

/// Stop the emulator in the background
#[derive(Args, Debug)]
pub struct StopArgs {}

impl Verb for StopArgs {
    async fn run(self, context: &Context) -> Result<Exit> {
        let running = Running::needed().await?;
        let cannot = |error: std::io::Error| Error::failed(format!("the emulator can't be stopped: {error}"));
        let mut stream = TcpStream::connect(&running.stop).await.map_err(cannot)?;
        stream.write_all(running.secret.as_bytes()).await.map_err(cannot)?;
        let path = file()?;
        let begun = std::time::Instant::now();
        while path.exists() {
            if begun.elapsed() > STOP {
                return Err(Error::failed("the emulator did not end in time"));
            }
            tokio::time::sleep(PAUSE).await;
        }
        context.printer.say("Stopped the emulator.");
        Ok(Exit::Ok)
    }
}

/// Show the emulator in the background
#[derive(Args, Debug)]
pub struct Status {
    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Status {
    async fn run(self, context: &Context) -> Result<Exit> {
        let running = Running::needed().await?;
        let stats = running.ask(Method::GET, "stats", None).await?;
        let mut shown = public(&running);
        for name in ["requests", "projects", "repositories"] {
            shown[name] = stats[name].clone();
        }
        output::show(&VIEW, None, &shown, &self.output, &context.printer)?;
        Ok(Exit::Ok)
    }
}

/// Give the emulator in the background its first state again
#[derive(Args, Debug)]
pub struct Reset {}

impl Verb for Reset {
    async fn run(self, context: &Context) -> Result<Exit> {
        Running::needed().await?.ask(Method::POST, "reset", None).await?;
        context.printer.say("Reset the emulator.");
        Ok(Exit::Ok)
    }
}

const REQUESTS: View = View::new(&[
    Field::new("at").date(),
    Field::new("method"),
    Field::new("path"),
    Field::new("status"),
    Field::new("operation"),
    Field::new("query").unlisted(),
    Field::new("apiVersion").unlisted(),
    Field::new("identity").unlisted(),
    Field::new("fault").unlisted(),
    Field::new("sequence").unlisted(),
]);

/// List the requests that the emulator in the background has answered
#[derive(Args, Debug)]
pub struct Log {
    /// Forget them afterwards
    #[arg(long)]
    clear: bool,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for Log {
    async fn run(self, context: &Context) -> Result<Exit> {
        let running = Running::needed().await?;
        let answer = running.ask(Method::GET, "requests", None).await?;
        let all = answer["value"].as_array().cloned().unwrap_or_default();
        let rows = all.into_iter().filter(|one| {
            // Those of these commands themselves are not worth a line.
            !one["path"].as_str().unwrap_or_default().starts_with("/_adoxide")
        });
        let address: adoxide::Address =
            running.organizations.first().map(String::as_str).unwrap_or_default().parse()?;
        let rows = futures::stream::iter(rows.map(Ok::<_, Error>).collect::<Vec<_>>());
        let exit = context.list(&REQUESTS, &address, &self.list, rows).await?;
        if self.clear {
            running.ask(Method::DELETE, "requests", None).await?;
        }
        Ok(exit)
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// 429, with Retry-After
    Throttle,
    /// Answers late, and says for how long to rest
    Delay,
    /// An error of the server: 503, or --status
    Unavailable,
    /// A page to sign in, in place of the answer
    SignInPage,
    /// The token is not accepted
    ExpiredToken,
    /// The connection ends before the request is carried out
    ResetBefore,
    /// The connection ends after the request was carried out
    ResetAfter,
    /// Half of the answer
    Truncate,
    /// Every answer takes --seconds longer
    Latency,
}

impl Kind {
    /// As the emulator has it.
    fn name(self) -> &'static str {
        match self {
            Self::Throttle => "throttle",
            Self::Delay => "delay",
            Self::Unavailable => "unavailable",
            Self::SignInPage => "signInPage",
            Self::ExpiredToken => "expiredToken",
            Self::ResetBefore => "resetBefore",
            Self::ResetAfter => "resetAfter",
            Self::Truncate => "truncate",
            Self::Latency => "latency",
        }
    }
}

/// Make the emulator in the background fail on purpose
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox emulator fault unavailable --times 3
  adox emulator fault throttle --seconds 5 --operation git.get_repositories
  adox emulator fault latency --seconds 0.2
  adox emulator fault --clear")]
pub struct Fault {
    /// What goes wrong
    #[arg(value_enum, value_name = "KIND", required_unless_present = "clear")]
    kind: Option<Kind>,

    /// The HTTP status of `unavailable`
    #[arg(long, value_name = "NUMBER")]
    status: Option<u16>,

    /// How long, or for how long to rest
    #[arg(long, value_name = "NUMBER")]
    seconds: Option<f64>,

    /// Only requests of this operation, such as git.get_refs
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,

    /// Only so many requests
    #[arg(long, value_name = "NUMBER")]
    times: Option<u64>,

    /// Only every so many requests
    #[arg(long, value_name = "NUMBER")]
    every: Option<u64>,

    /// Remove all faults
    #[arg(long, conflicts_with_all = ["kind", "status", "seconds", "operation", "times", "every"])]
    clear: bool,
}

impl Verb for Fault {
    async fn run(self, context: &Context) -> Result<Exit> {
        let running = Running::needed().await?;
        let Some(kind) = self.kind else {
            running.ask(Method::DELETE, "faults", None).await?;
            context.printer.say("Removed all faults.");
            return Ok(Exit::Ok);
        };
        let mut rule = json!({ "kind": kind.name() });
        let seconds = if kind == Kind::Latency { "duration" } else { "retryAfter" };
        let fields: [(&str, Option<Value>); 5] = [
            ("status", self.status.map(Value::from)),
            (seconds, self.seconds.map(Value::from)),
            ("operation", self.operation.map(Value::from)),
            ("times", self.times.map(Value::from)),
            ("every", self.every.map(Value::from)),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                rule[name] = value;
            }
        }
        let answer = running.ask(Method::POST, "faults", Some(&rule)).await?;
        context.printer.say(format_args!("Added fault {}.", answer["id"]));
        Ok(Exit::Ok)
    }
}
