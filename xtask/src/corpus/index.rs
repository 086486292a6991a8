//! Which operation a recorded request or an example belongs to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Entry, dispatch};
use crate::r#gen::ir::{Area, Operation, Spec};

pub struct Found<'a> {
    pub spec: &'a Spec,
    pub op: &'a Operation,
    pub entry: &'static Entry,
}

/// The operations, by what a recording shows of them.
pub struct Index<'a> {
    operations: Vec<(&'a Area, Found<'a>)>,
    links: BTreeMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    pub fn new(areas: &'a [Area]) -> Self {
        // The table is written in the order of the facts.
        let mut entries = dispatch::OPERATIONS.iter();
        let mut operations = Vec::new();
        let mut links: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_id: BTreeMap<&str, &'static Entry> =
            entries.by_ref().map(|entry| (entry.id, entry)).collect();
        for area in areas {
            for spec in &area.specs {
                for op in &spec.operations {
                    let module = match area.specs.len() {
                        1 => crate::r#gen::name::snake(&area.area),
                        _ => format!(
                            "{}.{}",
                            crate::r#gen::name::snake(&area.area),
                            crate::r#gen::name::snake(&spec.name)
                        ),
                    };
                    let id = format!("{module}.{}", crate::r#gen::name::snake(&op.name));
                    let Some(entry) = by_id.remove(id.as_str()) else { continue };
                    for example in &op.examples {
                        let key = format!("{}/{example}", area.area).to_lowercase();
                        links.entry(key).or_default().push(operations.len());
                    }
                    operations.push((area, Found { spec, op, entry }));
                }
            }
        }
        Self { operations, links }
    }

    pub fn operation(&self, name: &str, example: &Value) -> Option<Found<'a>> {
        let linked = self.links.get(&name.to_lowercase()).map_or(&[][..], Vec::as_slice);
        let area = name.split('/').next().unwrap_or_default();
        let stem = name.rsplit('/').next().unwrap_or_default();
        let method = example["x-ms-vss-request-method"].as_str().map(str::to_uppercase).or_else(|| {
            let head: String = stem.chars().take_while(char::is_ascii_alphabetic).collect();
            let head = head.to_uppercase();
            ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]
                .iter()
                .find(|method| head == **method)
                .map(|m| (*m).into())
        });
        let url = example["x-ms-vss-request-url"].as_str();
        let score = |found: &Found<'_>| route_score(found, method.as_deref(), url);
        // A link is right unless the example's own method and URL fit another operation better.
        let link = linked.iter().map(|at| &self.operations[*at].1).max_by_key(|found| score(found));
        let of_area = self
            .operations
            .iter()
            .filter(|(of, _)| of.area.eq_ignore_ascii_case(area))
            .map(|(_, found)| found);
        let best = of_area.filter(|found| score(found).is_some()).max_by_key(|found| score(found));
        match (link, best) {
            (Some(link), Some(best)) if score(best) > score(link) => Some(copy(best)),
            (link, best) => link.or(best).map(copy),
        }
    }

    /// The operation that answers a request: by host, path below the organization and the names of its query.
    #[cfg_attr(not(feature = "shapes"), allow(dead_code))]
    pub fn route(&self, method: &str, host: &str, path: &[String], query: &[String]) -> Option<Found<'a>> {
        let segments: Vec<&str> = path.iter().map(String::as_str).collect();
        let names: BTreeSet<String> = query.iter().map(|name| name.to_lowercase()).collect();
        let score = |found: &Found<'_>| {
            let meta = found.entry.meta;
            let own = (meta.method == method && meta.host.name() == host)
                .then(|| fits(&meta.template.split('/').collect::<Vec<_>>(), &segments))
                .flatten();
            let forms = meta.forms.iter().filter(|form| form.method == method);
            let forms = forms.filter(|form| form.host.is_none_or(|of| of.name() == host));
            let forms =
                forms.filter_map(|form| fits(&form.template.split('/').collect::<Vec<_>>(), &segments));
            let literal = own.into_iter().chain(forms).max()?;
            Some(query_score(found, literal, &names))
        };
        let fitting = self.operations.iter().filter_map(|(_, found)| Some((score(found)?, found)));
        // Of several that fit alike, the first of the specification.
        fitting.rev().max_by_key(|(score, _)| *score).map(|(_, found)| copy(found))
    }

    /// The operation of this name.
    #[cfg_attr(not(feature = "shapes"), allow(dead_code))]
    pub fn named(&self, id: &str) -> Option<Found<'a>> {
        self.operations.iter().map(|(_, found)| found).find(|found| found.entry.id == id).map(copy)
    }
}

fn copy<'a>(found: &Found<'a>) -> Found<'a> {
    Found { spec: found.spec, op: found.op, entry: found.entry }
}

/// How well a request fits an operation: `None` if it can't be it; literal segments and named query
/// parameters count.
fn route_score(found: &Found<'_>, method: Option<&str>, url: Option<&str>) -> Option<usize> {
    if method.is_some_and(|method| method != found.op.method) {
        return None;
    }
    let url = url?;
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    // Some write the first parameter with `&`.
    let (path, query) = url.split_once(['?', '&']).unwrap_or((url, ""));
    let segments: Vec<&str> = path.split('/').skip(1).filter(|segment| !segment.is_empty()).collect();
    let template: Vec<&str> = found.entry.meta.template.split('/').collect();
    let literal = (0..=segments.len().min(2)).filter_map(|skip| fits(&template, &segments[skip..])).max()?;
    let names: BTreeSet<String> =
        query.split('&').filter_map(|pair| pair.split('=').next()).map(str::to_lowercase).collect();
    Some(query_score(found, literal, &names))
}

/// The score of a path that fits, by the names of the query.
fn query_score(found: &Found<'_>, literal: usize, names: &BTreeSet<String>) -> usize {
    let mut named = 0;
    for param in found.op.params.iter().filter(|param| param.place == "query") {
        let given = names.contains(&param.name.to_lowercase());
        if !param.optional && !given {
            // An overload without its query is another operation; a merely required one is forgiven.
            return literal * 10;
        }
        named += usize::from(given);
    }
    literal * 10 + 1 + named.min(8)
}

/// Literal segments that match, if the whole path does.
fn fits(template: &[&str], segments: &[&str]) -> Option<usize> {
    match (template.first(), segments.first()) {
        (None, None) => Some(0),
        (None, Some(_)) => None,
        (Some(part), segment) => {
            let optional = part.contains('?');
            let skip = if optional { fits(&template[1..], segments) } else { None };
            let Some(segment) = segment else { return skip };
            let take = if part.contains('{') {
                let tail = part.contains('*') && segments.len() > 1;
                let more = if tail { fits(template, &segments[1..]) } else { None };
                fits(&template[1..], &segments[1..]).max(more)
            } else if part.eq_ignore_ascii_case(segment) {
                fits(&template[1..], &segments[1..]).map(|score| score + 1)
            } else {
                None
            };
            take.max(skip)
        }
    }
}
