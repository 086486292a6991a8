//! Identities and who is in what; what people mark, watch and look for.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Api, empty, seeded};

fn preview(path: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}api-version=7.1-preview.1")
}

/// A group of the organization by its name: storage key and legacy descriptor.
async fn group(api: &Api, name: &str) -> (String, String) {
    let found =
        api.get(&format!("_apis/identities?searchFilter=AccountName&filterValue={name}")).await.ok(200);
    let found = &found["value"][0];
    (found["id"].as_str().unwrap().to_owned(), found["descriptor"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn members_of_a_group_are_legacy_descriptors() {
    let api = empty();
    let project = api.project("Shop").await;
    let (readers, _) = group(&api, "Readers").await;
    let (contributors, descriptor) = group(&api, "Contributors").await;
    let members = preview(&format!("_apis/identities/{readers}/members"));
    assert_eq!(api.get(&members).await.ok(200)["count"], 0);
    let one = preview(&format!("_apis/identities/{readers}/members/{contributors}"));
    assert_eq!(api.call(Method::PUT, &one).send().await.ok(200), true);
    assert_eq!(api.call(Method::PUT, &one).send().await.ok(200), false);
    assert_eq!(api.get(&members).await.ok(200)["value"], json!([descriptor]));
    assert_eq!(api.get(&one).await.ok(200), json!(descriptor));
    let up = api.get(&preview(&format!("_apis/identities/{contributors}/membersOf"))).await.ok(200);
    assert!(up["count"].as_i64().unwrap() >= 1);
    // The team is among the contributors: it is reached through them.
    let all = api.get(&format!("{members}&queryMembership=expanded")).await.ok(200);
    assert!(all["count"].as_i64().unwrap() > 1, "{all}");
    assert_eq!(api.delete(&one).await.ok(200), true);
    assert_eq!(api.delete(&one).await.ok(200), false);
    api.get(&preview("_apis/identities/none/members")).await.fault(404);

    let groups = api.get(&preview(&format!("_apis/groups?scopeIds={project}"))).await.ok(200);
    assert_eq!(groups["count"], 6);
    let batch = json!({"identityIds": [contributors, "00000000-0000-0000-0000-000000000009"]});
    let batch = api.post(&preview("_apis/IdentityBatch"), &batch).await.ok(200);
    assert_eq!(batch["value"][0]["descriptor"], json!(descriptor));
    assert_eq!(batch["value"][1], Value::Null);
}

#[tokio::test]
async fn favorites_are_everybodys_own() {
    let api = empty();
    let body = json!({"artifactType": "Microsoft.TeamFoundation.Git.Repository", "artifactId": "r1",
                      "artifactName": "web", "artifactScope": {"type": "Project", "id": "p1"}});
    let path = preview("_apis/favorite/favorites");
    let made = api.post(&path, &body).await.ok(200);
    assert_eq!(
        (&made["artifactName"], &made["owner"]["displayName"]),
        (&json!("web"), &json!("Ada Example"))
    );
    assert_eq!(api.post(&path, &body).await.fault(409), "FavoriteAlreadyExistsException");
    let other = api.get(&preview("_apis/favorite/favorites?artifactType=x")).await.ok(200);
    assert_eq!(other["count"], 0);
    assert_eq!(api.get(&path).await.ok(200)["count"], 1);
    let one = preview(&format!("_apis/favorite/favorites/{}", made["id"].as_str().unwrap()));
    api.delete(&one).await.ok(204);
    assert_eq!(api.get(&one).await.fault(404), "FavoriteNotFoundException");
}

#[tokio::test]
async fn notifications_are_subscribed_to() {
    let api = empty();
    let project = api.project("Shop").await;
    let list = "_apis/notification/subscriptions";
    let body = json!({"description": "Builds of the shop", "scope": {"id": project},
        "filter": {"type": "Expression", "eventType": "ms.vss-build.build-completed-event",
                   "criteria": {"clauses": [], "groups": [], "maxGroupLevel": 0}},
        "channel": {"type": "EmailHtml", "useCustomAddress": false}});
    let made = api.post(list, &body).await.ok(200);
    assert_eq!((&made["id"], &made["status"]), (&json!("1"), &json!("enabled")));
    assert_eq!(made["scope"], json!({"id": project, "name": "Shop", "type": "project"}));
    let follow = json!({"filter": {"type": "Artifact", "artifactType": "WorkItem", "artifactId": "7"}});
    let follow = api.post(list, &follow).await.ok(200);
    assert_eq!(follow["description"], "Following 'WorkItem' artifact '7'");
    let off = api.patch(&format!("{list}/1"), &json!({"status": "disabled"})).await.ok(200);
    assert_eq!((&off["status"], &off["description"]), (&json!("disabled"), &json!("Builds of the shop")));
    assert_eq!(api.get(list).await.ok(200)["count"], 2);
    let query = json!({"conditions": [{"filter": {"type": "artifact"}}]});
    let found = api.post("_apis/notification/subscriptionquery", &query).await.ok(200);
    assert_eq!(found["value"][0]["id"], "2");
    api.delete(&format!("{list}/2")).await.ok(204);
    assert_eq!(api.get(&format!("{list}/2")).await.fault(404), "SubscriptionNotFoundException");
    let types =
        api.get("_apis/notification/eventtypes?publisherId=ms.vss-code.git-event-publisher").await.ok(200);
    assert_eq!(types["count"], 3);
    api.post(list, &json!({"filter": {"type": "Expression"}})).await.fault(400);

    let event = "_apis/notification/eventTypes/ms.vss-build.build-completed-event";
    let field = "ms.vss-build.team-project-event-field";
    assert_eq!(api.get(event).await.ok(200)["fields"][field]["name"], "Team project");
    let values = format!("{event}/fieldValuesQuery");
    let asked = |field: &str| json!({"inputValues": [{"inputId": field}]});
    let found = api.post(&values, &asked(field)).await.ok(200);
    assert_eq!(
        found["value"][0]["fieldType"]["value"]["dataSource"],
        json!([{"value": "Shop", "displayValue": "Shop"}])
    );
    api.post(&values, &asked("none")).await.fault(400);
    let reasons = "_apis/notification/NotificationReasons";
    assert_eq!(api.get(&format!("{reasons}?notificationIds=1,2")).await.ok(200)["count"], 0);
    assert_eq!(api.get(&format!("{reasons}/1")).await.fault(404), "NotificationNotFoundException");
    let logs = "_apis/notification/diagnosticlogs/631f49b3-46e1-42ec-8fff-081bd176c18a/entries";
    assert_eq!(api.get(&format!("{logs}?startTime=2026-06-01")).await.ok(200)["count"], 0);
    api.get(&format!("{logs}?startTime=lately")).await.fault(400);
    let suspend = |id: &str| {
        json!({"notificationOperation": "suspendUnprocessed",
               "notificationQueryConditions": [{"subscriptionId": id}]})
    };
    let batch = "_apis/notification/BatchNotificationOperations";
    api.post(batch, &suspend("1")).await.ok(200);
    assert_eq!(api.post(batch, &suspend("9")).await.fault(404), "SubscriptionNotFoundException");
}

#[tokio::test]
async fn the_picker_finds_people_and_groups() {
    let api = empty();
    api.project("Shop").await;
    let body = json!({"query": "ada; contrib", "identityTypes": ["user", "group"], "operationScopes": ["ims"],
                      "options": {"MinResults": 5, "MaxResults": 20}});
    let found = api.post(&preview("_apis/IdentityPicker/Identities"), &body).await.ok(200);
    let results = &found["results"];
    assert_eq!((&results[0]["queryToken"], &results[1]["queryToken"]), (&json!("ada"), &json!("contrib")));
    assert_eq!(results[0]["identities"][0]["mail"], "ada@fabrikam.example");
    assert_eq!(results[1]["identities"][0]["entityType"], "Group");
}

#[tokio::test]
async fn the_organization_is_a_collection_with_properties() {
    let api = empty();
    let path = "_apis/Organization/Collections/me?api-version=7.1-preview.1";
    let patch = json!([{"op": "add", "path": "/Properties/SystemProperty.TimeZone", "value": "UTC"}]);
    api.json_patch(path, &patch).await.ok(200);
    let found = api.get(&format!("{path}&propertyNames=SystemProperty.TimeZone")).await.ok(200);
    assert_eq!((&found["name"], &found["status"]), (&json!("fabrikam"), &json!("enabled")));
    assert_eq!(found["properties"], json!({"SystemProperty.TimeZone": "UTC"}));
}

#[tokio::test]
async fn activity_is_counted_from_pushes_and_pull_requests() {
    let api = seeded();
    let projects = api.get("_apis/projects").await.ok(200);
    let id = projects["value"][0]["id"].as_str().unwrap();
    let path = format!(
        "{id}/_apis/projectanalysis/projectactivitymetrics?fromDate=2020-01-01&aggregationType=daily"
    );
    let found = api.get(&preview(&path)).await.ok(200);
    let trend = found["codeChangesTrend"].as_array().unwrap().iter();
    let sum: i64 = trend.map(|step| step["value"].as_i64().unwrap()).sum();
    assert!(sum > 5);
    assert_eq!(found["codeChangesCount"], sum);
    assert!(found["pullRequestsCreatedCount"].as_i64().unwrap() > 0);
    let each = path.replace("projectactivity", "repositoryactivity");
    let each = api.get(&preview(&each)).await.ok(200);
    let parts = each["value"].as_array().unwrap().iter();
    assert_eq!(parts.map(|part| part["codeChangesCount"].as_i64().unwrap()).sum::<i64>(), sum);
    let languages = api.get(&preview(&format!("{id}/_apis/projectanalysis/languagemetrics"))).await.ok(200);
    assert_eq!(languages["resultPhase"], "preliminary");
}

#[tokio::test]
async fn a_report_of_permissions_takes_a_while() {
    let api = empty();
    let base = "_apis/permissionsreport";
    let body = json!({"reportName": "who", "descriptors": [], "resources": [{"resourceType": "repo", "resourceId": "x"}]});
    let made = api.post(&preview(base), &body).await.ok(202);
    let one = format!("{base}/{}", made["id"].as_str().unwrap());
    assert_eq!(api.get(&preview(&one)).await.ok(200)["reportStatus"], "inProgress");
    api.advance(10);
    assert_eq!(api.get(&preview(&one)).await.ok(200)["reportStatus"], "completedSuccessfully");
    assert_eq!(api.get(&preview(&format!("{one}/download"))).await.json(), json!([]));
    api.post(&preview(base), &json!({"reportName": "who"})).await.fault(400);
}

#[tokio::test]
async fn a_membership_of_a_deleted_group_is_gone_already() {
    let api = empty();
    let groups = "_apis/graph/groups";
    let made = api.post(&preview(groups), &json!({"displayName": "Designers"})).await.ok(201);
    let outer = api.post(&preview(groups), &json!({"displayName": "All"})).await.ok(201);
    let (made, outer) = (made["descriptor"].as_str().unwrap(), outer["descriptor"].as_str().unwrap());
    let membership = preview(&format!("_apis/graph/memberships/{made}/{outer}"));
    api.call(Method::PUT, &membership).send().await.ok(201);
    api.delete(&preview(&format!("{groups}/{made}"))).await.ok(204);
    api.delete(&membership).await.ok(200);
    api.delete(&preview(&format!("_apis/graph/memberships/vssgp.none/{outer}"))).await.fault(404);
}

#[tokio::test]
async fn builds_run_as_a_group_that_every_organization_has() {
    let list = empty().get(&preview("_apis/graph/groups")).await.ok(200);
    let names =
        list["value"].as_array().unwrap().iter().map(|group| group["principalName"].as_str().unwrap());
    assert!(names.clone().any(|name| name == "[fabrikam]\\Project Collection Build Service Accounts"));
}

#[tokio::test]
async fn a_group_gives_its_members_a_licence() {
    let api = empty();
    let path = |more: &str| preview(&format!("_apis/groupentitlements{more}"));
    assert_eq!(api.get(&path("")).await.ok(200)["count"], 0);
    let body = json!({"group": {"displayName": "Testers", "origin": "vsts"},
        "licenseRule": {"licensingSource": "account", "accountLicenseType": "advanced"}});
    let made = api.post(&path(""), &body).await.ok(200);
    assert_eq!((&made["completed"], &made["results"][0]["isSuccess"]), (&json!(true), &json!(true)));
    let id = made["results"][0]["groupId"].as_str().unwrap().to_owned();
    let one = api.get(&path(&format!("/{id}"))).await.ok(200);
    assert_eq!(one["licenseRule"]["licenseDisplayName"], "Basic + Test Plans");
    assert_eq!(one["group"]["principalName"], "[fabrikam]\\Testers");
    let users = api.get("_apis/graph/users?api-version=7.1-preview.1").await.ok(200);
    let descriptor = users["value"][0]["descriptor"].as_str().unwrap();
    let key = api.get(&preview(&format!("_apis/graph/storagekeys/{descriptor}"))).await.ok(200);
    let member = path(&format!("/{id}/members/{}", key["value"].as_str().unwrap()));
    api.call(Method::PUT, &member).send().await.ok(204);
    let members = api.get(&path(&format!("/{id}/members"))).await.ok(200);
    assert_eq!(members["members"][0]["user"]["descriptor"], descriptor);
    let patch =
        json!([{"op": "replace", "path": "/licenseRule", "value": {"accountLicenseType": "stakeholder"}}]);
    let changed = api.json_patch(&path(&format!("/{id}")), &patch).await.ok(200);
    assert_eq!(changed["results"][0]["result"]["licenseRule"]["accountLicenseType"], "stakeholder");
    api.delete(&path(&format!("/{id}"))).await.ok(200);
    assert_eq!(api.get(&path("")).await.ok(200)["count"], 0);
    let log = api.get(&preview("_apis/audit/auditlog")).await.ok(200);
    assert_eq!(log["decoratedAuditLogEntries"][0]["actionId"], "Licensing.GroupRuleDeleted");
}

#[tokio::test]
async fn a_service_principal_must_be_known_to_the_directory() {
    let api = empty();
    let object = "8d1c5b7e-0000-4000-8000-000000000001";
    let body = json!({"originId": object});
    api.post(&preview("_apis/graph/serviceprincipals"), &body).await.fault(404);
    let body =
        json!({"accessLevel": {"accountLicenseType": "express"}, "servicePrincipal": {"originId": object}});
    let refused = api.post(&preview("_apis/serviceprincipalentitlements"), &body).await.ok(200);
    assert_eq!(refused["isSuccess"], false);
    assert_eq!(refused["operationResult"]["errors"][0]["key"], 5000);
}

#[tokio::test]
async fn somebody_who_comes_back_is_active_a_little_later() {
    // Recorded: removed and added again, an identity is not active in the same second, and is two seconds later.
    let api = empty();
    let entitlements = "_apis/userentitlements?api-version=7.1-preview.4";
    let body = json!({"accessLevel": {"accountLicenseType": "stakeholder"},
                      "user": {"principalName": "new@fabrikam.example", "subjectKind": "user"}});
    let find = "_apis/identities?searchFilter=General&filterValue=new@fabrikam.example";
    let active = async |api: &Api| api.get(find).await.ok(200)["value"][0]["isActive"].clone();
    let made = api.post(entitlements, &body).await.ok(200);
    assert_eq!(active(&api).await, true);
    let id = made["userEntitlement"]["id"].as_str().unwrap();
    api.delete(&format!("_apis/userentitlements/{id}?api-version=7.1-preview.4")).await.ok(204);
    api.post(entitlements, &body).await.ok(200);
    assert_eq!(active(&api).await, Value::Null);
    api.advance(2);
    assert_eq!(active(&api).await, true);
}

#[tokio::test]
async fn scopes_have_groups_that_are_made_renamed_and_told_at_once() {
    let api = empty();
    let project = api.project("Shop").await;
    let scope = api.get(&preview("_apis/Scopes?scopeName=shop")).await.ok(200);
    assert_eq!((&scope["localScopeId"], &scope["scopeType"]), (&json!(project), &json!("teamProject")));
    let id = scope["id"].as_str().unwrap();
    assert_eq!(api.get(&preview(&format!("_apis/Scopes/{id}"))).await.ok(200), scope);
    let none = api.get(&preview("_apis/Scopes?scopeName=none")).await;
    assert_eq!(none.fault(404), "GroupScopeDoesNotExistException");
    let body = |names: &[&str]| {
        let groups = names.iter().map(|name| json!({"providerDisplayName": name})).collect::<Vec<_>>();
        json!({"scopeId": id, "groups": groups})
    };
    let made = api.post("_apis/Groups", &body(&["Painters", "[Shop]\\Drivers"])).await.ok(200);
    assert_eq!(made["value"][1]["providerDisplayName"], "[Shop]\\Drivers");
    // All or none.
    assert_eq!(
        api.post("_apis/Groups", &body(&["Cooks", "painters"])).await.fault(409),
        "GroupAlreadyExistsException"
    );
    let snapshot = preview(&format!("_apis/IdentitySnapshot/{id}"));
    let names = |snapshot: &Value| {
        let groups = snapshot["groups"].as_array().unwrap().iter();
        groups.map(|group| group["providerDisplayName"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = api.get(&snapshot).await.ok(200);
    let names_before = names(&all);
    assert!(names_before.contains(&"[Shop]\\Painters".to_owned()), "{names_before:?}");
    assert!(!names_before.contains(&"[Shop]\\Cooks".to_owned()), "{names_before:?}");
    let painters = made["value"][0]["id"].as_str().unwrap();
    api.put(&format!("_apis/Identities/{painters}"), &json!({"customDisplayName": "Artists"})).await.ok(204);
    api.put(&format!("_apis/Identities/{painters}"), &json!({})).await.fault(400);
    assert!(names(&api.get(&snapshot).await.ok(200)).contains(&"[Shop]\\Artists".to_owned()));
    let valid = all["memberships"].as_array().unwrap().iter().filter(|known| known["id"] == painters);
    assert_eq!(valid.count(), 1, "a new group is in the valid users of its project");
}

#[tokio::test]
async fn members_are_listed_in_order_and_service_principals_changed_at_once() {
    let api = seeded();
    let wish = json!({"displayName": "Deployer"});
    let made = api.post("/_adoxide/applications", &wish).await.ok(201);
    let object = made["objectId"].as_str().unwrap();
    let patch = async |operations: Value| {
        let path = preview("_apis/serviceprincipalentitlements");
        api.json_patch(&path, &operations).await.ok(200)
    };
    let add = |object: &str| {
        json!([{"op": "add", "path": "", "value": {"accessLevel": {"accountLicenseType": "express"},
            "servicePrincipal": {"originId": object}}}])
    };
    let none = patch(add("8d1c5b7e-0000-4000-8000-000000000001")).await;
    assert_eq!(
        (&none["haveResultsSucceeded"], &none["results"][0]["errors"][0]["key"]),
        (&json!(false), &json!(5000))
    );
    let added = patch(add(object)).await;
    let id = added["results"][0]["servicePrincipalId"].as_str().unwrap();
    let level = json!([{"op": "replace", "path": format!("/{id}/accessLevel"), "value": {"accountLicenseType": "stakeholder"}}]);
    let changed = patch(level).await;
    assert_eq!(changed["results"][0]["result"]["accessLevel"]["accountLicenseType"], "stakeholder");

    let list = |query: &str| format!("_apis/memberentitlements?{query}api-version=7.1-preview.2");
    let names = |list: &Value| {
        let all = list["value"].as_array().unwrap().iter();
        all.map(|one| one["member"]["displayName"].as_str().unwrap().to_lowercase()).collect::<Vec<_>>()
    };
    let all = names(&api.get(&list("")).await.ok(200));
    assert!(all.contains(&"deployer".to_owned()), "{all:?}");
    let mut sorted = all.clone();
    sorted.sort();
    sorted.reverse();
    assert_eq!(names(&api.get(&list("$orderBy=name%20desc&")).await.ok(200)), sorted);
    assert_eq!(names(&api.get(&list("$filter=name%20eq%20'Deploy'&")).await.ok(200)), ["deployer"]);
    api.get(&list("$orderBy=shoes&")).await.fault(400);

    patch(json!([{"op": "remove", "path": format!("/{id}")}])).await;
    assert_eq!(names(&api.get(&list("")).await.ok(200)).len(), all.len() - 1);
}

#[tokio::test]
async fn clients_make_scopes_of_their_own() {
    let api = empty();
    let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let path = preview(&format!("_apis/Scopes/{id}"));
    let body = json!({"scopeName": "Workshop", "adminGroupName": "Workshop Administrators", "scopeType": 0});
    let made = api.put(&path, &body).await.ok(201);
    assert_eq!((&made["name"], &made["scopeType"]), (&json!("Workshop"), &json!("generic")));
    assert_eq!(api.put(&path, &body).await.fault(409), "GroupScopeCreationException");
    assert_eq!(api.get(&path).await.ok(200), made);
    let (_, administrators) = group(&api, "Workshop%20Administrators").await;
    assert_eq!(made["administrators"], administrators.as_str());
    api.json_patch(&path, &json!([{"op": "replace", "path": "/name", "value": "Studio"}])).await.ok(204);
    api.json_patch(&path, &json!([{"op": "replace", "path": "/parentId", "value": "x"}])).await.fault(400);
    assert_eq!(api.get(&preview("_apis/Scopes?scopeName=studio")).await.ok(200)["id"], id);
    let snapshot = api.get(&preview(&format!("_apis/IdentitySnapshot/{id}"))).await.ok(200);
    assert_eq!(snapshot["groups"].as_array().unwrap().len(), 1);
    api.delete(&path).await.ok(204);
    assert_eq!(api.get(&path).await.fault(404), "GroupScopeDoesNotExistException");
}
