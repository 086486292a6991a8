//! Following runs: whatever comes when, each stored line is yielded once and in its order.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use adoxide::api::build::{BuildResult, BuildStatus};
use adoxide::api::wire::Json;
use adoxide::credential::Pat;
use adoxide::resource::{Run, RunEvent};
use adoxide::transport::{Body, Transport, TransportError, TransportErrorKind};
use adoxide::{Client, ErrorKind, Options};
use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use futures::stream;
use http::{Request, Response};
use proptest::prelude::*;
use serde_json::json;

/// A task of a run: when it does what, in looks at the run.
#[derive(Clone, Debug)]
struct Task {
    lines: Vec<String>,
    /// Looks between the end of the task before and its own.
    duration: u64,
    /// How many lines are stored while it runs: a page of a large log.
    early: usize,
    /// How many of the last lines are stored only after so many requests when the run is completed.
    late: (usize, u64),
    /// Whether the last line has an end.
    has_end: bool,
    is_skipped: bool,
}

#[derive(Clone, Debug)]
struct Job {
    begins: u64,
    tasks: Vec<Task>,
}

/// What goes wrong with requests, one after the other.
#[derive(Clone, Copy, Debug)]
enum Fault {
    None,
    Unavailable,
    /// The body breaks off after so many thousandths.
    Broken(usize),
    Lost,
}

/// A run in the service: two attempts of one stage, the second after the first.
#[derive(Clone, Debug)]
struct Plan {
    attempts: Vec<Vec<Job>>,
    faults: Vec<Fault>,
}

#[derive(Debug, Default)]
struct Clock {
    looks: u64,
    requests: u64,
    after: u64,
}

#[derive(Clone)]
struct Model {
    plan: Arc<Plan>,
    clock: Arc<Mutex<Clock>>,
}

fn id(attempt: usize, job: usize, task: usize) -> String {
    format!("00000000-0000-0000-{attempt:04}-{job:04}{task:08}")
}

fn log_number(attempt: usize, job: usize, task: usize) -> i64 {
    (attempt * 10_000 + job * 100 + task) as i64
}

impl Job {
    /// When each task ends.
    fn ends(&self) -> Vec<u64> {
        let ends = self.tasks.iter().scan(self.begins, |end, task| {
            *end += task.duration;
            Some(*end)
        });
        ends.collect()
    }

    fn end(&self) -> u64 {
        self.ends().last().copied().unwrap_or(self.begins) + 1
    }
}

impl Plan {
    /// When an attempt begins, and when it ends.
    fn span(&self, attempt: usize) -> (u64, u64) {
        let begin = if attempt == 0 { 1 } else { self.span(attempt - 1).1 + 1 };
        (begin, begin + self.attempts[attempt].iter().map(Job::end).max().unwrap_or(0))
    }

    fn end(&self) -> u64 {
        self.span(self.attempts.len() - 1).1
    }

    /// The lines that are stored of a log.
    fn stored(&self, number: i64, clock: &Clock) -> Option<Vec<String>> {
        let number = usize::try_from(number).ok()?;
        let (attempt, job, task) = (number / 10_000, number % 10_000 / 100, number % 100);
        let (begin, _) = self.span(attempt);
        let job = self.attempts.get(attempt)?.get(job)?;
        if task == 99 {
            return Some(job.tasks.iter().flat_map(|task| task.lines.clone()).collect());
        }
        let end = begin + job.ends()[task];
        let task = &job.tasks[task];
        let (late, requests) = task.late;
        let now = if clock.looks < end {
            task.early
        } else if clock.after < requests {
            task.lines.len() - late
        } else {
            task.lines.len()
        };
        Some(task.lines[..now.min(task.lines.len())].to_vec())
    }

    fn records(&self, attempt: usize, clock: &Clock) -> Vec<Json> {
        let (begin, end) = self.span(attempt);
        let state = |from: u64, to: u64| match clock.looks {
            now if now < from => "pending",
            now if now < to => "inProgress",
            _ => "completed",
        };
        let stage = id(attempt, 99, 99);
        let mut all = vec![json!({
            "id": stage, "type": "Stage", "name": "Build", "identifier": "Build", "attempt": attempt + 1, "order": 1,
            "state": state(begin, end),
            "previousAttempts": (0..attempt).map(|before| json!({
                "attempt": before + 1, "timelineId": id(before, 0, 0), "recordId": id(before, 99, 99),
            })).collect::<Vec<_>>(),
        })];
        for (number, job) in self.attempts[attempt].iter().enumerate() {
            let job_id = id(attempt, number, 99);
            let over = clock.looks >= begin + job.end();
            all.push(json!({
                "id": job_id, "parentId": stage, "type": "Job", "name": format!("Job {number}"),
                "order": number + 1, "state": state(begin + job.begins, begin + job.end()),
                "log": over.then(|| json!({"id": log_number(attempt, number, 99)})),
            }));
            let mut from = begin + job.begins;
            for (place, (task, end)) in job.tasks.iter().zip(job.ends()).enumerate() {
                let end = begin + end;
                let state = state(from, end);
                let logged =
                    !task.is_skipped && (state == "completed" || state == "inProgress" && task.early > 0);
                all.push(json!({
                    "id": id(attempt, number, place), "parentId": job_id, "type": "Task", "order": place + 1,
                    "name": format!("Task {place}"), "state": state,
                    "log": logged.then(|| json!({"id": log_number(attempt, number, place)})),
                }));
                from = end;
            }
        }
        // As they come from the service: in no order.
        all.reverse();
        all
    }
}

impl Model {
    fn answer(&self, path: &str) -> (u16, &'static str, String) {
        let mut clock = self.clock.lock().unwrap();
        let json = |value: Json| (200, "application/json", value.to_string());
        let rest = path.split("/builds/42").nth(1).unwrap();
        let rest = rest.split('?').next().unwrap();
        let segments: Vec<&str> = rest.split('/').filter(|segment| !segment.is_empty()).collect();
        let over = clock.looks >= self.plan.end();
        clock.after += u64::from(over);
        match segments.as_slice() {
            [] => {
                clock.looks += 1;
                let over = clock.looks >= self.plan.end();
                let status = if over { "completed" } else { "inProgress" };
                json(json!({"id": 42, "status": status, "result": over.then_some("succeeded")}))
            }
            ["Timeline" | "timeline"] => {
                let latest = (0..self.plan.attempts.len())
                    .rev()
                    .find(|attempt| self.plan.span(*attempt).0 <= clock.looks);
                match latest {
                    None => (204, "application/json", String::new()),
                    Some(attempt) => {
                        let records = self.plan.records(attempt, &clock);
                        json(json!({"id": id(attempt, 0, 0), "records": records}))
                    }
                }
            }
            ["Timeline" | "timeline", timeline] => {
                let attempt = (0..self.plan.attempts.len()).find(|attempt| id(*attempt, 0, 0) == *timeline);
                let records = self.plan.records(attempt.unwrap(), &clock);
                json(json!({"id": timeline, "records": records}))
            }
            ["logs"] => {
                let mut logs = Vec::new();
                for (attempt, jobs) in self.plan.attempts.iter().enumerate() {
                    for (job, tasks) in jobs.iter().enumerate() {
                        for task in 0..tasks.tasks.len() {
                            let number = log_number(attempt, job, task);
                            let lines = self.plan.stored(number, &clock).unwrap().len();
                            // The service counts what is on its way, too.
                            let lines = if over { tasks.tasks[task].lines.len() } else { lines };
                            logs.push(json!({"id": number, "lineCount": lines}));
                        }
                    }
                }
                json(json!({"count": logs.len(), "value": logs}))
            }
            ["logs", number] => {
                let number: i64 = number.parse().unwrap();
                let lines = self.plan.stored(number, &clock).unwrap();
                let task = self.plan.attempts[(number / 10_000) as usize][(number % 10_000 / 100) as usize]
                    .tasks
                    .get((number % 100) as usize);
                let mut text = lines.join("\n");
                let whole = task.is_none_or(|task| task.lines.len() == lines.len());
                if !lines.is_empty() && (!whole || task.is_none_or(|task| task.has_end)) {
                    text.push('\n');
                }
                (200, "text/plain", text)
            }
            other => panic!("{other:?}"),
        }
    }
}

impl Transport for Model {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        async move {
            let path = request.uri().path_and_query().unwrap().as_str().to_owned();
            let fault = {
                let mut clock = self.clock.lock().unwrap();
                let fault = self.plan.faults.get(clock.requests as usize).copied().unwrap_or(Fault::None);
                clock.requests += 1;
                fault
            };
            let answer = |status: u16, kind: &str, body: Body| {
                Ok(Response::builder().status(status).header("content-type", kind).body(body).unwrap())
            };
            match fault {
                Fault::Unavailable => return answer(503, "text/plain", Body::from("later")),
                Fault::Lost => {
                    return Err(TransportError::new(TransportErrorKind::Interrupted, "as planned"));
                }
                Fault::None | Fault::Broken(_) => {}
            }
            let (status, kind, text) = self.answer(&path);
            match fault {
                Fault::Broken(thousandths) if !text.is_empty() => {
                    let bytes = Bytes::from(text);
                    let piece = bytes.slice(..bytes.len() * thousandths / 1000);
                    let error = TransportError::new(TransportErrorKind::Interrupted, "as planned");
                    answer(status, kind, Body::from_stream(stream::iter([Ok(piece), Err(error)])))
                }
                _ => answer(status, kind, Body::from(text)),
            }
        }
        .boxed()
    }
}

fn run_of(plan: Plan) -> Run {
    let model = Model { plan: Arc::new(plan), clock: Arc::default() };
    let ado = Client::builder("https://dev.azure.com/contoso")
        .credential(Pat::new("a-token").unwrap())
        .options(Options::default().attempts(30).time(Duration::from_secs(36_000)))
        .transport(model)
        .build()
        .unwrap();
    ado.project("Fabrikam").run(42)
}

/// The lines of each record in the order in which they came, and how each ended.
async fn followed(
    run: &Run,
) -> (BTreeMap<String, Vec<String>>, BTreeMap<String, String>, Option<BuildStatus>) {
    let (mut lines, mut states, mut last) = (BTreeMap::<String, Vec<String>>::new(), BTreeMap::new(), None);
    let mut events = run.follow();
    while let Some(event) = events.next().await {
        last = None;
        match event.unwrap() {
            RunEvent::Run(build) => last.clone_from(&build.status),
            RunEvent::Record(record) => {
                states.insert(record.id().to_owned(), format!("{:?}", record.state().unwrap()));
            }
            RunEvent::Line(line) => {
                let all = lines.entry(line.record.id().to_owned()).or_default();
                all.push(line.line.text);
                assert_eq!(line.line.number, all.len() as u64);
            }
            _ => {}
        }
    }
    (lines, states, last)
}

fn task() -> impl Strategy<Value = Task> {
    let line = "[ab\u{e9}\u{20ac} ]{0,5}";
    (
        prop::collection::vec(line, 0..7),
        1_u64..4,
        0_usize..4,
        (0_usize..3, 0_u64..4),
        any::<bool>(),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(mut lines, duration, early, late, has_end, is_skipped)| {
            // What has no end is not a line if it is empty.
            while !has_end && lines.last().is_some_and(String::is_empty) {
                lines.pop();
            }
            let late = (late.0.min(lines.len()), late.1);
            let early = early.min(lines.len() - late.0);
            Task { lines, duration, early, late, has_end, is_skipped }
        })
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        20 => Just(Fault::None),
        1 => Just(Fault::Unavailable),
        1 => Just(Fault::Lost),
        2 => (0_usize..1000).prop_map(Fault::Broken),
    ]
}

fn plan() -> impl Strategy<Value = Plan> {
    let job =
        (0_u64..4, prop::collection::vec(task(), 0..4)).prop_map(|(begins, tasks)| Job { begins, tasks });
    let attempts = prop::collection::vec(prop::collection::vec(job, 1..4), 1..4);
    (attempts, prop::collection::vec(fault(), 0..80)).prop_map(|(attempts, faults)| Plan { attempts, faults })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn each_stored_line_is_yielded_once_and_in_order(plan in plan()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let mut expected = BTreeMap::new();
        for (attempt, jobs) in plan.attempts.iter().enumerate() {
            for (number, job) in jobs.iter().enumerate() {
                for (place, task) in job.tasks.iter().enumerate() {
                    if !task.is_skipped && !task.lines.is_empty() {
                        expected.insert(id(attempt, number, place), task.lines.clone());
                    }
                }
                // Without tasks that have logs, the log of the job is its own.
                let own = job.tasks.iter().all(|task| task.is_skipped);
                let lines: Vec<_> = job.tasks.iter().flat_map(|task| task.lines.clone()).collect();
                if own && !lines.is_empty() {
                    expected.insert(id(attempt, number, 99), lines);
                }
            }
        }
        let (lines, states, last) = runtime.block_on(followed(&run_of(plan)));
        prop_assert_eq!(lines, expected);
        prop_assert!(states.values().all(|state| state == "Completed"), "{:?}", states);
        prop_assert_eq!(last, Some(BuildStatus::Completed));
    }
}

fn one_task(lines: &[&str]) -> Plan {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    let task = Task { lines, duration: 1, early: 0, late: (0, 0), has_end: true, is_skipped: false };
    Plan { attempts: vec![vec![Job { begins: 0, tasks: vec![task] }]], faults: Vec::new() }
}

#[tokio::test(start_paused = true)]
async fn finished_waits_for_the_end() {
    let end = run_of(one_task(&["a"])).finished().await.unwrap();
    assert_eq!(
        (end.status.clone(), end.result.clone()),
        (Some(BuildStatus::Completed), Some(BuildResult::Succeeded))
    );
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_gone_ends_the_stream_with_its_error() {
    let plan = Plan { faults: vec![Fault::Unavailable; 10_000], ..one_task(&["a"]) };
    let mut events = run_of(plan).follow();
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
    assert!(events.next().await.is_none());
}
