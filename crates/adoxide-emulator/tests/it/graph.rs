//! People, groups, permissions, licences.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Api, empty};

const PROJECT: &str = "52d39943-cb85-4d7f-8fa8-c6baac873819";

async fn shop() -> (Api, String) {
    let api = empty();
    let id = api.project("Shop").await;
    (api, id)
}

fn names(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|item| item["displayName"].as_str().unwrap()).collect()
}

async fn descriptor(api: &Api, key: &str) -> String {
    let path = format!("_apis/graph/descriptors/{key}?api-version=7.1-preview.1");
    api.get(&path).await.ok(200)["value"].as_str().unwrap().to_owned()
}

fn preview(path: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("_apis/graph/{path}{separator}api-version=7.1-preview.1")
}

#[tokio::test]
async fn a_project_comes_with_its_groups_and_a_group_can_be_in_groups() {
    let (api, project) = shop().await;
    let scope = descriptor(&api, &project).await;
    assert!(scope.starts_with("scp."));
    let groups = api.get(&preview(&format!("groups?scopeDescriptor={scope}"))).await.ok(200);
    assert_eq!(
        names(&groups),
        [
            "Shop Team",
            "Readers",
            "Project Valid Users",
            "Contributors",
            "Project Administrators",
            "Build Administrators"
        ]
    );
    let contributors = groups["value"][3]["descriptor"].as_str().unwrap().to_owned();
    let valid_users = groups["value"][2]["descriptor"].as_str().unwrap().to_owned();
    // A group that is made in another one at once.
    let path = preview(&format!("groups?scopeDescriptor={scope}&groupDescriptors={contributors}"));
    let made = api.post(&path, &json!({"displayName": "Designers"})).await.ok(201);
    assert_eq!(made["principalName"], "[Shop]\\Designers");
    let designers = made["descriptor"].as_str().unwrap().to_owned();
    assert_eq!(
        api.post(&path, &json!({"displayName": "designers"})).await.fault(409),
        "GroupAlreadyExistsException"
    );
    let up = api.get(&preview(&format!("memberships/{designers}"))).await.ok(200);
    let containers: Vec<_> =
        up["value"].as_array().unwrap().iter().map(|item| item["containerDescriptor"].clone()).collect();
    assert_eq!(up["count"], 2);
    assert!(containers.contains(&json!(contributors)) && containers.contains(&json!(valid_users)));
    let down = api.get(&preview(&format!("memberships/{valid_users}?direction=down"))).await.ok(200);
    assert_eq!(down["count"], 6);
    // A group cannot be in itself, however far away.
    let call = api.call(Method::PUT, &preview(&format!("memberships/{contributors}/{designers}")));
    assert_eq!(call.send().await.fault(400), "CircularGroupMembershipException");
    let renamed = json!([{"op": "replace", "path": "/displayName", "value": "Draughtsmen"}]);
    let call = api.call(Method::PATCH, &preview(&format!("groups/{designers}")));
    let renamed = call.body(renamed.to_string(), "application/json-patch+json").send().await.ok(200);
    assert_eq!(renamed["displayName"], "Draughtsmen");
    api.delete(&preview(&format!("groups/{valid_users}"))).await.fault(400);
    api.delete(&preview(&format!("groups/{designers}"))).await.ok(204);
    api.get(&preview(&format!("groups/{designers}"))).await.fault(404);
    let lookup = json!({"lookupKeys": [{"descriptor": contributors}, {"descriptor": designers}]});
    let found = api.post(&preview("subjectlookup"), &lookup).await.ok(200);
    assert_eq!(found["value"][&contributors]["displayName"], "Contributors");
    assert_eq!(found["value"][&designers], Value::Null);
}

#[tokio::test]
async fn people_come_get_a_licence_join_a_team_and_leave() {
    let (api, project) = shop().await;
    let path = "_apis/userentitlements?api-version=7.1-preview.3";
    let body = json!({
        "accessLevel": {"accountLicenseType": "stakeholder"},
        "user": {"principalName": "bea@fabrikam.example", "subjectKind": "user"},
        "projectEntitlements": [{"group": {"groupType": "projectReader"}, "projectRef": {"id": project}}],
    });
    let added = api.post(path, &body).await.ok(200);
    assert_eq!(added["isSuccess"], true);
    let person = &added["userEntitlement"];
    assert_eq!(
        (&person["accessLevel"]["status"], &person["user"].get("metaType")),
        (&json!("pending"), &None)
    );
    let id = person["id"].as_str().unwrap().to_owned();
    let bea = person["user"]["descriptor"].as_str().unwrap().to_owned();
    assert_eq!(descriptor(&api, &id).await, bea);
    // A project that is none is an error within a success.
    let wrong = json!({"user": {"principalName": "x@fabrikam.example"}, "projectEntitlements": [{"projectRef": {"id": "none"}}]});
    let refused = api.post(path, &wrong).await.ok(200);
    assert_eq!(
        (&refused["isSuccess"], &refused["operationResult"]["errors"][0]["key"]),
        (&json!(null), &json!(5000))
    );
    let all = api.get(path).await.ok(200);
    assert_eq!((&all["totalCount"], &all["continuationToken"]), (&json!(2), &json!(null)));
    let first = api.get(&format!("{path}&$top=1")).await.ok(200);
    let token = first["continuationToken"].as_str().unwrap();
    let second = api.get(&format!("{path}&$top=1&continuationToken={token}")).await.ok(200);
    assert_ne!(first["members"][0]["id"], second["members"][0]["id"]);
    let found = api.get(&format!("{path}&$filter=name%20eq%20%27bea%27")).await.ok(200);
    assert_eq!(found["members"][0]["id"], id);
    // Another licence, a team, and out again.
    let patch =
        json!([{"op": "replace", "path": "/accessLevel", "value": {"accountLicenseType": "express"}}]);
    let own = format!("_apis/userentitlements/{id}?api-version=7.1-preview.3");
    let call = api.call(Method::PATCH, &own).body(patch.to_string(), "application/json-patch+json");
    assert_eq!(call.send().await.ok(200)["userEntitlement"]["accessLevel"]["licenseDisplayName"], "Basic");
    let team =
        api.get("_apis/projects/Shop/teams/Shop%20Team").await.ok(200)["id"].as_str().unwrap().to_owned();
    let team = descriptor(&api, &team).await;
    let membership = preview(&format!("memberships/{bea}/{team}"));
    assert_eq!(api.call(Method::HEAD, &membership).send().await.status, 404);
    api.call(Method::PUT, &membership).send().await.ok(201);
    assert_eq!(api.call(Method::HEAD, &membership).send().await.status, 200);
    let members = api.get("_apis/projects/Shop/teams/Shop%20Team/members").await.ok(200);
    assert_eq!(members["count"], 2);
    let query = json!({"query": "BEA", "subjectKind": ["User"]});
    assert_eq!(api.post(&preview("subjectquery"), &query).await.ok(200)["count"], 1);
    api.delete(&own).await.ok(204);
    api.delete(&own).await.fault(404);
    assert_eq!(api.get("_apis/projects/Shop/teams/Shop%20Team/members").await.ok(200)["count"], 1);
}

#[tokio::test]
async fn permissions_are_merged_inherited_and_denied() {
    let (api, project) = shop().await;
    let namespaces = api.get("_apis/securitynamespaces").await.ok(200);
    assert_eq!(namespaces["count"], 61);
    let one = api.get(&format!("_apis/securitynamespaces/{PROJECT}")).await.ok(200);
    assert_eq!((&one["count"], &one["value"][0]["actions"][0]["name"]), (&json!(1), &json!("GENERIC_READ")));
    api.get("_apis/securitynamespaces/5c5f8f6e-0000-4000-8000-000000000001").await.fault(404);
    // A token of ours below another, for somebody without rights.
    let other = api.emulator.update(|world, now| {
        let person = world.add_identity("Bea", "bea@fabrikam.example");
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        let stamp = adoxide_emulator::world::journal::Stamp { at: now, actor };
        organization.change(stamp, |tx| tx.add_member(person)).unwrap();
        (world.new_token(person, None), world.identity(person).unwrap().descriptor.clone())
    });
    let (token, bea) = other;
    let git = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
    let entries = format!("_apis/accesscontrolentries/{git}");
    let above = format!("repoV2/{project}");
    let below = format!("repoV2/{project}/x");
    let set = |token: &str, allow: i64, deny: i64| json!({"token": token, "merge": true, "accessControlEntries": [{"descriptor": bea, "allow": allow, "deny": deny}]});
    api.post(&entries, &set(&above, 6, 0)).await.ok(200);
    api.post(&entries, &set(&below, 0, 2)).await.ok(200);
    let merged = api.post(&entries, &set(&below, 8, 0)).await.ok(200);
    assert_eq!(merged["value"][0], json!({"descriptor": bea, "allow": 8, "deny": 2}));
    let may = async |bits: i64, at: &str| {
        let path = format!("_apis/permissions/{git}/{bits}?tokens={at}");
        let call = api.call(Method::GET, &path).header("authorization", &format!("Bearer {token}"));
        call.send().await.ok(200)["value"][0].clone()
    };
    assert_eq!(may(2, &above).await, true);
    assert_eq!(may(2, &below).await, false);
    assert_eq!(may(4, &below).await, true);
    assert_eq!(may(12, &below).await, true);
    assert_eq!(may(16, &below).await, false);
    let batch = json!({"evaluations": [{"securitynamespaceid": git, "token": below, "permissions": 2}]});
    let batch = api.post("_apis/security/permissionevaluationbatch", &batch).await.ok(200);
    assert_eq!(batch["evaluations"][0]["value"], true);
    let escaped = bea.replace('\\', "%5C").replace(';', "%3B");
    let lists = format!(
        "_apis/accesscontrollists/{git}?token={above}&descriptors={escaped}&includeExtendedInfo=true&recurse=true"
    );
    let lists = api.get(&lists).await.ok(200);
    assert_eq!(lists["count"], 2);
    assert_eq!(
        lists["value"][1]["acesDictionary"][&bea]["extendedInfo"],
        json!({"effectiveAllow": 12, "effectiveDeny": 2, "inheritedAllow": 4})
    );
    let gone =
        api.delete(&format!("_apis/permissions/{git}/2?token={below}&descriptor={escaped}")).await.ok(200);
    assert_eq!(gone, json!({"descriptor": bea, "allow": 8, "deny": 0}));
    assert_eq!(may(2, &below).await, true);
    assert_eq!(
        api.delete(&format!("{entries}?token={above}&descriptors={escaped}")).await.ok(200),
        json!(true)
    );
    assert_eq!(
        api.delete(&format!("{entries}?token={above}&descriptors={escaped}")).await.ok(200),
        json!(false)
    );
    assert_eq!(may(2, &below).await, false);
    api.delete(&format!("_apis/accesscontrollists/{git}?tokens={above}&recurse=true")).await.ok(200);
    assert_eq!(api.get(&format!("_apis/accesscontrollists/{git}")).await.ok(200)["count"], 0);
}
