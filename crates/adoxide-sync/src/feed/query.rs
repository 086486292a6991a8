//! Queries and their folders.

use std::collections::VecDeque;

use adoxide::api::path::ProjectRef;
use adoxide::api::wire::Json;
use adoxide::api::wit::{self, GetQueries, GetQuery, QueryExpand};
use futures::FutureExt as _;

use crate::service::{FeedOf, Items, Reader};
use crate::table::QUERIES;
use crate::{Error, Level, Scope};

pub(super) static FEED: FeedOf = FeedOf {
    name: "queries",
    level: Level::Project,
    tables: || vec![&QUERIES],
    operations: &["wit.get_queries", "wit.get_query"],
    read: |reader| read(reader).boxed(),
};

/// As deep as the service goes in one request.
const DEPTH: i64 = 2;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let expand = Some(QueryExpand::Wiql);
    let params = GetQueries { expand: expand.clone(), depth: Some(DEPTH), ..GetQueries::default() };
    let mut rows = Vec::new();
    // Folders whose content was not told, by their ids.
    let mut folders = VecDeque::new();
    for page in reader.ask.all(wit::get_queries(&project, params)).await? {
        for root in page.values()? {
            flatten(root, &Json::Null, &mut rows, &mut folders);
        }
    }
    while let Some(id) = folders.pop_front() {
        let params = GetQuery { expand: expand.clone(), depth: Some(DEPTH), ..GetQuery::default() };
        let mut folder = reader.ask.call(wit::get_query(&project, &id.as_str().into(), params)).await?;
        if let Some(Json::Array(children)) = folder.get_mut("children").map(Json::take) {
            for child in children {
                flatten(child, &folder["id"], &mut rows, &mut folders);
            }
        }
    }
    reader.snapshot(&QUERIES, Scope::unit(), &[Items::of(rows)], &[]).await?;
    reader.checkpoint(1, &()).await
}

fn flatten(mut node: Json, parent: &Json, rows: &mut Vec<Json>, folders: &mut VecDeque<String>) {
    let children = node.get_mut("children").map(Json::take);
    if let Some(node) = node.as_object_mut() {
        node.insert("parent_id".to_owned(), parent.clone());
    }
    let id = node["id"].clone();
    match (children, id.as_str()) {
        (Some(Json::Array(children)), _) => {
            rows.push(node);
            for child in children {
                flatten(child, &id, rows, folders);
            }
        }
        (_, id) => {
            folders.extend(id.filter(|_| node["hasChildren"] == true).map(str::to_owned));
            rows.push(node);
        }
    }
}
