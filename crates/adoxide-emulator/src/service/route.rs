//! Which operation a request is.
//!
//! The routes are the operations of the catalog, with their other forms. A tree of path segments finds them: what is
//! written in a template goes before an argument, an argument before one that takes the whole rest.

use std::collections::HashMap;
use std::sync::LazyLock;

use adoxide_api::wire::{Effect, Host, OpMeta};
use http::Method;

use crate::area;
use crate::handler::{Arguments, Row};
use crate::wire::location::{Location, locations};
use crate::wire::number::Number;
use crate::wire::query::Query;

/// An operation as the emulator sees it.
pub(crate) struct Operation {
    /// Its name in the catalog.
    pub id: &'static str,
    pub method: Method,
    pub location: &'static Location,
    /// What does it; none if the emulator does not.
    pub handler: Option<&'static Row>,
    /// The OAuth scopes that allow it, any of them; none if nothing is documented.
    pub scopes: &'static [&'static str],
    pub effect: Effect,
    /// Where it lives; none if on every host.
    host: Option<Host>,
    template: &'static str,
    /// Query parameters that tell it from others on the same path.
    required: &'static [&'static str],
    /// Whether a body must be a JSON Patch.
    pub is_json_patch: bool,
}

/// What a path and method stand for.
pub(crate) enum Found {
    /// An operation with its arguments.
    Operation(&'static Operation, Arguments),
    /// A location that the service has, and no operation of the catalog is at.
    Unlisted(&'static Location),
    /// Perhaps an operation that is not emulated, with a path that the catalog does not know: recorded is
    /// `DELETE {project}/_apis/distributedtask/variablegroups/{groupId}`, specified is that without a project.
    OtherForm(&'static Operation),
    /// A path of some operations, none of this method.
    OtherMethod(Vec<&'static Method>),
    /// Nothing.
    Nothing,
}

/// All routes.
pub(crate) struct Router {
    listed: Node,
    unlisted: Node,
    operations: Vec<Operation>,
}

#[derive(Default)]
struct Node {
    written: HashMap<String, Node>,
    /// Arguments with something written around them (`${type}`).
    affixed: Vec<(String, String, Node)>,
    argument: Option<Box<Node>>,
    /// Ends here.
    ends: Vec<End>,
    /// Takes the rest of the path.
    rests: Vec<End>,
}

/// An operation (by its index), or a location (likewise), that a path may stand for.
#[derive(Clone)]
struct End {
    target: usize,
    names: Vec<&'static str>,
}

#[derive(Clone, Copy)]
enum Segment {
    Written(&'static str),
    Argument { prefix: &'static str, name: &'static str, suffix: &'static str },
    Rest(&'static str),
}

/// The routes of this process.
pub(crate) fn router() -> &'static Router {
    static ROUTER: LazyLock<Router> = LazyLock::new(Router::new);
    &ROUTER
}

impl Router {
    fn new() -> Self {
        let index = LocationIndex::new();
        let handlers: HashMap<_, _> = area::rows().iter().map(|row| (row.operation.id, row)).collect();
        // The routes of the catalog come first; where one fits, no other form is looked at.
        let forms = |meta: &'static OpMeta| {
            meta.forms.iter().map(move |form| (meta, form.method.clone(), form.host, form.template))
        };
        let routes = adoxide_api::catalog()
            .map(|meta| (meta, meta.method.clone(), Some(meta.host), meta.template))
            .chain(adoxide_api::catalog().flat_map(forms));
        let operation = |(meta, method, host, template): (&'static OpMeta, _, _, _)| {
            let of_catalog = meta.location_id.filter(|_| template == meta.template);
            Operation {
                id: meta.id,
                method,
                location: of_catalog
                    .and_then(|id| index.of(id, meta.host))
                    .or_else(|| index.find(template, host))
                    .unwrap_or_else(|| made_up(meta.area, meta.resource, template, meta.api_version)),
                handler: handlers.get(meta.id).copied(),
                scopes: meta.scopes,
                effect: meta.effect,
                host,
                template,
                required: meta.required,
                is_json_patch: meta.consumes == Some("application/json-patch+json"),
            }
        };
        let operations: Vec<_> = routes.map(operation).collect();
        let mut router = Self { listed: Node::default(), unlisted: Node::default(), operations };
        for (target, operation) in router.operations.iter().enumerate() {
            for segments in expand(operation.template) {
                router.listed.insert(&segments, target);
            }
        }
        for (target, location) in locations().iter().enumerate() {
            // Where the service sends what it does not know, to answer that it does not know it.
            if location.area == "Fallback" {
                continue;
            }
            // Once for the process: the table is static, its filled-in form is not.
            let template: &'static str = Box::leak(location_template(location).into_boxed_str());
            for segments in expand(template) {
                router.unlisted.insert(&segments, target);
            }
        }
        router
    }

    /// All operations, with those that are not emulated.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// Finds the operation of a request. `segments` are those below the organization; `host` is none where
    /// all hosts are one.
    pub fn find(
        &'static self,
        method: &Method,
        segments: &[String],
        query: &Query,
        host: Option<Host>,
        in_organization: bool,
    ) -> Found {
        let found = self.find_by_path(method, segments, query, host, in_organization);
        // Reported: where a project must be in the path, it may be in the query instead.
        // https://docs.getdx.com/connectors/azure-devops/
        if let Found::Unlisted(_) | Found::Nothing = found
            && segments.first().is_some_and(|first| first.eq_ignore_ascii_case("_apis"))
            && let Some(project) = query.any(&["project", "projectId"])
        {
            let segments: Vec<_> = std::iter::once(project.to_owned()).chain(segments.to_vec()).collect();
            let within = self.find_by_path(method, &segments, query, host, in_organization);
            if let Found::Operation(..) = within {
                return within;
            }
        }
        found
    }

    fn find_by_path(
        &'static self,
        method: &Method,
        segments: &[String],
        query: &Query,
        host: Option<Host>,
        in_organization: bool,
    ) -> Found {
        let lower: Vec<_> = segments.iter().map(|segment| segment.to_lowercase()).collect();
        let mut others: Vec<&Operation> = Vec::new();
        let fits = |operation: &Operation| match (host, operation.host) {
            (_, None) => true,
            // Clients ask the identity host of an organization for what is outside of organizations, and get it.
            (Some(Host::Vssps), Some(Host::AppVssps)) => true,
            (Some(host), Some(theirs)) => host == theirs,
            // One address for all hosts: within the organization everything is served.
            (None, Some(theirs)) => in_organization || !theirs.in_organization(),
        };
        let mut choose = |ends: &[End]| {
            let mut best: Option<(&End, usize)> = None;
            for end in ends {
                let operation = &self.operations[end.target];
                if !fits(operation) {
                    continue;
                }
                if operation.method != *method {
                    others.push(operation);
                    continue;
                }
                // An overload by query wins if all that it needs is there, and the more it needs; one whose
                // needs are not met is still better than nothing.
                let met = operation.required.iter().all(|name| query.has(name));
                let rank = if met { operation.required.len() + 1 } else { 0 };
                if best.is_none_or(|(_, known)| rank > known) {
                    best = Some((end, rank));
                }
            }
            best.map(|(end, _)| end.clone())
        };
        let mut captured = Vec::new();
        if let Some(end) = self.listed.find(segments, &lower, &mut captured, &mut choose) {
            let arguments = end.names.into_iter().zip(captured).collect();
            return Found::Operation(&self.operations[end.target], arguments);
        }
        if !others.is_empty() {
            let is_same = |one: &Location, other: &Location| {
                one.area.eq_ignore_ascii_case(other.area) && one.resource.eq_ignore_ascii_case(other.resource)
            };
            let form = self.operations.iter().find(|operation| {
                operation.handler.is_none()
                    && operation.method == *method
                    && others.iter().any(|other| is_same(other.location, operation.location))
            });
            if let Some(operation) = form {
                return Found::OtherForm(operation);
            }
            let mut methods: Vec<_> = others.into_iter().map(|operation| &operation.method).collect();
            methods.sort_by_key(|method| method.as_str());
            methods.dedup();
            return Found::OtherMethod(methods);
        }
        let unlisted = self.unlisted.find(segments, &lower, &mut Vec::new(), &mut |ends| {
            let listed = ends.iter().find(|end| {
                let location = &locations()[end.target];
                host.map_or(location.is_listed(false), |host| location.is_on(host, false))
            });
            listed.cloned()
        });
        unlisted.map_or(Found::Nothing, |end| Found::Unlisted(&locations()[end.target]))
    }
}

impl Node {
    fn insert(&mut self, segments: &[Segment], target: usize) {
        let mut node = self;
        let mut names = Vec::new();
        for segment in segments {
            match *segment {
                Segment::Written(text) => node = node.written.entry(text.to_lowercase()).or_default(),
                Segment::Argument { prefix: "", name, suffix: "" } => {
                    names.push(name);
                    node = node.argument.get_or_insert_default();
                }
                Segment::Argument { prefix, name, suffix } => {
                    names.push(name);
                    let (prefix, suffix) = (prefix.to_lowercase(), suffix.to_lowercase());
                    let known = node.affixed.iter().position(|(p, s, _)| *p == prefix && *s == suffix);
                    let known = known.unwrap_or_else(|| {
                        node.affixed.push((prefix, suffix, Node::default()));
                        node.affixed.len() - 1
                    });
                    node = &mut node.affixed[known].2;
                }
                Segment::Rest(name) => {
                    names.push(name);
                    node.rests.push(End { target, names });
                    return;
                }
            }
        }
        node.ends.push(End { target, names });
    }

    fn find(
        &self,
        segments: &[String],
        lower: &[String],
        captured: &mut Vec<String>,
        choose: &mut dyn FnMut(&[End]) -> Option<End>,
    ) -> Option<End> {
        let Some((first, rest)) = segments.split_first() else {
            return choose(&self.ends);
        };
        let lower_first = &lower[0];
        if let Some(end) =
            self.written.get(lower_first).and_then(|node| node.find(rest, &lower[1..], captured, choose))
        {
            return Some(end);
        }
        let depth = captured.len();
        for (prefix, suffix, node) in &self.affixed {
            let fits = lower_first.len() > prefix.len() + suffix.len()
                && lower_first.starts_with(prefix)
                && lower_first.ends_with(suffix);
            // The lower-cased text may have another length; then there is nothing to cut.
            let inner = first.get(prefix.len()..first.len().saturating_sub(suffix.len()));
            if let Some(inner) = inner.filter(|_| fits) {
                captured.push(inner.to_owned());
                if let Some(end) = node.find(rest, &lower[1..], captured, choose) {
                    return Some(end);
                }
                captured.truncate(depth);
            }
        }
        if let Some(node) = &self.argument {
            captured.push(first.clone());
            if let Some(end) = node.find(rest, &lower[1..], captured, choose) {
                return Some(end);
            }
            captured.truncate(depth);
        }
        let end = choose(&self.rests)?;
        captured.push(segments.join("/"));
        Some(end)
    }
}

/// The paths that a template stands for: each optional argument is there or not. Of several optional ones the
/// first are there first: `{project?}/{team?}` with one segment is a project.
fn expand(template: &'static str) -> Vec<Vec<Segment>> {
    let mut paths: Vec<Vec<Segment>> = vec![Vec::new()];
    for part in template.split('/').filter(|part| !part.is_empty()) {
        let (segment, is_optional) = parse(part);
        let both = |path: Vec<Segment>| {
            let with = path.iter().copied().chain([segment]).collect();
            std::iter::once(with).chain(is_optional.then_some(path))
        };
        paths = paths.into_iter().flat_map(both).collect();
    }
    paths
}

/// `items`, `{id}`, `{id?}`, `{path*}`, `{path*?}`, `${type}`.
fn parse(part: &'static str) -> (Segment, bool) {
    let (Some(open), Some(close)) = (part.find('{'), part.rfind('}')) else {
        return (Segment::Written(part), false);
    };
    let inner = &part[open + 1..close];
    let name = inner.trim_matches(['?', '*']);
    let segment = if inner.contains('*') {
        Segment::Rest(name)
    } else {
        Segment::Argument { prefix: &part[..open], name, suffix: &part[close + 1..] }
    };
    (segment, inner.contains('?'))
}

/// A location's template in the form of the catalog's: a leading project and whatever ends the path may be
/// left out.
fn location_template(location: &Location) -> String {
    let path = location.path();
    let mut parts: Vec<_> = path
        .split('/')
        .map(|part| match part.strip_prefix("{*") {
            Some(name) => format!("{{{}*}}", name.trim_end_matches('}')),
            None => part.to_owned(),
        })
        .collect();
    let make_optional = |part: &mut String| {
        if part.starts_with('{') && part.ends_with('}') {
            part.insert(part.len() - 1, '?');
        }
    };
    let count = parts.len();
    if let Some(first) = parts.first_mut() {
        make_optional(first);
    }
    if count > 1
        && let Some(last) = parts.last_mut()
    {
        make_optional(last);
    }
    parts.join("/")
}

/// Finds the location of an operation.
struct LocationIndex {
    by_id: HashMap<&'static str, Vec<&'static Location>>,
    by_words: HashMap<String, Vec<&'static Location>>,
}

impl LocationIndex {
    fn new() -> Self {
        let mut by_id: HashMap<_, Vec<_>> = HashMap::new();
        let mut by_words: HashMap<_, Vec<_>> = HashMap::new();
        for location in locations() {
            by_id.entry(location.id).or_default().push(location);
            by_words.entry(words(&location.path())).or_default().push(location);
        }
        Self { by_id, by_words }
    }

    /// The location of this id, on the host if possible.
    fn of(&self, id: &str, host: Host) -> Option<&'static Location> {
        let all = self.by_id.get(id).into_iter().flatten().copied();
        all.min_by_key(|location| !location.is_on(host, true))
    }

    /// The location with the same written segments, on the same host if possible, and with as few more
    /// arguments as possible.
    fn find(&self, template: &str, host: Option<Host>) -> Option<&'static Location> {
        let candidates = self.by_words.get(&words(template)).into_iter().flatten();
        let best = candidates
            .filter_map(|location| Some((spare_arguments(template, &location.path())?, *location)))
            .min_by_key(|(spare, location)| {
                let elsewhere = host.is_some_and(|host| !location.is_on(host, true));
                (elsewhere, std::cmp::Reverse(location.max), *spare)
            });
        best.map(|(_, location)| location)
    }
}

/// What the catalog knows of a location that discovery does not list.
fn made_up(
    area: &'static str,
    resource: &'static str,
    template: &'static str,
    api_version: &str,
) -> &'static Location {
    let (number, preview) = api_version.split_once("-preview.").unwrap_or((api_version, ""));
    let number = number.parse().unwrap_or(Number::new(7, 1));
    let released = if preview.is_empty() { number } else { Number::new(0, 0) };
    let resource_version = preview.parse().unwrap_or(1);
    // Once for the process, as the tables are.
    Box::leak(Box::new(Location::unlisted(area, resource, template, released, resource_version)))
}

/// The written segments of a template, lower-cased.
fn words(template: &str) -> String {
    let parts = template.split('/').filter(|part| !part.starts_with('{') && !part.is_empty());
    let parts = parts.map(|part| part.split('{').next().unwrap_or_default().to_lowercase());
    parts.collect::<Vec<_>>().join("/")
}

/// How many arguments a location has more than an operation; none if the arguments do not fit.
fn spare_arguments(operation: &str, location: &str) -> Option<usize> {
    let mut spare = 0;
    let mut theirs = location.split('/').filter(|part| !part.is_empty()).peekable();
    for part in operation.split('/').filter(|part| !part.is_empty()) {
        let is_argument = part.starts_with('{');
        loop {
            let next = theirs.next()?;
            match (is_argument, next.starts_with('{')) {
                (true, true) | (false, false) => break,
                // An argument that the operation does not have.
                (false, true) => spare += 1,
                // Only what the operation may leave out.
                (true, false) => return None,
            }
        }
    }
    Some(spare + theirs.count())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the catalog says of locations is what the recorded tables have.
    #[test]
    fn the_locations_of_the_catalog_are_recorded() {
        let mut count = 0;
        for operation in router().operations() {
            let Some(meta) = adoxide_api::catalog().find(|meta| meta.id == operation.id) else { continue };
            let Some(expected) = meta.location_id else { continue };
            // What an extra route stands for has its own.
            if operation.template == meta.template {
                assert_eq!(operation.location.id, expected, "{}", meta.id);
                count += 1;
            }
        }
        assert!(count > 1_000, "{count}");
    }
}
