//! Projects, teams, processes and operations.

use std::time::Duration;

use adoxide_emulator::world::repository::RepositoryEvent;
use adoxide_emulator::{Clock, Emulator};
use http::Method;
use serde_json::{Value, json};

use super::support::*;

fn names(body: &Value) -> Vec<&str> {
    body["value"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_project_comes_and_goes_in_its_own_time() {
    let api = empty();
    let body = json!({
        "name": "P", "description": "A project", "visibility": "private",
        "capabilities": {
            "versioncontrol": {"sourceControlType": "git"},
            "processTemplate": {"templateTypeId": "6b724908-ef14-45cf-84f8-768b5384da45"},
        },
    });
    let queued = api.post("_apis/projects", &body).await.ok(202);
    assert_eq!(queued["status"], "notSet");
    let operation = format!("_apis/operations/{}", queued["id"].as_str().unwrap());
    let running = api.get(&operation).await.ok(200);
    assert_eq!(
        (&running["status"], &running["_links"]["self"]["href"]),
        (&"inProgress".into(), &running["url"])
    );
    // Asked for, but not there yet.
    assert!(names(&api.get("_apis/projects").await.ok(200)).is_empty());
    let pending = api.get("_apis/projects?stateFilter=createPending").await.ok(200);
    assert_eq!(pending["value"][0]["state"], "createPending");
    assert_eq!(api.get("P/_apis/git/repositories").await.fault(404), "ProjectDoesNotExistWithNameException");
    // The name is taken all the same.
    assert_eq!(api.post("_apis/projects", &body).await.fault(400), "ProjectAlreadyExistsException");

    api.advance(1);
    assert_eq!(api.get(&operation).await.ok(200)["status"], "succeeded");
    let project = api.get("_apis/projects/p?includeCapabilities=true").await.ok(200);
    assert_eq!(project["state"], "wellFormed");
    assert_eq!(project["capabilities"]["processTemplate"]["templateName"], "Scrum");
    assert_eq!(project["defaultTeam"]["name"], "P Team");
    assert_eq!(project["lastUpdateTime"], "2026-07-01T12:00:00.2Z", "when it was due, not when we looked");
    let repositories = api.get("P/_apis/git/repositories").await.ok(200);
    assert_eq!(names(&repositories), ["P"]);

    let id = project["id"].as_str().unwrap();
    let deleted = api.delete(&format!("_apis/projects/{id}")).await.ok(202);
    assert_eq!(api.get(&format!("_apis/projects/{id}")).await.ok(200)["state"], "deleting");
    api.advance(1);
    let operation = format!("_apis/operations/{}", deleted["id"].as_str().unwrap());
    assert_eq!(api.get(&operation).await.ok(200)["status"], "succeeded");
    assert_eq!(api.get("_apis/projects/P").await.fault(404), "ProjectDoesNotExistWithNameException");
    assert_eq!(api.get(&format!("_apis/projects/{id}")).await.fault(404), "ProjectDoesNotExistException");
    assert!(names(&api.get("_apis/projects?stateFilter=all").await.ok(200)).is_empty());
    assert_eq!(names(&api.get("_apis/projects?stateFilter=deleted").await.ok(200)), ["P"]);
    assert!(names(&api.get("_apis/git/repositories").await.ok(200)).is_empty());

    // It can be had back, with all that was in it.
    api.patch(&format!("_apis/projects/{id}"), &json!({"state": "wellFormed"})).await.ok(202);
    api.advance(1);
    assert_eq!(names(&api.get("P/_apis/git/repositories").await.ok(200)), ["P"]);
}

#[tokio::test(start_paused = true)]
async fn operations_end_on_a_paused_clock() {
    let clock = Clock::tokio(START.parse().unwrap());
    let api = Api::new(
        Emulator::builder().seed_size(0).clock(clock).operation_duration(Duration::from_secs(3_600)),
    );
    let queued = api.post("_apis/projects", &json!({"name": "P"})).await.ok(202);
    let operation = format!("_apis/operations/{}", queued["id"].as_str().unwrap());
    tokio::time::sleep(Duration::from_secs(3_599)).await;
    assert_eq!(api.get(&operation).await.ok(200)["status"], "inProgress");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(api.get(&operation).await.ok(200)["status"], "succeeded");
}

#[tokio::test]
async fn lists_come_in_pages() {
    let api = empty();
    for name in ["A", "B", "C", "D", "E"] {
        api.project(name).await;
    }
    // As recorded: the token of the first page of one is "1".
    let first = api.get("_apis/projects?$top=1").await;
    assert_eq!(first.header("x-ms-continuationtoken"), Some("1"));
    let mut found = Vec::new();
    let mut token = String::new();
    loop {
        let page = api.get(&format!("_apis/projects?$top=2&continuationToken={token}")).await;
        let next = page.header("x-ms-continuationtoken").map(str::to_owned);
        found.extend(names(&page.ok(200)).into_iter().map(str::to_owned));
        match next {
            Some(next) => token = next,
            None => break,
        }
    }
    assert_eq!(found, ["A", "B", "C", "D", "E"]);
    assert_eq!(names(&api.get("_apis/projects?$skip=3&$top=1").await.ok(200)), ["D"]);
    assert_eq!(api.get("_apis/projects?$top=x").await.fault(400), "ArgumentException");
    assert_eq!(api.get("_apis/projects?stateFilter=odd").await.fault(400), "ArgumentException");
    // Enumerations go by number too.
    assert_eq!(names(&api.get("_apis/projects?stateFilter=1&$top=1").await.ok(200)), ["A"]);
}

#[tokio::test]
async fn a_project_changes_its_name_and_its_revision_grows() {
    let api = empty();
    let id = api.project("Old").await;
    api.project("Other").await;
    let before = api.get(&format!("_apis/projects/{id}")).await.ok(200)["revision"].as_i64().unwrap();
    let path = format!("_apis/projects/{id}");
    let taken = api.patch(&path, &json!({"name": "other"})).await;
    assert_eq!(taken.fault(400), "ProjectAlreadyExistsException");
    api.patch(&path, &json!({"name": "New", "description": "Text", "visibility": 2})).await.ok(202);
    assert_eq!(api.get(&path).await.ok(200)["name"], "Old");
    api.advance(1);
    let after = api.get("_apis/projects/NEW").await.ok(200);
    assert_eq!((&after["id"], &after["description"]), (&id.as_str().into(), &"Text".into()));
    assert_eq!(after["visibility"], "public");
    assert!(after["revision"].as_i64().unwrap() > before);
    assert_eq!(api.get("_apis/projects/Old").await.status, 404);
}

#[tokio::test]
async fn an_unknown_process_makes_no_project() {
    let api = empty();
    let body = json!({"name": "P", "capabilities": {"processTemplate": {"templateTypeId": "nonsense"}}});
    assert_eq!(api.post("_apis/projects", &body).await.fault(404), "ProcessNotFoundException");
    let processes = api.get("_apis/process/processes").await.ok(200);
    assert_eq!(names(&processes), ["Scrum", "Basic", "Agile", "CMMI"]);
    let id = processes["value"][1]["id"].as_str().unwrap();
    assert_eq!(api.get(&format!("_apis/process/processes/{id}")).await.ok(200)["isDefault"], true);
}

#[tokio::test]
async fn properties_are_patched_and_filtered() {
    let api = empty();
    api.project("P").await;
    let path = "_apis/projects/P/properties";
    let patch =
        json!([{"op": "add", "path": "/Alias", "value": "x"}, {"op": 2, "path": "/Other", "value": 5}]);
    api.json_patch(&format!("{path}?api-version=7.1-preview.1"), &patch).await.ok(204);
    let keys = "keys=Alias,*SourceControlGit*&api-version=7.1-preview.1";
    let found = api.get(&format!("{path}?{keys}")).await.ok(200);
    assert_eq!(
        names(&found),
        ["Alias", "System.SourceControlGitEnabled", "System.SourceControlGitPermissionsInitialized"]
    );
    let patch = json!([{"op": "remove", "path": "/Alias"}]);
    api.json_patch(&format!("{path}?api-version=7.1-preview.1"), &patch).await.ok(204);
    let all = api.get(&format!("{path}?api-version=7.1-preview.1")).await.ok(200);
    assert!(!names(&all).contains(&"Alias") && names(&all).contains(&"Other"));
}

#[tokio::test]
async fn teams_live_in_projects() {
    let api = empty();
    let id = api.project("P").await;
    let path = "_apis/projects/P/teams";
    let made = api.post(path, &json!({"name": "Core", "description": "D"})).await.ok(201);
    assert_eq!(made["projectId"], id.as_str());
    assert_eq!(made["identity"]["providerDisplayName"], "[P]\\Core");
    assert!(made["identity"]["subjectDescriptor"].as_str().unwrap().starts_with("vssgp."));
    assert_eq!(api.post(path, &json!({"name": "CORE"})).await.fault(409), "TeamAlreadyExistsException");
    assert_eq!(names(&api.get(path).await.ok(200)), ["Core", "P Team"]);
    assert_eq!(names(&api.get(&format!("{path}?$skip=1&$top=1")).await.ok(200)), ["P Team"]);
    let all = api.get("_apis/teams?api-version=7.1-preview.3&$mine=true").await.ok(200);
    assert_eq!(names(&all), ["Core", "P Team"]);
    let renamed = api.patch(&format!("{path}/core"), &json!({"name": "Heart"})).await.ok(200);
    assert_eq!((&renamed["name"], &renamed["id"]), (&"Heart".into(), &made["id"]));
    let members = api.get(&format!("{path}/Heart/members")).await.ok(200);
    assert_eq!(members["value"][0]["isTeamAdmin"], true);
    assert_eq!(members["value"][0]["identity"]["displayName"], "Ada Example");
    api.delete(&format!("{path}/Heart")).await.ok(204);
    assert_eq!(api.get(&format!("{path}/Heart")).await.fault(404), "TeamNotFoundException");
    assert_eq!(api.delete(&format!("{path}/P%20Team")).await.status, 400, "the default team stays");
}

#[tokio::test]
async fn identities_are_found_by_all_their_names() {
    let api = empty();
    let project = api.project("P").await;
    let team = api.get("_apis/projects/P").await.ok(200)["defaultTeam"]["id"].as_str().unwrap().to_owned();
    let search = async |query: &str| api.get(&format!("_apis/identities?{query}")).await.ok(200);
    let ada = search("searchFilter=General&filterValue=ada").await["value"][0].clone();
    assert_eq!(ada["providerDisplayName"], "Ada Example");
    let (id, subject) = (ada["id"].as_str().unwrap(), ada["subjectDescriptor"].as_str().unwrap());
    let descriptor = percent_encoding::utf8_percent_encode(
        ada["descriptor"].as_str().unwrap(),
        percent_encoding::NON_ALPHANUMERIC,
    )
    .to_string();
    for query in [
        format!("identityIds={id}"),
        format!("identityIds={}", id.replace('-', "")),
        format!("subjectDescriptors={subject}"),
        format!("descriptors={descriptor}"),
        "searchFilter=MailAddress&filterValue=ADA@fabrikam.example".to_owned(),
        "searchFilter=DirectoryAlias&filterValue=ada".to_owned(),
    ] {
        assert_eq!(search(&query).await["value"], json!([ada]), "{query}");
    }
    let both = search(&format!("identityIds={team},{project}")).await;
    assert_eq!(both["value"][0]["isContainer"], true);
    assert_eq!(both["value"][1], Value::Null, "whoever does not exist keeps a place");
    assert_eq!(search("searchFilter=General&filterValue=nobody").await["count"], 0);
    assert_eq!(api.get(&format!("_apis/Identities/{team}")).await.ok(200)["id"], team.as_str());
}

#[tokio::test]
async fn banners_are_settings() {
    let api = empty();
    let path = |rest: &str| format!("_apis/Settings/Entries/host{rest}?api-version=4.0-preview.1");
    let body =
        json!({"GlobalMessageBanners/one": {"message": "1"}, "GlobalMessageBanners/two": {"message": "2"}});
    api.patch(&path(""), &body).await.ok(204);
    let found = api.get(&path("/GlobalMessageBanners")).await.ok(200);
    assert_eq!(found, json!({"count": 2, "value": {"one": {"message": "1"}, "two": {"message": "2"}}}));
    // The slash of a key comes escaped.
    let gone = api.call(Method::DELETE, &path("/GlobalMessageBanners%2Fone")).send().await;
    gone.ok(204);
    assert_eq!(api.get(&path("/GlobalMessageBanners")).await.ok(200)["count"], 1);
}

#[tokio::test]
async fn every_change_is_in_the_journal() {
    let api = empty();
    api.project("P").await;
    let (repository, first) = api.repository("P", "web").await;
    api.delete(&format!("_apis/git/repositories/{repository}")).await.ok(204);
    assert_eq!(first.len(), 40);
    api.emulator.read(|world| {
        let journal = world.organization("fabrikam").unwrap().journal();
        let events = journal.since(0);
        let kinds: Vec<_> = events
            .iter()
            .map(|entry| {
                let event = format!("{:?}", entry.event);
                event.split(['(', ' ']).next().unwrap_or_default().to_owned()
            })
            .collect();
        // The organization; the operation, with the team, project and repository that it makes; the repository.
        assert_eq!(
            kinds,
            ["Created", "Queued", "Created", "Created", "Created", "Ended", "Created", "Pushed", "Deleted"]
        );
        let repositories = journal.of::<RepositoryEvent>(0).map(|(_, event)| event);
        assert_eq!(repositories.last(), Some(&RepositoryEvent::Deleted(repository.parse().unwrap())));
        for (index, event) in events.iter().enumerate() {
            assert_eq!(event.sequence, index as u64 + 1);
        }
        assert!(events.is_sorted_by_key(|event| event.stamp.at));
        assert_eq!(journal.since(7).len(), 2);
    });
}
