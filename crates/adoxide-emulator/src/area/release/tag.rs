//! Tags of releases and their definitions.

use adoxide_api::release::meta;

use super::definition;
use super::read;
use crate::handler::{Change, View, handlers};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::name::same_name;

handlers! {
    meta::GET_TAGS => read(get_tags),
    meta::GET_RELEASE_TAGS => read(get_release_tags),
    meta::ADD_RELEASE_TAG => change(add_release_tag),
    meta::ADD_RELEASE_TAGS => change(add_release_tags),
    meta::DELETE_RELEASE_TAG => change(delete_release_tag),
    meta::GET_DEFINITION_TAGS => read(get_definition_tags),
    meta::ADD_DEFINITION_TAG => change(add_definition_tag),
    meta::ADD_DEFINITION_TAGS => change(add_definition_tags),
    meta::DELETE_DEFINITION_TAG => change(delete_definition_tag),
}

fn add(tags: &mut Vec<String>, new: impl IntoIterator<Item = String>) {
    for tag in new {
        if !tag.trim().is_empty() && tags.iter().all(|known| !same_name(known, &tag)) {
            tags.push(tag);
        }
    }
}

/// The tags of all releases of the project.
fn get_tags(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project()?.id;
    let releases = view.organization.releases().releases();
    let releases = releases.filter(|release| release.project == project && release.deleted.is_none());
    let mut all = Vec::new();
    add(&mut all, releases.flat_map(|release| release.tags.iter().cloned()));
    all.sort_unstable();
    Ok(Reply::list(all))
}

fn get_release_tags(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(&read::find(view)?.tags))
}

fn tag_release(change: &mut Change<'_>, edit: impl FnOnce(&mut Vec<String>)) -> Result<Reply, Fault> {
    let id = read::find(&change.view())?.id;
    change.make(|tx| tx.tag_release(id, edit))?;
    get_release_tags(&change.view())
}

fn add_release_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let tag = change.required("tag")?.to_owned();
    tag_release(change, |tags| add(tags, [tag]))
}

fn add_release_tags(change: &mut Change<'_>, body: Vec<String>) -> Result<Reply, Fault> {
    tag_release(change, |tags| add(tags, body))
}

fn delete_release_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let tag = change.required("tag")?;
    tag_release(change, |tags| tags.retain(|known| !same_name(known, tag)))
}

fn get_definition_tags(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(&definition::find(view, "releaseDefinitionId")?.content.tags))
}

fn tag_definition(change: &mut Change<'_>, edit: impl FnOnce(&mut Vec<String>)) -> Result<Reply, Fault> {
    let id = definition::find(&change.view(), "releaseDefinitionId")?.id;
    change.make(|tx| tx.tag_release_definition(id, edit))?;
    get_definition_tags(&change.view())
}

fn add_definition_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let tag = change.required("tag")?.to_owned();
    tag_definition(change, |tags| add(tags, [tag]))
}

fn add_definition_tags(change: &mut Change<'_>, body: Vec<String>) -> Result<Reply, Fault> {
    tag_definition(change, |tags| add(tags, body))
}

fn delete_definition_tag(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let tag = change.required("tag")?;
    tag_definition(change, |tags| tags.retain(|known| !same_name(known, tag)))
}
