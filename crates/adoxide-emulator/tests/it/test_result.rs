//! What the host for test results does beyond runs and results: what a project defines, links to work items, the log
//! store, queries, trends, sessions.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Value, json};

use super::support::*;

const RUNS: &str = "P/_apis/test/runs";
const RESULTS: &str = "P/_apis/testresults";
const PREVIEW: &str = "api-version=7.2-preview";

fn at(path: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{RESULTS}/{path}{separator}{PREVIEW}")
}

/// A project with a definition and a build of it.
async fn with_build() -> (Api, Value, Value) {
    let api = empty();
    api.project("P").await;
    let (repository, _) = api.pipeline_repository("P", "web").await;
    let definition = json!({
        "name": "CI", "queue": {"name": "Azure Pipelines"}, "process": {"type": 2, "yamlFilename": "ci.yml"},
        "repository": {"id": repository, "type": "tfsgit"},
    });
    let definition = api.post("P/_apis/build/definitions", &definition).await.ok(200);
    let body = json!({"definition": {"id": definition["id"]}});
    let build = api.post("P/_apis/build/builds", &body).await.ok(200);
    api.advance(60);
    (api, definition["id"].clone(), build["id"].clone())
}

async fn publish(api: &Api, build: &Value, results: &[Value]) -> Value {
    let run = json!({"name": "Unit tests", "automated": true, "state": "InProgress", "build": {"id": build.to_string()},
                     "tags": [{"name": "nightly"}]});
    let run = api.post(RUNS, &run).await.ok(200);
    let own = format!("{RUNS}/{}", run["id"]);
    api.post(&format!("{own}/results"), &json!(results)).await.ok(200);
    api.patch(&own, &json!({"state": "Completed"})).await.ok(200)["id"].clone()
}

fn result(name: &str, outcome: &str, message: &str) -> Value {
    json!({"automatedTestName": name, "automatedTestStorage": "shop.dll", "outcome": outcome, "state": "Completed",
           "durationInMs": 20, "errorMessage": message})
}

#[tokio::test]
async fn a_project_defines_failure_types_fields_and_settings() {
    let (api, definition, _) = with_build().await;
    let made = api.post(&at("testfailuretype"), &json!({"name": "Flaky network"})).await.ok(200);
    let again = api.post(&at("testfailuretype"), &json!({"name": "flaky network"})).await;
    assert_eq!(again.fault(409), "TestObjectAlreadyExistsException");
    let names = |listed: Value| {
        let all = listed["value"].as_array().unwrap().clone();
        all.iter().map(|known| known["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let listed = names(api.get(&at("testfailuretype")).await.ok(200));
    assert_eq!((listed.len(), listed.last().unwrap().as_str()), (6, "Flaky network"));
    api.delete(&at(&format!("testfailuretype/{}", made["id"]))).await.ok(204);
    assert_eq!(names(api.get(&at("testfailuretype")).await.ok(200)).len(), 5);
    assert_eq!(api.delete(&at("testfailuretype/1")).await.fault(400), "InvalidPropertyException");
    let next = api.post(&at("testfailuretype"), &json!({"name": "Other"})).await.ok(200);
    assert_ne!(next["id"], made["id"], "a number is given once");

    let fields = json!([{"fieldName": "Browser", "fieldType": "string", "scope": "testRun"},
                        {"fieldName": "Retries", "fieldType": 8, "scope": "testResult"}]);
    let added = api.post(&at("extensionfields"), &fields).await.ok(200);
    assert_eq!((&added["count"], &added["value"][1]["fieldType"]), (&2.into(), &"int".into()));
    let of_results = api.get(&at("extensionfields?scopeFilter=testResult")).await.ok(200);
    assert_eq!((&of_results["count"], &of_results["value"][0]["fieldName"]), (&1.into(), &"Retries".into()));
    let id = &added["value"][0]["fieldId"];
    let renamed = json!({"fieldId": id, "fieldName": "Engine"});
    assert_eq!(api.patch(&at("extensionfields"), &renamed).await.ok(200)["fieldName"], "Engine");
    let taken = json!({"fieldId": id, "fieldName": "retries"});
    let taken = api.patch(&at("extensionfields"), &taken).await;
    assert_eq!(taken.fault(409), "TestObjectAlreadyExistsException");
    api.delete(&at(&format!("extensionfields/{id}"))).await.ok(204);
    assert_eq!(api.get(&at("extensionfields?scopeFilter=all")).await.ok(200)["count"], 1);

    let settings =
        json!({"testSettingsName": "Local", "testSettingsContent": "<TestSettings/>", "isPublic": true});
    let id = api.post(&at("testsettings"), &settings).await.ok(200);
    let path = at(&format!("testsettings?testSettingsId={id}"));
    let kept = api.get(&path).await.ok(200);
    assert_eq!((&kept["testSettingsContent"], &kept["areaPath"]), (&"<TestSettings/>".into(), &"P".into()));
    api.delete(&path).await.ok(204);
    assert_eq!(api.get(&path).await.fault(404), "TestObjectNotFoundException");

    let update = json!({"flakySettings": {"flakyInSummaryReport": true,
        "flakyDetection": {"flakyDetectionType": "custom", "flakyDetectionPipelines": {"allowedPipelines": [definition]}}}});
    api.patch(&at("settings"), &update).await.ok(200);
    let kept = api.get(&at("settings?settingsType=flaky")).await.ok(200);
    let flaky = &kept["flakySettings"];
    assert_eq!(
        (&flaky["flakyInSummaryReport"], &flaky["manualMarkUnmarkFlaky"]),
        (&true.into(), &true.into())
    );
    let pipelines = &flaky["flakyDetection"]["flakyDetectionPipelines"];
    assert_eq!(pipelines, &json!({"isAllPipelinesAllowed": false, "allowedPipelines": [definition]}));
    let missing =
        json!({"flakySettings": {"flakyDetection": {"flakyDetectionPipelines": {"allowedPipelines": [99]}}}});
    assert_eq!(api.patch(&at("settings"), &missing).await.fault(404), "DefinitionNotFoundException");
}

#[tokio::test]
async fn results_are_found_by_what_they_say() {
    let (api, definition, build) = with_build().await;
    let first = publish(
        &api,
        &build,
        &[
            result("Shop.adds", "Failed", "expected 2, got 3"),
            result("Shop.sells", "Failed", "expected 7, got 9"),
            result("Shop.opens", "Passed", ""),
        ],
    )
    .await;
    api.advance(60);
    let second = publish(&api, &build, &[result("Shop.adds", "Passed", "")]).await;

    let query = json!({"query": "SELECT * FROM TestResult WHERE [Outcome] = 'Failed' AND TestRunId > 0 ORDER BY AutomatedTestName DESC"});
    let found = api.post(&at("results/query?includeResultDetails=true&$top=1"), &query).await.ok(200);
    assert_eq!((&found["count"], &found["value"][0]["testCaseTitle"]), (&1.into(), &"sells".into()));
    let short = api.post(&at("results/query"), &query).await.ok(200);
    assert_eq!((&short["count"], &short["value"][0]["outcome"]), (&2.into(), &Value::Null));
    for bad in ["SELECT * FROM WorkItems", "SELECT * FROM TestResult WHERE [Colour] = 'red'", "nonsense"] {
        let refused = api.post(&at("results/query"), &json!({"query": bad})).await;
        assert_eq!(refused.fault(400), "InvalidPropertyException", "{bad}");
    }

    let history = json!({"automatedTestName": "Shop.adds", "groupBy": "Branch", "trendDays": 7});
    let history = api.post(&at("results/history"), &history).await.ok(200);
    let group = &history["resultsForGroup"][0];
    assert_eq!(
        (&group["groupByValue"], &group["latestResult"]["outcome"]),
        (&"refs/heads/main".into(), &"Passed".into())
    );
    assert_eq!(group["latestResult"]["testRun"]["id"], second.to_string());

    let alike = at(&format!("runs/{first}/results/100000/similartestresults?testSubResultId=0"));
    let alike = api.get(&alike).await.ok(200);
    assert_eq!((&alike["count"], &alike["value"][0]["testCaseTitle"]), (&1.into(), &"sells".into()));

    let since = format!(
        "flakytestresults/builddefinition?buildDefinitionId={definition}&minBuildCreatedDate=2026-07-01"
    );
    assert_eq!(api.get(&at(&since)).await.ok(200)["count"], 0);
    let flaky = json!({"flakyIdentifiers": [{"branchName": "refs/heads/main", "isFlaky": true}]});
    api.patch(&at("results/resultmetadata/1"), &flaky).await.ok(200);
    assert_eq!(api.get(&at(&since)).await.ok(200)["count"], 2, "in both runs");
    let of_run = api.get(&at(&format!("flakytestresults/runs/{first}"))).await.ok(200);
    assert_eq!((&of_run["count"], &of_run["value"][0]["id"]), (&1.into(), &100_000.into()));

    let tags = api.get(&at(&format!("tagsummary?buildId={build}"))).await.ok(200);
    assert_eq!(tags["tagsGroupByTestArtifact"][first.to_string()], json!([{"name": "nightly"}]));
    let details = format!("resultsgroupdetails?pipelineId={build}&shouldIncludeFailedAndAbortedResults=true");
    let details = api.get(&at(&details)).await.ok(200);
    assert_eq!(details["resultsForGroup"][0]["results"].as_array().unwrap().len(), 2);
    assert_eq!(details["resultsForGroup"][0]["resultsCountByOutcome"]["Passed"]["count"], 1);
}

#[tokio::test]
async fn tests_are_linked_to_requirements() {
    let (api, _, build) = with_build().await;
    publish(&api, &build, &[result("Shop.adds", "Failed", "no"), result("Shop.opens", "Passed", "")]).await;
    let story = json!([{"op": "add", "path": "/fields/System.Title", "value": "Sell things"}]);
    let path = "P/_apis/wit/workitems/$Issue";
    let story = api
        .call(Method::POST, path)
        .body(story.to_string(), "application/json-patch+json")
        .send()
        .await
        .ok(200);
    let id = story["id"].clone();
    let link = json!({"workItem": {"id": id.to_string()}, "tests": [{"name": "Shop.adds", "container": "shop.dll"}]});
    let linked = api.post(&at("testmethods/workitems"), &link).await.ok(200);
    assert_eq!((&linked["workItem"]["type"], &linked["executedIn"]), (&"Issue".into(), &"any".into()));
    api.post(&at("testmethods/workitems"), &link).await.ok(200);
    let by_name = at("testmethods/workitems?testName=Shop.adds");
    let found = api.post(&by_name, &Value::Null).await.ok(200);
    assert_eq!(found["workItems"].as_array().unwrap().len(), 1, "a link is there once");
    let of_category = "results/workitems?automatedTestName=Shop.adds&workItemCategory=Microsoft.";
    let requirements = api.get(&at(&format!("{of_category}RequirementCategory"))).await.ok(200);
    assert_eq!(
        (&requirements["count"], &requirements["value"][0]["id"]),
        (&1.into(), &id.to_string().into())
    );
    assert_eq!(api.get(&at(&format!("{of_category}BugCategory"))).await.ok(200)["count"], 0);

    let context = json!({"contextType": "build", "build": {"id": build}});
    let summary = api.post(&at("resultsummarybyrequirement"), &context).await.ok(200);
    let summary = &summary["value"][0]["summary"];
    assert_eq!(
        (&summary["totalTests"], &summary["resultsByOutcome"]["Failed"]["count"]),
        (&1.into(), &1.into())
    );
    let missing = json!({"workItem": {"id": "999"}, "tests": [{"name": "x"}]});
    assert_eq!(
        api.post(&at("testmethods/workitems"), &missing).await.fault(404),
        "TestObjectNotFoundException"
    );

    let unlink = at(&format!("testmethods/workitems?testName=Shop.adds&workItemId={id}"));
    assert_eq!(api.delete(&unlink).await.ok(200), true);
    assert_eq!(api.delete(&unlink).await.ok(200), false);
    assert_eq!(api.post(&by_name, &Value::Null).await.ok(200)["workItems"], json!([]));
}

#[tokio::test]
async fn the_log_store_keeps_files_of_runs_and_builds() {
    let (api, _, build) = with_build().await;
    let iterations =
        json!({"automatedTestName": "Shop.adds", "outcome": "Failed", "iterationDetails": [{"id": 1}]});
    let run = publish(&api, &build, &[iterations]).await;
    let files = at(&format!("runs/{run}/testattachments"));
    for name in ["logs/a.txt", "logs/b.txt", "c.txt"] {
        let upload =
            json!({"fileName": name, "stream": STANDARD.encode(name), "attachmentType": "GeneralAttachment"});
        api.post(&files, &upload).await.ok(200);
        assert_eq!(api.post(&files, &upload).await.fault(409), "TestObjectAlreadyExistsException");
    }
    let outside = json!({"fileName": "../x", "stream": ""});
    assert_eq!(api.post(&files, &outside).await.fault(400), "ArgumentException");
    assert_eq!(api.get(&files).await.ok(200)["count"], 3);
    let one = at(&format!("runs/{run}/testattachments?filename=logs/a.txt"));
    assert_eq!(api.get(&one).await.text(), "logs/a.txt");
    let logs = format!("runs/{run}/testlog?type=generalAttachment&directoryPath=logs");
    let first = api.get(&at(&format!("{logs}&top=1"))).await;
    let token = first.header("x-ms-continuationtoken").unwrap().to_owned();
    assert_eq!(first.ok(200)["value"][0]["logReference"]["filePath"], "logs/a.txt");
    let rest = api.get(&at(&format!("{logs}&continuationToken={token}"))).await.ok(200);
    assert_eq!((&rest["count"], &rest["value"][0]["size"]), (&1.into(), &10.into()));
    let prefixed = api.get(&at(&format!("{logs}&fileNamePrefix=B"))).await.ok(200);
    assert_eq!(prefixed["count"], 1);
    assert_eq!(api.get(&at(&format!("runs/{run}/testlog?type=codeCoverage"))).await.ok(200)["count"], 0);
    api.delete(&one).await.ok(204);
    assert_eq!(api.delete(&one).await.fault(404), "TestObjectNotFoundException");

    let upload =
        json!({"fileName": "cover.xml", "stream": STANDARD.encode("<x/>"), "attachmentType": "CodeCoverage"});
    api.post(&at(&format!("uploadbuildattachments/{build}")), &upload).await.ok(204);
    let listed = api.get(&at(&format!("testlog?buildId={build}&type=codeCoverage"))).await.ok(200);
    assert_eq!(listed["value"][0]["logReference"]["buildId"], build);

    let attachments = format!("runs/{run}/results/100000/attachments?iterationId=");
    let upload = json!({"fileName": "shot.png", "stream": STANDARD.encode("png")});
    let made = api.post(&at(&format!("{attachments}1&actionPath=00000002")), &upload).await.ok(200);
    assert_eq!(
        api.post(&at(&format!("{attachments}2")), &upload).await.fault(404),
        "TestObjectNotFoundException"
    );
    let content = format!("runs/{run}/results/100000/attachments/{}?iterationId=1", made["id"]);
    assert_eq!(api.get(&at(&content)).await.text(), "png");
    let iteration = api.get(&format!("{RUNS}/{run}/results/100000/iterations/1")).await.ok(200);
    assert_eq!(iteration["attachments"][0]["actionPath"], "00000002");
    let logs = format!("runs/{run}/results/100000/testlog?type=generalAttachment");
    assert_eq!(api.get(&at(&logs)).await.ok(200)["value"][0]["logReference"]["resultId"], 100_000);
}

#[tokio::test]
async fn coverage_has_a_badge_and_folders() {
    let (api, definition, build) = with_build().await;
    let badge = at(&format!("codecoverage/status/{definition}"));
    assert!(api.get(&badge).await.text().contains("not set up"));
    let coverage = json!({"buildPlatform": "any", "buildFlavor": "release",
                          "coverageStats": [{"label": "Lines", "position": 4, "total": 200, "covered": 150}]});
    api.post(&at(&format!("codecoverage?buildId={build}")), &coverage).await.ok(200);
    let image = api.get(&at(&format!("codecoverage/status/{definition}?branchName=main&label=lines"))).await;
    assert_eq!(image.header("content-type"), Some("image/svg+xml"));
    assert!(image.text().contains("75%") && image.text().contains("lines"));
    let view = api.get(&at(&format!("codecoverage/sourceview?buildId={build}"))).await.ok(200);
    assert_eq!(view["value"][0]["folderCoverageData"]["coverageStatistics"]["linesNotCovered"], 50);
    assert_eq!(api.get(&at("codecoverage/status/none")).await.fault(404), "DefinitionNotFoundException");
}

#[tokio::test]
async fn sessions_are_reported_and_explored() {
    let (api, _, build) = with_build().await;
    let session = json!({"name": "Nightly", "state": "running", "sessionSourcePipeline": {"buildId": build},
                         "startTimeUTC": "2026-07-01T12:00:00Z", "layout": [{"uid": "1", "name": "Linux"}]});
    let path = at("testsession/session");
    let id = api.post(&path, &session).await.ok(200);
    let own = at(&format!("testsession/session/{id}"));
    assert_eq!(api.patch(&own, &json!({"state": 2, "result": "passed"})).await.ok(200), id);
    let of_build = api.get(&at(&format!("testsession/session?buildId={build}"))).await.ok(200);
    let kept = &of_build["value"][0];
    assert_eq!(
        (&kept["state"], &kept["result"], &kept["name"]),
        (&"completed".into(), &"passed".into(), &"Nightly".into())
    );
    assert_eq!(api.get(&own).await.ok(200)["value"], json!([{"uid": "1", "name": "Linux"}]));
    let missing = json!({"name": "x", "sessionSourcePipeline": {"buildId": 99}});
    assert_eq!(api.post(&path, &missing).await.fault(404), "BuildNotFoundException");

    let sessions = "P/P%20Team/_apis/test/session?api-version=7.1-preview";
    let body = json!({"Title": "Try the cart", "Area": {"Name": "P"}, "propertyBag": {"bag": {"browser": "Firefox"}}});
    let made = api.post(sessions, &body).await.ok(200);
    assert_eq!((&made["state"], &made["revision"]), (&"inProgress".into(), &1.into()));
    let done = json!({"id": made["id"], "state": 4, "revision": 1, "comment": "all is well"});
    let updated = api.patch(sessions, &done).await.ok(200);
    assert_eq!((&updated["state"], &updated["revision"]), (&"completed".into(), &2.into()));
    assert_eq!(api.patch(sessions, &done).await.fault(409), "TestObjectUpdatedException");
    let listed = api
        .get(&format!("{sessions}&includeAllProperties=true&includeOnlyCompletedSessions=true"))
        .await
        .ok(200);
    assert_eq!(listed["value"][0]["propertyBag"]["bag"]["browser"], "Firefox");
    assert_eq!(api.get(&format!("{sessions}&source=xtWeb")).await.ok(200)["count"], 0);
    api.advance(3 * 24 * 3600);
    assert_eq!(api.get(&format!("{sessions}&period=2")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn releases_have_trends_and_summaries() {
    let (api, _, build) = with_build().await;
    let definition = json!({"name": "Deploy", "environments": [{
        "name": "Staging", "rank": 1, "retentionPolicy": {"daysToKeep": 30, "releasesToKeep": 3, "retainBuild": true},
        "preDeployApprovals": {"approvals": [{"rank": 1, "isAutomated": true, "isNotificationOn": false}]},
        "postDeployApprovals": {"approvals": [{"rank": 1, "isAutomated": true, "isNotificationOn": false}]},
        "deployPhases": [{"phaseType": "agentBasedDeployment", "rank": 1, "name": "Job", "workflowTasks": [],
                          "deploymentInput": {"queueId": 1}}],
    }]});
    let definition = api.post("P/_apis/release/definitions", &definition).await.ok(200);
    let release =
        api.post("P/_apis/release/releases", &json!({"definitionId": definition["id"]})).await.ok(200);
    let environment = &release["environments"][0]["id"];
    let run = json!({"name": "Smoke", "automated": true, "state": "InProgress", "build": {"id": build.to_string()},
                     "releaseReference": {"id": release["id"], "environmentId": environment}});
    let run = api.post(RUNS, &run).await.ok(200);
    let own = format!("{RUNS}/{}", run["id"]);
    api.post(&format!("{own}/results"), &json!([result("Shop.opens", "Passed", "")])).await.ok(200);
    api.patch(&own, &json!({"state": "Completed"})).await.ok(200);

    let trend = json!({"definitionIds": [definition["id"]], "trendDays": 3});
    let trend = api.post(&at("resulttrendbyrelease"), &trend).await.ok(200);
    assert_eq!((&trend["count"], &trend["value"][0]["totalTests"]), (&1.into(), &1.into()));
    assert_eq!(trend["value"][0]["testResultsContext"]["release"]["environmentId"], *environment);
    let summaries = api.post(&at("resultsummarybyrelease"), &json!([{"id": release["id"]}])).await.ok(200);
    let analysis = &summaries["value"][0]["aggregatedResultsAnalysis"];
    assert_eq!(analysis["resultsByOutcome"]["Passed"]["count"], 1);
    let missing = api.post(&at("resultsummarybyrelease"), &json!([{"id": 99}])).await;
    assert_eq!(missing.fault(404), "ReleaseNotFoundException");
    let by_environment = json!({"automatedTestName": "Shop.opens", "groupBy": "Environment"});
    let history = api.post(&at("results/history"), &by_environment).await.ok(200);
    assert_eq!(history["resultsForGroup"][0]["groupByValue"]["environmentDefinitionName"], "Staging");
    let tags = format!("tagsummary?releaseId={}&releaseEnvId={environment}", release["id"]);
    assert_eq!(api.get(&at(&tags)).await.ok(200)["tagsGroupByTestArtifact"], json!({}));
}

#[tokio::test]
async fn files_are_written_and_read_by_signed_urls() {
    let (api, _, build) = with_build().await;
    let run = publish(&api, &build, &[result("Shop.adds", "Failed", "no")]).await;
    let open = |path: &str| at(&format!("{path}&type=generalAttachment&filePath=logs/a%20b.txt"));
    let of_result = open(&format!("runs/{run}/results/100000/testlogstoreendpoint?subResultId=0"));
    let made = api.post(&of_result, &Value::Null).await.ok(200);
    assert_eq!((&made["status"], &made["endpointType"]), (&"success".into(), &"file".into()));
    let signed = |endpoint: &Value| {
        let url = endpoint["endpointSASUri"].as_str().unwrap().to_owned();
        url.split_once("8080").unwrap().1.to_owned()
    };
    let write = signed(&made);
    let put = |url: String| {
        let call = api.raw(Method::PUT, &url).header("host", "127.0.0.1:8080");
        call.header("x-ms-blob-type", "BlockBlob").body("what it said", "text/plain").send()
    };
    put(write.clone()).await.ok(201);
    assert_eq!(api.raw(Method::GET, &write).send().await.status, 403, "it is for writing");
    assert_eq!(api.post(&of_result, &Value::Null).await.ok(200)["status"], "fileAlreadyExists");
    let logs =
        api.get(&at(&format!("runs/{run}/results/100000/testlog?type=generalAttachment"))).await.ok(200);
    assert_eq!(
        (&logs["value"][0]["logReference"]["filePath"], &logs["value"][0]["size"]),
        (&"logs/a b.txt".into(), &12.into())
    );
    let read = api.get(&open(&format!("runs/{run}/results/100000/testlogstoreendpoint?"))).await.ok(200);
    assert_eq!(api.raw(Method::GET, &signed(&read)).send().await.text(), "what it said");
    assert_eq!(put(signed(&read)).await.status, 403, "it is for reading");
    api.advance(3601);
    assert_eq!(put(write).await.status, 403, "it is over");

    let missing = api.get(&open(&format!("runs/{run}/testlogstoreendpoint?"))).await.ok(200);
    assert_eq!((&missing["status"], &missing["endpointSASUri"]), (&"fileNotFound".into(), &Value::Null));
    let all = at(&format!("testlogstoreendpoint?buildId={build}&testLogStoreOperationType=readAndCreate"));
    let all = api.post(&all, &Value::Null).await.ok(200);
    assert_eq!(all["endpointType"], "root");
    let file = signed(&all).replace('?', "/codeCoverage/cover.xml?");
    put(file.clone()).await.ok(201);
    assert_eq!(api.raw(Method::GET, &file).send().await.text(), "what it said");
    let listed = api.get(&at(&format!("testlog?buildId={build}&type=codeCoverage"))).await.ok(200);
    assert_eq!(listed["value"][0]["logReference"]["filePath"], "cover.xml");
    let other = file.replace(&format!("build-{build}"), "run-1");
    assert_eq!(put(other).await.status, 403, "a signature is for one container");
    let part = open(&format!("runs/{run}/results/100000/testlogstoreendpoint?subResultId=2"));
    put(signed(&api.post(&part, &Value::Null).await.ok(200))).await.ok(201);
    let part = open(&format!("runs/{run}/results/100000/testlogstoreendpoint?subResultId=2"));
    assert_eq!(api.get(&part).await.ok(200)["status"], "success");
    let blocks = format!("{file}&comp=block");
    assert_eq!(put(blocks).await.status, 501);
    let bad = at(&format!("runs/{run}/testlogstoreendpoint?testLogStoreOperationType=shred"));
    assert_eq!(api.post(&bad, &Value::Null).await.fault(400), "ArgumentException");
}
