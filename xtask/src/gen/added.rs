//! Operations, types and enums that no specification has, written in the overlay in short form:
//! a route (`GET {project}/_apis/area/{id:int?}/{path*}`), lists of parameters and fields (`name: type`, `name!: type`
//! for a required parameter; a path argument is a text where no type is given), values with numbers (`none=0 all=7`).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ir::{self, Area, Form, Param, Variant};

/// A specification that Microsoft does not publish.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Spec {
    name: String,
    vss_area: String,
    area_id: Option<String>,
    host: String,
}

/// An operation that Microsoft does not document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Operation {
    pub name: String,
    /// The specification that it belongs to, where the area has several.
    spec: Option<String>,
    route: String,
    resource: String,
    version: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    headers: String,
    body: Option<String>,
    consumes: Option<String>,
    response: Option<String>,
    #[serde(default)]
    produces: Vec<String>,
    #[serde(default)]
    scopes: Vec<String>,
    effect: Option<String>,
    paging: Option<String>,
    location: Option<String>,
    #[serde(default)]
    forms: Vec<Form>,
    evidence: String,
}

/// A struct that an added operation needs.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Type {
    pub name: String,
    spec: Option<String>,
    base: Option<String>,
    #[serde(default)]
    fields: String,
    evidence: String,
}

/// An enum that an added operation needs.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Enum {
    pub name: String,
    spec: Option<String>,
    values: String,
    evidence: String,
}

/// An event of service hooks, and what its `resource` is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub name: String,
    variant: String,
    publisher: String,
    about: String,
    spec: Option<String>,
    versions: Vec<String>,
    resource: String,
    evidence: String,
}

/// How the subtypes of a type are told apart: by the value of one of its members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subtypes {
    pub base: String,
    spec: Option<String>,
    tag: String,
    kinds: BTreeMap<String, String>,
    evidence: String,
}

/// Members without which the service refuses the bodies of operations.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Require {
    pub operation: String,
    members: Vec<String>,
    evidence: String,
}

/// Adds the specifications of one overlay file, in an area of the file's name.
pub fn specs(areas: &mut Vec<Area>, area: &str, specs: &[Spec]) {
    for spec in specs {
        let added = ir::Spec {
            name: spec.name.clone(),
            vss_area: Some(spec.vss_area.clone()),
            area_id: spec.area_id.clone(),
            host: spec.host.clone(),
            operations: Vec::new(),
            types: BTreeMap::new(),
            enums: BTreeMap::new(),
            events: Vec::new(),
        };
        match areas.iter_mut().find(|known| known.area == area) {
            Some(known) => known.specs.push(added),
            None => areas.push(Area { area: area.to_owned(), specs: vec![added] }),
        }
    }
}

/// Adds an operation to its specification.
pub fn operation(areas: &mut [&mut Area], added: &Operation) -> Result<(), String> {
    let spec = find(areas, added.spec.as_deref(), &added.evidence)?;
    let (method, route) = added.route.split_once(' ').ok_or("expected `route = \"METHOD path\"`")?;
    let mut params = Vec::new();
    let path: Vec<String> = route.split('/').map(|part| segment(part, &mut params)).collect();
    let path = path.join("/");
    if let Some(known) = spec
        .operations
        .iter()
        .find(|op| op.method == method && op.path.eq_ignore_ascii_case(&path) && op.name == added.name)
    {
        return Err(format!("the specification has it: {}", known.id));
    }
    parameters("query", &added.query, &mut params)?;
    parameters("header", &added.headers, &mut params)?;
    let produces = match (&added.response, added.produces.as_slice()) {
        (Some(_), []) => vec!["application/json".to_owned()],
        (_, produces) => produces.to_vec(),
    };
    spec.operations.push(ir::Operation {
        id: added.name.clone(),
        name: added.name.clone(),
        method: method.to_owned(),
        path,
        resource: added.resource.clone(),
        version: added.version.clone(),
        params,
        consumes: added.consumes.clone().or_else(|| added.body.is_some().then(|| "application/json".into())),
        body: added.body.clone(),
        response: added.response.clone(),
        produces,
        scopes: added.scopes.clone(),
        examples: Vec::new(),
        deprecated: false,
        effect: added.effect.clone(),
        paging: added.paging.clone(),
        location: added.location.clone(),
        requires: Vec::new(),
        forms: added.forms.clone(),
    });
    Ok(())
}

/// Adds a struct to its specification.
pub fn structure(areas: &mut [&mut Area], added: &Type) -> Result<(), String> {
    let spec = find(areas, added.spec.as_deref(), &added.evidence)?;
    let fields = pairs(&added.fields)?.into_iter().map(|(name, kind)| (name.to_owned(), kind.to_owned()));
    let (base, fields) = (added.base.clone(), fields.collect());
    match spec.types.insert(added.name.clone(), ir::Struct { base, fields, ..ir::Struct::default() }) {
        Some(_) => Err("the specification has it: write a [[change]]".into()),
        None => Ok(()),
    }
}

/// Adds an enum to its specification.
pub fn enumeration(areas: &mut [&mut Area], added: &Enum) -> Result<(), String> {
    let spec = find(areas, added.spec.as_deref(), &added.evidence)?;
    let values = added.values.split_whitespace().map(|value| match value.split_once('=') {
        None => Ok(Variant::Name(value.to_owned())),
        Some((name, number)) => match number.parse() {
            Ok(number) => Ok(Variant::Numbered(name.to_owned(), number)),
            Err(error) => Err(format!("{name}: {error}")),
        },
    });
    match spec.enums.insert(added.name.clone(), values.collect::<Result<_, _>>()?) {
        Some(_) => Err("the specification has it: write a [[change]]".into()),
        None => Ok(()),
    }
}

/// Adds an event to the specification of its resource.
pub fn event(areas: &mut [&mut Area], added: &Event) -> Result<(), String> {
    let spec = find(areas, added.spec.as_deref(), &added.evidence)?;
    spec.events.push(ir::Event {
        name: added.name.clone(),
        variant: added.variant.clone(),
        publisher: added.publisher.clone(),
        about: added.about.clone(),
        versions: added.versions.clone(),
        resource: added.resource.clone(),
    });
    Ok(())
}

/// Sets what tells the subtypes of a type apart.
pub fn subtypes(areas: &mut [&mut Area], added: &Subtypes) -> Result<(), String> {
    let spec = find(areas, added.spec.as_deref(), &added.evidence)?;
    let base = spec.types.get_mut(&added.base).ok_or("there is no such type")?;
    base.tag = Some(added.tag.clone());
    for (name, value) in &added.kinds {
        let kind = spec.types.get_mut(name).ok_or_else(|| format!("there is no type {name}"))?;
        kind.tagged = Some(value.clone());
    }
    Ok(())
}

/// Sets the members that an operation's body must have.
pub fn require(areas: &mut [&mut Area], added: &Require) -> Result<(), String> {
    if added.evidence.is_empty() {
        return Err("expected evidence, got an empty text".into());
    }
    let operations = areas.iter_mut().flat_map(|area| &mut area.specs).flat_map(|spec| &mut spec.operations);
    let mut named = operations.filter(|op| op.name == added.operation || op.id == added.operation);
    let operation = named.next().ok_or("there is no such operation")?;
    operation.requires.clone_from(&added.members);
    if named.next().is_some() {
        return Err("several operations have this name: name it by its id".into());
    }
    Ok(())
}

/// The specification that an addition is for: the only one of the area, or the named one.
fn find<'a>(
    areas: &'a mut [&mut Area],
    name: Option<&str>,
    evidence: &str,
) -> Result<&'a mut ir::Spec, String> {
    if evidence.is_empty() {
        return Err("expected evidence, got an empty text".into());
    }
    let mut specs = areas.iter_mut().flat_map(|area| &mut area.specs);
    let spec = specs.find(|spec| name.is_none_or(|name| *name == spec.name));
    let spec = spec.ok_or("there is no such `spec` in this area")?;
    if name.is_none() && specs.next().is_some() {
        return Err("the area has several specifications: say which with `spec`".into());
    }
    Ok(spec)
}

/// One segment of a route; its argument is added to the parameters.
fn segment(part: &str, params: &mut Vec<Param>) -> String {
    let Some((before, (inner, after))) =
        part.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return part.to_owned();
    };
    let (name, kind) = inner.trim_end_matches(['?', '*']).split_once(':').unwrap_or((inner, "string"));
    let name = name.trim_end_matches(['?', '*']);
    params.push(Param {
        name: name.to_owned(),
        place: "path".into(),
        kind: kind.to_owned(),
        optional: inner.contains('?'),
        tail: inner.contains('*'),
        since: None,
    });
    format!("{before}{{{name}}}{after}")
}

fn parameters(place: &str, list: &str, params: &mut Vec<Param>) -> Result<(), String> {
    params.extend(pairs(list)?.into_iter().map(|(name, kind)| Param {
        name: name.trim_end_matches('!').to_owned(),
        place: place.into(),
        kind: kind.to_owned(),
        optional: !name.ends_with('!'),
        tail: false,
        since: None,
    }));
    Ok(())
}

/// `name: type, name: type`.
fn pairs(list: &str) -> Result<Vec<(&str, &str)>, String> {
    let entries = list.split(',').map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(pair).collect()
}

fn pair(entry: &str) -> Result<(&str, &str), String> {
    let (name, kind) =
        entry.split_once(':').ok_or_else(|| format!("expected `name: type`, got `{entry}`"))?;
    Ok((name.trim(), kind.trim()))
}
