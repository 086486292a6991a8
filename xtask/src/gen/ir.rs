//! The normalised facts of the OpenAPI files: names, types, paths; no prose.
//!
//! A type is a short text: `string`, `int`, `number`, `bool`, `date`, `timespan`, `any`, `links`, `patch`,
//! `stream`, `secret`, `uuid` (of a parameter); `#Name` a struct, `%Name` an enum, `[T]` a list, `{T}` a dictionary, `?T` an item that
//! may be null, `csv T` a comma list in a query.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One area: a folder of the specifications, a module and a feature of the crate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Area {
    pub area: String,
    pub specs: Vec<Spec>,
}

/// One OpenAPI file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spec {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vss_area: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_id: Option<String>,
    pub host: String,
    pub operations: Vec<Operation>,
    pub types: BTreeMap<String, Struct>,
    pub enums: BTreeMap<String, Vec<Variant>>,
    /// Set by the overlay: the events of service hooks that carry a type of this specification.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}

/// An event of service hooks, and what its `resource` is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// `git.push`
    pub name: String,
    /// What it is called in the code: `Push`.
    pub variant: String,
    /// The publisher of the event: `tfs`.
    pub publisher: String,
    /// A sentence.
    pub about: String,
    /// The resource versions that have this form.
    pub versions: Vec<String>,
    /// `#GitPush`
    pub resource: String,
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// `x-ms-vss-method`, without `Async`: the name that every official SDK uses.
    pub name: String,
    pub method: String,
    /// The path, without the query of an overload.
    pub path: String,
    pub resource: String,
    pub version: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<Param>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumes: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub produces: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Example files that the specification links, `folder/file.json`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Set by the overlay where the method does not say it: `read`, `idempotent`, `unsafe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<String>,
    /// Set by the overlay where the parameters do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paging: Option<String>,
    /// Set by the overlay where several locations fit: the id of the right one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Set by the overlay: members without which the service refuses the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
    /// Set by the overlay: other routes to the same operation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<Form>,
}

/// Another route to an operation; what is not set is as in the operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Form {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// A host, or `*` for every one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The template, with the catalog's marks (`{team?}`, `{path*}`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// One parameter that is not the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Param {
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// A path argument that may hold several segments.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tail: bool,
    /// The version that it needs, where that is later than the operation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// A struct, or an alias of a list or dictionary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Struct {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Set by the overlay: the member whose value says which subtype an object is; `type.id` is one of a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Set by the overlay: the value of that member for this subtype.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tagged: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Variant {
    Name(String),
    Numbered(String, i64),
}

impl Variant {
    pub fn name(&self) -> &str {
        match self {
            Self::Name(name) | Self::Numbered(name, _) => name,
        }
    }
}

impl Area {
    /// JSON with one operation, type or enum a line, so that a change of the specification reads as a diff.
    pub fn to_json(&self) -> String {
        use std::fmt::Write;
        let text = |value: &dyn erased::Line| value.line();
        let mut out = format!("{{\n\"area\": {},\n\"specs\": [", text(&self.area));
        for (index, spec) in self.specs.iter().enumerate() {
            out.push_str(if index == 0 { "\n" } else { ",\n" });
            let _ = writeln!(out, "{{\n\"name\": {},", text(&spec.name));
            for (name, value) in [("vssArea", &spec.vss_area), ("areaId", &spec.area_id)] {
                if let Some(value) = value {
                    let _ = writeln!(out, "\"{name}\": {},", text(value));
                }
            }
            let _ = write!(out, "\"host\": {},\n\"operations\": [", text(&spec.host));
            let lines = |out: &mut String, lines: Vec<String>, close: &str| {
                for (index, line) in lines.iter().enumerate() {
                    out.push_str(if index == 0 { "\n " } else { ",\n " });
                    out.push_str(line);
                }
                out.push_str(close);
            };
            lines(&mut out, spec.operations.iter().map(|op| text(op)).collect(), "\n],\n\"types\": {");
            let entry = |name: &String, value: String| format!("{}: {value}", text(name));
            lines(
                &mut out,
                spec.types.iter().map(|(name, t)| entry(name, text(t))).collect(),
                "\n},\n\"enums\": {",
            );
            lines(&mut out, spec.enums.iter().map(|(name, e)| entry(name, text(e))).collect(), "\n}\n}");
        }
        out.push_str("\n]\n}\n");
        out
    }
}

mod erased {
    /// Anything that can be one line of JSON.
    pub trait Line {
        fn line(&self) -> String;
    }
    impl<T: serde::Serialize> Line for T {
        fn line(&self) -> String {
            serde_json::to_string(self).expect("facts are plain data")
        }
    }
}
