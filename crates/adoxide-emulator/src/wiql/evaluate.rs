//! From what a query means to what fits.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::ast::{LinkMode, Side};
use super::bind::{Bound, BoundSort, Comparison, Predicate, Shape, Test, words};
use super::{Error, Field, RESULT_LIMIT, Source, Value};

/// What a query finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Items.
    Items(Vec<i64>),
    /// Items with links.
    Relations(Vec<Relation>),
    /// Items in a tree.
    Tree(Vec<Relation>),
}

/// An item of its own, or as the target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// The kind of the link and where it comes from.
    pub from: Option<(String, i64)>,
    pub target: i64,
}

/// Finds what fits.
///
/// # Errors
/// When more fits than anybody gets, and nobody said how many are wanted.
pub(crate) fn evaluate(bound: &Bound, source: &dyn Source, top: Option<usize>) -> Result<Answer, Error> {
    let run = Run { source, at: bound.as_of, sorts: &bound.sorts };
    let mut answer = match &bound.shape {
        Shape::Flat(predicate) => {
            let mut items = source.items(bound.as_of);
            items.retain(|item| run.fits(predicate, *item));
            run.sort(&mut items, Side::Source);
            Answer::Items(items)
        }
        Shape::Links { source: from, target, link, mode } => {
            let links = Links { run: &run, from, target, link };
            match mode {
                LinkMode::Recursive => Answer::Tree(links.tree()),
                LinkMode::MatchingChildren => Answer::Tree(links.matching_children()),
                mode => Answer::Relations(links.one_hop(*mode)),
            }
        }
    };
    let limit = top.unwrap_or(usize::MAX);
    let count = match &mut answer {
        Answer::Items(items) => {
            items.truncate(limit);
            items.len()
        }
        Answer::Relations(relations) | Answer::Tree(relations) => {
            relations.truncate(limit);
            relations.len()
        }
    };
    if top.is_none() && count > RESULT_LIMIT {
        return Err(Error::TooMany);
    }
    Ok(answer)
}

struct Run<'a> {
    source: &'a dyn Source,
    at: Option<Timestamp>,
    sorts: &'a [BoundSort],
}

impl Run<'_> {
    fn value(&self, item: i64, field: &Field) -> Value {
        self.source.value(item, field, self.at)
    }

    fn fits(&self, predicate: &Predicate, item: i64) -> bool {
        match predicate {
            Predicate::All(parts) => parts.iter().all(|part| self.fits(part, item)),
            Predicate::Any(parts) => parts.iter().any(|part| self.fits(part, item)),
            Predicate::Not(inner) => !self.fits(inner, item),
            Predicate::Test { field, test, ever: false } => {
                self.holds(test, item, field, &self.value(item, field))
            }
            Predicate::Test { field, test, ever: true } => {
                let history = self.source.history(item, field, self.at);
                history.iter().any(|value| self.holds(test, item, field, value))
            }
        }
    }

    fn holds(&self, test: &Test, item: i64, field: &Field, value: &Value) -> bool {
        match test {
            Test::Empty => is_empty(value),
            Test::Text(comparison, text) => {
                let found = as_text(value);
                found.is_some_and(|found| comparison.holds(compare_text(&found, text)))
            }
            Test::Number(comparison, number) => match value {
                Value::Number(found) => found.partial_cmp(number).is_some_and(|is| comparison.holds(is)),
                _ => false,
            },
            Test::Boolean(boolean) => match value {
                Value::Boolean(found) => found == boolean,
                // A boolean that nobody set is false.
                Value::Empty => !boolean,
                _ => false,
            },
            Test::Between(from, until) => match value {
                Value::Date(at) => {
                    from.is_none_or(|from| *at >= from) && until.is_none_or(|until| *at < until)
                }
                _ => false,
            },
            Test::Person(name) => is_person(value, name),
            Test::Contains(part) => {
                let part = part.to_lowercase();
                let contains = |text: &str| text.to_lowercase().contains(&part);
                match value {
                    Value::Text(text) => contains(text),
                    Value::Person { display_name, unique_name } => {
                        contains(display_name) || contains(unique_name)
                    }
                    _ => false,
                }
            }
            Test::Tag(tag) => match value {
                Value::Text(tags) => tags.split(';').any(|known| compare_text(known.trim(), tag).is_eq()),
                _ => false,
            },
            Test::Words(pattern) => match value {
                Value::Text(text) => has_words(text, pattern),
                _ => false,
            },
            Test::Under(path) => match value {
                Value::Text(found) => is_under(found, path),
                _ => false,
            },
            Test::InGroup(group) => self.source.is_in_group(field, value, group),
            Test::Item(items) => items.contains(&item),
            Test::Field(comparison, other) => {
                let other = self.value(item, other);
                match (is_empty(value), is_empty(&other)) {
                    (true, true) => *comparison == Comparison::Equal,
                    (false, false) => compare(value, &other).is_some_and(|is| comparison.holds(is)),
                    _ => false,
                }
            }
            Test::Any(tests) => tests.iter().any(|test| self.holds(test, item, field, value)),
            Test::Not(test) => !self.holds(test, item, field, value),
        }
    }

    /// Sorts items by the fields of one end; items that are alike stay in the order of their numbers.
    fn sort(&self, items: &mut [i64], side: Side) {
        let sorts: Vec<_> = self.sorts.iter().filter(|sort| sort.side == side).collect();
        if sorts.is_empty() {
            items.sort_unstable();
            return;
        }
        let key =
            |item: i64| -> Vec<Value> { sorts.iter().map(|sort| self.value(item, &sort.field)).collect() };
        let mut keyed: Vec<_> = items.iter().map(|item| (key(*item), *item)).collect();
        keyed.sort_by(|(one, one_id), (other, other_id)| {
            let fields = sorts.iter().zip(one.iter().zip(other));
            let mut orders = fields.map(|(sort, (one, other))| {
                // What is empty comes first.
                let order = match (is_empty(one), is_empty(other)) {
                    (true, true) => Ordering::Equal,
                    (true, false) => Ordering::Less,
                    (false, true) => Ordering::Greater,
                    (false, false) => compare(one, other).unwrap_or(Ordering::Equal),
                };
                if sort.descending { order.reverse() } else { order }
            });
            let order = orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
            order.then(one_id.cmp(other_id))
        });
        for (item, (_, sorted)) in items.iter_mut().zip(keyed) {
            *item = sorted;
        }
    }
}

/// A query for links.
struct Links<'a> {
    run: &'a Run<'a>,
    from: &'a Predicate,
    target: &'a Predicate,
    link: &'a Predicate,
}

impl Links<'_> {
    /// The links of an item that fit: kind and target, in order.
    fn of(&self, item: i64, there: &BTreeSet<i64>) -> Vec<(String, i64)> {
        let run = self.run;
        let mut links = run.source.links(item, run.at);
        links.retain(|link| {
            there.contains(&link.target) && link.target != item && self.is_kind(self.link, &link.kind)
        });
        let mut targets: Vec<_> = links.iter().map(|link| link.target).collect();
        run.sort(&mut targets, Side::Target);
        targets.dedup();
        let of_target = |target: i64| {
            links
                .iter()
                .filter(move |link| link.target == target)
                .map(|link| (link.kind.clone(), link.target))
        };
        targets.into_iter().flat_map(of_target).collect()
    }

    fn is_kind(&self, predicate: &Predicate, kind: &str) -> bool {
        match predicate {
            Predicate::All(parts) => parts.iter().all(|part| self.is_kind(part, kind)),
            Predicate::Any(parts) => parts.iter().any(|part| self.is_kind(part, kind)),
            Predicate::Not(inner) => !self.is_kind(inner, kind),
            Predicate::Test { field, test, .. } => {
                self.run.holds(test, 0, field, &Value::Text(kind.to_owned()))
            }
        }
    }

    fn one_hop(&self, mode: LinkMode) -> Vec<Relation> {
        let run = self.run;
        let items = run.source.items(run.at);
        let there: BTreeSet<_> = items.iter().copied().collect();
        let mut sources: Vec<_> = items.into_iter().filter(|item| run.fits(self.from, *item)).collect();
        run.sort(&mut sources, Side::Source);
        let mut relations = Vec::new();
        for source in sources {
            let mut links = self.of(source, &there);
            links.retain(|(_, target)| run.fits(self.target, *target));
            let is_wanted = match mode {
                LinkMode::DoesNotContain => links.is_empty(),
                LinkMode::MayContain => true,
                _ => !links.is_empty(),
            };
            if is_wanted {
                relations.push(Relation { from: None, target: source });
                relations.extend(
                    links.into_iter().map(|(kind, target)| Relation { from: Some((kind, source)), target }),
                );
            }
        }
        relations
    }

    /// From the top: items that fit the source, and below each what fits the target.
    fn tree(&self) -> Vec<Relation> {
        let run = self.run;
        let (children, parents, items) = self.families();
        let mut below = BTreeMap::new();
        let mut roots: Vec<_> = items
            .iter()
            .copied()
            .filter(|item| run.fits(self.from, *item) && !self.is_below(*item, &parents, &mut below))
            .collect();
        run.sort(&mut roots, Side::Source);
        let mut relations = Vec::new();
        grow(roots, &children, &|item| run.fits(self.target, item), &mut relations);
        relations
    }

    /// Whether an item is shown below another: it fits the target, and what is above is shown.
    fn is_below(
        &self,
        item: i64,
        parents: &BTreeMap<i64, Vec<i64>>,
        known: &mut BTreeMap<i64, bool>,
    ) -> bool {
        let mut line = vec![item];
        // Up as long as nothing is known; a tree has no cycles, and if it had, each is visited once.
        while let Some(parent) = line.last().and_then(|item| parents.get(item)?.first().copied()) {
            if known.contains_key(&parent) || line.contains(&parent) {
                break;
            }
            line.push(parent);
        }
        while let Some(item) = line.pop() {
            let shown = parents.get(&item).into_iter().flatten().any(|parent| {
                known.get(parent).copied().unwrap_or(false) || self.run.fits(self.from, *parent)
            });
            known.insert(item, shown && self.run.fits(self.target, item));
        }
        known.get(&item).copied().unwrap_or(false)
    }

    /// From the leaves: items that fit the target below items that fit the source, with what is between.
    fn matching_children(&self) -> Vec<Relation> {
        let run = self.run;
        let (children, parents, items) = self.families();
        let mut kept = BTreeSet::new();
        let mut roots = BTreeSet::new();
        for item in items {
            if !run.fits(self.target, item) && !run.fits(self.from, item) {
                continue;
            }
            let mut line = vec![item];
            while let Some(parent) = line.last().and_then(|item| parents.get(item)?.first().copied()) {
                if line.contains(&parent) {
                    break;
                }
                line.push(parent);
            }
            // Up to the highest that fits the source.
            let Some(top) = line.iter().rposition(|item| run.fits(self.from, *item)) else {
                continue;
            };
            if top > 0 && !run.fits(self.target, item) {
                continue;
            }
            kept.extend(line[..=top].iter().copied());
            roots.insert(line[top]);
        }
        let mut roots: Vec<_> = roots.into_iter().collect();
        run.sort(&mut roots, Side::Source);
        let mut relations = Vec::new();
        grow(roots, &children, &|item| kept.contains(&item), &mut relations);
        relations
    }

    /// The links that fit, both ways, and all items.
    #[expect(clippy::type_complexity, reason = "three tables of one pass")]
    fn families(&self) -> (BTreeMap<i64, Vec<(String, i64)>>, BTreeMap<i64, Vec<i64>>, Vec<i64>) {
        let items = self.run.source.items(self.run.at);
        let there: BTreeSet<_> = items.iter().copied().collect();
        let (mut children, mut parents) = (BTreeMap::new(), BTreeMap::<i64, Vec<i64>>::new());
        for item in &items {
            let links = self.of(*item, &there);
            for (_, target) in &links {
                parents.entry(*target).or_default().push(*item);
            }
            children.insert(*item, links);
        }
        (children, parents, items)
    }
}

/// The trees below roots, each item before what is below it.
fn grow(
    roots: Vec<i64>,
    children: &BTreeMap<i64, Vec<(String, i64)>>,
    is_wanted: &dyn Fn(i64) -> bool,
    relations: &mut Vec<Relation>,
) {
    let mut seen = BTreeSet::new();
    let mut stack: Vec<_> =
        roots.into_iter().rev().map(|root| Relation { from: None, target: root }).collect();
    while let Some(relation) = stack.pop() {
        let item = relation.target;
        if !seen.insert(item) {
            continue;
        }
        relations.push(relation);
        let below = children.get(&item).into_iter().flatten().rev();
        let below = below.filter(|(_, target)| is_wanted(*target));
        stack.extend(
            below.map(|(kind, target)| Relation { from: Some((kind.clone(), item)), target: *target }),
        );
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Empty => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Person { display_name, .. } => Some(display_name.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Boolean(boolean) => Some(boolean.to_string()),
        Value::Date(_) | Value::Empty => None,
    }
}

fn compare_text(one: &str, other: &str) -> Ordering {
    one.to_lowercase().cmp(&other.to_lowercase())
}

/// How two values that are there compare; not at all if they are of different kinds.
fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.partial_cmp(other),
        (Value::Date(one), Value::Date(other)) => Some(one.cmp(other)),
        (Value::Boolean(one), Value::Boolean(other)) => Some(one.cmp(other)),
        (Value::Text(_) | Value::Person { .. }, Value::Text(_) | Value::Person { .. }) => {
            Some(compare_text(&as_text(one)?, &as_text(other)?))
        }
        _ => None,
    }
}

/// Whether a person is called so: by display name, address, or `Name <address>`.
fn is_person(value: &Value, name: &str) -> bool {
    let same = |one: &str, other: &str| compare_text(one.trim(), other.trim()).is_eq();
    match value {
        Value::Person { display_name, unique_name } => {
            let address = name.rsplit_once('<').and_then(|(_, rest)| rest.trim_end().strip_suffix('>'));
            match address {
                Some(address) => same(unique_name, address),
                None => same(display_name, name) || same(unique_name, name),
            }
        }
        Value::Text(text) => same(text, name),
        _ => false,
    }
}

/// Whether a path is another one, or below it.
fn is_under(path: &str, above: &str) -> bool {
    let (path, above) = (path.to_lowercase(), above.to_lowercase());
    path.strip_prefix(&above).is_some_and(|rest| rest.is_empty() || rest.starts_with('\\'))
}

/// Whether words stand in a row in a text.
fn has_words(text: &str, pattern: &[String]) -> bool {
    let fits = |word: &String, pattern: &String| match pattern.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == pattern,
    };
    let words = words(text, false);
    !pattern.is_empty()
        && words
            .windows(pattern.len())
            .any(|row| row.iter().zip(pattern).all(|(word, part)| fits(word, part)))
}
