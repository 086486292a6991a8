//! What a query found.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use adoxide_api::wit::{QueryType, WorkItemLink, WorkItemQueryResult};
use futures::stream::{BoxStream, StreamExt};
use jiff::Timestamp;

use super::super::work_item::{LinkKind, Revision, WorkItem, WorkItems};
use crate::client::Client;
use crate::error::{ErrorKind, Result};

/// What a query found: the numbers of work items, or links of them.
#[derive(Clone)]
pub struct QueryResult {
    client: Client,
    value: Arc<WorkItemQueryResult>,
    /// Whether the query asked for the past.
    has_date: bool,
}

/// A row of a query of links.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryLink {
    /// What the target is to the source; none where a work item stands for itself.
    pub kind: Option<LinkKind>,
    /// Where the link comes from; none where a work item stands for itself.
    pub source: Option<i64>,
    /// Where it leads to, or the work item that stands for itself.
    pub target: i64,
}

/// A work item in a tree of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryNode {
    /// Its number.
    pub id: i64,
    /// What it is to the one above it; none at the top.
    pub kind: Option<LinkKind>,
    /// What is below it, in the service's order.
    pub children: Vec<QueryNode>,
}

impl QueryLink {
    /// A row of an answer; none without a target.
    pub(in crate::resource) fn read(link: &WorkItemLink) -> Option<Self> {
        Some(Self {
            kind: link.rel.as_deref().map(LinkKind::of),
            source: link.source.as_ref().and_then(|end| end.id),
            target: link.target.as_ref()?.id?,
        })
    }
}

impl QueryNode {
    /// Rows as trees: each behind the one that it is below.
    pub fn trees(links: impl IntoIterator<Item = QueryLink>) -> Vec<Self> {
        tree(links.into_iter())
    }
}

impl QueryResult {
    pub(super) fn new(client: &Client, value: WorkItemQueryResult, has_date: bool) -> Self {
        Self { client: client.clone(), value: value.into(), has_date }
    }

    /// All that the service said.
    pub fn value(&self) -> &WorkItemQueryResult {
        &self.value
    }

    /// Whether it found work items (flat), links (one hop), or a tree.
    pub fn query_type(&self) -> Option<&QueryType> {
        self.value.query_type.as_ref()
    }

    /// The moment that the answer is of.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.value.as_of.as_ref()?.timestamp()
    }

    /// The reference names of the fields that the query selects.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let columns = self.value.columns.iter().flatten();
        columns.filter_map(|column| column.reference_name.as_deref())
    }

    /// The reference names of the fields that the query orders by, and whether the highest comes first.
    pub fn sort_columns(&self) -> impl Iterator<Item = (&str, bool)> {
        let columns = self.value.sort_columns.iter().flatten();
        columns.filter_map(|column| {
            let name = column.field.as_ref()?.reference_name.as_deref()?;
            Some((name, column.descending == Some(true)))
        })
    }

    /// The numbers of the work items, in the service's order; of links, both ends, each once.
    pub fn ids(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = self.value.work_items.iter().flatten().filter_map(|item| item.id).collect();
        let mut seen: std::collections::HashSet<i64> = ids.iter().copied().collect();
        for link in self.links() {
            ids.extend(link.source.into_iter().chain([link.target]).filter(|id| seen.insert(*id)));
        }
        ids
    }

    /// The work items.
    pub fn work_items(&self) -> impl Iterator<Item = WorkItem> {
        self.ids().into_iter().map(|id| self.client.work_item(id))
    }

    /// The links, in the service's order; none if it was asked for work items.
    pub fn links(&self) -> impl Iterator<Item = QueryLink> {
        self.value.work_item_relations.iter().flatten().filter_map(QueryLink::read)
    }

    /// What was found as trees: of a tree, as the service has it; of links, the sources with their targets;
    /// of work items, each of its own.
    pub fn tree(&self) -> Vec<QueryNode> {
        let items = self.value.work_items.iter().flatten().filter_map(|item| item.id);
        let items = items.map(|id| QueryLink { kind: None, source: None, target: id });
        tree(items.chain(self.links()))
    }

    /// Each work item once, with the columns that the query selects as its fields, 200 in a request, the next
    /// ones under way while these are used. One that is deleted meanwhile is left out.
    ///
    /// # Errors
    /// In place of an item: as any call.
    pub fn rows(&self) -> BoxStream<'static, Result<Revision>> {
        let columns: Vec<_> = self.columns().collect();
        let items: WorkItems = self.client.work_items(self.ids());
        let items = if columns.is_empty() { items } else { items.fields(columns) };
        let items = match self.as_of().filter(|_| self.has_date) {
            Some(date) => items.as_of(date),
            None => items,
        };
        // Not the service says so, but the place in its answer that is empty.
        let is_gone = |row: &Result<Revision>| matches!(row, Err(error) if error.kind() == ErrorKind::NotFound && error.status().is_none());
        items.stream().filter(move |row| std::future::ready(!is_gone(row))).boxed()
    }
}

fn tree(links: impl Iterator<Item = QueryLink>) -> Vec<QueryNode> {
    // A node comes behind the one above it; where it doesn't, it is at the top and not lost.
    let mut places: HashMap<i64, usize> = HashMap::new();
    let mut nodes: Vec<(QueryNode, Option<usize>)> = Vec::new();
    for link in links {
        let parent = link.source.and_then(|source| places.get(&source).copied());
        places.entry(link.target).or_insert(nodes.len());
        nodes.push((QueryNode { id: link.target, kind: link.kind, children: Vec::new() }, parent));
    }
    let mut roots = Vec::new();
    // From the last one: what is below a node is complete when the node is put where it belongs.
    while let Some((mut node, parent)) = nodes.pop() {
        node.children.reverse();
        match parent.and_then(|parent| nodes.get_mut(parent)) {
            Some((above, _)) => above.children.push(node),
            None => roots.push(node),
        }
    }
    roots.reverse();
    roots
}

impl fmt::Debug for QueryResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items = self.value.work_items.as_ref().map_or(0, Vec::len);
        let links = self.value.work_item_relations.as_ref().map_or(0, Vec::len);
        write!(f, "QueryResult({items} work items, {links} links)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_as_trees() {
        let link = |source: Option<i64>, target: i64| QueryLink {
            kind: source.map(|_| LinkKind::Child),
            source,
            target,
        };
        let rows = [(None, 1), (Some(1), 2), (Some(2), 3), (Some(1), 4), (None, 5), (Some(9), 6)];
        let found = tree(rows.into_iter().map(|(source, target)| link(source, target)));
        let shape = format!("{:?}", found.iter().map(outline).collect::<Vec<_>>());
        assert_eq!(shape, r#"["1(2(3()),4())", "5()", "6()"]"#);
    }

    fn outline(node: &QueryNode) -> String {
        format!("{}({})", node.id, node.children.iter().map(outline).collect::<Vec<_>>().join(","))
    }
}
