//! One sync with the credentials of several identities.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::transport::InProcess;
use adoxide::{Client, Options, Pool};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::{Clock, Emulator, Throttle};
use adoxide_sync::{Connector, Engine, Sqlite, Table, feeds};

use crate::emulator::ORGANIZATION;
use crate::sqlite::File;

/// What one sync did.
struct Run {
    by_identity: BTreeMap<String, usize>,
    requests: usize,
    refused: usize,
    /// Every row by its table, without what differs from run to run.
    rows: BTreeSet<String>,
}

/// The same sync, by so many identities with so many tokens each, who share nothing but the emulator.
async fn sync(identities: usize, tokens: usize) -> Run {
    let clock = Clock::tokio("2026-07-01T12:00:00Z".parse().unwrap());
    let throttle = Throttle { limit: 8.0, ..Throttle::default() };
    let emulator = Emulator::builder().seed_size(6).clock(clock).throttle(throttle);
    let emulator = emulator.latency(Duration::from_millis(50)).build().unwrap();
    let tokens: Vec<_> = (0..identities)
        .flat_map(|number| {
            emulator.update(|world, at| {
                let name = format!("worker{number}");
                let who = world.add_identity(&name, &format!("{name}@fabrikam.example"));
                let organization = world.organization_mut(ORGANIZATION).unwrap();
                let actor = organization.owner();
                organization.change(Stamp { at, actor }, |tx| tx.add_member(who)).unwrap();
                (0..tokens).map(|_| world.new_token(who, None)).collect::<Vec<_>>()
            })
        })
        .collect();
    let client = |token: &String| {
        Client::builder(format!("http://127.0.0.1/{ORGANIZATION}"))
            .credential(Pat::new(token).unwrap())
            .transport(InProcess::new(emulator.clone(), axum_core::body::Body::new))
            .options(Options::default().time(Duration::from_secs(7200)))
            .build()
            .unwrap()
    };
    let pool = Pool::new(tokens.iter().map(client)).await.unwrap();
    assert_eq!((pool.identities().len(), pool.clients().len()), (identities, tokens.len()));
    let file = File::new();
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    // What asks much at once, such as a query, does not fit into budgets as small as this one.
    let connectors = [Connector::Repos, Connector::Commits, Connector::PullCommits];
    // Who asks is among the people.
    let tables = connectors.into_iter().flat_map(Connector::tables).map(Table::name);
    let tables = tables.filter(|table| *table != "users");
    let report = Engine::new(ORGANIZATION, feeds(&pool, &[]), &destination)
        .concurrency(16)
        .tables(tables)
        .run()
        .await
        .unwrap();
    assert!(report.is_complete(), "{:#?}", report.failures());
    destination.close().await.unwrap();
    let seen = emulator.requests();
    let refused = seen.iter().filter(|request| request.status == Some(429)).count();
    let rows = report.tables().iter().map(|table| format!("{} {}", table.table.name(), table.counts.added));
    let mut by_identity = BTreeMap::new();
    for identity in seen.iter().filter_map(|request| request.identity.clone()) {
        *by_identity.entry(identity).or_default() += 1;
    }
    Run { by_identity, requests: seen.len() - tokens.len(), refused, rows: rows.collect() }
}

#[tokio::test(start_paused = true)]
async fn a_second_identity_has_half_of_the_requests_and_a_fifth_token_of_one_changes_nothing() {
    let (one, two, five) = (sync(1, 1).await, sync(2, 1).await, sync(1, 5).await);
    let asked = |run: &Run| run.requests - run.refused;
    for run in [&one, &two, &five] {
        assert_eq!((asked(run), &run.rows), (asked(&one), &one.rows));
        // The paused clock runs on while a file is written, and budgets with it: seen were 0 and once 18. That none is
        // refused, and how long it takes, is for tests of the SDK, which write no files.
        assert!(run.refused * 10 <= run.requests, "{} of {} were refused", run.refused, run.requests);
    }
    // What each sends depends on what lists cost, too: about half.
    let most = |run: &Run| run.by_identity.values().copied().max().unwrap() as f64 / run.requests as f64;
    assert_eq!([one.by_identity.len(), two.by_identity.len(), five.by_identity.len()], [1, 2, 1]);
    assert!(most(&two) <= 0.75, "{:?}", two.by_identity);
}
