//! What releases are made of: the types of artifacts, their versions, and what is new in a release.

use adoxide_api::release::meta;
use adoxide_api::wire::OpMeta;
use serde_json::{Value, json};

use super::{definition, read};
use crate::area::hooks::answer_of;
use crate::handler::{Call, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::build::{Build, BuildResult};
use crate::world::release::definition::Artifact;
use crate::world::release::deployment::Release;

handlers! {
    meta::GET_ARTIFACT_TYPE_DEFINITIONS => read(get_types),
    meta::GET_ARTIFACT_VERSIONS => read(get_versions),
    meta::GET_ARTIFACT_VERSIONS_FOR_SOURCES => read(get_versions_for_sources),
    meta::GET_INPUT_VALUES => read(get_input_values),
    meta::GET_SOURCE_BRANCHES => read(get_source_branches),
    meta::GET_RELEASE_PROJECTS => read(get_projects),
    meta::GET_AUTO_TRIGGER_ISSUES => read(get_issues),
    meta::GET_ISSUES => read(get_issues),
    meta::GET_RELEASE_CHANGES => work(get_changes),
    meta::GET_RELEASE_WORK_ITEMS_REFS => work(get_work_items),
}

/// The types of artifacts: name, what people see, and the type of the connection that they need.
const TYPES: [(&str, &str, &str); 7] = [
    ("Build", "Build", ""),
    ("Git", "Azure Repos Git", ""),
    ("TFVC", "TFVC", ""),
    ("PackageManagement", "Azure Artifacts", ""),
    ("GitHub", "GitHub", "github"),
    ("Jenkins", "Jenkins", "jenkins"),
    ("DockerHub", "Docker Hub", "dockerregistry"),
];

fn get_types(view: &View<'_>) -> Result<Reply, Fault> {
    view.project()?;
    let input = |id: &str, name: &str| {
        json!({"id": id, "name": name, "description": name, "type": null, "properties": null, "inputMode": "combo",
               "isConfidential": false, "useInDefaultDescription": false, "groupName": null, "valueHint": null,
               "validation": {"dataType": "string", "isRequired": true}, "hasDynamicValueInformation": true})
    };
    let rows = TYPES.iter().map(|(name, shown, endpoint)| {
        json!({
            "name": name, "displayName": shown, "endpointTypeId": endpoint, "artifactType": name,
            "uniqueSourceIdentifier": "{{project}}:{{definition}}", "isCommitsTraceabilitySupported": endpoint.is_empty(),
            "isWorkitemsTraceabilitySupported": endpoint.is_empty(),
            "inputDescriptors": [input("project", "Project"), input("definition", "Source")],
        })
    });
    Ok(Reply::list(rows.collect::<Vec<Value>>()))
}

/// A build as the version of an artifact.
fn version(view: &View<'_>, build: &Build) -> Value {
    let definition = view.organization.builds().revisions(build.new.definition).last();
    json!({
        "id": build.id.to_string(),
        "name": build.number,
        "definitionId": build.new.definition.to_string(),
        "definitionName": definition.map(|known| known.content.name.as_str()),
        "sourceBranch": build.new.source_branch,
        "sourceVersion": build.new.source_version,
        "sourceRepositoryId": definition.and_then(|known| known.content.repository.get("id")),
        "sourceRepositoryType": definition.and_then(|known| known.content.repository.get("type")),
    })
}

/// The builds that an artifact can be: those that went well, latest first.
fn versions(view: &View<'_>, alias: &str, build_definition: Option<i64>) -> Value {
    let Some(id) = build_definition else {
        return json!({"alias": alias, "versions": [], "defaultVersion": null,
                      "errorMessage": "Versions are known of builds of this organization."});
    };
    let good = |build: &&Build| {
        build.new.definition == id
            && matches!(build.result, Some(BuildResult::Succeeded | BuildResult::PartiallySucceeded))
    };
    let found: Vec<_> = view.organization.builds().builds().rev().filter(good).take(25).collect();
    let all: Vec<_> = found.iter().map(|build| version(view, build)).collect();
    json!({"alias": alias, "defaultVersion": all.first(), "versions": all, "errorMessage": null})
}

fn get_versions(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view
        .query
        .any(&["releaseDefinitionId"])
        .ok_or_else(|| Fault::argument_null("releaseDefinitionId"))?;
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.releases().definition(id));
    let found = found.filter(|known| known.project == project);
    let found = found.ok_or_else(|| Fault::release_definition_not_found(given))?;
    let artifacts = found.content.artifacts.iter();
    let rows = artifacts.map(|artifact| versions(view, &artifact.alias, artifact.build_definition()));
    Ok(Reply::json(json!({"artifactVersions": rows.collect::<Vec<_>>()})))
}

fn get_versions_for_sources(view: &View<'_>, body: Vec<Value>) -> Result<Reply, Fault> {
    view.project()?;
    let rows = body.iter().map(|artifact| {
        let alias = artifact["alias"].as_str().unwrap_or_default();
        let id = artifact.pointer("/definitionReference/definition/id");
        let id = id.and_then(|id| id.as_i64().or_else(|| id.as_str()?.parse().ok()));
        versions(view, alias, id.filter(|id| view.organization.builds().definition(*id).is_some()))
    });
    Ok(Reply::json(json!({"artifactVersions": rows.collect::<Vec<_>>()})))
}

/// The values that inputs of an artifact can have: projects, and the build definitions of one.
fn get_input_values(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let project = view.project()?;
    let choice = |value: String, shown: &str| json!({"value": value, "displayValue": shown});
    let answer = |input: &Value| {
        let id = input["inputId"].as_str().unwrap_or_default();
        let values: Vec<Value> = match id {
            "project" => {
                view.organization.projects().map(|known| choice(known.id.to_string(), &known.name)).collect()
            }
            "definition" | "definitions" => view
                .organization
                .builds()
                .definitions()
                .filter(|known| known.project == project.id)
                .map(|known| choice(known.id.to_string(), &known.content.name))
                .collect(),
            _ => Vec::new(),
        };
        json!({"inputId": id, "defaultValue": "", "possibleValues": values, "isLimitedToPossibleValues": true,
               "isDisabled": false, "isReadOnly": false, "error": null})
    };
    let asked = body["inputValues"].as_array().map_or(&[][..], Vec::as_slice);
    let mut told = body.clone();
    told["inputValues"] = asked.iter().map(answer).collect::<Vec<_>>().into();
    Ok(Reply::json(told))
}

/// The branches of the builds that a definition's releases were made of.
fn get_source_branches(view: &View<'_>) -> Result<Reply, Fault> {
    let id = definition::find(view, "definitionId")?.id;
    let releases = view.organization.releases().releases().filter(|release| release.definition == id);
    let mut branches: Vec<String> = releases
        .flat_map(|release| builds(view, release))
        .filter_map(|build| build.new.source_branch.clone())
        .collect();
    branches.sort_unstable();
    branches.dedup();
    Ok(Reply::list(branches))
}

/// The builds that a release deploys.
fn builds<'v>(view: &View<'v>, release: &Release) -> Vec<&'v Build> {
    let ids = release.artifacts.iter().filter_map(|artifact| artifact.id_of("version")?.parse().ok());
    let organization = view.organization;
    ids.filter_map(|id: i64| organization.builds().build(id)).collect()
}

/// The projects whose releases take an artifact.
fn get_projects(view: &View<'_>) -> Result<Reply, Fault> {
    let (kind, id) = (view.query.any(&["artifactType"]), view.query.any(&["artifactSourceId"]));
    let organization = view.organization;
    let takes = |artifact: &Artifact| {
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case(&artifact.kind))
            && id.is_none_or(|id| id.eq_ignore_ascii_case(&artifact.source_id))
    };
    let found = organization.projects().filter(|project| {
        let mut definitions = organization.releases().definitions(project.id);
        definitions.any(|known| known.content.artifacts.iter().any(takes))
    });
    Ok(Reply::list(
        found.map(|project| json!({"id": project.id.to_string(), "name": project.name})).collect::<Vec<_>>(),
    ))
}

/// Releases are created here whenever they are to be.
fn get_issues(_: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(Vec::<Value>::new()))
}

/// The rows that an operation of builds answers for each build of a release.
fn of_builds(call: &Call, operation: &'static OpMeta, part: &str) -> Result<Vec<Value>, Fault> {
    let top = call.query.number(&["$top", "top"])?.unwrap_or(250);
    let paths = call.read(|view| {
        let release = read::find(view)?;
        let all = builds(view, release).into_iter();
        Ok(all
            .map(|build| format!("{}/_apis/build/builds/{}/{part}", build.project, build.id))
            .collect::<Vec<_>>())
    })?;
    let mut rows = Vec::new();
    for path in paths {
        let answer = answer_of(call, operation, &path)?;
        rows.extend(answer["value"].as_array().into_iter().flatten().cloned());
    }
    rows.truncate(top);
    Ok(rows)
}

/// The commits that are new in the builds of a release.
fn get_changes(call: &Call) -> Result<Reply, Fault> {
    Ok(Reply::list(of_builds(call, &adoxide_api::build::meta::GET_BUILD_CHANGES, "changes")?))
}

/// The work items of the builds of a release.
fn get_work_items(call: &Call) -> Result<Reply, Fault> {
    Ok(Reply::list(of_builds(call, &adoxide_api::build::meta::GET_BUILD_WORK_ITEMS_REFS, "workitems")?))
}
