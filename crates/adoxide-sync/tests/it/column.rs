//! Every column of every table is filled by something that the service says, or stands below with the reason.

use std::collections::{BTreeMap, BTreeSet};

use adoxide::{Client, Method};
use adoxide_emulator::world::entitlement::License;
use adoxide_emulator::world::journal::Stamp;
use adoxide_sync::{Engine, Sqlite, Table, feeds, table};
use serde_json::Value;

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::pull_request::settle;
use crate::sqlite::File;

/// What is done at first, line by line.
const STORY: &str = include_str!("column.txt");

/// The columns that are null here, and why.
const NULL: &[(&str, &[(&str, &str)])] = &[
    (
        "the service leaves it out of lists; it is kept since another connector has the column",
        &[
            ("commits", "parents"),
            ("commits", "treeId"),
            ("default_branch_commits", "parents"),
            ("default_branch_commits", "treeId"),
        ],
    ),
    (
        "only for a moment, while something is under way",
        &[
            ("build_timeline_records", "currentOperation"),
            ("builds", "queuePosition"),
            ("release_environments", "scheduledDeploymentTime"),
        ],
    ),
    (
        "only where something went wrong, or was tried again",
        &[
            ("audit_streams", "statusReason"),
            ("pull_requests", "mergeFailureType"),
            ("queries", "isInvalidSyntax"),
            ("service_hook_subscriptions", "probationRetries"),
            ("service_hook_subscriptions", "lastProbationRetryDate"),
        ],
    ),
    (
        "seen at the service, and the emulator does not do it",
        &[
            ("advanced_security_enablement", "codeQLEnabled"),
            ("advanced_security_enablement", "dependabotEnabled"),
            ("advanced_security_enablement", "dependencyScanningInjectionEnabled"),
            ("audit_log", "ipAddress"),
            ("builds", "triggeredByBuild"),
            ("environment_deployments", "resourceId"),
            ("feeds", "isEnabled"),
            ("feeds", "isReadOnly"),
            ("groups", "legacyDescriptor"),
            ("groups", "mailAddress"),
            ("projects", "abbreviation"),
            ("pull_request_reviewers", "descriptor"),
            ("pull_request_reviewers", "isReapprove"),
            ("pull_request_statuses", "properties"),
            ("pull_requests", "hasMultipleMergeBases"),
            ("release_definitions", "isDisabled"),
            ("release_definitions", "variableGroups"),
            ("service_endpoints", "creationDate"),
            ("service_endpoints", "isOutdated"),
            ("service_endpoints", "modificationDate"),
            ("service_endpoints", "modifiedBy"),
            ("service_hook_subscriptions", "lastSuccessfulAttemptDate"),
            ("service_hook_subscriptions", "subscriber"),
            ("task_definitions", "contributionIdentifier"),
            ("task_definitions", "contributionVersion"),
            ("task_definitions", "disabled"),
            ("task_definitions", "preview"),
            ("task_groups", "comment"),
            ("task_groups", "deleted"),
            ("task_groups", "disabled"),
            ("users", "isDeletedInOrigin"),
            ("users", "legacyDescriptor"),
        ],
    ),
    (
        "documented; no recording of the service has it, and the emulator does not say it",
        &[
            ("agent_job_requests", "agentSpecification"),
            ("agent_job_requests", "matchedAgents"),
            ("agent_job_requests", "planGroup"),
            ("agent_job_requests", "queueId"),
            ("agent_job_requests", "statusMessage"),
            ("agent_job_requests", "userDelayed"),
            ("build_changes", "displayUri"),
            ("build_changes", "messageTruncated"),
            ("build_changes", "pusher"),
            ("service_principals", "directoryAlias"),
            ("service_principals", "isDeletedInOrigin"),
            ("service_principals", "legacyDescriptor"),
            ("service_principals", "mailAddress"),
            ("test_results", "owner"),
            ("test_results", "resolutionState"),
        ],
    ),
];

/// Does what the story says.
async fn play(ado: &Client, story: &str) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    names.insert("base".to_owned(), format!("http://127.0.0.1/{ORGANIZATION}"));
    for line in story.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line == "WAIT" {
            settle().await;
            continue;
        }
        let mut line = line.to_owned();
        for (name, value) in &names {
            line = line.replace(&format!("{{{name}}}"), value);
        }
        let (asked, taken) = line.split_once(" => ").unwrap_or((&line, ""));
        let mut words = asked.splitn(3, ' ');
        let method: Method = words.next().unwrap().parse().unwrap();
        let path = words.next().unwrap();
        let request = ado.request(method, path).query("api-version", "7.1-preview");
        let request = match words.next() {
            None => request,
            Some(text) if path.contains("/securefiles") => request.bytes(text.to_owned()),
            Some(text) => {
                let body: Value =
                    serde_json::from_str(text).unwrap_or_else(|error| panic!("{line}: {error}"));
                let is_patch = path.contains("/wit/workitems/");
                let kind = if is_patch { "application/json-patch+json" } else { "application/json" };
                request.json(&body).header("content-type", kind)
            }
        };
        let answer = request.send::<Value>().await.unwrap_or_else(|error| panic!("{line}: {error}")).body;
        for (name, place) in taken.split_whitespace().map(|taken| taken.split_once('=').unwrap()) {
            let found = answer.pointer(&format!("/{}", place.replace('.', "/")));
            let value = match found {
                Some(Value::String(text)) => text.clone(),
                Some(value @ Value::Number(_)) => value.to_string(),
                other => panic!("{line}: {place} is {other:?} in {answer}"),
            };
            names.insert(name.to_owned(), value);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn every_column_is_filled() {
    let (emulator, file) = (emulator(3), File::new());
    let ado = client(&emulator);
    emulator.update(|world, at| {
        let robot = world.add_application("Robot").identity;
        let organization = world.organization_mut(ORGANIZATION).unwrap();
        let stamp = Stamp { at, actor: organization.owner() };
        organization.change(stamp, |tx| tx.entitle(robot, License::Express)).unwrap();
    });
    play(&ado, STORY).await;
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let tables = table::all().map(Table::name);
    let engine = Engine::new(ORGANIZATION, feeds(&ado, &[]), &destination).tables(tables);
    let report = engine.at(emulator.clock().now()).run().await.unwrap();
    assert!(report.is_complete(), "{:#?}", report.failures());
    let reader = file.read();
    let (mut null, mut empty) = (BTreeSet::new(), Vec::new());
    for table in table::all() {
        let name = table.name();
        let count = |what: &str| -> i64 {
            let sql = format!("SELECT count({what}) FROM \"{name}\"");
            reader.query_row(&sql, [], |row| row.get(0)).unwrap()
        };
        if count("*") == 0 {
            empty.push(name);
            continue;
        }
        let columns = table.schema();
        let columns = columns.fields().iter().map(|field| field.name().clone());
        null.extend(
            columns.filter(|column| count(&format!("\"{column}\"")) == 0).map(|column| (name, column)),
        );
    }
    assert_eq!(empty, [""; 0], "without rows");
    let known = NULL
        .iter()
        .flat_map(|(_, columns)| columns.iter().map(|(table, column)| (*table, (*column).to_owned())));
    let known: BTreeSet<_> = known.collect();
    let new: Vec<_> = null.difference(&known).collect();
    assert!(new.is_empty(), "always null, and nobody says why: {new:?}");
    let filled: Vec<_> = known.difference(&null).collect();
    assert!(filled.is_empty(), "not null any more: {filled:?}");
}
