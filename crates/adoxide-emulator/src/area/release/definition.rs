//! Release definitions.

use adoxide_api::release::meta;
use http::StatusCode;
use http::header::HeaderName;
use serde::Deserialize;

use super::super::distributed_task::{numbers, variables_json};
use super::body::DefinitionBody;
use super::shape::{
    Reference, approvals_json, definition_links, gates_json, is_in, phases_json, release_reference,
    release_url,
};
use crate::base::{named, sql_date};
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::build::{Definition, folder_path};
use crate::world::name::same_name;
use crate::world::release::definition::{
    Artifact, DefinitionEnvironment, ReleaseDefinition, ReleaseDefinitionId,
};

handlers! {
    meta::GET_RELEASE_DEFINITIONS => read(get_definitions),
    meta::GET_RELEASE_DEFINITION => read(get_definition),
    meta::CREATE_RELEASE_DEFINITION => change(create_definition),
    meta::UPDATE_RELEASE_DEFINITION => change(update_definition),
    meta::DELETE_RELEASE_DEFINITION => change(delete_definition),
    meta::UNDELETE_RELEASE_DEFINITION => change(undelete_definition),
    meta::GET_RELEASE_DEFINITION_HISTORY => read(get_definition_history),
    meta::GET_DEFINITION_REVISION => read(get_definition_revision),
    meta::GET_DEFINITION_ENVIRONMENTS => read(get_definition_environments),
}

/// The most definitions of a page.
const DEFINITIONS: usize = 10_000;

named! {
    /// What lists of definitions have besides.
    enum Expand {
        None = 0 "none",
        Environments = 2 "environments",
        Artifacts = 4 "artifacts",
        Triggers = 8 "triggers",
        Variables = 16 "variables",
        Tags = 32 "tags",
        LastRelease = 64 "lastRelease",
    }

    /// How lists of definitions are ordered.
    enum Order {
        IdAscending = 0 "idAscending",
        IdDescending = 1 "idDescending",
        NameAscending = 2 "nameAscending",
        NameDescending = 3 "nameDescending",
    }
}

/// An artifact, with what can be said of its build.
pub(super) fn artifact_json(view: &View<'_>, artifact: &Artifact) -> Object {
    let mut all = Object::new();
    for (name, value) in &artifact.reference {
        all = all.set(name, value);
    }
    let known = |all: Object, name: &str, id: String, title: Option<&str>| {
        all.set(name, Object::new().set("id", id).set("name", title))
    };
    let page = |query: String| {
        let (organization, project) = (view.organization.id(), artifact.id_of("project").unwrap_or_default());
        let collection = format!("collectionId={organization}&projectId={project}");
        view.urls().at(format_args!("_permalink/_build/index?{collection}&{query}"))
    };
    if let Some(definition) = artifact.build_definition() {
        all = known(all, "artifactSourceDefinitionUrl", page(format!("definitionId={definition}")), Some(""));
        if let Some(version) = artifact.id_of("version") {
            all = known(all, "artifactSourceVersionUrl", page(format!("buildId={version}")), Some(""));
            let build = version.parse().ok().and_then(|id| view.organization.builds().build(id));
            if let Some(build) = build {
                let requested = build.new.requested_for.unwrap_or(build.queued.actor);
                let name = view.directory.identity(requested).map(|person| person.display_name.clone());
                all = known(all, "requestedFor", name.unwrap_or_default(), None);
                all = known(all, "requestedForId", requested.to_string(), None);
                let definition = view.organization.builds().definition(build.new.definition);
                let repository = definition.and_then(Definition::repository);
                let repository = repository.and_then(|id| view.organization.repository_by_id(id));
                if let Some(repository) = repository {
                    all = known(all, "repository", repository.id.to_string(), Some(&repository.name));
                    all = known(all, "repository.provider", "TfsGit".to_owned(), None);
                }
            }
        }
    }
    Object::new()
        .set("sourceId", artifact.source_id.as_str())
        .set("type", artifact.kind.as_str())
        .set("alias", artifact.alias.as_str())
        .set("definitionReference", all)
        .set("isPrimary", artifact.is_primary)
        .set("isRetained", artifact.is_retained)
}

/// An environment of a definition.
fn environment_json(
    view: &View<'_>,
    definition: &ReleaseDefinition,
    known: &DefinitionEnvironment,
) -> Object {
    let project = definition.project;
    let conditions = known.conditions.iter().map(condition_json);
    let releases = view.organization.releases().releases().rev();
    let mut releases =
        releases.filter(|release| release.definition == definition.id && release.deleted.is_none());
    let is_current = |release: &&crate::world::release::deployment::Release| {
        release.environments.iter().any(|own| own.snapshot.id == known.id && !own.attempts.is_empty())
    };
    let current = releases.find(is_current).map(|release| {
        let json = Object::new().set("id", release.id);
        json.set("url", release_url(view, project, format_args!("releases/{}", release.id)))
            .set("_links", Object::new())
    });
    let none = || {
        let url = release_url(view, project, "releases/0");
        Object::new().set("id", 0).set("url", url).set("_links", Object::new())
    };
    let rest = |name: &str| known.rest.get(name);
    let host = view.address.organization(adoxide_api::wire::Host::Vsrm, &view.call.organization);
    Object::new()
        .set("id", known.id)
        .set("name", known.name.as_str())
        .set("rank", known.rank)
        .set_some("owner", known.owner.map(|owner| view.urls().person(view.directory, owner)))
        .set("variables", variables_json(&known.variables.0))
        .set("variableGroups", known.variable_groups.iter().copied().collect::<Json>())
        .set("preDeployApprovals", approvals_json(view, &known.pre_approvals, false))
        .set("deployStep", Object::new().set("id", known.deploy_step))
        .set("postDeployApprovals", approvals_json(view, &known.post_approvals, false))
        .set("deployPhases", phases_json(known))
        .set_some("environmentOptions", rest("environmentOptions"))
        .set_some("demands", rest("demands"))
        .set("conditions", conditions.collect::<Json>())
        .set(
            "executionPolicy",
            Object::new()
                .set("concurrencyCount", known.execution_policy.concurrency_count)
                .set("queueDepthCount", known.execution_policy.queue_depth_count),
        )
        .set_some("schedules", rest("schedules"))
        .set("currentRelease", current.unwrap_or_else(none))
        .set_some("retentionPolicy", rest("retentionPolicy"))
        .set_some("processParameters", rest("processParameters"))
        .set_some("properties", rest("properties"))
        .set("preDeploymentGates", gates_json(&known.pre_gates))
        .set("postDeploymentGates", gates_json(&known.post_gates))
        .set_some("environmentTriggers", rest("environmentTriggers"))
        .set(
            "badgeUrl",
            format_args!("{host}/_apis/public/Release/badge/{project}/{}/{}", definition.id, known.id),
        )
}

pub(super) fn condition_json(condition: &crate::world::release::definition::Condition) -> Object {
    Object::new()
        .set("name", condition.name.as_str())
        .set("conditionType", condition.condition_type.name())
        .set("value", condition.value.as_str())
}

/// What a definition's members are called in answers, and which of them lists leave out.
fn definition_json(view: &View<'_>, definition: &ReleaseDefinition, expand: Option<&[Expand]>) -> Object {
    let content = &definition.content;
    let urls = view.urls();
    let has = |one: Expand| expand.is_none_or(|expand| expand.contains(&one));
    let is_listed = expand.is_some();
    let groups = content.variable_groups.iter().copied().collect::<Json>();
    let environments = content.environments.iter().map(|known| environment_json(view, definition, known));
    let last = || {
        let releases = view.organization.releases().releases().rev();
        let mut own =
            releases.filter(|release| release.definition == definition.id && release.deleted.is_none());
        own.next().map(|release| {
            release_reference(view, release, Reference::Bare)
                .set("artifacts", Json::empty_list())
                .set("webAccessUri", None::<&str>)
                .set("description", release.description.as_str())
                .set("releaseDefinition", Object::new().set("id", definition.id).set("_links", Object::new()))
                .set("createdOn", sql_date(release.created.at))
                .set("createdBy", urls.person(view.directory, release.created.actor))
        })
    };
    Object::new()
        .set("source", definition.source.name())
        .set("revision", definition.revision)
        .set("description", content.description.as_deref())
        .set("createdBy", urls.person(view.directory, definition.created.actor))
        .set("createdOn", sql_date(definition.created.at))
        .set("modifiedBy", urls.person(view.directory, definition.changed.actor))
        .set("modifiedOn", sql_date(definition.changed.at))
        .set("isDeleted", view.organization.releases().deleted_definition(definition.id).is_some())
        .set_if(is_listed && has(Expand::LastRelease), "lastRelease", last)
        .set_if(has(Expand::Variables), "variables", || variables_json(&content.variables.0))
        .set("variableGroups", (!is_listed).then_some(groups))
        .set_if(has(Expand::Environments), "environments", || environments.collect::<Json>())
        .set_if(has(Expand::Artifacts), "artifacts", || {
            content.artifacts.iter().map(|artifact| artifact_json(view, artifact)).collect::<Json>()
        })
        .set_if(has(Expand::Triggers), "triggers", || {
            content.triggers.iter().map(|trigger| &trigger.json).collect::<Json>()
        })
        .set("releaseNameFormat", content.name_format.as_str())
        .set_if(has(Expand::Tags), "tags", || &content.tags)
        .set("properties", &content.properties)
        .set("id", definition.id)
        .set("name", content.name.as_str())
        .set("path", content.path.as_str())
        .set("projectReference", None::<&str>)
        .set("url", release_url(view, definition.project, format_args!("definitions/{}", definition.id)))
        .set("_links", definition_links(view, definition.project, definition.id))
}

/// The definition of the path.
pub(super) fn find<'v>(view: &View<'v>, name: &str) -> Result<&'v ReleaseDefinition, Fault> {
    let given = view.required(name)?;
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.releases().definition(id));
    found
        .filter(|found| is_in(view, project, found))
        .ok_or_else(|| Fault::release_definition_not_found(given))
}

fn told(view: &View<'_>, id: ReleaseDefinitionId) -> Result<Reply, Fault> {
    let found = view.organization.releases().definition(id);
    let found = found.ok_or_else(|| Fault::release_definition_not_found(&id.to_string()))?;
    Ok(Reply::json(definition_json(view, found, None)))
}

/// One or several values of an enum, between commas or as a sum.
pub(super) fn kinds<T>(
    view: &View<'_>,
    name: &str,
    find: fn(&str) -> Option<Vec<T>>,
) -> Result<Option<Vec<T>>, Fault> {
    let given = view.query.any(&[name]);
    given.map(|given| find(given).ok_or_else(|| Fault::invalid_parameter(name, given))).transpose()
}

/// A page of what was found, in order: those from the number that a continuation token names on, and the number of
/// the first of the next page.
pub(super) fn page<T>(
    view: &View<'_>,
    found: Vec<T>,
    top: usize,
    number: impl Fn(&T) -> i64,
) -> Result<(Vec<T>, Option<i64>), Fault> {
    let mut found = found;
    if let Some(token) = view.query.any(&["continuationToken"]).filter(|token| *token != "0") {
        let from: i64 = token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?;
        let is_descending =
            found.first().zip(found.last()).is_some_and(|(one, last)| number(one) > number(last));
        // What the token named may be gone since; then what follows is next.
        let start = found.iter().position(|item| number(item) == from).or_else(|| {
            found
                .iter()
                .position(|item| if is_descending { number(item) < from } else { number(item) > from })
        });
        found.drain(..start.unwrap_or(found.len()));
    }
    let next = found.get(top).map(number);
    found.truncate(top);
    Ok((found, next))
}

/// A list, with the token of the next page if there is one.
pub(super) fn listed(reply: Reply, next: Option<i64>) -> Reply {
    match next {
        Some(next) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string()),
        None => reply,
    }
}

fn get_definitions(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let expand = kinds(view, "$expand", Expand::find_all)?.unwrap_or_default();
    let order = view.query.any(&["queryOrder"]);
    let order =
        order.map(|given| Order::find(given).ok_or_else(|| Fault::invalid_parameter("queryOrder", given)));
    let order = order.transpose()?.unwrap_or(Order::IdAscending);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(DEFINITIONS).clamp(1, DEFINITIONS);
    let ids = numbers(view, "definitionIdFilter")?;
    let path = view.query.any(&["path"]).map(folder_path);
    let tags = view.query.all("tagFilter");
    let (search, is_exact) = (view.query.any(&["searchText"]), view.query.flag("isExactNameMatch")?);
    let in_folders = view.query.flag("searchTextContainsFolderName")?;
    let (kind, source) = (view.query.any(&["artifactType"]), view.query.any(&["artifactSourceId"]));
    let is_deleted = view.query.flag("isDeleted")?;
    let releases = view.organization.releases();
    let mut found: Vec<_> = releases
        .definitions(project)
        .filter(|known| {
            let content = &known.content;
            let is_named = search.is_none_or(|search| {
                let full = format!("{}\\{}", content.path.trim_end_matches('\\'), content.name);
                let name = if in_folders { full.trim_start_matches('\\') } else { &content.name };
                let search = search.trim_start_matches('\\');
                if is_exact {
                    same_name(name, search)
                } else {
                    name.to_lowercase().contains(&search.to_lowercase())
                }
            });
            let mut artifacts = content.artifacts.iter();
            let has_artifact = (kind.is_none() && source.is_none())
                || artifacts.any(|artifact| {
                    kind.is_none_or(|kind| kind.eq_ignore_ascii_case(&artifact.kind))
                        && source.is_none_or(|source| source.eq_ignore_ascii_case(&artifact.source_id))
                });
            releases.deleted_definition(known.id).is_some() == is_deleted
                && is_named
                && has_artifact
                && ids.as_ref().is_none_or(|ids| ids.contains(&known.id))
                && path.as_ref().is_none_or(|path| same_name(path, &content.path))
                && tags.iter().all(|tag| content.tags.iter().any(|known| same_name(known, tag)))
        })
        .collect();
    match order {
        Order::IdAscending | Order::IdDescending => found.sort_by_key(|known| known.id),
        Order::NameAscending | Order::NameDescending => {
            found.sort_by_cached_key(|known| (known.content.name.to_lowercase(), known.id));
        }
    }
    if matches!(order, Order::IdDescending | Order::NameDescending) {
        found.reverse();
    }
    let (found, next) = page(view, found, top, |known| known.id)?;
    let rows = found.iter().map(|known| definition_json(view, known, Some(&expand)));
    Ok(listed(Reply::list(rows), next))
}

fn get_definition(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(definition_json(view, find(view, "definitionId")?, None)))
}

fn create_definition(change: &mut Change<'_>, body: DefinitionBody) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project()?.id;
    let new = body.read(&view)?;
    let id = change.make(|tx| tx.create_release_definition(project, new))?;
    told(&change.view(), id)
}

/// As the service takes it: the number of the definition is in the body, not in the path.
fn update_definition(change: &mut Change<'_>, body: DefinitionBody) -> Result<Reply, Fault> {
    let view = change.view();
    let project = view.project()?.id;
    let id = body.id.ok_or_else(|| Fault::argument_null("id"))?;
    let revision = body.revision.ok_or_else(|| Fault::argument_null("revision"))?;
    let found = view.organization.releases().definition(id).filter(|found| is_in(&view, project, found));
    found.ok_or_else(|| Fault::release_definition_not_found(&id.to_string()))?;
    let new = body.read(&view)?;
    change.make(|tx| tx.update_release_definition(id, revision, new))?;
    told(&change.view(), id)
}

fn delete_definition(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view(), "definitionId")?.id;
    let force = change.query.flag("forceDelete")?;
    let comment = change.query.any(&["comment"]).unwrap_or_default();
    change.make(|tx| tx.delete_release_definition(id, comment, force))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

#[derive(Deserialize)]
struct Undelete {
    #[serde(rename = "comment")]
    _comment: Option<String>,
}

fn undelete_definition(change: &mut Change<'_>, _body: Option<Undelete>) -> Result<Reply, Fault> {
    let given = change.required("definitionId")?;
    let view = change.view();
    let project = view.project()?.id;
    let found = given.parse().ok().and_then(|id| view.organization.releases().definition(id));
    let found = found.filter(|found| found.project == project).map(|found| found.id);
    let id = found.ok_or_else(|| Fault::release_definition_not_found(given))?;
    change.make(|tx| tx.restore_release_definition(id))?;
    told(&change.view(), id)
}

fn get_definition_history(view: &View<'_>) -> Result<Reply, Fault> {
    let id = find(view, "definitionId")?.id;
    let rows = view.organization.releases().revisions(id).iter().map(|known| {
        Object::new()
            .set("definitionId", id)
            .set("revision", known.revision)
            .set("changedDate", sql_date(known.changed.at))
            .set("changeType", if known.revision == 1 { "add" } else { "update" })
            .set("definitionUrl", release_url(view, known.project, format_args!("definitions/{id}")))
            .set("apiVersion", "7.1")
            .set_some("comment", known.comment.as_deref())
            .set("changedBy", view.urls().person(view.directory, known.changed.actor))
    });
    Ok(Reply::list(rows))
}

/// The definition as it was, as text.
fn get_definition_revision(view: &View<'_>) -> Result<Reply, Fault> {
    let id = find(view, "definitionId")?.id;
    let given = view.required("revision")?;
    let mut revisions = view.organization.releases().revisions(id).iter();
    let found = revisions.find(|known| known.revision.to_string() == given);
    let found =
        found.ok_or_else(|| Fault::release_definition_not_found(&format!("{id} and revision {given}")))?;
    let (_, text) = Reply::json(definition_json(view, found, None)).into_text();
    Ok(Reply::bytes("text/plain", text))
}

/// The environments of all definitions that have something to do with a task group or a property: of all, here.
fn get_definition_environments(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let releases = view.organization.releases();
    let rows =
        releases.definitions(project).filter(|known| is_in(view, project, known)).flat_map(|definition| {
            definition.content.environments.iter().map(|known| {
                Object::new()
                    .set("releaseDefinitionId", definition.id)
                    .set("releaseDefinitionName", definition.content.name.as_str())
                    .set("definitionEnvironmentId", known.id)
                    .set("definitionEnvironmentName", known.name.as_str())
            })
        });
    Ok(Reply::list(rows))
}
