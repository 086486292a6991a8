//! Where builds can get their sources: the repositories of the organization, by the ways of a source provider.

use std::path::Path;

use adoxide_api::build::meta;
use git2::ObjectType;
use http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::shape::project;
use crate::git::peel_to_commit;
use crate::handler::{Call, View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::id::RepositoryId;
use crate::world::repository::Repository;

handlers! {
    meta::LIST_SOURCE_PROVIDERS => read(list_providers),
    meta::LIST_BRANCHES => read(list_branches),
    meta::LIST_REPOSITORIES => read(list_repositories),
    meta::GET_FILE_CONTENTS => work(get_file_contents),
    meta::GET_PATH_CONTENTS => work(get_path_contents),
    meta::GET_PULL_REQUEST => read(get_pull_request),
    meta::LIST_WEBHOOKS => read(list_webhooks),
    meta::RESTORE_WEBHOOKS => read(restore_webhooks),
}

/// The provider of Azure Repos; the others need a service that is not here.
const OWN: &str = "TfsGit";
const OTHERS: [&str; 6] = ["Bitbucket", "Git", "GitHub", "GitHubEnterprise", "Svn", "TfsVersionControl"];

/// Whether the path names the organization's own provider.
///
/// # Errors
/// When there is no such provider.
fn is_own(call: &Call) -> Result<bool, Fault> {
    let given = call.required("providerName")?;
    if given.eq_ignore_ascii_case(OWN) {
        return Ok(true);
    }
    let is_known = OTHERS.iter().any(|known| known.eq_ignore_ascii_case(given));
    if is_known { Ok(false) } else { Err(Fault::build_part_not_found("source provider", given)) }
}

fn list_providers(view: &View<'_>) -> Result<Reply, Fault> {
    project(view)?;
    let rows = std::iter::once(OWN).chain(OTHERS).map(|name| {
        let is_own = name == OWN;
        let capabilities = json!({
            "createLabel": is_own, "downloadSources": true, "listBranches": true, "listRepositories": true,
            "publishStatus": is_own, "queryBranches": true, "queryFileContents": true,
            "queryPathContents": is_own, "queryPullRequest": is_own, "yamlDefinition": name != "Svn",
        });
        let trigger = |kind: &str, way: &str| {
            json!({"type": kind, "notificationType": way, "defaultPollingInterval": 0,
                   "supportedCapabilities": {"branchFilters": "supported", "pathFilters": "supported"}})
        };
        let way = if is_own { "push" } else { "webhook" };
        json!({
            "name": name,
            "supportedCapabilities": capabilities,
            "supportedTriggers": [trigger("continuousIntegration", way), trigger("pullRequest", way)],
        })
    });
    Ok(Reply::list(rows.collect::<Vec<Value>>()))
}

/// The repository of the query, by name or id.
fn repository<'w>(view: &View<'w>) -> Result<Option<&'w Repository>, Fault> {
    let project = project(view)?;
    if !is_own(view.call)? {
        return Ok(None);
    }
    let named = view.query.any(&["repository", "repositoryId"]).unwrap_or(&project.name);
    let found = view.organization.repository(Some(project.id), named);
    found.map(Some).ok_or_else(|| Fault::repository_not_found(named))
}

fn list_branches(view: &View<'_>) -> Result<Reply, Fault> {
    let Some(repository) = repository(view)? else { return Ok(Reply::list(Vec::<&str>::new())) };
    let wanted = view.query.any(&["branchName"]).map(|name| name.trim_start_matches("refs/heads/"));
    let names = repository.refs.keys().filter_map(|name| name.strip_prefix("refs/heads/"));
    let names = names.filter(|name| wanted.is_none_or(|wanted| wanted == *name));
    Ok(Reply::list(names.map(|name| format!("refs/heads/{name}")).collect::<Vec<_>>()))
}

fn list_repositories(view: &View<'_>) -> Result<Reply, Fault> {
    let project = project(view)?;
    let wanted = view.query.any(&["repository"]);
    let own = is_own(view.call)?.then(|| view.organization.repositories()).into_iter().flatten();
    let own = own.filter(|known| {
        known.project == project.id
            && wanted.is_none_or(|wanted| {
                known.name.eq_ignore_ascii_case(wanted) || known.id.to_string().eq_ignore_ascii_case(wanted)
            })
    });
    let rows = own.map(|known| {
        json!({
            "properties": {"isFork": if known.parent.is_some() { "True" } else { "False" }},
            "id": known.id.to_string(),
            "sourceProviderName": OWN,
            "name": known.name,
            "fullName": known.name,
            "url": view.urls().web(&project.name, &known.name),
            "defaultBranch": known.default_branch,
        })
    });
    let rows: Vec<Value> = rows.collect();
    Ok(Reply::json(json!({"repositories": rows, "pageLength": rows.len(), "totalPageCount": 1})))
}

/// A repository, and the commit that the query means.
fn version(call: &Call) -> Result<(RepositoryId, git2::Oid), Fault> {
    call.read(|view| {
        let given = view.query.any(&["commitOrBranch"]);
        let Some(repository) = repository(view)? else {
            return Err(Fault::not_emulated("files of other source providers"));
        };
        let branch = given.or(repository.default_branch.as_deref()).unwrap_or_default();
        let full =
            if branch.starts_with("refs/") { branch.to_owned() } else { format!("refs/heads/{branch}") };
        let tip = repository.tip(&full).or_else(|| git2::Oid::from_str(branch).ok());
        let tip = tip.ok_or_else(|| Fault::build_part_not_found("branch", branch))?;
        Ok((repository.id, tip))
    })
}

fn get_file_contents(call: &Call) -> Result<Reply, Fault> {
    let path = call.query.any(&["path"]).ok_or_else(|| Fault::argument_null("path"))?;
    let (repository, tip) = version(call)?;
    let missing = || Fault::build_part_not_found("file", path);
    call.shared.git.with(repository, |git| {
        let tree = peel_to_commit(git, tip).ok_or_else(missing)?.tree()?;
        let entry = tree.get_path(Path::new(path.trim_start_matches('/'))).map_err(|_| missing())?;
        let blob = git.find_blob(entry.id()).map_err(|_| missing())?;
        Ok(Reply::bytes("text/plain", blob.content().to_vec()))
    })
}

fn get_path_contents(call: &Call) -> Result<Reply, Fault> {
    let path = call.query.any(&["path"]).unwrap_or("/").trim_matches('/').to_owned();
    let (repository, tip) = version(call)?;
    let missing = || Fault::build_part_not_found("folder", &path);
    let base = call.urls().at(format_args!("_apis/git/repositories/{repository}/items"));
    call.shared.git.with(repository, |git| {
        let root = peel_to_commit(git, tip).ok_or_else(missing)?.tree()?;
        let tree = if path.is_empty() {
            root
        } else {
            let entry = root.get_path(Path::new(&path)).map_err(|_| missing())?;
            git.find_tree(entry.id()).map_err(|_| missing())?
        };
        let rows = tree.iter().map(|entry| {
            let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            let own = format!("{path}/{name}").trim_start_matches('/').to_owned();
            let is_folder = entry.kind() == Some(ObjectType::Tree);
            Object::new()
                .set("type", if is_folder { "folder" } else { "file" })
                .set("isContainer", is_folder)
                .set("path", format!("/{own}"))
                .set(
                    "url",
                    format!("{base}?path={}", utf8_percent_encode(&format!("/{own}"), NON_ALPHANUMERIC)),
                )
        });
        Ok(Reply::list(rows.collect::<Vec<_>>()))
    })
}

fn get_pull_request(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("pullRequestId")?;
    let project = project(view)?;
    let found = given.parse().ok().filter(|_| is_own(view.call).unwrap_or(false));
    let found = found.and_then(|id| view.organization.pull_request(id));
    let repository = found.and_then(|found| view.organization.repository_by_id(found.repository));
    let found = found.zip(repository.filter(|known| known.project == project.id));
    let (found, repository) = found.ok_or_else(|| Fault::build_part_not_found("pull request", given))?;
    let own = format!(
        "{project}/_apis/git/repositories/{}/pullRequests/{}",
        repository.id,
        found.id,
        project = project.id
    );
    Ok(Reply::json(
        Object::new()
            .set("_links", Object::new().set("self", link(view.urls().at(own))))
            .set("providerName", OWN)
            .set("id", found.id.to_string())
            .set("title", found.title.as_str())
            .set("description", found.description.as_deref())
            .set("currentState", found.status.name())
            .set("author", view.urls().person(view.directory, found.created.actor))
            .set("sourceBranchRef", found.source.as_str())
            .set("targetBranchRef", found.target.as_str())
            .set("sourceRepositoryOwner", project.name.as_str())
            .set("targetRepositoryOwner", project.name.as_str())
            .set("draft", found.is_draft),
    ))
}

/// Azure Repos needs none.
fn list_webhooks(view: &View<'_>) -> Result<Reply, Fault> {
    repository(view)?;
    Ok(Reply::list(Vec::<Value>::new()))
}

fn restore_webhooks(view: &View<'_>) -> Result<Reply, Fault> {
    repository(view)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
