//! `events`: deliveries of service hooks to a real `adox serve`: how soon they are acknowledged, what a kill loses of
//! them, and the memory in which they are acted on.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use adoxide_emulator::Emulator;
use serde_json::{Value, json};

use super::serve::{Rows, SECRET, Setup};
use super::subject::{Named, Work};
use super::{Goal, Outcome, Stand};
use crate::conformance::{ORGANIZATION, Stage};

pub const SUBJECTS: &[Named] = &[("deliver", deliver)];

/// Where the number of a delivery stands in the text of an event.
const NUMBER: &str = "@number@";
/// Connections that deliver at once.
const WORKERS: usize = 64;
const TABLES: &[&str] = &["projects", "repositories", "pull_requests"];

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let builder = Emulator::builder().organization(ORGANIZATION).seed_size(1).repositories(2);
    let stage = Stage::with(builder.pull_requests(stand.size(25, 25, 2)))?;
    let events = stand.path("events.txt");
    let count = write_events(&stage, &events)?;
    outcome
        .notes
        .push(format!("Events about {count} pull requests in turn, {} bytes each.", size(&events)? / count));
    for rows in &Rows::all(&mut outcome.notes) {
        rate(stand, &stage, rows, &events, &mut outcome)?;
        drain(stand, &stage, rows, &events, &mut outcome)?;
    }
    outcome.notes.push(
        "Acknowledgements are timed from when a delivery was due, not from when it was sent; memory is the peak of the \
         server's process (VmHWM)."
            .to_owned(),
    );
    Ok(outcome)
}

fn size(file: &Path) -> Result<usize, String> {
    let size = fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?.len();
    usize::try_from(size).map_err(|error| error.to_string())
}

/// An event for each pull request, on a line; answers how many.
fn write_events(stage: &Stage, file: &Path) -> Result<usize, String> {
    let pulls: Vec<_> = stage.read(|organization| {
        let of =
            |repository| organization.repository_by_id(repository).map(|known| known.project.to_string());
        let pulls = organization.pull_requests();
        pulls
            .filter_map(|pull| Some((pull.id.to_string(), pull.repository.to_string(), of(pull.repository)?)))
            .collect()
    })?;
    let mut text = String::new();
    for (pull, repository, project) in &pulls {
        let pull: i64 = pull.parse().map_err(|error| format!("{pull}: {error}"))?;
        let event = json!({
            "subscriptionId": "8fd412f1-9873-4b45-8854-6f1b32ac2e11", "notificationId": NUMBER,
            "id": "09b0b950-9fdd-4c42-9d32-7d6b1fd1b1d6", "eventType": "git.pullrequest.updated",
            "publisherId": "tfs", "resourceVersion": "1.0",
            "message": {"text": "Ada Example updated a pull request"},
            "detailedMessage": {"markdown": "A description of some length. ".repeat(50)},
            "resource": {
                "pullRequestId": pull, "status": "active", "title": "A change",
                "repository": {"id": repository, "project": {"id": project}},
            },
            "resourceContainers": {
                "collection": {"id": "c", "baseUrl": stage.url()}, "project": {"id": project},
            },
        });
        let _ = writeln!(text, "{}", event.to_string().replace(&format!("\"{NUMBER}\""), NUMBER));
    }
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(pulls.len().max(1))
}

/// What was acknowledged.
struct Answers {
    acknowledged: Vec<u64>,
    failed: u64,
    median: f64,
    percentile: f64,
}

fn command(
    events: &Path,
    url: &str,
    from: usize,
    count: usize,
    rate: usize,
    out: &Path,
) -> Result<Command, String> {
    let mut command =
        Stand::own("deliver", &[url, &from.to_string(), &count.to_string(), &rate.to_string()])?;
    command.env("BENCH_EVENTS", events).env("BENCH_ANSWERS", out).stdin(Stdio::null()).stdout(Stdio::null());
    Ok(command)
}

fn answers(out: &Path) -> Result<Answers, String> {
    let text = fs::read_to_string(out).map_err(|error| format!("{}: {error}", out.display()))?;
    let said: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let acknowledged =
        said["acknowledged"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    let number = |name: &str| said[name].as_f64().unwrap_or(f64::NAN);
    Ok(Answers {
        acknowledged,
        failed: said["failed"].as_u64().unwrap_or(u64::MAX),
        median: number("median"),
        percentile: number("percentile"),
    })
}

/// At a rate; then at the same rate, and killed in the middle.
fn rate(
    stand: &Stand,
    stage: &Stage,
    rows: &Rows,
    events: &Path,
    outcome: &mut Outcome,
) -> Result<(), String> {
    let (rate, seconds) = (stand.size(1_000, 1_000, 50), stand.size(20, 5, 2));
    let (name, out) = (rows.name(), stand.path("answers.json"));
    let setup = Setup { stand, stage, rows, name: "rate".to_owned(), tables: TABLES, subscribe: false };
    let served = setup.start()?;
    served.synced()?;
    let total = rate * seconds;
    let status =
        command(events, &served.url, 0, total, rate, &out)?.status().map_err(|error| error.to_string())?;
    let said = answers(&out)?;
    if !status.success() || said.failed > 0 {
        return Err(format!("{name}: {} of {total} deliveries were not acknowledged", said.failed));
    }
    let mut sample = served.sample(format!("{name}: {rate} events a second"))?;
    sample.seconds = seconds as f64;
    sample.amount = Some((said.acknowledged.len() as f64, "events".to_owned()));
    outcome.samples.push(sample);
    outcome.notes.push(format!("{name}: half are acknowledged within {:.1} ms.", said.median * 1e3));
    let what = format!("{name}: {rate} events a second: 99th percentile of the acknowledgement, s");
    outcome.reach(what, said.percentile, Goal::AtMost(1.0));
    served.drained()?;

    let mut load =
        command(events, &served.url, total, total, rate, &out)?.spawn().map_err(|error| error.to_string())?;
    std::thread::sleep(Duration::from_secs_f64(seconds as f64 / 2.0));
    served.kill()?;
    load.wait().map_err(|error| error.to_string())?;
    let said = answers(&out)?;
    if said.acknowledged.is_empty() || said.failed == 0 {
        return Err(format!(
            "{name}: expected a kill in the middle, {} were acknowledged",
            said.acknowledged.len()
        ));
    }
    let served = setup.start()?;
    served.drained()?;
    let sql = match rows {
        Rows::Sqlite => "SELECT CAST(notification AS TEXT) FROM inbox WHERE done_at IS NOT NULL",
        Rows::Postgres(_) => "SELECT notification::text FROM _inbox WHERE done_at IS NOT NULL",
    };
    let there: std::collections::HashSet<u64> =
        setup.texts("serve/serve.db", sql)?.into_iter().filter_map(|row| row.first()?.parse().ok()).collect();
    let lost = said.acknowledged.iter().filter(|number| !there.contains(number)).count();
    outcome.notes.push(format!(
        "{name}: killed with SIGKILL after {} of {total} were acknowledged; all that was acknowledged was acted on after \
         the restart but {lost}.",
        said.acknowledged.len()
    ));
    outcome.reach(format!("{name}: acknowledged and lost by the kill"), lost as f64, Goal::AtMost(0.0));
    Ok(())
}

/// Many that wait, and twice as many: in how much memory they are acted on.
fn drain(
    stand: &Stand,
    stage: &Stage,
    rows: &Rows,
    events: &Path,
    outcome: &mut Outcome,
) -> Result<(), String> {
    let (name, out) = (rows.name(), stand.path("answers.json"));
    let count: usize = stand.size(100_000, 20_000, 100);
    let mut peaks = Vec::new();
    for count in [count, 2 * count] {
        let setup =
            Setup { stand, stage, rows, name: format!("drain{count}"), tables: TABLES, subscribe: false };
        let served = setup.start()?;
        served.synced()?;
        served.ask("POST", "/api/connections/one/pause", "")?;
        let status =
            command(events, &served.url, 0, count, 0, &out)?.status().map_err(|error| error.to_string())?;
        let said = answers(&out)?;
        if !status.success() || said.acknowledged.len() != count || served.waiting()? != count as u64 {
            return Err(format!("{name}: {} of {count} deliveries wait", served.waiting()?));
        }
        let (begin, before) = (Instant::now(), stage.emulator.request_count());
        served.ask("POST", "/api/connections/one/resume", "")?;
        served.drained()?;
        let mut sample = served.sample(format!("{name}: {count} events that wait"))?;
        sample.seconds = begin.elapsed().as_secs_f64();
        sample.amount = Some((count as f64, "events".to_owned()));
        sample.requests = Some(stage.emulator.request_count() - before);
        peaks.push(sample.peak_mb);
        outcome.samples.push(sample);
    }
    let growth = peaks[1] / peaks[0];
    outcome.reach(format!("{name}: peak memory, twice as many / {count} events"), growth, Goal::AtMost(1.2));
    Ok(())
}

/// Delivers events: `URL FROM COUNT RATE`, as fast as it can if the rate is 0.
fn deliver(args: &[String]) -> Result<Work, String> {
    let [url, from, count, rate] = args else { return Err("URL, from, count, rate".to_owned()) };
    let number = |text: &String| text.parse::<usize>().map_err(|error| format!("{text}: {error}"));
    let (from, count, rate) = (number(from)?, number(count)?, number(rate)?);
    let file = |name: &str| std::env::var(name).map_err(|error| format!("{name}: {error}"));
    let events = fs::read_to_string(file("BENCH_EVENTS")?).map_err(|error| error.to_string())?;
    let events: Vec<&str> = events.lines().collect();
    let first = events.first().ok_or("no events")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let client = reqwest::Client::new();
    let begin = Instant::now();
    let worker = async |worker: usize| {
        let (mut taken, mut failed) = (Vec::new(), 0_u64);
        for at in (worker..count).step_by(WORKERS) {
            let mut due = Instant::now();
            if rate > 0 {
                due = begin + Duration::from_secs_f64(at as f64 / rate as f64);
                tokio::time::sleep_until(due.into()).await;
            }
            let number = from + at;
            let body =
                events.get(number % events.len()).unwrap_or(first).replace(NUMBER, &number.to_string());
            let request = client
                .post(format!("{url}/webhooks/ado"))
                .header("content-type", "application/json")
                .header("x-ado-signature", SECRET)
                .body(body);
            match request.send().await {
                Ok(answer) if answer.status().is_success() => {
                    taken.push((number, due.elapsed().as_secs_f64()));
                }
                _ => failed += 1,
            }
        }
        (taken, failed)
    };
    Work::of("events", || {
        let done = runtime.block_on(futures::future::join_all((0..WORKERS).map(worker)));
        let failed: u64 = done.iter().map(|(_, failed)| failed).sum();
        let taken: Vec<_> = done.into_iter().flat_map(|(taken, _)| taken).collect();
        let mut times: Vec<f64> = taken.iter().map(|(_, seconds)| *seconds).collect();
        let said = json!({
            "acknowledged": taken.iter().map(|(number, _)| number).collect::<Vec<_>>(),
            "failed": failed,
            "median": percentile(&mut times, 0.5),
            "percentile": percentile(&mut times, 0.99),
        });
        fs::write(file("BENCH_ANSWERS")?, said.to_string()).map_err(|error| error.to_string())?;
        Ok(taken.len() as f64)
    })
}

/// The value below which this share of them is.
pub fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() as f64 * share).ceil() as usize;
    values.get(at.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}
