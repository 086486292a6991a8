//! Trees whose nodes are rows.

use std::collections::{HashMap, VecDeque};

use super::Json;
use crate::Error;

/// A node of a tree, with the nodes below it still in it.
pub(crate) struct Node {
    /// The id of the node above; none at the root.
    pub(crate) parent: Option<String>,
    pub(crate) json: Json,
    /// Whether it has nodes below it that were not sent.
    pub(crate) is_cut: bool,
}

/// The nodes of a tree below this one, which has the id of the one above: `children` are the nodes below each.
pub(crate) fn nodes(root: Json, parent: Option<String>) -> Result<Vec<Node>, Error> {
    let mut nodes = Vec::new();
    let mut waiting = VecDeque::from([(parent, root)]);
    while let Some((parent, json)) = waiting.pop_front() {
        let children = json.member(&["children"])?.filter(|children| children.is(b'['));
        let is_cut = children.is_none() && json.text(&["hasChildren"])?.as_deref() == Some("true");
        if let Some(children) = children {
            let id = json.text(&["id"])?;
            waiting.extend(children.items()?.into_iter().map(|child| (id.clone(), child)));
        }
        nodes.push(Node { parent, json, is_cut });
    }
    Ok(nodes)
}

/// Each node of a tree with its path as work items name it: the names from the root on, separated by backslashes.
pub(crate) fn paths(nodes: Vec<Node>) -> Result<Vec<(Node, String)>, Error> {
    let mut paths: HashMap<String, String> = HashMap::with_capacity(nodes.len());
    let mut found = Vec::with_capacity(nodes.len());
    for node in nodes {
        let name = node.json.text(&["name"])?.unwrap_or_default();
        let path = match node.parent.as_ref().and_then(|parent| paths.get(parent)) {
            Some(above) => format!("{above}\\{name}"),
            None => name,
        };
        if let Some(id) = node.json.text(&["id"])? {
            paths.insert(id, path.clone());
        }
        found.push((node, path));
    }
    Ok(found)
}
