//! Events as they are delivered: the resource in the version that a subscription wishes, the messages, the envelope.
//!
//! A resource is what the REST API answers at that moment, in the form that deliveries have: so it is rendered when it
//! is delivered, as the service does it.

use std::sync::Arc;

use adoxide_api::wire::{Host, OpMeta};
use adoxide_api::{build, core, git, pipelines, release, service_endpoint, tfvc, wit};
use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::happening::{Happening, Subject};
use super::{message, sample};
use crate::base::date;
use crate::handler::{Call, Inner, Target};
use crate::wire::error::Fault;
use crate::wire::number::Number;
use crate::wire::query::Query;
use crate::world::build::TimelineRecord;
use crate::world::hook::NewSubscription;

/// What the REST API answers to somebody, as JSON.
pub(in crate::area) fn get(call: &Call, operation: &'static OpMeta, path: &str) -> Result<Value, Fault> {
    let separator = if path.contains('?') { '&' } else { '?' };
    let uri = format!("{path}{separator}api-version=7.1");
    let inner = Inner { method: "GET", uri: &uri, body: Bytes::new(), allowed: &[operation] };
    // Each host has its own operations.
    let there = Call {
        shared: Arc::clone(&call.shared),
        version: call.version,
        address: call.address.at_host(operation.host),
        base: call.base.clone(),
        organization: call.organization.clone(),
        actor: call.actor,
        is_personal: call.is_personal,
        arguments: Vec::new(),
        target: Target::default(),
        query: Query::parse(""),
        headers: HeaderMap::new(),
        body: Bytes::new(),
        within: call.within,
    };
    let (_, text) = (call.within)(&there, inner)?.into_text();
    serde_json::from_str(&text).map_err(Fault::internal)
}

/// The resource of an event at a version.
///
/// # Errors
/// When what it is of is gone, or the caller may not see it.
pub(crate) fn resource(call: &Call, happening: &Happening, version: &str) -> Result<Value, Fault> {
    let project = happening.project.map(|id| id.to_string()).unwrap_or_default();
    match &happening.subject {
        Subject::Push { repository, push } => {
            let path = format!("_apis/git/repositories/{repository}/pushes/{push}?includeRefUpdates=true");
            let mut resource = get(call, &git::meta::GET_PUSH, &path)?;
            stub_repository(&mut resource["repository"]);
            for update in resource["refUpdates"].as_array_mut().into_iter().flatten() {
                remove(update, &["repositoryId"]);
            }
            Ok(resource)
        }
        Subject::Changeset(id) => {
            let path = format!("_apis/tfvc/changesets/{id}");
            let mut resource = get(call, &tfvc::meta::GET_CHANGESET, &path)?;
            remove(&mut resource, &["_links"]);
            Ok(resource)
        }
        Subject::PullRequest(id) => pull_request(call, *id),
        Subject::Comment { pull_request: id, thread, comment } => {
            let whole = pull_request(call, *id)?;
            let repository = whole["repository"]["id"].as_str().unwrap_or_default();
            let pull_requests = format!("_apis/git/repositories/{repository}/pullRequests/{id}");
            let path = format!("{pull_requests}/threads/{thread}/comments/{comment}");
            let mut said = get(call, &git::meta::GET_COMMENT, &path)?;
            let url = |path: &str| json!({ "href": call.urls().at(path) });
            said["_links"] = json!({
                "self": url(&path),
                "repository": url(&format!("{project}/_apis/git/repositories/{repository}")),
                "threads": url(&format!("{pull_requests}/threads/{thread}")),
                "pullRequests": url(&format!("_apis/git/pullRequests/{id}")),
            });
            Ok(if is_version(version, 1) { said } else { json!({ "comment": said, "pullRequest": whole }) })
        }
        Subject::Repository(id) => repository(call, happening, &project, &id.to_string()),
        Subject::WorkItem { id, rev } => work_item(call, happening, version, *id, *rev),
        Subject::Build(id) => of_build(call, happening, version, &project, *id),
        Subject::Endpoint(id) => {
            let path = format!("{project}/_apis/serviceendpoint/endpoints/{id}");
            let mut resource = get(call, &service_endpoint::meta::GET_SERVICE_ENDPOINT_DETAILS, &path)?;
            let references = resource["serviceEndpointProjectReferences"].as_array().into_iter().flatten();
            let projects: Vec<_> = references.map(|known| known["projectReference"]["id"].clone()).collect();
            // Documented: no authorization, and the projects by their ids alone.
            resource["authorization"] = Value::Null;
            resource["projectIds"] = projects.into();
            remove(&mut resource, &["serviceEndpointProjectReferences", "data"]);
            Ok(resource)
        }
        Subject::Release { id, environment, approval } => {
            of_release(call, happening, &project, *id, *environment, *approval)
        }
        Subject::Queue(id) => Ok(json!({
            "queueId": id,
            "queueName": happening.facts["queueName"],
            "projectId": project,
        })),
    }
}

/// Whether a version has this major number.
fn is_version(version: &str, major: u32) -> bool {
    version.split(['.', '-']).next().and_then(|number| number.parse().ok()) == Some(major)
}

fn remove(value: &mut Value, names: &[&str]) {
    if let Some(object) = value.as_object_mut() {
        for name in names {
            object.remove(*name);
        }
    }
}

/// A repository as resources have it: recorded with a project that says nothing of its own.
fn stub_repository(repository: &mut Value) {
    remove(repository, &["_links", "validRemoteUrls"]);
    let project = &mut repository["project"];
    remove(project, &["revision", "description"]);
    project["visibility"] = "unchanged".into();
    project["lastUpdateTime"] = "0001-01-01T00:00:00".into();
}

fn pull_request(call: &Call, id: i64) -> Result<Value, Fault> {
    let path = format!("_apis/git/pullrequests/{id}");
    let mut resource = get(call, &git::meta::GET_PULL_REQUEST_BY_ID, &path)?;
    stub_repository(&mut resource["repository"]);
    let repository = resource["repository"]["id"].as_str().unwrap_or_default().to_owned();
    if let Some(web) = resource["repository"]["webUrl"].as_str() {
        let statuses = format!("_apis/git/repositories/{repository}/pullRequests/{id}/statuses");
        resource["_links"] = json!({
            "web": { "href": format!("{web}/pullrequest/{id}") },
            "statuses": { "href": call.urls().at(statuses) },
        });
    }
    let source = &resource["lastMergeSourceCommit"];
    let commits: Vec<_> = source.get("commitId").map(|_| source.clone()).into_iter().collect();
    resource["commits"] = commits.into();
    Ok(resource)
}

fn repository(call: &Call, happening: &Happening, project: &str, id: &str) -> Result<Value, Fault> {
    let mut resource = Map::new();
    let of = |id: &str| {
        let mut found = get(call, &git::meta::GET_REPOSITORY, &format!("_apis/git/repositories/{id}"))?;
        remove(&mut found, &["_links"]);
        Ok::<_, Fault>(found)
    };
    let mut whole = get(call, &core::meta::GET_PROJECT, &format!("_apis/projects/{project}"))?;
    remove(&mut whole, &["_links", "defaultTeam", "capabilities"]);
    resource.insert("project".to_owned(), whole);
    match happening.event_type {
        "git.repo.deleted" => {
            resource.insert("repositoryId".to_owned(), id.into());
            resource.insert("repositoryName".to_owned(), happening.facts["name"].clone());
            resource.insert("isHardDelete".to_owned(), happening.facts["isHardDelete"].clone());
        }
        "git.repo.forked" => {
            let parent = happening.facts["parent"].as_str().unwrap_or_default();
            resource.insert("targetRepository".to_owned(), of(id)?);
            resource.insert("sourceRepository".to_owned(), of(parent)?);
        }
        event_type => {
            let found = of(id)?;
            if event_type == "git.repo.renamed" {
                resource.insert("oldName".to_owned(), happening.facts["oldName"].clone());
                resource.insert("newName".to_owned(), found["name"].clone());
            }
            if event_type == "git.repo.statuschanged" {
                resource.insert("disabled".to_owned(), happening.facts["disabled"].clone());
            }
            resource.insert("repository".to_owned(), found);
        }
    }
    let who = call.world().identity(happening.actor).map(|who| {
        json!({
            "displayName": who.display_name,
            "id": who.id.to_string(),
            "uniqueName": who.unique_name,
        })
    });
    resource.insert("initiatedBy".to_owned(), who.unwrap_or_default());
    resource.insert("utcTimestamp".to_owned(), date(happening.at).into());
    Ok(resource.into())
}

fn work_item(call: &Call, happening: &Happening, version: &str, id: i64, rev: u32) -> Result<Value, Fault> {
    if happening.event_type == "workitem.deleted" {
        let project = happening.project.map(|id| id.to_string()).unwrap_or_default();
        let path = format!("{project}/_apis/wit/recyclebin/{id}");
        let mut resource = if let Ok(mut found) = get(call, &wit::meta::GET_DELETED_WORK_ITEM, &path) {
            Some(found["resource"].take()).filter(|resource| !resource.is_null()).unwrap_or(found)
        } else {
            // It is restored already: what was deleted is the revision.
            let revision = format!("_apis/wit/workItems/{id}/revisions/{rev}?$expand=all");
            let mut found = get(call, &wit::meta::GET_REVISION, &revision)?;
            let url: Value = call.urls().at(&path).into();
            found["_links"]["self"] = json!({ "href": url });
            found["url"] = url;
            found
        };
        people(&mut resource, version);
        return Ok(resource);
    }
    let path = format!("_apis/wit/workItems/{id}/revisions/{rev}?$expand=all");
    let mut revision = get(call, &wit::meta::GET_REVISION, &path)?;
    if happening.event_type == "workitem.updated" {
        let updates = get(call, &wit::meta::GET_UPDATES, &format!("_apis/wit/workItems/{id}/updates"))?;
        let updates = updates["value"].as_array().cloned().unwrap_or_default();
        let of_revision = updates.into_iter().rev().find(|known| known["rev"] == rev);
        let mut update = of_revision.ok_or_else(|| Fault::work_item_not_found(id))?;
        people(&mut update, version);
        people(&mut revision, version);
        // Recorded: an update has links in a delivery, its own being those of the revision.
        let item = format!("_apis/wit/workItems/{id}");
        let link = |path: String| json!({ "href": call.urls().at(path) });
        let own = link(format!("{item}/revisions/{rev}"));
        update["_links"] = json!({
            "self": own,
            "workItemUpdates": link(format!("{item}/updates")),
            "parent": link(item.clone()),
            "html": revision["_links"]["html"],
        });
        revision["_links"] = json!({
            "self": own,
            "workItemRevisions": link(format!("{item}/revisions")),
            "parent": link(item),
        });
        update["revision"] = revision;
        return Ok(update);
    }
    let current = get(call, &wit::meta::GET_WORK_ITEM, &format!("_apis/wit/workItems/{id}?$expand=all"))?;
    revision["_links"] = current["_links"].clone();
    revision["url"] = current["url"].clone();
    people(&mut revision, version);
    Ok(revision)
}

/// People in the fields of a work item: recorded as text at version 1.0, as text in the place of each name at 3.1,
/// and as identity references from 5.1 on.
fn people(value: &mut Value, version: &str) {
    let number: Option<Number> = version.split('-').next().and_then(|number| number.parse().ok());
    let is_old = number.is_some_and(|number| number < Number::new(5, 0));
    let is_text = number.is_some_and(|number| number < Number::new(3, 0));
    if !is_old {
        return;
    }
    let in_form = |field: &mut Value| {
        let (Some(name), Some(mail)) = (field["displayName"].as_str(), field["uniqueName"].as_str()) else {
            return;
        };
        let text: Value = format!("{name} <{mail}>").into();
        if is_text {
            *field = text;
        } else {
            for name in ["displayName", "name", "uniqueName"] {
                field[name] = text.clone();
            }
        }
    };
    for (_, field) in value["fields"].as_object_mut().into_iter().flatten() {
        if !field.is_object() {
            continue;
        }
        if field.get("displayName").is_some() {
            in_form(field);
            continue;
        }
        for side in ["oldValue", "newValue"] {
            if let Some(value) = field.get_mut(side).filter(|value| value.is_object()) {
                in_form(value);
            }
        }
    }
}

fn of_build(
    call: &Call,
    happening: &Happening,
    version: &str,
    project: &str,
    id: i64,
) -> Result<Value, Fault> {
    let build = get(call, &build::meta::GET_BUILD, &format!("{project}/_apis/build/builds/{id}"))?;
    if happening.event_type == "build.complete" {
        return Ok(if is_version(version, 1) { xaml(&build) } else { build });
    }
    let definition = build["definition"]["id"].clone();
    let path = format!("{project}/_apis/pipelines/{definition}/runs/{id}");
    let mut run = get(call, &pipelines::meta::GET_RUN, &path)?;
    let pipeline = run["pipeline"].clone();
    let state = happening.facts["state"].as_str().unwrap_or("completed");
    let links = json!({ "web": run["_links"]["web"], "pipeline.web": run["_links"]["pipeline.web"] });
    let mut resource = Map::new();
    if happening.event_type.contains(".run-") {
        run["state"] = state.into();
        if state != "completed" {
            remove(&mut run, &["result", "finishedDate"]);
        }
    } else {
        remove(&mut run, &["_links", "url", "resources"]);
    }
    if let Some(id_of_record) = happening.facts["record"].as_str().and_then(|given| given.parse().ok()) {
        let world = call.world();
        let build = world.organization(&call.organization).and_then(|found| found.builds().build(id));
        let build = build.ok_or_else(|| Fault::build_not_found(&id.to_string()))?;
        let changed = build.record(id_of_record);
        let changed = changed.ok_or_else(|| Fault::internal("the build has no such record"))?;
        // A change of a job says how its stage is now.
        let in_form = |record: &TimelineRecord, state: &str| {
            json!({
                "_links": links,
                "id": record.id.to_string(),
                "name": record.name,
                "state": state,
                "result": record.result.filter(|_| state == "completed"),
                "startTime": record.started.filter(|_| state == "running" || state == "completed").map(date),
                "finishTime": record.finished.filter(|_| state == "completed").map(date),
            })
        };
        let mut stage = if changed.kind == "Job" {
            resource.insert("job".to_owned(), in_form(changed, state));
            let parent = |record: &TimelineRecord| build.record(record.parent?);
            let stage = parent(changed).and_then(parent);
            stage.map(|stage| in_form(stage, if stage.is_completed() { "completed" } else { "running" }))
        } else {
            Some(in_form(changed, state))
        };
        if let Some(stage) = &mut stage {
            stage["displayName"] = Value::Null;
        }
        resource.insert("stage".to_owned(), stage.unwrap_or_default());
    }
    resource.insert("run".to_owned(), run);
    resource.insert("pipeline".to_owned(), pipeline);
    resource.insert("repositories".to_owned(), repositories(call, &build));
    Ok(resource.into())
}

/// The repository that a run has checked out, with the commit: documented since 2022.
fn repositories(call: &Call, build: &Value) -> Value {
    let (Some(repository), Some(version)) =
        (build["repository"]["id"].as_str(), build["sourceVersion"].as_str())
    else {
        return json!([]);
    };
    let path = format!("_apis/git/repositories/{repository}/commits/{version}");
    let Ok(commit) = get(call, &git::meta::GET_COMMIT, &path) else { return json!([]) };
    let author = |name: &str| {
        let mut person = commit[name].clone();
        remove(&mut person, &["imageUrl"]);
        person
    };
    let change = json!({
        "author": author("author"),
        "committer": author("committer"),
        "message": commit["comment"],
    });
    json!([{ "type": "Git", "change": change, "url": commit["remoteUrl"] }])
}

/// A build in the form of XAML builds: recorded for YAML builds too.
fn xaml(build: &Value) -> Value {
    let reason = match build["reason"].as_str() {
        Some("pullRequest") => "validateShelveset",
        Some(reason) => reason,
        None => "manual",
    };
    let result = match build["result"].as_str() {
        Some("canceled") => "stopped",
        Some(result) => result,
        None => "failed",
    };
    let (branch, version) = (&build["sourceBranch"], &build["sourceVersion"]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let plain = |person: &Value| {
        json!({
            "displayName": person["displayName"],
            "id": person["id"],
            "uniqueName": person["uniqueName"],
        })
    };
    let id = &build["id"];
    let requests = text(&build["url"]);
    let requests = requests.replace("/build/Builds/", "/build/Requests/");
    json!({
        "uri": build["uri"],
        "id": id,
        "buildNumber": build["buildNumber"],
        "url": build["url"],
        "startTime": build["startTime"],
        "finishTime": build["finishTime"],
        "reason": reason,
        "status": result,
        "drop": {},
        "log": {},
        "sourceGetVersion": format!("LG:{}:{}", text(branch), text(version)),
        "lastChangedBy": plain(&build["lastChangedBy"]),
        "retainIndefinitely": build["keepForever"],
        "definition": {
            "definitionType": "xaml",
            "id": build["definition"]["id"],
            "name": build["definition"]["name"],
            "url": build["definition"]["url"],
        },
        "requests": [{ "id": id, "url": requests, "requestedFor": plain(&build["requestedFor"]) }],
    })
}

fn of_release(
    call: &Call,
    happening: &Happening,
    project: &str,
    id: i64,
    environment: i64,
    approval: i64,
) -> Result<Value, Fault> {
    let path = format!("{project}/_apis/release/releases/{id}");
    let whole = get(call, &release::meta::GET_RELEASE, &path)?;
    let name = {
        let world = call.world();
        let organization = world.organization(&call.organization);
        let known = happening.project.and_then(|id| organization?.project_by_id(id));
        known.map(|known| known.name.clone()).unwrap_or_default()
    };
    let of_project = json!({ "id": project, "name": name });
    let environments = whole["environments"].as_array().into_iter().flatten();
    let found = environments.clone().find(|known| known["id"] == environment).cloned().unwrap_or_default();
    match happening.event_type {
        "ms.vss-release.deployment-started-event" => {
            Ok(json!({ "environment": found, "release": whole, "project": of_project }))
        }
        "ms.vss-release.deployment-completed-event" => {
            let path = format!(
                "{project}/_apis/release/deployments?definitionId={}",
                happening.facts["definitionId"]
            );
            let deployments = get(call, &release::meta::GET_DEPLOYMENTS, &path)?;
            let mut deployments = deployments["value"].as_array().cloned().unwrap_or_default().into_iter();
            let mut deployment = deployments.find(|known| known["releaseEnvironment"]["id"] == environment);
            if let Some(links) = deployment.as_mut().and_then(|known| known["release"].get_mut("_links")) {
                let page = links["web"]["href"].as_str().unwrap_or_default();
                let page = page.split('?').next().unwrap_or_default();
                let logs = format!(
                    "{page}?releaseId={id}&_a=release-logs&environmentId={environment}&\
                     releaseEnvironmentId={environment}"
                );
                links["logs"] = json!({ "href": logs });
            }
            // The newest come first: the next one of the stage is the one before.
            let stage = &found["definitionEnvironmentId"];
            let before = deployments
                .find(|known| known["definitionEnvironmentId"] == *stage && known["release"]["id"] != id);
            let before = before.and_then(|known| {
                let (release, own) = (known["release"]["id"].as_i64()?, &known["releaseEnvironment"]["id"]);
                let path = format!("{project}/_apis/release/releases/{release}");
                let whole = get(call, &release::meta::GET_RELEASE, &path).ok()?;
                whole["environments"].as_array()?.iter().find(|known| known["id"] == *own).cloned()
            });
            let states = environments.map(|known| {
                let state = known["status"].as_str().unwrap_or_default();
                let state =
                    state.get(..1).unwrap_or_default().to_uppercase() + state.get(1..).unwrap_or_default();
                (known["id"].to_string(), Value::from(state))
            });
            let states: Map<String, Value> = states.collect();
            Ok(json!({
                "environment": found,
                "project": of_project,
                "deployment": deployment,
                "comment": "",
                // Recorded: JSON as text.
                "data": {
                    "releaseProperties": json!({ "ReleaseId": id }).to_string(),
                    "environmentStatuses": Value::Object(states).to_string(),
                    "workItems": [],
                    "previousReleaseEnvironment": before.as_ref().map_or_else(sample::no_environment, thin),
                    "commits": [],
                    "testResults": sample::no_tests(id, project, &name),
                },
            }))
        }
        event_type if event_type.contains("-approval-") => {
            let sides = ["preDeployApprovals", "postDeployApprovals"].map(|side| found[side].as_array());
            let mut approvals = sides.into_iter().flatten().flatten();
            let wanted = approvals.find(|known| known["id"] == approval).cloned().unwrap_or_default();
            Ok(json!({ "approval": wanted, "release": whole, "project": of_project }))
        }
        _ => Ok(json!({ "release": whole, "project": of_project })),
    }
}

/// An environment as the event of a later deployment remembers it: recorded. People have no names, deployments have
/// no jobs, and approvals and phases to come are empty.
fn thin(environment: &Value) -> Value {
    let mut thin = environment.clone();
    let of_person = |person: &Value| json!({ "displayName": Value::Null, "id": person["id"] });
    for name in ["preDeployApprovals", "postDeployApprovals", "workflowTasks", "deployPhasesSnapshot"] {
        thin[name] = json!([]);
    }
    for name in ["preApprovalsSnapshot", "postApprovalsSnapshot"] {
        thin[name] = json!({ "approvals": [] });
    }
    for name in ["owner", "releaseCreatedBy"] {
        thin[name] = of_person(&thin[name]);
    }
    for step in thin["deploySteps"].as_array_mut().into_iter().flatten() {
        step["id"] = 0.into();
        for name in ["requestedBy", "requestedFor", "lastModifiedBy"] {
            step[name] = of_person(&step[name]);
        }
        for phase in step["releaseDeployPhases"].as_array_mut().into_iter().flatten() {
            phase["runPlanId"] = Value::Null;
            phase["deploymentJobs"] = json!([]);
            phase["errorLog"] = "".into();
        }
    }
    thin
}

/// The facts that filters read: the resource, and what the journal says besides.
pub(crate) fn facts(happening: &Happening, resource: &Value) -> Value {
    let mut facts = resource.clone();
    if let Some(object) = facts.as_object_mut() {
        object.insert("$".to_owned(), happening.facts.clone());
    }
    facts
}

/// An event without the ids of subscription and notification.
pub(crate) fn event(
    call: &Call,
    happening: &Happening,
    resource: Value,
    event_id: Uuid,
    content: &NewSubscription,
    version: &str,
) -> Value {
    let (text, detailed) = message::of(call, happening, &resource);
    let base = if happening.event_type.starts_with("ms.vss-release") {
        call.address.organization(Host::Vsrm, &call.organization)
    } else {
        call.base.clone()
    };
    let base = format!("{base}/");
    let (collection, account) = {
        let world = call.world();
        let known = world.organization(&call.organization);
        known.map(|known| (known.id().to_string(), known.host_id().to_string())).unwrap_or_default()
    };
    let mut containers = Map::new();
    containers.insert("collection".to_owned(), json!({ "id": collection, "baseUrl": base }));
    containers.insert("account".to_owned(), json!({ "id": account, "baseUrl": base }));
    if let Some(project) = happening.project {
        containers.insert("project".to_owned(), json!({ "id": project.to_string(), "baseUrl": base }));
    }
    envelope(
        content,
        &Envelope {
            event_id,
            event_type: happening.event_type,
            text: &text,
            detailed: &detailed,
            resource,
            version,
            containers: containers.into(),
            created: date(call.shared.clock.now()),
        },
    )
}

/// What an event consists of.
pub(super) struct Envelope<'e> {
    pub event_id: Uuid,
    pub event_type: &'e str,
    pub text: &'e str,
    pub detailed: &'e str,
    pub resource: Value,
    pub version: &'e str,
    pub containers: Value,
    pub created: String,
}

/// The event, with as much of it as the subscription wishes.
pub(super) fn envelope(content: &NewSubscription, parts: &Envelope<'_>) -> Value {
    let resource = match content.consumer_input("resourceDetailsToSend").map(str::to_lowercase).as_deref() {
        Some("none") => Value::Null,
        Some("minimal") => minimal(&parts.resource),
        _ => parts.resource.clone(),
    };
    let mut event = json!({
        "id": parts.event_id.to_string(),
        "eventType": parts.event_type,
        "publisherId": content.publisher,
        "message": message::wished(parts.text, content.consumer_input("messagesToSend")),
        "detailedMessage": message::wished(parts.detailed, content.consumer_input("detailedMessagesToSend")),
        "resource": resource,
        "resourceVersion": parts.version,
        "resourceContainers": parts.containers,
        "createdDate": parts.created,
    });
    if content.publisher == "azure-devops" {
        // Documented for its only event, in the place of the event type; who reads that finds it too.
        event["eventId"] = parts.event_type.into();
    }
    event
}

/// The least of a resource: what names it. Documented as the ids and URLs; which members those are is not.
fn minimal(resource: &Value) -> Value {
    const NAMES: &[&str] =
        &["id", "url", "pushId", "pullRequestId", "workItemId", "rev", "repositoryId", "uri"];
    let Some(object) = resource.as_object() else { return resource.clone() };
    let own = object.iter().filter(|(name, _)| NAMES.contains(&name.as_str()));
    let own: Map<String, Value> = own.map(|(name, value)| (name.clone(), value.clone())).collect();
    if !own.is_empty() {
        return own.into();
    }
    // A resource of several things: the least of each.
    let parts = object.iter().filter(|(_, value)| value.is_object());
    parts.map(|(name, value)| (name.clone(), minimal(value))).collect::<Map<_, _>>().into()
}
