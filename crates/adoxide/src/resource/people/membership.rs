//! Who is in a group, and which groups somebody is in.

use std::collections::{HashSet, VecDeque};
use std::fmt;

use adoxide_api::graph::{self, GraphTraversalDirection, ListMemberships};
use futures::future::try_join_all;
use futures::stream::{self, TryStreamExt};

use super::subject::lookup;
use super::{Group, Subject};
use crate::client::Client;
use crate::error::Result;
use crate::resource::listing::Listing;

/// How many groups are read at the same time.
const AT_ONCE: usize = 8;

/// Memberships that are to be read: the members of a group, or the groups that somebody is in. Each comes once,
/// however many ways lead to it.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/memberships/list>
#[derive(Clone)]
#[must_use = "memberships are not asked for until stream is called"]
pub struct Memberships<T> {
    of: Subject,
    is_up: bool,
    is_expanded: bool,
    map: fn(Subject) -> Option<T>,
}

impl Memberships<Group> {
    pub(super) fn up(of: Subject) -> Self {
        let group = |found| if let Subject::Group(group) = found { Some(group) } else { None };
        Self { of, is_up: true, is_expanded: false, map: group }
    }
}

impl Memberships<Subject> {
    pub(super) fn down(of: Subject) -> Self {
        Self { of, is_up: false, is_expanded: false, map: Some }
    }
}

impl<T: Send + 'static> Memberships<T> {
    /// Transitively: the members of groups that are members, or the groups that those groups are in. The groups
    /// on the way come, too; groups that are in each other end.
    pub fn expanded(mut self) -> Self {
        self.is_expanded = true;
        self
    }

    /// The descriptors alone, which takes fewer requests.
    pub fn descriptors(self) -> Listing<String> {
        Listing::streamed(self.levels().map_ok(|found| stream::iter(found.into_iter().map(Ok))).try_flatten())
    }

    /// Asks for them, the nearest first.
    pub fn stream(self) -> Listing<T> {
        let (client, map) = (self.of.client().clone(), self.map);
        let found = self.levels().and_then(move |descriptors| {
            let client = client.clone();
            async move {
                let found = lookup(&client, &descriptors).await?;
                let found = found.into_iter().zip(descriptors);
                // What is gone meanwhile is still a member.
                let found = found.map(|(found, at)| found.unwrap_or_else(|| Subject::at(&client, &at)));
                let found: Vec<_> = found.filter_map(map).map(Ok).collect();
                Ok(stream::iter(found))
            }
        });
        Listing::streamed(found.try_flatten())
    }

    /// The descriptors of those that were not seen yet, in the order in which they are found.
    fn levels(self) -> impl stream::Stream<Item = Result<Vec<String>>> + Send + 'static {
        let Self { of, is_up, is_expanded, .. } = self;
        let client = of.client().clone();
        stream::once(async move {
            let first = of.descriptor().await?;
            let walk = Walk {
                client,
                is_up,
                is_expanded,
                seen: HashSet::from([first.clone()]),
                queue: VecDeque::from([first]),
            };
            Ok(stream::try_unfold(walk, Walk::next))
        })
        .try_flatten()
    }
}

struct Walk {
    client: Client,
    is_up: bool,
    is_expanded: bool,
    seen: HashSet<String>,
    /// Those whose own memberships are still to be read.
    queue: VecDeque<String>,
}

impl Walk {
    async fn next(mut self) -> Result<Option<(Vec<String>, Self)>> {
        let some: Vec<_> = self.queue.drain(..self.queue.len().min(AT_ONCE)).collect();
        if some.is_empty() {
            return Ok(None);
        }
        let direct = try_join_all(some.iter().map(|of| self.direct(of))).await?;
        let mut new = Vec::new();
        for descriptor in direct.into_iter().flatten() {
            if !self.seen.insert(descriptor.clone()) {
                continue;
            }
            // Only groups have members.
            if self.is_expanded && matches!(Subject::at(&self.client, &descriptor), Subject::Group(_)) {
                self.queue.push_back(descriptor.clone());
            }
            new.push(descriptor);
        }
        Ok(Some((new, self)))
    }

    /// One step at a time: the service takes no greater depth.
    async fn direct(&self, of: &str) -> Result<Vec<String>> {
        let direction = if self.is_up { GraphTraversalDirection::Up } else { GraphTraversalDirection::Down };
        let params = ListMemberships { direction: Some(direction), depth: Some(1) };
        let found = self.client.items(graph::list_memberships(&of.into(), params)).all().await?;
        let other = found.into_iter().filter_map(|membership| {
            if self.is_up { membership.container_descriptor } else { membership.member_descriptor }
        });
        Ok(other.collect())
    }
}

impl<T> fmt::Debug for Memberships<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memberships")
            .field("of", &self.of)
            .field("up", &self.is_up)
            .field("expanded", &self.is_expanded)
            .finish_non_exhaustive()
    }
}
