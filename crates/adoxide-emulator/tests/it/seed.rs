//! What there is to begin with.

use adoxide_emulator::{Clock, Emulator};
use serde_json::Value;

use super::support::*;

async fn shape(api: &Api) -> Vec<Value> {
    let mut all = vec![api.get("_apis/projects").await.ok(200)];
    let repositories = api.get("_apis/git/repositories").await.ok(200);
    for repository in repositories["value"].as_array().unwrap() {
        let path = format!("_apis/git/repositories/{}", repository["id"].as_str().unwrap());
        for below in
            ["refs", "pushes?searchCriteria.includeRefUpdates=true", "commits?searchCriteria.$top=1000"]
        {
            all.push(api.get(&format!("{path}/{below}")).await.ok(200));
        }
    }
    all.push(repositories);
    let feed = "_apis/wit/reporting/workitemrevisions?$maxPageSize=1000&$expand=fields";
    all.push(api.get(feed).await.ok(200));
    all.push(api.get("_apis/wit/reporting/workitemlinks").await.ok(200));
    all
}

#[tokio::test]
async fn the_same_seed_gives_the_same_world() {
    let build = |seed| {
        let clock = Clock::manual(START.parse().unwrap());
        Api::new(Emulator::builder().seed(seed).seed_size(2).clock(clock))
    };
    let (one, same, other) = (build(7), build(7), build(8));
    // Whoever knows the seed knows no token.
    assert_ne!(one.emulator.token(), same.emulator.token());
    let world = shape(&one).await;
    assert_eq!(world, shape(&same).await);
    assert_ne!(world, shape(&other).await);
}

#[tokio::test]
async fn a_seeded_world_hangs_together() {
    let api = seeded();
    let repositories = api.get("_apis/git/repositories").await.ok(200);
    let mut pushed = 0;
    for repository in repositories["value"].as_array().unwrap() {
        let path = format!("_apis/git/repositories/{}", repository["id"].as_str().unwrap());
        let commits =
            api.get(&format!("{path}/commits?$top=1000&searchCriteria.includePushData=true")).await.ok(200);
        for commit in commits["value"].as_array().unwrap() {
            assert!(commit["push"]["pushId"].is_number(), "every commit came with a push");
        }
        let pushes = api.get(&format!("{path}/pushes?$top=1000")).await.ok(200);
        pushed += pushes["count"].as_u64().unwrap();
        let dates: Vec<_> =
            pushes["value"].as_array().unwrap().iter().map(|p| p["date"].as_str().unwrap()).collect();
        assert!(dates.is_sorted_by(|newer, older| newer >= older));
        assert!(dates.iter().all(|date| *date < START));
        let mut told = 0;
        for push in pushes["value"].as_array().unwrap() {
            let of = api.get(&format!("{path}/commits?pushId={}", push["pushId"])).await.ok(200);
            told += of["count"].as_u64().unwrap();
        }
        assert_eq!(told, commits["count"].as_u64().unwrap(), "each commit came with one push");
    }
    assert!(pushed > 5);
    let people = api.emulator.read(|world| world.identities().count());
    assert_eq!(people, 7);
}

#[tokio::test]
async fn several_organizations_share_nothing_but_the_owner() {
    let api = Api::new(Emulator::builder().organization("one").organization("two").seed_size(1));
    assert_eq!(api.emulator.organizations(), ["one", "two"]);
    let one = api.get("/one/_apis/projects").await.ok(200);
    let two = api.get("/TWO/_apis/projects").await.ok(200);
    assert_ne!(one["value"][0]["id"], two["value"][0]["id"]);
    assert_eq!(api.get("/fabrikam/_apis/projects").await.status, 404);
    let id = one["value"][0]["id"].as_str().unwrap();
    assert_eq!(api.get(&format!("/two/_apis/projects/{id}")).await.status, 404);
    let twice = Emulator::builder().organization("a").organization("A").build();
    assert_eq!(
        twice.unwrap_err().to_string(),
        "the organization cannot be made: an organization named A exists"
    );
}

/// Each test and each start of the command pays for making an emulator: the repositories are made when somebody asks.
#[tokio::test]
async fn what_it_begins_with_is_made_once_and_not_before_it_is_asked() {
    let clock = Clock::manual(START.parse().unwrap());
    let make = || Api::new(Emulator::builder().clock(clock.clone()).seed_size(1));
    let (asked_now, planted, asked_later) = (make(), make(), make());
    let mine = asked_now.get("_apis/git/repositories").await.ok(200);
    planted.emulator.plant().unwrap();
    planted.emulator.plant().unwrap();
    // It is the world of when the emulator was made, whenever it is asked.
    clock.advance(std::time::Duration::from_secs(3 * 86_400));
    assert_eq!(planted.get("_apis/git/repositories").await.ok(200), mine);
    assert_eq!(asked_later.emulator.organizations(), ["fabrikam"]);
    assert_eq!(asked_later.get("_apis/git/repositories").await.ok(200), mine);
}

#[tokio::test]
async fn a_folder_must_be_empty() {
    let folder = tempfile::TempDir::new().unwrap();
    let emulator = Emulator::builder().folder(folder.path()).build().unwrap();
    assert!(std::fs::read_dir(folder.path()).unwrap().count() > 5);
    drop(emulator);
    let error = Emulator::builder().folder(folder.path()).build().unwrap_err().to_string();
    assert!(error.contains("is not empty; give the emulator an empty one"), "{error}");
}

#[tokio::test]
async fn seeded_work_moves_on() {
    let api = seeded();
    let feed = api.get("_apis/wit/reporting/workitemrevisions?$maxPageSize=1000").await.ok(200);
    let rows = feed["values"].as_array().unwrap();
    assert!(rows.len() > 100 && feed["isLastBatch"] == true, "{}", rows.len());
    let dates: Vec<_> =
        rows.iter().map(|row| row["fields"]["System.ChangedDate"].as_str().unwrap()).collect();
    assert!(dates.is_sorted() && dates.iter().all(|date| *date < START));
    let of = |field: &str| {
        let values = rows.iter().map(|row| row["fields"][field].as_str().unwrap_or_default().to_owned());
        values.collect::<std::collections::BTreeSet<_>>().len()
    };
    assert!(of("System.WorkItemType") >= 3 && of("System.State") >= 3 && of("System.AssignedTo") >= 3);
    assert!(of("System.IterationPath") >= 3 && of("System.AreaPath") >= 3);
    let links = api.get("_apis/wit/reporting/workitemlinks").await.ok(200);
    assert!(links["values"].as_array().unwrap().len() > 10);
}

#[tokio::test]
async fn pull_requests_of_every_kind() {
    let clock = || Clock::manual(START.parse().unwrap());
    let make = || Api::new(Emulator::builder().seed_size(3).clock(clock()));
    let api = make();
    let all = "_apis/git/pullrequests?searchCriteria.status=all&$top=1000";
    let list = api.get(all).await.ok(200);
    let rows = list["value"].as_array().unwrap();
    assert_eq!(make().get(all).await.ok(200), list, "the same seed, the same pull requests");
    let count = |status: &str| rows.iter().filter(|row| row["status"] == status).count();
    let (active, completed, abandoned) = (count("active"), count("completed"), count("abandoned"));
    assert!(active > 2 && completed > 5 && abandoned > 0, "{active} {completed} {abandoned}");
    assert!(rows.iter().any(|row| row["reviewers"][0]["vote"] == 10));
    assert!(rows.iter().any(|row| row.get("labels").is_some()));
    // Nothing is left to be done: what is open was merged for a trial, or conflicts.
    for row in rows.iter().filter(|row| row["status"] == "active") {
        assert!(row["mergeStatus"] == "succeeded" || row["mergeStatus"] == "conflicts", "{row}");
    }
    let (mut said, mut checks, mut pushed) = (0, 0, 0);
    for row in rows {
        let own = row["url"].as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
        let threads = api.get(&format!("{own}/threads")).await.ok(200);
        let threads = threads["value"].as_array().unwrap();
        said += threads.iter().filter(|thread| thread["comments"][0]["commentType"] == "text").count();
        checks += api.get(&format!("{own}/statuses")).await.ok(200)["count"].as_u64().unwrap();
        let iterations = api.get(&format!("{own}/iterations")).await.ok(200)["count"].as_u64().unwrap();
        pushed += usize::from(iterations > 1);
        let commits = api.get(&format!("{own}/commits")).await.ok(200);
        assert!(commits["count"].as_u64().unwrap() > 0, "{own}");
        if row["status"] == "completed" {
            let merge = row["lastMergeCommit"]["url"].as_str().unwrap();
            let merge = api.get(merge.strip_prefix("http://127.0.0.1:8080").unwrap()).await.ok(200);
            assert!(merge["comment"].as_str().unwrap().starts_with("Merged PR "), "{merge}");
        }
    }
    assert!(said > 5 && pushed > 2 && checks as usize == rows.len(), "{said} {pushed} {checks}");
}

#[tokio::test]
async fn the_first_repository_has_policies() {
    let api = seeded();
    let projects = api.get("_apis/projects").await.ok(200);
    let project = projects["value"][0]["name"].as_str().unwrap().to_owned();
    let policies = api.get(&format!("{project}/_apis/policy/configurations")).await.ok(200);
    let policies = policies["value"].as_array().unwrap().clone();
    let names: Vec<_> =
        policies.iter().map(|policy| policy["type"]["displayName"].as_str().unwrap()).collect();
    assert_eq!(names, ["Minimum number of reviewers", "Build", "Comment requirements"]);
    let scope = &policies[0]["settings"]["scope"][0];
    let (repository, branch) = (scope["repositoryId"].as_str().unwrap(), scope["refName"].as_str().unwrap());
    let git = format!("{project}/_apis/git/policy/configurations?repositoryId={repository}&refName=");
    assert_eq!(api.get(&format!("{git}{branch}")).await.ok(200)["count"], 3);
    assert_eq!(api.get(&format!("{git}refs/heads/other")).await.ok(200)["count"], 0);
    let definition = &policies[1]["settings"]["buildDefinitionId"];
    api.get(&format!("{project}/_apis/build/definitions/{definition}")).await.ok(200);
    // They stand in nobody's way.
    let refs = api.get(&format!("_apis/git/repositories/{repository}/refs?filter=heads/main")).await.ok(200);
    let tip = refs["value"][0]["objectId"].as_str().unwrap();
    api.push(repository, branch, tip, &[("add", "/past.md", "x")]).await.ok(201);
}

#[tokio::test]
async fn there_are_releases_and_tests() {
    let api = seeded();
    let project =
        api.get("_apis/projects").await.ok(200)["value"][0]["name"].as_str().unwrap().replace(' ', "%20");
    let releases = api.get(&format!("{project}/_apis/release/releases?$expand=environments")).await.ok(200);
    let last = &releases["value"][0];
    let statuses: Vec<_> = last["environments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|known| known["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["succeeded", "succeeded", "inProgress"], "the last one waits for an approval");
    let pending = api.get(&format!("{project}/_apis/release/approvals")).await.ok(200);
    assert_eq!(pending["value"][0]["release"]["id"], last["id"]);
    let failed =
        api.get(&format!("{project}/_apis/release/deployments?deploymentStatus=failed")).await.ok(200);
    assert!(failed["count"].as_i64().unwrap() > 0);
    let runs = api.get(&format!("{project}/_apis/test/runs?includeRunDetails=true")).await.ok(200);
    assert!(runs["value"].as_array().unwrap().iter().all(|run| run["totalTests"].as_i64().unwrap() > 0));
    let plans = api.get(&format!("{project}/_apis/testplan/plans")).await.ok(200);
    assert_eq!(plans["count"], 1);
}

#[tokio::test]
async fn a_seeded_world_has_months_of_runs() {
    use std::collections::BTreeSet;

    let api = seeded();
    let projects = api.get("_apis/projects").await.ok(200);
    let mut builds = Vec::new();
    let mut project = String::new();
    for known in projects["value"].as_array().unwrap() {
        let name = known["name"].as_str().unwrap();
        let found = api.get(&format!("{name}/_apis/build/builds?$top=1000")).await.ok(200);
        if found["count"] != 0 {
            project = name.to_owned();
            builds.extend(found["value"].as_array().unwrap().clone());
        }
    }
    assert!(builds.len() > 40, "{}", builds.len());
    let of = |field: &str| {
        builds.iter().map(|build| build[field].as_str().unwrap_or_default()).collect::<BTreeSet<_>>()
    };
    // All are done but the one that waits for an approval.
    let waiting: Vec<_> = builds.iter().filter(|build| build["status"] != "completed").collect();
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert_eq!((&waiting[0]["status"], waiting[0].get("result")), (&Value::from("inProgress"), None));
    let pending = api.get(&format!("{project}/_apis/pipelines/approvals?state=pending")).await.ok(200);
    assert_eq!(pending["count"], 1);
    assert!(of("result").is_superset(&BTreeSet::from(["failed", "succeeded"])), "{:?}", of("result"));
    assert_eq!(of("reason"), BTreeSet::from(["individualCI", "manual", "pullRequest", "schedule"]));
    assert!(of("sourceBranch").len() > 3);
    let (queued, finished) = (of("queueTime"), of("finishTime"));
    assert!(finished.iter().all(|date| *date < START), "{finished:?}");
    assert!(queued.first().unwrap()[..7] < queued.last().unwrap()[..7], "{queued:?}");
    // Somebody approved what went to production, and what failed by chance ran again.
    let approvals = api.get(&format!("{project}/_apis/pipelines/approvals?state=approved")).await.ok(200);
    assert!(approvals["count"].as_u64().unwrap() > 3, "{approvals}");
    let environments = api.get(&format!("{project}/_apis/distributedtask/environments")).await.ok(200);
    for environment in environments["value"].as_array().unwrap() {
        let path = format!(
            "{project}/_apis/pipelines/environments/{}/environmentdeploymentrecords",
            environment["id"]
        );
        let deployed = api.get(&format!("{path}?api-version=7.2-preview.1")).await.ok(200);
        assert!(deployed["count"].as_u64().unwrap() > 3, "{environment}: {deployed}");
    }
    let mut attempts = 0;
    for build in &builds {
        let path = format!("{project}/_apis/build/builds/{}/timeline", build["id"]);
        let timeline = api.get(&path).await.ok(200);
        let records = timeline["records"].as_array().unwrap();
        let is_done = records.iter().all(|record| record["state"] == "completed");
        assert_eq!(is_done, build["status"] == "completed", "{timeline}");
        attempts += usize::from(records.iter().any(|record| record["attempt"] == 2));
    }
    assert!(attempts > 0);
    let runs = api.get(&format!("{project}/_apis/test/runs")).await.ok(200);
    assert!(runs["count"].as_u64().unwrap() > 20, "{}", runs["count"]);
    // History ends with the day before: the latest runs are some days old at most.
    let latest: jiff::Timestamp = queued.last().unwrap().parse().unwrap();
    let start: jiff::Timestamp = START.parse().unwrap();
    assert!(start.duration_since(latest).as_hours() < 8 * 24, "{latest}");
}
