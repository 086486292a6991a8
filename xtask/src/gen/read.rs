//! OpenAPI files to facts. Every general quirk of the specifications is a rule here; what holds for one
//! place only is an entry of the overlay.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::ir::{Area, Operation, Param, Spec, Struct, Variant};
use super::merge;

/// The versions that are read: the one that operations are called with, then those that add to it.
const VERSIONS: [&str; 2] = ["7.1", "7.2"];

/// Reads a folder of OpenAPI files, `<version>/<area>/<file>.json` or, as in Microsoft's repository,
/// `<area>/<version>/<file>.json`, and merges the versions.
pub fn read(dir: &Path) -> Result<Vec<Area>, String> {
    let mut areas = Vec::new();
    for version in VERSIONS {
        let found = read_version(dir, version)?;
        if found.is_empty() {
            return Err(format!("{}: expected files of version {version}, got none", dir.display()));
        }
        for disagreement in merge::add(&mut areas, found) {
            println!("gen: {version} differs, and is ignored in {disagreement}");
        }
    }
    Ok(areas)
}

fn read_version(dir: &Path, version: &str) -> Result<Vec<Area>, String> {
    let nested = dir.join(version);
    let folders = if nested.is_dir() {
        entries(&nested)?
    } else {
        entries(dir)?.into_iter().map(|area| area.join(version)).collect()
    };
    let mut areas = Vec::new();
    for folder in folders.into_iter().filter(|path| path.is_dir()) {
        let mut specs = Vec::new();
        let is_json = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
        for file in entries(&folder)?.into_iter().filter(is_json) {
            specs.push(read_spec(&file).map_err(|error| format!("{}: {error}", file.display()))?);
        }
        let area = if nested.is_dir() { &folder } else { folder.parent().unwrap_or(&folder) };
        if !specs.is_empty() {
            specs.sort_by(|a, b| a.name.cmp(&b.name));
            areas.push(Area { area: name_of(area), specs });
        }
    }
    Ok(areas)
}

fn name_of(path: &Path) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // `cargoApi-AzureArtifacts`: where it is served is no part of its name.
    name.split_once('-').map_or(name.clone(), |(name, _)| name.to_owned())
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let read = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let mut paths: Vec<_> = read.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

fn read_spec(file: &Path) -> Result<Spec, String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let json: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    let mut reader = Reader { enums: BTreeMap::new() };
    let mut operations = Vec::new();
    for section in ["paths", "x-ms-paths"] {
        for (path, methods) in object(&json[section]) {
            for (method, operation) in object(methods) {
                let op = reader
                    .operation(path, method, operation)
                    .map_err(|error| format!("{method} {path}: {error}"))?;
                operations.push(op);
            }
        }
    }
    let mut types = BTreeMap::new();
    for (name, definition) in object(&json["definitions"]) {
        if wire_type(name).is_none() {
            types.insert(pascal(name), reader.definition(definition));
        }
    }
    let text = |key: &str| json[key].as_str().map(str::to_owned);
    Ok(Spec {
        name: name_of(file),
        vss_area: text("x-ms-vss-area"),
        area_id: text("x-ms-vss-resource-area-id"),
        // `{service}dev.azure.com`: the service prefix is empty.
        host: text("host").ok_or("no host")?.replace("{service}", ""),
        operations,
        types,
        enums: reader.enums,
        events: Vec::new(),
    })
}

/// Definitions that stand for something that is simple on the wire.
fn wire_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "ReferenceLinks" => "links",
        "JsonPatchDocument" => "patch",
        "JsonPatchOperation" => "patchop",
        "PropertiesCollection" => "{any}",
        "JObject" | "JToken" | "JContainer" | "VssJsonCollectionWrapper" | "VssJsonCollectionWrapperBase" => {
            "any"
        }
        // A text (`Name -op value`) or an object.
        "Demand" | "DemandBase" => "any",
        // Written as `type;identifier`.
        "IdentityDescriptor" => "string",
        _ => return None,
    })
}

struct Reader {
    enums: BTreeMap<String, Vec<Variant>>,
}

impl Reader {
    fn operation(&mut self, path: &str, method: &str, json: &Value) -> Result<Operation, String> {
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let strings = |key: &str| -> Vec<String> {
            array(&json[key]).iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let (path, overload) = path.split_once('?').unwrap_or((path, ""));
        let mut op = Operation {
            id: text("operationId"),
            name: text("x-ms-vss-method").trim_end_matches("Async").to_owned(),
            method: method.to_uppercase(),
            path: path.trim_start_matches('/').to_owned(),
            resource: text("x-ms-vss-resource"),
            version: text("x-ms-docs-override-version"),
            params: Vec::new(),
            body: None,
            response: None,
            consumes: strings("consumes").into_iter().next(),
            produces: strings("produces"),
            scopes: Vec::new(),
            examples: Vec::new(),
            deprecated: json["deprecated"].as_bool().unwrap_or(false),
            effect: None,
            paging: None,
            location: None,
            requires: Vec::new(),
            forms: Vec::new(),
        };
        for param in array(&json["parameters"]) {
            self.param(&mut op, overload, param)?;
        }
        // Placeholders that differ from their parameter only in case (`{DefinitionId}`).
        for param in op.params.iter().filter(|param| param.place == "path") {
            let placeholder = format!("{{{}}}", param.name);
            if let Some(at) = op.path.to_lowercase().find(&placeholder.to_lowercase()) {
                op.path.replace_range(at..at + placeholder.len(), &placeholder);
            }
        }
        let responses = object(&json["responses"]);
        let good = responses.iter().filter(|(status, _)| status.starts_with('2'));
        let mut good: Vec<_> = good.filter(|(_, response)| !response["schema"].is_null()).collect();
        good.sort_by_key(|(status, _)| status.as_str());
        op.response = good.first().map(|(_, response)| self.kind(&response["schema"]));
        for security in array(&json["security"]) {
            for scope in array(&security["oauth2"]) {
                op.scopes.extend(scope.as_str().map(str::to_owned));
            }
        }
        for example in
            object(&json["x-ms-examples"]).iter().filter_map(|(_, example)| example["$ref"].as_str())
        {
            let example = example.trim_start_matches("./").trim_start_matches("httpExamples/");
            op.examples.push(example.to_owned());
        }
        Ok(op)
    }

    fn param(&mut self, op: &mut Operation, overload: &str, json: &Value) -> Result<(), String> {
        // The version: `#/parameters/api-Version-preview.2`; its number stands in the operation.
        if json["$ref"].is_string() {
            return Ok(());
        }
        let name = json["name"].as_str().ok_or("a parameter without name")?.to_owned();
        let place = json["in"].as_str().unwrap_or_default().to_owned();
        if name == "organization" || name == "organizationName" && place == "path" {
            op.path = op.path.replace(&format!("{{{name}}}/"), "");
            return Ok(());
        }
        if place == "body" {
            op.body = Some(self.kind(&json["schema"]));
            return Ok(());
        }
        let required =
            json["required"].as_bool().unwrap_or(false) && json["x-ms-required"].as_bool().unwrap_or(true);
        let mut kind = if json["schema"].is_object() { "string".into() } else { self.kind(json) };
        if let Some(item) = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            // A format that is the name of an enum, without its values, is a text.
            kind = format!("csv {}", item.replace("any", "string"));
        }
        if kind == "string" && json["format"] == "uuid" {
            kind = "uuid".into();
        }
        // What tells an overload from its plain path must be there.
        let required = required || overload.contains(&format!("{{{name}}}"));
        op.params.push(Param { name, place, kind, optional: !required, tail: false, since: None });
        Ok(())
    }

    fn definition(&mut self, json: &Value) -> Struct {
        let mut found = Struct::default();
        for part in array(&json["allOf"]) {
            match part["$ref"].as_str() {
                Some(_) => match self.kind(part) {
                    base if base.starts_with('#') => found.base = Some(base[1..].to_owned()),
                    alias => found.alias = Some(alias),
                },
                None => found.alias = Some(self.kind(part)),
            }
        }
        for (name, field) in object(&json["properties"]) {
            let kind = match self.kind(field) {
                // Whatever the specification calls it, `_links` is a map of links.
                _ if name == "_links" => "links".to_owned(),
                kind => kind,
            };
            found.fields.insert(name.clone(), kind);
        }
        found
    }

    fn kind(&mut self, json: &Value) -> String {
        if let Some(reference) = json["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return wire_type(name).map_or_else(|| format!("#{}", pascal(name)), str::to_owned);
        }
        if json["enum"].is_array() {
            return self.enumeration(json);
        }
        let format = json["format"].as_str().unwrap_or_default();
        match json["type"].as_str().unwrap_or_default() {
            "integer" => "int".into(),
            "number" => "number".into(),
            "boolean" => "bool".into(),
            "array" => match self.kind(&json["items"]).as_str() {
                // An array of bytes is one base64 text.
                "int" if json["items"]["format"] == "byte" => "string".into(),
                item => format!("[{item}]"),
            },
            "string" => match format {
                "" | "uuid" | "Char" => "string".into(),
                "date-time" => "date".into(),
                "byte" => "int".into(),
                "decimal" => "number".into(),
                "TimeSpan" => "timespan".into(),
                "Stream" | "StreamContent" => "stream".into(),
                format => match format.strip_prefix("array (").and_then(|rest| rest.strip_suffix(')')) {
                    Some("int32" | "int64") => "csv int".into(),
                    Some(_) => "csv string".into(),
                    // `T`, `JToken` and other names of .NET types: any JSON.
                    None => "any".into(),
                },
            },
            // `.NET object` is rendered as `type: object` and means any JSON.
            "object" if json["additionalProperties"].is_object() => {
                format!("{{{}}}", self.kind(&json["additionalProperties"]))
            }
            _ => "any".into(),
        }
    }

    fn enumeration(&mut self, json: &Value) -> String {
        let values = array(&json["enum"]).iter().filter_map(Value::as_str);
        let name = pascal(json["x-ms-enum"]["name"].as_str().unwrap_or("Unnamed"));
        let known = self.enums.entry(name.clone()).or_default();
        for value in values {
            if !known.iter().any(|variant| variant.name().eq_ignore_ascii_case(value)) {
                known.push(Variant::Name(value.to_owned()));
            }
        }
        format!("%{name}")
    }
}

fn pascal(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn object(value: &Value) -> &serde_json::Map<String, Value> {
    static EMPTY: std::sync::LazyLock<serde_json::Map<String, Value>> =
        std::sync::LazyLock::new(Default::default);
    value.as_object().unwrap_or(&EMPTY)
}
