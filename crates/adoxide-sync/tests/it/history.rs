//! Pushes, commits and refs, and what lists their repositories.

use std::collections::{BTreeMap, BTreeSet};

use adoxide_sync::{Counts, Engine, Report, Sqlite, feeds};
use futures::future::{self, Either};
use jiff::SignedDuration;
use serde_json::json;

use crate::script::{How, Trip};
use crate::service::Service;
use crate::sqlite::File;

const MAIN: &str = "refs/heads/main";
const TABLES: [&str; 5] = ["projects", "repositories", "refs", "pushes", "commits"];

type Tables = BTreeMap<&'static str, BTreeSet<String>>;

/// The rows that are not deleted.
fn stored(file: &File) -> Tables {
    let selects = [
        ("projects", "SELECT id || ' ' || name FROM projects"),
        ("repositories", "SELECT id || ' ' || name || ' ' || project_name FROM repositories"),
        ("refs", "SELECT repository_id || ' ' || name || ' ' || objectId FROM refs"),
        (
            "pushes",
            "SELECT repository_id || ' ' || pushId || ' ' || json_array_length(refUpdates) FROM pushes",
        ),
        (
            "commits",
            "SELECT repository_id || ' ' || commitId || ' ' || remoteUrl || ' ' || project_name || changeCounts \
             FROM commits",
        ),
    ];
    let reader = file.read();
    let mut stored = BTreeMap::new();
    for (table, select) in selects {
        let mut select = reader.prepare(&format!("{select} WHERE _deletedAt IS NULL")).unwrap();
        let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        stored.insert(table, rows.collect::<Result<_, _>>().unwrap());
    }
    stored
}

/// The rows that there should be.
fn expected(service: &Service) -> Tables {
    let state = service.state();
    let mut rows: Tables = TABLES.map(|table| (table, BTreeSet::new())).into();
    let mut put = |table, row| rows.get_mut(table).unwrap().insert(row);
    for (id, name) in &state.projects {
        put("projects", format!("{id} {name}"));
    }
    for (id, repository) in &state.repositories {
        let (name, project) = (&repository.name, &state.projects[&repository.project]);
        put("repositories", format!("{id} {name} {project}"));
        for (name, tip) in &repository.refs {
            put("refs", format!("{id} {name} {tip}"));
        }
        for (push, of_push) in repository.pushes.iter().filter(|(_, push)| push.visible) {
            put("pushes", format!("{id} {push} {}", of_push.updates.len()));
            for commit in &of_push.commits {
                let url = format!("https://dev.azure.com/contoso/_git/{name}/commit/{commit}");
                put("commits", format!("{id} {commit} {url} {project}{{\"Edit\":1}}"));
            }
        }
    }
    rows
}

/// What is in one and not in the other.
fn difference(file: &File, service: &Service) -> Vec<String> {
    let (stored, expected) = (stored(file), expected(service));
    let tables = stored.keys().flat_map(|table| {
        let extra = stored[table].difference(&expected[table]).map(move |row| format!("{table} +{row}"));
        let missing = expected[table].difference(&stored[table]).map(move |row| format!("{table} -{row}"));
        extra.chain(missing).collect::<Vec<_>>()
    });
    tables.collect()
}

async fn sync_of(service: &Service, file: &File, projects: &[&str]) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let projects: Vec<_> = projects.iter().map(ToString::to_string).collect();
    let engine = Engine::new("contoso", feeds(&service.client(), &projects), &destination);
    engine.tables(TABLES).run().await.unwrap()
}

async fn sync(service: &Service, file: &File) -> Report {
    let before = service.state().seen.len();
    let report = sync_of(service, file, &[]).await;
    assert!(report.is_complete(), "{report:?}");
    // Nothing is asked twice.
    let seen = service.state().seen[before..].to_vec();
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len(), "{seen:?}");
    assert_eq!(report.requests(), seen.len() as u64);
    assert_eq!(difference(file, service), [""; 0]);
    report
}

fn counts(report: &Report, table: &str) -> (u64, u64, u64) {
    let Counts { added, changed, deleted, .. } = report.table(table).unwrap().counts;
    (added, changed, deleted)
}

/// What was asked for since the last time, by the alphabet: units are read in any order.
fn asked(service: &Service) -> Vec<String> {
    let seen = std::mem::take(&mut service.state().seen);
    let mut asked: Vec<_> = seen
        .iter()
        .map(|seen| seen.split(['?', '&']).next().unwrap().rsplit('/').next().unwrap().to_owned())
        .collect();
    asked.sort();
    asked
}

#[tokio::test]
async fn a_new_repository_is_its_history_once_and_then_what_is_pushed() {
    let (service, file) = (Service::new(), File::new());
    let repository = {
        let mut state = service.state();
        let project = state.project("Shop");
        let repository = state.repository(&project, "web");
        let mut tip = state.commit(&repository, &[], 90);
        for hours in (0..40).rev() {
            tip = state.commit(&repository, &[tip], hours);
            state.push(&repository, &[(MAIN, Some(&tip))]);
        }
        // Not in the default branch: this one push is asked for.
        let side = state.commit(&repository, &[tip], 0);
        state.push(&repository, &[("refs/heads/side", Some(&side))]);
        repository
    };
    let report = sync(&service, &file).await;
    assert_eq!((counts(&report, "commits"), counts(&report, "pushes")), ((42, 0, 0), (41, 0, 0)));
    assert_eq!(asked(&service), ["commits", "commits", "projects", "pushes", "refs", "repositories"]);
    assert_eq!(report.requests(), 6);

    // Nothing new: one request for a repository, and nothing is written.
    let report = sync(&service, &file).await;
    assert_eq!(asked(&service), ["projects", "pushes", "repositories"]);
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()));

    // A commit of last year that is pushed today.
    {
        let mut state = service.state();
        state.now += SignedDuration::from_hours(1);
        let tip = state.repositories[&repository].refs[MAIN].clone();
        let old = state.commit(&repository, &[], 9_000);
        let merge = state.commit(&repository, &[tip, old], 0);
        state.push(&repository, &[(MAIN, Some(&merge))]);
    }
    let report = sync(&service, &file).await;
    assert_eq!(counts(&report, "commits"), (2, 0, 0));
    assert_eq!(counts(&report, "refs"), (0, 1, 0));
    assert_eq!(asked(&service), ["commits", "projects", "pushes", "refs", "repositories"]);
}

#[tokio::test]
async fn what_was_pushed_is_kept_when_its_branch_is_moved_or_deleted() {
    let (service, file) = (Service::new(), File::new());
    let repository = {
        let mut state = service.state();
        let project = state.project("Shop");
        let repository = state.repository(&project, "web");
        let root = state.commit(&repository, &[], 2);
        let lost = state.commit(&repository, std::slice::from_ref(&root), 1);
        state.push(&repository, &[(MAIN, Some(&lost))]);
        let forced = state.commit(&repository, &[root], 1);
        state.push(&repository, &[(MAIN, Some(&forced))]);
        let gone = state.commit(&repository, &[forced], 1);
        state.push(&repository, &[("refs/heads/gone", Some(&gone))]);
        state.push(&repository, &[("refs/heads/gone", None)]);
        repository
    };
    let report = sync(&service, &file).await;
    // One is listed with two pushes: it came with the first, which is read last.
    assert_eq!(counts(&report, "commits"), (4, 1, 0));
    {
        let mut state = service.state();
        let root = state.commit(&repository, &[], 0);
        state.push(&repository, &[(MAIN, Some(&root)), ("refs/tags/v1", Some(&root))]);
    }
    let report = sync(&service, &file).await;
    assert_eq!((counts(&report, "commits"), counts(&report, "refs")), ((1, 0, 0), (1, 1, 0)));
}

#[tokio::test]
async fn commits_that_are_told_in_short_are_asked_for_again_in_whole() {
    let (service, file) = (Service::new(), File::new());
    service.state().terse = true;
    let repository = {
        let mut state = service.state();
        let project = state.project("Shop");
        state.repository(&project, "web")
    };
    drop(sync(&service, &file).await);
    asked(&service);
    {
        let mut state = service.state();
        let mut tip = state.commit(&repository, &[], 2);
        for _ in 0..3 {
            tip = state.commit(&repository, &[tip], 1);
            state.push(&repository, &[(MAIN, Some(&tip))]);
        }
    }
    let report = sync(&service, &file).await;
    assert_eq!(counts(&report, "commits"), (4, 0, 0));
    let asked = asked(&service);
    // One request for the three pushes together.
    assert_eq!(asked.iter().filter(|what| *what == "commitsbatch").count(), 1, "{asked:?}");
}

#[tokio::test]
async fn what_does_not_come_in_whole_is_kept_in_short() {
    let (service, file) = (Service::new(), File::new());
    let repository = {
        let mut state = service.state();
        state.terse = true;
        let project = state.project("Shop");
        state.repository(&project, "web")
    };
    drop(sync(&service, &file).await);
    {
        let mut state = service.state();
        let tip = state.commit(&repository, &[], 2);
        state.push(&repository, &[(MAIN, Some(&tip))]);
        state.answers = vec![("commitsbatch".to_owned(), 200, r#"{"count":0,"value":[]}"#.to_owned())];
    }
    let report = sync_of(&service, &file, &[]).await;
    assert!(report.is_complete(), "{report:?}");
    assert_eq!(counts(&report, "commits"), (1, 0, 0));
}

#[tokio::test]
async fn projects_that_are_deleted_or_being_made() {
    let (service, file) = (Service::new(), File::new());
    let ids = {
        let mut state = service.state();
        let ids = ["Shop", "Old", "New"].map(|name| state.project(name));
        for project in &ids {
            let repository = state.repository(project, "web");
            let tip = state.commit(&repository, &[], 1);
            state.push(&repository, &[(MAIN, Some(&tip))]);
        }
        ids
    };
    drop(sync(&service, &file).await);
    let states = ["wellFormed", "deleted", "deleting"];
    let listed: Vec<_> =
        ids.iter().zip(states).map(|(id, state)| json!({"id": id, "name": "Shop", "state": state})).collect();
    service.state().answers = vec![("_apis/projects".to_owned(), 200, json!({"value": listed}).to_string())];
    let report = sync_of(&service, &file, &[]).await;
    assert!(report.is_complete(), "{report:?}");
    // One that is listed as deleted is gone. One that is being deleted is still there.
    assert_eq!(counts(&report, "projects").2, 1);
    assert_eq!(stored(&file)["projects"].len(), 2);
}

#[tokio::test]
async fn long_histories_come_in_pages_and_go_on_where_they_broke_off() {
    let (service, file) = (Service::new(), File::new());
    {
        let mut state = service.state();
        let project = state.project("Shop");
        let repository = state.repository(&project, "web");
        let mut tip = state.commit(&repository, &[], 900);
        for push in 0..350 {
            tip = state.commit(&repository, &[tip], 400 - push);
            // Only some of it in the default branch.
            let branch = if push < 120 { MAIN } else { "refs/heads/side" };
            state.push(&repository, &[(branch, Some(&tip))]);
            state.now += SignedDuration::from_secs(40);
        }
    }
    // Broken off again and again, a little further each time.
    let mut breaks = 0;
    for at in (0..).map(|at| 5 + at * 60) {
        let trip = Trip::at(at, How::DropBefore);
        let destination = Sqlite::at(file.path()).open().await.unwrap();
        let client = service.with(trip.clone()).client();
        let engine = Engine::new("contoso", feeds(&client, &[]), &destination).tables(TABLES);
        let report = engine.run_until(trip.hung()).await.unwrap();
        if report.is_complete() {
            break;
        }
        assert!(report.is_stopped() && report.failures().is_empty(), "{report:?}");
        breaks += 1;
    }
    assert!(breaks >= 3, "{breaks}");
    assert_eq!(difference(&file, &service), [""; 0]);
    let pushes: Vec<_> =
        service.state().seen.iter().filter(|seen| seen.contains("/pushes?")).cloned().collect();
    assert!(pushes.iter().any(|seen| seen.contains("toDate")), "{pushes:?}");
    // From here on it is known.
    asked(&service);
    drop(sync(&service, &file).await);
    assert_eq!(asked(&service), ["projects", "pushes", "repositories"]);
}

#[tokio::test]
async fn a_rename_is_in_every_row() {
    let (service, file) = (Service::new(), File::new());
    let (project, repository) = {
        let mut state = service.state();
        let project = state.project("Shop");
        let repository = state.repository(&project, "web");
        let tip = state.commit(&repository, &[], 1);
        state.push(&repository, &[(MAIN, Some(&tip))]);
        (project, repository)
    };
    drop(sync(&service, &file).await);
    service.state().repositories.get_mut(&repository).unwrap().name = "site".into();
    let report = sync(&service, &file).await;
    assert_eq!((counts(&report, "commits"), counts(&report, "repositories")), ((0, 1, 0), (0, 1, 0)));
    service.state().projects.insert(project, "Store".into());
    let report = sync(&service, &file).await;
    assert_eq!((counts(&report, "commits"), counts(&report, "refs")), ((0, 1, 0), (0, 1, 0)));
}

#[tokio::test]
async fn only_some_projects() {
    let (service, file) = (Service::new(), File::new());
    let second = {
        let mut state = service.state();
        for name in ["Shop", "Äpfel & Birnen"] {
            let project = state.project(name);
            let repository = state.repository(&project, "web");
            let tip = state.commit(&repository, &[], 1);
            state.push(&repository, &[(MAIN, Some(&tip))]);
        }
        state.projects.keys().last().unwrap().clone()
    };
    let report = sync_of(&service, &file, &["äPFEL & birnen"]).await;
    assert!(report.is_complete(), "{report:?}");
    assert_eq!((stored(&file)["projects"].len(), stored(&file)["commits"].len()), (1, 1));
    drop(sync(&service, &file).await);
    // The other one is left as it is, and what is gone in this one is seen.
    let gone = service.state().repositories.iter().find(|(_, r)| r.project == second).unwrap().0.clone();
    service.state().repositories.remove(&gone);
    let report = sync_of(&service, &file, &[&second]).await;
    assert_eq!((counts(&report, "repositories"), counts(&report, "commits")), ((0, 0, 1), (0, 0, 1)));
    assert_eq!(difference(&file, &service), [""; 0]);

    let report = sync_of(&service, &file, &["Shop", "Shp"]).await;
    let failures: Vec<_> = report.failures().iter().map(|failure| failure.error.to_string()).collect();
    assert_eq!(
        failures,
        [
            "there is no project `Shp` in organization contoso, or the credential may not see it; check its name"
        ]
    );
}

#[tokio::test]
async fn only_the_refs() {
    let (service, file) = (Service::new(), File::new());
    {
        let mut state = service.state();
        let project = state.project("Shop");
        let repository = state.repository(&project, "web");
        let tip = state.commit(&repository, &[], 1);
        state.push(&repository, &[(MAIN, Some(&tip))]);
    }
    for expected in [vec!["pushes", "refs", "repositories"], vec!["pushes", "repositories"]] {
        let destination = Sqlite::at(file.path()).open().await.unwrap();
        let engine = Engine::new("contoso", feeds(&service.client(), &[]), &destination);
        assert!(engine.tables(["refs"]).run().await.unwrap().is_complete());
        assert_eq!(asked(&service), expected);
    }
    drop(sync(&service, &file).await);
}

#[tokio::test]
async fn a_repository_that_can_not_be_read_holds_back_only_itself() {
    let (service, file) = (Service::new(), File::new());
    let ids = {
        let mut state = service.state();
        let project = state.project("Shop");
        let ids = ["a", "b", "c"].map(|name| state.repository(&project, name));
        for repository in &ids {
            let tip = state.commit(repository, &[], 1);
            state.push(repository, &[(MAIN, Some(&tip))]);
        }
        ids
    };
    let body = json!({"message": "TF401027: You need the Git 'GenericRead' permission", "typeKey": "GitNeedsPermissionException"});
    service.state().answers = vec![(format!("{}/pushes", ids[1]), 403, body.to_string())];
    let report = sync_of(&service, &file, &[]).await;
    assert_eq!(report.failures().len(), 1);
    let failure = &report.failures()[0];
    assert_eq!(failure.unit.to_string(), "repository Shop/b");
    assert_eq!(failure.error.as_service().unwrap().kind(), adoxide::ErrorKind::Permission);
    assert_eq!(stored(&file)["commits"].len(), 2);
    service.state().answers.clear();
    let report = sync(&service, &file).await;
    assert_eq!(counts(&report, "commits"), (1, 0, 0));
}

#[tokio::test]
async fn a_credential_that_is_refused_is_refused_once() {
    let (service, file) = (Service::new(), File::new());
    {
        let mut state = service.state();
        let project = state.project("Shop");
        for name in ["a", "b", "c"] {
            state.repository(&project, name);
        }
        state.answers = vec![("/pushes".to_owned(), 401, String::new())];
    }
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let engine = Engine::new("contoso", feeds(&service.client(), &[]), &destination);
    let engine = engine.tables(TABLES).concurrency(1);
    let report = engine.run().await.unwrap();
    assert_eq!(report.failures().len(), 1, "{report:?}");
    assert_eq!(asked(&service), ["projects", "pushes", "repositories"]);
    let text = report.failures()[0].to_string();
    assert!(text.starts_with("history of repository Shop/"), "{text}");
    assert_eq!(stored(&file)["repositories"].len(), 3);
}

#[tokio::test]
async fn half_a_page_is_no_page() {
    let (service, file) = (Service::new(), File::new());
    {
        let mut state = service.state();
        let project = state.project("Shop");
        let repository = state.repository(&project, "web");
        let tip = state.commit(&repository, &[], 1);
        state.push(&repository, &[(MAIN, Some(&tip))]);
    }
    drop(sync(&service, &file).await);
    for part in ["/projects", "/repositories", "/pushes"] {
        service.state().answers =
            vec![(part.to_owned(), 200, r#"{"count":2,"value":[{"id":"x","pushId":1},{"id"#.to_owned())];
        let before = stored(&file);
        let report = sync_of(&service, &file, &[]).await;
        assert!(!report.is_complete());
        let kind = report.failures()[0].error.as_service().unwrap().kind();
        assert_eq!(kind, adoxide::ErrorKind::Decode);
        assert_eq!(stored(&file), before);
    }
    service.state().answers.clear();
    drop(sync(&service, &file).await);
}

/// Anything that can happen at a service, in any order, with syncs that break off in between.
#[tokio::test]
async fn whatever_happens_the_tables_equal_the_source() {
    for seed in 0..25 {
        let mut random = fastrand::Rng::with_seed(seed);
        let (service, file) = (Service::new(), File::new());
        service.state().terse = random.bool();
        for _ in 0..6 {
            // One that can't be read keeps the rows that it has: here, all of them.
            let disabled = random.u8(0..3) == 0;
            for repository in service.state().repositories.values_mut() {
                let whole = repository.pushes.values().all(|push| push.visible);
                repository.disabled = disabled && whole && random.bool();
            }
            for _ in 0..random.usize(0..8) {
                happen(&service, &mut random);
            }
            if random.bool() {
                let how = [How::FailBefore, How::DropBefore, How::DropAfter][random.usize(0..3)];
                let trip = Trip::at(random.usize(0..12), how);
                let destination = Sqlite::at(file.path()).open().await.unwrap();
                let client = service.with(trip.clone()).client();
                let run = Engine::new("contoso", feeds(&client, &[]), &destination).tables(TABLES).run();
                match future::select(Box::pin(run), Box::pin(trip.hung())).await {
                    Either::Left((report, _)) => drop(report.unwrap()),
                    Either::Right(((), run)) => drop(run),
                }
                for _ in 0..random.usize(0..4) {
                    happen(&service, &mut random);
                }
            }
            let report = sync_of(&service, &file, &[]).await;
            assert!(report.is_complete(), "{seed}: {report:?}");
            assert_eq!(difference(&file, &service), [""; 0], "{seed}");
        }
    }
}

/// Something happens to what can be read.
fn happen(service: &Service, random: &mut fastrand::Rng) {
    let mut state = service.state();
    state.now += SignedDuration::from_secs(random.i64(0..30));
    let hidden =
        state.repositories.values().any(|repository| repository.pushes.values().any(|push| !push.visible));
    if random.u8(0..10) == 0 && !hidden {
        state.now += SignedDuration::from_hours(5);
    }
    let enabled: Vec<_> = state
        .repositories
        .iter()
        .filter(|(_, repository)| !repository.disabled)
        .map(|(id, _)| id.clone())
        .collect();
    let projects: Vec<_> = state.projects.keys().cloned().collect();
    let (Some(repository), Some(project)) = (random.choice(&enabled), random.choice(&projects)) else {
        let project = match random.choice(&projects) {
            Some(project) => project.clone(),
            None => state.project("First"),
        };
        state.repository(&project, "first");
        return;
    };
    let refs: Vec<_> = state.repositories[repository].refs.clone().into_iter().collect();
    let is_hidden = |commit: &&String| {
        let mut pushes = state.repositories[repository].pushes.values();
        pushes.any(|push| !push.visible && push.commits.contains(commit))
    };
    let commits: Vec<_> =
        state.repositories[repository].commits.keys().filter(|commit| !is_hidden(commit)).cloned().collect();
    match random.u8(0..20) {
        0 => {
            state.project("Another");
        }
        1 => {
            state.repository(project, "another");
        }
        2 => {
            state.repositories.remove(repository);
        }
        3 => state.repositories.get_mut(repository).unwrap().name.push('x'),
        4 if enabled.len() == state.repositories.len() => state.projects.get_mut(project).unwrap().push('x'),
        7 | 8 if !refs.is_empty() => {
            let (name, _) = random.choice(&refs).unwrap();
            state.push(repository, &[(name, None)]);
        }
        // One that is seen later than those after it.
        9 if !hidden => {
            let tip = state.commit(repository, &[], 3);
            let name = format!("refs/heads/{tip}");
            let push = state.push(repository, &[(&name, Some(&tip))]);
            let late = state.repositories.get_mut(repository).unwrap();
            late.pushes.get_mut(&push).unwrap().visible = false;
            // What it has moved is seen with it.
            late.refs.remove(&name);
        }
        10..=12 if hidden => {
            for repository in state.repositories.values_mut() {
                for push in repository.pushes.values_mut().filter(|push| !push.visible) {
                    push.visible = true;
                    let (name, _, new) = push.updates[0].clone();
                    repository.refs.insert(name, new);
                }
            }
        }
        _ => {
            let mut parents: Vec<_> = random.choice(&commits).into_iter().cloned().collect();
            if random.bool() {
                parents.extend(refs.iter().map(|(_, tip)| tip.clone()).take(1));
            }
            let mut tip = state.commit(repository, &parents, random.i64(0..9_000));
            for _ in 0..random.usize(0..3) {
                tip = state.commit(repository, &[tip], random.i64(0..9_000));
            }
            let name = ["refs/heads/main", "refs/heads/side", "refs/tags/v1"][random.usize(0..3)];
            state.push(repository, &[(name, Some(&tip)), ("refs/heads/also", Some(&tip))]);
        }
    }
}
