//! Build definitions.

use adoxide_api::build::meta;
use http::StatusCode;
use http::header::HeaderName;
use serde_json::{Map, Value, json};

use super::super::distributed_task::{is_named, numbers, read_variables, variables_json};
use super::run;
use super::setting;
use super::shape::{build_url, definition_head, project, queue_json, shown_repository};
use crate::base::choice;
use crate::base::{date, parse_date, sql_date};
use crate::git::peel_to_commit;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::build::{Definition, DefinitionId, NewDefinition, folder_path};
use crate::world::directory::Directory;
use crate::world::id::RepositoryId;

handlers! {
    meta::GET_DEFINITIONS => read(get_definitions),
    meta::GET_DEFINITION => read(get_definition),
    meta::CREATE_DEFINITION => change(create_definition),
    meta::UPDATE_DEFINITION => change(update_definition),
    meta::DELETE_DEFINITION => change(delete_definition),
    meta::GET_DEFINITION_REVISIONS => read(get_definition_revisions),
    meta::GET_DEFINITION_TAGS => read(get_definition_tags),
    meta::ADD_DEFINITION_TAG => change(add_definition_tag),
    meta::ADD_DEFINITION_TAGS => change(add_definition_tags),
    meta::UPDATE_DEFINITION_TAGS => change(update_definition_tags),
    meta::DELETE_DEFINITION_TAG => change(delete_definition_tag),
    meta::GET_DEFINITION_YAML => work(get_definition_yaml),
    meta::RESTORE_DEFINITION => change(restore_definition),
    meta::GET_DEFINITION_PROPERTIES => read(get_definition_properties),
    meta::UPDATE_DEFINITION_PROPERTIES => change(update_definition_properties),
}

/// The most definitions of a page.
const DEFINITIONS: usize = 10_000;

/// The triggers by number and name, and what each says of itself if nothing else is said.
const TRIGGERS: [(&str, i64, &str); 6] = [
    ("none", 1, "none"),
    ("continuousIntegration", 2, "continuousIntegration"),
    ("batchedContinuousIntegration", 4, "batchedContinuousIntegration"),
    ("schedule", 8, "schedule"),
    ("pullRequest", 64, "pullRequest"),
    ("buildCompletion", 128, "buildCompletion"),
];

/// Fields that have a place of their own, or that only the service sets.
const OWN: &[&str] = &[
    "_links",
    "id",
    "name",
    "url",
    "uri",
    "path",
    "type",
    "queueStatus",
    "revision",
    "createdDate",
    "project",
    "authoredBy",
    "queue",
    "repository",
    "variables",
    "tags",
    "drafts",
    "draftOf",
    "latestBuild",
    "latestCompletedBuild",
    "metrics",
    "triggers",
    "quality",
];

/// A definition as lists have it.
fn reference_json(
    urls: &Urls<'_>,
    directory: &Directory,
    organization: &Organization,
    definition: &Definition,
) -> Object {
    let head = definition_head(urls, definition);
    let own = format!("Definitions/{}?revision={}", definition.id, definition.revision);
    let web = |path: &str| link(urls.at(format_args!("{}/_build/{path}", definition.project)));
    let links = Object::new()
        .set("self", link(build_url(urls, definition.project, &own)))
        .set("web", web(&format!("definition?definitionId={}", definition.id)))
        .set("editor", web(&format!("designer?id={}&_a=edit-build-definition", definition.id)))
        .set("badge", link(build_url(urls, definition.project, &format!("status/{}", definition.id))));
    let queue = definition.content.queue.and_then(|id| organization.agents().queue(id));
    let start = Object::new()
        .set("_links", links)
        .set("quality", "definition")
        .set("authoredBy", urls.person(directory, definition.changed.actor))
        .set("drafts", Json::empty_list())
        .set_some("queue", queue.map(|queue| queue_json(urls, organization, queue, false)));
    let project = organization.project_by_id(definition.project);
    start
        .and(head)
        .set("createdDate", sql_date(definition.changed.at))
        .set_some("project", project.map(|project| urls.project_reference(project)))
}

/// A definition with all that it says.
fn full_json(
    urls: &Urls<'_>,
    directory: &Directory,
    organization: &Organization,
    definition: &Definition,
) -> Object {
    let content = &definition.content;
    let start = Object::new()
        .set_some("triggers", content.rest.get("triggers"))
        .set_some("variables", content.variables.as_ref().map(variables_json))
        .set("properties", content.rest.get("properties").cloned().unwrap_or_else(|| json!({})))
        .set("tags", content.tags.clone().unwrap_or_default());
    let rest = content.rest.iter().filter(|(name, _)| !matches!(name.as_str(), "triggers" | "properties"));
    let json = rest.fold(start, |json, (name, value)| json.set(name, value));
    json.set("repository", Value::Object(shown_repository(urls, organization, &content.repository)))
        .and(reference_json(urls, directory, organization, definition))
}

/// The content of a definition from a body.
fn read(view: &View<'_>, body: &Value) -> Result<NewDefinition, Fault> {
    let organization = view.organization;
    let name = text(body, "/name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?.to_owned();
    let fields = body.as_object().ok_or_else(|| Fault::invalid_body("it must be an object"))?;
    let mut rest: Map<String, Value> = fields
        .iter()
        .filter(|(name, value)| !OWN.contains(&name.as_str()) && !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    rest.entry("jobAuthorizationScope").or_insert_with(|| "projectCollection".into());
    if let Some(triggers) = fields.get("triggers").and_then(Value::as_array) {
        let triggers = triggers.iter().map(trigger).collect::<Result<Vec<_>, _>>()?;
        rest.insert("triggers".to_owned(), Value::Array(triggers));
    }
    let queue = body.pointer("/queue/id").and_then(Value::as_i64);
    let project = project(view)?;
    let queue = match (queue, text(body, "/queue/name")) {
        (None, Some(name)) => {
            let mut queues = organization.agents().queues(project.id);
            let found = queues.find(|queue| is_named(&queue.name, name));
            Some(found.ok_or_else(|| Fault::queue_not_found(name))?.id)
        }
        (queue, _) => queue,
    };
    let variables = fields.get("variables").filter(|variables| !variables.is_null());
    let tags = fields.get("tags").and_then(Value::as_array);
    Ok(NewDefinition {
        name,
        path: folder_path(text(body, "/path").unwrap_or_default()),
        queue,
        queue_status: text(body, "/queueStatus").unwrap_or("enabled").to_owned(),
        repository: repository(view, fields.get("repository"))?,
        variables: variables.map(read_variables).transpose()?,
        tags: tags.map(|tags| tags.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        rest,
    })
}

/// A trigger with what the service adds: recorded for continuous integration, the same guessed for the rest.
fn trigger(given: &Value) -> Result<Value, Fault> {
    let kind = &given["triggerType"];
    let kind = kind.as_str().map_or_else(|| kind.to_string(), str::to_owned);
    let name = choice(&kind, &TRIGGERS).ok_or_else(|| Fault::invalid_parameter("triggerType", &kind))?;
    let mut trigger = Map::new();
    if matches!(name, "continuousIntegration" | "pullRequest" | "batchedContinuousIntegration") {
        trigger.insert("branchFilters".to_owned(), json!([]));
        trigger.insert("pathFilters".to_owned(), json!([]));
    }
    for (field, value) in given.as_object().into_iter().flatten() {
        trigger.insert(field.clone(), value.clone());
    }
    if name == "continuousIntegration" {
        trigger.entry("batchChanges").or_insert(false.into());
        trigger.entry("maxConcurrentBuildsPerBranch").or_insert(1.into());
    }
    trigger.insert("triggerType".to_owned(), name.into());
    Ok(Value::Object(trigger))
}

/// What a definition says of its repository, with what the service adds for one of its own.
pub(in super::super) fn repository(
    view: &View<'_>,
    given: Option<&Value>,
) -> Result<Map<String, Value>, Fault> {
    let organization = view.organization;
    let Some(Value::Object(given)) = given else {
        return Err(Fault::argument_null("repository"));
    };
    let field = |name: &str| given.get(name).and_then(Value::as_str);
    let kind = field("type").unwrap_or("TfsGit");
    let is_own = kind.eq_ignore_ascii_case("tfsgit");
    let mut json = Map::new();
    if let Some(properties) = given.get("properties").filter(|properties| !properties.is_null()) {
        json.insert("properties".to_owned(), properties.clone());
    }
    let project = project(view)?;
    let named = field("id").or_else(|| field("name")).unwrap_or(&project.name);
    let found = organization.repository(Some(project.id), named).filter(|_| is_own);
    let found = found.or_else(|| organization.repository(None, named).filter(|_| is_own));
    if is_own && found.is_none() {
        return Err(Fault::repository_not_found(named));
    }
    let home = found.and_then(|found| organization.project_by_id(found.project));
    let url = match (found, home) {
        (Some(found), Some(home)) => Some(view.urls().web(&home.name, &found.name)),
        _ => field("url").map(str::to_owned),
    };
    let id = found.map_or_else(|| named.to_owned(), |found| found.id.to_string());
    let name = found.map(|found| found.name.as_str()).or_else(|| field("name"));
    json.insert("id".to_owned(), id.into());
    json.insert("type".to_owned(), if is_own { "TfsGit" } else { kind }.into());
    json.extend(name.map(|name| ("name".to_owned(), name.into())));
    json.extend(url.map(|url| ("url".to_owned(), url.into())));
    let default = found.and_then(|found| found.default_branch.as_deref());
    let branch = field("defaultBranch").or(default);
    json.extend(branch.map(|branch| ("defaultBranch".to_owned(), branch.into())));
    json.insert("clean".to_owned(), given.get("clean").cloned().unwrap_or(Value::Null));
    // Of Team Foundation version control: recorded.
    json.extend(field("rootFolder").map(|root| ("rootFolder".to_owned(), root.into())));
    let checkout = given.get("checkoutSubmodules").cloned().unwrap_or(false.into());
    json.insert("checkoutSubmodules".to_owned(), checkout);
    Ok(json)
}

/// The number of the definition of the path.
fn find(view: &View<'_>) -> Result<DefinitionId, Fault> {
    let given = view.argument("definitionId").or_else(|| view.argument("DefinitionId"));
    let given = given.ok_or_else(|| Fault::argument_null("definitionId"))?;
    let organization = view.organization;
    let project = project(view)?.id;
    let found = given.parse().ok().and_then(|id| organization.builds().definition(id));
    let found = found.filter(|found| found.project == project);
    found.map(|found| found.id).ok_or_else(|| Fault::definition_not_found(given))
}

fn told(view: &View<'_>, id: DefinitionId) -> Result<Reply, Fault> {
    let organization = view.organization;
    let found = organization.builds().definition(id);
    let found = found.ok_or_else(|| Fault::definition_not_found(&id.to_string()))?;
    Ok(Reply::json(full_json(&view.urls(), view.directory, organization, found)))
}

pub(super) fn get_definitions(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["name"]);
    let ids = numbers(view, "definitionIds")?;
    let path = view.query.any(&["path"]).map(folder_path);
    let repository = view.query.any(&["repositoryId"]);
    let yaml = view.query.any(&["yamlFilename"]);
    let (all, with_builds) =
        (view.query.flag("includeAllProperties")?, view.query.flag("includeLatestBuilds")?);
    let process: Option<i64> = match view.query.any(&["processType"]) {
        Some(kind) => Some(kind.parse().map_err(|_| Fault::invalid_parameter("processType", kind))?),
        None => None,
    };
    let moment = |name: &str| {
        let given = view.query.any(&[name]);
        given.map(|at| parse_date(at).ok_or_else(|| Fault::invalid_parameter(name, at))).transpose()
    };
    let (built, not_built) = (moment("builtAfter")?, moment("notBuiltAfter")?);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(DEFINITIONS).min(DEFINITIONS);
    let orders = [
        ("none", 0, (0, false)),
        ("lastModifiedAscending", 1, (1, false)),
        ("lastModifiedDescending", 2, (1, true)),
        ("definitionNameAscending", 3, (2, false)),
        ("definitionNameDescending", 4, (2, true)),
    ];
    let order = view.query.any(&["queryOrder"]).unwrap_or("none");
    let (field, is_descending) =
        choice(order, &orders).ok_or_else(|| Fault::invalid_parameter("queryOrder", order))?;
    let key = |definition: &Definition| match field {
        1 => (definition.changed.at.to_string(), definition.id),
        2 => (definition.content.name.to_lowercase(), definition.id),
        _ => (String::new(), definition.id),
    };
    let urls = view.urls();
    let organization = view.organization;
    let project = project(view)?.id;
    let builds = organization.builds();
    let latest =
        |definition: &Definition| builds.builds().rev().find(|build| build.new.definition == definition.id);
    let mut found: Vec<_> = builds
        .definitions()
        .filter(|definition| {
            let content = &definition.content;
            let since = |at| latest(definition).is_some_and(|build| build.queued.at >= at);
            definition.project == project
                && name.is_none_or(|name| is_named(&content.name, name))
                && ids.as_ref().is_none_or(|ids| ids.contains(&definition.id))
                && path.as_ref().is_none_or(|path| is_named(&content.path, path))
                && repository.is_none_or(|id| content.repository["id"].as_str() == Some(id))
                && yaml.is_none_or(|yaml| {
                    let known =
                        content.rest.get("process").and_then(|process| process["yamlFilename"].as_str());
                    let plain = |path: &str| path.trim_start_matches('/').to_lowercase();
                    known.is_some_and(|known| plain(known) == plain(yaml))
                })
                && process.is_none_or(|kind| {
                    content.rest.get("process").is_some_and(|process| process["type"] == kind)
                })
                && built.is_none_or(since)
                && not_built.is_none_or(|at| !since(at))
        })
        .collect();
    found.sort_by_key(|definition| key(definition));
    if is_descending {
        found.reverse();
    }
    // The token is the number of the first definition of the next page.
    if let Some(token) = view.query.any(&["continuationToken"]) {
        let id = token.parse().map_err(|_| Fault::invalid_parameter("continuationToken", token))?;
        let from = builds.revisions(id).last();
        let from = key(from.ok_or_else(|| Fault::invalid_parameter("continuationToken", token))?);
        found.retain(
            |definition| if is_descending { key(definition) <= from } else { key(definition) >= from },
        );
    }
    let next = found.get(top).map(|definition| definition.id);
    let rows = found.into_iter().take(top).map(|definition| {
        let latest_of = |wanted: fn(&crate::world::build::Build) -> bool| {
            let all = builds.builds().rev();
            all.filter(|build| build.new.definition == definition.id)
                .find(|build| wanted(build))
                .map(|build| run::build_json(view, build))
        };
        let json = if all {
            full_json(&urls, view.directory, organization, definition)
        } else {
            reference_json(&urls, view.directory, organization, definition)
        };
        if !with_builds {
            return json;
        }
        json.set_some("latestBuild", latest_of(|_| true))
            .set_some("latestCompletedBuild", latest_of(|build| build.finished.is_some()))
    });
    let reply = Reply::list(rows);
    Ok(match next {
        Some(next) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), next.to_string()),
        None => reply,
    })
}

pub(super) fn get_definition(view: &View<'_>) -> Result<Reply, Fault> {
    let revision = view.query.any(&["revision"]);
    let id = find(view)?;
    let Some(revision) = revision else { return told(view, id) };
    let organization = view.organization;
    let mut revisions = organization.builds().revisions(id).iter();
    let found = revisions.find(|found| found.revision.to_string() == revision);
    let found = found.ok_or_else(|| Fault::definition_not_found(&format!("{id} and revision {revision}")))?;
    Ok(Reply::json(full_json(&view.urls(), view.directory, organization, found)))
}

pub(super) fn create_definition(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let project = project(&change.view())?.id;
    let new = read(&change.view(), &body)?;
    let id = change.make(|tx| tx.create_build_definition(project, new))?;
    told(&change.view(), id)
}

pub(super) fn update_definition(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let revision = body.get("revision").and_then(Value::as_i64);
    let revision = revision.ok_or_else(|| Fault::argument_null("revision"))?;
    let id = find(&change.view())?;
    let mut new = read(&change.view(), &body)?;
    // As recorded: from the first change on the branch has its full name.
    if let Some(Value::String(branch)) = new.repository.get_mut("defaultBranch")
        && !branch.starts_with("refs/")
    {
        *branch = format!("refs/heads/{branch}");
    }
    change.make(|tx| tx.update_build_definition(id, revision, new))?;
    told(&change.view(), id)
}

pub(super) fn delete_definition(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = find(&change.view())?;
    change.make(|tx| tx.delete_build_definition(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Recorded nowhere: as documented, `deleted=false` brings it back.
fn restore_definition(change: &mut Change<'_>) -> Result<Reply, Fault> {
    if change.query.flag("deleted")? {
        return Err(Fault::invalid_parameter("deleted", "true"));
    }
    let given = change.required("definitionId")?;
    let project = project(&change.view())?.id;
    let id: DefinitionId = given.parse().map_err(|_| Fault::definition_not_found(given))?;
    let builds = change.view().organization.builds();
    let is_gone = builds.revisions(id).last().is_some_and(|last| last.is_deleted && last.project == project);
    if !is_gone {
        return Err(Fault::definition_not_found(given));
    }
    change.make(|tx| tx.restore_build_definition(id))?;
    told(&change.view(), id)
}

/// The properties of a definition; those of a filter, names between commas with `*` at the end for several.
fn get_definition_properties(view: &View<'_>) -> Result<Reply, Fault> {
    let id = find(view)?;
    let known = view.organization.builds().definition(id);
    let all = known.and_then(|known| known.content.rest.get("properties")?.as_object());
    let wanted = view.query.all("filter");
    let is_wanted = |name: &str| {
        wanted.is_empty()
            || wanted.iter().any(|wanted| match wanted.strip_suffix('*') {
                Some(head) => name.starts_with(head),
                None => *wanted == name,
            })
    };
    let found = all.into_iter().flatten().filter(|(name, _)| is_wanted(name));
    let found: Map<String, Value> = found.map(|(name, value)| (name.clone(), value.clone())).collect();
    Ok(Reply::json(Object::new().set("count", found.len()).set("value", Value::Object(found))))
}

fn update_definition_properties(
    change: &mut Change<'_>,
    body: Vec<Map<String, Value>>,
) -> Result<Reply, Fault> {
    let id = find(&change.view())?;
    let changes = setting::property_changes(&body)?;
    change.make(|tx| {
        tx.set_definition_properties(id, |properties| {
            for (name, value) in changes {
                match value {
                    Some(value) => _ = properties.insert(name, setting::typed(&value)),
                    None => _ = properties.remove(&name),
                }
            }
        })
    })?;
    get_definition_properties(&change.view())
}

pub(super) fn get_definition_revisions(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    let id = find(view)?;
    let revisions = view.organization.builds().revisions(id);
    let rows = revisions.iter().map(|revision| {
        let how = if revision.revision == 1 { "add" } else { "update" };
        let path = format!("Definitions/{id}?revision={}", revision.revision);
        let comment = revision.content.rest.get("comment").cloned();
        Object::new()
            .set("revision", revision.revision)
            .set("name", revision.content.name.as_str())
            .set("changedBy", urls.person(view.directory, revision.changed.actor))
            .set("changedDate", date(revision.changed.at))
            .set("changeType", how)
            .set_some("comment", comment)
            .set("definitionUrl", build_url(&urls, revision.project, &path))
    });
    Ok(Reply::list(rows))
}

fn tags(view: &View<'_>, id: DefinitionId) -> Result<Reply, Fault> {
    let found = view.organization.builds().definition(id);
    let found = found.ok_or_else(|| Fault::definition_not_found(&id.to_string()))?;
    let tags = found.content.tags.iter().flatten().map(|tag| Value::from(tag.as_str()));
    Ok(Reply::list(tags))
}

pub(super) fn get_definition_tags(view: &View<'_>) -> Result<Reply, Fault> {
    let id = find(view)?;
    tags(view, id)
}

pub(super) fn add_definition_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let tag = change.required("tag")?.to_owned();
    let id = find(&change.view())?;
    change.make(|tx| tx.tag_build_definition(id, |tags| tags.extend([tag])))?;
    tags(&change.view(), id)
}

pub(super) fn add_definition_tags(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let given = run::read_tags(change.call)?;
    let id = find(&change.view())?;
    change.make(|tx| tx.tag_build_definition(id, |tags| tags.extend(given)))?;
    tags(&change.view(), id)
}

fn update_definition_tags(change: &mut Change<'_>, body: run::TagChange) -> Result<Reply, Fault> {
    let id = find(&change.view())?;
    change.make(|tx| {
        tx.tag_build_definition(id, |tags| {
            tags.retain(|known| !body.tags_to_remove.contains(known));
            tags.extend(body.tags_to_add);
        })
    })?;
    tags(&change.view(), id)
}

pub(super) fn delete_definition_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let tag = change.required("tag")?;
    let id = find(&change.view())?;
    change.make(|tx| tx.tag_build_definition(id, |tags| tags.retain(|known| known != tag)))?;
    tags(&change.view(), id)
}

pub(super) fn get_definition_yaml(call: &Call) -> Result<Reply, Fault> {
    let id = call.read(find)?;
    Ok(Reply::json(Object::new().set("yaml", find_yaml(call, id, None)?)))
}

/// The YAML file of a definition, as a branch has it: its default branch if none is named.
fn find_yaml(call: &Call, id: DefinitionId, branch: Option<&str>) -> Result<String, Fault> {
    let (repository, tip, path) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let definition = organization.builds().definition(id);
        let definition = definition.ok_or_else(|| Fault::definition_not_found(&id.to_string()))?;
        let repository: Option<RepositoryId> = definition.repository();
        let found = repository.and_then(|id| organization.repository_by_id(id));
        let branch = branch.map(str::to_owned).or_else(|| definition.default_branch());
        let tip = branch.and_then(|branch| found?.tip(&branch));
        let path =
            definition.content.rest.get("process").and_then(|process| process["yamlFilename"].as_str());
        (repository, tip, path.unwrap_or_default().trim_start_matches('/').to_owned())
    };
    let missing = || Fault::build_part_not_found("YAML file", &path);
    let (repository, tip) = repository.zip(tip).ok_or_else(missing)?;
    call.shared.git.with(repository, |git| {
        let tree = peel_to_commit(git, tip).ok_or_else(missing)?.tree()?;
        let entry = tree.get_path(std::path::Path::new(&path)).map_err(|_| missing())?;
        let blob = git.find_blob(entry.id())?;
        Ok::<_, Fault>(String::from_utf8_lossy(blob.content()).into_owned())
    })
}
