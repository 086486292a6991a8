//! Areas and iterations: both trees of a project in one request.

use adoxide::api::path::ProjectRef;
use adoxide::api::wire::Json;
use adoxide::api::wit::{self, GetRootNodes};
use futures::FutureExt as _;

use crate::service::{FeedOf, Items, Reader};
use crate::table::{AREAS, ITERATIONS};
use crate::{Error, ErrorKind, Level, Scope, Table};

pub(super) static FEED: FeedOf = FeedOf {
    name: "classification nodes",
    level: Level::Project,
    tables: || vec![&AREAS, &ITERATIONS],
    operations: &["wit.get_root_nodes"],
    read: |reader| read(reader).boxed(),
};

/// Deeper than trees can be: the service allows 14 levels.
const DEPTH: i64 = 100;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let roots = reader.ask.all(wit::get_root_nodes(&project, GetRootNodes { depth: Some(DEPTH) })).await?;
    let (mut areas, mut iterations) = (Vec::new(), Vec::new());
    for page in &roots {
        for root in page.values()? {
            let rows = if root["structureType"] == "iteration" { &mut iterations } else { &mut areas };
            flatten(root, &Json::Null, rows)?;
        }
    }
    let trees: [(&'static Table, Vec<Json>); 2] = [(&AREAS, areas), (&ITERATIONS, iterations)];
    for (table, nodes) in trees {
        reader.snapshot(table, Scope::unit(), &[Items::of(nodes)], &[]).await?;
    }
    reader.checkpoint(1, &()).await
}

/// A tree as rows, each with the id of the one above.
pub(super) fn flatten(mut node: Json, parent: &Json, rows: &mut Vec<Json>) -> Result<(), Error> {
    let children = node.get_mut("children").map(Json::take);
    if children.is_none() && node["hasChildren"] == true {
        let what = format!("the service leaves out what is below `{}`", node["path"].as_str().unwrap_or("?"));
        return Err(Error::new(ErrorKind::Decode, what));
    }
    if let Some(node) = node.as_object_mut() {
        node.insert("parent_id".to_owned(), parent.clone());
    }
    let id = node["id"].clone();
    rows.push(node);
    if let Some(Json::Array(children)) = children {
        for child in children {
            flatten(child, &id, rows)?;
        }
    }
    Ok(())
}
