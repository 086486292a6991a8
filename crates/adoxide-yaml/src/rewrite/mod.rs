//! Normalization: rewrites short forms as the service does.

mod pipeline;
mod step;

pub(crate) use pipeline::{DEFAULT_STAGE, pipeline};

use crate::node::{Content, Node};
use crate::schema::Role;

/// Rewrites the short form of a node, if its role has one.
pub(crate) fn place(role: Role, node: Node) -> Node {
    match role {
        Role::Step => step::step(node),
        Role::DependsOn if node.is_scalar() => Node::sequence(node.at, vec![node]),
        Role::Trigger => trigger(node),
        Role::Named(key) if node.text().is_some_and(|text| !text.is_empty()) => {
            Node::mapping(node.at, vec![(Node::plain(node.at, key), node)])
        }
        _ => node,
    }
}

/// `none` becomes `enabled: false`, a list becomes that of the branches to include.
fn trigger(node: Node) -> Node {
    let at = node.at;
    let key = |name: &str| Node::plain(at, name);
    match node.content {
        Content::Scalar(ref scalar) if *scalar.text == *"none" => {
            Node::mapping(at, vec![(key("enabled"), Node::plain(at, "false"))])
        }
        Content::Sequence(_) => {
            let include = Node::mapping(at, vec![(key("include"), node)]);
            Node::mapping(at, vec![(key("branches"), include)])
        }
        _ => node,
    }
}
