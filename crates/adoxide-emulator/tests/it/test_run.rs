//! Test runs, results, attachments, code coverage, and what builds show of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Value, json};

use super::support::*;

const RUNS: &str = "P/_apis/test/runs";
const REPORTS: &str = "P/_apis/testresults";
const PREVIEW: &str = "api-version=7.1-preview";

/// A project with a build: the emulator and the number of the build.
async fn with_build() -> (Api, Value) {
    let api = empty();
    api.project("P").await;
    let (repository, _) = api.pipeline_repository("P", "web").await;
    let definition = json!({
        "name": "CI", "queue": {"name": "Azure Pipelines"}, "process": {"type": 2, "yamlFilename": "ci.yml"},
        "repository": {"id": repository, "type": "tfsgit"},
    });
    let definition = api.post("P/_apis/build/definitions", &definition).await.ok(200);
    let build = build(&api, &definition["id"]).await;
    (api, build)
}

async fn build(api: &Api, definition: &Value) -> Value {
    let build = api.post("P/_apis/build/builds", &json!({"definition": {"id": definition}})).await.ok(200);
    api.advance(60);
    build["id"].clone()
}

fn result(name: &str, outcome: &str) -> Value {
    json!({
        "automatedTestName": format!("Shop.Cart.{name}"),
        "automatedTestStorage": "shop.dll",
        "automatedTestType": "UnitTest",
        "outcome": outcome,
        "state": "Completed",
        "durationInMs": 1250,
        "priority": "1",
        "errorMessage": if outcome == "Failed" { json!("expected 2, got 3") } else { Value::Null },
    })
}

/// A run of a build with results, as a pipeline publishes it.
async fn publish(api: &Api, build: &Value, results: &[(&str, &str)]) -> Value {
    let run = json!({"name": "Unit tests", "automated": true, "state": "InProgress", "build": {"id": build.to_string()}});
    let run = api.post(RUNS, &run).await.ok(200);
    let results: Vec<_> = results.iter().map(|(name, outcome)| result(name, outcome)).collect();
    let own = format!("{RUNS}/{}", run["id"]);
    api.post(&format!("{own}/results"), &json!(results)).await.ok(200);
    api.patch(&own, &json!({"state": "Completed"})).await.ok(200)
}

#[tokio::test]
async fn a_pipeline_publishes_its_tests() {
    let (api, build) = with_build().await;
    let run =
        publish(&api, &build, &[("adds", "Passed"), ("removes", "Failed"), ("skips", "NotExecuted")]).await;
    assert_eq!((&run["state"], &run["totalTests"]), (&"Completed".into(), &3.into()));
    assert_eq!(
        (&run["passedTests"], &run["unanalyzedTests"], &run["notApplicableTests"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!(run["build"]["id"], build.to_string());
    let own = format!("{RUNS}/{}", run["id"]);
    let statistics = api.get(&format!("{own}/statistics")).await.ok(200);
    let failed = json!({"state": "Completed", "outcome": "Failed", "count": 1});
    assert_eq!(statistics["runStatistics"][1], failed);

    let results = api.get(&format!("{own}/results?outcomes=Failed")).await.ok(200);
    assert_eq!(results["count"], 1);
    let failed = &results["value"][0];
    assert_eq!((&failed["id"], &failed["errorMessage"]), (&100_001.into(), &"expected 2, got 3".into()));
    assert_eq!(
        (&failed["testCaseTitle"], &failed["testRun"]["id"]),
        (&"removes".into(), &run["id"].to_string().into())
    );
    let fixed = json!([{"id": 100_001, "outcome": "Passed", "comment": "flaky"}]);
    let fixed = api.patch(&format!("{own}/results"), &fixed).await.ok(200);
    assert_eq!((&fixed["value"][0]["revision"], &fixed["value"][0]["comment"]), (&2.into(), &"flaky".into()));
    assert_eq!(fixed["value"][0]["durationInMs"], 1250.0, "what is not given stays");
    let missing = api.patch(&format!("{own}/results"), &json!([{"id": 100_009, "outcome": "Passed"}])).await;
    assert_eq!(missing.fault(404), "TestObjectNotFoundException");
    assert_eq!(api.get(&format!("{own}/results?$skip=1&$top=1")).await.ok(200)["value"][0]["id"], 100_001);

    let of_build = format!("{RUNS}?buildUri=vstfs:///Build/Build/{build}");
    let listed = api.get(&of_build).await.ok(200);
    assert_eq!((&listed["count"], &listed["value"][0]["passedTests"]), (&1.into(), &2.into()));
    assert_eq!(api.get(&format!("{RUNS}?automated=false")).await.ok(200)["count"], 0);
    let from = "minLastUpdatedDate=2026-07-01T00:00:00Z";
    let changed =
        api.get(&format!("{RUNS}?{from}&maxLastUpdatedDate=2026-07-02T00:00:00Z&buildIds={build}")).await;
    assert_eq!(changed.ok(200)["value"][0]["id"], run["id"]);
    let too_long = api.get(&format!("{RUNS}?{from}&maxLastUpdatedDate=2026-07-12T00:00:00Z")).await;
    assert_eq!(too_long.fault(400), "InvalidPropertyException");
    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&own).await.fault(404), "TestObjectNotFoundException");
}

#[tokio::test]
async fn runs_that_changed_come_by_pages() {
    let (api, build) = with_build().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(publish(&api, &build, &[("adds", "Passed")]).await["id"].clone());
        api.advance(60);
    }
    let (mut seen, mut token) = (Vec::new(), String::new());
    loop {
        let path = format!(
            "{RUNS}?minLastUpdatedDate=2026-07-01&maxLastUpdatedDate=2026-07-02&$top=2&continuationToken={token}"
        );
        let page = api.get(&path).await;
        token = page.header("x-ms-continuationtoken").unwrap_or_default().to_owned();
        seen.extend(page.ok(200)["value"].as_array().unwrap().iter().map(|run| run["id"].clone()));
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(seen, ids);
}

#[tokio::test]
async fn files_are_attached_to_runs_and_results() {
    let (api, build) = with_build().await;
    let run = publish(&api, &build, &[("adds", "Passed")]).await;
    let own = format!("{RUNS}/{}", run["id"]);
    let upload = json!({"stream": STANDARD.encode(b"\x00log"), "fileName": "a b.log", "comment": "all of it",
                        "attachmentType": "ConsoleLog"});
    let preview = |path: &str| format!("{path}?{PREVIEW}");
    let of_run = api.post(&preview(&format!("{own}/attachments")), &upload).await.ok(200);
    let of_result = api.post(&preview(&format!("{own}/results/100000/attachments")), &upload).await.ok(200);
    assert_ne!(of_run["id"], of_result["id"]);
    let listed = api.get(&preview(&format!("{own}/results/100000/attachments"))).await.ok(200);
    assert_eq!((&listed["count"], &listed["value"][0]["size"]), (&1.into(), &4.into()));
    assert_eq!(listed["value"][0]["attachmentType"], "consoleLog");
    let content = format!("{own}/results/100000/attachments/{}", of_result["id"]);
    let content = api.call(Method::GET, &preview(&content)).accept("application/octet-stream").send().await;
    assert_eq!(&content.bytes[..], b"\x00log");
    assert!(content.header("content-disposition").unwrap().contains("a%20b.log"));
    let other = format!("{own}/attachments/{}", of_result["id"]);
    assert_eq!(api.get(&preview(&other)).await.fault(404), "TestObjectNotFoundException");
    let bad = json!({"stream": "%%%", "fileName": "x"});
    api.post(&preview(&format!("{own}/attachments")), &bad).await.fault(400);
    let gone = format!("{REPORTS}/runs/{}/attachments/{}", run["id"], of_run["id"]);
    api.delete(&preview(&gone)).await.ok(204);
    assert_eq!(api.get(&preview(&format!("{own}/attachments"))).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn builds_show_their_tests_and_what_changed() {
    let (api, first) = with_build().await;
    publish(&api, &first, &[("adds", "Passed"), ("removes", "Failed"), ("clears", "Failed")]).await;
    let second = build(&api, &json!(1)).await;
    let run =
        publish(&api, &second, &[("adds", "Failed"), ("removes", "Failed"), ("clears", "Passed")]).await;
    let details =
        api.get(&format!("{REPORTS}/resultdetailsbybuild?buildId={second}&{PREVIEW}")).await.ok(200);
    let group = &details["resultsForGroup"][0];
    assert_eq!((&details["groupByField"], &group["groupByValue"]["id"]), (&"TestRun".into(), &run["id"]));
    assert_eq!(group["resultsCountByOutcome"]["Failed"]["count"], 2);
    assert_eq!(group["resultsCountByOutcome"]["Failed"]["duration"], "00:00:02.5000000");
    let query = "$filter=Outcome%20eq%20Failed&groupBy=AutomatedTestStorage";
    let failed =
        api.get(&format!("{REPORTS}/resultdetailsbybuild?buildId={second}&{query}&{PREVIEW}")).await.ok(200);
    assert_eq!(failed["resultsForGroup"][0]["groupByValue"], "shop.dll");
    assert_eq!(failed["resultsForGroup"][0]["results"].as_array().unwrap().len(), 2);

    let query = format!("buildId={second}&includeFailureDetails=true&{PREVIEW}");
    let summary = api.get(&format!("{REPORTS}/resultsummarybybuild?{query}")).await.ok(200);
    let analysis = &summary["aggregatedResultsAnalysis"];
    assert_eq!((&analysis["totalTests"], &analysis["previousContext"]["build"]["id"]), (&3.into(), &first));
    assert_eq!(analysis["resultsDifference"]["increaseInFailures"], 0);
    let failures = &summary["testFailures"];
    let counts =
        ["newFailures", "existingFailures", "fixedTests"].map(|kind| failures[kind]["count"].clone());
    assert_eq!(counts, [1, 1, 1].map(Value::from));

    let (mut seen, mut token) = (0, String::new());
    loop {
        let path =
            format!("{REPORTS}/resultsbybuild?buildId={second}&$top=2&continuationToken={token}&{PREVIEW}");
        let page = api.get(&path).await;
        token = page.header("x-ms-continuationtoken").unwrap_or_default().to_owned();
        seen += page.ok(200)["count"].as_i64().unwrap();
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(seen, 3);
    let history = json!({"automatedTestName": "Shop.Cart.removes", "trendDays": 7});
    let history = api.post(&format!("{REPORTS}/results/testhistory?{PREVIEW}"), &history).await.ok(200);
    assert_eq!(history["resultsForGroup"][0]["groupByValue"], "refs/heads/main");
    assert_eq!(history["resultsForGroup"][0]["results"].as_array().unwrap().len(), 2);
    let trend = json!({"definitionIds": [1], "trendDays": 7});
    let trend = api.post(&format!("{REPORTS}/resulttrendbybuild?{PREVIEW}"), &trend).await.ok(200);
    assert_eq!(
        (&trend["count"], &trend["value"][0]["testResultsContext"]["build"]["id"]),
        (&2.into(), &first)
    );
    api.get(&format!("{REPORTS}/resultdetailsbybuild?buildId=99&{PREVIEW}")).await.fault(404);
}

#[tokio::test]
async fn code_coverage_is_published_and_compared() {
    let (api, first) = with_build().await;
    let lines = |covered: i64| {
        json!({"buildPlatform": "any cpu", "buildFlavor": "release",
               "coverageStats": [{"label": "Lines", "position": 4, "covered": covered, "total": 200}]})
    };
    let path = |build: &Value, rest: &str| format!("{REPORTS}/codecoverage?buildId={build}{rest}&{PREVIEW}");
    let empty = api.get(&path(&first, "")).await.ok(200);
    assert_eq!(empty["coverageData"], json!([]));
    api.post(&path(&first, ""), &lines(100)).await.ok(200);
    let second = build(&api, &json!(1)).await;
    api.post(&path(&second, ""), &json!([lines(150)])).await.ok(200);
    let summary = api.get(&path(&second, &format!("&deltaBuildId={first}"))).await.ok(200);
    let statistic = &summary["coverageData"][0]["coverageStats"][0];
    assert_eq!((&statistic["covered"], &statistic["delta"]), (&150.into(), &25.0.into()));
    let modules = api.get(&format!("P/_apis/test/codecoverage?buildId={second}&flags=7")).await.ok(200);
    assert_eq!(modules["value"][0]["modules"][0]["statistics"]["linesNotCovered"], 50);
    api.post(&path(&first, ""), &json!({"buildPlatform": "x"})).await.fault(400);
}

#[tokio::test]
async fn results_are_kept_as_long_as_a_project_says() {
    let api = empty();
    api.project("P").await;
    let path = "P/_apis/test/resultretentionsettings";
    assert_eq!(api.get(path).await.ok(200)["automatedResultsRetentionDuration"], 30);
    let changed = api.patch(path, &json!({"automatedResultsRetentionDuration": 60})).await.ok(200);
    assert_eq!(changed["automatedResultsRetentionDuration"], 60);
    assert_eq!(changed["manualResultsRetentionDuration"], 365);
    api.patch(path, &json!({"manualResultsRetentionDuration": -5})).await.fault(400);
}
