//! A service that throttles, refuses for a moment, or lists without end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::transport::{Body, InProcess, Transport, TransportError};
use adoxide::{Client, Options};
use adoxide_emulator::{Emulator, FaultKind, FaultRule};
use adoxide_sync::{Engine, Report, Sqlite, Table, feeds};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::time::Instant;

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::fresh;
use crate::sqlite::File;

fn tables() -> Vec<&'static str> {
    adoxide_sync::table::all().map(Table::name).collect()
}

async fn sync_of(ado: &Client, file: &File, tables: &[&str]) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let engine = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination);
    engine.tables(tables.iter().copied()).run().await.unwrap()
}

/// How long a first sync takes in which one request is throttled.
async fn time_of(fault: Option<FaultRule>) -> Duration {
    let (emulator, file) = (emulator(2), File::new());
    // Every answer takes its time, as over a network.
    emulator.add_fault(FaultRule::new(FaultKind::Latency { duration: Duration::from_millis(50) }));
    if let Some(fault) = fault {
        emulator.add_fault(fault);
    }
    let start = Instant::now();
    let report = sync_of(&client(&emulator), &file, &tables()).await;
    assert!(report.is_complete(), "{:#?}", report.failures());
    start.elapsed()
}

#[tokio::test(start_paused = true)]
async fn one_sign_of_throttling_costs_what_it_asks_for() {
    let plain = time_of(None).await;
    let wait = Duration::from_secs(2);
    for number in [1, 200] {
        for kind in [FaultKind::Throttle { retry_after: Some(wait) }, FaultKind::Delay { retry_after: wait }]
        {
            let name = format!("{kind:?} at request {number}");
            let time = time_of(Some(FaultRule::new(kind).nth(number))).await;
            // Twice what it asked for, and all that is under way then is late.
            assert!(time <= 2 * plain + 2 * wait, "{name}: {time:?} instead of {plain:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_in_the_middle_of_a_sync_is_asked_about_again() {
    for kind in [FaultKind::SignInPage, FaultKind::ExpiredToken] {
        let (emulator, file) = (emulator(2), File::new());
        let ado = client(&emulator);
        // Not the first of its kind: what was never accepted may not be allowed.
        for (operation, number) in
            [("git.get_threads", 8), ("core.get_teams", 2), ("wit.get_updates", 20), ("build.get_builds", 4)]
        {
            emulator.add_fault(FaultRule::new(kind.clone()).operation(operation).nth(number));
        }
        let report = sync_of(&ado, &file, &tables()).await;
        assert!(report.is_complete(), "{kind:?}: {:#?}", report.failures());
        let struck = emulator.requests().iter().filter(|request| request.fault.is_some()).count();
        assert_eq!(struck, 4, "{kind:?}");
        assert_eq!(fresh::differences(&ado, &file, &tables()).await, [""; 0], "{kind:?}");
    }
}

/// A service that lists the refs of repositories without end.
#[derive(Clone)]
struct Endless {
    inner: Arc<InProcess<Emulator, axum_core::body::Body>>,
    asked: Arc<AtomicUsize>,
    /// The items and the token of a page, by its number.
    page: fn(usize) -> (String, String),
}

impl Transport for Endless {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        async move {
            if !request.uri().path().ends_with("/refs") {
                return self.inner.send(request).await;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
            let (items, token) = (self.page)(self.asked.fetch_add(1, Ordering::Relaxed));
            let response = http::Response::builder()
                .header("content-type", "application/json")
                .header("x-ms-continuationtoken", token);
            Ok(response.body(Body::from(format!(r#"{{"value":[{items}]}}"#))).unwrap())
        }
        .boxed()
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_without_end_is_named_and_holds_back_only_itself() {
    let pages: [fn(usize) -> (String, String); 3] = [
        // Two tokens in turn.
        |page| (String::new(), format!("t{}", page % 2)),
        // Ever new tokens, and nothing in the pages.
        |page| (String::new(), format!("t{page}")),
        // Ever new tokens, and the same in every page.
        |page| (r#"{"name":"refs/heads/main","objectId":"1"}"#.to_owned(), format!("t{page}")),
    ];
    for page in pages {
        let (emulator, file) = (emulator(1), File::new());
        let project = client(&emulator).create_project("Shop").await.unwrap();
        let repository = project.create_repository("web").await.unwrap();
        repository.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
        let inner = Arc::new(InProcess::new(emulator.clone(), axum_core::body::Body::new));
        let asked = Arc::default();
        let ado = Client::builder(format!("http://127.0.0.1/{ORGANIZATION}"))
            .credential(Pat::new(emulator.token()).unwrap())
            .transport(Endless { inner, asked, page })
            .options(Options::default().time(Duration::from_secs(3600)))
            .build()
            .unwrap();
        let start = Instant::now();
        let report = sync_of(&ado, &file, &["refs", "pushes", "commits", "teams"]).await;
        let failures: Vec<String> = report.failures().iter().map(ToString::to_string).collect();
        assert!(!failures.is_empty() && failures.iter().all(|text| text.contains("refs")), "{failures:?}");
        assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
        for table in ["pushes", "commits", "teams"] {
            assert!(report.table(table).unwrap().counts.added > 0, "{table}");
        }
        // What was in the pages is there once: it does not grow with them.
        let repositories =
            emulator.read(|world| world.organization(ORGANIZATION).unwrap().repositories().count());
        assert!(report.table("refs").unwrap().counts.added <= repositories as u64);
    }
}

#[tokio::test(start_paused = true)]
async fn more_pull_requests_are_read_than_there_are_permits() {
    let clock = adoxide_emulator::Clock::tokio("2026-07-01T12:00:00Z".parse().unwrap());
    let world = Emulator::builder().organization(ORGANIZATION).seed_size(2).repositories(4);
    let (emulator, file) = (world.pull_requests(20).clock(clock).build().unwrap(), File::new());
    // Without it, each is read before the next one is begun.
    emulator.add_fault(FaultRule::new(FaultKind::Latency { duration: Duration::from_millis(50) }));
    let ado = client(&emulator);
    let synced = sync_of(&ado, &file, &["pull_requests", "pull_request_threads", "pull_request_commits"]);
    let report = tokio::time::timeout(Duration::from_secs(3_600), synced).await.expect("the sync hangs");
    assert!(report.is_complete(), "{:#?}", report.failures());
}
