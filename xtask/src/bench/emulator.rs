//! `emulator`: reads a second on one core, beside a server that does nothing but send the same body.

use std::convert::Infallible;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use adoxide_emulator::Emulator;
use bytes::Bytes;
use http_body_util::Full;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::Value;
use tokio::net::TcpListener;

use super::measure::{self, Sample};
use super::subject::{Named, Work};
use super::{Goal, Outcome, Stand};

pub const SUBJECTS: &[Named] =
    &[("serve-emulator", serve_emulator), ("serve-bytes", serve_bytes), ("load", load)];

const TOKEN: &str = "benchbenchbenchbenchbenchbenchbenchbenchbenchbenchbe";
const PATH: &str = "/fabrikam/_apis/git/repositories?api-version=7.1";

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let requests: usize = stand.size(60_000, 20_000, 20);
    let mut outcome = Outcome::default();
    // What the emulator sends is what the other server sends.
    let body = stand.path("body.json");
    {
        let server = Server::start("serve-emulator", &[])?;
        let mut curl = Stand::own("load", &[&server.url, "1"])?;
        curl.env("BENCH_BODY", &body);
        measure::program(&mut curl)?;
        server.stop()?;
    }
    let body = body.to_string_lossy().into_owned();
    let mut subjects: Vec<measure::Subject<'_>> = Vec::new();
    for (name, server, argument) in
        [("emulator", "serve-emulator", None), ("the bytes alone", "serve-bytes", Some(&body))]
    {
        let arguments: Vec<&str> = argument.map(String::as_str).into_iter().collect();
        subjects.push((
            name.to_owned(),
            Box::new(move || {
                let server = Server::start(server, &arguments)?;
                let load = measure::program(&mut Stand::own("load", &[&server.url, &requests.to_string()])?)?;
                let mut sample = server.stop()?;
                sample.seconds = load.seconds;
                sample.amount = load.amount;
                sample.requests = Some(requests as u64);
                Ok(sample)
            }),
        ));
    }
    outcome.samples = measure::in_turns(&mut subjects, stand.rounds().min(3))?;
    drop(subjects);
    if let Some(sample) = outcome.of("emulator") {
        let per_core = requests as f64 / sample.cpu;
        outcome.reach("reads for each second of its CPU", per_core, Goal::AtLeast(10_000.0));
    }
    let adox = stand.adox()?;
    let starts: Vec<_> = (0..stand.rounds()).map(|_| started(&adox)).collect::<Result<_, _>>()?;
    let median = |of: fn(&Start) -> f64| {
        let mut seconds: Vec<f64> = starts.iter().map(of).collect();
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2] * 1e3
    };
    let (listens, answers) = (median(|start| start.listens), median(|start| start.answers));
    outcome.reach("`adox emulator` until it listens, ms", listens, Goal::AtMost(20.0));
    outcome.reach("`adox emulator` until its first answer, ms", answers, Goal::AtMost(100.0));
    Ok(outcome)
}

/// How long the command takes, in seconds.
struct Start {
    /// Until it says where it listens.
    listens: f64,
    /// Until it has answered a request, which waits for the seed.
    answers: f64,
}

fn started(adox: &std::path::Path) -> Result<Start, String> {
    let begin = Instant::now();
    let mut child = Command::new(adox)
        .args(["emulator", "--listen", "127.0.0.1:0", "--token", TOKEN])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let start = child.stdout.take().ok_or("no output".to_owned()).and_then(|out| {
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).map_err(|error| error.to_string())?;
        let listens = begin.elapsed().as_secs_f64();
        let host = line.split("//").nth(1).and_then(|rest| rest.split('/').next());
        let host = host.ok_or_else(|| format!("adox emulator says no address: {line:?}"))?;
        let mut stream = std::net::TcpStream::connect(host).map_err(|error| error.to_string())?;
        let request = format!(
            "GET {PATH} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map_err(|error| error.to_string())?;
        let status = answer.lines().next().unwrap_or_default();
        if !status.contains(" 200 ") {
            return Err(format!("adox emulator answers {status:?}"));
        }
        Ok(Start { listens, answers: begin.elapsed().as_secs_f64() })
    });
    child.kill().and_then(|()| child.wait()).map_err(|error| error.to_string())?;
    start
}

/// A server in a process of its own, which ends when its input does.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(name: &str, arguments: &[&str]) -> Result<Self, String> {
        let own = Stand::own(name, arguments)?;
        let mut watch = Command::new(own.get_program());
        watch.arg("bench-watch").arg(own.get_program()).args(own.get_args());
        let mut child = watch
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut url = String::new();
        let out = child.stdout.as_mut().ok_or("no output")?;
        BufReader::new(out).read_line(&mut url).map_err(|error| error.to_string())?;
        if url.is_empty() {
            return Err(format!("{name} does not say where it listens"));
        }
        Ok(Self { child, url: url.trim().to_owned() })
    }

    /// What it took.
    fn stop(mut self) -> Result<Sample, String> {
        drop(self.child.stdin.take());
        let mut told = String::new();
        let err = self.child.stderr.as_mut().ok_or("no output")?;
        err.read_to_string(&mut told).map_err(|error| error.to_string())?;
        self.child.wait().map_err(|error| error.to_string())?;
        let told: Value = told
            .lines()
            .last()
            .and_then(|line| serde_json::from_str(line).ok())
            .ok_or("it was not measured")?;
        let number = |name: &str| told[name].as_f64().unwrap_or(f64::NAN);
        Ok(Sample {
            subject: String::new(),
            seconds: number("seconds"),
            cpu: number("cpu"),
            peak_mb: number("peakMegabytes"),
            amount: None,
            requests: None,
        })
    }
}

/// Says where, serves, and ends when stdin does.
fn serve<F>(server: impl FnOnce(TcpListener) -> F) -> Result<Work, String>
where
    F: Future<Output = std::io::Result<Infallible>> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    runtime.spawn(server(listener));
    let mut out = std::io::stdout();
    writeln!(out, "http://{address}{PATH}").and_then(|()| out.flush()).map_err(|error| error.to_string())?;
    Work::of("", || {
        std::io::stdin().read_to_end(&mut Vec::new()).map(|_| 0.0).map_err(|error| error.to_string())
    })
}

fn serve_emulator(_: &[String]) -> Result<Work, String> {
    let emulator = Emulator::builder().organization("fabrikam").token(TOKEN).build();
    let emulator = emulator.map_err(|error| error.to_string())?;
    serve(|listener| emulator.serve(listener))
}

fn serve_bytes(args: &[String]) -> Result<Work, String> {
    let file = args.first().ok_or("which file?")?;
    let body = Bytes::from(std::fs::read(file).map_err(|error| format!("{file}: {error}"))?);
    serve(|listener| async move {
        loop {
            let (stream, _) = listener.accept().await?;
            let body = body.clone();
            tokio::spawn(async move {
                let answer = hyper::service::service_fn(move |_| {
                    let answer = http::Response::builder()
                        .header("content-type", "application/json; charset=utf-8")
                        .body(Full::new(body.clone()));
                    async move { answer }
                });
                let builder = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
                // Whoever hangs up has what it wants.
                let _ = builder.serve_connection(TokioIo::new(stream), answer).await;
            });
        }
    })
}

/// Asks a URL so many times, over sixteen connections.
fn load(args: &[String]) -> Result<Work, String> {
    let [url, requests] = args else { return Err("URL, requests".to_owned()) };
    let requests: usize = requests.parse().map_err(|error| format!("{requests}: {error}"))?;
    let connections = requests.min(16);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let ask = |times: usize| {
        let url = url.clone();
        async move {
            let client = reqwest::Client::new();
            let mut last = Bytes::new();
            for _ in 0..times {
                let answer =
                    client.get(&url).bearer_auth(TOKEN).send().await.map_err(|error| error.to_string())?;
                let answer = answer.error_for_status().map_err(|error| error.to_string())?;
                last = answer.bytes().await.map_err(|error| error.to_string())?;
            }
            Ok::<_, String>(last)
        }
    };
    Work::of("requests", || {
        let share = requests / connections;
        let answers =
            runtime.block_on(futures::future::try_join_all((0..connections).map(|_| ask(share))))?;
        if let (Some(file), Some(body)) = (std::env::var_os("BENCH_BODY"), answers.first()) {
            std::fs::write(file, body).map_err(|error| error.to_string())?;
        }
        Ok((share * connections) as f64)
    })
}
