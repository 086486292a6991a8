//! Test plans: suites, test cases in them, test points, configurations.

use serde_json::{Value, json};

use super::support::*;

const PLANS: &str = "P/_apis/testplan/plans";

/// A project with a test plan: the emulator and the plan.
async fn with_plan() -> (Api, Value) {
    let api = empty();
    api.project("P").await;
    let plan = api.post(PLANS, &json!({"name": "Release 1"})).await.ok(200);
    (api, plan)
}

async fn case(api: &Api, title: &str) -> i64 {
    let body = json!([{"op": "add", "path": "/fields/System.Title", "value": title}]);
    let call = api.call(http::Method::POST, "P/_apis/wit/workitems/$Test%20Case");
    let made = call.body(body.to_string(), "application/json-patch+json").send().await.ok(200);
    made["id"].as_i64().unwrap()
}

#[tokio::test]
async fn plans_are_work_items_with_a_suite() {
    let (api, plan) = with_plan().await;
    assert_eq!((&plan["state"], &plan["areaPath"]), (&"Active".into(), &"P".into()));
    assert_eq!(plan["rootSuite"]["name"], "Release 1");
    let item = api.get(&format!("_apis/wit/workitems/{}", plan["id"])).await.ok(200);
    assert_eq!(item["fields"]["System.WorkItemType"], "Test Plan");
    let own = format!("{PLANS}/{}", plan["id"]);
    let change = json!({"name": "Release 2", "state": "Inactive", "revision": plan["revision"]});
    let changed = api.patch(&own, &change).await.ok(200);
    assert_eq!((&changed["name"], &changed["rootSuite"]["name"]), (&"Release 2".into(), &"Release 2".into()));
    api.patch(&own, &change).await.fault(409);
    assert_eq!(api.get(PLANS).await.ok(200)["count"], 1);
    assert_eq!(api.get(&format!("{PLANS}?filterActivePlans=true")).await.ok(200)["count"], 0);
    api.delete(&own).await.ok(204);
    assert_eq!(api.get(&own).await.fault(404), "TestObjectNotFoundException");
    api.post(PLANS, &json!({"description": "nameless"})).await.fault(400);
}

#[tokio::test]
async fn suites_make_a_tree() {
    let (api, plan) = with_plan().await;
    let suites = format!("{PLANS}/{}/suites", plan["id"]);
    let root = &plan["rootSuite"]["id"];
    let new = |name: &str, parent: &Value| json!({"suiteType": "staticTestSuite", "name": name, "parentSuite": {"id": parent}});
    let one = api.post(&suites, &new("Cart", root)).await.ok(200);
    let below = api.post(&suites, &new("Totals", &one["id"])).await.ok(200);
    let other = api.post(&suites, &new("Login", root)).await.ok(200);
    assert_eq!(below["parentSuite"]["name"], "Cart");
    assert_eq!(api.get(&suites).await.ok(200)["count"], 4);
    let tree = api.get(&format!("{suites}?asTreeView=true")).await.ok(200);
    assert_eq!(tree["value"][0]["children"][0]["children"][0]["name"], "Totals");
    let moved = json!({"parentSuite": {"id": other["id"]}});
    let moved = api.patch(&format!("{suites}/{}", below["id"]), &moved).await.ok(200);
    assert_eq!(moved["parentSuite"]["name"], "Login");
    let circle = json!({"parentSuite": {"id": below["id"]}});
    api.patch(&format!("{suites}/{}", other["id"]), &circle).await.fault(400);
    let order = json!([{"id": other["id"], "suiteEntryType": "suite", "sequenceNumber": 0}]);
    let entries = api.patch(&format!("P/_apis/testplan/suiteentry/{root}"), &order).await.ok(200);
    assert_eq!(entries["value"][0]["id"], other["id"]);
    api.delete(&format!("{suites}/{}", other["id"])).await.ok(204);
    assert_eq!(api.get(&suites).await.ok(200)["count"], 2, "what is in a suite goes with it");
    api.delete(&format!("{suites}/{root}")).await.fault(400);
    api.get(&format!("{suites}/9999")).await.fault(404);
}

#[tokio::test]
async fn cases_have_points_for_each_configuration() {
    let (api, plan) = with_plan().await;
    let root = &plan["rootSuite"]["id"];
    let configuration =
        json!({"name": "Firefox", "isDefault": true, "values": [{"name": "Browser", "value": "FireFox"}]});
    let configuration = api.post("P/_apis/testplan/configurations", &configuration).await.ok(200);
    let (one, other) = (case(&api, "Adds to the cart").await, case(&api, "Pays").await);
    let cases = format!("{PLANS}/{}/Suites/{root}/TestCase", plan["id"]);
    let body = json!([
        {"workItem": {"id": one}},
        {"workItem": {"id": other}, "pointAssignments": [{"configurationId": configuration["id"]}]},
    ]);
    let added = api.post(&cases, &body).await.ok(200);
    let names: Vec<_> = added["value"][0]["pointAssignments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|known| &known["configurationName"])
        .collect();
    assert_eq!(names, ["Windows 10", "Firefox"]);
    assert_eq!(added["value"][1]["pointAssignments"].as_array().unwrap().len(), 1);
    let listed = api.get(&format!("{cases}?witFields=System.Title")).await.ok(200);
    assert_eq!(listed["value"][0]["workItem"]["workItemFields"][0]["System.Title"], "Adds to the cart");
    let in_use = format!("P/_apis/testplan/configurations?testConfiguartionId={}", configuration["id"]);
    assert_eq!(api.delete(&in_use).await.fault(409), "TestObjectInUseException");

    let points = format!("{PLANS}/{}/Suites/{root}/TestPoint", plan["id"]);
    let point = api.get(&points).await.ok(200)["value"][0]["id"].clone();
    let update = json!([{"id": point, "results": {"outcome": "failed"}}]);
    let failed = api.patch(&points, &update).await.ok(200);
    assert_eq!(failed["value"][0]["results"]["outcome"], "failed");
    let run = &failed["value"][0]["results"]["lastTestRunId"];
    let run = api.get(&format!("P/_apis/test/runs/{run}")).await.ok(200);
    assert_eq!((&run["name"], &run["plan"]["name"]), (&"Release 1 (Manual)".into(), &"Release 1".into()));
    let again = api.patch(&points, &json!([{"id": point, "isActive": true}])).await.ok(200);
    assert_eq!(again["value"][0]["results"]["outcome"], "unspecified", "it has to be tested again");
    api.patch(&points, &json!([{"id": 999, "isActive": true}])).await.fault(404);

    let planned = json!({"name": "By hand", "plan": {"id": plan["id"].to_string()}, "pointIds": [point]});
    let planned = api.post("P/_apis/test/runs", &planned).await.ok(200);
    assert_eq!((&planned["totalTests"], &planned["incompleteTests"]), (&1.into(), &1.into()));
    let results = format!("P/_apis/test/runs/{}/results", planned["id"]);
    let done = json!([{"id": 100_000, "outcome": "Passed", "state": "Completed"}]);
    api.advance(1);
    api.patch(&results, &done).await.ok(200);
    let older = format!("P/_apis/test/Plans/{}/Suites/{root}/points/{point}", plan["id"]);
    let older = api.get(&older).await.ok(200);
    assert_eq!(
        (&older["outcome"], &older["lastTestRun"]["id"]),
        (&"Passed".into(), &planned["id"].to_string().into())
    );
    let found = api.get(&format!("_apis/testplan/suites?testCaseId={one}")).await.ok(200);
    assert_eq!(found["value"][0]["id"], *root);
    api.delete(&format!("{cases}?testIds={one}")).await.ok(204);
    assert_eq!(api.get(&cases).await.ok(200)["count"], 1);
    assert_eq!(api.get(&points).await.ok(200)["count"], 1);
    api.post(&cases, &json!([{"workItem": {"id": plan["id"]}}])).await.fault(404);
}

#[tokio::test]
async fn configurations_are_made_of_variables() {
    let api = empty();
    api.project("P").await;
    let variables = "P/_apis/testplan/variables";
    assert_eq!(api.get(variables).await.ok(200)["count"], 2, "every project begins with some");
    let new = json!({"name": "Region", "description": "", "values": ["west", "east"]});
    let made = api.post(variables, &new).await.ok(200);
    api.post(variables, &new).await.fault(409);
    let own = format!("{variables}/{}", made["id"]);
    let changed = api.patch(&own, &json!({"values": ["west"]})).await.ok(200);
    assert_eq!((&changed["name"], &changed["values"]), (&"Region".into(), &json!(["west"])));
    api.delete(&own).await.ok(204);
    api.get(&own).await.fault(404);
    let configurations = "P/_apis/testplan/configurations";
    let first = api.get(configurations).await.ok(200)["value"][0].clone();
    assert_eq!((&first["name"], &first["isDefault"]), (&"Windows 10".into(), &true.into()));
    let path = format!("{configurations}?testConfiguartionId={}", first["id"]);
    let changed = api.patch(&path, &json!({"state": "inactive"})).await.ok(200);
    assert_eq!((&changed["state"], &changed["name"]), (&"inactive".into(), &"Windows 10".into()));
}

const PREVIEW: &str = "api-version=7.2-preview";

/// A plan with a suite in a suite, and a test case in each of them.
async fn with_suites() -> (Api, Value, Value, Value, [i64; 2]) {
    let (api, plan) = with_plan().await;
    let suites = format!("{PLANS}/{}/suites", plan["id"]);
    let new = |name: &str, parent: &Value| json!({"suiteType": "staticTestSuite", "name": name, "parentSuite": {"id": parent}});
    let cart = api.post(&suites, &new("Cart", &plan["rootSuite"]["id"])).await.ok(200)["id"].clone();
    let totals = api.post(&suites, &new("Totals", &cart)).await.ok(200)["id"].clone();
    let cases = [case(&api, "adds").await, case(&api, "sums").await];
    for (suite, case) in [(&cart, cases[0]), (&totals, cases[1])] {
        let path = format!("P/_apis/testplan/Plans/{}/Suites/{suite}/TestCase", plan["id"]);
        api.post(&path, &json!([{"workItem": {"id": case}}])).await.ok(200);
    }
    (api, plan, cart, totals, cases)
}

async fn cases_of(api: &Api, project: &str, plan: &Value, suite: &Value) -> Vec<Value> {
    let path = format!("{project}/_apis/testplan/Plans/{plan}/Suites/{suite}/TestCase?isRecursive=true");
    let listed = api.get(&path).await.ok(200);
    listed["value"].as_array().unwrap().iter().map(|known| known["workItem"]["id"].clone()).collect()
}

#[tokio::test]
async fn deleted_plans_and_suites_come_back() {
    let (api, plan, cart, totals, cases) = with_suites().await;
    let own = format!("{PLANS}/{}", plan["id"]);
    let preview = |path: &str| format!("P/_apis/testplan/recycleBin/{path}?{PREVIEW}");
    let restore = json!({"isDeleted": false});
    api.delete(&format!("{own}/suites/{cart}")).await.ok(204);
    let listed = api.get(&preview("testsuite")).await.ok(200);
    assert_eq!((&listed["count"], &listed["value"][0]["name"]), (&2.into(), &"Cart".into()));
    let tree = format!("{}&asTreeView=true", preview(&format!("TestPlan/{}/testsuite", plan["id"])));
    assert_eq!(api.get(&tree).await.ok(200)["value"][0]["children"][0]["id"], totals);
    let inner = api.patch(&preview(&format!("testsuite/{totals}")), &restore).await;
    assert_eq!(inner.fault(400), "InvalidPropertyException");
    let path = preview(&format!("testsuite/{cart}"));
    api.patch(&path, &json!({"isDeleted": true})).await.fault(400);
    api.patch(&path, &restore).await.ok(204);
    assert_eq!(api.patch(&path, &restore).await.fault(404), "TestObjectNotFoundException");
    assert_eq!(api.get(&format!("{own}/suites")).await.ok(200)["count"], 3);
    assert_eq!(cases_of(&api, "P", &plan["id"], &cart).await, [json!(cases[0]), json!(cases[1])]);

    api.delete(&own).await.ok(204);
    let listed = api.get(&preview("testplan")).await.ok(200);
    assert_eq!((&listed["value"][0]["id"], &listed["value"][0]["areaPath"]), (&plan["id"], &"P".into()));
    assert_eq!(api.get(&preview("testsuite")).await.ok(200)["count"], 0, "suites of a plan go with it");
    api.patch(&preview(&format!("testplan/{}", plan["id"])), &restore).await.ok(204);
    assert_eq!(api.get(&own).await.ok(200)["name"], "Release 1");
    assert_eq!(cases_of(&api, "P", &plan["id"], &cart).await.len(), 2);
    api.get(&format!("_apis/wit/workitems/{}", plan["id"])).await.ok(200);
    assert_eq!(api.get(&preview("testplan")).await.ok(200)["count"], 0);
}

#[tokio::test]
async fn plans_suites_and_cases_are_cloned() {
    let (api, plan, cart, totals, cases) = with_suites().await;
    api.project("Q").await;
    let path = "P/_apis/testplan/Plans/CloneOperation?api-version=7.1-preview";
    let body = json!({"sourceTestPlan": {"id": plan["id"], "suiteIds": [totals]},
                      "destinationTestPlan": {"name": "Release 2"},
                      "cloneOptions": {"copyAncestorHierarchy": true}});
    let shallow = api.post(path, &body).await.ok(200);
    let copy = &shallow["destinationTestPlan"];
    let suites = api.get(&format!("{PLANS}/{}/suites", copy["id"])).await.ok(200);
    let names = suites["value"].as_array().unwrap().iter().map(|suite| suite["name"].clone());
    assert_eq!(names.collect::<Vec<_>>(), ["Release 2", "Cart", "Totals"]);
    let shared = cases_of(&api, "P", &copy["id"], &copy["rootSuite"]["id"]).await;
    assert_eq!(
        shared,
        [json!(cases[1])],
        "test cases are shared, and those of the folders above stay behind"
    );

    let body = json!({"sourceTestPlan": {"id": plan["id"]}, "destinationTestPlan": {"name": "Theirs", "project": "Q"},
                      "cloneOptions": {"copyAllSuites": true, "relatedLinkComment": "as it was",
                                       "overrideParameters": {"Microsoft.VSTS.Common.Priority": "1"}}});
    let deep = api.post(&format!("{path}&deepClone=true"), &body).await.ok(200);
    let response = &deep["cloneOperationResponse"];
    assert_eq!(
        (&response["state"], &response["cloneStatistics"]["clonedTestCasesCount"]),
        (&"succeeded".into(), &2.into())
    );
    let copy = &deep["destinationTestPlan"];
    let cloned = cases_of(&api, "Q", &copy["id"], &copy["rootSuite"]["id"]).await;
    let item = api.get(&format!("_apis/wit/workitems/{}?$expand=relations", cloned[0])).await.ok(200);
    assert_eq!(
        (&item["fields"]["System.Title"], &item["fields"]["System.TeamProject"]),
        (&"adds".into(), &"Q".into())
    );
    assert_eq!(item["fields"]["Microsoft.VSTS.Common.Priority"], 1);
    assert_eq!(item["relations"][0]["attributes"]["comment"], "as it was");
    let asked = path.replace("CloneOperation", &format!("CloneOperation/{}", response["opId"]));
    assert_eq!(api.get(&asked).await.ok(200)["destinationTestPlan"]["name"], "Theirs");

    let path = "P/_apis/testplan/Suites/CloneOperation?api-version=7.1-preview";
    let body =
        json!({"sourceTestSuite": {"id": totals}, "destinationTestSuite": {"id": plan["rootSuite"]["id"]}});
    let suite = api.post(&format!("{path}&deepClone=true"), &body).await.ok(200);
    assert_eq!(
        (&suite["clonedTestSuite"]["name"], &suite["sourceTestSuite"]["id"]),
        (&"Totals".into(), &totals)
    );
    assert_ne!(cases_of(&api, "P", &plan["id"], &suite["clonedTestSuite"]["id"]).await, [json!(cases[1])]);
    let inside = json!({"sourceTestSuite": {"id": cart}, "destinationTestSuite": {"id": totals}});
    assert_eq!(api.post(path, &inside).await.fault(400), "InvalidPropertyException");

    let path = "P/_apis/testplan/TestCases/CloneTestCaseOperation?api-version=7.1-preview";
    let body = json!({"sourceTestSuite": {"id": cart}, "destinationTestSuite": {"id": totals}, "testCaseIds": [cases[0]]});
    let made = api.post(path, &body).await.ok(200);
    assert_eq!(cases_of(&api, "P", &plan["id"], &totals).await.len(), 2);
    let number = &made["cloneOperationResponse"]["opId"];
    let asked = path.replace("CloneTestCaseOperation", &format!("CloneTestCaseOperation/{number}"));
    assert_eq!(api.get(&asked).await.ok(200)["sourceTestSuite"]["testCaseIds"], json!([cases[0]]));
    let other = asked.replace("TestCases/CloneTestCaseOperation", "Suites/CloneOperation");
    assert_eq!(api.get(&other).await.fault(404), "TestObjectNotFoundException");
    let missing = json!({"sourceTestSuite": {"id": cart}, "destinationTestSuite": {"id": totals}, "testCaseIds": [cases[1]]});
    assert_eq!(api.post(path, &missing).await.fault(404), "TestObjectNotFoundException");
}

#[tokio::test]
async fn suites_count_their_cases_and_points() {
    let (api, plan, cart, _, cases) = with_suites().await;
    let path = |query: &str| format!("P/_apis/testplan/Count/{}?api-version=7.1-preview{query}", plan["id"]);
    let counts = |listed: Value| {
        let all = listed["value"].as_array().unwrap().clone();
        all.iter().map(|one| one["count"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(counts(api.get(&path("")).await.ok(200)), [0, 1, 1]);
    let body = json!([{"op": "add", "path": "/fields/System.State", "value": "Ready"}]);
    api.json_patch(&format!("_apis/wit/workitems/{}", cases[0]), &body).await.ok(200);
    let ready = api.get(&path("&states=Ready")).await.ok(200);
    assert_eq!((counts(ready.clone()), &ready["value"][1]["testSuiteId"]), (vec![0, 1, 0], &cart));
    assert_eq!(ready["value"][2]["totalCount"], 1);
    assert_eq!(counts(api.get(&path("&entity=testPoint&outcome=passed")).await.ok(200)), [0, 0, 0]);
    assert_eq!(counts(api.get(&path("&entity=testPoint&outcome=ready")).await.ok(200)), [0, 1, 1]);
    assert_eq!(api.get(&path("&entity=plan")).await.fault(400), "ArgumentException");
}
