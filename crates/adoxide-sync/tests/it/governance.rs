//! How an organization is set up: permissions, policies, service hooks, feeds, the audit log.

use adoxide::{Client, Method};
use adoxide_sync::{Engine, Report, Sqlite, feeds};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::pull_request::send;
use crate::service::Service;
use crate::sqlite::File;

async fn sync_at(ado: &Client, file: &File, tables: &[&str], at: Timestamp) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let engine = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(tables.iter().copied());
    engine.at(at).run().await.unwrap()
}

async fn sync(ado: &Client, file: &File, tables: &[&str]) -> Report {
    let report = sync_at(ado, file, tables, Timestamp::now()).await;
    assert!(report.is_complete(), "{:#?}", report.failures());
    report
}

/// The rows of a query, each as one text.
fn rows(file: &File, sql: &str) -> Vec<String> {
    let reader = file.read();
    let mut select = reader.prepare(sql).unwrap();
    let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// One project that can be read, and what is answered to paths that hold these texts.
fn service(answers: &[(&str, u16, Value)]) -> (Service, String) {
    let service = Service::new();
    let project = service.state().project("Shop");
    let answers = answers.iter();
    service.state().answers =
        answers.map(|(path, status, body)| ((*path).to_owned(), *status, body.to_string())).collect();
    (service, project)
}

#[tokio::test(start_paused = true)]
async fn service_hooks_name_their_project_and_keep_no_secret() {
    let (emulator, file) = (emulator(0), File::new());
    let ado = client(&emulator);
    let project = ado.create_project("Shop").await.unwrap().id().await.unwrap();
    let tables = &["service_hook_subscriptions"];
    for project in [project.as_str(), ""] {
        let body = json!({
            "publisherId": "tfs", "eventType": "git.push", "consumerId": "webHooks",
            "consumerActionId": "httpRequest", "publisherInputs": {"projectId": project},
            "consumerInputs": {"url": "https://ci.example/hook", "basicAuthPassword": "swordfish"},
        });
        send(&ado, Method::POST, "_apis/hooks/subscriptions", &body).await.unwrap();
    }
    drop(sync(&ado, &file, tables).await);
    let sql = "SELECT coalesce(project_id, '-') || ' ' || coalesce(project_name, '-') || ' ' || eventType || ' ' || \
               (consumerInputs ->> 'url') FROM service_hook_subscriptions ORDER BY 1";
    let expected = [
        "- - git.push https://ci.example/hook".to_owned(),
        format!("{project} Shop git.push https://ci.example/hook"),
    ];
    assert_eq!(rows(&file, sql), expected);
    assert!(!rows(&file, "SELECT consumerInputs FROM service_hook_subscriptions")[0].contains("swordfish"));
    ado.project("Shop").rename("Store").await.unwrap();
    drop(sync(&ado, &file, tables).await);
    let sql = "SELECT project_name FROM service_hook_subscriptions WHERE project_id IS NOT NULL";
    assert_eq!(rows(&file, sql), ["Store"]);
}

#[tokio::test(start_paused = true)]
async fn access_control_lists_are_a_row_for_each_entry() {
    let (emulator, file) = (emulator(0), File::new());
    let ado = client(&emulator);
    let tables = &["security_namespaces", "access_control_entries"];
    drop(sync(&ado, &file, tables).await);
    let namespace = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
    let project = ado.create_project("Shop").await.unwrap().id().await.unwrap();
    // Graph is a preview, and says so to those who ask without.
    let get = async |path: &str| ado.request(Method::GET, path).query("api-version", "7.1-preview.1");
    let groups = get("_apis/graph/groups").await.send::<Value>().await.unwrap().body;
    let group = groups["value"][0]["descriptor"].as_str().unwrap().to_owned();
    let found = get("_apis/identities").await.query("subjectDescriptors", &group);
    let found = found.send::<Value>().await.unwrap().body;
    let token = format!("repoV2/{project}");
    let body = json!({
        "token": token, "merge": false,
        "accessControlEntries": [{"descriptor": found["value"][0]["descriptor"], "allow": 4, "deny": 8}],
    });
    let path = format!("_apis/accesscontrolentries/{namespace}");
    let request = ado.request(Method::POST, &path).query("api-version", "7.1").json(&body);
    request.send::<Value>().await.unwrap();
    drop(sync(&ado, &file, tables).await);
    let sql = format!(
        "SELECT allow || ' ' || deny || ' ' || inheritPermissions || ' ' || name FROM access_control_entries \
         JOIN security_namespaces USING (namespaceId) WHERE token = '{token}'"
    );
    assert_eq!(rows(&file, &sql), ["4 8 1 Git Repositories"]);
    let report = sync(&ado, &file, tables).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");
}

const RESOURCES: [&str; 3] = ["check_configurations", "pipeline_permissions", "role_assignments"];

/// Two service connections and an environment, each guarded in another way.
fn resources() -> Vec<(&'static str, u16, Value)> {
    let role = json!({"value": [{
        "access": "assigned", "role": {"name": "Administrator", "allowPermissions": 3},
        "identity": {"id": "g1", "displayName": "[Shop]\\Contributors"},
    }]});
    let permissions = json!({
        "resource": {"type": "endpoint", "id": "e1"}, "pipelines": [{"id": 7, "authorized": true}],
        "allPipelines": {"authorized": true, "authorizedOn": "2026-01-01T00:00:00Z"},
    });
    let check = json!({"value": [{
        "id": 3, "type": {"id": "8c6f20a7", "name": "Approval"}, "resource": {"type": "environment", "id": "5"},
        "settings": {"approvers": [{"displayName": "Ada"}]}, "timeout": 43200,
    }]});
    vec![
        ("_e1", 200, role),
        ("/roleassignments/", 200, json!({"value": []})),
        ("/pipelinepermissions/endpoint/e1", 200, permissions),
        ("/pipelinepermissions/", 200, json!({"pipelines": []})),
        ("/queryconfigurations", 200, check),
        (
            "/serviceendpoint/endpoints",
            200,
            json!({"value": [{"id": "e1", "name": "prod"}, {"id": "e2", "name": "test"}]}),
        ),
        ("/variablegroups", 200, json!({"value": []})),
        ("/securefiles", 200, json!({"value": []})),
        ("/environments", 200, json!({"value": [{"id": 5, "name": "live"}]})),
        ("/queues", 200, json!({"value": []})),
        ("/git/repositories", 200, json!({"value": []})),
    ]
}

#[tokio::test(start_paused = true)]
async fn who_may_use_a_resource_and_what_guards_it() {
    let (service, project) = service(&resources());
    let file = File::new();
    let report = sync(&service.client(), &file, &RESOURCES).await;
    // The projects, six lists, the checks of all three, three permissions, roles of three and of the library.
    assert_eq!(report.requests(), 1 + 6 + 1 + 3 + 4);
    let sql = "SELECT resource_type || ' ' || resource_id || ' ' || (resource ->> 'name') || ' ' || \
               coalesce(allPipelines ->> 'authorized', '-') || ' ' || json_array_length(pipelines) \
               FROM pipeline_permissions ORDER BY 1";
    assert_eq!(rows(&file, sql), ["endpoint e1 prod 1 1", "endpoint e2 test - 0", "environment 5 live - 0"]);
    let sql = "SELECT id || ' ' || (type ->> 'name') || ' ' || resource_type || ' ' || resource_id || ' ' || timeout \
               || ' ' || (settings ->> '$.approvers[0].displayName') FROM check_configurations";
    assert_eq!(rows(&file, sql), ["3 Approval environment 5 43200 Ada"]);
    let sql = "SELECT scopeId || ' ' || resourceId || ' ' || resource_id || ' ' || resourceName || ' ' || \
               (role ->> 'name') || ' ' || identity_id FROM role_assignments";
    let expected = format!("distributedtask.serviceendpointrole {project}_e1 e1 prod Administrator g1");
    assert_eq!(rows(&file, sql), [expected]);
    let report = sync(&service.client(), &file, &RESOURCES).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_known_of_a_kind_that_cannot_be_listed_is_kept() {
    let (service, _) = service(&resources());
    let file = File::new();
    drop(sync(&service.client(), &file, &RESOURCES).await);
    {
        let mut state = service.state();
        state.answers.insert(0, ("/serviceendpoint/".into(), 403, json!({"message": "no"}).to_string()));
        state.answers.retain(|(path, ..)| path != "/environments");
        state.answers.push(("/environments".into(), 200, json!({"value": []}).to_string()));
    }
    let report = sync_at(&service.client(), &file, &RESOURCES, Timestamp::now()).await;
    assert_eq!(report.failures().len(), 3, "{:#?}", report.failures());
    let sql = "SELECT resource_id FROM pipeline_permissions WHERE _deletedAt IS NULL ORDER BY 1";
    assert_eq!(rows(&file, sql), ["e1", "e2"]);
    let sql = "SELECT identity_id FROM role_assignments WHERE _deletedAt IS NULL";
    assert_eq!(rows(&file, sql), ["g1"]);
}

#[tokio::test(start_paused = true)]
async fn policies_are_asked_for_by_their_names() {
    let (service, _) = service(&[
        ("Policy.AllowAnonymousAccess", 404, json!({"message": "no such policy"})),
        (
            "Policy.DisallowSecureShell",
            200,
            json!({"name": "Policy.DisallowSecureShell", "value": true, "effectiveValue": true}),
        ),
        ("/OrganizationPolicy/", 200, json!({"value": null, "isValueUndefined": true})),
        (
            "/TenantPolicy/",
            200,
            json!({"value": false, "properties": {"AllowedUsersAndGroupObjectIds": "[]"}}),
        ),
    ]);
    let file = File::new();
    drop(sync(&service.client(), &file, &["organization_policies", "tenant_policies"]).await);
    let sql = "SELECT name FROM organization_policies WHERE value AND effectiveValue";
    assert_eq!(rows(&file, sql), ["Policy.DisallowSecureShell"]);
    let sql = "SELECT CAST(count(*) AS TEXT) FROM organization_policies WHERE value IS NULL";
    assert_eq!(rows(&file, sql), ["9"]);
    let sql =
        "SELECT CAST(count(*) AS TEXT) FROM tenant_policies WHERE NOT value AND name LIKE 'TenantPolicy.%'";
    assert_eq!(rows(&file, sql), ["5"]);
}

#[tokio::test(start_paused = true)]
async fn the_audit_log_goes_on_where_it_was_read_to() {
    let entry = |id: &str| json!({"id": id, "timestamp": "2026-01-31T11:00:00Z", "actionId": "Git.Push", "data": {"a": 1}});
    let first = json!({"decoratedAuditLogEntries": [entry("b"), entry("a")], "hasMore": false, "continuationToken": null});
    let (service, _) = service(&[("/audit/auditlog", 200, first)]);
    let file = File::new();
    let at: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
    let asked = |service: &Service| {
        service.state().seen.iter().rfind(|path| path.contains("auditlog")).unwrap().clone()
    };
    drop(sync_at(&service.client(), &file, &["audit_log"], at).await);
    assert!(asked(&service).contains("startTime=2025-11-02T12"), "{}", asked(&service));
    let next = json!({"decoratedAuditLogEntries": [entry("c"), entry("b")], "hasMore": false});
    service.state().answers[0].2 = next.to_string();
    let report = sync_at(&service.client(), &file, &["audit_log"], at + SignedDuration::from_hours(1)).await;
    assert!(asked(&service).contains("startTime=2026-01-31T10"), "{}", asked(&service));
    assert_eq!(report.table("audit_log").unwrap().counts.added, 1);
    assert_eq!(rows(&file, "SELECT id FROM audit_log ORDER BY 1"), ["a", "b", "c"]);
}

#[tokio::test(start_paused = true)]
async fn feeds_streams_limits_and_advanced_security() {
    let feeds = json!({"value": [
        {"id": "f1", "name": "all", "project": null},
        {"id": "f2", "name": "shop", "project": {"id": "p", "name": "Shop"}},
    ]});
    let permission =
        json!({"value": [{"role": "reader", "identityDescriptor": "S-1-9", "isInheritedRole": true}]});
    let streams = json!({"value": [{"id": 1, "consumerType": "Splunk", "consumerInputs": {"SplunkEventCollectorToken": "swordfish"}}]});
    let enablement = json!({"reposEnablementStatus": [{
        "projectId": "p", "repositoryId": "r", "codeSecurityFeatures": {"codeSecurityEnabled": true},
        "secretProtectionFeatures": {"secretProtectionEnabled": true, "blockPushes": false},
    }]});
    let (service, _) = service(&[
        ("/permissions", 200, permission),
        ("/packaging/feeds", 200, feeds),
        ("/audit/streams", 200, streams),
        ("/resourceusage", 200, json!({"count": 1, "value": {"Projects": {"count": 3, "limit": 1000}}})),
        ("/management/enablement", 200, enablement),
    ]);
    let file = File::new();
    let tables =
        ["feeds", "feed_permissions", "audit_streams", "resource_usage", "advanced_security_enablement"];
    drop(sync(&service.client(), &file, &tables).await);
    let sql = "SELECT feed_id || ' ' || coalesce(project_name, '-') || ' ' || role FROM feed_permissions ORDER BY 1";
    assert_eq!(rows(&file, sql), ["f1 - reader", "f2 Shop reader"]);
    let asked = service.state().seen.clone();
    assert!(asked.iter().any(|path| path.contains("/p/_apis/packaging/Feeds/f2/permissions")), "{asked:?}");
    assert_eq!(
        rows(&file, "SELECT consumerInputs FROM audit_streams"),
        [r#"{"SplunkEventCollectorToken":null}"#]
    );
    assert_eq!(
        rows(&file, "SELECT name || count || '/' || \"limit\" FROM resource_usage"),
        ["Projects3/1000"]
    );
    let sql = "SELECT repository_id || advSecEnabled || secretProtectionEnabled || blockPushes FROM advanced_security_enablement";
    assert_eq!(rows(&file, sql), ["r110"]);
}
