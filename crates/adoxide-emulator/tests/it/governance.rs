//! What administrators look after: roles, tokens, features, limits, Advanced Security.

use http::Method;
use serde_json::{Value, json};

use crate::support::{empty, seeded};

fn preview(path: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}api-version=7.1-preview.1")
}

fn roles(list: &Value) -> Vec<(&str, &str, &str)> {
    let all = list["value"].as_array().unwrap().iter();
    all.map(|own| {
        (
            own["identity"]["displayName"].as_str().unwrap(),
            own["role"]["name"].as_str().unwrap(),
            own["access"].as_str().unwrap(),
        )
    })
    .collect()
}

#[tokio::test]
async fn whoever_makes_a_service_connection_administers_it() {
    let api = empty();
    let project = api.project("Shop").await;
    let body = json!({"name": "registry", "type": "generic", "url": "https://registry.example",
        "authorization": {"scheme": "UsernamePassword", "parameters": {"username": "u", "password": "p"}},
        "serviceEndpointProjectReferences": [{"name": "registry", "projectReference": {"id": project}}]});
    let endpoint = api.post("_apis/serviceendpoint/endpoints", &body).await.ok(200);
    let id = endpoint["id"].as_str().unwrap();
    let scope = "_apis/securityroles/scopes/distributedtask.serviceendpointrole";
    let path = preview(&format!("{scope}/roleassignments/resources/{project}_{id}"));
    let list = api.get(&path).await.ok(200);
    let found = roles(&list);
    assert_eq!(found[0], ("Ada Example", "Administrator", "assigned"));
    assert!(found.contains(&("[Shop]\\Contributors", "User", "inherited")), "{found:?}");
    assert_eq!(list["value"][0]["role"]["allowPermissions"], 3);

    let groups = api.get("_apis/graph/groups?api-version=7.1-preview.1").await.ok(200);
    let readers = groups["value"]
        .as_array()
        .unwrap()
        .iter()
        .find(|group| group["principalName"] == "[Shop]\\Readers")
        .unwrap();
    let readers = readers["originId"].as_str().unwrap();
    let set = json!([{"roleName": "reader", "userId": readers}]);
    let set = api.call(Method::PUT, &path).json(&set).send().await.ok(200);
    assert_eq!(roles(&set), [("[Shop]\\Readers", "Reader", "assigned")]);
    let wrong = json!([{"roleName": "Owner", "userId": readers}]);
    api.call(Method::PUT, &path).json(&wrong).send().await.fault(400);
    let quiet = format!("{scope}/roleassignments/resources/{project}_{id}?inheritPermissions=false");
    api.call(Method::PATCH, &preview(&quiet)).send().await.ok(204);
    assert_eq!(api.get(&path).await.ok(200)["count"], 2);
    api.patch(&path, &json!([readers])).await.ok(204);
    assert_eq!(roles(&api.get(&path).await.ok(200)), [("Ada Example", "Administrator", "assigned")]);
    let definitions = api.get(&preview(&format!("{scope}/roledefinitions"))).await.ok(200);
    assert_eq!(definitions["count"], 4);
    api.get(&preview("_apis/securityroles/scopes/none/roledefinitions")).await.fault(404);
}

#[tokio::test]
async fn an_administrator_sees_and_revokes_tokens_without_their_secrets() {
    let api = seeded();
    let users = api.get("_apis/graph/users?api-version=7.1-preview.1").await.ok(200);
    let mut seen = Vec::new();
    for user in users["value"].as_array().unwrap() {
        let path = format!("_apis/tokenadmin/personalaccesstokens/{}", user["descriptor"].as_str().unwrap());
        let list = api.get(&path).await.ok(200);
        for token in list["value"].as_array().unwrap() {
            assert_eq!(token["token"], Value::Null);
            if token["displayName"] != "" {
                seen.push((path.clone(), token.clone()));
            }
        }
    }
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().any(|(_, token)| token["scope"] == "vso.code vso.work"));
    let (path, token) = &seen[0];
    let body = json!([{"authorizationId": token["authorizationId"]}]);
    api.post("_apis/tokenadmin/revocations", &body).await.ok(204);
    assert_eq!(api.get(path).await.ok(200)["value"], json!([]));
    assert_eq!(api.get("_apis/tokenadmin/personalaccesstokens/aad.none").await.status, 404);
}

#[tokio::test]
async fn the_services_of_a_project_are_switched() {
    let api = empty();
    let project = api.project("Shop").await;
    let state =
        preview(&format!("_apis/FeatureManagement/FeatureStates/host/project/{project}/ms.vss-work.agile"));
    assert_eq!(api.get(&state).await.ok(200)["state"], "enabled");
    let off = json!({"featureId": "ms.vss-work.agile", "state": "disabled",
                     "scope": {"settingScope": "project", "userScoped": false}});
    assert_eq!(api.patch(&state, &off).await.ok(200)["state"], "disabled");
    let query = json!({"featureIds": ["ms.vss-work.agile", "ms.vss-build.pipelines", "x.y"],
                       "featureStates": {}, "scopeValues": {"project": project}});
    let path = preview(&format!("_apis/FeatureManagement/FeatureStatesQuery/host/project/{project}"));
    let found = api.post(&path, &query).await.ok(200);
    let states = &found["featureStates"];
    assert_eq!(states["ms.vss-work.agile"]["state"], "disabled");
    assert_eq!(states["ms.vss-build.pipelines"]["state"], "enabled");
    assert_eq!(states["x.y"]["state"], "undefined");
    api.patch(&state, &json!({"state": "half"})).await.fault(400);
}

#[tokio::test]
async fn limits_are_told_with_what_is_used() {
    let api = empty();
    api.project("Shop").await;
    let all = api.get(&preview("_apis/resourceusage")).await.ok(200);
    assert_eq!(all["value"]["Projects"], json!({"count": 1, "limit": 1000}));
    let own = api.get(&preview("Shop/_apis/resourceusage")).await.ok(200);
    assert_eq!(own["value"]["Teams"], json!({"count": 1, "limit": 5000}));
}

#[tokio::test]
async fn a_scan_makes_alerts_and_the_next_one_fixes_them() {
    let api = empty();
    api.project("Shop").await;
    let (repository, _) = api.repository("Shop", "web").await;
    let enablement = format!("Shop/_apis/management/repositories/{repository}/enablement");
    let (older, newer) = (
        format!("{enablement}?api-version=7.1-preview.1"),
        format!("{enablement}?api-version=7.2-preview.3"),
    );
    assert_eq!(api.get(&older).await.ok(200)["advSecEnabled"], Value::Null);
    api.patch(&newer, &json!({"codeSecurityFeatures": {"codeSecurityEnabled": true}})).await.ok(204);
    assert_eq!(api.get(&older).await.ok(200)["advSecEnabled"], true);
    let grouped = api.get(&newer).await.ok(200);
    assert_eq!(grouped["codeSecurityFeatures"]["codeSecurityEnabled"], true);
    assert_eq!(grouped["secretProtectionFeatures"]["blockPushes"], Value::Null);

    let sarif = |results: Value| {
        json!({"version": "2.1.0", "runs": [{"results": results, "tool": {"driver": {"name": "Lint", "version": "3",
            "rules": [{"id": "L1", "shortDescription": {"text": "Query from input"},
                       "properties": {"security-severity": "9.1"}}]}}}]})
    };
    let result = json!([{"ruleId": "L1", "level": "error", "message": {"text": "Query built from input"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "src/a.rs"}, "region": {"startLine": 7}}}]}]);
    let upload = preview(&format!("Shop/_apis/Alert/repositories/{repository}/sarifs"));
    let send = |body: Value| {
        api.call(Method::POST, &upload).body(body.to_string(), "application/octet-stream").send()
    };
    assert_eq!(send(sarif(result)).await.ok(200), 1);
    let base = format!("Shop/_apis/alert/repositories/{repository}/alerts");
    let path = |more: &str| {
        format!("{base}{more}{}api-version=7.2-preview.1", if more.contains('?') { '&' } else { '?' })
    };
    let alert = api.get(&path("/1")).await.ok(200);
    assert_eq!((&alert["severity"], &alert["state"]), (&json!("critical"), &json!("active")));
    assert_eq!(alert["physicalLocations"][0]["region"]["lineStart"], 7);
    let dismissed =
        json!({"state": "dismissed", "dismissedReason": "acceptedRisk", "dismissedComment": "internal"});
    assert_eq!(api.patch(&path("/1"), &dismissed).await.ok(200)["dismissal"]["message"], "internal");
    assert_eq!(api.get(&path("?criteria.states=active")).await.ok(200)["count"], 0);
    send(sarif(json!([]))).await.ok(200);
    assert_eq!(api.get(&path("/1")).await.ok(200)["state"], "fixed");
    assert_eq!(api.get(&path("/2")).await.fault(404), "AlertNotFoundException");
}

#[tokio::test]
async fn policies_are_told_by_name() {
    let api = empty();
    let policy = |name: &str| preview(&format!("_apis/OrganizationPolicy/Policies/{name}?defaultValue="));
    let found = api.get(&policy("Policy.LogAuditEvents")).await.ok(200);
    assert_eq!((&found["value"], &found["isValueUndefined"]), (&json!(true), &json!(false)));
    let other = api.get(&policy("Policy.Other")).await.ok(200);
    assert_eq!((&other["value"], &other["isValueUndefined"]), (&Value::Null, &json!(true)));
    assert_eq!(
        api.get(&preview("_apis/OrganizationPolicy/Policies/Policy.LogAuditEvents")).await.status,
        405
    );
    let path = "_apis/TenantPolicy/Policies/TenantPolicy.RestrictGlobalPersonalAccessToken";
    assert_eq!(api.get(&preview(path)).await.ok(200)["value"], false);
    assert_eq!(
        api.get(&preview("_apis/TenantPolicy/Policies/x")).await.fault(404),
        "PolicyNotFoundException"
    );
}

#[tokio::test]
async fn alerts_of_all_repositories_are_counted_filtered_and_related() {
    let api = seeded();
    let path = |rest: &str| {
        let separator = if rest.contains('?') { '&' } else { '?' };
        format!("_apis/reporting/{rest}{separator}api-version=7.2-preview.1")
    };
    let all = api.get(&path("summary/alertsbatch?top=2")).await;
    let token = all.header("x-ms-continuationtoken").unwrap().to_owned();
    assert_eq!(all.ok(200)["count"], 2);
    let rest = api.get(&path(&format!("summary/alertsbatch?top=2&continuationToken={token}"))).await.ok(200);
    assert_eq!(rest["count"], 1);
    let secrets = api.get(&path("summary/alertsbatch?criteria.alertType=secret")).await.ok(200);
    let secret = &secrets["value"][0];
    assert_eq!((&secrets["count"], &secret["title"]), (&json!(1), &json!("Storage account key")));
    api.get(&path("summary/alertsbatch?criteria.state=ajar")).await.fault(400);
    let summary = api.get(&path("summary/alerts?criteria.severities=critical,high")).await.ok(200);
    let own = summary["projects"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|project| project["repos"].as_array().unwrap());
    assert_eq!(own.map(|own| own["openAlerts"].as_i64().unwrap()).sum::<i64>(), 2);
    let enabled = api.get(&path("summary/enablement?criteria.states.pushProtection=true")).await.ok(200);
    let own = &enabled["projects"][0]["repos"];
    assert_eq!((own.as_array().unwrap().len(), &own[0]["secretProtectionEnabled"]), (1, &json!(true)));

    let (project, repository) =
        (secret["projectName"].as_str().unwrap(), secret["repositoryName"].as_str().unwrap());
    let base = format!("{project}/_apis/alert/repositories/{repository}/alerts");
    let alert = |rest: &str| format!("{base}{rest}?api-version=7.2-preview.1");
    let id = secret["alertId"].as_i64().unwrap();
    let value = json!({"rel": "WorkItem", "url": "https://dev.azure.com/fabrikam/_workitems/edit/1"});
    let change = |op: &str| json!([{"alertId": id, "metadata": [{"op": op, "value": value}]}]);
    let metadata = format!("{base}/Metadata?api-version=7.1-preview.1");
    let done = api.patch(&metadata, &change("add")).await.ok(200);
    assert_eq!(done["value"][0]["metadataChange"]["changeType"], "created");
    let shown = api.get(&alert(&format!("/{id}/metadata"))).await.ok(200);
    assert_eq!(shown["metadata"][0]["value"], value);
    assert_eq!(api.get(&alert(&format!("/{id}"))).await.ok(200)["relations"][0], value);
    let batch = |policy: &str| json!({"alertIds": [id, 99], "errorPolicy": policy});
    assert_eq!(api.post(&alert("/metadatabatch"), &batch("omit")).await.ok(200)["count"], 1);
    assert_eq!(api.post(&alert("/metadatabatch"), &batch("fail")).await.fault(404), "AlertNotFoundException");
    let done = api.patch(&metadata, &change("remove")).await.ok(200);
    assert_eq!(done["value"][0]["metadataChange"]["changeType"], "deleted");
    api.patch(&metadata, &change("bend")).await.fault(400);
    let validity = format!("{base}/{id}/Validate?api-version=7.1-preview.1");
    assert_eq!(api.get(&validity).await.ok(200)["validityStatus"], "none");
    api.post(&validity, &Value::Null).await.ok(200);
    assert_eq!(api.get(&validity).await.ok(200)["validityStatus"], "unknown");
    let unknown = api.get(&path("summary/alertsbatch?criteria.alertValidityStatus=unknown")).await.ok(200);
    assert_eq!((&unknown["count"], &unknown["value"][0]["alertId"]), (&json!(1), &json!(id)));
    let shown = api.get(&alert(&format!("/{id}"))).await.ok(200);
    assert_eq!(shown["validityDetails"]["validityStatus"], "unknown");
    api.get(&format!("{base}/1/Validate?api-version=7.1-preview.1")).await.fault(400);
}

#[tokio::test]
async fn filters_of_alerts_are_kept_under_a_name() {
    let api = empty();
    let path =
        |rest: &str| format!("_apis/reporting/filtersSettings/alertsbatch{rest}api-version=7.2-preview.1");
    let body = json!({"name": "Critical", "filterCriteria": {"severities": ["critical"]}});
    let made = api.post(&path("?"), &body).await.ok(200);
    assert_eq!(api.post(&path("?"), &body).await.fault(409), "AdvancedFilterAlreadyExistsException");
    let one = path(&format!("/{}?", made["id"].as_str().unwrap()));
    api.patch(&one, &json!({"name": "Worst"})).await.ok(204);
    let shown = api.get(&one).await.ok(200);
    assert_eq!((&shown["name"], &shown["filterCriteria"]), (&json!("Worst"), &body["filterCriteria"]));
    assert_eq!(api.get(&path("?keywords=crit&")).await.ok(200)["count"], 0);
    api.delete(&one).await.ok(204);
    assert_eq!(api.get(&path("?")).await.ok(200)["count"], 0);
    assert_eq!(api.get(&path("?includeDeleted=true&")).await.ok(200)["value"][0]["isDeleted"], true);
    let none = path("/0f8fad5b-d9cb-469f-a165-70867728950e?");
    assert_eq!(api.get(&none).await.fault(404), "AdvancedFilterNotFoundException");
}
