//! Corrections to the facts, as data: what is wrong where, what it should be, why, and how that is known.
//!
//! ```toml
//! [[change]]
//! target = "op GetPages param Version"   # or "op Name", "type Name", "types", "enums"; one or a list
//! spec = "wiki"                          # where an area has several files and only one is meant
//! set = { name = "If-Match", optional = true }
//! why = "the header that the service reads"
//! evidence = "…"
//! ```
//!
//! `set` is merged into the facts (see `ir.rs` for their form; `type Name` sets `fields`); an empty text
//! removes. A target that is not there or an entry that changes nothing is an error, so that none outlives its reason.
//! `all.toml` holds for every area; `enums.toml` gives the numbers that the official clients know for enum values.
//!
//! What no specification has is added (see `added.rs`):
//!
//! ```toml
//! [[spec]]                               # an area of its own
//! name = "location"
//! host = "dev.azure.com"
//!
//! [[operation]]
//! name = "GetConnectionData"
//! route = "GET _apis/connectionData"
//! query = "connectOptions: %ConnectOptions, lastChangeId: int"
//! response = "#ConnectionData"
//! version = "7.2-preview.1"
//! evidence = "…"
//!
//! [[event]]                              # of service hooks: what its `resource` is
//! name = "git.push"
//! versions = ["1.0"]
//! resource = "#GitPush"
//! evidence = "…"
//!
//! [[subtypes]]                           # what tells the subtypes of a type apart
//! base = "BuildProcess"
//! tag = "type"
//! kinds = { DesignerProcess = "1", YamlProcess = "2" }
//! evidence = "…"
//!
//! [[require]]                            # what the service refuses a body without
//! operation = "QueueBuild"
//! members = ["definition"]
//! evidence = "…"
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::added;
use super::ir::{Area, Spec, Variant};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    spec: Vec<added::Spec>,
    #[serde(default)]
    operation: Vec<added::Operation>,
    #[serde(default)]
    r#type: Vec<added::Type>,
    #[serde(default)]
    r#enum: Vec<added::Enum>,
    #[serde(default)]
    event: Vec<added::Event>,
    #[serde(default)]
    subtypes: Vec<added::Subtypes>,
    #[serde(default)]
    require: Vec<added::Require>,
    #[serde(default)]
    change: Vec<Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    target: Targets,
    spec: Option<String>,
    set: serde_json::Map<String, Value>,
    why: String,
    evidence: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Targets {
    One(String),
    Many(Vec<String>),
}

/// Applies all files of the overlay folder.
pub fn apply(areas: &mut Vec<Area>, dir: &Path) -> Result<(), String> {
    let mut files: Vec<_> = fs::read_dir(dir)
        .map_err(|error| format!("{}: {error}", dir.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .collect();
    files.sort();
    for path in files {
        let fault = |error: String| format!("{}: {error}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| fault(error.to_string()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name == "enums" {
            let numbers = toml::from_str(&text).map_err(|error| fault(error.to_string()))?;
            number_enums(areas, &numbers).map_err(fault)?;
            continue;
        }
        let file: File = toml::from_str(&text).map_err(|error| fault(error.to_string()))?;
        added::specs(areas, &name, &file.spec);
        let selected: Vec<_> = areas.iter_mut().filter(|area| name == "all" || area.area == name).collect();
        if selected.is_empty() {
            return Err(fault("no area of this name".into()));
        }
        apply_file(selected, &file).map_err(fault)?;
    }
    areas.sort_by(|a, b| a.area.cmp(&b.area));
    Ok(())
}

fn apply_file(mut areas: Vec<&mut Area>, file: &File) -> Result<(), String> {
    for operation in &file.operation {
        added::operation(&mut areas, operation).map_err(|error| format!("{}: {error}", operation.name))?;
    }
    for added in &file.r#type {
        added::structure(&mut areas, added).map_err(|error| format!("{}: {error}", added.name))?;
    }
    for added in &file.r#enum {
        added::enumeration(&mut areas, added).map_err(|error| format!("{}: {error}", added.name))?;
    }
    for added in &file.event {
        added::event(&mut areas, added).map_err(|error| format!("{}: {error}", added.name))?;
    }
    for added in &file.subtypes {
        added::subtypes(&mut areas, added).map_err(|error| format!("{}: {error}", added.base))?;
    }
    for added in &file.require {
        added::require(&mut areas, added).map_err(|error| format!("{}: {error}", added.operation))?;
    }
    for change in &file.change {
        let targets = match &change.target {
            Targets::One(target) => std::slice::from_ref(target),
            Targets::Many(targets) => targets.as_slice(),
        };
        for target in targets {
            if change.why.is_empty() || change.evidence.is_empty() {
                return Err(format!("{target}: `why` and `evidence` must say something"));
            }
            let mut changed = false;
            for spec in areas.iter_mut().flat_map(|area| &mut area.specs) {
                if change.spec.as_ref().is_some_and(|only| *only != spec.name) || !has(spec, target) {
                    continue;
                }
                let mut json = serde_json::to_value(&*spec).map_err(|error| error.to_string())?;
                let set = Value::Object(change.set.clone());
                for node in find(&mut json, target)? {
                    changed |= merge(node, &set);
                }
                *spec = serde_json::from_value(json)
                    .map_err(|error| format!("{target}: the facts would have a wrong form: {error}"))?;
            }
            if !changed {
                return Err(format!("{target}: this entry changes nothing"));
            }
        }
    }
    Ok(())
}

/// Whether a specification has what a target names: most do not, and need not be taken apart.
fn has(spec: &Spec, target: &str) -> bool {
    let (kind, rest) = target.split_once(' ').unwrap_or((target, ""));
    let operation = rest.split(" param ").next().unwrap_or_default();
    match kind {
        "op" => spec.operations.iter().any(|op| op.name == operation || op.id == operation),
        "type" => spec.types.contains_key(rest),
        _ => true,
    }
}

/// The facts that a target names.
fn find<'a>(spec: &'a mut Value, target: &str) -> Result<Vec<&'a mut Value>, String> {
    let (kind, rest) = target.split_once(' ').unwrap_or((target, ""));
    match kind {
        "op" => {
            let (name, param) = match rest.split_once(" param ") {
                Some((name, param)) => (name, Some(param)),
                None => (rest, None),
            };
            let operations = spec["operations"].as_array_mut().into_iter().flatten();
            let named = operations.filter(|op| op["name"] == name || op["id"] == name);
            Ok(match param {
                None => named.collect(),
                Some(param) => named
                    .flat_map(|op| op["params"].as_array_mut().into_iter().flatten())
                    .filter(|found| found["name"] == param)
                    .collect(),
            })
        }
        "type" => Ok(spec["types"].get_mut(rest).into_iter().collect()),
        "types" | "enums" => Ok(spec.get_mut(kind).into_iter().collect()),
        _ => Err(format!("\"{target}\": a target is `op NAME`, `type NAME`, `types` or `enums`")),
    }
}

/// Merges objects, replaces everything else; null removes. Answers whether anything changed.
fn merge(into: &mut Value, from: &Value) -> bool {
    match (&mut *into, from) {
        (Value::Object(into), Value::Object(from)) => {
            let mut changed = false;
            for (key, value) in from {
                if value == "" {
                    changed |= into.remove(key).is_some();
                } else {
                    changed |= merge(into.entry(key).or_insert(Value::Null), value);
                }
            }
            changed
        }
        (into, from) if into != from => {
            *into = from.clone();
            true
        }
        _ => false,
    }
}

/// `Name = "value=1 other=2"`, or `"Name@spec"` where specs differ. Values that the specification lacks are
/// added; a number that is no news is an error, as everywhere in the overlay.
fn number_enums(areas: &mut [Area], numbers: &BTreeMap<String, String>) -> Result<(), String> {
    for (name, values) in numbers {
        let (name, only) =
            name.split_once('@').map_or((name.as_str(), None), |(name, spec)| (name, Some(spec)));
        let mut changed = false;
        for spec in areas.iter_mut().flat_map(|area| &mut area.specs) {
            if only.is_some_and(|only| only != spec.name) {
                continue;
            }
            let Some(variants) = spec.enums.get_mut(name) else { continue };
            for value in values.split_whitespace() {
                let (value, number) = match value.split_once('=') {
                    Some((value, number)) => {
                        (value, Some(number.parse::<i64>().map_err(|error| format!("{name}: {error}"))?))
                    }
                    None => (value, None),
                };
                let variant = match number {
                    Some(number) => Variant::Numbered(value.to_owned(), number),
                    None => Variant::Name(value.to_owned()),
                };
                match variants.iter_mut().find(|known| known.name().eq_ignore_ascii_case(value)) {
                    Some(known) if *known == variant => {}
                    Some(known) => {
                        *known = variant;
                        changed = true;
                    }
                    None => {
                        variants.push(variant);
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            return Err(format!("{name}: this entry changes nothing"));
        }
    }
    Ok(())
}
