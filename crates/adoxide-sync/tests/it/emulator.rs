//! The whole way: an organization in the emulator, through the SDK, into SQLite.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::transport::InProcess;
use adoxide::{Client, Options};
use adoxide_emulator::{Clock, Emulator, FaultKind, FaultRule};
use adoxide_sync::{Connector, Counts, Engine, Report, Sqlite, Verdict, feeds, verify};
use futures::future::{self, Either};
use http::{Method, StatusCode};
use jiff::Timestamp;
use serde_json::Value;

use crate::script::{How, Trip, Tripping};
use crate::sqlite::File;

pub const ORGANIZATION: &str = "fabrikam";
const TABLES: [&str; 5] = ["projects", "repositories", "refs", "pushes", "commits"];

pub fn emulator(size: usize) -> Emulator {
    let start: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
    Emulator::builder().seed_size(size).clock(Clock::tokio(start)).build().unwrap()
}

pub fn client(emulator: &Emulator) -> Client {
    client_with(emulator, &emulator.token())
}

fn client_with(emulator: &Emulator, token: &str) -> Client {
    Client::builder(format!("http://127.0.0.1/{ORGANIZATION}"))
        .credential(Pat::new(token).unwrap())
        .transport(InProcess::new(emulator.clone(), axum_core::body::Body::new))
        .options(Options::default().time(Duration::from_secs(3600)))
        .build()
        .unwrap()
}

type Tables = BTreeMap<&'static str, BTreeSet<String>>;

/// What the emulator's world holds, without a request.
fn world(emulator: &Emulator) -> Tables {
    let mut rows: Tables = TABLES.map(|table| (table, BTreeSet::new())).into();
    let mut put = |table, row| rows.get_mut(table).unwrap().insert(row);
    emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        for project in organization.projects().filter(|project| project.state.name() != "deleted") {
            put("projects", format!("{} {} {}", project.id, project.name, project.state.name()));
        }
        for repository in organization.repositories().filter(|repository| !repository.is_hidden) {
            let project = organization.project_by_id(repository.project).unwrap();
            let default = repository.default_branch.as_deref().unwrap_or("-");
            put("repositories", format!("{} {} {} {default}", repository.id, repository.name, project.name));
            for (name, reference) in &repository.refs {
                put("refs", format!("{} {name} {}", repository.id, reference.object));
            }
            for push in &repository.pushes {
                let updates = push.ref_updates.iter();
                let updates: Vec<_> =
                    updates.map(|update| format!("{} {}>{}", update.name, update.old, update.new)).collect();
                put("pushes", format!("{} {} {}", repository.id, push.id, updates.join(",")));
                for commit in &push.commits {
                    put("commits", format!("{} {commit} {}", repository.id, project.name));
                }
            }
        }
    });
    rows
}

/// The rows that are not deleted.
fn stored(file: &File) -> Tables {
    let selects = [
        ("projects", "SELECT id || ' ' || name || ' ' || state FROM projects"),
        (
            "repositories",
            "SELECT id || ' ' || name || ' ' || project_name || ' ' || coalesce(defaultBranch, '-') FROM repositories",
        ),
        ("refs", "SELECT repository_id || ' ' || name || ' ' || objectId FROM refs"),
        (
            "pushes",
            "SELECT repository_id || ' ' || pushId || ' ' || (SELECT group_concat(value ->> 'name' || ' ' || \
             (value ->> 'oldObjectId') || '>' || (value ->> 'newObjectId')) FROM json_each(refUpdates)) FROM pushes",
        ),
        (
            "commits",
            "SELECT repository_id || ' ' || commitId || ' ' || project_name FROM commits WHERE \
             changeCounts IS NOT NULL AND committer ->> 'date' LIKE '20__-__-__T__:__:__.000000Z' AND 1",
        ),
    ];
    let reader = file.read();
    let mut stored = BTreeMap::new();
    for (table, select) in selects {
        let also = if select.contains(" AND 1") { "AND" } else { "WHERE" };
        let mut select = reader.prepare(&format!("{select} {also} _deletedAt IS NULL")).unwrap();
        let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        stored.insert(table, rows.collect::<Result<_, _>>().unwrap());
    }
    stored
}

/// What is in one and not in the other.
pub fn difference(file: &File, emulator: &Emulator) -> Vec<String> {
    let (stored, world) = (stored(file), world(emulator));
    let tables = stored.keys().flat_map(|table| {
        let extra = stored[table].difference(&world[table]).map(move |row| format!("{table} +{row}"));
        let missing = world[table].difference(&stored[table]).map(move |row| format!("{table} -{row}"));
        extra.chain(missing).collect::<Vec<_>>()
    });
    tables.collect()
}

async fn sync(client: &Client, file: &File) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    Engine::new(ORGANIZATION, feeds(client, &[]), &destination).tables(TABLES).run().await.unwrap()
}

async fn complete(emulator: &Emulator, file: &File) -> Report {
    let report = sync(&client(emulator), file).await;
    assert!(report.is_complete(), "{report:?}");
    assert_eq!(difference(file, emulator), [""; 0]);
    report
}

fn counts(report: &Report, table: &str) -> (u64, u64, u64) {
    let Counts { added, changed, deleted, .. } = report.table(table).unwrap().counts;
    (added, changed, deleted)
}

#[tokio::test(start_paused = true)]
async fn an_organization_and_then_only_what_changed() {
    let (emulator, file) = (emulator(3), File::new());
    let report = complete(&emulator, &file).await;
    let before = world(&emulator);
    for table in report.tables() {
        assert_eq!(table.counts.added as usize, before[table.table.name()].len(), "{table:?}");
        assert!(table.counts.added > 0, "{table:?}");
    }
    // Projects, repositories, and for each repository its pushes, the history and the refs.
    let repositories = before["repositories"].len() as u64;
    assert_eq!(report.requests(), emulator.requests().len() as u64);
    let apart =
        emulator.requests().iter().filter(|r| r.operation.as_deref() == Some("git.get_push_commits")).count()
            as u64;
    let again = emulator
        .requests()
        .iter()
        .filter(|r| r.operation.as_deref() == Some("git.get_commits_batch"))
        .count() as u64;
    assert_eq!(report.requests() - apart - again, 2 + 3 * repositories);

    emulator.clear_requests();
    let report = complete(&emulator, &file).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()));
    assert_eq!(emulator.requests().len() as u64, 2 + repositories);

    let ado = client(&emulator);
    let project = ado.project("Überraschung & Söhne");
    ado.create_project("Überraschung & Söhne").await.unwrap();
    let repository = project.create_repository("naïve 100% (new)").await.unwrap();
    repository.commit("main", "First").add("/a.txt", "a").create().push().await.unwrap();
    let report = complete(&emulator, &file).await;
    // A project comes with a repository of its name.
    assert_eq!(counts(&report, "projects"), (1, 0, 0));
    assert_eq!(counts(&report, "repositories"), (2, 0, 0));
    assert_eq!((counts(&report, "pushes"), counts(&report, "commits")), ((1, 0, 0), (1, 0, 0)));

    repository.rename("site").await.unwrap();
    repository.branch("side").create(repository.branch("main").object_id().await.unwrap()).await.unwrap();
    let report = complete(&emulator, &file).await;
    assert_eq!((counts(&report, "repositories").1, counts(&report, "refs").0), (1, 1));

    repository.delete().await.unwrap();
    let report = complete(&emulator, &file).await;
    assert_eq!((counts(&report, "repositories"), counts(&report, "commits")), ((0, 0, 1), (0, 0, 1)));
    project.delete().await.unwrap();
    let report = complete(&emulator, &file).await;
    assert_eq!((counts(&report, "projects"), counts(&report, "repositories")), ((0, 0, 1), (0, 0, 1)));
}

/// Column by column: names, order, kinds, nesting, and null where there is nothing.
#[tokio::test(start_paused = true)]
async fn repositories_have_the_columns_that_they_should() {
    let (emulator, file) = (emulator(2), File::new());
    let ado = client(&emulator);
    ado.create_project("Empty").await.unwrap();
    drop(complete(&emulator, &file).await);
    let reader = file.read();
    let mut columns =
        reader.prepare("SELECT name || ' ' || type FROM pragma_table_info('repositories')").unwrap();
    let columns: Vec<String> = columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(
        columns,
        [
            "id TEXT",
            "name TEXT",
            "url TEXT",
            "project TEXT",
            "defaultBranch TEXT",
            "size INTEGER",
            "remoteUrl TEXT",
            "sshUrl TEXT",
            "webUrl TEXT",
            "isDisabled INTEGER",
            "isInMaintenance INTEGER",
            "isFork INTEGER",
            "parentRepository TEXT",
            "_links TEXT",
            "organization TEXT",
            "project_name TEXT",
            "_syncedAt TEXT",
            "_deletedAt TEXT",
        ]
    );
    let sent: Value = ado
        .request(Method::GET, "_apis/git/repositories?includeLinks=true&api-version=7.1")
        .send()
        .await
        .unwrap()
        .body;
    for sent in sent["value"].as_array().unwrap() {
        let row = reader
            .query_row("SELECT json_array(project, defaultBranch, size, isDisabled, isFork, parentRepository, _links, organization, project_name, name, url, remoteUrl, sshUrl, webUrl) FROM repositories WHERE id = ?1", [sent["id"].as_str().unwrap()], |row| row.get::<_, String>(0))
            .unwrap();
        let row: Vec<Value> = serde_json::from_str(&row).unwrap();
        let mut project: Value = serde_json::from_str(row[0].as_str().unwrap()).unwrap();
        // An instant is written one way, wherever it is.
        let updated = project["lastUpdateTime"].take();
        assert_eq!(updated.as_str().unwrap().len(), "2026-01-31T12:00:00.000000Z".len());
        for field in ["id", "name", "url", "state", "revision", "visibility"] {
            assert_eq!(project[field], sent["project"][field], "{field}");
        }
        assert_eq!(row[1], sent["defaultBranch"]);
        assert_eq!(row[2], sent["size"]);
        assert_eq!(row[3].as_i64(), sent["isDisabled"].as_bool().map(i64::from));
        assert_eq!((&row[4], &row[5]), (&Value::Null, &Value::Null));
        let links: BTreeMap<String, Value> = serde_json::from_str(row[6].as_str().unwrap()).unwrap();
        for (name, link) in sent["_links"].as_object().unwrap() {
            assert_eq!(&links[name]["href"], &link["href"], "{name}");
        }
        assert_eq!((&row[7], &row[8]), (&ORGANIZATION.into(), &sent["project"]["name"]));
        for (at, field) in ["name", "url", "remoteUrl", "sshUrl", "webUrl"].into_iter().enumerate() {
            assert_eq!(row[9 + at], sent[field], "{field}");
        }
    }
}

const OPERATIONS: [&str; 5] =
    ["core.get_projects", "git.get_repositories", "git.get_pushes", "git.get_commits", "git.get_refs"];

fn faults() -> Vec<FaultKind> {
    vec![
        FaultKind::Throttle { retry_after: Some(Duration::from_secs(7)) },
        FaultKind::Throttle { retry_after: None },
        FaultKind::Delay { retry_after: Duration::from_secs(3) },
        FaultKind::ResetBefore,
        FaultKind::ResetAfter,
        FaultKind::Truncate,
        FaultKind::Unavailable { status: StatusCode::SERVICE_UNAVAILABLE, is_html: true },
        FaultKind::Unavailable { status: StatusCode::INTERNAL_SERVER_ERROR, is_html: false },
    ]
}

#[tokio::test(start_paused = true)]
async fn what_goes_wrong_once_goes_unseen() {
    for fault in faults() {
        let (emulator, file) = (emulator(2), File::new());
        for operation in OPERATIONS {
            emulator.add_fault(FaultRule::new(fault.clone()).operation(operation).times(1));
        }
        drop(complete(&emulator, &file).await);
        let struck: BTreeSet<_> = emulator
            .requests()
            .into_iter()
            .filter(|request| request.fault.is_some())
            .filter_map(|request| request.operation)
            .collect();
        assert_eq!(struck.len(), OPERATIONS.len(), "{fault:?} {struck:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_goes_wrong_for_good_is_reported_and_made_good_later() {
    let lasting = faults().into_iter().filter(|fault| !matches!(fault, FaultKind::Delay { .. }));
    for (at, fault) in lasting.chain([FaultKind::SignInPage, FaultKind::ExpiredToken]).enumerate() {
        // Not the history: it is read once only.
        for operation in ["core.get_projects", "git.get_repositories", "git.get_pushes", "git.get_refs"]
            .iter()
            .skip(at % 2)
            .step_by(2)
        {
            let (emulator, file) = (emulator(2), File::new());
            drop(complete(&emulator, &file).await);
            let before = stored(&file);
            let ado = client(&emulator).with(Options::default().attempts(3));
            let repository = emulator.read(|world| {
                let organization = world.organization(ORGANIZATION).unwrap();
                let repository =
                    organization.repositories().find(|repository| !repository.refs.is_empty()).unwrap();
                (repository.project.to_string(), repository.id.to_string())
            });
            let web = ado.project(&repository.0).repository(&repository.1);
            web.commit("added", "More").upsert("/more.txt", "more").create().push().await.unwrap();
            let rule = emulator.add_fault(FaultRule::new(fault.clone()).operation(*operation));
            let report = sync(&ado, &file).await;
            assert!(!report.is_complete(), "{operation} {fault:?}");
            for (table, rows) in &before {
                // Nothing is deleted because it could not be read.
                assert!(rows.is_subset(&stored(&file)[table]) || *table == "refs", "{table}");
            }
            assert!(emulator.remove_fault(rule));
            drop(complete(&emulator, &file).await);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_sync_that_breaks_at_any_step() {
    // Every third step each: that all are harmless is shown with a source that is faster.
    for (first, how) in [How::FailAfter, How::DropBefore, How::DropAfter].into_iter().enumerate() {
        for at in (first..).step_by(3) {
            let (emulator, file) = (emulator(1), File::new());
            let trip = Trip::at(at, how);
            let inner = Sqlite::at(file.path()).open().await.unwrap();
            let destination = Tripping { inner, trip: trip.clone() };
            let ado = client(&emulator);
            let run = Engine::new(ORGANIZATION, feeds(&ado, &[]), &destination).tables(TABLES).run();
            let through = match future::select(Box::pin(run), Box::pin(trip.hung())).await {
                Either::Left((run, _)) => run.is_ok_and(|report| report.is_complete()),
                Either::Right(_) => false,
            };
            drop(destination);
            drop(complete(&emulator, &file).await);
            if through {
                assert!(at > 3);
                break;
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_credential_is_good_or_it_is_not() {
    let emulator = emulator(2);
    let connectors = [Connector::Repos, Connector::Commits];
    for connector in connectors {
        let verification = verify(&client(&emulator), connector).await;
        let readable = |probe: &adoxide_sync::Probe| probe.what != "users" && probe.verdict() == Verdict::Ok;
        assert!(
            verification.probes.iter().filter(|probe| probe.what != "users").all(readable),
            "{verification}"
        );
        let bad = verify(&client_with(&emulator, &"x".repeat(52)), connector).await;
        assert_eq!((bad.verdict(), bad.probes.len()), (Verdict::InvalidCredentials, 2));
        assert!(bad.to_string().starts_with(&format!("{connector}: invalid_credentials; ")), "{bad}");
    }
}

/// Runs the real git, with a date of long ago.
fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "init.defaultBranch=main", "-c", "user.name=A", "-c", "user.email=a@example.com"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_AUTHOR_DATE", "2001-02-03T04:05:06Z")
        .env("GIT_COMMITTER_DATE", "2001-02-03T04:05:06Z")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder)
        .output()
        .unwrap();
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

#[tokio::test]
async fn what_the_real_git_pushes() {
    let (emulator, file) = (Emulator::builder().seed_size(0).build().unwrap(), File::new());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(emulator.clone().serve(listener));
    let ado = Client::builder(format!("http://{address}/{ORGANIZATION}"))
        .credential(Pat::new(emulator.token()).unwrap())
        .build()
        .unwrap();
    ado.create_project("Shop").await.unwrap();
    let remote = format!("http://x:{}@{address}/{ORGANIZATION}/Shop/_git/Shop", emulator.token());
    let folder = tempfile::tempdir().unwrap();
    let mut table = BTreeMap::new();
    for steps in [
        &[
            "init -q",
            "commit -q --allow-empty -m first",
            "commit -q --allow-empty -m second",
            "push -q origin main",
        ][..],
        &["commit -q --amend --allow-empty -m other", "tag -a v1 -m v1", "push -q --force origin main v1"],
        &[
            "checkout -q -b side",
            "commit -q --allow-empty -m side",
            "push -q origin side",
            "push -q origin :side",
        ],
    ] {
        let (steps, remote, folder) = (steps.to_vec(), remote.clone(), folder.path().to_owned());
        let pushed = tokio::task::spawn_blocking(move || {
            for step in steps {
                git(&folder, &step.replace("origin", &remote).split(' ').collect::<Vec<_>>());
            }
        });
        pushed.await.unwrap();
        let report = sync(&ado, &file).await;
        assert!(report.is_complete(), "{report:?}");
        assert_eq!(difference(&file, &emulator), [""; 0]);
        table = stored(&file);
    }
    // Old dates, what was forced away, and the branch that is gone.
    assert_eq!((table["commits"].len(), table["pushes"].len(), table["refs"].len()), (4, 4, 2));
    let old: i64 = file
        .read()
        .query_row(
            "SELECT count(*) FROM commits WHERE committer ->> 'date' = '2001-02-03T04:05:06.000000Z'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(old, 4);
    server.abort();
}
