//! One thing, one object: however a handle was reached, handles of the same thing share what is known of it.
//!
//! A [`Node`] is what is known of one thing. A handle holds a node; the [`Registry`] finds the node of an id
//! or a name, as long as some handle keeps it alive.
//!
//! Before a thing was fetched, its name and its id can't be known to belong together, so a handle made by
//! name and one made by id begin as two nodes. The first answer that has both makes them one: the node
//! without id from then on stands for the node with it, for good. What is made one by this rule is
//!
//! * the node that was asked for by name, and the node of the id in the answer;
//! * a node that was asked for by the name in the answer and was never fetched;
//! * the things below two nodes that become one, by their names.
//!
//! Two nodes with ids are never made one. A name belongs to the thing that had it last: when a thing is
//! renamed, or replaced by another of the same name, new handles of the name are of the other thing, and old
//! handles stay with the id that they know.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::time::Duration;

use crate::error::Result;

/// What a snapshot says about whose it is.
pub(crate) trait Identified {
    /// The id, for good, and the name (or number), for now.
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>);
    /// How names are compared.
    fn fold(name: &str) -> String {
        name.to_lowercase()
    }
    /// Whether a text is an id, and not a name.
    fn is_id(text: &str) -> bool {
        is_id(text)
    }
    /// How ids are compared, and what the service is asked for.
    fn fold_id(id: &str) -> String {
        id.to_ascii_lowercase()
    }
}

/// What is known of one thing.
#[derive(Debug)]
pub(crate) struct Node<S> {
    serial: u64,
    /// The node that this one turned out to be.
    same_as: OnceLock<Arc<Node<S>>>,
    state: Mutex<State<S>>,
    /// Held while a snapshot is fetched, so that it is fetched once for all who want it.
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct State<S> {
    id: Option<Arc<str>>,
    name: Option<Arc<str>>,
    snapshot: Option<Snapshot<S>>,
    /// Counts the refreshes: what was asked for before one is not kept after it.
    refreshed: u64,
}

/// What a thing looked like, and whether that is all of it: lists leave some of it out.
#[derive(Debug)]
pub(crate) struct Snapshot<S> {
    pub(crate) value: Arc<S>,
    pub(crate) whole: bool,
}

impl<S> Clone for Snapshot<S> {
    fn clone(&self) -> Self {
        Self { value: Arc::clone(&self.value), whole: self.whole }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The node that a node stands for now.
pub(crate) fn find<S>(node: &Arc<Node<S>>) -> Arc<Node<S>> {
    let mut node = node;
    while let Some(other) = node.same_as.get() {
        node = other;
    }
    Arc::clone(node)
}

/// Whether two nodes are of one thing, as far as that is known.
pub(crate) fn same<S>(one: &Arc<Node<S>>, other: &Arc<Node<S>>) -> bool {
    Arc::ptr_eq(&find(one), &find(other))
}

impl<S> Node<S> {
    fn new(id: Option<&str>, name: Option<&str>) -> Arc<Self> {
        static SERIAL: AtomicU64 = AtomicU64::new(1);
        let state = State { id: id.map(Arc::from), name: name.map(Arc::from), snapshot: None, refreshed: 0 };
        Arc::new(Self {
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            same_as: OnceLock::new(),
            state: Mutex::new(state),
            fetching: tokio::sync::Mutex::default(),
        })
    }

    /// A node that no registry finds: of a thing whose handles keep to themselves what they have read.
    pub(crate) fn alone(name: &str) -> Arc<Self> {
        Self::new(None, Some(name))
    }

    /// Keeps what an answer says. `asked` is the count of refreshes when it was asked for.
    pub(crate) fn keep(&self, value: Arc<S>, asked: Option<u64>) {
        let mut state = lock(&self.state);
        if asked.is_none_or(|asked| asked == state.refreshed) {
            state.snapshot = Some(Snapshot { value, whole: true });
        }
    }

    /// Tells this node from all others of this process; things below it have their names below it.
    pub(crate) fn serial(&self) -> u64 {
        self.serial
    }

    pub(crate) fn id(&self) -> Option<Arc<str>> {
        lock(&self.state).id.clone()
    }

    /// What to ask the service for: the id, which stays when the name changes; before it is known, the name.
    pub(crate) fn locator(&self) -> Arc<str> {
        let state = lock(&self.state);
        state.id.clone().or_else(|| state.name.clone()).unwrap_or_default()
    }

    /// What it is called in messages.
    pub(crate) fn label(&self) -> Arc<str> {
        let state = lock(&self.state);
        state.name.clone().or_else(|| state.id.clone()).unwrap_or_default()
    }

    /// What is kept of it, if that is enough.
    pub(crate) fn snapshot(&self, whole: bool) -> Option<Arc<S>> {
        let state = lock(&self.state);
        state
            .snapshot
            .as_ref()
            .filter(|snapshot| snapshot.whole || !whole)
            .map(|snapshot| Arc::clone(&snapshot.value))
    }

    /// Forgets what it looked like. What is being fetched now is not kept either.
    pub(crate) fn refresh(&self) {
        let mut state = lock(&self.state);
        state.snapshot = None;
        state.refreshed += 1;
    }

    pub(crate) fn refreshed(&self) -> u64 {
        lock(&self.state).refreshed
    }
}

/// How long a fetch by somebody else is waited for. Then it is fetched twice.
const PATIENCE: Duration = Duration::from_secs(10);

/// The snapshot of a node: the one that is kept, or a new one, fetched once for all who want it.
pub(crate) async fn load<S, F>(
    node: &Arc<Node<S>>,
    whole: bool,
    fetch: impl FnOnce(Arc<Node<S>>) -> F,
) -> Result<Arc<S>>
where
    F: Future<Output = Result<Arc<S>>>,
{
    let before = find(node);
    if let Some(snapshot) = before.snapshot(whole) {
        return Ok(snapshot);
    }
    // Whoever fetches it may be a future that nobody polls any more.
    let _turn = tokio::time::timeout(PATIENCE, before.fetching.lock()).await.ok();
    // It may have been fetched, or found to be another, meanwhile.
    let node = find(&before);
    match node.snapshot(whole) {
        Some(snapshot) => Ok(snapshot),
        None => fetch(node).await,
    }
}

/// The nodes of one kind of thing.
#[derive(Debug)]
pub(crate) struct Registry<S>(Mutex<Nodes<S>>);

#[derive(Debug)]
struct Nodes<S> {
    ids: Weaks<String, S>,
    /// By the serial of the node above and the folded name.
    names: Weaks<(u64, String), S>,
}

/// A map that forgets what nobody holds.
#[derive(Debug)]
struct Weaks<K, S> {
    map: HashMap<K, Weak<Node<S>>>,
    /// The size at which the dead are swept out.
    sweep: usize,
}

impl<K: Hash + Eq, S> Weaks<K, S> {
    fn find(&self, key: &K) -> Option<Arc<Node<S>>> {
        self.map.get(key)?.upgrade().map(|node| find(&node))
    }

    fn insert(&mut self, key: K, node: &Arc<Node<S>>) {
        if self.map.len() >= self.sweep {
            self.map.retain(|_, node| node.strong_count() > 0);
            self.sweep = (self.map.len() * 2).max(64);
        }
        self.map.insert(key, Arc::downgrade(node));
    }
}

impl<S> Default for Registry<S> {
    fn default() -> Self {
        let nodes = Nodes {
            ids: Weaks { map: HashMap::new(), sweep: 64 },
            names: Weaks { map: HashMap::new(), sweep: 64 },
        };
        Self(Mutex::new(nodes))
    }
}

/// What was learned: the node to go on with, and a node that turned out to be it.
pub(crate) struct Learned<S> {
    pub(crate) node: Arc<Node<S>>,
    /// Serials: what was below the first is now below the second.
    pub(crate) merged: Vec<(u64, u64)>,
}

impl<S: Identified> Registry<S> {
    /// The node of a name, or of an id if the text is one.
    pub(crate) fn at(&self, scope: u64, text: &str) -> Arc<Node<S>> {
        let mut nodes = lock(&self.0);
        if S::is_id(text) {
            let key = S::fold_id(text);
            return nodes.ids.find(&key).unwrap_or_else(|| {
                let node = Node::new(Some(&key), None);
                nodes.ids.insert(key, &node);
                node
            });
        }
        let key = (scope, S::fold(text));
        nodes.names.find(&key).unwrap_or_else(|| {
            let node = Node::new(None, Some(text));
            nodes.names.insert(key, &node);
            node
        })
    }

    /// Keeps what an answer says about a node: whose it is, and what it looks like. `asked` is the count of
    /// refreshes when the answer was asked for.
    pub(crate) fn learn(
        &self,
        scope: u64,
        node: Option<&Arc<Node<S>>>,
        snapshot: Snapshot<S>,
        asked: Option<u64>,
    ) -> Learned<S> {
        let mut nodes = lock(&self.0);
        let mut merged = Vec::new();
        let value = Arc::clone(&snapshot.value);
        let (id, name) = value.identity();
        let id = id.map(S::fold_id);
        let key = name.as_deref().map(|name| (scope, S::fold(name)));
        let named = key.as_ref().and_then(|key| nodes.names.find(key));
        let known = id.as_ref().and_then(|id| nodes.ids.find(id));
        // A node that knows another id is of another thing, whatever its name was.
        let fits = |node: &Arc<Node<S>>| match (node.id(), &id) {
            (Some(node), Some(id)) => *node == **id,
            _ => true,
        };
        let asked_for = node.map(find).filter(fits);
        let survivor = known
            .or_else(|| asked_for.clone())
            .or_else(|| named.clone().filter(fits))
            .unwrap_or_else(|| Node::new(id.as_deref(), name.as_deref()));
        for other in
            [asked_for, named.filter(|named| id.is_none() || named.id().is_none())].into_iter().flatten()
        {
            if !Arc::ptr_eq(&other, &survivor) && other.same_as.set(Arc::clone(&survivor)).is_ok() {
                merged.push((other.serial, survivor.serial));
            }
        }
        let mut state = lock(&survivor.state);
        if let Some(id) = id {
            state.id.get_or_insert_with(|| Arc::from(&*id));
            nodes.ids.insert(id, &survivor);
        }
        if let (Some(key), Some(name)) = (key, name) {
            let before = state.name.replace(Arc::from(&*name)).map(|before| (scope, S::fold(&before)));
            if let Some(before) = before.filter(|before| *before != key)
                && nodes.names.find(&before).is_some_and(|old| Arc::ptr_eq(&old, &survivor))
            {
                nodes.names.map.remove(&before);
            }
            nodes.names.insert(key, &survivor);
        }
        let outdated = asked.is_some_and(|asked| asked != state.refreshed);
        let less = !snapshot.whole && state.snapshot.as_ref().is_some_and(|kept| kept.whole);
        if !outdated && !less {
            state.snapshot = Some(snapshot);
        }
        drop(state);
        Learned { node: survivor, merged }
    }

    /// What was below one node is below another from now on.
    pub(crate) fn move_below(&self, from: u64, to: u64) -> Vec<(u64, u64)> {
        let mut nodes = lock(&self.0);
        let mut merged = Vec::new();
        let keys: Vec<_> = nodes.names.map.keys().filter(|(scope, _)| *scope == from).cloned().collect();
        for key in keys {
            let Some(node) =
                nodes.names.map.remove(&key).and_then(|node| node.upgrade()).map(|node| find(&node))
            else {
                continue;
            };
            let key = (to, key.1);
            match nodes.names.find(&key) {
                Some(other) if Arc::ptr_eq(&other, &node) => {}
                // The one with the id is the one that is known.
                Some(other) if node.id().is_none() => {
                    if node.same_as.set(Arc::clone(&other)).is_ok() {
                        merged.push((node.serial, other.serial));
                    }
                }
                Some(other) if other.id().is_none() => {
                    if other.same_as.set(Arc::clone(&node)).is_ok() {
                        merged.push((other.serial, node.serial));
                    }
                    nodes.names.insert(key, &node);
                }
                Some(_) => {}
                None => nodes.names.insert(key, &node),
            }
        }
        merged
    }

    /// Forgets the names of a thing that is gone, so that a new thing may have them.
    pub(crate) fn forget(&self, node: &Arc<Node<S>>) {
        let node = find(node);
        lock(&self.0)
            .names
            .map
            .retain(|_, other| other.upgrade().is_some_and(|other| !Arc::ptr_eq(&find(&other), &node)));
        node.refresh();
    }
}

/// Whether a text is an id (a GUID) and not a name.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Thing(&'static str, &'static str);

    impl Identified for Thing {
        fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
            (Some(self.0), Some(self.1.into()))
        }
    }

    const A: &str = "11111111-1111-1111-1111-11111111111a";
    const B: &str = "22222222-2222-2222-2222-22222222222b";

    fn whole(id: &'static str, name: &'static str) -> Snapshot<Thing> {
        Snapshot { value: Arc::new(Thing(id, name)), whole: true }
    }

    #[test]
    fn handles_of_one_thing_become_one_when_it_is_known() {
        let things = Registry::<Thing>::default();
        let (name, other_case, id) = (things.at(0, "Web"), things.at(0, "WEB"), things.at(0, A));
        assert!(same(&name, &other_case));
        assert!(!same(&name, &id), "nobody can know yet");
        assert!(!same(&name, &things.at(1, "web")), "names are below something");
        let learned = things.learn(0, Some(&name), whole(A, "Web"), None);
        assert_eq!(learned.merged, [(name.serial, id.serial)]);
        for handle in [&name, &other_case, &id, &things.at(0, "wEB"), &things.at(5, &A.to_uppercase())] {
            assert!(same(handle, &learned.node));
            assert_eq!(&*find(handle).locator(), A);
            assert_eq!(find(handle).snapshot(true).unwrap().1, "Web");
        }
    }

    #[test]
    fn an_answer_to_another_question_makes_a_name_known_too() {
        let things = Registry::<Thing>::default();
        let name = things.at(0, "web");
        let listed = things.learn(0, None, whole(A, "Web"), None);
        assert!(same(&name, &listed.node));
        let id = things.at(0, A);
        assert!(same(&name, &id));
    }

    #[test]
    fn a_thing_that_was_only_listed_is_found_by_id_and_by_name() {
        let things = Registry::<Thing>::default();
        let listed = things.learn(0, None, whole(A, "Web"), None).node;
        assert!(same(&listed, &things.at(0, A)) && same(&listed, &things.at(0, "web")));
        things.forget(&listed);
        let again = things.learn(0, None, whole(A, "Web"), None).node;
        assert!(same(&listed, &again), "taken back out of a recycle bin");
    }

    #[test]
    fn a_name_belongs_to_who_had_it_last() {
        let things = Registry::<Thing>::default();
        let old = things.at(0, "web");
        things.learn(0, Some(&old), whole(A, "web"), None);
        things.learn(0, Some(&old), whole(A, "shop"), None);
        assert!(same(&old, &things.at(0, "shop")), "renamed");
        let new = things.at(0, "web");
        assert!(!same(&old, &new));
        things.learn(0, Some(&new), whole(B, "web"), None);
        assert!(!same(&old, &new) && same(&new, &things.at(0, B)) && same(&old, &things.at(0, A)));
        // Deleted, and made again under the same name.
        things.forget(&new);
        let again = things.at(0, "web");
        assert!(!same(&new, &again));
        // Replaced without our knowing.
        things.learn(0, None, whole(A, "web"), None);
        assert!(same(&old, &things.at(0, "web")) && same(&again, &old));
        assert!(!same(&new, &old));
    }

    #[test]
    fn what_is_below_two_that_become_one_becomes_one() {
        let things = Registry::<Thing>::default();
        let (one, two) = (things.at(7, "main"), things.at(8, "Main"));
        let alone = things.at(7, "alone");
        assert_eq!(things.move_below(7, 8), [(one.serial, two.serial)]);
        assert!(same(&one, &two) && same(&alone, &things.at(8, "alone")));
    }

    #[test]
    fn what_was_asked_for_before_a_refresh_is_not_kept_after_it() {
        let things = Registry::<Thing>::default();
        let node = things.at(0, "web");
        let asked = node.refreshed();
        node.refresh();
        things.learn(0, Some(&node), whole(A, "web"), Some(asked));
        assert!(node.snapshot(false).is_none());
        things.learn(0, Some(&node), whole(A, "web"), Some(node.refreshed()));
        let part = Snapshot { value: Arc::new(Thing(A, "part")), whole: false };
        things.learn(0, Some(&node), part, None);
        assert_eq!(node.snapshot(false).unwrap().1, "web", "a list's entry says less");
    }

    #[test]
    fn what_nobody_holds_is_forgotten() {
        let things = Registry::<Thing>::default();
        for index in 0..10_000 {
            things.at(0, &format!("thing {index}"));
        }
        assert!(lock(&things.0).names.map.len() <= 64);
    }
}
