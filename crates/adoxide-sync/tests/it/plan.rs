//! How many requests a sync of repositories and pull requests takes, beside the fewest that tell all: the pages of the
//! lists that have to be read, counted from the emulator's world.

use std::collections::{BTreeMap, BTreeSet};

use adoxide::Client;
use adoxide_emulator::world::Organization;
use adoxide_emulator::world::pull_request::PullRequestStatus;
use adoxide_emulator::{Clock, Emulator};
use adoxide_sync::{Connector, Engine, Report, Sqlite, Table, feeds};

use crate::emulator::{ORGANIZATION, client};
use crate::pull_request::{said, send};
use crate::sqlite::File;

/// By repository, the commits that a search finds: those that its branches have now.
type Histories = BTreeMap<String, BTreeSet<String>>;

async fn histories(emulator: &Emulator, ado: &Client) -> Histories {
    let places: Vec<_> = emulator.read(|world| {
        let repositories = world.organization(ORGANIZATION).unwrap().repositories();
        repositories.map(|known| (known.project.to_string(), known.id.to_string())).collect()
    });
    let mut histories = BTreeMap::new();
    for (project, id) in places {
        let repository = ado.project(&project).repository(&id);
        let commits = repository.commits().stream().all().await;
        // One that nothing was pushed to has no branch.
        let commits = commits.unwrap_or_default();
        histories.insert(id, commits.iter().map(|commit| commit.sha().to_owned()).collect());
    }
    histories
}

/// What both a first sync and the next one have to ask for: what there is, and what is active.
fn always(organization: &Organization) -> usize {
    // Pull requests come by status, policies and what was deleted by project; what was pushed by repository.
    let projects = organization.projects().count() * (3 + 1 + 2);
    2 + projects + organization.repositories().count()
}

/// What each active pull request has that can change without a push.
const PARTS: usize = 4;

fn first(organization: &Organization, histories: &Histories) -> usize {
    let mut requests = always(organization);
    for repository in organization.repositories() {
        // Refs, and the history.
        requests += 2;
        let history = &histories[&repository.id.to_string()];
        let is_apart = |commits: &Vec<_>| {
            commits
                .iter()
                .any(|commit: &adoxide_emulator::world::id::ObjectId| !history.contains(&commit.to_string()))
        };
        requests += repository.pushes.iter().filter(|push| is_apart(&push.commits)).count();
    }
    for pull in organization.pull_requests() {
        requests += PARTS + 2 + pull.iterations.len();
    }
    requests
}

fn next(organization: &Organization) -> usize {
    let active = organization.pull_requests().filter(|pull| pull.status == PullRequestStatus::Active);
    always(organization) + active.count() * PARTS
}

/// As of some days from now: what was closed before is not looked at again then.
async fn sync(ado: &Client, file: &File, days: i64) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let tables = [Connector::Repos, Connector::PullCommits].into_iter().flat_map(Connector::tables);
    // People are another matter.
    let tables = tables.map(Table::name).filter(|table| *table != "users");
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
    let engine = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(tables).at(at);
    let report = engine.run().await.unwrap();
    assert!(report.is_complete(), "{:#?}", report.failures());
    report
}

#[tokio::test(start_paused = true)]
async fn no_more_is_asked_than_has_to_be() {
    let clock = Clock::tokio("2026-07-01T12:00:00Z".parse().unwrap());
    let emulator = Emulator::builder().seed_size(2).repositories(6).pull_requests(10).clock(clock);
    let (emulator, file) = (emulator.build().unwrap(), File::new());
    let ado = client(&emulator);
    let histories = histories(&emulator, &ado).await;
    let counted = |count: &dyn Fn(&Organization) -> usize| {
        emulator.read(|world| count(world.organization(ORGANIZATION).unwrap())) as f64
    };
    let check = |report: &Report, fewest: f64| {
        let requests = report.requests() as f64;
        assert!(requests <= fewest * 1.05, "{requests} requests where {fewest} are enough");
    };
    let report = sync(&ado, &file, 0).await;
    check(&report, counted(&|organization| first(organization, &histories)));
    check(&sync(&ado, &file, 15).await, counted(&next));

    // A commit and a comment in one pull request.
    let (id, project, repository, source) = emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        let mut active = organization.pull_requests().filter(|pull| pull.status == PullRequestStatus::Active);
        let pull = active.next().unwrap();
        let project = organization.repository_by_id(pull.repository).unwrap().project;
        (pull.id, project.to_string(), pull.repository.to_string(), pull.source.clone())
    });
    let web = ado.project(&project).repository(&repository);
    web.commit(source.trim_start_matches("refs/heads/"), "More").add("/more.txt", "x").push().await.unwrap();
    let threads = format!("{project}/_apis/git/repositories/{repository}/pullRequests/{id}/threads");
    send(&ado, adoxide::Method::POST, &threads, &said("Better")).await.unwrap();
    // Refs, the commits of the push, and of the pull request its iterations, the changes of the new one, its commits.
    check(&sync(&ado, &file, 15).await, counted(&next) + 5.0);
}
