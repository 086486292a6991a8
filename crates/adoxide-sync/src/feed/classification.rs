//! Areas and iterations: both trees of a project in one request.

use adoxide::api::path::ProjectRef;
use adoxide::api::wit::{self, GetRootNodes};
use futures::FutureExt as _;

use super::FeedOf;
use crate::read::{Items, Reader, nodes, paths};
use crate::table::{AREAS, ITERATIONS};
use crate::{Change, Error, ErrorKind, Level, Scope, ScopeValue, Table};

pub(crate) static FEED: FeedOf =
    FeedOf::new("classification_nodes", Level::Project, |reader| read(reader).boxed());

/// Deeper than trees can be: the service allows 14 levels.
pub(super) const DEPTH: i64 = 100;

async fn read(mut reader: Reader) -> Result<(), Error> {
    let project = ProjectRef::from(reader.project()?);
    let roots = reader.ask.shared(wit::get_root_nodes(&project, GetRootNodes { depth: Some(DEPTH) })).await?;
    let mut trees: [(&'static Table, &str, Vec<_>); 2] =
        [(&AREAS, "area", Vec::new()), (&ITERATIONS, "iteration", Vec::new())];
    for page in &roots {
        for root in page.each()? {
            let kind = root.text(&["structureType"])?.unwrap_or_default();
            let Some((.., rows)) = trees.iter_mut().find(|(_, name, _)| *name == kind) else { continue };
            for (node, path) in paths(nodes(root, None)?)? {
                if node.is_cut {
                    let what = format!("the service leaves out what is below `{path}`");
                    return Err(Error::new(ErrorKind::Decode, what));
                }
                let parent = node.parent.and_then(|parent| parent.parse().ok());
                let parent = parent.map(|parent| ("parent_id", ScopeValue::Integer(parent)));
                let path = ("tree_path", ScopeValue::Text(path));
                rows.push((parent.into_iter().chain([path]).collect(), Items::of([node.json])));
            }
        }
    }
    for (table, _, rows) in trees {
        reader.change(Change::SnapshotBegin(table, Scope::unit())).await?;
        reader.pieces(table, rows).await?;
        reader.change(Change::SnapshotEnd(table)).await?;
    }
    reader.checkpoint(1, &()).await
}
