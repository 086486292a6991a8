//! Wikis and their pages.

mod page;
mod store;

use http::StatusCode;
use serde_json::{Value, json};

use super::Handler::{Blocking, Quick};
use super::{Call, Handler, project as find_project, text};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::World;
use crate::world::wiki::{NewWiki, Wiki, WikiKind};

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("wiki.get_all_wikis", Quick(get_all_wikis)),
    ("wiki.get_wiki", Quick(get_wiki)),
    ("wiki.create_wiki", Quick(create_wiki)),
    ("wiki.update_wiki", Quick(update_wiki)),
    ("wiki.delete_wiki", Quick(delete_wiki)),
    ("wiki.get_page", Blocking(page::get_page)),
    ("wiki.get_page_by_id", Blocking(page::get_page)),
    ("wiki.create_or_update_page", Blocking(page::create_or_update_page)),
    ("wiki.update_page_by_id", Blocking(page::create_or_update_page)),
    ("wiki.delete_page", Blocking(page::delete_page)),
    ("wiki.delete_page_by_id", Blocking(page::delete_page)),
    ("wiki.create_page_move", Blocking(page::create_page_move)),
    ("wiki.get_pages_batch", Blocking(page::get_pages_batch)),
    ("wiki.get_page_data", Quick(page::get_page_data)),
];

/// The wiki of the path, by name or id.
fn find(call: &Call, world: &World) -> Result<Wiki, Fault> {
    let given = call.required("wikiIdentifier")?;
    let organization = call.organization(world)?;
    let project = call.project(organization)?.map(|project| project.id);
    let found = organization.wiki(project, given);
    found.cloned().ok_or_else(|| Fault::wiki_not_found(given))
}

fn wiki_url(urls: &Urls<'_>, wiki: &Wiki) -> String {
    urls.at(format_args!("{}/_apis/wiki/wikis/{}", wiki.project, wiki.id))
}

fn wiki_web(urls: &Urls<'_>, wiki: &Wiki) -> String {
    urls.at(format_args!("{}/_wiki/wikis/{}", wiki.project, wiki.id))
}

fn wiki_json(urls: &Urls<'_>, wiki: &Wiki) -> Object {
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

fn get_all_wikis(call: &Call) -> Result<Reply, Fault> {
    let (world, urls) = (call.shared.world(), call.urls());
    let organization = call.organization(&world)?;
    let wanted = call.project(organization)?.map(|project| project.id);
    let found = organization.wikis().filter(|wiki| {
        wanted.is_none_or(|project| project == wiki.project) && super::is_ready(organization, wiki.project)
    });
    Ok(Reply::list(found.map(|wiki| wiki_json(&urls, wiki))))
}

fn get_wiki(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    Ok(Reply::json(wiki_json(&call.urls(), &find(call, &world)?)))
}

fn create_wiki(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
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
    let mut world = call.shared.world_mut();
    let organization = call.organization(&world)?;
    let named = field("/projectId").or_else(|| call.argument("project"));
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
    let id = call.organization_mut(&mut world)?.create_wiki(call.stamp(), new)?;
    let made = call.organization(&world)?.wiki(None, &id.to_string());
    let made = made.ok_or_else(|| Fault::internal("the new wiki is gone"))?;
    Ok(Reply::json(wiki_json(&call.urls(), made)).status(StatusCode::CREATED))
}

fn update_wiki(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let name = text(&body, "/name").filter(|name| !name.is_empty()).map(str::to_owned);
    let versions = body.get("versions").and_then(Value::as_array).map(|versions| {
        versions.iter().filter_map(|version| text(version, "/version")).map(str::to_owned).collect()
    });
    let mut world = call.shared.world_mut();
    let id = find(call, &world)?.id;
    call.organization_mut(&mut world)?.update_wiki(call.stamp(), id, name, versions)?;
    let found = call.organization(&world)?.wiki(None, &id.to_string());
    let found = found.ok_or_else(|| Fault::wiki_not_found(&id.to_string()))?;
    Ok(Reply::json(wiki_json(&call.urls(), found)))
}

fn delete_wiki(call: &Call) -> Result<Reply, Fault> {
    let mut world = call.shared.world_mut();
    let wiki = find(call, &world)?;
    call.organization_mut(&mut world)?.delete_wiki(call.stamp(), wiki.id)?;
    // As recorded: 200, with what is gone.
    Ok(Reply::json(wiki_json(&call.urls(), &wiki)))
}
