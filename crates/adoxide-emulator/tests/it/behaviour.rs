//! What other people's clients expect, each with the evidence.

use http::Method;
use http::header::AUTHORIZATION;
use serde_json::{Value, json};

use super::support::*;
use super::work_item::boards;

#[tokio::test]
async fn a_comment_on_the_whole_pull_request_may_have_an_empty_context() {
    // Microsoft's MCP server sends `"threadContext": {}` for a general comment.
    let api = seeded();
    let found = api.get("_apis/git/pullrequests?searchCriteria.status=active").await.ok(200);
    let own = found["value"][0]["url"].as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
    let thread = json!({"comments": [{"content": "hi", "commentType": 1}], "threadContext": {}, "status": 1});
    let made = api.post(&format!("{own}/threads"), &thread).await.ok(200);
    assert_eq!(made["threadContext"], Value::Null);
    let half = json!({"comments": [{"content": "hi"}], "threadContext": {"rightFileStart": {"line": 1, "offset": 1}}});
    api.post(&format!("{own}/threads"), &half).await.fault(400);
}

#[tokio::test]
async fn an_empty_default_branch_stays_as_it_is() {
    // The Terraform provider sends it whenever it renames an empty repository.
    let api = empty();
    api.project("P").await;
    let made = api.post("P/_apis/git/repositories", &json!({"name": "one"})).await.ok(201);
    let id = made["id"].as_str().unwrap();
    let body = json!({"name": "two", "defaultBranch": ""});
    let renamed = api.patch(&format!("P/_apis/git/repositories/{id}"), &body).await.ok(200);
    assert_eq!((&renamed["name"], renamed.get("defaultBranch")), (&json!("two"), None));
}

#[tokio::test]
async fn a_scope_has_one_policy_of_a_type_that_can_be_there_once() {
    const REVIEWERS: &str = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    const STATUS: &str = "cbdc66da-9728-4af8-aada-9a5a32e4a226";
    // Issue 569 of the Terraform provider: the second one is rejected.
    let api = empty();
    api.project("P").await;
    let (id, _) = api.repository("P", "one").await;
    let policy = |kind: &str, branch: &str| {
        json!({"isEnabled": true, "isBlocking": true, "type": {"id": kind}, "settings": {
            "minimumApproverCount": 1, "statusName": "ci", "requiredReviewerIds": [],
            "scope": [{"repositoryId": id, "refName": branch, "matchKind": "exact"}],
        }})
    };
    let path = "P/_apis/policy/configurations";
    let first = api.post(path, &policy(REVIEWERS, "refs/heads/main")).await.ok(200);
    let second = api.post(path, &policy(REVIEWERS, "refs/heads/main")).await;
    assert_eq!(second.status, 400);
    let message = second.json()["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("The update is rejected by policy"), "{message}");
    let other = api.post(path, &policy(REVIEWERS, "refs/heads/other")).await.ok(200);
    // A change may not come into the way of another one, and not of itself.
    let of = |one: &Value| format!("{path}/{}", one["id"]);
    api.put(&of(&first), &policy(REVIEWERS, "refs/heads/main")).await.ok(200);
    api.put(&of(&other), &policy(REVIEWERS, "refs/heads/main")).await.fault(400);
    for _ in 0..2 {
        api.post(path, &policy(STATUS, "refs/heads/main")).await.ok(200);
    }
}

#[tokio::test]
async fn what_exists_is_named_as_the_terraform_provider_expects() {
    let api = empty();
    let id = api.project("P").await;
    let folder = "P/_apis/build/folders?path=%5Cheld&api-version=7.1-preview.2";
    api.put(folder, &json!({"path": "\\held"})).await.ok(200);
    let again = api.put(folder, &json!({"path": "\\held"})).await;
    assert_eq!(again.json()["message"], "Folder \\held\\ already exists for project P.");
    let wiki = json!({"name": "W", "type": "projectWiki", "projectId": id});
    api.post("P/_apis/wiki/wikis", &wiki).await.ok(201);
    let again = api.post("P/_apis/wiki/wikis", &wiki).await;
    assert_eq!(again.json()["message"], "Wiki already exists with name 'W'.");
}

#[tokio::test]
async fn a_recursion_level_without_a_name_is_taken() {
    // pyado asks wiki pages with 2, and its suite passes on the service.
    let api = empty();
    let id = api.project("P").await;
    let wiki = json!({"name": "W", "type": "projectWiki", "projectId": id});
    let wiki = api.post("P/_apis/wiki/wikis", &wiki).await.ok(201);
    let pages = format!("P/_apis/wiki/wikis/{}/pages", wiki["id"].as_str().unwrap());
    api.put(&format!("{pages}?path=/Home"), &json!({"content": "# Hello"})).await.ok(201);
    let root = api.get(&format!("{pages}?path=/&recursionLevel=2")).await.ok(200);
    assert_eq!(root["subPages"][0]["path"], "/Home");
    api.get(&format!("{pages}?path=/&recursionLevel=some")).await.fault(400);
}

#[tokio::test]
async fn inherited_types_answer_what_was_written() {
    // Tests of the Terraform provider and of pyado, which pass on the service.
    let api = boards(super::work_item::AGILE).await;
    let new = json!({"name": "Mine", "parentProcessTypeId": super::work_item::AGILE});
    let process = api.post("_apis/work/processes", &new).await.ok(201);
    let types = format!("_apis/work/processes/{}/workitemtypes", process["typeId"].as_str().unwrap());
    let new = json!({"name": "Bug", "inheritsFrom": "Microsoft.VSTS.WorkItemTypes.Bug"});
    let made = api.post(&types, &new).await.ok(201);
    assert_eq!(made["description"], "");
    let own = format!("{types}/{}", made["referenceName"].as_str().unwrap());
    let states = api.get(&format!("{own}/states")).await.ok(200);
    let resolved =
        states["value"].as_array().unwrap().iter().find(|state| state["name"] == "Resolved").unwrap();
    let state = format!("{own}/states/{}", resolved["id"].as_str().unwrap());
    assert_eq!(api.put(&state, &json!({"hidden": true})).await.ok(200)["hidden"], true);
    api.delete(&state).await.ok(204);
    assert_ne!(api.get(&state).await.ok(200)["hidden"], true);
    api.delete(&state).await.fault(400);
    let custom = json!({"name": "Checked", "stateCategory": "InProgress", "color": "b2b2b2"});
    let custom = api.post(&format!("{own}/states"), &custom).await.ok(201);
    let path = format!("{own}/states/{}", custom["id"].as_str().unwrap());
    assert_eq!(api.patch(&path, &json!({"order": 3})).await.ok(200)["order"], 3);
    let page = api.post(&format!("{own}/layout/pages"), &json!({"label": "Pg", "order": 4})).await.ok(201);
    assert_eq!(page["order"], 4);
    let new = api.post(&types, &json!({"name": "Note"})).await.ok(201);
    let fields = format!("{types}/{}/fields", new["referenceName"].as_str().unwrap());
    api.post(&fields, &json!({"referenceName": "System.AreaPath"})).await.ok(201);
    api.delete(&format!("{fields}/System.AreaPath")).await.ok(204);
}

#[tokio::test]
async fn go_finds_the_repository_of_a_module() {
    // https://go.dev/ref/mod#vcs-find
    let api = empty();
    for path in ["/fabrikam/P/_git/web.git?go-get=1", "/fabrikam/P/_git/web.git/sub?go-get=1"] {
        let answer = api.raw(Method::GET, path).without(AUTHORIZATION.as_str()).send().await;
        assert_eq!(answer.status, 200);
        let base = "127.0.0.1/fabrikam/P/_git/web";
        let wanted = format!("<meta name=\"go-import\" content=\"{base}.git git http://{base}\">");
        assert!(answer.text().contains(&wanted), "{}", answer.text());
    }
    let hostile = api.raw(Method::GET, "/fabrikam/P/_git/%22%3E%3Cscript%3E?go-get=1").send().await;
    assert!(!hostile.text().contains("<script>"), "{}", hostile.text());
}

#[tokio::test]
async fn badges_are_public_where_the_project_says_so() {
    let api = seeded();
    let projects = api.get("_apis/projects").await.ok(200);
    let project = projects["value"][0]["id"].as_str().unwrap().to_owned();
    let definitions = api.get(&format!("{project}/_apis/build/definitions")).await.ok(200);
    let id = &definitions["value"][0]["id"];
    let path = format!("/fabrikam/_apis/public/build/definitions/{project}/{id}/badge");
    let badge = async |api: &Api| {
        api.raw(Method::GET, &path)
            .without(AUTHORIZATION.as_str())
            .header("x-tfs-fedauthredirect", "Suppress")
            .send()
            .await
    };
    let settings = format!("{project}/_apis/build/generalsettings?api-version=7.1-preview.1");
    api.patch(&settings, &json!({"statusBadgesArePrivate": true})).await.ok(200);
    assert_eq!(badge(&api).await.status, 401);
    api.patch(&settings, &json!({"statusBadgesArePrivate": false})).await.ok(200);
    let public = badge(&api).await;
    assert_eq!((public.status.as_u16(), public.header("content-type")), (200, Some("image/svg+xml")));
    assert_eq!(api.get(&path).await.bytes, public.bytes);
    // Nothing else is.
    let other = format!("/fabrikam/{project}/_apis/build/definitions");
    let other = api.raw(Method::GET, &other).without(AUTHORIZATION.as_str());
    assert_eq!(other.header("x-tfs-fedauthredirect", "Suppress").send().await.status, 401);
}

#[tokio::test]
async fn maintenance_of_a_pool_is_defined_and_run() {
    let api = empty();
    let pool = api.post("_apis/distributedtask/pools", &json!({"name": "Own"})).await.ok(200);
    let pool = format!("_apis/distributedtask/pools/{}", pool["id"]);
    let version = "api-version=7.1-preview.1";
    let definitions = format!("{pool}/maintenancedefinitions");
    let new = json!({"enabled": true, "jobTimeoutInMinutes": 90, "maxConcurrentAgentsPercentage": 50,
        "scheduleSetting": {"daysToBuild": "monday, tuesday", "startHours": 3, "startMinutes": 30, "timeZoneId": "UTC"}});
    let made = api.post(&format!("{definitions}?{version}"), &new).await.ok(200);
    assert_eq!((&made["scheduleSetting"]["daysToBuild"], &made["pool"]["poolType"]), (&json!(3), &json!(1)));
    assert_eq!(made["options"]["workingDirectoryExpirationInDays"], 30);
    let own = format!("{definitions}/{}?{version}", made["id"]);
    let changed = json!({"enabled": false, "scheduleSetting": {"daysToBuild": 127}});
    let changed = api.put(&own, &changed).await.ok(200);
    assert_eq!(
        (&changed["enabled"], &changed["scheduleSetting"]["daysToBuild"]),
        (&json!(false), &json!(127))
    );
    api.put(&own, &json!({"maxConcurrentAgentsPercentage": 0})).await.fault(400);
    let jobs = format!("{pool}/maintenancejobs");
    let job = api.post(&format!("{jobs}?{version}"), &json!({"definitionId": made["id"]})).await.ok(200);
    assert_eq!(job["status"], "inProgress");
    api.advance(60);
    let done = api.get(&format!("{jobs}/{}?{version}", job["jobId"])).await.ok(200);
    assert_eq!((&done["status"], &done["result"]), (&json!("completed"), &json!("succeeded")));
    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&format!("{definitions}?{version}")).await.ok(200)["count"], 0);
    api.post(&format!("{jobs}?{version}"), &json!({"definitionId": made["id"]})).await.fault(404);
}

#[tokio::test]
async fn an_elastic_pool_comes_with_an_agent_pool() {
    let api = empty();
    let project = api.project("P").await;
    let version = "api-version=7.1-preview.1";
    let path = "_apis/distributedtask/elasticpools";
    let new = json!({"serviceEndpointId": project, "serviceEndpointScope": project, "azureId": "/subscriptions/x",
        "maxCapacity": 5, "osType": "linux"});
    let made =
        api.post(&format!("{path}?poolName=Elastic&projectId={project}&{version}"), &new).await.ok(200);
    assert_eq!(
        (&made["agentPool"]["name"], &made["agentQueue"]["name"]),
        (&json!("Elastic"), &json!("Elastic"))
    );
    assert_eq!(made["elasticPool"]["poolId"], made["agentPool"]["id"]);
    let own = format!("{path}/{}?{version}", made["elasticPool"]["poolId"]);
    let changed = api.patch(&own, &json!({"maxCapacity": 9})).await.ok(200);
    assert_eq!((&changed["maxCapacity"], &changed["osType"]), (&json!(9), &json!("linux")));
    api.patch(&own, &json!({"maxCapacity": "many"})).await.fault(400);
    api.delete(&format!("_apis/distributedtask/pools/{}", made["agentPool"]["id"])).await.ok(204);
    assert_eq!(api.get(&format!("{path}?{version}")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn data_providers_tell_and_set_the_pipeline_settings_of_the_organization() {
    const NAME: &str = "ms.vss-build-web.pipelines-org-settings-data-provider";
    let api = empty();
    let path = "_apis/Contribution/HierarchyQuery?api-version=7.1-preview.1";
    let query = |properties: Value| json!({"contributionIds": [NAME, "ms.nobody.knows"], "dataProviderContext": {"properties": properties}});
    let told = api.post(path, &query(json!({}))).await.ok(200);
    assert_eq!(told["dataProviders"][NAME]["enforceJobAuthScope"], true);
    assert_eq!(told["dataProviders"].get("ms.nobody.knows"), None);
    api.post(path, &query(json!({"enforceJobAuthScope": false}))).await.ok(200);
    let told = api.post(path, &query(json!({}))).await.ok(200);
    assert_eq!(told["dataProviders"][NAME]["enforceJobAuthScope"], false);
}
