//! Merges the facts of a later version into those of an earlier one.
//!
//! The earlier version is what operations are called with; the later one adds operations at their own (preview)
//! versions, optional parameters, members of types and enum values. Nothing is taken away: what the later version
//! no longer documents is still served.

use super::ir::{Area, Operation, Spec, Struct, Variant};

/// Adds what `newer` has and `areas` lacks; returns the disagreements, where the earlier version stays.
pub fn add(areas: &mut Vec<Area>, newer: Vec<Area>) -> Vec<String> {
    let mut disagreements = Vec::new();
    for newer in newer {
        let Some(area) = areas.iter_mut().find(|area| area.area == newer.area) else {
            areas.push(newer);
            continue;
        };
        for spec in newer.specs {
            match area.specs.iter_mut().find(|known| known.name == spec.name) {
                Some(known) => add_spec(known, spec, &mut disagreements),
                None => area.specs.push(spec),
            }
        }
        area.specs.sort_by(|a, b| a.name.cmp(&b.name));
    }
    areas.sort_by(|a, b| a.area.cmp(&b.area));
    disagreements
}

fn add_spec(spec: &mut Spec, newer: Spec, disagreements: &mut Vec<String>) {
    for op in newer.operations {
        match spec.operations.iter_mut().find(|known| is_same(known, &op)) {
            Some(known) => add_params(known, op),
            None => spec.operations.push(op),
        }
    }
    for (name, newer) in newer.types {
        match spec.types.get_mut(&name) {
            Some(known) => add_fields(known, newer, |field, ours, theirs| {
                disagreements.push(format!("{}: {name}.{field} is {ours} and {theirs}", spec.name));
            }),
            None => drop(spec.types.insert(name, newer)),
        }
    }
    for (name, newer) in newer.enums {
        let known = spec.enums.entry(name).or_default();
        let is_new = |value: &Variant| !known.iter().any(|known| known.name() == value.name());
        let added: Vec<_> = newer.into_iter().filter(is_new).collect();
        known.extend(added);
    }
}

/// Whether two versions mean the same operation: its name, method and route.
fn is_same(known: &Operation, op: &Operation) -> bool {
    let route = |op: &Operation| {
        let parts = op.path.split('/');
        parts.map(|part| if part.starts_with('{') { "{}".into() } else { part.to_lowercase() }).collect()
    };
    let (ours, theirs): (Vec<String>, Vec<String>) = (route(known), route(op));
    known.name == op.name && known.method == op.method && ours == theirs
}

/// Optional parameters that only the later version has say since which version.
fn add_params(op: &mut Operation, newer: Operation) {
    for mut param in newer.params {
        let is_known = op.params.iter().any(|known| known.name == param.name && known.place == param.place);
        if !is_known && param.optional && param.place != "path" {
            param.since = Some(newer.version.clone());
            op.params.push(param);
        }
    }
}

fn add_fields(known: &mut Struct, newer: Struct, mut disagree: impl FnMut(&str, &str, &str)) {
    if known.base.is_none() {
        known.base = newer.base;
    }
    for (field, kind) in newer.fields {
        match known.fields.get(&field) {
            Some(ours) if *ours != kind => disagree(&field, ours, &kind),
            Some(_) => {}
            None => drop(known.fields.insert(field, kind)),
        }
    }
}
