//! Queries and their folders.

use std::collections::VecDeque;

use adoxide::api::path::ProjectRef;
use adoxide::api::wit::{self, GetQueries, GetQuery, QueryExpand};
use futures::FutureExt as _;

use super::FeedOf;
use crate::read::{Items, Reader, nodes};
use crate::table::QUERIES;
use crate::{Change, Error, Level, Scope, ScopeValue};

pub(crate) static FEED: FeedOf = FeedOf::new("queries", Level::Project, |reader| read(reader).boxed());

/// As deep as the service goes in one request.
const DEPTH: i64 = 2;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let expand = Some(QueryExpand::Wiql);
    let params = GetQueries { expand: expand.clone(), depth: Some(DEPTH), ..GetQueries::default() };
    let mut trees = VecDeque::new();
    for page in reader.ask.all(wit::get_queries(&project, params)).await? {
        trees.extend(page.each()?.into_iter().map(|root| (None, root)));
    }
    let mut rows = Vec::new();
    while let Some((parent, tree)) = trees.pop_front() {
        for node in nodes(tree, parent)? {
            // A folder whose content was not sent.
            if node.is_cut
                && let Some(id) = node.json.text(&["id"])?
            {
                let params = GetQuery { expand: expand.clone(), depth: Some(DEPTH), ..GetQuery::default() };
                let folder = reader.ask.call(wit::get_query(&project, &id.as_str().into(), params)).await?;
                let children = Items::under(&folder, &["children"])?.each()?;
                trees.extend(children.into_iter().map(|child| (Some(id.clone()), child)));
            }
            let given = node.parent.map(|parent| ("parent_id", ScopeValue::Text(parent)));
            rows.push((given.into_iter().collect(), Items::of([node.json])));
        }
    }
    reader.change(Change::SnapshotBegin(&QUERIES, Scope::unit())).await?;
    reader.pieces(&QUERIES, rows).await?;
    reader.change(Change::SnapshotEnd(&QUERIES)).await?;
    reader.checkpoint(1, &()).await
}
