//! Wikis and their pages.

use adoxide_api::wiki::meta;
use http::StatusCode;
use serde_json::{Value, json};

use crate::handler::handlers;
use crate::handler::ready_project as find_project;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::wiki::{NewWiki, Wiki, WikiKind};

handlers! {
    meta::GET_ALL_WIKIS => read(get_all_wikis),
    meta::GET_WIKI => read(get_wiki),
    meta::CREATE_WIKI => change(create_wiki),
    meta::UPDATE_WIKI => change(update_wiki),
    meta::DELETE_WIKI => change(delete_wiki),
}

/// The wiki of the path, by name or id.
pub(super) fn find(view: &View<'_>) -> Result<Wiki, Fault> {
    let given = view.required("wikiIdentifier")?;
    let organization = view.organization;
    let project = view.project_of_path()?.map(|project| project.id);
    let found = organization.wiki(project, given);
    found.cloned().ok_or_else(|| Fault::wiki_not_found(given))
}

pub(super) fn wiki_url(urls: &Urls<'_>, wiki: &Wiki) -> String {
    urls.at(format_args!("{}/_apis/wiki/wikis/{}", wiki.project, wiki.id))
}

pub(super) fn wiki_web(urls: &Urls<'_>, wiki: &Wiki) -> String {
    urls.at(format_args!("{}/_wiki/wikis/{}", wiki.project, wiki.id))
}

pub(super) fn wiki_json(urls: &Urls<'_>, wiki: &Wiki) -> Object {
    let versions: Vec<_> = wiki.versions.iter().map(|version| json!({"version": version})).collect();
    Object::new()
        .set("id", wiki.id.to_string())
        .set("versions", versions)
        .set("url", wiki_url(urls, wiki))
        .set("remoteUrl", wiki_web(urls, wiki))
        .set("type", wiki.kind.name())
        .set("name", wiki.name.as_str())
        .set("projectId", wiki.project.to_string())
        .set("repositoryId", wiki.repository.to_string())
        .set("mappedPath", wiki.mapped_path.as_str())
}

pub(super) fn get_all_wikis(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    let organization = view.organization;
    let wanted = view.project_of_path()?.map(|project| project.id);
    let found = organization.wikis().filter(|wiki| {
        wanted.is_none_or(|project| project == wiki.project)
            && crate::handler::is_ready(organization, wiki.project)
    });
    Ok(Reply::list(found.map(|wiki| wiki_json(&urls, wiki))))
}

pub(super) fn get_wiki(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(wiki_json(&view.urls(), &find(view)?)))
}

pub(super) fn create_wiki(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let field = |pointer| text(&body, pointer).filter(|text| !text.is_empty());
    let kind = match body.get("type") {
        None | Some(Value::Null) => WikiKind::Project,
        Some(kind) if kind == 0 => WikiKind::Project,
        Some(kind) if kind == 1 => WikiKind::Code,
        Some(kind) => match kind.as_str().map(str::to_lowercase).as_deref() {
            Some("projectwiki") => WikiKind::Project,
            Some("codewiki") => WikiKind::Code,
            _ => return Err(Fault::invalid_parameter("type", &kind.to_string())),
        },
    };
    let organization = change.view().organization;
    let named = field("/projectId").or_else(|| change.argument("project"));
    let project = find_project(organization, named.ok_or_else(|| Fault::argument_null("projectId"))?)?;
    let repository = match (kind, field("/repositoryId")) {
        (WikiKind::Project, _) => None,
        (WikiKind::Code, None) => return Err(Fault::argument_null("repositoryId")),
        (WikiKind::Code, Some(given)) => {
            let found = organization.repository(Some(project.id), given);
            Some(found.ok_or_else(|| Fault::repository_not_found(given))?.id)
        }
    };
    let version = field("/version/version");
    if kind == WikiKind::Code && version.is_none() {
        return Err(Fault::argument_null("version"));
    }
    let new = NewWiki {
        project: project.id,
        name: field("/name").ok_or_else(|| Fault::argument_null("name"))?.to_owned(),
        kind,
        repository,
        mapped_path: field("/mappedPath").unwrap_or("/").to_owned(),
        version: version.map(str::to_owned),
    };
    let id = change.make(|tx| tx.create_wiki(new))?;
    let made = change.view().organization.wiki(None, &id.to_string());
    let made = made.ok_or_else(|| Fault::internal("the new wiki is gone"))?;
    Ok(Reply::json(wiki_json(&change.urls(), made)).status(StatusCode::CREATED))
}

pub(super) fn update_wiki(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").filter(|name| !name.is_empty()).map(str::to_owned);
    let versions = body.get("versions").and_then(Value::as_array).map(|versions| {
        versions.iter().filter_map(|version| text(version, "/version")).map(str::to_owned).collect()
    });
    let id = find(&change.view())?.id;
    change.make(|tx| tx.update_wiki(id, name, versions))?;
    let found = change.view().organization.wiki(None, &id.to_string());
    let found = found.ok_or_else(|| Fault::wiki_not_found(&id.to_string()))?;
    Ok(Reply::json(wiki_json(&change.urls(), found)))
}

pub(super) fn delete_wiki(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let wiki = find(&change.view())?;
    change.make(|tx| tx.delete_wiki(wiki.id))?;
    // As recorded: 200, with what is gone.
    Ok(Reply::json(wiki_json(&change.urls(), &wiki)))
}
